//! Brings a database to the schema of `sql/migrations`. Safe to run from many processes at once.

use std::time::Duration;

use tokio_postgres::error::SqlState;

use crate::connect::connect;
use crate::error::DbError;
use crate::pool::{Database, DbRole};

mod embedded {
    refinery::embed_migrations!("../../sql/migrations");
}

/// One number for "migrating Holdfast", so that two migrations wait for one another.
pub const MIGRATION_LOCK: i64 = 0x484f_4c44_4641_5354; // "HOLDFAST"

/// Indexes of tables that may be large, made while others write: a migration would make them wait. What they are, their names, and
/// what they are on.
const MADE_MEANWHILE: [(&str, &str, &str); 15] = [
    // who looked at this patient
    ("INDEX", "audit_log_by_patient", "audit_log (clinic_id, patient_id, id) WHERE patient_id IS NOT NULL"),
    // patient records that clinics offer to an account
    (
        "INDEX",
        "patients_by_offered_account",
        "patients (offered_account_id) WHERE offered_account_id IS NOT NULL",
    ),
    // mails that nobody has got
    (
        "INDEX",
        "notifications_unsent",
        "notifications (clinic_id, state, event_id) WHERE state IN ('waiting', 'failed', 'over_budget')",
    ),
    // offers that an older version made (see `complete_offers`)
    ("INDEX", "open_slots_incomplete", "open_slots (clinic_id) WHERE kind IS NULL"),
    // search for people (docs/decisions/0037): a doctor's soonest slot of a kind
    ("INDEX", "open_slots_by_doctor", "open_slots (doctor_id, kind, starts_at, slot_id)"),
    // the soonest of a kind, on days of a zone
    ("INDEX", "open_slots_by_kind", "open_slots (specialization_id, time_zone, kind, starts_at, slot_id)"),
    ("INDEX", "doctors_by_specialization", "doctors (specialization_id, id)"),
    // one live hold for each visitor and clinic (docs/decisions/0036)
    (
        "UNIQUE INDEX",
        "appointments_visitor_hold",
        "appointments (clinic_id, visitor_id) WHERE status = 'pending' AND visitor_id IS NOT NULL",
    ),
    // what one visitor, and one network, hold at all clinics
    (
        "INDEX",
        "appointments_held_by",
        "appointments (visitor_id) WHERE status = 'pending' AND visitor_id IS NOT NULL",
    ),
    ("INDEX", "appointments_held_from", "appointments (held_from) WHERE held_from IS NOT NULL"),
    // records of one person (docs/decisions/0042), and those whose keys are not made yet
    ("INDEX", "patients_by_phone_key", "patients (clinic_id, phone_key) WHERE phone_key IS NOT NULL"),
    ("INDEX", "patients_by_person_key", "patients (clinic_id, person_key) WHERE person_key IS NOT NULL"),
    ("INDEX", "patients_by_merged_into", "patients (clinic_id, merged_into) WHERE merged_into IS NOT NULL"),
    // slots that the desk makes outside the hours (docs/decisions/0044)
    ("INDEX", "slots_squeezed_in", "slots (clinic_id, doctor_id, starts_at) WHERE kept_until IS NOT NULL"),
    ("INDEX", "patients_by_indexed", "patients (clinic_id, indexed_by) WHERE erased_at IS NULL"),
];

/// Offers that an older version made say neither zone nor kind. Some of a clinic's; nobody who writes is waited for.
const COMPLETE_OFFERS: &str = "
    UPDATE open_slots o SET time_zone = c.time_zone, kind = offer_kind(s.mode, s.starts_at, c.time_zone)
    FROM (SELECT clinic_id, starts_at, slot_id FROM open_slots
          WHERE clinic_id = $1 AND kind IS NULL
          LIMIT 5000 FOR NO KEY UPDATE SKIP LOCKED) old
    JOIN clinics c ON c.id = old.clinic_id
    JOIN slots s ON s.clinic_id = old.clinic_id AND s.id = old.slot_id
    WHERE o.clinic_id = old.clinic_id AND o.starts_at = old.starts_at AND o.slot_id = old.slot_id";

/// How often a migration tries to get the locks that it needs, and how much longer it pauses after each time: some 25 s in all.
const LOCK_TRIES: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(500);

/// One number for "making indexes".
const INDEX_LOCK: i64 = MIGRATION_LOCK + 1;

/// Makes the indexes that are missing, and those that were begun and not finished, unless another process is at it.
async fn make_indexes(
    client: &tokio_postgres::Client,
    begins: &mut (impl FnMut(&str) + Send),
) -> Result<(), DbError> {
    // Who waits for a lock in a statement would be waited for by the making of the index: nobody may wait for this one.
    client.execute("SELECT pg_advisory_unlock($1)", &[&MIGRATION_LOCK]).await?;
    if !client.query_one("SELECT pg_try_advisory_lock($1)", &[&INDEX_LOCK]).await?.get::<_, bool>(0) {
        return Ok(());
    }
    client.batch_execute("SET lock_timeout = 0").await?;
    for (what, name, on) in MADE_MEANWHILE {
        let known = "SELECT i.indisvalid FROM pg_index i WHERE i.indexrelid = to_regclass($1)";
        match client.query_opt(known, &[&name]).await?.map(|row| row.get::<_, bool>(0)) {
            Some(true) => continue,
            Some(false) => client.batch_execute(&format!("DROP INDEX CONCURRENTLY {name}")).await?,
            None => {}
        }
        begins(&format!("making the index {name}"));
        client.batch_execute(&format!("CREATE {what} CONCURRENTLY {name} ON {on}")).await?;
    }
    Ok(())
}

/// Applies what is missing; returns the names of what was applied. `begins` hears of each step when it begins.
pub async fn migrate(url: &str, mut begins: impl FnMut(&str) + Send) -> Result<Vec<String>, DbError> {
    let mut client = connect(url).await?;
    // what nobody waits for any more (Ctrl-C) is not to go on
    client.batch_execute("SET lock_timeout = '10s'; SET client_connection_check_interval = '1s'").await?;
    if !client.query_one("SELECT pg_try_advisory_lock($1)", &[&MIGRATION_LOCK]).await?.get::<_, bool>(0) {
        begins("waiting for another migration");
        client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATION_LOCK]).await?;
    }
    // A schema change that waits for a lock makes everybody behind it wait too: rather give up soon, and try again when they are
    // through.
    client.batch_execute("SET lock_timeout = '2s'").await?;
    let has_history = has_history(&client).await?;
    let last = if has_history {
        let runner = embedded::migrations::runner();
        runner.get_last_applied_migration_async(&mut client).await.map_err(failed)?
    } else {
        None
    };
    let last = last.map_or(0, |migration| migration.version());
    let mut versions = embedded::migrations::runner().get_migrations().clone();
    versions.sort_by_key(refinery::Migration::version);
    let mut applied = Vec::new();
    // one after the other, so that each can be told of; those that are there are compared with what they should be, once
    for migration in versions.iter().filter(|migration| migration.version() >= last) {
        if migration.version() > last {
            begins(&format!("applying {migration}"));
        }
        let report = apply(&mut client, migration, &mut begins).await?;
        applied.extend(report.applied_migrations().iter().map(ToString::to_string));
    }
    make_indexes(&client, &mut begins).await?;
    complete_offers(&client, &mut begins).await?;
    Ok(applied)
}

/// Completes offers, a clinic at a time.
async fn complete_offers(
    client: &tokio_postgres::Client,
    begins: &mut (impl FnMut(&str) + Send),
) -> Result<(), DbError> {
    // clinics show their rows to who names them, and to the operator
    client.batch_execute("SET ROLE holdfast_operator").await?;
    let old = "SELECT DISTINCT clinic_id FROM open_slots WHERE kind IS NULL";
    for clinic in client.query(old, &[]).await? {
        let clinic_id: uuid::Uuid = clinic.get(0);
        begins(&format!("saying of which kind the free slots of clinic {clinic_id} are"));
        while client.execute(COMPLETE_OFFERS, &[&clinic_id]).await? > 0 {}
    }
    client.batch_execute("RESET ROLE").await?;
    Ok(())
}

/// Applies one migration, however often others hold a lock that it needs, within bounds.
async fn apply(
    client: &mut tokio_postgres::Client,
    migration: &refinery::Migration,
    begins: &mut (impl FnMut(&str) + Send),
) -> Result<refinery::Report, DbError> {
    for attempt in 1..=LOCK_TRIES {
        let run = embedded::migrations::runner()
            // a newer version of Holdfast may have been here: migrations never take away what this one needs
            .set_abort_missing(false)
            .set_target(refinery::Target::Version(migration.version()))
            .run_async(client)
            .await;
        match run {
            Err(error) if is_lock_timeout(&error) && attempt < LOCK_TRIES => {
                let wait = LOCK_PAUSE * attempt;
                begins(&format!(
                    "{migration}: others use what it changes; trying again in {} s",
                    wait.as_secs_f32()
                ));
                tokio::time::sleep(wait).await;
            }
            run => return run.map_err(failed),
        }
    }
    unreachable!("the last try returns")
}

/// Whether a lock was not to be had in time; nothing was changed.
fn is_lock_timeout(error: &refinery::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let said = error.downcast_ref::<tokio_postgres::Error>().and_then(tokio_postgres::Error::code);
        if said == Some(&SqlState::LOCK_NOT_AVAILABLE) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// With all causes: what PostgreSQL says is the last one.
fn failed(error: refinery::Error) -> DbError {
    let mut said = format!("migration failed: {error}");
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        said += &format!(": {error}");
        cause = error.source();
    }
    DbError::Configuration(said)
}

async fn has_history(client: &tokio_postgres::Client) -> Result<bool, DbError> {
    let there = client.query_one("SELECT to_regclass('refinery_schema_history') IS NOT NULL", &[]).await?;
    Ok(there.get(0))
}

/// The version of the schema that the database has, asked as `role`; 0 without one.
pub async fn version(url: &str, role: DbRole) -> Result<i32, DbError> {
    let mut client = connect(url).await?;
    let known = client.query_opt("SELECT FROM pg_roles WHERE rolname = $1", &[&role.as_str()]).await?;
    if known.is_none() {
        // made by the same migrations
        return Ok(0);
    }
    client.batch_execute(&format!("SET ROLE {}", role.as_str())).await?;
    if !has_history(&client).await? {
        return Ok(0);
    }
    let applied = embedded::migrations::runner()
        .get_last_applied_migration_async(&mut client)
        .await
        .map_err(|e| DbError::Configuration(format!("the schema's version cannot be read: {e}")))?;
    Ok(applied.map_or(0, |migration| migration.version()))
}

/// The version of the schema, over a pool.
pub async fn schema_version(db: &Database) -> Result<i32, DbError> {
    let client = db.client().await?;
    let row = client.query_one("SELECT max(version) FROM refinery_schema_history", &[]).await?;
    Ok(row.get::<_, Option<i32>>(0).unwrap_or_default())
}

/// The version that this build of Holdfast works with.
pub fn newest_version() -> i32 {
    embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(refinery::Migration::version)
        .max()
        .unwrap_or(0)
}
