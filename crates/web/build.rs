//! Fails the build where a language lacks a text, has one that no page uses or asks other values of it, and where a template has
//! words of its own.

#[path = "build/templates.rs"]
mod templates;
#[path = "build/texts.rs"]
mod texts;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// All texts of a language, from its folder; kept beside the build for `texts.rs` to load.
fn whole(language: &Path) -> io::Result<String> {
    let mut paths = Vec::new();
    files(language, &mut paths)?;
    paths.sort();
    let texts = paths.iter().map(fs::read_to_string).collect::<io::Result<Vec<_>>>()?.join("\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let name = language.file_name().unwrap_or_default();
    fs::write(out.join(name).with_extension("ftl"), &texts)?;
    Ok(texts)
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build");
    let mut sources = Vec::new();
    files(Path::new("src"), &mut sources)?;
    sources.sort();
    let mut problems = Vec::new();
    let mut used = Vec::new();
    for path in &sources {
        let source = fs::read_to_string(path)?;
        if path.extension().is_some_and(|ending| ending == "html") {
            let literal = templates::literal_texts(&source);
            problems.extend(
                literal.into_iter().map(|text| format!("{}: says \"{text}\" itself", path.display())),
            );
        }
        used.extend(texts::used(&source));
    }
    let mut languages = Vec::new();
    for entry in fs::read_dir("locales")? {
        let language = entry?.path();
        languages.push((language.display().to_string(), whole(&language)?));
    }
    languages.sort();
    problems.extend(texts::problems(&languages, &used));
    for problem in &problems {
        println!("cargo::error={problem}");
    }
    Ok(())
}
