//! Fields of bodies that serde alone would read more freely than the document allows.

use holdfast_domain::text;
use serde::de::{Deserialize, Deserializer, Error};
use uuid::Uuid;

/// An id in its usual form, 36 characters; serde would take `urn:uuid:…` and braces too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(pub Uuid);

impl Id {
    /// Reads an id.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() == 36 { Uuid::try_parse(text).ok().map(Self) } else { None }
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("must be a UUID"))
    }
}

/// A date in its usual form, or null.
pub fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Option::<String>::deserialize(deserializer)? {
        Some(text) if text::date(&text).is_none() => {
            Err(D::Error::custom("must be a date such as 1980-02-29"))
        }
        date => Ok(date),
    }
}

/// A field that may be left out, but not be null: null would seem to clear what it leaves as it is.
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
