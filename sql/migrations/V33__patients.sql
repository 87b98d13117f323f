-- What a desk keeps of patients, and which records are of one person (docs/decisions/0042).
ALTER TABLE patients
    -- language, preferred channel, consents, notes of the desk, the phone as E.164: sealed as one, empty where there is none of it
    ADD COLUMN details    bytea NOT NULL DEFAULT '',
    -- keyed hashes by which records of one person are found: of the phone as E.164, or as typed where it cannot be read, and of the
    -- name with the birth date
    ADD COLUMN phone_key  bytea,
    ADD COLUMN person_key bytea,
    -- by which rules and for which country these were made, and the E.164; NULL: not yet
    ADD COLUMN indexed_by text;

-- Three indexes are made while others write (crates/postgres/src/migrate.rs).

-- Records whose keys are to be made, or made anew since the clinic says another country; some of each clinic. It looks as the
-- operator, as in V7, and tells ids alone.
GRANT CREATE ON SCHEMA public TO holdfast_operator;
CREATE FUNCTION patients_to_index(rules text, most bigint) RETURNS TABLE (clinic_id uuid, id uuid)
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    SELECT c.id, p.id
    FROM public.clinics c
    CROSS JOIN LATERAL (
        -- each a range of the index
        (SELECT q.id FROM public.patients q
         WHERE q.clinic_id = c.id AND q.erased_at IS NULL AND q.indexed_by IS NULL LIMIT most)
        UNION ALL
        (SELECT q.id FROM public.patients q
         WHERE q.clinic_id = c.id AND q.erased_at IS NULL AND q.indexed_by < rules || c.country LIMIT most)
        UNION ALL
        (SELECT q.id FROM public.patients q
         WHERE q.clinic_id = c.id AND q.erased_at IS NULL AND q.indexed_by > rules || c.country LIMIT most)
    ) p
    LIMIT most
$$;
ALTER FUNCTION patients_to_index(text, bigint) OWNER TO holdfast_operator;
REVOKE CREATE ON SCHEMA public FROM holdfast_operator;
REVOKE ALL ON FUNCTION patients_to_index(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION patients_to_index(text, bigint) TO holdfast_clinic;

-- Records of one person are merged: one of them leads to the other, and has no appointments.
ALTER TABLE patients
    ADD COLUMN merged_into uuid,
    -- What appointments refer to: a record that is not merged. The table is written anew for it, once. A booking under way, which has
    -- found the record as it was, is refused by PostgreSQL itself, and pays for that what it paid before: one look at a unique key.
    -- squawk-ignore adding-field-with-default
    ADD COLUMN live_id uuid GENERATED ALWAYS AS (CASE WHEN merged_into IS NULL THEN id END) STORED;
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX patients_live ON patients (clinic_id, live_id);
-- Rows from before refer to records that are all live, so there is nothing to look through.
ALTER TABLE appointments
    ADD CONSTRAINT appointments_of_live_patient
        FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, live_id) NOT VALID,
    -- squawk-ignore ban-drop-constraint
    DROP CONSTRAINT appointments_clinic_id_patient_id_fkey;
-- It leads to a live one at once, over however many merges.
ALTER TABLE patients
    ADD CONSTRAINT patients_merged_into_live
        FOREIGN KEY (clinic_id, merged_into) REFERENCES patients (clinic_id, live_id) NOT VALID;

-- One more index is made while others write: the records that were merged into one.

-- Who was merged into whom. A row stays: which merge came by which is needed to undo a later one.
CREATE TABLE patient_merges (
    clinic_id      uuid NOT NULL,
    id             uuid NOT NULL,
    patient_id     uuid NOT NULL,
    into_id        uuid NOT NULL,
    merged_at      timestamptz NOT NULL,
    -- whether the one took over the account of the other, and what it was offered to before
    took_account   boolean NOT NULL,
    offered_before uuid,
    undone_at      timestamptz,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
    FOREIGN KEY (clinic_id, into_id) REFERENCES patients (clinic_id, id)
);
CREATE UNIQUE INDEX patient_merges_standing ON patient_merges (clinic_id, patient_id) WHERE undone_at IS NULL;
CREATE INDEX patient_merges_by_target ON patient_merges (clinic_id, into_id);

-- What a merge moved, as long as it can be undone.
CREATE TABLE patient_merge_appointments (
    clinic_id      uuid NOT NULL,
    merge_id       uuid NOT NULL,
    appointment_id uuid NOT NULL,
    merged_at      timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, merge_id, appointment_id),
    FOREIGN KEY (clinic_id, merge_id) REFERENCES patient_merges (clinic_id, id)
);
CREATE INDEX patient_merge_appointments_by_age ON patient_merge_appointments (clinic_id, merged_at);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['patient_merges', 'patient_merge_appointments'] LOOP
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
GRANT SELECT, INSERT ON patient_merges TO holdfast_clinic;
GRANT UPDATE (undone_at) ON patient_merges TO holdfast_clinic;
GRANT SELECT, INSERT, DELETE ON patient_merge_appointments TO holdfast_clinic;
-- whose an appointment is, and that it changed
GRANT UPDATE (patient_id, version) ON appointments TO holdfast_clinic;
GRANT INSERT ON outbox TO holdfast_clinic;
GRANT SELECT (merged_into, erased_at) ON patients TO holdfast_watch;

-- Webhooks that hear of everything hear of that too.
UPDATE webhooks SET event_types = event_types || 'holdfast.appointment.reassigned'::text
WHERE event_types @> ARRAY ['holdfast.appointment.created', 'holdfast.appointment.confirmed', 'holdfast.appointment.rescheduled',
                            'holdfast.appointment.cancelled', 'holdfast.appointment.checked_in', 'holdfast.appointment.completed',
                            'holdfast.appointment.no_show', 'holdfast.appointment.undone', 'holdfast.appointment.expired',
                            'holdfast.schedule.conflict', 'holdfast.slot.freed'];
