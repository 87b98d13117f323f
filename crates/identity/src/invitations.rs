//! Invitations to work for a clinic: made by its admins, mailed, and accepted by the account that has the address. Whether
//! the address has an account is not told to the clinic before that.

use holdfast_domain::cursor::page;
use holdfast_domain::text::Checks;
use holdfast_domain::{
    AccountMail, AccountNews, Asked, ClinicId, Cursor, DoctorId, ErrorCode, InvitationId, Page, Problem, Role,
};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::{
    Done, Invitation, InviteRequest, LinkRequest, ListInvitationsResponse, Membership, OfClinicRequest,
    WithdrawInvitationRequest,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::{ClinicKey, Place, answers};
use jiff::SignedDuration;

use crate::Identity;
use crate::acting::role_of;
use crate::links::used_up;
use crate::owner::{email_index, email_of};
use crate::secrets::{SecretKind, hash};

/// How long an invitation can be accepted.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24 * 7);

fn message(row: &sql::Invitation, key: &ClinicKey) -> Result<Invitation, Failure> {
    Ok(Invitation {
        id: InvitationId(row.id),
        clinic_id: ClinicId(row.clinic_id),
        email: key.open_text(Place::invitation_email(row.id), &row.email)?,
        role: role_of(&row.role)?,
        doctor_id: row.doctor_id.map(DoctorId),
        created_at_us: row.created_at.as_microsecond(),
        expires_at_us: row.expires_at.as_microsecond(),
        invited_by: row.invited_by.clone(),
    })
}

impl Identity {
    pub(crate) async fn invite(&self, asked: &Asked, request: InviteRequest) -> Result<Invitation, Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        caller.require_admin(request.clinic_id)?;
        let ClinicId(clinic_id) = request.clinic_id;
        let mut checks = Checks::new();
        if request.email.is_empty() {
            checks.note("email", "must not be empty");
        }
        checks.email("email", &request.email);
        let role = Some(request.role).filter(|role| role.is_of_member());
        let doctor_id = request.doctor_id.map(|id| id.0);
        match (role.map(Role::is_of_doctor), doctor_id) {
            (None, _) => checks.note("role", "must be staff, doctor or clinic_admin"),
            (Some(true), None) => checks.note("doctor_id", "must say which doctor they are"),
            (Some(false), Some(_)) => checks.note("doctor_id", "is for doctors alone"),
            _ => {}
        }
        checks.finish()?;
        let role = role.unwrap_or(Role::Staff);
        let (key, platform) = (self.vault.clinic(clinic_id).await?, self.vault.platform().await?);
        let (id, now) = (self.ids.next(), self.clock.now());
        let token = SecretKind::Link.new_secret(&self.ids);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first(&tx, used, Some(&key)).await? {
            return Ok(first);
        }
        self.still_administers(&tx, caller, request.clinic_id).await?;
        let clinic = sql::clinic_name().bind(&tx, &clinic_id).opt().await?.ok_or_else(Problem::not_found)?;
        if let Some(doctor_id) = doctor_id
            && !sql::doctor_is_of_clinic().bind(&tx, &clinic_id, &doctor_id).one().await?
        {
            return Err(Problem::field("doctor_id", "is not a doctor of this clinic").into());
        }
        let lately = sql::count_invitations()
            .bind(&tx, &clinic_id, &(now - SignedDuration::from_hours(24)))
            .one()
            .await?;
        if lately >= i64::from(self.settings.invitations_per_day) {
            let text = format!(
                "a clinic sends at most {} invitations in 24 hours; try again later",
                self.settings.invitations_per_day
            );
            return Err(Problem::new(ErrorCode::RateLimited, text).into());
        }
        let params = sql::InsertInvitationParams {
            clinic_id,
            id,
            role: role.as_str(),
            doctor_id,
            email: key.seal(Place::invitation_email(id), request.email.trim().as_bytes())?,
            email_index: email_index(&platform, &request.email)?,
            secret_hash: hash(&token),
            invited_by: caller.actor_id(),
            now,
            expires_at: now + GOOD_FOR,
        };
        let row = sql::insert_invitation().params(&tx, &params).one().await?;
        let answer = message(&row, &key)?;
        let news = AccountMail { to: answer.email.clone(), says: AccountNews::Invitation { token, clinic } };
        self.mail(&tx, &platform, news).await?;
        self.note_at(&tx, caller, "invitation.create", clinic_id, (id, row.version)).await?;
        answers::keep(&tx, used, Some(&key), &answer, now).await?;
        commit(tx).await?;
        Ok(answer)
    }

    pub(crate) async fn list_invitations(
        &self,
        asked: &Asked,
        request: OfClinicRequest,
    ) -> Result<ListInvitationsResponse, Failure> {
        asked.caller.require_admin(request.clinic_id)?;
        let (ClinicId(clinic_id), Page { after, limit }) = (request.clinic_id, request.page);
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let max = i64::from(limit) + 1;
        let rows =
            sql::list_invitations().bind(&tx, &clinic_id, &after.id, &self.clock.now(), &max).all().await?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.id));
        let items: Result<Vec<_>, Failure> = rows.iter().map(|row| message(row, &key)).collect();
        Ok(ListInvitationsResponse { items: items?, next_cursor: next })
    }

    pub(crate) async fn withdraw_invitation(
        &self,
        asked: &Asked,
        WithdrawInvitationRequest { clinic_id, id: InvitationId(id) }: WithdrawInvitationRequest,
    ) -> Result<Done, Failure> {
        let caller = &asked.caller;
        caller.require_admin(clinic_id)?;
        let ClinicId(clinic_id) = clinic_id;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let withdrawn = sql::withdraw_invitation().bind(&tx, &now, &clinic_id, &id).opt().await?;
        let version = withdrawn.ok_or_else(Problem::not_found)?;
        self.note_at(&tx, caller, "invitation.withdraw", clinic_id, (id, version)).await?;
        commit(tx).await?;
        Ok(Done {})
    }

    /// The caller's account works for the clinic from now on. The mail is not enough: the account must have its address, so
    /// that a link that went astray is of no use.
    pub(crate) async fn accept_invitation(
        &self,
        asked: &Asked,
        request: LinkRequest,
    ) -> Result<Membership, Failure> {
        let caller = &asked.caller;
        let account_id = caller.own_account()?.0;
        let secret = SecretKind::Link.hash_of(&request.token).ok_or_else(used_up)?;
        let platform = self.vault.platform().await?;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let clinic_id =
            sql::clinic_of_invitation().bind(&client, &secret).one().await?.ok_or_else(used_up)?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let account =
            sql::find_account().bind(&tx, &account_id).opt().await?.ok_or_else(Problem::not_found)?;
        let admins = sql::lock_admins().bind(&tx, &clinic_id).all().await?;
        let before = sql::lock_membership().bind(&tx, &clinic_id, &account_id).opt().await?;
        let found = sql::lock_invitation_by_secret().bind(&tx, &secret).opt().await?;
        let invitation = found.filter(|found| {
            found.accepted_at.is_none() && found.withdrawn_at.is_none() && found.expires_at > now
        });
        let invitation = invitation.ok_or_else(used_up)?;
        let index = email_index(&platform, &email_of(&platform, &account)?)?;
        if index != invitation.email_index {
            let problem = "is for another e-mail address; log in with the account of that address";
            return Err(Problem::field("token", problem).into());
        }
        let is_same = |before: &sql::LockMembership| {
            before.role == invitation.role && before.doctor_id == invitation.doctor_id
        };
        if before.as_ref().is_some_and(is_same) {
            return Err(Problem::of(ErrorCode::AlreadyMember).into());
        }
        if invitation.role != "clinic_admin" && admins == [account_id] {
            return Err(Problem::of(ErrorCode::LastAdmin).into());
        }
        sql::accept_invitation().bind(&tx, &now, &clinic_id, &invitation.id).await?;
        let version = sql::put_membership()
            .bind(&tx, &clinic_id, &account_id, &invitation.role, &invitation.doctor_id, &now)
            .one()
            .await?;
        if before.is_some() {
            // what was given to the part that they had
            self.revoke_acting(&tx, account_id, clinic_id, version).await?;
        }
        // to other parts, by which they could change theirs later; and by them, if they run the clinic no more
        let ran_it = before.is_some_and(|before| before.role == "clinic_admin");
        let by = (ran_it && invitation.role != "clinic_admin").then(|| account_id.to_string());
        sql::withdraw_invitations().bind(&tx, &now, &clinic_id, &Some(index), &by).await?;
        let second_factor_required = sql::requires_second_factor().bind(&tx, &clinic_id).one().await?;
        let clinic_name = sql::clinic_name().bind(&tx, &clinic_id).one().await?;
        self.note_at(&tx, caller, "member.add", clinic_id, (account_id, version)).await?;
        self.note(&tx, account_id, "member.add", None, "").await?;
        commit(tx).await?;
        Ok(Membership {
            clinic_id: ClinicId(clinic_id),
            clinic_name,
            role: role_of(&invitation.role)?,
            doctor_id: invitation.doctor_id.map(DoctorId),
            second_factor_required,
        })
    }
}
