//! `/v1/clinics/{clinic_id}/invitations`, and `/v1/invitations/accept` for whoever was invited.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::{AlreadyMember, LastAdmin, NotFound};
use holdfast_domain::{Asked, ClinicId, Cursor, DoctorId, InvitationId, Role};
use holdfast_rpc::identity::{
    Invitation as Message, InviteRequest, LinkRequest, OfClinicRequest, WithdrawInvitationRequest,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::accounts::Membership;
use super::sessions::account_hash;
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, PageQuery};
use crate::http::facts::{ADMINS, Facts, Key, PEOPLE, Rate};
use crate::http::headers::IdempotencyKey;
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(create), Facts::new(ADMINS, Key::Without, Rate::Mails, &[]))
        .add(routes!(list), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(withdraw), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(
            routes!(accept),
            Facts::new(
                PEOPLE.saying("the account that has the address it went to"),
                Key::Without,
                Rate::Usual,
                &[NotFound, AlreadyMember, LastAdmin],
            ),
        )
}

/// What somebody is invited to be at a clinic.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitedRole {
    /// Front desk.
    Staff,
    /// One of the clinic's doctors.
    Doctor,
    /// Runs the clinic.
    ClinicAdmin,
}

/// Somebody to be invited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    #[schema(schema_with = document::some_email)]
    email: String,
    role: InvitedRole,
    /// Which doctor of the clinic; for doctors alone.
    #[schema(value_type = Option<Uuid>)]
    doctor_id: Option<DoctorId>,
}

/// An invitation that was not accepted yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invitation {
    #[schema(value_type = Uuid)]
    id: InvitationId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    email: String,
    /// `staff`, `doctor` or `clinic_admin`.
    role: &'static str,
    #[schema(value_type = Option<Uuid>, required)]
    doctor_id: Option<DoctorId>,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    expires_at: String,
    /// The account of whoever made it. Those of somebody who runs the clinic no more are withdrawn.
    invited_by: String,
}

impl From<Message> for Invitation {
    fn from(message: Message) -> Self {
        Self {
            id: message.id,
            clinic_id: message.clinic_id,
            email: message.email,
            role: message.role.as_str(),
            doctor_id: message.doctor_id,
            created_at: render(message.created_at_us, &TimeZone::UTC),
            expires_at: render(message.expires_at_us, &TimeZone::UTC),
            invited_by: message.invited_by,
        }
    }
}

/// A page of invitations.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationPage {
    items: Vec<Invitation>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// The secret of a mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    #[schema(max_length = 100)]
    token: String,
}

/// Invite somebody to work for a clinic; a mail goes to the address.
#[utoipa::path(post, operation_id = "createInvitation", path = "/clinics/{clinic_id}/invitations",
    tag = "members",
    request_body(content = NewInvitation,
        example = json!({"email": "grace@example.org", "role": "staff"})), params(("clinic_id" = Uuid, Path),
            KeyHeader),
    responses((status = 201, body = Invitation)))]
pub async fn create(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    key: IdempotencyKey,
    body: Json<NewInvitation>,
) -> Result<Response, Refusal> {
    if let Some(refusal) = gateway.0.limits.mail_to(&account_hash(&gateway, &body.value.email)).await {
        return Ok(refusal);
    }
    let NewInvitation { email, role, doctor_id } = body.value;
    let role = match role {
        InvitedRole::Staff => Role::Staff,
        InvitedRole::Doctor => Role::Doctor,
        InvitedRole::ClinicAdmin => Role::ClinicAdmin,
    };
    let request = InviteRequest { clinic_id, email, role, doctor_id };
    let invitation: Invitation =
        gateway.identity().invite(key.asked(&caller, &body.raw), request).await?.into();
    Ok((StatusCode::CREATED, Answer(invitation)).into_response())
}

/// A clinic's invitations that can still be accepted.
#[utoipa::path(get, operation_id = "listInvitations", path = "/clinics/{clinic_id}/invitations",
    tag = "members",
    params(("clinic_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = InvitationPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<InvitationPage>, Refusal> {
    let request = OfClinicRequest { clinic_id, page: Params::only_page(query.as_deref())? };
    let found = gateway.identity().list_invitations(Asked::by(caller), request).await?;
    Ok(Answer(InvitationPage {
        items: found.items.into_iter().map(Invitation::from).collect(),
        next_cursor: found.next_cursor.map(Cursor::to_text),
    }))
}

/// Withdraw an invitation.
#[utoipa::path(delete, operation_id = "withdrawInvitation", path = "/clinics/{clinic_id}/invitations/{id}",
    tag = "members",
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 204, description = "Withdrawn")))]
pub async fn withdraw(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, InvitationId)>,
) -> Result<StatusCode, Refusal> {
    let request = WithdrawInvitationRequest { clinic_id, id };
    gateway.identity().withdraw_invitation(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Accept an invitation, by the secret of the mail.
#[utoipa::path(post, operation_id = "acceptInvitation", path = "/invitations/accept", tag = "members",
    request_body(content = Acceptance, example = json!({"token": "hfl_Zm9yIHRoZSBleGFtcGxl"})),
    responses((status = 200, body = Membership)))]
pub async fn accept(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    body: Json<Acceptance>,
) -> Result<Answer<Membership>, Refusal> {
    let request = LinkRequest { token: body.value.token };
    Ok(Answer(gateway.identity().accept_invitation(Asked::by(caller), request).await?.into()))
}
