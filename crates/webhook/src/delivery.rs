//! A delivery between its taking and its outcome.

use holdfast_sql::queries::webhook as sql;

/// A delivery in flight.
pub(crate) type Taken = sql::TakeDeliveries;

/// How an attempt ended.
pub(crate) enum End {
    /// It was taken, with this status.
    Delivered(u16),
    /// It was not, and perhaps will be.
    NotNow(Option<u16>, String),
    /// The receiver wants no more of anything.
    Gone,
}
