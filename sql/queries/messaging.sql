-- The outbox relay's statement.

-- Marks events that wait, oldest first, and returns them. The caller hands them to the transport and commits after it
-- has taken them: so a mark is seen only once its event is safe. Rows that another relay works on are passed over.
--! take_unpublished : Event(appointment_id?, appointment_version?, doctor_id?, slot_id?)
UPDATE outbox o SET published_at = :now
FROM (
    SELECT w.clinic_id, w.id FROM outbox w
    WHERE w.published_at IS NULL
    ORDER BY w.id
    LIMIT :max
    FOR UPDATE SKIP LOCKED
) waiting
WHERE o.clinic_id = waiting.clinic_id AND o.id = waiting.id
RETURNING o.clinic_id, o.id, o.event_type, o.appointment_id, o.appointment_version, o.doctor_id, o.slot_id, o.occurred_at;
