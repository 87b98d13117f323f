//! `/desk/{clinic}/doctors/{doctor}/hours/edit`: the hours of a week. Every button sends the whole form, which comes back with what was
//! typed; nothing is written before its preview was seen.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::ids::{ClinicId, DoctorId, TemplateId};
use holdfast_domain::template::{Day, Mode, Template};
use holdfast_domain::{Caller, ErrorCode, Page as Part};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{GetTemplateRequest, Intent, ListTemplatesRequest, SetTemplateRequest};

use super::preview::{self, Proposal};
use super::week_form::{Focus, Row, WeekForm, weekday};
use super::{Subject, in_words};
use crate::facets::Choice;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::pages::doctor::visit_type_name;
use crate::visit::{Posted, Visit};

/// Templates among which the one to be changed is looked for.
const LISTED: u32 = 100;

/// The fields about the whole week, in the order in which their errors are shown.
const WHOLE: [&str; 3] = ["from", "until", "horizon"];

/// Those of a line.
const OF_LINE: [&str; 4] = ["start", "end", "minutes", "buffer"];

/// A line of a weekday.
struct Line {
    nth: usize,
    row: Row,
    /// Its times, for who hears which line a button is of.
    says: String,
    types: Vec<Choice>,
    types_say: String,
    has_focus: bool,
    /// Its fields that are wrong, and in words what is.
    wrong: Vec<&'static str>,
    wrong_says: String,
}

struct Weekday {
    day: Day,
    name: String,
    lines: Vec<Line>,
    /// The days that its hours can be copied to.
    others: Vec<(Day, String)>,
    has_focus: bool,
}

#[derive(askama::Template)]
#[template(path = "pages/schedule/edit.html")]
struct Page {
    frame: Frame,
    doctor: String,
    hours: String,
    days: Vec<Weekday>,
    from: String,
    until: String,
    horizon: String,
    today: String,
    has_types: bool,
    is_empty: bool,
    errors: Errors,
}

impl Line {
    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.contains(&field)
    }

    fn is_video(&self) -> bool {
        self.row.mode == Mode::Virtual
    }
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id)): PathIds<(ClinicId, DoctorId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let subject = Subject::for_whom(&gateway, &visit, clinic_id, doctor_id, Caller::schedules).await?;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let template = match fields.parsed("template") {
        Some(id) => one_of(&gateway, &visit, &subject, id).await?,
        None => current(&gateway, &visit, &subject).await?,
    };
    let form = match &template {
        Some(template) => WeekForm::of(template, subject.today),
        None => WeekForm::empty(subject.today),
    };
    Ok(page(&gateway, &visit, &subject, &form, Errors::default(), None))
}

/// The hours in force, or else those to come.
async fn current(gateway: &Gateway, visit: &Visit, subject: &Subject) -> Result<Option<Template>, Refusal> {
    let request = GetTemplateRequest { doctor_id: subject.doctor.id };
    match gateway.availability().get_template(visit.asked(), request).await {
        Ok(schedule) => Ok(Some(schedule.template)),
        Err(problem) if problem.code == ErrorCode::NotFound => Ok(None),
        Err(problem) => Err(problem.into()),
    }
}

async fn one_of(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    id: TemplateId,
) -> Result<Option<Template>, Refusal> {
    let page = Part { limit: LISTED, ..Part::default() };
    let request = ListTemplatesRequest { doctor_id: subject.doctor.id, page };
    let found = gateway.availability().list_templates(visit.asked(), request).await?;
    Ok(found.items.into_iter().find(|of| of.id == id).map(|of| of.template))
}

pub(crate) async fn send(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id)): PathIds<(ClinicId, DoctorId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    let subject = Subject::for_whom(&gateway, &visit, clinic_id, doctor_id, Caller::schedules).await?;
    let mut form = WeekForm::typed(&fields);
    let (what, which) = fields.text("do").split_once(':').unwrap_or((fields.text("do"), ""));
    let focus = match (what, weekday(which), which.parse::<usize>()) {
        ("add", Some(day), _) => Some(form.add(day, false)),
        ("break", Some(day), _) => Some(form.add(day, true)),
        ("copy", Some(day), _) => {
            let to = format!("copy_{day}");
            Some(form.copy(day, &fields.all(&to).filter_map(weekday).collect::<Vec<_>>()))
        }
        ("remove", _, Ok(nth)) => form.remove(nth),
        ("fill", ..) => Some(form.fill()),
        ("edit", ..) => None,
        _ => {
            let (template, errors) = form.read(visit.t);
            if !errors.is_empty() {
                return Ok(page(&gateway, &visit, &subject, &form, errors, None));
            }
            let version = fields.some("version").filter(|_| what == "save");
            let once = fields.text("once");
            let asked = gateway.asked_once(&visit.caller, &format!("page hours {doctor_id}"), once, &raw);
            let asked = if version.is_some() { asked } else { visit.asked() };
            let intent = Intent { is_dry_run: version.is_none(), preview_version: version };
            return set(&gateway, &visit, &subject, &form, asked, template, intent).await;
        }
    };
    Ok(page(&gateway, &visit, &subject, &form, Errors::default(), focus))
}

/// Saves the hours, or shows what they would bring.
async fn set(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    form: &WeekForm,
    asked: holdfast_domain::Asked,
    template: Template,
    intent: Intent,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let is_preview = intent.is_dry_run;
    let request = SetTemplateRequest { doctor_id: subject.doctor.id, template: template.clone(), intent };
    let changes = match gateway.availability().set_template(asked, request).await {
        Ok(changes) => changes,
        Err(problem) => {
            let mut errors = Errors::default();
            WeekForm::note(wrong_fields(&problem), &mut errors, t);
            if errors.is_empty() {
                return Err(problem.into());
            }
            return Ok(page(gateway, visit, subject, form, errors, None));
        }
    };
    if !is_preview && !changes.is_stale {
        return Ok(see_other(&format!("{}?done=saved", subject.hours())));
    }
    let until = template.effective_until.map(|day| t.formats.full_day(day));
    let from = t.formats.full_day(template.effective_from);
    let mut lines = vec![match until {
        Some(until) => t.with2("hours-from-until", "from", from, "until", until),
        None => t.with("hours-from", "from", from),
    }];
    lines.extend(
        in_words::template(&template, &subject.visit_types, t).into_iter().map(|line| line.join(" · ")),
    );
    if template.rules.is_empty() {
        lines.push(t.say("hours-none-at-all"));
    }
    lines.extend(replaced(gateway, visit, subject, &template).await?);
    let proposal = Proposal {
        title: t.say("preview-title"),
        lines,
        from: template.effective_from,
        action: format!("{}/edit", subject.hours()),
        back: subject.hours(),
        hidden: form.hidden(),
        can_change: true,
    };
    preview::page(gateway, visit, subject, proposal, &changes, changes.is_stale).await
}

/// The planned hours that no day would follow any more.
async fn replaced(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    template: &Template,
) -> Result<Vec<String>, Refusal> {
    let page = Part { limit: LISTED, ..Part::default() };
    let request = ListTemplatesRequest { doctor_id: subject.doctor.id, page };
    let listed = gateway.availability().list_templates(visit.asked(), request).await?.items;
    let newest_first = [template].into_iter().chain(listed.iter().map(|of| &of.template)).cloned();
    let calendar = Calendar { templates: newest_first.collect(), ..Calendar::default() };
    let is_replaced = |nth: usize| !calendar.still_follows(nth + 1, subject.today);
    let planned = listed.iter().enumerate().filter(|(nth, of)| of.state == "planned" && is_replaced(*nth));
    let says = |from| visit.t.with("preview-replaces", "from", visit.t.formats.full_day(from));
    Ok(planned.map(|(_, of)| says(of.template.effective_from)).collect())
}

fn page(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    form: &WeekForm,
    errors: Errors,
    focus: Option<Focus>,
) -> Response {
    let t = visit.t;
    let mut frame = visit.frame(gateway, t.say("hours-edit-title"));
    frame.is_wide = true;
    frame.has_errors = !errors.is_empty();
    let line = |(nth, row): (usize, &Row)| {
        let types: Vec<Choice> = subject
            .visit_types
            .iter()
            .map(|of| Choice {
                value: of.id.to_string(),
                name: visit_type_name(of, t),
                is_chosen: row.types.contains(&of.id),
            })
            .collect();
        let chosen: Vec<&str> = types.iter().filter(|of| of.is_chosen).map(|of| of.name.as_str()).collect();
        let at = |field: &&'static str| errors.at(&format!("r{nth}-{field}")).map(|says| (*field, says));
        let (wrong, wrong_says): (Vec<_>, Vec<_>) = OF_LINE.iter().filter_map(at).unzip();
        Line {
            nth,
            wrong,
            wrong_says: wrong_says.join(" "),
            row: row.clone(),
            says: format!("{} {}–{}", t.formats.weekday(row.day), row.start, row.end),
            types_say: if chosen.is_empty() { t.say("hours-all-visits") } else { chosen.join(", ") },
            types,
            has_focus: focus == Some(Focus::Row(nth)),
        }
    };
    let weekday = |day: Day| Weekday {
        day,
        name: t.formats.weekday(day),
        lines: form.rows.iter().enumerate().filter(|(_, row)| row.day == day).map(line).collect(),
        others: Day::ALL
            .into_iter()
            .filter(|other| *other != day)
            .map(|day| (day, t.formats.weekday(day)))
            .collect(),
        has_focus: focus == Some(Focus::Add(day)),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        frame,
        doctor: subject.name.clone(),
        hours: subject.hours(),
        days: Day::ALL.into_iter().map(weekday).collect(),
        from: form.from.clone(),
        until: form.until.clone(),
        horizon: form.horizon.clone(),
        today: subject.today.to_string(),
        has_types: !subject.visit_types.is_empty(),
        is_empty: form.rows.is_empty(),
        errors,
    };
    respond(status, &page)
}
