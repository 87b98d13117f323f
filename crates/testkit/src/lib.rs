//! A whole Holdfast for tests: a database of its own on a real PostgreSQL ([`TestDatabase`]), a clock that stands
//! still until it is moved ([`clock`]), all roles in this process behind the real REST API ([`api`]), the real
//! binary as a process ([`process`]) or as separate services ([`fleet`]), traces of what must be written nowhere ([`traces`]), servers to kill and pause ([`servers`]) on ports
//! that nobody else is given, a proxy that holds answers back ([`hold`]), the keys of personal data ([`keys`]), people with accounts ([`people`]) and second factors ([`authenticator`]), a program that webhooks are delivered to ([`receiver`]), a listener to streams of events ([`events`]), certificates ([`certificates`]), and clinics to
//! book at ([`fixtures`]). Every problem that a test is answered is held against the OpenAPI document.
//!
//! Nothing here is a stand-in for a component: only time is held.

pub mod api;
pub mod authenticator;
pub mod certificates;
pub mod clock;
mod documented;
pub mod events;
pub mod fixtures;
pub mod fleet;
pub mod hold;
pub mod keys;
pub mod people;
mod ports;
pub mod process;
pub mod receiver;
pub mod servers;
pub mod spans;
pub mod traces;

pub use api::{Answer, Api, Call};
pub use authenticator::Authenticator;
pub use certificates::{Authority, Certificates};
pub use clock::ManualClock;
pub use events::EventStream;
pub use fixtures::Clinic;
pub use fleet::{Backing, Fleet};
pub use hold::Hold;
pub use holdfast_testdb::TestDatabase;
pub use keys::vault_of;
pub use people::Person;
pub use ports::free_port;
pub use process::Process;
pub use receiver::{Posted, Receiver};
pub use servers::Server;
pub use spans::{Span, SpanReceiver};

/// How much a long test does: `usual` in `make test`, `drill` in `make drill`.
pub fn rounds<T>(usual: T, drill: T) -> T {
    if std::env::var_os("HOLDFAST_TEST_DRILL").is_some() { drill } else { usual }
}
