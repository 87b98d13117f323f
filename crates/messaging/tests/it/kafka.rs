//! Kafka: librdkafka's own mock cluster, which speaks the protocol over real connections. A real broker is not to be had
//! from the package registries that the tests use.

use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_domain::Event;
use holdfast_messaging::kafka::{EVENTS, Kafka, consume, dead_topic, replay};
use holdfast_messaging::{Listener, Transport, Undelivered, cloud_event};
use rdkafka::config::ClientConfig;
use rdkafka::message::{Header, OwnedHeaders};
use rdkafka::mocking::MockCluster;
use rdkafka::producer::{DefaultProducerContext, FutureProducer, FutureRecord};
use uuid::Uuid;

use crate::conformance::{Rig, conforms};
use crate::scene::{Recorder, TRACEPARENT, events};

struct OnKafka {
    cluster: MockCluster<'static, DefaultProducerContext>,
}

struct Consuming(tokio::task::JoinHandle<()>);

impl Drop for Consuming {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Rig for OnKafka {
    type Transport = Kafka;

    async fn publish(&self, _: &[Arc<Recorder>], events: &[Event]) {
        let kafka = Kafka::new(&self.cluster.bootstrap_servers()).unwrap();
        assert!(kafka.publish(events).await.unwrap().is_empty());
    }

    async fn attach(&self, listener: Arc<dyn Listener>) -> Box<dyn Send> {
        self.cluster.create_topic(&dead_topic(listener.name()), 1, 3).unwrap();
        Box::new(Consuming(tokio::spawn(consume(self.cluster.bootstrap_servers(), listener))))
    }

    async fn replay(&self, listener: &Arc<Recorder>) -> u64 {
        replay(&self.cluster.bootstrap_servers(), listener.name()).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_conforms() {
    let cluster = MockCluster::new(3).unwrap();
    cluster.create_topic(EVENTS, 4, 3).unwrap();
    conforms(&OnKafka { cluster }).await;
}

/// Others who publish say it in a header alone; so it has to come through the dead letters too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_goes_on_in_the_trace_that_its_header_names() {
    let cluster = MockCluster::new(1).unwrap();
    cluster.create_topic(EVENTS, 1, 1).unwrap();
    cluster.create_topic(&dead_topic("headers"), 1, 1).unwrap();
    let all = events(Uuid::from_u128(1), 1, 1);
    let once = |_: &Event, time| if time == 1 { Err(Undelivered::Poison("no".to_owned())) } else { Ok(()) };
    let listener = Recorder::new("headers", Box::new(once));
    let brokers = cluster.bootstrap_servers();
    let producer: FutureProducer = ClientConfig::new().set("bootstrap.servers", &brokers).create().unwrap();
    let header = Header { key: "traceparent", value: Some(TRACEPARENT) };
    let body = cloud_event::write(&all[0]);
    let record = FutureRecord::to(EVENTS).key("others").payload(&body);
    let record = record.headers(OwnedHeaders::new().insert(header));
    producer.send(record, Duration::from_secs(30)).await.unwrap();
    let _consuming = Consuming(tokio::spawn(consume(brokers.clone(), Arc::clone(&listener) as _)));
    let began = Instant::now();
    while replay(&brokers, "headers").await.unwrap() == 0 {
        assert!(began.elapsed() < Duration::from_secs(60), "it is no dead letter");
    }
    listener.wait_for(&all).await;
    assert_eq!(listener.dealt_with()[0].traceparent.as_deref(), Some(TRACEPARENT));
}
