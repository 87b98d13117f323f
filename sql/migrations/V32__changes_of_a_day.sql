-- What has changed at a clinic is told to its desk as it happens (docs/decisions/0041): the booking service reads events of clinics
-- that it has named, and no more of them than ids, kinds and times.
GRANT SELECT (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at)
    ON outbox TO holdfast_booking;
