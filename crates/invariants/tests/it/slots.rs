//! I2: a slot is booked exactly when one live appointment holds it, and offered exactly when it is free.

use crate::scene::finds;

#[tokio::test]
async fn a_booked_slot_that_nobody_holds() {
    finds(
        "UPDATE slots SET is_booked = true WHERE id = slot(11); DELETE FROM open_slots WHERE slot_id = slot(11)",
        &["I2 a slot is booked, and no live appointment holds it: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn a_held_slot_that_is_not_booked() {
    finds(
        "UPDATE slots SET is_booked = false WHERE id = slot(3);
         INSERT INTO open_slots SELECT clinic(1), at(3), slot(3), id, specialization_id FROM doctors WHERE id = doctor(1)",
        &["I2 a live appointment holds a slot that is not booked: slot 3"],
    )
    .await;
}

#[tokio::test]
async fn a_slot_that_two_hold() {
    // One slot has one doctor and one time, so the doctor is in two places at once.
    finds(
        "DROP INDEX appointments_live_slot;
         ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap;
         UPDATE appointments SET slot_id = slot(4), starts_at = at(4), ends_at = at(5) WHERE id = appointment(3);
         UPDATE slots SET is_booked = false WHERE id = slot(3);
         INSERT INTO open_slots SELECT clinic(1), at(3), slot(3), id, specialization_id FROM doctors WHERE id = doctor(1)",
        &[
            "I1 a doctor has two appointments at once: appointment 3, appointment 4",
            "I2 several live appointments hold one slot: slot 4",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_live_appointment_without_a_slot() {
    finds(
        "DELETE FROM slots WHERE id = slot(3)",
        &["I2 a live appointment holds a slot that does not exist: slot 3"],
    )
    .await;
}

#[tokio::test]
async fn a_live_appointment_with_another_doctor() {
    finds(
        "UPDATE appointments SET doctor_id = doctor(2) WHERE id = appointment(3)",
        &["I2 a live appointment has another doctor than its slot: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn a_live_appointment_with_another_start() {
    finds(
        "UPDATE appointments SET starts_at = starts_at + interval '1 minute' WHERE id = appointment(3)",
        &["I2 a live appointment has other times than its slot: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn a_live_appointment_with_another_end() {
    finds(
        "UPDATE appointments SET ends_at = ends_at - interval '1 minute' WHERE id = appointment(3)",
        &["I2 a live appointment has other times than its slot: appointment 3"],
    )
    .await;
}

#[tokio::test]
async fn a_free_slot_that_is_not_offered() {
    finds("DELETE FROM open_slots WHERE slot_id = slot(11)", &["I2 a free slot is not offered: slot 11"])
        .await;
}

#[tokio::test]
async fn an_offer_of_a_booked_slot() {
    finds(
        "UPDATE open_slots SET slot_id = slot(3), starts_at = at(3) WHERE slot_id = slot(11);
         DELETE FROM slots WHERE id = slot(11)",
        &["I2 a slot is offered that is not free: slot 3"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_of_a_slot_outside_the_hours() {
    finds(
        "UPDATE slots SET kept_until = now() WHERE id = slot(11)",
        &["I2 a slot is offered that is not free: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_of_a_withdrawn_slot() {
    finds(
        "UPDATE slots SET is_withdrawn = true WHERE id = slot(11)",
        &["I2 a slot is offered that is not free: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_of_no_slot() {
    finds("DELETE FROM slots WHERE id = slot(11)", &["I2 a slot is offered that is not free: slot 11"]).await;
}

#[tokio::test]
async fn an_offer_at_another_time() {
    finds(
        "UPDATE open_slots SET starts_at = at(13) WHERE slot_id = slot(11)",
        &["I2 a free slot is offered at another time: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_with_another_doctor() {
    finds(
        "UPDATE open_slots SET doctor_id = doctor(2) WHERE slot_id = slot(11)",
        &["I2 a free slot is offered with another doctor: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_under_another_specialization() {
    finds(
        "UPDATE open_slots SET specialization_id = (SELECT id FROM specializations WHERE name = 'dermatology')
         WHERE slot_id = slot(11)",
        &["I2 a free slot is offered under another specialization: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_for_other_visits() {
    finds(
        "UPDATE open_slots SET serves = 1 WHERE slot_id = slot(11)",
        &["I2 a free slot is offered as another kind: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_as_another_kind() {
    finds(
        "UPDATE open_slots SET kind = kind + 3 WHERE slot_id = slot(11)",
        &["I2 a free slot is offered as another kind: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn an_offer_in_another_zone() {
    finds(
        "UPDATE open_slots SET time_zone = 'Asia/Kathmandu' WHERE slot_id = slot(11)",
        &["I2 a free slot is offered as another kind: slot 11"],
    )
    .await;
}

#[tokio::test]
async fn a_slot_that_is_offered_twice() {
    finds(
        "ALTER TABLE open_slots DROP CONSTRAINT open_slots_pkey;
         INSERT INTO open_slots SELECT * FROM open_slots WHERE slot_id = slot(11)",
        &["I2 a slot is offered more than once: slot 11"],
    )
    .await;
}
