//! I16: a merged patient record has no appointments, and leads to one of its clinic that is not merged.

use crate::scene::finds;

#[tokio::test]
async fn an_appointment_of_a_merged_patient() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_of_live_patient;
         UPDATE patients SET merged_into = patient(3) WHERE id IN (patient(2), patient(8))",
        &[
            "I16 an appointment is of a merged patient: appointment 2",
            "I16 an appointment is of a merged patient: appointment 8",
        ],
    )
    .await;
}

#[tokio::test]
async fn merged_patients_who_lead_astray() {
    finds(
        "ALTER TABLE patients DROP CONSTRAINT patients_merged_into_live;
         INSERT INTO patients (clinic_id, id, name, created_at, merged_into, erased_at)
         VALUES (clinic(1), patient(61), '', at(0), patient(69), NULL),
                (clinic(1), patient(62), '', at(0), patient(21), NULL),
                (clinic(1), patient(63), '', at(0), patient(64), NULL),
                (clinic(1), patient(64), '', at(0), patient(2), NULL),
                (clinic(1), patient(65), '', at(0), patient(2), at(0))",
        &[
            "I16 a merged patient leads to none: patient 61",
            "I16 a merged patient leads to one of another clinic: patient 62",
            "I16 a merged patient leads to one that is merged: patient 63",
            "I16 a merged patient is erased by half: patient 65",
        ],
    )
    .await;
}

/// The constraints refuse what the check looks for.
#[tokio::test]
async fn postgresql_has_the_last_word() {
    for planted in [
        "UPDATE patients SET merged_into = patient(3) WHERE id = patient(2)",
        "INSERT INTO patients (clinic_id, id, name, created_at, merged_into) VALUES (clinic(1), patient(61), '', at(0), patient(21))",
        "INSERT INTO patients (clinic_id, id, name, created_at, merged_into) VALUES (clinic(1), patient(61), '', at(0), patient(61))",
    ] {
        let refused = format!(
            "DO $$ BEGIN {planted}; RAISE EXCEPTION 'it was taken'; EXCEPTION WHEN foreign_key_violation THEN NULL; END $$"
        );
        finds(&refused, &[]).await;
    }
}
