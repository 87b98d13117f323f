//! The OpenAPI document: what it says of the API as a whole, and what it says of every operation by one rule, so that
//! routes need not. `docs/openapi.json` is the same document; a test holds it fresh (`scripts/generate-openapi`).

use aws_lc_rs::digest;
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response as Answer};
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, OpenApi, RefOr, Response, Schema};

use crate::http::documented_problems;
use crate::http::problem::{FieldError, ProblemBody, ProblemCode};
use crate::http::routes::{named, operations as operations_of};
use crate::routes::conflicts::ListedConflicts;
use crate::routes::figures::FiguresBy;
use crate::routes::slots::PartOfDay;
use crate::{operations, routes};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Holdfast",
        description = "Appointment booking for clinic groups. Instants are RFC 3339 and leave with the clinic's \
                       offset. Refusals are problem+json (RFC 9457) with a stable `code`; each operation names the codes \
                       that it answers. Every POST takes an \
                       `Idempotency-Key`, but for those about accounts and sessions, which are good once by themselves. \
                       A foreign object answers like one that does not exist. A bearer token is the \
                       access token of a session, or an API key; pages may bring their session's cookie in its place, and \
                       then send `X-CSRF-Token` with what changes something.",
        license(name = "MIT", identifier = "MIT")
    ),
    servers((url = "/", description = "The server that this document is from")),
    tags(
        (name = "slots", description = "Free slots: one doctor's, and the whole platform's. Open to everybody."),
        (name = "holds", description = "Keep a slot while giving the details, without saying yet for whom."),
        (name = "bookings", description = "Take a slot, or hold it for a while, with or without an account."),
        (name = "appointments", description = "What was booked: look it up, confirm, move, cancel and settle it."),
        (name = "clinics", description = "The clinics, and the policies of each."),
        (name = "doctors", description = "The doctors of a clinic."),
        (name = "availability", description = "Working hours and time off, from which slots are made."),
        (name = "patients", description = "A clinic's patient records: make, find, export and erase them."),
        (name = "audit", description = "Who changed and who looked at what, as FHIR AuditEvents."),
        (name = "mails", description = "Mails to patients that were not sent, for the front desk to call instead."),
        (name = "accounts", description = "Sign up; the caller's own account, its password and second factor."),
        (name = "sessions", description = "Log in, go on and log out; the keys that tokens are signed by."),
        (name = "members", description = "Who works for a clinic, and who is invited to."),
        (name = "api-keys", description = "Keys by which other programs work for a clinic."),
        (name = "webhooks", description = "Where a clinic's events are posted to."),
        (name = "health", description = "How a process is, for those who operate it."),
    ),
    components(schemas(ProblemBody, ProblemCode, FieldError, FiguresBy, ListedConflicts, PartOfDay))
)]
struct Document;

/// What the whole API says of itself, before its routes.
pub(crate) fn preface() -> OpenApi {
    let mut document = <Document as utoipa::OpenApi>::openapi();
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    document.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(token));
    document
}

/// The OpenAPI document.
pub fn openapi() -> OpenApi {
    let (router, facts) = routes::api().into_parts();
    let mut document = router.into_openapi();
    let mut of_process = operations::routes().split_for_parts().1;
    let mut components = document.components.take().unwrap_or_default();
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations_of(item) {
            if let Some(facts) = facts.of(&named(&method), path) {
                documented_problems::document(&method, facts, operation, &mut components);
            }
        }
    }
    for (path, item) in &mut of_process.paths.paths {
        for (_, operation) in operations_of(item) {
            documented_problems::document_of_process(path, operation, &mut components);
        }
    }
    document.components = Some(components);
    document.merge(of_process);
    let OpenApi { paths, components, .. } = &mut document;
    let components = components.get_or_insert_default();
    for (_, operation) in paths.paths.values_mut().flat_map(operations_of) {
        describe(operation, components);
    }
    document
}

/// An answer that its route does not describe is described as what it carries.
fn describe(operation: &mut Operation, components: &Components) {
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else { continue };
        if response.description.is_empty()
            && let Some(carried) = description_of_body(response, components)
        {
            response.description = carried;
        }
        for (name, header) in &mut response.headers {
            if name == "ETag"
                && let RefOr::T(header) = header
            {
                header.description = Some("The version, for `If-Match`".to_owned());
            }
        }
    }
}

fn description_of_body(response: &Response, components: &Components) -> Option<String> {
    let RefOr::T(content) = response.content.values().next()? else { return None };
    let RefOr::Ref(reference) = content.schema.as_ref()? else { return None };
    let name = reference.ref_location.strip_prefix("#/components/schemas/")?;
    match components.schemas.get(name)? {
        RefOr::T(Schema::Object(object)) => object.description.clone(),
        RefOr::T(Schema::AllOf(all)) => all.description.clone(),
        _ => None,
    }
}

/// The document at `/openapi.json`. It is written once: everybody may ask for it, and it is large.
pub(crate) fn served() -> Router {
    let document = Bytes::from(serde_json::to_vec(&openapi()).unwrap_or_default());
    let hash = digest::digest(&digest::SHA256, &document);
    let tag = HeaderValue::try_from(format!("\"{}\"", URL_SAFE_NO_PAD.encode(hash))).ok();
    Router::new().route(
        "/openapi.json",
        get(move |headers: HeaderMap| std::future::ready(answer(&headers, tag.as_ref(), &document))),
    )
}

fn answer(headers: &HeaderMap, tag: Option<&HeaderValue>, document: &Bytes) -> Answer {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    // a proxy that compresses makes the tag a weak one
    let mut known = known.flat_map(|value| value.split(',')).map(|tag| tag.trim().trim_start_matches("W/"));
    let is_known = tag.is_some_and(|tag| known.any(|known| known == "*" || known == tag));
    let mut answer = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], document.clone()).into_response()
    };
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.extend(tag.map(|tag| (header::ETAG, tag.clone())));
    answer
}
