//! Relays, the broker and the worker are killed again and again under bookings: the e-mail of every committed event is
//! there, once.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use holdfast_testkit::{Backing, Fleet, Server, TestDatabase, rounds, vault_of};

use super::load::{Load, doctors};

/// Between two kills.
const EVERY: Duration = Duration::from_secs(5);
/// Mails under way at once at this pace, at the most.
const UNDER_WAY: usize = 8;

/// How long the trouble lasts: each of four is killed, or all of them again and again.
fn lasts() -> Duration {
    rounds(4 * EVERY, Duration::from_secs(120))
}

fn message_id(mail: &str) -> String {
    let line = mail.lines().find(|line| line.to_lowercase().starts_with("message-id:"));
    line.expect("a Message-ID").split_once(':').expect("a header").1.trim().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_committed_event_has_its_mail_once() {
    let (database, redis) = (TestDatabase::create().await, Server::redis().await);
    let (mut broker, smtp) = (Server::rabbitmq().await, Server::smtp().await);
    let backing = Backing {
        database_url: database.url(),
        redis_url: Some(redis.redis_url()),
        amqp_url: Some(broker.amqp_url()),
        smtp_url: Some(smtp.smtp_url()),
        // what a worker had in hand when it was killed is left to others so much sooner
        settings: vec![("HOLDFAST_NOTIFICATION__ANSWERS_WITHIN_SECS", "5".to_owned())],
        ..Backing::default()
    };
    let mut fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let doctors = doctors(&fleet, 3).await;
    // one after the other, so that mail keeps up
    let load = Load::start(&fleet.gateways(), &doctors, 1);
    // until the broker has written down where its new queues are
    tokio::time::sleep(Duration::from_secs(3)).await;
    let began = Instant::now();
    let (mut kills, mut worker_kills) = (0, 0);
    while began.elapsed() < lasts() {
        match kills % 4 {
            0 => {
                fleet.kill("booking-1");
                fleet.spawn("booking-1");
            }
            1 => {
                fleet.kill("notification");
                fleet.spawn("notification");
                worker_kills += 1;
            }
            2 => {
                broker.kill();
                broker.spawn();
            }
            _ => {
                fleet.kill("booking-2");
                fleet.spawn("booking-2");
            }
        }
        kills += 1;
        tokio::time::sleep(EVERY).await;
    }
    let seen = load.finish().await;

    // What was committed, acknowledged or not.
    let client = database.client().await;
    let rows = client
        .query(
            "SELECT o.id, p.clinic_id, p.id AS patient_id, p.email FROM outbox o
             JOIN appointments a ON a.clinic_id = o.clinic_id AND a.id = o.appointment_id
             JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
             WHERE o.event_type = 'holdfast.appointment.created'",
            &[],
        )
        .await
        .unwrap();
    let vault = vault_of(&database.url());
    let mut wanted: HashMap<String, String> = HashMap::new();
    for row in rows {
        let key = vault.clinic(row.get("clinic_id")).await.unwrap();
        let email = key.open_email(row.get("patient_id"), row.get("email")).unwrap();
        wanted.insert(format!("<{}@localhost>", row.get::<_, uuid::Uuid>("id")), email);
    }
    let waiting = Instant::now();
    loop {
        let there: HashSet<String> = smtp.mails().iter().map(|(_, mail)| message_id(mail)).collect();
        let missing = wanted.keys().filter(|id| !there.contains(*id)).count();
        // sent, and noted as one effect per event
        let noted: i64 = client
            .query_one("SELECT count(*) FROM notifications WHERE state = 'sent'", &[])
            .await
            .unwrap()
            .get(0);
        if missing == 0 && usize::try_from(noted).unwrap() == wanted.len() {
            break;
        }
        assert!(
            waiting.elapsed() < Duration::from_secs(120),
            "{missing} of {} mails never came, {noted} are noted\n{}",
            wanted.len(),
            fleet.logs()
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mails = smtp.mails();
    let mut copies: HashMap<String, usize> = HashMap::new();
    for (to, mail) in &mails {
        let id = message_id(mail);
        assert_eq!(wanted.get(&id), Some(to), "a mail to somebody else");
        *copies.entry(id).or_default() += 1;
    }
    // A worker that dies after the server took the mail and before that is noted sends it again, under the same
    // Message-ID, by which mail servers know it. That can happen to each mail under way at a kill of the worker.
    let repeated = copies.values().filter(|count| **count > 1).count();
    println!(
        "{} events, {} kills, {} mails, {repeated} of them repeated under the same Message-ID",
        wanted.len(),
        kills,
        mails.len()
    );
    assert!(wanted.len() > 50, "{}", wanted.len());
    assert!(repeated <= worker_kills * UNDER_WAY, "{repeated} mails were repeated over {worker_kills} kills");
    seen.assert_true(&fleet).await;
}
