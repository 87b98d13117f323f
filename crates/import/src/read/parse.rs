//! From rows of text to what they mean, each by itself.

use holdfast_domain::patient::Channel;
use holdfast_domain::template::{Day, Mode, NoWallTime, Rule, SLOT_MINUTES, WallTime};
use holdfast_domain::text::{ADDRESS_MAX, BIO_MAX, Checks, PHONE_MAX, REASON_MAX, birth_date, is_time_zone};
use holdfast_domain::{Action, PatientDetails, PatientDetailsChange, Status, appointment, specializations};
use holdfast_vault::Person;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::bad_line::Findings;
use crate::kind::Kind;
use crate::read::cells::Cells;
use crate::read::raw_rows::{RawRow, RawRows};
use crate::read::rows::{AppointmentRow, ClinicRow, DoctorRow, Hours, HoursRow, Named, PatientRow, Rows};

/// Parses every row. `parsed` is called after each.
pub(crate) fn parse(raw: &RawRows, now: Timestamp, found: &mut Findings, mut parsed: impl FnMut()) -> Rows {
    let parsed = &mut parsed;
    // Somewhere on Earth it is tomorrow already.
    let latest_today = now
        .checked_add(jiff::SignedDuration::from_hours(14))
        .map_or(Date::MAX, |at| TimeZone::UTC.to_datetime(at).date());
    Rows {
        clinics: each(raw.of(Kind::Clinics), parsed, |raw| named(Kind::Clinics, raw, found, clinic)),
        doctors: each(raw.of(Kind::Doctors), parsed, |raw| named(Kind::Doctors, raw, found, doctor)),
        hours: each(raw.of(Kind::Hours), parsed, |raw| hours(raw, found)),
        patients: each(raw.of(Kind::Patients), parsed, |raw| {
            named(Kind::Patients, raw, found, |cells| patient(cells, latest_today))
        }),
        appointments: each(raw.of(Kind::Appointments), parsed, |raw| appointment(raw, found)),
        lost: raw.lost,
    }
}

fn each<T>(rows: &[RawRow], parsed: &mut impl FnMut(), mut row: impl FnMut(&RawRow) -> Option<T>) -> Vec<T> {
    rows.iter()
        .filter_map(|raw| {
            let row = row(raw);
            parsed();
            row
        })
        .collect()
}

fn named<T>(
    kind: Kind,
    raw: &RawRow,
    found: &mut Findings,
    parse: impl FnOnce(&mut Cells<'_>) -> T,
) -> Option<Named<T>> {
    let mut cells = Cells::new(kind, raw);
    let key = cells.reference("ref");
    let row = parse(&mut cells);
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
        min_notice_minutes: cells.within("min_notice_minutes", &(0..=43_200)),
        hold_minutes: cells.within("hold_minutes", &(1..=1_440)),
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
        specializations: specializations(cells),
        bio: cells.text("bio", |checks, column, text| checks.optional(column, text, BIO_MAX)),
    }
}

/// Several are separated by semicolons.
fn specializations(cells: &mut Cells<'_>) -> Vec<String> {
    let column = "specialization";
    // that there is none was noted already
    let Some(text) = cells.get(column) else { return Vec::new() };
    let names: Vec<String> = text.split(';').map(|name| name.trim().to_owned()).collect();
    specializations::check_all(&mut cells.checks, column, &names, |_| column.to_owned());
    names
}

fn patient(cells: &mut Cells<'_>, latest_today: Date) -> PatientRow {
    let birth_date =
        birth_date(cells.get("birth_date").unwrap_or_default(), latest_today).unwrap_or_else(|reason| {
            cells.checks.note("birth_date", reason);
            None
        });
    let given = |cells: &Cells<'_>, column| cells.get(column).map(str::to_owned);
    let consents = [(Channel::Email, "email_consent"), (Channel::Sms, "sms_consent")].into_iter().filter_map(
        |(channel, column)| {
            let given = match cells.get(column)? {
                "yes" => true,
                "no" => false,
                _ => {
                    cells.checks.note(column, "must be yes or no");
                    return None;
                }
            };
            Some((channel, given))
        },
    );
    let consents = consents.collect();
    let details = PatientDetailsChange {
        language: given(cells, "language"),
        preferred_channel: given(cells, "preferred_channel"),
        consents,
        desk_notes: given(cells, "desk_notes"),
    };
    details.check(&mut cells.checks);
    PatientRow {
        clinic: cells.reference("clinic"),
        details,
        person: Person {
            name: cells.text("name", Checks::name),
            phone: cells.text("phone", |checks, column, text| checks.line(column, text, PHONE_MAX)),
            email: cells.text("email", Checks::email),
            birth_date,
            details: PatientDetails::default(),
        },
    }
}

fn hours(raw: &RawRow, found: &mut Findings) -> Option<HoursRow> {
    let mut cells = Cells::new(Kind::Hours, raw);
    let doctor = cells.reference("doctor");
    let parsed = hours_of(&mut cells);
    let sound = raw.is_broken || found.sound(&raw.from, cells.checks);
    let row = parsed.filter(|_| sound && !raw.is_broken);
    (!doctor.is_empty()).then(|| HoursRow { from: raw.from.clone(), doctor, row })
}

fn hours_of(cells: &mut Cells<'_>) -> Option<Hours> {
    // Every cell is read before any is asked for, so that all that is wrong is reported at once.
    let days = days(cells);
    let start = wall_time(cells, "start");
    let end = wall_time(cells, "end");
    let slot_minutes = cells.number("slot_minutes");
    let buffer_minutes = cells.number("buffer_minutes");
    let mode = mode(cells);
    let effective_from = cells.date("effective_from");
    let effective_until = cells.date("effective_until");
    let horizon_days = cells.number("horizon_days");
    let rule = Rule {
        days,
        start: start?,
        end: end?,
        slot_minutes: slot_minutes?,
        buffer_minutes: buffer_minutes?,
        mode,
        visit_types: Vec::new(),
        serves: None,
    };
    Some(Hours { effective_from: effective_from?, effective_until, horizon_days: horizon_days?, rule })
}

fn mode(cells: &mut Cells<'_>) -> Mode {
    let name = cells.get("mode").unwrap_or_default();
    Mode::parse(name).unwrap_or_else(|| {
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
    let status = cells.get("status").and_then(Status::parse).and_then(way_to);
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

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use holdfast_domain::template::DEFAULT_HORIZON_DAYS;

    use super::*;
    use crate::bad_line::{Place, Source};
    use crate::read::columns::{Column, Need};

    /// A row of each kind, with the examples of those columns that `has` picks.
    fn examples(has: impl Fn(Kind, &Column) -> bool) -> RawRows {
        let file = Arc::from(Path::new("examples"));
        let mut rows = RawRows::default();
        for kind in Kind::ALL {
            let place = Place::Element { list: kind.list(), index: 0 };
            let mut row = RawRow::new(Source { file: Arc::clone(&file), place }, kind);
            for (index, column) in kind.columns().iter().enumerate() {
                if has(kind, column) {
                    row.set(index, column.example);
                }
            }
            rows.push(kind, row);
        }
        rows
    }

    fn parsed(raw: &RawRows) -> (Rows, String) {
        let now = "2026-11-30T12:00:00Z".parse().unwrap();
        let mut found = Findings::default();
        let rows = parse(raw, now, &mut found, || {});
        let bad: Vec<String> = found.finish(&[]).iter().map(ToString::to_string).collect();
        (rows, bad.join("\n"))
    }

    #[test]
    fn the_example_of_every_column_will_do() {
        let (rows, bad) = parsed(&examples(|_, _| true));
        assert_eq!(bad, "");
        assert_eq!(rows.clinics[0].row.as_ref().unwrap().hold_minutes, 15);
        assert_eq!(rows.appointments[0].status, Status::Completed);
    }

    #[test]
    fn required_columns_are_enough() {
        let (rows, bad) = parsed(&examples(|_, column| column.need == Need::Required));
        assert_eq!(bad, "");
        let hours = rows.hours[0].row.as_ref().unwrap();
        assert_eq!((hours.horizon_days, hours.rule.mode), (DEFAULT_HORIZON_DAYS, Mode::default()));
        assert_eq!(rows.appointments[0].status, Status::Confirmed);
    }

    #[test]
    fn no_required_column_can_be_left_out() {
        for kind in Kind::ALL {
            for required in kind.columns().iter().filter(|column| column.need == Need::Required) {
                let (_, bad) = parsed(&examples(|of, column| (of, column.name) != (kind, required.name)));
                assert_eq!(bad, format!("examples: {}[0].{}: must not be empty", kind.list(), required.name));
            }
        }
    }
}
