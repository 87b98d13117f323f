//! The table of concepts, in the order in which to read them.

mod circuit_breakers;
mod cqrs;
mod discovery;
mod distributed_lock;
mod grpc_beside_rest;
mod idempotency;
mod indexes;
mod isolation_levels;
mod materialised_lists;
mod optimistic_lock;
mod outbox;
mod queues;
mod rate_limits;
mod read_replicas;
mod saga;
mod sharding;
mod tracing_and_metrics;

use futures::future::LocalBoxFuture;

use crate::{Ground, Shown};

/// A concept.
pub struct Concept {
    /// Its name on the command line, and of its page in `docs/learning`.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What defends.
    pub with: &'static str,
    /// What is so with `--broken`.
    pub without: &'static str,
    /// The run.
    pub run: for<'g> fn(&'g Ground) -> LocalBoxFuture<'g, Shown>,
}

macro_rules! concepts {
    ($($module:ident $name:literal $title:literal, with $with:literal, without $without:literal;)+) => {
        /// All of them.
        pub const CONCEPTS: &[Concept] = &[$(Concept {
            name: $name,
            title: $title,
            with: $with,
            without: $without,
            run: |ground| Box::pin($module::run(ground)),
        }),+];
    };
}

concepts! {
    optimistic_lock "optimistic-lock" "Optimistic lock",
        with "If-Match", without "nobody sends If-Match";
    isolation_levels "isolation-levels" "Isolation levels",
        with "a constraint, or SERIALIZABLE", without "what was read is trusted";
    distributed_lock "distributed-lock" "Distributed lock",
        with "the lock in Redis", without "no lock";
    idempotency "idempotency" "Idempotency",
        with "an Idempotency-Key", without "no Idempotency-Key";
    saga "saga" "Saga, by holds",
        with "the sweeper of expired holds", without "nobody undoes what was begun";
    indexes "indexes" "Composite and partial indexes",
        with "the indexes of the schema", without "two indexes are dropped";
    cqrs "cqrs" "CQRS: open_slots",
        with "the list kept in the booking's transaction", without "the list is to be kept later";
    materialised_lists "materialised-lists" "Materialised lists",
        with "a mark that each change sets", without "kept pages are told of no change";
    read_replicas "read-replicas" "Read replicas and freshness",
        with "marks of freshness", without "marks are ignored";
    outbox "outbox" "Events and outbox",
        with "the outbox", without "events are published beside the transaction";
    queues "queues" "Queues",
        with "acknowledgements after the work, and an inbox", without "acknowledgements before the work";
    grpc_beside_rest "grpc-beside-rest" "gRPC beside REST",
        with "problems as details of the status", without "the details get lost on the way";
    discovery "discovery" "Discovery",
        with "peers that are looked up and watched", without "a fixed list, taken in turn";
    circuit_breakers "circuit-breakers" "Circuit breakers",
        with "a breaker", without "nobody remembers the last failure";
    rate_limits "rate-limits" "Rate limits",
        with "a quota for each address", without "no quotas";
    sharding "sharding" "Sharding",
        with "rows placed by their clinic", without "rows are placed by their own id";
    tracing_and_metrics "tracing-and-metrics" "Tracing and metrics",
        with "buckets that are added", without "percentiles are averaged";
}

/// The concept of this name.
pub fn find(name: &str) -> Option<&'static Concept> {
    CONCEPTS.iter().find(|concept| concept.name == name)
}

/// What one of the processes prints whose metrics a run compares.
pub use tracing_and_metrics::process;
