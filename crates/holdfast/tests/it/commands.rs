//! The command line, on the real binary.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use holdfast_postgres::migrate::MIGRATION_LOCK;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::{command, request};
use holdfast_testkit::{Process, TestDatabase};
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_holdfast");

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn commands_work_beside_a_running_serve() {
    let mut process = Process::start(BINARY).await;
    let files = folder();
    let write = |name: &str, content: &str| {
        let path = files.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let clinics = write("clinics.csv", "ref,name,address,phone,time_zone\nc1,Imported,,,Europe/London\n");
    let doctors = write("doctors.csv", "ref,clinic,name,specialization\nd1,c1,Dr. One,surgery\n");
    let bad = write(
        "doctors-bad.csv",
        "ref,clinic,name,specialization\nd2,c1,Dr. Two,surgery\nd3,nowhere,Dr. Three,s\n",
    );

    let refused = process.command(&["import", &clinics, &doctors, &bad]);
    assert!(!refused.status.success());
    assert!(text(&refused.stderr).contains("doctors-bad.csv:3"), "{}", text(&refused.stderr));
    let (_, listed) = request(process.address, "GET", "/v1/clinics", None, None).await.unwrap();
    assert_eq!(listed["items"], json!([]), "nothing is imported by halves");

    let imported = process.command(&["import", &clinics, &doctors]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
    let (_, listed) = request(process.address, "GET", "/v1/clinics", None, None).await.unwrap();
    assert_eq!(listed["items"][0]["name"], "Imported");
    let clinic_id = id(&listed["items"][0], "id").to_string();

    // a token, and nothing else, on standard output
    let output = process.command(&["admin", "token", "--role", "staff", "--clinic", &clinic_id]);
    let token = text(&output.stdout);
    assert_eq!(token.trim().split('.').count(), 3);
    assert_eq!(token.lines().count(), 1);
    let path = format!("/v1/clinics/{clinic_id}/patients");
    let body = json!({"name": "P"});
    let (status, _) = request(process.address, "POST", &path, Some(token.trim()), Some(&body)).await.unwrap();
    assert_eq!(status, 201);

    assert_eq!(text(&process.command(&["migrate"]).stdout), "the schema is up to date\n");
    process.assert_sound();
    assert!(process.stop().success());
    // and without one
    process.assert_sound();
}

#[tokio::test]
async fn commands_that_look_change_nothing() {
    // nothing there: nothing is made
    let empty = folder();
    let data_dir = empty.path().join("data");
    let output = command(Path::new(BINARY), &data_dir, &["check"]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("there is no database in"), "{}", text(&output.stderr));
    assert!(!data_dir.exists());

    let process = Process::start(BINARY).await;
    let newest = holdfast_postgres::migrate::newest_version();
    let client = process.database().await;
    let versions = async || -> Vec<i32> {
        let rows = client.query("SELECT version FROM refinery_schema_history ORDER BY version", &[]).await;
        rows.unwrap().iter().map(|row| row.get(0)).collect()
    };
    // where it is and what it found, on standard error; the table alone on standard output
    let output = process.command(&["check"]);
    let (table, progress) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{progress}");
    assert!(progress.contains("checking I1: ") && progress.contains("I1: holds after "), "{progress}");
    assert!(table.starts_with("I1   holds") && !table.contains("checking"), "{table}");

    let row = "UPDATE refinery_schema_history SET version = $1 WHERE version = $2";
    let refused = |arguments: &[&str]| {
        let output = process.command(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        text(&output.stderr)
    };
    // one migration less, and one more
    client.execute("DELETE FROM refinery_schema_history WHERE version = $1", &[&newest]).await.unwrap();
    let before = versions().await;
    let clinics = empty.path().join("clinics.csv");
    std::fs::write(&clinics, "ref,name,time_zone\nc,C,UTC\n").unwrap();
    let import = ["import", clinics.to_str().unwrap()];
    for arguments in [
        &["check"][..],
        &import,
        &["admin", "rewrap-keys"],
        &["admin", "account", "--email", "a@example.org"],
    ] {
        let said = refused(arguments);
        assert!(
            said.contains("is older") && said.contains("run `holdfast migrate`"),
            "{arguments:?}: {said}"
        );
    }
    assert_eq!(versions().await, before);
    let last = newest - 1;
    client.execute(row, &[&(newest + 7), &last]).await.unwrap();
    let said = refused(&["check"]);
    assert!(said.contains("is newer") && said.contains("nothing was changed"), "{said}");
}

#[tokio::test]
async fn an_interrupted_import_leaves_nothing() {
    let process = Process::start(BINARY).await;
    let files = folder();
    let clinics = files.path().join("clinics.csv");
    let rows: Vec<String> = (0..20_000).map(|n| format!("c{n},Clinic {n},UTC")).collect();
    std::fs::write(&clinics, format!("ref,name,time_zone\n{}\n", rows.join("\n"))).unwrap();
    // it waits behind this one, in the middle of its transaction; the running process has no part in this table
    let mut client = process.database().await;
    let tx = client.transaction().await.unwrap();
    tx.batch_execute("LOCK TABLE import_refs IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let import = std::process::Command::new(BINARY)
        .args(["import", clinics.to_str().unwrap(), "--data-dir"])
        .arg(&process.data_dir)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let waits = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    while tx.query_one(waits, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let pid = nix::unistd::Pid::from_raw(i32::try_from(import.id()).unwrap());
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT).unwrap();
    let status = tokio::task::spawn_blocking(move || import.wait_with_output().unwrap()).await.unwrap();
    assert!(!status.status.success());
    let said = text(&status.stderr);
    assert!(said.contains("interrupted; nothing was changed"), "{said}");
    assert!(said.starts_with("reading\nchecking\n"), "in a log, a line for each step: {said}");
    tx.rollback().await.unwrap();
    let clinics: i64 = client.query_one("SELECT count(*) FROM clinics", &[]).await.unwrap().get(0);
    assert_eq!(clinics, 0);
    // and the next one is not told that another is at work
    let output = process.command(&["import", files.path().join("clinics.csv").to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[tokio::test]
async fn an_interrupted_migration_waits_for_nobody_and_the_next_one_goes_on() {
    let database = TestDatabase::create().await;
    let client = database.client().await;
    let anew = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC";
    client.batch_execute(anew).await.unwrap();
    // another migration is at work
    client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATION_LOCK]).await.unwrap();
    let begin = || {
        let mut command = std::process::Command::new(BINARY);
        command.args(["migrate", "--database-url", &database.url()]);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
    };
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory'
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let waits = async || client.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) > 0;
    let migrate = begin();
    while !waits().await {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let pid = nix::unistd::Pid::from_raw(i32::try_from(migrate.id()).unwrap());
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT).unwrap();
    let output = tokio::task::spawn_blocking(move || migrate.wait_with_output().unwrap()).await.unwrap();
    let said = text(&output.stderr);
    assert!(!output.status.success());
    assert!(said.starts_with("waiting for another migration\n") && said.contains("interrupted; "), "{said}");
    // nor does its statement go on until it has waited for as long as it may, which is ten seconds
    let began = std::time::Instant::now();
    while waits().await {
        assert!(began.elapsed().as_secs() < 7, "its statement goes on");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    client.execute("SELECT pg_advisory_unlock($1)", &[&MIGRATION_LOCK]).await.unwrap();
    let migrate = begin();
    let output = tokio::task::spawn_blocking(move || migrate.wait_with_output().unwrap()).await.unwrap();
    let (said, applied) = (text(&output.stderr), text(&output.stdout));
    assert!(output.status.success(), "{said}");
    assert!(said.starts_with("applying V1__") && said.contains("making the index "), "{said}");
    assert!(applied.starts_with("applied V1__"), "{applied}");
}

#[tokio::test]
async fn check_tells_on_a_dropped_constraint() {
    let process = Process::start(BINARY).await;
    let port = std::fs::read_to_string(process.data_dir.join("postgres/postmaster.pid")).unwrap();
    let port: u16 = port.lines().nth(3).unwrap().parse().unwrap();
    let password = std::fs::read_to_string(process.data_dir.join("postgres.password")).unwrap();
    let url = format!("postgresql://holdfast:{}@127.0.0.1:{port}/holdfast", password.trim());
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let fsync: String = client.query_one("SHOW fsync", &[]).await.unwrap().get(0);
    let synchronous: String = client.query_one("SHOW synchronous_commit", &[]).await.unwrap().get(0);
    assert_eq!((fsync.as_str(), synchronous.as_str()), ("on", "on"));

    let platform = process.token(&["--role", "platform_admin"]);
    let post = async |path: String, body: serde_json::Value| {
        request(process.address, "POST", &path, Some(&platform), Some(&body)).await.unwrap().1
    };
    let clinic = id(&post("/v1/clinics".into(), json!({"name": "C", "time_zone": "UTC"})).await, "id");
    let doctor =
        post(format!("/v1/clinics/{clinic}/doctors"), json!({"name": "D", "specialization": "s"})).await;
    let template = json!({"effective_from": "2020-01-01", "rules": [
        {"days": ["mon","tue","wed","thu","fri","sat","sun"], "start": "00:00", "end": "24:00", "slot_minutes": 60}]});
    post(format!("/v1/doctors/{}/availability", id(&doctor, "id")), template).await;
    let slots = request(process.address, "GET", &format!("/v1/slots?clinic_id={clinic}"), None, None)
        .await
        .unwrap()
        .1;
    let body = json!({"slot_id": slots["items"][5]["id"], "patient": {"name": "P"}});
    post("/v1/bookings".into(), body).await;
    process.assert_sound();

    // A second patient in the same slot, which only the dropped constraints would have refused.
    client
        .batch_execute(
            "DROP INDEX appointments_live_slot;
             ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap;
             INSERT INTO patients (clinic_id, id, name, created_at)
             SELECT clinic_id, gen_random_uuid(), 'second'::bytea, created_at FROM patients;
             INSERT INTO appointments
                 (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, booked_at)
             SELECT a.clinic_id, gen_random_uuid(), doctor_id, p.id, slot_id, starts_at, ends_at, status, mode, booked_at
             FROM appointments a JOIN patients p ON p.name = 'second'::bytea",
        )
        .await
        .unwrap();
    let output = process.command(&["check"]);
    assert_eq!(output.status.code(), Some(1));
    let table = text(&output.stdout);
    assert!(table.contains("I1") && table.contains("I2"), "{table}");
}

#[test]
fn what_cannot_work_is_said_in_one_line() {
    let data = folder();
    let run = |arguments: &[&str]| {
        let output = command(Path::new(BINARY), &data.path().join("data"), arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let stderr = text(&output.stderr);
        assert_eq!(stderr.trim_end().lines().count(), 1, "{stderr}");
        stderr
    };
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    assert!(
        run(&["serve", "--listen", &address])
            .contains("is in use by another program; choose another with --listen")
    );
    // without TLS, other machines are not served unless one says so
    assert!(run(&["serve", "--listen", "0.0.0.0:0"]).contains("set tls.cert_file and tls.key_file"));
    assert!(run(&["serve", "--target", "bookings"]).contains("the roles are all, gateway, clinic"));
    assert!(run(&["admin", "token", "--role", "staff"]).contains("needs --clinic ID"));
    assert!(
        run(&["config", "check", "--database-url", "mysql://x"])
            .contains("database_url: must begin with postgresql://")
    );
    let closed =
        format!("postgresql://u:p@{}/db", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    assert!(run(&["migrate", "--database-url", &closed]).contains("the database is away"));
    assert!(run(&["import", "no-such-file.csv", "--database-url", &closed]).contains("holdfast: "));
    assert!(run(&["config", "print", "--config", "/no/such.toml"]).contains("is not there"));
}

/// The one line that a process of the stack ends with when it is set up wrong.
fn says(program: &str, before: &[&str], settings: &[(&str, &str)]) -> String {
    let data = folder();
    let mut command = std::process::Command::new(program);
    command
        .args(before)
        .args(["serve", "--listen", "127.0.0.1:0", "--log", "error", "--data-dir"])
        .arg(data.path().join("data"))
        .envs(settings.iter().copied());
    let output = command.output().unwrap();
    let stderr = text(&output.stderr);
    assert!(!output.status.success(), "{settings:?}");
    assert_eq!(stderr.trim_end().lines().count(), 1, "{stderr}");
    stderr
}

#[tokio::test]
async fn wrong_settings_of_traces_are_said_in_one_line() {
    let (endpoint, share) = ("HOLDFAST_TRACING__ENDPOINT", "HOLDFAST_TRACING__SHARE");
    let ca_file = "HOLDFAST_TRACING__CA_FILE";
    for (settings, said) in [
        (
            vec![(endpoint, "collector:4317")],
            "tracing.endpoint: must be http://HOST:PORT or https://HOST:PORT",
        ),
        (vec![(share, "1.5")], "tracing.share: must be from 0 to 1"),
        (vec![(share, "parent")], "TRACING.SHARE"),
        (vec![(endpoint, "http://127.0.0.1:1"), (ca_file, "/no/ca.pem")], "tracing.ca_file: is for"),
        (vec![(endpoint, "https://127.0.0.1:1"), (ca_file, "/no/ca.pem")], "/no/ca.pem: No such file"),
        (
            vec![(endpoint, "https://127.0.0.1:1"), (ca_file, "Cargo.toml")],
            "Cargo.toml: there is no certificate in it",
        ),
    ] {
        let told = says(BINARY, &[], &settings);
        assert!(told.contains(said), "{settings:?}: {told}");
    }
}

#[tokio::test]
async fn what_cannot_work_on_the_stack_is_said_in_one_line() {
    let says = |settings: &[(&str, &str)]| says(BINARY, &[], settings);
    let rpc = ("HOLDFAST_RPC__LISTEN", "127.0.0.1:0");
    let booking = ("HOLDFAST_TARGET", "booking");
    let gateway = ("HOLDFAST_TARGET", "gateway");
    assert!(says(&[gateway]).contains("set roles.clinic (HOLDFAST_ROLES__CLINIC) to its HOST:PORT"));
    let wrong = [("HOLDFAST_ROLES__CLINIC", "http://clinic"), gateway];
    assert!(says(&wrong).contains("roles.clinic: must be HOST:PORT"));
    let unknown = ("HOLDFAST_ROLES__BOOKINGS", "booking:7400");
    assert!(
        says(&[unknown, gateway])
            .contains("settings: roles.bookings: there is no such role that others call")
    );
    assert!(says(&[booking]).contains("set rpc.listen"));
    assert!(says(&[("HOLDFAST_PLAIN_HTTP", "true")]).contains("set limits.trusted_proxies"));
    assert!(says(&[booking, rpc]).contains("set database_url"));
    let database = TestDatabase::create().await;
    let url = database.url();
    let url = ("HOLDFAST_DATABASE_URL", url.as_str());
    assert!(says(&[("HOLDFAST_TARGET", "relay"), url]).contains("set amqp_url"));
    let notification = ("HOLDFAST_TARGET", "notification");
    assert!(says(&[notification, url]).contains("set vault.master_key_file"));
    let master_key = holdfast_testkit::keys::master_key();
    let keys = ("HOLDFAST_VAULT__MASTER_KEY", master_key.trim());
    assert!(says(&[notification, url, keys]).contains("set smtp_url"));
    let smtp = ("HOLDFAST_SMTP_URL", "smtp://127.0.0.1:1");
    let broker = ("HOLDFAST_AMQP_URL", "amqp://127.0.0.1:1");
    assert!(says(&[notification, url, keys, smtp, broker]).contains("set public_url"));
    let bad_key = ("HOLDFAST_VAULT__MASTER_KEY", "c2hvcnQ=");
    assert!(says(&[url, bad_key]).contains("the master keys: key 1 has 5 bytes; it must have 32"));
    // the first process of a database says which keys they are
    assert_eq!(holdfast_testkit::vault_of(url.1).fault().await.unwrap(), None);
    let other = holdfast_vault::master::line_of(&[9; 32]);
    let said = says(&[url, ("HOLDFAST_VAULT__MASTER_KEY", other.trim())]);
    assert!(
        said.contains("personal data cannot be opened") && said.contains("is not among those given"),
        "{said}"
    );
    let two = [url, keys, ("HOLDFAST_VAULT__MASTER_KEY_COMMAND", "cat keys")];
    assert!(says(&two).contains("vault.master_key_command: set one of them"));
    assert!(says(&[url, ("HOLDFAST_REPLICA_URL", url.1)]).contains("replica_url: needs redis_url"));
    assert!(says(&[url, ("HOLDFAST_REDIS_URL", "http://h")]).contains("redis_url: must begin with redis://"));
    assert!(says(&[url, ("HOLDFAST_AMQP_URL", "http://h")]).contains("amqp_url: must begin with amqp://"));
    assert!(says(&[url, ("HOLDFAST_SMTP_URL", "smtp://")]).contains("smtp_url: must be smtp://HOST:PORT"));
    assert!(says(&[url, ("HOLDFAST_KAFKA_BROKERS", "h:1")]).contains("--features kafka"));
    let half = [booking, rpc, url, ("HOLDFAST_RPC__TLS_CA", "/no/ca.pem")];
    assert!(says(&half).contains("rpc.tls_ca, rpc.tls_cert, rpc.tls_key: set all three"));
    let missing = ["CA", "CERT", "KEY"].map(|file| format!("HOLDFAST_RPC__TLS_{file}"));
    let mut tls: Vec<(&str, &str)> = missing.iter().map(|name| (name.as_str(), "/no/file.pem")).collect();
    tls.extend([booking, rpc, url]);
    assert!(says(&tls).contains("/no/file.pem"));
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let in_use = says(&[booking, url, ("HOLDFAST_RPC__LISTEN", &taken)]);
    assert!(in_use.contains("choose another with rpc.listen"), "{in_use}");

    // a database without the schema
    let client = database.client().await;
    client.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
    let old = says(&[booking, rpc, url, keys, ("HOLDFAST_POSTGRES__MIGRATE_AT_START", "false")]);
    assert!(old.contains("run `holdfast migrate`"), "{old}");
    let empty = ("HOLDFAST_RPC__SECRET_FILE", "/dev/null");
    assert!(says(&[booking, rpc, url, keys, empty]).contains("/dev/null: there is no secret"));
}

#[tokio::test]
async fn a_wrong_password_is_said_in_one_line() {
    let process = Process::start(BINARY).await;
    let port = std::fs::read_to_string(process.data_dir.join("postgres/postmaster.pid")).unwrap();
    let port: u16 = port.lines().nth(3).unwrap().parse().unwrap();
    let url = format!("postgresql://holdfast:wrong@127.0.0.1:{port}/holdfast");
    let said = says(BINARY, &[], &[("HOLDFAST_DATABASE_URL", &url)]);
    assert!(said.contains("check database_url") && said.contains("password authentication failed"), "{said}");
}

/// A host whose clock is a minute ahead, for real as far as the process can tell.
#[tokio::test]
async fn a_clock_that_differs_from_the_databases_is_said_in_one_line() {
    let database = TestDatabase::create().await;
    let said = says("faketime", &["-f", "+60s", BINARY], &[("HOLDFAST_DATABASE_URL", &database.url())]);
    assert!(said.contains("s ahead of the database's") && said.contains("NTP"), "{said}");
}

#[test]
fn the_settings_come_from_file_environment_and_command_line() {
    let data = folder();
    let file = data.path().join("holdfast.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:1\"\nlog = \"warn\"\n[booking]\nmax_batch = 7\n").unwrap();
    let print = |file: &Path| {
        std::process::Command::new(BINARY)
            .args(["config", "print", "--listen", "127.0.0.1:3", "--config"])
            .arg(file)
            .env("HOLDFAST_LOG", "debug")
            .env("HOLDFAST_BOOKING__WORKERS", "3")
            .env("HOLDFAST_LISTEN", "127.0.0.1:2")
            .output()
            .unwrap()
    };
    let printed = text(&print(&file).stdout);
    for line in ["listen = \"127.0.0.1:3\"", "log = \"debug\"", "max_batch = 7", "workers = 3"] {
        assert!(printed.contains(line), "{line}\n{printed}");
    }
    std::fs::write(&file, "[booking]\nmax_batches = 7\n").unwrap();
    assert!(text(&print(&file).stderr).contains("max_batches"));
}

#[test]
fn the_roles_are_listed() {
    let output = std::process::Command::new(BINARY).args(["serve", "--list-targets"]).output().unwrap();
    let listed = text(&output.stdout);
    for role in ["all", "gateway", "clinic", "availability", "booking", "relay"] {
        assert!(listed.lines().any(|line| line.starts_with(role)), "{listed}");
    }
}
