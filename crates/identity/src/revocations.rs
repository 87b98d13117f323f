//! What no longer holds though it has not expired. Gateways ask for it every second, and let nothing pass that it names.

use deadpool_postgres::Transaction;
use holdfast_domain::{AccountId, ApiKeyId, Asked, ClinicId, SessionId};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::convert::instant;
use holdfast_rpc::identity::{ListRevocationsRequest, ListRevocationsResponse, Revocation};
use holdfast_sql::queries::identity as sql;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::Identity;

/// `holdfast admin token` gives tokens for a year at most.
const LONGEST_TOKEN: SignedDuration = SignedDuration::from_hours(24 * 366);
/// Gateways remember whom a key stands for much shorter.
const LONGEST_MEMORY: SignedDuration = SignedDuration::from_hours(1);

impl Identity {
    /// Takes back what an account was given to act for a clinic by an older membership than this version. (Versions, since the clocks
    /// of hosts differ.)
    pub(crate) async fn revoke_acting(
        &self,
        tx: &Transaction<'_>,
        account_id: Uuid,
        clinic_id: Uuid,
        version: i32,
    ) -> Result<(), Failure> {
        let now = self.clock.now();
        sql::forget_older_revocations().bind(tx, &account_id, &clinic_id).await?;
        let (until, whose) = (now + LONGEST_TOKEN, (Some(account_id), Some(clinic_id)));
        sql::insert_revocation().bind(tx, &now, &until, &whose.0, &whose.1, &Some(version), &None).await?;
        Ok(())
    }

    pub(crate) async fn revoke_key(&self, tx: &Transaction<'_>, id: Uuid) -> Result<(), Failure> {
        let now = self.clock.now();
        let until = now + LONGEST_MEMORY;
        sql::insert_revocation().bind(tx, &now, &until, &None, &None, &None, &Some(id)).await?;
        Ok(())
    }

    pub(crate) async fn list_revocations(
        &self,
        _: &Asked,
        request: ListRevocationsRequest,
    ) -> Result<ListRevocationsResponse, Failure> {
        let since = instant("since", request.since_us)?;
        let now = self.clock.now();
        let client = self.db.client().await?;
        let rows = sql::list_revocations().bind(&client, &since, &now).all().await?;
        let revocation = |row: sql::ListRevocations| Revocation {
            revoked_at_us: row.revoked_at.as_microsecond(),
            until_us: row.until.as_microsecond(),
            session_id: row.session_id.map(SessionId),
            account_id: row.account_id.map(AccountId),
            for_clinic: row.for_clinic.map(ClinicId),
            api_key_id: row.api_key_id.map(ApiKeyId),
            below_version: row.below_version.unwrap_or_default(),
        };
        let items = rows.into_iter().map(revocation).collect();
        Ok(ListRevocationsResponse { items, as_of_us: now.as_microsecond() })
    }
}
