-- What processes agree on about marks, and WAL positions. Positions are bytes since the beginning of the WAL.

-- The agreement, as of this moment, and a position that no commit before it lies behind.
--! freshness
SELECT f.suspended_until > clock_timestamp() AS suspended, f.generation,
       (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint AS position
FROM freshness f;

-- The runs that hold the marks; settled: every process knows by now.
--! freshness_servers
SELECT bucket, run_id, (extract(epoch FROM since) * 1000000)::bigint AS since_us,
       since < clock_timestamp() - make_interval(secs => :settles_secs) AS settled
FROM freshness_servers;

-- Makes a run the holder of a bucket's marks, unless another one has just become it.
--! set_freshness_server
INSERT INTO freshness_servers (bucket, run_id, since) VALUES (:bucket, :run_id, clock_timestamp())
ON CONFLICT (bucket) DO UPDATE SET run_id = excluded.run_id, since = excluded.since
WHERE freshness_servers.run_id <> excluded.run_id
  AND freshness_servers.since < clock_timestamp() - make_interval(secs => :settles_secs);

-- From now on for a while nobody relies on marks.
--! suspend_freshness
UPDATE freshness
SET suspended_until = greatest(suspended_until, clock_timestamp() + make_interval(secs => :lasts_secs)),
    generation = generation + 1;

-- Changes were made without marks: what was read before says nothing.
--! renew_freshness
UPDATE freshness SET generation = generation + 1;

-- A position that covers every commit that has returned. On the primary.
--! written_position
SELECT (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint AS position;

-- How far a replica has come; NULL on a server that is none.
--! replayed_position : (position?)
SELECT (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint AS position;
