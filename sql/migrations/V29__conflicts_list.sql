-- Bookings outside the hours as a list that is worked off (docs/decisions/0038): each has an id, is open until somebody keeps it or
-- it ends, and says who kept it and how it ended. A row stays until its time is long over.

ALTER TABLE conflicts ADD COLUMN id uuid;
ALTER TABLE conflicts
    -- the API's; an older version that runs beside this one names none
    ALTER COLUMN id SET DEFAULT gen_random_uuid(),
    -- of the slot, which goes when its booking ends; NULL: those of an older version
    ADD COLUMN ends_at      timestamptz,
    -- what took the time when the hours were last laid over it, each by a name that stays the same (crates/domain/src/conflict.rs)
    ADD COLUMN taken_by     text[] NOT NULL DEFAULT '{}',
    -- as in the audit log
    ADD COLUMN kept_by_role text NOT NULL DEFAULT '',
    ADD COLUMN kept_by_id   text NOT NULL DEFAULT '',
    -- when the booking left the slot, or the hours came back; and which of them it was
    ADD COLUMN ended_at     timestamptz,
    ADD COLUMN outcome      text;

ALTER TABLE conflicts
    ADD CONSTRAINT conflicts_outcome CHECK ((outcome IN ('moved', 'cancelled', 'expired', 'hours_restored')) AND ended_at IS NOT NULL
                                            OR outcome IS NULL AND ended_at IS NULL) NOT VALID,
    -- with a cause more: outside the hours when it came, by an import
    -- squawk-ignore ban-drop-constraint
    DROP CONSTRAINT conflicts_cause_check,
    ADD CONSTRAINT conflicts_cause CHECK (cause IN ('hours', 'time_off', 'closure', 'opening_removed', 'doctor_inactive',
                                                    'clock_rules', 'imported', 'unknown')) NOT VALID;

UPDATE conflicts SET id = gen_random_uuid() WHERE id IS NULL;
UPDATE conflicts x SET ends_at = a.ends_at
FROM appointments a WHERE a.clinic_id = x.clinic_id AND a.id = x.appointment_id AND a.slot_id = x.slot_id;
-- those whose booking has left the slot since
UPDATE conflicts x SET ended_at = now(), outcome = CASE WHEN a.status = 'cancelled' THEN 'cancelled' ELSE 'moved' END
FROM appointments a
WHERE a.clinic_id = x.clinic_id AND a.id = x.appointment_id AND (a.slot_id <> x.slot_id OR a.status = 'cancelled');
-- those that came by an import, which wrote none
INSERT INTO conflicts (clinic_id, appointment_id, slot_id, doctor_id, starts_at, ends_at, cause, since)
SELECT a.clinic_id, a.id, a.slot_id, a.doctor_id, a.starts_at, a.ends_at, 'imported', now()
FROM slots s JOIN appointments a ON a.clinic_id = s.clinic_id AND a.slot_id = s.id AND a.status <> 'cancelled'
WHERE s.is_withdrawn AND s.is_booked AND s.starts_at > now()
ON CONFLICT (clinic_id, appointment_id, slot_id) DO NOTHING;

-- Where a conflict stands. Who came, or did not, has settled it, and whoever takes that back opens it again.
CREATE FUNCTION conflict_state(ended_at timestamptz, kept_at timestamptz, status text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT CASE WHEN ended_at IS NOT NULL OR status IN ('completed', 'no_show') THEN 'closed'
                WHEN kept_at IS NOT NULL THEN 'kept'
                ELSE 'open' END
$$;

-- A conflict ends with its booking, or when the hours come back; new hours may open it again.
GRANT UPDATE (kept_by_role, kept_by_id, ended_at, outcome) ON conflicts TO holdfast_booking;
GRANT UPDATE ON conflicts TO holdfast_availability;
-- the reason why one is kept is the patient's, to have and to have erased
GRANT SELECT (clinic_id, id, appointment_id, kept_reason), UPDATE (kept_reason) ON conflicts TO holdfast_clinic;
GRANT SELECT (id, ended_at) ON conflicts TO holdfast_watch;
