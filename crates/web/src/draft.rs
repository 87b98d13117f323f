//! What was typed into the details of a booking. A browser keeps it for some minutes while its owner looks for another time, so
//! that nothing is typed twice.

use axum::http::HeaderMap;
use jiff::civil::Date;

use crate::cookies::{self, Cookie};
use crate::fields::Fields;

/// Longest text of a draft, in bytes: a cookie has four thousand.
const KEPT_MAX: usize = 2_500;

/// The details as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) record: String,
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) birth_day: String,
    pub(crate) birth_month: String,
    pub(crate) birth_year: String,
    pub(crate) reason: String,
}

impl Draft {
    pub(crate) fn typed(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            record: text("record"),
            name: text("name"),
            phone: text("phone"),
            email: text("email"),
            birth_day: text("birth_day"),
            birth_month: text("birth_month"),
            birth_year: text("birth_year"),
            reason: text("reason"),
        }
    }

    /// The day of birth as ISO 8601 has it; empty if none was typed, an error if what was typed is none.
    pub(crate) fn birth_date(&self) -> Result<String, ()> {
        let parts = [&self.birth_year, &self.birth_month, &self.birth_day];
        if parts.iter().all(|part| part.is_empty()) {
            return Ok(String::new());
        }
        let [year, month, day] = parts.map(|part| part.parse::<i16>().ok());
        let short = |part: Option<i16>| part.and_then(|part| i8::try_from(part).ok());
        let date = match (year.filter(|year| *year >= 1000), short(month), short(day)) {
            (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok(),
            _ => None,
        };
        date.map(|date| date.to_string()).ok_or(())
    }

    /// What the browser has kept.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        Self::read(cookies::draft(headers)?)
    }

    /// As [`Self::write`] has written it.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let draft = Self::typed(&Fields::of(text.as_bytes()));
        (draft != Self::default()).then_some(draft)
    }

    pub(crate) fn keep(&self) -> Cookie {
        cookies::set_draft(&self.write())
    }

    /// All of it in one text; none of it, where that is too long to be kept.
    pub(crate) fn write(&self) -> String {
        let mut text = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("record", &self.record),
            ("name", &self.name),
            ("phone", &self.phone),
            ("email", &self.email),
            ("birth_day", &self.birth_day),
            ("birth_month", &self.birth_month),
            ("birth_year", &self.birth_year),
            ("reason", &self.reason),
        ] {
            if !value.is_empty() {
                text.append_pair(name, value);
            }
        }
        let text = text.finish();
        if text.len() > KEPT_MAX { String::new() } else { text }
    }

    pub(crate) fn forget() -> Cookie {
        cookies::set_draft("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_is_three_numbers_or_nothing() {
        let of = |day: &str, month: &str, year: &str| {
            let text = |text: &str| text.to_owned();
            Draft {
                birth_day: text(day),
                birth_month: text(month),
                birth_year: text(year),
                ..Draft::default()
            }
            .birth_date()
        };
        assert_eq!(of("", "", ""), Ok(String::new()));
        assert_eq!(of("1", "02", "1985"), Ok("1985-02-01".to_owned()));
        for (day, month, year) in [
            ("31", "2", "1985"),
            ("1", "", "1985"),
            ("1", "2", "85"),
            ("a", "2", "1985"),
            ("300", "2", "1985"),
        ] {
            assert_eq!(of(day, month, year), Err(()), "{day}.{month}.{year}");
        }
    }
}
