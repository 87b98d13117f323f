//! What is logged while a test runs.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::Value;

/// Log lines of this thread, as long as it is there.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Lines {
    pub(crate) fn kept(&self) -> tracing::subscriber::DefaultGuard {
        let lines = self.clone();
        let logs = tracing_subscriber::fmt().json().flatten_event(true).with_writer(move || lines.clone());
        tracing::subscriber::set_default(logs.finish())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// Events of this name, as they came.
    pub(crate) fn of(&self, event: &str) -> Vec<Value> {
        let text = self.text();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.filter(|line| line["event"] == event).collect()
    }

    /// The only event of this name.
    #[track_caller]
    pub(crate) fn one(&self, event: &str) -> Value {
        let all = self.of(event);
        assert_eq!(all.len(), 1, "{event} in {}", self.text());
        all.into_iter().next().unwrap()
    }
}
