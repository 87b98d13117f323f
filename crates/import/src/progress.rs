//! How far an import is, and what it imported.

use std::fmt;

/// What an import is at. Each step begins when the one before it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading files; counted in files.
    Read,
    /// Checking rows; counted in rows.
    Check,
    /// Writing; counted in rows of the database.
    Write,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is at.
    pub step: Step,
    /// How much of this step is done.
    pub done: usize,
    /// Out of how much.
    pub total: usize,
}

/// What was imported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Clinics.
    pub clinics: usize,
    /// Doctors.
    pub doctors: usize,
    /// Rows of hours.
    pub hours: usize,
    /// Patients.
    pub patients: usize,
    /// Appointments.
    pub appointments: usize,
    /// Slots that were made.
    pub slots: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clinics, doctors, hours, patients, appointments, slots } = self;
        write!(
            f,
            "imported clinics: {clinics}, doctors: {doctors}, rows of hours: {hours}, patients: {patients}, \
             appointments: {appointments}; slots made: {slots}"
        )
    }
}
