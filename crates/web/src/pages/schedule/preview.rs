//! What a change of hours would bring, before it is made: free times by day before and after, the bookings that it hits, and where the
//! clocks change in between. The form on it carries the change itself and the preview's version, so that what is saved is what was seen.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::AppointmentId;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{Conflict, SlotChanges};
use holdfast_rpc::booking::GetAppointmentRequest;
use holdfast_rpc::clinic::PatientRequest;
use jiff::ToSpan;
use jiff::civil::Date;

use super::Subject;
use crate::page::{Frame, respond};
use crate::texts::{Texts, key};
use crate::visit::Visit;
use crate::when::Local;

/// Days that are looked at: four weeks.
const DAYS: i32 = 28;
/// Bookings that are named: each is looked up, and noted as a look.
const NAMED: usize = 25;

/// A day with its free times.
struct Cell {
    date: String,
    name: String,
    /// Before and after; none where nothing changes.
    free: Option<(u32, u32)>,
}

/// A booking that the new hours no longer cover.
struct Hit {
    id: AppointmentId,
    when: String,
    name: String,
}

#[derive(Template)]
#[template(path = "pages/schedule/preview.html")]
struct Page {
    frame: Frame,
    clinic_id: String,
    doctor: String,
    back: String,
    action: String,
    /// What is to be, line by line.
    lines: Vec<String>,
    days: Vec<Cell>,
    has_changes: bool,
    later: u32,
    hits: Vec<Hit>,
    hits_in_all: u32,
    /// Those that are not listed.
    hits_more: u32,
    clocks: Vec<String>,
    refused: Option<String>,
    hidden: Vec<(&'static str, String)>,
    version: String,
    once: String,
    can_change: bool,
}

/// A change that is to be looked at.
pub(super) struct Proposal {
    pub(super) title: String,
    pub(super) lines: Vec<String>,
    /// The first day on which it can change anything.
    pub(super) from: Date,
    /// Where its form goes.
    pub(super) action: String,
    /// Where one gets back to without it.
    pub(super) back: String,
    /// The form, to be sent again.
    pub(super) hidden: Vec<(&'static str, String)>,
    /// Whether there is a form to go back to.
    pub(super) can_change: bool,
}

/// The page; with a note where it is shown in the place of what was to be saved.
pub(super) async fn page(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    proposal: Proposal,
    changes: &SlotChanges,
    is_stale: bool,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let first = proposal.from.max(subject.today);
    let last = first.saturating_add((DAYS - 1).days());
    let changed = |date: &str| changes.days.iter().find(|day| day.date == date);
    let cell = |nth: i32| {
        let day = first.saturating_add(nth.days());
        let date = day.to_string();
        let free = changed(&date).map(|day| (day.before, day.after));
        Cell { name: t.formats.short_day(day), free, date }
    };
    let days: Vec<Cell> = (0..DAYS).map(cell).collect();
    let is_later = |date: &str| date.parse::<Date>().is_ok_and(|date| date > last);
    let later = changes.days.iter().filter(|day| is_later(&day.date)).count();
    let mut hits = Vec::new();
    for conflict in changes.conflicts.iter().take(NAMED) {
        hits.push(hit(gateway, visit, subject, conflict).await?);
    }
    let mut frame = visit.frame(gateway, proposal.title);
    frame.is_wide = true;
    let page = Page {
        frame,
        clinic_id: subject.clinic.id.to_string(),
        doctor: subject.name.clone(),
        back: proposal.back,
        action: proposal.action,
        lines: proposal.lines,
        has_changes: !changes.days.is_empty(),
        days,
        later: number(later),
        hits_more: number(changes.conflicts.len().saturating_sub(NAMED)),
        hits,
        hits_in_all: number(changes.conflicts.len()),
        clocks: clocks(subject, first, last, t),
        refused: is_stale.then(|| t.say("preview-outdated")),
        hidden: proposal.hidden,
        version: changes.preview_version.clone(),
        once: once(),
        can_change: proposal.can_change,
    };
    Ok(respond(if is_stale { StatusCode::CONFLICT } else { StatusCode::OK }, &page))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

async fn hit(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    conflict: &Conflict,
) -> Result<Hit, Refusal> {
    let (t, id) = (visit.t, conflict.appointment_id);
    let at = Local::new(conflict.starts_at_us, &subject.zone);
    let appointment = gateway.booking().get_appointment(visit.asked(), GetAppointmentRequest { id }).await?;
    let name = match appointment.patient_id {
        Some(patient_id) => {
            let request = PatientRequest { clinic_id: subject.clinic.id, id: patient_id };
            gateway.clinics().get_patient(visit.asked(), request).await?.name
        }
        None => t.say(key("desk-visitor")),
    };
    Ok(Hit { id, when: format!("{}, {}", t.formats.short_day(at.date()), t.formats.time(at.time())), name })
}

/// The days of the span on which the clocks change, in words.
fn clocks(subject: &Subject, first: Date, last: Date, t: &Texts) -> Vec<String> {
    let (Ok(from), Ok(until)) = (first.to_zoned(subject.zone.clone()), last.tomorrow()) else {
        return Vec::new();
    };
    let changes = subject.zone.following(from.timestamp());
    let days = changes
        .map(|change| {
            let before =
                change.timestamp().checked_sub(jiff::SignedDuration::from_secs(1)).unwrap_or_default();
            let is_forward = change.offset() > subject.zone.to_offset(before);
            (change.timestamp().to_zoned(subject.zone.clone()).date(), is_forward)
        })
        .take_while(|(day, _)| *day < until);
    let says = |(day, is_forward)| {
        let says = if is_forward { key("preview-clocks-forward") } else { key("preview-clocks-back") };
        t.with(says, "day", t.formats.full_day(day))
    };
    days.map(says).collect()
}
