-- The outbox relay's statements, and the dead letters of listeners in its process.

--: Event(appointment_id?, appointment_version?, doctor_id?, slot_id?, actor_role?, data?)

-- Clinics with events that wait, and that no other relay is at work on. They are this transaction's until it ends: so
-- a clinic's events go out one relay at a time, in order.
--! lock_waiting_clinics
WITH waiting AS MATERIALIZED (
    SELECT w.clinic_id, min(w.nth) AS nth
    FROM (
        SELECT o.clinic_id, row_number() OVER (ORDER BY o.id) AS nth
        FROM outbox o WHERE o.published_at IS NULL
        ORDER BY o.id LIMIT :scanned
    ) w
    GROUP BY w.clinic_id
    ORDER BY 2
    LIMIT :max
)
SELECT clinic_id FROM waiting WHERE pg_try_advisory_xact_lock(:lock_space, hashtext(clinic_id::text));

-- Marks events of these clinics that wait, oldest first, and returns them. The caller has locked the clinics, hands the
-- events to the transport and commits after it has taken them: so a mark is seen only once its event is safe.
--! take_unpublished : Event
UPDATE outbox o SET published_at = :now
FROM (
    SELECT w.clinic_id, w.id FROM outbox w
    WHERE w.published_at IS NULL AND w.clinic_id = ANY (:clinics)
    ORDER BY w.id
    LIMIT :max
    FOR UPDATE SKIP LOCKED
) waiting
WHERE o.clinic_id = waiting.clinic_id AND o.id = waiting.id
RETURNING o.clinic_id, o.id, o.event_type, o.appointment_id, o.appointment_version, o.doctor_id, o.slot_id, o.occurred_at,
          o.actor_role, o.data;

-- The same of one clinic, for a database that is distributed by clinic.
--! take_unpublished_of_clinic : Event
UPDATE outbox o SET published_at = :now
FROM (
    SELECT w.clinic_id, w.id FROM outbox w
    WHERE w.published_at IS NULL AND w.clinic_id = :clinic_id
    ORDER BY w.id
    LIMIT :max
    FOR UPDATE SKIP LOCKED
) waiting
WHERE o.clinic_id = :clinic_id AND o.clinic_id = waiting.clinic_id AND o.id = waiting.id
RETURNING o.clinic_id, o.id, o.event_type, o.appointment_id, o.appointment_version, o.doctor_id, o.slot_id, o.occurred_at,
          o.actor_role, o.data;

-- Takes back the marks of events that the transport refused.
--! unmark
UPDATE outbox SET published_at = NULL WHERE clinic_id = :clinic_id AND id = ANY (:ids);

-- What waits, since when, and dead letters. There is a bound to what is counted, so that it stays cheap however much it is.
--! measure_outbox : (oldest?)
SELECT (SELECT count(*) FROM (SELECT FROM outbox o WHERE o.published_at IS NULL ORDER BY o.id LIMIT :max) w) AS unpublished,
       (SELECT o.occurred_at FROM outbox o WHERE o.published_at IS NULL ORDER BY o.id LIMIT 1) AS oldest,
       (SELECT count(*) FROM (SELECT FROM dead_letters d LIMIT :max) l) AS dead_letters;

--! insert_dead_letter
INSERT INTO dead_letters (clinic_id, event_id, listener, reason, died_at)
VALUES (:clinic_id, :event_id, :listener, :reason, :now)
ON CONFLICT DO NOTHING;

--! dead_letters
SELECT clinic_id, event_id FROM dead_letters WHERE died_at <= :until ORDER BY clinic_id, event_id LIMIT :max;

-- Puts an event back among those that wait. Listeners that have dealt with it know it.
--! replay_dead_letter
WITH dead AS (
    DELETE FROM dead_letters d WHERE d.clinic_id = :clinic_id AND d.event_id = :event_id
    RETURNING d.clinic_id, d.event_id
)
UPDATE outbox o SET published_at = NULL
FROM dead d WHERE o.clinic_id = :clinic_id AND o.clinic_id = d.clinic_id AND o.id = d.event_id;

-- Dead letters that nobody has replayed in time, some of them.
--! delete_expired_dead_letters
DELETE FROM dead_letters WHERE ctid = ANY (ARRAY (
    SELECT d.ctid FROM dead_letters d WHERE d.died_at < :before LIMIT :max));

-- Clinics whose oldest event has an id from before: one look into the primary key for each clinic that has events.
--! clinics_with_old_events
WITH RECURSIVE oldest (clinic_id, id) AS (
    (SELECT o.clinic_id, o.id FROM outbox o ORDER BY o.clinic_id, o.id LIMIT 1)
    UNION ALL
    SELECT n.clinic_id, n.id
    FROM oldest l
    CROSS JOIN LATERAL (
        SELECT o.clinic_id, o.id FROM outbox o WHERE o.clinic_id > l.clinic_id ORDER BY o.clinic_id, o.id LIMIT 1
    ) n
)
SELECT clinic_id FROM oldest WHERE id < :until_id;

-- Deletes the expired ones of a clinic's next events, in the order of their ids, which is that of time; and writes down how far.
-- An event that waits or has a dead letter stays. `last_id` is where to go on, if there is more to look at.
--! delete_expired_events : (last_id?)
WITH page AS MATERIALIZED (
    SELECT o.id FROM outbox o
    WHERE o.clinic_id = :clinic_id AND o.id > :after_id AND o.id < :until_id
    ORDER BY o.id LIMIT :max
),
expired AS MATERIALIZED (
    SELECT o.id FROM outbox o
    WHERE o.clinic_id = :clinic_id AND o.id = ANY (ARRAY (SELECT p.id FROM page p))
      AND o.published_at < :before AND o.occurred_at < :before
      AND NOT EXISTS (SELECT FROM dead_letters d WHERE d.clinic_id = :clinic_id AND d.event_id = o.id)
    ORDER BY o.id
    FOR UPDATE OF o SKIP LOCKED
),
deleted AS (
    DELETE FROM outbox o USING expired e WHERE o.clinic_id = :clinic_id AND o.id = e.id
    RETURNING o.event_type, o.occurred_at
),
noted AS (
    INSERT INTO outbox_horizons AS h (clinic_id, deleted_until, steps)
    SELECT :clinic_id, max(d.occurred_at), count(*) FILTER (WHERE d.event_type LIKE 'holdfast.appointment.%')
    FROM deleted d
    HAVING count(*) > 0
    ON CONFLICT (clinic_id) DO UPDATE
    SET deleted_until = greatest(h.deleted_until, excluded.deleted_until), steps = h.steps + excluded.steps
)
SELECT (SELECT p.id FROM page p ORDER BY p.id OFFSET :max - 1 LIMIT 1) AS last_id, (SELECT count(*) FROM deleted) AS deleted;
