//! The keys of personal data in tests.

use std::sync::Arc;

use holdfast_domain::SystemClock;
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_vault::Vault;
use holdfast_vault::master::{KEY_LEN, Source, line_of};

/// The master key of every system that a test starts, as the text of a file.
pub fn master_key() -> String {
    line_of(&[8; KEY_LEN])
}

/// The keys of the clinics in a database, to open what is sealed there.
pub fn vault_of(database_url: &str) -> Vault {
    let db = Database::new(database_url, PoolSettings::of(DbRole::Operator)).expect("a pool");
    Vault::new(db, Arc::new(SystemClock), Source::Text(master_key()))
}
