//! Makes every doctor's slots as far ahead as the hours say, as days go by.

use holdfast_domain::Problem;
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::availability as sql;
use uuid::Uuid;

use crate::Availability;

/// Clinics read at a time.
const PAGE: i64 = 500;

impl Availability {
    /// Goes round all clinics once; returns how many slots that made.
    pub async fn extend_all(&self) -> Result<u64, Problem> {
        let mut added = 0;
        let mut after = Uuid::nil();
        loop {
            let clinics: Result<_, Failure> = async {
                let client = self.db.client().await?;
                Ok(sql::clinics_after().bind(&client, &after, &PAGE).all().await?)
            }
            .await;
            let clinics = clinics.map_err(Problem::from)?;
            for clinic in &clinics {
                added += self.extend(clinic.id, None).await?.added;
            }
            match clinics.last() {
                Some(last) => after = last.id,
                None => return Ok(added),
            }
        }
    }
}
