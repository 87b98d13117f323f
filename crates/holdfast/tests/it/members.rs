//! Who works for a clinic: invited by its admins, removed by them, and gone within seconds. And other programs' keys.

use axum::http::Method;
use holdfast_domain::Role;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::{mailed_token, text};
use holdfast_testkit::{Answer, Api, Clinic, Person};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

/// Longest that a right which was taken away may still be used.
const BITES_WITHIN: SignedDuration = SignedDuration::from_secs(5);

async fn invite(api: &Api, clinic: &Clinic, body: Value) -> Answer {
    let path = format!("/v1/clinics/{}/invitations", clinic.id);
    api.post(path).bearer(&clinic.admin).json(&body).send().await
}

async fn accept(api: &Api, person: &Person, token: &str) -> Answer {
    let bearer = person.token(api).await;
    api.post("/v1/invitations/accept").bearer(&bearer).json(&json!({"token": token})).send().await
}

async fn remove(api: &Api, clinic: &Clinic, by: &str, account_id: Uuid) -> Answer {
    let path = format!("/v1/clinics/{}/members/{account_id}", clinic.id);
    api.call(Method::DELETE, path).bearer(by).send().await
}

#[tokio::test]
async fn a_doctor_is_invited_works_and_is_removed_within_five_seconds() {
    let api = Api::start().await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let who = Person::sign_up(&api, "who@example.org").await;
    let part = json!({"role": "doctor", "doctor_id": clinic.doctor_id});
    who.join(&api, clinic.id, &clinic.admin, part).await;
    who.join(&api, other.id, &other.admin, json!({"role": "staff"})).await;
    let account = api.get("/v1/account").bearer(&who.token(&api).await).send().await.expect(200);
    let roles: Vec<_> =
        account["memberships"].as_array().unwrap().iter().map(|one| text(one, "role")).collect();
    assert_eq!(roles.len(), 2, "{account}");

    let session = who.log_in(&api, json!({"clinic_id": clinic.id})).await;
    assert_eq!((id(&session, "clinic_id"), id(&session, "doctor_id")), (clinic.id, clinic.doctor_id));
    let page = who.try_log_in(&api, json!({"clinic_id": clinic.id, "page": true})).await;
    let cookie = cookie_of(&page);
    let token = text(&session, "access_token");
    let path = "/v1/appointments";
    api.get(path).bearer(&token).send().await.expect(200);
    api.get(path).header("cookie", cookie.clone()).send().await.expect(200);
    let members = format!("/v1/clinics/{}/members", clinic.id);
    let listed = api.get(&members).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(text(&listed["items"][0], "email"), "who@example.org");
    let elsewhere = text(&who.log_in(&api, json!({"clinic_id": other.id})).await, "access_token");

    remove(&api, &clinic, &clinic.admin, who.account_id).await.expect(204);
    api.clock.advance(BITES_WITHIN);
    assert_eq!(api.get(path).bearer(&token).send().await.refused(401), "unauthenticated");
    assert_eq!(api.get(path).header("cookie", cookie).send().await.refused(401), "unauthenticated");
    let body = json!({"refresh_token": text(&session, "refresh_token")});
    let refused = api.post("/v1/sessions/refresh").json(&body).send().await;
    assert_eq!(refused.refused(403), "forbidden");
    assert_eq!(who.try_log_in(&api, json!({"clinic_id": clinic.id})).await.refused(403), "forbidden");
    // a token that the operator made for the same account goes with it
    let caller = holdfast_domain::Caller {
        role: Role::Staff,
        account_id: Some(who.account_id.into()),
        clinic_id: Some(clinic.id.into()),
        ..holdfast_domain::Caller::ANONYMOUS
    };
    assert_eq!(api.get(path).bearer(&api.token(&caller)).send().await.refused(401), "unauthenticated");
    // what they are elsewhere is another matter
    api.get(path).bearer(&elsewhere).send().await.expect(200);
    assert_eq!(remove(&api, &clinic, &clinic.admin, who.account_id).await.refused(404), "not-found");

    // and they can come back
    api.clock.advance(BITES_WITHIN * 2);
    who.join(&api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    let token = text(&who.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token");
    api.get(path).bearer(&token).send().await.expect(200);
    let actions = audit(&api, &clinic).await;
    for action in ["invitation.create", "member.add", "member.remove"] {
        assert!(actions.contains(&action.to_owned()), "{actions:?}");
    }
    api.assert_sound().await;
}

async fn audit(api: &Api, clinic: &Clinic) -> Vec<String> {
    let client = api.database.client().await;
    let rows =
        client.query("SELECT action FROM audit_log WHERE clinic_id = $1", &[&clinic.id]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

fn cookie_of(answer: &Answer) -> String {
    let line = answer.headers["set-cookie"].to_str().unwrap();
    line.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn where_it_cannot_be_told_what_was_revoked_nobody_passes() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    api.get("/v1/appointments").bearer(&clinic.staff).send().await.expect(200);
    let client = api.database.client().await;
    client.batch_execute("ALTER TABLE revocations RENAME TO elsewhere").await.unwrap();
    api.clock.advance(BITES_WITHIN);
    let refused = api.get("/v1/appointments").bearer(&clinic.staff).send().await;
    assert_eq!(refused.refused(503), "unavailable");
    // who has no credentials loses none
    api.get("/v1/slots").send().await.expect(200);
    client.batch_execute("ALTER TABLE elsewhere RENAME TO revocations").await.unwrap();
    api.get("/v1/appointments").bearer(&clinic.staff).send().await.expect(200);
}

#[tokio::test]
async fn an_invitation_is_good_once_and_for_its_address_alone() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let (ada, eve) =
        (Person::sign_up(&api, "ada@example.org").await, Person::sign_up(&api, "eve@example.org").await);
    for (body, fields) in [
        (json!({"email": "ada@example.org", "role": "doctor"}), "doctor_id"),
        (json!({"email": "ada@example.org", "role": "staff", "doctor_id": clinic.doctor_id}), "doctor_id"),
        (json!({"email": "ada@example.org", "role": "doctor", "doctor_id": Uuid::nil()}), "doctor_id"),
        (json!({"email": "ada@example.org", "role": "platform_admin"}), "role"),
        (json!({"email": "ada", "role": "staff"}), "email"),
    ] {
        assert_eq!(invite(&api, &clinic, body).await.fields(), [fields]);
    }
    let first = invite(&api, &clinic, json!({"email": "Ada@example.org", "role": "staff"})).await.expect(201);
    let token = mailed_token(&api, "Ada@example.org").await;
    assert_eq!(accept(&api, &eve, &token).await.fields(), ["token"]);
    let accepted = accept(&api, &ada, &token).await.expect(200);
    assert_eq!(id(&accepted, "clinic_id"), clinic.id);
    assert_eq!(accept(&api, &ada, &token).await.fields(), ["token"], "it is good once");
    // the same part again is none
    invite(&api, &clinic, json!({"email": "ada@example.org", "role": "staff"})).await.expect(201);
    let token = mailed_token(&api, "ada@example.org").await;
    assert_eq!(accept(&api, &ada, &token).await.refused(409), "already-member");

    // withdrawn, and too late
    let second =
        invite(&api, &clinic, json!({"email": "eve@example.org", "role": "staff"})).await.expect(201);
    let token = mailed_token(&api, "eve@example.org").await;
    let list = format!("/v1/clinics/{}/invitations", clinic.id);
    let listed = api.get(&list).bearer(&clinic.admin).send().await.expect(200);
    let listed: Vec<_> = listed["items"].as_array().unwrap().iter().map(|one| id(one, "id")).collect();
    assert!(listed.contains(&id(&second, "id")) && !listed.contains(&id(&first, "id")));
    let path = format!("{list}/{}", id(&second, "id"));
    api.call(Method::DELETE, &path).bearer(&clinic.admin).send().await.expect(204);
    assert_eq!(accept(&api, &eve, &token).await.fields(), ["token"]);
    invite(&api, &clinic, json!({"email": "eve@example.org", "role": "staff"})).await.expect(201);
    let token = mailed_token(&api, "eve@example.org").await;
    api.clock.advance(SignedDuration::from_hours(24 * 7));
    assert_eq!(accept(&api, &eve, &token).await.fields(), ["token"]);
}

/// Nobody who was removed comes back by what they were given, or gave out, before.
/// Each is a mail to somebody who may not know the clinic.
#[tokio::test]
async fn a_clinic_invites_so_many_a_day() {
    let mut settings = holdfast_config::Settings::default();
    settings.identity.invitations_per_day = 3;
    let api = Api::with_settings(&settings).await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let stranger = |nth: usize| json!({"email": format!("stranger{nth}@example.com"), "role": "staff"});
    for nth in 0..3 {
        invite(&api, &clinic, stranger(nth)).await.expect(201);
    }
    assert_eq!(invite(&api, &clinic, stranger(3)).await.refused(429), "rate-limited");
    invite(&api, &other, stranger(3)).await.expect(201);
    api.clock.advance(SignedDuration::from_hours(24));
    invite(&api, &clinic.with_new_tokens(&api), stranger(3)).await.expect(201);
    // and one client so many a minute, whichever clinic it is for
    let path = format!("/v1/clinics/{}/invitations", other.id);
    let admin = other.with_new_tokens(&api).admin;
    let mut refused = 0;
    for nth in 4..20 {
        let call = api.post(path.clone()).bearer(&admin).json(&stranger(nth)).from("192.0.2.9");
        let answer = call.send().await;
        let detail = answer.body["detail"].as_str().unwrap_or_default();
        refused += usize::from(detail.starts_with("too many requests"));
    }
    assert_eq!(refused, 6);
}

#[tokio::test]
async fn a_removal_takes_open_invitations_along() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let mallory = Person::sign_up(&api, "mallory@example.org").await;
    let second = Person::sign_up(&api, "second@example.org").await;
    mallory.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    let acting = text(&mallory.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token");
    // one for themselves, and one for another address of theirs
    invite(&api, &clinic, json!({"email": mallory.email, "role": "staff"})).await.expect(201);
    let own = mailed_token(&api, &mallory.email).await;
    let list = format!("/v1/clinics/{}/invitations", clinic.id);
    let body = json!({"email": second.email, "role": "clinic_admin"});
    api.post(&list).bearer(&acting).json(&body).send().await.expect(201);
    let given = mailed_token(&api, &second.email).await;
    remove(&api, &clinic, &api.platform_admin(), mallory.account_id).await.expect(204);
    assert_eq!(accept(&api, &mallory, &own).await.fields(), ["token"]);
    assert_eq!(accept(&api, &second, &given).await.fields(), ["token"]);
    // within the seconds in which the token is not refused yet, it gives nothing out
    assert_eq!(api.post(&list).bearer(&acting).json(&body).send().await.refused(403), "forbidden");
    let keys = format!("/v1/clinics/{}/api-keys", clinic.id);
    let key = json!({"name": "K", "scopes": ["patients:read"]});
    assert_eq!(api.post(keys).bearer(&acting).json(&key).send().await.refused(403), "forbidden");
    let removes = remove(&api, &clinic, &acting, second.account_id).await;
    assert_eq!(removes.refused(403), "forbidden");
}

/// A part that changes is another membership: what was given for the old one is over, what is given for the new one holds at once.
#[tokio::test]
async fn another_part_ends_what_was_given_for_the_old_one() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    let other = Person::sign_up(&api, "bob@example.org").await;
    other.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    let old = text(&ada.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token");
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    let new = text(&ada.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token");
    api.clock.advance(BITES_WITHIN);
    let audit = format!("/v1/clinics/{}/audit", clinic.id);
    assert_eq!(api.get(&audit).bearer(&old).send().await.refused(401), "unauthenticated");
    assert_eq!(api.get(&audit).bearer(&new).send().await.refused(403), "forbidden");
    api.get("/v1/appointments").bearer(&new).send().await.expect(200);
    // the last admin does not make themselves something else
    let last = text(&other.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token");
    let body = json!({"email": other.email, "role": "staff"});
    api.post(format!("/v1/clinics/{}/invitations", clinic.id))
        .bearer(&last)
        .json(&body)
        .send()
        .await
        .expect(201);
    let token = mailed_token(&api, &other.email).await;
    assert_eq!(accept(&api, &other, &token).await.refused(409), "last-admin");
}

#[tokio::test]
async fn a_clinic_keeps_an_admin() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let people = [Person::sign_up(&api, "a@example.org").await, Person::sign_up(&api, "b@example.org").await];
    let admins = people.clone().map(|person| {
        let caller = holdfast_domain::Caller {
            role: Role::ClinicAdmin,
            account_id: Some(person.account_id.into()),
            clinic_id: Some(clinic.id.into()),
            ..holdfast_domain::Caller::ANONYMOUS
        };
        api.token(&caller)
    });
    for person in &people {
        person.join(&api, clinic.id, &clinic.admin, json!({"role": "clinic_admin"})).await;
    }
    remove(&api, &clinic, &admins[0], people[1].account_id).await.expect(204);
    assert_eq!(remove(&api, &clinic, &admins[0], people[0].account_id).await.refused(409), "last-admin");
    remove(&api, &clinic, &api.platform_admin(), people[0].account_id).await.expect(204);
}

#[tokio::test]
async fn a_clinic_may_ask_for_a_second_factor() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    ada.log_in(&api, json!({"clinic_id": clinic.id})).await;
    let path = format!("/v1/clinics/{}", clinic.id);
    let body = json!({"second_factor_required": true});
    let changed = api.call(Method::PATCH, path).bearer(&clinic.admin).json(&body).send().await.expect(200);
    assert_eq!(changed["second_factor_required"], true);
    let refused = ada.try_log_in(&api, json!({"clinic_id": clinic.id})).await;
    assert_eq!(refused.refused(403), "second-factor-required");
    ada.log_in(&api, json!({})).await;
}

#[tokio::test]
async fn a_programs_key_may_what_its_scopes_say_and_is_taken_back() {
    let api = Api::start().await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let path = format!("/v1/clinics/{}/api-keys", clinic.id);
    let make = async |scopes: &[&str]| {
        let body = json!({"name": "Lab", "scopes": scopes});
        let call = api
            .post(&path)
            .bearer(&clinic.admin)
            .header("idempotency-key", format!("for {}", scopes.join("+")));
        call.json(&body).send().await
    };
    assert_eq!(make(&[]).await.fields(), ["scopes"]);
    assert_eq!(make(&["appointments:read", "everything"]).await.status, 422);
    let made = make(&["appointments:read"]).await.expect(201);
    assert_eq!(make(&["appointments:read"]).await.expect(201), made, "the first answer again");
    let secret = text(&made, "secret");
    let listed = api.get(&path).bearer(&clinic.admin).send().await.expect(200);
    assert!(!listed.to_string().contains(&secret) && listed["items"].as_array().unwrap().len() == 1);

    let slots = clinic.free_slot_ids(&api).await;
    let appointment = id(&clinic.book(&api, slots[0]).await, "id");
    let foreign = id(&other.book(&api, other.free_slot_ids(&api).await[0]).await, "id");
    let get = async |path: String| api.get(path).bearer(&secret).send().await;
    get(format!("/v1/appointments/{appointment}")).await.expect(200);
    assert_eq!(get(format!("/v1/appointments/{foreign}")).await.refused(404), "not-found");
    get("/v1/slots".to_owned()).await.expect(200);
    for refused in [
        api.post(format!("/v1/appointments/{appointment}/cancel")).bearer(&secret).send().await,
        get(format!("/v1/clinics/{}/patients", clinic.id)).await,
        api.post("/v1/bookings")
            .bearer(&secret)
            .json(&json!({"slot_id": slots[1], "patient": {"name": "P"}}))
            .send()
            .await,
    ] {
        assert_eq!(refused.refused(403), "insufficient-scope");
    }
    assert_eq!(get(format!("/v1/clinics/{}/members", clinic.id)).await.refused(403), "forbidden");
    let writes = text(&make(&["appointments:write", "patients:write"]).await.expect(201), "secret");
    let body = json!({"slot_id": slots[1], "patient": {"name": "P"}});
    let booked = api.post("/v1/bookings").bearer(&writes).json(&body).send().await.expect(201);
    assert!(booked.get("manage_token").is_none());
    let client = api.database.client().await;
    let by = client
        .query_one("SELECT actor_role FROM audit_log WHERE entity_id = $1", &[&id(&booked, "id")])
        .await
        .unwrap();
    assert_eq!(by.get::<_, String>(0), "integrator");

    let key = format!("{path}/{}", id(&made, "id"));
    api.call(Method::DELETE, &key).bearer(&clinic.admin).send().await.expect(204);
    api.clock.advance(BITES_WITHIN);
    assert_eq!(get(format!("/v1/appointments/{appointment}")).await.refused(401), "unauthenticated");
    assert_eq!(get("/v1/slots".to_owned()).await.refused(401), "unauthenticated");
    let body = json!({"slot_id": slots[2], "patient": {"name": "P"}});
    api.post("/v1/bookings").bearer(&writes).json(&body).send().await.expect(201);
    assert_eq!(api.get("/v1/slots").bearer("hfk_guessed").send().await.refused(401), "unauthenticated");

    // one that ends by itself
    let until = (api.now() + BITES_WITHIN).to_string();
    let body = json!({"name": "Lab", "scopes": ["appointments:read"], "expires_at": until});
    let brief = text(&api.post(&path).bearer(&clinic.admin).json(&body).send().await.expect(201), "secret");
    api.get("/v1/appointments").bearer(&brief).send().await.expect(200);
    api.clock.advance(BITES_WITHIN);
    assert_eq!(api.get("/v1/appointments").bearer(&brief).send().await.refused(401), "unauthenticated");
}

#[tokio::test]
async fn a_cookie_reads_but_changes_nothing_for_other_sites() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    let answer = ada.try_log_in(&api, json!({"page": true})).await;
    let set = answer.headers["set-cookie"].to_str().unwrap().to_owned();
    for part in
        ["__Host-holdfast=hfs_", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "Max-Age=43200"]
    {
        assert!(set.contains(part), "{set}");
    }
    let cookie = cookie_of(&answer);
    let session = answer.expect(201);
    assert!(session.get("access_token").is_none() && session.get("refresh_token").is_none(), "{session}");
    let csrf = text(&session, "csrf_token");
    let listed = api.get("/v1/sessions").header("cookie", cookie.clone()).send().await.expect(200);
    assert_eq!(text(&listed, "csrf_token"), csrf);

    let slot = clinic.free_slot_ids(&api).await[0];
    let body = json!({"slot_id": slot, "patient": {"name": "Ada"}});
    let book = || api.post("/v1/bookings").header("cookie", cookie.clone()).json(&body);
    assert_eq!(book().send().await.refused(403), "cross-site");
    assert_eq!(book().header("x-csrf-token", "guessed").send().await.refused(403), "cross-site");
    let forged = book().header("x-csrf-token", csrf.clone()).header("sec-fetch-site", "cross-site");
    assert_eq!(forged.send().await.refused(403), "cross-site");
    let booked =
        book().header("x-csrf-token", csrf.clone()).header("sec-fetch-site", "same-origin").send().await;
    let booked = booked.expect(201);
    assert!(booked.get("manage_token").is_none(), "booked as a guest");
    // of another session
    let other = ada.try_log_in(&api, json!({"page": true})).await.expect(201);
    let refused = book().header("x-csrf-token", text(&other, "csrf_token")).send().await;
    assert_eq!(refused.refused(403), "cross-site");

    let switch =
        api.post("/v1/sessions/switch").header("cookie", cookie.clone()).header("x-csrf-token", csrf);
    let switched = switch.json(&json!({"clinic_id": clinic.id})).send().await;
    let new = cookie_of(&switched);
    assert_ne!(new, cookie);
    let csrf = text(&switched.expect(200), "csrf_token");
    let patients = format!("/v1/clinics/{}/patients", clinic.id);
    api.get(&patients).header("cookie", new.clone()).send().await.expect(200);

    let path = format!("/v1/sessions/{}", text(&session, "id"));
    let out = api
        .call(Method::DELETE, path)
        .header("cookie", new.clone())
        .header("x-csrf-token", csrf)
        .send()
        .await;
    assert!(out.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    out.expect(204);
    api.clock.advance(BITES_WITHIN);
    assert_eq!(api.get(&patients).header("cookie", new.clone()).send().await.refused(401), "unauthenticated");
    // an old cookie keeps nobody from what is public, nor from logging in
    api.get("/v1/slots").header("cookie", new.clone()).send().await.expect(200);
    let body = json!({"email": ada.email, "password": holdfast_testkit::people::PASSWORD});
    api.post("/v1/sessions").header("cookie", new).json(&body).send().await.expect(201);
}
