// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct BookBatchParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = Option<i32>>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::BytesSql,
    T7: crate::ArraySql<Item = Option<T6>>,
    T8: crate::BytesSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::BytesSql,
    T11: crate::ArraySql<Item = T10>,
    T12: crate::BytesSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::BytesSql,
    T15: crate::ArraySql<Item = Option<T14>>,
    T16: crate::BytesSql,
    T17: crate::ArraySql<Item = Option<T16>>,
    T18: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T19: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T20: crate::StringSql,
    T21: crate::ArraySql<Item = Option<T20>>,
    T22: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T23: crate::BytesSql,
    T24: crate::ArraySql<Item = T23>,
    T25: crate::ArraySql<Item = bool>,
    T26: crate::ArraySql<Item = bool>,
    T27: crate::StringSql,
    T28: crate::ArraySql<Item = T27>,
    T29: crate::StringSql,
    T30: crate::ArraySql<Item = T29>,
    T31: crate::ArraySql<Item = uuid::Uuid>,
    T32: crate::ArraySql<Item = uuid::Uuid>,
    T33: crate::StringSql,
    T34: crate::ArraySql<Item = Option<T33>>,
    T35: crate::StringSql,
    T36: crate::ArraySql<Item = Option<T35>>,
    T37: crate::StringSql,
    T38: crate::ArraySql<Item = Option<T37>>,
    T39: crate::BytesSql,
    T40: crate::ArraySql<Item = Option<T39>>,
    T41: crate::StringSql,
    T42: crate::ArraySql<Item = Option<T41>>,
    T43: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T44: crate::BytesSql,
    T45: crate::ArraySql<Item = T44>,
    T46: crate::ArraySql<Item = uuid::Uuid>,
    T47: crate::ArraySql<Item = i32>,
    T48: crate::ArraySql<Item = uuid::Uuid>,
    T49: crate::StringSql,
    T50: crate::ArraySql<Item = T49>,
    T51: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub slot_ids: T1,
    pub clinic_ids: T2,
    pub expected_versions: T3,
    pub appointment_ids: T4,
    pub patient_ids: T5,
    pub patient_names: T7,
    pub patient_phones: T9,
    pub patient_emails: T11,
    pub birth_dates: T13,
    pub phone_indexes: T15,
    pub email_indexes: T17,
    pub patient_account_ids: T18,
    pub require_account_ids: T19,
    pub modes: T21,
    pub visit_type_ids: T22,
    pub reasons: T24,
    pub holds: T25,
    pub notice_exempt: T26,
    pub actor_roles: T28,
    pub actor_ids: T30,
    pub event_ids: T31,
    pub audit_ids: T32,
    pub idem_callers: T34,
    pub idem_routes: T36,
    pub idem_keys: T38,
    pub idem_hashes: T40,
    pub traceparents: T42,
    pub override_ids: T43,
    pub override_reasons: T45,
    pub now: jiff::Timestamp,
    pub holds_per_slot: i32,
    pub hold_share_percent: i32,
    pub token_patient_ids: T46,
    pub tokens: T47,
    pub override_appointment_ids: T48,
    pub override_rules: T50,
    pub override_audit_ids: T51,
}
#[derive(Clone, Copy, Debug)]
pub struct PatientIsErasedParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct MarkedAtParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct FiguresParams {
    pub by_doctor: bool,
    pub clinic_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub doctor_id: Option<uuid::Uuid>,
}
#[derive(Debug)]
pub struct ListOfClinicParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub doctor_id: Option<uuid::Uuid>,
    pub patient_id: Option<uuid::Uuid>,
    pub status: Option<T1>,
    pub from_at: Option<jiff::Timestamp>,
    pub until_at: Option<jiff::Timestamp>,
    pub max: i64,
}
#[derive(Debug)]
pub struct ListOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct ListConflictsParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub id: Option<uuid::Uuid>,
    pub doctor_id: Option<uuid::Uuid>,
    pub state: Option<T1>,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct CountOpenConflictsParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: Option<uuid::Uuid>,
}
#[derive(Debug)]
pub struct AlternativesParams<
    T1: crate::ArraySql<Item = i32>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub virtual_kinds: T1,
    pub in_person_kinds: T2,
    pub appointment_ids: T3,
    pub clinic_id: uuid::Uuid,
    pub colleagues: i64,
    pub now: jiff::Timestamp,
    pub each: i64,
}
#[derive(Debug)]
pub struct KeepConflictParams<T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub now: jiff::Timestamp,
    pub reason: T1,
    pub actor_role: T2,
    pub actor_id: T3,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct ListOfAccountParams<T1: crate::StringSql> {
    pub account_id: uuid::Uuid,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub clinic_id: Option<uuid::Uuid>,
    pub doctor_id: Option<uuid::Uuid>,
    pub patient_id: Option<uuid::Uuid>,
    pub status: Option<T1>,
    pub from_at: Option<jiff::Timestamp>,
    pub until_at: Option<jiff::Timestamp>,
    pub max: i64,
}
#[derive(Debug)]
pub struct ApplyTransitionParams<
    T1: crate::StringSql,
    T2: crate::BytesSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
> {
    pub status: T1,
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub checked_in_at: Option<jiff::Timestamp>,
    pub cancel_reason: T2,
    pub marked_at: Option<jiff::Timestamp>,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub version: i32,
    pub event_id: uuid::Uuid,
    pub event_type: T3,
    pub now: jiff::Timestamp,
    pub actor_role: T4,
    pub audit_id: uuid::Uuid,
    pub actor_id: T5,
    pub action: T6,
    pub from_status: T7,
}
#[derive(Debug)]
pub struct LockSlotsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub has_account: bool,
    pub now: jiff::Timestamp,
    pub ids: T1,
    pub clinic_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct VisitTypeParams {
    pub clinic_id: uuid::Uuid,
    pub id: Option<uuid::Uuid>,
    pub serves: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct HasBeenHereParams {
    pub clinic_id: uuid::Uuid,
    pub patient_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct ReleaseSlotParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub outcome: T1,
    pub appointment_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub actor_role: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct LockBlockedSlotsParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub until_at: jiff::Timestamp,
    pub from_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeUnblockedSlotsParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub until_at: jiff::Timestamp,
    pub from_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub appointment_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct OfferSlotsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub ids: T1,
    pub starts_at: T2,
    pub ends_at: T3,
    pub modes: T5,
    pub serves: T6,
    pub appointment_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub actor_role: T7,
    pub event_ids: T8,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeSlotParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub version: i32,
}
#[derive(Debug)]
pub struct MoveAppointmentParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub slot_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: T1,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub version: i32,
    pub event_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub actor_role: T2,
    pub audit_id: uuid::Uuid,
    pub actor_id: T3,
}
#[derive(Debug)]
pub struct KeepOverrideParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::BytesSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub version: i32,
    pub rules: T2,
    pub reason: T3,
    pub actor_role: T4,
    pub actor_id: T5,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct OverridesOfParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub appointment_ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct CountedByParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CountMoveParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub most: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct CancelNoticeParams {
    pub visit_type_id: Option<uuid::Uuid>,
    pub clinic_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct GuestSecretsSinceParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ReplaceGuestSecretsParams {
    pub since: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ExpiredHoldsParams {
    pub now: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct SlotToHoldParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockHoldOfVisitorParams {
    pub clinic_id: uuid::Uuid,
    pub visitor_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockHoldParams {
    pub id: uuid::Uuid,
    pub visitor_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct GetHoldParams {
    pub id: uuid::Uuid,
    pub visitor_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct HoldTermsParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct HeldOfDayParams {
    pub besides: Option<uuid::Uuid>,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct HeldElsewhereParams<T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>> {
    pub visitor_id: uuid::Uuid,
    pub besides: Option<uuid::Uuid>,
    pub networks: T2,
}
#[derive(Debug)]
pub struct InsertHoldParams<
    T1: crate::StringSql,
    T2: crate::BytesSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub slot_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: T1,
    pub hold_expires_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub visitor_id: uuid::Uuid,
    pub held_from: Option<T2>,
    pub visit_type_id: Option<uuid::Uuid>,
    pub event_id: uuid::Uuid,
    pub actor_role: T3,
    pub audit_id: uuid::Uuid,
    pub actor_id: T4,
}
#[derive(Clone, Copy, Debug)]
pub struct ExtendHoldParams {
    pub hold_expires_at: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct IsPatientOfParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub require_account_id: Option<uuid::Uuid>,
}
#[derive(Debug)]
pub struct UpcomingOfParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub account_id: Option<uuid::Uuid>,
    pub now: jiff::Timestamp,
    pub email_index: Option<T1>,
    pub phone_index: Option<T2>,
    pub clinic_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertPatientOfHoldParams<
    T1: crate::BytesSql,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
    T6: crate::BytesSql,
    T7: crate::ArraySql<Item = i32>,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub account_id: Option<uuid::Uuid>,
    pub name: T1,
    pub phone: T2,
    pub email: T3,
    pub birth_date: T4,
    pub phone_index: Option<T5>,
    pub email_index: Option<T6>,
    pub now: jiff::Timestamp,
    pub tokens: T7,
}
#[derive(Debug)]
pub struct SetPatientOfHoldParams<T1: crate::BytesSql> {
    pub patient_id: uuid::Uuid,
    pub reason: T1,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct BookBatch {
    pub ord: i64,
    pub verdict: String,
    pub clinic_id: Option<uuid::Uuid>,
    pub doctor_id: Option<uuid::Uuid>,
    pub starts_at: Option<jiff::Timestamp>,
    pub ends_at: Option<jiff::Timestamp>,
    pub time_zone: Option<String>,
    pub mode: Option<String>,
    pub visit_type_id: Option<uuid::Uuid>,
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub is_overruled: bool,
    pub merged_into: Option<uuid::Uuid>,
    pub replay_hash: Option<Vec<u8>>,
    pub replay_result: Option<Vec<u8>>,
}
pub struct BookBatchBorrowed<'a> {
    pub ord: i64,
    pub verdict: &'a str,
    pub clinic_id: Option<uuid::Uuid>,
    pub doctor_id: Option<uuid::Uuid>,
    pub starts_at: Option<jiff::Timestamp>,
    pub ends_at: Option<jiff::Timestamp>,
    pub time_zone: Option<&'a str>,
    pub mode: Option<&'a str>,
    pub visit_type_id: Option<uuid::Uuid>,
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub is_overruled: bool,
    pub merged_into: Option<uuid::Uuid>,
    pub replay_hash: Option<&'a [u8]>,
    pub replay_result: Option<&'a [u8]>,
}
impl<'a> From<BookBatchBorrowed<'a>> for BookBatch {
    fn from(
        BookBatchBorrowed {
            ord,
            verdict,
            clinic_id,
            doctor_id,
            starts_at,
            ends_at,
            time_zone,
            mode,
            visit_type_id,
            hold_expires_at,
            is_overruled,
            merged_into,
            replay_hash,
            replay_result,
        }: BookBatchBorrowed<'a>,
    ) -> Self {
        Self {
            ord,
            verdict: verdict.into(),
            clinic_id,
            doctor_id,
            starts_at,
            ends_at,
            time_zone: time_zone.map(|v| v.into()),
            mode: mode.map(|v| v.into()),
            visit_type_id,
            hold_expires_at,
            is_overruled,
            merged_into,
            replay_hash: replay_hash.map(|v| v.into()),
            replay_result: replay_result.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Appointment {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub patient_id: Option<uuid::Uuid>,
    pub slot_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub time_zone: String,
    pub status: String,
    pub mode: String,
    pub reason: Vec<u8>,
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub checked_in_at: Option<jiff::Timestamp>,
    pub cancel_reason: Vec<u8>,
    pub version: i32,
    pub booked_at: jiff::Timestamp,
    pub visit_type_id: Option<uuid::Uuid>,
    pub is_overruled: bool,
    pub patient_account_id: Option<uuid::Uuid>,
}
pub struct AppointmentBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub patient_id: Option<uuid::Uuid>,
    pub slot_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub time_zone: &'a str,
    pub status: &'a str,
    pub mode: &'a str,
    pub reason: &'a [u8],
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub checked_in_at: Option<jiff::Timestamp>,
    pub cancel_reason: &'a [u8],
    pub version: i32,
    pub booked_at: jiff::Timestamp,
    pub visit_type_id: Option<uuid::Uuid>,
    pub is_overruled: bool,
    pub patient_account_id: Option<uuid::Uuid>,
}
impl<'a> From<AppointmentBorrowed<'a>> for Appointment {
    fn from(
        AppointmentBorrowed {
            clinic_id,
            id,
            doctor_id,
            patient_id,
            slot_id,
            starts_at,
            ends_at,
            time_zone,
            status,
            mode,
            reason,
            hold_expires_at,
            checked_in_at,
            cancel_reason,
            version,
            booked_at,
            visit_type_id,
            is_overruled,
            patient_account_id,
        }: AppointmentBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            doctor_id,
            patient_id,
            slot_id,
            starts_at,
            ends_at,
            time_zone: time_zone.into(),
            status: status.into(),
            mode: mode.into(),
            reason: reason.into(),
            hold_expires_at,
            checked_in_at,
            cancel_reason: cancel_reason.into(),
            version,
            booked_at,
            visit_type_id,
            is_overruled,
            patient_account_id,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Figures {
    pub day: Option<jiff::civil::Date>,
    pub doctor_id: Option<uuid::Uuid>,
    pub is_total: bool,
    pub booked: i64,
    pub completed: i64,
    pub no_shows: i64,
    pub cancelled: i64,
    pub free_slots: i64,
    pub median_lead_secs: Option<i64>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub id: uuid::Uuid,
    pub clinic_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub time_zone: String,
    pub cause: String,
    pub since: jiff::Timestamp,
    pub taken_by: Vec<String>,
    pub state: String,
    pub kept_at: Option<jiff::Timestamp>,
    pub kept_reason: Vec<u8>,
    pub kept_by_role: String,
    pub kept_by_id: String,
    pub outcome: Option<String>,
    pub mode: String,
    pub version: i32,
    pub patient_id: Option<uuid::Uuid>,
    pub patient_name: Option<Vec<u8>>,
    pub doctor_name: String,
}
pub struct ConflictBorrowed<'a> {
    pub id: uuid::Uuid,
    pub clinic_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub time_zone: &'a str,
    pub cause: &'a str,
    pub since: jiff::Timestamp,
    pub taken_by: crate::ArrayIterator<'a, &'a str>,
    pub state: &'a str,
    pub kept_at: Option<jiff::Timestamp>,
    pub kept_reason: &'a [u8],
    pub kept_by_role: &'a str,
    pub kept_by_id: &'a str,
    pub outcome: Option<&'a str>,
    pub mode: &'a str,
    pub version: i32,
    pub patient_id: Option<uuid::Uuid>,
    pub patient_name: Option<&'a [u8]>,
    pub doctor_name: &'a str,
}
impl<'a> From<ConflictBorrowed<'a>> for Conflict {
    fn from(
        ConflictBorrowed {
            id,
            clinic_id,
            appointment_id,
            doctor_id,
            starts_at,
            ends_at,
            time_zone,
            cause,
            since,
            taken_by,
            state,
            kept_at,
            kept_reason,
            kept_by_role,
            kept_by_id,
            outcome,
            mode,
            version,
            patient_id,
            patient_name,
            doctor_name,
        }: ConflictBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            clinic_id,
            appointment_id,
            doctor_id,
            starts_at,
            ends_at,
            time_zone: time_zone.into(),
            cause: cause.into(),
            since,
            taken_by: taken_by.map(|v| v.into()).collect(),
            state: state.into(),
            kept_at,
            kept_reason: kept_reason.into(),
            kept_by_role: kept_by_role.into(),
            kept_by_id: kept_by_id.into(),
            outcome: outcome.map(|v| v.into()),
            mode: mode.into(),
            version,
            patient_id,
            patient_name: patient_name.map(|v| v.into()),
            doctor_name: doctor_name.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Alternatives {
    pub appointment_id: uuid::Uuid,
    pub slot_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub doctor_name: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
}
pub struct AlternativesBorrowed<'a> {
    pub appointment_id: uuid::Uuid,
    pub slot_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub doctor_name: &'a str,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
}
impl<'a> From<AlternativesBorrowed<'a>> for Alternatives {
    fn from(
        AlternativesBorrowed {
            appointment_id,
            slot_id,
            doctor_id,
            doctor_name,
            starts_at,
            ends_at,
            mode,
        }: AlternativesBorrowed<'a>,
    ) -> Self {
        Self {
            appointment_id,
            slot_id,
            doctor_id,
            doctor_name: doctor_name.into(),
            starts_at,
            ends_at,
            mode: mode.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockSlots {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
    pub serves: i64,
    pub is_booked: bool,
    pub is_withdrawn: bool,
    pub version: i32,
    pub kept_until: Option<jiff::Timestamp>,
    pub notice_minutes: i32,
    pub offered_until: Option<jiff::Timestamp>,
}
pub struct LockSlotsBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
    pub serves: i64,
    pub is_booked: bool,
    pub is_withdrawn: bool,
    pub version: i32,
    pub kept_until: Option<jiff::Timestamp>,
    pub notice_minutes: i32,
    pub offered_until: Option<jiff::Timestamp>,
}
impl<'a> From<LockSlotsBorrowed<'a>> for LockSlots {
    fn from(
        LockSlotsBorrowed {
            clinic_id,
            id,
            doctor_id,
            starts_at,
            ends_at,
            mode,
            serves,
            is_booked,
            is_withdrawn,
            version,
            kept_until,
            notice_minutes,
            offered_until,
        }: LockSlotsBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            doctor_id,
            starts_at,
            ends_at,
            mode: mode.into(),
            serves,
            is_booked,
            is_withdrawn,
            version,
            kept_until,
            notice_minutes,
            offered_until,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct VisitType {
    pub id: uuid::Uuid,
    pub bit: i64,
    pub mode: Option<String>,
    pub booked_by: String,
    pub min_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub is_retired: bool,
}
pub struct VisitTypeBorrowed<'a> {
    pub id: uuid::Uuid,
    pub bit: i64,
    pub mode: Option<&'a str>,
    pub booked_by: &'a str,
    pub min_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub is_retired: bool,
}
impl<'a> From<VisitTypeBorrowed<'a>> for VisitType {
    fn from(
        VisitTypeBorrowed {
            id,
            bit,
            mode,
            booked_by,
            min_notice_minutes,
            hold_minutes,
            is_retired,
        }: VisitTypeBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            bit,
            mode: mode.map(|v| v.into()),
            booked_by: booked_by.into(),
            min_notice_minutes,
            hold_minutes,
            is_retired,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ReleaseSlot {
    pub freed: i64,
    pub removed: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeUnblockedSlots {
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
    pub serves: i64,
}
pub struct TakeUnblockedSlotsBorrowed<'a> {
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
    pub serves: i64,
}
impl<'a> From<TakeUnblockedSlotsBorrowed<'a>> for TakeUnblockedSlots {
    fn from(
        TakeUnblockedSlotsBorrowed { starts_at, ends_at, mode, serves }: TakeUnblockedSlotsBorrowed<'a>,
    ) -> Self {
        Self { starts_at, ends_at, mode: mode.into(), serves }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct OverridesOf {
    pub id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub rules: Vec<String>,
    pub reason: Vec<u8>,
    pub made_by_role: String,
    pub made_by_id: String,
    pub made_at: jiff::Timestamp,
}
pub struct OverridesOfBorrowed<'a> {
    pub id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub rules: crate::ArrayIterator<'a, &'a str>,
    pub reason: &'a [u8],
    pub made_by_role: &'a str,
    pub made_by_id: &'a str,
    pub made_at: jiff::Timestamp,
}
impl<'a> From<OverridesOfBorrowed<'a>> for OverridesOf {
    fn from(
        OverridesOfBorrowed {
            id,
            appointment_id,
            rules,
            reason,
            made_by_role,
            made_by_id,
            made_at,
        }: OverridesOfBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            appointment_id,
            rules: rules.map(|v| v.into()).collect(),
            reason: reason.into(),
            made_by_role: made_by_role.into(),
            made_by_id: made_by_id.into(),
            made_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct CountedBy {
    pub account_id: Option<uuid::Uuid>,
    pub email_index: Option<Vec<u8>>,
    pub phone_index: Option<Vec<u8>>,
}
pub struct CountedByBorrowed<'a> {
    pub account_id: Option<uuid::Uuid>,
    pub email_index: Option<&'a [u8]>,
    pub phone_index: Option<&'a [u8]>,
}
impl<'a> From<CountedByBorrowed<'a>> for CountedBy {
    fn from(CountedByBorrowed { account_id, email_index, phone_index }: CountedByBorrowed<'a>) -> Self {
        Self {
            account_id,
            email_index: email_index.map(|v| v.into()),
            phone_index: phone_index.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct GuestPolicy {
    pub guests_allowed: bool,
    pub guests_give: String,
}
pub struct GuestPolicyBorrowed<'a> {
    pub guests_allowed: bool,
    pub guests_give: &'a str,
}
impl<'a> From<GuestPolicyBorrowed<'a>> for GuestPolicy {
    fn from(GuestPolicyBorrowed { guests_allowed, guests_give }: GuestPolicyBorrowed<'a>) -> Self {
        Self { guests_allowed, guests_give: guests_give.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct SlotToHold {
    pub doctor_id: uuid::Uuid,
    pub hold_minutes: i32,
    pub hold_extensions: i32,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct HoldTerms {
    pub extensions: i32,
    pub hold_minutes: i32,
    pub hold_extensions: i32,
    pub slot_version: Option<i32>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct HeldOfDay {
    pub expired_holds: i32,
    pub slots_of_day: i64,
    pub held_of_day: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct HeldElsewhere {
    pub of_visitor: i64,
    pub of_networks: Vec<i64>,
}
pub struct HeldElsewhereBorrowed<'a> {
    pub of_visitor: i64,
    pub of_networks: crate::ArrayIterator<'a, i64>,
}
impl<'a> From<HeldElsewhereBorrowed<'a>> for HeldElsewhere {
    fn from(HeldElsewhereBorrowed { of_visitor, of_networks }: HeldElsewhereBorrowed<'a>) -> Self {
        Self { of_visitor, of_networks: of_networks.map(|v| v).collect() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct UpcomingOf {
    pub max_upcoming: i32,
    pub of_account: i64,
    pub of_contact: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BookBatchQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<BookBatchBorrowed, tokio_postgres::Error>,
    mapper: fn(BookBatchBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BookBatchQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(BookBatchBorrowed) -> R) -> BookBatchQuery<'c, 'a, 's, C, R, N> {
        BookBatchQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct OptionuuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<uuid::Uuid>, tokio_postgres::Error>,
    mapper: fn(Option<uuid::Uuid>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionuuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<uuid::Uuid>) -> R) -> OptionuuidUuidQuery<'c, 'a, 's, C, R, N> {
        OptionuuidUuidQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct AppointmentQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AppointmentBorrowed, tokio_postgres::Error>,
    mapper: fn(AppointmentBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AppointmentQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AppointmentBorrowed) -> R) -> AppointmentQuery<'c, 'a, 's, C, R, N> {
        AppointmentQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct OptionjiffTimestampQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<jiff::Timestamp>, tokio_postgres::Error>,
    mapper: fn(Option<jiff::Timestamp>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionjiffTimestampQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(Option<jiff::Timestamp>) -> R,
    ) -> OptionjiffTimestampQuery<'c, 'a, 's, C, R, N> {
        OptionjiffTimestampQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct FiguresQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Figures, tokio_postgres::Error>,
    mapper: fn(Figures) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FiguresQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Figures) -> R) -> FiguresQuery<'c, 'a, 's, C, R, N> {
        FiguresQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct ConflictQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ConflictBorrowed, tokio_postgres::Error>,
    mapper: fn(ConflictBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ConflictQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ConflictBorrowed) -> R) -> ConflictQuery<'c, 'a, 's, C, R, N> {
        ConflictQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct AlternativesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AlternativesBorrowed, tokio_postgres::Error>,
    mapper: fn(AlternativesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AlternativesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AlternativesBorrowed) -> R) -> AlternativesQuery<'c, 'a, 's, C, R, N> {
        AlternativesQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct LockSlotsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockSlotsBorrowed, tokio_postgres::Error>,
    mapper: fn(LockSlotsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockSlotsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockSlotsBorrowed) -> R) -> LockSlotsQuery<'c, 'a, 's, C, R, N> {
        LockSlotsQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct VisitTypeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<VisitTypeBorrowed, tokio_postgres::Error>,
    mapper: fn(VisitTypeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> VisitTypeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(VisitTypeBorrowed) -> R) -> VisitTypeQuery<'c, 'a, 's, C, R, N> {
        VisitTypeQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct ReleaseSlotQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReleaseSlot, tokio_postgres::Error>,
    mapper: fn(ReleaseSlot) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReleaseSlotQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReleaseSlot) -> R) -> ReleaseSlotQuery<'c, 'a, 's, C, R, N> {
        ReleaseSlotQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct JiffTimestampQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<jiff::Timestamp, tokio_postgres::Error>,
    mapper: fn(jiff::Timestamp) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> JiffTimestampQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(jiff::Timestamp) -> R) -> JiffTimestampQuery<'c, 'a, 's, C, R, N> {
        JiffTimestampQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct TakeUnblockedSlotsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeUnblockedSlotsBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeUnblockedSlotsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeUnblockedSlotsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeUnblockedSlotsBorrowed) -> R,
    ) -> TakeUnblockedSlotsQuery<'c, 'a, 's, C, R, N> {
        TakeUnblockedSlotsQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct OverridesOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OverridesOfBorrowed, tokio_postgres::Error>,
    mapper: fn(OverridesOfBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OverridesOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OverridesOfBorrowed) -> R) -> OverridesOfQuery<'c, 'a, 's, C, R, N> {
        OverridesOfQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct CountedByQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountedByBorrowed, tokio_postgres::Error>,
    mapper: fn(CountedByBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountedByQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountedByBorrowed) -> R) -> CountedByQuery<'c, 'a, 's, C, R, N> {
        CountedByQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct I32Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i32, tokio_postgres::Error>,
    mapper: fn(i32) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I32Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i32) -> R) -> I32Query<'c, 'a, 's, C, R, N> {
        I32Query {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct GuestPolicyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<GuestPolicyBorrowed, tokio_postgres::Error>,
    mapper: fn(GuestPolicyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> GuestPolicyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(GuestPolicyBorrowed) -> R) -> GuestPolicyQuery<'c, 'a, 's, C, R, N> {
        GuestPolicyQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct SlotToHoldQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SlotToHold, tokio_postgres::Error>,
    mapper: fn(SlotToHold) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SlotToHoldQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SlotToHold) -> R) -> SlotToHoldQuery<'c, 'a, 's, C, R, N> {
        SlotToHoldQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct HoldTermsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HoldTerms, tokio_postgres::Error>,
    mapper: fn(HoldTerms) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HoldTermsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HoldTerms) -> R) -> HoldTermsQuery<'c, 'a, 's, C, R, N> {
        HoldTermsQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct HeldOfDayQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HeldOfDay, tokio_postgres::Error>,
    mapper: fn(HeldOfDay) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HeldOfDayQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HeldOfDay) -> R) -> HeldOfDayQuery<'c, 'a, 's, C, R, N> {
        HeldOfDayQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct HeldElsewhereQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HeldElsewhereBorrowed, tokio_postgres::Error>,
    mapper: fn(HeldElsewhereBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HeldElsewhereQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HeldElsewhereBorrowed) -> R) -> HeldElsewhereQuery<'c, 'a, 's, C, R, N> {
        HeldElsewhereQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct UpcomingOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<UpcomingOf, tokio_postgres::Error>,
    mapper: fn(UpcomingOf) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UpcomingOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(UpcomingOf) -> R) -> UpcomingOfQuery<'c, 'a, 's, C, R, N> {
        UpcomingOfQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct BookBatchStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn book_batch() -> BookBatchStmt {
    BookBatchStmt(
        "/*book_batch*/ WITH req AS MATERIALIZED ( SELECT r.*, k.request_hash AS replay_hash, k.result AS replay_result FROM unnest( $1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[], $12::uuid[], $13::uuid[], $14::text[], $15::uuid[], $16::bytea[], $17::bool[], $18::bool[], $19::text[], $20::text[], $21::uuid[], $22::uuid[], $23::text[], $24::text[], $25::text[], $26::bytea[], $27::text[], $28::uuid[], $29::bytea[] ) WITH ORDINALITY AS r ( slot_id, clinic_id, expected_version, appointment_id, patient_id, patient_name, patient_phone, patient_email, birth_date, phone_index, email_index, patient_account_id, require_account_id, given_mode, given_type_id, reason, hold, notice_exempt, actor_role, actor_id, event_id, audit_id, idem_caller, idem_route, idem_key, idem_hash, traceparent, override_id, override_reason, ord) LEFT JOIN idempotency_keys k ON k.caller = r.idem_caller AND k.route = r.idem_route AND k.key = r.idem_key ), locked AS MATERIALIZED ( SELECT r.*, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.serves, s.is_booked, s.is_withdrawn, s.version, s.expired_holds, seen.version AS seen_version FROM req r JOIN slots s ON s.clinic_id = r.clinic_id AND s.id = r.slot_id JOIN slots seen ON seen.clinic_id = s.clinic_id AND seen.id = s.id WHERE r.replay_hash IS NULL AND (s.kept_until IS NULL OR r.notice_exempt AND r.actor_role <> 'integrator' AND (s.is_booked OR s.kept_until > $30::timestamptz)) ORDER BY s.id FOR NO KEY UPDATE OF s ), judged AS MATERIALIZED ( SELECT l.*, c.time_zone, c.max_upcoming, v.id AS visit_type_id, p.merged_into, CASE WHEN l.hold THEN 'pending' ELSE 'confirmed' END AS status, CASE WHEN l.hold THEN $30::timestamptz + make_interval(mins => coalesce(v.hold_minutes, c.hold_minutes)) END AS hold_expires_at, coalesce(l.require_account_id, CASE WHEN l.override_id IS NOT NULL THEN p.account_id END) AS counted_account, CASE WHEN rule.counts_contact THEN coalesce(l.email_index, p.email_index) END AS counted_email, CASE WHEN rule.counts_contact THEN coalesce(l.phone_index, p.phone_index) END AS counted_phone, CASE WHEN l.override_id IS NOT NULL THEN array_remove(ARRAY [ CASE WHEN rule.is_near THEN 'notice' END, CASE WHEN rule.is_far THEN 'horizon' END, CASE WHEN rule.misses_type OR rule.is_other_type THEN 'visit_type' END, CASE WHEN rule.is_stranger THEN 'known_patients' END], NULL) END AS overruled, CASE WHEN l.version <> l.seen_version THEN 'again' WHEN l.is_booked OR l.is_withdrawn THEN 'slot-taken' WHEN l.version <> l.expected_version THEN 'version-mismatch' WHEN l.ends_at <= $30 THEN 'slot-past' WHEN NOT l.notice_exempt AND rule.is_near THEN CASE WHEN l.starts_at <= $30 THEN 'slot-past' ELSE 'slot-notice' END WHEN NOT l.notice_exempt AND rule.is_far THEN 'slot-horizon' WHEN l.mode <> l.given_mode THEN 'mode-mismatch' WHEN v.id IS NULL AND l.given_type_id IS NOT NULL OR v.booked_by = 'desk' AND NOT l.notice_exempt THEN CASE WHEN l.given_type_id IS NULL THEN 'type-other' ELSE 'type-unknown' END WHEN l.override_id IS NULL AND rule.misses_type THEN 'type-missing' WHEN l.override_id IS NULL AND rule.is_other_type THEN 'type-other' WHEN l.patient_name IS NULL AND p.id IS NULL THEN 'patient-unknown' WHEN p.merged_into IS NOT NULL THEN 'patient-merged' WHEN NOT l.notice_exempt AND rule.is_stranger THEN 'type-known-only' WHEN l.actor_role = 'anonymous' AND NOT c.guests_allowed THEN 'no-guests' WHEN l.actor_role = 'anonymous' AND c.guests_give <> 'nothing' AND NOT CASE c.guests_give WHEN 'phone' THEN l.patient_phone <> '' WHEN 'email' THEN l.patient_email <> '' WHEN 'either' THEN l.patient_phone <> '' OR l.patient_email <> '' ELSE l.patient_phone <> '' AND l.patient_email <> '' END THEN 'give-' || c.guests_give WHEN l.hold AND l.actor_role = 'anonymous' AND l.expired_holds >= $31::int THEN 'held-too-often' WHEN l.hold AND l.actor_role = 'anonymous' AND (SELECT count(*) FROM appointments a WHERE a.clinic_id = l.clinic_id AND a.doctor_id = l.doctor_id AND a.status = 'pending' AND a.starts_at > l.starts_at - interval '25 hours' AND a.starts_at < l.starts_at + interval '25 hours' AND date_trunc('day', a.starts_at, c.time_zone) = date_trunc('day', l.starts_at, c.time_zone)) + (SELECT count(*) FROM locked other WHERE other.hold AND other.actor_role = 'anonymous' AND other.doctor_id = l.doctor_id AND date_trunc('day', other.starts_at, c.time_zone) = date_trunc('day', l.starts_at, c.time_zone) AND other.ord < l.ord) >= greatest(2, (SELECT count(*) FROM slots day WHERE day.clinic_id = l.clinic_id AND day.doctor_id = l.doctor_id AND day.starts_at > l.starts_at - interval '25 hours' AND day.starts_at < l.starts_at + interval '25 hours' AND date_trunc('day', day.starts_at, c.time_zone) = date_trunc('day', l.starts_at, c.time_zone)) * $32::int / 100) THEN 'too-many-holds' ELSE 'booked' END AS verdict FROM locked l JOIN clinics c ON c.id = l.clinic_id LEFT JOIN visit_types v ON v.clinic_id = l.clinic_id AND v.retired_at IS NULL AND CASE WHEN l.given_type_id IS NULL THEN v.bit = l.serves ELSE v.id = l.given_type_id END LEFT JOIN patients p ON p.clinic_id = l.clinic_id AND p.id = l.patient_id AND p.erased_at IS NULL AND (l.require_account_id IS NULL OR p.account_id = l.require_account_id) CROSS JOIN LATERAL (SELECT l.starts_at < $30::timestamptz + make_interval(mins => coalesce(v.min_notice_minutes, notice_for(l.require_account_id IS NOT NULL, c.min_notice_minutes, c.account_notice_minutes))) AS is_near, l.starts_at >= horizon_of(c.horizon_days, c.time_zone, $30) AS is_far, v.id IS NULL AND l.serves >= 0 AS misses_type, l.serves & v.bit = 0 OR l.mode <> v.mode AS is_other_type, v.booked_by = 'known_patients' AND NOT has_been_here(l.clinic_id, p.id, $30) AS is_stranger, l.actor_role = 'anonymous' OR l.override_id IS NOT NULL AND p.account_id IS NULL AS counts_contact ) rule ), booked AS MATERIALIZED ( SELECT j.*, CASE WHEN rule.has_too_many THEN array_append(j.overruled, 'upcoming') ELSE j.overruled END AS went_past FROM judged j CROSS JOIN LATERAL (SELECT j.counted_account IS NOT NULL AND j.max_upcoming <= (SELECT count(*) FROM patients own JOIN appointments a ON a.clinic_id = own.clinic_id AND a.patient_id = own.id WHERE own.account_id = j.counted_account AND own.clinic_id = j.clinic_id AND a.status IN ('pending', 'confirmed') AND a.ends_at > $30) + (SELECT count(*) FROM judged other WHERE other.counted_account = j.counted_account AND other.clinic_id = j.clinic_id AND other.verdict = 'booked' AND other.ord < j.ord) OR num_nonnulls(j.counted_email, j.counted_phone) > 0 AND j.max_upcoming <= (SELECT count(*) FROM patients same JOIN appointments a ON a.clinic_id = same.clinic_id AND a.patient_id = same.id WHERE same.clinic_id = j.clinic_id AND (same.email_index = j.counted_email OR same.phone_index = j.counted_phone) AND a.status IN ('pending', 'confirmed') AND a.ends_at > $30) + (SELECT count(*) FROM judged other WHERE other.clinic_id = j.clinic_id AND (other.counted_email = j.counted_email OR other.counted_phone = j.counted_phone) AND other.verdict = 'booked' AND other.ord < j.ord) AS has_too_many ) rule WHERE j.verdict = 'booked' AND (j.override_id IS NOT NULL OR NOT rule.has_too_many) ), new_patients AS ( INSERT INTO patients (clinic_id, id, account_id, name, phone, email, birth_date, phone_index, email_index, created_at) SELECT b.clinic_id, b.patient_id, b.patient_account_id, b.patient_name, b.patient_phone, b.patient_email, b.birth_date, b.phone_index, b.email_index, $30 FROM booked b WHERE b.patient_name IS NOT NULL ), named AS ( INSERT INTO patient_name_tokens (clinic_id, token, patient_id) SELECT b.clinic_id, t.token, b.patient_id FROM unnest($33::uuid[], $34::int[]) AS t (patient_id, token) JOIN booked b ON b.patient_id = t.patient_id ), written AS ( INSERT INTO appointments (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, visit_type_id, reason, hold_expires_at, booked_at, is_overruled) SELECT b.clinic_id, b.appointment_id, b.doctor_id, b.patient_id, b.slot_id, b.starts_at, b.ends_at, b.status, b.mode, b.visit_type_id, b.reason, b.hold_expires_at, $30, coalesce(cardinality(b.went_past) > 0, false) FROM booked b ), taken AS ( UPDATE slots s SET is_booked = true, version = s.version + 1 FROM booked b WHERE s.clinic_id = b.clinic_id AND s.id = b.slot_id ), no_longer_open AS ( DELETE FROM open_slots o USING booked b WHERE o.clinic_id = b.clinic_id AND o.starts_at = b.starts_at AND o.slot_id = b.slot_id ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role, data) SELECT b.clinic_id, b.event_id, 'holdfast.appointment.created', b.appointment_id, 1, b.doctor_id, b.slot_id, $30, b.actor_role, CASE WHEN b.traceparent <> '' THEN jsonb_build_object('traceparent', b.traceparent) END FROM booked b ), noted AS ( INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id) SELECT b.clinic_id, b.audit_id, $30, b.actor_role, b.actor_id, 'appointment.book', b.appointment_id, 1, NULL, b.status, b.patient_id FROM booked b UNION ALL SELECT b.clinic_id, o.id, $30, b.actor_role, b.actor_id, 'override.' || o.rule, b.appointment_id, 1, NULL, NULL, b.patient_id FROM unnest($35::uuid[], $36::text[], $37::uuid[]) AS o (appointment_id, rule, id) JOIN booked b ON b.appointment_id = o.appointment_id AND o.rule = ANY (b.went_past) ), overruled AS ( INSERT INTO overrides (clinic_id, id, appointment_id, version, rules, reason, made_by_role, made_by_id, made_at) SELECT b.clinic_id, b.override_id, b.appointment_id, 1, b.went_past, b.override_reason, b.actor_role, b.actor_id, $30 FROM booked b WHERE cardinality(b.went_past) > 0 ), remembered AS ( INSERT INTO idempotency_keys (caller, route, key, request_hash, result, appointment_id, created_at) SELECT b.idem_caller, b.idem_route, b.idem_key, b.idem_hash, convert_to(json_build_object( 'clinic_id', b.clinic_id, 'id', b.appointment_id, 'doctor_id', b.doctor_id, 'patient_id', b.patient_id, 'slot_id', b.slot_id, 'starts_at', b.starts_at, 'ends_at', b.ends_at, 'time_zone', b.time_zone, 'status', b.status, 'mode', b.mode, 'visit_type_id', b.visit_type_id, 'reason', encode(b.reason, 'hex'), 'hold_expires_at', b.hold_expires_at, 'checked_in_at', NULL, 'cancel_reason', '', 'version', 1, 'booked_at', $30, 'is_overruled', coalesce(cardinality(b.went_past) > 0, false))::text, 'UTF8'), b.appointment_id, $30 FROM booked b WHERE b.idem_key IS NOT NULL ) SELECT j.ord, CASE WHEN j.verdict = 'booked' AND j.ord NOT IN (SELECT b.ord FROM booked b) THEN 'too-many' ELSE j.verdict END AS verdict, j.clinic_id, j.doctor_id, j.starts_at, j.ends_at, j.time_zone, j.mode, j.visit_type_id, j.hold_expires_at, j.override_id IS NOT NULL AND EXISTS (SELECT FROM booked b WHERE b.ord = j.ord AND cardinality(b.went_past) > 0) AS is_overruled, j.merged_into, j.replay_hash, j.replay_result FROM judged j UNION ALL SELECT r.ord, 'replay', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, r.replay_hash, r.replay_result FROM req r WHERE r.replay_hash IS NOT NULL",
        None,
    )
}
impl BookBatchStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::ArraySql<Item = Option<i32>>,
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::BytesSql,
        T7: crate::ArraySql<Item = Option<T6>>,
        T8: crate::BytesSql,
        T9: crate::ArraySql<Item = T8>,
        T10: crate::BytesSql,
        T11: crate::ArraySql<Item = T10>,
        T12: crate::BytesSql,
        T13: crate::ArraySql<Item = T12>,
        T14: crate::BytesSql,
        T15: crate::ArraySql<Item = Option<T14>>,
        T16: crate::BytesSql,
        T17: crate::ArraySql<Item = Option<T16>>,
        T18: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T19: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T20: crate::StringSql,
        T21: crate::ArraySql<Item = Option<T20>>,
        T22: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T23: crate::BytesSql,
        T24: crate::ArraySql<Item = T23>,
        T25: crate::ArraySql<Item = bool>,
        T26: crate::ArraySql<Item = bool>,
        T27: crate::StringSql,
        T28: crate::ArraySql<Item = T27>,
        T29: crate::StringSql,
        T30: crate::ArraySql<Item = T29>,
        T31: crate::ArraySql<Item = uuid::Uuid>,
        T32: crate::ArraySql<Item = uuid::Uuid>,
        T33: crate::StringSql,
        T34: crate::ArraySql<Item = Option<T33>>,
        T35: crate::StringSql,
        T36: crate::ArraySql<Item = Option<T35>>,
        T37: crate::StringSql,
        T38: crate::ArraySql<Item = Option<T37>>,
        T39: crate::BytesSql,
        T40: crate::ArraySql<Item = Option<T39>>,
        T41: crate::StringSql,
        T42: crate::ArraySql<Item = Option<T41>>,
        T43: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T44: crate::BytesSql,
        T45: crate::ArraySql<Item = T44>,
        T46: crate::ArraySql<Item = uuid::Uuid>,
        T47: crate::ArraySql<Item = i32>,
        T48: crate::ArraySql<Item = uuid::Uuid>,
        T49: crate::StringSql,
        T50: crate::ArraySql<Item = T49>,
        T51: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        slot_ids: &'a T1,
        clinic_ids: &'a T2,
        expected_versions: &'a T3,
        appointment_ids: &'a T4,
        patient_ids: &'a T5,
        patient_names: &'a T7,
        patient_phones: &'a T9,
        patient_emails: &'a T11,
        birth_dates: &'a T13,
        phone_indexes: &'a T15,
        email_indexes: &'a T17,
        patient_account_ids: &'a T18,
        require_account_ids: &'a T19,
        modes: &'a T21,
        visit_type_ids: &'a T22,
        reasons: &'a T24,
        holds: &'a T25,
        notice_exempt: &'a T26,
        actor_roles: &'a T28,
        actor_ids: &'a T30,
        event_ids: &'a T31,
        audit_ids: &'a T32,
        idem_callers: &'a T34,
        idem_routes: &'a T36,
        idem_keys: &'a T38,
        idem_hashes: &'a T40,
        traceparents: &'a T42,
        override_ids: &'a T43,
        override_reasons: &'a T45,
        now: &'a jiff::Timestamp,
        holds_per_slot: &'a i32,
        hold_share_percent: &'a i32,
        token_patient_ids: &'a T46,
        tokens: &'a T47,
        override_appointment_ids: &'a T48,
        override_rules: &'a T50,
        override_audit_ids: &'a T51,
    ) -> BookBatchQuery<'c, 'a, 's, C, BookBatch, 37> {
        BookBatchQuery {
            client,
            params: [
                slot_ids,
                clinic_ids,
                expected_versions,
                appointment_ids,
                patient_ids,
                patient_names,
                patient_phones,
                patient_emails,
                birth_dates,
                phone_indexes,
                email_indexes,
                patient_account_ids,
                require_account_ids,
                modes,
                visit_type_ids,
                reasons,
                holds,
                notice_exempt,
                actor_roles,
                actor_ids,
                event_ids,
                audit_ids,
                idem_callers,
                idem_routes,
                idem_keys,
                idem_hashes,
                traceparents,
                override_ids,
                override_reasons,
                now,
                holds_per_slot,
                hold_share_percent,
                token_patient_ids,
                tokens,
                override_appointment_ids,
                override_rules,
                override_audit_ids,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BookBatchBorrowed, tokio_postgres::Error> {
                Ok(BookBatchBorrowed {
                    ord: row.try_get(0)?,
                    verdict: row.try_get(1)?,
                    clinic_id: row.try_get(2)?,
                    doctor_id: row.try_get(3)?,
                    starts_at: row.try_get(4)?,
                    ends_at: row.try_get(5)?,
                    time_zone: row.try_get(6)?,
                    mode: row.try_get(7)?,
                    visit_type_id: row.try_get(8)?,
                    hold_expires_at: row.try_get(9)?,
                    is_overruled: row.try_get(10)?,
                    merged_into: row.try_get(11)?,
                    replay_hash: row.try_get(12)?,
                    replay_result: row.try_get(13)?,
                })
            },
            mapper: |it| BookBatch::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = Option<i32>>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::BytesSql,
    T7: crate::ArraySql<Item = Option<T6>>,
    T8: crate::BytesSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::BytesSql,
    T11: crate::ArraySql<Item = T10>,
    T12: crate::BytesSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::BytesSql,
    T15: crate::ArraySql<Item = Option<T14>>,
    T16: crate::BytesSql,
    T17: crate::ArraySql<Item = Option<T16>>,
    T18: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T19: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T20: crate::StringSql,
    T21: crate::ArraySql<Item = Option<T20>>,
    T22: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T23: crate::BytesSql,
    T24: crate::ArraySql<Item = T23>,
    T25: crate::ArraySql<Item = bool>,
    T26: crate::ArraySql<Item = bool>,
    T27: crate::StringSql,
    T28: crate::ArraySql<Item = T27>,
    T29: crate::StringSql,
    T30: crate::ArraySql<Item = T29>,
    T31: crate::ArraySql<Item = uuid::Uuid>,
    T32: crate::ArraySql<Item = uuid::Uuid>,
    T33: crate::StringSql,
    T34: crate::ArraySql<Item = Option<T33>>,
    T35: crate::StringSql,
    T36: crate::ArraySql<Item = Option<T35>>,
    T37: crate::StringSql,
    T38: crate::ArraySql<Item = Option<T37>>,
    T39: crate::BytesSql,
    T40: crate::ArraySql<Item = Option<T39>>,
    T41: crate::StringSql,
    T42: crate::ArraySql<Item = Option<T41>>,
    T43: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T44: crate::BytesSql,
    T45: crate::ArraySql<Item = T44>,
    T46: crate::ArraySql<Item = uuid::Uuid>,
    T47: crate::ArraySql<Item = i32>,
    T48: crate::ArraySql<Item = uuid::Uuid>,
    T49: crate::StringSql,
    T50: crate::ArraySql<Item = T49>,
    T51: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        BookBatchParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
            T17,
            T18,
            T19,
            T20,
            T21,
            T22,
            T23,
            T24,
            T25,
            T26,
            T27,
            T28,
            T29,
            T30,
            T31,
            T32,
            T33,
            T34,
            T35,
            T36,
            T37,
            T38,
            T39,
            T40,
            T41,
            T42,
            T43,
            T44,
            T45,
            T46,
            T47,
            T48,
            T49,
            T50,
            T51,
        >,
        BookBatchQuery<'c, 'a, 's, C, BookBatch, 37>,
        C,
    > for BookBatchStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a BookBatchParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
            T17,
            T18,
            T19,
            T20,
            T21,
            T22,
            T23,
            T24,
            T25,
            T26,
            T27,
            T28,
            T29,
            T30,
            T31,
            T32,
            T33,
            T34,
            T35,
            T36,
            T37,
            T38,
            T39,
            T40,
            T41,
            T42,
            T43,
            T44,
            T45,
            T46,
            T47,
            T48,
            T49,
            T50,
            T51,
        >,
    ) -> BookBatchQuery<'c, 'a, 's, C, BookBatch, 37> {
        self.bind(
            client,
            &params.slot_ids,
            &params.clinic_ids,
            &params.expected_versions,
            &params.appointment_ids,
            &params.patient_ids,
            &params.patient_names,
            &params.patient_phones,
            &params.patient_emails,
            &params.birth_dates,
            &params.phone_indexes,
            &params.email_indexes,
            &params.patient_account_ids,
            &params.require_account_ids,
            &params.modes,
            &params.visit_type_ids,
            &params.reasons,
            &params.holds,
            &params.notice_exempt,
            &params.actor_roles,
            &params.actor_ids,
            &params.event_ids,
            &params.audit_ids,
            &params.idem_callers,
            &params.idem_routes,
            &params.idem_keys,
            &params.idem_hashes,
            &params.traceparents,
            &params.override_ids,
            &params.override_reasons,
            &params.now,
            &params.holds_per_slot,
            &params.hold_share_percent,
            &params.token_patient_ids,
            &params.tokens,
            &params.override_appointment_ids,
            &params.override_rules,
            &params.override_audit_ids,
        )
    }
}
pub struct ClinicOfSlotStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_of_slot() -> ClinicOfSlotStmt {
    ClinicOfSlotStmt("/*clinic_of_slot*/ SELECT clinic_of_slot($1) AS clinic_id", None)
}
impl ClinicOfSlotStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 1> {
        OptionuuidUuidQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct LockAppointmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_appointment() -> LockAppointmentStmt {
    LockAppointmentStmt(
        "/*lock_appointment*/ SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status, a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled, p.account_id AS patient_account_id FROM appointments a JOIN clinics c ON c.id = a.clinic_id LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id WHERE a.id = $1 FOR NO KEY UPDATE OF a",
        None,
    )
}
impl LockAppointmentStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 1> {
        AppointmentQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AppointmentBorrowed, tokio_postgres::Error> {
                Ok(AppointmentBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    patient_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                    starts_at: row.try_get(5)?,
                    ends_at: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    status: row.try_get(8)?,
                    mode: row.try_get(9)?,
                    reason: row.try_get(10)?,
                    hold_expires_at: row.try_get(11)?,
                    checked_in_at: row.try_get(12)?,
                    cancel_reason: row.try_get(13)?,
                    version: row.try_get(14)?,
                    booked_at: row.try_get(15)?,
                    visit_type_id: row.try_get(16)?,
                    is_overruled: row.try_get(17)?,
                    patient_account_id: row.try_get(18)?,
                })
            },
            mapper: |it| Appointment::from(it),
        }
    }
}
pub struct PatientIsErasedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn patient_is_erased() -> PatientIsErasedStmt {
    PatientIsErasedStmt(
        "/*patient_is_erased*/ SELECT p.erased_at IS NOT NULL AS erased FROM appointments a LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id WHERE a.clinic_id = $1 AND a.id = $2",
        None,
    )
}
impl PatientIsErasedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, PatientIsErasedParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for PatientIsErasedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PatientIsErasedParams,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct MarkedAtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn marked_at() -> MarkedAtStmt {
    MarkedAtStmt(
        "/*marked_at*/ SELECT a.marked_at FROM appointments a JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id AND p.erased_at IS NULL WHERE a.clinic_id = $1 AND a.id = $2",
        None,
    )
}
impl MarkedAtStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> OptionjiffTimestampQuery<'c, 'a, 's, C, Option<jiff::Timestamp>, 2> {
        OptionjiffTimestampQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        MarkedAtParams,
        OptionjiffTimestampQuery<'c, 'a, 's, C, Option<jiff::Timestamp>, 2>,
        C,
    > for MarkedAtStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a MarkedAtParams,
    ) -> OptionjiffTimestampQuery<'c, 'a, 's, C, Option<jiff::Timestamp>, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct GetAppointmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_appointment() -> GetAppointmentStmt {
    GetAppointmentStmt(
        "/*get_appointment*/ SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status, a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled, p.account_id AS patient_account_id FROM appointments a JOIN clinics c ON c.id = a.clinic_id LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id WHERE a.id = $1",
        None,
    )
}
impl GetAppointmentStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 1> {
        AppointmentQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AppointmentBorrowed, tokio_postgres::Error> {
                Ok(AppointmentBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    patient_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                    starts_at: row.try_get(5)?,
                    ends_at: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    status: row.try_get(8)?,
                    mode: row.try_get(9)?,
                    reason: row.try_get(10)?,
                    hold_expires_at: row.try_get(11)?,
                    checked_in_at: row.try_get(12)?,
                    cancel_reason: row.try_get(13)?,
                    version: row.try_get(14)?,
                    booked_at: row.try_get(15)?,
                    visit_type_id: row.try_get(16)?,
                    is_overruled: row.try_get(17)?,
                    patient_account_id: row.try_get(18)?,
                })
            },
            mapper: |it| Appointment::from(it),
        }
    }
}
pub struct FiguresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn figures() -> FiguresStmt {
    FiguresStmt(
        "/*figures*/ WITH counted AS ( SELECT CASE WHEN NOT $1 THEN (a.starts_at AT TIME ZONE c.time_zone)::date END AS day, CASE WHEN $1 THEN a.doctor_id END AS doctor_id, a.status, CASE WHEN a.status <> 'cancelled' THEN extract(epoch FROM a.starts_at - a.booked_at) END AS lead FROM appointments a JOIN clinics c ON c.id = a.clinic_id WHERE a.clinic_id = $2 AND a.starts_at >= $3 AND a.starts_at < $4 AND ($5::uuid IS NULL OR a.doctor_id = $5) AND (a.status <> 'cancelled' OR a.patient_id IS NOT NULL) UNION ALL SELECT CASE WHEN NOT $1 THEN (s.starts_at AT TIME ZONE c.time_zone)::date END, CASE WHEN $1 THEN s.doctor_id END, 'free', NULL FROM doctors d JOIN clinics c ON c.id = d.clinic_id JOIN slots s ON s.clinic_id = d.clinic_id AND s.doctor_id = d.id WHERE d.clinic_id = $2 AND NOT s.is_booked AND NOT s.is_withdrawn AND s.kept_until IS NULL AND s.starts_at >= $3 AND s.starts_at < $4 AND ($5::uuid IS NULL OR d.id = $5) ) SELECT day, doctor_id, grouping(day) = 1 AS is_total, count(*) FILTER (WHERE status NOT IN ('free', 'cancelled')) AS booked, count(*) FILTER (WHERE status = 'completed') AS completed, count(*) FILTER (WHERE status = 'no_show') AS no_shows, count(*) FILTER (WHERE status = 'cancelled') AS cancelled, count(*) FILTER (WHERE status = 'free') AS free_slots, (percentile_cont(0.5) WITHIN GROUP (ORDER BY lead))::bigint AS median_lead_secs FROM counted GROUP BY GROUPING SETS ((day, doctor_id), ()) ORDER BY is_total DESC, day, doctor_id LIMIT 2000",
        None,
    )
}
impl FiguresStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        by_doctor: &'a bool,
        clinic_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        doctor_id: &'a Option<uuid::Uuid>,
    ) -> FiguresQuery<'c, 'a, 's, C, Figures, 5> {
        FiguresQuery {
            client,
            params: [by_doctor, clinic_id, from_at, until_at, doctor_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Figures, tokio_postgres::Error> {
                Ok(Figures {
                    day: row.try_get(0)?,
                    doctor_id: row.try_get(1)?,
                    is_total: row.try_get(2)?,
                    booked: row.try_get(3)?,
                    completed: row.try_get(4)?,
                    no_shows: row.try_get(5)?,
                    cancelled: row.try_get(6)?,
                    free_slots: row.try_get(7)?,
                    median_lead_secs: row.try_get(8)?,
                })
            },
            mapper: |it| Figures::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FiguresParams, FiguresQuery<'c, 'a, 's, C, Figures, 5>, C>
    for FiguresStmt
{
    fn params(&'s self, client: &'c C, params: &'a FiguresParams) -> FiguresQuery<'c, 'a, 's, C, Figures, 5> {
        self.bind(
            client,
            &params.by_doctor,
            &params.clinic_id,
            &params.from_at,
            &params.until_at,
            &params.doctor_id,
        )
    }
}
pub struct ClinicZoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_zone() -> ClinicZoneStmt {
    ClinicZoneStmt("/*clinic_zone*/ SELECT time_zone FROM clinics WHERE id = $1", None)
}
impl ClinicZoneStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct ListOfClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_of_clinic() -> ListOfClinicStmt {
    ListOfClinicStmt(
        "/*list_of_clinic*/ SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status, a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled, p.account_id AS patient_account_id FROM appointments a JOIN clinics c ON c.id = a.clinic_id LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id WHERE a.clinic_id = $1 AND (a.starts_at, a.id) > ($2::timestamptz, $3::uuid) AND ($4::uuid IS NULL OR a.doctor_id = $4) AND ($5::uuid IS NULL OR a.patient_id = $5) AND ($6::text IS NULL OR a.status = $6) AND ($7::timestamptz IS NULL OR a.starts_at >= $7) AND ($8::timestamptz IS NULL OR a.starts_at < $8) ORDER BY a.starts_at, a.id LIMIT $9",
        None,
    )
}
impl ListOfClinicStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        doctor_id: &'a Option<uuid::Uuid>,
        patient_id: &'a Option<uuid::Uuid>,
        status: &'a Option<T1>,
        from_at: &'a Option<jiff::Timestamp>,
        until_at: &'a Option<jiff::Timestamp>,
        max: &'a i64,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 9> {
        AppointmentQuery {
            client,
            params: [clinic_id, after_at, after_id, doctor_id, patient_id, status, from_at, until_at, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AppointmentBorrowed, tokio_postgres::Error> {
                Ok(AppointmentBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    patient_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                    starts_at: row.try_get(5)?,
                    ends_at: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    status: row.try_get(8)?,
                    mode: row.try_get(9)?,
                    reason: row.try_get(10)?,
                    hold_expires_at: row.try_get(11)?,
                    checked_in_at: row.try_get(12)?,
                    cancel_reason: row.try_get(13)?,
                    version: row.try_get(14)?,
                    booked_at: row.try_get(15)?,
                    visit_type_id: row.try_get(16)?,
                    is_overruled: row.try_get(17)?,
                    patient_account_id: row.try_get(18)?,
                })
            },
            mapper: |it| Appointment::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOfClinicParams<T1>,
        AppointmentQuery<'c, 'a, 's, C, Appointment, 9>,
        C,
    > for ListOfClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOfClinicParams<T1>,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 9> {
        self.bind(
            client,
            &params.clinic_id,
            &params.after_at,
            &params.after_id,
            &params.doctor_id,
            &params.patient_id,
            &params.status,
            &params.from_at,
            &params.until_at,
            &params.max,
        )
    }
}
pub struct ListOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_of_doctors() -> ListOfDoctorsStmt {
    ListOfDoctorsStmt(
        "/*list_of_doctors*/ SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status, a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled, p.account_id AS patient_account_id FROM appointments a JOIN clinics c ON c.id = a.clinic_id LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id WHERE a.clinic_id = $1 AND a.doctor_id = ANY ($2) AND a.status <> 'cancelled' AND a.starts_at >= $3 AND a.starts_at < $4 ORDER BY a.starts_at, a.id",
        None,
    )
}
impl ListOfDoctorsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 4> {
        AppointmentQuery {
            client,
            params: [clinic_id, doctor_ids, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AppointmentBorrowed, tokio_postgres::Error> {
                Ok(AppointmentBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    patient_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                    starts_at: row.try_get(5)?,
                    ends_at: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    status: row.try_get(8)?,
                    mode: row.try_get(9)?,
                    reason: row.try_get(10)?,
                    hold_expires_at: row.try_get(11)?,
                    checked_in_at: row.try_get(12)?,
                    cancel_reason: row.try_get(13)?,
                    version: row.try_get(14)?,
                    booked_at: row.try_get(15)?,
                    visit_type_id: row.try_get(16)?,
                    is_overruled: row.try_get(17)?,
                    patient_account_id: row.try_get(18)?,
                })
            },
            mapper: |it| Appointment::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOfDoctorsParams<T1>,
        AppointmentQuery<'c, 'a, 's, C, Appointment, 4>,
        C,
    > for ListOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOfDoctorsParams<T1>,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_ids, &params.from_at, &params.until_at)
    }
}
pub struct ListConflictsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_conflicts() -> ListConflictsStmt {
    ListConflictsStmt(
        "/*list_conflicts*/ SELECT x.id, x.clinic_id, x.appointment_id, x.doctor_id, x.starts_at, coalesce(x.ends_at, a.ends_at) AS ends_at, c.time_zone, x.cause, x.since, x.taken_by, conflict_state(x.ended_at, x.kept_at, a.status) AS state, x.kept_at, x.kept_reason, x.kept_by_role, x.kept_by_id, coalesce(x.outcome, CASE WHEN a.status IN ('completed', 'no_show') THEN a.status END) AS outcome, a.mode, a.version, a.patient_id, p.name AS patient_name, d.name AS doctor_name FROM conflicts x JOIN appointments a ON a.clinic_id = x.clinic_id AND a.id = x.appointment_id LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id JOIN doctors d ON d.clinic_id = x.clinic_id AND d.id = x.doctor_id JOIN clinics c ON c.id = x.clinic_id WHERE x.clinic_id = $1 AND (x.starts_at, x.id) > ($2::timestamptz, $3::uuid) AND ($4::uuid IS NULL OR x.id = $4) AND ($5::uuid IS NULL OR x.doctor_id = $5 AND a.doctor_id = $5) AND ($6::text IS NULL OR conflict_state(x.ended_at, x.kept_at, a.status) = $6) ORDER BY x.starts_at, x.id LIMIT $7",
        None,
    )
}
impl ListConflictsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        id: &'a Option<uuid::Uuid>,
        doctor_id: &'a Option<uuid::Uuid>,
        state: &'a Option<T1>,
        max: &'a i64,
    ) -> ConflictQuery<'c, 'a, 's, C, Conflict, 7> {
        ConflictQuery {
            client,
            params: [clinic_id, after_at, after_id, id, doctor_id, state, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ConflictBorrowed, tokio_postgres::Error> {
                Ok(ConflictBorrowed {
                    id: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    appointment_id: row.try_get(2)?,
                    doctor_id: row.try_get(3)?,
                    starts_at: row.try_get(4)?,
                    ends_at: row.try_get(5)?,
                    time_zone: row.try_get(6)?,
                    cause: row.try_get(7)?,
                    since: row.try_get(8)?,
                    taken_by: row.try_get(9)?,
                    state: row.try_get(10)?,
                    kept_at: row.try_get(11)?,
                    kept_reason: row.try_get(12)?,
                    kept_by_role: row.try_get(13)?,
                    kept_by_id: row.try_get(14)?,
                    outcome: row.try_get(15)?,
                    mode: row.try_get(16)?,
                    version: row.try_get(17)?,
                    patient_id: row.try_get(18)?,
                    patient_name: row.try_get(19)?,
                    doctor_name: row.try_get(20)?,
                })
            },
            mapper: |it| Conflict::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListConflictsParams<T1>,
        ConflictQuery<'c, 'a, 's, C, Conflict, 7>,
        C,
    > for ListConflictsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListConflictsParams<T1>,
    ) -> ConflictQuery<'c, 'a, 's, C, Conflict, 7> {
        self.bind(
            client,
            &params.clinic_id,
            &params.after_at,
            &params.after_id,
            &params.id,
            &params.doctor_id,
            &params.state,
            &params.max,
        )
    }
}
pub struct CountOpenConflictsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_open_conflicts() -> CountOpenConflictsStmt {
    CountOpenConflictsStmt(
        "/*count_open_conflicts*/ SELECT count(*) FROM conflicts x JOIN appointments a ON a.clinic_id = x.clinic_id AND a.id = x.appointment_id WHERE x.clinic_id = $1 AND x.ended_at IS NULL AND ($2::uuid IS NULL OR x.doctor_id = $2 AND a.doctor_id = $2) AND conflict_state(x.ended_at, x.kept_at, a.status) = 'open'",
        None,
    )
}
impl CountOpenConflictsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_id: &'a Option<uuid::Uuid>,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [clinic_id, doctor_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountOpenConflictsParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for CountOpenConflictsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountOpenConflictsParams,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.clinic_id, &params.doctor_id)
    }
}
pub struct AlternativesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn alternatives() -> AlternativesStmt {
    AlternativesStmt(
        "/*alternatives*/ WITH asked AS MATERIALIZED ( SELECT a.clinic_id, a.id, a.patient_id, a.doctor_id, a.starts_at, d.specialization_id, CASE a.mode WHEN 'virtual' THEN $1::int[] ELSE $2::int[] END AS kinds, coalesce(v.bit, CASE WHEN a.visit_type_id IS NULL THEN -1::bigint << 63 END) AS visits FROM unnest($3::uuid[]) AS q (id) JOIN appointments a ON a.clinic_id = $4 AND a.id = q.id LEFT JOIN visit_types v ON v.clinic_id = a.clinic_id AND v.id = a.visit_type_id JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id ), found AS ( SELECT q.id AS appointment_id, w.is_same, n.slot_id, n.starts_at, row_number() OVER (PARTITION BY q.id, w.is_same ORDER BY n.distance, n.starts_at, n.slot_id) AS place FROM asked q CROSS JOIN LATERAL ( SELECT q.doctor_id AS id, true AS is_same UNION ALL (SELECT o.id, false FROM doctors o WHERE o.clinic_id = q.clinic_id AND o.id <> q.doctor_id AND o.specialization_id IN (SELECT theirs.group_id FROM specialization_groups own JOIN specialization_groups theirs ON theirs.specialization_id = own.specialization_id WHERE own.group_id = q.specialization_id) ORDER BY o.display_order, o.id LIMIT $5::bigint) ) w CROSS JOIN LATERAL unnest(q.kinds) AS k (kind) CROSS JOIN LATERAL ( (SELECT o.slot_id, o.starts_at, o.starts_at - q.starts_at AS distance FROM open_slots o WHERE o.doctor_id = w.id AND o.kind = k.kind AND o.clinic_id = q.clinic_id AND o.serves & q.visits <> 0 AND o.starts_at >= greatest(q.starts_at, $6::timestamptz) AND o.starts_at > $6 AND NOT EXISTS (SELECT FROM slots s JOIN appointments b ON b.clinic_id = s.clinic_id AND b.patient_id = q.patient_id WHERE s.clinic_id = o.clinic_id AND s.id = o.slot_id AND b.status <> 'cancelled' AND b.id <> q.id AND b.starts_at < s.ends_at AND b.ends_at > s.starts_at) ORDER BY o.starts_at, o.slot_id LIMIT CASE WHEN w.is_same THEN $7::bigint ELSE 1 END) UNION ALL (SELECT o.slot_id, o.starts_at, q.starts_at - o.starts_at FROM open_slots o WHERE o.doctor_id = w.id AND o.kind = k.kind AND o.clinic_id = q.clinic_id AND o.serves & q.visits <> 0 AND o.starts_at < q.starts_at AND o.starts_at > $6 AND NOT EXISTS (SELECT FROM slots s JOIN appointments b ON b.clinic_id = s.clinic_id AND b.patient_id = q.patient_id WHERE s.clinic_id = o.clinic_id AND s.id = o.slot_id AND b.status <> 'cancelled' AND b.id <> q.id AND b.starts_at < s.ends_at AND b.ends_at > s.starts_at) ORDER BY o.starts_at DESC, o.slot_id DESC LIMIT CASE WHEN w.is_same THEN $7::bigint ELSE 1 END) ) n ) SELECT f.appointment_id, s.id AS slot_id, s.doctor_id, d.name AS doctor_name, s.starts_at, s.ends_at, s.mode FROM found f JOIN slots s ON s.clinic_id = $4 AND s.id = f.slot_id JOIN doctors d ON d.clinic_id = s.clinic_id AND d.id = s.doctor_id WHERE f.place <= $7 ORDER BY f.appointment_id, f.is_same DESC, f.place",
        None,
    )
}
impl AlternativesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::ArraySql<Item = i32>,
        T2: crate::ArraySql<Item = i32>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        virtual_kinds: &'a T1,
        in_person_kinds: &'a T2,
        appointment_ids: &'a T3,
        clinic_id: &'a uuid::Uuid,
        colleagues: &'a i64,
        now: &'a jiff::Timestamp,
        each: &'a i64,
    ) -> AlternativesQuery<'c, 'a, 's, C, Alternatives, 7> {
        AlternativesQuery {
            client,
            params: [virtual_kinds, in_person_kinds, appointment_ids, clinic_id, colleagues, now, each],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AlternativesBorrowed, tokio_postgres::Error> {
                Ok(AlternativesBorrowed {
                    appointment_id: row.try_get(0)?,
                    slot_id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    doctor_name: row.try_get(3)?,
                    starts_at: row.try_get(4)?,
                    ends_at: row.try_get(5)?,
                    mode: row.try_get(6)?,
                })
            },
            mapper: |it| Alternatives::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = i32>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AlternativesParams<T1, T2, T3>,
        AlternativesQuery<'c, 'a, 's, C, Alternatives, 7>,
        C,
    > for AlternativesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AlternativesParams<T1, T2, T3>,
    ) -> AlternativesQuery<'c, 'a, 's, C, Alternatives, 7> {
        self.bind(
            client,
            &params.virtual_kinds,
            &params.in_person_kinds,
            &params.appointment_ids,
            &params.clinic_id,
            &params.colleagues,
            &params.now,
            &params.each,
        )
    }
}
pub struct KeepConflictStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_conflict() -> KeepConflictStmt {
    KeepConflictStmt(
        "/*keep_conflict*/ UPDATE conflicts SET kept_at = $1, kept_reason = $2, kept_by_role = $3, kept_by_id = $4 WHERE clinic_id = $5 AND id = $6 AND ended_at IS NULL",
        None,
    )
}
impl KeepConflictStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        reason: &'a T1,
        actor_role: &'a T2,
        actor_id: &'a T3,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, reason, actor_role, actor_id, clinic_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepConflictParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for KeepConflictStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepConflictParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.reason,
            &params.actor_role,
            &params.actor_id,
            &params.clinic_id,
            &params.id,
        ))
    }
}
pub struct ListOfAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_of_account() -> ListOfAccountStmt {
    ListOfAccountStmt(
        "/*list_of_account*/ SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status, a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled, p.account_id AS patient_account_id FROM patients p JOIN appointments a ON a.clinic_id = p.clinic_id AND a.patient_id = p.id JOIN clinics c ON c.id = a.clinic_id WHERE p.account_id = $1 AND (a.starts_at, a.id) > ($2::timestamptz, $3::uuid) AND ($4::uuid IS NULL OR a.clinic_id = $4) AND ($5::uuid IS NULL OR a.doctor_id = $5) AND ($6::uuid IS NULL OR a.patient_id = $6) AND ($7::text IS NULL OR a.status = $7) AND ($8::timestamptz IS NULL OR a.starts_at >= $8) AND ($9::timestamptz IS NULL OR a.starts_at < $9) ORDER BY a.starts_at, a.id LIMIT $10",
        None,
    )
}
impl ListOfAccountStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        clinic_id: &'a Option<uuid::Uuid>,
        doctor_id: &'a Option<uuid::Uuid>,
        patient_id: &'a Option<uuid::Uuid>,
        status: &'a Option<T1>,
        from_at: &'a Option<jiff::Timestamp>,
        until_at: &'a Option<jiff::Timestamp>,
        max: &'a i64,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 10> {
        AppointmentQuery {
            client,
            params: [
                account_id, after_at, after_id, clinic_id, doctor_id, patient_id, status, from_at, until_at,
                max,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AppointmentBorrowed, tokio_postgres::Error> {
                Ok(AppointmentBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    patient_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                    starts_at: row.try_get(5)?,
                    ends_at: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    status: row.try_get(8)?,
                    mode: row.try_get(9)?,
                    reason: row.try_get(10)?,
                    hold_expires_at: row.try_get(11)?,
                    checked_in_at: row.try_get(12)?,
                    cancel_reason: row.try_get(13)?,
                    version: row.try_get(14)?,
                    booked_at: row.try_get(15)?,
                    visit_type_id: row.try_get(16)?,
                    is_overruled: row.try_get(17)?,
                    patient_account_id: row.try_get(18)?,
                })
            },
            mapper: |it| Appointment::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOfAccountParams<T1>,
        AppointmentQuery<'c, 'a, 's, C, Appointment, 10>,
        C,
    > for ListOfAccountStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOfAccountParams<T1>,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 10> {
        self.bind(
            client,
            &params.account_id,
            &params.after_at,
            &params.after_id,
            &params.clinic_id,
            &params.doctor_id,
            &params.patient_id,
            &params.status,
            &params.from_at,
            &params.until_at,
            &params.max,
        )
    }
}
pub struct ApplyTransitionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn apply_transition() -> ApplyTransitionStmt {
    ApplyTransitionStmt(
        "/*apply_transition*/ WITH moved AS ( UPDATE appointments a SET status = $1, hold_expires_at = $2, checked_in_at = $3, held_from = CASE WHEN $2::timestamptz IS NOT NULL THEN a.held_from END, cancel_reason = $4, marked_at = coalesce($5, a.marked_at), version = a.version + 1 WHERE a.clinic_id = $6 AND a.id = $7 AND a.version = $8 RETURNING a.clinic_id, a.id, a.version, a.doctor_id, a.slot_id, a.patient_id ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role) SELECT m.clinic_id, $9, $10, m.id, m.version, m.doctor_id, m.slot_id, $11, $12 FROM moved m ) INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id) SELECT m.clinic_id, $13, $11, $12, $14, $15, m.id, m.version, $16, $1, m.patient_id FROM moved m",
        None,
    )
}
impl ApplyTransitionStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::BytesSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        status: &'a T1,
        hold_expires_at: &'a Option<jiff::Timestamp>,
        checked_in_at: &'a Option<jiff::Timestamp>,
        cancel_reason: &'a T2,
        marked_at: &'a Option<jiff::Timestamp>,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        version: &'a i32,
        event_id: &'a uuid::Uuid,
        event_type: &'a T3,
        now: &'a jiff::Timestamp,
        actor_role: &'a T4,
        audit_id: &'a uuid::Uuid,
        actor_id: &'a T5,
        action: &'a T6,
        from_status: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    status,
                    hold_expires_at,
                    checked_in_at,
                    cancel_reason,
                    marked_at,
                    clinic_id,
                    id,
                    version,
                    event_id,
                    event_type,
                    now,
                    actor_role,
                    audit_id,
                    actor_id,
                    action,
                    from_status,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::BytesSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ApplyTransitionParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ApplyTransitionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ApplyTransitionParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.status,
            &params.hold_expires_at,
            &params.checked_in_at,
            &params.cancel_reason,
            &params.marked_at,
            &params.clinic_id,
            &params.id,
            &params.version,
            &params.event_id,
            &params.event_type,
            &params.now,
            &params.actor_role,
            &params.audit_id,
            &params.actor_id,
            &params.action,
            &params.from_status,
        ))
    }
}
pub struct LockSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_slots() -> LockSlotsStmt {
    LockSlotsStmt(
        "/*lock_slots*/ SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.serves, s.is_booked, s.is_withdrawn, s.version, s.kept_until, notice_for($1, c.min_notice_minutes, c.account_notice_minutes) AS notice_minutes, horizon_of(c.horizon_days, c.time_zone, $2) AS offered_until FROM slots s JOIN clinics c ON c.id = s.clinic_id WHERE s.id = ANY ($3) AND s.clinic_id = $4 ORDER BY s.id FOR NO KEY UPDATE OF s",
        None,
    )
}
impl LockSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        has_account: &'a bool,
        now: &'a jiff::Timestamp,
        ids: &'a T1,
        clinic_id: &'a uuid::Uuid,
    ) -> LockSlotsQuery<'c, 'a, 's, C, LockSlots, 4> {
        LockSlotsQuery {
            client,
            params: [has_account, now, ids, clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockSlotsBorrowed, tokio_postgres::Error> {
                Ok(LockSlotsBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    serves: row.try_get(6)?,
                    is_booked: row.try_get(7)?,
                    is_withdrawn: row.try_get(8)?,
                    version: row.try_get(9)?,
                    kept_until: row.try_get(10)?,
                    notice_minutes: row.try_get(11)?,
                    offered_until: row.try_get(12)?,
                })
            },
            mapper: |it| LockSlots::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockSlotsParams<T1>,
        LockSlotsQuery<'c, 'a, 's, C, LockSlots, 4>,
        C,
    > for LockSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockSlotsParams<T1>,
    ) -> LockSlotsQuery<'c, 'a, 's, C, LockSlots, 4> {
        self.bind(client, &params.has_account, &params.now, &params.ids, &params.clinic_id)
    }
}
pub struct VisitTypeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn visit_type() -> VisitTypeStmt {
    VisitTypeStmt(
        "/*visit_type*/ SELECT v.id, v.bit, v.mode, v.booked_by, v.min_notice_minutes, v.hold_minutes, v.retired_at IS NOT NULL AS is_retired FROM visit_types v WHERE v.clinic_id = $1 AND CASE WHEN $2::uuid IS NULL THEN v.bit = $3::bigint ELSE v.id = $2 END",
        None,
    )
}
impl VisitTypeStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a Option<uuid::Uuid>,
        serves: &'a i64,
    ) -> VisitTypeQuery<'c, 'a, 's, C, VisitType, 3> {
        VisitTypeQuery {
            client,
            params: [clinic_id, id, serves],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VisitTypeBorrowed, tokio_postgres::Error> {
                Ok(VisitTypeBorrowed {
                    id: row.try_get(0)?,
                    bit: row.try_get(1)?,
                    mode: row.try_get(2)?,
                    booked_by: row.try_get(3)?,
                    min_notice_minutes: row.try_get(4)?,
                    hold_minutes: row.try_get(5)?,
                    is_retired: row.try_get(6)?,
                })
            },
            mapper: |it| VisitType::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, VisitTypeParams, VisitTypeQuery<'c, 'a, 's, C, VisitType, 3>, C>
    for VisitTypeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a VisitTypeParams,
    ) -> VisitTypeQuery<'c, 'a, 's, C, VisitType, 3> {
        self.bind(client, &params.clinic_id, &params.id, &params.serves)
    }
}
pub struct HasBeenHereStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_been_here() -> HasBeenHereStmt {
    HasBeenHereStmt("/*has_been_here*/ SELECT has_been_here($1, $2, $3) AS has", None)
}
impl HasBeenHereStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        patient_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        BoolQuery {
            client,
            params: [clinic_id, patient_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, HasBeenHereParams, BoolQuery<'c, 'a, 's, C, bool, 3>, C>
    for HasBeenHereStmt
{
    fn params(&'s self, client: &'c C, params: &'a HasBeenHereParams) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        self.bind(client, &params.clinic_id, &params.patient_id, &params.now)
    }
}
pub struct ReleaseSlotStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release_slot() -> ReleaseSlotStmt {
    ReleaseSlotStmt(
        "/*release_slot*/ WITH removed AS ( DELETE FROM slots s WHERE s.clinic_id = $1 AND s.id = $2 AND s.is_booked AND (s.is_withdrawn OR s.kept_until IS NOT NULL) RETURNING s.clinic_id, s.id, s.doctor_id ), worked_off AS ( UPDATE conflicts x SET ended_at = $3, outcome = $4::text FROM removed r WHERE x.clinic_id = r.clinic_id AND x.appointment_id = $5 AND x.slot_id = r.id AND x.ended_at IS NULL ), freed AS ( UPDATE slots s SET is_booked = false, version = s.version + 1, expired_holds = s.expired_holds + CASE WHEN $4::text = 'expired' THEN 1 ELSE 0 END WHERE s.clinic_id = $1 AND s.id = $2 AND s.is_booked AND NOT s.is_withdrawn AND s.kept_until IS NULL RETURNING s.clinic_id, s.id, s.doctor_id, s.starts_at, s.mode, s.serves ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role) SELECT f.clinic_id, $6, 'holdfast.slot.freed', $5, NULL, f.doctor_id, f.id, $3, $7 FROM freed f ), listed AS ( INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind, serves) SELECT f.clinic_id, f.starts_at, f.id, f.doctor_id, d.specialization_id, c.time_zone, offer_kind(f.mode, f.starts_at, c.time_zone), f.serves FROM freed f JOIN doctors d ON d.clinic_id = f.clinic_id AND d.id = f.doctor_id JOIN clinics c ON c.id = f.clinic_id ) SELECT (SELECT count(*) FROM freed) AS freed, (SELECT count(*) FROM removed) AS removed",
        None,
    )
}
impl ReleaseSlotStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        outcome: &'a T1,
        appointment_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        actor_role: &'a T2,
    ) -> ReleaseSlotQuery<'c, 'a, 's, C, ReleaseSlot, 7> {
        ReleaseSlotQuery {
            client,
            params: [clinic_id, id, now, outcome, appointment_id, event_id, actor_role],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReleaseSlot, tokio_postgres::Error> {
                Ok(ReleaseSlot { freed: row.try_get(0)?, removed: row.try_get(1)? })
            },
            mapper: |it| ReleaseSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ReleaseSlotParams<T1, T2>,
        ReleaseSlotQuery<'c, 'a, 's, C, ReleaseSlot, 7>,
        C,
    > for ReleaseSlotStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ReleaseSlotParams<T1, T2>,
    ) -> ReleaseSlotQuery<'c, 'a, 's, C, ReleaseSlot, 7> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.now,
            &params.outcome,
            &params.appointment_id,
            &params.event_id,
            &params.actor_role,
        )
    }
}
pub struct LockBlockedSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_blocked_slots() -> LockBlockedSlotsStmt {
    LockBlockedSlotsStmt(
        "/*lock_blocked_slots*/ SELECT b.starts_at FROM blocked_slots b WHERE b.clinic_id = $1 AND b.doctor_id = $2 AND b.starts_at < $3 AND b.ends_at > $4 ORDER BY b.starts_at FOR UPDATE",
        None,
    )
}
impl LockBlockedSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        until_at: &'a jiff::Timestamp,
        from_at: &'a jiff::Timestamp,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 4> {
        JiffTimestampQuery {
            client,
            params: [clinic_id, doctor_id, until_at, from_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockBlockedSlotsParams,
        JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 4>,
        C,
    > for LockBlockedSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockBlockedSlotsParams,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.until_at, &params.from_at)
    }
}
pub struct TakeUnblockedSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_unblocked_slots() -> TakeUnblockedSlotsStmt {
    TakeUnblockedSlotsStmt(
        "/*take_unblocked_slots*/ DELETE FROM blocked_slots b WHERE b.clinic_id = $1 AND b.doctor_id = $2 AND b.starts_at < $3 AND b.ends_at > $4 AND b.starts_at > $5 AND NOT EXISTS (SELECT FROM appointments a WHERE a.clinic_id = $1 AND a.doctor_id = b.doctor_id AND a.status <> 'cancelled' AND a.id <> $6 AND a.starts_at < b.ends_at AND a.ends_at > b.starts_at) AND NOT EXISTS (SELECT FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = b.doctor_id AND s.kept_until IS NOT NULL AND NOT s.is_booked AND s.starts_at < b.ends_at AND s.ends_at > b.starts_at) RETURNING b.starts_at, b.ends_at, b.mode, b.serves",
        None,
    )
}
impl TakeUnblockedSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        until_at: &'a jiff::Timestamp,
        from_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        appointment_id: &'a uuid::Uuid,
    ) -> TakeUnblockedSlotsQuery<'c, 'a, 's, C, TakeUnblockedSlots, 6> {
        TakeUnblockedSlotsQuery {
            client,
            params: [clinic_id, doctor_id, until_at, from_at, now, appointment_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<TakeUnblockedSlotsBorrowed, tokio_postgres::Error> {
                    Ok(TakeUnblockedSlotsBorrowed {
                        starts_at: row.try_get(0)?,
                        ends_at: row.try_get(1)?,
                        mode: row.try_get(2)?,
                        serves: row.try_get(3)?,
                    })
                },
            mapper: |it| TakeUnblockedSlots::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeUnblockedSlotsParams,
        TakeUnblockedSlotsQuery<'c, 'a, 's, C, TakeUnblockedSlots, 6>,
        C,
    > for TakeUnblockedSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeUnblockedSlotsParams,
    ) -> TakeUnblockedSlotsQuery<'c, 'a, 's, C, TakeUnblockedSlots, 6> {
        self.bind(
            client,
            &params.clinic_id,
            &params.doctor_id,
            &params.until_at,
            &params.from_at,
            &params.now,
            &params.appointment_id,
        )
    }
}
pub struct OfferSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn offer_slots() -> OfferSlotsStmt {
    OfferSlotsStmt(
        "/*offer_slots*/ WITH made AS ( INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, serves) SELECT $1, n.id, $2, n.starts_at, n.ends_at, n.mode, n.serves FROM unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::bigint[]) AS n (id, starts_at, ends_at, mode, serves) RETURNING clinic_id, starts_at, id, doctor_id, mode, serves ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role) SELECT m.clinic_id, n.event_id, 'holdfast.slot.freed', $8, NULL, m.doctor_id, m.id, $9, $10 FROM made m JOIN unnest($11::uuid[], $3::uuid[]) AS n (event_id, id) ON n.id = m.id ) INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind, serves) SELECT m.clinic_id, m.starts_at, m.id, m.doctor_id, d.specialization_id, c.time_zone, offer_kind(m.mode, m.starts_at, c.time_zone), m.serves FROM made m JOIN doctors d ON d.clinic_id = m.clinic_id AND d.id = m.doctor_id JOIN clinics c ON c.id = m.clinic_id",
        None,
    )
}
impl OfferSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = jiff::Timestamp>,
        T3: crate::ArraySql<Item = jiff::Timestamp>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::ArraySql<Item = i64>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        ids: &'a T1,
        starts_at: &'a T2,
        ends_at: &'a T3,
        modes: &'a T5,
        serves: &'a T6,
        appointment_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        actor_role: &'a T7,
        event_ids: &'a T8,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    clinic_id,
                    doctor_id,
                    ids,
                    starts_at,
                    ends_at,
                    modes,
                    serves,
                    appointment_id,
                    now,
                    actor_role,
                    event_ids,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        OfferSlotsParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for OfferSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a OfferSlotsParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.doctor_id,
            &params.ids,
            &params.starts_at,
            &params.ends_at,
            &params.modes,
            &params.serves,
            &params.appointment_id,
            &params.now,
            &params.actor_role,
            &params.event_ids,
        ))
    }
}
pub struct TakeSlotStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_slot() -> TakeSlotStmt {
    TakeSlotStmt(
        "/*take_slot*/ WITH taken AS ( UPDATE slots s SET is_booked = true, version = s.version + 1 WHERE s.clinic_id = $1 AND s.id = $2 AND NOT s.is_booked AND NOT s.is_withdrawn AND s.version = $3 RETURNING s.clinic_id, s.starts_at, s.id ) DELETE FROM open_slots o USING taken t WHERE o.clinic_id = t.clinic_id AND o.starts_at = t.starts_at AND o.slot_id = t.id",
        None,
    )
}
impl TakeSlotStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        version: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TakeSlotParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for TakeSlotStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TakeSlotParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.id, &params.version))
    }
}
pub struct MoveAppointmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn move_appointment() -> MoveAppointmentStmt {
    MoveAppointmentStmt(
        "/*move_appointment*/ WITH moved AS ( UPDATE appointments a SET slot_id = $1, doctor_id = $2, starts_at = $3, ends_at = $4, mode = $5, version = a.version + 1 WHERE a.clinic_id = $6 AND a.id = $7 AND a.version = $8 RETURNING a.clinic_id, a.id, a.version, a.doctor_id, a.slot_id, a.patient_id, a.status ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role) SELECT m.clinic_id, $9, 'holdfast.appointment.rescheduled', m.id, m.version, m.doctor_id, m.slot_id, $10, $11 FROM moved m ) INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id) SELECT m.clinic_id, $12, $10, $11, $13, 'appointment.reschedule', m.id, m.version, m.status, m.status, m.patient_id FROM moved m",
        None,
    )
}
impl MoveAppointmentStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        slot_id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        starts_at: &'a jiff::Timestamp,
        ends_at: &'a jiff::Timestamp,
        mode: &'a T1,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        version: &'a i32,
        event_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        actor_role: &'a T2,
        audit_id: &'a uuid::Uuid,
        actor_id: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    slot_id, doctor_id, starts_at, ends_at, mode, clinic_id, id, version, event_id, now,
                    actor_role, audit_id, actor_id,
                ],
            )
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MoveAppointmentParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MoveAppointmentStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MoveAppointmentParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.slot_id,
            &params.doctor_id,
            &params.starts_at,
            &params.ends_at,
            &params.mode,
            &params.clinic_id,
            &params.id,
            &params.version,
            &params.event_id,
            &params.now,
            &params.actor_role,
            &params.audit_id,
            &params.actor_id,
        ))
    }
}
pub struct KeepOverrideStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_override() -> KeepOverrideStmt {
    KeepOverrideStmt(
        "/*keep_override*/ WITH flagged AS ( UPDATE appointments SET is_overruled = true WHERE clinic_id = $1 AND id = $2 AND NOT is_overruled ) INSERT INTO overrides (clinic_id, id, appointment_id, version, rules, reason, made_by_role, made_by_id, made_at) VALUES ($1, $3, $2, $4, $5::text[], $6, $7, $8, $9)",
        None,
    )
}
impl KeepOverrideStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = T1>,
        T3: crate::BytesSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        appointment_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        version: &'a i32,
        rules: &'a T2,
        reason: &'a T3,
        actor_role: &'a T4,
        actor_id: &'a T5,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[clinic_id, appointment_id, id, version, rules, reason, actor_role, actor_id, now],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::BytesSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepOverrideParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for KeepOverrideStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepOverrideParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.appointment_id,
            &params.id,
            &params.version,
            &params.rules,
            &params.reason,
            &params.actor_role,
            &params.actor_id,
            &params.now,
        ))
    }
}
pub struct OverridesOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn overrides_of() -> OverridesOfStmt {
    OverridesOfStmt(
        "/*overrides_of*/ SELECT o.id, o.appointment_id, o.rules, o.reason, o.made_by_role, o.made_by_id, o.made_at FROM overrides o WHERE o.clinic_id = $1 AND o.appointment_id = ANY ($2) ORDER BY o.version",
        None,
    )
}
impl OverridesOfStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        appointment_ids: &'a T1,
    ) -> OverridesOfQuery<'c, 'a, 's, C, OverridesOf, 2> {
        OverridesOfQuery {
            client,
            params: [clinic_id, appointment_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OverridesOfBorrowed, tokio_postgres::Error> {
                Ok(OverridesOfBorrowed {
                    id: row.try_get(0)?,
                    appointment_id: row.try_get(1)?,
                    rules: row.try_get(2)?,
                    reason: row.try_get(3)?,
                    made_by_role: row.try_get(4)?,
                    made_by_id: row.try_get(5)?,
                    made_at: row.try_get(6)?,
                })
            },
            mapper: |it| OverridesOf::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OverridesOfParams<T1>,
        OverridesOfQuery<'c, 'a, 's, C, OverridesOf, 2>,
        C,
    > for OverridesOfStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OverridesOfParams<T1>,
    ) -> OverridesOfQuery<'c, 'a, 's, C, OverridesOf, 2> {
        self.bind(client, &params.clinic_id, &params.appointment_ids)
    }
}
pub struct CountedByStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn counted_by() -> CountedByStmt {
    CountedByStmt(
        "/*counted_by*/ SELECT account_id, email_index, phone_index FROM patients WHERE clinic_id = $1 AND id = $2",
        None,
    )
}
impl CountedByStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> CountedByQuery<'c, 'a, 's, C, CountedBy, 2> {
        CountedByQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountedByBorrowed, tokio_postgres::Error> {
                Ok(CountedByBorrowed {
                    account_id: row.try_get(0)?,
                    email_index: row.try_get(1)?,
                    phone_index: row.try_get(2)?,
                })
            },
            mapper: |it| CountedBy::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountedByParams, CountedByQuery<'c, 'a, 's, C, CountedBy, 2>, C>
    for CountedByStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountedByParams,
    ) -> CountedByQuery<'c, 'a, 's, C, CountedBy, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct CountMoveStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_move() -> CountMoveStmt {
    CountMoveStmt(
        "/*count_move*/ UPDATE appointments SET moves = CASE WHEN moves_since > $1::timestamptz - interval '1 day' THEN moves + 1 ELSE 1 END, moves_since = CASE WHEN moves_since > $1::timestamptz - interval '1 day' THEN moves_since ELSE $1 END WHERE clinic_id = $2 AND id = $3 AND (moves_since IS NULL OR moves_since <= $1::timestamptz - interval '1 day' OR moves < $4::int)",
        None,
    )
}
impl CountMoveStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        most: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, clinic_id, id, most]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CountMoveParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for CountMoveStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CountMoveParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.clinic_id, &params.id, &params.most))
    }
}
pub struct CancelNoticeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel_notice() -> CancelNoticeStmt {
    CancelNoticeStmt(
        "/*cancel_notice*/ SELECT coalesce(v.cancel_notice_minutes, c.cancel_notice_minutes) AS minutes FROM clinics c LEFT JOIN visit_types v ON v.clinic_id = c.id AND v.id = $1::uuid WHERE c.id = $2",
        None,
    )
}
impl CancelNoticeStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        visit_type_id: &'a Option<uuid::Uuid>,
        clinic_id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        I32Query {
            client,
            params: [visit_type_id, clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CancelNoticeParams, I32Query<'c, 'a, 's, C, i32, 2>, C>
    for CancelNoticeStmt
{
    fn params(&'s self, client: &'c C, params: &'a CancelNoticeParams) -> I32Query<'c, 'a, 's, C, i32, 2> {
        self.bind(client, &params.visit_type_id, &params.clinic_id)
    }
}
pub struct GuestPolicyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn guest_policy() -> GuestPolicyStmt {
    GuestPolicyStmt("/*guest_policy*/ SELECT guests_allowed, guests_give FROM clinics WHERE id = $1", None)
}
impl GuestPolicyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
    ) -> GuestPolicyQuery<'c, 'a, 's, C, GuestPolicy, 1> {
        GuestPolicyQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GuestPolicyBorrowed, tokio_postgres::Error> {
                Ok(GuestPolicyBorrowed { guests_allowed: row.try_get(0)?, guests_give: row.try_get(1)? })
            },
            mapper: |it| GuestPolicy::from(it),
        }
    }
}
pub struct GuestSecretsSinceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn guest_secrets_since() -> GuestSecretsSinceStmt {
    GuestSecretsSinceStmt(
        "/*guest_secrets_since*/ SELECT guest_secrets_since FROM appointments WHERE clinic_id = $1 AND id = $2",
        None,
    )
}
impl GuestSecretsSinceStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> OptionjiffTimestampQuery<'c, 'a, 's, C, Option<jiff::Timestamp>, 2> {
        OptionjiffTimestampQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        GuestSecretsSinceParams,
        OptionjiffTimestampQuery<'c, 'a, 's, C, Option<jiff::Timestamp>, 2>,
        C,
    > for GuestSecretsSinceStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a GuestSecretsSinceParams,
    ) -> OptionjiffTimestampQuery<'c, 'a, 's, C, Option<jiff::Timestamp>, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct ReplaceGuestSecretsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn replace_guest_secrets() -> ReplaceGuestSecretsStmt {
    ReplaceGuestSecretsStmt(
        "/*replace_guest_secrets*/ UPDATE appointments SET guest_secrets_since = $1 WHERE clinic_id = $2 AND id = $3",
        None,
    )
}
impl ReplaceGuestSecretsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        since: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[since, clinic_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReplaceGuestSecretsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReplaceGuestSecretsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReplaceGuestSecretsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.since, &params.clinic_id, &params.id))
    }
}
pub struct HoldExpiresAtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn hold_expires_at() -> HoldExpiresAtStmt {
    HoldExpiresAtStmt(
        "/*hold_expires_at*/ SELECT a.hold_expires_at FROM appointments a WHERE a.id = $1 AND a.status = 'pending'",
        None,
    )
}
impl HoldExpiresAtStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 1> {
        JiffTimestampQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct ExpiredHoldsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn expired_holds() -> ExpiredHoldsStmt {
    ExpiredHoldsStmt("/*expired_holds*/ SELECT h.id FROM holds_due($1, $2) AS h (id)", None)
}
impl ExpiredHoldsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [now, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ExpiredHoldsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ExpiredHoldsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ExpiredHoldsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.now, &params.max)
    }
}
pub struct LockCountedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_counted() -> LockCountedStmt {
    LockCountedStmt(
        "/*lock_counted*/ SELECT count(pg_advisory_xact_lock(k)) AS locked FROM (SELECT DISTINCT unnest($1::bigint[]) AS k ORDER BY k) AS locks",
        None,
    )
}
impl LockCountedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>(
        &'s self,
        client: &'c C,
        locks: &'a T1,
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [locks],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct TryLockVisitorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn try_lock_visitor() -> TryLockVisitorStmt {
    TryLockVisitorStmt("/*try_lock_visitor*/ SELECT pg_try_advisory_xact_lock($1) AS locked", None)
}
impl TryLockVisitorStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        key: &'a i64,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [key],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct SlotToHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn slot_to_hold() -> SlotToHoldStmt {
    SlotToHoldStmt(
        "/*slot_to_hold*/ SELECT s.doctor_id, c.hold_minutes, c.hold_extensions FROM slots s JOIN clinics c ON c.id = s.clinic_id WHERE s.clinic_id = $1 AND s.id = $2",
        None,
    )
}
impl SlotToHoldStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> SlotToHoldQuery<'c, 'a, 's, C, SlotToHold, 2> {
        SlotToHoldQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SlotToHold, tokio_postgres::Error> {
                Ok(SlotToHold {
                    doctor_id: row.try_get(0)?,
                    hold_minutes: row.try_get(1)?,
                    hold_extensions: row.try_get(2)?,
                })
            },
            mapper: |it| SlotToHold::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SlotToHoldParams,
        SlotToHoldQuery<'c, 'a, 's, C, SlotToHold, 2>,
        C,
    > for SlotToHoldStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SlotToHoldParams,
    ) -> SlotToHoldQuery<'c, 'a, 's, C, SlotToHold, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct LockHoldOfVisitorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_hold_of_visitor() -> LockHoldOfVisitorStmt {
    LockHoldOfVisitorStmt(
        "/*lock_hold_of_visitor*/ SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status, a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled, NULL::uuid AS patient_account_id FROM appointments a JOIN clinics c ON c.id = a.clinic_id WHERE a.clinic_id = $1 AND a.visitor_id = $2 AND a.status = 'pending' FOR NO KEY UPDATE OF a",
        None,
    )
}
impl LockHoldOfVisitorStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        visitor_id: &'a uuid::Uuid,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 2> {
        AppointmentQuery {
            client,
            params: [clinic_id, visitor_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AppointmentBorrowed, tokio_postgres::Error> {
                Ok(AppointmentBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    patient_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                    starts_at: row.try_get(5)?,
                    ends_at: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    status: row.try_get(8)?,
                    mode: row.try_get(9)?,
                    reason: row.try_get(10)?,
                    hold_expires_at: row.try_get(11)?,
                    checked_in_at: row.try_get(12)?,
                    cancel_reason: row.try_get(13)?,
                    version: row.try_get(14)?,
                    booked_at: row.try_get(15)?,
                    visit_type_id: row.try_get(16)?,
                    is_overruled: row.try_get(17)?,
                    patient_account_id: row.try_get(18)?,
                })
            },
            mapper: |it| Appointment::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockHoldOfVisitorParams,
        AppointmentQuery<'c, 'a, 's, C, Appointment, 2>,
        C,
    > for LockHoldOfVisitorStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockHoldOfVisitorParams,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 2> {
        self.bind(client, &params.clinic_id, &params.visitor_id)
    }
}
pub struct LockHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_hold() -> LockHoldStmt {
    LockHoldStmt(
        "/*lock_hold*/ SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status, a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled, NULL::uuid AS patient_account_id FROM appointments a JOIN clinics c ON c.id = a.clinic_id WHERE a.id = $1 AND a.visitor_id = $2 FOR NO KEY UPDATE OF a",
        None,
    )
}
impl LockHoldStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        visitor_id: &'a uuid::Uuid,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 2> {
        AppointmentQuery {
            client,
            params: [id, visitor_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AppointmentBorrowed, tokio_postgres::Error> {
                Ok(AppointmentBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    patient_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                    starts_at: row.try_get(5)?,
                    ends_at: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    status: row.try_get(8)?,
                    mode: row.try_get(9)?,
                    reason: row.try_get(10)?,
                    hold_expires_at: row.try_get(11)?,
                    checked_in_at: row.try_get(12)?,
                    cancel_reason: row.try_get(13)?,
                    version: row.try_get(14)?,
                    booked_at: row.try_get(15)?,
                    visit_type_id: row.try_get(16)?,
                    is_overruled: row.try_get(17)?,
                    patient_account_id: row.try_get(18)?,
                })
            },
            mapper: |it| Appointment::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockHoldParams,
        AppointmentQuery<'c, 'a, 's, C, Appointment, 2>,
        C,
    > for LockHoldStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockHoldParams,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 2> {
        self.bind(client, &params.id, &params.visitor_id)
    }
}
pub struct GetHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_hold() -> GetHoldStmt {
    GetHoldStmt(
        "/*get_hold*/ SELECT a.clinic_id, a.id, a.doctor_id, a.patient_id, a.slot_id, a.starts_at, a.ends_at, c.time_zone, a.status, a.mode, a.reason, a.hold_expires_at, a.checked_in_at, a.cancel_reason, a.version, a.booked_at, a.visit_type_id, a.is_overruled, NULL::uuid AS patient_account_id FROM appointments a JOIN clinics c ON c.id = a.clinic_id WHERE a.id = $1 AND a.visitor_id = $2 AND a.patient_id IS NULL",
        None,
    )
}
impl GetHoldStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        visitor_id: &'a uuid::Uuid,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 2> {
        AppointmentQuery {
            client,
            params: [id, visitor_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AppointmentBorrowed, tokio_postgres::Error> {
                Ok(AppointmentBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    patient_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                    starts_at: row.try_get(5)?,
                    ends_at: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    status: row.try_get(8)?,
                    mode: row.try_get(9)?,
                    reason: row.try_get(10)?,
                    hold_expires_at: row.try_get(11)?,
                    checked_in_at: row.try_get(12)?,
                    cancel_reason: row.try_get(13)?,
                    version: row.try_get(14)?,
                    booked_at: row.try_get(15)?,
                    visit_type_id: row.try_get(16)?,
                    is_overruled: row.try_get(17)?,
                    patient_account_id: row.try_get(18)?,
                })
            },
            mapper: |it| Appointment::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        GetHoldParams,
        AppointmentQuery<'c, 'a, 's, C, Appointment, 2>,
        C,
    > for GetHoldStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a GetHoldParams,
    ) -> AppointmentQuery<'c, 'a, 's, C, Appointment, 2> {
        self.bind(client, &params.id, &params.visitor_id)
    }
}
pub struct HoldTermsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn hold_terms() -> HoldTermsStmt {
    HoldTermsStmt(
        "/*hold_terms*/ SELECT a.extensions, coalesce(v.hold_minutes, c.hold_minutes) AS hold_minutes, c.hold_extensions, s.version AS slot_version FROM appointments a JOIN clinics c ON c.id = a.clinic_id LEFT JOIN visit_types v ON v.clinic_id = a.clinic_id AND v.id = a.visit_type_id LEFT JOIN slots s ON s.clinic_id = a.clinic_id AND s.id = a.slot_id WHERE a.clinic_id = $1 AND a.id = $2",
        None,
    )
}
impl HoldTermsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> HoldTermsQuery<'c, 'a, 's, C, HoldTerms, 2> {
        HoldTermsQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HoldTerms, tokio_postgres::Error> {
                Ok(HoldTerms {
                    extensions: row.try_get(0)?,
                    hold_minutes: row.try_get(1)?,
                    hold_extensions: row.try_get(2)?,
                    slot_version: row.try_get(3)?,
                })
            },
            mapper: |it| HoldTerms::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, HoldTermsParams, HoldTermsQuery<'c, 'a, 's, C, HoldTerms, 2>, C>
    for HoldTermsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HoldTermsParams,
    ) -> HoldTermsQuery<'c, 'a, 's, C, HoldTerms, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct HeldOfDayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn held_of_day() -> HeldOfDayStmt {
    HeldOfDayStmt(
        "/*held_of_day*/ SELECT s.expired_holds, (SELECT count(*) FROM slots day WHERE day.clinic_id = s.clinic_id AND day.doctor_id = s.doctor_id AND day.starts_at > s.starts_at - interval '25 hours' AND day.starts_at < s.starts_at + interval '25 hours' AND date_trunc('day', day.starts_at, c.time_zone) = date_trunc('day', s.starts_at, c.time_zone)) AS slots_of_day, (SELECT count(*) FROM appointments a WHERE a.clinic_id = s.clinic_id AND a.doctor_id = s.doctor_id AND a.status = 'pending' AND a.id IS DISTINCT FROM $1::uuid AND a.starts_at > s.starts_at - interval '25 hours' AND a.starts_at < s.starts_at + interval '25 hours' AND date_trunc('day', a.starts_at, c.time_zone) = date_trunc('day', s.starts_at, c.time_zone)) AS held_of_day FROM slots s JOIN clinics c ON c.id = s.clinic_id WHERE s.clinic_id = $2 AND s.id = $3",
        None,
    )
}
impl HeldOfDayStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        besides: &'a Option<uuid::Uuid>,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> HeldOfDayQuery<'c, 'a, 's, C, HeldOfDay, 3> {
        HeldOfDayQuery {
            client,
            params: [besides, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HeldOfDay, tokio_postgres::Error> {
                Ok(HeldOfDay {
                    expired_holds: row.try_get(0)?,
                    slots_of_day: row.try_get(1)?,
                    held_of_day: row.try_get(2)?,
                })
            },
            mapper: |it| HeldOfDay::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, HeldOfDayParams, HeldOfDayQuery<'c, 'a, 's, C, HeldOfDay, 3>, C>
    for HeldOfDayStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HeldOfDayParams,
    ) -> HeldOfDayQuery<'c, 'a, 's, C, HeldOfDay, 3> {
        self.bind(client, &params.besides, &params.clinic_id, &params.id)
    }
}
pub struct HeldElsewhereStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn held_elsewhere() -> HeldElsewhereStmt {
    HeldElsewhereStmt(
        "/*held_elsewhere*/ SELECT held_by_visitor($1, $2::uuid) AS of_visitor, ARRAY(SELECT held_from_network(n.network, $2::uuid) FROM unnest($3::bytea[]) WITH ORDINALITY AS n (network, ord) ORDER BY n.ord) AS of_networks",
        None,
    )
}
impl HeldElsewhereStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        visitor_id: &'a uuid::Uuid,
        besides: &'a Option<uuid::Uuid>,
        networks: &'a T2,
    ) -> HeldElsewhereQuery<'c, 'a, 's, C, HeldElsewhere, 3> {
        HeldElsewhereQuery {
            client,
            params: [visitor_id, besides, networks],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HeldElsewhereBorrowed, tokio_postgres::Error> {
                Ok(HeldElsewhereBorrowed { of_visitor: row.try_get(0)?, of_networks: row.try_get(1)? })
            },
            mapper: |it| HeldElsewhere::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        HeldElsewhereParams<T1, T2>,
        HeldElsewhereQuery<'c, 'a, 's, C, HeldElsewhere, 3>,
        C,
    > for HeldElsewhereStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HeldElsewhereParams<T1, T2>,
    ) -> HeldElsewhereQuery<'c, 'a, 's, C, HeldElsewhere, 3> {
        self.bind(client, &params.visitor_id, &params.besides, &params.networks)
    }
}
pub struct InsertHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_hold() -> InsertHoldStmt {
    InsertHoldStmt(
        "/*insert_hold*/ WITH held AS ( INSERT INTO appointments (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, reason, hold_expires_at, booked_at, visitor_id, held_from, visit_type_id) VALUES ($1, $2, $3, NULL, $4, $5, $6, 'pending', $7, '', $8, $9, $10, $11, $12) ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role) VALUES ($1, $13, 'holdfast.appointment.created', $2, 1, $3, $4, $9, $14) ) INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status) VALUES ($1, $15, $9, $14, $16, 'appointment.book', $2, 1, NULL, 'pending')",
        None,
    )
}
impl InsertHoldStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::BytesSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        slot_id: &'a uuid::Uuid,
        starts_at: &'a jiff::Timestamp,
        ends_at: &'a jiff::Timestamp,
        mode: &'a T1,
        hold_expires_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        visitor_id: &'a uuid::Uuid,
        held_from: &'a Option<T2>,
        visit_type_id: &'a Option<uuid::Uuid>,
        event_id: &'a uuid::Uuid,
        actor_role: &'a T3,
        audit_id: &'a uuid::Uuid,
        actor_id: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    clinic_id,
                    id,
                    doctor_id,
                    slot_id,
                    starts_at,
                    ends_at,
                    mode,
                    hold_expires_at,
                    now,
                    visitor_id,
                    held_from,
                    visit_type_id,
                    event_id,
                    actor_role,
                    audit_id,
                    actor_id,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::BytesSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertHoldParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertHoldStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertHoldParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.doctor_id,
            &params.slot_id,
            &params.starts_at,
            &params.ends_at,
            &params.mode,
            &params.hold_expires_at,
            &params.now,
            &params.visitor_id,
            &params.held_from,
            &params.visit_type_id,
            &params.event_id,
            &params.actor_role,
            &params.audit_id,
            &params.actor_id,
        ))
    }
}
pub struct ExtendHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn extend_hold() -> ExtendHoldStmt {
    ExtendHoldStmt(
        "/*extend_hold*/ UPDATE appointments SET hold_expires_at = $1, extensions = extensions + 1 WHERE clinic_id = $2 AND id = $3 AND status = 'pending'",
        None,
    )
}
impl ExtendHoldStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        hold_expires_at: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[hold_expires_at, clinic_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ExtendHoldParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ExtendHoldStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ExtendHoldParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.hold_expires_at, &params.clinic_id, &params.id))
    }
}
pub struct IsPatientOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_patient_of() -> IsPatientOfStmt {
    IsPatientOfStmt(
        "/*is_patient_of*/ SELECT EXISTS (SELECT FROM patients p WHERE p.clinic_id = $1 AND p.id = $2 AND p.erased_at IS NULL AND p.merged_into IS NULL AND ($3::uuid IS NULL OR p.account_id = $3)) AS is_there",
        None,
    )
}
impl IsPatientOfStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        require_account_id: &'a Option<uuid::Uuid>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        BoolQuery {
            client,
            params: [clinic_id, id, require_account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, IsPatientOfParams, BoolQuery<'c, 'a, 's, C, bool, 3>, C>
    for IsPatientOfStmt
{
    fn params(&'s self, client: &'c C, params: &'a IsPatientOfParams) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        self.bind(client, &params.clinic_id, &params.id, &params.require_account_id)
    }
}
pub struct UpcomingOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upcoming_of() -> UpcomingOfStmt {
    UpcomingOfStmt(
        "/*upcoming_of*/ SELECT c.max_upcoming, (SELECT count(*) FROM patients own JOIN appointments a ON a.clinic_id = own.clinic_id AND a.patient_id = own.id WHERE own.account_id = $1::uuid AND own.clinic_id = c.id AND a.status IN ('pending', 'confirmed') AND a.ends_at > $2) AS of_account, (SELECT count(*) FROM patients same JOIN appointments a ON a.clinic_id = same.clinic_id AND a.patient_id = same.id WHERE same.clinic_id = c.id AND (same.email_index = $3::bytea OR same.phone_index = $4::bytea) AND a.status IN ('pending', 'confirmed') AND a.ends_at > $2) AS of_contact FROM clinics c WHERE c.id = $5",
        None,
    )
}
impl UpcomingOfStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        account_id: &'a Option<uuid::Uuid>,
        now: &'a jiff::Timestamp,
        email_index: &'a Option<T1>,
        phone_index: &'a Option<T2>,
        clinic_id: &'a uuid::Uuid,
    ) -> UpcomingOfQuery<'c, 'a, 's, C, UpcomingOf, 5> {
        UpcomingOfQuery {
            client,
            params: [account_id, now, email_index, phone_index, clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UpcomingOf, tokio_postgres::Error> {
                Ok(UpcomingOf {
                    max_upcoming: row.try_get(0)?,
                    of_account: row.try_get(1)?,
                    of_contact: row.try_get(2)?,
                })
            },
            mapper: |it| UpcomingOf::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpcomingOfParams<T1, T2>,
        UpcomingOfQuery<'c, 'a, 's, C, UpcomingOf, 5>,
        C,
    > for UpcomingOfStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpcomingOfParams<T1, T2>,
    ) -> UpcomingOfQuery<'c, 'a, 's, C, UpcomingOf, 5> {
        self.bind(
            client,
            &params.account_id,
            &params.now,
            &params.email_index,
            &params.phone_index,
            &params.clinic_id,
        )
    }
}
pub struct InsertPatientOfHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_patient_of_hold() -> InsertPatientOfHoldStmt {
    InsertPatientOfHoldStmt(
        "/*insert_patient_of_hold*/ WITH new AS ( INSERT INTO patients (clinic_id, id, account_id, name, phone, email, birth_date, phone_index, email_index, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ) INSERT INTO patient_name_tokens (clinic_id, token, patient_id) SELECT $1, t.token, $2 FROM unnest($11::int[]) AS t (token)",
        None,
    )
}
impl InsertPatientOfHoldStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::BytesSql,
        T2: crate::BytesSql,
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::BytesSql,
        T6: crate::BytesSql,
        T7: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        account_id: &'a Option<uuid::Uuid>,
        name: &'a T1,
        phone: &'a T2,
        email: &'a T3,
        birth_date: &'a T4,
        phone_index: &'a Option<T5>,
        email_index: &'a Option<T6>,
        now: &'a jiff::Timestamp,
        tokens: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    clinic_id,
                    id,
                    account_id,
                    name,
                    phone,
                    email,
                    birth_date,
                    phone_index,
                    email_index,
                    now,
                    tokens,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::BytesSql,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
    T6: crate::BytesSql,
    T7: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPatientOfHoldParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPatientOfHoldStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPatientOfHoldParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.account_id,
            &params.name,
            &params.phone,
            &params.email,
            &params.birth_date,
            &params.phone_index,
            &params.email_index,
            &params.now,
            &params.tokens,
        ))
    }
}
pub struct SetPatientOfHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_patient_of_hold() -> SetPatientOfHoldStmt {
    SetPatientOfHoldStmt(
        "/*set_patient_of_hold*/ UPDATE appointments SET patient_id = $1, reason = $2 WHERE clinic_id = $3 AND id = $4",
        None,
    )
}
impl SetPatientOfHoldStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        patient_id: &'a uuid::Uuid,
        reason: &'a T1,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[patient_id, reason, clinic_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetPatientOfHoldParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetPatientOfHoldStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetPatientOfHoldParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.patient_id, &params.reason, &params.clinic_id, &params.id))
    }
}
