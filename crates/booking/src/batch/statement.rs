//! Many booking requests as the parallel arrays of one statement (`book_batch` in `sql/queries/booking.sql`),
//! and its rows as verdicts.

use std::sync::Arc;

use deadpool_postgres::Object;
use holdfast_domain::{ErrorCode, FieldProblem, Ids, Problem, Role, Status};
use holdfast_postgres::{DbError, scope};
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking::{BookBatch, BookBatchParams, book_batch};
use jiff::Timestamp;
use uuid::Uuid;

use super::Verdict;
use crate::book::{For, NewPatient, Order, Request};
use crate::record::Record;

pub(super) async fn execute(
    client: &Object,
    orders: &[Arc<Order>],
    now: Timestamp,
    ids: &Ids,
) -> Result<Vec<Verdict>, DbError> {
    fn new_patient(request: &Request) -> Option<&NewPatient> {
        match &request.patient {
            For::New(patient) => Some(patient),
            For::Known(_) => None,
        }
    }
    fn column<T>(requests: &[&Request], value: impl Fn(&Request) -> T) -> Vec<T> {
        requests.iter().map(|request| value(request)).collect()
    }
    let requests: Vec<&Request> = orders.iter().map(|order| &order.request).collect();
    let requests = requests.as_slice();
    let clinic_ids: Vec<Uuid> = orders.iter().map(|order| order.clinic_id).collect();
    let appointment_ids = column(requests, |_| ids.next());
    let patient_ids = column(requests, |r| match r.patient {
        For::Known(id) => id,
        For::New(_) => ids.next(),
    });
    let by_patient = |r: &Request| if r.caller.role == Role::Patient { r.caller.account_id } else { None };
    let actor_ids = column(requests, |r| r.caller.actor_id());
    let params = BookBatchParams {
        slot_ids: column(requests, |r| r.slot_id),
        clinic_ids: clinic_ids.as_slice(),
        expected_versions: column(requests, |r| r.expected_version),
        appointment_ids: appointment_ids.as_slice(),
        patient_ids: patient_ids.as_slice(),
        patient_names: requests.iter().map(|r| new_patient(r).map(|p| p.name.as_str())).collect::<Vec<_>>(),
        patient_phones: requests.iter().map(|r| new_patient(r).map_or("", |p| &p.phone)).collect::<Vec<_>>(),
        patient_emails: requests.iter().map(|r| new_patient(r).map_or("", |p| &p.email)).collect::<Vec<_>>(),
        birth_dates: column(requests, |r| new_patient(r).and_then(|p| p.birth_date)),
        patient_account_ids: column(requests, by_patient),
        require_account_ids: column(requests, by_patient),
        modes: requests.iter().map(|r| r.mode.as_deref()).collect::<Vec<_>>(),
        reasons: requests.iter().map(|r| r.reason.as_str()).collect::<Vec<_>>(),
        holds: column(requests, |r| r.hold),
        notice_exempt: column(requests, |r| {
            r.caller.role.works_for_clinic() || r.caller.role == Role::PlatformAdmin
        }),
        actor_roles: requests.iter().map(|r| r.caller.role.as_str()).collect::<Vec<_>>(),
        actor_ids: actor_ids.iter().map(String::as_str).collect::<Vec<_>>(),
        event_ids: column(requests, |_| ids.next()),
        audit_ids: column(requests, |_| ids.next()),
        idem_callers: requests.iter().map(|r| r.key.as_ref().map(|k| k.caller.as_str())).collect::<Vec<_>>(),
        idem_routes: requests.iter().map(|r| r.key.as_ref().map(|k| k.route.as_str())).collect::<Vec<_>>(),
        idem_keys: requests.iter().map(|r| r.key.as_ref().map(|k| k.key.as_str())).collect::<Vec<_>>(),
        idem_hashes: requests
            .iter()
            .map(|r| r.key.as_ref().map(|k| k.request_hash.as_slice()))
            .collect::<Vec<_>>(),
        now,
    };
    let statement = book_batch().prepare(client).await?;
    let batch = statement.params(client, &params).all();
    let rows = scope::at_once(client, &clinic_ids, batch).await?;
    // A request that has no row names a slot that does not exist.
    let mut verdicts: Vec<Verdict> =
        requests.iter().map(|_| Verdict::Refused(Problem::not_found())).collect();
    for row in rows {
        let at = usize::try_from(row.ord - 1).unwrap_or(usize::MAX);
        if let (Some(verdict), Some(request)) = (verdicts.get_mut(at), requests.get(at)) {
            *verdict = judge(row, request, appointment_ids[at], patient_ids[at], now);
        }
    }
    Ok(verdicts)
}

fn judge(row: BookBatch, request: &Request, id: Uuid, patient_id: Uuid, now: Timestamp) -> Verdict {
    let refused = |code| Verdict::Refused(Problem::of(code));
    match row.verdict.as_str() {
        "booked" => match booked(row, request, id, patient_id, now) {
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
        "version-mismatch" => refused(ErrorCode::SlotChanged),
        "mode-mismatch" => Verdict::Refused(Problem {
            fields: vec![FieldProblem::new("mode", "is not offered by this slot")],
            ..Problem::of(ErrorCode::ModeNotOffered)
        }),
        "patient-unknown" => {
            Verdict::Refused(Problem::field("patient_id", "names no patient record of this clinic"))
        }
        other => {
            tracing::error!(verdict = other, "the booking statement gave an unknown verdict");
            refused(ErrorCode::Internal)
        }
    }
}

fn booked(row: BookBatch, request: &Request, id: Uuid, patient_id: Uuid, now: Timestamp) -> Option<Record> {
    let status = if request.hold { Status::Pending } else { Status::Confirmed };
    Some(Record {
        clinic_id: row.clinic_id?,
        id,
        doctor_id: row.doctor_id?,
        patient_id,
        slot_id: request.slot_id,
        starts_at: row.starts_at?,
        ends_at: row.ends_at?,
        time_zone: row.time_zone?,
        status: status.as_str().to_owned(),
        mode: row.mode?,
        reason: request.reason.clone(),
        hold_expires_at: row.hold_expires_at,
        checked_in_at: None,
        cancel_reason: String::new(),
        version: 1,
        booked_at: now,
    })
}
