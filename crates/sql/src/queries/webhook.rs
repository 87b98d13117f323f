// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct RecordDeliveriesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T6: crate::ArraySql<Item = Option<i32>>,
    T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T9: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub now: jiff::Timestamp,
    pub clinic_ids: T1,
    pub event_ids: T2,
    pub event_types: T4,
    pub appointment_ids: T5,
    pub appointment_versions: T6,
    pub doctor_ids: T7,
    pub slot_ids: T8,
    pub occurred_at: T9,
}
#[derive(Debug)]
pub struct TakeDeliveriesParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub now: jiff::Timestamp,
    pub busy: T1,
    pub each: i64,
    pub max: i64,
    pub again_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct FinishDeliveryParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub state: T1,
    pub due_at: jiff::Timestamp,
    pub last_status: Option<i32>,
    pub last_error: T2,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub attempts: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct WebhookRecoveredParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct WebhookFailedParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct PauseWebhookParams<T1: crate::StringSql> {
    pub until: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub trial: T1,
}
#[derive(Debug)]
pub struct DisableWebhookParams<T1: crate::StringSql> {
    pub reason: T1,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeDeliveries {
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub event_type: String,
    pub appointment_id: Option<uuid::Uuid>,
    pub appointment_version: Option<i32>,
    pub doctor_id: Option<uuid::Uuid>,
    pub slot_id: Option<uuid::Uuid>,
    pub occurred_at: jiff::Timestamp,
    pub attempts: i32,
    pub url: Vec<u8>,
    pub secret: Vec<u8>,
    pub old_secret: Vec<u8>,
    pub old_secret_until: Option<jiff::Timestamp>,
    pub is_enabled: bool,
}
pub struct TakeDeliveriesBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub event_type: &'a str,
    pub appointment_id: Option<uuid::Uuid>,
    pub appointment_version: Option<i32>,
    pub doctor_id: Option<uuid::Uuid>,
    pub slot_id: Option<uuid::Uuid>,
    pub occurred_at: jiff::Timestamp,
    pub attempts: i32,
    pub url: &'a [u8],
    pub secret: &'a [u8],
    pub old_secret: &'a [u8],
    pub old_secret_until: Option<jiff::Timestamp>,
    pub is_enabled: bool,
}
impl<'a> From<TakeDeliveriesBorrowed<'a>> for TakeDeliveries {
    fn from(
        TakeDeliveriesBorrowed {
            clinic_id,
            webhook_id,
            event_id,
            event_type,
            appointment_id,
            appointment_version,
            doctor_id,
            slot_id,
            occurred_at,
            attempts,
            url,
            secret,
            old_secret,
            old_secret_until,
            is_enabled,
        }: TakeDeliveriesBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            webhook_id,
            event_id,
            event_type: event_type.into(),
            appointment_id,
            appointment_version,
            doctor_id,
            slot_id,
            occurred_at,
            attempts,
            url: url.into(),
            secret: secret.into(),
            old_secret: old_secret.into(),
            old_secret_until,
            is_enabled,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct WebhookFailed {
    pub failures: i32,
    pub failing_since: jiff::Timestamp,
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
pub struct TakeDeliveriesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeDeliveriesBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeDeliveriesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeDeliveriesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TakeDeliveriesBorrowed) -> R) -> TakeDeliveriesQuery<'c, 'a, 's, C, R, N> {
        TakeDeliveriesQuery {
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
pub struct WebhookFailedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<WebhookFailed, tokio_postgres::Error>,
    mapper: fn(WebhookFailed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> WebhookFailedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(WebhookFailed) -> R) -> WebhookFailedQuery<'c, 'a, 's, C, R, N> {
        WebhookFailedQuery {
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
pub struct ClinicsWithWebhooksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_with_webhooks() -> ClinicsWithWebhooksStmt {
    ClinicsWithWebhooksStmt(
        "SELECT DISTINCT clinic_id FROM webhooks WHERE clinic_id = ANY ($1::uuid[]) AND is_enabled",
        None,
    )
}
impl ClinicsWithWebhooksStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [clinic_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct RecordDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn record_deliveries() -> RecordDeliveriesStmt {
    RecordDeliveriesStmt(
        "INSERT INTO webhook_deliveries (clinic_id, webhook_id, event_id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, due_at, created_at, updated_at) SELECT e.clinic_id, w.id, e.event_id, e.event_type, e.appointment_id, e.appointment_version, e.doctor_id, e.slot_id, e.occurred_at, greatest($1::timestamptz, w.paused_until), $1, $1 FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::int[], $7::uuid[], $8::uuid[], $9::timestamptz[]) AS e (clinic_id, event_id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at) JOIN webhooks w ON w.clinic_id = e.clinic_id AND w.is_enabled AND e.event_type = ANY (w.event_types) ORDER BY e.clinic_id, w.id, e.event_id ON CONFLICT DO NOTHING",
        None,
    )
}
impl RecordDeliveriesStmt {
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
        T5: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T6: crate::ArraySql<Item = Option<i32>>,
        T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T9: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        clinic_ids: &'a T1,
        event_ids: &'a T2,
        event_types: &'a T4,
        appointment_ids: &'a T5,
        appointment_versions: &'a T6,
        doctor_ids: &'a T7,
        slot_ids: &'a T8,
        occurred_at: &'a T9,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    now,
                    clinic_ids,
                    event_ids,
                    event_types,
                    appointment_ids,
                    appointment_versions,
                    doctor_ids,
                    slot_ids,
                    occurred_at,
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
    T5: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T6: crate::ArraySql<Item = Option<i32>>,
    T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T9: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RecordDeliveriesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RecordDeliveriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RecordDeliveriesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.clinic_ids,
            &params.event_ids,
            &params.event_types,
            &params.appointment_ids,
            &params.appointment_versions,
            &params.doctor_ids,
            &params.slot_ids,
            &params.occurred_at,
        ))
    }
}
pub struct TakeDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_deliveries() -> TakeDeliveriesStmt {
    TakeDeliveriesStmt(
        "WITH due AS MATERIALIZED ( SELECT q.clinic_id, q.webhook_id, q.event_id, q.due_at, row_number() OVER (PARTITION BY q.clinic_id, q.webhook_id ORDER BY q.due_at, q.event_id) AS nth FROM ( SELECT d.clinic_id, d.webhook_id, d.event_id, d.due_at FROM webhook_deliveries d WHERE d.state = 'waiting' AND d.due_at <= $1 AND d.webhook_id <> ALL ($2::uuid[]) ORDER BY d.due_at LIMIT 1000 ) q ), taken AS MATERIALIZED ( SELECT d.clinic_id, d.webhook_id, d.event_id FROM due JOIN webhook_deliveries d ON d.clinic_id = due.clinic_id AND d.webhook_id = due.webhook_id AND d.event_id = due.event_id WHERE due.nth <= $3 AND d.state = 'waiting' AND d.due_at <= $1 ORDER BY due.due_at, due.event_id LIMIT $4 FOR NO KEY UPDATE OF d SKIP LOCKED ) UPDATE webhook_deliveries d SET attempts = d.attempts + 1, due_at = $5, updated_at = $1 FROM taken t JOIN webhooks w ON w.clinic_id = t.clinic_id AND w.id = t.webhook_id WHERE d.clinic_id = t.clinic_id AND d.webhook_id = t.webhook_id AND d.event_id = t.event_id RETURNING d.clinic_id, d.webhook_id, d.event_id, d.event_type, d.appointment_id, d.appointment_version, d.doctor_id, d.slot_id, d.occurred_at, d.attempts, w.url, w.secret, w.old_secret, w.old_secret_until, w.is_enabled",
        None,
    )
}
impl TakeDeliveriesStmt {
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
        busy: &'a T1,
        each: &'a i64,
        max: &'a i64,
        again_at: &'a jiff::Timestamp,
    ) -> TakeDeliveriesQuery<'c, 'a, 's, C, TakeDeliveries, 5> {
        TakeDeliveriesQuery {
            client,
            params: [now, busy, each, max, again_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TakeDeliveriesBorrowed, tokio_postgres::Error> {
                Ok(TakeDeliveriesBorrowed {
                    clinic_id: row.try_get(0)?,
                    webhook_id: row.try_get(1)?,
                    event_id: row.try_get(2)?,
                    event_type: row.try_get(3)?,
                    appointment_id: row.try_get(4)?,
                    appointment_version: row.try_get(5)?,
                    doctor_id: row.try_get(6)?,
                    slot_id: row.try_get(7)?,
                    occurred_at: row.try_get(8)?,
                    attempts: row.try_get(9)?,
                    url: row.try_get(10)?,
                    secret: row.try_get(11)?,
                    old_secret: row.try_get(12)?,
                    old_secret_until: row.try_get(13)?,
                    is_enabled: row.try_get(14)?,
                })
            },
            mapper: |it| TakeDeliveries::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeDeliveriesParams<T1>,
        TakeDeliveriesQuery<'c, 'a, 's, C, TakeDeliveries, 5>,
        C,
    > for TakeDeliveriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeDeliveriesParams<T1>,
    ) -> TakeDeliveriesQuery<'c, 'a, 's, C, TakeDeliveries, 5> {
        self.bind(client, &params.now, &params.busy, &params.each, &params.max, &params.again_at)
    }
}
pub struct FinishDeliveryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_delivery() -> FinishDeliveryStmt {
    FinishDeliveryStmt(
        "UPDATE webhook_deliveries SET state = $1, due_at = $2, last_status = $3, last_error = $4, updated_at = $5 WHERE clinic_id = $6 AND webhook_id = $7 AND event_id = $8 AND state = 'waiting' AND attempts = $9",
        None,
    )
}
impl FinishDeliveryStmt {
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
        state: &'a T1,
        due_at: &'a jiff::Timestamp,
        last_status: &'a Option<i32>,
        last_error: &'a T2,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        webhook_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        attempts: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[state, due_at, last_status, last_error, now, clinic_id, webhook_id, event_id, attempts],
            )
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FinishDeliveryParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FinishDeliveryStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FinishDeliveryParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.state,
            &params.due_at,
            &params.last_status,
            &params.last_error,
            &params.now,
            &params.clinic_id,
            &params.webhook_id,
            &params.event_id,
            &params.attempts,
        ))
    }
}
pub struct WebhookRecoveredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn webhook_recovered() -> WebhookRecoveredStmt {
    WebhookRecoveredStmt(
        "WITH recovered AS ( UPDATE webhooks SET failures = 0, failing_since = NULL, paused_until = NULL, updated_at = $1 WHERE clinic_id = $2 AND id = $3 AND failures > 0 RETURNING clinic_id, id ) UPDATE webhook_deliveries d SET due_at = $1 FROM recovered r WHERE d.clinic_id = r.clinic_id AND d.webhook_id = r.id AND d.state = 'waiting' AND d.attempts = 0 AND d.due_at > $1",
        None,
    )
}
impl WebhookRecoveredStmt {
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
        webhook_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, clinic_id, webhook_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        WebhookRecoveredParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for WebhookRecoveredStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a WebhookRecoveredParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.clinic_id, &params.webhook_id))
    }
}
pub struct WebhookFailedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn webhook_failed() -> WebhookFailedStmt {
    WebhookFailedStmt(
        "UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, $1), updated_at = $1 WHERE clinic_id = $2 AND id = $3 AND is_enabled RETURNING failures, failing_since",
        None,
    )
}
impl WebhookFailedStmt {
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
        webhook_id: &'a uuid::Uuid,
    ) -> WebhookFailedQuery<'c, 'a, 's, C, WebhookFailed, 3> {
        WebhookFailedQuery {
            client,
            params: [now, clinic_id, webhook_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WebhookFailed, tokio_postgres::Error> {
                Ok(WebhookFailed { failures: row.try_get(0)?, failing_since: row.try_get(1)? })
            },
            mapper: |it| WebhookFailed::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        WebhookFailedParams,
        WebhookFailedQuery<'c, 'a, 's, C, WebhookFailed, 3>,
        C,
    > for WebhookFailedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WebhookFailedParams,
    ) -> WebhookFailedQuery<'c, 'a, 's, C, WebhookFailed, 3> {
        self.bind(client, &params.now, &params.clinic_id, &params.webhook_id)
    }
}
pub struct PauseWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn pause_webhook() -> PauseWebhookStmt {
    PauseWebhookStmt(
        "WITH paused AS ( UPDATE webhooks SET paused_until = $1 WHERE clinic_id = $2 AND id = $3 RETURNING clinic_id, id ) UPDATE webhook_deliveries d SET due_at = $1 FROM paused p WHERE d.clinic_id = p.clinic_id AND d.webhook_id = p.id AND d.state = 'waiting' AND d.due_at < $1 AND d.event_type <> $4",
        None,
    )
}
impl PauseWebhookStmt {
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
        until: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        webhook_id: &'a uuid::Uuid,
        trial: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[until, clinic_id, webhook_id, trial]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PauseWebhookParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for PauseWebhookStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PauseWebhookParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.until, &params.clinic_id, &params.webhook_id, &params.trial))
    }
}
pub struct DisableWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn disable_webhook() -> DisableWebhookStmt {
    DisableWebhookStmt(
        "UPDATE webhooks SET is_enabled = false, disabled_reason = $1, failures = 0, failing_since = NULL, paused_until = NULL, updated_at = $2, version = version + 1 WHERE clinic_id = $3 AND id = $4 AND is_enabled RETURNING version",
        None,
    )
}
impl DisableWebhookStmt {
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
        reason: &'a T1,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        webhook_id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 4> {
        I32Query {
            client,
            params: [reason, now, clinic_id, webhook_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, DisableWebhookParams<T1>, I32Query<'c, 'a, 's, C, i32, 4>, C>
    for DisableWebhookStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DisableWebhookParams<T1>,
    ) -> I32Query<'c, 'a, 's, C, i32, 4> {
        self.bind(client, &params.reason, &params.now, &params.clinic_id, &params.webhook_id)
    }
}
pub struct ForgetDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_deliveries() -> ForgetDeliveriesStmt {
    ForgetDeliveriesStmt(
        "DELETE FROM webhook_deliveries WHERE ctid = ANY (ARRAY ( SELECT d.ctid FROM webhook_deliveries d WHERE d.state <> 'waiting' AND d.updated_at < $1 ORDER BY d.updated_at LIMIT 1000))",
        None,
    )
}
impl ForgetDeliveriesStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[before]).await
    }
}
