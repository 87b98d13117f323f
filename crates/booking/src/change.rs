//! Takes a step of an existing appointment: the transaction, the lock, who may, which version, the idempotency key.

use deadpool_postgres::Transaction;
use holdfast_domain::appointment::{Standing, Whose};
use holdfast_domain::overrule::{self, Overruling};
use holdfast_domain::text::{Checks, REASON_MAX};
use holdfast_domain::{
    AccountId, Action, AppointmentId, Asked, Caller, ClinicId, DoctorId, ErrorCode, Mark, Problem, SlotId,
    Status,
};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit, idempotency};
use holdfast_rpc::booking::{Appointment, RescheduleRequest, StepRequest};
use holdfast_rpc::convert::version;
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;
use holdfast_telemetry::metrics;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::record::{Record, outcome};
use crate::{Booking, guest_secret};

/// A step to be taken.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) asked: Asked,
    pub(crate) appointment_id: AppointmentId,
    /// The version that `If-Match` names.
    pub(crate) expected_version: Option<i32>,
    pub(crate) action: Action,
    /// Why it is cancelled, or empty.
    pub(crate) reason: String,
    /// Where it is moved.
    pub(crate) slot_id: Option<SlotId>,
    /// Why rules of the clinic are overruled, if they are.
    pub(crate) override_reason: Option<String>,
}

impl Request {
    /// A hold has expired.
    pub(crate) fn expire(appointment_id: AppointmentId) -> Self {
        Self {
            asked: Asked::by(Caller::SYSTEM),
            appointment_id,
            expected_version: None,
            action: Action::Expire,
            reason: String::new(),
            slot_id: None,
            override_reason: None,
        }
    }
}

/// One transaction on one locked appointment.
pub(crate) struct Change<'a, 't> {
    pub(crate) service: &'a Booking,
    pub(crate) tx: &'a Transaction<'t>,
    pub(crate) caller: &'a Caller,
    pub(crate) record: Record,
    /// When a mark was last set, as far as that is known.
    pub(crate) marked_at: Option<Timestamp>,
    /// Until how long before it begins this caller may cancel or move it.
    pub(crate) cancel_notice: SignedDuration,
    pub(crate) overruling: Overruling<'a>,
    pub(crate) now: Timestamp,
}

pub(crate) fn whose(row: &sql::Appointment) -> Whose {
    Whose {
        id: AppointmentId(row.id),
        clinic_id: ClinicId(row.clinic_id),
        doctor_id: DoctorId(row.doctor_id),
        account_id: row.patient_account_id.map(AccountId),
    }
}

impl Booking {
    /// Any step but a move, which names a slot, an expiry, which nobody asks for, and another record, which a merge gives.
    pub(crate) async fn take_step(
        &self,
        asked: &Asked,
        request: StepRequest,
    ) -> Result<Appointment, Problem> {
        let StepRequest { appointment_id, expected_version, action, reason, override_reason } = request;
        let expected_version = version("If-Match", expected_version)?;
        if matches!(action, Action::Reschedule | Action::Expire | Action::Reassign) {
            return Err(Problem::of(ErrorCode::Forbidden));
        }
        let mut checks = Checks::new();
        checks.optional("reason", &reason, REASON_MAX);
        checks.finish()?;
        let override_reason = overrule::reason(&asked.caller, override_reason.as_deref())?;
        let request = Request {
            asked: asked.clone(),
            appointment_id,
            expected_version,
            action,
            reason,
            slot_id: None,
            override_reason,
        };
        self.message(&asked.caller, self.change(request).await?).await
    }

    pub(crate) async fn reschedule(
        &self,
        asked: &Asked,
        request: RescheduleRequest,
    ) -> Result<Appointment, Problem> {
        let RescheduleRequest { appointment_id, expected_version, slot_id, override_reason } = request;
        let request = Request {
            asked: asked.clone(),
            appointment_id,
            expected_version: version("If-Match", expected_version)?,
            action: Action::Reschedule,
            reason: String::new(),
            slot_id: Some(slot_id),
            override_reason: overrule::reason(&asked.caller, override_reason.as_deref())?,
        };
        self.message(&asked.caller, self.change(request).await?).await
    }

    /// Takes a step, or replays the answer to the first request with the same key.
    pub(crate) async fn change(&self, request: Request) -> Result<Record, Problem> {
        let changed = with_retry(&self.ids, || self.change_once(&request)).await;
        let labels = [request.action.name(), outcome(&changed)];
        metrics::TRANSITIONS.of(labels).increment(1);
        let record = changed?;
        tracing::debug!(appointment.id = %record.id, action = request.action.audit_name(), "changed");
        Ok(record)
    }

    async fn change_once(&self, request: &Request) -> Result<Record, Failure> {
        let mut client = self.db.client().await?;
        let Asked { caller, key } = &request.asked;
        let scope = Scope::of(caller, Scope::OfAppointment(request.appointment_id.0));
        let tx = begin(&mut client, scope).await?;
        if let Some(answer) = idempotency::claim(&tx, key.as_ref()).await? {
            // The first answer may have been lost on its way, and the mark with it.
            drop(tx);
            drop(client);
            let record = self.given_again(&answer).await?;
            self.readers.tell(&[record.doctor_id.0]).await?;
            return Ok(record);
        }
        let row = sql::lock_appointment().bind(&tx, &request.appointment_id.0).opt().await?;
        let row = row.filter(|row| whose(row).is_seen_by(caller)).ok_or_else(Problem::not_found)?;
        guest_secret::check(&tx, caller, &row, self.clock.now()).await?;
        if !request.action.is_for(caller.role) {
            return Err(Problem::of(ErrorCode::Forbidden).into());
        }
        let marked_at = match request.action {
            Action::Undo(_) => {
                let marked_at = sql::marked_at().bind(&tx, &row.clinic_id, &row.id).opt().await?;
                let erased = || Problem::new(ErrorCode::IllegalTransition, "the patient has been erased");
                marked_at.ok_or_else(erased)?
            }
            _ => None,
        };
        let overruling = Overruling::with(request.override_reason.as_deref());
        // the desk is not bound by it
        let cancel_notice = match request.action {
            Action::Cancel | Action::Reschedule
                if !caller.role.books_for_others() || overruling.is_asked_for() =>
            {
                sql::cancel_notice().bind(&tx, &row.visit_type_id, &row.clinic_id).one().await?
            }
            _ => 0,
        };
        let doctor_before = row.doctor_id;
        let now = self.clock.now();
        let cancel_notice = SignedDuration::from_mins(i64::from(cancel_notice));
        let record = row.try_into()?;
        let mut change =
            Change { service: self, tx: &tx, caller, record, marked_at, cancel_notice, overruling, now };
        if request.expected_version.is_some_and(|version| version != change.record.version) {
            return Err(Problem::of(ErrorCode::PreconditionFailed).into());
        }
        let to = change.after(request.action)?;
        match request.action {
            Action::Cancel => change.cancel(to, &request.reason).await?,
            Action::Expire => change.expire(to).await?,
            Action::Reschedule => {
                change.reschedule(request.slot_id.ok_or_else(Problem::not_found)?).await?;
            }
            Action::Confirm => {
                change.write(request.action, to, |record| record.hold_expires_at = None).await?;
            }
            Action::CheckIn => {
                change.write(request.action, to, |record| record.checked_in_at = Some(now)).await?;
            }
            Action::Undo(Mark::CheckIn) => {
                change.write(request.action, to, |record| record.checked_in_at = None).await?;
            }
            // All others change the status alone. The slot stays taken: the doctor's time is used.
            _ => change.write(request.action, to, |_| {}).await?,
        }
        let Change { record: mut after, overruling, .. } = change;
        self.keep_override(&tx, caller, &mut after, &overruling, now).await?;
        let answer = after.encode();
        idempotency::remember(&tx, key.as_ref(), &answer, Some(after.id.0), self.clock.now()).await?;
        let committed = commit(tx).await;
        drop(client);
        // Told also when the outcome is unknown: it may have been committed.
        let doctors: &[Uuid] = match request.action {
            Action::Cancel | Action::Expire => &[doctor_before],
            Action::Reschedule if doctor_before == after.doctor_id.0 => &[doctor_before],
            Action::Reschedule => &[doctor_before, after.doctor_id.0],
            _ => &[],
        };
        let told = self.readers.tell(doctors).await;
        committed?;
        told?;
        Ok(after)
    }
}

impl Change<'_, '_> {
    /// The state after the step, or why it cannot be taken.
    pub(crate) fn after(&mut self, action: Action) -> Result<Status, Problem> {
        let zone = TimeZone::get(&self.record.time_zone).map_err(|error| {
            tracing::error!(%error, name = self.record.time_zone, "unknown time zone of a clinic");
            Problem::of(ErrorCode::Internal)
        })?;
        let standing = Standing {
            status: self.record.status,
            checked_in: self.record.checked_in_at.is_some(),
            starts_at: self.record.starts_at,
            has_patient: self.record.patient_id.is_some(),
            hold_expires_at: self.record.hold_expires_at,
            marked_at: self.marked_at.or(self.record.checked_in_at),
            cancel_notice: self.cancel_notice,
            zone: &zone,
        };
        standing.after(action, self.caller.role, &mut self.overruling, self.now)
    }

    /// Writes the step with its event and its audit row; `edit` sets what changes besides the status.
    pub(crate) async fn write(
        &mut self,
        action: Action,
        to: Status,
        edit: impl FnOnce(&mut Record),
    ) -> Result<(), Failure> {
        let from = self.record.status;
        edit(&mut self.record);
        self.record.status = to;
        let ids = &self.service.ids;
        let record = &self.record;
        let written = sql::apply_transition()
            .params(
                self.tx,
                &sql::ApplyTransitionParams {
                    status: to.as_str(),
                    hold_expires_at: record.hold_expires_at,
                    checked_in_at: record.checked_in_at,
                    cancel_reason: record.cancel_reason.as_slice(),
                    marked_at: action.sets_mark().then_some(self.now),
                    clinic_id: record.clinic_id.0,
                    id: record.id.0,
                    version: record.version,
                    event_id: ids.next(),
                    event_type: action.event_type().as_str(),
                    now: self.now,
                    audit_id: ids.next(),
                    actor_role: self.caller.role.as_str(),
                    actor_id: self.caller.actor_id(),
                    action: action.audit_name(),
                    from_status: from.as_str(),
                },
            )
            .await?;
        assert_eq!(written, 1, "the row is locked, so its version cannot have changed");
        self.record.version += 1;
        Ok(())
    }
}
