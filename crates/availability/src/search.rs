//! The search across the platform: by specialization, clinic, doctor and time, soonest first.
//!
//! Pages go on after the last slot given (its start, then its id), so a booking between two pages neither
//! repeats a slot nor skips one. What is asked decides which statement walks the fewest rows.

use deadpool_postgres::Object;
use holdfast_domain::specializations::is_same;
use holdfast_domain::{Asked, Caller, ClinicId, Cursor, Page, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::{SearchSlotsRequest, SlotPage};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use uuid::Uuid;

use crate::Availability;
use crate::slot_page::{Found, Window, count, page_of};
use crate::wishes::Kinds;

/// What to look for. Unset parts let everything pass.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    /// Whatever the case.
    pub(crate) specialization: Option<String>,
    /// At this clinic.
    pub(crate) clinic_id: Option<Uuid>,
    /// With this doctor.
    pub(crate) doctor_id: Option<Uuid>,
    /// At this time.
    pub(crate) window: Window,
    /// A mode and a part of the day.
    pub(crate) kinds: Kinds,
}

impl Availability {
    pub(crate) async fn search_slots(
        &self,
        asked: &Asked,
        request: SearchSlotsRequest,
    ) -> Result<SlotPage, Problem> {
        let kinds = self.kinds(&asked.caller, &request.wishes, request.clinic_id).await?;
        let query = &Query {
            window: Window::of(request.from_us, request.to_us)?,
            specialization: request.specialization,
            clinic_id: request.clinic_id.or_else(|| kinds.clinic()).map(|id| id.0),
            doctor_id: request.doctor_id.map(|id| id.0),
            kinds,
        };
        let (caller, Page { after, limit }) = (&asked.caller, request.page);
        if caller.role.books_for_others() && (query.clinic_id.is_some() || query.doctor_id.is_some()) {
            count("primary");
            let found = async {
                let client = self.search.client().await?;
                self.search_bookable(&client, caller, query, after, limit).await
            };
            return found.await.map(|found| page_of(found, limit)).map_err(Problem::from);
        }
        if let Some(found) = self.search_replica(query, after, limit).await {
            count("replica");
            return Ok(page_of(found, limit));
        }
        count("primary");
        let found = async {
            let client = self.search.client().await?;
            self.search_rows(&client, query, after, limit).await
        };
        found.await.map(|found| page_of(found, limit)).map_err(Problem::from)
    }

    /// What the replica says, if it shows every change of the doctors whose slots it found. (Slots that it does not
    /// show yet were freed a moment ago.)
    async fn search_replica(&self, query: &Query, after: Cursor, limit: u32) -> Option<Found> {
        let replica = self.replica.as_ref()?;
        let (client, shown) = replica.client().await?;
        let Ok(found) = self.search_rows(&client, query, after, limit).await else {
            replica.rest("a question failed");
            return None;
        };
        drop(client);
        let mut doctors: Vec<Uuid> = found.rows.iter().map(|slot| slot.doctor_id).collect();
        doctors.sort_unstable();
        doctors.dedup();
        if doctors.is_empty() {
            return None;
        }
        let marks = self.readers.day_books().marks(&doctors).await?;
        let all_shown = marks.iter().all(|mark| mark.is_shown_by(&shown));
        all_shown.then_some(found)
    }

    /// The search of somebody who works for a clinic: of their own clinic, what they may book.
    async fn search_bookable(
        &self,
        client: &Object,
        caller: &Caller,
        query: &Query,
        after: Cursor,
        limit: u32,
    ) -> Result<Found, Failure> {
        if !query.kinds.are_all {
            return self.search_kinds(client, Some(caller), query, after, limit).await;
        }
        let has_account = query.kinds.has_account;
        if let Some(doctor_id) = query.doctor_id {
            return match self.doctor_that_fits(client, query, doctor_id).await? {
                Some(doctor) if caller.works_at(ClinicId(doctor.clinic_id)) => Ok(self
                    .bookable_slots_of(client, caller, doctor_id, query.window, after, limit)
                    .await?
                    .into()),
                Some(_) => Ok(self
                    .free_slots_of(client, has_account, doctor_id, query.window, after, limit)
                    .await?
                    .into()),
                None => Ok(Found::default()),
            };
        }
        let Some(clinic_id) = query.clinic_id.filter(|id| caller.works_at(ClinicId(*id))) else {
            return self.search_rows(client, query, after, limit).await;
        };
        Ok(sql::search_clinic_bookable()
            .params(
                client,
                &sql::SearchClinicBookableParams {
                    clinic_id,
                    specialization: query.specialization.as_deref(),
                    after_at: after.at,
                    after_id: after.id,
                    from_at: query.window.from,
                    now: self.clock.now(),
                    until_at: query.window.until,
                    max: i64::from(limit) + 1,
                },
            )
            .all()
            .await?
            .into())
    }

    /// The doctor, if clinic and specialization are what was asked for.
    pub(crate) async fn doctor_that_fits(
        &self,
        client: &Object,
        query: &Query,
        doctor_id: Uuid,
    ) -> Result<Option<sql::ScheduledDoctor>, Failure> {
        let doctor = sql::find_doctor().bind(client, &doctor_id).opt().await?;
        Ok(doctor.filter(|doctor| {
            let asked = query.specialization.as_ref();
            query.clinic_id.is_none_or(|id| id == doctor.clinic_id)
                && asked.is_none_or(|asked| doctor.specializations.iter().any(|own| is_same(asked, own)))
        }))
    }

    async fn search_rows(
        &self,
        client: &Object,
        query: &Query,
        after: Cursor,
        limit: u32,
    ) -> Result<Found, Failure> {
        if !query.kinds.are_all {
            return self.search_kinds(client, None, query, after, limit).await;
        }
        let (now, has_account) = (self.clock.now(), query.kinds.has_account);
        let Window { from, until } = query.window;
        let (after_at, after_id, max) = (after.at, after.id, i64::from(limit) + 1);
        if let Some(doctor_id) = query.doctor_id {
            return match self.doctor_that_fits(client, query, doctor_id).await? {
                Some(_) => Ok(self
                    .free_slots_of(client, has_account, doctor_id, query.window, after, limit)
                    .await?
                    .into()),
                None => Ok(Found::default()),
            };
        }
        let rows = match (&query.clinic_id, &query.specialization) {
            (Some(clinic_id), specialization) => {
                sql::search_clinic()
                    .params(
                        client,
                        &sql::SearchClinicParams {
                            clinic_id: *clinic_id,
                            specialization: specialization.as_deref(),
                            after_at,
                            after_id,
                            from_at: from,
                            until_at: until,
                            now,
                            has_account,
                            max,
                        },
                    )
                    .all()
                    .await?
            }
            (None, Some(specialization)) => {
                sql::search_specialization()
                    .params(
                        client,
                        &sql::SearchSpecializationParams {
                            specialization: specialization.as_str(),
                            after_at,
                            after_id,
                            from_at: from,
                            until_at: until,
                            now,
                            has_account,
                            max,
                        },
                    )
                    .all()
                    .await?
            }
            (None, None) => {
                sql::search_platform()
                    .params(
                        client,
                        &sql::SearchPlatformParams {
                            after_at,
                            after_id,
                            from_at: from,
                            until_at: until,
                            now,
                            has_account,
                            max,
                        },
                    )
                    .all()
                    .await?
            }
        };
        Ok(rows.into())
    }
}
