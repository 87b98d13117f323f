//! `/v1/clinics/{clinic_id}/changes`: what changes on a clinic's day, as it happens.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream;
use holdfast_domain::ErrorCode::TooManyStreams;
use holdfast_domain::{Asked, Caller, ClinicId};
use holdfast_rpc::booking::ListChangesRequest;
use holdfast_telemetry::metrics;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::Gateway;
use crate::changes::{Heard, LATE, Listener, Position, Shown, Told, Wanted};
use crate::http::caller::{As, identify};
use crate::http::client::Source;
use crate::http::facts::{Facts, Key, Rate, STAFF};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Until a listener whose stream has ended comes again, at the least; and by how much later some of them do.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(4));
/// How often it is looked whether a listener still may: what is taken away is gone within five seconds.
const JUDGED_EVERY: Duration = Duration::from_secs(2);

pub(super) fn routes() -> Routes {
    let callers =
        STAFF.saying("the clinic's front desk and admins, platform admins; a doctor hears of their own day");
    Routes::default().add(routes!(listen), Facts::new(callers, Key::Without, Rate::Usual, &[TooManyStreams]))
}

/// An event of the stream, as listeners take it apart.
#[derive(ToSchema)]
pub struct ChangeEvent {
    /// What has changed; `reset`: read the day anew.
    pub event: ChangeEventName,
    /// JSON.
    pub data: String,
    /// For `Last-Event-ID`.
    #[schema(pattern = "^[0-9]+$")]
    pub id: String,
}

/// What events of the stream are called.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum ChangeEventName {
    Appointment,
    Slot,
    Conflict,
    Reset,
}

const EXAMPLE: &str = "{\"type\":\"holdfast.appointment.rescheduled\",\"appointment_id\":\"01a208f7-2c1a-70b8-b2aa-4203627c1528\",\
    \"slot_id\":\"01a208f6-cbe8-74bd-ad4e-e2d78bd86d49\",\"version\":2,\"doctor_ids\":[\"01a208f6-cbde-7d11-9b7e-0d2f3a5c8e01\"]}";

/// What changes on a day of a clinic, as it happens: a stream of server-sent events.
///
/// An event is called `appointment`, `slot` (it can be booked again) or `conflict` (a booking is outside the hours now). Its data is JSON:
/// `type`, the event's type as webhooks know it; `appointment_id` and `slot_id`; `version`, that of the appointment, or of the slot where
/// the event is `slot`; `doctor_ids`, whose day looks different since. A move to another day is told to both days. Something may be
/// told twice, and not always in order: versions tell.
///
/// Read the day once the stream is open, and again after an event `reset` (`data` says why: `old`, it cannot be told what was missed;
/// `behind`, the listener was too slow; `many`, there is more than is told), also after a time without a stream. A stream ends after
/// some minutes, with the session, and when its gateway goes; whoever comes again with `Last-Event-ID`, to whichever gateway, is told
/// what was missed in up to ten minutes. Of changes of hours
/// the conflicts that they make are told, not the free slots that come and go.
#[utoipa::path(get, operation_id = "listenToChanges", path = "/clinics/{clinic_id}/changes", tag = "clinics",
    params(("clinic_id" = Uuid, Path),
           ("date" = String, Query, format = Date, description = "In the clinic's zone"),
           ("Last-Event-ID" = Option<String>, Header, nullable = false,
               description = "The id of the last event that was heard. One that is not known is answered by `reset`.")),
    responses((status = 200, description = "The stream: an event after the other", body = ChangeEvent, content_type = "text/event-stream", example = json!({"event": "appointment", "id": "1795867229623465", "data": EXAMPLE}))))]
pub async fn listen(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
    source: Source,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let mut params = Params::new(query.as_deref(), &["date"]);
    if !params.is_given("date") {
        params.note("date", "is required");
    }
    let date = params.day("date").unwrap_or_default();
    params.finish()?;
    let of_doctor = caller.sees_names_of(clinic_id, None)?;
    let wanted = Wanted { clinic_id, date, of_doctor };
    let last = Last::of(&headers, &gateway);
    // first listen, then read: what comes in between is told twice, and not lost
    let listener = gateway.0.changes.listen(&gateway, &caller, wanted)?;
    let since_us = match last {
        Last::Position(position) => Some(position.back(LATE).0),
        Last::None | Last::Unknown => None,
    };
    let request = ListChangesRequest { clinic_ids: vec![clinic_id], since_us };
    let found = gateway.booking().list_changes(Asked::by(caller.clone()), request).await?;
    let opened = Position(found.as_of_us);
    let missed = found.clinics.into_iter().next().unwrap_or_default();
    let is_lost = matches!(last, Last::Unknown) || missed.is_cut;
    let begins = match last {
        Last::Position(position) if !is_lost => position,
        _ => opened,
    };
    let mut first = VecDeque::new();
    let changes = &gateway.0.changes;
    let retry = RETRY.0 + changes.part_of(RETRY.1);
    first.push_back(Event::default().retry(retry).id(begins.0.to_string()).comment("open"));
    if is_lost {
        first.push_back(reset(if missed.is_cut { "many" } else { "old" }, opened));
    } else {
        let missed = missed.changes.iter().filter_map(|change| Shown::to(change, &wanted));
        first.extend(missed.map(|change| shown(&change, begins)));
        first.push_back(silence(opened));
    }
    let settings = changes.settings();
    let lifetime = settings.lifetime.saturating_sub(changes.part_of(settings.lifetime / 8));
    let stream = Stream {
        first,
        listener,
        opened,
        judge: Judge { gateway: gateway.clone(), caller, source, method, headers: credentials(&headers) },
        judging: every(JUDGED_EVERY),
        heartbeat: every(settings.heartbeat),
        ends_at: Instant::now() + lifetime,
        is_over: false,
    };
    let events = stream::unfold(stream, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    // for proxies that would wait for more of it
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"))];
    Ok((unbuffered, Sse::new(events)).into_response())
}

/// What the listener has heard last.
#[derive(Clone, Copy)]
enum Last {
    /// It is new.
    None,
    /// Everything up to here.
    Position(Position),
    /// Something that nobody can go on from.
    Unknown,
}

impl Last {
    fn of(headers: &HeaderMap, gateway: &Gateway) -> Self {
        let mut values = headers.get_all(LAST_EVENT_ID).iter();
        let Some(value) = values.next() else { return Self::None };
        let position = value.to_str().ok().and_then(Position::parse).filter(|_| values.next().is_none());
        let now = Position(gateway.0.clock.now().as_microsecond());
        let oldest = now.back(gateway.0.changes.settings().replayed);
        match position {
            // clocks of hosts differ
            Some(position) if position >= oldest && position.back(LATE) <= now => Self::Position(position),
            _ => Self::Unknown,
        }
    }
}

/// The headers that say who calls.
fn credentials(headers: &HeaderMap) -> HeaderMap {
    let of_caller = |name: &&HeaderName| **name == header::AUTHORIZATION || **name == header::COOKIE;
    let names: Vec<_> = headers.keys().filter(of_caller).collect();
    let all = names.into_iter().flat_map(|name| headers.get_all(name).iter().map(move |value| (name, value)));
    all.fold(HeaderMap::new(), |mut kept, (name, value)| {
        kept.append(name, value.clone());
        kept
    })
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

fn shown(change: &Shown, position: Position) -> Event {
    metrics::CHANGES_SENT.increment(1);
    Event::default().event(change.kind).data(&change.data).id(position.0.to_string())
}

fn reset(why: &'static str, position: Position) -> Event {
    metrics::CHANGE_RESETS.of([why]).increment(1);
    Event::default().event("reset").data(format!("{{\"why\":\"{why}\"}}")).id(position.0.to_string())
}

/// It is there, and has nothing to say. Listeners note the position all the same.
fn silence(position: Position) -> Event {
    Event::default().comment("").id(position.0.to_string())
}

/// Who listens, to be looked at again.
struct Judge {
    gateway: Gateway,
    caller: Caller,
    source: Source,
    method: Method,
    headers: HeaderMap,
}

impl Judge {
    /// Whether the same credentials still make them the same caller.
    async fn still_holds(&self) -> bool {
        let who = identify(&self.method, &self.headers, &self.gateway, &self.source, false).await;
        who.is_ok_and(|who| who.caller == self.caller)
    }
}

/// An open stream.
struct Stream {
    /// What it begins with.
    first: VecDeque<Event>,
    listener: Listener,
    opened: Position,
    judge: Judge,
    judging: Interval,
    heartbeat: Interval,
    ends_at: Instant,
    is_over: bool,
}

impl Stream {
    /// The next event; none at its end.
    async fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.first.pop_front() {
            return Some(event);
        }
        if self.is_over {
            return None;
        }
        // before anything is waited for: what is told meanwhile is not heard yet
        let position = self.listener.position().map_or(self.opened, |told| told.max(self.opened));
        let why = loop {
            let heard = tokio::select! {
                biased;
                _ = self.judging.tick() => {
                    if self.judge.still_holds().await {
                        continue;
                    }
                    break "rights"
                }
                () = sleep_until(self.ends_at) => break "lifetime",
                heard = self.listener.hear() => heard,
                _ = self.heartbeat.tick() => return Some(silence(position)),
            };
            self.heartbeat.reset();
            match heard {
                Heard::Told(Told::Change { position, change }) => return Some(shown(&change, position)),
                Heard::Told(Told::Many) => return Some(reset("many", position)),
                Heard::Behind => return Some(reset("behind", position)),
                Heard::Over => break "leaving",
                Heard::Nothing => break "unread",
            }
        };
        self.is_over = true;
        metrics::CHANGE_STREAMS_ENDED.of([why]).increment(1);
        Some(Event::default().comment(format!("ended: {why}")))
    }
}
