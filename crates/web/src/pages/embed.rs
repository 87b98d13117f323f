//! `/embed/{clinic}`: a clinic's doctors with their soonest times in another site's page, and from there to a booking. The same pages as
//! outside, for guests; `/embed.js` puts the first of them into the site's page.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::ids::{AppointmentId, ClinicId, DoctorId};
use holdfast_domain::{Asked, Caller, PeopleCursor, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_gateway::pages::Looked;
use holdfast_rpc::availability::{SoonestDoctorsRequest, Wishes};
use holdfast_rpc::clinic::{GetClinicRequest, GetSettingsRequest};

use super::{doctor, hold};
use crate::embed::Embed;
use crate::fields::Fields;
use crate::offers::DoctorCard;
use crate::page::{Frame, respond};
use crate::problems;
use crate::visit::{Posted, Visit};

const SCRIPT: &str = include_str!("../../assets/embed.js");
/// Doctors on a page, and times of each.
const CARDS: u32 = 10;
const TIMES: u32 = 3;

#[derive(Template)]
#[template(path = "pages/embed.html")]
struct Page {
    frame: Frame,
    clinic: String,
    phone: String,
    cards: Vec<DoctorCard>,
    next: Option<String>,
}

async fn of_clinic(gateway: &Gateway, clinic_id: ClinicId, fields: &Fields) -> Result<Embed, Problem> {
    let asked = Asked::by(Caller::ANONYMOUS);
    let settings = gateway.clinics().get_settings(asked, GetSettingsRequest { clinic_id }).await?;
    Ok(Embed::of(&settings, clinic_id, fields))
}

/// The page, or in its place why there is none: both in the frame.
fn framed(embed: Embed, headers: HeaderMap, uri: Uri, answer: Result<Response, Refusal>) -> Response {
    let response = answer.unwrap_or_else(|Refusal(problem)| {
        let looked = Looked { method: Method::POST, uri, headers, code: problem.code, retry_after: None };
        problems::page(&looked, Some(embed.clone()))
    });
    embed.dress(response)
}

pub(crate) async fn show(
    mut visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let fields = Fields::of(uri.query().unwrap_or_default().as_bytes());
    let embed = of_clinic(&gateway, clinic_id, &Fields::default()).await?;
    embed.clone().put(&mut visit);
    let answer = doctors(&gateway, &visit, clinic_id, &fields).await;
    Ok(framed(embed, visit.headers, uri, answer))
}

async fn doctors(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: &Fields,
) -> Result<Response, Refusal> {
    let after = fields.some("cursor").and_then(|cursor| PeopleCursor::parse(&cursor)).unwrap_or_default();
    let request = SoonestDoctorsRequest {
        specialization: fields.some("specialization"),
        clinic_id: Some(clinic_id),
        from_us: None,
        wishes: Wishes::default(),
        times: TIMES,
        after,
        limit: CARDS,
    };
    let (clinic, found) = tokio::try_join!(
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
        gateway.availability().soonest_doctors(visit.asked(), request),
    )?;
    let page = Page {
        frame: visit.frame(gateway, visit.t.say("find-title")),
        clinic: clinic.name,
        phone: clinic.phone,
        cards: found.items.iter().map(|found| DoctorCard::new(found, None, visit.t)).collect(),
        next: found.next_cursor.map(|cursor| format!("?cursor={}", cursor.to_text())),
    };
    Ok(respond(StatusCode::OK, &page))
}

pub(crate) async fn of_doctor(
    mut visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, DoctorId)>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let embed = of_clinic(&gateway, clinic_id, &Fields::default()).await?;
    embed.clone().put(&mut visit);
    let headers = visit.headers.clone();
    let query = RawQuery(uri.query().map(str::to_owned));
    let answer = doctor::show(visit, State(gateway), PathIds((id,)), query).await;
    Ok(framed(embed, headers, uri, answer))
}

/// What is done with a form of these pages.
enum Step {
    Hold,
    Book(AppointmentId),
    Extend(AppointmentId),
    Release(AppointmentId),
}

async fn step(
    gateway: Gateway,
    clinic_id: ClinicId,
    mut posted: Posted,
    step: Step,
) -> Result<Response, Refusal> {
    let embed = of_clinic(&gateway, clinic_id, &posted.fields).await?;
    embed.clone().put(&mut posted.visit);
    let headers = posted.visit.headers.clone();
    let state = State(gateway);
    let answer = match step {
        Step::Hold => hold::hold(state, posted).await,
        Step::Book(id) => hold::book(state, PathIds((id,)), posted).await,
        Step::Extend(id) => hold::extend(state, PathIds((id,)), posted).await,
        Step::Release(id) => hold::release(state, PathIds((id,)), posted).await,
    };
    Ok(framed(embed, headers, Uri::default(), answer))
}

pub(crate) async fn hold(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    step(gateway, clinic_id, posted, Step::Hold).await
}

pub(crate) async fn book(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, AppointmentId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    step(gateway, clinic_id, posted, Step::Book(id)).await
}

pub(crate) async fn extend(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, AppointmentId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    step(gateway, clinic_id, posted, Step::Extend(id)).await
}

pub(crate) async fn release(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, AppointmentId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    step(gateway, clinic_id, posted, Step::Release(id)).await
}

/// The script that a site has in its page: it may be had from everywhere, and is asked for anew each hour.
pub(crate) async fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        ),
    ];
    (headers, SCRIPT).into_response()
}
