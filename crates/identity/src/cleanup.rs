//! Deletes what is expired: sessions, links, revocations, addresses that nobody has shown to be theirs, what clinics gave out, and
//! what happened to accounts long ago. What has which bound: `docs/growth.md`.

use std::time::Duration;

use holdfast_postgres::cleanup;
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::identity as sql;
use jiff::SignedDuration;

use crate::Identity;

/// Sessions are shown to nobody for so long before they go.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Those that were ended.
const ENDED_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// As in the statements.
const AT_ONCE: u64 = 1000;
/// Where somebody was who did something to an account.
const SOURCES_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// What happened to accounts.
const LOG_KEPT: SignedDuration = SignedDuration::from_hours(24 * 400);
/// Invitations and keys that are over.
const GIVEN_OUT_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
const UNVERIFIED_KEPT: SignedDuration = SignedDuration::from_hours(24);

impl Identity {
    /// Cleans up every so often, until it is dropped.
    pub async fn run_cleanup(self, every: Duration) {
        cleanup::run(every, || async {
            if let Err(failure) = self.clean_up().await {
                tracing::warn!(?failure, "deleting expired rows of accounts and sessions failed; will retry");
            }
        })
        .await;
    }

    /// Cleans up once.
    pub async fn clean_up(&self) -> Result<(), Failure> {
        let now = self.clock.now();
        let client = self.db.client().await?;
        // some at a time, so that a large backlog never holds anything up
        while sql::forget_sessions().bind(&client, &(now - SESSIONS_KEPT)).await? == AT_ONCE {}
        while sql::forget_ended_sessions().bind(&client, &(now - ENDED_KEPT)).await? == AT_ONCE {}
        while sql::forget_sources().bind(&client, &(now - SOURCES_KEPT)).await? == AT_ONCE {}
        while sql::forget_log().bind(&client, &(now - LOG_KEPT)).await? == AT_ONCE {}
        while sql::forget_given_out().bind(&client, &(now - GIVEN_OUT_KEPT)).one().await?.unsigned_abs()
            >= AT_ONCE
        {}
        sql::forget_mails().bind(&client, &now).await?;
        sql::forget_links().bind(&client, &now).await?;
        sql::forget_unverified_accounts().bind(&client, &(now - UNVERIFIED_KEPT)).await?;
        sql::forget_revocations().bind(&client, &now).await?;
        Ok(())
    }
}
