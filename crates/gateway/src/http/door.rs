//! What every request passes before its route sees it: is there room, has its client asked too much, who calls, may they call
//! this route. The route states what it asks for in its [`super::facts`]; it takes the caller from [`super::caller`].

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use holdfast_domain::{ErrorCode, Problem};

use super::caller::identify;
use super::client::{Client, Networks, Source};
use super::facts::Rate;
use super::limits::{ADDRESS, Counted};
use super::problem::Refusal;
use super::routes::FactsByRoute;
use super::traces;
use crate::Gateway;

/// What the door of the API goes by.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) gateway: Gateway,
    pub(crate) facts: Arc<FactsByRoute>,
}

/// Lets a request to the API pass, or not.
pub(crate) async fn enforce(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let gateway = door.gateway;
    let limits = &gateway.0.limits;
    let Ok(_room) = limits.room.try_acquire() else {
        return Refusal(Problem::new(
            ErrorCode::Overloaded,
            "too many requests at once; nothing was changed",
        ))
        .into_response();
    };
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    // without facts: the path does not take this method, and is about to say so
    let facts = door.facts.of(request.method(), path);
    let rate = facts.map_or(Rate::Usual, |facts| facts.rate);
    let client = Client::of(&request, &limits.trusted_proxies);
    let mut counted: Option<Counted> = None;
    let limited = limits.limited(client);
    if let Some(refusal) = limits.count_client(&ADDRESS, limited, limits.address, &mut counted).await {
        return refusal;
    }
    let source = Source::of(client);
    if let Some((rule, quota)) = limits.of_route(rate)
        && let Some(refusal) = limits.count_client(rule, client, quota, &mut counted).await
    {
        traces::limited(rule[0], None, &source);
        return refusal;
    }
    let is_page = facts.is_some_and(|facts| facts.is_page);
    let who = identify(request.method(), request.headers(), &gateway, &source, is_page).await;
    if let Ok(known) = who.as_ref()
        && let Some(limited) = limited
        && let Some(refusal) = limits.further(&known.caller, rate, limited, &mut counted).await
    {
        return refusal;
    }
    let seen = traces::Seen::of(&request, &who, &source);
    let refused = match facts.filter(|facts| facts.callers.are_asked) {
        None => None,
        Some(facts) => match who {
            Ok(who) => facts.admit(&who).map(|()| request.extensions_mut().insert(who)).err(),
            Err(problem) => Some(problem),
        },
    };
    request.extensions_mut().insert(source);
    if rate == Rate::Bookings {
        request.extensions_mut().insert(Networks::of(limited));
    }
    let mut response = match refused {
        Some(problem) => Refusal(problem).into_response(),
        None => next.run(request).await,
    };
    seen.look_at(&response);
    if let Some(counted) = counted {
        counted.say(response.headers_mut());
    }
    response
}

/// The same for what is no part of the API: health, the API page, and whatever is not there. A client has one quota for all
/// that it asks for.
pub(crate) async fn enforce_beside(State(gateway): State<Gateway>, request: Request, next: Next) -> Response {
    let limits = &gateway.0.limits;
    let limited = limits.limited(Client::of(&request, &limits.trusted_proxies));
    let limited = limited.filter(|_| !limits.is_probe(&request));
    let mut counted = None;
    if let Some(refusal) = limits.count_client(&ADDRESS, limited, limits.address, &mut counted).await {
        return refusal;
    }
    let mut response = next.run(request).await;
    if let Some(counted) = counted {
        counted.say(response.headers_mut());
    }
    response
}
