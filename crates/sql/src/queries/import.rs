// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct KnownRefsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub kinds: T2,
    pub refs: T4,
}
#[derive(Debug)]
pub struct LockDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_ids: T1,
    pub ids: T2,
}
#[derive(Debug)]
pub struct SchedulesOfDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub clinic_ids: T1,
    pub ids: T2,
}
#[derive(Debug)]
pub struct OpeningsOfDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub clinic_ids: T1,
    pub ids: T2,
}
#[derive(Debug)]
pub struct LastDaysOfDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub clinic_ids: T1,
    pub ids: T2,
}
#[derive(Debug)]
pub struct LockSlotsOfDaysParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_ids: T1,
    pub doctor_ids: T2,
    pub from_at: T3,
    pub until_at: T4,
}
#[derive(Debug)]
pub struct TimeOffOfDaysParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_ids: T1,
    pub doctor_ids: T2,
    pub from_at: T3,
    pub until_at: T4,
}
#[derive(Debug)]
pub struct AppointmentsOfDaysParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_ids: T1,
    pub doctor_ids: T2,
    pub from_at: T3,
    pub until_at: T4,
}
#[derive(Debug)]
pub struct LiveAppointmentsOfPatientsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub clinic_ids: T1,
    pub ids: T2,
    pub until_at: jiff::Timestamp,
    pub from_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertClinicsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::ArraySql<Item = i32>,
    T11: crate::ArraySql<Item = i32>,
    T12: crate::StringSql,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = uuid::Uuid>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = T15>,
> {
    pub now: jiff::Timestamp,
    pub ids: T1,
    pub names: T3,
    pub addresses: T5,
    pub phones: T7,
    pub time_zones: T9,
    pub min_notice_minutes: T10,
    pub hold_minutes: T11,
    pub actor_role: T12,
    pub actor_id: T13,
    pub audit_ids: T14,
    pub refs: T16,
}
#[derive(Debug)]
pub struct InsertDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = Option<jiff::civil::Date>>,
    T10: crate::StringSql,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = uuid::Uuid>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = T13>,
> {
    pub now: jiff::Timestamp,
    pub clinic_ids: T1,
    pub ids: T2,
    pub names: T4,
    pub specializations: T6,
    pub bios: T8,
    pub slots_until: T9,
    pub actor_role: T10,
    pub actor_id: T11,
    pub audit_ids: T12,
    pub refs: T14,
}
#[derive(Debug)]
pub struct SetSlotsUntilOfDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = jiff::civil::Date>,
> {
    pub clinic_ids: T1,
    pub ids: T2,
    pub slots_until: T3,
}
#[derive(Debug)]
pub struct InsertSchedulesParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = i32>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
    T8: crate::ArraySql<Item = jiff::civil::Date>,
    T9: crate::ArraySql<Item = Option<jiff::civil::Date>>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = T10>,
> {
    pub now: jiff::Timestamp,
    pub actor_role: T1,
    pub actor_id: T2,
    pub clinic_ids: T3,
    pub ids: T4,
    pub audit_ids: T5,
    pub revisions: T6,
    pub doctor_ids: T7,
    pub effective_from: T8,
    pub effective_until: T9,
    pub templates: T11,
}
#[derive(Debug)]
pub struct InsertPatientsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::BytesSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::BytesSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::BytesSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::BytesSql,
    T12: crate::ArraySql<Item = T11>,
    T13: crate::BytesSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::BytesSql,
    T16: crate::ArraySql<Item = Option<T15>>,
    T17: crate::ArraySql<Item = uuid::Uuid>,
    T18: crate::ArraySql<Item = uuid::Uuid>,
    T19: crate::ArraySql<Item = i32>,
    T20: crate::StringSql,
    T21: crate::StringSql,
    T22: crate::ArraySql<Item = uuid::Uuid>,
    T23: crate::StringSql,
    T24: crate::ArraySql<Item = T23>,
> {
    pub now: jiff::Timestamp,
    pub clinic_ids: T1,
    pub ids: T2,
    pub names: T4,
    pub phones: T6,
    pub emails: T8,
    pub birth_dates: T10,
    pub details: T12,
    pub phone_indexes: T14,
    pub email_indexes: T16,
    pub token_clinic_ids: T17,
    pub token_patient_ids: T18,
    pub tokens: T19,
    pub actor_role: T20,
    pub actor_id: T21,
    pub audit_ids: T22,
    pub refs: T24,
}
#[derive(Debug)]
pub struct InsertImportedSlotsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::ArraySql<Item = jiff::Timestamp>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::ArraySql<Item = bool>,
    T9: crate::ArraySql<Item = bool>,
> {
    pub clinic_ids: T1,
    pub ids: T2,
    pub doctor_ids: T3,
    pub starts_at: T4,
    pub ends_at: T5,
    pub modes: T7,
    pub booked: T8,
    pub withdrawn: T9,
}
#[derive(Debug)]
pub struct RemoveFreeSlotsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub clinic_ids: T1,
    pub ids: T2,
}
#[derive(Debug)]
pub struct MakeSlotsAnewParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = uuid::Uuid>>
{
    pub clinic_ids: T1,
    pub ids: T2,
}
#[derive(Debug)]
pub struct TakeSlotsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_ids: T1,
    pub ids: T2,
}
#[derive(Debug)]
pub struct InsertAppointmentsParams<
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
    T11: crate::ArraySql<Item = T10>,
    T12: crate::BytesSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::ArraySql<Item = i32>,
    T15: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_ids: T1,
    pub ids: T2,
    pub doctor_ids: T3,
    pub patient_ids: T4,
    pub slot_ids: T5,
    pub starts_at: T6,
    pub ends_at: T7,
    pub statuses: T9,
    pub modes: T11,
    pub reasons: T13,
    pub versions: T14,
    pub booked_at: T15,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertStepsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = i32>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
    T8: crate::ArraySql<Item = uuid::Uuid>,
    T9: crate::StringSql,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = uuid::Uuid>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::StringSql,
    T15: crate::ArraySql<Item = Option<T14>>,
    T16: crate::StringSql,
    T17: crate::ArraySql<Item = T16>,
    T18: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub now: jiff::Timestamp,
    pub clinic_ids: T1,
    pub event_ids: T2,
    pub event_types: T4,
    pub appointment_ids: T5,
    pub versions: T6,
    pub doctor_ids: T7,
    pub slot_ids: T8,
    pub actor_role: T9,
    pub actor_id: T10,
    pub audit_ids: T11,
    pub actions: T13,
    pub from_statuses: T15,
    pub to_statuses: T17,
    pub patient_ids: T18,
}
#[derive(Debug)]
pub struct InsertAppointmentRefsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub now: jiff::Timestamp,
    pub refs: T2,
    pub ids: T3,
    pub clinic_ids: T4,
}
#[derive(Debug, Clone, PartialEq)]
pub struct KnownRefs {
    pub kind: String,
    pub r#ref: String,
    pub id: uuid::Uuid,
    pub clinic_id: Option<uuid::Uuid>,
}
pub struct KnownRefsBorrowed<'a> {
    pub kind: &'a str,
    pub r#ref: &'a str,
    pub id: uuid::Uuid,
    pub clinic_id: Option<uuid::Uuid>,
}
impl<'a> From<KnownRefsBorrowed<'a>> for KnownRefs {
    fn from(KnownRefsBorrowed { kind, r#ref, id, clinic_id }: KnownRefsBorrowed<'a>) -> Self {
        Self { kind: kind.into(), r#ref: r#ref.into(), id, clinic_id }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ClinicZones {
    pub id: uuid::Uuid,
    pub time_zone: String,
}
pub struct ClinicZonesBorrowed<'a> {
    pub id: uuid::Uuid,
    pub time_zone: &'a str,
}
impl<'a> From<ClinicZonesBorrowed<'a>> for ClinicZones {
    fn from(ClinicZonesBorrowed { id, time_zone }: ClinicZonesBorrowed<'a>) -> Self {
        Self { id, time_zone: time_zone.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct LockDoctors {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub slots_until: Option<jiff::civil::Date>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct SchedulesOfDoctors {
    pub doctor_id: uuid::Uuid,
    pub template: serde_json::Value,
}
pub struct SchedulesOfDoctorsBorrowed<'a> {
    pub doctor_id: uuid::Uuid,
    pub template: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<SchedulesOfDoctorsBorrowed<'a>> for SchedulesOfDoctors {
    fn from(SchedulesOfDoctorsBorrowed { doctor_id, template }: SchedulesOfDoctorsBorrowed<'a>) -> Self {
        Self { doctor_id, template: serde_json::from_str(template.0.get()).unwrap() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ClosuresOfClinics {
    pub clinic_id: uuid::Uuid,
    pub date: jiff::civil::Date,
    pub starts_at: Option<jiff::Timestamp>,
    pub ends_at: Option<jiff::Timestamp>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ClinicsClosedForGood {
    pub id: uuid::Uuid,
    pub closed_from: jiff::civil::Date,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OpeningsOfDoctors {
    pub doctor_id: uuid::Uuid,
    pub hours: serde_json::Value,
}
pub struct OpeningsOfDoctorsBorrowed<'a> {
    pub doctor_id: uuid::Uuid,
    pub hours: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<OpeningsOfDoctorsBorrowed<'a>> for OpeningsOfDoctors {
    fn from(OpeningsOfDoctorsBorrowed { doctor_id, hours }: OpeningsOfDoctorsBorrowed<'a>) -> Self {
        Self { doctor_id, hours: serde_json::from_str(hours.0.get()).unwrap() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct LastDaysOfDoctors {
    pub id: uuid::Uuid,
    pub inactive_from: jiff::civil::Date,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockSlotsOfDays {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
    pub is_booked: bool,
    pub is_withdrawn: bool,
}
pub struct LockSlotsOfDaysBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
    pub is_booked: bool,
    pub is_withdrawn: bool,
}
impl<'a> From<LockSlotsOfDaysBorrowed<'a>> for LockSlotsOfDays {
    fn from(
        LockSlotsOfDaysBorrowed {
            clinic_id,
            id,
            doctor_id,
            starts_at,
            ends_at,
            mode,
            is_booked,
            is_withdrawn,
        }: LockSlotsOfDaysBorrowed<'a>,
    ) -> Self {
        Self { clinic_id, id, doctor_id, starts_at, ends_at, mode: mode.into(), is_booked, is_withdrawn }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct TimeOffOfDays {
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AppointmentsOfDays {
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub patient_id: Option<uuid::Uuid>,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub status: String,
}
pub struct AppointmentsOfDaysBorrowed<'a> {
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub patient_id: Option<uuid::Uuid>,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub status: &'a str,
}
impl<'a> From<AppointmentsOfDaysBorrowed<'a>> for AppointmentsOfDays {
    fn from(
        AppointmentsOfDaysBorrowed {
            id,
            doctor_id,
            patient_id,
            starts_at,
            ends_at,
            status,
        }: AppointmentsOfDaysBorrowed<'a>,
    ) -> Self {
        Self { id, doctor_id, patient_id, starts_at, ends_at, status: status.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct LiveAppointmentsOfPatients {
    pub patient_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct KnownRefsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<KnownRefsBorrowed, tokio_postgres::Error>,
    mapper: fn(KnownRefsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> KnownRefsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(KnownRefsBorrowed) -> R) -> KnownRefsQuery<'c, 'a, 's, C, R, N> {
        KnownRefsQuery {
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
pub struct ClinicZonesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClinicZonesBorrowed, tokio_postgres::Error>,
    mapper: fn(ClinicZonesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClinicZonesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClinicZonesBorrowed) -> R) -> ClinicZonesQuery<'c, 'a, 's, C, R, N> {
        ClinicZonesQuery {
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
pub struct LockDoctorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockDoctors, tokio_postgres::Error>,
    mapper: fn(LockDoctors) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockDoctorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockDoctors) -> R) -> LockDoctorsQuery<'c, 'a, 's, C, R, N> {
        LockDoctorsQuery {
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
pub struct ClosuresOfClinicsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClosuresOfClinics, tokio_postgres::Error>,
    mapper: fn(ClosuresOfClinics) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClosuresOfClinicsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClosuresOfClinics) -> R) -> ClosuresOfClinicsQuery<'c, 'a, 's, C, R, N> {
        ClosuresOfClinicsQuery {
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
pub struct ClinicsClosedForGoodQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClinicsClosedForGood, tokio_postgres::Error>,
    mapper: fn(ClinicsClosedForGood) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClinicsClosedForGoodQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ClinicsClosedForGood) -> R,
    ) -> ClinicsClosedForGoodQuery<'c, 'a, 's, C, R, N> {
        ClinicsClosedForGoodQuery {
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
pub struct LockSlotsOfDaysQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockSlotsOfDaysBorrowed, tokio_postgres::Error>,
    mapper: fn(LockSlotsOfDaysBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockSlotsOfDaysQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LockSlotsOfDaysBorrowed) -> R,
    ) -> LockSlotsOfDaysQuery<'c, 'a, 's, C, R, N> {
        LockSlotsOfDaysQuery {
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
pub struct TimeOffOfDaysQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TimeOffOfDays, tokio_postgres::Error>,
    mapper: fn(TimeOffOfDays) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TimeOffOfDaysQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TimeOffOfDays) -> R) -> TimeOffOfDaysQuery<'c, 'a, 's, C, R, N> {
        TimeOffOfDaysQuery {
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
pub struct AppointmentsOfDaysQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AppointmentsOfDaysBorrowed, tokio_postgres::Error>,
    mapper: fn(AppointmentsOfDaysBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AppointmentsOfDaysQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(AppointmentsOfDaysBorrowed) -> R,
    ) -> AppointmentsOfDaysQuery<'c, 'a, 's, C, R, N> {
        AppointmentsOfDaysQuery {
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
pub struct LiveAppointmentsOfPatientsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LiveAppointmentsOfPatients, tokio_postgres::Error>,
    mapper: fn(LiveAppointmentsOfPatients) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LiveAppointmentsOfPatientsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LiveAppointmentsOfPatients) -> R,
    ) -> LiveAppointmentsOfPatientsQuery<'c, 'a, 's, C, R, N> {
        LiveAppointmentsOfPatientsQuery {
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
pub struct TryLockImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn try_lock_import() -> TryLockImportStmt {
    TryLockImportStmt(
        "/*try_lock_import*/ SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast import', 0)) AS locked",
        None,
    )
}
impl TryLockImportStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> BoolQuery<'c, 'a, 's, C, bool, 0> {
        BoolQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct KnownRefsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn known_refs() -> KnownRefsStmt {
    KnownRefsStmt(
        "/*known_refs*/ SELECT r.kind, r.ref, coalesce(p.merged_into, r.id) AS id, r.clinic_id FROM unnest($1::text[], $2::text[]) AS n (kind, ref) JOIN import_refs r ON r.kind = n.kind AND r.ref = n.ref LEFT JOIN patients p ON r.kind = 'patient' AND p.clinic_id = r.clinic_id AND p.id = r.id",
        None,
    )
}
impl KnownRefsStmt {
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
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = T1>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        kinds: &'a T2,
        refs: &'a T4,
    ) -> KnownRefsQuery<'c, 'a, 's, C, KnownRefs, 2> {
        KnownRefsQuery {
            client,
            params: [kinds, refs],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<KnownRefsBorrowed, tokio_postgres::Error> {
                Ok(KnownRefsBorrowed {
                    kind: row.try_get(0)?,
                    r#ref: row.try_get(1)?,
                    id: row.try_get(2)?,
                    clinic_id: row.try_get(3)?,
                })
            },
            mapper: |it| KnownRefs::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        KnownRefsParams<T1, T2, T3, T4>,
        KnownRefsQuery<'c, 'a, 's, C, KnownRefs, 2>,
        C,
    > for KnownRefsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a KnownRefsParams<T1, T2, T3, T4>,
    ) -> KnownRefsQuery<'c, 'a, 's, C, KnownRefs, 2> {
        self.bind(client, &params.kinds, &params.refs)
    }
}
pub struct ClinicZonesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_zones() -> ClinicZonesStmt {
    ClinicZonesStmt("/*clinic_zones*/ SELECT id, time_zone FROM clinics WHERE id = ANY ($1)", None)
}
impl ClinicZonesStmt {
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
        ids: &'a T1,
    ) -> ClinicZonesQuery<'c, 'a, 's, C, ClinicZones, 1> {
        ClinicZonesQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClinicZonesBorrowed, tokio_postgres::Error> {
                Ok(ClinicZonesBorrowed { id: row.try_get(0)?, time_zone: row.try_get(1)? })
            },
            mapper: |it| ClinicZones::from(it),
        }
    }
}
pub struct LockDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_doctors() -> LockDoctorsStmt {
    LockDoctorsStmt(
        "/*lock_doctors*/ SELECT d.clinic_id, d.id, d.slots_until FROM unnest($1::uuid[], $2::uuid[]) AS n (clinic_id, id) JOIN doctors d ON d.clinic_id = n.clinic_id AND d.id = n.id ORDER BY d.id FOR NO KEY UPDATE OF d",
        None,
    )
}
impl LockDoctorsStmt {
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
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
    ) -> LockDoctorsQuery<'c, 'a, 's, C, LockDoctors, 2> {
        LockDoctorsQuery {
            client,
            params: [clinic_ids, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockDoctors, tokio_postgres::Error> {
                Ok(LockDoctors {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    slots_until: row.try_get(2)?,
                })
            },
            mapper: |it| LockDoctors::from(it),
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
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockDoctorsParams<T1, T2>,
        LockDoctorsQuery<'c, 'a, 's, C, LockDoctors, 2>,
        C,
    > for LockDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockDoctorsParams<T1, T2>,
    ) -> LockDoctorsQuery<'c, 'a, 's, C, LockDoctors, 2> {
        self.bind(client, &params.clinic_ids, &params.ids)
    }
}
pub struct SchedulesOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn schedules_of_doctors() -> SchedulesOfDoctorsStmt {
    SchedulesOfDoctorsStmt(
        "/*schedules_of_doctors*/ SELECT s.doctor_id, s.template FROM unnest($1::uuid[], $2::uuid[]) AS n (clinic_id, id) JOIN schedules s ON s.clinic_id = n.clinic_id AND s.doctor_id = n.id ORDER BY s.doctor_id, s.revision DESC",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
    ) -> SchedulesOfDoctorsQuery<'c, 'a, 's, C, SchedulesOfDoctors, 2> {
        SchedulesOfDoctorsQuery {
            client,
            params: [clinic_ids, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SchedulesOfDoctorsBorrowed, tokio_postgres::Error> {
                    Ok(SchedulesOfDoctorsBorrowed { doctor_id: row.try_get(0)?, template: row.try_get(1)? })
                },
            mapper: |it| SchedulesOfDoctors::from(it),
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
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SchedulesOfDoctorsParams<T1, T2>,
        SchedulesOfDoctorsQuery<'c, 'a, 's, C, SchedulesOfDoctors, 2>,
        C,
    > for SchedulesOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SchedulesOfDoctorsParams<T1, T2>,
    ) -> SchedulesOfDoctorsQuery<'c, 'a, 's, C, SchedulesOfDoctors, 2> {
        self.bind(client, &params.clinic_ids, &params.ids)
    }
}
pub struct ClosuresOfClinicsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn closures_of_clinics() -> ClosuresOfClinicsStmt {
    ClosuresOfClinicsStmt(
        "/*closures_of_clinics*/ SELECT clinic_id, date, starts_at, ends_at FROM closures WHERE clinic_id = ANY ($1)",
        None,
    )
}
impl ClosuresOfClinicsStmt {
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
    ) -> ClosuresOfClinicsQuery<'c, 'a, 's, C, ClosuresOfClinics, 1> {
        ClosuresOfClinicsQuery {
            client,
            params: [clinic_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClosuresOfClinics, tokio_postgres::Error> {
                Ok(ClosuresOfClinics {
                    clinic_id: row.try_get(0)?,
                    date: row.try_get(1)?,
                    starts_at: row.try_get(2)?,
                    ends_at: row.try_get(3)?,
                })
            },
            mapper: |it| ClosuresOfClinics::from(it),
        }
    }
}
pub struct ClinicsClosedForGoodStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_closed_for_good() -> ClinicsClosedForGoodStmt {
    ClinicsClosedForGoodStmt(
        "/*clinics_closed_for_good*/ SELECT id, closed_from FROM clinics WHERE id = ANY ($1) AND closed_from IS NOT NULL",
        None,
    )
}
impl ClinicsClosedForGoodStmt {
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
    ) -> ClinicsClosedForGoodQuery<'c, 'a, 's, C, ClinicsClosedForGood, 1> {
        ClinicsClosedForGoodQuery {
            client,
            params: [clinic_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClinicsClosedForGood, tokio_postgres::Error> {
                Ok(ClinicsClosedForGood { id: row.try_get(0)?, closed_from: row.try_get(1)? })
            },
            mapper: |it| ClinicsClosedForGood::from(it),
        }
    }
}
pub struct OpeningsOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn openings_of_doctors() -> OpeningsOfDoctorsStmt {
    OpeningsOfDoctorsStmt(
        "/*openings_of_doctors*/ SELECT o.doctor_id, o.hours FROM unnest($1::uuid[], $2::uuid[]) AS n (clinic_id, id) JOIN openings o ON o.clinic_id = n.clinic_id AND o.doctor_id = n.id",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
    ) -> OpeningsOfDoctorsQuery<'c, 'a, 's, C, OpeningsOfDoctors, 2> {
        OpeningsOfDoctorsQuery {
            client,
            params: [clinic_ids, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<OpeningsOfDoctorsBorrowed, tokio_postgres::Error> {
                    Ok(OpeningsOfDoctorsBorrowed { doctor_id: row.try_get(0)?, hours: row.try_get(1)? })
                },
            mapper: |it| OpeningsOfDoctors::from(it),
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
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OpeningsOfDoctorsParams<T1, T2>,
        OpeningsOfDoctorsQuery<'c, 'a, 's, C, OpeningsOfDoctors, 2>,
        C,
    > for OpeningsOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OpeningsOfDoctorsParams<T1, T2>,
    ) -> OpeningsOfDoctorsQuery<'c, 'a, 's, C, OpeningsOfDoctors, 2> {
        self.bind(client, &params.clinic_ids, &params.ids)
    }
}
pub struct LastDaysOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn last_days_of_doctors() -> LastDaysOfDoctorsStmt {
    LastDaysOfDoctorsStmt(
        "/*last_days_of_doctors*/ SELECT d.id, d.inactive_from FROM unnest($1::uuid[], $2::uuid[]) AS n (clinic_id, id) JOIN doctors d ON d.clinic_id = n.clinic_id AND d.id = n.id WHERE d.inactive_from IS NOT NULL",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
    ) -> LastDaysOfDoctorsQuery<'c, 'a, 's, C, LastDaysOfDoctors, 2> {
        LastDaysOfDoctorsQuery {
            client,
            params: [clinic_ids, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LastDaysOfDoctors, tokio_postgres::Error> {
                Ok(LastDaysOfDoctors { id: row.try_get(0)?, inactive_from: row.try_get(1)? })
            },
            mapper: |it| LastDaysOfDoctors::from(it),
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
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LastDaysOfDoctorsParams<T1, T2>,
        LastDaysOfDoctorsQuery<'c, 'a, 's, C, LastDaysOfDoctors, 2>,
        C,
    > for LastDaysOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LastDaysOfDoctorsParams<T1, T2>,
    ) -> LastDaysOfDoctorsQuery<'c, 'a, 's, C, LastDaysOfDoctors, 2> {
        self.bind(client, &params.clinic_ids, &params.ids)
    }
}
pub struct LockSlotsOfDaysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_slots_of_days() -> LockSlotsOfDaysStmt {
    LockSlotsOfDaysStmt(
        "/*lock_slots_of_days*/ SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.is_booked, s.is_withdrawn FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS n (clinic_id, doctor_id, from_at, until_at) JOIN slots s ON s.clinic_id = n.clinic_id AND s.doctor_id = n.doctor_id AND s.starts_at >= n.from_at AND s.starts_at < n.until_at ORDER BY s.id FOR NO KEY UPDATE OF s",
        None,
    )
}
impl LockSlotsOfDaysStmt {
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
        T3: crate::ArraySql<Item = jiff::Timestamp>,
        T4: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        doctor_ids: &'a T2,
        from_at: &'a T3,
        until_at: &'a T4,
    ) -> LockSlotsOfDaysQuery<'c, 'a, 's, C, LockSlotsOfDays, 4> {
        LockSlotsOfDaysQuery {
            client,
            params: [clinic_ids, doctor_ids, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockSlotsOfDaysBorrowed, tokio_postgres::Error> {
                Ok(LockSlotsOfDaysBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    is_booked: row.try_get(6)?,
                    is_withdrawn: row.try_get(7)?,
                })
            },
            mapper: |it| LockSlotsOfDays::from(it),
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
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockSlotsOfDaysParams<T1, T2, T3, T4>,
        LockSlotsOfDaysQuery<'c, 'a, 's, C, LockSlotsOfDays, 4>,
        C,
    > for LockSlotsOfDaysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockSlotsOfDaysParams<T1, T2, T3, T4>,
    ) -> LockSlotsOfDaysQuery<'c, 'a, 's, C, LockSlotsOfDays, 4> {
        self.bind(client, &params.clinic_ids, &params.doctor_ids, &params.from_at, &params.until_at)
    }
}
pub struct TimeOffOfDaysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn time_off_of_days() -> TimeOffOfDaysStmt {
    TimeOffOfDaysStmt(
        "/*time_off_of_days*/ SELECT DISTINCT t.doctor_id, t.starts_at, t.ends_at FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS n (clinic_id, doctor_id, from_at, until_at) JOIN time_off t ON t.clinic_id = n.clinic_id AND t.doctor_id = n.doctor_id AND t.starts_at < n.until_at AND t.ends_at > n.from_at",
        None,
    )
}
impl TimeOffOfDaysStmt {
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
        T3: crate::ArraySql<Item = jiff::Timestamp>,
        T4: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        doctor_ids: &'a T2,
        from_at: &'a T3,
        until_at: &'a T4,
    ) -> TimeOffOfDaysQuery<'c, 'a, 's, C, TimeOffOfDays, 4> {
        TimeOffOfDaysQuery {
            client,
            params: [clinic_ids, doctor_ids, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TimeOffOfDays, tokio_postgres::Error> {
                Ok(TimeOffOfDays {
                    doctor_id: row.try_get(0)?,
                    starts_at: row.try_get(1)?,
                    ends_at: row.try_get(2)?,
                })
            },
            mapper: |it| TimeOffOfDays::from(it),
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
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TimeOffOfDaysParams<T1, T2, T3, T4>,
        TimeOffOfDaysQuery<'c, 'a, 's, C, TimeOffOfDays, 4>,
        C,
    > for TimeOffOfDaysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TimeOffOfDaysParams<T1, T2, T3, T4>,
    ) -> TimeOffOfDaysQuery<'c, 'a, 's, C, TimeOffOfDays, 4> {
        self.bind(client, &params.clinic_ids, &params.doctor_ids, &params.from_at, &params.until_at)
    }
}
pub struct AppointmentsOfDaysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn appointments_of_days() -> AppointmentsOfDaysStmt {
    AppointmentsOfDaysStmt(
        "/*appointments_of_days*/ SELECT DISTINCT a.id, a.doctor_id, a.patient_id, a.starts_at, a.ends_at, a.status FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS n (clinic_id, doctor_id, from_at, until_at) JOIN appointments a ON a.clinic_id = n.clinic_id AND a.doctor_id = n.doctor_id AND a.starts_at < n.until_at AND a.ends_at > n.from_at",
        None,
    )
}
impl AppointmentsOfDaysStmt {
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
        T3: crate::ArraySql<Item = jiff::Timestamp>,
        T4: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        doctor_ids: &'a T2,
        from_at: &'a T3,
        until_at: &'a T4,
    ) -> AppointmentsOfDaysQuery<'c, 'a, 's, C, AppointmentsOfDays, 4> {
        AppointmentsOfDaysQuery {
            client,
            params: [clinic_ids, doctor_ids, from_at, until_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<AppointmentsOfDaysBorrowed, tokio_postgres::Error> {
                    Ok(AppointmentsOfDaysBorrowed {
                        id: row.try_get(0)?,
                        doctor_id: row.try_get(1)?,
                        patient_id: row.try_get(2)?,
                        starts_at: row.try_get(3)?,
                        ends_at: row.try_get(4)?,
                        status: row.try_get(5)?,
                    })
                },
            mapper: |it| AppointmentsOfDays::from(it),
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
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AppointmentsOfDaysParams<T1, T2, T3, T4>,
        AppointmentsOfDaysQuery<'c, 'a, 's, C, AppointmentsOfDays, 4>,
        C,
    > for AppointmentsOfDaysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AppointmentsOfDaysParams<T1, T2, T3, T4>,
    ) -> AppointmentsOfDaysQuery<'c, 'a, 's, C, AppointmentsOfDays, 4> {
        self.bind(client, &params.clinic_ids, &params.doctor_ids, &params.from_at, &params.until_at)
    }
}
pub struct LiveAppointmentsOfPatientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn live_appointments_of_patients() -> LiveAppointmentsOfPatientsStmt {
    LiveAppointmentsOfPatientsStmt(
        "/*live_appointments_of_patients*/ SELECT a.patient_id, a.starts_at, a.ends_at FROM unnest($1::uuid[], $2::uuid[]) AS n (clinic_id, id) JOIN appointments a ON a.clinic_id = n.clinic_id AND a.patient_id = n.id WHERE a.status <> 'cancelled' AND a.starts_at < $3 AND a.ends_at > $4",
        None,
    )
}
impl LiveAppointmentsOfPatientsStmt {
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
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
        until_at: &'a jiff::Timestamp,
        from_at: &'a jiff::Timestamp,
    ) -> LiveAppointmentsOfPatientsQuery<'c, 'a, 's, C, LiveAppointmentsOfPatients, 4> {
        LiveAppointmentsOfPatientsQuery {
            client,
            params: [clinic_ids, ids, until_at, from_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<LiveAppointmentsOfPatients, tokio_postgres::Error> {
                    Ok(LiveAppointmentsOfPatients {
                        patient_id: row.try_get(0)?,
                        starts_at: row.try_get(1)?,
                        ends_at: row.try_get(2)?,
                    })
                },
            mapper: |it| LiveAppointmentsOfPatients::from(it),
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
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LiveAppointmentsOfPatientsParams<T1, T2>,
        LiveAppointmentsOfPatientsQuery<'c, 'a, 's, C, LiveAppointmentsOfPatients, 4>,
        C,
    > for LiveAppointmentsOfPatientsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LiveAppointmentsOfPatientsParams<T1, T2>,
    ) -> LiveAppointmentsOfPatientsQuery<'c, 'a, 's, C, LiveAppointmentsOfPatients, 4> {
        self.bind(client, &params.clinic_ids, &params.ids, &params.until_at, &params.from_at)
    }
}
pub struct InsertClinicsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_clinics() -> InsertClinicsStmt {
    InsertClinicsStmt(
        "/*insert_clinics*/ WITH made AS ( INSERT INTO clinics (id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, created_at, updated_at) SELECT n.id, n.name, n.address, n.phone, n.time_zone, n.min_notice_minutes, n.hold_minutes, $1, $1 FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[]) AS n (id, name, address, phone, time_zone, min_notice_minutes, hold_minutes) ), noted AS ( INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version) SELECT n.id, n.audit_id, $1, $9, $10, 'clinic.create', n.id, 1 FROM unnest($2::uuid[], $11::uuid[]) AS n (id, audit_id) ) INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at) SELECT 'clinic', n.ref, n.id, NULL, $1 FROM unnest($12::text[], $2::uuid[]) AS n (ref, id)",
        None,
    )
}
impl InsertClinicsStmt {
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
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = T8>,
        T10: crate::ArraySql<Item = i32>,
        T11: crate::ArraySql<Item = i32>,
        T12: crate::StringSql,
        T13: crate::StringSql,
        T14: crate::ArraySql<Item = uuid::Uuid>,
        T15: crate::StringSql,
        T16: crate::ArraySql<Item = T15>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        ids: &'a T1,
        names: &'a T3,
        addresses: &'a T5,
        phones: &'a T7,
        time_zones: &'a T9,
        min_notice_minutes: &'a T10,
        hold_minutes: &'a T11,
        actor_role: &'a T12,
        actor_id: &'a T13,
        audit_ids: &'a T14,
        refs: &'a T16,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    now,
                    ids,
                    names,
                    addresses,
                    phones,
                    time_zones,
                    min_notice_minutes,
                    hold_minutes,
                    actor_role,
                    actor_id,
                    audit_ids,
                    refs,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::ArraySql<Item = i32>,
    T11: crate::ArraySql<Item = i32>,
    T12: crate::StringSql,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = uuid::Uuid>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = T15>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertClinicsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertClinicsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertClinicsParams<
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
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.ids,
            &params.names,
            &params.addresses,
            &params.phones,
            &params.time_zones,
            &params.min_notice_minutes,
            &params.hold_minutes,
            &params.actor_role,
            &params.actor_id,
            &params.audit_ids,
            &params.refs,
        ))
    }
}
pub struct InsertSpecializationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_specializations() -> InsertSpecializationsStmt {
    InsertSpecializationsStmt(
        "/*insert_specializations*/ INSERT INTO specializations (name) SELECT DISTINCT lower(btrim(n.name)) AS name FROM unnest($1::text[]) AS n (name) ORDER BY name ON CONFLICT (name) DO NOTHING",
        None,
    )
}
impl InsertSpecializationsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        names: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[names]).await
    }
}
pub struct InsertDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_doctors() -> InsertDoctorsStmt {
    InsertDoctorsStmt(
        "/*insert_doctors*/ WITH made AS ( INSERT INTO doctors (clinic_id, id, name, specialization, further_specializations, specialization_id, bio, slots_until, created_at) SELECT n.clinic_id, n.id, n.name, n.all_of_them[1], n.all_of_them[2:], CASE WHEN cardinality(n.all_of_them) = 1 THEN s.id ELSE specialization_group(n.all_of_them) END, n.bio, n.slots_until, $1 FROM (SELECT r.*, string_to_array(r.specializations, ';') AS all_of_them FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[]) AS r (clinic_id, id, name, specializations, bio, slots_until)) n LEFT JOIN specializations s ON s.name = lower(btrim(n.all_of_them[1])) ), noted AS ( INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version) SELECT n.clinic_id, n.audit_id, $1, $8, $9, 'doctor.create', n.id, 1 FROM unnest($2::uuid[], $3::uuid[], $10::uuid[]) AS n (clinic_id, id, audit_id) ) INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at) SELECT 'doctor', n.ref, n.id, n.clinic_id, $1 FROM unnest($11::text[], $3::uuid[], $2::uuid[]) AS n (ref, id, clinic_id)",
        None,
    )
}
impl InsertDoctorsStmt {
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
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::ArraySql<Item = Option<jiff::civil::Date>>,
        T10: crate::StringSql,
        T11: crate::StringSql,
        T12: crate::ArraySql<Item = uuid::Uuid>,
        T13: crate::StringSql,
        T14: crate::ArraySql<Item = T13>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        clinic_ids: &'a T1,
        ids: &'a T2,
        names: &'a T4,
        specializations: &'a T6,
        bios: &'a T8,
        slots_until: &'a T9,
        actor_role: &'a T10,
        actor_id: &'a T11,
        audit_ids: &'a T12,
        refs: &'a T14,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    now,
                    clinic_ids,
                    ids,
                    names,
                    specializations,
                    bios,
                    slots_until,
                    actor_role,
                    actor_id,
                    audit_ids,
                    refs,
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
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = Option<jiff::civil::Date>>,
    T10: crate::StringSql,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = uuid::Uuid>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = T13>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertDoctorsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertDoctorsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertDoctorsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.clinic_ids,
            &params.ids,
            &params.names,
            &params.specializations,
            &params.bios,
            &params.slots_until,
            &params.actor_role,
            &params.actor_id,
            &params.audit_ids,
            &params.refs,
        ))
    }
}
pub struct SetSlotsUntilOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_slots_until_of_doctors() -> SetSlotsUntilOfDoctorsStmt {
    SetSlotsUntilOfDoctorsStmt(
        "/*set_slots_until_of_doctors*/ UPDATE doctors d SET slots_until = n.slots_until FROM unnest($1::uuid[], $2::uuid[], $3::date[]) AS n (clinic_id, id, slots_until) WHERE d.clinic_id = n.clinic_id AND d.id = n.id",
        None,
    )
}
impl SetSlotsUntilOfDoctorsStmt {
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
        T3: crate::ArraySql<Item = jiff::civil::Date>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
        slots_until: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_ids, ids, slots_until]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = jiff::civil::Date>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetSlotsUntilOfDoctorsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetSlotsUntilOfDoctorsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetSlotsUntilOfDoctorsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_ids, &params.ids, &params.slots_until))
    }
}
pub struct InsertSchedulesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_schedules() -> InsertSchedulesStmt {
    InsertSchedulesStmt(
        "/*insert_schedules*/ WITH noted AS ( INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version) SELECT n.clinic_id, n.audit_id, $1, $2, $3, 'schedule.create', n.id, n.revision FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::int[]) AS n (clinic_id, id, audit_id, revision) ) INSERT INTO schedules (clinic_id, id, doctor_id, effective_from, effective_until, template, created_at, revision) SELECT n.clinic_id, n.id, n.doctor_id, n.effective_from, n.effective_until, n.template::jsonb, $1, n.revision FROM unnest($4::uuid[], $5::uuid[], $8::uuid[], $9::date[], $10::date[], $11::text[], $7::int[]) AS n (clinic_id, id, doctor_id, effective_from, effective_until, template, revision)",
        None,
    )
}
impl InsertSchedulesStmt {
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
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::ArraySql<Item = i32>,
        T7: crate::ArraySql<Item = uuid::Uuid>,
        T8: crate::ArraySql<Item = jiff::civil::Date>,
        T9: crate::ArraySql<Item = Option<jiff::civil::Date>>,
        T10: crate::StringSql,
        T11: crate::ArraySql<Item = T10>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        actor_role: &'a T1,
        actor_id: &'a T2,
        clinic_ids: &'a T3,
        ids: &'a T4,
        audit_ids: &'a T5,
        revisions: &'a T6,
        doctor_ids: &'a T7,
        effective_from: &'a T8,
        effective_until: &'a T9,
        templates: &'a T11,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    now,
                    actor_role,
                    actor_id,
                    clinic_ids,
                    ids,
                    audit_ids,
                    revisions,
                    doctor_ids,
                    effective_from,
                    effective_until,
                    templates,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = i32>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
    T8: crate::ArraySql<Item = jiff::civil::Date>,
    T9: crate::ArraySql<Item = Option<jiff::civil::Date>>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = T10>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertSchedulesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertSchedulesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertSchedulesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.actor_role,
            &params.actor_id,
            &params.clinic_ids,
            &params.ids,
            &params.audit_ids,
            &params.revisions,
            &params.doctor_ids,
            &params.effective_from,
            &params.effective_until,
            &params.templates,
        ))
    }
}
pub struct InsertPatientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_patients() -> InsertPatientsStmt {
    InsertPatientsStmt(
        "/*insert_patients*/ WITH made AS ( INSERT INTO patients (clinic_id, id, name, phone, email, birth_date, details, phone_index, email_index, created_at) SELECT n.clinic_id, n.id, n.name, n.phone, n.email, n.birth_date, n.details, n.phone_index, n.email_index, $1 FROM unnest($2::uuid[], $3::uuid[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[]) AS n (clinic_id, id, name, phone, email, birth_date, details, phone_index, email_index) ), named AS ( INSERT INTO patient_name_tokens (clinic_id, token, patient_id) SELECT t.clinic_id, t.token, t.patient_id FROM unnest($11::uuid[], $12::uuid[], $13::int[]) AS t (clinic_id, patient_id, token) ), noted AS ( INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id) SELECT n.clinic_id, n.audit_id, $1, $14, $15, 'patient.create', n.id, 1, n.id FROM unnest($2::uuid[], $3::uuid[], $16::uuid[]) AS n (clinic_id, id, audit_id) ) INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at) SELECT 'patient', n.ref, n.id, n.clinic_id, $1 FROM unnest($17::text[], $3::uuid[], $2::uuid[]) AS n (ref, id, clinic_id)",
        None,
    )
}
impl InsertPatientsStmt {
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
        T3: crate::BytesSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::BytesSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::BytesSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::BytesSql,
        T10: crate::ArraySql<Item = T9>,
        T11: crate::BytesSql,
        T12: crate::ArraySql<Item = T11>,
        T13: crate::BytesSql,
        T14: crate::ArraySql<Item = Option<T13>>,
        T15: crate::BytesSql,
        T16: crate::ArraySql<Item = Option<T15>>,
        T17: crate::ArraySql<Item = uuid::Uuid>,
        T18: crate::ArraySql<Item = uuid::Uuid>,
        T19: crate::ArraySql<Item = i32>,
        T20: crate::StringSql,
        T21: crate::StringSql,
        T22: crate::ArraySql<Item = uuid::Uuid>,
        T23: crate::StringSql,
        T24: crate::ArraySql<Item = T23>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        clinic_ids: &'a T1,
        ids: &'a T2,
        names: &'a T4,
        phones: &'a T6,
        emails: &'a T8,
        birth_dates: &'a T10,
        details: &'a T12,
        phone_indexes: &'a T14,
        email_indexes: &'a T16,
        token_clinic_ids: &'a T17,
        token_patient_ids: &'a T18,
        tokens: &'a T19,
        actor_role: &'a T20,
        actor_id: &'a T21,
        audit_ids: &'a T22,
        refs: &'a T24,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    now,
                    clinic_ids,
                    ids,
                    names,
                    phones,
                    emails,
                    birth_dates,
                    details,
                    phone_indexes,
                    email_indexes,
                    token_clinic_ids,
                    token_patient_ids,
                    tokens,
                    actor_role,
                    actor_id,
                    audit_ids,
                    refs,
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
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::BytesSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::BytesSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::BytesSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::BytesSql,
    T12: crate::ArraySql<Item = T11>,
    T13: crate::BytesSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::BytesSql,
    T16: crate::ArraySql<Item = Option<T15>>,
    T17: crate::ArraySql<Item = uuid::Uuid>,
    T18: crate::ArraySql<Item = uuid::Uuid>,
    T19: crate::ArraySql<Item = i32>,
    T20: crate::StringSql,
    T21: crate::StringSql,
    T22: crate::ArraySql<Item = uuid::Uuid>,
    T23: crate::StringSql,
    T24: crate::ArraySql<Item = T23>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPatientsParams<
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
        >,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPatientsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPatientsParams<
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
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.clinic_ids,
            &params.ids,
            &params.names,
            &params.phones,
            &params.emails,
            &params.birth_dates,
            &params.details,
            &params.phone_indexes,
            &params.email_indexes,
            &params.token_clinic_ids,
            &params.token_patient_ids,
            &params.tokens,
            &params.actor_role,
            &params.actor_id,
            &params.audit_ids,
            &params.refs,
        ))
    }
}
pub struct InsertImportedSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_imported_slots() -> InsertImportedSlotsStmt {
    InsertImportedSlotsStmt(
        "/*insert_imported_slots*/ WITH made AS ( INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, is_booked, is_withdrawn, version) SELECT n.clinic_id, n.id, n.doctor_id, n.starts_at, n.ends_at, n.mode, n.is_booked, n.is_withdrawn, CASE WHEN n.is_booked THEN 2 ELSE 1 END FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::bool[], $8::bool[]) AS n (clinic_id, id, doctor_id, starts_at, ends_at, mode, is_booked, is_withdrawn) RETURNING clinic_id, starts_at, id, doctor_id, mode, is_booked ) INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind) SELECT m.clinic_id, m.starts_at, m.id, m.doctor_id, d.specialization_id, c.time_zone, offer_kind(m.mode, m.starts_at, c.time_zone) FROM made m JOIN doctors d ON d.clinic_id = m.clinic_id AND d.id = m.doctor_id JOIN clinics c ON c.id = m.clinic_id WHERE NOT m.is_booked",
        None,
    )
}
impl InsertImportedSlotsStmt {
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
        T4: crate::ArraySql<Item = jiff::Timestamp>,
        T5: crate::ArraySql<Item = jiff::Timestamp>,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
        T8: crate::ArraySql<Item = bool>,
        T9: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
        doctor_ids: &'a T3,
        starts_at: &'a T4,
        ends_at: &'a T5,
        modes: &'a T7,
        booked: &'a T8,
        withdrawn: &'a T9,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(self.0, &[clinic_ids, ids, doctor_ids, starts_at, ends_at, modes, booked, withdrawn])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::ArraySql<Item = jiff::Timestamp>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::ArraySql<Item = bool>,
    T9: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertImportedSlotsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertImportedSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertImportedSlotsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_ids,
            &params.ids,
            &params.doctor_ids,
            &params.starts_at,
            &params.ends_at,
            &params.modes,
            &params.booked,
            &params.withdrawn,
        ))
    }
}
pub struct RemoveFreeSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_free_slots() -> RemoveFreeSlotsStmt {
    RemoveFreeSlotsStmt(
        "/*remove_free_slots*/ WITH removed AS ( DELETE FROM slots s USING unnest($1::uuid[], $2::uuid[]) AS n (clinic_id, id) WHERE s.clinic_id = n.clinic_id AND s.id = n.id AND NOT s.is_booked RETURNING s.clinic_id, s.starts_at, s.id ) DELETE FROM open_slots o USING removed r WHERE o.clinic_id = r.clinic_id AND o.starts_at = r.starts_at AND o.slot_id = r.id",
        None,
    )
}
impl RemoveFreeSlotsStmt {
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
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_ids, ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveFreeSlotsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveFreeSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveFreeSlotsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_ids, &params.ids))
    }
}
pub struct MakeSlotsAnewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn make_slots_anew() -> MakeSlotsAnewStmt {
    MakeSlotsAnewStmt(
        "/*make_slots_anew*/ UPDATE doctors d SET slots_made_on = NULL FROM unnest($1::uuid[], $2::uuid[]) AS n (clinic_id, id) WHERE d.clinic_id = n.clinic_id AND d.id = n.id",
        None,
    )
}
impl MakeSlotsAnewStmt {
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
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_ids, ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MakeSlotsAnewParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MakeSlotsAnewStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MakeSlotsAnewParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_ids, &params.ids))
    }
}
pub struct TakeSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_slots() -> TakeSlotsStmt {
    TakeSlotsStmt(
        "/*take_slots*/ WITH taken AS ( UPDATE slots s SET is_booked = true, version = s.version + 1 FROM unnest($1::uuid[], $2::uuid[]) AS n (clinic_id, id) WHERE s.clinic_id = n.clinic_id AND s.id = n.id AND NOT s.is_booked AND NOT s.is_withdrawn RETURNING s.clinic_id, s.starts_at, s.id ) DELETE FROM open_slots o USING taken t WHERE o.clinic_id = t.clinic_id AND o.starts_at = t.starts_at AND o.slot_id = t.id",
        None,
    )
}
impl TakeSlotsStmt {
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
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_ids, ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TakeSlotsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for TakeSlotsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TakeSlotsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_ids, &params.ids))
    }
}
pub struct InsertAppointmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_appointments() -> InsertAppointmentsStmt {
    InsertAppointmentsStmt(
        "/*insert_appointments*/ WITH made AS ( INSERT INTO appointments (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, reason, version, booked_at) SELECT n.clinic_id, n.id, n.doctor_id, n.patient_id, n.slot_id, n.starts_at, n.ends_at, n.status, n.mode, n.reason, n.version, n.booked_at FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[], $10::bytea[], $11::int[], $12::timestamptz[]) AS n (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, reason, version, booked_at) RETURNING clinic_id, id, slot_id, doctor_id, starts_at, ends_at, status ) INSERT INTO conflicts (clinic_id, appointment_id, slot_id, doctor_id, starts_at, ends_at, cause, since) SELECT m.clinic_id, m.id, m.slot_id, m.doctor_id, m.starts_at, m.ends_at, 'imported', $13 FROM made m JOIN slots s ON s.clinic_id = m.clinic_id AND s.id = m.slot_id WHERE s.is_withdrawn AND m.status <> 'cancelled' AND m.starts_at > $13",
        None,
    )
}
impl InsertAppointmentsStmt {
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
        T11: crate::ArraySql<Item = T10>,
        T12: crate::BytesSql,
        T13: crate::ArraySql<Item = T12>,
        T14: crate::ArraySql<Item = i32>,
        T15: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        ids: &'a T2,
        doctor_ids: &'a T3,
        patient_ids: &'a T4,
        slot_ids: &'a T5,
        starts_at: &'a T6,
        ends_at: &'a T7,
        statuses: &'a T9,
        modes: &'a T11,
        reasons: &'a T13,
        versions: &'a T14,
        booked_at: &'a T15,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    clinic_ids,
                    ids,
                    doctor_ids,
                    patient_ids,
                    slot_ids,
                    starts_at,
                    ends_at,
                    statuses,
                    modes,
                    reasons,
                    versions,
                    booked_at,
                    now,
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
    T11: crate::ArraySql<Item = T10>,
    T12: crate::BytesSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::ArraySql<Item = i32>,
    T15: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertAppointmentsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertAppointmentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertAppointmentsParams<
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
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_ids,
            &params.ids,
            &params.doctor_ids,
            &params.patient_ids,
            &params.slot_ids,
            &params.starts_at,
            &params.ends_at,
            &params.statuses,
            &params.modes,
            &params.reasons,
            &params.versions,
            &params.booked_at,
            &params.now,
        ))
    }
}
pub struct InsertStepsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_steps() -> InsertStepsStmt {
    InsertStepsStmt(
        "/*insert_steps*/ WITH told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, published_at) SELECT n.clinic_id, n.id, n.event_type, n.appointment_id, n.version, n.doctor_id, n.slot_id, $1, $1 FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::int[], $7::uuid[], $8::uuid[]) AS n (clinic_id, id, event_type, appointment_id, version, doctor_id, slot_id) ) INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id) SELECT n.clinic_id, n.id, $1, $9, $10, n.action, n.appointment_id, n.version, n.from_status, n.to_status, n.patient_id FROM unnest($2::uuid[], $11::uuid[], $12::text[], $5::uuid[], $6::int[], $13::text[], $14::text[], $15::uuid[]) AS n (clinic_id, id, action, appointment_id, version, from_status, to_status, patient_id)",
        None,
    )
}
impl InsertStepsStmt {
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
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::ArraySql<Item = i32>,
        T7: crate::ArraySql<Item = uuid::Uuid>,
        T8: crate::ArraySql<Item = uuid::Uuid>,
        T9: crate::StringSql,
        T10: crate::StringSql,
        T11: crate::ArraySql<Item = uuid::Uuid>,
        T12: crate::StringSql,
        T13: crate::ArraySql<Item = T12>,
        T14: crate::StringSql,
        T15: crate::ArraySql<Item = Option<T14>>,
        T16: crate::StringSql,
        T17: crate::ArraySql<Item = T16>,
        T18: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        clinic_ids: &'a T1,
        event_ids: &'a T2,
        event_types: &'a T4,
        appointment_ids: &'a T5,
        versions: &'a T6,
        doctor_ids: &'a T7,
        slot_ids: &'a T8,
        actor_role: &'a T9,
        actor_id: &'a T10,
        audit_ids: &'a T11,
        actions: &'a T13,
        from_statuses: &'a T15,
        to_statuses: &'a T17,
        patient_ids: &'a T18,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    now,
                    clinic_ids,
                    event_ids,
                    event_types,
                    appointment_ids,
                    versions,
                    doctor_ids,
                    slot_ids,
                    actor_role,
                    actor_id,
                    audit_ids,
                    actions,
                    from_statuses,
                    to_statuses,
                    patient_ids,
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
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = i32>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
    T8: crate::ArraySql<Item = uuid::Uuid>,
    T9: crate::StringSql,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = uuid::Uuid>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::StringSql,
    T15: crate::ArraySql<Item = Option<T14>>,
    T16: crate::StringSql,
    T17: crate::ArraySql<Item = T16>,
    T18: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertStepsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStepsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertStepsParams<
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
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.clinic_ids,
            &params.event_ids,
            &params.event_types,
            &params.appointment_ids,
            &params.versions,
            &params.doctor_ids,
            &params.slot_ids,
            &params.actor_role,
            &params.actor_id,
            &params.audit_ids,
            &params.actions,
            &params.from_statuses,
            &params.to_statuses,
            &params.patient_ids,
        ))
    }
}
pub struct InsertAppointmentRefsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_appointment_refs() -> InsertAppointmentRefsStmt {
    InsertAppointmentRefsStmt(
        "/*insert_appointment_refs*/ INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at) SELECT 'appointment', n.ref, n.id, n.clinic_id, $1 FROM unnest($2::text[], $3::uuid[], $4::uuid[]) AS n (ref, id, clinic_id)",
        None,
    )
}
impl InsertAppointmentRefsStmt {
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
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        refs: &'a T2,
        ids: &'a T3,
        clinic_ids: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, refs, ids, clinic_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertAppointmentRefsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertAppointmentRefsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertAppointmentRefsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.refs, &params.ids, &params.clinic_ids))
    }
}
