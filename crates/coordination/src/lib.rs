//! What the processes of Holdfast tell one another quickly: who is at work on a slot ([`SlotLocks`]), and that a
//! doctor's slots have changed ([`DayBooks`]), and how much a caller has asked for ([`rate_limits`]).
//!
//! Each has a twin for one process and one that many share by way of [`redis`]. No booking depends on them: the lock
//! saves work, the database decides; and where marks cannot be relied on, readers ask the primary.
//!
//! Start reading at [`day_books`].

pub mod day_books;
pub mod rate_limits;
pub mod readers;
pub mod redis;
pub mod slot_locks;

pub use crate::redis::{Location, Redis};
pub use day_books::{DayBooks, LocalDayBooks, SEEN_WITHIN, SharedDayBooks, UnknownDayBooks};
pub use rate_limits::{LocalRateLimits, SharedRateLimits};
pub use readers::Readers;
pub use slot_locks::{Acquired, LocalSlotLocks, LockGuard, SharedSlotLocks, SlotLocks};
