-- The outbox relay's statements.

-- Events that wait, oldest first. Rows that another relay works on are passed over.
--! lock_unpublished : Event(appointment_id?, appointment_version?, doctor_id?, slot_id?)
SELECT clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at
FROM outbox
WHERE published_at IS NULL
ORDER BY id
LIMIT :max
FOR UPDATE SKIP LOCKED;

--! mark_published
UPDATE outbox o SET published_at = :now
FROM unnest(:clinic_ids::uuid[], :ids::uuid[]) AS e (clinic_id, id)
WHERE o.clinic_id = e.clinic_id AND o.id = e.id;
