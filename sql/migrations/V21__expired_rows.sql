-- Rows of queues expire (docs/decisions/0025): the relay deletes published events, the notification worker what it knows of old
-- ones. The audit log keeps each step, so what is deleted is written down for `holdfast check`.

-- How far events were deleted, of each clinic.
CREATE TABLE outbox_horizons (
    clinic_id     uuid NOT NULL,
    -- no event that happened later was deleted
    deleted_until timestamptz NOT NULL,
    -- how many of the deleted events told a step of an appointment
    steps         bigint NOT NULL,
    PRIMARY KEY (clinic_id)
);
ALTER TABLE outbox_horizons ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_horizons FORCE ROW LEVEL SECURITY;
CREATE POLICY of_the_relay ON outbox_horizons TO holdfast_relay USING (true);
CREATE POLICY of_the_operator ON outbox_horizons TO holdfast_operator USING (true);
GRANT SELECT, INSERT, UPDATE ON outbox_horizons TO holdfast_relay;
GRANT SELECT ON outbox_horizons TO holdfast_operator;

GRANT DELETE ON outbox TO holdfast_relay;
-- what waits to be published is nobody's to delete, whatever a statement says
CREATE POLICY published_alone ON outbox AS RESTRICTIVE FOR DELETE TO holdfast_relay USING (published_at IS NOT NULL);

GRANT DELETE ON inbox, notifications TO holdfast_notification;
