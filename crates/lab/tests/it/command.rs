//! The program itself.

use std::process::{Command, Output, Stdio};

/// Runs it.
pub(crate) fn lab(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast-lab"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("it runs")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn the_list_has_every_concept() {
    let output = lab(&["list"]);
    assert!(output.status.success());
    let list = text(&output.stdout);
    for concept in holdfast_lab::CONCEPTS {
        assert!(list.contains(&format!("  {} ", concept.name)), "{}", concept.name);
        assert!(list.contains(concept.title), "{}", concept.title);
    }
}

#[test]
fn a_name_that_is_none_gets_one_line_with_those_that_are() {
    let output = lab(&["locks", "--broken"]);
    assert_eq!(output.status.code(), Some(2));
    let says = text(&output.stderr);
    assert_eq!(says.lines().count(), 1, "{says}");
    assert!(says.contains("\"locks\""), "{says}");
    assert!(holdfast_lab::CONCEPTS.iter().all(|concept| says.contains(concept.name)), "{says}");
}
