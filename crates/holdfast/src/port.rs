//! A port that this process answers on.

use std::io::ErrorKind;
use std::net::SocketAddr;

use anyhow::{Result, anyhow};
use tokio::net::{TcpListener, TcpSocket};

/// Connections that may wait to be let in.
const BACKLOG: u32 = 1024;

/// A port that was taken, and lets nobody in yet: who is refused goes elsewhere, who is left waiting does not.
pub struct Port {
    socket: TcpSocket,
    address: SocketAddr,
    setting: &'static str,
}

impl Port {
    /// Takes the port that `setting` names.
    pub fn reserve(address: SocketAddr, setting: &'static str) -> Result<Self> {
        let reserved = || {
            let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
            // connections of a process before this one may still be dying
            socket.set_reuseaddr(true)?;
            socket.bind(address)?;
            let address = socket.local_addr()?;
            Ok(Self { socket, address, setting })
        };
        reserved().map_err(|error| cannot_listen(error, address, setting))
    }

    /// Its address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets callers in. Another process may have reserved the same port meanwhile: the first that listens has it.
    pub fn listen(self) -> Result<TcpListener> {
        self.socket.listen(BACKLOG).map_err(|error| cannot_listen(error, self.address, self.setting))
    }
}

fn cannot_listen(error: std::io::Error, address: SocketAddr, setting: &str) -> anyhow::Error {
    if error.kind() == ErrorKind::AddrInUse {
        return anyhow!("{address} is in use by another program; choose another with {setting}");
    }
    anyhow::Error::from(error).context(format!("cannot listen on {address}; choose another with {setting}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn of_two_that_reserve_one_port_the_first_to_listen_has_it() {
        let reserve = |address| Port::reserve(address, "--listen ADDR:PORT").expect("nobody listens");
        let first = reserve(SocketAddr::from(([127, 0, 0, 1], 0)));
        let second = reserve(first.address());
        let address = first.address();
        let _listener = first.listen().expect("it was free");
        let refused = second.listen().expect_err("it is taken").to_string();
        assert_eq!(
            refused,
            format!("{address} is in use by another program; choose another with --listen ADDR:PORT")
        );
    }
}
