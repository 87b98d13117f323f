//! Layers know only those before them, and no files know one another in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// In this order. Before all of them is what lies beside `lib.rs`, after them `lib.rs` itself.
const LAYERS: [&str; 4] = ["read", "resolve", "plan", "write"];

/// Each module with those that it names: `read::cells`, `read` for its `mod.rs`, nothing for `lib.rs`.
fn modules() -> BTreeMap<String, BTreeSet<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = BTreeMap::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a text");
            let program = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = program.lines().map(str::trim).filter(|line| !line.starts_with("//"));
            let module = path.strip_prefix(&source).expect("a path in src").with_extension("");
            let module = module.to_str().expect("a path of letters").replace('/', "::");
            let module = module.trim_end_matches("::mod").trim_start_matches("lib").to_owned();
            texts.insert(module, lines.collect::<Vec<_>>().join("\n"));
        }
    }
    let named = |text: &str| -> BTreeSet<String> {
        assert!(!text.contains("super::"), "paths begin with crate:: here, so that this test sees them");
        text.split("crate::").skip(1).map(|path| longest(path, |module| texts.contains_key(module))).collect()
    };
    let mut modules: BTreeMap<_, _> =
        texts.iter().map(|(module, text)| (module.clone(), named(text))).collect();
    for module in texts.keys().filter(|module| !module.is_empty()) {
        let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
        modules.get_mut(parent).expect("a mod.rs").insert(module.clone());
    }
    modules
}

/// The longest beginning of a path that is a module.
fn longest(path: &str, is_module: impl Fn(&str) -> bool) -> String {
    let path: &str =
        path.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':')).next().unwrap_or_default();
    let ends = path.match_indices("::").map(|(end, _)| end).chain([path.len()]);
    ends.map(|end| &path[..end]).filter(|path| is_module(path)).last().unwrap_or_default().to_owned()
}

fn floor(module: &str) -> usize {
    let layer = LAYERS.iter().position(|layer| module.split("::").next() == Some(layer));
    if module.is_empty() { LAYERS.len() + 1 } else { layer.map_or(0, |layer| layer + 1) }
}

#[test]
fn layers_know_only_those_before_them() {
    for (module, named) in modules() {
        for other in named {
            assert!(floor(&other) <= floor(&module), "{module} must not know {other:?}");
        }
    }
}

#[test]
fn no_files_know_one_another_in_a_circle() {
    let mut left = modules();
    assert!(left.len() > 30, "{left:?}");
    while !left.is_empty() {
        let before = left.len();
        let known: BTreeSet<String> = left.keys().cloned().collect();
        left.retain(|module, named| named.iter().any(|other| other != module && known.contains(other)));
        assert!(left.len() < before, "in circles, or above them: {left:#?}");
    }
}
