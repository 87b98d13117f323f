//! What a doctor specializes in: the main one first. All are found, and counted, alike.

use crate::text::{Checks, SPECIALIZATION_MAX};

/// Most of one doctor.
pub const MOST: usize = 10;

/// Whether two names are found by the same word.
pub fn is_same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// All of one doctor, in a field of this name; each by the name that `nth` gives to its place.
pub fn check_all(checks: &mut Checks, field: &str, names: &[String], nth: impl Fn(usize) -> String) {
    if !(1..=MOST).contains(&names.len()) {
        checks.note(field, format!("must be from 1 to {MOST}"));
    }
    for (place, name) in names.iter().enumerate().take(MOST) {
        checks.label(&nth(place), name, SPECIALIZATION_MAX);
        if names[..place].iter().any(|other| is_same(other, name)) {
            checks.note(nth(place), "is given more than once");
        }
    }
}

/// Another main one: the others stay as they were.
pub fn with_main(main: String, before: &[String]) -> Vec<String> {
    let others = before.iter().skip(1).filter(|other| !is_same(other, &main)).cloned().collect::<Vec<_>>();
    std::iter::once(main).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_main_one_leaves_the_others() {
        let all = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let before = all(&["Cardiology", "Sports medicine", "Surgery"]);
        assert_eq!(with_main("Surgery".to_owned(), &before), all(&["Surgery", "Sports medicine"]));
        assert_eq!(with_main("Dermatology".to_owned(), &[]), all(&["Dermatology"]));
    }
}
