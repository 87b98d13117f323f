//! What listeners to changes cost those who book: the bookings of P1 with a thousand open streams, and with none.

use std::net::SocketAddr;

use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::Scene;
use super::bookings::{BOOKINGS, CLINICS, CONNECTIONS, DOCTORS, ours};
use crate::client::{Connection, get};
use crate::fixture::Size;
use crate::lab::Lab;
use crate::load::Work;
use crate::report::{Section, Target, rows};
use crate::statistics::{Figures, count, number};

/// Of each clinic, each to another day.
const LISTENERS: usize = 20;
const DAY: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// Bookings per second, and the CPU of Holdfast and of PostgreSQL for each in microseconds.
#[derive(Clone, Copy)]
struct Measured {
    per_sec: f64,
    holdfast_us: f64,
    postgres_us: f64,
}

/// Listens until it is dropped; the first answer must be a stream.
async fn listen(address: SocketAddr, request: Vec<u8>, listeners: &mut JoinSet<()>) -> Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(&request).await?;
    let mut first = [0; 4096];
    let read = stream.read(&mut first).await?;
    ensure!(first[..read].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&first[..read]));
    listeners.spawn(async move {
        let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
    });
    Ok(())
}

async fn listen_all(scene: &Scene) -> Result<JoinSet<()>> {
    let mut listeners = JoinSet::new();
    let first = scene.fixture.bookable.iter().map(|slot| slot.starts_at).min().unwrap_or_default();
    for (clinic_id, token) in scene.fixture.clinic_ids.iter().zip(&scene.tokens) {
        for day in 0..i32::try_from(LISTENERS)? {
            let date = (first + DAY * day).to_zoned(jiff::tz::TimeZone::UTC).date();
            let path = format!("/v1/clinics/{clinic_id}/changes?date={date}");
            listen(scene.holdfast.address, get(&path, Some(token)), &mut listeners).await?;
        }
    }
    Ok(listeners)
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let rounds = lab.rounds();
    // twice a round, and once to warm up
    let slots = ((2 * rounds + 1) * BOOKINGS).div_ceil(CLINICS * DOCTORS);
    let size = Size { clinics: CLINICS, doctors: DOCTORS, slots, patients_per_doctor: 25 };
    let scene = Scene::with(lab, size, &[("HOLDFAST_CHANGES__STREAM_SECS", "3600")]).await?;
    let mut connections = Connection::open_many(scene.holdfast.address, CONNECTIONS).await?;
    let (mut none, mut many) = (Vec::new(), Vec::new());
    for (nth, chunk) in scene.fixture.bookable.chunks(BOOKINGS).take(2 * rounds + 1).enumerate() {
        let listens = nth % 2 == 0;
        let listeners = if listens && nth > 0 { listen_all(&scene).await? } else { JoinSet::new() };
        let requests = chunk.iter().map(|slot| scene.booking(slot)).collect();
        let (back, outcome, usage, _) = ours(&scene, connections, Work::Once(requests)).await?;
        connections = back;
        drop(listeners);
        let booked = count(outcome.of_status(201));
        let measured = Measured {
            per_sec: booked / outcome.took.as_secs_f64(),
            holdfast_us: 1e6 * usage.holdfast / booked,
            postgres_us: 1e6 * usage.postgres / booked,
        };
        match (nth, listens) {
            (0, _) => {}
            (_, true) => many.push(measured),
            (_, false) => none.push(measured),
        }
    }
    let figures = |of: fn(&Measured) -> f64, all: &[Measured]| {
        let figures = Figures::new(all.iter().map(of));
        format!("{} ({})", number(figures.median()), figures.spread())
    };
    let line = |name: &str, all: &[Measured]| {
        let per_sec = figures(|measured| measured.per_sec, all);
        let cpu =
            [figures(|measured| measured.holdfast_us, all), figures(|measured| measured.postgres_us, all)];
        let [holdfast, postgres] = cpu;
        vec![name.to_owned(), per_sec, holdfast, postgres]
    };
    let share = Figures::new(many.iter().zip(&none).map(|(many, none)| many.per_sec / none.per_sec));
    Ok(Section {
        title: "What listeners to changes cost",
        targets: vec![Target {
            id: "listeners",
            what: "bookings/s beside 1,000 streams of changes, which share the cores with their listeners",
            goal: "≥ 0.97 × without".to_owned(),
            measured: format!("{} ×", number(share.median())),
            spread: share.spread(),
            is_met: share.median() >= 0.97,
        }],
        details: format!(
            "{} bookings as in P1, in turn with none and with {} streams ({LISTENERS} of each of {CLINICS} clinics, each of another day), {rounds} \
             rounds after one that warms up.\n\n{}",
            number(count(BOOKINGS)),
            number(count(LISTENERS * CLINICS)),
            rows(
                &["", "bookings per second", "Holdfast's CPU per booking, µs", "PostgreSQL's"],
                &[line("no streams", &none), line("1,000 streams", &many)],
            ),
        ),
        chart: None,
    })
}
