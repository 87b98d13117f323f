-- The booking service's statements. A slot is locked before anything is written, in the order of slot ids,
-- so that many bookings of one slot wait in line and never deadlock.

--: Appointment(patient_id?, hold_expires_at?, checked_in_at?, patient_account_id?, visit_type_id?)
--: Conflict(patient_id?, patient_name?, kept_at?, outcome?)

-- Group commit: books many requests in one statement, with a verdict for each. Arrays are parallel; element i of
-- each describes request i; but `tokens` are how the names of new patients are found, any number for each. Personal data
-- is sealed. A batch must name a slot once. A request with an `override_id` goes past rules of the clinic: it is booked all the same, and
-- which rules these were is kept with the reason.
--
-- One row per request whose slot exists or whose key has an answer already. verdict: booked | replay | again |
-- slot-taken | slot-past | slot-notice | slot-horizon | version-mismatch | mode-mismatch | patient-unknown | patient-merged | too-many |
-- type-unknown | type-missing | type-other | type-known-only | no-guests | give-phone | give-email | give-either | give-both | held-too-often | too-many-holds.
-- `again` asks the caller to put the request into the next batch: the slot changed while this statement waited for
-- it, so the statement's snapshot is too old to judge.
--
-- What only the constraints can see (a patient in two places; a record that is merged, a key first used elsewhere at this moment)
-- refuses the whole statement; the caller then halves the batch until it has found the one. That is rare, and asking the
-- constraints beforehand (ON CONFLICT) would cost every booking an eighth.
--! book_batch (expected_versions[?], patient_names[?], phone_indexes[?], email_indexes[?], modes[?], visit_type_ids[?], idem_callers[?], idem_routes[?], idem_keys[?], idem_hashes[?], traceparents[?], patient_account_ids[?], require_account_ids[?], override_ids[?]) : (clinic_id?, doctor_id?, starts_at?, ends_at?, time_zone?, mode?, visit_type_id?, hold_expires_at?, merged_into?, replay_hash?, replay_result?)
WITH req AS MATERIALIZED (
    SELECT r.*, k.request_hash AS replay_hash, k.result AS replay_result
    FROM unnest(
        :slot_ids::uuid[], :clinic_ids::uuid[], :expected_versions::int[],
        :appointment_ids::uuid[], :patient_ids::uuid[], :patient_names::bytea[], :patient_phones::bytea[],
        :patient_emails::bytea[], :birth_dates::bytea[], :phone_indexes::bytea[], :email_indexes::bytea[],
        :patient_account_ids::uuid[], :require_account_ids::uuid[],
        :modes::text[], :visit_type_ids::uuid[], :reasons::bytea[], :holds::bool[], :notice_exempt::bool[],
        :actor_roles::text[], :actor_ids::text[], :event_ids::uuid[], :audit_ids::uuid[],
        :idem_callers::text[], :idem_routes::text[], :idem_keys::text[], :idem_hashes::bytea[], :traceparents::text[],
        :override_ids::uuid[], :override_reasons::bytea[]
    ) WITH ORDINALITY AS r (
        slot_id, clinic_id, expected_version,
        appointment_id, patient_id, patient_name, patient_phone,
        patient_email, birth_date, phone_index, email_index,
        patient_account_id, require_account_id,
        given_mode, given_type_id, reason, hold, notice_exempt,
        actor_role, actor_id, event_id, audit_id,
        idem_caller, idem_route, idem_key, idem_hash, traceparent,
        override_id, override_reason, ord)
    LEFT JOIN idempotency_keys k
        ON k.caller = r.idem_caller AND k.route = r.idem_route AND k.key = r.idem_key
),
-- Each step carries its columns on to the next, since there is no index to join the steps by.
locked AS MATERIALIZED (
    SELECT r.*, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.serves, s.is_booked, s.is_withdrawn, s.version, s.expired_holds,
           seen.version AS seen_version
    FROM req r
    JOIN slots s ON s.clinic_id = r.clinic_id AND s.id = r.slot_id
    -- the same row once more, as the snapshot has it: a lock returns the newest version of `s` alone
    JOIN slots seen ON seen.clinic_id = s.clinic_id AND seen.id = s.id
    WHERE r.replay_hash IS NULL
      -- what is squeezed in is there for the clinic's people alone, and while it waits
      AND (s.kept_until IS NULL OR r.notice_exempt AND r.actor_role <> 'integrator' AND (s.is_booked OR s.kept_until > :now::timestamptz))
    ORDER BY s.id
    FOR NO KEY UPDATE OF s
),
judged AS MATERIALIZED (
    SELECT l.*, c.time_zone, c.max_upcoming, v.id AS visit_type_id, p.merged_into,
           CASE WHEN l.hold THEN 'pending' ELSE 'confirmed' END AS status,
           CASE WHEN l.hold THEN :now::timestamptz + make_interval(mins => coalesce(v.hold_minutes, c.hold_minutes)) END
               AS hold_expires_at,
           -- whose appointments to come count: those of the account that books, or of the address and number that a guest gives; the
           -- patient's, where the desk would go past that
           coalesce(l.require_account_id, CASE WHEN l.override_id IS NOT NULL THEN p.account_id END) AS counted_account,
           CASE WHEN rule.counts_contact THEN coalesce(l.email_index, p.email_index) END AS counted_email,
           CASE WHEN rule.counts_contact THEN coalesce(l.phone_index, p.phone_index) END AS counted_phone,
           CASE WHEN l.override_id IS NOT NULL THEN array_remove(ARRAY [
               CASE WHEN rule.is_near THEN 'notice' END,
               CASE WHEN rule.is_far THEN 'horizon' END,
               CASE WHEN rule.misses_type OR rule.is_other_type THEN 'visit_type' END,
               CASE WHEN rule.is_stranger THEN 'known_patients' END], NULL) END AS overruled,
           CASE
               WHEN l.version <> l.seen_version THEN 'again'
               WHEN l.is_booked OR l.is_withdrawn THEN 'slot-taken'
               WHEN l.version <> l.expected_version THEN 'version-mismatch'
               WHEN l.ends_at <= :now THEN 'slot-past'
               WHEN NOT l.notice_exempt AND rule.is_near
                   THEN CASE WHEN l.starts_at <= :now THEN 'slot-past' ELSE 'slot-notice' END
               WHEN NOT l.notice_exempt AND rule.is_far THEN 'slot-horizon'
               WHEN l.mode <> l.given_mode THEN 'mode-mismatch'
               WHEN v.id IS NULL AND l.given_type_id IS NOT NULL OR v.booked_by = 'desk' AND NOT l.notice_exempt
                   THEN CASE WHEN l.given_type_id IS NULL THEN 'type-other' ELSE 'type-unknown' END
               WHEN l.override_id IS NULL AND rule.misses_type THEN 'type-missing'
               WHEN l.override_id IS NULL AND rule.is_other_type THEN 'type-other'
               WHEN l.patient_name IS NULL AND p.id IS NULL THEN 'patient-unknown'
               WHEN p.merged_into IS NOT NULL THEN 'patient-merged'
               WHEN NOT l.notice_exempt AND rule.is_stranger THEN 'type-known-only'
               WHEN l.actor_role = 'anonymous' AND NOT c.guests_allowed THEN 'no-guests'
               WHEN l.actor_role = 'anonymous' AND c.guests_give <> 'nothing' AND NOT CASE c.guests_give
                        WHEN 'phone' THEN l.patient_phone <> '' WHEN 'email' THEN l.patient_email <> ''
                        WHEN 'either' THEN l.patient_phone <> '' OR l.patient_email <> ''
                        ELSE l.patient_phone <> '' AND l.patient_email <> '' END
                   THEN 'give-' || c.guests_give
               -- Guests hold a slot so often, and at one time so much of a doctor's day; they may book it all the same.
               WHEN l.hold AND l.actor_role = 'anonymous' AND l.expired_holds >= :holds_per_slot::int THEN 'held-too-often'
               WHEN l.hold AND l.actor_role = 'anonymous' AND
                    (SELECT count(*) FROM appointments a
                     WHERE a.clinic_id = l.clinic_id AND a.doctor_id = l.doctor_id AND a.status = 'pending'
                       AND a.starts_at > l.starts_at - interval '25 hours' AND a.starts_at < l.starts_at + interval '25 hours'
                       AND date_trunc('day', a.starts_at, c.time_zone) = date_trunc('day', l.starts_at, c.time_zone))
                    + (SELECT count(*) FROM locked other
                       WHERE other.hold AND other.actor_role = 'anonymous' AND other.doctor_id = l.doctor_id
                         AND date_trunc('day', other.starts_at, c.time_zone) = date_trunc('day', l.starts_at, c.time_zone)
                         AND other.ord < l.ord)
                    >= greatest(2, (SELECT count(*) FROM slots day
                                    WHERE day.clinic_id = l.clinic_id AND day.doctor_id = l.doctor_id
                                      AND day.starts_at > l.starts_at - interval '25 hours' AND day.starts_at < l.starts_at + interval '25 hours'
                                      AND date_trunc('day', day.starts_at, c.time_zone) = date_trunc('day', l.starts_at, c.time_zone))
                                   * :hold_share_percent::int / 100)
                   THEN 'too-many-holds'
               ELSE 'booked'
           END AS verdict
    FROM locked l
    JOIN clinics c ON c.id = l.clinic_id
    -- the type that is named; of a slot for one type alone, that one
    LEFT JOIN visit_types v
        ON v.clinic_id = l.clinic_id AND v.retired_at IS NULL
        AND CASE WHEN l.given_type_id IS NULL THEN v.bit = l.serves ELSE v.id = l.given_type_id END
    LEFT JOIN patients p
        ON p.clinic_id = l.clinic_id AND p.id = l.patient_id AND p.erased_at IS NULL
        AND (l.require_account_id IS NULL OR p.account_id = l.require_account_id)
    -- each rule once, for those whom it refuses and those who go past it
    CROSS JOIN LATERAL (SELECT
        l.starts_at < :now::timestamptz + make_interval(mins => coalesce(v.min_notice_minutes,
            notice_for(l.require_account_id IS NOT NULL, c.min_notice_minutes, c.account_notice_minutes))) AS is_near,
        l.starts_at >= horizon_of(c.horizon_days, c.time_zone, :now) AS is_far,
        v.id IS NULL AND l.serves >= 0 AS misses_type,
        l.serves & v.bit = 0 OR l.mode <> v.mode AS is_other_type,
        v.booked_by = 'known_patients' AND NOT has_been_here(l.clinic_id, p.id, :now) AS is_stranger,
        l.actor_role = 'anonymous' OR l.override_id IS NOT NULL AND p.account_id IS NULL AS counts_contact
    ) rule
),
-- Without those that would be one too many for their account, or for the e-mail address or the phone number that a guest
-- gives, counting what there is and what comes before in the batch. Others with the same account, address or number wait for
-- an advisory lock that the transaction has taken before this statement.
booked AS MATERIALIZED (
    SELECT j.*, CASE WHEN rule.has_too_many THEN array_append(j.overruled, 'upcoming') ELSE j.overruled END AS went_past
    FROM judged j
    CROSS JOIN LATERAL (SELECT
        j.counted_account IS NOT NULL AND j.max_upcoming <=
            (SELECT count(*) FROM patients own
             JOIN appointments a ON a.clinic_id = own.clinic_id AND a.patient_id = own.id
             WHERE own.account_id = j.counted_account AND own.clinic_id = j.clinic_id
               AND a.status IN ('pending', 'confirmed') AND a.ends_at > :now)
            + (SELECT count(*) FROM judged other
               WHERE other.counted_account = j.counted_account AND other.clinic_id = j.clinic_id
                 AND other.verdict = 'booked' AND other.ord < j.ord)
        OR num_nonnulls(j.counted_email, j.counted_phone) > 0 AND j.max_upcoming <=
            (SELECT count(*) FROM patients same
             JOIN appointments a ON a.clinic_id = same.clinic_id AND a.patient_id = same.id
             WHERE same.clinic_id = j.clinic_id AND (same.email_index = j.counted_email OR same.phone_index = j.counted_phone)
               AND a.status IN ('pending', 'confirmed') AND a.ends_at > :now)
            + (SELECT count(*) FROM judged other
               WHERE other.clinic_id = j.clinic_id AND (other.counted_email = j.counted_email OR other.counted_phone = j.counted_phone)
                 AND other.verdict = 'booked' AND other.ord < j.ord) AS has_too_many
    ) rule
    WHERE j.verdict = 'booked' AND (j.override_id IS NOT NULL OR NOT rule.has_too_many)
),
new_patients AS (
    INSERT INTO patients
        (clinic_id, id, account_id, name, phone, email, birth_date, phone_index, email_index, created_at)
    SELECT b.clinic_id, b.patient_id, b.patient_account_id, b.patient_name, b.patient_phone, b.patient_email,
           b.birth_date, b.phone_index, b.email_index, :now
    FROM booked b WHERE b.patient_name IS NOT NULL
),
named AS (
    INSERT INTO patient_name_tokens (clinic_id, token, patient_id)
    SELECT b.clinic_id, t.token, b.patient_id
    FROM unnest(:token_patient_ids::uuid[], :tokens::int[]) AS t (patient_id, token)
    JOIN booked b ON b.patient_id = t.patient_id
),
written AS (
    INSERT INTO appointments
        (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, visit_type_id, reason, hold_expires_at,
         booked_at, is_overruled)
    SELECT b.clinic_id, b.appointment_id, b.doctor_id, b.patient_id, b.slot_id, b.starts_at, b.ends_at, b.status, b.mode,
           b.visit_type_id, b.reason, b.hold_expires_at, :now, coalesce(cardinality(b.went_past) > 0, false)
    FROM booked b
),
taken AS (
    UPDATE slots s SET is_booked = true, version = s.version + 1
    FROM booked b
    WHERE s.clinic_id = b.clinic_id AND s.id = b.slot_id
),
no_longer_open AS (
    DELETE FROM open_slots o USING booked b
    WHERE o.clinic_id = b.clinic_id AND o.starts_at = b.starts_at AND o.slot_id = b.slot_id
),
told AS (
    INSERT INTO outbox
        (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role, data)
    SELECT b.clinic_id, b.event_id, 'holdfast.appointment.created', b.appointment_id, 1, b.doctor_id, b.slot_id, :now,
           b.actor_role, CASE WHEN b.traceparent <> '' THEN jsonb_build_object('traceparent', b.traceparent) END
    FROM booked b
),
noted AS (
    INSERT INTO audit_log
        (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id)
    SELECT b.clinic_id, b.audit_id, :now, b.actor_role, b.actor_id, 'appointment.book', b.appointment_id, 1, NULL, b.status,
           b.patient_id
    FROM booked b
    UNION ALL
    SELECT b.clinic_id, o.id, :now, b.actor_role, b.actor_id, 'override.' || o.rule, b.appointment_id, 1, NULL, NULL, b.patient_id
    FROM unnest(:override_appointment_ids::uuid[], :override_rules::text[], :override_audit_ids::uuid[])
        AS o (appointment_id, rule, id)
    JOIN booked b ON b.appointment_id = o.appointment_id AND o.rule = ANY (b.went_past)
),
overruled AS (
    INSERT INTO overrides (clinic_id, id, appointment_id, version, rules, reason, made_by_role, made_by_id, made_at)
    SELECT b.clinic_id, b.override_id, b.appointment_id, 1, b.went_past, b.override_reason, b.actor_role, b.actor_id, :now
    FROM booked b WHERE cardinality(b.went_past) > 0
),
remembered AS (
    INSERT INTO idempotency_keys (caller, route, key, request_hash, result, appointment_id, created_at)
    SELECT b.idem_caller, b.idem_route, b.idem_key, b.idem_hash,
           convert_to(json_build_object(
               'clinic_id', b.clinic_id, 'id', b.appointment_id, 'doctor_id', b.doctor_id, 'patient_id', b.patient_id,
               'slot_id', b.slot_id, 'starts_at', b.starts_at, 'ends_at', b.ends_at, 'time_zone', b.time_zone,
               'status', b.status, 'mode', b.mode, 'visit_type_id', b.visit_type_id, 'reason', encode(b.reason, 'hex'), 'hold_expires_at', b.hold_expires_at,
               'checked_in_at', NULL, 'cancel_reason', '', 'version', 1, 'booked_at', :now,
               'is_overruled', coalesce(cardinality(b.went_past) > 0, false))::text, 'UTF8'),
           b.appointment_id, :now
    FROM booked b WHERE b.idem_key IS NOT NULL
)
SELECT j.ord, CASE WHEN j.verdict = 'booked' AND j.ord NOT IN (SELECT b.ord FROM booked b) THEN 'too-many'
                   ELSE j.verdict END AS verdict,
       j.clinic_id, j.doctor_id, j.starts_at, j.ends_at, j.time_zone, j.mode, j.visit_type_id, j.hold_expires_at,
       j.override_id IS NOT NULL AND EXISTS (SELECT FROM booked b WHERE b.ord = j.ord AND cardinality(b.went_past) > 0)
           AS is_overruled,
       j.merged_into, j.replay_hash, j.replay_result
FROM judged j
UNION ALL
SELECT r.ord, 'replay', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, r.replay_hash, r.replay_result
FROM req r WHERE r.replay_hash IS NOT NULL;

-- The clinic of a slot, which a booking must name.
--! clinic_of_slot : (clinic_id?)
SELECT clinic_of_slot(:id) AS clinic_id;

-- An appointment under lock, with what the rules need to know of its surroundings.
--! lock_appointment : Appointment
SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status,
       a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled,
       p.account_id AS patient_account_id
FROM appointments a
JOIN clinics c ON c.id = a.clinic_id
LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
WHERE a.id = :id
FOR NO KEY UPDATE OF a;

-- Whether an appointment's patient has been erased since.
--! patient_is_erased
SELECT p.erased_at IS NOT NULL AS erased
FROM appointments a LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
WHERE a.clinic_id = :clinic_id AND a.id = :id;

-- When staff last set a mark (check-in, completed, no-show), unless the patient is erased.
--! marked_at : (marked_at?)
SELECT a.marked_at
FROM appointments a
JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id AND p.erased_at IS NULL
WHERE a.clinic_id = :clinic_id AND a.id = :id;

--! get_appointment : Appointment
SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status,
       a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled,
       p.account_id AS patient_account_id
FROM appointments a
JOIN clinics c ON c.id = a.clinic_id
LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
WHERE a.id = :id;

-- A clinic's appointments and free slots of some days, counted by day (in the clinic's zone) or by doctor, and in all.
--! figures (doctor_id?) : (day?, doctor_id?, median_lead_secs?)
WITH counted AS (
    SELECT CASE WHEN NOT :by_doctor THEN (a.starts_at AT TIME ZONE c.time_zone)::date END AS day,
           CASE WHEN :by_doctor THEN a.doctor_id END AS doctor_id, a.status,
           CASE WHEN a.status <> 'cancelled' THEN extract(epoch FROM a.starts_at - a.booked_at) END AS lead
    FROM appointments a JOIN clinics c ON c.id = a.clinic_id
    WHERE a.clinic_id = :clinic_id AND a.starts_at >= :from_at AND a.starts_at < :until_at
      AND (:doctor_id::uuid IS NULL OR a.doctor_id = :doctor_id)
      -- holds of visitors who went on to another time, or away, were nobody's appointments
      AND (a.status <> 'cancelled' OR a.patient_id IS NOT NULL)
    UNION ALL
    SELECT CASE WHEN NOT :by_doctor THEN (s.starts_at AT TIME ZONE c.time_zone)::date END,
           CASE WHEN :by_doctor THEN s.doctor_id END, 'free', NULL
    FROM doctors d
    JOIN clinics c ON c.id = d.clinic_id
    JOIN slots s ON s.clinic_id = d.clinic_id AND s.doctor_id = d.id
    WHERE d.clinic_id = :clinic_id AND NOT s.is_booked AND NOT s.is_withdrawn AND s.kept_until IS NULL
      AND s.starts_at >= :from_at AND s.starts_at < :until_at
      AND (:doctor_id::uuid IS NULL OR d.id = :doctor_id)
)
SELECT day, doctor_id, grouping(day) = 1 AS is_total,
       count(*) FILTER (WHERE status NOT IN ('free', 'cancelled')) AS booked,
       count(*) FILTER (WHERE status = 'completed') AS completed,
       count(*) FILTER (WHERE status = 'no_show') AS no_shows,
       count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
       count(*) FILTER (WHERE status = 'free') AS free_slots,
       (percentile_cont(0.5) WITHIN GROUP (ORDER BY lead))::bigint AS median_lead_secs
FROM counted
GROUP BY GROUPING SETS ((day, doctor_id), ())
ORDER BY is_total DESC, day, doctor_id
LIMIT 2000;

-- The zone of a clinic.
--! clinic_zone
SELECT time_zone FROM clinics WHERE id = :clinic_id;

-- A clinic's appointments in the order of time, after a cursor.
--! list_of_clinic (doctor_id?, patient_id?, status?, from_at?, until_at?) : Appointment
SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status,
       a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled,
       p.account_id AS patient_account_id
FROM appointments a
JOIN clinics c ON c.id = a.clinic_id
LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
WHERE a.clinic_id = :clinic_id
  AND (a.starts_at, a.id) > (:after_at::timestamptz, :after_id::uuid)
  AND (:doctor_id::uuid IS NULL OR a.doctor_id = :doctor_id)
  AND (:patient_id::uuid IS NULL OR a.patient_id = :patient_id)
  AND (:status::text IS NULL OR a.status = :status)
  AND (:from_at::timestamptz IS NULL OR a.starts_at >= :from_at)
  AND (:until_at::timestamptz IS NULL OR a.starts_at < :until_at)
ORDER BY a.starts_at, a.id
LIMIT :max;

-- The appointments of some doctors that begin in a stretch of time and are not called off.
--! list_of_doctors : Appointment
SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status,
       a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled,
       p.account_id AS patient_account_id
FROM appointments a
JOIN clinics c ON c.id = a.clinic_id
LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
WHERE a.clinic_id = :clinic_id AND a.doctor_id = ANY (:doctor_ids) AND a.status <> 'cancelled'
  AND a.starts_at >= :from_at AND a.starts_at < :until_at
ORDER BY a.starts_at, a.id;

-- A clinic's bookings outside the hours in the order of time, after a cursor; or the one of this id.
--! list_conflicts (doctor_id?, id?, state?) : Conflict
SELECT x.id, x.clinic_id, x.appointment_id, x.doctor_id, x.starts_at, coalesce(x.ends_at, a.ends_at) AS ends_at, c.time_zone,
       x.cause, x.since, x.taken_by, conflict_state(x.ended_at, x.kept_at, a.status) AS state,
       x.kept_at, x.kept_reason, x.kept_by_role, x.kept_by_id,
       coalesce(x.outcome, CASE WHEN a.status IN ('completed', 'no_show') THEN a.status END) AS outcome,
       a.mode, a.version, a.patient_id, p.name AS patient_name, d.name AS doctor_name
FROM conflicts x
JOIN appointments a ON a.clinic_id = x.clinic_id AND a.id = x.appointment_id
-- none, while a visitor holds it
LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
JOIN doctors d ON d.clinic_id = x.clinic_id AND d.id = x.doctor_id
JOIN clinics c ON c.id = x.clinic_id
WHERE x.clinic_id = :clinic_id
  AND (x.starts_at, x.id) > (:after_at::timestamptz, :after_id::uuid)
  AND (:id::uuid IS NULL OR x.id = :id)
  -- what was moved to a colleague is the colleague's
  AND (:doctor_id::uuid IS NULL OR x.doctor_id = :doctor_id AND a.doctor_id = :doctor_id)
  AND (:state::text IS NULL OR conflict_state(x.ended_at, x.kept_at, a.status) = :state)
ORDER BY x.starts_at, x.id
LIMIT :max;

--! count_open_conflicts (doctor_id?)
SELECT count(*)
FROM conflicts x
JOIN appointments a ON a.clinic_id = x.clinic_id AND a.id = x.appointment_id
WHERE x.clinic_id = :clinic_id AND x.ended_at IS NULL
  AND (:doctor_id::uuid IS NULL OR x.doctor_id = :doctor_id AND a.doctor_id = :doctor_id)
  AND conflict_state(x.ended_at, x.kept_at, a.status) = 'open';

-- The free slots nearest to these appointments, before and after, in their mode and for such visits and while their patient has nothing else: of their
-- own doctor, and of colleagues of the same specialization, of each the nearest in each part of the day. They are what a front desk can move
-- them to now. Each doctor is a few looks into open_slots_by_doctor.
--! alternatives
WITH asked AS MATERIALIZED (
    SELECT a.clinic_id, a.id, a.patient_id, a.doctor_id, a.starts_at, d.specialization_id,
           CASE a.mode WHEN 'virtual' THEN :virtual_kinds::int[] ELSE :in_person_kinds::int[] END AS kinds,
           coalesce(v.bit, CASE WHEN a.visit_type_id IS NULL THEN -1::bigint << 63 END) AS visits
    FROM unnest(:appointment_ids::uuid[]) AS q (id)
    JOIN appointments a ON a.clinic_id = :clinic_id AND a.id = q.id
    LEFT JOIN visit_types v ON v.clinic_id = a.clinic_id AND v.id = a.visit_type_id
    JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
),
found AS (
    SELECT q.id AS appointment_id, w.is_same, n.slot_id, n.starts_at,
           row_number() OVER (PARTITION BY q.id, w.is_same ORDER BY n.distance, n.starts_at, n.slot_id) AS place
    FROM asked q
    CROSS JOIN LATERAL (
        SELECT q.doctor_id AS id, true AS is_same
        UNION ALL
        (SELECT o.id, false FROM doctors o
         WHERE o.clinic_id = q.clinic_id AND o.id <> q.doctor_id
           AND o.specialization_id IN (SELECT theirs.group_id FROM specialization_groups own
                                       JOIN specialization_groups theirs ON theirs.specialization_id = own.specialization_id
                                       WHERE own.group_id = q.specialization_id)
         ORDER BY o.display_order, o.id LIMIT :colleagues::bigint)
    ) w
    CROSS JOIN LATERAL unnest(q.kinds) AS k (kind)
    CROSS JOIN LATERAL (
        (SELECT o.slot_id, o.starts_at, o.starts_at - q.starts_at AS distance FROM open_slots o
         WHERE o.doctor_id = w.id AND o.kind = k.kind AND o.clinic_id = q.clinic_id AND o.serves & q.visits <> 0
           AND o.starts_at >= greatest(q.starts_at, :now::timestamptz) AND o.starts_at > :now
           AND NOT EXISTS (SELECT FROM slots s JOIN appointments b ON b.clinic_id = s.clinic_id AND b.patient_id = q.patient_id
                           WHERE s.clinic_id = o.clinic_id AND s.id = o.slot_id AND b.status <> 'cancelled' AND b.id <> q.id
                             AND b.starts_at < s.ends_at AND b.ends_at > s.starts_at)
         ORDER BY o.starts_at, o.slot_id LIMIT CASE WHEN w.is_same THEN :each::bigint ELSE 1 END)
        UNION ALL
        (SELECT o.slot_id, o.starts_at, q.starts_at - o.starts_at FROM open_slots o
         WHERE o.doctor_id = w.id AND o.kind = k.kind AND o.clinic_id = q.clinic_id AND o.serves & q.visits <> 0
           AND o.starts_at < q.starts_at AND o.starts_at > :now
           AND NOT EXISTS (SELECT FROM slots s JOIN appointments b ON b.clinic_id = s.clinic_id AND b.patient_id = q.patient_id
                           WHERE s.clinic_id = o.clinic_id AND s.id = o.slot_id AND b.status <> 'cancelled' AND b.id <> q.id
                             AND b.starts_at < s.ends_at AND b.ends_at > s.starts_at)
         ORDER BY o.starts_at DESC, o.slot_id DESC LIMIT CASE WHEN w.is_same THEN :each::bigint ELSE 1 END)
    ) n
)
SELECT f.appointment_id, s.id AS slot_id, s.doctor_id, d.name AS doctor_name, s.starts_at, s.ends_at, s.mode
FROM found f
JOIN slots s ON s.clinic_id = :clinic_id AND s.id = f.slot_id
JOIN doctors d ON d.clinic_id = s.clinic_id AND d.id = s.doctor_id
WHERE f.place <= :each
ORDER BY f.appointment_id, f.is_same DESC, f.place;

-- Unless it has ended meanwhile.
--! keep_conflict
UPDATE conflicts SET kept_at = :now, kept_reason = :reason, kept_by_role = :actor_role, kept_by_id = :actor_id
WHERE clinic_id = :clinic_id AND id = :id AND ended_at IS NULL;

-- The appointments of every patient record that an account speaks for.
--! list_of_account (clinic_id?, doctor_id?, patient_id?, status?, from_at?, until_at?) : Appointment
SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status,
       a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled,
       p.account_id AS patient_account_id
FROM patients p
JOIN appointments a ON a.clinic_id = p.clinic_id AND a.patient_id = p.id
JOIN clinics c ON c.id = a.clinic_id
WHERE p.account_id = :account_id
  AND (a.starts_at, a.id) > (:after_at::timestamptz, :after_id::uuid)
  AND (:clinic_id::uuid IS NULL OR a.clinic_id = :clinic_id)
  AND (:doctor_id::uuid IS NULL OR a.doctor_id = :doctor_id)
  AND (:patient_id::uuid IS NULL OR a.patient_id = :patient_id)
  AND (:status::text IS NULL OR a.status = :status)
  AND (:from_at::timestamptz IS NULL OR a.starts_at >= :from_at)
  AND (:until_at::timestamptz IS NULL OR a.starts_at < :until_at)
ORDER BY a.starts_at, a.id
LIMIT :max;

-- Writes one step through the states, with its event and its audit row. The caller holds the row's lock and
-- has judged the step; the version is compared once more all the same.
--! apply_transition (hold_expires_at?, checked_in_at?, marked_at?)
WITH moved AS (
    UPDATE appointments a
    SET status = :status, hold_expires_at = :hold_expires_at, checked_in_at = :checked_in_at,
        held_from = CASE WHEN :hold_expires_at::timestamptz IS NOT NULL THEN a.held_from END,
        cancel_reason = :cancel_reason, marked_at = coalesce(:marked_at, a.marked_at), version = a.version + 1
    WHERE a.clinic_id = :clinic_id AND a.id = :id AND a.version = :version
    RETURNING a.clinic_id, a.id, a.version, a.doctor_id, a.slot_id, a.patient_id
),
told AS (
    INSERT INTO outbox
        (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role)
    SELECT m.clinic_id, :event_id, :event_type, m.id, m.version, m.doctor_id, m.slot_id, :now, :actor_role FROM moved m
)
INSERT INTO audit_log
    (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id)
SELECT m.clinic_id, :audit_id, :now, :actor_role, :actor_id, :action, m.id, m.version, :from_status, :status, m.patient_id
FROM moved m;

-- Two slots, or one, locked in the order of their ids; with how long before, and until when, the clinic offers slots to somebody.
--! lock_slots : (kept_until?, offered_until?)
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.serves, s.is_booked, s.is_withdrawn, s.version, s.kept_until,
       notice_for(:has_account, c.min_notice_minutes, c.account_notice_minutes) AS notice_minutes,
       horizon_of(c.horizon_days, c.time_zone, :now) AS offered_until
FROM slots s
JOIN clinics c ON c.id = s.clinic_id
WHERE s.id = ANY (:ids) AND s.clinic_id = :clinic_id
ORDER BY s.id
FOR NO KEY UPDATE OF s;

-- A visit type that is named; of a slot for one type alone, that one. (`book_batch` judges the same.) Retired ones are still those of
-- appointments that have them.
--! visit_type (id?) : (mode?, min_notice_minutes?, hold_minutes?)
SELECT v.id, v.bit, v.mode, v.booked_by, v.min_notice_minutes, v.hold_minutes, v.retired_at IS NOT NULL AS is_retired
FROM visit_types v
WHERE v.clinic_id = :clinic_id AND CASE WHEN :id::uuid IS NULL THEN v.bit = :serves::bigint ELSE v.id = :id END;

-- Whether a patient has been at the clinic before.
--! has_been_here
SELECT has_been_here(:clinic_id, :patient_id, :now) AS has;

-- Gives a slot back, which the caller has locked by an earlier statement: so that this one sees whether the hours
-- still cover it. One that they do not cover, or that was squeezed in, goes away instead. Says how many slots were the one and the other: one in all.
--! release_slot
WITH removed AS (
    DELETE FROM slots s
    WHERE s.clinic_id = :clinic_id AND s.id = :id AND s.is_booked AND (s.is_withdrawn OR s.kept_until IS NOT NULL)
    RETURNING s.clinic_id, s.id, s.doctor_id
),
-- with that, it is no conflict any more
worked_off AS (
    UPDATE conflicts x SET ended_at = :now, outcome = :outcome::text
    FROM removed r
    WHERE x.clinic_id = r.clinic_id AND x.appointment_id = :appointment_id AND x.slot_id = r.id AND x.ended_at IS NULL
),
freed AS (
    UPDATE slots s SET is_booked = false, version = s.version + 1,
                       expired_holds = s.expired_holds + CASE WHEN :outcome::text = 'expired' THEN 1 ELSE 0 END
    WHERE s.clinic_id = :clinic_id AND s.id = :id AND s.is_booked AND NOT s.is_withdrawn AND s.kept_until IS NULL
    RETURNING s.clinic_id, s.id, s.doctor_id, s.starts_at, s.mode, s.serves
),
told AS (
    INSERT INTO outbox
        (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role)
    SELECT f.clinic_id, :event_id, 'holdfast.slot.freed', :appointment_id, NULL, f.doctor_id, f.id, :now, :actor_role
    FROM freed f
),
listed AS (
    INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind, serves)
    SELECT f.clinic_id, f.starts_at, f.id, f.doctor_id, d.specialization_id, c.time_zone,
           offer_kind(f.mode, f.starts_at, c.time_zone), f.serves
    FROM freed f
    JOIN doctors d ON d.clinic_id = f.clinic_id AND d.id = f.doctor_id
    JOIN clinics c ON c.id = f.clinic_id
)
SELECT (SELECT count(*) FROM freed) AS freed, (SELECT count(*) FROM removed) AS removed;

-- What waits for the end of an appointment that is being ended or moved away, locked: two that end at once and blocked
-- the same slot take turns, so that the second one sees that the first is over.
--! lock_blocked_slots
SELECT b.starts_at FROM blocked_slots b
WHERE b.clinic_id = :clinic_id AND b.doctor_id = :doctor_id AND b.starts_at < :until_at AND b.ends_at > :from_at
ORDER BY b.starts_at
FOR UPDATE;

-- Of those, the slots that no other live appointment blocks. They are waiting no longer.
--! take_unblocked_slots
DELETE FROM blocked_slots b
WHERE b.clinic_id = :clinic_id AND b.doctor_id = :doctor_id AND b.starts_at < :until_at AND b.ends_at > :from_at
  AND b.starts_at > :now
  AND NOT EXISTS (SELECT FROM appointments a
                  WHERE a.clinic_id = :clinic_id AND a.doctor_id = b.doctor_id AND a.status <> 'cancelled'
                    AND a.id <> :appointment_id AND a.starts_at < b.ends_at AND a.ends_at > b.starts_at)
  -- nor one that waits for its booking; whoever deletes that one makes them
  AND NOT EXISTS (SELECT FROM slots s
                  WHERE s.clinic_id = :clinic_id AND s.doctor_id = b.doctor_id AND s.kept_until IS NOT NULL AND NOT s.is_booked
                    AND s.starts_at < b.ends_at AND s.ends_at > b.starts_at)
RETURNING b.starts_at, b.ends_at, b.mode, b.serves;

--! offer_slots
WITH made AS (
    INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, serves)
    SELECT :clinic_id, n.id, :doctor_id, n.starts_at, n.ends_at, n.mode, n.serves
    FROM unnest(:ids::uuid[], :starts_at::timestamptz[], :ends_at::timestamptz[], :modes::text[], :serves::bigint[])
        AS n (id, starts_at, ends_at, mode, serves)
    RETURNING clinic_id, starts_at, id, doctor_id, mode, serves
),
told AS (
    INSERT INTO outbox
        (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role)
    SELECT m.clinic_id, n.event_id, 'holdfast.slot.freed', :appointment_id, NULL, m.doctor_id, m.id, :now, :actor_role
    FROM made m JOIN unnest(:event_ids::uuid[], :ids::uuid[]) AS n (event_id, id) ON n.id = m.id
)
INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind, serves)
SELECT m.clinic_id, m.starts_at, m.id, m.doctor_id, d.specialization_id, c.time_zone,
       offer_kind(m.mode, m.starts_at, c.time_zone), m.serves
FROM made m
JOIN doctors d ON d.clinic_id = m.clinic_id AND d.id = m.doctor_id
JOIN clinics c ON c.id = m.clinic_id;

--! take_slot
WITH taken AS (
    UPDATE slots s SET is_booked = true, version = s.version + 1
    WHERE s.clinic_id = :clinic_id AND s.id = :id AND NOT s.is_booked AND NOT s.is_withdrawn AND s.version = :version
    RETURNING s.clinic_id, s.starts_at, s.id
)
DELETE FROM open_slots o USING taken t
WHERE o.clinic_id = t.clinic_id AND o.starts_at = t.starts_at AND o.slot_id = t.id;

-- Points an appointment at another slot, with its event and its audit row.
--! move_appointment
WITH moved AS (
    UPDATE appointments a
    SET slot_id = :slot_id, doctor_id = :doctor_id, starts_at = :starts_at, ends_at = :ends_at, mode = :mode,
        version = a.version + 1
    WHERE a.clinic_id = :clinic_id AND a.id = :id AND a.version = :version
    RETURNING a.clinic_id, a.id, a.version, a.doctor_id, a.slot_id, a.patient_id, a.status
),
told AS (
    INSERT INTO outbox
        (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role)
    SELECT m.clinic_id, :event_id, 'holdfast.appointment.rescheduled', m.id, m.version, m.doctor_id, m.slot_id, :now,
           :actor_role
    FROM moved m
)
INSERT INTO audit_log
    (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id)
SELECT m.clinic_id, :audit_id, :now, :actor_role, :actor_id, 'appointment.reschedule', m.id, m.version, m.status, m.status,
       m.patient_id
FROM moved m;

-- What the desk went past when it took a step, and why.
--! keep_override
WITH flagged AS (
    UPDATE appointments SET is_overruled = true WHERE clinic_id = :clinic_id AND id = :appointment_id AND NOT is_overruled
)
INSERT INTO overrides (clinic_id, id, appointment_id, version, rules, reason, made_by_role, made_by_id, made_at)
VALUES (:clinic_id, :id, :appointment_id, :version, :rules::text[], :reason, :actor_role, :actor_id, :now);

-- What was overruled for some appointments, in the order of time.
--! overrides_of
SELECT o.id, o.appointment_id, o.rules, o.reason, o.made_by_role, o.made_by_id, o.made_at
FROM overrides o
WHERE o.clinic_id = :clinic_id AND o.appointment_id = ANY (:appointment_ids)
ORDER BY o.version;

-- By what the appointments to come of a record are counted.
--! counted_by : (account_id?, email_index?, phone_index?)
SELECT account_id, email_index, phone_index FROM patients WHERE clinic_id = :clinic_id AND id = :id;

-- Counts a move by a patient or a guest, if one more is left within a day.
--! count_move
UPDATE appointments SET
    moves = CASE WHEN moves_since > :now::timestamptz - interval '1 day' THEN moves + 1 ELSE 1 END,
    moves_since = CASE WHEN moves_since > :now::timestamptz - interval '1 day' THEN moves_since ELSE :now END
WHERE clinic_id = :clinic_id AND id = :id
  AND (moves_since IS NULL OR moves_since <= :now::timestamptz - interval '1 day' OR moves < :most::int);

-- Until how long before an appointment patients may cancel or move it.
--! cancel_notice (visit_type_id?)
SELECT coalesce(v.cancel_notice_minutes, c.cancel_notice_minutes) AS minutes
FROM clinics c
LEFT JOIN visit_types v ON v.clinic_id = c.id AND v.id = :visit_type_id::uuid
WHERE c.id = :clinic_id;

-- Whether people without an account may book, and what they have to give.
--! guest_policy
SELECT guests_allowed, guests_give FROM clinics WHERE id = :clinic_id;

-- Since when secrets for an appointment hold.
--! guest_secrets_since : (guest_secrets_since?)
SELECT guest_secrets_since FROM appointments WHERE clinic_id = :clinic_id AND id = :id;

--! replace_guest_secrets
UPDATE appointments SET guest_secrets_since = :since WHERE clinic_id = :clinic_id AND id = :id;

-- When a hold runs out, or has.
--! hold_expires_at
SELECT a.hold_expires_at FROM appointments a WHERE a.id = :id AND a.status = 'pending';

-- Holds that have run out, oldest first.
--! expired_holds
SELECT h.id FROM holds_due(:now, :max) AS h (id);

-- Locks of who is counted together, until the transaction ends, in the order of their numbers. A statement after this one sees what
-- their holders before have committed.
--! lock_counted
SELECT count(pg_advisory_xact_lock(k)) AS locked FROM (SELECT DISTINCT unnest(:locks::bigint[]) AS k ORDER BY k) AS locks;

-- Until the transaction ends; false while another request of the visitor is at work.
--! try_lock_visitor
SELECT pg_try_advisory_xact_lock(:key) AS locked;

-- A slot that somebody wants to hold, not locked.
--! slot_to_hold
SELECT s.doctor_id, c.hold_minutes, c.hold_extensions
FROM slots s JOIN clinics c ON c.id = s.clinic_id
WHERE s.clinic_id = :clinic_id AND s.id = :id;

-- What a visitor holds at a clinic, under lock.
--! lock_hold_of_visitor : Appointment
SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status,
       a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled,
       NULL::uuid AS patient_account_id
FROM appointments a
JOIN clinics c ON c.id = a.clinic_id
WHERE a.clinic_id = :clinic_id AND a.visitor_id = :visitor_id AND a.status = 'pending'
FOR NO KEY UPDATE OF a;

-- A visitor's hold, or what it has become, under lock.
--! lock_hold : Appointment
SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status,
       a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled,
       NULL::uuid AS patient_account_id
FROM appointments a
JOIN clinics c ON c.id = a.clinic_id
WHERE a.id = :id AND a.visitor_id = :visitor_id
FOR NO KEY UPDATE OF a;

-- The same as long as it has no patient, to be shown.
--! get_hold : Appointment
SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status,
       a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled,
       NULL::uuid AS patient_account_id
FROM appointments a
JOIN clinics c ON c.id = a.clinic_id
WHERE a.id = :id AND a.visitor_id = :visitor_id AND a.patient_id IS NULL;

-- How often a hold was extended, how often and for how long its clinic lets it be, and its slot's version, if there still is one.
--! hold_terms : (slot_version?)
SELECT a.extensions, coalesce(v.hold_minutes, c.hold_minutes) AS hold_minutes, c.hold_extensions, s.version AS slot_version
FROM appointments a
JOIN clinics c ON c.id = a.clinic_id
LEFT JOIN visit_types v ON v.clinic_id = a.clinic_id AND v.id = a.visit_type_id
LEFT JOIN slots s ON s.clinic_id = a.clinic_id AND s.id = a.slot_id
WHERE a.clinic_id = :clinic_id AND a.id = :id;

-- How often holds have expired on a slot, how many slots its doctor has on that day, and how many of them are on hold, besides
-- one that is about to be freed. (`book_batch` counts the same.)
--! held_of_day (besides?)
SELECT s.expired_holds,
       (SELECT count(*) FROM slots day
        WHERE day.clinic_id = s.clinic_id AND day.doctor_id = s.doctor_id
          AND day.starts_at > s.starts_at - interval '25 hours' AND day.starts_at < s.starts_at + interval '25 hours'
          AND date_trunc('day', day.starts_at, c.time_zone) = date_trunc('day', s.starts_at, c.time_zone)) AS slots_of_day,
       (SELECT count(*) FROM appointments a
        WHERE a.clinic_id = s.clinic_id AND a.doctor_id = s.doctor_id AND a.status = 'pending'
          AND a.id IS DISTINCT FROM :besides::uuid
          AND a.starts_at > s.starts_at - interval '25 hours' AND a.starts_at < s.starts_at + interval '25 hours'
          AND date_trunc('day', a.starts_at, c.time_zone) = date_trunc('day', s.starts_at, c.time_zone)) AS held_of_day
FROM slots s JOIN clinics c ON c.id = s.clinic_id
WHERE s.clinic_id = :clinic_id AND s.id = :id;

-- What a visitor holds at all clinics, and what is held from each of these networks, besides one that is about to be freed.
--! held_elsewhere (besides?)
SELECT held_by_visitor(:visitor_id, :besides::uuid) AS of_visitor,
       ARRAY(SELECT held_from_network(n.network, :besides::uuid)
             FROM unnest(:networks::bytea[]) WITH ORDINALITY AS n (network, ord) ORDER BY n.ord) AS of_networks;

-- A hold without a patient, of a slot that is locked and was taken, with its event and its audit row.
--! insert_hold (held_from?, visit_type_id?)
WITH held AS (
    INSERT INTO appointments
        (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, reason, hold_expires_at, booked_at,
         visitor_id, held_from, visit_type_id)
    VALUES (:clinic_id, :id, :doctor_id, NULL, :slot_id, :starts_at, :ends_at, 'pending', :mode, '', :hold_expires_at, :now,
            :visitor_id, :held_from, :visit_type_id)
),
told AS (
    INSERT INTO outbox
        (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role)
    VALUES (:clinic_id, :event_id, 'holdfast.appointment.created', :id, 1, :doctor_id, :slot_id, :now, :actor_role)
)
INSERT INTO audit_log
    (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status)
VALUES (:clinic_id, :audit_id, :now, :actor_role, :actor_id, 'appointment.book', :id, 1, NULL, 'pending');

-- The version stays: what the appointment is has not changed.
--! extend_hold
UPDATE appointments SET hold_expires_at = :hold_expires_at, extensions = extensions + 1
WHERE clinic_id = :clinic_id AND id = :id AND status = 'pending';

-- Whether a patient record is there to be booked for, by an account if it has to be that account's.
--! is_patient_of (require_account_id?)
SELECT EXISTS (SELECT FROM patients p
               WHERE p.clinic_id = :clinic_id AND p.id = :id AND p.erased_at IS NULL AND p.merged_into IS NULL
                 AND (:require_account_id::uuid IS NULL OR p.account_id = :require_account_id)) AS is_there;

-- How many appointments an account has to come at a clinic, how many a guest's e-mail address or phone number has, and how many
-- it lets them have. (`book_batch` counts the same.)
--! upcoming_of (account_id?, email_index?, phone_index?)
SELECT c.max_upcoming,
       (SELECT count(*) FROM patients own
        JOIN appointments a ON a.clinic_id = own.clinic_id AND a.patient_id = own.id
        WHERE own.account_id = :account_id::uuid AND own.clinic_id = c.id
          AND a.status IN ('pending', 'confirmed') AND a.ends_at > :now) AS of_account,
       (SELECT count(*) FROM patients same
        JOIN appointments a ON a.clinic_id = same.clinic_id AND a.patient_id = same.id
        WHERE same.clinic_id = c.id AND (same.email_index = :email_index::bytea OR same.phone_index = :phone_index::bytea)
          AND a.status IN ('pending', 'confirmed') AND a.ends_at > :now) AS of_contact
FROM clinics c WHERE c.id = :clinic_id;

-- The record of whom a hold is for, as the booking statement makes it.
--! insert_patient_of_hold (account_id?, phone_index?, email_index?)
WITH new AS (
    INSERT INTO patients
        (clinic_id, id, account_id, name, phone, email, birth_date, phone_index, email_index, created_at)
    VALUES (:clinic_id, :id, :account_id, :name, :phone, :email, :birth_date, :phone_index, :email_index, :now)
)
INSERT INTO patient_name_tokens (clinic_id, token, patient_id)
SELECT :clinic_id, t.token, :id FROM unnest(:tokens::int[]) AS t (token);

-- Whom a hold is for, in the transaction that confirms it.
--! set_patient_of_hold
UPDATE appointments SET patient_id = :patient_id, reason = :reason WHERE clinic_id = :clinic_id AND id = :id;
