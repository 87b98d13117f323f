//! `/admin/{clinic}`: the parts of a clinic, what is missing of each, and where to see to it.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::ClinicId;
use holdfast_domain::{Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{ClinicSettings, Doctor, GetSettingsRequest, ListVisitTypesRequest};
use holdfast_rpc::identity::OfClinicRequest;

use super::stage::{Stage, doctors, today, without_hours, works};
use super::{Head, listed};
use crate::fields::Fields;
use crate::page::{Frame, respond};
use crate::pages::doctor::named;
use crate::texts::{Texts, key};
use crate::visit::Visit;

/// A part of the set-up.
struct Task {
    href: String,
    name: String,
    /// What there is of it, or what is missing.
    says: String,
    /// Doctors who need hours.
    links: Vec<(String, String)>,
    state: &'static str,
    tag: String,
}

#[derive(Template)]
#[template(path = "pages/admin/setup.html")]
struct Page {
    frame: Frame,
    head: Head,
    is_live: bool,
    says: String,
    tasks: Vec<Task>,
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &fields).await?;
    let mut frame = visit.frame(&gateway, visit.t.say("setup-title"));
    frame.title = format!("{} – {}", frame.title, head.clinic.name);
    let tasks = tasks(&gateway, &visit, &head).await?;
    let stage = Stage::of(&gateway, &visit, &head.clinic).await?;
    let page = Page {
        frame,
        is_live: matches!(stage, Stage::Live(_)),
        says: stage_says(&stage, &head, visit.t),
        head,
        tasks,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn stage_says(stage: &Stage, head: &Head, t: &Texts) -> String {
    match stage {
        Stage::Closed => t.say("stage-closed-how"),
        Stage::NoDoctors => t.say("stage-no-doctors-how"),
        Stage::NoHours => t.say("stage-no-hours-how"),
        Stage::NothingFree => t.say("stage-nothing-free-how"),
        Stage::Live(first) => t.with("stage-live-how", "time", head.when(t, *first)),
    }
}

async fn tasks(gateway: &Gateway, visit: &Visit, head: &Head) -> Result<Vec<Task>, Problem> {
    let (t, clinic_id) = (visit.t, head.clinic_id);
    let of_clinic = || OfClinicRequest { clinic_id, page: listed() };
    let one = OfClinicRequest { clinic_id, page: Part { limit: 1, ..Part::default() } };
    let (settings, types, members, invitations, all) = tokio::try_join!(
        gateway.clinics().get_settings(visit.asked(), GetSettingsRequest { clinic_id }),
        gateway.clinics().list_visit_types(visit.asked(), ListVisitTypesRequest { clinic_id }),
        gateway.identity().list_members(visit.asked(), of_clinic()),
        gateway.identity().list_invitations(visit.asked(), one),
        doctors(gateway, visit, &head.clinic),
    )?;
    let today = today(gateway, &head.clinic);
    let working: Vec<Doctor> = all.into_iter().filter(|doctor| works(doctor, today)).collect();
    let without = without_hours(gateway, visit, &working).await?;
    let base = format!("/admin/{clinic_id}");
    let task = |page: &str, name: &'static str, says: String, state: TaskState| Task {
        href: format!("{base}/{page}"),
        name: t.say(name),
        says,
        links: Vec::new(),
        state: state.class(),
        tag: t.say(state.says()),
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let staff = if members.items.is_empty() && !invitations.items.is_empty() {
        t.say("setup-staff-invited")
    } else {
        t.count("setup-staff-count", count(members.items.len()))
    };
    let mut tasks = vec![
        clinic_task(t, head, &task),
        task(
            "doctors",
            key("doctors-title"),
            if working.is_empty() {
                t.say("setup-doctors-none")
            } else {
                t.count("setup-doctors-count", count(working.len()))
            },
            TaskState::done_if(!working.is_empty()),
        ),
        Task {
            links: without
                .iter()
                .map(|doctor| (format!("/desk/{clinic_id}/doctors/{}/hours", doctor.id), named(doctor)))
                .collect(),
            ..task(
                "doctors",
                key("setup-hours"),
                match (working.is_empty(), without.is_empty()) {
                    (true, _) => t.say("setup-hours-first-doctors"),
                    (_, true) => t.say("setup-hours-all"),
                    (_, false) => t.say("setup-hours-missing"),
                },
                TaskState::done_if(!working.is_empty() && without.is_empty()),
            )
        },
        task("staff", key("staff-title"), staff, TaskState::done_if(members.items.len() > 1)),
        policies_task(t, &settings, &task),
    ];
    tasks.push(task(
        "visit-types",
        key("visit-types-title"),
        t.count("setup-visit-types-count", count(types.items.len())),
        TaskState::optional_unless(!types.items.is_empty()),
    ));
    tasks.push(task(
        "embed",
        key("embed-title"),
        t.count("setup-embed-count", count(settings.embed_origins.len())),
        TaskState::optional_unless(!settings.embed_origins.is_empty()),
    ));
    Ok(tasks)
}

fn clinic_task(
    t: &Texts,
    head: &Head,
    task: &impl Fn(&str, &'static str, String, TaskState) -> Task,
) -> Task {
    let clinic = &head.clinic;
    let says = match (clinic.address.is_empty(), clinic.phone.is_empty()) {
        (true, _) => t.say("setup-clinic-no-address"),
        (_, true) => t.say("setup-clinic-no-phone"),
        _ => clinic.address.clone(),
    };
    let is_done = !clinic.address.is_empty() && !clinic.phone.is_empty();
    task("clinic", key("clinic-title"), says, TaskState::done_if(is_done))
}

fn policies_task(
    t: &Texts,
    settings: &ClinicSettings,
    task: &impl Fn(&str, &'static str, String, TaskState) -> Task,
) -> Task {
    let (says, is_done) = if settings.country.is_empty() {
        (t.say("setup-policies-no-country"), false)
    } else if settings.emergency_contact.is_empty() {
        (t.say("setup-policies-no-emergency"), false)
    } else {
        (t.say("setup-policies-done"), true)
    };
    task("policies", key("policies-title"), says, TaskState::done_if(is_done))
}

#[derive(Clone, Copy)]
enum TaskState {
    Done,
    Missing,
    Optional,
}

impl TaskState {
    const fn done_if(is_done: bool) -> Self {
        if is_done { Self::Done } else { Self::Missing }
    }

    const fn optional_unless(is_done: bool) -> Self {
        if is_done { Self::Done } else { Self::Optional }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Done => "confirmed",
            Self::Missing => "late",
            Self::Optional => "completed",
        }
    }

    const fn says(self) -> &'static str {
        match self {
            Self::Done => key("setup-done"),
            Self::Missing => key("setup-missing"),
            Self::Optional => key("setup-optional"),
        }
    }
}
