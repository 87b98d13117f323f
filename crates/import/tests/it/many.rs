//! More rows than fit into one statement.

use std::fmt::Write;

use crate::files::with;
use crate::scene::Scene;

#[tokio::test]
async fn many_rows_go_in_batches() {
    let mut scene = Scene::new().await;
    let mut doctors = "ref,clinic,name,specialization\n".to_owned();
    let mut hours =
        "doctor,days,start,end,slot_minutes,effective_from,effective_until,horizon_days\n".to_owned();
    let mut patients = "ref,clinic,name\n".to_owned();
    let mut appointments = "doctor,patient,starts_at,status\n".to_owned();
    for doctor in 0..100 {
        writeln!(doctors, "d{doctor},north,Doctor {doctor},s{}", doctor % 7).unwrap();
        writeln!(hours, "d{doctor},mon tue,08:00,18:00,10,2026-01-01,,2").unwrap();
    }
    for patient in 0..4_500 {
        writeln!(patients, "p{patient},north,Patient {patient}").unwrap();
        let (doctor, minute) = (patient % 100, patient / 100 * 10);
        let at = format!("2026-11-24T{:02}:{:02}", 8 + minute / 60, minute % 60);
        writeln!(appointments, "d{doctor},p{patient},{at},completed").unwrap();
    }
    let mut files = with("hours.csv", &hours);
    files.retain(|(name, _)| !["Doctors.csv", "patients.csv"].contains(name));
    files.extend([
        ("doctors.csv", doctors.as_str()),
        ("patients.csv", patients.as_str()),
        ("appointments.csv", appointments.as_str()),
    ]);
    let summary = scene.import(&files).await.unwrap();
    assert_eq!((summary.patients, summary.appointments, summary.slots), (4_500, 4_500, 100 * 60 * 2 + 4_500));
    assert_eq!(scene.ask("SELECT count(*), count(DISTINCT slot_id) FROM appointments").await, "4500 4500");
    assert_eq!(scene.ask("SELECT count(*) FROM open_slots").await, "12000");
    assert_eq!(scene.ask("SELECT count(*), count(DISTINCT id) FROM outbox").await, "9000 9000");
    scene.open_sealed().await;
    assert_eq!(
        scene
            .ask(
                "SELECT count(*) FROM people p JOIN appointments a ON a.patient_id = p.id
        JOIN doctors d ON d.id = a.doctor_id
        WHERE substr(p.name, 9)::int % 100 = substr(d.name, 8)::int"
            )
            .await,
        "4500"
    );
}
