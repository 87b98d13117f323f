-- Bounds for what people without an account can do (docs/decisions/0019).
ALTER TABLE appointments
    -- how often patients and guests have moved it in a row of days, and since when
    ADD COLUMN moves               integer NOT NULL DEFAULT 0,
    ADD COLUMN moves_since         timestamptz,
    -- secrets for it that were given out before are void; NULL: none was taken back
    ADD COLUMN guest_secrets_since timestamptz;

ALTER TABLE slots
    -- how many holds have run out on it
    ADD COLUMN expired_holds integer NOT NULL DEFAULT 0;
