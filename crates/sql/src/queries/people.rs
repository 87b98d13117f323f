// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct DoctorsInQuestionParams<T1: crate::StringSql> {
    pub clinic_id: Option<uuid::Uuid>,
    pub specialization: Option<T1>,
    pub max: i64,
}
#[derive(Debug)]
pub struct SoonestOfDoctorsParams<T1: crate::ArraySql<Item = i32>, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub bookable: bool,
    pub from_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub notice: Option<i32>,
    pub has_account: bool,
    pub types: i64,
    pub kinds: T1,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub doctor_ids: T2,
    pub max: i64,
    pub times: i64,
}
#[derive(Debug)]
pub struct WalkSpecializationsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
> {
    pub specialization: Option<T1>,
    pub max: i64,
    pub rows: i64,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub has_account: bool,
    pub shown: T3,
}
#[derive(Debug)]
pub struct WalkKindsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub specialization: Option<T1>,
    pub kinds: T2,
    pub max: i64,
    pub rows: i64,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub has_account: bool,
    pub shown: T4,
}
#[derive(Debug)]
pub struct WalkClinicParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>> {
    pub clinic_id: uuid::Uuid,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub has_account: bool,
    pub rows: i64,
    pub specialization: Option<T1>,
    pub shown: T3,
    pub max: i64,
}
#[derive(Debug)]
pub struct FreeDaysOfDoctorsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::ArraySql<Item = i32>,
> {
    pub doctor_ids: T1,
    pub kinds: T2,
    pub types: i64,
    pub from_at: T3,
    pub until_at: T4,
    pub now: jiff::Timestamp,
    pub bookable: bool,
    pub max: i64,
    pub days: T5,
}
#[derive(Debug)]
pub struct FirstOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i32>> {
    pub doctor_ids: T1,
    pub kinds: T2,
    pub types: i64,
    pub from_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub bookable: bool,
}
#[derive(Debug)]
pub struct ZonesOfSpecializationParams<T1: crate::StringSql> {
    pub specialization: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct FreeDaysOfSpecializationParams<
    T1: crate::ArraySql<Item = i32>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::ArraySql<Item = jiff::Timestamp>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = i32>,
> {
    pub days: T1,
    pub zones: T3,
    pub from_at: T4,
    pub until_at: T5,
    pub specialization: T6,
    pub kinds: T7,
    pub now: jiff::Timestamp,
    pub has_account: bool,
    pub max: i64,
}
#[derive(Debug)]
pub struct FirstOfSpecializationParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = i32>,
> {
    pub zones: T2,
    pub from_at: T3,
    pub specialization: T4,
    pub kinds: T5,
    pub now: jiff::Timestamp,
    pub has_account: bool,
}
#[derive(Clone, Copy, Debug)]
pub struct ClinicOffersParams {
    pub has_account: bool,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct SpecializationsInUseParams {
    pub most: i64,
    pub after_id: i32,
    pub max: i64,
}
#[derive(Debug)]
pub struct SearchKindsOfDoctorsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i32>>
{
    pub max: i64,
    pub rows: i64,
    pub doctor_ids: T1,
    pub kinds: T2,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub until_at: jiff::Timestamp,
    pub bookable: bool,
    pub now: jiff::Timestamp,
    pub from_at: jiff::Timestamp,
    pub notice: Option<i32>,
    pub has_account: bool,
    pub types: i64,
}
#[derive(Debug)]
pub struct SearchKindsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = i32>> {
    pub specialization: Option<T1>,
    pub kinds: T2,
    pub max: i64,
    pub rows: i64,
    pub after_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub has_account: bool,
}
#[derive(Debug, Clone, PartialEq)]
pub struct SoonestTime {
    pub doctor_id: uuid::Uuid,
    pub name: String,
    pub specialization: String,
    pub clinic_id: uuid::Uuid,
    pub clinic_name: String,
    pub address: String,
    pub phone: String,
    pub time_zone: String,
    pub first_at: jiff::Timestamp,
    pub first_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
    pub version: i32,
    pub visit_types: Vec<uuid::Uuid>,
}
pub struct SoonestTimeBorrowed<'a> {
    pub doctor_id: uuid::Uuid,
    pub name: &'a str,
    pub specialization: &'a str,
    pub clinic_id: uuid::Uuid,
    pub clinic_name: &'a str,
    pub address: &'a str,
    pub phone: &'a str,
    pub time_zone: &'a str,
    pub first_at: jiff::Timestamp,
    pub first_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
    pub version: i32,
    pub visit_types: crate::ArrayIterator<'a, uuid::Uuid>,
}
impl<'a> From<SoonestTimeBorrowed<'a>> for SoonestTime {
    fn from(
        SoonestTimeBorrowed {
            doctor_id,
            name,
            specialization,
            clinic_id,
            clinic_name,
            address,
            phone,
            time_zone,
            first_at,
            first_id,
            id,
            starts_at,
            ends_at,
            mode,
            version,
            visit_types,
        }: SoonestTimeBorrowed<'a>,
    ) -> Self {
        Self {
            doctor_id,
            name: name.into(),
            specialization: specialization.into(),
            clinic_id,
            clinic_name: clinic_name.into(),
            address: address.into(),
            phone: phone.into(),
            time_zone: time_zone.into(),
            first_at,
            first_id,
            id,
            starts_at,
            ends_at,
            mode: mode.into(),
            version,
            visit_types: visit_types.map(|v| v).collect(),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Met {
    pub doctor_id: Option<uuid::Uuid>,
    pub cut: bool,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FreeDaysOfDoctors {
    pub number: i32,
    pub free: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FreeDaysOfSpecialization {
    pub number: i32,
    pub free: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FirstOfSpecialization {
    pub time_zone: String,
    pub starts_at: jiff::Timestamp,
}
pub struct FirstOfSpecializationBorrowed<'a> {
    pub time_zone: &'a str,
    pub starts_at: jiff::Timestamp,
}
impl<'a> From<FirstOfSpecializationBorrowed<'a>> for FirstOfSpecialization {
    fn from(
        FirstOfSpecializationBorrowed { time_zone, starts_at }: FirstOfSpecializationBorrowed<'a>,
    ) -> Self {
        Self { time_zone: time_zone.into(), starts_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ClinicOffers {
    pub time_zone: String,
    pub notice_minutes: i32,
    pub horizon_days: Option<i32>,
    pub offered_until: Option<jiff::Timestamp>,
    pub desk_types: i64,
}
pub struct ClinicOffersBorrowed<'a> {
    pub time_zone: &'a str,
    pub notice_minutes: i32,
    pub horizon_days: Option<i32>,
    pub offered_until: Option<jiff::Timestamp>,
    pub desk_types: i64,
}
impl<'a> From<ClinicOffersBorrowed<'a>> for ClinicOffers {
    fn from(
        ClinicOffersBorrowed {
            time_zone,
            notice_minutes,
            horizon_days,
            offered_until,
            desk_types,
        }: ClinicOffersBorrowed<'a>,
    ) -> Self {
        Self { time_zone: time_zone.into(), notice_minutes, horizon_days, offered_until, desk_types }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct VisitType {
    pub clinic_id: uuid::Uuid,
    pub bit: i64,
    pub mode: Option<String>,
    pub booked_by: String,
    pub min_notice_minutes: Option<i32>,
}
pub struct VisitTypeBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub bit: i64,
    pub mode: Option<&'a str>,
    pub booked_by: &'a str,
    pub min_notice_minutes: Option<i32>,
}
impl<'a> From<VisitTypeBorrowed<'a>> for VisitType {
    fn from(
        VisitTypeBorrowed { clinic_id, bit, mode, booked_by, min_notice_minutes }: VisitTypeBorrowed<'a>,
    ) -> Self {
        Self { clinic_id, bit, mode: mode.map(|v| v.into()), booked_by: booked_by.into(), min_notice_minutes }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct SpecializationsInUse {
    pub id: i32,
    pub name: String,
    pub doctors: i64,
}
pub struct SpecializationsInUseBorrowed<'a> {
    pub id: i32,
    pub name: &'a str,
    pub doctors: i64,
}
impl<'a> From<SpecializationsInUseBorrowed<'a>> for SpecializationsInUse {
    fn from(SpecializationsInUseBorrowed { id, name, doctors }: SpecializationsInUseBorrowed<'a>) -> Self {
        Self { id, name: name.into(), doctors }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct KindSlot {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
    pub version: i32,
    pub time_zone: String,
    pub visit_types: Vec<uuid::Uuid>,
    pub cut: bool,
}
pub struct KindSlotBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
    pub version: i32,
    pub time_zone: &'a str,
    pub visit_types: crate::ArrayIterator<'a, uuid::Uuid>,
    pub cut: bool,
}
impl<'a> From<KindSlotBorrowed<'a>> for KindSlot {
    fn from(
        KindSlotBorrowed {
            clinic_id,
            id,
            doctor_id,
            starts_at,
            ends_at,
            mode,
            version,
            time_zone,
            visit_types,
            cut,
        }: KindSlotBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            doctor_id,
            starts_at,
            ends_at,
            mode: mode.into(),
            version,
            time_zone: time_zone.into(),
            visit_types: visit_types.map(|v| v).collect(),
            cut,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct SoonestTimeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SoonestTimeBorrowed, tokio_postgres::Error>,
    mapper: fn(SoonestTimeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SoonestTimeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SoonestTimeBorrowed) -> R) -> SoonestTimeQuery<'c, 'a, 's, C, R, N> {
        SoonestTimeQuery {
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
pub struct MetQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Met, tokio_postgres::Error>,
    mapper: fn(Met) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MetQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Met) -> R) -> MetQuery<'c, 'a, 's, C, R, N> {
        MetQuery {
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
pub struct FreeDaysOfDoctorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FreeDaysOfDoctors, tokio_postgres::Error>,
    mapper: fn(FreeDaysOfDoctors) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FreeDaysOfDoctorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FreeDaysOfDoctors) -> R) -> FreeDaysOfDoctorsQuery<'c, 'a, 's, C, R, N> {
        FreeDaysOfDoctorsQuery {
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
pub struct FreeDaysOfSpecializationQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FreeDaysOfSpecialization, tokio_postgres::Error>,
    mapper: fn(FreeDaysOfSpecialization) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FreeDaysOfSpecializationQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FreeDaysOfSpecialization) -> R,
    ) -> FreeDaysOfSpecializationQuery<'c, 'a, 's, C, R, N> {
        FreeDaysOfSpecializationQuery {
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
pub struct FirstOfSpecializationQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FirstOfSpecializationBorrowed, tokio_postgres::Error>,
    mapper: fn(FirstOfSpecializationBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FirstOfSpecializationQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FirstOfSpecializationBorrowed) -> R,
    ) -> FirstOfSpecializationQuery<'c, 'a, 's, C, R, N> {
        FirstOfSpecializationQuery {
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
pub struct ClinicOffersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClinicOffersBorrowed, tokio_postgres::Error>,
    mapper: fn(ClinicOffersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClinicOffersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClinicOffersBorrowed) -> R) -> ClinicOffersQuery<'c, 'a, 's, C, R, N> {
        ClinicOffersQuery {
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
pub struct SpecializationsInUseQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SpecializationsInUseBorrowed, tokio_postgres::Error>,
    mapper: fn(SpecializationsInUseBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SpecializationsInUseQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(SpecializationsInUseBorrowed) -> R,
    ) -> SpecializationsInUseQuery<'c, 'a, 's, C, R, N> {
        SpecializationsInUseQuery {
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
pub struct KindSlotQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<KindSlotBorrowed, tokio_postgres::Error>,
    mapper: fn(KindSlotBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> KindSlotQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(KindSlotBorrowed) -> R) -> KindSlotQuery<'c, 'a, 's, C, R, N> {
        KindSlotQuery {
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
pub struct DoctorsInQuestionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctors_in_question() -> DoctorsInQuestionStmt {
    DoctorsInQuestionStmt(
        "/*doctors_in_question*/ SELECT d.id FROM ( SELECT ofc.id FROM doctors ofc WHERE $1::uuid IS NOT NULL AND ofc.clinic_id = $1 AND ($2::text IS NULL OR ofc.specialization_id = ANY (ARRAY(SELECT g FROM groups_of($2) g))) UNION ALL SELECT ofs.id FROM doctors ofs WHERE $1::uuid IS NULL AND $2::text IS NOT NULL AND ofs.specialization_id = ANY (ARRAY(SELECT g FROM groups_of($2) g)) UNION ALL SELECT every.id FROM doctors every WHERE $1::uuid IS NULL AND $2::text IS NULL ) d LIMIT $3",
        None,
    )
}
impl DoctorsInQuestionStmt {
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
        clinic_id: &'a Option<uuid::Uuid>,
        specialization: &'a Option<T1>,
        max: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [clinic_id, specialization, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DoctorsInQuestionParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for DoctorsInQuestionStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DoctorsInQuestionParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.clinic_id, &params.specialization, &params.max)
    }
}
pub struct SoonestOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn soonest_of_doctors() -> SoonestOfDoctorsStmt {
    SoonestOfDoctorsStmt(
        "/*soonest_of_doctors*/ SELECT d.id AS doctor_id, d.name, d.specialization, c.id AS clinic_id, c.name AS clinic_name, c.address, c.phone, c.time_zone, found.starts_at AS first_at, found.slot_id AS first_id, s.id, s.starts_at, s.ends_at, s.mode, s.version, visit_types_served(s.clinic_id, s.serves & CASE WHEN $1 THEN -1 ELSE ~c.desk_types END) AS visit_types FROM ( SELECT w.id, first.starts_at, first.slot_id, offered.from_at, offered.until_at, offered.types FROM doctors w JOIN clinics wc ON wc.id = w.clinic_id CROSS JOIN LATERAL ( SELECT greatest($2::timestamptz, CASE WHEN $1::bool THEN $3::timestamptz - interval '1 day' ELSE $3::timestamptz + make_interval(mins => coalesce($4::int, notice_for($5, wc.min_notice_minutes, wc.account_notice_minutes))) END) AS from_at, CASE WHEN NOT $1 THEN coalesce(horizon_of(wc.horizon_days, wc.time_zone, $3), 'infinity') ELSE 'infinity' END AS until_at, $6::bigint & CASE WHEN $1 THEN -1 ELSE ~wc.desk_types END AS types ) offered CROSS JOIN LATERAL ( SELECT head.starts_at, head.slot_id FROM unnest($7::int[]) AS k (kind) CROSS JOIN LATERAL ( SELECT o.starts_at, o.slot_id FROM open_slots o WHERE o.doctor_id = w.id AND o.kind = k.kind AND (o.starts_at, o.slot_id) > ($8::timestamptz, $9::uuid) AND o.starts_at >= offered.from_at AND o.starts_at < offered.until_at AND o.serves & offered.types <> 0 AND (o.starts_at > $3 OR $1 AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id AND os.ends_at > $3)) ORDER BY o.starts_at, o.slot_id LIMIT 1 ) head ORDER BY head.starts_at, head.slot_id LIMIT 1 ) first WHERE w.id = ANY ($10::uuid[]) ORDER BY first.starts_at, first.slot_id LIMIT $11 ) found JOIN doctors d ON d.id = found.id JOIN clinics c ON c.id = d.clinic_id CROSS JOIN LATERAL ( SELECT next.slot_id FROM unnest($7::int[]) AS k (kind) CROSS JOIN LATERAL ( SELECT o.starts_at, o.slot_id FROM open_slots o WHERE o.doctor_id = found.id AND o.kind = k.kind AND o.starts_at >= found.from_at AND o.starts_at < found.until_at AND o.serves & found.types <> 0 AND (o.starts_at > $3 OR $1 AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id AND os.ends_at > $3)) ORDER BY o.starts_at, o.slot_id LIMIT $12 ) next ORDER BY next.starts_at, next.slot_id LIMIT $12 ) time JOIN slots s ON s.clinic_id = d.clinic_id AND s.id = time.slot_id ORDER BY found.starts_at, found.slot_id, s.starts_at, s.id",
        None,
    )
}
impl SoonestOfDoctorsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        bookable: &'a bool,
        from_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        notice: &'a Option<i32>,
        has_account: &'a bool,
        types: &'a i64,
        kinds: &'a T1,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        doctor_ids: &'a T2,
        max: &'a i64,
        times: &'a i64,
    ) -> SoonestTimeQuery<'c, 'a, 's, C, SoonestTime, 12> {
        SoonestTimeQuery {
            client,
            params: [
                bookable,
                from_at,
                now,
                notice,
                has_account,
                types,
                kinds,
                after_at,
                after_id,
                doctor_ids,
                max,
                times,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SoonestTimeBorrowed, tokio_postgres::Error> {
                Ok(SoonestTimeBorrowed {
                    doctor_id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    specialization: row.try_get(2)?,
                    clinic_id: row.try_get(3)?,
                    clinic_name: row.try_get(4)?,
                    address: row.try_get(5)?,
                    phone: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    first_at: row.try_get(8)?,
                    first_id: row.try_get(9)?,
                    id: row.try_get(10)?,
                    starts_at: row.try_get(11)?,
                    ends_at: row.try_get(12)?,
                    mode: row.try_get(13)?,
                    version: row.try_get(14)?,
                    visit_types: row.try_get(15)?,
                })
            },
            mapper: |it| SoonestTime::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i32>, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SoonestOfDoctorsParams<T1, T2>,
        SoonestTimeQuery<'c, 'a, 's, C, SoonestTime, 12>,
        C,
    > for SoonestOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SoonestOfDoctorsParams<T1, T2>,
    ) -> SoonestTimeQuery<'c, 'a, 's, C, SoonestTime, 12> {
        self.bind(
            client,
            &params.bookable,
            &params.from_at,
            &params.now,
            &params.notice,
            &params.has_account,
            &params.types,
            &params.kinds,
            &params.after_at,
            &params.after_id,
            &params.doctor_ids,
            &params.max,
            &params.times,
        )
    }
}
pub struct WalkSpecializationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn walk_specializations() -> WalkSpecializationsStmt {
    WalkSpecializationsStmt(
        "/*walk_specializations*/ WITH asked AS MATERIALIZED ( SELECT p.id FROM specializations p WHERE $1::text IS NULL OR p.id IN (SELECT g FROM groups_of($1) g) ), share AS MATERIALIZED (SELECT greatest($2::bigint, $3::bigint / greatest(count(*), 1)) AS rows FROM asked), walked AS MATERIALIZED ( SELECT met.* FROM asked CROSS JOIN LATERAL ( SELECT o.doctor_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id WHERE o.specialization_id = asked.id AND (o.starts_at, o.slot_id) > ($4::timestamptz, $5::uuid) AND o.starts_at >= $6 AND o.starts_at > $7 AND is_offered(o.starts_at, $7, notice_for($8, oc.min_notice_minutes, oc.account_notice_minutes), oc.horizon_days, oc.time_zone) AND o.serves & ~oc.desk_types <> 0 ORDER BY o.starts_at, o.slot_id LIMIT (SELECT rows FROM share) ) met ), reached AS MATERIALIZED ( SELECT w.starts_at, w.slot_id FROM walked w WHERE w.place = (SELECT rows FROM share) ORDER BY w.starts_at, w.slot_id LIMIT 1 ) SELECT met.doctor_id, EXISTS (SELECT FROM reached) AS cut FROM (SELECT) always LEFT JOIN ( SELECT first.doctor_id FROM ( SELECT DISTINCT ON (w.doctor_id) w.doctor_id, w.starts_at, w.slot_id FROM walked w WHERE NOT right(w.doctor_id::text, 12) = ANY ($9::text[]) ORDER BY w.doctor_id, w.starts_at, w.slot_id ) first WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (first.starts_at, first.slot_id)) ORDER BY first.starts_at, first.slot_id LIMIT $2 ) met ON true",
        None,
    )
}
impl WalkSpecializationsStmt {
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
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
    >(
        &'s self,
        client: &'c C,
        specialization: &'a Option<T1>,
        max: &'a i64,
        rows: &'a i64,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        has_account: &'a bool,
        shown: &'a T3,
    ) -> MetQuery<'c, 'a, 's, C, Met, 9> {
        MetQuery {
            client,
            params: [specialization, max, rows, after_at, after_id, from_at, now, has_account, shown],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Met, tokio_postgres::Error> {
                Ok(Met { doctor_id: row.try_get(0)?, cut: row.try_get(1)? })
            },
            mapper: |it| Met::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        WalkSpecializationsParams<T1, T2, T3>,
        MetQuery<'c, 'a, 's, C, Met, 9>,
        C,
    > for WalkSpecializationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WalkSpecializationsParams<T1, T2, T3>,
    ) -> MetQuery<'c, 'a, 's, C, Met, 9> {
        self.bind(
            client,
            &params.specialization,
            &params.max,
            &params.rows,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.now,
            &params.has_account,
            &params.shown,
        )
    }
}
pub struct WalkKindsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn walk_kinds() -> WalkKindsStmt {
    WalkKindsStmt(
        "/*walk_kinds*/ WITH RECURSIVE offered (specialization_id, time_zone) AS ( SELECT p.id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = p.id ORDER BY o.time_zone LIMIT 1) FROM specializations p WHERE $1::text IS NULL OR p.id IN (SELECT g FROM groups_of($1) g) UNION ALL SELECT z.specialization_id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = z.specialization_id AND o.time_zone > z.time_zone ORDER BY o.time_zone LIMIT 1) FROM offered z WHERE z.time_zone IS NOT NULL ), asked AS MATERIALIZED ( SELECT z.specialization_id, z.time_zone, k.kind FROM offered z CROSS JOIN unnest($2::int[]) AS k (kind) WHERE z.time_zone IS NOT NULL ), share AS MATERIALIZED (SELECT greatest($3::bigint, $4::bigint / greatest(count(*), 1)) AS rows FROM asked), walked AS MATERIALIZED ( SELECT met.* FROM asked CROSS JOIN LATERAL ( SELECT o.doctor_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id WHERE o.specialization_id = asked.specialization_id AND o.time_zone = asked.time_zone AND o.kind = asked.kind AND (o.starts_at, o.slot_id) > ($5::timestamptz, $6::uuid) AND o.starts_at >= $7 AND o.starts_at > $8 AND is_offered(o.starts_at, $8, notice_for($9, oc.min_notice_minutes, oc.account_notice_minutes), oc.horizon_days, oc.time_zone) AND o.serves & ~oc.desk_types <> 0 ORDER BY o.starts_at, o.slot_id LIMIT (SELECT rows FROM share) ) met ), reached AS MATERIALIZED ( SELECT w.starts_at, w.slot_id FROM walked w WHERE w.place = (SELECT rows FROM share) ORDER BY w.starts_at, w.slot_id LIMIT 1 ) SELECT met.doctor_id, EXISTS (SELECT FROM reached) AS cut FROM (SELECT) always LEFT JOIN ( SELECT first.doctor_id FROM ( SELECT DISTINCT ON (w.doctor_id) w.doctor_id, w.starts_at, w.slot_id FROM walked w WHERE NOT right(w.doctor_id::text, 12) = ANY ($10::text[]) ORDER BY w.doctor_id, w.starts_at, w.slot_id ) first WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (first.starts_at, first.slot_id)) ORDER BY first.starts_at, first.slot_id LIMIT $3 ) met ON true",
        None,
    )
}
impl WalkKindsStmt {
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
        T2: crate::ArraySql<Item = i32>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        specialization: &'a Option<T1>,
        kinds: &'a T2,
        max: &'a i64,
        rows: &'a i64,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        has_account: &'a bool,
        shown: &'a T4,
    ) -> MetQuery<'c, 'a, 's, C, Met, 10> {
        MetQuery {
            client,
            params: [specialization, kinds, max, rows, after_at, after_id, from_at, now, has_account, shown],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Met, tokio_postgres::Error> {
                Ok(Met { doctor_id: row.try_get(0)?, cut: row.try_get(1)? })
            },
            mapper: |it| Met::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        WalkKindsParams<T1, T2, T3, T4>,
        MetQuery<'c, 'a, 's, C, Met, 10>,
        C,
    > for WalkKindsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WalkKindsParams<T1, T2, T3, T4>,
    ) -> MetQuery<'c, 'a, 's, C, Met, 10> {
        self.bind(
            client,
            &params.specialization,
            &params.kinds,
            &params.max,
            &params.rows,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.now,
            &params.has_account,
            &params.shown,
        )
    }
}
pub struct WalkClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn walk_clinic() -> WalkClinicStmt {
    WalkClinicStmt(
        "/*walk_clinic*/ WITH walked AS MATERIALIZED ( SELECT o.doctor_id, o.specialization_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place FROM open_slots o WHERE o.clinic_id = $1 AND (o.starts_at, o.slot_id) > ($2::timestamptz, $3::uuid) AND o.starts_at >= $4 AND o.starts_at > $5 AND o.starts_at >= (SELECT $5::timestamptz + make_interval(mins => notice_for($6, oc.min_notice_minutes, oc.account_notice_minutes)) FROM clinics oc WHERE oc.id = $1) AND o.starts_at < (SELECT coalesce(horizon_of(oc.horizon_days, oc.time_zone, $5), 'infinity') FROM clinics oc WHERE oc.id = $1) AND o.serves & ~(SELECT oc.desk_types FROM clinics oc WHERE oc.id = $1) <> 0 ORDER BY o.starts_at, o.slot_id LIMIT $7 ), reached AS MATERIALIZED ( SELECT w.starts_at, w.slot_id FROM walked w WHERE w.place = $7 ORDER BY w.starts_at, w.slot_id LIMIT 1 ) SELECT met.doctor_id, EXISTS (SELECT FROM reached) AS cut FROM (SELECT) always LEFT JOIN ( SELECT first.doctor_id FROM ( SELECT DISTINCT ON (w.doctor_id) w.doctor_id, w.starts_at, w.slot_id FROM walked w WHERE ($8::text IS NULL OR w.specialization_id = ANY (ARRAY(SELECT g FROM groups_of($8) g))) AND NOT right(w.doctor_id::text, 12) = ANY ($9::text[]) ORDER BY w.doctor_id, w.starts_at, w.slot_id ) first WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (first.starts_at, first.slot_id)) ORDER BY first.starts_at, first.slot_id LIMIT $10 ) met ON true",
        None,
    )
}
impl WalkClinicStmt {
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
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        has_account: &'a bool,
        rows: &'a i64,
        specialization: &'a Option<T1>,
        shown: &'a T3,
        max: &'a i64,
    ) -> MetQuery<'c, 'a, 's, C, Met, 10> {
        MetQuery {
            client,
            params: [
                clinic_id,
                after_at,
                after_id,
                from_at,
                now,
                has_account,
                rows,
                specialization,
                shown,
                max,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Met, tokio_postgres::Error> {
                Ok(Met { doctor_id: row.try_get(0)?, cut: row.try_get(1)? })
            },
            mapper: |it| Met::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        WalkClinicParams<T1, T2, T3>,
        MetQuery<'c, 'a, 's, C, Met, 10>,
        C,
    > for WalkClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WalkClinicParams<T1, T2, T3>,
    ) -> MetQuery<'c, 'a, 's, C, Met, 10> {
        self.bind(
            client,
            &params.clinic_id,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.now,
            &params.has_account,
            &params.rows,
            &params.specialization,
            &params.shown,
            &params.max,
        )
    }
}
pub struct FreeDaysOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn free_days_of_doctors() -> FreeDaysOfDoctorsStmt {
    FreeDaysOfDoctorsStmt(
        "/*free_days_of_doctors*/ WITH near AS MATERIALIZED ( SELECT w.id, k.kind FROM unnest($1::uuid[]) AS w (id) CROSS JOIN unnest($2::int[]) AS k (kind) CROSS JOIN LATERAL ( SELECT FROM open_slots o WHERE o.doctor_id = w.id AND o.kind = k.kind AND o.serves & $3::bigint <> 0 AND o.starts_at >= (SELECT min(d) FROM unnest($4::timestamptz[]) AS d) AND o.starts_at < (SELECT max(d) FROM unnest($5::timestamptz[]) AS d) LIMIT 1 ) some_slot ) SELECT day.number, ( SELECT count(*) FROM ( SELECT FROM near CROSS JOIN LATERAL ( SELECT FROM open_slots o WHERE o.doctor_id = near.id AND o.kind = near.kind AND o.serves & $3 <> 0 AND o.starts_at >= day.from_at AND o.starts_at < day.until_at AND (o.starts_at > $6 OR $7::bool AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id AND os.ends_at > $6)) LIMIT $8 ) of_kind LIMIT $8 ) counted ) AS free FROM unnest($9::int[], $4::timestamptz[], $5::timestamptz[]) AS day (number, from_at, until_at) ORDER BY day.number",
        None,
    )
}
impl FreeDaysOfDoctorsStmt {
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
        T2: crate::ArraySql<Item = i32>,
        T3: crate::ArraySql<Item = jiff::Timestamp>,
        T4: crate::ArraySql<Item = jiff::Timestamp>,
        T5: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        doctor_ids: &'a T1,
        kinds: &'a T2,
        types: &'a i64,
        from_at: &'a T3,
        until_at: &'a T4,
        now: &'a jiff::Timestamp,
        bookable: &'a bool,
        max: &'a i64,
        days: &'a T5,
    ) -> FreeDaysOfDoctorsQuery<'c, 'a, 's, C, FreeDaysOfDoctors, 9> {
        FreeDaysOfDoctorsQuery {
            client,
            params: [doctor_ids, kinds, types, from_at, until_at, now, bookable, max, days],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreeDaysOfDoctors, tokio_postgres::Error> {
                Ok(FreeDaysOfDoctors { number: row.try_get(0)?, free: row.try_get(1)? })
            },
            mapper: |it| FreeDaysOfDoctors::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FreeDaysOfDoctorsParams<T1, T2, T3, T4, T5>,
        FreeDaysOfDoctorsQuery<'c, 'a, 's, C, FreeDaysOfDoctors, 9>,
        C,
    > for FreeDaysOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FreeDaysOfDoctorsParams<T1, T2, T3, T4, T5>,
    ) -> FreeDaysOfDoctorsQuery<'c, 'a, 's, C, FreeDaysOfDoctors, 9> {
        self.bind(
            client,
            &params.doctor_ids,
            &params.kinds,
            &params.types,
            &params.from_at,
            &params.until_at,
            &params.now,
            &params.bookable,
            &params.max,
            &params.days,
        )
    }
}
pub struct FirstOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn first_of_doctors() -> FirstOfDoctorsStmt {
    FirstOfDoctorsStmt(
        "/*first_of_doctors*/ SELECT head.starts_at FROM unnest($1::uuid[]) AS w (id) CROSS JOIN unnest($2::int[]) AS k (kind) CROSS JOIN LATERAL ( SELECT o.starts_at FROM open_slots o WHERE o.doctor_id = w.id AND o.kind = k.kind AND o.serves & $3::bigint <> 0 AND o.starts_at >= $4 AND (o.starts_at > $5 OR $6::bool AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id AND os.ends_at > $5)) ORDER BY o.starts_at, o.slot_id LIMIT 1 ) head ORDER BY head.starts_at LIMIT 1",
        None,
    )
}
impl FirstOfDoctorsStmt {
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
        T2: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        doctor_ids: &'a T1,
        kinds: &'a T2,
        types: &'a i64,
        from_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        bookable: &'a bool,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 6> {
        JiffTimestampQuery {
            client,
            params: [doctor_ids, kinds, types, from_at, now, bookable],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i32>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FirstOfDoctorsParams<T1, T2>,
        JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 6>,
        C,
    > for FirstOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FirstOfDoctorsParams<T1, T2>,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 6> {
        self.bind(
            client,
            &params.doctor_ids,
            &params.kinds,
            &params.types,
            &params.from_at,
            &params.now,
            &params.bookable,
        )
    }
}
pub struct ZonesOfSpecializationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn zones_of_specialization() -> ZonesOfSpecializationStmt {
    ZonesOfSpecializationStmt(
        "/*zones_of_specialization*/ WITH RECURSIVE asked AS ( SELECT g AS id FROM groups_of($1) g ), offered (id, time_zone) AS ( SELECT asked.id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = asked.id ORDER BY o.time_zone LIMIT 1) FROM asked UNION ALL SELECT z.id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = z.id AND o.time_zone > z.time_zone ORDER BY o.time_zone LIMIT 1) FROM offered z WHERE z.time_zone IS NOT NULL ) SELECT DISTINCT z.time_zone FROM offered z WHERE z.time_zone IS NOT NULL ORDER BY z.time_zone LIMIT $2",
        None,
    )
}
impl ZonesOfSpecializationStmt {
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
        max: &'a i64,
    ) -> StringQuery<'c, 'a, 's, C, String, 2> {
        StringQuery {
            client,
            params: [specialization, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ZonesOfSpecializationParams<T1>,
        StringQuery<'c, 'a, 's, C, String, 2>,
        C,
    > for ZonesOfSpecializationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ZonesOfSpecializationParams<T1>,
    ) -> StringQuery<'c, 'a, 's, C, String, 2> {
        self.bind(client, &params.specialization, &params.max)
    }
}
pub struct FreeDaysOfSpecializationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn free_days_of_specialization() -> FreeDaysOfSpecializationStmt {
    FreeDaysOfSpecializationStmt(
        "/*free_days_of_specialization*/ SELECT day.number, ( SELECT count(*) FROM ( SELECT FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::timestamptz[]) AS part (number, time_zone, from_at, until_at) CROSS JOIN groups_of($5) AS p (id) CROSS JOIN unnest($6::int[]) AS k (kind) CROSS JOIN LATERAL ( SELECT FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id WHERE o.specialization_id = p.id AND o.time_zone = part.time_zone AND o.kind = k.kind AND o.starts_at >= part.from_at AND o.starts_at < part.until_at AND o.starts_at > $7 AND is_offered(o.starts_at, $7, notice_for($8, oc.min_notice_minutes, oc.account_notice_minutes), oc.horizon_days, oc.time_zone) AND o.serves & ~oc.desk_types <> 0 LIMIT $9 ) of_kind WHERE part.number = day.number LIMIT $9 ) counted ) AS free FROM (SELECT DISTINCT d.number FROM unnest($1::int[]) AS d (number)) day ORDER BY day.number",
        None,
    )
}
impl FreeDaysOfSpecializationStmt {
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
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
        T4: crate::ArraySql<Item = jiff::Timestamp>,
        T5: crate::ArraySql<Item = jiff::Timestamp>,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        days: &'a T1,
        zones: &'a T3,
        from_at: &'a T4,
        until_at: &'a T5,
        specialization: &'a T6,
        kinds: &'a T7,
        now: &'a jiff::Timestamp,
        has_account: &'a bool,
        max: &'a i64,
    ) -> FreeDaysOfSpecializationQuery<'c, 'a, 's, C, FreeDaysOfSpecialization, 9> {
        FreeDaysOfSpecializationQuery {
            client,
            params: [days, zones, from_at, until_at, specialization, kinds, now, has_account, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FreeDaysOfSpecialization, tokio_postgres::Error> {
                    Ok(FreeDaysOfSpecialization { number: row.try_get(0)?, free: row.try_get(1)? })
                },
            mapper: |it| FreeDaysOfSpecialization::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = i32>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::ArraySql<Item = jiff::Timestamp>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FreeDaysOfSpecializationParams<T1, T2, T3, T4, T5, T6, T7>,
        FreeDaysOfSpecializationQuery<'c, 'a, 's, C, FreeDaysOfSpecialization, 9>,
        C,
    > for FreeDaysOfSpecializationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FreeDaysOfSpecializationParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> FreeDaysOfSpecializationQuery<'c, 'a, 's, C, FreeDaysOfSpecialization, 9> {
        self.bind(
            client,
            &params.days,
            &params.zones,
            &params.from_at,
            &params.until_at,
            &params.specialization,
            &params.kinds,
            &params.now,
            &params.has_account,
            &params.max,
        )
    }
}
pub struct FirstOfSpecializationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn first_of_specialization() -> FirstOfSpecializationStmt {
    FirstOfSpecializationStmt(
        "/*first_of_specialization*/ SELECT zone.time_zone, head.starts_at FROM unnest($1::text[], $2::timestamptz[]) AS zone (time_zone, from_at) CROSS JOIN LATERAL ( SELECT kinds.starts_at FROM groups_of($3) AS p (id) CROSS JOIN unnest($4::int[]) AS k (kind) CROSS JOIN LATERAL ( SELECT o.starts_at FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id WHERE o.specialization_id = p.id AND o.time_zone = zone.time_zone AND o.kind = k.kind AND o.starts_at >= zone.from_at AND o.starts_at > $5 AND is_offered(o.starts_at, $5, notice_for($6, oc.min_notice_minutes, oc.account_notice_minutes), oc.horizon_days, oc.time_zone) AND o.serves & ~oc.desk_types <> 0 ORDER BY o.starts_at, o.slot_id LIMIT 1 ) kinds ORDER BY kinds.starts_at LIMIT 1 ) head",
        None,
    )
}
impl FirstOfSpecializationStmt {
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
        T3: crate::ArraySql<Item = jiff::Timestamp>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        zones: &'a T2,
        from_at: &'a T3,
        specialization: &'a T4,
        kinds: &'a T5,
        now: &'a jiff::Timestamp,
        has_account: &'a bool,
    ) -> FirstOfSpecializationQuery<'c, 'a, 's, C, FirstOfSpecialization, 6> {
        FirstOfSpecializationQuery {
            client,
            params: [zones, from_at, specialization, kinds, now, has_account],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FirstOfSpecializationBorrowed, tokio_postgres::Error> {
                    Ok(FirstOfSpecializationBorrowed {
                        time_zone: row.try_get(0)?,
                        starts_at: row.try_get(1)?,
                    })
                },
            mapper: |it| FirstOfSpecialization::from(it),
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
    T3: crate::ArraySql<Item = jiff::Timestamp>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FirstOfSpecializationParams<T1, T2, T3, T4, T5>,
        FirstOfSpecializationQuery<'c, 'a, 's, C, FirstOfSpecialization, 6>,
        C,
    > for FirstOfSpecializationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FirstOfSpecializationParams<T1, T2, T3, T4, T5>,
    ) -> FirstOfSpecializationQuery<'c, 'a, 's, C, FirstOfSpecialization, 6> {
        self.bind(
            client,
            &params.zones,
            &params.from_at,
            &params.specialization,
            &params.kinds,
            &params.now,
            &params.has_account,
        )
    }
}
pub struct ClinicOffersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_offers() -> ClinicOffersStmt {
    ClinicOffersStmt(
        "/*clinic_offers*/ SELECT time_zone, notice_for($1, min_notice_minutes, account_notice_minutes) AS notice_minutes, horizon_days, horizon_of(horizon_days, time_zone, $2) AS offered_until, desk_types FROM clinics WHERE id = $3",
        None,
    )
}
impl ClinicOffersStmt {
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
        clinic_id: &'a uuid::Uuid,
    ) -> ClinicOffersQuery<'c, 'a, 's, C, ClinicOffers, 3> {
        ClinicOffersQuery {
            client,
            params: [has_account, now, clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClinicOffersBorrowed, tokio_postgres::Error> {
                Ok(ClinicOffersBorrowed {
                    time_zone: row.try_get(0)?,
                    notice_minutes: row.try_get(1)?,
                    horizon_days: row.try_get(2)?,
                    offered_until: row.try_get(3)?,
                    desk_types: row.try_get(4)?,
                })
            },
            mapper: |it| ClinicOffers::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ClinicOffersParams,
        ClinicOffersQuery<'c, 'a, 's, C, ClinicOffers, 3>,
        C,
    > for ClinicOffersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClinicOffersParams,
    ) -> ClinicOffersQuery<'c, 'a, 's, C, ClinicOffers, 3> {
        self.bind(client, &params.has_account, &params.now, &params.clinic_id)
    }
}
pub struct VisitTypeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn visit_type() -> VisitTypeStmt {
    VisitTypeStmt(
        "/*visit_type*/ SELECT v.clinic_id, v.bit, v.mode, v.booked_by, v.min_notice_minutes FROM visit_types v WHERE v.id = $1 AND v.retired_at IS NULL",
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
        id: &'a uuid::Uuid,
    ) -> VisitTypeQuery<'c, 'a, 's, C, VisitType, 1> {
        VisitTypeQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VisitTypeBorrowed, tokio_postgres::Error> {
                Ok(VisitTypeBorrowed {
                    clinic_id: row.try_get(0)?,
                    bit: row.try_get(1)?,
                    mode: row.try_get(2)?,
                    booked_by: row.try_get(3)?,
                    min_notice_minutes: row.try_get(4)?,
                })
            },
            mapper: |it| VisitType::from(it),
        }
    }
}
pub struct ClinicOfDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_of_doctor() -> ClinicOfDoctorStmt {
    ClinicOfDoctorStmt("/*clinic_of_doctor*/ SELECT clinic_id FROM doctors WHERE id = $1", None)
}
impl ClinicOfDoctorStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [doctor_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct SpecializationsInUseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn specializations_in_use() -> SpecializationsInUseStmt {
    SpecializationsInUseStmt(
        "/*specializations_in_use*/ SELECT p.id, p.name, (SELECT count(*) FROM (SELECT FROM specialization_groups g JOIN doctors d ON d.specialization_id = g.group_id WHERE g.specialization_id = p.id LIMIT $1) n) AS doctors FROM specializations p WHERE p.name > coalesce((SELECT o.name FROM specializations o WHERE o.id = $2::int), '') AND NOT p.is_group AND EXISTS (SELECT FROM specialization_groups g JOIN doctors d ON d.specialization_id = g.group_id WHERE g.specialization_id = p.id) ORDER BY p.name LIMIT $3",
        None,
    )
}
impl SpecializationsInUseStmt {
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
        most: &'a i64,
        after_id: &'a i32,
        max: &'a i64,
    ) -> SpecializationsInUseQuery<'c, 'a, 's, C, SpecializationsInUse, 3> {
        SpecializationsInUseQuery {
            client,
            params: [most, after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SpecializationsInUseBorrowed, tokio_postgres::Error> {
                    Ok(SpecializationsInUseBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        doctors: row.try_get(2)?,
                    })
                },
            mapper: |it| SpecializationsInUse::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SpecializationsInUseParams,
        SpecializationsInUseQuery<'c, 'a, 's, C, SpecializationsInUse, 3>,
        C,
    > for SpecializationsInUseStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SpecializationsInUseParams,
    ) -> SpecializationsInUseQuery<'c, 'a, 's, C, SpecializationsInUse, 3> {
        self.bind(client, &params.most, &params.after_id, &params.max)
    }
}
pub struct SearchKindsOfDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn search_kinds_of_doctors() -> SearchKindsOfDoctorsStmt {
    SearchKindsOfDoctorsStmt(
        "/*search_kinds_of_doctors*/ WITH share AS MATERIALIZED ( SELECT least($1::bigint, greatest(1, $2::bigint / greatest(1, cardinality($3::uuid[]) * cardinality($4::int[])))) AS rows ), walked AS MATERIALIZED ( SELECT met.* FROM doctors w JOIN clinics wc ON wc.id = w.clinic_id CROSS JOIN unnest($4::int[]) AS k (kind) CROSS JOIN LATERAL ( SELECT o.clinic_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place FROM open_slots o WHERE o.doctor_id = w.id AND o.kind = k.kind AND (o.starts_at, o.slot_id) > ($5::timestamptz, $6::uuid) AND o.starts_at < least($7::timestamptz, CASE WHEN NOT $8::bool THEN horizon_of(wc.horizon_days, wc.time_zone, $9) END) AND o.starts_at >= greatest($10::timestamptz, CASE WHEN $8 THEN $9::timestamptz - interval '1 day' ELSE $9::timestamptz + make_interval(mins => coalesce($11::int, notice_for($12, wc.min_notice_minutes, wc.account_notice_minutes))) END) AND o.serves & $13::bigint & CASE WHEN $8 THEN -1 ELSE ~wc.desk_types END <> 0 AND (o.starts_at > $9 OR $8 AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id AND os.ends_at > $9)) ORDER BY o.starts_at, o.slot_id LIMIT (SELECT rows FROM share) ) met WHERE w.id = ANY ($3::uuid[]) ), reached AS MATERIALIZED ( SELECT w.starts_at, w.slot_id FROM walked w, share WHERE w.place = share.rows ORDER BY w.starts_at, w.slot_id LIMIT 1 ) SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, c.time_zone, visit_types_served(s.clinic_id, s.serves & CASE WHEN $8 THEN -1 ELSE ~c.desk_types END) AS visit_types, EXISTS (SELECT FROM reached) AS cut FROM ( SELECT w.clinic_id, w.starts_at, w.slot_id FROM walked w WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (w.starts_at, w.slot_id)) ORDER BY w.starts_at, w.slot_id LIMIT $1 ) found JOIN clinics c ON c.id = found.clinic_id JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id ORDER BY found.starts_at, found.slot_id",
        None,
    )
}
impl SearchKindsOfDoctorsStmt {
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
        T2: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        max: &'a i64,
        rows: &'a i64,
        doctor_ids: &'a T1,
        kinds: &'a T2,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        until_at: &'a jiff::Timestamp,
        bookable: &'a bool,
        now: &'a jiff::Timestamp,
        from_at: &'a jiff::Timestamp,
        notice: &'a Option<i32>,
        has_account: &'a bool,
        types: &'a i64,
    ) -> KindSlotQuery<'c, 'a, 's, C, KindSlot, 13> {
        KindSlotQuery {
            client,
            params: [
                max,
                rows,
                doctor_ids,
                kinds,
                after_at,
                after_id,
                until_at,
                bookable,
                now,
                from_at,
                notice,
                has_account,
                types,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<KindSlotBorrowed, tokio_postgres::Error> {
                Ok(KindSlotBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    version: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    visit_types: row.try_get(8)?,
                    cut: row.try_get(9)?,
                })
            },
            mapper: |it| KindSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i32>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SearchKindsOfDoctorsParams<T1, T2>,
        KindSlotQuery<'c, 'a, 's, C, KindSlot, 13>,
        C,
    > for SearchKindsOfDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SearchKindsOfDoctorsParams<T1, T2>,
    ) -> KindSlotQuery<'c, 'a, 's, C, KindSlot, 13> {
        self.bind(
            client,
            &params.max,
            &params.rows,
            &params.doctor_ids,
            &params.kinds,
            &params.after_at,
            &params.after_id,
            &params.until_at,
            &params.bookable,
            &params.now,
            &params.from_at,
            &params.notice,
            &params.has_account,
            &params.types,
        )
    }
}
pub struct SearchKindsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn search_kinds() -> SearchKindsStmt {
    SearchKindsStmt(
        "/*search_kinds*/ WITH RECURSIVE offered (specialization_id, time_zone) AS ( SELECT p.id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = p.id ORDER BY o.time_zone LIMIT 1) FROM specializations p WHERE $1::text IS NULL OR p.id IN (SELECT g FROM groups_of($1) g) UNION ALL SELECT z.specialization_id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = z.specialization_id AND o.time_zone > z.time_zone ORDER BY o.time_zone LIMIT 1) FROM offered z WHERE z.time_zone IS NOT NULL ), asked AS MATERIALIZED ( SELECT z.specialization_id, z.time_zone, k.kind FROM offered z CROSS JOIN unnest($2::int[]) AS k (kind) WHERE z.time_zone IS NOT NULL ), share AS MATERIALIZED ( SELECT least($3::bigint, greatest(1, $4::bigint / greatest(1, count(*)))) AS rows FROM asked ), walked AS MATERIALIZED ( SELECT met.* FROM asked CROSS JOIN LATERAL ( SELECT o.clinic_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id WHERE o.specialization_id = asked.specialization_id AND o.time_zone = asked.time_zone AND o.kind = asked.kind AND (o.starts_at, o.slot_id) > ($5::timestamptz, $6::uuid) AND o.starts_at >= $7 AND o.starts_at < $8 AND o.starts_at > $9 AND is_offered(o.starts_at, $9, notice_for($10, oc.min_notice_minutes, oc.account_notice_minutes), oc.horizon_days, oc.time_zone) AND o.serves & ~oc.desk_types <> 0 ORDER BY o.starts_at, o.slot_id LIMIT (SELECT rows FROM share) ) met ), reached AS MATERIALIZED ( SELECT w.starts_at, w.slot_id FROM walked w, share WHERE w.place = share.rows ORDER BY w.starts_at, w.slot_id LIMIT 1 ) SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, c.time_zone, visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types, EXISTS (SELECT FROM reached) AS cut FROM ( SELECT w.clinic_id, w.starts_at, w.slot_id FROM walked w WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (w.starts_at, w.slot_id)) ORDER BY w.starts_at, w.slot_id LIMIT $3 ) found JOIN clinics c ON c.id = found.clinic_id JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id ORDER BY found.starts_at, found.slot_id",
        None,
    )
}
impl SearchKindsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = i32>>(
        &'s self,
        client: &'c C,
        specialization: &'a Option<T1>,
        kinds: &'a T2,
        max: &'a i64,
        rows: &'a i64,
        after_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        has_account: &'a bool,
    ) -> KindSlotQuery<'c, 'a, 's, C, KindSlot, 10> {
        KindSlotQuery {
            client,
            params: [
                specialization,
                kinds,
                max,
                rows,
                after_at,
                after_id,
                from_at,
                until_at,
                now,
                has_account,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<KindSlotBorrowed, tokio_postgres::Error> {
                Ok(KindSlotBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    starts_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    version: row.try_get(6)?,
                    time_zone: row.try_get(7)?,
                    visit_types: row.try_get(8)?,
                    cut: row.try_get(9)?,
                })
            },
            mapper: |it| KindSlot::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = i32>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SearchKindsParams<T1, T2>,
        KindSlotQuery<'c, 'a, 's, C, KindSlot, 10>,
        C,
    > for SearchKindsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SearchKindsParams<T1, T2>,
    ) -> KindSlotQuery<'c, 'a, 's, C, KindSlot, 10> {
        self.bind(
            client,
            &params.specialization,
            &params.kinds,
            &params.max,
            &params.rows,
            &params.after_at,
            &params.after_id,
            &params.from_at,
            &params.until_at,
            &params.now,
            &params.has_account,
        )
    }
}
