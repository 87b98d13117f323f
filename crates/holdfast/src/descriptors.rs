//! How many files and connections the operating system lets this process have open at once.

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// Raises the soft limit to the hard one: the usual soft limit of 1,024 is for programs of another age. Returns the limit in force.
pub(crate) fn raise() -> usize {
    let (soft, hard) = match getrlimit(Resource::RLIMIT_NOFILE) {
        Ok(limits) => limits,
        Err(error) => {
            tracing::warn!(%error, "unknown limit of file descriptors; assuming 1024");
            (1024, 1024)
        }
    };
    let raised = setrlimit(Resource::RLIMIT_NOFILE, hard, hard);
    if let Err(error) = &raised {
        tracing::warn!(%error, soft, hard, "the limit of file descriptors could not be raised");
    }
    usize::try_from(if raised.is_ok() { hard } else { soft }).unwrap_or(usize::MAX)
}

/// Connections that take a part of the descriptors; what is left is for databases, brokers and files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// The setting that says how many there may be.
    pub(crate) setting: &'static str,
    /// How many of each eight descriptors they may take.
    pub(crate) eighths: usize,
    /// Most of them unless told otherwise.
    pub(crate) max: usize,
}

/// Those of HTTP clients.
pub(crate) const HTTP: Share = Share { setting: "http.max_connections", eighths: 6, max: 10_000 };
/// Those of other processes.
pub(crate) const RPC: Share = Share { setting: "rpc.max_connections", eighths: 1, max: 1024 };

impl Share {
    /// How many there may be where so many descriptors are allowed.
    pub(crate) fn of(self, descriptors: usize, configured: Option<usize>) -> usize {
        let Self { setting, eighths, max } = self;
        let room = descriptors / 8 * eighths;
        match configured {
            Some(most) if most > room => {
                tracing::warn!(
                    "{setting} is {most}, and {descriptors} file descriptors leave room for {room}: raise their limit \
                     (ulimit -n, LimitNOFILE); going on with {room}"
                );
                room
            }
            Some(most) => most,
            None => room.min(max),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_descriptors_are_left_for_other_things() {
        assert_eq!(HTTP.of(1024, None), 768);
        assert_eq!(HTTP.of(1_048_576, None), 10_000);
        assert_eq!(HTTP.of(1_048_576, Some(50_000)), 50_000);
        assert_eq!(HTTP.of(1024, Some(50_000)), 768);
        assert_eq!(RPC.of(1024, None), 128);
        assert_eq!(RPC.of(1_048_576, None), 1024);
    }
}
