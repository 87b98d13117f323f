//! A TCP proxy before PostgreSQL that counts round trips, and for what: one begins when the client asks with nothing
//! left to be answered. What it sends on before it has an answer costs no more trips.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// Whose work a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The booking statement.
    Book,
    /// The outbox relay.
    Relay,
    /// The sweeper of expired holds.
    Sweeper,
    /// The sealing of the audit log.
    Sealing,
    /// What was revoked, asked for once a second by each gateway.
    Revocations,
    /// Deliveries to webhooks, looked for once a second.
    Webhooks,
    /// Begin, commit, roll back.
    Transaction,
    /// Logging in, preparing and closing statements.
    Overhead,
    /// Anything else.
    Other,
}

impl Kind {
    fn of(sql: &str) -> Self {
        let word = sql.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "BEGIN" | "START" | "COMMIT" | "ROLLBACK" | "SET" => Self::Transaction,
            _ if sql.contains("INSERT INTO appointments") => Self::Book,
            _ if sql.contains("holds_due") => Self::Sweeper,
            _ if sql.contains("audit_seal") || sql.contains("audit sealing") => Self::Sealing,
            _ if sql.contains("FROM revocations") => Self::Revocations,
            _ if sql.contains("webhook") => Self::Webhooks,
            _ if sql.contains("outbox") => Self::Relay,
            _ => Self::Other,
        }
    }
}

/// Round trips of one kind; those on connections that have booked are told apart.
type Counts = BTreeMap<(bool, Kind), usize>;

/// A running proxy.
pub(crate) struct Proxy {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    counts: Counts,
    /// SQL that is of no known kind.
    others: Vec<String>,
}

impl Proxy {
    /// Before the server on `port` of this machine.
    pub(crate) async fn start(port: u16) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(connection(client, port, Arc::clone(&shared)));
            }
        });
        Ok(Self { address, seen })
    }

    /// Forgets what was counted.
    pub(crate) fn reset(&self) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen::default();
    }

    /// What was counted, and the SQL that is of no known kind.
    pub(crate) fn seen(&self) -> (Counts, Vec<String>) {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        (seen.counts.clone(), seen.others.clone())
    }
}

/// What is known of one connection.
#[derive(Default)]
struct Talk {
    prepared: HashMap<Vec<u8>, String>,
    /// What the messages since the last `Sync` ask for.
    asking: Asked,
    /// How much the server has yet to answer: a client may send the next before it has the answer to the last.
    pending: usize,
    /// What is asked in the round trip under way.
    trip: Vec<Asked>,
    has_booked: bool,
}

/// One round trip.
#[derive(Clone, Debug, Default)]
enum Asked {
    /// Logging in, preparing, closing.
    #[default]
    Overhead,
    Sql(String),
}

impl Talk {
    /// A message of the client: its type and the rest.
    fn asked(&mut self, kind: u8, rest: &[u8]) {
        let mut texts = rest.split(|byte| *byte == 0);
        let mut text = || texts.next().unwrap_or_default();
        match kind {
            b'Q' => self.sent(Asked::Sql(String::from_utf8_lossy(text()).into_owned())),
            b'P' => {
                let name = text().to_vec();
                let sql = String::from_utf8_lossy(text()).into_owned();
                self.has_booked |= Kind::of(&sql) == Kind::Book;
                self.prepared.insert(name, sql);
            }
            b'B' => {
                let _portal = text();
                self.asking = self.prepared.get(text()).cloned().map_or(Asked::Overhead, Asked::Sql);
            }
            b'S' => {
                let asking = std::mem::take(&mut self.asking);
                self.sent(asking);
            }
            _ => {}
        }
    }

    fn sent(&mut self, asked: Asked) {
        self.pending += 1;
        self.trip.push(asked);
    }

    /// The server has answered one; with the last of them the round trip is over. It is one of bookings if it books, and
    /// else of whatever came first.
    fn answered(&mut self, seen: &mut Seen) {
        self.pending = self.pending.saturating_sub(1);
        if self.pending > 0 {
            return;
        }
        let trip = std::mem::take(&mut self.trip);
        let kinds: Vec<Kind> = trip
            .iter()
            .map(|asked| match asked {
                Asked::Overhead => Kind::Overhead,
                Asked::Sql(sql) => Kind::of(sql),
            })
            .collect();
        let books = kinds.iter().find(|kind| **kind == Kind::Book);
        let kind = *books.or(kinds.first()).unwrap_or(&Kind::Overhead);
        *seen.counts.entry((self.has_booked, kind)).or_default() += 1;
        if let (Kind::Other, Some(Asked::Sql(sql))) = (kind, trip.into_iter().next()) {
            seen.others.push(sql);
        }
    }
}

async fn connection(client: TcpStream, port: u16, seen: Arc<Mutex<Seen>>) -> Result<()> {
    let server = TcpStream::connect(("127.0.0.1", port)).await?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (client_read, client_write) = client.into_split();
    let (server_read, server_write) = server.into_split();
    let talk = Arc::new(Mutex::new(Talk::default()));
    let lock = |talk: &Arc<Mutex<Talk>>| Arc::clone(talk);
    let (asking, answering) = (lock(&talk), lock(&talk));
    let asked = move |kind: u8, rest: &[u8]| {
        asking.lock().unwrap_or_else(PoisonError::into_inner).asked(kind, rest);
    };
    let answered = move |kind: u8, _: &[u8]| {
        if kind == b'Z' {
            let mut talk = answering.lock().unwrap_or_else(PoisonError::into_inner);
            talk.answered(&mut seen.lock().unwrap_or_else(PoisonError::into_inner));
        }
    };
    // The client's first message has no type.
    let there = tokio::spawn(pass(client_read, server_write, Messages::new(true), asked));
    pass(server_read, client_write, Messages::new(false), answered).await?;
    there.abort();
    Ok(())
}

/// Cuts a stream of bytes into messages: a type, a length that counts itself, the rest.
struct Messages {
    bytes: Vec<u8>,
    type_len: usize,
}

impl Messages {
    fn new(is_first_untyped: bool) -> Self {
        Self { bytes: Vec::new(), type_len: usize::from(!is_first_untyped) }
    }

    fn push(&mut self, bytes: &[u8], mut each: impl FnMut(u8, &[u8])) {
        self.bytes.extend_from_slice(bytes);
        let mut done = 0;
        while let Some(length) = self.bytes.get(done + self.type_len..done + self.type_len + 4) {
            let length = length.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
            let Some(message) = self.bytes.get(done..done + self.type_len + length) else { break };
            let kind = if self.type_len == 1 { message[0] } else { 0 };
            each(kind, &message[self.type_len + 4..]);
            done += self.type_len + length;
            self.type_len = 1;
        }
        self.bytes.drain(..done);
    }
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut messages: Messages,
    mut each: impl FnMut(u8, &[u8]),
) -> Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = from.read(&mut buffer).await?;
        if count == 0 {
            return Ok(());
        }
        messages.push(&buffer[..count], &mut each);
        to.write_all(&buffer[..count]).await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_found_however_they_arrive() {
        let stream = b"\0\0\0\x08vvvvQ\0\0\0\x08a\0bcZ\0\0\0\x05I";
        for step in 1..stream.len() {
            let mut messages = Messages::new(true);
            let mut kinds = Vec::new();
            for part in stream.chunks(step) {
                messages.push(part, |kind, rest| kinds.push((kind, rest.len())));
            }
            assert_eq!(kinds, [(0, 4), (b'Q', 4), (b'Z', 1)]);
        }
    }
}
