-- What keeps each day's slots true to the hours: as of which day, and under which rules of the clocks, a doctor's slots were
-- made; and which slots wait for a booking to end (docs/decisions/0018).
ALTER TABLE doctors
    -- the day, in the clinic's zone, as of which the slots were made; NULL: make them anew
    ADD COLUMN slots_made_on    date,
    -- a fingerprint of the zone's rules under which they were made
    ADD COLUMN slots_zone_rules bigint;

-- Slots that the hours give but that cannot be offered, since a live appointment from other hours overlaps them. They
-- become slots when it ends before its time.
CREATE TABLE blocked_slots (
    clinic_id uuid NOT NULL,
    doctor_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL CHECK (ends_at > starts_at),
    mode      text NOT NULL CHECK (mode IN ('in_person', 'virtual')),
    PRIMARY KEY (clinic_id, doctor_id, starts_at),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id)
);
ALTER TABLE blocked_slots ENABLE ROW LEVEL SECURITY;
ALTER TABLE blocked_slots FORCE ROW LEVEL SECURITY;
CREATE POLICY of_these_clinics ON blocked_slots
    USING ((clinic_id = ANY ((SELECT nullif(current_setting('holdfast.clinics', true), '')::uuid[])::uuid[])) IS TRUE);
CREATE POLICY of_the_operator ON blocked_slots TO holdfast_operator USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON blocked_slots TO holdfast_operator;
GRANT SELECT, INSERT, DELETE ON blocked_slots TO holdfast_availability;

-- A booking that ends gives way to the slots that it blocked. FOR UPDATE asks for the right to UPDATE.
GRANT SELECT, UPDATE, DELETE ON blocked_slots TO holdfast_booking;
GRANT INSERT ON slots TO holdfast_booking;

-- A planned template can be withdrawn.
GRANT DELETE ON schedules TO holdfast_availability;
