//! Rows of text, whatever format they came in.

use holdfast_domain::spelling::nfc;

use crate::bad_line::Source;
use crate::kind::Kind;

/// What is said of a line whose bytes are no text.
pub(crate) const NOT_UTF8: &str = "is not valid UTF-8; save the file as UTF-8";

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
    pub(crate) lost: Lost,
}

impl RawRows {
    pub(crate) fn push(&mut self, kind: Kind, row: RawRow) {
        self.rows[kind as usize].push(row);
    }

    pub(crate) fn of(&self, kind: Kind) -> &[RawRow] {
        &self.rows[kind as usize]
    }

    pub(crate) fn count(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }
}

/// The kinds of which rows are missing, because a file could not be read: nothing can be said about refs to them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lost([bool; Kind::ALL.len()]);

impl Lost {
    /// A file that holds rows of this kind could not be read at all.
    pub(crate) fn add(&mut self, kind: Kind) {
        self.0[kind as usize] = true;
    }

    /// A file that may hold rows of every kind could not be read.
    pub(crate) fn add_all(&mut self) {
        self.0 = [true; Kind::ALL.len()];
    }

    pub(crate) fn has(self, kind: Kind) -> bool {
        self.0[kind as usize]
    }
}
