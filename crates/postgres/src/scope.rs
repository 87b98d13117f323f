//! Which clinics a transaction is about. Rows of all others are not there for it: the policies of
//! `sql/migrations/V7__isolation.sql` say so, whatever its statements say.

use deadpool_postgres::{Object, Transaction};
use holdfast_domain::Caller;
use holdfast_sql::queries::scope as sql;
use uuid::Uuid;

use crate::error::DbError;

/// The clinics of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// This one.
    Clinic(Uuid),
    /// These.
    Clinics(&'a [Uuid]),
    /// The one that has the doctor.
    OfDoctor(Uuid),
    /// The one that has the appointment.
    OfAppointment(Uuid),
    /// Those where the account has patient records.
    OfAccount(Uuid),
}

impl Scope<'_> {
    /// Those who work for a clinic see nothing but it; for others it is this.
    pub fn of(caller: &Caller, otherwise: Self) -> Self {
        match caller.clinic_id.filter(|_| caller.role.works_for_clinic()) {
            Some(own) => Self::Clinic(own),
            None => otherwise,
        }
    }
}

/// Begins a transaction about these clinics.
pub async fn begin<'c>(client: &'c mut Object, scope: Scope<'_>) -> Result<Transaction<'c>, DbError> {
    let tx = client.transaction().await?;
    match scope {
        Scope::Clinic(id) => sql::set_clinics().bind(&tx, &&[id][..]).one().await?,
        Scope::Clinics(ids) => sql::set_clinics().bind(&tx, &ids).one().await?,
        Scope::OfDoctor(id) => sql::set_clinic_of_doctor().bind(&tx, &id).one().await?,
        Scope::OfAppointment(id) => sql::set_clinic_of_appointment().bind(&tx, &id).one().await?,
        Scope::OfAccount(id) => sql::set_clinics_of_account().bind(&tx, &id).one().await?,
    };
    Ok(tx)
}
