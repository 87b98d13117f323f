//! The columns of each kind of row: the one table that both formats are read by, and that `docs/import.md` shows.

use std::fmt::Write;

use holdfast_domain::Status;
use holdfast_domain::template::Mode;

use crate::kind::Kind;

/// One column, of CSV and of JSON alike.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) need: Need,
    pub(crate) shape: Shape,
    /// For people, in Markdown.
    meaning: &'static str,
    /// A value that will do.
    pub(crate) example: &'static str,
}

/// What a row does without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// It cannot do without.
    Required,
    Optional,
    /// It is read as if this value were there.
    Default(&'static str),
}

/// How a JSON file may write the value; in CSV all is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    /// Text that may be of digits alone, and is no number: refs and phones. Spreadsheets like to make one of it.
    Digits,
    /// A number, or its digits as text.
    Number,
    /// A list of words, or the words as one text.
    Words,
}

use Need::{Default, Optional, Required};
use Shape::{Digits, Number, Text, Words};

const fn column(
    name: &'static str,
    need: Need,
    shape: Shape,
    meaning: &'static str,
    example: &'static str,
) -> Column {
    Column { name, need, shape, meaning, example }
}

const CLINICS: &[Column] = &[
    column("ref", Required, Digits, "your own name for the clinic", "north"),
    column("name", Required, Text, "as patients see it", "North Clinic"),
    column("address", Optional, Text, "one line or several", "1 High Street, Leeds"),
    column("phone", Optional, Digits, "as it is dialled", "+44 113 496 0000"),
    column("time_zone", Required, Text, "IANA name of the clinic's time zone", "Europe/London"),
    column(
        "min_notice_minutes",
        Default("0"),
        Number,
        "slots are offered until this long before they start",
        "60",
    ),
    column("hold_minutes", Default("10"), Number, "how long a slot is held for a patient", "15"),
];
const DOCTORS: &[Column] = &[
    column("ref", Required, Digits, "your own name for the doctor", "ada"),
    column("clinic", Required, Digits, "ref of the doctor's clinic", "north"),
    column("name", Required, Text, "as patients see it", "Ada Okoye"),
    column(
        "specialization",
        Required,
        Text,
        "what patients search for; several separated by `;`, the main one first",
        "Cardiology; Surgery",
    ),
    column("bio", Optional, Text, "about the doctor, for patients", "Speaks English and Igbo"),
];
const HOURS: &[Column] = &[
    column("doctor", Required, Digits, "ref of the doctor", "ada"),
    column("days", Required, Words, "weekdays: `mon tue wed thu fri sat sun`", "mon tue wed"),
    column("start", Required, Text, "when work starts, by the clinic's clock", "09:00"),
    column("end", Required, Text, "when it ends; `24:00` is midnight at the end of the day", "12:00"),
    column("slot_minutes", Required, Number, "length of a slot", "30"),
    column("buffer_minutes", Default("0"), Number, "pause after each slot", "5"),
    column("mode", Default(Mode::InPerson.as_str()), Text, "`in_person` or `virtual`", "virtual"),
    column("effective_from", Required, Text, "first day of these hours", "2026-01-01"),
    column("effective_until", Optional, Text, "last day of these hours; open if empty", "2026-12-31"),
    column("horizon_days", Default("30"), Number, "how many days ahead slots are made", "14"),
];
const PATIENTS: &[Column] = &[
    column("ref", Required, Digits, "your own name for the patient", "p1"),
    column("clinic", Required, Digits, "ref of the clinic that keeps the record", "north"),
    column("name", Required, Text, "the patient's full name", "Pat First"),
    column("phone", Optional, Digits, "as it is dialled", "+44 113 496 0001"),
    column("email", Optional, Text, "where notices go", "pat@example.org"),
    column("birth_date", Optional, Text, "year, month and day", "1980-02-29"),
    column("language", Optional, Text, "the language to speak to the patient in: a tag", "de"),
    column("preferred_channel", Optional, Text, "`email` or `sms`", "sms"),
    column(
        "email_consent",
        Optional,
        Text,
        "`yes` or `no` to hearing of the clinic by e-mail; never asked if empty",
        "yes",
    ),
    column("sms_consent", Optional, Text, "the same by text message", "no"),
    column("desk_notes", Optional, Text, "for the clinic's team alone", "Hard of hearing"),
];
const APPOINTMENTS: &[Column] = &[
    column("ref", Optional, Digits, "your own name for the appointment", "a1"),
    column("doctor", Required, Digits, "ref of the doctor", "ada"),
    column("patient", Required, Digits, "ref of a patient of the doctor's clinic", "p1"),
    column(
        "starts_at",
        Required,
        Text,
        "by the clinic's clock, or with an offset: `2026-12-01T09:00:00+00:00`",
        "2026-12-01T09:00",
    ),
    column("minutes", Optional, Number, "how long it lasts; as long as slots of those hours if empty", "30"),
    column(
        "status",
        Default(Status::Confirmed.as_str()),
        Text,
        "`confirmed`, `completed`, `cancelled` or `no_show`",
        "completed",
    ),
    column("reason", Optional, Text, "why the patient comes", "Check-up"),
    column(
        "booked_at",
        Optional,
        Text,
        "when it was booked, written as `starts_at`; now if empty",
        "2026-11-20T10:00",
    ),
];

impl Kind {
    pub(crate) const fn columns(self) -> &'static [Column] {
        match self {
            Self::Clinics => CLINICS,
            Self::Doctors => DOCTORS,
            Self::Hours => HOURS,
            Self::Patients => PATIENTS,
            Self::Appointments => APPOINTMENTS,
        }
    }

    /// The index of a column.
    pub(crate) fn column(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.name == name)
    }

    /// All column names, for messages.
    pub(crate) fn column_names(self) -> String {
        self.columns().iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }
}

/// The columns of each kind of row, as Markdown tables: the name of the kind, and its table.
pub fn tables() -> impl Iterator<Item = (&'static str, String)> {
    Kind::ALL.into_iter().map(|kind| (kind.list(), table(kind)))
}

fn table(kind: Kind) -> String {
    let mut table = "| column | default | meaning | example |\n| --- | --- | --- | --- |\n".to_owned();
    for Column { name, need, meaning, example, .. } in kind.columns() {
        let need = match need {
            Required => "required".to_owned(),
            Optional => "empty".to_owned(),
            Default(value) => format!("`{value}`"),
        };
        // Writing into a string cannot fail.
        let _ = writeln!(table, "| `{name}` | {need} | {meaning} | `{example}` |");
    }
    table
}
