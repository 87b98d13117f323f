//! `/admin/{clinic}/visit-types/new` and `/admin/{clinic}/visit-types/{id}`: one of the things that patients come for.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, VisitTypeId};
use holdfast_domain::template::Mode;
use holdfast_domain::visit_type::BookedBy;
use holdfast_domain::{Asked, ErrorCode, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::OffersChangedRequest;
use holdfast_rpc::clinic::{
    CreateVisitTypeRequest, ListVisitTypesRequest, NameIn, NamesIn, OptionalMinutes, OptionalMode,
    RemoveVisitTypeRequest, UpdateVisitTypeRequest, VisitType, VisitTypeChange, VisitTypeData,
};

use super::{Head, Stale, differing, frame, refused_key, status_of};
use crate::facets::Choice;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::span;
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

const LABELS: [(&str, &str); 10] = [
    ("name", key("visit-type-name")),
    ("names", key("visit-type-names")),
    ("minutes", key("visit-type-minutes")),
    ("mode", key("visit-type-mode")),
    ("booked_by", key("visit-type-booked-by")),
    ("instructions", key("visit-type-instructions")),
    ("colour", key("visit-type-colour")),
    ("min_notice_minutes", key("policy-notice")),
    ("hold_minutes", key("policy-hold")),
    ("cancel_notice_minutes", key("policy-cancel")),
];
/// Spans that the clinic's own stand in for.
const SPANS: [&str; 3] = ["min_notice_minutes", "hold_minutes", "cancel_notice_minutes"];

#[derive(Template)]
#[template(path = "pages/admin/visit_type.html")]
struct Page {
    frame: Frame,
    head: Head,
    known: Option<(VisitTypeId, u32)>,
    fields: Fields,
    modes: Vec<Choice>,
    booked_by: Vec<Choice>,
    errors: Errors,
    stale: Vec<Stale>,
    once: String,
}

/// Who books such visits, in words.
pub(super) fn booked_by_key(by: &str) -> &'static str {
    match by {
        "known_patients" => key("visit-type-by-known"),
        "desk" => key("visit-type-by-desk"),
        _ => key("visit-type-by-everybody"),
    }
}

fn filled(data: &VisitTypeData) -> Fields {
    let name = |of: &NameIn| format!("{}: {}", of.language, of.name);
    let mut fields = Fields::filled([
        ("name", data.name.clone()),
        ("names", data.names.iter().map(name).collect::<Vec<_>>().join("\n")),
        ("minutes", data.minutes.to_string()),
        ("mode", data.mode.map(|mode| mode.as_str().to_owned()).unwrap_or_default()),
        ("booked_by", data.booked_by.clone()),
        ("instructions", data.instructions.clone()),
        ("colour", data.colour.clone()),
    ]);
    span::fill(&mut fields, "min_notice_minutes", data.min_notice_minutes);
    span::fill(&mut fields, "hold_minutes", data.hold_minutes);
    span::fill(&mut fields, "cancel_notice_minutes", data.cancel_notice_minutes);
    fields
}

/// What was typed; errors where it is nothing that the service could judge.
fn read(fields: &Fields, t: &Texts) -> Result<VisitTypeData, Errors> {
    let mut errors = Errors::default();
    let minutes = fields.parsed("minutes");
    if minutes.is_none() {
        errors.add("minutes", t.say("error-visit-minutes"));
    }
    let mut spans = SPANS.into_iter().map(|name| {
        span::read(fields, name).unwrap_or_else(|()| {
            errors.add(name, t.say("error-notice"));
            None
        })
    });
    let (min_notice_minutes, hold_minutes, cancel_notice_minutes) =
        (spans.next().flatten(), spans.next().flatten(), spans.next().flatten());
    drop(spans);
    let mut names = Vec::new();
    for line in fields.lines("names").lines().map(str::trim).filter(|line| !line.is_empty()) {
        match line.split_once(':') {
            Some((language, name)) => {
                names.push(NameIn { language: language.trim().to_owned(), name: name.trim().to_owned() });
            }
            None if errors.at("names").is_none() => errors.add("names", t.say("error-names")),
            None => {}
        }
    }
    let data = VisitTypeData {
        name: fields.text("name").to_owned(),
        names,
        minutes: minutes.unwrap_or_default(),
        mode: Mode::parse(fields.text("mode")),
        booked_by: fields.text("booked_by").to_owned(),
        instructions: fields.lines("instructions"),
        colour: fields.text("colour").to_owned(),
        min_notice_minutes,
        hold_minutes,
        cancel_notice_minutes,
    };
    if errors.is_empty() { Ok(data) } else { Err(errors) }
}

fn errors_of(problem: &Problem, t: &Texts) -> Errors {
    let mut errors = Errors::default();
    for wrong in wrong_fields(problem) {
        let field = wrong.field.split(['[', '.']).next().unwrap_or_default();
        let (field, says) = match field {
            "name" => ("name", key("error-visit-name")),
            "names" => ("names", key("error-names")),
            "minutes" => ("minutes", key("error-visit-minutes")),
            "booked_by" => ("booked_by", key("refused-invalid")),
            "instructions" => ("instructions", key("error-reason")),
            "colour" => ("colour", key("error-colour")),
            "min_notice_minutes" => ("min_notice_minutes", key("error-notice")),
            "hold_minutes" => ("hold_minutes", key("error-hold")),
            "cancel_notice_minutes" => ("cancel_notice_minutes", key("error-notice")),
            _ => continue,
        };
        if errors.at(field).is_none() {
            errors.add(field, t.say(says));
        }
    }
    errors
}

async fn find(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    id: VisitTypeId,
) -> Result<VisitType, Problem> {
    let request = ListVisitTypesRequest { clinic_id };
    let types = gateway.clinics().list_visit_types(visit.asked(), request).await?;
    types.items.into_iter().find(|of| of.id == id).ok_or_else(Problem::not_found)
}

fn page(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    known: Option<&VisitType>,
    fields: Fields,
    errors: Errors,
    stale: Vec<Stale>,
) -> Page {
    let t = visit.t;
    let mode = |value: &str, says| Choice {
        value: value.to_owned(),
        name: t.say(says),
        is_chosen: fields.text("mode") == value,
    };
    let by = |of: BookedBy| Choice {
        value: of.as_str().to_owned(),
        name: t.say(booked_by_key(of.as_str())),
        is_chosen: fields.text("booked_by") == of.as_str(),
    };
    let mut frame = frame(gateway, visit, key("visit-types-add"), !errors.is_empty());
    if let Some(known) = known {
        frame.title.clone_from(&known.data.name);
        frame.here = format!("/admin/{}/visit-types/{}", head.clinic_id, known.id);
    }
    Page {
        frame,
        known: known.map(|of| (of.id, of.version)),
        modes: vec![
            mode("", key("visit-type-mode-any")),
            mode(Mode::InPerson.as_str(), key("mode-in-person")),
            mode(Mode::Virtual.as_str(), key("mode-video")),
        ],
        booked_by: BookedBy::ALL.map(by).into(),
        head,
        fields,
        errors,
        stale,
        once: once(),
    }
}

pub(crate) async fn new_form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
) -> Result<Response, Refusal> {
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let data = VisitTypeData {
        minutes: 30,
        booked_by: BookedBy::Everybody.as_str().to_owned(),
        ..VisitTypeData::default()
    };
    let page = page(&gateway, &visit, head, None, filled(&data), Errors::default(), Vec::new());
    Ok(respond(StatusCode::OK, &page))
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, VisitTypeId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let known = find(&gateway, &visit, clinic_id, id).await?;
    let fields = filled(&known.data);
    let page = page(&gateway, &visit, head, Some(&known), fields, Errors::default(), Vec::new());
    Ok(respond(StatusCode::OK, &page))
}

fn list(clinic_id: ClinicId, done: &str) -> Response {
    see_other(&format!("/admin/{clinic_id}/visit-types?done={done}"))
}

pub(crate) async fn add(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let errors = match read(&fields, visit.t) {
        Ok(data) => {
            let route = format!("page visit type {clinic_id}");
            let asked = gateway.asked_once(&visit.caller, &route, fields.text("once"), &raw);
            let request = CreateVisitTypeRequest { clinic_id, data };
            match gateway.clinics().create_visit_type(asked, request).await {
                Ok(_) => return Ok(list(clinic_id, "added")),
                Err(problem) => {
                    let errors = errors_of(&problem, visit.t);
                    if errors.is_empty() {
                        return Err(problem.into());
                    }
                    errors
                }
            }
        }
        Err(errors) => errors,
    };
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let page = page(&gateway, &visit, head, None, fields, errors, Vec::new());
    Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// All that a form has: what is left empty is taken away.
fn change(data: VisitTypeData) -> VisitTypeChange {
    VisitTypeChange {
        name: Some(data.name),
        names: Some(NamesIn { names: data.names }),
        minutes: Some(data.minutes),
        mode: Some(OptionalMode { mode: data.mode }),
        booked_by: Some(data.booked_by),
        instructions: Some(data.instructions),
        colour: Some(data.colour),
        min_notice_minutes: Some(OptionalMinutes { minutes: data.min_notice_minutes }),
        hold_minutes: Some(OptionalMinutes { minutes: data.hold_minutes }),
        cancel_notice_minutes: Some(OptionalMinutes { minutes: data.cancel_notice_minutes }),
    }
}

pub(crate) async fn save(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, VisitTypeId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let t = visit.t;
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let known = find(&gateway, &visit, clinic_id, id).await?;
    let (errors, status, stale) = match read(&fields, t) {
        Ok(data) => {
            let changes_offers = data.booked_by != known.data.booked_by;
            let expected_version = fields.parsed("version");
            let request = UpdateVisitTypeRequest { clinic_id, id, expected_version, change: change(data) };
            let Err(problem) = gateway.clinics().update_visit_type(visit.asked(), request).await else {
                if changes_offers {
                    // slots that were offered to everybody may be the desk's now
                    let request = OffersChangedRequest { clinic_id };
                    gateway.availability().offers_changed(Asked::ANONYMOUS, request).await?;
                }
                return Ok(list(clinic_id, "saved"));
            };
            let errors = errors_of(&problem, t);
            let is_stale = problem.code == ErrorCode::PreconditionFailed;
            if errors.is_empty() && !is_stale {
                return Err(problem.into());
            }
            let stale =
                if is_stale { differing(t, &LABELS, &fields, &filled(&known.data)) } else { Vec::new() };
            if is_stale && stale.is_empty() {
                return Ok(list(clinic_id, "saved"));
            }
            (errors, status_of(&problem), stale)
        }
        Err(errors) => (errors, StatusCode::UNPROCESSABLE_ENTITY, Vec::new()),
    };
    Ok(respond(status, &page(&gateway, &visit, head, Some(&known), fields, errors, stale)))
}

pub(crate) async fn remove(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, VisitTypeId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let visit = posted.visit;
    visit.caller.require_admin(clinic_id)?;
    let request = RemoveVisitTypeRequest { clinic_id, id };
    let Err(problem) = gateway.clinics().remove_visit_type(visit.asked(), request).await else {
        return Ok(list(clinic_id, "removed"));
    };
    let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
    let head = Head::refused(&gateway, &visit, clinic_id, Some(visit.t.say(says))).await?;
    let known = find(&gateway, &visit, clinic_id, id).await?;
    let fields = filled(&known.data);
    let page = page(&gateway, &visit, head, Some(&known), fields, Errors::default(), Vec::new());
    Ok(respond(status_of(&problem), &page))
}
