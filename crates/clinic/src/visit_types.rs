//! Visit types: what a clinic's patients come for. Shown to everybody but for those that the desk alone books; kept by its admins.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;
use holdfast_domain::template::{Mode, SLOT_MINUTES};
use holdfast_domain::text::{BIO_MAX, Checks, LANGUAGES_MAX, NAME_MAX, is_language_tag};
use holdfast_domain::visit_type::{BookedBy, MAX_TYPES};
use holdfast_domain::{Asked, Caller, ClinicId, ErrorCode, Problem, VisitTypeId};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope};
use holdfast_rpc::clinic::{
    CreateVisitTypeRequest, ListVisitTypesRequest, ListVisitTypesResponse, NameIn, RemoveVisitTypeRequest,
    RemoveVisitTypeResponse, UpdateVisitTypeRequest, VisitType, VisitTypeChange, VisitTypeData,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::{clinic, visit_types as sql};
use holdfast_vault::answers;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::Clinics;
use crate::clinics::{HOLD_MAX_MINUTES, NOTICE_MAX_MINUTES};
use crate::write::Written;

fn message(row: sql::VisitTypeRow) -> VisitType {
    let names: BTreeMap<String, String> = serde_json::from_str(&row.names.to_string()).unwrap_or_default();
    VisitType {
        id: VisitTypeId(row.id),
        clinic_id: ClinicId(row.clinic_id),
        data: VisitTypeData {
            name: row.name,
            names: names.into_iter().map(|(language, name)| NameIn { language, name }).collect(),
            minutes: row.minutes.unsigned_abs(),
            mode: row.mode.as_deref().and_then(Mode::parse),
            booked_by: row.booked_by,
            instructions: row.instructions,
            colour: row.colour,
            min_notice_minutes: row.min_notice_minutes.map(i32::unsigned_abs),
            hold_minutes: row.hold_minutes.map(i32::unsigned_abs),
            cancel_notice_minutes: row.cancel_notice_minutes.map(i32::unsigned_abs),
        },
        version: row.version.unsigned_abs(),
    }
}

impl Clinics {
    pub(crate) async fn list_visit_types(
        &self,
        asked: &Asked,
        request: ListVisitTypesRequest,
    ) -> Result<ListVisitTypesResponse, Failure> {
        let clinic_id = request.clinic_id;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id.0)).await?;
        if !sql::clinic_exists().bind(&tx, &clinic_id.0).one().await? {
            return Err(Problem::not_found().into());
        }
        let with_desk = asked.caller.works_at(clinic_id);
        let rows = sql::list_visit_types().bind(&tx, &clinic_id.0, &with_desk).all().await?;
        Ok(ListVisitTypesResponse { items: rows.into_iter().map(message).collect() })
    }

    pub(crate) async fn create_visit_type(
        &self,
        asked: &Asked,
        request: CreateVisitTypeRequest,
    ) -> Result<VisitType, Failure> {
        let CreateVisitTypeRequest { clinic_id, data } = request;
        asked.caller.require_admin(clinic_id)?;
        check(&data)?;
        let (now, id) = (self.clock.now(), self.ids.next());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id.0)).await?;
        if let Some(first) = answers::first(&tx, asked.key.as_ref(), None).await? {
            return Ok(first);
        }
        self.lock(&tx, &asked.caller, clinic_id).await?;
        let places = sql::places().bind(&tx, &clinic_id.0).all().await?;
        let most = i32::try_from(MAX_TYPES).unwrap_or(i32::MAX);
        let Some(place) = (0..most).find(|place| !places.contains(place)) else {
            let problem = format!(
                "a clinic has at most {MAX_TYPES} visit types, those that were once booked among them"
            );
            return Err(Problem::field("name", problem).into());
        };
        let params = sql::InsertVisitTypeParams {
            clinic_id: clinic_id.0,
            id,
            place,
            name: data.name.trim(),
            names: names_of(&data.names),
            minutes: number(data.minutes),
            mode: data.mode.map(Mode::as_str),
            booked_by: data.booked_by.as_str(),
            instructions: data.instructions.trim(),
            colour: data.colour.as_str(),
            min_notice_minutes: data.min_notice_minutes.map(number),
            hold_minutes: data.hold_minutes.map(number),
            cancel_notice_minutes: data.cancel_notice_minutes.map(number),
            now,
        };
        let row = sql::insert_visit_type().params(&tx, &params).one().await.map_err(DbError::from);
        let row = row.map_err(name_taken)?;
        sql::hide_types().bind(&tx, &clinic_id.0).await?;
        let written = Written::impersonal(row.clinic_id, row.id, row.version, message(row));
        self.finish(tx, asked, "visit_type.add", written).await
    }

    pub(crate) async fn update_visit_type(
        &self,
        asked: &Asked,
        request: UpdateVisitTypeRequest,
    ) -> Result<VisitType, Failure> {
        let UpdateVisitTypeRequest { clinic_id, id, expected_version, change } = request;
        asked.caller.require_admin(clinic_id)?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id.0)).await?;
        self.lock(&tx, &asked.caller, clinic_id).await?;
        let before = sql::find_visit_type().bind(&tx, &clinic_id.0, &id.0).opt().await?;
        let before = message(before.ok_or_else(Problem::not_found)?);
        if expected_version.is_some_and(|version| version != before.version) {
            return Err(Problem::of(ErrorCode::PreconditionFailed).into());
        }
        let data = changed(before.data, change);
        check(&data)?;
        let params = sql::UpdateVisitTypeParams {
            name: data.name.trim(),
            names: names_of(&data.names),
            minutes: number(data.minutes),
            mode: data.mode.map(Mode::as_str),
            booked_by: data.booked_by.as_str(),
            instructions: data.instructions.trim(),
            colour: data.colour.as_str(),
            min_notice_minutes: data.min_notice_minutes.map(number),
            hold_minutes: data.hold_minutes.map(number),
            cancel_notice_minutes: data.cancel_notice_minutes.map(number),
            clinic_id: clinic_id.0,
            id: id.0,
        };
        let row = sql::update_visit_type().params(&tx, &params).one().await.map_err(DbError::from);
        let row = row.map_err(name_taken)?;
        sql::hide_types().bind(&tx, &clinic_id.0).await?;
        let written = Written::impersonal(row.clinic_id, row.id, row.version, message(row));
        self.finish(tx, asked, "visit_type.update", written).await
    }

    pub(crate) async fn remove_visit_type(
        &self,
        asked: &Asked,
        request: RemoveVisitTypeRequest,
    ) -> Result<RemoveVisitTypeResponse, Failure> {
        let RemoveVisitTypeRequest { clinic_id, id } = request;
        asked.caller.require_admin(clinic_id)?;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id.0)).await?;
        self.lock(&tx, &asked.caller, clinic_id).await?;
        sql::find_visit_type().bind(&tx, &clinic_id.0, &id.0).opt().await?.ok_or_else(Problem::not_found)?;
        let time_zone = clinic::get_clinic().bind(&tx, &clinic_id.0).one().await?.time_zone;
        let today = TimeZone::get(&time_zone).unwrap_or(TimeZone::UTC).to_datetime(now).date();
        let doctors = sql::doctors_with_type().bind(&tx, &clinic_id.0, &today, &id.0).all().await?;
        if !doctors.is_empty() {
            let detail = format!("hours to come name it, of {}", doctors.join(", "));
            return Err(Problem::new(ErrorCode::VisitTypeInUse, detail).into());
        }
        let version = sql::retire_visit_type().bind(&tx, &clinic_id.0, &id.0, &now).one().await?;
        sql::hide_types().bind(&tx, &clinic_id.0).await?;
        let written = Written::impersonal(clinic_id.0, id.0, version, RemoveVisitTypeResponse {});
        self.finish(tx, asked, "visit_type.remove", written).await
    }

    /// The clinic, for one who still runs it.
    async fn lock(
        &self,
        tx: &Transaction<'_>,
        caller: &Caller,
        clinic_id: ClinicId,
    ) -> Result<Uuid, Failure> {
        self.still_administers(tx, caller, clinic_id).await?;
        sql::lock_clinic().bind(tx, &clinic_id.0).opt().await?.ok_or_else(|| Problem::not_found().into())
    }
}

/// What there is, with what a request changes.
fn changed(before: VisitTypeData, change: VisitTypeChange) -> VisitTypeData {
    let minutes = |given: Option<holdfast_rpc::clinic::OptionalMinutes>, before: Option<u32>| {
        given.map_or(before, |given| given.minutes)
    };
    VisitTypeData {
        name: change.name.unwrap_or(before.name),
        names: change.names.map_or(before.names, |names| names.names),
        minutes: change.minutes.unwrap_or(before.minutes),
        mode: change.mode.map_or(before.mode, |given| given.mode),
        booked_by: change.booked_by.unwrap_or(before.booked_by),
        instructions: change.instructions.unwrap_or(before.instructions),
        colour: change.colour.unwrap_or(before.colour),
        min_notice_minutes: minutes(change.min_notice_minutes, before.min_notice_minutes),
        hold_minutes: minutes(change.hold_minutes, before.hold_minutes),
        cancel_notice_minutes: minutes(change.cancel_notice_minutes, before.cancel_notice_minutes),
    }
}

fn check(data: &VisitTypeData) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.name("name", &data.name);
    if data.names.len() > LANGUAGES_MAX {
        checks.note("names", format!("must be at most {LANGUAGES_MAX}"));
    }
    for NameIn { language, name } in data.names.iter().take(LANGUAGES_MAX) {
        let field = format!("names.{language}");
        if !is_language_tag(language) {
            checks.note("names", "must have tags such as de or pt-BR as keys");
            break;
        }
        checks.label(&field, name, NAME_MAX);
    }
    checks.within("minutes", data.minutes, *SLOT_MINUTES.start(), *SLOT_MINUTES.end());
    if BookedBy::parse(&data.booked_by).is_none() {
        checks.note("booked_by", "must be everybody, known_patients or desk");
    }
    checks.optional("instructions", &data.instructions, BIO_MAX);
    let is_colour = data.colour.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6
            && digits.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit))
    });
    if !is_colour && !data.colour.is_empty() {
        checks.note("colour", "must be # and six digits from 0 to f, such as #1f7a8c, or empty");
    }
    let mut within = |field: &str, minutes: Option<u32>, least, most| {
        if let Some(minutes) = minutes {
            checks.within(field, minutes, least, most);
        }
    };
    within("min_notice_minutes", data.min_notice_minutes, 0, NOTICE_MAX_MINUTES);
    within("hold_minutes", data.hold_minutes, 1, HOLD_MAX_MINUTES);
    within("cancel_notice_minutes", data.cancel_notice_minutes, 0, NOTICE_MAX_MINUTES);
    checks.finish()
}

fn names_of(names: &[NameIn]) -> serde_json::Value {
    let of = |NameIn { language, name }: &NameIn| (language.clone(), name.trim().into());
    serde_json::Value::Object(names.iter().map(of).collect())
}

fn number(minutes: u32) -> i32 {
    i32::try_from(minutes).unwrap_or(i32::MAX)
}

fn name_taken(error: DbError) -> Failure {
    match error.constraint() {
        Some("visit_types_by_name") => {
            Problem::field("name", "is that of another visit type of the clinic").into()
        }
        _ => error.into(),
    }
}
