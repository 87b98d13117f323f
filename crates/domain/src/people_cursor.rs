//! Where a list of doctors by their soonest time goes on. A doctor's soonest time changes while pages are turned, so the place
//! alone would show some twice: whoever was shown is remembered too.

use uuid::Uuid;

use crate::cursor::Cursor;

/// Digits by which a doctor who was shown is known: the last of the id, which are random.
const DIGITS: usize = 12;

/// The place after a page of doctors, and who was shown up to there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PeopleCursor {
    /// The soonest slot of the last doctor given.
    pub after: Cursor,
    shown: Vec<String>,
}

impl PeopleCursor {
    /// Most doctors of one list: it ends after them.
    pub const MOST: usize = 300;

    /// The place after these, too.
    #[must_use]
    pub fn then(mut self, after: Cursor, shown: impl IntoIterator<Item = Uuid>) -> Self {
        self.shown.extend(shown.into_iter().map(digits));
        self.after = after;
        self
    }

    /// Whether the doctor was shown.
    pub fn has_shown(&self, doctor: Uuid) -> bool {
        self.shown.contains(&digits(doctor))
    }

    /// Who was shown: the last twelve digits of each one's id.
    pub fn shown(&self) -> &[String] {
        &self.shown
    }

    /// How many may still be shown.
    pub fn left(&self) -> usize {
        Self::MOST.saturating_sub(self.shown.len())
    }

    /// The text that goes out as `next_cursor`, opaque to clients.
    pub fn to_text(&self) -> String {
        self.after.to_text() + &self.shown.concat()
    }

    /// Reads a cursor back; the empty text is the start.
    pub fn parse(text: &str) -> Option<Self> {
        let (place, shown) = text.split_at_checked(text.len().min(Cursor::START.to_text().len()))?;
        let is_list = shown.len() % DIGITS == 0 && shown.len() / DIGITS <= Self::MOST;
        let of_digits = shown.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let shown =
            shown.as_bytes().chunks(DIGITS).map(|digits| String::from_utf8_lossy(digits).into_owned());
        let read = || Some(Self { after: Cursor::parse(place)?, shown: shown.collect() });
        if is_list && of_digits { read() } else { None }
    }
}

fn digits(doctor: Uuid) -> String {
    doctor.simple().to_string().split_off(32 - DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reads_back(at in 0..4_102_444_800_000_000_i64, ids in prop::collection::vec(any::<u128>(), 0..20)) {
            let ids: Vec<Uuid> = ids.into_iter().map(Uuid::from_u128).collect();
            let after = Cursor { at: jiff::Timestamp::from_microsecond(at).unwrap(), id: Uuid::max() };
            let cursor = PeopleCursor::default().then(after, ids.clone());
            prop_assert!(ids.iter().all(|id| cursor.has_shown(*id)));
            prop_assert_eq!(cursor.left(), PeopleCursor::MOST - ids.len());
            prop_assert_eq!(PeopleCursor::parse(&cursor.to_text()), Some(cursor));
        }

        #[test]
        fn refuses_other_text_without_panic(text in "\\PC{0,90}") {
            if !text.is_empty() && text.len() < 48 {
                prop_assert_eq!(PeopleCursor::parse(&text), None);
            }
            let _ = PeopleCursor::parse(&text);
        }
    }

    #[test]
    fn a_list_is_bounded() {
        let place = Cursor::START.to_text();
        assert!(PeopleCursor::parse(&(place.clone() + &"0".repeat(12 * PeopleCursor::MOST))).is_some());
        for bad in ["0".repeat(12 * (PeopleCursor::MOST + 1)), "0".repeat(11), "g".repeat(12), "A".repeat(12)]
        {
            assert_eq!(PeopleCursor::parse(&(place.clone() + &bad)), None);
        }
        assert_eq!(PeopleCursor::parse(""), Some(PeopleCursor::default()));
    }
}
