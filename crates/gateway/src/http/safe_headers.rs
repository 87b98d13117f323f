//! What browsers and caches on the way are told of every answer: in one place, so that no route can leave it out.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use tower::{Layer, Service};

/// For a year, browsers come by TLS only.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");
/// An answer that is no page does nothing, if a browser shows it all the same, and is shown in nobody's frame.
const NO_PAGE: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
/// The API page: its own scripts, which set styles as they go and draw icons from `data:`; it calls this server alone.
const API_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Adds the headers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SafeHeaders {
    /// Whether clients come by TLS.
    pub(crate) is_https: bool,
}

impl<S> Layer<S> for SafeHeaders {
    type Service = Safe<S>;

    fn layer(&self, inner: S) -> Safe<S> {
        Safe { inner, is_https: self.is_https }
    }
}

#[derive(Clone)]
pub(crate) struct Safe<S> {
    inner: S,
    is_https: bool,
}

/// What is asked for, as far as headers go.
#[derive(Clone, Copy)]
enum Asked {
    /// Of the API: people's data.
    Data,
    /// The same, at an address that has a secret in it.
    SecretAddress,
    /// The API page and its parts.
    ApiPage,
    /// Anything else: the pages that mails lead to, and what is about the process.
    Other,
}

impl Asked {
    fn at(path: &str) -> Self {
        if path.starts_with("/v1/log-in/") {
            Self::SecretAddress
        } else if path.starts_with("/v1") {
            Self::Data
        } else if path.starts_with("/docs") {
            Self::ApiPage
        } else {
            Self::Other
        }
    }

    fn add(self, headers: &mut HeaderMap, is_https: bool) {
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
        if is_https {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
        }
        match self {
            Self::Data => {
                headers.insert(header::CACHE_CONTROL, NO_STORE);
            }
            Self::SecretAddress => {
                headers.insert(header::CACHE_CONTROL, NO_STORE);
                headers.insert(header::REFERRER_POLICY, NO_REFERRER);
            }
            Self::ApiPage => {
                headers.insert(header::CONTENT_SECURITY_POLICY, API_PAGE);
                headers.insert(header::REFERRER_POLICY, NO_REFERRER);
            }
            Self::Other => {
                let unless_told = [
                    (header::CACHE_CONTROL, NO_STORE),
                    (header::CONTENT_SECURITY_POLICY, NO_PAGE),
                    (header::REFERRER_POLICY, NO_REFERRER),
                ];
                for (name, value) in unless_told {
                    insert_unless_there(headers, name, value);
                }
            }
        }
    }
}

fn insert_unless_there(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}

impl<S, B> Service<Request> for Safe<S>
where
    S: Service<Request, Response = Response<B>>,
    S::Future: Unpin,
{
    type Response = Response<B>;
    type Error = S::Error;
    type Future = Adding<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let asked = Asked::at(request.uri().path());
        Adding { answer: self.inner.call(request), asked, is_https: self.is_https }
    }
}

/// An answer in the making.
pub(crate) struct Adding<F> {
    answer: F,
    asked: Asked,
    is_https: bool,
}

impl<F: Future<Output = Result<Response<B>, E>> + Unpin, B, E> Future for Adding<F> {
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let mut answer = ready!(Pin::new(&mut this.answer).poll(cx))?;
        this.asked.add(answer.headers_mut(), this.is_https);
        Poll::Ready(Ok(answer))
    }
}
