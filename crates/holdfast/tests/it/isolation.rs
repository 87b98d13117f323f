//! The database itself keeps clinics apart: what each service's role sees and may do there, whatever statement it sends.

use std::io::Write;
use std::process::{Command, Stdio};

use holdfast_postgres::scope::begin;
use holdfast_postgres::{Database, DbRole, PoolSettings, Scope};
use holdfast_testkit::{Api, Clinic};
use tokio_postgres::error::SqlState;
use uuid::Uuid;

/// Tables whose rows belong to clinics, by the column that says so.
async fn clinic_owned(api: &Api) -> Vec<String> {
    let client = api.database.client().await;
    let rows = client
        .query(
            "SELECT c.table_name::text FROM information_schema.columns c
             JOIN information_schema.tables t USING (table_schema, table_name)
             WHERE c.table_schema = 'public' AND c.column_name = 'clinic_id' AND t.table_type = 'BASE TABLE'
             ORDER BY 1",
            &[],
        )
        .await
        .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

fn pool(api: &Api, role: DbRole) -> Database {
    Database::new(&api.database.url(), PoolSettings::of(role)).unwrap()
}

fn services() -> impl Iterator<Item = DbRole> {
    DbRole::ALL.into_iter().filter(|role| *role != DbRole::Operator)
}

/// Two clinics with a booking each.
async fn two_clinics(api: &Api) -> [Clinic; 2] {
    let clinics = [Clinic::open(api, "Europe/Paris").await, Clinic::open(api, "Europe/Paris").await];
    for clinic in &clinics {
        let slot_id = clinic.free_slot_ids(api).await[0];
        clinic.book(api, slot_id).await;
    }
    clinics
}

/// How many rows of this table are seen, and of how many clinics; nothing where the role may not look at all.
async fn seen<C: holdfast_sql::client::GenericClient>(client: &C, table: &str) -> Option<(i64, Vec<Uuid>)> {
    let sql = format!("SELECT count(*), coalesce(array_agg(DISTINCT clinic_id), '{{}}') FROM {table}");
    match client.query_one(sql.as_str(), &[]).await {
        Ok(row) => Some((row.get(0), row.get(1))),
        Err(error) if error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) => None,
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn every_table_of_clinics_has_forced_row_security() {
    let api = Api::start().await;
    let client = api.database.client().await;
    let tables = clinic_owned(&api).await;
    assert!(tables.len() >= 17, "{tables:?}");
    for table in tables.iter().map(String::as_str).chain(["clinics"]) {
        let row = client
            .query_one(
                "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = $1::text::regclass",
                &[&table],
            )
            .await
            .unwrap();
        assert!(row.get::<_, bool>(0) && row.get::<_, bool>(1), "{table} has no forced row-level security");
    }
}

#[tokio::test]
async fn without_a_clinic_there_are_no_rows() {
    let api = Api::start().await;
    two_clinics(&api).await;
    // What is there for a role as such: public offers for the search, events without content for the relay.
    let meant = |role, table: &str| match role {
        DbRole::Search => ["doctors", "slots", "open_slots"].contains(&table),
        DbRole::Relay => ["outbox", "dead_letters", "outbox_horizons"].contains(&table),
        // ids, and what is sealed
        DbRole::Webhook => ["webhooks", "webhook_deliveries"].contains(&table),
        // who did what, by ids, in order to seal it
        DbRole::Audit => ["audit_log", "audit_seals"].contains(&table),
        // ids, times and states of everything that an invariant is about
        DbRole::Watch => ![
            "notifications",
            "dead_letters",
            "webhooks",
            "webhook_deliveries",
            "vault_keys",
            "patient_name_tokens",
            "memberships",
            "invitations",
            "api_keys",
            "blocked_slots",
        ]
        .contains(&table),
        _ => false,
    };
    let mut looked = 0;
    for role in services() {
        let client = pool(&api, role).client().await.unwrap();
        for table in clinic_owned(&api).await {
            if let Some((rows, _)) = seen(&client, &table).await {
                looked += 1;
                assert!(rows == 0 || meant(role, &table), "{role:?} sees {rows} rows of {table}");
            }
        }
    }
    assert!(looked > 20, "only {looked} looks were possible");
    let search = pool(&api, DbRole::Search).client().await.unwrap();
    let booked = search.query_one("SELECT count(*) FROM slots WHERE is_booked", &[]).await.unwrap();
    assert_eq!(booked.get::<_, i64>(0), 0, "the search sees who is busy");
    assert!(seen(&search, "open_slots").await.unwrap().0 > 0);
}

#[tokio::test]
async fn a_transaction_sees_its_clinic_alone_and_leaves_nothing_behind() {
    let api = Api::start().await;
    let [ours, theirs] = two_clinics(&api).await;
    for role in [DbRole::Booking, DbRole::Clinic, DbRole::Availability, DbRole::Notification] {
        let db = pool(&api, role);
        let mut client = db.client().await.unwrap();
        let tx = begin(&mut client, Scope::Clinic(ours.id)).await.unwrap();
        for table in clinic_owned(&api).await {
            if let Some((_, clinics)) = seen(&tx, &table).await {
                assert!(clinics.iter().all(|id| *id == ours.id), "{role:?}: {table} shows {clinics:?}");
            } else {
                // the refusal ended the transaction
                tx.batch_execute(&format!("ROLLBACK; BEGIN; SET LOCAL holdfast.clinics = '{{{}}}'", ours.id))
                    .await
                    .unwrap();
            }
        }
        drop(tx);
        // the setting ends with its transaction, on the same connection
        let tx = begin(&mut client, Scope::Clinic(ours.id)).await.unwrap();
        assert_eq!(seen(&tx, "doctors").await.unwrap().0, 1, "{role:?}");
        tx.commit().await.unwrap();
        assert_eq!(seen(&client, "doctors").await.unwrap().0, 0, "{role:?}");
    }
    let db = pool(&api, DbRole::Booking);
    let mut client = db.client().await.unwrap();
    let tx = begin(&mut client, Scope::Clinic(ours.id)).await.unwrap();
    let changed = tx
        .execute("UPDATE appointments SET mode = 'virtual' WHERE clinic_id = $1", &[&theirs.id])
        .await
        .unwrap();
    assert_eq!(changed, 0);
    let foreign = tx
        .execute(
            "INSERT INTO patients (clinic_id, id, name, created_at) VALUES ($1, $2, 'Mallory', now())",
            &[&theirs.id, &api.new_id()],
        )
        .await
        .unwrap_err();
    assert_eq!(foreign.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{foreign:?}");
}

#[tokio::test]
async fn no_service_can_get_out_of_its_role() {
    let api = Api::start().await;
    two_clinics(&api).await;
    let statements = [
        "ALTER TABLE appointments DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE appointments NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY of_these_clinics ON appointments",
        "CREATE POLICY mine ON appointments USING (true)",
        "TRUNCATE appointments",
        "TRUNCATE audit_log",
        "UPDATE audit_log SET actor_id = 'nobody'",
        "DELETE FROM audit_log",
        "DROP TABLE audit_log",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "CREATE TABLE mine (id integer)",
    ];
    for role in services() {
        let client = pool(&api, role).client().await.unwrap();
        for statement in statements {
            let Err(error) = client.batch_execute(statement).await else {
                panic!("{role:?} may {statement}");
            };
            assert_eq!(
                error.code(),
                Some(&SqlState::INSUFFICIENT_PRIVILEGE),
                "{role:?}: {statement}: {error:?}"
            );
        }
        let attributes = client
            .query_one(
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcanlogin FROM pg_roles
                 WHERE rolname = current_user",
                &[],
            )
            .await
            .unwrap();
        assert!(!attributes.get::<_, bool>(0), "{role:?} has rights of its own");
    }
}

/// A view of the owner's would show everything to everybody; one that runs as its caller shows what the caller sees.
#[tokio::test]
async fn views_run_as_their_caller() {
    let api = Api::start().await;
    let client = api.database.client().await;
    let owners = client
        .query(
            "SELECT relname::text FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
             AND NOT coalesce(reloptions::text ~* 'security_invoker=(true|on)', false)",
            &[],
        )
        .await
        .unwrap();
    let owners: Vec<String> = owners.iter().map(|row| row.get(0)).collect();
    assert_eq!(owners, Vec::<String>::new(), "views that run as their owner");
}

/// What runs as the operator answers one question each, for those who need it, and looks nowhere else for its names.
#[tokio::test]
async fn what_runs_as_the_operator_is_for_few() {
    let api = Api::start().await;
    let client = api.database.client().await;
    let functions = client
        .query(
            "SELECT proname::text, proacl::text, proconfig::text FROM pg_proc
             WHERE prosecdef AND pronamespace = 'public'::regnamespace ORDER BY 1",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(functions.len(), 19);
    for function in functions {
        let (name, rights, settings): (String, Option<String>, Option<String>) =
            (function.get(0), function.get(1), function.get(2));
        let rights = rights.unwrap_or_else(|| panic!("everybody may call {name}"));
        assert!(!rights.contains("{=") && !rights.contains(",="), "everybody may call {name}: {rights}");
        assert!(settings.is_some_and(|s| s.contains("search_path=pg_catalog")), "{name}");
    }
}

/// On the private server each service logs in as itself, rules over nothing, and cannot become another.
#[tokio::test]
async fn the_private_servers_services_are_themselves_alone() {
    let process = holdfast_testkit::Process::start(env!("CARGO_BIN_EXE_holdfast")).await;
    let client = process.database().await;
    let roles = || DbRole::ALL.into_iter().filter(|role| *role != DbRole::Operator);
    let users = "SELECT DISTINCT usename::text FROM pg_stat_activity
                 WHERE application_name = 'holdfast' AND backend_type = 'client backend'";
    let rows = client.query(users, &[]).await.unwrap();
    assert!(rows.len() > 3, "several services are connected");
    for row in rows {
        let user: String = row.get(0);
        assert!(roles().any(|role| role.as_str() == user), "{user} is no service");
    }
    let there = client.query("SELECT FROM pg_roles WHERE rolname = 'holdfast_services'", &[]).await.unwrap();
    assert!(there.is_empty(), "the login that could be every service");
    let url = url_of(&process);
    for role in roles() {
        let name = role.as_str();
        let rules = "SELECT rolsuper OR rolbypassrls OR rolinherit OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = $1";
        assert!(!client.query_one(rules, &[&name]).await.unwrap().get::<_, bool>(0), "{name}");
        // its password is this process's alone: another one, to try as what an injected statement would run
        client.batch_execute(&format!("ALTER ROLE {name} PASSWORD 'probe'")).await.unwrap();
        let url = url.replace("//holdfast:", &format!("//{name}:")).replace(&password_of(&process), "probe");
        let (service, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        service.batch_execute(&format!("SET ROLE {name}")).await.unwrap();
        for other in DbRole::ALL
            .into_iter()
            .filter(|other| *other != role)
            .map(DbRole::as_str)
            .chain(["holdfast", "postgres"])
        {
            for attempt in [
                format!("SET ROLE {other}"),
                format!("SET SESSION AUTHORIZATION {other}"),
                format!("SELECT set_config('role', '{other}', false)"),
                format!("SELECT set_config('session_authorization', '{other}', false)"),
            ] {
                assert!(service.batch_execute(&attempt).await.is_err(), "{name}: {attempt}");
            }
        }
        service.batch_execute("RESET ROLE; RESET SESSION AUTHORIZATION").await.unwrap();
        let who: String = service.query_one("SELECT current_user::text", &[]).await.unwrap().get(0);
        assert_eq!(who, name);
    }
}

fn password_of(process: &holdfast_testkit::Process) -> String {
    std::fs::read_to_string(process.data_dir.join("postgres.password")).unwrap().trim().to_owned()
}

fn url_of(process: &holdfast_testkit::Process) -> String {
    let running = std::fs::read_to_string(process.data_dir.join("postgres/postmaster.pid")).unwrap();
    let port = running.lines().nth(3).unwrap();
    format!("postgresql://holdfast:{}@127.0.0.1:{port}/holdfast", password_of(process))
}

/// Runs `holdfast admin database-login`, with the login's URL on standard input; returns what it says if it will not.
fn let_log_in(api: &Api, target: &str, url: &str) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(["admin", "database-login", "--target", target])
        .env("HOLDFAST_DATABASE_URL", api.database.url())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // one that will not may be gone already
    let _ = command.stdin.take().unwrap().write_all(url.as_bytes());
    let output = command.wait_with_output().unwrap();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8(output.stderr).unwrap()) }
}

/// A login that may be one service and nothing else, as an operator makes it for one process.
#[tokio::test]
async fn a_login_of_one_service_can_serve_as_it_alone() {
    let api = Api::start().await;
    let [ours, _] = two_clinics(&api).await;
    let admin = api.database.client().await;
    let name = format!("booking-{}", api.new_id().simple());
    let url = api.database.url().replace("//postgres@", &format!("//{name}:it's%20secret@"));
    // what it may is what it was last made for
    let_log_in(&api, "clinic,relay", &url).unwrap();
    let_log_in(&api, "booking", &url).unwrap();
    let kept = "SELECT rolpassword FROM pg_authid WHERE rolname = $1";
    let kept: String = admin.query_one(kept, &[&name]).await.unwrap().get(0);
    assert!(kept.starts_with("SCRAM-SHA-256$"), "{kept}");

    let version = holdfast_postgres::migrate::version(&url, DbRole::Booking).await.unwrap();
    assert_eq!(version, holdfast_postgres::migrate::newest_version());
    let db = Database::new(&url, PoolSettings::of(DbRole::Booking)).unwrap();
    let mut client = db.client().await.unwrap();
    let tx = begin(&mut client, Scope::Clinic(ours.id)).await.unwrap();
    assert_eq!(seen(&tx, "appointments").await.unwrap(), (1, vec![ours.id]));
    drop(tx);
    for role in DbRole::ALL.into_iter().filter(|role| *role != DbRole::Booking) {
        let other = Database::new(&url, PoolSettings::of(role)).unwrap();
        assert!(other.client().await.is_err(), "a login of the booking service can be {role:?}");
    }
    drop(client);
    drop(db);
    admin.batch_execute(&format!("DROP ROLE \"{name}\"")).await.unwrap();
}

/// A slip of the hand takes nothing from a login that is there for something else.
#[tokio::test]
async fn no_login_with_rights_of_its_own_becomes_a_services() {
    let api = Api::start().await;
    let as_user = |name: &str| api.database.url().replace("//postgres@", &format!("//{name}@"));
    for (name, why) in [
        ("postgres", "has rights of its own"),
        ("holdfast_booking", "needs a name of its own"),
        ("holdfast_operator", "needs a name of its own"),
    ] {
        let refused = let_log_in(&api, "booking", &as_user(name)).unwrap_err();
        assert!(refused.contains(why), "{name}: {refused}");
    }
    assert!(let_log_in(&api, "gateway", &as_user("gateway")).unwrap_err().contains("needs no database"));
    let unreadable = let_log_in(&api, "booking", "postgresql://u:s3cret@h:port/d").unwrap_err();
    assert!(unreadable.contains("must be a URL") && !unreadable.contains("s3cret"), "{unreadable}");
}
