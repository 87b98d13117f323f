//! Visitors' holds with a process for each role and two gateways: what one gateway gives out another takes, and what is held through
//! one counts for the other.

use std::net::SocketAddr;

use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::{Connection, request};
use holdfast_testkit::{Backing, Fleet, Server, TestDatabase};
use serde_json::{Value, json};

use super::load::doctors;

async fn ask(gateway: SocketAddr, method: &str, path: &str, token: &str, body: Value) -> (u16, Value) {
    let mut connection = Connection::open(gateway).await.unwrap();
    let header = if token.is_empty() { String::new() } else { format!("hold-token: {token}\r\n") };
    let (status, answer) = connection.request_with(method, path, None, &header, Some(&body)).await.unwrap();
    (status.as_u16(), answer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gateways_share_visitors_and_what_they_hold() {
    let (database, redis) = (TestDatabase::create().await, Server::redis().await);
    let settings = vec![
        ("HOLDFAST_LIMITS__LOOPBACK", "true".to_owned()),
        ("HOLDFAST_LIMITS__GUEST_BOOKINGS__PER_MINUTE", "0".to_owned()),
        ("HOLDFAST_BOOKING__HOLDS_PER_ADDRESS", "4".to_owned()),
        ("HOLDFAST_BOOKING__GUEST_HOLD_SHARE_PERCENT", "100".to_owned()),
    ];
    let backing = Backing {
        database_url: database.url(),
        redis_url: Some(redis.redis_url()),
        settings,
        ..Backing::default()
    };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let doctor = doctors(&fleet, 1).await.remove(0);
    let path = format!("/v1/doctors/{}/slots?limit=500", doctor.id);
    let free = async |gateway| {
        let (status, page) = request(gateway, "GET", &path, None, None).await.unwrap();
        assert_eq!(status, 200, "{page}");
        page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")).collect::<Vec<_>>()
    };
    let [one, two] = fleet.gateways();
    // not those that pass while the test runs
    let slots = &doctor.slots[300..];
    let want = |nth: usize| json!({"slot_id": slots[nth]});
    let (status, held) = ask(one, "POST", "/v1/holds", "", want(0)).await;
    assert_eq!(status, 201, "{held}");
    let token = held["hold_token"].as_str().unwrap().to_owned();
    assert!(!free(two).await.contains(&slots[0]));
    // through the other gateway: the same, longer, another one, the details
    let (status, again) = ask(two, "POST", "/v1/holds", &token, want(0)).await;
    assert_eq!((status, &again["id"]), (200, &held["id"]));
    let (status, longer) =
        ask(two, "POST", &format!("/v1/holds/{}/extend", id(&held, "id")), &token, json!({})).await;
    assert_eq!((status, &longer["extensions_left"]), (200, &json!(9)));
    let (status, other) = ask(two, "POST", "/v1/holds", &token, want(1)).await;
    assert_eq!((status, &other["hold_token"]), (201, &json!(token)));
    assert!(free(one).await.contains(&slots[0]), "it is free at once");
    let details = json!({"patient": {"name": "Ada Lovelace", "email": "ada@example.org"}});
    let (status, booked) =
        ask(one, "POST", &format!("/v1/holds/{}/confirm", id(&other, "id")), &token, details).await;
    assert_eq!((status, &booked["status"], &booked["id"]), (201, &json!("confirmed"), &other["id"]));
    assert!(booked["manage_token"].is_string());

    // one address holds so much, whichever gateway it asks and whoever it says that it is
    let asked = (2..10).map(|nth| ask([one, two][nth % 2], "POST", "/v1/holds", "", want(nth)));
    let answers = futures::future::join_all(asked).await;
    let held: Vec<&Value> =
        answers.iter().filter(|(status, _)| *status == 201).map(|(_, held)| held).collect();
    assert_eq!(held.len(), 4, "{answers:?}");
    for (_, refused) in answers.iter().filter(|(status, _)| *status != 201) {
        assert_eq!(refused["code"], "too-many-holds", "{refused}");
    }
    let let_go = held[0]["hold_token"].as_str().unwrap();
    let (status, _) =
        ask(two, "DELETE", &format!("/v1/holds/{}", id(held[0], "id")), let_go, json!({})).await;
    assert_eq!(status, 204);
    assert_eq!(ask(one, "POST", "/v1/holds", "", want(11)).await.0, 201);
    fleet.assert_sound();
}
