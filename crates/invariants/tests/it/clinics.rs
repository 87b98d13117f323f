//! I8: a row belongs to the clinic of its parent.

use crate::scene::finds;

#[tokio::test]
async fn a_doctor_of_no_clinic() {
    finds(
        "ALTER TABLE doctors DROP CONSTRAINT doctors_clinic_id_fkey;
         INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, created_at)
         SELECT clinic(9), doctor(9), 'A Doctor', name, id, at(0) FROM specializations WHERE name = 'cardiology'",
        &["I8 the clinic of a doctor does not exist: doctor 9"],
    )
    .await;
}

#[tokio::test]
async fn a_patient_of_no_clinic() {
    finds(
        "ALTER TABLE patients DROP CONSTRAINT patients_clinic_id_fkey;
         INSERT INTO patients (clinic_id, id, name, created_at) VALUES (clinic(9), patient(99), 'A Patient', at(0))",
        &["I8 the clinic of a patient does not exist: patient 99"],
    )
    .await;
}

#[tokio::test]
async fn a_schedule_of_another_clinics_doctor() {
    finds(
        "ALTER TABLE schedules DROP CONSTRAINT schedules_clinic_id_doctor_id_fkey;
         UPDATE schedules SET doctor_id = doctor(3)",
        &["I8 the doctor of a schedule belongs to another clinic: hours 1"],
    )
    .await;
}

#[tokio::test]
async fn a_schedule_of_no_doctor() {
    finds(
        "ALTER TABLE schedules DROP CONSTRAINT schedules_clinic_id_doctor_id_fkey;
         UPDATE schedules SET doctor_id = doctor(99)",
        &["I8 the doctor of a schedule does not exist: hours 1"],
    )
    .await;
}

#[tokio::test]
async fn time_off_of_another_clinics_doctor() {
    finds(
        "ALTER TABLE time_off DROP CONSTRAINT time_off_clinic_id_doctor_id_fkey;
         UPDATE time_off SET doctor_id = doctor(3)",
        &["I8 the doctor of time off belongs to another clinic: hours 2"],
    )
    .await;
}

#[tokio::test]
async fn time_off_of_no_doctor() {
    finds(
        "ALTER TABLE time_off DROP CONSTRAINT time_off_clinic_id_doctor_id_fkey;
         UPDATE time_off SET doctor_id = doctor(99)",
        &["I8 the doctor of time off does not exist: hours 2"],
    )
    .await;
}

#[tokio::test]
async fn a_slot_of_another_clinics_doctor() {
    finds(
        "UPDATE slots SET doctor_id = doctor(3) WHERE id = slot(11);
         UPDATE open_slots SET doctor_id = doctor(3) WHERE slot_id = slot(11)",
        &["I8 the doctor of a slot belongs to another clinic: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn a_slot_of_no_doctor() {
    finds(
        "UPDATE slots SET doctor_id = doctor(99) WHERE id = slot(11);
         UPDATE open_slots SET doctor_id = doctor(99) WHERE slot_id = slot(11)",
        &["I8 the doctor of a slot does not exist: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_by_another_clinic() {
    finds(
        "UPDATE open_slots SET clinic_id = clinic(2) WHERE slot_id = slot(11)",
        &["I8 the slot of an open slot belongs to another clinic: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_appointment_with_another_clinics_doctor() {
    finds(
        "UPDATE appointments SET doctor_id = doctor(3) WHERE id = appointment(6)",
        &["I8 the doctor of an appointment belongs to another clinic: appointment 6"],
    )
    .await;
}

#[tokio::test]
async fn an_appointment_with_no_doctor() {
    finds(
        "UPDATE appointments SET doctor_id = doctor(99) WHERE id = appointment(6)",
        &["I8 the doctor of an appointment does not exist: appointment 6"],
    )
    .await;
}

#[tokio::test]
async fn an_appointment_of_another_clinics_patient() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_of_live_patient;
         UPDATE appointments SET patient_id = patient(21) WHERE id = appointment(3)",
        &["I8 the patient of an appointment belongs to another clinic: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn an_appointment_of_no_patient() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_of_live_patient;
         UPDATE appointments SET patient_id = patient(99) WHERE id = appointment(3)",
        &["I8 the patient of an appointment does not exist: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn an_appointment_in_another_clinics_slot() {
    finds(
        "UPDATE appointments SET slot_id = slot(21) WHERE id = appointment(6)",
        &["I8 the slot of an appointment belongs to another clinic: appointment 6"],
    )
    .await;
}

#[tokio::test]
async fn a_live_appointment_of_another_clinic_altogether() {
    finds(
        "ALTER TABLE appointments DROP CONSTRAINT appointments_of_live_patient;
         UPDATE appointments SET clinic_id = clinic(2) WHERE id = appointment(2)",
        &[
            "I8 the doctor of an appointment belongs to another clinic: appointment 2",
            "I8 the patient of an appointment belongs to another clinic: appointment 2",
            "I8 the slot of an appointment belongs to another clinic: appointment 2",
            "I8 the appointment of an event belongs to another clinic: event 2",
            "I8 the appointment of an event belongs to another clinic: event 201",
            "I8 the appointment of an audit row belongs to another clinic: note 201",
            "I8 the appointment of a conflict belongs to another clinic: appointment 2",
        ],
    )
    .await;
}

#[tokio::test]
async fn an_event_told_by_another_clinic() {
    finds(
        "UPDATE outbox SET clinic_id = clinic(2) WHERE id = event(201)",
        &["I8 the appointment of an event belongs to another clinic: event 201"],
    )
    .await;
}

#[tokio::test]
async fn an_audit_row_kept_by_another_clinic() {
    finds(
        "UPDATE audit_log SET clinic_id = clinic(2) WHERE id = note(201)",
        &["I8 the appointment of an audit row belongs to another clinic: note 201"],
    )
    .await;
}

#[tokio::test]
async fn traces_of_an_appointment_that_is_gone() {
    finds(
        "DELETE FROM appointments WHERE id = appointment(6)",
        &[
            "I8 the appointment of an event does not exist: event 601",
            "I8 the appointment of an event does not exist: event 602",
            "I8 the appointment of an event does not exist: event 603",
            "I8 the appointment of an event does not exist: event 604",
            "I8 the appointment of an audit row does not exist: note 601",
            "I8 the appointment of an audit row does not exist: note 602",
            "I8 the appointment of an audit row does not exist: note 603",
            "I8 the appointment of an audit row does not exist: note 604",
        ],
    )
    .await;
}
