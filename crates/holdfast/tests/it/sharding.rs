//! What of the schema and the statements is made for distribution by clinic (docs/sharding.md says what is not): the catalogue and
//! `sql/queries` are read, and whatever is not ready must be on a list with its reason.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_config::Settings;
use holdfast_testkit::{Api, Clinic, TestDatabase, fixtures};
use serde_json::json;

/// Tables that belong to no clinic, and what becomes of each on Citus.
const NOT_CLINIC_OWNED: [(&str, &str); 22] = [
    ("clinics", "a reference table: small, and every clinic-owned table points to it"),
    ("specializations", "a reference table"),
    ("specialization_groups", "a reference table"),
    ("freshness", "a reference table of one row"),
    ("freshness_servers", "a reference table of a few rows"),
    (
        "idempotency_keys",
        "distributed by caller: a key is the caller's, whichever clinic the request was for",
    ),
    ("inbox", "distributed by event: an effect is noted once per event"),
    ("audit_sealing", "one row of the sealing job, which on Citus runs on every shard"),
    ("invariant_rounds", "one row of the watch over invariants, which on Citus runs on every shard"),
    ("invariant_breaches", "of the watch over invariants, as above: a few rows, or none"),
    ("vault_platform_keys", "a reference table of a few rows"),
    (
        "accounts",
        "the platform's, on the coordinator: log-ins are few beside bookings, and find an account by its address",
    ),
    ("account_identities", "with accounts"),
    ("account_links", "with accounts"),
    ("account_log", "with accounts"),
    ("account_mails", "with accounts"),
    ("mail_counts", "with accounts: a mailbox is nobody's clinic's, and few rows live two days"),
    ("account_recovery_codes", "with accounts"),
    ("sessions", "with accounts"),
    ("refresh_tokens", "with accounts"),
    ("revocations", "with accounts"),
    ("import_refs", "a reference table: names in files are the platform's"),
];
/// The migrations' own table.
const BOOKKEEPING: &str = "refinery_schema_history";

/// Statements that lock or write a clinic-owned table without tying it to one clinic.
const ACROSS_CLINICS: [(&str, &str); 19] = [
    (
        "book_batch",
        "one statement for many clinics is what makes a batch fast on one PostgreSQL; booking.by_clinic makes batches of one",
    ),
    ("lock_doctor", "by a bare doctor id, as the API gives it; on Citus the clinic is looked up first"),
    (
        "lock_appointment",
        "by a bare appointment id, as the API gives it; on Citus the clinic is looked up first",
    ),
    ("lock_hold", "by a bare appointment id, as the API gives it; on Citus the clinic is looked up first"),
    ("lock_invitation_by_secret", "by the secret of a mail; its clinic was looked up and set before"),
    ("take_unpublished", "relay.by_clinic chooses the statement for one clinic instead"),
    (
        "record_notifications",
        "the mail worker's own rows, never on a booking's way; on Citus one transaction over several shards",
    ),
    (
        "take_notifications",
        "the mail worker's queue, taken of several clinics at once; on Citus it is asked shard by shard",
    ),
    (
        "record_deliveries",
        "the webhook worker's own rows, never on a booking's way; on Citus one transaction over several shards",
    ),
    (
        "supersede_deliveries",
        "the webhook worker's own rows, never on a booking's way; on Citus one transaction over several shards",
    ),
    (
        "lock_due_webhooks",
        "the webhook worker's queue, locked across clinics; on Citus it is asked shard by shard",
    ),
    (
        "take_deliveries",
        "the webhook worker's queue, taken across clinics; on Citus it is asked shard by shard",
    ),
    ("delete_expired_deliveries", "what is expired, by a statement that holds for each shard by itself"),
    ("delete_expired_dead_letters", "what is expired, by a statement that holds for each shard by itself"),
    ("note_looks", "one insert for the looks at all clinics of an account; on Citus a row goes to its shard"),
    ("seal_new", "a background job over all clinics, by a statement that holds for each shard by itself"),
    ("count_anew", "once after a restore from a dump"),
    ("lock_keys_of_others", "once when a master key is changed"),
    ("lock_waiting_clinics", "locks no row: advisory locks on the coordinator"),
];

async fn clinic_owned() -> (tokio_postgres::Client, TestDatabase, BTreeSet<String>) {
    let database = TestDatabase::create().await;
    let client = database.client().await;
    let rows = client
        .query(
            "SELECT c.relname, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'clinic_id'
                                       AND NOT a.attisdropped AND a.attnotnull) AS owned
             FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace",
            &[],
        )
        .await
        .unwrap();
    let mut owned = BTreeSet::new();
    let mut others = BTreeSet::new();
    for row in rows {
        let (name, is_owned): (String, bool) = (row.get(0), row.get(1));
        if is_owned {
            owned.insert(name)
        } else {
            others.insert(name)
        };
    }
    others.remove(BOOKKEEPING);
    let listed: BTreeSet<_> = NOT_CLINIC_OWNED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(others, listed, "a table without clinic_id needs a reason here");
    (client, database, owned)
}

#[tokio::test]
async fn every_unique_and_foreign_key_of_a_clinic_owned_table_holds_its_clinic() {
    let (client, _database, owned) = clinic_owned().await;
    assert!(owned.len() >= 10, "{owned:?}");
    // Primary keys and unique indexes begin with it; an exclusion constraint compares it by equality (its columns are
    // ordered for GiST, see decision 0008).
    let indexes = client
        .query(
            "SELECT t.relname, i.relname, x.indisexclusion,
                    ARRAY(SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY k (attnum, nth)
                          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum ORDER BY k.nth) AS columns,
                    ARRAY(SELECT o.oprname::text FROM pg_constraint c, unnest(c.conexclop) WITH ORDINALITY e (op, nth)
                          JOIN pg_operator o ON o.oid = e.op WHERE c.conindid = i.oid ORDER BY e.nth) AS operators
             FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
             WHERE (x.indisunique OR x.indisexclusion) AND t.relname = ANY ($1)",
            &[&owned.iter().cloned().collect::<Vec<_>>()],
        )
        .await
        .unwrap();
    let mut keyed = BTreeSet::new();
    for row in indexes {
        let (table, index, exclusion): (String, String, bool) = (row.get(0), row.get(1), row.get(2));
        let (columns, operators): (Vec<String>, Vec<String>) = (row.get(3), row.get(4));
        if exclusion {
            let at = columns.iter().position(|column| column == "clinic_id");
            assert_eq!(at.map(|at| operators[at].as_str()), Some("="), "{table}.{index}: {columns:?}");
        } else {
            assert_eq!(
                columns.first().map(String::as_str),
                Some("clinic_id"),
                "{table}.{index}: {columns:?}"
            );
            keyed.insert(table);
        }
    }
    assert_eq!(keyed, owned, "each has a key");

    let foreign = client
        .query(
            "SELECT t.relname, f.relname, c.conname,
                    ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k (attnum, nth)
                          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum ORDER BY k.nth) AS columns
             FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid
             WHERE c.contype = 'f' AND t.relname = ANY ($1)",
            &[&owned.iter().cloned().collect::<Vec<_>>()],
        )
        .await
        .unwrap();
    assert!(!foreign.is_empty());
    for row in foreign {
        let (table, target, name): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        let columns: Vec<String> = row.get(3);
        // to a reference table any column will do
        if owned.contains(&target) {
            assert_eq!(columns.first().map(String::as_str), Some("clinic_id"), "{table}.{name}: {columns:?}");
        }
    }
}

/// The statements of `sql/queries`, by name.
fn statements() -> BTreeMap<String, String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sql/queries");
    let mut statements = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        // imports and checks go over the whole database by their nature
        if ["import.sql", "check.sql"].iter().any(|name| file.ends_with(name)) {
            continue;
        }
        let text = std::fs::read_to_string(file).unwrap();
        let mut name = String::new();
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("--! ") {
                name = title.split([' ', '(', ':']).next().unwrap().to_string();
                statements.insert(name.clone(), String::new());
            } else if !line.trim_start().starts_with("--")
                && let Some(statement) = statements.get_mut(&name)
            {
                statement.push_str(line);
                statement.push('\n');
            }
        }
    }
    statements
}

/// The clinic-owned tables that a statement locks or writes.
fn touched<'a>(statement: &str, owned: &'a BTreeSet<String>) -> BTreeSet<&'a str> {
    let words: Vec<&str> =
        statement.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let mut touched = BTreeSet::new();
    for pair in words.windows(3) {
        let target = match (pair[0].to_uppercase().as_str(), pair[1].to_uppercase().as_str()) {
            ("INSERT", "INTO") | ("DELETE", "FROM") => pair[2],
            ("UPDATE", "SET" | "OF" | "SKIP") => continue,
            ("UPDATE", _) => pair[1],
            _ => continue,
        };
        touched.extend(owned.get(target).map(String::as_str));
    }
    if ["FOR UPDATE", "FOR NO KEY UPDATE"].iter().any(|lock| statement.contains(lock)) {
        for pair in words.windows(2) {
            if ["FROM", "JOIN"].contains(&pair[0].to_uppercase().as_str()) {
                touched.extend(owned.get(pair[1]).map(String::as_str));
            }
        }
    }
    touched
}

#[tokio::test]
async fn every_statement_that_locks_or_writes_is_tied_to_one_clinic() {
    let (_client, _database, owned) = clinic_owned().await;
    let across: BTreeSet<&str> = ACROSS_CLINICS.iter().map(|(name, _)| *name).collect();
    let mut seen_across = BTreeSet::new();
    let mut checked = 0;
    for (name, statement) in statements() {
        let tables = touched(&statement, &owned);
        let locks_advisory = statement.contains("pg_try_advisory_xact_lock(:lock_space");
        if tables.is_empty() && !locks_advisory {
            continue;
        }
        checked += 1;
        // An equality with the parameter, or a row that is inserted with it; what else is written follows from such a
        // row by a join on its clinic.
        let tied = statement.contains("clinic_id = :clinic_id")
            || statement.contains("VALUES (:clinic_id")
            || statement.contains("SELECT :clinic_id")
            || statement.contains("VALUES (:id, :name") && tables.is_empty();
        if tied {
            assert!(!across.contains(name.as_str()), "{name} is tied to one clinic; take it off the list");
        } else {
            assert!(
                across.contains(name.as_str()),
                "{name} locks or writes {tables:?} across clinics:\n{statement}"
            );
            seen_across.insert(name);
        }
    }
    assert!(checked > 20, "{checked}");
    let listed: BTreeSet<String> = across.iter().map(ToString::to_string).collect();
    assert_eq!(seen_across, listed, "a statement on the list is gone");
}

/// Books at two clinics at once; the most clinics that one statement was for, by the transactions of the rows.
async fn clinics_of_a_batch(by_clinic: bool) -> i64 {
    let mut settings = Settings::default();
    settings.booking.by_clinic = by_clinic;
    settings.booking.workers = 1;
    let api = Api::with_settings(&settings).await;
    let clinics = [Clinic::open(&api, "Europe/Berlin").await, Clinic::open(&api, "UTC").await];
    let mut slots = Vec::new();
    for clinic in &clinics {
        // some clients say which clinic, some do not
        for (nth, slot) in clinic.free_slots(&api).await.iter().take(40).enumerate() {
            let mut body =
                json!({"slot_id": fixtures::id(slot, "id"), "patient": {"name": format!("P {nth}")}});
            if nth % 2 == 0 {
                body["clinic_id"] = json!(clinic.id);
            }
            slots.push(body);
        }
    }
    let desk = api.platform_admin();
    // the clinics' keys are looked up with the first booking of each, which must not be part of this
    for clinic in &clinics {
        let last = clinic.free_slot_ids(&api).await.pop().unwrap();
        clinic.book(&api, last).await;
    }
    let bookings = slots.iter().map(|body| api.post("/v1/bookings").bearer(&desk).json(body).send());
    for booked in futures::future::join_all(bookings).await {
        booked.expect(201);
    }
    // a slot of one clinic under the name of the other is not found
    let foreign = clinics[0].free_slots(&api).await;
    let body = json!({"slot_id": foreign[0]["id"], "clinic_id": clinics[1].id, "patient": {"name": "P"}});
    api.post("/v1/bookings").bearer(&desk).json(&body).send().await.expect(404);
    api.assert_sound().await;
    let client = api.database.client().await;
    let most = "SELECT max(clinics) FROM (SELECT count(DISTINCT clinic_id) AS clinics FROM appointments GROUP BY xmin::text) t";
    client.query_one(most, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn batches_are_of_one_clinic_when_so_configured() {
    assert_eq!(clinics_of_a_batch(true).await, 1);
    assert_eq!(clinics_of_a_batch(false).await, 2, "the test would see a batch of several");
}
