// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertKeyParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub wrapped: T1,
    pub master_key_id: T2,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct LockKeysOfOthersParams<T1: crate::StringSql> {
    pub current: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct UpdateKeyParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub wrapped: T1,
    pub master_key_id: T2,
    pub clinic_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertPlatformKeyParams<T1: crate::StringSql, T2: crate::BytesSql, T3: crate::StringSql> {
    pub name: T1,
    pub wrapped: T2,
    pub master_key_id: T3,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UpdatePlatformKeyParams<T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub wrapped: T1,
    pub master_key_id: T2,
    pub name: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindKey {
    pub wrapped: Option<Vec<u8>>,
    pub master_key_id: Option<String>,
}
pub struct FindKeyBorrowed<'a> {
    pub wrapped: Option<&'a [u8]>,
    pub master_key_id: Option<&'a str>,
}
impl<'a> From<FindKeyBorrowed<'a>> for FindKey {
    fn from(FindKeyBorrowed { wrapped, master_key_id }: FindKeyBorrowed<'a>) -> Self {
        Self { wrapped: wrapped.map(|v| v.into()), master_key_id: master_key_id.map(|v| v.into()) }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockKeysOfOthers {
    pub clinic_id: uuid::Uuid,
    pub wrapped: Vec<u8>,
    pub master_key_id: String,
}
pub struct LockKeysOfOthersBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub wrapped: &'a [u8],
    pub master_key_id: &'a str,
}
impl<'a> From<LockKeysOfOthersBorrowed<'a>> for LockKeysOfOthers {
    fn from(
        LockKeysOfOthersBorrowed { clinic_id, wrapped, master_key_id }: LockKeysOfOthersBorrowed<'a>,
    ) -> Self {
        Self { clinic_id, wrapped: wrapped.into(), master_key_id: master_key_id.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindPlatformKey {
    pub wrapped: Vec<u8>,
    pub master_key_id: String,
}
pub struct FindPlatformKeyBorrowed<'a> {
    pub wrapped: &'a [u8],
    pub master_key_id: &'a str,
}
impl<'a> From<FindPlatformKeyBorrowed<'a>> for FindPlatformKey {
    fn from(FindPlatformKeyBorrowed { wrapped, master_key_id }: FindPlatformKeyBorrowed<'a>) -> Self {
        Self { wrapped: wrapped.into(), master_key_id: master_key_id.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockPlatformKeysOfOthers {
    pub name: String,
    pub wrapped: Vec<u8>,
    pub master_key_id: String,
}
pub struct LockPlatformKeysOfOthersBorrowed<'a> {
    pub name: &'a str,
    pub wrapped: &'a [u8],
    pub master_key_id: &'a str,
}
impl<'a> From<LockPlatformKeysOfOthersBorrowed<'a>> for LockPlatformKeysOfOthers {
    fn from(
        LockPlatformKeysOfOthersBorrowed { name, wrapped, master_key_id }: LockPlatformKeysOfOthersBorrowed<
            'a,
        >,
    ) -> Self {
        Self { name: name.into(), wrapped: wrapped.into(), master_key_id: master_key_id.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FindKeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindKeyBorrowed, tokio_postgres::Error>,
    mapper: fn(FindKeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindKeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindKeyBorrowed) -> R) -> FindKeyQuery<'c, 'a, 's, C, R, N> {
        FindKeyQuery {
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
pub struct LockKeysOfOthersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockKeysOfOthersBorrowed, tokio_postgres::Error>,
    mapper: fn(LockKeysOfOthersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockKeysOfOthersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LockKeysOfOthersBorrowed) -> R,
    ) -> LockKeysOfOthersQuery<'c, 'a, 's, C, R, N> {
        LockKeysOfOthersQuery {
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
pub struct FindPlatformKeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindPlatformKeyBorrowed, tokio_postgres::Error>,
    mapper: fn(FindPlatformKeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindPlatformKeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindPlatformKeyBorrowed) -> R,
    ) -> FindPlatformKeyQuery<'c, 'a, 's, C, R, N> {
        FindPlatformKeyQuery {
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
pub struct LockPlatformKeysOfOthersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockPlatformKeysOfOthersBorrowed, tokio_postgres::Error>,
    mapper: fn(LockPlatformKeysOfOthersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockPlatformKeysOfOthersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LockPlatformKeysOfOthersBorrowed) -> R,
    ) -> LockPlatformKeysOfOthersQuery<'c, 'a, 's, C, R, N> {
        LockPlatformKeysOfOthersQuery {
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
pub struct FindKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_key() -> FindKeyStmt {
    FindKeyStmt(
        "/*find_key*/ SELECT k.wrapped, k.master_key_id FROM clinics c LEFT JOIN vault_keys k ON k.clinic_id = c.id WHERE c.id = $1",
        None,
    )
}
impl FindKeyStmt {
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
    ) -> FindKeyQuery<'c, 'a, 's, C, FindKey, 1> {
        FindKeyQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindKeyBorrowed, tokio_postgres::Error> {
                Ok(FindKeyBorrowed { wrapped: row.try_get(0)?, master_key_id: row.try_get(1)? })
            },
            mapper: |it| FindKey::from(it),
        }
    }
}
pub struct InsertKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_key() -> InsertKeyStmt {
    InsertKeyStmt(
        "/*insert_key*/ INSERT INTO vault_keys (clinic_id, wrapped, master_key_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (clinic_id) DO NOTHING",
        None,
    )
}
impl InsertKeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        wrapped: &'a T1,
        master_key_id: &'a T2,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, wrapped, master_key_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertKeyParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertKeyParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.wrapped, &params.master_key_id, &params.now))
    }
}
pub struct MasterKeysInUseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn master_keys_in_use() -> MasterKeysInUseStmt {
    MasterKeysInUseStmt("/*master_keys_in_use*/ SELECT m.id FROM vault_master_keys_in_use() AS m (id)", None)
}
impl MasterKeysInUseStmt {
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
    ) -> StringQuery<'c, 'a, 's, C, String, 0> {
        StringQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct LockKeysOfOthersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_keys_of_others() -> LockKeysOfOthersStmt {
    LockKeysOfOthersStmt(
        "/*lock_keys_of_others*/ SELECT clinic_id, wrapped, master_key_id FROM vault_keys WHERE master_key_id <> $1 ORDER BY clinic_id LIMIT $2 FOR UPDATE",
        None,
    )
}
impl LockKeysOfOthersStmt {
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
        current: &'a T1,
        max: &'a i64,
    ) -> LockKeysOfOthersQuery<'c, 'a, 's, C, LockKeysOfOthers, 2> {
        LockKeysOfOthersQuery {
            client,
            params: [current, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<LockKeysOfOthersBorrowed, tokio_postgres::Error> {
                    Ok(LockKeysOfOthersBorrowed {
                        clinic_id: row.try_get(0)?,
                        wrapped: row.try_get(1)?,
                        master_key_id: row.try_get(2)?,
                    })
                },
            mapper: |it| LockKeysOfOthers::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockKeysOfOthersParams<T1>,
        LockKeysOfOthersQuery<'c, 'a, 's, C, LockKeysOfOthers, 2>,
        C,
    > for LockKeysOfOthersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockKeysOfOthersParams<T1>,
    ) -> LockKeysOfOthersQuery<'c, 'a, 's, C, LockKeysOfOthers, 2> {
        self.bind(client, &params.current, &params.max)
    }
}
pub struct CountKeysOfOthersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_keys_of_others() -> CountKeysOfOthersStmt {
    CountKeysOfOthersStmt(
        "/*count_keys_of_others*/ SELECT count(*) AS keys FROM vault_keys WHERE master_key_id <> $1",
        None,
    )
}
impl CountKeysOfOthersStmt {
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
        current: &'a T1,
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [current],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct UpdateKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_key() -> UpdateKeyStmt {
    UpdateKeyStmt(
        "/*update_key*/ UPDATE vault_keys SET wrapped = $1, master_key_id = $2 WHERE clinic_id = $3",
        None,
    )
}
impl UpdateKeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        wrapped: &'a T1,
        master_key_id: &'a T2,
        clinic_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[wrapped, master_key_id, clinic_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateKeyParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateKeyParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.wrapped, &params.master_key_id, &params.clinic_id))
    }
}
pub struct FindPlatformKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_platform_key() -> FindPlatformKeyStmt {
    FindPlatformKeyStmt(
        "/*find_platform_key*/ SELECT wrapped, master_key_id FROM vault_platform_keys WHERE name = $1",
        None,
    )
}
impl FindPlatformKeyStmt {
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
        name: &'a T1,
    ) -> FindPlatformKeyQuery<'c, 'a, 's, C, FindPlatformKey, 1> {
        FindPlatformKeyQuery {
            client,
            params: [name],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindPlatformKeyBorrowed, tokio_postgres::Error> {
                Ok(FindPlatformKeyBorrowed { wrapped: row.try_get(0)?, master_key_id: row.try_get(1)? })
            },
            mapper: |it| FindPlatformKey::from(it),
        }
    }
}
pub struct InsertPlatformKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_platform_key() -> InsertPlatformKeyStmt {
    InsertPlatformKeyStmt(
        "/*insert_platform_key*/ INSERT INTO vault_platform_keys (name, wrapped, master_key_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING",
        None,
    )
}
impl InsertPlatformKeyStmt {
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
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        wrapped: &'a T2,
        master_key_id: &'a T3,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[name, wrapped, master_key_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::BytesSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPlatformKeyParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPlatformKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPlatformKeyParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.name, &params.wrapped, &params.master_key_id, &params.now))
    }
}
pub struct LockPlatformKeysOfOthersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_platform_keys_of_others() -> LockPlatformKeysOfOthersStmt {
    LockPlatformKeysOfOthersStmt(
        "/*lock_platform_keys_of_others*/ SELECT name, wrapped, master_key_id FROM vault_platform_keys WHERE master_key_id <> $1 ORDER BY name FOR UPDATE",
        None,
    )
}
impl LockPlatformKeysOfOthersStmt {
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
        current: &'a T1,
    ) -> LockPlatformKeysOfOthersQuery<'c, 'a, 's, C, LockPlatformKeysOfOthers, 1> {
        LockPlatformKeysOfOthersQuery {
            client,
            params: [current],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<LockPlatformKeysOfOthersBorrowed, tokio_postgres::Error> {
                Ok(LockPlatformKeysOfOthersBorrowed {
                    name: row.try_get(0)?,
                    wrapped: row.try_get(1)?,
                    master_key_id: row.try_get(2)?,
                })
            },
            mapper: |it| LockPlatformKeysOfOthers::from(it),
        }
    }
}
pub struct UpdatePlatformKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_platform_key() -> UpdatePlatformKeyStmt {
    UpdatePlatformKeyStmt(
        "/*update_platform_key*/ UPDATE vault_platform_keys SET wrapped = $1, master_key_id = $2 WHERE name = $3",
        None,
    )
}
impl UpdatePlatformKeyStmt {
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
        wrapped: &'a T1,
        master_key_id: &'a T2,
        name: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[wrapped, master_key_id, name]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdatePlatformKeyParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdatePlatformKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdatePlatformKeyParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.wrapped, &params.master_key_id, &params.name))
    }
}
