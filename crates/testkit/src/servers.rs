//! Real servers that a test starts for itself, by the project's own scripts, so that it may kill, pause and restart
//! them. Each listens on a free port of 127.0.0.1 and keeps its data in a folder that goes with it.

use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::certificates::Certificates;
use crate::ports::{free_port, free_ports};

const STARTS_WITHIN: Duration = Duration::from_secs(60);

/// A folder that other users may walk into.
pub fn open_folder() -> tempfile::TempDir {
    let folder = tempfile::Builder::new().prefix("holdfast-test").tempdir().expect("a folder");
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).expect("mode");
    folder
}

/// A server in a process of its own; killed when dropped.
pub struct Server {
    /// Its port.
    pub port: u16,
    script: PathBuf,
    arguments: Vec<String>,
    greeting: Greeting,
    child: Option<Child>,
    folder: tempfile::TempDir,
}

/// How to see that a server is up.
#[derive(Clone, Copy)]
struct Greeting {
    say: &'static [u8],
    hear: &'static [u8],
}

/// A PostgreSQL answers before it lets anybody in, so it is asked to: StartupMessage (3.0) of the user postgres. `R`: who comes may go on.
const LET_IN: Greeting =
    Greeting { say: b"\0\0\0\x29\0\x03\0\0user\0postgres\0database\0postgres\0\0", hear: b"R" };

/// Options of a PostgreSQL that loses what it has when the machine does.
const FLEETING: [&str; 4] = ["-c", "fsync=off", "-c", "full_page_writes=off"];

/// How Prometheus and Alertmanager say that they are up.
const IS_READY: Greeting =
    Greeting { say: b"GET /-/ready HTTP/1.1\r\nhost: test\r\n\r\n", hear: b"HTTP/1.1 200" };

impl Server {
    /// A Redis.
    pub async fn redis() -> Self {
        Self::redis_with(&[]).await
    }

    /// A Redis that can be a node of a cluster.
    pub async fn redis_node() -> Self {
        // nodes talk on a second port; Redis' own choice, 10,000 higher, may be an outgoing connection's
        let port = free_ports(2);
        let between_nodes = (port + 1).to_string();
        let cluster = ["--cluster-enabled", "yes", "--cluster-port", &between_nodes];
        Self::redis_at(port, &[&cluster[..], &["--cluster-node-timeout", "1500"]].concat()).await
    }

    /// A Redis that sends its data to a new replica at once.
    pub async fn redis_prompt_master() -> Self {
        Self::redis_with(&["--repl-diskless-sync-delay", "0"]).await
    }

    /// A replica of a Redis.
    pub async fn redis_replica_of(master: &Self) -> Self {
        Self::redis_with(&["--replicaof", "127.0.0.1", &master.port.to_string()]).await
    }

    /// A Sentinel that watches a Redis, under the name `main`.
    pub async fn redis_sentinel_of(master: &Self) -> Self {
        let arguments = ["--sentinel-of".to_owned(), master.port.to_string()];
        Self::start("redis", free_port(), &arguments, Greeting { say: b"PING\r\n", hear: b"+PONG" }).await
    }

    async fn redis_with(arguments: &[&str]) -> Self {
        Self::redis_at(free_port(), arguments).await
    }

    async fn redis_at(port: u16, arguments: &[&str]) -> Self {
        let arguments: Vec<_> = arguments.iter().map(ToString::to_string).collect();
        Self::start("redis", port, &arguments, Greeting { say: b"PING\r\n", hear: b"+PONG" }).await
    }

    /// A PostgreSQL.
    pub async fn postgres() -> Self {
        Self::start("postgres", free_port(), &[], LET_IN).await
    }

    /// A PostgreSQL that takes TLS too, with this certificate.
    pub async fn postgres_with_tls(certificates: &Certificates) -> Self {
        let files = [("ssl_cert_file", &certificates.cert), ("ssl_key_file", &certificates.key)];
        let set = |setting: String| ["-c".to_owned(), setting];
        let settings = files.iter().flat_map(|(name, file)| set(format!("{name}={}", file.display())));
        let arguments: Vec<_> = set("ssl=on".to_owned()).into_iter().chain(settings).collect();
        Self::start("postgres", free_port(), &arguments, LET_IN).await
    }

    /// A streaming replica of a PostgreSQL.
    pub async fn replica_of(primary: &Self) -> Self {
        Self::replica_with(primary, &[]).await
    }

    /// A PostgreSQL that does not sync to disk: for what need not survive the machine.
    pub async fn fleeting_postgres() -> Self {
        Self::start("postgres", free_port(), &FLEETING.map(str::to_owned), LET_IN).await
    }

    /// A streaming replica of that kind.
    pub async fn fleeting_replica_of(primary: &Self) -> Self {
        Self::replica_with(primary, &FLEETING).await
    }

    async fn replica_with(primary: &Self, options: &[&str]) -> Self {
        let primary = ["--replica-of".to_owned(), primary.port.to_string()];
        let arguments: Vec<_> = primary.into_iter().chain(options.iter().map(ToString::to_string)).collect();
        Self::start("postgres", free_port(), &arguments, LET_IN).await
    }

    /// A RabbitMQ.
    pub async fn rabbitmq() -> Self {
        // an invalid header is answered with the right one
        Self::start("rabbitmq", free_ports(3), &[], Greeting { say: b"AMQP\0\0\0\0", hear: b"AMQP" }).await
    }

    /// A RabbitMQ, and where it tells Prometheus of its queues.
    pub async fn rabbitmq_with_metrics() -> (Self, SocketAddr) {
        let port = free_ports(4);
        let greeting = Greeting { say: b"AMQP\0\0\0\0", hear: b"AMQP" };
        let server = Self::start("rabbitmq", port, &[(port + 3).to_string()], greeting).await;
        (server, SocketAddr::from(([127, 0, 0, 1], port + 3)))
    }

    /// An SMTP server that keeps what it gets.
    pub async fn smtp() -> Self {
        Self::start("smtp", free_port(), &[], Greeting { say: b"", hear: b"220" }).await
    }

    /// The same without SMTPUTF8, as many relays are.
    pub async fn smtp_of_ascii() -> Self {
        let arguments = ["--no-smtputf8".to_owned()];
        Self::start("smtp", free_port(), &arguments, Greeting { say: b"", hear: b"220" }).await
    }

    /// An OpenID provider, where everybody is who they say.
    pub async fn oidc() -> Self {
        let greeting = Greeting { say: b"GET /jwks HTTP/1.1\r\nhost: test\r\n\r\n", hear: b"HTTP/1.1 200" };
        Self::start("oidc", free_port(), &[], greeting).await
    }

    /// A collector of traces that others wrote, which hands on what it takes.
    pub async fn rotel(forward_to: &str) -> Self {
        // what opens a connection of HTTP/2; the answer begins with an empty frame of settings, or one with some
        let greeting =
            Greeting { say: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0", hear: b"\0\0" };
        Self::start("rotel", free_ports(2), &[forward_to.to_owned()], greeting).await
    }

    /// Its URL, for those who trace.
    pub fn otlp_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// An HAProxy before two gateways.
    pub async fn haproxy(gateways: [SocketAddr; 2]) -> Self {
        let gateways = gateways.map(|gateway| gateway.to_string());
        let greeting =
            Greeting { say: b"GET /health/live HTTP/1.1\r\nhost: test\r\n\r\n", hear: b"HTTP/1.1 200" };
        Self::start("haproxy", free_port(), &gateways, greeting).await
    }

    /// The same, and where it tells Prometheus how they are.
    pub async fn haproxy_with_metrics(gateways: [SocketAddr; 2]) -> (Self, SocketAddr) {
        let metrics = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let arguments = [gateways[0].to_string(), gateways[1].to_string(), metrics.port().to_string()];
        let greeting =
            Greeting { say: b"GET /health/live HTTP/1.1\r\nhost: test\r\n\r\n", hear: b"HTTP/1.1 200" };
        (Self::start("haproxy", free_port(), &arguments, greeting).await, metrics)
    }

    /// A Prometheus of this configuration.
    pub async fn prometheus(configuration: &Path) -> Self {
        Self::start("prometheus", free_port(), &[configuration.display().to_string()], IS_READY).await
    }

    /// An Alertmanager of this configuration.
    pub async fn alertmanager(configuration: &Path) -> Self {
        Self::start("alertmanager", free_port(), &[configuration.display().to_string()], IS_READY).await
    }

    async fn start(script: &str, port: u16, arguments: &[String], greeting: Greeting) -> Self {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/servers");
        let mut server = Self {
            port,
            script: scripts.join(script),
            arguments: arguments.to_vec(),
            greeting,
            child: None,
            folder: open_folder(),
        };
        server.spawn();
        server.wait().await;
        server
    }

    /// Starts it again, on the same port and data.
    pub fn spawn(&mut self) {
        let log = std::fs::File::options().create(true).append(true).open(self.folder.path().join("log"));
        let log = log.expect("a log");
        // It ends with this process, however that ends.
        let child = Command::new("setpriv")
            .args(["--pdeathsig", "TERM"])
            .arg(&self.script)
            .env("HOLDFAST_END_WITH_PARENT", "1")
            .arg(self.folder.path())
            .arg(self.port.to_string())
            .args(&self.arguments)
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the log"))
            .stderr(log)
            .spawn()
            .expect("the script starts");
        self.child = Some(child);
    }

    /// Waits until it answers.
    pub async fn wait(&mut self) {
        let began = Instant::now();
        while !self.answers().await {
            let log = || std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            if let Some(status) = self.child.as_mut().and_then(|c| c.try_wait().ok().flatten()) {
                panic!("{} ended with {status}: {}", self.script.display(), log());
            }
            assert!(began.elapsed() < STARTS_WITHIN, "{} is not up: {}", self.script.display(), log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn answers(&self) -> bool {
        let answer = async {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
            stream.write_all(self.greeting.say).await?;
            let mut heard = vec![0; self.greeting.hear.len()];
            stream.read_exact(&mut heard).await?;
            Ok::<_, std::io::Error>(heard == self.greeting.hear)
        };
        matches!(tokio::time::timeout(Duration::from_secs(1), answer).await, Ok(Ok(true)))
    }

    fn pid(&self) -> Option<Pid> {
        let id = self.child.as_ref()?.id();
        i32::try_from(id).ok().map(Pid::from_raw)
    }

    fn signal(&self, signal: Signal) {
        if let Some(pid) = self.pid() {
            kill(pid, signal).expect("it runs");
        }
    }

    /// Stops it from running (SIGSTOP); its connections stay open.
    pub fn pause(&self) {
        self.signal(Signal::SIGSTOP);
    }

    /// Lets it go on.
    pub fn resume(&self) {
        self.signal(Signal::SIGCONT);
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            // RabbitMQ runs below its script, which tidies up behind it
            let broker = std::fs::read_to_string(self.folder.path().join("pid")).ok();
            if let Some(pid) = broker.and_then(|pid| pid.trim().parse().ok()) {
                kill(Pid::from_raw(pid), Signal::SIGKILL).expect("it runs");
            } else {
                child.kill().expect("it runs");
            }
            child.wait().expect("it ends");
        }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its URL, for a RabbitMQ.
    pub fn amqp_url(&self) -> String {
        format!("amqp://guest:guest@127.0.0.1:{}/%2f", self.port)
    }

    /// Its URL, for an SMTP server.
    pub fn smtp_url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The messages that an SMTP server has got, as they came, each beside whom it was for.
    pub fn mails(&self) -> Vec<(String, String)> {
        let lines = std::fs::read_to_string(self.folder.path().join("messages")).unwrap_or_default();
        let mail = |line: &str| {
            let mail: serde_json::Value = serde_json::from_str(line).ok()?;
            Some((mail["to"][0].as_str()?.to_owned(), mail["data"].as_str()?.to_owned()))
        };
        // a line that is being written is not one yet
        lines.split_inclusive('\n').filter(|line| line.ends_with('\n')).filter_map(mail).collect()
    }

    /// What an SMTP server answers to messages from now on; nothing: it takes them.
    pub fn refuse_mails(&self, answer: Option<&str>) {
        let file = self.folder.path().join("refuse");
        match answer {
            Some(answer) => {
                let draft = self.folder.path().join("refuse.new");
                std::fs::write(&draft, answer).and_then(|()| std::fs::rename(draft, file)).expect("written");
            }
            None => std::fs::remove_file(file).expect("it was refusing"),
        }
    }

    /// How an SMTP server answers recipients from now on: the first try gets the first answer, the last one goes on. `silence` takes
    /// the recipient and never answers the message.
    pub fn answer_recipients(&self, answers: &[(&str, &[&str])]) {
        let answers: serde_json::Map<String, serde_json::Value> =
            answers.iter().map(|(address, answers)| ((*address).to_owned(), (*answers).into())).collect();
        let draft = self.folder.path().join("recipients.new");
        let file = self.folder.path().join("recipients");
        let text = serde_json::Value::from(answers).to_string();
        std::fs::write(&draft, text).and_then(|()| std::fs::rename(draft, file)).expect("written");
    }

    /// How often an SMTP server was asked for this recipient.
    pub fn asked_for(&self, address: &str) -> usize {
        let asked = std::fs::read_to_string(self.folder.path().join("asked")).unwrap_or_default();
        asked.lines().filter(|line| *line == address).count()
    }

    /// Its URL, for a Redis.
    pub fn redis_url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Its URL, for a PostgreSQL.
    pub fn postgres_url(&self) -> String {
        format!("postgresql://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // PostgreSQL's children end with it only when it is asked
            let pid = i32::try_from(child.id()).map(Pid::from_raw);
            let asked =
                pid.is_ok_and(|pid| kill(pid, Signal::SIGCONT).is_ok() && kill(pid, Signal::SIGINT).is_ok());
            if !asked {
                let _ = child.kill();
            }
            let _ = child.wait();
        }
    }
}
