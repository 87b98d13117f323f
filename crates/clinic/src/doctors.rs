//! Doctors of a clinic: add, look up.

use holdfast_domain::cursor::page;
use holdfast_domain::text::{BIO_MAX, Checks, DISPLAY_ORDER_MAX, LANGUAGES_MAX, TITLE_MAX, is_language_tag};
use holdfast_domain::{Asked, ClinicId, Cursor, DoctorId, ErrorCode, Page, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{
    CreateDoctorRequest, Doctor, GetDoctorRequest, ListDoctorsRequest, ListDoctorsResponse,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::answers;

use crate::Clinics;
use crate::specializations::asked_for;
use crate::write::Written;

pub(crate) fn message(row: sql::Doctor) -> Doctor {
    Doctor {
        id: DoctorId(row.id),
        clinic_id: ClinicId(row.clinic_id),
        name: row.name,
        specializations: std::iter::once(&row.specialization)
            .chain(&row.further_specializations)
            .cloned()
            .collect(),
        specialization: row.specialization,
        bio: row.bio,
        title: row.title,
        languages: row.languages,
        display_order: row.display_order,
        inactive_from: row.inactive_from.map(|date| date.to_string()),
        version: row.version.unsigned_abs(),
        created_at_us: row.created_at.as_microsecond(),
    }
}

/// Tags such as `de` and `pt-BR`, each once. Whether a language of that name exists is not looked up.
pub(crate) fn check_languages(checks: &mut Checks, tags: &[String]) {
    if tags.len() > LANGUAGES_MAX {
        checks.note("languages", format!("must be at most {LANGUAGES_MAX}"));
    }
    for (nth, tag) in tags.iter().enumerate().take(LANGUAGES_MAX) {
        if !is_language_tag(tag) {
            checks.note(format!("languages[{nth}]"), "must be a tag such as de or pt-BR");
        } else if tags[..nth].contains(tag) {
            checks.note(format!("languages[{nth}]"), "is given more than once");
        }
    }
}

pub(crate) fn check_order(checks: &mut Checks, order: i32) {
    if !(0..=DISPLAY_ORDER_MAX).contains(&order) {
        checks.note("display_order", format!("must be from 0 to {DISPLAY_ORDER_MAX}"));
    }
}

impl Clinics {
    pub(crate) async fn create_doctor(
        &self,
        asked: &Asked,
        request: CreateDoctorRequest,
    ) -> Result<Doctor, Failure> {
        let caller = &asked.caller;
        caller.require_admin(request.clinic_id)?;
        let mut checks = Checks::new();
        checks.name("name", &request.name);
        let specializations = asked_for(&mut checks, request.specialization, request.specializations, &[]);
        if specializations.is_none() {
            checks.note("specialization", "is required, or specializations");
        }
        let specializations = specializations.unwrap_or_default();
        checks.optional("bio", &request.bio, BIO_MAX);
        checks.line("title", &request.title, TITLE_MAX);
        check_languages(&mut checks, &request.languages);
        check_order(&mut checks, request.display_order);
        checks.finish()?;
        self.clinic(request.clinic_id).await?;
        let clinic_id = request.clinic_id.0;
        let id = self.ids.next();
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first(&tx, asked.key.as_ref(), None).await? {
            return Ok(first);
        }
        let specialization_id = sql::specialization_group().bind(&tx, &specializations).one().await?;
        let (specialization, further_specializations) =
            specializations.split_first().ok_or_else(|| Problem::of(ErrorCode::Internal))?;
        let row = sql::insert_doctor()
            .params(
                &tx,
                &sql::InsertDoctorParams {
                    clinic_id,
                    id,
                    name: request.name.trim(),
                    specialization: specialization.as_str(),
                    further_specializations,
                    specialization_id,
                    bio: request.bio.trim(),
                    title: request.title.trim(),
                    languages: request.languages,
                    display_order: request.display_order,
                    now,
                },
            )
            .one()
            .await?;
        let written = Written::impersonal(clinic_id, row.id, row.version, message(row));
        self.finish(tx, asked, "doctor.create", written).await
    }

    pub(crate) async fn get_doctor(
        &self,
        _: &Asked,
        GetDoctorRequest { id: DoctorId(id) }: GetDoctorRequest,
    ) -> Result<Doctor, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::OfDoctor(id)).await?;
        let row = sql::get_doctor().bind(&tx, &id).opt().await?;
        row.map(message).ok_or_else(|| Problem::not_found().into())
    }

    pub(crate) async fn list_doctors(
        &self,
        _: &Asked,
        request: ListDoctorsRequest,
    ) -> Result<ListDoctorsResponse, Failure> {
        self.clinic(request.clinic_id).await?;
        let (ClinicId(clinic_id), Page { after, limit }) = (request.clinic_id, request.page);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let max = i64::from(limit) + 1;
        let rows = sql::list_doctors().bind(&tx, &clinic_id, &after.id, &max).all().await?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.id));
        Ok(ListDoctorsResponse { items: rows.into_iter().map(message).collect(), next_cursor: next })
    }
}
