// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct TakeUnpublishedParams {
    pub now: jiff::Timestamp,
    pub max: i64,
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
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
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
pub struct TakeUnpublishedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_unpublished() -> TakeUnpublishedStmt {
    TakeUnpublishedStmt(
        "UPDATE outbox o SET published_at = $1 FROM ( SELECT w.clinic_id, w.id FROM outbox w WHERE w.published_at IS NULL ORDER BY w.id LIMIT $2 FOR UPDATE SKIP LOCKED ) waiting WHERE o.clinic_id = waiting.clinic_id AND o.id = waiting.id RETURNING o.clinic_id, o.id, o.event_type, o.appointment_id, o.appointment_version, o.doctor_id, o.slot_id, o.occurred_at",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> EventQuery<'c, 'a, 's, C, Event, 2> {
        EventQuery {
            client,
            params: [now, max],
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
                })
            },
            mapper: |it| Event::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, TakeUnpublishedParams, EventQuery<'c, 'a, 's, C, Event, 2>, C>
    for TakeUnpublishedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeUnpublishedParams,
    ) -> EventQuery<'c, 'a, 's, C, Event, 2> {
        self.bind(client, &params.now, &params.max)
    }
}
