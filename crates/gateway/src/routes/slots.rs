//! `/v1/doctors/{id}/slots`, `/v1/slots`: free slots. Public: they hold no personal data.

use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use holdfast_rpc::availability::{
    DoctorSlotsRequest, SearchSlotsRequest, Slot as Message, SlotPage as PageMessage,
};
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::templates::Mode;
use crate::Gateway;
use crate::http::caller::{Anybody, As};
use crate::http::document::{PageQuery, WindowQuery};
use crate::http::instant::{render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::slot_pages::{Page, Question};

/// A free slot.
#[derive(Debug, Serialize, ToSchema)]
pub struct Slot {
    id: Uuid,
    clinic_id: Uuid,
    doctor_id: Uuid,
    #[schema(format = DateTime, example = "2026-12-01T09:00:00-05:00")]
    starts_at: String,
    #[schema(format = DateTime, example = "2026-12-01T09:30:00-05:00")]
    ends_at: String,
    /// The clinic's zone.
    time_zone: String,
    #[schema(value_type = Mode)]
    mode: String,
    #[schema(minimum = 1)]
    version: u32,
}

/// A page of free slots, soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlotPage {
    items: Vec<Slot>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

fn slot(message: Message, zone: &TimeZone) -> Slot {
    let id = |bytes: &[u8]| Uuid::from_slice(bytes).unwrap_or_default();
    Slot {
        id: id(&message.id),
        clinic_id: id(&message.clinic_id),
        doctor_id: id(&message.doctor_id),
        starts_at: render(message.starts_at_us, zone),
        ends_at: render(message.ends_at_us, zone),
        time_zone: message.time_zone,
        mode: message.mode,
        version: message.version,
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
    let page =
        SlotPage { items: items.collect(), next_cursor: Some(page.next_cursor).filter(|c| !c.is_empty()) };
    serde_json::to_vec(&page).unwrap_or_default().into()
}

fn json(body: Bytes) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// A doctor's free slots. Who: everybody.
#[utoipa::path(get, operation_id = "listDoctorSlots", path = "/doctors/{id}/slots", tag = "slots",
    security((), ("token" = [])),
    params(("id" = Uuid, Path),
           WindowQuery,
           PageQuery),
    responses((status = 200, body = SlotPage)))]
pub async fn of_doctor(
    As(caller, ..): As<Anybody>,
    State(gateway): State<Gateway>,
    PathIds([id]): PathIds<1>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let mut params = Params::new(query.as_deref(), &["from", "to", "limit", "cursor"]);
    let mut request = DoctorSlotsRequest {
        doctor_id: id.to_string(),
        from_us: params.instant("from"),
        to_us: params.instant("to"),
        page: Some(params.page()),
        if_version: String::new(),
        caller: None,
    };
    params.finish()?;
    if caller.role.is_of_a_desk() {
        // They may see more than the page that is kept for everybody.
        request.caller = Some((&caller).into());
        return Ok(json(rendered(gateway.availability().doctor_slots(request).await?.into_inner())));
    }
    let question = Question::from(&request);
    let known = gateway.0.slot_pages.get(&question);
    if let Some(known) = &known {
        request.if_version.clone_from(&known.version);
    }
    let page = gateway.availability().doctor_slots(request).await?.into_inner();
    if let Some(known) = known.filter(|_| page.not_modified) {
        return Ok(json(known.body));
    }
    let version = page.version.clone();
    let body = rendered(page);
    if !version.is_empty() {
        gateway.0.slot_pages.put(question, Page { version, body: body.clone() });
    }
    Ok(json(body))
}

/// Search the platform for free slots, soonest first. Who: everybody.
#[utoipa::path(get, operation_id = "searchSlots", path = "/slots", tag = "slots", security((), ("token" = [])),
    params(("specialization" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", max_length = 200, description = "Whatever the case"),
           ("clinic_id" = Option<Uuid>, Query, nullable = false), ("doctor_id" = Option<Uuid>, Query,
               nullable = false),
           WindowQuery,
           PageQuery),
    responses((status = 200, body = SlotPage)))]
pub async fn search(
    As(caller, ..): As<Anybody>,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let mut params = Params::new(
        query.as_deref(),
        &["specialization", "clinic_id", "doctor_id", "from", "to", "limit", "cursor"],
    );
    let request = SearchSlotsRequest {
        specialization: params.text("specialization"),
        clinic_id: params.id("clinic_id"),
        doctor_id: params.id("doctor_id"),
        from_us: params.instant("from"),
        to_us: params.instant("to"),
        page: Some(params.page()),
        caller: Some((&caller).into()),
    };
    params.finish()?;
    Ok(json(rendered(gateway.availability().search_slots(request).await?.into_inner())))
}
