//! Clinics, doctors, patients and slots, straight into the database: what the load is put on.

use anyhow::{Context as _, Result};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::lab::Lab;

/// Length of a slot.
pub(crate) const SLOT: SignedDuration = SignedDuration::from_mins(30);
/// Slots of one doctor on one day.
const PER_DAY: usize = 16;
/// Slots of one doctor in one week, Monday to Friday.
pub(crate) const PER_WEEK: usize = 5 * PER_DAY;
/// Rows per statement.
const CHUNK: usize = 5_000;

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Clinics.
    pub(crate) clinics: usize,
    /// Doctors of each.
    pub(crate) doctors: usize,
    /// Slots of each doctor.
    pub(crate) slots: usize,
    /// Patient records of each clinic, as many for each doctor.
    pub(crate) patients_per_doctor: usize,
}

/// A doctor with patients of their own, so that no patient is asked to be in two places at once.
pub(crate) struct Doctor {
    pub(crate) clinic_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) patient_ids: Vec<Uuid>,
}

/// A free slot, and a patient who can take it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bookable {
    /// Which clinic of the fixture.
    pub(crate) clinic: usize,
    pub(crate) clinic_id: Uuid,
    pub(crate) doctor_id: Uuid,
    pub(crate) patient_id: Uuid,
    pub(crate) slot_id: Uuid,
    pub(crate) starts_at: Timestamp,
}

impl Bookable {
    /// When the slot ends.
    pub(crate) fn ends_at(&self) -> Timestamp {
        self.starts_at + SLOT
    }

    /// The body of the request that books it.
    pub(crate) fn body(&self) -> String {
        format!(
            r#"{{"slot_id":"{}","clinic_id":"{}","patient_id":"{}"}}"#,
            self.slot_id, self.clinic_id, self.patient_id
        )
    }
}

/// The rows.
pub(crate) struct Fixture {
    /// A Monday, at midnight UTC: the first day with slots.
    pub(crate) monday: Timestamp,
    pub(crate) clinic_ids: Vec<Uuid>,
    pub(crate) doctors: Vec<Doctor>,
    /// Every slot once, neighbours from different clinics.
    pub(crate) bookable: Vec<Bookable>,
}

impl Fixture {
    /// Thinks them out.
    pub(crate) fn new(lab: &Lab, size: Size) -> Result<Self> {
        let today = lab.clock.now().to_zoned(TimeZone::UTC).date();
        let monday = today.nth_weekday(1, Weekday::Monday)?.to_zoned(TimeZone::UTC)?.timestamp();
        let clinic_ids: Vec<Uuid> = (0..size.clinics).map(|_| lab.ids.next()).collect();
        let mut doctors = Vec::new();
        let mut bookable = Vec::new();
        for (clinic, &clinic_id) in clinic_ids.iter().enumerate() {
            for doctor in 0..size.doctors {
                let id = lab.ids.next();
                let patient_ids: Vec<Uuid> = (0..size.patients_per_doctor).map(|_| lab.ids.next()).collect();
                for slot in 0..size.slots {
                    let starts_at = start(monday, slot).context("too many slots")?;
                    let patient_id = patient_ids[slot % patient_ids.len()];
                    let slot_id = lab.ids.next();
                    let order = (slot, doctor, clinic);
                    let row = Bookable { clinic, clinic_id, doctor_id: id, patient_id, slot_id, starts_at };
                    bookable.push((order, row));
                }
                doctors.push(Doctor { clinic_id, id, patient_ids });
            }
        }
        bookable.sort_unstable_by_key(|(order, _)| *order);
        let bookable = bookable.into_iter().map(|(_, row)| row).collect();
        Ok(Self { monday, clinic_ids, doctors, bookable })
    }

    /// Writes them.
    pub(crate) async fn write(&self, db: &Client) -> Result<()> {
        db.execute(
            "INSERT INTO clinics (id, name, time_zone, created_at, updated_at)
             SELECT id, 'Clinic ' || n, 'UTC', now(), now() FROM unnest($1::uuid[]) WITH ORDINALITY AS c (id, n)",
            &[&self.clinic_ids],
        )
        .await?;
        db.execute("INSERT INTO specializations (name) VALUES ('general practice')", &[]).await?;
        let clinic_ids: Vec<_> = self.doctors.iter().map(|doctor| doctor.clinic_id).collect();
        let ids: Vec<_> = self.doctors.iter().map(|doctor| doctor.id).collect();
        db.execute(
            "INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, created_at)
             SELECT d.clinic_id, d.id, 'Doctor ' || n, 'General practice', s.id, now()
             FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS d (clinic_id, id, n), specializations s",
            &[&clinic_ids, &ids],
        )
        .await?;
        self.write_patients(db).await?;
        self.write_slots(db).await?;
        db.batch_execute("ANALYZE").await?;
        Ok(())
    }

    async fn write_patients(&self, db: &Client) -> Result<()> {
        let patients: Vec<_> = self
            .doctors
            .iter()
            .flat_map(|doctor| doctor.patient_ids.iter().map(|id| (doctor.clinic_id, *id)))
            .collect();
        for chunk in patients.chunks(CHUNK) {
            let (clinic_ids, ids): (Vec<Uuid>, Vec<Uuid>) = chunk.iter().copied().unzip();
            db.execute(
                "INSERT INTO patients (clinic_id, id, name, created_at)
                 SELECT clinic_id, id, ''::bytea, now() FROM unnest($1::uuid[], $2::uuid[]) AS p (clinic_id, id)",
                &[&clinic_ids, &ids],
            )
            .await?;
        }
        Ok(())
    }

    /// As the generator makes them: doctor by doctor, in the order of time, each with its row for search.
    async fn write_slots(&self, db: &Client) -> Result<()> {
        let mut slots: Vec<&Bookable> = self.bookable.iter().collect();
        slots.sort_unstable_by_key(|slot| slot.slot_id);
        for chunk in slots.chunks(CHUNK) {
            let clinic_ids: Vec<_> = chunk.iter().map(|slot| slot.clinic_id).collect();
            let ids: Vec<_> = chunk.iter().map(|slot| slot.slot_id).collect();
            let doctor_ids: Vec<_> = chunk.iter().map(|slot| slot.doctor_id).collect();
            let starts_at: Vec<_> = chunk.iter().map(|slot| slot.starts_at).collect();
            let ends_at: Vec<_> = chunk.iter().map(|slot| slot.ends_at()).collect();
            db.execute(
                "WITH made AS (
                     INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode)
                     SELECT s.*, 'in_person'
                     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[]) AS s
                     RETURNING clinic_id, starts_at, id, doctor_id)
                 INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id)
                 SELECT m.clinic_id, m.starts_at, m.id, m.doctor_id, d.specialization_id
                 FROM made m JOIN doctors d ON d.clinic_id = m.clinic_id AND d.id = m.doctor_id",
                &[&clinic_ids, &ids, &doctor_ids, &starts_at, &ends_at],
            )
            .await?;
        }
        Ok(())
    }
}

/// The start of a doctor's slot: from 08:00 UTC on, Monday to Friday, week after week.
fn start(monday: Timestamp, slot: usize) -> Option<Timestamp> {
    let days = i64::try_from(slot / PER_WEEK * 7 + slot % PER_WEEK / PER_DAY).ok()?;
    let in_day = i64::try_from(slot % PER_DAY).ok()?;
    monday.checked_add(Span::new().hours(24 * days + 8).minutes(30 * in_day)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_has_eighty_slots_on_five_days() {
        let monday: Timestamp = "2030-01-07T00:00:00Z".parse().unwrap();
        let at = |slot| start(monday, slot).unwrap().to_string();
        assert_eq!(at(0), "2030-01-07T08:00:00Z");
        assert_eq!(at(17), "2030-01-08T08:30:00Z");
        assert_eq!(at(79), "2030-01-11T15:30:00Z");
        assert_eq!(at(80), "2030-01-14T08:00:00Z");
    }
}
