//! Clinics, doctors and patients.

use holdfast_sql::client::Params;
use holdfast_sql::queries::import as sql;

use crate::error::ImportError;
use crate::read::rows::{ClinicRow, PatientRow};
use crate::resolve::people::{Doctor, New};
use crate::write::writer::{ACTOR_ID, ACTOR_ROLE, Writer, column};

impl Writer<'_> {
    pub(crate) async fn clinics(&self, batch: &[New<ClinicRow>]) -> Result<(), ImportError> {
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

    pub(crate) async fn doctors(&self, batch: &[&Doctor]) -> Result<(), ImportError> {
        let rows: Vec<_> = batch.iter().filter_map(|doctor| doctor.row.as_ref()).collect();
        let each: Vec<&str> = rows.iter().flat_map(|row| &row.specializations).map(String::as_str).collect();
        sql::insert_specializations().bind(self.tx, &each).await?;
        let params = sql::InsertDoctorsParams {
            now: self.now,
            clinic_ids: column(batch, |doctor| doctor.clinic_id),
            ids: column(batch, |doctor| doctor.id),
            names: column(&rows, |row| row.name.as_str()),
            specializations: column(&rows, |row| row.specializations.join(";")),
            bios: column(&rows, |row| row.bio.as_str()),
            slots_until: column(batch, |doctor| doctor.slots_until(self.now)),
            actor_role: ACTOR_ROLE,
            actor_id: ACTOR_ID,
            audit_ids: self.new_ids(batch.len()),
            refs: column(batch, |doctor| doctor.key.as_str()),
        };
        sql::insert_doctors().params(self.tx, &params).await?;
        Ok(())
    }

    pub(crate) async fn patients(&self, batch: &[New<PatientRow>]) -> Result<(), ImportError> {
        let mut sealed = Vec::with_capacity(batch.len());
        for new in batch {
            let mut person = new.row.person.clone();
            new.row.details.clone().apply(&mut person.details, ACTOR_ROLE, ACTOR_ID, self.now);
            sealed.push(self.keys[&new.clinic_id].seal_person(new.id, &person)?);
        }
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
            details: column(&sealed, |person| person.details.as_slice()),
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
}
