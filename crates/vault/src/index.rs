//! Keyed hashes (HMAC-SHA-256), by which sealed values are found.
//!
//! E-mail addresses and phone numbers are found by the hash of the whole. Names are found by the hashes of how their words
//! begin, which only preselect: whoever searches opens what is found and compares ([`name_matches`]). To somebody who
//! reads the database without the key they tell which patients of one clinic have an address, or the beginning of a word
//! of their name, in common, and nothing across clinics.

use aws_lc_rs::hmac;
use holdfast_domain::email;
use holdfast_domain::spelling::folded;
use jiff::civil::Date;
use uuid::Uuid;

use crate::keys::ClinicKey;

/// Beginnings of a word that are indexed, in characters. Shorter ones would tell initials by how often they come.
const BEGINNINGS: [usize; 2] = [3, 5];

/// What is looked up as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// An e-mail address, whatever its case.
    Email,
    /// A phone number, however it is grouped.
    Phone,
}

impl Exact {
    fn normal(self, value: &str) -> String {
        match self {
            // of ASCII alone: there are other letters whose small form is that of another address
            Self::Email => value.trim().to_ascii_lowercase(),
            Self::Phone => value.chars().filter(|c| c.is_alphanumeric() || *c == '+').collect(),
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// The words of a name as they are compared.
fn words(name: &str) -> Vec<String> {
    split(&folded(name))
}

/// The same with their marks, as names were indexed before marks were left out.
fn words_with_marks(name: &str) -> Vec<String> {
    split(&name.to_lowercase())
}

fn split(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn beginning(word: &str, length: usize) -> Option<&str> {
    let (end, last) = word.char_indices().nth(length - 1)?;
    Some(&word[..end + last.len_utf8()])
}

/// Whether every word asked for is how a word of the name begins.
pub fn name_matches(name: &str, asked: &str) -> bool {
    let of_name = words(name);
    words(asked).iter().all(|asked| of_name.iter().any(|word| word.starts_with(asked.as_str())))
}

/// An address as all ways to write it are compared.
fn written_once(address: &str) -> String {
    let address = address.trim();
    email::as_sent(address).unwrap_or_else(|| address.to_owned()).to_lowercase()
}

impl ClinicKey {
    pub(crate) fn hash(&self, label: &str, value: &str) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.indexing);
        context.update(label.as_bytes());
        context.update(b"\0");
        context.update(value.as_bytes());
        let mut hash = [0; 32];
        hash.copy_from_slice(context.sign().as_ref());
        hash
    }

    /// The hash to find a value by; none of an empty one.
    pub fn exact(&self, what: Exact, value: &str) -> Option<Vec<u8>> {
        let normal = what.normal(value);
        (!normal.is_empty()).then(|| self.hash(what.label(), &normal)[..16].to_vec())
    }

    /// The hash of a mailbox that mails go to, however its address is written. It is another than that by which addresses are found.
    pub fn mailbox(&self, address: &str) -> Vec<u8> {
        self.hash("mailbox", &written_once(address))[..16].to_vec()
    }

    /// The same of an account's owner, whose mails are counted by themselves.
    pub fn account_mailbox(&self, address: &str) -> Vec<u8> {
        self.hash("account mailbox", &written_once(address))[..16].to_vec()
    }

    /// The hash of a clinic, to count under beside mailboxes.
    pub fn clinic_count(&self, clinic_id: Uuid) -> Vec<u8> {
        self.hash("clinic", &clinic_id.to_string())[..16].to_vec()
    }

    /// The hash that records with one phone have in common: of its E.164, or of what was typed where it cannot be read.
    pub fn phone_key(&self, e164: &str, typed: &str) -> Option<Vec<u8>> {
        match (e164, Exact::Phone.normal(typed)) {
            ("", typed) if typed.is_empty() => None,
            ("", typed) => Some(self.hash("typed phone", &typed)[..16].to_vec()),
            (e164, _) => Some(self.hash("e164", e164)[..16].to_vec()),
        }
    }

    /// The hash that records with one name and birth date have in common: however the name's words are ordered, with marks or without.
    pub fn person_key(&self, name: &str, birth_date: Option<Date>) -> Option<Vec<u8>> {
        let mut words = words(name);
        words.sort_unstable();
        let birth_date = birth_date.filter(|_| !words.is_empty())?;
        Some(self.hash("person", &format!("{birth_date} {}", words.join(" ")))[..16].to_vec())
    }

    fn token(&self, beginning: &str) -> i32 {
        let [a, b, c, d, ..] = self.hash("name", beginning);
        i32::from_be_bytes([a, b, c, d])
    }

    /// The tokens to keep of a name, each once.
    pub fn name_tokens(&self, name: &str) -> Vec<i32> {
        let words = words(name);
        let all = words.iter().flat_map(|word| BEGINNINGS.iter().filter_map(|n| beginning(word, *n)));
        let mut tokens: Vec<i32> = all.map(|beginning| self.token(beginning)).collect();
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }

    /// The tokens of which a name that is asked for has one, if what is asked is long enough: that which preselects the
    /// most, and the same with marks.
    pub fn name_token(&self, asked: &str) -> Option<Vec<i32>> {
        let longest = |words: &[String]| {
            let lengths = BEGINNINGS.iter().rev();
            let mut found = lengths.flat_map(|n| words.iter().filter_map(|word| beginning(word, *n)));
            found.next().map(|beginning| self.token(beginning))
        };
        let mut tokens = vec![longest(&words(asked))?];
        tokens.extend(longest(&words_with_marks(asked)));
        tokens.dedup();
        Some(tokens)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> ClinicKey {
        ClinicKey::from_bytes(Uuid::from_u128(1), &[byte; 32]).unwrap()
    }

    #[test]
    fn a_mailbox_is_one_however_its_address_is_written() {
        let key = key(1);
        assert_eq!(key.mailbox("Post@Bücher.example"), key.mailbox(" post@xn--bcher-kva.example"));
        assert_ne!(key.mailbox("a@example.org"), key.mailbox("b@example.org"));
        assert_ne!(Some(key.mailbox("a@example.org")), key.exact(Exact::Email, "a@example.org"));
    }

    #[test]
    fn addresses_and_numbers_are_found_however_they_are_written() {
        let key = key(1);
        let email = |value| key.exact(Exact::Email, value);
        let phone = |value| key.exact(Exact::Phone, value);
        assert_eq!(email("Ada@Example.org "), email("ada@example.org"));
        assert_ne!(email("ada@example.org"), email("ada@example.com"));
        assert_eq!(phone("+1 (555) 010-99"), phone("+155501099"));
        assert_ne!(phone("155"), email("155"));
        assert_eq!((email(""), phone(" - ")), (None, None));
    }

    #[test]
    fn one_person_has_one_key_however_they_are_written() {
        let key = key(1);
        let born = Some("1985-12-10".parse().unwrap());
        assert_eq!(key.person_key("Ada Lovelace", born), key.person_key("LOVELACE,  Ada", born));
        assert_eq!(key.person_key("Zoë", born), key.person_key("Zoe", born));
        assert_ne!(key.person_key("Ada Lovelace", born), key.person_key("Ada Byron", born));
        let later = Some("1985-12-11".parse().unwrap());
        assert_ne!(key.person_key("Ada Lovelace", born), key.person_key("Ada Lovelace", later));
        assert_eq!((key.person_key("Ada", None), key.person_key("-", born)), (None, None));

        assert_eq!(key.phone_key("+442079460002", "020 7946 0002"), key.phone_key("+442079460002", "x"));
        assert_eq!(key.phone_key("", "12 34"), key.phone_key("", "1234"));
        // what cannot be read is another than what was read
        assert_ne!(key.phone_key("+4412", ""), key.phone_key("", "+4412"));
        assert_eq!(key.phone_key("", " - "), None);
    }

    #[test]
    fn a_clinics_hashes_tell_nothing_in_another() {
        assert_ne!(key(1).exact(Exact::Email, "a@b.example"), key(2).exact(Exact::Email, "a@b.example"));
        assert_ne!(key(1).name_tokens("Ada"), key(2).name_tokens("Ada"));
    }

    #[test]
    fn whatever_matches_a_name_is_preselected_by_one_of_its_tokens() {
        let key = key(1);
        let name = "Zoë García-Márquez";
        for asked in ["gar", "MÁRQ zo", "márquez", "zoë garcía", "Garcí", "garcia", "MARQ", "Zoe\u{308}"]
        {
            assert!(name_matches(name, asked), "{asked}");
            let tokens = key.name_token(asked).unwrap();
            assert!(key.name_tokens(name).iter().any(|token| tokens.contains(token)), "{asked}");
        }
        // one that was indexed with its marks is still found by them
        let before = key.token("garcí");
        assert!(key.name_token("García").unwrap().contains(&before));
        assert!(!name_matches(name, "zoë lopez") && !name_matches(name, "arc"));
        assert!(name_matches(name, "g") && key.name_token("g zo").is_none());
    }
}
