//! Finds patient records of a clinic. Names, numbers and addresses are sealed, so they are found by keyed hashes
//! (`holdfast_vault::index`): addresses as a whole, numbers too and as they are
//! dialled from everywhere, names by how their words begin. A record that was merged is found too, and stands for the one that it was
//! merged into, which a list shows once on a page.

use holdfast_domain::{Asked, ClinicId, Cursor, Page};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::About;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{ListPatientsRequest, ListPatientsResponse};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::index::{Exact, name_matches};
use holdfast_vault::phone::e164;
use uuid::Uuid;

use crate::Clinics;
use crate::patients::{about, country, open};

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
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let e164 = match filter.phone.as_str() {
            "" => None,
            phone => e164(phone, &country(&tx, clinic_id).await?),
        };
        let mut params = sql::FindPatientsParams {
            clinic_id,
            after_id: after.id,
            with_merged: by_name || !filter.phone.is_empty() || !filter.email.is_empty(),
            phone_index: key.exact(Exact::Phone, &filter.phone),
            phone_key: e164.and_then(|e164| key.phone_key(&e164, &filter.phone)),
            email_index: key.exact(Exact::Email, &filter.email),
            name_tokens: key.name_token(&filter.name),
            max: if by_name { wanted.max(CANDIDATES) } else { wanted },
        };
        let mut found: Vec<Uuid> = Vec::new();
        let mut rows = Vec::new();
        let mut last = after.id;
        let next = 'pages: loop {
            let candidates = sql::find_patients().params(&tx, &params).all().await?;
            let is_last = candidates.len() < usize::try_from(params.max).unwrap_or(usize::MAX);
            for row in candidates {
                params.after_id = row.id;
                if by_name && !name_matches(&key.open_name(row.id, &row.name)?, &filter.name) {
                    continue;
                }
                if found.len() == limit as usize {
                    break 'pages Some(Cursor::after_id(last));
                }
                last = row.id;
                let stays = row.merged_into.unwrap_or(row.id);
                if !found.contains(&stays) {
                    found.push(stays);
                }
                if row.merged_into.is_none() {
                    rows.push(row);
                }
            }
            if is_last {
                break None;
            }
        };
        // those that were found by what a merged record says
        let missing: Vec<Uuid> =
            found.iter().filter(|id| !rows.iter().any(|row| row.id == **id)).copied().collect();
        if !missing.is_empty() {
            rows.extend(sql::get_patients().bind(&tx, &clinic_id, &missing).all().await?);
        }
        rows.sort_unstable_by_key(|row| found.iter().position(|id| *id == row.id));
        let shown: Vec<About> = rows.iter().map(about).collect();
        let patients = rows.iter().map(|row| open(row, &key)).collect::<Result<_, _>>()?;
        self.looked(tx, &asked.caller, "read.patient", &shown).await?;
        Ok(ListPatientsResponse { items: patients, next_cursor: next })
    }
}
