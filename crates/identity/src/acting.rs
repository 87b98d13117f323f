//! What an account may act as, looked up where it is used: for a clinic that it works for, for the platform, or as a patient.

use deadpool_postgres::Transaction;
use holdfast_domain::{AccountId, Asked, Caller, ClinicId, DoctorId, ErrorCode, Problem, Role};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::identity as message;
use holdfast_rpc::identity::{Account, AccountRequest, Membership};
use holdfast_sql::queries::identity as sql;
use uuid::Uuid;

use crate::Identity;
use crate::begun_by::showed_factor;
use crate::owner::{email_of, name_of};

/// What an account acts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acting {
    Patient,
    For(Uuid),
    Platform,
}

impl Acting {
    pub(crate) fn of_message(message: Option<&message::Acting>) -> Result<Self, Problem> {
        let Some(message) = message else { return Ok(Self::Patient) };
        match (message.clinic_id, message.platform) {
            (None, false) => Ok(Self::Patient),
            (Some(id), false) => Ok(Self::For(id.0)),
            (None, true) => Ok(Self::Platform),
            (Some(_), true) => Err(Problem::field("platform", "give it or clinic_id, not both")),
        }
    }

    pub(crate) fn of_session(session: &sql::Session) -> Self {
        match (session.acting_for, session.acting_as_platform) {
            (_, true) => Self::Platform,
            (Some(id), false) => Self::For(id),
            (None, false) => Self::Patient,
        }
    }

    pub(crate) const fn clinic_id(self) -> Option<Uuid> {
        match self {
            Self::For(id) => Some(id),
            Self::Patient | Self::Platform => None,
        }
    }

    /// The clinics of a transaction in which it is looked up.
    pub(crate) fn scope(self) -> Vec<Uuid> {
        self.clinic_id().into_iter().collect()
    }
}

/// Where a clinic asks for a second factor, and the session showed none.
fn without_factor(account: &sql::Account) -> Problem {
    if account.totp_confirmed_at.is_none() {
        return Problem::of(ErrorCode::SecondFactorRequired);
    }
    let detail =
        "the clinic asks for a second factor, and this session was begun without; log in again with its code";
    Problem::new(ErrorCode::SecondFactorRequired, detail)
}

pub(crate) fn role_of(name: &str) -> Result<Role, Failure> {
    Ok(Role::parse(name).ok_or_else(|| {
        tracing::error!(name, "a membership has an unknown role");
        Problem::of(ErrorCode::Internal)
    })?)
}

/// A caller, and the version of the membership that they act by.
pub(crate) struct Acts {
    pub(crate) caller: Caller,
    pub(crate) membership_version: Option<i32>,
}

impl Identity {
    /// Those who run the clinic, and still do: a token may not have been refused yet. They go on doing so until the transaction
    /// ends.
    pub(crate) async fn still_administers(
        &self,
        tx: &Transaction<'_>,
        caller: &Caller,
        ClinicId(clinic_id): ClinicId,
    ) -> Result<(), Failure> {
        if let Some(account_id) = caller.account_as_admin()
            && sql::runs_no_more().bind(tx, &clinic_id, &account_id.0).one().await?
        {
            return Err(Problem::of(ErrorCode::Forbidden).into());
        }
        Ok(())
    }

    /// The caller that an account is when it acts so in a session that was begun by these means, if it may. The transaction is
    /// about the clinic, if it is for one.
    pub(crate) async fn caller<S: AsRef<str>>(
        &self,
        tx: &Transaction<'_>,
        account: &sql::Account,
        acting: Acting,
        begun_by: &[S],
    ) -> Result<Acts, Failure> {
        let as_self = |caller| Ok(Acts { caller, membership_version: None });
        let caller = |role| Caller { role, account_id: Some(AccountId(account.id)), ..Caller::ANONYMOUS };
        match acting {
            Acting::Patient => as_self(caller(Role::Patient)),
            Acting::Platform if account.is_platform_admin => as_self(caller(Role::PlatformAdmin)),
            Acting::Platform => {
                Err(Problem::new(ErrorCode::Forbidden, "the account is not a platform admin").into())
            }
            Acting::For(clinic_id) => {
                let member = sql::find_membership().bind(tx, &clinic_id, &account.id).opt().await?;
                let Some(member) = member else {
                    let detail = "the account does not work for this clinic";
                    return Err(Problem::new(ErrorCode::Forbidden, detail).into());
                };
                // after the membership: see the statement
                let requires = sql::requires_second_factor().bind(tx, &clinic_id).opt().await?;
                if requires.unwrap_or(true) && !showed_factor(begun_by) {
                    return Err(without_factor(account).into());
                }
                Ok(Acts {
                    caller: Caller {
                        clinic_id: Some(ClinicId(clinic_id)),
                        doctor_id: member.doctor_id.map(DoctorId),
                        ..caller(role_of(&member.role)?)
                    },
                    membership_version: Some(member.version),
                })
            }
        }
    }

    /// The caller's account.
    pub(crate) async fn get_account(&self, asked: &Asked, _: AccountRequest) -> Result<Account, Failure> {
        self.account(asked.caller.own_account()?.0).await
    }

    /// An account, with all that it may act as.
    pub(crate) async fn account(&self, id: Uuid) -> Result<Account, Failure> {
        let key = self.vault.platform().await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(&[])).await?;
        let account = sql::find_account().bind(&tx, &id).opt().await?.ok_or_else(Problem::not_found)?;
        sql::set_clinics_of_member().bind(&tx, &id).one().await?;
        let memberships = sql::memberships_of_account().bind(&tx, &id).all().await?;
        let membership = |row: sql::MembershipsOfAccount| {
            Ok::<_, Failure>(Membership {
                clinic_id: ClinicId(row.clinic_id),
                clinic_name: row.clinic_name,
                role: role_of(&row.role)?,
                doctor_id: row.doctor_id.map(DoctorId),
                second_factor_required: row.second_factor_required,
            })
        };
        Ok(Account {
            id: AccountId(id),
            email: email_of(&key, &account)?,
            name: name_of(&key, &account)?,
            has_second_factor: account.totp_confirmed_at.is_some(),
            is_platform_admin: account.is_platform_admin,
            memberships: memberships.into_iter().map(membership).collect::<Result<_, _>>()?,
        })
    }
}
