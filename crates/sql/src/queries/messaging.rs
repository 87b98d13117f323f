// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct LockWaitingClinicsParams {
    pub scanned: i64,
    pub max: i64,
    pub lock_space: i32,
}
#[derive(Debug)]
pub struct TakeUnpublishedParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub now: jiff::Timestamp,
    pub clinics: T1,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeUnpublishedOfClinicParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct UnmarkParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
}
#[derive(Debug)]
pub struct InsertDeadLetterParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub listener: T1,
    pub reason: T2,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeadLettersParams {
    pub until: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ReplayDeadLetterParams {
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredDeadLettersParams {
    pub before: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredEventsParams {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub until_id: uuid::Uuid,
    pub max: i64,
    pub before: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub event_type: String,
    pub appointment_id: Option<uuid::Uuid>,
    pub appointment_version: Option<i32>,
    pub doctor_id: Option<uuid::Uuid>,
    pub slot_id: Option<uuid::Uuid>,
    pub occurred_at: jiff::Timestamp,
    pub actor_role: Option<String>,
    pub data: Option<serde_json::Value>,
}
pub struct EventBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub event_type: &'a str,
    pub appointment_id: Option<uuid::Uuid>,
    pub appointment_version: Option<i32>,
    pub doctor_id: Option<uuid::Uuid>,
    pub slot_id: Option<uuid::Uuid>,
    pub occurred_at: jiff::Timestamp,
    pub actor_role: Option<&'a str>,
    pub data: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
}
impl<'a> From<EventBorrowed<'a>> for Event {
    fn from(
        EventBorrowed {
            clinic_id,
            id,
            event_type,
            appointment_id,
            appointment_version,
            doctor_id,
            slot_id,
            occurred_at,
            actor_role,
            data,
        }: EventBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            event_type: event_type.into(),
            appointment_id,
            appointment_version,
            doctor_id,
            slot_id,
            occurred_at,
            actor_role: actor_role.map(|v| v.into()),
            data: data.map(|v| serde_json::from_str(v.0.get()).unwrap()),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct MeasureOutbox {
    pub unpublished: i64,
    pub oldest: Option<jiff::Timestamp>,
    pub dead_letters: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeadLetters {
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeleteExpiredEvents {
    pub last_id: Option<uuid::Uuid>,
    pub deleted: i64,
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
pub struct EventQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EventBorrowed, tokio_postgres::Error>,
    mapper: fn(EventBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EventQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(EventBorrowed) -> R) -> EventQuery<'c, 'a, 's, C, R, N> {
        EventQuery {
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
pub struct MeasureOutboxQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MeasureOutbox, tokio_postgres::Error>,
    mapper: fn(MeasureOutbox) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MeasureOutboxQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MeasureOutbox) -> R) -> MeasureOutboxQuery<'c, 'a, 's, C, R, N> {
        MeasureOutboxQuery {
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
pub struct DeadLettersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeadLetters, tokio_postgres::Error>,
    mapper: fn(DeadLetters) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeadLettersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeadLetters) -> R) -> DeadLettersQuery<'c, 'a, 's, C, R, N> {
        DeadLettersQuery {
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
pub struct DeleteExpiredEventsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeleteExpiredEvents, tokio_postgres::Error>,
    mapper: fn(DeleteExpiredEvents) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeleteExpiredEventsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(DeleteExpiredEvents) -> R,
    ) -> DeleteExpiredEventsQuery<'c, 'a, 's, C, R, N> {
        DeleteExpiredEventsQuery {
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
pub struct LockWaitingClinicsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_waiting_clinics() -> LockWaitingClinicsStmt {
    LockWaitingClinicsStmt(
        "/*lock_waiting_clinics*/ WITH waiting AS MATERIALIZED ( SELECT w.clinic_id, min(w.nth) AS nth FROM ( SELECT o.clinic_id, row_number() OVER (ORDER BY o.id) AS nth FROM outbox o WHERE o.published_at IS NULL ORDER BY o.id LIMIT $1 ) w GROUP BY w.clinic_id ORDER BY 2 LIMIT $2 ) SELECT clinic_id FROM waiting WHERE pg_try_advisory_xact_lock($3, hashtext(clinic_id::text))",
        None,
    )
}
impl LockWaitingClinicsStmt {
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
        scanned: &'a i64,
        max: &'a i64,
        lock_space: &'a i32,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [scanned, max, lock_space],
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
        LockWaitingClinicsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for LockWaitingClinicsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockWaitingClinicsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.scanned, &params.max, &params.lock_space)
    }
}
pub struct TakeUnpublishedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_unpublished() -> TakeUnpublishedStmt {
    TakeUnpublishedStmt(
        "/*take_unpublished*/ UPDATE outbox o SET published_at = $1 FROM ( SELECT w.clinic_id, w.id FROM outbox w WHERE w.published_at IS NULL AND w.clinic_id = ANY ($2) ORDER BY w.id LIMIT $3 FOR UPDATE SKIP LOCKED ) waiting WHERE o.clinic_id = waiting.clinic_id AND o.id = waiting.id RETURNING o.clinic_id, o.id, o.event_type, o.appointment_id, o.appointment_version, o.doctor_id, o.slot_id, o.occurred_at, o.actor_role, o.data",
        None,
    )
}
impl TakeUnpublishedStmt {
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
        now: &'a jiff::Timestamp,
        clinics: &'a T1,
        max: &'a i64,
    ) -> EventQuery<'c, 'a, 's, C, Event, 3> {
        EventQuery {
            client,
            params: [now, clinics, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EventBorrowed, tokio_postgres::Error> {
                Ok(EventBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    event_type: row.try_get(2)?,
                    appointment_id: row.try_get(3)?,
                    appointment_version: row.try_get(4)?,
                    doctor_id: row.try_get(5)?,
                    slot_id: row.try_get(6)?,
                    occurred_at: row.try_get(7)?,
                    actor_role: row.try_get(8)?,
                    data: row.try_get(9)?,
                })
            },
            mapper: |it| Event::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeUnpublishedParams<T1>,
        EventQuery<'c, 'a, 's, C, Event, 3>,
        C,
    > for TakeUnpublishedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeUnpublishedParams<T1>,
    ) -> EventQuery<'c, 'a, 's, C, Event, 3> {
        self.bind(client, &params.now, &params.clinics, &params.max)
    }
}
pub struct TakeUnpublishedOfClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_unpublished_of_clinic() -> TakeUnpublishedOfClinicStmt {
    TakeUnpublishedOfClinicStmt(
        "/*take_unpublished_of_clinic*/ UPDATE outbox o SET published_at = $1 FROM ( SELECT w.clinic_id, w.id FROM outbox w WHERE w.published_at IS NULL AND w.clinic_id = $2 ORDER BY w.id LIMIT $3 FOR UPDATE SKIP LOCKED ) waiting WHERE o.clinic_id = $2 AND o.clinic_id = waiting.clinic_id AND o.id = waiting.id RETURNING o.clinic_id, o.id, o.event_type, o.appointment_id, o.appointment_version, o.doctor_id, o.slot_id, o.occurred_at, o.actor_role, o.data",
        None,
    )
}
impl TakeUnpublishedOfClinicStmt {
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
        clinic_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> EventQuery<'c, 'a, 's, C, Event, 3> {
        EventQuery {
            client,
            params: [now, clinic_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EventBorrowed, tokio_postgres::Error> {
                Ok(EventBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    event_type: row.try_get(2)?,
                    appointment_id: row.try_get(3)?,
                    appointment_version: row.try_get(4)?,
                    doctor_id: row.try_get(5)?,
                    slot_id: row.try_get(6)?,
                    occurred_at: row.try_get(7)?,
                    actor_role: row.try_get(8)?,
                    data: row.try_get(9)?,
                })
            },
            mapper: |it| Event::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeUnpublishedOfClinicParams,
        EventQuery<'c, 'a, 's, C, Event, 3>,
        C,
    > for TakeUnpublishedOfClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeUnpublishedOfClinicParams,
    ) -> EventQuery<'c, 'a, 's, C, Event, 3> {
        self.bind(client, &params.now, &params.clinic_id, &params.max)
    }
}
pub struct UnmarkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn unmark() -> UnmarkStmt {
    UnmarkStmt(
        "/*unmark*/ UPDATE outbox SET published_at = NULL WHERE clinic_id = $1 AND id = ANY ($2)",
        None,
    )
}
impl UnmarkStmt {
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
        UnmarkParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UnmarkStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UnmarkParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.ids))
    }
}
pub struct MeasureOutboxStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn measure_outbox() -> MeasureOutboxStmt {
    MeasureOutboxStmt(
        "/*measure_outbox*/ SELECT (SELECT count(*) FROM (SELECT FROM outbox o WHERE o.published_at IS NULL ORDER BY o.id LIMIT $1) w) AS unpublished, (SELECT o.occurred_at FROM outbox o WHERE o.published_at IS NULL ORDER BY o.id LIMIT 1) AS oldest, (SELECT count(*) FROM (SELECT FROM dead_letters d LIMIT $1) l) AS dead_letters",
        None,
    )
}
impl MeasureOutboxStmt {
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
        max: &'a i64,
    ) -> MeasureOutboxQuery<'c, 'a, 's, C, MeasureOutbox, 1> {
        MeasureOutboxQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MeasureOutbox, tokio_postgres::Error> {
                Ok(MeasureOutbox {
                    unpublished: row.try_get(0)?,
                    oldest: row.try_get(1)?,
                    dead_letters: row.try_get(2)?,
                })
            },
            mapper: |it| MeasureOutbox::from(it),
        }
    }
}
pub struct InsertDeadLetterStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_dead_letter() -> InsertDeadLetterStmt {
    InsertDeadLetterStmt(
        "/*insert_dead_letter*/ INSERT INTO dead_letters (clinic_id, event_id, listener, reason, died_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        None,
    )
}
impl InsertDeadLetterStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        listener: &'a T1,
        reason: &'a T2,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, event_id, listener, reason, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertDeadLetterParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertDeadLetterStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertDeadLetterParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.event_id,
            &params.listener,
            &params.reason,
            &params.now,
        ))
    }
}
pub struct DeadLettersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn dead_letters() -> DeadLettersStmt {
    DeadLettersStmt(
        "/*dead_letters*/ SELECT clinic_id, event_id FROM dead_letters WHERE died_at <= $1 ORDER BY clinic_id, event_id LIMIT $2",
        None,
    )
}
impl DeadLettersStmt {
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
        until: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> DeadLettersQuery<'c, 'a, 's, C, DeadLetters, 2> {
        DeadLettersQuery {
            client,
            params: [until, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeadLetters, tokio_postgres::Error> {
                Ok(DeadLetters { clinic_id: row.try_get(0)?, event_id: row.try_get(1)? })
            },
            mapper: |it| DeadLetters::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeadLettersParams,
        DeadLettersQuery<'c, 'a, 's, C, DeadLetters, 2>,
        C,
    > for DeadLettersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeadLettersParams,
    ) -> DeadLettersQuery<'c, 'a, 's, C, DeadLetters, 2> {
        self.bind(client, &params.until, &params.max)
    }
}
pub struct ReplayDeadLetterStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn replay_dead_letter() -> ReplayDeadLetterStmt {
    ReplayDeadLetterStmt(
        "/*replay_dead_letter*/ WITH dead AS ( DELETE FROM dead_letters d WHERE d.clinic_id = $1 AND d.event_id = $2 RETURNING d.clinic_id, d.event_id ) UPDATE outbox o SET published_at = NULL FROM dead d WHERE o.clinic_id = $1 AND o.clinic_id = d.clinic_id AND o.id = d.event_id",
        None,
    )
}
impl ReplayDeadLetterStmt {
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
        event_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, event_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReplayDeadLetterParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReplayDeadLetterStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReplayDeadLetterParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.event_id))
    }
}
pub struct DeleteExpiredDeadLettersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_dead_letters() -> DeleteExpiredDeadLettersStmt {
    DeleteExpiredDeadLettersStmt(
        "/*delete_expired_dead_letters*/ DELETE FROM dead_letters WHERE ctid = ANY (ARRAY ( SELECT d.ctid FROM dead_letters d WHERE d.died_at < $1 LIMIT $2))",
        None,
    )
}
impl DeleteExpiredDeadLettersStmt {
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
        DeleteExpiredDeadLettersParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteExpiredDeadLettersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteExpiredDeadLettersParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.max))
    }
}
pub struct ClinicsWithOldEventsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_with_old_events() -> ClinicsWithOldEventsStmt {
    ClinicsWithOldEventsStmt(
        "/*clinics_with_old_events*/ WITH RECURSIVE oldest (clinic_id, id) AS ( (SELECT o.clinic_id, o.id FROM outbox o ORDER BY o.clinic_id, o.id LIMIT 1) UNION ALL SELECT n.clinic_id, n.id FROM oldest l CROSS JOIN LATERAL ( SELECT o.clinic_id, o.id FROM outbox o WHERE o.clinic_id > l.clinic_id ORDER BY o.clinic_id, o.id LIMIT 1 ) n ) SELECT clinic_id FROM oldest WHERE id < $1",
        None,
    )
}
impl ClinicsWithOldEventsStmt {
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
        until_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [until_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct DeleteExpiredEventsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_events() -> DeleteExpiredEventsStmt {
    DeleteExpiredEventsStmt(
        "/*delete_expired_events*/ WITH page AS MATERIALIZED ( SELECT o.id FROM outbox o WHERE o.clinic_id = $1 AND o.id > $2 AND o.id < $3 ORDER BY o.id LIMIT $4 ), expired AS MATERIALIZED ( SELECT o.id FROM outbox o WHERE o.clinic_id = $1 AND o.id = ANY (ARRAY (SELECT p.id FROM page p)) AND o.published_at < $5 AND o.occurred_at < $5 AND NOT EXISTS (SELECT FROM dead_letters d WHERE d.clinic_id = $1 AND d.event_id = o.id) ORDER BY o.id FOR UPDATE OF o SKIP LOCKED ), deleted AS ( DELETE FROM outbox o USING expired e WHERE o.clinic_id = $1 AND o.id = e.id RETURNING o.event_type, o.occurred_at ), noted AS ( INSERT INTO outbox_horizons AS h (clinic_id, deleted_until, steps) SELECT $1, max(d.occurred_at), count(*) FILTER (WHERE d.event_type LIKE 'holdfast.appointment.%') FROM deleted d HAVING count(*) > 0 ON CONFLICT (clinic_id) DO UPDATE SET deleted_until = greatest(h.deleted_until, excluded.deleted_until), steps = h.steps + excluded.steps ) SELECT (SELECT p.id FROM page p ORDER BY p.id OFFSET $4 - 1 LIMIT 1) AS last_id, (SELECT count(*) FROM deleted) AS deleted",
        None,
    )
}
impl DeleteExpiredEventsStmt {
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
        after_id: &'a uuid::Uuid,
        until_id: &'a uuid::Uuid,
        max: &'a i64,
        before: &'a jiff::Timestamp,
    ) -> DeleteExpiredEventsQuery<'c, 'a, 's, C, DeleteExpiredEvents, 5> {
        DeleteExpiredEventsQuery {
            client,
            params: [clinic_id, after_id, until_id, max, before],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeleteExpiredEvents, tokio_postgres::Error> {
                Ok(DeleteExpiredEvents { last_id: row.try_get(0)?, deleted: row.try_get(1)? })
            },
            mapper: |it| DeleteExpiredEvents::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeleteExpiredEventsParams,
        DeleteExpiredEventsQuery<'c, 'a, 's, C, DeleteExpiredEvents, 5>,
        C,
    > for DeleteExpiredEventsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteExpiredEventsParams,
    ) -> DeleteExpiredEventsQuery<'c, 'a, 's, C, DeleteExpiredEvents, 5> {
        self.bind(client, &params.clinic_id, &params.after_id, &params.until_id, &params.max, &params.before)
    }
}
