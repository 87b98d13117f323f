//! The styles and the script of the pages, each one file, whose name changes with what is in it: browsers keep it for a year.

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use holdfast_domain::Problem;
use holdfast_gateway::http::problem::Refusal;

/// In the order in which they apply: the tokens and what all pages share, then a file for each component.
const STYLES: &str = concat!(
    include_str!("../assets/tokens.css"),
    include_str!("../assets/base.css"),
    include_str!("components/layout.css"),
    include_str!("components/button.css"),
    include_str!("components/card.css"),
    include_str!("components/facets.css"),
    include_str!("components/times.css"),
    include_str!("components/days.css"),
    include_str!("components/facts.css"),
    include_str!("components/field.css"),
    include_str!("components/notice.css"),
    include_str!("components/state.css"),
    include_str!("components/setup.css"),
    include_str!("../assets/print.css"),
);
/// What only the pages of those who work for a clinic need beside it.
const DESK_STYLES: &str = concat!(
    include_str!("components/desk.css"),
    include_str!("components/sheet.css"),
    include_str!("components/hours.css")
);
/// Lines of a sheet's grid: five minutes each, of a day that is 25 hours long.
const LINES: usize = 300;
const SCRIPT: &str = include_str!("../assets/holdfast.js");
const DESK_SCRIPT: &str = include_str!("../assets/desk.js");

struct Asset {
    path: String,
    kind: &'static str,
    body: String,
}

impl Asset {
    fn new(stem: &str, ending: &str, kind: &'static str, body: String) -> Self {
        let hash = URL_SAFE_NO_PAD.encode(&digest(&SHA256, body.as_bytes()).as_ref()[..9]);
        Self { path: format!("/assets/{stem}.{hash}.{ending}"), kind, body }
    }
}

static CSS: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("holdfast", "css", "text/css; charset=utf-8", STYLES.to_owned()));
static JS: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("holdfast", "js", "text/javascript; charset=utf-8", SCRIPT.to_owned()));

static DESK_CSS: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("desk", "css", "text/css; charset=utf-8", [DESK_STYLES, &grid()].concat()));
static DESK_JS: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("desk", "js", "text/javascript; charset=utf-8", DESK_SCRIPT.to_owned()));

/// Where rows stand on a sheet, and over how many lines: pages have no styles of their own.
fn grid() -> String {
    let rows = (1..=LINES)
        .map(|line| format!(".r{line}{{grid-row-start:{line}}}.n{line}{{grid-row-end:span {line}}}"));
    format!("@layer components{{@media screen and (min-width:640px){{{}}}}}", rows.collect::<String>())
}

/// The address of the styles.
pub(crate) fn css() -> &'static str {
    &CSS.path
}

/// The address of the script.
pub(crate) fn script() -> &'static str {
    &JS.path
}

/// The address of the desk's styles.
pub(crate) fn desk_css() -> &'static str {
    &DESK_CSS.path
}

/// The address of the desk's script.
pub(crate) fn desk_script() -> &'static str {
    &DESK_JS.path
}

pub(crate) async fn serve(Path(name): Path<String>) -> Result<Response, Refusal> {
    let named = |asset: &&&Asset| asset.path.strip_prefix("/assets/") == Some(&name);
    let Some(asset) = [&*CSS, &*JS, &*DESK_CSS, &*DESK_JS].into_iter().find(|asset| named(&asset)) else {
        return Err(Problem::not_found().into());
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, asset.body.clone()).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_know_no_left_and_right_and_stay_small() {
        let all = [STYLES, DESK_STYLES].concat();
        let plain: String =
            all.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect();
        for word in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "float:",
            "text-align:left",
            "text-align: left",
        ] {
            assert!(!plain.contains(word), "{word}: Arabic pages are mirrored");
        }
        for part in [STYLES, SCRIPT, DESK_STYLES, DESK_SCRIPT] {
            assert!(part.len() <= 24_000, "{} bytes", part.len());
        }
    }
}
