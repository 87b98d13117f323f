// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct NoteParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub actor_role: T1,
    pub actor_id: T2,
    pub action: T3,
    pub entity_id: uuid::Uuid,
    pub entity_version: i32,
    pub patient_id: Option<uuid::Uuid>,
}
#[derive(Debug)]
pub struct NoteLooksParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = uuid::Uuid>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
> {
    pub now: jiff::Timestamp,
    pub actor_role: T1,
    pub actor_id: T2,
    pub action: T3,
    pub clinic_ids: T4,
    pub ids: T5,
    pub entity_ids: T6,
    pub entity_versions: T7,
    pub patient_ids: T8,
}
#[derive(Debug)]
pub struct EntriesParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub before_id: uuid::Uuid,
    pub from_id: uuid::Uuid,
    pub looked_at: i64,
    pub actor_id: Option<T1>,
    pub action: Option<T2>,
    pub from_at: Option<jiff::Timestamp>,
    pub until_at: Option<jiff::Timestamp>,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct LastLookedAtParams {
    pub clinic_id: uuid::Uuid,
    pub before_id: uuid::Uuid,
    pub from_id: uuid::Uuid,
    pub looked_at: i64,
}
#[derive(Debug)]
pub struct EntriesOfPatientParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub patient_ids: T1,
    pub before_id: uuid::Uuid,
    pub from_id: uuid::Uuid,
    pub actor_id: Option<T2>,
    pub action: Option<T3>,
    pub from_at: Option<jiff::Timestamp>,
    pub until_at: Option<jiff::Timestamp>,
    pub max: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: uuid::Uuid,
    pub occurred_at: jiff::Timestamp,
    pub actor_role: String,
    pub actor_id: String,
    pub action: String,
    pub entity_id: uuid::Uuid,
    pub entity_version: i32,
    pub patient_id: Option<uuid::Uuid>,
}
pub struct EntryBorrowed<'a> {
    pub id: uuid::Uuid,
    pub occurred_at: jiff::Timestamp,
    pub actor_role: &'a str,
    pub actor_id: &'a str,
    pub action: &'a str,
    pub entity_id: uuid::Uuid,
    pub entity_version: i32,
    pub patient_id: Option<uuid::Uuid>,
}
impl<'a> From<EntryBorrowed<'a>> for Entry {
    fn from(
        EntryBorrowed {
            id,
            occurred_at,
            actor_role,
            actor_id,
            action,
            entity_id,
            entity_version,
            patient_id,
        }: EntryBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            occurred_at,
            actor_role: actor_role.into(),
            actor_id: actor_id.into(),
            action: action.into(),
            entity_id,
            entity_version,
            patient_id,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct NewestSeal {
    pub seq: i64,
    pub sealed_at: jiff::Timestamp,
    pub hash: Vec<u8>,
}
pub struct NewestSealBorrowed<'a> {
    pub seq: i64,
    pub sealed_at: jiff::Timestamp,
    pub hash: &'a [u8],
}
impl<'a> From<NewestSealBorrowed<'a>> for NewestSeal {
    fn from(NewestSealBorrowed { seq, sealed_at, hash }: NewestSealBorrowed<'a>) -> Self {
        Self { seq, sealed_at, hash: hash.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Unsealed {
    pub rows: i64,
    pub oldest_secs: f64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct EntryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EntryBorrowed, tokio_postgres::Error>,
    mapper: fn(EntryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EntryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(EntryBorrowed) -> R) -> EntryQuery<'c, 'a, 's, C, R, N> {
        EntryQuery {
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
pub struct NewestSealQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<NewestSealBorrowed, tokio_postgres::Error>,
    mapper: fn(NewestSealBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> NewestSealQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(NewestSealBorrowed) -> R) -> NewestSealQuery<'c, 'a, 's, C, R, N> {
        NewestSealQuery {
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
pub struct UnsealedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Unsealed, tokio_postgres::Error>,
    mapper: fn(Unsealed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UnsealedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Unsealed) -> R) -> UnsealedQuery<'c, 'a, 's, C, R, N> {
        UnsealedQuery {
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
pub struct NoteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note() -> NoteStmt {
    NoteStmt(
        "/*note*/ INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        None,
    )
}
impl NoteStmt {
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
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        actor_role: &'a T1,
        actor_id: &'a T2,
        action: &'a T3,
        entity_id: &'a uuid::Uuid,
        entity_version: &'a i32,
        patient_id: &'a Option<uuid::Uuid>,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[clinic_id, id, now, actor_role, actor_id, action, entity_id, entity_version, patient_id],
            )
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.now,
            &params.actor_role,
            &params.actor_id,
            &params.action,
            &params.entity_id,
            &params.entity_version,
            &params.patient_id,
        ))
    }
}
pub struct NoteLooksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_looks() -> NoteLooksStmt {
    NoteLooksStmt(
        "/*note_looks*/ INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id) SELECT n.clinic_id, n.id, $1, $2, $3, $4, n.entity_id, n.entity_version, n.patient_id FROM unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::int[], $9::uuid[]) AS n (clinic_id, id, entity_id, entity_version, patient_id)",
        None,
    )
}
impl NoteLooksStmt {
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
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::ArraySql<Item = uuid::Uuid>,
        T7: crate::ArraySql<Item = i32>,
        T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        actor_role: &'a T1,
        actor_id: &'a T2,
        action: &'a T3,
        clinic_ids: &'a T4,
        ids: &'a T5,
        entity_ids: &'a T6,
        entity_versions: &'a T7,
        patient_ids: &'a T8,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    now,
                    actor_role,
                    actor_id,
                    action,
                    clinic_ids,
                    ids,
                    entity_ids,
                    entity_versions,
                    patient_ids,
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
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = uuid::Uuid>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteLooksParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteLooksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteLooksParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.actor_role,
            &params.actor_id,
            &params.action,
            &params.clinic_ids,
            &params.ids,
            &params.entity_ids,
            &params.entity_versions,
            &params.patient_ids,
        ))
    }
}
pub struct EntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn entries() -> EntriesStmt {
    EntriesStmt(
        "/*entries*/ SELECT id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id FROM ( SELECT id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id FROM audit_log WHERE clinic_id = $1 AND id < $2 AND id >= $3 ORDER BY id DESC LIMIT $4 ) AS l WHERE ($5::text IS NULL OR actor_id = $5) AND ($6::text IS NULL OR action = $6) AND ($7::timestamptz IS NULL OR occurred_at >= $7) AND ($8::timestamptz IS NULL OR occurred_at < $8) ORDER BY id DESC LIMIT $9",
        None,
    )
}
impl EntriesStmt {
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
        before_id: &'a uuid::Uuid,
        from_id: &'a uuid::Uuid,
        looked_at: &'a i64,
        actor_id: &'a Option<T1>,
        action: &'a Option<T2>,
        from_at: &'a Option<jiff::Timestamp>,
        until_at: &'a Option<jiff::Timestamp>,
        max: &'a i64,
    ) -> EntryQuery<'c, 'a, 's, C, Entry, 9> {
        EntryQuery {
            client,
            params: [clinic_id, before_id, from_id, looked_at, actor_id, action, from_at, until_at, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EntryBorrowed, tokio_postgres::Error> {
                Ok(EntryBorrowed {
                    id: row.try_get(0)?,
                    occurred_at: row.try_get(1)?,
                    actor_role: row.try_get(2)?,
                    actor_id: row.try_get(3)?,
                    action: row.try_get(4)?,
                    entity_id: row.try_get(5)?,
                    entity_version: row.try_get(6)?,
                    patient_id: row.try_get(7)?,
                })
            },
            mapper: |it| Entry::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EntriesParams<T1, T2>, EntryQuery<'c, 'a, 's, C, Entry, 9>, C>
    for EntriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EntriesParams<T1, T2>,
    ) -> EntryQuery<'c, 'a, 's, C, Entry, 9> {
        self.bind(
            client,
            &params.clinic_id,
            &params.before_id,
            &params.from_id,
            &params.looked_at,
            &params.actor_id,
            &params.action,
            &params.from_at,
            &params.until_at,
            &params.max,
        )
    }
}
pub struct LastLookedAtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn last_looked_at() -> LastLookedAtStmt {
    LastLookedAtStmt(
        "/*last_looked_at*/ SELECT id FROM audit_log WHERE clinic_id = $1 AND id < $2 AND id >= $3 ORDER BY id DESC OFFSET ($4::bigint - 1) LIMIT 1",
        None,
    )
}
impl LastLookedAtStmt {
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
        before_id: &'a uuid::Uuid,
        from_id: &'a uuid::Uuid,
        looked_at: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [clinic_id, before_id, from_id, looked_at],
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
        LastLookedAtParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>,
        C,
    > for LastLookedAtStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LastLookedAtParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.clinic_id, &params.before_id, &params.from_id, &params.looked_at)
    }
}
pub struct EntriesOfPatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn entries_of_patient() -> EntriesOfPatientStmt {
    EntriesOfPatientStmt(
        "/*entries_of_patient*/ SELECT id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id FROM audit_log WHERE clinic_id = $1 AND patient_id = ANY ($2::uuid[]) AND id < $3 AND id >= $4 AND ($5::text IS NULL OR actor_id = $5) AND ($6::text IS NULL OR action = $6) AND ($7::timestamptz IS NULL OR occurred_at >= $7) AND ($8::timestamptz IS NULL OR occurred_at < $8) ORDER BY id DESC LIMIT $9",
        None,
    )
}
impl EntriesOfPatientStmt {
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
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        patient_ids: &'a T1,
        before_id: &'a uuid::Uuid,
        from_id: &'a uuid::Uuid,
        actor_id: &'a Option<T2>,
        action: &'a Option<T3>,
        from_at: &'a Option<jiff::Timestamp>,
        until_at: &'a Option<jiff::Timestamp>,
        max: &'a i64,
    ) -> EntryQuery<'c, 'a, 's, C, Entry, 9> {
        EntryQuery {
            client,
            params: [clinic_id, patient_ids, before_id, from_id, actor_id, action, from_at, until_at, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EntryBorrowed, tokio_postgres::Error> {
                Ok(EntryBorrowed {
                    id: row.try_get(0)?,
                    occurred_at: row.try_get(1)?,
                    actor_role: row.try_get(2)?,
                    actor_id: row.try_get(3)?,
                    action: row.try_get(4)?,
                    entity_id: row.try_get(5)?,
                    entity_version: row.try_get(6)?,
                    patient_id: row.try_get(7)?,
                })
            },
            mapper: |it| Entry::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        EntriesOfPatientParams<T1, T2, T3>,
        EntryQuery<'c, 'a, 's, C, Entry, 9>,
        C,
    > for EntriesOfPatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EntriesOfPatientParams<T1, T2, T3>,
    ) -> EntryQuery<'c, 'a, 's, C, Entry, 9> {
        self.bind(
            client,
            &params.clinic_id,
            &params.patient_ids,
            &params.before_id,
            &params.from_id,
            &params.actor_id,
            &params.action,
            &params.from_at,
            &params.until_at,
            &params.max,
        )
    }
}
pub struct NewestSealStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn newest_seal() -> NewestSealStmt {
    NewestSealStmt(
        "/*newest_seal*/ SELECT seq, sealed_at, hash FROM audit_seals WHERE clinic_id = $1 ORDER BY seq DESC LIMIT 1",
        None,
    )
}
impl NewestSealStmt {
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
    ) -> NewestSealQuery<'c, 'a, 's, C, NewestSeal, 1> {
        NewestSealQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NewestSealBorrowed, tokio_postgres::Error> {
                Ok(NewestSealBorrowed {
                    seq: row.try_get(0)?,
                    sealed_at: row.try_get(1)?,
                    hash: row.try_get(2)?,
                })
            },
            mapper: |it| NewestSeal::from(it),
        }
    }
}
pub struct TryLockSealingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn try_lock_sealing() -> TryLockSealingStmt {
    TryLockSealingStmt(
        "/*try_lock_sealing*/ SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast audit sealing', 0)) AS locked",
        None,
    )
}
impl TryLockSealingStmt {
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
pub struct WasRestoredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn was_restored() -> WasRestoredStmt {
    WasRestoredStmt(
        "/*was_restored*/ SELECT pg_snapshot_xmax(seen) > pg_snapshot_xmax(pg_current_snapshot()) AS restored FROM audit_sealing",
        None,
    )
}
impl WasRestoredStmt {
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
pub struct CountAnewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_anew() -> CountAnewStmt {
    CountAnewStmt(
        "/*count_anew*/ WITH sealed AS MATERIALIZED ( SELECT s.clinic_id, r.id FROM audit_seals s CROSS JOIN LATERAL unnest(s.row_ids) AS r (id) ) UPDATE audit_log l SET xid = CASE WHEN s.id IS NULL THEN pg_current_xact_id()::text::bigint ELSE 3 END FROM audit_log o LEFT JOIN sealed s ON s.clinic_id = o.clinic_id AND s.id = o.id WHERE l.clinic_id = o.clinic_id AND l.id = o.id",
        None,
    )
}
impl CountAnewStmt {
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
pub struct SealNewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn seal_new() -> SealNewStmt {
    SealNewStmt(
        "/*seal_new*/ WITH new AS ( SELECT l.clinic_id, l.id, sha256(convert_to(jsonb_build_array( l.clinic_id, l.id, (extract(epoch FROM l.occurred_at) * 1000000)::bigint, l.actor_role, l.actor_id, l.action, l.entity_id, l.entity_version, l.from_status, l.to_status, l.patient_id)::text, 'UTF8')) AS hash FROM audit_log l WHERE l.xid >= (SELECT pg_snapshot_xmin(seen)::text::bigint FROM audit_sealing) AND NOT pg_visible_in_snapshot(l.xid::text::xid8, (SELECT seen FROM audit_sealing)) ), links AS ( SELECT n.clinic_id, array_agg(n.id ORDER BY n.id) AS row_ids, string_agg(n.hash, ''::bytea ORDER BY n.id) AS hashes FROM new n GROUP BY n.clinic_id ) INSERT INTO audit_seals (clinic_id, seq, sealed_at, row_ids, hash) SELECT l.clinic_id, coalesce(before.seq, 0) + 1, $1, l.row_ids, sha256(coalesce(before.hash, '') || convert_to((coalesce(before.seq, 0) + 1)::text, 'UTF8') || l.hashes) FROM links l LEFT JOIN LATERAL ( SELECT s.seq, s.hash FROM audit_seals s WHERE s.clinic_id = l.clinic_id ORDER BY s.seq DESC LIMIT 1 ) before ON true",
        None,
    )
}
impl SealNewStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now]).await
    }
}
pub struct SetSeenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_seen() -> SetSeenStmt {
    SetSeenStmt("/*set_seen*/ UPDATE audit_sealing SET seen = pg_current_snapshot()", None)
}
impl SetSeenStmt {
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
pub struct UnsealedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn unsealed() -> UnsealedStmt {
    UnsealedStmt(
        "/*unsealed*/ SELECT count(*) AS rows, coalesce(extract(epoch FROM $1::timestamptz - min(l.occurred_at)), 0)::float8 AS oldest_secs FROM audit_log l WHERE l.xid >= (SELECT pg_snapshot_xmin(seen)::text::bigint FROM audit_sealing) AND NOT pg_visible_in_snapshot(l.xid::text::xid8, (SELECT seen FROM audit_sealing))",
        None,
    )
}
impl UnsealedStmt {
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
    ) -> UnsealedQuery<'c, 'a, 's, C, Unsealed, 1> {
        UnsealedQuery {
            client,
            params: [now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Unsealed, tokio_postgres::Error> {
                Ok(Unsealed { rows: row.try_get(0)?, oldest_secs: row.try_get(1)? })
            },
            mapper: |it| Unsealed::from(it),
        }
    }
}
