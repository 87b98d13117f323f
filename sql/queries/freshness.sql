-- What processes agree on about marks, and WAL positions. Positions are bytes since the beginning of the WAL.

-- The agreement, as of this moment, and a position that no commit before it lies behind.
--! freshness : (history?, timeline?)
SELECT f.suspended_until > clock_timestamp() AS suspended, f.generation,
       (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint AS position,
       f.timeline, f.history, primary_is_on.timeline AS primary_timeline,
       coalesce(f.history_since < clock_timestamp() - make_interval(secs => :settles_secs), false) AS history_settled
FROM freshness f, (SELECT substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8)) AS primary_is_on (timeline);

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

-- The primary is on another timeline than the one before: what is written from now on is another history.
--! begin_history
UPDATE freshness f
SET timeline = now_on.timeline, history = gen_random_uuid(), history_since = clock_timestamp(), generation = generation + 1
FROM (SELECT substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8)) AS now_on (timeline)
WHERE f.timeline IS DISTINCT FROM now_on.timeline;

-- A position that covers every commit that has returned, and the timeline that it is on. On the primary.
--! written_position
SELECT (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint AS position,
       substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8) AS timeline;

-- How long ago, by the clocks of both, the last transaction was committed that a replica has replayed.
--! replayed_secs : (secs?)
SELECT extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8 AS secs;

-- How far a replica has come, and in which history; the position is NULL on a server that is none.
--! replayed_position : (position?, history?)
SELECT (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint AS position, (SELECT f.history FROM freshness f) AS history;
