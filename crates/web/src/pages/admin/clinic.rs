//! `/admin/{clinic}/clinic`: what is told of the clinic itself.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ErrorCode;
use holdfast_domain::ids::ClinicId;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{Clinic, UpdateClinicRequest};

use super::{Head, Stale, differing, frame, status_of};
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::texts::key;
use crate::visit::{Posted, Visit};

const LABELS: [(&str, &str); 3] =
    [("name", key("clinic-name")), ("address", key("clinic-address")), ("phone", key("clinic-phone"))];

#[derive(Template)]
#[template(path = "pages/admin/clinic.html")]
struct Page {
    frame: Frame,
    head: Head,
    fields: Fields,
    errors: Errors,
    stale: Vec<Stale>,
}

fn filled(clinic: &Clinic) -> Fields {
    Fields::filled([
        ("name", clinic.name.clone()),
        ("address", clinic.address.clone()),
        ("phone", clinic.phone.clone()),
    ])
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let frame = frame(&gateway, &visit, key("clinic-title"), false);
    let fields = filled(&head.clinic);
    let page = Page { frame, head, fields, errors: Errors::default(), stale: Vec::new() };
    Ok(respond(StatusCode::OK, &page))
}

pub(crate) async fn save(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let request = UpdateClinicRequest {
        id: clinic_id,
        expected_version: fields.parsed("version"),
        name: Some(fields.text("name").to_owned()),
        address: Some(fields.lines("address")),
        phone: Some(fields.text("phone").to_owned()),
        ..UpdateClinicRequest::default()
    };
    let Err(problem) = gateway.clinics().update_clinic(visit.asked(), request).await else {
        return Ok(see_other(&format!("/admin/{clinic_id}/clinic?done=saved")));
    };
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let mut errors = Errors::default();
    for wrong in wrong_fields(&problem) {
        match wrong.field.as_str() {
            "name" => errors.add("name", visit.t.say("error-clinic-name")),
            "address" => errors.add("address", visit.t.say("error-reason")),
            "phone" => errors.add("phone", visit.t.say("error-phone")),
            _ => {}
        }
    }
    let is_stale = problem.code == ErrorCode::PreconditionFailed;
    if errors.is_empty() && !is_stale {
        return Err(problem.into());
    }
    let stale =
        if is_stale { differing(visit.t, &LABELS, &fields, &filled(&head.clinic)) } else { Vec::new() };
    if is_stale && stale.is_empty() {
        // somebody else has saved the same
        return Ok(see_other(&format!("/admin/{clinic_id}/clinic?done=saved")));
    }
    let frame = frame(&gateway, &visit, key("clinic-title"), !errors.is_empty());
    Ok(respond(status_of(&problem), &Page { frame, head, fields, errors, stale }))
}
