//! From working hours to slots: which instants a [`Template`] offers in a clinic's zone.
//!
//! A template speaks in wall-clock time, a slot in instants, and a zone may move its clocks in between. One
//! notion carries every rule here: the instant at which a date's clock **first reaches** a wall time.
//!
//! - A wall time shown once is reached when it is shown.
//! - A wall time shown twice (clocks set back) is reached on the first pass. The second pass is nobody's working
//!   time and nobody's break: hours named once in a template are worked once.
//! - A wall time in a gap (clocks set forward) is reached when the clock jumps over it. Who works until 02:30
//!   stops when the clock goes from 02:00 to 03:00. Carrying 02:30 on into 03:30, as civil-time libraries do,
//!   would make doctors work at a time the template does not name.
//!
//! Later wall times are never reached earlier, so a rule, a break and a day each become one stretch of real time,
//! and stretches apart on the clock's face stay apart: no slot can run into the next rule or past midnight into the
//! next day.
//!
//! Slots start every `slot_minutes + buffer_minutes` on the clock's face from the rule's start, as long as they end
//! by the rule's end. A break takes out the slots it touches and does not move those after it, so that adding a
//! break never shifts times patients already know. A slot always lasts `slot_minutes` real minutes, and is not
//! made if
//!
//! - its start falls in a gap,
//! - it would last beyond the instant its rule ends, or into the real time of a break,
//! - it would start before the slot made before it has ended (a gap in that slot brings the next start nearer).
//!
//! The buffer is wall-clock time, so a gap may swallow it; two slots still never overlap.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
    tz::{AmbiguousOffset, TimeZone},
};

use crate::template::{Day, Mode, Rule, Template, WallTime};
use crate::visit_type::Serves;

/// A slot to be made: the half-open interval from `starts_at` to `ends_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NewSlot {
    /// First instant of the slot.
    pub starts_at: Timestamp,
    /// First instant after the slot.
    pub ends_at: Timestamp,
    /// How doctor and patient meet.
    pub mode: Mode,
    /// Which visits it is for.
    pub serves: Serves,
}

impl NewSlot {
    /// Whether both are of the same time and mode, whatever visits they are for: a booking stays where hours serve others from now on.
    pub fn is_the_time_of(&self, other: &Self) -> bool {
        (self.starts_at, self.ends_at, self.mode) == (other.starts_at, other.ends_at, other.mode)
    }
}

/// A time that a rule names on some date, and whether it is a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// When it is, or would be; where the clocks skip its start, from the instant on at which they do.
    pub slot: NewSlot,
    /// Why it is none.
    pub left_out: Option<LeftOut>,
}

/// Why a time that a rule names is no slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It touches a break.
    Break,
    /// The clocks change: it does not exist that day, or has not the room.
    Clocks,
}

impl Named {
    /// The slot, if it is one.
    fn made(self) -> Option<NewSlot> {
        self.left_out.is_none().then_some(self.slot)
    }
}

/// Every time that the template names on a date in the clinic's zone, with what became of it; none if it does not hold that day.
pub fn named_on_day(template: &Template, date: Date, zone: &TimeZone) -> Vec<Named> {
    let mut named = Vec::new();
    if template.in_force_on(date) {
        DayPlan::new(template, Day::of(date)).make(date, zone, &mut |time| named.push(time));
    }
    named
}

/// Whether the instant lies between start and end of a rule of that date, worked or not.
pub fn is_within_rules(template: &Template, date: Date, zone: &TimeZone, at: Timestamp) -> bool {
    let of_day = Day::of(date);
    let reached = |minutes: u16| reach(date, minutes.into(), zone).map(Reach::instant);
    let mut rules = template.rules.iter().filter(|rule| rule.days.contains(&of_day));
    template.in_force_on(date)
        && rules.any(|rule| {
            reached(rule.start.minutes()).is_some_and(|start| start <= at)
                && reached(rule.end.minutes()).is_some_and(|end| at < end)
        })
}

/// The slots of one date in the clinic's zone, soonest first; none if the template does not hold that day.
///
/// Does no checks of its own: give it a template that passed [`Template::validate`]. One that did not still yields
/// slots that do not overlap.
pub fn slots_for_day(template: &Template, date: Date, zone: &TimeZone) -> Vec<NewSlot> {
    named_on_day(template, date, zone).into_iter().filter_map(Named::made).collect()
}

/// The slots of every date from `from` to `until_inclusive`, soonest first, on days the template holds.
///
/// The template's `horizon_days` plays no part: the caller knows what day it is and asks for the days it wants.
pub fn slots_between(
    template: &Template,
    zone: &TimeZone,
    from: Date,
    until_inclusive: Date,
) -> Vec<NewSlot> {
    let first = from.max(template.effective_from);
    let last = template.effective_until.map_or(until_inclusive, |last| last.min(until_inclusive));
    let week = Day::ALL.map(|day| DayPlan::new(template, day));
    let mut slots = Vec::new();
    let mut next = Some(first);
    while let Some(date) = next.filter(|date| *date <= last) {
        week[Day::of(date) as usize].make(date, zone, &mut |named| slots.extend(named.made()));
        next = date.tomorrow().ok();
    }
    slots
}

/// Drops the slots that overlap any of the `blocked` half-open intervals `[start, end)`, such as time off and
/// booked slots; keeps the order of the rest.
///
/// Touching is not overlapping. An interval that ends no later than it starts blocks nothing. Neither list need be
/// sorted; takes O((n + m) log m) for n slots and m intervals.
pub fn without_overlaps(slots: Vec<NewSlot>, blocked: &[(Timestamp, Timestamp)]) -> Vec<NewSlot> {
    split_by_overlap(slots, blocked).0
}

/// The slots that overlap none of the `blocked` intervals, and those that overlap some; otherwise as
/// [`without_overlaps`].
pub fn split_by_overlap(
    slots: Vec<NewSlot>,
    blocked: &[(Timestamp, Timestamp)],
) -> (Vec<NewSlot>, Vec<NewSlot>) {
    let mut blocked: Vec<_> = blocked.iter().copied().filter(|(start, end)| start < end).collect();
    blocked.sort_unstable();
    // Made disjoint, the intervals are sorted by their ends as well, which the search below needs.
    blocked.dedup_by(|next, merged| {
        let overlaps = next.0 < merged.1;
        if overlaps {
            merged.1 = merged.1.max(next.1);
        }
        overlaps
    });
    slots.into_iter().partition(|slot| {
        let first_ending_later = blocked.partition_point(|(_, end)| *end <= slot.starts_at);
        blocked.get(first_ending_later).is_none_or(|(start, _)| *start >= slot.ends_at)
    })
}

/// What a weekday offers on the clock's face, the same in every week: worked out once, laid on many dates.
struct DayPlan {
    /// Sorted by start, never overlapping, clear of the breaks.
    candidates: Vec<Candidate>,
    /// Those that are not clear of them.
    in_breaks: Vec<Candidate>,
    /// Start and end, minutes since midnight.
    breaks: Vec<(u32, u32)>,
}

/// A slot on the clock's face. Times in minutes since midnight.
struct Candidate {
    start: u32,
    slot_minutes: u32,
    rule_end: u32,
    mode: Mode,
    serves: Serves,
}

impl DayPlan {
    fn new(template: &Template, day: Day) -> Self {
        let of_day = template.breaks.iter().filter(|pause| pause.days.contains(&day));
        let breaks: Vec<(u32, u32)> =
            of_day.map(|pause| (pause.start.minutes().into(), pause.end.minutes().into())).collect();
        let rules = template.rules.iter().filter(|rule| rule.days.contains(&day));
        let is_in_break =
            |slot: &Candidate| breaks.iter().any(|&(start, end)| slot.start < end && start < slot.end());
        let (in_breaks, mut candidates): (Vec<_>, Vec<_>) =
            rules.flat_map(Candidate::of_rule).partition(is_in_break);
        candidates.sort_by_key(|slot| slot.start);
        // Only rules that overlap, which validation refuses, leave anything to drop here.
        candidates.dedup_by(|next, kept| next.start < kept.end());
        Self { candidates, in_breaks, breaks }
    }

    /// Tells `each` of every time that is named on `date`, which must be of this plan's weekday: slots in order, then what breaks
    /// take.
    fn make(&self, date: Date, zone: &TimeZone, each: &mut impl FnMut(Named)) {
        if self.candidates.is_empty() && self.in_breaks.is_empty() {
            return;
        }
        match steady_midnight(date, zone) {
            Some(midnight) => self.make_on_steady_day(midnight, each),
            // No answer means the end of the calendar: nothing can be made there.
            None => self.make_on_shifting_day(date, zone, each).unwrap_or_default(),
        }
    }

    /// On a day that keeps one offset, wall time is midnight plus minutes, and the plan holds as it stands.
    fn make_on_steady_day(&self, midnight: Timestamp, each: &mut impl FnMut(Named)) {
        let at = |slot: &Candidate| slot.starting(midnight.checked_add(minutes(slot.start)).ok()?);
        for slot in self.candidates.iter().filter_map(at) {
            each(Named { slot, left_out: None });
        }
        for slot in self.in_breaks.iter().filter_map(at) {
            each(Named { slot, left_out: Some(LeftOut::Break) });
        }
    }

    /// On any day, steady ones too: asks the zone for every wall time. `None` at the end of the calendar.
    fn make_on_shifting_day(&self, date: Date, zone: &TimeZone, each: &mut impl FnMut(Named)) -> Option<()> {
        let reached = |minutes| reach(date, minutes, zone).map(Reach::instant);
        let mut breaks = Vec::with_capacity(self.breaks.len());
        for &(start, end) in &self.breaks {
            breaks.push((reached(start)?, reached(end)?));
        }
        // A break wholly inside a gap takes no time that day.
        breaks.retain(|(start, end)| start < end);

        let mut previous_end = Timestamp::MIN;
        for candidate in &self.candidates {
            let reach = reach(date, candidate.start, zone)?;
            let slot = candidate.starting(reach.instant())?;
            let in_break = breaks.iter().any(|&(start, end)| slot.starts_at < end && start < slot.ends_at);
            let fits = matches!(reach, Reach::Shown(_))
                && slot.starts_at >= previous_end
                && slot.ends_at <= reached(candidate.rule_end)?
                && !in_break;
            if fits {
                previous_end = slot.ends_at;
            }
            each(Named { slot, left_out: (!fits).then_some(LeftOut::Clocks) });
        }
        for candidate in &self.in_breaks {
            each(Named {
                slot: candidate.starting(reached(candidate.start)?)?,
                left_out: Some(LeftOut::Break),
            });
        }
        Some(())
    }
}

impl Candidate {
    fn of_rule(rule: &Rule) -> Vec<Self> {
        let Rule { slot_minutes, mode, .. } = *rule;
        let rule_end = u32::from(rule.end.minutes());
        let serves = rule.served();
        let mut slots = Vec::new();
        let mut start = u32::from(rule.start.minutes());
        // A slot of no minutes is refused by validation; here it must only not run for ever.
        while slot_minutes > 0 && start.saturating_add(slot_minutes) <= rule_end {
            slots.push(Self { start, slot_minutes, rule_end, mode, serves });
            start = start.saturating_add(slot_minutes).saturating_add(rule.buffer_minutes);
        }
        slots
    }

    /// When the slot ends on the clock's face, minutes since midnight; at most 1440.
    fn end(&self) -> u32 {
        self.start + self.slot_minutes
    }

    fn starting(&self, starts_at: Timestamp) -> Option<NewSlot> {
        let ends_at = starts_at.checked_add(minutes(self.slot_minutes)).ok()?;
        Some(NewSlot { starts_at, ends_at, mode: self.mode, serves: self.serves })
    }
}

/// How a date's clock gets to a wall time.
#[derive(Clone, Copy)]
enum Reach {
    /// It shows the time, for the first time at this instant.
    Shown(Timestamp),
    /// It never shows the time, and jumps over it at this instant.
    Skipped(Timestamp),
}

impl Reach {
    fn instant(self) -> Timestamp {
        match self {
            Self::Shown(at) | Self::Skipped(at) => at,
        }
    }
}

/// The instant at which the clock of `date` first reaches a time; where it skips the time, that at which it jumps. `None` outside the
/// calendar.
pub fn reached(date: Date, time: WallTime, zone: &TimeZone) -> Option<Timestamp> {
    reach(date, time.minutes().into(), zone).map(Reach::instant)
}

/// Finds when the clock of `date` first reaches `minutes_of_day` (0 to 1440; 1440 is the next midnight).
/// `None` outside the calendar.
fn reach(date: Date, minutes_of_day: u32, zone: &TimeZone) -> Option<Reach> {
    let wall = date.to_datetime(Time::midnight()).checked_add(minutes(minutes_of_day)).ok()?;
    let found = zone.to_ambiguous_timestamp(wall);
    if !matches!(found.offset(), AmbiguousOffset::Gap { .. }) {
        // Of a repeated time, the first pass.
        return found.earlier().ok().map(Reach::Shown);
    }
    // Read with the offset from before the gap, the time lies at the jump or less than the gap's length after it,
    // so the jump is the latest change up to then.
    let just_after = found.later().ok()?.checked_add(SignedDuration::from_secs(1)).ok()?;
    zone.preceding(just_after).next().map(|jump| Reach::Skipped(jump.timestamp()))
}

/// The instant `date` starts, if its clock then runs on untouched until the next midnight.
///
/// A change of the clocks *at* the next midnight counts as touching, because it may repeat the last hour.
fn steady_midnight(date: Date, zone: &TimeZone) -> Option<Timestamp> {
    let midnight = zone.to_ambiguous_timestamp(date.to_datetime(Time::midnight())).unambiguous().ok()?;
    let next_midnight = midnight.checked_add(SignedDuration::from_hours(24)).ok()?;
    let next_change = zone.following(midnight).next();
    next_change.is_none_or(|change| change.timestamp() > next_midnight).then_some(midnight)
}

fn minutes(count: u32) -> SignedDuration {
    SignedDuration::from_mins(count.into())
}

#[cfg(test)]
mod tests;
