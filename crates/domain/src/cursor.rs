//! Where a list goes on: the key of the last item given. Keyset paging neither repeats nor skips an item that
//! was there all the time, whatever is booked or freed between two pages.

use jiff::Timestamp;
use uuid::Uuid;

/// The place after one item of a list that is ordered by time, then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// The item's instant.
    pub at: Timestamp,
    /// The item's id.
    pub id: Uuid,
}

impl Cursor {
    /// Before everything.
    pub const START: Self = Self { at: Timestamp::UNIX_EPOCH, id: Uuid::nil() };

    /// After the item of this id, in a list that is ordered by id alone.
    pub const fn after_id(id: Uuid) -> Self {
        Self { at: Timestamp::UNIX_EPOCH, id }
    }

    /// The text that goes out as `next_cursor`: 48 hexadecimal digits, opaque to clients.
    pub fn to_text(self) -> String {
        format!("{:016x}{}", self.at.as_microsecond(), self.id.simple())
    }

    /// Reads a cursor back; the empty text is the start.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::START);
        }
        if text.len() != 48 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let micros = i64::from_str_radix(&text[..16], 16).ok()?;
        Some(Self { at: Timestamp::from_microsecond(micros).ok()?, id: Uuid::try_parse(&text[16..]).ok()? })
    }
}

impl Default for Cursor {
    fn default() -> Self {
        Self::START
    }
}

/// What part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// The place to go on from.
    pub after: Cursor,
    /// Most items.
    pub limit: u32,
}

impl Page {
    /// Items of a page that nobody asked for in particular.
    pub const DEFAULT: u32 = 100;
    /// Most items that may be asked for.
    pub const MAX: u32 = 500;
}

impl Default for Page {
    fn default() -> Self {
        Self { after: Cursor::START, limit: Self::DEFAULT }
    }
}

/// A page out of up to `limit + 1` rows: the page's rows, and where the next page starts if there is one.
pub fn page<R>(mut rows: Vec<R>, limit: u32, key: impl Fn(&R) -> Cursor) -> (Vec<R>, Option<Cursor>) {
    let limit = limit as usize;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(key);
    (rows, next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_ends_where_the_next_begins() {
        let key = |n: &u128| Cursor::after_id(Uuid::from_u128(*n));
        assert_eq!(page(vec![1, 2, 3], 2, key), (vec![1, 2], Some(key(&2))));
        assert_eq!(page(vec![1, 2], 2, key), (vec![1, 2], None));
        assert_eq!(page(Vec::new(), 2, key), (Vec::new(), None));
    }

    proptest! {
        #[test]
        fn reads_back(micros in 0..4_102_444_800_000_000_i64, id in any::<u128>()) {
            let cursor = Cursor { at: Timestamp::from_microsecond(micros).unwrap(), id: Uuid::from_u128(id) };
            prop_assert_eq!(Cursor::parse(&cursor.to_text()), Some(cursor));
        }

        #[test]
        fn refuses_other_text_without_panic(text in "\\PC{0,60}") {
            if text.len() != 48 && !text.is_empty() {
                prop_assert_eq!(Cursor::parse(&text), None);
            }
        }
    }
}
