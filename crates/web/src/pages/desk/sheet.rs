//! A sheet of appointments and free times, in columns along one axis of time: a day of several doctors, or a week of one.
//!
//! Where a row stands is a class of the styles (`grid`), since pages have no styles of their own. Read out, or on a narrow
//! screen, a column is a list in the order of time.

use askama::Template;
use holdfast_domain::ids::{AppointmentId, DoctorId};
use holdfast_rpc::booking::{DayAppointment, DayOfDoctor, FreeSlot, TimeSpan};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::moving::Moving;
use crate::pages::appointment::state_key;
use crate::texts::{Texts, key};
use crate::when::Local;

/// A line of the grid: five minutes.
const STEP_US: i64 = 5 * 60_000_000;
const HOUR_US: i64 = 3_600_000_000;
/// Lines of a day whose clocks are set back.
const LINES: i64 = 25 * 12;

/// What pressing a row does.
enum Press {
    /// Leads there.
    Goes(String),
    /// Moves an appointment there: what the button sends.
    Moves(String),
    Nothing,
}

/// One row of a column, in the order of time.
struct Row {
    starts_at_us: i64,
    ends_at_us: i64,
    /// Where it stands on the grid, and over how many lines.
    place: (i64, i64),
    time: String,
    press: Press,
    name: String,
    about: String,
    state: &'static str,
    says: String,
    is_conflict: bool,
    /// The appointment, to be moved by a key or by dragging it; empty where there is none to move.
    movable: String,
}

/// A doctor's day.
pub(crate) struct Column {
    id: String,
    heading: String,
    href: Option<String>,
    /// Read out behind each row's own words.
    whose: String,
    about: String,
    /// `3 free, next 10:30`
    says: String,
    rows: Vec<Row>,
    /// Where a time outside the hours is made.
    squeeze: String,
    /// Where the doctor's hours are, and why a time is not offered.
    about_hours: Option<(String, String)>,
}

/// Columns side by side.
#[derive(Template)]
#[template(path = "components/sheet.html")]
pub(crate) struct Sheet {
    t: &'static Texts,
    /// On paper, where each column is a page: which day and clinic it is of.
    caption: String,
    columns: Vec<Column>,
    /// Each hour of the axis with its line.
    hours: Vec<(i64, String)>,
    /// How much room a line takes: by the shortest row.
    scale: &'static str,
    /// The line of this moment, if it is on the sheet; and the instant of the first line, for a script to move it on.
    now: Option<i64>,
    origin_ms: i64,
}

/// What columns are written with.
pub(crate) struct Writer<'a> {
    pub(crate) zone: &'a TimeZone,
    pub(crate) now: Timestamp,
    pub(crate) t: &'static Texts,
    /// The appointment that is being moved: free times take it.
    pub(crate) moving: Option<&'a Moving>,
    pub(crate) caption: String,
    /// Whether the visitor makes times outside the hours.
    pub(crate) squeezes_in: bool,
}

impl Writer<'_> {
    fn at(&self, micros: i64) -> String {
        self.t.formats.time(Local::new(micros, self.zone).time())
    }

    /// A column of a doctor's day, under the doctor's name.
    pub(crate) fn of_doctor(&self, doctor: &DayOfDoctor, date: &str) -> Column {
        let name = titled(doctor);
        Column {
            href: Some(format!("../week/{date}?doctor={}", doctor.id)),
            about: doctor.specialization.clone(),
            about_hours: Some((
                format!("../doctors/{}/hours", doctor.id),
                format!("../why?doctor={}&at={date}T09:00", doctor.id),
            )),
            ..self.column(doctor, name.clone(), name, date)
        }
    }

    /// The same under the day's name.
    pub(crate) fn of_day(&self, doctor: &DayOfDoctor, date: &str, day: String) -> Column {
        let column = self.column(doctor, day.clone(), day, date);
        Column { id: format!("-{date}"), href: Some(format!("../day/{date}")), ..column }
    }

    fn column(&self, doctor: &DayOfDoctor, heading: String, whose: String, date: &str) -> Column {
        let mut rows: Vec<Row> = doctor.appointments.iter().map(|of| self.booked(of)).collect();
        rows.extend(doctor.free.iter().map(|slot| self.free(doctor.id, slot)));
        rows.extend(doctor.away.iter().map(|span| self.away(span)));
        rows.sort_by_key(|row| (row.starts_at_us, row.ends_at_us));
        let now = self.now.as_microsecond();
        let next = doctor.free.iter().map(|slot| slot.starts_at_us).filter(|at| *at > now).min();
        let free = u32::try_from(doctor.free.len()).unwrap_or(u32::MAX);
        Column {
            id: doctor.id.to_string(),
            heading,
            href: None,
            whose,
            about: String::new(),
            says: match next {
                Some(next) => self.t.count_with("desk-free-next", free, "time", self.at(next)),
                None => self.t.count("desk-free-count", free),
            },
            rows,
            squeeze: if self.squeezes_in && self.moving.is_none() {
                format!("../squeeze?doctor_id={}&date={date}", doctor.id)
            } else {
                String::new()
            },
            about_hours: None,
        }
    }

    fn booked(&self, of: &DayAppointment) -> Row {
        let appointment = &of.appointment;
        let (state, says) = match of.arrival.as_deref() {
            Some("arrived") => ("arrived", self.t.say("desk-arrived")),
            Some("late") => ("late", self.t.say("desk-late")),
            _ => (appointment.status.as_str(), self.t.say(state_key(appointment.status))),
        };
        let is_moving = self.moving.is_some_and(|moving| moving.id == appointment.id);
        let can_move = of.arrival.is_some() && of.patient.is_some();
        let name = of.patient.as_ref().map(|patient| patient.name.clone());
        Row {
            press: Press::Goes(format!("../appointments/{}", appointment.id)),
            name: name.unwrap_or_else(|| self.t.say(key("desk-visitor"))),
            about: of.visit_type.clone().unwrap_or_default(),
            state: if is_moving { "moving" } else { state },
            says,
            is_conflict: of.is_conflict,
            movable: movable(appointment.id, appointment.version, can_move && self.moving.is_none()),
            ..self.row(appointment.starts_at_us, appointment.ends_at_us)
        }
    }

    fn free(&self, doctor_id: DoctorId, slot: &FreeSlot) -> Row {
        let value = format!("{},{}", slot.id, slot.starts_at_us / 1_000_000);
        Row {
            press: match self.moving {
                Some(_) => Press::Moves(value),
                None => Press::Goes(format!("../book?slot_id={value}&doctor_id={doctor_id}")),
            },
            name: self.t.say(if slot.kept_until_us.is_some() { key("desk-kept") } else { key("desk-free") }),
            state: "free",
            ..self.row(slot.starts_at_us, slot.ends_at_us)
        }
    }

    fn away(&self, span: &TimeSpan) -> Row {
        Row {
            name: self.t.say("desk-away"),
            state: "away",
            time: format!("{}–{}", self.at(span.starts_at_us), self.at(span.ends_at_us)),
            ..self.row(span.starts_at_us, span.ends_at_us)
        }
    }

    fn row(&self, starts_at_us: i64, ends_at_us: i64) -> Row {
        Row {
            starts_at_us,
            ends_at_us,
            place: (1, 1),
            time: self.at(starts_at_us),
            press: Press::Nothing,
            name: String::new(),
            about: String::new(),
            state: "",
            says: String::new(),
            is_conflict: false,
            movable: String::new(),
        }
    }
}

fn movable(id: AppointmentId, version: u32, can_move: bool) -> String {
    if can_move { format!("{id},{version}") } else { String::new() }
}

/// A doctor's name with the title.
fn titled(doctor: &DayOfDoctor) -> String {
    if doctor.title.is_empty() { doctor.name.clone() } else { format!("{} {}", doctor.title, doctor.name) }
}

impl Sheet {
    /// Puts columns on one axis. `days` are the first moments of the columns' days: of one day for all, or of one for each.
    pub(crate) fn new(mut columns: Vec<Column>, days: &[Timestamp], of: &Writer<'_>) -> Self {
        let begin_of = |index: usize| days.get(index).or(days.first()).map_or(0, |day| day.as_microsecond());
        // whole days away do not stretch the axis
        let spans = |is: fn(&Row) -> bool| -> Vec<(i64, i64)> {
            let rows = columns.iter().enumerate().flat_map(|(index, column)| {
                column.rows.iter().filter(move |row| is(row)).map(move |row| (index, row))
            });
            rows.map(|(index, row)| (row.starts_at_us - begin_of(index), row.ends_at_us - begin_of(index)))
                .collect()
        };
        let mut shown = spans(|row| row.state != "away");
        if shown.is_empty() {
            shown = spans(|_| true);
        }
        let from = shown.iter().map(|(from, _)| *from).min().unwrap_or(8 * HOUR_US);
        let until = shown.iter().map(|(_, until)| *until).max().unwrap_or(18 * HOUR_US);
        let from = (from / HOUR_US * HOUR_US).max(0);
        let lines = ((until - from + HOUR_US - 1) / HOUR_US * 12).clamp(12, LINES);
        let shortest = columns.iter().flat_map(|column| &column.rows).filter(|row| row.state != "away");
        let shortest = shortest.map(|row| row.ends_at_us - row.starts_at_us).min().unwrap_or(HOUR_US);
        for (index, column) in columns.iter_mut().enumerate() {
            let origin = begin_of(index) + from;
            for row in &mut column.rows {
                let first = ((row.starts_at_us - origin) / STEP_US).clamp(0, lines - 1);
                let last = ((row.ends_at_us - origin + STEP_US - 1) / STEP_US).clamp(first + 1, lines);
                row.place = (first + 1, last - first);
            }
        }
        let origin = begin_of(0) + from;
        let now = (of.now.as_microsecond() - origin) / STEP_US;
        let hours = (0..lines / 12).map(|hour| (hour * 12 + 1, of.at(origin + hour * HOUR_US))).collect();
        Self {
            t: of.t,
            caption: of.caption.clone(),
            columns,
            hours,
            scale: match shortest / 60_000_000 {
                ..8 => "fine",
                8..15 => "close",
                _ => "usual",
            },
            now: (days.len() == 1 && (0..lines).contains(&now)).then_some(now + 1),
            origin_ms: origin / 1_000,
        }
    }
}

/// The first moment of a day.
pub(crate) fn begin_of(day: jiff::civil::Date, zone: &TimeZone) -> Timestamp {
    day.to_zoned(zone.clone()).map(|at| at.timestamp()).unwrap_or_default()
}

/// So many days later.
pub(crate) fn later(day: jiff::civil::Date, days: i64) -> jiff::civil::Date {
    day.checked_add(days.days()).unwrap_or(day)
}
