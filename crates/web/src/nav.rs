//! Where those who work for a clinic find its pages.

use holdfast_domain::Caller;
use holdfast_domain::ids::ClinicId;

use crate::texts::{Texts, key};

/// A page to go to from every other.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) href: String,
    pub(crate) says: String,
    /// Whether the visitor is there, or on a page below it.
    pub(crate) is_here: bool,
    /// The key that leads there.
    pub(crate) key: &'static str,
}

/// The pages of the clinic that somebody works for; none for everybody else.
pub(crate) fn places(caller: &Caller, here: &str, t: &Texts) -> Vec<Place> {
    let mut places = Vec::new();
    let mut add = |href: String, says: &'static str, key: &'static str| {
        let is_here =
            here.strip_prefix(&href).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        places.push(Place { is_here, href, says: t.say(says), key });
    };
    if caller.require_platform().is_ok() {
        add("/platform/clinics".to_owned(), key("platform-title"), "");
    }
    let Some(clinic_id) = caller.clinic_id.filter(|_| caller.role.works_for_clinic()) else { return places };
    if let Some(doctor_id) = caller.doctor_id {
        add("/doctor/day".to_owned(), key("own-day"), "");
        add(format!("/desk/{clinic_id}/doctors/{doctor_id}/hours"), key("hours-title"), "");
    } else {
        add(format!("/desk/{clinic_id}/day"), key("nav-day"), "");
    }
    add(format!("/desk/{clinic_id}/week"), key("nav-week"), "");
    if caller.role.is_desk() {
        add(format!("/desk/{clinic_id}/book"), key("nav-book"), "n");
        add(format!("/desk/{clinic_id}/patients"), key("patients-title"), "/");
        add(format!("/desk/{clinic_id}/conflicts"), key("conflicts-title"), "");
    }
    if caller.administers(clinic_id) {
        add(format!("/admin/{clinic_id}"), key("nav-admin"), "");
    }
    places
}

/// Where somebody who works for a clinic begins.
pub(crate) fn work(caller: &Caller, clinic_id: ClinicId) -> String {
    match caller.doctor_id {
        Some(_) => "/doctor/day".to_owned(),
        None => format!("/desk/{clinic_id}/day"),
    }
}
