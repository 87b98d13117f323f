//! The private PostgreSQL server that `holdfast serve` runs when no database URL is configured.
//!
//! It is an ordinary server made from the binaries installed on the machine, listening on loopback only, with
//! `fsync` on, in a folder of its own. Nothing here knows about the schema, pools or settings files.
//!
//! Start reading at [`Supervisor`], which keeps a [`PrivateServer`] alive; `server.rs` has the order of a start.
//!
//! | file | its job |
//! | --- | --- |
//! | `folder.rs` | the paths, the start lock, the password and log files |
//! | `binaries.rs` | finds an installed server of the right major version |
//! | `owner.rs` | which user the server runs as, and whether that user can reach the folder |
//! | `initialize.rs` | the first `initdb`, all or nothing |
//! | `configuration.rs` | the server's settings and its port |
//! | `pidfile.rs` | who, if anyone, runs in the folder now |
//! | `spawn.rs` | the process: spawned, waited for, spawned again if the old one is in the way |
//! | `probe.rs` | does it answer |

mod binaries;
mod configuration;
mod error;
mod folder;
mod initialize;
mod owner;
mod pidfile;
mod probe;
mod server;
mod spawn;
mod supervisor;

use std::{fmt, path::PathBuf};

pub use error::PgServerError;
pub use server::PrivateServer;
pub use supervisor::Supervisor;

/// What a private server needs to know.
#[derive(Clone)]
pub struct Settings {
    /// The server's folder, usually `<data_dir>/postgres`. Its neighbours `<dir>.password`, `<dir>.log`,
    /// `<dir>.lock` and, during the first start, `<dir>.new` belong to it too.
    pub dir: PathBuf,
    /// Where the server binaries are. `None` searches the usual places.
    pub bin_dir: Option<PathBuf>,
    /// Further server settings (name, value); they win over the defaults, but not over what keeps data safe
    /// and the server private.
    pub extra: Vec<(String, String)>,
    /// Random bytes for the password. Used on the very first start only; later ones read the password file.
    pub password_bytes: [u8; 24],
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("dir", &self.dir)
            .field("bin_dir", &self.bin_dir)
            .field("extra", &self.extra)
            .finish_non_exhaustive()
    }
}
