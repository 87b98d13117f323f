//! `POST /v1/clinics/{clinic_id}/closures/import`: a file of public holidays closes the days that it names, once.

use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic};
use serde_json::{Value, json};

async fn import(api: &Api, clinic: &Clinic, query: &str, kind: &str, file: impl Into<Vec<u8>>) -> Answer {
    let path = format!("/v1/clinics/{}/closures/import{query}", clinic.id);
    let call = api.post(path).bearer(&clinic.staff).body(file.into());
    if kind.is_empty() { call.send().await } else { call.header("content-type", kind).send().await }
}

async fn closures(api: &Api, clinic: &Clinic) -> Vec<(String, String)> {
    let listed = api.get(format!("/v1/clinics/{}/closures", clinic.id)).send().await.expect(200);
    let text = |item: &Value, field: &str| item[field].as_str().unwrap().to_owned();
    listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (text(item, "date"), text(item, "reason")))
        .collect()
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261126\r\n\
    DTEND;VALUE=DATE:20261128\r\nSUMMARY:Harvest\\, two days\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\
    DTSTART;VALUE=DATE:20251225\r\nSUMMARY:Last Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[tokio::test]
async fn a_calendar_closes_its_days_once_and_lists_who_is_booked() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slots(&api).await;
    let hit =
        slots.iter().find(|slot| slot["starts_at"].as_str().unwrap().starts_with("2026-11-27")).unwrap();
    let booked = clinic.book(&api, id(hit, "id")).await;

    let preview = import(&api, &clinic, "?dry_run=true", "text/calendar", CALENDAR).await.expect(200);
    assert_eq!(preview["conflicts"][0]["appointment_id"], booked["id"]);
    assert_eq!(
        preview["days"],
        json!([{"date": "2026-11-26", "before": 14, "after": 0}, {"date": "2026-11-27", "before": 13, "after": 0}])
    );
    assert_eq!(preview["left_out"], json!([{"date": "2025-12-25", "name": "Last Christmas"}]));
    assert_eq!(closures(&api, &clinic).await, []);
    // a booking came between
    let other =
        slots.iter().find(|slot| slot["starts_at"].as_str().unwrap().starts_with("2026-11-26")).unwrap();
    clinic.book(&api, id(other, "id")).await;
    let seen = format!("?preview_version={}", preview["preview_version"].as_str().unwrap());
    let stale = import(&api, &clinic, &seen, "text/calendar", CALENDAR).await;
    assert_eq!(stale.refused(409), "preview-outdated");
    assert_eq!(stale.body["conflicts"].as_array().unwrap().len(), 2);

    let kind = "Text/Calendar; charset=utf-8";
    let closed = import(&api, &clinic, "", kind, CALENDAR).await.expect(201);
    assert_eq!(closed["closures"].as_array().unwrap().len(), 2);
    assert_eq!((&closed["removed"], &closed["left_out"]), (&json!(26), &preview["left_out"]));
    let harvest = |date: &str| (date.to_owned(), "Harvest, two days".to_owned());
    assert_eq!(closures(&api, &clinic).await, [harvest("2026-11-26"), harvest("2026-11-27")]);
    // the same file again, and a table that names one of the days otherwise
    let again = import(&api, &clinic, "", kind, CALENDAR).await.expect(201);
    assert_eq!((&again["closures"], &again["removed"]), (&json!([]), &json!(0)));
    let table = "\u{feff}date;name\r\n2026-11-27;Other\r\n2026-12-25;Christmas; \r\n";
    assert_eq!(import(&api, &clinic, "", "text/csv", table).await.fields(), ["line 3"]);
    let table =
        "\u{feff}date;name\r\n2026-11-27;Other\r\n2026-12-25;\"Christmas; day one\"\r\n2026-12-25;Twice\r\n";
    let added = import(&api, &clinic, "", "text/csv", table).await.expect(201);
    assert_eq!(added["closures"].as_array().unwrap().len(), 1);
    let christmas = ("2026-12-25".to_owned(), "Christmas; day one".to_owned());
    assert_eq!(closures(&api, &clinic).await, [harvest("2026-11-26"), harvest("2026-11-27"), christmas]);
    // days that are all over close nothing
    let over = import(&api, &clinic, "", "text/csv", "date,name\n2020-01-01,x\n").await.expect(201);
    assert_eq!((&over["closures"], over["left_out"].as_array().unwrap().len()), (&json!([]), 1));
    api.assert_sound().await;
}

#[tokio::test]
async fn a_wrong_file_is_named_by_its_lines_and_closes_nothing() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let year = |count: i64| {
        let day = |nth: i64| jiff::civil::date(2026, 12, 1).checked_add(jiff::Span::new().days(nth)).unwrap();
        (0..count).fold("date,name\n".to_owned(), |file, nth| format!("{file}{},x\n", day(nth)))
    };
    let repeats = CALENDAR.replacen("SUMMARY", "RRULE:FREQ=YEARLY\r\nSUMMARY", 1);
    for (kind, file, field) in [
        ("text/calendar", repeats.as_str(), "line 6"),
        ("text/calendar", "", "line 1"),
        ("text/calendar", "date,name\n2027-01-01,x\n", "line 1"),
        ("text/csv", "", "line 1"),
        ("text/csv", "date,name\n", "line 1"),
        ("text/csv", "date,name\n2027-01-01,x\n2027-13-01,x\n", "line 3"),
        ("text/csv", "date,name\n2027-01-01,\"a\nb\"\n", "line 2"),
        ("text/csv", &format!("date,name\n2027-01-01,{}\n", "x".repeat(501)), "line 2"),
        // more than may lie ahead
        ("text/csv", &year(367), "dates"),
    ] {
        let refused = import(&api, &clinic, "", kind, file).await;
        assert_eq!(refused.refused(422), "invalid-request", "{field}");
        assert_eq!(refused.fields(), [field], "{kind} {file}");
    }
    let table = "date,name\n2027-01-01,x\n";
    for kind in ["application/json", "text/plain", ""] {
        assert_eq!(import(&api, &clinic, "", kind, table).await.refused(415), "unsupported-media-type");
    }
    let large = format!("date,name\n{}", "2020-01-01,x\n".repeat(50_000));
    assert_eq!(import(&api, &clinic, "", "text/csv", large).await.refused(413), "body-too-large");
    assert_eq!(closures(&api, &clinic).await, []);
    assert_eq!(
        import(&api, &clinic, "", "text/csv", year(366)).await.expect(201)["closures"]
            .as_array()
            .unwrap()
            .len(),
        366
    );
}
