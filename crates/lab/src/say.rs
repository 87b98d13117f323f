//! What is printed.

use std::fmt::Write as _;

use crate::{CONCEPTS, Concept, Shown};

/// What a run has shown, and what to look at next.
pub fn report(concept: &Concept, broken: bool, shown: &Shown) -> String {
    let Concept { name, title, .. } = concept;
    let how = if broken { format!("broken, {}", concept.without) } else { format!("with {}", concept.with) };
    let mut text = format!("{title}: {how}\n\n{}\n\n", shown.lead);
    text += &table(&shown.columns, &shown.rows);
    if !shown.notes.is_empty() {
        text.push('\n');
    }
    for note in &shown.notes {
        let _ = writeln!(text, "{note}");
    }
    let _ = writeln!(text, "\n{}: {}", if shown.breach { "BREACH" } else { "HOLDS" }, shown.verdict);
    if shown.breach != broken {
        let promised = if broken { "a breach was to be seen" } else { "no breach was to be seen" };
        let _ = writeln!(
            text,
            "NOT AS PROMISED: {promised}. That is a fault of the lab or of Holdfast; please report it."
        );
    }
    let other = if broken { "" } else { " --broken" };
    let _ = writeln!(
        text,
        "\nWhy: docs/learning/{name}.md   The other half: cargo run -p holdfast-lab -- {name}{other}"
    );
    text
}

/// All concepts.
pub fn list() -> String {
    let row = |one: &Concept| [one.name, one.title, one.without].map(str::to_owned).into();
    let rows: Vec<_> = CONCEPTS.iter().map(row).collect();
    let mut text = table(&["concept", "what", "with --broken"].map(str::to_owned), &rows);
    text += "\ncargo run -p holdfast-lab -- CONCEPT --broken   shows what goes wrong\n\
             cargo run -p holdfast-lab -- CONCEPT            shows the defence\n";
    text
}

/// For a name that is none.
pub fn unknown(name: &str) -> String {
    let names: Vec<_> = CONCEPTS.iter().map(|one| one.name).collect();
    format!("there is no concept {name:?}; there are: {}", names.join(", "))
}

fn table(columns: &[String], rows: &[Vec<String>]) -> String {
    let lines = || std::iter::once(columns).chain(rows.iter().map(Vec::as_slice));
    let width = |column: usize| lines().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..columns.len()).map(width).collect();
    let mut text = String::new();
    for (nth, line) in lines().enumerate() {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let _ = writeln!(text, "  {}", cells.collect::<Vec<_>>().join("   ").trim_end());
        if nth == 0 {
            let rules = widths.iter().map(|width| "-".repeat(*width));
            let _ = writeln!(text, "  {}", rules.collect::<Vec<_>>().join("   "));
        }
    }
    text
}
