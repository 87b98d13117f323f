-- The clinic service's statements: clinics, doctors, patient records.

--: Clinic()
--: Doctor()
--: Patient(account_id?, birth_date?)

--! insert_clinic : Clinic
INSERT INTO clinics (id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, created_at, updated_at)
VALUES (:id, :name, :address, :phone, :time_zone, :min_notice_minutes, :hold_minutes, :now, :now)
RETURNING id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, version, created_at;

--! get_clinic : Clinic
SELECT id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, version, created_at
FROM clinics WHERE id = :id;

--! list_clinics : Clinic
SELECT id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, version, created_at
FROM clinics WHERE id > :after_id ORDER BY id LIMIT :max;

--! update_clinic (expected_version?, name?, address?, phone?, min_notice_minutes?, hold_minutes?) : Clinic
UPDATE clinics
SET name = coalesce(:name, name), address = coalesce(:address, address), phone = coalesce(:phone, phone),
    min_notice_minutes = coalesce(:min_notice_minutes, min_notice_minutes),
    hold_minutes = coalesce(:hold_minutes, hold_minutes), version = version + 1, updated_at = :now
WHERE id = :id AND version = coalesce(:expected_version, version)
RETURNING id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, version, created_at;

-- The id of a specialization; made on first use.
--! specialization_id
INSERT INTO specializations (name) VALUES (lower(btrim(:name)))
-- an update that changes nothing, since DO NOTHING returns nothing when two make it at once
ON CONFLICT (name) DO UPDATE SET name = excluded.name
RETURNING id;

--! insert_doctor : Doctor
INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, bio, created_at)
VALUES (:clinic_id, :id, :name, :specialization, :specialization_id, :bio, :now)
RETURNING clinic_id, id, name, specialization, bio, version, created_at;

--! get_doctor : Doctor
SELECT clinic_id, id, name, specialization, bio, version, created_at FROM doctors WHERE id = :id;

--! list_doctors : Doctor
SELECT clinic_id, id, name, specialization, bio, version, created_at
FROM doctors WHERE clinic_id = :clinic_id AND id > :after_id ORDER BY id LIMIT :max;

--! insert_patient (account_id?, birth_date?) : Patient
INSERT INTO patients (clinic_id, id, account_id, name, phone, email, birth_date, created_at)
VALUES (:clinic_id, :id, :account_id, :name, :phone, :email, :birth_date, :now)
RETURNING clinic_id, id, account_id, name, phone, email, birth_date, version, created_at;

--! list_patients (phone?, email?) : Patient
SELECT clinic_id, id, account_id, name, phone, email, birth_date, version, created_at
FROM patients
WHERE clinic_id = :clinic_id AND id > :after_id
  AND starts_with(lower(name), lower(:name_prefix))
  AND (:phone::text IS NULL OR phone = :phone)
  AND (:email::text IS NULL OR lower(email) = lower(:email))
ORDER BY id LIMIT :max;

-- Who changed what, for changes that are not a step of an appointment.
--! audit
INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version)
VALUES (:clinic_id, :id, :now, :actor_role, :actor_id, :action, :entity_id, :entity_version);
