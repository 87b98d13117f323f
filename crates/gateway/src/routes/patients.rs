//! `/v1/clinics/{clinic_id}/patients`

use axum::Json as Answer;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use holdfast_rpc::clinic::{CreatePatientRequest, ListPatientsRequest, Patient as Message};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::{As, Team};
use crate::http::headers::IdempotencyKey;
use crate::http::instant::render;
use crate::http::params::{Params, path_id};
use crate::http::problem::{ChangeRefusals, ReadRefusals, Refusal};

/// A patient record of a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct Patient {
    #[schema(format = Uuid)]
    id: String,
    #[schema(format = Uuid)]
    clinic_id: String,
    /// The account that speaks for the record.
    #[schema(format = Uuid)]
    account_id: Option<String>,
    name: String,
    phone: String,
    email: String,
    #[schema(format = Date)]
    birth_date: Option<String>,
    version: u32,
    #[schema(format = DateTime)]
    created_at: String,
}

impl From<Message> for Patient {
    fn from(message: Message) -> Self {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            created_at: render(message.created_at_us, &TimeZone::UTC),
            id: message.id,
            clinic_id: message.clinic_id,
            account_id: given(message.account_id),
            name: message.name,
            phone: message.phone,
            email: message.email,
            birth_date: given(message.birth_date),
            version: message.version,
        }
    }
}

/// A patient record to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPatientRecord {
    #[schema(min_length = 1, max_length = 200, pattern = r"\S")]
    name: String,
    #[serde(default)]
    #[schema(max_length = 40)]
    phone: String,
    #[serde(default)]
    #[schema(max_length = 254)]
    email: String,
    #[schema(format = Date)]
    birth_date: Option<String>,
    /// The account that speaks for the record.
    #[schema(format = Uuid)]
    account_id: Option<String>,
}

/// A page of patient records.
#[derive(Debug, Serialize, ToSchema)]
pub struct PatientPage {
    items: Vec<Patient>,
    /// Give it as `cursor` for the next page; null at the end.
    next_cursor: Option<String>,
}

/// Make a patient record. Who: the clinic's team.
#[utoipa::path(post, path = "/clinics/{clinic_id}/patients", tag = "patients", security(("token" = [])),
    request_body = NewPatientRecord,
    params(("clinic_id" = String, Path, format = Uuid),
           ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255)),
    responses((status = 201, body = Patient), ChangeRefusals))]
pub async fn create(
    As(caller, ..): As<Team>,
    State(mut gateway): State<Gateway>,
    Path(clinic_id): Path<String>,
    key: IdempotencyKey,
    body: Json<NewPatientRecord>,
) -> Result<(StatusCode, Answer<Patient>), Refusal> {
    let NewPatientRecord { name, phone, email, birth_date, account_id } = body.value;
    let request = CreatePatientRequest {
        caller: Some((&caller).into()),
        idempotency: key.of(&body.raw),
        clinic_id: path_id(&clinic_id)?.to_string(),
        account_id: account_id.unwrap_or_default(),
        name,
        phone,
        email,
        birth_date: birth_date.unwrap_or_default(),
    };
    let patient = gateway.clinics.create_patient(request).await?.into_inner();
    Ok((StatusCode::CREATED, Answer(patient.into())))
}

/// A clinic's patient records. Who: the clinic's team.
#[utoipa::path(get, path = "/clinics/{clinic_id}/patients", tag = "patients", security(("token" = [])),
    params(("clinic_id" = String, Path, format = Uuid),
           ("name" = Option<String>, Query, description = "The name starts with this", max_length = 200),
           ("phone" = Option<String>, Query, max_length = 200), ("email" = Option<String>, Query, max_length = 200),
           ("limit" = Option<u32>, Query, minimum = 1, maximum = 500), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = PatientPage), ReadRefusals))]
pub async fn list(
    As(caller, ..): As<Team>,
    State(mut gateway): State<Gateway>,
    Path(clinic_id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Answer<PatientPage>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["name", "phone", "email", "limit", "cursor"]);
    let request = ListPatientsRequest {
        caller: Some((&caller).into()),
        clinic_id: path_id(&clinic_id)?.to_string(),
        name: params.text("name"),
        phone: params.text("phone"),
        email: params.text("email"),
        page: Some(params.page()),
    };
    params.finish()?;
    let page = gateway.clinics.list_patients(request).await?.into_inner();
    Ok(Answer(PatientPage {
        items: page.items.into_iter().map(Patient::from).collect(),
        next_cursor: Some(page.next_cursor).filter(|c| !c.is_empty()),
    }))
}
