//! Sessions: begun by a log-in, gone on with by refresh tokens or a cookie, ended by their owner or by a token that comes
//! twice.

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::{RefreshRequest, Session, SessionEntry};
use holdfast_sql::queries::identity as sql;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Identity;
use crate::acting::{Acting, Acts, account_of};
use crate::secrets;

/// A session that is gone on with ends all the same once it is so old.
const OLDEST: SignedDuration = SignedDuration::from_hours(24 * 90);

/// How a session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// By a browser's cookie.
    Page,
    /// By refresh tokens.
    Api,
}

fn over() -> Failure {
    Problem::new(ErrorCode::Unauthenticated, "the session is over; log in again").into()
}

impl Identity {
    /// Begins a session of an account that has shown who it is.
    pub(crate) async fn begin_session(
        &self,
        tx: &Transaction<'_>,
        account: &sql::Account,
        acting: Acting,
        kind: Kind,
    ) -> Result<Session, Failure> {
        let (id, now) = (self.ids.next(), self.clock.now());
        let Acts { caller, membership_version } = self.caller(tx, account, acting).await?;
        let (name, lives, cookie) = match kind {
            Kind::Page => ("page", self.lives.page, Some(secrets::Kind::Cookie.new_secret(&self.ids))),
            Kind::Api => ("api", self.lives.refresh_token, None),
        };
        let hash = cookie.as_deref().map(secrets::hash);
        let expires = now + lives;
        let platform = acting == Acting::Platform;
        sql::insert_session()
            .bind(tx, &id, &account.id, &name, &hash, &acting.clinic_id(), &platform, &now, &expires)
            .await?;
        let refresh_token = match kind {
            Kind::Page => String::new(),
            Kind::Api => self.new_refresh_token(tx, id).await?,
        };
        self.note(tx, account.id, "log-in", Some(id)).await?;
        Ok(Session {
            id: id.to_string(),
            caller: Some((&caller).into()),
            refresh_token,
            cookie: cookie.unwrap_or_default(),
            expires_at_us: expires.as_microsecond(),
            as_of_us: now.as_microsecond(),
            membership_version,
        })
    }

    async fn new_refresh_token(&self, tx: &Transaction<'_>, session_id: Uuid) -> Result<String, Failure> {
        let token = secrets::Kind::Refresh.new_secret(&self.ids);
        sql::insert_refresh_token().bind(tx, &secrets::hash(&token), &session_id, &self.clock.now()).await?;
        Ok(token)
    }

    /// Goes on with a session: a new refresh token for this one, which is good once. Should it come again, somebody else has
    /// it too, and nobody can tell who is who: the session ends.
    pub(crate) async fn refresh(&self, request: &RefreshRequest) -> Result<Session, Failure> {
        let asked = request.acting.as_ref().map(|acting| Acting::of_message(Some(acting))).transpose()?;
        let hash = secrets::Kind::Refresh.hash_of(&request.refresh_token).ok_or_else(over)?;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let found = sql::find_refresh_token().bind(&client, &hash).opt().await?.ok_or_else(over)?;
        let tx = begin(&mut client, Scope::Clinics(&[])).await?;
        let session = sql::lock_session().bind(&tx, &found.session_id).opt().await?.ok_or_else(over)?;
        if session.ended_at.is_some() || session.expires_at <= now {
            return Err(over());
        }
        if sql::use_refresh_token().bind(&tx, &now, &hash).await? == 0 {
            tracing::warn!(session.id = %session.id, "a refresh token came twice; its session ends");
            self.end_sessions(&tx, session.account_id, Some(session.id), None).await?;
            self.note(&tx, session.account_id, "session.stolen", Some(session.id)).await?;
            commit(tx).await?;
            return Err(over());
        }
        let refresh_token = self.new_refresh_token(&tx, session.id).await?;
        let expires = (now + self.lives.refresh_token).min(session.created_at + OLDEST);
        let acting = asked.unwrap_or_else(|| Acting::of_session(&session));
        let Acts { caller, membership_version } = self.go_on(&tx, &session, acting, expires).await?;
        commit(tx).await?;
        Ok(Session {
            id: session.id.to_string(),
            caller: Some((&caller).into()),
            refresh_token,
            cookie: String::new(),
            expires_at_us: expires.as_microsecond(),
            as_of_us: now.as_microsecond(),
            membership_version,
        })
    }

    /// A page's session acts as something else from now on, and gets another cookie. (Other sessions say what they act as when
    /// they go on: an access token alone must not be enough to get the next one.)
    pub(crate) async fn switch_session(
        &self,
        caller: &Caller,
        session_id: Option<Uuid>,
        acting: Acting,
    ) -> Result<Session, Failure> {
        let account_id = account_of(caller)?;
        let of_no_page = || {
            let detail = "this is no page's session; say what to act as with the refresh token";
            Problem::new(ErrorCode::Forbidden, detail)
        };
        let id = session_id.ok_or_else(of_no_page)?;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(&[])).await?;
        let session = sql::lock_session().bind(&tx, &id).opt().await?.ok_or_else(over)?;
        let is_on = session.ended_at.is_none() && session.expires_at > now;
        if !is_on || session.account_id != account_id {
            return Err(over());
        }
        if session.kind != "page" {
            return Err(of_no_page().into());
        }
        let Acts { caller, membership_version } =
            self.go_on(&tx, &session, acting, session.expires_at).await?;
        // gateways remember what the old one acted as
        let cookie = secrets::Kind::Cookie.new_secret(&self.ids);
        sql::set_session_secret().bind(&tx, &Some(secrets::hash(&cookie)), &id).await?;
        self.note(&tx, account_id, "session.switch", Some(id)).await?;
        commit(tx).await?;
        Ok(Session {
            id: id.to_string(),
            caller: Some((&caller).into()),
            refresh_token: String::new(),
            cookie,
            expires_at_us: session.expires_at.as_microsecond(),
            as_of_us: now.as_microsecond(),
            membership_version,
        })
    }

    async fn go_on(
        &self,
        tx: &Transaction<'_>,
        session: &sql::Session,
        acting: Acting,
        expires: Timestamp,
    ) -> Result<Acts, Failure> {
        holdfast_sql::queries::scope::set_clinics().bind(tx, &&acting.scope()[..]).one().await?;
        let account = sql::find_account().bind(tx, &session.account_id).opt().await?.ok_or_else(over)?;
        let acts = self.caller(tx, &account, acting).await?;
        let platform = acting == Acting::Platform;
        sql::continue_session()
            .bind(tx, &acting.clinic_id(), &platform, &self.clock.now(), &expires, &session.id)
            .await?;
        Ok(acts)
    }

    pub(crate) async fn list_sessions(&self, caller: &Caller) -> Result<Vec<SessionEntry>, Failure> {
        let account_id = account_of(caller)?;
        let client = self.db.client().await?;
        let rows = sql::list_sessions().bind(&client, &account_id, &self.clock.now()).all().await?;
        let entry = |row: sql::Session| SessionEntry {
            id: row.id.to_string(),
            kind: row.kind,
            acting_for: row.acting_for.map(|id| id.to_string()).unwrap_or_default(),
            acting_as_platform: row.acting_as_platform,
            created_at_us: row.created_at.as_microsecond(),
            used_at_us: row.used_at.as_microsecond(),
            expires_at_us: row.expires_at.as_microsecond(),
        };
        Ok(rows.into_iter().map(entry).collect())
    }

    /// Ends one of the caller's sessions.
    pub(crate) async fn end_session(&self, caller: &Caller, id: Uuid) -> Result<(), Failure> {
        let account_id = account_of(caller)?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        if self.end_sessions(&tx, account_id, Some(id), None).await? == 0 {
            return Err(Problem::not_found().into());
        }
        self.note(&tx, account_id, "log-out", Some(id)).await?;
        Ok(commit(tx).await?)
    }

    /// Ends this session of an account, or all but the one to keep; gateways hear of it within a second. Returns how many.
    pub(crate) async fn end_sessions(
        &self,
        tx: &Transaction<'_>,
        account_id: Uuid,
        id: Option<Uuid>,
        keep: Option<Uuid>,
    ) -> Result<u64, Failure> {
        let now = self.clock.now();
        // until the last access token of the session is gone by itself
        let until = now + self.lives.access_token + SignedDuration::from_mins(10);
        Ok(sql::end_sessions().bind(tx, &now, &account_id, &id, &keep, &until).await?)
    }
}
