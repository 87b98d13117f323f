//! Who has an account's password may guess codes of its second factor. After some wrong ones none is looked at for a while, which
//! grows with each; and the account's owner is told that somebody has their password.
//!
//! Only tries with the right password count, so a stranger locks nobody out. Whoever has the password can keep the owner waiting: a
//! new password, which its mail suggests, ends that.

use deadpool_postgres::Transaction;
use holdfast_domain::{AccountMail, AccountNews, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::identity as sql;
use holdfast_telemetry::security::{SecurityEvent, Trace, noticed};
use holdfast_vault::ClinicKey;
use jiff::SignedDuration;

use crate::Identity;
use crate::owner::email_of;

/// Wrong codes without a pause.
const FREE: i32 = 10;
/// How long no code is looked at after the last of these; doubled by each further one.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// The longest pause.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// How long no code is looked at after so many wrong ones.
fn pause_after(wrong: i32) -> Option<SignedDuration> {
    let doublings = u32::try_from(wrong.checked_sub(FREE)?).ok()?;
    let pause = FIRST_PAUSE.checked_mul(1 << doublings.min(10));
    Some(pause.map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE)))
}

impl Identity {
    /// Whether a code is looked at now.
    pub(crate) fn may_try_codes(&self, account: &sql::Account) -> Result<(), Problem> {
        let now = self.clock.now();
        match account.codes_paused_until {
            Some(until) if now < until => {
                let left = until.duration_since(now).as_secs() + 1;
                let detail = format!("too many wrong codes; try again in {left} s, or set a new password");
                Err(Problem::new(ErrorCode::RateLimited, detail))
            }
            _ => Ok(()),
        }
    }

    /// Counts a wrong code that came with the right password. Whoever calls this commits it before they refuse.
    pub(crate) async fn count_wrong_code(
        &self,
        tx: &Transaction<'_>,
        key: &ClinicKey,
        account: &sql::Account,
        source: &str,
    ) -> Result<(), Failure> {
        let wrong = account.wrong_codes.saturating_add(1);
        let pause = pause_after(wrong);
        let until = pause.map(|pause| self.clock.now() + pause);
        sql::note_wrong_code().bind(tx, &until, &account.id).await?;
        self.note_try(tx, account.id, "code.wrong", source).await?;
        let account_id = account.id.to_string();
        let trace = Trace { account: Some(&account_id), source: Some(source), ..Trace::default() };
        noticed(SecurityEvent::CodeWrong, &trace);
        if pause.is_some() {
            noticed(SecurityEvent::CodesPaused, &trace);
        }
        // at the first pause, and from time to time for as long as it goes on
        if wrong % FREE == 0 {
            self.mail(tx, key, AccountMail { to: email_of(key, account)?, says: AccountNews::CodesGuessed })
                .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_begin_after_ten_and_grow_to_an_hour() {
        let minutes = |wrong| pause_after(wrong).map(|pause| pause.as_mins());
        assert_eq!([1, 9, 10, 11, 12, 15].map(minutes), [None, None, Some(1), Some(2), Some(4), Some(32)]);
        assert_eq!([16, 17, 100, i32::MAX].map(minutes), [Some(60); 4]);
        // what is left of a day's 7,200 tries
        let (mut tries, mut at) = (FREE, SignedDuration::ZERO);
        while at < SignedDuration::from_hours(24) {
            at += pause_after(tries).unwrap_or_default();
            tries += 1;
        }
        assert!(tries < 50, "{tries}");
    }
}
