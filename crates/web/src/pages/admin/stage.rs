//! How far a clinic has come: what keeps patients from booking there.

use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::{Asked, Page, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_rpc::availability::{ListOpeningsRequest, ListTemplatesRequest, SearchSlotsRequest};
use holdfast_rpc::clinic::{Clinic, Doctor, ListDoctorsRequest};
use jiff::civil::Date;

use crate::visit::Visit;

/// Doctors whose hours are looked for.
const LOOKED_AT: usize = 20;

/// What a clinic lacks, or when it can first be booked.
pub(crate) enum Stage {
    /// It is closed for good.
    Closed,
    /// Nobody works there.
    NoDoctors,
    /// Nobody who works there has hours.
    NoHours,
    /// There are hours, and nothing is free.
    NothingFree,
    /// The first free time, as patients see it.
    Live(i64),
}

fn one() -> Page {
    Page { limit: 1, ..Page::default() }
}

/// Today, on the clinic's clocks.
pub(crate) fn today(gateway: &Gateway, clinic: &Clinic) -> Date {
    gateway.now().to_zoned(zone(&clinic.time_zone)).date()
}

fn is_past(first_day: Option<&String>, today: Date) -> bool {
    first_day.and_then(|day| day.parse::<Date>().ok()).is_some_and(|day| day <= today)
}

pub(crate) fn works(doctor: &Doctor, today: Date) -> bool {
    !is_past(doctor.inactive_from.as_ref(), today)
}

/// The first time that patients can book.
pub(crate) async fn first_free(gateway: &Gateway, clinic_id: ClinicId) -> Result<Option<i64>, Problem> {
    let request =
        SearchSlotsRequest { clinic_id: Some(clinic_id), page: one(), ..SearchSlotsRequest::default() };
    // as anybody finds it
    let found = gateway.availability().search_slots(Asked::ANONYMOUS, request).await?;
    Ok(found.items.first().map(|slot| slot.starts_at_us))
}

/// Whether a doctor has a week's hours, or days that were opened.
async fn has_hours(gateway: &Gateway, visit: &Visit, doctor_id: DoctorId) -> Result<bool, Problem> {
    let request = ListTemplatesRequest { doctor_id, page: one() };
    if !gateway.availability().list_templates(visit.asked(), request).await?.items.is_empty() {
        return Ok(true);
    }
    let request = ListOpeningsRequest { doctor_id, page: one(), from: None };
    Ok(!gateway.availability().list_openings(visit.asked(), request).await?.items.is_empty())
}

/// Those of the doctors who have no hours; of the first of them only, where there are many.
pub(crate) async fn without_hours<'a>(
    gateway: &Gateway,
    visit: &Visit,
    doctors: &'a [Doctor],
) -> Result<Vec<&'a Doctor>, Problem> {
    let mut without = Vec::new();
    for doctor in doctors.iter().take(LOOKED_AT) {
        if !has_hours(gateway, visit, doctor.id).await? {
            without.push(doctor);
        }
    }
    Ok(without)
}

/// The doctors who work at a clinic, in the order in which it shows them.
pub(crate) async fn doctors(
    gateway: &Gateway,
    visit: &Visit,
    clinic: &Clinic,
) -> Result<Vec<Doctor>, Problem> {
    let request = ListDoctorsRequest { clinic_id: clinic.id, page: super::listed() };
    let mut doctors = gateway.clinics().list_doctors(visit.asked(), request).await?.items;
    let today = today(gateway, clinic);
    // who left stands last
    let place = |of: &Doctor| (!works(of, today), of.display_order, of.name.clone());
    doctors.sort_by_key(place);
    Ok(doctors)
}

impl Stage {
    pub(crate) async fn of(gateway: &Gateway, visit: &Visit, clinic: &Clinic) -> Result<Self, Problem> {
        let today = today(gateway, clinic);
        if is_past(clinic.closed_from.as_ref(), today) {
            return Ok(Self::Closed);
        }
        if let Some(first) = first_free(gateway, clinic.id).await? {
            return Ok(Self::Live(first));
        }
        let mut doctors = doctors(gateway, visit, clinic).await?;
        doctors.retain(|doctor| works(doctor, today));
        doctors.truncate(LOOKED_AT);
        if doctors.is_empty() {
            return Ok(Self::NoDoctors);
        }
        let without = without_hours(gateway, visit, &doctors).await?.len();
        Ok(if without == doctors.len() { Self::NoHours } else { Self::NothingFree })
    }
}
