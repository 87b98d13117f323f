//! What an account says of its owner: an address, by which it is found, and a name. The database has both sealed.

use holdfast_domain::Problem;
use holdfast_domain::text::Checks;
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::index::Exact;
use holdfast_vault::{ClinicKey, Place};

/// An address that must be there.
pub(crate) fn check_email(email: &str) -> Result<(), Problem> {
    let mut checks = Checks::new();
    if email.is_empty() {
        checks.note("email", "must not be empty");
    }
    checks.email("email", email);
    checks.finish()
}

/// By what an account is found, whatever the spelling of its address.
pub(crate) fn email_index(key: &ClinicKey, email: &str) -> Result<Vec<u8>, Problem> {
    key.exact(Exact::Email, email).ok_or_else(|| Problem::field("email", "must not be empty"))
}

/// The address of an account, opened.
pub(crate) fn email_of(key: &ClinicKey, row: &sql::Account) -> Result<String, Failure> {
    Ok(key.open_text(Place::account_email(row.id), &row.email)?)
}

/// The name of an account's owner, opened.
pub(crate) fn name_of(key: &ClinicKey, row: &sql::Account) -> Result<String, Failure> {
    Ok(key.open_text(Place::account_name(row.id), &row.name)?)
}
