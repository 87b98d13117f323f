//! `/v1/clinics/{clinic_id}/figures`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::Scope::AppointmentsRead;
use holdfast_domain::{Asked, ClinicId, DoctorId};
use holdfast_rpc::booking::{Figures as Message, GetFiguresRequest};
use holdfast_rpc::convert;
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::Gateway;
use crate::http::caller::As;
use crate::http::facts::{Facts, Key, Rate, TEAM};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    let callers = TEAM.saying("the clinic's team; a doctor hears of their own appointments");
    Routes::default().add(routes!(show), Facts::new(callers, Key::With(AppointmentsRead), Rate::Usual, &[]))
}

/// Appointments that begin on some days, counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClinicFigures {
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    /// The clinic's zone, in which days are meant.
    time_zone: String,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// One for each day, or for each doctor, that has any.
    items: Vec<Figures>,
    total: Figures,
}

/// Counts of one day, of one doctor, or of all.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figures {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = Date, required = false)]
    day: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Uuid, required = false)]
    doctor_id: Option<DoctorId>,
    /// Appointments that were not cancelled; completed and missed ones are among them.
    booked: u32,
    completed: u32,
    no_shows: u32,
    /// Those whose hold expired are among them.
    cancelled: u32,
    /// Slots that nobody has taken. Null for a time so long ago that they are no longer kept.
    #[schema(required)]
    free_slots: Option<u32>,
    /// Share of the slots that are booked, from 0 to 1. Null where there were none, or it is not known how many were free.
    #[schema(required, minimum = 0, maximum = 1)]
    fill: Option<f64>,
    /// Hours from booking to beginning, of the appointment in the middle. Null without one.
    #[schema(required)]
    median_lead_hours: Option<f64>,
}

impl Figures {
    fn of(message: Message, is_free_known: bool) -> Self {
        let free_slots = Some(message.free_slots).filter(|_| is_free_known);
        let all = free_slots.map(|free| free + message.booked).filter(|all| *all > 0);
        Self {
            day: message.day.map(date),
            doctor_id: message.doctor_id,
            booked: message.booked,
            completed: message.completed,
            no_shows: message.no_shows,
            cancelled: message.cancelled,
            free_slots,
            fill: all.map(|all| rounded(f64::from(message.booked) / f64::from(all), 1000.0)),
            median_lead_hours: message.median_lead_secs.map(hours),
        }
    }
}

fn hours(secs: i64) -> f64 {
    rounded(SignedDuration::from_secs(secs).as_secs_f64() / 3600.0, 10.0)
}

fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

fn date(number: i32) -> Date {
    convert::day(number).unwrap_or_default()
}

/// A clinic's figures: how many appointments of which end, how full its days are, how early people book. For the last 30 days,
/// or for at most 366 that the caller names (`from` alone: up to today, or as many); by day, or with `by=doctor` by doctor.
#[utoipa::path(get, operation_id = "getFigures", path = "/clinics/{clinic_id}/figures", tag = "clinics",
    params(("clinic_id" = Uuid, Path),
           ("from" = Option<String>, Query, format = Date, nullable = false),
           ("to" = Option<String>, Query, format = Date, nullable = false),
           ("doctor_id" = Option<Uuid>, Query, nullable = false),
           ("by" = Option<FiguresBy>, Query, nullable = false)),
    responses((status = 200, body = ClinicFigures)))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<ClinicFigures>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["from", "to", "doctor_id", "by"]);
    let (from, to) = (params.day("from"), params.day("to"));
    let by_doctor =
        params.named("by", |by| ["day", "doctor"].iter().position(|of| *of == by), "must be day or doctor");
    let request = GetFiguresRequest {
        clinic_id,
        doctor_id: params.id("doctor_id"),
        from_day: from.map(convert::day_number),
        to_day: to.map(convert::day_number),
        by_doctor: by_doctor == Some(1),
    };
    params.finish()?;
    let found = gateway.booking().get_figures(Asked::by(caller), request).await?;
    let is_known = |day: Option<i32>| day.unwrap_or(found.from_day) >= found.free_known_from_day;
    Ok(Answer(ClinicFigures {
        clinic_id,
        from: date(found.from_day),
        to: date(found.to_day),
        total: Figures::of(found.total, is_known(None)),
        items: found
            .items
            .into_iter()
            .map(|item| {
                let known = is_known(item.day);
                Figures::of(item, known)
            })
            .collect(),
        time_zone: found.time_zone,
    }))
}

/// What figures are counted by.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum FiguresBy {
    Day,
    Doctor,
}
