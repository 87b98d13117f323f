//! What is taken back of a doctor's hours: a planned template, time off, hours of one day.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId, OpeningId, TemplateId, TimeOffId};
use holdfast_domain::{Caller, ErrorCode, Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{
    Intent, ListOpeningsRequest, RemoveOpeningRequest, RemoveTimeOffRequest, WithdrawTemplateRequest,
};

use super::preview::{self, Proposal};
use super::{Subject, hours, in_words};
use crate::fields::Fields;
use crate::page::see_other;
use crate::texts::key;
use crate::visit::{Posted, Visit};

pub(crate) async fn withdraw(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id, template_id)): PathIds<(ClinicId, DoctorId, TemplateId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let visit = posted.visit;
    let subject = Subject::for_whom(&gateway, &visit, clinic_id, doctor_id, Caller::schedules).await?;
    let request = WithdrawTemplateRequest { doctor_id, template_id };
    let done = gateway.availability().withdraw_template(visit.asked(), request).await;
    answer(&gateway, &visit, &subject, done.map(|_| "withdrawn")).await
}

pub(crate) async fn time_off(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id, time_off_id)): PathIds<(ClinicId, DoctorId, TimeOffId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let visit = posted.visit;
    let subject = Subject::for_whom(&gateway, &visit, clinic_id, doctor_id, Caller::blocks_time).await?;
    let request = RemoveTimeOffRequest { doctor_id, time_off_id };
    let done = gateway.availability().remove_time_off(visit.asked(), request).await;
    answer(&gateway, &visit, &subject, done.map(|_| "removed")).await
}

/// The first time it is told what the removal would bring; with that version it is done.
pub(crate) async fn opening(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id, opening_id)): PathIds<(ClinicId, DoctorId, OpeningId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let subject = Subject::for_whom(&gateway, &visit, clinic_id, doctor_id, Caller::schedules).await?;
    let page = Part { limit: Part::MAX, ..Part::default() };
    let listed = ListOpeningsRequest { doctor_id, page, from: None };
    let listed = gateway.availability().list_openings(visit.asked(), listed).await?;
    let Some(opening) = listed.items.into_iter().find(|of| of.id == opening_id) else {
        return answer(&gateway, &visit, &subject, Err(Problem::not_found())).await;
    };
    let preview_version = fields.some("version");
    let is_dry_run = preview_version.is_none();
    let intent = Intent { is_dry_run, preview_version };
    let request = RemoveOpeningRequest { doctor_id, opening_id, intent };
    let changes = gateway.availability().remove_opening(visit.asked(), request).await?;
    if !is_dry_run && !changes.is_stale {
        return answer(&gateway, &visit, &subject, Ok("removed")).await;
    }
    let t = visit.t;
    let day = t.formats.full_day(opening.hours.date);
    let proposal = Proposal {
        title: t.say("preview-removal"),
        lines: vec![format!("{day}, {}", in_words::opening(&opening.hours, &subject.visit_types, t))],
        from: opening.hours.date,
        action: format!("{}/openings/{opening_id}/remove", subject.hours()),
        back: subject.hours(),
        hidden: Vec::new(),
        can_change: false,
    };
    preview::page(&gateway, &visit, &subject, proposal, &changes, changes.is_stale).await
}

/// Back to the hours, with what became of it.
async fn answer(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    done: Result<&str, Problem>,
) -> Result<Response, Refusal> {
    let problem = match done {
        Ok(done) => return Ok(see_other(&format!("{}?done={done}", subject.hours()))),
        Err(problem) => problem,
    };
    let says = match problem.code {
        ErrorCode::NotFound => key("hours-gone"),
        ErrorCode::TemplateInForce => key("hours-begun"),
        _ => return Err(problem.into()),
    };
    let refused = Some(visit.t.say(says));
    hours::page(gateway, visit, subject, &Fields::default(), refused, StatusCode::CONFLICT).await
}
