//! Hours of one day that are named by its date: a Saturday once, an evening before a holiday.
//!
//! Here: their shape and limits. How they meet templates and closures: [`Calendar`].
//!
//! [`Calendar`]: crate::calendar::Calendar

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::error::FieldProblem;
use crate::ids::VisitTypeId;
use crate::slots::{NewSlot, slots_for_day};
use crate::template::{Day, Mode, PLANNED_AHEAD_DAYS, Rule, Template, WallTime, rule_problems};
use crate::visit_type::{Serves, VisitTypes};

/// Most days that one request opens, or closes.
pub const MAX_DATES: usize = 60;
/// Most rules of one request that opens days.
pub const MAX_RULES: usize = 10;

/// Work on one date, in the wall-clock time of the clinic's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The day.
    #[serde(deserialize_with = "crate::template::date")]
    pub date: Date,
    /// When work starts.
    pub start: WallTime,
    /// When work ends; `24:00` is the midnight that ends the day.
    pub end: WallTime,
    /// Length of each slot, in minutes.
    pub slot_minutes: u32,
    /// Pause after each slot, in minutes.
    #[serde(default)]
    pub buffer_minutes: u32,
    /// How doctor and patient meet.
    #[serde(default)]
    pub mode: Mode,
    /// Which visits the slots are for; without any, all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visit_types: Vec<VisitTypeId>,
    /// The same as slots keep it, once the clinic's types have been looked up.
    #[serde(skip)]
    pub serves: Option<Serves>,
}

impl Opening {
    /// The hours, with what their slots serve looked up among the clinic's visit types.
    pub fn serving(self, types: &VisitTypes) -> Self {
        Self { serves: Some(types.served(&self.visit_types)), ..self }
    }

    /// Its slots, by the same rules as a template's ([`crate::slots`]).
    pub fn slots(&self, zone: &TimeZone) -> Vec<NewSlot> {
        slots_for_day(&self.template(), self.date, zone)
    }

    /// The same hours as a template for that day.
    pub(crate) fn template(&self) -> Template {
        Template {
            effective_from: self.date,
            effective_until: Some(self.date),
            rules: vec![Rule {
                days: vec![Day::of(self.date)],
                start: self.start,
                end: self.end,
                slot_minutes: self.slot_minutes,
                buffer_minutes: self.buffer_minutes,
                mode: self.mode,
                visit_types: self.visit_types.clone(),
                serves: self.serves,
            }],
            ..Template::default()
        }
    }
}

/// Days to be opened, all by the same rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewOpenings {
    /// The days, in any order; one that is named twice counts once.
    pub dates: Vec<NamedDate>,
    /// What is worked on them.
    pub rules: Vec<DatedRule>,
}

/// A date of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NamedDate(#[serde(deserialize_with = "crate::template::date")] pub Date);

/// A rule of a template that need not name weekdays.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedRule {
    /// It is for those of the dates that fall on these weekdays; for all, if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<Day>>,
    /// When work starts.
    pub start: WallTime,
    /// When work ends; `24:00` is the midnight that ends the day.
    pub end: WallTime,
    /// Length of each slot, in minutes.
    pub slot_minutes: u32,
    /// Pause after each slot, in minutes.
    #[serde(default)]
    pub buffer_minutes: u32,
    /// How doctor and patient meet.
    #[serde(default)]
    pub mode: Mode,
    /// Which visits the slots are for; without any, all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visit_types: Vec<VisitTypeId>,
}

impl NewOpenings {
    /// Every field that is wrong. `today` is the clinic's.
    pub fn validate(&self, today: Date) -> Result<(), Vec<FieldProblem>> {
        let mut errors = Vec::new();
        if self.dates.is_empty() || self.dates.len() > MAX_DATES {
            errors.push(FieldProblem::new("dates", format!("must be from 1 to {MAX_DATES}")));
        }
        for (nth, NamedDate(date)) in self.dates.iter().enumerate().take(MAX_DATES) {
            if let Err(problem) = may_be_named(*date, today) {
                errors.push(FieldProblem::new(format!("dates[{nth}]"), problem));
            }
        }
        if self.rules.is_empty() || self.rules.len() > MAX_RULES {
            errors.push(FieldProblem::new("rules", format!("must be from 1 to {MAX_RULES}")));
        }
        for (nth, rule) in self.rules.iter().enumerate().take(MAX_RULES) {
            let at = format!("rules[{nth}]");
            errors.extend(rule_problems(&at, &rule.weekly()));
            if !self.dates.iter().any(|NamedDate(date)| rule.holds_on(*date)) {
                errors.push(FieldProblem::new(format!("{at}.days"), "name none of the dates"));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// What is wrong with the visit types that the rules name.
    pub fn type_problems(&self, types: &VisitTypes) -> Vec<FieldProblem> {
        let of_rule =
            |(nth, rule): (usize, &DatedRule)| types.problems(&format!("rules[{nth}]"), &rule.weekly());
        self.rules.iter().enumerate().flat_map(of_rule).collect()
    }

    /// Each day with each of its rules, in order, and the place of that rule in the list.
    pub fn openings(&self) -> Vec<(usize, Opening)> {
        let dates: BTreeSet<Date> = self.dates.iter().map(|NamedDate(date)| *date).collect();
        let of_day = |date: Date| {
            let rules = self.rules.iter().enumerate().filter(move |(_, rule)| rule.holds_on(date));
            rules.map(move |(nth, rule)| (nth, rule.on(date)))
        };
        dates.into_iter().flat_map(of_day).collect()
    }
}

impl DatedRule {
    fn holds_on(&self, date: Date) -> bool {
        self.days.as_ref().is_none_or(|days| days.contains(&Day::of(date)))
    }

    fn on(&self, date: Date) -> Opening {
        let Self { start, end, slot_minutes, buffer_minutes, mode, .. } = *self;
        let visit_types = self.visit_types.clone();
        Opening { date, start, end, slot_minutes, buffer_minutes, mode, visit_types, serves: None }
    }

    fn weekly(&self) -> Rule {
        let Self { start, end, slot_minutes, buffer_minutes, mode, .. } = *self;
        let days = self.days.clone().unwrap_or_else(|| Day::ALL.to_vec());
        let visit_types = self.visit_types.clone();
        Rule { days, start, end, slot_minutes, buffer_minutes, mode, visit_types, serves: None }
    }
}

/// Whether a single day can be closed or opened: today or later, and no further ahead than templates are planned.
pub fn may_be_named(date: Date, today: Date) -> Result<(), String> {
    if date < today {
        return Err("must not be in the past".to_owned());
    }
    let days_ahead = date.duration_since(today).as_hours() / 24;
    if days_ahead > PLANNED_AHEAD_DAYS {
        return Err(format!("must be within {PLANNED_AHEAD_DAYS} days from today"));
    }
    Ok(())
}
