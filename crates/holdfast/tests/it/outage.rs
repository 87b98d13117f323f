//! The database is away for a while: 503 with `Retry-After`, never a false 201, and everything comes back by itself.

use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use serde_json::json;

#[tokio::test]
async fn while_the_database_is_away_nothing_is_acknowledged() {
    let mut settings = holdfast_config::Settings::default();
    settings.postgres.wait_ms = 300;
    let api = Api::with_settings(&settings).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let appointment = clinic.book(&api, slots[0]).await;
    let body = json!({"slot_id": slots[1], "clinic_id": clinic.id, "patient": {"name": "X"}});

    api.database.set_away(true).await;
    for _ in 0..3 {
        for answer in [
            api.post("/v1/bookings").json(&body).send().await,
            api.post(format!("/v1/appointments/{}/cancel", id(&appointment, "id")))
                .bearer(&clinic.staff)
                .send()
                .await,
            api.get("/v1/slots").send().await,
        ] {
            assert_eq!(answer.status, 503, "{}", answer.body);
            assert!(answer.headers.contains_key("retry-after"));
        }
    }
    assert_eq!(api.get("/health/ready").send().await.status, 503);
    assert_eq!(api.get("/health/live").send().await.status, 200);

    api.database.set_away(false).await;
    // an answer is kept for a moment
    let is_ready = async { while api.get("/health/ready").send().await.status != 200 {} };
    tokio::time::timeout(std::time::Duration::from_secs(20), is_ready).await.expect("it comes back");
    api.post("/v1/bookings").json(&body).send().await.expect(201);
    let client = api.database.client().await;
    let booked: i64 = client.query_one("SELECT count(*) FROM appointments", &[]).await.unwrap().get(0);
    assert_eq!(booked, 2, "what got 503 was not booked");
}
