//! Clinics, doctors and patients: who is new, who was there before, and who belongs to whom.

use holdfast_domain::Ids;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::template::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::bad_line::{Findings, Source};
use crate::kind::Kind;
use crate::read::raw_rows::Lost;
use crate::read::rows::{ClinicRow, DoctorRow, Named, PatientRow};
use crate::resolve::existing_refs::{ExistingRef, ExistingRefs};
use crate::resolve::register::Register;

/// A new row with the ids it is given.
pub(crate) struct New<T> {
    pub(crate) id: Uuid,
    pub(crate) clinic_id: Uuid,
    pub(crate) key: String,
    pub(crate) row: T,
}

/// A doctor who is new, or who gets hours or appointments.
pub(crate) struct Doctor {
    pub(crate) key: String,
    pub(crate) id: Uuid,
    pub(crate) clinic_id: Uuid,
    pub(crate) zone: TimeZone,
    /// What the file says of a new one; none for one who was there before.
    pub(crate) row: Option<DoctorRow>,
    /// All templates, newest first.
    pub(crate) calendar: Calendar,
    /// Those of the files, oldest first.
    pub(crate) new_templates: Vec<NewTemplate>,
    /// Something is wrong with the hours, so it is not known when the doctor works.
    pub(crate) has_bad_hours: bool,
}

/// A template that rows of hours form.
pub(crate) struct NewTemplate {
    pub(crate) template: Template,
    /// Row i gave rule i.
    pub(crate) rows: Vec<Source>,
}

impl Doctor {
    pub(crate) fn is_new(&self) -> bool {
        self.row.is_some()
    }

    /// The days that hours of the files offer as of now, as stretches from a day up to another (exclusive). None for a
    /// doctor who gets no hours by the files.
    pub(crate) fn newly_offered(&self, now: Timestamp) -> Vec<(Date, Date)> {
        if self.new_templates.is_empty() {
            return Vec::new();
        }
        self.calendar.offered_stretches(self.zone.to_datetime(now).date())
    }

    /// Up to which day (exclusive) there are slots once the files are imported. None for a doctor who gets no hours by the
    /// files.
    pub(crate) fn slots_until(&self, now: Timestamp) -> Option<Date> {
        let today = self.zone.to_datetime(now).date();
        (!self.new_templates.is_empty()).then(|| self.calendar.offered_until(today))
    }
}

/// A patient record, new or not.
#[derive(Clone, Copy)]
pub(crate) struct Patient {
    pub(crate) id: Uuid,
    pub(crate) clinic_id: Uuid,
    pub(crate) is_new: bool,
}

/// All of them.
pub(crate) struct People {
    pub(crate) clinics: Vec<New<ClinicRow>>,
    pub(crate) doctors: Vec<Doctor>,
    pub(crate) patients: Vec<New<PatientRow>>,
    doctor_refs: Register<usize>,
    patient_refs: Register<Patient>,
}

impl People {
    /// Nobody yet.
    pub(crate) fn new(lost: Lost) -> Self {
        Self {
            clinics: Vec::new(),
            doctors: Vec::new(),
            patients: Vec::new(),
            doctor_refs: Register::new(Kind::Doctors, lost),
            patient_refs: Register::new(Kind::Patients, lost),
        }
    }

    /// The doctor that a row means.
    pub(crate) fn doctor(&self, key: &str, from: &Source, found: &mut Findings) -> Option<usize> {
        self.doctor_refs.get(key, "doctor", from, found).copied()
    }

    /// The patient that a row means.
    pub(crate) fn patient(&self, key: &str, from: &Source, found: &mut Findings) -> Option<Patient> {
        self.patient_refs.get(key, "patient", from, found).copied()
    }

    pub(crate) fn resolve_clinics(
        &mut self,
        rows: Vec<Named<ClinicRow>>,
        lost: Lost,
        existing: &ExistingRefs,
        ids: &Ids,
        found: &mut Findings,
    ) -> Register<(Uuid, TimeZone)> {
        let mut refs = Register::new(Kind::Clinics, lost);
        for (key, ExistingRef { id, .. }) in existing.of_kind(Kind::Clinics) {
            refs.set_existing(key, existing.zone(id).map(|zone| (id, zone.clone())));
        }
        for Named { from, key, row } in rows {
            if !refs.claim(&key, &from, found) {
                continue;
            }
            let id = ids.next();
            refs.set(&key, row.as_ref().map(|row| (id, row.zone.clone())));
            self.clinics.extend(row.map(|row| New { id, clinic_id: id, key, row }));
        }
        refs
    }

    pub(crate) fn resolve_doctors(
        &mut self,
        rows: Vec<Named<DoctorRow>>,
        clinics: &Register<(Uuid, TimeZone)>,
        existing: &ExistingRefs,
        ids: &Ids,
        found: &mut Findings,
    ) {
        for (key, ExistingRef { id, clinic_id }) in existing.of_kind(Kind::Doctors) {
            let zone = existing.zone(clinic_id).cloned().unwrap_or(TimeZone::UTC);
            let calendar = existing.calendar(clinic_id, id);
            self.doctor_refs.set_existing(key, Some(self.doctors.len()));
            self.doctors.push(Doctor {
                key: key.to_owned(),
                id,
                clinic_id,
                zone,
                row: None,
                calendar,
                new_templates: Vec::new(),
                has_bad_hours: false,
            });
        }
        for Named { from, key, row } in rows {
            if !self.doctor_refs.claim(&key, &from, found) {
                continue;
            }
            let clinic = row.as_ref().and_then(|row| clinics.get(&row.clinic, "clinic", &from, found));
            let (Some((clinic_id, zone)), Some(row)) = (clinic.cloned(), row) else {
                self.doctor_refs.set(&key, None);
                continue;
            };
            self.doctor_refs.set(&key, Some(self.doctors.len()));
            let id = ids.next();
            self.doctors.push(Doctor {
                key,
                id,
                clinic_id,
                zone,
                row: Some(row),
                calendar: existing.calendar(clinic_id, id),
                new_templates: Vec::new(),
                has_bad_hours: false,
            });
        }
    }

    pub(crate) fn resolve_patients(
        &mut self,
        rows: Vec<Named<PatientRow>>,
        clinics: &Register<(Uuid, TimeZone)>,
        existing: &ExistingRefs,
        ids: &Ids,
        found: &mut Findings,
    ) {
        for (key, ExistingRef { id, clinic_id }) in existing.of_kind(Kind::Patients) {
            self.patient_refs.set_existing(key, Some(Patient { id, clinic_id, is_new: false }));
        }
        for Named { from, key, row } in rows {
            if !self.patient_refs.claim(&key, &from, found) {
                continue;
            }
            let clinic = row.as_ref().and_then(|row| clinics.get(&row.clinic, "clinic", &from, found));
            let (Some(&(clinic_id, _)), Some(row)) = (clinic, row) else {
                self.patient_refs.set(&key, None);
                continue;
            };
            let id = ids.next();
            self.patient_refs.set(&key, Some(Patient { id, clinic_id, is_new: true }));
            self.patients.push(New { id, clinic_id, key, row });
        }
    }
}
