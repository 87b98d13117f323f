//! The pages of those who run a clinic: what is set up and what is missing, and a page for each part of it.

pub(crate) mod audit;
mod audit_texts;
pub(crate) mod clinic;
pub(crate) mod closures;
pub(crate) mod doctor;
pub(crate) mod doctors;
mod effects;
pub(crate) mod embed;
pub(crate) mod history;
pub(crate) mod keys;
pub(crate) mod leaving;
pub(crate) mod policies;
pub(crate) mod setup;
pub(crate) mod staff;
pub(crate) mod stage;
pub(crate) mod visit_type;
pub(crate) mod visit_types;
pub(crate) mod webhook;
pub(crate) mod webhooks;

use holdfast_domain::ids::ClinicId;
use holdfast_domain::{Cursor, ErrorCode, Page, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_rpc::clinic::{Clinic, GetClinicRequest};

use crate::fields::Fields;
use crate::page::Frame;
pub(crate) use crate::page::status_of;
use crate::texts::{Texts, key};
use crate::visit::Visit;
use crate::when::Local;

/// What is shown of a list that has no pages: more than a clinic has.
pub(super) fn listed() -> Page {
    Page { limit: Page::MAX, ..Page::default() }
}

/// Where a paged list goes on, from the address.
pub(super) fn paged(fields: &Fields, limit: u32) -> Page {
    Page { after: Cursor::parse(fields.text("cursor")).unwrap_or_default(), limit }
}

/// What stands above each of these pages.
pub(crate) struct Head {
    pub(crate) clinic_id: ClinicId,
    pub(crate) clinic: Clinic,
    /// What was done, after a form was sent.
    pub(crate) done: Option<String>,
    /// Why nothing was done.
    pub(crate) refused: Option<String>,
}

impl Head {
    /// For those who run the clinic; to others it is not there, though some of what is shown is public.
    pub(crate) async fn of(
        gateway: &Gateway,
        visit: &Visit,
        clinic_id: ClinicId,
        query: &Fields,
    ) -> Result<Self, Problem> {
        visit.caller.require_admin(clinic_id)?;
        let clinic = gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }).await?;
        let done = done_key(query.text("done")).map(|says| visit.t.say(says));
        Ok(Self { clinic_id, clinic, done, refused: None })
    }

    /// The same after a form that was refused.
    pub(crate) async fn refused(
        gateway: &Gateway,
        visit: &Visit,
        clinic_id: ClinicId,
        refused: Option<String>,
    ) -> Result<Self, Problem> {
        Ok(Self { refused, ..Self::of(gateway, visit, clinic_id, &Fields::default()).await? })
    }

    /// An instant, on the clinic's clocks.
    pub(crate) fn at(&self, micros: i64) -> Local {
        Local::new(micros, &zone(&self.clinic.time_zone))
    }

    /// The same as a list has it.
    pub(crate) fn when(&self, t: &Texts, micros: i64) -> String {
        let at = self.at(micros);
        format!("{}, {}", t.formats.full_day(at.date()), t.formats.time(at.time()))
    }
}

fn done_key(done: &str) -> Option<&'static str> {
    Some(match done {
        "saved" => key("done-saved"),
        "added" => key("done-added"),
        "removed" => key("done-removed"),
        "invited" => key("done-invited"),
        "withdrawn" => key("done-withdrawn"),
        "ended" => key("done-ended"),
        "tried" => key("done-tried"),
        "onboarded" => key("done-onboarded"),
        _ => return None,
    })
}

/// What an admin is told where something is refused as a whole.
pub(crate) fn refused_key(code: ErrorCode) -> Option<&'static str> {
    Some(match code {
        ErrorCode::LastAdmin => key("refused-last-admin"),
        ErrorCode::TooManyApiKeys => key("refused-too-many-keys"),
        ErrorCode::TooManyWebhooks => key("refused-too-many-webhooks"),
        ErrorCode::VisitTypeInUse => key("refused-visit-type-in-use"),
        ErrorCode::RateLimited => key("problem-too-many-how"),
        ErrorCode::PreconditionFailed => key("refused-changed"),
        ErrorCode::InvalidRequest => key("refused-invalid"),
        _ => return None,
    })
}

/// What has come of taking something away: that somebody else was faster is no fault.
pub(crate) fn gone<T>(removed: Result<T, Problem>) -> Result<(), Problem> {
    match removed {
        Err(problem) if problem.code != ErrorCode::NotFound => Err(problem),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// A field that somebody else has saved differently in the meantime.
pub(crate) struct Stale {
    pub(crate) label: String,
    pub(crate) yours: String,
    pub(crate) saved: String,
}

/// Fields that differ, by what each is called.
pub(crate) fn differing(
    t: &Texts,
    labels: &[(&str, &'static str)],
    yours: &Fields,
    saved: &Fields,
) -> Vec<Stale> {
    let say = |text: String| if text.is_empty() { t.say(key("admin-empty")) } else { text };
    labels
        .iter()
        .filter(|(field, _)| yours.lines(field) != saved.lines(field))
        .map(|(field, label)| Stale {
            label: t.say(label),
            yours: say(yours.lines(field)),
            saved: say(saved.lines(field)),
        })
        .collect()
}

/// The frame of a page with a form, which may have problems. Who chooses another language is sent back to the page, wherever the form
/// was sent to.
pub(crate) fn frame_at(
    gateway: &Gateway,
    visit: &Visit,
    title: &'static str,
    has_errors: bool,
    here: String,
) -> Frame {
    Frame { here, ..frame(gateway, visit, title, has_errors) }
}

/// The same where a form is sent to the address of its page.
pub(crate) fn frame(gateway: &Gateway, visit: &Visit, title: &'static str, has_errors: bool) -> Frame {
    let mut frame = visit.frame(gateway, visit.t.say(title));
    frame.has_errors = has_errors;
    frame
}
