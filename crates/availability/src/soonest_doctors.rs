//! Doctors by their soonest free time, each once, with their next times.
//!
//! Of few doctors each one's soonest is looked up. Many are found by the walk in the order of time, which meets other doctors
//! soon; where it does not, up to two thousand are looked up all the same. So no question reads more than is bounded here.

use deadpool_postgres::Object;
use holdfast_domain::template::Mode;
use holdfast_domain::{Asked, ClinicId, Cursor, DoctorId, PeopleCursor, Problem, SlotId, VisitTypeId};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::{Slot, SoonestDoctor, SoonestDoctorsRequest, SoonestDoctorsResponse};
use holdfast_sql::client::Params;
use holdfast_sql::queries::people as sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::Availability;
use crate::slot_page::{Window, count};
use crate::wishes::Kinds;

/// Up to so many doctors are looked up rather than walked for.
const FEW: i64 = 20;
/// So many doctors are looked up at most.
const MANY: i64 = 2_000;
/// How many slots a walk reads for each doctor that it looks for.
const ROWS_EACH: i64 = 4;
/// Slots that it reads where there are more than [`MANY`] doctors, few of whom have all the soonest slots.
const ROWS_AMONG_MANY: i64 = 20_000;

/// What is asked.
struct Question {
    specialization: Option<String>,
    clinic_id: Option<Uuid>,
    from: Timestamp,
    kinds: Kinds,
    /// By somebody who works for the clinic.
    bookable: bool,
    times: i64,
    after: PeopleCursor,
    limit: usize,
    now: Timestamp,
}

/// Doctors in their order, with the place of each.
struct Found {
    doctors: Vec<(Cursor, SoonestDoctor)>,
    /// There are others behind them.
    more: bool,
}

impl Availability {
    pub(crate) async fn soonest_doctors(
        &self,
        asked: &Asked,
        request: SoonestDoctorsRequest,
    ) -> Result<SoonestDoctorsResponse, Problem> {
        let caller = &asked.caller;
        let limit = usize::try_from(request.limit).unwrap_or(usize::MAX).min(request.after.left());
        let kinds = self.kinds(caller, &request.wishes, request.clinic_id).await?;
        let clinic_id = request.clinic_id.or_else(|| kinds.clinic()).map(|id| id.0);
        let question = Question {
            specialization: request.specialization,
            clinic_id,
            from: Window::of(request.from_us, None)?.from,
            kinds,
            bookable: caller.role.books_for_others()
                && clinic_id.is_some_and(|id| caller.works_at(ClinicId(id))),
            times: i64::from(request.times),
            after: request.after,
            limit,
            now: self.clock.now(),
        };
        if limit == 0 {
            return Ok(SoonestDoctorsResponse::default());
        }
        #[expect(clippy::single_match_else, reason = "the two places to look are of one rank")]
        let found = match self.soonest_on_replica(&question).await {
            Some(found) => {
                count("replica");
                found
            }
            None => {
                count("primary");
                let found = async {
                    let client = self.search.client().await?;
                    soonest(&client, &question).await
                };
                found.await.map_err(Problem::from)?
            }
        };
        Ok(response(found, question))
    }

    /// What the replica says, if it shows every change of the doctors that it found.
    async fn soonest_on_replica(&self, question: &Question) -> Option<Found> {
        let replica = self.replica.as_ref().filter(|_| !question.bookable)?;
        let (client, shown) = replica.client().await?;
        let Ok(found) = soonest(&client, question).await else {
            replica.rest("a question failed");
            return None;
        };
        drop(client);
        let doctors: Vec<Uuid> = found.doctors.iter().map(|(_, doctor)| doctor.id.0).collect();
        if doctors.is_empty() {
            return None;
        }
        let marks = self.readers.day_books().marks(&doctors).await?;
        marks.iter().all(|mark| mark.is_shown_by(&shown)).then_some(found)
    }
}

fn response(Found { mut doctors, more }: Found, question: Question) -> SoonestDoctorsResponse {
    let more = more || doctors.len() > question.limit;
    doctors.truncate(question.limit);
    let place = doctors.last().map_or(question.after.after, |(place, _)| *place);
    let next = question.after.then(place, doctors.iter().map(|(_, doctor)| doctor.id.0));
    SoonestDoctorsResponse {
        items: doctors.into_iter().map(|(_, doctor)| doctor).collect(),
        next_cursor: (more && next.left() > 0).then_some(next),
    }
}

async fn soonest(client: &Object, question: &Question) -> Result<Found, Failure> {
    let few = doctors_in_question(client, question, FEW + 1).await?;
    if usize::try_from(FEW).is_ok_and(|most| few.len() <= most) {
        return soonest_of(client, question, few, false).await;
    }
    let walked = walk(client, question, ROWS_EACH * one_more(question.limit)).await?;
    if let Some(Walked { doctors, cut }) = walked
        && (doctors.len() > question.limit || !cut)
    {
        let more = doctors.len() > question.limit;
        return soonest_of(client, question, doctors, more).await;
    }
    let many = doctors_in_question(client, question, MANY + 1).await?;
    if question.clinic_id.is_some() || usize::try_from(MANY).is_ok_and(|most| many.len() <= most) {
        return soonest_of(client, question, many, false).await;
    }
    let doctors =
        walk(client, question, ROWS_AMONG_MANY).await?.map_or_else(Vec::new, |walked| walked.doctors);
    let more = doctors.len() > question.limit;
    soonest_of(client, question, doctors, more).await
}

async fn doctors_in_question(client: &Object, question: &Question, max: i64) -> Result<Vec<Uuid>, Failure> {
    let specialization = question.specialization.as_deref();
    let params = sql::DoctorsInQuestionParams { clinic_id: question.clinic_id, specialization, max };
    Ok(sql::doctors_in_question().params(client, &params).all().await?)
}

/// Doctors whom a walk met.
struct Walked {
    /// One more than fits, if it met so many.
    doctors: Vec<Uuid>,
    /// It did not come to the end.
    cut: bool,
}

/// Nothing where no walk leads: to some kinds at one clinic, and to what its staff alone may book.
async fn walk(client: &Object, question: &Question, rows: i64) -> Result<Option<Walked>, Failure> {
    let Question { from: from_at, now, after, kinds, .. } = question;
    let (specialization, shown) = (question.specialization.as_deref(), after.shown());
    let (after_at, after_id, max) = (after.after.at, after.after.id, one_more(question.limit));
    let met = match question.clinic_id {
        Some(clinic_id) if kinds.are_all && !question.bookable => {
            let params = sql::WalkClinicParams {
                clinic_id,
                after_at,
                after_id,
                from_at: *from_at,
                now: *now,
                has_account: kinds.has_account,
                rows,
                specialization,
                shown,
                max,
            };
            sql::walk_clinic().params(client, &params).all().await?
        }
        Some(_) => return Ok(None),
        None if kinds.are_all => {
            let params = sql::WalkSpecializationsParams {
                specialization,
                max,
                rows,
                after_at,
                after_id,
                from_at: *from_at,
                now: *now,
                has_account: kinds.has_account,
                shown,
            };
            sql::walk_specializations().params(client, &params).all().await?
        }
        None => {
            let params = sql::WalkKindsParams {
                specialization,
                kinds: kinds.asked.as_slice(),
                max,
                rows,
                after_at,
                after_id,
                from_at: *from_at,
                now: *now,
                has_account: kinds.has_account,
                shown,
            };
            sql::walk_kinds().params(client, &params).all().await?
        }
    };
    let cut = met.first().is_some_and(|row| row.cut);
    Ok(Some(Walked { doctors: met.into_iter().filter_map(|row| row.doctor_id).collect(), cut }))
}

/// The soonest of these doctors, without those who were shown: one more than fits, if there are so many.
async fn soonest_of(
    client: &Object,
    question: &Question,
    mut doctors: Vec<Uuid>,
    more: bool,
) -> Result<Found, Failure> {
    doctors.retain(|doctor| !question.after.has_shown(*doctor));
    let rows = sql::soonest_of_doctors()
        .params(
            client,
            &sql::SoonestOfDoctorsParams {
                from_at: question.from,
                bookable: question.bookable,
                now: question.now,
                kinds: question.kinds.asked.as_slice(),
                types: question.kinds.types(),
                notice: question.kinds.notice(),
                has_account: question.kinds.has_account,
                after_at: question.after.after.at,
                after_id: question.after.after.id,
                doctor_ids: doctors,
                max: one_more(question.limit),
                times: question.times,
            },
        )
        .all()
        .await?;
    let mut doctors: Vec<(Cursor, SoonestDoctor)> = Vec::new();
    for row in rows {
        let slot = Slot {
            id: SlotId(row.id),
            clinic_id: ClinicId(row.clinic_id),
            doctor_id: DoctorId(row.doctor_id),
            starts_at_us: row.starts_at.as_microsecond(),
            ends_at_us: row.ends_at.as_microsecond(),
            time_zone: row.time_zone.clone(),
            // a CHECK of the table allows no other
            mode: Mode::parse(&row.mode).unwrap_or_default(),
            version: row.version.unsigned_abs(),
            kept_until_us: None,
            visit_types: row.visit_types.into_iter().map(VisitTypeId).collect(),
        };
        match doctors.last_mut() {
            Some((_, doctor)) if doctor.id.0 == row.doctor_id => doctor.slots.push(slot),
            _ => doctors.push((
                Cursor { at: row.first_at, id: row.first_id },
                SoonestDoctor {
                    id: DoctorId(row.doctor_id),
                    name: row.name,
                    specialization: row.specialization,
                    clinic_id: ClinicId(row.clinic_id),
                    clinic_name: row.clinic_name,
                    address: row.address,
                    phone: row.phone,
                    time_zone: row.time_zone,
                    slots: vec![slot],
                },
            )),
        }
    }
    Ok(Found { doctors, more })
}

fn one_more(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1
}
