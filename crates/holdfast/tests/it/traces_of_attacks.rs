//! What is left of somebody who tries to get in: security events in the log, rows in the account's log, a mail to its owner.

use axum::http::Method;
use holdfast_domain::{AccountNews, Role};
use holdfast_identity::Identity;
use holdfast_testkit::people::{PASSWORD, mailed_token, text, waiting_mails};
use holdfast_testkit::{Answer, Api, Authenticator, Clinic, Person, vault_of};
use holdfast_vault::Place;
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use crate::lines::Lines;

const ATTACKER: &str = "198.51.100.7";

async fn log_in(api: &Api, email: &str, password: &str, code: Option<&str>, from: &str) -> Answer {
    let mut body = json!({"email": email, "password": password});
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    api.post("/v1/sessions").from(from).json(&body).send().await
}

#[tokio::test]
async fn each_refusal_for_who_one_is_leaves_an_event_with_its_source() {
    let lines = Lines::default();
    let _kept = lines.kept();
    let api = Api::start().await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let boss = Person::sign_up(&api, "boss@example.org").await;
    boss.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    let session = boss.log_in(&api, json!({"clinic_id": clinic.id})).await;
    let (token, account) = (text(&session, "access_token"), boss.account_id.to_string());
    api.clock.advance(SignedDuration::from_mins(3));
    assert!(!lines.text().contains("security."), "{}", lines.text());

    // a wrong password; one of nobody
    log_in(&api, "boss@example.org", "wrong", None, ATTACKER).await.refused(401);
    let failed = lines.one("security.log_in_failed");
    assert_eq!((&failed["account"], &failed["source"]), (&json!(account), &json!(ATTACKER)));
    log_in(&api, "nobody@example.org", "wrong", None, ATTACKER).await.refused(401);
    let nobodys = lines.of("security.log_in_failed").pop().unwrap();
    assert_eq!(nobodys["account"].as_str().unwrap().len(), 16, "{nobodys}");
    // too many
    for n in 0..9 {
        log_in(&api, "boss@example.org", "wrong", None, &format!("203.0.113.{n}")).await;
    }
    assert_eq!(log_in(&api, "boss@example.org", "wrong", None, ATTACKER).await.refused(429), "rate-limited");
    assert_eq!(lines.one("security.log_in_limited")["about"], "account_log_ins");

    // another clinic's, under its path and by a parameter
    let get =
        async |path: String, token: &str| api.get(path).from(ATTACKER).bearer(token).send().await.status;
    get(format!("/v1/clinics/{}/patients", other.id), &token).await;
    get(format!("/v1/appointments?clinic_id={}", other.id), &token).await;
    let elsewhere = lines.of("security.clinic_refused");
    assert_eq!(elsewhere.len(), 2, "{}", lines.text());
    assert_eq!(elsewhere[0]["about"], "GET /v1/clinics/{clinic_id}/patients");
    assert_eq!((&elsewhere[0]["account"], &elsewhere[0]["session"]), (&json!(account), &session["id"]));
    // what a role may not
    let patient = api.patient(Uuid::nil());
    get(format!("/v1/clinics/{}/patients", clinic.id), &patient).await;
    assert_eq!(lines.one("security.role_refused")["source"], ATTACKER);
    // what a key may not, and a key that is none
    let keys = format!("/v1/clinics/{}/api-keys", clinic.id);
    let body = json!({"name": "K", "scopes": ["appointments:read"]});
    let key = api.post(&keys).bearer(&token).json(&body).send().await.expect(201);
    get(format!("/v1/clinics/{}/patients", clinic.id), &text(&key, "secret")).await;
    assert_eq!(lines.one("security.scope_refused")["account"], key["id"]);
    get("/v1/appointments".to_owned(), &format!("hfk_{}", "A".repeat(43))).await;
    lines.one("security.api_key_refused");
    // a forged token; one that has expired is nothing
    get("/v1/account".to_owned(), &format!("{}AAAA", &token[..token.len() - 4])).await;
    assert_eq!(lines.one("security.token_refused")["source"], ATTACKER);
    let old = token.clone();
    api.clock.advance(SignedDuration::from_secs(301));
    get("/v1/account".to_owned(), &old).await;
    lines.one("security.token_refused");
    // a cookie from another site
    let page = boss.try_log_in(&api, json!({"page": true})).await;
    let cookie = page.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let post = api.post("/v1/sessions/switch").from(ATTACKER).header("cookie", cookie);
    post.json(&json!({})).send().await.refused(403);
    lines.one("security.cross_site_refused");
    // a refresh token that comes twice
    let body = json!({"refresh_token": text(&session, "refresh_token")});
    for _ in 0..2 {
        api.post("/v1/sessions/refresh").from(ATTACKER).json(&body).send().await;
    }
    let reused = lines.one("security.refresh_token_reused");
    assert_eq!((&reused["account"], &reused["session"]), (&json!(account), &session["id"]));
    // a clinic that asks for a second factor
    let body = json!({"second_factor_required": true});
    let patch = api.call(Method::PATCH, format!("/v1/clinics/{}", clinic.id));
    patch.bearer(&clinic.with_new_tokens(&api).admin).json(&body).send().await.expect(200);
    boss.try_log_in(&api, json!({"clinic_id": clinic.id})).await.refused(403);
    lines.one("security.factor_refused");

    // nobody is named
    for personal in ["boss@", "nobody@", "Ada", "Lovelace", PASSWORD] {
        assert!(!lines.text().contains(personal), "{personal} in {}", lines.text());
    }
}

#[tokio::test]
async fn tries_that_failed_are_in_the_accounts_log_one_row_for_an_hour() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    for _ in 0..7 {
        log_in(&api, &ada.email, "wrong", None, ATTACKER).await.refused(401);
    }
    log_in(&api, "nobody@example.org", "wrong", None, ATTACKER).await.refused(401);
    let client = api.database.client().await;
    let sql = "SELECT id, account_id, times, source FROM account_log WHERE action = 'log-in.failed'";
    // they are written behind the answers
    let row = loop {
        let rows = client.query(sql, &[]).await.unwrap();
        match rows.as_slice() {
            [row] if row.get::<_, i32>(2) == 7 => break rows.into_iter().next().unwrap(),
            [] | [_] => tokio::task::yield_now().await,
            more => panic!("{} rows", more.len()),
        }
    };
    assert_eq!(row.get::<_, Uuid>(1), ada.account_id);
    // where it came from is sealed
    let sealed: Vec<u8> = row.get(3);
    let platform = vault_of(&api.database.url()).platform().await.unwrap();
    let opened = platform.open(Place::account_source(row.get(0)), &sealed).unwrap();
    assert_eq!(opened, ATTACKER.as_bytes());
    // and forgotten after 90 days, the row after 400
    let identity: &Identity = api.system.part().unwrap();
    api.clock.advance(SignedDuration::from_hours(24 * 89));
    identity.delete_expired().await.unwrap();
    let left = async |sql: &str| client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0);
    assert_eq!(left("SELECT count(*) FROM account_log WHERE source <> ''").await, 1);
    api.clock.advance(SignedDuration::from_hours(24 * 2));
    identity.delete_expired().await.unwrap();
    assert_eq!(left("SELECT count(*) FROM account_log WHERE source <> ''").await, 0);
    assert!(left("SELECT count(*) FROM account_log").await > 1);
    api.clock.advance(SignedDuration::from_hours(24 * 310));
    identity.delete_expired().await.unwrap();
    assert_eq!(left("SELECT count(*) FROM account_log").await, 0);
}

async fn told_of_guesses(api: &Api) -> usize {
    let mails = waiting_mails(api).await;
    mails.iter().filter(|mail| mail.says == AccountNews::CodesGuessed).count()
}

#[tokio::test]
async fn after_ten_wrong_codes_with_the_right_password_none_is_looked_at_for_a_while() {
    let lines = Lines::default();
    let _kept = lines.kept();
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let authenticator = Authenticator::set_up(&api, &ada.token(&api).await).await;
    // the quota of tries is another matter
    let pause = || api.clock.advance(SignedDuration::from_secs(13));
    api.clock.advance(SignedDuration::from_mins(3));
    // a stranger, who does not know the password, counts for nothing
    for n in 0..12 {
        pause();
        log_in(&api, &ada.email, "wrong", Some("000000"), &format!("203.0.113.{n}")).await.refused(401);
    }
    for n in 0..10 {
        pause();
        let answer = log_in(&api, &ada.email, PASSWORD, Some("000000"), &format!("203.0.113.{n}")).await;
        assert_eq!(answer.refused(401), "bad-credentials", "{n}");
    }
    assert_eq!(lines.of("security.code_wrong").len(), 10);
    lines.one("security.codes_paused");
    assert_eq!(told_of_guesses(&api).await, 1);
    // not even the right one, wherever it comes from; the next pause is longer
    pause();
    let refused = ada.try_log_in(&api, json!({"code": authenticator.code(&api)})).await;
    assert_eq!(refused.refused(429), "rate-limited");
    api.clock.advance(SignedDuration::from_secs(60));
    assert_eq!(ada.try_log_in(&api, json!({"code": "000000"})).await.refused(401), "bad-credentials");
    api.clock.advance(SignedDuration::from_secs(70));
    let refused = ada.try_log_in(&api, json!({"code": authenticator.code(&api)})).await;
    assert_eq!(refused.refused(429), "rate-limited");
    api.clock.advance(SignedDuration::from_secs(60));
    let session = ada.log_in(&api, json!({"code": authenticator.code(&api)})).await;
    // the same codes are asked for elsewhere, and counted all the same
    let token = text(&session, "access_token");
    for n in 0..10 {
        pause();
        let path = ["/v1/account/second-factor/remove", "/v1/account/close"][n % 2];
        let body = json!({"password": PASSWORD, "code": "000000"});
        assert_eq!(api.post(path).bearer(&token).json(&body).send().await.fields(), ["code"]);
    }
    assert_eq!(told_of_guesses(&api).await, 2);
    let refused = ada.try_log_in(&api, json!({"code": authenticator.code(&api)})).await;
    assert_eq!(refused.refused(429), "rate-limited");
    // a new password lets the owner in at once
    api.post("/v1/password-resets").json(&json!({"email": ada.email})).send().await.expect(202);
    let link = mailed_token(&api, &ada.email).await;
    let body = json!({"token": link, "password": "brave elephants 9 kettle"});
    api.post("/v1/password-resets/finish").json(&body).send().await.expect(204);
    api.clock.advance(SignedDuration::from_secs(31));
    let code = authenticator.code(&api);
    log_in(&api, &ada.email, "brave elephants 9 kettle", Some(&code), ATTACKER).await.expect(201);
}

/// What outlives a token is made by who may still, within the seconds in which the token is not refused.
#[tokio::test]
async fn who_was_removed_makes_nothing_that_stays() {
    let mut settings = crate::webhooks::on_this_machine();
    settings.identity.invitations_per_day = 10;
    let api = Api::with_settings(&settings).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let mallory = Person::sign_up(&api, "mallory@example.org").await;
    mallory.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    let acting = text(&mallory.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token");
    let base = format!("/v1/clinics/{}", clinic.id);
    let hook = json!({"url": "http://127.0.0.1:9/", "description": "x"});
    let made = api.post(format!("{base}/webhooks")).bearer(&acting).json(&hook).send().await.expect(201);
    assert_eq!(made["created_by"], json!(mallory.account_id));
    let key = json!({"name": "K", "scopes": ["patients:read"]});
    let made_key = api.post(format!("{base}/api-keys")).bearer(&acting).json(&key).send().await.expect(201);
    assert_eq!(made_key["created_by"], json!(mallory.account_id));
    let path = format!("{base}/members/{}", mallory.account_id);
    api.call(Method::DELETE, path).bearer(&api.platform_admin()).send().await.expect(204);

    let id = text(&made, "id");
    let switched_on = json!({"second_factor_required": false});
    for (method, path, body) in [
        (Method::POST, format!("{base}/webhooks"), &hook),
        (Method::PATCH, format!("{base}/webhooks/{id}"), &hook),
        (Method::POST, format!("{base}/webhooks/{id}/secret"), &json!({})),
        (Method::POST, format!("{base}/api-keys"), &key),
        (Method::PATCH, base.clone(), &switched_on),
    ] {
        let answer = api.call(method.clone(), &path).bearer(&acting).json(body).send().await;
        assert_eq!(answer.refused(403), "forbidden", "{method} {path}");
    }
    // what was there goes on, and says whose it was
    let hooks = api.get(format!("{base}/webhooks")).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(hooks["items"][0]["created_by"], json!(mallory.account_id));
    let keys = api.get(format!("{base}/api-keys")).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(keys["items"][0]["created_by"], json!(mallory.account_id));
}

/// Who runs a clinic, or the platform, no more: nobody comes in by their invitations.
#[tokio::test]
async fn invitations_end_with_the_part_of_whoever_made_them() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let bob = Person::sign_up(&api, "bob@example.org").await;
    let path = format!("/v1/clinics/{}/invitations", clinic.id);
    let body = json!({"email": bob.email, "role": "clinic_admin"});
    let accept = async |token: &str| {
        let bearer = bob.token(&api).await;
        api.post("/v1/invitations/accept").bearer(&bearer).json(&json!({"token": token})).send().await
    };
    // an admin who becomes something else
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    let other = Person::sign_up(&api, "carol@example.org").await;
    other.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    let acting = text(&ada.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token");
    let made = api.post(&path).bearer(&acting).json(&body).send().await.expect(201);
    assert_eq!(made["invited_by"], json!(ada.account_id));
    let token = mailed_token(&api, &bob.email).await;
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    assert_eq!(accept(&token).await.fields(), ["token"]);
    // one who runs the platform, and does so no more
    let client = api.database.client().await;
    let promote = "UPDATE accounts SET is_platform_admin = true WHERE id = $1";
    client.execute(promote, &[&other.account_id]).await.unwrap();
    let removed = format!("/v1/clinics/{}/members/{}", clinic.id, other.account_id);
    api.call(Method::DELETE, removed).bearer(&api.platform_admin()).send().await.expect(204);
    let platform = text(&other.log_in(&api, json!({"platform": true})).await, "access_token");
    api.post(&path).bearer(&platform).json(&body).send().await.expect(201);
    let token = mailed_token(&api, &bob.email).await;
    api.system.part::<Identity>().unwrap().unmake_platform_admin(&other.email).await.unwrap();
    assert_eq!(accept(&token).await.fields(), ["token"]);
    // one of somebody who still may
    api.post(&path)
        .bearer(&api.at_clinic(Role::ClinicAdmin, clinic.id, None))
        .json(&body)
        .send()
        .await
        .expect(201);
    accept(&mailed_token(&api, &bob.email).await).await.expect(200);
}
