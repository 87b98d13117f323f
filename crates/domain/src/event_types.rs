//! The types of events, as those who listen know them (CloudEvents `type`).

use crate::appointment::{Action, Mark};

/// An appointment was booked.
pub const CREATED: &str = "holdfast.appointment.created";

/// Everything that there is to hear of.
pub const ALL: [&str; 11] = [
    CREATED,
    Action::Confirm.event_type(),
    Action::Reschedule.event_type(),
    Action::Cancel.event_type(),
    Action::CheckIn.event_type(),
    Action::Complete.event_type(),
    Action::NoShow.event_type(),
    Action::Undo(Mark::CheckIn).event_type(),
    Action::Expire.event_type(),
    // a change of hours hit a booked slot
    "holdfast.schedule.conflict",
    // a slot can be booked again
    "holdfast.slot.freed",
];

/// Of an event that tells nothing: by it a webhook is tried.
pub const TRIAL: &str = "holdfast.webhook.trial";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_of_an_appointment_is_among_them() {
        for action in Action::ALL {
            assert!(ALL.contains(&action.event_type()), "{action:?}");
        }
    }
}
