//! Appointments: whom they are between, and when.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::bad_line::Findings;
use crate::kind::Kind;
use crate::read::raw_rows::Lost;
use crate::read::rows::AppointmentRow;
use crate::read::when::When;
use crate::resolve::existing_refs::ExistingRefs;
use crate::resolve::people::{Patient, People};
use crate::resolve::register::Register;

/// An appointment whose people and time are known.
pub(crate) struct Target {
    pub(crate) row: AppointmentRow,
    pub(crate) doctor: usize,
    pub(crate) patient: Patient,
    pub(crate) starts_at: Timestamp,
    /// By the clinic's clock.
    pub(crate) day: Date,
    pub(crate) booked_at: Timestamp,
}

/// Finds out whom the rows are about, and when.
pub(crate) fn resolve(
    rows: Vec<AppointmentRow>,
    people: &People,
    refs: &ExistingRefs,
    now: Timestamp,
    found: &mut Findings,
) -> Vec<Target> {
    // Nothing refers to an appointment; its ref is only claimed.
    let mut register: Register<()> = Register::new(Kind::Appointments, Lost::default());
    for (key, _) in refs.of_kind(Kind::Appointments) {
        register.set_existing(key, Some(()));
    }
    let mut is_free = |row: &AppointmentRow, found: &mut Findings| {
        row.key.as_ref().is_none_or(|key| register.claim(key, &row.from, found))
    };
    rows.into_iter()
        .filter_map(|row| if is_free(&row, found) { target(row, people, now, found) } else { None })
        .collect()
}

fn target(row: AppointmentRow, people: &People, now: Timestamp, found: &mut Findings) -> Option<Target> {
    // Both are asked for before either is needed, so that both are reported.
    let doctor = people.doctor(&row.doctor, &row.from, found);
    let patient = people.patient(&row.patient, &row.from, found);
    let doctor = doctor?;
    let zone = &people.doctors[doctor].zone;
    let mut instant = |column, when: When| match when.instant(zone) {
        Ok(at) => Some(at),
        Err(reason) => {
            found.note(&row.from, column, reason);
            None
        }
    };
    let starts_at = instant("starts_at", row.starts_at);
    let booked_at = row.booked_at.map_or(Some(now), |when| instant("booked_at", when));
    let (patient, starts_at, booked_at) = (patient?, starts_at?, booked_at?);
    let day = zone.to_datetime(starts_at).date();
    Some(Target { row, doctor, patient, starts_at, day, booked_at })
}
