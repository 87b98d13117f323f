//! The third layer: what is to be made. Here rows are judged together, and against what was there before.
//!
//! The hours (`hours`), the slots that they give (`slot`, `slots`), and which appointment sits on which slot
//! (`appointments`, with whoever is `busy` then). Nothing here asks the database.

mod appointments;
mod busy;
mod hours;
pub(crate) mod slot;
mod slots;

pub(crate) use appointments::NewAppointment;

use holdfast_domain::Ids;
use jiff::Timestamp;

use crate::bad_line::Findings;
use crate::plan::appointments::Seating;
use crate::plan::busy::Busy;
use crate::plan::slot::Slot;
use crate::plan::slots::Slots;
use crate::progress::Summary;
use crate::read::rows::{ClinicRow, PatientRow};
use crate::resolve::Resolved;
use crate::resolve::existing_calendar::ExistingCalendar;
use crate::resolve::people::{Doctor, New};

/// What is to be written. Good only if nothing bad was found.
pub(crate) struct Plan {
    pub(crate) clinics: Vec<New<ClinicRow>>,
    /// New ones, and others who get hours or appointments.
    pub(crate) doctors: Vec<Doctor>,
    pub(crate) patients: Vec<New<PatientRow>>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) appointments: Vec<NewAppointment>,
}

/// Makes the plan.
pub(crate) fn make(resolved: Resolved, now: Timestamp, ids: &Ids, found: &mut Findings) -> Plan {
    let Resolved { clinics, mut doctors, patients, targets, existing, has_lost_hours } = resolved;
    let ExistingCalendar { slots, blocked, taken, cancelled } = existing;
    hours::judge(&mut doctors, now, found);
    let mut slots = Slots::make(&doctors, slots, &blocked, now, ids);
    let busy = Busy::with(taken);
    let seating = Seating { doctors: &doctors, slots: &mut slots, busy, cancelled, has_lost_hours, now, ids };
    let appointments = seating.seat(targets, found);
    Plan { clinics, doctors, patients, slots: slots.all, appointments }
}

impl Plan {
    /// What is imported once the plan is carried out.
    pub(crate) fn summary(&self) -> Summary {
        let templates = self.doctors.iter().flat_map(|doctor| &doctor.new_templates);
        Summary {
            clinics: self.clinics.len(),
            doctors: self.doctors.iter().filter(|doctor| doctor.is_new()).count(),
            hours: templates.map(|new| new.rows.len()).sum(),
            patients: self.patients.len(),
            appointments: self.appointments.len(),
            slots: self.slots.iter().filter(|slot| slot.is_written()).count(),
        }
    }

    /// The doctor of an appointment.
    pub(crate) fn doctor_of(&self, appointment: &NewAppointment) -> &Doctor {
        &self.doctors[self.slots[appointment.slot].doctor]
    }
}
