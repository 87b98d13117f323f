//! Days with their number of free slots, and the next day after them that has any: of one doctor, or of a specialization.
//!
//! A day is a stretch of time in the clinic's zone, so that one of 23 or 25 hours has what it has. Slots of a specialization
//! count on the date that their own clinic has. No day is counted further than [`COUNTED_TO`],
//! of several doctors than [`COUNTED_TOGETHER_TO`].

use deadpool_postgres::Object;
use holdfast_domain::offer::{COUNTED_TO, COUNTED_TOGETHER_TO};
use holdfast_domain::{Asked, Caller, ClinicId, DoctorId, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::{FreeDay, FreeDaysRequest, FreeDaysResponse};
use holdfast_rpc::convert::{day, day_number};
use holdfast_sql::client::Params;
use holdfast_sql::queries::people as sql;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use uuid::Uuid;

use crate::slot_page::count;
use crate::wishes::Kinds;
use crate::{Availability, zone};

/// Most days of one answer.
const DAYS_MAX: u32 = 31;
/// Most doctors of a specialization at one clinic whose slots are counted.
const DOCTORS_MAX: i64 = 1_000;
/// Most zones: there are fewer.
const ZONES_MAX: i64 = 600;

/// What is asked.
struct Question {
    from_day: Option<Date>,
    days: u32,
    kinds: Kinds,
    now: Timestamp,
}

impl Availability {
    pub(crate) async fn free_days(
        &self,
        asked: &Asked,
        request: FreeDaysRequest,
    ) -> Result<FreeDaysResponse, Problem> {
        if !(1..=DAYS_MAX).contains(&request.days) {
            return Err(Problem::field("days", format!("must be from 1 to {DAYS_MAX}")));
        }
        let from_day = request
            .from_day
            .map(|number| day(number).ok_or_else(|| Problem::field("from", "is out of range")));
        // a doctor's own clinic has to be the type's
        let at = match (request.doctor_id, request.wishes.visit_type_id) {
            (Some(DoctorId(doctor_id)), Some(_)) => self.clinic_of(doctor_id).await?,
            _ => request.clinic_id,
        };
        let question = &Question {
            from_day: from_day.transpose()?,
            days: request.days,
            kinds: self.kinds(&asked.caller, &request.wishes, at).await?,
            now: self.clock.now(),
        };
        let caller = &asked.caller;
        let clinic_id = request.clinic_id.or_else(|| question.kinds.clinic());
        let found = match (request.doctor_id, request.specialization, clinic_id) {
            (Some(doctor_id), None, _) if request.clinic_id.is_none() => {
                self.days_of_doctor(caller, doctor_id, question).await
            }
            (None, Some(specialization), None) => self.days_everywhere(&specialization, question).await,
            (None, Some(specialization), Some(clinic_id)) => {
                self.days_at_clinic(caller, Some(&specialization), clinic_id, question).await
            }
            (None, None, Some(clinic_id)) if question.kinds.clinic().is_some() => {
                self.days_at_clinic(caller, None, clinic_id, question).await
            }
            (None, None, _) => {
                return Err(Problem::field("specialization", "is required, or doctor_id, or visit_type_id"));
            }
            _ => {
                return Err(Problem::field(
                    "doctor_id",
                    "must stand alone: it says which clinic and specialization",
                ));
            }
        };
        found.map_err(Problem::from)
    }

    async fn clinic_of(&self, doctor_id: Uuid) -> Result<Option<ClinicId>, Problem> {
        let found: Result<_, Failure> = async {
            let client = self.search.client().await?;
            Ok(sql::clinic_of_doctor().bind(&client, &doctor_id).opt().await?)
        }
        .await;
        Ok(found.map_err(Problem::from)?.map(ClinicId))
    }

    /// From the replica, if it shows every change of this doctor.
    async fn days_of_doctor(
        &self,
        caller: &Caller,
        DoctorId(doctor_id): DoctorId,
        question: &Question,
    ) -> Result<FreeDaysResponse, Failure> {
        if let Some(replica) = self.replica.as_ref().filter(|_| !caller.role.books_for_others())
            && let Some(marks) = self.readers.day_books().marks(&[doctor_id]).await
            && let Some((client, shown)) = replica.client().await
            && marks.iter().all(|mark| mark.is_shown_by(&shown))
        {
            match of_doctor(&client, caller, doctor_id, question).await {
                Ok(Some(days)) => {
                    count("replica");
                    return Ok(days);
                }
                // one that the replica has not heard of
                Ok(None) => {}
                Err(_) => replica.rest("a question failed"),
            }
        }
        count("primary");
        let client = self.search.client().await?;
        of_doctor(&client, caller, doctor_id, question).await?.ok_or_else(|| Problem::not_found().into())
    }

    async fn days_at_clinic(
        &self,
        caller: &Caller,
        specialization: Option<&str>,
        ClinicId(clinic_id): ClinicId,
        question: &Question,
    ) -> Result<FreeDaysResponse, Failure> {
        count("primary");
        let client = self.search.client().await?;
        let params =
            sql::DoctorsInQuestionParams { clinic_id: Some(clinic_id), specialization, max: DOCTORS_MAX };
        let doctors = sql::doctors_in_question().params(&client, &params).all().await?;
        let days = of_doctors(&client, caller, clinic_id, &doctors, COUNTED_TOGETHER_TO, question).await?;
        days.ok_or_else(|| Problem::not_found().into())
    }

    async fn days_everywhere(
        &self,
        specialization: &str,
        question: &Question,
    ) -> Result<FreeDaysResponse, Failure> {
        count("primary");
        let client = self.search.client().await?;
        let names = sql::zones_of_specialization().bind(&client, &specialization, &ZONES_MAX).all().await?;
        let zones = names.iter().map(|name| zone(name)).collect::<Result<Vec<_>, _>>()?;
        // the first of all that is still on: no zone is left out
        let today = zones.iter().map(|zone| zone.to_datetime(question.now).date()).min();
        let today = today.unwrap_or_else(|| TimeZone::UTC.to_datetime(question.now).date());
        let strip = Strip::of(question, today)?;
        let (mut days, mut of_zones, mut from_at, mut until_at, mut after) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (name, zone) in names.iter().zip(&zones) {
            for (number, from, until) in strip.stretches(zone)? {
                days.push(number);
                of_zones.push(name.as_str());
                from_at.push(from);
                until_at.push(until);
            }
            after.push(strip.end(zone)?);
        }
        let (kinds, now) = (question.kinds.asked.as_slice(), question.now);
        let has_account = question.kinds.has_account;
        let counted = sql::free_days_of_specialization()
            .params(
                &client,
                &sql::FreeDaysOfSpecializationParams {
                    days: days.as_slice(),
                    zones: of_zones.as_slice(),
                    from_at: from_at.as_slice(),
                    until_at: until_at.as_slice(),
                    kinds,
                    specialization,
                    now,
                    has_account,
                    max: i64::from(COUNTED_TOGETHER_TO),
                },
            )
            .all()
            .await?;
        let firsts = sql::first_of_specialization()
            .params(
                &client,
                &sql::FirstOfSpecializationParams {
                    zones: names.as_slice(),
                    from_at: after.as_slice(),
                    kinds,
                    specialization,
                    now,
                    has_account,
                },
            )
            .all()
            .await?;
        let mut next: Option<Date> = None;
        for first in firsts {
            let date = zone(&first.time_zone)?.to_datetime(first.starts_at).date();
            next = Some(next.map_or(date, |next| next.min(date)));
        }
        let counted: Vec<_> = counted.into_iter().map(|day| (day.number, day.free)).collect();
        Ok(strip.response(&counted, next, None, COUNTED_TOGETHER_TO))
    }
}

/// Nothing, if there is no such doctor.
async fn of_doctor(
    client: &Object,
    caller: &Caller,
    doctor_id: Uuid,
    question: &Question,
) -> Result<Option<FreeDaysResponse>, Failure> {
    match sql::clinic_of_doctor().bind(client, &doctor_id).opt().await? {
        Some(clinic_id) => of_doctors(client, caller, clinic_id, &[doctor_id], COUNTED_TO, question).await,
        None => Ok(None),
    }
}

/// Of these doctors of a clinic; nothing, if there is no such clinic.
async fn of_doctors(
    client: &Object,
    caller: &Caller,
    clinic_id: Uuid,
    doctor_ids: &[Uuid],
    counted_to: u32,
    question: &Question,
) -> Result<Option<FreeDaysResponse>, Failure> {
    let now = question.now;
    let offers =
        sql::clinic_offers().bind(client, &question.kinds.has_account, &now, &clinic_id).opt().await?;
    let Some(clinic) = offers else { return Ok(None) };
    let zone = zone(&clinic.time_zone)?;
    let bookable = caller.role.books_for_others() && caller.works_at(ClinicId(clinic_id));
    let offered_until = clinic.offered_until.filter(|_| !bookable).unwrap_or(Timestamp::MAX);
    let offered_from = if bookable {
        // no slot lasts a day
        now - SignedDuration::from_hours(24)
    } else {
        now + SignedDuration::from_mins(i64::from(question.kinds.notice().unwrap_or(clinic.notice_minutes)))
    };
    let strip = Strip::of(question, zone.to_datetime(now).date())?;
    let (mut days, mut from_at, mut until_at) = (Vec::new(), Vec::new(), Vec::new());
    for (number, from, until) in strip.stretches(&zone)? {
        days.push(number);
        from_at.push(from.max(offered_from));
        until_at.push(until.min(offered_until));
    }
    let kinds = question.kinds.asked.as_slice();
    let types = question.kinds.types() & if bookable { -1 } else { !clinic.desk_types };
    let counted = sql::free_days_of_doctors()
        .params(
            client,
            &sql::FreeDaysOfDoctorsParams {
                doctor_ids,
                kinds,
                types,
                now,
                bookable,
                max: i64::from(counted_to),
                days: days.as_slice(),
                from_at: from_at.as_slice(),
                until_at: until_at.as_slice(),
            },
        )
        .all()
        .await?;
    let first = sql::first_of_doctors()
        .params(
            client,
            &sql::FirstOfDoctorsParams {
                doctor_ids,
                kinds,
                types,
                from_at: strip.end(&zone)?.max(offered_from),
                now,
                bookable,
            },
        )
        .opt()
        .await?;
    let first = first.filter(|first| *first < offered_until);
    let next = first.map(|first| zone.to_datetime(first).date());
    let counted: Vec<_> = counted.into_iter().map(|day| (day.number, day.free)).collect();
    Ok(Some(strip.response(&counted, next, Some(clinic.time_zone), counted_to)))
}

/// Days in a row.
struct Strip {
    dates: Vec<Date>,
    /// The day after them.
    after: Date,
}

impl Strip {
    fn of(question: &Question, today: Date) -> Result<Self, Problem> {
        let first = question.from_day.unwrap_or(today);
        let date = |number: u32| {
            let date = first.checked_add(Span::new().days(i64::from(number)));
            date.map_err(|_| Problem::field("from", "is out of range"))
        };
        let dates = (0..question.days).map(date).collect::<Result<_, _>>()?;
        Ok(Self { dates, after: date(question.days)? })
    }

    /// Each day's number, first instant, and the next one's.
    fn stretches(&self, zone: &TimeZone) -> Result<Vec<(i32, Timestamp, Timestamp)>, Failure> {
        let mut stretches = Vec::new();
        for (at, date) in self.dates.iter().enumerate() {
            let next = self.dates.get(at + 1).unwrap_or(&self.after);
            stretches.push((day_number(*date), begin(*date, zone)?, begin(*next, zone)?));
        }
        Ok(stretches)
    }

    fn end(&self, zone: &TimeZone) -> Result<Timestamp, Failure> {
        begin(self.after, zone)
    }

    fn response(
        &self,
        counted: &[(i32, i64)],
        next: Option<Date>,
        time_zone: Option<String>,
        counted_to: u32,
    ) -> FreeDaysResponse {
        let days = self.dates.iter().map(|date| {
            let number = day_number(*date);
            let free = counted.iter().find(|(counted, _)| *counted == number).map_or(0, |(_, free)| *free);
            FreeDay { day: number, free: u32::try_from(free).unwrap_or(u32::MAX) }
        });
        FreeDaysResponse { days: days.collect(), next_day: next.map(day_number), time_zone, counted_to }
    }
}

/// The first instant of a day.
fn begin(date: Date, zone: &TimeZone) -> Result<Timestamp, Failure> {
    let begin = date.to_zoned(zone.clone()).map_err(|_| Problem::field("from", "is out of range"))?;
    Ok(begin.timestamp())
}
