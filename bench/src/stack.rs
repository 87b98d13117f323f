//! The stack of separate services, started as its users start it (`scripts/stack`), in a folder and on ports of its own.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::client::{Connection, get};
use crate::fixture::Fixture;
use crate::holdfast::{COUNTED, folder};
use crate::lab::Lab;

/// The processes of Holdfast in it.
const OURS: [&str; 8] = [
    "gateway-1",
    "gateway-2",
    "booking-1",
    "booking-2",
    "notification",
    "availability-1",
    "availability-2",
    "clinic",
];
/// The other programs in it whose CPU time is shown beside theirs.
const OTHERS: [&str; 4] = ["haproxy", "redis", "rabbitmq", "replica"];

/// A running stack. Dropping it stops it.
pub(crate) struct Stack {
    binary: PathBuf,
    base: u16,
    shape: Shape,
    folder: PathBuf,
    _parent: TempDir,
}

/// How the roles are put into processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Each its own.
    Services,
    /// All in one, over the same parts.
    One,
}

fn script(action: &str, binary: &Path, base: u16, folder: &Path, shape: Shape) -> Command {
    let mut command = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/stack"));
    command
        .arg(action)
        .env("HOLDFAST_STACK_DIR", folder)
        .env("HOLDFAST_STACK_PORT", base.to_string())
        .env("HOLDFAST_STACK_SHAPE", if shape == Shape::One { "one" } else { "services" })
        .env("HOLDFAST_BINARY", binary)
        .envs(COUNTED)
        .stdin(Stdio::null());
    command
}

impl Stack {
    pub(crate) fn start(lab: &Lab, shape: Shape) -> Result<Self> {
        let parent = folder()?;
        let folder = parent.path().join("stack");
        let free = |port: u16| TcpListener::bind(("127.0.0.1", port)).is_ok();
        let base = (200..300)
            .map(|hundred| hundred * 100)
            .find(|base| (*base..base + 100).all(free))
            .context("no hundred ports are free")?;
        let output = script("up", &lab.holdfast, base, &folder, shape).output()?;
        ensure!(output.status.success(), "the stack: {}", String::from_utf8_lossy(&output.stderr));
        Ok(Self { binary: lab.holdfast.clone(), base, shape, folder, _parent: parent })
    }

    /// The load balancer.
    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.base))
    }

    pub(crate) fn database_url(&self) -> String {
        format!("postgresql://postgres@127.0.0.1:{}/postgres", self.base + 20)
    }

    /// The mail server.
    pub(crate) fn smtp_url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.base + 40)
    }

    /// Puts the fixture in place of the samples.
    pub(crate) async fn replace_samples(&self, database: &Client, fixture: &Fixture) -> Result<()> {
        let clear = "TRUNCATE slots, open_slots; TRUNCATE clinics, specializations CASCADE";
        database.batch_execute(clear).await?;
        fixture.write(database).await?;
        // straight into the database: what was read before says nothing
        database.batch_execute("UPDATE freshness SET generation = generation + 1").await?;
        Ok(())
    }

    /// A token of the clinic's front desk.
    pub(crate) fn staff_token(&self, clinic_id: Uuid) -> Result<String> {
        let output = Command::new(&self.binary)
            .args(["admin", "token", "--role", "staff", "--clinic", &clinic_id.to_string(), "--config"])
            .arg(self.folder.join("holdfast.toml"))
            .output()?;
        ensure!(output.status.success(), "no token: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    fn pid(&self, name: &str) -> Result<u32> {
        let text = std::fs::read_to_string(self.folder.join(name).join("process"))?;
        Ok(text.split_whitespace().next().context("a pid")?.parse()?)
    }

    fn ours(&self) -> &'static [&'static str] {
        if self.shape == Shape::One { &["gateway-1"] } else { &OURS }
    }

    /// All processes of Holdfast.
    pub(crate) fn pids(&self) -> Result<Vec<u32>> {
        self.ours().iter().map(|name| self.pid(name)).collect()
    }

    /// The programs of the stack but the primary, with the name under which their CPU time is shown.
    pub(crate) fn programs(&self) -> Result<Vec<(&'static str, u32)>> {
        let shown = |name: &'static str| match self.shape {
            Shape::One if name.starts_with("gateway") => "holdfast",
            _ => name.split_once('-').map_or(name, |(kind, _)| kind),
        };
        let programs = self.ours().iter().chain(&OTHERS).map(|name| {
            // RabbitMQ runs below its script
            let broker = std::fs::read_to_string(self.folder.join(name).join("pid")).ok();
            let pid = match broker {
                Some(pid) => pid.trim().parse()?,
                None => self.pid(name)?,
            };
            Ok((shown(name), pid))
        });
        programs.collect()
    }

    /// The primary's main process.
    pub(crate) fn postgres(&self) -> Result<i32> {
        Ok(i32::try_from(self.pid("postgres")?)?)
    }

    /// Pages that the availability services have given, by where they came from.
    pub(crate) async fn pages(&self) -> Result<Vec<(String, f64)>> {
        let mut pages: Vec<(String, f64)> = Vec::new();
        for port in [self.base + 11, self.base + 12] {
            let address = SocketAddr::from(([127, 0, 0, 1], port));
            let answer = Connection::open(address).await?.exchange(&get("/metrics", None)).await?;
            for line in String::from_utf8_lossy(&answer.body).lines() {
                let Some(rest) = line.strip_prefix("holdfast_slot_pages_total{source=\"") else { continue };
                let (source, count) = rest.split_once("\"} ").context("a count")?;
                match pages.iter_mut().find(|(known, _)| known == source) {
                    Some((_, sum)) => *sum += count.parse::<f64>()?,
                    None => pages.push((source.to_owned(), count.parse()?)),
                }
            }
        }
        Ok(pages)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        let stopped = script("down", &self.binary, self.base, &self.folder, self.shape).output();
        if !stopped.is_ok_and(|output| output.status.success()) {
            eprintln!("the stack in {} was not stopped", self.folder.display());
        }
    }
}
