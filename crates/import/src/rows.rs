//! Rows as the files mean them, each by itself: no row looks at another here.

use holdfast_domain::template::{DEFAULT_HORIZON_DAYS, Day, Mode, NoWallTime, Rule, SLOT_MINUTES, WallTime};
use holdfast_domain::text::{
    ADDRESS_MAX, BIO_MAX, Checks, PHONE_MAX, REASON_MAX, SPECIALIZATION_MAX, birth_date, is_time_zone,
};
use holdfast_domain::{Action, Status, appointment};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::bad_line::{Findings, Source};
use crate::cells::{Cells, When};
use crate::columns::Kind;
use crate::files::{RawRow, RawRows};

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
    pub(crate) specialization: String,
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
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) birth_date: Option<Date>,
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
}

impl Rows {
    /// Reads every row. `checked` is called after each.
    pub(crate) fn read(
        raw: &RawRows,
        now: Timestamp,
        found: &mut Findings,
        mut checked: impl FnMut(),
    ) -> Self {
        fn each<T>(
            rows: &[RawRow],
            checked: &mut impl FnMut(),
            mut row: impl FnMut(&RawRow) -> Option<T>,
        ) -> Vec<T> {
            rows.iter()
                .filter_map(|raw| {
                    let row = row(raw);
                    checked();
                    row
                })
                .collect()
        }
        let checked = &mut checked;
        // Somewhere on Earth it is tomorrow already.
        let latest_today = now
            .checked_add(jiff::SignedDuration::from_hours(14))
            .map_or(Date::MAX, |at| TimeZone::UTC.to_datetime(at).date());
        Self {
            clinics: each(raw.of(Kind::Clinics), checked, |raw| named(Kind::Clinics, raw, found, clinic)),
            doctors: each(raw.of(Kind::Doctors), checked, |raw| named(Kind::Doctors, raw, found, doctor)),
            hours: each(raw.of(Kind::Hours), checked, |raw| hours(raw, found)),
            patients: each(raw.of(Kind::Patients), checked, |raw| {
                named(Kind::Patients, raw, found, |cells| patient(cells, latest_today))
            }),
            appointments: each(raw.of(Kind::Appointments), checked, |raw| appointment(raw, found)),
        }
    }
}

fn named<T>(
    kind: Kind,
    raw: &RawRow,
    found: &mut Findings,
    read: impl FnOnce(&mut Cells<'_>) -> T,
) -> Option<Named<T>> {
    let mut cells = Cells::new(kind, raw);
    let key = cells.reference("ref");
    let row = read(&mut cells);
    let sound = raw.is_broken || found.sound(&raw.from, cells.checks);
    let row = (sound && !raw.is_broken).then_some(row);
    (!key.is_empty()).then(|| Named { from: raw.from.clone(), key, row })
}

fn clinic(cells: &mut Cells<'_>) -> ClinicRow {
    let time_zone = cells.text("time_zone", Checks::time_zone);
    ClinicRow {
        name: cells.text("name", Checks::name),
        address: cells.text("address", |checks, column, text| checks.optional(column, text, ADDRESS_MAX)),
        phone: cells.text("phone", |checks, column, text| checks.line(column, text, PHONE_MAX)),
        min_notice_minutes: cells.within("min_notice_minutes", &(0..=43_200), 0),
        hold_minutes: cells.within("hold_minutes", &(1..=1_440), 10),
        // a placeholder for a name that is none
        zone: Some(&time_zone)
            .filter(|name| is_time_zone(name))
            .and_then(|name| TimeZone::get(name).ok())
            .unwrap_or(TimeZone::UTC),
        time_zone,
    }
}

fn doctor(cells: &mut Cells<'_>) -> DoctorRow {
    DoctorRow {
        clinic: cells.reference("clinic"),
        name: cells.text("name", Checks::name),
        specialization: cells
            .text("specialization", |checks, column, text| checks.label(column, text, SPECIALIZATION_MAX)),
        bio: cells.text("bio", |checks, column, text| checks.optional(column, text, BIO_MAX)),
    }
}

fn patient(cells: &mut Cells<'_>, latest_today: Date) -> PatientRow {
    let birth_date =
        birth_date(cells.get("birth_date").unwrap_or_default(), latest_today).unwrap_or_else(|reason| {
            cells.checks.note("birth_date", reason);
            None
        });
    PatientRow {
        clinic: cells.reference("clinic"),
        name: cells.text("name", Checks::name),
        phone: cells.text("phone", |checks, column, text| checks.line(column, text, PHONE_MAX)),
        email: cells.text("email", Checks::email),
        birth_date,
    }
}

fn hours(raw: &RawRow, found: &mut Findings) -> Option<HoursRow> {
    let mut cells = Cells::new(Kind::Hours, raw);
    let doctor = cells.reference("doctor");
    let read = hours_of(&mut cells);
    let sound = raw.is_broken || found.sound(&raw.from, cells.checks);
    let row = read.filter(|_| sound && !raw.is_broken);
    (!doctor.is_empty()).then(|| HoursRow { from: raw.from.clone(), doctor, row })
}

fn hours_of(cells: &mut Cells<'_>) -> Option<Hours> {
    // Every cell is read before any is asked for, so that all that is wrong is reported at once.
    let days = days(cells);
    let start = wall_time(cells, "start");
    let end = wall_time(cells, "end");
    let slot_minutes = cells.number("slot_minutes");
    let buffer_minutes = cells.number("buffer_minutes").unwrap_or(0);
    let mode = mode(cells);
    let effective_from = cells.date("effective_from");
    let effective_until = cells.date("effective_until");
    let horizon_days = cells.number("horizon_days").unwrap_or(DEFAULT_HORIZON_DAYS);
    let rule = Rule { days, start: start?, end: end?, slot_minutes: slot_minutes?, buffer_minutes, mode };
    Some(Hours { effective_from: effective_from?, effective_until, horizon_days, rule })
}

fn mode(cells: &mut Cells<'_>) -> Mode {
    let name = cells.get("mode").unwrap_or(Mode::default().as_str());
    let mode = [Mode::InPerson, Mode::Virtual].into_iter().find(|mode| mode.as_str() == name);
    mode.unwrap_or_else(|| {
        cells.checks.note("mode", "must be in_person or virtual");
        Mode::default()
    })
}

fn days(cells: &mut Cells<'_>) -> Vec<Day> {
    let words = cells.get("days").unwrap_or_default().split([' ', ',', ';']).filter(|word| !word.is_empty());
    let mut days = Vec::new();
    for word in words {
        match Day::ALL.into_iter().find(|day| day.as_str().eq_ignore_ascii_case(word)) {
            Some(day) => days.push(day),
            None => {
                cells.checks.note("days", format!("must be weekdays such as mon tue wed, not \"{word}\""));
            }
        }
    }
    days
}

fn wall_time(cells: &mut Cells<'_>, column: &str) -> Option<WallTime> {
    cells.parse(column, &NoWallTime.to_string())
}

fn appointment(raw: &RawRow, found: &mut Findings) -> Option<AppointmentRow> {
    let mut cells = Cells::new(Kind::Appointments, raw);
    let key = Some(cells.reference("ref")).filter(|key| !key.is_empty());
    let doctor = cells.reference("doctor");
    let patient = cells.reference("patient");
    let starts_at = cells.when("starts_at");
    let minutes = cells.number("minutes");
    if let Some(minutes) = minutes {
        cells.checks.within("minutes", minutes, *SLOT_MINUTES.start(), *SLOT_MINUTES.end());
    }
    let booked_at = cells.when("booked_at");
    let reason = cells.text("reason", |checks, column, text| checks.optional(column, text, REASON_MAX));
    let status = match cells.get("status") {
        None => Some((Status::Confirmed, None)),
        Some(name) => Status::parse(name).and_then(way_to),
    };
    if status.is_none() {
        cells.checks.note("status", "must be confirmed, completed, cancelled or no_show");
    }
    let sound = raw.is_broken || found.sound(&raw.from, cells.checks);
    let (status, action) = status.filter(|_| sound && !raw.is_broken)?;
    let from = raw.from.clone();
    Some(AppointmentRow {
        from,
        key,
        doctor,
        patient,
        starts_at: starts_at?,
        minutes,
        status,
        action,
        reason,
        booked_at,
    })
}

/// The status with the step that leads to it from `confirmed`, where every imported appointment begins; none for
/// holds, which nobody would ever confirm.
fn way_to(status: Status) -> Option<(Status, Option<Action>)> {
    let action = match status {
        Status::Confirmed => return Some((status, None)),
        Status::Completed => Action::Complete,
        Status::Cancelled => Action::Cancel,
        Status::NoShow => Action::NoShow,
        Status::Pending => return None,
    };
    let reached = appointment::step(Status::Confirmed, false, action).ok()?;
    Some((reached, Some(action)))
}
