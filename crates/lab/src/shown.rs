//! What a run has seen: a small table, and whether that is a breach.

/// What a run has seen.
#[derive(Debug)]
pub struct Shown {
    /// What was done, before the table.
    pub lead: String,
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// Further measurements, below the table.
    pub notes: Vec<String>,
    /// Whether a promise was broken, by what was measured.
    pub breach: bool,
    /// What that means.
    pub verdict: String,
}

impl Shown {
    /// A table with these columns, about this.
    pub(crate) fn of<const N: usize>(lead: impl Into<String>, columns: [&str; N]) -> Self {
        Self {
            lead: lead.into(),
            columns: columns.map(str::to_owned).into(),
            rows: Vec::new(),
            notes: Vec::new(),
            breach: false,
            verdict: String::new(),
        }
    }

    /// One more row.
    pub(crate) fn row<const N: usize>(&mut self, cells: [&dyn ToString; N]) {
        assert_eq!(N, self.columns.len(), "a row has as many cells as there are columns");
        self.rows.push(cells.iter().map(|cell| cell.to_string()).collect());
    }

    /// One more measurement.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// What it comes to: if `breach`, the first sentence, else the second.
    pub(crate) fn judge(mut self, breach: bool, broken: impl Into<String>, whole: impl Into<String>) -> Self {
        self.breach = breach;
        self.verdict = if breach { broken.into() } else { whole.into() };
        self
    }
}
