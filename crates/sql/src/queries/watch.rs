// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct SetJudgedParams {
    pub judged_until: jiff::Timestamp,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct KeepBreachesParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T10: crate::ArraySql<Item = Option<uuid::Uuid>>,
> {
    pub invariants: T2,
    pub whats: T4,
    pub subjects: T6,
    pub details: T8,
    pub appointment_ids: T9,
    pub slot_ids: T10,
    pub of_changes: bool,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ChangedAppointmentsParams {
    pub from_id: uuid::Uuid,
    pub to_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CountMadeParams {
    pub from_id: uuid::Uuid,
    pub to_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ChangedSlotsParams {
    pub from_id: uuid::Uuid,
    pub to_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct OverlapsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub appointments: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct SlotsUnlikeParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub slots: T1,
    pub appointments: T2,
    pub max: i64,
}
#[derive(Debug)]
pub struct AppointmentsUnlikeParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub appointments: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct AppointmentsAstrayParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub appointments: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct StepsUnlikeParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
> {
    pub actions: T2,
    pub from_states: T4,
    pub to_states: T6,
    pub told_actions: T8,
    pub event_types: T10,
    pub before_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub from_id: uuid::Uuid,
    pub to_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct HoldsUnlikeParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub appointments: T1,
    pub max: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Position {
    pub judged_until: Option<jiff::Timestamp>,
    pub judged_at: Option<jiff::Timestamp>,
    pub full_at: Option<jiff::Timestamp>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Standing {
    pub appointment_id: Option<uuid::Uuid>,
    pub slot_id: Option<uuid::Uuid>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CountBreaches {
    pub invariant: String,
    pub breaches: i64,
}
pub struct CountBreachesBorrowed<'a> {
    pub invariant: &'a str,
    pub breaches: i64,
}
impl<'a> From<CountBreachesBorrowed<'a>> for CountBreaches {
    fn from(CountBreachesBorrowed { invariant, breaches }: CountBreachesBorrowed<'a>) -> Self {
        Self { invariant: invariant.into(), breaches }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct KeepBreaches {
    pub invariant: String,
    pub what: String,
    pub subject: String,
    pub detail: String,
}
pub struct KeepBreachesBorrowed<'a> {
    pub invariant: &'a str,
    pub what: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
}
impl<'a> From<KeepBreachesBorrowed<'a>> for KeepBreaches {
    fn from(KeepBreachesBorrowed { invariant, what, subject, detail }: KeepBreachesBorrowed<'a>) -> Self {
        Self {
            invariant: invariant.into(),
            what: what.into(),
            subject: subject.into(),
            detail: detail.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    pub what: String,
    pub subject: String,
    pub detail: String,
    pub appointment_id: Option<uuid::Uuid>,
    pub slot_id: Option<uuid::Uuid>,
}
pub struct BrokenBorrowed<'a> {
    pub what: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
    pub appointment_id: Option<uuid::Uuid>,
    pub slot_id: Option<uuid::Uuid>,
}
impl<'a> From<BrokenBorrowed<'a>> for Broken {
    fn from(BrokenBorrowed { what, subject, detail, appointment_id, slot_id }: BrokenBorrowed<'a>) -> Self {
        Self { what: what.into(), subject: subject.into(), detail: detail.into(), appointment_id, slot_id }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct StepsUnlike {
    pub invariant: String,
    pub what: String,
    pub subject: String,
    pub detail: String,
}
pub struct StepsUnlikeBorrowed<'a> {
    pub invariant: &'a str,
    pub what: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
}
impl<'a> From<StepsUnlikeBorrowed<'a>> for StepsUnlike {
    fn from(StepsUnlikeBorrowed { invariant, what, subject, detail }: StepsUnlikeBorrowed<'a>) -> Self {
        Self {
            invariant: invariant.into(),
            what: what.into(),
            subject: subject.into(),
            detail: detail.into(),
        }
    }
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
pub struct PositionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Position, tokio_postgres::Error>,
    mapper: fn(Position) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PositionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Position) -> R) -> PositionQuery<'c, 'a, 's, C, R, N> {
        PositionQuery {
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
pub struct StandingQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Standing, tokio_postgres::Error>,
    mapper: fn(Standing) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StandingQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Standing) -> R) -> StandingQuery<'c, 'a, 's, C, R, N> {
        StandingQuery {
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
pub struct CountBreachesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountBreachesBorrowed, tokio_postgres::Error>,
    mapper: fn(CountBreachesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountBreachesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountBreachesBorrowed) -> R) -> CountBreachesQuery<'c, 'a, 's, C, R, N> {
        CountBreachesQuery {
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
pub struct KeepBreachesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<KeepBreachesBorrowed, tokio_postgres::Error>,
    mapper: fn(KeepBreachesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> KeepBreachesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(KeepBreachesBorrowed) -> R) -> KeepBreachesQuery<'c, 'a, 's, C, R, N> {
        KeepBreachesQuery {
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
pub struct BrokenQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<BrokenBorrowed, tokio_postgres::Error>,
    mapper: fn(BrokenBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BrokenQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(BrokenBorrowed) -> R) -> BrokenQuery<'c, 'a, 's, C, R, N> {
        BrokenQuery {
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
pub struct StepsUnlikeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StepsUnlikeBorrowed, tokio_postgres::Error>,
    mapper: fn(StepsUnlikeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StepsUnlikeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(StepsUnlikeBorrowed) -> R) -> StepsUnlikeQuery<'c, 'a, 's, C, R, N> {
        StepsUnlikeQuery {
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
pub struct TryLockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn try_lock() -> TryLockStmt {
    TryLockStmt(
        "/*try_lock*/ SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast invariants ' || $1::text, 0)) AS locked",
        None,
    )
}
impl TryLockStmt {
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
        what: &'a T1,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [what],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct PositionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn position() -> PositionStmt {
    PositionStmt("/*position*/ SELECT judged_until, judged_at, full_at FROM invariant_rounds", None)
}
impl PositionStmt {
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
    ) -> PositionQuery<'c, 'a, 's, C, Position, 0> {
        PositionQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Position, tokio_postgres::Error> {
                Ok(Position {
                    judged_until: row.try_get(0)?,
                    judged_at: row.try_get(1)?,
                    full_at: row.try_get(2)?,
                })
            },
            mapper: |it| Position::from(it),
        }
    }
}
pub struct SetJudgedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_judged() -> SetJudgedStmt {
    SetJudgedStmt(
        "/*set_judged*/ UPDATE invariant_rounds SET judged_until = $1, judged_at = $2, full_at = coalesce(full_at, $2)",
        None,
    )
}
impl SetJudgedStmt {
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
        judged_until: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[judged_until, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetJudgedParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetJudgedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetJudgedParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.judged_until, &params.now))
    }
}
pub struct SetFullStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_full() -> SetFullStmt {
    SetFullStmt("/*set_full*/ UPDATE invariant_rounds SET full_at = $1", None)
}
impl SetFullStmt {
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
        began: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[began]).await
    }
}
pub struct StandingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn standing() -> StandingStmt {
    StandingStmt(
        "/*standing*/ SELECT appointment_id, slot_id FROM invariant_breaches WHERE appointment_id IS NOT NULL OR slot_id IS NOT NULL",
        None,
    )
}
impl StandingStmt {
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
    ) -> StandingQuery<'c, 'a, 's, C, Standing, 0> {
        StandingQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Standing, tokio_postgres::Error> {
                Ok(Standing { appointment_id: row.try_get(0)?, slot_id: row.try_get(1)? })
            },
            mapper: |it| Standing::from(it),
        }
    }
}
pub struct CountBreachesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_breaches() -> CountBreachesStmt {
    CountBreachesStmt(
        "/*count_breaches*/ SELECT invariant, count(*) AS breaches FROM invariant_breaches GROUP BY invariant",
        None,
    )
}
impl CountBreachesStmt {
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
    ) -> CountBreachesQuery<'c, 'a, 's, C, CountBreaches, 0> {
        CountBreachesQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountBreachesBorrowed, tokio_postgres::Error> {
                Ok(CountBreachesBorrowed { invariant: row.try_get(0)?, breaches: row.try_get(1)? })
            },
            mapper: |it| CountBreaches::from(it),
        }
    }
}
pub struct AnyWaitsForFullStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn any_waits_for_full() -> AnyWaitsForFullStmt {
    AnyWaitsForFullStmt(
        "/*any_waits_for_full*/ SELECT EXISTS (SELECT FROM invariant_breaches WHERE appointment_id IS NULL AND slot_id IS NULL) AS waits",
        None,
    )
}
impl AnyWaitsForFullStmt {
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
pub struct KeepBreachesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_breaches() -> KeepBreachesStmt {
    KeepBreachesStmt(
        "/*keep_breaches*/ WITH found AS ( SELECT DISTINCT ON (invariant, what, subject) * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[]) AS f (invariant, what, subject, detail, appointment_id, slot_id) ), gone AS ( DELETE FROM invariant_breaches b WHERE $7 = (b.appointment_id IS NOT NULL OR b.slot_id IS NOT NULL) AND NOT EXISTS (SELECT FROM found f WHERE (f.invariant, f.what, f.subject) = (b.invariant, b.what, b.subject)) ) INSERT INTO invariant_breaches (invariant, what, subject, detail, appointment_id, slot_id, found_at) SELECT f.invariant, f.what, f.subject, f.detail, f.appointment_id, f.slot_id, $8 FROM found f ON CONFLICT (invariant, what, subject) DO NOTHING RETURNING invariant, what, subject, detail",
        None,
    )
}
impl KeepBreachesStmt {
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
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T10: crate::ArraySql<Item = Option<uuid::Uuid>>,
    >(
        &'s self,
        client: &'c C,
        invariants: &'a T2,
        whats: &'a T4,
        subjects: &'a T6,
        details: &'a T8,
        appointment_ids: &'a T9,
        slot_ids: &'a T10,
        of_changes: &'a bool,
        now: &'a jiff::Timestamp,
    ) -> KeepBreachesQuery<'c, 'a, 's, C, KeepBreaches, 8> {
        KeepBreachesQuery {
            client,
            params: [invariants, whats, subjects, details, appointment_ids, slot_ids, of_changes, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<KeepBreachesBorrowed, tokio_postgres::Error> {
                Ok(KeepBreachesBorrowed {
                    invariant: row.try_get(0)?,
                    what: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| KeepBreaches::from(it),
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
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T10: crate::ArraySql<Item = Option<uuid::Uuid>>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        KeepBreachesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
        KeepBreachesQuery<'c, 'a, 's, C, KeepBreaches, 8>,
        C,
    > for KeepBreachesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a KeepBreachesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
    ) -> KeepBreachesQuery<'c, 'a, 's, C, KeepBreaches, 8> {
        self.bind(
            client,
            &params.invariants,
            &params.whats,
            &params.subjects,
            &params.details,
            &params.appointment_ids,
            &params.slot_ids,
            &params.of_changes,
            &params.now,
        )
    }
}
pub struct ChangedAppointmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn changed_appointments() -> ChangedAppointmentsStmt {
    ChangedAppointmentsStmt(
        "/*changed_appointments*/ SELECT l.entity_id AS id FROM clinics c CROSS JOIN LATERAL ( SELECT entity_id FROM audit_log WHERE clinic_id = c.id AND id >= $1 AND id < $2 AND action LIKE 'appointment.%' ) l UNION SELECT id FROM appointments WHERE id >= $1 AND id < $2",
        None,
    )
}
impl ChangedAppointmentsStmt {
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
        from_id: &'a uuid::Uuid,
        to_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [from_id, to_id],
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
        ChangedAppointmentsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ChangedAppointmentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ChangedAppointmentsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.from_id, &params.to_id)
    }
}
pub struct CountMadeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_made() -> CountMadeStmt {
    CountMadeStmt(
        "/*count_made*/ SELECT count(*) FROM (SELECT FROM appointments WHERE id >= $1 AND id < $2 LIMIT $3) AS made",
        None,
    )
}
impl CountMadeStmt {
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
        from_id: &'a uuid::Uuid,
        to_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [from_id, to_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountMadeParams, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for CountMadeStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountMadeParams) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.from_id, &params.to_id, &params.max)
    }
}
pub struct ChangedSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn changed_slots() -> ChangedSlotsStmt {
    ChangedSlotsStmt(
        "/*changed_slots*/ SELECT DISTINCT o.slot_id AS id FROM clinics c CROSS JOIN LATERAL ( SELECT slot_id FROM outbox WHERE clinic_id = c.id AND id >= $1 AND id < $2 AND slot_id IS NOT NULL ) o",
        None,
    )
}
impl ChangedSlotsStmt {
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
        from_id: &'a uuid::Uuid,
        to_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [from_id, to_id],
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
        ChangedSlotsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ChangedSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ChangedSlotsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.from_id, &params.to_id)
    }
}
pub struct OverlapsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn overlaps() -> OverlapsStmt {
    OverlapsStmt(
        "/*overlaps*/ WITH touched AS MATERIALIZED ( SELECT a.id, a.clinic_id, a.doctor_id, a.patient_id, a.starts_at, a.ends_at FROM unnest($1::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id WHERE a.status <> 'cancelled' ), pairs AS ( SELECT 'a doctor has two appointments at once' AS what, t.id, t.clinic_id, t.starts_at, o.id AS other_id, o.starts_at AS other_starts_at FROM touched t JOIN appointments o ON o.clinic_id = t.clinic_id AND o.doctor_id = t.doctor_id AND o.status <> 'cancelled' AND o.id <> t.id AND tstzrange(o.starts_at, o.ends_at) && tstzrange(t.starts_at, t.ends_at) AND o.starts_at < t.ends_at AND o.starts_at > t.starts_at - interval '1 day' UNION ALL SELECT 'a patient has two appointments at once', t.id, t.clinic_id, t.starts_at, o.id, o.starts_at FROM touched t JOIN appointments o ON o.clinic_id = t.clinic_id AND o.patient_id = t.patient_id AND o.status <> 'cancelled' AND o.id <> t.id AND tstzrange(o.starts_at, o.ends_at) && tstzrange(t.starts_at, t.ends_at) AND o.starts_at < t.ends_at AND o.starts_at > t.starts_at - interval '1 day' ) SELECT what, CASE WHEN (other_starts_at, other_id) < (starts_at, id) THEN concat_ws(', ', other_id, id) ELSE concat_ws(', ', id, other_id) END AS subject, format('clinic %s, %s and %s', clinic_id, starts_at, other_starts_at) AS detail, id AS appointment_id, NULL::uuid AS slot_id FROM pairs LIMIT $2",
        None,
    )
}
impl OverlapsStmt {
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
        appointments: &'a T1,
        max: &'a i64,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 2> {
        BrokenQuery {
            client,
            params: [appointments, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BrokenBorrowed, tokio_postgres::Error> {
                Ok(BrokenBorrowed {
                    what: row.try_get(0)?,
                    subject: row.try_get(1)?,
                    detail: row.try_get(2)?,
                    appointment_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                })
            },
            mapper: |it| Broken::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<'c, 'a, 's, OverlapsParams<T1>, BrokenQuery<'c, 'a, 's, C, Broken, 2>, C>
    for OverlapsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OverlapsParams<T1>,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 2> {
        self.bind(client, &params.appointments, &params.max)
    }
}
pub struct SlotsUnlikeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn slots_unlike() -> SlotsUnlikeStmt {
    SlotsUnlikeStmt(
        "/*slots_unlike*/ WITH touched AS MATERIALIZED ( SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.mode, s.serves, s.is_booked, NOT s.is_booked AND NOT s.is_withdrawn AND s.kept_until IS NULL AS is_free FROM ( SELECT unnest($1::uuid[]) AS id UNION SELECT a.slot_id FROM unnest($2::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id ) t JOIN slots s ON s.id = t.id ), judged AS MATERIALIZED ( SELECT t.*, h.holders, h.one, h.another, o.offers, o.unlike_doctor, o.unlike_specialization, o.unlike_kind FROM touched t LEFT JOIN doctors d ON d.clinic_id = t.clinic_id AND d.id = t.doctor_id LEFT JOIN clinics c ON c.id = t.clinic_id CROSS JOIN LATERAL ( SELECT count(*) AS holders, min(a.id::text) AS one, max(a.id::text) AS another FROM appointments a WHERE a.clinic_id = t.clinic_id AND a.slot_id = t.id AND a.status <> 'cancelled' ) h CROSS JOIN LATERAL ( SELECT count(*) AS offers, bool_or(p.doctor_id <> t.doctor_id) AS unlike_doctor, bool_or(p.specialization_id <> d.specialization_id) AS unlike_specialization, bool_or((p.kind, p.time_zone, p.serves) IS DISTINCT FROM (offer_kind(t.mode, t.starts_at, c.time_zone), c.time_zone, t.serves)) AS unlike_kind FROM open_slots p WHERE p.clinic_id = t.clinic_id AND p.starts_at = t.starts_at AND p.slot_id = t.id ) o ), broken AS ( SELECT CASE WHEN holders = 0 THEN 'a slot is booked, and no live appointment holds it' WHEN NOT is_booked THEN 'a live appointment holds a slot that is not booked' ELSE 'several live appointments hold one slot' END AS what, clinic_id, id, concat_ws(', ', one, nullif(another, one)) AS detail FROM judged WHERE holders <> is_booked::int UNION ALL SELECT CASE WHEN offers = 0 THEN 'a free slot is not offered' WHEN NOT is_free THEN 'a slot is offered that is not free' WHEN offers > 1 THEN 'a slot is offered more than once' WHEN unlike_doctor THEN 'a free slot is offered with another doctor' WHEN unlike_specialization THEN 'a free slot is offered under another specialization' ELSE 'a free slot is offered as another kind' END, clinic_id, id, format('%s offers', offers) FROM judged WHERE is_free <> (offers > 0) OR offers > 1 OR is_free AND (unlike_doctor OR unlike_specialization OR unlike_kind) ) SELECT what, id::text AS subject, concat_ws(', ', 'clinic ' || clinic_id, detail) AS detail, NULL::uuid AS appointment_id, id AS slot_id FROM broken LIMIT $3",
        None,
    )
}
impl SlotsUnlikeStmt {
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
        slots: &'a T1,
        appointments: &'a T2,
        max: &'a i64,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 3> {
        BrokenQuery {
            client,
            params: [slots, appointments, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BrokenBorrowed, tokio_postgres::Error> {
                Ok(BrokenBorrowed {
                    what: row.try_get(0)?,
                    subject: row.try_get(1)?,
                    detail: row.try_get(2)?,
                    appointment_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                })
            },
            mapper: |it| Broken::from(it),
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
        SlotsUnlikeParams<T1, T2>,
        BrokenQuery<'c, 'a, 's, C, Broken, 3>,
        C,
    > for SlotsUnlikeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SlotsUnlikeParams<T1, T2>,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 3> {
        self.bind(client, &params.slots, &params.appointments, &params.max)
    }
}
pub struct AppointmentsUnlikeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn appointments_unlike() -> AppointmentsUnlikeStmt {
    AppointmentsUnlikeStmt(
        "/*appointments_unlike*/ SELECT CASE WHEN s.id IS NULL THEN 'a live appointment holds a slot that does not exist' WHEN a.doctor_id <> s.doctor_id THEN 'a live appointment has another doctor than its slot' ELSE 'a live appointment has other times than its slot' END AS what, CASE WHEN s.id IS NULL THEN a.slot_id ELSE a.id END::text AS subject, format('clinic %s, appointment %s, slot %s', a.clinic_id, a.id, a.slot_id) AS detail, a.id AS appointment_id, NULL::uuid AS slot_id FROM unnest($1::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id AND a.status <> 'cancelled' LEFT JOIN slots s ON s.id = a.slot_id WHERE s.id IS NULL OR a.doctor_id <> s.doctor_id OR a.starts_at <> s.starts_at OR a.ends_at <> s.ends_at LIMIT $2",
        None,
    )
}
impl AppointmentsUnlikeStmt {
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
        appointments: &'a T1,
        max: &'a i64,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 2> {
        BrokenQuery {
            client,
            params: [appointments, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BrokenBorrowed, tokio_postgres::Error> {
                Ok(BrokenBorrowed {
                    what: row.try_get(0)?,
                    subject: row.try_get(1)?,
                    detail: row.try_get(2)?,
                    appointment_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                })
            },
            mapper: |it| Broken::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AppointmentsUnlikeParams<T1>,
        BrokenQuery<'c, 'a, 's, C, Broken, 2>,
        C,
    > for AppointmentsUnlikeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AppointmentsUnlikeParams<T1>,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 2> {
        self.bind(client, &params.appointments, &params.max)
    }
}
pub struct AppointmentsAstrayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn appointments_astray() -> AppointmentsAstrayStmt {
    AppointmentsAstrayStmt(
        "/*appointments_astray*/ WITH astray AS ( SELECT a.id, a.clinic_id, 'doctor' AS parent, a.doctor_id AS parent_id, (SELECT p.clinic_id FROM doctors p WHERE p.id = a.doctor_id LIMIT 1) AS belongs_to FROM unnest($1::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id WHERE NOT EXISTS (SELECT FROM doctors p WHERE p.clinic_id = a.clinic_id AND p.id = a.doctor_id) UNION ALL SELECT a.id, a.clinic_id, 'patient', a.patient_id, (SELECT p.clinic_id FROM patients p WHERE p.id = a.patient_id LIMIT 1) FROM unnest($1::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id WHERE a.patient_id IS NOT NULL AND NOT EXISTS (SELECT FROM patients p WHERE p.clinic_id = a.clinic_id AND p.id = a.patient_id) UNION ALL SELECT a.id, a.clinic_id, 'slot', a.slot_id, s.clinic_id FROM unnest($1::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id JOIN slots s ON s.id = a.slot_id WHERE s.clinic_id <> a.clinic_id ) SELECT format(CASE WHEN belongs_to IS NULL THEN 'the %s of an appointment does not exist' ELSE 'the %s of an appointment belongs to another clinic' END, parent) AS what, id::text AS subject, concat_ws(' ', 'clinic', clinic_id, parent, parent_id, 'of clinic ' || belongs_to) AS detail, id AS appointment_id, NULL::uuid AS slot_id FROM astray LIMIT $2",
        None,
    )
}
impl AppointmentsAstrayStmt {
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
        appointments: &'a T1,
        max: &'a i64,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 2> {
        BrokenQuery {
            client,
            params: [appointments, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BrokenBorrowed, tokio_postgres::Error> {
                Ok(BrokenBorrowed {
                    what: row.try_get(0)?,
                    subject: row.try_get(1)?,
                    detail: row.try_get(2)?,
                    appointment_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                })
            },
            mapper: |it| Broken::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AppointmentsAstrayParams<T1>,
        BrokenQuery<'c, 'a, 's, C, Broken, 2>,
        C,
    > for AppointmentsAstrayStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AppointmentsAstrayParams<T1>,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 2> {
        self.bind(client, &params.appointments, &params.max)
    }
}
pub struct StepsUnlikeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn steps_unlike() -> StepsUnlikeStmt {
    StepsUnlikeStmt(
        "/*steps_unlike*/ WITH rules AS MATERIALIZED ( SELECT DISTINCT action, from_status, to_status FROM unnest($1::text[], $2::text[], $3::text[]) AS r (action, from_status, to_status) ), pairs AS MATERIALIZED ( SELECT * FROM unnest($4::text[], $5::text[]) AS p (action, event_type) ), noted AS MATERIALIZED ( SELECT c.id AS clinic_id, l.* FROM clinics c CROSS JOIN LATERAL ( SELECT id, occurred_at, action, entity_id AS appointment_id, entity_version AS version, from_status, to_status FROM audit_log WHERE clinic_id = c.id AND id >= $6 AND id < $7 AND action LIKE 'appointment.%' ) l ), told AS MATERIALIZED ( SELECT c.id AS clinic_id, o.* FROM clinics c CROSS JOIN LATERAL ( SELECT id, event_type, appointment_id, appointment_version AS version FROM outbox WHERE clinic_id = c.id AND id >= $6 AND id < $7 AND event_type LIKE 'holdfast.appointment.%' ) o ), notes AS MATERIALIZED ( SELECT clinic_id, appointment_id, version, count(*) AS notes FROM noted GROUP BY clinic_id, appointment_id, version ), events AS MATERIALIZED ( SELECT clinic_id, appointment_id, version, count(*) AS events, min(event_type) AS event_type FROM told GROUP BY clinic_id, appointment_id, version ), steps AS MATERIALIZED (SELECT * FROM noted WHERE id >= $8 AND id < $9), suspects AS MATERIALIZED ( SELECT 'I4' AS invariant, CASE WHEN e.events IS NULL THEN 'a transition has no event' WHEN e.events > 1 THEN 'a transition has several events' WHEN n.notes > 1 THEN 'a transition has several audit rows' ELSE 'an event does not fit its audit row' END AS what, s.clinic_id, s.appointment_id, s.version, s.action AS detail FROM steps s JOIN notes n USING (clinic_id, appointment_id, version) LEFT JOIN events e USING (clinic_id, appointment_id, version) LEFT JOIN pairs p ON p.action = s.action AND p.event_type = e.event_type LEFT JOIN outbox_horizons h ON h.clinic_id = s.clinic_id WHERE CASE WHEN e.events IS NULL THEN s.occurred_at <= h.deleted_until IS NOT TRUE ELSE e.events > 1 OR n.notes > 1 OR p.action IS NULL END UNION ALL SELECT 'I4', 'an event has no audit row', t.clinic_id, t.appointment_id, t.version, t.event_type FROM told t LEFT JOIN notes n USING (clinic_id, appointment_id, version) WHERE t.id >= $8 AND t.id < $9 AND n.notes IS NULL UNION ALL SELECT 'I3', 'an appointment has no history', a.clinic_id, a.id, a.version, a.status FROM appointments a LEFT JOIN notes n ON n.clinic_id = a.clinic_id AND n.appointment_id = a.id AND n.version = 1 WHERE a.id >= $8 AND a.id < $9 AND n.notes IS NULL UNION ALL SELECT 'I3', 'a step is against the rules', s.clinic_id, s.appointment_id, s.version, format('%s from %s to %s', s.action, coalesce(s.from_status, 'nothing'), s.to_status) FROM steps s LEFT JOIN rules r ON r.action = s.action AND r.from_status = coalesce(s.from_status, '') AND r.to_status = s.to_status WHERE r.action IS NULL UNION ALL SELECT 'I3', CASE WHEN s.version > a.version THEN 'a history ends with another version' ELSE 'a history ends in another state' END, s.clinic_id, s.appointment_id, s.version, format('%s, but it is %s with version %s', s.to_status, a.status, a.version) FROM steps s JOIN appointments a ON a.clinic_id = s.clinic_id AND a.id = s.appointment_id WHERE s.version > a.version OR s.version = a.version AND s.to_status IS DISTINCT FROM a.status LIMIT $10 ) SELECT s.invariant, s.what, coalesce(s.appointment_id::text, '') AS subject, concat_ws(', ', 'clinic ' || s.clinic_id, 'version ' || s.version, s.detail) AS detail FROM suspects s WHERE CASE s.what WHEN 'a transition has no event' THEN NOT EXISTS ( SELECT FROM outbox o WHERE o.clinic_id = s.clinic_id AND o.appointment_id = s.appointment_id AND o.appointment_version = s.version AND o.event_type LIKE 'holdfast.appointment.%') WHEN 'an event has no audit row' THEN NOT EXISTS ( SELECT FROM audit_log l WHERE l.clinic_id = s.clinic_id AND l.entity_id = s.appointment_id AND l.entity_version = s.version AND l.action LIKE 'appointment.%') WHEN 'an appointment has no history' THEN NOT EXISTS ( SELECT FROM audit_log l WHERE l.clinic_id = s.clinic_id AND l.entity_id = s.appointment_id AND l.action LIKE 'appointment.%') ELSE true END",
        None,
    )
}
impl StepsUnlikeStmt {
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
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = T9>,
    >(
        &'s self,
        client: &'c C,
        actions: &'a T2,
        from_states: &'a T4,
        to_states: &'a T6,
        told_actions: &'a T8,
        event_types: &'a T10,
        before_id: &'a uuid::Uuid,
        after_id: &'a uuid::Uuid,
        from_id: &'a uuid::Uuid,
        to_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> StepsUnlikeQuery<'c, 'a, 's, C, StepsUnlike, 10> {
        StepsUnlikeQuery {
            client,
            params: [
                actions,
                from_states,
                to_states,
                told_actions,
                event_types,
                before_id,
                after_id,
                from_id,
                to_id,
                max,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StepsUnlikeBorrowed, tokio_postgres::Error> {
                Ok(StepsUnlikeBorrowed {
                    invariant: row.try_get(0)?,
                    what: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| StepsUnlike::from(it),
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
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        StepsUnlikeParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
        StepsUnlikeQuery<'c, 'a, 's, C, StepsUnlike, 10>,
        C,
    > for StepsUnlikeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a StepsUnlikeParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
    ) -> StepsUnlikeQuery<'c, 'a, 's, C, StepsUnlike, 10> {
        self.bind(
            client,
            &params.actions,
            &params.from_states,
            &params.to_states,
            &params.told_actions,
            &params.event_types,
            &params.before_id,
            &params.after_id,
            &params.from_id,
            &params.to_id,
            &params.max,
        )
    }
}
pub struct HoldsUnlikeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn holds_unlike() -> HoldsUnlikeStmt {
    HoldsUnlikeStmt(
        "/*holds_unlike*/ WITH touched AS MATERIALIZED ( SELECT a.id, a.clinic_id, a.patient_id, a.visitor_id, a.status FROM unnest($1::uuid[]) AS t (id) JOIN appointments a ON a.id = t.id ), several AS ( SELECT t.id, t.clinic_id, min(h.id::text) AS one, max(h.id::text) AS another, count(*) AS holds FROM touched t JOIN appointments h ON h.clinic_id = t.clinic_id AND h.visitor_id = t.visitor_id AND h.status = 'pending' WHERE t.status = 'pending' AND t.visitor_id IS NOT NULL GROUP BY t.id, t.clinic_id HAVING count(*) > 1 ) SELECT CASE WHEN status IN ('pending', 'cancelled') THEN 'an appointment without a patient is no visitor''s hold' ELSE 'an appointment has no patient' END AS what, id::text AS subject, format('clinic %s, it is %s', clinic_id, status) AS detail, id AS appointment_id, NULL::uuid AS slot_id FROM touched WHERE patient_id IS NULL AND (visitor_id IS NULL OR status NOT IN ('pending', 'cancelled')) UNION ALL SELECT 'a visitor holds several slots of one clinic', concat_ws(', ', one, another), format('clinic %s, %s holds', clinic_id, holds), id, NULL FROM several LIMIT $2",
        None,
    )
}
impl HoldsUnlikeStmt {
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
        appointments: &'a T1,
        max: &'a i64,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 2> {
        BrokenQuery {
            client,
            params: [appointments, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BrokenBorrowed, tokio_postgres::Error> {
                Ok(BrokenBorrowed {
                    what: row.try_get(0)?,
                    subject: row.try_get(1)?,
                    detail: row.try_get(2)?,
                    appointment_id: row.try_get(3)?,
                    slot_id: row.try_get(4)?,
                })
            },
            mapper: |it| Broken::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<'c, 'a, 's, HoldsUnlikeParams<T1>, BrokenQuery<'c, 'a, 's, C, Broken, 2>, C>
    for HoldsUnlikeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HoldsUnlikeParams<T1>,
    ) -> BrokenQuery<'c, 'a, 's, C, Broken, 2> {
        self.bind(client, &params.appointments, &params.max)
    }
}
