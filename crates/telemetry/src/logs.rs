//! Logs: lines for people or for programs, each with the trace that it belongs to.

use std::fmt;

use tracing::{Event, Subscriber};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::format::{DefaultFields, Format, Json, Writer};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use crate::TelemetryError;
use crate::trace::current_trace_id;

/// How logs look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object per line.
    Json,
}

/// Starts logging to standard error.
pub fn start_logs(filter: &str, format: LogFormat) -> Result<(), TelemetryError> {
    let parsed = EnvFilter::try_new(filter)
        .map_err(|error| TelemetryError::Filter { filter: filter.to_owned(), reason: error.to_string() })?;
    let logs = tracing_subscriber::fmt().with_env_filter(parsed).with_writer(std::io::stderr);
    let started = match format {
        LogFormat::Text => logs.with_target(false).fmt_fields(Text(DefaultFields::new())).try_init(),
        LogFormat::Json => logs.event_format(Lines(Format::default().json().flatten_event(true))).try_init(),
    };
    started.map_err(|_| TelemetryError::Twice)
}

/// The fields of a line, and its trace.
struct Text(DefaultFields);

impl<'w> FormatFields<'w> for Text {
    fn format_fields<R: RecordFields>(&self, mut writer: Writer<'w>, fields: R) -> fmt::Result {
        self.0.format_fields(writer.by_ref(), fields)?;
        match current_trace_id() {
            Some(id) => write!(writer, " trace_id={id}"),
            None => Ok(()),
        }
    }
}

/// A line that is an object, with its trace as the last member.
struct Lines(Format<Json>);

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'w> FormatFields<'w> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut line = String::new();
        self.0.format_event(context, Writer::new(&mut line), event)?;
        match (line.strip_suffix("}\n"), current_trace_id()) {
            (Some(open), Some(id)) => writeln!(writer, r#"{open},"trace_id":"{id}"}}"#),
            _ => writer.write_str(&line),
        }
    }
}
