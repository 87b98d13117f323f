//! CSV (RFC 4180): double quotes, a header line, and commas, or the semicolons or tabs that spreadsheets write in countries
//! where the comma is in their numbers.

use std::path::Path;
use std::sync::Arc;

use csv::ByteRecord;

use crate::bad_line::{Findings, Source};
use crate::kind::Kind;
use crate::read::columns::Need;
use crate::read::raw_rows::{NOT_UTF8, RawRow, RawRows};

/// Reads the rows of one file that is not empty.
pub(crate) fn read(file: &Arc<Path>, kind: Kind, bytes: &[u8], found: &mut Findings, rows: &mut RawRows) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(bytes))
        .from_reader(bytes);
    let mut record = ByteRecord::new();
    let mut columns: Option<Vec<usize>> = None;
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                rows.lost.add(kind);
                return found.note(&Source::file(file), "", format!("cannot be read: {error}"));
            }
        }
        let start = start_of(&record, bytes);
        let from = Source::line(file, start.line);
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX).min(bytes.len());
        if end == bytes.len() && is_left_open(&bytes[start.byte.min(end)..]) {
            rows.lost.add(kind);
            return found.note(&from, "", "a double quote is not closed; it swallows the lines after it");
        }
        if let Some(columns) = &columns {
            rows.push(kind, row(kind, columns, &record, from, found));
        } else {
            columns = header(kind, &record, &from, found);
            // Without its header a file says nothing.
            if columns.is_none() {
                return rows.lost.add(kind);
            }
        }
    }
}

/// What separates the columns, by the header line: the first of these that is in it. Names of columns have none.
fn separator(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).find(|line| !line.trim_ascii().is_empty());
    let header = header.unwrap_or_default();
    [b',', b';', b'\t'].into_iter().find(|separator| header.contains(separator)).unwrap_or(b',')
}

fn row(kind: Kind, columns: &[usize], record: &ByteRecord, from: Source, found: &mut Findings) -> RawRow {
    let mut row = RawRow::new(from, kind);
    let is_text = record.iter().all(|cell| std::str::from_utf8(cell).is_ok());
    if !is_text {
        found.note(&row.from, "", NOT_UTF8);
    } else if record.len() != columns.len() {
        let reason = format!("has {} fields, but the header has {}", record.len(), columns.len());
        found.note(&row.from, "", reason);
    }
    row.is_broken = !is_text || record.len() != columns.len();
    for (column, cell) in columns.iter().zip(record) {
        row.set(*column, &String::from_utf8_lossy(cell));
    }
    row
}

struct Start {
    byte: usize,
    line: u64,
}

/// Where a record begins. The reader says where it went on from, and blank lines may lie in between.
fn start_of(record: &ByteRecord, bytes: &[u8]) -> Start {
    let (byte, mut line) = record.position().map_or((0, 1), |position| (position.byte(), position.line()));
    let mut byte = usize::try_from(byte).unwrap_or(usize::MAX);
    while let Some(b'\r' | b'\n') = bytes.get(byte) {
        line += u64::from(bytes[byte] == b'\n');
        byte += 1;
    }
    Start { byte, line }
}

/// Whether the last record of a file goes on to its end for want of a closing quote. The reader takes that for one
/// long field, and the rows inside would be lost without a word.
fn is_left_open(record: &[u8]) -> bool {
    let is_odd = record.iter().fold(false, |odd, byte| odd ^ (*byte == b'"'));
    is_odd && record.trim_ascii_end().contains(&b'\n')
}

/// The column of the kind that each column of the file is.
fn header(kind: Kind, record: &ByteRecord, from: &Source, found: &mut Findings) -> Option<Vec<usize>> {
    let mut columns = Vec::with_capacity(record.len());
    let mut sound = true;
    let mut note = |reason: String| {
        found.note(from, "", reason);
        sound = false;
    };
    for name in record {
        let Ok(name) = std::str::from_utf8(name) else {
            note(NOT_UTF8.to_owned());
            continue;
        };
        let name = name.trim();
        match kind.column(name) {
            None if name.contains(['|', ':']) => {
                note("columns must be separated by commas, semicolons or tabs".to_owned());
            }
            None => note(format!("unknown column \"{name}\"; {} have: {}", kind.list(), kind.column_names())),
            Some(column) if columns.contains(&column) => note(format!("column \"{name}\" is there twice")),
            Some(column) => columns.push(column),
        }
    }
    for (index, column) in kind.columns().iter().enumerate() {
        if column.need == Need::Required && !columns.contains(&index) {
            note(format!("missing column \"{}\"", column.name));
        }
    }
    sound.then_some(columns)
}
