//! `/admin/{clinic}/doctors/new` and `/admin/{clinic}/doctors/{id}`: what is told of a doctor.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::{Asked, ErrorCode, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::OffersChangedRequest;
use holdfast_rpc::clinic::{
    CreateDoctorRequest, Doctor, GetDoctorRequest, Languages, Specializations, UpdateDoctorRequest,
};

use super::stage::{today, works};
use super::{Head, Stale, differing, frame, status_of};
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::pages::doctor::named;
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

const LABELS: [(&str, &str); 6] = [
    ("title", key("doctor-title")),
    ("name", key("doctor-name")),
    ("specializations", key("doctor-specializations")),
    ("languages", key("doctor-languages")),
    ("display_order", key("doctor-order")),
    ("bio", key("doctor-bio")),
];

/// A doctor who is there already.
struct Known {
    id: DoctorId,
    version: u32,
    works: bool,
    leaves: Option<String>,
    /// As a date field has it.
    today: String,
}

#[derive(Template)]
#[template(path = "pages/admin/doctor.html")]
struct Page {
    frame: Frame,
    head: Head,
    known: Option<Known>,
    fields: Fields,
    errors: Errors,
    stale: Vec<Stale>,
    once: String,
}

fn filled(doctor: &Doctor) -> Fields {
    Fields::filled([
        ("title", doctor.title.clone()),
        ("name", doctor.name.clone()),
        ("specializations", doctor.specializations.join("\n")),
        ("languages", doctor.languages.join(", ")),
        ("display_order", doctor.display_order.to_string()),
        ("bio", doctor.bio.clone()),
    ])
}

/// The doctor, if it is one of this clinic.
pub(super) async fn find(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    id: DoctorId,
) -> Result<Doctor, Problem> {
    let doctor = gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id }).await?;
    if doctor.clinic_id == clinic_id { Ok(doctor) } else { Err(Problem::not_found()) }
}

fn known(gateway: &Gateway, head: &Head, doctor: &Doctor, t: &Texts) -> Known {
    let today = today(gateway, &head.clinic);
    let day = |text: &String| text.parse().map_or_else(|_| text.clone(), |day| t.formats.full_day(day));
    Known {
        id: doctor.id,
        version: doctor.version,
        works: works(doctor, today),
        leaves: doctor.inactive_from.as_ref().map(day),
        today: today.to_string(),
    }
}

pub(crate) async fn new_form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
) -> Result<Response, Refusal> {
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let fields = Fields::filled([("display_order", "0".to_owned())]);
    let frame = frame(&gateway, &visit, key("doctors-add"), false);
    let (errors, stale) = (Errors::default(), Vec::new());
    Ok(respond(StatusCode::OK, &Page { frame, head, known: None, fields, errors, stale, once: once() }))
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, DoctorId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let doctor = find(&gateway, &visit, clinic_id, id).await?;
    let mut frame = frame(&gateway, &visit, key("doctors-title"), false);
    frame.title = named(&doctor);
    let page = Page {
        frame,
        known: Some(known(&gateway, &head, &doctor, visit.t)),
        head,
        fields: filled(&doctor),
        errors: Errors::default(),
        stale: Vec::new(),
        once: String::new(),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// What was typed, as the service takes it.
struct Typed {
    specializations: Vec<String>,
    languages: Vec<String>,
    display_order: Option<i32>,
}

impl Typed {
    fn of(fields: &Fields) -> Self {
        let parts = |text: &str, by: &[char]| -> Vec<String> {
            text.split(by).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let order = fields.text("display_order");
        Self {
            specializations: parts(&fields.lines("specializations"), &['\n']),
            languages: parts(fields.text("languages"), &[',', ' ', ';']),
            display_order: if order.is_empty() { Some(0) } else { order.parse().ok() },
        }
    }
}

fn errors_of(problem: &Problem, t: &Texts) -> Errors {
    let mut errors = Errors::default();
    for wrong in wrong_fields(problem) {
        let field = wrong.field.split(['[', '.']).next().unwrap_or_default();
        let (field, says) = match field {
            "name" => ("name", key("error-name")),
            "title" => ("title", key("error-reason")),
            "specialization" | "specializations" => ("specializations", key("error-specializations")),
            "languages" => ("languages", key("error-languages")),
            "display_order" => ("display_order", key("error-order")),
            "bio" => ("bio", key("error-reason")),
            _ => continue,
        };
        if errors.at(field).is_none() {
            errors.add(field, t.say(says));
        }
    }
    errors
}

/// What the service cannot tell of: a place that is no number.
fn no_order(t: &Texts) -> Errors {
    let mut errors = Errors::default();
    errors.add("display_order", t.say("error-order"));
    errors
}

pub(crate) async fn add(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let Typed { specializations, languages, display_order } = Typed::of(&fields);
    let errors = if let Some(display_order) = display_order {
        let request = CreateDoctorRequest {
            clinic_id,
            name: fields.text("name").to_owned(),
            specialization: None,
            specializations: Some(Specializations { names: specializations }),
            bio: fields.lines("bio"),
            title: fields.text("title").to_owned(),
            languages,
            display_order,
        };
        let route = format!("page doctor {clinic_id}");
        let asked = gateway.asked_once(&visit.caller, &route, fields.text("once"), &raw);
        match gateway.clinics().create_doctor(asked, request).await {
            Ok(made) => {
                return Ok(see_other(&format!("/admin/{clinic_id}/doctors/{}?done=added", made.id)));
            }
            Err(problem) => {
                let errors = errors_of(&problem, visit.t);
                if errors.is_empty() {
                    return Err(problem.into());
                }
                errors
            }
        }
    } else {
        no_order(visit.t)
    };
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let frame = frame(&gateway, &visit, key("doctors-add"), true);
    let page = Page { frame, head, known: None, fields, errors, stale: Vec::new(), once: once() };
    Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

pub(crate) async fn save(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, DoctorId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let before = find(&gateway, &visit, clinic_id, id).await?;
    let Typed { specializations, languages, display_order } = Typed::of(&fields);
    let done = see_other(&format!("/admin/{clinic_id}/doctors/{id}?done=saved"));
    let (errors, status, stale) = if let Some(display_order) = display_order {
        let changes_offers = specializations != before.specializations;
        let request = UpdateDoctorRequest {
            id,
            expected_version: fields.parsed("version"),
            name: Some(fields.text("name").to_owned()),
            title: Some(fields.text("title").to_owned()),
            specialization: None,
            bio: Some(fields.lines("bio")),
            languages: Some(Languages { tags: languages }),
            display_order: Some(display_order),
            specializations: Some(Specializations { names: specializations }),
        };
        let Err(problem) = gateway.clinics().update_doctor(visit.asked(), request).await else {
            if changes_offers {
                let request = OffersChangedRequest { clinic_id };
                gateway.availability().offers_changed(Asked::ANONYMOUS, request).await?;
            }
            return Ok(done);
        };
        let errors = errors_of(&problem, visit.t);
        let is_stale = problem.code == ErrorCode::PreconditionFailed;
        if errors.is_empty() && !is_stale {
            return Err(problem.into());
        }
        let stale =
            if is_stale { differing(visit.t, &LABELS, &fields, &filled(&before)) } else { Vec::new() };
        if is_stale && stale.is_empty() {
            return Ok(done);
        }
        (errors, status_of(&problem), stale)
    } else {
        (no_order(visit.t), StatusCode::UNPROCESSABLE_ENTITY, Vec::new())
    };
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let mut frame = frame(&gateway, &visit, key("doctors-title"), !errors.is_empty());
    frame.title = named(&before);
    let known = Some(known(&gateway, &head, &before, visit.t));
    Ok(respond(status, &Page { frame, head, known, fields, errors, stale, once: String::new() }))
}
