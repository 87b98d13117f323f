//! Two processes of which one is slow. What is the 99th percentile of all requests? Each process is one of this program, and
//! measures by the product's metrics.

use std::fmt::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use futures::future::join_all;
use holdfast_telemetry::metrics::HTTP_REQUEST_DURATION;
use tokio::process::Command;

use crate::{Ground, Shown};

/// How many requests, and how long each takes.
const QUICK: (usize, Duration) = (400, Duration::from_millis(3));
const SLOW: (usize, Duration) = (40, Duration::from_millis(400));
/// Requests at once.
const AT_ONCE: usize = 20;
const BUCKET: &str = "http_server_request_duration_seconds_bucket{";

/// Answers requests, and prints what it measured: its metrics, and a line `took SECONDS` for each request.
pub async fn process(which: &str) -> String {
    let metrics = holdfast_telemetry::start_metrics().expect("once");
    let (requests, takes) = if which == "slow" { SLOW } else { QUICK };
    let mut took = Vec::new();
    while took.len() < requests {
        took.extend(
            join_all((0..AT_ONCE).map(async |_| {
                let began = Instant::now();
                tokio::time::sleep(takes).await;
                let elapsed = began.elapsed();
                HTTP_REQUEST_DURATION.of(["GET", "/v1/slots", "2xx"]).record(elapsed);
                elapsed
            }))
            .await,
        );
    }
    let mut text = metrics.render();
    for took in took {
        let _ = writeln!(text, "took {}", took.as_secs_f64());
    }
    text
}

/// What a process has measured.
struct Measured {
    /// Upper bound, and how many took so long at most.
    buckets: Vec<(f64, f64)>,
    /// Every request, sorted.
    took: Vec<f64>,
}

impl Measured {
    async fn by(which: &str) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut command = Command::new(program);
        command.args(["tracing-and-metrics", "--process", which]).stdin(Stdio::null()).kill_on_drop(true);
        let output = command.output().await.expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("text");
        let bucket = |line: &str| {
            let (labels, count) = line.strip_prefix(BUCKET)?.rsplit_once("} ")?;
            let bound = labels.split("le=\"").nth(1)?.split('"').next()?;
            Some((bound.parse().ok()?, count.parse().ok()?))
        };
        let took = text.lines().filter_map(|line| line.strip_prefix("took ")?.parse().ok());
        Self { buckets: text.lines().filter_map(bucket).collect(), took: sorted(took.collect()) }
    }
}

pub(super) async fn run(ground: &Ground) -> Shown {
    let (quick, slow) = tokio::join!(Measured::by("quick"), Measured::by("slow"));
    let all = sorted([quick.took.clone(), slow.took.clone()].concat());
    let truth = percentile(&all);
    let lead = "Two processes answer, one quickly, one slowly (they sleep). How long do 99 of 100 requests take at the most?";
    let mut shown = Shown::of(lead, ["", "requests", "99th percentile"]);
    for (name, measured) in [("the quick one", &quick), ("the slow one", &slow)] {
        shown.row([&name, &measured.took.len(), &millis(percentile(&measured.took))]);
    }
    shown.row([&"all requests, sorted: the truth", &all.len(), &millis(truth)]);
    // from, to: a bucket knows no more
    let (from, to) = if ground.broken {
        let average = f64::midpoint(percentile(&quick.took), percentile(&slow.took));
        shown.row([&"average of the two percentiles", &all.len(), &millis(average)]);
        (average, average)
    } else {
        let both = quick.buckets.iter().zip(&slow.buckets);
        let added: Vec<_> = both.map(|(one, other)| (one.0, one.1 + other.1)).collect();
        let (from, to) = bucket_of_percentile(&added);
        shown.row([&"buckets of both, added", &all.len(), &format!("{} to {}", millis(from), millis(to))]);
        (from, to)
    };
    let off = (from - truth).max(truth - to).max(0.0) / truth;
    shown.note(format!("The truth is outside of what is said by {:.0} %.", off * 100.0));
    shown.judge(
        off > 0.15,
        format!(
            "the dashboard says {}, and one request in a hundred takes {} or longer. Percentiles can be neither \
             added nor averaged.",
            millis(to),
            millis(truth)
        ),
        "buckets are counts, and counts can be added: the answer is right to the width of a bucket.",
    )
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_unstable_by(f64::total_cmp);
    values
}

fn millis(seconds: f64) -> String {
    format!("{:.0} ms", seconds * 1000.0)
}

/// Of sorted values.
fn percentile(sorted: &[f64]) -> f64 {
    sorted[(sorted.len() * 99).div_ceil(100) - 1]
}

/// The bounds of the bucket that has the 99th percentile.
fn bucket_of_percentile(buckets: &[(f64, f64)]) -> (f64, f64) {
    let all = buckets.iter().map(|(_, count)| *count).fold(0.0, f64::max);
    let at = buckets.iter().position(|(_, count)| *count >= all * 0.99).expect("the last one has all");
    (if at == 0 { 0.0 } else { buckets[at - 1].0 }, buckets[at].0)
}
