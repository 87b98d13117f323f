//! The patient records that an account speaks for: its owner's, their children's. A clinic can only offer one; it is the
//! account's when its owner takes it up, and they can leave it again.

use deadpool_postgres::Transaction;
use holdfast_domain::{Asked, Caller, ErrorCode, PatientId, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::About;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{ListOwnPatientsRequest, ListPatientsResponse, OwnPatientRequest, Patient};
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::{ClinicKey, answers};
use uuid::Uuid;

use crate::Clinics;
use crate::patients::{about, open_own};
use crate::write::Written;

impl Clinics {
    /// The records that the caller's account speaks for.
    pub(crate) async fn list_own_patients(
        &self,
        asked: &Asked,
        _: ListOwnPatientsRequest,
    ) -> Result<ListPatientsResponse, Failure> {
        let caller = &asked.caller;
        let account_id = caller.own_account()?.0;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::OfAccount(account_id)).await?;
        let rows = sql::patients_of_account().bind(&tx, &account_id).all().await?;
        self.show_own(tx, caller, &rows).await
    }

    /// The records that clinics offer to the caller's account.
    pub(crate) async fn list_offered_patients(
        &self,
        asked: &Asked,
        _: ListOwnPatientsRequest,
    ) -> Result<ListPatientsResponse, Failure> {
        let caller = &asked.caller;
        let account_id = caller.own_account()?.0;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::OfAccount(account_id)).await?;
        let rows = sql::patients_offered().bind(&tx, &account_id).all().await?;
        self.show_own(tx, caller, &rows).await
    }

    async fn show_own(
        &self,
        tx: Transaction<'_>,
        caller: &Caller,
        rows: &[sql::Patient],
    ) -> Result<ListPatientsResponse, Failure> {
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            items.push(open_own(row, &*self.vault.clinic(row.clinic_id).await?)?);
        }
        let shown: Vec<About> = rows.iter().map(about).collect();
        self.looked(tx, caller, "read.patient", &shown).await?;
        Ok(ListPatientsResponse { items, next_cursor: None })
    }

    /// The account takes a record up; once more, when it has, changes nothing.
    pub(crate) async fn accept_patient(
        &self,
        asked: &Asked,
        OwnPatientRequest { id: PatientId(id) }: OwnPatientRequest,
    ) -> Result<Patient, Failure> {
        let account_id = asked.caller.own_account()?.0;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::OfAccount(account_id)).await?;
        let row = lock(&tx, id, account_id).await?;
        let key = self.vault.clinic(row.clinic_id).await?;
        if let Some(first) = answers::first(&tx, asked.key.as_ref(), Some(&key)).await? {
            return Ok(first);
        }
        if row.account_id.is_some() {
            self.looked(tx, &asked.caller, "read.patient", &[about(&row)]).await?;
            return open_own(&row, &key);
        }
        let row = sql::link_patient().bind(&tx, &Some(account_id), &row.clinic_id, &id).one().await?;
        let written = linked(&row, &key)?;
        self.finish(tx, asked, "patient.accept", written).await
    }

    /// The account speaks for the record no more, or leaves the offer. The record and its appointments stay the clinic's. Not
    /// while appointments are to come: `max_upcoming` counts those of the account's records.
    pub(crate) async fn leave_patient(
        &self,
        asked: &Asked,
        OwnPatientRequest { id: PatientId(id) }: OwnPatientRequest,
    ) -> Result<Patient, Failure> {
        let account_id = asked.caller.own_account()?.0;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::OfAccount(account_id)).await?;
        let row = lock(&tx, id, account_id).await?;
        let key = self.vault.clinic(row.clinic_id).await?;
        let now = self.clock.now();
        if row.account_id.is_some()
            && sql::count_upcoming_appointments().bind(&tx, &row.clinic_id, &id, &now).one().await? > 0
        {
            return Err(Problem::of(ErrorCode::PatientHasAppointments).into());
        }
        let row = sql::link_patient().bind(&tx, &None, &row.clinic_id, &id).one().await?;
        let written = linked(&row, &key)?;
        self.finish(tx, asked, "patient.leave", written).await
    }
}

/// The record, if the account speaks for it or may; it stays as it is until the transaction ends.
async fn lock(tx: &Transaction<'_>, id: Uuid, account_id: Uuid) -> Result<sql::Patient, Failure> {
    let clinic_id = sql::clinic_of_patient_of_account().bind(tx, &id, &account_id).opt().await?;
    let clinic_id = clinic_id.ok_or_else(Problem::not_found)?;
    let row = sql::lock_patient_of_account().bind(tx, &clinic_id, &id, &account_id).opt().await?;
    Ok(row.ok_or_else(Problem::not_found)?)
}

fn linked<'k>(row: &sql::Patient, key: &'k ClinicKey) -> Result<Written<'k, Patient>, Failure> {
    Ok(Written {
        clinic_id: row.clinic_id,
        id: row.id,
        version: row.version,
        patient_id: Some(row.id),
        message: open_own(row, key)?,
        seals: Some(key),
    })
}
