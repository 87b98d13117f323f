//! Slots: new ones, those that are taken now, and those that give way.

use holdfast_sql::client::Params;
use holdfast_sql::queries::import as sql;
use uuid::Uuid;

use crate::error::ImportError;
use crate::plan::Plan;
use crate::plan::slot::{Holder, Origin, Slot};
use crate::resolve::people::Doctor;
use crate::write::writer::{Writer, column};

impl Writer<'_> {
    /// Free slots that were there give way to appointments that overlap them; and the doctors of such appointments have their
    /// slots made anew by the next round of the generator, which keeps what they block.
    pub(crate) async fn give_way(&self, plan: &Plan) -> Result<(), ImportError> {
        let doctors = &plan.doctors;
        let of = |origin| plan.slots.iter().filter(move |slot| slot.origin == origin);
        let clinics: Vec<Uuid> = of(Origin::GivesWay).map(|slot| doctors[slot.doctor].clinic_id).collect();
        let ids: Vec<Uuid> = of(Origin::GivesWay).map(|slot| slot.id).collect();
        sql::remove_free_slots().bind(self.tx, &clinics, &ids).await?;
        let mut touched: Vec<usize> =
            of(Origin::Appointment { fits: false }).map(|slot| slot.doctor).collect();
        touched.sort_unstable();
        touched.dedup();
        let clinics: Vec<Uuid> = touched.iter().map(|doctor| doctors[*doctor].clinic_id).collect();
        let ids: Vec<Uuid> = touched.iter().map(|doctor| doctors[*doctor].id).collect();
        sql::make_slots_anew().bind(self.tx, &clinics, &ids).await?;
        Ok(())
    }

    pub(crate) async fn slots(&self, batch: &[&Slot], doctors: &[Doctor]) -> Result<(), ImportError> {
        let params = sql::InsertImportedSlotsParams {
            clinic_ids: column(batch, |slot| doctors[slot.doctor].clinic_id),
            ids: column(batch, |slot| slot.id),
            doctor_ids: column(batch, |slot| doctors[slot.doctor].id),
            starts_at: column(batch, |slot| slot.starts_at),
            ends_at: column(batch, |slot| slot.ends_at),
            modes: column(batch, |slot| slot.mode.as_str()),
            withdrawn: column(batch, |slot| slot.origin == Origin::Appointment { fits: false }),
            booked: column(batch, |slot| matches!(slot.holder, Holder::Row(_))),
        };
        sql::insert_imported_slots().params(self.tx, &params).await?;
        Ok(())
    }

    /// Slots that were there are booked now.
    pub(crate) async fn take_slots(&self, batch: &[&Slot], doctors: &[Doctor]) -> Result<(), ImportError> {
        let clinic_ids = column(batch, |slot| doctors[slot.doctor].clinic_id);
        sql::take_slots().bind(self.tx, &clinic_ids, &column(batch, |slot| slot.id)).await?;
        Ok(())
    }
}
