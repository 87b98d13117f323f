//! The kinds of rows.

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Clinics,
    Doctors,
    Hours,
    Patients,
    Appointments,
}

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

    /// The kind whose name in the table of refs this is.
    pub(crate) fn of_singular(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.singular() == name)
    }
}
