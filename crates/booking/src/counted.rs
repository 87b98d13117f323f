//! Who is counted together, and so waits for one another: by advisory locks, which a transaction takes before it counts. Without them
//! two at once would each count without the other.

use holdfast_domain::{Caller, ClinicId, DoctorId, VisitorId};
use holdfast_vault::SealedPerson;

/// Those whose appointments to come are counted together: a patient's account, a guest's e-mail address and phone number, each at
/// one clinic.
pub(crate) fn counted_together(
    clinic_id: ClinicId,
    caller: &Caller,
    person: Option<&SealedPerson>,
) -> Vec<i64> {
    let (_, of_clinic) = clinic_id.0.as_u64_pair();
    let lock = |bytes: &[u8]| (folded(bytes) ^ of_clinic).cast_signed();
    let account_id = caller.account_as_patient();
    let of_account = account_id.map(|id| lock(id.0.as_bytes()));
    let person = person.filter(|_| caller.books_as_guest());
    let indexes = person.map(|person| [person.phone_index.as_deref(), person.email_index.as_deref()]);
    let of_contacts = indexes.into_iter().flatten().flatten().map(lock);
    of_account.into_iter().chain(of_contacts).collect()
}

/// A visitor, whose holds at all clinics are counted together.
pub(crate) fn of_visitor(visitor_id: VisitorId) -> i64 {
    folded(visitor_id.0.as_bytes()).cast_signed()
}

/// Those whose holds are counted together besides: by the networks that they come from, and by the doctor whose day it is.
pub(crate) fn held_together(networks: &[Vec<u8>], doctor_id: DoctorId) -> Vec<i64> {
    let of_networks = networks.iter().map(|network| folded(network));
    of_networks.chain([folded(doctor_id.0.as_bytes())]).map(u64::cast_signed).collect()
}

/// Random in their first bytes (hashes), or in their last (ids).
fn folded(bytes: &[u8]) -> u64 {
    let ends = bytes.first_chunk::<8>().zip(bytes.last_chunk::<8>());
    ends.map_or(0, |(first, last)| u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last))
}
