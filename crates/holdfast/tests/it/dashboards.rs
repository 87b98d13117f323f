//! The dashboards of `deploy/grafana`: what grafana/dashboard-linter asks for, as far as it applies; every expression is one, and about
//! metrics that there are.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use holdfast_telemetry::metrics::ALL;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/grafana/dashboards")
}

/// The dashboards, by the names of their files.
fn dashboards(folder: &Path) -> Vec<(String, Value)> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let dashboards = files.map(|file| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap())
    });
    dashboards.collect()
}

fn panels(dashboard: &Value) -> &[Value] {
    dashboard["panels"].as_array().unwrap()
}

fn queries(panel: &Value) -> Vec<&str> {
    panel["targets"].as_array().unwrap().iter().map(|target| target["expr"].as_str().unwrap()).collect()
}

/// Every expression, with all processes chosen.
pub(crate) fn expressions(folder: &Path) -> Vec<String> {
    let all = dashboards(folder);
    let panels = all.iter().flat_map(|(_, dashboard)| panels(dashboard));
    let asked = panels.flat_map(queries);
    asked
        .map(|query| {
            query.replace("$__rate_interval", "30s").replace("$job", ".+").replace("$instance", ".+")
        })
        .collect()
}

/// The series that an expression asks for: names, with what is between braces behind them.
pub(crate) fn selectors(expression: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = expression;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '"') {
        rest = &rest[at..];
        // words of a text are no names
        if let Some(text) = rest.strip_prefix('"') {
            rest = text.split_once('"').unwrap().1;
            continue;
        }
        let mut end =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':').unwrap_or(rest.len());
        if is_metric(&rest[..end]) {
            if rest[end..].starts_with('{') {
                end += labels_of(&rest[end..]);
            }
            found.push(rest[..end].to_owned());
        }
        rest = &rest[end..];
    }
    found
}

/// Where the braces that a text begins with end; a route between quotes has some too.
fn labels_of(text: &str) -> usize {
    let mut is_quoted = false;
    let end = text.find(|c| {
        is_quoted ^= c == '"';
        c == '}' && !is_quoted
    });
    end.unwrap() + 1
}

/// Words of an expression that are no functions and no labels.
fn is_metric(word: &str) -> bool {
    [
        "holdfast_",
        "holdfast:",
        "http_server_",
        "rpc_client_",
        "rpc_server_",
        "db_client_",
        "haproxy_",
        "rabbitmq_",
    ]
    .iter()
    .any(|of| word.starts_with(of))
        || ["up", "ALERTS"].contains(&word)
}

/// What other programs tell of themselves.
const FOREIGN: [&str; 5] = [
    "up",
    "ALERTS",
    "haproxy_server_http_responses_total",
    "rabbitmq_queue_messages_ready",
    "rabbitmq_queue_messages_unacked",
];

#[test]
fn every_expression_is_about_metrics_that_there_are() {
    let rules = std::fs::read_to_string(folder().join("../../prometheus/rules.yaml")).unwrap();
    let declared: BTreeSet<_> = ALL.iter().map(|metric| metric.name).collect();
    let mut count = 0;
    for expression in expressions(&folder()) {
        let selectors = selectors(&expression);
        assert!(!selectors.is_empty(), "{expression}");
        for selector in selectors {
            let name = selector.split('{').next().unwrap();
            let base = ["_bucket", "_count", "_sum"].iter().find_map(|ending| name.strip_suffix(ending));
            let is_known = declared.contains(name)
                || base.is_some_and(|base| declared.contains(base))
                || FOREIGN.contains(&name)
                || rules.contains(&format!("record: {name}\n"));
            assert!(is_known, "{name} in {expression}");
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

/// By Prometheus itself, which reads them as rules.
#[test]
fn every_expression_is_one() {
    let mut rules = "groups:\n  - name: shown\n    rules:\n".to_owned();
    for (nth, expression) in expressions(&folder()).iter().enumerate() {
        let quoted = expression.replace('\'', "''");
        let _ = writeln!(rules, "      - {{ record: 'shown:{nth}', expr: '{quoted}' }}");
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), rules).unwrap();
    let said = Command::new("promtool").args(["check", "rules"]).arg(file.path()).output().expect("promtool");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

#[test]
fn dashboards_are_as_people_expect_them() {
    let runbook = std::fs::read_to_string(folder().join("../../../docs/runbook.md")).unwrap();
    let sections: BTreeSet<_> =
        runbook.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_lowercase).collect();
    let all = dashboards(&folder());
    let names: BTreeSet<_> = all.iter().map(|(name, _)| name.as_str()).collect();
    let expected = ["availability", "booking", "events", "overview", "postgresql", "processes"];
    assert_eq!(names, expected.into());
    for (name, dashboard) in &all {
        assert_eq!(dashboard["uid"], format!("holdfast-{name}"));
        let variables = dashboard["templating"]["list"].as_array().unwrap();
        let variables: Vec<_> = variables.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(variables, ["datasource", "runbook", "job", "instance"], "{name}");
        let (mut titles, mut ids, mut places) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for panel in panels(dashboard) {
            let title = panel["title"].as_str().unwrap();
            let which = format!("{name}: {title}");
            assert!(!title.is_empty() && titles.insert(title), "{which} is there twice");
            assert!(ids.insert(panel["id"].as_u64().unwrap()), "{which}");
            assert!(panel["description"].as_str().unwrap().ends_with('.'), "{which} tells nothing");
            assert!(panel["fieldConfig"]["defaults"]["unit"].is_string(), "{which} has no unit");
            assert_eq!(panel["datasource"]["uid"], "${datasource}", "{which}");
            for link in panel["links"].as_array().unwrap() {
                let url = link["url"].as_str().unwrap();
                let section = url.strip_prefix("${runbook}#").unwrap_or_else(|| panic!("{which}: {url}"));
                assert!(sections.contains(section), "{which}: {section}");
            }
            let targets = panel["targets"].as_array().unwrap();
            assert!(!targets.is_empty(), "{which}");
            for target in targets {
                assert_eq!(target["datasource"]["uid"], "${datasource}", "{which}");
                assert!(targets.len() == 1 || target["legendFormat"] != "__auto", "{which}");
            }
            for query in queries(panel) {
                check_query(&which, query);
            }
            let at = |key: &str| panel["gridPos"][key].as_u64().unwrap();
            let place = (at("x"), at("x") + at("w"), at("y"), at("y") + at("h"));
            assert!(place.1 <= 24, "{which}");
            for (x, to_x, y, to_y) in &places {
                let beside = place.1 <= *x || *to_x <= place.0 || place.3 <= *y || *to_y <= place.2;
                assert!(beside, "{which} lies on another");
            }
            places.push(place);
        }
    }
}

/// Rates are over the interval that fits what is shown, counters are shown as rates, and the chosen processes alone.
#[track_caller]
fn check_query(which: &str, query: &str) {
    assert_eq!(query.matches('[').count(), query.matches("[$__rate_interval]").count(), "{which}: {query}");
    for selector in selectors(query) {
        let name = selector.split('{').next().unwrap();
        if name.starts_with("holdfast:") || ["ALERTS"].contains(&name) || is_foreign(name) {
            continue;
        }
        assert!(selector.contains("job=~\"$job\", instance=~\"$instance\""), "{which}: {selector}");
        let grows = ["_total", "_bucket", "_count", "_sum"].iter().any(|ending| name.ends_with(ending));
        let is_rate = query.contains(&format!("rate({selector}[$__rate_interval])"));
        assert_eq!(grows, is_rate, "{which}: {query}");
    }
}

fn is_foreign(name: &str) -> bool {
    ["haproxy_", "rabbitmq_"].iter().any(|of| name.starts_with(of))
}
