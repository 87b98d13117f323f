//! Races through REST against the running binary.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_domain::{Clock, SystemClock};
use holdfast_testkit::Process;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::Connection;
use serde_json::{Value, json};
use tokio::sync::Barrier;
use uuid::Uuid;

const CLIENTS: usize = 200;

/// A running binary with one clinic and enough free slots.
struct Arena {
    process: Process,
    staff: String,
    clinic_id: Uuid,
    slots: Vec<Uuid>,
}

async fn arena() -> Arena {
    // swept often, so that the sweeper takes part in the races
    let process =
        Process::start_with(env!("CARGO_BIN_EXE_holdfast"), &[("HOLDFAST_BOOKING__SWEEP_SECS", "1")]).await;
    let platform = process.token(&["--role", "platform_admin"]);
    let mut connection = Connection::open(process.address).await.unwrap();
    let mut post = async |path: String, body: Value| {
        let (status, answer) = connection.request("POST", &path, Some(&platform), Some(&body)).await.unwrap();
        assert!(status.is_success(), "{path}: {answer}");
        answer
    };
    let clinic =
        post("/v1/clinics".into(), json!({"name": "Arena", "time_zone": "UTC", "hold_minutes": 1})).await;
    let clinic_id = id(&clinic, "id");
    let doctor =
        post(format!("/v1/clinics/{clinic_id}/doctors"), json!({"name": "D", "specialization": "s"})).await;
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let template = json!({"effective_from": "2020-01-01", "horizon_days": 30,
        "rules": [{"days": days, "start": "00:00", "end": "24:00", "slot_minutes": 30}]});
    post(format!("/v1/doctors/{}/availability", id(&doctor, "id")), template).await;
    let mut slots = Vec::new();
    // the first day is left alone: the clock is the real one here
    let mut cursor = String::new();
    while slots.len() < 1300 {
        let path = format!("/v1/doctors/{}/slots?limit=500{cursor}", id(&doctor, "id"));
        let (_, page) = connection.request("GET", &path, None, None).await.unwrap();
        slots.extend(page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")));
        cursor = format!("&cursor={}", page["next_cursor"].as_str().unwrap_or_default());
    }
    let staff = process.token(&["--role", "staff", "--clinic", &clinic_id.to_string()]);
    Arena { process, staff, clinic_id, slots: slots.split_off(48) }
}

/// Everybody asks at once, round after round, each on a connection of their own. `ask` gives the request of a
/// client in a round: path and body. Returns the statuses of each round.
async fn race(arena: &Arena, rounds: usize, ask: impl Fn(usize, usize) -> (String, Value)) -> Vec<Vec<u16>> {
    let barrier = Arc::new(Barrier::new(CLIENTS));
    let clients = (0..CLIENTS).map(|client| {
        let requests: Vec<_> = (0..rounds).map(|round| ask(round, client)).collect();
        let (barrier, staff, address) = (Arc::clone(&barrier), arena.staff.clone(), arena.process.address);
        tokio::spawn(async move {
            let mut connection = Connection::open(address).await.unwrap();
            let mut statuses = Vec::with_capacity(requests.len());
            for (path, body) in requests {
                barrier.wait().await;
                let (status, _) = connection.request("POST", &path, Some(&staff), Some(&body)).await.unwrap();
                statuses.push(status.as_u16());
            }
            statuses
        })
    });
    let by_client: Vec<Vec<u16>> =
        futures::future::join_all(clients).await.into_iter().map(|client| client.unwrap()).collect();
    (0..rounds).map(|round| by_client.iter().map(|client| client[round]).collect()).collect()
}

#[track_caller]
fn assert_one_winner(rounds: &[Vec<u16>], won: u16) {
    for (round, statuses) in rounds.iter().enumerate() {
        let winners = statuses.iter().filter(|status| **status == won).count();
        let others: Vec<_> = statuses.iter().filter(|status| ![won, 409, 429].contains(status)).collect();
        assert!(winners == 1 && others.is_empty(), "round {round}: {winners} winners, others {others:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_slot_has_one_booking() {
    let arena = arena().await;
    let rounds = race(&arena, holdfast_testkit::rounds(40, 200), |round, client| {
        let patient = json!({"name": format!("Client {client}")});
        (
            "/v1/bookings".into(),
            json!({"slot_id": arena.slots[round], "clinic_id": arena.clinic_id, "patient": patient}),
        )
    })
    .await;
    assert_one_winner(&rounds, 201);
    arena.process.assert_sound();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_slot_has_one_hold_or_booking() {
    let arena = arena().await;
    let rounds = race(&arena, holdfast_testkit::rounds(40, 200), |round, client| {
        let patient = json!({"name": format!("Client {client}")});
        let hold = client % 4 != 0;
        ("/v1/bookings".into(), json!({"slot_id": arena.slots[round], "patient": patient, "hold": hold}))
    })
    .await;
    assert_one_winner(&rounds, 201);
    arena.process.assert_sound();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_appointments_move_into_one_slot() {
    let arena = arena().await;
    let mut connection = Connection::open(arena.process.address).await.unwrap();
    let mut appointments = Vec::new();
    for slot_id in &arena.slots[..CLIENTS] {
        let body = json!({"slot_id": slot_id, "patient": {"name": "Mover"}});
        let booked =
            connection.request("POST", "/v1/bookings", Some(&arena.staff), Some(&body)).await.unwrap().1;
        appointments.push(id(&booked, "id"));
    }
    let rounds = race(&arena, holdfast_testkit::rounds(20, 100), |round, client| {
        let path = format!("/v1/appointments/{}/reschedule", appointments[client]);
        (path, json!({"slot_id": arena.slots[CLIENTS + round]}))
    })
    .await;
    assert_one_winner(&rounds, 200);
    arena.process.assert_sound();
}

/// What a visitor's request to hold a slot was answered, and with which token.
async fn hold(
    connection: &mut Connection,
    slot: Uuid,
    token: Option<&str>,
    bearer: Option<&str>,
) -> (u16, Option<String>) {
    let header = token.map(|token| format!("hold-token: {token}\r\n")).unwrap_or_default();
    let body = json!({"slot_id": slot});
    let (status, held) =
        connection.request_with("POST", "/v1/holds", bearer, &header, Some(&body)).await.unwrap();
    (status.as_u16(), held["hold_token"].as_str().map(str::to_owned))
}

/// Round after round all visitors want the same slot, also those who hold one already: that one they give back only for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_slot_is_held_for_one_visitor() {
    let arena = arena().await;
    let barrier = Arc::new(Barrier::new(CLIENTS));
    // each on a day of its own, of which only a share may be held
    let slots: Vec<Uuid> =
        arena.slots.iter().copied().step_by(48).take(holdfast_testkit::rounds(12, 25)).collect();
    let clients = (0..CLIENTS).map(|_| {
        let (barrier, slots, address) = (Arc::clone(&barrier), slots.clone(), arena.process.address);
        tokio::spawn(async move {
            let mut connection = Connection::open(address).await.unwrap();
            let (mut token, mut statuses) = (None, Vec::new());
            for slot in slots {
                barrier.wait().await;
                let (status, given) = hold(&mut connection, slot, token.as_deref(), None).await;
                statuses.push(status);
                assert!(token.is_none() || given.is_none() || token == given, "another visitor's token");
                token = token.or(given);
            }
            statuses
        })
    });
    let by_client: Vec<Vec<u16>> =
        futures::future::join_all(clients).await.into_iter().map(|client| client.unwrap()).collect();
    let rounds: Vec<Vec<u16>> =
        (0..slots.len()).map(|round| by_client.iter().map(|client| client[round]).collect()).collect();
    assert_one_winner(&rounds, 201);
    arena.process.assert_sound();
}

/// One visitor asks for two hundred slots at once: whatever is answered, one of them is held in the end, and the others are free.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_visitor_holds_one_slot() {
    let arena = arena().await;
    let mut first = Connection::open(arena.process.address).await.unwrap();
    let (status, token) = hold(&mut first, arena.slots[0], None, Some(&arena.staff)).await;
    assert_eq!(status, 201);
    let barrier = Arc::new(Barrier::new(CLIENTS));
    let clients = (0..CLIENTS).map(|client| {
        let (barrier, address) = (Arc::clone(&barrier), arena.process.address);
        let (slot, token, staff) = (arena.slots[1 + client], token.clone(), arena.staff.clone());
        tokio::spawn(async move {
            let mut connection = Connection::open(address).await.unwrap();
            barrier.wait().await;
            hold(&mut connection, slot, token.as_deref(), Some(&staff)).await.0
        })
    });
    let statuses: Vec<u16> =
        futures::future::join_all(clients).await.into_iter().map(|client| client.unwrap()).collect();
    let held = statuses.iter().filter(|status| **status == 201).count();
    println!("{held} of {CLIENTS} were held, one after the other");
    let client = arena.process.database().await;
    let count = "SELECT count(*) FILTER (WHERE status = 'pending'), count(DISTINCT visitor_id), \
                 (SELECT count(*) FROM slots WHERE is_booked) FROM appointments";
    let row = client.query_one(count, &[]).await.unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1), row.get::<_, i64>(2)), (1, 1, 1));
    assert!(held > 0 && statuses.iter().all(|status| [201, 429].contains(status)), "{statuses:?}");
    arena.process.assert_sound();
}

/// Half of the clients swap into each other's places in opposite directions: no deadlock reaches a client.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moves_in_opposite_directions_never_deadlock() {
    let arena = arena().await;
    let mut connection = Connection::open(arena.process.address).await.unwrap();
    let mut appointments = Vec::new();
    for slot_id in &arena.slots[..20] {
        let body = json!({"slot_id": slot_id, "patient": {"name": "Mover"}});
        let booked =
            connection.request("POST", "/v1/bookings", Some(&arena.staff), Some(&body)).await.unwrap().1;
        appointments.push(id(&booked, "id"));
    }
    let rounds = race(&arena, 20, |round, client| {
        let path = format!("/v1/appointments/{}/reschedule", appointments[client % 20]);
        (path, json!({"slot_id": arena.slots[(client * 7 + round * 3) % 30]}))
    })
    .await;
    for status in rounds.iter().flatten() {
        // 422: it has that slot already
        assert!([200, 409, 422, 429].contains(status), "{status}");
    }
    arena.process.assert_sound();
}

/// At the moment when holds run out, their owners confirm, the sweeper sweeps, and rivals book: a slot goes to one
/// of them, and each hears the truth.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_confirmation_races_its_holds_expiry() {
    let arena = arena().await;
    let address = arena.process.address;
    let holds = arena.slots[..CLIENTS].iter().map(|slot_id| {
        let (staff, slot_id) = (arena.staff.clone(), *slot_id);
        tokio::spawn(async move {
            let mut owner = Connection::open(address).await.unwrap();
            let hold = json!({"slot_id": slot_id, "patient": {"name": "Owner"}, "hold": true});
            let (status, held) =
                owner.request("POST", "/v1/bookings", Some(&staff), Some(&hold)).await.unwrap();
            assert_eq!(status, 201, "{held}");
            (owner, slot_id, id(&held, "id"))
        })
    });
    let holds: Vec<_> = futures::future::join_all(holds).await.into_iter().map(Result::unwrap).collect();
    // a minute, the shortest that a clinic may allow, would be long to wait for
    let rows = arena
        .process
        .database()
        .await
        .query(
            "UPDATE appointments a SET hold_expires_at = s.sooner
             FROM (SELECT id, now() + interval '3 s' + row_number() OVER () * interval '20 ms' AS sooner
                   FROM appointments WHERE status = 'pending') s
             WHERE a.id = s.id RETURNING a.id, a.hold_expires_at",
            &[],
        )
        .await
        .unwrap();
    let expiries: HashMap<Uuid, jiff::Timestamp> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let contests = holds.into_iter().enumerate().map(|(n, (mut owner, slot_id, appointment_id))| {
        let (staff, expiry) = (arena.staff.clone(), expiries[&appointment_id]);
        tokio::spawn(async move {
            let mut rival = Connection::open(address).await.unwrap();
            let left = expiry.duration_since(SystemClock.now()).as_millis();
            // from a little before the expiry to a little after it, one client after the other
            let until = u64::try_from(left).unwrap() + u64::try_from(n).unwrap() * 3;
            tokio::time::sleep(Duration::from_millis(until.saturating_sub(400))).await;
            let path = format!("/v1/appointments/{appointment_id}/confirm");
            let (confirmed, answer) = owner.request("POST", &path, Some(&staff), None).await.unwrap();
            assert!([200, 409].contains(&confirmed.as_u16()), "{answer}");
            // a hold that was not confirmed is free again after the next sweep, and not before
            let book = json!({"slot_id": slot_id, "patient": {"name": "Rival"}});
            let began = Instant::now();
            let rival_won = loop {
                let (status, answer) =
                    rival.request("POST", "/v1/bookings", Some(&staff), Some(&book)).await.unwrap();
                match status.as_u16() {
                    201 => break true,
                    409 | 429 if confirmed == 200 && began.elapsed() > Duration::from_secs(3) => break false,
                    409 | 429 => assert!(began.elapsed() < Duration::from_secs(60), "never freed: {answer}"),
                    _ => panic!("{answer}"),
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            };
            assert_ne!(confirmed == 200, rival_won, "one of them has the slot");
            confirmed == 200
        })
    });
    let outcomes = futures::future::join_all(contests).await;
    let confirmed = outcomes.into_iter().filter(|outcome| *outcome.as_ref().unwrap()).count();
    println!("{confirmed} of {CLIENTS} holds were confirmed in time");
    assert!((1..CLIENTS).contains(&confirmed), "the race must go both ways to mean anything: {confirmed}");
    arena.process.assert_sound();
}
