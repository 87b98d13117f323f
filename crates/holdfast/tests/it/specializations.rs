//! Doctors of several specializations: found by each, counted for each, and the first of them is the one that was always there.

use axum::http::Method;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic};
use serde_json::{Value, json};

async fn change(api: &Api, clinic: &Clinic, body: &Value) -> Answer {
    let path = format!("/v1/doctors/{}", clinic.doctor_id);
    api.call(Method::PATCH, path).bearer(&clinic.admin).json(body).send().await
}

/// How many doctors there are by the names of their specializations.
async fn counted(api: &Api) -> Vec<(String, u64)> {
    let listed = api.get("/v1/specializations").send().await.expect(200);
    let of = |item: &Value| (item["name"].as_str().unwrap().to_owned(), item["doctors"].as_u64().unwrap());
    listed["items"].as_array().unwrap().iter().map(of).collect()
}

/// Whether each search for a specialization finds the doctor's slots, all of them or none.
async fn is_found(api: &Api, clinic: &Clinic, specialization: &str) -> bool {
    let (c, d) = (clinic.id, clinic.doctor_id);
    let mut found = Vec::new();
    for query in [
        String::new(),
        format!("&clinic_id={c}"),
        format!("&doctor_id={d}"),
        "&part_of_day=morning".to_owned(),
        format!("&part_of_day=morning&clinic_id={c}"),
    ] {
        let path = format!("/v1/slots?specialization={specialization}{query}");
        for token in [None, Some(&clinic.staff)] {
            let call = api.get(&path);
            let page = match token {
                Some(token) => call.bearer(token).send().await.expect(200),
                None => call.send().await.expect(200),
            };
            found.push(!page["items"].as_array().unwrap().is_empty());
        }
    }
    for path in ["/v1/doctors/soonest?", "/v1/slots/days?from=2026-11-23&days=7&"] {
        for of_clinic in [String::new(), format!("&clinic_id={c}")] {
            let path = format!("{path}specialization={specialization}{of_clinic}");
            let answer = api.get(path).send().await.expect(200);
            let days = answer["days"].as_array().map(|days| days.iter().any(|day| day["free"] != 0));
            found.push(days.unwrap_or_else(|| answer["items"][0]["doctor"]["id"] == json!(d)));
        }
    }
    assert!(found.iter().all(|one| *one == found[0]), "{specialization}: {found:?}");
    found[0]
}

#[tokio::test]
async fn a_doctor_is_found_by_each_of_several() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let before = clinic.free_slots(&api).await;
    let several = json!({"specializations": ["Cardiology", "Sports medicine", "Surgery"]});
    let changed = change(&api, &clinic, &several).await.expect(200);
    assert_eq!(
        (&changed["specialization"], &changed["specializations"]),
        (&json!("Cardiology"), &several["specializations"])
    );
    for (name, finds) in
        [("cardiology", true), ("SPORTS%20MEDICINE", true), ("surgery", true), ("dermatology", false)]
    {
        assert_eq!(is_found(&api, &clinic, name).await, finds, "{name}");
    }
    // the group has a name of its own, which is nobody's
    assert!(!is_found(&api, &clinic, "cardiology%1Fsports%20medicine%1Fsurgery").await);
    assert_eq!(clinic.free_slots(&api).await, before, "slots are what they were");
    // a colleague has the same ones in another order, and one has one of them
    let add = async |body: Value| {
        let path = format!("/v1/clinics/{}/doctors", clinic.id);
        api.post(path).bearer(&clinic.admin).json(&body).send().await
    };
    let same = add(json!({"name": "A", "specializations": ["surgery", "CARDIOLOGY", "sports medicine"]}))
        .await
        .expect(201);
    assert_eq!(same["specialization"], "surgery");
    add(json!({"name": "B", "specialization": "Surgery"})).await.expect(201);
    let counts =
        |counts: &[(&str, u64)]| counts.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(counted(&api).await, counts(&[("cardiology", 2), ("sports medicine", 2), ("surgery", 3)]));
    let groups = "SELECT count(*) FROM specializations WHERE is_group";
    let groups: i64 = api.database.client().await.query_one(groups, &[]).await.unwrap().get(0);
    assert_eq!(groups, 1, "who has the same is in the same group");

    // the main one alone: the others stay
    let changed = change(&api, &clinic, &json!({"specialization": "Surgery"})).await.expect(200);
    assert_eq!(changed["specializations"], json!(["Surgery", "Sports medicine"]));
    assert!(!is_found(&api, &clinic, "cardiology").await);
    assert!(is_found(&api, &clinic, "surgery").await);
    let changed = change(&api, &clinic, &json!({"specializations": ["Dermatology"]})).await.expect(200);
    assert_eq!(changed["specializations"], json!(["Dermatology"]));
    assert!(is_found(&api, &clinic, "dermatology").await);
    assert!(!is_found(&api, &clinic, "surgery").await);
    let shown = api.get(format!("/v1/doctors/{}", id(&same, "id"))).send().await.expect(200);
    assert_eq!(shown["specializations"], json!(["surgery", "CARDIOLOGY", "sports medicine"]));
    api.assert_sound().await;
}

#[tokio::test]
async fn wrong_ones_are_named_and_change_nothing() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    for (body, field) in [
        (json!({"specializations": []}), "specializations"),
        (json!({"specializations": null}), "specializations"),
        (json!({"specializations": vec!["x"; 11]}), "specializations"),
        (json!({"specializations": ["a", " A "]}), "specializations[1]"),
        (json!({"specializations": ["a", ""]}), "specializations[1]"),
        (json!({"specializations": ["a", "b\u{1f}c"]}), "specializations[1]"),
        (json!({"specializations": ["a", "b"], "specialization": "b"}), "specialization"),
    ] {
        assert_eq!(change(&api, &clinic, &body).await.fields()[0], field, "{body}");
        let mut new = body.clone();
        new["name"] = json!("New");
        let path = format!("/v1/clinics/{}/doctors", clinic.id);
        let added = api.post(path).bearer(&clinic.admin).json(&new).send().await;
        assert_eq!(added.fields()[0], field, "{new}");
    }
    let path = format!("/v1/clinics/{}/doctors", clinic.id);
    let added = api.post(&path).bearer(&clinic.admin).json(&json!({"name": "New"})).send().await;
    assert_eq!(added.fields(), ["specialization"]);
    assert_eq!(api.get(&path).send().await.expect(200)["items"].as_array().unwrap().len(), 1);
}
