//! What every page about an appointment shows: what, with whom, where, when.

use holdfast_domain::Problem;
use holdfast_domain::template::Mode;
use holdfast_gateway::Gateway;
use holdfast_rpc::booking::Appointment;
use holdfast_rpc::clinic::{
    Clinic, ClinicSettings, Doctor, GetClinicRequest, GetDoctorRequest, GetSettingsRequest,
    ListVisitTypesRequest,
};

use crate::facets::mode_key;
use crate::offers::own_time;
use crate::pages::doctor::{named, visit_type_name};
use crate::visit::Visit;
use crate::when::Local;
use holdfast_gateway::http::instant::zone;

/// An appointment with the names of what it is about.
pub(crate) struct VisitFacts {
    pub(crate) doctor: Doctor,
    pub(crate) doctor_name: String,
    pub(crate) clinic: Clinic,
    pub(crate) settings: ClinicSettings,
    /// What the patient comes for, and what to bring.
    pub(crate) visit_type: Option<(String, String)>,
    pub(crate) mode: String,
    pub(crate) is_video: bool,
    pub(crate) at: Local,
    pub(crate) day: String,
    pub(crate) time: String,
    pub(crate) until: String,
    pub(crate) zone: String,
    pub(crate) own_time: Option<String>,
    /// Until when it can be changed without the desk; none if that is over, or there is no such limit.
    pub(crate) changeable_until: Option<String>,
    pub(crate) is_too_late: bool,
}

impl VisitFacts {
    pub(crate) async fn of(
        gateway: &Gateway,
        visit: &Visit,
        appointment: &Appointment,
    ) -> Result<Self, Problem> {
        let t = visit.t;
        let (id, clinic_id) = (appointment.doctor_id, appointment.clinic_id);
        let (doctor, clinic, settings, types) = tokio::try_join!(
            gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id }),
            gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
            gateway.clinics().get_settings(visit.asked(), GetSettingsRequest { clinic_id }),
            gateway.clinics().list_visit_types(visit.asked(), ListVisitTypesRequest { clinic_id }),
        )?;
        let zone = zone(&appointment.time_zone);
        let at = Local::new(appointment.starts_at_us, &zone);
        let visit_type = types.items.into_iter().find(|of| Some(of.id) == appointment.visit_type_id);
        let notice = visit_type.as_ref().and_then(|of| of.data.cancel_notice_minutes);
        let notice = notice.unwrap_or(settings.cancel_notice_minutes);
        let limit = Local::new(appointment.starts_at_us - i64::from(notice) * 60_000_000, &zone);
        let is_too_late = limit.at.timestamp() <= gateway.now();
        Ok(Self {
            doctor_name: named(&doctor),
            doctor,
            clinic,
            settings,
            visit_type: visit_type.map(|of| (visit_type_name(&of, t), of.data.instructions)),
            mode: t.say(mode_key(appointment.mode)),
            is_video: appointment.mode == Mode::Virtual,
            day: t.formats.full_day(at.date()),
            time: t.formats.time(at.time()),
            until: t.formats.time(Local::new(appointment.ends_at_us, &zone).time()),
            zone: at.zone(),
            own_time: own_time(&at, visit.zone.as_ref(), t),
            changeable_until: (!is_too_late && notice > 0).then(|| {
                t.with2(
                    "change-until",
                    "day",
                    t.formats.long_day(limit.date()),
                    "time",
                    t.formats.time(limit.time()),
                )
            }),
            is_too_late,
            at,
        })
    }
}
