//! The search of slots with wishes: a mode, a part of the day. Slots of other kinds are not read.

use deadpool_postgres::Object;
use holdfast_domain::{Caller, ClinicId, Cursor};
use holdfast_postgres::retry::Failure;
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability::FreeSlot;
use holdfast_sql::queries::people as sql;
use uuid::Uuid;

use crate::Availability;
use crate::search::Query;
use crate::slot_page::Found;

/// How many slots a page reads for each that fits: one of many doctors may be shorter than was asked for.
const ROWS_EACH: i64 = 8;
/// Most doctors of a clinic that are looked at.
const DOCTORS_MAX: i64 = 1_000;

impl Availability {
    /// `staff`: somebody who books for others.
    pub(crate) async fn search_kinds(
        &self,
        client: &Object,
        staff: Option<&Caller>,
        query: &Query,
        after: Cursor,
        limit: u32,
    ) -> Result<Found, Failure> {
        let doctors = if let Some(doctor_id) = query.doctor_id {
            self.doctor_that_fits(client, query, doctor_id)
                .await?
                .map(|doctor| (doctor.clinic_id, vec![doctor_id]))
        } else if let Some(clinic_id) = query.clinic_id {
            let specialization = query.specialization.as_deref();
            let params =
                sql::DoctorsInQuestionParams { clinic_id: Some(clinic_id), specialization, max: DOCTORS_MAX };
            Some((clinic_id, sql::doctors_in_question().params(client, &params).all().await?))
        } else {
            return self.everywhere(client, query, after, limit).await;
        };
        let Some((clinic_id, doctor_ids)) = doctors else { return Ok(Found::default()) };
        let bookable = staff.is_some_and(|caller| caller.works_at(ClinicId(clinic_id)));
        self.of_doctors(client, bookable, query, &doctor_ids, after, limit).await
    }

    async fn everywhere(
        &self,
        client: &Object,
        query: &Query,
        after: Cursor,
        limit: u32,
    ) -> Result<Found, Failure> {
        let params = sql::SearchKindsParams {
            specialization: query.specialization.as_deref(),
            kinds: query.kinds.asked.as_slice(),
            has_account: query.kinds.has_account,
            max: i64::from(limit) + 1,
            rows: ROWS_EACH * (i64::from(limit) + 1),
            after_at: after.at,
            after_id: after.id,
            from_at: query.window.from,
            until_at: query.window.until,
            now: self.clock.now(),
        };
        Ok(found(sql::search_kinds().params(client, &params).all().await?))
    }

    async fn of_doctors(
        &self,
        client: &Object,
        bookable: bool,
        query: &Query,
        doctor_ids: &[Uuid],
        after: Cursor,
        limit: u32,
    ) -> Result<Found, Failure> {
        let params = sql::SearchKindsOfDoctorsParams {
            max: i64::from(limit) + 1,
            rows: ROWS_EACH * (i64::from(limit) + 1),
            doctor_ids,
            kinds: query.kinds.asked.as_slice(),
            types: query.kinds.types(),
            notice: query.kinds.notice(),
            has_account: query.kinds.has_account,
            after_at: after.at,
            after_id: after.id,
            until_at: query.window.until,
            from_at: query.window.from,
            bookable,
            now: self.clock.now(),
        };
        Ok(found(sql::search_kinds_of_doctors().params(client, &params).all().await?))
    }
}

fn found(rows: Vec<sql::KindSlot>) -> Found {
    let cut = rows.first().is_some_and(|row| row.cut);
    let rows = rows.into_iter().map(|row| FreeSlot {
        clinic_id: row.clinic_id,
        id: row.id,
        doctor_id: row.doctor_id,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        mode: row.mode,
        version: row.version,
        // the desk's own are not searched for
        kept_until: None,
        visit_types: row.visit_types,
        time_zone: row.time_zone,
        // nobody keeps these pages
        offered_until: row.starts_at,
    });
    Found { rows: rows.collect(), cut }
}
