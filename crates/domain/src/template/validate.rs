//! What a template must keep to before slots are made from it. Every problem is reported, not only the first.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{
    Day, HORIZON_DAYS, MAX_BREAKS, MAX_BUFFER_MINUTES, MAX_RULES, PLANNED_AHEAD_DAYS, Rule, SLOT_MINUTES,
    Template, WallTime, YEARS,
};
use crate::error::FieldProblem;
use crate::ids::VisitTypeId;
use crate::visit_type::MAX_TYPES;

impl Template {
    /// Checks the limits of this module and that the rules of a day do not overlap.
    ///
    /// Answers every problem found, in the order of the fields; overlaps come last.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        let mut problems = Problems(Vec::new());
        problems.dates(self.effective_from, self.effective_until);
        problems.count("rules", self.rules.len(), MAX_RULES);
        for (i, rule) in self.rules.iter().enumerate() {
            problems.rule(&format!("rules[{i}]"), rule);
        }
        problems.count("breaks", self.breaks.len(), MAX_BREAKS);
        for (i, pause) in self.breaks.iter().enumerate() {
            let at = format!("breaks[{i}]");
            problems.days(&at, &pause.days);
            problems.order(&at, pause.start, pause.end);
        }
        if !HORIZON_DAYS.contains(&self.horizon_days) {
            let (least, most) = (HORIZON_DAYS.start(), HORIZON_DAYS.end());
            problems.add("horizon_days", format!("must be from {least} to {most}"));
        }
        problems.overlaps(&self.rules);
        if problems.0.is_empty() { Ok(()) } else { Err(problems.0) }
    }

    /// Checks that the template begins to hold soon enough for slots to be made of it as of `today`.
    pub fn validate_start(&self, today: Date) -> Result<(), FieldProblem> {
        if self.effective_from > today.saturating_add(PLANNED_AHEAD_DAYS.days()) {
            return Err(FieldProblem::new("effective_from", "must be within two years from today"));
        }
        Ok(())
    }
}

/// What is wrong with a rule that stands at `at`.
pub(crate) fn rule_problems(at: &str, rule: &Rule) -> Vec<FieldProblem> {
    let mut problems = Problems(Vec::new());
    problems.rule(at, rule);
    problems.0
}

struct Problems(Vec<FieldProblem>);

impl Problems {
    fn add(&mut self, field: impl Into<String>, problem: impl Into<String>) {
        self.0.push(FieldProblem::new(field, problem));
    }

    fn dates(&mut self, from: Date, until: Option<Date>) {
        for (field, date) in [("effective_from", Some(from)), ("effective_until", until)] {
            if date.is_some_and(|date| !YEARS.contains(&date.year())) {
                let (first, last) = (YEARS.start(), YEARS.end());
                self.add(field, format!("must lie in the years {first} to {last}"));
            }
        }
        if until.is_some_and(|until| until < from) {
            self.add("effective_until", "must not be before effective_from");
        }
    }

    fn count(&mut self, field: &str, count: usize, most: usize) {
        if count > most {
            self.add(field, format!("must be at most {most}, not {count}"));
        }
    }

    fn rule(&mut self, at: &str, rule: &Rule) {
        self.days(at, &rule.days);
        let ordered = self.order(at, rule.start, rule.end);
        let length_allowed = SLOT_MINUTES.contains(&rule.slot_minutes);
        if !length_allowed {
            let (least, most) = (SLOT_MINUTES.start(), SLOT_MINUTES.end());
            self.add(format!("{at}.slot_minutes"), format!("must be from {least} to {most}"));
        }
        self.visit_types(at, &rule.visit_types);
        if rule.buffer_minutes > MAX_BUFFER_MINUTES {
            self.add(format!("{at}.buffer_minutes"), format!("must be at most {MAX_BUFFER_MINUTES}"));
        }
        let holds = u32::from(rule.end.minutes().saturating_sub(rule.start.minutes()));
        if ordered && length_allowed && holds < rule.slot_minutes {
            let wanted = rule.slot_minutes;
            self.add(
                format!("{at}.slot_minutes"),
                format!("must fit between start and end: {wanted} minutes do not fit into {holds}"),
            );
        }
    }

    fn visit_types(&mut self, at: &str, types: &[VisitTypeId]) {
        if types.len() > MAX_TYPES {
            self.add(format!("{at}.visit_types"), format!("must be at most {MAX_TYPES}"));
        }
        for (nth, id) in types.iter().enumerate().take(MAX_TYPES) {
            if types[..nth].contains(id) {
                self.add(format!("{at}.visit_types[{nth}]"), "is given more than once");
            }
        }
    }

    fn days(&mut self, at: &str, days: &[Day]) {
        if days.is_empty() {
            self.add(format!("{at}.days"), "must name at least one day");
        }
        for day in Day::ALL {
            if days.iter().filter(|&&named| named == day).count() > 1 {
                self.add(format!("{at}.days"), format!("names {day} more than once"));
            }
        }
    }

    fn order(&mut self, at: &str, start: WallTime, end: WallTime) -> bool {
        let ordered = start < end;
        if !ordered {
            let problem = if end.minutes() == 0 {
                "must be after start; the midnight that ends the day is 24:00".to_owned()
            } else {
                format!("must be after start, {start}")
            };
            self.add(format!("{at}.end"), problem);
        }
        ordered
    }

    /// Looks at the first [`MAX_RULES`] only: pairs grow with the square, and a template with more is refused anyway.
    fn overlaps(&mut self, rules: &[Rule]) {
        let rules = &rules[..rules.len().min(MAX_RULES)];
        for (j, later) in rules.iter().enumerate() {
            for (i, earlier) in rules[..j].iter().enumerate() {
                // A rule that ends before it starts holds no time; that is reported already.
                if earlier.start.max(later.start) >= earlier.end.min(later.end) {
                    continue;
                }
                let shared = |day: &Day| earlier.days.contains(day) && later.days.contains(day);
                let days: Vec<&str> =
                    Day::ALL.iter().filter(|day| shared(day)).map(|day| day.as_str()).collect();
                if !days.is_empty() {
                    self.add(format!("rules[{j}]"), format!("overlaps rules[{i}] on {}", days.join(", ")));
                }
            }
        }
    }
}
