//! Days and times as people of a language write them (Unicode CLDR, by ICU4X).

use holdfast_domain::template::Day;
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{E, MDE, T, YMD, YMDE};
use icu_datetime::input::{Date, Time};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;

use crate::locale::Locale;

type OfDay<F> = Option<FixedCalendarDateTimeFormatter<Gregorian, F>>;

/// How a locale writes days and times. Where ICU has nothing for it, they are written as ISO 8601 has them.
pub(crate) struct Formats {
    short: OfDay<MDE>,
    long: OfDay<MDE>,
    full: OfDay<YMDE>,
    date: OfDay<YMD>,
    weekday: OfDay<E>,
    short_weekday: OfDay<E>,
    time: Option<NoCalendarFormatter<T>>,
}

impl Formats {
    pub(crate) fn of(locale: Locale) -> Self {
        let locale =
            icu_locale_core::Locale::try_from_str(locale.tag()).unwrap_or(icu_locale_core::Locale::UNKNOWN);
        let of = || (&locale).into();
        Self {
            short: FixedCalendarDateTimeFormatter::try_new(of(), MDE::medium()).ok(),
            long: FixedCalendarDateTimeFormatter::try_new(of(), MDE::long()).ok(),
            full: FixedCalendarDateTimeFormatter::try_new(of(), YMDE::long()).ok(),
            date: FixedCalendarDateTimeFormatter::try_new(of(), YMD::long()).ok(),
            weekday: FixedCalendarDateTimeFormatter::try_new(of(), E::long()).ok(),
            short_weekday: FixedCalendarDateTimeFormatter::try_new(of(), E::short()).ok(),
            time: NoCalendarFormatter::try_new(of(), T::hm()).ok(),
        }
    }

    /// Such as `Tue 24 Nov`.
    pub(crate) fn short_day(&self, day: civil::Date) -> String {
        written(day, self.short.as_ref().map(|short| move |date| short.format(&date).to_string()))
    }

    /// Such as `Tuesday 24 November`.
    pub(crate) fn long_day(&self, day: civil::Date) -> String {
        written(day, self.long.as_ref().map(|long| move |date| long.format(&date).to_string()))
    }

    /// Such as `Tuesday, 24 November 2026`.
    pub(crate) fn full_day(&self, day: civil::Date) -> String {
        written(day, self.full.as_ref().map(|full| move |date| full.format(&date).to_string()))
    }

    /// Such as `10 December 1985`.
    pub(crate) fn date(&self, day: civil::Date) -> String {
        written(day, self.date.as_ref().map(|long| move |date| long.format(&date).to_string()))
    }

    /// Such as `Tuesday`.
    pub(crate) fn weekday(&self, day: Day) -> String {
        let day = some_day(day);
        written(day, self.weekday.as_ref().map(|format| move |date| format.format(&date).to_string()))
    }

    /// Such as `Tue`.
    pub(crate) fn short_weekday(&self, day: Day) -> String {
        let day = some_day(day);
        written(day, self.short_weekday.as_ref().map(|format| move |date| format.format(&date).to_string()))
    }

    /// Such as `09:30` or `9:30 AM`.
    pub(crate) fn time(&self, time: civil::Time) -> String {
        let at = Time::try_new(bits(time.hour()), bits(time.minute()), 0, 0).ok();
        match (at, self.time.as_ref()) {
            (Some(at), Some(format)) => format.format(&at).to_string(),
            _ => time.strftime("%H:%M").to_string(),
        }
    }
}

fn written(day: civil::Date, format: Option<impl FnOnce(Date<Gregorian>) -> String>) -> String {
    let date = Date::try_new_gregorian(day.year().into(), bits(day.month()), bits(day.day())).ok();
    match (date, format) {
        (Some(date), Some(format)) => format(date),
        _ => day.to_string(),
    }
}

/// A date that falls on the weekday.
fn some_day(day: Day) -> civil::Date {
    let nth = Day::ALL.iter().position(|other| *other == day).and_then(|nth| i8::try_from(nth).ok());
    // the first of January 2024 was a Monday
    civil::date(2024, 1, 1 + nth.unwrap_or_default())
}

fn bits(number: i8) -> u8 {
    u8::try_from(number).unwrap_or_default()
}

/// An instant on a clinic's clocks.
#[derive(Clone, Debug)]
pub(crate) struct Local {
    pub(crate) at: jiff::Zoned,
}

impl Local {
    pub(crate) fn new(micros: i64, zone: &TimeZone) -> Self {
        Self { at: Timestamp::from_microsecond(micros).unwrap_or_default().to_zoned(zone.clone()) }
    }

    pub(crate) fn date(&self) -> civil::Date {
        self.at.date()
    }

    pub(crate) fn time(&self) -> civil::Time {
        self.at.time()
    }

    /// For `<time datetime>`.
    pub(crate) fn iso(&self) -> String {
        self.at.timestamp().display_with_offset(self.at.offset()).to_string()
    }

    /// The clinic's zone as its people speak of it: the city that stands for it, and what clocks there show then.
    pub(crate) fn zone(&self) -> String {
        let name = self.at.time_zone().iana_name().unwrap_or("UTC");
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        let short = self.at.strftime("%Z").to_string();
        // zones without letters of their own are written as numbers
        let short =
            if short.starts_with(['+', '-']) { self.at.strftime("UTC%:z").to_string() } else { short };
        format!("{city}, {short}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_each_language_writes_them() {
        let day = civil::date(2026, 11, 24);
        let of = |locale| {
            let formats = Formats::of(locale);
            [
                formats.short_day(day),
                formats.long_day(day),
                formats.full_day(day),
                formats.time(civil::time(15, 5, 0, 0)),
            ]
        };
        assert_eq!(
            of(Locale::English),
            ["Tue 24 Nov", "Tuesday 24 November", "Tuesday, 24 November 2026", "15:05"]
        );
        assert_eq!(
            of(Locale::American),
            ["Tue, Nov 24", "Tuesday, November 24", "Tuesday, November 24, 2026", "3:05\u{202f}PM"]
        );
        assert_eq!(
            of(Locale::German),
            ["Di., 24. Nov.", "Dienstag, 24. November", "Dienstag, 24. November 2026", "15:05"]
        );
        assert_eq!(of(Locale::Arabic)[1], "الثلاثاء، 24 نوفمبر");
    }

    #[test]
    fn weekdays_have_their_names() {
        let of =
            |locale| [Formats::of(locale).weekday(Day::Mon), Formats::of(locale).short_weekday(Day::Sun)];
        assert_eq!(of(Locale::English), ["Monday", "Sun"]);
        assert_eq!(of(Locale::German), ["Montag", "So"]);
        assert_eq!(of(Locale::Spanish), ["lunes", "dom"]);
    }

    #[test]
    fn a_zone_is_named_as_its_clocks_are_then() {
        let zone = |name: &str, at: &str| {
            let at: Timestamp = at.parse().unwrap();
            Local::new(at.as_microsecond(), &TimeZone::get(name).unwrap()).zone()
        };
        assert_eq!(zone("America/New_York", "2026-11-24T12:00:00Z"), "New York, EST");
        assert_eq!(zone("America/New_York", "2026-07-24T12:00:00Z"), "New York, EDT");
        assert_eq!(zone("Asia/Kathmandu", "2026-07-24T12:00:00Z"), "Kathmandu, UTC+05:45");
    }
}
