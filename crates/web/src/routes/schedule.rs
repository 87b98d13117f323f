//! The pages about a doctor's time: hours, dates that differ from them, the doctor's own day, and why a time is not offered.

use axum::routing::{get, post};
use holdfast_gateway::http::facts::{DOCTORS, Rate, SCHEDULERS, STAFF};
use holdfast_gateway::http::routes::Routes;

use super::{sent, shown};
use crate::pages::schedule::{dates, day, edit, hours, removals, why};

pub(super) fn for_schedules(routes: Routes) -> Routes {
    let routes = shown(routes, "/doctor/day", get(day::show), DOCTORS);
    let routes = sent(routes, "/doctor/day", post(day::step), DOCTORS, Rate::Usual);
    let routes = shown(routes, "/doctor/hours", get(hours::own), DOCTORS);
    let hours = "/desk/{clinic_id}/doctors/{doctor_id}/hours";
    let routes = shown(routes, hours, get(hours::show), STAFF);
    let edit = format!("{hours}/edit");
    let routes = shown(routes, &edit, get(edit::form), SCHEDULERS);
    let routes = sent(routes, &edit, post(edit::send), SCHEDULERS, Rate::Usual);
    let dates = format!("{hours}/dates");
    let routes = shown(routes, &dates, get(dates::form), STAFF);
    let routes = sent(routes, &dates, post(dates::send), STAFF, Rate::Usual);
    let template = format!("{hours}/templates/{{id}}/withdraw");
    let routes = sent(routes, &template, post(removals::withdraw), SCHEDULERS, Rate::Usual);
    let time_off = format!("{hours}/time-off/{{id}}/remove");
    let routes = sent(routes, &time_off, post(removals::time_off), STAFF, Rate::Usual);
    let opening = format!("{hours}/openings/{{id}}/remove");
    let routes = sent(routes, &opening, post(removals::opening), SCHEDULERS, Rate::Usual);
    shown(routes, "/desk/{clinic_id}/why", get(why::show), STAFF)
}
