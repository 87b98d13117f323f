// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct TryLockKeyParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub caller: T1,
    pub route: T2,
    pub key: T3,
}
#[derive(Debug)]
pub struct FindAnswerParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub caller: T1,
    pub route: T2,
    pub key: T3,
}
#[derive(Debug)]
pub struct RememberAnswerParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
> {
    pub caller: T1,
    pub route: T2,
    pub key: T3,
    pub request_hash: T4,
    pub result: T5,
    pub appointment_id: Option<uuid::Uuid>,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredAnswersParams {
    pub before: jiff::Timestamp,
    pub max: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindAnswer {
    pub request_hash: Vec<u8>,
    pub result: Vec<u8>,
}
pub struct FindAnswerBorrowed<'a> {
    pub request_hash: &'a [u8],
    pub result: &'a [u8],
}
impl<'a> From<FindAnswerBorrowed<'a>> for FindAnswer {
    fn from(FindAnswerBorrowed { request_hash, result }: FindAnswerBorrowed<'a>) -> Self {
        Self { request_hash: request_hash.into(), result: result.into() }
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
pub struct FindAnswerQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindAnswerBorrowed, tokio_postgres::Error>,
    mapper: fn(FindAnswerBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindAnswerQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindAnswerBorrowed) -> R) -> FindAnswerQuery<'c, 'a, 's, C, R, N> {
        FindAnswerQuery {
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
pub struct TryLockKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn try_lock_key() -> TryLockKeyStmt {
    TryLockKeyStmt(
        "/*try_lock_key*/ SELECT pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2 || ' ' || $3, 0)) AS locked",
        None,
    )
}
impl TryLockKeyStmt {
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
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        caller: &'a T1,
        route: &'a T2,
        key: &'a T3,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        BoolQuery {
            client,
            params: [caller, route, key],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TryLockKeyParams<T1, T2, T3>,
        BoolQuery<'c, 'a, 's, C, bool, 3>,
        C,
    > for TryLockKeyStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TryLockKeyParams<T1, T2, T3>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        self.bind(client, &params.caller, &params.route, &params.key)
    }
}
pub struct FindAnswerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_answer() -> FindAnswerStmt {
    FindAnswerStmt(
        "/*find_answer*/ SELECT request_hash, result FROM idempotency_keys WHERE caller = $1 AND route = $2 AND key = $3",
        None,
    )
}
impl FindAnswerStmt {
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
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        caller: &'a T1,
        route: &'a T2,
        key: &'a T3,
    ) -> FindAnswerQuery<'c, 'a, 's, C, FindAnswer, 3> {
        FindAnswerQuery {
            client,
            params: [caller, route, key],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindAnswerBorrowed, tokio_postgres::Error> {
                Ok(FindAnswerBorrowed { request_hash: row.try_get(0)?, result: row.try_get(1)? })
            },
            mapper: |it| FindAnswer::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindAnswerParams<T1, T2, T3>,
        FindAnswerQuery<'c, 'a, 's, C, FindAnswer, 3>,
        C,
    > for FindAnswerStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindAnswerParams<T1, T2, T3>,
    ) -> FindAnswerQuery<'c, 'a, 's, C, FindAnswer, 3> {
        self.bind(client, &params.caller, &params.route, &params.key)
    }
}
pub struct RememberAnswerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remember_answer() -> RememberAnswerStmt {
    RememberAnswerStmt(
        "/*remember_answer*/ INSERT INTO idempotency_keys (caller, route, key, request_hash, result, appointment_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        None,
    )
}
impl RememberAnswerStmt {
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
        T4: crate::BytesSql,
        T5: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        caller: &'a T1,
        route: &'a T2,
        key: &'a T3,
        request_hash: &'a T4,
        result: &'a T5,
        appointment_id: &'a Option<uuid::Uuid>,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[caller, route, key, request_hash, result, appointment_id, now]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RememberAnswerParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RememberAnswerStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RememberAnswerParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.caller,
            &params.route,
            &params.key,
            &params.request_hash,
            &params.result,
            &params.appointment_id,
            &params.now,
        ))
    }
}
pub struct DeleteExpiredAnswersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_answers() -> DeleteExpiredAnswersStmt {
    DeleteExpiredAnswersStmt(
        "/*delete_expired_answers*/ DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY ( SELECT k.ctid FROM idempotency_keys k WHERE k.created_at < $1 ORDER BY k.created_at LIMIT $2))",
        None,
    )
}
impl DeleteExpiredAnswersStmt {
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
        before: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before, max]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteExpiredAnswersParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteExpiredAnswersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteExpiredAnswersParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.max))
    }
}
