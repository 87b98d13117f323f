-- A clinic's day at a glance, for its desk: by doctor, what is booked, what is free, who is away.

-- The doctors of a day, as lists show them: those who work here still, and those who have appointments all the same.
--! doctors_of_day
SELECT d.id, d.name, d.title, d.specialization
FROM doctors d
WHERE d.clinic_id = :clinic_id AND (cardinality(:doctor_ids::uuid[]) = 0 OR d.id = ANY (:doctor_ids))
  AND (d.inactive_from IS NULL OR d.inactive_from > :day
       OR EXISTS (SELECT FROM appointments a
                  WHERE a.clinic_id = :clinic_id AND a.doctor_id = d.id AND a.status <> 'cancelled'
                    AND a.starts_at >= :from_at AND a.starts_at < :until_at))
ORDER BY d.display_order, d.name, d.id
LIMIT :max;

-- What appointments do not say themselves. Names and numbers are sealed. The slot of one that was called off may be gone.
--! surroundings : (name?, phone?, visit_type?)
SELECT a.id, p.name, p.phone, d.name AS doctor_name, coalesce(s.is_withdrawn, false) AS is_withdrawn,
       s.kept_until IS NOT NULL AS is_squeezed_in,
       v.name AS visit_type
FROM appointments a
JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
LEFT JOIN slots s ON s.clinic_id = a.clinic_id AND s.id = a.slot_id
LEFT JOIN visit_types v ON v.clinic_id = a.clinic_id AND v.id = a.visit_type_id
WHERE a.clinic_id = :clinic_id AND a.id = ANY (:ids);

--! free_slots : (kept_until?)
SELECT s.doctor_id, s.id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, visit_types_served(s.clinic_id, s.serves) AS visit_types
FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = ANY (:doctor_ids) AND NOT s.is_booked AND NOT s.is_withdrawn
  AND s.starts_at >= :from_at AND s.starts_at < :until_at AND (s.kept_until IS NULL OR s.kept_until > :now)
ORDER BY s.doctor_id, s.starts_at;

-- When doctors are away. Why is sealed, and not for every desk.
--! away
SELECT t.doctor_id, t.starts_at, t.ends_at
FROM time_off t
WHERE t.clinic_id = :clinic_id AND t.doctor_id = ANY (:doctor_ids) AND t.starts_at < :until_at AND t.ends_at > :from_at
ORDER BY t.doctor_id, t.starts_at;

-- When the clinic is closed.
--! closures_of_day : (starts_at?, ends_at?)
SELECT c.starts_at, c.ends_at, c.reason
FROM closures c
WHERE c.clinic_id = :clinic_id AND c.date <= :day AND c.last_date >= :day
ORDER BY c.starts_at;
