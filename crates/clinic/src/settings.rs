//! A clinic's policies: shown to everybody, changed by its admins.

use holdfast_domain::guests::GuestsGive;
use holdfast_domain::origin::is_origin;
use holdfast_domain::text::{Checks, REASON_MAX};
use holdfast_domain::{Asked, ClinicId, ErrorCode, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{ClinicSettings, GetSettingsRequest, UpdateSettingsRequest};
use holdfast_sql::client::Params;
use holdfast_sql::queries::settings as sql;

use crate::Clinics;
use crate::clinics::{EXTENSIONS_MAX, HOLD_MAX_MINUTES, NOTICE_MAX_MINUTES, UPCOMING_MAX, number};
use crate::doctors::check_languages;
use crate::settings_changes::Before;
use crate::write::Written;

/// Furthest ahead that a clinic may let patients book: as far as openings may be made.
const HORIZON_MAX_DAYS: u32 = 731;
/// Most sites that may embed a clinic's pages.
const ORIGINS_MAX: usize = 20;

fn message(row: sql::Settings) -> ClinicSettings {
    ClinicSettings {
        clinic_id: ClinicId(row.id),
        country: row.country,
        languages: row.languages,
        guests_allowed: row.guests_allowed,
        guests_give: row.guests_give,
        min_notice_minutes: row.min_notice_minutes.unsigned_abs(),
        cancel_notice_minutes: row.cancel_notice_minutes.unsigned_abs(),
        hold_minutes: row.hold_minutes.unsigned_abs(),
        hold_extensions: row.hold_extensions.unsigned_abs(),
        max_upcoming: row.max_upcoming.unsigned_abs(),
        second_factor_required: row.second_factor_required,
        embed_origins: row.embed_origins,
        emergency_contact: row.emergency_contact,
        horizon_days: row.horizon_days.map(i32::unsigned_abs),
        account_notice_minutes: row.account_notice_minutes.map(i32::unsigned_abs),
        version: row.version.unsigned_abs(),
    }
}

impl Clinics {
    pub(crate) async fn get_settings(
        &self,
        _: &Asked,
        request: GetSettingsRequest,
    ) -> Result<ClinicSettings, Failure> {
        let client = self.db.client().await?;
        let row = sql::get_settings().bind(&client, &request.clinic_id.0).opt().await?;
        row.map(message).ok_or_else(|| Problem::not_found().into())
    }

    pub(crate) async fn update_settings(
        &self,
        asked: &Asked,
        request: UpdateSettingsRequest,
    ) -> Result<ClinicSettings, Failure> {
        let (caller, clinic_id) = (&asked.caller, request.clinic_id);
        caller.require_admin(clinic_id)?;
        let mut checks = Checks::new();
        check(&mut checks, &request);
        let mut of = |field: &str, value: Option<u32>, min: u32, max: u32| {
            value.map(|value| number(&mut checks, field, value, min, max))
        };
        let min_notice_minutes = of("min_notice_minutes", request.min_notice_minutes, 0, NOTICE_MAX_MINUTES);
        let cancel_notice_minutes =
            of("cancel_notice_minutes", request.cancel_notice_minutes, 0, NOTICE_MAX_MINUTES);
        let hold_minutes = of("hold_minutes", request.hold_minutes, 1, HOLD_MAX_MINUTES);
        let hold_extensions = of("hold_extensions", request.hold_extensions, 0, EXTENSIONS_MAX);
        let max_upcoming = of("max_upcoming", request.max_upcoming, 1, UPCOMING_MAX);
        // null takes them away: then there is nothing to be judged
        let horizon = request.horizon_days;
        let horizon_days = of("horizon_days", horizon.and_then(|given| given.days), 1, HORIZON_MAX_DAYS);
        let notice = request.account_notice_minutes;
        let account_notice = notice.and_then(|given| given.minutes);
        let account_notice_minutes = of("account_notice_minutes", account_notice, 0, NOTICE_MAX_MINUTES);
        checks.finish()?;
        let (id, now) = (clinic_id.0, self.clock.now());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(id)).await?;
        self.still_administers(&tx, caller, clinic_id).await?;
        let before = Before::lock(&tx, id).await?;
        let asks = self.asks_from_now_on(&tx, id, request.second_factor_required).await?;
        let params = sql::UpdateSettingsParams {
            country: request.country.as_deref(),
            languages: request.languages.as_ref().map(|languages| languages.tags.as_slice()),
            guests_allowed: request.guests_allowed,
            guests_give: request.guests_give.as_deref(),
            min_notice_minutes,
            cancel_notice_minutes,
            hold_minutes,
            hold_extensions,
            max_upcoming,
            second_factor_required: request.second_factor_required,
            embed_origins: request.embed_origins.as_ref().map(|origins| origins.origins.as_slice()),
            emergency_contact: request.emergency_contact.as_deref().map(str::trim),
            sets_horizon: horizon.is_some(),
            horizon_days,
            sets_account_notice: notice.is_some(),
            account_notice_minutes,
            now,
            id,
            expected_version: request
                .expected_version
                .map(|version| i32::try_from(version).unwrap_or(i32::MAX)),
        };
        let row = match sql::update_settings().params(&tx, &params).opt().await? {
            Some(row) => row,
            // No row: there is no such clinic, or it has another version.
            None if sql::get_settings().bind(&tx, &id).opt().await?.is_some() => {
                return Err(Problem::of(ErrorCode::PreconditionFailed).into());
            }
            None => return Err(Problem::not_found().into()),
        };
        if asks {
            self.take_back_acting(&tx, id, now).await?;
        }
        before.note_change(&tx, caller, id, now).await?;
        let written = Written::impersonal(row.id, row.id, row.version, message(row));
        self.finish(tx, asked, "clinic.settings", written).await
    }
}

fn check(checks: &mut Checks, request: &UpdateSettingsRequest) {
    if let Some(country) = &request.country {
        checks.country("country", country);
    }
    if let Some(languages) = &request.languages {
        check_languages(checks, &languages.tags);
    }
    if let Some(give) = &request.guests_give
        && GuestsGive::parse(give).is_none()
    {
        checks.note("guests_give", "must be nothing, phone, email, either or both");
    }
    if let Some(contact) = &request.emergency_contact {
        checks.optional("emergency_contact", contact, REASON_MAX);
    }
    let Some(origins) = &request.embed_origins else { return };
    if origins.origins.len() > ORIGINS_MAX {
        checks.note("embed_origins", format!("must be at most {ORIGINS_MAX}"));
    }
    for (nth, origin) in origins.origins.iter().enumerate().take(ORIGINS_MAX) {
        if !is_origin(origin) {
            checks.note(format!("embed_origins[{nth}]"), "must be an origin such as https://www.example.org");
        } else if origins.origins[..nth].contains(origin) {
            checks.note(format!("embed_origins[{nth}]"), "is given more than once");
        }
    }
}
