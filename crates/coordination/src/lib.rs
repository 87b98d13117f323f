//! What the processes of Holdfast tell one another quickly and without promise: who is at work on a slot
//! ([`SlotLocks`]), and that a doctor's slots have changed ([`DayBooks`]).
//!
//! Neither is needed for correctness of a booking: the lock saves work, the database decides. The twins here
//! live in the memory of one process; Redis implements the same traits.

pub mod day_books;
pub mod slot_locks;

pub use day_books::{DayBooks, LocalDayBooks};
pub use slot_locks::{Acquired, LocalSlotLocks, LockGuard, SlotLocks};
