//! The real binary as a process with a data folder of its own, and a plain HTTP client to it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::documented;
use crate::ports::free_port;
use crate::servers::open_folder;

/// A running `holdfast serve`; killed when dropped.
pub struct Process {
    binary: PathBuf,
    /// Its data folder.
    pub data_dir: PathBuf,
    /// Where it listens.
    pub address: SocketAddr,
    child: Option<Child>,
    settings: Vec<(&'static str, String)>,
    _folder: tempfile::TempDir,
}

/// Longest that a start may take before a test gives up; a debug build on a busy machine is slow.
const STARTS_WITHIN: Duration = Duration::from_secs(90);

impl Process {
    /// Starts the binary on a free port with an empty data folder, and waits until it is ready.
    pub async fn start(binary: &str) -> Self {
        Self::start_with(binary, &[]).await
    }

    /// The same with settings in its environment.
    pub async fn start_with(binary: &str, settings: &[(&'static str, &'static str)]) -> Self {
        let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let mut process = Self::begin(binary, settings);
        process.wait_ready().await;
        process
    }

    /// The same without waiting.
    pub fn begin(binary: &str, settings: Vec<(&'static str, String)>) -> Self {
        // the database runs as a user of its own, who must be able to pass
        let folder = open_folder();
        let port = free_port();
        let mut process = Self {
            binary: binary.into(),
            data_dir: folder.path().join("data"),
            address: SocketAddr::from(([127, 0, 0, 1], port)),
            child: None,
            settings,
            _folder: folder,
        };
        process.spawn();
        process
    }

    /// Starts it again after [`Process::kill`].
    pub fn spawn(&mut self) {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.data_dir.with_extension("log"))
            .expect("a log");
        let child = Command::new(&self.binary)
            .args(["serve", "--listen", &self.address.to_string(), "--data-dir"])
            .arg(&self.data_dir)
            .env("HOLDFAST_LOG", "warn")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the log"))
            .stderr(log)
            .spawn()
            .expect("the binary starts");
        self.child = Some(child);
    }

    /// Waits until `/health/ready` says yes.
    pub async fn wait_ready(&mut self) {
        let began = Instant::now();
        loop {
            if let Ok((StatusCode::OK, _)) = request(self.address, "GET", "/health/ready", None, None).await {
                return;
            }
            if let Some(status) = self.child.as_mut().and_then(|c| c.try_wait().ok().flatten()) {
                panic!("the process ended with {status}: {}", self.log());
            }
            assert!(began.elapsed() < STARTS_WITHIN, "not ready: {}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What it printed.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.data_dir.with_extension("log")).unwrap_or_default()
    }

    /// Ends it at once, as a power cut would; its database goes on.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it was running");
            child.wait().expect("it ends");
        }
    }

    /// Ends it in order and says how it ended.
    pub fn stop(&mut self) -> std::process::ExitStatus {
        let mut child = self.child.take().expect("it runs");
        let pid = nix::unistd::Pid::from_raw(i32::try_from(child.id()).expect("a pid"));
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).expect("it runs");
        child.wait().expect("it ends")
    }

    /// The process id of its database.
    pub fn database_pid(&self) -> Option<i32> {
        let file = std::fs::File::open(self.data_dir.join("postgres/postmaster.pid")).ok()?;
        BufReader::new(file).lines().next()?.ok()?.trim().parse().ok()
    }

    /// A connection to its database, as the one who rules over it.
    pub async fn database(&self) -> tokio_postgres::Client {
        let pid_file =
            std::fs::read_to_string(self.data_dir.join("postgres/postmaster.pid")).expect("it runs");
        let port = pid_file.lines().nth(3).expect("the port's line");
        let password = std::fs::read_to_string(self.data_dir.join("postgres.password")).expect("a password");
        let url = format!("postgresql://holdfast:{}@127.0.0.1:{port}/holdfast", password.trim());
        let (client, connection) =
            tokio_postgres::connect(&url, tokio_postgres::NoTls).await.expect("it answers");
        tokio::spawn(connection);
        client
    }

    /// Ends its database at once.
    pub fn kill_database(&self) {
        let pid = nix::unistd::Pid::from_raw(self.database_pid().expect("a database runs"));
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGKILL).expect("it runs");
    }

    /// Runs another command of the binary on the same data folder.
    pub fn command(&self, arguments: &[&str]) -> Output {
        command(&self.binary, &self.data_dir, arguments)
    }

    /// A token by `holdfast admin token`.
    pub fn token(&self, arguments: &[&str]) -> String {
        let output = self.command(&[&["admin", "token"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    }

    /// `holdfast check` finds nothing.
    pub fn assert_sound(&self) {
        let output = self.command(&["check"]);
        assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// Runs a command of the binary with this data folder.
pub fn command(binary: &Path, data_dir: &Path, arguments: &[&str]) -> Output {
    Command::new(binary)
        .args(arguments)
        .arg("--data-dir")
        .arg(data_dir)
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs")
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        // the database outlives its server on purpose; here it must not
        if let Some(pid) = self.database_pid() {
            let pid = nix::unistd::Pid::from_raw(pid);
            let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGQUIT);
            let began = Instant::now();
            while nix::sys::signal::kill(pid, None).is_ok() && began.elapsed() < Duration::from_secs(10) {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

/// One request over a connection of its own.
pub async fn request(
    address: SocketAddr,
    method: &str,
    path: &str,
    token: Option<&str>,
    body: Option<&Value>,
) -> std::io::Result<(StatusCode, Value)> {
    let mut connection = Connection::open(address).await?;
    connection.request(method, path, token, body).await
}

/// The text at a path.
pub async fn text(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("GET {path} HTTP/1.0\r\nhost: test\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
}

/// Sends a form to this address; returns where it redirects to, if it does.
pub async fn post_form(url: &str, fields: &[(&str, &str)]) -> Option<String> {
    let answer = send_form(url, None, fields).await?;
    let (head, _) = answer.split_once("\r\n\r\n")?;
    let header =
        |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    head.lines().filter_map(header).find(|(name, _)| name == "location").map(|(_, value)| value)
}

/// Sends a form to this address as if it were that of `host`; returns the status and the page.
pub async fn post_page(url: &str, host: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let answer = send_form(url, Some(host), fields).await.expect("an answer");
    let (head, page) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, page.to_owned())
}

async fn send_form(url: &str, host: Option<&str>, fields: &[(&str, &str)]) -> Option<String> {
    let (address, path) = url.strip_prefix("http://")?.split_once('/')?;
    let host = host.unwrap_or(address);
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut stream = TcpStream::connect(address).await.ok()?;
    let request = format!(
        "POST /{path} HTTP/1.0\r\nhost: {host}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    Some(answer)
}

/// A keep-alive connection.
pub struct Connection {
    stream: TcpStream,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream })
    }

    /// Asks and waits for the answer. A problem has to be one that the OpenAPI document names.
    pub async fn request(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> std::io::Result<(StatusCode, Value)> {
        self.request_with(method, path, token, "", body).await
    }

    /// The same with further headers, as `name: value\r\n…`.
    pub async fn request_with(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        headers: &str,
        body: Option<&Value>,
    ) -> std::io::Result<(StatusCode, Value)> {
        let body = body.map(ToString::to_string).unwrap_or_default();
        let token = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: test\r\n{token}{headers}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.write_all(head.as_bytes()).await?;
        let (status, body) = self.answer().await?;
        documented::check(method, path, status, &body);
        Ok((status, body))
    }

    async fn answer(&mut self) -> std::io::Result<(StatusCode, Value)> {
        let mut bytes = Vec::with_capacity(2048);
        loop {
            let mut headers = [httparse::EMPTY_HEADER; 32];
            let mut response = httparse::Response::new(&mut headers);
            if let Ok(httparse::Status::Complete(start)) = response.parse(&bytes) {
                let length = response
                    .headers
                    .iter()
                    .find(|h| h.name.eq_ignore_ascii_case("content-length"))
                    .and_then(|h| std::str::from_utf8(h.value).ok()?.parse::<usize>().ok())
                    .unwrap_or(0);
                if bytes.len() >= start + length {
                    let status =
                        StatusCode::from_u16(response.code.unwrap_or(0)).map_err(std::io::Error::other)?;
                    let body = serde_json::from_slice(&bytes[start..start + length]).unwrap_or(Value::Null);
                    return Ok((status, body));
                }
            }
            if self.stream.read_buf(&mut bytes).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}
