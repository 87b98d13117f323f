-- Doctors of several specializations (docs/decisions/0045). What a doctor and a free slot name is a group of them: a specialization is
-- its own, and several have one of their own, whoever has them and in whatever order. So a free slot stays one row, and a search
-- for a specialization walks the groups that it is in.
ALTER TABLE specializations ADD COLUMN is_group boolean NOT NULL DEFAULT false;
-- those after the main one, in their order
ALTER TABLE doctors ADD COLUMN further_specializations text[] NOT NULL DEFAULT '{}';

CREATE TABLE specialization_groups (
    specialization_id integer NOT NULL REFERENCES specializations (id),
    group_id          integer NOT NULL REFERENCES specializations (id),
    PRIMARY KEY (specialization_id, group_id)
);
CREATE INDEX specialization_groups_by_group ON specialization_groups (group_id);
INSERT INTO specialization_groups (specialization_id, group_id) SELECT id, id FROM specializations;

-- An older version that runs beside this one makes specializations too.
CREATE FUNCTION group_of_itself() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO specialization_groups (specialization_id, group_id) VALUES (NEW.id, NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER group_of_itself AFTER INSERT ON specializations
    FOR EACH ROW WHEN (NOT NEW.is_group) EXECUTE FUNCTION group_of_itself();

-- The group of some specializations; made on first use.
CREATE FUNCTION specialization_group(names text[]) RETURNS integer
LANGUAGE plpgsql VOLATILE STRICT AS
$$
DECLARE
    wanted text[] := ARRAY(SELECT DISTINCT lower(btrim(n)) FROM unnest(names) n ORDER BY 1);
    found integer;
BEGIN
    -- in their order: two who name new ones at once do not wait for one another in a ring
    INSERT INTO specializations (name) SELECT unnest(wanted) ON CONFLICT (name) DO NOTHING;
    IF cardinality(wanted) = 1 THEN
        SELECT s.id INTO STRICT found FROM specializations s WHERE s.name = wanted[1];
        RETURN found;
    END IF;
    -- no name has this character
    INSERT INTO specializations (name, is_group) VALUES (array_to_string(wanted, chr(31)), true)
    -- an update that changes nothing, since DO NOTHING returns nothing when two make it at once
    ON CONFLICT (name) DO UPDATE SET name = excluded.name
    RETURNING id INTO STRICT found;
    INSERT INTO specialization_groups (specialization_id, group_id)
    SELECT s.id, found FROM specializations s WHERE s.name = ANY (wanted)
    ON CONFLICT DO NOTHING;
    RETURN found;
END
$$;

-- The groups that a specialization is in, by its name.
CREATE FUNCTION groups_of(named text) RETURNS SETOF integer
LANGUAGE sql STABLE PARALLEL SAFE AS
$$
    SELECT g.group_id FROM specializations p JOIN specialization_groups g ON g.specialization_id = p.id
    WHERE p.name = lower(btrim(named))
$$;

-- a reference table, as `specializations` is
GRANT SELECT ON specialization_groups TO holdfast_search, holdfast_availability, holdfast_booking;
GRANT SELECT, INSERT ON specialization_groups TO holdfast_clinic, holdfast_operator;
