//! `/v1/appointments`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, HeaderValue};
use holdfast_domain::ErrorCode::{
    HoldExpired, IllegalTransition, NotFound, OutcomeUnknown, PatientBusy, SlotBeyondHorizon, SlotInPast,
    SlotTaken, SlotWithinNotice, TooLateToChange, TooManyMoves, VisitTypeNotServed,
};
use holdfast_domain::{
    Action, AppointmentId, Asked, ClinicId, Cursor, DoctorId, PatientId, SlotId, Status as Standing,
    VisitTypeId,
};
use holdfast_rpc::booking::{
    Appointment as Message, GetAppointmentRequest, ListAppointmentsRequest, RescheduleRequest, StepRequest,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::overrides::{Override, Overruling};
use super::slots::Mode;
use crate::Gateway;
use crate::http::body::{Json, Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, MatchHeader, PageQuery, WindowQuery};
use crate::http::facts::{ACCOUNTS, Facts, Key, PARTIES, Rate, TEAM};
use crate::http::headers::{IdempotencyKey, IfMatch, etag};
use crate::http::instant::{render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use holdfast_domain::Scope::{AppointmentsRead, AppointmentsWrite};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(
            routes!(list),
            Facts::new(ACCOUNTS, Key::With(AppointmentsRead), Rate::Usual, &[NotFound, OutcomeUnknown]),
        )
        .add(routes!(show), Facts::new(PARTIES, Key::With(AppointmentsRead), Rate::Usual, &[OutcomeUnknown]))
        .add(
            routes!(confirm),
            Facts::new(PARTIES, Key::With(AppointmentsWrite), Rate::Usual, &[HoldExpired, IllegalTransition]),
        )
        .add(
            routes!(cancel),
            Facts::new(
                PARTIES,
                Key::With(AppointmentsWrite),
                Rate::Usual,
                &[IllegalTransition, TooLateToChange],
            ),
        )
        .add(
            routes!(check_in),
            Facts::new(TEAM, Key::With(AppointmentsWrite), Rate::Usual, &[IllegalTransition]),
        )
        .add(
            routes!(complete),
            Facts::new(TEAM, Key::With(AppointmentsWrite), Rate::Usual, &[IllegalTransition]),
        )
        .add(
            routes!(no_show),
            Facts::new(TEAM, Key::With(AppointmentsWrite), Rate::Usual, &[IllegalTransition]),
        )
        .add(routes!(undo), Facts::new(TEAM, Key::With(AppointmentsWrite), Rate::Usual, &[IllegalTransition]))
        .add(
            routes!(reschedule),
            Facts::new(
                PARTIES,
                Key::With(AppointmentsWrite),
                Rate::Usual,
                &[
                    SlotTaken,
                    PatientBusy,
                    IllegalTransition,
                    HoldExpired,
                    SlotInPast,
                    SlotBeyondHorizon,
                    SlotWithinNotice,
                    TooManyMoves,
                    TooLateToChange,
                    VisitTypeNotServed,
                ],
            ),
        )
}

/// An appointment.
#[derive(Debug, Serialize, ToSchema)]
pub struct Appointment {
    #[schema(value_type = Uuid)]
    id: AppointmentId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    #[schema(value_type = Uuid)]
    doctor_id: DoctorId,
    /// Null as long as a visitor holds it, who has not said for whom.
    #[schema(value_type = Option<Uuid>, required)]
    patient_id: Option<PatientId>,
    #[schema(value_type = Uuid)]
    slot_id: SlotId,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    /// The clinic's zone.
    time_zone: String,
    #[schema(value_type = Status)]
    status: &'static str,
    #[schema(value_type = Mode)]
    mode: &'static str,
    /// What the patient comes for, if that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>, nullable = false)]
    visit_type_id: Option<VisitTypeId>,
    reason: String,
    /// Until when a pending appointment keeps its slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    held_until: Option<String>,
    /// The same as `held_until`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    hold_expires_at: Option<String>,
    /// When the patient arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    checked_in_at: Option<String>,
    /// Why it was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    cancel_reason: Option<String>,
    #[schema(minimum = 1)]
    version: u32,
    #[schema(format = DateTime)]
    booked_at: String,
    /// What the clinic's desk went past, in the order of time. For its team alone, and left out where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    overrides: Vec<Overruling>,
}

impl From<Message> for Appointment {
    fn from(message: Message) -> Self {
        let zone = zone(&message.time_zone);
        let at = |micros: i64| render(micros, &zone);
        let held_until = message.hold_expires_at_us.map(at);
        let overrides = message.overrides.into_iter().map(|of| Overruling::of(of, &zone)).collect();
        Self {
            starts_at: at(message.starts_at_us),
            ends_at: at(message.ends_at_us),
            hold_expires_at: held_until.clone(),
            held_until,
            checked_in_at: message.checked_in_at_us.map(at),
            booked_at: at(message.booked_at_us),
            id: message.id,
            clinic_id: message.clinic_id,
            doctor_id: message.doctor_id,
            patient_id: message.patient_id,
            slot_id: message.slot_id,
            time_zone: message.time_zone,
            status: message.status.as_str(),
            mode: message.mode.as_str(),
            visit_type_id: message.visit_type_id,
            reason: message.reason,
            cancel_reason: Some(message.cancel_reason).filter(|reason| !reason.is_empty()),
            version: message.version,
            overrides,
        }
    }
}

/// Where an appointment stands.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Status {
    Pending,
    Confirmed,
    Completed,
    Cancelled,
    NoShow,
}

/// A page of appointments in the order of time.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppointmentPage {
    items: Vec<Appointment>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Why it is cancelled.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    #[schema(schema_with = document::reason_or_null)]
    reason: Option<String>,
    /// Goes past rules of the clinic, with a reason; for its desk alone.
    #[serde(rename = "override")]
    overruling: Option<Override>,
}

/// What staff sets at the clinic.
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Mark {
    CheckIn,
    Complete,
    NoShow,
}

/// What was set by mistake.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    #[schema(value_type = Mark)]
    of: holdfast_domain::Mark,
}

/// Where it goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    #[schema(value_type = Uuid)]
    slot_id: SlotId,
    /// Goes past rules of the clinic, with a reason; for its desk alone.
    #[serde(rename = "override")]
    overruling: Option<Override>,
}

type Tagged = ([(HeaderName, HeaderValue); 1], Answer<Appointment>);

fn tagged(message: Message) -> Tagged {
    ([etag(message.version)], Answer(message.into()))
}

/// One appointment.
#[utoipa::path(get, operation_id = "getAppointment", path = "/appointments/{id}", tag = "appointments",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Appointment, headers(("ETag" = String)))))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
) -> Result<Tagged, Refusal> {
    let request = GetAppointmentRequest { id };
    Ok(tagged(gateway.booking().get_appointment(Asked::by(caller), request).await?))
}

/// Appointments: a patient's own; a doctor's own; the clinic's, for its front desk, admins and API keys with `appointments:read`
/// (platform admins name the clinic).
#[utoipa::path(get, operation_id = "listAppointments", path = "/appointments", tag = "appointments",
    params(("clinic_id" = Option<Uuid>, Query, nullable = false), ("doctor_id" = Option<Uuid>, Query,
        nullable = false),
           ("patient_id" = Option<Uuid>, Query, nullable = false), ("status" = Option<Status>, Query,
               nullable = false),
           WindowQuery,
           PageQuery),
    responses((status = 200, body = AppointmentPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Answer<AppointmentPage>, Refusal> {
    let mut params = Params::new(
        query.as_deref(),
        &["clinic_id", "doctor_id", "patient_id", "status", "from", "to", "limit", "cursor"],
    );
    let request = ListAppointmentsRequest {
        clinic_id: params.id("clinic_id"),
        doctor_id: params.id("doctor_id"),
        patient_id: params.id("patient_id"),
        status: params.named("status", Standing::parse, "is not a status"),
        from_us: params.instant("from"),
        to_us: params.instant("to"),
        page: params.page(),
    };
    params.finish()?;
    let page = gateway.booking().list_appointments(Asked::by(caller), request).await?;
    Ok(Answer(AppointmentPage {
        items: page.items.into_iter().map(Appointment::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

fn step(appointment_id: AppointmentId, expected_version: Option<u32>, action: Action) -> StepRequest {
    StepRequest { appointment_id, expected_version, action, reason: String::new(), override_reason: None }
}

macro_rules! step {
    ($(#[$doc:meta])* $name:ident, $action:expr, $id:literal, $path:literal) => {
        $(#[$doc])*
        #[utoipa::path(post, operation_id = $id, path = $path, tag = "appointments",
            request_body(content = Option<Nothing>, description = "Nothing, or an empty object",
                example = json!({})),
            params(("id" = Uuid, Path), MatchHeader,
                   KeyHeader),
            responses((status = 200, body = Appointment, headers(("ETag" = String)))))]
        pub async fn $name(
            As(caller, ..): As,
            State(gateway): State<Gateway>,
            PathIds((id,)): PathIds<(AppointmentId,)>,
            key: IdempotencyKey,
            IfMatch(expected_version): IfMatch,
            body: OptionalJson<Nothing>,
        ) -> Result<Tagged, Refusal> {
            let request = step(id, expected_version, $action);
            Ok(tagged(gateway.booking().take_step(key.asked(&caller, &body.raw), request).await?))
        }
    };
}

step! {
    /// Turn a hold into a booking.
    confirm, Action::Confirm, "confirmAppointment", "/appointments/{id}/confirm"
}
step! {
    /// The patient has arrived.
    check_in, Action::CheckIn, "checkInAppointment", "/appointments/{id}/check-in"
}
step! {
    /// The patient was seen.
    complete, Action::Complete, "completeAppointment", "/appointments/{id}/complete"
}
step! {
    /// The patient did not come.
    no_show, Action::NoShow, "markNoShow", "/appointments/{id}/no-show"
}

/// Take back what was set by mistake: that the patient has arrived, was seen, or did not come. Possible until the end of the day
/// after it was set, in the clinic's zone.
#[utoipa::path(post, operation_id = "undoAppointmentStep", path = "/appointments/{id}/undo", tag = "appointments",
    request_body(content = Undo, example = json!({"of": "no-show"})),
    params(("id" = Uuid, Path), MatchHeader,
           KeyHeader),
    responses((status = 200, body = Appointment, headers(("ETag" = String)))))]
pub async fn undo(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    key: IdempotencyKey,
    IfMatch(expected_version): IfMatch,
    body: Json<Undo>,
) -> Result<Tagged, Refusal> {
    let action = Action::Undo(body.value.of);
    let request = step(id, expected_version, action);
    Ok(tagged(gateway.booking().take_step(key.asked(&caller, &body.raw), request).await?))
}

/// Call it off; its slot is free again at once.
#[utoipa::path(post, operation_id = "cancelAppointment", path = "/appointments/{id}/cancel",
    tag = "appointments",
    request_body(content = Option<Cancellation>, description = "Nothing, or the reason",
        example = json!({"reason": "feels well again"})),
    params(("id" = Uuid, Path), MatchHeader,
           KeyHeader),
    responses((status = 200, body = Appointment, headers(("ETag" = String)))))]
pub async fn cancel(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    key: IdempotencyKey,
    IfMatch(expected_version): IfMatch,
    body: OptionalJson<Cancellation>,
) -> Result<Tagged, Refusal> {
    let Cancellation { reason, overruling } = body.value;
    let request = StepRequest {
        reason: reason.unwrap_or_default(),
        override_reason: overruling.map(|of| of.reason),
        ..step(id, expected_version, Action::Cancel)
    };
    Ok(tagged(gateway.booking().take_step(key.asked(&caller, &body.raw), request).await?))
}

/// Move it to another free slot of the clinic, or not at all.
#[utoipa::path(post, operation_id = "rescheduleAppointment", path = "/appointments/{id}/reschedule",
    tag = "appointments",
    request_body(content = Move, example = json!({"slot_id": "0198a5c0-5107-7000-8000-000000000002"})),
    params(("id" = Uuid, Path), MatchHeader,
           KeyHeader),
    responses((status = 200, body = Appointment, headers(("ETag" = String)))))]
pub async fn reschedule(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    key: IdempotencyKey,
    IfMatch(expected_version): IfMatch,
    body: Json<Move>,
) -> Result<Tagged, Refusal> {
    let Move { slot_id, overruling } = body.value;
    let override_reason = overruling.map(|of| of.reason);
    let request = RescheduleRequest { appointment_id: id, expected_version, slot_id, override_reason };
    Ok(tagged(gateway.booking().reschedule(key.asked(&caller, &body.raw), request).await?))
}
