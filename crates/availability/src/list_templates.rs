//! All templates of a doctor, the newest first: planned, in force, and over.

use std::collections::HashMap;

use holdfast_domain::calendar::Calendar;
use holdfast_domain::cursor::page;
use holdfast_domain::{Asked, ClinicId, Cursor, DoctorId, Page, Problem, TemplateId};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::availability::{ListTemplatesRequest, ListTemplatesResponse, ListedTemplate};
use holdfast_sql::queries::availability as sql;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::scheduled::template;
use crate::{Availability, zone};

impl Availability {
    pub(crate) async fn list_templates(
        &self,
        asked: &Asked,
        request: ListTemplatesRequest,
    ) -> Result<ListTemplatesResponse, Problem> {
        let ListTemplatesRequest { doctor_id: DoctorId(doctor_id), page: Page { after, limit } } = request;
        let caller = &asked.caller;
        caller.require_some_team()?;
        let listed: Result<_, Failure> = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
            let doctor = sql::find_doctor().bind(&tx, &doctor_id).opt().await?;
            let doctor = doctor.ok_or_else(Problem::not_found)?;
            caller.require_team(ClinicId(doctor.clinic_id))?;
            let today = zone(&doctor.time_zone)?.to_datetime(self.clock.now()).date();
            let followed = followed(&tx, doctor.clinic_id, doctor_id, today).await?;
            let max = i64::from(limit) + 1;
            let before = before_revision(after);
            let rows =
                sql::list_schedules().bind(&tx, &doctor.clinic_id, &doctor_id, &before, &max).all().await?;
            let (rows, next) = page(rows, limit, |row| after_revision(row.revision));
            let items = rows.into_iter().map(|row| {
                let template = template(&row.template.to_string())?;
                let state = match followed.get(&row.id) {
                    _ if template.effective_from > today => "planned",
                    Some(true) => "in_force",
                    _ => "past",
                };
                Ok::<_, Problem>(ListedTemplate {
                    id: TemplateId(row.id),
                    state: state.to_owned(),
                    created_at_us: row.created_at.as_microsecond(),
                    template,
                })
            });
            Ok(ListTemplatesResponse {
                items: items.collect::<Result<_, _>>()?,
                next_cursor: next,
                time_zone: doctor.time_zone,
            })
        }
        .await;
        listed.map_err(Problem::from)
    }
}

/// Of the templates that can say something about days to come, whether some day follows them.
async fn followed(
    tx: &deadpool_postgres::Transaction<'_>,
    clinic_id: Uuid,
    doctor_id: Uuid,
    today: Date,
) -> Result<HashMap<Uuid, bool>, Failure> {
    let rows = sql::schedules_of_doctors().bind(tx, &clinic_id, &&[doctor_id][..], &today).all().await?;
    let templates = rows.iter().map(|row| template(&row.template.to_string()));
    let calendar = Calendar { templates: templates.collect::<Result<_, _>>()?, ..Calendar::default() };
    Ok(rows.iter().enumerate().map(|(nth, row)| (row.id, calendar.still_follows(nth, today))).collect())
}

/// The list is in the order of revisions: the cursor carries the last one in place of its microseconds.
fn after_revision(revision: i32) -> Cursor {
    let at = Timestamp::from_microsecond(revision.into()).unwrap_or(Timestamp::UNIX_EPOCH);
    Cursor { at, id: Uuid::nil() }
}

fn before_revision(cursor: Cursor) -> i32 {
    if cursor == Cursor::START { i32::MAX } else { i32::try_from(cursor.at.as_microsecond()).unwrap_or(0) }
}
