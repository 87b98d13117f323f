//! Changes what is told of a doctor: the fields that are given, the others stay. A new specialization holds for the free slots that
//! are there at once.

use holdfast_domain::text::{BIO_MAX, Checks, TITLE_MAX};
use holdfast_domain::{Asked, ClinicId, DoctorId, ErrorCode, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{Doctor, UpdateDoctorRequest};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;

use crate::Clinics;
use crate::doctors::{check_languages, check_order, message};
use crate::specializations::asked_for;
use crate::write::Written;

impl Clinics {
    pub(crate) async fn update_doctor(
        &self,
        asked: &Asked,
        request: UpdateDoctorRequest,
    ) -> Result<Doctor, Failure> {
        let caller = &asked.caller;
        caller.require_some_admin()?;
        let mut checks = Checks::new();
        if let Some(name) = &request.name {
            checks.name("name", name);
        }
        if let Some(title) = &request.title {
            checks.line("title", title, TITLE_MAX);
        }
        if let Some(bio) = &request.bio {
            checks.optional("bio", bio, BIO_MAX);
        }
        let languages = request.languages.map(|languages| languages.tags);
        if let Some(tags) = &languages {
            check_languages(&mut checks, tags);
        }
        if let Some(order) = request.display_order {
            check_order(&mut checks, order);
        }
        // those that stay are looked at below
        asked_for(&mut checks, request.specialization.clone(), request.specializations.clone(), &[]);
        checks.finish()?;
        let DoctorId(id) = request.id;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::OfDoctor(id)).await?;
        let row = sql::lock_doctor().bind(&tx, &id).opt().await?.ok_or_else(Problem::not_found)?;
        let clinic_id = row.clinic_id;
        caller.require_admin(ClinicId(clinic_id))?;
        if request.expected_version.is_some_and(|expected| expected != row.version.unsigned_abs()) {
            return Err(Problem::of(ErrorCode::PreconditionFailed).into());
        }
        let before = message(row).specializations;
        let asked_now =
            asked_for(&mut Checks::new(), request.specialization, request.specializations, &before);
        let specialization_id = match &asked_now {
            Some(names) => Some(sql::specialization_group().bind(&tx, names).one().await?),
            None => None,
        };
        let specializations = asked_now.as_deref().and_then(<[String]>::split_first);
        let params = sql::UpdateDoctorParams {
            name: request.name.as_deref().map(str::trim),
            title: request.title.as_deref().map(str::trim),
            specialization: specializations.map(|(main, _)| main.as_str()),
            further_specializations: specializations.map(|(_, further)| further),
            specialization_id,
            bio: request.bio.as_deref().map(str::trim),
            languages: languages.as_deref(),
            display_order: request.display_order,
            clinic_id,
            id,
        };
        let row = sql::update_doctor().params(&tx, &params).one().await?;
        if let Some(specialization_id) = specialization_id {
            sql::offer_as_specialized().bind(&tx, &clinic_id, &id, &specialization_id).one().await?;
        }
        let written = Written::impersonal(clinic_id, row.id, row.version, message(row));
        self.finish(tx, asked, "doctor.update", written).await
    }
}
