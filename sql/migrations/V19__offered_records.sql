-- A link between a patient record and an account needs both: the clinic offers the record, the account takes it up. Until then
-- the account speaks for nothing.
ALTER TABLE patients ADD COLUMN offered_account_id uuid;
ALTER TABLE patients ADD CONSTRAINT patients_offered_or_taken
    CHECK (offered_account_id IS NULL OR account_id IS NULL) NOT VALID;

-- Where an account has patient records, or is offered some.
CREATE OR REPLACE FUNCTION clinics_of_account(account uuid) RETURNS uuid[]
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT coalesce(array_agg(DISTINCT p.clinic_id), '{}') FROM public.patients p
   WHERE p.account_id = account OR p.offered_account_id = account $$;
