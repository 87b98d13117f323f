//! `/language`: the language in which pages are written from now on.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use holdfast_gateway::Gateway;

use crate::cookies;
use crate::locale::Locale;
use crate::page::see_other;
use crate::visit::Posted;

pub(crate) async fn choose(State(_): State<Gateway>, posted: Posted) -> Response {
    let to = see_other(&own_path(posted.fields.text("to")));
    match Locale::parse(posted.fields.text("language")) {
        Some(locale) => ([cookies::set_language(locale.tag())], to).into_response(),
        None => to,
    }
}

/// An address of ours, or the first page: nobody is sent elsewhere.
pub(crate) fn own_path(to: &str) -> String {
    // browsers leave tabs and line breaks out: "/\t/elsewhere" is "//elsewhere"
    let is_plain = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_own = is_plain && to.starts_with('/') && !to.starts_with("//");
    if is_own { to.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for (to, path) in [
            ("/find?from=2026-11-28", "/find?from=2026-11-28"),
            ("//evil.example/", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/\t/evil.example", "/"),
            ("/\n/evil.example", "/"),
            ("/ /evil.example", "/"),
            ("", "/"),
        ] {
            assert_eq!(own_path(to), path, "{to}");
        }
    }
}
