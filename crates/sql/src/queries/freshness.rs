// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct SetFreshnessServerParams<T1: crate::StringSql> {
    pub bucket: i32,
    pub run_id: T1,
    pub settles_secs: f64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Freshness {
    pub suspended: bool,
    pub generation: i64,
    pub position: i64,
    pub timeline: Option<String>,
    pub history: Option<uuid::Uuid>,
    pub primary_timeline: String,
    pub history_settled: bool,
}
pub struct FreshnessBorrowed<'a> {
    pub suspended: bool,
    pub generation: i64,
    pub position: i64,
    pub timeline: Option<&'a str>,
    pub history: Option<uuid::Uuid>,
    pub primary_timeline: &'a str,
    pub history_settled: bool,
}
impl<'a> From<FreshnessBorrowed<'a>> for Freshness {
    fn from(
        FreshnessBorrowed {
            suspended,
            generation,
            position,
            timeline,
            history,
            primary_timeline,
            history_settled,
        }: FreshnessBorrowed<'a>,
    ) -> Self {
        Self {
            suspended,
            generation,
            position,
            timeline: timeline.map(|v| v.into()),
            history,
            primary_timeline: primary_timeline.into(),
            history_settled,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FreshnessServers {
    pub bucket: i32,
    pub run_id: String,
    pub since_us: i64,
    pub settled: bool,
}
pub struct FreshnessServersBorrowed<'a> {
    pub bucket: i32,
    pub run_id: &'a str,
    pub since_us: i64,
    pub settled: bool,
}
impl<'a> From<FreshnessServersBorrowed<'a>> for FreshnessServers {
    fn from(
        FreshnessServersBorrowed { bucket, run_id, since_us, settled }: FreshnessServersBorrowed<'a>,
    ) -> Self {
        Self { bucket, run_id: run_id.into(), since_us, settled }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenPosition {
    pub position: i64,
    pub timeline: String,
}
pub struct WrittenPositionBorrowed<'a> {
    pub position: i64,
    pub timeline: &'a str,
}
impl<'a> From<WrittenPositionBorrowed<'a>> for WrittenPosition {
    fn from(WrittenPositionBorrowed { position, timeline }: WrittenPositionBorrowed<'a>) -> Self {
        Self { position, timeline: timeline.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ReplayedPosition {
    pub position: Option<i64>,
    pub history: Option<uuid::Uuid>,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FreshnessQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FreshnessBorrowed, tokio_postgres::Error>,
    mapper: fn(FreshnessBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FreshnessQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FreshnessBorrowed) -> R) -> FreshnessQuery<'c, 'a, 's, C, R, N> {
        FreshnessQuery {
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
pub struct FreshnessServersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FreshnessServersBorrowed, tokio_postgres::Error>,
    mapper: fn(FreshnessServersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FreshnessServersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FreshnessServersBorrowed) -> R,
    ) -> FreshnessServersQuery<'c, 'a, 's, C, R, N> {
        FreshnessServersQuery {
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
pub struct WrittenPositionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<WrittenPositionBorrowed, tokio_postgres::Error>,
    mapper: fn(WrittenPositionBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> WrittenPositionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(WrittenPositionBorrowed) -> R,
    ) -> WrittenPositionQuery<'c, 'a, 's, C, R, N> {
        WrittenPositionQuery {
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
pub struct Optionf64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<f64>, tokio_postgres::Error>,
    mapper: fn(Option<f64>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> Optionf64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<f64>) -> R) -> Optionf64Query<'c, 'a, 's, C, R, N> {
        Optionf64Query {
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
pub struct ReplayedPositionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReplayedPosition, tokio_postgres::Error>,
    mapper: fn(ReplayedPosition) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReplayedPositionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReplayedPosition) -> R) -> ReplayedPositionQuery<'c, 'a, 's, C, R, N> {
        ReplayedPositionQuery {
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
pub struct FreshnessStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn freshness() -> FreshnessStmt {
    FreshnessStmt(
        "/*freshness*/ SELECT f.suspended_until > clock_timestamp() AS suspended, f.generation, (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint AS position, f.timeline, f.history, primary_is_on.timeline AS primary_timeline, coalesce(f.history_since < clock_timestamp() - make_interval(secs => $1), false) AS history_settled FROM freshness f, (SELECT substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8)) AS primary_is_on (timeline)",
        None,
    )
}
impl FreshnessStmt {
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
        settles_secs: &'a f64,
    ) -> FreshnessQuery<'c, 'a, 's, C, Freshness, 1> {
        FreshnessQuery {
            client,
            params: [settles_secs],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreshnessBorrowed, tokio_postgres::Error> {
                Ok(FreshnessBorrowed {
                    suspended: row.try_get(0)?,
                    generation: row.try_get(1)?,
                    position: row.try_get(2)?,
                    timeline: row.try_get(3)?,
                    history: row.try_get(4)?,
                    primary_timeline: row.try_get(5)?,
                    history_settled: row.try_get(6)?,
                })
            },
            mapper: |it| Freshness::from(it),
        }
    }
}
pub struct FreshnessServersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn freshness_servers() -> FreshnessServersStmt {
    FreshnessServersStmt(
        "/*freshness_servers*/ SELECT bucket, run_id, (extract(epoch FROM since) * 1000000)::bigint AS since_us, since < clock_timestamp() - make_interval(secs => $1) AS settled FROM freshness_servers",
        None,
    )
}
impl FreshnessServersStmt {
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
        settles_secs: &'a f64,
    ) -> FreshnessServersQuery<'c, 'a, 's, C, FreshnessServers, 1> {
        FreshnessServersQuery {
            client,
            params: [settles_secs],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FreshnessServersBorrowed, tokio_postgres::Error> {
                    Ok(FreshnessServersBorrowed {
                        bucket: row.try_get(0)?,
                        run_id: row.try_get(1)?,
                        since_us: row.try_get(2)?,
                        settled: row.try_get(3)?,
                    })
                },
            mapper: |it| FreshnessServers::from(it),
        }
    }
}
pub struct SetFreshnessServerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_freshness_server() -> SetFreshnessServerStmt {
    SetFreshnessServerStmt(
        "/*set_freshness_server*/ INSERT INTO freshness_servers (bucket, run_id, since) VALUES ($1, $2, clock_timestamp()) ON CONFLICT (bucket) DO UPDATE SET run_id = excluded.run_id, since = excluded.since WHERE freshness_servers.run_id <> excluded.run_id AND freshness_servers.since < clock_timestamp() - make_interval(secs => $3)",
        None,
    )
}
impl SetFreshnessServerStmt {
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
        bucket: &'a i32,
        run_id: &'a T1,
        settles_secs: &'a f64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[bucket, run_id, settles_secs]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetFreshnessServerParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetFreshnessServerStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetFreshnessServerParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.bucket, &params.run_id, &params.settles_secs))
    }
}
pub struct SuspendFreshnessStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn suspend_freshness() -> SuspendFreshnessStmt {
    SuspendFreshnessStmt(
        "/*suspend_freshness*/ UPDATE freshness SET suspended_until = greatest(suspended_until, clock_timestamp() + make_interval(secs => $1)), generation = generation + 1",
        None,
    )
}
impl SuspendFreshnessStmt {
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
        lasts_secs: &'a f64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[lasts_secs]).await
    }
}
pub struct RenewFreshnessStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn renew_freshness() -> RenewFreshnessStmt {
    RenewFreshnessStmt("/*renew_freshness*/ UPDATE freshness SET generation = generation + 1", None)
}
impl RenewFreshnessStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[]).await
    }
}
pub struct BeginHistoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_history() -> BeginHistoryStmt {
    BeginHistoryStmt(
        "/*begin_history*/ UPDATE freshness f SET timeline = now_on.timeline, history = gen_random_uuid(), history_since = clock_timestamp(), generation = generation + 1 FROM (SELECT substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8)) AS now_on (timeline) WHERE f.timeline IS DISTINCT FROM now_on.timeline",
        None,
    )
}
impl BeginHistoryStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[]).await
    }
}
pub struct WrittenPositionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn written_position() -> WrittenPositionStmt {
    WrittenPositionStmt(
        "/*written_position*/ SELECT (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint AS position, substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8) AS timeline",
        None,
    )
}
impl WrittenPositionStmt {
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
    ) -> WrittenPositionQuery<'c, 'a, 's, C, WrittenPosition, 0> {
        WrittenPositionQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WrittenPositionBorrowed, tokio_postgres::Error> {
                Ok(WrittenPositionBorrowed { position: row.try_get(0)?, timeline: row.try_get(1)? })
            },
            mapper: |it| WrittenPosition::from(it),
        }
    }
}
pub struct ReplayedSecsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn replayed_secs() -> ReplayedSecsStmt {
    ReplayedSecsStmt(
        "/*replayed_secs*/ SELECT extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8 AS secs",
        None,
    )
}
impl ReplayedSecsStmt {
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
    ) -> Optionf64Query<'c, 'a, 's, C, Option<f64>, 0> {
        Optionf64Query {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct ReplayedPositionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn replayed_position() -> ReplayedPositionStmt {
    ReplayedPositionStmt(
        "/*replayed_position*/ SELECT (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint AS position, (SELECT f.history FROM freshness f) AS history",
        None,
    )
}
impl ReplayedPositionStmt {
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
    ) -> ReplayedPositionQuery<'c, 'a, 's, C, ReplayedPosition, 0> {
        ReplayedPositionQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReplayedPosition, tokio_postgres::Error> {
                Ok(ReplayedPosition { position: row.try_get(0)?, history: row.try_get(1)? })
            },
            mapper: |it| ReplayedPosition::from(it),
        }
    }
}
