//! I14: a conflict that has not ended is a live booking outside the hours, and each such booking to come is one.

use crate::scene::{GRACE, NOW, Scene, finds, lines};

#[tokio::test]
async fn a_conflict_whose_booking_was_cancelled() {
    finds(
        "UPDATE conflicts SET ended_at = NULL, outcome = NULL WHERE appointment_id = appointment(8)",
        &["I14 a conflict has outlived its booking: appointment 8"],
    )
    .await;
}

#[tokio::test]
async fn a_conflict_whose_booking_was_moved() {
    finds(
        "UPDATE conflicts SET slot_id = slot(11) WHERE appointment_id = appointment(2)",
        &[
            "I14 a booking outside the hours is not among the conflicts: slot 2",
            "I14 a conflict has outlived its booking: appointment 2",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_conflict_of_no_appointment_and_one_of_another_clinics() {
    finds(
        "UPDATE conflicts SET appointment_id = appointment(99), slot_id = slot(99), ended_at = NULL, outcome = NULL
         WHERE appointment_id = appointment(8);
         INSERT INTO conflicts (clinic_id, appointment_id, slot_id, doctor_id, starts_at, cause, since)
         VALUES (clinic(1), appointment(21), slot(21), doctor(3), at(21), 'hours', at(0))",
        &[
            "I8 the appointment of a conflict belongs to another clinic: appointment 21",
            "I8 the appointment of a conflict does not exist: appointment 99",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_conflict_within_the_hours() {
    finds(
        "UPDATE slots SET is_withdrawn = false WHERE id = slot(2)",
        &["I14 a conflict is within the hours: appointment 2"],
    )
    .await;
}

#[tokio::test]
async fn a_booking_outside_the_hours_that_is_not_on_the_list() {
    let scene = Scene::new().await;
    scene
        .sql("UPDATE conflicts SET ended_at = at(0), outcome = 'moved' WHERE appointment_id = appointment(2)")
        .await;
    let breach = ["I14 a booking outside the hours is not among the conflicts: slot 2"];
    assert_eq!(lines(&scene.report_at(NOW, GRACE).await), breach);
    // once it has begun, its row may be gone
    let nothing: [&str; 0] = [];
    let late = lines(&scene.report_at("2030-01-07T09:00:00Z", GRACE).await);
    assert_eq!(late.iter().filter(|line| line.starts_with("I14")).collect::<Vec<_>>(), nothing);
}
