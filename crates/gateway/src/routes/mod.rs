//! The REST API, one file per resource. Each begins with its routes and their facts: who may call, which scope an API key needs,
//! how callers are counted, which problems are answered. Each handler states its document and which rpc it stands for.

pub mod accounts;
pub mod api_keys;
pub mod appointments;
pub mod appointments_csv;
pub mod audit;
pub mod bookings;
pub mod changes;
pub mod clinic_closing;
pub mod clinic_settings;
pub mod clinics;
pub mod closures;
pub mod conflicts;
pub mod day;
pub mod doctors;
pub mod external_log_in;
pub mod figures;
pub mod free_days;
pub mod guest_secrets;
pub mod holds;
pub mod holidays;
pub mod invitations;
pub mod jwks;
pub mod mails;
pub mod members;
pub mod openings;
pub mod overrides;
pub mod own_patients;
pub mod patient_exports;
pub mod patient_merges;
pub mod patients;
pub mod second_factor;
pub mod sessions;
pub mod settings_history;
pub mod slot_changes;
pub mod slots;
pub mod soonest;
pub mod specializations;
pub mod templates;
pub mod time_off;
pub mod visit_types;
pub mod webhooks;
pub mod why;
pub mod zone_changes;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::http::door::{Door, enforce, enforce_beside};
use crate::http::measured::measure;
use crate::http::problem::{Refusal, no_such_address, no_such_method};
use crate::http::routes::{FactsByRoute, Routes};
use crate::http::safe_headers::SafeHeaders;
use crate::operations::{self, Operations};
use crate::{Gateway, Pages, openapi, pages};

/// The resources, in the order in which the document has them.
const RESOURCES: [fn() -> Routes; 41] = [
    clinics::routes,
    visit_types::routes,
    doctors::routes,
    patients::routes,
    patient_exports::routes,
    patient_merges::routes,
    audit::routes,
    mails::routes,
    templates::routes,
    time_off::routes,
    clinic_closing::routes,
    clinic_settings::routes,
    settings_history::routes,
    zone_changes::routes,
    closures::routes,
    holidays::routes,
    day::routes,
    changes::routes,
    openings::routes,
    slots::routes,
    soonest::routes,
    free_days::routes,
    specializations::routes,
    why::routes,
    holds::routes,
    bookings::routes,
    appointments::routes,
    appointments_csv::routes,
    conflicts::routes,
    figures::routes,
    guest_secrets::routes,
    accounts::routes,
    own_patients::routes,
    second_factor::routes,
    sessions::routes,
    external_log_in::routes,
    members::routes,
    invitations::routes,
    api_keys::routes,
    webhooks::routes,
    jwks::routes,
];

/// The routes of the API with their document and facts, but for those that every process has.
pub(crate) fn api() -> Routes {
    let none = Routes::with_preface(openapi::preface());
    RESOURCES.iter().fold(none, |api, resource| api.merge(resource()))
}

/// Everything that the gateway answers.
pub fn router(gateway: Gateway, operations: Operations, pages: Pages) -> Router {
    let (routes, facts) = api().merge(pages.routes).into_parts();
    let facts = Arc::new(facts);
    let door = Door { gateway: gateway.clone(), facts: Arc::clone(&facts) };
    let own = if gateway.0.settings.shows_operations {
        operations::whole(operations)
    } else {
        operations::short(operations)
    };
    let safe = SafeHeaders { is_https: gateway.0.settings.is_https };
    let others = own
        .merge(openapi::served())
        .merge(SwaggerUi::new("/docs").config(Config::from("/openapi.json")))
        .fallback(no_such_address)
        .method_not_allowed_fallback(no_such_method)
        .layer(from_fn_with_state(gateway.clone(), enforce_beside));
    let router = Router::from(routes)
        .method_not_allowed_fallback(no_such_method)
        .layer(from_fn_with_state(door, enforce))
        .with_state(gateway)
        .merge(others)
        .layer(from_fn_with_state(pages.refusal, pages::refuse));
    around(router, facts, safe)
}

/// What becomes of every request: it is measured, its answer gets headers, and a panic is a refusal.
fn around(router: Router, facts: Arc<FactsByRoute>, safe: SafeHeaders) -> Router {
    router.layer((from_fn_with_state(facts, measure), safe, CatchPanicLayer::custom(panicked)))
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    use axum::response::IntoResponse;
    tracing::error!("a request panicked");
    Refusal(holdfast_domain::Problem::of(holdfast_domain::ErrorCode::Internal)).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Method, Request};
    use axum::routing::get;
    use holdfast_domain::Role;
    use tower::ServiceExt;

    use super::*;
    use crate::http::facts::Key;
    use crate::http::routes::{named, operations};

    #[test]
    fn every_operation_has_facts_and_says_who_may() {
        let (router, facts) = api().into_parts();
        let mut count = 0;
        for (path, mut item) in router.into_openapi().paths.paths {
            for (method, operation) in operations(&mut item) {
                let facts = facts.of(&named(&method), &path).expect("facts");
                let text = operation.description.as_deref().unwrap_or_default();
                assert!(text.contains(&format!("Who: {}.", facts.callers.says)), "{path}: {text}");
                let summary = operation.summary.as_deref().unwrap_or_default();
                assert!(!summary.is_empty() && !summary.contains("Who:"), "{path}: {summary}");
                count += 1;
            }
        }
        assert!(count > 60, "{count}");
    }

    #[test]
    fn api_keys_are_let_in_by_a_scope_or_not_at_all() {
        for (path, method, facts) in api().into_parts().1.all() {
            let roles = facts.callers.roles;
            let is_for_keys = roles.contains(&Role::Integrator);
            if is_for_keys && !facts.callers.are_everybody() {
                assert!(matches!(facts.key, Key::With(_)), "{method} {path}: no key could ever call it");
            }
            if let Key::With(scope) = facts.key {
                assert!(is_for_keys, "{method} {path}: no key has a role that may");
                let reads = scope.as_str().ends_with(":read");
                assert_eq!(reads, method == Method::GET, "{method} {path}: {}", scope.as_str());
            }
        }
    }

    async fn panics() {
        panic!("as told");
    }

    #[tokio::test]
    async fn a_panic_is_measured_as_a_failure() {
        let metrics = holdfast_telemetry::start_metrics().unwrap();
        let router = Router::new().route("/boom", get(panics));
        let router = around(router, Arc::default(), SafeHeaders { is_https: false });
        let answer = router.oneshot(Request::get("/boom").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), 500);
        let measured = metrics.render();
        for line in [
            "http_server_request_duration_seconds_count{method=\"GET\",route=\"/boom\",status=\"5xx\"} 1\n",
            "http_server_active_requests{method=\"GET\"} 0\n",
        ] {
            assert!(measured.contains(line), "{line} is not in {measured}");
        }
    }

    #[test]
    fn a_head_request_is_judged_as_a_get() {
        let facts = api().into_parts().1;
        assert!(facts.of(&Method::HEAD, "/v1/appointments/{id}").is_some());
        assert!(facts.of(&Method::HEAD, "/v1/bookings").is_none());
        assert!(facts.of(&Method::DELETE, "/v1/appointments/{id}").is_none());
    }
}
