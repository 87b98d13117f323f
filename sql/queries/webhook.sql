-- The statements of the delivery to webhooks. It works for all clinics: what it sees of them is ids and ciphertext.

-- Which of these clinics want to hear of anything.
--! clinics_with_webhooks
SELECT DISTINCT clinic_id FROM webhooks WHERE clinic_id = ANY (:clinic_ids::uuid[]) AND is_enabled;

-- Events for whoever wants to hear of them. Arrays are parallel; an event that was recorded before stays as it is. What is
-- for a webhook that is left alone for now waits as long.
--! record_deliveries (appointment_ids[?], appointment_versions[?], doctor_ids[?], slot_ids[?])
INSERT INTO webhook_deliveries
    (clinic_id, webhook_id, event_id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at,
     due_at, created_at, updated_at)
SELECT e.clinic_id, w.id, e.event_id, e.event_type, e.appointment_id, e.appointment_version, e.doctor_id, e.slot_id,
       e.occurred_at, greatest(:now::timestamptz, w.paused_until), :now, :now
FROM unnest(:clinic_ids::uuid[], :event_ids::uuid[], :event_types::text[], :appointment_ids::uuid[],
            :appointment_versions::int[], :doctor_ids::uuid[], :slot_ids::uuid[], :occurred_at::timestamptz[])
    AS e (clinic_id, event_id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at)
JOIN webhooks w ON w.clinic_id = e.clinic_id AND w.is_enabled AND e.event_type = ANY (w.event_types)
-- in one order, so that two workers that are told the same wait for one another at most
ORDER BY e.clinic_id, w.id, e.event_id
ON CONFLICT DO NOTHING;

-- Deliveries that are due, oldest first but few of each webhook, so that a slow one does not keep the others waiting. They
-- are the caller's until `again_at`.
--! take_deliveries : (appointment_id?, appointment_version?, doctor_id?, slot_id?, old_secret_until?)
WITH due AS MATERIALIZED (
    SELECT q.clinic_id, q.webhook_id, q.event_id, q.due_at,
           row_number() OVER (PARTITION BY q.clinic_id, q.webhook_id ORDER BY q.due_at, q.event_id) AS nth
    FROM (
        SELECT d.clinic_id, d.webhook_id, d.event_id, d.due_at FROM webhook_deliveries d
        WHERE d.state = 'waiting' AND d.due_at <= :now AND d.webhook_id <> ALL (:busy::uuid[])
        ORDER BY d.due_at LIMIT 1000
    ) q
),
taken AS MATERIALIZED (
    SELECT d.clinic_id, d.webhook_id, d.event_id
    FROM due
    JOIN webhook_deliveries d ON d.clinic_id = due.clinic_id AND d.webhook_id = due.webhook_id AND d.event_id = due.event_id
    WHERE due.nth <= :each AND d.state = 'waiting' AND d.due_at <= :now
    ORDER BY due.due_at, due.event_id
    LIMIT :max
    FOR NO KEY UPDATE OF d SKIP LOCKED
)
UPDATE webhook_deliveries d SET attempts = d.attempts + 1, due_at = :again_at, updated_at = :now
FROM taken t JOIN webhooks w ON w.clinic_id = t.clinic_id AND w.id = t.webhook_id
WHERE d.clinic_id = t.clinic_id AND d.webhook_id = t.webhook_id AND d.event_id = t.event_id
RETURNING d.clinic_id, d.webhook_id, d.event_id, d.event_type, d.appointment_id, d.appointment_version, d.doctor_id, d.slot_id,
          d.occurred_at, d.attempts, w.url, w.secret, w.old_secret, w.old_secret_until, w.is_enabled;

-- Notes how an attempt ended; by the one who made it.
--! finish_delivery (last_status?)
UPDATE webhook_deliveries
SET state = :state, due_at = :due_at, last_status = :last_status, last_error = :last_error, updated_at = :now
WHERE clinic_id = :clinic_id AND webhook_id = :webhook_id AND event_id = :event_id
  AND state = 'waiting' AND attempts = :attempts;

-- It answers again; only a webhook that did not is written to.
--! webhook_recovered
WITH recovered AS (
    UPDATE webhooks SET failures = 0, failing_since = NULL, paused_until = NULL, updated_at = :now
    WHERE clinic_id = :clinic_id AND id = :webhook_id AND failures > 0
    RETURNING clinic_id, id
)
-- what waited for it, and was not tried yet
UPDATE webhook_deliveries d SET due_at = :now
FROM recovered r
WHERE d.clinic_id = r.clinic_id AND d.webhook_id = r.id AND d.state = 'waiting' AND d.attempts = 0 AND d.due_at > :now;

--! webhook_failed
UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, :now), updated_at = :now
WHERE clinic_id = :clinic_id AND id = :webhook_id AND is_enabled
RETURNING failures, failing_since;

-- Leaves it alone for a while, with everything that waits for it; but whoever tries it out is not to wait.
--! pause_webhook
WITH paused AS (
    UPDATE webhooks SET paused_until = :until WHERE clinic_id = :clinic_id AND id = :webhook_id RETURNING clinic_id, id
)
UPDATE webhook_deliveries d SET due_at = :until
FROM paused p
WHERE d.clinic_id = p.clinic_id AND d.webhook_id = p.id AND d.state = 'waiting' AND d.due_at < :until
  AND d.event_type <> :trial;

-- Switches it off, until an admin looks at it.
--! disable_webhook
UPDATE webhooks
SET is_enabled = false, disabled_reason = :reason, failures = 0, failing_since = NULL, paused_until = NULL,
    updated_at = :now, version = version + 1
WHERE clinic_id = :clinic_id AND id = :webhook_id AND is_enabled
RETURNING version;

-- What is over, some at a time.
--! forget_deliveries
DELETE FROM webhook_deliveries WHERE ctid = ANY (ARRAY (
    SELECT d.ctid FROM webhook_deliveries d WHERE d.state <> 'waiting' AND d.updated_at < :before
    ORDER BY d.updated_at LIMIT 1000));
