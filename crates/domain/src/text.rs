//! Checks of free text, the same wherever it comes in: REST, gRPC, import.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::error::FieldProblem;
use crate::spelling;

/// Longest name, in characters.
pub const NAME_MAX: usize = 200;
/// Longest address, in characters.
pub const ADDRESS_MAX: usize = 500;
/// Longest phone number, in characters (E.164 has 15 digits; people write spaces and extensions).
pub const PHONE_MAX: usize = 40;
/// Longest e-mail address, in characters (RFC 5321: 254).
pub const EMAIL_MAX: usize = 254;
/// Longest URL, in bytes.
pub const URL_MAX: usize = 2000;
/// Longest reason or note, in characters.
pub const REASON_MAX: usize = 500;
/// Longest biography, in characters.
pub const BIO_MAX: usize = 2000;
/// Longest specialization, in characters.
pub const SPECIALIZATION_MAX: usize = 100;
/// Longest title of a doctor.
pub const TITLE_MAX: usize = 50;
/// Highest number by which doctors are ordered.
pub const DISPLAY_ORDER_MAX: i32 = 10_000;
/// Longest tag of a language.
pub const LANGUAGE_TAG_MAX: usize = 35;
/// Most languages of a doctor.
pub const LANGUAGES_MAX: usize = 20;

/// Shortest password, in characters (NIST SP 800-63B asks for 8 where there is a second factor, and for more without).
pub const PASSWORD_MIN: usize = 10;
/// Longest password, in characters.
pub const PASSWORD_MAX: usize = 128;

/// Collects what is wrong with the fields of one request.
#[derive(Debug, Default)]
pub struct Checks {
    problems: Vec<FieldProblem>,
}

impl Checks {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem.
    pub fn note(&mut self, field: impl Into<String>, problem: impl Into<String>) {
        self.problems.push(FieldProblem::new(field, problem));
    }

    /// A text that must be there.
    pub fn required(&mut self, field: &str, value: &str, max: usize) {
        if value.trim().is_empty() {
            self.note(field, "must not be empty");
        } else {
            self.optional(field, value, max);
        }
    }

    /// A text that may be empty.
    pub fn optional(&mut self, field: &str, value: &str, max: usize) {
        // Bytes bound characters from above, so the count is taken for suspects only.
        if value.len() > max && value.chars().count() > max {
            self.note(field, format!("must have at most {max} characters"));
        } else if value.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            self.note(field, "must not contain control characters");
        }
    }

    /// One line of text that may be empty: line breaks would end up in mail headers and lists.
    pub fn line(&mut self, field: &str, value: &str, max: usize) {
        if value.contains(['\n', '\t']) {
            self.note(field, "must be one line");
        } else {
            self.optional(field, value, max);
        }
    }

    /// A name: one line, not empty.
    pub fn name(&mut self, field: &str, value: &str) {
        self.label(field, value, NAME_MAX);
    }

    /// One line that must be there.
    pub fn label(&mut self, field: &str, value: &str, max: usize) {
        if value.trim().is_empty() {
            self.note(field, "must not be empty");
        } else if value.chars().all(spelling::is_invisible) {
            self.note(field, "must have a character that can be seen");
        } else if value.chars().any(spelling::is_misleading) {
            self.note(field, "must not contain invisible characters");
        } else {
            self.line(field, value, max);
        }
    }

    /// An e-mail address that mail can be sent to ([`crate::email`]), or nothing.
    pub fn email(&mut self, field: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.line(field, value, EMAIL_MAX);
        if let Some(problem) = crate::email::problem(value) {
            self.note(field, problem);
        }
    }

    /// A country's two letters (ISO 3166-1), or nothing.
    pub fn country(&mut self, field: &str, value: &str) {
        let is_code = value.len() == 2 && value.bytes().all(|letter| letter.is_ascii_uppercase());
        if !is_code && !value.is_empty() {
            self.note(field, "must be two letters such as DE, or empty");
        }
    }

    /// A number within bounds.
    pub fn within(&mut self, field: &str, value: u32, min: u32, max: u32) {
        if !(min..=max).contains(&value) {
            self.note(field, format!("must be from {min} to {max}"));
        }
    }

    /// An IANA time zone.
    pub fn time_zone(&mut self, field: &str, name: &str) {
        // Fixed offsets and POSIX rules parse too, but a clinic stands in a place.
        if !is_time_zone(name) {
            self.note(field, "must be an IANA time zone such as Europe/London");
        }
    }

    /// All is well, or the problems.
    pub fn finish(self) -> Result<(), crate::Problem> {
        if self.problems.is_empty() { Ok(()) } else { Err(crate::Problem::fields(self.problems)) }
    }
}

/// Whether this is a tag of RFC 5646 as far as it can be told without the registry: `de`, `pt-BR`.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_language = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_lowercase())
    });
    is_language
        && tag.len() <= LANGUAGE_TAG_MAX
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric())
        })
}

/// The zones of places: the names that a clinic's zone is chosen from, in their order.
pub fn zones_of_places() -> &'static [String] {
    const AREAS: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let zones = TimeZoneDatabase::bundled();
        let names = zones.available().map(|name| name.as_str().to_owned());
        let is_of_place =
            |name: &String| AREAS.iter().any(|area| name.starts_with(area)) && is_time_zone(name);
        let mut names: Vec<String> = names.filter(is_of_place).collect();
        names.sort_unstable();
        names
    });
    &NAMES
}

/// Whether the name is that of an IANA time zone or link, spelled as there. The list is the one that is built in, not
/// the machine's folder: that has files besides, such as `localtime`, which is another zone on another machine. `Factory`,
/// the zone of a machine on which none was set, is on the list and is no place.
pub fn is_time_zone(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        TimeZoneDatabase::bundled().available().map(|name| name.as_str().to_owned()).collect()
    });
    name != "Factory" && NAMES.contains(name) && TimeZone::get(name).is_ok()
}

/// A calendar date written `2026-12-01`; other forms of ISO 8601, with a time or without dashes, are refused.
pub fn date(text: &str) -> Option<jiff::civil::Date> {
    text.parse::<jiff::civil::Date>().ok().filter(|date| date.to_string() == text)
}

/// A calendar date of birth: past 1900 and not in the future as of `today`.
pub fn birth_date(text: &str, today: jiff::civil::Date) -> Result<Option<jiff::civil::Date>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    let date = date(text).ok_or("must be a date such as 1980-02-29")?;
    if date.year() < 1900 || date > today {
        return Err("must lie between 1900 and today");
    }
    Ok(Some(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(check: impl Fn(&mut Checks)) -> Vec<String> {
        let mut checks = Checks::new();
        check(&mut checks);
        checks.problems.into_iter().map(|p| p.problem).collect()
    }

    #[test]
    fn a_clinics_zone_is_chosen_from_places() {
        let zones = zones_of_places();
        assert!(zones.len() > 300 && zones.is_sorted());
        for (name, is_place) in
            [("Europe/London", true), ("America/Argentina/Salta", true), ("Etc/UTC", false), ("EST", false)]
        {
            assert_eq!(zones.iter().any(|zone| zone == name), is_place, "{name}");
        }
    }

    #[test]
    fn a_country_is_two_letters_or_nothing() {
        for (country, is_fine) in [("DE", true), ("", true), ("de", false), ("GBR", false), ("1A", false)] {
            assert_eq!(problems(|c| c.country("country", country)).is_empty(), is_fine, "{country}");
        }
    }

    #[test]
    fn a_name_of_a_million_characters_is_too_long() {
        assert_eq!(
            problems(|c| c.name("name", &"x".repeat(1_000_000))),
            ["must have at most 200 characters"]
        );
        assert!(problems(|c| c.name("name", &"é".repeat(200))).is_empty());
    }

    #[test]
    fn line_breaks_and_control_characters_are_refused_in_names() {
        assert_eq!(problems(|c| c.name("name", "A\nB")), ["must be one line"]);
        assert_eq!(problems(|c| c.name("name", "A\rB")), ["must not contain control characters"]);
        assert_eq!(problems(|c| c.name("name", " ")), ["must not be empty"]);
    }

    #[test]
    fn names_can_be_seen() {
        for bad in ["\u{200b}", "\u{3164}", "\u{2800}\u{ad}", "\u{200d}", "\u{e0041}", "\u{fe0f} "] {
            assert_eq!(
                problems(|c| c.name("name", bad)),
                ["must have a character that can be seen"],
                "{bad:?}"
            );
        }
        for bad in ["Ada\u{200b}", "\u{202e}adA", "\u{2066}Ada\u{2069}", "\u{feff}Ada"] {
            assert_eq!(
                problems(|c| c.name("name", bad)),
                ["must not contain invisible characters"],
                "{bad:?}"
            );
        }
        // joiners are letters' affair in Persian and Hindi, and in emoji
        for good in ["می\u{200c}خواهم", "क्\u{200d}ष", "李", "-", "👩\u{200d}⚕\u{fe0f}", "ﷺ"]
        {
            assert!(problems(|c| c.name("name", good)).is_empty(), "{good}");
        }
    }

    #[test]
    fn only_places_are_time_zones() {
        for good in
            ["Europe/London", "America/Sao_Paulo", "UTC", "Asia/Kathmandu", "Asia/Calcutta", "Etc/GMT+5"]
        {
            assert!(is_time_zone(good), "{good}");
        }
        let of_the_machine = [
            "localtime",
            "posixrules",
            "Factory",
            "posix/Europe/London",
            "right/Europe/London",
            "leapseconds",
        ];
        let others = [
            "Mars/Olympus",
            "",
            "+02:00",
            "EST5EDT,M3.2.0,M11.1.0",
            "../etc/passwd",
            "europe/london",
            "tzdata.zi",
        ];
        for bad in of_the_machine.into_iter().chain(others) {
            assert!(!is_time_zone(bad), "{bad}");
        }
    }

    #[test]
    fn languages_have_tags() {
        for good in ["de", "pt-BR", "zh-Hant-TW", "gsw"] {
            assert!(is_language_tag(good), "{good}");
        }
        for bad in [
            "",
            "d",
            "DE",
            "german",
            "de_AT",
            "de-",
            "de-a",
            "de-\u{e4}\u{e4}",
            &format!("de{}", "-abcdefgh".repeat(4)),
        ] {
            assert!(!is_language_tag(bad), "{bad}");
        }
    }

    #[test]
    fn e_mail_addresses_need_two_sides() {
        assert!(problems(|c| c.email("email", "a@b.example")).is_empty());
        for bad in ["a", "@b", "a@", "a b@c", "a@b@c"] {
            assert_eq!(problems(|c| c.email("email", bad)), ["must look like name@host"], "{bad}");
        }
    }
}
