//! `/v1/clinics/{clinic_id}/patients/duplicates`, `…/{id}/merge`, `…/{id}/unmerge`: records of one person.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, HeaderValue};
use holdfast_domain::ErrorCode::{
    AccountsDiffer, AppointmentsOverlap, CannotUnmerge, OutcomeUnknown, PatientBusy, PatientMerged,
};
use holdfast_domain::{Asked, ClinicId, Cursor, PatientId};
use holdfast_rpc::clinic::{
    Duplicates as Message, ListDuplicatesRequest, MergePatientRequest, PatientRequest,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::patients::{Patient, tagged};
use crate::Gateway;
use crate::http::body::{Json, Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::document::{KeyHeader, PageQuery};
use crate::http::facts::{DESK, Facts, Key, Rate};
use crate::http::headers::IdempotencyKey;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(duplicates), Facts::new(DESK, Key::Without, Rate::Usual, &[OutcomeUnknown]))
        .add(
            routes!(merge),
            Facts::new(
                DESK,
                Key::Without,
                Rate::Usual,
                &[PatientMerged, AccountsDiffer, AppointmentsOverlap, PatientBusy],
            ),
        )
        .add(routes!(unmerge), Facts::new(DESK, Key::Without, Rate::Usual, &[CannotUnmerge, PatientBusy]))
}

/// Records that seem to be of one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Duplicates {
    /// What they have in common: the phone (in E.164; as it was typed where it cannot be read), the e-mail address, or name and birth
    /// date. Records with more in common are there more than once.
    #[schema(pattern = "^(phone|email|name_and_birth_date)$")]
    reason: String,
    /// The first ten of them.
    patients: Vec<Patient>,
    /// How many there are, as far as one question looks.
    #[schema(minimum = 2)]
    count: u32,
}

impl From<Message> for Duplicates {
    fn from(message: Message) -> Self {
        let patients = message.patients.into_iter().map(Patient::from).collect();
        Self { reason: message.reason, patients, count: message.count }
    }
}

/// A page of duplicates.
#[derive(Debug, Serialize, ToSchema)]
pub struct DuplicatesPage {
    items: Vec<Duplicates>,
    /// Give it as `cursor` for the next page; null at the end. A page may be short, or empty, and go on all the same: one question looks at
    /// 5,000 records.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Which record stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInto {
    /// The record that stays, of the same clinic.
    #[schema(value_type = Uuid)]
    into: PatientId,
}

type Tagged = ([(HeaderName, HeaderValue); 1], Answer<Patient>);

/// A clinic's patient records that seem to be of one person. Records that a booking or an import made are looked at within a minute.
#[utoipa::path(get, operation_id = "listDuplicatePatients", path = "/clinics/{clinic_id}/patients/duplicates",
    tag = "patients",
    params(("clinic_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = DuplicatesPage)))]
pub async fn duplicates(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<DuplicatesPage>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["limit", "cursor"]);
    let request = ListDuplicatesRequest { clinic_id, page: params.page() };
    params.finish()?;
    let page = gateway.clinics().list_duplicates(Asked::by(caller), request).await?;
    Ok(Answer(DuplicatesPage {
        items: page.items.into_iter().map(Duplicates::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

/// Merge a patient record into another of the same person. The one that stays, which is the answer, takes over all appointments and the
/// account; what it says of the person stays as it is. The other is found still, by what it says, and leads to the one that stays:
/// whatever is asked of it is refused as `patient-merged`, with `merged_into`. Within a day `unmerge` undoes it.
#[utoipa::path(post, operation_id = "mergePatient", path = "/clinics/{clinic_id}/patients/{id}/merge",
    tag = "patients",
    request_body(content = MergeInto, example = json!({"into": "01a2152c-f5fa-7f8d-8656-2b5f1ae21764"})),
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path), KeyHeader),
    responses((status = 200, body = Patient, headers(("ETag" = String)))))]
pub async fn merge(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
    key: IdempotencyKey,
    body: Json<MergeInto>,
) -> Result<Tagged, Refusal> {
    let request = MergePatientRequest { clinic_id, id, into: body.value.into };
    Ok(tagged(gateway.clinics().merge_patient(key.asked(&caller, &body.raw), request).await?))
}

/// Undo the merge of a record, within a day. It is the answer, and has the appointments again that it brought; what was booked since stays
/// where it is. A record that others were merged into has them again too.
#[utoipa::path(post, operation_id = "unmergePatient", path = "/clinics/{clinic_id}/patients/{id}/unmerge",
    tag = "patients",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object", example = json!({})),
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path), KeyHeader),
    responses((status = 200, body = Patient, headers(("ETag" = String)))))]
pub async fn unmerge(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<Tagged, Refusal> {
    let request = PatientRequest { clinic_id, id };
    Ok(tagged(gateway.clinics().unmerge_patient(key.asked(&caller, &body.raw), request).await?))
}
