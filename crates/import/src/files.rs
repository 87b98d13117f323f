//! From files to rows of text, whatever the format.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use holdfast_domain::spelling::nfc;

use crate::bad_line::{Findings, Source};
use crate::columns::Kind;
use crate::error::ImportError;
use crate::{Progress, Step, csv_files, json_files};

/// A row before anything in it was understood.
#[derive(Debug)]
pub(crate) struct RawRow {
    pub(crate) from: Source,
    /// One cell per column of the kind, trimmed; `None` where there is nothing.
    pub(crate) cells: Vec<Option<String>>,
    /// Something is wrong with it and was reported. It is kept, so that rows which refer to it are not reported too.
    pub(crate) is_broken: bool,
}

impl RawRow {
    pub(crate) fn new(from: Source, kind: Kind) -> Self {
        Self { from, cells: kind.columns().iter().map(|_| None).collect(), is_broken: false }
    }

    /// Fills a cell; blank is nothing. Line breaks inside lose the carriage return that Windows gives them; letters are kept
    /// in one spelling (NFC).
    pub(crate) fn set(&mut self, column: usize, text: &str) {
        let text = text.trim();
        self.cells[column] = (!text.is_empty()).then(|| nfc(&text.replace("\r\n", "\n")).into_owned());
    }
}

/// The rows of all files, by kind, in the order of the files and the lines.
#[derive(Debug, Default)]
pub(crate) struct RawRows {
    rows: [Vec<RawRow>; Kind::ALL.len()],
    lost: [bool; Kind::ALL.len()],
}

impl RawRows {
    pub(crate) fn push(&mut self, kind: Kind, row: RawRow) {
        self.rows[kind as usize].push(row);
    }

    pub(crate) fn of(&self, kind: Kind) -> &[RawRow] {
        &self.rows[kind as usize]
    }

    /// A file that holds rows of this kind could not be read at all.
    pub(crate) fn lose(&mut self, kind: Kind) {
        self.lost[kind as usize] = true;
    }

    /// A file that may hold rows of every kind could not be read.
    pub(crate) fn lose_all(&mut self) {
        self.lost = [true; Kind::ALL.len()];
    }

    /// Whether rows of this kind are missing, so that nothing can be said about refs to them.
    pub(crate) fn has_lost(&self, kind: Kind) -> bool {
        self.lost[kind as usize]
    }

    pub(crate) fn count(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }
}

/// Reads all files.
pub(crate) async fn read(
    files: &[PathBuf],
    found: &mut Findings,
    progress: &mut dyn FnMut(Progress),
) -> Result<RawRows, ImportError> {
    let mut rows = RawRows::default();
    for (done, path) in files.iter().enumerate() {
        progress(Progress { step: Step::Read, done, total: files.len() });
        let bytes =
            tokio::fs::read(path).await.map_err(|source| ImportError::Io { file: path.clone(), source })?;
        read_one(&Arc::from(path.as_path()), &bytes, found, &mut rows);
    }
    progress(Progress { step: Step::Read, done: files.len(), total: files.len() });
    Ok(rows)
}

fn read_one(file: &Arc<Path>, bytes: &[u8], found: &mut Findings, rows: &mut RawRows) {
    let here = Source::file(file);
    // Spreadsheets write a byte order mark; it means nothing in UTF-8.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        rows.lose_all();
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
        rows.lose_all();
        let reason =
            "the name of a CSV file must begin with clinics, doctors, hours, patients or appointments";
        found.note(&here, "", reason);
    } else {
        rows.lose_all();
        found.note(&here, "", "the name of the file must end in .csv or .json");
    }
}
