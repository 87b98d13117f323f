-- The notification worker's statements.

--: Message(hold_expires_at?)

-- Takes the leases of many messages: new ones, and those whose sender died. Arrays are parallel; each event once. One
-- row per event: `attempts` is the number of the attempt, or NULL when there is nothing to send, and `state` tells why:
-- 'sending' is somebody else at it, the rest is how it ended (news, if it ended by this). A message to nobody is skipped
-- at once.
--! lease_notifications : (attempts?)
WITH asked AS MATERIALIZED (
    SELECT r.*, CASE WHEN a.id IS NULL THEN 'the appointment is gone' WHEN p.email = ''::bytea THEN 'no address' END AS skipped
    FROM unnest(:clinic_ids::uuid[], :event_ids::uuid[], :appointment_ids::uuid[], :event_types::text[])
        WITH ORDINALITY AS r (clinic_id, event_id, appointment_id, event_type, ord)
    LEFT JOIN appointments a ON a.clinic_id = r.clinic_id AND a.id = r.appointment_id
    LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
),
leased AS (
    INSERT INTO notifications
        (clinic_id, event_id, appointment_id, event_type, state, leased_until, detail, created_at, updated_at)
    SELECT t.clinic_id, t.event_id, t.appointment_id, t.event_type,
           CASE WHEN t.skipped IS NULL THEN 'sending' ELSE 'skipped' END,
           CASE WHEN t.skipped IS NULL THEN :leased_until::timestamptz END, coalesce(t.skipped, ''), :now, :now
    FROM asked t
    -- in one order, so that two workers that are told the same wait for one another at most
    ORDER BY t.clinic_id, t.event_id
    ON CONFLICT (clinic_id, event_id) DO UPDATE
    SET attempts = notifications.attempts + 1, state = excluded.state, leased_until = excluded.leased_until,
        detail = excluded.detail, updated_at = excluded.updated_at
    WHERE notifications.state = 'sending' AND notifications.leased_until <= :now
    RETURNING clinic_id, event_id, attempts, state
),
noted AS (
    INSERT INTO inbox (consumer, event_id, processed_at)
    SELECT 'notification', l.event_id, :now FROM leased l WHERE l.state = 'skipped'
    ON CONFLICT DO NOTHING
)
SELECT t.ord, CASE WHEN l.state = 'sending' THEN l.attempts END AS attempts,
       -- the latter as it was before; one that was written elsewhere meanwhile is somebody's
       coalesce(l.state, n.state, 'sending') AS state, l.state IS NOT NULL AS is_news
FROM asked t
LEFT JOIN leased l ON l.clinic_id = t.clinic_id AND l.event_id = t.event_id
LEFT JOIN notifications n ON n.clinic_id = t.clinic_id AND n.event_id = t.event_id;

-- What there is to say, as of now; the patient's name and e-mail are sealed.
--! message_content : Message
SELECT a.status, a.mode, a.starts_at, a.ends_at, a.hold_expires_at, a.version, a.patient_id,
       p.name AS patient_name, p.email AS patient_email, d.name AS doctor_name, d.specialization, c.name AS clinic_name,
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

-- Mails of accounts that are due, taken for a while by moving them on.
--! take_account_mails
UPDATE account_mails SET attempts = attempts + 1, due_at = :again_at
WHERE id = ANY (ARRAY (
    SELECT m.id FROM account_mails m WHERE m.due_at <= :now ORDER BY m.due_at LIMIT :max FOR UPDATE SKIP LOCKED))
RETURNING id, content, attempts, until;

-- It could not be sent now.
--! put_back_account_mail
UPDATE account_mails SET due_at = :again_at WHERE id = :id;

--! delete_account_mail
DELETE FROM account_mails WHERE id = :id;
