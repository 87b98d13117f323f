//! `docs/metrics.md`, made of the table.

use std::fmt::Write as _;

use ::metrics::Unit;

use super::{ALL, Declared};

const BEGIN: &str = "# Metrics

What `GET /metrics` of each process has, in Prometheus' text format: whichever of these the roles of the process measure. `scripts/generate-metrics-docs`
writes this page from the table that they are declared in (`crates/telemetry/src/metrics/declared.rs`;
[0029](decisions/0029-metrics-declared-once.md)).

Values of labels come from the program alone, never from clients; no label names a clinic, a doctor or a patient. Histograms have the same buckets
in every process, so they can be added: `histogram_quantile(0.99, sum by (le) (rate(http_server_request_duration_seconds_bucket[5m])))`.

| metric | kind | unit | labels | tells |
| --- | --- | --- | --- | --- |
";

/// The page.
pub fn document() -> String {
    let mut metrics: Vec<&Declared> = ALL.to_vec();
    metrics.sort_unstable_by_key(|metric| metric.name);
    let mut page = BEGIN.to_owned();
    for Declared { name, kind, unit, labels, tells, .. } in &metrics {
        let unit = match unit {
            Unit::Count => "",
            other => other.as_str(),
        };
        let labels: Vec<_> = labels.iter().map(|label| format!("`{label}`")).collect();
        let _ = writeln!(page, "| `{name}` | {} | {unit} | {} | {tells} |", kind.as_str(), labels.join(", "));
    }
    page += "\n## Buckets\n\n| histogram | upper bounds |\n| --- | --- |\n";
    for Declared { name, buckets, .. } in metrics.iter().filter(|metric| !metric.buckets.is_empty()) {
        let bounds: Vec<_> = buckets.iter().map(f64::to_string).collect();
        let _ = writeln!(page, "| `{name}` | {} |", bounds.join(" "));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the page when it is told to.
    #[test]
    fn the_page_is_made_of_the_table() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/metrics.md");
        if std::env::var_os("HOLDFAST_WRITE_METRICS_DOCS").is_some() {
            std::fs::write(file, document()).unwrap();
        }
        let written = std::fs::read_to_string(file).unwrap();
        assert!(written == document(), "docs/metrics.md is stale: run scripts/generate-metrics-docs");
    }
}
