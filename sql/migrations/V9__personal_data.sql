-- squawk-ignore-file ban-drop-column, adding-required-field, require-concurrent-index-creation
-- (of tables that are empty: see below)
-- Personal data is sealed (docs/decisions/0014): what the database holds of names, phones, e-mails, birth dates and
-- reasons is ciphertext, and keyed hashes to find some of it by.

-- Text that is there already cannot be sealed from here, since the keys are not in the database. Looked for as the
-- operator, who sees all rows; the tables' owner need not.
SET LOCAL ROLE holdfast_operator;
DO $$
BEGIN
    IF EXISTS (SELECT FROM patients) OR EXISTS (SELECT FROM time_off WHERE reason <> '') THEN
        RAISE EXCEPTION 'this database holds personal data in clear, of a Holdfast from before it was sealed'
            USING HINT = 'begin with an empty database and import the clinics into it again';
    END IF;
END
$$;
RESET ROLE;

-- A clinic's key, wrapped by a master key.
CREATE TABLE vault_keys (
    clinic_id     uuid PRIMARY KEY REFERENCES clinics (id),
    wrapped       bytea NOT NULL,
    -- which master key
    master_key_id text NOT NULL,
    created_at    timestamptz NOT NULL
);

-- Keys of the platform's own. The first of them is made by the first process: by it the others see that they have the same
-- master keys, before anything is sealed.
CREATE TABLE vault_platform_keys (
    name          text PRIMARY KEY,
    wrapped       bytea NOT NULL,
    master_key_id text NOT NULL,
    created_at    timestamptz NOT NULL
);

ALTER TABLE patients
    DROP COLUMN name,
    DROP COLUMN phone,
    DROP COLUMN email,
    DROP COLUMN birth_date,
    -- sealed; empty once the patient is erased
    ADD COLUMN name bytea NOT NULL,
    ADD COLUMN phone bytea NOT NULL DEFAULT '',
    ADD COLUMN email bytea NOT NULL DEFAULT '',
    ADD COLUMN birth_date bytea NOT NULL DEFAULT '',
    -- what they are found by
    ADD COLUMN phone_index bytea,
    ADD COLUMN email_index bytea,
    ADD COLUMN erased_at timestamptz;
CREATE INDEX patients_by_phone ON patients (clinic_id, phone_index) WHERE phone_index IS NOT NULL;
CREATE INDEX patients_by_email ON patients (clinic_id, email_index) WHERE email_index IS NOT NULL;

-- How the words of patients' names begin, as keyed hashes. A table of its own: an index over arrays is not used under
-- row-level security, since its operators are not leakproof.
CREATE TABLE patient_name_tokens (
    clinic_id  uuid NOT NULL,
    token      integer NOT NULL,
    patient_id uuid NOT NULL,
    PRIMARY KEY (clinic_id, token, patient_id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id)
);
CREATE INDEX patient_name_tokens_by_patient ON patient_name_tokens (clinic_id, patient_id);

ALTER TABLE appointments
    DROP COLUMN reason,
    DROP COLUMN cancel_reason,
    ADD COLUMN reason bytea NOT NULL DEFAULT '',
    ADD COLUMN cancel_reason bytea NOT NULL DEFAULT '';
ALTER TABLE time_off
    DROP COLUMN reason,
    ADD COLUMN reason bytea NOT NULL DEFAULT '';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['vault_keys', 'patient_name_tokens', 'import_refs'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format($policy$
            CREATE POLICY of_these_clinics ON %I
            USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[]))
                   IS TRUE)
        $policy$, name);
        EXECUTE format('CREATE POLICY of_the_operator ON %I TO holdfast_operator USING (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO holdfast_operator', name);
    END LOOP;
END
$$;

GRANT SELECT, INSERT ON vault_keys, vault_platform_keys
    TO holdfast_booking, holdfast_clinic, holdfast_availability, holdfast_notification;
GRANT INSERT ON patient_name_tokens TO holdfast_booking;
GRANT SELECT, INSERT, DELETE ON patient_name_tokens TO holdfast_clinic;
GRANT SELECT, INSERT, UPDATE ON vault_platform_keys TO holdfast_operator;
-- for export and erasure
GRANT SELECT ON appointments TO holdfast_clinic;
GRANT UPDATE (reason, cancel_reason) ON appointments TO holdfast_clinic;
GRANT SELECT, DELETE ON import_refs TO holdfast_clinic;

-- Which master keys a process must have.
GRANT CREATE ON SCHEMA public TO holdfast_operator;
CREATE FUNCTION vault_master_keys_in_use() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT k.master_key_id FROM public.vault_keys k UNION SELECT p.master_key_id FROM public.vault_platform_keys p $$;
ALTER FUNCTION vault_master_keys_in_use() OWNER TO holdfast_operator;
REVOKE CREATE ON SCHEMA public FROM holdfast_operator;
REVOKE ALL ON FUNCTION vault_master_keys_in_use() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault_master_keys_in_use()
    TO holdfast_booking, holdfast_clinic, holdfast_availability, holdfast_notification, holdfast_operator;
