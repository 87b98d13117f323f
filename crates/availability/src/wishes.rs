//! What slots are looked for besides where and when, as the kinds of offers that a statement walks.

use holdfast_domain::template::Mode;
use holdfast_domain::visit_type::{self, BookedBy, Serves};
use holdfast_domain::{Caller, ClinicId, OfferKind, PartOfDay, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::Wishes;
use holdfast_sql::queries::people as sql;

use crate::Availability;

/// Kinds of offers.
#[derive(Clone, Debug)]
pub(crate) struct Kinds {
    pub(crate) asked: Vec<i32>,
    /// Every kind will do.
    pub(crate) are_all: bool,
    /// Asked for by a patient with an account, to whom a clinic's own notice may be another one.
    pub(crate) has_account: bool,
    visits: Option<Visits>,
}

/// For visits of one type.
#[derive(Clone, Copy, Debug)]
struct Visits {
    clinic_id: ClinicId,
    bit: Serves,
    notice: Option<i32>,
}

impl Kinds {
    /// The clinic whose visit type is asked for.
    pub(crate) fn clinic(&self) -> Option<ClinicId> {
        self.visits.map(|visits| visits.clinic_id)
    }

    /// The bits of the visit types that will do.
    pub(crate) fn types(&self) -> i64 {
        self.visits.map_or(Serves::ALL, |visits| visits.bit).0
    }

    /// Until how many minutes before they begin slots are offered, if that differs from the clinic's rule.
    pub(crate) fn notice(&self) -> Option<i32> {
        self.visits.and_then(|visits| visits.notice)
    }
}

impl Availability {
    /// What is asked for, of a clinic if one is named. A visit type is looked up on the primary, so that a new one is known at once.
    pub(crate) async fn kinds(
        &self,
        caller: &Caller,
        wishes: &Wishes,
        at: Option<ClinicId>,
    ) -> Result<Kinds, Problem> {
        let parse = |name: &String| {
            PartOfDay::parse(name).ok_or_else(|| Problem::field("part_of_day", "is no part of the day"))
        };
        let part = wishes.part_of_day.as_ref().map(parse).transpose()?;
        let has_account = caller.account_as_patient().is_some();
        let Some(id) = wishes.visit_type_id else {
            let are_all = part.is_none() && wishes.mode.is_none();
            return Ok(Kinds {
                asked: OfferKind::asked(wishes.mode, part),
                are_all,
                has_account,
                visits: None,
            });
        };
        let found: Result<_, Failure> = async {
            let client = self.search.client().await?;
            Ok(sql::visit_type().bind(&client, &id.0).opt().await?)
        }
        .await;
        let found = found.map_err(Problem::from)?.filter(|found| {
            let is_desks = found.booked_by == BookedBy::Desk.as_str();
            at.is_none_or(|at| at.0 == found.clinic_id) && (!is_desks || caller.role.books_for_others())
        });
        let found = found.ok_or_else(visit_type::unknown)?;
        let own_mode = found.mode.as_deref().and_then(Mode::parse);
        let asked = match (wishes.mode, own_mode) {
            (Some(mode), Some(own)) if mode != own => Vec::new(),
            (mode, own) => OfferKind::asked(mode.or(own), part),
        };
        let clinic_id = ClinicId(found.clinic_id);
        let visits = Some(Visits { clinic_id, bit: Serves(found.bit), notice: found.min_notice_minutes });
        Ok(Kinds { asked, are_all: false, has_account, visits })
    }
}
