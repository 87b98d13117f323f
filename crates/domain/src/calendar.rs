//! Which of a doctor's templates holds on a day, how far ahead its slots are offered, and the slots that follow.
//!
//! Every day follows one template: the newest that covers it. That template alone says how the day's slots are cut and
//! how many days ahead they are offered ([`Calendar::offers`]). So hours for one day, or for a week in spring, change
//! those days and no other.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::slots::{NewSlot, slots_between};
use crate::template::Template;

/// All templates of one doctor, newest first. On each day the newest one whose effective range covers the day
/// is in force, even where it has no rule for it: a newer template replaces, it does not add.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Newest first.
    pub templates: Vec<Template>,
}

impl Calendar {
    /// The template in force on a day.
    pub fn on(&self, date: Date) -> Option<&Template> {
        self.templates.iter().find(|template| template.in_force_on(date))
    }

    /// The template to show as the one in force: today's, else the next to come.
    pub fn current(&self, today: Date) -> Option<&Template> {
        self.on(today).or_else(|| {
            self.templates
                .iter()
                .filter(|template| template.effective_from > today)
                .min_by_key(|template| template.effective_from)
        })
    }

    /// Whether some day from `today` on follows the template at this place in the list.
    pub fn still_follows(&self, nth: usize, today: Date) -> bool {
        let (newer, rest) = self.templates.split_at(nth.min(self.templates.len()));
        let Some(template) = rest.first() else { return false };
        // The first day, and each day on which a newer one lets go.
        let first = today.max(template.effective_from);
        let freed = newer.iter().filter_map(|newer| newer.effective_until).map(next);
        std::iter::once(first)
            .chain(freed.filter(|day| *day > first))
            .any(|day| template.in_force_on(day) && !newer.iter().any(|newer| newer.in_force_on(day)))
    }

    /// Whether the slots of a day are offered as of `today`: the template in force on the day looks ahead that far,
    /// counted from today, or from the day it takes effect if that is yet to come. Days before today are not offered.
    pub fn offers(&self, day: Date, today: Date) -> bool {
        day >= today && self.on(day).is_some_and(|template| day < looks_ahead_until(template, today))
    }

    /// The days that are offered as of `today`, as stretches from a day up to another (exclusive).
    pub fn offered_stretches(&self, today: Date) -> Vec<(Date, Date)> {
        let mut stretches: Vec<(Date, Date)> = Vec::new();
        let until = self.reaches_until(today);
        let days =
            std::iter::successors(Some(today), |day| day.tomorrow().ok()).take_while(|day| *day < until);
        for day in days.filter(|day| self.offers(*day, today)) {
            match stretches.last_mut() {
                Some((_, end)) if *end == day => *end = next(day),
                _ => stretches.push((day, next(day))),
            }
        }
        stretches
    }

    /// The day after the last one that is offered as of `today`; `today` if none is.
    pub fn offered_until(&self, today: Date) -> Date {
        self.offered_stretches(today).last().map_or(today, |(_, until)| *until)
    }

    /// The slots offered as of `today`, in order; those of today that have begun are among them.
    pub fn offered(&self, zone: &TimeZone, today: Date) -> Vec<NewSlot> {
        self.slots_on(zone, today, self.reaches_until(today), |day| self.offers(day, today))
    }

    /// The slots of the days that are offered as of `today`, but were not yet as of `earlier`.
    pub fn newly_offered(&self, zone: &TimeZone, earlier: Date, today: Date) -> Vec<NewSlot> {
        self.slots_on(zone, today, self.reaches_until(today), |day| {
            self.offers(day, today) && !self.offers(day, earlier)
        })
    }

    /// No day from here on is offered as of `today`.
    fn reaches_until(&self, today: Date) -> Date {
        let ends = self.templates.iter().map(|template| {
            let until = looks_ahead_until(template, today);
            template.effective_until.map_or(until, |last| until.min(next(last)))
        });
        ends.max().unwrap_or(today).max(today)
    }

    /// The slots that the hours give on the days from `from` up to `until` (exclusive), in order, offered or not.
    pub fn slots(&self, zone: &TimeZone, from: Date, until: Date) -> Vec<NewSlot> {
        self.slots_on(zone, from, until, |_| true)
    }

    fn slots_on(
        &self,
        zone: &TimeZone,
        from: Date,
        until: Date,
        wanted: impl Fn(Date) -> bool,
    ) -> Vec<NewSlot> {
        let on = |day| self.on(day).filter(|_| day < until && wanted(day));
        let mut slots: Vec<NewSlot> = Vec::new();
        let mut day = from;
        while day < until {
            // One stretch of days under one template.
            let Some(template) = on(day) else {
                day = next(day);
                continue;
            };
            let mut last = day;
            while on(next(last)).is_some_and(|t| std::ptr::eq(t, template)) {
                last = next(last);
            }
            // Where one template ends past midnight, the next one's first slot may overlap it.
            let busy_until = slots.last().map_or(Timestamp::MIN, |slot| slot.ends_at);
            slots.extend(
                slots_between(template, zone, day, last).into_iter().filter(|s| s.starts_at >= busy_until),
            );
            day = next(last);
        }
        slots
    }
}

/// The first day that the template does not offer as of `today`.
fn looks_ahead_until(template: &Template, today: Date) -> Date {
    let start = today.max(template.effective_from);
    start.checked_add(i64::from(template.horizon_days).days()).unwrap_or(Date::MAX)
}

fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn template(from: Date, until: Option<Date>, slot_minutes: u32) -> Template {
        serde_json::from_value(serde_json::json!({
            "effective_from": from, "effective_until": until,
            "rules": [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                       "start": "09:00", "end": "10:00", "slot_minutes": slot_minutes}],
            "horizon_days": 5
        }))
        .unwrap()
    }

    #[test]
    fn the_newest_template_that_covers_a_day_is_in_force() {
        let calendar = Calendar {
            templates: vec![
                template(date(2026, 12, 3), Some(date(2026, 12, 3)), 20),
                template(date(2026, 12, 1), None, 30),
            ],
        };
        let per_day: Vec<usize> = (1..=4)
            .map(|d| calendar.slots(&TimeZone::UTC, date(2026, 12, d), date(2026, 12, d + 1)).len())
            .collect();
        assert_eq!(per_day, [2, 2, 3, 2]);
        let all = calendar.slots(&TimeZone::UTC, date(2026, 11, 29), date(2026, 12, 5));
        assert_eq!(all.len(), 9);
        assert!(all.is_sorted_by_key(|slot| slot.starts_at));
    }

    /// `horizon_days` is 5.
    fn offered_days(calendar: &Calendar, today: Date) -> Vec<i8> {
        let days = (1..=31).map(|day| date(2026, 12, day));
        days.filter(|day| calendar.offers(*day, today)).map(Date::day).collect()
    }

    #[test]
    fn the_horizon_counts_from_the_day_a_template_takes_effect() {
        let calendar = Calendar { templates: vec![template(date(2026, 12, 10), None, 30)] };
        assert_eq!(offered_days(&calendar, date(2026, 11, 23)), [10, 11, 12, 13, 14]);
        assert_eq!(calendar.offered_until(date(2026, 11, 23)), date(2026, 12, 15));
        assert_eq!(calendar.offered_until(date(2026, 12, 20)), date(2026, 12, 25));
        assert_eq!(Calendar::default().offered_until(date(2026, 12, 20)), date(2026, 12, 20));
    }

    #[test]
    fn one_special_day_takes_no_other_day_away() {
        let usual = template(date(2026, 11, 1), None, 30);
        for day in [2, 4, 20] {
            let special = template(date(2026, 12, day), Some(date(2026, 12, day)), 20);
            let mut expected = vec![1, 2, 3, 4, 5];
            if !expected.contains(&day) {
                expected.push(day);
            }
            let calendar = Calendar { templates: vec![special, usual.clone()] };
            assert_eq!(offered_days(&calendar, date(2026, 12, 1)), expected);
        }
    }

    #[test]
    fn each_day_has_the_horizon_of_its_own_template() {
        let mut short = template(date(2026, 12, 3), Some(date(2026, 12, 6)), 20);
        short.horizon_days = 1;
        let calendar = Calendar { templates: vec![short, template(date(2026, 11, 1), None, 30)] };
        // the third alone: a day ahead of the day on which it takes effect
        assert_eq!(offered_days(&calendar, date(2026, 12, 1)), [1, 2, 3]);
        assert_eq!(offered_days(&calendar, date(2026, 12, 4)), [4, 7, 8]);
        let stretch = |from, until| (date(2026, 12, from), date(2026, 12, until));
        assert_eq!(calendar.offered_stretches(date(2026, 12, 4)), [stretch(4, 5), stretch(7, 9)]);
        assert_eq!(calendar.offered_until(date(2026, 12, 4)), date(2026, 12, 9));
    }

    #[test]
    fn what_is_newly_offered_and_what_was_before_are_together_what_is_offered() {
        let special = template(date(2026, 12, 9), Some(date(2026, 12, 12)), 20);
        let next = template(date(2026, 12, 14), None, 60);
        let calendar = Calendar { templates: vec![next, special, template(date(2026, 11, 1), None, 30)] };
        let first = date(2026, 12, 1);
        for (from, to) in [(1, 2), (1, 6), (3, 4), (8, 20), (1, 1)] {
            let (earlier, today) = (date(2026, 12, from), date(2026, 12, to));
            let mut both = calendar.newly_offered(&TimeZone::UTC, earlier, today);
            both.extend(calendar.offered(&TimeZone::UTC, earlier));
            both.retain(|slot| slot.starts_at >= today.to_zoned(TimeZone::UTC).unwrap().timestamp());
            both.sort_by_key(|slot| slot.starts_at);
            assert_eq!(both, calendar.offered(&TimeZone::UTC, today), "{from} to {to}");
        }
        assert!(calendar.offered(&TimeZone::UTC, first).is_sorted_by_key(|slot| slot.starts_at));
    }

    #[test]
    fn a_template_is_over_when_newer_ones_cover_all_its_days() {
        let calendar = Calendar {
            templates: vec![
                template(date(2026, 12, 10), None, 10),
                template(date(2026, 12, 1), Some(date(2026, 12, 4)), 20),
                template(date(2026, 11, 1), None, 30),
                template(date(2026, 12, 2), Some(date(2026, 12, 3)), 45),
            ],
        };
        let follow =
            |day| (0..5).map(|nth| calendar.still_follows(nth, date(2026, 12, day))).collect::<Vec<_>>();
        assert_eq!(follow(1), [true, true, true, false, false]);
        assert_eq!(follow(5), [true, false, true, false, false]);
        assert_eq!(follow(10), [true, false, false, false, false]);
    }

    #[test]
    fn before_any_template_holds_the_next_one_is_shown() {
        let calendar = Calendar { templates: vec![template(date(2026, 12, 10), None, 30)] };
        assert_eq!(calendar.current(date(2026, 11, 23)).unwrap().effective_from, date(2026, 12, 10));
        assert!(Calendar::default().current(date(2026, 11, 23)).is_none());
    }
}
