//! `/desk/{clinic}/doctors/{doctor}/hours`: a doctor's hours as they are, were and will be, and the dates that differ from them.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId, OpeningId, TemplateId, TimeOffId};
use holdfast_domain::{Cursor, Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{
    ListOpeningsRequest, ListTemplatesRequest, ListTimeOffRequest, ListedTemplate, TimeOff,
};

use super::{Subject, in_words};
use crate::fields::Fields;
use crate::page::{Frame, respond, see_other};
use crate::texts::{Texts, key};
use crate::visit::Visit;
use crate::when::Local;

/// Templates on a page.
const LISTED: u32 = 20;
/// Openings to come, of which a doctor has no more.
const OPENINGS: u32 = 366;

/// Pages of times off that are read, those of the past among them.
const TIME_OFF_PAGES: u32 = 20;

/// A template of the list.
struct Row {
    id: TemplateId,
    state: &'static str,
    says: String,
    when: String,
    lines: Vec<[String; 3]>,
    is_planned: bool,
}

/// Time off to come.
struct Off {
    id: TimeOffId,
    when: String,
    reason: String,
}

/// Hours of one day to come.
struct Open {
    id: OpeningId,
    when: String,
    says: String,
}

#[derive(Template)]
#[template(path = "pages/schedule/hours.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    doctor_id: DoctorId,
    doctor: String,
    zone: String,
    hours: String,
    today: String,
    templates: Vec<Row>,
    older: Option<String>,
    off: Vec<Off>,
    openings: Vec<Open>,
    can_schedule: bool,
    can_block: bool,
    done: Option<String>,
    refused: Option<String>,
    is_first: bool,
}

/// On to the doctor's own hours.
pub(crate) async fn own(visit: Visit) -> Result<Response, Refusal> {
    let (clinic, doctor) = (visit.caller.clinic_id, visit.caller.doctor_id);
    let (clinic_id, doctor_id) = clinic.zip(doctor).ok_or_else(Problem::not_found)?;
    Ok(see_other(&format!("/desk/{clinic_id}/doctors/{doctor_id}/hours")))
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id)): PathIds<(ClinicId, DoctorId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let subject = Subject::of(&gateway, &visit, clinic_id, doctor_id).await?;
    page(&gateway, &visit, &subject, &fields, None, StatusCode::OK).await
}

/// The page; with a note where something could not be done.
pub(super) async fn page(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    fields: &Fields,
    refused: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let (clinic_id, doctor_id) = (subject.clinic.id, subject.doctor.id);
    let after = Cursor::parse(fields.text("cursor")).unwrap_or_default();
    let request = ListTemplatesRequest { doctor_id, page: Part { after, limit: LISTED } };
    let opened =
        ListOpeningsRequest { doctor_id, page: Part { limit: OPENINGS, ..Part::default() }, from: None };
    let (templates, opened, off) = tokio::try_join!(
        gateway.availability().list_templates(visit.asked(), request),
        gateway.availability().list_openings(visit.asked(), opened),
        time_off(gateway, visit, subject),
    )?;
    let mut frame = visit.frame(gateway, t.say("hours-title"));
    frame.is_wide = true;
    let opening = |of: &holdfast_rpc::availability::ListedOpening| Open {
        id: of.id,
        when: t.formats.full_day(of.hours.date),
        says: in_words::opening(&of.hours, &subject.visit_types, t),
    };
    let page = Page {
        frame,
        clinic_id,
        doctor_id,
        doctor: subject.name.clone(),
        zone: t.with(
            "times-in-zone",
            "zone",
            Local { at: gateway.now().to_zoned(subject.zone.clone()) }.zone(),
        ),
        hours: subject.hours(),
        today: subject.today.to_string(),
        templates: templates.items.iter().map(|of| row(of, subject, t)).collect(),
        older: templates.next_cursor.map(Cursor::to_text),
        off: off.iter().map(|of| away(of, subject, t)).collect(),
        openings: opened.items.iter().map(opening).collect(),
        can_schedule: visit.caller.schedules(clinic_id, doctor_id),
        can_block: visit.caller.blocks_time(clinic_id, doctor_id),
        done: done_key(fields.text("done")).map(|says| t.say(says)),
        refused,
        is_first: after == Cursor::START,
    };
    Ok(respond(status, &page))
}

fn done_key(done: &str) -> Option<&'static str> {
    Some(match done {
        "saved" => key("hours-done-saved"),
        "withdrawn" => key("hours-done-withdrawn"),
        "removed" => key("hours-done-removed"),
        _ => return None,
    })
}

fn row(of: &ListedTemplate, subject: &Subject, t: &Texts) -> Row {
    let template = &of.template;
    let (state, says) = match of.state.as_str() {
        "planned" => ("pending", key("hours-planned")),
        "in_force" => ("confirmed", key("hours-in-force")),
        _ => ("completed", key("hours-past")),
    };
    let from = t.formats.full_day(template.effective_from);
    Row {
        id: of.id,
        state,
        says: t.say(says),
        when: match template.effective_until {
            Some(until) => t.with2("hours-from-until", "from", from, "until", t.formats.full_day(until)),
            None => t.with("hours-from", "from", from),
        },
        lines: in_words::template(template, &subject.visit_types, t),
        is_planned: of.state == "planned",
    }
}

/// Time off that is not over, the soonest first.
async fn time_off(gateway: &Gateway, visit: &Visit, subject: &Subject) -> Result<Vec<TimeOff>, Problem> {
    let now = gateway.now().as_microsecond();
    let mut ahead = Vec::new();
    let mut page = Part { limit: Part::MAX, ..Part::default() };
    for _ in 0..TIME_OFF_PAGES {
        let request = ListTimeOffRequest { doctor_id: subject.doctor.id, page };
        let found = gateway.availability().list_time_off(visit.asked(), request).await?;
        ahead.extend(found.items.into_iter().filter(|of| of.ends_at_us > now));
        match found.next_cursor {
            Some(after) => page.after = after,
            None => break,
        }
    }
    ahead.sort_by_key(|of| of.starts_at_us);
    Ok(ahead)
}

fn away(of: &TimeOff, subject: &Subject, t: &Texts) -> Off {
    let (from, until) =
        (Local::new(of.starts_at_us, &subject.zone), Local::new(of.ends_at_us, &subject.zone));
    let is_midnight =
        |at: &Local| at.at == at.date().to_zoned(subject.zone.clone()).unwrap_or_else(|_| at.at.clone());
    let (first, time) = (t.formats.full_day(from.date()), |at: &Local| t.formats.time(at.time()));
    let last_day = until.date().yesterday().unwrap_or(until.date());
    let when = if is_midnight(&from) && is_midnight(&until) {
        if last_day == from.date() { first } else { format!("{first} – {}", t.formats.full_day(last_day)) }
    } else if from.date() == until.date() {
        format!("{first}, {}–{}", time(&from), time(&until))
    } else {
        format!("{first}, {} – {}, {}", time(&from), t.formats.full_day(until.date()), time(&until))
    };
    Off { id: of.id, when, reason: of.reason.clone() }
}
