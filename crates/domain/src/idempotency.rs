//! One use of an `Idempotency-Key`.

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
