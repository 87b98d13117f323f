//! The command line, on the real binary.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use holdfast_testkit::Process;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::{command, request};
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
             SELECT clinic_id, gen_random_uuid(), 'Second', created_at FROM patients;
             INSERT INTO appointments
                 (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, booked_at)
             SELECT a.clinic_id, gen_random_uuid(), doctor_id, p.id, slot_id, starts_at, ends_at, status, mode, booked_at
             FROM appointments a JOIN patients p ON p.name = 'Second'",
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
