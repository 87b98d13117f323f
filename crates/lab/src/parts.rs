//! The product's services, put together by hand: so that a run can put a part that does nothing in the place of the real one.

use std::sync::Arc;
use std::time::Duration;

use holdfast::database::booking_pool;
use holdfast_availability::{Availability, Replica};
use holdfast_booking::Booking;
use holdfast_booking::batch::{BatchSettings, Batches};
use holdfast_config::Settings;
use holdfast_coordination::{DayBooks, Readers, SlotLocks};
use holdfast_domain::hold::HoldBounds;
use holdfast_domain::{Asked, Caller, Clock, Ids, Role};
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_rpc::availability::AvailabilityClient;
use holdfast_rpc::booking::BookingClient;
use holdfast_testkit::{Api, Clinic, vault_of};
use jiff::SignedDuration;
use rand::SeedableRng;
use rand::rngs::StdRng;

/// Longest that a call may take.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// Ids, and random numbers for jitter.
pub(crate) fn ids(api: &Api) -> Ids {
    Ids::new(clock(api), StdRng::from_os_rng())
}

/// The clock of the run.
pub(crate) fn clock(api: &Api) -> Arc<dyn Clock> {
    Arc::new(api.clock.clone())
}

/// A pool of connections to the run's database.
pub(crate) fn pool(api: &Api, role: DbRole) -> Database {
    Database::new(&api.database.url(), PoolSettings::of(role)).expect("a pool")
}

/// A booking service over the run's database with these locks, which tells readers by these day books.
pub(crate) fn booking(api: &Api, locks: Arc<dyn SlotLocks>, day_books: Arc<dyn DayBooks>) -> BookingClient {
    let settings = Settings::default();
    let db = pool(api, DbRole::Booking);
    let batch_db = booking_pool(&api.database.url(), &settings).expect("a pool");
    let readers = Readers::new(day_books, db.clone());
    let bounds = HoldBounds { per_slot: 3, share_percent: 25, per_visitor: 3, per_address: 20 };
    let batch_settings = BatchSettings {
        workers: settings.booking.workers,
        max_batch: settings.booking.max_batch,
        max_queue: settings.booking.max_queue,
        by_clinic: false,
        holds: bounds,
    };
    let (clock, ids, vault) = (clock(api), ids(api), vault_of(&api.database.url()));
    let batches = Batches::start(&batch_db, batch_settings, &clock, &ids, &readers);
    let kept = SignedDuration::from_hours(24);
    let service = Booking::new(db, batches, clock, ids, locks, readers, vault, bounds, 5, kept);
    BookingClient::here(Arc::new(service), DEADLINE)
}

/// An availability service over the run's database that knows of changes by these day books, and may read this replica.
pub(crate) fn availability(
    api: &Api,
    day_books: Arc<dyn DayBooks>,
    replica: Option<Replica>,
) -> AvailabilityClient {
    let (db, search) = (pool(api, DbRole::Availability), pool(api, DbRole::Search));
    let readers = Readers::new(day_books, db.clone());
    let vault = vault_of(&api.database.url());
    let service = Availability::new(db, search, clock(api), ids(api), readers, replica, vault);
    AvailabilityClient::here(Arc::new(service), DEADLINE)
}

/// The front desk of a clinic asks.
pub(crate) fn front_desk(api: &Api, clinic: &Clinic) -> Asked {
    Asked::by(Caller {
        role: Role::Staff,
        account_id: Some(api.new_id().into()),
        clinic_id: Some(clinic.id.into()),
        ..Caller::ANONYMOUS
    })
}

/// One number that a statement gives.
pub(crate) async fn count(client: &tokio_postgres::Client, statement: &str) -> i64 {
    client.query_one(statement, &[]).await.expect("a number").get(0)
}

/// The value of a series in Prometheus' text format; 0 where there is none.
pub(crate) fn metric(text: &str, series: &str) -> f64 {
    let value = |line: &str| line.strip_prefix(series)?.strip_prefix(' ')?.parse().ok();
    text.lines().find_map(value).unwrap_or(0.0)
}

/// The hour and minute of an instant in JSON.
pub(crate) fn hour(value: &serde_json::Value) -> String {
    value.as_str().and_then(|text| text.get(11..16)).unwrap_or("?").to_owned()
}
