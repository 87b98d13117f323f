//! Imports after the first.

use holdfast_import::ImportError;

use crate::files::{ALL, APPOINTMENTS, with};
use crate::scene::Scene;

#[tokio::test]
async fn the_same_files_again_are_refused() {
    let mut scene = Scene::new().await;
    scene.import(&ALL).await.unwrap();
    let refused = scene.refused(&ALL).await;
    for line in [
        "clinics.csv:2: ref: clinic ref \"north\" was imported before",
        "Doctors.csv:3: ref: doctor ref \"bea\" was imported before",
        "patients.csv:4: ref: patient ref \"p3\" was imported before",
        "appointments-2026.csv:7: ref: appointment ref \"a6\" was imported before",
        "appointments-2026.csv:2: starts_at: the slot was booked before",
        "appointments-2026.csv:6: this cancelled appointment is there already",
    ] {
        assert!(refused.iter().any(|refusal| refusal == line), "{line} is not among {refused:#?}");
    }
    let about_hours: Vec<&String> = refused.iter().filter(|line| line.starts_with("hours.csv")).collect();
    assert!(about_hours[0].starts_with(
        "hours.csv:2: doctor: doctor \"ada\" has hours already; change them with POST /v1/doctors/"
    ));
    assert!(about_hours[1].starts_with("hours.csv:4: doctor: doctor \"bea\" has hours already"));
    assert_eq!(about_hours.len(), 2);
}

#[tokio::test]
async fn each_appointment_again_is_refused() {
    let mut scene = Scene::new().await;
    scene.import(&ALL).await.unwrap();
    let refused = scene.refused(&[("appointments.csv", &APPOINTMENTS.replace("a6", ""))]).await;
    assert_eq!(refused.len(), 7, "{refused:#?}");
}

#[tokio::test]
async fn a_ref_of_a_merged_patient_leads_to_the_one_that_stays() {
    let mut scene = Scene::new().await;
    scene.import(&ALL).await.unwrap();
    let of = |key: &str| format!("(SELECT id FROM import_refs WHERE kind = 'patient' AND ref = '{key}')");
    let (old, new) = (of("p2"), of("p1"));
    let merge = format!(
        "UPDATE appointments SET patient_id = {new} WHERE patient_id = {old};
         UPDATE patients SET merged_into = {new} WHERE id = {old}"
    );
    scene.client.batch_execute(&merge).await.unwrap();
    let later = ("appointments.csv", "ref,doctor,patient,starts_at\nlater,ada,p2,2026-12-03T09:00\n");
    scene.import(&[later]).await.unwrap();
    let whose = format!(
        "SELECT a.patient_id = {new} FROM appointments a JOIN import_refs r ON r.id = a.id WHERE r.ref = 'later'"
    );
    assert_eq!(scene.ask(&whose).await, "t");
}

#[tokio::test]
async fn a_later_file_refers_to_earlier_ones() {
    let mut scene = Scene::new().await;
    scene.import(&ALL).await.unwrap();
    let summary = scene
        .import(&[
            ("patients.csv", "ref,clinic,name\np4,north,New One\n"),
            (
                "appointments.csv",
                // a slot that is there; a day after the horizon; a past day with and one without slots
                "doctor,patient,starts_at,status\n\
                 ada,p1,2026-12-03T09:00,\n\
                 ada,p4,2027-01-05T09:00,\n\
                 ada,p4,2026-11-24T10:00,completed\n\
                 ada,p4,2026-11-23T10:00,cancelled\n",
            ),
        ])
        .await
        .unwrap();
    assert_eq!((summary.patients, summary.appointments, summary.slots), (1, 4, 2));
    scene.open_sealed().await;
    let slots = "SELECT s.starts_at, s.is_booked, s.version, o.slot_id IS NOT NULL FROM slots s
                 LEFT JOIN open_slots o ON o.slot_id = s.id
                 WHERE s.starts_at IN (SELECT starts_at FROM appointments JOIN people p ON p.id = patient_id
                                       WHERE p.name = 'New One' OR starts_at = '2026-12-03T09:00Z')
                 ORDER BY 1";
    assert_eq!(
        scene.ask(slots).await,
        "2026-11-24 10:00:00+00 t 2 f\n\
         2026-12-03 09:00:00+00 t 2 f\n\
         2027-01-05 09:00:00+00 t 2 f"
    );
    let refused = scene.refused(&[
        // p1 is with Ada then, says the first import
        ("doctors.csv", "ref,clinic,name,specialization\ncay,north,Cay,gp\n"),
        (
            "hours.csv",
            "doctor,days,start,end,slot_minutes,effective_from\ncay,tue,09:15,10:15,30,2026-01-01\n",
        ),
        ("appointments.csv", "doctor,patient,starts_at\ncay,p1,2026-12-01T09:15\n"),
    ]);
    assert_eq!(
        refused.await,
        ["appointments.csv:2: patient: the patient has another appointment then: one that was there before"]
    );
}

#[tokio::test]
async fn a_withdrawn_slot_is_nobody_elses() {
    let mut scene = Scene::new().await;
    scene.import(&ALL).await.unwrap();
    scene
        .client
        .batch_execute(
            "INSERT INTO time_off (clinic_id, id, doctor_id, starts_at, ends_at, created_at)
             SELECT clinic_id, gen_random_uuid(), id, '2027-01-05T09:30Z', '2027-01-05T10:00Z', now() FROM doctors
             WHERE name = 'Ada Okoye';
             UPDATE slots SET is_withdrawn = true WHERE starts_at = '2026-12-03T09:00Z';
             DELETE FROM open_slots WHERE starts_at = '2026-12-03T09:00Z'",
        )
        .await
        .expect("time off");
    let refused = scene.refused(&[(
        "appointments.csv",
        "doctor,patient,starts_at\nada,p1,2027-01-05T09:30\nada,p1,2026-12-03T09:00\nada,p1,2027-01-05T09:00\n",
    )]);
    assert_eq!(
        refused.await,
        ["appointments.csv:3: starts_at: the doctor has another appointment then: one that was there before",]
    );
}

#[tokio::test]
async fn a_doctor_without_hours_gets_them_later() {
    let mut scene = Scene::new().await;
    scene.import(&with("hours.csv", "doctor,days,start,end,slot_minutes,effective_from\n")).await.unwrap();
    assert_eq!(scene.ask("SELECT count(slots_until) FROM doctors").await, "0");
    scene
        .client
        .batch_execute(
            "INSERT INTO time_off (clinic_id, id, doctor_id, starts_at, ends_at, created_at)
             SELECT clinic_id, gen_random_uuid(), id, '2026-12-01T00:00Z', '2026-12-02T00:00Z', now() FROM doctors",
        )
        .await
        .expect("time off");
    let summary = scene.import(&[ALL[2]]).await.unwrap();
    // as in the first import, without the past day and the slots of 1 December
    assert_eq!(summary.slots, 44 - 4);
    assert_eq!(scene.ask("SELECT slots_until FROM doctors ORDER BY 1").await, "2026-12-07\n2026-12-14");
}

#[tokio::test]
async fn two_imports_do_not_run_at_once() {
    let mut scene = Scene::new().await;
    scene
        .client
        .batch_execute("BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('holdfast import', 0))")
        .await
        .expect("the lock");
    let error = scene.import(&ALL).await.expect_err("a refusal");
    assert!(matches!(error, ImportError::AnotherImport), "{error}");
    scene.client.batch_execute("ROLLBACK").await.expect("the lock back");
    scene.import(&ALL).await.expect("nobody in the way");
}
