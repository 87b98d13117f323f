//! People with accounts, made through the API as they would make them, by the mails that wait for them.

use holdfast_domain::{AccountMail, AccountNews};
use holdfast_vault::Place;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::{Answer, Api};
use crate::fixtures::id;
use crate::keys::vault_of;
use holdfast_testdb::TestDatabase;

/// The password of everybody.
pub const PASSWORD: &str = "stuck windmill 7 orange";

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their address.
    pub email: String,
    /// Their account.
    pub account_id: Uuid,
}

/// The mails to owners of accounts that wait to be sent, oldest first.
pub async fn waiting_mails(api: &Api) -> Vec<AccountMail> {
    mails_in(&api.database).await
}

/// The same in a database where nobody sends them.
pub async fn mails_in(database: &TestDatabase) -> Vec<AccountMail> {
    let platform = vault_of(&database.url()).platform().await.expect("the platform's key");
    let client = database.client().await;
    let rows = client
        .query("SELECT id, content FROM account_mails ORDER BY age(xmin) DESC", &[])
        .await
        .expect("mails");
    let open = |row: &tokio_postgres::Row| {
        let plain = platform.open(Place::account_mail(row.get(0)), row.get(1)).expect("it opens");
        serde_json::from_slice(&plain).expect("a mail")
    };
    rows.iter().map(open).collect()
}

/// The secret of the newest mail to this address.
pub async fn mailed_token(api: &Api, email: &str) -> String {
    token_to(&api.database, email).await
}

/// The same in a database where nobody sends them.
pub async fn token_to(database: &TestDatabase, email: &str) -> String {
    let mails = mails_in(database).await;
    let mail = mails.into_iter().rev().find(|mail| mail.to == email).expect("a mail");
    match mail.says {
        AccountNews::CompleteAccount { token }
        | AccountNews::ResetPassword { token }
        | AccountNews::Invitation { token, .. } => token,
        other => panic!("no secret in {other:?}"),
    }
}

impl Person {
    /// Signs up.
    pub async fn sign_up(api: &Api, email: &str) -> Self {
        api.post("/v1/accounts").json(&json!({"email": email})).send().await.expect(202);
        let token = mailed_token(api, email).await;
        let body = json!({"token": token, "name": "Ada Lovelace", "password": PASSWORD});
        let account = api.post("/v1/accounts/complete").json(&body).send().await.expect(201);
        Self { email: email.to_owned(), account_id: id(&account, "id") }
    }

    /// Tries to log in, with these fields beside the usual ones.
    pub async fn try_log_in(&self, api: &Api, further: Value) -> Answer {
        let mut body = json!({"email": self.email, "password": PASSWORD});
        for (name, value) in further.as_object().expect("fields") {
            body[name] = value.clone();
        }
        api.post("/v1/sessions").json(&body).send().await
    }

    /// Logs in; returns the session.
    pub async fn log_in(&self, api: &Api, further: Value) -> Value {
        self.try_log_in(api, further).await.expect(201)
    }

    /// Logs in as a patient; returns the access token.
    pub async fn token(&self, api: &Api) -> String {
        text(&self.log_in(api, json!({})).await, "access_token")
    }

    /// Is invited by a clinic's admin, and accepts.
    pub async fn join(&self, api: &Api, clinic_id: Uuid, admin: &str, part: Value) {
        let mut body = json!({"email": self.email});
        for (name, value) in part.as_object().expect("fields") {
            body[name] = value.clone();
        }
        let path = format!("/v1/clinics/{clinic_id}/invitations");
        api.post(path).bearer(admin).json(&body).send().await.expect(201);
        let body = json!({"token": mailed_token(api, &self.email).await});
        let token = self.token(api).await;
        api.post("/v1/invitations/accept").bearer(&token).json(&body).send().await.expect(200);
    }
}

/// A field of a body that must be text.
#[track_caller]
pub fn text(body: &Value, field: &str) -> String {
    body[field].as_str().unwrap_or_else(|| panic!("no text {field} in {body}")).to_owned()
}
