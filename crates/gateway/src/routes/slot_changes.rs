//! What is told of slots when a doctor's hours or time off change.

use holdfast_domain::{AppointmentId, SlotId};
use holdfast_rpc::availability::SlotChanges as Message;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::instant::{render, zone};

/// What a change of hours did to the slots.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlotChanges {
    added: u64,
    kept: u64,
    removed: u64,
    /// Bookings that the new hours do not cover; they stay.
    conflicts: Vec<Conflict>,
}

/// A booking outside the hours.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict {
    #[schema(value_type = Uuid)]
    appointment_id: AppointmentId,
    #[schema(value_type = Uuid)]
    slot_id: SlotId,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    time_zone: String,
}

impl From<Message> for SlotChanges {
    fn from(message: Message) -> Self {
        let conflicts = message.conflicts.into_iter().map(|conflict| {
            let zone = zone(&conflict.time_zone);
            Conflict {
                appointment_id: conflict.appointment_id,
                slot_id: conflict.slot_id,
                starts_at: render(conflict.starts_at_us, &zone),
                ends_at: render(conflict.ends_at_us, &zone),
                time_zone: conflict.time_zone,
            }
        });
        Self {
            added: message.added,
            kept: message.kept,
            removed: message.removed,
            conflicts: conflicts.collect(),
        }
    }
}
