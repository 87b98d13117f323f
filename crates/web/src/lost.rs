//! A time that somebody else has by now, or that cannot be had: what there is instead.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{DoctorId, SlotId};
use holdfast_domain::{ErrorCode, Page, PeopleCursor, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{SearchSlotsRequest, SoonestDoctorsRequest, Wishes};
use holdfast_rpc::clinic::{Clinic, Doctor, GetClinicRequest, GetDoctorRequest};

use crate::offers::{DoctorCard, TimeButton};
use crate::page::{Frame, respond};
use crate::pages::doctor::named;
use crate::texts::key;
use crate::visit::Visit;
use holdfast_gateway::http::instant::zone;

/// How many times of the same doctor, and how many other doctors.
const NEAREST: usize = 3;
/// Among so many times the nearest are looked for.
const LOOKED_AT: u32 = 60;
const DAY_US: i64 = 86_400_000_000;

/// The time that was wanted: of whom, and when.
pub(crate) struct WantedTime {
    pub(crate) slot_id: SlotId,
    pub(crate) starts_at_us: Option<i64>,
}

impl WantedTime {
    /// Reads what a button says: the slot's id, and behind a comma its instant.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (slot, at) = text.split_once(',').unwrap_or((text, ""));
        let seconds: Option<i64> = at.parse().ok();
        let starts_at_us = seconds.and_then(|seconds| seconds.checked_mul(1_000_000));
        Some(Self { slot_id: slot.parse().ok()?, starts_at_us })
    }
}

#[derive(Template)]
#[template(path = "pages/lost.html")]
struct Lost {
    frame: Frame,
    doctor: Doctor,
    doctor_name: String,
    clinic: Clinic,
    times: Vec<TimeButton>,
    cards: Vec<DoctorCard>,
    visit_type: String,
    heading: String,
    keeps_details: bool,
}

/// Whether somebody else was faster, or the time went by or away.
pub(crate) fn is_lost(code: ErrorCode) -> bool {
    lost_key(code).is_some()
}

fn lost_key(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::SlotTaken | ErrorCode::SlotBusy => Some(key("lost-taken")),
        ErrorCode::SlotChanged
        | ErrorCode::SlotInPast
        | ErrorCode::SlotWithinNotice
        | ErrorCode::SlotBeyondHorizon
        | ErrorCode::HoldNotOffered => Some(key("lost-gone")),
        _ => None,
    }
}

/// The page in the place of a time that cannot be had: the nearest of the same doctor, and others who do the same.
pub(crate) async fn lost(
    gateway: &Gateway,
    visit: &Visit,
    doctor_id: DoctorId,
    wanted: WantedTime,
    visit_type: String,
    keeps_details: bool,
    problem: Problem,
) -> Result<Response, Refusal> {
    let Some(heading) = lost_key(problem.code) else { return Err(problem.into()) };
    let t = visit.t;
    let doctor = gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id: doctor_id }).await?;
    let clinic =
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: doctor.clinic_id }).await?;
    let wishes = Wishes { visit_type_id: visit_type.parse().ok(), ..Wishes::default() };
    let at = wanted.starts_at_us.unwrap_or_else(|| gateway.now().as_microsecond());
    let of_doctor = SearchSlotsRequest {
        doctor_id: Some(doctor_id),
        from_us: Some((at - DAY_US).max(gateway.now().as_microsecond())),
        page: Page { limit: LOOKED_AT, ..Page::default() },
        wishes: wishes.clone(),
        ..SearchSlotsRequest::default()
    };
    let others = SoonestDoctorsRequest {
        specialization: Some(doctor.specialization.clone()).filter(|name| !name.is_empty()),
        clinic_id: visit.embed.as_ref().map(|embed| embed.clinic_id),
        from_us: None,
        wishes: Wishes::default(),
        times: 1,
        after: PeopleCursor::default(),
        limit: u32::try_from(NEAREST).unwrap_or(3) + 1,
    };
    let (slots, others) = tokio::try_join!(
        gateway.availability().search_slots(visit.asked(), of_doctor),
        gateway.availability().soonest_doctors(visit.asked(), others),
    )?;
    let mut nearest = slots.items;
    // whoever is booking it at this moment has not got it yet
    nearest.retain(|slot| slot.id != wanted.slot_id);
    nearest.sort_by_key(|slot| (slot.starts_at_us - at).abs());
    nearest.truncate(NEAREST);
    nearest.sort_by_key(|slot| slot.starts_at_us);
    let zone = zone(&clinic.time_zone);
    let own = visit.zone.as_ref();
    let page = Lost {
        frame: visit.frame(gateway, t.say(heading)),
        heading: t.say(heading),
        doctor_name: named(&doctor),
        times: nearest.iter().map(|slot| TimeButton::new(slot, &zone, own, t)).collect(),
        cards: others
            .items
            .iter()
            .filter(|other| other.id != doctor_id)
            .take(NEAREST)
            .map(|other| DoctorCard::new(other, own, t))
            .collect(),
        doctor,
        clinic,
        visit_type,
        keeps_details,
    };
    Ok(respond(StatusCode::CONFLICT, &page))
}
