//! What a clinic's desk may overrule, with a reason that is kept: rules of the clinic's own. What would put anybody in two places,
//! or give a slot away twice, is none of them.
//!
//! Some of them bind patients alone. Where the desk goes past such a rule with a reason, that is kept as well; without one it goes past it
//! as it always did. (`book_batch` judges bookings by the same rules, in SQL.)

use crate::caller::Caller;
use crate::error::Problem;
use crate::text::{Checks, REASON_MAX};

/// A rule that can be overruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overruled {
    /// Until how long before it begins a slot is had. Binds patients.
    Notice,
    /// How far ahead a slot is had. Binds patients.
    Horizon,
    /// How many appointments to come somebody may have. Binds patients.
    Upcoming,
    /// That a slot is for certain visits. Binds everybody.
    VisitType,
    /// That a visit is for patients who have been at the clinic before. Binds patients.
    KnownPatients,
    /// Until how long before it begins an appointment is cancelled or moved. Binds patients.
    CancelNotice,
}

impl Overruled {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Notice,
        Self::Horizon,
        Self::Upcoming,
        Self::VisitType,
        Self::KnownPatients,
        Self::CancelNotice,
    ];

    /// Those that a booking can go past.
    pub const OF_BOOKINGS: [Self; 5] =
        [Self::Notice, Self::Horizon, Self::Upcoming, Self::VisitType, Self::KnownPatients];

    /// The name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Horizon => "horizon",
            Self::Upcoming => "upcoming",
            Self::VisitType => "visit_type",
            Self::KnownPatients => "known_patients",
            Self::CancelNotice => "cancel_notice",
        }
    }

    /// The name in the audit log of going past it.
    pub const fn audit_name(self) -> &'static str {
        match self {
            Self::Notice => "override.notice",
            Self::Horizon => "override.horizon",
            Self::Upcoming => "override.upcoming",
            Self::VisitType => "override.visit_type",
            Self::KnownPatients => "override.known_patients",
            Self::CancelNotice => "override.cancel_notice",
        }
    }
}

/// The reason that a request gives for going past rules, without what surrounds it, if this caller may give one.
pub fn reason(caller: &Caller, given: Option<&str>) -> Result<Option<String>, Problem> {
    let Some(given) = given else { return Ok(None) };
    caller.require_overruler()?;
    let given = given.trim();
    let mut checks = Checks::new();
    checks.required("override.reason", given, REASON_MAX);
    checks.finish()?;
    Ok(Some(given.to_owned()))
}

/// Whether one request goes past rules, and past which it went.
#[derive(Clone, Debug, Default)]
pub struct Overruling<'a> {
    reason: Option<&'a str>,
    rules: Vec<Overruled>,
}

impl<'a> Overruling<'a> {
    /// For this reason; without one nothing is overruled.
    pub fn with(reason: Option<&'a str>) -> Self {
        Self { reason, rules: Vec::new() }
    }

    /// Whether a reason is given.
    pub fn is_asked_for(&self) -> bool {
        self.reason.is_some()
    }

    /// Refuses who is bound by a rule that is broken, unless it is overruled. With a reason it is noted as overruled, whoever is bound.
    pub fn judge<E>(
        &mut self,
        rule: Overruled,
        is_broken: bool,
        binds: bool,
        refusal: impl FnOnce() -> E,
    ) -> Result<(), E> {
        if !is_broken {
            return Ok(());
        }
        if self.is_asked_for() {
            if !self.rules.contains(&rule) {
                self.rules.push(rule);
            }
            return Ok(());
        }
        if binds { Err(refusal()) } else { Ok(()) }
    }

    /// What was overruled, and why; nothing, where no rule stood in the way.
    pub fn used(&self) -> Option<(&[Overruled], &'a str)> {
        self.reason.filter(|_| !self.rules.is_empty()).map(|reason| (self.rules.as_slice(), reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caller::Role;
    use crate::error::ErrorCode;

    #[test]
    fn a_reason_is_the_desks_to_give_and_has_a_length() {
        let by = |role, given: &str| {
            let caller = Caller { role, ..Caller::ANONYMOUS };
            reason(&caller, Some(given)).map_err(|problem| (problem.code, problem.fields[0].field.clone()))
        };
        let long = "x".repeat(REASON_MAX);
        for role in Role::ALL {
            let may = matches!(role, Role::Staff | Role::ClinicAdmin | Role::PlatformAdmin);
            let refused = || Err((ErrorCode::Forbidden, "override".to_owned()));
            assert_eq!(by(role, " ok "), if may { Ok(Some("ok".to_owned())) } else { refused() }, "{role:?}");
            assert_eq!(reason(&Caller { role, ..Caller::ANONYMOUS }, None), Ok(None));
        }
        let wrong = Err((ErrorCode::InvalidRequest, "override.reason".to_owned()));
        assert_eq!(by(Role::Staff, " \n"), wrong);
        assert_eq!(by(Role::Staff, &format!("{long}x")), wrong);
        assert_eq!(by(Role::Staff, &format!(" {long} ")), Ok(Some(long)));
    }

    #[test]
    fn what_is_broken_is_refused_or_noted_and_what_is_not_is_neither() {
        for (is_broken, binds) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut without = Overruling::default();
            let judged = without.judge(Overruled::Notice, is_broken, binds, || ());
            assert_eq!(judged.is_err(), is_broken && binds);
            assert_eq!(without.used(), None);
            let mut with = Overruling::with(Some("why"));
            for _ in 0..2 {
                assert_eq!(with.judge(Overruled::Notice, is_broken, binds, || ()), Ok(()));
            }
            assert_eq!(with.used(), is_broken.then_some((&[Overruled::Notice][..], "why")));
        }
    }
}
