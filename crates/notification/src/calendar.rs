//! The attachment that puts an appointment into the patient's calendar, moves it there, and takes it out again
//! (iCalendar, RFC 5545; scheduling messages, RFC 5546).
//!
//! Calendars know an entry by its UID and ORGANIZER, which never change, and take a message for newer by its SEQUENCE.
//! Times are in UTC: a single appointment needs no rules of its zone.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What a calendar is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// Put it in, or move it.
    Request,
    /// Take it out.
    Cancel,
}

impl Method {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }

    /// What a mail's row says of it.
    pub(crate) const fn of_calendar(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Cancel => "cancel",
        }
    }
}

/// An entry. People are names and addresses; the addresses are valid.
pub(crate) struct Invite {
    pub(crate) method: Method,
    pub(crate) uid: String,
    pub(crate) sequence: i32,
    pub(crate) stamped_at: Timestamp,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) summary: String,
    /// Where to go; nothing for a visit by video.
    pub(crate) place: Option<String>,
    /// What there is to say beside it.
    pub(crate) description: Option<String>,
    pub(crate) organizer: (Option<String>, String),
    pub(crate) attendee: (Option<String>, String),
}

impl Invite {
    pub(crate) fn to_ics(&self) -> String {
        // Whoever has booked has said yes already, and nobody reads the answers of calendars.
        let (status, attends) = match self.method {
            Method::Request => ("CONFIRMED", ";PARTSTAT=ACCEPTED;RSVP=FALSE"),
            Method::Cancel => ("CANCELLED", ""),
        };
        let person = |(name, address): &(Option<String>, String), role: &str| {
            let name = name.as_deref().map(|name| format!(";CN={}", parameter(name))).unwrap_or_default();
            format!("{role}{name}:mailto:{address}")
        };
        let mut lines = vec![
            "BEGIN:VCALENDAR".to_owned(),
            "PRODID:-//Holdfast//Appointments//EN".to_owned(),
            "VERSION:2.0".to_owned(),
            "CALSCALE:GREGORIAN".to_owned(),
            format!("METHOD:{}", self.method.as_str()),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", self.uid),
            format!("SEQUENCE:{}", self.sequence),
            format!("DTSTAMP:{}", utc(self.stamped_at)),
            format!("DTSTART:{}", utc(self.starts_at)),
            format!("DTEND:{}", utc(self.ends_at)),
            format!("SUMMARY:{}", text(&self.summary)),
        ];
        lines.extend(self.place.as_deref().map(|place| format!("LOCATION:{}", text(place))));
        lines.extend(self.description.as_deref().map(|words| format!("DESCRIPTION:{}", text(words))));
        lines.extend([
            person(&self.organizer, "ORGANIZER"),
            person(&self.attendee, &format!("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{attends}")),
            format!("STATUS:{status}"),
            "TRANSP:OPAQUE".to_owned(),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ]);
        let mut ics = String::new();
        for line in lines {
            fold(&mut ics, &line);
        }
        ics
    }
}

fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value (RFC 5545, 3.3.11).
fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A parameter's value: in quotes, which it cannot hold itself (RFC 5545, 3.2).
fn parameter(value: &str) -> String {
    let kept = value.chars().filter(|c| !c.is_control()).map(|c| if c == '"' { '\'' } else { c });
    format!("\"{}\"", kept.collect::<String>())
}

/// A content line, folded at 75 octets, never inside a character (RFC 5545, 3.1).
fn fold(ics: &mut String, line: &str) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > 75 {
            ics.push_str("\r\n ");
            octets = 1;
        }
        ics.push(c);
        octets += c.len_utf8();
    }
    ics.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invite() -> Invite {
        Invite {
            method: Method::Request,
            uid: "1@clinic.example".to_owned(),
            sequence: 2,
            stamped_at: "2026-11-24T12:00:00.5Z".parse().unwrap(),
            starts_at: "2026-12-01T14:00:00Z".parse().unwrap(),
            ends_at: "2026-12-01T14:30:00Z".parse().unwrap(),
            summary: "Dr. Müller, room 3; upstairs\r\nATTENDEE:mailto:x@y".to_owned(),
            place: Some(
                "A very long street name that goes on, Gebäude ÄÖÜ, gegenüber dem Brunnen 🏥🏥🏥".to_owned(),
            ),
            description: None,
            organizer: (Some("The \"Clinic\"".to_owned()), "no-reply@clinic.example".to_owned()),
            attendee: (Some("Ada\r\nX: y".to_owned()), "ada@example.org".to_owned()),
        }
    }

    #[test]
    fn values_cannot_become_lines() {
        let ics = invite().to_ics();
        assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
        let unfolded = ics.replace("\r\n ", "");
        let lines: Vec<_> = unfolded.lines().collect();
        assert_eq!(lines.len(), 19, "{unfolded}");
        assert!(lines.contains(&"SUMMARY:Dr. Müller\\, room 3\\; upstairs\\nATTENDEE:mailto:x@y"));
        assert!(lines.contains(&"ORGANIZER;CN=\"The 'Clinic'\":mailto:no-reply@clinic.example"));
        assert!(unfolded.contains("CN=\"AdaX: y\":mailto:ada@example.org"));
        assert!(lines.contains(&"DTSTAMP:20261124T120000Z") && lines.contains(&"DTSTART:20261201T140000Z"));
        assert!(lines.contains(&"SEQUENCE:2") && lines.contains(&"STATUS:CONFIRMED"));
    }

    #[test]
    fn a_cancellation_says_so_twice() {
        let ics = Invite { method: Method::Cancel, ..invite() }.to_ics();
        assert!(ics.contains("METHOD:CANCEL\r\n") && ics.contains("STATUS:CANCELLED\r\n"));
    }

    #[test]
    fn nobody_is_asked_to_answer_and_a_visit_by_video_has_no_place() {
        let ics = Invite { place: None, ..invite() }.to_ics().replace("\r\n ", "");
        assert!(ics.contains(";PARTSTAT=ACCEPTED;RSVP=FALSE;CN="), "{ics}");
        assert!(!ics.contains("RSVP=TRUE") && !ics.contains("LOCATION"), "{ics}");
    }
}
