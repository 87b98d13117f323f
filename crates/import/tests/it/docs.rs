//! `docs/import.md`: its tables of columns are those that files are read by, and its examples can be imported.

use std::path::PathBuf;

use holdfast_import::column_tables;

use crate::scene::Scene;

/// Set by `scripts/generate-import-docs`: the file is written, not compared.
const WRITE: &str = "HOLDFAST_WRITE_IMPORT_DOCS";
const END: &str = "<!-- end of columns -->";

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/import.md")
}

fn document() -> String {
    std::fs::read_to_string(path()).expect("docs/import.md")
}

/// What lies between two texts.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("docs/import.md has no {begin:?}"));
    rest.split_once(end).unwrap_or_else(|| panic!("nothing ends what begins with {begin:?}")).0
}

#[test]
fn the_tables_are_the_columns() {
    let mut now = document();
    for (kind, table) in column_tables() {
        let begin = format!("<!-- columns of {kind}, written by scripts/generate-import-docs -->\n");
        let kept = format!("{begin}{}{END}", between(&now, &begin, END));
        now = now.replace(&kept, &format!("{begin}\n{table}\n{END}"));
    }
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(path(), &now).unwrap();
    }
    let kept = document();
    let differs = kept.lines().zip(now.lines()).position(|(kept, now)| kept != now);
    assert!(kept == now, "docs/import.md is stale from line {differs:?}; run scripts/generate-import-docs");
}

#[tokio::test]
async fn the_examples_can_be_imported() {
    let document = document();
    let files: Vec<(String, &str)> = column_tables()
        .map(|(kind, _)| {
            let section = between(&document, &format!("\n### {kind}\n"), "\n```\n");
            (format!("{kind}.csv"), section.split_once("```csv\n").expect("an example").1)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let summary = Scene::new().await.import(&files).await.unwrap();
    assert_eq!((summary.hours, summary.appointments), (2, 2));

    let json = between(&document, "```json\n", "```");
    let summary = Scene::new().await.import(&[("everything.json", json)]).await.unwrap();
    assert_eq!((summary.hours, summary.appointments), (1, 1));
}
