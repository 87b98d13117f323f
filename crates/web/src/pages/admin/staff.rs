//! `/admin/{clinic}/staff`: who works for a clinic, as what, and who is invited to.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{AccountId, ClinicId, DoctorId, InvitationId};
use holdfast_domain::{Problem, Role};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::Doctor;
use holdfast_rpc::identity::{
    InviteRequest, OfClinicRequest, RemoveMemberRequest, WithdrawInvitationRequest,
};

use super::stage::{doctors, today, works};
use super::{Head, frame_at, gone, listed, refused_key, status_of};
use crate::facets::Choice;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::pages::doctor::named;
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

/// What somebody can be invited as, with what they can do then.
const ROLES: [(&str, &str, &str); 3] = [
    ("staff", key("role-staff"), key("role-staff-does")),
    ("doctor", key("role-doctor"), key("role-doctor-does")),
    ("clinic_admin", key("role-clinic-admin"), key("role-clinic-admin-does")),
];

struct Member {
    id: AccountId,
    name: String,
    email: String,
    role: String,
    since: String,
    has_factor: bool,
    is_self: bool,
}

struct Invited {
    id: InvitationId,
    email: String,
    role: String,
    until: String,
}

struct RoleChoice {
    name: &'static str,
    says: String,
    does: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/admin/staff.html")]
struct Page {
    frame: Frame,
    head: Head,
    members: Vec<Member>,
    invitations: Vec<Invited>,
    roles: Vec<RoleChoice>,
    doctors: Vec<Choice>,
    fields: Fields,
    errors: Errors,
    once: String,
}

/// A role, in words.
pub(crate) fn role_key(role: &str) -> &'static str {
    match role {
        "staff" => key("role-staff"),
        "doctor" => key("role-doctor"),
        "clinic_admin" => key("role-clinic-admin"),
        "platform_admin" => key("role-platform-admin"),
        "patient" => key("role-patient"),
        "guest" => key("role-guest"),
        "integrator" => key("role-integrator"),
        _ => key("role-anybody"),
    }
}

/// As what somebody works there: a doctor by the name that patients know.
fn role_says(t: &Texts, role: Role, doctor_id: Option<DoctorId>, doctors: &[Doctor]) -> String {
    let says = t.say(role_key(role.as_str()));
    match doctor_id.and_then(|id| doctors.iter().find(|doctor| doctor.id == id)) {
        Some(doctor) => format!("{says}: {}", named(doctor)),
        None => says,
    }
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    page(&gateway, &visit, head, Fields::default(), Errors::default(), StatusCode::OK).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    fields: Fields,
    errors: Errors,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let (t, clinic_id) = (visit.t, head.clinic_id);
    let of_clinic = || OfClinicRequest { clinic_id, page: listed() };
    let (members, invitations, doctors) = tokio::try_join!(
        gateway.identity().list_members(visit.asked(), of_clinic()),
        gateway.identity().list_invitations(visit.asked(), of_clinic()),
        doctors(gateway, visit, &head.clinic),
    )?;
    let day = |micros: i64| t.formats.full_day(head.at(micros).date());
    let member = |of: holdfast_rpc::identity::Member| Member {
        is_self: visit.caller.account_id == Some(of.account_id),
        id: of.account_id,
        role: role_says(t, of.role, of.doctor_id, &doctors),
        since: day(of.since_us),
        has_factor: of.has_second_factor,
        name: of.name,
        email: of.email,
    };
    let invited = |of: holdfast_rpc::identity::Invitation| Invited {
        id: of.id,
        role: role_says(t, of.role, of.doctor_id, &doctors),
        until: day(of.expires_at_us),
        email: of.email,
    };
    let chosen = fields.text("role");
    let role = |(name, says, does): (&'static str, &str, &str)| RoleChoice {
        name,
        says: t.say(says),
        does: t.say(does),
        is_chosen: chosen == name || (chosen.is_empty() && name == "staff"),
    };
    let today = today(gateway, &head.clinic);
    let nobody = Choice { value: String::new(), name: t.say("staff-no-doctor"), is_chosen: false };
    let choice = |doctor: &Doctor| Choice {
        value: doctor.id.to_string(),
        name: named(doctor),
        is_chosen: doctor.id.to_string() == fields.text("doctor_id"),
    };
    let choices = doctors.iter().filter(|doctor| works(doctor, today)).map(choice);
    let page = Page {
        frame: frame_at(
            gateway,
            visit,
            key("staff-title"),
            !errors.is_empty(),
            format!("/admin/{clinic_id}/staff"),
        ),
        members: members.items.into_iter().map(member).collect(),
        invitations: invitations.items.into_iter().map(invited).collect(),
        roles: ROLES.map(role).into(),
        doctors: std::iter::once(nobody).chain(choices).collect(),
        head,
        fields,
        errors,
        once: once(),
    };
    Ok(respond(status, &page))
}

pub(crate) async fn invite(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let email = fields.text("email").to_owned();
    let role = Role::parse(fields.text("role")).ok_or_else(|| Problem::field("role", "is missing"))?;
    let doctor_id = fields.parsed("doctor_id").filter(|_| role.is_of_doctor());
    let invited = match gateway.wants_mail(&email).await {
        Ok(()) => {
            let route = format!("page invitation {clinic_id}");
            let asked = gateway.asked_once(&visit.caller, &route, fields.text("once"), &raw);
            let request = InviteRequest { clinic_id, email, role, doctor_id };
            gateway.identity().invite(asked, request).await
        }
        Err(problem) => Err(problem),
    };
    match invited {
        Ok(_) => Ok(see_other(&format!("/admin/{clinic_id}/staff?done=invited"))),
        Err(problem) => refused(&gateway, &visit, clinic_id, fields, problem).await,
    }
}

/// The page again, with what is wrong.
async fn refused(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: Fields,
    problem: Problem,
) -> Result<Response, Refusal> {
    let mut errors = Errors::default();
    for wrong in wrong_fields(&problem) {
        match wrong.field.as_str() {
            "email" => errors.add("email", visit.t.say("error-email")),
            "doctor_id" => errors.add("doctor_id", visit.t.say("error-which-doctor")),
            _ => {}
        }
    }
    let says = refused_key(problem.code).filter(|_| errors.is_empty());
    if errors.is_empty() && says.is_none() {
        return Err(problem.into());
    }
    let says = says.map(|says| visit.t.say(says));
    let head = Head::refused(gateway, visit, clinic_id, says).await?;
    page(gateway, visit, head, fields, errors, status_of(&problem)).await
}

pub(crate) async fn withdraw(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let request = WithdrawInvitationRequest { clinic_id, id: fields.needed("id")? };
    gone(gateway.identity().withdraw_invitation(visit.asked(), request).await)?;
    Ok(see_other(&format!("/admin/{clinic_id}/staff?done=withdrawn")))
}

pub(crate) async fn end(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let account_id: AccountId = fields.needed("account_id")?;
    let request = RemoveMemberRequest { clinic_id, account_id };
    match gateway.identity().remove_member(visit.asked(), request).await {
        // who has ended their own work there sees the page no more
        Ok(_) if visit.caller.account_id == Some(account_id) => Ok(see_other("/me")),
        Ok(_) => Ok(see_other(&format!("/admin/{clinic_id}/staff?done=ended"))),
        Err(problem) => refused(&gateway, &visit, clinic_id, Fields::default(), problem).await,
    }
}
