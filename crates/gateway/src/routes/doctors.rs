//! `/v1/clinics/{clinic_id}/doctors`, `/v1/doctors/{id}`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use holdfast_domain::ErrorCode::PreviewOutdated;
use holdfast_domain::{Asked, ClinicId, Cursor, DoctorId};
use holdfast_rpc::availability::{OffersChangedRequest, SetInactiveFromRequest};
use holdfast_rpc::clinic::{
    CreateDoctorRequest, Doctor as Message, GetDoctorRequest, Languages, ListDoctorsRequest, Specializations,
    UpdateDoctorRequest,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::slot_changes::{NotChanged, SlotChanges, Wanted, WantedQuery};
use crate::Gateway;
use crate::http::body::{Json, Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, MatchHeader, PageQuery};
use crate::http::facts::{ADMINS, ANYBODY, Facts, Key, Rate};
use crate::http::fields::given;
use crate::http::headers::{IdempotencyKey, IfMatch, etag};
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(create), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(list), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(show), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(update), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(deactivate), Facts::new(ADMINS, Key::Without, Rate::Usual, &[PreviewOutdated]))
        .add(routes!(reactivate), Facts::new(ADMINS, Key::Without, Rate::Usual, &[PreviewOutdated]))
}

/// A doctor of a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct Doctor {
    #[schema(value_type = Uuid)]
    id: DoctorId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    name: String,
    /// The first of `specializations`.
    specialization: String,
    /// The main one first; searches find each.
    specializations: Vec<String>,
    bio: String,
    /// Before the name: `Dr`, `Prof.`
    title: String,
    /// Tags of RFC 5646.
    languages: Vec<String>,
    /// Where lists show the doctor: smaller numbers first.
    display_order: i32,
    /// The first day on which the doctor works no more; null for none.
    #[schema(required, format = Date)]
    inactive_from: Option<String>,
    #[schema(minimum = 1)]
    version: u32,
    #[schema(format = DateTime)]
    created_at: String,
}

impl From<Message> for Doctor {
    fn from(message: Message) -> Self {
        Self {
            created_at: render(message.created_at_us, &TimeZone::UTC),
            id: message.id,
            clinic_id: message.clinic_id,
            name: message.name,
            specialization: message.specialization,
            specializations: message.specializations,
            bio: message.bio,
            title: message.title,
            languages: message.languages,
            display_order: message.display_order,
            inactive_from: message.inactive_from,
            version: message.version,
        }
    }
}

/// A doctor to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDoctor {
    #[schema(schema_with = document::name)]
    name: String,
    /// The main one, matched without regard to case in searches. Give it, or `specializations`.
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::specialization, required = false)]
    specialization: Option<String>,
    /// All of them, the main one first, each once.
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::specializations, required = false)]
    specializations: Option<Vec<String>>,
    #[serde(default)]
    #[schema(schema_with = document::bio)]
    bio: String,
    #[serde(default)]
    #[schema(schema_with = document::title)]
    title: String,
    /// Tags of RFC 5646, such as `de` and `pt-BR`, each once.
    #[serde(default)]
    #[schema(schema_with = document::languages)]
    languages: Vec<String>,
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10000)]
    display_order: i32,
}

/// What is to change of a doctor; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoctorChange {
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::name)]
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::title)]
    title: Option<String>,
    /// The main one; the others stay. Free slots are found by the new one at once.
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::specialization)]
    specialization: Option<String>,
    /// All of them, the main one first, each once.
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::specializations)]
    specializations: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::bio)]
    bio: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::languages)]
    languages: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false, minimum = 0, maximum = 10000)]
    display_order: Option<i32>,
}

/// From when a doctor works no more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Deactivation {
    /// The first day without work, in the clinic's zone: today or later.
    #[schema(format = Date)]
    from: String,
}

/// A page of doctors.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoctorPage {
    items: Vec<Doctor>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

type Tagged = ([(HeaderName, HeaderValue); 1], Answer<Doctor>);

/// Add a doctor to a clinic.
#[utoipa::path(post, operation_id = "createDoctor", path = "/clinics/{clinic_id}/doctors", tag = "doctors",
    request_body(content = NewDoctor,
        example = json!({"name": "Dr Grace Hopper", "specializations": ["cardiology", "sports medicine"], "bio": "Sees adults"})),
    params(("clinic_id" = Uuid, Path),
           KeyHeader),
    responses((status = 201, body = Doctor, headers(("ETag" = String)))))]
pub async fn create(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    key: IdempotencyKey,
    body: Json<NewDoctor>,
) -> Result<(StatusCode, Tagged), Refusal> {
    let NewDoctor { name, specialization, specializations, bio, title, languages, display_order } =
        body.value;
    let specializations = specializations.map(|names| Specializations { names });
    let request = CreateDoctorRequest {
        clinic_id,
        name,
        specialization,
        specializations,
        bio,
        title,
        languages,
        display_order,
    };
    let doctor = gateway.clinics().create_doctor(key.asked(&caller, &body.raw), request).await?;
    Ok((StatusCode::CREATED, ([etag(doctor.version)], Answer(doctor.into()))))
}

/// A clinic's doctors.
#[utoipa::path(get, operation_id = "listDoctors", path = "/clinics/{clinic_id}/doctors", tag = "doctors",
    params(("clinic_id" = Uuid, Path),
           PageQuery),
    responses((status = 200, body = DoctorPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<DoctorPage>, Refusal> {
    let page = Params::only_page(query.as_deref())?;
    let request = ListDoctorsRequest { clinic_id, page };
    let page = gateway.clinics().list_doctors(Asked::by(caller), request).await?;
    Ok(Answer(DoctorPage {
        items: page.items.into_iter().map(Doctor::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

/// One doctor.
#[utoipa::path(get, operation_id = "getDoctor", path = "/doctors/{id}", tag = "doctors", params(("id" = Uuid, Path)),
    responses((status = 200, body = Doctor, headers(("ETag" = String)))))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
) -> Result<Tagged, Refusal> {
    let request = GetDoctorRequest { id };
    let doctor = gateway.clinics().get_doctor(Asked::by(caller), request).await?;
    Ok(([etag(doctor.version)], Answer(doctor.into())))
}

/// Change what is told of a doctor.
#[utoipa::path(patch, operation_id = "updateDoctor", path = "/doctors/{id}", tag = "doctors",
    request_body(content = DoctorChange, example = json!({"title": "Prof.", "languages": ["en", "de"]})),
    params(("id" = Uuid, Path), MatchHeader),
    responses((status = 200, body = Doctor, headers(("ETag" = String)))))]
pub async fn update(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    IfMatch(expected_version): IfMatch,
    body: Json<DoctorChange>,
) -> Result<Tagged, Refusal> {
    let DoctorChange { name, title, specialization, specializations, bio, languages, display_order } =
        body.value;
    let changes_offers = specialization.is_some() || specializations.is_some();
    let specializations = specializations.map(|names| Specializations { names });
    let languages = languages.map(|tags| Languages { tags });
    let request = UpdateDoctorRequest {
        id,
        expected_version,
        name,
        title,
        specialization,
        specializations,
        bio,
        languages,
        display_order,
    };
    let doctor = gateway.clinics().update_doctor(Asked::by(caller), request).await?;
    if changes_offers {
        let request = OffersChangedRequest { clinic_id: doctor.clinic_id };
        gateway.availability().offers_changed(Asked::ANONYMOUS, request).await?;
    }
    Ok(([etag(doctor.version)], Answer(doctor.into())))
}

/// Let a doctor work no more from a day on. Nothing is offered from then; booked slots stay and are reported. Hours are kept.
#[utoipa::path(post, operation_id = "deactivateDoctor", path = "/doctors/{id}/deactivate", tag = "doctors",
    request_body(content = Deactivation, example = json!({"from": "2027-08-01"})),
    params(("id" = Uuid, Path), WantedQuery, KeyHeader),
    responses((status = 200, body = SlotChanges)))]
pub async fn deactivate(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    body: Json<Deactivation>,
) -> Result<Answer<SlotChanges>, NotChanged> {
    let request = SetInactiveFromRequest { doctor_id: id, date: Some(body.value.from), intent };
    let changes = gateway.availability().set_inactive_from(key.asked(&caller, &body.raw), request).await?;
    Ok(Answer(SlotChanges::done(changes)?))
}

/// Let a doctor work on, by the hours of before.
#[utoipa::path(post, operation_id = "reactivateDoctor", path = "/doctors/{id}/reactivate", tag = "doctors",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object", example = json!({})),
    params(("id" = Uuid, Path), WantedQuery, KeyHeader),
    responses((status = 200, body = SlotChanges)))]
pub async fn reactivate(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<Answer<SlotChanges>, NotChanged> {
    let request = SetInactiveFromRequest { doctor_id: id, date: None, intent };
    let changes = gateway.availability().set_inactive_from(key.asked(&caller, &body.raw), request).await?;
    Ok(Answer(SlotChanges::done(changes)?))
}
