//! Between messages and domain values: callers, ids, instants.

use holdfast_domain::{Caller, Cursor, KeyUse, Problem, Role};
use jiff::Timestamp;
use uuid::Uuid;

use crate::common;

impl From<&Caller> for common::Caller {
    fn from(caller: &Caller) -> Self {
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        Self {
            role: caller.role.as_str().to_owned(),
            account_id: text(caller.account_id),
            clinic_id: text(caller.clinic_id),
            doctor_id: text(caller.doctor_id),
            appointment_id: text(caller.appointment_id),
            secret_issued_at_s: caller.secret_issued_at.map_or(0, Timestamp::as_second),
        }
    }
}

/// The caller of a request; anonymous when none is named.
pub fn caller(message: Option<&common::Caller>) -> Result<Caller, Problem> {
    let Some(message) = message else { return Ok(Caller::ANONYMOUS) };
    Ok(Caller {
        role: Role::parse(&message.role).ok_or_else(|| Problem::field("caller.role", "is not a role"))?,
        account_id: optional_id("caller.account_id", &message.account_id)?,
        clinic_id: optional_id("caller.clinic_id", &message.clinic_id)?,
        doctor_id: optional_id("caller.doctor_id", &message.doctor_id)?,
        appointment_id: optional_id("caller.appointment_id", &message.appointment_id)?,
        secret_issued_at: Timestamp::from_second(message.secret_issued_at_s)
            .ok()
            .filter(|_| message.secret_issued_at_s != 0),
    })
}

/// An id that must be there.
pub fn id(field: &str, text: &str) -> Result<Uuid, Problem> {
    Uuid::try_parse(text).map_err(|_| Problem::field(field, "must be a UUID"))
}

/// An id that may be empty.
pub fn optional_id(field: &str, text: &str) -> Result<Option<Uuid>, Problem> {
    if text.is_empty() { Ok(None) } else { id(field, text).map(Some) }
}

/// An instant, from microseconds since the Unix epoch.
pub fn instant(field: &str, micros: i64) -> Result<Timestamp, Problem> {
    Timestamp::from_microsecond(micros).map_err(|_| Problem::field(field, "is out of range"))
}

/// An instant that may be unset.
pub fn optional_instant(field: &str, micros: Option<i64>) -> Result<Option<Timestamp>, Problem> {
    micros.map(|micros| instant(field, micros)).transpose()
}

/// Most items that a page may have.
pub const PAGE_MAX: u32 = 500;

/// A page request: the place to go on from, and how many items.
pub fn page(page: Option<&common::Page>) -> Result<(Cursor, u32), Problem> {
    let (limit, cursor) = page.map_or((100, ""), |p| (p.limit, p.cursor.as_str()));
    if !(1..=PAGE_MAX).contains(&limit) {
        return Err(Problem::field("limit", format!("must be from 1 to {PAGE_MAX}")));
    }
    let cursor = Cursor::decode(cursor)
        .ok_or_else(|| Problem::field("cursor", "must be a next_cursor that was given out"))?;
    Ok((cursor, limit))
}

/// The key of a request, if it has one.
pub fn key_use(caller: &Caller, message: Option<&common::Idempotency>) -> Option<KeyUse> {
    message.map(|message| KeyUse {
        caller: caller.actor_id(),
        route: message.route.clone(),
        key: message.key.clone(),
        request_hash: message.request_hash.clone(),
    })
}
