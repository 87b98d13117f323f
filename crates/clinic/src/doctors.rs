//! Doctors of a clinic: add, look up.

use holdfast_domain::cursor::page;
use holdfast_domain::text::{BIO_MAX, Checks, SPECIALIZATION_MAX};
use holdfast_domain::{Caller, Cursor, ErrorCode, KeyUse, Problem, Role};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{CreateDoctorRequest, Doctor};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::answers;
use uuid::Uuid;

use crate::Clinics;
use crate::write::Written;

fn message(row: sql::Doctor) -> Doctor {
    Doctor {
        id: row.id.to_string(),
        clinic_id: row.clinic_id.to_string(),
        name: row.name,
        specialization: row.specialization,
        bio: row.bio,
        version: row.version.unsigned_abs(),
        created_at_us: row.created_at.as_microsecond(),
    }
}

impl Clinics {
    pub(crate) async fn create_doctor(
        &self,
        caller: &Caller,
        key: Option<&KeyUse>,
        clinic_id: Uuid,
        request: &CreateDoctorRequest,
    ) -> Result<Doctor, Failure> {
        if !matches!(caller.role, Role::ClinicAdmin | Role::PlatformAdmin) {
            return Err(Problem::of(ErrorCode::Forbidden).into());
        }
        if !caller.administers(clinic_id) {
            return Err(Problem::not_found().into());
        }
        let mut checks = Checks::new();
        checks.name("name", &request.name);
        checks.label("specialization", &request.specialization, SPECIALIZATION_MAX);
        checks.optional("bio", &request.bio, BIO_MAX);
        checks.finish()?;
        self.get_clinic(clinic_id).await?;
        let id = self.ids.next();
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first(&tx, key, None).await? {
            return Ok(first);
        }
        let specialization = request.specialization.trim();
        let specialization_id = sql::specialization_id().bind(&tx, &specialization).one().await?;
        let row = sql::insert_doctor()
            .params(
                &tx,
                &sql::InsertDoctorParams {
                    clinic_id,
                    id,
                    name: request.name.trim(),
                    specialization,
                    specialization_id,
                    bio: request.bio.trim(),
                    now,
                },
            )
            .one()
            .await?;
        let written = Written::impersonal(clinic_id, row.id, row.version, message(row));
        self.finish(tx, caller, key, "doctor.create", written).await
    }

    pub(crate) async fn get_doctor(&self, id: Uuid) -> Result<Doctor, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::OfDoctor(id)).await?;
        let row = sql::get_doctor().bind(&tx, &id).opt().await?;
        row.map(message).ok_or_else(|| Problem::not_found().into())
    }

    pub(crate) async fn list_doctors(
        &self,
        clinic_id: Uuid,
        after: Cursor,
        limit: u32,
    ) -> Result<(Vec<Doctor>, Option<Cursor>), Failure> {
        self.get_clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let max = i64::from(limit) + 1;
        let rows = sql::list_doctors().bind(&tx, &clinic_id, &after.id, &max).all().await?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.id));
        Ok((rows.into_iter().map(message).collect(), next))
    }
}
