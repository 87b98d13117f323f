//! `/v1/clinics/{clinic_id}/patients`; everything that is held on one is in [`super::patient_exports`], what an account does with
//! its own in [`super::own_patients`].

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use holdfast_domain::ErrorCode::{OutcomeUnknown, PatientHasAppointments, PatientMerged};
use holdfast_domain::patient::Channel;
use holdfast_domain::{AccountId, Asked, ClinicId, Cursor, PatientDetails, PatientDetailsChange, PatientId};
use holdfast_rpc::clinic::{
    CreatePatientRequest, ListPatientsRequest, Patient as Message, PatientRequest, UpdatePatientRequest,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, MatchHeader, PageQuery};
use crate::http::facts::{ADMINS, Facts, Key, Rate, TEAM};
use crate::http::fields::{date, date_if_given, given as given_field, text_if_given};
use crate::http::headers::{IdempotencyKey, IfMatch, etag};
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use holdfast_domain::Scope::{PatientsRead, PatientsWrite};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(create), Facts::new(TEAM, Key::With(PatientsWrite), Rate::Usual, &[]))
        .add(routes!(list), Facts::new(TEAM, Key::With(PatientsRead), Rate::Usual, &[OutcomeUnknown]))
        .add(
            routes!(show),
            Facts::new(TEAM, Key::With(PatientsRead), Rate::Usual, &[OutcomeUnknown, PatientMerged]),
        )
        .add(routes!(update), Facts::new(TEAM, Key::With(PatientsWrite), Rate::Usual, &[PatientMerged]))
        .add(routes!(erase), Facts::new(ADMINS, Key::Without, Rate::Usual, &[PatientHasAppointments]))
}

/// A patient record of a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct Patient {
    #[schema(value_type = Uuid)]
    id: PatientId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    /// The account that speaks for the record.
    #[schema(value_type = Option<Uuid>, required)]
    account_id: Option<AccountId>,
    /// The account that the clinic offers the record to, until it takes it up.
    #[schema(value_type = Option<Uuid>, required)]
    offered_account_id: Option<AccountId>,
    name: String,
    /// As it was typed.
    phone: String,
    /// The phone in E.164, read as a number of the clinic's country (`country` of its settings) where it does not say another; null
    /// where it cannot be read. Records that were made by a booking or an import have it within a minute.
    #[schema(required, pattern = r"^\+[0-9]{2,15}$")]
    phone_e164: Option<String>,
    email: String,
    #[schema(format = Date, required)]
    birth_date: Option<String>,
    /// The language to speak to the patient in, if it is known.
    #[schema(schema_with = document::language_or_null, required)]
    language: Option<String>,
    /// The channel that the patient would rather be reached on.
    #[schema(schema_with = document::channel_or_null, required)]
    preferred_channel: Option<&'static str>,
    /// On which channels the patient agrees to hear of the clinic.
    consents: Consents,
    /// What the desk notes. Only the clinic's team has it; the patient's own answer is without.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    desk_notes: Option<String>,
    #[schema(minimum = 1)]
    version: u32,
    #[schema(format = DateTime)]
    created_at: String,
    /// When everything personal was taken out of it.
    #[schema(format = DateTime, required)]
    erased_at: Option<String>,
}

/// What a patient was asked of each channel, and said; null: never asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consents {
    #[schema(required)]
    email: Option<Consent>,
    #[schema(required)]
    sms: Option<Consent>,
}

/// A consent as it stands. The audit log has the ones before.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consent {
    /// Whether the patient agrees; false: the patient does not, or no longer.
    given: bool,
    /// When that was noted.
    #[schema(format = DateTime)]
    at: String,
    /// The role of whoever noted it.
    by_role: String,
    /// Whose account, as in the audit log. Only the clinic's team has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    by_id: Option<String>,
}

fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

impl Consent {
    fn of(details: &mut PatientDetails, channel: Channel) -> Option<Self> {
        let consent = details.consents.remove(&channel)?;
        Some(Self {
            given: consent.given,
            at: render(consent.at.as_microsecond(), &TimeZone::UTC),
            by_role: consent.by_role,
            by_id: given(consent.by_id),
        })
    }
}

impl From<Message> for Patient {
    fn from(message: Message) -> Self {
        let mut details = message.details;
        Self {
            created_at: render(message.created_at_us, &TimeZone::UTC),
            erased_at: message.erased_at_us.map(|at| render(at, &TimeZone::UTC)),
            id: message.id,
            clinic_id: message.clinic_id,
            account_id: message.account_id,
            offered_account_id: message.offered_account_id,
            name: message.name,
            phone: message.phone,
            email: message.email,
            birth_date: given(message.birth_date),
            consents: Consents {
                email: Consent::of(&mut details, Channel::Email),
                sms: Consent::of(&mut details, Channel::Sms),
            },
            phone_e164: given(details.phone_e164),
            language: given(details.language),
            preferred_channel: details.preferred_channel.map(Channel::as_str),
            desk_notes: message.is_for_team.then_some(details.desk_notes),
            version: message.version,
        }
    }
}

/// A patient record to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPatientRecord {
    #[schema(schema_with = document::name)]
    name: String,
    #[serde(default)]
    #[schema(schema_with = document::phone)]
    phone: String,
    #[serde(default)]
    #[schema(schema_with = document::email)]
    email: String,
    #[serde(default, deserialize_with = "date")]
    #[schema(format = Date)]
    birth_date: Option<String>,
    #[serde(default, deserialize_with = "text_if_given")]
    #[schema(schema_with = document::language_or_null)]
    language: Option<String>,
    #[serde(default, deserialize_with = "text_if_given")]
    #[schema(schema_with = document::channel_or_null)]
    preferred_channel: Option<String>,
    #[serde(default)]
    consents: ConsentChanges,
    #[serde(default, deserialize_with = "given_field")]
    #[schema(schema_with = document::desk_notes)]
    desk_notes: Option<String>,
    /// The account that the record is offered to. It speaks for the record when it takes it up
    /// (`POST /v1/account/patients/{id}/accept`).
    #[schema(value_type = Option<Uuid>)]
    account_id: Option<AccountId>,
}

/// On which channels the patient agrees to hear of the clinic, or no longer. What is left out stays as it is; what stays the same keeps
/// when and by whom it was noted.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentChanges {
    #[serde(default, deserialize_with = "given_field")]
    #[schema(value_type = bool, required = false)]
    email: Option<bool>,
    #[serde(default, deserialize_with = "given_field")]
    #[schema(value_type = bool, required = false)]
    sms: Option<bool>,
}

fn details(
    language: Option<String>,
    preferred_channel: Option<String>,
    consents: &ConsentChanges,
    desk_notes: Option<String>,
) -> PatientDetailsChange {
    let consents = [(Channel::Email, consents.email), (Channel::Sms, consents.sms)];
    let consents = consents.into_iter().filter_map(|(channel, given)| Some((channel, given?))).collect();
    PatientDetailsChange { language, preferred_channel, consents, desk_notes }
}

/// What is to be corrected in a patient record. What is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PatientChange {
    #[serde(default, deserialize_with = "given_field")]
    #[schema(schema_with = document::name)]
    name: Option<String>,
    #[serde(default, deserialize_with = "given_field")]
    #[schema(schema_with = document::phone)]
    phone: Option<String>,
    #[serde(default, deserialize_with = "given_field")]
    #[schema(schema_with = document::email)]
    email: Option<String>,
    /// Null: not known.
    #[serde(default, deserialize_with = "date_if_given")]
    #[schema(format = Date)]
    birth_date: Option<String>,
    /// Any language, whether the clinic speaks it or not. Null: not known.
    #[serde(default, deserialize_with = "text_if_given")]
    #[schema(schema_with = document::language_or_null)]
    language: Option<String>,
    /// Null: none.
    #[serde(default, deserialize_with = "text_if_given")]
    #[schema(schema_with = document::channel_or_null)]
    preferred_channel: Option<String>,
    #[serde(default)]
    consents: ConsentChanges,
    #[serde(default, deserialize_with = "given_field")]
    #[schema(schema_with = document::desk_notes)]
    desk_notes: Option<String>,
}

/// A page of patient records.
#[derive(Debug, Serialize, ToSchema)]
pub struct PatientPage {
    items: Vec<Patient>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

impl PatientPage {
    /// All of them.
    pub(super) fn whole(items: Vec<Message>) -> Self {
        Self { items: items.into_iter().map(Patient::from).collect(), next_cursor: None }
    }
}

type Tagged = ([(HeaderName, HeaderValue); 1], Answer<Patient>);

/// Make a patient record.
#[utoipa::path(post, operation_id = "createPatient", path = "/clinics/{clinic_id}/patients", tag = "patients",
    request_body(content = NewPatientRecord,
        example = json!({"name": "Ada Lovelace", "phone": "+44 20 7946 0002", "email": "ada@example.org",
            "birth_date": "1985-12-10", "language": "en-GB", "preferred_channel": "email", "consents": {"email": true},
            "desk_notes": "Needs a room on the ground floor"})),
    params(("clinic_id" = Uuid, Path),
           KeyHeader),
    responses((status = 201, body = Patient, headers(("ETag" = String)))))]
pub async fn create(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    key: IdempotencyKey,
    body: Json<NewPatientRecord>,
) -> Result<(StatusCode, Tagged), Refusal> {
    let NewPatientRecord { name, phone, email, birth_date, account_id, .. } = body.value;
    let NewPatientRecord { language, preferred_channel, consents, desk_notes, .. } = body.value;
    let request = CreatePatientRequest {
        clinic_id,
        account_id,
        name,
        phone,
        email,
        birth_date: birth_date.unwrap_or_default(),
        details: details(language, preferred_channel, &consents, desk_notes),
    };
    let patient = gateway.clinics().create_patient(key.asked(&caller, &body.raw), request).await?;
    Ok((StatusCode::CREATED, tagged(patient)))
}

/// A clinic's patient records.
#[utoipa::path(get, operation_id = "listPatients", path = "/clinics/{clinic_id}/patients", tag = "patients",
    params(("clinic_id" = Uuid, Path),
           ("name" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", description = "Each word is how a word of the name begins. A record that was merged is found by what it says, as the one that it was merged into", max_length = 200),
           ("phone" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", max_length = 200), ("email" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", max_length = 200),
           PageQuery),
    responses((status = 200, body = PatientPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<PatientPage>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["name", "phone", "email", "limit", "cursor"]);
    let request = ListPatientsRequest {
        clinic_id,
        name: params.text("name"),
        phone: params.text("phone"),
        email: params.text("email"),
        page: params.page(),
    };
    params.finish()?;
    let page = gateway.clinics().list_patients(Asked::by(caller), request).await?;
    Ok(Answer(PatientPage {
        items: page.items.into_iter().map(Patient::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

/// One patient record.
#[utoipa::path(get, operation_id = "getPatient", path = "/clinics/{clinic_id}/patients/{id}", tag = "patients",
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 200, body = Patient, headers(("ETag" = String)))))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
) -> Result<Tagged, Refusal> {
    let request = PatientRequest { clinic_id, id };
    Ok(tagged(gateway.clinics().get_patient(Asked::by(caller), request).await?))
}

/// Correct a patient record: a name, a phone number, an e-mail address, a birth date; how to reach the patient, what they consent to, what
/// the desk notes. Mails go to the new address from then on.
#[utoipa::path(patch, operation_id = "updatePatient", path = "/clinics/{clinic_id}/patients/{id}", tag = "patients",
    request_body(content = PatientChange, example = json!({"phone": "+44 20 7946 0003"})),
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path), MatchHeader),
    responses((status = 200, body = Patient, headers(("ETag" = String)))))]
pub async fn update(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
    IfMatch(expected_version): IfMatch,
    body: Json<PatientChange>,
) -> Result<Tagged, Refusal> {
    let PatientChange { name, phone, email, birth_date, .. } = body.value;
    let PatientChange { language, preferred_channel, consents, desk_notes, .. } = body.value;
    let details = details(language, preferred_channel, &consents, desk_notes);
    let request =
        UpdatePatientRequest { clinic_id, id, expected_version, name, phone, email, birth_date, details };
    Ok(tagged(gateway.clinics().update_patient(Asked::by(caller), request).await?))
}

pub(super) fn tagged(patient: Message) -> Tagged {
    ([etag(patient.version)], Answer(patient.into()))
}

/// Erase a patient: everything personal goes, for good, out of the record and its appointments; that somebody was there, and
/// when, stays. Appointments have to be settled first: cancelled, completed, or noted as missed. Of a person whose records were merged all
/// are erased, whichever is asked for.
#[utoipa::path(delete, operation_id = "erasePatient", path = "/clinics/{clinic_id}/patients/{id}",
    tag = "patients",
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 204, description = "Erased")))]
pub async fn erase(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
) -> Result<StatusCode, Refusal> {
    let request = PatientRequest { clinic_id, id };
    gateway.clinics().erase_patient(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}
