//! What all pages share: the frame around them, and how they go out.

use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::Problem;

use crate::embed::Embed;
use crate::locale::Locale;
use crate::nav::Place;
use crate::texts::Texts;

/// Scripts and styles are files of ours; nothing is in a frame, nothing is sent elsewhere.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'",
);
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// What a page stands in.
pub(crate) struct Frame {
    pub(crate) t: &'static Texts,
    /// What the tab says beside the product's name, and the heading.
    pub(crate) title: String,
    /// Where the visitor is, to come back to in another language.
    pub(crate) here: String,
    /// Whether somebody is logged in, and how their forms are known to be ours.
    pub(crate) session: Option<Session>,
    /// Whether the form on it has problems.
    pub(crate) has_errors: bool,
    /// Whether it takes the whole width, as the desk does.
    pub(crate) is_wide: bool,
    /// How the forms of whoever has a session are known to be ours; goes into every form.
    pub(crate) form_token: String,
    /// Where it stands in another site's page: what it is drawn and linked with there.
    pub(crate) embed: Option<Embed>,
}

/// Who is logged in.
#[derive(Clone)]
pub(crate) struct Session {
    /// The pages of the clinic that they work for.
    pub(crate) places: Vec<Place>,
}

impl Frame {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates give references")]
    pub(crate) fn is_chosen(&self, locale: &Locale) -> bool {
        locale.language() == self.t.locale.language()
    }

    /// The token of the session's forms; empty for who has no session.
    pub(crate) fn form_token(&self) -> &str {
        &self.form_token
    }

    /// What addresses of pages begin with.
    pub(crate) fn root(&self) -> String {
        self.embed.as_ref().map(Embed::root).unwrap_or_default()
    }

    /// Where doctors are looked for.
    pub(crate) fn find(&self) -> String {
        self.embed.as_ref().map_or_else(|| "/find".to_owned(), Embed::root)
    }

    /// What forms carry along where no cookie does.
    pub(crate) fn carried(&self) -> Vec<(&'static str, &str)> {
        self.embed.as_ref().map(Embed::carried).unwrap_or_default()
    }
}

/// A page on its way out.
pub(crate) fn respond(status: StatusCode, page: &impl Template) -> Response {
    let html = match page.render() {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        // Back after a log-out shows nothing of before
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (OPENER, HeaderValue::from_static("same-origin")),
        (header::VARY, HeaderValue::from_static("Accept-Language, Cookie")),
    ];
    (status, headers, html).into_response()
}

/// The status of a page on which a form that was refused is shown again.
pub(crate) fn status_of(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.code.http_status()).unwrap_or(StatusCode::CONFLICT)
}

/// Sends the browser on after a form.
pub(crate) fn see_other(to: &str) -> Response {
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/"));
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, to), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))],
    )
        .into_response()
}
