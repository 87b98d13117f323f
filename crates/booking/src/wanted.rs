//! Slots that somebody wants to hold, or to move to: under lock, and as the rules see them.

use deadpool_postgres::Transaction;
use holdfast_domain::appointment::Wanted;
use holdfast_domain::{Caller, ClinicId};
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::booking as sql;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Slots of one clinic under lock, with what it offers to the caller.
pub(crate) async fn lock_slots(
    tx: &Transaction<'_>,
    ids: &[Uuid],
    ClinicId(clinic_id): ClinicId,
    caller: &Caller,
    now: Timestamp,
) -> Result<Vec<sql::LockSlots>, Failure> {
    let has_account = caller.account_as_patient().is_some();
    Ok(sql::lock_slots().bind(tx, &has_account, &now, &ids, &clinic_id).all().await?)
}

/// A slot to be judged; the visit type's notice, if it has one, stands instead of the clinic's.
pub(crate) fn wanted(slot: &sql::LockSlots, type_notice: Option<i32>) -> Wanted {
    Wanted {
        is_taken: slot.is_booked || slot.is_withdrawn,
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
        notice: SignedDuration::from_mins(i64::from(type_notice.unwrap_or(slot.notice_minutes))),
        offered_until: slot.offered_until,
    }
}
