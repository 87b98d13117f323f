-- How far ahead, and how long before, a clinic offers its slots to whom; what its policies were before (docs/decisions/0043).
ALTER TABLE clinics
    -- patients book so many days ahead, today among them; NULL: as far as slots are made
    ADD COLUMN horizon_days           integer,
    -- the notice for patients with an account; NULL: as for everybody
    ADD COLUMN account_notice_minutes integer;

-- How long before they begin slots are offered to somebody.
CREATE FUNCTION notice_for(has_account boolean, min_notice_minutes integer, account_notice_minutes integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT CASE WHEN has_account THEN coalesce(account_notice_minutes, min_notice_minutes) ELSE min_notice_minutes END
$$;

-- The beginning of the first day that is too far ahead for patients, by the clinic's clocks; NULL where none is.
CREATE FUNCTION horizon_of(horizon_days integer, time_zone text, as_of timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT CASE WHEN horizon_days IS NOT NULL
                THEN ((as_of AT TIME ZONE time_zone)::date + horizon_days)::timestamp AT TIME ZONE time_zone END
$$;

-- Both, of one slot.
CREATE FUNCTION is_offered(starts_at timestamptz, as_of timestamptz, notice_minutes integer, horizon_days integer, time_zone text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT starts_at >= as_of + make_interval(mins => notice_minutes)
           AND (horizon_days IS NULL OR starts_at < horizon_of(horizon_days, time_zone, as_of))
$$;

-- A clinic's policies, as the API has them.
CREATE FUNCTION policies_of(c clinics) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT jsonb_build_object(
        'country', c.country, 'languages', c.languages, 'guests_allowed', c.guests_allowed, 'guests_give', c.guests_give,
        'min_notice_minutes', c.min_notice_minutes, 'account_notice_minutes', c.account_notice_minutes,
        'horizon_days', c.horizon_days, 'cancel_notice_minutes', c.cancel_notice_minutes, 'hold_minutes', c.hold_minutes,
        'hold_extensions', c.hold_extensions, 'max_upcoming', c.max_upcoming,
        'second_factor_required', c.second_factor_required, 'embed_origins', c.embed_origins,
        'emergency_contact', c.emergency_contact)
$$;

-- What each change of a clinic's policies changed.
CREATE TABLE clinic_settings_changes (
    clinic_id  uuid NOT NULL REFERENCES clinics (id),
    -- the clinic's, which the change made
    version    integer NOT NULL,
    changed_at timestamptz NOT NULL,
    actor_role text NOT NULL,
    actor_id   text NOT NULL,
    -- by field, from which value to which
    changes    jsonb NOT NULL,
    PRIMARY KEY (clinic_id, version)
);
ALTER TABLE clinic_settings_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic_settings_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY of_these_clinics ON clinic_settings_changes
    USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[])) IS TRUE);
CREATE POLICY of_the_operator ON clinic_settings_changes TO holdfast_operator USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON clinic_settings_changes TO holdfast_operator;
GRANT SELECT, INSERT, DELETE ON clinic_settings_changes TO holdfast_clinic;

-- Another time zone: offers and closed times are dated anew by it.
GRANT UPDATE (time_zone) ON clinics TO holdfast_availability;
GRANT UPDATE (date, last_date) ON closures TO holdfast_availability;
