//! A clinic's own figures: how many appointments of which end, how full the days are, how early people book. By day or by doctor.
//!
//! They are counted from the rows each time: a clinic's year is some hundred thousand of them at most, found by index.

use holdfast_domain::{Asked, ClinicId, DoctorId, Listed, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope};
use holdfast_rpc::booking::{Figures, FiguresResponse, GetFiguresRequest};
use holdfast_rpc::convert::{day, day_number};
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Booking;

/// Most days of one answer.
const DAYS_MAX: i32 = 366;
/// How many days there are if none are asked for: up to today.
const DAYS: i32 = 30;

impl Booking {
    pub(crate) async fn get_figures(
        &self,
        asked: &Asked,
        request: GetFiguresRequest,
    ) -> Result<FiguresResponse, Problem> {
        asked.caller.require_team(request.clinic_id)?;
        // a doctor's are their own
        let listed = asked.caller.lists_appointments(Some(request.clinic_id), request.doctor_id)?;
        let Listed::OfClinic(clinic_id, doctor_id) = listed else { return Err(Problem::not_found()) };
        Ok(self.figures_of(clinic_id, doctor_id, &request).await?)
    }

    async fn figures_of(
        &self,
        clinic_id: ClinicId,
        doctor_id: Option<DoctorId>,
        request: &GetFiguresRequest,
    ) -> Result<FiguresResponse, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id.0)).await?;
        let time_zone = sql::clinic_zone().bind(&tx, &clinic_id.0).opt().await?;
        let time_zone = time_zone.ok_or_else(Problem::not_found)?;
        let zone = TimeZone::get(&time_zone).unwrap_or(TimeZone::UTC);
        let now = self.clock.now();
        let today = day_of(now, &zone);
        let to_today = |from: i32| today.clamp(from, from.saturating_add(DAYS_MAX - 1));
        let to = request.to_day.unwrap_or_else(|| request.from_day.map_or(today, to_today));
        let from = request.from_day.unwrap_or(to.saturating_sub(DAYS - 1));
        if to < from {
            return Err(Problem::field("to", "must not be before from").into());
        }
        if to.saturating_sub(from) >= DAYS_MAX {
            return Err(Problem::field("to", format!("must be within {DAYS_MAX} days from from")).into());
        }
        let rows = sql::figures()
            .params(
                &tx,
                &sql::FiguresParams {
                    by_doctor: request.by_doctor,
                    clinic_id: clinic_id.0,
                    from_at: begin_of(from, &zone)?,
                    until_at: begin_of(to.saturating_add(1), &zone)?,
                    doctor_id: doctor_id.map(|id| id.0),
                },
            )
            .all()
            .await
            .map_err(DbError::from)?;
        let (mut items, mut total) = (Vec::new(), Figures::default());
        for row in rows {
            let figures = Figures {
                day: row.day.map(day_number),
                doctor_id: row.doctor_id.map(DoctorId),
                booked: count(row.booked),
                completed: count(row.completed),
                no_shows: count(row.no_shows),
                cancelled: count(row.cancelled),
                free_slots: count(row.free_slots),
                median_lead_secs: row.median_lead_secs,
            };
            if row.is_total {
                total = figures;
            } else {
                items.push(figures);
            }
        }
        let free_known_from_day = day_of(now - self.past_slots_kept, &zone) + 1;
        Ok(FiguresResponse { time_zone, from_day: from, to_day: to, free_known_from_day, items, total })
    }
}

fn count(rows: i64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

fn day_of(at: Timestamp, zone: &TimeZone) -> i32 {
    day_number(at.to_zoned(zone.clone()).date())
}

/// The first moment of a day.
fn begin_of(number: i32, zone: &TimeZone) -> Result<Timestamp, Problem> {
    let begin = day(number).and_then(|day| day.to_zoned(zone.clone()).ok());
    let begin = begin.ok_or_else(|| Problem::field("from", "must lie between the years 1970 and 2200"))?;
    Ok(begin.timestamp())
}
