//! A TCP proxy before a server, which can hold its answers back.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Lets everything through, until told otherwise. Goes with the test's runtime.
pub struct Hold {
    port: u16,
    /// Answers of so many bytes and more are held; none are when it is 0.
    from_bytes: watch::Sender<usize>,
    held: Arc<AtomicUsize>,
}

impl Hold {
    /// A proxy before this port of 127.0.0.1.
    pub async fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        let (from_bytes, threshold) = watch::channel(0);
        let held = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&held);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (threshold, counter) = (threshold.clone(), Arc::clone(&counter));
                tokio::spawn(async move {
                    let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await else { return };
                    let _ = client.set_nodelay(true);
                    let _ = server.set_nodelay(true);
                    let (mut from_client, to_client) = client.into_split();
                    let (from_server, mut to_server) = server.into_split();
                    tokio::select! {
                        _ = tokio::io::copy(&mut from_client, &mut to_server) => {}
                        () = answers(from_server, to_client, threshold, counter) => {}
                    }
                });
            }
        });
        Self { port, from_bytes, held }
    }

    /// From now on answers of so many bytes or more wait here.
    pub fn hold_answers_from(&self, bytes: usize) {
        self.held.store(0, Ordering::SeqCst);
        self.from_bytes.send_replace(bytes);
    }

    /// Lets them go.
    pub fn release(&self) {
        self.from_bytes.send_replace(0);
    }

    /// Waits until an answer waits here.
    pub async fn wait_until_held(&self) {
        let began = Instant::now();
        while self.held.load(Ordering::SeqCst) == 0 {
            assert!(began.elapsed() < Duration::from_secs(20), "no answer came by");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The URL of a PostgreSQL behind it.
    pub fn postgres_url(&self) -> String {
        format!("postgresql://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

async fn answers(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    mut threshold: watch::Receiver<usize>,
    held: Arc<AtomicUsize>,
) {
    let mut bytes = vec![0; 64 << 10];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        let limit = *threshold.borrow_and_update();
        if limit > 0 && count >= limit {
            held.fetch_add(1, Ordering::SeqCst);
            if threshold.wait_for(|limit| *limit == 0).await.is_err() {
                return;
            }
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
