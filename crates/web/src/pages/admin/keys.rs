//! `/admin/{clinic}/keys`: keys by which other programs work for a clinic.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::Scope;
use holdfast_domain::ids::{ApiKeyId, ClinicId};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::identity::{CreateApiKeyRequest, OfClinicRequest, RevokeApiKeyRequest};

use super::{Head, frame, gone, listed, refused_key, status_of};
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::texts::key;
use crate::visit::{Posted, Visit};

struct Row {
    id: ApiKeyId,
    name: String,
    may: String,
    made: String,
    until: Option<String>,
}

struct ScopeChoice {
    name: &'static str,
    says: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/admin/keys.html")]
struct Page {
    frame: Frame,
    head: Head,
    rows: Vec<Row>,
    scopes: Vec<ScopeChoice>,
    fields: Fields,
    errors: Errors,
    once: String,
    /// The key that was just made: it is shown in this answer, and never again.
    secret: Option<String>,
}

/// What a key may, in words.
fn scope_key(scope: Scope) -> &'static str {
    match scope {
        Scope::AppointmentsRead => key("scope-appointments-read"),
        Scope::AppointmentsWrite => key("scope-appointments-write"),
        Scope::PatientsRead => key("scope-patients-read"),
        Scope::PatientsWrite => key("scope-patients-write"),
        Scope::SchedulesRead => key("scope-schedules-read"),
        Scope::SchedulesWrite => key("scope-schedules-write"),
    }
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let page = page(&gateway, &visit, head, Fields::default(), Errors::default(), None).await?;
    Ok(respond(StatusCode::OK, &page))
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    fields: Fields,
    errors: Errors,
    secret: Option<String>,
) -> Result<Page, Refusal> {
    let t = visit.t;
    let request = OfClinicRequest { clinic_id: head.clinic_id, page: listed() };
    let found = gateway.identity().list_api_keys(visit.asked(), request).await?;
    let day = |micros: i64| t.formats.full_day(head.at(micros).date());
    let row = |of: holdfast_rpc::identity::ApiKey| Row {
        id: of.id,
        may: of.scopes.iter().map(|scope| t.say(scope_key(*scope))).collect::<Vec<_>>().join(" · "),
        made: day(of.created_at_us),
        until: of.expires_at_us.map(|at| head.when(t, at)),
        name: of.name,
    };
    let scope = |scope: Scope| ScopeChoice {
        name: scope.as_str(),
        says: t.say(scope_key(scope)),
        is_chosen: fields.has("scopes", scope.as_str()),
    };
    Ok(Page {
        frame: frame(gateway, visit, key("api-keys-title"), !errors.is_empty()),
        rows: found.items.into_iter().map(row).collect(),
        scopes: Scope::ALL.map(scope).into(),
        head,
        fields,
        errors,
        once: once(),
        secret,
    })
}

pub(crate) async fn create(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let mut errors = Errors::default();
    let until = fields.day("until").unwrap_or_else(|()| {
        errors.add("until", visit.t.say("error-key-until"));
        None
    });
    // to the end of that day
    let end = until.and_then(|day| day.tomorrow().ok()?.to_zoned(zone(&head.clinic.time_zone)).ok());
    let request = CreateApiKeyRequest {
        clinic_id,
        name: fields.text("name").to_owned(),
        scopes: fields.all("scopes").filter_map(Scope::parse).collect(),
        expires_at_us: end.map(|end| end.timestamp().as_microsecond()),
    };
    if errors.is_empty() {
        let route = format!("page key {clinic_id}");
        let asked = gateway.asked_once(&visit.caller, &route, fields.text("once"), &raw);
        match gateway.identity().create_api_key(asked, request).await {
            Ok(made) => {
                let (fields, secret) = (Fields::default(), Some(made.secret));
                let page = page(&gateway, &visit, head, fields, errors, secret).await?;
                return Ok(respond(StatusCode::OK, &page));
            }
            Err(problem) => {
                for wrong in wrong_fields(&problem) {
                    match wrong.field.split('[').next() {
                        Some("name") => errors.add("name", visit.t.say("error-key-name")),
                        Some("scopes") => errors.add("scopes", visit.t.say("error-key-scopes")),
                        Some("expires_at") => errors.add("until", visit.t.say("error-key-until")),
                        _ => {}
                    }
                }
                if errors.is_empty() {
                    let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
                    let head = Head { refused: Some(visit.t.say(says)), ..head };
                    let page = page(&gateway, &visit, head, fields, errors, None).await?;
                    return Ok(respond(status_of(&problem), &page));
                }
            }
        }
    }
    let page = page(&gateway, &visit, head, fields, errors, None).await?;
    Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

pub(crate) async fn revoke(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let request = RevokeApiKeyRequest { clinic_id, id: fields.needed("id")? };
    gone(gateway.identity().revoke_api_key(visit.asked(), request).await)?;
    Ok(see_other(&format!("/admin/{clinic_id}/keys?done=removed")))
}
