//! The roadmap and its pages: one mould, and every link to code leads to what it names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use holdfast_lab::{CONCEPTS, Concept};

/// The headings of a page, in their order.
const MOULD: [&str; 5] =
    ["What it is", "Where it lives in this code", "Try it", "Two questions", "Further reading"];
/// Longest page, in lines.
const LONGEST: usize = 70;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn page(concept: &Concept) -> String {
    read(&docs().join(format!("learning/{}.md", concept.name)))
}

/// The links of a text: what each is called, and where it leads.
fn links(text: &str) -> Vec<(&str, &str)> {
    let link = |end: usize| {
        let begin = text[..end].rfind('[')?;
        let target = text[end + 2..].split(')').next()?;
        Some((&text[begin + 1..end], target))
    };
    text.match_indices("](").filter_map(|(end, _)| link(end)).collect()
}

/// What stands under a heading.
fn section<'t>(page: &'t str, heading: &str) -> &'t str {
    let after = page.split(&format!("\n## {heading}\n")).nth(1);
    after.unwrap_or_else(|| panic!("no {heading}")).split("\n## ").next().unwrap_or_default()
}

#[test]
fn every_concept_has_a_page_and_there_is_no_other() {
    let files = std::fs::read_dir(docs().join("learning")).unwrap();
    let files: BTreeSet<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    let expected: BTreeSet<_> = CONCEPTS.iter().map(|concept| format!("{}.md", concept.name)).collect();
    assert_eq!(files, expected);
}

#[test]
fn the_roadmap_leads_to_every_page_in_the_order_of_the_table() {
    let roadmap = read(&docs().join("learning-roadmap.md"));
    let led: Vec<_> =
        links(&roadmap).into_iter().filter(|(_, target)| target.starts_with("learning/")).collect();
    let targets: Vec<_> = CONCEPTS.iter().map(|concept| format!("learning/{}.md", concept.name)).collect();
    let expected: Vec<_> =
        CONCEPTS.iter().zip(&targets).map(|(concept, target)| (concept.title, target.as_str())).collect();
    assert_eq!(led, expected);
}

#[test]
fn pages_are_cast_in_one_mould() {
    for concept in CONCEPTS {
        let (name, page) = (concept.name, page(concept));
        assert!(page.starts_with(&format!("# {}\n", concept.title)), "{name}: its title");
        let headings: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, MOULD, "{name}");
        for heading in MOULD {
            assert!(section(&page, heading).trim().len() > 60, "{name}: {heading} says nothing");
        }
        let command = format!("cargo run -p holdfast-lab -- {name}");
        let tried = section(&page, "Try it");
        assert!(tried.contains(&format!("\n{command} --broken\n{command}\n")), "{name}: its commands");
        let questions = section(&page, "Two questions");
        for mark in ["**1. ", "**2. "] {
            assert_eq!(questions.matches(mark).count(), 1, "{name}: {mark}");
        }
        assert!(!questions.contains("**3. "), "{name}: two questions");
        assert_eq!(questions.matches("<details><summary>Answer</summary>").count(), 2, "{name}");
        assert_eq!(questions.matches("</details>").count(), 2, "{name}");
        assert!(links(section(&page, "Further reading")).len() >= 2, "{name}: further reading");
        assert!(page.lines().count() <= LONGEST, "{name} has {} lines", page.lines().count());
    }
}

/// ``[`name`](file)`` says that the name is in the file; a link of any other kind to code is called by the file's name.
#[test]
fn links_to_code_lead_to_what_they_name() {
    let mut named = 0;
    for concept in CONCEPTS {
        let (name, page) = (concept.name, page(concept));
        for (text, target) in links(&page) {
            let path = target.split('#').next().unwrap_or_default();
            if path.contains("://") {
                continue;
            }
            let file = docs().join("learning").join(path);
            assert!(file.exists(), "{name}: {target}");
            if file.extension().is_some_and(|extension| extension == "md") || file.is_dir() {
                continue;
            }
            let called = text.trim_matches('`');
            if file.ends_with(called) {
                continue;
            }
            assert!(text.starts_with('`'), "{name}: [{text}] names nothing in {target}");
            assert!(read(&file).contains(called), "{name}: there is no {called} in {target}");
            named += 1;
        }
        let run = format!("../../crates/lab/src/concepts/{}.rs", name.replace('-', "_"));
        let lives = section(&page, "Where it lives in this code");
        let lives = links(lives);
        assert!(lives.iter().any(|(_, target)| *target == run), "{name}: no link to its run");
        assert!(
            lives.iter().filter(|(text, _)| text.starts_with('`')).count() >= 4,
            "{name}: too few places"
        );
    }
    assert!(named > 80, "{named}");
}
