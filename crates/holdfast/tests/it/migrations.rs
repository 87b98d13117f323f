//! Migrations beside others who use the database.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use holdfast_testkit::TestDatabase;

#[tokio::test]
async fn a_migration_tries_again_for_what_others_hold() {
    let database = TestDatabase::create().await;
    let client = database.client().await;
    let anew = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC";
    client.batch_execute(anew).await.unwrap();
    // the first migration makes a table of this name
    client.batch_execute("BEGIN; CREATE TABLE clinics (id int)").await.unwrap();
    let said = Arc::new(Mutex::new(Vec::new()));
    let migrating = tokio::spawn({
        let (url, said) = (database.url(), Arc::clone(&said));
        async move {
            holdfast_postgres::migrate::migrate(&url, |step| said.lock().unwrap().push(step.to_owned())).await
        }
    });
    let is_waiting = || said.lock().unwrap().iter().any(|step| step.contains("trying again in"));
    for _ in 0..3000 {
        if is_waiting() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(is_waiting(), "{:?}", said.lock().unwrap());
    client.batch_execute("ROLLBACK").await.unwrap();
    let applied = migrating.await.unwrap().unwrap();
    assert_eq!(applied.len(), usize::try_from(holdfast_postgres::migrate::newest_version()).unwrap());
}
