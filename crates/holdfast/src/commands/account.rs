//! `holdfast admin account` and its like: the first account of a platform, whoever has no mail, and whoever must go.

use std::sync::Arc;

use anyhow::Result;
use holdfast_domain::{Problem, Role};
use holdfast_identity::Identity;
use holdfast_identity::by_operator::Link;
use holdfast_postgres::DbRole;
use holdfast_vault::Vault;

use super::Context;
use crate::cli::{AccountArgs, AddressArgs};
use crate::database::{self, Visited};
use crate::roles::identity::identity_settings;
use crate::vault;

/// Where the account's owner sets a password.
pub(super) async fn link(context: &Context, args: &AccountArgs) -> Result<String> {
    let (email, is_platform_admin) = (args.email.clone(), args.platform_admin);
    let works_for = args.clinic.zip(args.role.as_deref().and_then(Role::parse));
    let made = with_identity(context, async |identity| {
        let link = identity.account_by_operator(&email, is_platform_admin).await?;
        if let Some((clinic, role)) = works_for {
            identity.member_by_operator(&email, clinic, role, args.doctor).await?;
        }
        Ok(link)
    });
    let page = match made.await? {
        Link::Complete(token) => format!("complete?token={token}"),
        Link::Reset(token) => format!("reset?token={token}"),
    };
    Ok(format!("{}/account/{page}", context.settings.public_url()))
}

pub(super) async fn unmake_platform_admin(context: &Context, args: &AddressArgs) -> Result<()> {
    with_identity(context, async |identity| {
        identity.unmake_platform_admin(&args.email).await.map_err(Problem::from)
    })
    .await
}

pub(super) async fn close(context: &Context, args: &AddressArgs) -> Result<()> {
    with_identity(context, async |identity| {
        identity.close_by_operator(&args.email).await.map_err(Problem::from)
    })
    .await
}

/// Does something as the identity service, beside one that may run.
async fn with_identity<T>(
    context: &Context,
    work: impl AsyncFnOnce(&Identity) -> Result<T, Problem>,
) -> Result<T> {
    let Context { settings, clock, ids } = context;
    let masters = vault::master_keys(settings, &database::data_dir(settings)?, ids)?;
    let database = Visited::open_or_begin(settings, ids).await?;
    let db = database::pool(&database.url, settings, DbRole::Identity)?;
    // a pool of its own, since who asks for a key may be in a transaction
    let keys = Vault::new(
        database::vault_pool(&database.url, settings, DbRole::Identity)?,
        Arc::clone(clock),
        masters,
    );
    let identity = Identity::new(db, Arc::clone(clock), ids.clone(), keys, identity_settings(settings));
    let done = work(&identity).await;
    drop(identity);
    database.close().await?;
    Ok(done?)
}
