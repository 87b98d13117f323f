//! The yardstick B: pgbench doing the same writes as a booking, one transaction each, on the same schema in a second
//! database of the same server.
//!
//! The first statement also finds the next slot in a table of work, so that finding it costs no round trip of its
//! own. Nothing is deleted from `open_slots`, no verdict is given, nothing is rendered: B does less than a booking.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use hdrhistogram::Histogram;
use tokio::process::Command;
use tokio_postgres::Client;

use crate::fixture::{Bookable, Fixture};
use crate::holdfast::{Holdfast, connect};
use crate::lab::Lab;

/// One booking.
pub(crate) const SCRIPT: &str = "\
BEGIN;
UPDATE slots s SET is_booked = true, version = s.version + 1
  FROM (SELECT nextval('work_next') AS n) next JOIN work w ON w.n = next.n
  WHERE s.clinic_id = w.clinic_id AND s.id = w.slot_id AND NOT s.is_booked
  RETURNING w.* \\gset
INSERT INTO appointments (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, booked_at)
  VALUES (:clinic_id, :appointment_id, :doctor_id, :patient_id, :slot_id, :starts_at, :ends_at, 'confirmed',
          'in_person', now());
INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at)
  VALUES (:clinic_id, :event_id, 'holdfast.appointment.created', :appointment_id, 1, :doctor_id, :slot_id, now());
INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, to_status)
  VALUES (:clinic_id, :audit_id, now(), 'staff', 'bench', 'appointment.book', :appointment_id, 1, 'confirmed');
COMMIT;
";

/// Longest that one run may take.
const LIMIT: Duration = Duration::from_secs(120);

/// B, ready to run.
pub(crate) struct Yardstick {
    program: PathBuf,
    url: String,
    folder: PathBuf,
}

/// One run.
pub(crate) struct Run {
    /// Transactions per second, as pgbench says.
    pub(crate) per_sec: f64,
    /// Of each transaction, if asked for.
    pub(crate) latency_us: Histogram<u64>,
}

impl Yardstick {
    /// A second database with the schema, the fixture and a table of work.
    pub(crate) async fn prepare(
        lab: &Lab,
        holdfast: &Holdfast,
        folder: &Path,
        fixture: &Fixture,
    ) -> Result<Self> {
        let server = holdfast.database().await?;
        connect(&server.url()).await?.batch_execute("CREATE DATABASE yardstick").await?;
        let (base, _) =
            server.url().rsplit_once('/').map(|(a, b)| (a.to_owned(), b.len())).unwrap_or_default();
        let url = format!("{base}/yardstick");
        holdfast.ask(["migrate", "--database-url", &url])?;
        let db = connect(&url).await?;
        fixture.write(&db).await?;
        work(lab, &db, &fixture.bookable).await?;
        let folder = folder.join("pgbench");
        std::fs::create_dir(&folder)?;
        std::fs::write(folder.join("booking.sql"), SCRIPT)?;
        Ok(Self { program: program(server.pid()), url, folder })
    }

    /// `count` bookings by `clients` at once.
    pub(crate) async fn run(&self, clients: usize, count: usize, with_latencies: bool) -> Result<Run> {
        let mut command = Command::new(&self.program);
        command.args(["-n", "-M", "prepared", "-f", "booking.sql", "-c", &clients.to_string()]);
        command.args(["-j", &clients.min(2).to_string(), "-t", &(count / clients).to_string()]);
        if with_latencies {
            command.args(["-l", "--log-prefix", "latency"]);
        }
        command.arg(&self.url).current_dir(&self.folder).kill_on_drop(true);
        let output = tokio::time::timeout(LIMIT, command.output())
            .await
            .context("pgbench did not end in time")?
            .with_context(|| format!("run {}", self.program.display()))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let complained = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "pgbench: {said} {complained}");
        ensure!(said.contains("number of failed transactions: 0"), "pgbench: {said} {complained}");
        let per_sec =
            said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        let per_sec = per_sec.with_context(|| format!("pgbench: {said}"))?;
        Ok(Run { per_sec, latency_us: self.latencies()? })
    }

    /// Reads the logs of the run, and removes them.
    fn latencies(&self) -> Result<Histogram<u64>> {
        let mut latencies = Histogram::new_with_max(60_000_000, 3)?;
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("latency")) {
                continue;
            }
            for line in std::fs::read_to_string(&path)?.lines() {
                // client, transaction, microseconds, …
                let took = line.split(' ').nth(2).and_then(|field| field.parse().ok());
                latencies.saturating_record(took.with_context(|| format!("pgbench's log: {line}"))?);
            }
            std::fs::remove_file(path)?;
        }
        Ok(latencies)
    }
}

/// The bookings in the order in which pgbench takes them, with ids made as Holdfast makes them.
async fn work(lab: &Lab, db: &Client, bookable: &[Bookable]) -> Result<()> {
    db.batch_execute(
        "CREATE SEQUENCE work_next;
         CREATE TABLE work (
             n bigint PRIMARY KEY, clinic_id uuid NOT NULL, slot_id uuid NOT NULL, doctor_id uuid NOT NULL,
             patient_id uuid NOT NULL, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL,
             appointment_id uuid NOT NULL, event_id uuid NOT NULL, audit_id uuid NOT NULL)",
    )
    .await?;
    let mut first: i64 = 1;
    for chunk in bookable.chunks(5_000) {
        let clinic_ids: Vec<_> = chunk.iter().map(|row| row.clinic_id).collect();
        let slot_ids: Vec<_> = chunk.iter().map(|row| row.slot_id).collect();
        let doctor_ids: Vec<_> = chunk.iter().map(|row| row.doctor_id).collect();
        let patient_ids: Vec<_> = chunk.iter().map(|row| row.patient_id).collect();
        let starts_at: Vec<_> = chunk.iter().map(|row| row.starts_at).collect();
        let ends_at: Vec<_> = chunk.iter().map(Bookable::ends_at).collect();
        let new_ids = || chunk.iter().map(|_| lab.ids.next()).collect::<Vec<_>>();
        db.execute(
            "INSERT INTO work
             SELECT $1 + w.ord - 1, w.clinic_id, w.slot_id, w.doctor_id, w.patient_id, w.starts_at, w.ends_at,
                    w.appointment_id, w.event_id, w.audit_id
             FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::timestamptz[],
                         $8::uuid[], $9::uuid[], $10::uuid[]) WITH ORDINALITY
                 AS w (clinic_id, slot_id, doctor_id, patient_id, starts_at, ends_at, appointment_id, event_id,
                       audit_id, ord)",
            &[
                &first,
                &clinic_ids,
                &slot_ids,
                &doctor_ids,
                &patient_ids,
                &starts_at,
                &ends_at,
                &new_ids(),
                &new_ids(),
                &new_ids(),
            ],
        )
        .await?;
        first += i64::try_from(chunk.len())?;
    }
    db.batch_execute("ANALYZE work").await?;
    Ok(())
}

/// The pgbench that came with the server, or the one in `PATH`.
fn program(server: i32) -> PathBuf {
    let beside = std::fs::read_link(format!("/proc/{server}/exe")).map(|exe| exe.with_file_name("pgbench"));
    beside.ok().filter(|program| program.is_file()).unwrap_or_else(|| PathBuf::from("pgbench"))
}
