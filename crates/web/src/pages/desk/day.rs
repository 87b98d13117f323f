//! `/desk/{clinic}/day/{date}`: what is booked and what is free, doctor by doctor.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::{ErrorCode, Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::{DayResponse, GetDayRequest, ListConflictsRequest};
use holdfast_rpc::clinic::{GetClinicRequest, GetDoctorRequest, ListDoctorsRequest, PatientRequest};
use holdfast_rpc::convert::{day, day_number};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::appointment::find;
use super::moving::Moving;
use super::people::born;
use super::sheet::{Sheet, Writer, begin_of};
use crate::cookies;
use crate::facets::Choice;
use crate::fields::Fields;
use crate::page::{Frame, respond, see_other};
use crate::pages::doctor::named;
use crate::texts::Texts;
use crate::visit::Visit;
use crate::when::Local;

/// Doctors side by side, unless others are chosen.
const SIDE_BY_SIDE: usize = 8;
/// Doctors to choose from.
const CHOICES: u32 = 100;

#[derive(Template)]
#[template(path = "pages/desk/day.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    clinic: String,
    date: String,
    day: String,
    before: String,
    after: String,
    today: String,
    is_today: bool,
    zone: String,
    closures: Vec<String>,
    sheet: Option<Sheet>,
    doctors: Vec<Choice>,
    moving: Option<Moving>,
    /// What was booked or moved just now.
    done: Option<String>,
    /// Behind addresses of other days, while an appointment is moved.
    kept: String,
    /// Bookings outside the hours; none to show to who does not work them off.
    open_conflicts: u32,
    printed: String,
}

/// On to today, by the clinic's clocks.
pub(crate) async fn today(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let clinic = gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id }).await?;
    let today = gateway.now().to_zoned(zone(&clinic.time_zone)).date();
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let date = fields.day("date").ok().flatten().unwrap_or(today);
    let moving: Option<holdfast_domain::AppointmentId> = fields.parsed("move");
    let kept = moving.map(|id| format!("?move={id}")).unwrap_or_default();
    Ok(see_other(&format!("/desk/{id}/day/{date}{kept}")))
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    Path((clinic_id, date)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let clinic_id: ClinicId = clinic_id.parse().map_err(|_| Problem::not_found())?;
    let date: Date = date.parse().map_err(|_| Problem::of(ErrorCode::NotFound))?;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let moving = match fields.parsed("move") {
        Some(id) => Some(Moving::of(&gateway, &visit, clinic_id, id).await?),
        None => None,
    };
    page(&gateway, &visit, clinic_id, date, &fields, moving, StatusCode::OK).await
}

pub(crate) async fn page(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    date: Date,
    fields: &Fields,
    moving: Option<Moving>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let is_desk = visit.caller.require_desk(clinic_id).is_ok();
    // a doctor sees the own column, and chooses no others
    let (doctors, doctor_ids) =
        if is_desk { choices(gateway, visit, clinic_id, fields).await? } else { Default::default() };
    let conflicts = ListConflictsRequest {
        clinic_id,
        doctor_id: None,
        state: Some("open".to_owned()),
        page: Part { limit: 1, ..Part::default() },
    };
    let open_conflicts = async {
        if !is_desk {
            return Ok(0);
        }
        gateway.booking().list_conflicts(visit.asked(), conflicts).await.map(|found| found.open)
    };
    let request = GetDayRequest { clinic_id, day: Some(day_number(date)), doctor_ids: doctor_ids.clone() };
    let (found, clinic, open_conflicts, done) = tokio::try_join!(
        gateway.booking().get_day(visit.asked(), request),
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
        open_conflicts,
        done(gateway, visit, clinic_id, fields),
    )?;
    let zone = zone(&found.time_zone);
    let now = Local { at: gateway.now().to_zoned(zone.clone()) };
    let of = |number: i32| day(number).map(|day| day.to_string()).unwrap_or_default();
    let mut frame = visit.frame(gateway, t.formats.long_day(date));
    frame.is_wide = true;
    if let Some(moving) = &moving {
        frame.here = format!("/desk/{clinic_id}/day/{date}?move={}", moving.id);
    }
    let writer = Writer {
        zone: &zone,
        now: gateway.now(),
        t,
        moving: moving.as_ref(),
        caption: format!("{} · {}", t.formats.full_day(date), clinic.name),
        squeezes_in: visit.caller.require_overruler().is_ok(),
    };
    let columns: Vec<_> =
        found.doctors.iter().map(|doctor| writer.of_doctor(doctor, &date.to_string())).collect();
    let page = Page {
        frame,
        clinic_id,
        clinic: clinic.name,
        date: date.to_string(),
        day: t.formats.full_day(date),
        before: of(found.day - 1),
        after: of(found.day + 1),
        is_today: now.date() == date,
        today: now.date().to_string(),
        zone: now.zone(),
        closures: closures(&found, &zone, t),
        sheet: (!columns.is_empty()).then(|| Sheet::new(columns, &[begin_of(date, &zone)], &writer)),
        doctors,
        kept: moving.as_ref().map(|moving| format!("?move={}", moving.id)).unwrap_or_default(),
        moving,
        done,
        open_conflicts,
        printed: printed(&now, t),
    };
    let chosen = fields.some("doctors").map(|_| cookies::set_doctors(clinic_id, &doctor_ids));
    let mut response = respond(status, &page);
    if let Some((name, value)) = chosen {
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

/// What was booked or moved just now: whom for, with the birth date, and when.
async fn done(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: &Fields,
) -> Result<Option<String>, Problem> {
    let Some(id) = fields.parsed("done") else { return Ok(None) };
    let t = visit.t;
    let appointment = find(gateway, visit, clinic_id, id).await?;
    let Some(id) = appointment.patient_id else { return Ok(None) };
    let (patient, doctor) = tokio::try_join!(
        gateway.clinics().get_patient(visit.asked(), PatientRequest { clinic_id, id }),
        gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id: appointment.doctor_id }),
    )?;
    let at = Local::new(appointment.starts_at_us, &zone(&appointment.time_zone));
    let born = born(&patient.birth_date, t);
    let who = if born.is_empty() { patient.name } else { format!("{} ({born})", patient.name) };
    let when =
        format!("{}, {}, {}", t.formats.full_day(at.date()), t.formats.time(at.time()), named(&doctor));
    Ok(Some(t.with2("desk-done", "who", who, "when", when)))
}

/// The clinic's doctors to choose from, and those that are shown: as chosen now, or last, or the first of them.
async fn choices(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: &Fields,
) -> Result<(Vec<Choice>, Vec<DoctorId>), Problem> {
    let request = ListDoctorsRequest { clinic_id, page: Part { limit: CHOICES, ..Part::default() } };
    let all = gateway.clinics().list_doctors(visit.asked(), request).await?.items;
    let asked: Vec<DoctorId> = fields.all("doctors").filter_map(|id| id.parse().ok()).collect();
    let wanted = if asked.is_empty() { cookies::doctors(&visit.headers, clinic_id) } else { asked };
    let mut shown: Vec<DoctorId> =
        all.iter().map(|doctor| doctor.id).filter(|id| wanted.contains(id)).collect();
    if shown.is_empty() {
        shown = all.iter().map(|doctor| doctor.id).take(SIDE_BY_SIDE).collect();
    }
    let choice = |doctor: &holdfast_rpc::clinic::Doctor| Choice {
        value: doctor.id.to_string(),
        name: named(doctor),
        is_chosen: shown.contains(&doctor.id),
    };
    Ok((all.iter().map(choice).collect(), shown))
}

/// When a sheet was as it is shown: for who has it on paper.
pub(crate) fn printed(now: &Local, t: &Texts) -> String {
    let at = format!("{}, {}", t.formats.full_day(now.date()), t.formats.time(now.time()));
    t.with2("desk-printed", "time", at, "zone", now.zone())
}

fn closures(found: &DayResponse, zone: &TimeZone, t: &Texts) -> Vec<String> {
    let closure = |of: &holdfast_rpc::booking::DayClosure| match &of.time {
        None => t.with("desk-closed", "reason", &of.reason),
        Some(time) => {
            let at = |micros| t.formats.time(Local::new(micros, zone).time());
            let span = format!("{}–{}", at(time.starts_at_us), at(time.ends_at_us));
            t.with2("desk-closed-from", "time", span, "reason", &of.reason)
        }
    };
    found.closures.iter().map(closure).collect()
}
