//! Second factors, as their owners' authenticators make codes of them.

use serde_json::json;

use crate::api::Api;
use crate::people::{PASSWORD, text};

/// An authenticator with an account's secret.
pub struct Authenticator {
    totp: totp_rs::Totp,
    /// What its owner has written down.
    pub recovery_codes: Vec<String>,
}

impl Authenticator {
    /// Sets up a second factor for the account of this token, whose password is [`PASSWORD`]. Its code of this half minute is used up
    /// with that.
    pub async fn set_up(api: &Api, token: &str) -> Self {
        let send = async |path: &str, body: serde_json::Value| {
            let call = api.post(format!("/v1/account/second-factor{path}"));
            call.bearer(token).json(&body).send().await.expect(200)
        };
        let made = send("", json!({"password": PASSWORD})).await;
        let secret = totp_rs::Secret::try_from_base32(text(&made, "secret")).expect("a secret");
        let totp = totp_rs::Builder::new().with_secret(secret).build().expect("an authenticator");
        let mut own = Self { totp, recovery_codes: Vec::new() };
        let codes = send("/confirm", json!({"code": own.code(api)})).await;
        let codes = codes["recovery_codes"].as_array().expect("codes");
        own.recovery_codes = codes.iter().map(|code| code.as_str().expect("text").to_owned()).collect();
        own
    }

    /// The code of now; the next one comes within half a minute.
    pub fn code(&self, api: &Api) -> String {
        self.totp.generate(u64::try_from(api.now().as_second()).expect("after 1970")).to_string()
    }
}
