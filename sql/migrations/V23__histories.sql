-- A failover begins another history of the database: a replica that had more of the one before, which is lost, must not pass for
-- one that shows what came after. Its name is a row that replicas get as they get everything else.
ALTER TABLE freshness
    -- the timeline of the primary (eight hexadecimal digits) that this history is told of
    ADD COLUMN timeline      text,
    ADD COLUMN history       uuid,
    ADD COLUMN history_since timestamptz;
GRANT SELECT ON freshness TO holdfast_search;
