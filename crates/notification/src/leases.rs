//! Leases messages many at a time: those that wait while a statement is under way are the next one's.

use std::collections::HashSet;
use std::sync::Arc;

use holdfast_domain::Clock;
use holdfast_messaging::{Event, Undelivered};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Database, DbError, Scope, commit};
use holdfast_sql::client::Params;
use holdfast_sql::queries::notification as sql;
use jiff::SignedDuration;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// Longer than sending takes, with all that belongs to it.
const LEASE: SignedDuration = SignedDuration::from_secs(75);
/// Most messages of one statement.
const AT_ONCE: usize = 128;

/// The number of the attempt, if the message is ours to send; nothing when there is nothing to send.
type Leased = Result<Option<i32>, Undelivered>;

struct Asked {
    clinic_id: Uuid,
    event_id: Uuid,
    appointment_id: Uuid,
    event_type: String,
    leased: oneshot::Sender<Leased>,
}

/// Where leases are asked for. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Leases(mpsc::Sender<Asked>);

impl Leases {
    /// Leases out of this database, for as long as somebody holds this.
    pub(crate) fn new(db: Database, clock: Arc<dyn Clock>) -> Self {
        let (sender, mut queue) = mpsc::channel(AT_ONCE);
        tokio::spawn(async move {
            let mut waiting = Vec::with_capacity(AT_ONCE);
            while queue.recv_many(&mut waiting, AT_ONCE).await > 0 {
                answer(&db, &*clock, std::mem::take(&mut waiting)).await;
            }
        });
        Self(sender)
    }

    /// Asks for the lease of an event's message.
    pub(crate) async fn take(&self, event: &Event, appointment_id: Uuid) -> Leased {
        let stops = |_| Undelivered::Later("the worker stops".to_owned());
        let (leased, answer) = oneshot::channel();
        let event_type = event.event_type.clone();
        let asked =
            Asked { clinic_id: event.clinic_id, event_id: event.id, appointment_id, event_type, leased };
        self.0.send(asked).await.map_err(|_| Undelivered::Later("the worker stops".to_owned()))?;
        answer.await.map_err(stops)?
    }
}

fn somebody_is_at_it() -> Undelivered {
    Undelivered::Later("somebody is at it".to_owned())
}

async fn answer(db: &Database, clock: &dyn Clock, asked: Vec<Asked>) {
    let mut events = HashSet::new();
    let (asked, twice): (Vec<_>, Vec<_>) = asked.into_iter().partition(|asked| events.insert(asked.event_id));
    for again in twice {
        let _ = again.leased.send(Err(somebody_is_at_it()));
    }
    let mut answers: Vec<Leased> = match lease(db, clock, &asked).await {
        Ok(rows) => {
            let mut answers: Vec<_> = asked.iter().map(|_| Err(somebody_is_at_it())).collect();
            for row in rows {
                if let Some(answer) = usize::try_from(row.ord - 1).ok().and_then(|at| answers.get_mut(at)) {
                    *answer = judge(&row);
                }
            }
            answers
        }
        Err(error) => {
            let later = Undelivered::Later(format!("the database: {error}"));
            asked.iter().map(|_| Err(later.clone())).collect()
        }
    };
    for asked in asked.into_iter().rev() {
        if let Some(answer) = answers.pop() {
            // who asked is gone: the lease runs out
            let _ = asked.leased.send(answer);
        }
    }
}

fn judge(row: &sql::LeaseNotifications) -> Leased {
    match (row.attempts, row.state.as_str()) {
        (Some(attempts), _) => Ok(Some(attempts)),
        (None, "sending") => Err(somebody_is_at_it()),
        (None, state) => {
            if row.is_news {
                metrics::counter!("holdfast_notifications_total", "state" => state.to_owned()).increment(1);
            }
            Ok(None)
        }
    }
}

async fn lease(
    db: &Database,
    clock: &dyn Clock,
    asked: &[Asked],
) -> Result<Vec<sql::LeaseNotifications>, DbError> {
    let clinic_ids: Vec<Uuid> = asked.iter().map(|asked| asked.clinic_id).collect();
    let mut client = db.client().await?;
    let tx = begin(&mut client, Scope::Clinics(&clinic_ids)).await?;
    let now = clock.now();
    let rows = sql::lease_notifications()
        .params(
            &tx,
            &sql::LeaseNotificationsParams {
                clinic_ids: clinic_ids.as_slice(),
                event_ids: asked.iter().map(|asked| asked.event_id).collect::<Vec<_>>(),
                appointment_ids: asked.iter().map(|asked| asked.appointment_id).collect::<Vec<_>>(),
                event_types: asked.iter().map(|asked| asked.event_type.as_str()).collect::<Vec<_>>(),
                leased_until: now + LEASE,
                now,
            },
        )
        .all()
        .await?;
    commit(tx).await?;
    Ok(rows)
}
