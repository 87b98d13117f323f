//! Routes with their facts: none is answered, nor in the document, without them.

use std::collections::HashMap;

use axum::http::Method;
use axum::routing::MethodRouter;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{HttpMethod, OpenApi};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use super::facts::{Callers, Facts, Key};
use crate::Gateway;

/// Where every path of the API begins.
const BASE: &str = "/v1";

/// Routes that are put together.
#[derive(Default)]
pub struct Routes {
    router: OpenApiRouter<Gateway>,
    facts: FactsByRoute,
}

/// The facts of each route, by the path as it is written in the document, and the method.
#[derive(Clone, Debug, Default)]
pub(crate) struct FactsByRoute(HashMap<String, Vec<(Method, Facts)>>);

impl FactsByRoute {
    /// Those of a request to this path; a HEAD request is a GET whose answer has no body.
    pub(crate) fn of(&self, method: &Method, path: &str) -> Option<&Facts> {
        let method = if method == Method::HEAD { &Method::GET } else { method };
        self.0.get(path)?.iter().find(|(of, _)| of == method).map(|(_, facts)| facts)
    }

    /// Whether a route of this path takes the method. One without facts is none of the API, and there to be read.
    pub(crate) fn take(&self, method: &Method, path: &str) -> bool {
        match self.0.get(path) {
            Some(_) => self.of(method, path).is_some(),
            None => matches!(*method, Method::GET | Method::HEAD),
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Method, &Facts)> {
        self.0
            .iter()
            .flat_map(|(path, all)| all.iter().map(move |(method, facts)| (path.as_str(), method, facts)))
    }

    fn add(&mut self, path: &str, method: Method, facts: Facts) {
        self.0.entry(path.to_owned()).or_default().push((method, facts));
    }
}

impl Routes {
    /// None yet, with what the document says of the API as a whole.
    pub(crate) fn with_preface(document: OpenApi) -> Self {
        Self { router: OpenApiRouter::with_openapi(document), facts: FactsByRoute::default() }
    }

    /// Adds what `routes!` makes of one handler, under [`BASE`].
    pub(crate) fn add(self, route: UtoipaMethodRouter<Gateway>, facts: Facts) -> Self {
        self.add_under(BASE, route, facts)
    }

    /// The same at the path that the handler states.
    pub(crate) fn add_beside(self, route: UtoipaMethodRouter<Gateway>, facts: Facts) -> Self {
        self.add_under("", route, facts)
    }

    fn add_under(
        mut self,
        base: &str,
        (schemas, mut paths, router): UtoipaMethodRouter<Gateway>,
        facts: Facts,
    ) -> Self {
        paths.paths = std::mem::take(&mut paths.paths)
            .into_iter()
            .map(|(path, mut item)| {
                let path = format!("{base}{path}");
                for (method, operation) in operations(&mut item) {
                    state(operation, &facts);
                    self.facts.add(&path, named(&method), facts);
                }
                (path, item)
            })
            .collect();
        self.router = self.router.routes((schemas, paths, router));
        self
    }

    /// Adds a page, which the document does not have.
    pub fn add_page(
        mut self,
        path: &str,
        method: Method,
        router: MethodRouter<Gateway>,
        facts: Facts,
    ) -> Self {
        self.facts.add(path, method, facts);
        self.router = self.router.route(path, router);
        self
    }

    /// What each route states: its path, method and facts.
    pub fn stated(&self) -> impl Iterator<Item = (&str, &Method, &Facts)> {
        self.facts.all()
    }

    /// Adds those of another resource.
    pub(crate) fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        for (path, facts) in other.facts.0 {
            self.facts.0.entry(path).or_default().extend(facts);
        }
        self
    }

    /// The router with its document, and the facts.
    pub(crate) fn into_parts(self) -> (OpenApiRouter<Gateway>, FactsByRoute) {
        (self.router, self.facts)
    }
}

/// Says in the document who may call.
fn state(operation: &mut Operation, Facts { callers, key, .. }: &Facts) {
    let mut text = operation.description.take().map(|text| text + "\n\n").unwrap_or_default();
    text += &format!("Who: {}.", callers.says);
    if let Key::With(scope) = key {
        text += &format!(" API keys need the scope `{}`.", scope.as_str());
    }
    operation.description = Some(text);
    let token = || SecurityRequirement::new("token", Vec::<String>::new());
    operation.security = Some(match callers {
        Callers { are_asked: false, .. } => vec![],
        callers if callers.are_everybody() => vec![SecurityRequirement::default(), token()],
        _ => vec![token()],
    });
}

/// The operations of a path.
pub(crate) fn operations(item: &mut PathItem) -> impl Iterator<Item = (HttpMethod, &mut Operation)> {
    let of_method = |method, operation: Option<_>| operation.map(|operation| (method, operation));
    [
        of_method(HttpMethod::Get, item.get.as_mut()),
        of_method(HttpMethod::Put, item.put.as_mut()),
        of_method(HttpMethod::Post, item.post.as_mut()),
        of_method(HttpMethod::Patch, item.patch.as_mut()),
        of_method(HttpMethod::Delete, item.delete.as_mut()),
    ]
    .into_iter()
    .flatten()
}

/// The method as requests have it.
pub(crate) fn named(method: &HttpMethod) -> Method {
    match method {
        HttpMethod::Get => Method::GET,
        HttpMethod::Put => Method::PUT,
        HttpMethod::Post => Method::POST,
        HttpMethod::Patch => Method::PATCH,
        HttpMethod::Delete => Method::DELETE,
        HttpMethod::Head => Method::HEAD,
        HttpMethod::Options => Method::OPTIONS,
        HttpMethod::Trace => Method::TRACE,
    }
}
