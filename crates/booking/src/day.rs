//! A clinic's day by doctor, in one call: who comes and where they stand, what is free, who is away.

use std::collections::HashMap;

use holdfast_domain::appointment::Arrival;
use holdfast_domain::template::Mode;
use holdfast_domain::{Asked, ClinicId, DoctorId, Problem, SlotId, VisitTypeId};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::booking::{
    Appointment, DayAppointment, DayClosure, DayOfDoctor, DayResponse, FreeSlot, GetDayRequest, TimeSpan,
};
use holdfast_rpc::convert::day_number;
use holdfast_sql::client::Params;
use holdfast_sql::queries::{booking, day as sql};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::Booking;
use crate::record::Record;
use crate::with_names::named;

/// Most doctors of one answer.
const MAX_DOCTORS: i64 = 100;

impl Booking {
    pub(crate) async fn get_day(
        &self,
        asked: &Asked,
        request: GetDayRequest,
    ) -> Result<DayResponse, Problem> {
        let (caller, clinic_id) = (&asked.caller, request.clinic_id);
        let mut doctors = Vec::new();
        for doctor_id in request.doctor_ids.iter().copied().map(Some).chain([None]) {
            doctors.extend(caller.sees_names_of(clinic_id, doctor_id)?.map(|id| id.0));
        }
        Ok(self.day_of(asked, clinic_id, &doctors, request.day).await?)
    }

    async fn day_of(
        &self,
        asked: &Asked,
        ClinicId(clinic_id): ClinicId,
        doctors: &[Uuid],
        number: Option<i32>,
    ) -> Result<DayResponse, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let time_zone = booking::clinic_zone().bind(&tx, &clinic_id).opt().await?;
        let time_zone = time_zone.ok_or_else(Problem::not_found)?;
        let zone = TimeZone::get(&time_zone).unwrap_or(TimeZone::UTC);
        let now = self.clock.now();
        let today = zone.to_datetime(now).date();
        let day = number.and_then(holdfast_rpc::convert::day).unwrap_or(today);
        let (from_at, until_at) = bounds(day, &zone)?;
        let params = sql::DoctorsOfDayParams {
            clinic_id,
            doctor_ids: doctors,
            day,
            from_at,
            until_at,
            max: MAX_DOCTORS + 1,
        };
        let mut of_day = sql::doctors_of_day().params(&tx, &params).all().await?;
        let most = usize::try_from(MAX_DOCTORS).unwrap_or(usize::MAX);
        let has_more_doctors = of_day.len() > most;
        of_day.truncate(most);
        let ids: Vec<Uuid> = of_day.iter().map(|doctor| doctor.id).collect();
        let rows = booking::list_of_doctors().bind(&tx, &clinic_id, &ids, &from_at, &until_at).all().await?;
        let appointment_ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let around = sql::surroundings().bind(&tx, &clinic_id, &appointment_ids).all().await?;
        let around: HashMap<Uuid, _> = around.into_iter().map(|row| (row.id, row)).collect();
        let free = sql::free_slots().bind(&tx, &clinic_id, &ids, &from_at, &until_at, &now).all().await?;
        let away = sql::away().bind(&tx, &clinic_id, &ids, &until_at, &from_at).all().await?;
        let closures = sql::closures_of_day().bind(&tx, &clinic_id, &day).all().await?;
        self.looked(tx, &asked.caller, &rows).await?;
        drop(client);
        let records = rows.into_iter().map(Record::try_from).collect::<Result<Vec<_>, _>>()?;
        let mut overrides = self.overrides_of(&asked.caller, &records).await?;

        let mut days: HashMap<Uuid, DayOfDoctor> =
            of_day.into_iter().map(|row| (row.id, doctor(row))).collect();
        let key = self.vault.clinic(clinic_id).await?;
        for record in records {
            let (Some(of), Some(around)) = (days.get_mut(&record.doctor_id.0), around.get(&record.id.0))
            else {
                continue;
            };
            let patient = named(&key, record.patient_id, around)?;
            let overrides = overrides.remove(&record.id).unwrap_or_default();
            let arrival = Arrival::of(record.status, record.checked_in_at.is_some(), record.starts_at, now);
            of.appointments.push(DayAppointment {
                appointment: Appointment { overrides, ..record.message(Some(&key))? },
                patient,
                arrival: arrival.map(|arrival| arrival.as_str().to_owned()),
                is_conflict: around.is_withdrawn,
                is_squeezed_in: around.is_squeezed_in,
                visit_type: around.visit_type.clone(),
            });
        }
        for slot in free {
            let (Some(of), Some(mode)) = (days.get_mut(&slot.doctor_id), Mode::parse(&slot.mode)) else {
                continue;
            };
            of.free.push(FreeSlot {
                id: SlotId(slot.id),
                starts_at_us: slot.starts_at.as_microsecond(),
                ends_at_us: slot.ends_at.as_microsecond(),
                mode,
                version: slot.version.unsigned_abs(),
                kept_until_us: slot.kept_until.map(Timestamp::as_microsecond),
                visit_types: slot.visit_types.into_iter().map(VisitTypeId).collect(),
            });
        }
        for time in away {
            if let Some(of) = days.get_mut(&time.doctor_id) {
                of.away.push(span(time.starts_at, time.ends_at));
            }
        }
        Ok(DayResponse {
            time_zone,
            day: day_number(day),
            doctors: ids.iter().filter_map(|id| days.remove(id)).collect(),
            closures: closures
                .into_iter()
                .map(|row| DayClosure {
                    time: row.starts_at.zip(row.ends_at).map(|(from, until)| span(from, until)),
                    reason: row.reason,
                })
                .collect(),
            has_more_doctors,
        })
    }
}

fn doctor(row: sql::DoctorsOfDay) -> DayOfDoctor {
    DayOfDoctor {
        id: DoctorId(row.id),
        name: row.name,
        title: row.title,
        specialization: row.specialization,
        appointments: Vec::new(),
        free: Vec::new(),
        away: Vec::new(),
    }
}

fn span(from: Timestamp, until: Timestamp) -> TimeSpan {
    TimeSpan { starts_at_us: from.as_microsecond(), ends_at_us: until.as_microsecond() }
}

/// The first moment of a day, and of the next.
fn bounds(day: Date, zone: &TimeZone) -> Result<(Timestamp, Timestamp), Problem> {
    let begin = |day: Date| day.to_zoned(zone.clone()).ok().map(|begin| begin.timestamp());
    begin(day)
        .zip(day.tomorrow().ok().and_then(begin))
        .ok_or_else(|| Problem::field("date", "must lie between the years 1970 and 2200"))
}
