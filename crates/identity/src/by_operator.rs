//! What the operator does from the command line: the first account that runs the platform has nobody to invite it.

use holdfast_domain::{Caller, ClinicId, DoctorId, ErrorCode, Problem, Role};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_sql::queries::identity as sql;
use holdfast_vault::Place;
use uuid::Uuid;

use crate::Identity;
use crate::links::Purpose;
use crate::owner::{check_email, email_index};

/// The secret by which an account's owner goes on.
#[derive(Clone, Debug)]
pub enum Link {
    /// The account is new.
    Complete(String),
    /// The account has a password.
    Reset(String),
}

impl Identity {
    /// Makes an account for this address unless there is one, perhaps one that runs the platform.
    pub async fn account_by_operator(&self, email: &str, is_platform_admin: bool) -> Result<Link, Failure> {
        check_email(email)?;
        let key = self.vault.platform().await?;
        let index = email_index(&key, email)?;
        let (id, now) = (self.ids.next(), self.clock.now());
        let sealed = key.seal(Place::account_email(id), email.trim().as_bytes())?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        sql::insert_account().bind(&tx, &id, &sealed, &index, &now).opt().await?;
        let account = sql::find_account_by_email().bind(&tx, &index).one().await?;
        if is_platform_admin && sql::make_platform_admin().bind(&tx, &account.id).await? > 0 {
            self.note(&tx, account.id, "platform-admin.add", None, "").await?;
        }
        let purpose = if account.email_verified_at.is_some() { Purpose::Reset } else { Purpose::Complete };
        let token = self.link(&tx, account.id, purpose).await?;
        self.note(&tx, account.id, "operator.link", None, "").await?;
        commit(tx).await?;
        Ok(match purpose {
            Purpose::Complete => Link::Complete(token),
            Purpose::Reset => Link::Reset(token),
        })
    }

    /// The account works for a clinic from now on, as if it had accepted an invitation: a clinic's first admin has nobody to invite
    /// them.
    pub async fn member_by_operator(
        &self,
        email: &str,
        ClinicId(clinic_id): ClinicId,
        role: Role,
        doctor_id: Option<DoctorId>,
    ) -> Result<(), Failure> {
        if !role.is_of_member() {
            return Err(Problem::field("role", "must be staff, doctor or clinic_admin").into());
        }
        if role.is_of_doctor() != doctor_id.is_some() {
            return Err(Problem::field("doctor", "is for doctors, and says which of them they are").into());
        }
        let account_id = self.id_of(email).await?;
        let doctor_id = doctor_id.map(|DoctorId(id)| id);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if sql::clinic_name().bind(&tx, &clinic_id).opt().await?.is_none() {
            return Err(Problem::field("clinic", "is not a clinic").into());
        }
        if let Some(doctor_id) = doctor_id
            && !sql::doctor_is_of_clinic().bind(&tx, &clinic_id, &doctor_id).one().await?
        {
            return Err(Problem::field("doctor", "is not a doctor of this clinic").into());
        }
        sql::lock_admins().bind(&tx, &clinic_id).all().await?;
        if sql::lock_membership().bind(&tx, &clinic_id, &account_id).opt().await?.is_some() {
            return Err(Problem::of(ErrorCode::AlreadyMember).into());
        }
        let now = self.clock.now();
        let version = sql::put_membership()
            .bind(&tx, &clinic_id, &account_id, &role.as_str(), &doctor_id, &now)
            .one()
            .await?;
        self.note_at(&tx, &Caller::SYSTEM, "member.add", clinic_id, (account_id, version)).await?;
        self.note(&tx, account_id, "member.add", None, "").await?;
        Ok(commit(tx).await?)
    }

    /// The account runs the platform no more; within five seconds nothing of it does.
    pub async fn unmake_platform_admin(&self, email: &str) -> Result<(), Failure> {
        let id = self.id_of(email).await?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        if sql::unmake_platform_admin().bind(&tx, &id).await? == 0 {
            return Err(Problem::field("email", "does not belong to a platform admin").into());
        }
        self.end_sessions(&tx, id, None, None).await?;
        // by which somebody could come in their place
        sql::withdraw_invitations_by().bind(&tx, &id, &self.clock.now()).one().await?;
        self.note(&tx, id, "platform-admin.remove", None, "").await?;
        Ok(commit(tx).await?)
    }

    /// Closes the account of this address, whatever its owner says.
    pub async fn close_by_operator(&self, email: &str) -> Result<(), Failure> {
        self.close(&Caller::SYSTEM, self.id_of(email).await?).await
    }

    async fn id_of(&self, email: &str) -> Result<Uuid, Failure> {
        let key = self.vault.platform().await?;
        let index = email_index(&key, email)?;
        let client = self.db.client().await?;
        let account = sql::find_account_by_email().bind(&client, &index).opt().await?;
        let none = || Problem::field("email", "does not belong to an account");
        Ok(account.ok_or_else(none)?.id)
    }
}
