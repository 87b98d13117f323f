//! How many connections there may be: in all, and of one client.
//!
//! Where there is no room, the connection whose client has kept it waiting longest is closed to make some: who opens connections
//! and says nothing gives way to who asks. Only where all of them are being answered is a new one refused.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use holdfast_domain::client_network::NETWORKS;
use holdfast_telemetry::metrics;
use ipnet::IpNet;
use slab::Slab;
use tokio::time::Instant;

use crate::connection::Connection;

/// How many connections are looked at, at most, to find one that can go where there is no room in all.
const LOOKED_AT: usize = 256;

/// A listener, as its operator knows it.
#[derive(Clone, Copy, Debug)]
pub struct Listener {
    /// What it is called in metrics and logs, such as `api`.
    pub name: &'static str,
    /// What can be done where there is no room.
    pub advice: Advice,
}

/// What can be done where there is no room, if those who are refused are to come in.
#[derive(Clone, Copy, Debug)]
pub struct Advice {
    /// For room in all.
    pub all: &'static str,
    /// For room for one client.
    pub each: &'static str,
}

/// How much room there is.
#[derive(Clone, Debug)]
pub struct RoomLimits {
    /// Connections in all.
    pub all: usize,
    /// Connections of one client: of an IPv4 address, of an IPv6 /64, and some more of the wider networks that one client may
    /// have ([`NETWORKS`]); never more than half of all.
    pub each: usize,
    /// Where proxies stand, behind each of which many clients are: they have room in all.
    pub proxies: Vec<IpNet>,
    /// Whether clients on this machine have room in all too.
    pub exempts_loopback: bool,
}

/// A network, by its prefix and its first address.
type Network = (u32, IpAddr);

/// Why a connection is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Full {
    /// There is no room at all.
    All,
    /// One client has all that it may have.
    Client,
}

/// Who is connected to one listener.
#[derive(Debug)]
pub struct Room {
    listener: Listener,
    limits: RoomLimits,
    began: Instant,
    table: Mutex<Table>,
}

#[derive(Debug, Default)]
struct Table {
    places: Slab<Taken>,
    of_network: HashMap<Network, Vec<usize>>,
    /// Those that were told to close and have not done so yet: they count no more.
    closing: usize,
    /// Where the next look for one that can go begins.
    looked_at: usize,
}

#[derive(Debug)]
struct Taken {
    connection: Arc<Connection>,
    networks: Vec<Network>,
    is_closing: bool,
}

/// A connection's place; free again when it is dropped.
pub struct Place {
    room: Arc<Room>,
    key: usize,
    /// What the connection waits for.
    pub connection: Arc<Connection>,
    /// How many others were told to close for it.
    pub(crate) told_to_close: u64,
    open: metrics::GaugeSeries,
}

impl Room {
    /// An empty one.
    pub fn new(listener: Listener, limits: RoomLimits) -> Arc<Self> {
        Arc::new(Self { listener, limits, began: Instant::now(), table: Mutex::default() })
    }

    pub(crate) fn listener(&self) -> Listener {
        self.listener
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a client, or why there is none.
    pub(crate) fn enter(self: &Arc<Self>, client: IpAddr) -> Result<Place, Full> {
        let client = client.to_canonical();
        let mut table = self.table();
        let mut told_to_close = 0;
        let mut networks = Vec::new();
        for (network, most) in self.counted(client) {
            told_to_close += u64::from(table.make_room_in(network, most)?);
            networks.push(network);
        }
        if table.places.len() - table.closing >= self.limits.all {
            told_to_close += u64::from(table.close_one());
            if table.places.len() - table.closing >= self.limits.all {
                return Err(Full::All);
            }
        }
        let connection = Arc::new(Connection::new(self.began));
        let taken = Taken { connection: Arc::clone(&connection), networks, is_closing: false };
        let key = table.places.insert(taken);
        for network in table.places[key].networks.clone() {
            table.of_network.entry(network).or_default().push(key);
        }
        drop(table);
        let open = metrics::CONNECTIONS.of([self.listener.name]);
        open.increment(1.0);
        Ok(Place { room: Arc::clone(self), key, connection, told_to_close, open })
    }

    /// The networks that this client is counted in, and how many connections each may have.
    fn counted(&self, client: IpAddr) -> Vec<(Network, usize)> {
        let RoomLimits { all, each, proxies, exempts_loopback } = &self.limits;
        if (*exempts_loopback && client.is_loopback()) || proxies.iter().any(|proxy| proxy.contains(&client))
        {
            return Vec::new();
        }
        let most = |times: u32| each.saturating_mul(times as usize).min(all / 2).max(1);
        match client {
            IpAddr::V4(_) => vec![((32, client), most(1))],
            IpAddr::V6(_) => {
                let networks = NETWORKS
                    .iter()
                    .filter_map(|network| Some(((network.prefix, network.of(client)?), most(network.times))));
                networks.collect()
            }
        }
    }

    /// Has a connection closed that waits for its client, if there is one.
    pub(crate) fn close_one(&self) -> bool {
        self.table().close_one()
    }

    /// Has all connections closed that wait for their clients: for the end of the process.
    pub fn close_waiting(&self) {
        let mut table = self.table();
        let waiting =
            table.places.iter().filter(|(_, taken)| !taken.is_closing && taken.connection.waits().is_some());
        for key in waiting.map(|(key, _)| key).collect::<Vec<_>>() {
            table.close(key);
        }
    }

    /// How many connections there are.
    #[cfg(test)]
    pub(crate) fn taken(&self) -> usize {
        self.table().places.len()
    }
}

impl Table {
    /// Makes sure that one more connection of the network is not too many. Whether another was told to close for it.
    fn make_room_in(&mut self, network: Network, most: usize) -> Result<bool, Full> {
        let Some(members) = self.of_network.get(&network).filter(|members| members.len() >= most) else {
            return Ok(false);
        };
        let staying = members.iter().copied().filter(|key| !self.places[*key].is_closing);
        if staying.clone().count() < most {
            return Ok(false);
        }
        let longest = longest_waiting(staying.map(|key| (key, &self.places[key])));
        self.close(longest.ok_or(Full::Client)?);
        Ok(true)
    }

    /// Has one of some connections closed: the one that waits longest for its client.
    fn close_one(&mut self) -> bool {
        let from = self.looked_at;
        let round = self.places.iter().filter(|(key, _)| *key >= from).chain(
            // … and on from the beginning
            self.places.iter().filter(|(key, _)| *key < from),
        );
        let looked_at = round.take(LOOKED_AT).filter(|(_, taken)| !taken.is_closing);
        let longest = longest_waiting(looked_at);
        self.looked_at = (from + LOOKED_AT) % self.places.capacity().max(1);
        longest.inspect(|key| self.close(*key)).is_some()
    }

    fn close(&mut self, key: usize) {
        let taken = &mut self.places[key];
        taken.is_closing = true;
        taken.connection.tell_to_close();
        self.closing += 1;
    }
}

fn longest_waiting<'a>(places: impl Iterator<Item = (usize, &'a Taken)>) -> Option<usize> {
    let waiting = places.filter_map(|(key, taken)| taken.connection.waits().map(|(_, since)| (since, key)));
    waiting.min().map(|(_, key)| key)
}

impl Place {
    /// Counts that its connection was ended, and why.
    pub fn was_ended(&self, why: &'static str) {
        let listener = self.room.listener.name;
        metrics::CONNECTIONS_CLOSED.of([listener, why]).increment(1);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.open.decrement(1.0);
        let mut table = self.room.table();
        let taken = table.places.remove(self.key);
        table.closing -= usize::from(taken.is_closing);
        for network in taken.networks {
            let Some(members) = table.of_network.get_mut(&network) else { continue };
            if let Some(at) = members.iter().position(|key| *key == self.key) {
                members.swap_remove(at);
            }
            if members.is_empty() {
                table.of_network.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(all: usize, each: usize) -> Arc<Room> {
        let proxies = vec!["10.0.0.0/8".parse().unwrap()];
        let advice = Advice { all: "", each: "" };
        let limits = RoomLimits { all, each, proxies, exempts_loopback: true };
        Room::new(Listener { name: "test", advice }, limits)
    }

    fn enter(room: &Arc<Room>, client: &str) -> Result<Place, Full> {
        room.enter(client.parse().unwrap())
    }

    /// Why a client gets no place.
    fn refused(room: &Arc<Room>, client: &str) -> Option<Full> {
        enter(room, client).err()
    }

    /// Those of so many clients in a row that get a place and are being answered.
    fn answered(room: &Arc<Room>, clients: impl IntoIterator<Item = String>) -> Vec<Place> {
        let places = clients.into_iter().filter_map(|client| enter(room, &client).ok());
        places.inspect(|place| place.connection.begin_answer()).collect()
    }

    #[test]
    fn one_client_has_so_many_and_others_theirs() {
        let (room, same) = (room(1000, 3), |_| "203.0.113.7".to_owned());
        let mut places = answered(&room, (0..10).map(same));
        assert_eq!(places.len(), 3);
        assert_eq!(refused(&room, "203.0.113.7"), Some(Full::Client));
        assert_eq!(refused(&room, "::ffff:203.0.113.7"), Some(Full::Client), "the same address");
        assert!(enter(&room, "203.0.113.8").is_ok());
        places.pop();
        assert!(enter(&room, "203.0.113.7").is_ok());
        drop(places);
        assert_eq!((room.taken(), room.table().of_network.len()), (0, 0), "nothing is kept");
    }

    #[test]
    fn wide_networks_are_one_client_too() {
        let room = room(10_000, 3);
        let of_64 = answered(&room, (0..10).map(|n| format!("2001:db8:1:2::{n}")));
        assert_eq!(of_64.len(), 3);
        let of_56 = answered(&room, (0..50).map(|n| format!("2001:db8:1:{n:x}::1")));
        assert_eq!(of_64.len() + of_56.len(), 12);
        let of_48 = answered(&room, (0..200).map(|n| format!("2001:db8:1:{n:x}00::1")));
        assert_eq!(of_64.len() + of_56.len() + of_48.len(), 48);
        assert!(enter(&room, "2001:db8:2::1").is_ok());
    }

    #[test]
    fn no_client_has_more_than_half() {
        let room = room(10, 1000);
        assert_eq!(answered(&room, (0..100).map(|_| "203.0.113.7".to_owned())).len(), 5);
    }

    #[test]
    fn proxies_and_this_machine_have_room_in_all() {
        let room = room(10, 1);
        let clients = (0..6).map(|_| "10.1.2.3".to_owned()).chain((0..6).map(|_| "127.0.0.1".to_owned()));
        let places = answered(&room, clients);
        assert_eq!(places.len(), 10);
        assert_eq!(refused(&room, "198.51.100.1"), Some(Full::All));
    }

    #[tokio::test(start_paused = true)]
    async fn who_keeps_it_waiting_longest_makes_room() {
        let room = room(4, 1000);
        let clients = ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"];
        let mut places = Vec::new();
        for client in clients {
            places.push(enter(&room, client).unwrap());
            tokio::time::advance(std::time::Duration::from_secs(1)).await;
        }
        let is_closing = |place: &Place| room.table().places[place.key].is_closing;
        // the first is being answered, and the second has just been
        places[0].connection.begin_answer();
        places[1].connection.begin_answer();
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
        places[1].connection.end_answer();
        let fifth = enter(&room, "203.0.113.5").unwrap();
        assert_eq!(fifth.told_to_close, 1);
        assert_eq!(places.iter().map(is_closing).collect::<Vec<_>>(), [false, false, true, false]);
        let _sixth = enter(&room, "203.0.113.6").unwrap();
        assert_eq!(places.iter().map(is_closing).collect::<Vec<_>>(), [false, false, true, true]);
        // those that were told to and go leave what there was
        places.truncate(2);
        assert_eq!(room.taken(), 4);
        let _more = [7, 8, 9].map(|n| enter(&room, &format!("203.0.113.{n}")).unwrap());
        assert!(!is_closing(&places[0]), "never one that is being answered");
    }

    #[test]
    fn at_the_end_those_who_wait_are_told_to_close() {
        let room = room(10, 1000);
        let places: Vec<_> = (0..3).map(|n| enter(&room, &format!("203.0.113.{n}")).unwrap()).collect();
        places[0].connection.begin_answer();
        places[1].connection.stay();
        places[1].connection.ask();
        places[2].connection.ask();
        room.close_waiting();
        let closing = |place: &Place| room.table().places[place.key].is_closing;
        assert_eq!(places.iter().map(closing).collect::<Vec<_>>(), [false, false, true]);
    }

    #[test]
    fn where_all_are_answered_there_is_no_room() {
        let room = room(3, 1000);
        let _places = answered(&room, (0..3).map(|n| format!("203.0.113.{n}")));
        assert_eq!(refused(&room, "203.0.113.9"), Some(Full::All));
    }

    #[test]
    fn a_client_that_waits_gives_way_to_itself() {
        let room = room(1000, 2);
        let places: Vec<_> = (0..2).map(|_| enter(&room, "203.0.113.7").unwrap()).collect();
        let other = enter(&room, "203.0.113.8").unwrap();
        assert_eq!(enter(&room, "203.0.113.7").unwrap().told_to_close, 1);
        let closing = |place: &Place| room.table().places[place.key].is_closing;
        assert_eq!((places.iter().filter(|p| closing(p)).count(), closing(&other)), (1, false));
    }
}
