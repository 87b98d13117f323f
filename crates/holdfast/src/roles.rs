//! The table of roles: what each does, what it needs, and which others it calls.

use anyhow::{Result, bail};
use holdfast_postgres::DbRole;

/// A part of Holdfast that can run in a process of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// REST outside, gRPC inside.
    Gateway,
    /// Clinics, doctors, patient records.
    Clinic,
    /// Hours, slots, search; the horizon job.
    Availability,
    /// Appointments; the sweeper of holds.
    Booking,
    /// Accounts, and who works for a clinic.
    Identity,
    /// The outbox relay.
    Relay,
    /// E-mails to patients.
    Notification,
    /// Events to other programs.
    Webhook,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The role.
    pub role: Role,
    /// Its name in `--target`.
    pub name: &'static str,
    /// What it does.
    pub does: &'static str,
    /// As whom it needs the database; the first is who it mostly is.
    pub database: &'static [DbRole],
    /// What else it needs.
    pub needs: &'static [&'static str],
    /// Whether others call it.
    pub called: bool,
    /// Roles that it calls.
    pub calls: &'static [Role],
}

/// All roles.
pub const TABLE: [Row; 8] = [
    Row {
        role: Role::Gateway,
        name: "gateway",
        does: "REST API, OpenAPI, tokens",
        database: &[],
        needs: &["the signing keys"],
        called: false,
        calls: &[Role::Clinic, Role::Availability, Role::Booking, Role::Identity],
    },
    Row {
        role: Role::Clinic,
        name: "clinic",
        does: "clinics, doctors, patient records, webhooks; the sealing of the audit log",
        database: &[DbRole::Clinic, DbRole::Audit],
        needs: &["the master keys"],
        called: true,
        calls: &[],
    },
    Row {
        role: Role::Availability,
        name: "availability",
        does: "working hours, slots, search; the horizon job",
        database: &[DbRole::Availability, DbRole::Search],
        needs: &["the master keys"],
        called: true,
        calls: &[],
    },
    Row {
        role: Role::Booking,
        name: "booking",
        does: "appointments; the sweeper of expired holds",
        database: &[DbRole::Booking],
        needs: &["the master keys"],
        called: true,
        calls: &[],
    },
    Row {
        role: Role::Identity,
        name: "identity",
        does: "accounts, log-ins, who works for a clinic, API keys",
        database: &[DbRole::Identity],
        needs: &["the master keys"],
        called: true,
        calls: &[],
    },
    Row {
        role: Role::Relay,
        name: "relay",
        does: "events from the outbox to their listeners",
        database: &[DbRole::Relay],
        needs: &["a broker"],
        called: false,
        calls: &[],
    },
    Row {
        role: Role::Notification,
        name: "notification",
        does: "e-mails to patients and owners of accounts",
        database: &[DbRole::Notification],
        needs: &["the master keys", "a broker", "a mail server"],
        called: false,
        calls: &[],
    },
    Row {
        role: Role::Webhook,
        name: "webhook",
        does: "events to other programs, at addresses that clinics set",
        database: &[DbRole::Webhook],
        needs: &["the master keys", "a broker"],
        called: false,
        calls: &[],
    },
];

impl Role {
    /// Its row.
    pub fn row(self) -> Row {
        let found = TABLE.into_iter().find(|row| row.role == self);
        found.unwrap_or_else(|| unreachable!("every role has a row"))
    }

    /// Its name in `--target`.
    pub fn name(self) -> &'static str {
        self.row().name
    }
}

/// The roles of one process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// Every role.
    pub fn all() -> Self {
        Self(TABLE.map(|row| row.role).to_vec())
    }

    /// The roles of these names; `all` is every one.
    pub fn parse(names: &[String]) -> Result<Self> {
        if names.iter().any(|name| name == "all") {
            return Ok(Self::all());
        }
        let mut roles = Vec::new();
        for name in names {
            let Some(row) = TABLE.iter().find(|row| row.name == name) else {
                let known = TABLE.map(|row| row.name).join(", ");
                bail!("there is no role {name:?}; the roles are all, {known}");
            };
            if !roles.contains(&row.role) {
                roles.push(row.role);
            }
        }
        Ok(Self(roles))
    }

    /// Whether this is one of them.
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// They.
    pub fn iter(&self) -> impl Iterator<Item = Role> {
        self.0.iter().copied()
    }

    /// Whether they are every role there is.
    pub fn are_all(&self) -> bool {
        TABLE.iter().all(|row| self.has(row.role))
    }

    /// As whom a process of these works in the database where it is for no role in particular: as one that tells readers
    /// of changes, if there is one.
    pub fn database_role(&self) -> Option<DbRole> {
        let tells = self.iter().find(|role| matches!(role, Role::Booking | Role::Availability));
        tells.into_iter().chain(self.iter()).find_map(|role| role.row().database.first().copied())
    }

    /// As whom a process of these looks up the keys of personal data, if it needs any.
    pub fn vault_role(&self) -> Option<DbRole> {
        // the relay moves ids alone
        let mut opens = self.iter().filter(|role| *role != Role::Relay);
        opens.find_map(|role| role.row().database.first().copied())
    }

    /// As whom a process of these needs the database.
    pub fn database_roles(&self) -> Vec<DbRole> {
        self.iter().flat_map(|role| role.row().database).copied().collect()
    }

    /// Whether one of them needs the database.
    pub fn need_database(&self) -> bool {
        self.database_role().is_some()
    }

    /// Whether one of them is there for other processes, which do not all run here.
    pub fn are_called(&self) -> bool {
        !self.are_all() && self.iter().any(|role| role.row().called)
    }

    /// The roles that they call and that are not among them.
    pub fn missing(&self) -> Vec<Role> {
        let mut missing: Vec<Role> = Vec::new();
        for role in self.iter().flat_map(|role| role.row().calls) {
            if !self.has(*role) && !missing.contains(role) {
                missing.push(*role);
            }
        }
        missing
    }
}

/// The table as text.
pub fn list() -> String {
    let mut text = String::from("all            every role in one process\n");
    for row in TABLE {
        let mut needs: Vec<String> = Vec::new();
        if !row.database.is_empty() {
            let roles: Vec<_> = row.database.iter().map(|role| role.as_str()).collect();
            needs.push(format!("the database as {}", roles.join(" and ")));
        }
        needs.extend(row.needs.iter().map(|what| (*what).to_owned()));
        if !row.calls.is_empty() {
            let names: Vec<_> = row.calls.iter().map(|role| role.name()).collect();
            needs.push(format!("calls {}", names.join(", ")));
        }
        text += &format!("{:<14} {} (needs {})\n", row.name, row.does, needs.join("; "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(list: &str) -> Roles {
        Roles::parse(&list.split(',').map(str::to_owned).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn all_is_an_entry_like_the_others() {
        assert!(parse("all").are_all());
        assert_eq!(parse("booking,relay,booking"), Roles(vec![Role::Booking, Role::Relay]));
    }

    #[test]
    fn an_unknown_role_is_named() {
        let error = Roles::parse(&["bookings".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("no role \"bookings\""), "{error}");
    }

    #[test]
    fn what_a_process_needs_follows_from_its_roles() {
        assert_eq!(parse("gateway,clinic").missing(), [Role::Availability, Role::Booking, Role::Identity]);
        assert!(parse("all").missing().is_empty());
        assert!(!parse("gateway").need_database() && parse("relay").need_database());
        let of_two = [DbRole::Availability, DbRole::Search, DbRole::Relay];
        assert_eq!(parse("availability,relay").database_roles(), of_two);
        assert!(parse("booking").are_called() && !parse("all").are_called() && !parse("relay").are_called());
    }
}
