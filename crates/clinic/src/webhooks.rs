//! Webhooks: where other programs hear of a clinic's events. Its admins set them here; `holdfast-webhook` delivers.

use holdfast_domain::cursor::page;
use holdfast_domain::text::{Checks, NAME_MAX, URL_MAX};
use holdfast_domain::{Asked, ClinicId, Cursor, ErrorCode, EventType, Page, Problem, WebhookId};
use holdfast_outgoing::Destinations;
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{
    CreateWebhookRequest, DeleteWebhookResponse, ListWebhooksRequest, ListWebhooksResponse,
    UpdateWebhookRequest, Webhook, WebhookRequest,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::{ClinicKey, Place, VaultError, answers};
use jiff::Timestamp;

use crate::Clinics;
use crate::webhook_secret::new_secret;
use crate::write::Written;

/// Most webhooks of a clinic.
const MOST: i64 = 20;

pub(crate) fn message(row: sql::Webhook, key: &ClinicKey, secret: String) -> Result<Webhook, VaultError> {
    Ok(Webhook {
        url: key.open_text(Place::webhook_url(row.id), &row.url)?,
        id: WebhookId(row.id),
        clinic_id: ClinicId(row.clinic_id),
        description: row.description,
        event_types: row.event_types,
        enabled: row.is_enabled,
        disabled_reason: row.disabled_reason,
        failing_since_us: row.failing_since.map(Timestamp::as_microsecond),
        version: row.version.unsigned_abs(),
        created_at_us: row.created_at.as_microsecond(),
        secret,
        created_by: row.created_by,
    })
}

fn check_url(checks: &mut Checks, destinations: &Destinations, url: &str) {
    if url.len() > URL_MAX {
        checks.note("url", format!("must have at most {URL_MAX} bytes"));
    } else if let Err(problem) = destinations.url(url) {
        checks.note("url", problem);
    }
}

fn check_types(checks: &mut Checks, given: &[String]) -> Vec<EventType> {
    let known = |name: &str| EventType::parse(name).filter(|one| EventType::ALL.contains(one));
    if given.iter().any(|name| known(name).is_none()) {
        checks.note("event_types", "contains an unknown event type");
    }
    if (1..given.len()).any(|at| given[..at].contains(&given[at])) {
        checks.note("event_types", "contains a duplicate");
    }
    given.iter().filter_map(|name| known(name)).collect()
}

fn names(types: &[EventType]) -> Vec<&'static str> {
    types.iter().map(|one| one.as_str()).collect()
}

impl Clinics {
    pub(crate) async fn create_webhook(
        &self,
        asked: &Asked,
        request: CreateWebhookRequest,
    ) -> Result<Webhook, Failure> {
        let caller = &asked.caller;
        caller.require_admin(request.clinic_id)?;
        let mut checks = Checks::new();
        check_url(&mut checks, &self.destinations, &request.url);
        checks.line("description", &request.description, NAME_MAX);
        let mut types = check_types(&mut checks, &request.event_types);
        checks.finish()?;
        if types.is_empty() {
            types = EventType::ALL.to_vec();
        }
        let ClinicId(clinic_id) = request.clinic_id;
        let key = self.vault.clinic(clinic_id).await?;
        let (id, secret) = (self.ids.next(), new_secret(&self.ids));
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first(&tx, asked.key.as_ref(), Some(&key)).await? {
            return Ok(first);
        }
        self.still_administers(&tx, caller, request.clinic_id).await?;
        let params = sql::InsertWebhookParams {
            clinic_id,
            id,
            url: key.seal(Place::webhook_url(id), request.url.as_bytes())?,
            description: request.description.trim(),
            event_types: names(&types),
            secret: key.seal(Place::webhook_secret(id), secret.as_bytes())?,
            created_by: caller.actor_id(),
            now: self.clock.now(),
            most: MOST,
        };
        let row = sql::insert_webhook().params(&tx, &params).opt().await?;
        let row = row.ok_or_else(|| Problem::of(ErrorCode::TooManyWebhooks))?;
        let version = row.version;
        let written = Written::secret(clinic_id, id, version, message(row, &key, secret)?, &key);
        self.finish(tx, asked, "webhook.create", written).await
    }

    pub(crate) async fn get_webhook(
        &self,
        asked: &Asked,
        WebhookRequest { clinic_id, id: WebhookId(id) }: WebhookRequest,
    ) -> Result<Webhook, Failure> {
        asked.caller.require_admin(clinic_id)?;
        let ClinicId(clinic_id) = clinic_id;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let row =
            sql::get_webhook().bind(&tx, &clinic_id, &id).opt().await?.ok_or_else(Problem::not_found)?;
        drop(tx);
        Ok(message(row, &*self.vault.clinic(clinic_id).await?, String::new())?)
    }

    pub(crate) async fn list_webhooks(
        &self,
        asked: &Asked,
        request: ListWebhooksRequest,
    ) -> Result<ListWebhooksResponse, Failure> {
        asked.caller.require_admin(request.clinic_id)?;
        let (ClinicId(clinic_id), Page { after, limit }) = (request.clinic_id, request.page);
        // there may be no such clinic
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let max = i64::from(limit) + 1;
        let rows = sql::list_webhooks().bind(&tx, &clinic_id, &after.id, &max).all().await?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.id));
        let open = |row| message(row, &key, String::new());
        let items = rows.into_iter().map(open).collect::<Result<_, _>>()?;
        Ok(ListWebhooksResponse { items, next_cursor: next })
    }

    pub(crate) async fn update_webhook(
        &self,
        asked: &Asked,
        request: UpdateWebhookRequest,
    ) -> Result<Webhook, Failure> {
        let caller = &asked.caller;
        caller.require_admin(request.clinic_id)?;
        let mut checks = Checks::new();
        if let Some(url) = &request.url {
            check_url(&mut checks, &self.destinations, url);
        }
        if let Some(description) = &request.description {
            checks.line("description", description, NAME_MAX);
        }
        let types = check_types(&mut checks, &request.event_types);
        checks.finish()?;
        let (ClinicId(clinic_id), WebhookId(id)) = (request.clinic_id, request.id);
        let key = self.vault.clinic(clinic_id).await?;
        let url = request.url.as_deref().map(|url| key.seal(Place::webhook_url(id), url.as_bytes()));
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        self.still_administers(&tx, caller, request.clinic_id).await?;
        let params = sql::UpdateWebhookParams {
            url: url.transpose()?,
            description: request.description.as_deref().map(str::trim),
            event_types: Some(names(&types)).filter(|names| !names.is_empty()),
            is_enabled: request.enabled,
            now: self.clock.now(),
            clinic_id,
            id,
            expected_version: request.expected_version.map(|v| i32::try_from(v).unwrap_or(i32::MAX)),
        };
        let row = match sql::update_webhook().params(&tx, &params).opt().await? {
            Some(row) => row,
            // No row: there is no such webhook, or it has another version.
            None if sql::get_webhook().bind(&tx, &clinic_id, &id).opt().await?.is_some() => {
                return Err(Problem::of(ErrorCode::PreconditionFailed).into());
            }
            None => return Err(Problem::not_found().into()),
        };
        let version = row.version;
        let written = Written::impersonal(clinic_id, id, version, message(row, &key, String::new())?);
        self.finish(tx, asked, "webhook.update", written).await
    }

    pub(crate) async fn delete_webhook(
        &self,
        asked: &Asked,
        WebhookRequest { clinic_id, id: WebhookId(id) }: WebhookRequest,
    ) -> Result<DeleteWebhookResponse, Failure> {
        asked.caller.require_admin(clinic_id)?;
        let ClinicId(clinic_id) = clinic_id;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let deleted = sql::delete_webhook().bind(&tx, &clinic_id, &id).opt().await?;
        let version = deleted.ok_or_else(Problem::not_found)?;
        let written = Written::impersonal(clinic_id, id, version, DeleteWebhookResponse {});
        self.finish(tx, asked, "webhook.delete", written).await
    }
}
