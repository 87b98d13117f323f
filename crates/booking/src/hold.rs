//! Holds of visitors: a slot is kept for somebody who has not said yet for whom. It is a pending appointment without a patient;
//! `confirm_hold` makes it a booking.
//!
//! A visitor has one live hold at a clinic. A new one frees the old in the same transaction; what cannot be had leaves the old one
//! as it is.

use deadpool_postgres::Transaction;
use holdfast_coordination::Acquired;
use holdfast_domain::appointment::{Wanted, has_expired};
use holdfast_domain::client_network::NETWORKS;
use holdfast_domain::hold::{Elsewhere, OnHold, Terms};
use holdfast_domain::overrule::{self, Overruling};
use holdfast_domain::squeeze_in;
use holdfast_domain::template::Mode;
use holdfast_domain::{
    Action, AppointmentId, Asked, Caller, ClinicId, DoctorId, ErrorCode, Problem, SlotId, Status,
    VisitTypeId, VisitorId,
};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit, idempotency};
use holdfast_rpc::booking::{Hold, HoldRequest, HoldSlotRequest, ReleaseHoldResponse};
use holdfast_sql::client::Params;
use holdfast_sql::queries::{booking as sql, idempotency as answers};
use holdfast_telemetry::metrics;
use holdfast_telemetry::trace::{self, Kind};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Booking;
use crate::book::busy;
use crate::change::Change;
use crate::counted::{held_together, of_visitor};
use crate::record::{Record, outcome};
use crate::visit_type;
use crate::wanted::{lock_slots, wanted};

/// A hold as its visitor sees it; also the answer kept for an idempotency key.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Held {
    record: Record,
    visitor_id: VisitorId,
    extensions_left: u32,
    slot_version: Option<i32>,
    is_new: bool,
}

impl Held {
    fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn decode(answer: &[u8]) -> Result<Self, Problem> {
        serde_json::from_slice(answer).map_err(|error| {
            tracing::error!(%error, "a stored idempotency answer is unreadable");
            Problem::of(ErrorCode::Internal)
        })
    }

    fn message(self) -> Result<Hold, Problem> {
        // why it ended is not told to who holds nothing any more
        let record = Record { reason: Vec::new(), cancel_reason: Vec::new(), ..self.record };
        Ok(Hold {
            appointment: record.message(None)?,
            visitor_id: self.visitor_id,
            extensions_left: self.extensions_left,
            slot_version: self.slot_version.map(i32::unsigned_abs),
            is_new: self.is_new,
        })
    }
}

fn terms(hold_minutes: i32, hold_extensions: i32) -> Terms {
    let lives = SignedDuration::from_mins(i64::from(hold_minutes));
    Terms { lives, extensions: hold_extensions.unsigned_abs() }
}

/// What a visitor wants to hold.
struct Wish<'a> {
    asked: &'a Asked,
    clinic_id: ClinicId,
    slot_id: SlotId,
    visit_type_id: Option<VisitTypeId>,
    visitor_id: VisitorId,
    /// The narrowest first.
    networks: &'a [Vec<u8>],
    override_reason: Option<&'a str>,
}

impl Wish<'_> {
    /// Whether it is nobody's who works for the clinic: a front desk holds as much as it needs.
    fn is_bounded(&self) -> bool {
        !self.asked.caller.role.books_for_others()
    }

    /// The networks by how `held_from` begins for them, in the order of [`NETWORKS`].
    fn prefixes(&self) -> Vec<Vec<u8>> {
        let widest_first: Vec<&[u8]> = self.networks.iter().rev().map(Vec::as_slice).collect();
        (1..=widest_first.len()).rev().map(|count| widest_first[..count].concat()).collect()
    }
}

impl Booking {
    pub(crate) async fn hold_slot(&self, asked: &Asked, request: HoldSlotRequest) -> Result<Hold, Problem> {
        let held = Box::pin(self.hold(asked, request)).await;
        metrics::HOLDS.of([outcome(&held)]).increment(1);
        held?.message()
    }

    async fn hold(&self, asked: &Asked, request: HoldSlotRequest) -> Result<Held, Problem> {
        let HoldSlotRequest { slot_id, clinic_id, visitor_id, networks, visit_type_id, override_reason } =
            request;
        asked.caller.require_booker(false)?;
        let override_reason = overrule::reason(&asked.caller, override_reason.as_deref())?;
        if networks.len() > NETWORKS.len() {
            return Err(Problem::field("networks", "are more than clients are counted by"));
        }
        let _lock = match trace::within("lock slot", Kind::Internal, [], self.locks.acquire(slot_id.0)).await
        {
            Acquired::Held(guard) => Some(guard),
            Acquired::Busy => return self.held_before(asked).await?.ok_or_else(busy),
            Acquired::Away => None,
        };
        let Some(clinic_id) = self.clinic_of(&asked.caller, slot_id, clinic_id).await? else {
            return self.held_before(asked).await?.ok_or_else(Problem::not_found);
        };
        let visitor_id = visitor_id.unwrap_or_else(|| VisitorId(self.ids.next()));
        let wish = Wish {
            asked,
            clinic_id,
            slot_id,
            visit_type_id,
            visitor_id,
            networks: &networks,
            override_reason: override_reason.as_deref(),
        };
        let held = with_retry(&self.ids, || self.hold_once(&wish)).await?;
        tracing::debug!(appointment.id = %held.record.id, slot.id = %slot_id, "hold_slot");
        Ok(held)
    }

    /// The first answer to a request whose slot is at work on, or gone.
    async fn held_before(&self, asked: &Asked) -> Result<Option<Held>, Problem> {
        let Some(key) = &asked.key else { return Ok(None) };
        let client = self.db.client().await?;
        let found = answers::find_answer().bind(&client, &key.caller, &key.route, &key.key).opt().await;
        let Some(found) = found.map_err(DbError::from)? else { return Ok(None) };
        drop(client);
        let answer = idempotency::replay(&found.request_hash, &key.request_hash, found.result)?;
        idempotency::make_durable(&self.db).await?;
        self.held_again(&answer).await.map(Some)
    }

    /// A kept answer. The first one may have been lost on its way, and the mark with it.
    async fn held_again(&self, answer: &[u8]) -> Result<Held, Problem> {
        let held = Held::decode(answer)?;
        self.readers.tell(&[held.record.doctor_id.0]).await?;
        Ok(held)
    }

    async fn hold_once(&self, wish: &Wish<'_>) -> Result<Held, Failure> {
        let Asked { caller, key } = wish.asked;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(wish.clinic_id.0)).await?;
        if let Some(answer) = idempotency::claim(&tx, key.as_ref()).await? {
            drop(tx);
            drop(client);
            return Ok(self.held_again(&answer).await?);
        }
        let slot = sql::slot_to_hold().bind(&tx, &wish.clinic_id.0, &wish.slot_id.0).opt().await?;
        let slot = slot.ok_or_else(Problem::not_found)?;
        // who asks many times at once is told so at once, and keeps no connection waiting
        if !sql::try_lock_visitor().bind(&tx, &of_visitor(wish.visitor_id)).one().await? {
            let detail = "another request of yours is at work; try again in a moment";
            return Err(Problem::new(ErrorCode::SlotBusy, detail).into());
        }
        if wish.is_bounded() {
            let locks = held_together(wish.networks, DoctorId(slot.doctor_id));
            sql::lock_counted().bind(&tx, &locks).one().await?;
        }
        let now = self.clock.now();
        let before =
            sql::lock_hold_of_visitor().bind(&tx, &wish.clinic_id.0, &wish.visitor_id.0).opt().await?;
        let before = before.map(Record::try_from).transpose()?;
        let is_over = |record: &Record| has_expired(record.hold_expires_at, now);
        if let Some(record) = &before
            && record.slot_id == wish.slot_id
            && !is_over(record)
        {
            // they have come back to it
            let held = self.held(&tx, record.clone(), wish.visitor_id).await?;
            idempotency::remember(&tx, key.as_ref(), &held.encode(), Some(record.id.0), now).await?;
            commit(tx).await?;
            return Ok(held);
        }
        let mut overruling = Overruling::with(wish.override_reason);
        let (wanted, visit_type) = self.want(&tx, wish, &mut overruling, before.as_ref(), now).await?;
        let lives = visit_type.as_ref().and_then(|found| found.hold_minutes).unwrap_or(slot.hold_minutes);
        let terms = terms(lives, slot.hold_extensions);
        let doctor_before = before.as_ref().map(|record| record.doctor_id.0);
        if let Some(record) = before {
            let expired = is_over(&record);
            self.free(&tx, caller, record, expired, now).await?;
        }
        let mut record =
            self.write_hold(&tx, wish, (&wanted, visit_type), terms.expires_at(now), now).await?;
        self.keep_override(&tx, caller, &mut record, &overruling, now).await?;
        let held = self.held(&tx, record, wish.visitor_id).await?;
        let held = Held { is_new: true, ..held };
        idempotency::remember(&tx, key.as_ref(), &held.encode(), Some(held.record.id.0), now).await?;
        let committed = commit(tx).await;
        drop(client);
        // Told also when the outcome is unknown: it may have been committed.
        let mut doctors = vec![wanted.doctor_id];
        doctors.extend(doctor_before.filter(|id| *id != wanted.doctor_id));
        let told = self.readers.tell(&doctors).await;
        committed?;
        told?;
        Ok(held)
    }

    /// The wanted slot, locked together with the one that is about to be freed, if they may have it.
    async fn want(
        &self,
        tx: &Transaction<'_>,
        wish: &Wish<'_>,
        overruling: &mut Overruling<'_>,
        before: Option<&Record>,
        now: Timestamp,
    ) -> Result<(sql::LockSlots, Option<sql::VisitType>), Failure> {
        let slots: Vec<Uuid> = [Some(wish.slot_id), before.map(|record| record.slot_id)]
            .into_iter()
            .flatten()
            .map(|id| id.0)
            .collect();
        let locked = lock_slots(tx, &slots, wish.clinic_id, &wish.asked.caller, now).await?;
        let is_there = |slot: &sql::LockSlots| {
            let role = wish.asked.caller.role;
            slot.id == wish.slot_id.0 && squeeze_in::is_there(slot.kept_until, slot.is_booked, role, now)
        };
        let slot = locked.into_iter().find(is_there).ok_or_else(Problem::not_found)?;
        // their own hold on it, which has expired and was not ended yet
        // (one that was squeezed in goes with it)
        let is_own = slot.kept_until.is_none() && before.is_some_and(|record| record.slot_id == wish.slot_id);
        let caller = &wish.asked.caller;
        let visit_type = visit_type::of_hold(tx, caller, overruling, wish.visit_type_id, &slot).await?;
        let notice = visit_type.as_ref().and_then(|found| found.min_notice_minutes);
        let is_taken = (slot.is_booked && !is_own) || slot.is_withdrawn;
        let wanted = Wanted { is_taken, ..wanted(&slot, notice) };
        wanted.judge(caller.role, overruling, now).map_err(Problem::of)?;
        if wish.is_bounded() {
            let besides = before.map(|record| record.id.0);
            let day = sql::held_of_day().bind(tx, &besides, &wish.clinic_id.0, &slot.id).one().await?;
            let (expired_holds, slots_of_day, held_of_day) =
                (day.expired_holds, day.slots_of_day, day.held_of_day);
            OnHold { expired_holds, slots_of_day, held_of_day }.judge(&self.bounds)?;
            let prefixes = wish.prefixes();
            let elsewhere =
                sql::held_elsewhere().bind(tx, &wish.visitor_id.0, &besides, &prefixes).one().await?;
            let (of_visitor, of_networks) = (elsewhere.of_visitor, elsewhere.of_networks.as_slice());
            Elsewhere { of_visitor, of_networks }.judge(&self.bounds)?;
        }
        Ok((slot, visit_type))
    }

    /// Ends a hold, which is locked, and gives its slot back.
    async fn free(
        &self,
        tx: &Transaction<'_>,
        caller: &Caller,
        record: Record,
        expired: bool,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let (action, caller) =
            if expired { (Action::Expire, &Caller::SYSTEM) } else { (Action::Cancel, caller) };
        let (marked_at, cancel_notice) = (None, SignedDuration::ZERO);
        let overruling = Overruling::default();
        let mut change =
            Change { service: self, tx, caller, record, marked_at, cancel_notice, overruling, now };
        let to = change.after(action)?;
        match action {
            Action::Expire => change.expire(to).await,
            _ => change.cancel(to, "").await,
        }
    }

    async fn write_hold(
        &self,
        tx: &Transaction<'_>,
        wish: &Wish<'_>,
        (slot, visit_type): (&sql::LockSlots, Option<sql::VisitType>),
        hold_expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<Record, Failure> {
        let clinic_id = wish.clinic_id;
        // if it was their own, it has just been freed
        let as_it_is = lock_slots(tx, &[slot.id], clinic_id, &wish.asked.caller, now).await?;
        let version = as_it_is.first().map_or(slot.version, |slot| slot.version);
        let taken = sql::take_slot().bind(tx, &clinic_id.0, &slot.id, &version).await?;
        if taken != 1 && slot.kept_until.is_none() {
            tracing::error!(slot.id = %slot.id, "a free slot was missing from the search index");
        }
        let caller = &wish.asked.caller;
        let held_from =
            Some(wish.prefixes()).filter(|_| wish.is_bounded()).and_then(|all| all.into_iter().next());
        let mode = Mode::parse(&slot.mode).ok_or_else(|| Problem::of(ErrorCode::Internal))?;
        let id = AppointmentId(self.ids.next());
        sql::insert_hold()
            .params(
                tx,
                &sql::InsertHoldParams {
                    clinic_id: clinic_id.0,
                    id: id.0,
                    doctor_id: slot.doctor_id,
                    slot_id: slot.id,
                    starts_at: slot.starts_at,
                    ends_at: slot.ends_at,
                    mode: slot.mode.as_str(),
                    hold_expires_at,
                    now,
                    visitor_id: wish.visitor_id.0,
                    held_from,
                    visit_type_id: visit_type.as_ref().map(|found| found.id),
                    event_id: self.ids.next(),
                    actor_role: caller.role.as_str(),
                    audit_id: self.ids.next(),
                    actor_id: caller.actor_id(),
                },
            )
            .await?;
        let clinic = sql::clinic_zone().bind(tx, &clinic_id.0).one().await?;
        Ok(Record {
            clinic_id,
            id,
            doctor_id: DoctorId(slot.doctor_id),
            patient_id: None,
            slot_id: wish.slot_id,
            starts_at: slot.starts_at,
            ends_at: slot.ends_at,
            time_zone: clinic,
            status: Status::Pending,
            mode,
            visit_type_id: visit_type.map(|found| VisitTypeId(found.id)),
            reason: Vec::new(),
            hold_expires_at: Some(hold_expires_at),
            checked_in_at: None,
            cancel_reason: Vec::new(),
            version: 1,
            booked_at: now,
            is_overruled: false,
            guest_secrets_since: None,
        })
    }

    /// A hold, with what its clinic lets be done with it.
    async fn held(
        &self,
        tx: &Transaction<'_>,
        record: Record,
        visitor_id: VisitorId,
    ) -> Result<Held, Failure> {
        let found = sql::hold_terms().bind(tx, &record.clinic_id.0, &record.id.0).one().await?;
        let left = terms(found.hold_minutes, found.hold_extensions).left(found.extensions.unsigned_abs());
        let extensions_left = if record.status == Status::Pending { left } else { 0 };
        Ok(Held { record, visitor_id, extensions_left, slot_version: found.slot_version, is_new: false })
    }

    pub(crate) async fn get_hold(&self, asked: &Asked, request: HoldRequest) -> Result<Hold, Problem> {
        let HoldRequest { id, visitor_id } = request;
        let held = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(&asked.caller, Scope::OfAppointment(id.0))).await?;
            let row = sql::get_hold().bind(&tx, &id.0, &visitor_id.0).opt().await?;
            let record = Record::try_from(row.ok_or_else(Problem::not_found)?)?;
            self.held(&tx, record, visitor_id).await
        };
        let held: Result<Held, Failure> = held.await;
        held.map_err(Problem::from)?.message()
    }

    pub(crate) async fn extend_hold(&self, asked: &Asked, request: HoldRequest) -> Result<Hold, Problem> {
        with_retry(&self.ids, || self.extend_once(asked, &request)).await?.message()
    }

    async fn extend_once(&self, asked: &Asked, request: &HoldRequest) -> Result<Held, Failure> {
        let Asked { caller, key } = asked;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfAppointment(request.id.0))).await?;
        if let Some(answer) = idempotency::claim(&tx, key.as_ref()).await? {
            return Ok(Held::decode(&answer)?);
        }
        let mut record = locked(&tx, request).await?;
        let Some(hold_expires_at) = record.hold_expires_at else {
            return Err(Problem::of(ErrorCode::HoldExpired).into());
        };
        let now = self.clock.now();
        let found = sql::hold_terms().bind(&tx, &record.clinic_id.0, &record.id.0).one().await?;
        let terms = terms(found.hold_minutes, found.hold_extensions);
        let until = terms.extend(hold_expires_at, found.extensions.unsigned_abs(), now)?;
        sql::extend_hold().bind(&tx, &until, &record.clinic_id.0, &record.id.0).await?;
        record.hold_expires_at = Some(until);
        let about = About {
            clinic_id: record.clinic_id.0,
            entity_id: record.id.0,
            entity_version: record.version,
            patient_id: None,
        };
        Notes { tx: &tx, caller, now, ids: &self.ids }.note("hold.extend", about).await?;
        let held = self.held(&tx, record, request.visitor_id).await?;
        idempotency::remember(&tx, key.as_ref(), &held.encode(), Some(held.record.id.0), now).await?;
        commit(tx).await?;
        Ok(held)
    }

    /// Lets go. What is over already stays so.
    pub(crate) async fn release_hold(
        &self,
        asked: &Asked,
        request: HoldRequest,
    ) -> Result<ReleaseHoldResponse, Problem> {
        with_retry(&self.ids, || self.release_once(asked, &request)).await?;
        Ok(ReleaseHoldResponse {})
    }

    async fn release_once(&self, asked: &Asked, request: &HoldRequest) -> Result<(), Failure> {
        let caller = &asked.caller;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfAppointment(request.id.0))).await?;
        let record = locked(&tx, request).await?;
        if record.status != Status::Pending {
            return Ok(());
        }
        let (now, doctor_id) = (self.clock.now(), record.doctor_id.0);
        let expired = has_expired(record.hold_expires_at, now);
        self.free(&tx, caller, record, expired, now).await?;
        let committed = commit(tx).await;
        drop(client);
        let told = self.readers.tell(&[doctor_id]).await;
        committed?;
        told?;
        Ok(())
    }
}

/// The visitor's hold, live or over, under lock. Once it is confirmed it is an appointment like others, and none of this is for it.
pub(crate) async fn locked(tx: &Transaction<'_>, request: &HoldRequest) -> Result<Record, Failure> {
    let row = sql::lock_hold().bind(tx, &request.id.0, &request.visitor_id.0).opt().await?;
    let record = Record::try_from(row.ok_or_else(Problem::not_found)?)?;
    if record.patient_id.is_some() {
        return Err(Problem::new(ErrorCode::IllegalTransition, "the hold has been confirmed").into());
    }
    Ok(record)
}
