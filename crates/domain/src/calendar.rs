//! What a doctor's hours give on each day: templates, the clinic's closures, openings of single days, the last day of work.
//!
//! Every day follows one template: the newest that covers it. That template alone says how the day's slots are cut and
//! how many days ahead they are offered ([`Calendar::offers`]). So hours for one day, or for a week in spring, change
//! those days and no other.
//!
//! While a clinic is closed no template is followed. An [`Opening`] adds hours to its day, closed or not, and is offered from the
//! moment it is made: somebody named the day. Its slots give way to those of the template where the two overlap. From the day on which a
//! doctor leaves, or the clinic closes for good, there is neither.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::closure::Closures;
use crate::opening::Opening;
use crate::slots::{NewSlot, slots_between, without_overlaps};
use crate::template::Template;

/// All hours of one doctor. On each day the newest template whose effective range covers the day
/// is in force, even where it has no rule for it: a newer template replaces, it does not add.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Newest first.
    pub templates: Vec<Template>,
    /// When the clinic is closed.
    pub closed: Closures,
    /// Hours of single days, in any order.
    pub openings: Vec<Opening>,
    /// The first day on which the doctor works no more.
    pub inactive_from: Option<Date>,
}

impl Calendar {
    /// Whether a template can say anything of a day.
    fn works_by_template(&self, date: Date) -> bool {
        self.works_at_all(date) && !self.closed.has_day(date)
    }

    /// Whether the doctor still works here on a day, by a template or by openings.
    pub fn works_at_all(&self, date: Date) -> bool {
        !self.has_left(date) && !self.closed.is_over(date)
    }

    /// Whether the doctor works no more on a day.
    pub(crate) fn has_left(&self, date: Date) -> bool {
        self.inactive_from.is_some_and(|from| date >= from)
    }

    /// The same hours, whatever sets single days or times aside: closures, and the day from which there are none.
    pub(crate) fn whatever_the_day(&self) -> Self {
        Self { closed: Closures::default(), inactive_from: None, ..self.clone() }
    }

    /// The template whose hours are worked on a day: the one in force, unless the day is closed or the doctor has left.
    fn worked_on(&self, date: Date) -> Option<&Template> {
        self.on(date).filter(|_| self.works_by_template(date))
    }

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

    /// Whether the slots of a day's template are offered as of `today`: the template in force on the day looks ahead that far,
    /// counted from today, or from the day it takes effect if that is yet to come. Days before today are not offered.
    pub fn offers(&self, day: Date, today: Date) -> bool {
        day >= today && self.worked_on(day).is_some_and(|template| day < looks_ahead_until(template, today))
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
        self.offered_between(zone, today, today, Date::MAX)
    }

    /// Those of the days from `from` up to `until` (exclusive).
    pub(crate) fn offered_between(
        &self,
        zone: &TimeZone,
        today: Date,
        from: Date,
        until: Date,
    ) -> Vec<NewSlot> {
        let reaches_until = self.reaches_until(today).min(until);
        let of_templates = self.slots_on(zone, from, reaches_until, |day| self.offers(day, today));
        self.with_openings(of_templates, zone, from, until)
    }

    /// How many days before it a day is offered, if a template is in force on it.
    pub(crate) fn looks_ahead_days(&self, day: Date) -> Option<u32> {
        self.on(day).map(|template| template.horizon_days)
    }

    /// The slots of the days that are offered as of `today`, but were not yet as of `earlier`. Those of openings never are
    /// among them: they were offered when they were made.
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
        self.with_openings(self.slots_on(zone, from, until, |_| true), zone, from, until)
    }

    /// Adds the slots of openings on the days from `from` up to `until` (exclusive). They give way to all that templates have on
    /// these days, offered or not, so that a day which comes within the horizon finds its time free.
    fn with_openings(
        &self,
        mut slots: Vec<NewSlot>,
        zone: &TimeZone,
        from: Date,
        until: Date,
    ) -> Vec<NewSlot> {
        let mut openings: Vec<&Opening> = self.openings.iter().collect();
        openings.retain(|opening| {
            opening.date >= from && opening.date < until && self.works_at_all(opening.date)
        });
        openings.sort_by_key(|opening| (opening.date, opening.start));
        let count = slots.len();
        for opening in openings {
            let day = opening.date;
            // a slot may last past its midnight when clocks change
            let around = self.slots_on(zone, day.yesterday().unwrap_or(day), next(next(day)), |_| true);
            let taken = around.iter().chain(&slots[count..]).map(|slot| (slot.starts_at, slot.ends_at));
            let taken: Vec<_> = taken.collect();
            slots.extend(without_overlaps(opening.slots(zone), &taken));
        }
        slots.sort_by_key(|slot| slot.starts_at);
        slots
    }

    fn slots_on(
        &self,
        zone: &TimeZone,
        from: Date,
        until: Date,
        wanted: impl Fn(Date) -> bool,
    ) -> Vec<NewSlot> {
        let on = |day| self.worked_on(day).filter(|_| day < until && wanted(day));
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
        self.closed.outside_times(slots)
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

    fn of(templates: Vec<Template>) -> Calendar {
        Calendar { templates, ..Calendar::default() }
    }

    fn opening(date: Date, start: &str, end: &str) -> Opening {
        let hours = serde_json::json!({"date": date, "start": start, "end": end, "slot_minutes": 30});
        serde_json::from_value(hours).unwrap()
    }

    /// Starts of slots, as `day hour:minute`.
    fn starts(slots: &[NewSlot]) -> Vec<String> {
        slots.iter().map(|s| s.starts_at.to_zoned(TimeZone::UTC).strftime("%-d %H:%M").to_string()).collect()
    }

    #[test]
    fn a_closed_day_gives_what_was_opened_on_it_alone() {
        let mut calendar = of(vec![template(date(2026, 11, 1), None, 30)]);
        calendar.closed.add_day(date(2026, 12, 2));
        let slots = |calendar: &Calendar| {
            starts(&calendar.slots(&TimeZone::UTC, date(2026, 12, 1), date(2026, 12, 4)))
        };
        assert_eq!(slots(&calendar), ["1 09:00", "1 09:30", "3 09:00", "3 09:30"]);
        assert_eq!(offered_days(&calendar, date(2026, 12, 1)), [1, 3, 4, 5]);
        calendar.openings = vec![opening(date(2026, 12, 2), "14:00", "15:00")];
        assert_eq!(slots(&calendar)[2..4], ["2 14:00", "2 14:30"]);
    }

    #[test]
    fn closed_time_takes_what_it_touches_and_gives_way_to_openings() {
        let mut calendar = of(vec![template(date(2026, 11, 1), None, 30)]);
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        // from the end of the second slot of the first day, which it only touches, into the first of the third
        calendar.closed.add_time(at("2026-12-01T10:00:00Z"), at("2026-12-03T09:01:00Z"));
        let slots = |calendar: &Calendar| {
            starts(&calendar.slots(&TimeZone::UTC, date(2026, 12, 1), date(2026, 12, 4)))
        };
        assert_eq!(slots(&calendar), ["1 09:00", "1 09:30", "3 09:30"]);
        let offered = calendar.offered(&TimeZone::UTC, date(2026, 12, 1));
        assert_eq!(starts(&offered)[..4], ["1 09:00", "1 09:30", "3 09:30", "4 09:00"]);
        calendar.openings = vec![opening(date(2026, 12, 2), "09:15", "10:15")];
        assert_eq!(slots(&calendar)[2..4], ["2 09:15", "2 09:45"]);
    }

    #[test]
    fn an_opening_adds_to_its_day_and_gives_way_to_the_template_and_to_what_was_opened_before() {
        let mut calendar = of(vec![template(date(2026, 11, 1), None, 30)]);
        calendar.openings = vec![
            opening(date(2026, 12, 1), "08:15", "11:15"),
            opening(date(2026, 12, 1), "10:00", "12:00"),
            // far beyond the horizon of five days
            opening(date(2027, 6, 5), "14:00", "14:30"),
        ];
        let day = calendar.slots(&TimeZone::UTC, date(2026, 12, 1), date(2026, 12, 2));
        assert_eq!(
            starts(&day),
            ["1 08:15", "1 09:00", "1 09:30", "1 10:15", "1 10:45", "1 11:30"],
            "8:45 and 9:45 touch the template's hour, 11:00 of the second the first's last"
        );
        let offered = starts(&calendar.offered(&TimeZone::UTC, date(2026, 12, 1)));
        assert_eq!(offered.first().map(String::as_str), Some("1 08:15"));
        assert_eq!(offered.last().map(String::as_str), Some("5 14:00"), "of June");
        // a template that is not offered yet keeps its time all the same
        let offered = starts(&calendar.offered(&TimeZone::UTC, date(2026, 11, 20)));
        assert!(
            offered.contains(&"1 08:15".to_owned()) && !offered.contains(&"1 08:45".to_owned()),
            "{offered:?}"
        );
    }

    #[test]
    fn who_leaves_works_until_the_day_before() {
        let mut calendar = of(vec![template(date(2026, 11, 1), None, 30)]);
        calendar.openings =
            vec![opening(date(2026, 12, 3), "14:00", "14:30"), opening(date(2026, 12, 2), "14:00", "14:30")];
        calendar.inactive_from = Some(date(2026, 12, 3));
        let slots = calendar.slots(&TimeZone::UTC, date(2026, 12, 2), date(2026, 12, 5));
        assert_eq!(starts(&slots), ["2 09:00", "2 09:30", "2 14:00"]);
        assert_eq!(offered_days(&calendar, date(2026, 12, 1)), [1, 2]);
        assert_eq!(calendar.offered_until(date(2026, 12, 1)), date(2026, 12, 3));
        // the same where the clinic closes for good
        calendar.inactive_from = None;
        calendar.closed.for_good_from = Some(date(2026, 12, 3));
        assert_eq!(calendar.slots(&TimeZone::UTC, date(2026, 12, 2), date(2026, 12, 5)), slots);
        assert_eq!(offered_days(&calendar, date(2026, 12, 1)), [1, 2]);
    }

    #[test]
    fn the_newest_template_that_covers_a_day_is_in_force() {
        let calendar = of(vec![
            template(date(2026, 12, 3), Some(date(2026, 12, 3)), 20),
            template(date(2026, 12, 1), None, 30),
        ]);
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
        let calendar = of(vec![template(date(2026, 12, 10), None, 30)]);
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
            let calendar = of(vec![special, usual.clone()]);
            assert_eq!(offered_days(&calendar, date(2026, 12, 1)), expected);
        }
    }

    #[test]
    fn each_day_has_the_horizon_of_its_own_template() {
        let mut short = template(date(2026, 12, 3), Some(date(2026, 12, 6)), 20);
        short.horizon_days = 1;
        let calendar = of(vec![short, template(date(2026, 11, 1), None, 30)]);
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
        let calendar = of(vec![next, special, template(date(2026, 11, 1), None, 30)]);
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
        let calendar = of(vec![
            template(date(2026, 12, 10), None, 10),
            template(date(2026, 12, 1), Some(date(2026, 12, 4)), 20),
            template(date(2026, 11, 1), None, 30),
            template(date(2026, 12, 2), Some(date(2026, 12, 3)), 45),
        ]);
        let follow =
            |day| (0..5).map(|nth| calendar.still_follows(nth, date(2026, 12, day))).collect::<Vec<_>>();
        assert_eq!(follow(1), [true, true, true, false, false]);
        assert_eq!(follow(5), [true, false, true, false, false]);
        assert_eq!(follow(10), [true, false, false, false, false]);
    }

    #[test]
    fn before_any_template_holds_the_next_one_is_shown() {
        let calendar = of(vec![template(date(2026, 12, 10), None, 30)]);
        assert_eq!(calendar.current(date(2026, 11, 23)).unwrap().effective_from, date(2026, 12, 10));
        assert!(Calendar::default().current(date(2026, 11, 23)).is_none());
    }
}
