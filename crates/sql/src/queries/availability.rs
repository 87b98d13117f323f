// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct SetInactiveFromParams {
    pub inactive_from: Option<jiff::civil::Date>,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ClosuresFromParams {
    pub clinic_id: uuid::Uuid,
    pub from_date: jiff::civil::Date,
}
#[derive(Clone, Copy, Debug)]
pub struct SetClosedFromParams {
    pub closed_from: Option<jiff::civil::Date>,
    pub clinic_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct SetZoneParams<T1: crate::StringSql> {
    pub time_zone: T1,
    pub clinic_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct DateClosedTimesAnewParams<T1: crate::StringSql> {
    pub time_zone: T1,
    pub clinic_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct OfferByZoneParams<T1: crate::StringSql> {
    pub time_zone: T1,
    pub clinic_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ComingAppointmentsParams {
    pub clinic_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct OpeningsOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub from_date: jiff::civil::Date,
}
#[derive(Debug)]
pub struct LastDaysOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
}
#[derive(Debug)]
pub struct InsertClosuresParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::civil::Date>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub clinic_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub ids: T1,
    pub dates: T2,
    pub reasons: T4,
}
#[derive(Debug)]
pub struct InsertClosedTimeParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub date: jiff::civil::Date,
    pub last_date: jiff::civil::Date,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub reason: T1,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct CountClosuresParams {
    pub clinic_id: uuid::Uuid,
    pub from_date: jiff::civil::Date,
}
#[derive(Clone, Copy, Debug)]
pub struct ListClosuresParams {
    pub clinic_id: uuid::Uuid,
    pub from_date: jiff::civil::Date,
    pub after_date: jiff::civil::Date,
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteClosureParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertOpeningsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::civil::Date>,
    T3: crate::JsonSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub ids: T1,
    pub dates: T2,
    pub hours: T4,
}
#[derive(Clone, Copy, Debug)]
pub struct CountOpeningsParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub from_date: jiff::civil::Date,
}
#[derive(Clone, Copy, Debug)]
pub struct ListOpeningsParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub from_date: jiff::civil::Date,
    pub after_date: jiff::civil::Date,
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct OpeningOfDoctorParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteOpeningParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertScheduleParams<T1: crate::JsonSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub effective_from: jiff::civil::Date,
    pub effective_until: Option<jiff::civil::Date>,
    pub template: T1,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct SchedulesOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub from_date: jiff::civil::Date,
}
#[derive(Clone, Copy, Debug)]
pub struct ListSchedulesParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub before_revision: i32,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ScheduleStartsOnParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteScheduleParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertTimeOffParams<T1: crate::BytesSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub reason: T1,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteTimeOffParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ListTimeOffParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct TimeOffOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub until_at: jiff::Timestamp,
    pub from_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct LockSlotsOfDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub first_at: jiff::Timestamp,
    pub last_at: jiff::Timestamp,
    pub from_at: T2,
    pub until_at: T3,
}
#[derive(Debug)]
pub struct SlotsOfDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub first_at: jiff::Timestamp,
    pub last_at: jiff::Timestamp,
    pub from_at: T2,
    pub until_at: T3,
}
#[derive(Debug)]
pub struct CountSlotsOfDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub first_at: jiff::Timestamp,
    pub last_at: jiff::Timestamp,
    pub from_at: T2,
    pub until_at: T3,
}
#[derive(Debug)]
pub struct LiveAppointmentsOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub first_at: jiff::Timestamp,
    pub last_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct RemoveSlotsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
}
#[derive(Debug)]
pub struct WithdrawSlotsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub withdrawn: bool,
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
}
#[derive(Debug)]
pub struct InsertSlotsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = i64>,
> {
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
    pub doctor_ids: T2,
    pub starts_at: T3,
    pub ends_at: T4,
    pub modes: T6,
    pub serves: T7,
}
#[derive(Debug)]
pub struct ServeAnewParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>> {
    pub ids: T1,
    pub serves: T2,
    pub clinic_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct SetSlotsMadeParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::civil::Date>,
> {
    pub made_on: jiff::civil::Date,
    pub zone_rules: i64,
    pub ids: T1,
    pub slots_until: T2,
    pub clinic_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct ClearBlockedSlotsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub from_at: T2,
    pub until_at: T3,
}
#[derive(Debug)]
pub struct InsertBlockedSlotsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub starts_at: T2,
    pub ends_at: T3,
    pub modes: T5,
    pub serves: T6,
}
#[derive(Clone, Copy, Debug)]
pub struct DeletePastBlockedSlotsParams {
    pub clinic_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct ClinicsWithPastSlotsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_ids: T1,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeletePastSlotsParams {
    pub clinic_id: uuid::Uuid,
    pub before: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DoctorsToRebuildParams {
    pub clinic_id: uuid::Uuid,
    pub zone_rules: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct LockDoctorsToExtendParams {
    pub clinic_id: uuid::Uuid,
    pub today: jiff::civil::Date,
    pub zone_rules: i64,
}
#[derive(Debug)]
pub struct BlockedOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub until_at: jiff::Timestamp,
    pub from_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ClinicsAfterParams {
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct InsertConflictsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = jiff::Timestamp>,
    T7: crate::ArraySql<Item = jiff::Timestamp>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::StringSql,
> {
    pub event_ids: T1,
    pub ids: T2,
    pub appointment_ids: T3,
    pub slot_ids: T4,
    pub doctor_ids: T5,
    pub starts_at: T6,
    pub ends_at: T7,
    pub taken_by: T9,
    pub clinic_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub cause: T10,
}
#[derive(Debug)]
pub struct RetakeConflictsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
> {
    pub event_ids: T1,
    pub slot_ids: T2,
    pub taken_by: T4,
    pub clinic_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub cause: T5,
}
#[derive(Debug)]
pub struct EndConflictsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub slot_ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct DeletePastConflictsParams {
    pub clinic_id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct LockBlockedSlotsAtParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub ends_at: jiff::Timestamp,
    pub starts_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct SlotAtParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct CountSqueezedInParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct SqueezeInParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: T1,
    pub serves: i64,
    pub kept_until: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct WaitingSlotsParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct DoctorsWithExpiredSlotsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_ids: T1,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredSlotsParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DoctorFreeSlotsParams {
    pub has_account: bool,
    pub now: jiff::Timestamp,
    pub doctor_id: uuid::Uuid,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DoctorBookableSlotsParams {
    pub doctor_id: uuid::Uuid,
    pub has_squeezed_in: bool,
    pub now: jiff::Timestamp,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub max: i64,
}
#[derive(Debug)]
pub struct SearchSpecializationParams<T1: crate::StringSql> {
    pub specialization: T1,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub has_account: bool,
    pub max: i64,
}
#[derive(Debug)]
pub struct SearchClinicParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub specialization: Option<T1>,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub has_account: bool,
    pub max: i64,
}
#[derive(Debug)]
pub struct SearchClinicBookableParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub specialization: Option<T1>,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct SearchPlatformParams {
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub has_account: bool,
    pub max: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ScheduledDoctor {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub specializations: Vec<String>,
    pub slots_until: Option<jiff::civil::Date>,
    pub slots_made_on: Option<jiff::civil::Date>,
    pub slots_zone_rules: Option<i64>,
    pub inactive_from: Option<jiff::civil::Date>,
    pub time_zone: String,
}
pub struct ScheduledDoctorBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub specializations: crate::ArrayIterator<'a, &'a str>,
    pub slots_until: Option<jiff::civil::Date>,
    pub slots_made_on: Option<jiff::civil::Date>,
    pub slots_zone_rules: Option<i64>,
    pub inactive_from: Option<jiff::civil::Date>,
    pub time_zone: &'a str,
}
impl<'a> From<ScheduledDoctorBorrowed<'a>> for ScheduledDoctor {
    fn from(
        ScheduledDoctorBorrowed {
            clinic_id,
            id,
            specializations,
            slots_until,
            slots_made_on,
            slots_zone_rules,
            inactive_from,
            time_zone,
        }: ScheduledDoctorBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            specializations: specializations.map(|v| v.into()).collect(),
            slots_until,
            slots_made_on,
            slots_zone_rules,
            inactive_from,
            time_zone: time_zone.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ClosuresFrom {
    pub date: jiff::civil::Date,
    pub starts_at: Option<jiff::Timestamp>,
    pub ends_at: Option<jiff::Timestamp>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ComingAppointments {
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OpeningsOfDoctors {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub hours: serde_json::Value,
}
pub struct OpeningsOfDoctorsBorrowed<'a> {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub hours: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<OpeningsOfDoctorsBorrowed<'a>> for OpeningsOfDoctors {
    fn from(OpeningsOfDoctorsBorrowed { doctor_id, id, hours }: OpeningsOfDoctorsBorrowed<'a>) -> Self {
        Self { doctor_id, id, hours: serde_json::from_str(hours.0.get()).unwrap() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct LastDaysOfDoctors {
    pub id: uuid::Uuid,
    pub inactive_from: jiff::civil::Date,
}
#[derive(Debug, Clone, PartialEq)]
pub struct InsertClosures {
    pub id: uuid::Uuid,
    pub date: jiff::civil::Date,
    pub reason: String,
}
pub struct InsertClosuresBorrowed<'a> {
    pub id: uuid::Uuid,
    pub date: jiff::civil::Date,
    pub reason: &'a str,
}
impl<'a> From<InsertClosuresBorrowed<'a>> for InsertClosures {
    fn from(InsertClosuresBorrowed { id, date, reason }: InsertClosuresBorrowed<'a>) -> Self {
        Self { id, date, reason: reason.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListClosures {
    pub id: uuid::Uuid,
    pub date: jiff::civil::Date,
    pub starts_at: Option<jiff::Timestamp>,
    pub ends_at: Option<jiff::Timestamp>,
    pub reason: String,
}
pub struct ListClosuresBorrowed<'a> {
    pub id: uuid::Uuid,
    pub date: jiff::civil::Date,
    pub starts_at: Option<jiff::Timestamp>,
    pub ends_at: Option<jiff::Timestamp>,
    pub reason: &'a str,
}
impl<'a> From<ListClosuresBorrowed<'a>> for ListClosures {
    fn from(ListClosuresBorrowed { id, date, starts_at, ends_at, reason }: ListClosuresBorrowed<'a>) -> Self {
        Self { id, date, starts_at, ends_at, reason: reason.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeleteClosure {
    pub date: jiff::civil::Date,
    pub last_date: jiff::civil::Date,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListOpenings {
    pub id: uuid::Uuid,
    pub date: jiff::civil::Date,
    pub hours: serde_json::Value,
}
pub struct ListOpeningsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub date: jiff::civil::Date,
    pub hours: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<ListOpeningsBorrowed<'a>> for ListOpenings {
    fn from(ListOpeningsBorrowed { id, date, hours }: ListOpeningsBorrowed<'a>) -> Self {
        Self { id, date, hours: serde_json::from_str(hours.0.get()).unwrap() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct SchedulesOfDoctors {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub template: serde_json::Value,
}
pub struct SchedulesOfDoctorsBorrowed<'a> {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub template: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<SchedulesOfDoctorsBorrowed<'a>> for SchedulesOfDoctors {
    fn from(SchedulesOfDoctorsBorrowed { doctor_id, id, template }: SchedulesOfDoctorsBorrowed<'a>) -> Self {
        Self { doctor_id, id, template: serde_json::from_str(template.0.get()).unwrap() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListSchedules {
    pub id: uuid::Uuid,
    pub revision: i32,
    pub template: serde_json::Value,
    pub created_at: jiff::Timestamp,
}
pub struct ListSchedulesBorrowed<'a> {
    pub id: uuid::Uuid,
    pub revision: i32,
    pub template: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<ListSchedulesBorrowed<'a>> for ListSchedules {
    fn from(ListSchedulesBorrowed { id, revision, template, created_at }: ListSchedulesBorrowed<'a>) -> Self {
        Self { id, revision, template: serde_json::from_str(template.0.get()).unwrap(), created_at }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeleteTimeOff {
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListTimeOff {
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub reason: Vec<u8>,
}
pub struct ListTimeOffBorrowed<'a> {
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub reason: &'a [u8],
}
impl<'a> From<ListTimeOffBorrowed<'a>> for ListTimeOff {
    fn from(ListTimeOffBorrowed { id, starts_at, ends_at, reason }: ListTimeOffBorrowed<'a>) -> Self {
        Self { id, starts_at, ends_at, reason: reason.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct TimeOffOfDoctors {
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct DoctorSlot {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
    pub serves: i64,
    pub is_booked: bool,
    pub is_withdrawn: bool,
    pub kept_until: Option<jiff::Timestamp>,
}
pub struct DoctorSlotBorrowed<'a> {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
    pub serves: i64,
    pub is_booked: bool,
    pub is_withdrawn: bool,
    pub kept_until: Option<jiff::Timestamp>,
}
impl<'a> From<DoctorSlotBorrowed<'a>> for DoctorSlot {
    fn from(
        DoctorSlotBorrowed {
            doctor_id,
            id,
            starts_at,
            ends_at,
            mode,
            serves,
            is_booked,
            is_withdrawn,
            kept_until,
        }: DoctorSlotBorrowed<'a>,
    ) -> Self {
        Self {
            doctor_id,
            id,
            starts_at,
            ends_at,
            mode: mode.into(),
            serves,
            is_booked,
            is_withdrawn,
            kept_until,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LiveAppointmentsOfDoctors {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub slot_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub status: String,
}
pub struct LiveAppointmentsOfDoctorsBorrowed<'a> {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub slot_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub status: &'a str,
}
impl<'a> From<LiveAppointmentsOfDoctorsBorrowed<'a>> for LiveAppointmentsOfDoctors {
    fn from(
        LiveAppointmentsOfDoctorsBorrowed {
            doctor_id,
            id,
            slot_id,
            starts_at,
            ends_at,
            status,
        }: LiveAppointmentsOfDoctorsBorrowed<'a>,
    ) -> Self {
        Self { doctor_id, id, slot_id, starts_at, ends_at, status: status.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct VisitTypesOfClinic {
    pub id: uuid::Uuid,
    pub bit: i64,
    pub minutes: i32,
    pub mode: Option<String>,
    pub is_retired: bool,
}
pub struct VisitTypesOfClinicBorrowed<'a> {
    pub id: uuid::Uuid,
    pub bit: i64,
    pub minutes: i32,
    pub mode: Option<&'a str>,
    pub is_retired: bool,
}
impl<'a> From<VisitTypesOfClinicBorrowed<'a>> for VisitTypesOfClinic {
    fn from(
        VisitTypesOfClinicBorrowed { id, bit, minutes, mode, is_retired }: VisitTypesOfClinicBorrowed<'a>,
    ) -> Self {
        Self { id, bit, minutes, mode: mode.map(|v| v.into()), is_retired }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct LockDoctorsToExtend {
    pub id: uuid::Uuid,
    pub slots_made_on: jiff::civil::Date,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct BlockedOfDoctors {
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub is_booking: bool,
    pub is_of_hours: bool,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ClinicsAfter {
    pub id: uuid::Uuid,
    pub time_zone: String,
}
pub struct ClinicsAfterBorrowed<'a> {
    pub id: uuid::Uuid,
    pub time_zone: &'a str,
}
impl<'a> From<ClinicsAfterBorrowed<'a>> for ClinicsAfter {
    fn from(ClinicsAfterBorrowed { id, time_zone }: ClinicsAfterBorrowed<'a>) -> Self {
        Self { id, time_zone: time_zone.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct SlotAt {
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub is_booked: bool,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct WaitingSlots {
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DoctorsWithExpiredSlots {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FreeSlot {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
    pub version: i32,
    pub kept_until: Option<jiff::Timestamp>,
    pub time_zone: String,
    pub visit_types: Vec<uuid::Uuid>,
    pub offered_until: jiff::Timestamp,
}
pub struct FreeSlotBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
    pub version: i32,
    pub kept_until: Option<jiff::Timestamp>,
    pub time_zone: &'a str,
    pub visit_types: crate::ArrayIterator<'a, uuid::Uuid>,
    pub offered_until: jiff::Timestamp,
}
impl<'a> From<FreeSlotBorrowed<'a>> for FreeSlot {
    fn from(
        FreeSlotBorrowed {
            clinic_id,
            id,
            doctor_id,
            starts_at,
            ends_at,
            mode,
            version,
            kept_until,
            time_zone,
            visit_types,
            offered_until,
        }: FreeSlotBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            doctor_id,
            starts_at,
            ends_at,
            mode: mode.into(),
            version,
            kept_until,
            time_zone: time_zone.into(),
            visit_types: visit_types.map(|v| v).collect(),
            offered_until,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ScheduledDoctorQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ScheduledDoctorBorrowed, tokio_postgres::Error>,
    mapper: fn(ScheduledDoctorBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ScheduledDoctorQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ScheduledDoctorBorrowed) -> R,
    ) -> ScheduledDoctorQuery<'c, 'a, 's, C, R, N> {
        ScheduledDoctorQuery {
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
pub struct ClosuresFromQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClosuresFrom, tokio_postgres::Error>,
    mapper: fn(ClosuresFrom) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClosuresFromQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClosuresFrom) -> R) -> ClosuresFromQuery<'c, 'a, 's, C, R, N> {
        ClosuresFromQuery {
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
pub struct OptionjiffCivilDateQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<jiff::civil::Date>, tokio_postgres::Error>,
    mapper: fn(Option<jiff::civil::Date>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionjiffCivilDateQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(Option<jiff::civil::Date>) -> R,
    ) -> OptionjiffCivilDateQuery<'c, 'a, 's, C, R, N> {
        OptionjiffCivilDateQuery {
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
pub struct ComingAppointmentsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ComingAppointments, tokio_postgres::Error>,
    mapper: fn(ComingAppointments) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ComingAppointmentsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ComingAppointments) -> R) -> ComingAppointmentsQuery<'c, 'a, 's, C, R, N> {
        ComingAppointmentsQuery {
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
pub struct OpeningsOfDoctorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OpeningsOfDoctorsBorrowed, tokio_postgres::Error>,
    mapper: fn(OpeningsOfDoctorsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OpeningsOfDoctorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(OpeningsOfDoctorsBorrowed) -> R,
    ) -> OpeningsOfDoctorsQuery<'c, 'a, 's, C, R, N> {
        OpeningsOfDoctorsQuery {
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
pub struct LastDaysOfDoctorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LastDaysOfDoctors, tokio_postgres::Error>,
    mapper: fn(LastDaysOfDoctors) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LastDaysOfDoctorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LastDaysOfDoctors) -> R) -> LastDaysOfDoctorsQuery<'c, 'a, 's, C, R, N> {
        LastDaysOfDoctorsQuery {
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
pub struct InsertClosuresQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<InsertClosuresBorrowed, tokio_postgres::Error>,
    mapper: fn(InsertClosuresBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> InsertClosuresQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(InsertClosuresBorrowed) -> R) -> InsertClosuresQuery<'c, 'a, 's, C, R, N> {
        InsertClosuresQuery {
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
pub struct ListClosuresQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListClosuresBorrowed, tokio_postgres::Error>,
    mapper: fn(ListClosuresBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListClosuresQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListClosuresBorrowed) -> R) -> ListClosuresQuery<'c, 'a, 's, C, R, N> {
        ListClosuresQuery {
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
pub struct DeleteClosureQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeleteClosure, tokio_postgres::Error>,
    mapper: fn(DeleteClosure) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeleteClosureQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeleteClosure) -> R) -> DeleteClosureQuery<'c, 'a, 's, C, R, N> {
        DeleteClosureQuery {
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
pub struct ListOpeningsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListOpeningsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListOpeningsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListOpeningsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListOpeningsBorrowed) -> R) -> ListOpeningsQuery<'c, 'a, 's, C, R, N> {
        ListOpeningsQuery {
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
pub struct SerdejsonValueQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(
        &tokio_postgres::Row,
    ) -> Result<postgres_types::Json<&serde_json::value::RawValue>, tokio_postgres::Error>,
    mapper: fn(postgres_types::Json<&serde_json::value::RawValue>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SerdejsonValueQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(postgres_types::Json<&serde_json::value::RawValue>) -> R,
    ) -> SerdejsonValueQuery<'c, 'a, 's, C, R, N> {
        SerdejsonValueQuery {
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
pub struct SchedulesOfDoctorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SchedulesOfDoctorsBorrowed, tokio_postgres::Error>,
    mapper: fn(SchedulesOfDoctorsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SchedulesOfDoctorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(SchedulesOfDoctorsBorrowed) -> R,
    ) -> SchedulesOfDoctorsQuery<'c, 'a, 's, C, R, N> {
        SchedulesOfDoctorsQuery {
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
pub struct ListSchedulesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListSchedulesBorrowed, tokio_postgres::Error>,
    mapper: fn(ListSchedulesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListSchedulesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListSchedulesBorrowed) -> R) -> ListSchedulesQuery<'c, 'a, 's, C, R, N> {
        ListSchedulesQuery {
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
pub struct JiffCivilDateQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<jiff::civil::Date, tokio_postgres::Error>,
    mapper: fn(jiff::civil::Date) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> JiffCivilDateQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(jiff::civil::Date) -> R) -> JiffCivilDateQuery<'c, 'a, 's, C, R, N> {
        JiffCivilDateQuery {
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
pub struct DeleteTimeOffQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeleteTimeOff, tokio_postgres::Error>,
    mapper: fn(DeleteTimeOff) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeleteTimeOffQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeleteTimeOff) -> R) -> DeleteTimeOffQuery<'c, 'a, 's, C, R, N> {
        DeleteTimeOffQuery {
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
pub struct ListTimeOffQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListTimeOffBorrowed, tokio_postgres::Error>,
    mapper: fn(ListTimeOffBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListTimeOffQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListTimeOffBorrowed) -> R) -> ListTimeOffQuery<'c, 'a, 's, C, R, N> {
        ListTimeOffQuery {
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
pub struct TimeOffOfDoctorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TimeOffOfDoctors, tokio_postgres::Error>,
    mapper: fn(TimeOffOfDoctors) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TimeOffOfDoctorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TimeOffOfDoctors) -> R) -> TimeOffOfDoctorsQuery<'c, 'a, 's, C, R, N> {
        TimeOffOfDoctorsQuery {
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
pub struct DoctorSlotQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DoctorSlotBorrowed, tokio_postgres::Error>,
    mapper: fn(DoctorSlotBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DoctorSlotQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DoctorSlotBorrowed) -> R) -> DoctorSlotQuery<'c, 'a, 's, C, R, N> {
        DoctorSlotQuery {
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
pub struct LiveAppointmentsOfDoctorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LiveAppointmentsOfDoctorsBorrowed, tokio_postgres::Error>,
    mapper: fn(LiveAppointmentsOfDoctorsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LiveAppointmentsOfDoctorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LiveAppointmentsOfDoctorsBorrowed) -> R,
    ) -> LiveAppointmentsOfDoctorsQuery<'c, 'a, 's, C, R, N> {
        LiveAppointmentsOfDoctorsQuery {
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
pub struct VisitTypesOfClinicQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<VisitTypesOfClinicBorrowed, tokio_postgres::Error>,
    mapper: fn(VisitTypesOfClinicBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> VisitTypesOfClinicQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(VisitTypesOfClinicBorrowed) -> R,
    ) -> VisitTypesOfClinicQuery<'c, 'a, 's, C, R, N> {
        VisitTypesOfClinicQuery {
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
pub struct LockDoctorsToExtendQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockDoctorsToExtend, tokio_postgres::Error>,
    mapper: fn(LockDoctorsToExtend) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockDoctorsToExtendQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LockDoctorsToExtend) -> R,
    ) -> LockDoctorsToExtendQuery<'c, 'a, 's, C, R, N> {
        LockDoctorsToExtendQuery {
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
pub struct BlockedOfDoctorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<BlockedOfDoctors, tokio_postgres::Error>,
    mapper: fn(BlockedOfDoctors) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BlockedOfDoctorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(BlockedOfDoctors) -> R) -> BlockedOfDoctorsQuery<'c, 'a, 's, C, R, N> {
        BlockedOfDoctorsQuery {
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
pub struct ClinicsAfterQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClinicsAfterBorrowed, tokio_postgres::Error>,
    mapper: fn(ClinicsAfterBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClinicsAfterQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClinicsAfterBorrowed) -> R) -> ClinicsAfterQuery<'c, 'a, 's, C, R, N> {
        ClinicsAfterQuery {
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
pub struct SlotAtQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SlotAt, tokio_postgres::Error>,
    mapper: fn(SlotAt) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SlotAtQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SlotAt) -> R) -> SlotAtQuery<'c, 'a, 's, C, R, N> {
        SlotAtQuery {
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
pub struct WaitingSlotsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<WaitingSlots, tokio_postgres::Error>,
    mapper: fn(WaitingSlots) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> WaitingSlotsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(WaitingSlots) -> R) -> WaitingSlotsQuery<'c, 'a, 's, C, R, N> {
        WaitingSlotsQuery {
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
pub struct DoctorsWithExpiredSlotsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DoctorsWithExpiredSlots, tokio_postgres::Error>,
    mapper: fn(DoctorsWithExpiredSlots) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DoctorsWithExpiredSlotsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(DoctorsWithExpiredSlots) -> R,
    ) -> DoctorsWithExpiredSlotsQuery<'c, 'a, 's, C, R, N> {
        DoctorsWithExpiredSlotsQuery {
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
pub struct FreeSlotQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FreeSlotBorrowed, tokio_postgres::Error>,
    mapper: fn(FreeSlotBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FreeSlotQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FreeSlotBorrowed) -> R) -> FreeSlotQuery<'c, 'a, 's, C, R, N> {
        FreeSlotQuery {
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
pub struct LockDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_doctor() -> LockDoctorStmt {
    LockDoctorStmt(
        "/*lock_doctor*/ SELECT d.clinic_id, d.id, d.specialization || d.further_specializations AS specializations, d.slots_until, d.slots_made_on, d.slots_zone_rules, d.inactive_from, c.time_zone FROM doctors d JOIN clinics c ON c.id = d.clinic_id WHERE d.id = $1 FOR NO KEY UPDATE OF d FOR SHARE OF c",
        None,
    )
}
impl LockDoctorStmt {
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
    ) -> ScheduledDoctorQuery<'c, 'a, 's, C, ScheduledDoctor, 1> {
        ScheduledDoctorQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ScheduledDoctorBorrowed, tokio_postgres::Error> {
                Ok(ScheduledDoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    specializations: row.try_get(2)?,
                    slots_until: row.try_get(3)?,
                    slots_made_on: row.try_get(4)?,
                    slots_zone_rules: row.try_get(5)?,
                    inactive_from: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                })
            },
            mapper: |it| ScheduledDoctor::from(it),
        }
    }
}
pub struct FindDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_doctor() -> FindDoctorStmt {
    FindDoctorStmt(
        "/*find_doctor*/ SELECT d.clinic_id, d.id, d.specialization || d.further_specializations AS specializations, d.slots_until, d.slots_made_on, d.slots_zone_rules, d.inactive_from, c.time_zone FROM doctors d JOIN clinics c ON c.id = d.clinic_id WHERE d.id = $1",
        None,
    )
}
impl FindDoctorStmt {
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
    ) -> ScheduledDoctorQuery<'c, 'a, 's, C, ScheduledDoctor, 1> {
        ScheduledDoctorQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ScheduledDoctorBorrowed, tokio_postgres::Error> {
                Ok(ScheduledDoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    specializations: row.try_get(2)?,
                    slots_until: row.try_get(3)?,
                    slots_made_on: row.try_get(4)?,
                    slots_zone_rules: row.try_get(5)?,
                    inactive_from: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                })
            },
            mapper: |it| ScheduledDoctor::from(it),
        }
    }
}
pub struct LockDoctorsOfClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_doctors_of_clinic() -> LockDoctorsOfClinicStmt {
    LockDoctorsOfClinicStmt(
        "/*lock_doctors_of_clinic*/ SELECT d.clinic_id, d.id, d.specialization || d.further_specializations AS specializations, d.slots_until, d.slots_made_on, d.slots_zone_rules, d.inactive_from, c.time_zone FROM doctors d JOIN clinics c ON c.id = d.clinic_id WHERE d.clinic_id = $1 ORDER BY d.id FOR NO KEY UPDATE OF d FOR SHARE OF c",
        None,
    )
}
impl LockDoctorsOfClinicStmt {
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
    ) -> ScheduledDoctorQuery<'c, 'a, 's, C, ScheduledDoctor, 1> {
        ScheduledDoctorQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ScheduledDoctorBorrowed, tokio_postgres::Error> {
                Ok(ScheduledDoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    specializations: row.try_get(2)?,
                    slots_until: row.try_get(3)?,
                    slots_made_on: row.try_get(4)?,
                    slots_zone_rules: row.try_get(5)?,
                    inactive_from: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                })
            },
            mapper: |it| ScheduledDoctor::from(it),
        }
    }
}
pub struct DoctorsOfClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctors_of_clinic() -> DoctorsOfClinicStmt {
    DoctorsOfClinicStmt(
        "/*doctors_of_clinic*/ SELECT d.clinic_id, d.id, d.specialization || d.further_specializations AS specializations, d.slots_until, d.slots_made_on, d.slots_zone_rules, d.inactive_from, c.time_zone FROM doctors d JOIN clinics c ON c.id = d.clinic_id WHERE d.clinic_id = $1 ORDER BY d.id",
        None,
    )
}
impl DoctorsOfClinicStmt {
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
    ) -> ScheduledDoctorQuery<'c, 'a, 's, C, ScheduledDoctor, 1> {
        ScheduledDoctorQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ScheduledDoctorBorrowed, tokio_postgres::Error> {
                Ok(ScheduledDoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    specializations: row.try_get(2)?,
                    slots_until: row.try_get(3)?,
                    slots_made_on: row.try_get(4)?,
                    slots_zone_rules: row.try_get(5)?,
                    inactive_from: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                })
            },
            mapper: |it| ScheduledDoctor::from(it),
        }
    }
}
pub struct SetInactiveFromStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_inactive_from() -> SetInactiveFromStmt {
    SetInactiveFromStmt(
        "/*set_inactive_from*/ UPDATE doctors SET inactive_from = $1, version = version + 1 WHERE clinic_id = $2 AND id = $3 RETURNING version",
        None,
    )
}
impl SetInactiveFromStmt {
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
        inactive_from: &'a Option<jiff::civil::Date>,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [inactive_from, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, SetInactiveFromParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for SetInactiveFromStmt
{
    fn params(&'s self, client: &'c C, params: &'a SetInactiveFromParams) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.inactive_from, &params.clinic_id, &params.id)
    }
}
pub struct ClosuresFromStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn closures_from() -> ClosuresFromStmt {
    ClosuresFromStmt(
        "/*closures_from*/ SELECT date, starts_at, ends_at FROM closures WHERE clinic_id = $1 AND last_date >= $2",
        None,
    )
}
impl ClosuresFromStmt {
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
        from_date: &'a jiff::civil::Date,
    ) -> ClosuresFromQuery<'c, 'a, 's, C, ClosuresFrom, 2> {
        ClosuresFromQuery {
            client,
            params: [clinic_id, from_date],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClosuresFrom, tokio_postgres::Error> {
                Ok(ClosuresFrom {
                    date: row.try_get(0)?,
                    starts_at: row.try_get(1)?,
                    ends_at: row.try_get(2)?,
                })
            },
            mapper: |it| ClosuresFrom::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ClosuresFromParams,
        ClosuresFromQuery<'c, 'a, 's, C, ClosuresFrom, 2>,
        C,
    > for ClosuresFromStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClosuresFromParams,
    ) -> ClosuresFromQuery<'c, 'a, 's, C, ClosuresFrom, 2> {
        self.bind(client, &params.clinic_id, &params.from_date)
    }
}
pub struct ClosedForGoodFromStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn closed_for_good_from() -> ClosedForGoodFromStmt {
    ClosedForGoodFromStmt("/*closed_for_good_from*/ SELECT closed_from FROM clinics WHERE id = $1", None)
}
impl ClosedForGoodFromStmt {
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
    ) -> OptionjiffCivilDateQuery<'c, 'a, 's, C, Option<jiff::civil::Date>, 1> {
        OptionjiffCivilDateQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct SetClosedFromStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_closed_from() -> SetClosedFromStmt {
    SetClosedFromStmt(
        "/*set_closed_from*/ UPDATE clinics SET closed_from = $1, version = version + 1 WHERE id = $2 RETURNING version",
        None,
    )
}
impl SetClosedFromStmt {
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
        closed_from: &'a Option<jiff::civil::Date>,
        clinic_id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        I32Query {
            client,
            params: [closed_from, clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, SetClosedFromParams, I32Query<'c, 'a, 's, C, i32, 2>, C>
    for SetClosedFromStmt
{
    fn params(&'s self, client: &'c C, params: &'a SetClosedFromParams) -> I32Query<'c, 'a, 's, C, i32, 2> {
        self.bind(client, &params.closed_from, &params.clinic_id)
    }
}
pub struct LockClinicZoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_clinic_zone() -> LockClinicZoneStmt {
    LockClinicZoneStmt(
        "/*lock_clinic_zone*/ SELECT time_zone FROM clinics WHERE id = $1 FOR NO KEY UPDATE",
        None,
    )
}
impl LockClinicZoneStmt {
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
pub struct SetZoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_zone() -> SetZoneStmt {
    SetZoneStmt(
        "/*set_zone*/ UPDATE clinics SET time_zone = $1, version = version + 1 WHERE id = $2 RETURNING version",
        None,
    )
}
impl SetZoneStmt {
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
        time_zone: &'a T1,
        clinic_id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        I32Query {
            client,
            params: [time_zone, clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, SetZoneParams<T1>, I32Query<'c, 'a, 's, C, i32, 2>, C>
    for SetZoneStmt
{
    fn params(&'s self, client: &'c C, params: &'a SetZoneParams<T1>) -> I32Query<'c, 'a, 's, C, i32, 2> {
        self.bind(client, &params.time_zone, &params.clinic_id)
    }
}
pub struct DateClosedTimesAnewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn date_closed_times_anew() -> DateClosedTimesAnewStmt {
    DateClosedTimesAnewStmt(
        "/*date_closed_times_anew*/ UPDATE closures SET date = (starts_at AT TIME ZONE $1::text)::date, last_date = greatest((starts_at AT TIME ZONE $1)::date, ((ends_at - interval '1 microsecond') AT TIME ZONE $1)::date) WHERE clinic_id = $2 AND ends_at > $3",
        None,
    )
}
impl DateClosedTimesAnewStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        time_zone: &'a T1,
        clinic_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[time_zone, clinic_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DateClosedTimesAnewParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DateClosedTimesAnewStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DateClosedTimesAnewParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.time_zone, &params.clinic_id, &params.now))
    }
}
pub struct OfferByZoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn offer_by_zone() -> OfferByZoneStmt {
    OfferByZoneStmt(
        "/*offer_by_zone*/ UPDATE open_slots o SET time_zone = $1, kind = offer_kind(s.mode, s.starts_at, $1) FROM slots s WHERE o.clinic_id = $2 AND s.clinic_id = o.clinic_id AND s.id = o.slot_id",
        None,
    )
}
impl OfferByZoneStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        time_zone: &'a T1,
        clinic_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[time_zone, clinic_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        OfferByZoneParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for OfferByZoneStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a OfferByZoneParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.time_zone, &params.clinic_id))
    }
}
pub struct ComingAppointmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn coming_appointments() -> ComingAppointmentsStmt {
    ComingAppointmentsStmt(
        "/*coming_appointments*/ SELECT a.id, a.doctor_id, a.starts_at FROM appointments a WHERE a.clinic_id = $1 AND a.status IN ('pending', 'confirmed') AND a.starts_at > $2 ORDER BY a.starts_at, a.id",
        None,
    )
}
impl ComingAppointmentsStmt {
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
        now: &'a jiff::Timestamp,
    ) -> ComingAppointmentsQuery<'c, 'a, 's, C, ComingAppointments, 2> {
        ComingAppointmentsQuery {
            client,
            params: [clinic_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ComingAppointments, tokio_postgres::Error> {
                Ok(ComingAppointments {
                    id: row.try_get(0)?,
                    doctor_id: row.try_get(1)?,
                    starts_at: row.try_get(2)?,
                })
            },
            mapper: |it| ComingAppointments::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ComingAppointmentsParams,
        ComingAppointmentsQuery<'c, 'a, 's, C, ComingAppointments, 2>,
        C,
    > for ComingAppointmentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ComingAppointmentsParams,
    ) -> ComingAppointmentsQuery<'c, 'a, 's, C, ComingAppointments, 2> {
        self.bind(client, &params.clinic_id, &params.now)
    }
}
pub struct OpeningsOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn openings_of_doctors() -> OpeningsOfDoctorsStmt {
    OpeningsOfDoctorsStmt(
        "/*openings_of_doctors*/ SELECT doctor_id, id, hours FROM openings WHERE clinic_id = $1 AND doctor_id = ANY ($2) AND date >= $3 ORDER BY doctor_id, date, id",
        None,
    )
}
impl OpeningsOfDoctorsStmt {
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
        from_date: &'a jiff::civil::Date,
    ) -> OpeningsOfDoctorsQuery<'c, 'a, 's, C, OpeningsOfDoctors, 3> {
        OpeningsOfDoctorsQuery {
            client,
            params: [clinic_id, doctor_ids, from_date],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<OpeningsOfDoctorsBorrowed, tokio_postgres::Error> {
                    Ok(OpeningsOfDoctorsBorrowed {
                        doctor_id: row.try_get(0)?,
                        id: row.try_get(1)?,
                        hours: row.try_get(2)?,
                    })
                },
            mapper: |it| OpeningsOfDoctors::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OpeningsOfDoctorsParams<T1>,
        OpeningsOfDoctorsQuery<'c, 'a, 's, C, OpeningsOfDoctors, 3>,
        C,
    > for OpeningsOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OpeningsOfDoctorsParams<T1>,
    ) -> OpeningsOfDoctorsQuery<'c, 'a, 's, C, OpeningsOfDoctors, 3> {
        self.bind(client, &params.clinic_id, &params.doctor_ids, &params.from_date)
    }
}
pub struct LastDaysOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn last_days_of_doctors() -> LastDaysOfDoctorsStmt {
    LastDaysOfDoctorsStmt(
        "/*last_days_of_doctors*/ SELECT id, inactive_from FROM doctors WHERE clinic_id = $1 AND id = ANY ($2) AND inactive_from IS NOT NULL",
        None,
    )
}
impl LastDaysOfDoctorsStmt {
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
    ) -> LastDaysOfDoctorsQuery<'c, 'a, 's, C, LastDaysOfDoctors, 2> {
        LastDaysOfDoctorsQuery {
            client,
            params: [clinic_id, doctor_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LastDaysOfDoctors, tokio_postgres::Error> {
                Ok(LastDaysOfDoctors { id: row.try_get(0)?, inactive_from: row.try_get(1)? })
            },
            mapper: |it| LastDaysOfDoctors::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LastDaysOfDoctorsParams<T1>,
        LastDaysOfDoctorsQuery<'c, 'a, 's, C, LastDaysOfDoctors, 2>,
        C,
    > for LastDaysOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LastDaysOfDoctorsParams<T1>,
    ) -> LastDaysOfDoctorsQuery<'c, 'a, 's, C, LastDaysOfDoctors, 2> {
        self.bind(client, &params.clinic_id, &params.doctor_ids)
    }
}
pub struct InsertClosuresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_closures() -> InsertClosuresStmt {
    InsertClosuresStmt(
        "/*insert_closures*/ INSERT INTO closures (clinic_id, id, date, last_date, reason, created_at) SELECT $1, n.id, n.date, n.date, n.reason, $2 FROM unnest($3::uuid[], $4::date[], $5::text[]) AS n (id, date, reason) ON CONFLICT (clinic_id, date) WHERE starts_at IS NULL DO NOTHING RETURNING id, date, reason",
        None,
    )
}
impl InsertClosuresStmt {
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
        T2: crate::ArraySql<Item = jiff::civil::Date>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        ids: &'a T1,
        dates: &'a T2,
        reasons: &'a T4,
    ) -> InsertClosuresQuery<'c, 'a, 's, C, InsertClosures, 5> {
        InsertClosuresQuery {
            client,
            params: [clinic_id, now, ids, dates, reasons],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<InsertClosuresBorrowed, tokio_postgres::Error> {
                Ok(InsertClosuresBorrowed {
                    id: row.try_get(0)?,
                    date: row.try_get(1)?,
                    reason: row.try_get(2)?,
                })
            },
            mapper: |it| InsertClosures::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::civil::Date>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertClosuresParams<T1, T2, T3, T4>,
        InsertClosuresQuery<'c, 'a, 's, C, InsertClosures, 5>,
        C,
    > for InsertClosuresStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertClosuresParams<T1, T2, T3, T4>,
    ) -> InsertClosuresQuery<'c, 'a, 's, C, InsertClosures, 5> {
        self.bind(client, &params.clinic_id, &params.now, &params.ids, &params.dates, &params.reasons)
    }
}
pub struct InsertClosedTimeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_closed_time() -> InsertClosedTimeStmt {
    InsertClosedTimeStmt(
        "/*insert_closed_time*/ INSERT INTO closures (clinic_id, id, date, last_date, starts_at, ends_at, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        None,
    )
}
impl InsertClosedTimeStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        date: &'a jiff::civil::Date,
        last_date: &'a jiff::civil::Date,
        starts_at: &'a jiff::Timestamp,
        ends_at: &'a jiff::Timestamp,
        reason: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, id, date, last_date, starts_at, ends_at, reason, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertClosedTimeParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertClosedTimeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertClosedTimeParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.date,
            &params.last_date,
            &params.starts_at,
            &params.ends_at,
            &params.reason,
            &params.now,
        ))
    }
}
pub struct CountClosuresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_closures() -> CountClosuresStmt {
    CountClosuresStmt(
        "/*count_closures*/ SELECT count(*) FROM closures WHERE clinic_id = $1 AND last_date >= $2",
        None,
    )
}
impl CountClosuresStmt {
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
        from_date: &'a jiff::civil::Date,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [clinic_id, from_date],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountClosuresParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for CountClosuresStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountClosuresParams) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.clinic_id, &params.from_date)
    }
}
pub struct ListClosuresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_closures() -> ListClosuresStmt {
    ListClosuresStmt(
        "/*list_closures*/ SELECT id, date, starts_at, ends_at, reason FROM closures WHERE clinic_id = $1 AND last_date >= $2 AND (date > $3 OR date = $3 AND id > $4) ORDER BY date, id LIMIT $5",
        None,
    )
}
impl ListClosuresStmt {
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
        from_date: &'a jiff::civil::Date,
        after_date: &'a jiff::civil::Date,
        after_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> ListClosuresQuery<'c, 'a, 's, C, ListClosures, 5> {
        ListClosuresQuery {
            client,
            params: [clinic_id, from_date, after_date, after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListClosuresBorrowed, tokio_postgres::Error> {
                Ok(ListClosuresBorrowed {
                    id: row.try_get(0)?,
                    date: row.try_get(1)?,
                    starts_at: row.try_get(2)?,
                    ends_at: row.try_get(3)?,
                    reason: row.try_get(4)?,
                })
            },
            mapper: |it| ListClosures::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListClosuresParams,
        ListClosuresQuery<'c, 'a, 's, C, ListClosures, 5>,
        C,
    > for ListClosuresStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListClosuresParams,
    ) -> ListClosuresQuery<'c, 'a, 's, C, ListClosures, 5> {
        self.bind(
            client,
            &params.clinic_id,
            &params.from_date,
            &params.after_date,
            &params.after_id,
            &params.max,
        )
    }
}
pub struct DeleteClosureStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_closure() -> DeleteClosureStmt {
    DeleteClosureStmt(
        "/*delete_closure*/ DELETE FROM closures WHERE clinic_id = $1 AND id = $2 RETURNING date, last_date",
        None,
    )
}
impl DeleteClosureStmt {
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
    ) -> DeleteClosureQuery<'c, 'a, 's, C, DeleteClosure, 2> {
        DeleteClosureQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeleteClosure, tokio_postgres::Error> {
                Ok(DeleteClosure { date: row.try_get(0)?, last_date: row.try_get(1)? })
            },
            mapper: |it| DeleteClosure::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeleteClosureParams,
        DeleteClosureQuery<'c, 'a, 's, C, DeleteClosure, 2>,
        C,
    > for DeleteClosureStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteClosureParams,
    ) -> DeleteClosureQuery<'c, 'a, 's, C, DeleteClosure, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct InsertOpeningsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_openings() -> InsertOpeningsStmt {
    InsertOpeningsStmt(
        "/*insert_openings*/ INSERT INTO openings (clinic_id, id, doctor_id, date, hours, created_at) SELECT $1, n.id, $2, n.date, n.hours, $3 FROM unnest($4::uuid[], $5::date[], $6::jsonb[]) AS n (id, date, hours)",
        None,
    )
}
impl InsertOpeningsStmt {
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
        T2: crate::ArraySql<Item = jiff::civil::Date>,
        T3: crate::JsonSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        ids: &'a T1,
        dates: &'a T2,
        hours: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, doctor_id, now, ids, dates, hours]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::civil::Date>,
    T3: crate::JsonSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertOpeningsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertOpeningsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertOpeningsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.doctor_id,
            &params.now,
            &params.ids,
            &params.dates,
            &params.hours,
        ))
    }
}
pub struct CountOpeningsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_openings() -> CountOpeningsStmt {
    CountOpeningsStmt(
        "/*count_openings*/ SELECT count(*) FROM openings WHERE clinic_id = $1 AND doctor_id = $2 AND date >= $3",
        None,
    )
}
impl CountOpeningsStmt {
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
        from_date: &'a jiff::civil::Date,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [clinic_id, doctor_id, from_date],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountOpeningsParams, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for CountOpeningsStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountOpeningsParams) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.from_date)
    }
}
pub struct ListOpeningsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_openings() -> ListOpeningsStmt {
    ListOpeningsStmt(
        "/*list_openings*/ SELECT id, date, hours FROM openings WHERE clinic_id = $1 AND doctor_id = $2 AND date >= $3 AND (date > $4 OR date = $4 AND id > $5) ORDER BY date, id LIMIT $6",
        None,
    )
}
impl ListOpeningsStmt {
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
        from_date: &'a jiff::civil::Date,
        after_date: &'a jiff::civil::Date,
        after_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> ListOpeningsQuery<'c, 'a, 's, C, ListOpenings, 6> {
        ListOpeningsQuery {
            client,
            params: [clinic_id, doctor_id, from_date, after_date, after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListOpeningsBorrowed, tokio_postgres::Error> {
                Ok(ListOpeningsBorrowed {
                    id: row.try_get(0)?,
                    date: row.try_get(1)?,
                    hours: row.try_get(2)?,
                })
            },
            mapper: |it| ListOpenings::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOpeningsParams,
        ListOpeningsQuery<'c, 'a, 's, C, ListOpenings, 6>,
        C,
    > for ListOpeningsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOpeningsParams,
    ) -> ListOpeningsQuery<'c, 'a, 's, C, ListOpenings, 6> {
        self.bind(
            client,
            &params.clinic_id,
            &params.doctor_id,
            &params.from_date,
            &params.after_date,
            &params.after_id,
            &params.max,
        )
    }
}
pub struct OpeningOfDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn opening_of_doctor() -> OpeningOfDoctorStmt {
    OpeningOfDoctorStmt(
        "/*opening_of_doctor*/ SELECT hours FROM openings WHERE clinic_id = $1 AND doctor_id = $2 AND id = $3",
        None,
    )
}
impl OpeningOfDoctorStmt {
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
        id: &'a uuid::Uuid,
    ) -> SerdejsonValueQuery<'c, 'a, 's, C, serde_json::Value, 3> {
        SerdejsonValueQuery {
            client,
            params: [clinic_id, doctor_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| serde_json::from_str(it.0.get()).unwrap(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OpeningOfDoctorParams,
        SerdejsonValueQuery<'c, 'a, 's, C, serde_json::Value, 3>,
        C,
    > for OpeningOfDoctorStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OpeningOfDoctorParams,
    ) -> SerdejsonValueQuery<'c, 'a, 's, C, serde_json::Value, 3> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.id)
    }
}
pub struct DeleteOpeningStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_opening() -> DeleteOpeningStmt {
    DeleteOpeningStmt(
        "/*delete_opening*/ DELETE FROM openings WHERE clinic_id = $1 AND doctor_id = $2 AND id = $3",
        None,
    )
}
impl DeleteOpeningStmt {
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
        doctor_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, doctor_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteOpeningParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteOpeningStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteOpeningParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.doctor_id, &params.id))
    }
}
pub struct InsertScheduleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_schedule() -> InsertScheduleStmt {
    InsertScheduleStmt(
        "/*insert_schedule*/ INSERT INTO schedules (clinic_id, id, doctor_id, effective_from, effective_until, template, created_at, revision) SELECT $1, $2, $3, $4, $5, $6, $7, coalesce(max(s.revision), 0) + 1 FROM schedules s WHERE s.clinic_id = $1 AND s.doctor_id = $3",
        None,
    )
}
impl InsertScheduleStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        effective_from: &'a jiff::civil::Date,
        effective_until: &'a Option<jiff::civil::Date>,
        template: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(self.0, &[clinic_id, id, doctor_id, effective_from, effective_until, template, now])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::JsonSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertScheduleParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertScheduleStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertScheduleParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.doctor_id,
            &params.effective_from,
            &params.effective_until,
            &params.template,
            &params.now,
        ))
    }
}
pub struct SchedulesOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn schedules_of_doctors() -> SchedulesOfDoctorsStmt {
    SchedulesOfDoctorsStmt(
        "/*schedules_of_doctors*/ SELECT s.doctor_id, s.id, s.template FROM schedules s WHERE s.clinic_id = $1 AND s.doctor_id = ANY ($2) AND (s.effective_until IS NULL OR s.effective_until >= $3) AND s.revision >= coalesce((SELECT max(o.revision) FROM schedules o WHERE o.clinic_id = $1 AND o.doctor_id = s.doctor_id AND o.effective_until IS NULL AND o.effective_from <= $3), 0) ORDER BY s.doctor_id, s.revision DESC",
        None,
    )
}
impl SchedulesOfDoctorsStmt {
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
        from_date: &'a jiff::civil::Date,
    ) -> SchedulesOfDoctorsQuery<'c, 'a, 's, C, SchedulesOfDoctors, 3> {
        SchedulesOfDoctorsQuery {
            client,
            params: [clinic_id, doctor_ids, from_date],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SchedulesOfDoctorsBorrowed, tokio_postgres::Error> {
                    Ok(SchedulesOfDoctorsBorrowed {
                        doctor_id: row.try_get(0)?,
                        id: row.try_get(1)?,
                        template: row.try_get(2)?,
                    })
                },
            mapper: |it| SchedulesOfDoctors::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SchedulesOfDoctorsParams<T1>,
        SchedulesOfDoctorsQuery<'c, 'a, 's, C, SchedulesOfDoctors, 3>,
        C,
    > for SchedulesOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SchedulesOfDoctorsParams<T1>,
    ) -> SchedulesOfDoctorsQuery<'c, 'a, 's, C, SchedulesOfDoctors, 3> {
        self.bind(client, &params.clinic_id, &params.doctor_ids, &params.from_date)
    }
}
pub struct ListSchedulesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_schedules() -> ListSchedulesStmt {
    ListSchedulesStmt(
        "/*list_schedules*/ SELECT id, revision, template, created_at FROM schedules WHERE clinic_id = $1 AND doctor_id = $2 AND revision < $3 ORDER BY revision DESC LIMIT $4",
        None,
    )
}
impl ListSchedulesStmt {
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
        before_revision: &'a i32,
        max: &'a i64,
    ) -> ListSchedulesQuery<'c, 'a, 's, C, ListSchedules, 4> {
        ListSchedulesQuery {
            client,
            params: [clinic_id, doctor_id, before_revision, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListSchedulesBorrowed, tokio_postgres::Error> {
                Ok(ListSchedulesBorrowed {
                    id: row.try_get(0)?,
                    revision: row.try_get(1)?,
                    template: row.try_get(2)?,
                    created_at: row.try_get(3)?,
                })
            },
            mapper: |it| ListSchedules::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListSchedulesParams,
        ListSchedulesQuery<'c, 'a, 's, C, ListSchedules, 4>,
        C,
    > for ListSchedulesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListSchedulesParams,
    ) -> ListSchedulesQuery<'c, 'a, 's, C, ListSchedules, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.before_revision, &params.max)
    }
}
pub struct ScheduleStartsOnStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn schedule_starts_on() -> ScheduleStartsOnStmt {
    ScheduleStartsOnStmt(
        "/*schedule_starts_on*/ SELECT effective_from FROM schedules WHERE clinic_id = $1 AND doctor_id = $2 AND id = $3",
        None,
    )
}
impl ScheduleStartsOnStmt {
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
        id: &'a uuid::Uuid,
    ) -> JiffCivilDateQuery<'c, 'a, 's, C, jiff::civil::Date, 3> {
        JiffCivilDateQuery {
            client,
            params: [clinic_id, doctor_id, id],
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
        ScheduleStartsOnParams,
        JiffCivilDateQuery<'c, 'a, 's, C, jiff::civil::Date, 3>,
        C,
    > for ScheduleStartsOnStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ScheduleStartsOnParams,
    ) -> JiffCivilDateQuery<'c, 'a, 's, C, jiff::civil::Date, 3> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.id)
    }
}
pub struct DeleteScheduleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_schedule() -> DeleteScheduleStmt {
    DeleteScheduleStmt(
        "/*delete_schedule*/ DELETE FROM schedules WHERE clinic_id = $1 AND doctor_id = $2 AND id = $3",
        None,
    )
}
impl DeleteScheduleStmt {
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
        doctor_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, doctor_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteScheduleParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteScheduleStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteScheduleParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.doctor_id, &params.id))
    }
}
pub struct InsertTimeOffStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_time_off() -> InsertTimeOffStmt {
    InsertTimeOffStmt(
        "/*insert_time_off*/ INSERT INTO time_off (clinic_id, id, doctor_id, starts_at, ends_at, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        None,
    )
}
impl InsertTimeOffStmt {
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
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        starts_at: &'a jiff::Timestamp,
        ends_at: &'a jiff::Timestamp,
        reason: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, id, doctor_id, starts_at, ends_at, reason, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertTimeOffParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertTimeOffStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertTimeOffParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.doctor_id,
            &params.starts_at,
            &params.ends_at,
            &params.reason,
            &params.now,
        ))
    }
}
pub struct DeleteTimeOffStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_time_off() -> DeleteTimeOffStmt {
    DeleteTimeOffStmt(
        "/*delete_time_off*/ DELETE FROM time_off WHERE clinic_id = $1 AND doctor_id = $2 AND id = $3 RETURNING starts_at, ends_at",
        None,
    )
}
impl DeleteTimeOffStmt {
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
        id: &'a uuid::Uuid,
    ) -> DeleteTimeOffQuery<'c, 'a, 's, C, DeleteTimeOff, 3> {
        DeleteTimeOffQuery {
            client,
            params: [clinic_id, doctor_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeleteTimeOff, tokio_postgres::Error> {
                Ok(DeleteTimeOff { starts_at: row.try_get(0)?, ends_at: row.try_get(1)? })
            },
            mapper: |it| DeleteTimeOff::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeleteTimeOffParams,
        DeleteTimeOffQuery<'c, 'a, 's, C, DeleteTimeOff, 3>,
        C,
    > for DeleteTimeOffStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteTimeOffParams,
    ) -> DeleteTimeOffQuery<'c, 'a, 's, C, DeleteTimeOff, 3> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.id)
    }
}
pub struct ListTimeOffStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_time_off() -> ListTimeOffStmt {
    ListTimeOffStmt(
        "/*list_time_off*/ SELECT id, starts_at, ends_at, reason FROM time_off WHERE clinic_id = $1 AND doctor_id = $2 AND id > $3 ORDER BY id LIMIT $4",
        None,
    )
}
impl ListTimeOffStmt {
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
        after_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> ListTimeOffQuery<'c, 'a, 's, C, ListTimeOff, 4> {
        ListTimeOffQuery {
            client,
            params: [clinic_id, doctor_id, after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListTimeOffBorrowed, tokio_postgres::Error> {
                Ok(ListTimeOffBorrowed {
                    id: row.try_get(0)?,
                    starts_at: row.try_get(1)?,
                    ends_at: row.try_get(2)?,
                    reason: row.try_get(3)?,
                })
            },
            mapper: |it| ListTimeOff::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListTimeOffParams,
        ListTimeOffQuery<'c, 'a, 's, C, ListTimeOff, 4>,
        C,
    > for ListTimeOffStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListTimeOffParams,
    ) -> ListTimeOffQuery<'c, 'a, 's, C, ListTimeOff, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.after_id, &params.max)
    }
}
pub struct TimeOffOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn time_off_of_doctors() -> TimeOffOfDoctorsStmt {
    TimeOffOfDoctorsStmt(
        "/*time_off_of_doctors*/ SELECT doctor_id, starts_at, ends_at FROM time_off WHERE clinic_id = $1 AND doctor_id = ANY ($2) AND starts_at < $3 AND ends_at > $4 ORDER BY doctor_id, starts_at",
        None,
    )
}
impl TimeOffOfDoctorsStmt {
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
        until_at: &'a jiff::Timestamp,
        from_at: &'a jiff::Timestamp,
    ) -> TimeOffOfDoctorsQuery<'c, 'a, 's, C, TimeOffOfDoctors, 4> {
        TimeOffOfDoctorsQuery {
            client,
            params: [clinic_id, doctor_ids, until_at, from_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TimeOffOfDoctors, tokio_postgres::Error> {
                Ok(TimeOffOfDoctors {
                    doctor_id: row.try_get(0)?,
                    starts_at: row.try_get(1)?,
                    ends_at: row.try_get(2)?,
                })
            },
            mapper: |it| TimeOffOfDoctors::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TimeOffOfDoctorsParams<T1>,
        TimeOffOfDoctorsQuery<'c, 'a, 's, C, TimeOffOfDoctors, 4>,
        C,
    > for TimeOffOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TimeOffOfDoctorsParams<T1>,
    ) -> TimeOffOfDoctorsQuery<'c, 'a, 's, C, TimeOffOfDoctors, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_ids, &params.until_at, &params.from_at)
    }
}
pub struct LockSlotsOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_slots_of_doctors() -> LockSlotsOfDoctorsStmt {
    LockSlotsOfDoctorsStmt(
        "/*lock_slots_of_doctors*/ SELECT s.doctor_id, s.id, s.starts_at, s.ends_at, s.mode, s.serves, s.is_booked, s.is_withdrawn, s.kept_until FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = ANY ($2) AND s.starts_at >= $3 AND s.starts_at < $4 AND EXISTS (SELECT FROM unnest($5::timestamptz[], $6::timestamptz[]) AS w (from_at, until_at) WHERE s.starts_at >= w.from_at AND s.starts_at < w.until_at) ORDER BY s.id FOR NO KEY UPDATE OF s",
        None,
    )
}
impl LockSlotsOfDoctorsStmt {
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
        T2: crate::ArraySql<Item = jiff::Timestamp>,
        T3: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        first_at: &'a jiff::Timestamp,
        last_at: &'a jiff::Timestamp,
        from_at: &'a T2,
        until_at: &'a T3,
    ) -> DoctorSlotQuery<'c, 'a, 's, C, DoctorSlot, 6> {
        DoctorSlotQuery {
            client,
            params: [clinic_id, doctor_ids, first_at, last_at, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorSlotBorrowed, tokio_postgres::Error> {
                Ok(DoctorSlotBorrowed {
                    doctor_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    starts_at: row.try_get(2)?,
                    ends_at: row.try_get(3)?,
                    mode: row.try_get(4)?,
                    serves: row.try_get(5)?,
                    is_booked: row.try_get(6)?,
                    is_withdrawn: row.try_get(7)?,
                    kept_until: row.try_get(8)?,
                })
            },
            mapper: |it| DoctorSlot::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockSlotsOfDoctorsParams<T1, T2, T3>,
        DoctorSlotQuery<'c, 'a, 's, C, DoctorSlot, 6>,
        C,
    > for LockSlotsOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockSlotsOfDoctorsParams<T1, T2, T3>,
    ) -> DoctorSlotQuery<'c, 'a, 's, C, DoctorSlot, 6> {
        self.bind(
            client,
            &params.clinic_id,
            &params.doctor_ids,
            &params.first_at,
            &params.last_at,
            &params.from_at,
            &params.until_at,
        )
    }
}
pub struct SlotsOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn slots_of_doctors() -> SlotsOfDoctorsStmt {
    SlotsOfDoctorsStmt(
        "/*slots_of_doctors*/ SELECT s.doctor_id, s.id, s.starts_at, s.ends_at, s.mode, s.serves, s.is_booked, s.is_withdrawn, s.kept_until FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = ANY ($2) AND s.starts_at >= $3 AND s.starts_at < $4 AND EXISTS (SELECT FROM unnest($5::timestamptz[], $6::timestamptz[]) AS w (from_at, until_at) WHERE s.starts_at >= w.from_at AND s.starts_at < w.until_at) ORDER BY s.id",
        None,
    )
}
impl SlotsOfDoctorsStmt {
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
        T2: crate::ArraySql<Item = jiff::Timestamp>,
        T3: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        first_at: &'a jiff::Timestamp,
        last_at: &'a jiff::Timestamp,
        from_at: &'a T2,
        until_at: &'a T3,
    ) -> DoctorSlotQuery<'c, 'a, 's, C, DoctorSlot, 6> {
        DoctorSlotQuery {
            client,
            params: [clinic_id, doctor_ids, first_at, last_at, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorSlotBorrowed, tokio_postgres::Error> {
                Ok(DoctorSlotBorrowed {
                    doctor_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    starts_at: row.try_get(2)?,
                    ends_at: row.try_get(3)?,
                    mode: row.try_get(4)?,
                    serves: row.try_get(5)?,
                    is_booked: row.try_get(6)?,
                    is_withdrawn: row.try_get(7)?,
                    kept_until: row.try_get(8)?,
                })
            },
            mapper: |it| DoctorSlot::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SlotsOfDoctorsParams<T1, T2, T3>,
        DoctorSlotQuery<'c, 'a, 's, C, DoctorSlot, 6>,
        C,
    > for SlotsOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SlotsOfDoctorsParams<T1, T2, T3>,
    ) -> DoctorSlotQuery<'c, 'a, 's, C, DoctorSlot, 6> {
        self.bind(
            client,
            &params.clinic_id,
            &params.doctor_ids,
            &params.first_at,
            &params.last_at,
            &params.from_at,
            &params.until_at,
        )
    }
}
pub struct CountSlotsOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_slots_of_doctors() -> CountSlotsOfDoctorsStmt {
    CountSlotsOfDoctorsStmt(
        "/*count_slots_of_doctors*/ SELECT count(*) FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = ANY ($2) AND s.starts_at >= $3 AND s.starts_at < $4 AND EXISTS (SELECT FROM unnest($5::timestamptz[], $6::timestamptz[]) AS w (from_at, until_at) WHERE s.starts_at >= w.from_at AND s.starts_at < w.until_at)",
        None,
    )
}
impl CountSlotsOfDoctorsStmt {
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
        T2: crate::ArraySql<Item = jiff::Timestamp>,
        T3: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        first_at: &'a jiff::Timestamp,
        last_at: &'a jiff::Timestamp,
        from_at: &'a T2,
        until_at: &'a T3,
    ) -> I64Query<'c, 'a, 's, C, i64, 6> {
        I64Query {
            client,
            params: [clinic_id, doctor_ids, first_at, last_at, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CountSlotsOfDoctorsParams<T1, T2, T3>,
        I64Query<'c, 'a, 's, C, i64, 6>,
        C,
    > for CountSlotsOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountSlotsOfDoctorsParams<T1, T2, T3>,
    ) -> I64Query<'c, 'a, 's, C, i64, 6> {
        self.bind(
            client,
            &params.clinic_id,
            &params.doctor_ids,
            &params.first_at,
            &params.last_at,
            &params.from_at,
            &params.until_at,
        )
    }
}
pub struct LiveAppointmentsOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn live_appointments_of_doctors() -> LiveAppointmentsOfDoctorsStmt {
    LiveAppointmentsOfDoctorsStmt(
        "/*live_appointments_of_doctors*/ SELECT doctor_id, id, slot_id, starts_at, ends_at, status FROM appointments WHERE clinic_id = $1 AND doctor_id = ANY ($2) AND status <> 'cancelled' AND tstzrange(starts_at, ends_at) && tstzrange($3, $4) ORDER BY doctor_id, starts_at",
        None,
    )
}
impl LiveAppointmentsOfDoctorsStmt {
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
        first_at: &'a jiff::Timestamp,
        last_at: &'a jiff::Timestamp,
    ) -> LiveAppointmentsOfDoctorsQuery<'c, 'a, 's, C, LiveAppointmentsOfDoctors, 4> {
        LiveAppointmentsOfDoctorsQuery {
            client,
            params: [clinic_id, doctor_ids, first_at, last_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<LiveAppointmentsOfDoctorsBorrowed, tokio_postgres::Error> {
                Ok(LiveAppointmentsOfDoctorsBorrowed {
                    doctor_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    slot_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    status: row.try_get(5)?,
                })
            },
            mapper: |it| LiveAppointmentsOfDoctors::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LiveAppointmentsOfDoctorsParams<T1>,
        LiveAppointmentsOfDoctorsQuery<'c, 'a, 's, C, LiveAppointmentsOfDoctors, 4>,
        C,
    > for LiveAppointmentsOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LiveAppointmentsOfDoctorsParams<T1>,
    ) -> LiveAppointmentsOfDoctorsQuery<'c, 'a, 's, C, LiveAppointmentsOfDoctors, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_ids, &params.first_at, &params.last_at)
    }
}
pub struct RemoveSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_slots() -> RemoveSlotsStmt {
    RemoveSlotsStmt(
        "/*remove_slots*/ WITH removed AS ( DELETE FROM slots WHERE clinic_id = $1 AND id = ANY ($2) AND NOT is_booked RETURNING clinic_id, starts_at, id ) DELETE FROM open_slots o USING removed r WHERE o.clinic_id = r.clinic_id AND o.starts_at = r.starts_at AND o.slot_id = r.id",
        None,
    )
}
impl RemoveSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveSlotsParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveSlotsParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.ids))
    }
}
pub struct WithdrawSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw_slots() -> WithdrawSlotsStmt {
    WithdrawSlotsStmt(
        "/*withdraw_slots*/ UPDATE slots SET is_withdrawn = $1 WHERE clinic_id = $2 AND id = ANY ($3) AND is_withdrawn <> $1",
        None,
    )
}
impl WithdrawSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        withdrawn: &'a bool,
        clinic_id: &'a uuid::Uuid,
        ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[withdrawn, clinic_id, ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        WithdrawSlotsParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for WithdrawSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a WithdrawSlotsParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.withdrawn, &params.clinic_id, &params.ids))
    }
}
pub struct InsertSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_slots() -> InsertSlotsStmt {
    InsertSlotsStmt(
        "/*insert_slots*/ WITH made AS ( INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, serves) SELECT $1, n.id, n.doctor_id, n.starts_at, n.ends_at, n.mode, n.serves FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::bigint[]) AS n (id, doctor_id, starts_at, ends_at, mode, serves) ON CONFLICT DO NOTHING RETURNING clinic_id, starts_at, id, doctor_id, mode, serves ) INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind, serves) SELECT m.clinic_id, m.starts_at, m.id, m.doctor_id, d.specialization_id, c.time_zone, offer_kind(m.mode, m.starts_at, c.time_zone), m.serves FROM made m JOIN doctors d ON d.clinic_id = m.clinic_id AND d.id = m.doctor_id JOIN clinics c ON c.id = m.clinic_id",
        None,
    )
}
impl InsertSlotsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::ArraySql<Item = jiff::Timestamp>,
        T4: crate::ArraySql<Item = jiff::Timestamp>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        ids: &'a T1,
        doctor_ids: &'a T2,
        starts_at: &'a T3,
        ends_at: &'a T4,
        modes: &'a T6,
        serves: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, ids, doctor_ids, starts_at, ends_at, modes, serves]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertSlotsParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertSlotsParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.ids,
            &params.doctor_ids,
            &params.starts_at,
            &params.ends_at,
            &params.modes,
            &params.serves,
        ))
    }
}
pub struct ServeAnewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn serve_anew() -> ServeAnewStmt {
    ServeAnewStmt(
        "/*serve_anew*/ WITH anew AS ( UPDATE slots s SET serves = n.serves FROM unnest($1::uuid[], $2::bigint[]) AS n (id, serves) WHERE s.clinic_id = $3 AND s.id = n.id RETURNING s.clinic_id, s.starts_at, s.id, s.serves ) UPDATE open_slots o SET serves = a.serves FROM anew a WHERE o.clinic_id = a.clinic_id AND o.starts_at = a.starts_at AND o.slot_id = a.id",
        None,
    )
}
impl ServeAnewStmt {
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
        T2: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        ids: &'a T1,
        serves: &'a T2,
        clinic_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[ids, serves, clinic_id]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ServeAnewParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ServeAnewStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ServeAnewParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.ids, &params.serves, &params.clinic_id))
    }
}
pub struct VisitTypesOfClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn visit_types_of_clinic() -> VisitTypesOfClinicStmt {
    VisitTypesOfClinicStmt(
        "/*visit_types_of_clinic*/ SELECT id, bit, minutes, mode, retired_at IS NOT NULL AS is_retired FROM visit_types WHERE clinic_id = $1",
        None,
    )
}
impl VisitTypesOfClinicStmt {
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
    ) -> VisitTypesOfClinicQuery<'c, 'a, 's, C, VisitTypesOfClinic, 1> {
        VisitTypesOfClinicQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<VisitTypesOfClinicBorrowed, tokio_postgres::Error> {
                    Ok(VisitTypesOfClinicBorrowed {
                        id: row.try_get(0)?,
                        bit: row.try_get(1)?,
                        minutes: row.try_get(2)?,
                        mode: row.try_get(3)?,
                        is_retired: row.try_get(4)?,
                    })
                },
            mapper: |it| VisitTypesOfClinic::from(it),
        }
    }
}
pub struct SetSlotsMadeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_slots_made() -> SetSlotsMadeStmt {
    SetSlotsMadeStmt(
        "/*set_slots_made*/ UPDATE doctors d SET slots_until = n.slots_until, slots_made_on = $1, slots_zone_rules = $2 FROM unnest($3::uuid[], $4::date[]) AS n (id, slots_until) WHERE d.clinic_id = $5 AND d.id = n.id",
        None,
    )
}
impl SetSlotsMadeStmt {
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
        T2: crate::ArraySql<Item = jiff::civil::Date>,
    >(
        &'s self,
        client: &'c C,
        made_on: &'a jiff::civil::Date,
        zone_rules: &'a i64,
        ids: &'a T1,
        slots_until: &'a T2,
        clinic_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[made_on, zone_rules, ids, slots_until, clinic_id]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::civil::Date>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetSlotsMadeParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetSlotsMadeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetSlotsMadeParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.made_on,
            &params.zone_rules,
            &params.ids,
            &params.slots_until,
            &params.clinic_id,
        ))
    }
}
pub struct ClearBlockedSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear_blocked_slots() -> ClearBlockedSlotsStmt {
    ClearBlockedSlotsStmt(
        "/*clear_blocked_slots*/ DELETE FROM blocked_slots b WHERE b.clinic_id = $1 AND b.doctor_id = ANY ($2) AND EXISTS (SELECT FROM unnest($3::timestamptz[], $4::timestamptz[]) AS w (from_at, until_at) WHERE b.starts_at >= w.from_at AND b.starts_at < w.until_at)",
        None,
    )
}
impl ClearBlockedSlotsStmt {
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
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        from_at: &'a T2,
        until_at: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, doctor_ids, from_at, until_at]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = jiff::Timestamp>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ClearBlockedSlotsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ClearBlockedSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ClearBlockedSlotsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.doctor_ids, &params.from_at, &params.until_at))
    }
}
pub struct InsertBlockedSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_blocked_slots() -> InsertBlockedSlotsStmt {
    InsertBlockedSlotsStmt(
        "/*insert_blocked_slots*/ INSERT INTO blocked_slots (clinic_id, doctor_id, starts_at, ends_at, mode, serves) SELECT $1, n.doctor_id, n.starts_at, n.ends_at, n.mode, n.serves FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::bigint[]) AS n (doctor_id, starts_at, ends_at, mode, serves) ON CONFLICT DO NOTHING",
        None,
    )
}
impl InsertBlockedSlotsStmt {
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
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        starts_at: &'a T2,
        ends_at: &'a T3,
        modes: &'a T5,
        serves: &'a T6,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, doctor_ids, starts_at, ends_at, modes, serves]).await
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertBlockedSlotsParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertBlockedSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertBlockedSlotsParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.doctor_ids,
            &params.starts_at,
            &params.ends_at,
            &params.modes,
            &params.serves,
        ))
    }
}
pub struct DeletePastBlockedSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_past_blocked_slots() -> DeletePastBlockedSlotsStmt {
    DeletePastBlockedSlotsStmt(
        "/*delete_past_blocked_slots*/ DELETE FROM blocked_slots WHERE clinic_id = $1 AND starts_at <= $2",
        None,
    )
}
impl DeletePastBlockedSlotsStmt {
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
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeletePastBlockedSlotsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeletePastBlockedSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeletePastBlockedSlotsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.now))
    }
}
pub struct ClinicsWithPastSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_with_past_slots() -> ClinicsWithPastSlotsStmt {
    ClinicsWithPastSlotsStmt(
        "/*clinics_with_past_slots*/ SELECT c.id FROM unnest($1::uuid[]) AS c (id) WHERE EXISTS (SELECT FROM open_slots o WHERE o.clinic_id = c.id AND o.starts_at < $2)",
        None,
    )
}
impl ClinicsWithPastSlotsStmt {
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
        clinic_ids: &'a T1,
        before: &'a jiff::Timestamp,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [clinic_ids, before],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ClinicsWithPastSlotsParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ClinicsWithPastSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClinicsWithPastSlotsParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.clinic_ids, &params.before)
    }
}
pub struct DeletePastSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_past_slots() -> DeletePastSlotsStmt {
    DeletePastSlotsStmt(
        "/*delete_past_slots*/ WITH past AS MATERIALIZED ( SELECT o.slot_id FROM open_slots o WHERE o.clinic_id = $1 AND o.starts_at < $2 ORDER BY o.starts_at, o.slot_id LIMIT $3 ), free AS MATERIALIZED ( SELECT s.id FROM slots s WHERE s.clinic_id = $1 AND s.id = ANY (ARRAY (SELECT p.slot_id FROM past p)) AND NOT s.is_booked ORDER BY s.id FOR UPDATE OF s SKIP LOCKED ), removed AS ( DELETE FROM slots s USING free f WHERE s.clinic_id = $1 AND s.id = f.id RETURNING s.clinic_id, s.starts_at, s.id ) DELETE FROM open_slots o USING removed r WHERE o.clinic_id = r.clinic_id AND o.starts_at = r.starts_at AND o.slot_id = r.id",
        None,
    )
}
impl DeletePastSlotsStmt {
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
        before: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, before, max]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeletePastSlotsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeletePastSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeletePastSlotsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.before, &params.max))
    }
}
pub struct DoctorsToRebuildStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctors_to_rebuild() -> DoctorsToRebuildStmt {
    DoctorsToRebuildStmt(
        "/*doctors_to_rebuild*/ SELECT d.id FROM doctors d WHERE d.clinic_id = $1 AND d.slots_until IS NOT NULL AND (d.slots_made_on IS NULL OR d.slots_zone_rules IS DISTINCT FROM $2) ORDER BY d.id",
        None,
    )
}
impl DoctorsToRebuildStmt {
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
        zone_rules: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [clinic_id, zone_rules],
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
        DoctorsToRebuildParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for DoctorsToRebuildStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DoctorsToRebuildParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.clinic_id, &params.zone_rules)
    }
}
pub struct LockDoctorsToExtendStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_doctors_to_extend() -> LockDoctorsToExtendStmt {
    LockDoctorsToExtendStmt(
        "/*lock_doctors_to_extend*/ SELECT d.id, d.slots_made_on FROM doctors d WHERE d.clinic_id = $1 AND d.slots_until IS NOT NULL AND d.slots_made_on < $2 AND d.slots_zone_rules = $3 ORDER BY d.id FOR NO KEY UPDATE OF d",
        None,
    )
}
impl LockDoctorsToExtendStmt {
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
        today: &'a jiff::civil::Date,
        zone_rules: &'a i64,
    ) -> LockDoctorsToExtendQuery<'c, 'a, 's, C, LockDoctorsToExtend, 3> {
        LockDoctorsToExtendQuery {
            client,
            params: [clinic_id, today, zone_rules],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockDoctorsToExtend, tokio_postgres::Error> {
                Ok(LockDoctorsToExtend { id: row.try_get(0)?, slots_made_on: row.try_get(1)? })
            },
            mapper: |it| LockDoctorsToExtend::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockDoctorsToExtendParams,
        LockDoctorsToExtendQuery<'c, 'a, 's, C, LockDoctorsToExtend, 3>,
        C,
    > for LockDoctorsToExtendStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockDoctorsToExtendParams,
    ) -> LockDoctorsToExtendQuery<'c, 'a, 's, C, LockDoctorsToExtend, 3> {
        self.bind(client, &params.clinic_id, &params.today, &params.zone_rules)
    }
}
pub struct BlockedOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn blocked_of_doctors() -> BlockedOfDoctorsStmt {
    BlockedOfDoctorsStmt(
        "/*blocked_of_doctors*/ SELECT doctor_id, starts_at, ends_at, false AS is_booking, false AS is_of_hours FROM time_off WHERE time_off.clinic_id = $1 AND doctor_id = ANY ($2) AND starts_at < $3 AND ends_at > $4 UNION ALL SELECT doctor_id, starts_at, ends_at, true, NOT EXISTS (SELECT FROM slots s WHERE s.clinic_id = a.clinic_id AND s.id = a.slot_id AND s.kept_until IS NOT NULL) FROM appointments a WHERE a.clinic_id = $1 AND a.doctor_id = ANY ($2) AND a.starts_at >= $4 - interval '1 day' AND a.starts_at < $3 AND a.status <> 'cancelled' UNION ALL SELECT doctor_id, starts_at, ends_at, true, false FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = ANY ($2) AND s.kept_until IS NOT NULL AND NOT s.is_booked AND s.starts_at >= $4 - interval '1 day' AND s.starts_at < $3",
        None,
    )
}
impl BlockedOfDoctorsStmt {
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
        until_at: &'a jiff::Timestamp,
        from_at: &'a jiff::Timestamp,
    ) -> BlockedOfDoctorsQuery<'c, 'a, 's, C, BlockedOfDoctors, 4> {
        BlockedOfDoctorsQuery {
            client,
            params: [clinic_id, doctor_ids, until_at, from_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BlockedOfDoctors, tokio_postgres::Error> {
                Ok(BlockedOfDoctors {
                    doctor_id: row.try_get(0)?,
                    starts_at: row.try_get(1)?,
                    ends_at: row.try_get(2)?,
                    is_booking: row.try_get(3)?,
                    is_of_hours: row.try_get(4)?,
                })
            },
            mapper: |it| BlockedOfDoctors::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        BlockedOfDoctorsParams<T1>,
        BlockedOfDoctorsQuery<'c, 'a, 's, C, BlockedOfDoctors, 4>,
        C,
    > for BlockedOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a BlockedOfDoctorsParams<T1>,
    ) -> BlockedOfDoctorsQuery<'c, 'a, 's, C, BlockedOfDoctors, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_ids, &params.until_at, &params.from_at)
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
        id: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct DoctorsWithHoursStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctors_with_hours() -> DoctorsWithHoursStmt {
    DoctorsWithHoursStmt(
        "/*doctors_with_hours*/ SELECT id FROM doctors WHERE clinic_id = $1 AND slots_until IS NOT NULL",
        None,
    )
}
impl DoctorsWithHoursStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct EarliestSlotsUntilStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn earliest_slots_until() -> EarliestSlotsUntilStmt {
    EarliestSlotsUntilStmt(
        "/*earliest_slots_until*/ SELECT min(d.slots_until) AS slots_until FROM doctors d",
        None,
    )
}
impl EarliestSlotsUntilStmt {
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
    ) -> OptionjiffCivilDateQuery<'c, 'a, 's, C, Option<jiff::civil::Date>, 0> {
        OptionjiffCivilDateQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct ClinicsAfterStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_after() -> ClinicsAfterStmt {
    ClinicsAfterStmt(
        "/*clinics_after*/ SELECT id, time_zone FROM clinics WHERE id > $1 ORDER BY id LIMIT $2",
        None,
    )
}
impl ClinicsAfterStmt {
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
        after_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> ClinicsAfterQuery<'c, 'a, 's, C, ClinicsAfter, 2> {
        ClinicsAfterQuery {
            client,
            params: [after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClinicsAfterBorrowed, tokio_postgres::Error> {
                Ok(ClinicsAfterBorrowed { id: row.try_get(0)?, time_zone: row.try_get(1)? })
            },
            mapper: |it| ClinicsAfter::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ClinicsAfterParams,
        ClinicsAfterQuery<'c, 'a, 's, C, ClinicsAfter, 2>,
        C,
    > for ClinicsAfterStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClinicsAfterParams,
    ) -> ClinicsAfterQuery<'c, 'a, 's, C, ClinicsAfter, 2> {
        self.bind(client, &params.after_id, &params.max)
    }
}
pub struct InsertConflictsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_conflicts() -> InsertConflictsStmt {
    InsertConflictsStmt(
        "/*insert_conflicts*/ WITH conflict AS ( SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::text[]) AS e (event_id, id, appointment_id, slot_id, doctor_id, starts_at, ends_at, taken_by) ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at) SELECT $9, e.event_id, 'holdfast.schedule.conflict', e.appointment_id, NULL, e.doctor_id, e.slot_id, $10 FROM conflict e ) INSERT INTO conflicts AS x (clinic_id, id, appointment_id, slot_id, doctor_id, starts_at, ends_at, cause, since, taken_by) SELECT $9, e.id, e.appointment_id, e.slot_id, e.doctor_id, e.starts_at, e.ends_at, $11, $10, string_to_array(e.taken_by, ' ') FROM conflict e ON CONFLICT (clinic_id, appointment_id, slot_id) DO UPDATE SET cause = EXCLUDED.cause, since = EXCLUDED.since, taken_by = EXCLUDED.taken_by, ended_at = NULL, outcome = NULL, kept_at = NULL, kept_reason = '', kept_by_role = '', kept_by_id = '' WHERE x.ended_at IS NOT NULL",
        None,
    )
}
impl InsertConflictsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::ArraySql<Item = jiff::Timestamp>,
        T7: crate::ArraySql<Item = jiff::Timestamp>,
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = T8>,
        T10: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        event_ids: &'a T1,
        ids: &'a T2,
        appointment_ids: &'a T3,
        slot_ids: &'a T4,
        doctor_ids: &'a T5,
        starts_at: &'a T6,
        ends_at: &'a T7,
        taken_by: &'a T9,
        clinic_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        cause: &'a T10,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    event_ids,
                    ids,
                    appointment_ids,
                    slot_ids,
                    doctor_ids,
                    starts_at,
                    ends_at,
                    taken_by,
                    clinic_id,
                    now,
                    cause,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = jiff::Timestamp>,
    T7: crate::ArraySql<Item = jiff::Timestamp>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertConflictsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertConflictsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertConflictsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.event_ids,
            &params.ids,
            &params.appointment_ids,
            &params.slot_ids,
            &params.doctor_ids,
            &params.starts_at,
            &params.ends_at,
            &params.taken_by,
            &params.clinic_id,
            &params.now,
            &params.cause,
        ))
    }
}
pub struct RetakeConflictsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn retake_conflicts() -> RetakeConflictsStmt {
    RetakeConflictsStmt(
        "/*retake_conflicts*/ WITH hit AS MATERIALIZED ( SELECT x.appointment_id, x.slot_id, x.doctor_id, n.event_id, n.taken_by, x.kept_at IS NOT NULL AND x.taken_by <> '{}' AND NOT n.taken_by <@ x.taken_by AS is_again FROM (SELECT r.event_id, r.slot_id, string_to_array(r.taken_by, ' ') AS taken_by FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS r (event_id, slot_id, taken_by)) n JOIN conflicts x ON x.clinic_id = $4 AND x.slot_id = n.slot_id WHERE x.ended_at IS NULL AND x.taken_by <> n.taken_by ORDER BY x.starts_at, x.appointment_id FOR NO KEY UPDATE OF x ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at) SELECT $4, h.event_id, 'holdfast.schedule.conflict', h.appointment_id, NULL, h.doctor_id, h.slot_id, $5 FROM hit h WHERE h.is_again ) UPDATE conflicts x SET taken_by = h.taken_by, cause = CASE WHEN h.is_again THEN $6 ELSE x.cause END, since = CASE WHEN h.is_again THEN $5 ELSE x.since END, kept_at = CASE WHEN h.is_again THEN NULL ELSE x.kept_at END, kept_reason = CASE WHEN h.is_again THEN '' ELSE x.kept_reason END, kept_by_role = CASE WHEN h.is_again THEN '' ELSE x.kept_by_role END, kept_by_id = CASE WHEN h.is_again THEN '' ELSE x.kept_by_id END FROM hit h WHERE x.clinic_id = $4 AND x.appointment_id = h.appointment_id AND x.slot_id = h.slot_id",
        None,
    )
}
impl RetakeConflictsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        event_ids: &'a T1,
        slot_ids: &'a T2,
        taken_by: &'a T4,
        clinic_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        cause: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[event_ids, slot_ids, taken_by, clinic_id, now, cause]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RetakeConflictsParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RetakeConflictsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RetakeConflictsParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.event_ids,
            &params.slot_ids,
            &params.taken_by,
            &params.clinic_id,
            &params.now,
            &params.cause,
        ))
    }
}
pub struct EndConflictsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_conflicts() -> EndConflictsStmt {
    EndConflictsStmt(
        "/*end_conflicts*/ UPDATE conflicts SET ended_at = $1, outcome = 'hours_restored' WHERE clinic_id = $2 AND slot_id = ANY ($3) AND ended_at IS NULL",
        None,
    )
}
impl EndConflictsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        slot_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, clinic_id, slot_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndConflictsParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndConflictsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndConflictsParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.clinic_id, &params.slot_ids))
    }
}
pub struct DeletePastConflictsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_past_conflicts() -> DeletePastConflictsStmt {
    DeletePastConflictsStmt(
        "/*delete_past_conflicts*/ DELETE FROM conflicts WHERE clinic_id = $1 AND starts_at < $2",
        None,
    )
}
impl DeletePastConflictsStmt {
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
        before: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, before]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeletePastConflictsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeletePastConflictsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeletePastConflictsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.before))
    }
}
pub struct LockBlockedSlotsAtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_blocked_slots_at() -> LockBlockedSlotsAtStmt {
    LockBlockedSlotsAtStmt(
        "/*lock_blocked_slots_at*/ SELECT b.starts_at FROM blocked_slots b WHERE b.clinic_id = $1 AND b.doctor_id = $2 AND b.starts_at < $3 AND b.ends_at > $4 ORDER BY b.starts_at FOR UPDATE",
        None,
    )
}
impl LockBlockedSlotsAtStmt {
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
        ends_at: &'a jiff::Timestamp,
        starts_at: &'a jiff::Timestamp,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 4> {
        JiffTimestampQuery {
            client,
            params: [clinic_id, doctor_id, ends_at, starts_at],
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
        LockBlockedSlotsAtParams,
        JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 4>,
        C,
    > for LockBlockedSlotsAtStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockBlockedSlotsAtParams,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.ends_at, &params.starts_at)
    }
}
pub struct SlotAtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn slot_at() -> SlotAtStmt {
    SlotAtStmt(
        "/*slot_at*/ SELECT s.id, s.starts_at, s.ends_at, s.is_booked FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = $2 AND s.starts_at > $3::timestamptz - interval '1 day' AND s.starts_at < $4 AND s.ends_at > $3 ORDER BY s.starts_at LIMIT 1",
        None,
    )
}
impl SlotAtStmt {
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
        starts_at: &'a jiff::Timestamp,
        ends_at: &'a jiff::Timestamp,
    ) -> SlotAtQuery<'c, 'a, 's, C, SlotAt, 4> {
        SlotAtQuery {
            client,
            params: [clinic_id, doctor_id, starts_at, ends_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SlotAt, tokio_postgres::Error> {
                Ok(SlotAt {
                    id: row.try_get(0)?,
                    starts_at: row.try_get(1)?,
                    ends_at: row.try_get(2)?,
                    is_booked: row.try_get(3)?,
                })
            },
            mapper: |it| SlotAt::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, SlotAtParams, SlotAtQuery<'c, 'a, 's, C, SlotAt, 4>, C>
    for SlotAtStmt
{
    fn params(&'s self, client: &'c C, params: &'a SlotAtParams) -> SlotAtQuery<'c, 'a, 's, C, SlotAt, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.starts_at, &params.ends_at)
    }
}
pub struct CountSqueezedInStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_squeezed_in() -> CountSqueezedInStmt {
    CountSqueezedInStmt(
        "/*count_squeezed_in*/ SELECT count(*) FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = $2 AND s.kept_until IS NOT NULL AND s.starts_at >= $3 AND s.starts_at < $4",
        None,
    )
}
impl CountSqueezedInStmt {
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
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
    ) -> I64Query<'c, 'a, 's, C, i64, 4> {
        I64Query {
            client,
            params: [clinic_id, doctor_id, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountSqueezedInParams, I64Query<'c, 'a, 's, C, i64, 4>, C>
    for CountSqueezedInStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountSqueezedInParams) -> I64Query<'c, 'a, 's, C, i64, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.from_at, &params.until_at)
    }
}
pub struct SqueezeInStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn squeeze_in() -> SqueezeInStmt {
    SqueezeInStmt(
        "/*squeeze_in*/ INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, serves, kept_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        None,
    )
}
impl SqueezeInStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        doctor_id: &'a uuid::Uuid,
        starts_at: &'a jiff::Timestamp,
        ends_at: &'a jiff::Timestamp,
        mode: &'a T1,
        serves: &'a i64,
        kept_until: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(self.0, &[clinic_id, id, doctor_id, starts_at, ends_at, mode, serves, kept_until])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SqueezeInParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SqueezeInStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SqueezeInParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.doctor_id,
            &params.starts_at,
            &params.ends_at,
            &params.mode,
            &params.serves,
            &params.kept_until,
        ))
    }
}
pub struct WaitingSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn waiting_slots() -> WaitingSlotsStmt {
    WaitingSlotsStmt(
        "/*waiting_slots*/ SELECT s.starts_at, s.ends_at FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = $2 AND s.kept_until > $3 AND NOT s.is_booked AND s.starts_at >= $4 AND s.starts_at < $5",
        None,
    )
}
impl WaitingSlotsStmt {
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
        now: &'a jiff::Timestamp,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
    ) -> WaitingSlotsQuery<'c, 'a, 's, C, WaitingSlots, 5> {
        WaitingSlotsQuery {
            client,
            params: [clinic_id, doctor_id, now, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WaitingSlots, tokio_postgres::Error> {
                Ok(WaitingSlots { starts_at: row.try_get(0)?, ends_at: row.try_get(1)? })
            },
            mapper: |it| WaitingSlots::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        WaitingSlotsParams,
        WaitingSlotsQuery<'c, 'a, 's, C, WaitingSlots, 5>,
        C,
    > for WaitingSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WaitingSlotsParams,
    ) -> WaitingSlotsQuery<'c, 'a, 's, C, WaitingSlots, 5> {
        self.bind(
            client,
            &params.clinic_id,
            &params.doctor_id,
            &params.now,
            &params.from_at,
            &params.until_at,
        )
    }
}
pub struct DoctorsWithExpiredSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctors_with_expired_slots() -> DoctorsWithExpiredSlotsStmt {
    DoctorsWithExpiredSlotsStmt(
        "/*doctors_with_expired_slots*/ SELECT DISTINCT s.clinic_id, s.doctor_id FROM slots s WHERE s.clinic_id = ANY ($1) AND s.kept_until <= $2 AND NOT s.is_booked",
        None,
    )
}
impl DoctorsWithExpiredSlotsStmt {
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
        clinic_ids: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> DoctorsWithExpiredSlotsQuery<'c, 'a, 's, C, DoctorsWithExpiredSlots, 2> {
        DoctorsWithExpiredSlotsQuery {
            client,
            params: [clinic_ids, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorsWithExpiredSlots, tokio_postgres::Error> {
                Ok(DoctorsWithExpiredSlots { clinic_id: row.try_get(0)?, doctor_id: row.try_get(1)? })
            },
            mapper: |it| DoctorsWithExpiredSlots::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DoctorsWithExpiredSlotsParams<T1>,
        DoctorsWithExpiredSlotsQuery<'c, 'a, 's, C, DoctorsWithExpiredSlots, 2>,
        C,
    > for DoctorsWithExpiredSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DoctorsWithExpiredSlotsParams<T1>,
    ) -> DoctorsWithExpiredSlotsQuery<'c, 'a, 's, C, DoctorsWithExpiredSlots, 2> {
        self.bind(client, &params.clinic_ids, &params.now)
    }
}
pub struct DeleteExpiredSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_slots() -> DeleteExpiredSlotsStmt {
    DeleteExpiredSlotsStmt(
        "/*delete_expired_slots*/ DELETE FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = $2 AND s.kept_until <= $3 AND NOT s.is_booked RETURNING s.starts_at",
        None,
    )
}
impl DeleteExpiredSlotsStmt {
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
        now: &'a jiff::Timestamp,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 3> {
        JiffTimestampQuery {
            client,
            params: [clinic_id, doctor_id, now],
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
        DeleteExpiredSlotsParams,
        JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 3>,
        C,
    > for DeleteExpiredSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteExpiredSlotsParams,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 3> {
        self.bind(client, &params.clinic_id, &params.doctor_id, &params.now)
    }
}
pub struct DoctorFreeSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctor_free_slots() -> DoctorFreeSlotsStmt {
    DoctorFreeSlotsStmt(
        "/*doctor_free_slots*/ SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone, visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types, least(s.starts_at - make_interval(mins => notice_for($1, c.min_notice_minutes, c.account_notice_minutes)), CASE WHEN c.horizon_days IS NOT NULL THEN horizon_of(1, c.time_zone, $2) END) AS offered_until FROM doctors d JOIN clinics c ON c.id = d.clinic_id JOIN slots s ON s.clinic_id = d.clinic_id AND s.doctor_id = d.id WHERE d.id = $3 AND NOT s.is_booked AND NOT s.is_withdrawn AND s.kept_until IS NULL AND (s.starts_at, s.id) > ($4::timestamptz, $5::uuid) AND s.starts_at >= greatest($6::timestamptz, $2::timestamptz + make_interval(mins => notice_for($1, c.min_notice_minutes, c.account_notice_minutes))) AND s.starts_at > $2 AND s.starts_at < least($7::timestamptz, horizon_of(c.horizon_days, c.time_zone, $2)) AND s.serves & ~c.desk_types <> 0 ORDER BY s.starts_at, s.id LIMIT $8",
        None,
    )
}
impl DoctorFreeSlotsStmt {
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
        has_account: &'a bool,
        now: &'a jiff::Timestamp,
        doctor_id: &'a uuid::Uuid,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8> {
        FreeSlotQuery {
            client,
            params: [has_account, now, doctor_id, after_at, after_id, from_at, until_at, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreeSlotBorrowed, tokio_postgres::Error> {
                Ok(FreeSlotBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    version: row.try_get(6)?,
                    kept_until: row.try_get(7)?,
                    time_zone: row.try_get(8)?,
                    visit_types: row.try_get(9)?,
                    offered_until: row.try_get(10)?,
                })
            },
            mapper: |it| FreeSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DoctorFreeSlotsParams,
        FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8>,
        C,
    > for DoctorFreeSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DoctorFreeSlotsParams,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8> {
        self.bind(
            client,
            &params.has_account,
            &params.now,
            &params.doctor_id,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.until_at,
            &params.max,
        )
    }
}
pub struct DoctorBookableSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctor_bookable_slots() -> DoctorBookableSlotsStmt {
    DoctorBookableSlotsStmt(
        "/*doctor_bookable_slots*/ SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone, visit_types_served(s.clinic_id, s.serves) AS visit_types, s.ends_at AS offered_until FROM doctors d JOIN clinics c ON c.id = d.clinic_id JOIN slots s ON s.clinic_id = d.clinic_id AND s.doctor_id = d.id WHERE d.id = $1 AND NOT s.is_booked AND NOT s.is_withdrawn AND (s.kept_until IS NULL OR $2 AND s.kept_until > $3) AND (s.starts_at, s.id) > ($4::timestamptz, $5::uuid) AND s.starts_at >= greatest($6::timestamptz, $3::timestamptz - interval '1 day') AND s.starts_at < $7 AND s.ends_at > $3 ORDER BY s.starts_at, s.id LIMIT $8",
        None,
    )
}
impl DoctorBookableSlotsStmt {
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
        doctor_id: &'a uuid::Uuid,
        has_squeezed_in: &'a bool,
        now: &'a jiff::Timestamp,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8> {
        FreeSlotQuery {
            client,
            params: [doctor_id, has_squeezed_in, now, after_at, after_id, from_at, until_at, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreeSlotBorrowed, tokio_postgres::Error> {
                Ok(FreeSlotBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    version: row.try_get(6)?,
                    kept_until: row.try_get(7)?,
                    time_zone: row.try_get(8)?,
                    visit_types: row.try_get(9)?,
                    offered_until: row.try_get(10)?,
                })
            },
            mapper: |it| FreeSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DoctorBookableSlotsParams,
        FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8>,
        C,
    > for DoctorBookableSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DoctorBookableSlotsParams,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8> {
        self.bind(
            client,
            &params.doctor_id,
            &params.has_squeezed_in,
            &params.now,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.until_at,
            &params.max,
        )
    }
}
pub struct SearchSpecializationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn search_specialization() -> SearchSpecializationStmt {
    SearchSpecializationStmt(
        "/*search_specialization*/ SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone, visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types, s.starts_at AS offered_until FROM ( SELECT soonest.clinic_id, soonest.slot_id, soonest.starts_at FROM groups_of($1) AS p (id) CROSS JOIN LATERAL ( SELECT o.clinic_id, o.slot_id, o.starts_at FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id WHERE o.specialization_id = p.id AND (o.starts_at, o.slot_id) > ($2::timestamptz, $3::uuid) AND o.starts_at >= $4 AND o.starts_at < $5 AND o.starts_at > $6 AND is_offered(o.starts_at, $6, notice_for($7, oc.min_notice_minutes, oc.account_notice_minutes), oc.horizon_days, oc.time_zone) AND o.serves & ~oc.desk_types <> 0 ORDER BY o.starts_at, o.slot_id LIMIT $8 ) soonest ORDER BY soonest.starts_at, soonest.slot_id LIMIT $8 ) found JOIN clinics c ON c.id = found.clinic_id JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id ORDER BY found.starts_at, found.slot_id",
        None,
    )
}
impl SearchSpecializationStmt {
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
        specialization: &'a T1,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        has_account: &'a bool,
        max: &'a i64,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8> {
        FreeSlotQuery {
            client,
            params: [specialization, after_at, after_id, from_at, until_at, now, has_account, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreeSlotBorrowed, tokio_postgres::Error> {
                Ok(FreeSlotBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    version: row.try_get(6)?,
                    kept_until: row.try_get(7)?,
                    time_zone: row.try_get(8)?,
                    visit_types: row.try_get(9)?,
                    offered_until: row.try_get(10)?,
                })
            },
            mapper: |it| FreeSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SearchSpecializationParams<T1>,
        FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8>,
        C,
    > for SearchSpecializationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SearchSpecializationParams<T1>,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8> {
        self.bind(
            client,
            &params.specialization,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.until_at,
            &params.now,
            &params.has_account,
            &params.max,
        )
    }
}
pub struct SearchClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn search_clinic() -> SearchClinicStmt {
    SearchClinicStmt(
        "/*search_clinic*/ SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone, visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types, s.starts_at AS offered_until FROM ( SELECT o.clinic_id, o.slot_id, o.starts_at FROM open_slots o WHERE o.clinic_id = $1 AND ($2::text IS NULL OR o.specialization_id = ANY (ARRAY(SELECT g FROM groups_of($2) g))) AND (o.starts_at, o.slot_id) > ($3::timestamptz, $4::uuid) AND o.starts_at >= $5 AND o.starts_at > $6 AND o.starts_at < (SELECT least($7::timestamptz, horizon_of(oc.horizon_days, oc.time_zone, $6)) FROM clinics oc WHERE oc.id = $1) AND o.starts_at >= (SELECT $6::timestamptz + make_interval(mins => notice_for($8, oc.min_notice_minutes, oc.account_notice_minutes)) FROM clinics oc WHERE oc.id = $1) AND o.serves & ~(SELECT oc.desk_types FROM clinics oc WHERE oc.id = $1) <> 0 ORDER BY o.starts_at, o.slot_id LIMIT $9 ) found JOIN clinics c ON c.id = found.clinic_id JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id ORDER BY found.starts_at, found.slot_id",
        None,
    )
}
impl SearchClinicStmt {
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
        specialization: &'a Option<T1>,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        has_account: &'a bool,
        max: &'a i64,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 9> {
        FreeSlotQuery {
            client,
            params: [clinic_id, specialization, after_at, after_id, from_at, now, until_at, has_account, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreeSlotBorrowed, tokio_postgres::Error> {
                Ok(FreeSlotBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    version: row.try_get(6)?,
                    kept_until: row.try_get(7)?,
                    time_zone: row.try_get(8)?,
                    visit_types: row.try_get(9)?,
                    offered_until: row.try_get(10)?,
                })
            },
            mapper: |it| FreeSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SearchClinicParams<T1>,
        FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 9>,
        C,
    > for SearchClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SearchClinicParams<T1>,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 9> {
        self.bind(
            client,
            &params.clinic_id,
            &params.specialization,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.now,
            &params.until_at,
            &params.has_account,
            &params.max,
        )
    }
}
pub struct SearchClinicBookableStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn search_clinic_bookable() -> SearchClinicBookableStmt {
    SearchClinicBookableStmt(
        "/*search_clinic_bookable*/ SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone, visit_types_served(s.clinic_id, s.serves) AS visit_types, s.ends_at AS offered_until FROM ( SELECT o.clinic_id, o.slot_id, o.starts_at FROM open_slots o JOIN slots os ON os.clinic_id = o.clinic_id AND os.id = o.slot_id WHERE o.clinic_id = $1 AND ($2::text IS NULL OR o.specialization_id = ANY (ARRAY(SELECT g FROM groups_of($2) g))) AND (o.starts_at, o.slot_id) > ($3::timestamptz, $4::uuid) AND o.starts_at >= greatest($5::timestamptz, $6::timestamptz - interval '1 day') AND o.starts_at < $7 AND os.ends_at > $6 ORDER BY o.starts_at, o.slot_id LIMIT $8 ) found JOIN clinics c ON c.id = found.clinic_id JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id ORDER BY found.starts_at, found.slot_id",
        None,
    )
}
impl SearchClinicBookableStmt {
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
        specialization: &'a Option<T1>,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8> {
        FreeSlotQuery {
            client,
            params: [clinic_id, specialization, after_at, after_id, from_at, now, until_at, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreeSlotBorrowed, tokio_postgres::Error> {
                Ok(FreeSlotBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    version: row.try_get(6)?,
                    kept_until: row.try_get(7)?,
                    time_zone: row.try_get(8)?,
                    visit_types: row.try_get(9)?,
                    offered_until: row.try_get(10)?,
                })
            },
            mapper: |it| FreeSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SearchClinicBookableParams<T1>,
        FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8>,
        C,
    > for SearchClinicBookableStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SearchClinicBookableParams<T1>,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 8> {
        self.bind(
            client,
            &params.clinic_id,
            &params.specialization,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.now,
            &params.until_at,
            &params.max,
        )
    }
}
pub struct SearchPlatformStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn search_platform() -> SearchPlatformStmt {
    SearchPlatformStmt(
        "/*search_platform*/ SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone, visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types, s.starts_at AS offered_until FROM ( SELECT soonest.clinic_id, soonest.slot_id, soonest.starts_at FROM specializations p CROSS JOIN LATERAL ( SELECT o.clinic_id, o.slot_id, o.starts_at FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id WHERE o.specialization_id = p.id AND (o.starts_at, o.slot_id) > ($1::timestamptz, $2::uuid) AND o.starts_at >= $3 AND o.starts_at < $4 AND o.starts_at > $5 AND is_offered(o.starts_at, $5, notice_for($6, oc.min_notice_minutes, oc.account_notice_minutes), oc.horizon_days, oc.time_zone) AND o.serves & ~oc.desk_types <> 0 ORDER BY o.starts_at, o.slot_id LIMIT $7 ) soonest ORDER BY soonest.starts_at, soonest.slot_id LIMIT $7 ) found JOIN clinics c ON c.id = found.clinic_id JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id ORDER BY found.starts_at, found.slot_id",
        None,
    )
}
impl SearchPlatformStmt {
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
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        has_account: &'a bool,
        max: &'a i64,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 7> {
        FreeSlotQuery {
            client,
            params: [after_at, after_id, from_at, until_at, now, has_account, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreeSlotBorrowed, tokio_postgres::Error> {
                Ok(FreeSlotBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    version: row.try_get(6)?,
                    kept_until: row.try_get(7)?,
                    time_zone: row.try_get(8)?,
                    visit_types: row.try_get(9)?,
                    offered_until: row.try_get(10)?,
                })
            },
            mapper: |it| FreeSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SearchPlatformParams,
        FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 7>,
        C,
    > for SearchPlatformStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SearchPlatformParams,
    ) -> FreeSlotQuery<'c, 'a, 's, C, FreeSlot, 7> {
        self.bind(
            client,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.until_at,
            &params.now,
            &params.has_account,
            &params.max,
        )
    }
}
