//! Bookings that a change of hours leaves outside them.

/// Why a booking is outside the hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A template was set, or withdrawn.
    Hours,
    /// The doctor is away.
    TimeOff,
    /// The clinic is closed that day.
    Closure,
    /// What was opened for that day was taken back.
    OpeningRemoved,
    /// The doctor works no more.
    DoctorInactive,
    /// The rules of the clinic's clocks have changed.
    ClockRules,
}

impl Cause {
    /// The name, as the API and the database have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::TimeOff => "time_off",
            Self::Closure => "closure",
            Self::OpeningRemoved => "opening_removed",
            Self::DoctorInactive => "doctor_inactive",
            Self::ClockRules => "clock_rules",
        }
    }
}
