-- Mails to patients wait in rows (docs/decisions/0019): the listener writes down what there is to tell, senders take what is due.
-- What strangers can set in motion is known by who did it, and counted.

-- In which role somebody did what an event tells; NULL: an older version wrote it.
ALTER TABLE outbox ADD COLUMN actor_role text;
ALTER TABLE webhook_deliveries ADD COLUMN actor_role text;

-- squawk-ignore ban-drop-constraint
ALTER TABLE webhook_deliveries DROP CONSTRAINT webhook_deliveries_state_check;
-- superseded: a later event of the same kind tells what this one would have
ALTER TABLE webhook_deliveries ADD CONSTRAINT webhook_deliveries_state_check
    CHECK (state IN ('waiting', 'delivered', 'failed', 'superseded')) NOT VALID;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX webhook_deliveries_by_appointment ON webhook_deliveries (clinic_id, appointment_id, webhook_id, created_at);
-- those that were held back when they were recorded
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX webhook_deliveries_held ON webhook_deliveries (clinic_id)
    WHERE state = 'waiting' AND attempts = 0 AND due_at > created_at;

ALTER TABLE notifications
    -- not before; NULL while somebody is at it, and once it is done with
    ADD COLUMN due_at timestamptz,
    ADD COLUMN occurred_at timestamptz,
    -- the appointment's version after the change; NULL for what is no change of its state
    ADD COLUMN appointment_version integer,
    ADD COLUMN actor_role text,
    -- a keyed hash of the address, by which mails to one mailbox wait for one another; forgotten after two days
    ADD COLUMN recipient bytea,
    -- times that the server would not have it now; and that it took it and said nothing
    ADD COLUMN refusals integer NOT NULL DEFAULT 0,
    ADD COLUMN silences integer NOT NULL DEFAULT 0,
    -- it counts in mail_counts
    ADD COLUMN is_counted boolean NOT NULL DEFAULT false,
    -- what the mail told the patient's calendar
    ADD COLUMN calendar text CHECK (calendar IN ('request', 'cancel', 'none'));
-- squawk-ignore ban-drop-constraint
ALTER TABLE notifications DROP CONSTRAINT notifications_state_check;
-- waiting: to be sent when it is due; superseded: a later mail tells it; over_budget: too many were set in motion by patients and guests
ALTER TABLE notifications ADD CONSTRAINT notifications_state_check
    CHECK (state IN ('waiting', 'sending', 'sent', 'skipped', 'failed', 'superseded', 'over_budget')) NOT VALID;
-- (An older version's worker knows no due_at.)
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX notifications_pending ON notifications (clinic_id, coalesce(due_at, leased_until))
    WHERE state IN ('waiting', 'sending');
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX notifications_under_way ON notifications (clinic_id) WHERE state = 'sending';
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX notifications_by_appointment ON notifications (clinic_id, appointment_id);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX notifications_with_recipient ON notifications (clinic_id, created_at) WHERE recipient IS NOT NULL;

ALTER TABLE account_mails
    ADD COLUMN recipient bytea,
    ADD COLUMN refusals integer NOT NULL DEFAULT 0,
    ADD COLUMN silences integer NOT NULL DEFAULT 0,
    ADD COLUMN is_counted boolean NOT NULL DEFAULT false;

-- How many mails strangers have set in motion on a day: to a recipient, at a clinic. `who` is a keyed hash.
CREATE TABLE mail_counts (
    who   bytea NOT NULL,
    day   date NOT NULL,
    mails integer NOT NULL,
    PRIMARY KEY (who, day)
);
CREATE INDEX mail_counts_by_day ON mail_counts (day);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_counts TO holdfast_notification;

-- Clinics with mails that are due, in any order but those that have enough in hand: the sender names them then.
GRANT CREATE ON SCHEMA public TO holdfast_operator;
CREATE FUNCTION clinics_with_mails_due(by_then timestamptz, but uuid[], most bigint) RETURNS SETOF uuid
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ WITH RECURSIVE pending (clinic_id) AS (
       (SELECT n.clinic_id FROM public.notifications n WHERE n.state IN ('waiting', 'sending') ORDER BY n.clinic_id LIMIT 1)
       UNION ALL
       SELECT (SELECT n.clinic_id FROM public.notifications n
               WHERE n.state IN ('waiting', 'sending') AND n.clinic_id > p.clinic_id ORDER BY n.clinic_id LIMIT 1)
       FROM pending p WHERE p.clinic_id IS NOT NULL
   )
   SELECT p.clinic_id FROM pending p
   WHERE p.clinic_id IS NOT NULL AND p.clinic_id <> ALL (but)
     AND EXISTS (SELECT FROM public.notifications n
                 WHERE n.clinic_id = p.clinic_id AND n.state IN ('waiting', 'sending')
                   AND coalesce(n.due_at, n.leased_until) <= by_then)
   ORDER BY random() LIMIT most $$;
ALTER FUNCTION clinics_with_mails_due(timestamptz, uuid[], bigint) OWNER TO holdfast_operator;

-- Clinics with recipients of mails of long ago.
CREATE FUNCTION clinics_with_old_recipients(before timestamptz, most bigint) RETURNS SETOF uuid
LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT DISTINCT n.clinic_id FROM public.notifications n
   WHERE n.recipient IS NOT NULL AND n.created_at < before AND n.state NOT IN ('waiting', 'sending') LIMIT most $$;
ALTER FUNCTION clinics_with_old_recipients(timestamptz, bigint) OWNER TO holdfast_operator;
REVOKE CREATE ON SCHEMA public FROM holdfast_operator;
REVOKE ALL ON FUNCTION clinics_with_mails_due(timestamptz, uuid[], bigint), clinics_with_old_recipients(timestamptz, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinics_with_mails_due(timestamptz, uuid[], bigint), clinics_with_old_recipients(timestamptz, bigint)
    TO holdfast_notification;

-- How many a clinic has made lately.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX invitations_by_age ON invitations (clinic_id, created_at);
