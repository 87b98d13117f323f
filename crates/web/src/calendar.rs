//! An appointment as an entry for a calendar (iCalendar, RFC 5545). Its UID is not that of the invitation by mail, which ends in the
//! sender's domain: a calendar that is given both shows both.

use holdfast_domain::Status;
use holdfast_rpc::booking::Appointment;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::texts::Texts;
use crate::visit_facts::VisitFacts;

/// The entry. Times are in UTC: a single appointment needs no rules of its zone.
pub(crate) fn entry(appointment: &Appointment, facts: &VisitFacts, t: &Texts) -> String {
    let utc = |micros: i64| {
        let at = Timestamp::from_microsecond(micros).unwrap_or_default();
        at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
    };
    let status = if appointment.status == Status::Cancelled { "CANCELLED" } else { "CONFIRMED" };
    let summary =
        t.with2("calendar-summary", "doctor", facts.doctor_name.clone(), "clinic", facts.clinic.name.clone());
    let place = if facts.is_video { facts.mode.clone() } else { facts.clinic.address.clone() };
    let local = format!("{}, {} ({})", facts.day, facts.time, facts.zone);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "PRODID:-//Holdfast//Appointments//EN".to_owned(),
        "VERSION:2.0".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@holdfast", appointment.id),
        format!("SEQUENCE:{}", appointment.version),
        format!("DTSTAMP:{}", utc(appointment.booked_at_us)),
        format!("DTSTART:{}", utc(appointment.starts_at_us)),
        format!("DTEND:{}", utc(appointment.ends_at_us)),
        format!("SUMMARY:{}", escaped(&summary)),
        format!("LOCATION:{}", escaped(&place)),
        format!("DESCRIPTION:{}", escaped(&local)),
        format!("STATUS:{status}"),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

/// A text value (RFC 5545, 3.3.11).
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => text.extend(['\\', c]),
            '\n' => text.push_str("\\n"),
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    text
}

/// A line of at most 75 bytes, and those that continue it (3.1).
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 2);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 74 {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "ä".repeat(60));
        let text = folded(&line);
        assert!(text.ends_with("\r\n") && text.split("\r\n").all(|part| part.len() <= 75), "{text}");
        assert_eq!(text.replace("\r\n ", "").trim_end(), line);
        assert_eq!(escaped("a, b; c\\d\ne\u{7}"), "a\\, b\\; c\\\\d\\ne");
    }
}
