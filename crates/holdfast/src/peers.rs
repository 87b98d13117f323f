//! How this process reaches the roles that its own ones call: here, or in other processes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use holdfast_config::{RpcSettings, Settings};
use holdfast_domain::Ids;
use holdfast_gateway::operations::{PeerState, RoleState};
use holdfast_rpc::{Addresses, Dialer, Remote, RoleChannel, Secret, Secrets, ServerSettings, Tls, TlsFiles};
use holdfast_tokens::key::secret_file;

use crate::roles::{Role, Roles};

/// The roles in other processes that this one calls.
#[derive(Clone, Default)]
pub struct Peers(Vec<(&'static Role, Remote)>);

impl Peers {
    /// Everything that `roles` call and do not include.
    pub fn new(roles: &Roles, settings: &Settings, links: Option<&Links>, ids: &Ids) -> Result<Self> {
        let missing = roles.missing();
        let reached = missing.into_iter().map(|role| {
            let name = role.name;
            let address = settings.roles.get(name).ok_or_else(|| {
                anyhow!(
                    "{name} does not run in this process: set roles.{name} (HOLDFAST_ROLES__{}) to its HOST:PORT, \
                     or add {name} to --target",
                    name.to_uppercase()
                )
            })?;
            let addresses: Addresses =
                address.parse().map_err(|error| anyhow!("settings: roles.{name}: {error}"))?;
            let links = links.context("calls to other processes need the secret that they share")?;
            let dialer = Dialer {
                secret: links.secret_of(role)?.clone(),
                tls: links.tls.clone(),
                deadline: Duration::from_millis(settings.rpc.deadline_ms),
                ids: ids.clone(),
            };
            Ok((role, Remote::new(name, addresses, dialer)))
        });
        reached.collect::<Result<Vec<_>>>().map(Self)
    }

    /// The channel to a role.
    pub fn channel(&self, role: &Role) -> Option<RoleChannel> {
        self.0.iter().find(|(reached, _)| *reached == role).map(|(_, remote)| remote.channel())
    }

    /// The roles, and how they are.
    pub fn states(&self) -> Vec<RoleState> {
        let state = |(role, remote): &(&Role, Remote)| RoleState {
            name: role.name.to_owned(),
            here: false,
            peers: remote
                .peers()
                .into_iter()
                .map(|(address, up)| PeerState { address: address.to_string(), up })
                .collect(),
        };
        self.0.iter().map(state).collect()
    }

    /// The roles.
    pub fn roles(&self) -> impl Iterator<Item = (&'static Role, &Remote)> {
        self.0.iter().map(|(role, remote)| (*role, remote))
    }
}

/// What the links between processes are secured with.
#[derive(Clone, Debug)]
pub struct Links {
    file: PathBuf,
    secrets: Secrets,
    tls: Option<Tls>,
}

impl Links {
    /// Reads from where the settings say what a process of these roles needs; a secret is made at first use.
    pub fn load(roles: &Roles, settings: &RpcSettings, data_dir: &Path, ids: &Ids) -> Result<Self> {
        let file = absolute(&settings.secret_file.clone().unwrap_or_else(|| data_dir.join("rpc-secret")));
        let random = || {
            let mut bytes = [0; 16];
            ids.fill(&mut bytes);
            u128::from_be_bytes(bytes)
        };
        let made = || format!("{:032x}{:032x}\n", random(), random());
        let text = secret_file(&file, made)?;
        let text = String::from_utf8_lossy(&text);
        let secrets = Secrets::parse(&text).map_err(|error| anyhow!("{}: {error}", file.display()))?;
        let tls = match (&settings.tls_ca, &settings.tls_cert, &settings.tls_key) {
            (Some(ca), Some(cert), Some(key)) => {
                let files = TlsFiles { ca: absolute(ca), cert: absolute(cert), key: absolute(key) };
                let tls = Tls::load(&files, &settings.callers());
                Some(tls.context("TLS between roles (rpc.tls_ca, rpc.tls_cert, rpc.tls_key)")?)
            }
            _ => None,
        };
        let names = tls.as_ref().and_then(Tls::is_no_caller);
        if let Some(names) = names.filter(|_| !roles.missing().is_empty()) {
            bail!(
                "this process calls roles of other processes, which would refuse it: the certificate rpc.tls_cert has the DNS \
                 names {names:?}, and none of rpc.callers ({})",
                settings.callers
            );
        }
        let links = Self { file, secrets, tls };
        if roles.are_called() {
            for role in roles.iter().filter(|role| role.is_called()) {
                links.secret_of(role)?;
            }
        }
        Ok(links)
    }

    /// The secret that calls to a role bear.
    fn secret_of(&self, role: &Role) -> Result<&Secret> {
        let name = role.name;
        let file = self.file.display();
        self.secrets.of(name).with_context(|| format!("{file} (rpc.secret_file) has no line {name}:SECRET"))
    }

    /// How this process serves others.
    pub fn server_settings(&self, settings: &RpcSettings) -> ServerSettings {
        ServerSettings {
            secrets: self.secrets.clone(),
            tls: self.tls.clone(),
            max_in_flight: settings.max_in_flight,
            deadline: Duration::from_millis(settings.deadline_ms),
        }
    }
}

/// So that messages name the file whole.
fn absolute(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}
