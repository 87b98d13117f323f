//! Who may call what; and a foreign object answers exactly as one that does not exist.

use axum::http::Method;
use holdfast_domain::{Role, Scope};
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::people::text;
use holdfast_testkit::{Answer, Api, Clinic};
use serde_json::{Value, json};
use uuid::Uuid;

struct Route {
    method: Method,
    path: String,
    body: Option<Value>,
    /// Roles that get past the door, of their own clinic.
    may: &'static [&'static str],
}

/// What everybody may; an API key too, where it has the scope, or none is needed.
const PUBLIC: &[&str] =
    &["nobody", "patient", "staff", "doctor", "integrator", "clinic_admin", "platform_admin"];
const TEAM: &[&str] = &["staff", "doctor", "integrator", "clinic_admin", "platform_admin"];
const PEOPLE: &[&str] = &["patient", "staff", "doctor", "clinic_admin", "platform_admin"];
const DESK: &[&str] = &["staff", "clinic_admin", "platform_admin"];
const DAY: &[&str] = &["staff", "doctor", "clinic_admin", "platform_admin"];
const SCHEDULERS: &[&str] = &["doctor", "clinic_admin", "platform_admin"];
const STAFF: &[&str] = &["staff", "doctor", "clinic_admin", "platform_admin"];
const ADMINS: &[&str] = &["clinic_admin", "platform_admin"];
const PARTIES: &[&str] = &["patient", "staff", "doctor", "integrator", "clinic_admin", "platform_admin"];

/// Every route of the API, about objects of `clinic`.
fn routes(clinic: &Clinic, appointment: Uuid, slot: Uuid, patient: Uuid) -> Vec<Route> {
    let (c, d) = (clinic.id, clinic.doctor_id);
    let route = |method: Method, path: String, body: Option<Value>, may| Route { method, path, body, may };
    let (get, post) = (Method::GET, Method::POST);
    let mut routes = vec![
        route(
            post.clone(),
            "/v1/clinics".into(),
            Some(json!({"name": "N", "time_zone": "UTC"})),
            &["platform_admin"],
        ),
        route(get.clone(), "/v1/clinics".into(), None, PUBLIC),
        route(get.clone(), format!("/v1/clinics/{c}"), None, PUBLIC),
        route(Method::PATCH, format!("/v1/clinics/{c}"), Some(json!({"phone": "1"})), ADMINS),
        route(
            post.clone(),
            format!("/v1/clinics/{c}/doctors"),
            Some(json!({"name": "N", "specialization": "s"})),
            ADMINS,
        ),
        route(get.clone(), format!("/v1/clinics/{c}/doctors"), None, PUBLIC),
        route(get.clone(), format!("/v1/doctors/{d}"), None, PUBLIC),
        route(post.clone(), format!("/v1/clinics/{c}/patients"), Some(json!({"name": "P"})), TEAM),
        route(get.clone(), format!("/v1/clinics/{c}/patients"), None, TEAM),
        route(get.clone(), format!("/v1/clinics/{c}/patients/{patient}"), None, TEAM),
        route(get.clone(), format!("/v1/clinics/{c}/patients/{patient}/export"), None, DESK),
        route(Method::PATCH, format!("/v1/clinics/{c}/patients/{patient}"), Some(json!({"name": "P"})), TEAM),
        route(Method::DELETE, format!("/v1/clinics/{c}/patients/{patient}"), None, ADMINS),
        route(get.clone(), format!("/v1/clinics/{c}/patients/duplicates"), None, DESK),
        route(
            post.clone(),
            format!("/v1/clinics/{c}/patients/{patient}/merge"),
            Some(json!({"into": Uuid::nil()})),
            DESK,
        ),
        route(post.clone(), format!("/v1/clinics/{c}/patients/{patient}/unmerge"), None, DESK),
        route(get.clone(), format!("/v1/clinics/{c}/audit"), None, ADMINS),
        route(get.clone(), format!("/v1/clinics/{c}/mails"), None, DESK),
        route(get.clone(), format!("/v1/clinics/{c}/day"), None, DAY),
        route(get.clone(), format!("/v1/clinics/{c}/changes?date=2026-11-24"), None, DAY),
        route(get.clone(), format!("/v1/clinics/{c}/appointments.csv"), None, ADMINS),
        route(get.clone(), format!("/v1/clinics/{c}/figures"), None, TEAM),
        route(post.clone(), format!("/v1/doctors/{d}/availability"), Some(nine_to_five()), SCHEDULERS),
        route(get.clone(), format!("/v1/doctors/{d}/availability"), None, PUBLIC),
        route(get.clone(), format!("/v1/doctors/{d}/templates"), None, TEAM),
        route(Method::DELETE, format!("/v1/doctors/{d}/templates/{}", Uuid::nil()), None, SCHEDULERS),
        route(post.clone(), format!("/v1/clinics/{c}/slots/generate"), None, DESK),
        route(
            post.clone(),
            format!("/v1/doctors/{d}/time-off"),
            Some(json!({"starts_at": "2027-01-04T00:00:00Z", "ends_at": "2027-01-05T00:00:00Z"})),
            TEAM,
        ),
        route(get.clone(), format!("/v1/doctors/{d}/time-off"), None, TEAM),
        route(Method::DELETE, format!("/v1/doctors/{d}/time-off/{}", Uuid::nil()), None, TEAM),
        route(
            post.clone(),
            format!("/v1/clinics/{c}/closures?dry_run=true"),
            Some(json!({"dates": ["2027-01-04"]})),
            DESK,
        ),
        route(
            post.clone(),
            format!("/v1/clinics/{c}/closures/import?dry_run=true"),
            Some(json!("date\n2027-01-04\n")),
            DESK,
        ),
        route(get.clone(), format!("/v1/clinics/{c}/settings"), None, PUBLIC),
        route(Method::PATCH, format!("/v1/clinics/{c}/settings"), Some(json!({"country": "DE"})), ADMINS),
        route(get.clone(), format!("/v1/clinics/{c}/settings/history"), None, ADMINS),
        route(
            post.clone(),
            format!("/v1/clinics/{c}/zone-changes?dry_run=true"),
            Some(json!({"time_zone": "Asia/Tokyo"})),
            ADMINS,
        ),
        route(
            post.clone(),
            format!("/v1/clinics/{c}/visit-types"),
            Some(json!({"name": "Check-up", "minutes": 30})),
            ADMINS,
        ),
        route(get.clone(), format!("/v1/clinics/{c}/visit-types"), None, PUBLIC),
        route(
            Method::PATCH,
            format!("/v1/clinics/{c}/visit-types/{}", Uuid::nil()),
            Some(json!({"minutes": 20})),
            ADMINS,
        ),
        route(Method::DELETE, format!("/v1/clinics/{c}/visit-types/{}", Uuid::nil()), None, ADMINS),
        route(
            post.clone(),
            format!("/v1/clinics/{c}/close?dry_run=true"),
            Some(json!({"from": "2027-01-04"})),
            ADMINS,
        ),
        route(post.clone(), format!("/v1/clinics/{c}/reopen?dry_run=true"), None, ADMINS),
        route(get.clone(), format!("/v1/clinics/{c}/closures"), None, PUBLIC),
        route(Method::DELETE, format!("/v1/clinics/{c}/closures/{}", Uuid::nil()), None, DESK),
        route(
            post.clone(),
            format!("/v1/doctors/{d}/openings?dry_run=true"),
            Some(
                json!({"dates": ["2027-01-02"], "rules": [{"start": "09:00", "end": "10:00", "slot_minutes": 30}]}),
            ),
            SCHEDULERS,
        ),
        route(get.clone(), format!("/v1/doctors/{d}/openings"), None, TEAM),
        route(Method::DELETE, format!("/v1/doctors/{d}/openings/{}", Uuid::nil()), None, SCHEDULERS),
        route(Method::PATCH, format!("/v1/doctors/{d}"), Some(json!({"title": "Dr"})), ADMINS),
        route(
            post.clone(),
            format!("/v1/doctors/{d}/deactivate?dry_run=true"),
            Some(json!({"from": "2027-01-04"})),
            ADMINS,
        ),
        route(post.clone(), format!("/v1/doctors/{d}/reactivate?dry_run=true"), None, ADMINS),
        route(
            post.clone(),
            format!("/v1/doctors/{d}/slots"),
            Some(
                json!({"starts_at": "2026-12-01T20:00:00Z", "ends_at": "2026-12-01T20:10:00Z", "mode": "virtual"}),
            ),
            STAFF,
        ),
        route(get.clone(), format!("/v1/doctors/{d}/slots"), None, PUBLIC),
        route(get.clone(), "/v1/slots".into(), None, PUBLIC),
        route(get.clone(), "/v1/doctors/soonest".into(), None, PUBLIC),
        route(get.clone(), format!("/v1/slots/days?doctor_id={d}"), None, PUBLIC),
        route(get.clone(), format!("/v1/doctors/{d}/days"), None, PUBLIC),
        route(get.clone(), "/v1/specializations".into(), None, PUBLIC),
        route(get.clone(), format!("/v1/doctors/{d}/why?at=2027-01-04T09:00:00Z"), None, STAFF),
        route(
            post.clone(),
            "/v1/bookings".into(),
            Some(json!({"slot_id": slot, "patient": {"name": "P"}})),
            PUBLIC,
        ),
        route(post.clone(), "/v1/holds".into(), Some(json!({"slot_id": slot})), PUBLIC),
        route(get.clone(), format!("/v1/holds/{appointment}"), None, PUBLIC),
        route(post.clone(), format!("/v1/holds/{appointment}/extend"), None, PUBLIC),
        route(Method::DELETE, format!("/v1/holds/{appointment}"), None, PUBLIC),
        route(
            post.clone(),
            format!("/v1/holds/{appointment}/confirm"),
            Some(json!({"patient": {"name": "P"}})),
            PUBLIC,
        ),
        route(get.clone(), format!("/v1/appointments?clinic_id={c}"), None, PARTIES),
        route(get.clone(), format!("/v1/clinics/{c}/conflicts"), None, STAFF),
        route(
            post.clone(),
            format!("/v1/clinics/{c}/conflicts/{}/keep", Uuid::nil()),
            Some(json!({"reason": "R"})),
            STAFF,
        ),
        route(get, format!("/v1/appointments/{appointment}"), None, PARTIES),
    ];
    for (step, may) in
        [("confirm", PARTIES), ("cancel", PARTIES), ("check-in", TEAM), ("complete", TEAM), ("no-show", TEAM)]
    {
        routes.push(route(post.clone(), format!("/v1/appointments/{appointment}/{step}"), None, may));
    }
    let body = Some(json!({"of": "no-show"}));
    routes.push(route(post.clone(), format!("/v1/appointments/{appointment}/undo"), body, TEAM));
    let body = Some(json!({"slot_id": slot}));
    routes.push(route(post.clone(), format!("/v1/appointments/{appointment}/reschedule"), body, PARTIES));
    let secret = format!("/v1/appointments/{appointment}/manage-token");
    // and guests
    routes.push(route(post, secret.clone(), None, &[]));
    routes.push(route(Method::DELETE, secret, None, DESK));
    routes.extend(account_routes(c));
    routes
}

/// The routes about accounts, and about a clinic's members and keys.
fn account_routes(clinic_id: Uuid) -> Vec<Route> {
    let route = |method: Method, path: &str, body: Option<Value>, may| Route {
        method,
        path: format!("/v1{path}"),
        body,
        may,
    };
    let (get, post, delete) = (Method::GET, Method::POST, Method::DELETE);
    let address = || Some(json!({"email": "a@example.org"}));
    let of_clinic = |rest: &str| format!("/clinics/{clinic_id}/{rest}");
    let nil = Uuid::nil();
    vec![
        route(post.clone(), "/accounts", address(), PUBLIC),
        route(
            post.clone(),
            "/accounts/complete",
            Some(json!({"token": "x", "name": "N", "password": "stuck windmill 7 orange"})),
            PUBLIC,
        ),
        route(post.clone(), "/password-resets", address(), PUBLIC),
        route(
            post.clone(),
            "/password-resets/finish",
            Some(json!({"token": "x", "password": "stuck windmill 7 orange"})),
            PUBLIC,
        ),
        // wrong credentials are refused as such: see accounts.rs
        route(post.clone(), "/sessions", Some(json!({"email": "a@example.org"})), PUBLIC),
        route(post.clone(), "/sessions/refresh", Some(json!({})), PUBLIC),
        route(get.clone(), "/log-in/provider", None, PUBLIC),
        route(get.clone(), "/log-in/provider/callback?code=x&state=y", None, PUBLIC),
        route(get.clone(), "/account", None, PEOPLE),
        route(get.clone(), "/account/patients", None, PEOPLE),
        route(get.clone(), "/account/patient-offers", None, PEOPLE),
        route(post.clone(), &format!("/account/patients/{nil}/accept"), None, PEOPLE),
        route(delete.clone(), &format!("/account/patients/{nil}"), None, PEOPLE),
        route(
            post.clone(),
            "/account/password",
            Some(json!({"old_password": "x", "new_password": "stuck windmill 7 orange"})),
            PEOPLE,
        ),
        route(post.clone(), "/account/close", Some(json!({"password": "x"})), PEOPLE),
        route(post.clone(), "/account/second-factor", Some(json!({"password": "x"})), PEOPLE),
        route(post.clone(), "/account/second-factor/confirm", Some(json!({"code": "x"})), PEOPLE),
        route(
            post.clone(),
            "/account/second-factor/remove",
            Some(json!({"password": "x", "code": "x"})),
            PEOPLE,
        ),
        route(get.clone(), "/sessions", None, PEOPLE),
        route(post.clone(), "/sessions/switch", Some(json!({"role": "x"})), PEOPLE),
        route(delete.clone(), &format!("/sessions/{nil}"), None, PEOPLE),
        route(post.clone(), "/invitations/accept", Some(json!({"token": "x"})), PEOPLE),
        route(get.clone(), &of_clinic("members"), None, ADMINS),
        route(delete.clone(), &of_clinic(&format!("members/{nil}")), None, ADMINS),
        route(
            post.clone(),
            &of_clinic("invitations"),
            Some(json!({"email": "a@example.org", "role": "staff"})),
            ADMINS,
        ),
        route(get.clone(), &of_clinic("invitations"), None, ADMINS),
        route(delete.clone(), &of_clinic(&format!("invitations/{nil}")), None, ADMINS),
        route(
            post,
            &of_clinic("api-keys"),
            Some(json!({"name": "N", "scopes": ["appointments:read"]})),
            ADMINS,
        ),
        route(get, &of_clinic("api-keys"), None, ADMINS),
        route(delete, &of_clinic(&format!("api-keys/{nil}")), None, ADMINS),
    ]
    .into_iter()
    .chain(webhook_routes(clinic_id))
    .collect()
}

/// The routes about a clinic's webhooks.
fn webhook_routes(clinic_id: Uuid) -> Vec<Route> {
    let route = |method: Method, rest: &str, body: Option<Value>| Route {
        method,
        path: format!("/v1/clinics/{clinic_id}/webhooks{rest}"),
        body,
        may: ADMINS,
    };
    let one = format!("/{}", Uuid::nil());
    vec![
        route(Method::POST, "", Some(json!({"url": "https://example.org/"}))),
        route(Method::GET, "", None),
        route(Method::GET, &one, None),
        route(Method::PATCH, &one, Some(json!({"enabled": false}))),
        route(Method::DELETE, &one, None),
        route(Method::POST, &format!("{one}/secret"), None),
        route(Method::POST, &format!("{one}/trial"), None),
        route(Method::GET, &format!("{one}/deliveries"), None),
    ]
}

async fn send(api: &Api, route: &Route, token: Option<&str>) -> Answer {
    let mut call = api.call(route.method.clone(), &route.path);
    if let Some(token) = token {
        call = call.bearer(token);
    }
    call = match &route.body {
        // a file
        Some(Value::String(table)) => call.body(table.clone()).header("content-type", "text/csv"),
        Some(body) => call.json(body),
        None => call,
    };
    call.send().await
}

/// A token of each role at a clinic; a program's key has all scopes.
pub(crate) async fn tokens(api: &Api, clinic: &Clinic) -> Vec<(&'static str, Option<String>)> {
    let body = json!({"name": "K", "scopes": Scope::ALL.map(Scope::as_str)});
    let path = format!("/v1/clinics/{}/api-keys", clinic.id);
    let key = api.post(path).bearer(&clinic.admin).json(&body).send().await.expect(201);
    vec![
        ("integrator", Some(text(&key, "secret"))),
        ("nobody", None),
        ("patient", Some(api.patient(api.new_id()))),
        ("staff", Some(clinic.staff.clone())),
        ("doctor", Some(clinic.doctor.clone())),
        ("clinic_admin", Some(clinic.admin.clone())),
        ("platform_admin", Some(api.platform_admin())),
    ]
}

/// Whether a path is one that the template means.
fn is_of(template: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template.iter().zip(&path).all(|(part, given)| {
            // every parameter is an id: `/doctors/soonest` is no doctor's
            if part.starts_with('{') { given.parse::<Uuid>().is_ok() } else { part == given }
        })
}

/// A new route without a row here fails this, and so do two rows for one route.
#[tokio::test]
async fn every_documented_route_has_its_row_above() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let document = api.get("/openapi.json").send().await.expect(200);
    let rows = routes(&clinic, api.new_id(), api.new_id(), api.new_id());
    let mut documented = 0;
    for (template, item) in document["paths"].as_object().unwrap() {
        if !template.starts_with("/v1") {
            continue;
        }
        for method in item.as_object().unwrap().keys() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            if ![Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE].contains(&method) {
                continue;
            }
            documented += 1;
            let of_it = rows.iter().filter(|row| row.method == method && is_of(template, &row.path)).count();
            assert_eq!(of_it, 1, "rows of {method} {template}");
        }
    }
    assert_eq!(documented, rows.len(), "a row is of no documented route");
}

#[tokio::test]
async fn each_role_gets_through_its_own_doors_only() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let appointment = id(&clinic.book(&api, slots[0]).await, "id");
    for (who, token) in tokens(&api, &clinic).await {
        // one of them erases it
        let patient = clinic.add_patient(&api, None).await;
        for route in routes(&clinic, appointment, slots[1], patient) {
            let answer = send(&api, &route, token.as_deref()).await;
            let what = format!("{who}: {} {}: {}", route.method, route.path, answer.body);
            let status = answer.status.as_u16();
            assert!(status < 500, "{what}");
            if route.may.contains(&who) {
                assert!(status != 401 && status != 403, "{what}");
            } else {
                assert_eq!(status, if who == "nobody" { 401 } else { 403 }, "{what}");
            }
        }
    }
}

#[tokio::test]
async fn a_foreign_object_answers_like_one_that_does_not_exist() {
    let api = Api::start().await;
    let (own, foreign) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let own_slot = own.free_slot_ids(&api).await[0];
    let foreign_slot = foreign.free_slot_ids(&api).await[0];
    let appointment = id(&foreign.book(&api, foreign.free_slot_ids(&api).await[1]).await, "id");
    let nowhere = Clinic { id: api.new_id(), doctor_id: api.new_id(), ..foreign.clone() };
    let patient = foreign.add_patient(&api, None).await;
    let there = routes(&foreign, appointment, foreign_slot, patient);
    let not_there = routes(&nowhere, api.new_id(), api.new_id(), api.new_id());
    for (who, token) in tokens(&api, &own).await {
        if matches!(who, "nobody" | "platform_admin") {
            continue;
        }
        for (foreign, missing) in there.iter().zip(&not_there) {
            // what everybody may see is nobody's secret; a patient's list is their own, whatever the filter
            let private = foreign.may != PUBLIC
                || (matches!(foreign.path.as_str(), "/v1/bookings" | "/v1/holds") && who != "patient")
                || foreign.path.starts_with("/v1/holds/");
            // what is about oneself names nobody else's
            let private = private && foreign.may != PEOPLE;
            if !private || !foreign.may.contains(&who) || (who == "patient" && foreign.path.contains('?')) {
                continue;
            }
            let (foreign_answer, missing_answer) =
                (send(&api, foreign, token.as_deref()).await, send(&api, missing, token.as_deref()).await);
            let what = format!("{who}: {} {}", foreign.method, foreign.path);
            assert_eq!(foreign_answer.status, 404, "{what}: {}", foreign_answer.body);
            assert_eq!(foreign_answer.bytes, missing_answer.bytes, "{what}");
        }
    }
    // nor does one get there by naming a foreign thing in a body
    let book = async |patient_id: Uuid| {
        let body = json!({"slot_id": own_slot, "patient_id": patient_id});
        api.post("/v1/bookings").bearer(&own.staff).json(&body).send().await
    };
    let (foreign_patient, no_patient) = (book(patient).await, book(api.new_id()).await);
    assert_eq!(foreign_patient.refused(422), "invalid-request");
    assert_eq!(foreign_patient.bytes, no_patient.bytes);
}

#[tokio::test]
async fn patients_see_and_change_their_own_alone() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let (one, two) = (api.new_id(), api.new_id());
    let (ada, bob) = (api.patient(one), api.patient(two));
    let record = clinic.add_patient(&api, Some(one)).await;
    let book =
        async |token: &str, body: Value| api.post("/v1/bookings").bearer(token).json(&body).send().await;
    let mine = book(&ada, json!({"slot_id": slots[0], "patient_id": record})).await.expect(201);
    // another's record is none
    let refused = book(&bob, json!({"slot_id": slots[1], "patient_id": record})).await;
    assert_eq!(refused.refused(422), "invalid-request");
    // a new record is the account's own
    let bobs = book(&bob, json!({"slot_id": slots[1], "patient": {"name": "Bob"}})).await.expect(201);

    let path = format!("/v1/appointments/{}", id(&mine, "id"));
    api.get(&path).bearer(&ada).send().await.expect(200);
    for (method, path) in [
        (Method::GET, path.clone()),
        (Method::POST, format!("{path}/cancel")),
        (Method::POST, format!("{path}/confirm")),
    ] {
        assert_eq!(api.call(method, path).bearer(&bob).send().await.refused(404), "not-found");
    }
    let list = async |token: &str| {
        let page = api.get("/v1/appointments").bearer(token).send().await.expect(200);
        page["items"].as_array().unwrap().iter().map(|a| id(a, "id")).collect::<Vec<_>>()
    };
    assert_eq!(list(&ada).await, [id(&mine, "id")]);
    assert_eq!(list(&bob).await, [id(&bobs, "id")]);
    let step = api.post(format!("{path}/complete")).bearer(&ada).send().await;
    assert_eq!(step.refused(403), "forbidden");
    api.post(format!("{path}/cancel")).bearer(&ada).send().await.expect(200);
}

#[tokio::test]
async fn doctors_see_their_own_day_alone() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let colleague = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    let token = api.at_clinic(Role::Doctor, clinic.id, Some(colleague));
    let appointment = clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
    let path = format!("/v1/appointments/{}", id(&appointment, "id"));
    api.get(&path).bearer(&clinic.doctor).send().await.expect(200);
    assert_eq!(api.get(&path).bearer(&token).send().await.refused(404), "not-found");
    let hours = api.post(format!("/v1/doctors/{}/availability", clinic.doctor_id)).bearer(&token);
    assert_eq!(hours.json(&nine_to_five()).send().await.refused(403), "forbidden");
    let other =
        api.get(format!("/v1/appointments?doctor_id={}", clinic.doctor_id)).bearer(&token).send().await;
    assert_eq!(other.refused(404), "not-found");
    assert_eq!(api.get("/v1/appointments").bearer(&token).send().await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn bad_credentials_are_no_credentials() {
    let api = Api::start().await;
    for bad in ["Bearer", "Bearer x", "Basic eDp5", "Bearer a.b.c", ""] {
        let answer = api.get("/v1/clinics").header("authorization", bad).send().await;
        assert_eq!(answer.refused(401), "unauthenticated", "{bad:?}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
    let token = api.platform_admin();
    api.clock.advance(jiff::SignedDuration::from_hours(25));
    assert_eq!(api.get("/v1/clinics").bearer(&token).send().await.refused(401), "unauthenticated");
}
