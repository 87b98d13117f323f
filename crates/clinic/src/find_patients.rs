//! Finds patient records of a clinic. Names, numbers and addresses are sealed, so they are found by keyed hashes
//! (`holdfast_vault::index`): numbers and addresses as a whole, names by how their words begin.

use holdfast_domain::{Caller, Cursor};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::About;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::Patient;
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::index::{Exact, name_matches};
use uuid::Uuid;

use crate::Clinics;
use crate::patients::{about, open, works_there};

/// Candidates looked at in one go, where the name decides.
const CANDIDATES: i64 = 1_000;

/// Which records to list. Empty filters let everything pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Each word is how a word of the name begins, whatever the case and the marks.
    pub name: String,
    /// This phone number, however it is grouped.
    pub phone: String,
    /// This e-mail address, whatever its case.
    pub email: String,
}

impl Clinics {
    pub(crate) async fn find_patients(
        &self,
        caller: &Caller,
        clinic_id: Uuid,
        filter: &Filter,
        after: Cursor,
        limit: u32,
    ) -> Result<(Vec<Patient>, Option<Cursor>), Failure> {
        works_there(caller, clinic_id)?;
        let key = self.vault.clinic(clinic_id).await?;
        let by_name = !filter.name.trim().is_empty();
        let wanted = i64::from(limit) + 1;
        let mut params = sql::FindPatientsParams {
            clinic_id,
            after_id: after.id,
            phone_index: key.exact(Exact::Phone, &filter.phone),
            email_index: key.exact(Exact::Email, &filter.email),
            name_tokens: key.name_token(&filter.name),
            max: if by_name { wanted.max(CANDIDATES) } else { wanted },
        };
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let mut shown = Vec::new();
        let mut patients = Vec::new();
        let next = 'pages: loop {
            let rows = sql::find_patients().params(&tx, &params).all().await?;
            let is_last = rows.len() < usize::try_from(params.max).unwrap_or(usize::MAX);
            for row in rows {
                params.after_id = row.id;
                if by_name && !name_matches(&key.open_name(row.id, &row.name)?, &filter.name) {
                    continue;
                }
                if patients.len() == limit as usize {
                    break 'pages shown.last().map(|about: &About| Cursor::after_id(about.entity_id));
                }
                patients.push(open(&row, &key)?);
                shown.push(about(&row));
            }
            if is_last {
                break None;
            }
        };
        self.looked(tx, caller, "read.patient", &shown).await?;
        Ok((patients, next))
    }
}
