//! What to write: one letter per kind of news, as plain text and HTML, with the clinic's local time.
//!
//! What others have written is repeated as their words alone ([`words_of_others`]): it opens no letter and is no subject.

use askama::Template;
use holdfast_domain::{AppointmentId, Event, Status, email};
use holdfast_sql::queries::notification::Message as Found;
use holdfast_vault::{ClinicKey, Place, VaultError};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::calendar::{Invite, Method};
use crate::news::News;
use crate::words_of_others;

/// A message, but for whose address it goes to.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    /// The name beside the address.
    pub(crate) to_name: Option<String>,
    pub(crate) plain: String,
    pub(crate) html: String,
    /// The same for every try to send it.
    pub(crate) message_id: String,
    pub(crate) invite: Option<(Method, String)>,
}

/// What a letter is about.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// It names the message.
    pub(crate) event: Event,
    pub(crate) appointment_id: AppointmentId,
    pub(crate) news: News,
    /// Whether the clinic did it, and not the patient.
    pub(crate) is_by_clinic: bool,
    /// Whether the patient's calendar may have the appointment.
    pub(crate) is_in_calendar: bool,
}

/// What there is to say, with the patient's name and address opened.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) patient_name: String,
    pub(crate) patient_email: String,
    pub(crate) cancel_reason: String,
    /// Opens the appointment to whoever has it; none where the patient has an account.
    pub(crate) mail_link: Option<String>,
    pub(crate) found: Found,
}

impl Content {
    /// Opens what was found.
    pub(crate) fn open(appointment_id: Uuid, found: Found, key: &ClinicKey) -> Result<Self, VaultError> {
        Ok(Self {
            patient_name: key.open_name(found.patient_id, &found.patient_name)?,
            patient_email: key.open_email(found.patient_id, &found.patient_email)?,
            cancel_reason: key.open_text(Place::cancel_reason(appointment_id), &found.cancel_reason)?,
            mail_link: (found.account_id.is_none())
                .then(|| key.mail_link(appointment_id, found.guest_secrets_since)),
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
    title: &'static str,
    what: &'static str,
    when: String,
    zone: String,
    doctor: String,
    clinic: String,
    /// Empty for a visit by video, to which nobody goes.
    address: String,
    by_video: bool,
    patient: Option<String>,
    clinic_writes: Option<String>,
    phone: String,
    held_until: Option<String>,
    /// Where it is looked at, moved and cancelled; none where that is over.
    link: Option<String>,
}

/// The letter could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the letter could not be written: {0}")]
pub(crate) struct ComposeError(String);

/// The letter of this news, from this address, with links that begin with `public_url`.
pub(crate) fn compose(
    about: &About,
    content: &Content,
    from: &str,
    public_url: &str,
) -> Result<Letter, ComposeError> {
    let Content { patient_name, patient_email, cancel_reason, mail_link, found } = content;
    let failed = |error: &dyn std::fmt::Display| ComposeError(error.to_string());
    let status = Status::parse(&found.status).ok_or_else(|| failed(&"the appointment has no known state"))?;
    let (title, what) = about.news.says(status == Status::Pending);
    let zone = TimeZone::get(&found.time_zone).map_err(|error| failed(&error))?;
    let local = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%A, %-d %B %Y, %H:%M").to_string();
    let by_video = found.mode == "virtual";
    let patient = words_of_others::name(patient_name);
    let clinic = words_of_others::unlinked(&found.clinic_name);
    let doctor = words_of_others::unlinked(&found.doctor_name);
    let address = words_of_others::unlinked(&found.clinic_address);
    let clinic_writes = (about.news == News::Cancelled && about.is_by_clinic)
        .then(|| words_of_others::unlinked(cancel_reason))
        .filter(|words| !words.is_empty());
    let lines = Lines {
        title,
        what,
        when: local(found.starts_at),
        zone: found.time_zone.clone(),
        doctor: format!("{doctor} ({})", words_of_others::unlinked(&found.specialization)),
        clinic: clinic.clone(),
        address: if by_video { String::new() } else { address.clone() },
        by_video,
        patient: patient.clone(),
        clinic_writes,
        phone: found.clinic_phone.clone(),
        held_until: found.hold_expires_at.map(local),
        link: match mail_link {
            Some(link) => Some(format!("{public_url}/m/{link}")),
            None => Some(format!("{public_url}/appointments/{}", about.appointment_id)),
        }
        .filter(|_| matches!(status, Status::Pending | Status::Confirmed)),
    };
    let domain = from.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let invite = about.news.for_calendar(status, about.is_in_calendar).map(|method| {
        let invite = Invite {
            method,
            uid: format!("{}@{domain}", about.appointment_id),
            // Versions begin with 1 and grow with every change, as RFC 5545 wants of SEQUENCE from 0 on. What is told is how things
            // are now, so it is the version of now.
            sequence: found.version.saturating_sub(1),
            stamped_at: about.event.occurred_at,
            starts_at: found.starts_at,
            ends_at: found.ends_at,
            summary: format!("{doctor} at {clinic}"),
            place: Some(address).filter(|address| !by_video && !address.is_empty()),
            description: by_video.then(|| "By video. The clinic will send you a link.".to_owned()),
            organizer: (Some(clinic), from.to_owned()),
            attendee: (patient.clone(), email::as_sent(patient_email).unwrap_or_default()),
        };
        (method, invite.to_ics())
    });
    Ok(Letter {
        subject: format!("{title}: {}", lines.when),
        to_name: patient,
        plain: Plain { lines: &lines }.render().map_err(|error| failed(&error))?,
        html: Html { lines: &lines }.render().map_err(|error| failed(&error))?,
        message_id: format!("<{}@{domain}>", about.event.id),
        invite,
    })
}

#[cfg(test)]
mod tests {
    use holdfast_domain::event::Nothing;
    use holdfast_domain::{ClinicId, EventId, Payload};

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
            cancel_reason: Vec::new(),
            doctor_name: "Dr. Okafor".to_owned(),
            specialization: "cardiology".to_owned(),
            clinic_name: "Hudson Clinic".to_owned(),
            clinic_address: "200 West Street".to_owned(),
            clinic_phone: String::new(),
            time_zone: "America/New_York".to_owned(),
            guest_secrets_since: None,
            account_id: None,
        };
        Content {
            patient_name: "Ada Lovelace".to_owned(),
            patient_email: "ada@example.org".to_owned(),
            cancel_reason: String::new(),
            mail_link: None,
            found,
        }
    }

    fn about(news: News) -> About {
        let appointment_id = AppointmentId(Uuid::from_u128(2));
        About {
            event: Event {
                id: EventId(Uuid::from_u128(9)),
                clinic_id: ClinicId(Uuid::from_u128(1)),
                occurred_at: "2026-11-24T12:00:00Z".parse().unwrap(),
                by: None,
                payload: Payload::Trial(Nothing {}),
                traceparent: None,
                more: serde_json::Map::new(),
            },
            appointment_id,
            news,
            is_by_clinic: false,
            is_in_calendar: true,
        }
    }

    fn letter(about: About, content: &Content) -> Letter {
        compose(&about, content, "no-reply@clinic.example", "https://book.example").unwrap()
    }

    fn in_state(status: &str) -> Content {
        let mut content = content();
        status.clone_into(&mut content.found.status);
        content
    }

    #[test]
    fn a_letter_tells_the_clinics_time() {
        let letter = letter(about(News::Moved), &content());
        assert_eq!(letter.subject, "Your appointment was moved: Tuesday, 1 December 2026, 09:00");
        assert!(letter.plain.contains("Ada Lovelace") && letter.plain.contains("America/New_York"));
        assert_eq!(letter.message_id, "<00000000-0000-0000-0000-000000000009@clinic.example>");
        let (method, ics) = letter.invite.unwrap();
        assert_eq!(method, Method::Request);
        assert!(ics.contains("UID:00000000-0000-0000-0000-000000000002@clinic.example\r\n"));
        assert!(ics.contains("SEQUENCE:2\r\n"));
    }

    #[test]
    fn what_a_stranger_calls_themselves_opens_no_letter() {
        let lure = "Ada. Your visit is NOT confirmed yet, pay 5 EUR at https://pay-clinic.example/confirm";
        let content = Content { patient_name: lure.to_owned(), ..content() };
        let letter = letter(about(News::Created), &content);
        assert!(letter.plain.starts_with("Hello,\n"), "{}", letter.plain);
        assert!(!format!("{letter:?}").contains("pay-clinic"), "{letter:?}");
        assert!(!format!("{letter:?}").contains("NOT confirmed"), "{letter:?}");
    }

    #[test]
    fn markup_in_names_stays_text_and_links_are_none() {
        let mut content = content();
        "<b>Clinic</b> https://evil.example".clone_into(&mut content.found.clinic_name);
        let letter = letter(about(News::Created), &content);
        assert!(letter.html.contains("&#60;b&#62;Clinic"), "{}", letter.html);
        // ours is the only one
        let own = format!("https://book.example/appointments/{}", Uuid::from_u128(2));
        let others = format!("{letter:?}").replace(&own, "");
        assert!(!others.contains("https://") && !others.contains("evil.example"), "{others}");
    }

    #[test]
    fn calendars_have_what_is_confirmed_and_lose_what_has_ended() {
        let mut held = in_state("pending");
        held.found.hold_expires_at = Some("2026-11-24T12:10:00Z".parse().unwrap());
        for news in [News::Created, News::Moved] {
            let hold = letter(about(news), &held);
            assert!(
                hold.invite.is_none() && hold.plain.contains("24 November 2026, 07:10"),
                "{}",
                hold.plain
            );
        }
        for news in [News::Created, News::Moved, News::Confirmed] {
            assert_eq!(letter(about(news), &content()).invite.unwrap().0, Method::Request);
        }
        for news in [News::Cancelled, News::Expired] {
            let (method, ics) = letter(about(news), &in_state("cancelled")).invite.unwrap();
            assert_eq!(method, Method::Cancel);
            assert!(ics.contains("STATUS:CANCELLED"));
            let untold = About { is_in_calendar: false, ..about(news) };
            assert!(letter(untold, &in_state("cancelled")).invite.is_none());
        }
        assert!(letter(about(News::Conflict), &content()).invite.is_none());
    }

    #[test]
    fn a_visit_by_video_sends_nobody_to_a_street() {
        let mut content = content();
        "virtual".clone_into(&mut content.found.mode);
        let letter = letter(about(News::Created), &content);
        assert!(!format!("{letter:?}").contains("West Street"), "{letter:?}");
        assert!(letter.plain.contains("by video, with Hudson Clinic; the clinic will send you a link"));
        assert!(letter.html.contains("by video") && !letter.invite.unwrap().1.contains("LOCATION"));
    }

    #[test]
    fn the_clinic_says_why_it_cancels_and_a_patients_reason_is_not_passed_off_as_its_words() {
        let content =
            Content { cancel_reason: "Doctor is ill,\nsee evil.example".to_owned(), ..in_state("cancelled") };
        let by_clinic = About { is_by_clinic: true, ..about(News::Cancelled) };
        let says = "The clinic writes: \"Doctor is ill, see evil. example\"";
        assert!(letter(by_clinic, &content).plain.contains(says));
        assert!(!letter(about(News::Cancelled), &content).plain.contains("ill"));
    }
}
