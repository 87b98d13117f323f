//! The list of invariants, and which statements look for breaches of each.

use std::time::Duration;

use deadpool_postgres::Transaction;
use holdfast_sql::queries::check as sql;
use jiff::Timestamp;

use crate::life::{Steps, actions_and_events};

/// Something that holds at every moment, whoever does what at once.
#[derive(Clone, Copy, Debug)]
pub struct Invariant {
    /// Its short name, `I1`. Numbers are never given twice, so there are gaps.
    pub id: &'static str,
    /// What holds, in one sentence.
    pub title: &'static str,
    pub(crate) parts: &'static [Part],
}

/// Those that a look into the database can judge.
pub const INVARIANTS: [Invariant; 12] = [
    Invariant {
        id: "I1",
        title: "no two live appointments overlap for one doctor or one patient",
        parts: &[Part::DoctorOverlaps, Part::PatientOverlaps],
    },
    Invariant {
        id: "I2",
        title: "a slot is booked exactly when one live appointment holds it, and offered exactly when it is free",
        parts: &[
            Part::SlotsAndHolders,
            Part::AppointmentsUnlikeSlots,
            Part::OpenSlotsUnlikeSlots,
            Part::OpenSlotsTwice,
        ],
    },
    Invariant {
        id: "I3",
        title: "every appointment's path through the states is legal and its versions have no gap",
        parts: &[Part::Histories],
    },
    Invariant {
        id: "I4",
        title: "each transition has one audit row, and one event until that expires",
        parts: &[Part::Transitions, Part::DeletedEvents],
    },
    Invariant { id: "I6", title: "an event has one effect per consumer", parts: &[Part::EffectsTwice] },
    Invariant {
        id: "I7",
        title: "an idempotency key leads to at most one booking",
        parts: &[Part::KeysTwice, Part::KeysWithoutBooking],
    },
    Invariant {
        id: "I8",
        title: "a row belongs to the clinic of its parent",
        parts: &[Part::StraysOfClinics, Part::StraysOfSlots, Part::StraysOfAppointments],
    },
    Invariant {
        id: "I9",
        title: "the audit log is what was sealed, and nothing in it was passed by",
        parts: &[Part::AuditChains, Part::AuditRowsUnlikeSeals],
    },
    Invariant { id: "I10", title: "no hold lives past its expiry and one sweep", parts: &[Part::StaleHolds] },
    Invariant {
        id: "I13",
        title: "only a visitor's hold has no patient, and a visitor has one live hold at a clinic",
        parts: &[Part::WithoutPatient, Part::HoldsOfVisitors],
    },
    Invariant {
        id: "I14",
        title: "a conflict that has not ended is a live booking outside the hours, and each such booking to come is one",
        parts: &[Part::ConflictsUnlikeBookings, Part::BookingsWithoutConflict],
    },
    Invariant {
        id: "I16",
        title: "a merged patient record has no appointments, and leads to one of its clinic that is not merged",
        parts: &[Part::AppointmentsOfMerged, Part::MergedAstray],
    },
];

/// One statement of `sql/queries/check.sql`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    DoctorOverlaps,
    PatientOverlaps,
    SlotsAndHolders,
    AppointmentsUnlikeSlots,
    OpenSlotsUnlikeSlots,
    OpenSlotsTwice,
    Histories,
    Transitions,
    DeletedEvents,
    EffectsTwice,
    KeysTwice,
    KeysWithoutBooking,
    StraysOfClinics,
    StraysOfSlots,
    StraysOfAppointments,
    AuditChains,
    AuditRowsUnlikeSeals,
    StaleHolds,
    WithoutPatient,
    HoldsOfVisitors,
    ConflictsUnlikeBookings,
    BookingsWithoutConflict,
    AppointmentsOfMerged,
    MergedAstray,
}

impl Part {
    /// The breaches, `max` at most.
    pub(crate) async fn find(
        self,
        tx: &Transaction<'_>,
        now: Timestamp,
        hold_grace: Duration,
        max: i64,
    ) -> Result<Vec<sql::Breach>, tokio_postgres::Error> {
        match self {
            Self::DoctorOverlaps => sql::doctor_overlaps().bind(tx, &max).all().await,
            Self::PatientOverlaps => sql::patient_overlaps().bind(tx, &max).all().await,
            Self::SlotsAndHolders => sql::slots_and_holders().bind(tx, &max).all().await,
            Self::AppointmentsUnlikeSlots => sql::appointments_unlike_slots().bind(tx, &max).all().await,
            Self::OpenSlotsUnlikeSlots => sql::open_slots_unlike_slots().bind(tx, &max).all().await,
            Self::OpenSlotsTwice => sql::open_slots_twice().bind(tx, &max).all().await,
            Self::Histories => {
                let Steps { actions, from_states, arrived, to_states } = Steps::legal();
                sql::histories().bind(tx, &actions, &from_states, &arrived, &to_states, &max).all().await
            }
            Self::Transitions => {
                let (actions, event_types) = actions_and_events();
                sql::transitions().bind(tx, &actions, &event_types, &max).all().await
            }
            Self::DeletedEvents => sql::deleted_events().bind(tx, &max).all().await,
            Self::EffectsTwice => sql::effects_twice().bind(tx, &max).all().await,
            Self::KeysTwice => sql::keys_twice().bind(tx, &max).all().await,
            Self::KeysWithoutBooking => sql::keys_without_booking().bind(tx, &max).all().await,
            Self::StraysOfClinics => sql::strays_of_clinics().bind(tx, &max).all().await,
            Self::StraysOfSlots => sql::strays_of_slots().bind(tx, &max).all().await,
            Self::StraysOfAppointments => sql::strays_of_appointments().bind(tx, &max).all().await,
            Self::AuditChains => sql::audit_chains().bind(tx, &max).all().await,
            Self::AuditRowsUnlikeSeals => sql::audit_rows_unlike_seals().bind(tx, &max).all().await,
            Self::WithoutPatient => sql::without_patient().bind(tx, &max).all().await,
            Self::HoldsOfVisitors => sql::holds_of_visitors().bind(tx, &max).all().await,
            Self::AppointmentsOfMerged => sql::appointments_of_merged().bind(tx, &max).all().await,
            Self::MergedAstray => sql::merged_astray().bind(tx, &max).all().await,
            Self::StaleHolds => {
                sql::stale_holds().bind(tx, &now, &hold_grace.as_secs_f64(), &max).all().await
            }
            Self::ConflictsUnlikeBookings => sql::conflicts_unlike_bookings().bind(tx, &max).all().await,
            Self::BookingsWithoutConflict => {
                sql::bookings_without_conflict().bind(tx, &now, &max).all().await
            }
        }
    }
}
