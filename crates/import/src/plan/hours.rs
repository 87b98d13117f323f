//! Whether the hours of doctors will do.

use holdfast_domain::FieldProblem;
use jiff::Timestamp;

use crate::bad_line::{Findings, Source};
use crate::resolve::people::Doctor;

/// Judges the new templates. A doctor with one that will not do has hours that are not known.
pub(crate) fn judge(doctors: &mut [Doctor], now: Timestamp, found: &mut Findings) {
    for doctor in doctors {
        let today = doctor.zone.to_datetime(now).date();
        for new in &doctor.new_templates {
            let checked = new.template.validate();
            if let Err(problems) =
                checked.and_then(|()| new.template.validate_start(today).map_err(|one| vec![one]))
            {
                doctor.has_bad_hours = true;
                report(&problems, &new.rows, found);
            }
        }
    }
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
