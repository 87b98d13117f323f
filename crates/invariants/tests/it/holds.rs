//! I13: only a visitor's hold has no patient, and a visitor has one live hold at a clinic.

use crate::scene::finds;

#[tokio::test]
async fn a_confirmed_appointment_of_nobody() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_patient;
         UPDATE appointments SET patient_id = NULL WHERE id = appointment(2);
         UPDATE appointments SET patient_id = NULL, visitor_id = patient(90) WHERE id = appointment(4)",
        &[
            "I13 an appointment has no patient: appointment 2",
            "I13 an appointment has no patient: appointment 4",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_hold_of_nobody_at_all() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_patient;
         UPDATE appointments SET patient_id = NULL WHERE id IN (appointment(1), appointment(7))",
        &[
            "I13 an appointment without a patient is no visitor's hold: appointment 1",
            "I13 an appointment without a patient is no visitor's hold: appointment 7",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_visitor_with_two_holds() {
    finds(
        "DROP INDEX appointments_visitor_hold;
         SELECT walk(15, 1, 2, 'book pending');
         UPDATE appointments SET patient_id = NULL, visitor_id = patient(90) WHERE id IN (appointment(1), appointment(15))",
        &["I13 a visitor holds several slots of one clinic: appointment 1, appointment 15"],
    )
    .await;
}
