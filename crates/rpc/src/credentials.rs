//! The secrets by which the processes of one Holdfast know one another.
//!
//! Every call carries one as `authorization: Bearer …`: that of the role which is called. Whoever calls has the secrets of all
//! roles that it calls; a process that is called needs those of its own roles alone, and what it learns from calls opens
//! nothing else. They stand beside TLS, not in its place: without TLS they are for loopback and for networks that are
//! trusted.

use http::{HeaderMap, HeaderValue, header};
use subtle::ConstantTimeEq;

/// A secret, as it travels.
#[derive(Clone)]
pub struct Secret(HeaderValue);

/// A secret cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnfitSecret {
    /// It is too short, or would not survive the way.
    #[error("a secret must have at least {SECRET_MIN} visible ASCII characters")]
    Weak,
    /// What stands before a colon is no role that is called.
    #[error("a line must be SECRET, or ROLE:SECRET with clinic, availability, booking or identity for ROLE")]
    NoRole,
    /// There is none.
    #[error("there is no secret")]
    Missing,
}

/// Fewest characters: 128 bits in hexadecimal.
pub const SECRET_MIN: usize = 32;

/// The roles that are called, as `proto/` names their packages.
const ROLES: [&str; 4] = ["clinic", "availability", "booking", "identity"];

impl Secret {
    /// The secret of this text.
    pub fn new(text: &str) -> Result<Self, UnfitSecret> {
        if text.len() < SECRET_MIN || !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(UnfitSecret::Weak);
        }
        let mut value = HeaderValue::try_from(format!("Bearer {text}")).map_err(|_| UnfitSecret::Weak)?;
        value.set_sensitive(true);
        Ok(Self(value))
    }

    pub(crate) fn put(&self, headers: &mut HeaderMap) {
        headers.insert(header::AUTHORIZATION, self.0.clone());
    }

    /// Whether a request bears it. Takes as long for any guess of the right length.
    fn is_in(&self, headers: &HeaderMap) -> bool {
        headers
            .get(header::AUTHORIZATION)
            .is_some_and(|given| given.as_bytes().ct_eq(self.0.as_bytes()).into())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The secrets that a process has.
#[derive(Clone, Debug)]
pub struct Secrets(Vec<(Option<&'static str>, Secret)>);

impl Secrets {
    /// Those of a file: `ROLE:SECRET` per line, or `SECRET` for every role that has none of its own. Of several for one role the
    /// first is sent, and all of them pass.
    pub fn parse(text: &str) -> Result<Self, UnfitSecret> {
        let secret = |line: &str| match line.split_once(':') {
            None => Ok((None, Secret::new(line)?)),
            Some((role, secret)) => {
                let role = ROLES.into_iter().find(|known| *known == role).ok_or(UnfitSecret::NoRole)?;
                Ok((Some(role), Secret::new(secret)?))
            }
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let secrets: Vec<_> = lines.map(secret).collect::<Result<_, UnfitSecret>>()?;
        if secrets.is_empty() { Err(UnfitSecret::Missing) } else { Ok(Self(secrets)) }
    }

    /// The secret that calls to this role bear.
    pub fn of(&self, role: &str) -> Option<&Secret> {
        self.all_of(Some(role)).next()
    }

    /// Whether a call to this path bears a secret of its role.
    pub(crate) fn pass(&self, path: &str, headers: &HeaderMap) -> bool {
        self.all_of(role_of(path)).any(|secret| secret.is_in(headers))
    }

    /// Those of a role; of what is no role's, such as the services' descriptions, all.
    fn all_of(&self, role: Option<&str>) -> impl Iterator<Item = &Secret> {
        let own = role.filter(|role| self.0.iter().any(|(of, _)| *of == Some(role)));
        self.0.iter().filter(move |(of, _)| role.is_none() || *of == own).map(|(_, secret)| secret)
    }
}

/// The role that a path is of: `/holdfast.booking.v1.BookingService/Book` is of `booking`.
fn role_of(path: &str) -> Option<&str> {
    path.strip_prefix("/holdfast.")?.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    const BOOK: &str = "/holdfast.booking.v1.BookingService/Book";
    const CLINIC: &str = "/holdfast.clinic.v1.ClinicService/GetClinic";

    fn headers(secret: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        Secret::new(secret).unwrap().put(&mut headers);
        headers
    }

    #[test]
    fn only_a_secret_of_the_role_passes() {
        let secrets = Secrets::parse(&format!("booking:{A}\nclinic:{B}\n")).unwrap();
        assert!(secrets.pass(BOOK, &headers(A)) && secrets.pass(CLINIC, &headers(B)));
        assert!(!secrets.pass(BOOK, &headers(B)) && !secrets.pass(CLINIC, &headers(A)));
        assert!(!secrets.pass(BOOK, &HeaderMap::new()));
        assert!(secrets.of("booking").is_some() && secrets.of("identity").is_none());
        // what is no role's is for whoever calls at all
        let described = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
        assert!(
            secrets.pass(described, &headers(A)) && !secrets.pass(described, &headers(&A.replace('a', "c")))
        );
    }

    #[test]
    fn one_secret_is_for_every_role_that_has_none_of_its_own() {
        let secrets = Secrets::parse(A).unwrap();
        assert!(secrets.pass(BOOK, &headers(A)) && secrets.pass(CLINIC, &headers(A)));
        let secrets = Secrets::parse(&format!("{A}\nbooking:{B}")).unwrap();
        assert!(!secrets.pass(BOOK, &headers(A)) && secrets.pass(CLINIC, &headers(A)));
    }

    #[test]
    fn of_several_the_first_is_sent_and_all_pass() {
        let secrets = Secrets::parse(&format!("booking:{B}\nbooking:{A}")).unwrap();
        assert!(secrets.pass(BOOK, &headers(A)) && secrets.pass(BOOK, &headers(B)));
        let mut sent = HeaderMap::new();
        secrets.of("booking").unwrap().put(&mut sent);
        assert_eq!(sent, headers(B));
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        for (text, why) in [
            ("short".to_owned(), UnfitSecret::Weak),
            (format!("booking:{}", "é".repeat(SECRET_MIN)), UnfitSecret::Weak),
            (format!("bookings:{A}"), UnfitSecret::NoRole),
            (" \n".to_owned(), UnfitSecret::Missing),
        ] {
            assert_eq!(Secrets::parse(&text).err(), Some(why), "{text}");
        }
    }
}
