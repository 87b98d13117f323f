//! What spans may say.

use opentelemetry::{KeyValue, Value};

/// Declares the attributes: their names, and of what kind their values are.
macro_rules! attributes {
    ($($(#[$doc:meta])+ $name:ident($value:ty) = $text:literal;)+) => {
        /// What a span may say, and nothing else: none of it is personal, and none is an id. Names are those of OpenTelemetry's semantic
        /// conventions where they have one.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Attribute {
            $($(#[$doc])+ $name($value),)+
        }

        impl Attribute {
            /// Every name.
            pub const NAMES: &'static [&'static str] = &[$($text),+];
        }

        impl From<Attribute> for KeyValue {
            fn from(attribute: Attribute) -> Self {
                match attribute {
                    $(Attribute::$name(value) => Self::new($text, Value::from(value)),)+
                }
            }
        }
    };
}

attributes! {
    /// Of a request.
    HttpMethod(&'static str) = "http.request.method";
    /// The template of the route.
    HttpRoute(String) = "http.route";
    /// Of the answer.
    HttpStatus(i64) = "http.response.status_code";
    /// Package, service and method.
    RpcMethod(&'static str) = "rpc.method";
    /// `postgresql` or `redis`.
    DbSystem(&'static str) = "db.system.name";
    /// A statement of `sql/queries` by its name.
    DbQuery(&'static str) = "db.query.summary";
    /// `rabbitmq`, `kafka`, or `holdfast` within a process.
    MessagingSystem(&'static str) = "messaging.system";
    /// A listener.
    MessagingDestination(&'static str) = "messaging.destination.name";
    /// How many there were in a batch.
    BatchSize(i64) = "messaging.batch.message_count";
    /// The type of an event.
    EventType(String) = "holdfast.event.type";
    /// How it ended, as metrics have it.
    Outcome(&'static str) = "holdfast.outcome";
}
