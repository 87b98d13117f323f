//! I3: every path through the states is legal and without a gap. I4: each transition is told and noted once.

use holdfast_domain::appointment::{Action, Status, step};

use crate::scene::{Scene, finds};

/// The steps to a state, with the state and whether the patient has arrived.
type Way = (&'static [&'static str], Option<(Status, bool)>);

const WAYS: [Way; 9] = [
    (&[], None),
    (&["book pending"], Some((Status::Pending, false))),
    (&["book confirmed"], Some((Status::Confirmed, false))),
    (&["book confirmed", "check_in confirmed"], Some((Status::Confirmed, true))),
    (&["book confirmed", "check_in confirmed", "undo_check_in confirmed"], Some((Status::Confirmed, false))),
    (
        &["book confirmed", "check_in confirmed", "undo_check_in confirmed", "check_in confirmed"],
        Some((Status::Confirmed, true)),
    ),
    (&["book confirmed", "complete completed"], Some((Status::Completed, false))),
    (&["book confirmed", "cancel cancelled"], Some((Status::Cancelled, false))),
    (&["book confirmed", "no_show no_show"], Some((Status::NoShow, false))),
];

#[tokio::test]
async fn each_step_from_each_state_is_judged_as_the_domain_judges_it() {
    for (way, at) in WAYS {
        let scene = Scene::new().await;
        let mut illegal = Vec::new();
        let mut number = 200;
        for action in Action::ALL.map(Some).into_iter().chain([None]) {
            for to in Status::ALL {
                number += 1;
                let name = action.map_or("appointment.book", Action::audit_name);
                let last = format!("{} {to}", name.trim_start_matches("appointment."));
                let path = [way, &[last.as_str()]].concat().join("', '");
                scene.sql(&format!("SELECT walk({number}, 1, 1, '{path}')")).await;
                let is_legal = match (at, action) {
                    (Some((from, arrived)), Some(action)) => step(from, arrived, action) == Ok(to),
                    (None, None) => matches!(to, Status::Pending | Status::Confirmed),
                    _ => false,
                };
                if !is_legal {
                    illegal.push(format!("I3 a step is against the rules: appointment {number}"));
                }
            }
        }
        assert_eq!(scene.found().await, illegal, "after {way:?}");
    }
}

#[tokio::test]
async fn an_appointment_without_a_history() {
    finds(
        "DELETE FROM audit_log WHERE entity_id = appointment(2);
         DELETE FROM outbox WHERE appointment_id = appointment(2)",
        &[
            "I3 an appointment has no history: appointment 2",
            "I4 a transition has neither event nor audit row: appointment 2",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_version_that_was_left_out() {
    finds(
        "UPDATE audit_log SET entity_version = 3 WHERE id = note(302);
         UPDATE outbox SET appointment_version = 3 WHERE id = event(302)",
        &["I3 a history has a gap: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn a_history_that_does_not_begin_with_the_first_version() {
    finds(
        "UPDATE audit_log SET entity_version = 2 WHERE id = note(201);
         UPDATE outbox SET appointment_version = 2 WHERE id = event(201)",
        &["I3 a history has a gap: appointment 2"],
    )
    .await;
}

#[tokio::test]
async fn a_version_that_is_noted_twice() {
    finds(
        "INSERT INTO audit_log
         SELECT clinic_id, note(299), occurred_at, actor_role, actor_id, action, entity_id, entity_version,
                from_status, to_status
         FROM audit_log WHERE id = note(201)",
        &[
            "I3 a history has a version twice: appointment 2",
            "I4 a transition has several audit rows: appointment 2",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_step_from_a_state_that_was_not_reached() {
    finds(
        "UPDATE audit_log SET from_status = 'confirmed' WHERE id = note(603);
         UPDATE audit_log SET action = 'appointment.reschedule' WHERE id = note(603);
         UPDATE outbox SET event_type = 'holdfast.appointment.rescheduled' WHERE id = event(603)",
        &["I3 a step does not begin where the last one ended: appointment 6"],
    )
    .await;
}

#[tokio::test]
async fn a_first_step_from_somewhere() {
    finds(
        "UPDATE audit_log SET from_status = '' WHERE id = note(201)",
        &["I3 a step does not begin where the last one ended: appointment 2"],
    )
    .await;
}

#[tokio::test]
async fn a_step_to_nowhere() {
    finds(
        "UPDATE audit_log SET to_status = NULL WHERE id = note(201)",
        &["I3 a step is against the rules: appointment 2"],
    )
    .await;
}

#[tokio::test]
async fn an_action_that_nobody_knows() {
    // an event cannot fit it
    finds(
        "UPDATE audit_log SET action = 'appointment.vanish' WHERE id = note(201)",
        &[
            "I3 a step is against the rules: appointment 2",
            "I4 an event does not fit its audit row: appointment 2",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_state_that_no_step_led_to() {
    finds(
        "UPDATE appointments SET status = 'completed' WHERE id = appointment(3)",
        &["I3 a history ends in another state: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn a_version_that_no_step_led_to() {
    finds(
        "UPDATE appointments SET version = 2147483647 WHERE id = appointment(3)",
        &[
            "I3 a history ends with another version: appointment 3",
            "I4 a transition has neither event nor audit row: appointment 3",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_history_that_went_on() {
    finds(
        "SELECT tell(3, 3, 1, 'check_in', 'confirmed', 'confirmed')",
        &["I3 a history ends with another version: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn a_transition_that_was_not_told() {
    finds("DELETE FROM outbox WHERE id = event(602)", &["I4 a transition has no event: appointment 6"]).await;
}

#[tokio::test]
async fn a_transition_that_was_told_twice() {
    finds(
        "INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, occurred_at)
         SELECT clinic_id, event(699), event_type, appointment_id, appointment_version, occurred_at
         FROM outbox WHERE id = event(602)",
        &["I4 a transition has several events: appointment 6"],
    )
    .await;
}

#[tokio::test]
async fn a_transition_that_was_not_noted() {
    finds(
        "DELETE FROM audit_log WHERE id = note(602)",
        &["I3 a history has a gap: appointment 6", "I4 an event has no audit row: appointment 6"],
    )
    .await;
}

#[tokio::test]
async fn an_event_of_no_transition() {
    finds(
        "INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, occurred_at)
         VALUES (clinic(1), event(299), 'holdfast.appointment.cancelled', appointment(2), 2, at(0))",
        &["I4 an event has no audit row: appointment 2"],
    )
    .await;
}

#[tokio::test]
async fn events_that_do_not_say_of_what() {
    finds(
        "INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, occurred_at)
         VALUES (clinic(1), event(298), 'holdfast.appointment.cancelled', appointment(2), NULL, at(0)),
                (clinic(1), event(299), 'holdfast.appointment.cancelled', NULL, NULL, at(0))",
        &["I4 an event has no audit row: ", "I4 an event has no audit row: appointment 2"],
    )
    .await;
}

#[tokio::test]
async fn an_event_of_something_else() {
    finds(
        "UPDATE outbox SET event_type = 'holdfast.appointment.completed' WHERE id = event(302)",
        &["I4 an event does not fit its audit row: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn steps_whose_events_expired() {
    finds(
        "DELETE FROM outbox WHERE appointment_id IN (appointment(6), appointment(7));
         INSERT INTO outbox_horizons VALUES (clinic(1), at(0), 6)",
        &[],
    )
    .await;
}

#[tokio::test]
async fn an_event_behind_the_horizon_that_is_gone() {
    finds(
        "UPDATE audit_log SET occurred_at = at(1) WHERE id = note(603);
         DELETE FROM outbox WHERE appointment_id = appointment(6);
         INSERT INTO outbox_horizons VALUES (clinic(1), at(0), 3)",
        &["I4 a transition has no event: appointment 6"],
    )
    .await;
}

#[tokio::test]
async fn an_event_before_the_horizon_that_did_not_expire() {
    finds(
        "DELETE FROM outbox WHERE appointment_id IN (appointment(6), appointment(7));
         INSERT INTO outbox_horizons VALUES (clinic(1), at(0), 5)",
        &["I4 events are gone that did not expire: clinic 1"],
    )
    .await;
}

#[tokio::test]
async fn an_expired_event_of_no_step() {
    finds(
        "DELETE FROM outbox WHERE appointment_id IN (appointment(6), appointment(7));
         INSERT INTO outbox_horizons VALUES (clinic(1), at(0), 7)",
        &["I4 events have expired that told no step: clinic 1"],
    )
    .await;
}

#[tokio::test]
async fn the_horizon_of_another_clinic() {
    finds(
        "DELETE FROM outbox WHERE id = event(602);
         INSERT INTO outbox_horizons VALUES (clinic(2), at(0), 0)",
        &["I4 a transition has no event: appointment 6"],
    )
    .await;
}
