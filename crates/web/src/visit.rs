//! Who looks at a page: in which language, in which zone, logged in or not, as a visitor or a guest.

use std::convert::Infallible;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use holdfast_domain::{AppointmentId, Asked, Caller, SessionId, VisitorId};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::caller::As;
use holdfast_gateway::http::client::{Networks, Source};
use holdfast_gateway::http::form::{FormPost, FormToken};
use holdfast_gateway::http::problem::Refusal;
use jiff::tz::TimeZone;

use crate::cookies;
use crate::draft::Draft;
use crate::embed::Embed;
use crate::fields::Fields;
use crate::locale::Locale;
use crate::nav::places;
use crate::page::{Frame, Session};
use crate::routes::nearest_shown;
use crate::texts::Texts;

/// A look at a page.
pub(crate) struct Visit {
    pub(crate) t: &'static Texts,
    pub(crate) caller: Caller,
    pub(crate) session_id: Option<SessionId>,
    pub(crate) headers: HeaderMap,
    pub(crate) source: Source,
    /// The zone of the browser's clock, where a script of ours has told it.
    pub(crate) zone: Option<TimeZone>,
    /// Where the page stands in another site's.
    pub(crate) embed: Option<Embed>,
    here: String,
    form_token: FormToken,
}

impl Visit {
    async fn of(parts: &mut Parts, caller: Caller, session_id: Option<SessionId>) -> Self {
        let headers = parts.headers.clone();
        let source = Source::from_request_parts(parts, &()).await.unwrap_or_default();
        Self {
            t: Texts::of(Locale::of(&headers)),
            zone: cookies::zone(&headers).and_then(|name| TimeZone::get(name).ok()),
            here: match parts.method {
                // what was sent is not looked at again by its address
                Method::POST => nearest_shown(parts.uri.path()).to_owned(),
                _ => parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
            },
            form_token: FormToken::of(&headers),
            embed: None,
            caller,
            session_id,
            headers,
            source,
        }
    }

    /// The frame of a page with this title.
    pub(crate) fn frame(&self, gateway: &Gateway, title: String) -> Frame {
        let form_token = self.form_token.write(gateway).unwrap_or_default();
        let is_somebody = self.caller.account_id.is_some() && !form_token.is_empty();
        let session = is_somebody.then(|| Session { places: places(&self.caller, &self.here, self.t) });
        Frame {
            t: self.t,
            title,
            here: self.here.clone(),
            session,
            has_errors: false,
            is_wide: false,
            form_token,
            embed: self.embed.clone(),
        }
    }

    /// What this visitor is known by while holding a time, and what they hold.
    pub(crate) fn visitor(&self, gateway: &Gateway) -> (Option<VisitorId>, Option<AppointmentId>) {
        if let Some(embed) = &self.embed {
            return (embed.visitor.as_deref().and_then(|token| gateway.visitor_of(token)), None);
        }
        let Some((token, hold)) = cookies::visitor(&self.headers) else { return (None, None) };
        match gateway.visitor_of(token) {
            Some(visitor) => (Some(visitor), hold),
            None => (None, None),
        }
    }

    /// The details that were typed before another time had to be found.
    pub(crate) fn draft(&self) -> Option<Draft> {
        match &self.embed {
            Some(embed) => Draft::read(&embed.draft),
            None => Draft::of(&self.headers),
        }
    }

    /// As whom they see an appointment: by their account, or by the secret of it that the browser keeps.
    pub(crate) async fn party(&self, gateway: &Gateway, id: AppointmentId) -> Result<Caller, Refusal> {
        if self.caller.account_id.is_some() {
            return Ok(self.caller.clone());
        }
        let Some(secret) = cookies::guest(&self.headers, id) else { return Ok(Caller::ANONYMOUS) };
        let guest = gateway.guest_of(secret, &self.source).await?;
        Ok(guest.filter(|guest| guest.appointment_id == Some(id)).unwrap_or(Caller::ANONYMOUS))
    }

    pub(crate) fn asked(&self) -> Asked {
        Asked::by(self.caller.clone())
    }
}

impl FromRequestParts<Gateway> for Visit {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Refusal> {
        let As(caller, session_id) = As::from_request_parts(parts, gateway).await?;
        Ok(Self::of(parts, caller, session_id).await)
    }
}

/// A form that was sent, and by whom.
pub(crate) struct Posted {
    pub(crate) visit: Visit,
    pub(crate) fields: Fields,
    pub(crate) networks: Networks,
    /// As it came, to tell another request of the same key from a repeated one.
    pub(crate) raw: axum::body::Bytes,
}

impl FromRequest<Gateway> for Posted {
    type Rejection = Refusal;

    async fn from_request(request: Request, gateway: &Gateway) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let networks = networks(&mut parts).await;
        // what is needed of the request's head, before the form takes who sent it
        let mut head = Parts::clone(&parts);
        let form = FormPost::from_request(Request::from_parts(parts, body), gateway).await?;
        let visit = Visit::of(&mut head, form.caller, form.session_id).await;
        Ok(Self { visit, fields: Fields::of(&form.raw), networks, raw: form.raw })
    }
}

async fn networks(parts: &mut Parts) -> Networks {
    let found: Result<Networks, Infallible> = Networks::from_request_parts(parts, &()).await;
    found.unwrap_or_default()
}
