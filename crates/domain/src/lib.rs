//! The rules of booking, pure: no I/O, no ambient time, no ambient randomness.
//!
//! What lives here: working-hour templates and the slots made of them ([`template`], [`slots`]), which of a
//! doctor's templates holds on a day ([`calendar`]), why a time is not offered ([`why`]), changes of a time zone's rules ([`zone_rules`]), the life of an appointment ([`appointment`]), how much may be held and how long ([`hold`]), who may ask
//! ([`caller`]) and may (`policy.rs`), the one list of ways a request can fail ([`error`]), checks of free text ([`text`]), its spelling ([`spelling`]), page
//! cursors ([`cursor`], [`people_cursor`]), what free slots are besides their time ([`offer`]) and for which visits ([`visit_type`]), ids as types ([`ids`]) and how they travel (`wire.rs`), idempotency keys ([`idempotency`]), how much one caller may ask for ([`quota`]), by which
//! networks clients are counted ([`client_network`]),
//! what accounts are written ([`account_mail`]), what API keys are for ([`scope`]), what listeners are told ([`event`], [`change`]), and the
//! injected clock and random source ([`clock`]).
//!
//! Start reading at [`appointment`], then [`slots`].

pub mod account_mail;
pub mod appointment;
pub mod calendar;
pub mod caller;
pub mod change;
pub mod client_network;
pub mod clock;
pub mod closure;
pub mod conflict;
pub mod cursor;
pub mod email;
pub mod error;
pub mod event;
pub mod guests;
pub mod hold;
pub mod idempotency;
pub mod ids;
pub mod offer;
pub mod opening;
pub mod origin;
pub mod overrule;
pub mod patient;
pub mod people_cursor;
mod policy;
pub mod quota;
pub mod scope;
pub mod slots;
pub mod specializations;
pub mod spelling;
pub mod squeeze_in;
pub mod template;
pub mod text;
pub mod visit_type;
pub mod why;
mod wire;
pub mod zone_rules;

pub use account_mail::{AccountMail, AccountNews};
pub use appointment::{Action, IllegalTransition, Mark, Status};
pub use caller::{Asked, Caller, Role};
pub use change::Changed;
pub use clock::{Clock, Ids, SystemClock};
pub use cursor::{Cursor, Page};
pub use error::{ErrorCode, FieldProblem, Problem};
pub use event::{Event, EventType, Payload};
pub use idempotency::KeyUse;
pub use ids::*;
pub use offer::{OfferKind, PartOfDay};
pub use patient::{PatientDetails, PatientDetailsChange};
pub use people_cursor::PeopleCursor;
pub use policy::Listed;
pub use quota::{Admission, Quota, RateLimits};
pub use scope::Scope;
