//! Merges two records of one person, and parts them again within a day (`docs/decisions/0042`).
//!
//! The one that stays takes over all appointments and the account. The other keeps what it says, is found by it, and leads to the one
//! that stays: whatever is asked of it is answered by `patient-merged` with where it went.
//!
//! A booking under way for the merged record either is there when its row is locked, and is moved; or comes later, and is refused by
//! PostgreSQL (`appointments_of_live_patient`), tried again, and told.

use deadpool_postgres::Transaction;
use holdfast_domain::patient::{self, MERGE_UNDONE_WITHIN};
use holdfast_domain::{AccountId, Asked, ErrorCode, PatientId, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::About;
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{MergePatientRequest, Patient, PatientRequest};
use holdfast_sql::client::Params;
use holdfast_sql::queries::{clinic, merge as sql};
use holdfast_vault::answers;
use jiff::Timestamp;
use uuid::Uuid;

use crate::Clinics;
use crate::patients::open;
use crate::write::Written;

/// Most overlaps that a refusal names.
const OVERLAPS_MAX: i64 = 20;

/// A merge, or its undoing, at work.
struct Work<'a> {
    service: &'a Clinics,
    tx: &'a Transaction<'a>,
    asked: &'a Asked,
    clinic_id: Uuid,
    now: Timestamp,
}

impl Clinics {
    pub(crate) async fn merge_patient(
        &self,
        asked: &Asked,
        request: MergePatientRequest,
    ) -> Result<Patient, Problem> {
        asked.caller.require_desk(request.clinic_id)?;
        if request.id == request.into {
            return Err(Problem::field("into", "is the record itself"));
        }
        with_retry(&self.ids, || self.merge_once(asked, &request)).await
    }

    async fn merge_once(&self, asked: &Asked, request: &MergePatientRequest) -> Result<Patient, Failure> {
        let (clinic_id, PatientId(id), PatientId(into)) = (request.clinic_id.0, request.id, request.into);
        let key = self.vault.clinic(clinic_id).await?;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first::<Patient>(&tx, asked.key.as_ref(), Some(&key)).await? {
            return Ok(first);
        }
        let work = Work { service: self, tx: &tx, asked, clinic_id, now };
        let [merged, stays] = work.lock([id, into]).await?;
        let merged = merged.ok_or_else(Problem::not_found)?;
        let stays = stays.ok_or_else(|| Problem::field("into", "is not a patient record of this clinic"))?;
        if let Some(into) = merged.merged_into.or(stays.merged_into) {
            return Err(patient::is_merged(PatientId(into)).into());
        }
        let of = |record: &sql::Record| record.account_id.map(AccountId);
        let account = patient::account_of_both(of(&stays), of(&merged))?;
        let overlapping = sql::overlapping().bind(&tx, &into, &clinic_id, &id, &OVERLAPS_MAX).all().await?;
        if !overlapping.is_empty() {
            let mut ids: Vec<Uuid> = overlapping.iter().flat_map(|both| [both.id, both.other_id]).collect();
            ids.sort_unstable();
            ids.dedup();
            return Err(Problem { ids, ..Problem::of(ErrorCode::AppointmentsOverlap) }.into());
        }
        let moved = clinic::lock_appointments_of_patient().bind(&tx, &clinic_id, &id).all().await?;
        let merge_id = self.ids.next();
        let params = sql::InsertMergeParams {
            clinic_id,
            id: merge_id,
            patient_id: id,
            into_id: into,
            now,
            took_account: stays.account_id.is_none() && merged.account_id.is_some(),
            offered_before: stays.offered_account_id,
        };
        sql::insert_merge().params(&tx, &params).await?;
        let too_old = now.saturating_sub(MERGE_UNDONE_WITHIN).unwrap_or(now);
        sql::forget_moved().bind(&tx, &clinic_id, &too_old).await?;
        sql::remember_moved().bind(&tx, &clinic_id, &merge_id, &now, &moved).await?;
        work.give(&moved, into).await?;
        sql::lead_on().bind(&tx, &into, &clinic_id, &id).await?;
        let version = sql::set_merged().bind(&tx, &into, &clinic_id, &id).one().await?;
        // what nobody has taken up yet goes along too, where there is no account
        let offered = stays.offered_account_id.or(merged.offered_account_id).filter(|_| account.is_none());
        sql::set_accounts().bind(&tx, &account.map(|id| id.0), &offered, &clinic_id, &into).one().await?;
        work.note("patient.merge", id, version).await?;
        let row = clinic::get_patient().bind(&tx, &clinic_id, &into).one().await?;
        let written = Written {
            clinic_id,
            id: into,
            version: row.version,
            patient_id: Some(into),
            message: open(&row, &key)?,
            seals: Some(&*key),
        };
        self.finish(tx, asked, "patient.merge", written).await
    }

    pub(crate) async fn unmerge_patient(
        &self,
        asked: &Asked,
        request: PatientRequest,
    ) -> Result<Patient, Problem> {
        asked.caller.require_desk(request.clinic_id)?;
        with_retry(&self.ids, || self.unmerge_once(asked, &request)).await
    }

    async fn unmerge_once(&self, asked: &Asked, request: &PatientRequest) -> Result<Patient, Failure> {
        let (clinic_id, PatientId(id)) = (request.clinic_id.0, request.id);
        let key = self.vault.clinic(clinic_id).await?;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first::<Patient>(&tx, asked.key.as_ref(), Some(&key)).await? {
            return Ok(first);
        }
        let work = Work { service: self, tx: &tx, asked, clinic_id, now };
        let cannot = |why: &str| Problem::new(ErrorCode::CannotUnmerge, why);
        // Not under lock: the records are locked first, as merges do it. Looked at again then.
        let merge = sql::merge_of().bind(&tx, &clinic_id, &id).opt().await?;
        let [merged, stays] = work.lock([id, merge.as_ref().map_or(id, |merge| merge.into_id)]).await?;
        let merged = merged.ok_or_else(Problem::not_found)?;
        let (Some(merge), Some(_)) = (merge, merged.merged_into) else {
            return Err(cannot("the record is not merged").into());
        };
        patient::can_be_undone(merge.merged_at, now)?;
        let stays = stays.filter(|stays| stays.merged_into.is_none() && merged.merged_into == Some(stays.id));
        let stays = stays.ok_or_else(|| {
            cannot("the record that it was merged into was merged too; undo that first, within its day")
        })?;
        // who left the record since, or took it up again, stays where they are
        let takes_back = merge.took_account && stays.account_id == merged.account_id;
        let account = merged.account_id.filter(|_| !merge.took_account || takes_back);
        let version = sql::set_parted().bind(&tx, &account, &clinic_id, &id).one().await?;
        sql::lead_back().bind(&tx, &clinic_id, &id).await?;
        let (account, offered) = if takes_back {
            (None, merge.offered_before)
        } else {
            (stays.account_id, stays.offered_account_id)
        };
        let into_version =
            sql::set_accounts().bind(&tx, &account, &offered, &clinic_id, &stays.id).one().await?;
        let moved = sql::lock_moved().bind(&tx, &stays.id, &clinic_id, &merge.id).all().await?;
        work.give(&moved, id).await?;
        sql::end_merge().bind(&tx, &now, &clinic_id, &merge.id).await?;
        work.note("patient.unmerge", stays.id, into_version).await?;
        let row = clinic::get_patient().bind(&tx, &clinic_id, &id).one().await?;
        let written = Written {
            clinic_id,
            id,
            version,
            patient_id: Some(id),
            message: open(&row, &key)?,
            seals: Some(&*key),
        };
        self.finish(tx, asked, "patient.unmerge", written).await
    }
}

impl Work<'_> {
    /// Two records, each if it is there and not erased; they stay as they are until the transaction ends.
    async fn lock(&self, ids: [Uuid; 2]) -> Result<[Option<sql::Record>; 2], Failure> {
        let rows = sql::lock_records().bind(self.tx, &self.clinic_id, &ids.as_slice()).all().await?;
        let of = |id| rows.iter().find(|row| row.id == id && row.erased_at.is_none()).copied();
        Ok(ids.map(of))
    }

    /// Gives appointments to a record.
    async fn give(&self, appointments: &[Uuid], to: Uuid) -> Result<(), Failure> {
        if appointments.is_empty() {
            return Ok(());
        }
        let new_ids = || appointments.iter().map(|_| self.service.ids.next()).collect::<Vec<Uuid>>();
        let params = sql::MoveAppointmentsParams {
            to_id: to,
            clinic_id: self.clinic_id,
            ids: appointments,
            event_ids: new_ids(),
            audit_ids: new_ids(),
            now: self.now,
            actor_role: self.asked.caller.role.as_str(),
            actor_id: self.asked.caller.actor_id(),
        };
        sql::move_appointments().params(self.tx, &params).await?;
        Ok(())
    }

    /// Notes it of the one record; of the other it is noted with the answer.
    async fn note(&self, action: &'static str, id: Uuid, version: i32) -> Result<(), Failure> {
        let about =
            About { clinic_id: self.clinic_id, entity_id: id, entity_version: version, patient_id: Some(id) };
        self.service.note_all(self.tx, &self.asked.caller, &[action], about).await
    }
}
