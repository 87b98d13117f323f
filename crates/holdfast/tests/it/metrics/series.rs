//! Metrics as text, read again, and what has to hold of each.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::{Command, Stdio};

use holdfast_domain::ErrorCode;
use holdfast_telemetry::metrics::{ALL, Declared, Kind};

/// Most series that a process may have, whatever its clients do.
pub(crate) const SERIES_MAX: usize = 3000;

/// Panics if Prometheus' own tool finds anything to say of these metrics.
#[track_caller]
pub(crate) fn assert_well_formed(metrics: &str) {
    let mut promtool = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("promtool, which scripts/setup test installs");
    promtool.stdin.take().unwrap().write_all(metrics.as_bytes()).unwrap();
    let said = promtool.wait_with_output().unwrap();
    let words = [said.stdout, said.stderr].concat();
    assert!(said.status.success() && words.is_empty(), "{}", String::from_utf8_lossy(&words));
}

/// One line: a series and its value.
#[derive(Debug)]
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) value: f64,
}

pub(crate) fn series(metrics: &str) -> Vec<Series> {
    let lines = metrics.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let series = lines.map(|line| {
        let (name, value) = line.rsplit_once(' ').unwrap();
        let (name, labels) = name.split_once('{').unwrap_or((name, "}"));
        let labels = labels.strip_suffix('}').unwrap().split("\",").filter(|label| !label.is_empty());
        let labels = labels.map(|label| {
            let (name, value) = label.split_once("=\"").unwrap();
            (name.to_owned(), value.trim_end_matches('"').to_owned())
        });
        Series { name: name.to_owned(), labels: labels.collect(), value: value.parse().unwrap() }
    });
    series.collect()
}

/// The row of a series.
fn declared(name: &str) -> &'static Declared {
    let of = |ending: &str| {
        let name = name.strip_suffix(ending)?;
        ALL.iter().find(|metric| metric.name == name && (metric.kind == Kind::Histogram) != ending.is_empty())
    };
    let found = ["", "_bucket", "_sum", "_count"].into_iter().find_map(of);
    found.unwrap_or_else(|| panic!("{name} is in no table"))
}

/// Panics if a series is not one of the table, or has a value that no list has.
#[track_caller]
pub(crate) fn assert_labels_are_known(metrics: &str) {
    let queries = names_of_queries();
    let outcomes: BTreeSet<_> = ErrorCode::ALL.map(ErrorCode::as_str).into_iter().chain(["ok"]).collect();
    for Series { name, labels, .. } in series(metrics) {
        let metric = declared(&name);
        let names: BTreeSet<_> = labels.keys().map(String::as_str).filter(|label| *label != "le").collect();
        assert_eq!(names, metric.labels.iter().copied().collect(), "{name}");
        for (label, value) in &labels {
            let is_known = match (metric.name, label.as_str()) {
                ("http_server_request_duration_seconds", "status") => {
                    ["2xx", "3xx", "4xx", "5xx"].contains(&value.as_str())
                }
                ("http_server_request_duration_seconds", "route") => {
                    value == "unmatched" || value.starts_with('/')
                }
                (_, "method") => ["GET", "POST", "PUT", "PATCH", "DELETE", "other"].contains(&value.as_str()),
                (_, "invariant") => holdfast_invariants::INVARIANTS.iter().any(|known| known.id == value),
                (_, "query") => queries.contains(value),
                (
                    "holdfast_bookings_total" | "holdfast_holds_total" | "holdfast_transitions_total",
                    "outcome",
                ) => outcomes.contains(value.as_str()),
                (_, "rpc_method") => value.starts_with("holdfast."),
                ("rpc_client_call_duration_seconds" | "rpc_server_call_duration_seconds", "status") => {
                    ["ok", "refused", "failed"].contains(&value.as_str())
                }
                (_, "le" | "peer" | "version") => true,
                // words of the program
                _ => {
                    let is_word =
                        |c: char| c.is_ascii_lowercase() || c == '_' || c == '-' || c == '.' || c == ' ';
                    !value.is_empty() && value.len() < 40 && value.chars().all(is_word)
                }
            };
            assert!(is_known, "{name}: {label}={value:?}");
        }
    }
}

/// The names of statements, and `commit`.
fn names_of_queries() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sql/queries");
    let mut names = BTreeSet::from(["commit".to_owned()]);
    for file in std::fs::read_dir(folder).unwrap() {
        let sql = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let lines = sql.lines().filter_map(|line| line.strip_prefix("--! "));
        names.extend(lines.map(|line| line.split([' ', '(', ':']).next().unwrap().to_owned()));
    }
    names
}
