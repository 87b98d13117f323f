//! A table of holidays: CSV (RFC 4180) with a header line, `date` and `name` in either order. Semicolons and tabs between them are
//! read too, as spreadsheets write them in countries where the comma is in their numbers.

use csv::{ByteRecord, ReaderBuilder};
use holdfast_domain::text::date;

use super::{BadLine, Holiday};

pub(super) fn read(bytes: &[u8]) -> (Vec<Holiday>, Vec<BadLine>) {
    let (mut holidays, mut bad) = (Vec::new(), Vec::new());
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(bytes)).from_reader(bytes);
    let mut columns: Option<(usize, Option<usize>)> = None;
    let mut record = ByteRecord::new();
    loop {
        // where the next one begins, but for blank lines
        let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX).min(bytes.len());
        let blank = bytes[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let blank = blank.filter(|byte| **byte == b'\n').count();
        let line = usize::try_from(reader.position().line()).unwrap_or(usize::MAX).saturating_add(blank);
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                bad.push(BadLine(line, format!("cannot be read: {error}")));
                break;
            }
        }
        let cells: Option<Vec<&str>> =
            record.iter().map(|cell| std::str::from_utf8(cell).ok().map(str::trim)).collect();
        let Some(cells) = cells else {
            bad.push(BadLine(line, "must be UTF-8".to_owned()));
            continue;
        };
        let Some((date_at, name_at)) = columns else {
            columns = header(&cells);
            if columns.is_none() {
                bad.push(BadLine(line, "must be the header: date,name".to_owned()));
                break;
            }
            continue;
        };
        let count = 1 + usize::from(name_at.is_some());
        if cells.len() != count {
            bad.push(BadLine(line, format!("has {} fields, but the header has {count}", cells.len())));
            continue;
        }
        let name = name_at.map_or("", |at| cells[at]).to_owned();
        match date(cells[date_at]) {
            Some(date) => holidays.push(Holiday { line, date, name }),
            None => bad.push(BadLine(line, "date: must be a date such as 2026-12-24".to_owned())),
        }
    }
    if columns.is_none() && bad.is_empty() {
        bad.push(BadLine(1, "must be the header: date,name".to_owned()));
    }
    (holidays, bad)
}

/// By the header line: the first of these that is in it.
fn separator(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).find(|line| !line.trim_ascii().is_empty());
    let header = header.unwrap_or_default();
    [b',', b';', b'\t'].into_iter().find(|separator| header.contains(separator)).unwrap_or(b',')
}

/// Where the date is, and the name if there is one.
fn header(cells: &[&str]) -> Option<(usize, Option<usize>)> {
    let at = |name: &str| cells.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    match cells.len() {
        1 => Some((at("date")?, None)),
        2 => Some((at("date")?, Some(at("name")?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(file: &str) -> Vec<(usize, String, String)> {
        let (holidays, bad) = read(file.as_bytes());
        assert_eq!(bad, [], "{file}");
        holidays.into_iter().map(|h| (h.line, h.date.to_string(), h.name)).collect()
    }

    #[test]
    fn tables_are_read_as_spreadsheets_write_them() {
        let found = [
            (2, "2026-12-25".to_owned(), "Christmas, 1st".to_owned()),
            (4, "2026-12-26".to_owned(), String::new()),
        ];
        assert_eq!(days("date,name\n2026-12-25,\"Christmas, 1st\"\n\n2026-12-26,\n"), found);
        assert_eq!(days("Name;Date\r\nChristmas, 1st;2026-12-25\r\n\r\n;2026-12-26"), found);
        assert_eq!(days("date\n2026-12-25\n"), [(2, "2026-12-25".to_owned(), String::new())]);
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line() {
        for (file, line, problem) in [
            ("", 1, "header"),
            ("2026-12-25,Christmas\n", 1, "header"),
            ("date,name,place\n", 1, "header"),
            ("date,name\n2026-12-25,a\n25.12.2026,b\n", 3, "must be a date"),
            ("date,name\n\n2026-12-25\n", 3, "has 1 fields, but the header has 2"),
        ] {
            let (_, bad) = read(file.as_bytes());
            assert_eq!((bad.len(), bad[0].0), (1, line), "{file}: {bad:?}");
            assert!(bad[0].1.contains(problem), "{file}: {bad:?}");
        }
        let (_, bad) = read(b"date,name\n2026-12-25,\xff\n");
        assert_eq!(bad, [BadLine(2, "must be UTF-8".to_owned())]);
    }
}
