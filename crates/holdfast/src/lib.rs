//! Holdfast as one binary: the command line ([`cli`], [`commands`]), the table of roles and how each is built ([`roles`]),
//! how roles of other processes are reached ([`peers`]), and the [`system`] that puts roles together. The only crate that
//! knows every role.
//!
//! Start reading at [`system`].

mod certificate;
pub mod cli;
pub mod commands;
pub mod coordination;
pub mod database;
pub mod demo;
mod descriptors;
pub mod events;
mod jobs;
mod kept;
pub mod lifecycle;
mod listeners;
pub mod peers;
pub mod port;
pub mod random;
pub mod readiness;
pub mod roles;
pub mod system;
mod tls;
mod traces;
mod vault;
