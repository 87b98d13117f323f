//! What a hold or a move is for: the visit type, and whether the slot serves it. (`book_batch` judges bookings by the same rules.)

use deadpool_postgres::Transaction;
use holdfast_domain::overrule::{Overruled, Overruling};
use holdfast_domain::template::Mode;
use holdfast_domain::visit_type::{self, BookedBy, Serves};
use holdfast_domain::{Caller, ClinicId, PatientId, VisitTypeId};
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::booking as sql;
use jiff::Timestamp;

/// The type of a hold on this slot: the one that is named; of a slot for one type alone, that one.
pub(crate) async fn of_hold(
    tx: &Transaction<'_>,
    caller: &Caller,
    overruling: &mut Overruling<'_>,
    named: Option<VisitTypeId>,
    slot: &sql::LockSlots,
) -> Result<Option<sql::VisitType>, Failure> {
    let found = find(tx, ClinicId(slot.clinic_id), named, slot).await?;
    let Some(found) = found.filter(|found| !found.is_retired) else {
        if named.is_some() {
            return Err(visit_type::unknown().into());
        }
        overruling.judge(Overruled::VisitType, slot.serves >= 0, true, visit_type::missing)?;
        return Ok(None);
    };
    if found.booked_by == BookedBy::Desk.as_str() && !caller.role.books_for_others() {
        let problem = if named.is_some() { visit_type::unknown() } else { visit_type::not_served() };
        return Err(problem.into());
    }
    overruling.judge(Overruled::VisitType, !fits(&found, slot), true, visit_type::not_served)?;
    Ok(Some(found))
}

/// Refuses a move to a slot that does not serve what the appointment is for. Says until how many minutes before it begins the slot is
/// had for such visits, if not by the clinic's rule.
pub(crate) async fn of_move(
    tx: &Transaction<'_>,
    overruling: &mut Overruling<'_>,
    own: Option<VisitTypeId>,
    slot: &sql::LockSlots,
) -> Result<Option<i32>, Failure> {
    let Some(own) = own else {
        overruling.judge(Overruled::VisitType, slot.serves >= 0, true, visit_type::not_served)?;
        return Ok(None);
    };
    let found = find(tx, ClinicId(slot.clinic_id), Some(own), slot).await?;
    let found = found.ok_or_else(visit_type::unknown)?;
    overruling.judge(Overruled::VisitType, !fits(&found, slot), true, visit_type::not_served)?;
    Ok(found.min_notice_minutes)
}

/// Refuses a patient who has not been at the clinic before, where the type asks for that.
pub(crate) async fn known_patient(
    tx: &Transaction<'_>,
    caller: &Caller,
    overruling: &mut Overruling<'_>,
    clinic_id: ClinicId,
    named: Option<VisitTypeId>,
    patient_id: Option<PatientId>,
    now: Timestamp,
) -> Result<(), Failure> {
    let binds = !caller.role.books_for_others();
    let Some(named) = named.filter(|_| binds || overruling.is_asked_for()) else { return Ok(()) };
    let found = sql::visit_type().bind(tx, &clinic_id.0, &Some(named.0), &0).opt().await?;
    if found.is_none_or(|found| found.booked_by != BookedBy::KnownPatients.as_str()) {
        return Ok(());
    }
    if let Some(patient_id) = patient_id
        && sql::has_been_here().bind(tx, &clinic_id.0, &patient_id.0, &now).one().await?
    {
        return Ok(());
    }
    overruling.judge(Overruled::KnownPatients, true, binds, visit_type::known_patients_only)?;
    Ok(())
}

async fn find(
    tx: &Transaction<'_>,
    clinic_id: ClinicId,
    named: Option<VisitTypeId>,
    slot: &sql::LockSlots,
) -> Result<Option<sql::VisitType>, Failure> {
    if named.is_none() && slot.serves < 0 {
        return Ok(None);
    }
    Ok(sql::visit_type().bind(tx, &clinic_id.0, &named.map(|id| id.0), &slot.serves).opt().await?)
}

fn fits(found: &sql::VisitType, slot: &sql::LockSlots) -> bool {
    let of_its_mode =
        found.mode.as_deref().and_then(Mode::parse).is_none_or(|mode| mode.as_str() == slot.mode);
    of_its_mode && Serves(slot.serves).has(Serves(found.bit))
}
