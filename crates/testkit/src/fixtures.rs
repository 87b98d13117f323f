//! Clinics to book at, made through the API.

use holdfast_domain::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Api;

/// A clinic with one doctor, who works on weekdays from nine to five, and people to act as.
#[derive(Clone, Debug)]
pub struct Clinic {
    /// The clinic.
    pub id: Uuid,
    /// Its doctor.
    pub doctor_id: Uuid,
    /// A clinic admin's token.
    pub admin: String,
    /// A front desk's token.
    pub staff: String,
    /// The doctor's token.
    pub doctor: String,
}

/// The id in a field of a body.
#[track_caller]
pub fn id(body: &Value, field: &str) -> Uuid {
    body[field]
        .as_str()
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("no id {field} in {body}"))
}

/// Weekdays from nine to five with a lunch break: fourteen slots of 30 minutes a day.
pub fn nine_to_five() -> Value {
    json!({
        "effective_from": "2026-11-20",
        "rules": [{"days": ["mon", "tue", "wed", "thu", "fri"], "start": "09:00", "end": "17:00", "slot_minutes": 30}],
        "breaks": [{"days": ["mon", "tue", "wed", "thu", "fri"], "start": "12:00", "end": "13:00"}],
        "horizon_days": 14
    })
}

impl Clinic {
    /// A clinic in this zone, with slots for two weeks.
    pub async fn open(api: &Api, time_zone: &str) -> Self {
        Self::with(api, json!({"name": "Clinic", "time_zone": time_zone}), "cardiology").await
    }

    /// A clinic as described, with a doctor of this specialization.
    pub async fn with(api: &Api, description: Value, specialization: &str) -> Self {
        let platform = api.platform_admin();
        let clinic = api.post("/v1/clinics").bearer(&platform).json(&description).send().await.expect(201);
        let id = self::id(&clinic, "id");
        let doctor_id = Self::add_doctor(api, id, specialization).await;
        let clinic = Self {
            id,
            doctor_id,
            admin: api.at_clinic(Role::ClinicAdmin, id, None),
            staff: api.at_clinic(Role::Staff, id, None),
            doctor: api.at_clinic(Role::Doctor, id, Some(doctor_id)),
        };
        clinic.set_hours(api, &nine_to_five()).await;
        clinic
    }

    /// The same with tokens of today, for tests in which days go by.
    pub fn with_new_tokens(&self, api: &Api) -> Self {
        Self {
            admin: api.at_clinic(Role::ClinicAdmin, self.id, None),
            staff: api.at_clinic(Role::Staff, self.id, None),
            doctor: api.at_clinic(Role::Doctor, self.id, Some(self.doctor_id)),
            ..self.clone()
        }
    }

    /// One more doctor, without hours.
    pub async fn add_doctor(api: &Api, clinic_id: Uuid, specialization: &str) -> Uuid {
        let body = json!({"name": "Dr. Who", "specialization": specialization});
        let path = format!("/v1/clinics/{clinic_id}/doctors");
        id(&api.post(path).bearer(&api.platform_admin()).json(&body).send().await.expect(201), "id")
    }

    /// Sets the doctor's hours; returns what that did.
    pub async fn set_hours(&self, api: &Api, template: &Value) -> Value {
        let path = format!("/v1/doctors/{}/availability", self.doctor_id);
        api.post(path).bearer(&self.admin).json(template).send().await.expect(200)
    }

    /// The doctor's free slots, soonest first.
    pub async fn free_slots(&self, api: &Api) -> Vec<Value> {
        let path = format!("/v1/doctors/{}/slots?limit=500", self.doctor_id);
        let page = api.get(path).send().await.expect(200);
        page["items"].as_array().expect("items").clone()
    }

    /// The ids of the doctor's free slots, soonest first.
    pub async fn free_slot_ids(&self, api: &Api) -> Vec<Uuid> {
        self.free_slots(api).await.iter().map(|slot| id(slot, "id")).collect()
    }

    /// A patient record, of this account if there is one: it is offered to it, and taken up.
    pub async fn add_patient(&self, api: &Api, account_id: Option<Uuid>) -> Uuid {
        let body = json!({"name": "Ada Lovelace", "email": "ada@example.org", "account_id": account_id});
        let path = format!("/v1/clinics/{}/patients", self.id);
        let record = id(&api.post(path).bearer(&self.staff).json(&body).send().await.expect(201), "id");
        if let Some(account_id) = account_id {
            let path = format!("/v1/account/patients/{record}/accept");
            api.post(path).bearer(&api.patient(account_id)).send().await.expect(200);
        }
        record
    }

    /// Books a slot for somebody new, as the front desk; returns the appointment.
    pub async fn book(&self, api: &Api, slot_id: Uuid) -> Value {
        let body = json!({"slot_id": slot_id, "clinic_id": self.id, "patient": {"name": "Grace Hopper"}});
        api.post("/v1/bookings").bearer(&self.staff).json(&body).send().await.expect(201)
    }
}
