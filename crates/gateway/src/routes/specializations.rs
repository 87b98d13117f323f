//! `/v1/specializations`: what there are doctors of.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::{Asked, Cursor};
use holdfast_rpc::availability::ListSpecializationsRequest;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::Gateway;
use crate::http::caller::As;
use crate::http::document::PageQuery;
use crate::http::facts::{ANYBODY, Facts, Key, Rate};
use crate::http::params::Params;
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default().add(routes!(list), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
}

/// A specialization that some doctor has.
#[derive(Debug, Serialize, ToSchema)]
pub struct Specialization {
    /// In lower case: the name that all its spellings share.
    name: String,
    /// Doctors who have it; 100 stands for 100 and more.
    #[schema(minimum = 1, maximum = 100)]
    doctors: u32,
}

/// A page of specializations, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpecializationPage {
    items: Vec<Specialization>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// The specializations that doctors have, by name.
#[utoipa::path(get, operation_id = "listSpecializations", path = "/specializations", tag = "doctors",
    params(PageQuery), responses((status = 200, body = SpecializationPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Answer<SpecializationPage>, Refusal> {
    let request = ListSpecializationsRequest { page: Params::only_page(query.as_deref())? };
    let page = gateway.availability().list_specializations(Asked::by(caller), request).await?;
    let items = page.items.into_iter().map(|of| Specialization { name: of.name, doctors: of.doctors });
    Ok(Answer(SpecializationPage {
        items: items.collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}
