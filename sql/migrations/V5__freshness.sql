-- What processes agree on about the marks that they keep in Redis (docs/decisions/0010): whether the marks can be
-- relied on, and which run of which server holds them. Read by every process twice a second; not clinic-owned.
CREATE TABLE freshness (
    only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    -- until then some process cannot mark its changes: readers ask the primary
    suspended_until timestamptz NOT NULL,
    -- another number: changes were made without marks, so what was read before says nothing
    generation      bigint NOT NULL
);
INSERT INTO freshness (suspended_until, generation) VALUES ('-infinity', 1);

CREATE TABLE freshness_servers (
    -- marks are spread over buckets; each lies on one server
    bucket   integer PRIMARY KEY CHECK (bucket >= 0),
    -- a restarted server is another run, and has forgotten marks
    run_id   text NOT NULL,
    since    timestamptz NOT NULL
);
