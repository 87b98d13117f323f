//! What patients come for: the visit types of a clinic, and which of them a slot serves.
//!
//! A slot keeps that as one number, a bit for each type's place at its clinic ([`Serves`]). Hours that name no types make slots that
//! serve all, those to come too. (`book_batch` and the searches judge by the same number, in SQL.)

use jiff::SignedDuration;

use crate::error::{ErrorCode, FieldProblem, Problem};
use crate::ids::VisitTypeId;
use crate::template::{Mode, Rule};

/// Most visit types of a clinic, those that were retired among them.
pub const MAX_TYPES: usize = 63;

const UNKNOWN: &str = "is no visit type of this clinic";
const RETIRED: &str = "is a visit type that is no longer booked";

/// Which visit types a slot serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Serves(pub i64);

impl Serves {
    /// All there are, and all to come.
    pub const ALL: Self = Self(-1);
    /// None.
    pub const NONE: Self = Self(0);

    /// Whether visits of a type fit in.
    pub const fn has(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

/// Who may book visits of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BookedBy {
    /// Everybody.
    #[default]
    Everybody,
    /// Patients who have been at the clinic before.
    KnownPatients,
    /// The clinic's desk alone; nobody else is shown the type.
    Desk,
}

impl BookedBy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Everybody, Self::KnownPatients, Self::Desk];

    /// The name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::KnownPatients => "known_patients",
            Self::Desk => "desk",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == name)
    }
}

/// A visit type as hours and slots see it.
#[derive(Clone, Copy, Debug)]
pub struct VisitType {
    /// Its id.
    pub id: VisitTypeId,
    /// Its bit alone.
    pub bit: Serves,
    /// How long such a visit takes.
    pub takes: SignedDuration,
    /// How doctor and patient meet, if that is always the same.
    pub mode: Option<Mode>,
    /// No longer booked.
    pub is_retired: bool,
}

/// The visit types of a clinic.
#[derive(Clone, Debug, Default)]
pub struct VisitTypes(pub Vec<VisitType>);

impl VisitTypes {
    fn find(&self, id: VisitTypeId) -> Option<&VisitType> {
        self.0.iter().find(|known| known.id == id)
    }

    /// What slots serve whose hours name these types.
    pub fn served(&self, ids: &[VisitTypeId]) -> Serves {
        if ids.is_empty() {
            return Serves::ALL;
        }
        Serves(ids.iter().filter_map(|id| self.find(*id)).fold(0, |bits, known| bits | known.bit.0))
    }

    /// What is wrong with the types that a single slot of this mode names. How long it is, its maker has seen.
    pub fn problems_of_slot(&self, at: &str, ids: &[VisitTypeId], mode: Mode) -> Vec<FieldProblem> {
        let problem = |(nth, id): (usize, &VisitTypeId)| {
            let problem = match self.find(*id) {
                None => UNKNOWN.to_owned(),
                Some(known) if known.is_retired => RETIRED.to_owned(),
                Some(VisitType { mode: Some(of_type), .. }) if *of_type != mode => {
                    format!("is {of_type} alone, and the slot is {mode}")
                }
                Some(_) => return None,
            };
            Some(FieldProblem::new(format!("{at}[{nth}]"), problem))
        };
        ids.iter().enumerate().filter_map(problem).collect()
    }

    /// What is wrong with the types that a rule at `at` names.
    pub fn problems(&self, at: &str, rule: &Rule) -> Vec<FieldProblem> {
        let length = SignedDuration::from_mins(i64::from(rule.slot_minutes));
        let problem = |(nth, id): (usize, &VisitTypeId)| {
            let problem = match self.find(*id) {
                None => UNKNOWN.to_owned(),
                Some(known) if known.is_retired => RETIRED.to_owned(),
                Some(known) if known.takes > length => {
                    let (takes, fits) = (known.takes.as_mins(), rule.slot_minutes);
                    format!("takes {takes} minutes, and slots of this rule have {fits}")
                }
                Some(VisitType { mode: Some(mode), .. }) if *mode != rule.mode => {
                    format!("is {mode} alone, and this rule is {}", rule.mode)
                }
                Some(_) => return None,
            };
            Some(FieldProblem::new(format!("{at}.visit_types[{nth}]"), problem))
        };
        rule.visit_types.iter().enumerate().filter_map(problem).collect()
    }
}

/// A booking names a type that is none here.
pub fn unknown() -> Problem {
    Problem::field("visit_type_id", UNKNOWN)
}

/// A booking names none, and the slot is not for all.
pub fn missing() -> Problem {
    Problem::field("visit_type_id", "is required: the slot is for certain visits")
}

/// The slot is for other visits.
pub fn not_served() -> Problem {
    Problem::of(ErrorCode::VisitTypeNotServed)
}

/// Somebody who has not been at the clinic before.
pub fn known_patients_only() -> Problem {
    Problem::of(ErrorCode::KnownPatientsOnly)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Template;
    use uuid::Uuid;

    fn id(number: u128) -> VisitTypeId {
        VisitTypeId(Uuid::from_u128(number))
    }

    fn types() -> VisitTypes {
        let of = |number: u128, bit, minutes, mode, is_retired| VisitType {
            id: id(number),
            bit: Serves(bit),
            takes: SignedDuration::from_mins(minutes),
            mode,
            is_retired,
        };
        VisitTypes(vec![
            of(1, 1, 10, None, false),
            of(2, 2, 30, None, false),
            of(3, 4, 10, Some(Mode::Virtual), false),
            of(4, 1 << 62, 10, None, true),
        ])
    }

    #[test]
    fn a_slot_serves_what_its_hours_name_and_all_where_they_name_none() {
        let types = types();
        let served = types.served(&[id(1), id(4)]);
        assert!(served.has(Serves(1)) && served.has(Serves(1 << 62)) && !served.has(Serves(2)));
        assert_eq!(types.served(&[]), Serves::ALL);
        assert!((0..63).all(|place| Serves::ALL.has(Serves(1 << place))));
        // what is not known is served by nothing, rather than by all
        assert_eq!(types.served(&[id(9)]), Serves::NONE);
    }

    #[test]
    fn hours_name_types_that_are_booked_and_fit_into_their_slots() {
        let template: Template = serde_json::from_value(serde_json::json!({
            "effective_from": "2026-12-01",
            "rules": [{"days": ["mon"], "start": "09:00", "end": "12:00", "slot_minutes": 20,
                       "visit_types": [id(1), id(2), id(3), id(4), id(5)]}],
        }))
        .unwrap();
        let problems: Vec<_> = types()
            .problems("rules[0]", &template.rules[0])
            .into_iter()
            .map(|p| (p.field, p.problem))
            .collect();
        let said: Vec<(&str, &str)> = problems.iter().map(|(f, p)| (f.as_str(), p.as_str())).collect();
        assert_eq!(
            said,
            [
                ("rules[0].visit_types[1]", "takes 30 minutes, and slots of this rule have 20"),
                ("rules[0].visit_types[2]", "is virtual alone, and this rule is in_person"),
                ("rules[0].visit_types[3]", "is a visit type that is no longer booked"),
                ("rules[0].visit_types[4]", "is no visit type of this clinic"),
            ]
        );
    }
}
