//! `/admin/{clinic}/embed`: on which sites a clinic's times may be shown, and what is pasted there.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ErrorCode;
use holdfast_domain::ids::ClinicId;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{ClinicSettings, GetSettingsRequest, Origins, UpdateSettingsRequest};

use super::{Head, Stale, differing, frame, status_of};
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::texts::key;
use crate::visit::{Posted, Visit};

const LABELS: [(&str, &str); 1] = [("origins", key("embed-origins"))];

#[derive(Template)]
#[template(path = "pages/admin/embed.html")]
struct Page {
    frame: Frame,
    head: Head,
    fields: Fields,
    version: u32,
    /// To be pasted into a page of another site.
    snippet: String,
    errors: Errors,
    stale: Vec<Stale>,
}

fn filled(settings: &ClinicSettings) -> Fields {
    Fields::filled([("origins", settings.embed_origins.join("\n"))])
}

fn page(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    fields: Fields,
    settings: &ClinicSettings,
    errors: Errors,
    stale: Vec<Stale>,
) -> Page {
    let (home, id) = (gateway.home().trim_end_matches('/'), head.clinic_id);
    let says = visit.t.say("embed-link");
    Page {
        frame: frame(gateway, visit, key("embed-title"), !errors.is_empty()),
        snippet: format!(
            "<a href=\"{home}/find?clinic_id={id}\" data-holdfast=\"{id}\">{says}</a>\n\
             <script async src=\"{home}/embed.js\"></script>"
        ),
        version: settings.version,
        head,
        fields,
        errors,
        stale,
    }
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let settings = gateway.clinics().get_settings(visit.asked(), GetSettingsRequest { clinic_id }).await?;
    let fields = filled(&settings);
    let page = page(&gateway, &visit, head, fields, &settings, Errors::default(), Vec::new());
    Ok(respond(StatusCode::OK, &page))
}

pub(crate) async fn save(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let typed = fields.lines("origins");
    let origins = typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let request = UpdateSettingsRequest {
        clinic_id,
        expected_version: fields.parsed("version"),
        embed_origins: Some(Origins { origins }),
        ..UpdateSettingsRequest::default()
    };
    let saved = || see_other(&format!("/admin/{clinic_id}/embed?done=saved"));
    let Err(problem) = gateway.clinics().update_settings(visit.asked(), request).await else {
        return Ok(saved());
    };
    let mut errors = Errors::default();
    if wrong_fields(&problem).iter().any(|wrong| wrong.field.starts_with("embed_origins")) {
        errors.add("origins", visit.t.say("error-origins"));
    }
    let is_stale = problem.code == ErrorCode::PreconditionFailed;
    if errors.is_empty() && !is_stale {
        return Err(problem.into());
    }
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let settings = gateway.clinics().get_settings(visit.asked(), GetSettingsRequest { clinic_id }).await?;
    let stale = if is_stale { differing(visit.t, &LABELS, &fields, &filled(&settings)) } else { Vec::new() };
    // what was typed is there already
    if is_stale && stale.is_empty() {
        return Ok(saved());
    }
    let page = page(&gateway, &visit, head, fields, &settings, errors, stale);
    Ok(respond(status_of(&problem), &page))
}
