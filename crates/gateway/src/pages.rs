//! What pages in a browser build on: they are routes like any others, behind the same door, and ask the same services. The pages
//! themselves are another crate.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use holdfast_domain::{AppointmentId, Asked, Caller, ErrorCode, KeyUse, Problem, VisitorId};
use holdfast_rpc::booking::{Appointment, OpenMailLinkRequest};
use holdfast_rpc::identity::Session;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::http::client::{Networks, Source};
use crate::http::problem::Refused;
use crate::http::routes::Routes;
use crate::http::{caller, cookies};
use crate::routes::{guest_secrets, sessions};
use crate::{Gateway, holidays};

/// Writes the page in the place of a problem.
pub type RefusalPage = fn(&Looked) -> Response;

/// Pages, and how they say that something was refused.
#[derive(Default)]
pub struct Pages {
    /// Their routes.
    pub routes: Routes,
    /// The page that a browser is shown in the place of a problem as JSON.
    pub refusal: Option<RefusalPage>,
}

/// What a browser asked for and did not get.
pub struct Looked {
    /// How.
    pub method: Method,
    /// Of which address.
    pub uri: Uri,
    /// With which headers.
    pub headers: HeaderMap,
    /// Why not.
    pub code: ErrorCode,
    /// In how many seconds it may ask again, if that is known.
    pub retry_after: Option<u64>,
}

/// Turns refusals into pages, for who asks for pages. The API answers browsers as it does programs.
pub(crate) async fn refuse(
    State(page): State<Option<RefusalPage>>,
    request: Request,
    next: Next,
) -> Response {
    let is_api = ["/v1", "/docs", "/openapi.json"].iter().any(|of| request.uri().path().starts_with(of));
    let Some(page) = page.filter(|_| !is_api && asks_for_pages(request.headers())) else {
        return next.run(request).await;
    };
    let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let refusal = next.run(request).await;
    let Some(&Refused(code)) = refusal.extensions().get::<Refused>() else { return refusal };
    let retry_after = refusal.headers().get(header::RETRY_AFTER);
    let retry_after = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
    let mut shown = page(&Looked { method, uri, headers, code, retry_after });
    for (name, value) in refusal.headers() {
        let is_of_body = [header::CONTENT_TYPE, header::CONTENT_LENGTH].contains(name);
        if !is_of_body && !shown.headers().contains_key(name) {
            shown.headers_mut().insert(name, value.clone());
        }
    }
    shown.extensions_mut().insert(Refused(code));
    shown
}

fn asks_for_pages(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).map(HeaderValue::as_bytes).unwrap_or_default();
    accept.windows(9).any(|at| at.eq_ignore_ascii_case(b"text/html"))
}

impl Gateway {
    /// The time.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Where people find the pages, from outside.
    pub fn home(&self) -> &str {
        &self.0.settings.home
    }

    /// The token that names a visitor: the same each time.
    pub fn visitor_token(&self, visitor: VisitorId) -> String {
        self.visitor_tokens().sign(visitor)
    }

    /// Whom a token names, if it was given out.
    pub fn visitor_of(&self, token: &str) -> Option<VisitorId> {
        self.visitor_tokens().verify(token)
    }

    /// What the networks of a client are counted by where visitors hold slots.
    pub fn hashed(&self, Networks(networks): &Networks) -> Vec<Vec<u8>> {
        let hashing = self.network_hashing();
        networks.iter().map(|network| hashing.of(network)).collect()
    }

    /// The secret of an appointment that was booked without an account.
    pub fn guest_secret(&self, appointment: &Appointment) -> Result<String, Problem> {
        guest_secrets::sign(self, appointment)
    }

    /// The guest whom a secret stands for; none if it does not hold.
    pub async fn guest_of(&self, secret: &str, source: &Source) -> Result<Option<Caller>, Problem> {
        match caller::bearer(secret, self, source).await {
            Ok(who) => Ok(Some(who.caller).filter(|caller| caller.appointment_id.is_some())),
            Err(problem) if problem.code == ErrorCode::Unauthenticated => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    /// The secret of the appointment that a mail's link opens; none if it does not hold.
    pub async fn secret_of_mail(&self, link: &str) -> Result<Option<(AppointmentId, String)>, Problem> {
        let request = OpenMailLinkRequest { link: link.to_owned() };
        match self.booking().open_mail_link(Asked::by(Caller::ANONYMOUS), request).await {
            Ok(appointment) => Ok(Some((appointment.id, self.guest_secret(&appointment)?))),
            Err(problem) if problem.code == ErrorCode::NotFound => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    /// What a form asks, once: its `key` is another in each page that was shown, so that a form that is sent twice is answered
    /// twice and done once.
    pub fn asked_once(&self, caller: &Caller, route: &str, key: &str, form: &[u8]) -> Asked {
        let key = Some(key).filter(|key| !key.is_empty() && key.len() <= crate::http::headers::KEY_MAX);
        let key = key.map(|key| KeyUse {
            caller: caller.actor_id(),
            route: route.to_owned(),
            key: key.to_owned(),
            request_hash: aws_lc_rs::hmac::sign(&self.request_hashing(), form).as_ref().to_vec(),
        });
        Asked { caller: caller.clone(), key }
    }

    /// Counts a try of an account's password; a refusal, if there were too many.
    pub async fn tries_log_in(&self, email: &str, source: &Source) -> Result<(), Problem> {
        let hash = sessions::account_hash(self, email);
        refused(self.0.limits.log_in(&hash, source).await)
    }

    /// Counts a try of the password or a code of whoever is logged in; a refusal, if there were too many.
    pub async fn tries_own(&self, caller: &Caller, source: &Source) -> Result<(), Problem> {
        refused(self.0.limits.log_in(&caller.actor_id(), source).await)
    }

    /// Counts a mail that somebody wants to have sent to an address; a refusal, if there were too many.
    pub async fn wants_mail(&self, email: &str) -> Result<(), Problem> {
        refused(self.0.limits.mail_to(&sessions::account_hash(self, email)).await)
    }

    /// The cookie of a session that a page has begun.
    pub fn session_cookie(&self, session: &Session) -> (header::HeaderName, HeaderValue) {
        cookies::set_session(&session.cookie, session.expires_at_us / 1_000_000 - self.now().as_second())
    }
}

fn refused(answer: Option<Response>) -> Result<(), Problem> {
    match answer {
        None => Ok(()),
        Some(_) => Err(Problem::of(ErrorCode::RateLimited)),
    }
}

/// The days of a file of public holidays, an iCalendar file or a table, with their names.
pub fn read_holidays(text: &[u8]) -> Result<Vec<(Date, String)>, Problem> {
    holidays::read(text)
}
