//! I1: nobody is in two places at once. I10: holds end.

use std::time::Duration;

use crate::scene::{GRACE, NOW, Scene, finds, lines};

const NOTHING: [&str; 0] = [];

#[tokio::test]
async fn a_sound_database_has_no_breach() {
    finds("", &NOTHING).await;
}

#[tokio::test]
async fn a_doctor_with_two_appointments_at_once() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap;
         UPDATE slots SET starts_at = starts_at - interval '10 minutes' WHERE id = slot(3);
         UPDATE appointments SET starts_at = starts_at - interval '10 minutes' WHERE id = appointment(3)",
        &["I1 a doctor has two appointments at once: appointment 2, appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn a_doctors_appointment_that_reaches_past_its_neighbour() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap;
         UPDATE slots SET ends_at = at(5) WHERE id = slot(2);
         UPDATE appointments SET ends_at = at(5) WHERE id = appointment(2)",
        &[
            "I1 a doctor has two appointments at once: appointment 2, appointment 3",
            "I1 a doctor has two appointments at once: appointment 2, appointment 4",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_patient_with_two_appointments_at_once() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_patient_overlap;
         UPDATE slots SET doctor_id = doctor(2), starts_at = starts_at - interval '10 minutes' WHERE id = slot(3);
         UPDATE appointments
         SET doctor_id = doctor(2), patient_id = patient(2), starts_at = starts_at - interval '10 minutes'
         WHERE id = appointment(3)",
        &["I1 a patient has two appointments at once: appointment 2, appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn a_patients_appointment_that_reaches_past_its_neighbour() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_patient_overlap;
         UPDATE slots SET doctor_id = doctor(2), ends_at = at(5) WHERE id = slot(2);
         UPDATE appointments SET doctor_id = doctor(2), ends_at = at(5) WHERE id = appointment(2);
         UPDATE appointments SET patient_id = patient(2) WHERE id IN (appointment(3), appointment(4), appointment(5))",
        &[
            "I1 a patient has two appointments at once: appointment 2, appointment 3",
            "I1 a patient has two appointments at once: appointment 2, appointment 4",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_hold_that_the_sweep_forgot() {
    let scene = Scene::new().await;
    let expiry = "2030-01-07T08:10:00Z";
    // until the sweep has had its time, all is well
    assert_eq!(lines(&scene.report_at("2030-01-07T08:11:00Z", GRACE).await), NOTHING);
    assert_eq!(lines(&scene.report_at(expiry, Duration::ZERO).await), NOTHING);
    assert_eq!(
        lines(&scene.report_at("2030-01-07T08:11:00.001Z", GRACE).await),
        ["I10 a hold outlived its expiry: appointment 1"]
    );
}

#[tokio::test]
async fn a_hold_without_an_expiry() {
    let scene = Scene::new().await;
    scene
        .sql(
            "ALTER TABLE appointments DROP CONSTRAINT appointments_check1;
             UPDATE appointments SET hold_expires_at = NULL WHERE id = appointment(1)",
        )
        .await;
    assert_eq!(lines(&scene.report_at(NOW, GRACE).await), ["I10 a hold never expires: appointment 1"]);
}
