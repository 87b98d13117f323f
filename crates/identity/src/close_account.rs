//! Closing an account: what is personal goes, its sessions end, and it works for no clinic any more. Patient records are their
//! clinics' and stay with them.

use holdfast_domain::{AccountNews, Asked, Caller, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::{Done, PasswordRequest};
use holdfast_sql::queries::identity as sql;
use uuid::Uuid;

use crate::Identity;
use crate::second_factor::Shown;

impl Identity {
    /// Closes the caller's account, by its password and its second factor, if it has one.
    pub(crate) async fn close_account(
        &self,
        asked: &Asked,
        request: PasswordRequest,
    ) -> Result<Done, Failure> {
        let PasswordRequest { password, code, source, .. } = &request;
        let id = asked.caller.own_account()?.0;
        self.account_by(id, "password", password, source).await?;
        let key = self.vault.platform().await?;
        {
            let mut client = self.db.client().await?;
            let tx = client.transaction().await?;
            let account = sql::lock_account().bind(&tx, &id).opt().await?.ok_or_else(Problem::not_found)?;
            let shown = self.show_code(&tx, &key, &account, code, source).await?;
            commit(tx).await?;
            if matches!(shown, Shown::Wrong) {
                return Err(Problem::field("code", "is wrong, or was used already").into());
            }
        }
        self.close(&asked.caller, id).await?;
        Ok(Done {})
    }

    pub(crate) async fn close(&self, caller: &Caller, id: Uuid) -> Result<(), Failure> {
        let key = self.vault.platform().await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(&[])).await?;
        let account = sql::lock_account().bind(&tx, &id).opt().await?.ok_or_else(Problem::not_found)?;
        // while its address is known
        self.way_in_changed(&tx, &key, &account, None, AccountNews::AccountClosed).await?;
        sql::set_clinics_of_member().bind(&tx, &id).one().await?;
        let clinics = sql::memberships_of_account().bind(&tx, &id).all().await?;
        let index = account.email_index;
        // in one order, so that two who close at once do not wait for one another
        let mut clinics: Vec<_> = clinics.into_iter().map(|row| row.clinic_id).collect();
        clinics.sort_unstable();
        for clinic_id in clinics {
            let admins = sql::lock_admins().bind(&tx, &clinic_id).all().await?;
            if !caller.may_remove_last_admin() && admins == [id] {
                let detail = "a clinic of yours would be left without an admin; name another first";
                return Err(Problem::new(ErrorCode::LastAdmin, detail).into());
            }
            let removed =
                sql::remove_membership().bind(&tx, &self.clock.now(), &clinic_id, &id).opt().await?;
            if let Some(entity_version) = removed {
                self.revoke_acting(&tx, id, clinic_id, entity_version).await?;
                let by = Some(id.to_string());
                sql::withdraw_invitations().bind(&tx, &self.clock.now(), &clinic_id, &index, &by).await?;
                self.note_at(&tx, caller, "member.remove", clinic_id, (id, entity_version)).await?;
            }
        }
        if sql::close_account().bind(&tx, &id, &self.clock.now()).await? == 0 {
            return Err(Problem::not_found().into());
        }
        sql::withdraw_invitations_by().bind(&tx, &id, &self.clock.now()).one().await?;
        self.note(&tx, id, "close", None, "").await?;
        Ok(commit(tx).await?)
    }
}
