//! A program that webhooks are delivered to: it keeps what it gets, and answers as it is told.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// What was posted.
#[derive(Clone, Debug)]
pub struct Posted {
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: String,
}

#[derive(Default)]
struct Kept {
    posted: Mutex<Vec<Posted>>,
    status: AtomicU16,
    location: Mutex<Option<String>>,
    connections: AtomicUsize,
    /// The status has changed.
    changed: Notify,
}

/// A receiver on this machine, for as long as the test runs.
#[derive(Clone)]
pub struct Receiver {
    /// Where it listens.
    pub address: SocketAddr,
    kept: Arc<Kept>,
}

/// The status that stands for no answer at all.
const SILENCE: u16 = 0;

impl Receiver {
    /// Starts one that takes everything.
    pub async fn start() -> Self {
        let kept = Arc::new(Kept { status: AtomicU16::new(204), ..Kept::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let counted = Arc::clone(&kept);
        let listener = listener.tap_io(move |_| {
            counted.connections.fetch_add(1, Ordering::SeqCst);
        });
        let router = Router::new().fallback(take).with_state(Arc::clone(&kept));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, kept }
    }

    /// Its URL.
    pub fn url(&self) -> String {
        format!("http://{}/hooks", self.address)
    }

    /// Answers with this status from now on.
    pub fn answer(&self, status: u16) {
        self.kept.status.store(status, Ordering::SeqCst);
        self.kept.changed.notify_waiters();
    }

    /// Sends everybody elsewhere from now on.
    pub fn redirect(&self, to: &str) {
        *self.kept.location.lock().unwrap_or_else(PoisonError::into_inner) = Some(to.to_owned());
        self.answer(307);
    }

    /// Answers nothing from now on, until it is told to answer: then those who wait too.
    pub fn be_silent(&self) {
        self.answer(SILENCE);
    }

    /// What was posted so far.
    pub fn posted(&self) -> Vec<Posted> {
        self.kept.posted.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.kept.connections.load(Ordering::SeqCst)
    }
}

async fn take(State(kept): State<Arc<Kept>>, headers: HeaderMap, body: String) -> Response {
    kept.posted.lock().unwrap_or_else(PoisonError::into_inner).push(Posted { headers, body });
    let status = loop {
        let changed = kept.changed.notified();
        match kept.status.load(Ordering::SeqCst) {
            SILENCE => changed.await,
            status => break StatusCode::from_u16(status).expect("a status"),
        }
    };
    let location = kept.location.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match location {
        Some(location) => (status, [(header::LOCATION, location)]).into_response(),
        None => status.into_response(),
    }
}
