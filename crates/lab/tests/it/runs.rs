//! All runs, a test each: a broken one that shows no breach fails, and so does a whole one that shows one.

use std::time::{Duration, Instant};

use holdfast_lab::CONCEPTS;

use crate::command::{lab, text};

/// What the roadmap promises of a run on a machine that does nothing else.
const TAKES: Duration = Duration::from_secs(30);
/// Other tests run beside it.
const BUSY: u32 = 2;

fn shows(name: &str, broken: bool) {
    let began = Instant::now();
    let arguments = [name, "--broken"];
    let output = lab(if broken { &arguments } else { &arguments[..1] });
    let (says, complains) = (text(&output.stdout), text(&output.stderr));
    println!("{says}");
    assert_eq!(output.status.code(), Some(0), "{says}{complains}");
    let verdict = if broken { "\nBREACH: " } else { "\nHOLDS: " };
    assert!(says.contains(verdict), "{says}{complains}");
    assert!(began.elapsed() < TAKES * BUSY, "it took {:?}", began.elapsed());
}

macro_rules! runs {
    ($($module:ident $name:literal)+) => {
        $(mod $module {
            #[test]
            fn broken() {
                super::shows($name, true);
            }

            #[test]
            fn whole() {
                super::shows($name, false);
            }
        })+

        #[test]
        fn every_concept_is_run() {
            let run = [$($name),+];
            assert_eq!(CONCEPTS.iter().map(|concept| concept.name).collect::<Vec<_>>(), run);
        }
    };
}

runs! {
    optimistic_lock "optimistic-lock"
    isolation_levels "isolation-levels"
    distributed_lock "distributed-lock"
    idempotency "idempotency"
    saga "saga"
    indexes "indexes"
    cqrs "cqrs"
    materialised_lists "materialised-lists"
    read_replicas "read-replicas"
    outbox "outbox"
    queues "queues"
    grpc_beside_rest "grpc-beside-rest"
    discovery "discovery"
    circuit_breakers "circuit-breakers"
    rate_limits "rate-limits"
    sharding "sharding"
    tracing_and_metrics "tracing-and-metrics"
}
