//! How far this host's clock is from the database's.

use holdfast_domain::Clock;
use jiff::{SignedDuration, Timestamp};

use crate::error::DbError;
use crate::pool::Database;

/// By how much the host's clock is ahead of the database's; negative when it is behind. Right to half the time that
/// the question takes.
pub async fn clock_skew(db: &Database, clock: &dyn Clock) -> Result<SignedDuration, DbError> {
    let client = db.client().await?;
    let asked = clock.now();
    let theirs: Timestamp = client.query_one("SELECT clock_timestamp()", &[]).await?.get(0);
    let answered = clock.now();
    let middle = asked + answered.duration_since(asked) / 2;
    Ok(middle.duration_since(theirs))
}
