//! What pages keep in a browser: the language, who a visitor is while holding a time, and the secrets of appointments that were
//! booked without an account. Sessions' cookies are the gateway's.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use holdfast_domain::{AppointmentId, ClinicId, DoctorId};

/// `__Host-`: browsers take it over TLS (or from this very machine) alone, for this host alone, and for all paths.
const LANGUAGE: &str = "__Host-holdfast-language";
const VISITOR: &str = "__Host-holdfast-visitor";
const DRAFT: &str = "__Host-holdfast-draft";
const DOCTORS: &str = "__Host-holdfast-doctors";
const GUEST_PREFIX: &str = "__Host-holdfast-guest-";
/// The visitor's own zone, which a script of ours has written: it is no secret, and shown only.
const ZONE: &str = "holdfast-zone";

const YEAR: u32 = 365 * 24 * 3600;
const DAY: u32 = 24 * 3600;
/// How many appointments' secrets a browser keeps: each goes along with every request.
const GUESTS_KEPT: usize = 5;
/// How many doctors a desk has side by side from one day to the next.
const DOCTORS_KEPT: usize = 20;

pub(crate) type Cookie = (HeaderName, HeaderValue);

fn all(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    all(headers).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// `Lax`: a link from a mail finds them, another site's form does not.
fn set(name: &str, value: &str, seconds: u32) -> Cookie {
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    (SET_COOKIE, HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("")))
}

/// The tag of the language that was chosen.
pub(crate) fn language(headers: &HeaderMap) -> Option<&str> {
    find(headers, LANGUAGE)
}

pub(crate) fn set_language(tag: &'static str) -> Cookie {
    set(LANGUAGE, tag, YEAR)
}

/// The name of the zone that the browser's clock is in.
pub(crate) fn zone(headers: &HeaderMap) -> Option<&str> {
    find(headers, ZONE).filter(|name| name.len() <= 64)
}

/// The token of a visitor, and what they hold.
pub(crate) fn visitor(headers: &HeaderMap) -> Option<(&str, Option<AppointmentId>)> {
    let (token, hold) = find(headers, VISITOR)?.split_once('.')?;
    Some((token, hold.parse().ok()))
}

pub(crate) fn set_visitor(token: &str, hold: Option<AppointmentId>) -> Cookie {
    let hold = hold.map(|id| id.to_string()).unwrap_or_default();
    set(VISITOR, &format!("{token}.{hold}"), DAY)
}

/// The doctors that a desk looked at last, at this clinic.
pub(crate) fn doctors(headers: &HeaderMap, clinic_id: ClinicId) -> Vec<DoctorId> {
    let kept = find(headers, DOCTORS).and_then(|kept| kept.split_once('.'));
    let ids = kept.filter(|(clinic, _)| *clinic == clinic_id.to_string()).map_or("", |(_, ids)| ids);
    ids.split('+').filter_map(|id| id.parse().ok()).take(DOCTORS_KEPT).collect()
}

pub(crate) fn set_doctors(clinic_id: ClinicId, ids: &[DoctorId]) -> Cookie {
    let ids: Vec<String> = ids.iter().take(DOCTORS_KEPT).map(ToString::to_string).collect();
    set(DOCTORS, &format!("{clinic_id}.{}", ids.join("+")), YEAR)
}

/// The details that were typed before another time had to be found.
pub(crate) fn draft(headers: &HeaderMap) -> Option<&str> {
    find(headers, DRAFT).filter(|text| !text.is_empty())
}

/// For as long as a hold lasts, about; an empty one is forgotten.
pub(crate) fn set_draft(text: &str) -> Cookie {
    set(DRAFT, text, if text.is_empty() { 0 } else { 15 * 60 })
}

fn guest_name(id: AppointmentId) -> String {
    format!("{GUEST_PREFIX}{id}")
}

/// The secret of an appointment.
pub(crate) fn guest(headers: &HeaderMap, id: AppointmentId) -> Option<&str> {
    find(headers, &guest_name(id))
}

/// Keeps the secret of an appointment for a month, and few of others.
pub(crate) fn set_guest(headers: &HeaderMap, id: AppointmentId, secret: &str) -> Vec<Cookie> {
    let own = guest_name(id);
    let others =
        all(headers).map(|(name, _)| name).filter(|name| name.starts_with(GUEST_PREFIX) && *name != own);
    let surplus = others.skip(GUESTS_KEPT - 1).map(|name| set(name, "", 0));
    surplus.chain([set(&own, secret, 30 * DAY)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookies: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_str(cookies).unwrap());
        headers
    }

    #[test]
    fn a_browser_keeps_few_secrets() {
        let ids: Vec<AppointmentId> = (0..8).map(|n| AppointmentId(uuid::Uuid::from_u128(n))).collect();
        let kept: Vec<String> = ids[..6].iter().map(|id| format!("{}=secret", guest_name(*id))).collect();
        let cookies = set_guest(&headers(&kept.join("; ")), ids[7], "new");
        assert_eq!(cookies.len(), 3, "two go, one comes");
        let text = |at: usize| cookies[at].1.to_str().unwrap();
        assert!(text(0).contains("Max-Age=0") && text(1).contains("Max-Age=0"));
        assert!(text(2).starts_with(&format!("{}=new;", guest_name(ids[7]))));
    }

    #[test]
    fn a_visitor_is_a_token_with_or_without_a_hold() {
        let id = AppointmentId(uuid::Uuid::from_u128(7));
        for hold in [Some(id), None] {
            let (_, value) = set_visitor("hfv_abc", hold);
            let pair = value.to_str().unwrap().split(';').next().unwrap();
            assert_eq!(visitor(&headers(pair)), Some(("hfv_abc", hold)));
        }
        assert_eq!(visitor(&headers("__Host-holdfast-visitor=nonsense")), None);
    }
}
