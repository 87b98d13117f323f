//! The last layer: writes a plan that holds, in batches of one statement each, all in the transaction that it is given.

mod appointments;
mod hours;
mod keys;
mod people;
mod slots;
mod writer;

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use holdfast_domain::Ids;
use holdfast_postgres::DbError;
use holdfast_sql::queries::freshness::renew_freshness;
use holdfast_vault::Vault;
use jiff::Timestamp;

use crate::error::ImportError;
use crate::plan::Plan;
use crate::plan::slot::{Holder, Origin, Slot};
use crate::progress::{Progress, Step};
use crate::resolve::people::Doctor;
use crate::write::writer::Writer;

/// Rows per statement: enough that the way to the server does not count, few enough that no statement takes long.
const BATCH: usize = 4_000;

/// Writes everything: parents before their children.
pub(crate) async fn write(
    tx: &Transaction<'_>,
    vault: &Vault,
    plan: &Plan,
    now: Timestamp,
    ids: &Ids,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), ImportError> {
    let doctors = &plan.doctors;
    let (new_doctors, existing_doctors): (Vec<&Doctor>, Vec<&Doctor>) =
        doctors.iter().partition(|doctor| doctor.is_new());
    let with_new_hours: Vec<&Doctor> =
        existing_doctors.into_iter().filter(|doctor| !doctor.new_templates.is_empty()).collect();
    let new_slots: Vec<&Slot> = plan.slots.iter().filter(|slot| slot.is_written()).collect();
    let is_taken = |slot: &&Slot| slot.origin == Origin::Existing && matches!(slot.holder, Holder::Row(_));
    let taken_slots: Vec<&Slot> = plan.slots.iter().filter(is_taken).collect();

    let people = plan.clinics.len() + new_doctors.len() + plan.patients.len();
    let total = people + new_slots.len() + plan.appointments.len();
    let mut done = 0;
    let mut advance = |rows: usize| {
        done += rows;
        progress(Progress { step: Step::Write, done, total });
    };
    advance(0);

    let mut writer = Writer { tx, vault, keys: HashMap::new(), ids, now };
    for batch in plan.clinics.chunks(BATCH) {
        writer.clinics(batch).await?;
        advance(batch.len());
    }
    for batch in new_doctors.chunks(BATCH) {
        writer.doctors(batch).await?;
        advance(batch.len());
    }
    for batch in with_new_hours.chunks(BATCH) {
        writer.slots_until(batch).await?;
    }
    for batch in doctors.chunks(BATCH) {
        writer.schedules(batch).await?;
    }
    writer.open_keys(plan).await?;
    for batch in plan.patients.chunks(BATCH) {
        writer.patients(batch).await?;
        advance(batch.len());
    }
    writer.give_way(plan).await?;
    for batch in new_slots.chunks(BATCH) {
        writer.slots(batch, doctors).await?;
        advance(batch.len());
    }
    for batch in taken_slots.chunks(BATCH) {
        writer.take_slots(batch, doctors).await?;
    }
    for batch in plan.appointments.chunks(BATCH) {
        writer.appointments(batch, plan).await?;
        writer.steps(batch, plan).await?;
        writer.appointment_refs(batch, plan).await?;
        advance(batch.len());
    }
    // Nobody is told of each doctor: whatever was read before says nothing.
    renew_freshness().bind(tx).await.map_err(DbError::from)?;
    Ok(())
}
