//! `/admin/{clinic}/audit`: who did what and who looked at whom, in sentences, the newest first.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::Cursor;
use holdfast_domain::ids::ClinicId;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{AuditEntry, ListAuditRequest};
use jiff::civil::Date;

use super::audit_texts::{SENTENCES, sentence};
use super::history::People;
use super::{Head, frame, paged};
use crate::facets::Choice;
use crate::fields::{Errors, Fields};
use crate::page::{Frame, respond};
use crate::texts::{Texts, key};
use crate::visit::Visit;

const SHOWN: u32 = 50;

struct Row {
    time: String,
    says: String,
    /// What else the log has about the same patient.
    patient: Option<String>,
}

/// The entries of a day.
struct Day {
    name: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "pages/admin/audit.html")]
struct Page {
    frame: Frame,
    head: Head,
    fields: Fields,
    errors: Errors,
    actions: Vec<Choice>,
    people: Vec<Choice>,
    days: Vec<Day>,
    next: Option<String>,
}

/// The filters in an address; days are the clinic's.
fn request(fields: &Fields, head: &Head, t: &Texts, errors: &mut Errors) -> ListAuditRequest {
    let zone = zone(&head.clinic.time_zone);
    let mut start_of = |name: &str, later: fn(Date) -> Option<Date>| {
        let day = fields.day(name).unwrap_or_else(|()| {
            errors.add(name, t.say("error-day"));
            None
        })?;
        Some(later(day)?.to_zoned(zone.clone()).ok()?.timestamp().as_microsecond())
    };
    ListAuditRequest {
        clinic_id: head.clinic_id,
        patient_id: fields.parsed("patient_id"),
        actor_id: word(fields, "who"),
        action: word(fields, "action"),
        from_us: start_of("from", Some),
        to_us: start_of("to", |day| day.tomorrow().ok()),
        page: paged(fields, SHOWN),
    }
}

/// What ids and actions are made of: PostgreSQL keeps no NUL, and would be asked for it in vain.
fn word(fields: &Fields, name: &str) -> Option<String> {
    fields.some(name).filter(|text| text.bytes().all(|byte| byte.is_ascii_graphic()))
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &fields).await?;
    let mut errors = Errors::default();
    let request = request(&fields, &head, t, &mut errors);
    let (found, people) = tokio::try_join!(
        gateway.clinics().list_audit(visit.asked(), request),
        People::of(&gateway, &visit, clinic_id),
    )?;
    let any = |says: &'static str| Choice { value: String::new(), name: t.say(says), is_chosen: false };
    let action = |(action, says): &(&str, &str)| Choice {
        value: (*action).to_owned(),
        name: t.with(says, "who", "…"),
        is_chosen: fields.text("action") == *action,
    };
    let person = |(name, id): (&str, &str)| Choice {
        value: id.to_owned(),
        name: name.to_owned(),
        is_chosen: fields.text("who") == id,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        frame: frame(&gateway, &visit, key("audit-title"), !errors.is_empty()),
        actions: std::iter::once(any(key("facet-any"))).chain(SENTENCES.iter().map(action)).collect(),
        people: std::iter::once(any(key("audit-anybody")))
            .chain(people.sorted().into_iter().map(person))
            .collect(),
        days: days(&found.items, &head, &people, t),
        next: found.next_cursor.map(|cursor| onward(&fields, cursor)),
        head,
        fields,
        errors,
    };
    Ok(respond(status, &page))
}

fn days(entries: &[AuditEntry], head: &Head, people: &People, t: &Texts) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for entry in entries {
        let at = head.at(entry.occurred_at_us);
        let name = t.formats.full_day(at.date());
        // who has joined, and left since, is no patient in this
        let role = if entry.action == "member.add" { "" } else { &entry.actor_role };
        let who = people.name(t, role, &entry.actor_id);
        let row = Row {
            time: t.formats.time(at.time()),
            says: match sentence(&entry.action) {
                // who accepts an invitation adds themselves
                Some(_) if entry.action == "member.add" && entry.entity_id != entry.actor_id => {
                    t.with("audit-member-added", "who", people.name(t, &entry.actor_role, &entry.actor_id))
                }
                Some(says) => t.with(says, "who", who),
                None => t.with2("audit-other", "who", who, "action", &entry.action),
            },
            patient: entry.patient_id.map(|id| id.to_string()),
        };
        match days.last_mut() {
            Some(day) if day.name == name => day.rows.push(row),
            _ => days.push(Day { name, rows: vec![row] }),
        }
    }
    days
}

/// The same filters, further down.
fn onward(fields: &Fields, cursor: Cursor) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in ["action", "who", "from", "to", "patient_id"] {
        if let Some(value) = fields.some(name) {
            query.append_pair(name, &value);
        }
    }
    query.append_pair("cursor", &cursor.to_text()).finish()
}
