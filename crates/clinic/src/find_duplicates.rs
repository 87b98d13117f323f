//! Finds records that seem to be of one person: with one phone, one e-mail address, or one name and birth date. They are found by keyed
//! hashes; what is shown is opened, and nothing else.

use deadpool_postgres::Transaction;
use holdfast_domain::{Asked, ClinicId, Cursor, Page};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::About;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{Duplicates, ListDuplicatesRequest, ListDuplicatesResponse};
use holdfast_sql::queries::{clinic, merge as sql};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

use crate::Clinics;
use crate::patients::{about, open};

/// Why records seem to be of one person, in the order of the list.
const REASONS: [&str; 3] = ["phone", "email", "name_and_birth_date"];
/// Most records that one question looks at.
const LOOKED_AT: usize = 5_000;
/// Most records of one group that are shown.
const SHOWN: usize = 10;

/// Records with one key.
struct Group {
    key: Vec<u8>,
    ids: Vec<Uuid>,
}

/// The records with keys from this one on, in the order of keys.
async fn look(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    reason: usize,
    from_key: &[u8],
) -> Result<Vec<(Vec<u8>, Uuid)>, Failure> {
    let max = i64::try_from(LOOKED_AT).unwrap_or(i64::MAX);
    Ok(match reason {
        0 => {
            sql::by_phone_key()
                .bind(tx, &clinic_id, &from_key, &max)
                .map(|row| (row.key.to_vec(), row.id))
                .all()
                .await?
        }
        1 => {
            sql::by_email_index()
                .bind(tx, &clinic_id, &from_key, &max)
                .map(|row| (row.key.to_vec(), row.id))
                .all()
                .await?
        }
        _ => {
            sql::by_person_key()
                .bind(tx, &clinic_id, &from_key, &max)
                .map(|row| (row.key.to_vec(), row.id))
                .all()
                .await?
        }
    })
}

/// The groups of these rows, which are in the order of keys; and the key to look on from, if there may be more. The last group may go on
/// there, unless it is all that there is.
fn groups(rows: Vec<(Vec<u8>, Uuid)>) -> (Vec<Group>, Option<Vec<u8>>) {
    let is_cut = rows.len() >= LOOKED_AT;
    let mut groups: Vec<Group> = Vec::new();
    for (key, id) in rows {
        match groups.last_mut() {
            Some(group) if group.key == key => group.ids.push(id),
            _ => groups.push(Group { key, ids: vec![id] }),
        }
    }
    let mut next = None;
    if is_cut {
        next = match groups.len() {
            1 => after(&groups[0].key),
            _ => groups.pop().map(|group| group.key),
        };
    }
    groups.retain(|group| group.ids.len() > 1);
    (groups, next)
}

/// The least key after one.
fn after(key: &[u8]) -> Option<Vec<u8>> {
    let next = u128::from_be_bytes(key.try_into().ok()?).checked_add(1)?;
    Some(next.to_be_bytes().to_vec())
}

/// Where the list goes on: from a key of a reason.
fn cursor(reason: usize, key: &[u8]) -> Option<Cursor> {
    let at = Timestamp::from_microsecond(i64::try_from(reason).ok()?).ok()?;
    Some(Cursor { at, id: Uuid::from_slice(key).ok()? })
}

impl Clinics {
    pub(crate) async fn list_duplicates(
        &self,
        asked: &Asked,
        request: ListDuplicatesRequest,
    ) -> Result<ListDuplicatesResponse, Failure> {
        asked.caller.require_desk(request.clinic_id)?;
        let (ClinicId(clinic_id), Page { after: from, limit }) = (request.clinic_id, request.page);
        let mut reason = usize::try_from(from.at.as_microsecond()).unwrap_or(usize::MAX);
        let mut from_key = from.id.as_bytes().to_vec();
        let mut found: Vec<(usize, Group)> = Vec::new();
        let mut next = None;
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        while reason < REASONS.len() {
            let (groups, go_on_from) = groups(look(&tx, clinic_id, reason, &from_key).await?);
            let room = limit as usize - found.len();
            if let Some(first_left_out) = groups.get(room) {
                next = cursor(reason, &first_left_out.key);
            }
            found.extend(groups.into_iter().take(room).map(|group| (reason, group)));
            // one question looks at so much: the page may be short, and says where to go on
            next = next.or(go_on_from.and_then(|key| cursor(reason, &key)));
            if next.is_some() {
                break;
            }
            (reason, from_key) = (reason + 1, Uuid::nil().as_bytes().to_vec());
        }
        let ids: Vec<Uuid> =
            found.iter().flat_map(|(_, group)| group.ids.iter().take(SHOWN).copied()).collect();
        let rows = clinic::get_patients().bind(&tx, &clinic_id, &ids).all().await?;
        let shown: Vec<About> = rows.iter().map(about).collect();
        let rows: HashMap<Uuid, clinic::Patient> = rows.into_iter().map(|row| (row.id, row)).collect();
        let mut items = Vec::with_capacity(found.len());
        for (reason, Group { mut ids, .. }) in found {
            ids.sort_unstable();
            let patients = ids.iter().filter_map(|id| rows.get(id)).take(SHOWN);
            items.push(Duplicates {
                reason: REASONS[reason].to_owned(),
                patients: patients.map(|row| open(row, &key)).collect::<Result<_, _>>()?,
                count: u32::try_from(ids.len()).unwrap_or(u32::MAX),
            });
        }
        self.looked(tx, &asked.caller, "read.patient", &shown).await?;
        Ok(ListDuplicatesResponse { items, next_cursor: next })
    }
}
