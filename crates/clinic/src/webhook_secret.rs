//! What a webhook's deliveries are signed by: shown once, and renewed without a gap.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use holdfast_domain::{Asked, ClinicId, Ids, Problem, WebhookId};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{Webhook, WebhookRequest};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::{Place, answers};
use jiff::SignedDuration;

use crate::Clinics;
use crate::webhooks::message;
use crate::write::Written;

/// How long deliveries are signed by the secret before as well.
const OLD_ONE_HOLDS: SignedDuration = SignedDuration::from_hours(24);

/// 256 random bits, written as the Standard Webhooks specification has it.
pub(crate) fn new_secret(ids: &Ids) -> String {
    let mut bytes = [0; 32];
    ids.fill(&mut bytes);
    format!("whsec_{}", STANDARD.encode(bytes))
}

impl Clinics {
    pub(crate) async fn renew_webhook_secret(
        &self,
        asked: &Asked,
        WebhookRequest { clinic_id: clinic, id: WebhookId(id) }: WebhookRequest,
    ) -> Result<Webhook, Failure> {
        asked.caller.require_admin(clinic)?;
        let ClinicId(clinic_id) = clinic;
        let key = self.vault.clinic(clinic_id).await?;
        let secret = new_secret(&self.ids);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first(&tx, asked.key.as_ref(), Some(&key)).await? {
            return Ok(first);
        }
        self.still_administers(&tx, &asked.caller, clinic).await?;
        let now = self.clock.now();
        let params = sql::RenewWebhookSecretParams {
            until: now + OLD_ONE_HOLDS,
            secret: key.seal(Place::webhook_secret(id), secret.as_bytes())?,
            now,
            clinic_id,
            id,
        };
        let row =
            sql::renew_webhook_secret().params(&tx, &params).opt().await?.ok_or_else(Problem::not_found)?;
        let version = row.version;
        let written = Written::secret(clinic_id, id, version, message(row, &key, secret)?, &key);
        self.finish(tx, asked, "webhook.renew-secret", written).await
    }
}
