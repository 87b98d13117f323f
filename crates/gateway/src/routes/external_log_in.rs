//! `/v1/log-in/provider`: logging in at an OpenID provider, for browsers.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::{
    BadCredentials, Forbidden, NotFound, OutcomeUnknown, SecondFactorNeeded, SecondFactorRequired,
};
use holdfast_domain::{Asked, ErrorCode, Problem};
use holdfast_rpc::identity::{Acting, BeginExternalLogInRequest, FinishExternalLogInRequest};
use utoipa_axum::routes;

use super::sessions::answer;
use crate::Gateway;
use crate::http::client::Source;
use crate::http::cookies;
use crate::http::facts::{ANYBODY, Facts, Key, Rate};
use crate::http::params::Params;
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(begin), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[NotFound, OutcomeUnknown]))
        .add(
            routes!(finish),
            Facts::new(
                ANYBODY,
                Key::Without,
                Rate::Usual,
                &[
                    NotFound,
                    BadCredentials,
                    SecondFactorNeeded,
                    SecondFactorRequired,
                    Forbidden,
                    OutcomeUnknown,
                ],
            ),
        )
}

fn see_other(place: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, place), (header::CACHE_CONTROL, "no-store")]).into_response()
}

/// Go to the OpenID provider to log in there. `clinic_id` and `platform` say what to act as, as for a log-in by password.
#[utoipa::path(get, operation_id = "beginProviderLogIn", path = "/log-in/provider", tag = "sessions",
    params(("clinic_id" = Option<Uuid>, Query, nullable = false), ("platform" = Option<bool>, Query,
        nullable = false)),
    responses((status = 303, description = "To the provider")))]
pub async fn begin(State(gateway): State<Gateway>, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let mut params = Params::new(query.as_deref(), &["clinic_id", "platform"]);
    let clinic_id = params.id("clinic_id");
    let platform = match params.text("platform").as_str() {
        "" | "false" => false,
        "true" => true,
        _ => {
            params.note("platform", "must be true or false");
            false
        }
    };
    params.finish()?;
    let request = BeginExternalLogInRequest { acting: Some(Acting { clinic_id, platform }) };
    let begun = gateway.identity().begin_external_log_in(Asked::ANONYMOUS, request).await?;
    let mut response = see_other(&begun.url);
    let (name, value) = cookies::set_log_in(&begun.state);
    response.headers_mut().insert(name, value);
    Ok(response)
}

/// Where the provider sends the browser back to.
#[utoipa::path(get, operation_id = "finishProviderLogIn", path = "/log-in/provider/callback", tag = "sessions",
    params(("code" = Option<String>, Query, nullable = false, max_length = 200), ("state" = Option<String>,
        Query, nullable = false, max_length = 200)),
    responses((status = 303, description = "Logged in; to the pages")))]
pub async fn finish(
    State(gateway): State<Gateway>,
    headers: HeaderMap,
    source: Source,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    // providers may add what they like
    let pairs: Vec<_> = form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes()).collect();
    let find = |name: &str| {
        pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.to_string()).unwrap_or_default()
    };
    let state = cookies::log_in(&headers).unwrap_or_default().to_owned();
    if find("code").is_empty() {
        let detail = "the identity provider did not log you in; begin anew";
        return Err(Problem::new(ErrorCode::BadCredentials, detail).into());
    }
    let request = FinishExternalLogInRequest {
        state,
        returned_state: find("state"),
        code: find("code"),
        source: source.0,
    };
    let session = gateway.identity().finish_external_log_in(Asked::ANONYMOUS, request).await?;
    let answered = answer(&gateway, StatusCode::OK, session, true)?;
    let mut response = see_other(&gateway.0.settings.home);
    let (name, value) = cookies::forget_log_in();
    response.headers_mut().append(name, value);
    if let Some(cookie) = answered.headers().get(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    Ok(response)
}
