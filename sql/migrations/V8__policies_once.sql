-- The policies of the clinics, read once per statement. As V7 wrote them, the text of the setting was made into an array
-- again for every row that a policy looked at: with fifty clinics in a batch of bookings that more than doubled what a
-- booking cost PostgreSQL. Now the sub-select gives the array.
--
-- IS TRUE keeps the condition a filter. Without it, it is also a way into an index that begins with clinic_id, once for
-- each clinic of the transaction, where a join asks for one row.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'of_these_clinics' LOOP
        EXECUTE format($policy$
            ALTER POLICY of_these_clinics ON %I
            USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[]))
                   IS TRUE)
        $policy$, name);
    END LOOP;
END
$$;
ALTER POLICY made ON clinics
    WITH CHECK ((id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[])) IS TRUE);
ALTER POLICY changed ON clinics
    USING ((id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[])) IS TRUE);
