//! Free times as pages show them: a doctor's card, and the buttons that hold a time.

use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::template::Mode;
use holdfast_rpc::availability::{Slot, SoonestDoctor};
use jiff::tz::TimeZone;

use crate::texts::Texts;
use crate::when::Local;

/// A button that holds a time.
pub(crate) struct TimeButton {
    /// The slot, and when it begins: what its button sends.
    pub(crate) value: String,
    /// `Tue 24 Nov`
    pub(crate) day: String,
    /// `Tuesday 24 November`
    pub(crate) long_day: String,
    pub(crate) time: String,
    /// What the visitor's own clock shows then, where it is another time.
    pub(crate) own_time: Option<String>,
    pub(crate) is_video: bool,
}

impl TimeButton {
    pub(crate) fn new(slot: &Slot, zone: &TimeZone, own: Option<&TimeZone>, t: &Texts) -> Self {
        let at = Local::new(slot.starts_at_us, zone);
        Self {
            value: format!("{},{}", slot.id, slot.starts_at_us / 1_000_000),
            day: t.formats.short_day(at.date()),
            long_day: t.formats.long_day(at.date()),
            time: t.formats.time(at.time()),
            own_time: own_time(&at, own, t),
            is_video: slot.mode == Mode::Virtual,
        }
    }
}

/// What the visitor's own clock shows at an instant, with the weekday if it is another day; nothing where both clocks agree then.
pub(crate) fn own_time(at: &Local, own: Option<&TimeZone>, t: &Texts) -> Option<String> {
    let there = at.at.with_time_zone(own?.clone());
    if there.offset() == at.at.offset() {
        return None;
    }
    let time = t.formats.time(there.time());
    Some(if there.date() == at.date() {
        t.with("own-time", "time", time)
    } else {
        t.with2("own-time-other-day", "time", time, "day", t.formats.short_day(there.date()))
    })
}

/// A doctor with the soonest times.
pub(crate) struct DoctorCard {
    pub(crate) doctor_id: DoctorId,
    pub(crate) clinic_id: ClinicId,
    pub(crate) initials: String,
    pub(crate) name: String,
    pub(crate) specialization: String,
    pub(crate) clinic: String,
    pub(crate) address: String,
    pub(crate) zone: String,
    pub(crate) times: Vec<TimeButton>,
}

impl DoctorCard {
    pub(crate) fn new(doctor: &SoonestDoctor, own: Option<&TimeZone>, t: &Texts) -> Self {
        let zone = holdfast_gateway::http::instant::zone(&doctor.time_zone);
        let times = doctor.slots.iter().map(|slot| TimeButton::new(slot, &zone, own, t)).collect();
        let first = doctor.slots.first().map_or(0, |slot| slot.starts_at_us);
        Self {
            doctor_id: doctor.id,
            clinic_id: doctor.clinic_id,
            initials: initials(&doctor.name),
            name: doctor.name.clone(),
            specialization: doctor.specialization.clone(),
            clinic: doctor.clinic_name.clone(),
            address: doctor.address.clone(),
            zone: t.with("times-in-zone", "zone", Local::new(first, &zone).zone()),
            times,
        }
    }
}

/// The first letters of a name's first and last word.
pub(crate) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| !word.ends_with('.'));
    let first = words.next();
    let last = words.next_back();
    [first, last]
        .into_iter()
        .flatten()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_known_by_two_letters() {
        for (name, letters) in [
            ("Grace Okafor", "GO"),
            ("Dr. Ana María de la Cruz", "AC"),
            ("Cher", "C"),
            ("", ""),
            ("ärger Öl", "ÄÖ"),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
