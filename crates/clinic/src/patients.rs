//! Patient records of a clinic. Only those who work there see them.

use holdfast_domain::cursor::page;
use holdfast_domain::text::{Checks, PHONE_MAX, birth_date};
use holdfast_domain::{Caller, Cursor, ErrorCode, KeyUse, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{CreatePatientRequest, Patient};
use holdfast_rpc::convert::optional_id;
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::Clinics;
use crate::write::{Written, first_answer};

fn message(row: sql::Patient) -> Patient {
    Patient {
        id: row.id.to_string(),
        clinic_id: row.clinic_id.to_string(),
        account_id: row.account_id.map(|id| id.to_string()).unwrap_or_default(),
        name: row.name,
        phone: row.phone,
        email: row.email,
        birth_date: row.birth_date.map(|date| date.to_string()).unwrap_or_default(),
        version: row.version.unsigned_abs(),
        created_at_us: row.created_at.as_microsecond(),
    }
}

/// Which records to list. Empty filters let everything pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The name starts with this, whatever the case.
    pub name: String,
    /// Exactly this phone number.
    pub phone: String,
    /// Exactly this e-mail address, whatever the case.
    pub email: String,
}

fn works_there(caller: &Caller, clinic_id: Uuid) -> Result<(), Failure> {
    use holdfast_domain::Role::{Anonymous, Guest, Patient};
    if matches!(caller.role, Anonymous | Guest | Patient) {
        return Err(Problem::of(ErrorCode::Forbidden).into());
    }
    if caller.works_at(clinic_id) { Ok(()) } else { Err(Problem::not_found().into()) }
}

impl Clinics {
    pub(crate) async fn create_patient(
        &self,
        caller: &Caller,
        key: Option<&KeyUse>,
        clinic_id: Uuid,
        request: &CreatePatientRequest,
    ) -> Result<Patient, Failure> {
        works_there(caller, clinic_id)?;
        let mut checks = Checks::new();
        checks.name("name", &request.name);
        checks.line("phone", &request.phone, PHONE_MAX);
        checks.email("email", &request.email);
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        let birth_date = birth_date(&request.birth_date, today).unwrap_or_else(|problem| {
            checks.note("birth_date", problem);
            None
        });
        let account_id = optional_id("account_id", &request.account_id)?;
        checks.finish()?;
        self.get_clinic(clinic_id).await?;
        let id = self.ids.next();
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = first_answer(&tx, key).await? {
            return Ok(first);
        }
        let row = sql::insert_patient()
            .params(
                &tx,
                &sql::InsertPatientParams {
                    clinic_id,
                    id,
                    account_id,
                    name: request.name.trim(),
                    phone: request.phone.trim(),
                    email: request.email.as_str(),
                    birth_date,
                    now,
                },
            )
            .one()
            .await?;
        let written = Written { clinic_id, id: row.id, version: row.version, message: message(row) };
        self.finish(tx, caller, key, "patient.create", written).await
    }

    pub(crate) async fn list_patients(
        &self,
        caller: &Caller,
        clinic_id: Uuid,
        filter: &Filter,
        after: Cursor,
        limit: u32,
    ) -> Result<(Vec<Patient>, Option<Cursor>), Failure> {
        works_there(caller, clinic_id)?;
        self.get_clinic(clinic_id).await?;
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let rows = sql::list_patients()
            .params(
                &tx,
                &sql::ListPatientsParams {
                    clinic_id,
                    after_id: after.id,
                    name_prefix: filter.name.trim(),
                    phone: given(&filter.phone),
                    email: given(&filter.email),
                    max: i64::from(limit) + 1,
                },
            )
            .all()
            .await?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.id));
        Ok((rows.into_iter().map(message).collect(), next))
    }
}
