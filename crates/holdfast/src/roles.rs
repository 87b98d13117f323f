//! The table of roles: what each does, what it needs, which others it calls, and how it is built. A role is a file of the folder
//! `roles/` and a line here: what it is built of says there what it brings to its process (`roles/part.rs`).

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Result, bail};
use holdfast_postgres::DbRole;

mod availability;
mod booking;
mod clinic;
pub(crate) mod gateway;
pub(crate) mod identity;
mod materials;
mod notification;
mod part;
mod relay;
mod webhook;

pub(crate) use materials::Materials;
pub use part::Called;
pub(crate) use part::{Offer, Part, Parts};

/// All roles.
pub static TABLE: &[&Role] = &[
    &gateway::ROLE,
    &clinic::ROLE,
    &availability::ROLE,
    &booking::ROLE,
    &identity::ROLE,
    &relay::ROLE,
    &notification::ROLE,
    &webhook::ROLE,
];

/// A part of Holdfast that can run in a process of its own.
pub struct Role {
    /// Its name in `--target`, in the settings, and of its queue.
    pub name: &'static str,
    /// What it does.
    pub does: &'static str,
    /// As whom it needs the database; the first is who it mostly is.
    pub database: &'static [DbRole],
    /// What else it needs.
    pub needs: &'static [Need],
    /// Roles that it calls.
    pub calls: &'static [&'static Role],
    /// Whether it hears of events. It is built before those that do not, since the relay hands events to it.
    pub listens: bool,
    /// Whether it tells readers of changes to slots.
    pub tells_readers: bool,
    /// Builds it; connects to nothing yet.
    pub(crate) build: fn(&Materials<'_>) -> Result<Parts>,
}

/// What a role needs, besides the database and other roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The keys that sign and check tokens.
    SigningKeys,
    /// The keys that those of personal data are wrapped in.
    MasterKeys,
    /// What brings events to other processes.
    Broker,
    /// What sends e-mails.
    MailServer,
}

impl Need {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SigningKeys => "the signing keys",
            Self::MasterKeys => "the master keys",
            Self::Broker => "a broker",
            Self::MailServer => "a mail server",
        }
    }
}

impl Role {
    /// Whether others call it.
    pub fn is_called(&self) -> bool {
        TABLE.iter().any(|other| other.calls.contains(&self))
    }
}

impl PartialEq for Role {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Role {}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Every role that hears of events: each has a queue on the broker, whether or not a process serves it now.
pub(crate) fn listeners() -> Vec<&'static str> {
    names_of(|role| role.listens)
}

fn names_of(which: impl Fn(&Role) -> bool) -> Vec<&'static str> {
    TABLE.iter().filter(|role| which(role)).map(|role| role.name).collect()
}

/// Refuses addresses of what is no role that others call.
pub(crate) fn check_addresses(addresses: &BTreeMap<String, String>) -> Result<()> {
    let called = names_of(Role::is_called);
    if let Some(unknown) = addresses.keys().find(|name| !called.contains(&name.as_str())) {
        bail!(
            "settings: roles.{unknown}: there is no such role that others call; those are {}",
            called.join(", ")
        );
    }
    Ok(())
}

/// The roles of one process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(Vec<&'static Role>);

impl Roles {
    /// Every role.
    pub fn all() -> Self {
        Self(TABLE.to_vec())
    }

    /// The roles of these names; `all` is every one.
    pub fn parse(names: &[String]) -> Result<Self> {
        if names.iter().any(|name| name == "all") {
            return Ok(Self::all());
        }
        let mut roles = Vec::new();
        for name in names {
            let Some(role) = TABLE.iter().copied().find(|role| role.name == name) else {
                bail!("there is no role {name:?}; the roles are all, {}", names_of(|_| true).join(", "));
            };
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        Ok(Self(roles))
    }

    /// Whether this is one of them.
    pub fn has(&self, role: &Role) -> bool {
        self.iter().any(|own| own == role)
    }

    /// They.
    pub fn iter(&self) -> impl Iterator<Item = &'static Role> {
        self.0.iter().copied()
    }

    /// Whether they are every role there is.
    pub fn are_all(&self) -> bool {
        TABLE.iter().all(|role| self.has(role))
    }

    /// They, in the order in which they are built.
    pub(crate) fn in_order(&self) -> Vec<&'static Role> {
        let (listeners, others): (Vec<_>, Vec<_>) = self.iter().partition(|role| role.listens);
        [listeners, others].concat()
    }

    /// Whether one of them tells readers of changes.
    pub fn tell_readers(&self) -> bool {
        self.iter().any(|role| role.tells_readers)
    }

    /// As whom a process of these works in the database where it is for no role in particular: as one that tells readers
    /// of changes, if there is one.
    pub fn database_role(&self) -> Option<DbRole> {
        let tells = self.iter().filter(|role| role.tells_readers);
        tells.chain(self.iter()).find_map(|role| role.database.first().copied())
    }

    /// As whom a process of these looks up the keys of personal data, if it needs any.
    pub fn vault_role(&self) -> Option<DbRole> {
        let mut opens = self.iter().filter(|role| role.needs.contains(&Need::MasterKeys));
        opens.find_map(|role| role.database.first().copied())
    }

    /// As whom a process of these needs the database.
    pub fn database_roles(&self) -> Vec<DbRole> {
        self.iter().flat_map(|role| role.database).copied().collect()
    }

    /// Whether one of them needs the database.
    pub fn need_database(&self) -> bool {
        self.database_role().is_some()
    }

    /// Whether one of them is there for other processes, which do not all run here.
    pub fn are_called(&self) -> bool {
        !self.are_all() && self.iter().any(Role::is_called)
    }

    /// The roles that they call and that are not among them.
    pub fn missing(&self) -> Vec<&'static Role> {
        let mut missing = Vec::new();
        for role in self.iter().flat_map(|role| role.calls).copied() {
            if !self.has(role) && !missing.contains(&role) {
                missing.push(role);
            }
        }
        missing
    }
}

/// The table as text.
pub fn list() -> String {
    let mut text = String::from("all            every role in one process\n");
    for role in TABLE {
        let mut needs: Vec<String> = Vec::new();
        if !role.database.is_empty() {
            let roles: Vec<_> = role.database.iter().map(|role| role.as_str()).collect();
            needs.push(format!("the database as {}", roles.join(" and ")));
        }
        needs.extend(role.needs.iter().map(|need| need.as_str().to_owned()));
        if !role.calls.is_empty() {
            let names: Vec<_> = role.calls.iter().map(|other| other.name).collect();
            needs.push(format!("calls {}", names.join(", ")));
        }
        text += &format!("{:<14} {} (needs {})\n", role.name, role.does, needs.join("; "));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use holdfast_config::Settings;
    use holdfast_domain::{Clock, Ids, SystemClock};
    use holdfast_vault::master::{KEY_LEN, Source, line_of};

    use super::*;
    use crate::random::FromTheSystem;
    use crate::system::Plan;

    fn parse(list: &str) -> Roles {
        Roles::parse(&list.split(',').map(str::to_owned).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn all_is_an_entry_like_the_others() {
        assert!(parse("all").are_all());
        assert_eq!(parse("booking,relay,booking"), Roles(vec![&booking::ROLE, &relay::ROLE]));
    }

    #[test]
    fn an_unknown_role_is_named() {
        let error = Roles::parse(&["bookings".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("no role \"bookings\""), "{error}");
    }

    #[test]
    fn what_a_process_needs_follows_from_its_roles() {
        assert_eq!(parse("gateway,clinic").missing(), [&availability::ROLE, &booking::ROLE, &identity::ROLE]);
        assert!(parse("all").missing().is_empty());
        assert!(!parse("gateway").need_database() && parse("relay").need_database());
        let of_two = [DbRole::Availability, DbRole::Search, DbRole::Relay];
        assert_eq!(parse("availability,relay").database_roles(), of_two);
        assert!(parse("booking").are_called() && !parse("all").are_called() && !parse("relay").are_called());
    }

    #[test]
    fn addresses_are_those_of_roles_that_others_call() {
        let check =
            |name: &str| check_addresses(&BTreeMap::from([(name.to_owned(), "host:7400".to_owned())]));
        assert!(check("booking").is_ok());
        for name in ["bookings", "relay"] {
            let error = check(name).unwrap_err().to_string();
            assert!(error.contains(&format!("roles.{name}: there is no such role")), "{error}");
        }
    }

    #[test]
    fn each_role_has_a_file_of_its_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/roles");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let stem = |file: std::path::PathBuf| file.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut files: Vec<_> =
            files.map(stem).filter(|name| name != "part" && name != "materials").collect();
        let mut roles = names_of(|_| true);
        files.sort_unstable();
        roles.sort_unstable();
        assert_eq!(files, roles);
    }

    /// Builds each role, and sees that it brings what its row says.
    #[tokio::test]
    async fn the_table_says_what_roles_bring() {
        let settings = Settings {
            smtp_url: Some("smtp://127.0.0.1:9".to_owned()),
            replica_url: Some("postgresql://replica.invalid/holdfast".to_owned()),
            ..Settings::default()
        };
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let ids = Ids::new(Arc::clone(&clock), FromTheSystem::default());
        let plan = Plan {
            roles: Roles::all(),
            database_url: Some("postgresql://database.invalid/holdfast"),
            master_keys: Some(Source::Text(line_of(&[1; KEY_LEN]))),
            links: None,
            settings: &settings,
            clock,
            ids: &ids,
        };
        let materials = Materials::new(&plan).unwrap();
        let mut heard = Vec::new();
        for role in TABLE {
            let parts = (role.build)(&materials).unwrap();
            let offers = parts.iter().filter_map(|part| part.offer()).count();
            assert_eq!(offers, usize::from(role.is_called()), "{role:?} offers a service if others call it");
            let listeners = parts.iter().filter_map(|part| part.listener());
            let queues: Vec<_> = listeners.map(|listener| listener.name()).collect();
            let expected: &[_] = if role.listens { &[role.name] } else { &[] };
            assert_eq!(queues, expected, "{role:?} has a queue of its name if it listens");
            heard.extend(queues);
        }
        assert_eq!(listeners(), heard);
        let order: Vec<_> = plan.roles.in_order().iter().map(|role| role.listens).collect();
        assert!(order.is_sorted_by(|one, next| one >= next), "listeners are built before others: {order:?}");
    }
}
