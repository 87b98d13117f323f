//! Files of public holidays, as countries, churches and calendars publish them: whole days with names, out of iCalendar
//! ([`ics`], RFC 5545) or a table ([`table`]). What of a file is not understood is refused with its line, and nothing of it is done.

mod ics;
mod table;

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use holdfast_domain::text::{Checks, REASON_MAX};
use holdfast_domain::{ErrorCode, FieldProblem, Problem};
use jiff::civil::Date;

use crate::Gateway;
use crate::http::body::read_up_to;
use crate::http::problem::Refusal;

/// Largest file: calendars of a country with all its regions over several years have some 200 KB.
pub(crate) const MAX_BYTES: usize = 512 * 1024;
/// Most days of a file.
const DAYS_MAX: usize = 5_000;

/// A whole day with its name, and where it is in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holiday {
    pub(crate) line: usize,
    pub(crate) date: Date,
    pub(crate) name: String,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct BadLine(usize, String);

impl From<BadLine> for FieldProblem {
    fn from(BadLine(line, problem): BadLine) -> Self {
        Self::new(format!("line {line}"), problem)
    }
}

/// A file that was sent.
#[derive(Debug)]
pub struct HolidayFile {
    pub(crate) holidays: Vec<Holiday>,
    /// As it came, for the idempotency key's fingerprint.
    pub(crate) raw: Bytes,
}

impl FromRequest<Gateway> for HolidayFile {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Gateway) -> Result<Self, Refusal> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind =
            kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase();
        let raw = read_up_to(request, MAX_BYTES).await?;
        let text = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&raw);
        let found = match kind.as_str() {
            "text/calendar" => ics::read(text),
            "text/csv" => table::read(text),
            _ => {
                let detail = "the body must be text/calendar or text/csv";
                return Err(Problem::new(ErrorCode::UnsupportedMediaType, detail).into());
            }
        };
        Ok(Self { holidays: judged(found)?, raw })
    }
}

/// The days of a file that came without its kind: a table, if it does not begin as a calendar does.
pub(crate) fn read(text: &[u8]) -> Result<Vec<(Date, String)>, Problem> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    let is_calendar = text.get(..15).is_some_and(|begin| begin.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"));
    let days = judged(if is_calendar { ics::read(text) } else { table::read(text) })?;
    Ok(days.into_iter().map(|day| (day.date, day.name)).collect())
}

/// The days of a file without a bad line.
fn judged((holidays, bad): (Vec<Holiday>, Vec<BadLine>)) -> Result<Vec<Holiday>, Problem> {
    let mut problems: Vec<FieldProblem> = bad.into_iter().map(FieldProblem::from).collect();
    let mut checks = Checks::new();
    for holiday in &holidays {
        checks.line(&format!("line {}", holiday.line), &holiday.name, REASON_MAX);
    }
    if let Err(problem) = checks.finish() {
        problems.extend(problem.fields);
    }
    if problems.is_empty() && holidays.is_empty() {
        problems.push(BadLine(1, "the file names no day".to_owned()).into());
    }
    if holidays.len() > DAYS_MAX {
        problems.push(BadLine(1, format!("the file may name at most {DAYS_MAX} days")).into());
    }
    if problems.is_empty() { Ok(holidays) } else { Err(Problem::fields(problems)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_without_its_kind_is_told_by_how_it_begins() {
        let day = "2027-12-25".parse().unwrap();
        let calendar = "\u{feff}\nbegin:vcalendar\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20271225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        for file in [calendar, "date,name\n2027-12-25,Christmas\n"] {
            assert_eq!(read(file.as_bytes()).unwrap(), [(day, "Christmas".to_owned())], "{file}");
        }
        assert_eq!(read(b"date,name\nnever,Christmas\n").unwrap_err().fields[0].field, "line 2");
    }

    proptest! {
        #[test]
        fn no_file_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = judged(ics::read(&bytes));
            let _ = judged(table::read(&bytes));
        }

        #[test]
        fn no_calendar_makes_it_panic(
            lines in prop::collection::vec(
                prop_oneof![
                    Just("BEGIN:VCALENDAR"), Just("BEGIN:VEVENT"), Just("END:VEVENT"), Just("END:VCALENDAR"),
                    Just("DTSTART;VALUE=DATE:99991231"), Just("DTEND;VALUE=DATE:99991231"), Just("DTSTART:20261224"),
                    Just("DTEND:20261226"), Just(" 1"), Just("SUMMARY:a\\"), Just("X;Y=\":\";Z:v"), Just(":"), Just(""),
                ],
                0..30,
            ),
        ) {
            let (holidays, _) = ics::read(lines.join("\r\n").as_bytes());
            prop_assert!(holidays.len() <= 366 * 30);
        }
    }
}
