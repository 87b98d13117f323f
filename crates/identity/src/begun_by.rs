//! By what a session was begun. It is kept with the session: whether a second factor was shown decides where it may act.

/// What somebody showed to begin a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Means {
    Password,
    /// A code of the account's authenticator.
    Code,
    RecoveryCode,
    /// A log-in at the OpenID provider.
    Provider,
    /// The same, where the provider asked for a second factor.
    ProviderFactor,
}

impl Means {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::RecoveryCode => "recovery_code",
            Self::Provider => "provider",
            Self::ProviderFactor => "provider_factor",
        }
    }

    const FACTORS: [Self; 3] = [Self::Code, Self::RecoveryCode, Self::ProviderFactor];
}

/// Whether a second factor is among what a session was begun by. Of sessions of which nothing is known, none is.
pub(crate) fn showed_factor<S: AsRef<str>>(begun_by: &[S]) -> bool {
    begun_by.iter().any(|shown| Means::FACTORS.iter().any(|factor| factor.as_str() == shown.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_is_a_code_or_the_providers_word_for_one() {
        for (begun_by, showed) in [
            (vec![], false),
            (vec!["password"], false),
            (vec!["provider"], false),
            (vec!["password", "code"], true),
            (vec!["password", "recovery_code"], true),
            (vec!["provider", "provider_factor"], true),
            (vec!["something else"], false),
        ] {
            assert_eq!(showed_factor(&begun_by), showed, "{begun_by:?}");
        }
    }
}
