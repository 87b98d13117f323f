//! `/.well-known/jwks.json`: the public keys, for whoever checks access tokens elsewhere.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::facts::{Facts, Key, Rate, UNASKED};
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().add_beside(routes!(show), Facts::new(UNASKED, Key::Without, Rate::Usual, &[]))
}

/// A set of JSON Web Keys (RFC 7517).
#[derive(Serialize, ToSchema)]
pub struct KeySet {
    #[schema(value_type = Vec<Object>)]
    keys: Vec<holdfast_tokens::Jwk>,
}

/// The public keys of access tokens (RFC 7517).
#[utoipa::path(get, operation_id = "listSigningKeys", path = "/.well-known/jwks.json", tag = "sessions", responses((status = 200, body = KeySet)))]
pub async fn show(State(gateway): State<Gateway>) -> Response {
    let keys = KeySet { keys: gateway.0.keys.jwks() };
    // a new key signs at once, so it must not be unknown for long
    ([(header::CACHE_CONTROL, "public, max-age=60")], Answer(keys)).into_response()
}
