-- The notification worker's statements.

--: Message(hold_expires_at?)

-- Takes the lease of a message: a new one, or one whose sender died. Gives the number of the attempt; nothing when
-- it is done, or somebody is at it.
--! lease_notification
INSERT INTO notifications
    (clinic_id, event_id, appointment_id, event_type, state, leased_until, created_at, updated_at)
VALUES (:clinic_id, :event_id, :appointment_id, :event_type, 'sending', :leased_until, :now, :now)
ON CONFLICT (clinic_id, event_id) DO UPDATE
SET attempts = notifications.attempts + 1, leased_until = excluded.leased_until, updated_at = excluded.updated_at
WHERE notifications.state = 'sending' AND notifications.leased_until <= :now
RETURNING attempts;

--! find_notification
SELECT state FROM notifications WHERE clinic_id = :clinic_id AND event_id = :event_id;

-- What there is to say, as of now.
--! message_content : Message
SELECT a.status, a.mode, a.starts_at, a.ends_at, a.hold_expires_at, a.version, p.name AS patient_name,
       p.email AS patient_email, d.name AS doctor_name, d.specialization, c.name AS clinic_name,
       c.address AS clinic_address, c.phone AS clinic_phone, c.time_zone
FROM appointments a
JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
JOIN clinics c ON c.id = a.clinic_id
WHERE a.clinic_id = :clinic_id AND a.id = :appointment_id;

-- Notes how it ended, once per event; by the one who has the lease.
--! finish_notification
WITH done AS (
    UPDATE notifications n SET state = :state, leased_until = NULL, detail = :detail, updated_at = :now
    WHERE n.clinic_id = :clinic_id AND n.event_id = :event_id AND n.state = 'sending' AND n.attempts = :attempts
    RETURNING n.event_id
)
INSERT INTO inbox (consumer, event_id, processed_at) SELECT 'notification', d.event_id, :now FROM done d
ON CONFLICT DO NOTHING;

-- Gives the lease back: the message could not be sent now, and is tried again.
--! release_notification
UPDATE notifications SET leased_until = :now, updated_at = :now
WHERE clinic_id = :clinic_id AND event_id = :event_id AND state = 'sending' AND attempts = :attempts;
