//! Judges everything, once a night, and each hour while something is broken that takes a look at everything.

use holdfast_postgres::{DbError, commit};
use holdfast_sql::queries::watch as sql;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Watch;
use super::found::{Looked, keep};
use crate::changes::Broken;
use crate::check::check;
use crate::invariant::INVARIANTS;

/// While something is broken, whether it is mended is seen within this time.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(1);

impl Watch {
    /// A look at everything, if it is due; returns how many invariants were judged.
    pub async fn check_everything(&self) -> Result<u64, DbError> {
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        if !sql::try_lock().bind(&tx, &"everything").one().await? {
            return Ok(0);
        }
        let began = self.clock.now();
        let position = sql::position().bind(&tx).one().await?;
        let waits = sql::any_waits_for_full().bind(&tx).one().await?;
        // without one nothing was watched yet: the first night comes soon
        let is_due = position.full_at.is_some_and(|last| {
            last < self.due_since(began) || (waits && began.duration_since(last) >= AGAIN_AFTER)
        });
        if !is_due {
            // dropped, it would keep the lock for a moment yet, and whoever looks next would take it for another's
            tx.rollback().await?;
            return Ok(0);
        }
        // it holds the lock, and nothing else, while another connection looks
        tx.batch_execute("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
        let report = check(&self.db, began, self.hold_grace, |_, _| {}).await?;
        let found: Vec<_> = report
            .breaches()
            .map(|breach| Broken {
                invariant: breach.invariant,
                what: breach.what.clone(),
                subject: breach.subject.clone(),
                detail: match breach.clinic_id {
                    Some(clinic) => format!("clinic {clinic}, {}", breach.detail),
                    None => breach.detail.clone(),
                },
                appointment_id: None,
                slot_id: None,
            })
            .collect();
        keep(&tx, Looked::AtEverything, &found, began).await?;
        sql::set_full().bind(&tx, &began).await?;
        commit(tx).await?;
        Ok(INVARIANTS.len() as u64)
    }

    /// The last time that it was the hour.
    fn due_since(&self, now: Timestamp) -> Timestamp {
        let today = now.to_zoned(TimeZone::UTC).date();
        let hour = Time::new(self.full_hour, 0, 0, 0).unwrap_or(Time::midnight());
        let today = TimeZone::UTC.to_timestamp(today.to_datetime(hour)).unwrap_or(now);
        if today <= now { today } else { today - SignedDuration::from_hours(24) }
    }
}
