//! Spans, and what they are current for.

use std::borrow::Cow;

use futures::FutureExt as _;
use futures::future::Either;
use opentelemetry::Context;
use opentelemetry::trace::{
    FutureExt as _, Link, SpanBuilder, SpanContext, Status, TraceContextExt, TraceFlags, TraceState, Tracer,
};

use super::start::{TRACING, Tracing, new_place};
use super::{Attribute, Kind, Place, place};

/// A span, from its start until it is dropped. What is said of one that is not sampled is passed over.
#[derive(Debug)]
#[must_use = "it ends when it is dropped"]
pub struct Span(Context);

impl Span {
    /// Says something of it.
    pub fn say(&self, attribute: Attribute) {
        self.0.span().set_attribute(attribute.into());
    }

    /// Gives it another name.
    pub fn rename(&self, name: String) {
        self.0.span().update_name(name);
    }

    /// Says how it ended, and whether that was a fault.
    pub fn ended(&self, outcome: &'static str, is_fault: bool) {
        self.say(Attribute::Outcome(outcome));
        if is_fault {
            self.0.span().set_status(Status::error(outcome));
        }
    }

    /// Says that it has to do with another.
    pub fn link(&self, other: &Place) {
        self.0.span().add_link(other.0.clone(), Vec::new());
    }

    /// Whether what is said of it goes anywhere.
    pub fn is_sampled(&self) -> bool {
        self.0.span().span_context().is_sampled()
    }

    /// Its place, if it is sampled.
    pub fn place(&self) -> Option<Place> {
        let span = self.0.span();
        let here = span.span_context();
        here.is_sampled().then(|| Place(here.clone()))
    }

    /// Runs a future with it as the current one; it ends with the future.
    pub fn run<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
        self.run_and(future, |_, _| {})
    }

    /// The same; the output may say something of it.
    pub fn run_and<F: Future>(
        self,
        future: F,
        say: impl FnOnce(&Self, &F::Output),
    ) -> impl Future<Output = F::Output> {
        let context = self.0.clone();
        future.with_context(context).map(move |output| {
            say(&self, &output);
            output
        })
    }
}

impl Drop for Span {
    fn drop(&mut self) {
        self.0.span().end();
    }
}

impl Tracing {
    fn span(
        &self,
        name: impl Into<Cow<'static, str>>,
        kind: Kind,
        links: Vec<Link>,
        parent: &Context,
    ) -> Span {
        let builder = SpanBuilder::from_name(name).with_kind(kind).with_links(links);
        Span(parent.with_span(self.tracer.build_with_context(builder, parent)))
    }
}

/// A part of what the current span does; none if that is not sampled.
pub fn child(name: &'static str, kind: Kind) -> Option<Span> {
    Context::map_current(|current| {
        let sampled = current.span().span_context().is_sampled();
        let tracing = TRACING.get().filter(|_| sampled)?;
        Some(tracing.span(name, kind, Vec::new(), current))
    })
}

/// Runs a future as such a part.
pub fn within<F: Future, const N: usize>(
    name: &'static str,
    kind: Kind,
    says: [Attribute; N],
    future: F,
) -> impl Future<Output = F::Output> {
    match child(name, kind) {
        None => Either::Left(future),
        Some(span) => {
            for attribute in says {
                span.say(attribute);
            }
            Either::Right(span.run(future))
        }
    }
}

/// What is done for several at once, in a trace of its own, which is sampled because one of theirs is; none if none is.
pub fn root(name: &'static str, kind: Kind, of: impl IntoIterator<Item = Place>) -> Option<Span> {
    let links: Vec<Link> = of.into_iter().map(|place| Link::with_context(place.0)).collect();
    let tracing = TRACING.get().filter(|_| !links.is_empty())?;
    Some(tracing.span(name, kind, links, &Context::new()))
}

/// What goes on from a place in a trace: in another process perhaps, and later. What goes on from none is not sampled, and has a trace
/// id for its log lines.
pub fn resumed(from: Option<&Place>, name: &'static str, kind: Kind) -> Option<Span> {
    let parent = match from {
        Some(place) => place.0.clone(),
        None => new_place(),
    };
    Some(TRACING.get()?.span(name, kind, Vec::new(), &under(parent)))
}

/// Runs a future in a trace of its own, which is not sampled: for the log lines of what no request has asked for.
pub fn apart<F: Future>(future: F) -> impl Future<Output = F::Output> {
    future.with_context(under(new_place()))
}

/// What a call by another process of ours does: sampled if the caller's span is, and so not if the caller names none.
pub fn called(traceparent: Option<&str>, name: &'static str) -> Option<Span> {
    let parent = under(traceparent.and_then(place::read).unwrap_or_else(new_place));
    Some(TRACING.get()?.span(name, Kind::Server, Vec::new(), &parent))
}

/// What a request from outside does, in the trace that the client names. It is sampled by share, as others are; and if the client asks
/// for it, while there is budget for that.
pub fn asked(traceparent: Option<&str>, name: impl Into<Cow<'static, str>>) -> Option<Span> {
    let tracing = TRACING.get()?;
    let parent = traceparent.and_then(place::read).map_or_else(Context::new, |client| {
        let sampled = tracing.is_in_share() || client.is_sampled() && tracing.budget.take();
        let flags = if sampled { TraceFlags::SAMPLED } else { TraceFlags::NOT_SAMPLED };
        let (trace_id, span_id) = (client.trace_id(), client.span_id());
        under(SpanContext::new(trace_id, span_id, flags, true, TraceState::default()))
    });
    Some(tracing.span(name, Kind::Server, Vec::new(), &parent))
}

fn under(parent: SpanContext) -> Context {
    Context::new().with_remote_span_context(parent)
}

/// A future that is spawned goes on under the current span.
pub fn carried<F: Future>(future: F) -> impl Future<Output = F::Output> {
    future.with_current_context()
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, start};
    use super::*;

    #[tokio::test]
    async fn between_processes_the_caller_decides() {
        // nobody listens there, and nothing is sent
        let endpoint = Some("http://127.0.0.1:9".to_owned());
        let _export = start(&Settings { endpoint, share: 1.0, ..Settings::default() }).unwrap();
        let sampled = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        let not_sampled = sampled.replace("-01", "-00");
        let is_sampled = |caller| called(caller, "call").unwrap().is_sampled();
        assert_eq!(
            [Some(sampled), Some(&*not_sampled), None].map(is_sampled),
            [true, false, false],
            "an older version names no span"
        );
        // strangers do not: it goes by the share
        assert!(asked(Some(&not_sampled), "GET").unwrap().is_sampled());
    }
}
