-- Which clinics a transaction is about: rows of others are not there for it (docs/decisions/0013). In force until the
-- transaction ends.

--! set_clinics
SELECT set_config('holdfast.clinics', (:clinics::uuid[])::text, true) AS clinics;

--! set_clinic_of_doctor
SELECT set_config('holdfast.clinics', array_remove(ARRAY[clinic_of_doctor(:id)], NULL)::text, true) AS clinics;

--! set_clinic_of_appointment
SELECT set_config('holdfast.clinics', array_remove(ARRAY[clinic_of_appointment(:id)], NULL)::text, true) AS clinics;

-- Where the account has patient records.
--! set_clinics_of_account
SELECT set_config('holdfast.clinics', clinics_of_account(:id)::text, true) AS clinics;

-- The trace of what the transaction does; its events go on from there.
--! set_traceparent
SELECT set_config('holdfast.traceparent', :traceparent, true) AS traceparent;
