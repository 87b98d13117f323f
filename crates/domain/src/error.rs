//! The one list of ways a request can fail, shared by every service and by both ways in (gRPC and REST).

use std::fmt;

use uuid::Uuid;

/// What went wrong, as a closed set. The name is part of the API and never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// The body is not JSON.
    MalformedJson,
    /// A field or parameter is missing, unknown or out of range.
    InvalidRequest,
    /// No credentials, or they do not hold.
    Unauthenticated,
    /// No account has this e-mail and password; which of them is wrong is not told.
    BadCredentials,
    /// The account has a second factor, and its code is missing.
    SecondFactorNeeded,
    /// The caller's role may not do this.
    Forbidden,
    /// The clinic asks for a second factor, and the account has none.
    SecondFactorRequired,
    /// An API key without the scope that this needs.
    InsufficientScope,
    /// A cookie came along with a request that is not from our own pages.
    CrossSite,
    /// There is no such object, or it is not the caller's to see.
    NotFound,
    /// No such method on this address.
    MethodNotAllowed,
    /// The body did not arrive in time.
    RequestTimeout,
    /// The body is too large.
    BodyTooLarge,
    /// The body is not `application/json`.
    UnsupportedMediaType,
    /// Somebody else has the slot.
    SlotTaken,
    /// Somebody is booking the slot at this moment.
    SlotBusy,
    /// Too many requests of one caller.
    RateLimited,
    /// The account, or the clinic, listens to as many streams of changes at once as it may.
    TooManyStreams,
    /// The slot is not as the caller last saw it.
    SlotChanged,
    /// The slot has begun.
    SlotInPast,
    /// The slot starts sooner than the clinic's minimum notice allows.
    SlotWithinNotice,
    /// The slot's day is further ahead than the clinic offers to patients.
    SlotBeyondHorizon,
    /// A slot cannot be made at that time: it overlaps another, or the doctor is not there.
    TimeNotFree,
    /// The slot is not offered in that mode.
    ModeNotOffered,
    /// The patient has another appointment at that time.
    PatientBusy,
    /// The account has as many appointments to come at the clinic as it allows.
    TooManyUpcoming,
    /// The clinic takes bookings of people with an account alone.
    GuestsNotAllowed,
    /// The clinic's time limit for changes by patients has passed.
    TooLateToChange,
    /// The slot is not for visits of this type.
    VisitTypeNotServed,
    /// The visit type is for patients who have been at the clinic before.
    KnownPatientsOnly,
    /// A visit type is named by hours, so it cannot go.
    VisitTypeInUse,
    /// The appointment has reached its limit of moves within a day.
    TooManyMoves,
    /// Guests hold as much of the doctor's day as they may, or have let holds on the slot expire.
    HoldNotOffered,
    /// The hold has been extended as often as the clinic allows.
    HoldNotExtended,
    /// The visitor, or visitors of the same network, hold as many slots as they may.
    TooManyHolds,
    /// The patient has appointments that are not settled, so the record cannot be erased.
    PatientHasAppointments,
    /// The record was merged into another.
    PatientMerged,
    /// Two accounts speak for the records that are to be merged.
    AccountsDiffer,
    /// The records that are to be merged have appointments at the same time.
    AppointmentsOverlap,
    /// The merge of a record cannot be undone, or there is none.
    CannotUnmerge,
    /// The account already works for the clinic.
    AlreadyMember,
    /// A clinic must keep at least one admin.
    LastAdmin,
    /// The account already has a second factor.
    SecondFactorPresent,
    /// The clinic has reached its limit of webhooks.
    TooManyWebhooks,
    /// The clinic has reached its limit of API keys.
    TooManyApiKeys,
    /// The template has taken effect, so it cannot be withdrawn.
    TemplateInForce,
    /// Other bookings are hit than the preview told of.
    PreviewOutdated,
    /// There are bookings to come, and the change names no preview that tells what becomes of them.
    PreviewRequired,
    /// Slots were made by the clinic's time zone.
    ZoneInUse,
    /// The booking is outside the hours no more, or is no more.
    ConflictClosed,
    /// The appointment's state does not allow this.
    IllegalTransition,
    /// The hold ran out before it was confirmed.
    HoldExpired,
    /// `If-Match` names another version.
    PreconditionFailed,
    /// The `Idempotency-Key` was used for another request.
    IdempotencyMismatch,
    /// The first request with this `Idempotency-Key` is still at work.
    IdempotencyInProgress,
    /// The database is away. Nothing was changed.
    Unavailable,
    /// More work than can be queued. Nothing was changed.
    Overloaded,
    /// The database went away while it worked: the change is there, or it is not.
    OutcomeUnknown,
    /// A fault of ours.
    Internal,
}

impl ErrorCode {
    /// All of them.
    pub const ALL: [Self; 59] = [
        Self::MalformedJson,
        Self::InvalidRequest,
        Self::Unauthenticated,
        Self::BadCredentials,
        Self::SecondFactorNeeded,
        Self::Forbidden,
        Self::SecondFactorRequired,
        Self::InsufficientScope,
        Self::CrossSite,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::RequestTimeout,
        Self::BodyTooLarge,
        Self::UnsupportedMediaType,
        Self::SlotTaken,
        Self::SlotBusy,
        Self::RateLimited,
        Self::TooManyStreams,
        Self::SlotChanged,
        Self::SlotInPast,
        Self::SlotWithinNotice,
        Self::SlotBeyondHorizon,
        Self::TimeNotFree,
        Self::ModeNotOffered,
        Self::PatientBusy,
        Self::TooManyUpcoming,
        Self::GuestsNotAllowed,
        Self::TooLateToChange,
        Self::VisitTypeNotServed,
        Self::KnownPatientsOnly,
        Self::VisitTypeInUse,
        Self::TooManyMoves,
        Self::HoldNotOffered,
        Self::HoldNotExtended,
        Self::TooManyHolds,
        Self::PatientHasAppointments,
        Self::PatientMerged,
        Self::AccountsDiffer,
        Self::AppointmentsOverlap,
        Self::CannotUnmerge,
        Self::AlreadyMember,
        Self::LastAdmin,
        Self::SecondFactorPresent,
        Self::TooManyWebhooks,
        Self::TooManyApiKeys,
        Self::TemplateInForce,
        Self::PreviewOutdated,
        Self::PreviewRequired,
        Self::ZoneInUse,
        Self::ConflictClosed,
        Self::IllegalTransition,
        Self::HoldExpired,
        Self::PreconditionFailed,
        Self::IdempotencyMismatch,
        Self::IdempotencyInProgress,
        Self::Unavailable,
        Self::Overloaded,
        Self::OutcomeUnknown,
        Self::Internal,
    ];

    /// The stable name, the HTTP status, and the title of it (RFC 9457).
    const fn row(self) -> (&'static str, u16, &'static str) {
        match self {
            Self::MalformedJson => ("malformed-json", 400, "The body is not valid JSON"),
            Self::InvalidRequest => ("invalid-request", 422, "The request is not valid"),
            Self::Unauthenticated => ("unauthenticated", 401, "Valid credentials are required"),
            Self::BadCredentials => ("bad-credentials", 401, "The e-mail address or the password is wrong"),
            Self::SecondFactorNeeded => ("second-factor-needed", 401, "The second factor's code is needed"),
            Self::Forbidden => ("forbidden", 403, "Your role may not do this"),
            Self::SecondFactorRequired => {
                ("second-factor-required", 403, "The clinic asks for a second factor; set one up first")
            }
            Self::InsufficientScope => ("insufficient-scope", 403, "The API key lacks the required scope"),
            Self::CrossSite => ("cross-site", 403, "A cookie needs the X-CSRF-Token of its session"),
            Self::NotFound => ("not-found", 404, "Not found"),
            Self::MethodNotAllowed => ("method-not-allowed", 405, "This address does not take that method"),
            Self::RequestTimeout => ("request-timeout", 408, "The body did not arrive in time"),
            Self::BodyTooLarge => ("body-too-large", 413, "The body is too large"),
            Self::UnsupportedMediaType => {
                ("unsupported-media-type", 415, "The body must be application/json")
            }
            Self::SlotTaken => ("slot-taken", 409, "The slot is taken"),
            Self::SlotBusy => ("slot-busy", 429, "The slot is being booked"),
            Self::RateLimited => ("rate-limited", 429, "Too many requests"),
            Self::TooManyStreams => ("too-many-streams", 429, "Too many streams are open at once"),
            Self::SlotChanged => ("slot-changed", 409, "The slot has changed"),
            Self::SlotInPast => ("slot-in-past", 422, "The slot is in the past"),
            Self::SlotWithinNotice => ("slot-within-notice", 422, "The slot starts too soon"),
            Self::SlotBeyondHorizon => {
                ("slot-beyond-horizon", 422, "The slot is further ahead than patients may book")
            }
            Self::TimeNotFree => ("time-not-free", 409, "No slot can be made at that time"),
            Self::ModeNotOffered => ("mode-not-offered", 422, "The slot is not offered in that mode"),
            Self::PatientBusy => ("patient-busy", 409, "The patient has another appointment then"),
            Self::TooManyUpcoming => {
                ("too-many-upcoming", 409, "You have reached the clinic's limit of upcoming appointments")
            }
            Self::GuestsNotAllowed => ("guests-not-allowed", 403, "Log in to book at this clinic"),
            Self::VisitTypeNotServed => ("visit-type-not-served", 409, "This slot is for other visits"),
            Self::KnownPatientsOnly => {
                ("known-patients-only", 403, "This visit is for patients who have been here before")
            }
            Self::VisitTypeInUse => ("visit-type-in-use", 409, "Hours to come name this visit type"),
            Self::TooLateToChange => {
                ("too-late-to-change", 409, "Call the clinic: it is too late to change this online")
            }
            Self::TooManyMoves => {
                ("too-many-moves", 409, "The appointment has reached its limit of moves within a day")
            }
            Self::HoldNotOffered => {
                ("hold-not-offered", 409, "The slot can be booked, but not held without an account")
            }
            Self::HoldNotExtended => {
                ("hold-not-extended", 409, "The hold has been extended as often as the clinic allows")
            }
            Self::TooManyHolds => ("too-many-holds", 409, "Too many slots are held at once"),
            Self::PatientHasAppointments => {
                ("patient-has-appointments", 409, "The patient has appointments that are not settled")
            }
            Self::PatientMerged => ("patient-merged", 409, "The record was merged into another"),
            Self::AccountsDiffer => ("accounts-differ", 409, "Two accounts speak for the two records"),
            Self::AppointmentsOverlap => {
                ("appointments-overlap", 409, "The two records have appointments at the same time")
            }
            Self::CannotUnmerge => ("cannot-unmerge", 409, "The merge cannot be undone"),
            Self::AlreadyMember => ("already-member", 409, "The account works for the clinic already"),
            Self::LastAdmin => ("last-admin", 409, "A clinic must keep at least one admin"),
            Self::SecondFactorPresent => {
                ("second-factor-present", 409, "The account has a second factor already")
            }
            Self::TooManyWebhooks => {
                ("too-many-webhooks", 409, "The clinic has reached its limit of webhooks")
            }
            Self::TooManyApiKeys => {
                ("too-many-api-keys", 409, "The clinic has reached its limit of API keys")
            }
            Self::TemplateInForce => {
                ("template-in-force", 409, "The template has taken effect; set other hours instead")
            }
            Self::PreviewOutdated => {
                ("preview-outdated", 409, "The change would hit other bookings than the preview told of")
            }
            Self::PreviewRequired => (
                "preview-required",
                409,
                "There are bookings to come: give the preview_version of a dry run, which lists them",
            ),
            Self::ZoneInUse => ("zone-in-use", 409, "Slots were made by the clinic's time zone"),
            Self::ConflictClosed => (
                "conflict-closed",
                409,
                "The conflict is closed: moved, cancelled, settled, or within the hours again",
            ),
            Self::IllegalTransition => {
                ("illegal-transition", 409, "The appointment's state does not allow this")
            }
            Self::HoldExpired => ("hold-expired", 409, "The hold has expired"),
            Self::PreconditionFailed => ("precondition-failed", 412, "It has changed since you read it"),
            Self::IdempotencyMismatch => {
                ("idempotency-mismatch", 422, "The key was used for another request")
            }
            Self::IdempotencyInProgress => {
                ("idempotency-in-progress", 409, "The first request with this key is still in progress")
            }
            Self::Unavailable => ("unavailable", 503, "The service is temporarily unavailable"),
            Self::Overloaded => ("overloaded", 503, "Too many requests at once"),
            Self::OutcomeUnknown => ("outcome-unknown", 503, "It is not known whether the change was made"),
            Self::Internal => ("internal", 500, "Internal error"),
        }
    }

    /// The stable name, e.g. `slot-taken`.
    pub const fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status.
    pub const fn http_status(self) -> u16 {
        self.row().1
    }

    /// One line for people.
    pub const fn title(self) -> &'static str {
        self.row().2
    }

    /// The code of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }

    /// Seconds after which a second try makes sense, for the codes where one does.
    pub const fn retry_after_secs(self) -> Option<u32> {
        match self {
            // streams of clients that are gone end within so long
            Self::TooManyStreams => Some(15),
            Self::SlotBusy
            | Self::RateLimited
            | Self::IdempotencyInProgress
            | Self::Unavailable
            | Self::Overloaded
            | Self::OutcomeUnknown => Some(1),
            _ => None,
        }
    }
}

/// As its stable name.
impl serde::Serialize for ErrorCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Most fields that one problem lists: fifty rules that all overlap would make a thousand.
pub const LISTED_MAX: usize = 20;

/// One field of a request that will not do.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FieldProblem {
    /// Where, e.g. `rules[0].slot_minutes`, `patient.name`, `limit`.
    pub field: String,
    /// What is wrong with it, in a few words.
    pub problem: String,
}

impl FieldProblem {
    /// A problem with one field.
    pub fn new(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { field: field.into(), problem: problem.into() }
    }
}

/// Why a request was refused. Services return it; `rpc` carries it; the gateway renders it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Problem {
    /// What went wrong.
    pub code: ErrorCode,
    /// This case of it, for people. Never personal data, never internals.
    pub detail: String,
    /// The fields that are wrong, if it was about fields.
    pub fields: Vec<FieldProblem>,
    /// What it is about, by ids: the record that another was merged into, the appointments that overlap, the slot in the way.
    pub ids: Vec<Uuid>,
}

impl Problem {
    /// A problem without fields.
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), fields: Vec::new(), ids: Vec::new() }
    }

    /// The code says it all.
    pub fn of(code: ErrorCode) -> Self {
        Self::new(code, code.title())
    }

    /// Some fields are wrong; the first [`LISTED_MAX`] of them are listed.
    pub fn fields(mut fields: Vec<FieldProblem>) -> Self {
        let more = fields.len().saturating_sub(LISTED_MAX);
        fields.truncate(LISTED_MAX);
        let named: Vec<_> = fields.iter().map(|f| format!("{}: {}", f.field, f.problem)).collect();
        let mut detail = named.join("; ");
        if more > 0 {
            detail += &format!("; and {more} more");
        }
        Self { code: ErrorCode::InvalidRequest, detail, fields, ids: Vec::new() }
    }

    /// One field is wrong.
    pub fn field(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::fields(vec![FieldProblem::new(field, problem)])
    }

    /// What a stranger hears of an object that is not there, or not theirs.
    pub fn not_found() -> Self {
        Self::of(ErrorCode::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_are_unique() {
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::parse(code.as_str()), Some(code));
        }
    }

    #[test]
    fn a_problem_lists_so_many_fields_and_counts_the_rest() {
        let wrong = |n| (0..n).map(|i| FieldProblem::new(format!("rules[{i}]"), "is wrong")).collect();
        let problem = Problem::fields(wrong(23));
        assert_eq!(problem.fields.len(), LISTED_MAX);
        assert!(problem.detail.ends_with("rules[19]: is wrong; and 3 more"), "{}", problem.detail);
        assert!(Problem::fields(wrong(2)).detail.ends_with("rules[1]: is wrong"));
    }
}
