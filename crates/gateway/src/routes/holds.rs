//! `/v1/holds`: a visitor keeps a slot while giving the details.
//!
//! Visitors are known by a token that the first hold's answer brings: a random id, and a keyed hash of it. It is sent in a header, never
//! in an address.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::{
    Forbidden, GuestsNotAllowed, HoldExpired, HoldNotExtended, HoldNotOffered, IllegalTransition,
    InsufficientScope, KnownPatientsOnly, NotFound, PatientBusy, SlotBeyondHorizon, SlotBusy, SlotInPast,
    SlotTaken, SlotWithinNotice, TooManyHolds, TooManyUpcoming, VisitTypeNotServed,
};
use holdfast_domain::Scope::{AppointmentsRead, AppointmentsWrite};
use holdfast_domain::{
    AppointmentId, Asked, ClinicId, DoctorId, PatientId, Problem, SlotId, VisitTypeId, VisitorId,
};
use holdfast_rpc::booking::{
    ConfirmHoldRequest, Hold as Message, HoldRequest, HoldSlotRequest, confirm_hold_request::Who,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::bookings::{BookingPatient, booked};
use super::overrides::Override;
use super::slots::Mode;
use crate::Gateway;
use crate::http::body::{Json, Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::client::Networks;
use crate::http::document::{self, HoldTokenHeader, KeyHeader};
use crate::http::facts::{BOOKERS, Facts, Key, Rate};
use crate::http::headers::{HoldToken, IdempotencyKey};
use crate::http::instant::{render, zone};
use crate::http::params::PathIds;
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(
            routes!(hold),
            Facts::new(
                BOOKERS,
                Key::With(AppointmentsWrite),
                Rate::Bookings,
                &[
                    NotFound,
                    Forbidden,
                    InsufficientScope,
                    SlotTaken,
                    SlotBusy,
                    SlotInPast,
                    SlotBeyondHorizon,
                    SlotWithinNotice,
                    HoldNotOffered,
                    TooManyHolds,
                    VisitTypeNotServed,
                ],
            ),
        )
        .add(
            routes!(show),
            Facts::new(
                BOOKERS.saying("the visitor who holds it"),
                Key::With(AppointmentsRead),
                Rate::Usual,
                &[Forbidden, InsufficientScope],
            ),
        )
        .add(
            routes!(extend),
            Facts::new(
                BOOKERS.saying("the visitor who holds it"),
                Key::With(AppointmentsWrite),
                Rate::Usual,
                &[Forbidden, InsufficientScope, HoldExpired, HoldNotExtended, IllegalTransition],
            ),
        )
        .add(
            routes!(release),
            Facts::new(
                BOOKERS.saying("the visitor who holds it"),
                Key::With(AppointmentsWrite),
                Rate::Usual,
                &[Forbidden, InsufficientScope, IllegalTransition],
            ),
        )
        .add(
            routes!(confirm),
            Facts::new(
                BOOKERS.saying("the visitor who holds it; without a token as a guest"),
                Key::With(AppointmentsWrite),
                Rate::Bookings,
                &[
                    Forbidden,
                    InsufficientScope,
                    IllegalTransition,
                    SlotTaken,
                    SlotBusy,
                    SlotInPast,
                    SlotBeyondHorizon,
                    SlotWithinNotice,
                    PatientBusy,
                    TooManyUpcoming,
                    GuestsNotAllowed,
                    VisitTypeNotServed,
                    KnownPatientsOnly,
                ],
            ),
        )
}

/// A slot to be held.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHold {
    #[schema(value_type = Uuid)]
    slot_id: SlotId,
    /// Saves a look-up.
    #[schema(value_type = Option<Uuid>)]
    clinic_id: Option<ClinicId>,
    /// What the patient comes for, as in a booking.
    #[schema(value_type = Option<Uuid>)]
    visit_type_id: Option<VisitTypeId>,
    /// Goes past rules of the clinic, with a reason; for its desk alone.
    #[serde(rename = "override")]
    overruling: Option<Override>,
}

/// Whom the hold is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldDetails {
    /// A patient record of the clinic; this or `patient`.
    #[schema(value_type = Option<Uuid>)]
    patient_id: Option<PatientId>,
    /// Who it is for, if there is no record yet; this or `patient_id`.
    patient: Option<BookingPatient>,
    #[schema(schema_with = document::reason_or_null)]
    reason: Option<String>,
    /// Goes past rules of the clinic, with a reason; for its desk alone.
    #[serde(rename = "override")]
    overruling: Option<Override>,
}

/// A slot that is held for a visitor, or was.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "they are the names in the API")]
pub struct Hold {
    /// Of the appointment that it becomes.
    #[schema(value_type = Uuid)]
    id: AppointmentId,
    slot: HeldSlot,
    /// `pending` while it is held, then `cancelled`.
    #[schema(value_type = super::appointments::Status)]
    status: &'static str,
    /// Until when the slot is kept; not there once that is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    held_until: Option<String>,
    /// The same as `held_until`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    hold_expires_at: Option<String>,
    /// How often it can be extended yet.
    extensions_left: u32,
    /// In the answer to holding: the visitor's secret, to be sent as `Hold-Token`. It is the same for all holds of a visitor.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hold_token: Option<String>,
}

/// The slot of a hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeldSlot {
    #[schema(value_type = Uuid)]
    id: SlotId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    #[schema(value_type = Uuid)]
    doctor_id: DoctorId,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    /// The clinic's zone.
    time_zone: String,
    #[schema(value_type = Mode)]
    mode: &'static str,
    /// What it is held for, if that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>, nullable = false)]
    visit_type_id: Option<VisitTypeId>,
    /// Not there if the hours do not give the slot any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, nullable = false)]
    version: Option<u32>,
}

fn shown(message: Message, hold_token: Option<String>) -> Hold {
    let Message { appointment: held, extensions_left, slot_version, .. } = message;
    let zone = zone(&held.time_zone);
    let at = |micros: i64| render(micros, &zone);
    let held_until = held.hold_expires_at_us.map(at);
    Hold {
        slot: HeldSlot {
            id: held.slot_id,
            clinic_id: held.clinic_id,
            doctor_id: held.doctor_id,
            starts_at: at(held.starts_at_us),
            ends_at: at(held.ends_at_us),
            time_zone: held.time_zone,
            mode: held.mode.as_str(),
            visit_type_id: held.visit_type_id,
            version: slot_version,
        },
        id: held.id,
        status: held.status.as_str(),
        hold_expires_at: held_until.clone(),
        held_until,
        extensions_left,
        hold_token,
    }
}

/// Nobody's hold is the one that it was not given out for.
fn visitor(token: HoldToken) -> Result<VisitorId, Problem> {
    token.0.ok_or_else(Problem::not_found)
}

/// Hold a slot without saying yet for whom. A visitor (known by `Hold-Token`; without it a new one) has one live hold at a clinic:
/// another one frees it, unless the new slot cannot be had. The slot that they hold already is answered as it is, with 200.
#[utoipa::path(post, operation_id = "holdSlot", path = "/holds", tag = "holds",
    request_body(content = NewHold, example = json!({"slot_id": "0198a5c0-5107-7000-8000-000000000001"})),
    params(HoldTokenHeader, KeyHeader),
    responses((status = 200, description = "It is held by this visitor already", body = Hold),
              (status = 201, body = Hold)))]
pub async fn hold(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    networks: Networks,
    token: HoldToken,
    key: IdempotencyKey,
    body: Json<NewHold>,
) -> Result<Response, Refusal> {
    let NewHold { slot_id, clinic_id, visit_type_id, overruling } = body.value;
    let request = HoldSlotRequest {
        slot_id,
        clinic_id,
        visitor_id: token.0,
        networks: gateway.hashed(&networks),
        visit_type_id,
        override_reason: overruling.map(|of| of.reason),
    };
    let asked = key.asked(&caller, &token.with(&body.raw));
    let held = gateway.booking().hold_slot(asked, request).await?;
    let status = if held.is_new { StatusCode::CREATED } else { StatusCode::OK };
    let token = gateway.visitor_tokens().sign(held.visitor_id);
    Ok((status, Answer(shown(held, Some(token)))).into_response())
}

/// A visitor's hold, or what became of it, as long as it was not confirmed.
#[utoipa::path(get, operation_id = "getHold", path = "/holds/{id}", tag = "holds",
    params(("id" = Uuid, Path), HoldTokenHeader),
    responses((status = 200, body = Hold)))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    token: HoldToken,
) -> Result<Answer<Hold>, Refusal> {
    let request = HoldRequest { id, visitor_id: visitor(token)? };
    Ok(Answer(shown(gateway.booking().get_hold(Asked::by(caller), request).await?, None)))
}

/// Keep it longer: as long as a new hold from now on, as often as the clinic lets it be (`hold_extensions`).
#[utoipa::path(post, operation_id = "extendHold", path = "/holds/{id}/extend", tag = "holds",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object", example = json!({})),
    params(("id" = Uuid, Path), HoldTokenHeader, KeyHeader),
    responses((status = 200, body = Hold)))]
pub async fn extend(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    token: HoldToken,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<Answer<Hold>, Refusal> {
    let asked = key.asked(&caller, &token.with(&body.raw));
    let request = HoldRequest { id, visitor_id: visitor(token)? };
    Ok(Answer(shown(gateway.booking().extend_hold(asked, request).await?, None)))
}

/// Let it go; the slot is free again at once. What is over stays so.
#[utoipa::path(delete, operation_id = "releaseHold", path = "/holds/{id}", tag = "holds",
    params(("id" = Uuid, Path), HoldTokenHeader),
    responses((status = 204, description = "It is not held any more")))]
pub async fn release(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    token: HoldToken,
) -> Result<StatusCode, Refusal> {
    let request = HoldRequest { id, visitor_id: visitor(token)? };
    gateway.booking().release_hold(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Book what is held, for a patient record or for somebody without one; by the rules of a booking. A hold that is over is booked as
/// well, if the slot is free yet: as an appointment of another id.
#[utoipa::path(post, operation_id = "confirmHold", path = "/holds/{id}/confirm", tag = "holds",
    request_body(content = HoldDetails,
        example = json!({"patient": {"name": "Ada Lovelace", "email": "ada@example.org",
            "birth_date": "1985-12-10"}, "reason": "check-up"})),
    params(("id" = Uuid, Path), HoldTokenHeader, KeyHeader),
    responses((status = 201, body = super::bookings::Booked, headers(("ETag" = String)))))]
pub async fn confirm(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    token: HoldToken,
    key: IdempotencyKey,
    body: Json<HoldDetails>,
) -> Result<Response, Refusal> {
    let asked = key.asked(&caller, &token.with(&body.raw));
    let HoldDetails { patient_id, patient, reason, overruling } = body.value;
    let who = BookingPatient::or_record(patient, patient_id, Who::Patient, Who::PatientId)?;
    let request = ConfirmHoldRequest {
        id,
        visitor_id: visitor(token)?,
        who: Some(who),
        reason: reason.unwrap_or_default(),
        override_reason: overruling.map(|of| of.reason),
    };
    let appointment = gateway.booking().confirm_hold(asked, request).await?;
    booked(&gateway, &caller, appointment)
}
