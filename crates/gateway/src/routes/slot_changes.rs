//! What is told of slots when a doctor's hours or time off change.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use holdfast_domain::{AppointmentId, DoctorId, ErrorCode, Problem, SlotId};
use holdfast_rpc::availability::{Intent, SlotChanges as Message};
use serde::Serialize;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};

use crate::Gateway;
use crate::http::instant::{render, zone};
use crate::http::params::Params;
use crate::http::problem::{ProblemBody, Refusal};

/// Length of a change's version, in hexadecimal digits.
const VERSION_LEN: usize = 16;

/// `dry_run` and `preview_version`: whether a change of hours is to be made, or only foreseen.
#[derive(Clone, Debug)]
pub struct Wanted(pub(super) Intent);

impl FromRequestParts<Gateway> for Wanted {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Refusal> {
        let mut params = Params::new(parts.uri.query(), &["dry_run", "preview_version"]);
        let read = |text: &str| text.parse::<bool>().ok();
        let is_dry_run = params.named("dry_run", read, "must be true or false").unwrap_or(false);
        let version = |text: &str| {
            let is_version = text.len() == VERSION_LEN
                && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            is_version.then(|| text.to_owned())
        };
        let preview_version =
            params.named("preview_version", version, "must be the preview_version of a dry run's answer");
        params.finish()?;
        Ok(Self(Intent { is_dry_run, preview_version }))
    }
}

/// The document of `Wanted`.
pub struct WantedQuery;

impl IntoParams for WantedQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = |name: &str, says: &str, schema: ObjectBuilder| {
            let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Query);
            parameter.description(Some(says)).schema(Some(schema.build())).build()
        };
        let dry = ObjectBuilder::new().schema_type(Type::Boolean).default(Some(false.into()));
        let version = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(VERSION_LEN))
            .max_length(Some(VERSION_LEN))
            .pattern(Some("^[0-9a-f]{16}$"));
        let says =
            "The `preview_version` of a dry run's answer: make the change only if it hits the same bookings";
        vec![
            parameter("dry_run", "Only tell what the change would do; nothing is written", dry),
            parameter("preview_version", says, version),
        ]
    }
}

/// Why a change of hours was not made.
#[derive(Debug)]
pub enum NotChanged {
    /// It may not be.
    Refused(Refusal),
    /// It would hit other bookings than its preview told of: these.
    Outdated(Box<SlotChanges>),
}

impl From<Problem> for NotChanged {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem.into())
    }
}

impl IntoResponse for NotChanged {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refusal) => refusal.into_response(),
            Self::Outdated(changes) => {
                ProblemBody::respond(Problem::of(ErrorCode::PreviewOutdated), Some(*changes), None)
            }
        }
    }
}

/// What a change of hours did to the slots.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlotChanges {
    added: u64,
    kept: u64,
    removed: u64,
    /// Bookings that the new hours do not cover; they stay.
    pub(crate) conflicts: Vec<Conflict>,
    /// Days on which the number of free slots changes, in order.
    pub(crate) days: Vec<DayChange>,
    /// Names the bookings in `conflicts`; give a dry run's with the change itself.
    pub(crate) preview_version: String,
}

/// A day on which the number of free slots changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayChange {
    /// In the clinic's zone.
    #[schema(format = Date)]
    date: String,
    /// Free slots without the change.
    before: u32,
    /// With it.
    after: u32,
}

/// A booking outside the hours.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict {
    #[schema(value_type = Uuid)]
    appointment_id: AppointmentId,
    #[schema(value_type = Uuid)]
    slot_id: SlotId,
    #[schema(value_type = Uuid)]
    doctor_id: DoctorId,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    time_zone: String,
}

impl SlotChanges {
    /// What was done, or was to be foreseen.
    pub(super) fn done(message: Message) -> Result<Self, NotChanged> {
        if message.is_stale {
            Err(NotChanged::Outdated(Box::new(message.into())))
        } else {
            Ok(message.into())
        }
    }
}

impl From<Message> for SlotChanges {
    fn from(message: Message) -> Self {
        let conflicts = message.conflicts.into_iter().map(|conflict| {
            let zone = zone(&conflict.time_zone);
            Conflict {
                appointment_id: conflict.appointment_id,
                slot_id: conflict.slot_id,
                doctor_id: conflict.doctor_id,
                starts_at: render(conflict.starts_at_us, &zone),
                ends_at: render(conflict.ends_at_us, &zone),
                time_zone: conflict.time_zone,
            }
        });
        Self {
            added: message.added,
            kept: message.kept,
            removed: message.removed,
            conflicts: conflicts.collect(),
            days: message
                .days
                .into_iter()
                .map(|day| DayChange { date: day.date, before: day.before, after: day.after })
                .collect(),
            preview_version: message.preview_version,
        }
    }
}
