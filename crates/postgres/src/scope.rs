//! Which clinics a transaction is about. Rows of all others are not there for it: the policies of
//! `sql/migrations/V7__isolation.sql` say so, whatever its statements say.

use deadpool_postgres::{Object, Transaction};
use holdfast_domain::Caller;
use holdfast_sql::queries::scope as sql;
use holdfast_telemetry::trace::Place;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::commit::{COMMITS_WITHIN, unless_refused};
use crate::error::DbError;
use crate::stuck;

/// The clinics of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// This one.
    Clinic(Uuid),
    /// These.
    Clinics(&'a [Uuid]),
    /// The one that has the doctor.
    OfDoctor(Uuid),
    /// The one that has the appointment.
    OfAppointment(Uuid),
    /// Those where the account has patient records.
    OfAccount(Uuid),
}

impl Scope<'_> {
    /// Those who work for a clinic see nothing but it; for others it is this.
    pub fn of(caller: &Caller, otherwise: Self) -> Self {
        match caller.clinic_id.filter(|_| caller.role.works_for_clinic()) {
            Some(own) => Self::Clinic(own.0),
            None => otherwise,
        }
    }
}

/// Begins a transaction about these clinics. If the current trace is sampled, its events go on from there.
pub async fn begin<'c>(client: &'c mut Object, scope: Scope<'_>) -> Result<Transaction<'c>, DbError> {
    let tx = client.transaction().await?;
    match scope {
        Scope::Clinic(id) => sql::set_clinics().bind(&tx, &&[id][..]).one().await?,
        Scope::Clinics(ids) => sql::set_clinics().bind(&tx, &ids).one().await?,
        Scope::OfDoctor(id) => sql::set_clinic_of_doctor().bind(&tx, &id).one().await?,
        Scope::OfAppointment(id) => sql::set_clinic_of_appointment().bind(&tx, &id).one().await?,
        Scope::OfAccount(id) => sql::set_clinics_of_account().bind(&tx, &id).one().await?,
    };
    if let Some(here) = Place::here() {
        sql::set_traceparent().bind(&tx, &here.to_string()).one().await?;
    }
    Ok(tx)
}

/// Runs one statement in a transaction about these clinics. All of it is sent at once, so it costs one round trip; should
/// the statement be refused, the COMMIT behind it rolls back. It must be prepared already: who has to ask the server first
/// comes after the COMMIT.
///
/// A COMMIT that is not answered in time leaves the outcome open.
///
/// The transaction takes these advisory locks first; the statement then sees what their holders before it have committed.
pub async fn at_once<T>(
    client: &Object,
    clinic_ids: &[Uuid],
    locks: &[i64],
    statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, DbError> {
    let mut clinics: Vec<String> = clinic_ids.iter().map(Uuid::to_string).collect();
    clinics.sort_unstable();
    clinics.dedup();
    let mut begin = format!("BEGIN; SET LOCAL holdfast.clinics = '{{{}}}'", clinics.join(","));
    if !locks.is_empty() {
        // in one order everywhere, so that nobody waits in a ring
        let mut locks = locks.to_vec();
        locks.sort_unstable();
        locks.dedup();
        let locks: Vec<String> = locks.iter().map(i64::to_string).collect();
        begin += &format!(
            "; SELECT count(pg_advisory_xact_lock(k)) FROM unnest('{{{}}}'::bigint[]) k",
            locks.join(",")
        );
    }
    let (judged, is_judged) = oneshot::channel();
    // futures that are as large are copied on their way
    let statement = Box::pin(statement);
    let statement = async {
        let done = statement.await;
        let _ = judged.send(());
        done
    };
    let all = async {
        let (begun, done, ended) =
            tokio::join!(biased; client.batch_execute(&begin), statement, client.batch_execute("COMMIT"));
        begun.and(done).and_then(|done| ended.map(|()| done))
    };
    let too_long = async {
        let _ = is_judged.await;
        tokio::time::sleep(COMMITS_WITHIN).await;
    };
    tokio::select! {
        biased;
        outcome = all => outcome.map_err(unless_refused),
        () = too_long => Err(stuck::note(stuck::Name::of(&client.statement_cache))),
    }
}
