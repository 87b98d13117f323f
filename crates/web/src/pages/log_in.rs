//! `/log-in`, `/log-out`, `/act-as`: sessions of pages.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use holdfast_domain::ids::ClinicId;
use holdfast_domain::{Asked, ErrorCode};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::cookies::forget_session;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::identity::{
    Account, AccountRequest, Acting, EndSessionRequest, LogInRequest, SwitchSessionRequest,
};

use super::language::own_path;
use crate::fields::{Errors, Fields};
use crate::nav::work;
use crate::page::{Frame, respond, see_other};
use crate::texts::key;
use crate::visit::{Posted, Visit};

/// Where those who run the platform begin.
const PLATFORM: &str = "/platform/clinics";

#[derive(Template)]
#[template(path = "pages/log_in.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    to: String,
    email: String,
    asks_code: bool,
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let to = own_path(fields.text("to"));
    if visit.caller.account_id.is_some() {
        return see_other(if to == "/" { "/me" } else { &to });
    }
    let frame = visit.frame(&gateway, visit.t.say("log-in-title"));
    let page = Page { frame, errors: Errors::default(), to, email: String::new(), asks_code: false };
    respond(StatusCode::OK, &page)
}

pub(crate) async fn log_in(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let (email, to) = (fields.text("email").to_owned(), own_path(fields.text("to")));
    gateway.tries_log_in(&email, &visit.source).await?;
    let request = LogInRequest {
        email: email.clone(),
        password: fields.exact("password"),
        code: fields.text("code").to_owned(),
        acting: None,
        page: true,
        source: visit.source.0.clone(),
    };
    let session = match gateway.identity().log_in(Asked::ANONYMOUS, request).await {
        Ok(session) => session,
        Err(problem) => {
            let asks_code = problem.code == ErrorCode::SecondFactorNeeded || !fields.text("code").is_empty();
            let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
            let mut frame = visit.frame(&gateway, visit.t.say("log-in-title"));
            frame.has_errors = true;
            let mut errors = Errors::default();
            let field = if asks_code { "code" } else { "email" };
            errors.add(field, visit.t.say(says));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(respond(status, &Page { frame, errors, to, email, asks_code }));
        }
    };
    let asked = Asked::by(session.caller.clone().into());
    let account = gateway.identity().get_account(asked.clone(), AccountRequest {}).await?;
    let is_start = to == "/";
    let Some((acting, to)) = acting(&account, &to) else {
        return Ok(([gateway.session_cookie(&session)], see_other(if to == "/" { "/me" } else { &to }))
            .into_response());
    };
    let clinic_id = acting.clinic_id;
    let request = SwitchSessionRequest { session_id: Some(session.id), acting: Some(acting) };
    match gateway.identity().switch_session(asked, request).await {
        Ok(switched) => {
            // who just comes to work begins where their work is
            let to = match clinic_id.filter(|_| is_start) {
                Some(id) => work(&switched.caller.clone().into(), id),
                None => to,
            };
            Ok(([gateway.session_cookie(&switched)], see_other(&to)).into_response())
        }
        // the clinic asks for a second factor: the account's page says so
        Err(_) => Ok(([gateway.session_cookie(&session)], see_other("/me")).into_response()),
    }
}

/// As what somebody has come, and where to: to a page of a clinic or of the platform, or just to work, where they do one thing only.
fn acting(account: &Account, to: &str) -> Option<(Acting, String)> {
    let for_clinic = |id: ClinicId, to: String| (Acting { clinic_id: Some(id), platform: false }, to);
    let for_platform = |to: &str| (Acting { clinic_id: None, platform: true }, to.to_owned());
    if to != "/" {
        let mut parts = to.split(['/', '?']).skip(1);
        let (area, clinic_id) = (parts.next()?, parts.next().and_then(|id| id.parse::<ClinicId>().ok()));
        return match area {
            "platform" if account.is_platform_admin => Some(for_platform(to)),
            "desk" | "admin" => {
                let of = account.memberships.iter().find(|of| Some(of.clinic_id) == clinic_id);
                match of {
                    Some(of) => Some(for_clinic(of.clinic_id, to.to_owned())),
                    None => account.is_platform_admin.then(|| for_platform(to)),
                }
            }
            _ => None,
        };
    }
    match account.memberships.as_slice() {
        [one] => Some(for_clinic(one.clinic_id, format!("/desk/{}/day", one.clinic_id))),
        [] if account.is_platform_admin => Some(for_platform(PLATFORM)),
        _ => None,
    }
}

fn refused_key(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::BadCredentials | ErrorCode::InvalidRequest => Some(key("log-in-wrong")),
        ErrorCode::SecondFactorNeeded => Some(key("log-in-code-needed")),
        _ => None,
    }
}

/// From now on the session acts for a clinic, for the platform, or as a patient.
pub(crate) async fn act_as(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let clinic_id: Option<ClinicId> = fields.parsed("clinic_id");
    let platform = fields.text("platform") == "yes";
    let request =
        SwitchSessionRequest { session_id: visit.session_id, acting: Some(Acting { clinic_id, platform }) };
    let session = gateway.identity().switch_session(visit.asked(), request).await?;
    let home = if platform { PLATFORM } else { "/me" };
    let caller = session.caller.clone().into();
    let to = clinic_id.map_or_else(|| home.to_owned(), |id| work(&caller, id));
    Ok(([gateway.session_cookie(&session)], see_other(&to)).into_response())
}

pub(crate) async fn log_out(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let visit = posted.visit;
    if let Some(id) = visit.session_id {
        gateway.identity().end_session(visit.asked(), EndSessionRequest { id }).await?;
    }
    Ok(([forget_session()], see_other("/")).into_response())
}
