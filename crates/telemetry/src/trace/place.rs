//! Where in a trace something belongs.

use std::fmt;

use opentelemetry::Context;
use opentelemetry::propagation::{Extractor, Injector, TextMapPropagator};
use opentelemetry::trace::{SpanContext, TraceContextExt, TraceId};
use opentelemetry_sdk::propagation::TraceContextPropagator;

/// The header, and field, that says where in a trace a message belongs.
const TRACEPARENT: &str = "traceparent";

/// A span of a trace that is sampled, as other processes and rows know it. Its text is a W3C `traceparent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(pub(super) SpanContext);

impl Place {
    /// The current span; none if it is not sampled.
    pub fn here() -> Option<Self> {
        Context::map_current(|context| {
            let span = context.span();
            let here = span.span_context();
            here.is_sampled().then(|| Self(here.clone()))
        })
    }

    /// The place that a `traceparent` names, if it is one of a trace that is sampled.
    pub fn parse(traceparent: &str) -> Option<Self> {
        read(traceparent).filter(SpanContext::is_sampled).map(Self)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write(&Context::new().with_remote_span_context(self.0.clone())))
    }
}

/// The current span as a `traceparent`, sampled or not, for what goes to other processes of ours. None without a trace.
pub fn traceparent() -> Option<String> {
    Some(write(&Context::current())).filter(|text| !text.is_empty())
}

/// The trace of whatever runs now.
pub(crate) fn current_trace_id() -> Option<TraceId> {
    Context::map_current(|context| {
        let id = context.span().span_context().trace_id();
        (id != TraceId::INVALID).then_some(id)
    })
}

pub(super) fn read(traceparent: &str) -> Option<SpanContext> {
    struct Text<'a>(&'a str);
    impl Extractor for Text<'_> {
        fn get(&self, key: &str) -> Option<&str> {
            (key == TRACEPARENT).then_some(self.0)
        }
        fn keys(&self) -> Vec<&str> {
            vec![TRACEPARENT]
        }
    }
    let context = TraceContextPropagator::new().extract_with_context(&Context::new(), &Text(traceparent));
    Some(context.span().span_context().clone()).filter(SpanContext::is_valid)
}

fn write(context: &Context) -> String {
    struct Text(String);
    impl Injector for Text {
        fn set(&mut self, key: &str, value: String) {
            if key == TRACEPARENT {
                self.0 = value;
            }
        }
    }
    let mut text = Text(String::new());
    TraceContextPropagator::new().inject_context(context, &mut text);
    text.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLED: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[test]
    fn a_place_is_written_as_it_is_read() {
        assert_eq!(Place::parse(SAMPLED).unwrap().to_string(), SAMPLED);
    }

    #[test]
    fn what_is_no_sampled_place_is_none() {
        let not_sampled = SAMPLED.replace("-01", "-00");
        let of_nobody = SAMPLED.replace("0af7651916cd43dd8448eb211c80319c", &"0".repeat(32));
        let in_capitals = SAMPLED.to_uppercase();
        for text in ["", "00", "-", "\u{e9}", &not_sampled, &of_nobody, &in_capitals, &SAMPLED[..54]] {
            assert_eq!(Place::parse(text), None, "{text}");
        }
    }
}
