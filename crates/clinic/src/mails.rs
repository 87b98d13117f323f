//! Which mails to a clinic's patients were not sent, so that somebody can call instead.

use holdfast_domain::cursor::page;
use holdfast_domain::{AppointmentId, Asked, ClinicId, Cursor, EventId, Page, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{ListMailsRequest, ListMailsResponse, Mail};
use holdfast_sql::queries::clinic as sql;
use uuid::Uuid;

use crate::Clinics;

/// States of mails that nobody has got, as their rows have them: to be tried (again); given up, or impossible; too many were set in
/// motion by patients and guests.
const UNSENT: [&str; 3] = ["waiting", "failed", "over_budget"];

fn message(row: sql::ListMails) -> Mail {
    Mail {
        event_id: EventId(row.event_id),
        event_type: row.event_type,
        appointment_id: AppointmentId(row.appointment_id),
        state: row.state,
        attempts: row.attempts.unsigned_abs(),
        due_at_us: row.due_at.map(jiff::Timestamp::as_microsecond),
        detail: row.detail,
        created_at_us: row.created_at.as_microsecond(),
        updated_at_us: row.updated_at.as_microsecond(),
    }
}

impl Clinics {
    pub(crate) async fn list_mails(
        &self,
        asked: &Asked,
        request: ListMailsRequest,
    ) -> Result<ListMailsResponse, Failure> {
        asked.caller.require_team(request.clinic_id)?;
        let (ClinicId(clinic_id), Page { after, limit }) = (request.clinic_id, request.page);
        let state = request.state.as_str();
        if !UNSENT.contains(&state) {
            return Err(Problem::field("state", format!("must be one of {}", UNSENT.join(", "))).into());
        }
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        // newest first: the page goes on below its last entry
        let before_id = if after.id.is_nil() { Uuid::max() } else { after.id };
        let max = i64::from(limit) + 1;
        let rows = sql::list_mails().bind(&tx, &clinic_id, &state, &before_id, &max).all().await?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.event_id));
        Ok(ListMailsResponse { items: rows.into_iter().map(message).collect(), next_cursor: next })
    }
}
