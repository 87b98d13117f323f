//! What was measured, as Markdown.

use std::fmt::{self, Write as _};
use std::path::Path;

use anyhow::Result;

use crate::statistics::number;

/// A target and how it went.
pub(crate) struct Target {
    /// Its number among the targets.
    pub(crate) id: &'static str,
    /// What is measured.
    pub(crate) what: &'static str,
    /// What is asked for.
    pub(crate) goal: String,
    /// The median.
    pub(crate) measured: String,
    /// The smallest and the largest.
    pub(crate) spread: String,
    /// Whether the median is as good as asked for.
    pub(crate) is_met: bool,
}

/// A bar of a chart.
pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) value: f64,
}

/// Bars of one unit.
pub(crate) struct Chart {
    pub(crate) title: &'static str,
    pub(crate) bars: Vec<Bar>,
}

/// What one scenario gives.
pub(crate) struct Section {
    pub(crate) title: &'static str,
    pub(crate) targets: Vec<Target>,
    /// Markdown.
    pub(crate) details: String,
    pub(crate) chart: Option<Chart>,
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "## {}\n", self.title)?;
        if !self.targets.is_empty() {
            writeln!(f, "{}", table(&self.targets))?;
        }
        writeln!(f, "{}\n", self.details.trim_end())
    }
}

impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let largest = self.bars.iter().map(|bar| bar.value).fold(1.0, f64::max);
        let names: Vec<_> = self.bars.iter().map(|bar| format!("\"{}\"", bar.name)).collect();
        let values: Vec<_> = self.bars.iter().map(|bar| format!("{:.0}", bar.value)).collect();
        writeln!(f, "```mermaid\nxychart-beta\n    title \"{}\"", self.title)?;
        writeln!(
            f,
            "    x-axis [{}]\n    y-axis \"per second\" 0 --> {:.0}",
            names.join(", "),
            largest * 1.1
        )?;
        writeln!(f, "    bar [{}]\n```", values.join(", "))
    }
}

fn table(targets: &[Target]) -> String {
    let mut text =
        "| # | what | target | median | spread | verdict |\n| --- | --- | --- | --- | --- | --- |\n"
            .to_owned();
    for Target { id, what, goal, measured, spread, is_met } in targets {
        let verdict = if *is_met { "met" } else { "**missed**" };
        let _ = writeln!(text, "| {id} | {what} | {goal} | {measured} | {spread} | {verdict} |");
    }
    text
}

/// A Markdown table.
pub(crate) fn rows(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(head.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

/// `share` of `whole` in percent.
pub(crate) fn percent(share: f64, whole: f64) -> String {
    format!("{} %", number(100.0 * share / whole))
}

/// Writes the whole report.
pub(crate) fn write(path: &Path, machine: &str, sections: &[Section]) -> Result<()> {
    let targets = || sections.iter().flat_map(|section| &section.targets);
    let missed: Vec<_> = targets().filter(|target| !target.is_met).map(|target| target.id).collect();
    let mut text = format!("# Benchmark report\n\n{machine}\n## Targets\n\n");
    text += "| # | what | target | median | spread | verdict |\n| --- | --- | --- | --- | --- | --- |\n";
    for section in sections {
        for line in table(&section.targets).lines().skip(2) {
            let _ = writeln!(text, "{line}");
        }
    }
    let _ = match missed.as_slice() {
        [] => writeln!(text, "\nAll {} targets were met in this run.", targets().count()),
        missed => writeln!(text, "\nMissed in this run: {}.", missed.join(", ")),
    };
    text += "\nA ratio is taken round by round, Holdfast and its yardstick one after the other; the spread is the \
             smallest and the largest round. `docs/benchmarks.md` says what each yardstick is.\n\n";
    for chart in sections.iter().filter_map(|section| section.chart.as_ref()) {
        let _ = writeln!(text, "{chart}");
    }
    for section in sections {
        let _ = write!(text, "{section}");
    }
    std::fs::write(path, text.trim_end().to_owned() + "\n")?;
    Ok(())
}
