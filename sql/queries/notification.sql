-- The notification worker's statements.

--: Message(hold_expires_at?, guest_secrets_since?, account_id?)

-- Whom mails about these appointments go to, as the patients' records have it; sealed. Arrays are parallel.
--! addresses_of : (patient_id?, email?)
SELECT r.ord, p.id AS patient_id, p.email
FROM unnest(:clinic_ids::uuid[], :appointment_ids::uuid[]) WITH ORDINALITY AS r (clinic_id, appointment_id, ord)
LEFT JOIN appointments a ON a.clinic_id = r.clinic_id AND a.id = r.appointment_id
LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id;

-- Writes down what there is to tell; an event that was written down before stays as it is. Arrays are parallel; each event once. `skips`
-- says why nobody is told, or nothing. What waits about the same appointment, and is older, is told with it: the new mail takes over
-- when that was due, and the pauses that the server was given. A move waits for `quiet_until`, since others often follow.
--! record_notifications (versions[?], actor_roles[?], datas[?], recipients[?])
WITH asked AS MATERIALIZED (
    SELECT t.*
    FROM unnest(:clinic_ids::uuid[], :event_ids::uuid[], :appointment_ids::uuid[], :event_types::text[], :versions::int[],
                :actor_roles::text[], :datas::text[], :recipients::bytea[], :skips::text[], :occurred_at::timestamptz[])
        AS t (clinic_id, event_id, appointment_id, event_type, version, actor_role, data, recipient, skip, occurred_at)
    LEFT JOIN notifications known ON known.clinic_id = t.clinic_id AND known.event_id = t.event_id
    WHERE known.event_id IS NULL
),
older AS MATERIALIZED (
    SELECT n.clinic_id, n.event_id, n.appointment_id, n.due_at, n.refusals
    FROM notifications n
    WHERE n.state = 'waiting'
      AND EXISTS (SELECT FROM asked t
                  WHERE t.clinic_id = n.clinic_id AND t.appointment_id = n.appointment_id AND t.version IS NOT NULL
                    AND (n.appointment_version < t.version OR n.appointment_version IS NULL AND n.occurred_at <= t.occurred_at))
    ORDER BY n.clinic_id, n.event_id
    FOR NO KEY UPDATE OF n
),
superseded AS (
    UPDATE notifications n SET state = 'superseded', due_at = NULL, updated_at = :now
    FROM older o WHERE n.clinic_id = o.clinic_id AND n.event_id = o.event_id
    RETURNING n.event_id
),
recorded AS (
    INSERT INTO notifications
        (clinic_id, event_id, appointment_id, event_type, appointment_version, actor_role, data, recipient, occurred_at, state,
         attempts, detail, due_at, refusals, created_at, updated_at)
    SELECT t.clinic_id, t.event_id, t.appointment_id, t.event_type, t.version, t.actor_role, t.data::jsonb, t.recipient, t.occurred_at,
           CASE WHEN t.skip = '' THEN 'waiting' ELSE 'skipped' END, 0, t.skip,
           CASE WHEN t.skip <> '' THEN NULL
                WHEN o.refusals > 0 THEN o.due_at
                ELSE least(CASE WHEN t.event_type = 'holdfast.appointment.rescheduled' THEN :quiet_until ELSE :now::timestamptz END,
                           o.due_at)
           END,
           coalesce(o.refusals, 0), :now, :now
    FROM asked t
    LEFT JOIN (SELECT clinic_id, appointment_id, min(due_at) AS due_at, max(refusals) AS refusals FROM older GROUP BY 1, 2) o
        ON o.clinic_id = t.clinic_id AND o.appointment_id = t.appointment_id AND t.version IS NOT NULL
    ORDER BY t.clinic_id, t.event_id
    ON CONFLICT DO NOTHING
    RETURNING event_id, state
),
noted AS (
    INSERT INTO inbox (consumer, event_id, processed_at)
    SELECT 'notification', r.event_id, :now FROM recorded r WHERE r.state = 'skipped'
    UNION ALL
    SELECT 'notification', s.event_id, :now FROM superseded s
    ON CONFLICT DO NOTHING
)
SELECT (SELECT count(*) FROM recorded r WHERE r.state = 'waiting') AS waiting,
       (SELECT count(*) FROM recorded r WHERE r.state = 'skipped') AS skipped,
       (SELECT count(*) FROM superseded) AS superseded;

-- Clinics with mails that are due, without those that have enough in hand; in any order, so that none is always the last.
--! clinics_with_mails_due
SELECT c.id FROM clinics_with_mails_due(:now, :full_clinics, :max) AS c (id);

-- Takes mails that are due, of the clinics that the transaction has named: of each so many as it may have in hand besides, one of
-- each recipient and appointment, in turn. Those behind one to the same recipient make room for others until `turn_at`. The lease
-- of one whose sender died has run out; it may have been sent.
--! take_notifications : (appointment_version?, actor_role?, data?, recipient?, occurred_at?)
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(:clinic_ids::uuid[], :mays::bigint[]) AS c (clinic_id, may)
),
due AS MATERIALIZED (
    SELECT q.*, asked.may
    FROM asked
    CROSS JOIN LATERAL (
        SELECT n.clinic_id, n.event_id, n.appointment_id, n.recipient, coalesce(n.due_at, n.leased_until) AS was_due_at
        FROM notifications n
        WHERE n.clinic_id = asked.clinic_id AND n.state IN ('waiting', 'sending')
          AND coalesce(n.due_at, n.leased_until) <= :now::timestamptz
        ORDER BY coalesce(n.due_at, n.leased_until) LIMIT 64
        FOR NO KEY UPDATE SKIP LOCKED
    ) q
),
turns AS MATERIALIZED (
    SELECT d.*,
           row_number() OVER (PARTITION BY coalesce(d.recipient, uuid_send(d.appointment_id)) ORDER BY d.was_due_at, d.event_id) AS turn,
           coalesce(d.recipient = ANY (:busy::bytea[]), false)
               OR EXISTS (SELECT FROM notifications s
                          WHERE s.clinic_id = d.clinic_id AND s.state = 'sending' AND s.leased_until > :now
                            AND (s.recipient = d.recipient OR s.appointment_id = d.appointment_id)) AS is_busy
    FROM due d
),
taken AS MATERIALIZED (
    SELECT f.* FROM (
        SELECT t.*, row_number() OVER (PARTITION BY t.clinic_id ORDER BY t.was_due_at, t.event_id) AS nth
        FROM turns t WHERE t.turn = 1 AND NOT t.is_busy
    ) f
    WHERE f.nth <= f.may
    ORDER BY f.nth, f.was_due_at, f.event_id
    LIMIT :max
),
passed_over AS (
    UPDATE notifications n
    SET state = 'waiting', due_at = :turn_at, leased_until = NULL,
        silences = n.silences + CASE WHEN n.state = 'sending' THEN 1 ELSE 0 END
    FROM turns t
    WHERE n.clinic_id = t.clinic_id AND n.event_id = t.event_id AND (t.turn > 1 OR t.is_busy)
)
UPDATE notifications n
SET state = 'sending', attempts = n.attempts + 1, leased_until = :leased_until, due_at = NULL, updated_at = :now,
    silences = n.silences + CASE WHEN n.state = 'sending' THEN 1 ELSE 0 END
FROM taken t
WHERE n.clinic_id = t.clinic_id AND n.event_id = t.event_id
RETURNING n.clinic_id, n.event_id, n.appointment_id, n.event_type, n.appointment_version, n.actor_role, n.data, n.recipient,
          n.occurred_at, n.created_at, n.attempts, n.refusals, n.silences, t.was_due_at;

-- What there is to say, as of now; the patient's name and e-mail, and why it was cancelled, are sealed.
--! message_content : Message
SELECT a.status, a.mode, a.starts_at, a.ends_at, a.hold_expires_at, a.version, a.patient_id, a.cancel_reason,
       a.guest_secrets_since, p.account_id, p.name AS patient_name, p.email AS patient_email, d.name AS doctor_name, d.specialization, c.name AS clinic_name,
       c.address AS clinic_address, c.phone AS clinic_phone, c.time_zone
FROM appointments a
JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
JOIN clinics c ON c.id = a.clinic_id
WHERE a.clinic_id = :clinic_id AND a.id = :appointment_id;

-- What the patient was told of this appointment, and was not, besides this mail. `is_overtaken`: the patient knows of it, and there is newer
-- news. (Who knows nothing is told how things are now, and is not kept waiting by somebody who changes them again and again.) `may_be_in_calendar`:
-- a mail with an invitation was sent, or may have been. `untold`: older events that no mail has told of.
--! told_before (version?) : (oldest_lately?)
SELECT coalesce(bool_or(n.event_id <> :event_id AND n.appointment_version > :version::int)
                AND bool_or(n.state = 'sent'), false) AS is_overtaken,
       coalesce(bool_or(n.event_id <> :event_id
                        AND (n.calendar = 'request'
                             OR n.calendar IS NULL AND (n.state IN ('sent', 'sending') OR n.silences > 0)
                                AND n.event_type IN ('holdfast.appointment.created', 'holdfast.appointment.confirmed',
                                                     'holdfast.appointment.rescheduled'))), false) AS may_be_in_calendar,
       coalesce(array_agg(DISTINCT n.event_type) FILTER (
           WHERE n.state <> 'sent' AND n.appointment_version < :version
             AND n.appointment_version > coalesce((SELECT max(s.appointment_version) FROM notifications s
                                                   WHERE s.clinic_id = :clinic_id AND s.appointment_id = :appointment_id
                                                     AND s.state = 'sent'), 0)), '{}') AS untold,
       count(*) FILTER (WHERE n.is_counted AND n.state = 'sent' AND n.updated_at > :lately) AS lately,
       min(n.updated_at) FILTER (WHERE n.is_counted AND n.state = 'sent' AND n.updated_at > :lately) AS oldest_lately
FROM notifications n
WHERE n.clinic_id = :clinic_id AND n.appointment_id = :appointment_id;

-- Counts a mail that a patient or guest has set in motion, once; says how many that makes today for each of those it counts for. No rows:
-- it was counted before.
--! count_mail
WITH counted AS (
    UPDATE notifications SET is_counted = true
    WHERE clinic_id = :clinic_id AND event_id = :event_id AND NOT is_counted
    RETURNING event_id
)
INSERT INTO mail_counts AS c (who, day, mails)
SELECT w.who, (:now::timestamptz AT TIME ZONE 'UTC')::date, 1
FROM unnest(:whos::bytea[]) AS w (who) CROSS JOIN counted
ORDER BY w.who
ON CONFLICT (who, day) DO UPDATE SET mails = c.mails + 1
RETURNING who, mails;

-- Notes how it ended, once per event; by the one who has the lease.
--! finish_notification (calendar?)
WITH done AS (
    UPDATE notifications n
    SET state = :state, leased_until = NULL, due_at = NULL, detail = :detail, calendar = coalesce(:calendar::text, n.calendar),
        updated_at = :now
    WHERE n.clinic_id = :clinic_id AND n.event_id = :event_id AND n.state = 'sending' AND n.attempts = :attempts
    RETURNING n.event_id
)
INSERT INTO inbox (consumer, event_id, processed_at) SELECT 'notification', d.event_id, :now FROM done d
ON CONFLICT DO NOTHING;

-- Gives the lease back: the message could not be sent now, and is tried again.
--! put_back_notification
UPDATE notifications
SET state = 'waiting', leased_until = NULL, due_at = :due_at, refusals = :refusals, silences = :silences, detail = :detail,
    updated_at = :now
WHERE clinic_id = :clinic_id AND event_id = :event_id AND state = 'sending' AND attempts = :attempts;

--! page_of_clinics
SELECT c.id FROM clinics c WHERE c.id > :after_id ORDER BY c.id LIMIT :max;

-- Those of these clinics, which the transaction has named, that have mails about events with ids from before.
--! clinics_with_old_notifications
SELECT c.id FROM unnest(:clinic_ids::uuid[]) AS c (id)
WHERE EXISTS (SELECT FROM notifications n WHERE n.clinic_id = c.id AND n.event_id < :until_id);

-- Deletes the expired ones of a clinic's next mails, in the order of their events' ids, which is that of time. A mail that waits stays,
-- and so do all about an appointment that is not long over: what its patient was told decides what the next mail says.
-- `last_id` is where to go on, if there is more to look at.
--! delete_expired_notifications : (last_id?)
WITH page AS MATERIALIZED (
    SELECT n.event_id FROM notifications n
    WHERE n.clinic_id = :clinic_id AND n.event_id > :after_id AND n.event_id < :until_id
    ORDER BY n.event_id LIMIT :max
),
expired AS MATERIALIZED (
    SELECT n.event_id FROM notifications n
    WHERE n.clinic_id = :clinic_id AND n.event_id = ANY (ARRAY (SELECT p.event_id FROM page p))
      AND n.state NOT IN ('waiting', 'sending') AND n.created_at < :before
      AND NOT EXISTS (SELECT FROM appointments a
                      WHERE a.clinic_id = :clinic_id AND a.id = n.appointment_id AND a.ends_at >= :before)
    ORDER BY n.event_id
    FOR UPDATE OF n SKIP LOCKED
),
deleted AS (
    DELETE FROM notifications n USING expired e WHERE n.clinic_id = :clinic_id AND n.event_id = e.event_id
    RETURNING n.event_id
)
SELECT (SELECT p.event_id FROM page p ORDER BY p.event_id OFFSET :max - 1 LIMIT 1) AS last_id,
       (SELECT count(*) FROM deleted) AS deleted;

-- Expired notes that an event was dealt with, by the ids of events, which are in the order of time.
--! delete_expired_inbox
DELETE FROM inbox WHERE ctid = ANY (ARRAY (
    SELECT i.ctid FROM inbox i
    WHERE i.consumer = 'notification' AND i.event_id < :until_id AND i.processed_at < :before
    ORDER BY i.event_id LIMIT :max));

-- Clinics with recipients of mails of long ago.
--! clinics_with_old_recipients
SELECT c.id FROM clinics_with_old_recipients(:before, :max) AS c (id);

--! forget_recipients
UPDATE notifications SET recipient = NULL
WHERE clinic_id = :clinic_id AND recipient IS NOT NULL AND created_at < :before AND state NOT IN ('waiting', 'sending');

--! delete_expired_mail_counts
DELETE FROM mail_counts WHERE day < (:before::timestamptz AT TIME ZONE 'UTC')::date;

-- Mails of accounts that are due, taken for a while by moving them on; one of each recipient, the others make room until `turn_at`.
--! take_account_mails : (recipient?)
WITH due AS MATERIALIZED (
    SELECT m.id, m.due_at, m.recipient FROM account_mails m WHERE m.due_at <= :now
    ORDER BY m.due_at LIMIT 256 FOR UPDATE SKIP LOCKED
),
turns AS MATERIALIZED (
    SELECT d.*, row_number() OVER (PARTITION BY coalesce(d.recipient, uuid_send(d.id)) ORDER BY d.due_at, d.id) AS turn,
           coalesce(d.recipient = ANY (:busy::bytea[]), false) AS is_busy
    FROM due d
),
taken AS MATERIALIZED (
    SELECT t.id, t.due_at FROM turns t WHERE t.turn = 1 AND NOT t.is_busy ORDER BY t.due_at, t.id LIMIT :max
),
passed_over AS (
    UPDATE account_mails m SET due_at = :turn_at FROM turns t WHERE m.id = t.id AND (t.turn > 1 OR t.is_busy)
)
UPDATE account_mails m SET attempts = m.attempts + 1, due_at = :again_at
FROM taken t WHERE m.id = t.id
RETURNING m.id, m.content, m.attempts, m.until, m.recipient, m.refusals, m.silences, t.due_at AS was_due_at;

-- Counts it, once, as `count_mail` does.
--! count_account_mail
WITH counted AS (
    UPDATE account_mails SET is_counted = true WHERE id = :id AND NOT is_counted RETURNING id
)
INSERT INTO mail_counts AS c (who, day, mails)
SELECT :who, (:now::timestamptz AT TIME ZONE 'UTC')::date, 1 FROM counted
ON CONFLICT (who, day) DO UPDATE SET mails = c.mails + 1
RETURNING mails;

-- It could not be sent now; by the one who took it.
--! put_back_account_mail
UPDATE account_mails SET due_at = :again_at, refusals = :refusals, silences = :silences WHERE id = :id AND attempts = :attempts;

--! delete_account_mail
DELETE FROM account_mails WHERE id = :id;
