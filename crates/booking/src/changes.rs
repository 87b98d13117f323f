//! What has changed at clinics, for whoever listens to their days: read from the outbox, by the time that ids begin with.
//!
//! Events become visible in another order than that of their ids, so whoever reads on goes back by as much as a transaction can take,
//! and passes over what it knows.

use std::collections::HashMap;

use holdfast_domain::clock::first_id;
use holdfast_domain::{
    AppointmentId, Asked, Changed, ClinicId, DoctorId, EventId, EventType, Problem, SlotId,
};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::booking::{Change, ChangedDay, ChangesOfClinic, ListChangesRequest, ListChangesResponse};
use holdfast_rpc::convert::{day_number, instant};
use holdfast_sql::queries::changes as sql;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::Booking;

/// Most clinics of one question.
const MAX_CLINICS: usize = 100;
/// Most events of a clinic in one answer.
const MAX_EVENTS: usize = 1000;

impl Booking {
    pub(crate) async fn list_changes(
        &self,
        asked: &Asked,
        request: ListChangesRequest,
    ) -> Result<ListChangesResponse, Problem> {
        let since = request.since_us.map(|at| instant("since", at)).transpose()?;
        if request.clinic_ids.len() > MAX_CLINICS {
            return Err(Problem::field("clinic_ids", format!("must be at most {MAX_CLINICS}")));
        }
        let mut clinics = Vec::with_capacity(request.clinic_ids.len());
        for clinic_id in request.clinic_ids {
            clinics.push((clinic_id, asked.caller.sees_names_of(clinic_id, None)?));
        }
        Ok(self.changes_of(&clinics, since).await?)
    }

    /// Of these clinics: of one doctor, or of everybody.
    async fn changes_of(
        &self,
        clinics: &[(ClinicId, Option<DoctorId>)],
        since: Option<Timestamp>,
    ) -> Result<ListChangesResponse, Failure> {
        let ids: Vec<Uuid> = clinics.iter().map(|(clinic_id, _)| clinic_id.0).collect();
        // before the look: what is committed after it is later
        let as_of = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(&ids)).await?;
        let zones = sql::zones_of().bind(&tx, &ids).all().await?;
        let zones: HashMap<Uuid, String> = zones.into_iter().map(|row| (row.id, row.time_zone)).collect();
        let rows = match since {
            None => Vec::new(),
            Some(since) => {
                let max = i64::try_from(MAX_EVENTS + 1).unwrap_or(i64::MAX);
                sql::changes_since().bind(&tx, &ids, &first_id(since), &max).all().await?
            }
        };
        let mut by_clinic: HashMap<Uuid, Vec<sql::ChangesSince>> = HashMap::new();
        for row in rows {
            by_clinic.entry(row.clinic_id).or_default().push(row);
        }
        let mut answer = Vec::with_capacity(clinics.len());
        for (clinic_id, of_doctor) in clinics {
            let zone = zones.get(&clinic_id.0).ok_or_else(Problem::not_found)?;
            let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
            let mut rows = by_clinic.remove(&clinic_id.0).unwrap_or_default();
            let is_cut = rows.len() > MAX_EVENTS;
            rows.truncate(MAX_EVENTS);
            let mut changes = changes(&rows, &zone);
            if let Some(own) = of_doctor {
                changes.retain(|change| change.days.iter().any(|day| day.doctor_id == *own));
            }
            answer.push(ChangesOfClinic { clinic_id: *clinic_id, changes, is_cut });
        }
        Ok(ListChangesResponse { as_of_us: as_of.as_microsecond(), clinics: answer })
    }
}

/// What the events of a clinic tell.
fn changes(rows: &[sql::ChangesSince], zone: &TimeZone) -> Vec<Change> {
    let day_of = |at: Timestamp, doctor: Uuid| ChangedDay {
        day: day_number(zone.to_datetime(at).date()),
        doctor_id: DoctorId(doctor),
    };
    let own_day = |row: &sql::ChangesSince| row.starts_at.zip(row.doctor_id).map(|(at, by)| day_of(at, by));
    // A move frees the slot that it leaves, in one transaction with it.
    let mut freed: HashMap<(Uuid, Timestamp), Vec<ChangedDay>> = HashMap::new();
    for row in rows {
        if EventType::parse(&row.event_type) == Some(EventType::SlotFreed)
            && let Some((appointment, day)) = row.appointment_id.zip(own_day(row))
        {
            freed.entry((appointment, row.occurred_at)).or_default().push(day);
        }
    }
    let mut changes = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(event_type) = EventType::parse(&row.event_type) else { continue };
        let Some(changed) = Changed::by(event_type) else { continue };
        let mut days: Vec<ChangedDay> = own_day(row).into_iter().collect();
        // both days of a move
        if event_type == EventType::Rescheduled {
            days.extend(row.left_at.zip(row.left_by).map(|(at, by)| day_of(at, by)));
            let left = row.appointment_id.and_then(|id| freed.get(&(id, row.occurred_at)));
            days.extend(left.into_iter().flatten().cloned());
        }
        let version = match changed {
            Changed::Appointment => row.appointment_version,
            Changed::Slot => row.slot_version,
            Changed::Conflict => None,
        };
        changes.push(Change {
            event_id: EventId(row.id),
            r#type: row.event_type.clone(),
            appointment_id: row.appointment_id.map(AppointmentId),
            slot_id: row.slot_id.map(SlotId),
            version: version.map(i32::unsigned_abs),
            days,
        });
    }
    changes
}
