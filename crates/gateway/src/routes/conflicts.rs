//! `/v1/clinics/{clinic_id}/conflicts`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::ErrorCode::{ConflictClosed, OutcomeUnknown};
use holdfast_domain::{
    AppointmentId, Asked, ClinicId, ConflictId, Cursor, DoctorId, PatientId, Role, SlotId,
};
use holdfast_rpc::booking::{
    Alternative as OfferMessage, Conflict as Message, KeepConflictRequest, Keeping as KeepingMessage,
    ListConflictsRequest,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slots::Mode;
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, PageQuery};
use crate::http::facts::{Facts, Key, Rate, STAFF};
use crate::http::headers::IdempotencyKey;
use crate::http::instant::{render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    let callers = STAFF
        .saying("the clinic's front desk and admins, platform admins; a doctor for their own appointments");
    Routes::default()
        .add(routes!(list), Facts::new(callers, Key::Without, Rate::Usual, &[OutcomeUnknown]))
        .add(routes!(keep), Facts::new(callers, Key::Without, Rate::Usual, &[ConflictClosed]))
}

/// Why a booking is outside the hours.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes what the cause's text may be")]
enum ConflictCause {
    /// Working hours were set, or withdrawn.
    Hours,
    /// The doctor is away.
    TimeOff,
    /// The clinic is closed that day.
    Closure,
    /// Hours of a single day were taken back.
    OpeningRemoved,
    /// The doctor works no more.
    DoctorInactive,
    /// The rules of the clinic's clocks have changed.
    ClockRules,
    /// It came by an import, outside the hours.
    Imported,
    /// It is from before causes were noted.
    Unknown,
}

/// What takes the time of a booking.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes what a reason's text may be")]
enum ConflictReason {
    ClinicClosed,
    Closure,
    DoctorInactive,
    Hours,
    TimeOff,
}

/// Where a conflict stands.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes what the state's text may be")]
enum ConflictState {
    /// Somebody has to decide.
    Open,
    /// The patient comes all the same.
    Kept,
    /// It was moved, cancelled or settled, or is within the hours again.
    Closed,
}

/// Which conflicts are listed.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum ListedConflicts {
    Open,
    Kept,
    Closed,
    All,
}

/// How a conflict was closed.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes what the outcome's text may be")]
enum ConflictOutcome {
    Moved,
    Cancelled,
    /// It was a hold that nobody confirmed.
    Expired,
    /// The hours cover the booking again.
    HoursRestored,
    /// The patient came.
    Completed,
    NoShow,
}

/// With whom.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictDoctor {
    #[schema(value_type = Uuid)]
    id: DoctorId,
    name: String,
}

/// Whose booking it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictPatient {
    #[schema(value_type = Uuid)]
    id: PatientId,
    /// Empty once the patient was erased.
    name: String,
}

/// Who decided that the patient comes all the same.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptBy {
    role: &'static str,
    /// As in the audit log; mostly the id of an account.
    id: String,
}

/// A free slot near to a booking outside the hours. The front desk can move the appointment there.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alternative {
    #[schema(value_type = Uuid)]
    slot_id: SlotId,
    doctor: ConflictDoctor,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    #[schema(value_type = Mode)]
    mode: &'static str,
}

impl Alternative {
    fn of(message: OfferMessage, zone: &TimeZone) -> Self {
        Self {
            slot_id: message.slot_id,
            doctor: ConflictDoctor { id: message.doctor_id, name: message.doctor_name },
            starts_at: render(message.starts_at_us, zone),
            ends_at: render(message.ends_at_us, zone),
            mode: message.mode.as_str(),
        }
    }
}

/// A booking outside the hours, as it is worked off.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingConflict {
    #[schema(value_type = Uuid)]
    id: ConflictId,
    #[schema(value_type = ConflictState)]
    state: String,
    #[schema(value_type = Uuid)]
    appointment_id: AppointmentId,
    /// The appointment's, for `If-Match` of what moves or cancels it.
    #[schema(minimum = 1)]
    appointment_version: u32,
    doctor: ConflictDoctor,
    /// Null while a visitor holds the slot.
    #[schema(required)]
    patient: Option<ConflictPatient>,
    #[schema(value_type = Mode)]
    mode: &'static str,
    /// The booked time that is outside the hours, also after the appointment was moved.
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    time_zone: String,
    /// The change that brought it about.
    #[schema(value_type = ConflictCause)]
    cause: String,
    /// All that takes the time, as of the last change of hours; empty while it is not known.
    #[schema(value_type = Vec<ConflictReason>)]
    reasons: Vec<String>,
    #[schema(format = DateTime)]
    since: String,
    /// Null unless somebody has kept it.
    #[schema(format = DateTime, required)]
    kept_at: Option<String>,
    #[schema(required)]
    kept_by: Option<KeptBy>,
    #[schema(required)]
    kept_reason: Option<String>,
    /// How it was closed; null while it is not.
    #[schema(value_type = Option<ConflictOutcome>, required)]
    outcome: Option<String>,
    /// Of an open one, the free slots nearest to it: up to three of the same doctor, then up to three of colleagues of the same
    /// specialization. In the mode of the booking, and at no time at which the patient has another appointment at the clinic.
    alternatives: Vec<Alternative>,
}

impl From<Message> for BookingConflict {
    fn from(message: Message) -> Self {
        let zone = zone(&message.time_zone);
        let at = |micros: i64| render(micros, &zone);
        let patient = message.patient_id.map(|id| ConflictPatient { id, name: message.patient_name });
        let (kept_at, kept_by, kept_reason) = match message.kept {
            None => (None, None, None),
            Some(KeepingMessage { at_us, by_role, by_id, reason }) => {
                (Some(at(at_us)), Some(KeptBy { role: Role::as_str(by_role), id: by_id }), Some(reason))
            }
        };
        Self {
            id: message.id,
            state: message.state,
            appointment_id: message.appointment_id,
            appointment_version: message.appointment_version,
            doctor: ConflictDoctor { id: message.doctor_id, name: message.doctor_name },
            patient,
            mode: message.mode.as_str(),
            starts_at: at(message.starts_at_us),
            ends_at: at(message.ends_at_us),
            cause: message.cause,
            reasons: message.reasons,
            since: at(message.since_us),
            kept_at,
            kept_by,
            kept_reason,
            outcome: message.outcome,
            alternatives: message
                .alternatives
                .into_iter()
                .map(|offer| Alternative::of(offer, &zone))
                .collect(),
            time_zone: message.time_zone,
        }
    }
}

/// A page of conflicts in the order of their time.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictPage {
    items: Vec<BookingConflict>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
    /// How many are open, whichever are listed: of the clinic, or of the doctor who is asked about.
    open: u32,
}

/// Why a patient comes although the hours do not cover the booking.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    #[schema(schema_with = document::some_reason)]
    reason: String,
}

/// Bookings that a change of hours, or an import, has left outside the hours, soonest first; the open ones unless asked otherwise. One
/// is open until its appointment is moved, cancelled, completed or marked as a no-show, somebody keeps it as it is, or the hours
/// cover it again.
#[utoipa::path(get, operation_id = "listConflicts", path = "/clinics/{clinic_id}/conflicts", tag = "appointments",
    params(("clinic_id" = Uuid, Path),
           ("state" = Option<ListedConflicts>, Query, nullable = false),
           ("doctor_id" = Option<Uuid>, Query, nullable = false),
           PageQuery),
    responses((status = 200, body = ConflictPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<ConflictPage>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["state", "doctor_id", "limit", "cursor"]);
    let state = params.some_text("state").unwrap_or_else(|| "open".to_owned());
    let (doctor_id, page) = (params.id("doctor_id"), params.page());
    params.finish()?;
    let state = Some(state).filter(|state| state != "all");
    let request = ListConflictsRequest { clinic_id, doctor_id, state, page };
    let found = gateway.booking().list_conflicts(Asked::by(caller), request).await?;
    Ok(Answer(ConflictPage {
        items: found.items.into_iter().map(BookingConflict::from).collect(),
        next_cursor: found.next_cursor.map(Cursor::to_text),
        open: found.open,
    }))
}

/// Keep a booking as it is, although the hours do not cover it: the doctor stays longer, a colleague steps in. It is open again if a
/// later change takes its time anew.
#[utoipa::path(post, operation_id = "keepConflict", path = "/clinics/{clinic_id}/conflicts/{id}/keep",
    tag = "appointments",
    request_body(content = Keep, example = json!({"reason": "Dr. Okafor comes in for this visit"})),
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path), KeyHeader),
    responses((status = 200, body = BookingConflict)))]
pub async fn keep(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, conflict_id)): PathIds<(ClinicId, ConflictId)>,
    key: IdempotencyKey,
    body: Json<Keep>,
) -> Result<Answer<BookingConflict>, Refusal> {
    let request = KeepConflictRequest { clinic_id, conflict_id, reason: body.value.reason };
    let kept = gateway.booking().keep_conflict(key.asked(&caller, &body.raw), request).await?;
    Ok(Answer(kept.into()))
}
