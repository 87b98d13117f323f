//! A doctor's free slots, and whether an answer given earlier still holds.
//!
//! Every answer names the state of the doctor's day book that it was read under, and until when it holds by
//! itself. Who has an answer already asks with that name: as long as nothing was booked, freed or made since,
//! the reply is `not_modified`, and costs no look into the database. The first pages of the days to come are kept
//! for the other processes in the same way.

use std::fmt::Write as _;

use holdfast_coordination::day_books::Mark;
use holdfast_domain::squeeze_in;
use holdfast_domain::{Asked, Caller, ClinicId, Cursor, DoctorId, Page, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::availability::{DoctorSlotsRequest, OffersChangedRequest, OffersChangedResponse, SlotPage};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use jiff::{SignedDuration, Timestamp};
use prost::Message;
use uuid::Uuid;

use crate::Availability;
use crate::slot_page::{Window, count, page};

/// Longest that an answer holds without a new look, where marks are those of this process alone: changes by another
/// one (an import) show after that.
const HOLDS_FOR: SignedDuration = SignedDuration::from_secs(2);
/// The same where all processes share marks.
const HOLDS_FOR_ALL: SignedDuration = SignedDuration::from_secs(60);
/// Pages that begin within this time are kept: most questions are about the next days.
const HOT: SignedDuration = SignedDuration::from_hours(48);

impl Availability {
    pub(crate) async fn doctor_slots(
        &self,
        asked: &Asked,
        request: DoctorSlotsRequest,
    ) -> Result<SlotPage, Problem> {
        let DoctorSlotsRequest { doctor_id: DoctorId(doctor_id), page: Page { after, limit }, .. } = request;
        let window = Window::of(request.from_us, request.to_us)?;
        let caller = &asked.caller;
        if let Some(page) = self.bookable_slots(caller, doctor_id, window, after, limit).await? {
            return Ok(page);
        }
        let now = self.clock.now();
        let has_account = caller.account_as_patient().is_some();
        let kept_as = kept_as(has_account, window, after, limit, now);
        // The mark comes before the read: a change in between makes the answer look older, never newer.
        let known = self.readers.day_books().ask(doctor_id, &kept_as).await;
        let (mark, kept) = match known {
            Some(known) => (Some(known.mark), known.page),
            None => (None, None),
        };
        if let Some(mark) = &mark {
            if let Some(version) = request.if_version.filter(|version| still_holds(version, mark, now)) {
                count("not_modified");
                return Ok(SlotPage { not_modified: true, version: Some(version), ..SlotPage::default() });
            }
            let kept = kept.and_then(|kept| SlotPage::decode(kept.as_slice()).ok());
            if let Some(kept) =
                kept.filter(|kept| still_holds(kept.version.as_deref().unwrap_or_default(), mark, now))
            {
                count("kept");
                return Ok(kept);
            }
        }
        let rows = self.read(has_account, doctor_id, window, after, limit, mark.as_ref()).await;
        let rows = rows.map_err(Problem::from)?;
        // The first slot stops being offered first; all of them are told when another day comes within the horizon.
        let holds_for = if self.readers.are_afar() { HOLDS_FOR_ALL } else { HOLDS_FOR };
        let until = rows.first().map_or(Timestamp::MAX, |slot| slot.offered_until).min(now + holds_for);
        let version = mark.map(|mark| format!("{}@{}", mark.version, until.as_microsecond()));
        let page = SlotPage { version, ..page(rows, limit) };
        if !kept_as.is_empty() && page.version.is_some() {
            self.readers.day_books().keep(doctor_id, kept_as, page.encode_to_vec());
        }
        Ok(page)
    }

    /// Lets no kept answer about a clinic's doctors hold any longer: the clinic's notice or horizon has changed.
    pub(crate) async fn offers_changed(
        &self,
        _: &Asked,
        OffersChangedRequest { clinic_id: ClinicId(clinic_id) }: OffersChangedRequest,
    ) -> Result<OffersChangedResponse, Problem> {
        let doctors: Result<_, Failure> = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
            Ok(sql::doctors_with_hours().bind(&tx, &clinic_id).all().await?)
        }
        .await;
        self.readers.tell(&doctors.map_err(Problem::from)?).await?;
        Ok(OffersChangedResponse {})
    }

    /// What the front desk of the doctor's clinic may book, read from the primary; nothing for others.
    async fn bookable_slots(
        &self,
        caller: &Caller,
        doctor_id: Uuid,
        window: Window,
        after: Cursor,
        limit: u32,
    ) -> Result<Option<SlotPage>, Problem> {
        if !caller.role.books_for_others() {
            return Ok(None);
        }
        let rows: Result<_, Failure> = async {
            let client = self.search.client().await?;
            let doctor = sql::find_doctor().bind(&client, &doctor_id).opt().await?;
            if !doctor.is_some_and(|doctor| caller.works_at(ClinicId(doctor.clinic_id))) {
                return Ok(None);
            }
            count("primary");
            Ok(Some(self.bookable_slots_of(&client, caller, doctor_id, window, after, limit).await?))
        }
        .await;
        Ok(rows.map_err(Problem::from)?.map(|rows| page(rows, limit)))
    }

    pub(crate) async fn bookable_slots_of<C: holdfast_sql::client::GenericClient>(
        &self,
        client: &C,
        caller: &Caller,
        doctor_id: Uuid,
        window: Window,
        after: Cursor,
        limit: u32,
    ) -> Result<Vec<sql::FreeSlot>, Failure> {
        Ok(sql::doctor_bookable_slots()
            .params(
                client,
                &sql::DoctorBookableSlotsParams {
                    has_squeezed_in: squeeze_in::is_for(caller.role),
                    doctor_id,
                    after_at: after.at,
                    after_id: after.id,
                    from_at: window.from,
                    now: self.clock.now(),
                    until_at: window.until,
                    max: i64::from(limit) + 1,
                },
            )
            .all()
            .await?)
    }

    async fn read(
        &self,
        has_account: bool,
        doctor_id: Uuid,
        window: Window,
        after: Cursor,
        limit: u32,
        mark: Option<&Mark>,
    ) -> Result<Vec<sql::FreeSlot>, Failure> {
        if let (Some(replica), Some(mark)) = (&self.replica, mark.filter(|mark| mark.written.is_some()))
            && let Some((client, shown)) = replica.client().await
            && mark.is_shown_by(&shown)
        {
            match self.free_slots_of(&client, has_account, doctor_id, window, after, limit).await {
                // A doctor without slots may be one that the replica has not heard of.
                Ok(rows) if !rows.is_empty() => {
                    count("replica");
                    return Ok(rows);
                }
                Ok(_) => {}
                Err(_) => replica.rest("a question failed"),
            }
        }
        count("primary");
        let client = self.search.client().await?;
        let rows = self.free_slots_of(&client, has_account, doctor_id, window, after, limit).await?;
        if rows.is_empty() && sql::find_doctor().bind(&client, &doctor_id).opt().await?.is_none() {
            return Err(Problem::not_found().into());
        }
        Ok(rows)
    }

    pub(crate) async fn free_slots_of<C: holdfast_sql::client::GenericClient>(
        &self,
        client: &C,
        has_account: bool,
        doctor_id: Uuid,
        window: Window,
        after: Cursor,
        limit: u32,
    ) -> Result<Vec<sql::FreeSlot>, Failure> {
        Ok(sql::doctor_free_slots()
            .params(
                client,
                &sql::DoctorFreeSlotsParams {
                    has_account,
                    doctor_id,
                    after_at: after.at,
                    after_id: after.id,
                    from_at: window.from,
                    now: self.clock.now(),
                    until_at: window.until,
                    max: i64::from(limit) + 1,
                },
            )
            .all()
            .await?)
    }
}

/// The name under which a page is kept for others; empty for one that is not.
fn kept_as(has_account: bool, window: Window, after: Cursor, limit: u32, now: Timestamp) -> String {
    let mut name = String::new();
    if after == Cursor::START && window.from < now + HOT {
        let (from, until) = (window.from.as_microsecond(), window.until.as_microsecond());
        let _ = write!(name, "{from:x}.{until:x}.{limit:x}");
        if has_account {
            name.push_str(".a");
        }
    }
    name
}

fn still_holds(version: &str, mark: &Mark, now: Timestamp) -> bool {
    version
        .split_once('@')
        .and_then(|(of, until)| Some((of, until.parse::<i64>().ok()?)))
        .is_some_and(|(of, until_us)| of == mark.version && now.as_microsecond() < until_us)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_while_the_mark_is_the_same_and_its_time_is_not_over() {
        let at = |us| Timestamp::from_microsecond(us).unwrap();
        let mark = |version: &str| Mark { version: version.to_owned(), written: None };
        assert!(still_holds("a.1@100", &mark("a.1"), at(99)));
        assert!(!still_holds("a.1@100", &mark("a.1"), at(100)));
        assert!(!still_holds("a.1@100", &mark("a.2"), at(99)));
        assert!(!still_holds("", &mark("a.1"), at(99)));
        assert!(!still_holds("a.1", &mark("a.1"), at(99)));
    }
}
