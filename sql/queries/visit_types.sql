-- What a clinic's patients come for.

--: VisitTypeRow(mode?, min_notice_minutes?, hold_minutes?, cancel_notice_minutes?)

-- Those that are booked, in the order in which they were made; the desk's among them if it is asked for.
--! list_visit_types : VisitTypeRow
SELECT v.clinic_id, v.id, v.name, v.names, v.minutes, v.mode, v.booked_by, v.instructions, v.colour, v.min_notice_minutes,
       v.hold_minutes, v.cancel_notice_minutes, v.version
FROM visit_types v
WHERE v.clinic_id = :clinic_id AND v.retired_at IS NULL AND (:with_desk::bool OR v.booked_by <> 'desk')
ORDER BY v.place;

--! clinic_exists
SELECT EXISTS (SELECT FROM clinics c WHERE c.id = :clinic_id) AS is_there;

-- Whoever changes a clinic's types does so alone: places and what is hidden follow from all of them.
--! lock_clinic
SELECT c.id FROM clinics c WHERE c.id = :clinic_id FOR NO KEY UPDATE;

--! find_visit_type : VisitTypeRow
SELECT v.clinic_id, v.id, v.name, v.names, v.minutes, v.mode, v.booked_by, v.instructions, v.colour, v.min_notice_minutes,
       v.hold_minutes, v.cancel_notice_minutes, v.version
FROM visit_types v WHERE v.clinic_id = :clinic_id AND v.id = :id AND v.retired_at IS NULL;

-- Places that were given, to types that are retired too.
--! places
SELECT v.place FROM visit_types v WHERE v.clinic_id = :clinic_id ORDER BY v.place;

--! insert_visit_type (mode?, min_notice_minutes?, hold_minutes?, cancel_notice_minutes?) : VisitTypeRow
INSERT INTO visit_types (clinic_id, id, place, name, names, minutes, mode, booked_by, instructions, colour, min_notice_minutes,
                         hold_minutes, cancel_notice_minutes, created_at)
VALUES (:clinic_id, :id, :place, :name, :names, :minutes, :mode, :booked_by, :instructions, :colour, :min_notice_minutes,
        :hold_minutes, :cancel_notice_minutes, :now)
RETURNING clinic_id, id, name, names, minutes, mode, booked_by, instructions, colour, min_notice_minutes, hold_minutes,
          cancel_notice_minutes, version;

--! update_visit_type (mode?, min_notice_minutes?, hold_minutes?, cancel_notice_minutes?) : VisitTypeRow
UPDATE visit_types
SET name = :name, names = :names, minutes = :minutes, mode = :mode, booked_by = :booked_by, instructions = :instructions,
    colour = :colour, min_notice_minutes = :min_notice_minutes, hold_minutes = :hold_minutes,
    cancel_notice_minutes = :cancel_notice_minutes, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id
RETURNING clinic_id, id, name, names, minutes, mode, booked_by, instructions, colour, min_notice_minutes, hold_minutes,
          cancel_notice_minutes, version;

-- Doctors whose hours name a type on days to come, by a template or by openings.
--! doctors_with_type
SELECT d.name
FROM doctors d
WHERE d.clinic_id = :clinic_id
  AND (EXISTS (SELECT FROM schedules s
               WHERE s.clinic_id = :clinic_id AND s.doctor_id = d.id AND (s.effective_until IS NULL OR s.effective_until >= :today)
                 AND s.revision >= coalesce((SELECT max(o.revision) FROM schedules o
                                             WHERE o.clinic_id = :clinic_id AND o.doctor_id = d.id
                                               AND o.effective_until IS NULL AND o.effective_from <= :today), 0)
                 AND s.template -> 'rules' @> jsonb_build_array(jsonb_build_object('visit_types', jsonb_build_array(:id::uuid::text))))
       OR EXISTS (SELECT FROM openings o
                  WHERE o.clinic_id = :clinic_id AND o.doctor_id = d.id AND o.date >= :today
                    AND o.hours -> 'visit_types' @> jsonb_build_array(:id::uuid::text)))
ORDER BY d.name
LIMIT 4;

-- Goes whole if no appointment, slot or hours have ever named it; is kept, and no longer booked, otherwise.
--! retire_visit_type
WITH named AS (
    SELECT EXISTS (SELECT FROM appointments a WHERE a.clinic_id = :clinic_id AND a.visit_type_id = :id)
           OR EXISTS (SELECT FROM schedules s
                      WHERE s.clinic_id = :clinic_id AND s.template -> 'rules'
                            @> jsonb_build_array(jsonb_build_object('visit_types', jsonb_build_array(:id::uuid::text))))
           OR EXISTS (SELECT FROM openings o
                      WHERE o.clinic_id = :clinic_id AND o.hours -> 'visit_types' @> jsonb_build_array(:id::uuid::text)) AS is_named
),
gone AS (
    DELETE FROM visit_types v USING named n WHERE v.clinic_id = :clinic_id AND v.id = :id AND NOT n.is_named
    RETURNING v.version
),
retired AS (
    UPDATE visit_types v SET retired_at = :now, version = v.version + 1 FROM named n
    WHERE v.clinic_id = :clinic_id AND v.id = :id AND n.is_named
    RETURNING v.version
)
SELECT g.version FROM gone g UNION ALL SELECT r.version FROM retired r;

-- After the types have changed.
--! hide_types
UPDATE clinics c
SET desk_types = coalesce((SELECT bit_or(v.bit) FROM visit_types v
                           WHERE v.clinic_id = c.id AND (v.booked_by = 'desk' OR v.retired_at IS NOT NULL)), 0)
WHERE c.id = :clinic_id;
