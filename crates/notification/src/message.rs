//! What to write: one letter per kind of event, as plain text and HTML, with the clinic's local time.

use askama::Template;
use holdfast_messaging::Event;
use holdfast_sql::queries::notification::Message as Found;
use holdfast_vault::{ClinicKey, VaultError};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::calendar::{Invite, Method};

/// A message, but for whom it goes to.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) plain: String,
    pub(crate) html: String,
    /// The same for every try to send it.
    pub(crate) message_id: String,
    pub(crate) invite: Option<(Method, String)>,
}

/// What there is to say, with the patient's name and address opened.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) patient_name: String,
    pub(crate) patient_email: String,
    pub(crate) found: Found,
}

impl Content {
    /// Opens what was found.
    pub(crate) fn open(found: Found, key: &ClinicKey) -> Result<Self, VaultError> {
        Ok(Self {
            patient_name: key.open_name(found.patient_id, &found.patient_name)?,
            patient_email: key.open_email(found.patient_id, &found.patient_email)?,
            found,
        })
    }
}

#[derive(Template)]
#[template(path = "letter.txt", escape = "none")]
struct Plain<'a> {
    lines: &'a Lines,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    lines: &'a Lines,
}

struct Lines {
    patient: String,
    title: &'static str,
    what: &'static str,
    when: String,
    zone: String,
    doctor: String,
    clinic: String,
    address: String,
    phone: String,
    held_until: Option<String>,
    /// It was cancelled since.
    gone: bool,
}

/// Title, first sentence, and what calendars do.
type Kind = (&'static str, &'static str, Option<Method>);

fn kind(event_type: &str, status: &str) -> Option<Kind> {
    let request = Some(Method::Request);
    Some(match event_type.strip_prefix("holdfast.")? {
        "appointment.created" if status == "pending" => {
            ("Your appointment is held", "We are holding this appointment for you; please confirm it.", None)
        }
        "appointment.created" => ("Your appointment is booked", "Your appointment is booked.", request),
        "appointment.confirmed" => {
            ("Your appointment is confirmed", "Your appointment is confirmed.", request)
        }
        "appointment.rescheduled" => {
            ("Your appointment was moved", "Your appointment has a new time.", request)
        }
        "appointment.cancelled" => {
            ("Your appointment was cancelled", "This appointment was cancelled.", Some(Method::Cancel))
        }
        "appointment.expired" => {
            ("Your hold has expired", "This appointment was not confirmed in time and is free again.", None)
        }
        "schedule.conflict" => (
            "Your appointment may have to move",
            "The doctor's hours have changed. Your appointment still stands; the clinic will be in touch, and you may \
             choose another time now.",
            None,
        ),
        _ => return None,
    })
}

impl Letter {
    /// Whether an event has one.
    pub(crate) fn has(event_type: &str) -> bool {
        kind(event_type, "").is_some()
    }
}

/// The letter could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the letter could not be written: {0}")]
pub(crate) struct ComposeError(String);

/// The letter of an event about this appointment, from this address.
pub(crate) fn compose(
    event: &Event,
    appointment_id: Uuid,
    content: &Content,
    from: &str,
) -> Result<Letter, ComposeError> {
    let Content { patient_name, patient_email, found } = content;
    let failed = |error: &dyn std::fmt::Display| ComposeError(error.to_string());
    let (title, what, method) =
        kind(&event.event_type, &found.status).ok_or_else(|| failed(&"there is none for this event"))?;
    // What was cancelled meanwhile is said to be, and puts nothing into calendars.
    let gone = found.status == "cancelled" && method != Some(Method::Cancel);
    let method = method.filter(|_| !gone);
    let zone = TimeZone::get(&found.time_zone).map_err(|error| failed(&error))?;
    let local = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%A, %-d %B %Y, %H:%M").to_string();
    let lines = Lines {
        patient: patient_name.clone(),
        title,
        what,
        when: local(found.starts_at),
        zone: found.time_zone.clone(),
        doctor: format!("{} ({})", found.doctor_name, found.specialization),
        clinic: found.clinic_name.clone(),
        address: found.clinic_address.clone(),
        phone: found.clinic_phone.clone(),
        held_until: found.hold_expires_at.map(local),
        gone: gone && event.event_type != "holdfast.appointment.expired",
    };
    let domain = from.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let invite = method.map(|method| {
        let invite = Invite {
            method,
            uid: format!("{appointment_id}@{domain}"),
            // Versions begin with 1 and grow with every change, as RFC 5545 wants of SEQUENCE from 0 on.
            sequence: event.appointment_version.unwrap_or(found.version).saturating_sub(1),
            stamped_at: event.occurred_at,
            starts_at: found.starts_at,
            ends_at: found.ends_at,
            summary: format!("{} at {}", found.doctor_name, found.clinic_name),
            place: found.clinic_address.clone(),
            organizer: (found.clinic_name.clone(), from.to_owned()),
            attendee: (patient_name.clone(), patient_email.clone()),
        };
        (method, invite.to_ics())
    });
    Ok(Letter {
        subject: format!("{title}: {}", lines.when),
        plain: Plain { lines: &lines }.render().map_err(|error| failed(&error))?,
        html: Html { lines: &lines }.render().map_err(|error| failed(&error))?,
        message_id: format!("<{}@{domain}>", event.id),
        invite,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn content() -> Content {
        let found = Found {
            status: "confirmed".to_owned(),
            mode: "in_person".to_owned(),
            starts_at: "2026-12-01T14:00:00Z".parse().unwrap(),
            ends_at: "2026-12-01T14:30:00Z".parse().unwrap(),
            hold_expires_at: None,
            version: 3,
            patient_id: Uuid::from_u128(3),
            patient_name: Vec::new(),
            patient_email: Vec::new(),
            doctor_name: "Dr. Okafor".to_owned(),
            specialization: "cardiology".to_owned(),
            clinic_name: "Hudson Clinic".to_owned(),
            clinic_address: "200 West Street".to_owned(),
            clinic_phone: String::new(),
            time_zone: "America/New_York".to_owned(),
        };
        Content {
            patient_name: "Ada <Lovelace>".to_owned(),
            patient_email: "ada@example.org".to_owned(),
            found,
        }
    }

    fn letter(event_type: &str, content: &Content) -> Letter {
        let event = Event {
            id: Uuid::from_u128(9),
            clinic_id: Uuid::from_u128(1),
            event_type: event_type.to_owned(),
            appointment_id: Some(Uuid::from_u128(2)),
            appointment_version: Some(2),
            doctor_id: None,
            slot_id: None,
            occurred_at: "2026-11-24T12:00:00Z".parse().unwrap(),
        };
        compose(&event, Uuid::from_u128(2), content, "no-reply@clinic.example").unwrap()
    }

    #[test]
    fn a_letter_tells_the_clinics_time_and_escapes_names() {
        let letter = letter("holdfast.appointment.rescheduled", &content());
        assert_eq!(letter.subject, "Your appointment was moved: Tuesday, 1 December 2026, 09:00");
        assert!(letter.plain.contains("Ada <Lovelace>") && letter.plain.contains("America/New_York"));
        assert!(letter.html.contains("Ada &#60;Lovelace&#62;"), "{}", letter.html);
        assert_eq!(letter.message_id, "<00000000-0000-0000-0000-000000000009@clinic.example>");
        let (method, ics) = letter.invite.unwrap();
        assert_eq!(method, Method::Request);
        assert!(ics.contains("UID:00000000-0000-0000-0000-000000000002@clinic.example\r\n"));
        assert!(ics.contains("SEQUENCE:1\r\n"));
    }

    #[test]
    fn a_hold_has_no_entry_in_the_calendar_and_a_cancellation_takes_it_out() {
        let mut held = content();
        "pending".clone_into(&mut held.found.status);
        held.found.hold_expires_at = Some("2026-11-24T12:10:00Z".parse().unwrap());
        let hold = letter("holdfast.appointment.created", &held);
        assert!(hold.invite.is_none() && hold.plain.contains("24 November 2026, 07:10"), "{}", hold.plain);
        let (method, ics) = letter("holdfast.appointment.cancelled", &content()).invite.unwrap();
        assert_eq!(method, Method::Cancel);
        assert!(ics.contains("STATUS:CANCELLED"));
    }

    /// As when a mail comes late, or a hold ran out before the mail about it was written.
    #[test]
    fn what_was_cancelled_since_is_said_to_be_and_stays_out_of_calendars() {
        let mut cancelled = content();
        "cancelled".clone_into(&mut cancelled.found.status);
        for event_type in ["created", "confirmed", "rescheduled"] {
            let letter = letter(&format!("holdfast.appointment.{event_type}"), &cancelled);
            assert!(letter.invite.is_none(), "{event_type}");
            assert!(letter.plain.contains("has since been cancelled"), "{}", letter.plain);
            assert!(letter.html.contains("has since been cancelled"));
        }
        assert!(letter("holdfast.appointment.cancelled", &cancelled).invite.is_some());
    }

    #[test]
    fn what_is_no_news_to_patients_has_no_letter() {
        for quiet in ["holdfast.appointment.completed", "holdfast.slot.freed", "other"] {
            assert!(!Letter::has(quiet));
        }
    }
}
