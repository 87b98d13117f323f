//! `/v1/clinics/{clinic_id}/settings`: a clinic's policies in one place.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use holdfast_domain::{Asked, ClinicId};
use holdfast_rpc::availability::OffersChangedRequest;
use holdfast_rpc::clinic::{
    ClinicSettings as Message, GetSettingsRequest, Languages, OptionalDays, OptionalMinutes, Origins,
    UpdateSettingsRequest,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, MatchHeader};
use crate::http::facts::{ADMINS, ANYBODY, Facts, Key, Rate};
use crate::http::fields::{Nullable, given};
use crate::http::headers::{IfMatch, etag};
use crate::http::params::PathIds;
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(show), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(update), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
}

/// A clinic's policies.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClinicSettings {
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    /// Two letters of ISO 3166-1, or empty.
    country: String,
    /// Tags of RFC 5646; the clinic's own language first.
    languages: Vec<String>,
    /// Whether people without an account may book.
    guests_allowed: bool,
    /// What they have to give besides a name.
    #[schema(value_type = GuestsGive)]
    guests_give: String,
    /// Slots are offered to patients until this long before they start.
    min_notice_minutes: u32,
    /// The same for patients with an account; null: as for everybody.
    #[schema(required)]
    account_notice_minutes: Option<u32>,
    /// Patients book so many days ahead, today among them, by the clinic's clocks; null: as far as slots are made.
    #[schema(required)]
    horizon_days: Option<u32>,
    /// Patients cancel and move an appointment themselves until this long before it starts; later the desk does.
    cancel_notice_minutes: u32,
    /// How long a hold lives.
    hold_minutes: u32,
    /// How often a visitor's hold may be extended.
    hold_extensions: u32,
    /// Most appointments to come that one patient account may have here.
    max_upcoming: u32,
    /// Whether those who work here have to log in with a second factor.
    second_factor_required: bool,
    /// Sites that may show the clinic's pages in a frame.
    embed_origins: Vec<String>,
    /// Whom to turn to when it cannot wait.
    emergency_contact: String,
    /// The clinic's.
    #[schema(minimum = 1)]
    version: u32,
}

/// What guests have to give.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum GuestsGive {
    Nothing,
    Phone,
    Email,
    Either,
    Both,
}

impl From<Message> for ClinicSettings {
    fn from(message: Message) -> Self {
        Self {
            clinic_id: message.clinic_id,
            country: message.country,
            languages: message.languages,
            guests_allowed: message.guests_allowed,
            guests_give: message.guests_give,
            min_notice_minutes: message.min_notice_minutes,
            account_notice_minutes: message.account_notice_minutes,
            horizon_days: message.horizon_days,
            cancel_notice_minutes: message.cancel_notice_minutes,
            hold_minutes: message.hold_minutes,
            hold_extensions: message.hold_extensions,
            max_upcoming: message.max_upcoming,
            second_factor_required: message.second_factor_required,
            embed_origins: message.embed_origins,
            emergency_contact: message.emergency_contact,
            version: message.version,
        }
    }
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsChange {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false, pattern = "^([A-Z]{2})?$", max_length = 2, example = "DE")]
    country: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::languages)]
    languages: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    guests_allowed: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = GuestsGive, required = false)]
    guests_give: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(maximum = 43200, nullable = false)]
    min_notice_minutes: Option<u32>,
    /// Null: as for everybody.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, maximum = 43200)]
    account_notice_minutes: Option<Nullable<u32>>,
    /// Null: as far as slots are made.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 731)]
    horizon_days: Option<Nullable<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(maximum = 43200, nullable = false)]
    cancel_notice_minutes: Option<u32>,
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
    /// Such as `https://www.example.org`; to try it, `http://localhost:8000`.
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::origins)]
    embed_origins: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::reason)]
    emergency_contact: Option<String>,
}

type Tagged = ([(HeaderName, HeaderValue); 1], Answer<ClinicSettings>);

fn tagged(message: Message) -> Tagged {
    ([etag(message.version)], Answer(message.into()))
}

/// A clinic's policies.
#[utoipa::path(get, operation_id = "getSettings", path = "/clinics/{clinic_id}/settings", tag = "clinics",
    params(("clinic_id" = Uuid, Path)),
    responses((status = 200, body = ClinicSettings, headers(("ETag" = String)))))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
) -> Result<Tagged, Refusal> {
    let request = GetSettingsRequest { clinic_id };
    Ok(tagged(gateway.clinics().get_settings(Asked::by(caller), request).await?))
}

/// Change a clinic's policies. They hold for what is asked from then on; appointments that are there stay.
#[utoipa::path(patch, operation_id = "updateSettings", path = "/clinics/{clinic_id}/settings", tag = "clinics",
    request_body(content = SettingsChange,
        example = json!({"guests_give": "either", "cancel_notice_minutes": 1440, "horizon_days": 90})),
    params(("clinic_id" = Uuid, Path), MatchHeader),
    responses((status = 200, body = ClinicSettings, headers(("ETag" = String)))))]
pub async fn update(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    IfMatch(expected_version): IfMatch,
    body: Json<SettingsChange>,
) -> Result<Tagged, Refusal> {
    let change = body.value;
    let changes_offers = change.min_notice_minutes.is_some()
        || change.account_notice_minutes.is_some()
        || change.horizon_days.is_some();
    let request = UpdateSettingsRequest {
        clinic_id,
        expected_version,
        country: change.country,
        languages: change.languages.map(|tags| Languages { tags }),
        guests_allowed: change.guests_allowed,
        guests_give: change.guests_give,
        min_notice_minutes: change.min_notice_minutes,
        account_notice_minutes: change
            .account_notice_minutes
            .map(|Nullable(minutes)| OptionalMinutes { minutes }),
        horizon_days: change.horizon_days.map(|Nullable(days)| OptionalDays { days }),
        cancel_notice_minutes: change.cancel_notice_minutes,
        hold_minutes: change.hold_minutes,
        hold_extensions: change.hold_extensions,
        max_upcoming: change.max_upcoming,
        second_factor_required: change.second_factor_required,
        embed_origins: change.embed_origins.map(|origins| Origins { origins }),
        emergency_contact: change.emergency_contact,
    };
    let settings = gateway.clinics().update_settings(Asked::by(caller), request).await?;
    if changes_offers {
        let request = OffersChangedRequest { clinic_id };
        gateway.availability().offers_changed(Asked::ANONYMOUS, request).await?;
    }
    Ok(tagged(settings))
}
