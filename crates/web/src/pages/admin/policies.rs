//! `/admin/{clinic}/policies`: the rules by which patients book, each with what it brings about.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::guests::GuestsGive;
use holdfast_domain::ids::ClinicId;
use holdfast_domain::{Asked, ErrorCode};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::OffersChangedRequest;
use holdfast_rpc::clinic::{
    ClinicSettings, GetSettingsRequest, Languages, OptionalDays, OptionalMinutes, UpdateSettingsRequest,
};

use super::effects::{Effects, give_key};
use super::{Head, Stale, frame, status_of};
use crate::facets::Choice;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::span;
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

/// Fields by the names that settings have for them.
const SPANS: [&str; 4] =
    ["min_notice_minutes", "account_notice_minutes", "cancel_notice_minutes", "hold_minutes"];
const NUMBERS: [&str; 3] = ["horizon_days", "hold_extensions", "max_upcoming"];

/// What a policy is called, by its field.
pub(super) fn label_key(field: &str) -> Option<&'static str> {
    Some(match field {
        "country" => key("policy-country"),
        "languages" => key("policy-languages"),
        "guests_allowed" => key("policy-guests"),
        "guests_give" => key("policy-give"),
        "min_notice_minutes" => key("policy-notice"),
        "account_notice_minutes" => key("policy-account-notice"),
        "horizon_days" => key("policy-horizon"),
        "cancel_notice_minutes" => key("policy-cancel"),
        "hold_minutes" => key("policy-hold"),
        "hold_extensions" => key("policy-extensions"),
        "max_upcoming" => key("policy-upcoming"),
        "second_factor_required" => key("policy-factor"),
        "emergency_contact" => key("policy-emergency"),
        "embed_origins" => key("embed-origins"),
        _ => return None,
    })
}

#[derive(Template)]
#[template(path = "pages/admin/policies.html")]
struct Page {
    frame: Frame,
    head: Head,
    effects: Effects,
    fields: Fields,
    give: Vec<Choice>,
    version: u32,
    errors: Errors,
    stale: Vec<Stale>,
}

fn filled(settings: &ClinicSettings) -> Fields {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let mut fields = Fields::filled([
        ("country", settings.country.clone()),
        ("languages", settings.languages.join(", ")),
        ("guests_allowed", yes(settings.guests_allowed)),
        ("guests_give", settings.guests_give.clone()),
        ("horizon_days", settings.horizon_days.map(|days| days.to_string()).unwrap_or_default()),
        ("hold_extensions", settings.hold_extensions.to_string()),
        ("max_upcoming", settings.max_upcoming.to_string()),
        ("second_factor_required", yes(settings.second_factor_required)),
        ("emergency_contact", settings.emergency_contact.clone()),
    ]);
    span::fill(&mut fields, "min_notice_minutes", Some(settings.min_notice_minutes));
    span::fill(&mut fields, "account_notice_minutes", settings.account_notice_minutes);
    span::fill(&mut fields, "cancel_notice_minutes", Some(settings.cancel_notice_minutes));
    span::fill(&mut fields, "hold_minutes", Some(settings.hold_minutes));
    fields
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let request = GetSettingsRequest { clinic_id };
    let settings = gateway.clinics().get_settings(visit.asked(), request).await?;
    let fields = filled(&settings);
    let page = page(&gateway, &visit, head, &settings, fields, Errors::default(), Vec::new());
    Ok(respond(StatusCode::OK, &page))
}

fn page(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    settings: &ClinicSettings,
    fields: Fields,
    errors: Errors,
    stale: Vec<Stale>,
) -> Page {
    let t = visit.t;
    let give = |of: GuestsGive| Choice {
        value: of.as_str().to_owned(),
        name: t.say(give_key(of.as_str())),
        is_chosen: fields.text("guests_give") == of.as_str(),
    };
    let now = gateway.now().to_zoned(zone(&head.clinic.time_zone));
    Page {
        frame: frame(gateway, visit, key("policies-title"), !errors.is_empty()),
        effects: Effects::of(settings, &now, t),
        give: GuestsGive::ALL.map(give).into(),
        version: settings.version,
        head,
        fields,
        errors,
        stale,
    }
}

fn error_key(field: &str) -> Option<(&'static str, &'static str)> {
    Some(match field.split('[').next().unwrap_or_default() {
        "country" => ("country", key("error-country")),
        "languages" => ("languages", key("error-languages")),
        "min_notice_minutes" => ("min_notice_minutes", key("error-notice")),
        "account_notice_minutes" => ("account_notice_minutes", key("error-notice")),
        "cancel_notice_minutes" => ("cancel_notice_minutes", key("error-notice")),
        "hold_minutes" => ("hold_minutes", key("error-hold")),
        "horizon_days" => ("horizon_days", key("error-horizon")),
        "hold_extensions" => ("hold_extensions", key("error-extensions")),
        "max_upcoming" => ("max_upcoming", key("error-upcoming")),
        "emergency_contact" => ("emergency_contact", key("error-reason")),
        _ => return None,
    })
}

fn note(errors: &mut Errors, field: &str, t: &Texts) {
    if let Some((field, says)) = error_key(field)
        && errors.at(field).is_none()
    {
        errors.add(field, t.say(says));
    }
}

/// Fields that have to be numbers, and are none. Two of them may be left empty, the others may not.
fn no_numbers(fields: &Fields, t: &Texts) -> Errors {
    let mut errors = Errors::default();
    let may_be_empty = |name: &str| matches!(name, "account_notice_minutes" | "horizon_days");
    for name in SPANS {
        if !matches!(span::read(fields, name), Ok(found) if found.is_some() || may_be_empty(name)) {
            note(&mut errors, name, t);
        }
    }
    for name in NUMBERS {
        let (text, number) = (fields.text(name), fields.parsed::<u32>(name));
        if number.is_none() && !(text.is_empty() && may_be_empty(name)) {
            note(&mut errors, name, t);
        }
    }
    errors
}

fn request(clinic_id: ClinicId, fields: &Fields) -> UpdateSettingsRequest {
    let minutes = |name| span::read(fields, name).unwrap_or_default();
    let tags = fields.text("languages").split([',', ' ', ';']).map(str::trim).filter(|tag| !tag.is_empty());
    UpdateSettingsRequest {
        clinic_id,
        expected_version: fields.parsed("version"),
        country: Some(fields.text("country").to_uppercase()),
        languages: Some(Languages { tags: tags.map(str::to_owned).collect() }),
        guests_allowed: Some(fields.text("guests_allowed") == "yes"),
        guests_give: fields.some("guests_give"),
        min_notice_minutes: minutes("min_notice_minutes"),
        cancel_notice_minutes: minutes("cancel_notice_minutes"),
        hold_minutes: minutes("hold_minutes"),
        hold_extensions: fields.parsed("hold_extensions"),
        max_upcoming: fields.parsed("max_upcoming"),
        second_factor_required: Some(fields.text("second_factor_required") == "yes"),
        embed_origins: None,
        emergency_contact: Some(fields.text("emergency_contact").to_owned()),
        horizon_days: Some(OptionalDays { days: fields.parsed("horizon_days") }),
        account_notice_minutes: Some(OptionalMinutes { minutes: minutes("account_notice_minutes") }),
    }
}

pub(crate) async fn save(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let t = visit.t;
    let mut errors = no_numbers(&fields, t);
    let (mut status, mut is_stale) = (StatusCode::UNPROCESSABLE_ENTITY, false);
    if errors.is_empty() {
        let request = request(clinic_id, &fields);
        match gateway.clinics().update_settings(visit.asked(), request).await {
            Ok(_) => {
                let request = OffersChangedRequest { clinic_id };
                gateway.availability().offers_changed(Asked::ANONYMOUS, request).await?;
                return Ok(saved(clinic_id));
            }
            Err(problem) => {
                for wrong in wrong_fields(&problem) {
                    note(&mut errors, &wrong.field, t);
                }
                is_stale = problem.code == ErrorCode::PreconditionFailed;
                if errors.is_empty() && !is_stale {
                    return Err(problem.into());
                }
                status = status_of(&problem);
            }
        }
    }
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let settings = gateway.clinics().get_settings(visit.asked(), GetSettingsRequest { clinic_id }).await?;
    let stale = if is_stale { differing(&fields, &filled(&settings), t) } else { Vec::new() };
    if is_stale && stale.is_empty() {
        return Ok(saved(clinic_id));
    }
    Ok(respond(status, &page(&gateway, &visit, head, &settings, fields, errors, stale)))
}

fn saved(clinic_id: ClinicId) -> Response {
    see_other(&format!("/admin/{clinic_id}/policies?done=saved"))
}

/// The policies that were typed otherwise than they are now, both in words.
fn differing(yours: &Fields, saved: &Fields, t: &Texts) -> Vec<Stale> {
    let says = |fields: &Fields, name: &str| {
        let text = match name {
            _ if SPANS.contains(&name) => span::read(fields, name)
                .ok()
                .flatten()
                .map(|minutes| span::say(t, minutes))
                .unwrap_or_default(),
            "guests_allowed" | "second_factor_required" => {
                t.say(if fields.text(name) == "yes" { key("admin-yes") } else { key("admin-no") })
            }
            "guests_give" => t.say(give_key(fields.text(name))),
            "country" => fields.text(name).to_uppercase(),
            _ => fields.text(name).to_owned(),
        };
        if text.is_empty() { t.say("admin-empty") } else { text }
    };
    let names = [
        "guests_allowed",
        "guests_give",
        "min_notice_minutes",
        "account_notice_minutes",
        "horizon_days",
        "cancel_notice_minutes",
        "hold_minutes",
        "hold_extensions",
        "max_upcoming",
        "country",
        "languages",
        "emergency_contact",
        "second_factor_required",
    ];
    let row = |name: &str| {
        let (yours, saved) = (says(yours, name), says(saved, name));
        let label = t.say(label_key(name)?);
        (yours != saved).then_some(Stale { label, yours, saved })
    };
    names.into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    #[test]
    fn a_form_that_nobody_has_touched_changes_nothing() {
        let settings = ClinicSettings {
            country: "DE".to_owned(),
            languages: vec!["de".to_owned(), "en".to_owned()],
            guests_allowed: true,
            guests_give: "either".to_owned(),
            min_notice_minutes: 90,
            cancel_notice_minutes: 1_440,
            hold_minutes: 10,
            max_upcoming: 3,
            horizon_days: None,
            account_notice_minutes: Some(0),
            ..ClinicSettings::default()
        };
        let fields = filled(&settings);
        let t = Texts::of(Locale::English);
        assert!(no_numbers(&fields, t).is_empty());
        assert!(differing(&fields, &filled(&settings), t).is_empty());
        let request = request(settings.clinic_id, &fields);
        assert_eq!(request.country.as_deref(), Some("DE"));
        assert_eq!(request.languages.map(|of| of.tags), Some(settings.languages));
        assert_eq!(request.min_notice_minutes, Some(90));
        assert_eq!(request.horizon_days, Some(OptionalDays { days: None }));
        assert_eq!(request.account_notice_minutes, Some(OptionalMinutes { minutes: Some(0) }));
        assert_eq!(request.guests_allowed, Some(true));
        assert_eq!(request.second_factor_required, Some(false));
    }

    #[test]
    fn what_is_no_number_is_named() {
        let mut fields =
            filled(&ClinicSettings { hold_minutes: 10, max_upcoming: 1, ..ClinicSettings::default() });
        assert!(no_numbers(&fields, Texts::of(Locale::English)).is_empty());
        fields =
            Fields::filled([("min_notice_minutes", "soon".to_owned()), ("horizon_days", "x".to_owned())]);
        let errors = no_numbers(&fields, Texts::of(Locale::English));
        for field in
            ["min_notice_minutes", "cancel_notice_minutes", "hold_minutes", "horizon_days", "max_upcoming"]
        {
            assert!(errors.at(field).is_some(), "{field}");
        }
        assert!(errors.at("account_notice_minutes").is_none());
    }
}
