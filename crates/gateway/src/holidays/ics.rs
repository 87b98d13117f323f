//! iCalendar (RFC 5545): events of whole days. Everything else of a calendar (its zones, to-dos, alarms) is passed over.
//!
//! Read here and not by a library, since whoever mends a file needs its lines, and libraries number those of the file unfolded,
//! or none (docs/decisions/0044).

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{BadLine, Holiday};

/// Most days of one event: school holidays have some forty.
const EVENT_DAYS_MAX: i64 = 366;

/// A line as it was before it was folded, with the number of its first part.
struct Line {
    number: usize,
    bytes: Vec<u8>,
}

/// The lines of a file, unfolded: before the text is read, since folds may lie within a character.
fn unfolded(bytes: &[u8]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (nth, part) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let part = part.strip_suffix(b"\r").unwrap_or(part);
        match (part.first(), lines.last_mut()) {
            (Some(b' ' | b'\t'), Some(last)) => last.bytes.extend_from_slice(&part[1..]),
            (None, _) => {}
            _ => lines.push(Line { number: nth + 1, bytes: part.to_vec() }),
        }
    }
    lines
}

/// `NAME;PARAMETER=VALUE;…:VALUE`. Names are compared without case.
struct Property<'t> {
    name: String,
    parameters: &'t str,
    value: &'t str,
}

fn property(text: &str) -> Option<Property<'_>> {
    let mut is_quoted = false;
    let colon = text.find(|c| {
        is_quoted ^= c == '"';
        c == ':' && !is_quoted
    })?;
    let (before, value) = (&text[..colon], &text[colon + 1..]);
    let (name, parameters) = before.split_once(';').unwrap_or((before, ""));
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name.then(|| Property { name: name.to_ascii_uppercase(), parameters, value })
}

/// What is known of the event that is being read.
#[derive(Default)]
struct Event {
    line: usize,
    starts_on: Option<Date>,
    /// The first day after it.
    ends_before: Option<(usize, Date)>,
    summary: String,
    is_cancelled: bool,
    is_bad: bool,
}

struct Reader {
    /// The components that are open, the outermost first.
    open: Vec<String>,
    event: Event,
    holidays: Vec<Holiday>,
    bad: Vec<BadLine>,
}

pub(super) fn read(bytes: &[u8]) -> (Vec<Holiday>, Vec<BadLine>) {
    let mut reader =
        Reader { open: Vec::new(), event: Event::default(), holidays: Vec::new(), bad: Vec::new() };
    let lines = unfolded(bytes);
    for Line { number, bytes } in &lines {
        let Some(property) = std::str::from_utf8(bytes).ok().and_then(property) else {
            reader.bad.push(BadLine(*number, "is no line of a calendar: NAME:VALUE in UTF-8".to_owned()));
            if reader.open.is_empty() {
                break;
            }
            continue;
        };
        if let Err(problem) = reader.take(*number, &property) {
            reader.bad.push(BadLine(*number, problem));
            reader.event.is_bad = true;
        }
        if reader.open.is_empty() && property.name != "END" {
            // what follows says nothing about what is wrong
            break;
        }
    }
    if let Some(component) = reader.open.last() {
        let last = lines.last().map_or(1, |line| line.number);
        reader.bad.push(BadLine(last, format!("the file ends before END:{component}")));
    }
    if lines.is_empty() {
        reader.bad.push(BadLine(1, "must be BEGIN:VCALENDAR".to_owned()));
    }
    (reader.holidays, reader.bad)
}

impl Reader {
    fn take(
        &mut self,
        number: usize,
        Property { name, parameters, value }: &Property<'_>,
    ) -> Result<(), String> {
        let component = value.trim().to_ascii_uppercase();
        match name.as_str() {
            "BEGIN" => {
                if self.open.is_empty() && component != "VCALENDAR" {
                    return Err("must be BEGIN:VCALENDAR".to_owned());
                }
                if component == "VEVENT" {
                    self.event = Event { line: number, ..Event::default() };
                }
                self.open.push(component);
                Ok(())
            }
            "END" => {
                if self.open.last() != Some(&component) {
                    return Err(format!("ends {component}, which is not what was begun last"));
                }
                let ended = if self.is_in_event() { self.end_event() } else { Ok(()) };
                self.open.pop();
                ended
            }
            _ if self.open.is_empty() => Err("must be BEGIN:VCALENDAR".to_owned()),
            _ if self.is_in_event() => self.of_event(number, name, parameters, value.trim()),
            _ => Ok(()),
        }
    }

    /// Whether a line is the event's own, and not, say, its alarm's.
    fn is_in_event(&self) -> bool {
        self.open.last().is_some_and(|component| component == "VEVENT")
    }

    fn of_event(&mut self, number: usize, name: &str, parameters: &str, value: &str) -> Result<(), String> {
        match name {
            "DTSTART" => self.event.starts_on = Some(day(parameters, value)?),
            "DTEND" => self.event.ends_before = Some((number, day(parameters, value)?)),
            "SUMMARY" => self.event.summary = unescaped(value),
            "STATUS" => self.event.is_cancelled = value.eq_ignore_ascii_case("CANCELLED"),
            "RRULE" | "RDATE" | "EXRULE" => {
                return Err(format!(
                    "the event repeats ({name}), which is not read: give each day as an event"
                ));
            }
            "DURATION" => return Err("how long it lasts (DURATION) is not read: give DTEND".to_owned()),
            _ => {}
        }
        Ok(())
    }

    fn end_event(&mut self) -> Result<(), String> {
        let event = std::mem::take(&mut self.event);
        if event.is_bad || event.is_cancelled {
            return Ok(());
        }
        let Some(first) = event.starts_on else {
            return Err(format!("the event of line {} has no DTSTART", event.line));
        };
        let days = match event.ends_before {
            None => 1,
            Some((line, end)) => match first.until(end).map_or(0, |span: Span| i64::from(span.get_days())) {
                days @ 1..=EVENT_DAYS_MAX => days,
                days if days < 1 => {
                    self.bad.push(BadLine(
                        line,
                        "must be after DTSTART: the first day after the event".to_owned(),
                    ));
                    return Ok(());
                }
                _ => {
                    self.bad.push(BadLine(line, format!("the event lasts more than {EVENT_DAYS_MAX} days")));
                    return Ok(());
                }
            },
        };
        let date = |nth: i64| first.checked_add(nth.days()).ok();
        let holiday = |date| Holiday { line: event.line, date, name: event.summary.clone() };
        self.holidays.extend((0..days).filter_map(date).map(holiday));
        Ok(())
    }
}

/// A whole day. One without `VALUE=DATE` is read too, as calendars write it.
fn day(parameters: &str, value: &str) -> Result<Date, String> {
    let is_time = value.contains('T')
        || parameters.split(';').any(|parameter| parameter.eq_ignore_ascii_case("VALUE=DATE-TIME"));
    if is_time {
        return Err("must be a whole day (VALUE=DATE): a calendar closes days, not hours".to_owned());
    }
    let is_date = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    let date = || format!("{}-{}-{}", &value[..4], &value[4..6], &value[6..]).parse().ok();
    Some(())
        .filter(|()| is_date)
        .and_then(|()| date())
        .ok_or_else(|| "must be a day such as 20261224".to_owned())
}

/// A text without its escapes, in one line.
fn unescaped(value: &str) -> String {
    let (mut text, mut letters) = (String::new(), value.chars());
    while let Some(letter) = letters.next() {
        text.push(match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n' | 'N') | None => ' ',
                Some(escaped) => escaped,
            },
            ('\t', _) => ' ',
            (letter, _) => letter,
        });
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(lines: &[&str]) -> (Vec<(usize, String, String)>, Vec<BadLine>) {
        let file = [&["BEGIN:VCALENDAR", "VERSION:2.0"], lines, &["END:VCALENDAR", ""]].concat().join("\r\n");
        let (holidays, bad) = read(file.as_bytes());
        (holidays.into_iter().map(|h| (h.line, h.date.to_string(), h.name)).collect(), bad)
    }

    fn named(line: usize, date: &str, name: &str) -> (usize, String, String) {
        (line, date.to_owned(), name.to_owned())
    }

    #[test]
    fn whole_days_end_before_their_end() {
        let (days, bad) = calendar(&[
            "BEGIN:VTIMEZONE",
            "TZID:Europe/Berlin",
            "BEGIN:STANDARD",
            "DTSTART:19701025T030000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "END:STANDARD",
            "END:VTIMEZONE",
            "BEGIN:VEVENT",
            "UID;X-A=\"a:b;c\":1",
            "dtstart;value=date:20261225",
            "DTEND;VALUE=DATE:20261227",
            "SUMMARY;LANGUAGE=de:Weih",
            " nachten\\, beide",
            "\t Tage",
            "BEGIN:VALARM",
            "TRIGGER:-P1D",
            "DURATION:PT5M",
            "SUMMARY:Alarm",
            "END:VALARM",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "DTSTART:20280229",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "DTSTART;VALUE=DATE:20270101",
            "STATUS:CANCELLED",
            "END:VEVENT",
        ]);
        assert_eq!(bad, []);
        let name = "Weihnachten, beide Tage";
        assert_eq!(
            days,
            [named(10, "2026-12-25", name), named(10, "2026-12-26", name), named(23, "2028-02-29", "")]
        );
    }

    #[test]
    fn a_fold_within_a_character_is_none() {
        let file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nSUMMARY:No".as_bytes();
        let file = [file, b"\xc3\n \xabl\nEND:VEVENT\nEND:VCALENDAR\n"].concat();
        assert_eq!(read(&file).0[0].name, "Noël");
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line() {
        for (line, line_number, problem) in [
            ("DTSTART;VALUE=DATE:20270229", 4, "must be a day"),
            ("DTSTART;VALUE=DATE:2027-02-28", 4, "must be a day"),
            ("DTSTART;TZID=Europe/Berlin:20270101T090000", 4, "must be a whole day"),
            ("RRULE:FREQ=YEARLY", 4, "repeats (RRULE)"),
            ("RDATE;VALUE=DATE:20270102", 4, "repeats (RDATE)"),
            ("DURATION:P1D", 4, "DURATION"),
            ("DTEND;VALUE=DATE:20270101", 4, "must be after DTSTART"),
            ("DTEND;VALUE=DATE:20290101", 4, "more than 366 days"),
            ("no colon", 4, "is no line"),
            ("END:VTODO", 4, "not what was begun last"),
        ] {
            let (days, bad) = calendar(&["BEGIN:VEVENT", line, "DTSTART;VALUE=DATE:20270101", "END:VEVENT"]);
            // the day stands for itself where the line is passed over
            assert!(days.len() <= 1);
            assert_eq!(bad.len(), 1, "{line}: {bad:?}");
            assert_eq!(bad[0].0, line_number, "{line}: {bad:?}");
            assert!(bad[0].1.contains(problem), "{line}: {bad:?}");
        }
        let (_, bad) = calendar(&["BEGIN:VEVENT", "SUMMARY:x", "END:VEVENT"]);
        assert_eq!(bad, [BadLine(5, "the event of line 3 has no DTSTART".to_owned())]);
        for (file, line) in
            [("", 1), ("<html>", 1), ("date,name\n2027-01-01,x", 1), ("BEGIN:VCALENDAR\nBEGIN:VEVENT", 2)]
        {
            let (days, bad) = read(file.as_bytes());
            assert_eq!((days.len(), bad.len(), bad[0].0), (0, 1, line), "{file}: {bad:?}");
        }
    }
}
