//! `/v1/clinics/{clinic_id}/audit`: the audit log as FHIR R4 AuditEvents (<https://hl7.org/fhir/R4/auditevent.html>).

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::{Asked, ClinicId, Cursor};
use holdfast_rpc::clinic::{AuditEntry, AuditSeal as Message, ListAuditRequest};
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::caller::As;
use crate::http::document::PageQuery;
use crate::http::facts::{ADMINS, Facts, Key, Rate};
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().add(routes!(list), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
}

/// A code of a system of codes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Coding {
    system: &'static str,
    code: String,
}

/// A concept.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodeableConcept {
    coding: Vec<Coding>,
}

/// A name in a system of names.
#[derive(Debug, Serialize, ToSchema)]
pub struct Identifier {
    system: &'static str,
    value: String,
}

/// What something refers to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reference {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    identifier: Option<Identifier>,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agent {
    who: Reference,
    role: Vec<CodeableConcept>,
    requestor: bool,
}

/// Who tells of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Source {
    observer: Observer,
}

/// The teller's name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Observer {
    display: &'static str,
}

/// What it was done to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entity {
    what: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    role: Option<Coding>,
}

/// A FHIR R4 AuditEvent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditEvent {
    resource_type: &'static str,
    #[schema(format = Uuid)]
    id: String,
    #[serde(rename = "type")]
    kind: Coding,
    subtype: Vec<Coding>,
    /// C, R, U or D: create, read, update, delete.
    action: &'static str,
    #[schema(format = DateTime)]
    recorded: String,
    /// 0: success. What was refused changed and showed nothing.
    outcome: &'static str,
    agent: Vec<Agent>,
    source: Source,
    entity: Vec<Entity>,
}

const ACTIONS: &str = "urn:holdfast:audit-action";

/// The letter of FHIR for what was done.
fn letter(action: &str) -> &'static str {
    match action.split_once('.') {
        Some(("read" | "export", _)) => "R",
        Some((_, "book" | "create" | "add")) => "C",
        Some((_, "erase" | "remove")) => "D",
        _ => "U",
    }
}

/// The kind of resource that an action is about, where FHIR has one for it.
fn resource(action: &str) -> Option<&'static str> {
    let (first, second) = action.split_once('.')?;
    let about = if matches!(first, "read" | "export") { second } else { first };
    Some(match about {
        "appointment" => "Appointment",
        "patient" => "Patient",
        "doctor" | "schedule" => "Practitioner",
        "clinic" | "audit" => "Organization",
        _ => return None,
    })
}

impl From<AuditEntry> for AuditEvent {
    fn from(entry: AuditEntry) -> Self {
        let named =
            |system, value| Reference { reference: None, identifier: Some(Identifier { system, value }) };
        let to = |reference| Reference { reference: Some(reference), identifier: None };
        let kind = resource(&entry.action);
        let mut entity = vec![Entity {
            what: match kind {
                Some(kind) => to(format!("{kind}/{}", entry.entity_id)),
                None => named("urn:ietf:rfc:3986", format!("urn:uuid:{}", entry.entity_id)),
            },
            role: None,
        }];
        if let Some(patient_id) = entry.patient_id {
            let role =
                Coding { system: "http://terminology.hl7.org/CodeSystem/object-role", code: "1".to_owned() };
            if kind == Some("Patient") {
                entity.clear();
            }
            entity.push(Entity { what: to(format!("Patient/{patient_id}")), role: Some(role) });
        }
        Self {
            resource_type: "AuditEvent",
            id: entry.id,
            kind: Coding {
                system: "http://terminology.hl7.org/CodeSystem/audit-event-type",
                code: "rest".to_owned(),
            },
            action: letter(&entry.action),
            subtype: vec![Coding { system: ACTIONS, code: entry.action }],
            recorded: render(entry.occurred_at_us, &TimeZone::UTC),
            outcome: "0",
            agent: vec![Agent {
                who: named("urn:holdfast:actor", entry.actor_id),
                role: vec![CodeableConcept {
                    coding: vec![Coding { system: "urn:holdfast:role", code: entry.actor_role }],
                }],
                requestor: true,
            }],
            source: Source { observer: Observer { display: "Holdfast" } },
            entity,
        }
    }
}

/// The end of a clinic's chain. Who keeps a copy of its hash can show later whether anything before it was changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditSeal {
    #[schema(minimum = 1)]
    seq: u64,
    #[schema(format = DateTime)]
    sealed_at: String,
    /// SHA-256, in hexadecimal digits.
    hash: String,
}

impl From<Message> for AuditSeal {
    fn from(seal: Message) -> Self {
        let digits: Vec<String> = seal.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { seq: seal.seq, sealed_at: render(seal.sealed_at_us, &TimeZone::UTC), hash: digits.concat() }
    }
}

/// A page of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditPage {
    items: Vec<AuditEvent>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
    /// Null as long as nothing is sealed.
    #[schema(required)]
    newest_seal: Option<AuditSeal>,
}

/// A clinic's audit log, newest first: every change, and every look at a patient's data. With `patient_id`: who looked at this
/// patient. One question looks at so many entries at most: where the filters fit few of them, a page may be short or empty, and
/// `next_cursor` still says where to go on.
#[utoipa::path(get, operation_id = "listAuditEvents", path = "/clinics/{clinic_id}/audit", tag = "audit",
    params(("clinic_id" = Uuid, Path),
           ("patient_id" = Option<Uuid>, Query, nullable = false, description = "About this patient"),
           ("actor_id" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", max_length = 200, description = "By this actor, as `who` names them"),
           ("action" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", max_length = 200, description = "Of this kind, as `subtype` has it, such as `read.patient`"),
           ("from" = Option<String>, Query, nullable = false, format = DateTime),
           ("to" = Option<String>, Query, nullable = false, format = DateTime),
           PageQuery),
    responses((status = 200, body = AuditPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<AuditPage>, Refusal> {
    let known = ["patient_id", "actor_id", "action", "from", "to", "limit", "cursor"];
    let mut params = Params::new(query.as_deref(), &known);
    let request = ListAuditRequest {
        clinic_id,
        patient_id: params.id("patient_id"),
        actor_id: params.some_text("actor_id"),
        action: params.some_text("action"),
        from_us: params.instant("from"),
        to_us: params.instant("to"),
        page: params.page(),
    };
    params.finish()?;
    let page = gateway.clinics().list_audit(Asked::by(caller), request).await?;
    Ok(Answer(AuditPage {
        items: page.items.into_iter().map(AuditEvent::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
        newest_seal: page.newest_seal.map(AuditSeal::from),
    }))
}
