//! The life of an appointment.
//!
//! ```text
//!            book(hold)                 book
//!                │                        │
//!                ▼        confirm         ▼    complete
//!             pending ───────────────► confirmed ───────► completed
//!                │                      │  │ ▲ │
//!        cancel, │                      │  │ └─┘ check-in
//!        expire  │               cancel │  │ no-show
//!                ▼                      ▼  ▼
//!             cancelled ◄───────────────┘  no_show
//! ```
//!
//! A hold that runs out becomes `cancelled`; its event says `expired`.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Where an appointment stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A hold: the slot is kept until the hold expires.
    #[default]
    Pending,
    /// Booked.
    Confirmed,
    /// The patient was seen.
    Completed,
    /// Called off, by somebody or by the expiry of its hold. The slot is free again.
    Cancelled,
    /// The patient did not come.
    NoShow,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Confirmed, Self::Completed, Self::Cancelled, Self::NoShow];

    /// The name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::NoShow => "no_show",
        }
    }

    /// The status of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Whether an appointment in this state keeps its slot taken. All but the cancelled do: a completed or
    /// missed appointment has used the doctor's time.
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Cancelled)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What can be done to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Turn a hold into a booking.
    Confirm,
    /// Call it off.
    Cancel,
    /// The hold has run out.
    Expire,
    /// The patient has arrived.
    CheckIn,
    /// The patient was seen.
    Complete,
    /// The patient did not come.
    NoShow,
    /// Move it to another slot.
    Reschedule,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Confirm,
        Self::Cancel,
        Self::Expire,
        Self::CheckIn,
        Self::Complete,
        Self::NoShow,
        Self::Reschedule,
    ];

    /// The name in the audit log.
    pub const fn audit_name(self) -> &'static str {
        match self {
            Self::Confirm => "appointment.confirm",
            Self::Cancel => "appointment.cancel",
            Self::Expire => "appointment.expire",
            Self::CheckIn => "appointment.check_in",
            Self::Complete => "appointment.complete",
            Self::NoShow => "appointment.no_show",
            Self::Reschedule => "appointment.reschedule",
        }
    }

    /// The CloudEvents type of the event that tells of it.
    pub const fn event_type(self) -> &'static str {
        match self {
            Self::Confirm => "holdfast.appointment.confirmed",
            Self::Cancel => "holdfast.appointment.cancelled",
            Self::Expire => "holdfast.appointment.expired",
            Self::CheckIn => "holdfast.appointment.checked_in",
            Self::Complete => "holdfast.appointment.completed",
            Self::NoShow => "holdfast.appointment.no_show",
            Self::Reschedule => "holdfast.appointment.rescheduled",
        }
    }
}

/// The action is not possible from where the appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an appointment that is {}{from} cannot be changed by {}", if *.checked_in { "checked in and " } else { "" }, action.audit_name())]
pub struct IllegalTransition {
    /// Where it stands.
    pub from: Status,
    /// Whether the patient has arrived.
    pub checked_in: bool,
    /// What was asked.
    pub action: Action,
}

/// The instant before which a step is not taken: nobody arrives before the appointment's day in the clinic's zone, and
/// nobody was seen, or failed to come, before it has begun. None for the others.
pub fn not_before(action: Action, starts_at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    match action {
        Action::CheckIn => {
            let day = zone.to_datetime(starts_at).date();
            Some(day.to_zoned(zone.clone()).map_or(starts_at, |start| start.timestamp().min(starts_at)))
        }
        Action::Complete | Action::NoShow => Some(starts_at),
        Action::Confirm | Action::Cancel | Action::Expire | Action::Reschedule => None,
    }
}

/// The state after `action`, or why there is none.
pub fn step(from: Status, checked_in: bool, action: Action) -> Result<Status, IllegalTransition> {
    match (from, action) {
        (Status::Pending, Action::Confirm) => Ok(Status::Confirmed),
        (Status::Pending | Status::Confirmed, Action::Cancel) | (Status::Pending, Action::Expire) => {
            Ok(Status::Cancelled)
        }
        (Status::Confirmed, Action::Complete) => Ok(Status::Completed),
        // Who has checked in is there: a second arrival, a no-show or a move makes no sense then.
        (Status::Confirmed, Action::CheckIn) if !checked_in => Ok(Status::Confirmed),
        (Status::Confirmed, Action::NoShow) if !checked_in => Ok(Status::NoShow),
        (Status::Pending | Status::Confirmed, Action::Reschedule) if !checked_in => Ok(from),
        _ => Err(IllegalTransition { from, checked_in, action }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_the_one_drawn_above() {
        let mut drawn = String::new();
        for from in Status::ALL {
            for checked_in in [false, true] {
                for action in Action::ALL {
                    if let Ok(to) = step(from, checked_in, action) {
                        let arrived = if checked_in { "+" } else { "" };
                        drawn += &format!("{from}{arrived} {} {to}\n", action.audit_name());
                    }
                }
            }
        }
        assert_eq!(
            drawn,
            "pending appointment.confirm confirmed\n\
             pending appointment.cancel cancelled\n\
             pending appointment.expire cancelled\n\
             pending appointment.reschedule pending\n\
             pending+ appointment.confirm confirmed\n\
             pending+ appointment.cancel cancelled\n\
             pending+ appointment.expire cancelled\n\
             confirmed appointment.cancel cancelled\n\
             confirmed appointment.check_in confirmed\n\
             confirmed appointment.complete completed\n\
             confirmed appointment.no_show no_show\n\
             confirmed appointment.reschedule confirmed\n\
             confirmed+ appointment.cancel cancelled\n\
             confirmed+ appointment.complete completed\n"
        );
    }

    #[test]
    fn names_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(status));
        }
        assert_eq!(Status::parse("expired"), None);
    }

    #[test]
    fn what_happens_at_the_clinic_does_not_happen_before_its_time() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let zone = TimeZone::get("Pacific/Auckland").unwrap();
        let starts_at = at("2026-12-01T21:00:00Z"); // 10:00 on the second, there
        assert_eq!(not_before(Action::CheckIn, starts_at, &zone), Some(at("2026-12-01T11:00:00Z")));
        assert_eq!(not_before(Action::Complete, starts_at, &zone), Some(starts_at));
        assert_eq!(not_before(Action::NoShow, starts_at, &zone), Some(starts_at));
        for action in [Action::Confirm, Action::Cancel, Action::Expire, Action::Reschedule] {
            assert_eq!(not_before(action, starts_at, &zone), None);
        }
    }
}
