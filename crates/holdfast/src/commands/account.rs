//! `holdfast admin account`: the first account of a platform, and whoever has no mail.

use anyhow::Result;
use holdfast_domain::Problem;
use holdfast_identity::by_operator::prepare;
use holdfast_postgres::DbRole;
use holdfast_vault::Vault;

use super::Context;
use crate::cli::AccountArgs;
use crate::database::{self, Visited};
use crate::vault;

/// Where the account's owner sets a password.
pub(super) async fn link(context: &Context, args: &AccountArgs) -> Result<String> {
    let settings = &context.settings;
    let masters = vault::master_keys(settings, &database::data_dir(settings)?, &context.ids)?;
    let database = Visited::open(settings, &context.ids).await?;
    let db = database::pool(&database.url, settings, DbRole::Operator)?;
    let keys = Vault::new(db.clone(), std::sync::Arc::clone(&context.clock), masters);
    let made = prepare(&db, &*context.clock, &context.ids, &keys, &args.email, args.platform_admin).await;
    drop((db, keys));
    database.close().await?;
    let page = match made.map_err(Problem::from)? {
        holdfast_identity::by_operator::Link::Complete(token) => format!("complete?token={token}"),
        holdfast_identity::by_operator::Link::Reset(token) => format!("reset?token={token}"),
    };
    Ok(format!("{}/account/{page}", settings.public_url()))
}
