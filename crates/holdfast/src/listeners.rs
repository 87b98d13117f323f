//! Where a process answers over HTTP, and whom: the API (with TLS, where it has a certificate), and on a listener of its own
//! those who run it.

use std::time::Duration;

use anyhow::{Result, bail};
use axum::Router;
use holdfast_config::Settings;
use holdfast_connections::{Advice, Door, Listener, Patience, Room, RoomLimits, serve};
use tokio::net::TcpListener;

use crate::lifecycle::Lifecycle;
use crate::port::Port;
use crate::tls::Tls;

/// Connections of those who run a process (probes and collectors of metrics): fewest and most, and how many of the others
/// there are for each.
const OPERATORS: (usize, usize) = (16, 256);
const OTHERS_TO_OPERATORS: usize = 16;

const API: Listener = Listener {
    name: "api",
    advice: Advice {
        all: "raise http.max_connections, or have more gateways",
        each: "if it is a proxy, name it in limits.trusted_proxies, else see http.max_connections_per_address",
    },
};
const OPERATIONS: Listener = Listener {
    name: "operations",
    advice: Advice {
        all: "they are a sixteenth of http.max_connections",
        each: "see http.max_connections_per_address",
    },
};

/// The ports of a process for HTTP, taken and not yet open.
pub(crate) struct Ports {
    pub(crate) api: Port,
    operations: Option<Port>,
}

impl Ports {
    /// Takes them.
    pub(crate) fn reserve(settings: &Settings) -> Result<Self> {
        let api = Port::reserve(settings.listen, "--listen ADDR:PORT")?;
        let operations = match settings.ops.listen.filter(|address| *address != settings.listen) {
            Some(address) => Some(Port::reserve(address, "ops.listen (HOLDFAST_OPS__LISTEN)")?),
            None => None,
        };
        Ok(Self { api, operations })
    }

    /// Lets callers in.
    pub(crate) fn listen(self) -> Result<Listeners> {
        let operations = self.operations.map(Port::listen).transpose()?;
        Ok(Listeners { api: self.api.listen()?, operations })
    }
}

/// The ports, open.
pub(crate) struct Listeners {
    api: TcpListener,
    operations: Option<TcpListener>,
}

impl Listeners {
    /// Answers until the process is told to stop, and what is under way then to its end: over so many connections of the API at most.
    pub(crate) async fn serve(
        self,
        settings: &Settings,
        tls: Option<Tls>,
        (api, operations): (Router, Router),
        all: usize,
        lifecycle: &Lifecycle,
    ) {
        let room = |listener, all| {
            let limits = RoomLimits {
                all,
                each: settings.http.max_connections_per_address,
                // they were checked with the other settings
                proxies: settings.limits.proxies().unwrap_or_default(),
                exempts_loopback: !settings.limits.loopback,
            };
            Room::new(listener, limits)
        };
        let door = |listener, acceptor, all| Door {
            tls: acceptor,
            patience: Patience {
                head: Duration::from_secs(settings.http.head_secs),
                idle: Duration::from_secs(settings.http.idle_secs),
                stall: Duration::from_secs(settings.http.stall_secs),
            },
            max_head_bytes: settings.http.max_head_bytes,
            room: room(listener, all),
        };
        let acceptor = tls.as_ref().map(Tls::acceptor);
        let for_all = serve(door(API, acceptor, all), self.api, api, lifecycle.stopping());
        let for_operators = async {
            if let Some(listener) = self.operations {
                let all = (all / OTHERS_TO_OPERATORS).clamp(OPERATORS.0, OPERATORS.1);
                serve(door(OPERATIONS, None, all), listener, operations, lifecycle.stopping()).await;
            }
        };
        let new_certificates = async {
            match tls {
                Some(tls) => tls.watch().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            ((), ()) = async { tokio::join!(for_all, for_operators) } => {}
            () = new_certificates => {}
        }
    }
}

/// A gateway without TLS has a proxy before it, or clients: without a word of which, all clients of a proxy would share
/// the limits of one.
pub(crate) fn check_proxies(settings: &Settings) -> Result<()> {
    if settings.plain_http && settings.tls.cert_file.is_none() && !settings.limits.proxies_are_told() {
        bail!(
            "plain_http is for a gateway behind a proxy: set limits.trusted_proxies (HOLDFAST_LIMITS__TRUSTED_PROXIES) to the \
             proxy's address, so that its clients are told apart, or to none if there is no proxy"
        );
    }
    Ok(())
}

/// Says where `/metrics` and `/services` are, if they are nowhere.
pub(crate) fn say_where_operations_are(settings: &Settings) {
    if settings.ops.listen.is_none() && !settings.listen_is_for_operations(true) {
        tracing::warn!(
            "/metrics and /services are not served: other machines reach {}. Set ops.listen (HOLDFAST_OPS__LISTEN) to an address \
             for them, such as 127.0.0.1:9090",
            settings.listen
        );
    }
}
