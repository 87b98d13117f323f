//! What a process tells about itself: `/health/live`, `/health/ready`, `/services`, `/metrics`. Every process has
//! these, on a listener for those who run it. Whom else it serves is told no more than whether it can ([`short_router`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use futures::future::BoxFuture;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::measured::measure_beside;
use crate::http::problem::no_such_address;

/// Where the answers come from. Cheap to clone.
#[derive(Clone)]
pub struct Operations {
    /// Whether everything that this process needs is there.
    pub ready: Arc<dyn Fn() -> BoxFuture<'static, Readiness> + Send + Sync>,
    /// What runs here, and what it reaches.
    pub services: Arc<dyn Fn() -> Services + Send + Sync>,
    /// Metrics in Prometheus' text format.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
}

/// One thing that a process needs or uses.
#[derive(Clone, Debug)]
pub struct Check {
    /// What.
    pub name: String,
    /// How it is.
    pub state: CheckState,
}

/// How one thing is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// There.
    Ok,
    /// Away, and the process goes on without it; the text says how.
    Without(String),
    /// Away, and the process cannot serve; the text says what is missing.
    Missing(String),
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Readiness(pub Vec<Check>);

impl Readiness {
    /// What keeps the process from serving.
    pub fn missing(&self) -> Option<String> {
        let missing = self.0.iter().filter_map(|check| match &check.state {
            CheckState::Missing(what) => Some(what.as_str()),
            _ => None,
        });
        let missing: Vec<_> = missing.collect();
        (!missing.is_empty()).then(|| missing.join("; "))
    }
}

/// How the process is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`, or what is missing.
    status: String,
    /// What the process needs or uses, and how that is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    checks: BTreeMap<String, String>,
}

/// What runs in a process.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Services {
    /// The program's version.
    pub version: String,
    /// The roles of this process, and those that it calls.
    pub roles: Vec<RoleState>,
    /// What this process does in the background.
    pub jobs: Vec<JobState>,
}

/// How a background job is in one process.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JobState {
    /// Its name.
    #[schema(example = "extend_horizon")]
    pub name: String,
    /// Its period.
    #[schema(example = 3600.0)]
    pub every_seconds: f64,
    /// When it last succeeded; null if it has not since the process started.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_success_at: Option<Timestamp>,
    /// How often it failed since the process started.
    pub failures: u64,
    /// Why it failed the last time; null if it did not.
    pub failing: Option<String>,
}

/// A role, as one process sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoleState {
    /// Its name.
    pub name: String,
    /// Whether it runs in this process.
    pub here: bool,
    /// Where else it is.
    pub peers: Vec<PeerState>,
}

/// A process that serves a role.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PeerState {
    /// Its address.
    #[schema(example = "127.0.0.1:7401")]
    pub address: String,
    /// Whether it answered when last called.
    pub up: bool,
}

/// Whether the process runs.
#[utoipa::path(get, operation_id = "getLiveness", path = "/health/live", tag = "health", security(), responses((status = 200, body = Health)))]
async fn live() -> Json<Health> {
    Json(Health { status: "ok".to_owned(), checks: BTreeMap::new() })
}

/// Whether the process can serve. What it can go on without is named in `checks`, and does not make it unready.
#[utoipa::path(get, operation_id = "getReadiness", path = "/health/ready", tag = "health", security(),
    responses((status = 200, body = Health), (status = 503, description = "Something is missing", body = Health)))]
async fn ready(State(operations): State<Operations>) -> (StatusCode, Json<Health>) {
    let readiness = (operations.ready)().await;
    let missing = readiness.missing();
    let status = if missing.is_some() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    let checks = readiness.0.into_iter().map(|check| {
        let state = match check.state {
            CheckState::Ok => "ok".to_owned(),
            CheckState::Without(how) | CheckState::Missing(how) => how,
        };
        (check.name, state)
    });
    let health = Health { checks: checks.collect(), status: missing.unwrap_or_else(|| "ok".to_owned()) };
    (status, Json(health))
}

/// What runs in this process, and which other processes it reaches. Where others than those who run it can ask, there is
/// nothing here.
#[utoipa::path(get, operation_id = "getServices", path = "/services", tag = "health", security(), responses((status = 200, body = Services)))]
async fn services(State(operations): State<Operations>) -> Json<Services> {
    Json((operations.services)())
}

/// Metrics in Prometheus' text format. Where others than those who run the process can ask, there is nothing here.
#[utoipa::path(get, operation_id = "getMetrics", path = "/metrics", tag = "health", security(),
    responses((status = 200, description = "All metrics of this process", body = String, content_type = "text/plain; version=0.0.4")))]
async fn metrics(State(operations): State<Operations>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], (operations.metrics)())
}

pub(crate) fn routes() -> OpenApiRouter<Operations> {
    OpenApiRouter::new()
        .routes(routes!(live))
        .routes(routes!(ready))
        .routes(routes!(services))
        .routes(routes!(metrics))
}

/// Whether the process can serve, and nothing of its parts.
async fn ready_in_short(State(operations): State<Operations>) -> (StatusCode, Json<Health>) {
    let is_ready = (operations.ready)().await.missing().is_none();
    let (status, says) =
        if is_ready { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "unavailable") };
    (status, Json(Health { status: says.to_owned(), checks: BTreeMap::new() }))
}

/// For everybody: whether the process runs and can serve, as load balancers ask.
pub(crate) fn short(operations: Operations) -> Router {
    Router::new()
        .route("/health/live", get(live))
        .route("/health/ready", get(ready_in_short))
        .with_state(operations)
}

/// Whether everybody else finds nothing at this path.
pub(crate) fn is_hidden(path: &str) -> bool {
    matches!(path, "/services" | "/metrics")
}

/// For those who run the process.
pub(crate) fn whole(operations: Operations) -> Router {
    routes().split_for_parts().0.with_state(operations)
}

/// What everybody may hear, alone, for a process without a gateway.
pub fn short_router(operations: Operations) -> Router {
    short(operations).fallback(no_such_address).layer(from_fn(measure_beside))
}

/// These routes alone, for a listener of those who run the process.
pub fn router(operations: Operations) -> Router {
    whole(operations).fallback(no_such_address).layer(from_fn(measure_beside))
}
