//! `/v1/clinics/{clinic_id}/members`: who works for a clinic.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use holdfast_domain::ErrorCode::LastAdmin;
use holdfast_rpc::identity::Member as Message;
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

use super::of_clinic;
use crate::Gateway;
use crate::http::caller::{Admins, As};
use crate::http::document::PageQuery;
use crate::http::instant::render;
use crate::http::params::PathIds;
use crate::http::problem::Refusal;

/// Somebody who works for a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    #[schema(format = Uuid)]
    account_id: String,
    name: String,
    email: String,
    /// `staff`, `doctor` or `clinic_admin`.
    role: String,
    #[schema(format = Uuid, required)]
    doctor_id: Option<String>,
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
            role: message.role,
            doctor_id: Some(message.doctor_id).filter(|id| !id.is_empty()),
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

/// Who works for a clinic. Who: the clinic's admins.
#[utoipa::path(get, operation_id = "listMembers", path = "/clinics/{clinic_id}/members", tag = "members",
    security(("token" = [])),
    params(("clinic_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = MemberPage)))]
pub async fn list(
    As(caller, ..): As<Admins>,
    State(gateway): State<Gateway>,
    PathIds([clinic_id]): PathIds<1>,
    RawQuery(query): RawQuery,
) -> Result<Answer<MemberPage>, Refusal> {
    let request = of_clinic::page(&caller, clinic_id, query.as_deref())?;
    let found = gateway.identity().list_members(request).await?.into_inner();
    Ok(Answer(MemberPage {
        items: found.items.into_iter().map(Member::from).collect(),
        next_cursor: Some(found.next_cursor).filter(|cursor| !cursor.is_empty()),
    }))
}

/// Somebody works for the clinic no longer: within five seconds nothing that they were given for it holds. Who: the
/// clinic's admins; the last of them is removed by platform admins alone.
#[utoipa::path(delete, operation_id = "removeMember", path = "/clinics/{clinic_id}/members/{account_id}",
    tag = "members",
    security(("token" = [])),
    params(("clinic_id" = Uuid, Path), ("account_id" = Uuid, Path)),
    responses((status = 204, description = "Removed")),
    extensions(("x-problems" = json!([LastAdmin]))))]
pub async fn remove(
    As(caller, ..): As<Admins>,
    State(gateway): State<Gateway>,
    PathIds([clinic_id, account_id]): PathIds<2>,
) -> Result<StatusCode, Refusal> {
    let request = of_clinic::item(&caller, clinic_id, account_id);
    gateway.identity().remove_member(request).await?;
    Ok(StatusCode::NO_CONTENT)
}
