//! JSON (RFC 8259): one object of lists, one list per kind.

use std::path::Path;
use std::sync::Arc;

use crate::bad_line::{Findings, Place, Source};
use crate::kind::Kind;
use crate::read::columns::Shape;
use crate::read::json_value::Json;
use crate::read::raw_rows::{NOT_UTF8, RawRow, RawRows};

/// Reads the rows of one file that is not empty.
pub(crate) fn read(file: &Arc<Path>, bytes: &[u8], found: &mut Findings, rows: &mut RawRows) {
    let here = Source::file(file);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let lines = before.split(|byte| *byte == b'\n').count();
            rows.lost.add_all();
            return found.note(&Source::line(file, lines as u64), "", NOT_UTF8);
        }
    };
    let lists = match serde_json::from_str(text) {
        Ok(Json::Object(lists)) => lists,
        Ok(_) => {
            rows.lost.add_all();
            return found.note(&here, "", "must be one object such as {\"clinics\": []}");
        }
        Err(error) => {
            rows.lost.add_all();
            return found.note(&Source::line(file, error.line() as u64), "", format!("is not JSON: {error}"));
        }
    };
    let mut seen = Vec::new();
    for (name, elements) in lists {
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.list() == name) else {
            found.note(
                &here,
                &name,
                "unknown field; known are clinics, doctors, hours, patients, appointments",
            );
            continue;
        };
        if seen.contains(&kind) {
            found.note(&here, &name, "is there twice");
            continue;
        }
        seen.push(kind);
        let Json::List(elements) = elements else {
            rows.lost.add(kind);
            found.note(&here, &name, "must be a list");
            continue;
        };
        for (index, element) in elements.into_iter().enumerate() {
            let from = Source { file: Arc::clone(file), place: Place::Element { list: kind.list(), index } };
            rows.push(kind, row(kind, element, from, found));
        }
    }
}

fn row(kind: Kind, element: Json, from: Source, found: &mut Findings) -> RawRow {
    let mut row = RawRow::new(from, kind);
    let Json::Object(fields) = element else {
        found.note(&row.from, "", "must be an object");
        row.is_broken = true;
        return row;
    };
    let mut seen = Vec::new();
    for (name, value) in fields {
        let verdict = match kind.column(&name) {
            None => Err(format!("unknown field; {} have: {}", kind.list(), kind.column_names())),
            Some(column) if seen.contains(&column) => Err("is there twice".to_owned()),
            Some(column) => {
                seen.push(column);
                text_of(value, kind.columns()[column].shape).map(|text| row.set(column, &text))
            }
        };
        if let Err(reason) = verdict {
            found.note(&row.from, &name, reason);
            row.is_broken = true;
        }
    }
    row
}

fn text_of(value: Json, shape: Shape) -> Result<String, String> {
    match (value, shape) {
        (Json::Null, _) => Ok(String::new()),
        (Json::Text(text), _) | (Json::Number(text), Shape::Number) => Ok(text),
        (Json::List(words), Shape::Words) => {
            let words =
                words.into_iter().map(|word| text_of(word, Shape::Text)).collect::<Result<Vec<_>, _>>()?;
            Ok(words.join(" "))
        }
        (_, Shape::Text | Shape::Digits) => Err("must be a text".to_owned()),
        (_, Shape::Number) => Err("must be a number".to_owned()),
        (_, Shape::Words) => Err("must be a list of words".to_owned()),
    }
}
