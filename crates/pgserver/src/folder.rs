//! The server's folder and the files beside it.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError},
    io::{ErrorKind, Read, Seek, SeekFrom, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::time::{Instant, sleep};

use crate::{
    error::{PgServerError, Tried},
    owner::Owner,
};

/// A start may wait for another one, which may wait for crash recovery: longer than that takes.
const LOCK_WAIT: Duration = Duration::from_secs(90);
/// A log larger than this is put aside at the next start; one older log is kept.
const LOG_LIMIT_BYTES: u64 = 16 << 20;
/// How much of the end of the log an error shows.
const TAIL_LINES: usize = 8;

/// Where everything of one private server lies.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    /// The data folder.
    pub(crate) dir: PathBuf,
    /// Where `initdb` works before the result is renamed to `dir`.
    pub(crate) staging: PathBuf,
    pub(crate) password: PathBuf,
    pub(crate) log: PathBuf,
    lock: PathBuf,
}

impl Folder {
    pub(crate) fn new(dir: &Path) -> Result<Self, PgServerError> {
        let dir = std::path::absolute(dir).tried(|| format!("resolve {}", dir.display()))?;
        let beside = |suffix: &str| {
            let mut name = dir.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        Ok(Self {
            staging: beside(".new"),
            password: beside(".password"),
            log: beside(".log"),
            lock: beside(".lock"),
            dir,
        })
    }

    /// The folder that holds the server's folder and the files beside it.
    pub(crate) fn parent(&self) -> &Path {
        self.dir.parent().unwrap_or(Path::new("/"))
    }

    /// The major version that made the data; `None` when there is no data yet.
    pub(crate) fn version(&self) -> Result<Option<u32>, PgServerError> {
        match fs::read_to_string(self.dir.join("PG_VERSION")) {
            Ok(text) => match text.trim().parse() {
                Ok(major) => Ok(Some(major)),
                Err(_) => Err(PgServerError::NotAServerFolder(self.dir.clone())),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let occupied = fs::read_dir(&self.dir).is_ok_and(|mut entries| entries.next().is_some());
                if occupied { Err(PgServerError::NotAServerFolder(self.dir.clone())) } else { Ok(None) }
            }
            Err(error) => Err(error).tried(|| format!("read {}", self.dir.join("PG_VERSION").display())),
        }
    }

    /// Creates the folders above the data folder that are missing, open for the server's user to walk through.
    pub(crate) fn create_parents(&self) -> Result<(), PgServerError> {
        let missing: Vec<_> = self.parent().ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)
                .and_then(|()| fs::set_permissions(folder, Permissions::from_mode(0o755)))
                .tried(|| format!("create {}", folder.display()))?;
        }
        Ok(())
    }

    /// Takes the lock that lets one process at a time start a server here. It ends with the returned file.
    pub(crate) async fn lock(&self) -> Result<File, PgServerError> {
        let what = || format!("lock {}", self.lock.display());
        let file = open_private().read(true).truncate(false).open(&self.lock).tried(what)?;
        let deadline = Instant::now() + LOCK_WAIT;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::Error(error)) => return Err(error).tried(what),
                Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                    return Err(PgServerError::Locked(self.lock.clone()));
                }
                Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Reads the password that [`Folder::write_password`] wrote.
    pub(crate) fn read_password(&self) -> Result<String, PgServerError> {
        match fs::read_to_string(&self.password) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(PgServerError::PasswordMissing(self.password.clone()))
            }
            Err(error) => Err(error).tried(|| format!("read {}", self.password.display())),
        }
    }

    /// Writes the password file, readable by the server's user (`initdb` reads it) and by nobody else.
    pub(crate) fn write_password(&self, password: &str, owner: Option<&Owner>) -> Result<(), PgServerError> {
        replace_file(&self.password, &format!("{password}\n"), owner)
    }

    /// Creates the folder that `initdb` fills, empty, whatever an interrupted start left there.
    pub(crate) fn create_staging(&self, owner: Option<&Owner>) -> Result<(), PgServerError> {
        match fs::remove_dir_all(&self.staging) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => DirBuilder::new().mode(0o700).create(&self.staging),
        }
        .tried(|| format!("create {}", self.staging.display()))?;
        Owner::give(owner, &self.staging)
    }

    /// Makes the initialised folder the data folder, in one step that survives a power cut.
    pub(crate) fn publish_staging(&self) -> Result<(), PgServerError> {
        fs::rename(&self.staging, &self.dir)
            .and_then(|()| File::open(self.parent())?.sync_all())
            .tried(|| format!("rename {} to {}", self.staging.display(), self.dir.display()))
    }

    /// Opens the log for appending and says how long it is.
    pub(crate) fn open_log(&self) -> Result<(File, u64), PgServerError> {
        let what = || format!("open {}", self.log.display());
        if fs::metadata(&self.log).is_ok_and(|log| log.len() > LOG_LIMIT_BYTES) {
            fs::rename(&self.log, self.log.with_extension("log.old")).tried(what)?;
        }
        let file = OpenOptions::new().append(true).create(true).mode(0o600).open(&self.log).tried(what)?;
        let length = file.metadata().tried(what)?.len();
        Ok((file, length))
    }

    /// The last lines written to the log after the first `from` bytes, on one line.
    pub(crate) fn log_tail(&self, from: u64) -> String {
        let mut bytes = Vec::new();
        let read = File::open(&self.log).and_then(|mut file| {
            file.seek(SeekFrom::Start(from))?;
            file.take(LOG_LIMIT_BYTES).read_to_end(&mut bytes)
        });
        if let Err(error) = read {
            return format!("cannot be read: {error}");
        }
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines[lines.len().saturating_sub(TAIL_LINES)..].join(" | ")
    }
}

/// Writes a whole file that only the server's user may read: either the old or the new text is there, never half.
pub(crate) fn replace_file(path: &Path, text: &str, owner: Option<&Owner>) -> Result<(), PgServerError> {
    let what = || format!("write {}", path.display());
    let draft = path.with_added_extension("tmp");
    let mut file = open_private().truncate(true).open(&draft).tried(what)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).tried(what)?;
    Owner::give(owner, &draft)?;
    fs::rename(&draft, path)
        .and_then(|()| path.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all()))
        .tried(what)
}

fn open_private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).mode(0o600);
    options
}
