//! Templates for some days beside the usual ones: what they leave alone, how they are listed and withdrawn, and what the
//! front desk finds besides. (Random sequences of all that are in `offers.rs`.)

use axum::http::Method;
use holdfast_domain::{Clock, Role, SystemClock};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::{Process, request};
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn every_day(from: &str, start: &str, end: &str, slot_minutes: u32) -> Value {
    json!({"effective_from": from,
           "rules": [{"days": WEEK, "start": start, "end": end, "slot_minutes": slot_minutes}]})
}

/// The free slots of a day, as wall times.
async fn times_on(api: &Api, clinic: &Clinic, day: &str) -> Vec<String> {
    let slots = clinic.free_slots(api).await;
    let starts = slots.iter().map(|slot| slot["starts_at"].as_str().unwrap());
    starts.filter(|at| at.starts_with(day)).map(|at| at[11..16].to_owned()).collect()
}

#[tokio::test]
async fn a_template_for_one_day_changes_that_day_alone() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let mut usual = every_day("2026-11-23", "09:00", "11:00", 30);
    usual["horizon_days"] = 90.into();
    clinic.set_hours(&api, &usual).await;
    let slots = clinic.free_slots(&api).await;
    let far =
        slots.iter().find(|slot| slot["starts_at"].as_str().unwrap().starts_with("2027-01-26")).unwrap();
    let booked = clinic.book(&api, id(far, "id")).await;
    let last = slots.last().unwrap()["starts_at"].clone();

    let mut special = every_day("2026-12-02", "14:00", "16:00", 30);
    special["effective_until"] = "2026-12-02".into();
    let changes = clinic.set_hours(&api, &special).await;
    assert_eq!((&changes["added"], &changes["removed"]), (&json!(4), &json!(4)), "{changes}");
    assert_eq!(changes["conflicts"], json!([]));
    let after = clinic.free_slots(&api).await;
    assert_eq!(after.len(), slots.len() - 1);
    assert_eq!(after.last().unwrap()["starts_at"], last);
    assert_eq!(times_on(&api, &clinic, "2026-12-02").await, ["14:00", "14:30", "15:00", "15:30"]);
    assert_eq!(times_on(&api, &clinic, "2026-12-03").await.first().unwrap(), "09:00");
    // what is given back there is offered again
    let path = format!("/v1/appointments/{}/cancel", id(&booked, "id"));
    api.post(path).bearer(&clinic.staff).send().await.expect(200);
    assert!(clinic.free_slot_ids(&api).await.contains(&id(far, "id")));
    api.assert_sound().await;
}

#[tokio::test]
async fn the_time_of_a_booking_from_other_hours_is_offered_when_it_ends() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    for moved in [false, true] {
        let day = if moved { "2026-11-26" } else { "2026-11-25" };
        clinic.set_hours(&api, &every_day("2026-11-23", "09:00", "11:00", 30)).await;
        let slots = clinic.free_slots(&api).await;
        let slot = slots
            .iter()
            .find(|slot| slot["starts_at"].as_str().unwrap().starts_with(&format!("{day}T09:30")));
        let booked = clinic.book(&api, id(slot.unwrap(), "id")).await;
        let changes = clinic.set_hours(&api, &every_day("2026-11-23", "09:00", "11:00", 20)).await;
        assert_eq!(changes["conflicts"][0]["appointment_id"], booked["id"]);
        assert_eq!(times_on(&api, &clinic, day).await, ["09:00", "10:00", "10:20", "10:40"]);
        let path = format!("/v1/appointments/{}", id(&booked, "id"));
        let freed = if moved {
            let other = clinic.free_slots(&api).await.pop().unwrap();
            let body = json!({"slot_id": other["id"]});
            api.post(format!("{path}/reschedule")).bearer(&clinic.staff).json(&body)
        } else {
            api.post(format!("{path}/cancel")).bearer(&clinic.staff)
        };
        freed.send().await.expect(200);
        assert_eq!(
            times_on(&api, &clinic, day).await,
            ["09:00", "09:20", "09:40", "10:00", "10:20", "10:40"]
        );
        api.assert_sound().await;
    }
}

#[tokio::test]
async fn two_bookings_that_block_one_slot_and_end_at_once_give_it_free() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    for round in 0..8 {
        clinic.set_hours(&api, &every_day("2026-11-23", "09:00", "11:00", 30)).await;
        let first_two: Vec<_> = clinic.free_slot_ids(&api).await.into_iter().take(2).collect();
        let mut booked = Vec::new();
        for slot in first_two {
            booked.push(id(&clinic.book(&api, slot).await, "id"));
        }
        let day = "2026-11-24";
        clinic.set_hours(&api, &every_day("2026-11-23", "09:00", "11:00", 60)).await;
        assert_eq!(times_on(&api, &clinic, day).await, ["10:00"]);
        let cancels = booked
            .iter()
            .map(|booked| api.post(format!("/v1/appointments/{booked}/cancel")).bearer(&clinic.staff).send());
        for answer in futures::future::join_all(cancels).await {
            answer.expect(200);
        }
        assert_eq!(times_on(&api, &clinic, day).await, ["09:00", "10:00"], "round {round}");
    }
    api.assert_sound().await;
}

#[tokio::test]
async fn planned_templates_are_listed_and_can_be_withdrawn() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    clinic.set_hours(&api, &every_day("2026-11-23", "09:00", "11:00", 30)).await;
    let before = clinic.free_slot_ids(&api).await;
    clinic.set_hours(&api, &every_day("2026-12-01", "13:00", "15:00", 30)).await;
    let path = format!("/v1/doctors/{}/templates", clinic.doctor_id);
    let list =
        async |query: &str| api.get(format!("{path}{query}")).bearer(&clinic.staff).send().await.expect(200);
    let all = list("").await;
    let states: Vec<&str> =
        all["items"].as_array().unwrap().iter().map(|t| t["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["planned", "in_force", "past"]);
    assert_eq!(all["items"][0]["rules"][0]["start"], "13:00");
    let mut paged = Vec::new();
    let mut query = "?limit=1".to_owned();
    loop {
        let page = list(&query).await;
        paged.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next_cursor"].as_str() else { break };
        query = format!("?limit=1&cursor={next}");
    }
    assert_eq!(json!(paged), all["items"]);
    // and what does not follow them, with the first page
    assert_eq!((&all["openings"], &all["closures"]), (&json!([]), &json!([])));
    let closed = json!({"dates": ["2026-12-24", "2026-12-25"], "reason": "Christmas"});
    let closures = format!("/v1/clinics/{}/closures", clinic.id);
    api.post(&closures).bearer(&clinic.staff).json(&closed).send().await.expect(201);
    let opened =
        json!({"dates": ["2026-12-26"], "rules": [{"start": "09:00", "end": "10:00", "slot_minutes": 30}]});
    let openings = format!("/v1/doctors/{}/openings", clinic.doctor_id);
    api.post(&openings).bearer(&clinic.admin).json(&opened).send().await.expect(201);
    let first = list("?limit=1").await;
    assert_eq!(first["closures"], api.get(&closures).send().await.expect(200)["items"]);
    assert_eq!(first["openings"][0]["date"], "2026-12-26");
    let next = list(&format!("?limit=1&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!((&next["openings"], &next["closures"]), (&json!([]), &json!([])));
    for closure in first["closures"].as_array().unwrap() {
        let path = format!("{closures}/{}", closure["id"].as_str().unwrap());
        api.call(Method::DELETE, path).bearer(&clinic.staff).send().await.expect(204);
    }
    let opening = format!("{openings}/{}", first["openings"][0]["id"].as_str().unwrap());
    api.call(Method::DELETE, opening).bearer(&clinic.admin).send().await.expect(200);

    let withdraw = async |nth: usize, token: &str| {
        let path = format!("{path}/{}", all["items"][nth]["id"].as_str().unwrap());
        api.call(Method::DELETE, path).bearer(token).send().await
    };
    assert_eq!(withdraw(0, &clinic.staff).await.refused(403), "forbidden");
    assert_eq!(withdraw(1, &clinic.admin).await.refused(409), "template-in-force");
    assert_eq!(withdraw(2, &clinic.admin).await.refused(409), "template-in-force");
    assert_eq!(withdraw(0, &clinic.doctor).await.status, 204);
    assert_eq!(withdraw(0, &clinic.admin).await.refused(404), "not-found");
    assert_eq!(clinic.free_slot_ids(&api).await.len(), before.len());
    assert_eq!(list("").await["items"][0]["id"], all["items"][1]["id"]);
    api.assert_sound().await;
}

#[tokio::test]
async fn the_front_desk_finds_what_it_may_book() {
    let api = Api::start().await;
    // it is noon; patients book an hour and a half ahead
    let described = json!({"name": "Clinic", "time_zone": "UTC", "min_notice_minutes": 90});
    let clinic = Clinic::with(&api, described, "cardiology").await;
    clinic.set_hours(&api, &every_day("2026-11-20", "12:30", "15:00", 30)).await;
    api.clock.advance(SignedDuration::from_mins(40));
    let other = Clinic::open(&api, "UTC").await;
    let paths = [
        format!("/v1/doctors/{}/slots?limit=8", clinic.doctor_id),
        format!("/v1/slots?limit=8&doctor_id={}", clinic.doctor_id),
        format!("/v1/slots?limit=8&clinic_id={}", clinic.id),
        format!("/v1/slots?limit=8&clinic_id={}&specialization=cardiology", clinic.id),
    ];
    let first = async |path: &str, token: Option<&str>| {
        let call = api.get(path);
        let page = match token {
            Some(token) => call.bearer(token),
            None => call,
        };
        page.send().await.expect(200)["items"][0].clone()
    };
    for path in &paths {
        for _ in 0..2 {
            let bookable = first(path, Some(&clinic.staff)).await;
            assert_eq!(bookable["starts_at"], "2026-11-23T12:30:00+00:00", "{path}");
            assert_eq!(first(path, None).await["starts_at"], "2026-11-23T14:30:00+00:00", "{path}");
            assert_eq!(
                first(path, Some(&other.staff)).await["starts_at"],
                "2026-11-23T14:30:00+00:00",
                "{path}"
            );
            let patient = api.patient(api.new_id());
            assert_eq!(first(path, Some(&patient)).await["starts_at"], "2026-11-23T14:30:00+00:00", "{path}");
        }
    }
    // what it finds, it can book; and what has ended it does not find
    while let Some(slot) = first(&paths[0], Some(&clinic.staff)).await["id"].as_str() {
        clinic.book(&api, slot.parse().unwrap()).await;
        if first(&paths[0], Some(&clinic.staff)).await["starts_at"].as_str() > Some("2026-11-24") {
            break;
        }
    }
    api.clock.advance(SignedDuration::from_hours(24));
    let staff = api.at_clinic(Role::Staff, clinic.id, None);
    let slots = api.get(&paths[0]).bearer(&staff).send().await.expect(200);
    assert_eq!(slots["items"][0]["starts_at"], "2026-11-24T12:30:00+00:00");
    api.clock.advance(SignedDuration::from_mins(20));
    let slots = api.get(&paths[0]).bearer(&staff).send().await.expect(200);
    assert_eq!(slots["items"][0]["starts_at"], "2026-11-24T13:00:00+00:00");
}

#[tokio::test]
async fn a_changed_notice_shows_at_once() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let path = format!("/v1/clinics/{}", clinic.id);
    let first = async || clinic.free_slots(&api).await[0]["starts_at"].clone();
    for (notice, expected) in [
        (0, "2026-11-23T13:00:00+00:00"),
        (120, "2026-11-23T14:00:00+00:00"),
        (30, "2026-11-23T13:00:00+00:00"),
    ] {
        let body = json!({"min_notice_minutes": notice});
        api.call(Method::PATCH, &path).bearer(&clinic.admin).json(&body).send().await.expect(200);
        assert_eq!(first().await, expected);
    }
}

#[tokio::test]
async fn a_zone_can_be_mended_until_a_doctor_has_hours() {
    let api = Api::start().await;
    let platform = api.platform_admin();
    let body = json!({"name": "Clinic", "time_zone": "Europe/London"});
    let clinic = api.post("/v1/clinics").bearer(&platform).json(&body).send().await.expect(201);
    let path = format!("/v1/clinics/{}", id(&clinic, "id"));
    let patch = async |zone: &str| {
        api.call(Method::PATCH, &path).bearer(&platform).json(&json!({"time_zone": zone})).send().await
    };
    assert_eq!(patch("Europe/Berlin").await.expect(200)["time_zone"], "Europe/Berlin");
    for bad in ["localtime", "Factory", "posixrules", "posix/Europe/Berlin", "Mars/Olympus", ""] {
        assert_eq!(patch(bad).await.fields(), ["time_zone"], "{bad}");
    }
    let doctor = Clinic::add_doctor(&api, id(&clinic, "id"), "cardiology").await;
    let hours = every_day("2026-11-23", "09:00", "11:00", 30);
    api.post(format!("/v1/doctors/{doctor}/availability"))
        .bearer(&platform)
        .json(&hours)
        .send()
        .await
        .expect(200);
    assert_eq!(patch("Europe/Berlin").await.expect(200)["time_zone"], "Europe/Berlin");
    let refused = patch("Europe/London").await;
    assert_eq!(refused.refused(409), "zone-in-use");
    assert_eq!(refused.body["errors"][0]["field"], "time_zone");
}

/// New tzdata: Berlin gives up its summer time. A folder of zones stands for the machine's.
#[tokio::test]
async fn new_rules_of_the_clocks_make_free_slots_anew_and_bookings_conflicts() {
    let zones = tempfile::tempdir().unwrap();
    let install = |name: &str| {
        std::fs::create_dir_all(zones.path().join("Europe")).unwrap();
        let zone = zone_file(name);
        std::fs::write(zones.path().join("Europe/Berlin"), zone).unwrap();
    };
    install("Europe/Berlin");
    let settings = vec![("TZDIR", zones.path().display().to_string())];
    let mut process = Process::begin(env!("CARGO_BIN_EXE_holdfast"), settings);
    process.wait_ready().await;
    let admin = process.token(&["--role", "platform_admin"]);
    let send = async |method: &str, path: &str, body: Option<&Value>| {
        let (status, body) = request(process.address, method, path, Some(&admin), body).await.unwrap();
        assert!(status.is_success(), "{status} {body}");
        body
    };
    let clinic =
        send("POST", "/v1/clinics", Some(&json!({"name": "Clinic", "time_zone": "Europe/Berlin"}))).await;
    let path = format!("/v1/clinics/{}/doctors", clinic["id"].as_str().unwrap());
    let doctor = send("POST", &path, Some(&json!({"name": "Dr. Who", "specialization": "cardiology"}))).await;
    let doctor = doctor["id"].as_str().unwrap().to_owned();
    // the binary goes by the real clock
    let year = SystemClock.now().to_zoned(jiff::tz::TimeZone::UTC).year() + 1;
    let (from, until) = (format!("{year}-06-01"), format!("{year}-06-05"));
    let mut hours = every_day(&from, "09:00", "11:00", 60);
    hours["effective_until"] = until.into();
    send("POST", &format!("/v1/doctors/{doctor}/availability"), Some(&hours)).await;
    let slots = send("GET", &format!("/v1/doctors/{doctor}/slots"), None).await;
    let first = &slots["items"][0];
    assert_eq!(first["starts_at"], format!("{from}T09:00:00+02:00"));
    let body = json!({"slot_id": first["id"], "patient": {"name": "Ada Lovelace"}});
    let booked = send("POST", "/v1/bookings", Some(&body)).await;

    process.stop();
    install("Etc/GMT-1");
    process.spawn();
    process.wait_ready().await;
    let send = async |method: &str, path: &str| {
        let (status, body) = request(process.address, method, path, Some(&admin), None).await.unwrap();
        assert!(status.is_success(), "{status} {body}");
        body
    };
    let path = format!("/v1/clinics/{}/slots/generate", clinic["id"].as_str().unwrap());
    let changes = send("POST", &path).await;
    let slots = send("GET", &format!("/v1/doctors/{doctor}/slots")).await;
    let times: Vec<&str> = slots["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|slot| &slot["starts_at"].as_str().unwrap()[10..])
        .collect();
    // 09:00 of the old summer is 08:00 now: it stays booked, and touches 09:00
    assert_eq!(times, ["T09:00:00+01:00", "T10:00:00+01:00"].repeat(5), "{changes}");
    let database = process.database().await;
    let conflicts = database
        .query("SELECT appointment_id::text FROM outbox WHERE event_type = 'holdfast.schedule.conflict'", &[])
        .await
        .unwrap();
    assert_eq!(
        conflicts.iter().map(|row| row.get(0)).collect::<Vec<String>>(),
        [booked["id"].as_str().unwrap()]
    );
}

/// A zone's file, from the machine's zones.
fn zone_file(name: &str) -> Vec<u8> {
    std::fs::read(format!("/usr/share/zoneinfo/{name}")).expect("the package tzdata")
}
