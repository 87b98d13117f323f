//! Accounts as their owners meet them: signing up, logging in and out, going on, lost passwords.

use holdfast_domain::{AccountNews, Role};
use holdfast_identity::Identity;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::{PASSWORD, mailed_token, text, waiting_mails};
use holdfast_testkit::{Api, Clinic, Person};
use jiff::SignedDuration;
use serde_json::json;

const SECOND: SignedDuration = SignedDuration::from_secs(1);

#[tokio::test]
async fn somebody_signs_up_logs_in_books_and_logs_out() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/Paris").await;
    let ada = Person::sign_up(&api, "Ada@Example.org").await;
    let session = ada.log_in(&api, json!({})).await;
    assert_eq!((session["role"].as_str(), session["expires_in"].as_i64()), (Some("patient"), Some(300)));
    let token = text(&session, "access_token");

    let account = api.get("/v1/account").bearer(&token).send().await.expect(200);
    assert_eq!(
        (text(&account, "email"), text(&account, "name")),
        ("Ada@Example.org".into(), "Ada Lovelace".into())
    );
    // for herself, and for her child
    let slots = clinic.free_slot_ids(&api).await;
    for (slot, name) in [(slots[0], "Ada Lovelace"), (slots[1], "Byron Lovelace")] {
        let body = json!({"slot_id": slot, "patient": {"name": name}});
        api.post("/v1/bookings").bearer(&token).json(&body).send().await.expect(201);
    }
    let own = api.get("/v1/account/patients").bearer(&token).send().await.expect(200);
    let names: Vec<_> =
        own["items"].as_array().unwrap().iter().map(|patient| text(patient, "name")).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"Byron Lovelace".to_owned()), "{names:?}");
    let stranger = Person::sign_up(&api, "bob@example.org").await.token(&api).await;
    let theirs = api.get("/v1/account/patients").bearer(&stranger).send().await.expect(200);
    assert_eq!(theirs["items"], json!([]));

    // another spelling of the address is the same account
    let body = json!({"email": "ada@example.ORG", "password": PASSWORD});
    api.post("/v1/sessions").json(&body).send().await.expect(201);
    let sessions = api.get("/v1/sessions").bearer(&token).send().await.expect(200);
    let sessions = sessions["items"].as_array().unwrap();
    assert_eq!(sessions.iter().filter(|one| one["current"] == true).count(), 1);
    assert_eq!(sessions.len(), 2);
    let path = format!("/v1/sessions/{}", text(&session, "id"));
    // nobody else's to end
    assert_eq!(
        api.call(axum::http::Method::DELETE, &path).bearer(&stranger).send().await.refused(404),
        "not-found"
    );
    api.call(axum::http::Method::DELETE, &path).bearer(&token).send().await.expect(204);
    api.clock.advance(SECOND * 4);
    assert_eq!(api.get("/v1/account").bearer(&token).send().await.refused(401), "unauthenticated");
    api.assert_sound().await;
}

#[tokio::test]
async fn a_session_goes_on_by_refresh_tokens_each_good_once() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let refresh = async |token: &str| {
        api.post("/v1/sessions/refresh").json(&json!({"refresh_token": token})).send().await
    };
    let first = ada.log_in(&api, json!({})).await;
    api.clock.advance(SECOND * 301);
    let old = text(&first, "access_token");
    assert_eq!(api.get("/v1/account").bearer(&old).send().await.refused(401), "unauthenticated");
    let second = refresh(&text(&first, "refresh_token")).await.expect(200);
    let access = text(&second, "access_token");
    api.get("/v1/account").bearer(&access).send().await.expect(200);
    assert_eq!(second["id"], first["id"]);

    // neither passes as the other
    let refused = api.get("/v1/account").bearer(&text(&second, "refresh_token")).send().await;
    assert_eq!(refused.refused(401), "unauthenticated");
    assert_eq!(refresh(&access).await.refused(401), "unauthenticated");

    // the first token again: somebody has stolen it, or it was stolen from
    assert_eq!(refresh(&text(&first, "refresh_token")).await.refused(401), "unauthenticated");
    assert_eq!(refresh(&text(&second, "refresh_token")).await.refused(401), "unauthenticated");
    api.clock.advance(SECOND * 4);
    assert_eq!(api.get("/v1/account").bearer(&access).send().await.refused(401), "unauthenticated");
    // another session of the account is another matter
    ada.log_in(&api, json!({})).await;
}

#[tokio::test]
async fn known_and_unknown_addresses_are_answered_alike() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let unverified = json!({"email": "new@example.org"});
    api.post("/v1/accounts").json(&unverified).send().await.expect(202);
    let ask = async |path: &str, email: &str| {
        let mut body = json!({"email": email});
        if path == "/v1/sessions" {
            body["password"] = json!("wrong all the same");
        }
        let answer = api.post(path).json(&body).send().await;
        let mut headers: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        headers.sort();
        (answer.status, headers, answer.bytes)
    };
    for path in ["/v1/accounts", "/v1/password-resets", "/v1/sessions"] {
        let known = ask(path, &ada.email).await;
        assert_eq!(known, ask(path, "nobody@example.org").await, "{path}");
        assert_eq!(known, ask(path, "new@example.org").await, "{path}");
    }
    // what is there to read tells whoever can read a mailbox alone
    let mails = waiting_mails(&api).await;
    let last = |email: &str| mails.iter().rev().find(|mail| mail.to == email).map(|mail| mail.says.clone());
    assert!(mails.iter().any(|mail| mail.to == ada.email && mail.says == AccountNews::AccountIsThere));
    assert!(matches!(last(&ada.email), Some(AccountNews::ResetPassword { .. })));
    assert!(matches!(last("nobody@example.org"), Some(AccountNews::CompleteAccount { .. })));
    // asking is as much work for the database in any case
    assert_eq!(mails.iter().filter(|mail| mail.says == AccountNews::Nothing).count(), 2);
}

#[tokio::test]
async fn a_password_is_set_by_the_mail_and_changed_by_the_old_one() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let (first, second) = (ada.log_in(&api, json!({})).await, ada.log_in(&api, json!({})).await);
    let (here, there) = (text(&first, "access_token"), text(&second, "access_token"));
    let change = async |old: &str, new: &str| {
        let body = json!({"old_password": old, "new_password": new});
        api.post("/v1/account/password").bearer(&here).json(&body).send().await
    };
    assert_eq!(change("wrong", "brave elephants 9 kettle").await.fields(), ["old_password"]);
    assert_eq!(change(PASSWORD, "password12").await.fields(), ["new_password"]);
    change(PASSWORD, "brave elephants 9 kettle").await.expect(204);
    api.clock.advance(SECOND * 4);
    api.get("/v1/account").bearer(&here).send().await.expect(200);
    assert_eq!(api.get("/v1/account").bearer(&there).send().await.refused(401), "unauthenticated");
    assert_eq!(ada.try_log_in(&api, json!({})).await.refused(401), "bad-credentials");

    api.post("/v1/password-resets").json(&json!({"email": ada.email})).send().await.expect(202);
    let token = mailed_token(&api, &ada.email).await;
    let finish = async |token: &str| {
        let body = json!({"token": token, "password": PASSWORD});
        api.post("/v1/password-resets/finish").json(&body).send().await
    };
    assert_eq!(finish("hfl_x").await.fields(), ["token"]);
    // a secret for another purpose
    let body = json!({"token": token, "name": "Eve", "password": PASSWORD});
    assert_eq!(api.post("/v1/accounts/complete").json(&body).send().await.fields(), ["token"]);
    finish(&token).await.expect(204);
    assert_eq!(finish(&token).await.fields(), ["token"], "it is good once");
    api.clock.advance(SECOND * 4);
    assert_eq!(api.get("/v1/account").bearer(&here).send().await.refused(401), "unauthenticated");
    ada.log_in(&api, json!({})).await;
    let told = waiting_mails(&api).await;
    assert_eq!(told.iter().filter(|mail| mail.says == AccountNews::PasswordChanged).count(), 2);
}

#[tokio::test]
async fn a_link_ends_after_two_hours_and_takes_older_ones_along() {
    let api = Api::start().await;
    let sign_up = async || {
        api.post("/v1/accounts").json(&json!({"email": "ada@example.org"})).send().await.expect(202);
        mailed_token(&api, "ada@example.org").await
    };
    let complete = async |token: &str| {
        let body = json!({"token": token, "name": "Ada", "password": PASSWORD});
        api.post("/v1/accounts/complete").json(&body).send().await
    };
    let late = sign_up().await;
    api.clock.advance(SignedDuration::from_hours(2) + SECOND);
    assert_eq!(complete(&late).await.fields(), ["token"]);
    let (first, second) = (sign_up().await, sign_up().await);
    assert_ne!(first, second);
    complete(&second).await.expect(201);
    assert_eq!(complete(&first).await.fields(), ["token"]);
}

#[tokio::test]
async fn twenty_bad_log_ins_are_enough_whatever_the_client_says_of_itself() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let bad = async |n: u32, email: &str, from: &str| {
        let body = json!({"email": email, "password": "guessed"});
        let call = api.post("/v1/sessions").header("x-forwarded-for", format!("198.51.100.{n}")).from(from);
        call.json(&body).send().await
    };
    // of one account, from everywhere
    let mut refused = 0;
    for n in 0..20 {
        let answer = bad(n, &ada.email, &format!("203.0.113.{n}")).await;
        if answer.status == 429 {
            assert_eq!(answer.refused(429), "rate-limited");
            assert!(answer.headers.contains_key("retry-after") && answer.headers.contains_key("ratelimit"));
            refused += 1;
        } else {
            assert_eq!(answer.refused(401), "bad-credentials");
        }
    }
    assert_eq!(refused, 10);
    assert_eq!(ada.try_log_in(&api, json!({})).await.refused(429), "rate-limited");
    // of many accounts, from this very machine
    let mut last = None;
    for n in 0..21 {
        last = Some(bad(n, &format!("user{n}@example.org"), "127.0.0.1").await);
    }
    assert_eq!(last.unwrap().refused(429), "rate-limited");
    api.clock.advance(SignedDuration::from_mins(3));
    ada.log_in(&api, json!({})).await;
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_each_code_is_good_once() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let token = ada.token(&api).await;
    let send = async |path: &str, body: serde_json::Value| {
        api.post(format!("/v1/account/second-factor{path}")).bearer(&token).json(&body).send().await
    };
    assert_eq!(send("", json!({"password": "wrong"})).await.fields(), ["password"]);
    let made = send("", json!({"password": PASSWORD})).await.expect(200);
    assert!(
        text(&made, "otpauth_url").starts_with("otpauth://totp/Holdfast:ada%40example.org?secret="),
        "{made}"
    );
    // not in force yet
    ada.log_in(&api, json!({})).await;
    let secret = totp_rs::Secret::try_from_base32(text(&made, "secret")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let code = || totp.generate(u64::try_from(api.now().as_second()).unwrap()).to_string();
    assert_eq!(send("/confirm", json!({"code": "000000"})).await.fields(), ["code"]);
    let codes = send("/confirm", json!({"code": code()})).await.expect(200);
    let recovery = codes["recovery_codes"][0].as_str().unwrap().to_owned();
    assert_eq!(codes["recovery_codes"].as_array().unwrap().len(), 10);

    assert_eq!(ada.try_log_in(&api, json!({})).await.refused(401), "second-factor-needed");
    assert_eq!(ada.try_log_in(&api, json!({"code": "123456"})).await.refused(401), "bad-credentials");
    // the code that confirmed it is used up
    assert_eq!(ada.try_log_in(&api, json!({"code": code()})).await.refused(401), "bad-credentials");
    api.clock.advance(SECOND * 90);
    ada.log_in(&api, json!({"code": code()})).await;
    assert_eq!(ada.try_log_in(&api, json!({"code": code()})).await.refused(401), "bad-credentials");
    ada.log_in(&api, json!({"code": recovery.to_lowercase()})).await;
    assert_eq!(ada.try_log_in(&api, json!({"code": recovery})).await.refused(401), "bad-credentials");

    api.clock.advance(SECOND * 180);
    let token = text(&ada.log_in(&api, json!({"code": code()})).await, "access_token");
    let remove = async |code: &str| {
        let body = json!({"password": PASSWORD, "code": code});
        api.post("/v1/account/second-factor/remove").bearer(&token).json(&body).send().await
    };
    assert_eq!(remove("000000").await.fields(), ["code"]);
    api.clock.advance(SECOND * 60);
    remove(&code()).await.expect(204);
    ada.log_in(&api, json!({})).await;
}

#[tokio::test]
async fn the_platforms_admins_act_for_it_when_they_say_so() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let refused = ada.try_log_in(&api, json!({"platform": true})).await;
    assert_eq!(refused.refused(403), "forbidden");
    let client = api.database.client().await;
    client.execute("UPDATE accounts SET is_platform_admin = true", &[]).await.unwrap();
    let session = ada.log_in(&api, json!({"platform": true})).await;
    assert_eq!(text(&session, "role"), "platform_admin");
    let body = json!({"name": "C", "time_zone": "UTC"});
    let token = text(&session, "access_token");
    let clinic = api.post("/v1/clinics").bearer(&token).json(&body).send().await.expect(201);
    // and as anything else only by what they are there
    let clinic_id = id(&clinic, "id");
    assert_eq!(ada.try_log_in(&api, json!({"clinic_id": clinic_id})).await.refused(403), "forbidden");
    let both = ada.try_log_in(&api, json!({"clinic_id": clinic_id, "platform": true})).await;
    assert_eq!(both.fields(), ["platform"]);
    let admin = api.at_clinic(Role::ClinicAdmin, clinic_id, None);
    ada.join(&api, clinic_id, &admin, json!({"role": "staff"})).await;
    // an access token alone is not enough for another one: a session says what it acts as when it goes on
    let refused = api.post("/v1/sessions/switch").bearer(&token).json(&json!({})).send().await;
    assert_eq!(refused.refused(403), "forbidden");
    let body = json!({"refresh_token": text(&session, "refresh_token"), "clinic_id": clinic_id});
    let next = api.post("/v1/sessions/refresh").json(&body).send().await.expect(200);
    assert_eq!(text(&next, "role"), "staff");
    // and goes on as that
    let body = json!({"refresh_token": text(&next, "refresh_token")});
    let next = api.post("/v1/sessions/refresh").json(&body).send().await.expect(200);
    assert_eq!(text(&next, "role"), "staff");
    let body = json!({"refresh_token": text(&next, "refresh_token"), "platform": false});
    let next = api.post("/v1/sessions/refresh").json(&body).send().await.expect(200);
    assert_eq!(text(&next, "role"), "patient");
}

/// What is good once is good once for two who come at the same moment, too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_do_not_both_use_what_is_good_once() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    for _ in 0..10 {
        api.clock.advance(SECOND * 60);
        let session = ada.log_in(&api, json!({})).await;
        let body = json!({"refresh_token": text(&session, "refresh_token")});
        let refresh = async || api.post("/v1/sessions/refresh").json(&body).send().await;
        let (one, two) = tokio::join!(refresh(), refresh());
        let (good, bad) = if one.status == 200 { (one, two) } else { (two, one) };
        assert_eq!((good.status.as_u16(), bad.refused(401).as_str()), (200, "unauthenticated"));
        // the session is over for both
        let body = json!({"refresh_token": text(&good.body, "refresh_token")});
        let next = api.post("/v1/sessions/refresh").json(&body).send().await;
        assert_eq!(next.refused(401), "unauthenticated");
    }
    for n in 0..5 {
        let email = format!("user{n}@example.org");
        api.post("/v1/accounts").json(&json!({"email": email})).send().await.expect(202);
        let token = mailed_token(&api, &email).await;
        let body = json!({"token": token, "name": "N", "password": PASSWORD});
        let complete = async || api.post("/v1/accounts/complete").json(&body).send().await.status.as_u16();
        let mut both: [u16; 2] = tokio::join!(complete(), complete()).into();
        both.sort_unstable();
        assert_eq!(both, [201, 422]);
    }
}

/// Somebody knows the password and changes it, while its owner sets another by mail: the owner's holds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_does_not_undo_a_reset() {
    let api = Api::start().await;
    for n in 0..6 {
        let person = Person::sign_up(&api, &format!("user{n}@example.org")).await;
        let thief = person.token(&api).await;
        api.post("/v1/password-resets").json(&json!({"email": person.email})).send().await.expect(202);
        let token = mailed_token(&api, &person.email).await;
        let change = async {
            let body = json!({"old_password": PASSWORD, "new_password": "brave elephants 9 kettle"});
            api.post("/v1/account/password").bearer(&thief).json(&body).send().await.status.as_u16()
        };
        let reset = async {
            let body = json!({"token": token, "password": "seven purple lanterns 4"});
            api.post("/v1/password-resets/finish").json(&body).send().await.status.as_u16()
        };
        let (changed, reset) = tokio::join!(change, reset);
        let logs_in = async |password: &str| {
            let body = json!({"email": person.email, "password": password});
            api.post("/v1/sessions").json(&body).send().await.status.as_u16()
        };
        // whichever came second was refused: the change by the password that is no more, the reset by the link
        match (changed, reset) {
            (422 | 401, 204) => assert_eq!(logs_in("seven purple lanterns 4").await, 201),
            (204, 422) => assert_eq!(logs_in("brave elephants 9 kettle").await, 201),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn an_account_is_closed_by_its_owner_and_nothing_personal_is_left() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let colleague = Person::sign_up(&api, "bob@example.org").await;
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    let token = ada.token(&api).await;
    let acting = text(&ada.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token");
    let close = async |password: &str| {
        api.post("/v1/account/close").bearer(&token).json(&json!({"password": password})).send().await
    };
    assert_eq!(close("wrong").await.fields(), ["password"]);
    assert_eq!(close(PASSWORD).await.refused(409), "last-admin");
    colleague.join(&api, clinic.id, &acting, json!({"role": "clinic_admin"})).await;
    close(PASSWORD).await.expect(204);
    api.clock.advance(SECOND * 4);
    for token in [&token, &acting] {
        assert_eq!(api.get("/v1/account").bearer(token).send().await.refused(401), "unauthenticated");
    }
    assert_eq!(ada.try_log_in(&api, json!({})).await.refused(401), "bad-credentials");
    let client = api.database.client().await;
    let left = client
        .query_one("SELECT email, name, email_index IS NULL FROM accounts WHERE closed_at IS NOT NULL", &[])
        .await
        .unwrap();
    assert_eq!((left.get::<_, Vec<u8>>(0), left.get::<_, Vec<u8>>(1), left.get(2)), (vec![], vec![], true));
    // the address is free again
    let again = Person::sign_up(&api, "ada@example.org").await;
    assert_ne!(again.account_id, ada.account_id);
    api.assert_sound().await;
}

#[tokio::test]
async fn what_is_over_is_forgotten_and_what_is_not_stays() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let session = ada.log_in(&api, json!({})).await;
    api.post("/v1/accounts").json(&json!({"email": "nobody@example.org"})).send().await.expect(202);
    let path = format!("/v1/sessions/{}", text(&session, "id"));
    let token = text(&session, "access_token");
    api.call(axum::http::Method::DELETE, path).bearer(&token).send().await.expect(204);
    let identity: &Identity = api.system.part().unwrap();
    let client = api.database.client().await;
    let rows = async || {
        let sql = "SELECT (SELECT count(*) FROM accounts), (SELECT count(*) FROM sessions),
                          (SELECT count(*) FROM account_links), (SELECT count(*) FROM revocations),
                          (SELECT count(*) FROM account_mails)";
        let row = client.query_one(sql, &[]).await.unwrap();
        [0, 1, 2, 3, 4].map(|at| row.get::<_, i64>(at))
    };
    identity.delete_expired().await.unwrap();
    assert_eq!(rows().await, [2, 1, 1, 1, 2], "all of it is still of use");
    // the session and its revocation, the links, the mails, and whoever never came back
    api.clock.advance(SignedDuration::from_hours(25));
    identity.delete_expired().await.unwrap();
    assert_eq!(rows().await, [1, 0, 0, 0, 0]);
    // one that nobody ended
    ada.log_in(&api, json!({})).await;
    api.clock.advance(SignedDuration::from_hours(24 * 36));
    identity.delete_expired().await.unwrap();
    assert_eq!(rows().await, [1, 1, 0, 0, 0]);
    api.clock.advance(SignedDuration::from_hours(24 * 2));
    identity.delete_expired().await.unwrap();
    assert_eq!(rows().await, [1, 0, 0, 0, 0]);
}
