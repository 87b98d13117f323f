//! People of the demonstration who can log in: a patient, those who work at its first clinic, and who runs the platform.

use std::sync::Arc;

use anyhow::{Context, Result};
use holdfast_domain::{Asked, ClinicId, DoctorId, Page, Problem, Role};
use holdfast_identity::Identity;
use holdfast_identity::by_operator::Link;
use holdfast_postgres::DbRole;
use holdfast_rpc::clinic::{Clinic, ClinicClient, ListDoctorsRequest};
use holdfast_rpc::identity::{CompleteAccountRequest, IdentityClient};
use holdfast_vault::Vault;

use crate::database;
use crate::roles::identity::identity_settings;
use crate::system::{Plan, System};

/// All of them have the same, which the demonstration prints: nobody's data are in it.
pub(super) const PASSWORD: &str = "holdfast demo 1";

pub(super) struct Person {
    pub(super) email: &'static str,
    pub(super) does: &'static str,
    name: &'static str,
    /// As what they work for the clinic.
    role: Option<Role>,
    runs_platform: bool,
}

pub(super) const PEOPLE: [Person; 5] = [
    Person {
        email: "patient@example.org",
        does: "a patient",
        name: "Pat Doe",
        role: None,
        runs_platform: false,
    },
    Person {
        email: "desk@example.org",
        does: "front desk",
        name: "Dana Desk",
        role: Some(Role::Staff),
        runs_platform: false,
    },
    Person {
        email: "doctor@example.org",
        does: "one of the doctors",
        name: "Grace Okafor",
        role: Some(Role::Doctor),
        runs_platform: false,
    },
    Person {
        email: "admin@example.org",
        does: "runs the clinic",
        name: "Alex Admin",
        role: Some(Role::ClinicAdmin),
        runs_platform: false,
    },
    Person {
        email: "platform@example.org",
        does: "runs the platform",
        name: "Petra Platform",
        role: None,
        runs_platform: true,
    },
];

/// Makes their accounts as an operator does.
pub(super) async fn make(system: &System, plan: &Plan<'_>, clinic: &Clinic) -> Result<()> {
    let url = plan.database_url.context("the demonstration has a database of its own")?;
    let masters = plan.master_keys.clone().context("the demonstration has master keys of its own")?;
    let (clock, settings) = (Arc::clone(&plan.clock), plan.settings);
    let vault =
        Vault::new(database::vault_pool(url, settings, DbRole::Identity)?, Arc::clone(&clock), masters);
    let db = database::pool(url, settings, DbRole::Identity)?;
    let identity = Identity::new(db, clock, plan.ids.clone(), vault, identity_settings(settings));
    let clinics: ClinicClient = system.client()?;
    let request = ListDoctorsRequest { clinic_id: clinic.id, page: Page { limit: 1, ..Page::default() } };
    let doctors = clinics.list_doctors(Asked::ANONYMOUS, request).await?;
    let doctor = doctors.items.first().map(|doctor| doctor.id);
    for person in &PEOPLE {
        make_one(system, &identity, person, clinic.id, doctor).await?;
    }
    Ok(())
}

async fn make_one(
    system: &System,
    identity: &Identity,
    person: &Person,
    clinic: ClinicId,
    doctor: Option<DoctorId>,
) -> Result<()> {
    let made =
        identity.account_by_operator(person.email, person.runs_platform).await.map_err(Problem::from)?;
    if let Link::Complete(token) = made {
        let accounts: IdentityClient = system.client()?;
        let request =
            CompleteAccountRequest { token, name: person.name.to_owned(), password: PASSWORD.to_owned() };
        accounts.complete_account(Asked::ANONYMOUS, request).await?;
    }
    if let Some(role) = person.role {
        let doctor = doctor.filter(|_| role.is_of_doctor());
        identity.member_by_operator(person.email, clinic, role, doctor).await.map_err(Problem::from)?;
    }
    Ok(())
}
