//! The real binary as separate services: two gateways, two availability (each with identity), two booking (each with a relay), a clinic
//! service, and where there is a mail server a worker for mails and webhooks. Every process can be killed and stopped.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

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
    /// Further settings of every process, as environment variables.
    pub settings: Vec<(&'static str, String)>,
}

/// One process.
pub struct Member {
    /// Its name, such as `booking-1`.
    pub name: &'static str,
    /// Where it answers over HTTP.
    pub address: SocketAddr,
    rpc: SocketAddr,
    target: &'static str,
    child: Option<Child>,
}

/// All of them; killed when dropped.
pub struct Fleet {
    binary: PathBuf,
    backing: Backing,
    members: Vec<Member>,
    folder: tempfile::TempDir,
}

impl Fleet {
    /// Starts them and waits until all are ready.
    pub async fn start(binary: &str, backing: Backing) -> Self {
        let address = || SocketAddr::from(([127, 0, 0, 1], free_port()));
        let member = |name, target| Member { name, address: address(), rpc: address(), target, child: None };
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
        let mut fleet = Self { binary: binary.into(), backing, members, folder: open_folder() };
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

    fn command(&self, data_dir: &Path) -> Command {
        let mut command = Command::new(&self.binary);
        let shared = self.folder.path();
        let rpcs = |target: &str| {
            let found = self.members.iter().filter(|member| member.target.split(',').any(|t| t == target));
            found.map(|member| member.rpc.to_string()).collect::<Vec<_>>().join(",")
        };
        command
            .env("HOLDFAST_DATABASE_URL", &self.backing.database_url)
            .env("HOLDFAST_SIGNING_KEY_FILE", shared.join("key.pem"))
            .env("HOLDFAST_VAULT__MASTER_KEY", master_key())
            .env("HOLDFAST_RPC__SECRET_FILE", shared.join("rpc-secret"))
            .env("HOLDFAST_ROLES__CLINIC", rpcs("clinic"))
            .env("HOLDFAST_ROLES__AVAILABILITY", rpcs("availability"))
            .env("HOLDFAST_ROLES__BOOKING", rpcs("booking"))
            .env("HOLDFAST_ROLES__IDENTITY", rpcs("identity"))
            .env("HOLDFAST_PUBLIC_URL", "https://book.example")
            .env("HOLDFAST_LOG", "warn")
            .env("HOLDFAST_POSTGRES__MIGRATE_AT_START", "false")
            .env("HOLDFAST_DATA_DIR", data_dir)
            .stdin(Stdio::null());
        let Backing { replica_url, redis_url, amqp_url, smtp_url, settings, .. } = &self.backing;
        let urls = [
            ("HOLDFAST_REPLICA_URL", replica_url),
            ("HOLDFAST_REDIS_URL", redis_url),
            ("HOLDFAST_AMQP_URL", amqp_url),
            ("HOLDFAST_SMTP_URL", smtp_url),
        ];
        for (name, url) in urls {
            if let Some(url) = url {
                command.env(name, url);
            }
        }
        command.envs(settings.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Starts a member that was stopped or killed.
    pub fn spawn(&mut self, name: &str) {
        let at = self.at(name);
        self.spawn_at(at);
    }

    fn spawn_at(&mut self, at: usize) {
        let Member { name, address, rpc, target, .. } = &self.members[at];
        let log = std::fs::File::options().create(true).append(true).open(self.log(name)).expect("a log");
        let mut command = self.command(&self.folder.path().join(name));
        command
            .args(["serve", "--target", target, "--listen", &address.to_string()])
            .stdout(log.try_clone().expect("the log"))
            .stderr(log);
        if *name != "notification" && *target != "gateway" {
            command.env("HOLDFAST_RPC__LISTEN", rpc.to_string());
        }
        self.members[at].child = Some(command.spawn().expect("the binary starts"));
    }

    /// Changes settings of the processes that are started from now on.
    pub fn set(&mut self, settings: Vec<(&'static str, String)>) {
        self.backing.settings = settings;
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

    /// Runs another command of the binary with the settings of the fleet.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(&self.folder.path().join("command")).args(arguments).output().expect("it runs")
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
