//! `/v1/accounts` (signing up), `/v1/account` (the caller's own), `/v1/password-resets`.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::{LastAdmin, NotFound, SecondFactorNeeded};
use holdfast_domain::{AccountId, Asked, ClinicId, DoctorId};
use holdfast_rpc::identity::{
    Account as Message, AccountRequest, ChangePasswordRequest, CompleteAccountRequest, EmailRequest,
    Membership as MembershipMessage, PasswordRequest, ResetPasswordRequest,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::second_factor::PasswordAndCode;
use super::sessions::account_hash;
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::client::Source;
use crate::http::document;
use crate::http::facts::{ANYBODY, Facts, Key, PEOPLE, Rate};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(sign_up), Facts::new(ANYBODY, Key::Without, Rate::Mails, &[]))
        .add(routes!(complete), Facts::new(ANYBODY, Key::Without, Rate::LogIns, &[]))
        .add(routes!(ask_reset), Facts::new(ANYBODY, Key::Without, Rate::Mails, &[]))
        .add(routes!(finish_reset), Facts::new(ANYBODY, Key::Without, Rate::LogIns, &[]))
        .add(routes!(show), Facts::new(PEOPLE, Key::Without, Rate::Usual, &[NotFound]))
        .add(routes!(change_password), Facts::new(PEOPLE, Key::Without, Rate::Usual, &[NotFound]))
        .add(
            routes!(close),
            Facts::new(
                PEOPLE.saying("whoever has an account, by its password and its second factor"),
                Key::Without,
                Rate::Usual,
                &[NotFound, SecondFactorNeeded, LastAdmin],
            ),
        )
}

/// An address to write to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    #[schema(schema_with = document::some_email)]
    email: String,
}

/// Who signs up, by the secret that was mailed to them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    #[schema(max_length = 100)]
    token: String,
    #[schema(schema_with = document::name)]
    name: String,
    #[schema(schema_with = document::new_password)]
    password: String,
}

/// A new password, by the secret that was mailed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    #[schema(max_length = 100)]
    token: String,
    #[schema(schema_with = document::new_password)]
    password: String,
}

/// A new password, by the old one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    #[schema(max_length = 512)]
    old_password: String,
    #[schema(schema_with = document::new_password)]
    new_password: String,
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    #[schema(value_type = Uuid)]
    id: AccountId,
    email: String,
    name: String,
    has_second_factor: bool,
    is_platform_admin: bool,
    /// The clinics that the account works for.
    memberships: Vec<Membership>,
}

/// What an account is at a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct Membership {
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    clinic_name: String,
    /// `staff`, `doctor` or `clinic_admin`.
    role: &'static str,
    /// Which doctor of the clinic; of doctors.
    #[schema(value_type = Option<Uuid>, required)]
    doctor_id: Option<DoctorId>,
    second_factor_required: bool,
}

impl From<MembershipMessage> for Membership {
    fn from(message: MembershipMessage) -> Self {
        Self {
            clinic_id: message.clinic_id,
            clinic_name: message.clinic_name,
            role: message.role.as_str(),
            doctor_id: message.doctor_id,
            second_factor_required: message.second_factor_required,
        }
    }
}

impl From<Message> for Account {
    fn from(message: Message) -> Self {
        Self {
            id: message.id,
            email: message.email,
            name: message.name,
            has_second_factor: message.has_second_factor,
            is_platform_admin: message.is_platform_admin,
            memberships: message.memberships.into_iter().map(Membership::from).collect(),
        }
    }
}

/// Sign up: a mail with a secret goes to the address, by which the account is completed. The answer is the same whether the
/// address has an account or not.
#[utoipa::path(post, operation_id = "signUp", path = "/accounts", tag = "accounts",
    request_body(content = Address, example = json!({"email": "ada@example.org"})),
    responses((status = 202, description = "A mail is on its way")))]
pub async fn sign_up(
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<Address>,
) -> Result<Response, Refusal> {
    if let Some(refusal) = gateway.0.limits.mail_to(&account_hash(&gateway, &body.value.email)).await {
        return Ok(refusal);
    }
    gateway
        .identity()
        .sign_up(Asked::ANONYMOUS, EmailRequest { email: body.value.email, source: source.0 })
        .await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Complete an account, by the secret of the mail.
#[utoipa::path(post, operation_id = "completeAccount", path = "/accounts/complete", tag = "accounts",
    request_body(content = NewAccount,
        example = json!({"token": "hfl_Zm9yIHRoZSBleGFtcGxl", "name": "Ada Lovelace",
            "password": "correct horse battery staple"})),
    responses((status = 201, body = Account)))]
pub async fn complete(
    State(gateway): State<Gateway>,
    body: Json<NewAccount>,
) -> Result<(StatusCode, Answer<Account>), Refusal> {
    let NewAccount { token, name, password } = body.value;
    let request = CompleteAccountRequest { token, name, password };
    let account = gateway.identity().complete_account(Asked::ANONYMOUS, request).await?;
    Ok((StatusCode::CREATED, Answer(account.into())))
}

/// Ask for a new password: a mail with a secret goes to the address, if it has an account. The answer is the same in any case.
#[utoipa::path(post, operation_id = "requestPasswordReset", path = "/password-resets", tag = "accounts",
    request_body(content = Address, example = json!({"email": "ada@example.org"})),
    responses((status = 202, description = "A mail is on its way, if the address has an account")))]
pub async fn ask_reset(
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<Address>,
) -> Result<Response, Refusal> {
    if let Some(refusal) = gateway.0.limits.mail_to(&account_hash(&gateway, &body.value.email)).await {
        return Ok(refusal);
    }
    gateway
        .identity()
        .ask_password_reset(Asked::ANONYMOUS, EmailRequest { email: body.value.email, source: source.0 })
        .await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Set a new password, by the secret of the mail. All sessions of the account end.
#[utoipa::path(post, operation_id = "finishPasswordReset", path = "/password-resets/finish", tag = "accounts",
    request_body(content = PasswordReset,
        example = json!({"token": "hfl_Zm9yIHRoZSBleGFtcGxl", "password": "correct horse battery staple"})),
    responses((status = 204, description = "Set")))]
pub async fn finish_reset(
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<PasswordReset>,
) -> Result<StatusCode, Refusal> {
    let PasswordReset { token, password } = body.value;
    gateway
        .identity()
        .reset_password(Asked::ANONYMOUS, ResetPasswordRequest { token, password, source: source.0 })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The caller's account, and what it may act as.
#[utoipa::path(get, operation_id = "getAccount", path = "/account", tag = "accounts",
    responses((status = 200, body = Account)))]
pub async fn show(As(caller, ..): As, State(gateway): State<Gateway>) -> Result<Answer<Account>, Refusal> {
    let request = AccountRequest {};
    Ok(Answer(gateway.identity().get_account(Asked::by(caller), request).await?.into()))
}

/// Close the account for good: what is personal goes, its sessions end, and it works for no clinic any more. Patient records are
/// their clinics' and stay.
#[utoipa::path(post, operation_id = "closeAccount", path = "/account/close", tag = "accounts",
    request_body(content = PasswordAndCode, example = json!({"password": "correct horse battery staple"})),
    responses((status = 204, description = "Closed")))]
pub async fn close(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<PasswordAndCode>,
) -> Result<Response, Refusal> {
    if let Some(refusal) = gateway.0.limits.log_in(&caller.actor_id(), &source).await {
        return Ok(refusal);
    }
    let PasswordAndCode { password, code } = body.value;
    let request = PasswordRequest { password, code, source: source.0, ..PasswordRequest::default() };
    gateway.identity().close_account(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Change the password. The account's other sessions end.
#[utoipa::path(post, operation_id = "changePassword", path = "/account/password", tag = "accounts",
    request_body(content = PasswordChange,
        example = json!({"old_password": "correct horse battery staple",
            "new_password": "stuck windmill 7 orange"})),
    responses((status = 204, description = "Changed")))]
pub async fn change_password(
    As(caller, session_id): As,
    State(gateway): State<Gateway>,
    source: Source,
    body: Json<PasswordChange>,
) -> Result<Response, Refusal> {
    if let Some(refusal) = gateway.0.limits.log_in(&caller.actor_id(), &source).await {
        return Ok(refusal);
    }
    let PasswordChange { old_password, new_password } = body.value;
    let request = ChangePasswordRequest { session_id, old_password, new_password, source: source.0 };
    gateway.identity().change_password(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
