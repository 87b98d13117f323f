//! Who works for a clinic.

use holdfast_domain::cursor::page;
use holdfast_domain::{Caller, Cursor, ErrorCode, Problem, Role};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::Member;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::Place;
use uuid::Uuid;

use crate::Identity;
use crate::acting::administers;

impl Identity {
    pub(crate) async fn list_members(
        &self,
        caller: &Caller,
        clinic_id: Uuid,
        after: Cursor,
        limit: u32,
    ) -> Result<(Vec<Member>, Option<Cursor>), Failure> {
        administers(caller, clinic_id)?;
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
                account_id: row.account_id.to_string(),
                role: row.role,
                doctor_id: row.doctor_id.map(|id| id.to_string()).unwrap_or_default(),
                has_second_factor: row.has_second_factor,
                since_us: row.created_at.as_microsecond(),
            })
        };
        let members: Result<Vec<_>, Failure> = rows.into_iter().map(member).collect();
        Ok((members?, next))
    }

    /// From a few seconds on, nothing that the account was given to act for the clinic holds.
    pub(crate) async fn remove_member(
        &self,
        caller: &Caller,
        clinic_id: Uuid,
        account_id: Uuid,
    ) -> Result<(), Failure> {
        administers(caller, clinic_id)?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        // in this order, or two admins who remove each other would wait for one another
        let admins = sql::lock_admins().bind(&tx, &clinic_id).all().await?;
        self.still_administers(&tx, caller, clinic_id).await?;
        if caller.role != Role::PlatformAdmin && admins == [account_id] {
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
        Ok(commit(tx).await?)
    }
}
