//! What only grows has a bound, whoever makes it grow (docs/growth.md).

use axum::http::Method;
use holdfast_config::Settings;
use holdfast_domain::Role;
use holdfast_identity::Identity;
use holdfast_testkit::people::{PASSWORD, text};
use holdfast_testkit::{Answer, Api, Clinic, Person};
use jiff::SignedDuration;
use serde_json::{Value, json};

async fn count(api: &Api, sql: &str) -> i64 {
    api.database.client().await.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn an_account_has_so_many_sessions_and_the_one_used_longest_ago_makes_room() {
    let mut settings = Settings::default();
    settings.identity.sessions_per_account = 3;
    let api = Api::with_settings(&settings).await;
    let (ada, bob) =
        (Person::sign_up(&api, "ada@example.org").await, Person::sign_up(&api, "bob@example.org").await);
    let others = bob.log_in(&api, json!({})).await;
    let mut sessions = Vec::new();
    for _ in 0..3 {
        api.clock.advance(SignedDuration::from_mins(1));
        sessions.push(ada.log_in(&api, json!({})).await);
    }
    let refresh = async |session: &Value| {
        let body = json!({"refresh_token": text(session, "refresh_token")});
        api.post("/v1/sessions/refresh").json(&body).send().await
    };
    // the first is the one that was used last
    api.clock.advance(SignedDuration::from_mins(1));
    let first = refresh(&sessions[0]).await.expect(200);
    api.clock.advance(SignedDuration::from_mins(1));
    ada.try_log_in(&api, json!({"page": true})).await.expect(201);
    let token = text(&first, "access_token");
    let listed = api.get("/v1/sessions").bearer(&token).send().await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 3);
    assert_eq!(refresh(&sessions[1]).await.refused(401), "unauthenticated");
    api.clock.advance(SignedDuration::from_secs(5));
    let ended = text(&sessions[1], "access_token");
    assert_eq!(api.get("/v1/account").bearer(&ended).send().await.refused(401), "unauthenticated");
    refresh(&sessions[2]).await.expect(200);
    refresh(&others).await.expect(200);
    // what is ended goes within a day
    api.clock.advance(SignedDuration::from_hours(25));
    api.system.part::<Identity>().unwrap().delete_expired().await.unwrap();
    assert_eq!(count(&api, "SELECT count(*) FROM sessions WHERE ended_at IS NOT NULL").await, 0);
}

#[tokio::test]
async fn a_session_keeps_the_newest_of_its_used_refresh_tokens() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let session = ada.log_in(&api, json!({})).await;
    let client = api.database.client().await;
    client
        .batch_execute(
            "INSERT INTO refresh_tokens (secret_hash, session_id, issued_at, used_at)
             SELECT sha256(n::text::bytea), (SELECT id FROM sessions ORDER BY id DESC LIMIT 1), timestamptz '2026-11-01' + n * interval '1 s',
                    timestamptz '2026-11-01' + n * interval '1 s' FROM generate_series(1, 1000) n",
        )
        .await
        .unwrap();
    let refresh = async |token: &str| {
        api.post("/v1/sessions/refresh").json(&json!({"refresh_token": token})).send().await
    };
    let first = text(&session, "refresh_token");
    let next = refresh(&first).await.expect(200);
    assert_eq!(count(&api, "SELECT count(*) FROM refresh_tokens WHERE used_at IS NOT NULL").await, 200);
    // the newest are among them: it still ends the session
    assert_eq!(refresh(&first).await.refused(401), "unauthenticated");
    assert_eq!(refresh(&text(&next, "refresh_token")).await.refused(401), "unauthenticated");
}

#[tokio::test]
async fn an_accounts_log_keeps_the_newest_comings_and_goings_and_all_else() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let client = api.database.client().await;
    let insert = "INSERT INTO account_log (id, account_id, occurred_at, action)
                  SELECT md5('x' || n)::uuid, $1, now(), CASE WHEN n % 2 = 0 THEN 'log-in' ELSE 'password.change' END
                  FROM generate_series(1, 6000) n";
    client.execute(insert, &[&ada.account_id]).await.unwrap();
    ada.log_in(&api, json!({})).await;
    assert_eq!(count(&api, "SELECT count(*) FROM account_log WHERE action = 'log-in'").await, 2_000);
    assert_eq!(count(&api, "SELECT count(*) FROM account_log WHERE action = 'password.change'").await, 3_000);
}

#[tokio::test]
async fn what_strangers_ask_for_again_and_again_is_one_row_an_hour() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    for _ in 0..5 {
        api.post("/v1/password-resets").json(&json!({"email": ada.email})).send().await.expect(202);
    }
    let rows = "SELECT count(*) FROM account_log WHERE action = 'password.forgotten'";
    assert_eq!(count(&api, rows).await, 1);
    assert_eq!(
        count(&api, "SELECT times::bigint FROM account_log WHERE action = 'password.forgotten'").await,
        5
    );
    api.clock.advance(SignedDuration::from_hours(1));
    api.post("/v1/password-resets").json(&json!({"email": ada.email})).send().await.expect(202);
    assert_eq!(count(&api, rows).await, 2);
}

#[tokio::test]
async fn a_clinic_has_so_many_keys_and_forgets_those_that_are_over() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let path = format!("/v1/clinics/{}/api-keys", clinic.id);
    let admin = |api: &Api| api.at_clinic(Role::ClinicAdmin, clinic.id, None);
    let make = async || -> Answer {
        let body = json!({"name": "K", "scopes": ["patients:read"]});
        api.post(&path).bearer(&admin(&api)).json(&body).send().await
    };
    let mut last = Value::Null;
    for _ in 0..50 {
        last = make().await.expect(201);
    }
    assert_eq!(make().await.refused(409), "too-many-api-keys");
    // nor does making and taking back go on for ever
    let take_back = async |key: &Value| {
        let path = format!("{path}/{}", text(key, "id"));
        api.call(Method::DELETE, path).bearer(&admin(&api)).send().await.expect(204);
    };
    for _ in 0..50 {
        take_back(&last).await;
        last = make().await.expect(201);
    }
    take_back(&last).await;
    assert_eq!(make().await.refused(429), "rate-limited");
    api.clock.advance(SignedDuration::from_hours(24) + SignedDuration::from_secs(1));
    make().await.expect(201);
    assert_eq!(count(&api, "SELECT count(*) FROM api_keys").await, 101);
    api.clock.advance(SignedDuration::from_hours(24 * 91));
    api.system.part::<Identity>().unwrap().delete_expired().await.unwrap();
    assert_eq!(count(&api, "SELECT count(*) FROM api_keys").await, 50, "those that hold");
}

#[tokio::test]
async fn invitations_that_are_over_are_forgotten() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let body = json!({"email": "x@example.org", "role": "staff"});
    let path = format!("/v1/clinics/{}/invitations", clinic.id);
    api.post(path).bearer(&clinic.admin).json(&body).send().await.expect(201);
    let identity: &Identity = api.system.part().unwrap();
    api.clock.advance(SignedDuration::from_hours(24 * 90));
    identity.delete_expired().await.unwrap();
    assert_eq!(count(&api, "SELECT count(*) FROM invitations").await, 1);
    api.clock.advance(SignedDuration::from_hours(24 * 8));
    identity.delete_expired().await.unwrap();
    assert_eq!(count(&api, "SELECT count(*) FROM invitations").await, 0);
}

/// A page that asks every few seconds, and a program that asks every second, look once in five minutes.
#[tokio::test]
async fn the_same_look_again_and_again_is_one_row_of_the_audit_log() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let patient = clinic.add_patient(&api, None).await;
    let slot = clinic.free_slot_ids(&api).await[0];
    let body = json!({"slot_id": slot, "patient_id": patient});
    let booked = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);
    let record = format!("/v1/clinics/{}/patients/{patient}", clinic.id);
    let looks = "SELECT count(*) FROM audit_log WHERE action LIKE 'read.%'";
    let before = count(&api, looks).await;
    for _ in 0..20 {
        for path in [&record, &"/v1/appointments".to_owned(), &format!("/v1/clinics/{}/audit", clinic.id)] {
            let by = if path.ends_with("audit") { &clinic.admin } else { &clinic.staff };
            api.get(path).bearer(by).send().await.expect(200);
        }
        api.clock.advance(SignedDuration::from_secs(10));
    }
    assert_eq!(count(&api, looks).await - before, 3);
    // somebody else, and the same one later
    api.get(&record).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(count(&api, looks).await - before, 4);
    api.clock.advance(SignedDuration::from_mins(5));
    api.get(&record).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(count(&api, looks).await - before, 5);
    // what has changed since is another thing to see
    let cancel = format!("/v1/appointments/{}/cancel", text(&booked, "id"));
    api.get("/v1/appointments").bearer(&clinic.staff).send().await.expect(200);
    api.post(cancel).bearer(&clinic.staff).json(&json!({})).send().await.expect(200);
    api.get("/v1/appointments").bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(count(&api, looks).await - before, 7);
    // each copy that leaves counts
    for _ in 0..2 {
        api.get(format!("{record}/export")).bearer(&clinic.staff).send().await.expect(200);
    }
    assert_eq!(count(&api, "SELECT count(*) FROM audit_log WHERE action = 'export.patient'").await, 2);
    api.assert_sound().await;
}

#[tokio::test]
async fn a_page_that_is_left_alone_ends() {
    let api = Api::start().await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let page = ada.try_log_in(&api, json!({"page": true})).await;
    let cookie = page.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let look = async || api.get("/v1/account").header("cookie", cookie.clone()).send().await;
    // in use now and then, to the end of its twelve hours
    for _ in 0..6 {
        api.clock.advance(SignedDuration::from_mins(119));
        look().await.expect(200);
    }
    api.clock.advance(SignedDuration::from_mins(7));
    assert_eq!(look().await.refused(401), "unauthenticated");
    // left alone
    let body = json!({"email": ada.email, "password": PASSWORD, "page": true});
    let page = api.post("/v1/sessions").json(&body).send().await;
    let cookie = page.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let look = async || api.get("/v1/account").header("cookie", cookie.clone()).send().await;
    look().await.expect(200);
    api.clock.advance(SignedDuration::from_mins(121));
    assert_eq!(look().await.refused(401), "unauthenticated");
    let csrf = page.text("csrf_token");
    let switch = api.post("/v1/sessions/switch").header("cookie", cookie).header("x-csrf-token", csrf);
    assert_eq!(switch.json(&json!({})).send().await.refused(401), "unauthenticated");
    // it is shown no more
    let token = ada.token(&api).await;
    let listed = api.get("/v1/sessions").bearer(&token).send().await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_page_on_growth_has_every_table() {
    let api = Api::start().await;
    let page = include_str!("../../../../docs/growth.md");
    let sql = "SELECT table_name::text FROM information_schema.tables
               WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'refinery_schema_history'";
    let tables = api.database.client().await.query(sql, &[]).await.unwrap();
    assert!(tables.len() > 30, "{}", tables.len());
    for table in tables {
        let name: String = table.get(0);
        assert!(page.contains(&format!("`{name}`")), "docs/growth.md says nothing of {name}");
    }
}
