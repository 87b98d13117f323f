//! A doctor's time: the hours of the week and their editor, dates that differ from them, what a change would bring, the doctor's own day,
//! and why a time is not offered.

mod dated_form;
pub(crate) mod dates;
pub(crate) mod day;
pub(crate) mod edit;
pub(crate) mod hours;
mod in_words;
mod preview;
pub(crate) mod removals;
mod week_form;
pub(crate) mod why;

use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::{Caller, ErrorCode, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_rpc::clinic::{
    Clinic, Doctor, GetClinicRequest, GetDoctorRequest, ListVisitTypesRequest, VisitType,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::doctor::named;
use crate::visit::Visit;

/// The doctor whose time a page is about.
pub(super) struct Subject {
    pub(super) clinic: Clinic,
    pub(super) doctor: Doctor,
    pub(super) name: String,
    pub(super) zone: TimeZone,
    /// By the clinic's clocks.
    pub(super) today: Date,
    pub(super) visit_types: Vec<VisitType>,
}

impl Subject {
    /// The doctor, if it is one of this clinic, and the caller works there.
    async fn of(
        gateway: &Gateway,
        visit: &Visit,
        clinic_id: ClinicId,
        doctor_id: DoctorId,
    ) -> Result<Self, Problem> {
        visit.caller.require_team(clinic_id)?;
        let (doctor, clinic, types) = tokio::try_join!(
            gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id: doctor_id }),
            gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
            gateway.clinics().list_visit_types(visit.asked(), ListVisitTypesRequest { clinic_id }),
        )?;
        if doctor.clinic_id != clinic_id {
            return Err(Problem::not_found());
        }
        let zone = zone(&clinic.time_zone);
        let today = gateway.now().to_zoned(zone.clone()).date();
        Ok(Self { name: named(&doctor), clinic, doctor, zone, today, visit_types: types.items })
    }

    /// The same, for who may do this to it.
    async fn for_whom(
        gateway: &Gateway,
        visit: &Visit,
        clinic_id: ClinicId,
        doctor_id: DoctorId,
        may: impl FnOnce(&Caller, ClinicId, DoctorId) -> bool,
    ) -> Result<Self, Problem> {
        let subject = Self::of(gateway, visit, clinic_id, doctor_id).await?;
        if may(&visit.caller, clinic_id, doctor_id) {
            Ok(subject)
        } else {
            Err(Problem::of(ErrorCode::Forbidden))
        }
    }

    /// The address of the doctor's hours.
    pub(super) fn hours(&self) -> String {
        format!("/desk/{}/doctors/{}/hours", self.clinic.id, self.doctor.id)
    }
}
