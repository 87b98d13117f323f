//! The pages of a doctor's hours: a preview writes nothing and says what saving does, across changes of the clocks too; and whoever may
//! not set hours gets nowhere by a form.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::http::{Method, StatusCode};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic, rounds};
use jiff::civil::Date;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::dated_hours::written;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

async fn send(api: &Api, path: &str, token: &str, form: &str) -> Answer {
    let call = api.post(path).bearer(token).header("accept", "text/html".to_owned());
    call.header("content-type", "application/x-www-form-urlencoded").body(form.to_owned()).send().await
}

fn html(answer: &Answer) -> &str {
    std::str::from_utf8(&answer.bytes).unwrap()
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

/// Free slots by day, four weeks long, from a day on that may begin half a day before it does in UTC.
async fn free(api: &Api, clinic: &Clinic, from: Date) -> BTreeMap<String, u32> {
    let day = |days: i64| from.saturating_add(jiff::Span::new().days(days));
    let span = format!("from={}T12:00:00Z&to={}T12:00:00Z", day(-1), day(28));
    let (mut days, mut cursor) = (BTreeMap::new(), String::new());
    loop {
        let path = format!("/v1/doctors/{}/slots?limit=500&{span}{cursor}", clinic.doctor_id);
        let page = api.get(path).bearer(&clinic.admin).send().await.expect(200);
        for slot in page["items"].as_array().unwrap() {
            *days.entry(slot["starts_at"].as_str().unwrap()[..10].to_owned()).or_default() += 1;
        }
        let Some(next) = page["next_cursor"].as_str() else { return days };
        cursor = format!("&cursor={next}");
    }
}

/// What a preview says: of each day that changes how many are free before, and after.
fn counts(page: &str) -> BTreeMap<String, (u32, u32)> {
    page.split("<time datetime=\"")
        .skip(1)
        .filter_map(|part| {
            let cell = part.split_once("</li>")?.0;
            let number = |tag: &str| between(cell, &format!("<{tag}>"), &format!("</{tag}>"))?.parse().ok();
            Some((cell[..10].to_owned(), (number("del")?, number("ins")?)))
        })
        .collect()
}

/// Hours of a week by chance.
fn some_week(random: &mut StdRng) -> String {
    let clock = |minutes: u32| format!("{:02}%3A{:02}", minutes / 60 % 24, minutes % 60);
    let mut form = String::new();
    for day in WEEKDAYS {
        let mut at = random.random_range(0..3) * 30;
        for _ in 0..random.random_range(0..3) {
            let start = at + random.random_range(0..8) * 15;
            let end = (start + 60 + random.random_range(0..20) * 15).min(24 * 60);
            if start + 60 > end {
                break;
            }
            let (minutes, buffer) = (random.random_range(3..12) * 5, random.random_range(0..3) * 5);
            write!(form, "&row={day}%2Chours&start={}&end={}", clock(start), clock(end)).unwrap();
            write!(form, "&minutes={minutes}&buffer={buffer}&mode=in_person").unwrap();
            if random.random_bool(0.4) {
                let (from, until) = (clock(start + 15), clock(start + 45));
                write!(form, "&row={day}%2Cbreak&start={from}&end={until}").unwrap();
            }
            at = end + 15;
        }
    }
    form
}

#[tokio::test]
async fn a_preview_writes_nothing_and_says_what_saving_does() {
    let api = Api::start().await;
    let mut random = StdRng::seed_from_u64(15);
    let mut changed = 0;
    // the clocks of New York change on the 14th of March and the 7th of November 2027, those of Lord Howe by half an hour on the
    // 4th of April and the 3rd of October
    for (zone, springs) in [
        ("America/New_York", ["2026-11-23", "2027-03-08", "2027-11-01"]),
        ("Australia/Lord_Howe", ["2026-11-24", "2027-03-29", "2027-09-27"]),
    ] {
        let clinic = Clinic::open(&api, zone).await;
        let path = format!("/desk/{}/doctors/{}/hours/edit", clinic.id, clinic.doctor_id);
        for nth in 0..rounds(12, 100) {
            let from: Date = springs[nth % 3].parse().unwrap();
            let week = some_week(&mut random);
            let form = format!("from={from}&until=&horizon=27{week}");
            let (before, rows) = (free(&api, &clinic, from).await, written(&api).await);
            let preview = send(&api, &path, &clinic.doctor, &format!("{form}&do=preview")).await;
            assert_eq!(preview.status, StatusCode::OK, "{week}");
            assert_eq!(written(&api).await, rows, "a preview has written");
            let page = html(&preview);
            let seen = counts(page);
            let version = between(page, "name=\"version\" value=\"", "\"").unwrap();
            let saved = send(&api, &path, &clinic.doctor, &format!("{form}&do=save&version={version}")).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER);
            assert_ne!(written(&api).await, rows);
            let after = free(&api, &clinic, from).await;
            let last = from.saturating_add(jiff::Span::new().days(27));
            for day in from.series(jiff::Span::new().days(1)).take_while(|day| *day <= last) {
                let day = day.to_string();
                let of = |days: &BTreeMap<String, u32>| days.get(&day).copied().unwrap_or_default();
                let says = seen.get(&day).copied().unwrap_or((of(&before), of(&before)));
                assert_eq!(says, (of(&before), of(&after)), "{zone} {day} {week}");
            }
            changed += seen.len();
        }
    }
    assert!(changed > 100, "{changed}");
}

#[tokio::test]
async fn a_booking_in_between_is_shown_before_it_is_saved_over() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let path = format!("/desk/{}/doctors/{}/hours/dates", clinic.id, clinic.doctor_id);
    // two days at once, the second of which is booked between preview and save
    let form = "kind=closed&first=2026-11-25&last=&first=2026-11-26&last=&start=&end=&reason=away&once=a";
    let preview = send(&api, &path, &clinic.staff, &format!("{form}&do=preview")).await;
    let version = between(html(&preview), "name=\"version\" value=\"", "\"").unwrap().replace(',', "%2C");
    let slots = clinic.free_slots(&api).await;
    let slot = slots.iter().find(|slot| slot["starts_at"].as_str().unwrap().starts_with("2026-11-26"));
    let booked = clinic.book(&api, id(slot.unwrap(), "id")).await;
    let saved = send(&api, &path, &clinic.staff, &format!("{form}&do=save&version={version}")).await;
    assert_eq!(saved.status, StatusCode::CONFLICT);
    let page = html(&saved);
    assert!(page.contains("Grace Hopper") && page.contains(booked["id"].as_str().unwrap()), "{page}");
    // the first day is away, and the form that is left is about the second alone
    let off = api.get(format!("/v1/doctors/{}/time-off", clinic.doctor_id)).bearer(&clinic.staff);
    assert_eq!(off.send().await.expect(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(page.matches("name=\"first\"").count(), 1);
    assert!(page.contains("name=\"first\" value=\"2026-11-26\""));
    let version = between(page, "name=\"version\" value=\"", "\"").unwrap();
    let rest = form.replace("first=2026-11-25&last=&", "").replace("once=a", "once=b");
    let saved = send(&api, &path, &clinic.staff, &format!("{rest}&do=save&version={version}")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let left: Vec<String> = free(&api, &clinic, "2026-11-25".parse().unwrap()).await.into_keys().collect();
    assert_eq!(left[..2], ["2026-11-24", "2026-11-27"]);
}

#[tokio::test]
async fn forms_of_others_set_no_hours() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let colleague = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    let foreign = Clinic::open(&api, "UTC").await;
    let hours = |clinic: &Clinic, doctor| format!("/desk/{}/doctors/{doctor}/hours", clinic.id);
    let week =
        "from=2026-12-01&until=&horizon=30&row=mon%2Chours&start=09%3A00&end=12%3A00&minutes=30&buffer=0";
    let open = "kind=open&first=2026-12-05&last=&start=09%3A00&end=12%3A00&minutes=30&buffer=0";
    for (token, path, form, status) in [
        (&clinic.doctor, format!("{}/edit", hours(&clinic, colleague)), week, 403),
        (&clinic.doctor, format!("{}/dates", hours(&clinic, colleague)), open, 403),
        (&clinic.staff, format!("{}/edit", hours(&clinic, colleague)), week, 403),
        // a desk gives time off, and opens nothing
        (&clinic.staff, format!("{}/dates", hours(&clinic, colleague)), open, 403),
        (&clinic.admin, format!("{}/edit", hours(&foreign, foreign.doctor_id)), week, 404),
        (&clinic.admin, format!("{}/edit", hours(&clinic, foreign.doctor_id)), week, 404),
        (&clinic.admin, format!("{}/dates", hours(&clinic, foreign.doctor_id)), open, 404),
        // a version that no preview has given is none
        (
            &clinic.admin,
            format!("{}/edit", hours(&clinic, colleague)),
            "version=0123456789abcdef&do=save",
            422,
        ),
    ] {
        for end in ["&do=preview", "&do=save&version=0123456789abcdef"] {
            let answer = send(&api, &path, token, &format!("{form}{end}")).await;
            assert_eq!(answer.status.as_u16(), status, "{path} {form}{end}");
        }
    }
    let listed = |doctor| api.get(format!("/v1/doctors/{doctor}/templates")).bearer(&clinic.admin);
    assert_eq!(listed(colleague).send().await.expect(200)["items"], json!([]));
    // who saves without a look is shown it first
    let path = format!("{}/edit", hours(&clinic, colleague));
    for version in ["", "&version=", "&version=0123456789abcdef"] {
        let answer = send(&api, &path, &clinic.admin, &format!("{week}&do=save{version}")).await;
        let status = if version.ends_with('f') { StatusCode::CONFLICT } else { StatusCode::OK };
        assert_eq!(answer.status, status, "{version}");
    }
    assert_eq!(listed(colleague).send().await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn a_doctors_day_has_their_own_patients_alone() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slot = clinic.free_slot_ids(&api).await[0];
    let booked = clinic.book(&api, slot).await;
    let day = booked["starts_at"].as_str().unwrap()[..10].to_owned();
    let colleague = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    let other = api.at_clinic(holdfast_domain::Role::Doctor, clinic.id, Some(colleague));
    let look = async |token: &str, path: &str| {
        let answer =
            api.call(Method::GET, path).bearer(token).header("accept", "text/html".to_owned()).send().await;
        (answer.status.as_u16(), html(&answer).to_owned())
    };
    let path = format!("/doctor/day?date={day}");
    assert!(look(&clinic.doctor, &path).await.1.contains("Grace Hopper"));
    assert!(!look(&other, &path).await.1.contains("Grace Hopper"));
    // nor do steps of theirs get anywhere
    let form = format!("step=no-show%2C{}%2C1", booked["id"].as_str().unwrap());
    assert_eq!(send(&api, "/doctor/day", &other, &form).await.status, StatusCode::NOT_FOUND);
    let why = format!("/desk/{}/why?doctor={}&at=2026-11-24T10:00", clinic.id, clinic.doctor_id);
    assert_eq!(look(&other, &why).await.0, 403);
    assert_eq!(look(&clinic.staff, &why).await.0, 200);
    let kept: Value = api
        .get(format!("/v1/appointments/{}", booked["id"].as_str().unwrap()))
        .bearer(&clinic.staff)
        .send()
        .await
        .expect(200);
    assert_eq!(kept["status"], "confirmed");
}
