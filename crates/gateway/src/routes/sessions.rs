//! `/v1/sessions`: logging in and out, and going on.

use aws_lc_rs::hmac;
use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use holdfast_domain::ErrorCode::{
    BadCredentials, Forbidden, NotFound, SecondFactorNeeded, SecondFactorRequired,
};
use holdfast_domain::{Asked, Caller, ClinicId, DoctorId, ErrorCode, Problem, SessionId};
use holdfast_rpc::identity::{
    AccountRequest, Acting as ActingMessage, EndSessionRequest, LogInRequest, RefreshRequest,
    Session as Message, SessionEntry, SwitchSessionRequest,
};
use holdfast_tokens::OfSession;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::client::Source;
use crate::http::cookies;
use crate::http::document;
use crate::http::facts::{ANYBODY, Facts, Key, PEOPLE, Rate};
use crate::http::instant::render;
use crate::http::params::{PathIds, timestamp};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(
            routes!(log_in),
            Facts::new(
                ANYBODY,
                Key::Without,
                Rate::LogIns,
                &[BadCredentials, SecondFactorNeeded, SecondFactorRequired, Forbidden],
            ),
        )
        .add(routes!(list), Facts::new(PEOPLE, Key::Without, Rate::Usual, &[NotFound]))
        .add(
            routes!(refresh),
            Facts::new(ANYBODY, Key::Without, Rate::Usual, &[SecondFactorRequired, Forbidden]),
        )
        .add(
            routes!(switch),
            Facts::new(
                PEOPLE.saying("whoever has logged in by a page"),
                Key::Without,
                Rate::Usual,
                &[NotFound, SecondFactorRequired],
            ),
        )
        .add(
            routes!(end),
            Facts::new(PEOPLE.saying("whoever has an account, of their own"), Key::Without, Rate::Usual, &[]),
        )
}

/// Credentials, and what to act as: for a clinic that the account works for, for the platform, or (neither) as a patient.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LogIn {
    #[schema(schema_with = document::some_email)]
    email: String,
    #[schema(max_length = 512)]
    password: String,
    /// The second factor's code, or a recovery code, if the account has a second factor.
    #[serde(default)]
    #[schema(max_length = 100)]
    code: String,
    #[schema(value_type = Option<Uuid>)]
    clinic_id: Option<ClinicId>,
    #[serde(default)]
    platform: bool,
    /// For pages in a browser: the session is held by a cookie, and no tokens are given.
    #[serde(default)]
    page: bool,
}

/// A refresh token, and what to act as from now on; as before, if both are left out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionRefresh {
    #[schema(max_length = 100)]
    refresh_token: String,
    #[schema(value_type = Option<Uuid>)]
    clinic_id: Option<ClinicId>,
    platform: Option<bool>,
}

/// What to act as from now on: for a clinic, for the platform, or (neither) as a patient.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    #[schema(value_type = Option<Uuid>)]
    clinic_id: Option<ClinicId>,
    #[serde(default)]
    platform: bool,
}

/// A session that was begun or gone on with.
#[derive(Serialize, ToSchema)]
pub struct Session {
    #[schema(value_type = Uuid)]
    id: SessionId,
    /// What it acts as: `patient`, `staff`, `doctor`, `clinic_admin` or `platform_admin`.
    role: &'static str,
    #[schema(value_type = Option<Uuid>, required)]
    clinic_id: Option<ClinicId>,
    #[schema(value_type = Option<Uuid>, required)]
    doctor_id: Option<DoctorId>,
    /// For `Authorization: Bearer`. Pages have a cookie in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    access_token: Option<String>,
    /// `Bearer`
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    token_type: Option<&'static str>,
    /// Seconds that the access token is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    expires_in: Option<i64>,
    /// For the next access token; good once.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    refresh_token: Option<String>,
    /// Pages send it as `X-CSRF-Token` with what changes something.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    csrf_token: Option<String>,
    /// When the session ends, unless it is gone on with.
    #[schema(format = DateTime)]
    expires_at: String,
}

/// One of the caller's sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionSummary {
    #[schema(value_type = Uuid)]
    id: SessionId,
    /// Whether this request is of it.
    current: bool,
    /// `page` (a browser's) or `api`.
    kind: String,
    #[schema(value_type = Option<Uuid>, required)]
    clinic_id: Option<ClinicId>,
    platform: bool,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    used_at: String,
    #[schema(format = DateTime)]
    expires_at: String,
    /// What was shown to begin it: `password`, `code`, `recovery_code`, `provider`, `provider_factor`. Empty where that is not known.
    begun_by: Vec<String>,
}

/// The caller's sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sessions {
    items: Vec<SessionSummary>,
    /// Of the page's session, if it is one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    csrf_token: Option<String>,
}

fn acting(clinic_id: Option<ClinicId>, platform: bool) -> ActingMessage {
    ActingMessage { clinic_id, platform }
}

/// A session as it goes out: with its cookie, if it is a page's and has a new one.
pub(super) fn answer(
    gateway: &Gateway,
    status: StatusCode,
    session: Message,
    is_page: bool,
) -> Result<Response, Refusal> {
    let who = Caller::from(session.caller);
    let now = gateway.0.clock.now();
    let access_token = if is_page {
        None
    } else {
        let expires = now + gateway.0.settings.access_token;
        let of = OfSession { id: session.id, membership_version: session.membership_version };
        // since the membership was looked at
        let signed = gateway.0.keys.sign(&who, Some(of), timestamp(session.as_of_us), expires);
        Some(signed.map_err(|error| {
            tracing::error!(%error, "signing an access token failed");
            Problem::of(ErrorCode::Internal)
        })?)
    };
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let cookie = given(session.cookie);
    let body = Session {
        id: session.id,
        role: who.role.as_str(),
        clinic_id: who.clinic_id,
        doctor_id: who.doctor_id,
        token_type: access_token.as_ref().map(|_| "Bearer"),
        expires_in: access_token.as_ref().map(|_| gateway.0.settings.access_token.as_secs()),
        access_token,
        refresh_token: given(session.refresh_token),
        csrf_token: cookie.as_deref().map(|cookie| cookies::csrf_token(cookie, gateway)),
        expires_at: render(session.expires_at_us, &TimeZone::UTC),
    };
    let mut response =
        (status, [(axum::http::header::CACHE_CONTROL, "no-store")], Answer(body)).into_response();
    if let Some(cookie) = cookie {
        let seconds = session.expires_at_us / 1_000_000 - now.as_second();
        let (name, value) = cookies::set_session(&cookie, seconds);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// What tries of an account's password are counted by: addresses are for nobody else to see.
pub(crate) fn account_hash(gateway: &Gateway, email: &str) -> String {
    let hash = hmac::sign(&gateway.request_hashing(), email.trim().to_ascii_lowercase().as_bytes());
    URL_SAFE_NO_PAD.encode(hash)
}

/// Log in. What is wrong with the credentials is not told.
#[utoipa::path(post, operation_id = "logIn", path = "/sessions", tag = "sessions",
    request_body(content = LogIn,
        example = json!({"email": "ada@example.org", "password": "correct horse battery staple"})),
    responses((status = 201, body = Session)))]
pub async fn log_in(
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<LogIn>,
) -> Result<Response, Refusal> {
    let LogIn { email, password, code, clinic_id, platform, page } = body.value;
    if let Some(refusal) = gateway.0.limits.log_in(&account_hash(&gateway, &email), &source).await {
        return Ok(refusal);
    }
    let acting = Some(acting(clinic_id, platform));
    let request = LogInRequest { email, password, code, acting, page, source: source.0 };
    let session = gateway.identity().log_in(Asked::ANONYMOUS, request).await?;
    answer(&gateway, StatusCode::CREATED, session, page)
}

/// Go on with a session: a new access token, and a new refresh token for this one. A refresh token that comes twice ends the
/// session.
#[utoipa::path(post, operation_id = "refreshSession", path = "/sessions/refresh", tag = "sessions",
    request_body(content = SessionRefresh, example = json!({"refresh_token": "hfr_Zm9yIHRoZSBleGFtcGxl"})),
    responses((status = 200, body = Session)))]
pub async fn refresh(
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<SessionRefresh>,
) -> Result<Response, Refusal> {
    let SessionRefresh { refresh_token, clinic_id, platform } = body.value;
    let is_asked = clinic_id.is_some() || platform.is_some();
    let acting = is_asked.then(|| acting(clinic_id, platform.unwrap_or(false)));
    let request = RefreshRequest { refresh_token, acting, source: source.0 };
    let session = gateway.identity().refresh(Asked::ANONYMOUS, request).await?;
    answer(&gateway, StatusCode::OK, session, false)
}

/// A page's session acts as something else from now on, and gets a new cookie. (Programs say what to act as when they refresh.)
#[utoipa::path(post, operation_id = "switchSession", path = "/sessions/switch", tag = "sessions",
    request_body(content = Switch, example = json!({"clinic_id": "0198a5c0-c111-7000-8000-000000000001"})),
    responses((status = 200, body = Session)))]
pub async fn switch(
    As(caller, session_id): As,
    State(gateway): State<Gateway>,
    body: Json<Switch>,
) -> Result<Response, Refusal> {
    let Switch { clinic_id, platform } = body.value;
    let request = SwitchSessionRequest { session_id, acting: Some(acting(clinic_id, platform)) };
    let session = gateway.identity().switch_session(Asked::by(caller), request).await?;
    answer(&gateway, StatusCode::OK, session, true)
}

/// The caller's sessions.
#[utoipa::path(get, operation_id = "listSessions", path = "/sessions", tag = "sessions",
    responses((status = 200, body = Sessions)))]
pub async fn list(
    As(caller, session_id): As,
    State(gateway): State<Gateway>,
    headers: HeaderMap,
) -> Result<Answer<Sessions>, Refusal> {
    let request = AccountRequest {};
    let items = gateway.identity().list_sessions(Asked::by(caller), request).await?.items;
    let entry = |entry: SessionEntry| SessionSummary {
        current: session_id == Some(entry.id),
        created_at: render(entry.created_at_us, &TimeZone::UTC),
        used_at: render(entry.used_at_us, &TimeZone::UTC),
        expires_at: render(entry.expires_at_us, &TimeZone::UTC),
        id: entry.id,
        kind: entry.kind,
        clinic_id: entry.acting_for,
        platform: entry.acting_as_platform,
        begun_by: entry.begun_by,
    };
    let items: Vec<_> = items.into_iter().map(entry).collect();
    let is_page = items.iter().any(|entry| entry.current && entry.kind == "page");
    let cookie = cookies::session(&headers).filter(|_| is_page);
    Ok(Answer(Sessions { items, csrf_token: cookie.map(|cookie| cookies::csrf_token(cookie, &gateway)) }))
}

/// Log out, here or elsewhere: nothing of the session holds any more.
#[utoipa::path(delete, operation_id = "endSession", path = "/sessions/{id}", tag = "sessions",
    params(("id" = Uuid, Path)),
    responses((status = 204, description = "Ended")))]
pub async fn end(
    As(caller, session_id): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(SessionId,)>,
) -> Result<Response, Refusal> {
    let request = EndSessionRequest { id };
    gateway.identity().end_session(Asked::by(caller), request).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if session_id == Some(id) {
        let (name, value) = cookies::forget_session();
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
