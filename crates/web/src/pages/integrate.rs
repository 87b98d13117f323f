//! `/integrate`: how programs begin: a key, and a first booking in three languages, as it runs (the tests of pages run what is shown).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_gateway::Gateway;

use crate::page::{Frame, respond};
use crate::visit::Visit;

/// The languages by their names, with their first booking.
const EXAMPLES: [(&str, &str); 3] = [
    ("curl", include_str!("integrate/first.sh")),
    ("Python", include_str!("integrate/first.py")),
    ("TypeScript", include_str!("integrate/first.ts")),
];
/// What stands in them for the address of these pages.
const HOME: &str = "https://book.example";

/// An example in a language.
struct Example {
    language: &'static str,
    source: String,
}

#[derive(Template)]
#[template(path = "pages/integrate.html")]
struct Page {
    frame: Frame,
    examples: [Example; 3],
}

pub(crate) async fn show(visit: Visit, State(gateway): State<Gateway>) -> Response {
    let home = gateway.home().trim_end_matches('/');
    let examples =
        EXAMPLES.map(|(language, source)| Example { language, source: source.replace(HOME, home) });
    respond(StatusCode::OK, &Page { frame: visit.frame(&gateway, visit.t.say("integrate-title")), examples })
}
