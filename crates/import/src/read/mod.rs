//! The first layer: from files to rows, each of which is understood by itself. No row looks at another here.
//!
//! A file becomes rows of text (`csv_files`, `json_files` → `raw_rows`), whose cells are then parsed (`parse`, with
//! `cells` and `spreadsheet`) by the columns that their kind has (`columns`) into what they mean (`rows`).

mod cells;
pub(crate) mod columns;
mod csv_files;
mod json_files;
mod json_value;
mod parse;
pub(crate) mod raw_rows;
pub(crate) mod rows;
mod spreadsheet;
pub(crate) mod when;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::bad_line::{Findings, Source};
use crate::error::ImportError;
use crate::kind::Kind;
use crate::progress::{Progress, Step};
use crate::read::raw_rows::RawRows;
use crate::read::rows::Rows;

/// How often progress is told while rows are checked.
const CHECKED_PER_REPORT: usize = 5_000;

/// Reads all files.
pub(crate) async fn read(
    files: &[PathBuf],
    now: Timestamp,
    found: &mut Findings,
    progress: &mut dyn FnMut(Progress),
) -> Result<Rows, ImportError> {
    let mut raw = RawRows::default();
    for (done, path) in files.iter().enumerate() {
        progress(Progress { step: Step::Read, done, total: files.len() });
        let bytes =
            tokio::fs::read(path).await.map_err(|source| ImportError::Io { file: path.clone(), source })?;
        read_one(&Arc::from(path.as_path()), &bytes, found, &mut raw);
    }
    progress(Progress { step: Step::Read, done: files.len(), total: files.len() });

    let total = raw.count();
    let mut done = 0;
    progress(Progress { step: Step::Check, done, total });
    Ok(parse::parse(&raw, now, found, || {
        done += 1;
        if done % CHECKED_PER_REPORT == 0 || done == total {
            progress(Progress { step: Step::Check, done, total });
        }
    }))
}

/// Reads one file in the format that its name says.
fn read_one(file: &Arc<Path>, bytes: &[u8], found: &mut Findings, rows: &mut RawRows) {
    let here = Source::file(file);
    // Spreadsheets write a byte order mark; it means nothing in UTF-8.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        rows.lost.add_all();
        return found.note(&here, "", "is empty");
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let extension = Path::new(&name).extension().unwrap_or_default();
    if extension == "json" {
        json_files::read(file, bytes, found, rows);
    } else if extension == "csv" {
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| name.starts_with(kind.list())) {
            return csv_files::read(file, kind, bytes, found, rows);
        }
        rows.lost.add_all();
        let reason =
            "the name of a CSV file must begin with clinics, doctors, hours, patients or appointments";
        found.note(&here, "", reason);
    } else {
        rows.lost.add_all();
        found.note(&here, "", "the name of the file must end in .csv or .json");
    }
}
