//! `/v1/doctors/{id}/availability`, `/v1/doctors/{id}/templates`, `/v1/clinics/{clinic_id}/slots/generate`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use holdfast_domain::ErrorCode::{PreviewOutdated, TemplateInForce};
use holdfast_domain::template as hours;
use holdfast_domain::template::Template as Hours;
use holdfast_domain::{Asked, ClinicId, Cursor, DoctorId, Page, Problem, TemplateId};
use holdfast_rpc::availability::{
    GenerateSlotsRequest, GetTemplateRequest, ListClosuresRequest, ListOpeningsRequest, ListTemplatesRequest,
    ListedTemplate as ListedMessage, SetTemplateRequest, WithdrawTemplateRequest,
};
use holdfast_rpc::clinic::GetDoctorRequest;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::closures::Closure;
use super::openings::Opening;
use super::slot_changes::{NotChanged, SlotChanges, Wanted, WantedQuery};
use super::slots::Mode;
use crate::Gateway;
use crate::http::body::{Json, Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::document::{KeyHeader, PageQuery};
use crate::http::facts::{ANYBODY, DESK, Facts, Key, Rate, SCHEDULERS, TEAM};
use crate::http::headers::IdempotencyKey;
use crate::http::instant::{render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use holdfast_domain::Scope::SchedulesRead;
use utoipa_axum::routes;

/// As many as may be to come of each kind.
const DATED_MAX: u32 = 366;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(set), Facts::new(SCHEDULERS, Key::Without, Rate::Usual, &[PreviewOutdated]))
        .add(routes!(show), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(list), Facts::new(TEAM, Key::With(SchedulesRead), Rate::Usual, &[]))
        .add(routes!(withdraw), Facts::new(SCHEDULERS, Key::Without, Rate::Usual, &[TemplateInForce]))
        .add(routes!(generate), Facts::new(DESK, Key::Without, Rate::Usual, &[]))
}

/// A doctor's working hours, in wall-clock times of the clinic's zone. On each day the newest template that covers it is
/// followed, and no other: a template for one day changes that day alone.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it describes the domain's own")]
pub struct Template {
    /// First day on which it holds.
    #[schema(format = Date)]
    effective_from: String,
    /// Last day on which it holds; null for no end.
    #[schema(format = Date)]
    effective_until: Option<String>,
    #[schema(max_items = 50)]
    rules: Vec<Rule>,
    #[serde(default)]
    #[schema(max_items = 50)]
    breaks: Vec<Break>,
    /// How many days ahead slots are offered on the days that follow this template, counted from today, or from
    /// `effective_from` if that is yet to come; default 30. Days of other templates keep theirs.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 365)]
    horizon_days: u32,
}

/// Work on some weekdays. Slots start every `slot_minutes + buffer_minutes` from `start`. A break takes out the slots
/// that it touches and does not move those after it: where slots are to begin when the break ends, give a rule until the
/// break and one from its end. For hours past midnight give a rule until 24:00 and one from 00:00 on the next day.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it describes the domain's own")]
pub struct Rule {
    #[schema(value_type = BTreeSet<Day>, min_items = 1)]
    days: Vec<Day>,
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "09:00")]
    start: String,
    /// Up to 24:00.
    #[schema(pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", example = "17:00")]
    end: String,
    #[schema(minimum = 5, maximum = 480)]
    slot_minutes: u32,
    /// Between slots; default 0.
    #[serde(default)]
    #[schema(maximum = 240)]
    buffer_minutes: u32,
    #[serde(default)]
    mode: Mode,
    /// Which visits the slots are for; all, if none are named.
    #[serde(default)]
    #[schema(value_type = BTreeSet<Uuid>, max_items = 63)]
    visit_types: Vec<String>,
}

/// No work within a rule's hours.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it describes the domain's own")]
pub struct Break {
    #[schema(value_type = BTreeSet<Day>, min_items = 1)]
    days: Vec<Day>,
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "12:00")]
    start: String,
    #[schema(pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", example = "13:00")]
    end: String,
}

/// A weekday.
#[derive(ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the days of the week")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// Set a doctor's working hours; the slots follow at once.
#[utoipa::path(post, operation_id = "setAvailability", path = "/doctors/{id}/availability",
    tag = "availability",
    request_body(content = Template,
        example = json!({"effective_from": "2027-01-04", "effective_until": null, "rules": [{"days": ["mon",
            "tue", "wed", "thu", "fri"], "start": "09:00", "end": "17:00", "slot_minutes": 30,
            "buffer_minutes": 0, "mode": "in_person"}], "breaks": [{"days": ["mon", "tue", "wed", "thu",
            "fri"], "start": "12:00", "end": "13:00"}], "horizon_days": 30})),
    params(("id" = Uuid, Path),
           WantedQuery,
           KeyHeader),
    responses((status = 200, body = SlotChanges)))]
pub async fn set(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    // The domain's own type reads it; `Template` above is its document.
    body: Json<Hours>,
) -> Result<Answer<SlotChanges>, NotChanged> {
    body.value.validate().map_err(Problem::fields)?;
    let request = SetTemplateRequest { doctor_id: id, template: body.value, intent };
    let changes = gateway.availability().set_template(key.asked(&caller, &body.raw), request).await?;
    Ok(Answer(SlotChanges::done(changes)?))
}

/// The working hours in force; if none hold yet, the next to come.
#[utoipa::path(get, operation_id = "getAvailability", path = "/doctors/{id}/availability", tag = "availability",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Template)))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
) -> Result<Answer<Hours>, Refusal> {
    let request = GetTemplateRequest { doctor_id: id };
    let schedule = gateway.availability().get_template(Asked::by(caller), request).await?;
    Ok(Answer(schedule.template))
}

/// Where a template stands as of today.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateState {
    /// It takes effect after today.
    Planned,
    /// It has taken effect, and some day from today on follows it.
    InForce,
    /// It has ended, or newer templates cover all of its days to come.
    Past,
}

/// A template of a doctor.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedTemplate {
    #[schema(value_type = Uuid)]
    id: TemplateId,
    state: TemplateState,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(value_type = String, format = Date)]
    effective_from: Date,
    #[schema(value_type = Option<String>, format = Date, required)]
    effective_until: Option<Date>,
    #[schema(value_type = Vec<Rule>)]
    rules: Vec<hours::Rule>,
    #[schema(value_type = Vec<Break>)]
    breaks: Vec<hours::Break>,
    horizon_days: u32,
}

/// A page of templates, the newest first: on each day the newest one that covers it is followed; but for days, and times, that are
/// closed, and beside what is opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplatePage {
    items: Vec<ListedTemplate>,
    /// What is opened from today on, the soonest first; with the first page alone.
    openings: Vec<Opening>,
    /// When the clinic is closed from today on, the soonest first; with the first page alone.
    closures: Vec<Closure>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// All templates of a doctor, the newest first: planned, in force, and past; and what is to come of the dates that do not follow them.
#[utoipa::path(get, operation_id = "listTemplates", path = "/doctors/{id}/templates", tag = "availability",
    params(("id" = Uuid, Path),
           PageQuery),
    responses((status = 200, body = TemplatePage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<TemplatePage>, Refusal> {
    let page = Params::only_page(query.as_deref())?;
    let (is_first, asked) = (page.after == Cursor::START, Asked::by(caller));
    let request = ListTemplatesRequest { doctor_id: id, page };
    let page = gateway.availability().list_templates(asked.clone(), request).await?;
    let (openings, closures) = if is_first { dated(&gateway, asked, id).await? } else { <_>::default() };
    let zone = zone(&page.time_zone);
    let listed = |item: ListedMessage| {
        let template = item.template;
        ListedTemplate {
            id: item.id,
            state: match item.state.as_str() {
                "planned" => TemplateState::Planned,
                "in_force" => TemplateState::InForce,
                _ => TemplateState::Past,
            },
            created_at: render(item.created_at_us, &zone),
            effective_from: template.effective_from,
            effective_until: template.effective_until,
            rules: template.rules,
            breaks: template.breaks,
            horizon_days: template.horizon_days,
        }
    };
    Ok(Answer(TemplatePage {
        items: page.items.into_iter().map(listed).collect(),
        openings,
        closures,
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

/// What is opened for a doctor, and when the clinic is closed, from today on: all of both, of which there are only so many.
async fn dated(
    gateway: &Gateway,
    asked: Asked,
    doctor_id: DoctorId,
) -> Result<(Vec<Opening>, Vec<Closure>), Refusal> {
    let page = Page { limit: DATED_MAX, ..Page::default() };
    let doctor = gateway.clinics().get_doctor(asked.clone(), GetDoctorRequest { id: doctor_id }).await?;
    let request = ListOpeningsRequest { doctor_id, page, from: None };
    let opened = gateway.availability().list_openings(asked.clone(), request).await?;
    let request = ListClosuresRequest { clinic_id: doctor.clinic_id, page, from: None };
    let closed = gateway.availability().list_closures(asked, request).await?;
    let closure = |of| Closure::new(of, &closed.time_zone);
    Ok((
        opened.items.into_iter().map(Opening::from).collect(),
        closed.items.into_iter().map(closure).collect(),
    ))
}

/// Withdraw a template that has not taken effect yet; its days follow the newest template that is left.
#[utoipa::path(delete, operation_id = "withdrawTemplate", path = "/doctors/{id}/templates/{template_id}",
    tag = "availability",
    params(("id" = Uuid, Path), ("template_id" = Uuid, Path)),
    responses((status = 204, description = "Withdrawn")))]
pub async fn withdraw(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id, template_id)): PathIds<(DoctorId, TemplateId)>,
) -> Result<StatusCode, Refusal> {
    let request = WithdrawTemplateRequest { doctor_id: id, template_id };
    gateway.availability().withdraw_template(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make the slots of a clinic's doctors up to their horizon, as the background job does.
#[utoipa::path(post, operation_id = "generateSlots", path = "/clinics/{clinic_id}/slots/generate",
    tag = "availability",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object",
        example = json!({})),
    params(("clinic_id" = Uuid, Path),
           KeyHeader),
    responses((status = 200, body = SlotChanges)))]
pub async fn generate(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<Answer<SlotChanges>, Refusal> {
    let request = GenerateSlotsRequest { clinic_id };
    Ok(Answer(gateway.availability().generate_slots(key.asked(&caller, &body.raw), request).await?.into()))
}
