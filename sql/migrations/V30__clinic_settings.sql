-- A clinic's policies in one place (docs/decisions/0039).
ALTER TABLE clinics
    -- ISO 3166-1, two letters; empty where nobody has said
    ADD COLUMN country               text NOT NULL DEFAULT '',
    -- tags of RFC 5646; the first is what mails and pages begin with
    ADD COLUMN languages             text[] NOT NULL DEFAULT '{}',
    -- whether people without an account may book
    ADD COLUMN guests_allowed        boolean NOT NULL DEFAULT true,
    -- what they have to give besides a name
    ADD COLUMN guests_give           text NOT NULL DEFAULT 'nothing',
    -- until how long before an appointment patients may cancel or move it themselves
    ADD COLUMN cancel_notice_minutes integer NOT NULL DEFAULT 0,
    -- the sites that may show the clinic's pages in a frame
    ADD COLUMN embed_origins         text[] NOT NULL DEFAULT '{}',
    -- whom to turn to when it cannot wait, for everybody to see
    ADD COLUMN emergency_contact     text NOT NULL DEFAULT '';
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE clinics ADD CONSTRAINT clinics_guests_give
    CHECK (guests_give IN ('nothing', 'phone', 'email', 'either', 'both'));
