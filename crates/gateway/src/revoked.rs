//! What no longer holds though it has not expired: asked of the identity service, at most once a second, when a request
//! comes that it matters to. So a right that is taken away is gone within [`STALE`] everywhere; where that cannot be
//! known, nobody with credentials passes.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use holdfast_domain::{AccountId, ApiKeyId, Asked, Caller, ClinicId, ErrorCode, Problem, SessionId};
use holdfast_rpc::convert::instant;
use holdfast_rpc::identity::{ListRevocationsRequest, ListRevocationsResponse, Revocation};
use holdfast_telemetry::trace;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use crate::Gateway;

/// What is known is asked for anew when it is so old,
const FRESH: SignedDuration = SignedDuration::from_secs(1);
/// and waited for when it is so old.
const STALE: SignedDuration = SignedDuration::from_secs(4);
/// Revocations may become visible so long after the instant that they name: transactions and clocks take their time.
const LATE: SignedDuration = SignedDuration::from_secs(60);
/// Longest that a request waits for what was revoked.
const WAITS: Duration = Duration::from_secs(3);
/// Hosts may disagree on the time by so much.
const MARGIN: SignedDuration = SignedDuration::from_secs(20);

#[derive(Default)]
struct State {
    /// When it was asked for, by our clock. None: nothing is known yet.
    asked_at: Option<Timestamp>,
    /// The same by the clock of the identity service.
    as_of: Option<Timestamp>,
    /// When asking failed last.
    failed_at: Option<Instant>,
    sessions: HashMap<SessionId, Timestamp>,
    keys: HashMap<ApiKeyId, Timestamp>,
    /// What accounts were given to act for clinics.
    acting: HashMap<(AccountId, ClinicId), Taken>,
}

/// What an account was given to act for a clinic, and is no longer.
#[derive(Clone, Copy)]
struct Taken {
    below_version: i32,
    at: Timestamp,
    until: Timestamp,
}

/// When, and by which membership, a caller was given what they act by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    pub(crate) session_id: Option<SessionId>,
    /// None: by the operator, and by no membership.
    pub(crate) membership_version: Option<i32>,
    pub(crate) at: Timestamp,
}

/// What no longer holds. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Revoked {
    state: Arc<RwLock<State>>,
    asking: Arc<Mutex<()>>,
}

impl Revoked {
    /// Whether what this caller was given then still holds.
    pub(crate) async fn holds(
        &self,
        gateway: &Gateway,
        caller: &Caller,
        given: Given,
    ) -> Result<bool, Problem> {
        // a guest's secret is for one appointment, and ends with it
        let Some(account_id) = caller.account_id else { return Ok(true) };
        self.see_to(gateway).await?;
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let taken = caller.clinic_id.and_then(|clinic_id| state.acting.get(&(account_id, clinic_id)));
        let is_session_over = given.session_id.is_some_and(|id| state.sessions.contains_key(&id));
        let is_key_over = caller.api_key().is_some_and(|id| state.keys.contains_key(&id));
        let is_taken = taken.is_some_and(|taken| match given.membership_version {
            Some(version) => version < taken.below_version,
            None => given.at <= taken.at + MARGIN,
        });
        Ok(!is_session_over && !is_key_over && !is_taken)
    }

    /// Sees to it that what is known is new enough.
    async fn see_to(&self, gateway: &Gateway) -> Result<(), Problem> {
        match self.age(gateway.0.clock.now()) {
            Some(age) if age < FRESH => Ok(()),
            Some(age) if age < STALE => {
                if let Ok(asking) = Arc::clone(&self.asking).try_lock_owned() {
                    let (revoked, gateway) = (self.clone(), gateway.clone());
                    tokio::spawn(trace::carried(async move {
                        let _asking = asking;
                        if let Err(problem) = revoked.ask(&gateway).await {
                            tracing::warn!(%problem, "cannot refresh revocations from the identity service; will retry");
                        }
                    }));
                }
                Ok(())
            }
            _ => {
                let waited = tokio::time::timeout(WAITS, self.wait_for(gateway)).await;
                waited.unwrap_or(Err(())).map_err(|()| {
                    let detail = "it cannot be told whether your credentials still hold; nothing was changed";
                    Problem::new(ErrorCode::Unavailable, detail)
                })
            }
        }
    }

    /// Asks, or waits for somebody who does; whose failure is that of all who waited.
    async fn wait_for(&self, gateway: &Gateway) -> Result<(), ()> {
        let began = Instant::now();
        let _asking = self.asking.lock().await;
        let is_known = || self.age(gateway.0.clock.now()).is_some_and(|age| age < STALE);
        if is_known() {
            return Ok(());
        }
        let failed_at = self.state.read().unwrap_or_else(PoisonError::into_inner).failed_at;
        if failed_at.is_some_and(|at| at >= began) {
            return Err(());
        }
        if let Err(problem) = self.ask(gateway).await {
            tracing::warn!(%problem, "cannot refresh revocations from the identity service; will retry");
            self.state.write().unwrap_or_else(PoisonError::into_inner).failed_at = Some(Instant::now());
            return Err(());
        }
        // the answer may have taken so long that it is of no use
        if is_known() { Ok(()) } else { Err(()) }
    }

    /// None: unknown, or the clock was set back.
    fn age(&self, now: Timestamp) -> Option<SignedDuration> {
        let asked_at = self.state.read().unwrap_or_else(PoisonError::into_inner).asked_at?;
        Some(now.duration_since(asked_at)).filter(|age| !age.is_negative())
    }

    async fn ask(&self, gateway: &Gateway) -> Result<(), Problem> {
        let now = gateway.0.clock.now();
        let known = self.state.read().unwrap_or_else(PoisonError::into_inner).as_of;
        let since = known.map_or(Timestamp::UNIX_EPOCH, |as_of| as_of - LATE);
        let request = ListRevocationsRequest { since_us: since.as_microsecond() };
        let answer = gateway.identity().list_revocations(Asked::ANONYMOUS, request).await;
        let ListRevocationsResponse { items, as_of_us } = answer?;
        let as_of = instant("as_of", as_of_us)?;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        for item in items {
            state.note(&item)?;
        }
        state.sessions.retain(|_, until| *until > as_of);
        state.keys.retain(|_, until| *until > as_of);
        state.acting.retain(|_, taken| taken.until > as_of);
        state.as_of = Some(as_of);
        state.asked_at = Some(now);
        Ok(())
    }
}

impl State {
    fn note(&mut self, item: &Revocation) -> Result<(), Problem> {
        let at = instant("revoked_at", item.revoked_at_us)?;
        let until = instant("until", item.until_us)?;
        if let Some(id) = item.session_id {
            self.sessions.insert(id, until);
        }
        if let Some(id) = item.api_key_id {
            self.keys.insert(id, until);
        }
        if let Some(whose) = item.account_id.zip(item.for_clinic) {
            let new = Taken { below_version: item.below_version, at, until };
            let taken = self.acting.entry(whose).or_insert(new);
            if new.below_version > taken.below_version {
                *taken = new;
            }
        }
        Ok(())
    }
}
