//! Traces of a text in files: for what must be written nowhere.

use std::path::Path;

/// Whether it is in there, as it is.
pub fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Every file below a folder that has one of these texts in it, as `text in file`.
pub fn files_with(folder: &Path, texts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, texts));
        } else if let Ok(bytes) = std::fs::read(&path) {
            let there = texts.iter().filter(|text| contains(&bytes, text));
            found.extend(there.map(|text| format!("{text} in {}", path.display())));
        }
    }
    found
}
