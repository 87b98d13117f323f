//! A call answers the same in this process, where messages are handed over as they are, and from another, where they go as
//! protobuf over HTTP/2.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::template::Template;
use holdfast_domain::{Asked, Caller, Ids, KeyUse, Page, Problem, Role, SystemClock};
use holdfast_rpc::availability::{
    AvailabilityClient, DoctorSlotsRequest, GetTemplateRequest, Intent, ListTemplatesRequest,
    SetTemplateRequest,
};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{
    BookRequest, BookingClient, GetAppointmentRequest, ListAppointmentsRequest, NewPatient, StepRequest,
};
use holdfast_rpc::clinic::{
    ClinicClient, CreateClinicRequest, CreateDoctorRequest, CreatePatientRequest, ExportedAppointment,
    GetClinicRequest, ListClinicsRequest, ListPatientsRequest, PatientRequest,
};
use holdfast_rpc::identity::{
    AccountRequest, IdentityClient, ListRevocationsRequest, LogInRequest, OfClinicRequest,
};
use holdfast_rpc::{Dialer, Remote, Secrets, ServerSettings};
use holdfast_testkit::Api;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::json;
use tokio::net::TcpListener;
use uuid::Uuid;

const DEADLINE: Duration = Duration::from_secs(30);

/// The services, here and there.
struct Both {
    clinic: [ClinicClient; 2],
    availability: [AvailabilityClient; 2],
    booking: [BookingClient; 2],
    identity: [IdentityClient; 2],
}

impl Both {
    async fn of(api: &Api) -> Self {
        let secrets = Secrets::parse(&"s".repeat(32)).unwrap();
        let settings =
            ServerSettings { secrets: secrets.clone(), tls: None, max_in_flight: 100, deadline: DEADLINE };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(api.system.server(settings).serve(
            listener,
            std::future::pending(),
            std::future::pending(),
        ));
        let channel = |role: &'static str| {
            let ids = Ids::new(Arc::new(SystemClock), StdRng::seed_from_u64(1));
            let secret = secrets.of(role).unwrap().clone();
            let dialer = Dialer { secret, tls: None, deadline: DEADLINE, ids };
            Remote::new(role, address.to_string().parse().unwrap(), dialer).channel()
        };
        Self {
            clinic: [api.system.client().unwrap(), ClinicClient::there(channel("clinic"))],
            availability: [api.system.client().unwrap(), AvailabilityClient::there(channel("availability"))],
            booking: [api.system.client().unwrap(), BookingClient::there(channel("booking"))],
            identity: [api.system.client().unwrap(), IdentityClient::there(channel("identity"))],
        }
    }
}

/// Asks both; returns what they answer, if it is the same.
async fn same<C, M: PartialEq + Debug>(
    [here, there]: &[C; 2],
    ask: impl AsyncFn(&C) -> Result<M, Problem>,
) -> Result<M, Problem> {
    let (here, there) = (ask(here).await, ask(there).await);
    assert_eq!(here, there);
    here
}

#[tokio::test]
async fn what_is_asked_is_answered_the_same() {
    let api = Api::start().await;
    let both = Both::of(&api).await;
    let admin = || Asked::by(Caller { account_id: Some(api.new_id().into()), ..Caller::SYSTEM });

    // made once by each; looked at by both
    let create = CreateClinicRequest {
        name: "Zürich".to_owned(),
        time_zone: "Europe/Zurich".to_owned(),
        hold_minutes: 10,
        hold_extensions: 10,
        max_upcoming: 10,
        ..CreateClinicRequest::default()
    };
    let clinic = both.clinic[1].create_clinic(admin(), create.clone()).await.unwrap();
    both.clinic[0].create_clinic(admin(), create.clone()).await.unwrap();
    let seen = same(&both.clinic, async |to| {
        to.get_clinic(Asked::ANONYMOUS, GetClinicRequest { id: clinic.id }).await
    });
    assert_eq!(seen.await.unwrap(), clinic);
    let first = Page { limit: 1, ..Page::default() };
    let page = same(&both.clinic, async |to| {
        to.list_clinics(Asked::ANONYMOUS, ListClinicsRequest { page: first }).await
    });
    let after = page.await.unwrap().next_cursor.unwrap();
    let second = ListClinicsRequest { page: Page { after, limit: 1 } };
    let page = same(&both.clinic, async |to| to.list_clinics(Asked::ANONYMOUS, second.clone()).await);
    assert_eq!(page.await.unwrap().items.len(), 1);

    let doctor = CreateDoctorRequest {
        clinic_id: clinic.id,
        name: "Dr Grace Hopper".to_owned(),
        specialization: Some("cardiology".to_owned()),
        ..CreateDoctorRequest::default()
    };
    let doctor = both.clinic[1].create_doctor(admin(), doctor).await.unwrap();
    let template: Template = serde_json::from_value(json!({
        "effective_from": "2026-11-24",
        "rules": [{"days": ["tue", "wed"], "start": "09:00", "end": "12:00", "slot_minutes": 30, "mode": "virtual"}]
    }))
    .unwrap();
    let set = SetTemplateRequest { doctor_id: doctor.id, template, intent: Intent::default() };
    assert!(both.availability[1].set_template(admin(), set).await.unwrap().added > 0);
    let hours = same(&both.availability, async |to| {
        to.get_template(Asked::ANONYMOUS, GetTemplateRequest { doctor_id: doctor.id }).await
    });
    assert_eq!(hours.await.unwrap().clinic_id, clinic.id);
    let listed = ListTemplatesRequest { doctor_id: doctor.id, page: Page::default() };
    let by = admin();
    same(&both.availability, async |to| to.list_templates(by.clone(), listed.clone()).await).await.unwrap();
    let slots = DoctorSlotsRequest { doctor_id: doctor.id, ..DoctorSlotsRequest::default() };
    let slots = same(&both.availability, async |to| to.doctor_slots(by.clone(), slots.clone()).await);
    let slots = slots.await.unwrap().items;

    // by a key, so that both may ask for the same booking
    let person =
        NewPatient { name: "José".to_owned(), birth_date: "1980-02-29".to_owned(), ..NewPatient::default() };
    let book = BookRequest {
        slot_id: slots[0].id,
        who: Some(Who::Patient(person)),
        reason: "check-up".to_owned(),
        ..BookRequest::default()
    };
    let account = api.new_id();
    let patient = Caller { role: Role::Patient, account_id: Some(account.into()), ..Caller::ANONYMOUS };
    let key = KeyUse {
        caller: patient.actor_id(),
        route: "POST /v1/bookings".to_owned(),
        key: "one".to_owned(),
        request_hash: vec![0, 159, 146, 150],
    };
    let by_key = Asked { caller: patient.clone(), key: Some(key) };
    let booked = same(&both.booking, async |to| to.book(by_key.clone(), book.clone()).await).await.unwrap();
    let own = Asked::by(patient);
    let get = GetAppointmentRequest { id: booked.id };
    same(&both.booking, async |to| to.get_appointment(own.clone(), get.clone()).await).await.unwrap();
    let list = ListAppointmentsRequest { status: Some(booked.status), ..ListAppointmentsRequest::default() };
    same(&both.booking, async |to| to.list_appointments(own.clone(), list.clone()).await).await.unwrap();
    let of_patient = PatientRequest { clinic_id: clinic.id, id: booked.patient_id.unwrap() };
    let export = same(&both.clinic, async |to| to.export_patient(by.clone(), of_patient.clone()).await);
    let export: Vec<ExportedAppointment> = export.await.unwrap().appointments;
    assert_eq!(export[0].id, booked.id);
}

/// Refusals arrive whole: code, sentence, fields.
#[tokio::test]
async fn what_is_refused_is_refused_the_same() {
    let api = Api::start().await;
    let both = Both::of(&api).await;
    let admin = Asked::by(Caller { account_id: Some(api.new_id().into()), ..Caller::SYSTEM });
    let nobody = || Asked::ANONYMOUS;
    let none = Uuid::max();

    let bad = CreateClinicRequest { name: "\u{200b}".to_owned(), ..CreateClinicRequest::default() };
    let refused = same(&both.clinic, async |to| to.create_clinic(admin.clone(), bad.clone()).await).await;
    assert!(refused.unwrap_err().fields.len() > 1);
    same(&both.clinic, async |to| to.create_clinic(nobody(), bad.clone()).await).await.unwrap_err();
    let patients = ListPatientsRequest { clinic_id: none.into(), ..ListPatientsRequest::default() };
    same(&both.clinic, async |to| to.list_patients(nobody(), patients.clone()).await).await.unwrap_err();
    let patient = CreatePatientRequest { clinic_id: none.into(), ..CreatePatientRequest::default() };
    same(&both.clinic, async |to| to.create_patient(admin.clone(), patient.clone()).await).await.unwrap_err();
    let empty = SetTemplateRequest { doctor_id: none.into(), ..SetTemplateRequest::default() };
    same(&both.availability, async |to| to.set_template(admin.clone(), empty.clone()).await)
        .await
        .unwrap_err();
    let book = BookRequest { slot_id: none.into(), ..BookRequest::default() };
    same(&both.booking, async |to| to.book(nobody(), book.clone()).await).await.unwrap_err();
    let step = StepRequest { appointment_id: none.into(), ..StepRequest::default() };
    same(&both.booking, async |to| to.take_step(admin.clone(), step.clone()).await).await.unwrap_err();
    let log_in = LogInRequest { email: "ada@example.org".to_owned(), ..LogInRequest::default() };
    same(&both.identity, async |to| to.log_in(nobody(), log_in.clone()).await).await.unwrap_err();
    same(&both.identity, async |to| to.get_account(nobody(), AccountRequest {}).await).await.unwrap_err();
    let members = OfClinicRequest { clinic_id: none.into(), page: Page::default() };
    same(&both.identity, async |to| to.list_members(admin.clone(), members.clone()).await).await.unwrap_err();
    let revoked = ListRevocationsRequest { since_us: i64::MAX };
    same(&both.identity, async |to| to.list_revocations(nobody(), revoked).await).await.unwrap_err();
}
