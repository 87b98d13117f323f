//! Which language a page is written in, and how it writes dates and times.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

use crate::cookies;

/// A language with its habits of writing dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Locale {
    English,
    American,
    German,
    Spanish,
    Arabic,
}

impl Locale {
    pub(crate) const ALL: [Self; 5] =
        [Self::English, Self::American, Self::German, Self::Spanish, Self::Arabic];

    /// What visitors choose from: English is the one that their browser asks for.
    pub(crate) const CHOICES: [Self; 4] = [Self::English, Self::German, Self::Spanish, Self::Arabic];

    /// The tag of RFC 5646.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::American => "en-US",
            Self::German => "de",
            Self::Spanish => "es",
            Self::Arabic => "ar",
        }
    }

    /// The language that its texts are in.
    pub(crate) fn language(self) -> &'static str {
        self.tag().split('-').next().unwrap_or_default()
    }

    /// What it is called by those who speak it.
    pub(crate) const fn own_name(self) -> &'static str {
        match self {
            Self::English | Self::American => "English",
            Self::German => "Deutsch",
            Self::Spanish => "Español",
            Self::Arabic => "العربية",
        }
    }

    /// For HTML's `dir`.
    pub(crate) const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::English | Self::American | Self::German | Self::Spanish => "ltr",
        }
    }

    pub(crate) fn is_rtl(self) -> bool {
        self.direction() == "rtl"
    }

    /// Where it stands in [`Self::ALL`].
    pub(crate) fn index(self) -> usize {
        Self::ALL.iter().position(|locale| *locale == self).unwrap_or_default()
    }

    /// The one that a tag asks for.
    pub(crate) fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim();
        let exact = Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(tag));
        exact.or_else(|| {
            let language = tag.split(['-', '_']).next().unwrap_or_default();
            Self::ALL.into_iter().find(|locale| locale.language().eq_ignore_ascii_case(language))
        })
    }

    /// The one that was chosen by a visitor, or else that their browser asks for first; English if it asks for none that there is.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let chosen = cookies::language(headers).and_then(Self::parse);
        let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(preferred);
        match (chosen, asked) {
            // their browser knows which English
            (Some(Self::English), Some(Self::American)) => Self::American,
            (Some(chosen), _) => chosen,
            (None, asked) => asked.unwrap_or(Self::English),
        }
    }
}

/// The first of `Accept-Language` by weight (RFC 9110, 12.5.4) that there is.
fn preferred(header: &str) -> Option<Locale> {
    let mut ranges: Vec<(f32, &str)> = header
        .split(',')
        .take(20)
        .filter_map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = match parameters.trim().strip_prefix("q=") {
                Some(weight) => weight.parse().ok()?,
                None => 1.0,
            };
            (weight > 0.0).then_some((weight, tag.trim()))
        })
        .collect();
    ranges.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    ranges.into_iter().find_map(|(_, tag)| Locale::parse(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_first_language_that_there_is() {
        for (header, locale) in [
            ("de-AT,de;q=0.9,en;q=0.8", Some(Locale::German)),
            ("fr, es;q=0.4, ar;q=0.5", Some(Locale::Arabic)),
            ("en-US,en;q=0.5", Some(Locale::American)),
            ("en", Some(Locale::English)),
            ("en-AU", Some(Locale::English)),
            ("de;q=0, es;q=0.1", Some(Locale::Spanish)),
            ("fr;q=1.0, *;q=0.5", None),
            ("de;q=many, es", Some(Locale::Spanish)),
            ("", None),
        ] {
            assert_eq!(preferred(header), locale, "{header}");
        }
    }
}
