//! `[identity]` and `[oidc]`

use serde::{Deserialize, Serialize};

use crate::within;

/// How long what accounts log in by is good, and how many are invited.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IdentitySettings {
    /// Seconds that an access token is good.
    pub access_token_secs: u32,
    /// Days that a refresh token is good; each use gives one that is good as long again.
    pub refresh_token_days: u32,
    /// Hours that a browser's session lasts, whatever is done with it.
    pub page_session_hours: u32,
    /// Minutes after which a browser's session ends if nothing is done with it.
    pub page_idle_minutes: u32,
    /// Most sessions of one account; with one more, that which was used longest ago ends.
    pub sessions_per_account: u32,
    /// Most invitations of one clinic within 24 hours: each is a mail to somebody who may not know the clinic.
    pub invitations_per_day: u32,
}

impl Default for IdentitySettings {
    fn default() -> Self {
        Self {
            access_token_secs: 300,
            refresh_token_days: 30,
            page_session_hours: 12,
            page_idle_minutes: 120,
            sessions_per_account: 50,
            invitations_per_day: 50,
        }
    }
}

impl IdentitySettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "identity.access_token_secs", self.access_token_secs, 30, 3600);
        within(problems, "identity.refresh_token_days", self.refresh_token_days, 1, 90);
        within(problems, "identity.page_session_hours", self.page_session_hours, 1, 24 * 30);
        within(problems, "identity.page_idle_minutes", self.page_idle_minutes, 5, 24 * 30 * 60);
        within(problems, "identity.sessions_per_account", self.sessions_per_account, 1, 100);
        within(problems, "identity.invitations_per_day", self.invitations_per_day, 1, 10_000);
    }
}

/// An OpenID provider that people may log in by, beside passwords.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OidcSettings {
    /// The provider, exactly as it names itself, such as `https://login.example.org`. Without one nobody logs in that way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Our name there. Its redirect address is `<public_url>/v1/log-in/provider/callback`.
    pub client_id: String,
    /// Our secret there; public clients have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// Whether the provider asks everybody for a second factor, so that Holdfast's own is not asked for. Without this it counts as
    /// asked for where an ID token's `amr` says so (`mfa`, or means of two kinds), or its `acr` is one of the next list.
    pub has_second_factor: bool,
    /// What the provider's ID tokens say as `acr` when it has asked for a second factor, separated by commas.
    pub acr_with_second_factor: String,
}

impl OidcSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        if self.issuer.is_some() && self.client_id.is_empty() {
            problems.push("oidc.client_id: must be given with oidc.issuer".to_owned());
        }
    }
}
