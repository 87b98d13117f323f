//! `GET /v1/clinics/{clinic_id}/audit`: who did what, and who looked at whom.

use holdfast_clinic::jobs::seal_audit::SealAudit;
use holdfast_domain::{Caller, Role};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

/// Kind of act, actor and patient of each entry, oldest first.
async fn entries(api: &Api, clinic: &Clinic, query: &str) -> Vec<(String, String, Option<String>)> {
    api.clock.advance(SignedDuration::from_secs(1));
    let path = format!("/v1/clinics/{}/audit?limit=500&{query}", clinic.id);
    let page = api.get(path).bearer(&clinic.admin).send().await.expect(200);
    let mut entries: Vec<_> = page["items"].as_array().unwrap().iter().map(summary).collect();
    entries.reverse();
    entries
}

fn summary(event: &Value) -> (String, String, Option<String>) {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let patient =
        event["entity"].as_array().unwrap().iter().find_map(|entity| {
            text(&entity["what"]["reference"])?.strip_prefix("Patient/").map(str::to_owned)
        });
    (
        text(&event["subtype"][0]["code"]).unwrap(),
        text(&event["agent"][0]["who"]["identifier"]["value"]).unwrap(),
        patient,
    )
}

fn account(api: &Api, role: Role, clinic: &Clinic) -> (String, String) {
    let account_id = api.new_id();
    let caller = Caller {
        role,
        account_id: Some(account_id.into()),
        clinic_id: Some(clinic.id.into()),
        doctor_id: Some(clinic.doctor_id.into()).filter(|_| role == Role::Doctor),
        appointment_id: None,
        secret_issued_at: None,
    };
    (account_id.to_string(), api.token(&caller))
}

#[tokio::test]
async fn a_clinics_admin_sees_who_looked_at_a_patient() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let (desk, desk_token) = account(&api, Role::Staff, &clinic);
    let (doctor, doctor_token) = account(&api, Role::Doctor, &clinic);
    let own = api.new_id();
    let (ada, other) = (clinic.add_patient(&api, Some(own)).await, clinic.add_patient(&api, None).await);
    // each act at a moment of its own, so that there is an order
    let tick = || api.clock.advance(SignedDuration::from_secs(1));
    let get = async |path: String, token: &str| {
        tick();
        api.get(path).bearer(token).send().await.expect(200)
    };
    tick();
    let slot = clinic.free_slot_ids(&api).await[0];
    let body = json!({"slot_id": slot, "patient_id": ada});
    let booked = api.post("/v1/bookings").bearer(&desk_token).json(&body).send().await.expect(201);
    let appointment = id(&booked, "id");
    let of_patient = format!("/v1/clinics/{}/patients/{ada}", clinic.id);
    get(of_patient.clone(), &desk_token).await;
    get(format!("{of_patient}/export"), &desk_token).await;
    get(format!("/v1/clinics/{}/patients?name=ada", clinic.id), &desk_token).await;
    get(format!("/v1/appointments/{appointment}"), &doctor_token).await;
    get("/v1/appointments".to_owned(), &doctor_token).await;
    get("/v1/appointments".to_owned(), &api.patient(own)).await;
    // what is refused, and what is public, is no look at anybody
    api.get(&of_patient).bearer(&api.patient(own)).send().await.refused(403);
    api.get(format!("/v1/appointments/{appointment}"))
        .bearer(&api.patient(api.new_id()))
        .send()
        .await
        .refused(404);
    api.get(format!("/v1/doctors/{}/slots", clinic.doctor_id)).send().await.expect(200);
    tick();

    let (ada, other, own) = (ada.to_string(), other.to_string(), own.to_string());
    let seen = entries(&api, &clinic, &format!("patient_id={ada}")).await;
    let about_ada = |kind: &str, who: &str| (kind.to_owned(), who.to_owned(), Some(ada.clone()));
    // the record was made and accepted within one moment, before the clock went on
    let mut made: Vec<_> = seen[..2].iter().map(|entry| entry.0.as_str()).collect();
    made.sort_unstable();
    assert_eq!(made, ["patient.accept", "patient.create"]);
    assert!(seen[..2].contains(&about_ada("patient.accept", &own)));
    assert_eq!(
        seen[2..],
        [
            about_ada("appointment.book", &desk),
            about_ada("read.patient", &desk),
            about_ada("export.patient", &desk),
            // the search found the record that the desk looked at a moment ago, the list the doctor's appointment
            about_ada("read.appointment", &doctor),
            about_ada("read.appointment", &own),
        ]
    );
    let of_other = entries(&api, &clinic, &format!("patient_id={other}")).await;
    let kinds: Vec<&str> = of_other.iter().map(|(kind, ..)| kind.as_str()).collect();
    assert_eq!(kinds, ["patient.create", "read.patient"]);
    let by_doctor = entries(&api, &clinic, &format!("actor_id={doctor}")).await;
    assert_eq!(by_doctor.len(), 1);
    // asking is itself noted, about whom it asked
    let asked = entries(&api, &clinic, "action=read.audit").await;
    assert_eq!(asked.len(), 3);
    assert_eq!(asked[0].2, Some(ada));
    api.assert_sound().await;
}

#[tokio::test]
async fn the_log_comes_as_fhir_audit_events_in_pages() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let patient = clinic.add_patient(&api, None).await;
    for _ in 0..4 {
        Clinic::add_doctor(&api, clinic.id, "surgery").await;
    }
    let path = format!("/v1/clinics/{}/audit", clinic.id);
    let first = api
        .get(format!("{path}?limit=1&action=patient.create"))
        .bearer(&clinic.admin)
        .send()
        .await
        .expect(200);
    let event = &first["items"][0];
    assert_eq!(event["resourceType"], "AuditEvent");
    assert_eq!(event["type"]["system"], "http://terminology.hl7.org/CodeSystem/audit-event-type");
    assert_eq!((&event["action"], &event["outcome"]), (&json!("C"), &json!("0")));
    assert_eq!(event["recorded"], "2026-11-23T12:00:00+00:00");
    assert_eq!(event["agent"][0]["role"][0]["coding"][0]["code"], "staff");
    assert_eq!(
        event["entity"],
        json!([{
            "what": {"reference": format!("Patient/{patient}")},
            "role": {"system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "1"},
        }])
    );
    // every entry once over all pages
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = api.get(format!("{path}?limit=2&action=doctor.create{cursor}")).bearer(&clinic.admin);
        let page = page.send().await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|event| id(event, "id")));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let client = api.database.client().await;
    let there =
        client.query("SELECT id FROM audit_log WHERE action = 'doctor.create' ORDER BY id DESC", &[]).await;
    assert_eq!(seen, there.unwrap().iter().map(|row| row.get::<_, Uuid>(0)).collect::<Vec<_>>());
}

/// Sealed by the job of the running system, and so quickly that the tail stays short.
#[tokio::test]
async fn what_was_written_is_sealed_and_the_end_of_the_chain_is_shown() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let path = format!("/v1/clinics/{}/audit", clinic.id);
    // a look of its own each time
    let tick = || api.clock.advance(SignedDuration::from_mins(5));
    let seal = async || api.get(&path).bearer(&clinic.admin).send().await.expect(200)["newest_seal"].clone();
    assert_eq!(seal().await, Value::Null);
    let job: &SealAudit = api.system.part().unwrap();
    assert_eq!(job.seal().await.unwrap(), 1);
    tick();
    let first = seal().await;
    assert_eq!((&first["seq"], first["hash"].as_str().unwrap().len()), (&json!(1), 64));
    // the looks at the log are in it
    assert_eq!(job.seal().await.unwrap(), 1);
    tick();
    let second = seal().await;
    assert_eq!(second["seq"], 2);
    assert_ne!(second["hash"], first["hash"]);
    api.assert_sound().await;
}

/// Rows of a statement's plan that were read from the log, whether they were shown or not.
fn rows_read(node: &Value) -> f64 {
    let number = |key: &str| node[key].as_f64().unwrap_or(0.0);
    let own = if node["Relation Name"] == "audit_log" {
        (number("Actual Rows") + number("Rows Removed by Filter")) * number("Actual Loops")
    } else {
        0.0
    };
    own + node["Plans"].as_array().map_or(0.0, |plans| plans.iter().map(rows_read).sum())
}

/// However many rows there are, a question looks at a bounded number of them, and what is there is found by going on.
#[tokio::test]
async fn a_large_log_is_searched_in_bounded_steps() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let client = api.database.client().await;
    // ten a second before the clinic's own; the oldest is of a kind of its own, as is one in the middle
    let insert = "INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id)
        SELECT $1, (lpad(to_hex(floor(extract(epoch FROM o.at) * 1000)::bigint), 12, '0') || '7000' || '8' || substr(md5(n::text), 1, 15))::uuid, o.at,
               'staff', CASE WHEN n = 50000 THEN 'somebody' ELSE 'desk' END, CASE WHEN n = 50000 THEN 'odd' ELSE 'read.patient' END, $1, 1,
               md5('p' || n % 10000)::uuid
        FROM generate_series(1, 50000) n, LATERAL (SELECT timestamptz '2026-11-23 12:00Z' - n * interval '100 ms' AS at) o";
    client.execute(insert, &[&clinic.id]).await.unwrap();
    client.batch_execute("ANALYZE audit_log").await.unwrap();
    let ask = async |query: String| {
        let path = format!("/v1/clinics/{}/audit?limit=50{query}", clinic.id);
        api.get(path).bearer(&clinic.admin).send().await.expect(200)
    };
    let number = |page: &Value| page["items"].as_array().unwrap().len();
    for filter in ["&action=odd", "&actor_id=somebody"] {
        let (mut found, mut pages, mut cursor) = (0, 0, String::new());
        loop {
            let page = ask(format!("{filter}{cursor}")).await;
            (found, pages) = (found + number(&page), pages + 1);
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!((found, pages), (1, 3), "{filter}");
    }
    // a time is no walk from today's end
    let page = ask("&action=odd&from=2026-11-23T10:30:00Z&to=2026-11-23T10:40:00Z".to_owned()).await;
    assert_eq!((number(&page), &page["next_cursor"]), (1, &Value::Null));
    // nor is a patient
    let patient = "md5('p7')::uuid";
    let uuid: Uuid = client.query_one(&format!("SELECT {patient}"), &[]).await.unwrap().get(0);
    assert_eq!(number(&ask(format!("&patient_id={uuid}")).await), 5);
    let sql = include_str!("../../../../sql/queries/audit.sql");
    let statement = |name: &str| {
        let body = sql.split(&format!("--! {name} ")).nth(1).unwrap().split_once('\n').unwrap().1;
        let mut text = body.split(';').next().unwrap().to_owned();
        let id = format!("'{}'", clinic.id);
        for (parameter, value) in [
            (":clinic_id", id.as_str()),
            (":patient_ids", "ARRAY[md5('p7')]"),
            (":before_id", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"),
            (":from_id", "'00000000-0000-0000-0000-000000000000'"),
            (":looked_at", "20000"),
            (":actor_id", "'nobody'"),
            (":action", "NULL"),
            (":from_at", "NULL"),
            (":until_at", "NULL"),
            (":max", "51"),
        ] {
            text = text.replace(parameter, value);
        }
        text
    };
    for (name, most) in [("entries_of_patient", 10.0), ("entries", 20_000.0)] {
        let explain = format!("EXPLAIN (ANALYZE, FORMAT JSON) {}", statement(name));
        let plan: Value = client.query_one(&explain, &[]).await.unwrap().get(0);
        let read = rows_read(&plan[0]["Plan"]);
        assert!(read <= most, "{name} read {read} rows\n{plan:#}");
    }
}
