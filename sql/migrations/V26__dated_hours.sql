-- Hours that are named by their date (docs/decisions/0035): days on which a clinic is closed, days on which a doctor works once,
-- the day from which a doctor works no more; and the bookings that a change of hours leaves outside them.

ALTER TABLE doctors
    ADD COLUMN title         text NOT NULL DEFAULT '',
    -- tags of RFC 5646
    ADD COLUMN languages     text[] NOT NULL DEFAULT '{}',
    -- where lists show the doctor: smaller numbers first
    ADD COLUMN display_order integer NOT NULL DEFAULT 0,
    -- the first day, in the clinic's zone, on which the doctor works no more
    ADD COLUMN inactive_from date;

-- the first day, in its own zone, on which a clinic is closed for good
ALTER TABLE clinics ADD COLUMN closed_from date;
GRANT UPDATE (closed_from, version) ON clinics TO holdfast_availability;

CREATE TABLE closures (
    clinic_id  uuid NOT NULL REFERENCES clinics (id),
    id         uuid NOT NULL,
    -- the day; the first that it touches, if a stretch of time is closed
    date       date NOT NULL,
    -- the last day that it touches
    last_date  date NOT NULL,
    -- set where a stretch of time is closed rather than a day
    starts_at  timestamptz,
    ends_at    timestamptz,
    reason     text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND (starts_at < ends_at) IS NOT FALSE AND date <= last_date)
);
CREATE UNIQUE INDEX closed_days ON closures (clinic_id, date) WHERE starts_at IS NULL;
CREATE INDEX closures_by_date ON closures (clinic_id, date);

CREATE TABLE openings (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    doctor_id  uuid NOT NULL,
    date       date NOT NULL,
    -- as the API has it
    hours      jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id)
);
CREATE INDEX openings_by_doctor ON openings (clinic_id, doctor_id, date);

-- What is known of a booking outside the hours. It is one while its slot is withdrawn and the appointment is live and still in it:
-- a move, a cancellation, and hours that come back end it without touching the row.
CREATE TABLE conflicts (
    clinic_id      uuid NOT NULL,
    appointment_id uuid NOT NULL,
    slot_id        uuid NOT NULL,
    doctor_id      uuid NOT NULL,
    starts_at      timestamptz NOT NULL,
    cause          text NOT NULL
        CHECK (cause IN ('hours', 'time_off', 'closure', 'opening_removed', 'doctor_inactive', 'clock_rules', 'unknown')),
    since          timestamptz NOT NULL,
    -- when somebody decided that the patient comes all the same
    kept_at        timestamptz,
    -- sealed
    kept_reason    bytea NOT NULL DEFAULT '',
    PRIMARY KEY (clinic_id, appointment_id, slot_id)
);
CREATE INDEX conflicts_by_start ON conflicts (clinic_id, starts_at);

-- those that are there already; why is not known any more
INSERT INTO conflicts (clinic_id, appointment_id, slot_id, doctor_id, starts_at, cause, since)
SELECT a.clinic_id, a.id, a.slot_id, a.doctor_id, a.starts_at, 'unknown', now()
FROM slots s JOIN appointments a ON a.clinic_id = s.clinic_id AND a.slot_id = s.id AND a.status <> 'cancelled'
WHERE s.is_withdrawn AND s.is_booked AND s.starts_at > now();

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['closures', 'openings', 'conflicts'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format($policy$
            CREATE POLICY of_these_clinics ON %I
            USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[])) IS TRUE)
        $policy$, name);
        EXECUTE format('CREATE POLICY of_the_operator ON %I TO holdfast_operator USING (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO holdfast_operator', name);
        EXECUTE format('CREATE POLICY of_the_watch ON %I FOR SELECT TO holdfast_watch USING (true)', name);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, DELETE ON closures, openings TO holdfast_availability;
-- the desk's view of a day
GRANT SELECT ON closures TO holdfast_booking;
GRANT SELECT (clinic_id, doctor_id, starts_at, ends_at) ON time_off TO holdfast_booking;
GRANT SELECT, INSERT, DELETE ON conflicts TO holdfast_availability;
-- who works a conflict off sees whom it hits, and notes why it is kept
GRANT SELECT ON conflicts TO holdfast_booking;
GRANT UPDATE (kept_at, kept_reason) ON conflicts TO holdfast_booking;
GRANT SELECT (clinic_id, id, doctor_id) ON openings TO holdfast_watch;
GRANT SELECT (clinic_id, appointment_id, slot_id, doctor_id, starts_at) ON conflicts TO holdfast_watch;

-- A doctor's free slots under another specialization. Slots are locked in the order of bookings: whoever frees
-- one meanwhile has either put it back before, or looks the specialization up afterwards.
CREATE FUNCTION offer_as_specialized(clinic uuid, doctor uuid, specialization integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    changed bigint;
BEGIN
    PERFORM FROM public.slots s WHERE s.clinic_id = clinic AND s.doctor_id = doctor ORDER BY s.id FOR NO KEY UPDATE;
    UPDATE public.open_slots o SET specialization_id = specialization
    WHERE o.clinic_id = clinic AND o.doctor_id = doctor AND o.specialization_id <> specialization;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;
GRANT CREATE ON SCHEMA public TO holdfast_operator;
ALTER FUNCTION offer_as_specialized(uuid, uuid, integer) OWNER TO holdfast_operator;
REVOKE CREATE ON SCHEMA public FROM holdfast_operator;
REVOKE ALL ON FUNCTION offer_as_specialized(uuid, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION offer_as_specialized(uuid, uuid, integer) TO holdfast_clinic;
