//! What the database has from earlier imports: whom the refs mean, and when those doctors work.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::closure::Closures;
use holdfast_domain::template::Template;
use holdfast_postgres::DbError;
use holdfast_sql::queries::import as sql;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::error::ImportError;
use crate::kind::Kind;
use crate::read::rows::{Named, Rows};

/// Whom a ref of an earlier import means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExistingRef {
    pub(crate) id: Uuid,
    /// The clinic itself, for a clinic.
    pub(crate) clinic_id: Uuid,
}

/// What the database has of the refs in the files.
#[derive(Default)]
pub(crate) struct ExistingRefs {
    refs: HashMap<(Kind, String), ExistingRef>,
    /// By clinic.
    zones: HashMap<Uuid, TimeZone>,
    /// When clinics are closed, by clinic.
    closed: HashMap<Uuid, Closures>,
    /// By doctor, without closures.
    calendars: HashMap<Uuid, Calendar>,
}

impl ExistingRefs {
    /// Looks up every ref that the files name, and locks the doctors among them until the transaction ends.
    pub(crate) async fn load(tx: &Transaction<'_>, rows: &Rows) -> Result<Self, ImportError> {
        let named = refs_in(rows);
        let kinds: Vec<&str> = named.iter().map(|(kind, _)| kind.singular()).collect();
        let refs: Vec<&str> = named.iter().map(|(_, key)| *key).collect();
        let mut existing = Self::default();
        for row in sql::known_refs().bind(tx, &kinds, &refs).all().await? {
            if let Some(kind) = Kind::of_singular(&row.kind) {
                let found = ExistingRef { id: row.id, clinic_id: row.clinic_id.unwrap_or(row.id) };
                existing.refs.insert((kind, row.r#ref), found);
            }
        }
        existing.load_zones(tx).await?;
        existing.load_doctors(tx).await?;
        Ok(existing)
    }

    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&str, ExistingRef)> {
        let refs = self.refs.iter().filter(move |((of, _), _)| *of == kind);
        refs.map(|((_, key), existing)| (key.as_str(), *existing))
    }

    pub(crate) fn zone(&self, clinic_id: Uuid) -> Option<&TimeZone> {
        self.zones.get(&clinic_id)
    }

    /// The hours of a doctor, who may be new to the clinic; none if nobody set any.
    pub(crate) fn calendar(&self, clinic_id: Uuid, doctor_id: Uuid) -> Calendar {
        let closed = self.closed.get(&clinic_id).cloned().unwrap_or_default();
        Calendar { closed, ..self.calendars.get(&doctor_id).cloned().unwrap_or_default() }
    }

    async fn load_zones(&mut self, tx: &Transaction<'_>) -> Result<(), ImportError> {
        let mut clinics: Vec<Uuid> = self.refs.values().map(|found| found.clinic_id).collect();
        clinics.sort_unstable();
        clinics.dedup();
        for row in sql::closures_of_clinics().bind(tx, &clinics).all().await? {
            self.closed.entry(row.clinic_id).or_default().add(row.date, row.starts_at, row.ends_at);
        }
        for row in sql::clinics_closed_for_good().bind(tx, &clinics).all().await? {
            self.closed.entry(row.id).or_default().for_good_from = Some(row.closed_from);
        }
        for clinic in sql::clinic_zones().bind(tx, &clinics).all().await? {
            let zone = TimeZone::get(&clinic.time_zone).map_err(|error| {
                DbError::Configuration(format!("clinic {} has no usable time zone: {error}", clinic.id))
            })?;
            self.zones.insert(clinic.id, zone);
        }
        Ok(())
    }

    async fn load_doctors(&mut self, tx: &Transaction<'_>) -> Result<(), ImportError> {
        let doctors = self.refs.iter().filter(|((kind, _), _)| *kind == Kind::Doctors);
        let (clinic_ids, ids): (Vec<Uuid>, Vec<Uuid>) =
            doctors.map(|(_, found)| (found.clinic_id, found.id)).unzip();
        sql::lock_doctors().bind(tx, &clinic_ids, &ids).all().await?;
        for row in sql::schedules_of_doctors().bind(tx, &clinic_ids, &ids).all().await? {
            let template: Template = serde_json::from_value(row.template).map_err(|error| {
                DbError::Configuration(format!(
                    "a template of doctor {} cannot be read: {error}",
                    row.doctor_id
                ))
            })?;
            self.calendars.entry(row.doctor_id).or_default().templates.push(template);
        }
        for row in sql::openings_of_doctors().bind(tx, &clinic_ids, &ids).all().await? {
            let opening = serde_json::from_value(row.hours).map_err(|error| {
                let doctor = row.doctor_id;
                DbError::Configuration(format!("an opening of doctor {doctor} cannot be read: {error}"))
            })?;
            self.calendars.entry(row.doctor_id).or_default().openings.push(opening);
        }
        for row in sql::last_days_of_doctors().bind(tx, &clinic_ids, &ids).all().await? {
            self.calendars.entry(row.id).or_default().inactive_from = Some(row.inactive_from);
        }
        Ok(())
    }
}

/// Every ref that is set or used, once.
fn refs_in(rows: &Rows) -> Vec<(Kind, &str)> {
    fn keys<T>(named: &[Named<T>]) -> impl Iterator<Item = &str> {
        named.iter().map(|row| row.key.as_str())
    }
    let clinics = keys(&rows.clinics)
        .chain(rows.doctors.iter().filter_map(|doctor| Some(doctor.row.as_ref()?.clinic.as_str())))
        .chain(rows.patients.iter().filter_map(|patient| Some(patient.row.as_ref()?.clinic.as_str())));
    let doctors = keys(&rows.doctors)
        .chain(rows.hours.iter().map(|hours| hours.doctor.as_str()))
        .chain(rows.appointments.iter().map(|appointment| appointment.doctor.as_str()));
    let patients =
        keys(&rows.patients).chain(rows.appointments.iter().map(|appointment| appointment.patient.as_str()));
    let appointments = rows.appointments.iter().filter_map(|appointment| appointment.key.as_deref());
    let mut refs: Vec<(Kind, &str)> = clinics
        .map(|key| (Kind::Clinics, key))
        .chain(doctors.map(|key| (Kind::Doctors, key)))
        .chain(patients.map(|key| (Kind::Patients, key)))
        .chain(appointments.map(|key| (Kind::Appointments, key)))
        .collect();
    refs.sort_unstable_by_key(|(kind, key)| (*kind as usize, *key));
    refs.dedup();
    refs
}
