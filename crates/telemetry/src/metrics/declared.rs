//! The table.

use ::metrics::Unit;

use super::buckets::{DELAY, LATENCY, LATENCY_COARSE, SIZE};
use super::{Counter, Declared, Gauge, Histogram, Kind};

/// Declares metrics: `kind NAME = "its_name" [labels] unit in buckets, "what it tells";`
macro_rules! declare {
    ($($kind:ident $id:ident = $name:literal [$($label:literal),*] $unit:ident $(in $buckets:ident)?, $tells:literal;)+) => {
        $(
            #[doc = $tells]
            pub static $id: $kind<{ <[&str]>::len(&[$($label),*]) }> = $kind::new(Declared {
                name: $name,
                kind: Kind::$kind,
                unit: Unit::$unit,
                labels: &[$($label),*],
                tells: $tells,
                buckets: declare!(@buckets $($buckets)?),
            });
        )+

        /// All of them, in the order of the table.
        pub static ALL: &[&Declared] = &[$($id.declared()),+];

        /// The name of each in the program, in the same order.
        pub static IDS: &[&str] = &[$(stringify!($id)),+];
    };
    (@buckets) => { &[] };
    (@buckets $buckets:ident) => { $buckets };
}

declare! {
    // HTTP
    Histogram HTTP_REQUEST_DURATION = "http_server_request_duration_seconds" ["method", "route", "status"] Seconds in LATENCY,
        "time until the head of an answer, by the template of its route and the class of its status (`2xx`, …). What no route takes has the route `unmatched`, and the method `other` if it has a route for other methods; HEAD counts as GET";
    Gauge HTTP_ACTIVE_REQUESTS = "http_server_active_requests" ["method"] Count,
        "requests that are being answered";
    Counter RATE_LIMITED = "holdfast_rate_limited_total" ["rule"] Count,
        "requests that were refused by a quota";
    Counter SECURITY_EVENTS = "holdfast_security_events_total" ["event"] Count,
        "what an attack would leave: wrong passwords, refused tokens, … ([security.md](security.md))";
    Counter LOG_INS = "holdfast_log_ins_total" ["outcome"] Count,
        "log-ins by password: `ok`, `bad`";

    // streams of changes
    Gauge CHANGE_STREAMS = "holdfast_change_streams" [] Count,
        "open streams of what changes on clinics' days";
    Counter CHANGES_SENT = "holdfast_changes_sent_total" [] Count,
        "changes that listeners were told";
    Counter CHANGE_RESETS = "holdfast_change_resets_total" ["why"] Count,
        "listeners that were told to read anew: what they missed is too `old`, they were `behind`, there were too `many` changes";
    Counter CHANGE_STREAMS_ENDED = "holdfast_change_streams_ended_total" ["why"] Count,
        "streams that were ended: after their `lifetime`, since the listener's `rights` ended, the gateway is `leaving`, or changes could not be read (`unread`)";

    // connections of clients
    Gauge CONNECTIONS = "holdfast_connections" ["listener"] Count,
        "open connections";
    Counter CONNECTIONS_CLOSED = "holdfast_connections_closed_total" ["listener", "why"] Count,
        "connections that were ended: too slow, idle, or to make room";
    Counter CONNECTIONS_REFUSED = "holdfast_connections_refused_total" ["listener", "why"] Count,
        "connections that found no room: in `all`, or of one `client`";
    Counter ACCEPT_ERRORS = "holdfast_accept_errors_total" ["listener"] Count,
        "connections that could not be accepted: mostly, no file descriptor was left";

    // calls between processes
    Histogram RPC_CLIENT_DURATION = "rpc_client_call_duration_seconds" ["rpc_method", "status"] Seconds in LATENCY_COARSE,
        "calls of other processes, tries included: `ok`, `refused` (by a rule), `failed`";
    Histogram RPC_SERVER_DURATION = "rpc_server_call_duration_seconds" ["rpc_method", "status"] Seconds in LATENCY_COARSE,
        "calls by other processes: `ok`, `refused` (by a rule), `failed`";
    Gauge RPC_PEER_UP = "holdfast_rpc_peer_up" ["role", "peer"] Count,
        "1 while a process of that role answers; NaN once it is none any longer";
    Counter RPC_RETRIES = "holdfast_rpc_retries_total" ["role"] Count,
        "calls to a role that were tried again at another process";

    Counter SPANS = "holdfast_trace_spans_total" ["outcome"] Count,
        "spans of sampled traces: `exported`, `dropped` (no place in the queue), `refused` (the receiver did not take them in time)";

    // the database
    Histogram DB_OPERATION_DURATION = "db_client_operation_duration_seconds" ["query"] Seconds in LATENCY_COARSE,
        "statements by their names in `sql/queries`, and `commit`";
    Gauge DB_CONNECTIONS = "db_client_connections" ["pool", "state"] Count,
        "connections of a pool: `used`, `idle`";
    Gauge DB_PENDING = "db_client_connection_pending" ["pool"] Count,
        "tasks that wait for a connection of a pool";
    Histogram DB_WAIT = "db_client_connection_wait_seconds" ["pool"] Seconds in LATENCY,
        "how long a task waited for a connection, that of making one included";
    Counter DB_GIVEN_UP = "holdfast_database_connections_given_up_total" [] Count,
        "connections that were given up because the server was silent for longer than a statement may take";
    Counter OUTCOME_UNKNOWN = "holdfast_outcome_unknown_total" ["why"] Count,
        "commits whose outcome was reported as unknown: the connection was `broken`, `no_answer` came in time, the synchronous replica may not have it (`not_replicated`)";
    Gauge CLOCK_SKEW = "holdfast_clock_skew_seconds" [] Seconds,
        "this host's clock minus the database's";
    Gauge SCHEMA_VERSION = "holdfast_schema_version" [] Count,
        "the version of the database's schema";

    Gauge DB_TIMELINE = "holdfast_database_timeline" [] Count,
        "the timeline of the primary, which rises with each failover";
    Gauge WAL_ARCHIVE_AGE = "holdfast_wal_archive_age_seconds" [] Seconds,
        "how long ago a segment of WAL was archived, where archiving is on";
    Gauge WAL_ARCHIVE_FAILING = "holdfast_wal_archive_failing" [] Count,
        "1 while the last try to archive a segment of WAL failed";

    // booking
    Counter BOOKINGS = "holdfast_bookings_total" ["outcome"] Count,
        "bookings that were asked for, by the code of their problem, or `ok`";
    Counter HOLDS = "holdfast_holds_total" ["outcome"] Count,
        "holds that were asked for, by the code of their problem, or `ok`";
    Counter TRANSITIONS = "holdfast_transitions_total" ["action", "outcome"] Count,
        "steps of appointments that were asked for, by the code of their problem, or `ok`";
    Histogram BOOKING_BATCH_SIZE = "holdfast_booking_batch_size" [] Count in SIZE,
        "bookings of one group commit";
    Histogram BOOKING_BATCH_WAIT = "holdfast_booking_batch_wait_seconds" [] Seconds in LATENCY,
        "how long a booking waited for its group commit to begin";
    Histogram BOOKING_BATCH_STATEMENT = "holdfast_booking_batch_statement_seconds" [] Seconds in LATENCY,
        "one try of a group commit, with the wait for its connection";
    Counter BOOKING_BATCH_SPLITS = "holdfast_booking_batch_splits_total" [] Count,
        "group commits that were refused as a whole and halved";
    Counter SLOT_LOCK = "holdfast_slot_lock_total" ["outcome"] Count,
        "locks on slots that were asked for: `held`, `busy`, `bypassed` (only in this process, since Redis was away)";
    Gauge EXPIRED_HOLDS_OLDEST = "holdfast_expired_holds_oldest_seconds" [] Seconds,
        "how long ago the oldest hold expired that is still there; 0 if there is none";

    // slots
    Counter SLOT_PAGES = "holdfast_slot_pages_total" ["source"] Count,
        "pages of free slots by where they were read: `primary`, `replica`, `kept`, `not_modified`";
    Gauge FRESHNESS_STATE = "holdfast_freshness_state" ["state"] Count,
        "1 for what this process makes of the marks of changes: `relied_on`, `suspended`, `unknown`";
    Counter FRESHNESS_SUSPENSIONS = "holdfast_freshness_suspensions_total" [] Count,
        "times that readers were sent to the primary because a mark could not be set";
    Gauge REPLICA_LAG = "holdfast_replica_lag_bytes" [] Bytes,
        "WAL that the primary has written and the replica has not replayed";
    Gauge REPLICA_LAG_SECONDS = "holdfast_replica_lag_seconds" [] Seconds,
        "how long ago the last transaction was committed that the replica has replayed; 0 while it has replayed all";
    Gauge REPLICA_UP = "holdfast_replica_up" [] Count,
        "1 while the replica answers, and is one";
    Gauge HORIZON_MIN = "holdfast_horizon_min_seconds" [] Seconds,
        "how far ahead slots are made, by the doctor with hours for whom it is least; negative: that day is over";
    Gauge REDIS_UP = "holdfast_redis_up" [] Count,
        "1 while Redis answers";

    // events, mails, webhooks
    Gauge OUTBOX_UNPUBLISHED = "holdfast_outbox_unpublished" [] Count,
        "events that wait in the outbox, 100,000 at most";
    Gauge OUTBOX_OLDEST = "holdfast_outbox_oldest_seconds" [] Seconds,
        "age of the oldest event that waits in the outbox; 0 if none does";
    Counter EVENTS_PUBLISHED = "holdfast_events_published_total" [] Count,
        "events that the transport has taken from the outbox";
    Counter EXPIRED_EVENTS = "holdfast_expired_events_total" ["listener"] Count,
        "events that a listener passed over because they are expired";
    Counter DEAD_LETTERS_MADE = "holdfast_dead_letters_total" ["listener"] Count,
        "events that a listener could make nothing of";
    Gauge DEAD_LETTERS = "holdfast_dead_letters" [] Count,
        "dead letters in the database, 100,000 at most; those of a broker are in queues of its own";
    Counter NOTIFICATIONS = "holdfast_notifications_total" ["state"] Count,
        "mails about appointments, by what became of a try: `sent`, `failed`, `skipped`, `superseded`, …";
    Histogram NOTIFICATION_DELAY = "holdfast_notification_delay_seconds" [] Seconds in DELAY,
        "from an event to its mail";
    Counter ACCOUNT_MAILS = "holdfast_account_mails_total" ["state"] Count,
        "mails to owners of accounts, by their end: `sent`, `failed`, `expired`, `over_budget`";
    Counter WEBHOOK_ATTEMPTS = "holdfast_webhook_attempts_total" ["outcome"] Count,
        "deliveries to webhooks, by what became of an attempt: `delivered`, `retried`, `superseded`, …";
    Histogram WEBHOOK_DELAY = "holdfast_webhook_delay_seconds" [] Seconds in DELAY,
        "from an event to its delivery";

    // the audit log
    Gauge AUDIT_UNSEALED = "holdfast_audit_unsealed_rows" [] Count,
        "rows of the audit log that are not sealed";
    Gauge AUDIT_UNSEALED_OLDEST = "holdfast_audit_unsealed_oldest_seconds" [] Seconds,
        "age of the oldest row of the audit log that is not sealed";

    // invariants
    Gauge INVARIANT_BREACHES = "holdfast_invariant_breaches" ["invariant"] Count,
        "breaches that stand, by the invariants of `holdfast check`; the same in every process that watches";
    Gauge INVARIANT_LAG = "holdfast_invariant_lag_seconds" [] Seconds,
        "age of what changed and was not judged yet; half a minute to two are usual";

    // the process
    Gauge BUILD_INFO = "holdfast_build_info" ["version"] Count,
        "1, with the program's version";
    Gauge DATA_DIR_FREE = "holdfast_data_dir_free_bytes" [] Bytes,
        "what is left on the disk of the data folder, which a private database is in";
    Gauge CERTIFICATE_EXPIRY = "holdfast_certificate_expiry_seconds" ["name"] Seconds,
        "how long the certificate is still good that clients (`https`) or other processes (`rpc`) are shown; negative: it has expired";
    Gauge JOB_PERIOD = "holdfast_job_period_seconds" ["job"] Seconds,
        "the period of a job";
    Counter JOB_DONE = "holdfast_job_done_total" ["job"] Count,
        "what a background job did: rows, mails, slots";
    Counter JOB_FAILURES = "holdfast_job_failures_total" ["job"] Count,
        "rounds of a job that failed";
    Gauge JOB_LAST_SUCCESS = "holdfast_job_last_success_timestamp_seconds" ["job"] Seconds,
        "when a round last succeeded, in seconds since the Unix epoch";
}
