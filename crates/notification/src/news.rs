//! What an event is to a patient, and what several changes come to when one mail tells of them all.

use holdfast_domain::{EventType, Status};

use crate::calendar::Method;

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// It was held or booked.
    Created,
    /// It was confirmed.
    Confirmed,
    /// It has another time.
    Moved,
    /// It was cancelled.
    Cancelled,
    /// It was held, and not confirmed in time.
    Expired,
    /// The doctor's hours changed below it.
    Conflict,
}

impl News {
    /// What an event of this type is to a patient, if it is anything.
    pub(crate) const fn of(event_type: EventType) -> Option<Self> {
        Some(match event_type {
            EventType::Created => Self::Created,
            EventType::Confirmed => Self::Confirmed,
            EventType::Rescheduled => Self::Moved,
            EventType::Cancelled => Self::Cancelled,
            EventType::Expired => Self::Expired,
            EventType::ScheduleConflict => Self::Conflict,
            EventType::CheckedIn
            | EventType::Completed
            | EventType::NoShow
            | EventType::Undone
            | EventType::Reassigned
            | EventType::SlotFreed
            | EventType::Trial => return None,
        })
    }

    /// A letter's title and first sentence.
    pub(crate) const fn says(self, is_held: bool) -> (&'static str, &'static str) {
        match (self, is_held) {
            (Self::Created, true) => {
                ("Your appointment is held", "We are holding this appointment for you; please confirm it.")
            }
            (Self::Created, false) => ("Your appointment is booked", "Your appointment is booked."),
            (Self::Confirmed, _) => ("Your appointment is confirmed", "Your appointment is confirmed."),
            (Self::Moved, true) => (
                "Your appointment was moved",
                "The appointment that we are holding for you has a new time; please confirm it.",
            ),
            (Self::Moved, false) => ("Your appointment was moved", "Your appointment has a new time."),
            (Self::Cancelled, _) => ("Your appointment was cancelled", "This appointment was cancelled."),
            (Self::Expired, _) => {
                ("Your hold has expired", "This appointment was not confirmed in time and is free again.")
            }
            (Self::Conflict, _) => (
                "Your appointment may have to move",
                "The doctor's hours have changed. Your appointment still stands; the clinic will be in touch, and you may \
                 choose another time now.",
            ),
        }
    }

    /// What a calendar is to do: it has what is confirmed, and nothing else.
    pub(crate) fn for_calendar(self, status: Status, is_in_calendar: bool) -> Option<Method> {
        match self {
            Self::Created | Self::Confirmed | Self::Moved if status == Status::Confirmed => {
                Some(Method::Request)
            }
            Self::Cancelled | Self::Expired if is_in_calendar => Some(Method::Cancel),
            _ => None,
        }
    }

    /// Whether it tells of an end, after which nothing follows.
    pub(crate) const fn is_an_end(self) -> bool {
        matches!(self, Self::Cancelled | Self::Expired)
    }

    /// What the last of some changes is, when nobody was told of those before it: an appointment that was booked and then moved is a
    /// booking to whoever hears of it for the first time.
    pub(crate) fn with_untold(self, untold: &[Self]) -> Self {
        if self.is_an_end() || self == Self::Conflict {
            return self;
        }
        [Self::Created, Self::Confirmed].into_iter().find(|news| untold.contains(news)).unwrap_or(self)
    }

    /// Whether there is still anything to say of it, as the appointment stands now; otherwise why not. Ends come by themselves.
    pub(crate) const fn still_holds(self, status: Status) -> Result<(), &'static str> {
        match (self, status) {
            (Self::Cancelled | Self::Expired, _) | (_, Status::Pending | Status::Confirmed) => Ok(()),
            (_, Status::Cancelled) => Err("it has ended since"),
            (_, Status::Completed | Status::NoShow) => Err("it is over"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_news_to_patients_has_no_letter() {
        for quiet in [EventType::Completed, EventType::SlotFreed] {
            assert_eq!(News::of(quiet), None);
        }
    }

    #[test]
    fn several_changes_are_told_as_what_they_come_to() {
        use News::{Cancelled, Confirmed, Created, Expired, Moved};
        assert_eq!(Moved.with_untold(&[]), Moved);
        assert_eq!(Moved.with_untold(&[Moved]), Moved);
        assert_eq!(Moved.with_untold(&[Created, Moved]), Created);
        assert_eq!(Confirmed.with_untold(&[Created]), Created);
        assert_eq!(Moved.with_untold(&[Confirmed]), Confirmed);
        assert_eq!(Cancelled.with_untold(&[Created, Moved]), Cancelled);
        assert_eq!(Expired.with_untold(&[Created]), Expired);
    }
}
