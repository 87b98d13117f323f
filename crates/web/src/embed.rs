//! A clinic's pages in the page of another site: who may have them there, and what they carry along in their forms. Browsers keep no
//! cookies for a page in another site's frame, so there are none: what a cookie would tell goes from form to form.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use holdfast_domain::Caller;
use holdfast_domain::ids::ClinicId;
use holdfast_rpc::clinic::ClinicSettings;

use crate::fields::Fields;
use crate::visit::Visit;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors ";
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const EMBEDDER: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Where a page stands in another site's.
#[derive(Clone)]
pub(crate) struct Embed {
    pub(crate) clinic_id: ClinicId,
    /// The sites that the clinic lets have it.
    pub(crate) origins: String,
    /// The token of the visitor, once something was held.
    pub(crate) visitor: Option<String>,
    /// What was typed before another time had to be found.
    pub(crate) draft: String,
}

impl Embed {
    pub(crate) fn of(settings: &ClinicSettings, clinic_id: ClinicId, fields: &Fields) -> Self {
        Self {
            clinic_id,
            origins: settings.embed_origins.join(" "),
            visitor: fields.some("visitor"),
            draft: fields.exact("draft"),
        }
    }

    pub(crate) fn root(&self) -> String {
        format!("/embed/{}", self.clinic_id)
    }

    /// The fields that every form has beside its own.
    pub(crate) fn carried(&self) -> Vec<(&'static str, &str)> {
        let visitor = self.visitor.as_deref().map(|token| ("visitor", token));
        let draft = Some(("draft", self.draft.as_str())).filter(|(_, draft)| !draft.is_empty());
        visitor.into_iter().chain(draft).collect()
    }

    /// The visitor is a guest here, whoever may be logged in elsewhere.
    pub(crate) fn put(self, visit: &mut Visit) {
        visit.caller = Caller::ANONYMOUS;
        visit.session_id = None;
        visit.embed = Some(self);
    }

    /// Lets the clinic's sites show it, with their own policies about what they embed, and nobody else; no cookie goes along.
    pub(crate) fn dress(&self, mut response: Response) -> Response {
        let ancestors = if self.origins.is_empty() { "'none'" } else { &self.origins };
        let headers = response.headers_mut();
        headers.remove(OPENER);
        headers.remove(header::SET_COOKIE);
        headers.insert(EMBEDDER, HeaderValue::from_static("require-corp"));
        headers.insert(RESOURCE, HeaderValue::from_static("cross-origin"));
        // origins are checked where they are set; should one be no header's text, nobody may
        let policy = HeaderValue::try_from(format!("{POLICY}{ancestors}"));
        let nobody = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.unwrap_or(nobody));
        response
    }
}
