-- Who may see what, said by the database itself (docs/decisions/0013). Each service works as a role of its own, which sees
-- rows of the clinics that its transaction has named in holdfast.clinics, and without them none. Policies are in force for
-- the tables' owner too.

-- Roles belong to the whole server; another database may have made them already.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['booking', 'clinic', 'availability', 'search', 'relay', 'notification', 'operator'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_' || name) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', 'holdfast_' || name);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
        -- so that who migrates can also serve
        IF NOT pg_has_role(current_user, 'holdfast_' || name, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', 'holdfast_' || name);
        END IF;
    END LOOP;
END
$$;

-- One policy for every table that belongs to clinics: the clinics of this transaction. The sub-select is evaluated once
-- per statement; a setting of an earlier transaction is gone ('').
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['doctors', 'patients', 'schedules', 'time_off', 'slots', 'open_slots', 'appointments',
                                'outbox', 'audit_log', 'notifications', 'dead_letters'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format($policy$
            CREATE POLICY of_these_clinics ON %I
            USING (clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), ''))::uuid[]))
        $policy$, name);
        EXECUTE format('CREATE POLICY of_the_operator ON %I TO holdfast_operator USING (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO holdfast_operator', name);
    END LOOP;
END
$$;

-- Clinics are listed to everybody; each is changed under its own name.
ALTER TABLE clinics ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinics FORCE ROW LEVEL SECURITY;
CREATE POLICY listed ON clinics FOR SELECT USING (true);
CREATE POLICY made ON clinics FOR INSERT
    WITH CHECK (id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), ''))::uuid[]));
CREATE POLICY changed ON clinics FOR UPDATE
    USING (id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), ''))::uuid[]));
CREATE POLICY of_the_operator ON clinics TO holdfast_operator USING (true);
GRANT SELECT ON clinics
    TO holdfast_booking, holdfast_clinic, holdfast_availability, holdfast_search, holdfast_notification, holdfast_operator;
GRANT INSERT, UPDATE ON clinics TO holdfast_clinic, holdfast_operator;

-- What a search may see without naming a clinic is public: who offers what, and which slots are free.
CREATE POLICY public_directory ON doctors FOR SELECT TO holdfast_search USING (true);
CREATE POLICY public_offers ON slots FOR SELECT TO holdfast_search USING (NOT is_booked AND NOT is_withdrawn);
CREATE POLICY public_offers ON open_slots FOR SELECT TO holdfast_search USING (true);
GRANT SELECT ON doctors, slots, open_slots, specializations TO holdfast_search;

-- Events hold ids only, and the relay moves those of every clinic.
CREATE POLICY of_the_relay ON outbox TO holdfast_relay USING (true);
CREATE POLICY of_the_relay ON dead_letters TO holdfast_relay USING (true);
GRANT SELECT, UPDATE ON outbox TO holdfast_relay;
GRANT SELECT, INSERT, DELETE ON dead_letters TO holdfast_relay;

GRANT SELECT ON doctors, open_slots TO holdfast_booking;
GRANT SELECT, UPDATE, DELETE ON slots TO holdfast_booking;
GRANT INSERT, DELETE ON open_slots TO holdfast_booking;
GRANT SELECT, INSERT ON patients TO holdfast_booking;
GRANT SELECT, INSERT, UPDATE ON appointments TO holdfast_booking;
GRANT INSERT ON outbox, audit_log TO holdfast_booking, holdfast_availability;
GRANT SELECT, INSERT, DELETE ON idempotency_keys TO holdfast_booking;

GRANT SELECT, INSERT, UPDATE ON doctors, patients, specializations TO holdfast_clinic;
GRANT INSERT ON audit_log TO holdfast_clinic;
GRANT SELECT, INSERT ON idempotency_keys TO holdfast_clinic, holdfast_availability;

GRANT SELECT ON appointments, specializations TO holdfast_availability;
GRANT SELECT, UPDATE ON doctors TO holdfast_availability;
GRANT SELECT, INSERT ON schedules TO holdfast_availability;
GRANT SELECT, INSERT, DELETE ON time_off TO holdfast_availability;
GRANT SELECT, INSERT, UPDATE, DELETE ON slots, open_slots TO holdfast_availability;

GRANT SELECT ON appointments, patients, doctors TO holdfast_notification;
GRANT SELECT, INSERT, UPDATE ON notifications TO holdfast_notification;
GRANT SELECT, INSERT ON inbox TO holdfast_notification;

-- The processes' agreement on marks.
GRANT SELECT, UPDATE ON freshness TO holdfast_booking, holdfast_availability, holdfast_operator;
GRANT SELECT, INSERT, UPDATE ON freshness_servers TO holdfast_booking, holdfast_availability;

GRANT SELECT, INSERT, UPDATE ON specializations TO holdfast_operator;
GRANT SELECT, INSERT ON import_refs, inbox, idempotency_keys TO holdfast_operator;

-- What a service must learn before it can name the clinic: whose an id is, and nothing else. They look as the operator.
GRANT CREATE ON SCHEMA public TO holdfast_operator;

CREATE FUNCTION clinic_of_slot(slot uuid) RETURNS uuid
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT s.clinic_id FROM public.slots s WHERE s.id = slot $$;
ALTER FUNCTION clinic_of_slot(uuid) OWNER TO holdfast_operator;

CREATE FUNCTION clinic_of_doctor(doctor uuid) RETURNS uuid
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT d.clinic_id FROM public.doctors d WHERE d.id = doctor $$;
ALTER FUNCTION clinic_of_doctor(uuid) OWNER TO holdfast_operator;

CREATE FUNCTION clinic_of_appointment(appointment uuid) RETURNS uuid
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT a.clinic_id FROM public.appointments a WHERE a.id = appointment $$;
ALTER FUNCTION clinic_of_appointment(uuid) OWNER TO holdfast_operator;

-- Where an account has patient records.
CREATE FUNCTION clinics_of_account(account uuid) RETURNS uuid[]
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT coalesce(array_agg(DISTINCT p.clinic_id), '{}') FROM public.patients p WHERE p.account_id = account $$;
ALTER FUNCTION clinics_of_account(uuid) OWNER TO holdfast_operator;

-- Holds that have run out, oldest first: for the sweeper, which ends each under its clinic's name.
CREATE FUNCTION holds_due(by timestamptz, most bigint) RETURNS SETOF uuid
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT a.id FROM public.appointments a
   WHERE a.status = 'pending' AND a.hold_expires_at <= by ORDER BY a.hold_expires_at LIMIT most $$;
ALTER FUNCTION holds_due(timestamptz, bigint) OWNER TO holdfast_operator;

REVOKE CREATE ON SCHEMA public FROM holdfast_operator;
REVOKE ALL ON FUNCTION clinic_of_slot(uuid), clinic_of_doctor(uuid), clinic_of_appointment(uuid), clinics_of_account(uuid),
    holds_due(timestamptz, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinic_of_slot(uuid), clinic_of_appointment(uuid), clinics_of_account(uuid),
    holds_due(timestamptz, bigint) TO holdfast_booking;
GRANT EXECUTE ON FUNCTION clinic_of_doctor(uuid) TO holdfast_clinic, holdfast_availability;

-- A service may ask which schema it meets. (The table is the migration runner's.)
DO $$
BEGIN
    IF to_regclass('refinery_schema_history') IS NOT NULL THEN
        GRANT SELECT ON refinery_schema_history TO holdfast_booking, holdfast_clinic, holdfast_availability,
            holdfast_search, holdfast_relay, holdfast_notification, holdfast_operator;
    END IF;
END
$$;
