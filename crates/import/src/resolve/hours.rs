//! Rows of hours → the templates of doctors.

use std::collections::{HashMap, HashSet};

use holdfast_domain::template::Template;
use jiff::civil::Date;

use crate::bad_line::Findings;
use crate::read::rows::HoursRow;
use crate::resolve::people::{NewTemplate, People};

/// Gives the doctors their templates. Those of one doctor take effect in the order of their first days, and for the
/// same first day in the order of the rows.
pub(crate) fn resolve(rows: Vec<HoursRow>, people: &mut People, found: &mut Findings) {
    let mut groups = group(rows, people, found);
    groups.sort_by_key(|(doctor, new)| (*doctor, new.template.effective_from));
    for (doctor, new) in groups {
        let doctor = &mut people.doctors[doctor];
        doctor.calendar.templates.insert(0, new.template.clone());
        doctor.new_templates.push(new);
    }
}

/// The rows of one doctor with the same days and horizon form one template.
fn group(rows: Vec<HoursRow>, people: &mut People, found: &mut Findings) -> Vec<(usize, NewTemplate)> {
    let mut groups: Vec<(usize, NewTemplate)> = Vec::new();
    let mut index: HashMap<(usize, Date, Option<Date>, u32), usize> = HashMap::new();
    let mut refused = HashSet::new();
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
            groups.push((doctor, NewTemplate { template, rows: Vec::new() }));
            groups.len() - 1
        });
        let (_, new) = &mut groups[at];
        new.template.rules.push(hours.rule);
        new.rows.push(from);
    }
    groups
}
