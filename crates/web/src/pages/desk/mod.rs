//! The desk's pages: a clinic's day by doctor and a doctor's week, an appointment and its way to another time, a booking for somebody who
//! calls, patients, and what is to be worked off.

pub(crate) mod appointment;
pub(crate) mod book;
pub(crate) mod conflicts;
pub(crate) mod day;
pub(crate) mod moving;
pub(crate) mod overrule;
pub(crate) mod patients;
pub(crate) mod people;
pub(crate) mod sheet;
pub(crate) mod squeeze;
pub(crate) mod week;

use holdfast_domain::ErrorCode;

use crate::lost::is_lost;
use crate::texts::key;

/// What the desk is told where the rules refuse something.
pub(crate) fn refused_key(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::PreconditionFailed | ErrorCode::IllegalTransition | ErrorCode::ConflictClosed => {
            Some(key("desk-changed"))
        }
        ErrorCode::PatientBusy => Some(key("desk-patient-busy")),
        ErrorCode::PatientMerged => Some(key("desk-patient-merged")),
        ErrorCode::VisitTypeNotServed => Some(key("desk-visit-type")),
        ErrorCode::TooManyUpcoming => Some(key("desk-too-many")),
        ErrorCode::InvalidRequest => Some(key("desk-invalid")),
        code if is_lost(code) => Some(key("desk-taken")),
        _ => None,
    }
}
