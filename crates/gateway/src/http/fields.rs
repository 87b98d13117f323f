//! Fields of bodies that serde alone would read more freely than the document allows.

use holdfast_domain::text;
use serde::de::{Deserialize, Deserializer, Error};

/// A date in its usual form, or null.
pub fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Option::<String>::deserialize(deserializer)? {
        Some(text) if text::date(&text).is_none() => {
            Err(D::Error::custom("must be a date such as 1980-02-29"))
        }
        date => Ok(date),
    }
}

/// The same where it may be left out, and stays as it is then. Null clears it: it is read as an empty text.
pub fn date_if_given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    date(deserializer).map(|date| Some(date.unwrap_or_default()))
}

/// A text that may be left out, and stays as it is then. Null clears it: it is read as an empty text.
pub fn text_if_given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    if text.as_deref() == Some("") {
        return Err(D::Error::custom("must not be empty; null clears it"));
    }
    Ok(Some(text.unwrap_or_default()))
}

/// A field that may be left out, but not be null: null would seem to clear what it leaves as it is.
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A field that null takes away. Left out ([`given`]), it stays.
#[derive(Debug, serde::Deserialize)]
#[serde(transparent)]
pub struct Nullable<T>(pub Option<T>);
