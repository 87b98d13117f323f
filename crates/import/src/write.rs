//! Writes a plan that holds, in batches of one statement each.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use deadpool_postgres::Transaction;
use holdfast_domain::event_types::CREATED;
use holdfast_domain::{Action, Caller, Ids, Status};
use holdfast_postgres::DbError;
use holdfast_sql::client::Params;
use holdfast_sql::queries::import as sql;
use holdfast_vault::{ClinicKey, Person, Place, SealedPerson, Vault};
use jiff::Timestamp;
use uuid::Uuid;

use crate::appointments::NewAppointment;
use crate::error::ImportError;
use crate::people::{Doctor, New};
use crate::plan::Plan;
use crate::rows::{ClinicRow, PatientRow};
use crate::slots::{Holder, Origin, Slot};
use crate::{Progress, Step};

/// Rows per statement: enough that the way to the server does not count, few enough that no statement takes long.
const BATCH: usize = 4_000;
/// Who did it, in the audit log.
const ACTOR_ROLE: &str = Caller::SYSTEM.role.as_str();
const ACTOR_ID: &str = "import";

/// One writing of one plan.
pub(crate) struct Writer<'a> {
    pub(crate) tx: &'a Transaction<'a>,
    pub(crate) vault: &'a Vault,
    /// Of the clinics whose patients are written.
    pub(crate) keys: HashMap<Uuid, Arc<ClinicKey>>,
    pub(crate) ids: &'a Ids,
    pub(crate) now: Timestamp,
    pub(crate) progress: &'a mut dyn FnMut(Progress),
    pub(crate) done: usize,
    pub(crate) total: usize,
}

fn column<'a, T, V>(rows: &'a [T], value: impl FnMut(&'a T) -> V) -> Vec<V> {
    rows.iter().map(value).collect()
}

impl Writer<'_> {
    /// Writes everything: parents before their children.
    pub(crate) async fn write(&mut self, plan: &Plan) -> Result<(), ImportError> {
        let doctors = &plan.people.doctors;
        let new_doctors: Vec<&Doctor> = doctors.iter().filter(|doctor| doctor.row.is_some()).collect();
        let known_doctors: Vec<&Doctor> = doctors
            .iter()
            .filter(|doctor| doctor.row.is_none() && !doctor.new_templates.is_empty())
            .collect();
        let new_slots: Vec<&Slot> = plan.slots.all.iter().filter(|slot| slot.is_written()).collect();
        let taken_slots: Vec<&Slot> = plan
            .slots
            .all
            .iter()
            .filter(|slot| slot.origin == Origin::Before && matches!(slot.holder, Holder::Row(_)))
            .collect();
        let people = plan.people.clinics.len() + new_doctors.len() + plan.people.patients.len();
        self.total = people + new_slots.len() + plan.appointments.len();
        self.advance(0);
        for batch in plan.people.clinics.chunks(BATCH) {
            self.clinics(batch).await?;
            self.advance(batch.len());
        }
        for batch in new_doctors.chunks(BATCH) {
            self.doctors(batch).await?;
            self.advance(batch.len());
        }
        for batch in known_doctors.chunks(BATCH) {
            self.slots_until(batch).await?;
        }
        for batch in doctors.chunks(BATCH) {
            self.schedules(batch).await?;
        }
        self.open_keys(plan).await?;
        for batch in plan.people.patients.chunks(BATCH) {
            self.patients(batch).await?;
            self.advance(batch.len());
        }
        self.give_way(plan).await?;
        for batch in new_slots.chunks(BATCH) {
            self.slots(batch, doctors).await?;
            self.advance(batch.len());
        }
        for batch in taken_slots.chunks(BATCH) {
            let clinic_ids = column(batch, |slot| doctors[slot.doctor].clinic_id);
            sql::take_slots().bind(self.tx, &clinic_ids, &column(batch, |slot| slot.id)).await?;
        }
        for batch in plan.appointments.chunks(BATCH) {
            self.appointments(batch, plan).await?;
            self.steps(batch, plan).await?;
            self.appointment_refs(batch, plan).await?;
            self.advance(batch.len());
        }
        Ok(())
    }

    /// Free slots that were there give way to appointments that overlap them; and the doctors of such appointments have their
    /// slots made anew by the next round of the generator, which keeps what they block.
    async fn give_way(&self, plan: &Plan) -> Result<(), ImportError> {
        let doctors = &plan.people.doctors;
        let of = |origin| plan.slots.all.iter().filter(move |slot| slot.origin == origin);
        let clinics: Vec<Uuid> = of(Origin::GivesWay).map(|slot| doctors[slot.doctor].clinic_id).collect();
        let ids: Vec<Uuid> = of(Origin::GivesWay).map(|slot| slot.id).collect();
        sql::remove_free_slots().bind(self.tx, &clinics, &ids).await?;
        let mut touched: Vec<usize> =
            of(Origin::Appointment { fits: false }).map(|slot| slot.doctor).collect();
        touched.sort_unstable();
        touched.dedup();
        let clinics: Vec<Uuid> = touched.iter().map(|doctor| doctors[*doctor].clinic_id).collect();
        let ids: Vec<Uuid> = touched.iter().map(|doctor| doctors[*doctor].id).collect();
        sql::make_slots_anew().bind(self.tx, &clinics, &ids).await?;
        Ok(())
    }

    fn advance(&mut self, rows: usize) {
        self.done += rows;
        (self.progress)(Progress { step: Step::Write, done: self.done, total: self.total });
    }

    /// The keys of all clinics that get something sealed.
    async fn open_keys(&mut self, plan: &Plan) -> Result<(), ImportError> {
        let of_patients = plan.people.patients.iter().map(|new| new.clinic_id);
        let of_reasons = plan.appointments.iter().filter(|new| !new.reason.is_empty());
        let of_reasons = of_reasons.map(|new| plan.people.doctors[plan.slots.all[new.slot].doctor].clinic_id);
        let new: HashSet<Uuid> = plan.people.clinics.iter().map(|clinic| clinic.id).collect();
        for clinic_id in of_patients.chain(of_reasons) {
            if let Entry::Vacant(vacant) = self.keys.entry(clinic_id) {
                // The key of a clinic that was there before is made in a transaction of its own: services that want it
                // must not wait for the import.
                vacant.insert(if new.contains(&clinic_id) {
                    Arc::new(self.vault.clinic_within(self.tx, clinic_id).await?)
                } else {
                    self.vault.clinic(clinic_id).await?
                });
            }
        }
        Ok(())
    }

    fn new_ids(&self, count: usize) -> Vec<Uuid> {
        (0..count).map(|_| self.ids.next()).collect()
    }

    async fn clinics(&self, batch: &[New<ClinicRow>]) -> Result<(), ImportError> {
        let params = sql::InsertClinicsParams {
            ids: column(batch, |new| new.id),
            now: self.now,
            names: column(batch, |new| new.row.name.as_str()),
            addresses: column(batch, |new| new.row.address.as_str()),
            phones: column(batch, |new| new.row.phone.as_str()),
            time_zones: column(batch, |new| new.row.time_zone.as_str()),
            min_notice_minutes: column(batch, |new| new.row.min_notice_minutes),
            hold_minutes: column(batch, |new| new.row.hold_minutes),
            actor_role: ACTOR_ROLE,
            actor_id: ACTOR_ID,
            audit_ids: self.new_ids(batch.len()),
            refs: column(batch, |new| new.key.as_str()),
        };
        sql::insert_clinics().params(self.tx, &params).await?;
        Ok(())
    }

    async fn doctors(&self, batch: &[&Doctor]) -> Result<(), ImportError> {
        let rows: Vec<_> = batch.iter().filter_map(|doctor| doctor.row.as_ref()).collect();
        let specializations = column(&rows, |row| row.specialization.as_str());
        sql::insert_specializations().bind(self.tx, &specializations).await?;
        let params = sql::InsertDoctorsParams {
            now: self.now,
            clinic_ids: column(batch, |doctor| doctor.clinic_id),
            ids: column(batch, |doctor| doctor.id),
            names: column(&rows, |row| row.name.as_str()),
            specializations,
            bios: column(&rows, |row| row.bio.as_str()),
            slots_until: column(batch, |doctor| doctor.slots_until),
            actor_role: ACTOR_ROLE,
            actor_id: ACTOR_ID,
            audit_ids: self.new_ids(batch.len()),
            refs: column(batch, |doctor| doctor.key.as_str()),
        };
        sql::insert_doctors().params(self.tx, &params).await?;
        Ok(())
    }

    async fn slots_until(&self, batch: &[&Doctor]) -> Result<(), ImportError> {
        let params = sql::SetSlotsUntilOfDoctorsParams {
            clinic_ids: column(batch, |doctor| doctor.clinic_id),
            ids: column(batch, |doctor| doctor.id),
            slots_until: column(batch, |doctor| doctor.slots_until.unwrap_or_default()),
        };
        sql::set_slots_until_of_doctors().params(self.tx, &params).await?;
        Ok(())
    }

    async fn schedules(&self, doctors: &[Doctor]) -> Result<(), ImportError> {
        let batch: Vec<_> = doctors
            .iter()
            .flat_map(|doctor| {
                (1_i32..).zip(&doctor.new_templates).map(move |(revision, new)| (doctor, revision, new))
            })
            .collect();
        let templates: Result<Vec<String>, _> =
            batch.iter().map(|(_, _, template)| serde_json::to_string(template)).collect();
        let templates = templates.map_err(|error| DbError::Configuration(error.to_string()))?;
        let params = sql::InsertSchedulesParams {
            now: self.now,
            actor_role: ACTOR_ROLE,
            actor_id: ACTOR_ID,
            clinic_ids: column(&batch, |(doctor, ..)| doctor.clinic_id),
            ids: self.new_ids(batch.len()),
            audit_ids: self.new_ids(batch.len()),
            revisions: column(&batch, |(_, revision, _)| *revision),
            doctor_ids: column(&batch, |(doctor, ..)| doctor.id),
            effective_from: column(&batch, |(_, _, template)| template.effective_from),
            effective_until: column(&batch, |(_, _, template)| template.effective_until),
            templates,
        };
        sql::insert_schedules().params(self.tx, &params).await?;
        Ok(())
    }

    async fn patients(&self, batch: &[New<PatientRow>]) -> Result<(), ImportError> {
        let sealed: Vec<SealedPerson> = batch
            .iter()
            .map(|new| {
                let PatientRow { name, phone, email, birth_date, .. } = &new.row;
                let (name, phone, email) = (name.clone(), phone.clone(), email.clone());
                let person = Person { name, phone, email, birth_date: *birth_date };
                self.keys[&new.clinic_id].seal_person(new.id, &person)
            })
            .collect::<Result<_, _>>()?;
        let tokens: Vec<(&New<PatientRow>, i32)> = batch
            .iter()
            .zip(&sealed)
            .flat_map(|(new, person)| person.name_tokens.iter().map(move |token| (new, *token)))
            .collect();
        let params = sql::InsertPatientsParams {
            now: self.now,
            clinic_ids: column(batch, |new| new.clinic_id),
            ids: column(batch, |new| new.id),
            names: column(&sealed, |person| person.name.as_slice()),
            phones: column(&sealed, |person| person.phone.as_slice()),
            emails: column(&sealed, |person| person.email.as_slice()),
            birth_dates: column(&sealed, |person| person.birth_date.as_slice()),
            phone_indexes: column(&sealed, |person| person.phone_index.as_deref()),
            email_indexes: column(&sealed, |person| person.email_index.as_deref()),
            token_clinic_ids: column(&tokens, |(new, _)| new.clinic_id),
            token_patient_ids: column(&tokens, |(new, _)| new.id),
            tokens: column(&tokens, |(_, token)| *token),
            actor_role: ACTOR_ROLE,
            actor_id: ACTOR_ID,
            audit_ids: self.new_ids(batch.len()),
            refs: column(batch, |new| new.key.as_str()),
        };
        sql::insert_patients().params(self.tx, &params).await?;
        Ok(())
    }

    async fn slots(&self, batch: &[&Slot], doctors: &[Doctor]) -> Result<(), ImportError> {
        let params = sql::InsertImportedSlotsParams {
            clinic_ids: column(batch, |slot| doctors[slot.doctor].clinic_id),
            ids: column(batch, |slot| slot.id),
            doctor_ids: column(batch, |slot| doctors[slot.doctor].id),
            starts_at: column(batch, |slot| slot.starts_at),
            ends_at: column(batch, |slot| slot.ends_at),
            modes: column(batch, |slot| slot.mode.as_str()),
            withdrawn: column(batch, |slot| slot.origin == Origin::Appointment { fits: false }),
            booked: column(batch, |slot| matches!(slot.holder, Holder::Row(_))),
        };
        sql::insert_imported_slots().params(self.tx, &params).await?;
        Ok(())
    }

    async fn appointments(&self, batch: &[NewAppointment], plan: &Plan) -> Result<(), ImportError> {
        let slots = column(batch, |new| &plan.slots.all[new.slot]);
        let doctors = column(&slots, |slot| &plan.people.doctors[slot.doctor]);
        let reasons = batch.iter().zip(&doctors).map(|(new, doctor)| match new.reason.as_bytes() {
            [] => Ok(Vec::new()),
            reason => self.keys[&doctor.clinic_id].seal(Place::appointment_reason(new.id), reason),
        });
        let params = sql::InsertAppointmentsParams {
            clinic_ids: column(&doctors, |doctor| doctor.clinic_id),
            ids: column(batch, |new| new.id),
            doctor_ids: column(&doctors, |doctor| doctor.id),
            patient_ids: column(batch, |new| new.patient_id),
            slot_ids: column(&slots, |slot| slot.id),
            starts_at: column(&slots, |slot| slot.starts_at),
            ends_at: column(&slots, |slot| slot.ends_at),
            statuses: column(batch, |new| new.status.as_str()),
            modes: column(&slots, |slot| slot.mode.as_str()),
            reasons: reasons.collect::<Result<Vec<_>, _>>()?,
            // Booked, and then perhaps one step more.
            versions: column(batch, |new| if new.action.is_some() { 2 } else { 1 }),
            booked_at: column(batch, |new| new.booked_at),
        };
        sql::insert_appointments().params(self.tx, &params).await?;
        Ok(())
    }

    /// The path of each appointment: booked, and then what became of it.
    async fn steps(&self, batch: &[NewAppointment], plan: &Plan) -> Result<(), ImportError> {
        let mut steps = Vec::with_capacity(2 * batch.len());
        for new in batch {
            let booked =
                Path { version: 1, action: BOOK, event_type: CREATED, from: None, to: Status::Confirmed };
            steps.push((new, booked));
            steps.extend(new.action.map(|action| (new, Path::after_booking(action, new.status))));
        }
        let slots = column(&steps, |(new, _)| &plan.slots.all[new.slot]);
        let doctors = column(&slots, |slot| &plan.people.doctors[slot.doctor]);
        let params = sql::InsertStepsParams {
            now: self.now,
            clinic_ids: column(&doctors, |doctor| doctor.clinic_id),
            event_ids: self.new_ids(steps.len()),
            event_types: column(&steps, |(_, path)| path.event_type),
            appointment_ids: column(&steps, |(new, _)| new.id),
            versions: column(&steps, |(_, path)| path.version),
            doctor_ids: column(&doctors, |doctor| doctor.id),
            slot_ids: column(&slots, |slot| slot.id),
            actor_role: ACTOR_ROLE,
            actor_id: ACTOR_ID,
            audit_ids: self.new_ids(steps.len()),
            actions: column(&steps, |(_, path)| path.action),
            from_statuses: column(&steps, |(_, path)| path.from.map(Status::as_str)),
            to_statuses: column(&steps, |(_, path)| path.to.as_str()),
            patient_ids: column(&steps, |(new, _)| new.patient_id),
        };
        sql::insert_steps().params(self.tx, &params).await?;
        Ok(())
    }

    async fn appointment_refs(&self, batch: &[NewAppointment], plan: &Plan) -> Result<(), ImportError> {
        let named: Vec<(&NewAppointment, &str)> =
            batch.iter().filter_map(|new| Some((new, new.key.as_deref()?))).collect();
        let clinic_of = |new: &NewAppointment| plan.people.doctors[plan.slots.all[new.slot].doctor].clinic_id;
        let params = sql::InsertAppointmentRefsParams {
            now: self.now,
            refs: column(&named, |(_, key)| *key),
            ids: column(&named, |(new, _)| new.id),
            clinic_ids: column(&named, |(new, _)| clinic_of(new)),
        };
        sql::insert_appointment_refs().params(self.tx, &params).await?;
        Ok(())
    }
}

const BOOK: &str = "appointment.book";

/// One step of an appointment through the states.
struct Path {
    version: i32,
    action: &'static str,
    event_type: &'static str,
    from: Option<Status>,
    to: Status,
}

impl Path {
    fn after_booking(action: Action, to: Status) -> Self {
        Self {
            version: 2,
            action: action.audit_name(),
            event_type: action.event_type(),
            from: Some(Status::Confirmed),
            to,
        }
    }
}
