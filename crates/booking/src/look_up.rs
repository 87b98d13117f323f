//! One appointment, or a page of them: the caller's own, or the clinic's.

use deadpool_postgres::Transaction;
use holdfast_domain::cursor::page;
use holdfast_domain::{Caller, Cursor, ErrorCode, Problem, Role, Status};
use holdfast_postgres::audit::About;
use holdfast_postgres::looks::By;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope};
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::change::may_see;
use crate::record::Record;
use crate::{Booking, guest_secret};

/// Which appointments to list. Unset filters let everything pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this clinic.
    pub clinic_id: Option<Uuid>,
    /// Of this doctor.
    pub doctor_id: Option<Uuid>,
    /// Of this patient record.
    pub patient_id: Option<Uuid>,
    /// In this state.
    pub status: Option<Status>,
    /// Starting at or after.
    pub from: Option<Timestamp>,
    /// Starting before.
    pub to: Option<Timestamp>,
}

/// A page of appointments and where the next one starts.
pub(crate) type PageOf<T> = (Vec<T>, Option<Cursor>);

impl Booking {
    pub(crate) async fn get_appointment(&self, caller: &Caller, id: Uuid) -> Result<Record, Problem> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfAppointment(id))).await?;
        let row = sql::get_appointment().bind(&tx, &id).opt().await.map_err(DbError::from)?;
        let row = row.filter(|row| may_see(caller, row)).ok_or_else(Problem::not_found)?;
        guest_secret::check(&tx, caller, &row, self.clock.now()).await.map_err(Problem::from)?;
        self.looked(tx, caller, std::slice::from_ref(&row)).await?;
        Ok(row.into())
    }

    /// Notes that these appointments were looked at, unless they were a moment ago; with that, the look is over.
    async fn looked(
        &self,
        tx: Transaction<'_>,
        caller: &Caller,
        rows: &[sql::Appointment],
    ) -> Result<(), DbError> {
        let about = |row: &sql::Appointment| About {
            clinic_id: row.clinic_id,
            entity_id: row.id,
            entity_version: row.version,
            patient_id: Some(row.patient_id),
        };
        let about: Vec<About> = rows.iter().map(about).collect();
        let by = By { caller, now: self.clock.now(), ids: &self.ids };
        self.looks.note(tx, by, "read.appointment", &about).await
    }

    pub(crate) async fn list_appointments(
        &self,
        caller: &Caller,
        mut filter: Filter,
        after: Cursor,
        limit: u32,
    ) -> Result<PageOf<Record>, Problem> {
        let status = filter.status.map(Status::as_str);
        let max = i64::from(limit) + 1;
        let mut client = self.db.client().await?;
        let (tx, rows) = match caller.role {
            Role::Anonymous | Role::Guest => return Err(Problem::of(ErrorCode::Forbidden)),
            Role::Patient => {
                let Some(account_id) = caller.account_id else {
                    return Err(Problem::of(ErrorCode::Forbidden));
                };
                let tx = begin(&mut client, Scope::OfAccount(account_id)).await?;
                let rows = sql::list_of_account()
                    .params(
                        &tx,
                        &sql::ListOfAccountParams {
                            account_id,
                            after_at: after.at,
                            after_id: after.id,
                            clinic_id: filter.clinic_id,
                            doctor_id: filter.doctor_id,
                            patient_id: filter.patient_id,
                            status,
                            from_at: filter.from,
                            until_at: filter.to,
                            max,
                        },
                    )
                    .all()
                    .await;
                (tx, rows)
            }
            Role::Staff | Role::Doctor | Role::Integrator | Role::ClinicAdmin | Role::PlatformAdmin => {
                let clinic_id = match (caller.clinic_id, filter.clinic_id) {
                    (Some(own), asked) if asked.is_none_or(|asked| asked == own) => own,
                    // Another clinic's list looks as that of a clinic that does not exist.
                    (Some(_), _) => return Err(Problem::not_found()),
                    (None, Some(asked)) => asked,
                    (None, None) => return Err(Problem::field("clinic_id", "must be given")),
                };
                if caller.role == Role::Doctor {
                    filter.doctor_id = match (caller.doctor_id, filter.doctor_id) {
                        (own, asked) if asked.is_none() || asked == own => own,
                        _ => return Err(Problem::not_found()),
                    };
                }
                let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
                let rows = sql::list_of_clinic()
                    .params(
                        &tx,
                        &sql::ListOfClinicParams {
                            clinic_id,
                            after_at: after.at,
                            after_id: after.id,
                            doctor_id: filter.doctor_id,
                            patient_id: filter.patient_id,
                            status,
                            from_at: filter.from,
                            until_at: filter.to,
                            max,
                        },
                    )
                    .all()
                    .await;
                (tx, rows)
            }
        };
        let rows = rows.map_err(DbError::from)?;
        let (rows, next) = page(rows, limit, |row| Cursor { at: row.starts_at, id: row.id });
        self.looked(tx, caller, &rows).await?;
        Ok((rows.into_iter().map(Record::from).collect(), next))
    }
}
