//! A doctor's days with their free times: which seven are shown, which one is open, and its times by part of the day. The same
//! for a first booking and for a move.

use holdfast_domain::ids::DoctorId;
use holdfast_domain::{ErrorCode, Page, PartOfDay, Problem};
use holdfast_gateway::Gateway;
use holdfast_rpc::availability::{FreeDaysRequest, FreeDaysResponse, SearchSlotsRequest, Wishes};
use holdfast_rpc::convert::{day, day_number};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::facets::part_key;
use crate::offers::TimeButton;
use crate::visit::Visit;

/// Days that are shown at once.
const WEEK: i32 = 7;
/// Times of one day: every five minutes of a long day.
const TIMES: u32 = 200;

/// What is to be shown of a doctor.
pub(crate) struct Wanted {
    pub(crate) doctor_id: DoctorId,
    pub(crate) zone: TimeZone,
    /// The day to be open; the first with times from `week` on, if it is left out.
    pub(crate) day: Option<Date>,
    /// The first day shown; today if it is left out.
    pub(crate) week: Option<Date>,
    pub(crate) wishes: Wishes,
}

/// A day of the strip.
pub(crate) struct Day {
    pub(crate) date: String,
    pub(crate) name: String,
    pub(crate) free: u32,
    pub(crate) is_open: bool,
}

/// Times of one part of the day.
pub(crate) struct Part {
    pub(crate) id: &'static str,
    pub(crate) name: String,
    pub(crate) times: Vec<TimeButton>,
}

/// Seven days of a doctor, and one of them open.
pub(crate) struct Days {
    pub(crate) shown: Vec<Day>,
    /// The day that is open, written out.
    pub(crate) open: String,
    pub(crate) open_date: String,
    pub(crate) parts: Vec<Part>,
    pub(crate) earlier: Option<String>,
    pub(crate) later: String,
    /// The next day with times, after the days shown or the empty day that is open.
    pub(crate) next_day: Option<(String, String)>,
    pub(crate) has_any: bool,
}

async fn free(
    gateway: &Gateway,
    visit: &Visit,
    wanted: &Wanted,
    from: Date,
) -> Result<FreeDaysResponse, Problem> {
    let request = FreeDaysRequest {
        doctor_id: Some(wanted.doctor_id),
        specialization: None,
        clinic_id: None,
        from_day: Some(day_number(from)),
        days: WEEK.unsigned_abs(),
        wishes: wanted.wishes.clone(),
    };
    gateway.availability().free_days(visit.asked(), request).await
}

/// The first of the seven days in which a day is shown: weeks are counted from today.
fn first_shown(of: Date, today: Date) -> Date {
    let ahead = day_number(of) - day_number(today);
    day(day_number(today) + ahead.max(0) / WEEK * WEEK).unwrap_or(today)
}

impl Days {
    /// Looks them up: a page never opens on a day without times, unless that day was asked for.
    pub(crate) async fn of(gateway: &Gateway, visit: &Visit, wanted: &Wanted) -> Result<Self, Problem> {
        let t = visit.t;
        let today = gateway.now().to_zoned(wanted.zone.clone()).date();
        let asked = wanted.day.map(|day| day.max(today));
        let mut first = match (asked, wanted.week) {
            (Some(day), _) => first_shown(day, today),
            (None, week) => week.unwrap_or(today).max(today),
        };
        let mut found = free(gateway, visit, wanted, first).await?;
        let first_free =
            |found: &FreeDaysResponse| found.days.iter().find(|day| day.free > 0).map(|day| day.day);
        let open = match asked.map(day_number).or_else(|| first_free(&found)) {
            Some(open) => open,
            None => match found.next_day.filter(|_| wanted.week.is_none()) {
                // nothing this week: the week of the first free time
                Some(next) => {
                    first = day(next).map_or(first, |next| first_shown(next, today));
                    found = free(gateway, visit, wanted, first).await?;
                    first_free(&found).unwrap_or(next)
                }
                None => day_number(first),
            },
        };
        let open_day = day(open).ok_or_else(|| Problem::of(ErrorCode::NotFound))?;
        let parts = times(gateway, visit, wanted, open_day).await?;
        let next_day = found
            .days
            .iter()
            .find(|day| day.day > open && day.free > 0)
            .map(|day| day.day)
            .or(found.next_day)
            .filter(|_| parts.is_empty())
            .and_then(day)
            .map(|next| (next.to_string(), t.formats.long_day(next)));
        let week = |from: i32| day(from).map(|from| from.to_string()).unwrap_or_default();
        let first = day_number(first);
        Ok(Self {
            has_any: !parts.is_empty() || next_day.is_some() || found.days.iter().any(|day| day.free > 0),
            shown: found
                .days
                .iter()
                .filter_map(|shown| {
                    let date = day(shown.day)?;
                    Some(Day {
                        date: date.to_string(),
                        name: t.formats.short_day(date),
                        free: shown.free,
                        is_open: shown.day == open,
                    })
                })
                .collect(),
            open: t.formats.long_day(open_day),
            open_date: open_day.to_string(),
            parts,
            earlier: (first > day_number(today)).then(|| week((first - WEEK).max(day_number(today)))),
            later: week(first + WEEK),
            next_day,
        })
    }
}

/// The free times of a day, by parts of the day; those that have none are left out.
async fn times(gateway: &Gateway, visit: &Visit, wanted: &Wanted, day: Date) -> Result<Vec<Part>, Problem> {
    let bound = |day: Date| day.to_zoned(wanted.zone.clone()).ok().map(|at| at.timestamp().as_microsecond());
    let request = SearchSlotsRequest {
        doctor_id: Some(wanted.doctor_id),
        from_us: bound(day),
        to_us: day.checked_add(1.days()).ok().and_then(bound),
        page: Page { limit: TIMES, ..Page::default() },
        wishes: wanted.wishes.clone(),
        ..SearchSlotsRequest::default()
    };
    let slots = gateway.availability().search_slots(visit.asked(), request).await?.items;
    let parts = PartOfDay::ALL.map(|part| {
        let of_part = slots.iter().filter(|slot| {
            let at = crate::when::Local::new(slot.starts_at_us, &wanted.zone);
            PartOfDay::of(at.time()) == part
        });
        Part {
            id: part.as_str(),
            name: visit.t.say(part_key(part)),
            times: of_part
                .map(|slot| TimeButton::new(slot, &wanted.zone, visit.zone.as_ref(), visit.t))
                .collect(),
        }
    });
    Ok(parts.into_iter().filter(|part| !part.times.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_counted_from_today() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        let today = day("2026-11-28");
        for (of, first) in [
            ("2026-11-28", "2026-11-28"),
            ("2026-12-04", "2026-11-28"),
            ("2026-12-05", "2026-12-05"),
            ("2026-12-31", "2026-12-26"),
            ("2026-11-01", "2026-11-28"),
        ] {
            assert_eq!(first_shown(day(of), today), day(first), "{of}");
        }
    }
}
