-- The clinic service's statements: clinics, doctors, patient records, webhooks.

--: Clinic(closed_from?)
--: Doctor(inactive_from?)
--: Patient(account_id?, offered_account_id?, erased_at?, merged_into?)
--: Webhook(old_secret_until?, failing_since?, paused_until?)
--: Delivery(appointment_id?, last_status?)

--! insert_clinic : Clinic
INSERT INTO clinics
    (id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required,
     created_at, updated_at)
VALUES (:id, :name, :address, :phone, :time_zone, :min_notice_minutes, :hold_minutes, :hold_extensions, :max_upcoming, :second_factor_required,
        :now, :now)
RETURNING id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required,
       closed_from, version, created_at;

--! get_clinic : Clinic
SELECT id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required,
       closed_from, version, created_at
FROM clinics WHERE id = :id;

--! list_clinics : Clinic
SELECT id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required,
       closed_from, version, created_at
FROM clinics WHERE id > :after_id ORDER BY id LIMIT :max;

-- Before it is changed whether a second factor is asked for.
--! lock_clinic
SELECT second_factor_required FROM clinics WHERE id = :id FOR NO KEY UPDATE;

-- Whether the account was an admin of the clinic, and is none any more: its token may not have been refused yet.
--! runs_no_more
SELECT runs_no_more(:clinic_id, :account_id) AS runs_no_more;

-- What the clinic's people were given to act for it; sessions that showed a second factor are given it again.
--! take_back_acting
SELECT take_back_acting(:clinic_id, :now, :until) AS people;

--! update_clinic (expected_version?, time_zone?, name?, address?, phone?, min_notice_minutes?, hold_minutes?, hold_extensions?, max_upcoming?, second_factor_required?) : Clinic
UPDATE clinics
SET name = coalesce(:name, name), address = coalesce(:address, address), phone = coalesce(:phone, phone),
    min_notice_minutes = coalesce(:min_notice_minutes, min_notice_minutes),
    hold_minutes = coalesce(:hold_minutes, hold_minutes),
    hold_extensions = coalesce(:hold_extensions, hold_extensions),
    max_upcoming = coalesce(:max_upcoming, max_upcoming),
    second_factor_required = coalesce(:second_factor_required, second_factor_required),
    time_zone = coalesce(:time_zone, time_zone), version = version + 1, updated_at = :now
WHERE id = :id AND version = coalesce(:expected_version, version)
RETURNING id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required,
       closed_from, version, created_at;

-- Whether some doctor of the clinic has, or had, hours: slots were made by the clinic's zone.
--! has_hours
SELECT EXISTS (SELECT FROM doctors WHERE clinic_id = :id AND slots_until IS NOT NULL) AS has_hours;

-- The group of a doctor's specializations; made on first use.
--! specialization_group
SELECT specialization_group(:names::text[]) AS id;

--! insert_doctor : Doctor
INSERT INTO doctors
    (clinic_id, id, name, title, specialization, further_specializations, specialization_id, bio, languages, display_order, created_at)
VALUES (:clinic_id, :id, :name, :title, :specialization, :further_specializations, :specialization_id, :bio, :languages, :display_order, :now)
RETURNING clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at;

--! get_doctor : Doctor
SELECT clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at
FROM doctors WHERE id = :id;

-- A doctor under lock: whoever makes slots of the doctor waits.
--! lock_doctor : Doctor
SELECT clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at
FROM doctors WHERE id = :id FOR NO KEY UPDATE;

--! update_doctor (name?, title?, specialization?, further_specializations?, specialization_id?, bio?, languages?, display_order?) : Doctor
UPDATE doctors
SET name = coalesce(:name, name), title = coalesce(:title, title), specialization = coalesce(:specialization, specialization),
    further_specializations = coalesce(:further_specializations, further_specializations),
    specialization_id = coalesce(:specialization_id, specialization_id), bio = coalesce(:bio, bio),
    languages = coalesce(:languages, languages), display_order = coalesce(:display_order, display_order), version = version + 1
WHERE clinic_id = :clinic_id AND id = :id
RETURNING clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at;

-- The doctor's free slots, under another specialization.
--! offer_as_specialized
SELECT offer_as_specialized(:clinic_id, :id, :specialization_id) AS changed;

--! list_doctors : Doctor
SELECT clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at
FROM doctors WHERE clinic_id = :clinic_id AND id > :after_id ORDER BY id LIMIT :max;

-- Personal data is sealed; the indexes and tokens are what it is found by (crates/vault).
--! insert_patient (offered_account_id?, phone_index?, email_index?, phone_key?, person_key?) : Patient
WITH named AS (
    INSERT INTO patient_name_tokens (clinic_id, token, patient_id)
    SELECT :clinic_id, t.token, :id FROM unnest(:name_tokens::int[]) AS t (token)
)
INSERT INTO patients
    (clinic_id, id, offered_account_id, name, phone, email, birth_date, details, phone_index, email_index, phone_key, person_key,
     indexed_by, created_at)
VALUES (:clinic_id, :id, :offered_account_id, :name, :phone, :email, :birth_date, :details, :phone_index, :email_index, :phone_key,
        :person_key, :indexed_by, :now)
RETURNING clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at;

-- The record's person as a whole, and what it is found by from now on.
--! update_patient (phone_index?, email_index?, phone_key?, person_key?) : Patient
WITH unnamed AS (
    DELETE FROM patient_name_tokens t
    WHERE t.clinic_id = :clinic_id AND t.patient_id = :id AND t.token <> ALL (:name_tokens::int[])
),
named AS (
    INSERT INTO patient_name_tokens (clinic_id, token, patient_id)
    SELECT :clinic_id, t.token, :id FROM unnest(:name_tokens) AS t (token)
    ON CONFLICT DO NOTHING
)
UPDATE patients
SET name = :name, phone = :phone, email = :email, birth_date = :birth_date, details = :details, phone_index = :phone_index,
    email_index = :email_index, phone_key = :phone_key, person_key = :person_key, indexed_by = :indexed_by, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id
RETURNING clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at;

-- The records that an account speaks for, at the clinics of the transaction.
--! patients_of_account : Patient
SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at
FROM patients WHERE account_id = :account_id AND merged_into IS NULL ORDER BY clinic_id, id LIMIT 500;

-- The records that clinics of the transaction offer to an account.
--! patients_offered : Patient
SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at
FROM patients WHERE offered_account_id = :account_id AND merged_into IS NULL ORDER BY clinic_id, id LIMIT 500;

-- The clinic of a record that the account speaks for, or may.
--! clinic_of_patient_of_account
SELECT clinic_id FROM patients WHERE id = :id AND merged_into IS NULL AND (account_id = :account_id OR offered_account_id = :account_id);

-- The record if the account still speaks for it, or may.
--! lock_patient_of_account : Patient
SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at
FROM patients
WHERE clinic_id = :clinic_id AND id = :id AND merged_into IS NULL
  AND (account_id = :account_id OR offered_account_id = :account_id) FOR UPDATE;

--! link_patient (account_id?) : Patient
UPDATE patients SET account_id = :account_id, offered_account_id = NULL, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id
RETURNING clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at;

-- Candidates: of those with a name's token the caller opens the name and compares. Records that were merged are found as well, and
-- lead to the one that they were merged into; a list without any filter has none of them.
--! find_patients (name_tokens?, phone_index?, phone_key?, email_index?) : Patient
SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at
FROM patients p
WHERE p.clinic_id = :clinic_id AND p.id > :after_id AND (:with_merged OR p.merged_into IS NULL)
  -- as it was typed, or as it is read
  AND (:phone_index::bytea IS NULL OR p.phone_index = :phone_index OR p.phone_key = :phone_key::bytea)
  AND (:email_index::bytea IS NULL OR p.email_index = :email_index)
  AND (:name_tokens::int[] IS NULL OR EXISTS (
      SELECT FROM patient_name_tokens t
      WHERE t.clinic_id = p.clinic_id AND t.token = ANY (:name_tokens) AND t.patient_id = p.id))
ORDER BY p.id LIMIT :max;

-- Of which country its phone numbers are, where they do not say.
--! country_of_clinic
SELECT country FROM clinics WHERE id = :id;

-- Records whose keys are to be made, some of each clinic.
--! patients_to_index
SELECT t.clinic_id, t.id FROM patients_to_index(:rules, :max) AS t;

-- Those of them that nobody is at work on.
--! lock_patients_to_index : Patient
SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at
FROM patients
WHERE clinic_id = :clinic_id AND id = ANY (:ids) AND erased_at IS NULL
ORDER BY id
FOR NO KEY UPDATE SKIP LOCKED;

-- The version stays: what the record says of the person has not changed.
--! index_patients (phone_keys[?], person_keys[?])
UPDATE patients p
SET details = n.details, phone_key = n.phone_key, person_key = n.person_key, indexed_by = :indexed_by
FROM unnest(:ids::uuid[], :details::bytea[], :phone_keys::bytea[], :person_keys::bytea[]) AS n (id, details, phone_key, person_key)
WHERE p.clinic_id = :clinic_id AND p.id = n.id;

--! get_patients : Patient
SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at
FROM patients WHERE clinic_id = :clinic_id AND id = ANY (:ids) ORDER BY id;

--! get_patient : Patient
SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at
FROM patients WHERE clinic_id = :clinic_id AND id = :id;

--! lock_patient : Patient
SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at
FROM patients WHERE clinic_id = :clinic_id AND id = :id FOR UPDATE;

-- Holds all appointments of a patient as they are until the transaction ends.
--! lock_appointments_of_patient
SELECT id FROM appointments WHERE clinic_id = :clinic_id AND patient_id = :patient_id ORDER BY id FOR UPDATE;

-- Appointments of a patient that may still be changed, those among them that are over and were never settled.
--! count_open_appointments
SELECT count(*) FROM appointments
WHERE clinic_id = :clinic_id AND patient_id = :patient_id AND status IN ('pending', 'confirmed');

--! count_upcoming_appointments
SELECT count(*) FROM appointments
WHERE clinic_id = :clinic_id AND patient_id = :patient_id AND status IN ('pending', 'confirmed') AND ends_at > :now;

--! count_offers
SELECT count(*) FROM patients WHERE clinic_id = :clinic_id AND offered_account_id = :account_id AND merged_into IS NULL;

-- Takes everything personal out of a patient's records (those that were merged into one too) and appointments, and the names that both had in imported files; ids,
-- times and states stay, for the clinic's books.
--! erase_patients : Patient
WITH unreferred AS (
    DELETE FROM import_refs
    WHERE clinic_id = :clinic_id
      AND (id = ANY (:ids::uuid[]) OR id IN (SELECT a.id FROM appointments a WHERE a.clinic_id = :clinic_id AND a.patient_id = ANY (:ids)))
),
unnamed AS (
    DELETE FROM patient_name_tokens WHERE clinic_id = :clinic_id AND patient_id = ANY (:ids)
),
unreasoned AS (
    UPDATE appointments SET reason = '', cancel_reason = ''
    WHERE clinic_id = :clinic_id AND patient_id = ANY (:ids) AND (reason <> '' OR cancel_reason <> '')
),
unkept AS (
    UPDATE conflicts x SET kept_reason = ''
    FROM appointments a
    WHERE a.clinic_id = :clinic_id AND a.patient_id = ANY (:ids) AND x.clinic_id = a.clinic_id AND x.appointment_id = a.id
      AND x.kept_reason <> ''
),
unexcused AS (
    UPDATE overrides o SET reason = ''
    FROM appointments a
    WHERE a.clinic_id = :clinic_id AND a.patient_id = ANY (:ids) AND o.clinic_id = a.clinic_id AND o.appointment_id = a.id
      AND o.reason <> ''
)
UPDATE patients
SET account_id = NULL, offered_account_id = NULL, name = '', phone = '', email = '', birth_date = '', details = '', phone_index = NULL,
    email_index = NULL, phone_key = NULL, person_key = NULL,
    erased_at = coalesce(erased_at, :now), version = version + 1
WHERE clinic_id = :clinic_id AND id = ANY (:ids)
RETURNING clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at;

-- All appointments of a patient, for the export.
--! appointments_of_patient : (hold_expires_at?, checked_in_at?, visit_type?)
SELECT id, doctor_id, slot_id, starts_at, ends_at, status, mode, reason, hold_expires_at, checked_in_at, cancel_reason,
       version, booked_at,
       (SELECT v.name FROM visit_types v WHERE v.clinic_id = a.clinic_id AND v.id = a.visit_type_id) AS visit_type,
       ARRAY (SELECT x.id FROM conflicts x WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id AND x.kept_reason <> ''
              ORDER BY x.id) AS kept_ids,
       ARRAY (SELECT x.kept_reason FROM conflicts x WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id AND x.kept_reason <> ''
              ORDER BY x.id) AS kept_reasons,
       ARRAY (SELECT o.id FROM overrides o WHERE o.clinic_id = a.clinic_id AND o.appointment_id = a.id AND o.reason <> ''
              ORDER BY o.id) AS override_ids,
       ARRAY (SELECT o.reason FROM overrides o WHERE o.clinic_id = a.clinic_id AND o.appointment_id = a.id AND o.reason <> ''
              ORDER BY o.id) AS override_reasons
FROM appointments a WHERE clinic_id = :clinic_id AND patient_id = :patient_id ORDER BY starts_at, id;

-- At most `most` of a clinic.
--! insert_webhook : Webhook
INSERT INTO webhooks (clinic_id, id, url, description, event_types, secret, created_by, created_at, updated_at)
SELECT :clinic_id, :id, :url, :description, :event_types, :secret, :created_by, :now, :now
WHERE (SELECT count(*) FROM webhooks w WHERE w.clinic_id = :clinic_id) < :most
RETURNING clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since,
          paused_until, created_by, created_at, version;

--! get_webhook : Webhook
SELECT clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since,
       paused_until, created_by, created_at, version
FROM webhooks WHERE clinic_id = :clinic_id AND id = :id;

--! list_webhooks : Webhook
SELECT clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since,
       paused_until, created_by, created_at, version
FROM webhooks WHERE clinic_id = :clinic_id AND id > :after_id ORDER BY id LIMIT :max;

-- What has changed is tried anew: nothing is held against it any longer.
--! update_webhook (expected_version?, url?, description?, event_types?, is_enabled?) : Webhook
UPDATE webhooks
SET url = coalesce(:url, url), description = coalesce(:description, description),
    event_types = coalesce(:event_types, event_types), is_enabled = coalesce(:is_enabled, is_enabled),
    disabled_reason = CASE WHEN coalesce(:is_enabled, is_enabled) THEN '' ELSE disabled_reason END,
    failures = 0, failing_since = NULL, paused_until = NULL, due_at = :now, updated_at = :now, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id AND version = coalesce(:expected_version, version)
RETURNING clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since,
          paused_until, created_by, created_at, version;

-- The one before the new one holds for a while, the one before that no longer.
--! renew_webhook_secret : Webhook
UPDATE webhooks
SET old_secret = secret, old_secret_until = :until, secret = :secret, updated_at = :now, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id
RETURNING clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since,
          paused_until, created_by, created_at, version;

--! delete_webhook
DELETE FROM webhooks WHERE clinic_id = :clinic_id AND id = :id RETURNING version;

--! wake_webhook
UPDATE webhooks SET due_at = :now WHERE clinic_id = :clinic_id AND id = :id RETURNING version;

-- An event to try a webhook by, before everything else that waits.
--! insert_trial_delivery
INSERT INTO webhook_deliveries
    (clinic_id, webhook_id, event_id, event_type, occurred_at, due_at, created_at, updated_at)
VALUES (:clinic_id, :webhook_id, :event_id, :event_type, :now, :now::timestamptz - interval '30 days', :now, :now);

-- Newest first.
--! list_deliveries : Delivery
SELECT event_id, event_type, appointment_id, occurred_at, state, attempts, greatest(due_at, created_at) AS due_at, last_status, last_error, updated_at
FROM webhook_deliveries
WHERE clinic_id = :clinic_id AND webhook_id = :webhook_id AND event_id < :before_id
ORDER BY event_id DESC LIMIT :max;

-- Mails to patients in one of the states that mean "not sent (yet)", newest first. (Each state has its part of an index.)
--! list_mails : (due_at?)
SELECT event_id, event_type, appointment_id, state, attempts, due_at, detail, created_at, updated_at
FROM notifications
WHERE clinic_id = :clinic_id AND state = :state AND state IN ('waiting', 'failed', 'over_budget') AND event_id < :before_id
ORDER BY event_id DESC LIMIT :max;
