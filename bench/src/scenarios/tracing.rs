//! What traces cost: the bookings of P1 without a receiver, with every twentieth and with every request sampled, and with a receiver
//! that is not there.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::Scene;
use super::bookings::{BOOKINGS, CLINICS, CONNECTIONS, DOCTORS, ours};
use crate::client::Connection;
use crate::fixture::Size;
use crate::lab::Lab;
use crate::load::Work;
use crate::report::{Section, Target, rows};
use crate::statistics::{Figures, count, number};

/// A collector that others wrote, which throws away what it gets. It takes its time from the same cores.
struct Collector {
    child: Child,
    url: String,
    _folder: tempfile::TempDir,
}

impl Collector {
    fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/servers/rotel");
        let child = Command::new(&script)
            .args([folder.path().as_os_str(), port.to_string().as_ref(), "nobody".as_ref()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} cannot be run", script.display()))?;
        Ok(Self { child, url: format!("http://127.0.0.1:{port}"), _folder: folder })
    }

    async fn wait(&self) {
        while tokio::net::TcpStream::connect(self.url.trim_start_matches("http://")).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Bookings per second, and Holdfast's CPU for each in microseconds.
#[derive(Clone, Copy)]
struct Measured {
    per_sec: f64,
    cpu_us: f64,
}

async fn measure(lab: &Lab, settings: &[(&str, &str)]) -> Result<Measured> {
    let slots = (2 * BOOKINGS).div_ceil(CLINICS * DOCTORS);
    let size = Size { clinics: CLINICS, doctors: DOCTORS, slots, patients_per_doctor: 25 };
    let scene = Scene::with(lab, size, settings).await?;
    let mut connections = Connection::open_many(scene.holdfast.address, CONNECTIONS).await?;
    let mut measured = Measured { per_sec: 0.0, cpu_us: 0.0 };
    // the first warms up
    for chunk in scene.fixture.bookable.chunks(BOOKINGS).take(2) {
        let requests = chunk.iter().map(|slot| scene.booking(slot)).collect();
        let (back, outcome, usage, _) = ours(&scene, connections, Work::Once(requests)).await?;
        connections = back;
        let booked = count(outcome.of_status(201));
        measured =
            Measured { per_sec: booked / outcome.took.as_secs_f64(), cpu_us: 1e6 * usage.holdfast / booked };
    }
    Ok(measured)
}

fn sent<'a>(endpoint: &'a str, share: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("HOLDFAST_TRACING__ENDPOINT", endpoint), ("HOLDFAST_TRACING__SHARE", share)]
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let collector = Collector::start()?;
    collector.wait().await;
    let url = collector.url.as_str();
    let ways = [
        ("no receiver", 1.0, vec![]),
        ("5 % sampled", 0.97, sent(url, "0.05")),
        ("100 % sampled", 0.85, sent(url, "1")),
        // nobody listens on it
        ("5 % sampled, the receiver is not there", 0.98, sent("http://127.0.0.1:9", "0.05")),
    ];
    let mut rounds: Vec<Vec<Measured>> = Vec::new();
    for _ in 0..lab.rounds() {
        let mut round = Vec::new();
        for (.., settings) in &ways {
            round.push(measure(lab, settings).await?);
        }
        rounds.push(round);
    }
    let figures =
        |nth: usize, of: fn(&Measured) -> f64| Figures::new(rounds.iter().map(|round| of(&round[nth])));
    let share = |nth: usize| Figures::new(rounds.iter().map(|round| round[nth].per_sec / round[0].per_sec));
    let lines: Vec<Vec<String>> = ways
        .iter()
        .enumerate()
        .map(|(nth, (name, ..))| {
            let of = |figures: Figures| format!("{} ({})", number(figures.median()), figures.spread());
            vec![
                (*name).to_owned(),
                of(figures(nth, |measured| measured.per_sec)),
                of(share(nth)),
                of(figures(nth, |measured| measured.cpu_us)),
            ]
        })
        .collect();
    let targets = ways.iter().enumerate().skip(1).map(|(nth, (name, least, _))| Target {
        id: "traces",
        what: name,
        goal: format!("≥ {least} × without"),
        measured: format!("{} ×", number(share(nth).median())),
        spread: share(nth).spread(),
        is_met: share(nth).median() >= *least,
    });
    Ok(Section {
        title: "What traces cost",
        targets: targets.collect(),
        details: format!(
            "{} bookings as in P1, after as many that warm up, each by a server of its own; in turn, {} rounds. The collector (rotel) \
             shares the cores.\n\n{}",
            number(count(BOOKINGS)),
            rounds.len(),
            rows(&["", "bookings per second", "× without", "Holdfast's CPU per booking, µs"], &lines),
        ),
        chart: None,
    })
}
