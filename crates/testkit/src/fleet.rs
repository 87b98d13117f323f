//! The real binary as separate services: two gateways, two availability (each with identity), two booking (each with a relay), a clinic
//! service, and where there is a mail server a worker for mails and webhooks. Every process can be killed and stopped.
//!
//! Each process has the settings and secrets that its roles need and no others, and a login of its own to the database, as
//! in `deploy/`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use holdfast::roles::Roles;
use holdfast_postgres::login::let_process_log_in;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::certificates::{Authority, Certificates};
use crate::keys::master_key;
use crate::ports::free_port;
use crate::process::request;
use crate::servers::open_folder;

const STARTS_WITHIN: Duration = Duration::from_secs(90);
const STOPS_WITHIN: Duration = Duration::from_secs(60);

/// What the processes share.
#[derive(Clone, Debug, Default)]
pub struct Backing {
    /// The database; it has the schema.
    pub database_url: String,
    /// A replica of it.
    pub replica_url: Option<String>,
    /// Redis.
    pub redis_url: Option<String>,
    /// RabbitMQ.
    pub amqp_url: Option<String>,
    /// A mail server; with it there is a worker for mails and webhooks.
    pub smtp_url: Option<String>,
    /// Whom the processes have their certificates from, for TLS between them.
    pub authority: Option<Arc<Authority>>,
    /// Further settings of every process, as environment variables.
    pub settings: Vec<(&'static str, String)>,
}

/// One process.
pub struct Member {
    /// Its name, such as `booking-1`.
    pub name: &'static str,
    /// Where it answers over HTTP.
    pub address: SocketAddr,
    /// Where other processes call it, if it is called.
    pub rpc: SocketAddr,
    target: &'static str,
    child: Option<Child>,
    certificates: Option<Certificates>,
}

impl Member {
    /// Whether it offers this role.
    pub fn has(&self, role: &str) -> bool {
        self.target.split(',').any(|name| name == role)
    }
}

/// All of them; killed when dropped.
pub struct Fleet {
    binary: PathBuf,
    backing: Backing,
    members: Vec<Member>,
    folder: tempfile::TempDir,
}

/// The roles that are called.
const CALLED: [&str; 4] = ["clinic", "availability", "booking", "identity"];

/// The secret of a role.
fn secret_of(role: &str) -> String {
    format!("{role}:{}\n", role.repeat(8))
}

/// A URL of a PostgreSQL with another login.
fn log_in_as(url: &str, login: &str) -> String {
    let (_, place) = url.split_once('@').expect("a URL with a login");
    format!("postgresql://{login}:{login}@{place}")
}

impl Fleet {
    /// Starts them and waits until all are ready.
    pub async fn start(binary: &str, backing: Backing) -> Self {
        let address = || SocketAddr::from(([127, 0, 0, 1], free_port()));
        let member = |name, target| Member {
            name,
            address: address(),
            rpc: address(),
            target,
            child: None,
            certificates: None,
        };
        let booking = if backing.amqp_url.is_some() { "booking,relay" } else { "booking" };
        let mut members = vec![
            member("clinic", "clinic"),
            member("availability-1", "availability,identity"),
            member("availability-2", "availability,identity"),
            member("booking-1", booking),
            member("booking-2", booking),
            member("gateway-1", "gateway"),
            member("gateway-2", "gateway"),
        ];
        if backing.smtp_url.is_some() {
            members.push(member("notification", "notification,webhook"));
        }
        let folder = open_folder();
        let mut fleet = Self { binary: binary.into(), backing, members, folder };
        for member in &fleet.members {
            fleet.prepare(member).await;
        }
        for at in 0..fleet.members.len() {
            fleet.spawn_at(at);
        }
        for at in 0..fleet.members.len() {
            fleet.wait_at(at).await;
        }
        fleet
    }

    fn at(&self, name: &str) -> usize {
        self.members.iter().position(|member| member.name == name).expect("a member of that name")
    }

    /// A member.
    pub fn member(&self, name: &str) -> &Member {
        &self.members[self.at(name)]
    }

    /// The names of all members.
    pub fn names(&self) -> Vec<&'static str> {
        self.members.iter().map(|member| member.name).collect()
    }

    /// The gateways.
    pub fn gateways(&self) -> [SocketAddr; 2] {
        ["gateway-1", "gateway-2"].map(|name| self.member(name).address)
    }

    fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.log"))
    }

    /// Makes the folder of a member with its secrets, and its login to the database.
    async fn prepare(&self, member: &Member) {
        let folder = self.folder.path().join(member.name);
        std::fs::create_dir(&folder).expect("a folder");
        let is_gateway = member.target == "gateway";
        let opened = CALLED.into_iter().filter(|role| is_gateway || member.has(role));
        let secrets: String = opened.map(secret_of).collect();
        if !secrets.is_empty() {
            std::fs::write(folder.join("rpc-secret"), secrets).expect("written");
        }
        if !is_gateway {
            let names: Vec<_> = member.target.split(',').map(str::to_owned).collect();
            let roles = Roles::parse(&names).expect("roles").database_roles();
            let login = log_in_as(&self.backing.database_url, &self.login(member));
            let_process_log_in(&self.backing.database_url, &login, &roles).await.expect("a login");
        }
    }

    /// The name of a member's login, which belongs to the whole server: other tests have theirs there too.
    fn login(&self, member: &Member) -> String {
        let fleet = self.folder.path().file_name().unwrap_or_default();
        format!("{}-{}", member.name, fleet.display())
    }

    /// The binary with what every process is told.
    fn command(&self, data_dir: &Path) -> Command {
        let mut command = Command::new(&self.binary);
        command.env("HOLDFAST_LOG", "warn").env("HOLDFAST_DATA_DIR", data_dir).stdin(Stdio::null());
        command.envs(self.backing.settings.iter().map(|(name, value)| (name, value)));
        command
    }

    /// What this member needs, by its roles, and nothing else.
    fn settings(&self, member: &Member) -> Vec<(&'static str, String)> {
        let Backing { database_url, replica_url, redis_url, amqp_url, smtp_url, .. } = &self.backing;
        let mut settings = Vec::new();
        let mut set = |name, value: Option<String>| settings.extend(value.map(|value| (name, value)));
        let log_in = |url: &String| log_in_as(url, &self.login(member));
        if member.target == "gateway" {
            let of = |role| {
                let found = self.members.iter().filter(|member| member.has(role));
                Some(found.map(|member| member.rpc.to_string()).collect::<Vec<_>>().join(","))
            };
            set("HOLDFAST_SIGNING_KEY_FILE", Some(self.signing_key()));
            set("HOLDFAST_ROLES__CLINIC", of("clinic"));
            set("HOLDFAST_ROLES__AVAILABILITY", of("availability"));
            set("HOLDFAST_ROLES__BOOKING", of("booking"));
            set("HOLDFAST_ROLES__IDENTITY", of("identity"));
        } else {
            set("HOLDFAST_DATABASE_URL", Some(log_in(database_url)));
            set("HOLDFAST_POSTGRES__MIGRATE_AT_START", Some("false".to_owned()));
            set("HOLDFAST_VAULT__MASTER_KEY", Some(master_key()));
        }
        if CALLED.into_iter().any(|role| member.has(role)) {
            set("HOLDFAST_RPC__LISTEN", Some(member.rpc.to_string()));
        }
        if ["gateway", "availability", "booking"].into_iter().any(|role| member.has(role)) {
            set("HOLDFAST_REDIS_URL", redis_url.clone());
        }
        if member.has("availability") {
            set("HOLDFAST_REPLICA_URL", replica_url.as_ref().map(log_in));
        }
        if ["relay", "notification", "webhook"].into_iter().any(|role| member.has(role)) {
            set("HOLDFAST_AMQP_URL", amqp_url.clone());
        }
        if member.has("notification") {
            set("HOLDFAST_SMTP_URL", smtp_url.clone());
        }
        if ["gateway", "identity", "notification"].into_iter().any(|role| member.has(role)) {
            set("HOLDFAST_PUBLIC_URL", Some("https://book.example".to_owned()));
        }
        settings
    }

    /// The file with the key that gateways sign by.
    fn signing_key(&self) -> String {
        self.folder.path().join("signing-key.pem").display().to_string()
    }

    /// Starts a member that was stopped or killed.
    pub fn spawn(&mut self, name: &str) {
        let at = self.at(name);
        self.spawn_at(at);
    }

    fn spawn_at(&mut self, at: usize) {
        let member = &self.members[at];
        let Member { name, address, target, .. } = member;
        let log = std::fs::File::options().create(true).append(true).open(self.log(name)).expect("a log");
        let mut command = self.command(&self.folder.path().join(name));
        command
            .args(["serve", "--target", target, "--listen", &address.to_string()])
            .envs(self.settings(member))
            .stdout(log.try_clone().expect("the log"))
            .stderr(log);
        if let Some(authority) = &self.backing.authority {
            let names: Vec<_> = target.split(',').collect();
            let certificates = authority.certificate(&names);
            command
                .env("HOLDFAST_RPC__TLS_CA", &certificates.ca)
                .env("HOLDFAST_RPC__TLS_CERT", &certificates.cert)
                .env("HOLDFAST_RPC__TLS_KEY", &certificates.key);
            self.members[at].certificates = Some(certificates);
        }
        self.members[at].child = Some(command.spawn().expect("the binary starts"));
    }

    /// What a member knows others by: its secrets, if it has any, and where there is TLS its certificate.
    pub fn credentials(&self, name: &str) -> (Option<String>, Option<&Certificates>) {
        let secrets = std::fs::read_to_string(self.folder.path().join(name).join("rpc-secret"));
        (secrets.ok(), self.member(name).certificates.as_ref())
    }

    /// Whom processes that are started from now on have their certificates from.
    pub fn trust(&mut self, authority: Authority) {
        self.backing.authority = Some(Arc::new(authority));
    }

    /// Waits until a member answers, ready or not.
    pub async fn wait_live(&mut self, name: &str) {
        let (began, address) = (Instant::now(), self.member(name).address);
        while !matches!(request(address, "GET", "/health/live", None, None).await, Ok((StatusCode::OK, _))) {
            assert!(began.elapsed() < STARTS_WITHIN, "{name} does not answer: {}", self.logs());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until a member is ready.
    pub async fn wait_ready(&mut self, name: &str) {
        let at = self.at(name);
        self.wait_at(at).await;
    }

    async fn wait_at(&mut self, at: usize) {
        let began = Instant::now();
        let (name, address) = (self.members[at].name, self.members[at].address);
        loop {
            if let Ok((StatusCode::OK, _)) = request(address, "GET", "/health/ready", None, None).await {
                return;
            }
            let file = self.log(name);
            let log = || std::fs::read_to_string(&file).unwrap_or_default();
            if let Some(status) = self.members[at].child.as_mut().and_then(|c| c.try_wait().ok().flatten()) {
                panic!("{name} ended with {status}: {}", log());
            }
            assert!(began.elapsed() < STARTS_WITHIN, "{name} is not ready: {}", log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Ends a member at once, as a power cut would.
    pub fn kill(&mut self, name: &str) {
        let at = self.at(name);
        if let Some(mut child) = self.members[at].child.take() {
            child.kill().expect("it was running");
            child.wait().expect("it ends");
        }
    }

    /// Ends a member as an operator would, and waits until it has ended.
    pub async fn stop(&mut self, name: &str) {
        let at = self.at(name);
        let Some(mut child) = self.members[at].child.take() else { return };
        let pid = Pid::from_raw(i32::try_from(child.id()).expect("a pid"));
        kill(pid, Signal::SIGTERM).expect("it runs");
        let began = Instant::now();
        loop {
            if let Some(status) = child.try_wait().expect("a status") {
                assert!(status.success(), "{name} ended with {status}");
                return;
            }
            assert!(began.elapsed() < STOPS_WITHIN, "{name} does not stop");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Runs another command of the binary as an operator, who rules over the database and has every key.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(&self.folder.path().join("command"))
            .env("HOLDFAST_DATABASE_URL", &self.backing.database_url)
            .env("HOLDFAST_SIGNING_KEY_FILE", self.signing_key())
            .env("HOLDFAST_VAULT__MASTER_KEY", master_key())
            .args(arguments)
            .output()
            .expect("it runs")
    }

    /// A token, by `holdfast admin token`.
    pub fn token(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["admin", "token"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    }

    /// Every invariant holds in the database.
    pub fn assert_sound(&self) {
        let output = self.run(&["check"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }

    /// The folder of everything that its processes keep, their logs among it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The end of what every process has logged, for a test that fails.
    pub fn logs(&self) -> String {
        let log = |member: &Member| {
            let text = std::fs::read_to_string(self.log(member.name)).unwrap_or_default();
            let tail: Vec<_> = text.lines().rev().take(8).collect();
            format!("== {}\n{}\n", member.name, tail.into_iter().rev().collect::<Vec<_>>().join("\n"))
        };
        self.members.iter().map(log).collect()
    }
}

impl Drop for Fleet {
    fn drop(&mut self) {
        for member in &mut self.members {
            if let Some(mut child) = member.child.take() {
                let _ = child.kill();
                let _ = child.wait();
            }
        }
    }
}
