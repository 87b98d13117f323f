//! A letter as a message: its headers and parts.
//!
//! An invitation is there twice, as mail programs want it: as an alternative of the text, by which they show buttons and a card, and as
//! a file for those that know no calendars.

use holdfast_domain::email;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use crate::message::Letter;

/// The message; or why there cannot be one.
pub(crate) fn message(letter: &Letter, from: &Mailbox, to: &str) -> Result<Message, String> {
    let to: Address = email::as_sent(to)
        .and_then(|address| address.parse().ok())
        .ok_or_else(|| "the address is not one".to_owned())?;
    let mut alternatives = MultiPart::alternative()
        .singlepart(SinglePart::plain(letter.plain.clone()))
        .singlepart(SinglePart::html(letter.html.clone()));
    let mut file = None;
    if let Some((method, ics)) = &letter.invite {
        let kind = content_type(&format!("text/calendar; method={}; charset=UTF-8", method.as_str()))?;
        alternatives = alternatives.singlepart(SinglePart::builder().header(kind).body(ics.clone()));
        let kind = content_type("application/ics; name=\"invite.ics\"")?;
        file = Some(Attachment::new("invite.ics".to_owned()).body(ics.clone(), kind));
    }
    let parts = match file {
        Some(file) => MultiPart::mixed().multipart(alternatives).singlepart(file),
        None => alternatives,
    };
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(letter.to_name.as_deref().and_then(display_name), to))
        .subject(single_line(&letter.subject))
        .message_id(Some(letter.message_id.clone()))
        // RFC 3834: so that nobody's absence note answers
        .raw_header(header("Auto-Submitted", "auto-generated")?)
        .raw_header(header("X-Auto-Response-Suppress", "All")?)
        .multipart(parts)
        .map_err(|error| error.to_string())
}

fn content_type(text: &str) -> Result<ContentType, String> {
    text.parse().map_err(|_| "a part's type is not one".to_owned())
}

fn header(name: &str, value: &str) -> Result<HeaderValue, String> {
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|error| error.to_string())?;
    Ok(HeaderValue::new(name, value.to_owned()))
}

/// A header's value: control characters would end it, or begin another.
fn single_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn display_name(name: &str) -> Option<String> {
    Some(single_line(name)).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use holdfast_domain::text::Checks;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::Method;

    fn letter(invite: bool) -> Letter {
        Letter {
            subject: "Ä subject\r\nBcc: x@y".to_owned(),
            to_name: Some("Ada \"L\", <x@y>".to_owned()),
            plain: "Hello,\n".to_owned(),
            html: "<p>Hello,</p>".to_owned(),
            message_id: "<1@clinic.example>".to_owned(),
            invite: invite.then(|| (Method::Request, "BEGIN:VCALENDAR\r\n".to_owned())),
        }
    }

    fn sent(letter: &Letter, to: &str) -> Result<(lettre::address::Envelope, String), String> {
        let message = message(letter, &"Clinic <no-reply@clinic.example>".parse().unwrap(), to)?;
        Ok((message.envelope().clone(), String::from_utf8(message.formatted()).unwrap()))
    }

    #[test]
    fn a_message_says_that_a_machine_wrote_it_and_nothing_becomes_a_header() {
        let (_, text) = sent(&letter(false), "ada@example.org").unwrap();
        assert!(text.contains("Auto-Submitted: auto-generated\r\n"), "{text}");
        assert!(!text.contains("\r\nBcc"), "{text}");
        assert!(text.contains("Content-Type: multipart/alternative"), "{text}");
    }

    #[test]
    fn an_invitation_is_an_alternative_and_a_file() {
        let (_, text) = sent(&letter(true), "ada@example.org").unwrap();
        let mixed = text.find("multipart/mixed").unwrap();
        let alternative = text.find("multipart/alternative").unwrap();
        let calendar = text.find("Content-Type: text/calendar; method=REQUEST; charset=utf-8").unwrap();
        let file = text.find("Content-Disposition: attachment; filename=\"invite.ics\"").unwrap();
        assert!(mixed < alternative && alternative < calendar && calendar < file, "{text}");
    }

    #[test]
    fn an_international_domain_goes_out_in_a_labels() {
        let (envelope, text) = sent(&letter(false), "post@bücher.example").unwrap();
        assert_eq!(envelope.to()[0].to_string(), "post@xn--bcher-kva.example");
        assert!(text.is_ascii() && text.contains("<post@xn--bcher-kva.example>"), "{text}");
        assert!(sent(&letter(false), "a@example,org").is_err());
    }

    /// Pieces that addresses and attacks on them are made of.
    fn some_address() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a"),
            Just("B9"),
            Just("."),
            Just("@"),
            Just("-"),
            Just("_"),
            Just("+"),
            Just("ü"),
            Just("例"),
            Just("\""),
            Just("<"),
            Just(">"),
            Just(","),
            Just(";"),
            Just(":"),
            Just("("),
            Just(")"),
            Just("["),
            Just("]"),
            Just("\\"),
            Just(" "),
            Just("xn--"),
            Just("example"),
            Just(".org"),
            Just("\u{200d}"),
            Just("\u{301}"),
            Just("ß"),
            Just("。"),
            Just("1"),
            Just("%"),
            Just("|"),
            Just("mailto:"),
            Just("bcher-kva"),
            Just("\u{7f}"),
            Just("🏥"),
            Just("ı"),
            Just("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ];
        prop_oneof![
            proptest::collection::vec(piece.clone(), 1..9).prop_map(|pieces| pieces.concat()),
            (proptest::collection::vec(piece.clone(), 1..5), proptest::collection::vec(piece, 1..5))
                .prop_map(|(local, domain)| format!("{}@{}", local.concat(), domain.concat())),
            "\\PC{0,12}@\\PC{0,12}",
            "[a-z.!#$%&'*+/=?^_`{|}~-]{1,10}@[a-zäöü0-9-]{1,8}(\\.[a-zäöü0-9-]{1,8}){0,2}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// What the door lets through can be sent: to that one address, under its own name.
        #[test]
        fn whatever_the_door_lets_through_can_be_written_to(address in some_address()) {
            let mut checks = Checks::new();
            checks.email("email", &address);
            let is_let_through = checks.finish().is_ok();
            if is_let_through {
                let (envelope, text) = sent(&letter(true), &address).map_err(|why| TestCaseError::fail(format!("{address}: {why}")))?;
                prop_assert_eq!(envelope.to().len(), 1);
                let to = envelope.to()[0].to_string();
                let (local, domain) = to.split_once('@').unwrap();
                prop_assert_eq!(local, address.split_once('@').unwrap().0);
                prop_assert!(domain.is_ascii() && domain.len() <= 253);
                prop_assert_eq!(text.matches("\r\nTo: ").count(), 1);
                prop_assert!(!text.to_lowercase().contains("\r\nbcc:"));
            }
        }
    }
}
