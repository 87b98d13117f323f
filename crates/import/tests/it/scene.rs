//! A migrated database of its own and a folder of files for one test, and a clock that stands still.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use holdfast_domain::{Clock, Ids};
use holdfast_import::{ImportError, Progress, Summary, import};
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_testdb::TestDatabase;
use holdfast_vault::master::{KEY_LEN, Source, line_of};
use holdfast_vault::{Person, Place, Vault};
use jiff::Timestamp;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tempfile::TempDir;
use tokio_postgres::{Client, SimpleQueryMessage};
use uuid::Uuid;

/// Every table that an import writes to.
pub(crate) const TABLES: [&str; 13] = [
    "clinics",
    "specializations",
    "doctors",
    "schedules",
    "patients",
    "patient_name_tokens",
    "vault_keys",
    "slots",
    "open_slots",
    "appointments",
    "outbox",
    "audit_log",
    "import_refs",
];

struct StandingClock(Timestamp);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

pub(crate) struct Scene {
    folder: TempDir,
    db: Database,
    pub(crate) vault: Vault,
    pub(crate) client: Client,
    clock: Arc<dyn Clock>,
    ids: Ids,
    pub(crate) progress: Vec<Progress>,
    _database: TestDatabase,
}

impl Scene {
    /// It is Monday, 30 November 2026, 12:00 UTC.
    pub(crate) async fn new() -> Self {
        Self::at("2026-11-30T12:00:00Z").await
    }

    pub(crate) async fn at(now: &str) -> Self {
        let database = TestDatabase::create().await;
        let url = database.url();
        let clock: Arc<dyn Clock> = Arc::new(StandingClock(now.parse().expect("an instant")));
        let pool = || Database::new(&url, PoolSettings::of(DbRole::Operator)).expect("a pool");
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            db: pool(),
            vault: Vault::new(pool(), Arc::clone(&clock), Source::Text(line_of(&[8; KEY_LEN]))),
            client: database.client().await,
            ids: Ids::new(Arc::clone(&clock), StdRng::seed_from_u64(7)),
            clock,
            progress: Vec::new(),
            _database: database,
        }
    }

    /// Opens what is sealed: afterwards `people` has the patients and `reasons` those of appointments, for this test's own
    /// connection.
    pub(crate) async fn open_sealed(&self) {
        self.client
            .batch_execute(
                "CREATE TEMP TABLE people (id uuid, name text, phone text, email text, birth_date date, details text);
                 CREATE TEMP TABLE reasons (id uuid, reason text)",
            )
            .await
            .expect("tables");
        let patients = "SELECT clinic_id, id, name, phone, email, birth_date, details FROM patients";
        let (mut ids, mut names, mut phones, mut emails, mut dates, mut kept) =
            (vec![], vec![], vec![], vec![], vec![], vec![]);
        for row in self.client.query(patients, &[]).await.expect("patients") {
            let id: Uuid = row.get("id");
            let key = self.vault.clinic(row.get("clinic_id")).await.expect("a key");
            let field = |name| row.get::<_, &[u8]>(name);
            let opened = key.open_person(
                id,
                field("name"),
                field("phone"),
                field("email"),
                field("birth_date"),
                field("details"),
            );
            let Person { name, phone, email, birth_date, details } = opened.expect("a person");
            ids.push(id);
            names.push(name);
            phones.push(phone);
            emails.push(email);
            dates.push(birth_date);
            kept.push(details.to_text());
        }
        let insert = "INSERT INTO people SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::date[], $6::text[])";
        self.client
            .execute(insert, &[&ids, &names, &phones, &emails, &dates, &kept])
            .await
            .expect("inserted");
        let appointments = "SELECT clinic_id, id, reason FROM appointments";
        let (mut ids, mut reasons) = (vec![], vec![]);
        for row in self.client.query(appointments, &[]).await.expect("appointments") {
            let id: Uuid = row.get("id");
            let key = self.vault.clinic(row.get("clinic_id")).await.expect("a key");
            reasons.push(key.open_text(Place::appointment_reason(id), row.get("reason")).expect("a reason"));
            ids.push(id);
        }
        let insert = "INSERT INTO reasons SELECT * FROM unnest($1::uuid[], $2::text[])";
        self.client.execute(insert, &[&ids, &reasons]).await.expect("inserted");
    }

    /// Writes a file.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).expect("a file");
        path
    }

    /// Writes files and imports them.
    pub(crate) async fn import(&mut self, files: &[(&str, &str)]) -> Result<Summary, ImportError> {
        let files: Vec<PathBuf> = files.iter().map(|(name, content)| self.file(name, content)).collect();
        self.import_paths(&files).await
    }

    pub(crate) async fn import_paths(&mut self, files: &[PathBuf]) -> Result<Summary, ImportError> {
        let progress = &mut self.progress;
        import(&self.db, &self.vault, &*self.clock, &self.ids, files, &mut |at| progress.push(at)).await
    }

    /// What is said of files that cannot be imported: one line each, without the folder and the closing advice.
    pub(crate) async fn refused(&mut self, files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<PathBuf> = files.iter().map(|(name, content)| self.file(name, content)).collect();
        self.refused_paths(&files).await
    }

    pub(crate) async fn refused_paths(&mut self, files: &[PathBuf]) -> Vec<String> {
        let before = self.counts().await;
        let error = self.import_paths(files).await.expect_err("a refusal");
        assert_eq!(self.counts().await, before, "something was imported all the same");
        let said = error.to_string();
        let mut lines: Vec<String> = said.lines().map(|line| self.short(line)).collect();
        if matches!(error, ImportError::BadLines(_)) {
            assert_eq!(
                lines.pop().as_deref(),
                Some("nothing was imported; mend the files and run the import again")
            );
        }
        lines
    }

    fn short(&self, line: &str) -> String {
        let folder: &Path = self.folder.path();
        line.replace(&format!("{}/", folder.display()), "")
    }

    /// How many rows each table has.
    pub(crate) async fn counts(&self) -> Vec<String> {
        let mut counts = Vec::new();
        for table in TABLES {
            counts.push(format!("{table} {}", self.ask(&format!("SELECT count(*) FROM {table}")).await));
        }
        counts
    }

    /// The rows a query answers, their columns joined by blanks, the rows by line breaks.
    pub(crate) async fn ask(&self, query: &str) -> String {
        let messages = self.client.simple_query(query).await.expect(query);
        let rows = messages.iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        let text = |row: &tokio_postgres::SimpleQueryRow| {
            (0..row.len()).map(|i| row.get(i).unwrap_or("NULL")).collect::<Vec<_>>().join(" ")
        };
        rows.map(text).collect::<Vec<_>>().join("\n")
    }
}
