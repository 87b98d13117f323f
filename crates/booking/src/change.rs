//! What all steps of an existing appointment share: the transaction, the lock, who may, which version, the
//! idempotency key. The rule of each step is in the file of its name.

use deadpool_postgres::Transaction;
use holdfast_domain::appointment::{not_before, step};
use holdfast_domain::{
    Action, AppointmentId, Asked, Caller, ClinicId, DoctorId, ErrorCode, Problem, Role, SlotId,
};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit, idempotency};
use holdfast_rpc::booking::{Appointment, RescheduleRequest, TransitionRequest};
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::record::Record;
use crate::{Booking, guest_secret};

type Answer = Result<Appointment, Problem>;

/// A step to be taken.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who asks, and the retry this may be.
    pub asked: Asked,
    /// The appointment.
    pub appointment_id: AppointmentId,
    /// The version that `If-Match` names.
    pub expected_version: Option<u32>,
    /// What to do.
    pub step: Step,
}

/// What to do to the appointment.
#[derive(Clone, Debug)]
pub enum Step {
    /// See [`crate::confirm`].
    Confirm,
    /// See [`crate::cancel`].
    Cancel {
        /// Why, or empty.
        reason: String,
    },
    /// See [`crate::expire`].
    Expire,
    /// See [`crate::check_in`].
    CheckIn,
    /// See [`crate::complete`].
    Complete,
    /// See [`crate::no_show`].
    NoShow,
    /// See [`crate::reschedule`].
    Reschedule {
        /// Where to.
        slot_id: SlotId,
    },
}

impl Step {
    pub(crate) const fn action(&self) -> Action {
        match self {
            Self::Confirm => Action::Confirm,
            Self::Cancel { .. } => Action::Cancel,
            Self::Expire => Action::Expire,
            Self::CheckIn => Action::CheckIn,
            Self::Complete => Action::Complete,
            Self::NoShow => Action::NoShow,
            Self::Reschedule { .. } => Action::Reschedule,
        }
    }
}

/// One transaction on one locked appointment.
pub(crate) struct Change<'a, 't> {
    pub(crate) service: &'a Booking,
    pub(crate) tx: &'a Transaction<'t>,
    pub(crate) caller: &'a Caller,
    pub(crate) record: Record,
    pub(crate) now: Timestamp,
}

impl Booking {
    pub(crate) async fn confirm(&self, asked: &Asked, request: TransitionRequest) -> Answer {
        self.step(asked, request, |_| Step::Confirm).await
    }

    pub(crate) async fn cancel(&self, asked: &Asked, request: TransitionRequest) -> Answer {
        self.step(asked, request, |reason| Step::Cancel { reason }).await
    }

    pub(crate) async fn check_in(&self, asked: &Asked, request: TransitionRequest) -> Answer {
        self.step(asked, request, |_| Step::CheckIn).await
    }

    pub(crate) async fn complete(&self, asked: &Asked, request: TransitionRequest) -> Answer {
        self.step(asked, request, |_| Step::Complete).await
    }

    pub(crate) async fn no_show(&self, asked: &Asked, request: TransitionRequest) -> Answer {
        self.step(asked, request, |_| Step::NoShow).await
    }

    pub(crate) async fn reschedule(&self, asked: &Asked, request: RescheduleRequest) -> Answer {
        let RescheduleRequest { appointment_id, expected_version, slot_id } = request;
        let step = Step::Reschedule { slot_id };
        let request = Request { asked: asked.clone(), appointment_id, expected_version, step };
        self.message(self.change(request).await?).await
    }

    async fn step(
        &self,
        asked: &Asked,
        request: TransitionRequest,
        step: impl FnOnce(String) -> Step,
    ) -> Answer {
        let TransitionRequest { appointment_id, expected_version, reason } = request;
        let request = Request { asked: asked.clone(), appointment_id, expected_version, step: step(reason) };
        self.message(self.change(request).await?).await
    }

    /// Takes a step, or replays the answer to the first request with the same key.
    pub(crate) async fn change(&self, request: Request) -> Result<Record, Problem> {
        let record = with_retry(&self.ids, || self.change_once(&request)).await?;
        tracing::debug!(appointment.id = %record.id, action = request.step.action().audit_name(), "changed");
        Ok(record)
    }

    async fn change_once(&self, request: &Request) -> Result<Record, Failure> {
        let mut client = self.db.client().await?;
        let Asked { caller, key } = &request.asked;
        let scope = Scope::of(caller, Scope::OfAppointment(request.appointment_id.0));
        let tx = begin(&mut client, scope).await?;
        if let Some(answer) = idempotency::claim(&tx, key.as_ref()).await? {
            // The first answer may have been lost on its way, and the mark with it.
            let record = Record::decode(&answer)?;
            drop(tx);
            drop(client);
            self.readers.tell(&[record.doctor_id.0]).await?;
            return Ok(record);
        }
        let row = sql::lock_appointment().bind(&tx, &request.appointment_id.0).opt().await?;
        let row = row.filter(|row| may_see(caller, row)).ok_or_else(Problem::not_found)?;
        guest_secret::check(&tx, caller, &row, self.clock.now()).await?;
        let doctor_before = row.doctor_id;
        let change =
            Change { service: self, tx: &tx, caller, record: row.try_into()?, now: self.clock.now() };
        may_do(caller, request.step.action())?;
        if request.expected_version.is_some_and(|version| version != change.record.version.unsigned_abs()) {
            return Err(Problem::of(ErrorCode::PreconditionFailed).into());
        }
        let after = match &request.step {
            Step::Confirm => change.confirm().await?,
            Step::Cancel { reason } => change.cancel(reason).await?,
            Step::Expire => change.expire().await?,
            Step::CheckIn => change.check_in().await?,
            Step::Complete => change.complete().await?,
            Step::NoShow => change.no_show().await?,
            Step::Reschedule { slot_id } => change.reschedule(*slot_id).await?,
        };
        let answer = after.encode();
        idempotency::remember(&tx, key.as_ref(), &answer, Some(after.id.0), self.clock.now()).await?;
        let committed = commit(tx).await;
        drop(client);
        // Told also when the outcome is unknown: it may have been committed.
        let doctors: &[Uuid] = match request.step.action() {
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
    /// Refuses what can only happen later.
    fn in_time(&self, action: Action) -> Result<(), Problem> {
        let zone = TimeZone::get(&self.record.time_zone).map_err(|error| {
            tracing::error!(%error, name = self.record.time_zone, "a clinic's time zone is not known");
            Problem::of(ErrorCode::Internal)
        })?;
        match not_before(action, self.record.starts_at, &zone) {
            Some(earliest) if self.now < earliest => Err(Problem::new(
                ErrorCode::IllegalTransition,
                match action {
                    Action::CheckIn => "nobody can be checked in before the day of the appointment",
                    _ => "the appointment has not begun",
                },
            )),
            _ => Ok(()),
        }
    }

    /// Writes the step with its event and its audit row; `edit` sets what changes besides the status.
    pub(crate) async fn write(
        &mut self,
        action: Action,
        edit: impl FnOnce(&mut Record),
    ) -> Result<(), Failure> {
        let from = self.record.status;
        let to = step(from, self.record.checked_in_at.is_some(), action)
            .map_err(|illegal| Problem::new(ErrorCode::IllegalTransition, illegal.to_string()))?;
        self.in_time(action)?;
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
                    clinic_id: record.clinic_id.0,
                    id: record.id.0,
                    version: record.version,
                    event_id: ids.next(),
                    event_type: action.event_type(),
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

/// Whether the appointment exists as far as this caller is concerned.
pub(crate) fn may_see(caller: &Caller, row: &sql::Appointment) -> bool {
    let clinic_id = ClinicId(row.clinic_id);
    match caller.role {
        Role::Anonymous => false,
        Role::Guest => caller.appointment_id == Some(AppointmentId(row.id)),
        Role::Patient => caller.account_id.is_some_and(|account| row.patient_account_id == Some(account.0)),
        Role::Doctor => caller.works_at(clinic_id) && caller.doctor_id == Some(DoctorId(row.doctor_id)),
        Role::Staff | Role::Integrator | Role::ClinicAdmin | Role::PlatformAdmin => {
            caller.works_at(clinic_id)
        }
    }
}

/// Whether this role takes that step at all.
fn may_do(caller: &Caller, action: Action) -> Result<(), Problem> {
    let theirs = match caller.role {
        Role::Anonymous => false,
        Role::Guest | Role::Patient => {
            matches!(action, Action::Confirm | Action::Cancel | Action::Reschedule)
        }
        Role::Staff | Role::Doctor | Role::Integrator | Role::ClinicAdmin | Role::PlatformAdmin => true,
    };
    if theirs { Ok(()) } else { Err(Problem::of(ErrorCode::Forbidden)) }
}
