//! What listeners to a clinic's day are told of.

use crate::event::EventType;

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// An appointment: it came, was moved, took a step, became another record's, or was called off.
    Appointment,
    /// A slot: it can be booked again.
    Slot,
    /// A booking is outside the hours now.
    Conflict,
}

impl Changed {
    /// What events of this type tell of; nothing, if they are not about a clinic's day.
    pub const fn by(event_type: EventType) -> Option<Self> {
        match event_type {
            EventType::Created
            | EventType::Confirmed
            | EventType::Rescheduled
            | EventType::Reassigned
            | EventType::Cancelled
            | EventType::CheckedIn
            | EventType::Completed
            | EventType::NoShow
            | EventType::Undone
            | EventType::Expired => Some(Self::Appointment),
            EventType::SlotFreed => Some(Self::Slot),
            EventType::ScheduleConflict => Some(Self::Conflict),
            EventType::Trial => None,
        }
    }

    /// The name, as listeners know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Appointment => "appointment",
            Self::Slot => "slot",
            Self::Conflict => "conflict",
        }
    }
}
