//! Keeps every doctor's slots made as far ahead as the hours say: a job that goes round the clinics, and the
//! manual trigger for one of them.

use std::time::Duration;

use holdfast_domain::{Asked, ErrorCode, KeyUse, Problem, Role};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::{GenerateSlotsRequest, SlotChanges};
use holdfast_sql::queries::availability as sql;
use uuid::Uuid;

use crate::Availability;

/// Clinics read at a time.
const PAGE: i64 = 500;

impl Availability {
    /// The manual trigger.
    pub(crate) async fn generate_slots(
        &self,
        asked: &Asked,
        GenerateSlotsRequest { clinic_id }: GenerateSlotsRequest,
    ) -> Result<SlotChanges, Problem> {
        let caller = &asked.caller;
        if !matches!(caller.role, Role::ClinicAdmin | Role::Staff | Role::PlatformAdmin) {
            return Err(Problem::of(ErrorCode::Forbidden));
        }
        if !caller.works_at(clinic_id) {
            return Err(Problem::not_found());
        }
        self.extend(clinic_id.0, asked.key.as_ref()).await
    }

    async fn extend(&self, clinic_id: Uuid, used: Option<&KeyUse>) -> Result<SlotChanges, Problem> {
        let (changes, doctors) = self.extend_clinic(clinic_id, used).await?;
        self.readers.tell(&doctors).await?;
        Ok(changes)
    }

    /// Goes round all clinics once; returns how many slots that made.
    pub async fn extend_all(&self) -> Result<u64, Problem> {
        let mut added = 0;
        let mut after = Uuid::nil();
        loop {
            let clinics: Result<_, Failure> = async {
                let client = self.db.client().await?;
                Ok(sql::clinics_after().bind(&client, &after, &PAGE).all().await?)
            }
            .await;
            let clinics = clinics.map_err(Problem::from)?;
            for clinic in &clinics {
                added += self.extend(clinic.id, None).await?.added;
            }
            match clinics.last() {
                Some(last) => after = last.id,
                None => return Ok(added),
            }
        }
    }

    /// Goes round for ever, every `interval`.
    pub async fn run_horizon(self, interval: Duration) {
        let mut ticks = tokio::time::interval(interval);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            match self.extend_all().await {
                Ok(0) => {}
                Ok(added) => tracing::info!(added, "generated slots up to the horizon"),
                Err(problem) => tracing::warn!(%problem, "generating slots failed; will retry"),
            }
        }
    }
}
