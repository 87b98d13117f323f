//! `/v1/clinics/{clinic_id}/visit-types`: what a clinic's patients come for.

use std::collections::BTreeMap;

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use holdfast_domain::ErrorCode::VisitTypeInUse;
use holdfast_domain::template::Mode as Meets;
use holdfast_domain::{Asked, ClinicId, VisitTypeId};
use holdfast_rpc::availability::OffersChangedRequest;
use holdfast_rpc::clinic::{
    CreateVisitTypeRequest, ListVisitTypesRequest, NameIn, NamesIn, OptionalMinutes, OptionalMode,
    RemoveVisitTypeRequest, UpdateVisitTypeRequest, VisitType as Message, VisitTypeChange as Change,
    VisitTypeData as Data,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slots::Mode;
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, MatchHeader};
use crate::http::facts::{ADMINS, ANYBODY, Facts, Key, Rate};
use crate::http::fields::{Nullable, given};
use crate::http::headers::{IdempotencyKey, IfMatch, etag};
use crate::http::params::PathIds;
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(create), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(list), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(update), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(remove), Facts::new(ADMINS, Key::Without, Rate::Usual, &[VisitTypeInUse]))
}

/// Who may book visits of a type.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum BookedBy {
    /// Everybody.
    Everybody,
    /// Patients who have been at the clinic before.
    KnownPatients,
    /// The clinic's desk alone; nobody else sees the type.
    Desk,
}

/// What patients come for.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitType {
    #[schema(value_type = Uuid)]
    id: VisitTypeId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    /// In the clinic's own language.
    name: String,
    /// In other languages, by their tags.
    names: BTreeMap<String, String>,
    /// How long such a visit takes.
    minutes: u32,
    /// How doctor and patient meet; null: as the slot says.
    #[schema(required, value_type = Option<Mode>)]
    mode: Option<&'static str>,
    #[schema(value_type = BookedBy)]
    booked_by: String,
    /// What patients are to know, or to bring.
    instructions: String,
    /// As pages show it, such as `#1f7a8c`; or empty.
    colour: String,
    /// Where they are not null, these hold for such visits instead of the clinic's own.
    #[schema(required)]
    min_notice_minutes: Option<u32>,
    #[schema(required)]
    hold_minutes: Option<u32>,
    #[schema(required)]
    cancel_notice_minutes: Option<u32>,
    #[schema(minimum = 1)]
    version: u32,
}

impl From<Message> for VisitType {
    fn from(Message { id, clinic_id, data, version }: Message) -> Self {
        Self {
            id,
            clinic_id,
            name: data.name,
            names: data.names.into_iter().map(|of| (of.language, of.name)).collect(),
            minutes: data.minutes,
            mode: data.mode.map(Meets::as_str),
            booked_by: data.booked_by,
            instructions: data.instructions,
            colour: data.colour,
            min_notice_minutes: data.min_notice_minutes,
            hold_minutes: data.hold_minutes,
            cancel_notice_minutes: data.cancel_notice_minutes,
            version,
        }
    }
}

/// A new visit type.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVisitType {
    /// Of no other visit type that the clinic has, whatever the case.
    #[schema(schema_with = document::name)]
    name: String,
    #[serde(default)]
    #[schema(schema_with = document::names)]
    names: BTreeMap<String, String>,
    /// Slots that name the type have this much room.
    #[schema(minimum = 5, maximum = 480)]
    minutes: u32,
    #[serde(default)]
    #[schema(value_type = Option<Mode>)]
    mode: Option<Meets>,
    /// Default: everybody.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = BookedBy, required = false)]
    booked_by: Option<String>,
    #[serde(default)]
    #[schema(schema_with = document::bio)]
    instructions: String,
    #[serde(default)]
    #[schema(pattern = "^(#[0-9a-f]{6})?$", max_length = 7, example = "#1f7a8c")]
    colour: String,
    #[serde(default)]
    #[schema(maximum = 43200)]
    min_notice_minutes: Option<u32>,
    #[serde(default)]
    #[schema(minimum = 1, maximum = 1440)]
    hold_minutes: Option<u32>,
    #[serde(default)]
    #[schema(maximum = 43200)]
    cancel_notice_minutes: Option<u32>,
}

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitTypeChange {
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::name)]
    name: Option<String>,
    /// All of them.
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::names)]
    names: Option<BTreeMap<String, String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(minimum = 5, maximum = 480, nullable = false)]
    minutes: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Mode>)]
    mode: Option<Nullable<Meets>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = BookedBy, required = false)]
    booked_by: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::bio)]
    instructions: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(pattern = "^(#[0-9a-f]{6})?$", max_length = 7, nullable = false)]
    colour: Option<String>,
    /// Null: the clinic's from now on.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, maximum = 43200)]
    min_notice_minutes: Option<Nullable<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 1440)]
    hold_minutes: Option<Nullable<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, maximum = 43200)]
    cancel_notice_minutes: Option<Nullable<u32>>,
}

/// All visit types of a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitTypeList {
    /// In the order in which they were made.
    items: Vec<VisitType>,
}

type Tagged = ([(HeaderName, HeaderValue); 1], Answer<VisitType>);

fn tagged(message: Message) -> Tagged {
    ([etag(message.version)], Answer(message.into()))
}

fn names(given: BTreeMap<String, String>) -> Vec<NameIn> {
    given.into_iter().map(|(language, name)| NameIn { language, name }).collect()
}

/// Add a visit type. Hours that name it make slots for such visits; slots of hours that name none are for all.
#[utoipa::path(post, operation_id = "createVisitType", path = "/clinics/{clinic_id}/visit-types", tag = "clinics",
    request_body(content = NewVisitType,
        example = json!({"name": "Vorsorge", "names": {"en": "Check-up"}, "minutes": 30, "instructions": "Bitte nüchtern kommen.",
            "colour": "#1f7a8c"})),
    params(("clinic_id" = Uuid, Path), KeyHeader),
    responses((status = 201, body = VisitType, headers(("ETag" = String)))))]
pub async fn create(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    key: IdempotencyKey,
    body: Json<NewVisitType>,
) -> Result<(StatusCode, Tagged), Refusal> {
    let asked = key.asked(&caller, &body.raw);
    let new = body.value;
    let data = Data {
        name: new.name,
        names: names(new.names),
        minutes: new.minutes,
        mode: new.mode,
        booked_by: new.booked_by.unwrap_or_else(|| "everybody".to_owned()),
        instructions: new.instructions,
        colour: new.colour,
        min_notice_minutes: new.min_notice_minutes,
        hold_minutes: new.hold_minutes,
        cancel_notice_minutes: new.cancel_notice_minutes,
    };
    let made = gateway.clinics().create_visit_type(asked, CreateVisitTypeRequest { clinic_id, data }).await?;
    Ok((StatusCode::CREATED, tagged(made)))
}

/// What a clinic's patients come for. Types that the desk alone books are shown to those who work there.
#[utoipa::path(get, operation_id = "listVisitTypes", path = "/clinics/{clinic_id}/visit-types", tag = "clinics",
    params(("clinic_id" = Uuid, Path)),
    responses((status = 200, body = VisitTypeList)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
) -> Result<Answer<VisitTypeList>, Refusal> {
    let request = ListVisitTypesRequest { clinic_id };
    let listed = gateway.clinics().list_visit_types(Asked::by(caller), request).await?;
    Ok(Answer(VisitTypeList { items: listed.items.into_iter().map(VisitType::from).collect() }))
}

/// Change a visit type. It holds for what is asked from then on; appointments and slots that are there stay.
#[utoipa::path(patch, operation_id = "updateVisitType", path = "/clinics/{clinic_id}/visit-types/{visit_type_id}",
    tag = "clinics",
    request_body(content = VisitTypeChange, example = json!({"booked_by": "known_patients", "min_notice_minutes": 1440})),
    params(("clinic_id" = Uuid, Path), ("visit_type_id" = Uuid, Path), MatchHeader),
    responses((status = 200, body = VisitType, headers(("ETag" = String)))))]
pub async fn update(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, VisitTypeId)>,
    IfMatch(expected_version): IfMatch,
    body: Json<VisitTypeChange>,
) -> Result<Tagged, Refusal> {
    let new = body.value;
    let changes_offers = new.booked_by.is_some();
    let minutes = |given: Option<Nullable<u32>>| given.map(|Nullable(minutes)| OptionalMinutes { minutes });
    let change = Change {
        name: new.name,
        names: new.names.map(|given| NamesIn { names: names(given) }),
        minutes: new.minutes,
        mode: new.mode.map(|Nullable(mode)| OptionalMode { mode }),
        booked_by: new.booked_by,
        instructions: new.instructions,
        colour: new.colour,
        min_notice_minutes: minutes(new.min_notice_minutes),
        hold_minutes: minutes(new.hold_minutes),
        cancel_notice_minutes: minutes(new.cancel_notice_minutes),
    };
    let request = UpdateVisitTypeRequest { clinic_id, id, expected_version, change };
    let changed = gateway.clinics().update_visit_type(Asked::by(caller), request).await?;
    if changes_offers {
        // slots that were offered to everybody may be the desk's now
        let request = OffersChangedRequest { clinic_id };
        gateway.availability().offers_changed(Asked::ANONYMOUS, request).await?;
    }
    Ok(tagged(changed))
}

/// Take a visit type away. Appointments keep it; it is booked no more. Hours to come must not name it.
#[utoipa::path(delete, operation_id = "removeVisitType", path = "/clinics/{clinic_id}/visit-types/{visit_type_id}",
    tag = "clinics",
    params(("clinic_id" = Uuid, Path), ("visit_type_id" = Uuid, Path)),
    responses((status = 204, description = "Gone")))]
pub async fn remove(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, VisitTypeId)>,
) -> Result<StatusCode, Refusal> {
    let request = RemoveVisitTypeRequest { clinic_id, id };
    gateway.clinics().remove_visit_type(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}
