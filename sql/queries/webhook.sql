-- The statements of the delivery to webhooks. It works for all clinics: what it sees of them is ids and ciphertext.

-- Which of these clinics want to hear of anything.
--! clinics_with_webhooks
SELECT DISTINCT clinic_id FROM webhooks WHERE clinic_id = ANY (:clinic_ids::uuid[]) AND is_enabled;

-- Events for whoever wants to hear of them. Arrays are parallel; an event that was recorded before stays as it is. `repeatable` are
-- those that patients and guests can set in motion again and again: the first few of an appointment within an hour go out at once,
-- the others when the minute is over, so that later ones can take their place.
--! record_deliveries (appointment_ids[?], appointment_versions[?], doctor_ids[?], slot_ids[?], actor_roles[?], datas[?])
WITH asked AS MATERIALIZED (
    SELECT e.*, row_number() OVER (PARTITION BY e.clinic_id, e.appointment_id, e.is_repeatable ORDER BY e.occurred_at, e.event_id) AS nth
    FROM unnest(:clinic_ids::uuid[], :event_ids::uuid[], :event_types::text[], :appointment_ids::uuid[],
                :appointment_versions::int[], :doctor_ids::uuid[], :slot_ids::uuid[], :occurred_at::timestamptz[],
                :actor_roles::text[], :datas::text[], :repeatable::bool[])
        AS e (clinic_id, event_id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role,
              data, is_repeatable)
),
-- Locked, in one order.
listening AS MATERIALIZED (
    SELECT w.clinic_id, w.id, w.event_types FROM webhooks w
    WHERE w.clinic_id = ANY (:clinic_ids) AND w.is_enabled
      AND EXISTS (SELECT FROM asked e WHERE e.clinic_id = w.clinic_id AND e.event_type = ANY (w.event_types))
    ORDER BY w.clinic_id, w.id
    FOR NO KEY UPDATE OF w
),
recorded AS (
    INSERT INTO webhook_deliveries
        (clinic_id, webhook_id, event_id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role,
         data, due_at, created_at, updated_at)
    SELECT e.clinic_id, l.id, e.event_id, e.event_type, e.appointment_id, e.appointment_version, e.doctor_id, e.slot_id,
           e.occurred_at, e.actor_role, e.data::jsonb,
           CASE WHEN e.is_repeatable AND e.nth + (
                    SELECT count(*) FROM (
                        SELECT FROM webhook_deliveries p
                        WHERE p.clinic_id = e.clinic_id AND p.appointment_id = e.appointment_id AND p.webhook_id = l.id
                          AND p.created_at > :now::timestamptz - interval '1 hour' AND p.event_type = ANY (:repeatable_types::text[])
                        LIMIT :at_once::bigint) before) > :at_once::bigint
                THEN date_bin('1 minute', :now::timestamptz, timestamptz 'epoch') + interval '1 minute'
                ELSE :now::timestamptz
           END, :now, :now
    FROM asked e JOIN listening l ON l.clinic_id = e.clinic_id AND e.event_type = ANY (l.event_types)
    ON CONFLICT DO NOTHING
    RETURNING clinic_id, webhook_id
)
UPDATE webhooks w SET due_at = least(w.due_at, greatest(:now, w.paused_until))
FROM (SELECT DISTINCT clinic_id, webhook_id FROM recorded) r
WHERE w.clinic_id = r.clinic_id AND w.id = r.webhook_id;

-- What was held back and is told by one of these later events. A move is told by a later move of the same appointment, or by its end;
-- that a slot is free, by its being free once more, or by its being taken. Arrays are parallel.
--! supersede_deliveries (appointment_ids[?], appointment_versions[?], slot_ids[?])
UPDATE webhook_deliveries d SET state = 'superseded', updated_at = :now
FROM webhooks w
WHERE d.clinic_id = ANY (:clinic_ids::uuid[]) AND d.state = 'waiting' AND d.attempts = 0 AND d.due_at > d.created_at
  AND w.clinic_id = d.clinic_id AND w.id = d.webhook_id
  AND EXISTS (
      SELECT FROM unnest(:clinic_ids, :event_ids::uuid[], :event_types::text[], :appointment_ids::uuid[],
                         :appointment_versions::int[], :slot_ids::uuid[], :occurred_at::timestamptz[])
          AS e (clinic_id, event_id, event_type, appointment_id, appointment_version, slot_id, occurred_at)
      WHERE e.clinic_id = d.clinic_id AND e.event_type = ANY (w.event_types)
        AND (e.occurred_at, coalesce(e.appointment_version, 0), e.event_id)
            > (d.occurred_at, coalesce(d.appointment_version, 0), d.event_id)
        AND CASE d.event_type
                WHEN 'holdfast.appointment.rescheduled' THEN
                    e.appointment_id = d.appointment_id
                    AND e.event_type IN ('holdfast.appointment.rescheduled', 'holdfast.appointment.cancelled',
                                         'holdfast.appointment.expired')
                WHEN 'holdfast.slot.freed' THEN
                    e.slot_id = d.slot_id
                    AND e.event_type IN ('holdfast.slot.freed', 'holdfast.appointment.created', 'holdfast.appointment.rescheduled')
                ELSE false
            END);

-- Locks webhooks for which there is something to do, those that have waited longest. In a statement of its own: the next one
-- then sees everything that others, who lock them too, have written before.
--! lock_due_webhooks
SELECT w.id FROM webhooks w
WHERE w.due_at <= :now AND w.id <> ALL (:full_webhooks::uuid[]) AND w.clinic_id <> ALL (:full_clinics::uuid[])
ORDER BY w.due_at
LIMIT :max
FOR NO KEY UPDATE SKIP LOCKED;

-- Deliveries that are due, of webhooks that the caller has locked: so many of each webhook and of each clinic as they may
-- have in hand besides the caller's (arrays are parallel), and of each appointment the first of those that are due. One that
-- is left alone, or switched off, is tried out at the most. They are the caller's until `again_at`.
--! take_deliveries : (appointment_id?, appointment_version?, doctor_id?, slot_id?, actor_role?, data?, old_secret_until?)
WITH due AS MATERIALIZED (
    SELECT w.clinic_id, w.id, w.is_enabled, w.paused_until, :each_webhook - coalesce(h.held, 0) AS may,
           NOT w.is_enabled OR coalesce(w.paused_until > :now::timestamptz, false) AS is_held_back
    FROM webhooks w
    LEFT JOIN unnest(:webhook_ids::uuid[], :of_webhooks::bigint[]) AS h (webhook_id, held) ON h.webhook_id = w.id
    WHERE w.id = ANY (:locked::uuid[])
),
waiting AS MATERIALIZED (
    SELECT due.clinic_id, due.id AS webhook_id, due.may, d.event_id, d.due_at, d.attempts, d.in_hand_until,
           coalesce(d.in_hand_until > :now, false) AS is_in_hand,
           row_number() OVER (
               PARTITION BY due.clinic_id, due.id, coalesce(d.appointment_id, d.event_id)
               ORDER BY d.occurred_at, coalesce(d.appointment_version, 2147483647), d.event_id) AS turn
    FROM due
    CROSS JOIN LATERAL (
        SELECT q.* FROM webhook_deliveries q
        WHERE q.clinic_id = due.clinic_id AND q.webhook_id = due.id AND q.state = 'waiting' AND q.due_at <= :now
          AND (NOT due.is_held_back OR q.event_type = :trial)
        ORDER BY q.due_at LIMIT 64
    ) d
),
free AS MATERIALIZED (
    SELECT w.*, row_number() OVER (PARTITION BY w.clinic_id, w.webhook_id ORDER BY w.due_at, w.event_id) AS nth
    FROM waiting w WHERE w.turn = 1 AND NOT w.is_in_hand
),
taken AS MATERIALIZED (
    SELECT f.* FROM (
        SELECT f.*, row_number() OVER (PARTITION BY f.clinic_id ORDER BY f.due_at, f.event_id) AS nth_of_clinic
        FROM free f WHERE f.nth <= f.may
    ) f
    LEFT JOIN unnest(:clinic_ids::uuid[], :of_clinics::bigint[]) AS h (clinic_id, held) ON h.clinic_id = f.clinic_id
    WHERE f.nth_of_clinic <= :each_clinic - coalesce(h.held, 0)
    ORDER BY f.due_at, f.event_id
    LIMIT :max
),
-- When to look again: at once if something is left, else when the next is due, or when somebody must have died.
looked_at AS (
    UPDATE webhooks w SET due_at = CASE WHEN s.is_left THEN w.due_at ELSE least(s.again_at, s.comes_at) END
    FROM (
        SELECT due.clinic_id, due.id,
               (SELECT count(*) FROM free f WHERE f.clinic_id = due.clinic_id AND f.webhook_id = due.id)
                   > (SELECT count(*) FROM taken t WHERE t.clinic_id = due.clinic_id AND t.webhook_id = due.id) AS is_left,
               (SELECT min(CASE WHEN f.is_in_hand THEN f.in_hand_until ELSE :again_at::timestamptz END) FROM waiting f
                WHERE f.clinic_id = due.clinic_id AND f.webhook_id = due.id) AS again_at,
               CASE WHEN NOT due.is_enabled THEN NULL
                    WHEN due.is_held_back THEN due.paused_until
                    ELSE (SELECT min(q.due_at) FROM webhook_deliveries q
                          WHERE q.clinic_id = due.clinic_id AND q.webhook_id = due.id AND q.state = 'waiting'
                            AND q.due_at > :now)
               END AS comes_at
        FROM due
    ) s
    WHERE w.clinic_id = s.clinic_id AND w.id = s.id
)
UPDATE webhook_deliveries d SET attempts = d.attempts + 1, in_hand_until = :again_at, updated_at = :now
FROM taken t JOIN webhooks w ON w.clinic_id = t.clinic_id AND w.id = t.webhook_id
WHERE d.clinic_id = t.clinic_id AND d.webhook_id = t.webhook_id AND d.event_id = t.event_id
  AND d.state = 'waiting' AND d.attempts = t.attempts
RETURNING d.clinic_id, d.webhook_id, d.event_id, d.event_type, d.appointment_id, d.appointment_version, d.doctor_id, d.slot_id,
          d.occurred_at, d.actor_role, d.data, d.attempts, w.url, w.secret, w.old_secret, w.old_secret_until;

-- Notes how an attempt ended; by the one who made it.
--! finish_delivery (last_status?)
UPDATE webhook_deliveries
SET state = :state, due_at = :due_at, in_hand_until = NULL, last_status = :last_status, last_error = :last_error,
    updated_at = :now
WHERE clinic_id = :clinic_id AND webhook_id = :webhook_id AND event_id = :event_id
  AND state = 'waiting' AND attempts = :attempts;

-- It takes what it is sent.
--! webhook_took
UPDATE webhooks SET failures = 0, failing_since = NULL, paused_until = NULL, due_at = :now, updated_at = :now
WHERE clinic_id = :clinic_id AND id = :webhook_id;

--! lock_webhook : (failing_since?, paused_until?)
SELECT failures, failing_since, paused_until FROM webhooks
WHERE clinic_id = :clinic_id AND id = :webhook_id AND is_enabled
FOR NO KEY UPDATE;

-- It did not; what else waits for it waits as long.
--! webhook_failed (paused_until?)
UPDATE webhooks
SET failures = :failures, failing_since = :failing_since, paused_until = :paused_until::timestamptz,
    due_at = greatest(:now::timestamptz, :paused_until), updated_at = :now
WHERE clinic_id = :clinic_id AND id = :webhook_id;

-- Switches it off, until an admin looks at it.
--! disable_webhook
UPDATE webhooks
SET is_enabled = false, disabled_reason = :reason, due_at = NULL, failures = 0, failing_since = NULL, paused_until = NULL,
    updated_at = :now, version = version + 1
WHERE clinic_id = :clinic_id AND id = :webhook_id AND is_enabled
RETURNING version;

-- The oldest of those that are expired, whatever became of them.
--! delete_expired_deliveries
DELETE FROM webhook_deliveries WHERE ctid = ANY (ARRAY (
    SELECT d.ctid FROM webhook_deliveries d WHERE d.created_at < :before ORDER BY d.created_at LIMIT :max
    FOR UPDATE SKIP LOCKED));
