//! Moves an appointment to another free slot of the same clinic, in one transaction or not at all.
//!
//! Both slots are locked in the order of their ids, so two moves in opposite directions wait for one another
//! and never deadlock. The appointment keeps its id and its state.

use holdfast_domain::conflict::Outcome;
use holdfast_domain::squeeze_in;
use holdfast_domain::template::Mode;
use holdfast_domain::{DoctorId, ErrorCode, Problem, SlotId};
use holdfast_postgres::DbError;
use holdfast_postgres::retry::Failure;
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;

use crate::change::Change;
use crate::visit_type;
use crate::wanted::{lock_slots, wanted};

impl Change<'_, '_> {
    pub(crate) async fn reschedule(&mut self, slot_id: SlotId) -> Result<(), Failure> {
        if slot_id == self.record.slot_id {
            return Err(Problem::field("slot_id", "is the appointment's current slot").into());
        }
        let both = [self.record.slot_id.0, slot_id.0];
        let locked = lock_slots(self.tx, &both, self.record.clinic_id, self.caller, self.now).await?;
        let is_there = |slot: &&sql::LockSlots| {
            slot.id == slot_id.0
                && squeeze_in::is_there(slot.kept_until, slot.is_booked, self.caller.role, self.now)
        };
        let slot = locked.iter().find(is_there).ok_or_else(Problem::not_found)?;
        let notice =
            visit_type::of_move(self.tx, &mut self.overruling, self.record.visit_type_id, slot).await?;
        wanted(slot, notice).judge(self.caller.role, &mut self.overruling, self.now).map_err(Problem::of)?;
        if !self.caller.role.books_for_others() {
            self.count_move().await?;
        }
        self.move_to(slot).await
    }

    /// Each move writes to people and programs, so there are only so many that the clinic has no part in.
    async fn count_move(&self) -> Result<(), Failure> {
        let (clinic_id, id) = (&self.record.clinic_id.0, &self.record.id.0);
        let most = self.service.moves_per_day;
        match sql::count_move().bind(self.tx, &self.now, clinic_id, id, &most).await? {
            0 => Err(Problem::new(
                ErrorCode::TooManyMoves,
                format!("the appointment was moved {most} times within a day; call the clinic, or move it tomorrow"),
            )
            .into()),
            _ => Ok(()),
        }
    }

    async fn move_to(&mut self, slot: &sql::LockSlots) -> Result<(), Failure> {
        let mode = Mode::parse(&slot.mode).ok_or_else(|| Problem::of(ErrorCode::Internal))?;
        self.release_slot(Outcome::Moved).await?;
        let ids = &self.service.ids;
        let record = &mut self.record;
        let taken = sql::take_slot().bind(self.tx, &record.clinic_id.0, &slot.id, &slot.version).await?;
        // The row of the search index is gone in the same moment; anything but one is a slot without one.
        if taken != 1 && slot.kept_until.is_none() {
            tracing::error!(slot.id = %slot.id, "a free slot was missing from the search index");
        }
        let moved = sql::move_appointment()
            .params(
                self.tx,
                &sql::MoveAppointmentParams {
                    slot_id: slot.id,
                    doctor_id: slot.doctor_id,
                    starts_at: slot.starts_at,
                    ends_at: slot.ends_at,
                    mode: slot.mode.as_str(),
                    clinic_id: record.clinic_id.0,
                    id: record.id.0,
                    version: record.version,
                    event_id: ids.next(),
                    now: self.now,
                    audit_id: ids.next(),
                    actor_role: self.caller.role.as_str(),
                    actor_id: self.caller.actor_id(),
                },
            )
            .await
            .map_err(DbError::from)?;
        assert_eq!(moved, 1, "the row is locked, so its version cannot have changed");
        record.slot_id = SlotId(slot.id);
        record.doctor_id = DoctorId(slot.doctor_id);
        record.starts_at = slot.starts_at;
        record.ends_at = slot.ends_at;
        record.mode = mode;
        record.version += 1;
        Ok(())
    }
}
