-- The statements of `holdfast import`. Arrays are parallel: element i of each describes row i.

-- One import at a time: two could each find a ref unused. Held until the transaction ends.
--! try_lock_import
SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast import', 0)) AS locked;

-- Which of these refs an earlier import has used. A patient's leads to the record that it was merged into.
--! known_refs : (clinic_id?)
SELECT r.kind, r.ref, coalesce(p.merged_into, r.id) AS id, r.clinic_id
FROM unnest(:kinds::text[], :refs::text[]) AS n (kind, ref)
JOIN import_refs r ON r.kind = n.kind AND r.ref = n.ref
LEFT JOIN patients p ON r.kind = 'patient' AND p.clinic_id = r.clinic_id AND p.id = r.id;

--! clinic_zones
SELECT id, time_zone FROM clinics WHERE id = ANY (:ids);

-- Doctors of earlier imports, under lock: whoever makes slots of one doctor does so alone.
--! lock_doctors : (slots_until?)
SELECT d.clinic_id, d.id, d.slots_until
FROM unnest(:clinic_ids::uuid[], :ids::uuid[]) AS n (clinic_id, id)
JOIN doctors d ON d.clinic_id = n.clinic_id AND d.id = n.id
ORDER BY d.id
FOR NO KEY UPDATE OF d;

-- The templates of doctors, newest first.
--! schedules_of_doctors
SELECT s.doctor_id, s.template
FROM unnest(:clinic_ids::uuid[], :ids::uuid[]) AS n (clinic_id, id)
JOIN schedules s ON s.clinic_id = n.clinic_id AND s.doctor_id = n.id
ORDER BY s.doctor_id, s.revision DESC;

-- When clinics are closed.
--! closures_of_clinics : (starts_at?, ends_at?)
SELECT clinic_id, date, starts_at, ends_at FROM closures WHERE clinic_id = ANY (:clinic_ids);

-- The days from which clinics are closed for good.
--! clinics_closed_for_good
SELECT id, closed_from FROM clinics WHERE id = ANY (:clinic_ids) AND closed_from IS NOT NULL;

-- Hours of single days of doctors.
--! openings_of_doctors
SELECT o.doctor_id, o.hours
FROM unnest(:clinic_ids::uuid[], :ids::uuid[]) AS n (clinic_id, id)
JOIN openings o ON o.clinic_id = n.clinic_id AND o.doctor_id = n.id;

-- Of doctors who leave: the first day without work.
--! last_days_of_doctors
SELECT d.id, d.inactive_from
FROM unnest(:clinic_ids::uuid[], :ids::uuid[]) AS n (clinic_id, id)
JOIN doctors d ON d.clinic_id = n.clinic_id AND d.id = n.id
WHERE d.inactive_from IS NOT NULL;

-- The slots of some days of doctors, locked in the order in which bookings lock them.
--! lock_slots_of_days
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.is_booked, s.is_withdrawn
FROM unnest(:clinic_ids::uuid[], :doctor_ids::uuid[], :from_at::timestamptz[], :until_at::timestamptz[])
    AS n (clinic_id, doctor_id, from_at, until_at)
JOIN slots s ON s.clinic_id = n.clinic_id AND s.doctor_id = n.doctor_id
    AND s.starts_at >= n.from_at AND s.starts_at < n.until_at
ORDER BY s.id
FOR NO KEY UPDATE OF s;

--! time_off_of_days
SELECT DISTINCT t.doctor_id, t.starts_at, t.ends_at
FROM unnest(:clinic_ids::uuid[], :doctor_ids::uuid[], :from_at::timestamptz[], :until_at::timestamptz[])
    AS n (clinic_id, doctor_id, from_at, until_at)
JOIN time_off t ON t.clinic_id = n.clinic_id AND t.doctor_id = n.doctor_id
    AND t.starts_at < n.until_at AND t.ends_at > n.from_at;

-- The appointments of some days of doctors, the cancelled ones too.
--! appointments_of_days : (patient_id?)
SELECT DISTINCT a.id, a.doctor_id, a.patient_id, a.starts_at, a.ends_at, a.status
FROM unnest(:clinic_ids::uuid[], :doctor_ids::uuid[], :from_at::timestamptz[], :until_at::timestamptz[])
    AS n (clinic_id, doctor_id, from_at, until_at)
JOIN appointments a ON a.clinic_id = n.clinic_id AND a.doctor_id = n.doctor_id
    AND a.starts_at < n.until_at AND a.ends_at > n.from_at;

-- The live appointments of patients between two instants, with any doctor.
--! live_appointments_of_patients
SELECT a.patient_id, a.starts_at, a.ends_at
FROM unnest(:clinic_ids::uuid[], :ids::uuid[]) AS n (clinic_id, id)
JOIN appointments a ON a.clinic_id = n.clinic_id AND a.patient_id = n.id
WHERE a.status <> 'cancelled' AND a.starts_at < :until_at AND a.ends_at > :from_at;

--! insert_clinics
WITH made AS (
    INSERT INTO clinics (id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, created_at, updated_at)
    SELECT n.id, n.name, n.address, n.phone, n.time_zone, n.min_notice_minutes, n.hold_minutes, :now, :now
    FROM unnest(:ids::uuid[], :names::text[], :addresses::text[], :phones::text[], :time_zones::text[],
                :min_notice_minutes::int[], :hold_minutes::int[])
        AS n (id, name, address, phone, time_zone, min_notice_minutes, hold_minutes)
),
noted AS (
    INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version)
    SELECT n.id, n.audit_id, :now, :actor_role, :actor_id, 'clinic.create', n.id, 1
    FROM unnest(:ids::uuid[], :audit_ids::uuid[]) AS n (id, audit_id)
)
INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at)
SELECT 'clinic', n.ref, n.id, NULL, :now FROM unnest(:refs::text[], :ids::uuid[]) AS n (ref, id);

-- In the order of names, so that two who name new ones at once do not wait for one another in a ring.
--! insert_specializations
INSERT INTO specializations (name)
SELECT DISTINCT lower(btrim(n.name)) AS name FROM unnest(:names::text[]) AS n (name) ORDER BY name
ON CONFLICT (name) DO NOTHING;

--! insert_doctors (slots_until[?])
WITH made AS (
    INSERT INTO doctors (clinic_id, id, name, specialization, further_specializations, specialization_id, bio, slots_until, created_at)
    SELECT n.clinic_id, n.id, n.name, n.all_of_them[1], n.all_of_them[2:],
           CASE WHEN cardinality(n.all_of_them) = 1 THEN s.id ELSE specialization_group(n.all_of_them) END,
           n.bio, n.slots_until, :now
    FROM (SELECT r.*, string_to_array(r.specializations, ';') AS all_of_them
          FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :names::text[], :specializations::text[], :bios::text[], :slots_until::date[])
              AS r (clinic_id, id, name, specializations, bio, slots_until)) n
    -- left: a specialization that is missing must fail, not lose its doctor
    LEFT JOIN specializations s ON s.name = lower(btrim(n.all_of_them[1]))
),
noted AS (
    INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version)
    SELECT n.clinic_id, n.audit_id, :now, :actor_role, :actor_id, 'doctor.create', n.id, 1
    FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :audit_ids::uuid[]) AS n (clinic_id, id, audit_id)
)
INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at)
SELECT 'doctor', n.ref, n.id, n.clinic_id, :now
FROM unnest(:refs::text[], :ids::uuid[], :clinic_ids::uuid[]) AS n (ref, id, clinic_id);

-- For doctors that were there before and now get their first hours.
--! set_slots_until_of_doctors
UPDATE doctors d SET slots_until = n.slots_until
FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :slots_until::date[]) AS n (clinic_id, id, slots_until)
WHERE d.clinic_id = n.clinic_id AND d.id = n.id;

--! insert_schedules (effective_until[?])
WITH noted AS (
    INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version)
    SELECT n.clinic_id, n.audit_id, :now, :actor_role, :actor_id, 'schedule.create', n.id, n.revision
    FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :audit_ids::uuid[], :revisions::int[])
        AS n (clinic_id, id, audit_id, revision)
)
INSERT INTO schedules (clinic_id, id, doctor_id, effective_from, effective_until, template, created_at, revision)
SELECT n.clinic_id, n.id, n.doctor_id, n.effective_from, n.effective_until, n.template::jsonb, :now, n.revision
FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :doctor_ids::uuid[], :effective_from::date[],
            :effective_until::date[], :templates::text[], :revisions::int[])
    AS n (clinic_id, id, doctor_id, effective_from, effective_until, template, revision);

-- Personal data is sealed; `tokens` are how names are found, any number for each patient.
--! insert_patients (phone_indexes[?], email_indexes[?])
WITH made AS (
    INSERT INTO patients (clinic_id, id, name, phone, email, birth_date, details, phone_index, email_index, created_at)
    SELECT n.clinic_id, n.id, n.name, n.phone, n.email, n.birth_date, n.details, n.phone_index, n.email_index, :now
    FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :names::bytea[], :phones::bytea[], :emails::bytea[],
                :birth_dates::bytea[], :details::bytea[], :phone_indexes::bytea[], :email_indexes::bytea[])
        AS n (clinic_id, id, name, phone, email, birth_date, details, phone_index, email_index)
),
named AS (
    INSERT INTO patient_name_tokens (clinic_id, token, patient_id)
    SELECT t.clinic_id, t.token, t.patient_id
    FROM unnest(:token_clinic_ids::uuid[], :token_patient_ids::uuid[], :tokens::int[])
        AS t (clinic_id, patient_id, token)
),
noted AS (
    INSERT INTO audit_log
        (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id)
    SELECT n.clinic_id, n.audit_id, :now, :actor_role, :actor_id, 'patient.create', n.id, 1, n.id
    FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :audit_ids::uuid[]) AS n (clinic_id, id, audit_id)
)
INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at)
SELECT 'patient', n.ref, n.id, n.clinic_id, :now
FROM unnest(:refs::text[], :ids::uuid[], :clinic_ids::uuid[]) AS n (ref, id, clinic_id);

-- New slots, the booked ones as their booking leaves them; the free ones are open to search.
--! insert_imported_slots
WITH made AS (
    INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, is_booked, is_withdrawn, version)
    SELECT n.clinic_id, n.id, n.doctor_id, n.starts_at, n.ends_at, n.mode, n.is_booked, n.is_withdrawn,
           CASE WHEN n.is_booked THEN 2 ELSE 1 END
    FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :doctor_ids::uuid[], :starts_at::timestamptz[],
                :ends_at::timestamptz[], :modes::text[], :booked::bool[], :withdrawn::bool[])
        AS n (clinic_id, id, doctor_id, starts_at, ends_at, mode, is_booked, is_withdrawn)
    RETURNING clinic_id, starts_at, id, doctor_id, mode, is_booked
)
INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind)
SELECT m.clinic_id, m.starts_at, m.id, m.doctor_id, d.specialization_id, c.time_zone,
       offer_kind(m.mode, m.starts_at, c.time_zone)
FROM made m
JOIN doctors d ON d.clinic_id = m.clinic_id AND d.id = m.doctor_id
JOIN clinics c ON c.id = m.clinic_id
WHERE NOT m.is_booked;

-- Slots that were there before, are locked and known to be free, and give way to an appointment that overlaps them.
--! remove_free_slots
WITH removed AS (
    DELETE FROM slots s USING unnest(:clinic_ids::uuid[], :ids::uuid[]) AS n (clinic_id, id)
    WHERE s.clinic_id = n.clinic_id AND s.id = n.id AND NOT s.is_booked
    RETURNING s.clinic_id, s.starts_at, s.id
)
DELETE FROM open_slots o USING removed r
WHERE o.clinic_id = r.clinic_id AND o.starts_at = r.starts_at AND o.slot_id = r.id;

-- The generator makes these doctors' slots anew in its next round.
--! make_slots_anew
UPDATE doctors d SET slots_made_on = NULL
FROM unnest(:clinic_ids::uuid[], :ids::uuid[]) AS n (clinic_id, id)
WHERE d.clinic_id = n.clinic_id AND d.id = n.id;

-- Slots that were there before; they are locked and known to be free.
--! take_slots
WITH taken AS (
    UPDATE slots s SET is_booked = true, version = s.version + 1
    FROM unnest(:clinic_ids::uuid[], :ids::uuid[]) AS n (clinic_id, id)
    WHERE s.clinic_id = n.clinic_id AND s.id = n.id AND NOT s.is_booked AND NOT s.is_withdrawn
    RETURNING s.clinic_id, s.starts_at, s.id
)
DELETE FROM open_slots o USING taken t
WHERE o.clinic_id = t.clinic_id AND o.starts_at = t.starts_at AND o.slot_id = t.id;

-- Those to come that the hours do not give are conflicts from now on; their patients are not told.
--! insert_appointments
WITH made AS (
    INSERT INTO appointments
        (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, reason, version, booked_at)
    SELECT n.clinic_id, n.id, n.doctor_id, n.patient_id, n.slot_id, n.starts_at, n.ends_at, n.status, n.mode, n.reason,
           n.version, n.booked_at
    FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :doctor_ids::uuid[], :patient_ids::uuid[], :slot_ids::uuid[],
                :starts_at::timestamptz[], :ends_at::timestamptz[], :statuses::text[], :modes::text[], :reasons::bytea[],
                :versions::int[], :booked_at::timestamptz[])
        AS n (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, reason, version, booked_at)
    RETURNING clinic_id, id, slot_id, doctor_id, starts_at, ends_at, status
)
INSERT INTO conflicts (clinic_id, appointment_id, slot_id, doctor_id, starts_at, ends_at, cause, since)
SELECT m.clinic_id, m.id, m.slot_id, m.doctor_id, m.starts_at, m.ends_at, 'imported', :now
FROM made m JOIN slots s ON s.clinic_id = m.clinic_id AND s.id = m.slot_id
WHERE s.is_withdrawn AND m.status <> 'cancelled' AND m.starts_at > :now;

-- The steps of imported appointments through the states, each with its event and its audit row. The events count
-- as published: nobody is to get a mail about what happened long ago.
--! insert_steps (from_statuses[?])
WITH told AS (
    INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id,
                        occurred_at, published_at)
    SELECT n.clinic_id, n.id, n.event_type, n.appointment_id, n.version, n.doctor_id, n.slot_id, :now, :now
    FROM unnest(:clinic_ids::uuid[], :event_ids::uuid[], :event_types::text[], :appointment_ids::uuid[],
                :versions::int[], :doctor_ids::uuid[], :slot_ids::uuid[])
        AS n (clinic_id, id, event_type, appointment_id, version, doctor_id, slot_id)
)
INSERT INTO audit_log
    (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id)
SELECT n.clinic_id, n.id, :now, :actor_role, :actor_id, n.action, n.appointment_id, n.version, n.from_status,
       n.to_status, n.patient_id
FROM unnest(:clinic_ids::uuid[], :audit_ids::uuid[], :actions::text[], :appointment_ids::uuid[], :versions::int[],
            :from_statuses::text[], :to_statuses::text[], :patient_ids::uuid[])
    AS n (clinic_id, id, action, appointment_id, version, from_status, to_status, patient_id);

--! insert_appointment_refs
INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at)
SELECT 'appointment', n.ref, n.id, n.clinic_id, :now
FROM unnest(:refs::text[], :ids::uuid[], :clinic_ids::uuid[]) AS n (ref, id, clinic_id);
