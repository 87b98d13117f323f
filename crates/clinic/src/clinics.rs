//! Clinics: onboard, look up, change.

use deadpool_postgres::Transaction;
use holdfast_domain::cursor::page;
use holdfast_domain::text::{ADDRESS_MAX, Checks, PHONE_MAX};
use holdfast_domain::{Asked, ClinicId, Cursor, ErrorCode, FieldProblem, Page, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{
    Clinic, CreateClinicRequest, GetClinicRequest, ListClinicsRequest, ListClinicsResponse,
    UpdateClinicRequest,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::answers;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Clinics;
use crate::settings_changes::Before;
use crate::write::Written;

/// Longest minimum notice: 30 days.
pub(crate) const NOTICE_MAX_MINUTES: u32 = 43_200;
/// Longest hold: a day.
pub(crate) const HOLD_MAX_MINUTES: u32 = 1_440;
/// Most that a clinic may let a hold be extended.
pub(crate) const EXTENSIONS_MAX: u32 = 100;
/// `holdfast admin token` gives tokens for a year at most.
const LONGEST_TOKEN: SignedDuration = SignedDuration::from_hours(24 * 366);
/// Most that a clinic may allow of appointments to come.
pub(crate) const UPCOMING_MAX: u32 = 1_000;

fn message(row: sql::Clinic) -> Clinic {
    Clinic {
        id: ClinicId(row.id),
        name: row.name,
        address: row.address,
        phone: row.phone,
        time_zone: row.time_zone,
        min_notice_minutes: row.min_notice_minutes.unsigned_abs(),
        hold_minutes: row.hold_minutes.unsigned_abs(),
        hold_extensions: row.hold_extensions.unsigned_abs(),
        max_upcoming: row.max_upcoming.unsigned_abs(),
        second_factor_required: row.second_factor_required,
        closed_from: row.closed_from.map(|date| date.to_string()),
        version: row.version.unsigned_abs(),
        created_at_us: row.created_at.as_microsecond(),
    }
}

pub(crate) fn number(checks: &mut Checks, field: &str, value: u32, min: u32, max: u32) -> i32 {
    checks.within(field, value, min, max);
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// A clinic's zone can be mended here as long as no slots were made by it (the availability service makes them anew by another one).
/// The zone that it has is no change.
async fn may_move(tx: &Transaction<'_>, id: Uuid, time_zone: &str) -> Result<(), Failure> {
    let clinic = sql::get_clinic().bind(tx, &id).opt().await?;
    let moves = clinic.is_some_and(|clinic| clinic.time_zone != time_zone);
    if moves && sql::has_hours().bind(tx, &id).one().await? {
        let wrong =
            "cannot be changed here once a doctor has hours; see POST /v1/clinics/{clinic_id}/zone-changes";
        return Err(Problem {
            fields: vec![FieldProblem::new("time_zone", wrong)],
            ..Problem::of(ErrorCode::ZoneInUse)
        }
        .into());
    }
    Ok(())
}

impl Clinics {
    pub(crate) async fn create_clinic(
        &self,
        asked: &Asked,
        request: CreateClinicRequest,
    ) -> Result<Clinic, Failure> {
        asked.caller.require_platform()?;
        let mut checks = Checks::new();
        checks.name("name", &request.name);
        checks.optional("address", &request.address, ADDRESS_MAX);
        checks.line("phone", &request.phone, PHONE_MAX);
        checks.time_zone("time_zone", &request.time_zone);
        let min_notice_minutes =
            number(&mut checks, "min_notice_minutes", request.min_notice_minutes, 0, NOTICE_MAX_MINUTES);
        let hold_minutes = number(&mut checks, "hold_minutes", request.hold_minutes, 1, HOLD_MAX_MINUTES);
        let hold_extensions =
            number(&mut checks, "hold_extensions", request.hold_extensions, 0, EXTENSIONS_MAX);
        let max_upcoming = number(&mut checks, "max_upcoming", request.max_upcoming, 1, UPCOMING_MAX);
        checks.finish()?;
        let id = self.ids.next();
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(id)).await?;
        if let Some(first) = answers::first(&tx, asked.key.as_ref(), None).await? {
            return Ok(first);
        }
        let row = sql::insert_clinic()
            .params(
                &tx,
                &sql::InsertClinicParams {
                    id,
                    name: request.name.trim(),
                    address: request.address.trim(),
                    phone: request.phone.trim(),
                    time_zone: request.time_zone.as_str(),
                    min_notice_minutes,
                    hold_minutes,
                    hold_extensions,
                    max_upcoming,
                    second_factor_required: request.second_factor_required,
                    now,
                },
            )
            .one()
            .await?;
        let written = Written::impersonal(row.id, row.id, row.version, message(row));
        self.finish(tx, asked, "clinic.create", written).await
    }

    pub(crate) async fn get_clinic(&self, _: &Asked, request: GetClinicRequest) -> Result<Clinic, Failure> {
        self.clinic(request.id).await
    }

    /// The clinic, if there is one.
    pub(crate) async fn clinic(&self, id: ClinicId) -> Result<Clinic, Failure> {
        let client = self.db.client().await?;
        let row = sql::get_clinic().bind(&client, &id.0).opt().await?;
        row.map(message).ok_or_else(|| Problem::not_found().into())
    }

    pub(crate) async fn list_clinics(
        &self,
        _: &Asked,
        request: ListClinicsRequest,
    ) -> Result<ListClinicsResponse, Failure> {
        let Page { after, limit } = request.page;
        let client = self.db.client().await?;
        let max = i64::from(limit) + 1;
        let rows = sql::list_clinics().bind(&client, &after.id, &max).all().await?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.id));
        Ok(ListClinicsResponse { items: rows.into_iter().map(message).collect(), next_cursor: next })
    }

    pub(crate) async fn update_clinic(
        &self,
        asked: &Asked,
        request: UpdateClinicRequest,
    ) -> Result<Clinic, Failure> {
        let (caller, clinic_id) = (&asked.caller, request.id);
        caller.require_admin(clinic_id)?;
        let mut checks = Checks::new();
        if let Some(name) = &request.name {
            checks.name("name", name);
        }
        if let Some(address) = &request.address {
            checks.optional("address", address, ADDRESS_MAX);
        }
        if let Some(phone) = &request.phone {
            checks.line("phone", phone, PHONE_MAX);
        }
        if let Some(time_zone) = &request.time_zone {
            checks.time_zone("time_zone", time_zone);
        }
        let notice = request
            .min_notice_minutes
            .map(|value| number(&mut checks, "min_notice_minutes", value, 0, NOTICE_MAX_MINUTES));
        let hold =
            request.hold_minutes.map(|value| number(&mut checks, "hold_minutes", value, 1, HOLD_MAX_MINUTES));
        let extensions = request
            .hold_extensions
            .map(|value| number(&mut checks, "hold_extensions", value, 0, EXTENSIONS_MAX));
        let upcoming =
            request.max_upcoming.map(|value| number(&mut checks, "max_upcoming", value, 1, UPCOMING_MAX));
        checks.finish()?;
        let expected = request.expected_version.map(|version| i32::try_from(version).unwrap_or(i32::MAX));
        let now = self.clock.now();
        let id = clinic_id.0;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(id)).await?;
        if let Some(time_zone) = &request.time_zone {
            may_move(&tx, id, time_zone).await?;
        }
        self.still_administers(&tx, caller, clinic_id).await?;
        let before = Before::lock(&tx, id).await?;
        let asks = self.asks_from_now_on(&tx, id, request.second_factor_required).await?;
        let row = sql::update_clinic()
            .params(
                &tx,
                &sql::UpdateClinicParams {
                    name: request.name.as_deref().map(str::trim),
                    address: request.address.as_deref().map(str::trim),
                    phone: request.phone.as_deref().map(str::trim),
                    min_notice_minutes: notice,
                    hold_minutes: hold,
                    hold_extensions: extensions,
                    max_upcoming: upcoming,
                    second_factor_required: request.second_factor_required,
                    time_zone: request.time_zone.as_deref(),
                    now,
                    id,
                    expected_version: expected,
                },
            )
            .opt()
            .await?;
        let row = match row {
            Some(row) => row,
            // No row: there is no such clinic, or it has another version.
            None if sql::get_clinic().bind(&tx, &id).opt().await?.is_some() => {
                return Err(Problem::of(ErrorCode::PreconditionFailed).into());
            }
            None => return Err(Problem::not_found().into()),
        };
        if asks {
            self.take_back_acting(&tx, id, now).await?;
        }
        before.note_change(&tx, caller, id, now).await?;
        let written = Written::impersonal(row.id, row.id, row.version, message(row));
        self.finish(tx, asked, "clinic.update", written).await
    }

    /// Whether a change makes the clinic ask for a second factor that it did not ask for before.
    pub(crate) async fn asks_from_now_on(
        &self,
        tx: &Transaction<'_>,
        id: Uuid,
        required: Option<bool>,
    ) -> Result<bool, Failure> {
        match required {
            Some(true) => Ok(sql::lock_clinic().bind(tx, &id).opt().await? == Some(false)),
            _ => Ok(false),
        }
    }

    /// Takes back what the clinic's people were given to act for it; sessions that showed a second factor are given it again.
    pub(crate) async fn take_back_acting(
        &self,
        tx: &Transaction<'_>,
        id: Uuid,
        now: Timestamp,
    ) -> Result<(), Failure> {
        sql::take_back_acting().bind(tx, &id, &now, &(now + LONGEST_TOKEN)).one().await?;
        Ok(())
    }
}
