//! The pages of those who run a clinic, and of those who run the platform.

use axum::routing::{get, post};
use holdfast_gateway::http::facts::{ADMINS, PLATFORM, Rate};
use holdfast_gateway::http::routes::Routes;

use super::{sent, shown};
use crate::pages::{admin, platform};

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = of_clinic(routes);
    let routes = for_programs(routes);
    let routes = shown(routes, "/platform/clinics", get(platform::clinics::show), PLATFORM);
    let routes = shown(routes, "/platform/clinics/new", get(platform::new::form), PLATFORM);
    sent(routes, "/platform/clinics/new", post(platform::new::onboard), PLATFORM, Rate::Mails)
}

fn of_clinic(routes: Routes) -> Routes {
    let at = |page: &str| format!("/admin/{{clinic_id}}{page}");
    let routes = shown(routes, &at(""), get(admin::setup::show), ADMINS);
    let routes = shown(routes, &at("/clinic"), get(admin::clinic::form), ADMINS);
    let routes = sent(routes, &at("/clinic"), post(admin::clinic::save), ADMINS, Rate::Usual);
    let routes = shown(routes, &at("/doctors"), get(admin::doctors::show), ADMINS);
    let routes = shown(routes, &at("/doctors/new"), get(admin::doctor::new_form), ADMINS);
    let routes = sent(routes, &at("/doctors/new"), post(admin::doctor::add), ADMINS, Rate::Usual);
    let routes = shown(routes, &at("/doctors/{id}"), get(admin::doctor::form), ADMINS);
    let routes = sent(routes, &at("/doctors/{id}"), post(admin::doctor::save), ADMINS, Rate::Usual);
    let leaving = at("/doctors/{id}/leaving");
    let routes = shown(routes, &leaving, get(admin::leaving::preview), ADMINS);
    let routes = sent(routes, &leaving, post(admin::leaving::set), ADMINS, Rate::Usual);
    let routes = shown(routes, &at("/staff"), get(admin::staff::show), ADMINS);
    let routes = sent(routes, &at("/staff/invite"), post(admin::staff::invite), ADMINS, Rate::Mails);
    let routes = sent(routes, &at("/staff/withdraw"), post(admin::staff::withdraw), ADMINS, Rate::Usual);
    let routes = sent(routes, &at("/staff/end"), post(admin::staff::end), ADMINS, Rate::Usual);
    let routes = shown(routes, &at("/policies"), get(admin::policies::form), ADMINS);
    let routes = sent(routes, &at("/policies"), post(admin::policies::save), ADMINS, Rate::Usual);
    let routes = shown(routes, &at("/policies/history"), get(admin::history::show), ADMINS);
    let routes = shown(routes, &at("/visit-types"), get(admin::visit_types::show), ADMINS);
    let routes = shown(routes, &at("/visit-types/new"), get(admin::visit_type::new_form), ADMINS);
    let routes = sent(routes, &at("/visit-types/new"), post(admin::visit_type::add), ADMINS, Rate::Usual);
    let of_type = at("/visit-types/{id}");
    let routes = shown(routes, &of_type, get(admin::visit_type::form), ADMINS);
    let routes = sent(routes, &of_type, post(admin::visit_type::save), ADMINS, Rate::Usual);
    let remove = post(admin::visit_type::remove);
    let routes = sent(routes, &format!("{of_type}/remove"), remove, ADMINS, Rate::Usual);
    let routes = shown(routes, &at("/closures"), get(admin::closures::show), ADMINS);
    let routes = sent(routes, &at("/closures"), post(admin::closures::add), ADMINS, Rate::Usual);
    let routes = sent(routes, &at("/closures/import"), post(admin::closures::import), ADMINS, Rate::Usual);
    let routes = sent(routes, &at("/closures/remove"), post(admin::closures::remove), ADMINS, Rate::Usual);
    let routes = shown(routes, &at("/embed"), get(admin::embed::form), ADMINS);
    let routes = sent(routes, &at("/embed"), post(admin::embed::save), ADMINS, Rate::Usual);
    shown(routes, &at("/audit"), get(admin::audit::show), ADMINS)
}

fn for_programs(routes: Routes) -> Routes {
    let (keys, webhooks) = ("/admin/{clinic_id}/keys", "/admin/{clinic_id}/webhooks");
    let routes = shown(routes, keys, get(admin::keys::show), ADMINS);
    let routes = sent(routes, keys, post(admin::keys::create), ADMINS, Rate::Usual);
    let routes = sent(routes, &format!("{keys}/revoke"), post(admin::keys::revoke), ADMINS, Rate::Usual);
    let routes = shown(routes, webhooks, get(admin::webhooks::show), ADMINS);
    let routes = sent(routes, webhooks, post(admin::webhooks::create), ADMINS, Rate::Usual);
    let webhook = "/admin/{clinic_id}/webhooks/{id}";
    let routes = shown(routes, webhook, get(admin::webhook::show), ADMINS);
    let routes = sent(routes, webhook, post(admin::webhook::save), ADMINS, Rate::Usual);
    let routes = sent(routes, &format!("{webhook}/trial"), post(admin::webhook::try_it), ADMINS, Rate::Usual);
    let routes = sent(routes, &format!("{webhook}/secret"), post(admin::webhook::renew), ADMINS, Rate::Usual);
    sent(routes, &format!("{webhook}/delete"), post(admin::webhook::delete), ADMINS, Rate::Usual)
}
