//! `/desk/{clinic}/week/{date}`: seven days of one doctor, from the week's first day on.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use futures::future::try_join_all;
use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::{Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::GetDayRequest;
use holdfast_rpc::clinic::{Doctor, GetClinicRequest, ListDoctorsRequest};
use holdfast_rpc::convert::day_number;
use jiff::civil::Date;

use super::day::printed;
use super::moving::Moving;
use super::sheet::{Sheet, Writer, begin_of, later};
use crate::facets::Choice;
use crate::fields::Fields;
use crate::page::{Frame, respond, see_other};
use crate::pages::doctor::named;
use crate::visit::Visit;
use crate::when::Local;

/// Doctors to choose from.
const CHOICES: u32 = 100;
const WEEK: i64 = 7;

#[derive(Template)]
#[template(path = "pages/desk/week.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    clinic: String,
    zone: String,
    doctor_id: DoctorId,
    doctor: String,
    doctors: Vec<Choice>,
    span: String,
    before: String,
    after: String,
    this_week: String,
    is_this_week: bool,
    sheet: Sheet,
    moving: Option<Moving>,
    kept: String,
    printed: String,
}

/// On to this week, by the clinic's clocks.
pub(crate) async fn this_week(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let clinic = gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id }).await?;
    let today = gateway.now().to_zoned(zone(&clinic.time_zone)).date();
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let date = fields.day("date").ok().flatten().unwrap_or(today);
    let doctor: Option<DoctorId> = fields.parsed("doctor");
    let doctor = doctor.map(|id| format!("?doctor={id}")).unwrap_or_default();
    Ok(see_other(&format!("/desk/{id}/week/{date}{doctor}")))
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    Path((clinic_id, date)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let clinic_id: ClinicId = clinic_id.parse().map_err(|_| Problem::not_found())?;
    let date: Date = date.parse().map_err(|_| Problem::not_found())?;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let (doctor, doctors) = doctors(&gateway, &visit, clinic_id, fields.parsed("doctor")).await?;
    let first = first_of_week(date);
    let days: Vec<Date> = (0..WEEK).map(|ahead| later(first, ahead)).collect();
    let of_day = |day: &Date| {
        let request = GetDayRequest { clinic_id, day: Some(day_number(*day)), doctor_ids: vec![doctor.id] };
        gateway.booking().get_day(visit.asked(), request)
    };
    let moving = async {
        match fields.parsed("move") {
            Some(id) => Moving::of(&gateway, &visit, clinic_id, id).await.map(Some),
            None => Ok(None),
        }
    };
    let (found, clinic, moving) = tokio::try_join!(
        try_join_all(days.iter().map(of_day)),
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
        moving,
    )?;
    let zone = zone(&clinic.time_zone);
    let now = Local { at: gateway.now().to_zoned(zone.clone()) };
    let writer = Writer {
        zone: &zone,
        now: gateway.now(),
        t,
        moving: moving.as_ref(),
        caption: format!("{} · {}", named(&doctor), clinic.name),
        squeezes_in: visit.caller.require_overruler().is_ok(),
    };
    let columns = found.iter().zip(&days).filter_map(|(found, day)| {
        let of = found.doctors.first()?;
        Some(writer.of_day(of, &day.to_string(), t.formats.short_day(*day)))
    });
    let begins: Vec<_> = days.iter().map(|day| begin_of(*day, &zone)).collect();
    let sheet = Sheet::new(columns.collect(), &begins, &writer);
    let this_week = first_of_week(now.date());
    let kept = moving.as_ref().map(|moving| format!("&move={}", moving.id)).unwrap_or_default();
    let mut frame = visit.frame(&gateway, t.say("week-title"));
    frame.is_wide = true;
    let page = Page {
        frame,
        clinic_id,
        clinic: clinic.name,
        zone: now.zone(),
        doctor_id: doctor.id,
        doctor: named(&doctor),
        doctors,
        span: t.with2(
            "week-span",
            "from",
            t.formats.long_day(first),
            "until",
            t.formats.full_day(later(first, WEEK - 1)),
        ),
        before: later(first, -WEEK).to_string(),
        after: later(first, WEEK).to_string(),
        is_this_week: this_week == first,
        this_week: this_week.to_string(),
        sheet,
        moving,
        kept,
        printed: printed(&now, t),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Weeks begin on Monday (ISO 8601).
fn first_of_week(of: Date) -> Date {
    later(of, -i64::from(of.weekday().to_monday_zero_offset()))
}

/// The doctor who was asked for, or is logged in, or is the clinic's first; and those to choose from.
async fn doctors(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    asked: Option<DoctorId>,
) -> Result<(Doctor, Vec<Choice>), Problem> {
    let request = ListDoctorsRequest { clinic_id, page: Part { limit: CHOICES, ..Part::default() } };
    let mut all = gateway.clinics().list_doctors(visit.asked(), request).await?.items;
    if visit.caller.require_desk(clinic_id).is_err() {
        all.retain(|doctor| visit.caller.doctor_id == Some(doctor.id));
    }
    let wanted = all.iter().find(|doctor| asked.is_none_or(|asked| asked == doctor.id)).cloned();
    let doctor = wanted.ok_or_else(Problem::not_found)?;
    let choice =
        |of: &Doctor| Choice { value: of.id.to_string(), name: named(of), is_chosen: of.id == doctor.id };
    Ok((doctor.clone(), all.iter().map(choice).collect()))
}
