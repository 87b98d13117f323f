//! Rows of hours → the templates of doctors.

use std::collections::{HashMap, HashSet};

use holdfast_domain::FieldProblem;
use holdfast_domain::template::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::bad_line::{Findings, Source};
use crate::people::People;
use crate::rows::HoursRow;

/// Rows of one doctor that form one template.
struct Group {
    doctor: usize,
    template: Template,
    /// Row i gave rule i.
    rows: Vec<Source>,
}

/// Gives the doctors their templates. Those of one doctor take effect in the order of their first days, and for the
/// same first day in the order of the rows.
pub(crate) fn plan(rows: Vec<HoursRow>, people: &mut People, now: Timestamp, found: &mut Findings) {
    let mut refused = HashSet::new();
    let mut groups = group(rows, people, &mut refused, found);
    groups.sort_by_key(|group| (group.doctor, group.template.effective_from));
    for group in groups {
        let doctor = &mut people.doctors[group.doctor];
        let today = doctor.zone.to_datetime(now).date();
        let checked = group.template.validate();
        if let Err(problems) =
            checked.and_then(|()| group.template.validate_start(today).map_err(|one| vec![one]))
        {
            doctor.has_bad_hours = true;
            report(&problems, &group.rows, found);
        }
        doctor.calendar.templates.insert(0, group.template.clone());
        doctor.new_templates.push(group.template);
    }
}

fn group(
    rows: Vec<HoursRow>,
    people: &mut People,
    refused: &mut HashSet<usize>,
    found: &mut Findings,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut index: HashMap<(usize, Date, Option<Date>, u32), usize> = HashMap::new();
    for HoursRow { from, doctor: key, row } in rows {
        let Some(doctor) = people.doctor(&key, &from, found) else { continue };
        // A change of hours touches bookings and is the availability service's work.
        if !people.doctors[doctor].calendar.templates.is_empty() {
            if refused.insert(doctor) {
                let reason = format!(
                    "doctor \"{key}\" has hours already; change them with POST /v1/doctors/{}/availability",
                    people.doctors[doctor].id
                );
                found.note(&from, "doctor", reason);
            }
            continue;
        }
        let Some(hours) = row else {
            people.doctors[doctor].has_bad_hours = true;
            continue;
        };
        let name = (doctor, hours.effective_from, hours.effective_until, hours.horizon_days);
        let at = *index.entry(name).or_insert_with(|| {
            let template = Template {
                effective_from: hours.effective_from,
                effective_until: hours.effective_until,
                rules: Vec::new(),
                breaks: Vec::new(),
                horizon_days: hours.horizon_days,
            };
            groups.push(Group { doctor, template, rows: Vec::new() });
            groups.len() - 1
        });
        groups[at].template.rules.push(hours.rule);
        groups[at].rows.push(from);
    }
    groups
}

/// Problems name rules by number; here they go to the rows that the rules came from. What concerns the template as
/// a whole goes to its first row.
fn report(problems: &[FieldProblem], rows: &[Source], found: &mut Findings) {
    for FieldProblem { field, problem } in problems {
        let rule = field.strip_prefix("rules[").and_then(|rest| rest.split_once(']'));
        let (row, field) = match rule.and_then(|(number, field)| Some((number.parse::<usize>().ok()?, field)))
        {
            Some((number, field)) => (rows.get(number), field.trim_start_matches('.')),
            None => (None, if field == "rules" { "" } else { field.as_str() }),
        };
        let other = problem.strip_prefix("overlaps rules[").and_then(|rest| rest.split_once(']'));
        let other = other.and_then(|(number, days)| Some((rows.get(number.parse::<usize>().ok()?)?, days)));
        let reason = match other {
            Some((other, days)) => format!("overlaps {other}{days}"),
            None => problem.clone(),
        };
        if let Some(row) = row.or(rows.first()) {
            found.note(row, field, reason);
        }
    }
}
