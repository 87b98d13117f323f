//! Spans of time in forms: a number and its unit, such as `2 hours`. Services count in minutes.

use crate::fields::Fields;
use crate::texts::{Texts, key};

/// A unit that people choose.
pub(crate) struct Unit {
    /// What the form sends.
    pub(crate) name: &'static str,
    pub(crate) says: &'static str,
    minutes: u32,
}

pub(crate) const UNITS: [Unit; 3] = [
    Unit { name: "minutes", says: key("span-unit-minutes"), minutes: 1 },
    Unit { name: "hours", says: key("span-unit-hours"), minutes: 60 },
    Unit { name: "days", says: key("span-unit-days"), minutes: 1_440 },
];

/// The field that has the unit of another.
pub(crate) fn unit_field(name: &str) -> String {
    format!("{name}_unit")
}

/// In the largest unit that leaves nothing over.
fn parts(minutes: u32) -> (u32, &'static Unit) {
    let fits = |unit: &&Unit| minutes > 0 && minutes.is_multiple_of(unit.minutes);
    let unit = UNITS.iter().rev().find(fits).unwrap_or(&UNITS[0]);
    (minutes / unit.minutes, unit)
}

/// Fills a form's field.
pub(crate) fn fill(fields: &mut Fields, name: &str, minutes: Option<u32>) {
    let (number, unit) = match minutes {
        Some(minutes) => {
            let (number, unit) = parts(minutes);
            (number.to_string(), unit)
        }
        None => (String::new(), &UNITS[1]),
    };
    fields.push(name, number);
    fields.push(&unit_field(name), unit.name);
}

/// The minutes that a form's field stands for; none if it was left empty, an error if it is no number.
pub(crate) fn read(fields: &Fields, name: &str) -> Result<Option<u32>, ()> {
    let text = fields.text(name);
    if text.is_empty() {
        return Ok(None);
    }
    let unit = UNITS.iter().find(|unit| unit.name == fields.text(&unit_field(name))).unwrap_or(&UNITS[0]);
    let number: u32 = text.parse().map_err(|_| ())?;
    // what is far too much is for the service to refuse
    Ok(Some(number.saturating_mul(unit.minutes)))
}

/// As a sentence has it: `2 hours`.
pub(crate) fn say(t: &Texts, minutes: u32) -> String {
    let (number, unit) = parts(minutes);
    match unit.name {
        "days" => t.count("span-days", number),
        "hours" => t.count("span-hours", number),
        _ => t.count("span-minutes", number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_read_again() {
        for minutes in [Some(0), Some(1), Some(59), Some(60), Some(90), Some(1_440), Some(43_200), None] {
            let mut fields = Fields::default();
            fill(&mut fields, "notice", minutes);
            assert_eq!(read(&fields, "notice"), Ok(minutes), "{minutes:?}");
        }
        let of = |typed: &str| read(&Fields::of(typed.as_bytes()), "notice");
        assert_eq!(of("notice=2&notice_unit=days"), Ok(Some(2_880)));
        assert_eq!(of("notice=two&notice_unit=days"), Err(()));
        assert_eq!(of("notice=4294967295&notice_unit=days"), Ok(Some(u32::MAX)));
    }
}
