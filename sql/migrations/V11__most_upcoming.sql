-- Nobody hoards a clinic's slots: so many appointments to come (holds among them) may one account have there. The front desk
-- is not bound by it.
ALTER TABLE clinics ADD COLUMN max_upcoming integer NOT NULL DEFAULT 10;
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE clinics ADD CONSTRAINT clinics_max_upcoming CHECK (max_upcoming BETWEEN 1 AND 1000);
