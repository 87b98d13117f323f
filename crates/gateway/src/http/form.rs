//! Forms of pages, and how they show that they are ours.
//!
//! A browser sends a session's cookie along with whatever form any site shows. So each of our forms carries a field that other sites
//! cannot know: what scripts send as `X-CSRF-Token` (`cookies.rs`), masked anew in every page, so that the length of a compressed page
//! tells nothing of it (BREACH). Who has no session has nothing that a form could misuse: cookies of visitors and guests are
//! `SameSite=Lax`, and do not come along from elsewhere; browsers that say where a form is from are believed all the same.

use aws_lc_rs::{constant_time, rand};
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use holdfast_domain::{Caller, ErrorCode, Problem, SessionId};

use super::body::read;
use super::caller::Who;
use super::cookies;
use super::problem::Refusal;
use crate::Gateway;

/// The field's name.
pub const FORM_TOKEN: &str = "form_token";

const MASK_BYTES: usize = 32;

/// What the forms of a session carry, if the request is of one.
#[derive(Clone, Debug)]
pub struct FormToken(Option<String>);

impl FormToken {
    /// Of the session whose cookie came.
    pub fn of(headers: &HeaderMap) -> Self {
        Self(cookies::session(headers).map(str::to_owned))
    }

    /// As it is written into a form: another text each time. None without a session.
    pub fn write(&self, gateway: &Gateway) -> Option<String> {
        let token = cookies::csrf_token(self.0.as_deref()?, gateway);
        let mut mask = [0; MASK_BYTES];
        rand::fill(&mut mask).ok()?;
        let masked = masked(token.as_bytes(), &mask);
        Some(URL_SAFE_NO_PAD.encode([&mask[..], &masked].concat()))
    }
}

/// The name of one form that is shown: another each time, so that what is sent twice is done once.
pub fn once() -> String {
    let mut bytes = [0; 16];
    // without randomness a form is sent without a name, and then judged as any other
    rand::fill(&mut bytes).map(|()| URL_SAFE_NO_PAD.encode(bytes)).unwrap_or_default()
}

fn masked(text: &[u8], mask: &[u8; MASK_BYTES]) -> Vec<u8> {
    text.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask).collect()
}

/// Whether a form's field is one that was written for this session.
fn is_of(field: &str, cookie: &str, gateway: &Gateway) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(field) else { return false };
    let Some((mask, rest)) = bytes.split_first_chunk::<MASK_BYTES>() else { return false };
    let token = cookies::csrf_token(cookie, gateway);
    constant_time::verify_slices_are_equal(&masked(rest, mask), token.as_bytes()).is_ok()
}

/// A form that was sent: of a bounded size, in time, and by a page of ours.
#[derive(Debug)]
pub struct FormPost {
    /// Who has sent it.
    pub caller: Caller,
    /// The session that it was sent in.
    pub session_id: Option<SessionId>,
    /// Names and values, as a form encodes them.
    pub raw: Bytes,
}

impl FromRequest<Gateway> for FormPost {
    type Rejection = Refusal;

    async fn from_request(mut request: Request, gateway: &Gateway) -> Result<Self, Refusal> {
        let who = request.extensions_mut().remove::<Who>();
        let who = who.ok_or_else(|| Problem::of(ErrorCode::Unauthenticated))?;
        if cookies::is_from_elsewhere(request.headers()) {
            return Err(Problem::of(ErrorCode::CrossSite).into());
        }
        let raw = read(request).await?;
        if let Some(cookie) = who.form_of {
            let mut fields = form_urlencoded::parse(&raw);
            let is_ours = fields.any(|(name, value)| name == FORM_TOKEN && is_of(&value, &cookie, gateway));
            if !is_ours {
                return Err(Problem::of(ErrorCode::CrossSite).into());
            }
        }
        Ok(Self { caller: who.caller, session_id: who.session_id, raw })
    }
}
