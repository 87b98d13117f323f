//! What no longer holds though it has not expired: asked of the identity service, at most once a second, when a request
//! comes that it matters to. So a right that is taken away is gone within [`STALE`] everywhere; where that cannot be
//! known, nobody with credentials passes.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use holdfast_domain::{Caller, ErrorCode, Problem, Role};
use holdfast_rpc::convert::{instant, optional_id};
use holdfast_rpc::identity::{ListRevocationsRequest, Revocation};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::Gateway;

/// What is known is asked for anew when it is so old,
const FRESH: SignedDuration = SignedDuration::from_secs(1);
/// and waited for when it is so old.
const STALE: SignedDuration = SignedDuration::from_secs(4);
/// Revocations may become visible so long after the instant that they name: transactions and clocks take their time.
const LATE: SignedDuration = SignedDuration::from_secs(60);
/// What was given out so soon after a right was taken away was perhaps given by the right.
const MARGIN: SignedDuration = SignedDuration::from_secs(5);

#[derive(Default)]
struct State {
    /// None: nothing is known yet.
    as_of: Option<Timestamp>,
    sessions: HashMap<Uuid, Timestamp>,
    keys: HashMap<Uuid, Timestamp>,
    /// What accounts were given to act for clinics: taken away then, and for so long.
    acting: HashMap<(Uuid, Uuid), (Timestamp, Timestamp)>,
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
        session_id: Option<Uuid>,
        given: Timestamp,
    ) -> Result<bool, Problem> {
        // a guest's secret is for one appointment, and ends with it
        let Some(account_id) = caller.account_id else { return Ok(true) };
        self.see_to(gateway).await?;
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let taken = caller.clinic_id.and_then(|clinic_id| state.acting.get(&(account_id, clinic_id)));
        let is_session_over = session_id.is_some_and(|id| state.sessions.contains_key(&id));
        let is_key_over = caller.role == Role::Integrator && state.keys.contains_key(&account_id);
        Ok(!is_session_over && !is_key_over && taken.is_none_or(|(at, _)| given > *at + MARGIN))
    }

    /// Sees to it that what is known is new enough.
    async fn see_to(&self, gateway: &Gateway) -> Result<(), Problem> {
        match self.age(gateway.0.clock.now()) {
            Some(age) if age < FRESH => Ok(()),
            Some(age) if age < STALE => {
                if let Ok(asking) = Arc::clone(&self.asking).try_lock_owned() {
                    let (revoked, gateway) = (self.clone(), gateway.clone());
                    tokio::spawn(async move {
                        let _asking = asking;
                        if let Err(problem) = revoked.ask(&gateway).await {
                            tracing::warn!(%problem, "what was revoked is not known");
                        }
                    });
                }
                Ok(())
            }
            _ => {
                let _asking = self.asking.lock().await;
                // somebody may have asked meanwhile
                if self.age(gateway.0.clock.now()).is_some_and(|age| age < STALE) {
                    return Ok(());
                }
                self.ask(gateway).await.map_err(|problem| {
                    tracing::warn!(%problem, "what was revoked is not known");
                    let detail = "it cannot be told whether your credentials still hold; nothing was changed";
                    Problem::new(ErrorCode::Unavailable, detail)
                })
            }
        }
    }

    /// None: unknown, or the clock was set back.
    fn age(&self, now: Timestamp) -> Option<SignedDuration> {
        let as_of = self.state.read().unwrap_or_else(PoisonError::into_inner).as_of?;
        Some(now.duration_since(as_of)).filter(|age| !age.is_negative())
    }

    async fn ask(&self, gateway: &Gateway) -> Result<(), Problem> {
        let now = gateway.0.clock.now();
        let known = self.state.read().unwrap_or_else(PoisonError::into_inner).as_of;
        let since = known.map_or(Timestamp::UNIX_EPOCH, |as_of| as_of.min(now) - LATE);
        let request = ListRevocationsRequest { since_us: since.as_microsecond() };
        let answer = gateway.identity().list_revocations(request).await;
        let items = answer.map_err(|status| holdfast_rpc::from_status(&status))?.into_inner().items;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        for item in items {
            state.note(&item)?;
        }
        state.sessions.retain(|_, until| *until > now);
        state.keys.retain(|_, until| *until > now);
        state.acting.retain(|_, (_, until)| *until > now);
        state.as_of = Some(now);
        Ok(())
    }
}

impl State {
    fn note(&mut self, item: &Revocation) -> Result<(), Problem> {
        let at = instant("revoked_at", item.revoked_at_us)?;
        let until = instant("until", item.until_us)?;
        if let Some(id) = optional_id("session_id", &item.session_id)? {
            self.sessions.insert(id, until);
        }
        if let Some(id) = optional_id("api_key_id", &item.api_key_id)? {
            self.keys.insert(id, until);
        }
        let account_id = optional_id("account_id", &item.account_id)?;
        if let Some(whose) = account_id.zip(optional_id("for_clinic", &item.for_clinic)?) {
            let taken = self.acting.entry(whose).or_insert((at, until));
            *taken = (taken.0.max(at), taken.1.max(until));
        }
        Ok(())
    }
}
