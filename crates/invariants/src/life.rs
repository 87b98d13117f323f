//! The domain's rules of an appointment's life, as the parallel arrays that the statements take. They are asked of
//! the domain itself, so that the check and the service cannot drift apart.

use holdfast_domain::EventType;
use holdfast_domain::appointment::{Action, Status, step};

/// The audit log's name for the step that makes an appointment.
const BOOK: &str = "appointment.book";

/// Stands for the state before the first step: a join does not find NULL.
const NOTHING: &str = "";

/// Every legal step.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    pub(crate) actions: Vec<&'static str>,
    pub(crate) from_states: Vec<&'static str>,
    /// Whether the patient has arrived before the step.
    pub(crate) arrived: Vec<bool>,
    pub(crate) to_states: Vec<&'static str>,
}

impl Steps {
    pub(crate) fn legal() -> Self {
        let mut steps = Self::default();
        for first in [Status::Pending, Status::Confirmed] {
            steps.push(BOOK, NOTHING, false, first);
        }
        for from in Status::ALL {
            for arrived in [false, true] {
                for action in Action::ALL {
                    if let Ok(to) = step(from, arrived, action) {
                        steps.push(action.audit_name(), from.as_str(), arrived, to);
                    }
                }
            }
        }
        steps
    }

    fn push(&mut self, action: &'static str, from: &'static str, arrived: bool, to: Status) {
        self.actions.push(action);
        self.from_states.push(from);
        self.arrived.push(arrived);
        self.to_states.push(to.as_str());
    }
}

/// Each action of the audit log with the type of the event that tells of it.
pub(crate) fn actions_and_events() -> (Vec<&'static str>, Vec<&'static str>) {
    Action::ALL
        .into_iter()
        .map(|action| (action.audit_name(), action.event_type().as_str()))
        .chain([(BOOK, EventType::Created.as_str())])
        .unzip()
}
