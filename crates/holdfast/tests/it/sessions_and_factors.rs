//! A session remembers how it was begun, and what changes how one gets in ends the others.

use axum::http::Method;
use holdfast_domain::AccountNews;
use holdfast_testkit::people::{PASSWORD, mailed_token, text, waiting_mails};
use holdfast_testkit::{Answer, Api, Authenticator, Clinic, Person};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// Longest that anything which was taken back may still be used.
const BITES_WITHIN: SignedDuration = SignedDuration::from_secs(5);

fn cookie_of(answer: &Answer) -> String {
    let line = answer.headers["set-cookie"].to_str().unwrap();
    line.split(';').next().unwrap().to_owned()
}

/// What somebody holds who logged in: tokens of a program, and a page's cookie, both for the clinic.
struct Held {
    access: String,
    refresh: String,
    cookie: String,
    csrf: String,
}

impl Held {
    async fn by(api: &Api, person: &Person, further: Value) -> Self {
        let session = person.log_in(api, further.clone()).await;
        let mut page = further;
        page["page"] = json!(true);
        let page = person.try_log_in(api, page).await;
        Self {
            access: text(&session, "access_token"),
            refresh: text(&session, "refresh_token"),
            cookie: cookie_of(&page),
            csrf: page.text("csrf_token"),
        }
    }

    /// Statuses of: the access token, the cookie, the refresh token.
    async fn tried(&self, api: &Api, path: &str, acting: Value) -> [u16; 3] {
        let access = api.get(path).bearer(&self.access).send().await.status.as_u16();
        let cookie = api.get(path).header("cookie", self.cookie.clone()).send().await.status.as_u16();
        let refreshed = refresh(api, &self.refresh, acting).await;
        [access, cookie, refreshed.status.as_u16()]
    }
}

async fn refresh(api: &Api, token: &str, mut acting: Value) -> Answer {
    acting["refresh_token"] = json!(token);
    api.post("/v1/sessions/refresh").json(&acting).send().await
}

async fn require_factor(api: &Api, clinic: &Clinic) {
    let body = json!({"second_factor_required": true});
    let path = format!("/v1/clinics/{}", clinic.id);
    api.call(Method::PATCH, path).bearer(&clinic.admin).json(&body).send().await.expect(200);
}

async fn told(api: &Api, person: &Person, news: &AccountNews) -> usize {
    let mails = waiting_mails(api).await;
    mails.iter().filter(|mail| mail.to == person.email && mail.says == *news).count()
}

async fn member(api: &Api, clinic: &Clinic, email: &str) -> Person {
    let person = Person::sign_up(api, email).await;
    person.join(api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    // what a log-in by a test may have used up
    api.clock.advance(SignedDuration::from_mins(2));
    person
}

#[tokio::test]
async fn a_session_begun_before_a_second_factor_ends_with_its_set_up() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = member(&api, &clinic, "ada@example.org").await;
    let thief = Held::by(&api, &ada, json!({"clinic_id": clinic.id})).await;
    let owner = ada.log_in(&api, json!({})).await;
    let token = text(&owner, "access_token");
    Authenticator::set_up(&api, &token).await;
    api.clock.advance(BITES_WITHIN);
    assert_eq!(thief.tried(&api, "/v1/appointments", json!({})).await, [401, 401, 401]);
    assert_eq!(told(&api, &ada, &AccountNews::SecondFactorSet).await, 1);
    // the owner's own session goes on, and has shown the factor
    api.get("/v1/account").bearer(&token).send().await.expect(200);
    let listed = api.get("/v1/sessions").bearer(&token).send().await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");
    assert_eq!(listed["items"][0]["begun_by"], json!(["password", "code"]));
    require_factor(&api, &clinic).await;
    let next = refresh(&api, &text(&owner, "refresh_token"), json!({"clinic_id": clinic.id})).await;
    assert_eq!(text(&next.expect(200), "role"), "staff");
}

#[tokio::test]
async fn where_a_clinic_asks_for_a_second_factor_no_session_without_one_acts_for_it() {
    let api = Api::start().await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let without = member(&api, &clinic, "without@example.org").await;
    without.join(&api, other.id, &other.admin, json!({"role": "staff"})).await;
    let with = member(&api, &clinic, "with@example.org").await;
    let authenticator = Authenticator::set_up(&api, &with.token(&api).await).await;
    api.clock.advance(SignedDuration::from_mins(1));
    let acting = json!({"clinic_id": clinic.id});
    let bare = Held::by(&api, &without, acting.clone()).await;
    let elsewhere = without.log_in(&api, json!({"clinic_id": other.id})).await;
    // acts as a patient now, but its last access token is for the clinic
    let moved_on = without.log_in(&api, acting.clone()).await;
    let as_patient =
        refresh(&api, &text(&moved_on, "refresh_token"), json!({"platform": false})).await.expect(200);
    let code = authenticator.code(&api);
    let good = with.log_in(&api, json!({"clinic_id": clinic.id, "code": code})).await;
    api.clock.advance(SignedDuration::from_mins(1));
    let code = authenticator.code(&api);
    let page = with.try_log_in(&api, json!({"clinic_id": clinic.id, "code": code, "page": true})).await;
    let path = "/v1/appointments";
    api.get(path).bearer(&bare.access).send().await.expect(200);
    api.get(path).header("cookie", bare.cookie.clone()).send().await.expect(200);

    require_factor(&api, &clinic).await;
    api.clock.advance(BITES_WITHIN);
    for token in [&bare.access, &text(&moved_on, "access_token")] {
        assert_eq!(api.get(path).bearer(token).send().await.refused(401), "unauthenticated");
    }
    assert_eq!(
        api.get(path).header("cookie", bare.cookie.clone()).send().await.refused(401),
        "unauthenticated"
    );
    assert_eq!(refresh(&api, &bare.refresh, acting.clone()).await.refused(403), "second-factor-required");
    let patient = text(&as_patient, "refresh_token");
    assert_eq!(refresh(&api, &patient, acting.clone()).await.refused(403), "second-factor-required");
    assert_eq!(without.try_log_in(&api, acting.clone()).await.refused(403), "second-factor-required");
    // a page that acts as something else does not get there by a switch
    let page_of_patient = without.try_log_in(&api, json!({"page": true})).await;
    let switch = api.post("/v1/sessions/switch").header("cookie", cookie_of(&page_of_patient));
    let switch = switch.header("x-csrf-token", page_of_patient.text("csrf_token")).json(&acting).send().await;
    assert_eq!(switch.refused(403), "second-factor-required");
    // who showed one goes on: pages without noticing, programs by their refresh token
    api.get(path).header("cookie", cookie_of(&page)).send().await.expect(200);
    let next = refresh(&api, &text(&good, "refresh_token"), json!({})).await.expect(200);
    api.get(path).bearer(&text(&next, "access_token")).send().await.expect(200);
    // and another clinic asks for nothing
    api.get(path).bearer(&text(&elsewhere, "access_token")).send().await.expect(200);
    api.assert_sound().await;
}

#[tokio::test]
async fn a_clinic_that_asks_already_takes_nothing_back_when_it_says_so_again() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = member(&api, &clinic, "ada@example.org").await;
    let authenticator = Authenticator::set_up(&api, &ada.token(&api).await).await;
    require_factor(&api, &clinic).await;
    api.clock.advance(SignedDuration::from_mins(1));
    let code = authenticator.code(&api);
    let token = text(&ada.log_in(&api, json!({"clinic_id": clinic.id, "code": code})).await, "access_token");
    require_factor(&api, &clinic).await;
    api.clock.advance(BITES_WITHIN);
    api.get("/v1/appointments").bearer(&token).send().await.expect(200);
    // however often it changes its mind, one revocation for each of its people is kept
    let path = format!("/v1/clinics/{}", clinic.id);
    for asks in [false, true, false, true] {
        let body = json!({"second_factor_required": asks});
        api.call(Method::PATCH, &path).bearer(&clinic.admin).json(&body).send().await.expect(200);
    }
    let client = api.database.client().await;
    let kept = "SELECT count(*) FROM revocations WHERE account_id IS NOT NULL";
    assert_eq!(client.query_one(kept, &[]).await.unwrap().get::<_, i64>(0), 1);
    api.clock.advance(BITES_WITHIN);
    assert_eq!(api.get("/v1/appointments").bearer(&token).send().await.refused(401), "unauthenticated");
}

#[tokio::test]
async fn without_its_factor_a_session_acts_no_more_where_one_is_asked_for() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = member(&api, &clinic, "ada@example.org").await;
    let authenticator = Authenticator::set_up(&api, &ada.token(&api).await).await;
    require_factor(&api, &clinic).await;
    let log_in = async |further: Value| {
        api.clock.advance(SignedDuration::from_mins(1));
        let mut body = further;
        body["code"] = json!(authenticator.code(&api));
        ada.try_log_in(&api, body).await
    };
    let acting = json!({"clinic_id": clinic.id});
    let own = log_in(acting.clone()).await.expect(201);
    let other = log_in(acting.clone()).await.expect(201);
    let page = log_in(json!({"clinic_id": clinic.id, "page": true})).await;
    api.clock.advance(SignedDuration::from_mins(1));
    let body = json!({"password": PASSWORD, "code": authenticator.code(&api)});
    let token = text(&own, "access_token");
    api.post("/v1/account/second-factor/remove").bearer(&token).json(&body).send().await.expect(204);
    api.clock.advance(BITES_WITHIN);
    let path = "/v1/appointments";
    assert_eq!(api.get(path).bearer(&token).send().await.refused(401), "unauthenticated");
    assert_eq!(
        api.get(path).bearer(&text(&other, "access_token")).send().await.refused(401),
        "unauthenticated"
    );
    assert_eq!(api.get(path).header("cookie", cookie_of(&page)).send().await.refused(401), "unauthenticated");
    assert_eq!(
        refresh(&api, &text(&other, "refresh_token"), json!({})).await.refused(401),
        "unauthenticated"
    );
    let refused = refresh(&api, &text(&own, "refresh_token"), acting).await;
    assert_eq!(refused.refused(403), "second-factor-required");
    // as a patient it goes on (a refusal uses no token up)
    let next = refresh(&api, &text(&own, "refresh_token"), json!({"platform": false})).await.expect(200);
    api.get("/v1/account").bearer(&text(&next, "access_token")).send().await.expect(200);
    assert_eq!(told(&api, &ada, &AccountNews::SecondFactorRemoved).await, 1);
    api.assert_sound().await;
}

/// Sessions from before it was noted how they were begun.
#[tokio::test]
async fn a_session_of_which_nothing_is_known_showed_no_factor() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = member(&api, &clinic, "ada@example.org").await;
    let authenticator = Authenticator::set_up(&api, &ada.token(&api).await).await;
    require_factor(&api, &clinic).await;
    api.clock.advance(SignedDuration::from_mins(1));
    let session = ada.log_in(&api, json!({"code": authenticator.code(&api)})).await;
    let client = api.database.client().await;
    client.execute("UPDATE sessions SET begun_by = DEFAULT", &[]).await.unwrap();
    let refused = refresh(&api, &text(&session, "refresh_token"), json!({"clinic_id": clinic.id})).await;
    assert_eq!(refused.refused(403), "second-factor-required");
    assert!(refused.text("detail").contains("log in again"), "{}", refused.body);
}

/// Each of these ends whatever is held by others, as a program and as a page, within five seconds, and the owner is told.
#[tokio::test]
async fn whatever_changes_how_one_gets_in_ends_the_other_sessions() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    for change in ["password", "reset"] {
        let ada = member(&api, &clinic, &format!("{change}@example.org")).await;
        let thief = Held::by(&api, &ada, json!({"clinic_id": clinic.id})).await;
        let own = ada.token(&api).await;
        let before = thief.tried(&api, "/v1/appointments", json!({})).await;
        assert_eq!(before, [200, 200, 200]);
        let thief = Held::by(&api, &ada, json!({"clinic_id": clinic.id})).await;
        if change == "password" {
            let body = json!({"old_password": PASSWORD, "new_password": "brave elephants 9 kettle"});
            api.post("/v1/account/password").bearer(&own).json(&body).send().await.expect(204);
        } else {
            api.post("/v1/password-resets").json(&json!({"email": ada.email})).send().await.expect(202);
            let token = mailed_token(&api, &ada.email).await;
            let body = json!({"token": token, "password": "brave elephants 9 kettle"});
            api.post("/v1/password-resets/finish").json(&body).send().await.expect(204);
        }
        api.clock.advance(BITES_WITHIN);
        assert_eq!(thief.tried(&api, "/v1/appointments", json!({})).await, [401, 401, 401], "{change}");
        let switch = api.post("/v1/sessions/switch").header("cookie", thief.cookie.clone());
        let switch = switch.header("x-csrf-token", thief.csrf.clone()).json(&json!({})).send().await;
        assert_eq!(switch.refused(401), "unauthenticated");
        assert_eq!(told(&api, &ada, &AccountNews::PasswordChanged).await, 1);
    }
}

#[tokio::test]
async fn the_owner_hears_of_a_recovery_code_and_of_the_end() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let authenticator = Authenticator::set_up(&api, &ada.token(&api).await).await;
    let session = ada.log_in(&api, json!({"code": authenticator.recovery_codes[0]})).await;
    let token = text(&session, "access_token");
    let listed = api.get("/v1/sessions").bearer(&token).send().await.expect(200);
    let current = listed["items"].as_array().unwrap().iter().find(|one| one["current"] == true).unwrap();
    assert_eq!(current["begun_by"], json!(["password", "recovery_code"]));
    assert_eq!(told(&api, &ada, &AccountNews::RecoveryCodeUsed { left: 9 }).await, 1);
    let body = json!({"password": PASSWORD, "code": authenticator.recovery_codes[1]});
    api.post("/v1/account/close").bearer(&token).json(&body).send().await.expect(204);
    assert_eq!(told(&api, &ada, &AccountNews::AccountClosed).await, 1);
}
