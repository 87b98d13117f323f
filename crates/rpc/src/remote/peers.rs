//! The processes that serve a role, and which of them gets the next call.
//!
//! The least busy one that is up. One that failed is down: it gets no calls until a moment has passed, then a single
//! one as a trial; the moment grows with every failure (a circuit breaker per process).

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use holdfast_domain::Ids;
use holdfast_telemetry::metrics;
use tokio::time::Instant;

use super::link::Link;

/// Shortest and longest time until a process that failed is tried again.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// One process.
pub(super) struct Peer {
    pub(super) address: SocketAddr,
    pub(super) link: Link,
    in_flight: AtomicUsize,
    health: Mutex<Health>,
}

enum Health {
    Up,
    Down { failures: u32, since: Instant, failed_at: Instant, next_try: Instant },
}

/// A process that was chosen; counts as busy until dropped.
pub(super) struct Chosen {
    peer: Arc<Peer>,
    at: Instant,
}

/// Who gets the next call.
pub(super) enum Choice {
    /// This one.
    Peer(Chosen),
    /// Nobody before this instant; they have all been down since the other.
    Later { at: Instant, down_since: Instant },
    /// Nobody is known.
    Nobody,
}

pub(super) struct Peers {
    role: &'static str,
    ids: Ids,
    list: RwLock<Vec<Arc<Peer>>>,
    turn: AtomicUsize,
}

impl Peers {
    pub(super) fn new(role: &'static str, ids: Ids) -> Self {
        Self { role, ids, list: RwLock::default(), turn: AtomicUsize::default() }
    }

    /// Takes over the addresses that a look-up found; `link` makes the way to a new one.
    pub(super) fn set(&self, found: &[(String, SocketAddr)], link: impl Fn(&str, SocketAddr) -> Link) {
        let mut list = self.list.write().unwrap_or_else(PoisonError::into_inner);
        // A look-up that finds nothing is a failure of the look-up; what was known may still be there.
        if found.is_empty() {
            return;
        }
        list.retain(|peer| {
            let stays = found.iter().any(|(_, address)| *address == peer.address);
            if !stays {
                // nobody is to be woken for a process that was replaced: its series cannot be taken back, so it says nothing
                self.count_up(peer.address, f64::NAN);
            }
            stays
        });
        for (host, address) in found {
            if !list.iter().any(|peer| peer.address == *address) {
                self.count_up(*address, 1.0);
                list.push(Arc::new(Peer {
                    address: *address,
                    link: link(host, *address),
                    in_flight: AtomicUsize::new(0),
                    health: Mutex::new(Health::Up),
                }));
            }
        }
    }

    /// Chooses among those whose address is not in `tried`, unless all were.
    pub(super) fn choose(&self, tried: &[SocketAddr]) -> Choice {
        let list = self.list.read().unwrap_or_else(PoisonError::into_inner);
        let untried = list.iter().any(|peer| !tried.contains(&peer.address));
        let now = Instant::now();
        let first = self.turn.fetch_add(1, Ordering::Relaxed);
        let mut best: Option<(usize, &Arc<Peer>)> = None;
        let mut later: Option<(Instant, Instant)> = None;
        for at in 0..list.len() {
            let peer = &list[(first + at) % list.len()];
            if untried && tried.contains(&peer.address) {
                continue;
            }
            match &mut *peer.health.lock().unwrap_or_else(PoisonError::into_inner) {
                Health::Up => {
                    let busy = peer.in_flight.load(Ordering::Relaxed);
                    if best.is_none_or(|(least, _)| busy < least) {
                        best = Some((busy, peer));
                    }
                }
                Health::Down { next_try, failures, .. } if *next_try <= now => {
                    // A trial: the others wait for its outcome.
                    *next_try = now + self.backoff(*failures);
                    return Choice::Peer(Chosen::new(peer));
                }
                Health::Down { next_try, since, .. } => {
                    later =
                        Some(later.map_or((*next_try, *since), |(next, down)| {
                            (next.min(*next_try), down.max(*since))
                        }));
                }
            }
        }
        match (best, later) {
            (Some((_, peer)), _) => Choice::Peer(Chosen::new(peer)),
            (None, Some((at, down_since))) => Choice::Later { at, down_since },
            (None, None) => Choice::Nobody,
        }
    }

    /// The process answered.
    pub(super) fn succeeded(&self, peer: &Peer) {
        let mut health = peer.health.lock().unwrap_or_else(PoisonError::into_inner);
        if let Health::Down { since, .. } = &*health {
            tracing::info!(role = self.role, peer = %peer.address, down = ?since.elapsed(), "reached again");
            *health = Health::Up;
            self.count_up(peer.address, 1.0);
        }
    }

    /// The process did not answer. All calls that were under way when it went are one failure.
    pub(super) fn failed(&self, peer: &Chosen, why: &str) {
        let now = Instant::now();
        let mut health = peer.health.lock().unwrap_or_else(PoisonError::into_inner);
        let (failures, since) = match &*health {
            Health::Up => {
                tracing::warn!(
                    role = self.role, peer = %peer.address, why,
                    "cannot be reached; is it running, and is its address in [roles] right? trying again"
                );
                self.count_up(peer.address, 0.0);
                (1, now)
            }
            Health::Down { failed_at, .. } if peer.at <= *failed_at => return,
            Health::Down { failures, since, .. } => (failures + 1, *since),
        };
        *health = Health::Down { failures, since, failed_at: now, next_try: now + self.backoff(failures) };
    }

    /// Full jitter, so that many callers do not come back together.
    fn backoff(&self, failures: u32) -> Duration {
        let (shortest, longest) = BACKOFF;
        let bound = (shortest * 2_u32.saturating_pow(failures.min(10))).min(longest);
        let micros = u64::try_from(bound.saturating_sub(shortest).as_micros()).unwrap_or(u64::MAX);
        shortest + Duration::from_micros(self.ids.below(micros.max(1)))
    }

    fn count_up(&self, peer: SocketAddr, up: f64) {
        metrics::RPC_PEER_UP.of([metrics::Value::from(self.role), peer.to_string().into()]).set(up);
    }

    /// Each process with whether it is up.
    pub(super) fn states(&self) -> Vec<(SocketAddr, bool)> {
        let list = self.list.read().unwrap_or_else(PoisonError::into_inner);
        let up = |peer: &Arc<Peer>| {
            matches!(*peer.health.lock().unwrap_or_else(PoisonError::into_inner), Health::Up)
        };
        list.iter().map(|peer| (peer.address, up(peer))).collect()
    }
}

impl Chosen {
    fn new(peer: &Arc<Peer>) -> Self {
        peer.in_flight.fetch_add(1, Ordering::Relaxed);
        Self { peer: Arc::clone(peer), at: Instant::now() }
    }
}

impl std::ops::Deref for Chosen {
    type Target = Peer;

    fn deref(&self) -> &Peer {
        &self.peer
    }
}

impl Drop for Chosen {
    fn drop(&mut self) {
        self.peer.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use holdfast_domain::SystemClock;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    fn peers(ports: &[u16]) -> Peers {
        let peers = Peers::new("booking", Ids::new(Arc::new(SystemClock), StdRng::seed_from_u64(1)));
        let found: Vec<_> =
            ports.iter().map(|port| (String::new(), SocketAddr::from(([127, 0, 0, 1], *port)))).collect();
        peers.set(&found, |host, address| Link::new(host, address, None));
        peers
    }

    fn chosen(peers: &Peers, tried: &[SocketAddr]) -> Chosen {
        match peers.choose(tried) {
            Choice::Peer(peer) => peer,
            _ => panic!("nobody was chosen"),
        }
    }

    /// Those that were never down too, and nobody is told of those that are gone.
    #[tokio::test]
    async fn whether_each_is_up_is_told_from_the_first_moment() {
        let metrics = holdfast_telemetry::start_metrics().unwrap();
        let peers = peers(&[1, 2]);
        let series = |port, value| format!("{{role=\"booking\",peer=\"127.0.0.1:{port}\"}} {value}\n");
        assert!(metrics.render().contains(&series(1, "1")) && metrics.render().contains(&series(2, "1")));
        let first = chosen(&peers, &[]);
        peers.failed(&first, "it is gone");
        assert!(metrics.render().contains(&series(first.address.port(), "0")));
        peers.set(&[(String::new(), SocketAddr::from(([127, 0, 0, 1], 3)))], |host, address| {
            Link::new(host, address, None)
        });
        for (port, value) in [(1, "NaN"), (2, "NaN"), (3, "1")] {
            assert!(metrics.render().contains(&series(port, value)), "{}", metrics.render());
        }
    }

    #[tokio::test]
    async fn the_least_busy_gets_the_call() {
        let peers = peers(&[1, 2]);
        let first = chosen(&peers, &[]);
        let second = chosen(&peers, &[]);
        assert_ne!(first.address, second.address);
        let freed = first.address;
        drop(first);
        for _ in 0..4 {
            assert_eq!(chosen(&peers, &[]).address, freed);
        }
        assert_ne!(chosen(&peers, &[freed]).address, freed, "who was tried is not tried at once again");
    }

    #[tokio::test(start_paused = true)]
    async fn who_failed_is_left_alone_then_tried_once_then_up_again() {
        let peers = peers(&[1]);
        let peer = chosen(&peers, &[]);
        peers.failed(&peer, "refused");
        let Choice::Later { at, .. } = peers.choose(&[]) else { panic!("it is down") };
        tokio::time::sleep_until(at).await;
        let trial = chosen(&peers, &[]);
        assert!(matches!(peers.choose(&[]), Choice::Later { .. }), "one trial at a time");
        peers.succeeded(&trial);
        assert_eq!(chosen(&peers, &[]).address, trial.address);
        assert_eq!(peers.states(), [(trial.address, true)]);
    }

    #[tokio::test(start_paused = true)]
    async fn calls_that_fail_in_one_crash_are_one_failure() {
        let peers = peers(&[1]);
        let under_way: Vec<_> = (0..50).map(|_| chosen(&peers, &[])).collect();
        tokio::time::advance(Duration::from_millis(1)).await;
        for call in &under_way {
            peers.failed(call, "reset");
            tokio::time::advance(Duration::from_micros(10)).await;
        }
        let Choice::Later { at, .. } = peers.choose(&[]) else { panic!("it is down") };
        assert!(at - Instant::now() <= 2 * BACKOFF.0, "tried again soon");
        tokio::time::sleep_until(at).await;
        let trial = chosen(&peers, &[]);
        peers.failed(&trial, "refused");
        let list = peers.list.read().unwrap();
        assert!(matches!(*list[0].health.lock().unwrap(), Health::Down { failures: 2, .. }));
    }

    #[tokio::test]
    async fn a_look_up_replaces_what_was_known_unless_it_found_nothing() {
        let peers = peers(&[1, 2]);
        let link = |host: &str, address| Link::new(host, address, None);
        peers.set(&[(String::new(), "127.0.0.1:3".parse().unwrap())], link);
        assert_eq!(chosen(&peers, &[]).address.port(), 3);
        peers.set(&[], link);
        assert_eq!(peers.states().len(), 1);
        assert!(matches!(Peers::new("x", peers.ids.clone()).choose(&[]), Choice::Nobody));
    }
}
