//! Appointments, with the path that led each of them to its status.

use holdfast_domain::{Action, EventType, Status};
use holdfast_sql::client::Params;
use holdfast_sql::queries::import as sql;
use holdfast_vault::Place;

use crate::error::ImportError;
use crate::plan::{NewAppointment, Plan};
use crate::write::writer::{ACTOR_ID, ACTOR_ROLE, Writer, column};

impl Writer<'_> {
    pub(crate) async fn appointments(
        &self,
        batch: &[NewAppointment],
        plan: &Plan,
    ) -> Result<(), ImportError> {
        let slots = column(batch, |new| &plan.slots[new.slot]);
        let doctors = column(&slots, |slot| &plan.doctors[slot.doctor]);
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
            now: self.now,
        };
        sql::insert_appointments().params(self.tx, &params).await?;
        Ok(())
    }

    /// The path of each appointment: booked, and then what became of it.
    pub(crate) async fn steps(&self, batch: &[NewAppointment], plan: &Plan) -> Result<(), ImportError> {
        let mut steps = Vec::with_capacity(2 * batch.len());
        for new in batch {
            let booked = Path {
                version: 1,
                action: BOOK,
                event_type: EventType::Created,
                from: None,
                to: Status::Confirmed,
            };
            steps.push((new, booked));
            steps.extend(new.action.map(|action| (new, Path::after_booking(action, new.status))));
        }
        let slots = column(&steps, |(new, _)| &plan.slots[new.slot]);
        let doctors = column(&slots, |slot| &plan.doctors[slot.doctor]);
        let params = sql::InsertStepsParams {
            now: self.now,
            clinic_ids: column(&doctors, |doctor| doctor.clinic_id),
            event_ids: self.new_ids(steps.len()),
            event_types: column(&steps, |(_, path)| path.event_type.as_str()),
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

    pub(crate) async fn appointment_refs(
        &self,
        batch: &[NewAppointment],
        plan: &Plan,
    ) -> Result<(), ImportError> {
        let named: Vec<(&NewAppointment, &str)> =
            batch.iter().filter_map(|new| Some((new, new.key.as_deref()?))).collect();
        let params = sql::InsertAppointmentRefsParams {
            now: self.now,
            refs: column(&named, |(_, key)| *key),
            ids: column(&named, |(new, _)| new.id),
            clinic_ids: column(&named, |(new, _)| plan.doctor_of(new).clinic_id),
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
    event_type: EventType,
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
