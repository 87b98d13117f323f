//! RabbitMQ, a real one.

use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_domain::Event;
use holdfast_messaging::rabbitmq::{consume::consume, dead_letters};
use holdfast_messaging::{Listener, RabbitMq, Transport, cloud_event};
use holdfast_testkit::Server;
use lapin::options::BasicPublishOptions;
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Connection, ConnectionProperties};
use uuid::Uuid;

use crate::conformance::{Rig, conforms};
use crate::scene::{Recorder, TRACEPARENT, assert_in_order, events};

struct OnRabbitMq(Server);

/// Ends the consumer when dropped, as its process's death would.
struct Consuming(tokio::task::JoinHandle<()>);

impl Drop for Consuming {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Rig for OnRabbitMq {
    type Transport = RabbitMq;

    async fn publish(&self, listeners: &[Arc<Recorder>], events: &[Event]) {
        let names: Vec<_> = listeners.iter().map(|listener| listener.name()).collect();
        let refused = RabbitMq::new(&self.0.amqp_url(), &names).publish(events).await.unwrap();
        assert!(refused.is_empty(), "{refused:?}");
    }

    async fn attach(&self, listener: Arc<dyn Listener>) -> Box<dyn Send> {
        Box::new(Consuming(tokio::spawn(consume(self.0.amqp_url(), listener))))
    }

    async fn replay(&self, listener: &Arc<Recorder>) -> u64 {
        dead_letters::replay(&self.0.amqp_url(), &[listener.name()]).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_conforms() {
    conforms(&OnRabbitMq(Server::rabbitmq().await)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_confirmed_survives_the_broker_and_what_was_not_can_be_published_again() {
    let mut broker = Server::rabbitmq().await;
    let publisher = RabbitMq::new(&broker.amqp_url(), &["durable"]);
    let listener = Recorder::glad("durable");
    let all = events(Uuid::from_u128(1), 20, 100);
    // without a consumer, so that the broker alone keeps them
    for batch in all[..1000].chunks(250) {
        assert!(publisher.publish(batch).await.unwrap().is_empty());
    }
    // RabbitMQ writes down within half a second where it keeps a new queue's log, and not at once: a kill before that loses
    // the queue (seen with 3.10), whatever it has confirmed. Queues are declared once, so this is of no further concern.
    tokio::time::sleep(Duration::from_secs(3)).await;
    broker.kill();
    let error = publisher.publish(&all[1000..1100]).await.unwrap_err().to_string();
    assert!(error.contains("RabbitMQ"), "{error}");
    let refused = publisher.publish(&all[1000..1100]).await.unwrap_err().to_string();
    assert!(refused.contains("check amqp_url"), "{refused}");
    broker.spawn();
    broker.wait().await;
    let _consuming = Consuming(tokio::spawn(consume(broker.amqp_url(), Arc::clone(&listener) as _)));
    for batch in all[1000..].chunks(250) {
        let began = Instant::now();
        // the queue needs a moment until it has a leader again
        while let Err(error) = publisher.publish(batch).await {
            assert!(began.elapsed() < Duration::from_secs(60), "the publisher does not come back: {error}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
    listener.wait_for(&all).await;
    assert_in_order(&listener.dealt_with());
}

/// A consumer that takes messages and dies: the next one gets them, and nobody hears of one at the same time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_messages_of_a_dead_consumer_go_to_the_next() {
    let broker = Server::rabbitmq().await;
    let publisher = RabbitMq::new(&broker.amqp_url(), &["heirs"]);
    let all = events(Uuid::from_u128(1), 50, 4);
    let stuck = Recorder::new(
        "heirs",
        Box::new(|_, _| Err(holdfast_messaging::Undelivered::Later("for ever".to_owned()))),
    );
    let first = Consuming(tokio::spawn(consume(broker.amqp_url(), Arc::clone(&stuck) as _)));
    publisher.publish(&all).await.unwrap();
    let began = Instant::now();
    while stuck.times(&all[0]) == 0 {
        assert!(began.elapsed() < Duration::from_secs(30), "the first consumer gets nothing");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let heir = Recorder::glad("heirs");
    let _second = Consuming(tokio::spawn(consume(broker.amqp_url(), Arc::clone(&heir) as _)));
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(heir.dealt_with().is_empty(), "one consumer at a time");
    drop(first);
    // In whatever order: the broker does not keep that of messages that it gives out again.
    heir.wait_for(&all).await;
}

/// `mandatory`: a broker confirms what it could not route, but gives it back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_reaches_no_queue_is_refused() {
    let broker = Server::rabbitmq().await;
    let nobody: &[&str] = &[];
    let all = events(Uuid::from_u128(1), 10, 10);
    let refused = RabbitMq::new(&broker.amqp_url(), nobody).publish(&all).await.unwrap();
    assert_eq!(refused.len(), all.len());
    assert!(refused[0].why.contains("no queue"), "{refused:?}");
}

/// Others who publish say it in a header alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_goes_on_in_the_trace_that_its_header_names() {
    let broker = Server::rabbitmq().await;
    let listener = Recorder::glad("headers");
    // the queue must be there
    RabbitMq::new(&broker.amqp_url(), &["headers"]).publish(&[]).await.unwrap();
    let connection = Connection::connect(&broker.amqp_url(), ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    let all = events(Uuid::from_u128(1), 2, 1);
    let says = [AMQPValue::LongString(TRACEPARENT.into()), AMQPValue::Boolean(true)];
    for (event, says) in all.iter().zip(says) {
        let mut headers = FieldTable::default();
        headers.insert("traceparent".into(), says);
        let properties = BasicProperties::default().with_headers(headers);
        let (options, body) = (BasicPublishOptions::default(), cloud_event::write(event));
        let publishing = channel.basic_publish(
            "holdfast.events".into(),
            "others".into(),
            options,
            body.as_bytes(),
            properties,
        );
        publishing.await.unwrap();
    }
    let _consuming = Consuming(tokio::spawn(consume(broker.amqp_url(), Arc::clone(&listener) as _)));
    listener.wait_for(&all).await;
    let told = listener.dealt_with();
    let of = |event: &Event| told.iter().find(|told| told.id == event.id).unwrap().traceparent.clone();
    let traces: Vec<_> = all.iter().map(of).collect();
    assert_eq!(traces, [Some(TRACEPARENT.to_owned()), None]);
}
