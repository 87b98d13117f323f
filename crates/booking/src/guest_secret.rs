//! The secret that opens one appointment to whoever booked it without an account: how long it holds, and how its holder
//! replaces it or takes it back.
//!
//! A secret is a signed token; the database keeps only since when tokens hold. It opens the appointment, wherever it is
//! moved to, until a day after its end.

use holdfast_domain::{AppointmentId, Asked, Caller, ErrorCode, Problem, Role};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit, idempotency};
use holdfast_rpc::booking::{
    Appointment, GuestSecretRequest, OpenMailLinkRequest, RevokeGuestSecretsResponse,
};
use holdfast_sql::client::GenericClient;
use holdfast_sql::queries::booking as sql;
use holdfast_vault::mail_link;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Booking;
use crate::change::whose;
use crate::record::Record;

/// A guest may look at the appointment for so long after its end.
const OUTLIVES: SignedDuration = SignedDuration::from_hours(24);
/// Taken back for good: no secret is younger.
const NEVER: Timestamp = Timestamp::constant(253_370_764_800, 0); // 9999-01-01

/// Refuses a guest whose secret was replaced, or is for an appointment that is over. Everybody else passes.
pub(crate) async fn check<C: GenericClient>(
    client: &C,
    caller: &Caller,
    row: &sql::Appointment,
    now: Timestamp,
) -> Result<(), Failure> {
    if caller.require_secret().is_err() {
        return Ok(());
    }
    let since = sql::guest_secrets_since().bind(client, &row.clinic_id, &row.id).opt().await?.flatten();
    let is_void = since.is_some_and(|since| caller.secret_issued_at.is_none_or(|issued| issued < since));
    if is_void || now >= row.ends_at.saturating_add(OUTLIVES).unwrap_or(Timestamp::MAX) {
        return Err(Problem::of(ErrorCode::Unauthenticated).into());
    }
    Ok(())
}

impl Booking {
    /// The appointment that a mail's link opens, as long as its secrets hold; the gateway signs one for it.
    pub(crate) async fn open_mail_link(
        &self,
        _: &Asked,
        OpenMailLinkRequest { link }: OpenMailLinkRequest,
    ) -> Result<Appointment, Problem> {
        let id = mail_link::appointment_of(&link).ok_or_else(Problem::not_found)?;
        let record = self.of_mail_link(id, &link).await.map_err(Problem::from)?;
        let guest = Caller {
            role: Role::Guest,
            appointment_id: Some(AppointmentId(id)),
            secret_issued_at: record.guest_secrets_since,
            ..Caller::ANONYMOUS
        };
        self.message(&guest, record).await
    }

    async fn of_mail_link(&self, id: Uuid, link: &str) -> Result<Record, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::OfAppointment(id)).await?;
        let row = sql::get_appointment().bind(&tx, &id).opt().await?.ok_or_else(Problem::not_found)?;
        let since = sql::guest_secrets_since().bind(&tx, &row.clinic_id, &id).opt().await?.flatten();
        drop(tx);
        drop(client);
        let key = self.vault.clinic(row.clinic_id).await?;
        let is_over = self.clock.now() >= row.ends_at.saturating_add(OUTLIVES).unwrap_or(Timestamp::MAX);
        if is_over || since == Some(NEVER) || !key.is_mail_link(link, id, since) {
            return Err(Problem::not_found().into());
        }
        Ok(Record { guest_secrets_since: since, ..row.try_into()? })
    }

    /// Voids the appointment's secrets. The gateway signs the new one, as issued at the record's `guest_secrets_since`.
    pub(crate) async fn replace_guest_secret(
        &self,
        asked: &Asked,
        request: GuestSecretRequest,
    ) -> Result<Appointment, Problem> {
        asked.caller.require_secret()?;
        let record = self.set_guest_secrets(asked, request.appointment_id, "guest_secret.replace").await?;
        self.message(&asked.caller, record).await
    }

    /// Voids the appointment's secrets for good: for its holder, and for a front desk that is told of a lost one.
    pub(crate) async fn revoke_guest_secrets(
        &self,
        asked: &Asked,
        request: GuestSecretRequest,
    ) -> Result<RevokeGuestSecretsResponse, Problem> {
        asked.caller.require_secret_or_desk()?;
        self.set_guest_secrets(asked, request.appointment_id, "guest_secret.revoke").await?;
        Ok(RevokeGuestSecretsResponse {})
    }

    async fn set_guest_secrets(
        &self,
        asked: &Asked,
        AppointmentId(id): AppointmentId,
        action: &'static str,
    ) -> Result<Record, Problem> {
        let (caller, key) = (&asked.caller, asked.key.as_ref());
        with_retry(&self.ids, || async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(caller, Scope::OfAppointment(id))).await?;
            if let Some(answer) = idempotency::claim(&tx, key).await? {
                drop(tx);
                drop(client);
                return Ok::<_, Failure>(self.given_again(&answer).await?);
            }
            let now = self.clock.now();
            let row = sql::lock_appointment().bind(&tx, &id).opt().await?;
            let row = row.filter(|row| whose(row).is_seen_by(caller)).ok_or_else(Problem::not_found)?;
            check(&tx, caller, &row, now).await?;
            let since = match action {
                "guest_secret.revoke" => NEVER,
                // tokens tell whole seconds
                _ => now.max(caller.secret_issued_at.unwrap_or(now) + SignedDuration::from_secs(1)),
            };
            let since = Timestamp::from_second(since.as_second()).unwrap_or(since);
            sql::replace_guest_secrets().bind(&tx, &since, &row.clinic_id, &id).await?;
            let about = About {
                clinic_id: row.clinic_id,
                entity_id: id,
                entity_version: row.version,
                patient_id: row.patient_id,
            };
            Notes { tx: &tx, caller, now, ids: &self.ids }.note(action, about).await?;
            let record = Record { guest_secrets_since: Some(since), ..row.try_into()? };
            idempotency::remember(&tx, key, &record.encode(), Some(id), now).await?;
            commit(tx).await?;
            Ok(record)
        })
        .await
    }
}
