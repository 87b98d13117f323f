//! Appointments of a clinic with the names of those they are about: what a desk's files are made of.

use std::collections::HashMap;

use holdfast_domain::{Asked, Listed, PatientId, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::scope::begin;
use holdfast_rpc::booking::{ListAppointmentsRequest, ListWithNamesResponse, NamedAppointment, PatientOfDay};
use holdfast_sql::queries::day as sql;
use holdfast_vault::ClinicKey;
use uuid::Uuid;

use crate::Booking;

impl Booking {
    /// The same page as that of `list_appointments`, for a clinic's admins.
    pub(crate) async fn list_with_names(
        &self,
        asked: &Asked,
        filter: ListAppointmentsRequest,
    ) -> Result<ListWithNamesResponse, Problem> {
        let caller = &asked.caller;
        let listed = caller.lists_appointments(filter.clinic_id, filter.doctor_id)?;
        let Listed::OfClinic(clinic_id, _) = listed else { return Err(Problem::not_found()) };
        caller.require_admin(clinic_id)?;
        let page = self.list_appointments(asked, filter).await?;
        let ids: Vec<Uuid> = page.items.iter().map(|appointment| appointment.id.0).collect();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id.0)).await?;
        let rows = sql::surroundings().bind(&tx, &clinic_id.0, &ids).all().await;
        let rows = rows.map_err(holdfast_postgres::DbError::from)?;
        let mut around: HashMap<Uuid, _> = rows.into_iter().map(|row| (row.id, row)).collect();
        let key = self.vault.clinic(clinic_id.0).await?;
        let mut items = Vec::with_capacity(page.items.len());
        for appointment in page.items {
            // moved or erased in between: it is not of this page any more
            let Some(row) = around.remove(&appointment.id.0) else { continue };
            let patient = named(&key, appointment.patient_id, &row)?;
            items.push(NamedAppointment {
                appointment,
                patient,
                doctor_name: row.doctor_name,
                visit_type: row.visit_type,
            });
        }
        Ok(ListWithNamesResponse { items, next_cursor: page.next_cursor })
    }
}

/// Whose appointment it is; nobody's, where a visitor holds the slot.
pub(crate) fn named(
    key: &ClinicKey,
    patient_id: Option<PatientId>,
    row: &sql::Surroundings,
) -> Result<Option<PatientOfDay>, Problem> {
    let (Some(id), Some(name), Some(phone)) = (patient_id, &row.name, &row.phone) else { return Ok(None) };
    let person = key.open_person(id.0, name, phone, &[], &[], &[])?;
    Ok(Some(PatientOfDay { id, name: person.name, phone: person.phone }))
}
