-- Search for people (docs/decisions/0037): what a free slot is besides its time, so that searches which ask for it walk those slots
-- alone, and each doctor's soonest is one look into an index.

-- How patient and doctor meet, and the part of the day in which a slot begins by the clinic's clocks, as one number. The rule is
-- `OfferKind` in crates/domain; a test holds the two together.
CREATE FUNCTION offer_kind(mode text, starts_at timestamptz, time_zone text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT (CASE WHEN mode = 'virtual' THEN 3 ELSE 0 END
          + CASE WHEN extract(hour FROM starts_at AT TIME ZONE time_zone) < 12 THEN 0
                 WHEN extract(hour FROM starts_at AT TIME ZONE time_zone) < 17 THEN 1
                 ELSE 2 END)::integer
$$;

-- The clinic's zone, which does not change once there are slots.
ALTER TABLE open_slots ADD COLUMN time_zone text;
ALTER TABLE open_slots ADD COLUMN kind integer;

-- An older version that runs beside this one offers slots without saying these.
CREATE FUNCTION complete_offer() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
    SELECT c.time_zone, offer_kind(s.mode, s.starts_at, c.time_zone) INTO NEW.time_zone, NEW.kind
    FROM clinics c JOIN slots s ON s.clinic_id = c.id
    WHERE c.id = NEW.clinic_id AND s.id = NEW.slot_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER complete_offer BEFORE INSERT ON open_slots
    FOR EACH ROW WHEN (NEW.kind IS NULL) EXECUTE FUNCTION complete_offer();

-- What is there already is completed, and three indexes are made, while others write (crates/postgres/src/migrate.rs).

-- The watch compares an offer's zone with its clinic's.
GRANT SELECT (time_zone) ON clinics TO holdfast_watch;
