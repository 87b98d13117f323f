//! `/v1/doctors/{id}/slots`, `/v1/slots`: free slots. Public: they hold no personal data. And slots that the desk makes outside the hours.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use holdfast_domain::ErrorCode::{SlotInPast, TimeNotFree};
use holdfast_domain::{self as domain, Asked, ClinicId, Cursor, DoctorId, Problem, SlotId, VisitTypeId};
use holdfast_rpc::availability::{
    DoctorSlotsRequest, SearchSlotsRequest, Slot as Message, SlotPage as PageMessage, SqueezeInRequest,
    Wishes,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{KeyHeader, PageQuery, WindowQuery};
use crate::http::facts::{ANYBODY, Facts, Key, Rate, STAFF};
use crate::http::headers::IdempotencyKey;
use crate::http::instant::{parse, render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use crate::slot_pages::{Question, Rendered};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let callers = STAFF.saying("the doctor, the clinic's front desk and admins, platform admins");
    Routes::default()
        .add(routes!(squeeze_in), Facts::new(callers, Key::Without, Rate::Usual, &[TimeNotFree, SlotInPast]))
        .add(routes!(of_doctor), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(search), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
}

/// How patient and doctor meet.
#[derive(Default, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// At the clinic.
    #[default]
    InPerson,
    /// By video.
    Virtual,
}

/// A part of the day in which slots begin, by the clinic's clocks.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// From noon until 17:00.
    Afternoon,
    /// From 17:00 on.
    Evening,
}

/// `mode`, `part_of_day` and `visit_type_id`
pub(super) fn wishes(params: &mut Params) -> Wishes {
    let part = |name: &str| domain::PartOfDay::parse(name).map(|part| part.as_str().to_owned());
    Wishes {
        mode: params.named("mode", domain::template::Mode::parse, "must be in_person or virtual"),
        part_of_day: params.named("part_of_day", part, "must be morning, afternoon or evening"),
        visit_type_id: params.id("visit_type_id"),
    }
}

/// A free slot.
#[derive(Debug, Serialize, ToSchema)]
pub struct Slot {
    #[schema(value_type = Uuid)]
    id: SlotId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    #[schema(value_type = Uuid)]
    doctor_id: DoctorId,
    #[schema(format = DateTime, example = "2026-12-01T09:00:00-05:00")]
    starts_at: String,
    #[schema(format = DateTime, example = "2026-12-01T09:30:00-05:00")]
    ends_at: String,
    /// The clinic's zone.
    time_zone: String,
    #[schema(value_type = Mode)]
    mode: &'static str,
    #[schema(minimum = 1)]
    version: u32,
    /// Which visits it is for; left out where it is for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Uuid>, required = false)]
    visit_types: Vec<VisitTypeId>,
    /// Of one that the desk made outside the hours: how long it waits for its booking. The clinic's people alone see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    kept_until: Option<String>,
}

/// A slot outside the hours, for one patient.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSlot {
    /// A whole minute, within a year.
    #[schema(format = DateTime)]
    starts_at: String,
    /// 5 to 480 minutes later.
    #[schema(format = DateTime)]
    ends_at: String,
    #[schema(value_type = Mode)]
    mode: domain::template::Mode,
    /// Which visits it is for; all, if it is left out.
    #[serde(default)]
    #[schema(value_type = Vec<Uuid>, max_items = 63)]
    visit_type_ids: Vec<VisitTypeId>,
}

/// A page of free slots, soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlotPage {
    items: Vec<Slot>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

pub(super) fn slot(message: Message, zone: &TimeZone) -> Slot {
    Slot {
        id: message.id,
        clinic_id: message.clinic_id,
        doctor_id: message.doctor_id,
        starts_at: render(message.starts_at_us, zone),
        ends_at: render(message.ends_at_us, zone),
        time_zone: message.time_zone,
        mode: message.mode.as_str(),
        version: message.version,
        visit_types: message.visit_types,
        kept_until: message.kept_until_us.map(|at| render(at, zone)),
    }
}

fn rendered(page: PageMessage) -> Bytes {
    // Neighbours mostly share a zone, so it is looked up when it changes.
    let mut last: Option<(String, TimeZone)> = None;
    let items = page.items.into_iter().map(|message| {
        let known = match last.take() {
            Some((name, known)) if name == message.time_zone => (name, known),
            _ => (message.time_zone.clone(), zone(&message.time_zone)),
        };
        let slot = slot(message, &known.1);
        last = Some(known);
        slot
    });
    let page = SlotPage { items: items.collect(), next_cursor: page.next_cursor.map(Cursor::to_text) };
    serde_json::to_vec(&page).unwrap_or_default().into()
}

fn json(body: Bytes) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// A doctor's free slots.
#[utoipa::path(get, operation_id = "listDoctorSlots", path = "/doctors/{id}/slots", tag = "slots",
    params(("id" = Uuid, Path),
           WindowQuery,
           PageQuery),
    responses((status = 200, body = SlotPage)))]
pub async fn of_doctor(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let mut params = Params::new(query.as_deref(), &["from", "to", "limit", "cursor"]);
    let mut request = DoctorSlotsRequest {
        doctor_id: id,
        from_us: params.instant("from"),
        to_us: params.instant("to"),
        page: params.page(),
        if_version: None,
    };
    params.finish()?;
    if caller.role.books_for_others() {
        // They may see more than the page that is kept for everybody.
        return Ok(json(rendered(gateway.availability().doctor_slots(Asked::by(caller), request).await?)));
    }
    // Patients with an account may be offered other slots than everybody else, but all of them the same.
    let has_account = caller.account_as_patient().is_some();
    let asked = if has_account { Asked::by(caller) } else { Asked::ANONYMOUS };
    let question = Question::new(has_account, &request);
    let known = gateway.0.slot_pages.get(&question);
    request.if_version = known.as_ref().map(|known| known.version.clone());
    let page = gateway.availability().doctor_slots(asked, request).await?;
    if let Some(known) = known.filter(|_| page.not_modified) {
        return Ok(json(known.body));
    }
    let version = page.version.clone();
    let body = rendered(page);
    if let Some(version) = version {
        gateway.0.slot_pages.put(question, Rendered { version, body: body.clone() });
    }
    Ok(json(body))
}

/// Squeeze somebody in: make one slot outside the hours, which people of the clinic book with `POST /v1/bookings` within ten
/// minutes. It overlaps no other slot, nobody else finds or books it, and it goes when its booking ends. A doctor's day has ten at most.
#[utoipa::path(post, operation_id = "squeezeIn", path = "/doctors/{id}/slots", tag = "slots",
    request_body(content = NewSlot, example = json!({"starts_at": "2026-12-01T18:10:00Z", "ends_at": "2026-12-01T18:25:00Z",
        "mode": "in_person"})),
    params(("id" = Uuid, Path), KeyHeader),
    responses((status = 201, body = Slot)))]
pub async fn squeeze_in(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    key: IdempotencyKey,
    body: Json<NewSlot>,
) -> Result<(StatusCode, Answer<Slot>), Refusal> {
    let NewSlot { starts_at, ends_at, mode, visit_type_ids } = body.value;
    let at = |field: &str, text: &str| {
        parse(text).map(jiff::Timestamp::as_microsecond).map_err(|problem| Problem::field(field, problem))
    };
    let request = SqueezeInRequest {
        doctor_id: id,
        starts_at_us: at("starts_at", &starts_at)?,
        ends_at_us: at("ends_at", &ends_at)?,
        mode,
        visit_types: visit_type_ids,
    };
    let made = gateway.availability().squeeze_in(key.asked(&caller, &body.raw), request).await?;
    let zone = zone(&made.time_zone);
    Ok((StatusCode::CREATED, Answer(slot(made, &zone))))
}

/// Search the platform for free slots, soonest first. With `mode` or `part_of_day` a page may be shorter than `limit` and still have a
/// `next_cursor`.
#[utoipa::path(get, operation_id = "searchSlots", path = "/slots", tag = "slots",
    params(("specialization" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", max_length = 200, description = "Whatever the case"),
           ("clinic_id" = Option<Uuid>, Query, nullable = false), ("doctor_id" = Option<Uuid>, Query,
               nullable = false),
           ("mode" = Option<Mode>, Query, nullable = false),
           ("part_of_day" = Option<PartOfDay>, Query, nullable = false),
           ("visit_type_id" = Option<Uuid>, Query, nullable = false, description = "For such visits, at their clinic"),
           WindowQuery,
           PageQuery),
    responses((status = 200, body = SlotPage)))]
pub async fn search(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let mut params = Params::new(
        query.as_deref(),
        &[
            "specialization",
            "clinic_id",
            "doctor_id",
            "mode",
            "part_of_day",
            "visit_type_id",
            "from",
            "to",
            "limit",
            "cursor",
        ],
    );
    let request = SearchSlotsRequest {
        specialization: params.some_text("specialization"),
        clinic_id: params.id("clinic_id"),
        doctor_id: params.id("doctor_id"),
        from_us: params.instant("from"),
        to_us: params.instant("to"),
        page: params.page(),
        wishes: wishes(&mut params),
    };
    params.finish()?;
    Ok(json(rendered(gateway.availability().search_slots(Asked::by(caller), request).await?)))
}
