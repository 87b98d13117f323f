//! `/desk/{clinic}/doctors/{doctor}/hours/dates`: time off, and days that are open once, several at a time. Nothing is written before its
//! preview was seen.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::template::Mode;
use holdfast_domain::{Asked, Caller, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{AddOpeningsRequest, AddTimeOffRequest, DayChange, Intent, SlotChanges};

use super::dated_form::{DatedForm, Dates, Stretch};
use super::preview::{self, Proposal};
use super::week_form::wall_time;
use super::{Subject, in_words};
use crate::facets::Choice;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::pages::doctor::visit_type_name;
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

/// The fields of the times, in the order in which their errors are shown.
const TIMES: [&str; 4] = ["start", "end", "minutes", "buffer"];

/// Dates in a row, and what is wrong with them.
struct Row {
    nth: usize,
    dates: Dates,
    first_id: String,
    last_id: String,
    wrong: Option<String>,
    has_focus: bool,
}

#[derive(askama::Template)]
#[template(path = "pages/schedule/dates.html")]
struct Page {
    frame: Frame,
    doctor: String,
    hours: String,
    back: String,
    form: DatedForm,
    is_video: bool,
    today: String,
    types: Vec<Choice>,
    can_open: bool,
    rows: Vec<Row>,
    errors: Errors,
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id)): PathIds<(ClinicId, DoctorId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let subject = Subject::for_whom(&gateway, &visit, clinic_id, doctor_id, Caller::blocks_time).await?;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let form = DatedForm::empty(fields.text("kind") == "open");
    Ok(page(&gateway, &visit, &subject, form, Errors::default(), None))
}

pub(crate) async fn send(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id)): PathIds<(ClinicId, DoctorId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    let subject = Subject::for_whom(&gateway, &visit, clinic_id, doctor_id, Caller::blocks_time).await?;
    let mut form = DatedForm::typed(&fields);
    let (what, which) = fields.text("do").split_once(':').unwrap_or((fields.text("do"), ""));
    match (what, which.parse::<usize>()) {
        ("add", _) => {
            let focus = Some(form.add());
            return Ok(page(&gateway, &visit, &subject, form, Errors::default(), focus));
        }
        ("remove", Ok(nth)) => {
            let focus = Some(form.remove(nth));
            return Ok(page(&gateway, &visit, &subject, form, Errors::default(), focus));
        }
        ("kind", _) => {
            form.is_open = which == "open";
            return Ok(page(&gateway, &visit, &subject, form, Errors::default(), None));
        }
        ("edit", _) => return Ok(page(&gateway, &visit, &subject, form, Errors::default(), None)),
        _ => {}
    }
    let seen = fields.some("version").filter(|_| what == "save");
    let change = Change {
        gateway: &gateway,
        visit: &visit,
        subject: &subject,
        seen: seen.as_deref(),
        once: fields.text("once"),
        raw: &raw,
    };
    let mut errors = Errors::default();
    let done = if form.is_open {
        change.open(&form, &mut errors).await
    } else {
        change.close(&mut form, &mut errors).await
    };
    let changes = match done {
        Ok(changes) => changes,
        Err(problem) => {
            form.note(wrong_fields(&problem), &mut errors, visit.t);
            if errors.is_empty() {
                return Err(problem.into());
            }
            SlotChanges::default()
        }
    };
    if !errors.is_empty() {
        return Ok(page(&gateway, &visit, &subject, form, errors, None));
    }
    if seen.is_some() && !changes.is_stale {
        return Ok(see_other(&back(&subject, &form, "?done=saved")));
    }
    let proposal = Proposal {
        title: visit.t.say("preview-title"),
        lines: lines(&subject, &form, visit.t),
        from: form.rows.iter().filter_map(|row| row.first.parse().ok()).min().unwrap_or(subject.today),
        action: format!("{}/dates", subject.hours()),
        back: back(&subject, &form, ""),
        hidden: form.hidden(),
        can_change: true,
    };
    preview::page(&gateway, &visit, &subject, proposal, &changes, changes.is_stale).await
}

fn back(subject: &Subject, form: &DatedForm, done: &str) -> String {
    if form.is_of_day { "/doctor/day".to_owned() } else { format!("{}{done}", subject.hours()) }
}

/// A change that is to be made if it is as its preview said, or only foreseen.
struct Change<'a> {
    gateway: &'a Gateway,
    visit: &'a Visit,
    subject: &'a Subject,
    /// The version of the preview that was seen; of time off, one for each stretch.
    seen: Option<&'a str>,
    once: &'a str,
    raw: &'a [u8],
}

impl Change<'_> {
    /// The `nth` request of the form.
    fn asked(&self, nth: usize) -> Asked {
        let (once, caller) = (format!("{}-{nth}", self.once), &self.visit.caller);
        self.gateway.asked_once(caller, &format!("page dates {}", self.subject.doctor.id), &once, self.raw)
    }

    async fn open(&self, form: &DatedForm, errors: &mut Errors) -> Result<SlotChanges, Problem> {
        let openings = form.openings(self.subject.today, errors, self.visit.t);
        if !errors.is_empty() {
            return Ok(SlotChanges::default());
        }
        let asked = if self.seen.is_some() { self.asked(0) } else { self.visit.asked() };
        let intent =
            Intent { is_dry_run: self.seen.is_none(), preview_version: self.seen.map(str::to_owned) };
        let request = AddOpeningsRequest { doctor_id: self.subject.doctor.id, openings, intent };
        Ok(self.gateway.availability().add_openings(asked, request).await?.changes)
    }

    /// Stretch after stretch, each by its own preview. The form is left with what is not done.
    async fn close(&self, form: &mut DatedForm, errors: &mut Errors) -> Result<SlotChanges, Problem> {
        let stretches = form.stretches(&self.subject.zone, errors, self.visit.t);
        if !errors.is_empty() {
            return Ok(SlotChanges::default());
        }
        let Some(seen) = self.seen else { return self.foresee(form, &stretches).await };
        let mut versions = seen.split(',');
        for (nth, stretch) in stretches.iter().enumerate() {
            // without a version nothing is as it was seen
            let preview_version = Some(versions.next().unwrap_or_default().to_owned());
            let intent = Intent { is_dry_run: false, preview_version };
            let done = self.block(form, stretch, intent, self.asked(nth)).await;
            if done.as_ref().is_ok_and(|changes| !changes.is_stale) {
                continue;
            }
            form.rows = stretches[nth..].iter().map(|of| of.dates.clone()).collect();
            done?;
            let anew = self.foresee(form, &stretches[nth..]).await?;
            return Ok(SlotChanges { is_stale: true, ..anew });
        }
        Ok(SlotChanges::default())
    }

    /// What all of them bring together.
    async fn foresee(&self, form: &DatedForm, stretches: &[Stretch]) -> Result<SlotChanges, Problem> {
        let (mut all, mut versions) = (SlotChanges::default(), Vec::new());
        for stretch in stretches {
            let intent = Intent { is_dry_run: true, preview_version: None };
            let changes = self.block(form, stretch, intent, self.visit.asked()).await?;
            versions.push(changes.preview_version.clone());
            add_up(&mut all, changes);
        }
        Ok(SlotChanges { preview_version: versions.join(","), ..all })
    }

    async fn block(
        &self,
        form: &DatedForm,
        stretch: &Stretch,
        intent: Intent,
        asked: Asked,
    ) -> Result<SlotChanges, Problem> {
        let request = AddTimeOffRequest {
            doctor_id: self.subject.doctor.id,
            starts_at_us: stretch.starts_at_us,
            ends_at_us: stretch.ends_at_us,
            reason: form.reason.clone(),
            intent,
        };
        Ok(self.gateway.availability().add_time_off(asked, request).await?.changes)
    }
}

/// What two changes of other times bring together.
fn add_up(all: &mut SlotChanges, more: SlotChanges) {
    for day in more.days {
        match all.days.iter_mut().find(|of| of.date == day.date) {
            Some(of) => of.after = of.after.saturating_sub(day.before.saturating_sub(day.after)),
            None => all.days.push(day),
        }
    }
    let known = |id| all.conflicts.iter().any(|of| of.appointment_id == id);
    let hit: Vec<_> = more.conflicts.into_iter().filter(|of| !known(of.appointment_id)).collect();
    all.conflicts.extend(hit);
    all.days.sort_by(|a: &DayChange, b: &DayChange| a.date.cmp(&b.date));
}

/// What is to be, in words.
fn lines(subject: &Subject, form: &DatedForm, t: &Texts) -> Vec<String> {
    let day = |text: &str| text.parse().map(|day| t.formats.full_day(day)).unwrap_or_default();
    let dates = |row: &Dates| {
        if row.last.is_empty() || row.last == row.first {
            day(&row.first)
        } else {
            format!("{} – {}", day(&row.first), day(&row.last))
        }
    };
    let mut lines: Vec<String> =
        vec![t.say(if form.is_open { key("dates-open") } else { key("dates-closed") })];
    lines.extend(form.rows.iter().map(dates));
    let times = wall_time(&form.start, false).zip(wall_time(&form.end, true));
    lines.push(match times {
        Some((start, end)) => in_words::span(start, end, t),
        None => t.say("dates-whole-day"),
    });
    if form.is_open {
        lines.extend(form.minutes.parse::<u32>().map(|minutes| t.count("hours-minutes", minutes)));
        let named = subject.visit_types.iter().filter(|of| form.types.contains(&of.id));
        lines.extend(named.map(|of| visit_type_name(of, t)));
    } else if !form.reason.is_empty() {
        lines.push(form.reason.clone());
    }
    lines
}

fn page(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    mut form: DatedForm,
    errors: Errors,
    focus: Option<usize>,
) -> Response {
    let t = visit.t;
    let can_open = visit.caller.schedules(subject.clinic.id, subject.doctor.id);
    form.is_open &= can_open;
    let mut frame =
        visit.frame(gateway, t.say(if can_open { key("dates-title") } else { key("dates-title-closed") }));
    frame.is_wide = true;
    frame.has_errors = !errors.is_empty();
    let choice = |of: &holdfast_rpc::clinic::VisitType| Choice {
        value: of.id.to_string(),
        name: visit_type_name(of, t),
        is_chosen: form.types.contains(&of.id),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        frame,
        doctor: subject.name.clone(),
        hours: subject.hours(),
        back: back(subject, &form, ""),
        is_video: form.mode == Mode::Virtual,
        today: subject.today.to_string(),
        types: subject.visit_types.iter().map(choice).collect(),
        can_open,
        rows: form.rows.iter().enumerate().map(|(nth, dates)| row(nth, dates, &errors, focus)).collect(),
        errors,
        form,
    };
    respond(status, &page)
}

fn row(nth: usize, dates: &Dates, errors: &Errors, focus: Option<usize>) -> Row {
    let (first_id, last_id) = (format!("d{nth}-first"), format!("d{nth}-last"));
    let wrong = errors.at(&first_id).or_else(|| errors.at(&last_id)).map(str::to_owned);
    Row { nth, dates: dates.clone(), first_id, last_id, wrong, has_focus: focus == Some(nth) }
}
