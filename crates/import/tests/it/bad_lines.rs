//! Every kind of bad line, each with its place; [`Scene::refused`] also sees that nothing was imported.

use crate::files::{ALL, APPOINTMENTS, JSON, with};
use crate::scene::Scene;

#[tokio::test]
async fn clinics() {
    let mut scene = Scene::new().await;
    let file = "ref,name,phone,time_zone,min_notice_minutes,hold_minutes\n\
                ok,Fine,,UTC,,\n\
                c1,,,Europe/Londn,,\n\
                ,Nameless,,UTC,x,0\n\
                ok,Again,,UTC,50000,1441\n\
                c2,Short,UTC\n";
    assert_eq!(
        scene.refused(&[("clinics.csv", file)]).await,
        [
            "clinics.csv:3: name: must not be empty",
            "clinics.csv:3: time_zone: must be an IANA time zone such as Europe/London",
            "clinics.csv:4: ref: must not be empty",
            "clinics.csv:4: min_notice_minutes: must be a whole number",
            "clinics.csv:4: hold_minutes: must be from 1 to 1440",
            "clinics.csv:5: min_notice_minutes: must be from 0 to 43200",
            "clinics.csv:5: hold_minutes: must be from 1 to 1440",
            "clinics.csv:5: ref: clinic ref \"ok\" is set by clinics.csv:2 already",
            "clinics.csv:6: has 3 fields, but the header has 6",
        ]
    );
}

#[tokio::test]
async fn people() {
    let mut scene = Scene::new().await;
    let doctors = "ref,clinic,name,specialization\nd1,nowhere,A,gp\nd2,north,,\nd3,north,B,gp; GP\n";
    let patients = "ref,clinic,name,email,birth_date\n\
                    p1,north,A,a@b,1980-02-30\n\
                    p2,nowhere,B,no,\n\
                    p3,north,C,,2030-01-01\n\
                    p3,north,D,,\n";
    let mut files = vec![ALL[4], ("doctors.csv", doctors), ("patients.csv", patients)];
    assert_eq!(
        scene.refused(&files).await,
        [
            "doctors.csv:2: clinic: unknown clinic \"nowhere\"",
            "doctors.csv:3: name: must not be empty",
            "doctors.csv:3: specialization: must not be empty",
            "doctors.csv:4: specialization: is given more than once",
            "patients.csv:2: birth_date: must be a date such as 1980-02-29",
            "patients.csv:3: email: must look like name@host",
            "patients.csv:4: birth_date: must lie between 1900 and today",
            "patients.csv:5: ref: patient ref \"p3\" is set by patients.csv:4 already",
        ]
    );
    // Who refers to a row that is bad itself is not to blame.
    files.push((
        "appointments.csv",
        "doctor,patient,starts_at\nd1,p2,2026-12-01T09:00\nd9,p9,2026-12-01T09:00\n",
    ));
    let refused = scene.refused(&files).await;
    assert_eq!(refused.len(), 10, "{refused:?}");
    assert_eq!(
        refused[8..],
        [
            "appointments.csv:3: doctor: unknown doctor \"d9\"",
            "appointments.csv:3: patient: unknown patient \"p9\"",
        ]
    );
}

#[tokio::test]
async fn what_else_is_kept_of_patients() {
    let mut scene = Scene::new().await;
    let patients = format!(
        "ref,clinic,name,language,preferred_channel,email_consent,sms_consent,desk_notes\n\
         p1,north,A,german,fax,true,YES,{}\n\
         p2,north,B,de,sms,yes,no,fine\n",
        "x".repeat(2001)
    );
    assert_eq!(
        scene.refused(&[ALL[4], ("patients.csv", &patients)]).await,
        [
            "patients.csv:2: email_consent: must be yes or no",
            "patients.csv:2: sms_consent: must be yes or no",
            "patients.csv:2: language: must be a tag such as de or pt-BR",
            "patients.csv:2: preferred_channel: must be email or sms",
            "patients.csv:2: desk_notes: must have at most 2000 characters",
        ]
    );
}

#[tokio::test]
async fn hours() {
    let mut scene = Scene::new().await;
    let hours = "doctor,days,start,end,slot_minutes,buffer_minutes,mode,effective_from,effective_until,horizon_days\n\
                 ada,mon,09:00,12:00,30,,,2026-01-01,,\n\
                 bea,mon wed,09:00,10:00,30,,,2026-01-01,2025-01-01,400\n\
                 ada,mon tue,11:00,13:00,30,,,2026-01-01,,\n\
                 ada,fri,13:00,12:00,30,300,,2026-01-01,,\n\
                 ada,caturday,9:00,25:00,half,,phone,01.01.2026,,\n\
                 nobody,mon,09:00,10:00,30,,,2026-01-01,,\n";
    // In doubt as the hours are, nothing is said of appointments.
    let appointments = "doctor,patient,starts_at\nada,p1,2026-12-01T09:05\n";
    let mut files = with("hours.csv", hours);
    files.push(("appointments.csv", appointments));
    assert_eq!(
        scene.refused(&files).await,
        [
            "hours.csv:3: effective_until: must not be before effective_from",
            "hours.csv:3: horizon_days: must be from 1 to 365",
            "hours.csv:4: overlaps hours.csv:2 on mon",
            "hours.csv:5: end: must be after start, 13:00",
            "hours.csv:5: buffer_minutes: must be at most 240",
            "hours.csv:6: days: must be weekdays such as mon tue wed, not \"caturday\"",
            "hours.csv:6: start: must be a time written HH:MM, from 00:00 to 24:00",
            "hours.csv:6: end: must be a time written HH:MM, from 00:00 to 24:00",
            "hours.csv:6: slot_minutes: must be a whole number",
            "hours.csv:6: mode: must be in_person or virtual",
            "hours.csv:6: effective_from: must be a date such as 2026-12-01",
            "hours.csv:7: doctor: unknown doctor \"nobody\"",
        ]
    );
}

#[tokio::test]
async fn appointments() {
    let mut scene = Scene::new().await;
    let file = "ref,doctor,patient,starts_at,status,booked_at\n\
                x,ada,p1,2026-12-01T09:00,,\n\
                x,ada,p2,2026-12-02T09:00,,\n\
                ,ada,p2,2026-12-01T09:00,,\n\
                ,cay,p1,2026-12-01T09:15,,\n\
                ,ada,p3,2026-12-01T09:30,,\n\
                ,ada,p2,2026-12-01T09:10,,\n\
                ,ada,p2,2026-12-06T09:00,,\n\
                ,ada,p2,2026-12-02T09:00,pending,\n\
                ,ada,p2,2026-12-02T09:00,completed,\n\
                ,ada,p2,2026-11-24T09:00,no_show,2027-01-01T00:00Z\n\
                ,ada,p2,tomorrow,,\n\
                ,ada,p2,2026-12-02 09:00,,\n\
                ,ada,p2,1999-12-31T09:00,,\n\
                ,ada,p1,2026-12-01T09:00,cancelled,\n";
    let cay = "ref,clinic,name,specialization\ncay,north,Cay,gp\nada,north,Ada,gp\n";
    let hours = "doctor,days,start,end,slot_minutes,effective_from\n\
                 ada,mon tue wed thu fri,09:00,11:00,30,2026-01-01\n\
                 cay,tue,09:15,10:15,30,2026-01-01\n";
    let files = [ALL[4], ALL[1], ("doctors.csv", cay), ("hours.csv", hours), ("appointments.csv", file)];
    assert_eq!(
        scene.refused(&files).await,
        [
            "appointments.csv:3: ref: appointment ref \"x\" is set by appointments.csv:2 already",
            "appointments.csv:4: starts_at: the slot is taken by appointments.csv:2",
            "appointments.csv:5: patient: the patient has another appointment then: appointments.csv:2",
            "appointments.csv:6: patient: \"p3\" is a patient of another clinic than doctor \"ada\"",
            "appointments.csv:7: starts_at: the doctor has another appointment then: appointments.csv:2",
            "appointments.csv:9: status: must be confirmed, completed, cancelled or no_show",
            "appointments.csv:10: status: cannot be completed before the appointment has begun",
            "appointments.csv:11: booked_at: must not lie in the future",
            "appointments.csv:12: starts_at: must be a time such as 2026-12-01T09:00+01:00, or 2026-12-01T09:00 by the clinic's clock",
            "appointments.csv:13: starts_at: must be a time such as 2026-12-01T09:00+01:00, or 2026-12-01T09:00 by the clinic's clock",
            "appointments.csv:14: starts_at: must lie in the years 2000 to 2199",
        ]
    );
}

/// Nothing says how long it is: neither hours of its day nor `minutes`.
#[tokio::test]
async fn an_appointment_of_no_length() {
    let mut scene = Scene::new().await;
    let file = "doctor,patient,starts_at\nada,p1,2026-12-01T09:00\n";
    let refused = scene.refused(&[ALL[1], ALL[3], ALL[4], ("appointments.csv", file)]).await;
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].starts_with("appointments.csv:2: starts_at: no hours of doctor"), "{refused:?}");
    assert!(refused[0].ends_with("give its minutes"), "{refused:?}");
}

#[tokio::test]
async fn headers_and_file_names() {
    let mut scene = Scene::new().await;
    let refused = scene.refused(&[
        ("clinics.csv", "ref,nam,zone,ref\nc,C,UTC,c\n"),
        ("people.csv", "ref\n"),
        ("clinics.xlsx", "PK"),
        ("patients.csv", "ref,clinic,name\np,c,P\n"),
        ("hours.csv", " \n"),
    ]);
    let have = "clinics have: ref, name, address, phone, time_zone, min_notice_minutes, hold_minutes";
    assert_eq!(
        refused.await,
        [
            format!("clinics.csv:1: unknown column \"nam\"; {have}").as_str(),
            format!("clinics.csv:1: unknown column \"zone\"; {have}").as_str(),
            "clinics.csv:1: column \"ref\" is there twice",
            "clinics.csv:1: missing column \"name\"",
            "clinics.csv:1: missing column \"time_zone\"",
            "people.csv: the name of a CSV file must begin with clinics, doctors, hours, patients or appointments",
            "clinics.xlsx: the name of the file must end in .csv or .json",
            "hours.csv: is empty",
        ]
    );
}

#[tokio::test]
async fn a_file_that_is_not_there() {
    let mut scene = Scene::new().await;
    let good = scene.file("clinics.csv", ALL[4].1);
    let missing = good.with_file_name("doctors.csv");
    assert_eq!(
        scene.refused_paths(&[good, missing]).await,
        ["doctors.csv cannot be read: No such file or directory (os error 2); nothing was imported"]
    );
}

#[tokio::test]
async fn bytes_that_are_no_text() {
    let mut scene = Scene::new().await;
    let csv = scene.file("clinics.csv", b"ref,name,time_zone\na,A,UTC\nb,B\xff,UTC\nc,C,UTC\n");
    let json = scene.file("all.json", b"{\n \"clinics\":\n [{\"ref\": \"\xe9\"}]}");
    let header = scene.file("doctors.csv", b"ref,clinic,n\xe4me\n");
    assert_eq!(
        scene.refused_paths(&[csv, json, header]).await,
        [
            "clinics.csv:3: is not valid UTF-8; save the file as UTF-8",
            "all.json:3: is not valid UTF-8; save the file as UTF-8",
            "doctors.csv:1: is not valid UTF-8; save the file as UTF-8",
            "doctors.csv:1: missing column \"name\"",
            "doctors.csv:1: missing column \"specialization\"",
        ]
    );
}

#[tokio::test]
async fn a_quote_that_is_not_closed_loses_no_rows() {
    let mut scene = Scene::new().await;
    let file = "ref,time_zone,name,address\na,UTC,A,\nb,UTC,B,\"1 High Street\nc,UTC,C,\n";
    assert_eq!(
        scene.refused(&[("clinics.csv", file)]).await,
        ["clinics.csv:3: a double quote is not closed; it swallows the lines after it"]
    );
}

#[tokio::test]
async fn control_characters() {
    let mut scene = Scene::new().await;
    let file = "ref,name,time_zone\na\0,A,UTC\nb,B\0,UTC\n\"c\nd\",C,UTC\n";
    assert_eq!(
        scene.refused(&[("clinics.csv", file)]).await,
        [
            "clinics.csv:2: ref: must not contain control characters",
            "clinics.csv:3: name: must not contain control characters",
            "clinics.csv:4: ref: must be one line",
        ]
    );
}

#[tokio::test]
async fn json() {
    let mut scene = Scene::new().await;
    let bad = JSON
        .replace("America/Sao_Paulo", "America/Nowhere")
        .replace("\"name\": \"Ada Okoye\"", "\"nom\": \"Ada Okoye\"")
        .replace("\"slot_minutes\": 20", "\"slot_minutes\": 20.5")
        .replace("\"name\": \"Sam Second\"", "\"name\": 7")
        .replace("\"status\": \"no_show\"", "\"status\": \"pending\"");
    let mut lines = scene.refused(&[("all.json", &bad)]).await;
    lines.sort();
    assert_eq!(
        lines,
        [
            "all.json: appointments[6].status: must be confirmed, completed, cancelled or no_show",
            "all.json: clinics[1].time_zone: must be an IANA time zone such as Europe/London",
            "all.json: doctors[0].nom: unknown field; doctors have: ref, clinic, name, specialization, bio",
            "all.json: hours[2].slot_minutes: must be a whole number",
            "all.json: patients[1].name: must be a text",
        ]
    );
    let shapes = r#"{"clinics": {}, "doctors": [1, {"ref": "a", "ref": "b"}], "doctors": [], "rooms": []}"#;
    assert_eq!(
        scene.refused(&[("all.json", shapes), ("b.json", "[]"), ("c.json", "{\n\"clinics\": [\n}")]).await,
        [
            "all.json: clinics: must be a list",
            "all.json: doctors: is there twice",
            "all.json: rooms: unknown field; known are clinics, doctors, hours, patients, appointments",
            "all.json: doctors[0]: must be an object",
            "all.json: doctors[1].ref: is there twice",
            "b.json: must be one object such as {\"clinics\": []}",
            "c.json:3: is not JSON: expected value at line 3 column 1",
        ]
    );
}

#[tokio::test]
async fn a_fault_in_the_last_file_leaves_nothing_of_the_others() {
    let mut scene = Scene::new().await;
    let last = APPOINTMENTS.replace("2026-11-24T10:30,no_show", "2026-11-24T10:30,missed");
    let files = with("appointments.csv", &last);
    assert_eq!(
        scene.refused(&files).await,
        ["appointments.csv:8: status: must be confirmed, completed, cancelled or no_show"]
    );
    for count in scene.counts().await {
        assert!(count.ends_with(" 0"), "{count}");
    }
}

#[tokio::test]
async fn what_the_database_refuses_at_the_end_leaves_nothing_either() {
    let mut scene = Scene::new().await;
    scene
        .client
        .batch_execute("ALTER TABLE import_refs ADD CHECK (ref <> 'a6')")
        .await
        .expect("a constraint that the last statement breaks");
    let error = scene.import(&ALL).await.expect_err("a refusal").to_string();
    assert!(error.contains("import_refs") && error.contains("nothing was imported"), "{error}");
    for count in scene.counts().await {
        assert!(count.ends_with(" 0"), "{count}");
    }
}

#[tokio::test]
async fn at_most_a_hundred_lines_are_printed() {
    let mut scene = Scene::new().await;
    let file = format!("ref,name,time_zone\n{}", "c,C,Nowhere\n".repeat(130));
    let lines = scene.refused(&[("clinics.csv", &file)]).await;
    assert_eq!(lines.len(), 101);
    // each but the first also has a ref that is taken
    assert_eq!(lines[100], "… and 159 more");
}

#[tokio::test]
async fn what_a_spreadsheet_spoiled_is_named() {
    let mut scene = Scene::new().await;
    let patients = "ref,clinic,name,phone\np1,north,Ada,4.47912E+11\np2,north,#N/A,#REF!\n1.2E+05,north,Bob,447912345678.0\n";
    let clinics = "ref,name,time_zone\nnorth,North,UTC\n";
    let said = scene.refused(&[("clinics.csv", clinics), ("patients.csv", patients)]).await;
    let start = |nth: usize, text: &str| assert!(said[nth].starts_with(text), "{said:#?}");
    start(
        0,
        "patients.csv:2: phone: was made a number by the spreadsheet, 4.47912E+11; format the column as text",
    );
    start(1, "patients.csv:3: name: is an error of the spreadsheet, #N/A");
    start(2, "patients.csv:3: phone: is an error of the spreadsheet, #REF!");
    start(3, "patients.csv:4: ref: was made a number by the spreadsheet, 1.2E+05");
    start(4, "patients.csv:4: phone: was made a number by the spreadsheet, 447912345678.0");
    assert_eq!(said.len(), 5, "{said:#?}");

    let said = scene.refused(&[("clinics.csv", "ref|name|time_zone\nc|C|UTC\n")]).await;
    assert_eq!(said[0], "clinics.csv:1: columns must be separated by commas, semicolons or tabs");
}
