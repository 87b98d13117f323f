//! A folder for one test, cleared (and its server ended) whatever happens.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    time::{Duration, Instant},
};

use holdfast_pgserver::Settings;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio_postgres::{Client, Error, NoTls, SimpleQueryMessage};

/// Longer than anything here takes on a slow machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A folder that the server's user can enter.
pub(crate) struct Scene {
    root: PathBuf,
}

impl Scene {
    pub(crate) fn new(name: &str) -> Self {
        let root = env::temp_dir().join(format!("holdfast-pgserver-{name}-{}", std::process::id()));
        fs::create_dir(&root).expect("a new folder");
        fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).expect("chmod");
        Self { root }
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings {
            dir: self.root.join("postgres"),
            bin_dir: None,
            extra: vec![("work_mem".to_owned(), "5MB".to_owned())],
            password_bytes: *b"random in the real thing",
        }
    }

    /// A neighbour of the server's folder.
    pub(crate) fn beside(&self, suffix: &str) -> PathBuf {
        self.root.join(format!("postgres{suffix}"))
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let file = self.root.join("postgres/postmaster.pid");
        let pid = fs::read_to_string(file).ok().and_then(|text| text.lines().next()?.parse().ok());
        // After a failed test only: the others stop their server.
        if let Some(pid) = pid.filter(|pid| *pid > 1 && u32::try_from(*pid) != Ok(std::process::id())) {
            let _ = kill(Pid::from_raw(pid), Signal::SIGQUIT);
        }
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// Opens a session.
pub(crate) async fn connect(url: &str) -> Result<Client, Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The one value a query answers.
pub(crate) async fn ask(db: &Client, query: &str) -> String {
    for message in db.simple_query(query).await.expect(query) {
        if let SimpleQueryMessage::Row(row) = message {
            return row.get(0).unwrap_or_default().to_owned();
        }
    }
    panic!("no row: {query}");
}

/// Waits for something to become true.
pub(crate) async fn until(what: &str, condition: impl AsyncFn() -> bool) {
    let started = Instant::now();
    while !condition().await {
        assert!(started.elapsed() < PATIENCE, "not so within {PATIENCE:?}: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
