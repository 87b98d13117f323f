//! `/v1/doctors/soonest`: doctors by their soonest free time. Public, like the slots.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::{Asked, ClinicId, DoctorId, PeopleCursor};
use holdfast_rpc::availability::{SoonestDoctor as Message, SoonestDoctorsRequest};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slots::{Mode, PartOfDay, Slot, slot, wishes};
use crate::Gateway;
use crate::http::caller::As;
use crate::http::document::PeopleQuery;
use crate::http::facts::{ANYBODY, Facts, Key, Rate};
use crate::http::instant::zone;
use crate::http::params::Params;
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

/// How many times of each doctor, and how many doctors.
pub(crate) const TIMES: (u32, u32) = (3, 10);
pub(crate) const DOCTORS: (u32, u32) = (10, 20);

pub(super) fn routes() -> Routes {
    Routes::default().add(routes!(list), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
}

/// A doctor with the next free times.
#[derive(Debug, Serialize, ToSchema)]
pub struct SoonestDoctor {
    doctor: NamedDoctor,
    clinic: NamedClinic,
    /// Soonest first; at least one.
    slots: Vec<Slot>,
}

/// Who.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedDoctor {
    #[schema(value_type = Uuid)]
    id: DoctorId,
    name: String,
    specialization: String,
}

/// Where.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedClinic {
    #[schema(value_type = Uuid)]
    id: ClinicId,
    name: String,
    address: String,
    phone: String,
    time_zone: String,
}

/// A page of doctors by their soonest free time.
#[derive(Debug, Serialize, ToSchema)]
pub struct SoonestDoctorPage {
    items: Vec<SoonestDoctor>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

impl From<Message> for SoonestDoctor {
    fn from(message: Message) -> Self {
        let zone = zone(&message.time_zone);
        Self {
            slots: message.slots.into_iter().map(|of| slot(of, &zone)).collect(),
            doctor: NamedDoctor {
                id: message.id,
                name: message.name,
                specialization: message.specialization,
            },
            clinic: NamedClinic {
                id: message.clinic_id,
                name: message.clinic_name,
                address: message.address,
                phone: message.phone,
                time_zone: message.time_zone,
            },
        }
    }
}

/// Doctors by their soonest free time, each once. Pages repeat nobody, whatever is booked or freed in between; a list ends after
/// 300 doctors.
#[utoipa::path(get, operation_id = "soonestDoctors", path = "/doctors/soonest", tag = "doctors",
    params(("specialization" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", max_length = 200, description = "Whatever the case"),
           ("clinic_id" = Option<Uuid>, Query, nullable = false),
           ("mode" = Option<Mode>, Query, nullable = false),
           ("part_of_day" = Option<PartOfDay>, Query, nullable = false),
           ("visit_type_id" = Option<Uuid>, Query, nullable = false, description = "For such visits, at their clinic"),
           ("from" = Option<String>, Query, format = DateTime, nullable = false, description = "Times then or later; from 1970 to 2200"),
           PeopleQuery),
    responses((status = 200, body = SoonestDoctorPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Answer<SoonestDoctorPage>, Refusal> {
    let mut params = Params::new(
        query.as_deref(),
        &[
            "specialization",
            "clinic_id",
            "mode",
            "part_of_day",
            "visit_type_id",
            "from",
            "times",
            "limit",
            "cursor",
        ],
    );
    let given = |text: &str| PeopleCursor::parse(text).filter(|_| !text.is_empty());
    let request = SoonestDoctorsRequest {
        specialization: params.some_text("specialization"),
        clinic_id: params.id("clinic_id"),
        wishes: wishes(&mut params),
        from_us: params.instant("from"),
        times: params.number("times", TIMES.0, TIMES.1),
        limit: params.number("limit", DOCTORS.0, DOCTORS.1),
        after: params.named("cursor", given, "must be a next_cursor that was given out").unwrap_or_default(),
    };
    params.finish()?;
    let page = gateway.availability().soonest_doctors(Asked::by(caller), request).await?;
    Ok(Answer(SoonestDoctorPage {
        items: page.items.into_iter().map(SoonestDoctor::from).collect(),
        next_cursor: page.next_cursor.map(|cursor| cursor.to_text()),
    }))
}
