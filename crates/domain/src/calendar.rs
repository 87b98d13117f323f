//! Which of a doctor's templates holds on a day, and the slots that follow.

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

    /// The day up to which slots are made (exclusive): as far as the newest template looks ahead, counted from
    /// today, or from the day it takes effect if that is yet to come.
    pub fn horizon(&self, today: Date) -> Date {
        let Some(newest) = self.templates.first() else { return today };
        let start = today.max(newest.effective_from);
        start.checked_add(i64::from(newest.horizon_days).days()).unwrap_or(Date::MAX)
    }

    /// The slots of the days from `from` up to `until` (exclusive), in order.
    pub fn slots(&self, zone: &TimeZone, from: Date, until: Date) -> Vec<NewSlot> {
        let mut slots: Vec<NewSlot> = Vec::new();
        let mut day = from;
        while day < until {
            // One stretch of days under one template.
            let Some(template) = self.on(day) else {
                day = next(day);
                continue;
            };
            let mut last = day;
            while next(last) < until && self.on(next(last)).is_some_and(|t| std::ptr::eq(t, template)) {
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

    #[test]
    fn the_horizon_counts_from_the_day_a_template_takes_effect() {
        let calendar = Calendar { templates: vec![template(date(2026, 12, 10), None, 30)] };
        assert_eq!(calendar.horizon(date(2026, 11, 23)), date(2026, 12, 15));
        assert_eq!(calendar.horizon(date(2026, 12, 20)), date(2026, 12, 25));
        assert_eq!(Calendar::default().horizon(date(2026, 12, 20)), date(2026, 12, 20));
    }

    #[test]
    fn before_any_template_holds_the_next_one_is_shown() {
        let calendar = Calendar { templates: vec![template(date(2026, 12, 10), None, 30)] };
        assert_eq!(calendar.current(date(2026, 11, 23)).unwrap().effective_from, date(2026, 12, 10));
        assert!(Calendar::default().current(date(2026, 11, 23)).is_none());
    }
}
