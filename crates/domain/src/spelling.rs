//! One spelling for what people write in several: kept as NFC, compared without case and marks.

use std::borrow::Cow;

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// The text in Unicode's Normalization Form C, in which letters with marks are one character where there is one: so the
/// same name is the same bytes, whichever keyboard it was typed on.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// The text as it is compared: small letters without their marks, so that `jose` finds `José`.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let marks = CanonicalCombiningClassMapBorrowed::new();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let mut folded = String::with_capacity(text.len());
    for letter in decomposed.chars().flat_map(char::to_lowercase).filter(|c| marks.get_u8(*c) == 0) {
        match without_stroke(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    folded
}

/// Letters whose mark is a part of them, and ligatures, as they are written where keyboards lack them.
const fn without_stroke(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// Whether the character takes no place on a page: spaces, controls, format characters, fillers, variation selectors, tags.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c.is_control() || INVISIBLE.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// Whether the character changes how those around it are read: directions, and what has no width in the middle of a word.
pub fn is_misleading(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Besides white space and controls. (The API's document has the same list: `name` in the gateway's `document.rs`.)
pub const INVISIBLE: [(char, char); 15] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{e0000}', '\u{e0fff}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_has_one_spelling() {
        assert_eq!(nfc("Jose\u{301}"), "Jos\u{e9}");
        assert_eq!(nfc("\u{1112}\u{1161}\u{11ab}"), "\u{d55c}");
        assert!(matches!(nfc("Ada"), Cow::Borrowed("Ada")));
    }

    #[test]
    fn names_are_compared_without_case_and_marks() {
        for (written, asked) in [
            ("José García-Márquez", "jose garcia-marquez"),
            ("Jose\u{301}", "JOSÉ"),
            ("Søren Ærø", "soren aero"),
            ("Łukasz Groß", "LUKASZ gross"),
            ("Nguyễn Thị", "nguyen thi"),
            ("İpek Işık", "ipek isik"),
            ("Ａｄａ", "ada"),
        ] {
            assert_eq!(folded(written), folded(asked), "{written}");
        }
        assert_ne!(folded("Ada"), folded("Ida"));
    }
}
