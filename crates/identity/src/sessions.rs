//! Sessions: begun by a log-in, gone on with by refresh tokens or a cookie, ended by their owner or by a token that comes
//! twice.

use deadpool_postgres::Transaction;
use holdfast_domain::{Asked, ClinicId, ErrorCode, Problem, SessionId};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::{
    AccountRequest, Done, EndSessionRequest, ListSessionsResponse, RefreshRequest, Session, SessionEntry,
    SwitchSessionRequest,
};
use holdfast_sql::queries::identity as sql;
use holdfast_telemetry::security::{SecurityEvent, Trace, noticed};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Identity;
use crate::acting::{Acting, Acts};
use crate::begun_by::Means;
use crate::secrets;

/// A session that is gone on with ends all the same once it is so old.
const OLDEST: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Used refresh tokens of a session that are kept: one of them that comes again ends it, an older one is refused.
const USED_TOKENS_KEPT: i64 = 200;
/// Log-ins, log-outs and switches of an account that are kept in its log.
const COMINGS_KEPT: i64 = 2_000;

/// How a session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionKind {
    /// By a browser's cookie.
    Page,
    /// By refresh tokens.
    Api,
}

fn over() -> Failure {
    Problem::new(ErrorCode::Unauthenticated, "the session is over; log in again").into()
}

impl Identity {
    /// Begins a session of an account (which is locked) that has shown who it is, by these means.
    pub(crate) async fn begin_session(
        &self,
        tx: &Transaction<'_>,
        account: &sql::Account,
        acting: Acting,
        kind: SessionKind,
        begun_by: &[Means],
        source: &str,
    ) -> Result<Session, Failure> {
        let (id, now) = (self.ids.next(), self.clock.now());
        let begun_by: Vec<&str> = begun_by.iter().map(|means| means.as_str()).collect();
        let Acts { caller, membership_version } = self.caller(tx, account, acting, &begun_by).await?;
        self.make_room(tx, account.id).await?;
        let (name, lives, cookie) = match kind {
            SessionKind::Page => {
                ("page", self.settings.page, Some(secrets::SecretKind::Cookie.new_secret(&self.ids)))
            }
            SessionKind::Api => ("api", self.settings.refresh_token, None),
        };
        let hash = cookie.as_deref().map(secrets::hash);
        let expires = now + lives;
        let platform = acting == Acting::Platform;
        sql::insert_session()
            .bind(
                tx,
                &id,
                &account.id,
                &name,
                &hash,
                &acting.clinic_id(),
                &platform,
                &&begun_by[..],
                &now,
                &expires,
            )
            .await?;
        let refresh_token = match kind {
            SessionKind::Page => String::new(),
            SessionKind::Api => self.new_refresh_token(tx, id).await?,
        };
        self.note(tx, account.id, "log-in", Some(id), source).await?;
        sql::forget_old_comings().bind(tx, &account.id, &COMINGS_KEPT).await?;
        Ok(Session {
            id: SessionId(id),
            caller: caller.into(),
            refresh_token,
            cookie: cookie.unwrap_or_default(),
            expires_at_us: expires.as_microsecond(),
            as_of_us: now.as_microsecond(),
            membership_version,
        })
    }

    /// Room for one more session: those that were used longest ago end.
    async fn make_room(&self, tx: &Transaction<'_>, account_id: Uuid) -> Result<(), Failure> {
        let now = self.clock.now();
        let others = i64::from(self.settings.sessions_per_account) - 1;
        let until = self.tokens_gone_by(now);
        if sql::end_oldest_sessions().bind(tx, &account_id, &now, &others, &until).await? > 0 {
            self.note(tx, account_id, "session.evict", None, "").await?;
        }
        Ok(())
    }

    /// When the last access token of a session that ends now is gone by itself.
    fn tokens_gone_by(&self, now: Timestamp) -> Timestamp {
        now + self.settings.access_token + SignedDuration::from_mins(10)
    }

    async fn new_refresh_token(&self, tx: &Transaction<'_>, session_id: Uuid) -> Result<String, Failure> {
        let token = secrets::SecretKind::Refresh.new_secret(&self.ids);
        sql::insert_refresh_token().bind(tx, &secrets::hash(&token), &session_id, &self.clock.now()).await?;
        Ok(token)
    }

    /// Goes on with a session: a new refresh token for this one, which is good once. Should it come again, somebody else has
    /// it too, and nobody can tell who is who: the session ends.
    pub(crate) async fn refresh(&self, _: &Asked, request: RefreshRequest) -> Result<Session, Failure> {
        let asked = request.acting.as_ref().map(|acting| Acting::of_message(Some(acting))).transpose()?;
        let hash = secrets::SecretKind::Refresh.hash_of(&request.refresh_token).ok_or_else(over)?;
        let now = self.clock.now();
        // before a connection is held
        self.vault.platform().await?;
        let mut client = self.db.client().await?;
        let found = sql::find_refresh_token().bind(&client, &hash).opt().await?.ok_or_else(over)?;
        let tx = begin(&mut client, Scope::Clinics(&[])).await?;
        let session = sql::lock_session().bind(&tx, &found.session_id).opt().await?.ok_or_else(over)?;
        if !self.is_on(&session, now) {
            return Err(over());
        }
        if sql::use_refresh_token().bind(&tx, &now, &hash).await? == 0 {
            self.end_sessions(&tx, session.account_id, Some(session.id), None).await?;
            self.note(&tx, session.account_id, "session.stolen", Some(session.id), &request.source).await?;
            commit(tx).await?;
            let account = session.account_id.to_string();
            let trace = Trace {
                account: Some(&account),
                session: Some(session.id),
                source: Some(&request.source),
                about: None,
            };
            noticed(SecurityEvent::RefreshTokenReused, &trace);
            return Err(over());
        }
        sql::forget_used_refresh_tokens().bind(&tx, &session.id, &USED_TOKENS_KEPT).await?;
        let refresh_token = self.new_refresh_token(&tx, session.id).await?;
        let expires = (now + self.settings.refresh_token).min(session.created_at + OLDEST);
        let acting = asked.unwrap_or_else(|| Acting::of_session(&session));
        let Acts { caller, membership_version } = self.go_on(&tx, &session, acting, expires).await?;
        commit(tx).await?;
        Ok(Session {
            id: SessionId(session.id),
            caller: caller.into(),
            refresh_token,
            cookie: String::new(),
            expires_at_us: expires.as_microsecond(),
            as_of_us: now.as_microsecond(),
            membership_version,
        })
    }

    /// Whether a session has neither ended nor expired, nor, if it is a page's, was left alone for too long.
    pub(crate) fn is_on(&self, session: &sql::Session, now: Timestamp) -> bool {
        let is_idle = session.kind == "page" && session.used_at + self.settings.page_idle <= now;
        session.ended_at.is_none() && session.expires_at > now && !is_idle
    }

    /// A page's session acts as something else from now on, and gets another cookie. (Other sessions say what they act as when
    /// they go on: an access token alone must not be enough to get the next one.)
    pub(crate) async fn switch_session(
        &self,
        asked: &Asked,
        request: SwitchSessionRequest,
    ) -> Result<Session, Failure> {
        let acting = Acting::of_message(request.acting.as_ref())?;
        let account_id = asked.caller.own_account()?.0;
        let of_no_page = || {
            let detail = "this is no page's session; say what to act as with the refresh token";
            Problem::new(ErrorCode::Forbidden, detail)
        };
        let id = request.session_id.ok_or_else(of_no_page)?.0;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(&[])).await?;
        let session = sql::lock_session().bind(&tx, &id).opt().await?.ok_or_else(over)?;
        if !self.is_on(&session, now) || session.account_id != account_id {
            return Err(over());
        }
        if session.kind != "page" {
            return Err(of_no_page().into());
        }
        let Acts { caller, membership_version } =
            self.go_on(&tx, &session, acting, session.expires_at).await?;
        // gateways remember what the old one acted as
        let cookie = secrets::SecretKind::Cookie.new_secret(&self.ids);
        sql::set_session_secret().bind(&tx, &Some(secrets::hash(&cookie)), &id).await?;
        self.note(&tx, account_id, "session.switch", Some(id), "").await?;
        commit(tx).await?;
        Ok(Session {
            id: SessionId(id),
            caller: caller.into(),
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
        let acts = self.caller(tx, &account, acting, &session.begun_by).await?;
        let platform = acting == Acting::Platform;
        sql::continue_session()
            .bind(tx, &acting.clinic_id(), &platform, &self.clock.now(), &expires, &session.id)
            .await?;
        Ok(acts)
    }

    pub(crate) async fn list_sessions(
        &self,
        asked: &Asked,
        _: AccountRequest,
    ) -> Result<ListSessionsResponse, Failure> {
        let account_id = asked.caller.own_account()?.0;
        let client = self.db.client().await?;
        let now = self.clock.now();
        let idle_since = now - self.settings.page_idle;
        let rows = sql::list_sessions().bind(&client, &account_id, &now, &idle_since).all().await?;
        let entry = |row: sql::Session| SessionEntry {
            id: SessionId(row.id),
            kind: row.kind,
            acting_for: row.acting_for.map(ClinicId),
            acting_as_platform: row.acting_as_platform,
            created_at_us: row.created_at.as_microsecond(),
            used_at_us: row.used_at.as_microsecond(),
            expires_at_us: row.expires_at.as_microsecond(),
            begun_by: row.begun_by,
        };
        Ok(ListSessionsResponse { items: rows.into_iter().map(entry).collect() })
    }

    /// Ends one of the caller's sessions.
    pub(crate) async fn end_session(
        &self,
        asked: &Asked,
        EndSessionRequest { id: SessionId(id) }: EndSessionRequest,
    ) -> Result<Done, Failure> {
        let account_id = asked.caller.own_account()?.0;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        if self.end_sessions(&tx, account_id, Some(id), None).await? == 0 {
            return Err(Problem::not_found().into());
        }
        self.note(&tx, account_id, "log-out", Some(id), "").await?;
        commit(tx).await?;
        Ok(Done {})
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
        let until = self.tokens_gone_by(now);
        Ok(sql::end_sessions().bind(tx, &now, &account_id, &id, &keep, &until).await?)
    }
}
