//! What a dry run tells of is what the change then does, to the row; and a dry run writes nothing.

use std::collections::BTreeMap;

use axum::http::Method;
use holdfast_testkit::{Answer, rounds};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::random_hours::{Run, Scene};

/// Changes of templates for each seed, other changes of hours, and bookings in between.
const TEMPLATES: u32 = 20;

impl Scene {
    /// Free slots to come by day, of all doctors or of one.
    async fn free_by_day(&self, doctor_id: Option<Uuid>) -> BTreeMap<String, i64> {
        let client = self.api.database.client().await;
        let statement = "SELECT (s.starts_at AT TIME ZONE c.time_zone)::date::text, count(*)
            FROM slots s JOIN clinics c ON c.id = s.clinic_id
            WHERE s.clinic_id = $1 AND ($2::uuid IS NULL OR s.doctor_id = $2) AND NOT s.is_booked AND NOT s.is_withdrawn
              AND s.starts_at >= to_timestamp($3)
            GROUP BY 1";
        let now = self.api.now().as_second().to_string().parse::<f64>().unwrap();
        let rows = client.query(statement, &[&self.clinic.id, &doctor_id, &now]).await.unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    /// Everything that a change of hours might write.
    async fn everything(&self) -> Vec<Option<String>> {
        let client = self.api.database.client().await;
        let mut sums = Vec::new();
        for table in [
            "slots",
            "open_slots",
            "blocked_slots",
            "conflicts",
            "schedules",
            "time_off",
            "openings",
            "closures",
            "doctors",
            "clinics",
            "appointments",
            "outbox",
            "audit_log",
        ] {
            let statement = format!("SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {table} t");
            sums.push(client.query_one(&statement, &[]).await.unwrap().get(0));
        }
        sums
    }

    async fn change(&self, path: &str, body: &Value, dry: bool) -> Answer {
        let path = format!("{path}?dry_run={dry}");
        self.api.call(Method::POST, path).bearer(&self.clinic.admin).json(body).send().await
    }
}

fn days(answer: &Value) -> Vec<(String, i64, i64)> {
    let of = |day: &Value| {
        (
            day["date"].as_str().unwrap().to_owned(),
            day["before"].as_i64().unwrap(),
            day["after"].as_i64().unwrap(),
        )
    };
    answer["days"].as_array().unwrap().iter().map(of).collect()
}

/// Says whether the change was made.
async fn foresee_and_do(run: &Run, case: &str, (path, body): &(String, Value)) -> bool {
    let scene = &run.scene;
    let doctor_id = (!path.contains("/clinics/")).then_some(scene.clinic.doctor_id);
    let (before, rows) = (scene.free_by_day(doctor_id).await, scene.everything().await);
    let foreseen = scene.change(path, body, true).await;
    assert!(rows == scene.everything().await, "{case}: the dry run wrote something");
    let done = scene.change(path, body, false).await;
    if !foreseen.status.is_success() {
        assert_eq!((foreseen.status, &foreseen.body["code"]), (done.status, &done.body["code"]), "{case}");
        assert!(rows == scene.everything().await, "{case}: it was refused and wrote something");
        return false;
    }
    assert!(done.status.is_success(), "{case}: {}", done.body);
    for field in ["days", "conflicts", "preview_version", "added", "kept", "removed"] {
        assert_eq!(foreseen.body[field], done.body[field], "{case}: {field}");
    }
    let after = scene.free_by_day(doctor_id).await;
    let count = |of: &BTreeMap<String, i64>, day: &String| of.get(day).copied().unwrap_or_default();
    let mut changed: Vec<_> = before.keys().chain(after.keys()).cloned().collect();
    changed.sort_unstable();
    changed.dedup();
    let changed: Vec<_> = changed
        .into_iter()
        .map(|day| (count(&before, &day), count(&after, &day), day))
        .filter(|(before, after, _)| before != after)
        .map(|(before, after, day)| (day, before, after))
        .collect();
    assert_eq!(days(&foreseen.body), changed, "{case}");
    true
}

#[tokio::test]
async fn what_is_foreseen_is_what_is_done() {
    let (mut made, mut hit) = (0, 0);
    for seed in 0..rounds(10, 60) {
        let mut run = Run::start(1_000 + seed).await;
        for nth in 0..TEMPLATES {
            let change = run.hours();
            made += u32::from(foresee_and_do(&run, &format!("seed {seed}, template {nth}"), &change).await);
            run.book().await;
            if nth % 3 == 0 {
                let change = run.change_of_hours();
                foresee_and_do(&run, &format!("seed {seed}, change {nth}: {change:?}"), &change).await;
                run.cancel().await;
            }
            if nth % 7 == 6 {
                let back = (run.scene.of_doctor("reactivate"), json!({}));
                foresee_and_do(&run, &format!("seed {seed}, back {nth}"), &back).await;
            }
        }
        let conflicts = format!("/v1/clinics/{}/conflicts?limit=500", run.scene.clinic.id);
        let conflicts = run.scene.api.get(conflicts).bearer(&run.scene.clinic.staff).send().await.expect(200);
        hit += conflicts["items"].as_array().unwrap().len();
        run.scene.api.assert_sound().await;
    }
    // it was about something
    assert!(made >= 200 && hit >= 20, "{made} templates, {hit} bookings outside the hours");
}
