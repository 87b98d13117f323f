//! A page of free slots: the time it is about, how it is made of rows, and where those came from.

use holdfast_domain::template::Mode;
use holdfast_domain::{ClinicId, Cursor, DoctorId, Problem, SlotId, VisitTypeId, cursor};
use holdfast_rpc::availability::{Slot, SlotPage};
use holdfast_rpc::convert::optional_instant;
use holdfast_sql::queries::availability as sql;
use holdfast_telemetry::metrics;
use jiff::Timestamp;

/// From when (inclusive) until when (exclusive) slots may start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

impl Window {
    /// Unset ends are open: from now, to as far as slots are made.
    pub(crate) fn of(from_us: Option<i64>, to_us: Option<i64>) -> Result<Self, Problem> {
        let (from, until) = (optional_instant("from", from_us)?, optional_instant("to", to_us)?);
        // PostgreSQL's timestamps reach further than slots ever will.
        let window =
            Self { from: from.unwrap_or(Timestamp::UNIX_EPOCH), until: until.unwrap_or(Timestamp::MAX) };
        if window.until <= window.from {
            return Err(Problem::field("to", "must be after from"));
        }
        Ok(window)
    }
}

/// Counts a page by where it came from.
pub(crate) fn count(source: &'static str) {
    metrics::SLOT_PAGES.of([source]).increment(1);
}

/// What a search found: up to one row more than fits.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) rows: Vec<sql::FreeSlot>,
    /// It did not look further, though there may be more.
    pub(crate) cut: bool,
}

impl From<Vec<sql::FreeSlot>> for Found {
    fn from(rows: Vec<sql::FreeSlot>) -> Self {
        Self { rows, cut: false }
    }
}

/// The page of a search.
pub(crate) fn page_of(found: Found, limit: u32) -> SlotPage {
    let last = found.rows.last().filter(|_| found.cut).map(|slot| Cursor { at: slot.starts_at, id: slot.id });
    let page = page(found.rows, limit);
    SlotPage { next_cursor: page.next_cursor.or(last), ..page }
}

/// A page out of up to `limit + 1` rows.
pub(crate) fn page(rows: Vec<sql::FreeSlot>, limit: u32) -> SlotPage {
    let (rows, next) = cursor::page(rows, limit, |slot| Cursor { at: slot.starts_at, id: slot.id });
    SlotPage { items: rows.into_iter().map(slot).collect(), next_cursor: next, ..SlotPage::default() }
}

pub(crate) fn slot(row: sql::FreeSlot) -> Slot {
    Slot {
        id: SlotId(row.id),
        clinic_id: ClinicId(row.clinic_id),
        doctor_id: DoctorId(row.doctor_id),
        starts_at_us: row.starts_at.as_microsecond(),
        ends_at_us: row.ends_at.as_microsecond(),
        time_zone: row.time_zone,
        // a CHECK of the table allows no other
        mode: Mode::parse(&row.mode).unwrap_or_default(),
        version: row.version.unsigned_abs(),
        kept_until_us: row.kept_until.map(Timestamp::as_microsecond),
        visit_types: row.visit_types.into_iter().map(VisitTypeId).collect(),
    }
}
