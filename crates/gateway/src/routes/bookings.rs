//! `POST /v1/bookings`

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::{
    Forbidden, GuestsNotAllowed, HoldNotOffered, InsufficientScope, KnownPatientsOnly, ModeNotOffered,
    NotFound, PatientBusy, PatientMerged, SlotBeyondHorizon, SlotBusy, SlotChanged, SlotInPast, SlotTaken,
    SlotWithinNotice, TooManyUpcoming, VisitTypeNotServed,
};
use holdfast_domain::{Caller, ClinicId, PatientId, Problem, SlotId, VisitTypeId};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{Appointment as Message, BookRequest, NewPatient};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::appointments::Appointment;
use super::guest_secrets;
use super::overrides::Override;
use super::slots::Mode;
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader};
use crate::http::facts::{BOOKERS, Facts, Key, Rate};
use crate::http::fields::date;
use crate::http::headers::{IdempotencyKey, etag};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use holdfast_domain::Scope::AppointmentsWrite;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().add(
        routes!(book),
        Facts::new(
            BOOKERS,
            Key::With(AppointmentsWrite),
            Rate::Bookings,
            &[
                NotFound,
                Forbidden,
                InsufficientScope,
                SlotTaken,
                PatientMerged,
                SlotBusy,
                SlotChanged,
                SlotInPast,
                SlotBeyondHorizon,
                SlotWithinNotice,
                ModeNotOffered,
                PatientBusy,
                TooManyUpcoming,
                GuestsNotAllowed,
                HoldNotOffered,
                VisitTypeNotServed,
                KnownPatientsOnly,
            ],
        ),
    )
}

/// A slot to be booked, for a patient record or for somebody without one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBooking {
    #[schema(value_type = Uuid)]
    slot_id: SlotId,
    /// Saves a look-up.
    #[schema(value_type = Option<Uuid>)]
    clinic_id: Option<ClinicId>,
    /// A patient record of the clinic; this or `patient`.
    #[schema(value_type = Option<Uuid>)]
    patient_id: Option<PatientId>,
    /// Who it is for, if there is no record yet; this or `patient_id`.
    patient: Option<BookingPatient>,
    /// The slot's own, if left out.
    #[schema(value_type = Option<Mode>)]
    mode: Option<holdfast_domain::template::Mode>,
    /// What the patient comes for. If it is left out: what the slot is for, if that is one type alone; else nothing in particular.
    #[schema(value_type = Option<Uuid>)]
    visit_type_id: Option<VisitTypeId>,
    #[schema(schema_with = document::reason_or_null)]
    reason: Option<String>,
    /// Hold the slot for a while instead of confirming at once. Without an account there is a limit to how much of a
    /// doctor's day can be held, and how often one slot.
    #[serde(default)]
    hold: bool,
    /// The slot's version as it was shown; 409 if it has another by now.
    #[schema(minimum = 1, maximum = 2_147_483_647)]
    expected_version: Option<u32>,
    /// Goes past rules of the clinic, with a reason; for its desk alone.
    #[serde(rename = "override")]
    overruling: Option<Override>,
}

/// Somebody without a patient record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingPatient {
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
}

impl BookingPatient {
    /// Whom a booking is for: somebody without a record, or a record; one of both.
    pub(super) fn or_record<W>(
        patient: Option<Self>,
        patient_id: Option<PatientId>,
        of_patient: impl FnOnce(NewPatient) -> W,
        of_record: impl FnOnce(PatientId) -> W,
    ) -> Result<W, Problem> {
        match (patient_id, patient) {
            (Some(id), None) => Ok(of_record(id)),
            (None, Some(Self { name, phone, email, birth_date })) => {
                let birth_date = birth_date.unwrap_or_default();
                Ok(of_patient(NewPatient { name, phone, email, birth_date }))
            }
            (Some(_), Some(_)) => Err(Problem::field("patient", "give patient_id or patient, not both")),
            (None, None) => Err(Problem::field("patient_id", "give patient_id or patient")),
        }
    }
}

/// The appointment; for guests with the secret that opens it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Booked {
    #[serde(flatten)]
    appointment: Appointment,
    /// For guests: a bearer token for this appointment alone. Keep it: it is how the booking is managed, until a day after
    /// the appointment's end, wherever it is moved to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    manage_token: Option<String>,
}

/// Book a slot, or hold it.
#[utoipa::path(post, operation_id = "bookAppointment", path = "/bookings", tag = "bookings",
    request_body(content = NewBooking,
        example = json!({"slot_id": "0198a5c0-5107-7000-8000-000000000001", "patient": {"name": "Ada Lovelace",
            "email": "ada@example.org", "birth_date": "1985-12-10"}, "reason": "check-up"})),
    params(KeyHeader),
    responses((status = 201, body = Booked, headers(("ETag" = String)))))]
pub async fn book(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    key: IdempotencyKey,
    body: Json<NewBooking>,
) -> Result<Response, Refusal> {
    let booking = body.value;
    let who = BookingPatient::or_record(booking.patient, booking.patient_id, Who::Patient, Who::PatientId)?;
    let request = BookRequest {
        slot_id: booking.slot_id,
        clinic_id: booking.clinic_id,
        who: Some(who),
        mode: booking.mode,
        visit_type_id: booking.visit_type_id,
        reason: booking.reason.unwrap_or_default(),
        hold: booking.hold,
        expected_version: booking.expected_version,
        override_reason: booking.overruling.map(|of| of.reason),
    };
    let appointment = gateway.booking().book(key.asked(&caller, &body.raw), request).await?;
    booked(&gateway, &caller, appointment)
}

/// The answer to a booking.
pub(super) fn booked(gateway: &Gateway, caller: &Caller, appointment: Message) -> Result<Response, Refusal> {
    let manage_token =
        if caller.books_as_guest() { Some(guest_secrets::sign(gateway, &appointment)?) } else { None };
    let version = appointment.version;
    let booked = Booked { appointment: appointment.into(), manage_token };
    Ok((StatusCode::CREATED, [etag(version)], axum::Json(booked)).into_response())
}
