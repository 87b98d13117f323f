//! Listens to server-sent events, as browsers do: from a body in this process, or over a connection.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longest that a test waits for the next part of a stream.
const WAITS: Duration = Duration::from_secs(30);

/// A part of a stream, up to an empty line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// Its `id`.
    pub id: Option<String>,
    /// Its `event`; a part without data is none.
    pub event: Option<String>,
    /// Its `data`.
    pub data: Value,
    /// Its `retry`.
    pub retry: Option<u64>,
    /// Its comment.
    pub comment: Option<String>,
}

impl Heard {
    fn read(part: &str) -> Self {
        let mut heard = Self::default();
        for line in part.lines() {
            let (field, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "" => heard.comment = Some(value.to_owned()),
                "id" => heard.id = Some(value.to_owned()),
                "event" => heard.event = Some(value.to_owned()),
                "retry" => heard.retry = value.parse().ok(),
                "data" => heard.data = serde_json::from_str(value).expect("the data is JSON"),
                other => panic!("a field {other:?} in {part:?}"),
            }
        }
        heard
    }
}

enum From {
    Body(Body),
    Connection(BufReader<TcpStream>),
}

/// A stream that is listened to.
pub struct EventStream {
    from: From,
    text: String,
    /// The last id that came, as a browser remembers it.
    pub last_id: Option<String>,
}

impl EventStream {
    /// The stream that is a body.
    pub fn of(body: Body) -> Self {
        Self { from: From::Body(body), text: String::new(), last_id: None }
    }

    /// Opens one over a connection of its own; returns the status with it.
    pub async fn open(
        address: SocketAddr,
        path: &str,
        token: &str,
        last_id: Option<&str>,
    ) -> std::io::Result<(u16, Self)> {
        let mut stream = TcpStream::connect(address).await?;
        let last = last_id.map(|id| format!("last-event-id: {id}\r\n")).unwrap_or_default();
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: test\r\nauthorization: Bearer {token}\r\naccept: text/event-stream\r\n{last}\r\n"
        );
        stream.write_all(head.as_bytes()).await?;
        let mut stream = BufReader::new(stream);
        let (mut status, mut line) = (0, String::new());
        loop {
            line.clear();
            stream.read_line(&mut line).await?;
            if line.trim().is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.split(' ').next().and_then(|status| status.parse().ok()).unwrap_or(0);
            }
        }
        Ok((status, Self { from: From::Connection(stream), text: String::new(), last_id: None }))
    }

    /// The next part; none at the end of the stream.
    pub async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let heard = Heard::read(&self.text[..end]);
                self.text.drain(..end + 2);
                self.last_id = heard.id.clone().or(self.last_id.take());
                return Some(heard);
            }
            let more = timeout(WAITS, self.from.more()).await.expect("nothing is heard")?;
            self.text += std::str::from_utf8(&more).expect("text");
        }
    }

    /// The next event; none at the end of the stream. Silence does not make a test wait for ever.
    pub async fn event(&mut self) -> Option<Heard> {
        let event = async {
            loop {
                let heard = self.next().await?;
                if heard.event.is_some() {
                    return Some(heard);
                }
            }
        };
        timeout(WAITS, event).await.expect("no event is heard")
    }

    /// Waits for the end, past whatever comes before; returns the last comment.
    pub async fn end(&mut self) -> String {
        let mut said = String::new();
        let end = async {
            while let Some(heard) = self.next().await {
                said = heard.comment.unwrap_or_default();
            }
        };
        timeout(WAITS, end).await.expect("the stream does not end");
        said
    }
}

impl From {
    async fn more(&mut self) -> Option<Vec<u8>> {
        match self {
            Self::Body(body) => Some(body.frame().await?.ok()?.into_data().ok()?.to_vec()),
            Self::Connection(stream) => {
                let mut size = String::new();
                stream.read_line(&mut size).await.ok()?;
                let size = usize::from_str_radix(size.trim(), 16).ok().filter(|size| *size > 0)?;
                let mut chunk = vec![0; size + 2];
                stream.read_exact(&mut chunk).await.ok()?;
                chunk.truncate(size);
                Some(chunk)
            }
        }
    }
}
