-- What an import was told about, by the name it has in the files. It keeps a second import of the same file from
-- making everything twice, and lets a later file speak of what an earlier one brought.
-- Not clinic-owned: files name clinics too, and one import may hold many of them.
CREATE TABLE import_refs (
    kind        text NOT NULL CHECK (kind IN ('clinic', 'doctor', 'patient', 'appointment')),
    ref         text NOT NULL CHECK (ref <> ''),
    id          uuid NOT NULL,
    -- the clinic it belongs to; NULL for a clinic
    clinic_id   uuid CHECK ((clinic_id IS NULL) = (kind = 'clinic')),
    imported_at timestamptz NOT NULL,
    PRIMARY KEY (kind, ref)
);
