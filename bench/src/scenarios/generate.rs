//! P9: making a million slots.

use std::time::Instant;

use anyhow::{Result, ensure};
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use serde_json::json;
use tokio_postgres::Client;

use super::Scene;
use crate::client::{Connection, post};
use crate::fixture::Size;
use crate::holdfast::connect;
use crate::lab::Lab;
use crate::load::{Work, run as load};
use crate::report::{Section, Target, percent};
use crate::statistics::{Figures, number};
use crate::usage::Usage;

const ROUNDS: usize = 5;
const CLINICS: usize = 100;
const DOCTORS: usize = 40;
/// Days with slots of each doctor, from tomorrow on.
const DAYS: u8 = 25;
/// 09:00 to 14:00 in steps of half an hour, every day.
const SLOTS_PER_DAY: i64 = 10;
const SLOTS: i64 = 4_000 * 25 * SLOTS_PER_DAY;
const LIMIT_SECS: f64 = 20.0;
/// Clinics at work on at once.
const AT_ONCE: usize = 2;

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let scene =
        Scene::new(lab, Size { clinics: CLINICS, doctors: DOCTORS, slots: 0, patients_per_doctor: 0 })
            .await?;
    let database = scene.holdfast.database().await?;
    let db = connect(&database.url()).await?;
    let today = lab.clock.now().to_zoned(TimeZone::UTC).date();
    let template = json!({
        "effective_from": today,
        "rules": [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "start": "09:00", "end": "14:00",
                   "slot_minutes": 30}],
        "horizon_days": DAYS + 1,
    });
    db.execute(
        "INSERT INTO schedules (clinic_id, id, doctor_id, effective_from, template, created_at, revision)
         SELECT clinic_id, gen_random_uuid(), id, $1, $2, now(), 1 FROM doctors",
        &[&today, &template],
    )
    .await?;
    let token = scene.holdfast.admin_token()?;
    let (mut took_secs, mut cpu) = (Vec::new(), Usage::default());
    for _ in 0..lab.rounds_or(ROUNDS) {
        empty(&db, today.checked_add(1.day())?).await?;
        let requests =
            scene.fixture.clinic_ids.iter().map(|clinic_id| {
                post(&format!("/v1/clinics/{clinic_id}/slots/generate"), Some(&token), "{}")
            });
        let requests = Work::Once(requests.collect());
        let connections = Connection::open_many(scene.holdfast.address, AT_ONCE).await?;
        let before = Usage::now(scene.holdfast.pid(), database.pid())?;
        let begin = Instant::now();
        let (_, outcome) = load(connections, requests).await?;
        took_secs.push(begin.elapsed().as_secs_f64());
        let used = Usage::now(scene.holdfast.pid(), database.pid())?.since(before);
        cpu.holdfast += used.holdfast;
        cpu.postgres += used.postgres;
        cpu.machine += used.machine;
        ensure!(outcome.of_status(200) == CLINICS, "refused: {:?}", outcome.first_error);
        let made =
            db.query_one("SELECT (SELECT count(*) FROM slots), (SELECT count(*) FROM open_slots)", &[]);
        let made = made.await?;
        let (slots, open): (i64, i64) = (made.get(0), made.get(1));
        ensure!((slots, open) == (SLOTS, SLOTS), "{slots} slots were made, {open} of them open");
    }
    let took = Figures::new(took_secs);
    Ok(Section {
        title: "P9: making a million slots",
        targets: vec![Target {
            id: "P9",
            what: "making a million slots",
            goal: "≤ 20 s".to_owned(),
            measured: format!("{} s", number(took.median())),
            spread: format!("{} s", took.spread()),
            is_met: took.median() <= LIMIT_SECS,
        }],
        details: format!(
            "`POST /v1/clinics/{{id}}/slots/generate` for {CLINICS} clinics × {DOCTORS} doctors, {DAYS} days of \
             {SLOTS_PER_DAY} slots each, {AT_ONCE} clinics at once, from empty tables. The {SLOTS} slots and their \
             rows for search were counted after each round. Of the CPU time: Holdfast {}, PostgreSQL {}.\n",
            percent(cpu.holdfast, cpu.machine),
            percent(cpu.postgres, cpu.machine),
        ),
        chart: None,
    })
}

/// As if no slot had been made yet.
async fn empty(db: &Client, from: jiff::civil::Date) -> Result<()> {
    db.batch_execute("TRUNCATE slots, open_slots").await?;
    db.execute("UPDATE doctors SET slots_until = $1", &[&from]).await?;
    db.batch_execute("VACUUM ANALYZE doctors, schedules").await?;
    db.batch_execute("CHECKPOINT").await?;
    Ok(())
}
