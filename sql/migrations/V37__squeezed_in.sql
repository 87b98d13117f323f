-- Slots that the desk makes outside the hours, each for one patient (docs/decisions/0047).
ALTER TABLE slots
    -- NULL: a slot that the hours give. Else it waits until then for its booking, and goes when that ends.
    ADD COLUMN kept_until timestamptz;

-- Whoever makes one waits for bookings that end and give way to what they blocked. FOR UPDATE asks for the right to UPDATE.
GRANT UPDATE ON blocked_slots TO holdfast_availability;

-- One index is made while others write (crates/postgres/src/migrate.rs).
