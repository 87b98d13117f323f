-- Working hours, and the slots made of them.
CREATE TABLE schedules (
    clinic_id       uuid NOT NULL,
    id              uuid NOT NULL,
    doctor_id       uuid NOT NULL,
    effective_from  date NOT NULL,
    effective_until date CHECK (effective_until >= effective_from),
    template        jsonb NOT NULL,
    created_at      timestamptz NOT NULL,
    -- among the templates that cover a day the newest revision is in force
    revision        integer NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, doctor_id, revision),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id)
);

CREATE TABLE time_off (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    doctor_id  uuid NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL CHECK (ends_at > starts_at),
    reason     text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, doctor_id) REFERENCES doctors (clinic_id, id)
);
CREATE INDEX time_off_by_doctor ON time_off (clinic_id, doctor_id, starts_at);

-- No index names is_booked or version, and a quarter of each page is left free: so booking a slot
-- rewrites it in place (a HOT update) and touches none of its index entries.
CREATE TABLE slots (
    clinic_id    uuid NOT NULL,
    id           uuid NOT NULL,
    doctor_id    uuid NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL CHECK (ends_at > starts_at),
    mode         text NOT NULL CHECK (mode IN ('in_person', 'virtual')),
    is_booked    boolean NOT NULL DEFAULT false,
    -- kept for its booking alone: the doctor's hours no longer cover it, so it is not offered again
    is_withdrawn boolean NOT NULL DEFAULT false,
    version      integer NOT NULL DEFAULT 1,
    PRIMARY KEY (clinic_id, id),
    -- two generators at once make each slot once
    UNIQUE (clinic_id, doctor_id, starts_at)
) WITH (fillfactor = 75);
-- The API accepts a bare slot id. Ids grow with time, so this is appended to, not scattered.
CREATE INDEX slots_by_id ON slots (id);

-- The free slots once more, for search alone: one row per free slot, deleted when it is booked and put
-- back when it is cancelled. A search walks this in the order of its answer and meets free slots only,
-- however many booked ones lie between them.
CREATE TABLE open_slots (
    clinic_id         uuid NOT NULL,
    starts_at         timestamptz NOT NULL,
    slot_id           uuid NOT NULL,
    doctor_id         uuid NOT NULL,
    specialization_id integer NOT NULL,
    PRIMARY KEY (clinic_id, starts_at, slot_id)
);
CREATE INDEX open_slots_by_specialization ON open_slots (specialization_id, starts_at, slot_id);
