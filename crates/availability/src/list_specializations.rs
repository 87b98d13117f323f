//! Specializations that some doctor has, by name.

use holdfast_domain::cursor::page;
use holdfast_domain::offer::COUNTED_TO;
use holdfast_domain::{Asked, Cursor, Page, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::{ListSpecializationsRequest, ListSpecializationsResponse, Specialization};
use holdfast_sql::client::Params;
use holdfast_sql::queries::people as sql;
use uuid::Uuid;

use crate::Availability;

impl Availability {
    pub(crate) async fn list_specializations(
        &self,
        _: &Asked,
        ListSpecializationsRequest { page: Page { after, limit } }: ListSpecializationsRequest,
    ) -> Result<ListSpecializationsResponse, Problem> {
        let rows: Result<_, Failure> = async {
            let client = self.search.client().await?;
            let params = sql::SpecializationsInUseParams {
                most: i64::from(COUNTED_TO),
                after_id: after_number(after),
                max: i64::from(limit) + 1,
            };
            Ok(sql::specializations_in_use().params(&client, &params).all().await?)
        }
        .await;
        let (rows, next) = page(rows.map_err(Problem::from)?, limit, |row| {
            Cursor::after_id(Uuid::from_u128(u128::from(row.id.unsigned_abs())))
        });
        let items = rows.into_iter().map(|row| Specialization {
            name: row.name,
            doctors: u32::try_from(row.doctors).unwrap_or(u32::MAX),
        });
        Ok(ListSpecializationsResponse { items: items.collect(), next_cursor: next })
    }
}

/// Specializations have numbers; a cursor has room for one. One that was never given out is the number of none.
fn after_number(after: Cursor) -> i32 {
    i32::try_from(after.id.as_u128()).unwrap_or(0)
}
