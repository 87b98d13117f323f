//! Working-hour templates: when a doctor works, by weekday and wall clock.
//!
//! Here: the shape the API accepts and gives back, and the limits a template must keep
//! ([`Template::validate`]). Not here: turning a template into instants, which is `slots.rs`.
//! Start reading at [`Template`].

use std::{fmt, ops::RangeInclusive, str::FromStr};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::error::FieldProblem;
use crate::ids::VisitTypeId;
use crate::visit_type::{Serves, VisitTypes};

mod validate;

pub(crate) use validate::rule_problems;

/// Years a template's dates may lie in; far enough for any practice, near enough to catch a slip of the pen.
pub const YEARS: RangeInclusive<i16> = 2000..=2199;
/// Length of one slot, in minutes.
pub const SLOT_MINUTES: RangeInclusive<u32> = 5..=480;
/// Longest pause after a slot, in minutes.
pub const MAX_BUFFER_MINUTES: u32 = 240;
/// How many days ahead slots may be kept made.
pub const HORIZON_DAYS: RangeInclusive<u32> = 1..=365;
/// How many days from today on a template may begin to hold.
pub const PLANNED_AHEAD_DAYS: i64 = 730;
/// Horizon of a template that names none, in days.
pub const DEFAULT_HORIZON_DAYS: u32 = 30;
/// Most rules in one template.
pub const MAX_RULES: usize = 50;
/// Most breaks in one template.
pub const MAX_BREAKS: usize = 50;

/// A doctor's working hours. Times are wall-clock times in the clinic's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// First day the template holds.
    #[serde(deserialize_with = "date")]
    pub effective_from: Date,
    /// Last day it holds, that day included; `None` for no end.
    #[serde(default, deserialize_with = "date_or_null")]
    pub effective_until: Option<Date>,
    /// When the doctor works. No rules at all: the doctor stops working.
    pub rules: Vec<Rule>,
    /// When the doctor rests, taken out of every rule of those days.
    #[serde(default)]
    pub breaks: Vec<Break>,
    /// How many days ahead slots are kept made.
    #[serde(default = "default_horizon_days")]
    pub horizon_days: u32,
}

/// One stretch of work, the same on each of its days.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Weekdays it holds on.
    pub days: Vec<Day>,
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
    /// The same as slots keep it, once the clinic's types have been looked up ([`Template::serving`]).
    #[serde(skip)]
    pub serves: Option<Serves>,
}

/// One stretch without slots, the same on each of its days. It need not touch any rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// Weekdays it holds on.
    pub days: Vec<Day>,
    /// When the break starts.
    pub start: WallTime,
    /// When it ends; `24:00` is the midnight that ends the day.
    pub end: WallTime,
}

/// How doctor and patient meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// At the clinic.
    #[default]
    InPerson,
    /// By video.
    Virtual,
}

/// A weekday, written `mon` to `sun`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// A time on the clock's face, in whole minutes since midnight, written `HH:MM`.
///
/// Goes up to `24:00`, the midnight that ends the day, so that work may last until then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WallTime(u16);

/// The text was no `HH:MM` from `00:00` to `24:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a time written HH:MM, from 00:00 to 24:00")]
pub struct NoWallTime;

pub(crate) fn date<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    crate::text::date(&text).ok_or_else(|| serde::de::Error::custom("must be a date such as 2026-12-01"))
}

fn date_or_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    struct Given(#[serde(deserialize_with = "date")] Date);
    Ok(Option::<Given>::deserialize(deserializer)?.map(|given| given.0))
}

const fn default_horizon_days() -> u32 {
    DEFAULT_HORIZON_DAYS
}

impl Template {
    /// The template, with what its slots serve looked up among the clinic's visit types.
    pub fn serving(mut self, types: &VisitTypes) -> Self {
        for rule in &mut self.rules {
            rule.serves = Some(types.served(&rule.visit_types));
        }
        self
    }

    /// The template as it came in.
    pub fn as_given(&self) -> Self {
        let mut given = self.clone();
        given.rules.iter_mut().for_each(|rule| rule.serves = None);
        given
    }

    /// What is wrong with the visit types that the rules name.
    pub fn type_problems(&self, types: &VisitTypes) -> Vec<FieldProblem> {
        let of_rule = |(nth, rule)| types.problems(&format!("rules[{nth}]"), rule);
        self.rules.iter().enumerate().flat_map(of_rule).collect()
    }

    /// Whether `date` lies in the days the template holds.
    pub fn in_force_on(&self, date: Date) -> bool {
        self.effective_from <= date && self.effective_until.is_none_or(|last| date <= last)
    }
}

impl Rule {
    /// What the slots serve: nothing, where types are named and nobody has looked them up.
    pub fn served(&self) -> Serves {
        let unknown = if self.visit_types.is_empty() { Serves::ALL } else { Serves::NONE };
        self.serves.unwrap_or(unknown)
    }
}

impl Mode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::InPerson, Self::Virtual];

    /// The mode of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == name)
    }

    /// The name used in the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Virtual => "virtual",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Day {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// The weekday of a date.
    pub fn of(date: Date) -> Self {
        match date.weekday() {
            Weekday::Monday => Self::Mon,
            Weekday::Tuesday => Self::Tue,
            Weekday::Wednesday => Self::Wed,
            Weekday::Thursday => Self::Thu,
            Weekday::Friday => Self::Fri,
            Weekday::Saturday => Self::Sat,
            Weekday::Sunday => Self::Sun,
        }
    }

    /// The name used in the API: three small letters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl WallTime {
    /// The midnight that ends the day, `24:00`.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// The time this many minutes after midnight; `None` past `24:00`.
    pub const fn from_minutes(minutes: u16) -> Option<Self> {
        if minutes <= Self::END_OF_DAY.0 { Some(Self(minutes)) } else { None }
    }

    /// Minutes since midnight, 0 to 1440.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl FromStr for WallTime {
    type Err = NoWallTime;

    /// Strict: two digits, a colon, two digits. `9:00`, `09:00:00` and `+9:00` are refused.
    fn from_str(text: &str) -> Result<Self, NoWallTime> {
        let &[h1, h2, b':', m1, m2] = text.as_bytes() else { return Err(NoWallTime) };
        let number = |tens: u8, ones: u8| {
            let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
            digits.then(|| u16::from(tens - b'0') * 10 + u16::from(ones - b'0')).ok_or(NoWallTime)
        };
        let (hour, minute) = (number(h1, h2)?, number(m1, m2)?);
        if minute > 59 {
            return Err(NoWallTime);
        }
        Self::from_minutes(hour * 60 + minute).ok_or(NoWallTime)
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<String> for WallTime {
    type Error = NoWallTime;

    fn try_from(text: String) -> Result<Self, NoWallTime> {
        text.parse()
    }
}

impl From<WallTime> for String {
    fn from(time: WallTime) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests;
