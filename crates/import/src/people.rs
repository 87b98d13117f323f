//! Clinics, doctors and patients: who is new, who was there before, and who belongs to whom.

use std::collections::HashMap;

use holdfast_domain::Ids;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::template::Template;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::bad_line::{Findings, Source};
use crate::columns::Kind;
use crate::files::RawRows;
use crate::known::{Known, KnownDoctor, KnownRef};
use crate::rows::{ClinicRow, DoctorRow, Named, PatientRow, Rows};

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
    pub(crate) new_templates: Vec<Template>,
    pub(crate) slots_until: Option<Date>,
    /// Something is wrong with the hours, so it is not known when the doctor works.
    pub(crate) has_bad_hours: bool,
}

/// A patient record, new or not.
#[derive(Clone, Copy)]
pub(crate) struct Patient {
    pub(crate) id: Uuid,
    pub(crate) clinic_id: Uuid,
    pub(crate) is_known: bool,
}

/// What refs of one kind mean. `None` is one whose own row is bad: who refers to it is not to blame.
struct Register<T> {
    kind: Kind,
    /// Whether rows of this kind could not be read, so that an unknown ref may be in there.
    has_lost: bool,
    entries: HashMap<String, Option<T>>,
    set_by: HashMap<String, Source>,
}

impl<T> Register<T> {
    fn new(kind: Kind, raw: &RawRows) -> Self {
        Self { kind, has_lost: raw.has_lost(kind), entries: HashMap::new(), set_by: HashMap::new() }
    }

    /// Whether the ref is free to be set here; takes it.
    fn claim(&mut self, key: &str, from: &Source, known: &Known, found: &mut Findings) -> bool {
        let reason = if known.refs.contains_key(&(self.kind, key.to_owned())) {
            format!("{} ref \"{key}\" was imported before", self.kind.singular())
        } else if let Some(first) = self.set_by.get(key) {
            format!("{} ref \"{key}\" is set by {first} already", self.kind.singular())
        } else {
            self.set_by.insert(key.to_owned(), from.clone());
            return true;
        };
        found.note(from, "ref", reason);
        false
    }

    fn get(&self, key: &str, column: &str, from: &Source, found: &mut Findings) -> Option<&T> {
        let entry = self.entries.get(key);
        if entry.is_none() && !self.has_lost {
            found.note(from, column, format!("unknown {} \"{key}\"", self.kind.singular()));
        }
        entry?.as_ref()
    }
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
    /// Settles who everybody is. `rows` keeps its refs but gives its rows away.
    pub(crate) fn settle(
        rows: &mut Rows,
        raw: &RawRows,
        known: &Known,
        ids: &Ids,
        found: &mut Findings,
    ) -> Self {
        let mut people = Self {
            clinics: Vec::new(),
            doctors: Vec::new(),
            patients: Vec::new(),
            doctor_refs: Register::new(Kind::Doctors, raw),
            patient_refs: Register::new(Kind::Patients, raw),
        };
        let clinic_refs = people.settle_clinics(std::mem::take(&mut rows.clinics), raw, known, ids, found);
        people.settle_doctors(std::mem::take(&mut rows.doctors), &clinic_refs, known, ids, found);
        people.settle_patients(std::mem::take(&mut rows.patients), &clinic_refs, known, ids, found);
        people
    }

    /// The doctor that a row means.
    pub(crate) fn doctor(&self, key: &str, from: &Source, found: &mut Findings) -> Option<usize> {
        self.doctor_refs.get(key, "doctor", from, found).copied()
    }

    /// The patient that a row means.
    pub(crate) fn patient(&self, key: &str, from: &Source, found: &mut Findings) -> Option<Patient> {
        self.patient_refs.get(key, "patient", from, found).copied()
    }

    fn settle_clinics(
        &mut self,
        rows: Vec<Named<ClinicRow>>,
        raw: &RawRows,
        known: &Known,
        ids: &Ids,
        found: &mut Findings,
    ) -> Register<(Uuid, TimeZone)> {
        let mut refs = Register::new(Kind::Clinics, raw);
        for (key, KnownRef { id, .. }) in of_kind(known, Kind::Clinics) {
            let zone = known.zones.get(&id).cloned();
            refs.entries.insert(key.to_owned(), zone.map(|zone| (id, zone)));
        }
        for Named { from, key, row } in rows {
            if !refs.claim(&key, &from, known, found) {
                continue;
            }
            let id = ids.next();
            refs.entries.insert(key.clone(), row.as_ref().map(|row| (id, row.zone.clone())));
            self.clinics.extend(row.map(|row| New { id, clinic_id: id, key, row }));
        }
        refs
    }

    fn settle_doctors(
        &mut self,
        rows: Vec<Named<DoctorRow>>,
        clinics: &Register<(Uuid, TimeZone)>,
        known: &Known,
        ids: &Ids,
        found: &mut Findings,
    ) {
        for (key, KnownRef { id, clinic_id }) in of_kind(known, Kind::Doctors) {
            let zone = known.zones.get(&clinic_id).cloned().unwrap_or(TimeZone::UTC);
            let KnownDoctor { slots_until, calendar } = known.doctors.get(&id).cloned().unwrap_or_default();
            self.add_doctor(Doctor {
                key: key.to_owned(),
                id,
                clinic_id,
                zone,
                row: None,
                calendar,
                new_templates: Vec::new(),
                slots_until,
                has_bad_hours: false,
            });
        }
        for Named { from, key, row } in rows {
            if !self.doctor_refs.claim(&key, &from, known, found) {
                continue;
            }
            let clinic = row.as_ref().and_then(|row| clinics.get(&row.clinic, "clinic", &from, found));
            let (Some((clinic_id, zone)), Some(row)) = (clinic.cloned(), row) else {
                self.doctor_refs.entries.insert(key, None);
                continue;
            };
            self.add_doctor(Doctor {
                key,
                id: ids.next(),
                clinic_id,
                zone,
                row: Some(row),
                calendar: Calendar::default(),
                new_templates: Vec::new(),
                slots_until: None,
                has_bad_hours: false,
            });
        }
    }

    fn add_doctor(&mut self, doctor: Doctor) {
        self.doctor_refs.entries.insert(doctor.key.clone(), Some(self.doctors.len()));
        self.doctors.push(doctor);
    }

    fn settle_patients(
        &mut self,
        rows: Vec<Named<PatientRow>>,
        clinics: &Register<(Uuid, TimeZone)>,
        known: &Known,
        ids: &Ids,
        found: &mut Findings,
    ) {
        for (key, KnownRef { id, clinic_id }) in of_kind(known, Kind::Patients) {
            self.patient_refs.entries.insert(key.to_owned(), Some(Patient { id, clinic_id, is_known: true }));
        }
        for Named { from, key, row } in rows {
            if !self.patient_refs.claim(&key, &from, known, found) {
                continue;
            }
            let clinic = row.as_ref().and_then(|row| clinics.get(&row.clinic, "clinic", &from, found));
            let (Some(&(clinic_id, _)), Some(row)) = (clinic, row) else {
                self.patient_refs.entries.insert(key, None);
                continue;
            };
            let id = ids.next();
            self.patient_refs.entries.insert(key.clone(), Some(Patient { id, clinic_id, is_known: false }));
            self.patients.push(New { id, clinic_id, key, row });
        }
    }
}

fn of_kind(known: &Known, kind: Kind) -> impl Iterator<Item = (&str, KnownRef)> {
    known.refs.iter().filter(move |((of, _), _)| *of == kind).map(|((_, key), found)| (key.as_str(), *found))
}
