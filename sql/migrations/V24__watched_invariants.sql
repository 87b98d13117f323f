-- Invariants are watched while services work (docs/decisions/0033): what changed is judged every minute, and everything once a
-- night. Whoever looks sees ids, times and states of all clinics, nothing that is sealed, and changes nothing but these two tables.

-- How far the look has come. One row.
CREATE TABLE invariant_rounds (
    is_here      boolean PRIMARY KEY DEFAULT true CHECK (is_here),
    -- what changed before was judged
    judged_until timestamptz,
    -- when a round last judged changes
    judged_at    timestamptz,
    -- when everything was last begun to be judged
    full_at      timestamptz
);
INSERT INTO invariant_rounds DEFAULT VALUES;

-- What is broken now. A breach stays until it is looked at again and not found.
CREATE TABLE invariant_breaches (
    invariant      text NOT NULL,
    what           text NOT NULL,
    subject        text NOT NULL,
    detail         text NOT NULL,
    -- what is looked at again every minute; with neither it waits for the next look at everything
    appointment_id uuid,
    slot_id        uuid,
    found_at       timestamptz NOT NULL,
    PRIMARY KEY (invariant, what, subject)
);

DO $$
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_watch') THEN
            CREATE ROLE holdfast_watch NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
    IF NOT pg_has_role(current_user, 'holdfast_watch', 'MEMBER') THEN
        GRANT holdfast_watch TO CURRENT_USER;
    END IF;
END
$$;

GRANT SELECT, UPDATE ON invariant_rounds TO holdfast_watch;
GRANT SELECT, INSERT, DELETE ON invariant_breaches TO holdfast_watch;
GRANT SELECT ON invariant_rounds, invariant_breaches TO holdfast_operator;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['doctors', 'patients', 'schedules', 'time_off', 'slots', 'open_slots', 'appointments', 'outbox',
                                'outbox_horizons', 'audit_log', 'audit_seals'] LOOP
        EXECUTE format('CREATE POLICY of_the_watch ON %I FOR SELECT TO holdfast_watch USING (true)', name);
    END LOOP;
    IF to_regclass('refinery_schema_history') IS NOT NULL THEN
        GRANT SELECT ON refinery_schema_history TO holdfast_watch;
    END IF;
END
$$;

-- names, reasons, hours and answers are not among these
GRANT SELECT (id) ON clinics TO holdfast_watch;
GRANT SELECT (clinic_id, id, specialization_id) ON doctors TO holdfast_watch;
GRANT SELECT (clinic_id, id) ON patients TO holdfast_watch;
GRANT SELECT (clinic_id, id, doctor_id) ON schedules, time_off TO holdfast_watch;
GRANT SELECT ON slots, open_slots, outbox_horizons, audit_log, audit_seals, audit_sealing TO holdfast_watch;
GRANT SELECT (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, hold_expires_at, version)
    ON appointments TO holdfast_watch;
GRANT SELECT (clinic_id, id, event_type, appointment_id, appointment_version, slot_id, occurred_at) ON outbox TO holdfast_watch;
GRANT SELECT (consumer, event_id) ON inbox TO holdfast_watch;
GRANT SELECT (caller, route, key, appointment_id) ON idempotency_keys TO holdfast_watch;
