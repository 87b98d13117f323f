//! Who may what at a clinic: what every service answers alike.
//!
//! There is one order of refusals. A role that never may is refused before anything is looked for (403). Then whatever belongs to
//! another clinic is not there (404). Then what is the clinic's, but not theirs to do, is refused (403). A gateway refuses by role
//! before a service does; whoever calls a service without one meets the same rules.

use crate::caller::{Caller, Role};
use crate::error::{ErrorCode, FieldProblem, Problem};
use crate::ids::{AccountId, ClinicId, DoctorId};

/// Refuses those for whom the answer does not depend on what they ask about.
fn require(may: bool) -> Result<(), Problem> {
    if may { Ok(()) } else { Err(Problem::of(ErrorCode::Forbidden)) }
}

/// Hides what is not theirs.
fn reveal(is_theirs: bool) -> Result<(), Problem> {
    if is_theirs { Ok(()) } else { Err(Problem::not_found()) }
}

/// Whose appointments are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Those of a patient's account, at all clinics.
    OfAccount(AccountId),
    /// Those of a clinic, or of one of its doctors.
    OfClinic(ClinicId, Option<DoctorId>),
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

    /// Whether this caller may block this doctor's time: whoever sets their hours, the front desk, and its programs.
    pub fn blocks_time(&self, clinic_id: ClinicId, doctor_id: DoctorId) -> bool {
        self.schedules(clinic_id, doctor_id)
            || (matches!(self.role, Role::Staff | Role::Integrator) && self.clinic_id == Some(clinic_id))
    }

    /// Whether this caller may ask why a time of this doctor's is not offered: people who may block it.
    pub fn asks_why(&self, clinic_id: ClinicId, doctor_id: DoctorId) -> bool {
        self.role != Role::Integrator && self.blocks_time(clinic_id, doctor_id)
    }

    /// Whether a clinic may be left without an admin by this caller: by whoever can name another.
    pub fn may_remove_last_admin(&self) -> bool {
        self.role == Role::PlatformAdmin
    }

    /// Whether this caller may make a slot of this doctor's outside the hours, for one patient: people who may block the time.
    pub fn squeezes_in(&self, clinic_id: ClinicId, doctor_id: DoctorId) -> bool {
        self.asks_why(clinic_id, doctor_id)
    }

    /// The account by whose membership this caller runs a clinic, which may have ended since their token was made.
    pub fn account_as_admin(&self) -> Option<AccountId> {
        self.account_id.filter(|_| self.role == Role::ClinicAdmin)
    }

    /// The account whose own appointments this caller books and sees, who is a patient.
    pub fn account_as_patient(&self) -> Option<AccountId> {
        self.account_id.filter(|_| self.role == Role::Patient)
    }

    /// Whether this caller books without an account, and gets a secret for the appointment.
    pub fn books_as_guest(&self) -> bool {
        self.role == Role::Anonymous
    }

    /// The account of a person who has logged in to it, whatever they act as.
    pub fn own_account(&self) -> Result<AccountId, Problem> {
        require(!matches!(self.role, Role::Anonymous | Role::Guest | Role::Integrator))?;
        self.account_id.ok_or_else(Problem::not_found)
    }

    /// Refuses who cannot book: a guest's secret is good for its own appointment. Without an account nobody can show that a
    /// patient record is theirs.
    pub fn require_booker(&self, for_record: bool) -> Result<(), Problem> {
        require(self.role != Role::Guest)?;
        if for_record && self.role == Role::Anonymous {
            let detail = "log in to book for a patient record, or send `patient`";
            return Err(Problem::new(ErrorCode::Unauthenticated, detail));
        }
        Ok(())
    }

    /// Refuses who cannot overrule a clinic's rules with a reason: all but its desk. Whose clinic it is, is asked as for any booking.
    pub fn require_overruler(&self) -> Result<(), Problem> {
        require(self.role.is_desk()).map_err(|refusal| Problem {
            fields: vec![FieldProblem::new("override", "is for the clinic's front desk and admins")],
            ..refusal
        })
    }

    /// Refuses who cannot have an appointment's secret replaced: all but its holder.
    pub fn require_secret(&self) -> Result<(), Problem> {
        require(self.role == Role::Guest)
    }

    /// Refuses who cannot void an appointment's secrets: all but a holder, and a desk that is told of a lost one.
    pub fn require_secret_or_desk(&self) -> Result<(), Problem> {
        require(self.role == Role::Guest || self.role.is_desk())
    }

    /// Whose appointments this caller lists, where they ask for those of a clinic, a doctor, or neither.
    pub fn lists_appointments(
        &self,
        clinic_id: Option<ClinicId>,
        doctor_id: Option<DoctorId>,
    ) -> Result<Listed, Problem> {
        if self.role == Role::Patient {
            require(self.account_id.is_some())?;
        }
        if let Some(account_id) = self.account_as_patient() {
            return Ok(Listed::OfAccount(account_id));
        }
        self.require_some_team()?;
        let clinic_id = match (self.clinic_id, clinic_id) {
            (Some(own), asked) => {
                reveal(asked.is_none_or(|asked| asked == own))?;
                own
            }
            (None, Some(asked)) => asked,
            (None, None) => return Err(Problem::field("clinic_id", "must be given")),
        };
        if self.role == Role::Doctor {
            reveal(doctor_id.is_none() || doctor_id == self.doctor_id)?;
            return Ok(Listed::OfClinic(clinic_id, self.doctor_id));
        }
        Ok(Listed::OfClinic(clinic_id, doctor_id))
    }

    /// Whose appointments at the clinic this caller sees with the names of patients, in its day and its conflicts: one doctor's, or
    /// everybody's. Programs see none.
    pub fn sees_names_of(
        &self,
        clinic_id: ClinicId,
        doctor_id: Option<DoctorId>,
    ) -> Result<Option<DoctorId>, Problem> {
        require(self.role != Role::Integrator)?;
        self.require_team(clinic_id)?;
        match self.lists_appointments(Some(clinic_id), doctor_id)? {
            Listed::OfClinic(_, doctor_id) => Ok(doctor_id),
            Listed::OfAccount(_) => Err(Problem::not_found()),
        }
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
        require(self.role.is_desk())?;
        reveal(self.works_at(clinic_id))
    }

    /// Refuses callers who are no admins of this clinic, and do not run the platform.
    pub fn require_admin(&self, clinic_id: ClinicId) -> Result<(), Problem> {
        require(matches!(self.role, Role::ClinicAdmin | Role::PlatformAdmin))?;
        reveal(self.administers(clinic_id))
    }

    /// Refuses callers who are no clinic's admins, and do not run the platform: before it is known whose something is.
    pub fn require_some_admin(&self) -> Result<(), Problem> {
        require(matches!(self.role, Role::ClinicAdmin | Role::PlatformAdmin))
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

    fn caller(role: Role) -> Caller {
        let of = |id| Some(uuid::Uuid::from_u128(id));
        Caller {
            role,
            account_id: of(9).map(AccountId).filter(|_| !matches!(role, Role::Anonymous | Role::Guest)),
            clinic_id: of(1).map(ClinicId).filter(|_| role.works_for_clinic()),
            doctor_id: of(3).map(DoctorId).filter(|_| role == Role::Doctor),
            ..Caller::ANONYMOUS
        }
    }

    /// Which roles may, of all.
    fn who(may: impl Fn(&Caller) -> bool) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| may(&caller(*role))).collect()
    }

    #[test]
    fn what_belongs_to_no_clinic_goes_by_role() {
        use Role::{Anonymous, ClinicAdmin, Doctor, Guest, Integrator, Patient, PlatformAdmin, Staff};
        assert_eq!(
            who(|caller| caller.own_account().is_ok()),
            [Patient, Staff, Doctor, ClinicAdmin, PlatformAdmin]
        );
        assert_eq!(who(|caller| caller.require_booker(false).is_err()), [Guest]);
        assert_eq!(who(|caller| caller.require_booker(true).is_err()), [Anonymous, Guest]);
        assert_eq!(who(|caller| caller.require_secret().is_ok()), [Guest]);
        let may = [Guest, Staff, ClinicAdmin, PlatformAdmin];
        assert_eq!(who(|caller| caller.require_secret_or_desk().is_ok()), may);
        assert_eq!(who(Caller::may_remove_last_admin), [PlatformAdmin]);
        let [own, other] = [1, 2].map(|n| ClinicId(uuid::Uuid::from_u128(n)));
        let somebody = DoctorId(uuid::Uuid::from_u128(4));
        let block = [Staff, Integrator, ClinicAdmin, PlatformAdmin];
        assert_eq!(who(|caller| caller.blocks_time(own, somebody)), block);
        assert_eq!(who(|caller| caller.blocks_time(other, somebody)), [PlatformAdmin]);
        assert_eq!(who(|caller| caller.asks_why(own, somebody)), [Staff, ClinicAdmin, PlatformAdmin]);
        let me = DoctorId(uuid::Uuid::from_u128(3));
        assert_eq!(who(|caller| caller.asks_why(own, me)), [Staff, Doctor, ClinicAdmin, PlatformAdmin]);
    }

    #[test]
    fn appointments_are_listed_for_those_whose_they_are() {
        let [own, other] = [1, 2].map(|n| ClinicId(uuid::Uuid::from_u128(n)));
        let [me, colleague] = [3, 4].map(|n| DoctorId(uuid::Uuid::from_u128(n)));
        let lists = |role, clinic, doctor| {
            caller(role).lists_appointments(clinic, doctor).map_err(|problem| problem.code)
        };
        for role in [Role::Anonymous, Role::Guest] {
            assert_eq!(lists(role, Some(own), None), Err(Forbidden));
        }
        let account = AccountId(uuid::Uuid::from_u128(9));
        assert_eq!(lists(Role::Patient, Some(other), None), Ok(Listed::OfAccount(account)));
        for role in [Role::Staff, Role::Integrator, Role::ClinicAdmin] {
            assert_eq!(lists(role, None, Some(colleague)), Ok(Listed::OfClinic(own, Some(colleague))));
            assert_eq!(lists(role, Some(other), None), Err(NotFound));
        }
        assert_eq!(lists(Role::Doctor, None, None), Ok(Listed::OfClinic(own, Some(me))));
        assert_eq!(lists(Role::Doctor, Some(own), Some(colleague)), Err(NotFound));
        assert_eq!(lists(Role::PlatformAdmin, Some(other), None), Ok(Listed::OfClinic(other, None)));
        assert_eq!(lists(Role::PlatformAdmin, None, None), Err(ErrorCode::InvalidRequest));
    }

    #[test]
    fn names_are_for_people_and_for_doctors_their_own() {
        let [own, other] = [1, 2].map(|n| ClinicId(uuid::Uuid::from_u128(n)));
        let [me, colleague] = [3, 4].map(|n| DoctorId(uuid::Uuid::from_u128(n)));
        let may =
            |role, clinic, doctor| caller(role).sees_names_of(clinic, doctor).map_err(|problem| problem.code);
        for role in [Role::Staff, Role::ClinicAdmin] {
            assert_eq!(may(role, own, Some(colleague)), Ok(Some(colleague)));
            assert_eq!(may(role, own, None), Ok(None));
            assert_eq!(may(role, other, None), Err(NotFound));
        }
        assert_eq!(may(Role::Doctor, own, None), Ok(Some(me)));
        assert_eq!(may(Role::Doctor, own, Some(colleague)), Err(NotFound));
        assert_eq!(may(Role::Doctor, other, None), Err(NotFound));
        assert_eq!(may(Role::PlatformAdmin, other, None), Ok(None));
        for role in [Role::Anonymous, Role::Guest, Role::Patient, Role::Integrator] {
            assert_eq!(may(role, own, None), Err(Forbidden), "{role:?}");
        }
    }

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
                let caller = caller(role);
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
