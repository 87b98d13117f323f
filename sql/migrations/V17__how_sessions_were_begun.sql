-- How a session was begun, so that a clinic's wish for a second factor holds for each of them; what tries of an account leave
-- behind; and bounds for what only grew (docs/decisions/0021).

ALTER TABLE sessions
    -- 'password', 'code', 'recovery_code', 'provider', 'provider_factor'; of sessions from before nothing is known
    ADD COLUMN begun_by text[] NOT NULL DEFAULT '{}';
-- Small tables, which nobody waits for long.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX revocations_by_acting ON revocations (account_id, for_clinic) WHERE account_id IS NOT NULL;

ALTER TABLE accounts
    -- wrong codes by somebody with the right password, since the last right one; and until when none is looked at
    ADD COLUMN wrong_codes        integer NOT NULL DEFAULT 0,
    ADD COLUMN codes_paused_until timestamptz;

ALTER TABLE account_log
    -- the client's network, sealed; blanked after 90 days
    ADD COLUMN source  bytea NOT NULL DEFAULT '',
    -- what strangers can do again and again is one row for each hour: how often, and when last
    ADD COLUMN hour    timestamptz,
    ADD COLUMN times   integer NOT NULL DEFAULT 1,
    ADD COLUMN last_at timestamptz;
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX account_log_by_hour ON account_log (account_id, action, hour) WHERE hour IS NOT NULL;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX account_log_by_time ON account_log (occurred_at);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX account_log_with_source ON account_log (occurred_at) WHERE source <> '';
GRANT UPDATE (source, times, last_at), DELETE ON account_log TO holdfast_identity;

-- Who set it up: it outlives their part in the clinic, and they may be gone.
ALTER TABLE webhooks ADD COLUMN created_by text NOT NULL DEFAULT '';

-- Taken back by the clinic service when a clinic asks for a second factor: what its people were given to act for it. Sessions that
-- showed one are given it again.
GRANT INSERT, DELETE, SELECT ON revocations TO holdfast_operator;
GRANT CREATE ON SCHEMA public TO holdfast_operator;

CREATE FUNCTION take_back_acting(clinic uuid, at timestamptz, good_until timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    people bigint;
BEGIN
    -- admins first, as whoever removes a member locks them
    PERFORM FROM public.memberships m
    WHERE m.clinic_id = clinic AND m.role = 'clinic_admin' AND m.removed_at IS NULL ORDER BY m.account_id FOR UPDATE;
    PERFORM FROM public.memberships m
    WHERE m.clinic_id = clinic AND m.removed_at IS NULL ORDER BY m.account_id FOR UPDATE;
    WITH taken AS (
        UPDATE public.memberships m SET version = m.version + 1
        WHERE m.clinic_id = clinic AND m.removed_at IS NULL
        RETURNING m.account_id, m.version
    ),
    older AS (
        DELETE FROM public.revocations r USING taken t WHERE r.account_id = t.account_id AND r.for_clinic = clinic
    )
    INSERT INTO public.revocations (revoked_at, until, account_id, for_clinic, below_version)
    SELECT at, good_until, t.account_id, clinic, t.version FROM taken t;
    GET DIAGNOSTICS people = ROW_COUNT;
    RETURN people;
END
$$;
ALTER FUNCTION take_back_acting(uuid, timestamptz, timestamptz) OWNER TO holdfast_operator;

-- Whether the account ran the clinic and does so no more. Who does goes on doing so until the transaction ends.
CREATE FUNCTION runs_no_more(clinic uuid, account uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
DECLARE
    is_over boolean;
BEGIN
    SELECT m.removed_at IS NOT NULL OR m.role <> 'clinic_admin' INTO is_over
    FROM public.memberships m WHERE m.clinic_id = clinic AND m.account_id = account FOR SHARE;
    RETURN coalesce(is_over, false);
END
$$;
ALTER FUNCTION runs_no_more(uuid, uuid) OWNER TO holdfast_operator;

-- Open invitations by somebody who runs the platform no more, but for those of clinics that they run all the same.
CREATE FUNCTION withdraw_invitations_by(who uuid, at timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    WITH withdrawn AS (
        UPDATE public.invitations i SET withdrawn_at = at, version = i.version + 1
        WHERE i.invited_by = who::text AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL
          AND NOT EXISTS (SELECT FROM public.memberships m
                          WHERE m.clinic_id = i.clinic_id AND m.account_id = who AND m.role = 'clinic_admin'
                            AND m.removed_at IS NULL)
        RETURNING 1
    )
    SELECT count(*) FROM withdrawn
$$;
ALTER FUNCTION withdraw_invitations_by(uuid, timestamptz) OWNER TO holdfast_operator;

-- What clinics gave out and is long over, some at a time.
CREATE FUNCTION forget_given_out(over_before timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$
    WITH invitations AS (
        DELETE FROM public.invitations i
        WHERE i.ctid = ANY (ARRAY (SELECT o.ctid FROM public.invitations o WHERE o.expires_at < over_before LIMIT 1000))
        RETURNING 1
    ),
    keys AS (
        DELETE FROM public.api_keys k
        WHERE k.ctid = ANY (ARRAY (SELECT o.ctid FROM public.api_keys o
                                   WHERE o.revoked_at < over_before OR o.expires_at < over_before LIMIT 1000))
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM invitations) + (SELECT count(*) FROM keys)
$$;
ALTER FUNCTION forget_given_out(timestamptz) OWNER TO holdfast_operator;

REVOKE CREATE ON SCHEMA public FROM holdfast_operator;
REVOKE ALL ON FUNCTION take_back_acting(uuid, timestamptz, timestamptz), runs_no_more(uuid, uuid),
    withdraw_invitations_by(uuid, timestamptz), forget_given_out(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_back_acting(uuid, timestamptz, timestamptz), runs_no_more(uuid, uuid) TO holdfast_clinic;
GRANT EXECUTE ON FUNCTION runs_no_more(uuid, uuid), withdraw_invitations_by(uuid, timestamptz) TO holdfast_identity;
GRANT EXECUTE ON FUNCTION forget_given_out(timestamptz) TO holdfast_identity;
