//! An appointment on its way to another time: the desk presses a free one on the sheet of any day, or drags it there.

use axum::extract::State;
use axum::response::Response;
use holdfast_domain::ids::{AppointmentId, ClinicId};
use holdfast_domain::{Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{SearchSlotsRequest, Wishes};
use holdfast_rpc::booking::{Appointment, RescheduleRequest};
use holdfast_rpc::clinic::{GetDoctorRequest, PatientRequest};

use super::appointment::find;
use super::{day, overrule, refused_key};
use crate::lost::WantedTime;
use crate::page::{see_other, status_of};
use crate::pages::doctor::named;
use crate::visit::{Posted, Visit};
use crate::when::Local;

/// The next free times of the same doctor that are offered beside the sheet.
const NEXT: u32 = 4;

/// An appointment that is being moved.
pub(crate) struct Moving {
    pub(crate) id: AppointmentId,
    pub(crate) version: u32,
    pub(crate) name: String,
    /// Of whom, and when it is now.
    pub(crate) now: String,
    /// What a button sends, and says.
    pub(crate) next: Vec<(String, String)>,
    pub(crate) refused: Option<Refused>,
}

/// Why a time was refused; and the time, where a reason would let the desk have it all the same.
pub(crate) struct Refused {
    pub(crate) says: String,
    pub(crate) can_overrule: Option<String>,
}

impl Moving {
    /// What `move` of an address asks for; nothing, where it is no appointment of the clinic.
    pub(crate) async fn of(
        gateway: &Gateway,
        visit: &Visit,
        clinic_id: ClinicId,
        id: AppointmentId,
    ) -> Result<Self, Problem> {
        let appointment = find(gateway, visit, clinic_id, id).await?;
        let t = visit.t;
        let doctor_id = appointment.doctor_id;
        let now_us = gateway.now().as_microsecond();
        let slots = SearchSlotsRequest {
            doctor_id: Some(doctor_id),
            from_us: Some(appointment.starts_at_us.max(now_us)),
            page: Part { limit: NEXT, ..Part::default() },
            wishes: Wishes { visit_type_id: appointment.visit_type_id, ..Wishes::default() },
            ..SearchSlotsRequest::default()
        };
        let patient = async {
            match appointment.patient_id {
                Some(id) => {
                    let request = PatientRequest { clinic_id, id };
                    gateway.clinics().get_patient(visit.asked(), request).await.map(|patient| patient.name)
                }
                None => Ok(t.say("desk-visitor")),
            }
        };
        let (name, doctor, slots) = tokio::try_join!(
            patient,
            gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id: doctor_id }),
            gateway.availability().search_slots(visit.asked(), slots),
        )?;
        let zone = zone(&appointment.time_zone);
        let says = |at_us: i64| {
            let at = Local::new(at_us, &zone);
            format!("{}, {}", t.formats.short_day(at.date()), t.formats.time(at.time()))
        };
        let next = |slot: &holdfast_rpc::availability::Slot| {
            (format!("{},{}", slot.id, slot.starts_at_us / 1_000_000), says(slot.starts_at_us))
        };
        Ok(Self {
            id,
            version: appointment.version,
            name,
            now: format!("{} · {}", says(appointment.starts_at_us), named(&doctor)),
            next: slots.items.iter().map(next).collect(),
            refused: None,
        })
    }
}

pub(crate) async fn reschedule(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, AppointmentId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let appointment = find(&gateway, &visit, clinic_id, id).await?;
    let value = fields.text("slot_id");
    let wanted = WantedTime::parse(value).ok_or_else(|| Problem::field("slot_id", "is missing"))?;
    let request = RescheduleRequest {
        appointment_id: id,
        expected_version: fields.parsed("version"),
        slot_id: wanted.slot_id,
        override_reason: fields.some("override_reason"),
    };
    match gateway.booking().reschedule(visit.asked(), request).await {
        Ok(moved) => Ok(see_other(&done(&moved))),
        Err(problem) => {
            let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
            let mut moving = Moving::of(&gateway, &visit, clinic_id, id).await?;
            let can_overrule = overrule::may(&visit, problem.code).then(|| value.to_owned());
            moving.refused = Some(Refused { says: visit.t.say(says), can_overrule });
            let at_us = wanted.starts_at_us.unwrap_or(appointment.starts_at_us);
            let date = Local::new(at_us, &zone(&appointment.time_zone)).date();
            let status = status_of(&problem);
            day::page(&gateway, &visit, clinic_id, date, &fields, Some(moving), status).await
        }
    }
}

/// Where an appointment stands on the sheet of its day.
pub(crate) fn sheet_of(appointment: &Appointment) -> String {
    let date = Local::new(appointment.starts_at_us, &zone(&appointment.time_zone)).date();
    format!("/desk/{}/day/{date}#d{}", appointment.clinic_id, appointment.doctor_id)
}

/// The same, where it is said what stands there now.
pub(crate) fn done(appointment: &Appointment) -> String {
    sheet_of(appointment).replace('#', &format!("?done={}#", appointment.id))
}
