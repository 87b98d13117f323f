//! What is shown and what wakes people, on a real Prometheus: every expression has data, quantiles of several processes are right, and
//! alerts fire and clear.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_telemetry::metrics::HTTP_REQUEST_DURATION;
use holdfast_testkit::process::{request, text};
use holdfast_testkit::{Authority, Backing, Fleet, Server, TestDatabase};

use super::load::{Load, doctors};
use super::prometheus::{Watching, members, root, rules};
use crate::dashboards::{expressions, selectors};

/// What has no series in a fleet that is well, and why.
const MAY_BE_EMPTY: [(&str, &str); 14] = [
    ("status=\"5xx\"", "no booking fails"),
    ("holdfast_wal_archive", "archiving is off"),
    ("holdfast_webhook", "the clinic has no webhooks"),
    ("holdfast_account_mails_total", "no account is made"),
    ("holdfast_expired_events_total", "events are a month old before they expire"),
    ("holdfast_rate_limited_total", "clients on this machine have no quotas"),
    ("holdfast_connections_closed_total", "no client is slow"),
    ("holdfast_connections_refused_total", "there is room"),
    ("holdfast_booking_batch_splits_total", "every group commit is sound"),
    ("holdfast_freshness_suspensions_total", "Redis takes every mark"),
    ("holdfast_database_connections_given_up_total", "PostgreSQL answers"),
    ("holdfast_security_events_total", "nobody attacks"),
    ("holdfast_horizon_min_seconds", "measured every five minutes, first before there are hours"),
    ("ALERTS{", "nothing fires"),
];

/// Every expression of the dashboards, and every series that an alert asks for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_dashboard_and_rule_has_data() {
    let primary = Server::postgres().await;
    let replica = Server::replica_of(&primary).await;
    let database = TestDatabase::create_on(&primary.postgres_url()).await;
    let redis = Server::redis().await;
    let (broker, queues) = Server::rabbitmq_with_metrics().await;
    let smtp = Server::smtp().await;
    let name = database.url().rsplit_once('/').unwrap().1.to_owned();
    let replica_url = format!("{}/{name}", replica.postgres_url().rsplit_once('/').unwrap().0);
    let backing = Backing {
        database_url: database.url(),
        replica_url: Some(replica_url),
        redis_url: Some(redis.redis_url()),
        amqp_url: Some(broker.amqp_url()),
        smtp_url: Some(smtp.smtp_url()),
        authority: Some(Arc::new(Authority::new())),
        settings: vec![("HOLDFAST_LIMITS__TRUSTED_PROXIES", "127.0.0.1".to_owned())],
    };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let doctors = doctors(&fleet, 2).await;
    let (proxy, its_metrics) = Server::haproxy_with_metrics(fleet.gateways()).await;
    let jobs = [("holdfast", members(&fleet)), ("haproxy", vec![its_metrics]), ("rabbitmq", vec![queues])];
    let watching = Watching::start(&jobs, &rules()).await;
    let load = Load::start(&[SocketAddr::from(([127, 0, 0, 1], proxy.port))], &doctors, 2);
    let mut wanted = expressions(&root().join("deploy/grafana/dashboards"));
    assert!(wanted.len() > 60, "{wanted:?}");
    let groups = watching.get("/api/v1/rules").await;
    for group in groups["groups"].as_array().unwrap() {
        for rule in group["rules"].as_array().unwrap() {
            let asked = selectors(rule["query"].as_str().unwrap());
            wanted.extend(asked.into_iter().map(|selector| format!("count({selector})")));
        }
    }
    wanted.retain(|expression| !MAY_BE_EMPTY.iter().any(|(known, _)| expression.contains(known)));
    let count = wanted.len();
    let (began, mut steps) = (Instant::now(), 0);
    // one step of each kind, so that there is something to show
    while !wanted.is_empty() {
        assert!(began.elapsed() < Duration::from_secs(60), "no data: {wanted:#?}\n{}", fleet.logs());
        if steps % 10 == 0 {
            hold_confirm_and_cancel(&fleet, &doctors[0].slots[5000 + steps]).await;
        }
        steps += 1;
        let mut left = Vec::new();
        for expression in wanted {
            if watching.query(&expression).await.is_empty() {
                left.push(expression);
            }
        }
        wanted = left;
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    println!("{count} expressions have data, the last after {:?}", began.elapsed());
    load.finish().await.assert_no_failures(&fleet).await;
    // what is well fires nothing; the load is a burst, from one address
    let fires =
        watching.query("ALERTS{alertstate=\"firing\", alertname!~\"Watchdog|BookingSlow|SearchSlow\"}").await;
    assert!(fires.is_empty(), "{fires:?}");
}

async fn hold_confirm_and_cancel(fleet: &Fleet, slot_id: &uuid::Uuid) {
    let [one, other] = fleet.gateways();
    let hold = serde_json::json!({"slot_id": slot_id, "patient": {"name": "P"}, "hold": true});
    let (status, held) = request(one, "POST", "/v1/bookings", None, Some(&hold)).await.unwrap();
    assert_eq!(status, 201, "{held}");
    let (id, secret) = (held["id"].as_str().unwrap(), held["manage_token"].as_str());
    for step in ["confirm", "cancel"] {
        let path = format!("/v1/appointments/{id}/{step}");
        let (status, answer) =
            request(other, "POST", &path, secret, Some(&serde_json::json!({}))).await.unwrap();
        assert_eq!(status, 200, "{answer}");
    }
}

/// What clients of two gateways wait for, and what the buckets of both together say of it: the same, but for one bucket.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn quantiles_over_two_gateways_are_those_of_all_requests() {
    let (database, redis) = (TestDatabase::create().await, Server::redis().await);
    let backing =
        Backing { database_url: database.url(), redis_url: Some(redis.redis_url()), ..Backing::default() };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    doctors(&fleet, 1).await;
    let watching = Watching::start(&[("holdfast", fleet.gateways().to_vec())], &rules()).await;
    let mut waited = Vec::new();
    for turn in 0..1000 {
        // one gateway has four times as many as the other, and larger pages
        let (gateway, limit) = if turn % 5 == 0 { (1, 500) } else { (0, 1) };
        let path = format!("/v1/slots?specialization=s&limit={limit}");
        let began = Instant::now();
        text(fleet.gateways()[gateway], &path).await.unwrap();
        waited.push(began.elapsed().as_secs_f64());
    }
    waited.sort_by(f64::total_cmp);
    let name = HTTP_REQUEST_DURATION.declared().name;
    let of = format!("{name}_count{{route=\"/v1/slots\"}}");
    let began = Instant::now();
    while watching.query(&format!("sum({of})")).await.first().is_none_or(|(_, count)| *count < 1000.0) {
        assert!(began.elapsed() < Duration::from_secs(10), "Prometheus has not seen them");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let both = watching.query(&of).await;
    assert_eq!(both.len(), 2, "{both:?}");
    let buckets = HTTP_REQUEST_DURATION.declared().buckets;
    let bucket_of = |seconds: f64| buckets.iter().take_while(|bound| **bound < seconds).count();
    for (quantile, at) in [(0.5, 500), (0.9, 900), (0.99, 990)] {
        let expression =
            format!("histogram_quantile({quantile}, sum by (le) ({name}_bucket{{route=\"/v1/slots\"}}))");
        let (_, reckoned) = watching.query(&expression).await.remove(0);
        let (truth, told) = (bucket_of(waited[at]), bucket_of(reckoned));
        println!("{quantile}: {} s are {reckoned} s", waited[at]);
        assert!(truth.abs_diff(told) <= 1, "{quantile}: {} s, but {reckoned} s", waited[at]);
    }
}

/// The rules with other times, so that a drill takes minutes and not hours.
fn hurried() -> String {
    let mut rules = String::new();
    for line in rules_lines() {
        let line = if line.trim_start().starts_with("for: ") {
            format!("{}for: 2s", " ".repeat(line.len() - line.trim_start().len()))
        } else {
            line.replace("[5m]", "[20s]")
                .replace("[15m]", "[20s]")
                .replace("oldest_seconds) > 60", "oldest_seconds) > 5")
        };
        rules += &(line + "\n");
    }
    rules
}

fn rules_lines() -> Vec<String> {
    rules().lines().map(str::to_owned).collect()
}

/// Faults, each with its alert: it fires when the fault is made, and clears when it is mended, as far as whoever is told by Alertmanager.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn alerts_fire_when_something_breaks_and_clear_when_it_is_mended() {
    let database = TestDatabase::create().await;
    let (mut redis, mut broker, smtp) =
        (Server::redis().await, Server::rabbitmq().await, Server::smtp().await);
    let backing = Backing {
        database_url: database.url(),
        redis_url: Some(redis.redis_url()),
        amqp_url: Some(broker.amqp_url()),
        smtp_url: Some(smtp.smtp_url()),
        ..Backing::default()
    };
    let mut fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let doctors = doctors(&fleet, 2).await;
    let watching = Watching::start(&[("holdfast", members(&fleet))], &hurried()).await;
    let soon = Duration::from_secs(60);
    watching.wait_for("Watchdog", "firing", soon).await;

    fleet.kill("notification");
    let fires = watching.wait_for("TargetDown", "firing", soon).await;
    fleet.spawn("notification");
    let clears = watching.wait_for("TargetDown", "resolved", soon).await;
    println!("TargetDown fires after {fires:?}, clears after {clears:?}");

    // whether others answer is seen by whoever asks whether a gateway is ready, as load balancers do
    let gateways = fleet.gateways();
    let asks = tokio::spawn(async move {
        loop {
            for gateway in gateways {
                let _ = request(gateway, "GET", "/health/ready", None, None).await;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    });
    fleet.kill("clinic");
    let fires = watching.wait_for("PeerDown", "firing", soon).await;
    fleet.spawn("clinic");
    let clears = watching.wait_for("PeerDown", "resolved", soon).await;
    asks.abort();
    println!("PeerDown fires after {fires:?}, clears after {clears:?}");

    let load = Load::start(&fleet.gateways(), &doctors, 1);
    redis.kill();
    let fires = watching.wait_for("LockBypassed", "firing", soon).await;
    redis.spawn();
    let clears = watching.wait_for("LockBypassed", "resolved", 2 * soon).await;
    println!("LockBypassed fires after {fires:?}, clears after {clears:?}");

    broker.kill();
    let fires = watching.wait_for("OutboxOld", "firing", 2 * soon).await;
    broker.spawn();
    let clears = watching.wait_for("OutboxOld", "resolved", 3 * soon).await;
    println!("OutboxOld fires after {fires:?}, clears after {clears:?}");
    load.finish().await;

    // somebody drops the index and books what is booked
    let client = database.client().await;
    client
        .batch_execute(
            "DROP INDEX appointments_live_slot;
             ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap;
             CREATE TABLE moved AS SELECT id, slot_id, starts_at, ends_at FROM appointments ORDER BY id DESC LIMIT 1;
             UPDATE appointments a SET slot_id = o.slot_id, starts_at = o.starts_at, ends_at = o.ends_at
             FROM (SELECT * FROM appointments ORDER BY id DESC OFFSET 1 LIMIT 1) o, moved m WHERE a.id = m.id",
        )
        .await
        .unwrap();
    let fires = watching.wait_for("InvariantBreach", "firing", 3 * soon).await;
    client
        .batch_execute(
            "UPDATE appointments a SET slot_id = m.slot_id, starts_at = m.starts_at, ends_at = m.ends_at
             FROM moved m WHERE a.id = m.id",
        )
        .await
        .unwrap();
    let clears = watching.wait_for("InvariantBreach", "resolved", 3 * soon).await;
    println!("InvariantBreach fires after {fires:?}, clears after {clears:?}");
    fleet.assert_sound();
    // nothing of the kind fires any longer
    for alert in ["TargetDown", "PeerDown", "InvariantBreach", "OutboxOld", "LockBypassed"] {
        assert_ne!(watching.last_of(alert).as_deref(), Some("firing"), "{alert}: {:?}", watching.heard());
    }
}
