-- Slots are held for visitors who have not said yet for whom (docs/decisions/0036): such a hold is a pending appointment without a
-- patient, until it is confirmed with the details.
-- An older version beside this one joins the patient, and so does not meet what has none.
ALTER TABLE appointments
    -- squawk-ignore ban-drop-not-null
    ALTER COLUMN patient_id DROP NOT NULL,
    -- who holds it, or held it before it was confirmed; they are known by a signed secret that names this id
    ADD COLUMN visitor_id uuid,
    -- how often the hold was extended
    ADD COLUMN extensions integer NOT NULL DEFAULT 0,
    -- keyed hashes of the networks that it is held from, the widest first; only while it is held
    ADD COLUMN held_from  bytea;
-- Rows from before all have a patient, so there is nothing to look through.
ALTER TABLE appointments ADD CONSTRAINT appointments_patient
    CHECK (patient_id IS NOT NULL OR (visitor_id IS NOT NULL AND status IN ('pending', 'cancelled'))) NOT VALID;

-- Three indexes are made while others write (crates/postgres/src/migrate.rs); one of them is the last word on one live hold for each
-- visitor and clinic.

ALTER TABLE clinics ADD COLUMN hold_extensions integer NOT NULL DEFAULT 10;
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE clinics ADD CONSTRAINT clinics_hold_extensions CHECK (hold_extensions BETWEEN 0 AND 100);

GRANT SELECT (visitor_id) ON appointments TO holdfast_watch;

-- How much is held at all clinics by a visitor, and from each of some networks (by how `held_from` begins), besides one hold that is
-- about to be freed: numbers, and nothing else. It looks as the operator, as in V7.
GRANT CREATE ON SCHEMA public TO holdfast_operator;

CREATE FUNCTION held_by_visitor(visitor uuid, besides uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT count(*) FROM public.appointments a
   WHERE a.status = 'pending' AND a.visitor_id = visitor AND a.id IS DISTINCT FROM besides $$;
ALTER FUNCTION held_by_visitor(uuid, uuid) OWNER TO holdfast_operator;

CREATE FUNCTION held_from_network(network bytea, besides uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT count(*) FROM public.appointments a
   WHERE a.held_from IS NOT NULL AND a.held_from BETWEEN network AND network || '\xffffffffffffffffffffffffffffffff'::bytea
     AND a.id IS DISTINCT FROM besides $$;
ALTER FUNCTION held_from_network(bytea, uuid) OWNER TO holdfast_operator;

REVOKE CREATE ON SCHEMA public FROM holdfast_operator;
REVOKE ALL ON FUNCTION held_by_visitor(uuid, uuid), held_from_network(bytea, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION held_by_visitor(uuid, uuid), held_from_network(bytea, uuid) TO holdfast_booking;
