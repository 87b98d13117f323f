-- One message to a patient per event and kind of event. A row is there before the message is sent, and its lease says
-- who is at it: so of many workers one sends, and one that died is taken over from.
CREATE TABLE notifications (
    clinic_id      uuid NOT NULL,
    event_id       uuid NOT NULL,
    appointment_id uuid NOT NULL,
    event_type     text NOT NULL,
    -- skipped: there is nobody to write to, or nothing to say
    state          text NOT NULL CHECK (state IN ('sending', 'sent', 'skipped', 'failed')),
    attempts       integer NOT NULL DEFAULT 1,
    leased_until   timestamptz CHECK ((leased_until IS NOT NULL) = (state = 'sending')),
    -- why it failed; never personal data
    detail         text NOT NULL DEFAULT '',
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, event_id)
);

-- Events that a listener in the process of the relay could not make anything of. (A broker has a queue for these.)
CREATE TABLE dead_letters (
    clinic_id uuid NOT NULL,
    event_id  uuid NOT NULL,
    listener  text NOT NULL,
    reason    text NOT NULL,
    died_at   timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, event_id, listener)
);
