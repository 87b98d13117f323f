-- Clinics and what belongs to them. Every key of a clinic-owned table begins with clinic_id: that keeps
-- clinics apart, and lets the tables be distributed by clinic later.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE clinics (
    id                 uuid PRIMARY KEY,
    name               text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    address            text NOT NULL DEFAULT '',
    phone              text NOT NULL DEFAULT '',
    time_zone          text NOT NULL,
    -- a slot is offered to patients until this long before it starts
    min_notice_minutes integer NOT NULL DEFAULT 0 CHECK (min_notice_minutes BETWEEN 0 AND 43200),
    -- how long a hold (pending appointment) lives
    hold_minutes       integer NOT NULL DEFAULT 10 CHECK (hold_minutes BETWEEN 1 AND 1440),
    version            integer NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL
);

-- Platform-wide names of specializations, matched without regard to case. A reference table: it belongs
-- to no clinic, and it turns the search key of a slot into four bytes.
CREATE TABLE specializations (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name = lower(btrim(name)) AND name <> '')
);

CREATE TABLE doctors (
    clinic_id         uuid NOT NULL REFERENCES clinics (id),
    id                uuid NOT NULL,
    name              text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    specialization    text NOT NULL,
    specialization_id integer NOT NULL REFERENCES specializations (id),
    bio               text NOT NULL DEFAULT '',
    -- slots exist up to this local date (exclusive); NULL until a template is set
    slots_until       date,
    version           integer NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
-- The API accepts a bare doctor id. Not unique on purpose: uniqueness is the primary key's.
CREATE INDEX doctors_by_id ON doctors (id);

CREATE TABLE patients (
    clinic_id  uuid NOT NULL REFERENCES clinics (id),
    id         uuid NOT NULL,
    -- the platform account that speaks for this record; NULL for guests and people on the phone
    account_id uuid,
    name       text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    phone      text NOT NULL DEFAULT '',
    email      text NOT NULL DEFAULT '',
    birth_date date,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX patients_by_account ON patients (account_id) WHERE account_id IS NOT NULL;
