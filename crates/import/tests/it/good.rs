//! Files without a fault.

use holdfast_import::{Step, Summary};

use crate::files::{ALL, JSON, with};
use crate::scene::Scene;

const SUMMARY: Summary =
    // Slots: Ada from Monday 30 November, 14 days: 10 weekdays of 4 and 2 Saturdays of 2, and 2 of appointments on the
    // past day; Bea: one Tuesday of 3.
    Summary { clinics: 2, doctors: 2, hours: 3, patients: 3, appointments: 7, slots: 40 + 4 + 2 + 3 };

const COUNTS: [&str; 13] = [
    "clinics 2",
    "specializations 1",
    "doctors 2",
    "schedules 2",
    "patients 3",
    "patient_name_tokens 10",
    "vault_keys 2",
    "slots 49",
    // all but the six of live appointments
    "open_slots 43",
    "appointments 7",
    // each was booked, three went one step on
    "outbox 10",
    // those, two clinics, two doctors, two templates, three patients
    "audit_log 19",
    // two clinics, two doctors, three patients, one appointment
    "import_refs 8",
];

#[tokio::test]
async fn csv_files_are_imported_whatever_their_order() {
    let mut scene = Scene::new().await;
    assert_eq!(scene.import(&ALL).await.unwrap(), SUMMARY);
    assert_eq!(scene.counts().await, COUNTS);
    let clinics = "SELECT name, address, phone, time_zone, min_notice_minutes, hold_minutes, version FROM clinics ORDER BY name";
    assert_eq!(
        scene.ask(clinics).await,
        "North Clinic 1 High Street\nLeeds +44 113 496 0000 Europe/London 60 15 1\nSul   America/Sao_Paulo 0 10 1"
    );
    scene.open_sealed().await;
    let patients = "SELECT name, phone, email, birth_date FROM people ORDER BY name";
    assert_eq!(
        scene.ask(patients).await,
        "Pat, the First +44 113 496 0001 pat@example.org 1980-02-29\nRui Terceiro   2001-01-01\nSam Second   NULL"
    );
    let doctors = "SELECT d.name, d.specialization, s.name, d.bio, d.slots_until
                   FROM doctors d JOIN specializations s ON s.id = d.specialization_id ORDER BY d.name";
    assert_eq!(
        scene.ask(doctors).await,
        "Ada Okoye Cardiology cardiology  2026-12-14\n\
         Bea Lima cardiology cardiology Speaks Portuguese 2026-12-07"
    );
    let schedules = "SELECT d.name, s.revision, s.effective_from, s.effective_until,
                            jsonb_array_length(s.template -> 'rules'), s.template -> 'horizon_days'
                     FROM schedules s JOIN doctors d ON d.id = s.doctor_id ORDER BY d.name";
    assert_eq!(
        scene.ask(schedules).await,
        "Ada Okoye 1 2026-01-01 NULL 2 14\nBea Lima 1 2026-11-01 2026-12-31 1 7"
    );
}

#[tokio::test]
async fn several_specializations_are_separated_by_semicolons() {
    let mut scene = Scene::new().await;
    let doctors = "ref,clinic,name,specialization\n\
                   d1,north,A,Cardiology; Surgery\n\
                   d2,north,B,surgery;cardiology\n\
                   d3,north,C,Surgery\n";
    scene.import(&[ALL[4], ("doctors.csv", doctors)]).await.unwrap();
    let kept = "SELECT d.name, d.specialization, array_to_string(d.further_specializations, '+'), replace(s.name, chr(31), '+')
                FROM doctors d JOIN specializations s ON s.id = d.specialization_id ORDER BY d.name";
    assert_eq!(
        scene.ask(kept).await,
        "A Cardiology Surgery cardiology+surgery\nB surgery cardiology cardiology+surgery\nC Surgery  surgery"
    );
}

#[tokio::test]
async fn what_else_is_kept_of_patients() {
    let mut scene = Scene::new().await;
    let patients = "ref,clinic,name,language,preferred_channel,email_consent,sms_consent,desk_notes\n\
                    p1,north,A,pt-BR,sms,yes,no,Hard of hearing\n\
                    p2,north,B,,,,,\n";
    scene.import(&[ALL[4], ("patients.csv", patients)]).await.unwrap();
    scene.open_sealed().await;
    let kept = "SELECT name, details FROM people ORDER BY name";
    let noted = |given: bool| {
        format!(
            r#"{{"given":{given},"at":"2026-11-30T12:00:00Z","by_role":"platform_admin","by_id":"import"}}"#
        )
    };
    assert_eq!(
        scene.ask(kept).await,
        format!(
            r#"A {{"language":"pt-BR","preferred_channel":"sms","consents":{{"email":{},"sms":{}}},"desk_notes":"Hard of hearing"}}"#,
            noted(true),
            noted(false)
        ) + "\nB "
    );
}

#[tokio::test]
async fn json_says_the_same_as_csv() {
    let query =
        "SELECT d.name, p.name, a.starts_at, a.ends_at, a.status, a.mode, r.reason, a.version, a.booked_at,
                        s.is_booked, s.version
                 FROM appointments a
                 JOIN doctors d ON d.id = a.doctor_id JOIN people p ON p.id = a.patient_id
                 JOIN reasons r ON r.id = a.id
                 LEFT JOIN slots s ON s.id = a.slot_id ORDER BY a.starts_at, a.status";
    let mut from_csv = Scene::new().await;
    from_csv.import(&ALL).await.unwrap();
    from_csv.open_sealed().await;
    let mut from_json = Scene::new().await;
    assert_eq!(from_json.import(&[("all.json", JSON)]).await.unwrap(), SUMMARY);
    assert_eq!(from_json.counts().await, COUNTS);
    from_json.open_sealed().await;
    let rows = from_json.ask(query).await;
    assert_eq!(rows, from_csv.ask(query).await);
    assert_eq!(
        rows,
        "\
Ada Okoye Pat, the First 2026-11-24 09:00:00+00 2026-11-24 09:30:00+00 cancelled in_person  2 2026-11-30 12:00:00+00 NULL NULL
Ada Okoye Sam Second 2026-11-24 09:00:00+00 2026-11-24 09:30:00+00 completed in_person  2 2026-11-30 12:00:00+00 t 2
Ada Okoye Pat, the First 2026-11-24 10:30:00+00 2026-11-24 11:00:00+00 no_show in_person  2 2026-11-30 12:00:00+00 t 2
Ada Okoye Pat, the First 2026-12-01 09:00:00+00 2026-12-01 09:30:00+00 confirmed in_person Check-up 1 2026-11-20 10:00:00+00 t 2
Ada Okoye Sam Second 2026-12-01 09:30:00+00 2026-12-01 10:00:00+00 confirmed in_person  1 2026-11-30 12:00:00+00 t 2
Bea Lima Rui Terceiro 2026-12-01 17:20:00+00 2026-12-01 17:40:00+00 confirmed in_person  1 2026-11-30 12:00:00+00 t 2
Ada Okoye Sam Second 2026-12-05 10:30:00+00 2026-12-05 11:00:00+00 confirmed virtual  1 2026-11-30 12:00:00+00 t 2"
    );
}

#[tokio::test]
async fn what_is_written_keeps_the_invariants() {
    let mut scene = Scene::new().await;
    scene.import(&ALL).await.unwrap();
    let slots_without_one_holder = "
        SELECT s.id FROM slots s LEFT JOIN appointments a ON a.slot_id = s.id AND a.status <> 'cancelled'
        GROUP BY s.clinic_id, s.id HAVING s.is_booked <> (count(a.id) = 1) OR count(a.id) > 1";
    assert_eq!(scene.ask(slots_without_one_holder).await, "");
    let free_but_not_open = "
        SELECT s.id FROM slots s
        FULL JOIN open_slots o ON (o.clinic_id, o.slot_id, o.starts_at, o.doctor_id)
                                = (s.clinic_id, s.id, s.starts_at, s.doctor_id)
        WHERE s.is_booked IS DISTINCT FROM (o.slot_id IS NULL)";
    assert_eq!(scene.ask(free_but_not_open).await, "");
    let steps = "
        SELECT a.status, t.entity_version, t.action, t.from_status, t.to_status, t.actor_role, t.actor_id,
               o.event_type, o.published_at = o.occurred_at AS published,
               (o.doctor_id, o.slot_id, o.clinic_id, t.clinic_id) = (a.doctor_id, a.slot_id, a.clinic_id, a.clinic_id)
                   AS is_of_it, count(*)
        FROM appointments a
        FULL JOIN audit_log t ON t.entity_id = a.id
        FULL JOIN outbox o ON o.appointment_id = a.id AND o.appointment_version = t.entity_version
        WHERE t.action IS NULL OR t.action LIKE 'appointment.%'
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 1, 2";
    let by = "platform_admin import";
    assert_eq!(
        scene.ask(steps).await,
        format!(
            "\
cancelled 1 appointment.book NULL confirmed {by} holdfast.appointment.created t t 1
cancelled 2 appointment.cancel confirmed cancelled {by} holdfast.appointment.cancelled t t 1
completed 1 appointment.book NULL confirmed {by} holdfast.appointment.created t t 1
completed 2 appointment.complete confirmed completed {by} holdfast.appointment.completed t t 1
confirmed 1 appointment.book NULL confirmed {by} holdfast.appointment.created t t 4
no_show 1 appointment.book NULL confirmed {by} holdfast.appointment.created t t 1
no_show 2 appointment.no_show confirmed no_show {by} holdfast.appointment.no_show t t 1"
        )
    );
    let other_audit = "
        SELECT t.action, t.entity_version, t.actor_role, t.actor_id, count(*) FROM audit_log t
        JOIN (SELECT id, id AS clinic_id, 'clinic.create' AS action FROM clinics
              UNION ALL SELECT id, clinic_id, 'doctor.create' FROM doctors
              UNION ALL SELECT id, clinic_id, 'patient.create' FROM patients
              UNION ALL SELECT id, clinic_id, 'schedule.create' FROM schedules) e
            ON (e.id, e.clinic_id, e.action) = (t.entity_id, t.clinic_id, t.action)
        GROUP BY 1, 2, 3, 4 ORDER BY 1";
    assert_eq!(
        scene.ask(other_audit).await,
        format!(
            "clinic.create 1 {by} 2\ndoctor.create 1 {by} 2\npatient.create 1 {by} 3\nschedule.create 1 {by} 2"
        )
    );
    assert_eq!(scene.ask("SELECT count(DISTINCT id) FROM audit_log").await, "19");
}

/// Clocks in New York: back an hour at 2:00 on 1 November 2026, ahead an hour at 2:00 on 14 March 2027.
#[tokio::test]
async fn local_times_follow_the_clinics_clock() {
    let mut scene = Scene::at("2026-10-01T00:00:00Z").await;
    let files = [
        ("clinics.csv", "ref,name,time_zone\nc,C,America/New_York\n"),
        ("doctors.csv", "ref,clinic,name,specialization\nd,c,D,gp\n"),
        (
            "hours.csv",
            "doctor,days,start,end,slot_minutes,effective_from\nd,sat sun mon,00:00,06:00,30,2026-10-01\n",
        ),
        ("patients.csv", "ref,clinic,name\np,c,P\n"),
        (
            "appointments.csv",
            "doctor,patient,starts_at\n\
             d,p,2026-10-31T05:30\n\
             d,p,2026-11-01T01:30\n\
             d,p,2026-11-01T05:30\n\
             d,p,2027-03-14T03:00\n\
             d,p,2027-03-15T03:00:00-04:00\n",
        ),
    ];
    scene.import(&files).await.unwrap();
    let starts = scene.ask("SELECT starts_at FROM appointments ORDER BY 1").await;
    assert_eq!(
        starts,
        "2026-10-31 09:30:00+00\n2026-11-01 05:30:00+00\n2026-11-01 10:30:00+00\n2027-03-14 07:00:00+00\n2027-03-15 07:00:00+00"
    );
    let refused = scene.refused(&[("appointments.csv", "doctor,patient,starts_at\nd,p,2027-03-14T02:30\n")]);
    let skipped = "appointments.csv:2: starts_at: is a time that the clinic's clocks skip that day";
    assert_eq!(refused.await, [skipped]);
}

#[tokio::test]
async fn appointments_that_fit_no_hours_come_in_with_their_own_time() {
    let mut scene = Scene::new().await;
    scene.import(&ALL).await.unwrap();
    // Ada works from nine to eleven by half hours; it is Monday, 30 November, noon
    let file = "doctor,patient,starts_at,minutes,status\n\
                ada,p1,2026-12-03T09:20,,\n\
                ada,p2,2026-12-06T15:00,45,\n\
                ada,p2,2020-05-04T08:10,,completed\n\
                ada,p1,2026-12-04T09:00,60,\n\
                ada,p1,2026-12-02T09:10,,cancelled\n";
    let summary = scene.import(&[("appointments.csv", file)]).await.unwrap();
    assert_eq!((summary.appointments, summary.slots), (5, 4));
    let own = "SELECT a.starts_at, extract(epoch FROM a.ends_at - a.starts_at)::int / 60, s.is_booked, s.is_withdrawn
               FROM appointments a JOIN slots s ON s.id = a.slot_id WHERE s.is_withdrawn ORDER BY 1";
    assert_eq!(
        scene.ask(own).await,
        "2020-05-04 07:10:00+00 30 t t\n2026-12-03 09:20:00+00 30 t t\n\
         2026-12-04 09:00:00+00 60 t t\n2026-12-06 15:00:00+00 45 t t"
    );
    // those to come are on their clinic's list of conflicts, and nobody is told
    let listed =
        "SELECT x.starts_at, x.ends_at, x.cause, x.ended_at, x.id IS NOT NULL FROM conflicts x ORDER BY 1";
    assert_eq!(
        scene.ask(listed).await,
        "2026-12-03 09:20:00+00 2026-12-03 09:50:00+00 imported NULL t\n\
         2026-12-04 09:00:00+00 2026-12-04 10:00:00+00 imported NULL t\n\
         2026-12-06 15:00:00+00 2026-12-06 15:45:00+00 imported NULL t"
    );
    let told = "SELECT count(*) FROM outbox WHERE event_type = 'holdfast.schedule.conflict'";
    assert_eq!(scene.ask(told).await, "0");
    // the free slots that they overlap are gone, the others are there
    let free = "SELECT starts_at::date, array_agg(starts_at::time ORDER BY starts_at) FROM slots
                WHERE NOT is_booked AND starts_at::date IN ('2026-12-02', '2026-12-03', '2026-12-04') GROUP BY 1 ORDER BY 1";
    assert_eq!(
        scene.ask(free).await,
        "2026-12-02 {09:00:00,09:30:00,10:00:00,10:30:00}\n2026-12-03 {10:00:00,10:30:00}\n2026-12-04 {10:00:00,10:30:00}"
    );
    assert_eq!(
        scene
            .ask("SELECT count(*) FROM open_slots o LEFT JOIN slots s ON s.id = o.slot_id WHERE s.id IS NULL")
            .await,
        "0"
    );
    // the generator is to look at that doctor's days again
    assert_eq!(scene.ask("SELECT count(*) FROM doctors WHERE slots_made_on IS NULL").await, "2");
    // what overlaps is still refused, by whichever it meets
    let refused = scene
        .refused(&[(
            "appointments.csv",
            "doctor,patient,starts_at\nada,p3,2026-12-03T09:40\nada,p2,2026-12-03T09:00\n",
        )])
        .await;
    assert!(
        refused[0].starts_with("appointments.csv:2: patient: \"p3\" is a patient of another clinic"),
        "{refused:?}"
    );
    assert_eq!(
        refused[1],
        "appointments.csv:3: starts_at: the doctor has another appointment then: one that was there before"
    );
}

#[tokio::test]
async fn semicolons_and_tabs_separate_columns_too() {
    for separator in [";", "\t"] {
        let mut scene = Scene::new().await;
        let files = ALL.map(|(name, content)| (name, content.replace(',', separator)));
        // what is quoted keeps its commas
        let files: Vec<(&str, String)> = files
            .into_iter()
            .map(|(name, content)| (name, content.replace(&format!("Pat{separator} the"), "Pat, the")))
            .collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, content)| (*name, content.as_str())).collect();
        assert_eq!(scene.import(&files).await.unwrap(), SUMMARY, "{separator:?}");
    }
}

#[tokio::test]
async fn of_several_templates_the_one_that_takes_effect_later_holds() {
    let mut scene = Scene::new().await;
    let hours = "doctor,days,start,end,slot_minutes,effective_from,effective_until,horizon_days\n\
                 ada,wed,09:00,10:00,60,2026-12-02,2026-12-02,10\n\
                 ada,tue wed,09:00,10:00,30,2026-01-01,,10\n";
    scene.import(&with("hours.csv", hours)).await.unwrap();
    let days = "SELECT starts_at::date, count(*) FROM slots GROUP BY 1 ORDER BY 1";
    assert_eq!(scene.ask(days).await, "2026-12-01 2\n2026-12-02 1\n2026-12-08 2\n2026-12-09 2");
    let revisions = "SELECT revision, effective_from FROM schedules ORDER BY 1";
    assert_eq!(scene.ask(revisions).await, "1 2026-01-01\n2 2026-12-02");
    assert_eq!(scene.ask("SELECT slots_until FROM doctors WHERE name = 'Ada Okoye'").await, "2026-12-10");
}

#[tokio::test]
async fn windows_files_are_read_too() {
    let mut scene = Scene::new().await;
    let file = "\u{feff}ref,name,time_zone\r\n\r\nc,\"Two\r\nlines\",UTC\r\nd,D,Mars/Base\r\n";
    assert_eq!(
        scene.refused(&[("clinics.csv", file)]).await,
        [
            "clinics.csv:3: name: must be one line",
            "clinics.csv:5: time_zone: must be an IANA time zone such as Europe/London",
        ]
    );
    let file = "\u{feff}name,ref,address,time_zone\r\n\r\n Clínica ,c,\"Rua\r\n1\",UTC\r\n";
    scene.import(&[("clinics.csv", file)]).await.unwrap();
    assert_eq!(scene.ask("SELECT name, address FROM clinics").await, "Clínica Rua\n1");
}

#[tokio::test]
async fn progress_goes_to_the_end_of_each_step() {
    let mut scene = Scene::new().await;
    scene.import(&ALL).await.unwrap();
    let steps = [(Step::Read, 5), (Step::Check, 17), (Step::Write, 2 + 2 + 3 + 49 + 7)];
    for (step, total) in steps {
        let of_step: Vec<_> = scene.progress.iter().filter(|progress| progress.step == step).collect();
        assert!(of_step.is_sorted_by_key(|progress| progress.done), "{of_step:?}");
        let last = of_step.last().expect("a report");
        assert_eq!((last.done, last.total), (total, total), "{step:?}");
    }
}

#[tokio::test]
async fn names_are_kept_in_one_spelling() {
    let mut scene = Scene::new().await;
    let patients = "ref,clinic,name\np1,north,Jose\u{301}\n";
    scene.import(&[ALL[4], ("patients.csv", patients)]).await.unwrap();
    scene.open_sealed().await;
    assert_eq!(scene.ask("SELECT name FROM people").await, "Jos\u{e9}");
}
