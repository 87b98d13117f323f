-- Visit types (docs/decisions/0040): what a clinic's patients come for. A slot keeps which of them it serves as one number, a bit for each
-- type's place; all bits set, where nothing is said, serves all there are and all to come.
CREATE TABLE visit_types (
    clinic_id             uuid NOT NULL REFERENCES clinics (id),
    id                    uuid NOT NULL,
    -- the type's place among the clinic's, which stays its own
    place                 integer NOT NULL CHECK (place BETWEEN 0 AND 62),
    bit                   bigint NOT NULL GENERATED ALWAYS AS (1::bigint << place) STORED,
    name                  text NOT NULL,
    -- in other languages, by tags of RFC 5646
    names                 jsonb NOT NULL DEFAULT '{}',
    minutes               integer NOT NULL,
    -- how doctor and patient meet; NULL: as the slot says
    mode                  text CHECK (mode IN ('in_person', 'virtual')),
    booked_by             text NOT NULL DEFAULT 'everybody' CHECK (booked_by IN ('everybody', 'known_patients', 'desk')),
    instructions          text NOT NULL DEFAULT '',
    colour                text NOT NULL DEFAULT '',
    -- where they are set, they hold instead of the clinic's
    min_notice_minutes    integer,
    hold_minutes          integer,
    cancel_notice_minutes integer,
    -- no longer booked; kept for the appointments and slots that name it
    retired_at            timestamptz,
    version               integer NOT NULL DEFAULT 1,
    created_at            timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, place)
);
CREATE UNIQUE INDEX visit_types_by_name ON visit_types (clinic_id, lower(name)) WHERE retired_at IS NULL;
-- a search may name a type and no clinic
CREATE INDEX visit_types_by_id ON visit_types (id);

-- those that are not for the public: the desk's, and retired ones
ALTER TABLE clinics ADD COLUMN desk_types bigint NOT NULL DEFAULT 0;

ALTER TABLE slots ADD COLUMN serves bigint NOT NULL DEFAULT '-1';
ALTER TABLE blocked_slots ADD COLUMN serves bigint NOT NULL DEFAULT '-1';
ALTER TABLE open_slots ADD COLUMN serves bigint NOT NULL DEFAULT '-1';

-- The types that a slot is for, in the order in which they were made; none where it is for all.
CREATE FUNCTION visit_types_served(clinic uuid, served bigint) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE AS
$$
    SELECT CASE WHEN served < 0 THEN '{}'::uuid[]
                ELSE ARRAY(SELECT v.id FROM visit_types v WHERE v.clinic_id = clinic AND v.bit & served <> 0 ORDER BY v.place) END
$$;

ALTER TABLE appointments ADD COLUMN visit_type_id uuid;
ALTER TABLE appointments
    ADD CONSTRAINT appointments_visit_type FOREIGN KEY (clinic_id, visit_type_id) REFERENCES visit_types (clinic_id, id) NOT VALID;

-- Whether a patient has been at a clinic before: an appointment that has begun, and was neither called off nor missed.
CREATE FUNCTION has_been_here(clinic uuid, patient uuid, as_of timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS
$$
    SELECT EXISTS (SELECT FROM appointments a
                   WHERE a.clinic_id = clinic AND a.patient_id = patient AND a.starts_at <= as_of
                     AND a.status IN ('confirmed', 'completed'))
$$;

ALTER TABLE visit_types ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_types FORCE ROW LEVEL SECURITY;
CREATE POLICY of_these_clinics ON visit_types
    USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[])) IS TRUE);
CREATE POLICY of_the_operator ON visit_types TO holdfast_operator USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_types TO holdfast_operator;
CREATE POLICY of_the_watch ON visit_types FOR SELECT TO holdfast_watch USING (true);
GRANT SELECT ON visit_types TO holdfast_watch, holdfast_booking, holdfast_availability;
-- what visits there are is for everybody to see, as doctors are
CREATE POLICY public_visit_types ON visit_types FOR SELECT TO holdfast_search USING (true);
GRANT SELECT ON visit_types TO holdfast_search;
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_types TO holdfast_clinic;
-- a type that hours name stays
GRANT SELECT (clinic_id, doctor_id, effective_from, effective_until, revision, template) ON schedules TO holdfast_clinic;
GRANT SELECT (clinic_id, doctor_id, date, hours) ON openings TO holdfast_clinic;
