//! One use of an `Idempotency-Key`.

use jiff::SignedDuration;

/// How long the answer to one is kept. A job of the booking service deletes it then.
pub const ANSWERS_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// A key, as one request uses it. The first answer is kept under caller, route and key.
#[derive(Clone, Debug)]
pub struct KeyUse {
    /// Who owns the key.
    pub caller: String,
    /// For which route, the path included: a key serves for one thing only.
    pub route: String,
    /// The key itself.
    pub key: String,
    /// A keyed hash of the request's body, to tell another request from a repeated one.
    pub request_hash: Vec<u8>,
}
