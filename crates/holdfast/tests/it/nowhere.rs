//! Who must get nowhere: what strangers try with things of others, where no other file tests it.
//!
//! The rest: foreign objects and roles in `who_may.rs`, the database itself in `isolation.rs`, tokens in `crates/tokens`,
//! calls between processes in `crates/rpc`, fields that are not asked for and line breaks in `bad_input`, hoarding and
//! forged addresses in `limits.rs`, canaries in `personal_data.rs` and `stack/canaries.rs`.

use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use serde_json::json;

#[tokio::test]
async fn a_key_of_another_is_a_new_key() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let (ada, bob) = (api.patient(api.new_id()), api.patient(api.new_id()));
    let book = async |token: &str, slot: usize, name: &str| {
        let body = json!({"slot_id": slots[slot], "patient": {"name": name}, "reason": "mine"});
        api.post("/v1/bookings").bearer(token).header("idempotency-key", "guessed").json(&body).send().await
    };
    let of_ada = book(&ada, 0, "Ada").await.expect(201);
    // the very same request by somebody else is refused as any other's would be, and is not answered with hers
    assert_eq!(book(&bob, 0, "Ada").await.refused(409), "slot-taken");
    let of_bob = book(&bob, 1, "Bob").await.expect(201);
    assert_ne!(id(&of_ada, "id"), id(&of_bob, "id"));
    // and each still has their own first answer
    assert_eq!(book(&ada, 0, "Ada").await.expect(201), of_ada);
    assert_eq!(book(&bob, 1, "Bob").await.expect(201), of_bob);
}

#[tokio::test]
async fn a_cursor_of_another_leads_into_ones_own_list() {
    let api = Api::start().await;
    let (own, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    for clinic in [&own, &other] {
        let slots = clinic.free_slot_ids(&api).await;
        for slot in &slots[..3] {
            clinic.book(&api, *slot).await;
        }
    }
    for list in ["appointments", "patients", "audit"] {
        let path = |clinic: &Clinic| match list {
            "appointments" => "/v1/appointments?limit=1".to_owned(),
            list => format!("/v1/clinics/{}/{list}?limit=1", clinic.id),
        };
        let page = api.get(path(&other)).bearer(&other.admin).send().await.expect(200);
        let cursor = page["next_cursor"].as_str().unwrap();
        let seen =
            api.get(format!("{}&cursor={cursor}", path(&own))).bearer(&own.admin).send().await.expect(200);
        let text = seen.to_string();
        assert!(!text.contains(&other.id.to_string()), "{list}: {text}");
        assert_eq!(
            api.get(path(&other)).bearer(&own.admin).send().await.status == 404,
            list != "appointments"
        );
    }
}

/// Whose clinic somebody works for is said by their token alone.
#[tokio::test]
async fn headers_and_parameters_do_not_change_who_one_is() {
    let api = Api::start().await;
    let (own, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let foreign = other.book(&api, other.free_slot_ids(&api).await[0]).await;
    let path = format!("/v1/appointments/{}", id(&foreign, "id"));
    for (name, value) in [
        ("x-clinic-id", other.id.to_string()),
        ("x-forwarded-user", "platform_admin".to_owned()),
        ("x-role", "platform_admin".to_owned()),
        ("x-original-url", "/v1/clinics".to_owned()),
        ("x-http-method-override", "DELETE".to_owned()),
        ("cookie", "role=platform_admin".to_owned()),
    ] {
        let answer = api.get(&path).bearer(&own.admin).header(name, &value).send().await;
        assert_eq!(answer.refused(404), "not-found", "{name}");
    }
    let list = api.get(format!("/v1/appointments?clinic_id={}", other.id)).bearer(&own.admin).send().await;
    assert_eq!(list.refused(404), "not-found");
}
