//! The day as the file tells it.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use jiff::{SignedDuration, Timestamp};

/// How long the replay takes unless the command line says otherwise.
const USUAL_SECS: f64 = 20.0;
/// Requests were made over months; nights and quiet weeks are cut to this.
const LONGEST_GAP: SignedDuration = SignedDuration::from_mins(10);

/// Somebody asks for an appointment.
pub(crate) struct Request {
    /// Which clinic.
    pub(crate) clinic: usize,
    /// Which patient record.
    pub(crate) patient: usize,
    /// When, from the first request on, with long gaps cut.
    pub(crate) at: SignedDuration,
}

/// The day.
pub(crate) struct Day {
    /// The neighbourhoods.
    pub(crate) clinics: Vec<String>,
    /// Of each patient record the clinic. A patient of two clinics has two.
    pub(crate) patients: Vec<usize>,
    /// In the order in which they were made.
    pub(crate) requests: Vec<Request>,
}

impl Day {
    /// Reads the columns PatientId, AppointmentID, ScheduledDay and Neighbourhood.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let mut reader = csv::Reader::from_path(path).with_context(|| format!("read {}", path.display()))?;
        let header = reader.headers()?.clone();
        let column = |name: &str| {
            header.iter().position(|title| title == name).with_context(|| format!("no column {name}"))
        };
        let (patient, appointment) = (column("PatientId")?, column("AppointmentID")?);
        let (scheduled, clinic) = (column("ScheduledDay")?, column("Neighbourhood")?);
        let mut lines: Vec<(Timestamp, u64, String, String)> = Vec::new();
        for line in reader.records() {
            let line = line?;
            let cell = |at: usize| line.get(at).unwrap_or_default().trim();
            let made_at: Timestamp = cell(scheduled).parse()?;
            lines.push((
                made_at,
                cell(appointment).parse()?,
                cell(patient).to_owned(),
                cell(clinic).to_owned(),
            ));
        }
        ensure!(!lines.is_empty(), "{} has no appointments", path.display());
        lines.sort();
        Ok(Self::of(&lines))
    }

    fn of(lines: &[(Timestamp, u64, String, String)]) -> Self {
        let mut day = Self { clinics: Vec::new(), patients: Vec::new(), requests: Vec::new() };
        let mut clinics: HashMap<&str, usize> = HashMap::new();
        let mut patients: HashMap<(&str, usize), usize> = HashMap::new();
        let mut at = SignedDuration::ZERO;
        let mut last = lines.first().map(|line| line.0);
        for (made_at, _, patient, clinic) in lines {
            let clinic = *clinics.entry(clinic).or_insert_with(|| {
                day.clinics.push(clinic.clone());
                day.clinics.len() - 1
            });
            let patient = *patients.entry((patient, clinic)).or_insert_with(|| {
                day.patients.push(clinic);
                day.patients.len() - 1
            });
            let gap = last.map_or(SignedDuration::ZERO, |last| made_at.duration_since(last));
            at += gap.min(LONGEST_GAP);
            last = Some(*made_at);
            day.requests.push(Request { clinic, patient, at });
        }
        day
    }

    /// So fast that the whole day takes twenty seconds.
    pub(crate) fn usual_speed(&self) -> f64 {
        self.requests.last().map_or(1.0, |last| (last.at.as_secs_f64() / USUAL_SECS).max(1.0))
    }

    /// How many requests a clinic has.
    pub(crate) fn requests_of(&self, clinic: usize) -> usize {
        self.requests.iter().filter(|request| request.clinic == clinic).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_gaps_are_cut_and_a_patient_of_two_clinics_has_two_records() {
        let line = |at: &str, number, patient: &str, clinic: &str| {
            (at.parse().unwrap(), number, patient.to_owned(), clinic.to_owned())
        };
        let day = Day::of(&[
            line("2020-01-01T00:00:00Z", 1, "a", "north"),
            line("2020-01-01T00:00:30Z", 2, "a", "south"),
            line("2020-01-05T00:00:00Z", 3, "a", "north"),
        ]);
        assert_eq!(day.clinics, ["north", "south"]);
        assert_eq!(day.patients, [0, 1]);
        let at: Vec<_> = day.requests.iter().map(|request| request.at.as_secs()).collect();
        assert_eq!(at, [0, 30, 630]);
        assert_eq!(day.requests_of(0), 2);
    }
}
