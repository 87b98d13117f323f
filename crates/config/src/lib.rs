//! Settings: one file per section, from `holdfast.toml`, the environment and the command line, in that order
//! (the later wins), checked before anything starts.
//!
//! The keys at the top are those that most people need; the environment names them `HOLDFAST_<KEY>`, and keys
//! of a section `HOLDFAST_<SECTION>__<KEY>`.

mod booking;
mod changes;
mod cleanup;
mod http;
mod identity;
mod invariants;
mod limits;
mod load;
mod messaging;
mod ops;
mod postgres;
mod rpc;
mod slots;
mod tls;
mod tracing;
mod vault;
mod webhooks;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

pub use booking::BookingSettings;
pub use changes::ChangeSettings;
pub use cleanup::CleanupSettings;
pub use http::HttpSettings;
pub use identity::{IdentitySettings, OidcSettings};
pub use invariants::InvariantSettings;
pub use limits::{LimitSettings, QuotaSettings};
pub use load::{ConfigError, load};
pub use messaging::{NotificationSettings, RelaySettings};
pub use ops::OpsSettings;
pub use postgres::PostgresSettings;
pub use rpc::RpcSettings;
pub use slots::SlotSettings;
pub use tls::TlsSettings;
pub use tracing::TracingSettings;
pub use vault::VaultSettings;
pub use webhooks::WebhookSettings;

/// All settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Address and port of the REST API.
    pub listen: SocketAddr,
    /// Where Holdfast keeps its own files: the private PostgreSQL, the signing key, the master key.
    pub data_dir: PathBuf,
    /// PostgreSQL to use, as `postgresql://user:password@host/database`. Unset: a private server is started in
    /// the data folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// A streaming replica of that PostgreSQL, for reading; of use only with `redis_url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replica_url: Option<String>,
    /// Redis, as `redis://HOST:PORT`, `redis+sentinel://HOST:PORT,…/SERVICE` or `redis+cluster://HOST:PORT,…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redis_url: Option<String>,
    /// RabbitMQ, as `amqp://user:password@HOST:PORT/VHOST`. Without a broker events go to listeners in this process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amqp_url: Option<String>,
    /// Kafka, as `HOST:PORT,…`, in place of RabbitMQ; for programs built with the feature `kafka`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kafka_brokers: Option<String>,
    /// The mail server, as `smtp://[user:password@]HOST:PORT` or `smtps://…`. Without one nobody is written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp_url: Option<String>,
    /// File with the key that signs and checks tokens (Ed25519, PKCS#8 PEM): the same for every gateway.
    /// [default: `token-signing-key.pem` in the data folder, made at first use]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing_key_file: Option<PathBuf>,
    /// Where people reach Holdfast, as `https://book.example.org`: what links in mails begin with.
    /// [default: `http://` or `https://`, and `listen`]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// Serve the API without TLS to other machines. Where something before the gateway speaks TLS, and the way between
    /// them is safe; this machine itself is always served.
    pub plain_http: bool,
    /// Seconds between the moment when a process says that it goes (readiness 503) and the moment when it takes no
    /// more connections, so that load balancers send it nothing by then.
    pub drain_secs: u64,
    /// Threads that do this process's work. Where several processes share a machine's cores, fewer threads each spare
    /// them waking one another. [default: one per core that this process may use]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threads: Option<usize>,
    /// What to log, in the syntax of `RUST_LOG`.
    pub log: String,
    /// `text` or `json`.
    pub log_format: LogFormat,
    /// The group commit, holds.
    pub booking: BookingSettings,
    /// Streams of what changes on a clinic's day.
    pub changes: ChangeSettings,
    /// How long rows are kept that only grow in number.
    pub cleanup: CleanupSettings,
    /// Connections of clients.
    pub http: HttpSettings,
    /// What accounts log in by.
    pub identity: IdentitySettings,
    /// The watch over invariants.
    pub invariants: InvariantSettings,
    /// How much one caller may ask for.
    pub limits: LimitSettings,
    /// The private server and the pools.
    pub postgres: PostgresSettings,
    /// Messages to patients.
    pub notification: NotificationSettings,
    /// What a process tells those who run it.
    pub ops: OpsSettings,
    /// Log-in by an OpenID provider.
    pub oidc: OidcSettings,
    /// The outbox relay.
    pub relay: RelaySettings,
    /// Where roles of other processes are, by name: `HOST:PORT`, several separated by commas. A role that runs in this process
    /// needs no address. Which names there are is for whoever knows the roles to check.
    pub roles: BTreeMap<String, String>,
    /// Calls between processes.
    pub rpc: RpcSettings,
    /// The horizon job.
    pub slots: SlotSettings,
    /// TLS of the gateway.
    pub tls: TlsSettings,
    /// Where traces go.
    pub tracing: TracingSettings,
    /// The keys of personal data.
    pub vault: VaultSettings,
    /// Deliveries to other programs.
    pub webhooks: WebhookSettings,
}

/// How logs look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object per line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data_dir: PathBuf::from("holdfast-data"),
            database_url: None,
            replica_url: None,
            redis_url: None,
            amqp_url: None,
            kafka_brokers: None,
            smtp_url: None,
            signing_key_file: None,
            public_url: None,
            plain_http: false,
            drain_secs: 0,
            threads: None,
            log: "info".to_owned(),
            log_format: LogFormat::default(),
            booking: BookingSettings::default(),
            changes: ChangeSettings::default(),
            cleanup: CleanupSettings::default(),
            http: HttpSettings::default(),
            identity: IdentitySettings::default(),
            invariants: InvariantSettings::default(),
            limits: LimitSettings::default(),
            postgres: PostgresSettings::default(),
            notification: NotificationSettings::default(),
            ops: OpsSettings::default(),
            oidc: OidcSettings::default(),
            relay: RelaySettings::default(),
            roles: BTreeMap::new(),
            rpc: RpcSettings::default(),
            slots: SlotSettings::default(),
            tls: TlsSettings::default(),
            tracing: TracingSettings::default(),
            vault: VaultSettings::default(),
            webhooks: WebhookSettings::default(),
        }
    }
}

impl Settings {
    /// What is wrong with the values, as `key: what`; empty when all is well.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.data_dir.as_os_str().is_empty() {
            problems.push("data_dir: must not be empty".to_owned());
        }
        for (key, url) in [("database_url", &self.database_url), ("replica_url", &self.replica_url)] {
            if let Some(url) = url
                && !(url.starts_with("postgresql://") || url.starts_with("postgres://"))
            {
                problems.push(format!("{key}: must begin with postgresql://"));
            }
        }
        if let Some(url) = &self.redis_url
            && !["redis://", "redis+sentinel://", "redis+cluster://"]
                .iter()
                .any(|scheme| url.starts_with(scheme))
        {
            problems.push(
                "redis_url: must begin with redis://, redis+sentinel:// or redis+cluster://".to_owned(),
            );
        }
        if let Some(url) = &self.amqp_url
            && !(url.starts_with("amqp://") || url.starts_with("amqps://"))
        {
            problems.push("amqp_url: must begin with amqp://".to_owned());
        }
        if let Some(url) = &self.smtp_url
            && !(url.starts_with("smtp://") || url.starts_with("smtps://"))
        {
            problems.push("smtp_url: must begin with smtp:// or smtps://".to_owned());
        }
        if let Some(url) = &self.public_url {
            let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            let is_one =
                |host: &str| !host.is_empty() && !host.contains(char::is_whitespace) && !host.ends_with('/');
            if !host.is_some_and(is_one) {
                problems.push("public_url: must be https://HOST, without a slash at the end".to_owned());
            }
        }
        if self.amqp_url.is_some() && self.kafka_brokers.is_some() {
            problems.push("amqp_url, kafka_brokers: set one of them".to_owned());
        }
        if self.replica_url.is_some() && self.redis_url.is_none() {
            problems.push(
                "replica_url: needs redis_url, by which readers know how new the replica is".to_owned(),
            );
        }
        self.booking.check(&mut problems);
        self.changes.check(&mut problems);
        self.cleanup.check(&mut problems);
        self.http.check(&mut problems);
        self.identity.check(&mut problems);
        self.invariants.check(&mut problems);
        self.limits.check(&mut problems);
        self.postgres.check(&mut problems);
        self.oidc.check(&mut problems);
        self.relay.check(&mut problems);
        self.rpc.check(&mut problems);
        self.slots.check(&mut problems);
        self.tls.check(&mut problems);
        self.tracing.check(&mut problems);
        self.notification.check(&mut problems);
        self.vault.check(&mut problems);
        self.webhooks.check(&mut problems);
        within(&mut problems, "drain_secs", self.drain_secs, 0, 600);
        within(&mut problems, "threads", self.threads.unwrap_or(1), 1, 1024);
        problems
    }

    /// Where people reach Holdfast.
    pub fn public_url(&self) -> String {
        let scheme = if self.tls.cert_file.is_some() { "https" } else { "http" };
        self.public_url.clone().unwrap_or_else(|| format!("{scheme}://{}", self.listen))
    }

    /// Whether people reach Holdfast by TLS: its own, or that of a proxy.
    pub fn is_https(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    /// Whether `listen` answers those who run the process, beside whom it serves. What is open to other machines does not,
    /// unless somebody says so. A process without a gateway serves nobody else there.
    pub fn listen_is_for_operations(&self, is_gateway: bool) -> bool {
        match self.ops.listen {
            Some(address) => address == self.listen,
            None => !is_gateway || self.listen.ip().is_loopback(),
        }
    }

    /// The settings as TOML, with passwords and keys left out.
    pub fn to_toml(&self) -> String {
        let mut shown = self.clone();
        let Settings { database_url, replica_url, redis_url, amqp_url, smtp_url, .. } = &mut shown;
        for url in [database_url, replica_url, redis_url, amqp_url, smtp_url] {
            *url = url.take().map(|url| without_password(&url));
        }
        shown.vault.master_key = shown.vault.master_key.map(|_| "***".to_owned());
        shown.oidc.client_secret = shown.oidc.client_secret.map(|_| "***".to_owned());
        toml::to_string_pretty(&shown).unwrap_or_default()
    }
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let Some((login, host)) = rest.rsplit_once('@') else { return url.to_owned() };
    let user = login.split_once(':').map_or(login, |(user, _)| user);
    format!("{scheme}://{user}:***@{host}")
}

/// Notes a number that is out of its range.
/// The addresses and networks of a list with commas; what is none of them, if something is not.
fn networks(list: &str) -> Result<Vec<IpNet>, String> {
    let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    let network = |entry: &str| {
        let one = || entry.parse::<IpAddr>().ok().map(IpNet::from);
        entry.parse().ok().or_else(one).ok_or_else(|| entry.to_owned())
    };
    entries.map(network).collect()
}

fn within<N: PartialOrd + std::fmt::Display>(
    problems: &mut Vec<String>,
    key: &str,
    value: N,
    min: N,
    max: N,
) {
    if value < min || value > max {
        problems.push(format!("{key}: must be from {min} to {max}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_valid() {
        assert!(Settings::default().problems().is_empty());
    }

    #[test]
    fn operations_are_not_open_to_other_machines_unless_somebody_says_so() {
        let is_for_operations = |listen: &str, ops: &str, is_gateway| {
            let settings = Settings {
                listen: listen.parse().unwrap(),
                ops: OpsSettings { listen: ops.parse().ok() },
                ..Settings::default()
            };
            settings.listen_is_for_operations(is_gateway)
        };
        assert!(is_for_operations("127.0.0.1:8080", "", true));
        assert!(is_for_operations("[::1]:8080", "", true));
        assert!(!is_for_operations("0.0.0.0:8080", "", true));
        assert!(!is_for_operations("10.0.0.5:8080", "", true));
        assert!(is_for_operations("10.0.0.5:8080", "10.0.0.5:8080", true), "somebody said so");
        assert!(!is_for_operations("127.0.0.1:8080", "127.0.0.1:9090", true));
        assert!(is_for_operations("0.0.0.0:8080", "", false), "it is what a booking process listens for");
        assert!(!is_for_operations("0.0.0.0:8080", "10.0.0.5:9090", false));
    }

    #[test]
    fn a_password_is_not_printed() {
        let settings =
            Settings { database_url: Some("postgresql://u:se@cret@h/db".to_owned()), ..Settings::default() };
        assert!(settings.to_toml().contains("postgresql://u:***@h/db"));
        let mut settings = Settings::default();
        settings.vault.master_key = Some("c2VjcmV0".to_owned());
        settings.oidc.client_secret = Some("hush".to_owned());
        let shown = settings.to_toml();
        assert!(shown.contains("master_key = \"***\"") && !shown.contains("c2VjcmV0"), "{shown}");
        assert!(shown.contains("client_secret = \"***\"") && !shown.contains("hush"), "{shown}");
    }

    #[test]
    fn each_bad_value_is_named() {
        let mut settings = Settings { database_url: Some("mysql://x".to_owned()), ..Settings::default() };
        settings.booking.max_batch = 0;
        assert_eq!(
            settings.problems(),
            ["database_url: must begin with postgresql://", "booking.max_batch: must be from 1 to 1024"]
        );
    }
}
