//! Security events: what somebody did who may not, or tried to. Log lines with a stable name (`event`), bounded in number, and
//! counters without a bound.
//!
//! An account is an id, or a keyed hash of the address where there is none; a source is the client's address (IPv4) or /64 network. No
//! names, no addresses of mailboxes, no secrets. `docs/security.md` lists the events, and says how long to keep such lines.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::metrics;

/// Lines of one kind within a minute; what is more is counted.
const PER_MINUTE: u32 = 60;
const MINUTE: Duration = Duration::from_secs(60);

macro_rules! events {
    ($($(#[$doc:meta])* $event:ident = $name:literal, $says:literal;)+) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SecurityEvent {
            $($(#[$doc])* $event,)+
        }

        impl SecurityEvent {
            /// All of them.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$event),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$event => $name,)+ }
            }

            const fn says(self) -> &'static str {
                match self { $(Self::$event => $says,)+ }
            }
        }
    };
}

events! {
    /// No account has this address and password.
    LogInFailed = "security.log_in_failed", "a log-in was refused: wrong address or password";
    /// Too many of one client, or to one account.
    LogInLimited = "security.log_in_limited", "a log-in was not looked at: too many";
    /// The password was right.
    CodeWrong = "security.code_wrong", "a wrong code of a second factor came with the right password";
    /// After too many of those.
    CodesPaused = "security.codes_paused", "codes of an account are not looked at for a while; its owner is told";
    /// A token that is forged, of another issuer, or taken back. (One that has expired is none.)
    TokenRefused = "security.token_refused", "a token was refused";
    /// No such key, or one that was taken back.
    ApiKeyRefused = "security.api_key_refused", "an API key was refused";
    /// A refresh token came twice.
    RefreshTokenReused = "security.refresh_token_reused", "a refresh token came twice; its session is ended";
    /// The caller's role may not do that.
    RoleRefused = "security.role_refused", "a caller's role may not do this";
    /// The key's scopes do not name it.
    ScopeRefused = "security.scope_refused", "an API key lacks the required scope";
    /// Somebody of one clinic asked for another's.
    ClinicRefused = "security.clinic_refused", "somebody of one clinic asked for what is another's";
    /// The clinic asks for a second factor, and the session showed none.
    FactorRefused = "security.factor_refused", "a session without a second factor asked to act where one is required";
    /// A call from another process came without the role's secret, or by a certificate that is no caller's.
    CallRefused = "security.call_refused", "a call from another process was refused";
    /// A cookie came along from another site's page.
    CrossSiteRefused = "security.cross_site_refused", "a cookie came without the token of its pages";
}

/// What is known of whoever it was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trace<'a> {
    /// Whose account it was about.
    pub account: Option<&'a str>,
    /// By which session.
    pub session: Option<Uuid>,
    /// Where they were.
    pub source: Option<&'a str>,
    /// At which route, or why it was refused.
    pub about: Option<&'a str>,
}

/// How many lines of one kind may still be written.
struct Budget {
    since: Option<Instant>,
    lines: u32,
    more: u64,
}

/// What becomes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// A line; so many were not written in the minute before.
    Write {
        left_out: u64,
    },
    /// A line, the last of this minute.
    WriteLast {
        left_out: u64,
    },
    Count,
}

impl Budget {
    const NEW: Self = Self { since: None, lines: 0, more: 0 };

    fn next(&mut self, now: Instant) -> Verdict {
        let mut left_out = 0;
        if self.since.is_none_or(|since| now.saturating_duration_since(since) >= MINUTE) {
            left_out = self.more;
            *self = Self { since: Some(now), ..Self::NEW };
        }
        if self.lines >= PER_MINUTE {
            self.more += 1;
            return Verdict::Count;
        }
        self.lines += 1;
        if self.lines == PER_MINUTE { Verdict::WriteLast { left_out } } else { Verdict::Write { left_out } }
    }
}

static BUDGETS: [Mutex<Budget>; SecurityEvent::ALL.len()] =
    [const { Mutex::new(Budget::NEW) }; SecurityEvent::ALL.len()];

/// Counts an event, and writes a line about it unless there were too many of its kind within this minute.
pub fn noticed(event: SecurityEvent, trace: &Trace<'_>) {
    metrics::SECURITY_EVENTS.of([event.name()]).increment(1);
    let verdict = {
        let mut budget = BUDGETS[event as usize].lock().unwrap_or_else(PoisonError::into_inner);
        budget.next(Instant::now())
    };
    let (is_last, left_out) = match verdict {
        Verdict::Count => return,
        Verdict::Write { left_out } => (false, left_out),
        Verdict::WriteLast { left_out } => (true, left_out),
    };
    if left_out > 0 {
        tracing::warn!(
            event = event.name(),
            left_out,
            "more of this came within a minute than were written down"
        );
    }
    let known = |text: Option<&'_ str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
    tracing::warn!(
        event = event.name(),
        account = known(trace.account),
        session = trace.session.map(|id| id.to_string()),
        source = known(trace.source),
        about = known(trace.about),
        "{}",
        event.says()
    );
    if is_last {
        tracing::warn!(
            event = event.name(),
            "what more of this comes within this minute is counted, not written down"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_so_many_lines_a_minute_and_a_number() {
        let mut budget = Budget::NEW;
        let began = Instant::now();
        let written = (0..10_000).filter(|_| budget.next(began) != Verdict::Count).count();
        assert_eq!(written, 60);
        assert_eq!(budget.next(began + MINUTE), Verdict::Write { left_out: 9_940 });
        assert_eq!(budget.next(began + MINUTE), Verdict::Write { left_out: 0 });
    }

    #[test]
    fn names_are_unique_and_begin_alike() {
        let mut names: Vec<_> = SecurityEvent::ALL.map(SecurityEvent::name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SecurityEvent::ALL.len());
        assert!(names.iter().all(|name| name.starts_with("security.")));
    }
}
