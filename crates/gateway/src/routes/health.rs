//! `/health/live`, `/health/ready`, `/metrics`.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Gateway;

/// How the process is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`, or what is missing.
    status: String,
}

/// Whether the process runs.
#[utoipa::path(get, path = "/health/live", tag = "health", responses((status = 200, body = Health)))]
pub async fn live() -> Json<Health> {
    Json(Health { status: "ok".to_owned() })
}

/// Whether the process can serve: all that it needs answers.
#[utoipa::path(get, path = "/health/ready", tag = "health",
    responses((status = 200, body = Health), (status = 503, description = "Something is missing", body = Health)))]
pub async fn ready(State(gateway): State<Gateway>) -> (StatusCode, Json<Health>) {
    match (gateway.0.ready)().await {
        Ok(()) => (StatusCode::OK, Json(Health { status: "ok".to_owned() })),
        Err(missing) => (StatusCode::SERVICE_UNAVAILABLE, Json(Health { status: missing })),
    }
}

/// Metrics in Prometheus' text format.
#[utoipa::path(get, path = "/metrics", tag = "health",
    responses((status = 200, body = String, content_type = "text/plain; version=0.0.4")))]
pub async fn metrics(State(gateway): State<Gateway>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], (gateway.0.metrics)())
}
