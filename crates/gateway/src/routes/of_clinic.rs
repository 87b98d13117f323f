//! Requests about what belongs to a clinic and is the identity service's: members, invitations, keys.

use holdfast_domain::{Caller, Problem};
use holdfast_rpc::identity::{ItemRequest, OfClinicRequest};
use uuid::Uuid;

use crate::http::params::Params;

/// For a page of them.
pub(super) fn page(
    caller: &Caller,
    clinic_id: Uuid,
    query: Option<&str>,
) -> Result<OfClinicRequest, Problem> {
    let page = Some(Params::only_page(query)?);
    Ok(OfClinicRequest { caller: Some(caller.into()), clinic_id: clinic_id.to_string(), page })
}

/// For one of them.
pub(super) fn item(caller: &Caller, clinic_id: Uuid, id: Uuid) -> ItemRequest {
    ItemRequest { caller: Some(caller.into()), clinic_id: clinic_id.to_string(), id: id.to_string() }
}
