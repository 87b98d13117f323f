//! Who may what at a clinic: what every service answers alike.
//!
//! There is one order of refusals. A role that never may is refused before anything is looked for (403). Then whatever belongs to
//! another clinic is not there (404). Then what is the clinic's, but not theirs to do, is refused (403). A gateway refuses by role
//! before a service does; whoever calls a service without one meets the same rules.

use crate::caller::{Caller, Role};
use crate::error::{ErrorCode, Problem};
use crate::ids::{ClinicId, DoctorId};

/// Refuses those for whom the answer does not depend on what they ask about.
fn require(may: bool) -> Result<(), Problem> {
    if may { Ok(()) } else { Err(Problem::of(ErrorCode::Forbidden)) }
}

/// Hides what is not theirs.
fn reveal(is_theirs: bool) -> Result<(), Problem> {
    if is_theirs { Ok(()) } else { Err(Problem::not_found()) }
}

impl Caller {
    /// Whether this caller works for the clinic, in whatever role, or runs the platform.
    pub fn works_at(&self, clinic_id: ClinicId) -> bool {
        match self.role {
            Role::PlatformAdmin => true,
            Role::Staff | Role::Doctor | Role::Integrator | Role::ClinicAdmin => {
                self.clinic_id == Some(clinic_id)
            }
            Role::Anonymous | Role::Guest | Role::Patient => false,
        }
    }

    /// Whether this caller may set the clinic's own data and every doctor's hours.
    pub fn administers(&self, clinic_id: ClinicId) -> bool {
        match self.role {
            Role::PlatformAdmin => true,
            Role::ClinicAdmin => self.clinic_id == Some(clinic_id),
            _ => false,
        }
    }

    /// Whether this caller may set this doctor's hours: the clinic's admins, and the doctor.
    pub fn schedules(&self, clinic_id: ClinicId, doctor_id: DoctorId) -> bool {
        self.administers(clinic_id)
            || (self.role == Role::Doctor
                && self.clinic_id == Some(clinic_id)
                && self.doctor_id == Some(doctor_id))
    }

    /// Refuses callers who are of no clinic's team, and do not run the platform.
    pub fn require_some_team(&self) -> Result<(), Problem> {
        require(self.role.books_for_others())
    }

    /// Refuses callers who are not of this clinic's team, and do not run the platform.
    pub fn require_team(&self, clinic_id: ClinicId) -> Result<(), Problem> {
        self.require_some_team()?;
        reveal(self.works_at(clinic_id))
    }

    /// Refuses callers who are no front desk, no admin of this clinic, and do not run the platform.
    pub fn require_desk(&self, clinic_id: ClinicId) -> Result<(), Problem> {
        require(matches!(self.role, Role::Staff | Role::ClinicAdmin | Role::PlatformAdmin))?;
        reveal(self.works_at(clinic_id))
    }

    /// Refuses callers who are no admins of this clinic, and do not run the platform.
    pub fn require_admin(&self, clinic_id: ClinicId) -> Result<(), Problem> {
        require(matches!(self.role, Role::ClinicAdmin | Role::PlatformAdmin))?;
        reveal(self.administers(clinic_id))
    }

    /// Refuses callers who do not run the platform.
    pub fn require_platform(&self) -> Result<(), Problem> {
        require(self.role == Role::PlatformAdmin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode::{Forbidden, NotFound};

    type Rule = fn(&Caller, ClinicId) -> Result<(), Problem>;

    /// At the clinic of the caller, and at another one; a patient has none.
    const CASES: [(Rule, &[Role]); 4] = [
        (Caller::require_team, &[Role::Staff, Role::Doctor, Role::Integrator, Role::ClinicAdmin]),
        (Caller::require_desk, &[Role::Staff, Role::ClinicAdmin]),
        (Caller::require_admin, &[Role::ClinicAdmin]),
        (|caller, _| caller.require_platform(), &[]),
    ];

    #[test]
    fn roles_are_refused_before_foreign_clinics_are_hidden() {
        let [own, other] = [1, 2].map(|n| ClinicId(uuid::Uuid::from_u128(n)));
        for (rule, may) in CASES {
            for role in Role::ALL {
                let caller = Caller {
                    role,
                    clinic_id: Some(own).filter(|_| role.works_for_clinic()),
                    ..Caller::ANONYMOUS
                };
                let at = |clinic_id| rule(&caller, clinic_id).map_err(|problem| problem.code);
                let expected = match role {
                    Role::PlatformAdmin => [Ok(()), Ok(())],
                    _ if may.contains(&role) => [Ok(()), Err(NotFound)],
                    _ => [Err(Forbidden), Err(Forbidden)],
                };
                assert_eq!([at(own), at(other)], expected, "{role:?}");
            }
        }
    }
}
