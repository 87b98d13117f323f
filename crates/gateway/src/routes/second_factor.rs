//! `/v1/account/second-factor`

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::Asked;
use holdfast_domain::ErrorCode::{NotFound, SecondFactorNeeded, SecondFactorPresent};
use holdfast_rpc::identity::{ConfirmSecondFactorRequest, PasswordRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::client::Source;
use crate::http::facts::{Facts, Key, PEOPLE, Rate};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(
            routes!(begin),
            Facts::new(
                PEOPLE.saying("whoever has an account, by its password"),
                Key::Without,
                Rate::Usual,
                &[NotFound, SecondFactorPresent],
            ),
        )
        .add(
            routes!(confirm),
            Facts::new(
                PEOPLE.saying("whoever began to set one up"),
                Key::Without,
                Rate::Usual,
                &[NotFound, SecondFactorPresent],
            ),
        )
        .add(
            routes!(remove),
            Facts::new(
                PEOPLE.saying("whoever has the password and a code"),
                Key::Without,
                Rate::Usual,
                &[NotFound, SecondFactorNeeded],
            ),
        )
}

/// The account's password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Password {
    #[schema(max_length = 512)]
    password: String,
}

/// A code of the authenticator.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    #[schema(max_length = 100)]
    code: String,
}

/// The account's password, and a code of the authenticator or a recovery code, if it has a second factor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordAndCode {
    #[schema(max_length = 512)]
    pub(super) password: String,
    #[serde(default)]
    #[schema(max_length = 100)]
    pub(super) code: String,
}

/// What the authenticator needs to know.
#[derive(Serialize, ToSchema)]
pub struct Secret {
    /// Base32.
    secret: String,
    /// The same as a URL, for a QR code.
    otpauth_url: String,
}

/// Each is good once, for when the authenticator is lost. They are not shown again.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

/// Begin to set up a second factor (RFC 6238: SHA-1, six digits, 30 seconds); it is in force once a code is shown.
#[utoipa::path(post, operation_id = "beginSecondFactor", path = "/account/second-factor", tag = "accounts",
    request_body(content = Password, example = json!({"password": "correct horse battery staple"})),
    responses((status = 200, body = Secret)))]
pub async fn begin(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<Password>,
) -> Result<Response, Refusal> {
    if let Some(refusal) = gateway.0.limits.log_in(&caller.actor_id(), &source).await {
        return Ok(refusal);
    }
    let request =
        PasswordRequest { password: body.value.password, source: source.0, ..PasswordRequest::default() };
    let made = gateway.identity().begin_second_factor(Asked::by(caller), request).await?;
    let secret = Secret { secret: made.secret, otpauth_url: made.otpauth_url };
    Ok(([(header::CACHE_CONTROL, "no-store")], Answer(secret)).into_response())
}

/// Put the second factor in force, by a code of it. The account's other sessions end.
#[utoipa::path(post, operation_id = "confirmSecondFactor", path = "/account/second-factor/confirm",
    tag = "accounts",
    request_body(content = Code, example = json!({"code": "123456"})),
    responses((status = 200, body = RecoveryCodes)))]
pub async fn confirm(
    As(caller, session_id): As,
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<Code>,
) -> Result<Response, Refusal> {
    if let Some(refusal) = gateway.0.limits.log_in(&caller.actor_id(), &source).await {
        return Ok(refusal);
    }
    let request = ConfirmSecondFactorRequest { code: body.value.code, session_id, source: source.0 };
    let codes = gateway.identity().confirm_second_factor(Asked::by(caller), request).await?.codes;
    Ok(([(header::CACHE_CONTROL, "no-store")], Answer(RecoveryCodes { recovery_codes: codes }))
        .into_response())
}

/// Take the second factor away. The account's other sessions end, and this one acts no more for clinics that ask for a second
/// factor.
#[utoipa::path(post, operation_id = "removeSecondFactor", path = "/account/second-factor/remove",
    tag = "accounts",
    request_body(content = PasswordAndCode,
        example = json!({"password": "correct horse battery staple", "code": "123456"})),
    responses((status = 204, description = "Taken away")))]
pub async fn remove(
    As(caller, session_id): As,
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<PasswordAndCode>,
) -> Result<Response, Refusal> {
    if let Some(refusal) = gateway.0.limits.log_in(&caller.actor_id(), &source).await {
        return Ok(refusal);
    }
    let PasswordAndCode { password, code } = body.value;
    let request = PasswordRequest { password, code, session_id, source: source.0 };
    gateway.identity().remove_second_factor(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
