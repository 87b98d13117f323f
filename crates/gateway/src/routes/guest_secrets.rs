//! `/v1/appointments/{id}/manage-token`: the secret that opens one appointment to whoever booked it without an account.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use holdfast_domain::{AppointmentId, Asked, Caller, ErrorCode, Problem, Role};
use holdfast_rpc::booking::{Appointment as Message, GuestSecretRequest};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::body::{Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::document::KeyHeader;
use crate::http::facts::{Facts, GUEST_OR_DESK, GUESTS, Key, Rate};
use crate::http::headers::IdempotencyKey;
use crate::http::params::{PathIds, timestamp};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(
            routes!(replace),
            Facts::new(GUESTS.saying("the holder of the old one"), Key::Without, Rate::Usual, &[]),
        )
        .add(
            routes!(revoke),
            Facts::new(
                GUEST_OR_DESK
                    .saying("the holder of one, the clinic's front desk and admins, platform admins"),
                Key::Without,
                Rate::Usual,
                &[],
            ),
        )
}

/// Longer than any appointment lies ahead, wherever it is moved: the booking service says when it is over.
const SIGNED_FOR: SignedDuration = SignedDuration::from_hours(24 * 366 * 4);

/// A secret in the place of those before.
#[derive(Debug, Serialize, ToSchema)]
pub struct ManageToken {
    /// A bearer token for this appointment alone. It holds until a day after the appointment's end, also when it is moved.
    manage_token: String,
}

/// Signs the secret of an appointment: the same each time until it is replaced, so that a replayed answer is the first one
/// to the byte.
pub(crate) fn sign(gateway: &Gateway, appointment: &Message) -> Result<String, Problem> {
    let guest = Caller { role: Role::Guest, appointment_id: Some(appointment.id), ..Caller::ANONYMOUS };
    let issued = timestamp(appointment.guest_secrets_since_us.unwrap_or(appointment.booked_at_us));
    let expires = issued.checked_add(SIGNED_FOR).unwrap_or(Timestamp::MAX);
    gateway.0.keys.sign(&guest, None, issued, expires).map_err(|error| {
        tracing::error!(%error, "signing a guest's secret failed");
        Problem::of(ErrorCode::Internal)
    })
}

/// Replace the secret of an appointment that was booked without an account, for instance because others have seen it. The old one
/// is void at once.
#[utoipa::path(post, operation_id = "replaceManageToken", path = "/appointments/{id}/manage-token", tag = "appointments",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object", example = json!({})),
    params(("id" = Uuid, Path),
           KeyHeader),
    responses((status = 200, description = "The new secret", body = ManageToken)))]
pub async fn replace(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<Answer<ManageToken>, Refusal> {
    let request = GuestSecretRequest { appointment_id: id };
    let appointment = gateway.booking().replace_guest_secret(key.asked(&caller, &body.raw), request).await?;
    Ok(Answer(ManageToken { manage_token: sign(&gateway, &appointment)? }))
}

/// Void the secrets of an appointment for good.
#[utoipa::path(delete, operation_id = "revokeManageToken", path = "/appointments/{id}/manage-token", tag = "appointments",
    params(("id" = Uuid, Path)),
    responses((status = 204, description = "No secret opens the appointment any more")))]
pub async fn revoke(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
) -> Result<StatusCode, Refusal> {
    let request = GuestSecretRequest { appointment_id: id };
    gateway.booking().revoke_guest_secrets(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}
