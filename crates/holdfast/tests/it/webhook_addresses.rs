//! A webhook is no way into the network that Holdfast stands in: an address that is not public is refused when it is set,
//! or when its name turns out to stand for one, and nothing is connected to.

use std::time::{Duration, Instant};

use holdfast_config::Settings;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::text;
use holdfast_testkit::process::request;
use holdfast_testkit::{Api, Clinic, Process, Receiver};
use holdfast_webhook::Webhooks;
use serde_json::{Value, json};

use crate::webhooks::on_this_machine;

#[tokio::test]
async fn an_address_inside_is_refused_however_it_is_written() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let path = format!("/v1/clinics/{}/webhooks", clinic.id);
    for host in [
        "localhost",
        "LOCALHOST",
        "a.localhost",
        "localhost.",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.100.100.200",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
    ] {
        for scheme in ["http", "https"] {
            let body = json!({"url": format!("{scheme}://{host}:9/")});
            let answer = api.post(&path).bearer(&clinic.admin).json(&body).send().await;
            assert_eq!(answer.refused(422), "invalid-request", "{body}");
            assert_eq!(answer.fields(), ["url"], "{body}");
        }
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let api = Api::with_settings(&on_this_machine()).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let (receiver, inside) = (Receiver::start().await, Receiver::start().await);
    receiver.redirect(&inside.url());
    let path = format!("/v1/clinics/{}/webhooks", clinic.id);
    let body = json!({"url": receiver.url()});
    let webhook = api.post(&path).bearer(&clinic.admin).json(&body).send().await.expect(201);
    let path = format!("{path}/{}", text(&webhook, "id"));
    api.post(format!("{path}/trial")).bearer(&clinic.admin).send().await.expect(202);
    api.system.part::<Webhooks>().unwrap().deliver_due().await.unwrap();
    let listed = api.get(format!("{path}/deliveries")).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(text(&listed["items"][0], "last_error"), "redirects are not followed");
    assert_eq!((receiver.posted().len(), inside.connections()), (1, 0));
}

/// What an address was allowed for when it was set, it may no longer be.
#[tokio::test]
async fn an_address_is_judged_again_when_something_is_delivered() {
    let api = Api::with_settings(&on_this_machine()).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let inside = Receiver::start().await;
    let path = format!("/v1/clinics/{}/webhooks", clinic.id);
    let body = json!({"url": inside.url()});
    let webhook = api.post(&path).bearer(&clinic.admin).json(&body).send().await.expect(201);
    let path = format!("{path}/{}", text(&webhook, "id"));
    api.post(format!("{path}/trial")).bearer(&clinic.admin).send().await.expect(202);
    let strict = api.again_with(&Settings::default());
    strict.part::<Webhooks>().unwrap().deliver_due().await.unwrap();
    let listed = api.get(format!("{path}/deliveries")).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(text(&listed["items"][0], "last_error"), "that is no public address");
    assert_eq!(inside.connections(), 0);
}

/// The real binary, and names that stand for what the test says (by nss_wrapper, in the place of a name server).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_stands_for_an_address_inside_is_not_connected_to() {
    let inside = Receiver::start().await;
    let hosts = tempfile::NamedTempFile::new().unwrap();
    let stands_for = |addresses: &[&str]| {
        let lines: Vec<_> =
            addresses.iter().map(|address| format!("{address} hooks.example.org\n")).collect();
        std::fs::write(hosts.path(), lines.concat()).unwrap();
    };
    stands_for(&["127.0.0.1"]);
    let settings = [
        ("LD_PRELOAD", "libnss_wrapper.so".to_owned()),
        ("NSS_WRAPPER_HOSTS", hosts.path().display().to_string()),
    ];
    let mut process = Process::begin(env!("CARGO_BIN_EXE_holdfast"), settings.into());
    process.wait_ready().await;
    let admin = process.token(&["--role", "platform_admin"]);
    let call = async |method: &str, path: &str, body: Option<Value>| {
        let (status, body) =
            request(process.address, method, path, Some(&admin), body.as_ref()).await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {body}");
        body
    };
    let clinic = call("POST", "/v1/clinics", Some(json!({"name": "C", "time_zone": "UTC"}))).await;
    let webhooks = format!("/v1/clinics/{}/webhooks", id(&clinic, "id"));
    let url = format!("https://hooks.example.org:{}/", inside.address.port());
    let webhook = call("POST", &webhooks, Some(json!({"url": url}))).await;
    let webhook = format!("{webhooks}/{}", id(&webhook, "id"));
    let try_it = async || {
        let event_id = id(&call("POST", &format!("{webhook}/trial"), None).await, "event_id");
        let began = Instant::now();
        loop {
            let listed = call("GET", &format!("{webhook}/deliveries"), None).await;
            let all = listed["items"].as_array().unwrap();
            let one = all.iter().find(|one| id(one, "event_id") == event_id).unwrap();
            if let Some(error) = one["last_error"].as_str() {
                return error.to_owned();
            }
            assert!(began.elapsed() < Duration::from_secs(30), "{one}: {}", process.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let forbidden = "that is no public address";
    assert_eq!(try_it().await, forbidden);
    stands_for(&["::1", "169.254.169.254", "::ffff:127.0.0.1"]);
    assert_eq!(try_it().await, forbidden);
    // first it stands for something outside, in a network that is nobody's; then for something inside
    stands_for(&["2d00::1"]);
    assert_ne!(try_it().await, forbidden);
    stands_for(&["127.0.0.1"]);
    assert_eq!(try_it().await, forbidden);
    // of several addresses, those outside alone are tried
    stands_for(&["127.0.0.1", "2d00::1"]);
    assert_ne!(try_it().await, forbidden);
    assert_eq!(inside.connections(), 0);
}
