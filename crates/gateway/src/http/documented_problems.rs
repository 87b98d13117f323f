//! Which problems each operation may answer, in the OpenAPI document: those that follow from what it takes, by the rule
//! in `follow`, and those that its facts name. What the document does not name is never answered:
//! the tests' API client and the OpenAPI test look at every problem.

use std::collections::BTreeMap;

use holdfast_domain::ErrorCode;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{AllOfBuilder, ObjectBuilder, Type};
use utoipa::openapi::{Components, Content, Header, HttpMethod, Ref, RefOr, Response, ResponseBuilder};

use super::facts::Facts;
use crate::operations;

/// Most codes that name a schema of a few codes; more of them are named by their operation.
const NAMED_BY_CODES: usize = 3;

/// Adds the operation's refusals to its responses, and the schemas that these need to the components.
pub(crate) fn document(
    method: &HttpMethod,
    facts: &Facts,
    operation: &mut Operation,
    components: &mut Components,
) {
    let mut codes = follow(method, facts, operation);
    codes.extend(facts.problems);
    add(&codes, operation, components);
}

/// The same for an operation that tells how the process is: it goes to no service, and always finds room.
pub(crate) fn document_of_process(path: &str, operation: &mut Operation, components: &mut Components) {
    let mut codes = vec![ErrorCode::RateLimited, ErrorCode::Internal];
    codes.extend(operations::is_hidden(path).then_some(ErrorCode::NotFound));
    add(&codes, operation, components);
}

fn add(codes: &[ErrorCode], operation: &mut Operation, components: &mut Components) {
    let mut by_status: BTreeMap<u16, Vec<ErrorCode>> = BTreeMap::new();
    // in the order of the list, so that the same codes are always written the same
    for code in ErrorCode::ALL.into_iter().filter(|code| codes.contains(code)) {
        by_status.entry(code.http_status()).or_default().push(code);
    }
    for (status, codes) in by_status {
        let name = schema_name(operation.operation_id.as_deref().unwrap_or_default(), status, &codes);
        components.schemas.entry(name.clone()).or_insert_with(|| schema(&codes));
        operation.responses.responses.insert(status.to_string(), RefOr::T(response(&name, &codes)));
    }
}

/// The problems that follow from what an operation takes.
fn follow(method: &HttpMethod, facts: &Facts, operation: &Operation) -> Vec<ErrorCode> {
    // every request is counted, finds room or does not, and may meet a fault of ours
    let mut codes = vec![ErrorCode::RateLimited, ErrorCode::Overloaded, ErrorCode::Internal];
    let changes = *method != HttpMethod::Get;
    if facts.callers.are_asked {
        // who calls is looked up, and the request goes to a service
        codes.extend([ErrorCode::Unauthenticated, ErrorCode::Unavailable]);
        if !facts.callers.are_everybody() {
            codes.extend([ErrorCode::Forbidden, ErrorCode::InsufficientScope]);
        }
        if changes {
            codes.extend([ErrorCode::CrossSite, ErrorCode::OutcomeUnknown]);
        }
    }
    for parameter in operation.parameters.iter().flatten() {
        let RefOr::T(parameter) = parameter else { continue };
        match (&parameter.parameter_in, parameter.name.as_str()) {
            (utoipa::openapi::path::ParameterIn::Path, _) => codes.push(ErrorCode::NotFound),
            (_, "Idempotency-Key") => codes.extend([
                ErrorCode::InvalidRequest,
                ErrorCode::IdempotencyMismatch,
                ErrorCode::IdempotencyInProgress,
            ]),
            (_, "If-Match") => codes.extend([ErrorCode::InvalidRequest, ErrorCode::PreconditionFailed]),
            _ => codes.push(ErrorCode::InvalidRequest),
        }
    }
    if operation.request_body.is_some() {
        codes.extend([
            ErrorCode::MalformedJson,
            ErrorCode::RequestTimeout,
            ErrorCode::BodyTooLarge,
            ErrorCode::UnsupportedMediaType,
            ErrorCode::InvalidRequest,
        ]);
    }
    codes
}

/// `SlotTakenProblem`, `ForbiddenOrInsufficientScopeProblem`, or `BookAppointment409Problem` where it would be too long.
fn schema_name(operation_id: &str, status: u16, codes: &[ErrorCode]) -> String {
    if codes.len() > NAMED_BY_CODES {
        return format!("{}{status}Problem", capitalized(operation_id));
    }
    let names: Vec<String> =
        codes.iter().map(|code| code.as_str().split('-').map(capitalized).collect()).collect();
    format!("{}Problem", names.join("Or"))
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A problem that has one of these codes.
fn schema(codes: &[ErrorCode]) -> RefOr<utoipa::openapi::Schema> {
    let code = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(codes.iter().map(|code| code.as_str())));
    let narrowed = ObjectBuilder::new().schema_type(Type::Object).property("code", code).required("code");
    let problem = AllOfBuilder::new().item(Ref::from_schema_name("Problem")).item(narrowed);
    problem.description(Some(says(codes))).into()
}

fn response(schema_name: &str, codes: &[ErrorCode]) -> Response {
    let content = Content::new(Some(Ref::from_schema_name(schema_name)));
    let mut response =
        ResponseBuilder::new().description(says(codes)).content("application/problem+json", content);
    if codes.iter().any(|code| code.http_status() == 401) {
        response = response.header("WWW-Authenticate", header("How to authenticate", Type::String));
    }
    if codes.iter().any(|code| code.retry_after_secs().is_some()) {
        response = response.header("Retry-After", header("Seconds after which to try again", Type::Integer));
    }
    response.build()
}

fn says(codes: &[ErrorCode]) -> String {
    let says: Vec<String> = codes.iter().map(|code| format!("`{code}`: {}.", code.title())).collect();
    says.join(" ")
}

fn header(says: &str, kind: Type) -> Header {
    let mut header = Header::new(ObjectBuilder::new().schema_type(kind).build());
    header.description = Some(says.to_owned());
    header
}
