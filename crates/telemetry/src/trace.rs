//! Traces: what became of one request, over all processes that had a part in it.
//!
//! Every request has a trace, whose id is on its log lines and goes along with its calls, events and mails (W3C Trace Context). A
//! few are sampled: their spans go to a receiver of OpenTelemetry's protocol, if one is set. Spans cost nothing where they are not
//! sampled. What they may say is an [`Attribute`]: names of the program, counts, outcomes, and nothing of whom it is about.

mod attribute;
mod place;
mod queue;
mod sampling;
mod span;
mod start;

pub use attribute::Attribute;
pub use opentelemetry::trace::SpanKind as Kind;
pub use place::{Place, traceparent};
pub use queue::Export;
pub use span::{Span, apart, asked, called, carried, child, resumed, root, within};
pub use start::{Settings, start};

pub(crate) use place::current_trace_id;
