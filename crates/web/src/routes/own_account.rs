//! The page of an account's own password, second factor and sessions.

use axum::routing::{get, post};
use holdfast_gateway::http::facts::{PEOPLE, Rate};
use holdfast_gateway::http::routes::Routes;

use super::{sent, shown};
use crate::pages::own_account;

pub(super) fn routes(routes: Routes) -> Routes {
    let page = "/me/account";
    let at = |form: &str| format!("{page}/{form}");
    let routes = shown(routes, page, get(own_account::show), PEOPLE);
    let routes = sent(routes, &at("password"), post(own_account::change_password), PEOPLE, Rate::Usual);
    let routes = sent(routes, &at("factor"), post(own_account::begin_factor), PEOPLE, Rate::Usual);
    let routes = sent(routes, &at("factor/confirm"), post(own_account::confirm_factor), PEOPLE, Rate::Usual);
    let routes = sent(routes, &at("factor/remove"), post(own_account::remove_factor), PEOPLE, Rate::Usual);
    let routes = sent(routes, &at("sessions/end"), post(own_account::end_session), PEOPLE, Rate::Usual);
    sent(routes, &at("close"), post(own_account::close), PEOPLE, Rate::Usual)
}
