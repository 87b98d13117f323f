//! The kinds of rows and their columns: the one table that both formats are read by.

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Clinics,
    Doctors,
    Hours,
    Patients,
    Appointments,
}

/// One column, of CSV and of JSON alike.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) shape: Shape,
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

const fn must(name: &'static str) -> Column {
    Column { name, required: true, shape: Shape::Text }
}

const fn may(name: &'static str) -> Column {
    Column { name, required: false, shape: Shape::Text }
}

const fn digits(mut column: Column) -> Column {
    column.shape = Shape::Digits;
    column
}

const fn number(mut column: Column) -> Column {
    column.shape = Shape::Number;
    column
}

const CLINICS: &[Column] = &[
    digits(must("ref")),
    must("name"),
    may("address"),
    digits(may("phone")),
    must("time_zone"),
    number(may("min_notice_minutes")),
    number(may("hold_minutes")),
];
const DOCTORS: &[Column] =
    &[digits(must("ref")), digits(must("clinic")), must("name"), must("specialization"), may("bio")];
const HOURS: &[Column] = &[
    digits(must("doctor")),
    Column { name: "days", required: true, shape: Shape::Words },
    must("start"),
    must("end"),
    number(must("slot_minutes")),
    number(may("buffer_minutes")),
    may("mode"),
    must("effective_from"),
    may("effective_until"),
    number(may("horizon_days")),
];
const PATIENTS: &[Column] = &[
    digits(must("ref")),
    digits(must("clinic")),
    must("name"),
    digits(may("phone")),
    may("email"),
    may("birth_date"),
];
const APPOINTMENTS: &[Column] = &[
    digits(may("ref")),
    digits(must("doctor")),
    digits(must("patient")),
    must("starts_at"),
    number(may("minutes")),
    may("status"),
    may("reason"),
    may("booked_at"),
];

impl Kind {
    pub(crate) const ALL: [Self; 5] =
        [Self::Clinics, Self::Doctors, Self::Hours, Self::Patients, Self::Appointments];

    /// How the names of its CSV files begin, and the name of its list in JSON.
    pub(crate) const fn list(self) -> &'static str {
        match self {
            Self::Clinics => "clinics",
            Self::Doctors => "doctors",
            Self::Hours => "hours",
            Self::Patients => "patients",
            Self::Appointments => "appointments",
        }
    }

    /// What one of them is called, in messages and in the table of refs.
    pub(crate) const fn singular(self) -> &'static str {
        match self {
            Self::Clinics => "clinic",
            Self::Doctors => "doctor",
            Self::Hours => "hours",
            Self::Patients => "patient",
            Self::Appointments => "appointment",
        }
    }

    pub(crate) const fn columns(self) -> &'static [Column] {
        match self {
            Self::Clinics => CLINICS,
            Self::Doctors => DOCTORS,
            Self::Hours => HOURS,
            Self::Patients => PATIENTS,
            Self::Appointments => APPOINTMENTS,
        }
    }

    /// The kind whose name in the table of refs this is.
    pub(crate) fn of_singular(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.singular() == name)
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
