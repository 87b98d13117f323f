//! One appointment, or a page of them: the caller's own, or the clinic's.

use deadpool_postgres::Transaction;
use holdfast_domain::cursor::page;
use holdfast_domain::{Asked, Caller, Cursor, Listed, Page, Problem, Status};
use holdfast_postgres::audit::About;
use holdfast_postgres::looks::By;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope};
use holdfast_rpc::booking::{
    Appointment, GetAppointmentRequest, ListAppointmentsRequest, ListAppointmentsResponse,
};
use holdfast_rpc::convert::optional_instant;
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;

use crate::change::whose;
use crate::record::Record;
use crate::{Booking, guest_secret};

impl Booking {
    pub(crate) async fn get_appointment(
        &self,
        asked: &Asked,
        request: GetAppointmentRequest,
    ) -> Result<Appointment, Problem> {
        let (caller, id) = (&asked.caller, request.id);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfAppointment(id.0))).await?;
        let row = sql::get_appointment().bind(&tx, &id.0).opt().await.map_err(DbError::from)?;
        let row = row.filter(|row| whose(row).is_seen_by(caller)).ok_or_else(Problem::not_found)?;
        guest_secret::check(&tx, caller, &row, self.clock.now()).await.map_err(Problem::from)?;
        self.looked(tx, caller, std::slice::from_ref(&row)).await?;
        drop(client);
        self.message(caller, row.try_into()?).await
    }

    /// Notes that these appointments were looked at, unless they were a moment ago; with that, the look is over.
    pub(crate) async fn looked(
        &self,
        tx: Transaction<'_>,
        caller: &Caller,
        rows: &[sql::Appointment],
    ) -> Result<(), DbError> {
        let about = |row: &sql::Appointment| About {
            clinic_id: row.clinic_id,
            entity_id: row.id,
            entity_version: row.version,
            patient_id: row.patient_id,
        };
        let about: Vec<About> = rows.iter().map(about).collect();
        let by = By { caller, now: self.clock.now(), ids: &self.ids };
        self.looks.note(tx, by, "read.appointment", &about).await
    }

    pub(crate) async fn list_appointments(
        &self,
        asked: &Asked,
        filter: ListAppointmentsRequest,
    ) -> Result<ListAppointmentsResponse, Problem> {
        let caller = &asked.caller;
        let Page { after, limit } = filter.page;
        let from_at = optional_instant("from", filter.from_us)?;
        let until_at = optional_instant("to", filter.to_us)?;
        let status = filter.status.map(Status::as_str);
        let max = i64::from(limit) + 1;
        let mut client = self.db.client().await?;
        let (tx, rows) = match caller.lists_appointments(filter.clinic_id, filter.doctor_id)? {
            Listed::OfAccount(account_id) => {
                let tx = begin(&mut client, Scope::OfAccount(account_id.0)).await?;
                let rows = sql::list_of_account()
                    .params(
                        &tx,
                        &sql::ListOfAccountParams {
                            account_id: account_id.0,
                            after_at: after.at,
                            after_id: after.id,
                            clinic_id: filter.clinic_id.map(|id| id.0),
                            doctor_id: filter.doctor_id.map(|id| id.0),
                            patient_id: filter.patient_id.map(|id| id.0),
                            status,
                            from_at,
                            until_at,
                            max,
                        },
                    )
                    .all()
                    .await;
                (tx, rows)
            }
            Listed::OfClinic(clinic_id, doctor_id) => {
                let tx = begin(&mut client, Scope::Clinic(clinic_id.0)).await?;
                let rows = sql::list_of_clinic()
                    .params(
                        &tx,
                        &sql::ListOfClinicParams {
                            clinic_id: clinic_id.0,
                            after_at: after.at,
                            after_id: after.id,
                            doctor_id: doctor_id.map(|id| id.0),
                            patient_id: filter.patient_id.map(|id| id.0),
                            status,
                            from_at,
                            until_at,
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
        drop(client);
        let records = rows.into_iter().map(Record::try_from).collect::<Result<_, _>>()?;
        let items = self.messages(caller, records).await?;
        Ok(ListAppointmentsResponse { items, next_cursor: next })
    }
}
