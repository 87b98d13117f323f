//! `/admin/{clinic}/visit-types`: what patients come for.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::ClinicId;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::ListVisitTypesRequest;

use super::visit_type::booked_by_key;
use super::{Head, frame};
use crate::fields::Fields;
use crate::page::{Frame, respond};
use crate::pages::doctor::visit_type_name;
use crate::span;
use crate::texts::key;
use crate::visit::Visit;

struct Row {
    id: String,
    name: String,
    says: String,
}

#[derive(Template)]
#[template(path = "pages/admin/visit_types.html")]
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
    let request = ListVisitTypesRequest { clinic_id };
    let types = gateway.clinics().list_visit_types(visit.asked(), request).await?;
    let rows = types
        .items
        .iter()
        .map(|of| Row {
            id: of.id.to_string(),
            name: visit_type_name(of, t),
            says: format!("{} · {}", span::say(t, of.data.minutes), t.say(booked_by_key(&of.data.booked_by))),
        })
        .collect();
    let frame = frame(&gateway, &visit, key("visit-types-title"), false);
    Ok(respond(StatusCode::OK, &Page { frame, head, rows }))
}
