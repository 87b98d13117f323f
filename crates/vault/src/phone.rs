//! Phone numbers as they are dialled from everywhere (E.164).

use phonenumber::country::Id;
use phonenumber::{Mode, PhoneNumber, parse};

/// Longest text that is looked at: E.164 has 15 digits, and people write much between them.
const LOOKED_AT_MAX: usize = 40;

/// The number in E.164, if what somebody typed is one: with a country's prefix, or as it is dialled in this country (ISO 3166-1, two
/// letters; empty where it is not known).
pub fn e164(typed: &str, country: &str) -> Option<String> {
    let typed = typed.trim();
    // The library looks for a number in whatever it is given, and takes parts of words and addresses for one.
    let is_number = typed.chars().all(|c| c.is_ascii_digit() || " +-./()\u{a0}".contains(c))
        && typed.bytes().any(|byte| byte.is_ascii_digit())
        && typed.chars().count() <= LOOKED_AT_MAX;
    if !is_number {
        return None;
    }
    let country: Option<Id> = country.parse().ok();
    let number = parse(country, typed).ok().filter(PhoneNumber::is_valid)?;
    Some(number.format().mode(Mode::E164).to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_in_their_country() {
        for (typed, country, read) in [
            ("+44 20 7946 0002", "", "+442079460002"),
            ("020 7946 0002", "GB", "+442079460002"),
            (" (020) 7946-0002 ", "GB", "+442079460002"),
            ("+44 (0)20 7946 0002", "GB", "+442079460002"),
            ("00 44 20 7946 0002", "DE", "+442079460002"),
            ("030 901820", "DE", "+4930901820"),
            ("(212) 555-2368", "US", "+12125552368"),
            ("06 1234 5678", "IT", "+390612345678"),
        ] {
            assert_eq!(e164(typed, country).as_deref(), Some(read), "{typed} in {country:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for (typed, country) in [
            ("", "GB"),
            ("+", "GB"),
            ("1", "GB"),
            ("020 7946 0002", ""),
            ("020 7946 0002", "ZZ"),
            ("ada0207946@example.org", "GB"),
            ("call 020 7946 0002", "GB"),
            ("020 7946 0002 ext. 5", "GB"),
            ("٠٢٠ ٧٩٤٦ ٠٠٠٢", "GB"),
            ("+999 123 456 789", "GB"),
            ("0000000000", "GB"),
        ] {
            assert_eq!(e164(typed, country), None, "{typed} in {country:?}");
        }
    }

    proptest! {
        #[test]
        fn it_never_panics_and_reads_what_it_wrote(typed in "[-+ ./()0-9]{0,45}", country in "[A-Z]{0,2}") {
            if let Some(read) = e164(&typed, &country) {
                prop_assert!(read.len() <= 16 && read.starts_with('+'), "{read}");
                prop_assert_eq!(e164(&read, ""), Some(read));
            }
        }

        #[test]
        fn it_never_panics_on_any_text(typed in "\\PC{0,60}", country in "\\PC{0,3}") {
            e164(&typed, &country);
        }
    }
}
