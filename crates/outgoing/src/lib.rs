//! Requests that Holdfast itself makes to servers of other people.
//!
//! [`mod@client`] makes the HTTP clients. One that goes wherever a clinic's admin says must not become a way into the network
//! that Holdfast stands in: [`destinations`] says where it may go, and [`resolver`] sees to it that it connects to
//! nothing else, whatever a name stands for at that moment.

pub mod client;
pub mod destinations;
pub mod resolver;

pub use client::client;
pub use destinations::Destinations;
pub use resolver::{Forbidden, Resolver};
