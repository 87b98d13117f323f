//! The table of roles: what each does, and which others it calls.

use anyhow::{Result, bail};

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
    /// The outbox relay.
    Relay,
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
    /// Roles that it calls.
    pub calls: &'static [Role],
}

/// All roles.
pub const TABLE: [Row; 5] = [
    Row {
        role: Role::Gateway,
        name: "gateway",
        does: "REST API, OpenAPI, tokens",
        calls: &[Role::Clinic, Role::Availability, Role::Booking],
    },
    Row { role: Role::Clinic, name: "clinic", does: "clinics, doctors, patient records", calls: &[] },
    Row {
        role: Role::Availability,
        name: "availability",
        does: "working hours, slots, search; the horizon job",
        calls: &[],
    },
    Row {
        role: Role::Booking,
        name: "booking",
        does: "appointments; the sweeper of expired holds",
        calls: &[],
    },
    Row { role: Role::Relay, name: "relay", does: "events from the outbox to their listeners", calls: &[] },
];

/// The roles of these names; `all` is every one.
pub fn parse(names: &[String]) -> Result<Vec<Role>> {
    let mut roles = Vec::new();
    for name in names {
        match TABLE.iter().find(|row| row.name == name) {
            _ if name == "all" => roles.extend(TABLE.map(|row| row.role)),
            Some(row) => roles.push(row.role),
            None => {
                let known = TABLE.map(|row| row.name).join(", ");
                bail!("there is no role {name:?}; the roles are all, {known}");
            }
        }
    }
    for row in TABLE.iter().filter(|row| roles.contains(&row.role)) {
        if let Some(missing) =
            TABLE.iter().find(|other| row.calls.contains(&other.role) && !roles.contains(&other.role))
        {
            bail!(
                "{} calls {}, and roles reach one another within one process so far; add {} to --target",
                row.name,
                missing.name,
                missing.name
            );
        }
    }
    Ok(roles)
}

/// The table as text.
pub fn list() -> String {
    let mut text = String::from("all            every role in one process\n");
    for row in TABLE {
        let calls: Vec<_> =
            TABLE.iter().filter(|other| row.calls.contains(&other.role)).map(|other| other.name).collect();
        let calls = if calls.is_empty() { String::new() } else { format!(" (calls {})", calls.join(", ")) };
        text += &format!("{:<14} {}{calls}\n", row.name, row.does);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &str) -> Vec<String> {
        list.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn all_is_an_entry_like_the_others() {
        assert_eq!(parse(&names("all")).unwrap().len(), TABLE.len());
        assert_eq!(parse(&names("booking,relay")).unwrap(), [Role::Booking, Role::Relay]);
    }

    #[test]
    fn unknown_and_unreachable_roles_are_named() {
        assert!(parse(&names("bookings")).unwrap_err().to_string().contains("no role \"bookings\""));
        let missing = parse(&names("gateway,clinic,booking")).unwrap_err().to_string();
        assert!(missing.starts_with("gateway calls availability"), "{missing}");
    }
}
