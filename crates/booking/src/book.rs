//! Books a slot, or holds it.
//!
//! The way of a booking: the slot's lock turns away whoever comes while somebody is at work on it; the group
//! commit ([`crate::batch`]) judges, writes, and tells readers; the answer goes out.

use std::sync::Arc;

use holdfast_coordination::Acquired;
use holdfast_domain::overrule;
use holdfast_domain::text::birth_date;
use holdfast_domain::{
    AppointmentId, Asked, Caller, ClinicId, ErrorCode, PatientDetails, PatientId, Problem, SlotId, text,
};
use holdfast_postgres::DbError;
use holdfast_postgres::idempotency::{make_durable, replay};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{Appointment, BookRequest};
use holdfast_rpc::convert::version;
use holdfast_sql::queries::{booking as sql, idempotency};
use holdfast_telemetry::metrics;
use holdfast_telemetry::trace::{self, Kind};
use holdfast_vault::{Person, Place, SealedPerson};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Booking;
use crate::batch::Verdict;
use crate::overrides::SealedOverride;
use crate::record::{Record, outcome};

/// A booking to be made, and what it brings as it goes to the database.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) sealed: Sealed,
    pub(crate) asked: Asked,
    pub(crate) request: BookRequest,
    /// The slot's version that the client saw.
    pub(crate) expected_version: Option<i32>,
    /// The span that asks, if it is sampled.
    pub(crate) trace: Option<trace::Place>,
}

/// What a request brings, with the ids that it is sealed to.
#[derive(Debug)]
pub(crate) struct Sealed {
    pub(crate) clinic_id: ClinicId,
    /// Of the appointment, if it comes to one.
    pub(crate) appointment_id: AppointmentId,
    /// The patient record, known or new.
    pub(crate) patient_id: PatientId,
    /// The person of a new record.
    pub(crate) person: Option<SealedPerson>,
    pub(crate) reason: Vec<u8>,
    /// Why the desk goes past rules of the clinic, if it does.
    pub(crate) overruling: Option<SealedOverride>,
}

/// How often a request goes into another batch when a batch could not judge it.
const ROUNDS: u32 = 20;

impl Booking {
    pub(crate) async fn book(&self, asked: &Asked, request: BookRequest) -> Result<Appointment, Problem> {
        let counter = if request.hold { &metrics::HOLDS } else { &metrics::BOOKINGS };
        // in a box: futures that are as large are copied on their way
        let booked = Box::pin(self.book_record(asked, request)).await;
        counter.of([outcome(&booked)]).increment(1);
        self.message(&asked.caller, booked?).await
    }

    async fn book_record(&self, asked: &Asked, mut request: BookRequest) -> Result<Record, Problem> {
        check(&asked.caller, &mut request)?;
        let expected_version = version("expected_version", request.expected_version)?;
        let person = person_of(&request, self.clock.now())?;
        let _running = asked.key.as_ref().map(|key| self.running.start(key)).transpose()?;
        let _lock =
            match trace::within("lock slot", Kind::Internal, [], self.locks.acquire(request.slot_id.0)).await
            {
                Acquired::Held(guard) => Some(guard),
                Acquired::Busy => return self.answer_again_or(asked, busy()).await,
                Acquired::Away => None,
            };
        let sealed = match self.clinic_of(&asked.caller, request.slot_id, request.clinic_id).await? {
            Some(clinic_id) => {
                let appointment_id = AppointmentId(self.ids.next());
                self.seal(clinic_id, appointment_id, &request, person.as_ref()).await
            }
            None => Err(Problem::not_found()),
        };
        let order = match sealed {
            Ok(sealed) => {
                let trace = trace::Place::here();
                Arc::new(Order { sealed, asked: asked.clone(), request, expected_version, trace })
            }
            Err(refusal) => return self.answer_again_or(asked, refusal).await,
        };
        for _ in 0..ROUNDS {
            match self.batches.submit(&order).await? {
                Verdict::Booked(record) => {
                    tracing::debug!(appointment.id = %record.id, slot.id = %record.slot_id, "book_appointment");
                    return Ok(*record);
                }
                Verdict::Replay { hash, answer } => {
                    let asked = asked.key.as_ref().map_or(&[][..], |key| &key.request_hash);
                    return self.first_answer(&hash, asked, answer).await;
                }
                Verdict::Refused(problem) => return Err(problem),
                Verdict::Again => {}
            }
        }
        Err(busy())
    }

    /// What the request brings, sealed. Where it brings nothing personal, no key is looked for.
    pub(crate) async fn seal(
        &self,
        clinic_id: ClinicId,
        appointment_id: AppointmentId,
        request: &BookRequest,
        person: Option<&Person>,
    ) -> Result<Sealed, Problem> {
        let (patient_id, person) = match (&request.who, person) {
            (Some(Who::PatientId(id)), _) => (*id, None),
            (_, Some(person)) => {
                let id = self.ids.next();
                (PatientId(id), Some(self.vault.clinic(clinic_id.0).await?.seal_person(id, person)?))
            }
            (_, None) => return Err(nobody()),
        };
        let reason = match request.reason.as_bytes() {
            [] => Vec::new(),
            reason => {
                let place = Place::appointment_reason(appointment_id.0);
                self.vault.clinic(clinic_id.0).await?.seal(place, reason)?
            }
        };
        let overruling = match &request.override_reason {
            None => None,
            Some(reason) => Some(self.seal_override(clinic_id, reason).await?),
        };
        Ok(Sealed { clinic_id, appointment_id, patient_id, person, reason, overruling })
    }

    /// The slot's clinic, as far as this caller is concerned: that of those who work for one, else the one that the client
    /// names, else (at the price of a look) the one that has the slot.
    pub(crate) async fn clinic_of(
        &self,
        caller: &Caller,
        slot_id: SlotId,
        named: Option<ClinicId>,
    ) -> Result<Option<ClinicId>, Problem> {
        let own = caller.clinic_id.filter(|_| caller.role.works_for_clinic());
        match (own, named) {
            (Some(own), named) => Ok(Some(own).filter(|own| named.is_none_or(|named| named == *own))),
            (None, Some(named)) => Ok(Some(named)),
            (None, None) => {
                let client = self.db.client().await?;
                let found = sql::clinic_of_slot().bind(&client, &slot_id.0).one().await;
                Ok(found.map_err(DbError::from)?.map(ClinicId))
            }
        }
    }

    /// A refusal before any batch has seen the request (somebody is at work on the slot, or it is gone). A retry of a
    /// booking that is done still gets its answer.
    async fn answer_again_or(&self, asked: &Asked, refusal: Problem) -> Result<Record, Problem> {
        let Some(key) = &asked.key else { return Err(refusal) };
        let client = self.db.client().await?;
        let found = idempotency::find_answer().bind(&client, &key.caller, &key.route, &key.key).opt().await;
        match found.map_err(DbError::from)? {
            Some(found) => self.first_answer(&found.request_hash, &key.request_hash, found.result).await,
            None => Err(refusal),
        }
    }

    /// The answer given first. It may have been lost on its way, and the mark with it; so the mark is made again.
    async fn first_answer(
        &self,
        stored_hash: &[u8],
        asked_hash: &[u8],
        answer: Vec<u8>,
    ) -> Result<Record, Problem> {
        let record = self.given_again(&replay(stored_hash, asked_hash, answer)?).await?;
        make_durable(&self.db).await?;
        self.readers.tell(&[record.doctor_id.0]).await?;
        Ok(record)
    }
}

pub(crate) fn busy() -> Problem {
    Problem::new(ErrorCode::SlotBusy, "the slot is being booked by somebody else; try again in a moment")
}

pub(crate) fn patient_unknown() -> Problem {
    Problem::field("patient_id", "is not a patient record of this clinic")
}

fn nobody() -> Problem {
    Problem::field("patient_id", "give patient_id or patient")
}

/// The person of a new record.
pub(crate) fn person_of(request: &BookRequest, now: Timestamp) -> Result<Option<Person>, Problem> {
    let Some(Who::Patient(new)) = &request.who else { return Ok(None) };
    let today = now.to_zoned(TimeZone::UTC).date();
    let birth_date = birth_date(&new.birth_date, today)
        .map_err(|problem| Problem::field("patient.birth_date", problem))?;
    let (name, phone, email) = (new.name.clone(), new.phone.clone(), new.email.clone());
    // the clinic service reads the phone and makes what duplicates are found by, soon after (0042)
    Ok(Some(Person { name, phone, email, birth_date, details: PatientDetails::default() }))
}

/// What can be judged without the database.
pub(crate) fn check(caller: &Caller, request: &mut BookRequest) -> Result<(), Problem> {
    let mut checks = text::Checks::new();
    checks.optional("reason", &request.reason, text::REASON_MAX);
    match &request.who {
        Some(Who::Patient(patient)) => {
            checks.name("patient.name", &patient.name);
            checks.line("patient.phone", &patient.phone, text::PHONE_MAX);
            checks.email("patient.email", &patient.email);
        }
        Some(Who::PatientId(_)) => {}
        None => return Err(nobody()),
    }
    checks.finish()?;
    caller.require_booker(matches!(request.who, Some(Who::PatientId(_))))?;
    request.override_reason = overrule::reason(caller, request.override_reason.as_deref())?;
    Ok(())
}
