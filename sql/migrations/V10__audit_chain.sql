-- The audit log as a chain (docs/decisions/0015): what was written is sealed within two seconds, per clinic and in order,
-- so that whoever takes a row out, puts one in or changes one has to change every seal after it.

-- squawk-ignore adding-field-with-default
ALTER TABLE audit_log
    -- whom a change or a look was about, if it was about a patient
    ADD COLUMN patient_id uuid,
    -- by this the sealing knows what it has not seen, in whatever order transactions commit
    -- (an xid8 as a number, since there is no BRIN of xid8)
    ADD COLUMN xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint;
-- Rows come in this order, near enough: an index of a few bytes per 32 pages, which costs those who write nothing.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX audit_log_by_xid ON audit_log USING brin (xid) WITH (pages_per_range = 32, autosummarize = on);

CREATE TABLE audit_seals (
    clinic_id uuid NOT NULL,
    -- 1, 2, 3 … without a gap
    seq       bigint NOT NULL,
    sealed_at timestamptz NOT NULL,
    -- of audit_log, in the order of their ids
    row_ids   uuid[] NOT NULL,
    -- SHA-256 of the hash before (nothing for the first), seq, and the hashes of the rows
    hash      bytea NOT NULL,
    PRIMARY KEY (clinic_id, seq)
);

-- What the sealing has seen. One row.
CREATE TABLE audit_sealing (
    is_here boolean PRIMARY KEY DEFAULT true CHECK (is_here),
    seen    pg_snapshot NOT NULL
);
-- nothing yet: what is there already is sealed first
INSERT INTO audit_sealing (seen) VALUES ('1:1:');

-- The role of the sealing; it has no part in anything else.
DO $$
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_audit') THEN
            CREATE ROLE holdfast_audit NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
    IF NOT pg_has_role(current_user, 'holdfast_audit', 'MEMBER') THEN
        GRANT holdfast_audit TO CURRENT_USER;
    END IF;
END
$$;

ALTER TABLE audit_seals ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_seals FORCE ROW LEVEL SECURITY;
CREATE POLICY of_these_clinics ON audit_seals
    USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[])) IS TRUE);
CREATE POLICY of_the_operator ON audit_seals TO holdfast_operator USING (true);
CREATE POLICY of_the_sealing ON audit_seals TO holdfast_audit USING (true);
CREATE POLICY of_the_sealing ON audit_log TO holdfast_audit USING (true);

GRANT SELECT ON audit_seals, audit_sealing TO holdfast_operator;
GRANT SELECT, INSERT ON audit_seals TO holdfast_audit;
GRANT SELECT, UPDATE ON audit_sealing TO holdfast_audit;
GRANT SELECT ON audit_log TO holdfast_audit;
-- after a restore into a cluster that counts transactions anew; it is no part of what is sealed
GRANT UPDATE (xid) ON audit_log TO holdfast_audit;
-- a clinic's admins ask who did and saw what
GRANT SELECT ON audit_log, audit_seals TO holdfast_clinic;
-- the operator writes while importing, and never changes what is there
REVOKE UPDATE, DELETE ON audit_log FROM holdfast_operator;

DO $$
BEGIN
    IF to_regclass('refinery_schema_history') IS NOT NULL THEN
        GRANT SELECT ON refinery_schema_history TO holdfast_audit;
    END IF;
END
$$;
