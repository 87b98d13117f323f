//! Whose turn it is to have a password hashed. A hash costs a core some hundredths of a second, so whoever sends many log-ins could
//! have all of them: they are taken in turn by network, and who sends more than its share waits behind itself.
//!
//! Networks are looked at twice, since nobody tells how much of one a single client has: first the wide one that a provider has
//! whole (IPv4 /16, IPv6 /32), within it the one that a customer has (an address, or a /48).

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use holdfast_domain::{ErrorCode, Problem};
use tokio::sync::oneshot;

/// Longest that one waits for its turn.
const WAITS: Duration = Duration::from_secs(5);
/// Most that wait of one customer's network; more would not have their turn in time where others wait too.
const WAITING_OF_ONE: usize = 32;
/// Most that wait in all.
const WAITING: usize = 1024;

/// Turns, some at a time. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Turns(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    free: usize,
    waiting: usize,
    /// By provider, the one whose turn is next first.
    providers: VecDeque<(Network, VecDeque<Customer>)>,
}

#[derive(Debug)]
struct Customer {
    network: Network,
    waiting: VecDeque<oneshot::Sender<Turn>>,
}

/// The leading bits of an address; none of what is no address.
type Network = Option<IpAddr>;

/// The right to work now; the next one has it when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn(Option<Turns>);

impl Turns {
    /// So many at once.
    pub(crate) fn at_once(free: usize) -> Self {
        Self(Arc::new(Mutex::new(State { free, waiting: 0, providers: VecDeque::new() })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A turn for the client at this address or network; a problem if too many wait before it.
    pub(crate) async fn wait(&self, source: &str) -> Result<Turn, Problem> {
        let overloaded =
            || Problem::new(ErrorCode::Overloaded, "too many log-ins at once; try again in a moment");
        let given = {
            let mut state = self.state();
            if state.free > 0 {
                state.free -= 1;
                return Ok(Turn(Some(self.clone())));
            }
            let (turn, given) = oneshot::channel();
            if !state.queue(source, turn) {
                return Err(overloaded());
            }
            given
        };
        match tokio::time::timeout(WAITS, given).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(overloaded()),
        }
    }
}

impl State {
    /// Whether there was room for it.
    fn queue(&mut self, source: &str, turn: oneshot::Sender<Turn>) -> bool {
        let (provider, network) = networks(source);
        if self.waiting >= WAITING {
            self.forget_who_left();
        }
        if self.waiting >= WAITING {
            return false;
        }
        let customers =
            find_or_add(&mut self.providers, |(known, _)| *known == provider, || (provider, VecDeque::new()));
        let customer = find_or_add(
            &mut customers.1,
            |known| known.network == network,
            || Customer { network, waiting: VecDeque::new() },
        );
        if customer.waiting.len() >= WAITING_OF_ONE {
            let before = customer.waiting.len();
            customer.waiting.retain(|turn| !turn.is_closed());
            self.waiting -= before - customer.waiting.len();
        }
        if customer.waiting.len() >= WAITING_OF_ONE {
            return false;
        }
        customer.waiting.push_back(turn);
        self.waiting += 1;
        true
    }

    fn forget_who_left(&mut self) {
        for (_, customers) in &mut self.providers {
            for customer in &mut *customers {
                customer.waiting.retain(|turn| !turn.is_closed());
            }
            customers.retain(|customer| !customer.waiting.is_empty());
        }
        self.providers.retain(|(_, customers)| !customers.is_empty());
        let customers = self.providers.iter().flat_map(|(_, customers)| customers);
        self.waiting = customers.map(|customer| customer.waiting.len()).sum();
    }

    /// Who is next: of the provider whose turn it is, the customer whose turn it is, the first. Both go to the end of their line.
    fn next(&mut self) -> Option<oneshot::Sender<Turn>> {
        let (provider, mut customers) = self.providers.pop_front()?;
        let mut customer = customers.pop_front()?;
        let next = customer.waiting.pop_front();
        self.waiting -= usize::from(next.is_some());
        if !customer.waiting.is_empty() {
            customers.push_back(customer);
        }
        if !customers.is_empty() {
            self.providers.push_back((provider, customers));
        }
        next
    }
}

fn find_or_add<T>(line: &mut VecDeque<T>, is_it: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> &mut T {
    let at = line.iter().position(is_it).unwrap_or_else(|| {
        line.push_back(new());
        line.len() - 1
    });
    &mut line[at]
}

/// The provider's network and the customer's.
fn networks(source: &str) -> (Network, Network) {
    match source.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => {
            let wide = u32::from(address) & (u32::MAX << 16);
            (Some(IpAddr::V4(wide.into())), Some(address.into()))
        }
        Ok(IpAddr::V6(address)) => {
            let of = |bits: u32| Some(IpAddr::V6((u128::from(address) & (u128::MAX << (128 - bits))).into()));
            (of(32), of(48))
        }
        Err(_) => (None, None),
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(turns) = self.0.take() else { return };
        let mut turn = Turn(Some(turns.clone()));
        loop {
            let next = {
                let mut state = turns.state();
                let next = state.next();
                if next.is_none() {
                    state.free += 1;
                    turn.0 = None;
                }
                next
            };
            let Some(next) = next else { return };
            match next.send(turn) {
                Ok(()) => return,
                // it has left: another one's turn
                Err(back) => turn = back,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use futures::stream::{FuturesUnordered, StreamExt};

    use super::*;

    impl Turns {
        fn assert_all_free(&self) {
            let state = self.state();
            assert_eq!((state.free, state.waiting), (1, 0));
        }
    }

    /// The order in which those who wait have their turns, one at a time.
    async fn order(sources: &[&'static str]) -> Vec<&'static str> {
        let turns = Turns::at_once(1);
        let busy = turns.wait("192.0.2.1").await.unwrap();
        let waiting = sources.iter().map(|source| {
            let turns = turns.clone();
            async move {
                let turn = turns.wait(source).await.unwrap();
                (*source, turn)
            }
        });
        let mut waiting: FuturesUnordered<_> = waiting.collect();
        // all of them are in line before the first turn ends
        assert!(waiting.next().now_or_never().is_none());
        drop(busy);
        let mut order = Vec::new();
        while let Some((source, turn)) = waiting.next().await {
            order.push(source);
            drop(turn);
        }
        turns.assert_all_free();
        order
    }

    #[tokio::test]
    async fn networks_take_turns_whoever_sends_more() {
        // one customer of a provider, who has many networks, and three others
        let mut sources =
            vec!["2001:db8:1::", "2001:db8:1:1::", "2001:db8:2::", "2001:db8:3::", "2001:db8:4::"];
        sources.extend(["203.0.113.7", "198.51.100.1", "2001:db9::"]);
        let order = order(&sources).await;
        assert_eq!(order[..4], ["2001:db8:1::", "203.0.113.7", "198.51.100.1", "2001:db9::"]);
        assert_eq!(order[4..], ["2001:db8:2::", "2001:db8:3::", "2001:db8:4::", "2001:db8:1:1::"]);
    }

    #[tokio::test(start_paused = true)]
    async fn one_customer_cannot_have_all_that_may_wait() {
        let turns = Turns::at_once(1);
        let busy = turns.wait("192.0.2.1").await.unwrap();
        let flood: Vec<_> = (0..WAITING_OF_ONE)
            .map(|nth| {
                let (turns, source) = (turns.clone(), format!("2001:db8:1:{nth:x}::"));
                tokio::spawn(async move { turns.wait(&source).await.map(drop) })
            })
            .collect();
        while turns.state().waiting < WAITING_OF_ONE {
            tokio::task::yield_now().await;
        }
        let refused = turns.wait("2001:db8:1:ffff::").await.map(drop).unwrap_err();
        assert_eq!(refused.code, ErrorCode::Overloaded);
        // others wait as before, and have the next turn but one
        let (other, ()) = tokio::join!(turns.wait("2001:db9::"), async { drop(busy) });
        drop(other.unwrap());
        for one in flood {
            one.await.unwrap().unwrap();
        }
        turns.assert_all_free();
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_left_has_no_turn_and_takes_no_room() {
        let turns = Turns::at_once(1);
        let busy = turns.wait("192.0.2.1").await.unwrap();
        for _ in 0..3 * WAITING_OF_ONE {
            let left = tokio::time::timeout(Duration::from_millis(1), turns.wait("203.0.113.7")).await;
            assert!(left.is_err(), "still waiting when it left");
        }
        // nobody gives it a turn for five seconds
        let late = turns.wait("198.51.100.1").await.map(drop).unwrap_err();
        assert_eq!(late.code, ErrorCode::Overloaded);
        drop(busy);
        turns.assert_all_free();
        drop(turns.wait("203.0.113.7").await.unwrap());
    }
}
