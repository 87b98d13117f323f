//! One request to a webhook's address. Its answer's body is of no interest and not read; redirects are not followed.

use std::time::Duration;

use holdfast_domain::event::TRACEPARENT;
use holdfast_outgoing::client::ClientError;
use holdfast_outgoing::{Destinations, Forbidden, Resolver, client};
use holdfast_telemetry::trace::Place;
use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use uuid::Uuid;

/// For one request, from looking up the name to the head of the answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// How Holdfast names itself.
const USER_AGENT: &str = concat!("Holdfast/", env!("CARGO_PKG_VERSION"));

/// A message, signed.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) id: Uuid,
    pub(crate) seconds: i64,
    pub(crate) signatures: String,
    pub(crate) body: String,
}

/// Nobody has answered. The words are for the clinic's admins: they tell nothing of what is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotPosted {
    #[error("that is no public address")]
    Forbidden,
    #[error("no connection")]
    NoConnection,
    #[error("no answer within 10 seconds")]
    NoAnswer,
    #[error("the connection broke off")]
    BrokeOff,
}

/// Makes the requests. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Post {
    destinations: Destinations,
    with_tls: Client,
    without: Client,
}

impl Post {
    pub(crate) fn new(destinations: Destinations) -> Result<Self, ClientError> {
        let new = |with_tls| {
            let resolver = Resolver::new(destinations.clone(), with_tls);
            client(ANSWERS_WITHIN)?
                .user_agent(USER_AGENT)
                // a proxy would connect in our place, wherever it likes
                .no_proxy()
                // Deliveries are few: a connection that was kept would be closed by the other side as often as not.
                .pool_max_idle_per_host(0)
                .dns_resolver(std::sync::Arc::new(resolver))
                .build()
                .map_err(ClientError::from)
        };
        Ok(Self { with_tls: new(true)?, without: new(false)?, destinations })
    }

    /// The status of the answer.
    pub(crate) async fn post(&self, url: &str, message: Message) -> Result<u16, NotPosted> {
        // Again, since the operator may allow less by now; and an address in the place of a name is never looked up.
        let url = self.destinations.url(url).map_err(|_| NotPosted::Forbidden)?;
        let client = if url.scheme() == "https" { &self.with_tls } else { &self.without };
        let Message { id, seconds, signatures, body } = message;
        let request = client.post(url);
        let request = match Place::here() {
            None => request,
            Some(here) => request.header(TRACEPARENT, here.to_string()),
        };
        let answer = request
            .header(CONTENT_TYPE, "application/cloudevents+json; charset=utf-8")
            .header("webhook-id", id.to_string())
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signatures)
            .body(body)
            .send()
            .await;
        answer.map(|answer| answer.status().as_u16()).map_err(|error| {
            if Forbidden::is_cause_of(&error) {
                NotPosted::Forbidden
            } else if error.is_timeout() {
                NotPosted::NoAnswer
            } else if error.is_connect() {
                NotPosted::NoConnection
            } else {
                NotPosted::BrokeOff
            }
        })
    }
}
