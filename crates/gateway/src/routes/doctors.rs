//! `/v1/clinics/{clinic_id}/doctors`, `/v1/doctors/{id}`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use holdfast_domain::{Asked, ClinicId, Cursor, DoctorId};
use holdfast_rpc::clinic::{CreateDoctorRequest, Doctor as Message, GetDoctorRequest, ListDoctorsRequest};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, PageQuery};
use crate::http::facts::{ADMINS, ANYBODY, Facts, Key, Rate};
use crate::http::headers::{IdempotencyKey, etag};
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
}

/// A doctor of a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct Doctor {
    #[schema(value_type = Uuid)]
    id: DoctorId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    name: String,
    specialization: String,
    bio: String,
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
            bio: message.bio,
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
    /// Matched without regard to case in searches.
    #[schema(schema_with = document::specialization)]
    specialization: String,
    #[serde(default)]
    #[schema(schema_with = document::bio)]
    bio: String,
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
        example = json!({"name": "Dr Grace Hopper", "specialization": "cardiology", "bio": "Sees adults"})),
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
    let NewDoctor { name, specialization, bio } = body.value;
    let request = CreateDoctorRequest { clinic_id, name, specialization, bio };
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
