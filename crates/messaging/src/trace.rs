//! Traces of events: each goes on, at every listener, from the span that it came of.

use holdfast_domain::Event;
use holdfast_telemetry::trace::{self, Attribute, Kind, Place, Span};

use crate::{Listener, Undelivered};

/// The span that an event goes on from, if its trace is sampled.
pub fn place(event: &Event) -> Option<Place> {
    event.traceparent.as_deref().and_then(Place::parse)
}

/// An event that came with this `traceparent` in the header of its message. That counts where the event says nothing itself: others who
/// put events on the broker, or take them from one to another, say it there alone.
pub(crate) fn by_header(event: Event, header: Option<&str>) -> Event {
    match (&event.traceparent, header.and_then(Place::parse)) {
        (None, Some(place)) => Event { traceparent: Some(place.to_string()), ..event },
        _ => event,
    }
}

/// What a batch of events is sent as: in a trace of its own, linked to each of theirs. None if none of them is sampled.
pub(crate) fn sending(events: &[Event], system: &'static str) -> Option<Span> {
    let span = trace::root("send events", Kind::Producer, events.iter().filter_map(place))?;
    span.say(Attribute::MessagingSystem(system));
    span.say(Attribute::BatchSize(i64::try_from(events.len()).unwrap_or(i64::MAX)));
    Some(span)
}

/// Has a listener deal with an event, and says in its trace if it has not.
pub(crate) async fn deliver(event: &Event, listener: &dyn Listener) -> Result<(), Undelivered> {
    let Some(span) = trace::resumed(place(event).as_ref(), "process event", Kind::Consumer) else {
        return tell(event, listener).await;
    };
    if span.is_sampled() {
        span.say(Attribute::MessagingDestination(listener.name()));
        span.say(Attribute::EventType(event.payload.type_name().to_owned()));
    }
    let dealt = span.run_and(tell(event, listener), |span, dealt| match dealt {
        Ok(()) => span.ended("done", false),
        Err(Undelivered::Later(_)) => span.ended("later", true),
        Err(Undelivered::Poison(_)) => span.ended("dead", true),
    });
    dealt.await
}

async fn tell(event: &Event, listener: &dyn Listener) -> Result<(), Undelivered> {
    let dealt = listener.deliver(event).await;
    let (listener, event_type) = (listener.name(), event.payload.type_name());
    match &dealt {
        Ok(()) => {}
        Err(Undelivered::Later(why)) => {
            tracing::debug!(event.id = %event.id, event.r#type = event_type, listener, why, "later");
        }
        Err(Undelivered::Poison(why)) => {
            tracing::error!(event.id = %event.id, event.r#type = event_type, listener, why, "a dead letter");
        }
    }
    dealt
}

#[cfg(test)]
mod tests {
    use holdfast_domain::event::Nothing;
    use holdfast_domain::{ClinicId, EventId, Payload};
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_header_counts_where_the_event_says_nothing() {
        let own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        let other = "00-1af7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01";
        let event = |traceparent: Option<&str>| Event {
            id: EventId(Uuid::from_u128(1)),
            clinic_id: ClinicId(Uuid::from_u128(2)),
            occurred_at: Timestamp::UNIX_EPOCH,
            by: None,
            payload: Payload::Trial(Nothing {}),
            traceparent: traceparent.map(ToOwned::to_owned),
            more: serde_json::Map::new(),
        };
        let came = |says, header| by_header(event(says), header).traceparent;
        assert_eq!(came(None, Some(other)).as_deref(), Some(other));
        assert_eq!(came(Some(own), Some(other)).as_deref(), Some(own));
        assert_eq!(came(Some(own), None).as_deref(), Some(own));
        // it goes into rows: what is none, or asks for nothing, is not kept
        for header in [&other.replace("-01", "-00"), "nonsense", ""] {
            assert_eq!(came(None, Some(header)), None, "{header}");
        }
    }
}
