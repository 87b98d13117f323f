//! Measures how pools are.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use deadpool_postgres::{Pool, WeakPool};
use holdfast_telemetry::metrics;

/// Every pool of this process, with its name. Several may have the same.
static POOLS: Mutex<Vec<(&str, WeakPool)>> = Mutex::new(Vec::new());

pub(crate) fn add_pool(name: &'static str, pool: &Pool) {
    POOLS.lock().unwrap_or_else(PoisonError::into_inner).push((name, pool.weak()));
}

/// The connections of pools of one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    used: usize,
    idle: usize,
    pending: usize,
}

fn counts() -> BTreeMap<&'static str, Counts> {
    let mut by_name: BTreeMap<_, Counts> = BTreeMap::new();
    POOLS.lock().unwrap_or_else(PoisonError::into_inner).retain(|(name, pool)| {
        let pool = pool.upgrade();
        let counts = by_name.entry(*name).or_default();
        if let Some(status) = pool.as_ref().map(Pool::status) {
            counts.idle += status.available;
            counts.used += status.size - status.available.min(status.size);
            counts.pending += status.waiting;
        }
        pool.is_some()
    });
    by_name
}

/// Tells how this process's pools are now. Whoever gives metrics out calls this before.
#[expect(clippy::cast_precision_loss, reason = "gauges")]
pub fn measure_pools() {
    for (name, Counts { used, idle, pending }) in counts() {
        metrics::DB_CONNECTIONS.of([name, "used"]).set(used as f64);
        metrics::DB_CONNECTIONS.of([name, "idle"]).set(idle as f64);
        metrics::DB_PENDING.of([name]).set(pending as f64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Database, DbRole, PoolSettings};

    #[test]
    fn pools_of_one_name_are_added_and_forgotten_when_they_are_closed() {
        let settings = PoolSettings { name: "of_this_test", ..PoolSettings::of(DbRole::Relay) };
        let open = || Database::new("postgresql://database.invalid/holdfast", settings).unwrap();
        let (one, other) = (open(), open());
        assert_eq!(counts()["of_this_test"], Counts::default());
        let known = || {
            let pools = POOLS.lock().unwrap();
            pools.iter().filter(|(name, _)| *name == "of_this_test").count()
        };
        assert_eq!(known(), 2);
        drop(one);
        counts();
        assert_eq!(known(), 1);
        drop(other);
    }
}
