//! What accounts are written by mail. The identity service keeps it, sealed, until the notification worker has sent it.

use serde::{Deserialize, Serialize};

/// A mail to the owner of an account, or to whoever may become one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountMail {
    /// The address.
    pub to: String,
    /// What it says.
    pub says: AccountNews,
}

/// What there is to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountNews {
    /// Whoever has this secret may finish signing up.
    CompleteAccount {
        /// The secret.
        token: String,
    },
    /// Somebody wants to sign up with an address that has an account.
    AccountIsThere,
    /// Whoever has this secret may set a new password.
    ResetPassword {
        /// The secret.
        token: String,
    },
    /// The password was changed.
    PasswordChanged,
    /// The account can be logged in to by the OpenID provider from now on.
    ProviderLinked,
    /// The account has a second factor from now on.
    SecondFactorSet,
    /// It has none any more.
    SecondFactorRemoved,
    /// One of the codes for when the authenticator is lost.
    RecoveryCodeUsed {
        /// How many there are yet.
        left: u32,
    },
    /// Somebody who has the password tries codes of the second factor.
    CodesGuessed,
    /// The account is no more.
    AccountClosed,
    /// Whoever has this secret, and the address, may work for a clinic.
    Invitation {
        /// The secret.
        token: String,
        /// The clinic's name.
        clinic: String,
    },
    /// Nothing: nobody has the address. It is kept like the others, so that asking takes as long for known addresses as for
    /// unknown ones.
    Nothing,
}

impl AccountNews {
    /// Whether anybody who knows an address, or runs a clinic, can have it sent: such mails have a budget. What an owner must hear of
    /// their account has none, so that nobody can use it up.
    pub const fn is_for_the_asking(&self) -> bool {
        match self {
            Self::CompleteAccount { .. }
            | Self::AccountIsThere
            | Self::ResetPassword { .. }
            | Self::Invitation { .. }
            | Self::Nothing => true,
            Self::PasswordChanged
            | Self::ProviderLinked
            | Self::SecondFactorSet
            | Self::SecondFactorRemoved
            | Self::RecoveryCodeUsed { .. }
            | Self::CodesGuessed
            | Self::AccountClosed => false,
        }
    }
}
