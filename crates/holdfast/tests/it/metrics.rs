//! Metrics as Prometheus gets them: well formed, with labels of closed lists whatever clients send, and telling what happened.

use std::time::{Duration, Instant};

use holdfast_availability::Availability;
use holdfast_booking::Booking;
use holdfast_telemetry::Metrics;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::text;
use holdfast_testkit::{Api, Clinic, Process};
use jiff::SignedDuration;
use serde_json::json;

mod hostile;
mod series;

pub(crate) use series::{SERIES_MAX, assert_labels_are_known, assert_well_formed, series};

#[tokio::test]
async fn metrics_of_a_process_are_well_formed() {
    let process = Process::start(env!("CARGO_BIN_EXE_holdfast")).await;
    // jobs tell of them soon after the start, each in its own time; statements that are asked by `one` and by `all` are among them
    let of_jobs = [
        "holdfast_database_timeline ",
        "holdfast_outbox_unpublished ",
        "holdfast_data_dir_free_bytes ",
        "db_client_operation_duration_seconds_count{query=\"server_state\"} ",
        "db_client_operation_duration_seconds_count{query=\"measure_outbox\"} ",
        "db_client_operation_duration_seconds_count{query=\"count_breaches\"} ",
    ];
    let began = Instant::now();
    let metrics = loop {
        let metrics = text(process.address, "/metrics").await.unwrap();
        if of_jobs.iter().all(|series| metrics.contains(series)) {
            break metrics;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{metrics}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_well_formed(&metrics);
    assert_labels_are_known(&metrics);
    let version = format!("holdfast_build_info{{version=\"{}\"}} 1\n", env!("CARGO_PKG_VERSION"));
    let schema = format!("holdfast_schema_version {}\n", holdfast_postgres::migrate::newest_version());
    for line in [
        version.as_str(),
        schema.as_str(),
        "holdfast_outbox_unpublished 0\n",
        "holdfast_database_timeline 1\n",
    ] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
    for pool in ["holdfast_booking", "holdfast_booking_batch", "holdfast_search", "vault"] {
        let line = format!("db_client_connections{{pool=\"{pool}\",state=\"used\"}} ");
        assert!(metrics.contains(&line), "{line} is not in {metrics}");
    }
    // archiving is off
    assert!(!metrics.contains("holdfast_wal_archive"));
    // an alert sees that these grow, which it does not where the first time makes them
    for line in [
        "holdfast_outcome_unknown_total{why=\"no_answer\"} 0\n",
        "holdfast_outcome_unknown_total{why=\"not_replicated\"} 0\n",
        "holdfast_dead_letters_total{listener=\"webhook\"} 0\n",
    ] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
    // histograms, not summaries
    assert!(
        metrics.contains("http_server_request_duration_seconds_bucket{") && !metrics.contains("quantile=")
    );
}

/// The value of a series; both are written as in Prometheus' text.
#[track_caller]
pub(crate) fn value(metrics: &Metrics, of: &str) -> String {
    let text = metrics.render();
    let line = format!("{of} ");
    let found = text.lines().find_map(|known| known.strip_prefix(&line));
    found.unwrap_or_else(|| panic!("no {of} in {text}")).to_owned()
}

#[track_caller]
pub(crate) fn number(metrics: &Metrics, of: &str) -> f64 {
    value(metrics, of).parse().unwrap()
}

#[tokio::test]
async fn what_was_booked_is_counted_by_its_outcome() {
    let metrics = holdfast_telemetry::start_metrics().unwrap();
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let booked = clinic.book(&api, slots[0]).await;
    let again = json!({"slot_id": slots[0], "patient": {"name": "Ada"}});
    api.post("/v1/bookings").json(&again).send().await.refused(409);
    let hold = json!({"slot_id": slots[1], "patient": {"name": "Ada"}, "hold": true});
    api.post("/v1/bookings").json(&hold).send().await.expect(201);
    let path = format!("/v1/appointments/{}", id(&booked, "id"));
    let cancel =
        async || api.post(format!("{path}/cancel")).bearer(&clinic.staff).json(&json!({})).send().await;
    cancel().await.expect(200);
    cancel().await.refused(409);
    for (series, count) in [
        ("holdfast_bookings_total{outcome=\"ok\"}", "1"),
        ("holdfast_bookings_total{outcome=\"slot-taken\"}", "1"),
        ("holdfast_holds_total{outcome=\"ok\"}", "1"),
        ("holdfast_transitions_total{action=\"cancel\",outcome=\"ok\"}", "1"),
        ("holdfast_transitions_total{action=\"cancel\",outcome=\"illegal-transition\"}", "1"),
        ("holdfast_slot_lock_total{outcome=\"held\"}", "3"),
        ("holdfast_booking_batch_size_count", "3"),
        ("holdfast_booking_batch_wait_seconds_count", "3"),
        ("holdfast_booking_batch_statement_seconds_count", "3"),
        ("db_client_operation_duration_seconds_count{query=\"book_batch\"}", "3"),
        // one that is executed for what it does, and gives no rows
        ("db_client_operation_duration_seconds_count{query=\"apply_transition\"}", "1"),
        (
            "http_server_request_duration_seconds_count{method=\"POST\",route=\"/v1/bookings\",status=\"2xx\"}",
            "2",
        ),
        (
            "http_server_request_duration_seconds_count{method=\"POST\",route=\"/v1/bookings\",status=\"4xx\"}",
            "1",
        ),
    ] {
        assert_eq!(value(&metrics, series), count, "{series}");
    }
    assert!(number(&metrics, "db_client_operation_duration_seconds_count{query=\"commit\"}") > 0.0);
    assert_well_formed(&metrics.render());
    assert_labels_are_known(&metrics.render());
}

#[tokio::test]
async fn what_waits_and_how_far_ahead_slots_are_is_measured() {
    let metrics = holdfast_telemetry::start_metrics().unwrap();
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let booking = api.system.part::<Booking>().unwrap();
    booking.measure_holds().await.unwrap();
    assert_eq!(value(&metrics, "holdfast_expired_holds_oldest_seconds"), "0");
    let slots = clinic.free_slot_ids(&api).await;
    let hold = json!({"slot_id": slots[1], "patient": {"name": "Ada"}, "hold": true});
    let held = api.post("/v1/bookings").json(&hold).send().await.expect(201);
    let expires_at: jiff::Timestamp = held["hold_expires_at"].as_str().unwrap().parse().unwrap();
    let began = api.now();
    api.clock.advance(expires_at.duration_since(began) + SignedDuration::from_secs(90));
    booking.measure_holds().await.unwrap();
    assert_eq!(value(&metrics, "holdfast_expired_holds_oldest_seconds"), "90");
    booking.sweep_holds().await.unwrap();
    booking.measure_holds().await.unwrap();
    assert_eq!(value(&metrics, "holdfast_expired_holds_oldest_seconds"), "0");

    api.relay().measure_outbox().await.unwrap();
    assert!(number(&metrics, "holdfast_outbox_unpublished") >= 2.0);
    let waits = api.now().duration_since(began).as_secs_f64();
    assert!((number(&metrics, "holdfast_outbox_oldest_seconds") - waits).abs() < 1.0);
    while api.relay().drain_once().await.unwrap() > 0 {}
    api.relay().measure_outbox().await.unwrap();
    assert_eq!(value(&metrics, "holdfast_outbox_unpublished"), "0");
    assert_eq!(value(&metrics, "holdfast_outbox_oldest_seconds"), "0");
    assert_eq!(value(&metrics, "holdfast_dead_letters"), "0");

    let availability = api.system.part::<Availability>().unwrap();
    availability.measure_horizon().await.unwrap();
    let days = number(&metrics, "holdfast_horizon_min_seconds") / 86400.0;
    assert!((13.0..15.0).contains(&days), "{days} days of 14");
    api.clock.advance(SignedDuration::from_hours(3 * 24));
    availability.measure_horizon().await.unwrap();
    let after = number(&metrics, "holdfast_horizon_min_seconds") / 86400.0;
    assert!((days - after - 3.0).abs() < 0.01, "{days} days, then {after}");
}
