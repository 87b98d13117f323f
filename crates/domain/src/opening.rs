//! Hours of one day that are named by its date: a Saturday once, an evening before a holiday.
//!
//! Here: their shape and limits. How they meet templates and closures: [`Calendar`].
//!
//! [`Calendar`]: crate::calendar::Calendar

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::error::FieldProblem;
use crate::slots::{NewSlot, slots_for_day};
use crate::template::{
    Day, MAX_BUFFER_MINUTES, Mode, PLANNED_AHEAD_DAYS, Rule, SLOT_MINUTES, Template, WallTime,
};

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
}

impl Opening {
    /// Every field that is wrong. `today` is the clinic's.
    pub fn validate(&self, today: Date) -> Result<(), Vec<FieldProblem>> {
        let mut errors = Vec::new();
        if let Err(problem) = may_be_named(self.date, today) {
            errors.push(FieldProblem::new("date", problem));
        }
        if self.end <= self.start {
            errors.push(FieldProblem::new("end", "must be after start"));
        }
        if !SLOT_MINUTES.contains(&self.slot_minutes) {
            let (least, most) = (SLOT_MINUTES.start(), SLOT_MINUTES.end());
            errors.push(FieldProblem::new("slot_minutes", format!("must be from {least} to {most}")));
        } else if self.end > self.start
            && u32::from(self.end.minutes() - self.start.minutes()) < self.slot_minutes
        {
            errors.push(FieldProblem::new("slot_minutes", "must fit between start and end"));
        }
        if self.buffer_minutes > MAX_BUFFER_MINUTES {
            errors.push(FieldProblem::new("buffer_minutes", format!("must be at most {MAX_BUFFER_MINUTES}")));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Its slots, by the same rules as a template's ([`crate::slots`]).
    pub fn slots(&self, zone: &TimeZone) -> Vec<NewSlot> {
        let template = Template {
            effective_from: self.date,
            effective_until: Some(self.date),
            rules: vec![Rule {
                days: vec![Day::of(self.date)],
                start: self.start,
                end: self.end,
                slot_minutes: self.slot_minutes,
                buffer_minutes: self.buffer_minutes,
                mode: self.mode,
            }],
            ..Template::default()
        };
        slots_for_day(&template, self.date, zone)
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
