//! `GET /v1/doctors/soonest`, `/v1/slots/days`, `/v1/doctors/{id}/days`, `/v1/specializations`, and `GET /v1/slots` with wishes, held
//! against a plain model made of `GET /v1/slots` without any: whatever that offers is what these group, count and filter.

use std::collections::{BTreeMap, HashMap, HashSet};

use holdfast_domain::template::Mode;
use holdfast_domain::{OfferKind, PeopleCursor};
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Clinic, rounds};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use uuid::Uuid;

const ZONES: [&str; 5] =
    ["America/New_York", "Europe/London", "Pacific/Auckland", "Asia/Kathmandu", "America/Los_Angeles"];
const SPECIALIZATIONS: [&str; 3] = ["cardiology", "dermatology", "surgery"];
const PARTS: [&str; 3] = ["morning", "afternoon", "evening"];
const EVERY_DAY: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

async fn get(api: &Api, path: &str) -> Value {
    get_as(api, None, path).await
}

async fn get_as(api: &Api, token: Option<&str>, path: &str) -> Value {
    let call = api.get(path);
    match token {
        Some(token) => call.bearer(token).send().await.expect(200),
        None => call.send().await.expect(200),
    }
}

/// All items of a list.
async fn walk(
    api: &Api,
    token: Option<&str>,
    path: &str,
    mut between: impl AsyncFnMut(&[Value]),
) -> Vec<Value> {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get_as(api, token, &format!("{path}{cursor}")).await;
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
        between(&items).await;
    }
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

fn slot_ids(card: &Value) -> Vec<Uuid> {
    card["slots"].as_array().unwrap().iter().map(|slot| id(slot, "id")).collect()
}

/// Doctor and times of each card.
fn cards(items: &[Value]) -> Vec<(Uuid, Vec<Uuid>)> {
    items.iter().map(|card| (id(&card["doctor"], "id"), slot_ids(card))).collect()
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
struct Wanted {
    specialization: Option<&'static str>,
    clinic: Option<Uuid>,
    doctor: Option<Uuid>,
    mode: Option<&'static str>,
    part: Option<&'static str>,
}

impl Wanted {
    fn query(&self) -> String {
        let of = |name: &str, value: Option<String>| {
            value.map(|value| format!("&{name}={value}")).unwrap_or_default()
        };
        [
            of("specialization", self.specialization.map(str::to_uppercase)),
            of("clinic_id", self.clinic.map(|id| id.to_string())),
            of("doctor_id", self.doctor.map(|id| id.to_string())),
            of("mode", self.mode.map(str::to_owned)),
            of("part_of_day", self.part.map(str::to_owned)),
        ]
        .concat()
    }
}

/// Every free slot as `GET /v1/slots` gives it, and who the doctors are.
struct Model {
    slots: Vec<Value>,
    specializations: HashMap<Uuid, Vec<&'static str>>,
}

impl Model {
    async fn of(api: &Api, token: Option<&str>, specializations: &HashMap<Uuid, Vec<&'static str>>) -> Self {
        let slots = walk(api, token, "/v1/slots?limit=500", async |_| {}).await;
        Self { slots, specializations: specializations.clone() }
    }

    fn matching<'a>(&'a self, wanted: &'a Wanted) -> impl Iterator<Item = &'a Value> {
        self.slots.iter().filter(move |slot| {
            // by the clinic's clocks: the text has the clinic's offset
            let part = match text(slot, "starts_at")[11..13].parse::<u32>().unwrap() {
                ..12 => "morning",
                12..17 => "afternoon",
                _ => "evening",
            };
            let doctor = id(slot, "doctor_id");
            wanted.specialization.is_none_or(|of| self.specializations[&doctor].contains(&of))
                && wanted.clinic.is_none_or(|of| id(slot, "clinic_id") == of)
                && wanted.doctor.is_none_or(|of| doctor == of)
                && wanted.mode.is_none_or(|of| text(slot, "mode") == of)
                && wanted.part.is_none_or(|of| part == of)
        })
    }

    /// Doctors in the order of their first slot, each with the first ones.
    fn soonest(&self, wanted: &Wanted, from: Timestamp, times: usize) -> Vec<(Uuid, Vec<Uuid>)> {
        let mut found: Vec<(Uuid, Vec<Uuid>)> = Vec::new();
        for slot in
            self.matching(wanted).filter(|slot| text(slot, "starts_at").parse::<Timestamp>().unwrap() >= from)
        {
            let doctor = id(slot, "doctor_id");
            match found.iter_mut().find(|(known, _)| *known == doctor) {
                Some((_, slots)) if slots.len() < times => slots.push(id(slot, "id")),
                Some(_) => {}
                None => found.push((doctor, vec![id(slot, "id")])),
            }
        }
        found
    }

    /// The days' numbers of free slots, and the next one that has any.
    fn days(&self, wanted: &Wanted, from: Date, days: i64) -> Value {
        let mut by_date: BTreeMap<Date, usize> = BTreeMap::new();
        for slot in self.matching(wanted) {
            *by_date.entry(text(slot, "starts_at")[..10].parse().unwrap()).or_default() += 1;
        }
        let date = |number: i64| from.checked_add(number.days()).unwrap();
        let counted_to = if wanted.doctor.is_some() { 100 } else { 25 };
        let strip = (0..days).map(|number| {
            let free = by_date.get(&date(number)).copied().unwrap_or(0).min(counted_to);
            json!({"date": date(number).to_string(), "free": free})
        });
        let next = by_date.range(date(days)..).next().map(|(date, _)| date.to_string());
        json!({"days": strip.collect::<Vec<_>>(), "next_day": next, "counted_to": counted_to})
    }
}

/// Some doctors of some clinics, by their own hours from today on.
async fn people(
    api: &Api,
    random: &mut StdRng,
    clinics: usize,
    doctors: usize,
    horizon: i64,
) -> (Vec<Uuid>, HashMap<Uuid, Vec<&'static str>>) {
    let platform = api.platform_admin();
    let (mut ids, mut specializations) = (Vec::new(), HashMap::new());
    for number in 0..clinics {
        let notice = [0, 0, 90, 3000].choose(random).unwrap();
        let body = json!({"name": format!("Clinic {number}"), "address": format!("Street {number}"),
                          "time_zone": ZONES[number % ZONES.len()], "min_notice_minutes": notice});
        let clinic =
            id(&api.post("/v1/clinics").bearer(&platform).json(&body).send().await.expect(201), "id");
        ids.push(clinic);
        for _ in 0..doctors {
            let doctor = Clinic::add_doctor(api, clinic, SPECIALIZATIONS[0]).await;
            let count = *[1, 1, 2, 3].choose(random).unwrap();
            let several: Vec<_> = SPECIALIZATIONS.choose_multiple(random, count).copied().collect();
            let path = format!("/v1/doctors/{doctor}");
            let change = api.call(axum::http::Method::PATCH, path).bearer(&platform);
            change.json(&json!({"specializations": several})).send().await.expect(200);
            specializations.insert(doctor, several);
            let rule = |random: &mut StdRng, (from, to): (u32, u32)| {
                let days: Vec<_> = EVERY_DAY.into_iter().filter(|_| random.random_bool(0.6)).collect();
                let days = if days.is_empty() { vec!["sun"] } else { days };
                let slot_minutes = *[30, 60, 90].choose(random).unwrap();
                let mode = *["in_person", "virtual"].choose(random).unwrap();
                json!({"days": days, "start": format!("{from:02}:00"), "end": format!("{to:02}:00"),
                       "slot_minutes": slot_minutes, "mode": mode})
            };
            let noon = random.random_range(3..18);
            let rules = [rule(random, (0, noon)), rule(random, (noon, 24))];
            // some begin only later
            let from = api.now().to_zoned(TimeZone::UTC).date()
                + random.random_range(-1..12_i64).max(0).days()
                - 1.day();
            let hours = json!({"effective_from": from.to_string(), "rules": rules, "horizon_days": horizon});
            let path = format!("/v1/doctors/{doctor}/availability");
            api.post(path).bearer(&platform).json(&hours).send().await.expect(200);
        }
    }
    (ids, specializations)
}

fn wanted(random: &mut StdRng, clinics: &[Uuid]) -> Wanted {
    let mut some = |share: f64| random.random_bool(share);
    let (by_specialization, by_clinic, by_mode, by_part) = (some(0.6), some(0.4), some(0.4), some(0.6));
    Wanted {
        specialization: by_specialization.then(|| *SPECIALIZATIONS.choose(random).unwrap()),
        clinic: by_clinic.then(|| *clinics.choose(random).unwrap()),
        doctor: None,
        mode: by_mode.then(|| *["in_person", "virtual"].choose(random).unwrap()),
        part: by_part.then(|| *PARTS.choose(random).unwrap()),
    }
}

async fn holds(
    api: &Api,
    token: Option<&str>,
    model: &Model,
    random: &mut StdRng,
    clinics: &[Uuid],
    questions: u32,
) {
    for _ in 0..questions {
        let asked = wanted(random, clinics);
        let query = asked.query();
        let (times, limit) = (random.random_range(1..=4), random.random_range(1..=6));
        let from = api.now() + SignedDuration::from_hours(random.random_range(-30..400));
        let path = format!("/v1/doctors/soonest?times={times}&limit={limit}&from={from}{query}");
        let found = walk(api, token, &path, async |_| {}).await;
        assert_eq!(cards(&found), model.soonest(&asked, from, times), "{path}");

        let limit = random.random_range(20..=500);
        let path = format!("/v1/slots?limit={limit}{query}");
        let found: Vec<Uuid> =
            walk(api, token, &path, async |_| {}).await.iter().map(|slot| id(slot, "id")).collect();
        assert_eq!(found, model.matching(&asked).map(|slot| id(slot, "id")).collect::<Vec<_>>(), "{path}");

        let mut asked = asked;
        if asked.specialization.is_none() {
            let doctors: Vec<Uuid> = model.specializations.keys().copied().collect();
            asked = Wanted { doctor: doctors.choose(random).copied(), clinic: None, ..asked };
        }
        let from = api.now().to_zoned(TimeZone::UTC).date() + random.random_range(-2..20_i64).days();
        let days = random.random_range(1..=31);
        let path = format!("/v1/slots/days?from={from}&days={days}{}", asked.query());
        let mut found = get_as(api, token, &path).await;
        found.as_object_mut().unwrap().remove("time_zone");
        assert_eq!(found, model.days(&asked, from, days), "{path}");
    }
}

/// Until how long before, and how many days ahead, clinics offer their slots.
struct Policies(HashMap<Uuid, (TimeZone, [i64; 2], Option<i64>)>);

impl Policies {
    /// Of all slots that there are, those that are offered.
    fn let_through(&self, api: &Api, has_account: bool, slots: &[Value]) -> Vec<Value> {
        let offered = |slot: &&Value| {
            let (zone, notice, horizon) = &self.0[&id(slot, "clinic_id")];
            let (starts_at, now) = (text(slot, "starts_at").parse::<Timestamp>().unwrap(), api.now());
            let (day, today) = (zone.to_datetime(starts_at).date(), zone.to_datetime(now).date());
            starts_at >= now + SignedDuration::from_mins(notice[usize::from(has_account)])
                && horizon.is_none_or(|days| day < today.checked_add(days.days()).unwrap())
        };
        slots.iter().filter(offered).cloned().collect()
    }
}

async fn policies(api: &Api, random: &mut StdRng, clinics: &[Uuid]) -> Policies {
    let platform = api.platform_admin();
    let mut all = HashMap::new();
    for clinic in clinics {
        let path = format!("/v1/clinics/{clinic}");
        let known = get(api, &path).await;
        let before = known["min_notice_minutes"].as_i64().unwrap();
        let account = *[None, Some(0), Some(6_000)].choose(random).unwrap();
        // for everybody it is as it was, or longer
        let notice = before + *[0, 1_500].choose(random).unwrap();
        let horizon = *[None, Some(1), Some(2), Some(9)].choose(random).unwrap();
        let body = json!({"min_notice_minutes": notice, "horizon_days": horizon,
                          "account_notice_minutes": account.map(|account| before.max(account))});
        let change = api.call(axum::http::Method::PATCH, format!("{path}/settings")).bearer(&platform);
        let settings = change.json(&body).send().await.expect(200);
        assert_eq!(settings["horizon_days"], json!(horizon));
        let of_account = account.map_or(notice, |account| before.max(account));
        let zone = TimeZone::get(text(&known, "time_zone")).unwrap();
        all.insert(*clinic, (zone, [notice, of_account], horizon));
    }
    Policies(all)
}

/// In the weeks in which the clocks of some zones change and those of others have not yet.
#[tokio::test]
async fn people_and_days_are_what_a_plain_model_says() {
    let seed = StdRng::from_os_rng().random();
    println!("seed {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    for today in ["2027-03-12T13:00:00Z", "2027-03-25T22:30:00Z", "2027-10-29T03:00:00Z"] {
        let api = Api::start().await;
        api.clock.advance(today.parse::<Timestamp>().unwrap().duration_since(api.now()));
        let (clinics, specializations) = people(&api, &mut random, 5, 3, 20).await;
        let model = Model::of(&api, None, &specializations).await;
        assert!(model.slots.len() > 1_000, "{}", model.slots.len());
        holds(&api, None, &model, &mut random, &clinics, rounds(20, 200)).await;
        let policies = policies(&api, &mut random, &clinics).await;
        let account = api.patient(api.new_id());
        for token in [None, Some(account.as_str())] {
            let offered = Model::of(&api, token, &specializations).await;
            assert_eq!(offered.slots, policies.let_through(&api, token.is_some(), &model.slots), "{token:?}");
            holds(&api, token, &offered, &mut random, &clinics, rounds(10, 100)).await;
        }
    }
}

/// More than are looked up one by one: they are found by the walk in the order of time.
#[tokio::test]
async fn of_many_doctors_the_model_says_the_same() {
    let seed = StdRng::from_os_rng().random();
    println!("seed {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let api = Api::start().await;
    let (clinics, specializations) = people(&api, &mut random, 5, 40, 3).await;
    policies(&api, &mut random, &clinics).await;
    let account = api.patient(api.new_id());
    for token in [None, Some(account.as_str())] {
        let model = Model::of(&api, token, &specializations).await;
        holds(&api, token, &model, &mut random, &clinics, rounds(20, 200)).await;
    }
}

#[tokio::test]
async fn nobody_comes_twice_or_is_left_out_while_times_are_booked_and_freed() {
    let api = Api::start().await;
    let mut random = StdRng::from_os_rng();
    let platform = api.platform_admin();
    for doctors in [8, 30] {
        let (_, specializations) = people(&api, &mut random, 3, doctors, 15).await;
        let mut booked: Vec<(Uuid, Uuid)> = Vec::new();
        let mut shown = 0;
        let found = walk(&api, None, "/v1/doctors/soonest?limit=5", async |items: &[Value]| {
            // the first times of those who were just shown are taken, which makes them come later; some earlier ones are freed
            for card in &items[shown..] {
                let slot_id = slot_ids(card)[0];
                let body = json!({"slot_id": slot_id, "patient": {"name": "X"}});
                let appointment =
                    api.post("/v1/bookings").bearer(&platform).json(&body).send().await.expect(201);
                booked.push((slot_id, id(&appointment, "id")));
            }
            shown = items.len();
            if booked.len() > 8 {
                let (_, appointment) = booked.remove(0);
                let path = format!("/v1/appointments/{appointment}/cancel");
                api.post(path).bearer(&platform).send().await.expect(200);
            }
        })
        .await;
        let distinct: HashSet<Uuid> = cards(&found).iter().map(|(doctor, _)| *doctor).collect();
        assert_eq!(distinct.len(), found.len(), "somebody comes twice");
        assert!(specializations.keys().all(|doctor| distinct.contains(doctor)), "somebody is left out");
    }
}

#[tokio::test]
async fn a_card_says_who_where_and_when() {
    let api = Api::start().await;
    let description =
        json!({"name": "Harbour", "address": "Quay 1", "phone": "+44 1", "time_zone": "Europe/London"});
    let clinic = Clinic::with(&api, description, "Cardiology").await;
    let page = get(&api, "/v1/doctors/soonest").await;
    let slots = clinic.free_slots(&api).await;
    assert_eq!(
        page,
        json!({"items": [{
            "doctor": {"id": clinic.doctor_id, "name": "Dr. Who", "specialization": "Cardiology"},
            "clinic": {"id": clinic.id, "name": "Harbour", "address": "Quay 1", "phone": "+44 1", "time_zone": "Europe/London"},
            "slots": slots[..3],
        }], "next_cursor": null})
    );
    assert_eq!(get(&api, "/v1/slots?limit=1").await["items"][0], page["items"][0]["slots"][0]);
    let days =
        get(&api, &format!("/v1/doctors/{}/days?from=2026-11-24&to=2026-11-29", clinic.doctor_id)).await;
    let day = |day: u8, free: u8| json!({"date": format!("2026-11-{day}"), "free": free});
    assert_eq!(
        days,
        json!({"days": [day(24, 14), day(25, 14), day(26, 14), day(27, 14), day(28, 0), day(29, 0)],
               "next_day": "2026-11-30", "time_zone": "Europe/London", "counted_to": 100})
    );
    // from today on, a week
    let days = get(&api, &format!("/v1/doctors/{}/days", clinic.doctor_id)).await;
    assert_eq!((&days["days"][0], days["days"].as_array().unwrap().len()), (&day(23, 8), 7));
}

#[tokio::test]
async fn what_is_within_the_notice_is_for_the_clinics_own_staff() {
    let api = Api::start().await;
    let strict = json!({"name": "Strict", "time_zone": "Europe/London", "min_notice_minutes": 90});
    let clinic = Clinic::with(&api, strict, "cardiology").await;
    let other = Clinic::open(&api, "Europe/London").await;
    let first = async |token: Option<&str>, query: &str| {
        let call = api.get(format!("/v1/doctors/soonest?specialization=cardiology{query}"));
        let call = match token {
            Some(token) => call.bearer(token),
            None => call,
        };
        let page = call.send().await.expect(200);
        let items = page["items"].as_array().unwrap().clone();
        let card = items.iter().find(|card| id(&card["doctor"], "id") == clinic.doctor_id).unwrap();
        text(&card["slots"][0], "starts_at").to_owned()
    };
    let today = async |token: Option<&str>| {
        let call = api.get(format!("/v1/doctors/{}/days?days=1", clinic.doctor_id));
        let call = match token {
            Some(token) => call.bearer(token),
            None => call,
        };
        call.send().await.expect(200)["days"][0]["free"].as_u64().unwrap()
    };
    let of_clinic = format!("&clinic_id={}", clinic.id);
    assert_eq!(first(None, "").await, "2026-11-23T13:30:00+00:00");
    assert_eq!(first(None, &of_clinic).await, "2026-11-23T13:30:00+00:00");
    assert_eq!(first(Some(&other.staff), &of_clinic).await, "2026-11-23T13:30:00+00:00");
    // as in `GET /v1/slots`: across the platform everybody finds the same
    assert_eq!(first(Some(&clinic.staff), "").await, "2026-11-23T13:30:00+00:00");
    assert_eq!(first(Some(&clinic.staff), &of_clinic).await, "2026-11-23T13:00:00+00:00");
    assert_eq!(
        (today(None).await, today(Some(&other.staff)).await, today(Some(&clinic.staff)).await),
        (7, 7, 8)
    );
    for (token, path, begins) in [
        (&other.staff, format!("/v1/slots?clinic_id={}", clinic.id), "13:30"),
        (&clinic.staff, format!("/v1/slots?clinic_id={}", clinic.id), "13:00"),
        (&clinic.staff, format!("/v1/slots?doctor_id={}", clinic.doctor_id), "13:00"),
    ] {
        let page =
            api.get(format!("{path}&part_of_day=afternoon&limit=1")).bearer(token).send().await.expect(200);
        assert_eq!(page["items"][0]["starts_at"], format!("2026-11-23T{begins}:00+00:00"), "{path}");
    }
    // and what has begun but not ended
    api.clock.advance(SignedDuration::from_mins(75));
    assert_eq!(first(None, &of_clinic).await, "2026-11-23T15:00:00+00:00");
    assert_eq!(first(Some(&clinic.staff), &of_clinic).await, "2026-11-23T13:00:00+00:00");
    assert_eq!((today(None).await, today(Some(&clinic.staff)).await), (4, 8));
    api.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(first(Some(&clinic.staff), &of_clinic).await, "2026-11-23T13:30:00+00:00");
    assert_eq!(today(Some(&clinic.staff)).await, 7);
}

#[tokio::test]
async fn what_was_booked_is_gone_and_what_was_freed_is_back_at_once() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let looks = async || {
        let soonest = get(&api, "/v1/doctors/soonest?times=1").await;
        let strip = get(&api, &format!("/v1/doctors/{}/days?days=1", clinic.doctor_id)).await;
        let everywhere = get(&api, "/v1/slots/days?specialization=cardiology&days=1&from=2026-11-23").await;
        let free = |days: &Value| days["days"][0]["free"].as_u64().unwrap();
        (slot_ids(&soonest["items"][0])[0], free(&strip), free(&everywhere))
    };
    let slots = clinic.free_slot_ids(&api).await;
    let mut appointments = Vec::new();
    // the slot, and how many are free before it is booked
    let steps: Vec<(Uuid, u64)> = slots.iter().copied().zip((0..=8).rev()).take(5).collect();
    for (slot, left) in &steps {
        assert_eq!(looks().await, (*slot, *left, *left));
        appointments.push(id(&clinic.book(&api, *slot).await, "id"));
    }
    for ((slot, left), appointment) in steps.iter().zip(&appointments).rev() {
        let path = format!("/v1/appointments/{appointment}/cancel");
        api.post(path).bearer(&clinic.staff).send().await.expect(200);
        assert_eq!(looks().await, (*slot, *left, *left));
    }
}

#[tokio::test]
async fn a_doctor_whose_first_time_is_five_weeks_off_is_found() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Pacific/Auckland").await;
    let late = Clinic { doctor_id: Clinic::add_doctor(&api, clinic.id, "surgery").await, ..clinic.clone() };
    let hours = json!({"effective_from": "2026-12-28", "horizon_days": 60,
        "rules": [{"days": EVERY_DAY, "start": "18:00", "end": "20:00", "slot_minutes": 30, "mode": "virtual"}]});
    late.set_hours(&api, &hours).await;
    let page = get(&api, "/v1/doctors/soonest?specialization=surgery&mode=virtual&part_of_day=evening").await;
    assert_eq!(page["items"][0]["slots"][0]["starts_at"], "2026-12-28T18:00:00+13:00");
    assert_eq!(
        get(&api, "/v1/doctors/soonest?specialization=surgery&part_of_day=morning").await["items"],
        json!([])
    );
    for path in [
        format!("/v1/doctors/{}/days?days=30", late.doctor_id),
        "/v1/slots/days?specialization=surgery&days=30".into(),
    ] {
        let days = get(&api, &path).await;
        assert!(days["days"].as_array().unwrap().iter().all(|day| day["free"] == 0), "{days}");
        assert_eq!(days["next_day"], "2026-12-28");
    }
}

/// 15-minute slots around the clock: a day of 23 hours has 92, one of 25 as many as one of 24, since of a repeated hour only the first
/// pass counts.
#[tokio::test]
async fn days_of_23_and_25_hours_have_what_they_have() {
    for (today, path, free) in [
        ("2027-03-12T12:00:00Z", "from=2027-03-13&days=3", [96, 92, 96]),
        ("2027-11-05T12:00:00Z", "from=2027-11-06&days=3", [96, 96, 96]),
    ] {
        let api = Api::start().await;
        api.clock.advance(today.parse::<Timestamp>().unwrap().duration_since(api.now()));
        let clinic =
            Clinic::with(&api, json!({"name": "C", "time_zone": "America/New_York"}), "cardiology").await;
        let hours = json!({"effective_from": &today[..10], "horizon_days": 20,
            "rules": [{"days": EVERY_DAY, "start": "00:00", "end": "24:00", "slot_minutes": 15}]});
        clinic.with_new_tokens(&api).set_hours(&api, &hours).await;
        for (of, free) in [
            (format!("doctor_id={}", clinic.doctor_id), free),
            // counted less far
            ("specialization=cardiology".into(), [25, 25, 25]),
        ] {
            let days = get(&api, &format!("/v1/slots/days?{of}&{path}")).await;
            let found: Vec<u64> =
                days["days"].as_array().unwrap().iter().map(|day| day["free"].as_u64().unwrap()).collect();
            assert_eq!(found, free, "{days}");
        }
    }
}

#[tokio::test]
async fn specializations_in_use_are_listed_by_name() {
    let api = Api::start().await;
    let clinic = Clinic::with(&api, json!({"name": "C", "time_zone": "UTC"}), "Surgery").await;
    for specialization in ["surgery ", "Cardiology", "dermatology"] {
        Clinic::add_doctor(&api, clinic.id, specialization).await;
    }
    // one that nobody has
    let client = api.database.client().await;
    client.batch_execute("INSERT INTO specializations (name) VALUES ('alchemy')").await.unwrap();
    let of = |name: &str, doctors: u8| json!({"name": name, "doctors": doctors});
    for limit in 1..=4 {
        let found = walk(&api, None, &format!("/v1/specializations?limit={limit}"), async |_| {}).await;
        assert_eq!(found, [of("cardiology", 1), of("dermatology", 1), of("surgery", 2)]);
    }
    let many = "INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, created_at)
                SELECT clinic_id, gen_random_uuid(), name, specialization, specialization_id, created_at
                FROM doctors, generate_series(1, 150) WHERE specialization = 'dermatology'";
    client.batch_execute(many).await.unwrap();
    assert_eq!(get(&api, "/v1/specializations").await["items"][1], of("dermatology", 100));
}

#[tokio::test]
async fn who_is_asked_for_must_exist_and_a_list_ends() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let unknown = api.new_id();
    for path in [
        format!("/v1/doctors/{unknown}/days"),
        format!("/v1/slots/days?doctor_id={unknown}"),
        format!("/v1/slots/days?specialization=cardiology&clinic_id={unknown}"),
    ] {
        assert_eq!(api.get(&path).send().await.refused(404), "not-found", "{path}");
    }
    for nothing in ["specialization=astrology".to_owned(), format!("clinic_id={unknown}")] {
        let page = get(&api, &format!("/v1/doctors/soonest?{nothing}")).await;
        assert_eq!(page, json!({"items": [], "next_cursor": null}));
    }
    let days = get(&api, "/v1/slots/days?specialization=astrology&days=1").await;
    assert_eq!(
        days,
        json!({"days": [{"date": "2026-11-23", "free": 0}], "next_day": null, "time_zone": null, "counted_to": 25})
    );
    // a doctor who has not worked yet
    let idle = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    let days = get(&api, &format!("/v1/doctors/{idle}/days?days=1")).await;
    assert_eq!(
        days,
        json!({"days": [{"date": "2026-11-23", "free": 0}], "next_day": null, "time_zone": "Europe/London", "counted_to": 100})
    );
    // after as many as a list may have
    let cursor = |shown: usize| {
        let shown = (0..shown).map(|_| api.new_id());
        PeopleCursor::default().then(holdfast_domain::Cursor::START, shown).to_text()
    };
    let page = get(&api, &format!("/v1/doctors/soonest?cursor={}", cursor(PeopleCursor::MOST - 1))).await;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["next_cursor"]), (1, &Value::Null));
    let page = get(&api, &format!("/v1/doctors/soonest?cursor={}", cursor(PeopleCursor::MOST))).await;
    assert_eq!(page, json!({"items": [], "next_cursor": null}));
}

/// `offer_kind` in V27 and `OfferKind` in crates/domain are one rule.
#[tokio::test]
async fn the_database_and_the_domain_know_kinds_alike() {
    let mut random = StdRng::from_os_rng();
    let api = Api::start().await;
    let client = api.database.client().await;
    let statement = client.prepare("SELECT offer_kind($1, $2, $3)").await.unwrap();
    for nth in 0..1_000 {
        let zone = ZONES[nth % ZONES.len()];
        let mode = Mode::ALL[nth % 2];
        // every 15 minutes somewhere in these years: the edges are met
        let starts_at = api.now() + SignedDuration::from_mins(15) * random.random_range(-30_000..60_000);
        let begins = TimeZone::get(zone).unwrap().to_datetime(starts_at).time();
        let kind: i32 =
            client.query_one(&statement, &[&mode.as_str(), &starts_at, &zone]).await.unwrap().get(0);
        assert_eq!(kind, OfferKind::of(mode, begins).0, "{mode} {starts_at} {zone}");
    }
}

/// Whatever offers a slot says of which kind it is: services of this version by themselves, an older one by a trigger, what an older one
/// left is completed by the migration.
#[tokio::test]
async fn every_offer_says_its_kind() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "America/New_York").await;
    let client = api.database.client().await;
    let unlike = "SELECT count(*) FROM open_slots o JOIN slots s ON s.id = o.slot_id JOIN clinics c ON c.id = o.clinic_id
                  WHERE (o.kind, o.time_zone) IS DISTINCT FROM (offer_kind(s.mode, s.starts_at, c.time_zone), c.time_zone)";
    let unlike = async || client.query_one(unlike, &[]).await.unwrap().get::<_, i64>(0);
    client.batch_execute("ALTER TABLE open_slots DISABLE TRIGGER complete_offer").await.unwrap();
    let slots = clinic.free_slot_ids(&api).await;
    let appointment = id(&clinic.book(&api, slots[3]).await, "id");
    let path = format!("/v1/appointments/{appointment}/cancel");
    api.post(path).bearer(&clinic.staff).send().await.expect(200);
    clinic.set_hours(&api, &nine_to_five()).await;
    assert_eq!(unlike().await, 0);

    let all: i64 = client.query_one("SELECT count(*) FROM open_slots", &[]).await.unwrap().get(0);
    client.batch_execute("UPDATE open_slots SET kind = NULL, time_zone = NULL").await.unwrap();
    assert_eq!(unlike().await, all);
    holdfast_postgres::migrate::migrate(&api.database.url(), |_| {}).await.unwrap();
    assert_eq!(unlike().await, 0);

    client.batch_execute("ALTER TABLE open_slots ENABLE TRIGGER complete_offer").await.unwrap();
    client
        .batch_execute(
            "CREATE TABLE kept AS SELECT * FROM open_slots; DELETE FROM open_slots;
             INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id)
             SELECT clinic_id, starts_at, slot_id, doctor_id, specialization_id FROM kept",
        )
        .await
        .unwrap();
    assert_eq!(unlike().await, 0);
}
