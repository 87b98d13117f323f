//! Where Redis is: one server, one that Sentinels watch, or a cluster.

use std::str::FromStr;

/// A Redis URL.
///
/// - `redis://[user:password@]host:port[/db]`
/// - `redis+sentinel://[user:password@]sentinel:port,…/service[/db]`; the credentials are those of the servers
/// - `redis+cluster://[user:password@]host:port,…`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// One server.
    Standalone(String),
    /// The master that Sentinels name.
    Sentinel {
        /// URLs of the Sentinels.
        sentinels: Vec<String>,
        /// What they call it.
        service: String,
        /// User and password of the servers.
        login: Option<(String, String)>,
        /// Number of the database.
        db: i64,
    },
    /// A cluster, by some of its nodes.
    Cluster(Vec<String>),
}

/// It is none.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("must be redis://HOST:PORT, redis+sentinel://HOST:PORT,…/SERVICE or redis+cluster://HOST:PORT,…")]
pub struct NotALocation;

impl Location {
    /// Whether keys lie on several servers.
    pub fn is_cluster(&self) -> bool {
        matches!(self, Self::Cluster(_))
    }
}

impl FromStr for Location {
    type Err = NotALocation;

    fn from_str(url: &str) -> Result<Self, NotALocation> {
        let (scheme, rest) = url.split_once("://").ok_or(NotALocation)?;
        let (login, rest) = match rest.rsplit_once('@') {
            Some((login, rest)) => (Some(login), rest),
            None => (None, rest),
        };
        let (hosts, path) = rest.split_once('/').unwrap_or((rest, ""));
        let hosts: Vec<&str> = hosts.split(',').collect();
        if hosts.iter().any(|host| host.is_empty()) {
            return Err(NotALocation);
        }
        match scheme {
            "redis" if hosts.len() == 1 => Ok(Self::Standalone(url.to_owned())),
            "redis+sentinel" => {
                let (service, db) = path.split_once('/').unwrap_or((path, "0"));
                let login = match login.map(|login| login.split_once(':')) {
                    None => None,
                    Some(Some((user, password))) => Some((user.to_owned(), password.to_owned())),
                    Some(None) => return Err(NotALocation),
                };
                if service.is_empty() {
                    return Err(NotALocation);
                }
                Ok(Self::Sentinel {
                    sentinels: hosts.iter().map(|host| format!("redis://{host}")).collect(),
                    service: service.to_owned(),
                    login,
                    db: db.parse().map_err(|_| NotALocation)?,
                })
            }
            "redis+cluster" if path.is_empty() => {
                let login = login.map(|login| format!("{login}@")).unwrap_or_default();
                Ok(Self::Cluster(hosts.iter().map(|host| format!("redis://{login}{host}")).collect()))
            }
            _ => Err(NotALocation),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_are_told_apart() {
        let parse = |url: &str| url.parse::<Location>();
        assert_eq!(parse("redis://h:1/2").unwrap(), Location::Standalone("redis://h:1/2".into()));
        assert_eq!(
            parse("redis+sentinel://:pw@a:1,b:2/main/3").unwrap(),
            Location::Sentinel {
                sentinels: vec!["redis://a:1".into(), "redis://b:2".into()],
                service: "main".into(),
                login: Some((String::new(), "pw".into())),
                db: 3
            }
        );
        assert_eq!(
            parse("redis+cluster://u:p@a:1,b:2").unwrap(),
            Location::Cluster(vec!["redis://u:p@a:1".into(), "redis://u:p@b:2".into()])
        );
        for wrong in
            ["", "h:1", "http://h:1", "redis://a:1,b:2", "redis+sentinel://a:1", "redis+cluster://a:1/2"]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
