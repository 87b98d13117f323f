//! What has to change between the slots that are there and those that the hours give.

use std::collections::{HashMap, HashSet};

use holdfast_domain::slots::NewSlot;
use holdfast_domain::template::Mode;
use holdfast_domain::visit_type::Serves;
use holdfast_sql::queries::availability as sql;
use jiff::Timestamp;
use uuid::Uuid;

/// A slot as hours and rows are compared.
type Shape = (Timestamp, Timestamp, &'static str);

fn shape_of(slot: &NewSlot) -> Shape {
    (slot.starts_at, slot.ends_at, slot.mode.as_str())
}

/// A slot that is there, as the hours would give it.
pub(crate) fn slot_of(slot: &sql::DoctorSlot) -> NewSlot {
    // a CHECK of the table allows no other mode
    let mode = Mode::parse(&slot.mode).unwrap_or(Mode::InPerson);
    NewSlot { starts_at: slot.starts_at, ends_at: slot.ends_at, mode, serves: Serves(slot.serves) }
}

/// Whether it was made beside the hours, by the desk.
pub(crate) fn is_squeezed_in(slot: &sql::DoctorSlot) -> bool {
    slot.kept_until.is_some()
}

/// Changes to one doctor's slots.
#[derive(Default)]
pub(crate) struct Plan {
    pub(crate) kept: u64,
    /// In the order of their ids, as the slots that are there come.
    pub(crate) removed: Vec<Uuid>,
    /// Booked, and outside the hours.
    pub(crate) conflicts: Vec<Uuid>,
    /// Those of them that were not withdrawn before.
    pub(crate) newly_withdrawn: HashSet<Uuid>,
    /// Booked, withdrawn earlier, and within the hours again.
    pub(crate) fitting_again: Vec<Uuid>,
    pub(crate) added: Vec<NewSlot>,
    /// Kept, and for other visits than before.
    pub(crate) serving_anew: Vec<(Uuid, Serves)>,
}

impl Plan {
    /// `offered` are the slots that are to be there; `within_hours` says of a booked slot that is not one of them
    /// whether the hours give it all the same: on a day that is not offered yet, or no longer. Of one that is squeezed in, whether it can stay.
    pub(crate) fn new(
        existing: &[&sql::DoctorSlot],
        offered: Vec<NewSlot>,
        within_hours: impl Fn(&sql::DoctorSlot) -> bool,
    ) -> Self {
        let mut missing: HashMap<Shape, NewSlot> =
            offered.into_iter().map(|slot| (shape_of(&slot), slot)).collect();
        let mut plan = Self::default();
        for slot in existing {
            let of_hours =
                if is_squeezed_in(slot) { None } else { missing.remove(&shape_of(&slot_of(slot))) };
            if let Some(of_hours) = of_hours
                && of_hours.serves != Serves(slot.serves)
            {
                plan.serving_anew.push((slot.id, of_hours.serves));
            }
            if of_hours.is_some() || ((slot.is_booked || is_squeezed_in(slot)) && within_hours(slot)) {
                plan.kept += u64::from(!is_squeezed_in(slot));
                if slot.is_booked && slot.is_withdrawn {
                    plan.fitting_again.push(slot.id);
                }
            } else if slot.is_booked {
                plan.conflicts.push(slot.id);
                if !slot.is_withdrawn {
                    plan.newly_withdrawn.insert(slot.id);
                }
            } else {
                plan.removed.push(slot.id);
            }
        }
        plan.added = missing.into_values().collect();
        plan.added.sort_by_key(|slot| slot.starts_at);
        plan
    }
    pub(crate) fn removes(&self, slot_id: Uuid) -> bool {
        self.removed.binary_search(&slot_id).is_ok()
    }
}
