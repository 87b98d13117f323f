-- Webhooks: where other programs hear of a clinic's events (docs/decisions/0017). The clinic service keeps what its admins
-- set; a role of its own delivers, for all clinics: it sees ids, and addresses and secrets as ciphertext.

CREATE TABLE webhooks (
    clinic_id        uuid NOT NULL REFERENCES clinics (id),
    id               uuid NOT NULL,
    -- sealed: some programs have their secret in the address
    url              bytea NOT NULL,
    description      text NOT NULL CHECK (char_length(description) <= 200),
    event_types      text[] NOT NULL CHECK (cardinality(event_types) > 0),
    is_enabled       boolean NOT NULL DEFAULT true,
    -- why it was switched off by the delivery, if it was
    disabled_reason  text NOT NULL DEFAULT '',
    -- sealed: deliveries are signed by it; by the old one too, until then
    secret           bytea NOT NULL,
    old_secret       bytea NOT NULL DEFAULT '',
    old_secret_until timestamptz,
    -- when there is something to do for it next; NULL while nothing waits
    due_at           timestamptz,
    -- times in a row that it failed, since when, and until when it is left alone
    failures         integer NOT NULL DEFAULT 0,
    failing_since    timestamptz,
    paused_until     timestamptz,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    version          integer NOT NULL DEFAULT 1,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX webhooks_by_due ON webhooks (due_at) WHERE due_at IS NOT NULL;

-- One row per event and webhook: what is to be delivered, and for a month what became of it.
CREATE TABLE webhook_deliveries (
    clinic_id           uuid NOT NULL,
    webhook_id          uuid NOT NULL,
    event_id            uuid NOT NULL,
    -- the event itself: ids, never personal data
    event_type          text NOT NULL,
    appointment_id      uuid,
    appointment_version integer,
    doctor_id           uuid,
    slot_id             uuid,
    occurred_at         timestamptz NOT NULL,
    state               text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts            integer NOT NULL DEFAULT 0,
    -- not before
    due_at              timestamptz NOT NULL,
    -- somebody is at it, or has died with it
    in_hand_until       timestamptz,
    -- what the last attempt was answered, if it was, and what was wrong with that
    last_status         integer,
    last_error          text NOT NULL DEFAULT '',
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, webhook_id, event_id),
    FOREIGN KEY (clinic_id, webhook_id) REFERENCES webhooks (clinic_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (clinic_id, webhook_id, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (created_at);

DO $$
DECLARE
    name text;
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_webhook') THEN
            CREATE ROLE holdfast_webhook NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
    IF NOT pg_has_role(current_user, 'holdfast_webhook', 'MEMBER') THEN
        GRANT holdfast_webhook TO CURRENT_USER;
    END IF;
    FOREACH name IN ARRAY ARRAY['webhooks', 'webhook_deliveries'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format($policy$
            CREATE POLICY of_these_clinics ON %I
            USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[]))
                   IS TRUE)
        $policy$, name);
        EXECUTE format('CREATE POLICY of_the_delivery ON %I TO holdfast_webhook USING (true)', name);
        EXECUTE format('CREATE POLICY of_the_operator ON %I TO holdfast_operator USING (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO holdfast_operator', name);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON webhooks TO holdfast_clinic;
-- a delivery to try a webhook by
GRANT SELECT, INSERT ON webhook_deliveries TO holdfast_clinic;
GRANT SELECT ON webhooks TO holdfast_webhook;
GRANT UPDATE (is_enabled, disabled_reason, due_at, failures, failing_since, paused_until, updated_at, version)
    ON webhooks TO holdfast_webhook;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_deliveries TO holdfast_webhook;
GRANT SELECT ON clinics TO holdfast_webhook;
GRANT INSERT ON audit_log TO holdfast_webhook;
GRANT SELECT, INSERT ON vault_keys, vault_platform_keys TO holdfast_webhook;
GRANT EXECUTE ON FUNCTION vault_master_keys_in_use() TO holdfast_webhook;

DO $$
BEGIN
    IF to_regclass('refinery_schema_history') IS NOT NULL THEN
        GRANT SELECT ON refinery_schema_history TO holdfast_webhook;
    END IF;
END
$$;
