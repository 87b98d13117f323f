//! The way to PostgreSQL: one of several servers, by TLS, and away from one that does not answer.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use holdfast_postgres::scope::{self, Scope};
use holdfast_postgres::{Database, DbError, DbRole, PoolSettings, commit};
use holdfast_testkit::{Authority, Server};
use uuid::Uuid;

/// Connections of a role that every server has without our schema.
fn pool(url: &str) -> Result<Database, DbError> {
    Database::new(url, PoolSettings::of(DbRole::Operator))
}

/// Makes the role that connections of [`pool`] take.
async fn with_role(server: &Server) {
    let (client, connection) =
        tokio_postgres::connect(&server.postgres_url(), tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let role = DbRole::Operator.as_str();
    client.batch_execute(&format!("CREATE ROLE {role}; GRANT pg_read_all_stats TO {role}")).await.unwrap();
}

async fn asked(database: &Database, question: &str) -> Result<String, DbError> {
    let client = database.client().await?;
    Ok(client.query_one(question, &[]).await?.get(0))
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_passed_over() {
    let server = Server::postgres().await;
    with_role(&server).await;
    // the kernel accepts, and nobody says a word: as a machine that is frozen
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let (first, second) = (silent.local_addr().unwrap().port(), server.port);
    let url = format!("postgresql://postgres@127.0.0.1:{first},127.0.0.1:{second}/postgres");
    let database = pool(&url).unwrap();
    let began = Instant::now();
    assert_eq!(asked(&database, "SELECT 'here'").await.unwrap(), "here");
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}

#[tokio::test]
async fn of_several_servers_the_one_that_takes_changes_is_found_after_a_failover_too() {
    let mut primary = Server::postgres().await;
    with_role(&primary).await;
    let replica = Server::replica_of(&primary).await;
    let url = format!("postgresql://postgres@127.0.0.1:{},127.0.0.1:{}/postgres", replica.port, primary.port);
    let database = pool(&url).unwrap();
    let read_only = async || asked(&database, "SELECT pg_is_in_recovery()::text").await;
    assert_eq!(read_only().await.unwrap(), "false");
    primary.kill();
    let (client, connection) =
        tokio_postgres::connect(&replica.postgres_url(), tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("SELECT pg_promote()").await.unwrap();
    let began = Instant::now();
    // the connection of before is broken, which is noticed or not yet
    while read_only().await.ok().as_deref() != Some("false") {
        assert!(began.elapsed() < Duration::from_secs(20), "the new primary is not found");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let port: i32 =
        database.client().await.unwrap().query_one("SELECT inet_server_port()", &[]).await.unwrap().get(0);
    assert_eq!(port, i32::from(replica.port));
}

/// Preparing costs a round trip, so it is done once on each connection, in transactions too.
#[tokio::test]
async fn statements_of_transactions_stay_prepared() {
    let server = Server::postgres().await;
    with_role(&server).await;
    let database = pool(&server.postgres_url()).unwrap();
    let mut client = database.client().await.unwrap();
    for _ in 0..2 {
        let tx = scope::begin(&mut client, Scope::Clinic(Uuid::nil())).await.unwrap();
        commit(tx).await.unwrap();
    }
    let prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%holdfast.clinics%'";
    // the question itself is one while it runs
    assert_eq!(client.query_one(prepared, &[]).await.unwrap().get::<_, i64>(0), 1 + 1);
}

#[tokio::test]
async fn a_server_shows_who_it_is() {
    let (authority, other) = (Authority::new(), Authority::new());
    let certificates = authority.certificate(&[]);
    let server = Server::postgres_with_tls(&certificates).await;
    let url = |parameters: &str, host: &str| {
        format!("postgresql://postgres@{host}:{}/postgres?{parameters}", server.port)
    };
    {
        let database = tokio_postgres::connect(&url("", "127.0.0.1"), tokio_postgres::NoTls).await;
        let (client, connection) = database.unwrap();
        tokio::spawn(connection);
        let role = DbRole::Operator.as_str();
        client
            .batch_execute(&format!("CREATE ROLE {role}; GRANT pg_read_all_stats TO {role}"))
            .await
            .unwrap();
    }
    let is_secured = "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let ca = |file: &std::path::Path| format!("sslmode=verify-full&sslrootcert={}", file.display());
    let trusted = ca(&certificates.ca);
    assert_eq!(asked(&pool(&url(&trusted, "127.0.0.1")).unwrap(), is_secured).await.unwrap(), "true");
    // without being asked for it is not used: a certificate that nobody judges proves nothing
    assert_eq!(asked(&pool(&url("", "127.0.0.1")).unwrap(), is_secured).await.unwrap(), "false");

    let refusal = async |parameters: &str, host: &str| {
        let asked = asked(&pool(&url(parameters, host)).unwrap(), is_secured).await;
        asked.expect_err("refused").to_string()
    };
    let by_another = other.certificate(&[]);
    let said = refusal(&ca(&by_another.ca), "127.0.0.1").await;
    assert!(said.contains("invalid peer certificate"), "{said}");
    let said = refusal(&trusted, "localhost").await;
    assert!(said.contains("not valid for"), "{said}");

    let plain = Server::postgres().await;
    let url = format!("postgresql://postgres@127.0.0.1:{}/postgres?{trusted}", plain.port);
    let said = asked(&pool(&url).unwrap(), is_secured).await.expect_err("no TLS").to_string();
    assert!(said.contains("TLS"), "{said}");
}
