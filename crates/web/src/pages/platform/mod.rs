//! The pages of those who run the platform: its clinics, and a new one.

pub(crate) mod clinics;
pub(crate) mod new;
