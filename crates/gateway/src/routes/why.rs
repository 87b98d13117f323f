//! `/v1/doctors/{id}/why`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::template::Mode as Meets;
use holdfast_domain::{Asked, DoctorId};
use holdfast_rpc::availability::ExplainOfferRequest;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slots::Mode;
use crate::Gateway;
use crate::http::caller::As;
use crate::http::facts::{Facts, Key, Rate, STAFF};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    let callers =
        STAFF.saying("the clinic's front desk and admins, platform admins; a doctor for their own times");
    Routes::default().add(routes!(explain), Facts::new(callers, Key::Without, Rate::Usual, &[]))
}

/// A rule that keeps a time from being offered.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes what the code's text may be")]
enum WhyCode {
    /// No hours name it.
    OutsideHours,
    /// It is within the hours, and no slot fits there.
    BetweenSlots,
    /// The slot would touch a break.
    Break,
    /// The clocks change that day.
    ClockChange,
    /// The clinic is closed then.
    Closure,
    /// The clinic is closed for good.
    ClinicClosed,
    /// The doctor works no more.
    DoctorInactive,
    /// Its day is too far ahead.
    Horizon,
    /// The doctor is away.
    TimeOff,
    /// The doctor has an appointment.
    Booked,
    /// Somebody holds it.
    Held,
    /// The desk keeps it for one patient, outside the hours.
    SqueezedIn,
    /// It begins too soon.
    Notice,
    /// It has begun.
    Past,
    /// It is offered in another mode.
    Mode,
    /// It is for other visits, or for those that the desk alone books.
    VisitType,
    /// Its slots are not made yet.
    NotMade,
}

/// A rule, and what it says here.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyReason {
    #[schema(value_type = WhyCode)]
    code: String,
    detail: String,
}

/// Whether a time is offered to patients, or why not.
#[derive(Debug, Serialize, ToSchema)]
pub struct Why {
    /// Whether the public search shows a slot of the doctor's that holds the instant.
    offered: bool,
    /// Every rule that keeps it from being offered; none if it is.
    reasons: Vec<WhyReason>,
}

/// Why a time of a doctor's is not offered to patients: every rule that stands in its way. The time is that of the slot that holds the
/// instant, or would.
#[utoipa::path(get, operation_id = "explainOffer", path = "/doctors/{id}/why", tag = "availability",
    params(("id" = Uuid, Path),
           ("at" = String, Query, format = DateTime),
           ("mode" = Option<Mode>, Query, nullable = false),
           ("visit_type_id" = Option<Uuid>, Query, nullable = false)),
    responses((status = 200, body = Why)))]
pub async fn explain(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((doctor_id,)): PathIds<(DoctorId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<Why>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["at", "mode", "visit_type_id"]);
    if !params.is_given("at") {
        params.note("at", "is required");
    }
    let at_us = params.instant("at").unwrap_or_default();
    let visit_type_id = params.id("visit_type_id");
    let mode = params.named("mode", Meets::parse, "must be in_person or virtual");
    params.finish()?;
    let request = ExplainOfferRequest { doctor_id, at_us, mode, visit_type_id };
    let found = gateway.availability().explain_offer(Asked::by(caller), request).await?;
    let reasons =
        found.reasons.into_iter().map(|reason| WhyReason { code: reason.code, detail: reason.detail });
    Ok(Answer(Why { offered: found.is_offered, reasons: reasons.collect() }))
}
