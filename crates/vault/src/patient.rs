//! A person of the table `patients`.

use holdfast_domain::PatientDetails;
use jiff::civil::Date;
use uuid::Uuid;

use crate::error::VaultError;
use crate::index::Exact;
use crate::keys::ClinicKey;
use crate::phone::e164;
use crate::sealed::Place;

/// A person, open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Phone number, or empty.
    pub phone: String,
    /// E-mail address, or empty.
    pub email: String,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// What else is kept.
    pub details: PatientDetails,
}

/// A person as the database has them: each field sealed by itself, and what they are found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealedPerson {
    /// Sealed.
    pub name: Vec<u8>,
    /// Sealed, or empty.
    pub phone: Vec<u8>,
    /// Sealed, or empty.
    pub email: Vec<u8>,
    /// Sealed as `2026-12-01`, or empty.
    pub birth_date: Vec<u8>,
    /// Sealed as one, or empty.
    pub details: Vec<u8>,
    /// See [`ClinicKey::exact`].
    pub phone_index: Option<Vec<u8>>,
    /// See [`ClinicKey::exact`].
    pub email_index: Option<Vec<u8>>,
    /// See [`ClinicKey::name_tokens`].
    pub name_tokens: Vec<i32>,
}

/// By which rules [`PersonKeys`] and the phone's E.164 are made; the clinic's country follows. A rule that changes has another number
/// here, so that what was made by the one before is made anew.
pub const INDEX_RULES: &str = "1 ";

/// What records of one person have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonKeys {
    /// See [`ClinicKey::phone_key`].
    pub phone: Option<Vec<u8>>,
    /// See [`ClinicKey::person_key`].
    pub person: Option<Vec<u8>>,
    /// By which rules, and for which country.
    pub indexed_by: String,
}

impl Person {
    /// Reads the phone as a number of this country, and makes the keys.
    pub fn index(&mut self, key: &ClinicKey, country: &str) -> PersonKeys {
        self.details.phone_e164 = e164(&self.phone, country).unwrap_or_default();
        PersonKeys {
            phone: key.phone_key(&self.details.phone_e164, &self.phone),
            person: key.person_key(&self.name, self.birth_date),
            indexed_by: format!("{INDEX_RULES}{country}"),
        }
    }
}

const fn place(column: &'static str, row: Uuid) -> Place {
    Place { table: "patients", column, row }
}

impl ClinicKey {
    /// Seals a person into the patient record of this id.
    pub fn seal_person(&self, id: Uuid, person: &Person) -> Result<SealedPerson, VaultError> {
        let birth_date = person.birth_date.map(|date| date.to_string()).unwrap_or_default();
        let seal = |column, plain: &str| self.seal(place(column, id), plain.as_bytes());
        Ok(SealedPerson {
            name: seal("name", &person.name)?,
            phone: seal("phone", &person.phone)?,
            email: seal("email", &person.email)?,
            birth_date: seal("birth_date", &birth_date)?,
            details: seal("details", &person.details.to_text())?,
            phone_index: self.exact(Exact::Phone, &person.phone),
            email_index: self.exact(Exact::Email, &person.email),
            name_tokens: self.name_tokens(&person.name),
        })
    }

    /// Opens a patient's name.
    pub fn open_name(&self, id: Uuid, sealed: &[u8]) -> Result<String, VaultError> {
        self.open_text(place("name", id), sealed)
    }

    /// Opens a patient's e-mail address.
    pub fn open_email(&self, id: Uuid, sealed: &[u8]) -> Result<String, VaultError> {
        self.open_text(place("email", id), sealed)
    }

    /// Opens the person of the record of this id.
    pub fn open_person(
        &self,
        id: Uuid,
        name: &[u8],
        phone: &[u8],
        email: &[u8],
        birth_date: &[u8],
        details: &[u8],
    ) -> Result<Person, VaultError> {
        let details = self.open_text(place("details", id), details)?;
        let birth_date = self.open_text(place("birth_date", id), birth_date)?;
        let unreadable = |column| VaultError::DoesNotOpen { table: "patients", column };
        Ok(Person {
            name: self.open_name(id, name)?,
            phone: self.open_text(place("phone", id), phone)?,
            email: self.open_email(id, email)?,
            birth_date: match birth_date.as_str() {
                "" => None,
                date => Some(date.parse().map_err(|_| unreadable("birth_date"))?),
            },
            details: PatientDetails::parse(&details).ok_or_else(|| unreadable("details"))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_opens_as_they_were() {
        let key = ClinicKey::from_bytes(Uuid::from_u128(1), &[1; 32]).unwrap();
        let id = Uuid::from_u128(2);
        for person in [
            Person { name: "Ada".to_owned(), ..Person::default() },
            Person {
                name: "Ada Lovelace".to_owned(),
                phone: "+1 555".to_owned(),
                email: "ada@example.org".to_owned(),
                birth_date: Some("1815-12-10".parse().unwrap()),
                details: PatientDetails { language: "en".to_owned(), ..PatientDetails::default() },
            },
        ] {
            let sealed = key.seal_person(id, &person).unwrap();
            let SealedPerson { name, phone, email, birth_date, details, .. } = &sealed;
            let open = |id| key.open_person(id, name, phone, email, birth_date, details);
            assert_eq!(open(id).unwrap(), person);
            assert_eq!(details.is_empty(), person.details == PatientDetails::default());
            let elsewhere = open(Uuid::from_u128(3));
            assert!(elsewhere.is_err());
        }
    }
}
