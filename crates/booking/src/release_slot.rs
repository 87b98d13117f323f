//! Gives an appointment's slot back when it is cancelled, has expired, or is moved away.
//!
//! A slot that the hours still give is free again. One that they no longer give goes away, and the slots that it stood
//! in the way of are offered instead.

use holdfast_domain::conflict::Outcome;
use holdfast_domain::{ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;

use crate::change::Change;
use crate::wanted::lock_slots;

impl Change<'_, '_> {
    /// Gives back the slot that the record names, after this has become of the booking. With that it is no conflict any more.
    pub(crate) async fn release_slot(&self, outcome: Outcome) -> Result<(), Failure> {
        let record = &self.record;
        lock_slots(self.tx, &[record.slot_id.0], record.clinic_id, self.caller, self.now).await?;
        let gone = sql::release_slot()
            .params(
                self.tx,
                &sql::ReleaseSlotParams {
                    clinic_id: record.clinic_id.0,
                    id: record.slot_id.0,
                    outcome: outcome.as_str(),
                    event_id: self.service.ids.next(),
                    appointment_id: record.id.0,
                    now: self.now,
                    actor_role: self.caller.role.as_str(),
                },
            )
            .one()
            .await?;
        match (gone.freed, gone.removed) {
            (1, 0) => Ok(()),
            (0, 1) => self.offer_blocked_slots().await,
            (freed, removed) => {
                tracing::error!(slot.id = %record.slot_id, freed, removed, "the slot of a live appointment was not booked");
                Err(Problem::of(ErrorCode::Internal).into())
            }
        }
    }

    /// Makes slots of what the hours give in the appointment's time, where no other appointment stands in the way.
    async fn offer_blocked_slots(&self) -> Result<(), Failure> {
        let record = &self.record;
        let (clinic_id, doctor_id) = (&record.clinic_id.0, &record.doctor_id.0);
        let (starts_at, ends_at) = (&record.starts_at, &record.ends_at);
        sql::lock_blocked_slots().bind(self.tx, clinic_id, doctor_id, ends_at, starts_at).all().await?;
        let slots = sql::take_unblocked_slots()
            .bind(self.tx, clinic_id, doctor_id, ends_at, starts_at, &self.now, &record.id.0)
            .all()
            .await?;
        if slots.is_empty() {
            return Ok(());
        }
        let ids = || slots.iter().map(|_| self.service.ids.next()).collect::<Vec<_>>();
        sql::offer_slots()
            .params(
                self.tx,
                &sql::OfferSlotsParams {
                    clinic_id: record.clinic_id.0,
                    doctor_id: record.doctor_id.0,
                    ids: ids(),
                    starts_at: slots.iter().map(|slot| slot.starts_at).collect::<Vec<_>>(),
                    ends_at: slots.iter().map(|slot| slot.ends_at).collect::<Vec<_>>(),
                    modes: slots.iter().map(|slot| slot.mode.as_str()).collect::<Vec<_>>(),
                    serves: slots.iter().map(|slot| slot.serves).collect::<Vec<_>>(),
                    appointment_id: record.id.0,
                    now: self.now,
                    event_ids: ids(),
                    actor_role: self.caller.role.as_str(),
                },
            )
            .await?;
        Ok(())
    }
}
