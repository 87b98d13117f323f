//! Private servers for real: every test starts one in a folder of its own.

mod scene;

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

use holdfast_pgserver::{PgServerError, PrivateServer, Supervisor};
use nix::{
    sys::signal::{Signal, kill},
    unistd::{Pid, geteuid},
};

use scene::{Scene, ask, connect, until};

#[tokio::test]
async fn a_fresh_server_is_durable_and_private() {
    let scene = Scene::new("fresh");
    let server = PrivateServer::start(&scene.settings()).await.unwrap();
    let db = connect(&server.url()).await.unwrap();
    for (setting, value) in [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("server_encoding", "UTF8"),
        ("shared_buffers", "256MB"),
        ("work_mem", "5MB"),
    ] {
        assert_eq!(ask(&db, &format!("SHOW {setting}")).await, value, "{setting}");
    }
    let password = scene.beside(".password");
    assert_eq!(fs::metadata(&password).unwrap().permissions().mode() & 0o777, 0o600);
    let wrong = server.url().replace(fs::read_to_string(password).unwrap().trim(), "wrong");
    assert!(connect(&wrong).await.is_err(), "the password is asked for");
    server.stop().await.unwrap();
    assert!(!scene.settings().dir.join("postmaster.pid").exists(), "an orderly end");
}

#[tokio::test]
async fn a_restart_keeps_data_port_and_password() {
    let scene = Scene::new("restart");
    let first = PrivateServer::start(&scene.settings()).await.unwrap();
    let (url, pid) = (first.url(), first.pid());
    connect(&url).await.unwrap().batch_execute("CREATE TABLE kept AS SELECT 42 AS n").await.unwrap();
    first.stop().await.unwrap();

    let second = PrivateServer::start(&scene.settings()).await.unwrap();
    assert_eq!(second.url(), url);
    assert_ne!(second.pid(), pid);
    assert_eq!(ask(&connect(&url).await.unwrap(), "SELECT n::text FROM kept").await, "42");
    second.stop().await.unwrap();
}

#[tokio::test]
async fn a_taken_port_is_replaced() {
    let scene = Scene::new("port");
    let first = PrivateServer::start(&scene.settings()).await.unwrap();
    let port = first.port();
    first.stop().await.unwrap();

    let _taken = std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
    let second = PrivateServer::start(&scene.settings()).await.unwrap();
    assert_ne!(second.port(), port);
    second.stop().await.unwrap();
}

#[tokio::test]
async fn a_killed_server_comes_back_with_what_was_committed() {
    let scene = Scene::new("killed");
    let supervisor = Supervisor::start(scene.settings()).await.unwrap();
    let pid = supervisor.pid().unwrap();
    // This session stays open: its backend outlives the killed server for a moment.
    let db = connect(supervisor.url()).await.unwrap();
    db.batch_execute("CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 1000)")
        .await
        .unwrap();
    kill(Pid::from_raw(pid), Signal::SIGKILL).unwrap();

    until("the server is back", async || supervisor.pid().is_some_and(|now| now != pid)).await;
    let again = connect(supervisor.url()).await.unwrap();
    assert_eq!(ask(&again, "SELECT count(*)::text FROM kept").await, "1000");
    supervisor.stop().await.unwrap();
    assert!(PrivateServer::attach(&scene.settings()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_server_left_behind_is_adopted_and_stopped() {
    let scene = Scene::new("adopted");
    assert!(PrivateServer::attach(&scene.settings()).await.unwrap().is_none(), "nothing there yet");
    let left = PrivateServer::start(&scene.settings()).await.unwrap();
    let (pid, url) = (left.pid(), left.url());
    let attached = PrivateServer::attach(&scene.settings()).await.unwrap().expect("a second handle");
    assert_eq!((attached.pid(), attached.url()), (pid, url.clone()));
    drop(left);

    let mut adopted = PrivateServer::start(&scene.settings()).await.unwrap();
    assert_eq!((adopted.pid(), adopted.url()), (pid, url));
    attached.stop().await.unwrap();
    adopted.wait_exit().await;
    assert!(PrivateServer::attach(&scene.settings()).await.unwrap().is_none());
}

#[tokio::test]
async fn processes_that_start_at_once_share_one_server() {
    let scene = Scene::new("at-once");
    let settings = scene.settings();
    let (one, two) = tokio::join!(PrivateServer::start(&settings), PrivateServer::start(&settings));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.pid(), one.url()), (two.pid(), two.url()));
    one.stop().await.unwrap();
}

#[tokio::test]
async fn what_an_interrupted_first_start_left_is_cleared() {
    let scene = Scene::new("interrupted");
    let staging = scene.beside(".new");
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join("PG_VERSION"), "15\n").unwrap();
    let server = PrivateServer::start(&scene.settings()).await.unwrap();
    assert!(!staging.exists());
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_stale_file_that_names_another_process_is_seen_through() {
    let scene = Scene::new("stale");
    PrivateServer::start(&scene.settings()).await.unwrap().stop().await.unwrap();
    let file = scene.settings().dir.join("postmaster.pid");
    let stranger = std::process::id();
    fs::write(&file, format!("{stranger}\n/elsewhere\n1\n15432\n\n127.0.0.1\n 1 1\nready   \n")).unwrap();
    assert!(PrivateServer::attach(&scene.settings()).await.unwrap().is_none());
    let server = PrivateServer::start(&scene.settings()).await.unwrap();
    assert_ne!(u32::try_from(server.pid()), Ok(stranger));
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_server_that_cannot_start_shows_its_log() {
    let scene = Scene::new("unable");
    let mut settings = scene.settings();
    settings.extra = vec![("shared_buffers".to_owned(), "plenty".to_owned())];
    let message = PrivateServer::start(&settings).await.unwrap_err().to_string();
    assert!(message.contains("invalid value for parameter \"shared_buffers\": \"plenty\""), "{message}");
    assert!(!message.contains('\n'), "{message}");
}

#[tokio::test]
async fn data_of_another_version_is_left_alone() {
    let scene = Scene::new("version");
    let dir = scene.settings().dir;
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("PG_VERSION"), "9\n").unwrap();
    let message = PrivateServer::start(&scene.settings()).await.unwrap_err().to_string();
    assert!(message.contains("was made by PostgreSQL 9, which is not installed"), "{message}");
    fs::rename(dir.join("PG_VERSION"), dir.join("letters")).unwrap();
    let message = PrivateServer::start(&scene.settings()).await.unwrap_err().to_string();
    assert!(message.contains("is neither empty nor the folder of a PostgreSQL server"), "{message}");
}

#[tokio::test]
async fn missing_binaries_are_named() {
    let scene = Scene::new("missing");
    let mut settings = scene.settings();
    settings.bin_dir = Some(PathBuf::from("/usr/share"));
    let message = PrivateServer::start(&settings).await.unwrap_err().to_string();
    assert_eq!(
        message,
        "no PostgreSQL server binaries (postgres, initdb) in /usr/share; correct HOLDFAST_PG_BIN"
    );
    assert_eq!(
        PgServerError::NoBinaries.to_string(),
        "PostgreSQL server binaries not found; install them (Debian: apt-get install postgresql) or set \
         HOLDFAST_DATABASE_URL"
    );
}

#[tokio::test]
async fn a_closed_folder_is_named() {
    if !geteuid().is_root() {
        eprintln!("skipped: only root starts the server as another user");
        return;
    }
    let scene = Scene::new("closed");
    let closed = scene.settings().dir.parent().unwrap().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    let mut settings = scene.settings();
    settings.dir = closed.join("inner/postgres");
    let message = PrivateServer::start(&settings).await.unwrap_err().to_string();
    let folder = closed.display();
    assert!(message.contains(&format!("cannot enter {folder};")), "{message}");
    assert!(message.ends_with(&format!("chmod o+x {folder}")), "{message}");
}
