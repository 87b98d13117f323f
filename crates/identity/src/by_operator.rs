//! What the operator does from the command line: the first account that runs the platform has nobody to invite it.

use holdfast_domain::{Clock, Ids};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::{Database, commit};
use holdfast_sql::queries::identity as sql;
use holdfast_vault::{Place, Vault};

use crate::secrets::Kind;
use crate::sign_up::{LINK_GOOD_FOR, Purpose, check_email, email_index};

/// The secret by which an account's owner goes on.
#[derive(Clone, Debug)]
pub enum Link {
    /// The account is new.
    Complete(String),
    /// The account has a password.
    Reset(String),
}

/// Makes an account for this address unless there is one, perhaps one that runs the platform. Give it a pool of the
/// operator's.
pub async fn prepare(
    db: &Database,
    clock: &dyn Clock,
    ids: &Ids,
    vault: &Vault,
    email: &str,
    is_platform_admin: bool,
) -> Result<Link, Failure> {
    check_email(email)?;
    let key = vault.platform().await?;
    let index = email_index(&key, email)?;
    let (id, now) = (ids.next(), clock.now());
    let sealed = key.seal(Place::account_email(id), email.trim().as_bytes())?;
    let mut client = db.client().await?;
    let tx = client.transaction().await?;
    sql::insert_account().bind(&tx, &id, &sealed, &index, &now).opt().await?;
    let account = sql::find_account_by_email().bind(&tx, &index).one().await?;
    if is_platform_admin && sql::make_platform_admin().bind(&tx, &account.id).await? > 0 {
        sql::note().bind(&tx, &ids.next(), &account.id, &now, &"platform-admin", &None).await?;
    }
    let token = Kind::Link.new_secret(ids);
    let hash = Kind::Link.hash_of(&token).unwrap_or_default();
    let (purpose, link) = match account.email_verified_at {
        None => (Purpose::Complete, Link::Complete(token)),
        Some(_) => (Purpose::Reset, Link::Reset(token)),
    };
    sql::insert_link().bind(&tx, &hash, &account.id, &purpose.as_str(), &(now + LINK_GOOD_FOR)).await?;
    commit(tx).await?;
    Ok(link)
}
