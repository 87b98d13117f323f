//! Confirms a visitor's hold with the details: whom it is for. The rules are those of a booking ([`crate::book`]).
//!
//! A hold that is over is no reason to refuse, as long as nobody else has the slot: it is then booked like any free one.

use deadpool_postgres::Transaction;
use holdfast_domain::appointment::has_expired;
use holdfast_domain::guests::{self, GuestsGive};
use holdfast_domain::overrule::{Overruled, Overruling};
use holdfast_domain::{Action, Asked, ClinicId, ErrorCode, Problem, SlotId, Status, VisitTypeId};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit, idempotency};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{
    Appointment, BookRequest, ConfirmHoldRequest, HoldRequest, confirm_hold_request,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;
use holdfast_telemetry::metrics;
use holdfast_vault::Person;
use jiff::{SignedDuration, Timestamp};

use crate::Booking;
use crate::book::{Sealed, check, patient_unknown, person_of};
use crate::change::{Change, Request};
use crate::counted::counted_together;
use crate::hold::locked;
use crate::record::{Record, outcome};
use crate::visit_type;

/// What became of a try.
enum Confirmed {
    /// It is booked.
    Done(Box<Record>),
    /// It was over; whether its expiry has been noted, and what it held.
    Over { was_ended: bool, clinic_id: ClinicId, slot_id: SlotId, visit_type_id: Option<VisitTypeId> },
}

impl Booking {
    pub(crate) async fn confirm_hold(
        &self,
        asked: &Asked,
        request: ConfirmHoldRequest,
    ) -> Result<Appointment, Problem> {
        let ConfirmHoldRequest { id, visitor_id, who, reason, override_reason } = request;
        let hold = HoldRequest { id, visitor_id };
        let mut booking = BookRequest {
            slot_id: SlotId::default(),
            clinic_id: None,
            who: who.map(|who| match who {
                confirm_hold_request::Who::PatientId(id) => Who::PatientId(id),
                confirm_hold_request::Who::Patient(patient) => Who::Patient(patient),
            }),
            mode: None,
            visit_type_id: None,
            reason,
            hold: false,
            expected_version: None,
            override_reason,
        };
        check(&asked.caller, &mut booking)?;
        let person = person_of(&booking, self.clock.now())?;
        let confirmed =
            with_retry(&self.ids, || self.confirm_once(asked, &hold, &booking, person.as_ref())).await;
        metrics::TRANSITIONS.of([Action::Confirm.name(), outcome(&confirmed)]).increment(1);
        match confirmed? {
            Confirmed::Done(record) => self.message(&asked.caller, *record).await,
            Confirmed::Over { was_ended, clinic_id, slot_id, visit_type_id } => {
                if !was_ended {
                    self.end(&hold).await?;
                }
                (booking.slot_id, booking.clinic_id) = (slot_id, Some(clinic_id));
                booking.visit_type_id = visit_type_id;
                self.book(asked, booking).await
            }
        }
    }

    /// Ends a hold that has expired, as the sweeper would; perhaps it just did.
    async fn end(&self, hold: &HoldRequest) -> Result<(), Problem> {
        let expire = Request::expire(hold.id);
        match self.change(expire).await {
            Err(problem) if problem.code != ErrorCode::IllegalTransition => Err(problem),
            _ => Ok(()),
        }
    }

    async fn confirm_once(
        &self,
        asked: &Asked,
        hold: &HoldRequest,
        booking: &BookRequest,
        person: Option<&Person>,
    ) -> Result<Confirmed, Failure> {
        let Asked { caller, key } = asked;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfAppointment(hold.id.0))).await?;
        if let Some(answer) = idempotency::claim(&tx, key.as_ref()).await? {
            drop(tx);
            drop(client);
            let record = self.given_again(&answer).await?;
            self.readers.tell(&[record.doctor_id.0]).await?;
            return Ok(Confirmed::Done(Box::new(record)));
        }
        let record = locked(&tx, hold).await?;
        let now = self.clock.now();
        let was_ended = record.status != Status::Pending;
        if was_ended || has_expired(record.hold_expires_at, now) {
            let Record { clinic_id, slot_id, visit_type_id, .. } = record;
            return Ok(Confirmed::Over { was_ended, clinic_id, slot_id, visit_type_id });
        }
        let sealed = self.seal(record.clinic_id, record.id, booking, person).await?;
        let mut overruling = Overruling::with(booking.override_reason.as_deref());
        judge(&tx, asked, &mut overruling, &sealed, now).await?;
        let known = sealed.person.is_none().then_some(sealed.patient_id);
        let (clinic_id, of_type) = (record.clinic_id, record.visit_type_id);
        visit_type::known_patient(&tx, caller, &mut overruling, clinic_id, of_type, known, now).await?;
        write_patient(&tx, asked, &sealed, now).await?;
        let record = Record { patient_id: Some(sealed.patient_id), reason: sealed.reason, ..record };
        let (marked_at, cancel_notice) = (None, SignedDuration::ZERO);
        let mut change =
            Change { service: self, tx: &tx, caller, record, marked_at, cancel_notice, overruling, now };
        let to = change.after(Action::Confirm)?;
        change.write(Action::Confirm, to, |record| record.hold_expires_at = None).await?;
        let Change { mut record, overruling, .. } = change;
        self.keep_override(&tx, caller, &mut record, &overruling, now).await?;
        idempotency::remember(&tx, key.as_ref(), &record.encode(), Some(record.id.0), now).await?;
        commit(tx).await?;
        Ok(Confirmed::Done(Box::new(record)))
    }
}

/// Whether the patient may be booked for, and may have one more appointment to come: as the booking statement judges.
async fn judge(
    tx: &Transaction<'_>,
    asked: &Asked,
    overruling: &mut Overruling<'_>,
    sealed: &Sealed,
    now: Timestamp,
) -> Result<(), Failure> {
    let (caller, person) = (&asked.caller, sealed.person.as_ref());
    let (clinic_id, account_id) = (&sealed.clinic_id.0, caller.account_as_patient().map(|id| id.0));
    if person.is_none()
        && !sql::is_patient_of().bind(tx, clinic_id, &sealed.patient_id.0, &account_id).one().await?
    {
        return Err(patient_unknown().into());
    }
    if caller.books_as_guest() {
        let policy = sql::guest_policy().bind(tx, clinic_id).one().await?;
        if !policy.guests_allowed {
            return Err(guests::not_allowed().into());
        }
        let has = |bytes: Option<&Vec<u8>>| bytes.is_some_and(|bytes| !bytes.is_empty());
        let give = GuestsGive::parse(&policy.guests_give).unwrap_or_default();
        give.judge(has(person.map(|person| &person.phone)), has(person.map(|person| &person.email)))?;
    }
    let locks = counted_together(sealed.clinic_id, caller, person);
    if locks.is_empty() && !overruling.is_asked_for() {
        return Ok(());
    }
    sql::lock_counted().bind(tx, &locks).one().await?;
    let counted = match person {
        // the patient's, where the desk would go past that
        None if overruling.is_asked_for() => {
            sql::counted_by().bind(tx, clinic_id, &sealed.patient_id.0).opt().await?
        }
        _ => None,
    };
    let counted = counted.unwrap_or_else(|| {
        let contact = person.filter(|_| caller.books_as_guest() || overruling.is_asked_for()).cloned();
        let (email_index, phone_index) =
            contact.map(|of| (of.email_index, of.phone_index)).unwrap_or_default();
        sql::CountedBy { account_id, email_index, phone_index }
    });
    let by_contact = |index: &Option<Vec<u8>>| index.clone().filter(|_| counted.account_id.is_none());
    let params = sql::UpcomingOfParams {
        account_id: counted.account_id,
        now,
        email_index: by_contact(&counted.email_index),
        phone_index: by_contact(&counted.phone_index),
        clinic_id: *clinic_id,
    };
    let upcoming = sql::upcoming_of().params(tx, &params).one().await?;
    let has_too_many = upcoming.of_account.max(upcoming.of_contact) >= i64::from(upcoming.max_upcoming);
    let binds = !caller.role.books_for_others();
    overruling.judge(Overruled::Upcoming, has_too_many, binds, || Problem::of(ErrorCode::TooManyUpcoming))?;
    Ok(())
}

/// Makes the record of somebody new, and says that the hold is theirs.
async fn write_patient(
    tx: &Transaction<'_>,
    asked: &Asked,
    sealed: &Sealed,
    now: Timestamp,
) -> Result<(), Failure> {
    let (clinic_id, patient_id) = (sealed.clinic_id.0, sealed.patient_id.0);
    if let Some(person) = &sealed.person {
        let params = sql::InsertPatientOfHoldParams {
            clinic_id,
            id: patient_id,
            account_id: asked.caller.account_as_patient().map(|id| id.0),
            name: person.name.as_slice(),
            phone: person.phone.as_slice(),
            email: person.email.as_slice(),
            birth_date: person.birth_date.as_slice(),
            phone_index: person.phone_index.as_deref(),
            email_index: person.email_index.as_deref(),
            now,
            tokens: person.name_tokens.as_slice(),
        };
        sql::insert_patient_of_hold().params(tx, &params).await?;
    }
    let id = sealed.appointment_id.0;
    sql::set_patient_of_hold().bind(tx, &patient_id, &sealed.reason, &clinic_id, &id).await?;
    Ok(())
}
