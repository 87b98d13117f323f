//! How many files and connections the operating system lets this process have open at once.

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// Most connections that a process takes unless told otherwise.
const CONNECTIONS_MAX: usize = 10_000;

/// Raises the soft limit to the hard one: the usual soft limit of 1,024 is for programs of another age. Returns the limit in force.
pub(crate) fn raise() -> usize {
    let (soft, hard) = match getrlimit(Resource::RLIMIT_NOFILE) {
        Ok(limits) => limits,
        Err(error) => {
            tracing::warn!(%error, "the limit of file descriptors is not known; taking 1024");
            (1024, 1024)
        }
    };
    let raised = setrlimit(Resource::RLIMIT_NOFILE, hard, hard);
    if let Err(error) = &raised {
        tracing::warn!(%error, soft, hard, "the limit of file descriptors could not be raised");
    }
    usize::try_from(if raised.is_ok() { hard } else { soft }).unwrap_or(usize::MAX)
}

/// How many connections there may be where so many descriptors are allowed: some are for databases, brokers and files.
pub(crate) fn connections(descriptors: usize, configured: Option<usize>) -> usize {
    let room = descriptors / 4 * 3;
    match configured {
        Some(most) if most > room => {
            tracing::warn!(
                "http.max_connections is {most}, and {descriptors} file descriptors leave room for {room}: raise their limit \
                 (ulimit -n, LimitNOFILE); going on with {room}"
            );
            room
        }
        Some(most) => most,
        None => room.min(CONNECTIONS_MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_descriptors_are_left_for_other_things() {
        assert_eq!(connections(1024, None), 768);
        assert_eq!(connections(1_048_576, None), CONNECTIONS_MAX);
        assert_eq!(connections(1_048_576, Some(50_000)), 50_000);
        assert_eq!(connections(1024, Some(50_000)), 768);
    }
}
