//! The time that a visitor holds.

use holdfast_domain::Status;
use holdfast_domain::ids::{AppointmentId, DoctorId};
use holdfast_gateway::Gateway;
use holdfast_rpc::booking::{Hold, HoldRequest};

use crate::pages::find::zone;
use crate::visit::Visit;
use crate::when::Local;

/// A time that is held for the visitor.
pub(crate) struct Held {
    pub(crate) id: AppointmentId,
    pub(crate) doctor_id: DoctorId,
    pub(crate) day: String,
    pub(crate) time: String,
    pub(crate) until: String,
}

/// The visitor's live hold, if there is one. That it cannot be looked up now is no reason to show no page.
pub(crate) async fn held(gateway: &Gateway, visit: &Visit) -> Option<Held> {
    let (Some(visitor_id), Some(id)) = visit.visitor(gateway) else { return None };
    let hold = gateway.booking().get_hold(visit.asked(), HoldRequest { id, visitor_id }).await.ok()?;
    live(visit, &hold)
}

fn live(visit: &Visit, hold: &Hold) -> Option<Held> {
    let of = &hold.appointment;
    let until = of.hold_expires_at_us.filter(|_| of.status == Status::Pending)?;
    let zone = zone(&of.time_zone);
    let (at, until) = (Local::new(of.starts_at_us, &zone), Local::new(until, &zone));
    Some(Held {
        id: of.id,
        doctor_id: of.doctor_id,
        day: visit.t.formats.long_day(at.date()),
        time: visit.t.formats.time(at.time()),
        until: visit.t.formats.time(until.time()),
    })
}
