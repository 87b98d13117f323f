//! Every metric of every process, declared once: its name, kind, unit, labels, buckets, and what it tells. The table is in
//! `declared.rs`; whoever measures something takes the handle from there. No other crate depends on the crate `metrics`, so
//! none can make a metric that is not in the table. `docs/metrics.md` is made of it.
//!
//! Values of labels come from the program: a state, a role, the template of a route. Nothing that a client sends becomes one,
//! and no label names a clinic, a doctor or a patient. So the number of series is bounded.

mod buckets;
mod declared;
mod document;
mod handle;

use ::metrics::Unit;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

pub use ::metrics::{Gauge as GaugeSeries, Histogram as HistogramSeries, SharedString as Value};
pub use declared::*;
pub use document::document;
pub use handle::{Counter, Gauge, Histogram};

/// What a metric is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It only grows.
    Counter,
    /// It is as it is now.
    Gauge,
    /// How often it was how large.
    Histogram,
}

impl Kind {
    /// As Prometheus says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

/// The row of a metric.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Of what.
    pub unit: Unit,
    /// The names of its labels.
    pub labels: &'static [&'static str],
    /// What it tells.
    pub tells: &'static str,
    /// The upper bounds of a histogram's buckets.
    pub buckets: &'static [f64],
}

/// A recorder that keeps histograms in the buckets of the table, to be added over processes.
fn recorder() -> Result<PrometheusBuilder, BuildError> {
    ALL.iter().filter(|metric| metric.kind == Kind::Histogram).try_fold(
        PrometheusBuilder::new(),
        |builder, metric| {
            builder.set_buckets_for_metric(Matcher::Full(metric.name.to_owned()), metric.buckets)
        },
    )
}

/// Keeps metrics of this process from now on; nothing if somebody does already.
pub(crate) fn install() -> Option<PrometheusHandle> {
    let handle = recorder().ok()?.install_recorder().ok()?;
    for metric in ALL {
        let (name, unit, tells) = (metric.name, metric.unit, metric.tells);
        match metric.kind {
            Kind::Counter => ::metrics::describe_counter!(name, unit, tells),
            Kind::Gauge => ::metrics::describe_gauge!(name, unit, tells),
            Kind::Histogram => ::metrics::describe_histogram!(name, unit, tells),
        }
    }
    Some(handle)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_say_what_is_measured() {
        let names: BTreeSet<_> = ALL.iter().map(|metric| metric.name).collect();
        assert_eq!(names.len(), ALL.len(), "a name is there twice");
        for Declared { name, kind, unit, tells, .. } in ALL {
            assert_eq!(name.ends_with("_total"), *kind == Kind::Counter, "{name}");
            assert_eq!(name.ends_with("_seconds"), *unit == Unit::Seconds, "{name}");
            assert_eq!(name.ends_with("_bytes"), *unit == Unit::Bytes, "{name}");
            assert!(!tells.is_empty() && !tells.ends_with('.') && !tells.contains('\n'), "{name}: {tells}");
        }
    }

    #[test]
    fn no_label_names_whom_it_is_about() {
        for Declared { name, labels, .. } in ALL {
            for label in *labels {
                for whom in ["clinic", "doctor", "patient", "account", "id", "path", "address"] {
                    assert!(!label.contains(whom), "{name}: {label}");
                }
            }
        }
    }

    #[test]
    fn histograms_have_buckets_that_rise_and_nothing_else_has() {
        for Declared { name, kind, buckets, .. } in ALL {
            assert_eq!(*kind == Kind::Histogram, !buckets.is_empty(), "{name}");
            assert!(buckets.is_sorted_by(|one, next| one < next), "{name}: {buckets:?}");
        }
    }

    /// Two processes' worth of observations, kept apart and then added, as Prometheus adds them.
    #[test]
    fn histograms_of_two_processes_add_up() {
        let name = HTTP_REQUEST_DURATION.declared().name;
        let of_a_process = |seconds: &[f64]| {
            let recorder = recorder().unwrap().build_recorder();
            let handle = recorder.handle();
            ::metrics::with_local_recorder(&recorder, || {
                let histogram = HTTP_REQUEST_DURATION.of(["GET", "/v1/slots", "2xx"]);
                for seconds in seconds {
                    histogram.record(*seconds);
                }
            });
            buckets_of(&handle.render(), name)
        };
        let (one, other) = ([0.0004, 0.003, 0.3], [0.003, 0.004, 20.0]);
        let added: Vec<_> = of_a_process(&one)
            .into_iter()
            .zip(of_a_process(&other))
            .map(|((bound, count), (other_bound, other_count))| {
                assert_eq!(bound, other_bound);
                (bound, count + other_count)
            })
            .collect();
        assert_eq!(added, of_a_process(&[one, other].concat()));
        assert_eq!(added.len(), buckets::LATENCY.len() + 1);
        assert_eq!(added.last().unwrap(), &("+Inf".to_owned(), 6));
        assert_eq!(added.iter().find(|(bound, _)| bound == "0.005").unwrap().1, 4);
    }

    /// The buckets of the only series of a histogram, in order.
    fn buckets_of(text: &str, name: &str) -> Vec<(String, u64)> {
        let begin = format!("{name}_bucket{{");
        let lines = text.lines().filter(|line| line.starts_with(&begin));
        lines
            .map(|line| {
                let bound = line.split("le=\"").nth(1).unwrap().split('"').next().unwrap();
                (bound.to_owned(), line.rsplit(' ').next().unwrap().parse().unwrap())
            })
            .collect()
    }
}
