//! Patient records of a clinic: made, and looked at one by one. Only those who work there see them.

use deadpool_postgres::{Object, Transaction};
use holdfast_domain::text::{Checks, PHONE_MAX, birth_date};
use holdfast_domain::{AccountId, Asked, Caller, ClinicId, PatientDetails, PatientId, Problem, patient};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::looks::By;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{CreatePatientRequest, Patient, PatientRequest};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::{ClinicKey, Person, SealedPerson, VaultError, answers};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::Clinics;
use crate::write::Written;

/// Most offers that a clinic makes to one account before it answers.
const OFFERS_MAX: i64 = 20;

/// The person of a record.
pub(crate) fn person_of(row: &sql::Patient, key: &ClinicKey) -> Result<Person, VaultError> {
    key.open_person(row.id, &row.name, &row.phone, &row.email, &row.birth_date, &row.details)
}

/// The message of a record, opened, for the team.
pub(crate) fn open(row: &sql::Patient, key: &ClinicKey) -> Result<Patient, Failure> {
    let Person { name, phone, email, birth_date, details } = person_of(row, key)?;
    Ok(Patient {
        id: PatientId(row.id),
        clinic_id: ClinicId(row.clinic_id),
        account_id: row.account_id.map(AccountId),
        offered_account_id: row.offered_account_id.map(AccountId),
        name,
        phone,
        email,
        birth_date: birth_date.map(|date| date.to_string()).unwrap_or_default(),
        version: row.version.unsigned_abs(),
        created_at_us: row.created_at.as_microsecond(),
        erased_at_us: row.erased_at.map(Timestamp::as_microsecond),
        details,
        is_for_team: true,
    })
}

/// The same for whoever speaks for the record: without what is the team's alone.
pub(crate) fn open_own(row: &sql::Patient, key: &ClinicKey) -> Result<Patient, Failure> {
    let patient = open(row, key)?;
    Ok(Patient { details: patient.details.for_patient(), is_for_team: false, ..patient })
}

/// The record, unless it was merged: then where it went.
pub(crate) fn unless_merged(row: sql::Patient) -> Result<sql::Patient, Problem> {
    match row.merged_into {
        Some(into) => Err(patient::is_merged(PatientId(into))),
        None => Ok(row),
    }
}

/// Of which country a clinic's phone numbers are, where they do not say.
pub(crate) async fn country(tx: &Transaction<'_>, clinic_id: Uuid) -> Result<String, Failure> {
    let country = sql::country_of_clinic().bind(tx, &clinic_id).opt().await?;
    Ok(country.ok_or_else(Problem::not_found)?)
}

/// The record, for the audit log.
pub(crate) fn about(row: &sql::Patient) -> About {
    About {
        clinic_id: row.clinic_id,
        entity_id: row.id,
        entity_version: row.version,
        patient_id: Some(row.id),
    }
}

impl Clinics {
    pub(crate) async fn create_patient(
        &self,
        asked: &Asked,
        request: CreatePatientRequest,
    ) -> Result<Patient, Failure> {
        let used = asked.key.as_ref();
        asked.caller.require_team(request.clinic_id)?;
        let mut checks = Checks::new();
        checks.name("name", &request.name);
        checks.line("phone", &request.phone, PHONE_MAX);
        checks.email("email", &request.email);
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        let birth_date = birth_date(&request.birth_date, today).unwrap_or_else(|problem| {
            checks.note("birth_date", problem);
            None
        });
        request.details.check(&mut checks);
        checks.finish()?;
        let (clinic_id, now) = (request.clinic_id.0, self.clock.now());
        let key = self.vault.clinic(clinic_id).await?;
        let id = self.ids.next();
        let mut person = Person {
            name: request.name.trim().to_owned(),
            phone: request.phone.trim().to_owned(),
            email: request.email.clone(),
            birth_date,
            details: PatientDetails::default(),
        };
        let consents = request.details.apply_by(&asked.caller, &mut person.details, now);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first::<Patient>(&tx, used, Some(&key)).await? {
            drop(tx);
            return unless_erased(&mut client, clinic_id, first, &key).await;
        }
        if let Some(AccountId(account_id)) = request.account_id
            && sql::count_offers().bind(&tx, &clinic_id, &account_id).one().await? >= OFFERS_MAX
        {
            let mut checks = Checks::new();
            checks.note(
                "account_id",
                format!("has {OFFERS_MAX} offers of the clinic that it has not answered"),
            );
            checks.finish()?;
        }
        let keys = person.index(&key, &country(&tx, clinic_id).await?);
        let SealedPerson { name, phone, email, birth_date, details, phone_index, email_index, name_tokens } =
            key.seal_person(id, &person)?;
        let row = sql::insert_patient()
            .params(
                &tx,
                &sql::InsertPatientParams {
                    clinic_id,
                    name_tokens,
                    id,
                    offered_account_id: request.account_id.map(|id| id.0),
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
                    now,
                },
            )
            .one()
            .await?;
        self.note_all(&tx, &asked.caller, &consents, about(&row)).await?;
        let written = Written {
            clinic_id,
            id,
            version: row.version,
            patient_id: Some(id),
            message: open(&row, &key)?,
            seals: Some(&*key),
        };
        self.finish(tx, asked, "patient.create", written).await
    }

    pub(crate) async fn get_patient(
        &self,
        asked: &Asked,
        PatientRequest { clinic_id, id: PatientId(id) }: PatientRequest,
    ) -> Result<Patient, Failure> {
        let caller = &asked.caller;
        caller.require_team(clinic_id)?;
        let ClinicId(clinic_id) = clinic_id;
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let row =
            sql::get_patient().bind(&tx, &clinic_id, &id).opt().await?.ok_or_else(Problem::not_found)?;
        let row = unless_merged(row)?;
        let patient = open(&row, &key)?;
        self.looked(tx, caller, "read.patient", &[about(&row)]).await?;
        Ok(patient)
    }

    /// Notes several steps of one record.
    pub(crate) async fn note_all(
        &self,
        tx: &Transaction<'_>,
        caller: &Caller,
        actions: &[&str],
        about: About,
    ) -> Result<(), Failure> {
        let notes = Notes { tx, caller, now: self.clock.now(), ids: &self.ids };
        for action in actions {
            notes.note(action, about).await?;
        }
        Ok(())
    }

    /// Notes that these records were looked at, unless they were a moment ago; with that, the look is over.
    pub(crate) async fn looked(
        &self,
        tx: Transaction<'_>,
        caller: &Caller,
        action: &'static str,
        records: &[About],
    ) -> Result<(), Failure> {
        let by = By { caller, now: self.clock.now(), ids: &self.ids };
        Ok(self.looks.note(tx, by, action, records).await?)
    }
}

/// A kept answer, to be given once more: without what was erased since.
async fn unless_erased(
    client: &mut Object,
    clinic_id: Uuid,
    first: Patient,
    key: &ClinicKey,
) -> Result<Patient, Failure> {
    let tx = begin(client, Scope::Clinic(clinic_id)).await?;
    let row = sql::get_patient().bind(&tx, &clinic_id, &first.id.0).opt().await?;
    let row = row.ok_or_else(Problem::not_found)?;
    if row.erased_at.is_some() { open(&row, key) } else { Ok(first) }
}
