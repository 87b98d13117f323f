//! Many booking requests as the parallel arrays of one statement (`book_batch` in `sql/queries/booking.sql`),
//! and its rows as verdicts.

use std::sync::Arc;

use deadpool_postgres::Object;
use holdfast_domain::guests::{self, GuestsGive};
use holdfast_domain::hold::{self, HoldBounds};
use holdfast_domain::overrule::Overruled;
use holdfast_domain::template::Mode;
use holdfast_domain::{
    ClinicId, DoctorId, ErrorCode, FieldProblem, Ids, PatientId, Problem, Status, VisitTypeId, patient,
    visit_type,
};
use holdfast_postgres::{DbError, scope};
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking::{BookBatch, BookBatchParams, book_batch};
use holdfast_telemetry::trace::Place;
use holdfast_vault::SealedPerson;
use jiff::Timestamp;
use uuid::Uuid;

use super::Verdict;
use crate::book::{Order, Sealed, patient_unknown};
use crate::counted::counted_together;
use crate::record::Record;

pub(super) async fn execute(
    client: &Object,
    orders: &[Arc<Order>],
    bounds: HoldBounds,
    now: Timestamp,
    ids: &Ids,
) -> Result<Vec<Verdict>, DbError> {
    fn column<'o, T>(orders: &'o [Arc<Order>], value: impl Fn(&'o Order) -> T) -> Vec<T> {
        orders.iter().map(|order| value(order)).collect()
    }
    fn of_person<'o, T>(orders: &'o [Arc<Order>], value: impl Fn(&'o SealedPerson) -> T) -> Vec<Option<T>> {
        orders.iter().map(|order| order.sealed.person.as_ref().map(&value)).collect()
    }
    /// The field's bytes; for a patient who is known they are not looked at.
    fn bytes<'o>(orders: &'o [Arc<Order>], value: impl Fn(&'o SealedPerson) -> &'o Vec<u8>) -> Vec<&'o [u8]> {
        of_person(orders, value).into_iter().map(|bytes| bytes.map_or(&[][..], Vec::as_slice)).collect()
    }
    let clinic_ids: Vec<Uuid> = column(orders, |o| o.sealed.clinic_id.0);
    let (token_patient_ids, tokens): (Vec<Uuid>, Vec<i32>) = orders
        .iter()
        .filter_map(|order| Some((order.sealed.patient_id.0, order.sealed.person.as_ref()?)))
        .flat_map(|(id, person)| person.name_tokens.iter().map(move |token| (id, *token)))
        .unzip();
    let (mut override_appointment_ids, mut override_rules, mut override_audit_ids) = (vec![], vec![], vec![]);
    for order in orders {
        let ids = order.sealed.overruling.iter().flat_map(|of| &of.audit_ids);
        for (rule, id) in Overruled::OF_BOOKINGS.iter().zip(ids) {
            override_appointment_ids.push(order.sealed.appointment_id.0);
            override_rules.push(rule.as_str());
            override_audit_ids.push(*id);
        }
    }
    let by_patient = |o: &Order| o.asked.caller.account_as_patient().map(|id| id.0);
    let actor_ids = column(orders, |o| o.asked.caller.actor_id());
    let params = BookBatchParams {
        slot_ids: column(orders, |o| o.request.slot_id.0),
        clinic_ids: clinic_ids.as_slice(),
        expected_versions: column(orders, |o| o.expected_version),
        appointment_ids: column(orders, |o| o.sealed.appointment_id.0),
        patient_ids: column(orders, |o| o.sealed.patient_id.0),
        patient_names: of_person(orders, |p| p.name.as_slice()),
        patient_phones: bytes(orders, |p| &p.phone),
        patient_emails: bytes(orders, |p| &p.email),
        birth_dates: bytes(orders, |p| &p.birth_date),
        phone_indexes: orders
            .iter()
            .map(|o| o.sealed.person.as_ref()?.phone_index.as_deref())
            .collect::<Vec<_>>(),
        email_indexes: orders
            .iter()
            .map(|o| o.sealed.person.as_ref()?.email_index.as_deref())
            .collect::<Vec<_>>(),
        token_patient_ids,
        tokens,
        patient_account_ids: column(orders, by_patient),
        require_account_ids: column(orders, by_patient),
        modes: column(orders, |o| o.request.mode.map(Mode::as_str)),
        visit_type_ids: column(orders, |o| o.request.visit_type_id.map(|id| id.0)),
        reasons: column(orders, |o| o.sealed.reason.as_slice()),
        holds: column(orders, |o| o.request.hold),
        notice_exempt: column(orders, |o| o.asked.caller.role.books_for_others()),
        actor_roles: column(orders, |o| o.asked.caller.role.as_str()),
        actor_ids: actor_ids.iter().map(String::as_str).collect::<Vec<_>>(),
        event_ids: column(orders, |_| ids.next()),
        audit_ids: column(orders, |_| ids.next()),
        idem_callers: column(orders, |o| o.asked.key.as_ref().map(|key| key.caller.as_str())),
        idem_routes: column(orders, |o| o.asked.key.as_ref().map(|key| key.route.as_str())),
        idem_keys: column(orders, |o| o.asked.key.as_ref().map(|key| key.key.as_str())),
        idem_hashes: column(orders, |o| o.asked.key.as_ref().map(|key| key.request_hash.as_slice())),
        traceparents: column(orders, |o| o.trace.as_ref().map(Place::to_string)),
        override_ids: column(orders, |o| o.sealed.overruling.as_ref().map(|of| of.id)),
        override_reasons: column(orders, |o| {
            o.sealed.overruling.as_ref().map_or(&[][..], |of| of.reason.as_slice())
        }),
        override_appointment_ids,
        override_rules,
        override_audit_ids,
        now,
        holds_per_slot: bounds.per_slot,
        hold_share_percent: bounds.share_percent,
    };
    let locks: Vec<i64> = orders
        .iter()
        .flat_map(|order| {
            let Sealed { clinic_id, person, .. } = &order.sealed;
            counted_together(*clinic_id, &order.asked.caller, person.as_ref())
        })
        .collect();
    let statement = book_batch().prepare(client).await?;
    let batch = statement.params(client, &params).all();
    let rows = scope::at_once(client, &clinic_ids, &locks, batch).await?;
    // A request that has no row names a slot that does not exist.
    let mut verdicts = column(orders, |_| Verdict::Refused(Problem::not_found()));
    for row in rows {
        let at = usize::try_from(row.ord - 1).unwrap_or(usize::MAX);
        if let (Some(verdict), Some(order)) = (verdicts.get_mut(at), orders.get(at)) {
            *verdict = verdict_of(row, order, now);
        }
    }
    Ok(verdicts)
}

fn verdict_of(row: BookBatch, order: &Order, now: Timestamp) -> Verdict {
    let refused = |code| Verdict::Refused(Problem::of(code));
    match row.verdict.as_str() {
        "booked" => match booked(row, order, now) {
            Some(record) => Verdict::Booked(Box::new(record)),
            None => refused(ErrorCode::Internal),
        },
        "replay" => Verdict::Replay {
            hash: row.replay_hash.unwrap_or_default(),
            answer: row.replay_result.unwrap_or_default(),
        },
        "again" => Verdict::Again,
        "slot-taken" => refused(ErrorCode::SlotTaken),
        "slot-past" => refused(ErrorCode::SlotInPast),
        "slot-notice" => refused(ErrorCode::SlotWithinNotice),
        "slot-horizon" => refused(ErrorCode::SlotBeyondHorizon),
        "version-mismatch" => refused(ErrorCode::SlotChanged),
        "mode-mismatch" => Verdict::Refused(Problem {
            fields: vec![FieldProblem::new("mode", "is not offered by this slot")],
            ..Problem::of(ErrorCode::ModeNotOffered)
        }),
        "type-unknown" => Verdict::Refused(visit_type::unknown()),
        "type-missing" => Verdict::Refused(visit_type::missing()),
        "type-other" => Verdict::Refused(visit_type::not_served()),
        "type-known-only" => Verdict::Refused(visit_type::known_patients_only()),
        "too-many" => refused(ErrorCode::TooManyUpcoming),
        "held-too-often" => Verdict::Refused(hold::expired_too_often()),
        "too-many-holds" => Verdict::Refused(hold::day_is_held()),
        "no-guests" => Verdict::Refused(guests::not_allowed()),
        "patient-merged" => Verdict::Refused(
            row.merged_into.map_or_else(patient_unknown, |into| patient::is_merged(PatientId(into))),
        ),
        "patient-unknown" => Verdict::Refused(patient_unknown()),
        other => {
            if let Some(problem) = gives_too_little(other, order) {
                return Verdict::Refused(problem);
            }
            tracing::error!(verdict = other, "the booking statement gave an unknown verdict");
            refused(ErrorCode::Internal)
        }
    }
}

/// What a guest must give that the request does not have, if that is the verdict.
fn gives_too_little(verdict: &str, order: &Order) -> Option<Problem> {
    let give = GuestsGive::parse(verdict.strip_prefix("give-")?)?;
    let has = |of: fn(&SealedPerson) -> &Vec<u8>| {
        order.sealed.person.as_ref().is_some_and(|person| !of(person).is_empty())
    };
    give.judge(has(|person| &person.phone), has(|person| &person.email)).err()
}

fn booked(row: BookBatch, order: &Order, now: Timestamp) -> Option<Record> {
    let Order { sealed, request, .. } = order;
    let status = if request.hold { Status::Pending } else { Status::Confirmed };
    Some(Record {
        clinic_id: ClinicId(row.clinic_id?),
        id: sealed.appointment_id,
        doctor_id: DoctorId(row.doctor_id?),
        patient_id: Some(sealed.patient_id),
        slot_id: request.slot_id,
        starts_at: row.starts_at?,
        ends_at: row.ends_at?,
        time_zone: row.time_zone?,
        status,
        mode: Mode::parse(&row.mode?)?,
        visit_type_id: row.visit_type_id.map(VisitTypeId),
        reason: sealed.reason.clone(),
        hold_expires_at: row.hold_expires_at,
        checked_in_at: None,
        cancel_reason: Vec::new(),
        version: 1,
        booked_at: now,
        is_overruled: row.is_overruled,
        guest_secrets_since: None,
    })
}
