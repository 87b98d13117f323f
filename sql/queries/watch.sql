-- Invariants while services work (docs/decisions/0033): what changed lately is judged here, everything by check.sql, whose words
-- these statements use, so that a breach that both find is one.
--
-- What changed is found by ids, which are made in the order of time, and by keys that are there anyhow: nothing that books or
-- changes anything pays for it. A breach that somebody plants beside the services (a row that was changed and says so nowhere) is
-- met when its appointment or slot is touched next, or by the nightly look at everything.

--: Broken(appointment_id?, slot_id?)

-- Until the transaction ends; false while another process looks.
--! try_lock
SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast invariants ' || :what::text, 0)) AS locked;

--! position : (judged_until?, judged_at?, full_at?)
SELECT judged_until, judged_at, full_at FROM invariant_rounds;

--! set_judged
UPDATE invariant_rounds SET judged_until = :judged_until, judged_at = :now, full_at = coalesce(full_at, :now);

--! set_full
UPDATE invariant_rounds SET full_at = :began;

-- What is broken and can be looked at again by itself.
--! standing : (appointment_id?, slot_id?)
SELECT appointment_id, slot_id FROM invariant_breaches WHERE appointment_id IS NOT NULL OR slot_id IS NOT NULL;

--! count_breaches
SELECT invariant, count(*) AS breaches FROM invariant_breaches GROUP BY invariant;

-- Whether something waits for a look at everything.
--! any_waits_for_full
SELECT EXISTS (SELECT FROM invariant_breaches WHERE appointment_id IS NULL AND slot_id IS NULL) AS waits;

-- Keeps what was found, and forgets what was not found again: of what is looked at every minute, or of the rest. Gives what is new.
--! keep_breaches (appointment_ids[?], slot_ids[?])
WITH found AS (
    SELECT DISTINCT ON (invariant, what, subject) *
    FROM unnest(:invariants::text[], :whats::text[], :subjects::text[], :details::text[], :appointment_ids::uuid[], :slot_ids::uuid[])
        AS f (invariant, what, subject, detail, appointment_id, slot_id)
),
gone AS (
    DELETE FROM invariant_breaches b
    WHERE :of_changes = (b.appointment_id IS NOT NULL OR b.slot_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM found f WHERE (f.invariant, f.what, f.subject) = (b.invariant, b.what, b.subject))
)
INSERT INTO invariant_breaches (invariant, what, subject, detail, appointment_id, slot_id, found_at)
SELECT f.invariant, f.what, f.subject, f.detail, f.appointment_id, f.slot_id, :now FROM found f
ON CONFLICT (invariant, what, subject) DO NOTHING
RETURNING invariant, what, subject, detail;

-- The appointments that took a step between two ids, or were made between them.
--! changed_appointments
SELECT l.entity_id AS id
FROM clinics c
CROSS JOIN LATERAL (
    SELECT entity_id FROM audit_log
    WHERE clinic_id = c.id AND id >= :from_id AND id < :to_id AND action LIKE 'appointment.%'
) l
UNION
SELECT id FROM appointments WHERE id >= :from_id AND id < :to_id;

-- About how much there is to judge between two ids, up to a bound.
--! count_made
SELECT count(*) FROM (SELECT FROM appointments WHERE id >= :from_id AND id < :to_id LIMIT :max) AS made;

-- The slots that events between two ids are about: those that appointments took and gave back.
--! changed_slots
SELECT DISTINCT o.slot_id AS id
FROM clinics c
CROSS JOIN LATERAL (
    SELECT slot_id FROM outbox WHERE clinic_id = c.id AND id >= :from_id AND id < :to_id AND slot_id IS NOT NULL
) o;

-- I1. The times of both are given twice: by the exclusion constraints' own indexes this is cheap, and without them, if somebody has
-- dropped them, by that of a clinic's days. (No slot lasts a day.)
--! overlaps : Broken
WITH touched AS MATERIALIZED (
    SELECT a.id, a.clinic_id, a.doctor_id, a.patient_id, a.starts_at, a.ends_at
    FROM unnest(:appointments::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id
    WHERE a.status <> 'cancelled'
),
pairs AS (
    SELECT 'a doctor has two appointments at once' AS what, t.id, t.clinic_id, t.starts_at, o.id AS other_id, o.starts_at AS other_starts_at
    FROM touched t
    JOIN appointments o ON o.clinic_id = t.clinic_id AND o.doctor_id = t.doctor_id AND o.status <> 'cancelled' AND o.id <> t.id
        AND tstzrange(o.starts_at, o.ends_at) && tstzrange(t.starts_at, t.ends_at)
        AND o.starts_at < t.ends_at AND o.starts_at > t.starts_at - interval '1 day'
    UNION ALL
    SELECT 'a patient has two appointments at once', t.id, t.clinic_id, t.starts_at, o.id, o.starts_at
    FROM touched t
    JOIN appointments o ON o.clinic_id = t.clinic_id AND o.patient_id = t.patient_id AND o.status <> 'cancelled' AND o.id <> t.id
        AND tstzrange(o.starts_at, o.ends_at) && tstzrange(t.starts_at, t.ends_at)
        AND o.starts_at < t.ends_at AND o.starts_at > t.starts_at - interval '1 day'
)
SELECT what, CASE WHEN (other_starts_at, other_id) < (starts_at, id) THEN concat_ws(', ', other_id, id)
                  ELSE concat_ws(', ', id, other_id) END AS subject,
       format('clinic %s, %s and %s', clinic_id, starts_at, other_starts_at) AS detail,
       id AS appointment_id, NULL::uuid AS slot_id
FROM pairs
LIMIT :max;

-- I2. Slots against the live appointments that hold them, and against what is offered.
--! slots_unlike : Broken
WITH touched AS MATERIALIZED (
    SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.mode, s.serves, s.is_booked,
           NOT s.is_booked AND NOT s.is_withdrawn AND s.kept_until IS NULL AS is_free
    FROM (
        SELECT unnest(:slots::uuid[]) AS id
        UNION
        SELECT a.slot_id FROM unnest(:appointments::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id
    ) t
    JOIN slots s ON s.id = t.id
),
judged AS MATERIALIZED (
    SELECT t.*, h.holders, h.one, h.another, o.offers, o.unlike_doctor, o.unlike_specialization, o.unlike_kind
    FROM touched t
    LEFT JOIN doctors d ON d.clinic_id = t.clinic_id AND d.id = t.doctor_id
    LEFT JOIN clinics c ON c.id = t.clinic_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS holders, min(a.id::text) AS one, max(a.id::text) AS another
        FROM appointments a WHERE a.clinic_id = t.clinic_id AND a.slot_id = t.id AND a.status <> 'cancelled'
    ) h
    CROSS JOIN LATERAL (
        SELECT count(*) AS offers, bool_or(p.doctor_id <> t.doctor_id) AS unlike_doctor,
               bool_or(p.specialization_id <> d.specialization_id) AS unlike_specialization,
               bool_or((p.kind, p.time_zone, p.serves)
                       IS DISTINCT FROM (offer_kind(t.mode, t.starts_at, c.time_zone), c.time_zone, t.serves)) AS unlike_kind
        FROM open_slots p WHERE p.clinic_id = t.clinic_id AND p.starts_at = t.starts_at AND p.slot_id = t.id
    ) o
),
broken AS (
    SELECT CASE WHEN holders = 0 THEN 'a slot is booked, and no live appointment holds it'
                WHEN NOT is_booked THEN 'a live appointment holds a slot that is not booked'
                ELSE 'several live appointments hold one slot' END AS what,
           clinic_id, id, concat_ws(', ', one, nullif(another, one)) AS detail
    FROM judged WHERE holders <> is_booked::int
    UNION ALL
    SELECT CASE WHEN offers = 0 THEN 'a free slot is not offered'
                WHEN NOT is_free THEN 'a slot is offered that is not free'
                WHEN offers > 1 THEN 'a slot is offered more than once'
                WHEN unlike_doctor THEN 'a free slot is offered with another doctor'
                WHEN unlike_specialization THEN 'a free slot is offered under another specialization'
                ELSE 'a free slot is offered as another kind' END,
           clinic_id, id, format('%s offers', offers)
    FROM judged
    WHERE is_free <> (offers > 0) OR offers > 1 OR is_free AND (unlike_doctor OR unlike_specialization OR unlike_kind)
)
SELECT what, id::text AS subject, concat_ws(', ', 'clinic ' || clinic_id, detail) AS detail, NULL::uuid AS appointment_id,
       id AS slot_id
FROM broken
LIMIT :max;

-- I2. A live appointment says what its slot says.
--! appointments_unlike : Broken
SELECT CASE WHEN s.id IS NULL THEN 'a live appointment holds a slot that does not exist'
            WHEN a.doctor_id <> s.doctor_id THEN 'a live appointment has another doctor than its slot'
            ELSE 'a live appointment has other times than its slot' END AS what,
       CASE WHEN s.id IS NULL THEN a.slot_id ELSE a.id END::text AS subject,
       format('clinic %s, appointment %s, slot %s', a.clinic_id, a.id, a.slot_id) AS detail,
       a.id AS appointment_id, NULL::uuid AS slot_id
FROM unnest(:appointments::uuid[]) AS t (id)
JOIN appointments a ON a.id = t.id AND a.status <> 'cancelled'
LEFT JOIN slots s ON s.id = a.slot_id
WHERE s.id IS NULL OR a.doctor_id <> s.doctor_id OR a.starts_at <> s.starts_at OR a.ends_at <> s.ends_at
LIMIT :max;

-- I8. Whose it is otherwise is looked up by a bare id, which takes long and is seldom asked.
--! appointments_astray : Broken
WITH astray AS (
    SELECT a.id, a.clinic_id, 'doctor' AS parent, a.doctor_id AS parent_id,
           (SELECT p.clinic_id FROM doctors p WHERE p.id = a.doctor_id LIMIT 1) AS belongs_to
    FROM unnest(:appointments::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id
    WHERE NOT EXISTS (SELECT FROM doctors p WHERE p.clinic_id = a.clinic_id AND p.id = a.doctor_id)
    UNION ALL
    SELECT a.id, a.clinic_id, 'patient', a.patient_id, (SELECT p.clinic_id FROM patients p WHERE p.id = a.patient_id LIMIT 1)
    FROM unnest(:appointments::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id
    WHERE a.patient_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM patients p WHERE p.clinic_id = a.clinic_id AND p.id = a.patient_id)
    UNION ALL
    SELECT a.id, a.clinic_id, 'slot', a.slot_id, s.clinic_id
    FROM unnest(:appointments::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id JOIN slots s ON s.id = a.slot_id
    WHERE s.clinic_id <> a.clinic_id
)
SELECT format(CASE WHEN belongs_to IS NULL THEN 'the %s of an appointment does not exist'
                   ELSE 'the %s of an appointment belongs to another clinic' END, parent) AS what,
       id::text AS subject, concat_ws(' ', 'clinic', clinic_id, parent, parent_id, 'of clinic ' || belongs_to) AS detail,
       id AS appointment_id, NULL::uuid AS slot_id
FROM astray
LIMIT :max;

-- I3 and I4. The steps and events between two ids, against each other, the rules, and the appointment as it is now. Ids of one step
-- are made together: what belongs to one is looked for a little before and after, and if it is not there, in all that its clinic
-- has, before anybody is told. Whether a patient had arrived is not asked, nor whether a version is missing: both take the whole history.
--! steps_unlike
WITH rules AS MATERIALIZED (
    SELECT DISTINCT action, from_status, to_status
    FROM unnest(:actions::text[], :from_states::text[], :to_states::text[]) AS r (action, from_status, to_status)
),
pairs AS MATERIALIZED (
    SELECT * FROM unnest(:told_actions::text[], :event_types::text[]) AS p (action, event_type)
),
noted AS MATERIALIZED (
    SELECT c.id AS clinic_id, l.* FROM clinics c
    CROSS JOIN LATERAL (
        SELECT id, occurred_at, action, entity_id AS appointment_id, entity_version AS version, from_status, to_status FROM audit_log
        WHERE clinic_id = c.id AND id >= :before_id AND id < :after_id AND action LIKE 'appointment.%'
    ) l
),
told AS MATERIALIZED (
    SELECT c.id AS clinic_id, o.* FROM clinics c
    CROSS JOIN LATERAL (
        SELECT id, event_type, appointment_id, appointment_version AS version FROM outbox
        WHERE clinic_id = c.id AND id >= :before_id AND id < :after_id AND event_type LIKE 'holdfast.appointment.%'
    ) o
),
notes AS MATERIALIZED (
    SELECT clinic_id, appointment_id, version, count(*) AS notes FROM noted GROUP BY clinic_id, appointment_id, version
),
events AS MATERIALIZED (
    SELECT clinic_id, appointment_id, version, count(*) AS events, min(event_type) AS event_type
    FROM told GROUP BY clinic_id, appointment_id, version
),
steps AS MATERIALIZED (SELECT * FROM noted WHERE id >= :from_id AND id < :to_id),
suspects AS MATERIALIZED (
    SELECT 'I4' AS invariant,
           CASE WHEN e.events IS NULL THEN 'a transition has no event'
                WHEN e.events > 1 THEN 'a transition has several events'
                WHEN n.notes > 1 THEN 'a transition has several audit rows'
                ELSE 'an event does not fit its audit row' END AS what,
           s.clinic_id, s.appointment_id, s.version, s.action AS detail
    FROM steps s
    JOIN notes n USING (clinic_id, appointment_id, version)
    LEFT JOIN events e USING (clinic_id, appointment_id, version)
    LEFT JOIN pairs p ON p.action = s.action AND p.event_type = e.event_type
    LEFT JOIN outbox_horizons h ON h.clinic_id = s.clinic_id
    WHERE CASE WHEN e.events IS NULL THEN s.occurred_at <= h.deleted_until IS NOT TRUE
               ELSE e.events > 1 OR n.notes > 1 OR p.action IS NULL END
    UNION ALL
    SELECT 'I4', 'an event has no audit row', t.clinic_id, t.appointment_id, t.version, t.event_type
    FROM told t
    LEFT JOIN notes n USING (clinic_id, appointment_id, version)
    WHERE t.id >= :from_id AND t.id < :to_id AND n.notes IS NULL
    UNION ALL
    SELECT 'I3', 'an appointment has no history', a.clinic_id, a.id, a.version, a.status
    FROM appointments a
    LEFT JOIN notes n ON n.clinic_id = a.clinic_id AND n.appointment_id = a.id AND n.version = 1
    WHERE a.id >= :from_id AND a.id < :to_id AND n.notes IS NULL
    UNION ALL
    SELECT 'I3', 'a step is against the rules', s.clinic_id, s.appointment_id, s.version,
           format('%s from %s to %s', s.action, coalesce(s.from_status, 'nothing'), s.to_status)
    FROM steps s
    LEFT JOIN rules r ON r.action = s.action AND r.from_status = coalesce(s.from_status, '') AND r.to_status = s.to_status
    WHERE r.action IS NULL
    UNION ALL
    SELECT 'I3', CASE WHEN s.version > a.version THEN 'a history ends with another version'
                      ELSE 'a history ends in another state' END,
           s.clinic_id, s.appointment_id, s.version, format('%s, but it is %s with version %s', s.to_status, a.status, a.version)
    FROM steps s
    JOIN appointments a ON a.clinic_id = s.clinic_id AND a.id = s.appointment_id
    WHERE s.version > a.version OR s.version = a.version AND s.to_status IS DISTINCT FROM a.status
    LIMIT :max
)
SELECT s.invariant, s.what, coalesce(s.appointment_id::text, '') AS subject,
       concat_ws(', ', 'clinic ' || s.clinic_id, 'version ' || s.version, s.detail) AS detail
FROM suspects s
WHERE CASE s.what
          WHEN 'a transition has no event' THEN NOT EXISTS (
              SELECT FROM outbox o
              WHERE o.clinic_id = s.clinic_id AND o.appointment_id = s.appointment_id AND o.appointment_version = s.version
                AND o.event_type LIKE 'holdfast.appointment.%')
          WHEN 'an event has no audit row' THEN NOT EXISTS (
              SELECT FROM audit_log l
              WHERE l.clinic_id = s.clinic_id AND l.entity_id = s.appointment_id AND l.entity_version = s.version
                AND l.action LIKE 'appointment.%')
          WHEN 'an appointment has no history' THEN NOT EXISTS (
              SELECT FROM audit_log l
              WHERE l.clinic_id = s.clinic_id AND l.entity_id = s.appointment_id AND l.action LIKE 'appointment.%')
          ELSE true
      END;

-- I13. Of a visitor's holds the one that was touched may be either.
--! holds_unlike : Broken
WITH touched AS MATERIALIZED (
    SELECT a.id, a.clinic_id, a.patient_id, a.visitor_id, a.status
    FROM unnest(:appointments::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id
),
several AS (
    SELECT t.id, t.clinic_id, min(h.id::text) AS one, max(h.id::text) AS another, count(*) AS holds
    FROM touched t
    JOIN appointments h ON h.clinic_id = t.clinic_id AND h.visitor_id = t.visitor_id AND h.status = 'pending'
    WHERE t.status = 'pending' AND t.visitor_id IS NOT NULL
    GROUP BY t.id, t.clinic_id
    HAVING count(*) > 1
)
SELECT CASE WHEN status IN ('pending', 'cancelled') THEN 'an appointment without a patient is no visitor''s hold'
            ELSE 'an appointment has no patient' END AS what,
       id::text AS subject, format('clinic %s, it is %s', clinic_id, status) AS detail, id AS appointment_id, NULL::uuid AS slot_id
FROM touched
WHERE patient_id IS NULL AND (visitor_id IS NULL OR status NOT IN ('pending', 'cancelled'))
UNION ALL
SELECT 'a visitor holds several slots of one clinic', concat_ws(', ', one, another), format('clinic %s, %s holds', clinic_id, holds),
       id, NULL
FROM several
LIMIT :max;
