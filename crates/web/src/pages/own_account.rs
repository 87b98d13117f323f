//! `/me/account`: an account's password, second factor and sessions, and its end.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use holdfast_domain::ids::SessionId;
use holdfast_domain::{ErrorCode, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::cookies::forget_session;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::identity::{
    Account, AccountRequest, ChangePasswordRequest, ConfirmSecondFactorRequest, EndSessionRequest,
    PasswordRequest, SessionEntry,
};
use jiff::tz::TimeZone;

use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::texts::key;
use crate::visit::{Posted, Visit};
use crate::when::Local;

struct Row {
    id: SessionId,
    says: String,
    used: String,
    is_this: bool,
}

/// What is shown once, in the answer that made it.
enum Shown {
    Nothing,
    /// A second factor's secret, for an app to read; it is in force once a code of it has come.
    Secret {
        secret: String,
        url: String,
    },
    /// It has been shown: a code of it is waited for.
    Confirming,
    Codes(Vec<String>),
}

impl Shown {
    const fn asks_code(&self) -> bool {
        matches!(self, Self::Secret { .. } | Self::Confirming)
    }
}

#[derive(Template)]
#[template(path = "pages/own_account.html")]
struct Page {
    frame: Frame,
    account: Account,
    rows: Vec<Row>,
    errors: Errors,
    done: Option<String>,
    refused: Option<String>,
    shown: Shown,
}

fn done_key(done: &str) -> Option<&'static str> {
    Some(match done {
        "password" => key("own-done-password"),
        "factor" => key("own-done-factor"),
        "session" => key("own-done-session"),
        _ => return None,
    })
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let mut page = page(&gateway, &visit, Errors::default(), Shown::Nothing).await?;
    page.done = done_key(query.text("done")).map(|says| visit.t.say(says));
    Ok(respond(StatusCode::OK, &page))
}

async fn page(gateway: &Gateway, visit: &Visit, errors: Errors, shown: Shown) -> Result<Page, Problem> {
    let t = visit.t;
    let (account, sessions) = tokio::try_join!(
        gateway.identity().get_account(visit.asked(), AccountRequest {}),
        gateway.identity().list_sessions(visit.asked(), AccountRequest {}),
    )?;
    let zone = visit.zone.clone().unwrap_or(TimeZone::UTC);
    let row = |of: &SessionEntry| {
        let at = Local::new(of.used_at_us, &zone);
        Row {
            id: of.id,
            says: t.say(if of.kind == "page" { key("own-session-page") } else { key("own-session-api") }),
            used: format!("{}, {} ({})", t.formats.full_day(at.date()), t.formats.time(at.time()), at.zone()),
            is_this: visit.session_id == Some(of.id),
        }
    };
    let mut frame = visit.frame(gateway, t.say("own-title"));
    frame.has_errors = !errors.is_empty();
    "/me/account".clone_into(&mut frame.here);
    let rows = sessions.items.iter().map(row).collect();
    Ok(Page { frame, account, rows, errors, done: None, refused: None, shown })
}

/// What is wrong, at the fields of the form that was sent: they are named after it, since there are several.
async fn refused(
    gateway: &Gateway,
    visit: &Visit,
    problem: Problem,
    names: &[(&str, &'static str, &'static str)],
    shown: Shown,
) -> Result<Response, Refusal> {
    let mut errors = Errors::default();
    for wrong in wrong_fields(&problem) {
        if let Some((_, field, says)) = names.iter().find(|(name, ..)| *name == wrong.field) {
            errors.add(field, visit.t.say(says));
        }
    }
    let needs_code = names.iter().find(|(name, ..)| *name == "code").map(|(_, field, says)| (*field, *says));
    if problem.code == ErrorCode::SecondFactorNeeded
        && let Some((field, says)) = needs_code
    {
        errors.add(field, visit.t.say(says));
    }
    let says = match problem.code {
        ErrorCode::LastAdmin => Some(key("refused-last-admin")),
        ErrorCode::RateLimited => Some(key("problem-too-many-how")),
        ErrorCode::SecondFactorPresent => Some(key("refused-changed")),
        _ => None,
    };
    if errors.is_empty() && says.is_none() {
        return Err(problem.into());
    }
    let status = if errors.is_empty() {
        StatusCode::from_u16(problem.code.http_status()).unwrap_or(StatusCode::CONFLICT)
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut page = page(gateway, visit, errors, shown).await?;
    page.refused = says.map(|says| visit.t.say(says));
    Ok(respond(status, &page))
}

fn there(done: &str) -> Response {
    see_other(&format!("/me/account?done={done}"))
}

pub(crate) async fn change_password(
    State(gateway): State<Gateway>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let request = ChangePasswordRequest {
        session_id: visit.session_id,
        old_password: fields.exact("old_password"),
        new_password: fields.exact("new_password"),
        source: visit.source.0.clone(),
    };
    let changed = match gateway.tries_own(&visit.caller, &visit.source).await {
        Ok(()) => gateway.identity().change_password(visit.asked(), request).await,
        Err(problem) => Err(problem),
    };
    match changed {
        Ok(_) => Ok(there("password")),
        Err(problem) => {
            let names = [
                ("old_password", "old_password", key("error-old-password")),
                ("new_password", "new_password", key("error-new-password")),
            ];
            refused(&gateway, &visit, problem, &names, Shown::Nothing).await
        }
    }
}

/// Password and code of a form whose fields begin with this word.
fn shows(visit: &Visit, fields: &Fields, form: &str) -> PasswordRequest {
    PasswordRequest {
        password: fields.exact(&format!("{form}_password")),
        code: fields.text(&format!("{form}_code")).to_owned(),
        session_id: visit.session_id,
        source: visit.source.0.clone(),
    }
}

pub(crate) async fn begin_factor(
    State(gateway): State<Gateway>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let request = PasswordRequest { session_id: None, ..shows(&visit, &fields, "factor") };
    let begun = match gateway.tries_own(&visit.caller, &visit.source).await {
        Ok(()) => gateway.identity().begin_second_factor(visit.asked(), request).await,
        Err(problem) => Err(problem),
    };
    match begun {
        Ok(made) => {
            let shown = Shown::Secret { secret: made.secret, url: made.otpauth_url };
            Ok(respond(StatusCode::OK, &page(&gateway, &visit, Errors::default(), shown).await?))
        }
        Err(problem) => {
            let names = [("password", "factor_password", key("error-own-password"))];
            refused(&gateway, &visit, problem, &names, Shown::Nothing).await
        }
    }
}

pub(crate) async fn confirm_factor(
    State(gateway): State<Gateway>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let request = ConfirmSecondFactorRequest {
        code: fields.text("code").to_owned(),
        session_id: visit.session_id,
        source: visit.source.0.clone(),
    };
    let confirmed = match gateway.tries_own(&visit.caller, &visit.source).await {
        Ok(()) => gateway.identity().confirm_second_factor(visit.asked(), request).await,
        Err(problem) => Err(problem),
    };
    match confirmed {
        Ok(made) => {
            let shown = Shown::Codes(made.codes);
            Ok(respond(StatusCode::OK, &page(&gateway, &visit, Errors::default(), shown).await?))
        }
        Err(problem) => {
            let names = [("code", "code", key("error-own-code"))];
            refused(&gateway, &visit, problem, &names, Shown::Confirming).await
        }
    }
}

pub(crate) async fn remove_factor(
    State(gateway): State<Gateway>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let request = shows(&visit, &fields, "remove");
    let removed = match gateway.tries_own(&visit.caller, &visit.source).await {
        Ok(()) => gateway.identity().remove_second_factor(visit.asked(), request).await,
        Err(problem) => Err(problem),
    };
    match removed {
        Ok(_) => Ok(there("factor")),
        Err(problem) => {
            let names = [
                ("password", "remove_password", key("error-own-password")),
                ("code", "remove_code", key("error-own-code")),
            ];
            refused(&gateway, &visit, problem, &names, Shown::Nothing).await
        }
    }
}

pub(crate) async fn end_session(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let request = EndSessionRequest { id: fields.needed("id")? };
    match gateway.identity().end_session(visit.asked(), request).await {
        Ok(_) => {}
        // it has ended by itself
        Err(problem) if problem.code == ErrorCode::NotFound => {}
        Err(problem) => return Err(problem.into()),
    }
    Ok(there("session"))
}

pub(crate) async fn close(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let request = PasswordRequest { session_id: None, ..shows(&visit, &fields, "close") };
    let closed = match gateway.tries_own(&visit.caller, &visit.source).await {
        Ok(()) => gateway.identity().close_account(visit.asked(), request).await,
        Err(problem) => Err(problem),
    };
    match closed {
        Ok(_) => Ok(([forget_session()], see_other("/")).into_response()),
        Err(problem) => {
            let names = [
                ("password", "close_password", key("error-own-password")),
                ("code", "close_code", key("error-own-code")),
            ];
            refused(&gateway, &visit, problem, &names, Shown::Nothing).await
        }
    }
}
