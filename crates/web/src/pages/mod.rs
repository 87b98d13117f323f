//! One file per page, and its template beside it.

pub(crate) mod account;
pub(crate) mod admin;
pub(crate) mod appointment;
pub(crate) mod booked;
pub(crate) mod desk;
pub(crate) mod doctor;
pub(crate) mod embed;
pub(crate) mod find;
pub(crate) mod hold;
pub(crate) mod integrate;
pub(crate) mod language;
pub(crate) mod log_in;
pub(crate) mod me;
pub(crate) mod own_account;
pub(crate) mod platform;
pub(crate) mod schedule;
