//! Why a time is not offered: every rule that stands in its way, asked of the code that makes and judges slots.
//!
//! A time is offered if a slot is that holds it. [`Calendar::look_at`] says what the hours have there; [`reasons`] adds time off,
//! appointments, the clinic's notice and the mode. Where neither says anything, the slot should be there ([`Code::NotMade`]).

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::appointment::Wanted;
use crate::calendar::Calendar;
use crate::caller::Role;
use crate::error::ErrorCode;
use crate::overrule::Overruling;
use crate::slots::{LeftOut, NewSlot, is_within_rules, named_on_day, without_overlaps};
use crate::template::Mode;
use crate::visit_type::Serves;

/// A rule that keeps a time from being offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// No hours name it.
    OutsideHours,
    /// It is within the hours, and no slot fits there.
    BetweenSlots,
    /// The slot would touch a break.
    Break,
    /// The clocks change that day.
    ClockChange,
    /// The clinic is closed then.
    Closure,
    /// The clinic is closed for good.
    ClinicClosed,
    /// The doctor works no more.
    DoctorInactive,
    /// Its day is too far ahead.
    Horizon,
    /// The doctor is away.
    TimeOff,
    /// Somebody has it.
    Booked,
    /// Somebody holds it.
    Held,
    /// The desk keeps it for one patient, outside the hours.
    SqueezedIn,
    /// It begins too soon.
    Notice,
    /// It has begun.
    Past,
    /// It is offered in another mode.
    Mode,
    /// It is for other visits, or for those that the desk alone books.
    VisitType,
    /// Nothing stands in its way but that its slots are not made yet.
    NotMade,
}

impl Code {
    /// The name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OutsideHours => "outside_hours",
            Self::BetweenSlots => "between_slots",
            Self::Break => "break",
            Self::ClockChange => "clock_change",
            Self::Closure => "closure",
            Self::ClinicClosed => "clinic_closed",
            Self::DoctorInactive => "doctor_inactive",
            Self::Horizon => "horizon",
            Self::TimeOff => "time_off",
            Self::Booked => "booked",
            Self::Held => "held",
            Self::SqueezedIn => "squeezed_in",
            Self::Notice => "notice",
            Self::Past => "past",
            Self::Mode => "mode",
            Self::VisitType => "visit_type",
            Self::NotMade => "not_made",
        }
    }

    fn because(self, detail: impl Into<String>) -> Reason {
        Reason { code: self, detail: detail.into() }
    }
}

/// A rule that keeps a time from being offered, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which rule.
    pub code: Code,
    /// This case, for people at the clinic.
    pub detail: String,
}

/// What the hours have at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The slot that holds it, be its day set aside or not offered yet.
    pub slot: Option<NewSlot>,
    /// Why the hours do not offer it.
    pub reasons: Vec<Reason>,
}

/// An instant as the shortest slot there is.
fn moment(at: Timestamp) -> NewSlot {
    let ends_at = at.checked_add(SignedDuration::from_micros(1)).unwrap_or(at);
    NewSlot { starts_at: at, ends_at, mode: Mode::default(), serves: Serves::ALL }
}

fn holds(slot: &NewSlot, at: Timestamp) -> bool {
    slot.starts_at <= at && at < slot.ends_at
}

impl Calendar {
    /// What the hours have at an instant, as of `today`.
    pub fn look_at(&self, zone: &TimeZone, today: Date, at: Timestamp) -> Look {
        let day_of = |at: Timestamp| zone.to_datetime(at).date();
        let day = day_of(at);
        // a slot may last past its midnight when clocks change
        let (from, until) = (day.yesterday().unwrap_or(day), day.tomorrow().unwrap_or(day));
        let holding = |slots: Vec<NewSlot>| slots.into_iter().find(|slot| holds(slot, at));
        let given = holding(self.slots(zone, from, until));
        let usual = self.whatever_the_day();
        let slot = given.or_else(|| holding(usual.slots(zone, from, until)));
        let mut reasons = Vec::new();
        if given.is_none() {
            let wanted = slot.unwrap_or_else(|| moment(at));
            reasons.extend(self.set_aside(day_of(wanted.starts_at), &wanted));
        }
        match slot {
            None => reasons.extend(usual.left_out(zone, [from, day], at)),
            Some(slot) => {
                let day = day_of(slot.starts_at);
                let is_offered = || usual.offered_between(zone, today, day, until).contains(&slot);
                if day >= today && !is_offered() {
                    reasons.push(usual.beyond_horizon(day));
                }
            }
        }
        Look { slot, reasons }
    }

    /// What sets a time of this day aside.
    fn set_aside(&self, day: Date, wanted: &NewSlot) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if self.closed.has_day(day) {
            reasons.push(Code::Closure.because(format!("the clinic is closed on {day}")));
        } else if self.closed.outside_times(vec![*wanted]).is_empty() {
            reasons.push(Code::Closure.because("the clinic is closed then"));
        }
        if let Some(from) = self.closed.for_good_from.filter(|_| self.closed.is_over(day)) {
            reasons.push(Code::ClinicClosed.because(format!("the clinic is closed for good from {from} on")));
        }
        if let Some(from) = self.inactive_from.filter(|_| self.has_left(day)) {
            reasons.push(Code::DoctorInactive.because(format!("the doctor does not work from {from} on")));
        }
        reasons
    }

    fn beyond_horizon(&self, day: Date) -> Reason {
        let ahead = self.looks_ahead_days(day).unwrap_or_default();
        let from = day.checked_sub(i64::from(ahead).saturating_sub(1).days()).unwrap_or(day);
        Code::Horizon
            .because(format!("the hours of {day} are offered {ahead} days ahead at most, so from {from} on"))
    }

    /// Why no slot of these days holds the instant, whatever sets the days aside.
    fn left_out(&self, zone: &TimeZone, days: [Date; 2], at: Timestamp) -> Vec<Reason> {
        let templates = days.into_iter().filter_map(|day| Some((day, self.on(day)?.clone())));
        let openings = self.openings.iter().filter(|opening| days.contains(&opening.date));
        let openings = openings.map(|opening| (opening.date, opening.template()));
        let hours: Vec<_> = templates.chain(openings).collect();
        let named = hours.iter().flat_map(|(day, template)| named_on_day(template, *day, zone));
        let mut codes: Vec<Code> = Vec::new();
        for time in named.filter(|time| holds(&time.slot, at)) {
            let code = match time.left_out {
                Some(LeftOut::Break) => Code::Break,
                Some(LeftOut::Clocks) => Code::ClockChange,
                // it gave way to another one
                None => Code::BetweenSlots,
            };
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        if codes.is_empty() {
            let is_within = hours.iter().any(|(day, template)| is_within_rules(template, *day, zone, at));
            codes.push(if is_within { Code::BetweenSlots } else { Code::OutsideHours });
        }
        let because = |code: Code| {
            code.because(match code {
                Code::Break => "a slot then would touch a break",
                Code::ClockChange => "the clocks change that day, and leave no room for a slot then",
                Code::BetweenSlots => "it is within the hours, but no slot fits there",
                _ => "the doctor's hours do not name it",
            })
        };
        codes.into_iter().map(because).collect()
    }
}

/// A live appointment of the doctor's.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Whether it is a hold.
    pub is_held: bool,
}

/// What is there besides the hours.
#[derive(Clone, Debug)]
pub struct Around<'a> {
    /// When the doctor is away.
    pub off: &'a [(Timestamp, Timestamp)],
    /// The doctor's live appointments.
    pub live: &'a [Live],
    /// What the desk has squeezed in, and nobody has booked yet.
    pub waiting: &'a [(Timestamp, Timestamp)],
    /// Until how long before it begins the clinic offers a slot.
    pub notice: SignedDuration,
    /// How many days ahead it offers slots, and when the first day begins that is too far.
    pub horizon: Option<(u32, Timestamp)>,
    /// The mode that is asked for, if one is.
    pub mode: Option<Mode>,
    /// The visits that will do, without those that the desk alone books.
    pub visits: Serves,
}

/// Every reason why a time is not offered to patients now: those of the hours, and of all else. `at` is the instant that `look` is of.
pub fn reasons(look: Look, around: &Around<'_>, at: Timestamp, now: Timestamp) -> Vec<Reason> {
    let Look { slot, mut reasons } = look;
    let wanted = slot.unwrap_or_else(|| moment(at));
    let takes =
        |from: Timestamp, until: Timestamp| without_overlaps(vec![wanted], &[(from, until)]).is_empty();
    if around.off.iter().any(|(from, until)| takes(*from, *until)) {
        reasons.push(Code::TimeOff.because("the doctor is away"));
    }
    for live in around.live.iter().filter(|live| takes(live.starts_at, live.ends_at)) {
        let (code, detail) = if live.is_held {
            (Code::Held, "somebody holds it")
        } else {
            (Code::Booked, "the doctor has an appointment")
        };
        if reasons.iter().all(|reason| reason.code != code) {
            reasons.push(code.because(detail));
        }
    }
    if around.waiting.iter().any(|(from, until)| takes(*from, *until)) {
        reasons.push(Code::SqueezedIn.because("the desk keeps it for one patient"));
    }
    let judged = Wanted {
        is_taken: false,
        starts_at: wanted.starts_at,
        ends_at: wanted.ends_at,
        notice: around.notice,
        offered_until: around.horizon.map(|(_, until)| until),
    };
    if wanted.starts_at <= now {
        reasons.push(Code::Past.because("it has begun"));
    }
    match (judged.judge(Role::Anonymous, &mut Overruling::default(), now), around.horizon) {
        (Err(ErrorCode::SlotWithinNotice), _) => {
            let minutes = around.notice.as_mins();
            let detail = format!("the clinic offers times until {minutes} minutes before they begin");
            reasons.push(Code::Notice.because(detail));
        }
        (Err(ErrorCode::SlotBeyondHorizon), Some((days, _))) => {
            reasons.push(Code::Horizon.because(format!("the clinic offers times {days} days ahead at most")));
        }
        _ => {}
    }
    if let (Some(slot), Some(mode)) = (slot, around.mode)
        && slot.mode != mode
    {
        reasons.push(Code::Mode.because(format!("it is offered as {}", slot.mode.as_str())));
    }
    if slot.is_some_and(|slot| !slot.serves.has(around.visits)) {
        reasons.push(Code::VisitType.because("it is for other visits, or for such as the desk books"));
    }
    if reasons.is_empty() {
        reasons.push(Code::NotMade.because("the slots of that day are not made yet"));
    }
    reasons
}
