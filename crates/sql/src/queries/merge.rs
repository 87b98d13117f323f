// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct LockRecordsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct OverlappingParams {
    pub into_id: uuid::Uuid,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct InsertMergeParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub patient_id: uuid::Uuid,
    pub into_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub took_account: bool,
    pub offered_before: Option<uuid::Uuid>,
}
#[derive(Debug)]
pub struct MoveAppointmentsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::StringSql,
> {
    pub to_id: uuid::Uuid,
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
    pub event_ids: T2,
    pub audit_ids: T3,
    pub now: jiff::Timestamp,
    pub actor_role: T4,
    pub actor_id: T5,
}
#[derive(Debug)]
pub struct RememberMovedParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub merge_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetMovedParams {
    pub clinic_id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct LeadOnParams {
    pub into_id: uuid::Uuid,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct SetMergedParams {
    pub into_id: uuid::Uuid,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct SetAccountsParams {
    pub account_id: Option<uuid::Uuid>,
    pub offered_account_id: Option<uuid::Uuid>,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct MergeOfParams {
    pub clinic_id: uuid::Uuid,
    pub patient_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockMovedParams {
    pub into_id: uuid::Uuid,
    pub clinic_id: uuid::Uuid,
    pub merge_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct SetPartedParams {
    pub account_id: Option<uuid::Uuid>,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LeadBackParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct EndMergeParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct MergedIntoParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct ByPhoneKeyParams<T1: crate::BytesSql> {
    pub clinic_id: uuid::Uuid,
    pub from_key: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct ByEmailIndexParams<T1: crate::BytesSql> {
    pub clinic_id: uuid::Uuid,
    pub from_key: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct ByPersonKeyParams<T1: crate::BytesSql> {
    pub clinic_id: uuid::Uuid,
    pub from_key: T1,
    pub max: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Record {
    pub id: uuid::Uuid,
    pub account_id: Option<uuid::Uuid>,
    pub offered_account_id: Option<uuid::Uuid>,
    pub erased_at: Option<jiff::Timestamp>,
    pub merged_into: Option<uuid::Uuid>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Overlapping {
    pub id: uuid::Uuid,
    pub other_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct MergeOf {
    pub id: uuid::Uuid,
    pub into_id: uuid::Uuid,
    pub merged_at: jiff::Timestamp,
    pub took_account: bool,
    pub offered_before: Option<uuid::Uuid>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ByPhoneKey {
    pub key: Vec<u8>,
    pub id: uuid::Uuid,
}
pub struct ByPhoneKeyBorrowed<'a> {
    pub key: &'a [u8],
    pub id: uuid::Uuid,
}
impl<'a> From<ByPhoneKeyBorrowed<'a>> for ByPhoneKey {
    fn from(ByPhoneKeyBorrowed { key, id }: ByPhoneKeyBorrowed<'a>) -> Self {
        Self { key: key.into(), id }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ByEmailIndex {
    pub key: Vec<u8>,
    pub id: uuid::Uuid,
}
pub struct ByEmailIndexBorrowed<'a> {
    pub key: &'a [u8],
    pub id: uuid::Uuid,
}
impl<'a> From<ByEmailIndexBorrowed<'a>> for ByEmailIndex {
    fn from(ByEmailIndexBorrowed { key, id }: ByEmailIndexBorrowed<'a>) -> Self {
        Self { key: key.into(), id }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ByPersonKey {
    pub key: Vec<u8>,
    pub id: uuid::Uuid,
}
pub struct ByPersonKeyBorrowed<'a> {
    pub key: &'a [u8],
    pub id: uuid::Uuid,
}
impl<'a> From<ByPersonKeyBorrowed<'a>> for ByPersonKey {
    fn from(ByPersonKeyBorrowed { key, id }: ByPersonKeyBorrowed<'a>) -> Self {
        Self { key: key.into(), id }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct RecordQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Record, tokio_postgres::Error>,
    mapper: fn(Record) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RecordQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Record) -> R) -> RecordQuery<'c, 'a, 's, C, R, N> {
        RecordQuery {
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
pub struct OverlappingQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Overlapping, tokio_postgres::Error>,
    mapper: fn(Overlapping) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OverlappingQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Overlapping) -> R) -> OverlappingQuery<'c, 'a, 's, C, R, N> {
        OverlappingQuery {
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
pub struct MergeOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MergeOf, tokio_postgres::Error>,
    mapper: fn(MergeOf) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MergeOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MergeOf) -> R) -> MergeOfQuery<'c, 'a, 's, C, R, N> {
        MergeOfQuery {
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
pub struct ByPhoneKeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ByPhoneKeyBorrowed, tokio_postgres::Error>,
    mapper: fn(ByPhoneKeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ByPhoneKeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ByPhoneKeyBorrowed) -> R) -> ByPhoneKeyQuery<'c, 'a, 's, C, R, N> {
        ByPhoneKeyQuery {
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
pub struct ByEmailIndexQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ByEmailIndexBorrowed, tokio_postgres::Error>,
    mapper: fn(ByEmailIndexBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ByEmailIndexQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ByEmailIndexBorrowed) -> R) -> ByEmailIndexQuery<'c, 'a, 's, C, R, N> {
        ByEmailIndexQuery {
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
pub struct ByPersonKeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ByPersonKeyBorrowed, tokio_postgres::Error>,
    mapper: fn(ByPersonKeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ByPersonKeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ByPersonKeyBorrowed) -> R) -> ByPersonKeyQuery<'c, 'a, 's, C, R, N> {
        ByPersonKeyQuery {
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
pub struct LockRecordsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_records() -> LockRecordsStmt {
    LockRecordsStmt(
        "/*lock_records*/ SELECT id, account_id, offered_account_id, erased_at, merged_into FROM patients WHERE clinic_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE",
        None,
    )
}
impl LockRecordsStmt {
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
        ids: &'a T1,
    ) -> RecordQuery<'c, 'a, 's, C, Record, 2> {
        RecordQuery {
            client,
            params: [clinic_id, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Record, tokio_postgres::Error> {
                Ok(Record {
                    id: row.try_get(0)?,
                    account_id: row.try_get(1)?,
                    offered_account_id: row.try_get(2)?,
                    erased_at: row.try_get(3)?,
                    merged_into: row.try_get(4)?,
                })
            },
            mapper: |it| Record::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<'c, 'a, 's, LockRecordsParams<T1>, RecordQuery<'c, 'a, 's, C, Record, 2>, C>
    for LockRecordsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockRecordsParams<T1>,
    ) -> RecordQuery<'c, 'a, 's, C, Record, 2> {
        self.bind(client, &params.clinic_id, &params.ids)
    }
}
pub struct OverlappingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn overlapping() -> OverlappingStmt {
    OverlappingStmt(
        "/*overlapping*/ SELECT a.id, b.id AS other_id FROM appointments a JOIN appointments b ON b.clinic_id = a.clinic_id AND b.patient_id = $1 AND b.status <> 'cancelled' AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at WHERE a.clinic_id = $2 AND a.patient_id = $3 AND a.status <> 'cancelled' ORDER BY a.starts_at, a.id, b.id LIMIT $4",
        None,
    )
}
impl OverlappingStmt {
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
        into_id: &'a uuid::Uuid,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> OverlappingQuery<'c, 'a, 's, C, Overlapping, 4> {
        OverlappingQuery {
            client,
            params: [into_id, clinic_id, id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Overlapping, tokio_postgres::Error> {
                Ok(Overlapping { id: row.try_get(0)?, other_id: row.try_get(1)? })
            },
            mapper: |it| Overlapping::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OverlappingParams,
        OverlappingQuery<'c, 'a, 's, C, Overlapping, 4>,
        C,
    > for OverlappingStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OverlappingParams,
    ) -> OverlappingQuery<'c, 'a, 's, C, Overlapping, 4> {
        self.bind(client, &params.into_id, &params.clinic_id, &params.id, &params.max)
    }
}
pub struct InsertMergeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_merge() -> InsertMergeStmt {
    InsertMergeStmt(
        "/*insert_merge*/ INSERT INTO patient_merges (clinic_id, id, patient_id, into_id, merged_at, took_account, offered_before) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        None,
    )
}
impl InsertMergeStmt {
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
        patient_id: &'a uuid::Uuid,
        into_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        took_account: &'a bool,
        offered_before: &'a Option<uuid::Uuid>,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, id, patient_id, into_id, now, took_account, offered_before]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertMergeParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertMergeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertMergeParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.patient_id,
            &params.into_id,
            &params.now,
            &params.took_account,
            &params.offered_before,
        ))
    }
}
pub struct MoveAppointmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn move_appointments() -> MoveAppointmentsStmt {
    MoveAppointmentsStmt(
        "/*move_appointments*/ WITH moved AS ( UPDATE appointments a SET patient_id = $1, version = a.version + 1 WHERE a.clinic_id = $2 AND a.id = ANY ($3::uuid[]) RETURNING a.clinic_id, a.id, a.version, a.doctor_id, a.slot_id, a.status ), new_ids AS ( SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::uuid[]) AS n (id, event_id, audit_id) ), told AS ( INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role) SELECT m.clinic_id, n.event_id, 'holdfast.appointment.reassigned', m.id, m.version, m.doctor_id, m.slot_id, $6, $7 FROM moved m JOIN new_ids n ON n.id = m.id ) INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, from_status, to_status, patient_id) SELECT m.clinic_id, n.audit_id, $6, $7, $8, 'appointment.reassign', m.id, m.version, m.status, m.status, $1 FROM moved m JOIN new_ids n ON n.id = m.id",
        None,
    )
}
impl MoveAppointmentsStmt {
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
        T4: crate::StringSql,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        to_id: &'a uuid::Uuid,
        clinic_id: &'a uuid::Uuid,
        ids: &'a T1,
        event_ids: &'a T2,
        audit_ids: &'a T3,
        now: &'a jiff::Timestamp,
        actor_role: &'a T4,
        actor_id: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(self.0, &[to_id, clinic_id, ids, event_ids, audit_ids, now, actor_role, actor_id])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MoveAppointmentsParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MoveAppointmentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MoveAppointmentsParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.to_id,
            &params.clinic_id,
            &params.ids,
            &params.event_ids,
            &params.audit_ids,
            &params.now,
            &params.actor_role,
            &params.actor_id,
        ))
    }
}
pub struct RememberMovedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remember_moved() -> RememberMovedStmt {
    RememberMovedStmt(
        "/*remember_moved*/ INSERT INTO patient_merge_appointments (clinic_id, merge_id, appointment_id, merged_at) SELECT $1, $2, n.id, $3 FROM unnest($4::uuid[]) AS n (id)",
        None,
    )
}
impl RememberMovedStmt {
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
        merge_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, merge_id, now, ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RememberMovedParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RememberMovedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RememberMovedParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.merge_id, &params.now, &params.ids))
    }
}
pub struct ForgetMovedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_moved() -> ForgetMovedStmt {
    ForgetMovedStmt(
        "/*forget_moved*/ DELETE FROM patient_merge_appointments WHERE clinic_id = $1 AND merged_at <= $2",
        None,
    )
}
impl ForgetMovedStmt {
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
        ForgetMovedParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetMovedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetMovedParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.before))
    }
}
pub struct LeadOnStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lead_on() -> LeadOnStmt {
    LeadOnStmt(
        "/*lead_on*/ UPDATE patients SET merged_into = $1, version = version + 1 WHERE clinic_id = $2 AND merged_into = $3",
        None,
    )
}
impl LeadOnStmt {
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
        into_id: &'a uuid::Uuid,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[into_id, clinic_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        LeadOnParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for LeadOnStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a LeadOnParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.into_id, &params.clinic_id, &params.id))
    }
}
pub struct SetMergedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_merged() -> SetMergedStmt {
    SetMergedStmt(
        "/*set_merged*/ UPDATE patients SET merged_into = $1, version = version + 1 WHERE clinic_id = $2 AND id = $3 RETURNING version",
        None,
    )
}
impl SetMergedStmt {
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
        into_id: &'a uuid::Uuid,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [into_id, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, SetMergedParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for SetMergedStmt
{
    fn params(&'s self, client: &'c C, params: &'a SetMergedParams) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.into_id, &params.clinic_id, &params.id)
    }
}
pub struct SetAccountsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_accounts() -> SetAccountsStmt {
    SetAccountsStmt(
        "/*set_accounts*/ UPDATE patients SET account_id = $1, offered_account_id = $2, version = version + 1 WHERE clinic_id = $3 AND id = $4 RETURNING version",
        None,
    )
}
impl SetAccountsStmt {
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
        account_id: &'a Option<uuid::Uuid>,
        offered_account_id: &'a Option<uuid::Uuid>,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 4> {
        I32Query {
            client,
            params: [account_id, offered_account_id, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, SetAccountsParams, I32Query<'c, 'a, 's, C, i32, 4>, C>
    for SetAccountsStmt
{
    fn params(&'s self, client: &'c C, params: &'a SetAccountsParams) -> I32Query<'c, 'a, 's, C, i32, 4> {
        self.bind(client, &params.account_id, &params.offered_account_id, &params.clinic_id, &params.id)
    }
}
pub struct MergeOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn merge_of() -> MergeOfStmt {
    MergeOfStmt(
        "/*merge_of*/ SELECT id, into_id, merged_at, took_account, offered_before FROM patient_merges WHERE clinic_id = $1 AND patient_id = $2 AND undone_at IS NULL",
        None,
    )
}
impl MergeOfStmt {
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
    ) -> MergeOfQuery<'c, 'a, 's, C, MergeOf, 2> {
        MergeOfQuery {
            client,
            params: [clinic_id, patient_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MergeOf, tokio_postgres::Error> {
                Ok(MergeOf {
                    id: row.try_get(0)?,
                    into_id: row.try_get(1)?,
                    merged_at: row.try_get(2)?,
                    took_account: row.try_get(3)?,
                    offered_before: row.try_get(4)?,
                })
            },
            mapper: |it| MergeOf::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, MergeOfParams, MergeOfQuery<'c, 'a, 's, C, MergeOf, 2>, C>
    for MergeOfStmt
{
    fn params(&'s self, client: &'c C, params: &'a MergeOfParams) -> MergeOfQuery<'c, 'a, 's, C, MergeOf, 2> {
        self.bind(client, &params.clinic_id, &params.patient_id)
    }
}
pub struct LockMovedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_moved() -> LockMovedStmt {
    LockMovedStmt(
        "/*lock_moved*/ SELECT a.id FROM patient_merge_appointments m JOIN appointments a ON a.clinic_id = m.clinic_id AND a.id = m.appointment_id AND a.patient_id = $1 WHERE m.clinic_id = $2 AND m.merge_id = $3 ORDER BY a.id FOR UPDATE OF a",
        None,
    )
}
impl LockMovedStmt {
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
        into_id: &'a uuid::Uuid,
        clinic_id: &'a uuid::Uuid,
        merge_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [into_id, clinic_id, merge_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, LockMovedParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>, C>
    for LockMovedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockMovedParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.into_id, &params.clinic_id, &params.merge_id)
    }
}
pub struct SetPartedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_parted() -> SetPartedStmt {
    SetPartedStmt(
        "/*set_parted*/ UPDATE patients SET merged_into = NULL, account_id = $1, version = version + 1 WHERE clinic_id = $2 AND id = $3 RETURNING version",
        None,
    )
}
impl SetPartedStmt {
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
        account_id: &'a Option<uuid::Uuid>,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [account_id, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, SetPartedParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for SetPartedStmt
{
    fn params(&'s self, client: &'c C, params: &'a SetPartedParams) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.account_id, &params.clinic_id, &params.id)
    }
}
pub struct LeadBackStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lead_back() -> LeadBackStmt {
    LeadBackStmt(
        "/*lead_back*/ WITH RECURSIVE below AS ( SELECT m.patient_id FROM patient_merges m WHERE m.clinic_id = $1 AND m.into_id = $2 AND m.undone_at IS NULL UNION SELECT m.patient_id FROM patient_merges m JOIN below b ON m.into_id = b.patient_id WHERE m.clinic_id = $1 AND m.undone_at IS NULL ) UPDATE patients SET merged_into = $2, version = version + 1 WHERE clinic_id = $1 AND id IN (SELECT patient_id FROM below)",
        None,
    )
}
impl LeadBackStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        LeadBackParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for LeadBackStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a LeadBackParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.id))
    }
}
pub struct EndMergeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_merge() -> EndMergeStmt {
    EndMergeStmt(
        "/*end_merge*/ UPDATE patient_merges SET undone_at = $1 WHERE clinic_id = $2 AND id = $3",
        None,
    )
}
impl EndMergeStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, clinic_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndMergeParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndMergeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndMergeParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.clinic_id, &params.id))
    }
}
pub struct MergedIntoStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn merged_into() -> MergedIntoStmt {
    MergedIntoStmt(
        "/*merged_into*/ SELECT id FROM patients WHERE clinic_id = $1 AND merged_into = $2 ORDER BY id",
        None,
    )
}
impl MergedIntoStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
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
        MergedIntoParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for MergedIntoStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a MergedIntoParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct ByPhoneKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn by_phone_key() -> ByPhoneKeyStmt {
    ByPhoneKeyStmt(
        "/*by_phone_key*/ SELECT phone_key AS key, id FROM patients WHERE clinic_id = $1 AND phone_key >= $2 AND merged_into IS NULL ORDER BY phone_key LIMIT $3",
        None,
    )
}
impl ByPhoneKeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        from_key: &'a T1,
        max: &'a i64,
    ) -> ByPhoneKeyQuery<'c, 'a, 's, C, ByPhoneKey, 3> {
        ByPhoneKeyQuery {
            client,
            params: [clinic_id, from_key, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ByPhoneKeyBorrowed, tokio_postgres::Error> {
                Ok(ByPhoneKeyBorrowed { key: row.try_get(0)?, id: row.try_get(1)? })
            },
            mapper: |it| ByPhoneKey::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ByPhoneKeyParams<T1>,
        ByPhoneKeyQuery<'c, 'a, 's, C, ByPhoneKey, 3>,
        C,
    > for ByPhoneKeyStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ByPhoneKeyParams<T1>,
    ) -> ByPhoneKeyQuery<'c, 'a, 's, C, ByPhoneKey, 3> {
        self.bind(client, &params.clinic_id, &params.from_key, &params.max)
    }
}
pub struct ByEmailIndexStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn by_email_index() -> ByEmailIndexStmt {
    ByEmailIndexStmt(
        "/*by_email_index*/ SELECT email_index AS key, id FROM patients WHERE clinic_id = $1 AND email_index >= $2 AND merged_into IS NULL ORDER BY email_index LIMIT $3",
        None,
    )
}
impl ByEmailIndexStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        from_key: &'a T1,
        max: &'a i64,
    ) -> ByEmailIndexQuery<'c, 'a, 's, C, ByEmailIndex, 3> {
        ByEmailIndexQuery {
            client,
            params: [clinic_id, from_key, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ByEmailIndexBorrowed, tokio_postgres::Error> {
                Ok(ByEmailIndexBorrowed { key: row.try_get(0)?, id: row.try_get(1)? })
            },
            mapper: |it| ByEmailIndex::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ByEmailIndexParams<T1>,
        ByEmailIndexQuery<'c, 'a, 's, C, ByEmailIndex, 3>,
        C,
    > for ByEmailIndexStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ByEmailIndexParams<T1>,
    ) -> ByEmailIndexQuery<'c, 'a, 's, C, ByEmailIndex, 3> {
        self.bind(client, &params.clinic_id, &params.from_key, &params.max)
    }
}
pub struct ByPersonKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn by_person_key() -> ByPersonKeyStmt {
    ByPersonKeyStmt(
        "/*by_person_key*/ SELECT person_key AS key, id FROM patients WHERE clinic_id = $1 AND person_key >= $2 AND merged_into IS NULL ORDER BY person_key LIMIT $3",
        None,
    )
}
impl ByPersonKeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        from_key: &'a T1,
        max: &'a i64,
    ) -> ByPersonKeyQuery<'c, 'a, 's, C, ByPersonKey, 3> {
        ByPersonKeyQuery {
            client,
            params: [clinic_id, from_key, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ByPersonKeyBorrowed, tokio_postgres::Error> {
                Ok(ByPersonKeyBorrowed { key: row.try_get(0)?, id: row.try_get(1)? })
            },
            mapper: |it| ByPersonKey::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ByPersonKeyParams<T1>,
        ByPersonKeyQuery<'c, 'a, 's, C, ByPersonKey, 3>,
        C,
    > for ByPersonKeyStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ByPersonKeyParams<T1>,
    ) -> ByPersonKeyQuery<'c, 'a, 's, C, ByPersonKey, 3> {
        self.bind(client, &params.clinic_id, &params.from_key, &params.max)
    }
}
