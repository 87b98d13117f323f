//! Accounts with the real binary and a real mail server: the links in mails, the pages they lead to, the first admin, and keys
//! that change while it runs.

use std::time::{Duration, Instant};

use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::{PASSWORD, text};
use holdfast_testkit::process::{post_page, request};
use holdfast_testkit::traces::files_with;
use holdfast_testkit::{Process, Server};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_holdfast");

/// Waits for the newest mail to this address after so many, and gives its text with quoted-printable undone.
async fn mail_to(smtp: &Server, address: &str, after: usize) -> String {
    let began = Instant::now();
    loop {
        let mails: Vec<_> = smtp.mails().into_iter().filter(|(to, _)| to == address).collect();
        if mails.len() > after {
            return mails[after].1.replace("=\r\n", "").replace("=3D", "=");
        }
        assert!(began.elapsed() < Duration::from_secs(60), "no mail to {address}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The first link in a mail.
fn link_in(mail: &str) -> String {
    let start = mail.find("http").expect("a link");
    mail[start..].split_whitespace().next().expect("a link").to_owned()
}

fn token_of(link: &str) -> String {
    link.split_once("token=").expect("a token").1.to_owned()
}

async fn call(process: &Process, method: &str, path: &str, token: Option<&str>, body: Value) -> Value {
    let body = Some(body).filter(|body| !body.is_null());
    let (status, body) = request(process.address, method, path, token, body.as_ref()).await.unwrap();
    assert!(status.is_success(), "{method} {path}: {status} {body}");
    body
}

async fn log_in(process: &Process, email: &str, further: &[(&str, Value)]) -> Value {
    let mut body = json!({"email": email, "password": PASSWORD});
    for (name, value) in further {
        body[*name] = value.clone();
    }
    call(process, "POST", "/v1/sessions", None, body).await
}

/// What is never to be found in clear.
const CANARIES: [&str; 8] = ["quill@", "Quillfeather", PASSWORD, "hfl_", "hfr_", "hfs_", "hfk_", "eyJ"];

#[tokio::test]
async fn a_clinic_group_begins_by_mail_alone() {
    let smtp = Server::smtp().await;
    let settings = vec![
        ("HOLDFAST_SMTP_URL", smtp.smtp_url()),
        ("HOLDFAST_PUBLIC_URL", "https://book.example".to_owned()),
        ("HOLDFAST_LOG", "trace".to_owned()),
    ];
    let mut process = Process::begin(BINARY, settings);
    process.wait_ready().await;

    // the first admin, by the command line
    let made = process.command(&["admin", "account", "--email", "root@example.org", "--platform-admin"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let link = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    assert!(link.contains("/account/complete?token=hfl_"), "{link}");
    let body = json!({"token": token_of(&link), "name": "Root", "password": PASSWORD});
    call(&process, "POST", "/v1/accounts/complete", None, body).await;
    let root =
        text(&log_in(&process, "root@example.org", &[("platform", json!(true))]).await, "access_token");
    let clinic =
        call(&process, "POST", "/v1/clinics", Some(&root), json!({"name": "C", "time_zone": "UTC"})).await;
    let clinic = id(&clinic, "id");

    // a clinic's first admin is invited
    let invite = json!({"email": "quill@example.org", "role": "clinic_admin"});
    call(&process, "POST", &format!("/v1/clinics/{clinic}/invitations"), Some(&root), invite).await;
    let invitation = mail_to(&smtp, "quill@example.org", 0).await;
    let invitation_link = link_in(&invitation);
    assert!(
        invitation_link.starts_with("https://book.example/account/invitation?token=hfl_"),
        "{invitation}"
    );
    assert!(invitation.contains("Subject: You are invited to work with a clinic\r\n"), "{invitation}");

    // who has no account signs up, by the pages; the request says that it came to another host
    let page = |name: &str| format!("http://{}/account/{name}", process.address);
    let forged = [("email", "quill@example.org\r\nBcc: eve@example.org")];
    assert_eq!(post_page(&page("sign-up"), "evil.example", &forged).await.0, 422);
    let (status, html) = post_page(&page("sign-up"), "evil.example", &[("email", "quill@example.org")]).await;
    assert_eq!(status, 200, "{html}");
    let mail = mail_to(&smtp, "quill@example.org", 1).await;
    let link = link_in(&mail);
    assert!(link.starts_with("https://book.example/account/complete?token=hfl_"), "{mail}");
    let token = token_of(&link);
    let html =
        holdfast_testkit::process::text(process.address, &format!("/account/complete?token={token}")).await;
    assert!(html.unwrap().contains(&format!("value=\"{token}\"")));
    let fields = [("token", token.as_str()), ("name", "<b>Quillfeather"), ("password", "short")];
    let (status, html) = post_page(&page("complete"), "test", &fields).await;
    assert!(status == 422 && html.contains("a password of 10 characters or more"), "{html}");
    let fields = [("token", token.as_str()), ("name", "Ada Quillfeather"), ("password", PASSWORD)];
    assert_eq!(post_page(&page("complete"), "test", &fields).await.0, 200);
    assert_eq!(post_page(&page("complete"), "test", &fields).await.0, 422, "the link is good once");

    let token = token_of(&invitation_link);
    let wrong = [("token", token.as_str()), ("email", "quill@example.org"), ("password", "guessed")];
    assert_eq!(post_page(&page("invitation"), "test", &wrong).await.0, 401);
    let right = [("token", token.as_str()), ("email", "quill@example.org"), ("password", PASSWORD)];
    let (status, html) = post_page(&page("invitation"), "test", &right).await;
    assert!(status == 200 && html.contains("You work for C from now on"), "{html}");
    let session = log_in(&process, "quill@example.org", &[("clinic_id", json!(clinic))]).await;
    assert_eq!(text(&session, "role"), "clinic_admin");
    // what was sent is gone from the table
    let left = process.database().await.query_one("SELECT count(*) FROM account_mails", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0);

    let sent = post_page(&page("forgotten"), "test", &[("email", "quill@example.org")]).await;
    assert!(sent.1.contains("Look into your mailbox"));
    mail_to(&smtp, "quill@example.org", 2).await;

    // what else has secrets: a cookie, a refresh token, a program's key
    let admin = text(&session, "access_token");
    log_in(&process, "quill@example.org", &[("page", json!(true))]).await;
    let body = json!({"refresh_token": text(&session, "refresh_token")});
    call(&process, "POST", "/v1/sessions/refresh", None, body).await;
    let key = json!({"name": "Lab", "scopes": ["patients:read"]});
    let made = call(&process, "POST", &format!("/v1/clinics/{clinic}/api-keys"), Some(&admin), key).await;
    let patients = format!("/v1/clinics/{clinic}/patients");
    call(&process, "GET", &patients, Some(&text(&made, "secret")), Value::Null).await;
    let metrics = holdfast_testkit::process::text(process.address, "/metrics").await.unwrap();
    assert!(CANARIES.iter().all(|canary| !metrics.contains(canary)), "{metrics}");

    process.database().await.batch_execute("CHECKPOINT").await.unwrap();
    let folder = process.data_dir.parent().unwrap();
    assert!(!files_with(folder, &["clinic_admin"]).is_empty(), "what is in clear is found");
    assert_eq!(files_with(folder, &CANARIES), Vec::<String>::new());
    process.assert_sound();
}

/// A new key on top signs, the old one holds; taken away, it no longer does. Nobody is told.
#[tokio::test]
async fn signing_keys_change_without_logging_anybody_out() {
    let process = Process::start(BINARY).await;
    let made = process.command(&["admin", "account", "--email", "root@example.org", "--platform-admin"]);
    let link = String::from_utf8(made.stdout).unwrap();
    let body = json!({"token": token_of(link.trim()), "name": "Root", "password": PASSWORD});
    call(&process, "POST", "/v1/accounts/complete", None, body).await;
    let session = log_in(&process, "root@example.org", &[("platform", json!(true))]).await;
    let old = text(&session, "access_token");
    let kids = async || {
        let keys = call(&process, "GET", "/.well-known/jwks.json", None, Value::Null).await;
        let keys = keys["keys"].as_array().unwrap().clone();
        keys.iter().map(|key| text(key, "kid")).collect::<Vec<_>>()
    };
    let passes = async |token: &str| {
        request(process.address, "GET", "/v1/account", Some(token), None).await.unwrap().0.as_u16()
    };
    let first = kids().await;
    assert_eq!((first.len(), passes(&old).await), (1, 200));

    let file = process.data_dir.join("token-signing-key.pem");
    let old_key = std::fs::read_to_string(&file).unwrap();
    let new_key = String::from_utf8(process.command(&["admin", "new-signing-key"]).stdout).unwrap();
    std::fs::write(&file, [new_key.as_str(), &old_key].concat()).unwrap();
    // made by another process, which knows the new key first
    let by_hand = process.token(&["--role", "platform_admin"]);
    let (status, _) = request(process.address, "GET", "/v1/clinics", Some(&by_hand), None).await.unwrap();
    assert_eq!(status, 200);
    let both = kids().await;
    assert_eq!((both.len(), &both[1]), (2, &first[0]));
    assert_eq!(passes(&old).await, 200);
    // a session goes on, and its next token is of the new key
    let body = json!({"refresh_token": text(&session, "refresh_token")});
    let next = text(&call(&process, "POST", "/v1/sessions/refresh", None, body).await, "access_token");

    std::fs::write(&file, &new_key).unwrap();
    let began = Instant::now();
    while passes(&old).await != 401 {
        assert!(began.elapsed() < Duration::from_secs(5), "the old key still holds");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(passes(&next).await, 200);

    // who runs the platform no more does so nowhere, five seconds later
    let removed = process.command(&["admin", "remove-platform-admin", "--email", "root@example.org"]);
    assert!(removed.status.success(), "{}", String::from_utf8_lossy(&removed.stderr));
    let began = Instant::now();
    while passes(&next).await != 401 {
        assert!(began.elapsed() < Duration::from_secs(5), "it still holds");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let again = process.command(&["admin", "remove-platform-admin", "--email", "root@example.org"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("does not belong to a platform admin"));
    let closed = process.command(&["admin", "close-account", "--email", "root@example.org"]);
    assert!(closed.status.success(), "{}", String::from_utf8_lossy(&closed.stderr));
    let body = json!({"email": "root@example.org", "password": PASSWORD});
    let (status, _) = request(process.address, "POST", "/v1/sessions", None, Some(&body)).await.unwrap();
    assert_eq!(status, 401);
}
