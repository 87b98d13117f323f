//! `override` in requests, and what of it is shown: which rules of a clinic its desk went past, and why.

use holdfast_domain::Role;
use holdfast_rpc::booking::Override as Message;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::document;
use crate::http::instant::render;

/// Goes past rules of the clinic: notice, appointments to come, what a slot is for, patients known to the clinic, the time limit for
/// cancelling and moving. For its front desk and admins. Nothing is given away twice, whatever the reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Kept, and shown to the clinic's team, if a rule stood in the way.
    #[schema(schema_with = document::some_reason)]
    pub(super) reason: String,
}

/// Which rules were overruled, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overruling {
    #[schema(value_type = Vec<OverruledRule>)]
    rules: Vec<String>,
    /// Empty once the patient is erased.
    reason: String,
    by: OverruledBy,
    #[schema(format = DateTime)]
    at: String,
}

/// Who overruled.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverruledBy {
    role: &'static str,
    /// As in the audit log; mostly the id of an account.
    id: String,
}

/// A rule of a clinic that its desk can overrule.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum OverruledRule {
    Notice,
    Upcoming,
    VisitType,
    KnownPatients,
    CancelNotice,
}

impl Overruling {
    pub(super) fn of(message: Message, zone: &TimeZone) -> Self {
        let Message { rules, reason, by_role, by_id, at_us } = message;
        let by = OverruledBy { role: Role::as_str(by_role), id: by_id };
        Self { rules, reason, by, at: render(at_us, zone) }
    }
}
