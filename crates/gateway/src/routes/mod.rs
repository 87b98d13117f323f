//! The REST API, one file per resource. Each endpoint states its document, who may call it (the type of its
//! first argument) and which rpc it stands for.

pub mod accounts;
pub mod api_keys;
pub mod appointments;
pub mod audit;
pub mod bookings;
pub mod clinics;
pub mod doctors;
pub mod external_log_in;
pub mod guest_secrets;
pub mod invitations;
pub mod jwks;
pub mod mails;
pub mod members;
pub mod own_patients;
pub mod patient_exports;
pub mod patients;
pub mod second_factor;
pub mod sessions;
pub mod slots;
pub mod templates;
pub mod time_off;
pub mod webhooks;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::http::limits::{enforce, enforce_beside};
use crate::http::problem::{Refusal, no_such_address, no_such_method};
use crate::http::safe_headers::SafeHeaders;
use crate::operations::{self, Operations};
use crate::{Gateway, account_pages, openapi};

/// The routes with their document, but for those that every process has.
pub(crate) fn api() -> OpenApiRouter<Gateway> {
    let v1 = OpenApiRouter::new()
        .routes(routes!(clinics::create, clinics::list))
        .routes(routes!(clinics::show, clinics::update))
        .routes(routes!(doctors::create, doctors::list))
        .routes(routes!(doctors::show))
        .routes(routes!(patients::create, patients::list))
        .routes(routes!(patients::show, patients::erase))
        .routes(routes!(patient_exports::export))
        .routes(routes!(audit::list))
        .routes(routes!(mails::list))
        .routes(routes!(templates::set, templates::show))
        .routes(routes!(templates::list))
        .routes(routes!(templates::withdraw))
        .routes(routes!(templates::generate))
        .routes(routes!(time_off::add, time_off::list))
        .routes(routes!(time_off::remove))
        .routes(routes!(slots::of_doctor))
        .routes(routes!(slots::search))
        .routes(routes!(bookings::book))
        .routes(routes!(appointments::list))
        .routes(routes!(appointments::show))
        .routes(routes!(appointments::confirm))
        .routes(routes!(appointments::cancel))
        .routes(routes!(appointments::check_in))
        .routes(routes!(appointments::complete))
        .routes(routes!(appointments::no_show))
        .routes(routes!(appointments::undo))
        .routes(routes!(appointments::reschedule))
        .routes(routes!(guest_secrets::replace, guest_secrets::revoke))
        .routes(routes!(accounts::sign_up))
        .routes(routes!(accounts::complete))
        .routes(routes!(accounts::ask_reset))
        .routes(routes!(accounts::finish_reset))
        .routes(routes!(accounts::show))
        .routes(routes!(accounts::change_password))
        .routes(routes!(accounts::close))
        .routes(routes!(own_patients::list))
        .routes(routes!(own_patients::offers))
        .routes(routes!(own_patients::accept))
        .routes(routes!(own_patients::leave))
        .routes(routes!(second_factor::begin))
        .routes(routes!(second_factor::confirm))
        .routes(routes!(second_factor::remove))
        .routes(routes!(sessions::log_in, sessions::list))
        .routes(routes!(sessions::refresh))
        .routes(routes!(sessions::switch))
        .routes(routes!(sessions::end))
        .routes(routes!(external_log_in::begin))
        .routes(routes!(external_log_in::finish))
        .routes(routes!(members::list))
        .routes(routes!(members::remove))
        .routes(routes!(invitations::create, invitations::list))
        .routes(routes!(invitations::withdraw))
        .routes(routes!(invitations::accept))
        .routes(routes!(api_keys::create, api_keys::list))
        .routes(routes!(api_keys::revoke))
        .routes(routes!(webhooks::create, webhooks::list))
        .routes(routes!(webhooks::show, webhooks::update, webhooks::remove))
        .routes(routes!(webhooks::renew_secret))
        .routes(routes!(webhooks::try_it))
        .routes(routes!(webhooks::deliveries));
    OpenApiRouter::with_openapi(openapi::preface()).nest("/v1", v1).routes(routes!(jwks::show))
}

/// Everything that the gateway answers.
pub fn router(gateway: Gateway, operations: Operations) -> Router {
    let (routes, _) = api().split_for_parts();
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
    routes
        .merge(account_pages::router())
        .method_not_allowed_fallback(no_such_method)
        .layer(from_fn_with_state(gateway.clone(), enforce))
        .with_state(gateway)
        .merge(others)
        .layer((safe, CatchPanicLayer::custom(panicked)))
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    use axum::response::IntoResponse;
    tracing::error!("a request panicked");
    Refusal(holdfast_domain::Problem::of(holdfast_domain::ErrorCode::Internal)).into_response()
}
