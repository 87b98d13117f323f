//! Corrects a patient record: the fields that are given, the others stay.

use holdfast_domain::text::{Checks, PHONE_MAX, birth_date};
use holdfast_domain::{Asked, ClinicId, ErrorCode, PatientId, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{Patient, UpdatePatientRequest};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::SealedPerson;
use jiff::tz::TimeZone;

use crate::Clinics;
use crate::patients::{about, country, open, person_of, unless_merged};
use crate::write::Written;

impl Clinics {
    pub(crate) async fn update_patient(
        &self,
        asked: &Asked,
        request: UpdatePatientRequest,
    ) -> Result<Patient, Failure> {
        asked.caller.require_team(request.clinic_id)?;
        let expected = request.expected_version.map(|version| i32::try_from(version).unwrap_or(i32::MAX));
        let mut checks = Checks::new();
        if let Some(name) = &request.name {
            checks.name("name", name);
        }
        if let Some(phone) = &request.phone {
            checks.line("phone", phone, PHONE_MAX);
        }
        if let Some(email) = &request.email {
            checks.email("email", email);
        }
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        let born = request.birth_date.map(|text| {
            birth_date(&text, today).unwrap_or_else(|problem| {
                checks.note("birth_date", problem);
                None
            })
        });
        request.details.check(&mut checks);
        checks.finish()?;
        let (ClinicId(clinic_id), PatientId(id)) = (request.clinic_id, request.id);
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        // locked, since what is not given is written back as it is
        let row = sql::lock_patient().bind(&tx, &clinic_id, &id).opt().await?;
        // who was erased does not come back under another name
        let row = row.filter(|row| row.erased_at.is_none()).ok_or_else(Problem::not_found)?;
        let row = unless_merged(row)?;
        if expected.is_some_and(|expected| expected != row.version) {
            return Err(Problem::of(ErrorCode::PreconditionFailed).into());
        }
        let mut person = person_of(&row, &key)?;
        if let Some(name) = request.name {
            name.trim().clone_into(&mut person.name);
        }
        if let Some(phone) = request.phone {
            phone.trim().clone_into(&mut person.phone);
        }
        if let Some(email) = request.email {
            person.email = email;
        }
        if let Some(born) = born {
            person.birth_date = born;
        }
        let consents = request.details.apply_by(&asked.caller, &mut person.details, self.clock.now());
        let keys = person.index(&key, &country(&tx, clinic_id).await?);
        let SealedPerson { name, phone, email, birth_date, details, phone_index, email_index, name_tokens } =
            key.seal_person(id, &person)?;
        let params = sql::UpdatePatientParams {
            clinic_id,
            id,
            name_tokens,
            name,
            phone,
            email,
            birth_date,
            details,
            phone_index,
            email_index,
            phone_key: keys.phone,
            person_key: keys.person,
            indexed_by: keys.indexed_by,
        };
        let row = sql::update_patient().params(&tx, &params).one().await?;
        self.note_all(&tx, &asked.caller, &consents, about(&row)).await?;
        let written = Written {
            clinic_id,
            id,
            version: row.version,
            patient_id: Some(id),
            message: open(&row, &key)?,
            seals: Some(&*key),
        };
        self.finish(tx, asked, "patient.update", written).await
    }
}
