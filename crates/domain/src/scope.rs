//! What an API key may be used for.

/// A scope of an API key. What is not named in one, a key cannot do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Scope {
    /// See the clinic's appointments.
    #[default]
    #[serde(rename = "appointments:read")]
    AppointmentsRead,
    /// Book, and change appointments.
    #[serde(rename = "appointments:write")]
    AppointmentsWrite,
    /// See patient records.
    #[serde(rename = "patients:read")]
    PatientsRead,
    /// Make patient records.
    #[serde(rename = "patients:write")]
    PatientsWrite,
    /// See doctors' templates, and when they are away.
    #[serde(rename = "schedules:read")]
    SchedulesRead,
    /// Say when doctors are away.
    #[serde(rename = "schedules:write")]
    SchedulesWrite,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::AppointmentsRead,
        Self::AppointmentsWrite,
        Self::PatientsRead,
        Self::PatientsWrite,
        Self::SchedulesRead,
        Self::SchedulesWrite,
    ];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AppointmentsRead => "appointments:read",
            Self::AppointmentsWrite => "appointments:write",
            Self::PatientsRead => "patients:read",
            Self::PatientsWrite => "patients:write",
            Self::SchedulesRead => "schedules:read",
            Self::SchedulesWrite => "schedules:write",
        }
    }

    /// The scope of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}
