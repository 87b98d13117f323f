//! Books a slot, or holds it.
//!
//! The way of a booking: the slot's lock turns away whoever comes while somebody is at work on it; the group
//! commit ([`crate::batch`]) judges, writes, and tells readers; the answer goes out.

use std::sync::Arc;

use holdfast_coordination::Acquired;
use holdfast_domain::{Caller, ErrorCode, KeyUse, Problem, Role, text};
use holdfast_postgres::DbError;
use holdfast_postgres::idempotency::replay;
use holdfast_sql::queries::{booking as sql, idempotency};
use holdfast_vault::{Person, Place, SealedPerson};
use uuid::Uuid;

use crate::Booking;
use crate::batch::Verdict;
use crate::record::Record;

/// Who the slot is for.
#[derive(Clone, Debug)]
pub enum For {
    /// A patient record of the clinic.
    Known(Uuid),
    /// Somebody without a record there; one is made with the booking.
    New(Person),
}

/// A booking to be made.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who asks.
    pub caller: Caller,
    /// The retry this may be.
    pub key: Option<KeyUse>,
    /// The slot.
    pub slot_id: Uuid,
    /// Its clinic, if the client knows it.
    pub clinic_id: Option<Uuid>,
    /// For whom.
    pub patient: For,
    /// In which mode; the slot's own if not said.
    pub mode: Option<String>,
    /// Why, in the patient's words, or empty.
    pub reason: String,
    /// Hold it only.
    pub hold: bool,
    /// The slot's version that the client saw.
    pub expected_version: Option<i32>,
}

/// A request whose clinic is known, and what it brings as it goes to the database.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) sealed: Sealed,
    pub(crate) request: Request,
}

/// What a request brings, with the ids that it is sealed to.
#[derive(Debug)]
pub(crate) struct Sealed {
    pub(crate) clinic_id: Uuid,
    /// Of the appointment, if it comes to one.
    pub(crate) appointment_id: Uuid,
    /// The patient record, known or new.
    pub(crate) patient_id: Uuid,
    /// The person of a new record.
    pub(crate) person: Option<SealedPerson>,
    pub(crate) reason: Vec<u8>,
}

/// How often a request goes into another batch when a batch could not judge it.
const ROUNDS: u32 = 20;

impl Booking {
    pub(crate) async fn book(self, request: Request) -> Result<Record, Problem> {
        check(&request)?;
        let _running = request.key.as_ref().map(|key| self.running.start(key)).transpose()?;
        let _lock = match self.locks.acquire(request.slot_id).await {
            Acquired::Held(guard) => Some(guard),
            Acquired::Busy => return self.answer_again_or(&request, busy()).await,
            Acquired::Away => None,
        };
        let sealed = match self.clinic_of(&request).await? {
            Some(clinic_id) => self.seal(clinic_id, &request).await,
            None => Err(Problem::not_found()),
        };
        let order = match sealed {
            Ok(sealed) => Arc::new(Order { sealed, request }),
            Err(refusal) => return self.answer_again_or(&request, refusal).await,
        };
        let request = &order.request;
        for _ in 0..ROUNDS {
            match self.batches.submit(&order).await? {
                Verdict::Booked(record) => {
                    tracing::debug!(appointment.id = %record.id, slot.id = %record.slot_id, "book_appointment");
                    return Ok(*record);
                }
                Verdict::Replay { hash, answer } => {
                    let asked = request.key.as_ref().map_or(&[][..], |key| &key.request_hash);
                    return self.first_answer(&hash, asked, answer).await;
                }
                Verdict::Refused(problem) => return Err(problem),
                Verdict::Again => {}
            }
        }
        Err(busy())
    }

    /// What the request brings, sealed. Where it brings nothing personal, no key is looked for.
    async fn seal(&self, clinic_id: Uuid, request: &Request) -> Result<Sealed, Problem> {
        let appointment_id = self.ids.next();
        let (patient_id, person) = match &request.patient {
            For::Known(id) => (*id, None),
            For::New(person) => {
                let id = self.ids.next();
                (id, Some(self.vault.clinic(clinic_id).await?.seal_person(id, person)?))
            }
        };
        let reason = match request.reason.as_bytes() {
            [] => Vec::new(),
            reason => {
                let place = Place::appointment_reason(appointment_id);
                self.vault.clinic(clinic_id).await?.seal(place, reason)?
            }
        };
        Ok(Sealed { clinic_id, appointment_id, patient_id, person, reason })
    }

    /// The slot's clinic, as far as this caller is concerned: that of those who work for one, else the one that the client
    /// names, else (at the price of a look) the one that has the slot.
    async fn clinic_of(&self, request: &Request) -> Result<Option<Uuid>, Problem> {
        let own = request.caller.clinic_id.filter(|_| request.caller.role.works_for_clinic());
        match (own, request.clinic_id) {
            (Some(own), named) => Ok(Some(own).filter(|own| named.is_none_or(|named| named == *own))),
            (None, Some(named)) => Ok(Some(named)),
            (None, None) => {
                let client = self.db.client().await?;
                Ok(sql::clinic_of_slot()
                    .bind(&client, &request.slot_id)
                    .one()
                    .await
                    .map_err(DbError::from)?)
            }
        }
    }

    /// A refusal before any batch has seen the request (somebody is at work on the slot, or it is gone). A retry of a
    /// booking that is done still gets its answer.
    async fn answer_again_or(&self, request: &Request, refusal: Problem) -> Result<Record, Problem> {
        let Some(key) = &request.key else { return Err(refusal) };
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
        let record = Record::decode(&replay(stored_hash, asked_hash, answer)?)?;
        self.readers.tell(&[record.doctor_id]).await?;
        Ok(record)
    }
}

fn busy() -> Problem {
    Problem::new(ErrorCode::SlotBusy, "the slot is being booked by somebody else; try again in a moment")
}

/// What can be judged without the database.
fn check(request: &Request) -> Result<(), Problem> {
    let mut checks = text::Checks::new();
    checks.optional("reason", &request.reason, text::REASON_MAX);
    if let Some(mode) = &request.mode
        && !matches!(mode.as_str(), "in_person" | "virtual")
    {
        checks.note("mode", "must be in_person or virtual");
    }
    if let For::New(patient) = &request.patient {
        checks.name("patient.name", &patient.name);
        checks.line("patient.phone", &patient.phone, text::PHONE_MAX);
        checks.email("patient.email", &patient.email);
    }
    checks.finish()?;
    match (request.caller.role, &request.patient) {
        (Role::Guest, _) => Err(Problem::of(ErrorCode::Forbidden)),
        // Without an account nobody can show that a record is theirs.
        (Role::Anonymous, For::Known(_)) => Err(Problem::new(
            ErrorCode::Unauthenticated,
            "log in to book for a patient record, or send `patient`",
        )),
        _ => Ok(()),
    }
}
