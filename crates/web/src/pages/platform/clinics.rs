//! `/platform/clinics`: all clinics, and how far each has come.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::Cursor;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{Clinic, ListClinicsRequest};

use crate::fields::Fields;
use crate::page::{Frame, respond};
use crate::pages::admin::paged;
use crate::pages::admin::stage::Stage;
use crate::texts::{Texts, key};
use crate::visit::Visit;
use crate::when::Local;
use holdfast_gateway::http::instant::zone;

/// Few, since each is looked into.
const SHOWN: u32 = 20;

struct Row {
    id: String,
    name: String,
    about: String,
    state: &'static str,
    says: String,
    /// When it can first be booked.
    first: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/platform/clinics.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    is_first: bool,
    next: Option<String>,
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let request = ListClinicsRequest { page: paged(&fields, SHOWN) };
    let found = gateway.clinics().list_clinics(visit.asked(), request).await?;
    let mut rows = Vec::new();
    for clinic in &found.items {
        let stage = Stage::of(&gateway, &visit, clinic).await?;
        rows.push(row(clinic, &stage, visit.t));
    }
    let page = Page {
        frame: visit.frame(&gateway, visit.t.say("platform-title")),
        rows,
        is_first: fields.text("cursor").is_empty(),
        next: found.next_cursor.map(Cursor::to_text),
    };
    Ok(respond(StatusCode::OK, &page))
}

fn row(clinic: &Clinic, stage: &Stage, t: &Texts) -> Row {
    let (state, says, first) = match stage {
        Stage::Closed => ("completed", key("stage-closed"), None),
        Stage::NoDoctors => ("late", key("stage-no-doctors"), None),
        Stage::NoHours => ("late", key("stage-no-hours"), None),
        Stage::NothingFree => ("arrived", key("stage-nothing-free"), None),
        Stage::Live(first) => ("confirmed", key("stage-live"), Some(*first)),
    };
    let when = |micros: i64| {
        let at = Local::new(micros, &zone(&clinic.time_zone));
        format!("{}, {}", t.formats.short_day(at.date()), t.formats.time(at.time()))
    };
    let about = [clinic.address.as_str(), clinic.time_zone.as_str()];
    Row {
        id: clinic.id.to_string(),
        name: clinic.name.clone(),
        about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        state,
        says: t.say(says),
        first: first.map(|micros| t.with("platform-first", "time", when(micros))),
    }
}
