//! A clinic's policies: in one place, by version, and in force.

use axum::http::Method;
use holdfast_domain::guests::GuestsGive;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

async fn change(api: &Api, clinic: &Clinic, body: &Value) -> Answer {
    let path = format!("/v1/clinics/{}/settings", clinic.id);
    api.call(Method::PATCH, path).bearer(&clinic.admin).json(body).send().await
}

async fn book_as_guest(api: &Api, slot: Uuid, phone: &str, email: &str) -> Answer {
    let patient = json!({"name": "Ada Lovelace", "phone": phone, "email": email});
    api.post("/v1/bookings").json(&json!({"slot_id": slot, "patient": patient})).send().await
}

#[tokio::test]
async fn settings_are_shown_changed_by_version_and_audited() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let path = format!("/v1/clinics/{}/settings", clinic.id);
    let first = api.get(&path).send().await;
    assert_eq!(first.headers["etag"], "\"1\"");
    assert_eq!(
        first.expect(200),
        json!({"clinic_id": clinic.id, "country": "", "languages": [], "guests_allowed": true, "guests_give": "nothing",
               "min_notice_minutes": 0, "cancel_notice_minutes": 0, "hold_minutes": 10, "hold_extensions": 10, "max_upcoming": 10,
               "account_notice_minutes": null, "horizon_days": null,
               "second_factor_required": false, "embed_origins": [], "emergency_contact": "", "version": 1})
    );
    let wanted = json!({"country": "GB", "languages": ["en", "cy"], "guests_allowed": false, "guests_give": "both",
        "min_notice_minutes": 60, "account_notice_minutes": 0, "horizon_days": 60, "cancel_notice_minutes": 1440, "hold_minutes": 5, "hold_extensions": 2, "max_upcoming": 3,
        "embed_origins": ["https://clinic.example"], "emergency_contact": "999"});
    let call = api.call(Method::PATCH, &path).bearer(&clinic.admin).json(&wanted);
    let changed = call.header("if-match", "\"1\"").send().await.expect(200);
    for (field, value) in wanted.as_object().unwrap() {
        assert_eq!(&changed[field], value, "{field}");
    }
    assert_eq!(changed, api.get(&path).send().await.expect(200));
    let call = api.call(Method::PATCH, &path).bearer(&clinic.admin).json(&json!({"country": "DE"}));
    assert_eq!(call.header("if-match", "\"1\"").send().await.refused(412), "precondition-failed");
    // the clinic itself tells the same, under the same version
    let itself = api.get(format!("/v1/clinics/{}", clinic.id)).send().await.expect(200);
    for field in ["min_notice_minutes", "hold_minutes", "hold_extensions", "max_upcoming", "version"] {
        assert_eq!(itself[field], changed[field], "{field}");
    }
    let audit =
        api.get(format!("/v1/clinics/{}/audit", clinic.id)).bearer(&clinic.admin).send().await.expect(200);
    let actions: Vec<_> =
        audit["items"].as_array().unwrap().iter().map(|row| &row["subtype"][0]["code"]).collect();
    assert_eq!(actions.iter().filter(|action| **action == "clinic.settings").count(), 1, "{actions:?}");
}

#[tokio::test]
async fn wrong_settings_are_named_and_change_nothing() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    for (body, field) in [
        (json!({"country": "de"}), "country"),
        (json!({"country": "DEU"}), "country"),
        (json!({"country": null}), "country"),
        (json!({"languages": ["german"]}), "languages[0]"),
        (json!({"guests_give": "blood"}), "guests_give"),
        (json!({"min_notice_minutes": 43_201}), "min_notice_minutes"),
        (json!({"cancel_notice_minutes": -1}), "cancel_notice_minutes"),
        (json!({"account_notice_minutes": 43_201}), "account_notice_minutes"),
        (json!({"horizon_days": 0}), "horizon_days"),
        (json!({"horizon_days": 732}), "horizon_days"),
        (json!({"horizon_days": 1.5}), "horizon_days"),
        (json!({"hold_minutes": 0}), "hold_minutes"),
        (json!({"hold_extensions": 101}), "hold_extensions"),
        (json!({"max_upcoming": 0}), "max_upcoming"),
        (json!({"embed_origins": ["https://a.example", "http://a.example"]}), "embed_origins[1]"),
        (json!({"embed_origins": ["https://a.example", "https://a.example"]}), "embed_origins[1]"),
        (json!({"embed_origins": vec!["https://a.example"; 21]}), "embed_origins"),
        (json!({"emergency_contact": "9".repeat(501)}), "emergency_contact"),
        (json!({"time_zone": "UTC"}), "time_zone"),
    ] {
        assert_eq!(change(&api, &clinic, &body).await.fields()[0], field, "{body}");
    }
    let path = format!("/v1/clinics/{}/settings", clinic.id);
    assert_eq!(api.get(path).send().await.expect(200)["version"], 1);
}

/// What the booking statement asks of guests is what the rule in `holdfast_domain` asks, for a booking and for a hold.
#[tokio::test]
async fn guests_give_what_the_clinic_asks_for() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let mut slots = clinic.free_slot_ids(&api).await.into_iter();
    for give in GuestsGive::ALL {
        change(&api, &clinic, &json!({"guests_give": give.as_str()})).await.expect(200);
        for (phone, email) in [("", ""), ("+44 1", ""), ("", "ada@example.org"), ("+44 1", "ada@example.org")]
        {
            // others, so that nobody has too many to come
            let slot = slots.next().unwrap();
            let phone = if phone.is_empty() { String::new() } else { format!("{phone}{:04}", slots.len()) };
            let email = if email.is_empty() { String::new() } else { format!("{slot}{email}") };
            let judged = give.judge(!phone.is_empty(), !email.is_empty());
            let held = api.post("/v1/holds").json(&json!({"slot_id": slot})).send().await.expect(201);
            let path = format!("/v1/holds/{}/confirm", held["id"].as_str().unwrap());
            let patient = json!({"name": "Ada Lovelace", "phone": phone, "email": email});
            let confirm = api.post(path).header("hold-token", held["hold_token"].as_str().unwrap());
            let confirmed = confirm.json(&json!({"patient": patient})).send().await;
            let booked = book_as_guest(&api, slots.next().unwrap(), &phone, &email).await;
            let case = format!("{give:?} {phone:?} {email:?}");
            match judged {
                Ok(()) => {
                    assert!(booked.status.is_success(), "{case}: {}", booked.body);
                    assert!(confirmed.status.is_success(), "{case}: {}", confirmed.body);
                }
                Err(problem) => {
                    let fields: Vec<String> = problem.fields.into_iter().map(|wrong| wrong.field).collect();
                    assert_eq!(
                        (booked.refused(422), booked.fields()),
                        ("invalid-request".into(), fields.clone()),
                        "{case}"
                    );
                    assert_eq!(confirmed.fields(), fields, "{case}");
                    // so much of a day may be held, and no more
                    let hold = format!("/v1/holds/{}", held["id"].as_str().unwrap());
                    let release = api.call(Method::DELETE, hold);
                    release
                        .header("hold-token", held["hold_token"].as_str().unwrap())
                        .send()
                        .await
                        .expect(204);
                }
            }
        }
    }
    // the desk gives what it has
    change(&api, &clinic, &json!({"guests_give": "both"})).await.expect(200);
    clinic.book(&api, slots.next().unwrap()).await;

    change(&api, &clinic, &json!({"guests_allowed": false})).await.expect(200);
    let slot = slots.next().unwrap();
    let refused = book_as_guest(&api, slot, "+44 1", "ada@example.org").await;
    assert_eq!(refused.refused(403), "guests-not-allowed");
    let held = api.post("/v1/holds").json(&json!({"slot_id": slot})).send().await.expect(201);
    let path = format!("/v1/holds/{}/confirm", held["id"].as_str().unwrap());
    let confirm = api.post(path).header("hold-token", held["hold_token"].as_str().unwrap());
    let patient = json!({"name": "Ada", "phone": "1", "email": "ada@example.org"});
    let refused = confirm.json(&json!({"patient": patient})).send().await;
    assert_eq!(refused.refused(403), "guests-not-allowed");
    clinic.book(&api, slots.next().unwrap()).await;
    api.assert_sound().await;
}

#[tokio::test]
async fn patients_change_nothing_within_the_limit_and_the_desk_does() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slots(&api).await;
    let far =
        slots.iter().position(|slot| slot["starts_at"].as_str().unwrap().starts_with("2026-11-25")).unwrap();
    let booked = book_as_guest(&api, id(&slots[far], "id"), "1", "").await.expect(201);
    let guest = booked["manage_token"].as_str().unwrap();
    let of = |step: &str| format!("/v1/appointments/{}/{step}", booked["id"].as_str().unwrap());
    change(&api, &clinic, &json!({"cancel_notice_minutes": 1440})).await.expect(200);
    let to = |nth: usize| json!({"slot_id": slots[far + nth]["id"]});
    api.post(of("reschedule")).bearer(guest).json(&to(1)).send().await.expect(200);
    let starts_at: jiff::Timestamp = slots[far + 1]["starts_at"].as_str().unwrap().parse().unwrap();
    api.clock.advance(starts_at.duration_since(api.now()) - SignedDuration::from_hours(23));
    let clinic = clinic.with_new_tokens(&api);
    let cancel = api.post(of("cancel")).bearer(guest).send().await;
    assert_eq!(cancel.refused(409), "too-late-to-change");
    let moved = api.post(of("reschedule")).bearer(guest).json(&to(5)).send().await;
    assert_eq!(moved.refused(409), "too-late-to-change");
    api.post(of("reschedule")).bearer(&clinic.staff).json(&to(2)).send().await.expect(200);
    api.post(of("cancel")).bearer(&clinic.staff).send().await.expect(200);
    api.assert_sound().await;
}

#[tokio::test]
async fn each_change_of_the_policies_says_what_it_changed_and_by_whom() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let path = format!("/v1/clinics/{}/settings/history", clinic.id);
    let history =
        async |query: &str| api.get(format!("{path}{query}")).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(history("").await, json!({"items": [], "next_cursor": null}));
    let first = json!({"horizon_days": 30, "languages": ["de"], "guests_allowed": true});
    change(&api, &clinic, &first).await.expect(200);
    // at the clinic's own address too; its name is no policy
    let itself = async |body: Value| {
        let path = format!("/v1/clinics/{}", clinic.id);
        api.call(Method::PATCH, path).bearer(&clinic.admin).json(&body).send().await.expect(200)
    };
    itself(json!({"hold_minutes": 15, "name": "Other"})).await;
    itself(json!({"name": "Third"})).await;
    // what is refused changed nothing
    assert_eq!(change(&api, &clinic, &json!({"hold_minutes": 0})).await.status, 422);
    change(&api, &clinic, &json!({"horizon_days": null})).await.expect(200);
    let all = history("").await;
    let items = all["items"].as_array().unwrap();
    let changes: Vec<_> = items.iter().map(|item| json!([item["version"], item["changes"]])).collect();
    assert_eq!(
        changes,
        [
            json!([5, [{"field": "horizon_days", "from": 30, "to": null}]]),
            json!([3, [{"field": "hold_minutes", "from": 10, "to": 15}]]),
            json!([2, [{"field": "horizon_days", "from": null, "to": 30},
                       {"field": "languages", "from": [], "to": ["de"]}]]),
        ]
    );
    assert_eq!(items[0]["changed_by"]["role"], "clinic_admin");
    assert_eq!(items[0]["changed_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap(), api.now());
    let first = history("?limit=2").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = history(&format!("?limit=2&cursor={cursor}")).await;
    assert_eq!((&rest["items"], &rest["next_cursor"]), (&json!([items[2]]), &Value::Null));
    // the newest alone are kept
    let client = api.database.client().await;
    let older =
        "INSERT INTO clinic_settings_changes SELECT clinic_id, -n, changed_at, actor_role, actor_id, changes
                 FROM clinic_settings_changes, generate_series(1, 600) n WHERE version = 2";
    client.execute(older, &[]).await.unwrap();
    change(&api, &clinic, &json!({"max_upcoming": 9})).await.expect(200);
    let kept = "SELECT count(*), min(version) FROM clinic_settings_changes";
    let kept = client.query_one(kept, &[]).await.unwrap();
    assert_eq!((kept.get::<_, i64>(0), kept.get::<_, i32>(1)), (500, -496));
}

/// Pages that are kept for everybody are not those of patients with an account, and no page outlives its day.
#[tokio::test]
async fn a_doctors_page_is_of_those_who_ask_and_of_today() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let account = api.patient(api.new_id());
    let page = async |token: Option<&str>| {
        let call = api.get(format!("/v1/doctors/{}/slots?limit=500", clinic.doctor_id));
        let call = match token {
            Some(token) => call.bearer(token),
            None => call,
        };
        let page = call.send().await.expect(200);
        let starts = page["items"].as_array().unwrap().iter().map(|slot| slot["starts_at"].as_str().unwrap());
        let starts: Vec<String> = starts.map(|at| at[..16].to_owned()).collect();
        (starts.first().cloned(), starts.last().cloned())
    };
    let from_to = |first: &str, last: &str| (Some(first.to_owned()), Some(last.to_owned()));
    // it is Monday, noon; the pages of before are kept
    assert_eq!(page(None).await.0.unwrap(), "2026-11-23T13:00");
    let rules = json!({"min_notice_minutes": 120, "account_notice_minutes": 70, "horizon_days": 2});
    change(&api, &clinic, &rules).await.expect(200);
    for _ in 0..2 {
        assert_eq!(page(None).await, from_to("2026-11-23T14:00", "2026-11-24T16:30"));
        assert_eq!(page(Some(&account)).await, from_to("2026-11-23T13:30", "2026-11-24T16:30"));
        assert_eq!(page(Some(&clinic.staff)).await, from_to("2026-11-23T13:00", "2026-12-04T16:30"));
    }
    // a second before midnight, and a second later
    api.clock.advance(SignedDuration::from_secs(12 * 3600 - 1));
    assert_eq!(page(None).await, from_to("2026-11-24T09:00", "2026-11-24T16:30"));
    api.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(page(None).await, from_to("2026-11-24T09:00", "2026-11-25T16:30"));
}
