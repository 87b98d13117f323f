-- How the database's server is, as far as every role may see.

-- The timeline rises with each failover. Archived: since a segment of WAL was last taken, where archiving is on; it fails while the
-- last try was none that succeeded.
--! server_state : (archived_secs?)
SELECT ('x' || substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8))::bit(32)::int AS timeline,
       CASE WHEN current_setting('archive_mode') <> 'off'
            THEN extract(epoch FROM clock_timestamp() - coalesce(last_archived_time, stats_reset))::float8 END AS archived_secs,
       coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS archive_fails
FROM pg_stat_archiver;
