//! Records of one person: found, merged, and parted again within a day.

use std::time::Duration;

use axum::http::Method;
use holdfast_clinic::Clinics;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

struct Scene {
    api: Api,
    clinic: Clinic,
    slots: Vec<Uuid>,
}

impl Scene {
    async fn open() -> Self {
        let api = Api::start().await;
        let clinic = Clinic::open(&api, "Europe/London").await;
        let slots = clinic.free_slot_ids(&api).await;
        Self { api, clinic, slots }
    }

    fn path(&self, rest: &str) -> String {
        format!("/v1/clinics/{}/patients{rest}", self.clinic.id)
    }

    async fn add(&self, record: Value) -> Uuid {
        id(
            &self.api.post(self.path("")).bearer(&self.clinic.staff).json(&record).send().await.expect(201),
            "id",
        )
    }

    async fn person(&self, name: &str) -> Uuid {
        self.add(json!({"name": name})).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.api.get(path).bearer(&self.clinic.staff).send().await
    }

    async fn show(&self, patient: Uuid) -> Answer {
        self.get(&self.path(&format!("/{patient}"))).await
    }

    async fn merge(&self, patient: Uuid, into: Uuid) -> Answer {
        let path = self.path(&format!("/{patient}/merge"));
        self.api.post(path).bearer(&self.clinic.staff).json(&json!({"into": into})).send().await
    }

    async fn unmerge(&self, patient: Uuid) -> Answer {
        self.api.post(self.path(&format!("/{patient}/unmerge"))).bearer(&self.clinic.staff).send().await
    }

    async fn try_book(&self, patient: Uuid, slot: Uuid) -> Answer {
        let body = json!({"slot_id": slot, "patient_id": patient});
        self.api.post("/v1/bookings").bearer(&self.clinic.staff).json(&body).send().await
    }

    async fn book(&self, patient: Uuid, slot: usize) -> Uuid {
        id(&self.try_book(patient, self.slots[slot]).await.expect(201), "id")
    }

    async fn appointment(&self, appointment: Uuid) -> Value {
        self.get(&format!("/v1/appointments/{appointment}")).await.expect(200)
    }

    /// Whose these are.
    async fn whose(&self, appointments: &[Uuid]) -> Vec<Uuid> {
        let mut whose = Vec::new();
        for appointment in appointments {
            whose.push(id(&self.appointment(*appointment).await, "patient_id"));
        }
        whose
    }

    async fn found(&self, query: &str) -> Vec<Uuid> {
        let page = self.get(&self.path(&format!("?{query}"))).await.expect(200);
        page["items"].as_array().unwrap().iter().map(|record| id(record, "id")).collect()
    }

    async fn duplicates(&self, query: &str) -> Value {
        self.get(&self.path(&format!("/duplicates{query}"))).await.expect(200)
    }
}

/// Refused, since the record was merged into this one.
#[track_caller]
fn assert_leads_to(answer: &Answer, into: Uuid) {
    assert_eq!(answer.refused(409), "patient-merged");
    assert_eq!(answer.body["merged_into"], json!(into));
}

#[tokio::test]
async fn a_merged_record_leads_to_the_one_that_stays() {
    let scene = Scene::open().await;
    let old = scene
        .add(json!({"name": "Ada Byron", "phone": "+44 20 7946 0002", "email": "ada@example.org"}))
        .await;
    let new = scene.add(json!({"name": "Ada Lovelace", "desk_notes": "stays"})).await;
    let (one, two, own) = (scene.book(old, 0).await, scene.book(old, 1).await, scene.book(new, 2).await);
    let cancel = scene.api.post(format!("/v1/appointments/{two}/cancel")).bearer(&scene.clinic.staff);
    cancel.json(&json!({})).send().await.expect(200);
    let before = scene.appointment(one).await;

    let answer = scene.merge(old, new).await;
    let merged = answer.expect(200);
    assert_eq!(
        (&merged["id"], &merged["name"], &merged["desk_notes"]),
        (&json!(new), &json!("Ada Lovelace"), &json!("stays"))
    );
    assert_eq!(merged, scene.show(new).await.expect(200));
    // appointments are the other's, those that are over and those that were cancelled too; what was read of them is outdated
    assert_eq!(scene.whose(&[one, two, own]).await, [new; 3]);
    assert_eq!(scene.appointment(one).await["version"], before["version"].as_i64().unwrap() + 1);
    assert_eq!(scene.appointment(own).await["version"], 1);
    let stale = scene.api.post(format!("/v1/appointments/{one}/cancel")).bearer(&scene.clinic.staff);
    assert_eq!(
        stale.header("if-match", "\"1\"").json(&json!({})).send().await.refused(412),
        "precondition-failed"
    );

    // whatever is asked of the merged one says where it went
    assert_leads_to(&scene.show(old).await, new);
    assert_leads_to(&scene.get(&scene.path(&format!("/{old}/export"))).await, new);
    let change = scene.api.call(Method::PATCH, scene.path(&format!("/{old}"))).bearer(&scene.clinic.staff);
    assert_leads_to(&change.json(&json!({"name": "X"})).send().await, new);
    assert_leads_to(&scene.try_book(old, scene.slots[3]).await, new);
    assert_leads_to(&scene.merge(old, new).await, new);
    // it is found by what it says, as the one that stays; a list has that one alone
    for query in ["name=byron", "email=ada@example.org", "phone=%2B442079460002", "name=ada", ""] {
        assert_eq!(scene.found(query).await, [new], "{query}");
    }
    // the audit log of the one has what was of the other
    let path = format!("/v1/clinics/{}/audit?patient_id={new}", scene.clinic.id);
    let audit = scene.api.get(path).bearer(&scene.clinic.admin).send().await.expect(200);
    let count = |code: &str| {
        audit["items"].as_array().unwrap().iter().filter(|row| row["subtype"][0]["code"] == code).count()
    };
    assert_eq!((count("patient.create"), count("patient.merge"), count("appointment.reassign")), (2, 2, 2));
    let export = scene.get(&scene.path(&format!("/{new}/export"))).await.expect(200);
    assert_eq!(
        (&export["merged"][0]["name"], export["appointments"].as_array().unwrap().len()),
        (&json!("Ada Byron"), 3)
    );
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn a_merge_is_undone_within_a_day() {
    let mut scene = Scene::open().await;
    let (old, new) = (scene.person("Ada Byron").await, scene.person("Ada Lovelace").await);
    let (was_olds, was_news) = (scene.book(old, 0).await, scene.book(new, 1).await);
    scene.merge(old, new).await.expect(200);
    let since = scene.book(new, 2).await;
    // one that was moved in time is still one that the merge moved
    let path = format!("/v1/appointments/{was_olds}/reschedule");
    scene
        .api
        .post(path)
        .bearer(&scene.clinic.staff)
        .json(&json!({"slot_id": scene.slots[4]}))
        .send()
        .await
        .expect(200);

    let parted = scene.unmerge(old).await.expect(200);
    assert_eq!((&parted["id"], &parted["name"]), (&json!(old), &json!("Ada Byron")));
    assert_eq!(scene.show(old).await.expect(200), parted);
    assert_eq!(scene.whose(&[was_olds, was_news, since]).await, [old, new, new]);
    assert_eq!(scene.found("name=byron").await, [old]);
    assert_eq!(scene.unmerge(old).await.refused(409), "cannot-unmerge");
    assert_eq!(scene.unmerge(new).await.refused(409), "cannot-unmerge");
    scene.try_book(old, scene.slots[5]).await.expect(201);
    scene.api.assert_sound().await;

    scene.merge(old, new).await.expect(200);
    scene.api.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
    scene.clinic = scene.clinic.with_new_tokens(&scene.api);
    scene.unmerge(old).await.expect(200);
    scene.merge(old, new).await.expect(200);
    scene.api.clock.advance(SignedDuration::from_hours(24));
    scene.clinic = scene.clinic.with_new_tokens(&scene.api);
    assert_eq!(scene.unmerge(old).await.refused(409), "cannot-unmerge");
    assert_leads_to(&scene.show(old).await, new);
    // what was remembered for it goes with the next merge
    let (third, client) = (scene.person("Third").await, scene.api.database.client().await);
    let remembered = async || {
        let count = "SELECT count(*) FROM patient_merge_appointments";
        client.query_one(count, &[]).await.unwrap().get::<_, i64>(0)
    };
    assert!(remembered().await > 0);
    scene.merge(third, new).await.expect(200);
    assert_eq!(remembered().await, 0);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn chains_lead_to_the_last_and_come_apart_from_the_end() {
    let scene = Scene::open().await;
    let (a, b, c) = (scene.person("A A").await, scene.person("B B").await, scene.person("C C").await);
    let (of_a, of_b) = (scene.book(a, 0).await, scene.book(b, 1).await);
    scene.merge(a, b).await.expect(200);
    scene.merge(b, c).await.expect(200);
    assert_leads_to(&scene.show(a).await, c);
    assert_leads_to(&scene.show(b).await, c);
    assert_eq!(scene.whose(&[of_a, of_b]).await, [c, c]);
    // no rings
    assert_leads_to(&scene.merge(c, a).await, c);
    assert_leads_to(&scene.merge(c, b).await, c);
    assert_eq!(scene.merge(c, c).await.refused(422), "invalid-request");
    // the first merge is not undone before the second
    assert_eq!(scene.unmerge(a).await.refused(409), "cannot-unmerge");
    scene.api.assert_sound().await;
    scene.unmerge(b).await.expect(200);
    assert_leads_to(&scene.show(a).await, b);
    assert_eq!(scene.whose(&[of_a, of_b]).await, [b, b]);
    scene.api.assert_sound().await;
    scene.unmerge(a).await.expect(200);
    assert_eq!(scene.whose(&[of_a, of_b]).await, [a, b]);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn nobody_is_in_two_places_after_a_merge() {
    let scene = Scene::open().await;
    // a second doctor has slots at the same times
    let other = Clinic::add_doctor(&scene.api, scene.clinic.id, "dermatology").await;
    let path = format!("/v1/doctors/{other}/availability");
    scene.api.post(path).bearer(&scene.clinic.admin).json(&nine_to_five()).send().await.expect(200);
    let page = scene.api.get(format!("/v1/doctors/{other}/slots?limit=1")).send().await.expect(200);
    let (old, new) = (scene.person("Ada Byron").await, scene.person("Ada Lovelace").await);
    let one = scene.book(old, 0).await;
    let two = id(&scene.try_book(new, id(&page["items"][0], "id")).await.expect(201), "id");
    let refused = scene.merge(old, new).await;
    assert_eq!(refused.refused(409), "appointments-overlap");
    let mut named: Vec<Uuid> = refused.body["appointments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap().parse().unwrap())
        .collect();
    named.sort_unstable();
    let mut both = vec![one, two];
    both.sort_unstable();
    assert_eq!(named, both);
    assert_eq!(scene.whose(&[one, two]).await, [old, new]);
    // one that was cancelled is in no place
    let cancel = scene.api.post(format!("/v1/appointments/{two}/cancel")).bearer(&scene.clinic.staff);
    cancel.json(&json!({})).send().await.expect(200);
    scene.merge(old, new).await.expect(200);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn the_account_goes_along_unless_there_are_two() {
    let scene = Scene::open().await;
    let accounts = [scene.api.new_id(), scene.api.new_id()];
    let record_of = async |account: Uuid, name: &str| {
        let record = scene.add(json!({"name": name, "account_id": account})).await;
        let path = format!("/v1/account/patients/{record}/accept");
        scene.api.post(path).bearer(&scene.api.patient(account)).send().await.expect(200);
        record
    };
    let (ada, bea) = (record_of(accounts[0], "Ada").await, record_of(accounts[1], "Bea").await);
    assert_eq!(scene.merge(ada, bea).await.refused(409), "accounts-differ");
    let plain = scene.add(json!({"name": "Ada L", "account_id": accounts[1]})).await;
    let own = async |account: usize, path: &str| {
        let page = scene.api.get(path).bearer(&scene.api.patient(accounts[account])).send().await.expect(200);
        page["items"].as_array().unwrap().iter().map(|item| id(item, "id")).collect::<Vec<_>>()
    };
    assert_eq!(own(1, "/v1/account/patient-offers").await, [plain]);
    let appointment = scene.book(ada, 0).await;

    let merged = scene.merge(ada, plain).await.expect(200);
    assert_eq!((&merged["account_id"], &merged["offered_account_id"]), (&json!(accounts[0]), &Value::Null));
    assert_eq!(own(0, "/v1/account/patients").await, [plain]);
    assert!(own(1, "/v1/account/patient-offers").await.is_empty());
    // the account has its appointment, books for the record that stays, and for the other no more
    let token = scene.api.patient(accounts[0]);
    let shown =
        scene.api.get(format!("/v1/appointments/{appointment}")).bearer(&token).send().await.expect(200);
    assert_eq!(shown["patient_id"], json!(plain));
    let book = async |patient: Uuid, slot: usize| {
        let body = json!({"slot_id": scene.slots[slot], "patient_id": patient});
        scene.api.post("/v1/bookings").bearer(&token).json(&body).send().await
    };
    assert_leads_to(&book(ada, 1).await, plain);
    book(plain, 1).await.expect(201);
    let leave = scene.api.call(Method::DELETE, format!("/v1/account/patients/{ada}")).bearer(&token);
    assert_eq!(leave.send().await.refused(404), "not-found");

    scene.unmerge(ada).await.expect(200);
    assert_eq!(own(0, "/v1/account/patients").await, [ada]);
    assert_eq!(own(1, "/v1/account/patient-offers").await, [plain]);
    let shown = scene.show(plain).await.expect(200);
    assert_eq!((&shown["account_id"], &shown["offered_account_id"]), (&Value::Null, &json!(accounts[1])));
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn a_booking_and_a_merge_at_once_leave_nobody_behind() {
    let scene = Scene::open().await;
    let into = scene.person("Into").await;
    for round in 0..20 {
        let old = scene.person("Old").await;
        let slot = scene.slots[round];
        let (booked, merged) = tokio::join!(scene.try_book(old, slot), scene.merge(old, into));
        merged.expect(200);
        match booked.status.as_u16() {
            201 => assert_eq!(scene.whose(&[id(&booked.body, "id")]).await, [into], "round {round}"),
            _ => assert_leads_to(&booked, into),
        }
    }
    scene.api.assert_sound().await;
}

/// The last word is PostgreSQL's: a booking that has judged the record before it was merged, and writes after.
#[tokio::test]
async fn a_booking_that_waits_for_a_merge_is_told_where_the_record_went() {
    let scene = Scene::open().await;
    let (old, into) = (scene.person("Old").await, scene.person("Into").await);
    let mut client = scene.api.database.client().await;
    // a merge that is not committed yet
    let tx = client.transaction().await.unwrap();
    tx.execute("SELECT FROM patients WHERE id = $1 FOR UPDATE", &[&old]).await.unwrap();
    tx.execute("UPDATE patients SET merged_into = $1 WHERE id = $2", &[&into, &old]).await.unwrap();
    let booking = scene.try_book(old, scene.slots[0]);
    let watch = async {
        let watcher = scene.api.database.client().await;
        let waits = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())";
        while !watcher.query_one(waits, &[]).await.unwrap().get::<_, bool>(0) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tx.commit().await.unwrap();
    };
    let (booked, ()) = tokio::join!(booking, watch);
    assert_leads_to(&booked, into);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn of_merges_at_once_one_is_made() {
    let scene = Scene::open().await;
    for round in 0..10 {
        let (a, b, c) = (scene.person("A").await, scene.person("B").await, scene.person("C").await);
        let appointment = scene.book(a, round).await;
        // in a ring, two of them from one record
        let (one, two, three, four) =
            tokio::join!(scene.merge(a, b), scene.merge(b, c), scene.merge(c, a), scene.merge(a, c));
        let made = [&one, &two, &three, &four].iter().filter(|answer| answer.status == 200).count();
        assert!((1..=2).contains(&made), "round {round}: {made}");
        for answer in [one, two, three, four].iter().filter(|answer| answer.status != 200) {
            assert_eq!(answer.refused(409), "patient-merged");
        }
        let whose = scene.whose(&[appointment]).await[0];
        scene.show(whose).await.expect(200);
    }
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn who_is_erased_is_erased_as_a_whole() {
    let scene = Scene::open().await;
    let a = scene.add(json!({"name": "Wilhelmina Unusual", "desk_notes": "x"})).await;
    let b = scene.person("Mina Unusual").await;
    let c = scene.person("M Unusual").await;
    scene.merge(a, b).await.expect(200);
    scene.merge(c, b).await.expect(200);
    let appointment = scene.book(b, 0).await;
    let erase = async |patient: Uuid| {
        scene
            .api
            .call(Method::DELETE, scene.path(&format!("/{patient}")))
            .bearer(&scene.clinic.admin)
            .send()
            .await
    };
    // whichever of the records is named
    assert_eq!(erase(a).await.refused(409), "patient-has-appointments");
    let cancel = scene.api.post(format!("/v1/appointments/{appointment}/cancel")).bearer(&scene.clinic.staff);
    cancel.json(&json!({"reason": "Wilhelmina is ill"})).send().await.expect(200);
    erase(a).await.expect(204);
    let client = scene.api.database.client().await;
    let left = "SELECT count(*) FROM patients WHERE erased_at IS NULL OR name <> '' OR details <> ''";
    assert_eq!(client.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0);
    let left = "SELECT count(*) FROM appointments WHERE cancel_reason <> ''";
    assert_eq!(client.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0);
    let left = "SELECT count(*) FROM patient_name_tokens";
    assert_eq!(client.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0);
    assert_eq!(scene.unmerge(a).await.refused(404), "not-found");
    assert_eq!(scene.merge(scene.person("D").await, b).await.refused(422), "invalid-request");
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn merges_stay_within_a_clinic() {
    let scene = Scene::open().await;
    let other = Clinic::open(&scene.api, "UTC").await;
    let theirs = other.add_patient(&scene.api, None).await;
    let ours = scene.person("Ours").await;
    let refused = scene.merge(ours, theirs).await;
    assert_eq!(refused.refused(422), "invalid-request");
    assert_eq!(refused.body["errors"][0]["field"], "into");
    assert_eq!(scene.merge(theirs, ours).await.refused(404), "not-found");
    assert_eq!(scene.unmerge(theirs).await.refused(404), "not-found");
    let path = scene.path(&format!("/{ours}/merge"));
    let foreign = scene.api.post(&path).bearer(&other.staff).json(&json!({"into": theirs})).send().await;
    assert_eq!(foreign.refused(404), "not-found");
    assert_eq!(scene.show(ours).await.expect(200)["version"], 1);
}

#[tokio::test]
async fn a_merge_given_again_under_its_key_is_the_same() {
    let scene = Scene::open().await;
    let (old, new) = (scene.person("Old").await, scene.person("New").await);
    let send = || {
        let call = scene.api.post(scene.path(&format!("/{old}/merge"))).bearer(&scene.clinic.staff);
        call.header("idempotency-key", "merge").json(&json!({"into": new})).send()
    };
    let (first, again) = (send().await, send().await);
    assert_eq!(first.expect(200), again.expect(200));
}

#[tokio::test]
async fn duplicates_are_found_by_phone_address_and_name_with_birth_date() {
    let scene = Scene::open().await;
    let born = |name: &str, date: &str| json!({"name": name, "birth_date": date});
    let phones = [
        scene.add(json!({"name": "A", "phone": "+44 20 7946 0002"})).await,
        scene.add(json!({"name": "B", "phone": "+442079460002"})).await,
    ];
    let addresses = [
        scene.add(json!({"name": "C", "email": "Ada@example.org"})).await,
        scene.add(json!({"name": "D", "email": "ada@example.org"})).await,
        scene.add(json!({"name": "E", "email": "ada@example.org"})).await,
    ];
    let names = [
        scene.add(born("Zoë García", "1985-12-10")).await,
        scene.add(born("garcia zoe", "1985-12-10")).await,
    ];
    scene.add(born("Zoë García", "1985-12-11")).await;
    scene.add(json!({"name": "Zoë García"})).await;
    let (erased, kept) = (
        scene.add(json!({"name": "F", "phone": "12"})).await,
        scene.add(json!({"name": "G", "phone": "12"})).await,
    );
    scene
        .api
        .call(Method::DELETE, scene.path(&format!("/{erased}")))
        .bearer(&scene.clinic.admin)
        .send()
        .await
        .expect(204);

    let groups = |page: &Value| -> Vec<(String, Vec<Uuid>)> {
        let group = |item: &Value| {
            let mut ids: Vec<Uuid> =
                item["patients"].as_array().unwrap().iter().map(|record| id(record, "id")).collect();
            ids.sort_unstable();
            assert_eq!(item["count"], ids.len());
            (item["reason"].as_str().unwrap().to_owned(), ids)
        };
        page["items"].as_array().unwrap().iter().map(group).collect()
    };
    let sorted = |ids: &[Uuid]| {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids
    };
    let expected = [
        ("phone".to_owned(), sorted(&phones)),
        ("email".to_owned(), sorted(&addresses)),
        ("name_and_birth_date".to_owned(), sorted(&names)),
    ];
    let all = scene.duplicates("").await;
    assert_eq!((groups(&all).as_slice(), &all["next_cursor"]), (&expected[..], &Value::Null));
    // page by page the same
    let (mut paged, mut query) = (Vec::new(), "?limit=1".to_owned());
    for _ in 0..5 {
        let page = scene.duplicates(&query).await;
        paged.extend(groups(&page));
        match page["next_cursor"].as_str() {
            Some(cursor) => query = format!("?limit=1&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(paged, expected);

    // who was merged is a duplicate no more
    scene.merge(phones[0], phones[1]).await.expect(200);
    assert_eq!(groups(&scene.duplicates("").await), expected[1..]);
    // what a booking brought is found after the next look
    let body = json!({"slot_id": scene.slots[0], "patient": {"name": "New", "phone": "12"}});
    let booked =
        scene.api.post("/v1/bookings").bearer(&scene.clinic.staff).json(&body).send().await.expect(201);
    while scene.api.system.part::<Clinics>().unwrap().index_patients().await.unwrap() > 0 {}
    assert_eq!(
        groups(&scene.duplicates("").await)[0],
        ("phone".to_owned(), sorted(&[kept, id(&booked, "patient_id")]))
    );
}

/// A number that stands for "none" at some desk is no reason to open the clinic's records.
#[tokio::test]
async fn a_number_of_thousands_is_one_group_of_which_ten_are_shown() {
    let scene = Scene::open().await;
    let first = scene.add(json!({"name": "A", "phone": "0000"})).await;
    let client = scene.api.database.client().await;
    let copies = "INSERT INTO patients (clinic_id, id, name, phone_key, created_at)
        SELECT clinic_id, md5(n::text)::uuid, '', phone_key, created_at FROM patients, generate_series(1, 6000) n WHERE id = $1";
    client.execute(copies, &[&first]).await.unwrap();
    // some of these come before that number, and some after
    for n in 0..12 {
        for name in ["D", "E"] {
            scene.add(json!({"name": name, "phone": format!("1{n}")})).await;
        }
    }
    let beyond = [
        scene.add(json!({"name": "B", "email": "b@example.org"})).await,
        scene.add(json!({"name": "C", "email": "b@example.org"})).await,
    ];
    let (mut found, mut query) = (Vec::new(), String::new());
    loop {
        let page = scene.duplicates(&query).await;
        for item in page["items"].as_array().unwrap() {
            let shown = item["patients"].as_array().unwrap().len();
            found.push((item["reason"].as_str().unwrap().to_owned(), shown, item["count"].as_u64().unwrap()));
        }
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?cursor={cursor}");
    }
    found.sort_unstable();
    let phone = "phone".to_owned();
    let mut expected = vec![("email".to_owned(), beyond.len(), 2)];
    expected.extend(std::iter::repeat_n((phone.clone(), 2, 2), 12));
    expected.push((phone, 10, 5_000));
    assert_eq!(found, expected);
}
