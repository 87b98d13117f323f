//! What a free slot is besides its time, as searches ask for it: how patient and doctor meet, and in which part of the day.

use jiff::civil::Time;

use crate::template::Mode;

/// How far a doctor's free slots of a day, and doctors of a specialization, are counted: this many, or more.
pub const COUNTED_TO: u32 = 100;
/// How far the free slots of a day of several doctors are counted.
pub const COUNTED_TOGETHER_TO: u32 = 25;

/// A part of the day by the clinic's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// From noon until 17:00.
    Afternoon,
    /// From 17:00 on.
    Evening,
}

impl PartOfDay {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// The part of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == name)
    }

    /// The name used in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// The part in which this time lies.
    pub fn of(time: Time) -> Self {
        match time.hour() {
            ..12 => Self::Morning,
            12..17 => Self::Afternoon,
            _ => Self::Evening,
        }
    }
}

/// Mode and part of day as one number, which the database keeps with each free slot: `offer_kind` in V27 is the same rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferKind(pub i32);

impl OfferKind {
    /// The kind of a slot that begins at this time by the clinic's clocks.
    pub fn of(mode: Mode, begins: Time) -> Self {
        Self::with(mode, PartOfDay::of(begins))
    }

    const fn with(mode: Mode, part: PartOfDay) -> Self {
        let first = match mode {
            Mode::InPerson => 0,
            Mode::Virtual => 3,
        };
        Self(first + part as i32)
    }

    /// The kinds that are asked for; without a wish all.
    pub fn asked(mode: Option<Mode>, part: Option<PartOfDay>) -> Vec<i32> {
        let modes = Mode::ALL.into_iter().filter(|of| mode.is_none_or(|mode| mode == *of));
        let parts = || PartOfDay::ALL.into_iter().filter(move |of| part.is_none_or(|part| part == *of));
        modes.flat_map(|mode| parts().map(move |part| Self::with(mode, part).0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_three_parts() {
        let part = |hour, minute| PartOfDay::of(Time::constant(hour, minute, 0, 0)).as_str();
        assert_eq!(
            [part(0, 0), part(11, 59), part(12, 0), part(16, 59), part(17, 0), part(23, 59)],
            ["morning", "morning", "afternoon", "afternoon", "evening", "evening"]
        );
    }

    #[test]
    fn wishes_are_kinds() {
        assert_eq!(OfferKind::asked(None, None), [0, 1, 2, 3, 4, 5]);
        assert_eq!(OfferKind::asked(Some(Mode::Virtual), None), [3, 4, 5]);
        assert_eq!(OfferKind::asked(None, Some(PartOfDay::Evening)), [2, 5]);
        let asked = OfferKind::asked(Some(Mode::InPerson), Some(PartOfDay::Afternoon));
        assert_eq!(asked, [OfferKind::of(Mode::InPerson, Time::constant(13, 0, 0, 0)).0]);
    }
}
