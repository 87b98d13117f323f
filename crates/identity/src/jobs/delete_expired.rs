//! Deletes what is expired: sessions, links, revocations, addresses that nobody has shown to be theirs, what clinics gave out, and
//! what happened to accounts long ago. What has which bound: `docs/growth.md`.

use holdfast_postgres::DbError;
use holdfast_postgres::batches::{BATCH, in_batches};
use holdfast_sql::queries::identity as sql;
use jiff::SignedDuration;

use crate::Identity;

/// Sessions are shown to nobody for so long before they go.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Those that were ended.
const ENDED_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Where somebody was who did something to an account.
const SOURCES_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// What happened to accounts.
const LOG_KEPT: SignedDuration = SignedDuration::from_hours(24 * 400);
/// Invitations and keys that are over.
const GIVEN_OUT_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
const UNVERIFIED_KEPT: SignedDuration = SignedDuration::from_hours(24);

impl Identity {
    /// Deletes what is expired by now; returns how many rows that was.
    pub async fn delete_expired(&self) -> Result<u64, DbError> {
        let now = self.clock.now();
        macro_rules! delete {
            ($statement:ident, $before:expr) => {
                in_batches(|| async {
                    let client = self.db.client().await?;
                    Ok::<_, DbError>(sql::$statement().bind(&client, &$before, &BATCH).await?)
                })
                .await?
            };
        }
        let given_out = in_batches(|| async {
            let client = self.db.client().await?;
            let deleted =
                sql::delete_old_invitations_and_keys().bind(&client, &(now - GIVEN_OUT_KEPT)).one().await?;
            Ok::<_, DbError>(deleted.unsigned_abs())
        })
        .await?;
        // The role may not read these rows, so it cannot pick some of them; there are few.
        let client = self.db.client().await?;
        let mails = sql::delete_expired_mails().bind(&client, &now).await?;
        drop(client);
        Ok(given_out
            + mails
            + delete!(delete_expired_sessions, now - SESSIONS_KEPT)
            + delete!(delete_ended_sessions, now - ENDED_KEPT)
            + delete!(clear_old_sources, now - SOURCES_KEPT)
            + delete!(delete_old_log, now - LOG_KEPT)
            + delete!(delete_expired_links, now)
            + delete!(delete_unverified_accounts, now - UNVERIFIED_KEPT)
            + delete!(delete_expired_revocations, now))
    }
}
