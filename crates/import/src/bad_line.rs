//! What is wrong with a line of a file, and the list in which all of it is gathered.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use holdfast_domain::text::Checks;

/// Where in a file something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line, counted from 1. A row of several lines has the number of its first.
    Line(u64),
    /// An element of a JSON list, counted from 0.
    Element {
        /// The name of the list, e.g. `clinics`.
        list: &'static str,
        /// Which element.
        index: usize,
    },
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The file, as it was named to the import.
    pub file: PathBuf,
    /// Where in it.
    pub place: Place,
    /// The field; empty when it is about the line as a whole.
    pub field: String,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for BadLine {
    /// `clinics.csv:12: time_zone: must be …` or `all.json: clinics[3].time_zone: must be …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(f, &self.file, self.place)?;
        let Self { field, reason, .. } = self;
        match self.place {
            _ if field.is_empty() => write!(f, ": {reason}"),
            Place::Element { .. } => write!(f, ".{field}: {reason}"),
            Place::File | Place::Line(_) => write!(f, ": {field}: {reason}"),
        }
    }
}

fn write_place(f: &mut fmt::Formatter<'_>, file: &Path, place: Place) -> fmt::Result {
    write!(f, "{}", file.display())?;
    match place {
        Place::File => Ok(()),
        Place::Line(line) => write!(f, ":{line}"),
        Place::Element { list, index } => write!(f, ": {list}[{index}]"),
    }
}

/// Where a row came from; many rows share one file name.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) file: Arc<Path>,
    pub(crate) place: Place,
}

impl Source {
    pub(crate) fn file(file: &Arc<Path>) -> Self {
        Self { file: Arc::clone(file), place: Place::File }
    }

    pub(crate) fn line(file: &Arc<Path>, line: u64) -> Self {
        Self { file: Arc::clone(file), place: Place::Line(line) }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(f, &self.file, self.place)
    }
}

/// All that was found wrong so far.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    bad: Vec<BadLine>,
}

impl Findings {
    /// Notes a problem.
    pub(crate) fn note(&mut self, at: &Source, field: &str, reason: impl Into<String>) {
        self.bad.push(BadLine {
            file: at.file.to_path_buf(),
            place: at.place,
            field: field.to_owned(),
            reason: reason.into(),
        });
    }

    /// Takes over what the checks of one row found; answers whether the row is sound.
    pub(crate) fn sound(&mut self, at: &Source, checks: Checks) -> bool {
        let Err(problem) = checks.finish() else { return true };
        for found in problem.fields {
            self.note(at, &found.field, found.problem);
        }
        false
    }

    /// Everything, in the order in which the files were given and of the places in them.
    pub(crate) fn finish(mut self, files: &[PathBuf]) -> Vec<BadLine> {
        self.bad.sort_by_key(|bad| (files.iter().position(|file| *file == bad.file), bad.place));
        self.bad
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bad.is_empty()
    }
}
