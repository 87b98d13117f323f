//! A real Prometheus and Alertmanager that watch separate services, by the rules of `deploy/prometheus`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use holdfast_testkit::process::text;
use holdfast_testkit::servers::open_folder;
use holdfast_testkit::{Fleet, Receiver, Server};
use serde_json::Value;

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What is watched, and who hears of it.
pub(super) struct Watching {
    pub(super) prometheus: Server,
    _alertmanager: Server,
    sink: Receiver,
    _folder: tempfile::TempDir,
}

/// A series of an answer, and its value.
pub(super) type Sample = (BTreeMap<String, String>, f64);

impl Watching {
    /// Asks these every second, by job. `rules` are those of `deploy/prometheus`, or a copy with other times.
    pub(super) async fn start(jobs: &[(&str, Vec<SocketAddr>)], rules: &str) -> Self {
        let (folder, sink) = (open_folder(), Receiver::start().await);
        let alertmanager = folder.path().join("alertmanager.yaml");
        let receiver = format!(
            "route: {{ receiver: sink, group_by: ['...'], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }}\n\
             receivers: [{{ name: sink, webhook_configs: [{{ url: '{}', send_resolved: true }}] }}]\n",
            sink.url()
        );
        std::fs::write(&alertmanager, receiver).unwrap();
        let alertmanager = Server::alertmanager(&alertmanager).await;
        let mut configuration = format!(
            "global: {{ scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }}\n\
             rule_files: [rules.yaml]\n\
             alerting: {{ alertmanagers: [{{ static_configs: [{{ targets: ['127.0.0.1:{}'] }}] }}] }}\n\
             scrape_configs:\n",
            alertmanager.port
        );
        for (job, addresses) in jobs {
            let addresses: Vec<_> = addresses.iter().map(|address| format!("'{address}'")).collect();
            let targets = addresses.join(", ");
            let _ = writeln!(
                configuration,
                "  - {{ job_name: {job}, static_configs: [{{ targets: [{targets}] }}] }}"
            );
        }
        let file = folder.path().join("prometheus.yaml");
        std::fs::write(folder.path().join("rules.yaml"), rules).unwrap();
        std::fs::write(&file, configuration).unwrap();
        let prometheus = Server::prometheus(&file).await;
        Self { prometheus, _alertmanager: alertmanager, sink, _folder: folder }
    }

    pub(super) async fn get(&self, path: &str) -> Value {
        let address = SocketAddr::from(([127, 0, 0, 1], self.prometheus.port));
        let answer: Value = serde_json::from_str(&text(address, path).await.unwrap()).unwrap();
        assert_eq!(answer["status"], "success", "{path}: {answer}");
        answer["data"].clone()
    }

    pub(super) async fn query(&self, expression: &str) -> Vec<Sample> {
        let mut path = "/api/v1/query?query=".to_owned();
        for byte in expression.bytes() {
            let _ = write!(path, "%{byte:02X}");
        }
        let found = self.get(&path).await;
        let samples = found["result"].as_array().unwrap().iter().map(|sample| {
            let labels = serde_json::from_value(sample["metric"].clone()).unwrap();
            (labels, sample["value"][1].as_str().unwrap().parse().unwrap())
        });
        samples.collect()
    }

    /// Waits until the last that the sink has heard of this alert is that it is `firing`, or `resolved`; returns how long that took.
    pub(super) async fn wait_for(&self, alert: &str, status: &str, within: Duration) -> Duration {
        let began = Instant::now();
        while self.last_of(alert).is_none_or(|last| last != status) {
            assert!(began.elapsed() < within, "{alert} is not {status}; heard: {:?}", self.heard());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        began.elapsed()
    }

    /// What the sink has heard, in order: an alert's name and its status.
    pub(super) fn heard(&self) -> Vec<(String, String)> {
        let posted = self.sink.posted();
        let messages = posted.iter().map(|posted| serde_json::from_str::<Value>(&posted.body).unwrap());
        let alerts = messages.flat_map(|message| message["alerts"].as_array().unwrap().clone());
        let word = |alert: &Value, of: &str| alert.pointer(of).unwrap().as_str().unwrap().to_owned();
        alerts.map(|alert| (word(&alert, "/labels/alertname"), word(&alert, "/status"))).collect()
    }

    pub(super) fn last_of(&self, alert: &str) -> Option<String> {
        self.heard().into_iter().rev().find(|(name, _)| name == alert).map(|(_, status)| status)
    }
}

/// Where the processes of a fleet answer.
pub(super) fn members(fleet: &Fleet) -> Vec<SocketAddr> {
    fleet.names().into_iter().map(|name| fleet.member(name).address).collect()
}

pub(super) fn rules() -> String {
    std::fs::read_to_string(root().join("deploy/prometheus/rules.yaml")).unwrap()
}
