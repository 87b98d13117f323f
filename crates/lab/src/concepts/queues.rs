//! A worker that writes mails, and dies at its work. When does it tell the broker that a message is dealt with?

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures::future::BoxFuture;
use holdfast_domain::event::Step;
use holdfast_domain::{AppointmentId, ClinicId, DoctorId, Event, EventId, Payload, SlotId};
use holdfast_messaging::rabbitmq::consume::consume;
use holdfast_messaging::{Listener, RabbitMq, Transport, Undelivered};
use holdfast_testkit::{Server, TestDatabase};
use jiff::Timestamp;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::parts::count;
use crate::{Ground, Shown};

const NAME: &str = "lab-mails";
const EVENTS: u16 = 20;
/// So many mails are written when the worker dies.
const DIES_AFTER: i64 = 8;
/// What a mail takes.
const A_MAIL_TAKES: Duration = Duration::from_millis(20);
/// What does not come in this time is taken to be lost.
const COMES_WITHIN: Duration = Duration::from_secs(15);

/// The mail and its row in the inbox, in one transaction; nothing if the row is there already.
const ONCE: &str = "WITH first AS (
        INSERT INTO inbox (consumer, event_id, processed_at) VALUES ('lab-mails', $1, now())
        ON CONFLICT DO NOTHING RETURNING event_id)
    INSERT INTO mails SELECT event_id FROM first";
const EACH_TIME: &str = "INSERT INTO mails VALUES ($1)";

pub(super) async fn run(ground: &Ground) -> Shown {
    let (database, broker) = tokio::join!(ground.database(), Server::rabbitmq());
    let eyes = database.client().await;
    eyes.batch_execute("CREATE TABLE mails (event_id uuid NOT NULL)").await.expect("a table");
    let url = broker.amqp_url();
    let publisher = RabbitMq::new(&url, &[NAME]);
    publish(&publisher, 1..=EVENTS).await;

    let deliveries = Arc::new(AtomicUsize::new(0));
    let lead = format!(
        "{EVENTS} events in a queue of RabbitMQ. A worker writes a mail for each; it is killed after \
         {DIES_AFTER}, and started again."
    );
    let mut shown = Shown::of(lead, ["the worker", "deliveries so far", "mails written"]);
    let row = async |shown: &mut Shown, when: &str| {
        let written = mails(&eyes).await;
        shown.row([&when, &deliveries.load(Ordering::SeqCst), &written]);
    };
    let worker = Worker::start(ground.broken, &url, &database, &deliveries).await;
    while mails(&eyes).await < DIES_AFTER || deliveries.load(Ordering::SeqCst) < usize::from(EVENTS) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    worker.kill().await;
    row(&mut shown, "is killed").await;

    // one more event, by which to see that the worker has come to the end of the queue
    publish(&publisher, EVENTS + 1..=EVENTS + 1).await;
    let worker = Worker::start(ground.broken, &url, &database, &deliveries).await;
    let began = Instant::now();
    while written(&eyes, EVENTS + 1..=EVENTS + 1).await == 0
        || !ground.broken
            && written(&eyes, 1..=EVENTS).await < i64::from(EVENTS)
            && began.elapsed() < COMES_WITHIN
    {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    row(&mut shown, "goes on, with one event more").await;
    worker.kill().await;

    let lost = i64::from(EVENTS) - written(&eyes, 1..=EVENTS).await;
    let twice = mails(&eyes).await - count(&eyes, "SELECT count(DISTINCT event_id) FROM mails").await;
    shown.note(format!("Never written: {lost}. Written twice: {twice}."));
    shown.judge(
        lost > 0 || twice > 0,
        format!(
            "{lost} mails are lost: the broker was told that they are dealt with, and the worker had them \
         in its memory."
        ),
        "what was not acknowledged came again, and the inbox kept a mail that was written already from being \
         written twice.",
    )
}

async fn mails(eyes: &Client) -> i64 {
    count(eyes, "SELECT count(*) FROM mails").await
}

/// For how many of these events a mail was written.
async fn written(eyes: &Client, events: std::ops::RangeInclusive<u16>) -> i64 {
    let ids: Vec<_> = events.map(id).collect();
    let found = "SELECT count(DISTINCT event_id) FROM mails WHERE event_id = ANY($1)";
    eyes.query_one(found, &[&ids]).await.expect("a look").get(0)
}

async fn publish(to: &RabbitMq, events: std::ops::RangeInclusive<u16>) {
    let events: Vec<_> = events.map(event).collect();
    let refused = to.publish(&events).await.expect("the broker answers");
    assert!(refused.is_empty(), "the broker has them all");
}

fn id(number: u16) -> Uuid {
    Uuid::from_u128(number.into())
}

/// The booking of an appointment.
fn event(number: u16) -> Event {
    let id = id(number);
    let step =
        Step { appointment_id: AppointmentId(id), version: 1, doctor_id: DoctorId(id), slot_id: SlotId(id) };
    Event {
        id: EventId(id),
        clinic_id: ClinicId(Uuid::from_u128(1)),
        occurred_at: Timestamp::UNIX_EPOCH,
        by: None,
        payload: Payload::Created(step),
        traceparent: None,
        more: serde_json::Map::new(),
    }
}

/// A process with the product's consumer, and a listener of this lab's.
struct Worker {
    tasks: Vec<JoinHandle<()>>,
}

impl Worker {
    async fn start(broken: bool, url: &str, database: &TestDatabase, deliveries: &Arc<AtomicUsize>) -> Self {
        let client = Arc::new(Mutex::new(database.client().await));
        let mut tasks = Vec::new();
        let memory = broken.then(|| {
            let (memory, mut rest) = mpsc::unbounded_channel();
            let client = Arc::clone(&client);
            tasks.push(tokio::spawn(async move {
                while let Some(event_id) = rest.recv().await {
                    write(&client, EACH_TIME, event_id).await;
                }
            }));
            memory
        });
        let mailer = Mailer { client, memory, deliveries: Arc::clone(deliveries) };
        tasks.push(tokio::spawn(consume(url.to_owned(), Arc::new(mailer))));
        Self { tasks }
    }

    /// At once, as a power cut would.
    async fn kill(self) {
        for task in self.tasks {
            task.abort();
            let _ = task.await;
        }
    }
}

/// Writes mails. What it has returned from is acknowledged.
struct Mailer {
    client: Arc<Mutex<Client>>,
    /// Where it puts events to write of them later, and says that it is done.
    memory: Option<mpsc::UnboundedSender<Uuid>>,
    deliveries: Arc<AtomicUsize>,
}

impl Listener for Mailer {
    fn name(&self) -> &'static str {
        NAME
    }

    fn deliver<'a>(&'a self, event: &'a Event) -> BoxFuture<'a, Result<(), Undelivered>> {
        Box::pin(async move {
            self.deliveries.fetch_add(1, Ordering::SeqCst);
            match &self.memory {
                Some(memory) => memory.send(event.id.0).expect("it is read"),
                None => write(&self.client, ONCE, event.id.0).await,
            }
            Ok(())
        })
    }
}

/// One mail at a time, each of which takes a while.
async fn write(client: &Mutex<Client>, statement: &str, event_id: Uuid) {
    let client = client.lock().await;
    client.execute(statement, &[&event_id]).await.expect("written");
    tokio::time::sleep(A_MAIL_TAKES).await;
}
