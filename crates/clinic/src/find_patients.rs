//! Finds patient records of a clinic. Names, numbers and addresses are sealed, so they are found by keyed hashes
//! (`holdfast_vault::index`): numbers and addresses as a whole, names by how their words begin.

use holdfast_domain::{Asked, ClinicId, Cursor, Page};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::About;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{ListPatientsRequest, ListPatientsResponse};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::index::{Exact, name_matches};

use crate::Clinics;
use crate::patients::{about, open};

/// Candidates looked at in one go, where the name decides.
const CANDIDATES: i64 = 1_000;

impl Clinics {
    pub(crate) async fn list_patients(
        &self,
        asked: &Asked,
        filter: ListPatientsRequest,
    ) -> Result<ListPatientsResponse, Failure> {
        asked.caller.require_team(filter.clinic_id)?;
        let (ClinicId(clinic_id), Page { after, limit }) = (filter.clinic_id, filter.page);
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
        self.looked(tx, &asked.caller, "read.patient", &shown).await?;
        Ok(ListPatientsResponse { items: patients, next_cursor: next })
    }
}
