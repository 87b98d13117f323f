//! Reads the phones of patient records, and makes the keys by which records of one person are found: of those that bookings and imports
//! made, of those from before there were keys, and of all of a clinic that says another country (`docs/decisions/0042`). Records that the
//! desk writes have theirs at once.

use std::collections::BTreeMap;
use std::time::Duration;

use holdfast_domain::Problem;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::{INDEX_RULES, PersonKeys};
use uuid::Uuid;

use crate::Clinics;
use crate::patients::{country, person_of};

/// Between two looks. So long, at most, are records that a booking made not found by another way to write their phone.
pub(crate) const EVERY: Duration = Duration::from_secs(15);

/// Records of one round.
const MAX: i64 = 500;

impl Clinics {
    /// Indexes some records; returns how many.
    pub async fn index_patients(&self) -> Result<u64, Problem> {
        Ok(self.index_some().await?)
    }

    async fn index_some(&self) -> Result<u64, Failure> {
        let client = self.db.client().await?;
        let due = sql::patients_to_index().bind(&client, &INDEX_RULES, &MAX).all().await?;
        drop(client);
        let mut clinics: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for row in due {
            clinics.entry(row.clinic_id).or_default().push(row.id);
        }
        let mut done = 0;
        for (clinic_id, ids) in clinics {
            done += self.index_of_clinic(clinic_id, &ids).await?;
        }
        Ok(done)
    }

    async fn index_of_clinic(&self, clinic_id: Uuid, ids: &[Uuid]) -> Result<u64, Failure> {
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let country = country(&tx, clinic_id).await?;
        let rows = sql::lock_patients_to_index().bind(&tx, &clinic_id, &ids).all().await?;
        let (mut ids, mut details, mut phone_keys, mut person_keys) = (vec![], vec![], vec![], vec![]);
        let mut indexed_by = format!("{INDEX_RULES}{country}");
        for row in rows {
            let keys = match person_of(&row, &key) {
                Ok(mut person) => {
                    let keys = person.index(&key, &country);
                    details.push(key.seal_person(row.id, &person)?.details);
                    keys
                }
                // one that is damaged must not hold up the others
                Err(error) => {
                    tracing::error!(patient.id = %row.id, %error, "a patient record cannot be indexed");
                    details.push(row.details);
                    PersonKeys { indexed_by: indexed_by.clone(), ..PersonKeys::default() }
                }
            };
            ids.push(row.id);
            phone_keys.push(keys.phone);
            person_keys.push(keys.person);
            indexed_by = keys.indexed_by;
        }
        let done = sql::index_patients()
            .bind(&tx, &indexed_by, &ids, &details, &phone_keys, &person_keys, &clinic_id)
            .await?;
        commit(tx).await?;
        Ok(done)
    }
}
