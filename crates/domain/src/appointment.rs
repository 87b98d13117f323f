//! The life of an appointment.
//!
//! ```text
//!            book(hold)                 book
//!                │                        │
//!                ▼        confirm         ▼    complete
//!             pending ───────────────► confirmed ───────► completed
//!                │                      │  │ ▲ │
//!        cancel, │                      │  │ └─┘ check-in
//!        expire  │               cancel │  │ no-show
//!                ▼                      ▼  ▼
//!             cancelled ◄───────────────┘  no_show
//! ```
//!
//! A hold that expires becomes `cancelled`; its event says `expired`. A visitor's hold has no patient until it is confirmed ([`crate::hold`]). What staff sets at the clinic (check-in, completed, no-show)
//! can be undone until the end of the next day. When two records of one patient are merged, the appointments of one become the other's:
//! `reassign`, in every state ([`crate::patient`]).
//!
//! Everything that decides about an appointment is here: its steps ([`step`]), when and by whom they are taken ([`Standing::after`],
//! [`Action::is_for`]), which slot somebody may have ([`Wanted::judge`]), and who sees it ([`Whose::is_seen_by`]).

use std::fmt;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::caller::{Caller, Role};
use crate::error::{ErrorCode, Problem};
use crate::event::EventType;
use crate::ids::{AccountId, AppointmentId, ClinicId, DoctorId};
use crate::overrule::{Overruled, Overruling};

/// Where an appointment stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A hold: the slot is kept until the hold expires.
    #[default]
    Pending,
    /// Booked.
    Confirmed,
    /// The patient was seen.
    Completed,
    /// Called off, by somebody or by the expiry of its hold. The slot is free again.
    Cancelled,
    /// The patient did not come.
    NoShow,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Confirmed, Self::Completed, Self::Cancelled, Self::NoShow];

    /// The name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::NoShow => "no_show",
        }
    }

    /// The status of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Whether an appointment in this state keeps its slot taken. All but the cancelled do: a completed or
    /// missed appointment has used the doctor's time.
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Cancelled)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether somebody who is to come is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The appointment has not begun yet.
    Expected,
    /// It has begun, and nobody has said that the patient is here.
    Late,
    /// The patient is here, and waits or is seen.
    Arrived,
}

impl Arrival {
    /// Of an appointment; none where nobody is waited for: it is over, called off, or only held.
    pub fn of(status: Status, is_checked_in: bool, starts_at: Timestamp, now: Timestamp) -> Option<Self> {
        match status {
            Status::Confirmed if is_checked_in => Some(Self::Arrived),
            Status::Confirmed if starts_at <= now => Some(Self::Late),
            Status::Confirmed => Some(Self::Expected),
            Status::Pending | Status::Completed | Status::Cancelled | Status::NoShow => None,
        }
    }

    /// The name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Late => "late",
            Self::Arrived => "arrived",
        }
    }
}

/// What staff sets at the clinic, and can undo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// The patient has arrived.
    #[default]
    CheckIn,
    /// The patient was seen.
    Complete,
    /// The patient did not come.
    NoShow,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::CheckIn, Self::Complete, Self::NoShow];

    /// The name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CheckIn => "check-in",
            Self::Complete => "complete",
            Self::NoShow => "no-show",
        }
    }

    /// The mark of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.as_str() == name)
    }
}

/// What can be done to an appointment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Action {
    /// Turn a hold into a booking.
    #[default]
    Confirm,
    /// Call it off.
    Cancel,
    /// The hold has expired.
    Expire,
    /// The patient has arrived.
    CheckIn,
    /// The patient was seen.
    Complete,
    /// The patient did not come.
    NoShow,
    /// Move it to another slot.
    Reschedule,
    /// Give it to another record of the patient, when two are merged or parted again.
    Reassign,
    /// Take back a mark that was set by mistake.
    Undo(Mark),
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Confirm,
        Self::Cancel,
        Self::Expire,
        Self::CheckIn,
        Self::Complete,
        Self::NoShow,
        Self::Reschedule,
        Self::Reassign,
        Self::Undo(Mark::CheckIn),
        Self::Undo(Mark::Complete),
        Self::Undo(Mark::NoShow),
    ];

    /// The name in the audit log.
    pub const fn audit_name(self) -> &'static str {
        match self {
            Self::Confirm => "appointment.confirm",
            Self::Cancel => "appointment.cancel",
            Self::Expire => "appointment.expire",
            Self::CheckIn => "appointment.check_in",
            Self::Complete => "appointment.complete",
            Self::NoShow => "appointment.no_show",
            Self::Reschedule => "appointment.reschedule",
            Self::Reassign => "appointment.reassign",
            Self::Undo(Mark::CheckIn) => "appointment.undo_check_in",
            Self::Undo(Mark::Complete) => "appointment.undo_complete",
            Self::Undo(Mark::NoShow) => "appointment.undo_no_show",
        }
    }

    /// The name between services.
    pub fn name(self) -> &'static str {
        self.audit_name().strip_prefix("appointment.").unwrap_or_default()
    }

    /// The action of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }

    /// The type of the event that tells of it.
    pub const fn event_type(self) -> EventType {
        match self {
            Self::Confirm => EventType::Confirmed,
            Self::Cancel => EventType::Cancelled,
            Self::Expire => EventType::Expired,
            Self::CheckIn => EventType::CheckedIn,
            Self::Complete => EventType::Completed,
            Self::NoShow => EventType::NoShow,
            Self::Reschedule => EventType::Rescheduled,
            Self::Reassign => EventType::Reassigned,
            Self::Undo(_) => EventType::Undone,
        }
    }

    /// Whether staff sets a mark by it, which can be undone for a while ([`Mark`]).
    pub const fn sets_mark(self) -> bool {
        matches!(self, Self::CheckIn | Self::Complete | Self::NoShow)
    }

    /// Whether this role takes the step at all, where the appointment is theirs. What happens at the clinic is the team's.
    pub const fn is_for(self, role: Role) -> bool {
        match role {
            Role::Anonymous => false,
            Role::Guest | Role::Patient => matches!(self, Self::Confirm | Self::Cancel | Self::Reschedule),
            Role::Staff | Role::Doctor | Role::Integrator | Role::ClinicAdmin | Role::PlatformAdmin => true,
        }
    }
}

/// The action is not possible from where the appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an appointment that is {}{from} cannot be changed by {}", if *.checked_in { "checked in and " } else { "" }, action.audit_name())]
pub struct IllegalTransition {
    /// Where it stands.
    pub from: Status,
    /// Whether the patient has arrived.
    pub checked_in: bool,
    /// What was asked.
    pub action: Action,
}

/// The state after `action`, or why there is none.
pub fn step(from: Status, checked_in: bool, action: Action) -> Result<Status, IllegalTransition> {
    match (from, action) {
        (Status::Pending, Action::Confirm) => Ok(Status::Confirmed),
        (Status::Pending | Status::Confirmed, Action::Cancel) | (Status::Pending, Action::Expire) => {
            Ok(Status::Cancelled)
        }
        (Status::Confirmed, Action::Complete) => Ok(Status::Completed),
        // Who has checked in is there: a second arrival, a no-show or a move makes no sense then.
        (Status::Confirmed, Action::CheckIn) if !checked_in => Ok(Status::Confirmed),
        (Status::Confirmed, Action::NoShow) if !checked_in => Ok(Status::NoShow),
        (Status::Pending | Status::Confirmed, Action::Reschedule) if !checked_in => Ok(from),
        // whose it is changes nothing of where it stands
        (from, Action::Reassign) => Ok(from),
        (Status::Confirmed, Action::Undo(Mark::CheckIn)) if checked_in => Ok(Status::Confirmed),
        (Status::Completed, Action::Undo(Mark::Complete)) | (Status::NoShow, Action::Undo(Mark::NoShow)) => {
            Ok(Status::Confirmed)
        }
        _ => Err(IllegalTransition { from, checked_in, action }),
    }
}

/// Whether a hold has expired: from its very instant on.
pub fn has_expired(hold_expires_at: Option<Timestamp>, now: Timestamp) -> bool {
    hold_expires_at.is_some_and(|expiry| expiry <= now)
}

/// An appointment as the rules see it.
#[derive(Clone, Debug)]
pub struct Standing<'z> {
    /// Where it stands.
    pub status: Status,
    /// Whether the patient has arrived.
    pub checked_in: bool,
    /// When it begins.
    pub starts_at: Timestamp,
    /// Whether it is somebody's: a visitor's hold has no patient until it is confirmed.
    pub has_patient: bool,
    /// Until when its slot is held, if it is a hold.
    pub hold_expires_at: Option<Timestamp>,
    /// When a mark was last set, if one was.
    pub marked_at: Option<Timestamp>,
    /// Until how long before it begins patients may cancel or move it themselves.
    pub cancel_notice: SignedDuration,
    /// The clinic's zone.
    pub zone: &'z TimeZone,
}

impl Standing<'_> {
    /// The state after a step that somebody of this role takes now, or why they cannot.
    pub fn after(
        &self,
        action: Action,
        role: Role,
        overruling: &mut Overruling<'_>,
        now: Timestamp,
    ) -> Result<Status, Problem> {
        let illegal = |detail: &str| Err(Problem::new(ErrorCode::IllegalTransition, detail));
        let by_patient = matches!(role, Role::Patient | Role::Guest);
        match action {
            Action::Confirm | Action::Reschedule if has_expired(self.hold_expires_at, now) => {
                return Err(Problem::of(ErrorCode::HoldExpired));
            }
            Action::Confirm if !self.has_patient && self.status == Status::Pending => {
                return illegal("a visitor's hold is confirmed by the visitor, with the patient's details");
            }
            // Confirmed, cancelled or expired by another in the meantime.
            Action::Expire if !has_expired(self.hold_expires_at, now) => {
                return Err(Problem::of(ErrorCode::IllegalTransition));
            }
            // What has begun is for the front desk to settle: as completed, or as a no-show.
            Action::Cancel | Action::Reschedule if by_patient && self.starts_at <= now => {
                return illegal("the appointment has begun");
            }
            // What is only held can be let go at any time.
            Action::Cancel | Action::Reschedule if self.status == Status::Confirmed => {
                let too_late = || Problem::of(ErrorCode::TooLateToChange);
                overruling.judge(Overruled::CancelNotice, self.is_near(now), by_patient, too_late)?;
            }
            _ => {}
        }
        let to = step(self.status, self.checked_in, action)
            .map_err(|illegal| Problem::new(ErrorCode::IllegalTransition, illegal.to_string()))?;
        match action {
            Action::CheckIn if now < self.day_begins() => {
                illegal("nobody can be checked in before the day of the appointment")
            }
            Action::Complete | Action::NoShow if now < self.starts_at => {
                illegal("the appointment has not begun")
            }
            Action::Undo(_) if now >= self.undone_until() => {
                illegal("a mark can be undone until the end of the day after it was set")
            }
            _ => Ok(to),
        }
    }

    /// Whether it begins so soon that patients change it no more.
    fn is_near(&self, now: Timestamp) -> bool {
        self.starts_at < now.saturating_add(self.cancel_notice).unwrap_or(now)
    }

    /// The beginning of the appointment's day in the clinic's zone.
    fn day_begins(&self) -> Timestamp {
        let day = self.zone.to_datetime(self.starts_at).date();
        day.to_zoned(self.zone.clone()).map_or(self.starts_at, |start| start.timestamp().min(self.starts_at))
    }

    /// The end of the day after the last mark was set, in the clinic's zone: people press the wrong button.
    fn undone_until(&self) -> Timestamp {
        let day = self.zone.to_datetime(self.marked_at.unwrap_or(self.starts_at)).date();
        let end = day.checked_add(2.days()).and_then(|day| day.to_zoned(self.zone.clone()));
        end.map_or(Timestamp::MAX, |end| end.timestamp())
    }
}

/// A slot as it is judged for somebody who wants it: to book it, or to move an appointment there. (The booking statement
/// `book_batch` judges by the same rule, in SQL; a test holds the two together.)
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Whether somebody has it, or the hours no longer give it.
    pub is_taken: bool,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Until how long before it begins the clinic offers it to patients.
    pub notice: SignedDuration,
    /// The beginning of the first day that is too far ahead for patients, if one is.
    pub offered_until: Option<Timestamp>,
}

impl Wanted {
    /// Whether somebody of this role can have it now. Who works at a front desk is bound by neither notice nor horizon, and may give
    /// a slot that has begun and not ended: to whoever stands before them.
    pub fn judge(
        &self,
        role: Role,
        overruling: &mut Overruling<'_>,
        now: Timestamp,
    ) -> Result<(), ErrorCode> {
        if self.is_taken {
            return Err(ErrorCode::SlotTaken);
        }
        if self.ends_at <= now {
            return Err(ErrorCode::SlotInPast);
        }
        let is_near = self.starts_at < now.saturating_add(self.notice).unwrap_or(now);
        overruling.judge(Overruled::Notice, is_near, !role.books_for_others(), || {
            if self.starts_at <= now { ErrorCode::SlotInPast } else { ErrorCode::SlotWithinNotice }
        })?;
        let is_far = self.offered_until.is_some_and(|until| until <= self.starts_at);
        overruling
            .judge(Overruled::Horizon, is_far, !role.books_for_others(), || ErrorCode::SlotBeyondHorizon)
    }
}

/// Whose an appointment is.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    /// The appointment.
    pub id: AppointmentId,
    /// Where it is.
    pub clinic_id: ClinicId,
    /// With whom.
    pub doctor_id: DoctorId,
    /// The account that speaks for its patient.
    pub account_id: Option<AccountId>,
}

impl Whose {
    /// Whether it exists as far as this caller is concerned.
    pub fn is_seen_by(&self, caller: &Caller) -> bool {
        match caller.role {
            Role::Anonymous => false,
            Role::Guest => caller.appointment_id == Some(self.id),
            Role::Patient => caller.account_id.is_some() && caller.account_id == self.account_id,
            Role::Doctor => caller.works_at(self.clinic_id) && caller.doctor_id == Some(self.doctor_id),
            Role::Staff | Role::Integrator | Role::ClinicAdmin | Role::PlatformAdmin => {
                caller.works_at(self.clinic_id)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_the_one_drawn_above() {
        let mut drawn = String::new();
        for from in Status::ALL {
            for checked_in in [false, true] {
                for action in Action::ALL {
                    if let Ok(to) = step(from, checked_in, action) {
                        let arrived = if checked_in { "+" } else { "" };
                        drawn += &format!("{from}{arrived} {} {to}\n", action.audit_name());
                    }
                }
            }
        }
        assert_eq!(
            drawn,
            "pending appointment.confirm confirmed\n\
             pending appointment.cancel cancelled\n\
             pending appointment.expire cancelled\n\
             pending appointment.reschedule pending\n\
             pending appointment.reassign pending\n\
             pending+ appointment.confirm confirmed\n\
             pending+ appointment.cancel cancelled\n\
             pending+ appointment.expire cancelled\n\
             pending+ appointment.reassign pending\n\
             confirmed appointment.cancel cancelled\n\
             confirmed appointment.check_in confirmed\n\
             confirmed appointment.complete completed\n\
             confirmed appointment.no_show no_show\n\
             confirmed appointment.reschedule confirmed\n\
             confirmed appointment.reassign confirmed\n\
             confirmed+ appointment.cancel cancelled\n\
             confirmed+ appointment.complete completed\n\
             confirmed+ appointment.reassign confirmed\n\
             confirmed+ appointment.undo_check_in confirmed\n\
             completed appointment.reassign completed\n\
             completed appointment.undo_complete confirmed\n\
             completed+ appointment.reassign completed\n\
             completed+ appointment.undo_complete confirmed\n\
             cancelled appointment.reassign cancelled\n\
             cancelled+ appointment.reassign cancelled\n\
             no_show appointment.reassign no_show\n\
             no_show appointment.undo_no_show confirmed\n\
             no_show+ appointment.reassign no_show\n\
             no_show+ appointment.undo_no_show confirmed\n"
        );
    }

    #[test]
    fn names_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(status));
        }
        assert_eq!(Status::parse("expired"), None);
    }

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    fn none() -> Overruling<'static> {
        Overruling::default()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn confirmed(starts_at: Timestamp, zone: &TimeZone) -> Standing<'_> {
        let (status, hold_expires_at, marked_at) = (Status::Confirmed, None, None);
        Standing {
            status,
            checked_in: false,
            starts_at,
            has_patient: true,
            hold_expires_at,
            marked_at,
            cancel_notice: SignedDuration::ZERO,
            zone,
        }
    }

    /// Whether the step can be taken, and why not.
    fn taken(
        standing: &Standing<'_>,
        action: Action,
        role: Role,
        now: Timestamp,
    ) -> Result<Status, ErrorCode> {
        standing.after(action, role, &mut none(), now).map_err(|problem| problem.code)
    }

    #[test]
    fn patients_change_nothing_that_is_near_and_the_desk_does() {
        let (starts_at, zone) = (at("2026-12-01T10:00:00Z"), TimeZone::UTC);
        let standing = Standing { cancel_notice: HOUR * 24, ..confirmed(starts_at, &zone) };
        for action in [Action::Cancel, Action::Reschedule] {
            for role in [Role::Patient, Role::Guest] {
                let by = |now| taken(&standing, action, role, now);
                assert!(by(starts_at - HOUR * 24).is_ok());
                assert_eq!(
                    by(starts_at - HOUR * 24 + SignedDuration::from_micros(1)),
                    Err(ErrorCode::TooLateToChange)
                );
                assert_eq!(by(starts_at), Err(ErrorCode::IllegalTransition));
            }
            for role in [Role::Staff, Role::Doctor, Role::ClinicAdmin, Role::Integrator] {
                assert!(taken(&standing, action, role, starts_at - HOUR).is_ok());
            }
        }
        // a hold is let go at any time
        let held = Standing {
            status: Status::Pending,
            hold_expires_at: Some(starts_at),
            cancel_notice: HOUR * 24,
            ..confirmed(starts_at, &zone)
        };
        assert!(taken(&held, Action::Cancel, Role::Guest, starts_at - HOUR).is_ok());
    }

    #[test]
    fn what_happens_at_the_clinic_does_not_happen_before_its_time() {
        let zone = TimeZone::get("Pacific/Auckland").unwrap();
        let starts_at = at("2026-12-01T21:00:00Z"); // 10:00 on the second, there
        let standing = confirmed(starts_at, &zone);
        let second = SignedDuration::from_secs(1);
        for (action, from) in [
            (Action::CheckIn, at("2026-12-01T11:00:00Z")),
            (Action::Complete, starts_at),
            (Action::NoShow, starts_at),
        ] {
            assert_eq!(
                taken(&standing, action, Role::Staff, from - second),
                Err(ErrorCode::IllegalTransition)
            );
            assert!(taken(&standing, action, Role::Staff, from).is_ok(), "{action:?}");
        }
    }

    #[test]
    fn a_mark_is_undone_until_the_end_of_the_next_day() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let starts_at = at("2026-10-23T08:00:00Z");
        for (mark, status, checked_in) in [
            (Mark::CheckIn, Status::Confirmed, true),
            (Mark::Complete, Status::Completed, true),
            (Mark::NoShow, Status::NoShow, false),
        ] {
            // settled the day before the clocks are set back; that day ends at 23:00 UTC
            let marked_at = Some(at("2026-10-24T07:00:00Z"));
            let standing = Standing { status, checked_in, marked_at, ..confirmed(starts_at, &zone) };
            let undo = Action::Undo(mark);
            let last = at("2026-10-25T22:59:59Z");
            assert_eq!(taken(&standing, undo, Role::Staff, last), Ok(Status::Confirmed));
            let over = at("2026-10-25T23:00:00Z");
            assert_eq!(taken(&standing, undo, Role::Staff, over), Err(ErrorCode::IllegalTransition));
        }
        assert!(!Action::Undo(Mark::CheckIn).is_for(Role::Patient));
        for mark in Mark::ALL {
            let set_by = Action::parse(&mark.as_str().replace('-', "_")).unwrap();
            assert!(set_by.sets_mark(), "{mark:?}");
        }
    }

    #[test]
    fn a_hold_ends_with_its_expiry() {
        let (starts_at, expiry) = (at("2026-12-01T09:00:00Z"), at("2026-11-30T09:10:00Z"));
        let zone = TimeZone::UTC;
        let held = Standing {
            status: Status::Pending,
            hold_expires_at: Some(expiry),
            ..confirmed(starts_at, &zone)
        };
        let before = expiry - SignedDuration::from_micros(1);
        assert_eq!(taken(&held, Action::Confirm, Role::Guest, before), Ok(Status::Confirmed));
        let of_nobody = Standing { has_patient: false, ..held.clone() };
        assert_eq!(
            taken(&of_nobody, Action::Confirm, Role::Staff, before),
            Err(ErrorCode::IllegalTransition)
        );
        assert_eq!(taken(&of_nobody, Action::Cancel, Role::Staff, before), Ok(Status::Cancelled));
        assert_eq!(
            taken(&held, Action::Expire, Role::PlatformAdmin, before),
            Err(ErrorCode::IllegalTransition)
        );
        for action in [Action::Confirm, Action::Reschedule] {
            assert_eq!(taken(&held, action, Role::Guest, expiry), Err(ErrorCode::HoldExpired));
        }
        assert_eq!(taken(&held, Action::Expire, Role::PlatformAdmin, expiry), Ok(Status::Cancelled));
    }

    #[test]
    fn patients_change_what_has_not_begun() {
        let starts_at = at("2026-12-01T09:00:00Z");
        let zone = TimeZone::UTC;
        let standing = confirmed(starts_at, &zone);
        for action in [Action::Cancel, Action::Reschedule] {
            for role in [Role::Patient, Role::Guest] {
                assert!(taken(&standing, action, role, starts_at - HOUR).is_ok());
                assert_eq!(taken(&standing, action, role, starts_at), Err(ErrorCode::IllegalTransition));
            }
            assert!(taken(&standing, action, Role::Staff, starts_at + HOUR).is_ok());
        }
    }

    #[test]
    fn a_slot_is_offered_until_its_notice_and_at_the_desk_until_its_end() {
        let (starts_at, ends_at) = (at("2026-12-01T09:00:00Z"), at("2026-12-01T09:30:00Z"));
        let wanted = Wanted { is_taken: false, starts_at, ends_at, notice: HOUR * 2, offered_until: None };
        let second = SignedDuration::from_secs(1);
        for (now, patient, desk) in [
            (starts_at - HOUR * 2, Ok(()), Ok(())),
            (starts_at - HOUR * 2 + second, Err(ErrorCode::SlotWithinNotice), Ok(())),
            (starts_at, Err(ErrorCode::SlotInPast), Ok(())),
            (ends_at - second, Err(ErrorCode::SlotInPast), Ok(())),
            (ends_at, Err(ErrorCode::SlotInPast), Err(ErrorCode::SlotInPast)),
        ] {
            assert_eq!(wanted.judge(Role::Patient, &mut none(), now), patient, "{now}");
            assert_eq!(wanted.judge(Role::Staff, &mut none(), now), desk, "{now}");
            let taken = Wanted { is_taken: true, ..wanted };
            assert_eq!(taken.judge(Role::Staff, &mut none(), now), Err(ErrorCode::SlotTaken));
        }
        // without notice, until it begins
        let at_once = Wanted { notice: SignedDuration::ZERO, ..wanted };
        assert_eq!(at_once.judge(Role::Guest, &mut none(), starts_at - second), Ok(()));
    }

    #[test]
    fn a_reason_overrules_notice_and_late_changes_and_is_not_needed_by_the_desk() {
        let (starts_at, ends_at) = (at("2026-12-01T09:00:00Z"), at("2026-12-01T09:30:00Z"));
        let wanted = Wanted { is_taken: false, starts_at, ends_at, notice: HOUR, offered_until: None };
        let zone = TimeZone::UTC;
        let standing = Standing { cancel_notice: HOUR, ..confirmed(starts_at, &zone) };
        let rules = |of: &Overruling<'_>| of.used().map(|(rules, _)| rules.to_vec());
        for (now, is_near) in [(starts_at - HOUR, false), (starts_at - HOUR / 2, true), (starts_at, true)] {
            let mut overruling = Overruling::with(Some("walked in"));
            assert_eq!(wanted.judge(Role::Staff, &mut overruling, now), Ok(()));
            assert_eq!(rules(&overruling), is_near.then(|| vec![Overruled::Notice]), "{now}");
            for action in [Action::Cancel, Action::Reschedule] {
                let mut overruling = Overruling::with(Some("it rains"));
                assert!(standing.after(action, Role::Staff, &mut overruling, now).is_ok());
                assert_eq!(rules(&overruling), is_near.then(|| vec![Overruled::CancelNotice]), "{now}");
            }
        }
        // never what is taken, or over
        let mut overruling = Overruling::with(Some("please"));
        let taken = Wanted { is_taken: true, ..wanted };
        assert_eq!(taken.judge(Role::Staff, &mut overruling, starts_at), Err(ErrorCode::SlotTaken));
        assert_eq!(wanted.judge(Role::Staff, &mut overruling, ends_at), Err(ErrorCode::SlotInPast));
    }

    #[test]
    fn a_slot_is_offered_up_to_the_horizon_and_at_the_desk_beyond_it() {
        let (starts_at, ends_at) = (at("2026-12-09T09:00:00Z"), at("2026-12-09T09:30:00Z"));
        let (notice, now) = (SignedDuration::ZERO, at("2026-12-01T09:00:00Z"));
        let until = |offered_until| Wanted { is_taken: false, starts_at, ends_at, notice, offered_until };
        for (offered_until, patient) in [
            (None, Ok(())),
            (Some(starts_at + SignedDuration::from_secs(1)), Ok(())),
            (Some(starts_at), Err(ErrorCode::SlotBeyondHorizon)),
        ] {
            let wanted = until(offered_until);
            for role in [Role::Patient, Role::Guest, Role::Anonymous] {
                assert_eq!(wanted.judge(role, &mut none(), now), patient, "{role:?}");
            }
            let mut overruling = Overruling::with(Some("she flies in that day"));
            assert_eq!(wanted.judge(Role::Staff, &mut none(), now), Ok(()));
            assert_eq!(wanted.judge(Role::Staff, &mut overruling, now), Ok(()));
            let noted = overruling.used().map(|(rules, _)| rules.to_vec());
            assert_eq!(noted, patient.is_err().then(|| vec![Overruled::Horizon]));
        }
    }
}
