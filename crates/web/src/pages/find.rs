//! `/` and `/find`: doctors by their soonest free time, each once.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::GetClinicRequest;

use crate::facets::{FacetForm, Facets};
use crate::fields::{Errors, Fields};
use crate::offers::DoctorCard;
use crate::page::{Frame, respond};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "pages/start.html")]
struct Start {
    frame: Frame,
    form: FacetForm,
    cards: Vec<DoctorCard>,
}

#[derive(Template)]
#[template(path = "pages/find.html")]
struct Find {
    frame: Frame,
    form: FacetForm,
    cards: Vec<DoctorCard>,
    /// How many there are, and the soonest.
    says: String,
    next: Option<String>,
    first_page: Option<String>,
    /// Where nothing was found: other searches that may find something.
    others: Vec<(String, String)>,
    clinic_phone: Option<String>,
}

/// The first page: what there is to search by, and the soonest times of all.
pub(crate) async fn start(visit: Visit, State(gateway): State<Gateway>) -> Result<Response, Refusal> {
    let facets = Facets::default();
    let fields = Fields::default();
    let found = gateway.availability().soonest_doctors(visit.asked(), facets.request(&visit)).await?;
    let form = FacetForm::of(&gateway, &visit, &facets, &fields, Errors::default()).await?;
    let cards = found.items.iter().map(|found| DoctorCard::new(found, visit.zone.as_ref(), visit.t));
    let page = Start {
        frame: visit.frame(&gateway, visit.t.say("start-title")),
        cards: cards.take(6).collect(),
        form,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Results of a search.
pub(crate) async fn find(
    visit: Visit,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let mut errors = Errors::default();
    let facets = Facets::of(&fields, t, &mut errors);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let found = gateway.availability().soonest_doctors(visit.asked(), facets.request(&visit)).await?;
    let cards: Vec<_> =
        found.items.iter().map(|found| DoctorCard::new(found, visit.zone.as_ref(), t)).collect();
    let soonest = cards.first().and_then(|card| card.times.first());
    let says = match soonest {
        Some(time) => t.with2("find-soonest", "day", time.day.clone(), "time", time.time.clone()),
        None => t.say("find-none"),
    };
    let nothing_found = cards.is_empty() && facets.is_first_page();
    let clinic_phone = match facets.clinic_id.filter(|_| nothing_found) {
        Some(id) => {
            let clinic = gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id }).await;
            clinic.ok().map(|clinic| clinic.phone).filter(|phone| !phone.is_empty())
        }
        None => None,
    };
    let mut frame = visit.frame(&gateway, t.say("find-title"));
    frame.has_errors = !errors.is_empty();
    let page = Find {
        frame,
        says,
        next: found.next_cursor.map(|cursor| facets.next(cursor)),
        first_page: (!facets.is_first_page()).then(|| facets.href(|_| ())),
        others: if nothing_found { others(&visit, &facets) } else { Vec::new() },
        form: FacetForm::of(&gateway, &visit, &facets, &fields, errors).await?,
        cards,
        clinic_phone,
    };
    Ok(respond(status, &page))
}

/// Searches for more than what was asked for: at any time of the day, on any day, anywhere.
fn others(visit: &Visit, facets: &Facets) -> Vec<(String, String)> {
    let t = visit.t;
    let mut others = Vec::new();
    if facets.part.is_some() || facets.mode.is_some() {
        others.push((
            t.say("find-other-any-time"),
            facets.href(|facets| (facets.part, facets.mode) = (None, None)),
        ));
    }
    if facets.from.is_some() {
        others.push((t.say("find-other-any-day"), facets.href(|facets| facets.from = None)));
    }
    if facets.clinic_id.is_some() {
        others.push((t.say("find-other-any-clinic"), facets.href(|facets| facets.clinic_id = None)));
    }
    if facets.specialization.is_some() {
        others.push((t.say("find-other-anybody"), facets.href(|facets| facets.specialization = None)));
    }
    others
}
