-- Appointments, and the constraints that are the last word against a double booking.
CREATE TABLE appointments (
    clinic_id       uuid NOT NULL,
    id              uuid NOT NULL,
    doctor_id       uuid NOT NULL,
    patient_id      uuid NOT NULL,
    -- no foreign key: a cancelled appointment keeps the id of a slot that a new template may have removed
    slot_id         uuid NOT NULL,
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL CHECK (ends_at > starts_at),
    status          text NOT NULL CHECK (status IN ('pending', 'confirmed', 'completed', 'cancelled', 'no_show')),
    mode            text NOT NULL CHECK (mode IN ('in_person', 'virtual')),
    reason          text NOT NULL DEFAULT '',
    -- a hold, and only a hold, expires
    hold_expires_at timestamptz CHECK ((hold_expires_at IS NOT NULL) = (status = 'pending')),
    checked_in_at   timestamptz,
    cancel_reason   text NOT NULL DEFAULT '',
    version         integer NOT NULL DEFAULT 1,
    booked_at       timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    -- the doctor is the locked slot's, which needs no second look
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patients (clinic_id, id),
    -- Neither a doctor nor a patient is in two places at once, even if two slots were made to overlap. The column
    -- that tells rows apart best comes first: GiST descends by it, and that halves the cost of an insert.
    CONSTRAINT appointments_doctor_overlap EXCLUDE USING gist
        (doctor_id WITH =, clinic_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status <> 'cancelled'),
    CONSTRAINT appointments_patient_overlap EXCLUDE USING gist
        (patient_id WITH =, clinic_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status <> 'cancelled')
);
-- One live appointment per slot. Live is all but cancelled: a completed or missed appointment has used the
-- doctor's time, so its slot stays taken.
CREATE UNIQUE INDEX appointments_live_slot ON appointments (clinic_id, slot_id) WHERE status <> 'cancelled';
CREATE INDEX appointments_by_id ON appointments (id);
CREATE INDEX appointments_by_clinic ON appointments (clinic_id, starts_at, id);
CREATE INDEX appointments_by_patient ON appointments (clinic_id, patient_id, starts_at);
CREATE INDEX appointments_holds ON appointments (hold_expires_at) WHERE status = 'pending';

-- What happened, to be told to the world. Written in the transaction of the change; published_at is set
-- only after the transport has taken the event. Ids only, never personal data.
CREATE TABLE outbox (
    clinic_id           uuid NOT NULL,
    id                  uuid NOT NULL,
    event_type          text NOT NULL,
    appointment_id      uuid,
    -- the appointment's version after the change; NULL for events that are not a change of its state
    appointment_version integer,
    doctor_id           uuid,
    slot_id             uuid,
    occurred_at         timestamptz NOT NULL,
    published_at        timestamptz,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;

-- An effect of an event, once per consumer.
CREATE TABLE inbox (
    consumer     text NOT NULL,
    event_id     uuid NOT NULL,
    processed_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, event_id)
);

-- Who changed what, append-only; written in the transaction of the change.
CREATE TABLE audit_log (
    clinic_id      uuid NOT NULL,
    id             uuid NOT NULL,
    occurred_at    timestamptz NOT NULL,
    actor_role     text NOT NULL,
    actor_id       text NOT NULL,
    action         text NOT NULL,
    entity_id      uuid NOT NULL,
    entity_version integer NOT NULL,
    -- for appointments: the step through the states
    from_status    text,
    to_status      text,
    PRIMARY KEY (clinic_id, id)
);

-- The first answer to each Idempotency-Key, kept for a day. Keyed by the caller, so that nobody with an account
-- meets another's answers; guests have no name but their key. Not clinic-owned: a key is the caller's, whichever clinic the request was for.
CREATE TABLE idempotency_keys (
    caller         text NOT NULL,
    route          text NOT NULL,
    key            text NOT NULL,
    request_hash   bytea NOT NULL,
    -- the answer, in the owning service's own encoding
    result         bytea NOT NULL,
    appointment_id uuid,
    created_at     timestamptz NOT NULL,
    PRIMARY KEY (caller, route, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
