//! Who asks, and what their role may touch. The gateway establishes it; each use case judges by it, next to
//! the statement that it guards.

use jiff::Timestamp;

use crate::idempotency::KeyUse;
use crate::ids::{AccountId, ApiKeyId, AppointmentId, ClinicId, DoctorId};

/// A caller's role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nobody in particular: may look at what is public, and book as a guest.
    #[default]
    Anonymous,
    /// Holds the secret of one appointment that was booked without an account.
    Guest,
    /// A patient's account.
    Patient,
    /// Front desk of one clinic.
    Staff,
    /// A doctor of one clinic.
    Doctor,
    /// Another program, which works for one clinic by an API key.
    Integrator,
    /// Runs one clinic.
    ClinicAdmin,
    /// Runs the platform.
    PlatformAdmin,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Anonymous,
        Self::Guest,
        Self::Patient,
        Self::Staff,
        Self::Doctor,
        Self::Integrator,
        Self::ClinicAdmin,
        Self::PlatformAdmin,
    ];

    /// The name in tokens, in rpc and in the audit log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Guest => "guest",
            Self::Patient => "patient",
            Self::Staff => "staff",
            Self::Doctor => "doctor",
            Self::Integrator => "integrator",
            Self::ClinicAdmin => "clinic_admin",
            Self::PlatformAdmin => "platform_admin",
        }
    }

    /// The role of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// Whether the role works for one clinic.
    pub const fn works_for_clinic(self) -> bool {
        matches!(self, Self::Staff | Self::Doctor | Self::Integrator | Self::ClinicAdmin)
    }

    /// Whether somebody can be invited to work for a clinic in this role.
    pub const fn is_of_member(self) -> bool {
        matches!(self, Self::Staff | Self::Doctor | Self::ClinicAdmin)
    }

    /// Whether who has the role is one of the clinic's doctors.
    pub const fn is_of_doctor(self) -> bool {
        matches!(self, Self::Doctor)
    }

    /// Whether who has the role is of a clinic's desk.
    pub const fn is_desk(self) -> bool {
        matches!(self, Self::Staff | Self::ClinicAdmin | Self::PlatformAdmin)
    }

    /// Whether the role books for others, as a front desk does: within a clinic's notice too, and slots that have begun
    /// but not ended. Whether the clinic is theirs is for [`Caller::works_at`].
    pub const fn books_for_others(self) -> bool {
        self.works_for_clinic() || matches!(self, Self::PlatformAdmin)
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// In which role.
    pub role: Role,
    /// The account, or an integrator's API key; none for anonymous callers and guests.
    pub account_id: Option<AccountId>,
    /// The clinic they work for.
    pub clinic_id: Option<ClinicId>,
    /// The doctor they are.
    pub doctor_id: Option<DoctorId>,
    /// The appointment whose secret they hold.
    pub appointment_id: Option<AppointmentId>,
    /// When that secret was given out, to the second: it is void if secrets were replaced since.
    pub secret_issued_at: Option<Timestamp>,
}

impl Caller {
    /// Nobody in particular.
    pub const ANONYMOUS: Self = Self {
        role: Role::Anonymous,
        account_id: None,
        clinic_id: None,
        doctor_id: None,
        appointment_id: None,
        secret_issued_at: None,
    };

    /// Holdfast itself: background work, the command line.
    pub const SYSTEM: Self = Self { role: Role::PlatformAdmin, ..Self::ANONYMOUS };

    /// Whether a token names all that its role needs. Nobody has a token in the roles that come without one.
    pub fn is_complete(&self) -> bool {
        let (has_account, has_clinic) = (self.account_id.is_some(), self.clinic_id.is_some());
        match self.role {
            // other programs have keys, and no tokens
            Role::Anonymous | Role::Integrator => false,
            Role::Guest => self.appointment_id.is_some(),
            Role::Patient | Role::PlatformAdmin => has_account,
            Role::Staff | Role::ClinicAdmin => has_account && has_clinic,
            Role::Doctor => has_account && has_clinic && self.doctor_id.is_some(),
        }
    }

    /// Whether nobody in particular calls.
    pub fn is_anonymous(&self) -> bool {
        self.role == Role::Anonymous
    }

    /// The API key by which another program calls.
    pub fn api_key(&self) -> Option<ApiKeyId> {
        self.account_id.filter(|_| self.role == Role::Integrator).map(|id| ApiKeyId(id.0))
    }

    /// One name for the caller, in the audit log and as owner of idempotency keys.
    pub fn actor_id(&self) -> String {
        match (self.account_id, self.appointment_id) {
            (Some(account), _) => account.to_string(),
            (None, Some(appointment)) => format!("appointment:{appointment}"),
            (None, None) => self.role.as_str().to_owned(),
        }
    }
}

/// Who asks, and by which use of an `Idempotency-Key`, if any: what every call to a service brings beside its message.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Who.
    pub caller: Caller,
    /// The key.
    pub key: Option<KeyUse>,
}

impl Asked {
    /// By nobody in particular.
    pub const ANONYMOUS: Self = Self { caller: Caller::ANONYMOUS, key: None };

    /// Without a key.
    pub const fn by(caller: Caller) -> Self {
        Self { caller, key: None }
    }
}
