//! Kafka: librdkafka's own mock cluster, which speaks the protocol over real connections. A real broker is not to be had
//! from the package registries that the tests use.

use std::sync::Arc;

use holdfast_domain::Event;
use holdfast_messaging::kafka::{EVENTS, Kafka, consume, dead_topic, replay};
use holdfast_messaging::{Listener, Transport};
use rdkafka::mocking::MockCluster;
use rdkafka::producer::DefaultProducerContext;

use crate::conformance::{Rig, conforms};
use crate::scene::Recorder;

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
