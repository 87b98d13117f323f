//! Who asks for too much is told to wait, before anything of the request is looked at.
//!
//! The caller is found out here, once for each request; routes take it from [`super::caller`]. Refusals and admissions say
//! how much is left, as `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers).

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use holdfast_domain::client_network::NETWORKS;
use holdfast_domain::{Admission, Caller, ErrorCode, Problem, Quota, RateLimits, Role};
use ipnet::IpNet;
use tokio::sync::Semaphore;

use super::caller::{Identified, identify};
use super::client::{Client, Source, UnknownProxy};
use super::problem::Refusal;
use super::traces;
use crate::Gateway;

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
type ByNetwork = [&'static str; NETWORKS.len()];
const ADDRESS: ByNetwork = ["address", "address/56", "address/48"];
const GUEST_BOOKINGS: ByNetwork = ["guest_bookings", "guest_bookings/56", "guest_bookings/48"];
const GUEST_BOOKINGS_OF_DAY: ByNetwork =
    ["guest_bookings_of_day", "guest_bookings_of_day/56", "guest_bookings_of_day/48"];
const LOG_INS: ByNetwork = ["log_ins", "log_ins/56", "log_ins/48"];
const ACCOUNT_MAILS: ByNetwork = ["account_mails", "account_mails/56", "account_mails/48"];

/// A rule that a request came under.
struct Counted {
    rule: &'static str,
    quota: Quota,
    admission: Admission,
}

/// Lets a request pass, or not.
pub(crate) async fn enforce(State(gateway): State<Gateway>, mut request: Request, next: Next) -> Response {
    let limits = &gateway.0.limits;
    let Ok(_room) = limits.room.try_acquire() else {
        return Refusal(Problem::new(
            ErrorCode::Overloaded,
            "too many requests at once; nothing was changed",
        ))
        .into_response();
    };
    let client = Client::of(&request, &limits.trusted_proxies);
    let mut counted: Option<Counted> = None;
    let limited = limits.limited(client);
    if let Some(refusal) = limits.count_client(&ADDRESS, limited, limits.address, &mut counted).await {
        return refusal;
    }
    let source = Source::of(client);
    if let Some((rule, quota)) = limits.of_accounts(request.method(), request.uri().path())
        && let Some(refusal) = limits.count_client(rule, client, quota, &mut counted).await
    {
        traces::limited(rule[0], None, &source);
        return refusal;
    }
    let books = request.method() == Method::POST && request.uri().path() == "/v1/bookings";
    let caller = identify(request.method(), request.headers(), &gateway, &source).await;
    if let Ok(known) = caller.as_ref()
        && let Some(limited) = limited
        && let Some(refusal) = limits.further(&known.caller, books, limited, &mut counted).await
    {
        return refusal;
    }
    let seen = traces::Seen::of(&request, &caller, &source);
    request.extensions_mut().insert(source);
    request.extensions_mut().insert(Identified(caller));
    let mut response = next.run(request).await;
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

impl Limits {
    /// The client, if it is limited.
    fn limited(&self, client: Option<Client>) -> Option<Client> {
        self.unknown_proxy.look_at(client);
        client.filter(|client| self.loopback || !client.is_of_this_machine())
    }

    /// Whether load balancers ask how the process is: this machine, or a trusted proxy, may do so however often.
    fn is_probe(&self, request: &Request) -> bool {
        request.uri().path().starts_with("/health/") && Client::is_near(request, &self.trusted_proxies)
    }

    /// The rule for addresses that ask for what is about accounts, whoever they say that they are.
    fn of_accounts(&self, method: &Method, path: &str) -> Option<(&'static ByNetwork, Option<Quota>)> {
        if method != Method::POST {
            return None;
        }
        match path {
            "/v1/sessions"
            | "/account/invitation"
            | "/v1/accounts/complete"
            | "/account/complete"
            | "/v1/password-resets/finish"
            | "/account/reset" => Some((&LOG_INS, self.log_ins)),
            "/v1/accounts" | "/v1/password-resets" | "/account/sign-up" | "/account/forgotten" => {
                Some((&ACCOUNT_MAILS, self.account_mails))
            }
            // `/v1/clinics/{clinic_id}/invitations`: mails to whoever an admin names
            path if path.starts_with("/v1/clinics/") && path.ends_with("/invitations") => {
                Some((&ACCOUNT_MAILS, self.account_mails))
            }
            _ => None,
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
    async fn further(
        &self,
        caller: &Caller,
        books: bool,
        client: Client,
        counted: &mut Option<Counted>,
    ) -> Option<Response> {
        match caller.role {
            Role::Patient => {
                self.count("patient", Some(&caller.account_id?.to_string()), self.patient, counted).await
            }
            Role::Guest => {
                self.count("guest", Some(&caller.appointment_id?.to_string()), self.guest, counted).await
            }
            Role::Anonymous if books => {
                for (rule, quota) in [
                    (&GUEST_BOOKINGS, self.guest_bookings),
                    (&GUEST_BOOKINGS_OF_DAY, self.guest_bookings_of_day),
                ] {
                    if let Some(refusal) = self.count_client(rule, Some(client), quota, counted).await {
                        return Some(refusal);
                    }
                }
                None
            }
            _ => None,
        }
    }

    /// Counts the request of a client by its address, and for IPv6 by the networks that it may have whole.
    async fn count_client(
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
            metrics::counter!("holdfast_rate_limited_total", "rule" => rule).increment(1);
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

    fn say(&self, headers: &mut HeaderMap) {
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
