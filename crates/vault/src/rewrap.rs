//! The clinics' keys under the current master key. What they seal stays as it is, so nobody has to be told: processes
//! that run keep the keys they hold, and new ones unwrap them by the new master key.

use holdfast_postgres::{Database, DbError, commit};
use holdfast_sql::queries::vault as sql;

use crate::error::VaultError;
use crate::master::{Source, Wrapped};

/// Keys per transaction.
const BATCH: i64 = 500;

/// Wraps every key that another master key wraps anew. Give it a pool of the operator's. Returns how many those were.
pub async fn rewrap(db: &Database, source: &Source) -> Result<u64, VaultError> {
    let masters = source.load().await?;
    let mut done = 0;
    loop {
        let mut client = db.client().await?;
        let tx = client.transaction().await.map_err(DbError::from)?;
        let rows = sql::lock_keys_of_others()
            .bind(&tx, &masters.current_id(), &BATCH)
            .all()
            .await
            .map_err(DbError::from)?;
        if rows.is_empty() {
            return Ok(done);
        }
        for row in rows {
            let old = Wrapped { master_id: row.master_key_id, bytes: row.wrapped };
            let new = masters.wrap(row.clinic_id, &masters.unwrap(row.clinic_id, &old)?)?;
            sql::update_key()
                .bind(&tx, &new.bytes, &new.master_id, &row.clinic_id)
                .await
                .map_err(DbError::from)?;
            done += 1;
        }
        commit(tx).await?;
    }
}
