//! How the desk finds somebody: an address, a number, or how words of the name begin.

use holdfast_domain::ids::{ClinicId, PatientId};
use holdfast_domain::{Page as Part, Problem, Status};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_rpc::booking::{Appointment, ListAppointmentsRequest};
use holdfast_rpc::clinic::{ListPatientsRequest, Patient};

use crate::pages::appointment::state_key;
use crate::texts::Texts;
use crate::visit::Visit;
use crate::when::Local;

/// People who are shown for a search.
const FOUND: u32 = 20;
/// Appointments of one patient that are shown, either way from now, and how far back.
const SHOWN: u32 = 20;
const BACK_US: i64 = 365 * 86_400_000_000;

/// Somebody who was found.
pub(crate) struct Person {
    pub(crate) id: PatientId,
    pub(crate) name: String,
    /// What tells people of one name apart: the birth date first.
    pub(crate) about: String,
}

impl Person {
    pub(crate) fn of(patient: Patient, t: &Texts) -> Self {
        let born = born(&patient.birth_date, t);
        let about = [born, patient.phone, patient.email];
        Self {
            id: patient.id,
            about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            name: patient.name,
        }
    }
}

/// A birth date as the page's language writes it; nothing where it is not known.
pub(crate) fn born(birth_date: &str, t: &Texts) -> String {
    let date: Option<jiff::civil::Date> = birth_date.parse().ok();
    date.map(|date| t.with("born", "date", t.formats.date(date))).unwrap_or_default()
}

/// Whether a search is for a number, and not for a name.
pub(crate) fn is_number(q: &str) -> bool {
    q.chars().any(|c| c.is_ascii_digit()) && !q.contains(char::is_alphabetic)
}

/// Those whom a search finds.
pub(crate) async fn people(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    q: &str,
) -> Result<Vec<Person>, Problem> {
    if q.is_empty() {
        return Ok(Vec::new());
    }
    let (mut name, mut phone, mut email) = (String::new(), String::new(), String::new());
    if q.contains('@') {
        q.clone_into(&mut email);
    } else if is_number(q) {
        q.clone_into(&mut phone);
    } else {
        q.clone_into(&mut name);
    }
    let page = Part { limit: FOUND, ..Part::default() };
    let request = ListPatientsRequest { clinic_id, name, phone, email, page };
    let found = gateway.clinics().list_patients(visit.asked(), request).await?;
    Ok(found.items.into_iter().map(|patient| Person::of(patient, visit.t)).collect())
}

/// An appointment of a patient's list.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) when: String,
    pub(crate) state: &'static str,
    pub(crate) says: String,
}

/// A patient's appointments at a clinic: those to come, soonest first; those of the past year, latest first.
pub(crate) async fn appointments(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    patient_id: PatientId,
) -> Result<(Vec<Line>, Vec<Line>), Problem> {
    let now = gateway.now().as_microsecond();
    let list = |from_us, to_us| ListAppointmentsRequest {
        clinic_id: Some(clinic_id),
        patient_id: Some(patient_id),
        from_us: Some(from_us),
        to_us,
        page: Part { limit: SHOWN, ..Part::default() },
        ..ListAppointmentsRequest::default()
    };
    let (ahead, past) = tokio::try_join!(
        gateway.booking().list_appointments(visit.asked(), list(now, None)),
        gateway.booking().list_appointments(visit.asked(), list(now - BACK_US, Some(now))),
    )?;
    let t = visit.t;
    let line = |of: &Appointment| {
        let at = Local::new(of.starts_at_us, &zone(&of.time_zone));
        Line {
            id: of.id.to_string(),
            when: format!("{}, {}", t.formats.full_day(at.date()), t.formats.time(at.time())),
            state: of.status.as_str(),
            says: t.say(state_key(of.status)),
        }
    };
    let ahead = ahead.items.iter().filter(|of| of.status != Status::Cancelled).map(line).collect();
    Ok((ahead, past.items.iter().rev().map(line).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_for_a_number_where_it_has_no_letters() {
        for (q, is) in
            [("212 555", true), ("+49 (0)30-1", true), ("Ada", false), ("Ada 2", false), ("", false)]
        {
            assert_eq!(is_number(q), is, "{q}");
        }
    }
}
