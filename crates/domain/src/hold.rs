//! Holds: for how long, how often longer, and how much may be held by those who are no clinic's team.
//!
//! (The booking statement `book_batch` judges [`OnHold`] by the same rule, in SQL; a test holds the two together.)

use jiff::{SignedDuration, Timestamp};

use crate::appointment::has_expired;
use crate::client_network::NETWORKS;
use crate::error::{ErrorCode, Problem};

/// What a clinic lets a visitor's hold be.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// How long it lives, from when it is made or extended.
    pub lives: SignedDuration,
    /// How often it may be extended.
    pub extensions: u32,
}

impl Terms {
    /// When a hold that is made now expires.
    pub fn expires_at(&self, now: Timestamp) -> Timestamp {
        now.saturating_add(self.lives).unwrap_or(Timestamp::MAX)
    }

    /// How often one that was extended so often may be extended yet.
    pub const fn left(&self, extended: u32) -> u32 {
        self.extensions.saturating_sub(extended)
    }

    /// When a live hold expires once it is extended now; never sooner than before.
    pub fn extend(
        &self,
        hold_expires_at: Timestamp,
        extended: u32,
        now: Timestamp,
    ) -> Result<Timestamp, Problem> {
        if has_expired(Some(hold_expires_at), now) {
            return Err(Problem::of(ErrorCode::HoldExpired));
        }
        if self.left(extended) == 0 {
            let most = self.extensions;
            let detail =
                format!("the clinic lets a hold be extended {most} times; confirm it before it expires");
            return Err(Problem::new(ErrorCode::HoldNotExtended, detail));
        }
        Ok(hold_expires_at.max(self.expires_at(now)))
    }
}

/// Bounds for holds by people without an account, and by visitors.
#[derive(Clone, Copy, Debug)]
pub struct HoldBounds {
    /// Holds that may run out on a slot before it cannot be held any more.
    pub per_slot: i32,
    /// Share of a doctor's day that may be held at one time, in per cent of its slots; two slots at least.
    pub share_percent: i32,
    /// Live holds of one visitor, at all clinics.
    pub per_visitor: u32,
    /// Live holds of visitors from one client address, at all clinics.
    pub per_address: u32,
}

/// What is on hold around a slot that somebody wants to hold.
#[derive(Clone, Copy, Debug)]
pub struct OnHold {
    /// Holds that have run out on it.
    pub expired_holds: i32,
    /// Slots that its doctor has on that day.
    pub slots_of_day: i64,
    /// Those of them that are held.
    pub held_of_day: i64,
}

impl OnHold {
    /// Whether people without an account may hold one more.
    pub fn judge(&self, bounds: &HoldBounds) -> Result<(), Problem> {
        if self.expired_holds >= bounds.per_slot {
            Err(expired_too_often())
        } else if self.held_of_day >= (self.slots_of_day * i64::from(bounds.share_percent) / 100).max(2) {
            Err(day_is_held())
        } else {
            Ok(())
        }
    }
}

/// Holds on the slot have expired too often.
pub fn expired_too_often() -> Problem {
    let detail = "holds on this slot have expired several times; book it without a hold";
    Problem::new(ErrorCode::HoldNotOffered, detail)
}

/// Too much of the doctor's day is held.
pub fn day_is_held() -> Problem {
    let detail = "as much of this day is held as may be; book without a hold, or try again in some minutes";
    Problem::new(ErrorCode::HoldNotOffered, detail)
}

/// What a visitor holds elsewhere, and what visitors hold from their client address and the networks around it ([`NETWORKS`], in this
/// order; of IPv4 the address alone).
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere<'a> {
    /// By this visitor.
    pub of_visitor: i64,
    /// By all from each network.
    pub of_networks: &'a [i64],
}

impl Elsewhere<'_> {
    /// Whether they may hold one more.
    pub fn judge(&self, bounds: &HoldBounds) -> Result<(), Problem> {
        let too_many = |whose| {
            let detail = format!("{whose} hold as many slots as may be; confirm one, or let it go");
            Err(Problem::new(ErrorCode::TooManyHolds, detail))
        };
        if self.of_visitor >= i64::from(bounds.per_visitor) {
            return too_many("you");
        }
        for (held, network) in self.of_networks.iter().zip(NETWORKS) {
            if *held >= i64::from(bounds.per_address) * i64::from(network.times) {
                return too_many("visitors from your network");
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: HoldBounds = HoldBounds { per_slot: 3, share_percent: 25, per_visitor: 3, per_address: 20 };

    fn code<T>(judged: Result<T, Problem>) -> Option<ErrorCode> {
        judged.err().map(|problem| problem.code)
    }

    #[test]
    fn a_hold_is_extended_so_often_and_never_shortened() {
        let terms = Terms { lives: SignedDuration::from_mins(10), extensions: 2 };
        let at = |minute: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute);
        assert_eq!(terms.expires_at(at(0)), at(10));
        assert_eq!(terms.extend(at(10), 0, at(9)), Ok(at(19)));
        assert_eq!(terms.extend(at(30), 1, at(9)), Ok(at(30)), "a clinic has made its holds shorter");
        assert_eq!(code(terms.extend(at(10), 2, at(9))), Some(ErrorCode::HoldNotExtended));
        assert_eq!(code(terms.extend(at(10), 0, at(10))), Some(ErrorCode::HoldExpired));
        // a clinic has allowed fewer since
        assert_eq!((terms.left(0), terms.left(2), terms.left(5)), (2, 0, 0));
    }

    #[test]
    fn strangers_hold_a_share_of_a_day() {
        let judged = |expired_holds, slots_of_day, held_of_day| {
            code(OnHold { expired_holds, slots_of_day, held_of_day }.judge(&BOUNDS))
        };
        assert_eq!(judged(2, 14, 2), None);
        assert_eq!(judged(2, 14, 3), Some(ErrorCode::HoldNotOffered));
        assert_eq!(judged(3, 14, 0), Some(ErrorCode::HoldNotOffered));
        assert_eq!((judged(0, 1, 1), judged(0, 1, 2)), (None, Some(ErrorCode::HoldNotOffered)));
    }

    #[test]
    fn visitors_and_networks_hold_so_much() {
        let judged =
            |of_visitor, of_networks: &[i64]| code(Elsewhere { of_visitor, of_networks }.judge(&BOUNDS));
        let too_many = Some(ErrorCode::TooManyHolds);
        assert_eq!((judged(2, &[]), judged(3, &[])), (None, too_many));
        assert_eq!((judged(0, &[19]), judged(0, &[20])), (None, too_many));
        assert_eq!(judged(0, &[19, 79, 319]), None);
        assert_eq!((judged(0, &[0, 80, 80]), judged(0, &[0, 0, 320])), (too_many, too_many));
    }
}
