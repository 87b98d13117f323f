//! Clinics, doctors, patient records.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use futures::FutureExt;
use futures::future::BoxFuture;
use holdfast_clinic::Clinics;
use holdfast_clinic::jobs::seal_audit::SealAudit;
use holdfast_config::Settings;
use holdfast_invariants::jobs::Watch;
use holdfast_jobs::Job;
use holdfast_postgres::DbRole;
use holdfast_rpc::RoleChannel;
use holdfast_rpc::clinic::{ClinicClient, serve};

use super::{Called, Materials, Need, Offer, Part, Parts, Role};
use crate::{database, events};

pub(crate) static ROLE: Role = Role {
    name: "clinic",
    does: "clinics, doctors, patient records, webhooks; the sealing of the audit log; the watch over invariants",
    database: &[DbRole::Clinic, DbRole::Audit, DbRole::Watch],
    needs: &[Need::MasterKeys],
    calls: &[],
    listens: false,
    tells_readers: false,
    build,
};

fn build(from: &Materials<'_>) -> Result<Parts> {
    let settings = from.settings;
    let (db, destinations) = (from.pool(DbRole::Clinic)?, events::destinations(settings)?);
    let clinics = Clinics::new(db, from.clock(), from.ids(), from.keys()?, destinations);
    let seal_audit = SealAudit::new(database::audit_pool(from.url()?, settings)?, from.clock());
    let watch = Watch::new(
        database::watch_pool(from.url()?, settings)?,
        from.clock(),
        settings.booking.hold_grace(),
        settings.invariants.full_hour,
    );
    Ok(vec![Box::new(clinics), Box::new(seal_audit), Box::new(watch)])
}

impl Part for Clinics {
    fn offer(&self) -> Option<Offer> {
        let service = serve(Arc::new(self.clone()));
        Some(Box::new(move |server| server.offer(service)))
    }

    fn jobs(&self, _settings: &Settings) -> Vec<Job> {
        self.jobs().into()
    }
}

impl Part for SealAudit {
    fn jobs(&self, _settings: &Settings) -> Vec<Job> {
        self.jobs().into()
    }

    fn check(&self) -> BoxFuture<'_, Result<()>> {
        let needed = "the audit log cannot be sealed: a login of the clinic role needs holdfast_audit too";
        async move { self.check().await.context(needed) }.boxed()
    }
}

impl Part for Watch {
    fn jobs(&self, _settings: &Settings) -> Vec<Job> {
        self.jobs().into()
    }

    fn check(&self) -> BoxFuture<'_, Result<()>> {
        let needed = "invariants cannot be watched: a login of the clinic role needs holdfast_watch too";
        async move { self.check().await.context(needed) }.boxed()
    }
}

impl Called for ClinicClient {
    type Service = Clinics;
    const ROLE: &'static Role = &ROLE;

    fn of_service(service: Clinics, deadline: Duration) -> Self {
        Self::here(Arc::new(service), deadline)
    }

    fn over_channel(channel: RoleChannel) -> Self {
        Self::there(channel)
    }
}
