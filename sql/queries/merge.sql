-- Records of one person: found, merged, and parted again (docs/decisions/0042).

--: Record(account_id?, offered_account_id?, erased_at?, merged_into?)

-- In the order of ids, so that two merges of the same records take turns. A booking under way for one of them is waited for, and
-- is seen by the statements after this.
--! lock_records : Record
SELECT id, account_id, offered_account_id, erased_at, merged_into
FROM patients WHERE clinic_id = :clinic_id AND id = ANY (:ids) ORDER BY id FOR UPDATE;

-- Where the two would be in two places at once: cancelled appointments are in none.
--! overlapping
SELECT a.id, b.id AS other_id
FROM appointments a
JOIN appointments b ON b.clinic_id = a.clinic_id AND b.patient_id = :into_id AND b.status <> 'cancelled'
    AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
WHERE a.clinic_id = :clinic_id AND a.patient_id = :id AND a.status <> 'cancelled'
ORDER BY a.starts_at, a.id, b.id LIMIT :max;

--! insert_merge (offered_before?)
INSERT INTO patient_merges (clinic_id, id, patient_id, into_id, merged_at, took_account, offered_before)
VALUES (:clinic_id, :id, :patient_id, :into_id, :now, :took_account, :offered_before);

-- Gives appointments to another record, each with its event and its audit row.
--! move_appointments
WITH moved AS (
    UPDATE appointments a SET patient_id = :to_id, version = a.version + 1
    WHERE a.clinic_id = :clinic_id AND a.id = ANY (:ids::uuid[])
    RETURNING a.clinic_id, a.id, a.version, a.doctor_id, a.slot_id, a.status
),
new_ids AS (
    SELECT * FROM unnest(:ids::uuid[], :event_ids::uuid[], :audit_ids::uuid[]) AS n (id, event_id, audit_id)
),
told AS (
    INSERT INTO outbox
        (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role)
    SELECT m.clinic_id, n.event_id, 'holdfast.appointment.reassigned', m.id, m.version, m.doctor_id, m.slot_id, :now, :actor_role
    FROM moved m JOIN new_ids n ON n.id = m.id
)
INSERT INTO audit_log
    (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id)
SELECT m.clinic_id, n.audit_id, :now, :actor_role, :actor_id, 'appointment.reassign', m.id, m.version, m.status, m.status, :to_id
FROM moved m JOIN new_ids n ON n.id = m.id;

-- What a merge has moved, so that it can be undone.
--! remember_moved
INSERT INTO patient_merge_appointments (clinic_id, merge_id, appointment_id, merged_at)
SELECT :clinic_id, :merge_id, n.id, :now FROM unnest(:ids::uuid[]) AS n (id);

-- Of merges that cannot be undone any more.
--! forget_moved
DELETE FROM patient_merge_appointments WHERE clinic_id = :clinic_id AND merged_at <= :before;

-- What was merged into the one that is merged now leads where it leads.
--! lead_on
UPDATE patients SET merged_into = :into_id, version = version + 1 WHERE clinic_id = :clinic_id AND merged_into = :id;

--! set_merged
UPDATE patients SET merged_into = :into_id, version = version + 1 WHERE clinic_id = :clinic_id AND id = :id RETURNING version;

-- Who speaks for the record that the other was merged into, or may.
--! set_accounts (account_id?, offered_account_id?)
UPDATE patients SET account_id = :account_id, offered_account_id = :offered_account_id, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id
RETURNING version;

-- The merge that stands of a record.
--! merge_of : (offered_before?)
SELECT id, into_id, merged_at, took_account, offered_before
FROM patient_merges WHERE clinic_id = :clinic_id AND patient_id = :patient_id AND undone_at IS NULL;

-- What the merge has moved and is still there, under lock.
--! lock_moved
SELECT a.id
FROM patient_merge_appointments m
JOIN appointments a ON a.clinic_id = m.clinic_id AND a.id = m.appointment_id AND a.patient_id = :into_id
WHERE m.clinic_id = :clinic_id AND m.merge_id = :merge_id
ORDER BY a.id FOR UPDATE OF a;

--! set_parted (account_id?)
UPDATE patients SET merged_into = NULL, account_id = :account_id, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id
RETURNING version;

-- What came by way of the record that is parted goes with it again.
--! lead_back
WITH RECURSIVE below AS (
    SELECT m.patient_id FROM patient_merges m WHERE m.clinic_id = :clinic_id AND m.into_id = :id AND m.undone_at IS NULL
    UNION
    SELECT m.patient_id FROM patient_merges m JOIN below b ON m.into_id = b.patient_id
    WHERE m.clinic_id = :clinic_id AND m.undone_at IS NULL
)
UPDATE patients SET merged_into = :id, version = version + 1
WHERE clinic_id = :clinic_id AND id IN (SELECT patient_id FROM below);

--! end_merge
UPDATE patient_merges SET undone_at = :now WHERE clinic_id = :clinic_id AND id = :id;

-- The records that were merged into one.
--! merged_into
SELECT id FROM patients WHERE clinic_id = :clinic_id AND merged_into = :id ORDER BY id;

-- Records in the order of a key, from one key on: so many are looked at.
--! by_phone_key
SELECT phone_key AS key, id FROM patients
WHERE clinic_id = :clinic_id AND phone_key >= :from_key AND merged_into IS NULL ORDER BY phone_key LIMIT :max;

--! by_email_index
SELECT email_index AS key, id FROM patients
WHERE clinic_id = :clinic_id AND email_index >= :from_key AND merged_into IS NULL ORDER BY email_index LIMIT :max;

--! by_person_key
SELECT person_key AS key, id FROM patients
WHERE clinic_id = :clinic_id AND person_key >= :from_key AND merged_into IS NULL ORDER BY person_key LIMIT :max;
