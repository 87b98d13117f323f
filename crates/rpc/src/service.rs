//! How a service is called, wherever it runs. For each service of `proto/` the build writes a trait (`BookingService`), a client
//! (`BookingClient`), `serve` and a macro (`booking_service!`) that implements the trait by the service's own methods.
//!
//! In this process a message is handed over as it is. To another process it goes as protobuf, with who asks beside it
//! as metadata. Both bound how long a call takes, catch panics, and let a change that has begun go on to its end, whatever becomes of its
//! caller: so a service behaves alike wherever it runs.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::Either;
use holdfast_domain::{Asked, Caller, KeyUse, Problem};
use holdfast_telemetry::metrics;
use holdfast_telemetry::trace::{self, Attribute, Kind, Span};
use jiff::Timestamp;
use prost::Message;
use tonic::metadata::MetadataValue;
use tonic::{Request, Response, Status};

use crate::channel::{panicked, unfinished};
use crate::{common, from_status, to_status};

/// Who asks travels under this name.
const ASKED: &str = "holdfast-asked-bin";
/// And the span that asks.
const TRACEPARENT: &str = "traceparent";

/// Where a service runs.
pub(crate) enum Way<S: ?Sized, C> {
    Here { service: Arc<S>, deadline: Duration },
    There(C),
}

impl<S: ?Sized, C: Clone> Clone for Way<S, C> {
    fn clone(&self) -> Self {
        match self {
            Self::Here { service, deadline } => {
                Self::Here { service: Arc::clone(service), deadline: *deadline }
            }
            Self::There(client) => Self::There(client.clone()),
        }
    }
}

/// Calls of a service in this process.
pub(crate) mod here {
    use super::{Duration, Kind, Problem, panicked, trace, traced, unfinished};

    /// One that changes nothing: it ends with whoever asks.
    pub(crate) async fn question<M: Send + 'static>(
        method: &'static str,
        deadline: Duration,
        call: impl Future<Output = Result<M, Problem>> + Send + 'static,
    ) -> Result<M, Problem> {
        let call = traced(trace::child(method, Kind::Internal), method, call);
        let call = futures::FutureExt::catch_unwind(std::panic::AssertUnwindSafe(call));
        match tokio::time::timeout(deadline, call).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_panic)) => Err(panicked()),
            Err(_elapsed) => Err(unfinished(true, "the deadline passed")),
        }
    }

    /// One that may change something: it goes on to its end.
    pub(crate) async fn change<M: Send + 'static>(
        method: &'static str,
        deadline: Duration,
        call: impl Future<Output = Result<M, Problem>> + Send + 'static,
    ) -> Result<M, Problem> {
        let call = trace::carried(traced(trace::child(method, Kind::Internal), method, call));
        match tokio::time::timeout(deadline, tokio::spawn(call)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_panic)) => Err(panicked()),
            Err(_elapsed) => Err(unfinished(false, "the deadline passed")),
        }
    }
}

/// Calls by other processes. The server bounds them, and catches panics.
pub(crate) mod served {
    use super::{
        Instant, Problem, Request, Response, Span, Status, TRACEPARENT, metrics, outcome, panicked,
        to_status, trace, traced,
    };

    /// What the call does, for the span that asks for it.
    pub(crate) fn span<M>(method: &'static str, request: &Request<M>) -> Option<Span> {
        let caller = request.metadata().get(TRACEPARENT).and_then(|value| value.to_str().ok());
        trace::called(caller, method)
    }

    pub(crate) async fn question<M: Send + 'static>(
        method: &'static str,
        span: Option<Span>,
        call: impl Future<Output = Result<M, Problem>> + Send + 'static,
    ) -> Result<Response<M>, Status> {
        let began = Instant::now();
        answered(method, began, traced(span, method, call).await)
    }

    pub(crate) async fn change<M: Send + 'static>(
        method: &'static str,
        span: Option<Span>,
        call: impl Future<Output = Result<M, Problem>> + Send + 'static,
    ) -> Result<Response<M>, Status> {
        let began = Instant::now();
        let answer = tokio::spawn(traced(span, method, call)).await;
        answered(method, began, answer.unwrap_or_else(|_panic| Err(panicked())))
    }

    fn answered<M>(
        method: &'static str,
        began: Instant,
        answer: Result<M, Problem>,
    ) -> Result<Response<M>, Status> {
        metrics::RPC_SERVER_DURATION.of([method, outcome(&answer)]).record(began.elapsed());
        answer.map(Response::new).map_err(|problem| to_status(&problem))
    }
}

/// The answer of another process. The call is in a box: it takes kilobytes, which a call in the same process would carry around
/// for nothing.
pub(crate) async fn there<M>(
    method: &'static str,
    call: Pin<Box<impl Future<Output = Result<Response<M>, Status>>>>,
) -> Result<M, Problem> {
    let began = Instant::now();
    let call = async { call.await.map(Response::into_inner).map_err(|status| from_status(&status)) };
    let answer = traced(trace::child(method, Kind::Client), method, call).await;
    metrics::RPC_CLIENT_DURATION.of([method, outcome(&answer)]).record(began.elapsed());
    answer
}

/// Runs a call as a span, if there is one, which says how it ended.
fn traced<M>(
    span: Option<Span>,
    method: &'static str,
    call: impl Future<Output = Result<M, Problem>>,
) -> impl Future<Output = Result<M, Problem>> {
    match span {
        None => Either::Left(call),
        Some(span) => {
            span.say(Attribute::RpcMethod(method));
            Either::Right(span.run_and(call, |span, answer| {
                let outcome = outcome(answer);
                span.ended(outcome, outcome == FAILED);
            }))
        }
    }
}

/// How a call ended that should not have ended so.
const FAILED: &str = "failed";

/// How a call ended, as metrics have it. Callers can bring about refusals of many kinds by every method, so these are one.
fn outcome<M>(answer: &Result<M, Problem>) -> &'static str {
    match answer {
        Ok(_) => "ok",
        Err(problem) if problem.code.http_status() < 500 => "refused",
        Err(_) => FAILED,
    }
}

/// A message to another process, with who asks and for which span.
pub(crate) fn carrying<M>(asked: Asked, message: M) -> Request<M> {
    let mut request = Request::new(message);
    let asked = MetadataValue::from_bytes(&common::Asked::from(asked).encode_to_vec());
    request.metadata_mut().insert_bin(ASKED, asked);
    if let Some(span) = trace::traceparent().and_then(|text| text.parse().ok()) {
        request.metadata_mut().insert(TRACEPARENT, span);
    }
    request
}

/// The message of another process, and who asks: nobody in particular, if it does not say.
pub(crate) fn carried<M>(request: Request<M>) -> Result<(Asked, M), Status> {
    let asked = match request.metadata().get_bin(ASKED) {
        None => Asked::ANONYMOUS,
        Some(value) => {
            let bytes = value.to_bytes().map_err(|_| Status::invalid_argument("who asks is not base64"))?;
            let asked = common::Asked::decode(bytes);
            asked
                .map_err(|error| Status::invalid_argument(format!("who asks cannot be read: {error}")))?
                .into()
        }
    };
    Ok((asked, request.into_inner()))
}

impl From<Caller> for common::Caller {
    fn from(caller: Caller) -> Self {
        let Caller { role, account_id, clinic_id, doctor_id, appointment_id, secret_issued_at } = caller;
        let secret_issued_at_s = secret_issued_at.map(Timestamp::as_second);
        Self { role, account_id, clinic_id, doctor_id, appointment_id, secret_issued_at_s }
    }
}

impl From<common::Caller> for Caller {
    fn from(message: common::Caller) -> Self {
        let common::Caller { role, account_id, clinic_id, doctor_id, appointment_id, secret_issued_at_s } =
            message;
        let secret_issued_at = secret_issued_at_s.and_then(|second| Timestamp::from_second(second).ok());
        Self { role, account_id, clinic_id, doctor_id, appointment_id, secret_issued_at }
    }
}

impl From<Asked> for common::Asked {
    fn from(asked: Asked) -> Self {
        let idempotency = asked.key.map(|key| {
            let KeyUse { route, key, request_hash, .. } = key;
            common::Idempotency { route, key, request_hash }
        });
        Self { caller: asked.caller.into(), idempotency }
    }
}

impl From<common::Asked> for Asked {
    fn from(message: common::Asked) -> Self {
        let caller = Caller::from(message.caller);
        let key = message.idempotency.map(|message| {
            let common::Idempotency { route, key, request_hash } = message;
            KeyUse { caller: caller.actor_id(), route, key, request_hash }
        });
        Self { caller, key }
    }
}
