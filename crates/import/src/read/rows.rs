//! Rows as the files mean them.

use holdfast_domain::template::Rule;
use holdfast_domain::{Action, PatientDetailsChange, Status};
use holdfast_vault::Person;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::bad_line::Source;
use crate::read::raw_rows::Lost;
use crate::read::when::When;

/// A row under its name in the files.
pub(crate) struct Named<T> {
    pub(crate) from: Source,
    pub(crate) key: String,
    /// None when something is wrong with it; the name is taken all the same.
    pub(crate) row: Option<T>,
}

pub(crate) struct ClinicRow {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) phone: String,
    pub(crate) zone: TimeZone,
    pub(crate) time_zone: String,
    pub(crate) min_notice_minutes: i32,
    pub(crate) hold_minutes: i32,
}

pub(crate) struct DoctorRow {
    pub(crate) clinic: String,
    pub(crate) name: String,
    /// The main one first.
    pub(crate) specializations: Vec<String>,
    pub(crate) bio: String,
}

pub(crate) struct HoursRow {
    pub(crate) from: Source,
    pub(crate) doctor: String,
    /// None when something is wrong with it; what the doctor's hours are is not known then.
    pub(crate) row: Option<Hours>,
}

pub(crate) struct Hours {
    pub(crate) effective_from: Date,
    pub(crate) effective_until: Option<Date>,
    pub(crate) horizon_days: u32,
    pub(crate) rule: Rule,
}

pub(crate) struct PatientRow {
    pub(crate) clinic: String,
    pub(crate) person: Person,
    /// What else the row says of them.
    pub(crate) details: PatientDetailsChange,
}

pub(crate) struct AppointmentRow {
    pub(crate) from: Source,
    pub(crate) key: Option<String>,
    pub(crate) doctor: String,
    pub(crate) patient: String,
    pub(crate) starts_at: When,
    /// How long it lasts, if it is not as long as the slots of its hours.
    pub(crate) minutes: Option<u32>,
    pub(crate) status: Status,
    /// What made of a confirmed appointment what it is now.
    pub(crate) action: Option<Action>,
    pub(crate) reason: String,
    pub(crate) booked_at: Option<When>,
}

/// All rows of all files.
pub(crate) struct Rows {
    pub(crate) clinics: Vec<Named<ClinicRow>>,
    pub(crate) doctors: Vec<Named<DoctorRow>>,
    pub(crate) hours: Vec<HoursRow>,
    pub(crate) patients: Vec<Named<PatientRow>>,
    /// The sound ones.
    pub(crate) appointments: Vec<AppointmentRow>,
    pub(crate) lost: Lost,
}
