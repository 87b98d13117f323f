//! `/admin/{clinic}/doctors`: who works there, in the order in which patients are shown them.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::ClinicId;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;

use super::stage::{doctors, today, works};
use super::{Head, frame};
use crate::fields::Fields;
use crate::page::{Frame, respond};
use crate::pages::doctor::named;
use crate::texts::key;
use crate::visit::Visit;

struct Row {
    id: String,
    name: String,
    does: String,
    order: i32,
    /// From when on the doctor works no more.
    leaves: Option<String>,
    works: bool,
}

#[derive(Template)]
#[template(path = "pages/admin/doctors.html")]
struct Page {
    frame: Frame,
    head: Head,
    rows: Vec<Row>,
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let today = today(&gateway, &head.clinic);
    let all = doctors(&gateway, &visit, &head.clinic).await?;
    let day = |text: &String| text.parse().map_or_else(|_| text.clone(), |day| t.formats.full_day(day));
    let rows = all
        .iter()
        .map(|doctor| Row {
            id: doctor.id.to_string(),
            name: named(doctor),
            does: doctor.specializations.join(", "),
            order: doctor.display_order,
            leaves: doctor.inactive_from.as_ref().map(day),
            works: works(doctor, today),
        })
        .collect();
    let frame = frame(&gateway, &visit, key("doctors-title"), false);
    Ok(respond(StatusCode::OK, &Page { frame, head, rows }))
}
