//! `/v1/clinics/{clinic_id}/day`: a clinic's day by doctor, for its desk.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::{Asked, ClinicId, DoctorId, PatientId, SlotId, VisitTypeId};
use holdfast_rpc::booking::{
    DayAppointment as AppointmentMessage, DayClosure as ClosureMessage, DayOfDoctor as DoctorMessage,
    FreeSlot as SlotMessage, GetDayRequest, PatientOfDay as PatientMessage, TimeSpan as SpanMessage,
};
use holdfast_rpc::convert;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::appointments::Appointment;
use super::slots::Mode;
use crate::Gateway;
use crate::http::caller::As;
use crate::http::facts::{Facts, Key, Rate, STAFF};
use crate::http::instant::{render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

/// Most doctors that can be named.
const MAX_DOCTORS: usize = 100;

pub(super) fn routes() -> Routes {
    let callers =
        STAFF.saying("the clinic's front desk and admins, platform admins; a doctor sees their own day");
    Routes::default().add(routes!(show), Facts::new(callers, Key::Without, Rate::Usual, &[]))
}

/// A clinic's day.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClinicDay {
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    #[schema(value_type = String, format = Date)]
    date: Date,
    time_zone: String,
    /// When the clinic is closed that day.
    closures: Vec<DayClosure>,
    /// In the order in which lists show them.
    doctors: Vec<DoctorsDay>,
    /// Whether there are more doctors than the 100 of one answer; name those that you need.
    has_more_doctors: bool,
    totals: DayTotals,
}

/// The day of one doctor.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoctorsDay {
    doctor: DoctorOfDay,
    /// What is booked or held, in the order of time. What was called off is left out.
    appointments: Vec<AppointmentOfDay>,
    /// In the order of time.
    free: Vec<FreeSlot>,
    /// Time off.
    away: Vec<Span>,
}

/// Who.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoctorOfDay {
    #[schema(value_type = Uuid)]
    id: DoctorId,
    name: String,
    title: String,
    specialization: String,
}

/// An appointment, with its patient.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppointmentOfDay {
    #[serde(flatten)]
    appointment: Appointment,
    /// Null where a visitor holds the slot, and has not said yet for whom.
    #[schema(required)]
    patient: Option<PatientOfDay>,
    /// Null where nobody is waited for: the appointment is over, or only held.
    #[schema(value_type = Option<Arrival>, required)]
    arrival: Option<String>,
    /// The name of what the patient comes for, if that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    visit_type: Option<String>,
    /// Whether it lies outside the doctor's hours, since those were changed.
    is_conflict: bool,
    /// Whether the desk made its slot, outside the hours.
    is_squeezed_in: bool,
}

/// Whether somebody who is to come is here: `late` is who is not, after the time.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Arrival {
    Expected,
    Late,
    Arrived,
}

/// Whose appointment it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct PatientOfDay {
    #[schema(value_type = Uuid)]
    id: PatientId,
    name: String,
    phone: String,
}

/// A free slot of the day.
#[derive(Debug, Serialize, ToSchema)]
pub struct FreeSlot {
    #[schema(value_type = Uuid)]
    id: SlotId,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    #[schema(value_type = Mode)]
    mode: &'static str,
    #[schema(minimum = 1)]
    version: u32,
    /// Which visits it is for; left out where it is for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Uuid>, required = false)]
    visit_types: Vec<VisitTypeId>,
    /// Of one that the desk made outside the hours: how long it waits for its booking. It is in nobody else's search.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    kept_until: Option<String>,
}

/// From an instant up to another.
#[derive(Debug, Serialize, ToSchema)]
pub struct Span {
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
}

/// Time in which the clinic is closed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayClosure {
    /// Null for the whole day.
    #[schema(required)]
    time: Option<Span>,
    reason: String,
}

/// The day in numbers.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct DayTotals {
    /// Appointments, held ones among them.
    booked: usize,
    /// Those of the hours.
    free: usize,
    expected: usize,
    late: usize,
    arrived: usize,
    conflicts: usize,
}

impl DayTotals {
    fn of(doctors: &[DoctorsDay]) -> Self {
        let mut totals = Self::default();
        for day in doctors {
            totals.free += day.free.iter().filter(|slot| slot.kept_until.is_none()).count();
            totals.booked += day.appointments.len();
            for appointment in &day.appointments {
                totals.conflicts += usize::from(appointment.is_conflict);
                match appointment.arrival.as_deref() {
                    Some("expected") => totals.expected += 1,
                    Some("late") => totals.late += 1,
                    Some("arrived") => totals.arrived += 1,
                    _ => {}
                }
            }
        }
        totals
    }
}

impl Span {
    fn new(SpanMessage { starts_at_us, ends_at_us }: SpanMessage, zone: &TimeZone) -> Self {
        Self { starts_at: render(starts_at_us, zone), ends_at: render(ends_at_us, zone) }
    }
}

impl FreeSlot {
    fn new(message: &SlotMessage, zone: &TimeZone) -> Self {
        Self {
            id: message.id,
            starts_at: render(message.starts_at_us, zone),
            ends_at: render(message.ends_at_us, zone),
            mode: message.mode.as_str(),
            version: message.version,
            visit_types: message.visit_types.clone(),
            kept_until: message.kept_until_us.map(|at| render(at, zone)),
        }
    }
}

impl From<AppointmentMessage> for AppointmentOfDay {
    fn from(message: AppointmentMessage) -> Self {
        Self {
            patient: message.patient.map(|PatientMessage { id, name, phone }| PatientOfDay {
                id,
                name,
                phone,
            }),
            appointment: message.appointment.into(),
            arrival: message.arrival,
            visit_type: message.visit_type,
            is_conflict: message.is_conflict,
            is_squeezed_in: message.is_squeezed_in,
        }
    }
}

impl DoctorsDay {
    fn new(message: DoctorMessage, zone: &TimeZone) -> Self {
        Self {
            doctor: DoctorOfDay {
                id: message.id,
                name: message.name,
                title: message.title,
                specialization: message.specialization,
            },
            appointments: message.appointments.into_iter().map(AppointmentOfDay::from).collect(),
            free: message.free.iter().map(|slot| FreeSlot::new(slot, zone)).collect(),
            away: message.away.into_iter().map(|time| Span::new(time, zone)).collect(),
        }
    }
}

/// A clinic's day by doctor: who comes and where they stand, what is free, who is away. Today, if no date is given.
#[utoipa::path(get, operation_id = "getDay", path = "/clinics/{clinic_id}/day", tag = "clinics",
    params(("clinic_id" = Uuid, Path),
           ("date" = Option<String>, Query, format = Date, nullable = false, description = "In the clinic's zone"),
           ("doctors" = Option<String>, Query, nullable = false, min_length = 36,
               pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,99}$",
               description = "These doctors alone: up to 100 ids with commas between them")),
    responses((status = 200, body = ClinicDay)))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<ClinicDay>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["date", "doctors"]);
    let day = params.day("date").map(convert::day_number);
    let request = GetDayRequest { clinic_id, day, doctor_ids: params.ids("doctors", MAX_DOCTORS) };
    params.finish()?;
    let found = gateway.booking().get_day(Asked::by(caller), request).await?;
    let zone = zone(&found.time_zone);
    let doctors: Vec<_> = found.doctors.into_iter().map(|of| DoctorsDay::new(of, &zone)).collect();
    let closure = |ClosureMessage { time, reason }| DayClosure {
        time: time.map(|time| Span::new(time, &zone)),
        reason,
    };
    Ok(Answer(ClinicDay {
        clinic_id,
        date: convert::day(found.day).unwrap_or_default(),
        closures: found.closures.into_iter().map(closure).collect(),
        totals: DayTotals::of(&doctors),
        doctors,
        has_more_doctors: found.has_more_doctors,
        time_zone: found.time_zone,
    }))
}
