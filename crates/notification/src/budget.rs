//! How many mails patients and guests may set in motion: to one recipient and at one clinic on a day (in UTC), and about one appointment.
//!
//! What the clinic itself does is always told. So is the end of an appointment that a calendar may have: who was invited hears that it
//! is over. A move too many waits until the appointment may be written about again, and tells then how things are; what goes over a
//! day's budget is not sent, and its row says so.

use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::queries::notification as sql;
use jiff::{SignedDuration, Timestamp};

use crate::Notification;
use crate::attempt::NotTried;
use crate::news::News;
use crate::send::Taken;

/// Most mails that patients and guests set in motion; 0 is no bound.
#[derive(Clone, Copy, Debug)]
pub struct Budgets {
    /// To one address on a day, whichever clinics they are of.
    pub recipient_per_day: u32,
    /// About one appointment within 24 hours. What is told of once (that it is booked, confirmed, over) does not wait for it.
    pub appointment_per_day: u32,
    /// Of one clinic on a day.
    pub clinic_per_day: u32,
    /// To one owner of an account on a day.
    pub account_mails_per_day: u32,
}

/// Within which mails about one appointment are counted.
pub(crate) const LATELY: SignedDuration = SignedDuration::from_hours(24);

/// Whether a mail may go.
pub(crate) enum Verdict {
    Yes,
    /// Not before then.
    From(Timestamp),
    /// Never, for this reason.
    No(&'static str),
}

/// Whether so many are too many.
pub(crate) fn is_over(mails: i32, most: u32) -> bool {
    most > 0 && u32::try_from(mails).is_ok_and(|mails| mails > most)
}

impl Budgets {
    /// Whether one more mail about an appointment may go, after so many lately, of which the oldest was sent then.
    pub(crate) fn of_appointment(&self, news: News, lately: i64, oldest: Option<Timestamp>) -> Verdict {
        let most = i64::from(self.appointment_per_day);
        match oldest {
            Some(oldest) if news == News::Moved && most > 0 && lately >= most => {
                Verdict::From(oldest + LATELY)
            }
            _ => Verdict::Yes,
        }
    }
}

impl Notification {
    /// Counts a mail to this mailbox, unless it is counted, and judges it.
    pub(crate) async fn count(&self, taken: &Taken, mailbox: Vec<u8>) -> Result<Verdict, NotTried> {
        let budgets = self.rules.budgets;
        let clinic = self.vault.platform().await?.clinic_count(taken.clinic_id);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(taken.clinic_id)).await?;
        let whos = [mailbox.clone(), clinic];
        let counted = sql::count_mail()
            .bind(&tx, &taken.clinic_id, &taken.event_id, &self.clock.now(), &whos.as_slice())
            .all()
            .await
            .map_err(DbError::from)?;
        commit(tx).await?;
        for count in counted {
            let (most, why) = if count.who == mailbox {
                (budgets.recipient_per_day, "too many to this recipient today")
            } else {
                (budgets.clinic_per_day, "too many of this clinic today")
            };
            if is_over(count.mails, most) {
                return Ok(Verdict::No(why));
            }
        }
        Ok(Verdict::Yes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_too_many_waits_and_what_is_told_once_does_not() {
        let budgets = Budgets {
            recipient_per_day: 1,
            appointment_per_day: 3,
            clinic_per_day: 1,
            account_mails_per_day: 1,
        };
        let then = Some(Timestamp::UNIX_EPOCH);
        let waits = |budgets: Budgets, news, lately| match budgets.of_appointment(news, lately, then) {
            Verdict::From(at) => Some(at.as_second() / 3600),
            _ => None,
        };
        assert_eq!(waits(budgets, News::Moved, 2), None);
        assert_eq!(waits(budgets, News::Moved, 3), Some(24));
        assert_eq!(waits(budgets, News::Cancelled, 30), None);
        assert_eq!(waits(Budgets { appointment_per_day: 0, ..budgets }, News::Moved, 30), None);
        assert!(is_over(2, 1) && !is_over(1, 1) && !is_over(9, 0));
    }
}
