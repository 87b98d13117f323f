//! A person of the table `patients`.

use jiff::civil::Date;
use uuid::Uuid;

use crate::error::VaultError;
use crate::index::Exact;
use crate::keys::ClinicKey;
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
    /// See [`ClinicKey::exact`].
    pub phone_index: Option<Vec<u8>>,
    /// See [`ClinicKey::exact`].
    pub email_index: Option<Vec<u8>>,
    /// See [`ClinicKey::name_tokens`].
    pub name_tokens: Vec<i32>,
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
    ) -> Result<Person, VaultError> {
        let birth_date = self.open_text(place("birth_date", id), birth_date)?;
        let no_date = || VaultError::DoesNotOpen { table: "patients", column: "birth_date" };
        Ok(Person {
            name: self.open_name(id, name)?,
            phone: self.open_text(place("phone", id), phone)?,
            email: self.open_email(id, email)?,
            birth_date: match birth_date.as_str() {
                "" => None,
                date => Some(date.parse().map_err(|_| no_date())?),
            },
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
            },
        ] {
            let SealedPerson { name, phone, email, birth_date, .. } = key.seal_person(id, &person).unwrap();
            assert_eq!(key.open_person(id, &name, &phone, &email, &birth_date).unwrap(), person);
            let elsewhere = key.open_person(Uuid::from_u128(3), &name, &phone, &email, &birth_date);
            assert!(elsewhere.is_err());
        }
    }
}
