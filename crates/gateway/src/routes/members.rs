//! `/v1/clinics/{clinic_id}/members`: who works for a clinic.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use holdfast_domain::ErrorCode::LastAdmin;
use holdfast_domain::{AccountId, Asked, ClinicId, Cursor, DoctorId};
use holdfast_rpc::identity::{Member as Message, OfClinicRequest, RemoveMemberRequest};
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::caller::As;
use crate::http::document::PageQuery;
use crate::http::facts::{ADMINS, Facts, Key, Rate};
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().add(routes!(list), Facts::new(ADMINS, Key::Without, Rate::Usual, &[])).add(
        routes!(remove),
        Facts::new(
            ADMINS.saying("the clinic's admins; the last of them is removed by platform admins alone"),
            Key::Without,
            Rate::Usual,
            &[LastAdmin],
        ),
    )
}

/// Somebody who works for a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    #[schema(value_type = Uuid)]
    account_id: AccountId,
    name: String,
    email: String,
    /// `staff`, `doctor` or `clinic_admin`.
    role: &'static str,
    #[schema(value_type = Option<Uuid>, required)]
    doctor_id: Option<DoctorId>,
    has_second_factor: bool,
    #[schema(format = DateTime)]
    since: String,
}

impl From<Message> for Member {
    fn from(message: Message) -> Self {
        Self {
            account_id: message.account_id,
            name: message.name,
            email: message.email,
            role: message.role.as_str(),
            doctor_id: message.doctor_id,
            has_second_factor: message.has_second_factor,
            since: render(message.since_us, &TimeZone::UTC),
        }
    }
}

/// A page of members.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberPage {
    items: Vec<Member>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Who works for a clinic.
#[utoipa::path(get, operation_id = "listMembers", path = "/clinics/{clinic_id}/members", tag = "members",
    params(("clinic_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = MemberPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<MemberPage>, Refusal> {
    let request = OfClinicRequest { clinic_id, page: Params::only_page(query.as_deref())? };
    let found = gateway.identity().list_members(Asked::by(caller), request).await?;
    Ok(Answer(MemberPage {
        items: found.items.into_iter().map(Member::from).collect(),
        next_cursor: found.next_cursor.map(Cursor::to_text),
    }))
}

/// Somebody works for the clinic no longer: within five seconds nothing that they were given for it holds.
#[utoipa::path(delete, operation_id = "removeMember", path = "/clinics/{clinic_id}/members/{account_id}",
    tag = "members",
    params(("clinic_id" = Uuid, Path), ("account_id" = Uuid, Path)),
    responses((status = 204, description = "Removed")))]
pub async fn remove(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, account_id)): PathIds<(ClinicId, AccountId)>,
) -> Result<StatusCode, Refusal> {
    let request = RemoveMemberRequest { clinic_id, account_id };
    gateway.identity().remove_member(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}
