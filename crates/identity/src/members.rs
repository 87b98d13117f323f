//! Who works for a clinic.

use holdfast_domain::cursor::page;
use holdfast_domain::{AccountId, Asked, ClinicId, Cursor, DoctorId, ErrorCode, Page, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::{Done, ListMembersResponse, Member, OfClinicRequest, RemoveMemberRequest};
use holdfast_sql::queries::identity as sql;
use holdfast_vault::Place;

use crate::Identity;
use crate::acting::role_of;

impl Identity {
    pub(crate) async fn list_members(
        &self,
        asked: &Asked,
        request: OfClinicRequest,
    ) -> Result<ListMembersResponse, Failure> {
        asked.caller.require_admin(request.clinic_id)?;
        let (ClinicId(clinic_id), Page { after, limit }) = (request.clinic_id, request.page);
        let key = self.vault.platform().await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let max = i64::from(limit) + 1;
        let rows = sql::list_members().bind(&tx, &clinic_id, &after.id, &max).all().await?;
        if rows.is_empty() {
            sql::clinic_name().bind(&tx, &clinic_id).opt().await?.ok_or_else(Problem::not_found)?;
        }
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.account_id));
        let member = |row: sql::Member| {
            Ok(Member {
                name: key.open_text(Place::account_name(row.account_id), &row.name)?,
                email: key.open_text(Place::account_email(row.account_id), &row.email)?,
                account_id: AccountId(row.account_id),
                role: role_of(&row.role)?,
                doctor_id: row.doctor_id.map(DoctorId),
                has_second_factor: row.has_second_factor,
                since_us: row.created_at.as_microsecond(),
            })
        };
        let members: Result<Vec<_>, Failure> = rows.into_iter().map(member).collect();
        Ok(ListMembersResponse { items: members?, next_cursor: next })
    }

    /// From a few seconds on, nothing that the account was given to act for the clinic holds.
    pub(crate) async fn remove_member(
        &self,
        asked: &Asked,
        request: RemoveMemberRequest,
    ) -> Result<Done, Failure> {
        let caller = &asked.caller;
        caller.require_admin(request.clinic_id)?;
        let (ClinicId(clinic_id), AccountId(account_id)) = (request.clinic_id, request.account_id);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        // in this order, or two admins who remove each other would wait for one another
        let admins = sql::lock_admins().bind(&tx, &clinic_id).all().await?;
        self.still_administers(&tx, caller, request.clinic_id).await?;
        if !caller.may_remove_last_admin() && admins == [account_id] {
            return Err(Problem::of(ErrorCode::LastAdmin).into());
        }
        let removed =
            sql::remove_membership().bind(&tx, &self.clock.now(), &clinic_id, &account_id).opt().await?;
        let entity_version = removed.ok_or_else(Problem::not_found)?;
        self.revoke_acting(&tx, account_id, clinic_id, entity_version).await?;
        // by which they could come back, themselves or as somebody else
        let account = sql::find_account().bind(&tx, &account_id).one().await?;
        let by = Some(account_id.to_string());
        sql::withdraw_invitations()
            .bind(&tx, &self.clock.now(), &clinic_id, &account.email_index, &by)
            .await?;
        self.note_at(&tx, caller, "member.remove", clinic_id, (account_id, entity_version)).await?;
        self.note(&tx, account_id, "member.remove", None, "").await?;
        commit(tx).await?;
        Ok(Done {})
    }
}
