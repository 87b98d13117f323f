//! The clinics' keys under the current master key. What they seal stays as it is, so nobody has to be told: processes
//! that run keep the keys they hold, and new ones unwrap them by the new master key.

use holdfast_postgres::{Database, DbError, commit};
use holdfast_sql::queries::vault as sql;
use uuid::Uuid;

use crate::error::VaultError;
use crate::master::{MasterKeys, Source, Wrapped};

/// Keys per transaction.
const BATCH: i64 = 500;

/// Wraps every key that another master key wraps anew. Give it a pool of the operator's. Returns how many those were; `progress` is
/// called after each batch, with how many are done, of how many.
pub async fn rewrap(
    db: &Database,
    source: &Source,
    mut progress: impl FnMut(u64, u64),
) -> Result<u64, VaultError> {
    let masters = source.load().await?;
    let mut done = rewrap_platform(db, &masters).await?;
    let clinics = {
        let client = db.client().await?;
        let of_others = sql::count_keys_of_others().bind(&client, &masters.current_id()).one().await;
        of_others.map_err(DbError::from)?.unsigned_abs()
    };
    let total = done + clinics;
    loop {
        progress(done, total);
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

async fn rewrap_platform(db: &Database, masters: &MasterKeys) -> Result<u64, VaultError> {
    let mut client = db.client().await?;
    let tx = client.transaction().await.map_err(DbError::from)?;
    let rows = sql::lock_platform_keys_of_others().bind(&tx, &masters.current_id()).all().await;
    let mut done = 0;
    for row in rows.map_err(DbError::from)? {
        let old = Wrapped { master_id: row.master_key_id, bytes: row.wrapped };
        let new = masters.wrap(Uuid::nil(), &masters.unwrap(Uuid::nil(), &old)?)?;
        sql::update_platform_key()
            .bind(&tx, &new.bytes, &new.master_id, &row.name)
            .await
            .map_err(DbError::from)?;
        done += 1;
    }
    commit(tx).await?;
    Ok(done)
}
