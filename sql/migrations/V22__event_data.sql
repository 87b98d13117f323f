-- What an event's data has that has no column in the table (docs/decisions/0027), so that an event with other ids needs no new
-- columns. NULL: nothing. Ids and numbers, never personal data.
ALTER TABLE outbox ADD COLUMN data jsonb;
ALTER TABLE webhook_deliveries ADD COLUMN data jsonb;
ALTER TABLE notifications ADD COLUMN data jsonb;
