//! The user that the server runs as.
//!
//! PostgreSQL refuses root. So when holdfast runs as root, the server runs as the owner of the data folder, else as
//! `postgres`, else as `nobody` (with a warning: that user is shared by unrelated services). Otherwise it simply
//! runs as the user who runs holdfast.

use std::{
    fs, io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use nix::unistd::{Gid, Uid, User, chown, geteuid};
use tokio::process::Command;

use crate::error::{PgServerError, Tried};

/// Another user than the one holdfast runs as.
#[derive(Debug)]
pub(crate) struct Owner {
    name: String,
    uid: Uid,
    gid: Gid,
}

impl Owner {
    /// The user to drop to; `None` when holdfast is not root and there is nothing to drop.
    pub(crate) fn choose(data: &Path) -> Result<Option<Self>, PgServerError> {
        if !geteuid().is_root() {
            return Ok(None);
        }
        let by_folder = fs::metadata(data).ok().filter(|data| data.uid() != 0);
        let looked_up = match by_folder {
            Some(data) => User::from_uid(Uid::from_raw(data.uid())),
            None => {
                User::from_name("postgres").transpose().or(User::from_name("nobody").transpose()).transpose()
            }
        };
        let user = looked_up.map_err(io::Error::from).tried(|| "look up the user postgres".to_owned())?;
        let user = user.ok_or(PgServerError::NoUser)?;
        if user.name == "nobody" {
            tracing::warn!("no user `postgres` on this machine: the database runs as `nobody`");
        }
        Ok(Some(Self { name: user.name, uid: user.uid, gid: user.gid }))
    }

    /// Hands a file or folder to the server's user.
    pub(crate) fn give(owner: Option<&Self>, path: &Path) -> Result<(), PgServerError> {
        let Some(owner) = owner else { return Ok(()) };
        chown(path, Some(owner.uid), Some(owner.gid)).tried(|| format!("chown {}", path.display()))
    }

    /// Checks that the server's user can walk down to `folder`. Looks at mode bits only: an access control list
    /// that says otherwise shows up as the server's own error.
    pub(crate) fn check_way(owner: Option<&Self>, folder: &Path) -> Result<(), PgServerError> {
        let Some(owner) = owner else { return Ok(()) };
        match first_closed(folder, owner.uid.as_raw(), owner.gid.as_raw()) {
            Some(closed) => Err(PgServerError::FolderClosed { folder: closed, user: owner.name.clone() }),
            None => Ok(()),
        }
    }

    /// A command that runs as the server's user, in a folder everybody can enter, and with an empty environment:
    /// no secrets of holdfast's, no `PG*` variables, and messages in English, which `spawn.rs` looks at.
    pub(crate) fn command(owner: Option<&Self>, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").env_clear().env("LC_ALL", "C");
        if let Some(owner) = owner {
            // The standard library drops root's supplementary groups when it sets the user.
            command.uid(owner.uid.as_raw()).gid(owner.gid.as_raw());
        }
        command
    }
}

/// The first folder from the root down to `folder` that the user has no permission to enter.
fn first_closed(folder: &Path, uid: u32, gid: u32) -> Option<PathBuf> {
    // A link's own way counts, so look at where it leads.
    let real = folder.canonicalize().ok()?;
    let mut way: Vec<_> = real.ancestors().collect();
    way.reverse();
    way.into_iter()
        .find(|step| fs::metadata(step).is_ok_and(|step| !may_enter(&step, uid, gid)))
        .map(Path::to_owned)
}

fn may_enter(folder: &fs::Metadata, uid: u32, gid: u32) -> bool {
    let bit = match () {
        () if folder.uid() == uid => 0o100,
        () if folder.gid() == gid => 0o010,
        () => 0o001,
    };
    folder.mode() & bit != 0
}
