//! The time that a visitor holds.

use holdfast_domain::Status;
use holdfast_domain::ids::{AppointmentId, DoctorId};
use holdfast_gateway::Gateway;
use holdfast_rpc::booking::{Hold, HoldRequest};

use crate::visit::Visit;
use crate::when::Local;
use holdfast_gateway::http::instant::zone;

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

/// Until when a time is held: by the visitor's own clock, which they go by while typing; by the clinic's, named, where theirs is not
/// known.
pub(crate) fn until_when(visit: &Visit, until_us: i64, clinic: &str) -> String {
    let time = |at: &Local| visit.t.formats.time(at.time());
    if let Some(own) = &visit.zone {
        return time(&Local::new(until_us, own));
    }
    let there = Local::new(until_us, &zone(clinic));
    format!("{} ({})", time(&there), there.zone())
}

fn live(visit: &Visit, hold: &Hold) -> Option<Held> {
    let of = &hold.appointment;
    let until = of.hold_expires_at_us.filter(|_| of.status == Status::Pending)?;
    let at = Local::new(of.starts_at_us, &zone(&of.time_zone));
    Some(Held {
        id: of.id,
        doctor_id: of.doctor_id,
        day: visit.t.formats.long_day(at.date()),
        time: visit.t.formats.time(at.time()),
        until: until_when(visit, until, &of.time_zone),
    })
}
