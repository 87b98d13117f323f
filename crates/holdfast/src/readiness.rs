//! Whether a process can serve, and what it is made of.

use std::sync::Arc;
use std::time::Duration;

use holdfast_gateway::Operations;
use holdfast_gateway::operations::{Check, CheckState, Readiness, RoleState, Services};
use holdfast_postgres::Database;
use holdfast_rpc::Remote;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

use crate::reach::Reach;
use crate::roles::{Role, Roles};

/// Longest that a role may take to say how it is.
const ANSWERS_WITHIN: Duration = Duration::from_secs(1);

/// Looks after one process.
#[derive(Clone)]
pub struct Watch {
    roles: Roles,
    database: Option<Database>,
    reach: Reach,
    leaving: Arc<std::sync::atomic::AtomicBool>,
}

impl Watch {
    pub(crate) fn new(roles: Roles, database: Option<Database>, reach: Reach) -> Self {
        Self { roles, database, reach, leaving: Arc::default() }
    }

    /// From now on the process is not ready: it goes.
    pub fn leave(&self) {
        self.leaving.store(true, std::sync::atomic::Ordering::SeqCst);
    }

    /// How everything is that this process needs or uses.
    pub async fn readiness(&self) -> Readiness {
        let mut checks = Vec::new();
        if self.leaving.load(std::sync::atomic::Ordering::SeqCst) {
            let state = CheckState::Missing("the process is stopping".to_owned());
            checks.push(Check { name: "process".to_owned(), state });
        }
        if let Some(database) = &self.database {
            let state = match database.ping().await {
                Ok(()) => CheckState::Ok,
                Err(_) => CheckState::Missing("the database is away".to_owned()),
            };
            checks.push(Check { name: "database".to_owned(), state });
        }
        let asked = self.reach.roles().map(|(role, remote)| ask(role, remote));
        let mut roles = futures::future::join_all(asked).await;
        // A gateway that reaches some of its roles still answers for those: one role that is away must not take the
        // whole gateway out of service.
        if roles.iter().any(|check| check.state == CheckState::Ok)
            || self.roles.iter().any(|r| r.row().called)
        {
            for check in &mut roles {
                if let CheckState::Missing(what) = &check.state {
                    check.state = CheckState::Without(what.clone());
                }
            }
        }
        checks.extend(roles);
        Readiness(checks)
    }

    fn services(&self) -> Services {
        let here = self.roles.iter().map(|role| RoleState {
            name: role.name().to_owned(),
            here: true,
            peers: Vec::new(),
        });
        Services {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            roles: here.chain(self.reach.states()).collect(),
        }
    }

    /// The answers to whoever asks over HTTP.
    pub fn operations(&self, metrics: Arc<dyn Fn() -> String + Send + Sync>) -> Operations {
        let (ready, services) = (self.clone(), self.clone());
        Operations {
            ready: Arc::new(move || {
                let watch = ready.clone();
                Box::pin(async move { watch.readiness().await })
            }),
            services: Arc::new(move || services.services()),
            metrics,
        }
    }
}

async fn ask(role: Role, remote: &Remote) -> Check {
    let mut client = HealthClient::new(remote.channel());
    let asked = client.check(HealthCheckRequest { service: String::new() });
    let state = match tokio::time::timeout(ANSWERS_WITHIN, asked).await {
        Ok(Ok(_)) => CheckState::Ok,
        _ => CheckState::Missing(format!("the {} service is away", role.name())),
    };
    Check { name: role.name().to_owned(), state }
}
