//! Sample clinics in three time zones, made through the services like any others; and what a newcomer needs to
//! book a first slot.

mod people;

use std::net::SocketAddr;

use anyhow::{Context, Result};
use holdfast_domain::template::Template;
use holdfast_domain::visit_type::BookedBy;
use holdfast_domain::{AccountId, Asked, Caller, Clock, Page, Role};
use holdfast_rpc::availability::{
    AvailabilityClient, CloseDaysRequest, Intent, SearchSlotsRequest, SetTemplateRequest,
};
use holdfast_rpc::clinic::{
    Clinic, ClinicClient, CreateClinicRequest, CreateDoctorRequest, CreateVisitTypeRequest, Languages,
    ListClinicsRequest, OptionalDays, Specializations, UpdateSettingsRequest, VisitTypeData,
};
use holdfast_tokens::Keys;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

use crate::system::{Plan, System};

struct Sample {
    name: &'static str,
    address: &'static str,
    time_zone: &'static str,
    country: &'static str,
    languages: &'static [&'static str],
    emergency: &'static str,
    /// Each with the specializations.
    doctors: &'static [(&'static str, &'static [&'static str])],
}

const SAMPLES: [Sample; 3] = [
    Sample {
        name: "Hudson Clinic",
        address: "200 West Street, New York",
        time_zone: "America/New_York",
        country: "US",
        languages: &["en", "es"],
        emergency: "911",
        doctors: &[("Grace Okafor", &["cardiology"]), ("Tom Rivera", &["dermatology"])],
    },
    Sample {
        name: "Thames Practice",
        address: "12 Borough Road, London",
        time_zone: "Europe/London",
        country: "GB",
        languages: &["en"],
        emergency: "999",
        doctors: &[("Priya Shah", &["general practice"]), ("Owen Price", &["cardiology"])],
    },
    Sample {
        name: "Bagmati Health",
        address: "Lazimpat, Kathmandu",
        time_zone: "Asia/Kathmandu",
        country: "NP",
        languages: &["ne", "en"],
        emergency: "102",
        doctors: &[("Anita Gurung", &["paediatrics"]), ("Bikash Rai", &["general practice", "paediatrics"])],
    },
];

/// What patients come for: name, minutes, who books it, colour. Slots of the samples are for all of them.
const VISITS: [(&str, u32, BookedBy, &str); 3] = [
    ("Consultation", 30, BookedBy::Everybody, "#1f7a8c"),
    ("Follow-up", 20, BookedBy::KnownPatients, "#7a5c1f"),
    ("Blood test", 10, BookedBy::Desk, "#8c1f3d"),
];

/// Makes the samples if there are no clinics yet, and prints how to book.
pub(crate) async fn prepare(
    system: &System,
    keys: &Keys,
    plan: &Plan<'_>,
    address: SocketAddr,
) -> Result<()> {
    let (clock, ids, data_dir) = (&*plan.clock, plan.ids, &plan.settings.data_dir);
    let clinics: ClinicClient = system.client()?;
    let page = Page { limit: 1, ..Page::default() };
    let found = clinics.list_clinics(Asked::ANONYMOUS, ListClinicsRequest { page }).await?;
    let first = if let Some(clinic) = found.items.into_iter().next() {
        clinic
    } else {
        let first = make_samples(system, clock).await?;
        people::make(system, plan, &first).await?;
        first
    };
    let availability: AvailabilityClient = system.client()?;
    let search = SearchSlotsRequest {
        clinic_id: Some(first.id),
        page: Page { limit: 1, ..Page::default() },
        ..SearchSlotsRequest::default()
    };
    let slots = availability.search_slots(Asked::ANONYMOUS, search).await?.items;
    let slot = slots.first().context("no slot is free; start again with an empty --data-dir")?;
    let (slot_id, clinic_id) = (slot.id, first.id);
    let token = |role: Role| {
        let caller = Caller {
            role,
            account_id: Some(AccountId(ids.next())),
            clinic_id: Some(clinic_id).filter(|_| role.works_for_clinic()),
            ..Caller::ANONYMOUS
        };
        let now = clock.now();
        keys.sign(&caller, None, now, now + SignedDuration::from_hours(24))
    };
    println!("Holdfast is up.\n");
    println!("  Pages     http://{address}/");
    println!("  API       http://{address}/v1");
    println!("  API page  http://{address}/docs\n");
    println!("People who can log in, with the password {:?}:\n", people::PASSWORD);
    for person in people::PEOPLE {
        println!("  {:<22}{}", person.email, person.does);
    }
    println!();
    println!("Tokens, good for a day ({} is {clinic_id}):\n", first.name);
    println!("  platform admin  {}", token(Role::PlatformAdmin)?);
    println!("  clinic admin    {}", token(Role::ClinicAdmin)?);
    println!("  front desk      {}", token(Role::Staff)?);
    println!("  patient         {}\n", token(Role::Patient)?);
    println!("Book the next free slot of {}, as a guest:\n", first.name);
    println!(
        "  curl -s -X POST http://{address}/v1/bookings -H 'content-type: application/json' -d '{{\"slot_id\": \"{slot_id}\", \"patient\": {{\"name\": \"Ada Lovelace\", \"email\": \"ada@example.org\"}}}}'\n"
    );
    println!("Free slots:  curl -s 'http://{address}/v1/slots?specialization=cardiology&limit=3'\n");
    let program =
        std::env::current_exe().map_or_else(|_| "holdfast".to_owned(), |path| path.display().to_string());
    println!("An account of your own, which runs the platform (open the link that it prints):\n");
    println!(
        "  {program} admin account --data-dir {} --listen {address} --email you@example.org --platform-admin\n",
        data_dir.display()
    );
    println!("Ctrl-C stops it; the data stay.");
    Ok(())
}

/// Returns the first of them.
async fn make_samples(system: &System, clock: &dyn Clock) -> Result<Clinic> {
    let asked = || Asked::by(Caller::SYSTEM);
    let clinics: ClinicClient = system.client()?;
    let availability: AvailabilityClient = system.client()?;
    let today = clock.now().to_zoned(TimeZone::UTC).date();
    let yesterday = today.yesterday()?;
    // a day to come in every zone
    let new_years_day = Date::new(today.checked_add(2.days())?.year() + 1, 1, 1)?;
    let template: Template = serde_json::from_value(serde_json::json!({
        "effective_from": yesterday,
        "rules": [{"days": ["mon", "tue", "wed", "thu", "fri"], "start": "09:00", "end": "17:00", "slot_minutes": 30}],
        "breaks": [{"days": ["mon", "tue", "wed", "thu", "fri"], "start": "12:00", "end": "13:00"}],
        "horizon_days": 30
    }))?;
    let mut first = None;
    for sample in SAMPLES {
        let request = CreateClinicRequest {
            name: sample.name.to_owned(),
            address: sample.address.to_owned(),
            time_zone: sample.time_zone.to_owned(),
            hold_minutes: 10,
            hold_extensions: 10,
            max_upcoming: 10,
            ..CreateClinicRequest::default()
        };
        let clinic = clinics.create_clinic(asked(), request).await?;
        for (name, specializations) in sample.doctors {
            let request = CreateDoctorRequest {
                clinic_id: clinic.id,
                name: (*name).to_owned(),
                title: "Dr.".to_owned(),
                specializations: Some(Specializations {
                    names: specializations.iter().map(ToString::to_string).collect(),
                }),
                ..CreateDoctorRequest::default()
            };
            let doctor = clinics.create_doctor(asked(), request).await?;
            let request = SetTemplateRequest {
                doctor_id: doctor.id,
                template: template.clone(),
                intent: Intent::default(),
            };
            availability.set_template(asked(), request).await?;
        }
        let settings = UpdateSettingsRequest {
            clinic_id: clinic.id,
            country: Some(sample.country.to_owned()),
            languages: Some(Languages { tags: sample.languages.iter().map(ToString::to_string).collect() }),
            emergency_contact: Some(sample.emergency.to_owned()),
            horizon_days: Some(OptionalDays { days: Some(90) }),
            ..UpdateSettingsRequest::default()
        };
        clinics.update_settings(asked(), settings).await?;
        for (name, minutes, booked_by, colour) in VISITS {
            let data = VisitTypeData {
                name: name.to_owned(),
                minutes,
                booked_by: booked_by.as_str().to_owned(),
                colour: colour.to_owned(),
                ..VisitTypeData::default()
            };
            let request = CreateVisitTypeRequest { clinic_id: clinic.id, data };
            clinics.create_visit_type(asked(), request).await?;
        }
        let holiday = CloseDaysRequest {
            clinic_id: clinic.id,
            dates: vec![new_years_day.to_string()],
            reason: "New Year's Day".to_owned(),
            ..CloseDaysRequest::default()
        };
        availability.close_days(asked(), holiday).await?;
        first.get_or_insert(clinic);
    }
    first.context("there are no sample clinics")
}
