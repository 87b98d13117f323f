// This file was generated with `clorinde`. Do not modify.

pub mod audit;
pub mod availability;
pub mod booking;
pub mod changes;
pub mod check;
pub mod clinic;
pub mod day;
pub mod freshness;
pub mod idempotency;
pub mod identity;
pub mod import;
pub mod merge;
pub mod messaging;
pub mod notification;
pub mod people;
pub mod scope;
pub mod server;
pub mod settings;
pub mod vault;
pub mod visit_types;
pub mod watch;
pub mod webhook;
