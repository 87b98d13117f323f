//! What the desk may have all the same, with a reason that is kept.

use holdfast_domain::ErrorCode;

use crate::visit::Visit;

/// Whether a reason would let this visitor have what was refused. (The rules behind it are the domain's, `overrule.rs`: of those that can be
/// overruled these bind the desk itself.)
pub(crate) fn may(visit: &Visit, refused: ErrorCode) -> bool {
    visit.caller.require_overruler().is_ok() && refused == ErrorCode::VisitTypeNotServed
}
