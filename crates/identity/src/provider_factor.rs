//! Whether an OpenID provider's ID token says that it asked for a second factor.

/// What RFC 8176 calls things that one knows, has, and is.
const KINDS: [&[&str]; 3] = [
    &["pwd", "pin", "kba"],
    &["otp", "hwk", "swk", "sc", "sms", "tel", "pop"],
    &["fpt", "face", "iris", "retina", "vbm"],
];

/// `amr` says it by `mfa`, or by means of two kinds; `acr` by one of the provider's own words, which the operator names.
pub(crate) fn says_second_factor(amr: &[String], acr: Option<&str>, known_acr: &[String]) -> bool {
    let names = |words: &[&str]| amr.iter().any(|word| words.contains(&word.as_str()));
    let kinds = KINDS.iter().filter(|words| names(words)).count();
    names(&["mfa"]) || kinds >= 2 || acr.is_some_and(|acr| known_acr.iter().any(|known| known == acr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_one_kind_are_no_second_factor() {
        for (amr, says) in [
            (vec![], false),
            (vec!["pwd"], false),
            (vec!["otp"], false),
            (vec!["pwd", "pin"], false),
            (vec!["otp", "sms"], false),
            (vec!["mfa"], true),
            (vec!["pwd", "otp"], true),
            (vec!["hwk", "fpt"], true),
            (vec!["MFA", "mca"], false),
        ] {
            let amr: Vec<String> = amr.into_iter().map(str::to_owned).collect();
            assert_eq!(says_second_factor(&amr, Some("1"), &["2".to_owned()]), says, "{amr:?}");
        }
        assert!(says_second_factor(&[], Some("phr"), &["phr".to_owned()]));
        assert!(!says_second_factor(&[], None, &[]));
    }
}
