//! Refusals as pages: what a browser is shown where a program gets a problem as JSON.

use askama::Template;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use holdfast_domain::ErrorCode;
use holdfast_gateway::pages::Looked;

use crate::embed::Embed;
use crate::locale::Locale;
use crate::page::{Frame, respond, see_other};
use crate::texts::{Texts, key};

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct Problem {
    frame: Frame,
    says: String,
    /// What a person may tell the operator.
    code: &'static str,
}

/// Heading and explanation of a refusal.
fn says(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::NotFound | ErrorCode::MethodNotAllowed => {
            (key("problem-not-found"), key("problem-not-found-how"))
        }
        ErrorCode::Forbidden | ErrorCode::InsufficientScope | ErrorCode::SecondFactorRequired => {
            (key("problem-forbidden"), key("problem-forbidden-how"))
        }
        ErrorCode::RateLimited | ErrorCode::TooManyHolds | ErrorCode::TooManyStreams => {
            (key("problem-too-many"), key("problem-too-many-how"))
        }
        ErrorCode::CrossSite => (key("problem-form"), key("problem-form-how")),
        ErrorCode::HoldExpired | ErrorCode::IllegalTransition | ErrorCode::PreconditionFailed => {
            (key("problem-changed"), key("problem-changed-how"))
        }
        ErrorCode::Unavailable | ErrorCode::Overloaded | ErrorCode::RequestTimeout => {
            (key("problem-away"), key("problem-away-how"))
        }
        ErrorCode::OutcomeUnknown | ErrorCode::IdempotencyInProgress => {
            (key("problem-unknown"), key("problem-unknown-how"))
        }
        code if code.http_status() >= 500 => (key("problem-ours"), key("problem-ours-how")),
        _ => (key("problem-refused"), key("problem-refused-how")),
    }
}

/// The page in the place of a refusal; who has to log in first is asked to.
pub(crate) fn refusal(looked: &Looked) -> Response {
    page(looked, None)
}

/// The same, where it may stand in another site's page.
pub(crate) fn page(looked: &Looked, embed: Option<Embed>) -> Response {
    let to = looked.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    if looked.code == ErrorCode::Unauthenticated && looked.method == Method::GET {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("to", &to).finish();
        return see_other(&format!("/log-in?{query}"));
    }
    let t = Texts::of(Locale::of(&looked.headers));
    let (heading, explanation) = says(looked.code);
    let says = match looked.retry_after {
        Some(seconds) => format!(
            "{} {}",
            t.say(explanation),
            t.count("problem-wait", u32::try_from(seconds).unwrap_or(u32::MAX))
        ),
        None => t.say(explanation),
    };
    let frame = Frame {
        t,
        title: t.say(heading),
        // a form that was sent cannot be come back to
        here: if looked.method == Method::GET { to } else { "/".to_owned() },
        session: None,
        has_errors: false,
        is_wide: false,
        form_token: String::new(),
        embed,
    };
    let status = StatusCode::from_u16(looked.code.http_status()).unwrap_or(StatusCode::BAD_REQUEST);
    respond(status, &Problem { frame, says, code: looked.code.as_str() })
}
