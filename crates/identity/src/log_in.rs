//! Logging in. What is wrong with the credentials is never told, nor by how long the answer takes; what was tried is kept in the
//! account's log, and is a security event.

use holdfast_domain::text::PASSWORD_MAX;
use holdfast_domain::{Asked, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::{LogInRequest, Session};
use holdfast_sql::queries::identity as sql;
use holdfast_telemetry::security::{SecurityEvent, Trace, noticed};
use holdfast_telemetry::{metrics, trace};
use uuid::Uuid;

use crate::Identity;
use crate::acting::Acting;
use crate::begun_by::Means;
use crate::owner::email_index;
use crate::second_factor::Shown;
use crate::sessions::SessionKind;

fn bad() -> Failure {
    metrics::LOG_INS.of(["bad"]).increment(1);
    Problem::of(ErrorCode::BadCredentials).into()
}

impl Identity {
    pub(crate) async fn log_in(&self, _: &Asked, request: LogInRequest) -> Result<Session, Failure> {
        let acting = Acting::of_message(request.acting.as_ref())?;
        let key = self.vault.platform().await?;
        let Ok(index) = email_index(&key, &request.email) else { return Err(bad()) };
        // bytes bound characters from above
        if request.password.len() > 4 * PASSWORD_MAX {
            return Err(bad());
        }
        let found = {
            let client = self.db.client().await?;
            sql::find_account_by_email().bind(&client, &index).opt().await?
        };
        // an address that nobody has shown to be theirs has no account yet
        let found = found.filter(|account| account.email_verified_at.is_some());
        let id = found.as_ref().map(|account| account.id);
        let kept = found.as_ref().and_then(|account| account.password_hash.as_deref());
        let is_right = self.passwords.is(&request.password, kept, &request.source).await?;
        let Some(account) = found.filter(|_| is_right) else {
            self.note_bad(id, &index, &request.source);
            return Err(bad());
        };

        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(&acting.scope())).await?;
        // as it is now: the password may have been changed meanwhile
        let account = sql::lock_account()
            .bind(&tx, &account.id)
            .opt()
            .await?
            .filter(|now| now.password_hash == account.password_hash);
        let Some(account) = account else { return Err(bad()) };
        let mut begun_by = vec![Means::Password];
        match self.show_code(&tx, &key, &account, &request.code, &request.source).await? {
            Shown::NotNeeded => {}
            Shown::Right(means) => begun_by.push(means),
            Shown::Wrong => {
                commit(tx).await?;
                return Err(bad());
            }
        }
        let kind = if request.page { SessionKind::Page } else { SessionKind::Api };
        let session = self.begin_session(&tx, &account, acting, kind, &begun_by, &request.source).await?;
        commit(tx).await?;
        metrics::LOG_INS.of(["ok"]).increment(1);
        Ok(session)
    }

    /// Notes a wrong password for whoever looks into it later. Apart from the answer, which must not take longer for addresses that
    /// have an account.
    fn note_bad(&self, account_id: Option<Uuid>, index: &[u8], source: &str) {
        let nobody = || {
            index
                .first_chunk::<8>()
                .map_or_else(String::new, |first| format!("{:016x}", u64::from_be_bytes(*first)))
        };
        let account = account_id.map_or_else(nobody, |id| id.to_string());
        let trace = Trace { account: Some(&account), source: Some(source), ..Trace::default() };
        noticed(SecurityEvent::LogInFailed, &trace);
        let Some(account_id) = account_id else { return };
        let (identity, source) = (self.clone(), source.to_owned());
        tokio::spawn(trace::carried(async move {
            let noted = async {
                let client = identity.db.client().await?;
                identity.note_try(&client, account_id, "log-in.failed", &source).await
            };
            if let Err(failure) = noted.await {
                tracing::warn!(?failure, account.id = %account_id, "recording a failed log-in failed");
            }
        }));
    }
}
