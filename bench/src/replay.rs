//! A real day of appointments: imported as a clinic group would import it, then asked for again request by request,
//! in the order and at the pace of the real ones.

mod day;
mod files;
mod requests;

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::holdfast::{Holdfast, connect, folder};
use crate::lab::Lab;
use crate::replay::day::Day;
use crate::replay::requests::{Outcome, Replay};
use crate::report::{Section, rows};
use crate::scenarios::bookings::micros_as_ms;
use crate::statistics::number;

/// Runs it; `speed` times as fast as it was.
pub(crate) async fn run(lab: &Lab, csv: &Path, speed: Option<f64>) -> Result<Section> {
    let day = Day::read(csv)?;
    let folder = folder()?;
    let holdfast = Holdfast::start(lab, folder.path(), &[]).await?;
    let files = files::write(lab, &day, folder.path())?;
    let imported = holdfast.ask(std::iter::once("import".into()).chain(files))?;
    let db = connect(&holdfast.database().await?.url()).await?;
    let replay = Replay {
        address: holdfast.address,
        clinic_ids: ids(&db, "clinic", day.clinics.len()).await?,
        patient_ids: ids(&db, "patient", day.patients.len()).await?,
        token: holdfast.admin_token()?,
        speed: speed.unwrap_or_else(|| day.usual_speed()),
    };
    let outcome = replay.run(&day).await?;
    compare(&db, &day, &replay.patient_ids).await?;
    let checked = holdfast.run(["check"])?;
    let verdict = String::from_utf8_lossy(&checked.stdout).trim().to_owned();
    ensure!(checked.status.success(), "holdfast check: {verdict}");
    Ok(section(&day, &replay, &outcome, &imported))
}

/// The ids of the import's names, which are `<kind><number>`.
async fn ids(db: &Client, kind: &str, count: usize) -> Result<Vec<Uuid>> {
    let found = db.query("SELECT ref, id FROM import_refs WHERE kind = $1", &[&kind]).await?;
    let found: HashMap<String, Uuid> = found.iter().map(|row| (row.get(0), row.get(1))).collect();
    let id = |number| found.get(&files::name(kind, number)).copied();
    (0..count).map(|number| id(number).context("the import left something out")).collect()
}

/// Every request has its appointment, no more and no fewer.
async fn compare(db: &Client, day: &Day, patient_ids: &[Uuid]) -> Result<()> {
    let mut due: HashMap<Uuid, i64> = HashMap::new();
    for request in &day.requests {
        *due.entry(patient_ids[request.patient]).or_default() += 1;
    }
    let sql = "SELECT patient_id, count(*) FROM appointments WHERE status = 'confirmed' GROUP BY patient_id";
    let found = db.query(sql, &[]).await?;
    let found: HashMap<Uuid, i64> = found.iter().map(|row| (row.get(0), row.get(1))).collect();
    ensure!(due == found, "not every request has exactly one appointment");
    Ok(())
}

fn section(day: &Day, replay: &Replay, outcome: &Outcome, imported: &str) -> Section {
    let quantiles = [0.5, 0.9, 0.99, 0.999, 1.0];
    let row = |name: &str, histogram: &hdrhistogram::Histogram<u64>| {
        let mut row = vec![name.to_owned()];
        row.extend(quantiles.map(|quantile| number(micros_as_ms(histogram.value_at_quantile(quantile)))));
        row
    };
    let table = rows(
        &["milliseconds", "p50", "p90", "p99", "p99.9", "max"],
        &[
            row("search of the clinic's free slots", &outcome.search_us),
            row("booking", &outcome.booking_us),
            row("whole request, from its time in the plan", &outcome.whole_us),
        ],
    );
    Section {
        title: "Replay of a real day",
        targets: Vec::new(),
        details: format!(
            "{} appointments at {} clinics, {} patient records; asked for in the order of the real requests, {} times \
             as fast, gaps of more than ten minutes cut to ten: {} s. Import: {}\n\n{table}\n\
             Bookings tried again with another slot: {} ({} after 409, {} after 429). Every request has exactly one \
             appointment, and `holdfast check` finds nothing.\n",
            number(crate::statistics::count(day.requests.len())),
            day.clinics.len(),
            number(crate::statistics::count(day.patients.len())),
            number(replay.speed),
            number(outcome.took.as_secs_f64()),
            imported.lines().collect::<Vec<_>>().join("; "),
            outcome.taken + outcome.busy,
            outcome.taken,
            outcome.busy,
        ),
        chart: None,
    }
}
