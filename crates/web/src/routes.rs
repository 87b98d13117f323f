//! Every page with who may open it, and how those who do are counted.

mod admin;
mod own_account;
mod schedule;

use std::sync::LazyLock;

use axum::http::Method;
use axum::routing::{MethodRouter, get, post};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::facts::{ANYBODY, BOOKERS, Callers, DESK, Facts, PEOPLE, Rate, STAFF};
use holdfast_gateway::http::routes::Routes;
use holdfast_gateway::pages::Pages;

use crate::pages::{
    account, appointment, booked, desk, doctor, embed, find, hold, integrate, language, log_in, me,
};
use crate::{assets, problems};

/// The pages, for the gateway to answer.
pub fn pages() -> Pages {
    Pages { routes: routes(), refusal: Some(problems::refusal) }
}

static SHOWN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let routes = routes();
    let shown = routes.stated().filter(|(_, method, _)| **method == Method::GET);
    shown.map(|(path, ..)| path.to_owned()).collect()
});

/// The address of a page that is looked at, for a form's: its own, or the nearest one above.
pub(crate) fn nearest_shown(path: &str) -> &str {
    let is_shown = |path: &str| {
        SHOWN.iter().any(|page| {
            let (page, path) = (page.split('/'), path.split('/'));
            let are_alike =
                |(page, path): (&str, &str)| page == path || (page.starts_with('{') && !path.is_empty());
            page.clone().count() == path.clone().count() && page.zip(path).all(are_alike)
        })
    };
    let mut path = path;
    while !is_shown(path) {
        let Some((above, _)) = path.rsplit_once('/').filter(|(above, _)| !above.is_empty()) else {
            return "/";
        };
        path = above;
    }
    path
}

fn shown(routes: Routes, path: &str, page: MethodRouter<Gateway>, callers: Callers) -> Routes {
    routes.add_page(path, Method::GET, page, Facts::of_page(callers, Rate::Usual))
}

fn sent(routes: Routes, path: &str, page: MethodRouter<Gateway>, callers: Callers, rate: Rate) -> Routes {
    routes.add_page(path, Method::POST, page, Facts::of_page(callers, rate))
}

fn routes() -> Routes {
    let routes = for_patients(Routes::default());
    let routes = for_accounts(routes);
    let routes = for_desks(routes);
    let routes = for_sites(routes);
    let routes = schedule::for_schedules(routes);
    let routes = admin::routes(routes);
    let routes = own_account::routes(routes);
    shown(routes, "/assets/{name}", get(assets::serve), ANYBODY)
}

fn for_patients(routes: Routes) -> Routes {
    let routes = shown(routes, "/", get(find::start), ANYBODY);
    let routes = shown(routes, "/find", get(find::find), ANYBODY);
    let routes = shown(routes, "/doctors/{id}", get(doctor::show), ANYBODY);
    let routes = sent(routes, "/hold", post(hold::hold), BOOKERS, Rate::Bookings);
    let routes = shown(routes, "/book/{id}", get(hold::details), ANYBODY);
    let routes = sent(routes, "/book/{id}", post(hold::book), BOOKERS, Rate::Bookings);
    let routes = sent(routes, "/book/{id}/extend", post(hold::extend), BOOKERS, Rate::Usual);
    let routes = sent(routes, "/book/{id}/release", post(hold::release), BOOKERS, Rate::Usual);
    let routes = shown(routes, "/booked/{id}", get(booked::show), ANYBODY);
    let routes = shown(routes, "/booked/{id}/calendar.ics", get(booked::ics), ANYBODY);
    let routes = shown(routes, "/m/{secret}", get(appointment::open), ANYBODY);
    let routes = shown(routes, "/appointments/{id}", get(appointment::show), ANYBODY);
    let routes = shown(routes, "/appointments/{id}/cancel", get(appointment::cancel_form), ANYBODY);
    let routes = sent(routes, "/appointments/{id}/cancel", post(appointment::cancel), ANYBODY, Rate::Usual);
    let routes = shown(routes, "/appointments/{id}/move", get(appointment::move_form), ANYBODY);
    sent(routes, "/appointments/{id}/move", post(appointment::reschedule), ANYBODY, Rate::Usual)
}

/// For programs, and in the pages of other sites.
fn for_sites(routes: Routes) -> Routes {
    let routes = shown(routes, "/integrate", get(integrate::show), ANYBODY);
    let routes = shown(routes, "/embed.js", get(embed::script), ANYBODY);
    let routes = shown(routes, "/embed/{clinic_id}", get(embed::show), ANYBODY);
    let routes = shown(routes, "/embed/{clinic_id}/doctors/{id}", get(embed::of_doctor), ANYBODY);
    let routes = sent(routes, "/embed/{clinic_id}/hold", post(embed::hold), BOOKERS, Rate::Bookings);
    let booking = "/embed/{clinic_id}/book/{id}";
    let routes = sent(routes, booking, post(embed::book), BOOKERS, Rate::Bookings);
    let extend = format!("{booking}/extend");
    let routes = sent(routes, &extend, post(embed::extend), BOOKERS, Rate::Usual);
    sent(routes, &format!("{booking}/release"), post(embed::release), BOOKERS, Rate::Usual)
}

fn for_desks(routes: Routes) -> Routes {
    let routes = shown(routes, "/desk/{clinic_id}/day", get(desk::day::today), STAFF);
    let routes = shown(routes, "/desk/{clinic_id}/day/{date}", get(desk::day::show), STAFF);
    let appointment = "/desk/{clinic_id}/appointments/{id}";
    let routes = shown(routes, appointment, get(desk::appointment::show), STAFF);
    let step = post(desk::appointment::step);
    let routes = sent(routes, &format!("{appointment}/step"), step, STAFF, Rate::Usual);
    let routes = shown(routes, "/desk/{clinic_id}/week", get(desk::week::this_week), STAFF);
    let routes = shown(routes, "/desk/{clinic_id}/week/{date}", get(desk::week::show), STAFF);
    let to = "/desk/{clinic_id}/move/{id}";
    let routes = sent(routes, to, post(desk::moving::reschedule), STAFF, Rate::Usual);
    let routes = shown(routes, "/desk/{clinic_id}/conflicts", get(desk::conflicts::show), DESK);
    let keep = "/desk/{clinic_id}/conflicts/{id}/keep";
    let routes = sent(routes, keep, post(desk::conflicts::keep), DESK, Rate::Usual);
    let squeeze = "/desk/{clinic_id}/squeeze";
    let routes = shown(routes, squeeze, get(desk::squeeze::form), DESK);
    let routes = sent(routes, squeeze, post(desk::squeeze::make), DESK, Rate::Bookings);
    let routes = shown(routes, "/desk/{clinic_id}/patients", get(desk::patients::list), DESK);
    let routes = sent(routes, "/desk/{clinic_id}/patients", post(desk::patients::find), DESK, Rate::Usual);
    let patient = "/desk/{clinic_id}/patients/{id}";
    let routes = shown(routes, patient, get(desk::patients::show), DESK);
    let routes = sent(routes, patient, post(desk::patients::save), DESK, Rate::Usual);
    let erase = format!("{patient}/erase");
    let routes = sent(routes, &erase, post(desk::patients::erase), DESK, Rate::Usual);
    let routes = shown(routes, "/desk/{clinic_id}/book", get(desk::book::form), STAFF);
    let routes = sent(routes, "/desk/{clinic_id}/book/find", post(desk::book::find), STAFF, Rate::Usual);
    sent(routes, "/desk/{clinic_id}/book", post(desk::book::book), STAFF, Rate::Usual)
}

fn for_accounts(routes: Routes) -> Routes {
    let routes = sent(routes, "/language", post(language::choose), ANYBODY, Rate::Usual);
    let routes = shown(routes, "/log-in", get(log_in::form), ANYBODY);
    let routes = sent(routes, "/log-in", post(log_in::log_in), ANYBODY, Rate::LogIns);
    let routes = sent(routes, "/log-out", post(log_in::log_out), ANYBODY, Rate::Usual);
    let routes = sent(routes, "/act-as", post(log_in::act_as), PEOPLE, Rate::Usual);
    let routes = shown(routes, "/me", get(me::show), PEOPLE);
    account::FORMS.iter().fold(routes, |routes, form| {
        let routes = shown(routes, form.path, (form.show)(), ANYBODY);
        sent(routes, form.path, (form.send)(), ANYBODY, form.rate)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use holdfast_gateway::http::facts::{ADMINS, Key, SCHEDULERS};

    use super::*;

    /// The browser tests try every page of this list: `scripts/pages_test/axe.test.mjs`.
    #[test]
    fn the_browser_tests_know_every_page() {
        let routes = routes();
        let mut paths: Vec<&str> =
            routes.stated().filter(|(_, method, _)| **method == Method::GET).map(|(path, ..)| path).collect();
        paths.sort_unstable();
        let list = format!(
            "[\n{}\n]\n",
            paths.iter().map(|path| format!("  {path:?}")).collect::<Vec<_>>().join(",\n")
        );
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/pages_test/pages.json");
        let kept = fs::read_to_string(file).unwrap();
        assert_eq!(kept, list, "{file} has to be:\n{list}");
    }

    #[test]
    fn from_a_form_the_nearest_page_is_gone_back_to() {
        for (form, page) in [
            ("/hold", "/"),
            ("/book/x", "/book/x"),
            ("/book/x/extend", "/book/x"),
            ("/desk/x/book/find", "/desk/x/book"),
            ("/desk/x/conflicts/y/keep", "/desk/x/conflicts"),
            ("/desk/x/appointments/y/step", "/desk/x/appointments/y"),
            ("/nothing/at/all", "/"),
        ] {
            assert_eq!(nearest_shown(form), page, "{form}");
        }
    }

    /// What changes something is sent as a form, which shows that it is ours; what is looked at changes nothing.
    #[test]
    fn desks_are_for_staff_and_nothing_is_for_programs() {
        for (path, method, facts) in routes().stated() {
            assert!(*method == Method::GET || *method == Method::POST, "{method} {path}");
            if path.starts_with("/desk") {
                assert!([STAFF.says, DESK.says, SCHEDULERS.says].contains(&facts.callers.says), "{path}");
            }
            if path.starts_with("/admin") {
                assert_eq!(facts.callers.says, ADMINS.says, "{path}");
            }
            assert!(matches!(facts.key, Key::Without), "{path}");
        }
    }
}
