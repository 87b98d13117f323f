//! A doctor's free slots, and whether an answer given earlier still holds.
//!
//! Every answer names the state of the doctor's day book that it was read under, and until when it holds by
//! itself. Who has an answer already asks with that name: as long as nothing was booked, freed or made since,
//! the reply is `not_modified`, and costs no look into the database.

use holdfast_domain::{Cursor, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::SlotPage;
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Availability;
use crate::search::{Window, page};

/// Longest that an answer holds without a new look: changes that this process cannot see (an import by another)
/// show after that.
const HOLDS_FOR: SignedDuration = SignedDuration::from_secs(2);

impl Availability {
    pub(crate) async fn doctor_slots(
        &self,
        doctor_id: Uuid,
        window: Window,
        after: Cursor,
        limit: u32,
        if_version: &str,
    ) -> Result<SlotPage, Problem> {
        let now = self.clock.now();
        // The mark comes before the read: a change in between makes the answer look older, never newer.
        let mark = self.day_books.mark(doctor_id);
        if let Some(mark) = &mark
            && still_holds(if_version, mark, now)
        {
            return Ok(SlotPage {
                not_modified: true,
                version: if_version.to_owned(),
                ..SlotPage::default()
            });
        }
        let found: Result<_, Failure> = async {
            let client = self.db.client().await?;
            let rows = self.free_slots_of(&client, doctor_id, window, after, limit).await?;
            if rows.is_empty() && sql::find_doctor().bind(&client, &doctor_id).opt().await?.is_none() {
                return Err(Problem::not_found().into());
            }
            Ok(rows)
        }
        .await;
        let rows = found.map_err(Problem::from)?;
        // The first slot stops being offered first.
        let until = rows.first().map_or(Timestamp::MAX, |slot| slot.offered_until).min(now + HOLDS_FOR);
        let version = mark.map(|mark| format!("{mark}@{}", until.as_microsecond())).unwrap_or_default();
        Ok(SlotPage { version, ..page(rows, limit) })
    }

    pub(crate) async fn free_slots_of<C: holdfast_sql::client::GenericClient>(
        &self,
        client: &C,
        doctor_id: Uuid,
        window: Window,
        after: Cursor,
        limit: u32,
    ) -> Result<Vec<sql::FreeSlot>, Failure> {
        Ok(sql::doctor_free_slots()
            .params(
                client,
                &sql::DoctorFreeSlotsParams {
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

fn still_holds(version: &str, mark: &str, now: Timestamp) -> bool {
    version
        .split_once('@')
        .and_then(|(of, until)| Some((of, until.parse::<i64>().ok()?)))
        .is_some_and(|(of, until_us)| of == mark && now.as_microsecond() < until_us)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_while_the_mark_is_the_same_and_its_time_is_not_over() {
        let at = |us| Timestamp::from_microsecond(us).unwrap();
        assert!(still_holds("a.1@100", "a.1", at(99)));
        assert!(!still_holds("a.1@100", "a.1", at(100)));
        assert!(!still_holds("a.1@100", "a.2", at(99)));
        assert!(!still_holds("", "a.1", at(99)));
        assert!(!still_holds("a.1", "a.1", at(99)));
    }
}
