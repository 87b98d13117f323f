//! Leases messages many at a time.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::Clock;
use holdfast_messaging::{Event, Together, Undelivered};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Database, DbError, Scope, commit};
use holdfast_sql::client::Params;
use holdfast_sql::queries::notification as sql;
use jiff::SignedDuration;
use uuid::Uuid;

/// What belongs to sending besides it: a lease is longer by so much.
const ASIDE: SignedDuration = SignedDuration::from_secs(30);
/// Most messages of one statement.
const AT_ONCE: usize = 128;

/// The number of the attempt, if the message is ours to send; nothing when there is nothing to send.
type Leased = Result<Option<i32>, Undelivered>;

struct Asked {
    clinic_id: Uuid,
    event_id: Uuid,
    appointment_id: Uuid,
    event_type: String,
}

/// Where leases are asked for. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Leases(Together<Asked, Leased>);

impl Leases {
    /// Leases out of this database, for sending that takes no longer than `sends_within`.
    pub(crate) fn new(db: Database, clock: Arc<dyn Clock>, sends_within: Duration) -> Self {
        let lease =
            SignedDuration::try_from(sends_within).unwrap_or(SignedDuration::MAX).saturating_add(ASIDE);
        Self(Together::start(AT_ONCE, move |asked| {
            let (db, clock) = (db.clone(), Arc::clone(&clock));
            async move { answer(&db, &*clock, lease, asked).await }
        }))
    }

    /// Asks for the lease of an event's message.
    pub(crate) async fn take(&self, event: &Event, appointment_id: Uuid) -> Leased {
        let event_type = event.event_type.clone();
        let asked = Asked { clinic_id: event.clinic_id, event_id: event.id, appointment_id, event_type };
        let answer = self.0.ask(asked).await;
        answer.unwrap_or_else(|| Err(Undelivered::Later("the worker stops".to_owned())))
    }
}

fn somebody_is_at_it() -> Undelivered {
    Undelivered::Later("somebody is at it".to_owned())
}

async fn answer(db: &Database, clock: &dyn Clock, lease: SignedDuration, asked: Vec<Asked>) -> Vec<Leased> {
    let mut answers: Vec<Leased> = asked.iter().map(|_| Err(somebody_is_at_it())).collect();
    // of an event that is asked for twice, the first is told
    let mut seen = HashSet::new();
    let (places, asked): (Vec<usize>, Vec<Asked>) =
        asked.into_iter().enumerate().filter(|(_, asked)| seen.insert(asked.event_id)).unzip();
    let mut tell = |nth: usize, answer: Leased| {
        if let Some(told) = places.get(nth).and_then(|place| answers.get_mut(*place)) {
            *told = answer;
        }
    };
    match take(db, clock, lease, &asked).await {
        Ok(rows) => {
            for row in rows {
                if let Ok(nth) = usize::try_from(row.ord - 1) {
                    tell(nth, judge(&row));
                }
            }
        }
        Err(error) => {
            let later = Undelivered::Later(format!("the database: {error}"));
            (0..asked.len()).for_each(|nth| tell(nth, Err(later.clone())));
        }
    }
    answers
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

async fn take(
    db: &Database,
    clock: &dyn Clock,
    lease: SignedDuration,
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
                leased_until: now + lease,
                now,
            },
        )
        .all()
        .await?;
    commit(tx).await?;
    Ok(rows)
}
