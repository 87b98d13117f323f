//! Keys of other programs: each for one clinic, and for what its scopes say. A key is shown once; its hash is kept.

use holdfast_domain::cursor::page;
use holdfast_domain::text::Checks;
use holdfast_domain::{ApiKeyId, Asked, ClinicId, Cursor, ErrorCode, Page, Problem, Scope as KeyScope};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::convert::optional_instant;
use holdfast_rpc::identity::{
    ApiKey, CreateApiKeyRequest, Done, ListApiKeysResponse, OfClinicRequest, RevokeApiKeyRequest,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::answers;
use jiff::{SignedDuration, Timestamp};

use crate::Identity;
use crate::secrets::{SecretKind, hash};

/// Most valid keys of a clinic.
const MOST: i64 = 50;
/// Most keys that a clinic makes within a day, whatever becomes of them.
const MOST_A_DAY: i64 = 100;

fn message(row: sql::ApiKey, secret: String) -> ApiKey {
    ApiKey {
        id: ApiKeyId(row.id),
        clinic_id: ClinicId(row.clinic_id),
        name: row.name,
        scopes: row.scopes.iter().filter_map(|name| KeyScope::parse(name)).collect(),
        created_at_us: row.created_at.as_microsecond(),
        expires_at_us: row.expires_at.map(Timestamp::as_microsecond),
        secret,
        created_by: row.created_by,
    }
}

impl Identity {
    pub(crate) async fn create_api_key(
        &self,
        asked: &Asked,
        request: CreateApiKeyRequest,
    ) -> Result<ApiKey, Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        caller.require_admin(request.clinic_id)?;
        let ClinicId(clinic_id) = request.clinic_id;
        let now = self.clock.now();
        let mut checks = Checks::new();
        checks.name("name", &request.name);
        let mut scopes: Vec<&str> = Vec::new();
        for scope in &request.scopes {
            if scopes.contains(&scope.as_str()) {
                checks.note("scopes", "contains a duplicate");
            } else {
                scopes.push(scope.as_str());
            }
        }
        if scopes.is_empty() {
            checks.note("scopes", "must name at least one");
        }
        let expires_at = optional_instant("expires_at", request.expires_at_us)?;
        if expires_at.is_some_and(|at| at <= now) {
            checks.note("expires_at", "must lie in the future");
        }
        checks.finish()?;
        let key = self.vault.clinic(clinic_id).await?;
        let (id, secret) = (self.ids.next(), SecretKind::ApiKey.new_secret(&self.ids));
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first(&tx, used, Some(&key)).await? {
            return Ok(first);
        }
        self.still_administers(&tx, caller, request.clinic_id).await?;
        let a_day_ago = now - SignedDuration::from_hours(24);
        let there = sql::count_api_keys().bind(&tx, &now, &a_day_ago, &clinic_id).one().await?;
        if there.good >= MOST {
            return Err(Problem::of(ErrorCode::TooManyApiKeys).into());
        }
        if there.lately >= MOST_A_DAY {
            let detail = format!("a clinic makes at most {MOST_A_DAY} keys in 24 hours; try again later");
            return Err(Problem::new(ErrorCode::RateLimited, detail).into());
        }
        let params = sql::InsertApiKeyParams {
            clinic_id,
            id,
            name: request.name.trim(),
            scopes: &scopes[..],
            secret_hash: hash(&secret),
            created_by: caller.actor_id(),
            now,
            expires_at,
        };
        let row = sql::insert_api_key().params(&tx, &params).one().await?;
        self.note_at(&tx, caller, "api-key.create", clinic_id, (id, row.version)).await?;
        let answer = message(row, secret);
        answers::keep(&tx, used, Some(&key), &answer, now).await?;
        commit(tx).await?;
        Ok(answer)
    }

    pub(crate) async fn list_api_keys(
        &self,
        asked: &Asked,
        request: OfClinicRequest,
    ) -> Result<ListApiKeysResponse, Failure> {
        asked.caller.require_admin(request.clinic_id)?;
        let (ClinicId(clinic_id), Page { after, limit }) = (request.clinic_id, request.page);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let max = i64::from(limit) + 1;
        let rows = sql::list_api_keys().bind(&tx, &clinic_id, &after.id, &max).all().await?;
        if rows.is_empty() {
            sql::clinic_name().bind(&tx, &clinic_id).opt().await?.ok_or_else(Problem::not_found)?;
        }
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.id));
        let items = rows.into_iter().map(|row| message(row, String::new())).collect();
        Ok(ListApiKeysResponse { items, next_cursor: next })
    }

    pub(crate) async fn revoke_api_key(
        &self,
        asked: &Asked,
        RevokeApiKeyRequest { clinic_id, id: ApiKeyId(id) }: RevokeApiKeyRequest,
    ) -> Result<Done, Failure> {
        let caller = &asked.caller;
        caller.require_admin(clinic_id)?;
        let ClinicId(clinic_id) = clinic_id;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let revoked = sql::revoke_api_key().bind(&tx, &now, &clinic_id, &id).opt().await?;
        let version = revoked.ok_or_else(Problem::not_found)?;
        self.revoke_key(&tx, id).await?;
        self.note_at(&tx, caller, "api-key.revoke", clinic_id, (id, version)).await?;
        commit(tx).await?;
        Ok(Done {})
    }
}
