-- Which of a clinic's rules its desk went past, and why (docs/decisions/0046).
CREATE TABLE overrides (
    clinic_id      uuid NOT NULL,
    id             uuid NOT NULL,
    appointment_id uuid NOT NULL,
    -- the appointment's, after what was done
    version        integer NOT NULL,
    -- names of crates/domain/src/overrule.rs
    rules          text[] NOT NULL CHECK (cardinality(rules) > 0),
    -- sealed; empty once the patient is erased
    reason         bytea NOT NULL,
    -- as in the audit log
    made_by_role   text NOT NULL,
    made_by_id     text NOT NULL,
    made_at        timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, appointment_id) REFERENCES appointments (clinic_id, id)
);
-- one for each step
CREATE UNIQUE INDEX overrides_by_step ON overrides (clinic_id, appointment_id, version);

-- Whether there are any, so that nobody looks for them in vain.
ALTER TABLE appointments ADD COLUMN is_overruled boolean NOT NULL DEFAULT false;

ALTER TABLE overrides ENABLE ROW LEVEL SECURITY;
ALTER TABLE overrides FORCE ROW LEVEL SECURITY;
CREATE POLICY of_these_clinics ON overrides
    USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[])) IS TRUE);
CREATE POLICY of_the_operator ON overrides TO holdfast_operator USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON overrides TO holdfast_operator;
GRANT SELECT, INSERT ON overrides TO holdfast_booking;
-- the reason is the patient's, to have and to have erased
GRANT SELECT (clinic_id, id, appointment_id, reason), UPDATE (reason) ON overrides TO holdfast_clinic;
