-- What has changed at clinics, from their events, for whoever listens.

--! zones_of
SELECT id, time_zone FROM clinics WHERE id = ANY (:ids);

-- The events of each clinic from an id on, in the order of ids: so many of each at most. An event is of the time of its slot; where
-- that slot is gone, of its appointment's. A booking that is moved out of a slot outside the hours frees none: the slot goes, and what
-- the list of conflicts remembers of it says which time was left.
--! changes_since : (appointment_id?, appointment_version?, slot_id?, doctor_id?, slot_version?, starts_at?, left_at?, left_by?)
SELECT o.clinic_id, o.id, o.event_type, o.appointment_id, o.appointment_version, o.slot_id, o.doctor_id, o.occurred_at,
       s.version AS slot_version, coalesce(s.starts_at, a.starts_at) AS starts_at,
       x.starts_at AS left_at, x.doctor_id AS left_by
FROM unnest(:clinic_ids::uuid[]) AS c (id)
CROSS JOIN LATERAL (
    SELECT e.clinic_id, e.id, e.event_type, e.appointment_id, e.appointment_version, e.slot_id, e.doctor_id, e.occurred_at
    FROM outbox e
    WHERE e.clinic_id = c.id AND e.id >= :from_id
    ORDER BY e.id
    LIMIT :max
) o
LEFT JOIN slots s ON s.clinic_id = o.clinic_id AND s.id = o.slot_id
LEFT JOIN appointments a ON a.clinic_id = o.clinic_id AND a.id = o.appointment_id AND a.slot_id = o.slot_id
LEFT JOIN conflicts x ON o.event_type = 'holdfast.appointment.rescheduled'
    AND x.clinic_id = o.clinic_id AND x.appointment_id = o.appointment_id AND x.ended_at = o.occurred_at
ORDER BY o.clinic_id, o.id;
