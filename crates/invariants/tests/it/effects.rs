//! I6: an event has one effect per consumer. I7: an idempotency key leads to at most one booking.

use crate::scene::finds;

#[tokio::test]
async fn an_effect_that_happened_twice() {
    finds(
        "ALTER TABLE inbox DROP CONSTRAINT inbox_pkey;
         INSERT INTO inbox VALUES ('mailer', event(201), at(1))",
        &["I6 an event had its effect more than once: mailer event 201"],
    )
    .await;
}

#[tokio::test]
async fn a_key_of_two_bookings() {
    finds(
        "ALTER TABLE idempotency_keys DROP CONSTRAINT idempotency_keys_pkey;
         INSERT INTO idempotency_keys VALUES ('ann', 'book', 'k1', '', '', appointment(3), at(0))",
        &["I7 an idempotency key led to several bookings: ann book k1"],
    )
    .await;
}

#[tokio::test]
async fn a_key_that_is_kept_twice() {
    finds(
        "ALTER TABLE idempotency_keys DROP CONSTRAINT idempotency_keys_pkey;
         INSERT INTO idempotency_keys VALUES ('ann', 'book', 'k1', '', '', appointment(2), at(0)),
                                             ('ann', 'add-doctor', 'k2', '', '', NULL, at(0))",
        &[
            "I7 an idempotency key is kept more than once: ann add-doctor k2",
            "I7 an idempotency key is kept more than once: ann book k1",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_key_of_no_booking() {
    finds(
        "INSERT INTO idempotency_keys VALUES ('ann', 'book', 'k9', '', '', appointment(99), at(0))",
        &["I7 an idempotency key leads to a booking that does not exist: ann book k9"],
    )
    .await;
}
