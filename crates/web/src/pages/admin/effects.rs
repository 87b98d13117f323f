//! What a clinic's policies bring about, each in a sentence that is computed from its value.

use holdfast_rpc::clinic::ClinicSettings;
use jiff::{ToSpan, Zoned};

use crate::texts::{Texts, key};

/// A sentence for each policy that has one.
pub(crate) struct Effects {
    pub(crate) guests: String,
    pub(crate) guests_give: String,
    pub(crate) notice: String,
    pub(crate) account_notice: String,
    pub(crate) horizon: String,
    pub(crate) cancel: String,
    pub(crate) hold: String,
    pub(crate) extensions: String,
    pub(crate) upcoming: String,
    pub(crate) factor: String,
    pub(crate) country: String,
    pub(crate) emergency: String,
}

/// The time alone on the same day, or else with the day.
fn at(t: &Texts, when: &Zoned, today: &Zoned) -> String {
    let time = t.formats.time(when.time());
    if when.date() == today.date() { time } else { format!("{}, {time}", t.formats.short_day(when.date())) }
}

/// By how many minutes something comes before or after.
fn shifted(from: &Zoned, minutes: i64) -> Zoned {
    from.checked_add(minutes.minutes()).unwrap_or_else(|_| from.clone())
}

impl Effects {
    /// As they are on a day, told by what happens at ten o'clock.
    pub(crate) fn of(settings: &ClinicSettings, now: &Zoned, t: &Texts) -> Self {
        let ten =
            now.date().at(10, 0, 0, 0).to_zoned(now.time_zone().clone()).unwrap_or_else(|_| now.clone());
        let clock = at(t, &ten, &ten);
        let after = |minutes: u32| at(t, &shifted(&ten, i64::from(minutes)), &ten);
        let before = |minutes: u32| at(t, &shifted(&ten, -i64::from(minutes)), &ten);
        let last_day = |days: u32| {
            let last = now.date().checked_add(i64::from(days.saturating_sub(1)).days());
            t.formats.full_day(last.unwrap_or_else(|_| now.date()))
        };
        Self {
            guests: t.say(if settings.guests_allowed {
                key("policy-guests-yes-effect")
            } else {
                key("policy-guests-no-effect")
            }),
            guests_give: t.say(give_key(&settings.guests_give)),
            notice: match settings.min_notice_minutes {
                0 => t.say("policy-notice-none-effect"),
                minutes => t.with2("policy-notice-effect", "now", &clock, "first", after(minutes)),
            },
            account_notice: match settings.account_notice_minutes {
                None => t.say("policy-account-notice-none-effect"),
                Some(0) => t.say("policy-notice-none-effect"),
                Some(minutes) => {
                    t.with2("policy-account-notice-effect", "now", &clock, "first", after(minutes))
                }
            },
            horizon: match settings.horizon_days {
                None => t.say("policy-horizon-none-effect"),
                Some(days) => t.with("policy-horizon-effect", "day", last_day(days)),
            },
            cancel: match settings.cancel_notice_minutes {
                0 => t.say("policy-cancel-none-effect"),
                minutes => t.with2("policy-cancel-effect", "time", &clock, "until", before(minutes)),
            },
            hold: t.with2("policy-hold-effect", "now", &clock, "until", after(settings.hold_minutes)),
            extensions: t.count("policy-extensions-effect", settings.hold_extensions),
            upcoming: t.count("policy-upcoming-effect", settings.max_upcoming),
            factor: t.say(if settings.second_factor_required {
                key("policy-factor-yes-effect")
            } else {
                key("policy-factor-no-effect")
            }),
            country: if settings.country.is_empty() {
                t.say("policy-country-none-effect")
            } else {
                t.with("policy-country-effect", "country", &settings.country)
            },
            emergency: if settings.emergency_contact.is_empty() {
                t.with("policy-emergency-effect", "says", t.say("details-no-emergency"))
            } else {
                let says = t.with("details-emergency", "contact", &settings.emergency_contact);
                t.with("policy-emergency-effect", "says", says)
            },
        }
    }
}

/// What guests have to give, in words.
pub(crate) fn give_key(give: &str) -> &'static str {
    match give {
        "nothing" => key("policy-give-nothing-effect"),
        "phone" => key("policy-give-phone-effect"),
        "email" => key("policy-give-email-effect"),
        "both" => key("policy-give-both-effect"),
        _ => key("policy-give-either-effect"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn effects(settings: ClinicSettings) -> Effects {
        let now: Zoned = "2026-11-30T08:12:00[Europe/London]".parse().unwrap();
        Effects::of(&settings, &now, Texts::of(Locale::English))
    }

    #[test]
    fn a_policy_says_what_it_brings_about() {
        let of = effects(ClinicSettings {
            min_notice_minutes: 120,
            account_notice_minutes: Some(1_440),
            horizon_days: Some(2),
            cancel_notice_minutes: 1_440,
            hold_minutes: 10,
            hold_extensions: 1,
            ..ClinicSettings::default()
        });
        assert_eq!(of.notice, "At 10:00 the first time offered to a patient is 12:00.");
        assert!(of.account_notice.contains("Tue 1 Dec, 10:00"), "{}", of.account_notice);
        assert!(of.horizon.contains("Tuesday, 1 December 2026"), "{}", of.horizon);
        assert!(of.cancel.contains("Sun 29 Nov, 10:00"), "{}", of.cancel);
        assert!(of.hold.contains("10:10"), "{}", of.hold);
    }

    #[test]
    fn without_a_value_it_says_so() {
        let of = effects(ClinicSettings::default());
        let none = effects(ClinicSettings { account_notice_minutes: Some(0), ..ClinicSettings::default() });
        assert_eq!(of.notice, none.account_notice);
        assert_ne!(of.account_notice, none.account_notice);
    }
}
