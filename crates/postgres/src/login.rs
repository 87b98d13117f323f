//! Whom services log in as on the private server: each role as itself, so that the connection of one cannot become another.
//!
//! The URL that such a server is served with names the user `holdfast_services`, who does not exist, and a secret of this
//! run. Every pool makes of it the login of its own role. (With a configured database it is the operator who says whom
//! services log in as: docs/decisions/0013.)

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::connect::connect;
use crate::error::DbError;
use crate::pool::DbRole;

/// The user in the URL that stands for the login of whichever role connects.
const SERVICES: &str = "holdfast_services";

/// Makes the URL's user the role's own login, if it is one that stands for them.
pub(crate) fn as_role(config: &mut Config, role: DbRole) {
    if config.get_user() != Some(SERVICES) {
        return;
    }
    let secret = String::from_utf8_lossy(config.get_password().unwrap_or_default()).into_owned();
    config.user(role.as_str()).password(password(&secret, role));
}

fn password(secret: &str, role: DbRole) -> String {
    format!("{secret}.{}", role.as_str())
}

/// On a private server, whose only user rules over everything: lets each service's role log in, with a password that comes
/// from `secret` (letters and digits). Returns the URL to serve with.
pub async fn let_services_log_in(url: &str, secret: &str) -> Result<String, DbError> {
    let config: Config =
        url.parse().map_err(|e| DbError::Configuration(format!("the database URL is not valid: {e}")))?;
    let (Some(Host::Tcp(host)), Some(port), Some(database)) =
        (config.get_hosts().first(), config.get_ports().first(), config.get_dbname())
    else {
        return Err(DbError::Configuration(
            "a private server's URL names its address and database".to_owned(),
        ));
    };
    let (client, _driver) = connect(url).await?;
    let mut statements = String::new();
    for role in DbRole::ALL.into_iter().filter(|role| *role != DbRole::Operator) {
        statements += &format!(
            "ALTER ROLE {} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{}'; ",
            role.as_str(),
            password(secret, role)
        );
    }
    // versions before this one served with one login that could be each of them
    if client.query_opt("SELECT FROM pg_roles WHERE rolname = $1", &[&SERVICES]).await?.is_some() {
        statements += &format!("DROP ROLE {SERVICES}");
    }
    client.batch_execute(&statements).await?;
    Ok(format!("postgresql://{SERVICES}:{secret}@{host}:{port}/{database}"))
}
