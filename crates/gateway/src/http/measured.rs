//! Measures every answer: how long it took, by the template of its route; and begins the trace of every request to the API. Around all
//! the rest, so that refusals and panics are measured too.
//!
//! Clients choose paths and methods, so neither is a label. What no route takes, by path or by method, has one value in their
//! place; and of the status there is only the class, since clients can bring about some ten kinds of refusal on every route.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use holdfast_telemetry::metrics::{self, GaugeSeries, Value};
use holdfast_telemetry::trace::{self, Attribute, Span};

use super::routes::FactsByRoute;

/// In the place of a route.
const UNMATCHED: &str = "unmatched";
/// In the place of a method that no route takes, or not this one.
const OTHER: &str = "other";

/// Methods that routes are for. HEAD is a GET whose answer has no body.
const METHODS: [(Method, &str); 6] = [
    (Method::GET, "GET"),
    (Method::HEAD, "GET"),
    (Method::POST, "POST"),
    (Method::PUT, "PUT"),
    (Method::PATCH, "PATCH"),
    (Method::DELETE, "DELETE"),
];

fn name_of(method: &Method) -> &'static str {
    METHODS.iter().find(|(known, _)| known == method).map_or(OTHER, |(_, name)| name)
}

fn class_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        500.. => "5xx",
    }
}

/// A request that is being answered; one whose client goes away is so no longer, too.
struct Active(GaugeSeries);

impl Active {
    fn begin(method: &'static str) -> Self {
        let active = metrics::HTTP_ACTIVE_REQUESTS.of([method]);
        active.increment(1.0);
        Self(active)
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}

/// Measures the answer to a request. `facts` are those of the routes of the API; all others are for GET.
pub(crate) async fn measure(
    State(facts): State<Arc<FactsByRoute>>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    // the other methods of a route are like paths that are not there: clients can make up as many
    let route = route.filter(|route| facts.take(request.method(), route.as_str()));
    let method = if route.is_some() { name_of(request.method()) } else { OTHER };
    let _active = Active::begin(method);
    let is_api = route.as_ref().is_some_and(|route| facts.of(request.method(), route.as_str()).is_some());
    let response = match is_api.then(|| span(&request, method, route.as_ref())).flatten() {
        Some(span) => span.run_and(next.run(request), ended).await,
        None => next.run(request).await,
    };
    let route = route.map_or(Value::const_str(UNMATCHED), |route| route.as_str().to_owned().into());
    let labels = [Value::const_str(method), route, Value::const_str(class_of(response.status()))];
    metrics::HTTP_REQUEST_DURATION.of(labels).record(began.elapsed());
    response
}

/// What the request does, in the trace that its client names.
fn span(request: &Request, method: &'static str, route: Option<&MatchedPath>) -> Option<Span> {
    let client = request.headers().get("traceparent").and_then(|value| value.to_str().ok());
    let span = trace::asked(client, method)?;
    if let Some(route) = route.filter(|_| span.is_sampled()) {
        span.rename(format!("{method} {}", route.as_str()));
        span.say(Attribute::HttpMethod(method));
        span.say(Attribute::HttpRoute(route.as_str().to_owned()));
    }
    Some(span)
}

fn ended(span: &Span, response: &Response) {
    span.say(Attribute::HttpStatus(response.status().as_u16().into()));
    span.ended(class_of(response.status()), response.status().is_server_error());
}

/// The same where there is no API.
pub(crate) async fn measure_beside(request: Request, next: Next) -> Response {
    measure(State(Arc::default()), request, next).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_of_a_closed_list() {
        assert_eq!(name_of(&Method::HEAD), "GET");
        assert_eq!(name_of(&Method::DELETE), "DELETE");
        for other in ["OPTIONS", "TRACE", "get", "PROPFIND"] {
            assert_eq!(name_of(&Method::from_bytes(other.as_bytes()).unwrap()), OTHER);
        }
    }

    #[test]
    fn of_a_status_there_is_the_class() {
        let classes = [200, 204, 303, 304, 404, 429, 500, 503].map(|status| {
            let status = StatusCode::from_u16(status).unwrap();
            class_of(status)
        });
        assert_eq!(classes, ["2xx", "2xx", "3xx", "3xx", "4xx", "4xx", "5xx", "5xx"]);
    }
}
