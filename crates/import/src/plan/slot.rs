//! One slot that an appointment can sit on: where it comes from, and who has it.

use holdfast_domain::template::Mode;
use jiff::Timestamp;
use uuid::Uuid;

use crate::bad_line::Source;

/// Who has a slot.
pub(crate) enum Holder {
    Nobody,
    /// An appointment that was there before.
    Existing,
    /// An appointment of the files.
    Row(Source),
}

/// A slot, made now or there before.
pub(crate) struct Slot {
    pub(crate) id: Uuid,
    pub(crate) doctor: usize,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) mode: Mode,
    pub(crate) origin: Origin,
    pub(crate) holder: Holder,
}

impl Slot {
    /// Whether it becomes a row. One of a cancelled appointment's own would be nobody's.
    pub(crate) fn is_written(&self) -> bool {
        match self.origin {
            Origin::Hours => true,
            Origin::Appointment { .. } => !matches!(self.holder, Holder::Nobody),
            Origin::Existing | Origin::GivesWay | Origin::LeftOut => false,
        }
    }
}

/// Where a slot comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It was there before.
    Existing,
    /// The hours give it.
    Hours,
    /// It is made for an appointment alone. Where the hours do not give it, it is never offered.
    Appointment {
        /// Whether the hours give it: on a day that is past, or not offered yet.
        fits: bool,
    },
    /// It was there before and free, and an appointment with a time of its own overlaps it.
    GivesWay,
    /// The hours would give it, but such an appointment overlaps it.
    LeftOut,
}
