//! Logging in by an OpenID provider: a real one, in a process of its own.

use axum::http::header::{LOCATION, SET_COOKIE};
use holdfast_config::Settings;
use holdfast_domain::AccountNews;
use holdfast_testkit::people::{PASSWORD, mailed_token, text, waiting_mails};
use holdfast_testkit::process::post_form;
use holdfast_testkit::{Answer, Api, Clinic, Person, Server};
use serde_json::json;

fn settings_with(provider: &Server) -> Settings {
    let mut settings = Settings::default();
    settings.oidc.issuer = Some(format!("http://127.0.0.1:{}", provider.port));
    "holdfast".clone_into(&mut settings.oidc.client_id);
    settings.oidc.client_secret = Some("secret".to_owned());
    settings
}

async fn api_with(provider: &Server) -> Api {
    Api::with_settings(&settings_with(provider)).await
}

/// Goes to the provider and logs in there as somebody; returns the cookie of the log-in and the way back.
async fn at_the_provider(api: &Api, query: &str, form: &[(&str, &str)]) -> (String, String) {
    let begun = api.get(format!("/v1/log-in/provider{query}")).send().await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let cookie = begun.headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let url = begun.headers[LOCATION].to_str().unwrap();
    let back = post_form(url, form).await.expect("a redirect");
    let (_, path) = back.split_once("127.0.0.1:8080").expect("the way back is ours");
    (cookie, path.to_owned())
}

async fn come_back(api: &Api, cookie: &str, path: &str) -> Answer {
    api.get(path).header("cookie", cookie).send().await
}

/// The session's cookie that an answer sets.
fn session_cookie(answer: &Answer) -> String {
    let lines = answer.headers.get_all(SET_COOKIE).iter().map(|line| line.to_str().unwrap());
    let mut found = lines.filter(|line| line.starts_with("__Host-holdfast="));
    found.next().expect("a session").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn somebody_logs_in_at_the_provider_and_is_known_again() {
    let provider = Server::oidc().await;
    let api = api_with(&provider).await;
    let who = [
        ("sub", "ada-1"),
        ("email", "ada@example.org"),
        ("email_verified", "true"),
        ("name", "Ada Lovelace"),
    ];
    let mut accounts = Vec::new();
    // the second time under another address: the provider's name for her counts
    for email in ["ada@example.org", "lovelace@example.org"] {
        let mut form = who;
        form[1].1 = email;
        let (cookie, path) = at_the_provider(&api, "", &form).await;
        let back = come_back(&api, &cookie, &path).await;
        assert_eq!(back.status, 303, "{}", back.body);
        let account = api.get("/v1/account").header("cookie", session_cookie(&back)).send().await;
        let account = account.expect(200);
        assert_eq!(
            (text(&account, "email"), text(&account, "name")),
            ("ada@example.org".into(), "Ada Lovelace".into())
        );
        accounts.push(text(&account, "id"));
    }
    assert_eq!(accounts[0], accounts[1]);
    api.assert_sound().await;
}

#[tokio::test]
async fn an_account_that_is_there_is_found_by_its_verified_address_alone() {
    let provider = Server::oidc().await;
    let api = api_with(&provider).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    // whoever says that it is theirs
    let (cookie, path) = at_the_provider(&api, "", &[("sub", "eve"), ("email", "ada@example.org")]).await;
    assert_eq!(come_back(&api, &cookie, &path).await.refused(401), "bad-credentials");

    let form = [("sub", "ada-1"), ("email", "Ada@example.org"), ("email_verified", "true")];
    let (cookie, path) = at_the_provider(&api, &format!("?clinic_id={}", clinic.id), &form).await;
    let back = come_back(&api, &cookie, &path).await;
    assert_eq!(back.status, 303, "{}", back.body);
    let patients = format!("/v1/clinics/{}/patients", clinic.id);
    api.get(patients).header("cookie", session_cookie(&back)).send().await.expect(200);

    // with a second factor of ours, the provider alone is not enough
    let client = api.database.client().await;
    client.execute("UPDATE accounts SET totp_confirmed_at = now()", &[]).await.unwrap();
    let (cookie, path) = at_the_provider(&api, "", &form).await;
    assert_eq!(come_back(&api, &cookie, &path).await.refused(401), "second-factor-needed");
}

/// The provider has given an address to somebody new; and a new password undoes what the provider can do.
#[tokio::test]
async fn who_has_an_address_now_is_not_who_had_it() {
    let provider = Server::oidc().await;
    let api = api_with(&provider).await;
    let form = |sub: &'static str| [("sub", sub), ("email", "ada@example.org"), ("email_verified", "true")];
    let (cookie, path) = at_the_provider(&api, "", &form("ada-1")).await;
    assert_eq!(come_back(&api, &cookie, &path).await.status, 303);
    let told = waiting_mails(&api).await;
    assert_eq!(told.iter().filter(|mail| mail.says == AccountNews::ProviderLinked).count(), 1);
    let (cookie, path) = at_the_provider(&api, "", &form("ada-2")).await;
    assert_eq!(come_back(&api, &cookie, &path).await.refused(401), "bad-credentials");

    api.post("/v1/password-resets").json(&json!({"email": "ada@example.org"})).send().await.expect(202);
    let token = mailed_token(&api, "ada@example.org").await;
    let body = json!({"token": token, "password": PASSWORD});
    api.post("/v1/password-resets/finish").json(&body).send().await.expect(204);
    let form = [("sub", "ada-1"), ("email", "elsewhere@example.org")];
    let (cookie, path) = at_the_provider(&api, "", &form).await;
    assert_eq!(come_back(&api, &cookie, &path).await.refused(401), "bad-credentials");
}

#[tokio::test]
async fn a_way_back_is_good_once_in_the_browser_that_set_out() {
    let provider = Server::oidc().await;
    let api = api_with(&provider).await;
    let form = [("sub", "ada-1"), ("email", "ada@example.org"), ("email_verified", "true")];
    let (cookie, path) = at_the_provider(&api, "", &form).await;
    let (other_cookie, other_path) = at_the_provider(&api, "", &form).await;
    let refused = async |cookie: &str, path: &str| {
        assert_eq!(come_back(&api, cookie, path).await.refused(401), "bad-credentials");
    };
    // somebody else's way back, slipped in
    refused(&cookie, &other_path).await;
    // the right code, but not the state that this browser set out with
    refused(&cookie, &path.replace("state=", "state=x")).await;
    refused("", &path).await;
    refused("__Host-holdfast-log-in=AAAA", &path).await;
    refused(&cookie, "/v1/log-in/provider/callback?error=access_denied").await;
    assert_eq!(come_back(&api, &cookie, &path).await.status, 303);
    // the provider takes a code once
    refused(&cookie, &path).await;
    api.clock.advance(jiff::SignedDuration::from_mins(11));
    refused(&other_cookie, &other_path).await;
}

#[tokio::test]
async fn a_provider_that_is_away_is_said_to_be() {
    let mut provider = Server::oidc().await;
    let api = api_with(&provider).await;
    provider.kill();
    assert_eq!(api.get("/v1/log-in/provider").send().await.refused(503), "unavailable");
    let without = Api::start().await;
    assert_eq!(without.get("/v1/log-in/provider").send().await.refused(404), "not-found");
}

/// The first log-in by the provider is a new way in; whoever came by the password before has to come again.
#[tokio::test]
async fn a_new_way_in_ends_the_sessions_that_are_there() {
    let provider = Server::oidc().await;
    let api = api_with(&provider).await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let session = ada.log_in(&api, json!({})).await;
    let form = [("sub", "ada-1"), ("email", "ada@example.org"), ("email_verified", "true")];
    let (cookie, path) = at_the_provider(&api, "", &form).await;
    let back = come_back(&api, &cookie, &path).await;
    assert_eq!(back.status, 303, "{}", back.body);
    api.clock.advance(jiff::SignedDuration::from_secs(5));
    let refused = api.get("/v1/account").bearer(&text(&session, "access_token")).send().await;
    assert_eq!(refused.refused(401), "unauthenticated");
    let body = json!({"refresh_token": text(&session, "refresh_token")});
    assert_eq!(api.post("/v1/sessions/refresh").json(&body).send().await.refused(401), "unauthenticated");
    // the second log-in is the same way in
    let first = session_cookie(&back);
    let (cookie, path) = at_the_provider(&api, "", &form).await;
    assert_eq!(come_back(&api, &cookie, &path).await.status, 303);
    api.clock.advance(jiff::SignedDuration::from_secs(5));
    api.get("/v1/account").header("cookie", first).send().await.expect(200);
}

/// A provider's word counts for a second factor if its ID token says so, and not otherwise.
#[tokio::test]
async fn a_log_in_there_is_one_with_a_factor_if_the_id_token_says_so() {
    let provider = Server::oidc().await;
    let mut settings = settings_with(&provider);
    "gold, phr".clone_into(&mut settings.oidc.acr_with_second_factor);
    let api = Api::with_settings(&settings).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    let body = json!({"second_factor_required": true});
    let patch = api.call(axum::http::Method::PATCH, format!("/v1/clinics/{}", clinic.id));
    patch.bearer(&clinic.admin).json(&body).send().await.expect(200);
    let form = [("sub", "ada-1"), ("email", "ada@example.org"), ("email_verified", "true")];
    for (claims, showed) in [
        (json!({}), false),
        (json!({"amr": ["pwd"]}), false),
        (json!({"acr": "silver"}), false),
        (json!({"amr": ["pwd", "otp"]}), true),
        (json!({"amr": ["mfa"]}), true),
        (json!({"acr": "phr"}), true),
    ] {
        std::fs::write(provider.folder().join("claims"), claims.to_string()).unwrap();
        let (cookie, path) = at_the_provider(&api, &format!("?clinic_id={}", clinic.id), &form).await;
        let back = come_back(&api, &cookie, &path).await;
        if showed {
            assert_eq!(back.status, 303, "{claims}: {}", back.body);
            let path = "/v1/appointments";
            api.get(path).header("cookie", session_cookie(&back)).send().await.expect(200);
        } else {
            assert_eq!(back.refused(403), "second-factor-required", "{claims}");
        }
    }
}
