//! Ids as types, so that one never stands for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        crate::wire::id_message!($name);
    )*};
}

ids! {
    /// A clinic's.
    ClinicId
    /// A doctor's, at one clinic.
    DoctorId
    /// A patient record's, at one clinic.
    PatientId
    /// A slot's.
    SlotId
    /// An appointment's.
    AppointmentId
    /// An account's; where another program acts, its API key's.
    AccountId
    /// A working-hour template's.
    TemplateId
    /// That of a time when a doctor is away.
    TimeOffId
    /// That of a day on which a clinic is closed.
    ClosureId
    /// That of a day on which a doctor works once.
    OpeningId
    /// That of a booking outside the hours, on its clinic's list.
    ConflictId
    /// That of what patients come for, at one clinic.
    VisitTypeId
    /// A webhook's.
    WebhookId
    /// An event's.
    EventId
    /// That of a session of an account.
    SessionId
    /// That of an invitation to work for a clinic.
    InvitationId
    /// An API key's.
    ApiKeyId
    /// That of a visitor who holds slots.
    VisitorId
}

/// A text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a UUID")]
pub struct NotAnId;

/// In the usual form alone, 36 characters: `uuid` takes `urn:uuid:…` and braces too.
fn parse(text: &str) -> Result<Uuid, NotAnId> {
    if text.len() != 36 {
        return Err(NotAnId);
    }
    Uuid::try_parse(text).map_err(|_| NotAnId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_form() {
        let id = SlotId(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in
            ["", "7", "urn:uuid:00000000-0000-0000-0000-000000000007", "00000000000000000000000000000007"]
        {
            assert_eq!(text.parse::<SlotId>(), Err(NotAnId), "{text}");
        }
    }
}
