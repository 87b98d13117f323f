//! `/doctors/{id}`: one doctor's times.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::Problem;
use holdfast_domain::ids::{DoctorId, VisitTypeId};
use holdfast_domain::visit_type::BookedBy;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::Wishes;
use holdfast_rpc::clinic::{
    Clinic, Doctor, GetClinicRequest, GetDoctorRequest, ListVisitTypesRequest, VisitType,
};

use crate::days::{Days, Wanted};
use crate::facets::Choice;
use crate::fields::Fields;
use crate::held::{Held, held};
use crate::offers::initials;
use crate::page::{Frame, respond};
use crate::texts::Texts;
use crate::visit::Visit;
use holdfast_gateway::http::instant::zone;

#[derive(Template)]
#[template(path = "pages/doctor.html")]
struct Page {
    frame: Frame,
    doctor: Doctor,
    name: String,
    clinic: Clinic,
    initials: String,
    zone: String,
    days: Days,
    visit_types: Vec<Choice>,
    visit_type: String,
    held: Option<Held>,
    /// What a day's address begins with.
    base: String,
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let doctor = gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id }).await?;
    let clinic_id = doctor.clinic_id;
    if visit.embed.as_ref().is_some_and(|embed| embed.clinic_id != clinic_id) {
        return Err(Problem::not_found().into());
    }
    let (clinic, visit_types) = tokio::try_join!(
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
        gateway.clinics().list_visit_types(visit.asked(), ListVisitTypesRequest { clinic_id }),
    )?;
    let wanted_type = fields.parsed::<VisitTypeId>("visit");
    let visit_types = choices(visit_types.items, wanted_type, t);
    let wanted = Wanted {
        doctor_id: id,
        zone: zone(&clinic.time_zone),
        day: fields.day("day").unwrap_or_default(),
        week: fields.day("week").unwrap_or_default(),
        wishes: Wishes { visit_type_id: wanted_type, ..Wishes::default() },
    };
    let days = Days::of(&gateway, &visit, &wanted).await?;
    let held = held(&gateway, &visit).await.filter(|held| held.doctor_id == id);
    let visit_type = wanted_type.map(|id| id.to_string()).unwrap_or_default();
    let at = crate::when::Local { at: gateway.now().to_zoned(wanted.zone.clone()) };
    let base = if visit_type.is_empty() { "?".to_owned() } else { format!("?visit={visit_type}&") };
    let page = Page {
        frame: visit.frame(&gateway, named(&doctor)),
        name: named(&doctor),
        initials: initials(&doctor.name),
        zone: t.with("times-in-zone", "zone", at.zone()),
        doctor,
        clinic,
        days,
        visit_types,
        visit_type,
        held,
        base,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// A doctor's name with the title.
pub(crate) fn named(doctor: &Doctor) -> String {
    if doctor.title.is_empty() { doctor.name.clone() } else { format!("{} {}", doctor.title, doctor.name) }
}

/// The visits that people book themselves, by their names in the page's language.
fn choices(types: Vec<VisitType>, chosen: Option<VisitTypeId>, t: &Texts) -> Vec<Choice> {
    let is_public = |of: &VisitType| of.data.booked_by != BookedBy::Desk.as_str();
    types
        .into_iter()
        .filter(is_public)
        .map(|of| Choice {
            value: of.id.to_string(),
            is_chosen: chosen == Some(of.id),
            name: t.count_with("visit-type", of.data.minutes, "name", visit_type_name(&of, t)),
        })
        .collect()
}

/// A visit type's name in a language; the clinic's own word for it, if it has none there.
pub(crate) fn visit_type_name(of: &VisitType, t: &Texts) -> String {
    let names = &of.data.names;
    let in_language = names.iter().find(|name| name.language.split('-').next() == Some(t.locale.language()));
    in_language.map_or_else(|| of.data.name.clone(), |name| name.name.clone())
}
