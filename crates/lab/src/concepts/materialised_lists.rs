//! A page of free slots that is kept, and a booking that changes what it should say.

use std::sync::Arc;

use futures::future::{BoxFuture, ready};
use holdfast_coordination::LocalSlotLocks;
use holdfast_coordination::day_books::{Committed, DayBooks, Known, LocalDayBooks, Mark, NotTold};
use holdfast_domain::{Asked, DoctorId, Page, SlotId};
use holdfast_rpc::availability::{DoctorSlotsRequest, SlotPage};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{BookRequest, NewPatient};
use holdfast_testkit::Clinic;
use uuid::Uuid;

use crate::parts::{availability, booking, front_desk};
use crate::{Ground, Shown};

/// Marks that no change touches.
struct Deaf(LocalDayBooks);

impl DayBooks for Deaf {
    fn ask<'a>(&'a self, doctor_id: Uuid, page: &'a str) -> BoxFuture<'a, Option<Known>> {
        self.0.ask(doctor_id, page)
    }

    fn marks<'a>(&'a self, doctors: &'a [Uuid]) -> BoxFuture<'a, Option<Vec<Mark>>> {
        self.0.marks(doctors)
    }

    fn keep(&self, _: Uuid, _: String, _: Vec<u8>) {}

    fn are_afar(&self) -> bool {
        false
    }

    fn changed<'a>(&'a self, _: &'a [Uuid], _: Option<Committed>) -> BoxFuture<'a, Result<(), NotTold>> {
        Box::pin(ready(Ok(())))
    }
}

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let books = LocalDayBooks::new(7);
    let books: Arc<dyn DayBooks> = if ground.broken { Arc::new(Deaf(books)) } else { Arc::new(books) };
    let booking = booking(&api, Arc::new(LocalSlotLocks::default()), Arc::clone(&books));
    let availability = availability(&api, books, None);
    // as the gateway asks: with the version of the page that it keeps
    let ask = async |if_version: Option<String>| {
        let request = DoctorSlotsRequest {
            doctor_id: DoctorId(clinic.doctor_id),
            page: Page { limit: 10, ..Page::default() },
            if_version,
            ..DoctorSlotsRequest::default()
        };
        availability.doctor_slots(Asked::ANONYMOUS, request).await.expect("a page")
    };
    let lead =
        "A gateway keeps the page of a doctor's free slots, and asks each time whether the page still holds.";
    let mut shown = Shown::of(lead, ["step", "availability says", "the page shows the first slot"]);
    let first = |page: &SlotPage| page.items.first().map(|slot| slot.id);
    let mut kept = ask(None).await;
    let slot = first(&kept).expect("a free slot");
    shown.row([&"somebody asks", &"a page, read from PostgreSQL", &"free"]);
    let mut stale = false;
    for step in ["asked again", "the slot is booked; asked again"] {
        if step != "asked again" {
            let who = Who::Patient(NewPatient { name: "Ada Lovelace".to_owned(), ..NewPatient::default() });
            let request = BookRequest { slot_id: SlotId(slot.0), who: Some(who), ..BookRequest::default() };
            booking.book(front_desk(&api, &clinic), request).await.expect("booked");
        }
        let answer = ask(kept.version.clone()).await;
        let says = if answer.not_modified { "not modified" } else { "a page, read from PostgreSQL" };
        if !answer.not_modified {
            kept = answer;
        }
        let shows = first(&kept) == Some(slot);
        stale = shows && step != "asked again";
        shown.row([&step, &says, &if shows { "free" } else { "no longer" }]);
    }
    shown.judge(
        stale,
        "the page offers a slot whose booking was acknowledged before the question.",
        "the booking changed the mark before it was acknowledged, so the page was read anew.",
    )
}
