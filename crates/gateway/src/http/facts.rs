//! What a route states of itself beside its handler: who may call it, which scope an API key needs, by which rule its callers
//! are counted, and which problems it can answer. `door.rs` keeps to it, and the OpenAPI document says it.

use holdfast_domain::{ErrorCode, Problem, Role, Scope};

use super::caller::Who;

/// The facts of a route.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Who may call it.
    pub callers: Callers,
    /// What an API key needs for it.
    pub key: Key,
    /// How its callers are counted.
    pub rate: Rate,
    /// The problems that do not follow from what the route takes (`super::documented_problems`).
    pub problems: &'static [ErrorCode],
    /// Whether it is a page, whose forms show in a field of theirs that they are ours (`super::form`).
    pub(crate) is_page: bool,
}

impl Facts {
    /// Those of a route of the API.
    pub const fn new(callers: Callers, key: Key, rate: Rate, problems: &'static [ErrorCode]) -> Self {
        Self { callers, key, rate, problems, is_page: false }
    }

    /// Those of a page: people look at it, and no programs.
    pub const fn of_page(callers: Callers, rate: Rate) -> Self {
        Self { is_page: true, ..Self::new(callers, Key::Without, rate, &[]) }
    }

    /// Whether the caller may call the route, before anything else of the request is looked at.
    pub(crate) fn admit(&self, who: &Who) -> Result<(), Problem> {
        if !self.callers.roles.contains(&who.caller.role) {
            let is_nobody = who.caller.is_anonymous();
            return Err(Problem::of(if is_nobody {
                ErrorCode::Unauthenticated
            } else {
                ErrorCode::Forbidden
            }));
        }
        match (&who.scopes, self.key) {
            (Some(scopes), Key::With(scope)) if !scopes.contains(&scope) => Err(Problem::new(
                ErrorCode::InsufficientScope,
                format!("the API key lacks the scope {}", scope.as_str()),
            )),
            // what everybody may do, a key may too
            (Some(_), Key::Without) if !self.callers.are_everybody() => {
                Err(Problem::new(ErrorCode::InsufficientScope, "this cannot be done with an API key"))
            }
            _ => Ok(()),
        }
    }
}

/// What an API key needs for a route.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// This scope.
    With(Scope),
    /// No scope opens it: a key may call it if everybody may.
    Without,
}

/// How those who call a route are counted, beside their address, account and guest's secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// As any other request.
    Usual,
    /// As tries of a password or of a secret, of one address.
    LogIns,
    /// As mails that one address has sent to others.
    Mails,
    /// As bookings of one address, where the caller has no account.
    Bookings,
}

/// The roles that may call a route, and what the document says of them.
#[derive(Clone, Copy, Debug)]
pub struct Callers {
    /// Their roles.
    pub roles: &'static [Role],
    /// Who they are, in words.
    pub says: &'static str,
    /// Whether credentials are looked at.
    pub are_asked: bool,
}

impl Callers {
    /// Whether one needs no credentials.
    pub fn are_everybody(&self) -> bool {
        self.roles.contains(&Role::Anonymous)
    }

    /// The same roles, of whom the route says something narrower.
    pub const fn saying(self, says: &'static str) -> Self {
        Self { says, ..self }
    }
}

macro_rules! callers {
    ($($(#[$doc:meta])* $name:ident = [$($role:ident),+], $says:literal;)+) => {$(
        $(#[$doc])*
        #[doc = $says]
        pub const $name: Callers =
            Callers { roles: &[$(Role::$role),+], says: $says, are_asked: true };
    )+};
}

callers! {
    /// With or without a token; one that does not hold is refused.
    ANYBODY = [Anonymous, Guest, Patient, Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin], "everybody";
    /// Guests need no token to book, and a guest's secret is good for its own appointment alone.
    BOOKERS = [Anonymous, Patient, Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin],
        "everybody; without a token as a guest";
    PARTIES = [Guest, Patient, Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin],
        "its patient, its guest, the clinic's team";
    GUESTS = [Guest], "the holder of its secret";
    GUEST_OR_DESK = [Guest, Staff, ClinicAdmin, PlatformAdmin],
        "the holder of its secret, the clinic's front desk and admins, platform admins";
    ACCOUNTS = [Patient, Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin],
        "patients with an account, the clinic's team";
    PEOPLE = [Patient, Staff, Doctor, ClinicAdmin, PlatformAdmin], "whoever has an account";
    TEAM = [Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin], "the clinic's team";
    /// People, and no programs.
    STAFF = [Staff, Doctor, ClinicAdmin, PlatformAdmin], "the clinic's front desk, doctors and admins, platform admins";
    DESK = [Staff, ClinicAdmin, PlatformAdmin], "the clinic's front desk and admins, platform admins";
    SCHEDULERS = [Doctor, ClinicAdmin, PlatformAdmin], "the doctor, the clinic's admins, platform admins";
    DOCTORS = [Doctor], "doctors";
    ADMINS = [ClinicAdmin, PlatformAdmin], "the clinic's admins, platform admins";
    PLATFORM = [PlatformAdmin], "platform admins";
}

/// Whatever credentials they bring: those are not looked at.
pub const UNASKED: Callers = Callers { are_asked: false, ..ANYBODY };

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use holdfast_domain::Caller;

    use super::*;

    fn refusal(facts: Facts, role: Role, scopes: Option<&[Scope]>) -> Option<ErrorCode> {
        let caller = Caller { role, ..Caller::ANONYMOUS };
        let who = Who { caller, session_id: None, scopes: scopes.map(Arc::from), form_of: None };
        facts.admit(&who).err().map(|problem| problem.code)
    }

    #[test]
    fn a_key_may_what_its_scopes_say_and_what_everybody_may() {
        let of = |callers, key| Facts::new(callers, key, Rate::Usual, &[]);
        let by_key = |facts, scopes| refusal(facts, Role::Integrator, Some(scopes));
        let write = Key::With(Scope::AppointmentsWrite);
        let lacks = Some(ErrorCode::InsufficientScope);
        assert_eq!(by_key(of(PARTIES, write), &[Scope::AppointmentsWrite]), None);
        assert_eq!(by_key(of(PARTIES, write), &[Scope::AppointmentsRead]), lacks);
        // booking is open to everybody, but not to a key that is for something else
        assert_eq!(by_key(of(BOOKERS, write), &[Scope::AppointmentsRead]), lacks);
        assert_eq!(by_key(of(ANYBODY, Key::Without), &[]), None);
        assert_eq!(by_key(of(TEAM, Key::Without), &Scope::ALL), lacks);
    }

    #[test]
    fn roles_are_refused_before_scopes() {
        let facts = Facts::new(DESK, Key::With(Scope::PatientsRead), Rate::Usual, &[]);
        assert_eq!(refusal(facts, Role::Integrator, Some(&[])), Some(ErrorCode::Forbidden));
        assert_eq!(refusal(facts, Role::Anonymous, None), Some(ErrorCode::Unauthenticated));
        assert_eq!(refusal(facts, Role::Staff, None), None);
    }
}
