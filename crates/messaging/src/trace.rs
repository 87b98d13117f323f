//! Traces of events: each goes on, at every listener, from the span that it came of.

use holdfast_domain::Event;
use holdfast_telemetry::trace::{self, Attribute, Kind, Place, Span};

use crate::{Listener, Undelivered};

/// The span that an event goes on from, if its trace is sampled.
pub fn place(event: &Event) -> Option<Place> {
    event.traceparent.as_deref().and_then(Place::parse)
}

/// What a batch of events is sent as: in a trace of its own, linked to each of theirs. None if none of them is sampled.
pub(crate) fn sending(events: &[Event], system: &'static str) -> Option<Span> {
    let span = trace::root("send events", Kind::Producer, events.iter().filter_map(place))?;
    span.say(Attribute::MessagingSystem(system));
    span.say(Attribute::BatchSize(i64::try_from(events.len()).unwrap_or(i64::MAX)));
    Some(span)
}

/// Has a listener deal with an event.
pub(crate) async fn deliver(event: &Event, listener: &dyn Listener) -> Result<(), Undelivered> {
    let Some(span) = trace::resumed(place(event).as_ref(), "process event", Kind::Consumer) else {
        return listener.deliver(event).await;
    };
    if span.is_sampled() {
        span.say(Attribute::MessagingDestination(listener.name()));
        span.say(Attribute::EventType(event.payload.type_name().to_owned()));
    }
    let dealt = span.run_and(listener.deliver(event), |span, dealt| match dealt {
        Ok(()) => span.ended("done", false),
        Err(Undelivered::Later(_)) => span.ended("later", true),
        Err(Undelivered::Poison(_)) => span.ended("dead", true),
    });
    dealt.await
}
