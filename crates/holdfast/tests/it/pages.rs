//! Who may open which page; that a browser is shown pages where a program is told problems; and that nobody sees another clinic's day.

use axum::http::{HeaderValue, Method, StatusCode};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic};

use crate::who_may::tokens;

const EVERYBODY: &[&str] =
    &["nobody", "patient", "staff", "doctor", "integrator", "clinic_admin", "platform_admin"];
const PEOPLE: &[&str] = &["patient", "staff", "doctor", "clinic_admin", "platform_admin"];
const TEAM: &[&str] = &["staff", "doctor", "clinic_admin", "platform_admin"];
const ADMINS: &[&str] = &["clinic_admin", "platform_admin"];
const PLATFORM: &[&str] = &["platform_admin"];
const DESK: &[&str] = &["staff", "clinic_admin", "platform_admin"];
const SCHEDULERS: &[&str] = &["doctor", "clinic_admin", "platform_admin"];

/// Every page, and who gets past the door.
const PAGES: &[(&str, &str, &[&str])] = &[
    ("GET", "/", EVERYBODY),
    ("GET", "/find", EVERYBODY),
    ("GET", "/doctors/{id}", EVERYBODY),
    ("POST", "/hold", EVERYBODY),
    ("GET", "/book/{id}", EVERYBODY),
    ("POST", "/book/{id}", EVERYBODY),
    ("POST", "/book/{id}/extend", EVERYBODY),
    ("POST", "/book/{id}/release", EVERYBODY),
    ("GET", "/booked/{id}", EVERYBODY),
    ("GET", "/booked/{id}/calendar.ics", EVERYBODY),
    ("GET", "/m/{secret}", EVERYBODY),
    ("GET", "/appointments/{id}", EVERYBODY),
    ("GET", "/appointments/{id}/cancel", EVERYBODY),
    ("POST", "/appointments/{id}/cancel", EVERYBODY),
    ("GET", "/appointments/{id}/move", EVERYBODY),
    ("POST", "/appointments/{id}/move", EVERYBODY),
    ("POST", "/language", EVERYBODY),
    ("GET", "/log-in", EVERYBODY),
    ("POST", "/log-in", EVERYBODY),
    ("POST", "/log-out", EVERYBODY),
    // for sessions of pages, which no token is
    ("POST", "/act-as", &[]),
    ("GET", "/me", PEOPLE),
    ("GET", "/me/account", PEOPLE),
    ("POST", "/me/account/password", PEOPLE),
    ("POST", "/me/account/factor", PEOPLE),
    ("POST", "/me/account/factor/confirm", PEOPLE),
    ("POST", "/me/account/factor/remove", PEOPLE),
    ("POST", "/me/account/sessions/end", PEOPLE),
    ("POST", "/me/account/close", PEOPLE),
    ("GET", "/account/sign-up", EVERYBODY),
    ("POST", "/account/sign-up", EVERYBODY),
    ("GET", "/account/complete", EVERYBODY),
    ("POST", "/account/complete", EVERYBODY),
    ("GET", "/account/forgotten", EVERYBODY),
    ("POST", "/account/forgotten", EVERYBODY),
    ("GET", "/account/reset", EVERYBODY),
    ("POST", "/account/reset", EVERYBODY),
    ("GET", "/account/invitation", EVERYBODY),
    ("POST", "/account/invitation", EVERYBODY),
    ("GET", "/assets/{name}", EVERYBODY),
    ("GET", "/integrate", EVERYBODY),
    ("GET", "/embed.js", EVERYBODY),
    ("GET", "/embed/{clinic_id}", EVERYBODY),
    ("GET", "/embed/{clinic_id}/doctors/{id}", EVERYBODY),
    ("POST", "/embed/{clinic_id}/hold", EVERYBODY),
    ("POST", "/embed/{clinic_id}/book/{id}", EVERYBODY),
    ("POST", "/embed/{clinic_id}/book/{id}/extend", EVERYBODY),
    ("POST", "/embed/{clinic_id}/book/{id}/release", EVERYBODY),
    ("GET", "/desk/{clinic_id}/day", TEAM),
    ("GET", "/desk/{clinic_id}/day/{date}", TEAM),
    ("GET", "/desk/{clinic_id}/week", TEAM),
    ("GET", "/desk/{clinic_id}/week/{date}", TEAM),
    ("POST", "/desk/{clinic_id}/move/{id}", TEAM),
    ("GET", "/desk/{clinic_id}/squeeze", DESK),
    ("POST", "/desk/{clinic_id}/squeeze", DESK),
    ("GET", "/desk/{clinic_id}/patients", DESK),
    ("POST", "/desk/{clinic_id}/patients", DESK),
    ("GET", "/desk/{clinic_id}/patients/{id}", DESK),
    ("POST", "/desk/{clinic_id}/patients/{id}", DESK),
    ("POST", "/desk/{clinic_id}/patients/{id}/erase", DESK),
    ("GET", "/desk/{clinic_id}/conflicts", DESK),
    ("POST", "/desk/{clinic_id}/conflicts/{id}/keep", DESK),
    ("GET", "/desk/{clinic_id}/book", TEAM),
    ("POST", "/desk/{clinic_id}/book", TEAM),
    ("POST", "/desk/{clinic_id}/book/find", TEAM),
];
/// An appointment at the desk: the same for all that is done with it.
const OF_APPOINTMENT: &[(&str, &str, &[&str])] = &[
    ("GET", "/desk/{clinic_id}/appointments/{id}", TEAM),
    ("POST", "/desk/{clinic_id}/appointments/{id}/step", TEAM),
];

/// A doctor's time.
const OF_DOCTOR: &[(&str, &str, &[&str])] = &[
    ("GET", "/doctor/day", &["doctor"]),
    ("POST", "/doctor/day", &["doctor"]),
    ("GET", "/doctor/hours", &["doctor"]),
    ("GET", "/desk/{clinic_id}/doctors/{doctor_id}/hours", TEAM),
    ("GET", "/desk/{clinic_id}/doctors/{doctor_id}/hours/edit", SCHEDULERS),
    ("POST", "/desk/{clinic_id}/doctors/{doctor_id}/hours/edit", SCHEDULERS),
    ("GET", "/desk/{clinic_id}/doctors/{doctor_id}/hours/dates", TEAM),
    ("POST", "/desk/{clinic_id}/doctors/{doctor_id}/hours/dates", TEAM),
    ("POST", "/desk/{clinic_id}/doctors/{doctor_id}/hours/templates/{id}/withdraw", SCHEDULERS),
    ("POST", "/desk/{clinic_id}/doctors/{doctor_id}/hours/time-off/{id}/remove", TEAM),
    ("POST", "/desk/{clinic_id}/doctors/{doctor_id}/hours/openings/{id}/remove", SCHEDULERS),
    ("GET", "/desk/{clinic_id}/why", TEAM),
];

/// What is for those who run a clinic, or the platform.
const OF_ADMINS: &[(&str, &str, &[&str])] = &[
    ("GET", "/platform/clinics", PLATFORM),
    ("GET", "/platform/clinics/new", PLATFORM),
    ("POST", "/platform/clinics/new", PLATFORM),
    ("GET", "/admin/{clinic_id}", ADMINS),
    ("GET", "/admin/{clinic_id}/clinic", ADMINS),
    ("POST", "/admin/{clinic_id}/clinic", ADMINS),
    ("GET", "/admin/{clinic_id}/doctors", ADMINS),
    ("GET", "/admin/{clinic_id}/doctors/new", ADMINS),
    ("POST", "/admin/{clinic_id}/doctors/new", ADMINS),
    ("GET", "/admin/{clinic_id}/doctors/{id}", ADMINS),
    ("POST", "/admin/{clinic_id}/doctors/{id}", ADMINS),
    ("GET", "/admin/{clinic_id}/doctors/{id}/leaving", ADMINS),
    ("POST", "/admin/{clinic_id}/doctors/{id}/leaving", ADMINS),
    ("GET", "/admin/{clinic_id}/staff", ADMINS),
    ("POST", "/admin/{clinic_id}/staff/invite", ADMINS),
    ("POST", "/admin/{clinic_id}/staff/withdraw", ADMINS),
    ("POST", "/admin/{clinic_id}/staff/end", ADMINS),
    ("GET", "/admin/{clinic_id}/policies", ADMINS),
    ("POST", "/admin/{clinic_id}/policies", ADMINS),
    ("GET", "/admin/{clinic_id}/policies/history", ADMINS),
    ("GET", "/admin/{clinic_id}/visit-types", ADMINS),
    ("GET", "/admin/{clinic_id}/visit-types/new", ADMINS),
    ("POST", "/admin/{clinic_id}/visit-types/new", ADMINS),
    ("GET", "/admin/{clinic_id}/visit-types/{id}", ADMINS),
    ("POST", "/admin/{clinic_id}/visit-types/{id}", ADMINS),
    ("POST", "/admin/{clinic_id}/visit-types/{id}/remove", ADMINS),
    ("GET", "/admin/{clinic_id}/closures", ADMINS),
    ("POST", "/admin/{clinic_id}/closures", ADMINS),
    ("POST", "/admin/{clinic_id}/closures/import", ADMINS),
    ("POST", "/admin/{clinic_id}/closures/remove", ADMINS),
    ("GET", "/admin/{clinic_id}/embed", ADMINS),
    ("POST", "/admin/{clinic_id}/embed", ADMINS),
    ("GET", "/admin/{clinic_id}/audit", ADMINS),
    ("GET", "/admin/{clinic_id}/keys", ADMINS),
    ("POST", "/admin/{clinic_id}/keys", ADMINS),
    ("POST", "/admin/{clinic_id}/keys/revoke", ADMINS),
    ("GET", "/admin/{clinic_id}/webhooks", ADMINS),
    ("POST", "/admin/{clinic_id}/webhooks", ADMINS),
    ("GET", "/admin/{clinic_id}/webhooks/{id}", ADMINS),
    ("POST", "/admin/{clinic_id}/webhooks/{id}", ADMINS),
    ("POST", "/admin/{clinic_id}/webhooks/{id}/trial", ADMINS),
    ("POST", "/admin/{clinic_id}/webhooks/{id}/secret", ADMINS),
    ("POST", "/admin/{clinic_id}/webhooks/{id}/delete", ADMINS),
];

fn all() -> impl Iterator<Item = (Method, &'static str, &'static [&'static str])> {
    let rows = PAGES.iter().chain(OF_APPOINTMENT).chain(OF_DOCTOR).chain(OF_ADMINS);
    rows.map(|(method, path, may)| (method.parse().unwrap(), *path, *may))
}

async fn look(api: &Api, method: &Method, path: &str, token: Option<&str>) -> Answer {
    let mut call = api.call(method.clone(), path).header("accept", "text/html".to_owned());
    if *method == Method::POST {
        call = call.body(String::new()).header("content-type", "application/x-www-form-urlencoded");
    }
    if let Some(token) = token {
        call = call.bearer(token);
    }
    call.send().await
}

#[test]
fn every_page_has_its_row() {
    let pages = holdfast_web::pages();
    let mut there: Vec<(String, String)> =
        pages.routes.stated().map(|(path, method, _)| (path.to_owned(), method.to_string())).collect();
    let mut rows: Vec<(String, String)> =
        all().map(|(method, path, _)| (path.to_owned(), method.to_string())).collect();
    there.sort_unstable();
    rows.sort_unstable();
    assert_eq!(rows, there);
}

#[tokio::test]
async fn every_page_is_for_whom_its_row_says() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let nowhere = api.new_id().to_string();
    for (who, token) in tokens(&api, &clinic).await {
        for (method, path, may) in all() {
            let path = path
                .replace("{clinic_id}", &clinic.id.to_string())
                .replace("{doctor_id}", &clinic.doctor_id.to_string())
                .replace("{date}", "2026-11-24")
                .replace("{secret}", "wrong")
                .replace("{name}", "nothing.css")
                .replace("{id}", &nowhere);
            let answer = look(&api, &method, &path, token.as_deref()).await;
            let what = format!("{who}: {method} {path}: {}", answer.status);
            let status = answer.status.as_u16();
            assert!(status < 500, "{what}");
            if may.contains(&who) {
                // who accepts an invitation shows a password in the form, and here it is none
                let shows_password = (&method, path.as_str()) == (&Method::POST, "/account/invitation");
                assert!(status != 403 && (status != 401 || shows_password), "{what}");
                let kind = answer.headers.get("content-type").map(HeaderValue::as_bytes);
                let is_page = kind.is_some_and(|kind| kind.starts_with(b"text/html") || path == "/embed.js");
                assert!(is_page || status == 303, "{what}");
            } else if who == "nobody" {
                // who looks is asked to log in; who sends something is not sent away with it
                assert_eq!(status, if method == Method::GET { 303 } else { 401 }, "{what}");
            } else {
                assert_eq!(status, 403, "{what}");
            }
        }
    }
}

#[tokio::test]
async fn another_clinics_day_is_not_there() {
    let api = Api::start().await;
    let (own, foreign) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let slot = foreign.free_slot_ids(&api).await[0];
    let appointment = id(&foreign.book(&api, slot).await, "id");
    let patient = foreign.add_patient(&api, None).await;
    for token in [&own.staff, &own.doctor, &own.admin] {
        for (path, missing) in [
            (
                format!("/desk/{}/appointments/{appointment}", foreign.id),
                format!("/desk/{}/appointments/{}", foreign.id, api.new_id()),
            ),
            (
                format!("/desk/{}/appointments/{appointment}", own.id),
                format!("/desk/{}/appointments/{}", own.id, api.new_id()),
            ),
            (
                format!("/desk/{}/doctors/{}/hours", foreign.id, foreign.doctor_id),
                format!("/desk/{}/doctors/{}/hours", foreign.id, api.new_id()),
            ),
            (
                format!("/desk/{}/doctors/{}/hours/dates", own.id, foreign.doctor_id),
                format!("/desk/{}/doctors/{}/hours/dates", own.id, api.new_id()),
            ),
            (
                format!("/desk/{}/why?doctor={}&at=2026-11-24T10:00", own.id, foreign.doctor_id),
                format!("/desk/{}/why?doctor={}&at=2026-11-24T10:00", own.id, api.new_id()),
            ),
            (
                format!("/desk/{}/day/2026-11-24", foreign.id),
                format!("/desk/{}/day/2026-11-24", api.new_id()),
            ),
            (
                format!("/desk/{}/day/2026-11-24?move={appointment}", own.id),
                format!("/desk/{}/day/2026-11-24?move={}", own.id, api.new_id()),
            ),
            (
                format!("/desk/{}/day/2026-11-24?done={appointment}", own.id),
                format!("/desk/{}/day/2026-11-24?done={}", own.id, api.new_id()),
            ),
            (
                format!("/desk/{}/week/2026-11-24", foreign.id),
                format!("/desk/{}/week/2026-11-24", api.new_id()),
            ),
            (
                format!("/desk/{}/week/2026-11-24?doctor={}", own.id, foreign.doctor_id),
                format!("/desk/{}/week/2026-11-24?doctor={}", own.id, api.new_id()),
            ),
            (format!("/desk/{}/book", foreign.id), format!("/desk/{}/book", api.new_id())),
            (
                format!("/desk/{}/book?patient_id={patient}", own.id),
                format!("/desk/{}/book?patient_id={}", own.id, api.new_id()),
            ),
        ] {
            let (there, not_there) = (
                look(&api, &Method::GET, &path, Some(token)).await,
                look(&api, &Method::GET, &missing, Some(token)).await,
            );
            assert_eq!(
                (there.status, not_there.status),
                (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
                "{path}"
            );
        }
    }
}

/// The same for what only the desk opens.
#[tokio::test]
async fn another_clinics_patients_are_not_there() {
    let api = Api::start().await;
    let (own, foreign) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let patient = foreign.add_patient(&api, None).await;
    for token in [&own.staff, &own.admin] {
        for path in [
            format!("/desk/{}/patients", foreign.id),
            format!("/desk/{}/patients/{patient}", foreign.id),
            format!("/desk/{}/patients/{patient}", own.id),
            format!("/desk/{}/patients/{}", own.id, api.new_id()),
            format!("/desk/{}/squeeze?doctor_id={}", foreign.id, foreign.doctor_id),
            format!("/desk/{}/squeeze?doctor_id={}", own.id, foreign.doctor_id),
        ] {
            let answer = look(&api, &Method::GET, &path, Some(token)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[tokio::test]
async fn another_clinics_set_up_is_not_there() {
    let api = Api::start().await;
    let (own, foreign) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let nowhere = api.new_id().to_string();
    for (method, path, _) in OF_ADMINS.iter().filter(|(_, path, _)| path.starts_with("/admin")) {
        let path = path.replace("{clinic_id}", &foreign.id.to_string()).replace("{id}", &nowhere);
        let answer = look(&api, &method.parse().unwrap(), &path, Some(&own.admin)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
    }
}

/// A mail that cannot be sent does not take the clinic along: the page offers to send it again.
#[tokio::test]
async fn a_clinic_stays_though_nobody_could_be_invited() {
    let mut settings = holdfast_config::Settings::default();
    settings.identity.invitations_per_day = 0;
    let api = Api::with_settings(&settings).await;
    let platform = api.platform_admin();
    let form = "name=Riverside&time_zone=Europe%2FLondon&country=GB&email=first%40example.org&once=abc";
    let mut clinics = Vec::new();
    for _ in 0..2 {
        let answer = api
            .call(Method::POST, "/platform/clinics/new")
            .header("accept", "text/html".to_owned())
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form.to_owned())
            .bearer(&platform)
            .send()
            .await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        let page = String::from_utf8(answer.bytes).unwrap();
        let id = page.split_once("action=\"/admin/").unwrap().1.split_once("/staff/invite\"").unwrap().0;
        assert!(page.contains("value=\"first@example.org\""), "{page}");
        clinics.push(id.to_owned());
    }
    // sent twice, it is one clinic
    assert_eq!(clinics[0], clinics[1]);
    let settings = api.get(format!("/v1/clinics/{}/settings", clinics[0])).send().await.expect(200);
    assert_eq!(settings["country"], "GB");
}

/// A page's refusal is a page for who asks for one, and a problem for a program.
#[tokio::test]
async fn refusals_are_pages_for_browsers_alone() {
    let api = Api::start().await;
    let kind = |answer: &Answer| answer.headers["content-type"].to_str().unwrap().to_owned();
    for (path, accept, expected) in [
        ("/nothing", "text/html,*/*", "text/html; charset=utf-8"),
        ("/nothing", "application/json", "application/problem+json"),
        ("/nothing", "*/*", "application/problem+json"),
        ("/v1/nothing", "text/html,*/*", "application/problem+json"),
        ("/book/00000000-0000-7000-8000-000000000000", "text/html", "text/html; charset=utf-8"),
    ] {
        let answer = api.get(path).header("accept", accept.to_owned()).send().await;
        assert_eq!((answer.status.as_u16(), kind(&answer).as_str()), (404, expected), "{path} {accept}");
    }
}
