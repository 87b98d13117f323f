//! Finds an installed PostgreSQL server.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tokio::process::Command;

use crate::error::PgServerError;

/// Where Debian and its relatives keep each major version, as `<major>/bin`.
const DEBIAN_FOLDER: &str = "/usr/lib/postgresql";

/// A folder with the server's binaries.
#[derive(Debug)]
pub(crate) struct Binaries {
    dir: PathBuf,
}

impl Binaries {
    /// Takes `bin_dir`, or searches when it is `None`. With data of a known major version, only that version will
    /// do; otherwise the first one found.
    pub(crate) async fn find(
        bin_dir: Option<&Path>,
        data: Option<u32>,
        data_dir: &Path,
    ) -> Result<Self, PgServerError> {
        let candidates = match bin_dir {
            Some(dir) => vec![dir.to_owned()],
            None => usual_places(Path::new(DEBIAN_FOLDER)).await,
        };
        match Self::among(candidates, data).await {
            Ok(binaries) => Ok(binaries),
            Err(any) => Err(match (any, data, bin_dir) {
                (true, Some(made_by), _) => PgServerError::WrongVersion { dir: data_dir.to_owned(), made_by },
                (_, _, Some(dir)) => PgServerError::NotABinFolder(dir.to_owned()),
                (_, _, None) => PgServerError::NoBinaries,
            }),
        }
    }

    /// The first candidate that fits the data; else whether there was any server at all.
    async fn among(candidates: Vec<PathBuf>, data: Option<u32>) -> Result<Self, bool> {
        let mut any = false;
        for dir in candidates {
            if let Some(major) = major_version(&dir).await {
                any = true;
                if data.is_none_or(|made_by| made_by == major) {
                    return Ok(Self { dir });
                }
            }
        }
        Err(any)
    }

    pub(crate) fn postgres(&self) -> PathBuf {
        self.dir.join("postgres")
    }

    pub(crate) fn initdb(&self) -> PathBuf {
        self.dir.join("initdb")
    }
}

/// The folders to look in, best first: Debian's (newest major first), what `pg_config` says, `PATH`.
async fn usual_places(debian: &Path) -> Vec<PathBuf> {
    let mut places = debian_places(debian);
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output().await {
        let dir = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        places.extend((!dir.is_empty()).then_some(PathBuf::from(dir)));
    }
    if let Some(path) = std::env::var_os("PATH") {
        places.extend(std::env::split_paths(&path).filter(|dir| dir.is_absolute()));
    }
    places
}

fn debian_places(debian: &Path) -> Vec<PathBuf> {
    let mut majors: Vec<u32> = fs::read_dir(debian)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    majors.sort_unstable_by(|a, b| b.cmp(a));
    majors.into_iter().map(|major| debian.join(major.to_string()).join("bin")).collect()
}

/// The major version of the server in a folder; `None` when there is no whole server.
async fn major_version(dir: &Path) -> Option<u32> {
    if !dir.join("initdb").is_file() {
        return None;
    }
    let output = Command::new(dir.join("postgres")).arg("--version").output().await.ok()?;
    parse_version(&String::from_utf8_lossy(&output.stdout))
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` → 15; `… 18beta1` → 18.
fn parse_version(text: &str) -> Option<u32> {
    let version = text.split_once(") ")?.1;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(parse_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(parse_version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(parse_version("something else"), None);
    }
}
