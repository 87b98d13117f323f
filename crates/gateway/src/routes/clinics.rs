//! `/v1/clinics`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use holdfast_domain::ErrorCode::ZoneInUse;
use holdfast_domain::{Asked, ClinicId, Cursor};
use holdfast_rpc::availability::OffersChangedRequest;
use holdfast_rpc::clinic::{
    Clinic as Message, CreateClinicRequest, GetClinicRequest, ListClinicsRequest, UpdateClinicRequest,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, MatchHeader, PageQuery};
use crate::http::facts::{ADMINS, ANYBODY, Facts, Key, PLATFORM, Rate};
use crate::http::fields::given;
use crate::http::headers::{IdempotencyKey, IfMatch, etag};
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(create), Facts::new(PLATFORM, Key::Without, Rate::Usual, &[]))
        .add(routes!(list), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(show), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(update), Facts::new(ADMINS, Key::Without, Rate::Usual, &[ZoneInUse]))
}

/// A clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct Clinic {
    #[schema(value_type = Uuid)]
    id: ClinicId,
    name: String,
    address: String,
    phone: String,
    /// IANA name.
    time_zone: String,
    /// Slots are offered to patients until this long before they start.
    min_notice_minutes: u32,
    /// How long a hold lives.
    hold_minutes: u32,
    /// How often a visitor's hold may be extended.
    hold_extensions: u32,
    /// Most appointments to come that one patient account may have here.
    max_upcoming: u32,
    /// Whether those who work here have to log in with a second factor.
    second_factor_required: bool,
    /// The first day on which it is closed for good; null for none.
    #[schema(required, format = Date)]
    closed_from: Option<String>,
    #[schema(minimum = 1)]
    version: u32,
    #[schema(format = DateTime)]
    created_at: String,
}

impl From<Message> for Clinic {
    fn from(message: Message) -> Self {
        Self {
            created_at: render(message.created_at_us, &TimeZone::UTC),
            id: message.id,
            name: message.name,
            address: message.address,
            phone: message.phone,
            time_zone: message.time_zone,
            min_notice_minutes: message.min_notice_minutes,
            hold_minutes: message.hold_minutes,
            hold_extensions: message.hold_extensions,
            max_upcoming: message.max_upcoming,
            second_factor_required: message.second_factor_required,
            closed_from: message.closed_from,
            version: message.version,
        }
    }
}

/// A clinic to be onboarded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClinic {
    #[schema(schema_with = document::name)]
    name: String,
    #[serde(default)]
    #[schema(schema_with = document::address)]
    address: String,
    #[serde(default)]
    #[schema(schema_with = document::phone)]
    phone: String,
    /// IANA name. Slots are made by it: once a doctor has hours, `…/zone-changes` changes it.
    #[schema(example = "Europe/London", min_length = 1, max_length = 64)]
    time_zone: String,
    /// Default 0.
    #[serde(default)]
    #[schema(maximum = 43200)]
    min_notice_minutes: u32,
    /// Default 10.
    #[serde(default = "ten")]
    #[schema(minimum = 1, maximum = 1440)]
    hold_minutes: u32,
    /// How often a visitor's hold may be extended. Default 10.
    #[serde(default = "ten")]
    #[schema(maximum = 100)]
    hold_extensions: u32,
    /// Most appointments to come that one patient account may have. Default 10.
    #[serde(default = "ten")]
    #[schema(minimum = 1, maximum = 1000)]
    max_upcoming: u32,
    /// Whether those who work here have to log in with a second factor. Default false.
    #[serde(default)]
    second_factor_required: bool,
}

const fn ten() -> u32 {
    10
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClinicChange {
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::name)]
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::address)]
    address: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::phone)]
    phone: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(maximum = 43200, nullable = false)]
    min_notice_minutes: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(minimum = 1, maximum = 1440, nullable = false)]
    hold_minutes: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(maximum = 100, nullable = false)]
    hold_extensions: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(minimum = 1, maximum = 1000, nullable = false)]
    max_upcoming: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    second_factor_required: Option<bool>,
    /// IANA name. Only while no doctor of the clinic has hours; afterwards `…/zone-changes` changes it.
    #[serde(default, deserialize_with = "given")]
    #[schema(example = "Europe/London", min_length = 1, max_length = 64, nullable = false)]
    time_zone: Option<String>,
}

/// A page of clinics.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClinicPage {
    items: Vec<Clinic>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

type Tagged<T> = ([(HeaderName, HeaderValue); 1], Answer<T>);

/// Onboard a clinic.
#[utoipa::path(post, operation_id = "createClinic", path = "/clinics", tag = "clinics",
    request_body(content = NewClinic,
        example = json!({"name": "Riverside Clinic", "address": "1 River Street, London",
            "phone": "+44 20 7946 0000", "time_zone": "Europe/London", "min_notice_minutes": 60})),
    params(KeyHeader),
    responses((status = 201, body = Clinic, headers(("ETag" = String)))))]
pub async fn create(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    key: IdempotencyKey,
    body: Json<NewClinic>,
) -> Result<(StatusCode, Tagged<Clinic>), Refusal> {
    let NewClinic {
        name,
        address,
        phone,
        time_zone,
        min_notice_minutes,
        hold_minutes,
        hold_extensions,
        max_upcoming,
        second_factor_required,
    } = body.value;
    let request = CreateClinicRequest {
        name,
        address,
        phone,
        time_zone,
        min_notice_minutes,
        hold_minutes,
        hold_extensions,
        max_upcoming,
        second_factor_required,
    };
    let clinic = gateway.clinics().create_clinic(key.asked(&caller, &body.raw), request).await?;
    Ok((StatusCode::CREATED, tagged(clinic)))
}

/// All clinics.
#[utoipa::path(get, operation_id = "listClinics", path = "/clinics", tag = "clinics",
    params(PageQuery),
    responses((status = 200, body = ClinicPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Answer<ClinicPage>, Refusal> {
    let page = Params::only_page(query.as_deref())?;
    let request = ListClinicsRequest { page };
    let page = gateway.clinics().list_clinics(Asked::by(caller), request).await?;
    Ok(Answer(ClinicPage {
        items: page.items.into_iter().map(Clinic::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

/// One clinic.
#[utoipa::path(get, operation_id = "getClinic", path = "/clinics/{id}", tag = "clinics",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Clinic, headers(("ETag" = String)))))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(ClinicId,)>,
) -> Result<Tagged<Clinic>, Refusal> {
    let request = GetClinicRequest { id };
    Ok(tagged(gateway.clinics().get_clinic(Asked::by(caller), request).await?))
}

/// Change a clinic.
#[utoipa::path(patch, operation_id = "updateClinic", path = "/clinics/{id}", tag = "clinics",
    request_body(content = ClinicChange, example = json!({"phone": "+44 20 7946 0001", "hold_minutes": 15})),
    params(("id" = Uuid, Path), MatchHeader),
    responses((status = 200, body = Clinic, headers(("ETag" = String)))))]
pub async fn update(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(ClinicId,)>,
    IfMatch(expected_version): IfMatch,
    body: Json<ClinicChange>,
) -> Result<Tagged<Clinic>, Refusal> {
    let change = body.value;
    let changes_offers = change.min_notice_minutes.is_some();
    let request = UpdateClinicRequest {
        id,
        expected_version,
        name: change.name,
        address: change.address,
        phone: change.phone,
        min_notice_minutes: change.min_notice_minutes,
        hold_minutes: change.hold_minutes,
        hold_extensions: change.hold_extensions,
        max_upcoming: change.max_upcoming,
        second_factor_required: change.second_factor_required,
        time_zone: change.time_zone,
    };
    let clinic = gateway.clinics().update_clinic(Asked::by(caller), request).await?;
    if changes_offers {
        let request = OffersChangedRequest { clinic_id: clinic.id };
        gateway.availability().offers_changed(Asked::ANONYMOUS, request).await?;
    }
    Ok(tagged(clinic))
}

fn tagged(clinic: Message) -> Tagged<Clinic> {
    ([etag(clinic.version)], Answer(clinic.into()))
}
