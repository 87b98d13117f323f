//! What the database has of doctors and patients of earlier imports on the days that matter: slots, time off,
//! appointments.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::Transaction;
use holdfast_domain::Status;
use holdfast_domain::template::Mode;
use holdfast_sql::client::Params;
use holdfast_sql::queries::import as sql;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::appointments::Target;
use crate::busy::Busy;
use crate::error::ImportError;
use crate::people::Doctor;
use crate::slots::{Days, Holder, Origin, Slot};

/// Longer than any appointment.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// What was there before.
#[derive(Default)]
pub(crate) struct Before {
    /// Slots that can be offered; the withdrawn ones only block.
    pub(crate) slots: Vec<Slot>,
    /// Per doctor, times that new slots must keep clear of.
    pub(crate) blocked: HashMap<usize, Vec<(Timestamp, Timestamp)>>,
    pub(crate) busy: Busy,
    /// Cancelled appointments: doctor, patient, start.
    pub(crate) cancelled: HashSet<(Uuid, Uuid, Timestamp)>,
}

/// The days as the parallel arrays of the statements.
#[derive(Default)]
struct Spans {
    clinic_ids: Vec<Uuid>,
    doctor_ids: Vec<Uuid>,
    from_at: Vec<Timestamp>,
    until_at: Vec<Timestamp>,
}

impl Before {
    /// Loads it. The slots stay locked until the transaction ends.
    pub(crate) async fn load(
        tx: &Transaction<'_>,
        doctors: &[Doctor],
        days: &Days,
        targets: &[Target],
    ) -> Result<Self, ImportError> {
        let mut before = Self::default();
        let mut spans = Spans::default();
        let mut index = HashMap::new();
        for stretch in &days.to_load {
            let doctor = &doctors[stretch.doctor];
            let bounds = (start_of(stretch.from, &doctor.zone), start_of(stretch.until, &doctor.zone));
            let (Some(from_at), Some(until_at)) = bounds else { continue };
            spans.clinic_ids.push(doctor.clinic_id);
            spans.doctor_ids.push(doctor.id);
            spans.from_at.push(from_at);
            spans.until_at.push(until_at);
            index.insert(doctor.id, stretch.doctor);
        }
        if !spans.doctor_ids.is_empty() {
            before.load_slots(tx, &spans, &index).await?;
            before.load_taken_time(tx, &spans, &index).await?;
        }
        before.load_patients(tx, targets).await?;
        Ok(before)
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
                self.busy.add(row.doctor_id, row.starts_at, row.ends_at, None);
                continue;
            }
            let mode = if row.mode == Mode::Virtual.as_str() { Mode::Virtual } else { Mode::InPerson };
            let holder = if row.is_booked { Holder::Before } else { Holder::Nobody };
            let (starts_at, ends_at) = (row.starts_at, row.ends_at);
            self.slots.push(Slot {
                id: row.id,
                doctor,
                starts_at,
                ends_at,
                mode,
                origin: Origin::Before,
                holder,
            });
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
                self.cancelled.insert((row.doctor_id, row.patient_id, row.starts_at));
            } else {
                self.block(index[&row.doctor_id], row.starts_at, row.ends_at);
                self.busy.add(row.doctor_id, row.starts_at, row.ends_at, None);
            }
        }
        Ok(())
    }

    async fn load_patients(&mut self, tx: &Transaction<'_>, targets: &[Target]) -> Result<(), ImportError> {
        let known = || targets.iter().filter(|target| target.patient.is_known);
        let first = known().map(|target| target.starts_at).min();
        let last = known().map(|target| target.starts_at).max();
        let (Some(first), Some(last)) = (first, last) else { return Ok(()) };
        let mut patients: Vec<(Uuid, Uuid)> = known().map(|t| (t.patient.clinic_id, t.patient.id)).collect();
        patients.sort_unstable();
        patients.dedup();
        let (clinic_ids, ids): (Vec<_>, Vec<_>) = patients.into_iter().unzip();
        let from_at = first.checked_sub(A_DAY).unwrap_or(first);
        let until_at = last.checked_add(A_DAY).unwrap_or(last);
        let params = sql::LiveAppointmentsOfPatientsParams { clinic_ids, ids, until_at, from_at };
        for row in sql::live_appointments_of_patients().params(tx, &params).all().await? {
            self.busy.add(row.patient_id, row.starts_at, row.ends_at, None);
        }
        Ok(())
    }

    fn block(&mut self, doctor: usize, from: Timestamp, until: Timestamp) {
        self.blocked.entry(doctor).or_default().push((from, until));
    }
}

/// The first instant of a day; none past the end of the calendar.
fn start_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|start| start.timestamp())
}
