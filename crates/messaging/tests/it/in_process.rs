//! The transport within one process, with its relay and a real outbox.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use holdfast_domain::{Clock, Event, SystemClock};
use holdfast_messaging::in_process::replay_dead_letters;
use holdfast_messaging::row::{self, COLUMNS};
use holdfast_messaging::{InProcess, Listener, Relay, RelaySettings};
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_testkit::TestDatabase;

use crate::conformance::{Rig, conforms};
use crate::scene::Recorder;

struct InOneProcess {
    database: TestDatabase,
    listeners: Arc<Mutex<HashMap<&'static str, Arc<dyn Listener>>>>,
}

/// Takes the listener away when dropped.
struct Attached(&'static str, Arc<Mutex<HashMap<&'static str, Arc<dyn Listener>>>>);

impl Drop for Attached {
    fn drop(&mut self) {
        self.1.lock().unwrap().remove(self.0);
    }
}

impl InOneProcess {
    fn db(&self) -> Database {
        Database::new(&self.database.url(), PoolSettings::of(DbRole::Relay)).unwrap()
    }

    /// The relay as it runs in a process, until nothing waits.
    async fn drain(&self) {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let listeners = self.listeners.lock().unwrap().values().cloned().collect();
        let transport = InProcess::new(self.db(), Arc::clone(&clock), listeners);
        let settings = RelaySettings { every: Duration::from_millis(10), by_clinic: true };
        let relay = Relay::new(self.db(), clock, transport, settings);
        let client = self.database.client().await;
        let began = Instant::now();
        loop {
            // an error says that nothing was taken this time
            let _ = relay.drain_once().await;
            let waiting: i64 = client
                .query_one("SELECT count(*) FROM outbox WHERE published_at IS NULL", &[])
                .await
                .unwrap()
                .get(0);
            if waiting == 0 {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "{waiting} events are never taken");
        }
    }
}

impl Rig for InOneProcess {
    type Transport = InProcess;

    async fn publish(&self, _: &[Arc<Recorder>], events: &[Event]) {
        let client = self.database.client().await;
        let insert = "INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id,
                                          occurred_at, actor_role, data)
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        for event in events {
            let row = row::write(event, COLUMNS);
            client
                .execute(
                    insert,
                    &[
                        &row.clinic_id,
                        &row.id,
                        &row.event_type,
                        &row.appointment_id,
                        &row.appointment_version,
                        &row.doctor_id,
                        &row.slot_id,
                        &row.occurred_at,
                        &row.actor_role,
                        &row.data,
                    ],
                )
                .await
                .unwrap();
        }
        self.drain().await;
    }

    async fn attach(&self, listener: Arc<dyn Listener>) -> Box<dyn Send> {
        let name = listener.name();
        self.listeners.lock().unwrap().insert(name, listener);
        Box::new(Attached(name, Arc::clone(&self.listeners)))
    }

    async fn replay(&self, _: &Arc<Recorder>) -> u64 {
        replay_dead_letters(&self.db(), &SystemClock).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_conforms() {
    let rig = InOneProcess { database: TestDatabase::create().await, listeners: Arc::default() };
    conforms(&rig).await;
}
