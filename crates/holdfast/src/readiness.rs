//! Whether a process can serve, and what it is made of.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::FutureExt;
use holdfast_availability::Replica;
use holdfast_coordination::Redis;
use holdfast_gateway::Operations;
use holdfast_gateway::operations::{Check, CheckState, JobState, Readiness, RoleState, Services};
use holdfast_jobs::States;
use holdfast_postgres::Database;
use holdfast_rpc::Remote;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::kept::Kept;
use crate::peers::Peers;
use crate::roles::{Role, Roles};

/// Longest that a role may take to say how it is: shorter than load balancers wait for the answer to theirs.
const ANSWERS_WITHIN: Duration = Duration::from_millis(400);

/// How long an answer is kept: everybody may ask, and each answer asks the database and other roles.
const KEPT_FOR: Duration = Duration::from_millis(200);

/// For how long it is told that a COMMIT was not answered.
const COMMITS_TOLD_FOR: Duration = Duration::from_secs(15);

/// What a process needs or uses.
#[derive(Clone)]
pub(crate) struct Watched {
    pub(crate) roles: Roles,
    pub(crate) database: Option<Database>,
    pub(crate) replica: Option<Replica>,
    pub(crate) redis: Option<Redis>,
    pub(crate) peers: Peers,
    pub(crate) jobs: States,
}

/// Looks after one process.
#[derive(Clone)]
pub struct Watch {
    watched: Watched,
    leaving: Arc<AtomicBool>,
}

impl Watch {
    pub(crate) fn new(watched: Watched) -> Self {
        Self { watched, leaving: Arc::default() }
    }

    /// From now on the process is not ready: it goes.
    pub fn leave(&self) {
        self.leaving.store(true, Ordering::SeqCst);
    }

    /// How everything is that this process needs or uses.
    pub async fn readiness(&self) -> Readiness {
        let mut checks = Vec::new();
        let mut add = |name: &str, state| checks.push(Check { name: name.to_owned(), state });
        let Watched { roles: own, database, replica, redis, peers, .. } = &self.watched;
        if self.leaving.load(Ordering::SeqCst) {
            add("process", CheckState::Missing("the process is stopping".to_owned()));
        }
        if let Some(database) = database {
            let away = |_| CheckState::Missing("the database is away".to_owned());
            let there = || {
                if database.gave_up_a_commit_within(COMMITS_TOLD_FOR) {
                    let how = "commits are not answered: its synchronous replicas are away";
                    return CheckState::Without(how.to_owned());
                }
                CheckState::Ok
            };
            add("database", database.ping().await.map_or_else(away, |()| there()));
        }
        if let Some(replica) = replica {
            let away = |_| CheckState::Without("away; the primary is read".to_owned());
            add("replica", replica.ping().await.map_or_else(away, |()| CheckState::Ok));
        }
        if let Some(redis) = redis {
            let away = || CheckState::Without("away; going on without it, slower".to_owned());
            add("redis", redis.live().map_or_else(away, |_| CheckState::Ok));
        }
        let asked = peers.roles().map(|(role, remote)| ask(role, remote));
        let mut roles = futures::future::join_all(asked).await;
        // A gateway that reaches some of its roles still answers for those: one role that is away must not take the
        // whole gateway out of service.
        if roles.iter().any(|check| check.state == CheckState::Ok) || own.iter().any(Role::is_called) {
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
        let here = self.watched.roles.iter().map(|role| RoleState {
            name: role.name.to_owned(),
            here: true,
            peers: Vec::new(),
        });
        Services {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            roles: here.chain(self.watched.peers.states()).collect(),
            jobs: self.watched.jobs.all().into_iter().map(job).collect(),
        }
    }

    /// The answers to whoever asks over HTTP.
    pub fn operations(&self, metrics: Arc<dyn Fn() -> String + Send + Sync>) -> Operations {
        let (watch, services) = (self.clone(), self.clone());
        let kept = Arc::new(Kept::new(KEPT_FOR));
        let ready = move || {
            let (watch, kept) = (watch.clone(), Arc::clone(&kept));
            let asked = async move { kept.answer(|| async move { watch.readiness().await }).await };
            asked.map(|answer| answer.unwrap_or_else(unknown)).boxed()
        };
        Operations { ready: Arc::new(ready), services: Arc::new(move || services.services()), metrics }
    }
}

fn job(state: holdfast_jobs::JobState) -> JobState {
    JobState {
        name: state.name.to_owned(),
        every_seconds: state.every.as_secs_f64(),
        last_success_at: state.last_success,
        failures: state.failures,
        failing: state.failing,
    }
}

/// What is said where the question came to no end.
fn unknown() -> Readiness {
    let state = CheckState::Missing("the process cannot tell how it is".to_owned());
    Readiness(vec![Check { name: "process".to_owned(), state }])
}

async fn ask(role: &Role, remote: &Remote) -> Check {
    let mut client = HealthClient::new(remote.channel());
    let asked = client.check(HealthCheckRequest { service: String::new() });
    let state = match tokio::time::timeout(ANSWERS_WITHIN, asked).await {
        Ok(Ok(answer)) if answer.get_ref().status() == ServingStatus::Serving => CheckState::Ok,
        _ => CheckState::Missing(format!("the {} service is away", role.name)),
    };
    Check { name: role.name.to_owned(), state }
}
