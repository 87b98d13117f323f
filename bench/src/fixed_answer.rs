//! The yardstick S: the same server as Holdfast's (axum, its settings, the same allocator and runtime), which
//! answers every request with the same bytes and does no work at all. A process of its own.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::http::header;
use axum::serve::ListenerExt as _;
use bytes::Bytes;
use tokio::net::TcpListener;

/// Serves for ever; prints the address first.
pub(crate) async fn serve(body: &Path) -> Result<()> {
    let body = Bytes::from(std::fs::read(body)?);
    let answer = axum::routing::get(move || {
        let body = body.clone();
        async move { ([(header::CONTENT_TYPE, "application/json")], body) }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, Router::new().route("/{*any}", answer)).await?;
    Ok(())
}

/// Such a server, running.
pub(crate) struct FixedAnswer {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl FixedAnswer {
    /// Starts one that answers with the bytes of the file `body`.
    pub(crate) fn start(body: &Path) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("fixed-answer")
            .arg("--body")
            .arg(body)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let address = line.trim().parse().context("the yardstick server did not say its address");
        // Made first, so that the process is ended whatever it said.
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        server.address = address?;
        Ok(server)
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for FixedAnswer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
