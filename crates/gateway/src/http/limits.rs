//! Who asks for too much is told to wait. Refusals and admissions say how much is left, as `RateLimit` and `RateLimit-Policy`
//! (draft-ietf-httpapi-ratelimit-headers). `door.rs` asks, in its order.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::client_network::NETWORKS;
use holdfast_domain::{Admission, Caller, ErrorCode, Problem, Quota, RateLimits};
use holdfast_telemetry::metrics;
use ipnet::IpNet;
use tokio::sync::Semaphore;

use super::client::{Client, Source, UnknownProxy};
use super::facts::Rate;
use super::problem::Refusal;
use super::traces;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// What is limited, and how.
pub struct Limits {
    /// Counts.
    pub counter: Arc<dyn RateLimits>,
    /// For one client address.
    pub address: Option<Quota>,
    /// For one patient's account.
    pub patient: Option<Quota>,
    /// For bookings without an account, of one client address.
    pub guest_bookings: Option<Quota>,
    /// The same over a day.
    pub guest_bookings_of_day: Option<Quota>,
    /// For what is done with one guest's secret.
    pub guest: Option<Quota>,
    /// For log-ins of one client address, on this machine too: they are how passwords are guessed.
    pub log_ins: Option<Quota>,
    /// For log-ins to one account.
    pub account_log_ins: Option<Quota>,
    /// For mails that one client address has sent to people, on this machine too.
    pub account_mails: Option<Quota>,
    /// For mails to one mailbox, whoever asks for them.
    pub mailbox: Option<Quota>,
    /// Whether clients on this machine are limited too.
    pub loopback: bool,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Says if there is a proxy that they do not name.
    pub unknown_proxy: UnknownProxy,
    /// Room for requests under way.
    pub room: Semaphore,
}

/// The names under which a client is counted, by the width of its network: a rule always comes with the same quota.
pub(super) type ByNetwork = [&'static str; NETWORKS.len()];
pub(super) const ADDRESS: ByNetwork = ["address", "address/56", "address/48"];
const GUEST_BOOKINGS: ByNetwork = ["guest_bookings", "guest_bookings/56", "guest_bookings/48"];
const GUEST_BOOKINGS_OF_DAY: ByNetwork =
    ["guest_bookings_of_day", "guest_bookings_of_day/56", "guest_bookings_of_day/48"];
const LOG_INS: ByNetwork = ["log_ins", "log_ins/56", "log_ins/48"];
const ACCOUNT_MAILS: ByNetwork = ["account_mails", "account_mails/56", "account_mails/48"];

/// A rule that a request came under.
pub(super) struct Counted {
    rule: &'static str,
    quota: Quota,
    admission: Admission,
}

impl Limits {
    /// The client, if it is limited.
    pub(super) fn limited(&self, client: Option<Client>) -> Option<Client> {
        self.unknown_proxy.look_at(client);
        client.filter(|client| self.loopback || !client.is_of_this_machine())
    }

    /// Whether load balancers ask how the process is: this machine, or a trusted proxy, may do so however often.
    pub(super) fn is_probe(&self, request: &Request) -> bool {
        request.uri().path().starts_with("/health/") && Client::is_near(request, &self.trusted_proxies)
    }

    /// The rule for the addresses of those who call a route, whoever they say that they are.
    pub(super) fn of_route(&self, rate: Rate) -> Option<(&'static ByNetwork, Option<Quota>)> {
        match rate {
            Rate::LogIns => Some((&LOG_INS, self.log_ins)),
            Rate::Mails => Some((&ACCOUNT_MAILS, self.account_mails)),
            Rate::Usual | Rate::Bookings => None,
        }
    }

    /// Counts a try of an account's password or code, whoever tries it; the answer, if there were too many.
    pub(crate) async fn log_in(&self, account: &str, source: &Source) -> Option<Response> {
        let refusal = self.count("account_log_ins", Some(account), self.account_log_ins, &mut None).await;
        if refusal.is_some() {
            traces::limited("account_log_ins", Some(account), source);
        }
        refusal
    }

    /// Counts a mail that somebody wants to have sent to an address (by its hash); the answer, if there were too many.
    pub(crate) async fn mail_to(&self, mailbox: &str) -> Option<Response> {
        self.count("mailbox", Some(mailbox), self.mailbox, &mut None).await
    }

    /// Counts the request under the rules for this caller beside that of their address; the answer, if there were too many.
    pub(super) async fn further(
        &self,
        caller: &Caller,
        rate: Rate,
        client: Client,
        counted: &mut Option<Counted>,
    ) -> Option<Response> {
        if let Some(account_id) = caller.account_as_patient() {
            return self.count("patient", Some(&account_id.to_string()), self.patient, counted).await;
        }
        // the secret of one appointment
        if let Some(appointment_id) = caller.appointment_id {
            return self.count("guest", Some(&appointment_id.to_string()), self.guest, counted).await;
        }
        if rate == Rate::Bookings && caller.books_as_guest() {
            for (rule, quota) in
                [(&GUEST_BOOKINGS, self.guest_bookings), (&GUEST_BOOKINGS_OF_DAY, self.guest_bookings_of_day)]
            {
                if let Some(refusal) = self.count_client(rule, Some(client), quota, counted).await {
                    return Some(refusal);
                }
            }
        }
        None
    }

    /// Counts the request of a client by its address, and for IPv6 by the networks that it may have whole.
    pub(super) async fn count_client(
        &self,
        rules: &ByNetwork,
        client: Option<Client>,
        quota: Option<Quota>,
        counted: &mut Option<Counted>,
    ) -> Option<Response> {
        let client = client?;
        if let Some(refusal) = self.count(rules[0], Some(&client.name()), quota, counted).await {
            return Some(refusal);
        }
        for (rule, network) in rules.iter().zip(NETWORKS).skip(1) {
            let (name, quota) = (client.within(network), quota.map(|quota| quota.times(network.times)));
            if let Some(refusal) = self.count(rule, name.as_deref(), quota, counted).await {
                return Some(refusal);
            }
        }
        None
    }

    /// Counts the request under a rule; the answer, if it may not go on. `counted` is the rule that leaves least.
    async fn count(
        &self,
        rule: &'static str,
        who: Option<&str>,
        quota: Option<Quota>,
        counted: &mut Option<Counted>,
    ) -> Option<Response> {
        let (who, quota) = (who?, quota?);
        let admission = self.counter.admit(rule, who, quota).await;
        let now = Counted { rule, quota, admission };
        if let Admission::Refused { retry_after } = admission {
            metrics::RATE_LIMITED.of([rule]).increment(1);
            return Some(now.refusal(retry_after));
        }
        if counted.as_ref().is_none_or(|before| now.remaining() < before.remaining()) {
            *counted = Some(now);
        }
        None
    }
}

impl Counted {
    fn remaining(&self) -> u32 {
        match self.admission {
            Admission::Admitted { remaining } => remaining,
            Admission::Refused { .. } => 0,
        }
    }

    pub(super) fn say(&self, headers: &mut HeaderMap) {
        let Self { rule, quota, .. } = self;
        let window = secs(quota.window());
        let policy = format!("\"{rule}\";q={};w={window}", quota.burst);
        // until one more may follow, or, while some may, until all may
        let after = match self.admission {
            Admission::Admitted { remaining } => {
                secs(quota.refill.saturating_mul(quota.burst.get().saturating_sub(remaining)))
            }
            Admission::Refused { retry_after } => secs(retry_after),
        };
        let left = format!("\"{rule}\";r={};t={after}", self.remaining());
        for (name, value) in [(POLICY, policy), (LIMIT, left)] {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
    }

    fn refusal(&self, retry_after: Duration) -> Response {
        let problem = Problem::new(
            ErrorCode::RateLimited,
            format!("too many requests; try again in {} s", secs(retry_after)),
        );
        let mut response = Refusal(problem).into_response();
        self.say(response.headers_mut());
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(secs(retry_after)));
        response
    }
}

/// Whole seconds, rounded up.
fn secs(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}
