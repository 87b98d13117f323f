//! Whom services log in as, so that the connection of one cannot become another.
//!
//! On the private server each role logs in as itself. The URL that such a server is served with names the user
//! `holdfast_services`, who does not exist, and a secret of this run; every pool makes of it the login of its own role.
//!
//! With a configured database the operator says whom each process logs in as, and [`let_process_log_in`] makes that login.

use postgres_protocol::password::scram_sha_256;
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
    let client = connect(url).await?;
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

/// Lets the user that `login` names, with the password there, be these roles and nothing else: makes that user, or changes it.
/// `url` is for somebody who may, such as the one who migrates. Returns the user's name.
pub async fn let_process_log_in(url: &str, login: &str, roles: &[DbRole]) -> Result<String, DbError> {
    let refused = |why: &str| Err(DbError::Configuration(why.to_owned()));
    let Ok(config) = login.parse::<Config>() else {
        // what is wrong with it may name the password
        return refused("the login must be a URL such as postgresql://user:password@host/database");
    };
    let Some(name) = config.get_user() else { return refused("the login's URL names no user") };
    if DbRole::ALL.iter().any(|role| role.as_str() == name) {
        return refused("a login needs a name of its own, which is no service's role");
    }
    // as PostgreSQL keeps it: the password itself goes neither over the network nor into the server's log
    let password = config.get_password().map(scram_sha_256);
    let client = connect(url).await?;
    let rules = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
                 FROM pg_roles WHERE rolname = $1";
    let there = client.query_opt(rules, &[&name]).await?.map(|row| row.get::<_, bool>(0));
    if there == Some(true) {
        return refused("the login is there already and has rights of its own: choose another name");
    }
    let verb = if there.is_some() { "ALTER" } else { "CREATE" };
    let mut statements: String = client
        .query_one(
            "SELECT format('%s ROLE %I LOGIN NOINHERIT PASSWORD %L; ', $1::text, $2::text, $3::text)",
            &[&verb, &name, &password],
        )
        .await?
        .get(0);
    let names: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    let memberships = client
        .query_one(
            "SELECT format('GRANT %s TO %I; ', array_to_string($2::text[], ', '), $1::text)
                 || coalesce(string_agg(format('REVOKE %I FROM %I; ', rolname, $1::text), ''), '')
             FROM pg_roles WHERE NOT rolname = ANY ($2)
                 AND oid IN (SELECT roleid FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = $1))",
            &[&name, &names],
        )
        .await?;
    statements += memberships.get(0);
    // sent at once, and so one transaction
    client.batch_execute(&statements).await?;
    Ok(name.to_owned())
}
