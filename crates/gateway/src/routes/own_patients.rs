//! `/v1/account/patients`: the patient records that an account speaks for, and those that clinics offer to it.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use holdfast_domain::ErrorCode::{NotFound, OutcomeUnknown, PatientHasAppointments};
use holdfast_domain::{Asked, ClinicId, PatientId};
use holdfast_rpc::clinic::{ListOwnPatientsRequest, OwnPatientRequest, Patient as Message};
use serde::Serialize;
use utoipa::ToSchema;

use super::patients::{Patient, PatientPage};
use crate::Gateway;
use crate::http::body::{Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::document::KeyHeader;
use crate::http::facts::{Facts, Key, PEOPLE, Rate};
use crate::http::headers::IdempotencyKey;
use crate::http::params::PathIds;
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(list), Facts::new(PEOPLE, Key::Without, Rate::Usual, &[NotFound, OutcomeUnknown]))
        .add(routes!(offers), Facts::new(PEOPLE, Key::Without, Rate::Usual, &[NotFound, OutcomeUnknown]))
        .add(
            routes!(accept),
            Facts::new(PEOPLE.saying("whom it is offered to"), Key::Without, Rate::Usual, &[]),
        )
        .add(
            routes!(leave),
            Facts::new(
                PEOPLE.saying("the account that speaks for it, or that it is offered to"),
                Key::Without,
                Rate::Usual,
                &[PatientHasAppointments],
            ),
        )
}

/// A patient record that a clinic offers to an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct PatientOffer {
    /// The record's.
    #[schema(value_type = Uuid)]
    id: PatientId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    /// Whose record it is, as the clinic has it.
    name: String,
}

impl From<Message> for PatientOffer {
    fn from(message: Message) -> Self {
        Self { id: message.id, clinic_id: message.clinic_id, name: message.name }
    }
}

/// The patient records that clinics offer to an account, at most 500; each clinic offers it at most 20.
#[derive(Debug, Serialize, ToSchema)]
pub struct PatientOfferPage {
    items: Vec<PatientOffer>,
    /// Always null: there is one page.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// The patient records that the caller's account speaks for, at all clinics: their own, their children's.
#[utoipa::path(get, operation_id = "listOwnPatients", path = "/account/patients", tag = "accounts",
    responses((status = 200, body = PatientPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
) -> Result<Answer<PatientPage>, Refusal> {
    let request = ListOwnPatientsRequest {};
    let page = gateway.clinics().list_own_patients(Asked::by(caller), request).await?;
    Ok(Answer(PatientPage::whole(page.items)))
}

/// The patient records that clinics offer to the caller's account. It speaks for none of them until it takes them up.
#[utoipa::path(get, operation_id = "listPatientOffers", path = "/account/patient-offers", tag = "accounts",
    responses((status = 200, body = PatientOfferPage)))]
pub async fn offers(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
) -> Result<Answer<PatientOfferPage>, Refusal> {
    let request = ListOwnPatientsRequest {};
    let page = gateway.clinics().list_offered_patients(Asked::by(caller), request).await?;
    let items = page.items.into_iter().map(PatientOffer::from).collect();
    Ok(Answer(PatientOfferPage { items, next_cursor: None }))
}

/// Take up a patient record that a clinic offers: from now on the account sees its appointments and books for it.
#[utoipa::path(post, operation_id = "acceptPatientOffer", path = "/account/patients/{id}/accept", tag = "accounts",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object", example = json!({})),
    params(("id" = Uuid, Path), KeyHeader),
    responses((status = 200, body = Patient)))]
pub async fn accept(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(PatientId,)>,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<Answer<Patient>, Refusal> {
    let request = OwnPatientRequest { id };
    Ok(Answer(gateway.clinics().accept_patient(key.asked(&caller, &body.raw), request).await?.into()))
}

/// Speak for a patient record no more, or turn down the offer. The record and its appointments stay with the clinic; those to
/// come are cancelled before.
#[utoipa::path(delete, operation_id = "leavePatient", path = "/account/patients/{id}", tag = "accounts",
    params(("id" = Uuid, Path)),
    responses((status = 204, description = "The account has nothing to do with the record any more")))]
pub async fn leave(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(PatientId,)>,
) -> Result<StatusCode, Refusal> {
    let request = OwnPatientRequest { id };
    gateway.clinics().leave_patient(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}
