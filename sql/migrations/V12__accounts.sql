-- Accounts (docs/decisions/0016): who logs in, what for, and what they may. An account belongs to the platform; that it works
-- for a clinic is the clinic's affair. Secrets (passwords, links, sessions, keys) are here as hashes alone, and e-mail
-- addresses and names are sealed under the platform's key.

CREATE TABLE accounts (
    id                uuid PRIMARY KEY,
    -- sealed
    email             bytea NOT NULL,
    name              bytea NOT NULL,
    -- what the address is found by; NULL once the account is closed
    email_index       bytea UNIQUE,
    -- argon2id, in the PHC string format; NULL while none is set
    password_hash     text,
    -- NULL: nobody has shown yet that the address is theirs, and nobody can log in
    email_verified_at timestamptz,
    -- nothing personal is left then, and nobody can log in
    closed_at         timestamptz,
    is_platform_admin boolean NOT NULL DEFAULT false,
    -- the second factor (RFC 6238): sealed, or empty; in force once confirmed
    totp_secret       bytea NOT NULL DEFAULT '',
    totp_confirmed_at timestamptz,
    -- the last time step whose code was used; each is good once
    totp_used_step    bigint NOT NULL DEFAULT 0,
    version           integer NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL
);

-- Codes for whoever has lost the second factor; each is good once.
CREATE TABLE account_recovery_codes (
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash  bytea NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);

-- Who an account is at an OpenID provider.
CREATE TABLE account_identities (
    issuer     text NOT NULL,
    subject    text NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX account_identities_by_account ON account_identities (account_id);

-- Secrets sent by mail; each is good once.
CREATE TABLE account_links (
    secret_hash bytea PRIMARY KEY,
    account_id  uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose     text NOT NULL CHECK (purpose IN ('verify-email', 'reset-password')),
    expires_at  timestamptz NOT NULL
);
CREATE INDEX account_links_by_account ON account_links (account_id);

-- One per log-in. `page` sessions are a browser's, and known by the secret of its cookie; `api` sessions go on by refresh tokens.
CREATE TABLE sessions (
    id                 uuid PRIMARY KEY,
    account_id         uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind               text NOT NULL CHECK (kind IN ('page', 'api')),
    secret_hash        bytea UNIQUE,
    -- what the account acts as: for this clinic, for the platform, or (neither) as a patient
    acting_for         uuid REFERENCES clinics (id),
    acting_as_platform boolean NOT NULL DEFAULT false,
    created_at         timestamptz NOT NULL,
    used_at            timestamptz NOT NULL,
    expires_at         timestamptz NOT NULL,
    ended_at           timestamptz,
    CHECK ((kind = 'page') = (secret_hash IS NOT NULL)),
    CHECK (acting_for IS NULL OR NOT acting_as_platform)
);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- All refresh tokens of a session. One is good; that a used one comes again means that two have it, and ends the session.
CREATE TABLE refresh_tokens (
    secret_hash bytea PRIMARY KEY,
    session_id  uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    issued_at   timestamptz NOT NULL,
    used_at     timestamptz
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

-- What no longer holds though it has not expired. Gateways ask for it every second; each row until the last credential that it
-- is about is gone by itself.
CREATE TABLE revocations (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    revoked_at timestamptz NOT NULL,
    until      timestamptz NOT NULL,
    -- a session; or what an account was given to act for a clinic; or an API key
    session_id uuid,
    account_id uuid,
    for_clinic uuid,
    -- of the membership; what was given by an older one is over
    below_version integer,
    api_key_id uuid,
    CHECK (num_nulls(account_id, for_clinic, below_version) IN (0, 3)),
    CHECK (num_nonnulls(session_id, account_id, api_key_id) = 1)
);
CREATE INDEX revocations_by_time ON revocations (revoked_at);

-- What became of accounts; never changed.
CREATE TABLE account_log (
    id          uuid PRIMARY KEY,
    account_id  uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    action      text NOT NULL,
    session_id  uuid
);
CREATE INDEX account_log_by_account ON account_log (account_id, id);

-- Mails to be sent, sealed, with the secrets that they bring; gone once sent.
CREATE TABLE account_mails (
    id         uuid PRIMARY KEY,
    content    bytea NOT NULL,
    attempts   integer NOT NULL DEFAULT 0,
    -- not before; a sender that has it moves this on
    due_at     timestamptz NOT NULL,
    -- of no use to anybody after
    until      timestamptz NOT NULL
);
CREATE INDEX account_mails_by_due ON account_mails (due_at);

-- Who works for a clinic.
CREATE TABLE memberships (
    clinic_id  uuid NOT NULL REFERENCES clinics (id),
    account_id uuid NOT NULL REFERENCES accounts (id),
    role       text NOT NULL CHECK (role IN ('staff', 'doctor', 'clinic_admin')),
    -- which of the clinic's doctors they are
    doctor_id  uuid,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    removed_at timestamptz,
    PRIMARY KEY (clinic_id, account_id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id),
    CHECK ((role = 'doctor') = (doctor_id IS NOT NULL))
);
CREATE INDEX memberships_by_account ON memberships (account_id) WHERE removed_at IS NULL;

CREATE TABLE invitations (
    clinic_id    uuid NOT NULL REFERENCES clinics (id),
    id           uuid NOT NULL,
    role         text NOT NULL CHECK (role IN ('staff', 'doctor', 'clinic_admin')),
    doctor_id    uuid,
    -- sealed under the clinic's key; and what accounts are found by
    email        bytea NOT NULL,
    email_index  bytea NOT NULL,
    secret_hash  bytea NOT NULL,
    invited_by   text NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    accepted_at  timestamptz,
    withdrawn_at timestamptz,
    version      integer NOT NULL DEFAULT 1,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id),
    CHECK ((role = 'doctor') = (doctor_id IS NOT NULL))
);
-- Not unique on purpose: uniqueness is the primary key's.
CREATE INDEX invitations_by_secret ON invitations (secret_hash);

-- Keys of other programs, each for one clinic and for what its scopes say.
CREATE TABLE api_keys (
    clinic_id   uuid NOT NULL REFERENCES clinics (id),
    id          uuid NOT NULL,
    name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    scopes      text[] NOT NULL,
    secret_hash bytea NOT NULL,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX api_keys_by_secret ON api_keys (secret_hash);

-- A clinic may ask more of those who work for it than a password.
ALTER TABLE clinics ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['memberships', 'invitations', 'api_keys'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format($policy$
            CREATE POLICY of_these_clinics ON %I
            USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[]))
                   IS TRUE)
        $policy$, name);
        EXECUTE format('CREATE POLICY of_the_operator ON %I TO holdfast_operator USING (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO holdfast_operator', name);
    END LOOP;
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_identity') THEN
            CREATE ROLE holdfast_identity NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
    IF NOT pg_has_role(current_user, 'holdfast_identity', 'MEMBER') THEN
        GRANT holdfast_identity TO CURRENT_USER;
    END IF;
END
$$;

GRANT SELECT, INSERT, UPDATE ON accounts, memberships, invitations, api_keys TO holdfast_identity;
-- those that nobody has shown to be theirs
GRANT DELETE ON accounts TO holdfast_identity;
GRANT SELECT, INSERT, DELETE ON account_recovery_codes, account_identities, account_links, revocations TO holdfast_identity;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions, refresh_tokens TO holdfast_identity;
GRANT SELECT, INSERT ON account_log, idempotency_keys TO holdfast_identity;
GRANT INSERT ON account_mails, audit_log TO holdfast_identity;
-- those that nobody has sent
GRANT SELECT (until), DELETE ON account_mails TO holdfast_identity;
GRANT SELECT ON clinics, doctors TO holdfast_identity;
GRANT SELECT, INSERT ON vault_keys, vault_platform_keys TO holdfast_identity;
GRANT EXECUTE ON FUNCTION vault_master_keys_in_use() TO holdfast_identity;
GRANT SELECT, UPDATE, DELETE ON account_mails TO holdfast_notification;

-- What has to be learned before the clinic can be named, as in V7.
GRANT CREATE ON SCHEMA public TO holdfast_operator;

-- Where an account works.
CREATE FUNCTION clinics_of_member(account uuid) RETURNS uuid[]
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT coalesce(array_agg(m.clinic_id), '{}') FROM public.memberships m
   WHERE m.account_id = account AND m.removed_at IS NULL $$;
ALTER FUNCTION clinics_of_member(uuid) OWNER TO holdfast_operator;

CREATE FUNCTION clinic_of_invitation(secret bytea) RETURNS uuid
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT i.clinic_id FROM public.invitations i WHERE i.secret_hash = secret $$;
ALTER FUNCTION clinic_of_invitation(bytea) OWNER TO holdfast_operator;

CREATE FUNCTION clinic_of_api_key(secret bytea) RETURNS uuid
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT k.clinic_id FROM public.api_keys k WHERE k.secret_hash = secret $$;
ALTER FUNCTION clinic_of_api_key(bytea) OWNER TO holdfast_operator;

REVOKE CREATE ON SCHEMA public FROM holdfast_operator;
REVOKE ALL ON FUNCTION clinics_of_member(uuid), clinic_of_invitation(bytea), clinic_of_api_key(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinics_of_member(uuid), clinic_of_invitation(bytea), clinic_of_api_key(bytea)
    TO holdfast_identity;
-- an account asks for its records at clinics
GRANT EXECUTE ON FUNCTION clinics_of_account(uuid) TO holdfast_clinic;

DO $$
BEGIN
    IF to_regclass('refinery_schema_history') IS NOT NULL THEN
        GRANT SELECT ON refinery_schema_history TO holdfast_identity;
    END IF;
END
$$;
