//! The day as files for `holdfast import`.

use std::ffi::OsString;
use std::path::Path;

use anyhow::Result;
use jiff::ToSpan as _;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use crate::lab::Lab;
use crate::replay::day::Day;

const ZONE: &str = "America/Sao_Paulo";
/// 08:00 to 18:00 in steps of half an hour.
const SLOTS_PER_DOCTOR: usize = 20;

/// What the files call a clinic, a patient: its kind and its number.
pub(crate) fn name(kind: &str, number: usize) -> String {
    format!("{kind}{number}")
}

/// Writes them; every doctor works on the next weekday but one, and on no other day.
pub(crate) fn write(lab: &Lab, day: &Day, folder: &Path) -> Result<Vec<OsString>> {
    let today = lab.clock.now().to_zoned(TimeZone::get(ZONE)?).date();
    let mut date = today.checked_add(2.days())?;
    while matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
        date = date.tomorrow()?;
    }
    let date = date.to_string();
    let mut doctors = vec![row(["ref", "clinic", "name", "specialization"])];
    let mut hours = vec![row([
        "doctor",
        "days",
        "start",
        "end",
        "slot_minutes",
        "effective_from",
        "effective_until",
        "horizon_days",
    ])];
    for clinic in 0..day.clinics.len() {
        // A quarter more than asked for: the last free slots must not all be at times when the last patients
        // are busy.
        let needed = (day.requests_of(clinic) * 5).div_ceil(SLOTS_PER_DOCTOR * 4);
        for _ in 0..needed {
            let doctor = name("doctor", doctors.len());
            let full_name = format!("Doctor {}", doctors.len());
            doctors.push(row([&doctor, &name("clinic", clinic), &full_name, "General practice"]));
            let days = "mon tue wed thu fri";
            hours.push(row([&doctor, days, "08:00", "18:00", "30", &date, &date, "14"]));
        }
    }
    let mut clinics = vec![row(["ref", "name", "time_zone"])];
    clinics.extend(day.clinics.iter().enumerate().map(|(at, title)| row([&name("clinic", at), title, ZONE])));
    let mut patients = vec![row(["ref", "clinic", "name"])];
    patients.extend(
        day.patients.iter().enumerate().map(|(at, clinic)| {
            row([&name("patient", at), &name("clinic", *clinic), &format!("Patient {at}")])
        }),
    );
    let files = [("clinics", clinics), ("doctors", doctors), ("hours", hours), ("patients", patients)];
    files
        .into_iter()
        .map(|(kind, rows)| {
            let path = folder.join(format!("{kind}.csv"));
            let mut file = csv::Writer::from_path(&path)?;
            for row in rows {
                file.write_record(row)?;
            }
            file.flush()?;
            Ok(path.into_os_string())
        })
        .collect()
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
