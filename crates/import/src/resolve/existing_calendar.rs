//! What the database has of doctors and patients of earlier imports on the days that matter: slots, time off,
//! appointments.

use std::collections::{BTreeSet, HashMap, HashSet};

use deadpool_postgres::Transaction;
use holdfast_domain::Status;
use holdfast_domain::template::Mode;
use holdfast_sql::client::Params;
use holdfast_sql::queries::import as sql;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::error::ImportError;
use crate::resolve::people::Doctor;
use crate::resolve::targets::Target;

/// Longer than any appointment.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// What the database has of the days that matter.
#[derive(Default)]
pub(crate) struct ExistingCalendar {
    /// Slots that can be offered; the withdrawn ones only block.
    pub(crate) slots: Vec<ExistingSlot>,
    /// Per doctor, times that new slots must keep clear of.
    pub(crate) blocked: HashMap<usize, Vec<(Timestamp, Timestamp)>>,
    pub(crate) taken: Vec<TakenTime>,
    /// Cancelled appointments: doctor, patient, start.
    pub(crate) cancelled: HashSet<(Uuid, Uuid, Timestamp)>,
}

/// A slot that can be offered.
pub(crate) struct ExistingSlot {
    pub(crate) id: Uuid,
    pub(crate) doctor: usize,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) mode: Mode,
    pub(crate) is_booked: bool,
}

/// When a doctor or a patient has a live appointment.
pub(crate) struct TakenTime {
    pub(crate) id: Uuid,
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

/// The days as the parallel arrays of the statements.
#[derive(Default)]
struct Spans {
    clinic_ids: Vec<Uuid>,
    doctor_ids: Vec<Uuid>,
    from_at: Vec<Timestamp>,
    until_at: Vec<Timestamp>,
}

impl ExistingCalendar {
    /// Loads it. The slots stay locked until the transaction ends.
    pub(crate) async fn load(
        tx: &Transaction<'_>,
        doctors: &[Doctor],
        targets: &[Target],
        now: Timestamp,
    ) -> Result<Self, ImportError> {
        let mut existing = Self::default();
        let mut spans = Spans::default();
        let mut index = HashMap::new();
        for (at, from, until) in days(doctors, targets, now) {
            let doctor = &doctors[at];
            let bounds = (start_of(from, &doctor.zone), start_of(until, &doctor.zone));
            let (Some(from_at), Some(until_at)) = bounds else { continue };
            spans.clinic_ids.push(doctor.clinic_id);
            spans.doctor_ids.push(doctor.id);
            spans.from_at.push(from_at);
            spans.until_at.push(until_at);
            index.insert(doctor.id, at);
        }
        if !spans.doctor_ids.is_empty() {
            existing.load_slots(tx, &spans, &index).await?;
            existing.load_taken_time(tx, &spans, &index).await?;
        }
        existing.load_patients(tx, targets).await?;
        Ok(existing)
    }

    async fn load_slots(
        &mut self,
        tx: &Transaction<'_>,
        spans: &Spans,
        index: &HashMap<Uuid, usize>,
    ) -> Result<(), ImportError> {
        let rows = sql::lock_slots_of_days()
            .bind(tx, &spans.clinic_ids, &spans.doctor_ids, &spans.from_at, &spans.until_at)
            .all()
            .await?;
        // Stretches may overlap, and then a slot comes twice.
        let mut seen = HashSet::new();
        for row in rows {
            let doctor = index[&row.doctor_id];
            if !seen.insert(row.id) {
                continue;
            }
            self.block(doctor, row.starts_at, row.ends_at);
            if row.is_withdrawn {
                // its booking's time, and not to be given away
                self.take(row.doctor_id, row.starts_at, row.ends_at);
                continue;
            }
            // a CHECK of the table allows no other
            let mode = Mode::parse(&row.mode).unwrap_or_default();
            let (starts_at, ends_at, is_booked) = (row.starts_at, row.ends_at, row.is_booked);
            self.slots.push(ExistingSlot { id: row.id, doctor, starts_at, ends_at, mode, is_booked });
        }
        Ok(())
    }

    async fn load_taken_time(
        &mut self,
        tx: &Transaction<'_>,
        spans: &Spans,
        index: &HashMap<Uuid, usize>,
    ) -> Result<(), ImportError> {
        let Spans { clinic_ids, doctor_ids, from_at, until_at } = spans;
        for off in sql::time_off_of_days().bind(tx, clinic_ids, doctor_ids, from_at, until_at).all().await? {
            self.block(index[&off.doctor_id], off.starts_at, off.ends_at);
        }
        let statement = sql::appointments_of_days();
        for row in statement.bind(tx, clinic_ids, doctor_ids, from_at, until_at).all().await? {
            if row.status == Status::Cancelled.as_str() {
                let of_patient = row.patient_id.map(|patient_id| (row.doctor_id, patient_id, row.starts_at));
                self.cancelled.extend(of_patient);
            } else {
                self.block(index[&row.doctor_id], row.starts_at, row.ends_at);
                self.take(row.doctor_id, row.starts_at, row.ends_at);
            }
        }
        Ok(())
    }

    async fn load_patients(&mut self, tx: &Transaction<'_>, targets: &[Target]) -> Result<(), ImportError> {
        let existing = || targets.iter().filter(|target| !target.patient.is_new);
        let first = existing().map(|target| target.starts_at).min();
        let last = existing().map(|target| target.starts_at).max();
        let (Some(first), Some(last)) = (first, last) else { return Ok(()) };
        let patients = existing().map(|target| (target.patient.clinic_id, target.patient.id));
        let mut patients: Vec<(Uuid, Uuid)> = patients.collect();
        patients.sort_unstable();
        patients.dedup();
        let (clinic_ids, ids): (Vec<_>, Vec<_>) = patients.into_iter().unzip();
        let from_at = first.checked_sub(A_DAY).unwrap_or(first);
        let until_at = last.checked_add(A_DAY).unwrap_or(last);
        let params = sql::LiveAppointmentsOfPatientsParams { clinic_ids, ids, until_at, from_at };
        for row in sql::live_appointments_of_patients().params(tx, &params).all().await? {
            self.take(row.patient_id, row.starts_at, row.ends_at);
        }
        Ok(())
    }

    fn block(&mut self, doctor: usize, from: Timestamp, until: Timestamp) {
        self.blocked.entry(doctor).or_default().push((from, until));
    }

    fn take(&mut self, id: Uuid, from: Timestamp, until: Timestamp) {
        self.taken.push(TakenTime { id, from, until });
    }
}

/// The days of doctors who were there before for which slots will be made, and those of their appointments: doctor, first
/// day, day after the last.
fn days(doctors: &[Doctor], targets: &[Target], now: Timestamp) -> BTreeSet<(usize, Date, Date)> {
    let offered = doctors.iter().enumerate().filter(|(_, doctor)| !doctor.is_new());
    let offered = offered.flat_map(|(index, doctor)| {
        doctor.newly_offered(now).into_iter().map(move |(from, until)| (index, from, until))
    });
    let appointed = targets.iter().filter(|target| !doctors[target.doctor].is_new());
    let appointed = appointed.filter_map(|target| {
        let until = target.day.tomorrow().ok()?;
        Some((target.doctor, target.day, until))
    });
    offered.chain(appointed).collect()
}

/// The first instant of a day; none past the end of the calendar.
fn start_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|start| start.timestamp())
}
