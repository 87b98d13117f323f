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
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = Option<T10>>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = Option<T12>>,
    T14: crate::ArraySql<Item = bool>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = T15>,
> {
    pub clinic_ids: T1,
    pub event_ids: T2,
    pub event_types: T4,
    pub appointment_ids: T5,
    pub appointment_versions: T6,
    pub doctor_ids: T7,
    pub slot_ids: T8,
    pub occurred_at: T9,
    pub actor_roles: T11,
    pub datas: T13,
    pub repeatable: T14,
    pub now: jiff::Timestamp,
    pub repeatable_types: T16,
    pub at_once: i64,
}
#[derive(Debug)]
pub struct SupersedeDeliveriesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T6: crate::ArraySql<Item = Option<i32>>,
    T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T8: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub now: jiff::Timestamp,
    pub clinic_ids: T1,
    pub event_ids: T2,
    pub event_types: T4,
    pub appointment_ids: T5,
    pub appointment_versions: T6,
    pub slot_ids: T7,
    pub occurred_at: T8,
}
#[derive(Debug)]
pub struct LockDueWebhooksParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub now: jiff::Timestamp,
    pub full_webhooks: T1,
    pub full_clinics: T2,
    pub max: i64,
}
#[derive(Debug)]
pub struct TakeDeliveriesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = i64>,
> {
    pub each_webhook: i64,
    pub now: jiff::Timestamp,
    pub webhook_ids: T1,
    pub of_webhooks: T2,
    pub locked: T3,
    pub trial: T4,
    pub clinic_ids: T5,
    pub of_clinics: T6,
    pub each_clinic: i64,
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
pub struct WebhookTookParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockWebhookParams {
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct WebhookFailedParams {
    pub failures: i32,
    pub failing_since: jiff::Timestamp,
    pub paused_until: Option<jiff::Timestamp>,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct DisableWebhookParams<T1: crate::StringSql> {
    pub reason: T1,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredDeliveriesParams {
    pub before: jiff::Timestamp,
    pub max: i64,
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
    pub actor_role: Option<String>,
    pub data: Option<serde_json::Value>,
    pub attempts: i32,
    pub url: Vec<u8>,
    pub secret: Vec<u8>,
    pub old_secret: Vec<u8>,
    pub old_secret_until: Option<jiff::Timestamp>,
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
    pub actor_role: Option<&'a str>,
    pub data: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub attempts: i32,
    pub url: &'a [u8],
    pub secret: &'a [u8],
    pub old_secret: &'a [u8],
    pub old_secret_until: Option<jiff::Timestamp>,
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
            actor_role,
            data,
            attempts,
            url,
            secret,
            old_secret,
            old_secret_until,
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
            actor_role: actor_role.map(|v| v.into()),
            data: data.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            attempts,
            url: url.into(),
            secret: secret.into(),
            old_secret: old_secret.into(),
            old_secret_until,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct LockWebhook {
    pub failures: i32,
    pub failing_since: Option<jiff::Timestamp>,
    pub paused_until: Option<jiff::Timestamp>,
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
pub struct LockWebhookQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockWebhook, tokio_postgres::Error>,
    mapper: fn(LockWebhook) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockWebhookQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockWebhook) -> R) -> LockWebhookQuery<'c, 'a, 's, C, R, N> {
        LockWebhookQuery {
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
pub struct ClinicsWithWebhooksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_with_webhooks() -> ClinicsWithWebhooksStmt {
    ClinicsWithWebhooksStmt(
        "/*clinics_with_webhooks*/ SELECT DISTINCT clinic_id FROM webhooks WHERE clinic_id = ANY ($1::uuid[]) AND is_enabled",
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
        "/*record_deliveries*/ WITH asked AS MATERIALIZED ( SELECT e.*, row_number() OVER (PARTITION BY e.clinic_id, e.appointment_id, e.is_repeatable ORDER BY e.occurred_at, e.event_id) AS nth FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::uuid[], $7::uuid[], $8::timestamptz[], $9::text[], $10::text[], $11::bool[]) AS e (clinic_id, event_id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role, data, is_repeatable) ), listening AS MATERIALIZED ( SELECT w.clinic_id, w.id, w.event_types FROM webhooks w WHERE w.clinic_id = ANY ($1) AND w.is_enabled AND EXISTS (SELECT FROM asked e WHERE e.clinic_id = w.clinic_id AND e.event_type = ANY (w.event_types)) ORDER BY w.clinic_id, w.id FOR NO KEY UPDATE OF w ), recorded AS ( INSERT INTO webhook_deliveries (clinic_id, webhook_id, event_id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at, actor_role, data, due_at, created_at, updated_at) SELECT e.clinic_id, l.id, e.event_id, e.event_type, e.appointment_id, e.appointment_version, e.doctor_id, e.slot_id, e.occurred_at, e.actor_role, e.data::jsonb, CASE WHEN e.is_repeatable AND e.nth + ( SELECT count(*) FROM ( SELECT FROM webhook_deliveries p WHERE p.clinic_id = e.clinic_id AND p.appointment_id = e.appointment_id AND p.webhook_id = l.id AND p.created_at > $12::timestamptz - interval '1 hour' AND p.event_type = ANY ($13::text[]) LIMIT $14::bigint) before) > $14::bigint THEN date_bin('1 minute', $12::timestamptz, timestamptz 'epoch') + interval '1 minute' ELSE $12::timestamptz END, $12, $12 FROM asked e JOIN listening l ON l.clinic_id = e.clinic_id AND e.event_type = ANY (l.event_types) ON CONFLICT DO NOTHING RETURNING clinic_id, webhook_id ) UPDATE webhooks w SET due_at = least(w.due_at, greatest($12, w.paused_until)) FROM (SELECT DISTINCT clinic_id, webhook_id FROM recorded) r WHERE w.clinic_id = r.clinic_id AND w.id = r.webhook_id",
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
        T10: crate::StringSql,
        T11: crate::ArraySql<Item = Option<T10>>,
        T12: crate::StringSql,
        T13: crate::ArraySql<Item = Option<T12>>,
        T14: crate::ArraySql<Item = bool>,
        T15: crate::StringSql,
        T16: crate::ArraySql<Item = T15>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        event_ids: &'a T2,
        event_types: &'a T4,
        appointment_ids: &'a T5,
        appointment_versions: &'a T6,
        doctor_ids: &'a T7,
        slot_ids: &'a T8,
        occurred_at: &'a T9,
        actor_roles: &'a T11,
        datas: &'a T13,
        repeatable: &'a T14,
        now: &'a jiff::Timestamp,
        repeatable_types: &'a T16,
        at_once: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    clinic_ids,
                    event_ids,
                    event_types,
                    appointment_ids,
                    appointment_versions,
                    doctor_ids,
                    slot_ids,
                    occurred_at,
                    actor_roles,
                    datas,
                    repeatable,
                    now,
                    repeatable_types,
                    at_once,
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
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = Option<T10>>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = Option<T12>>,
    T14: crate::ArraySql<Item = bool>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = T15>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RecordDeliveriesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RecordDeliveriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RecordDeliveriesParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_ids,
            &params.event_ids,
            &params.event_types,
            &params.appointment_ids,
            &params.appointment_versions,
            &params.doctor_ids,
            &params.slot_ids,
            &params.occurred_at,
            &params.actor_roles,
            &params.datas,
            &params.repeatable,
            &params.now,
            &params.repeatable_types,
            &params.at_once,
        ))
    }
}
pub struct SupersedeDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn supersede_deliveries() -> SupersedeDeliveriesStmt {
    SupersedeDeliveriesStmt(
        "/*supersede_deliveries*/ UPDATE webhook_deliveries d SET state = 'superseded', updated_at = $1 FROM webhooks w WHERE d.clinic_id = ANY ($2::uuid[]) AND d.state = 'waiting' AND d.attempts = 0 AND d.due_at > d.created_at AND w.clinic_id = d.clinic_id AND w.id = d.webhook_id AND EXISTS ( SELECT FROM unnest($2, $3::uuid[], $4::text[], $5::uuid[], $6::int[], $7::uuid[], $8::timestamptz[]) AS e (clinic_id, event_id, event_type, appointment_id, appointment_version, slot_id, occurred_at) WHERE e.clinic_id = d.clinic_id AND e.event_type = ANY (w.event_types) AND (e.occurred_at, coalesce(e.appointment_version, 0), e.event_id) > (d.occurred_at, coalesce(d.appointment_version, 0), d.event_id) AND CASE d.event_type WHEN 'holdfast.appointment.rescheduled' THEN e.appointment_id = d.appointment_id AND e.event_type IN ('holdfast.appointment.rescheduled', 'holdfast.appointment.cancelled', 'holdfast.appointment.expired') WHEN 'holdfast.slot.freed' THEN e.slot_id = d.slot_id AND e.event_type IN ('holdfast.slot.freed', 'holdfast.appointment.created', 'holdfast.appointment.rescheduled') ELSE false END)",
        None,
    )
}
impl SupersedeDeliveriesStmt {
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
        T8: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        clinic_ids: &'a T1,
        event_ids: &'a T2,
        event_types: &'a T4,
        appointment_ids: &'a T5,
        appointment_versions: &'a T6,
        slot_ids: &'a T7,
        occurred_at: &'a T8,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
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
    T8: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SupersedeDeliveriesParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SupersedeDeliveriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SupersedeDeliveriesParams<T1, T2, T3, T4, T5, T6, T7, T8>,
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
            &params.slot_ids,
            &params.occurred_at,
        ))
    }
}
pub struct LockDueWebhooksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_due_webhooks() -> LockDueWebhooksStmt {
    LockDueWebhooksStmt(
        "/*lock_due_webhooks*/ SELECT w.id FROM webhooks w WHERE w.due_at <= $1 AND w.id <> ALL ($2::uuid[]) AND w.clinic_id <> ALL ($3::uuid[]) ORDER BY w.due_at LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED",
        None,
    )
}
impl LockDueWebhooksStmt {
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
        now: &'a jiff::Timestamp,
        full_webhooks: &'a T1,
        full_clinics: &'a T2,
        max: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [now, full_webhooks, full_clinics, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
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
        LockDueWebhooksParams<T1, T2>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>,
        C,
    > for LockDueWebhooksStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockDueWebhooksParams<T1, T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.now, &params.full_webhooks, &params.full_clinics, &params.max)
    }
}
pub struct TakeDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_deliveries() -> TakeDeliveriesStmt {
    TakeDeliveriesStmt(
        "/*take_deliveries*/ WITH due AS MATERIALIZED ( SELECT w.clinic_id, w.id, w.is_enabled, w.paused_until, $1 - coalesce(h.held, 0) AS may, NOT w.is_enabled OR coalesce(w.paused_until > $2::timestamptz, false) AS is_held_back FROM webhooks w LEFT JOIN unnest($3::uuid[], $4::bigint[]) AS h (webhook_id, held) ON h.webhook_id = w.id WHERE w.id = ANY ($5::uuid[]) ), waiting AS MATERIALIZED ( SELECT due.clinic_id, due.id AS webhook_id, due.may, d.event_id, d.due_at, d.attempts, d.in_hand_until, coalesce(d.in_hand_until > $2, false) AS is_in_hand, row_number() OVER ( PARTITION BY due.clinic_id, due.id, coalesce(d.appointment_id, d.event_id) ORDER BY d.occurred_at, coalesce(d.appointment_version, 2147483647), d.event_id) AS turn FROM due CROSS JOIN LATERAL ( SELECT q.* FROM webhook_deliveries q WHERE q.clinic_id = due.clinic_id AND q.webhook_id = due.id AND q.state = 'waiting' AND q.due_at <= $2 AND (NOT due.is_held_back OR q.event_type = $6) ORDER BY q.due_at LIMIT 64 ) d ), free AS MATERIALIZED ( SELECT w.*, row_number() OVER (PARTITION BY w.clinic_id, w.webhook_id ORDER BY w.due_at, w.event_id) AS nth FROM waiting w WHERE w.turn = 1 AND NOT w.is_in_hand ), taken AS MATERIALIZED ( SELECT f.* FROM ( SELECT f.*, row_number() OVER (PARTITION BY f.clinic_id ORDER BY f.due_at, f.event_id) AS nth_of_clinic FROM free f WHERE f.nth <= f.may ) f LEFT JOIN unnest($7::uuid[], $8::bigint[]) AS h (clinic_id, held) ON h.clinic_id = f.clinic_id WHERE f.nth_of_clinic <= $9 - coalesce(h.held, 0) ORDER BY f.due_at, f.event_id LIMIT $10 ), looked_at AS ( UPDATE webhooks w SET due_at = CASE WHEN s.is_left THEN w.due_at ELSE least(s.again_at, s.comes_at) END FROM ( SELECT due.clinic_id, due.id, (SELECT count(*) FROM free f WHERE f.clinic_id = due.clinic_id AND f.webhook_id = due.id) > (SELECT count(*) FROM taken t WHERE t.clinic_id = due.clinic_id AND t.webhook_id = due.id) AS is_left, (SELECT min(CASE WHEN f.is_in_hand THEN f.in_hand_until ELSE $11::timestamptz END) FROM waiting f WHERE f.clinic_id = due.clinic_id AND f.webhook_id = due.id) AS again_at, CASE WHEN NOT due.is_enabled THEN NULL WHEN due.is_held_back THEN due.paused_until ELSE (SELECT min(q.due_at) FROM webhook_deliveries q WHERE q.clinic_id = due.clinic_id AND q.webhook_id = due.id AND q.state = 'waiting' AND q.due_at > $2) END AS comes_at FROM due ) s WHERE w.clinic_id = s.clinic_id AND w.id = s.id ) UPDATE webhook_deliveries d SET attempts = d.attempts + 1, in_hand_until = $11, updated_at = $2 FROM taken t JOIN webhooks w ON w.clinic_id = t.clinic_id AND w.id = t.webhook_id WHERE d.clinic_id = t.clinic_id AND d.webhook_id = t.webhook_id AND d.event_id = t.event_id AND d.state = 'waiting' AND d.attempts = t.attempts RETURNING d.clinic_id, d.webhook_id, d.event_id, d.event_type, d.appointment_id, d.appointment_version, d.doctor_id, d.slot_id, d.occurred_at, d.actor_role, d.data, d.attempts, w.url, w.secret, w.old_secret, w.old_secret_until",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = i64>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        each_webhook: &'a i64,
        now: &'a jiff::Timestamp,
        webhook_ids: &'a T1,
        of_webhooks: &'a T2,
        locked: &'a T3,
        trial: &'a T4,
        clinic_ids: &'a T5,
        of_clinics: &'a T6,
        each_clinic: &'a i64,
        max: &'a i64,
        again_at: &'a jiff::Timestamp,
    ) -> TakeDeliveriesQuery<'c, 'a, 's, C, TakeDeliveries, 11> {
        TakeDeliveriesQuery {
            client,
            params: [
                each_webhook,
                now,
                webhook_ids,
                of_webhooks,
                locked,
                trial,
                clinic_ids,
                of_clinics,
                each_clinic,
                max,
                again_at,
            ],
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
                    actor_role: row.try_get(9)?,
                    data: row.try_get(10)?,
                    attempts: row.try_get(11)?,
                    url: row.try_get(12)?,
                    secret: row.try_get(13)?,
                    old_secret: row.try_get(14)?,
                    old_secret_until: row.try_get(15)?,
                })
            },
            mapper: |it| TakeDeliveries::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeDeliveriesParams<T1, T2, T3, T4, T5, T6>,
        TakeDeliveriesQuery<'c, 'a, 's, C, TakeDeliveries, 11>,
        C,
    > for TakeDeliveriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeDeliveriesParams<T1, T2, T3, T4, T5, T6>,
    ) -> TakeDeliveriesQuery<'c, 'a, 's, C, TakeDeliveries, 11> {
        self.bind(
            client,
            &params.each_webhook,
            &params.now,
            &params.webhook_ids,
            &params.of_webhooks,
            &params.locked,
            &params.trial,
            &params.clinic_ids,
            &params.of_clinics,
            &params.each_clinic,
            &params.max,
            &params.again_at,
        )
    }
}
pub struct FinishDeliveryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_delivery() -> FinishDeliveryStmt {
    FinishDeliveryStmt(
        "/*finish_delivery*/ UPDATE webhook_deliveries SET state = $1, due_at = $2, in_hand_until = NULL, last_status = $3, last_error = $4, updated_at = $5 WHERE clinic_id = $6 AND webhook_id = $7 AND event_id = $8 AND state = 'waiting' AND attempts = $9",
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
        let _timed = holdfast_telemetry::timed_statement(self.0);
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
pub struct WebhookTookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn webhook_took() -> WebhookTookStmt {
    WebhookTookStmt(
        "/*webhook_took*/ UPDATE webhooks SET failures = 0, failing_since = NULL, paused_until = NULL, due_at = $1, updated_at = $1 WHERE clinic_id = $2 AND id = $3",
        None,
    )
}
impl WebhookTookStmt {
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
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, clinic_id, webhook_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        WebhookTookParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for WebhookTookStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a WebhookTookParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.clinic_id, &params.webhook_id))
    }
}
pub struct LockWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_webhook() -> LockWebhookStmt {
    LockWebhookStmt(
        "/*lock_webhook*/ SELECT failures, failing_since, paused_until FROM webhooks WHERE clinic_id = $1 AND id = $2 AND is_enabled FOR NO KEY UPDATE",
        None,
    )
}
impl LockWebhookStmt {
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
        webhook_id: &'a uuid::Uuid,
    ) -> LockWebhookQuery<'c, 'a, 's, C, LockWebhook, 2> {
        LockWebhookQuery {
            client,
            params: [clinic_id, webhook_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockWebhook, tokio_postgres::Error> {
                Ok(LockWebhook {
                    failures: row.try_get(0)?,
                    failing_since: row.try_get(1)?,
                    paused_until: row.try_get(2)?,
                })
            },
            mapper: |it| LockWebhook::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockWebhookParams,
        LockWebhookQuery<'c, 'a, 's, C, LockWebhook, 2>,
        C,
    > for LockWebhookStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockWebhookParams,
    ) -> LockWebhookQuery<'c, 'a, 's, C, LockWebhook, 2> {
        self.bind(client, &params.clinic_id, &params.webhook_id)
    }
}
pub struct WebhookFailedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn webhook_failed() -> WebhookFailedStmt {
    WebhookFailedStmt(
        "/*webhook_failed*/ UPDATE webhooks SET failures = $1, failing_since = $2, paused_until = $3::timestamptz, due_at = greatest($4::timestamptz, $3), updated_at = $4 WHERE clinic_id = $5 AND id = $6",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        failures: &'a i32,
        failing_since: &'a jiff::Timestamp,
        paused_until: &'a Option<jiff::Timestamp>,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        webhook_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[failures, failing_since, paused_until, now, clinic_id, webhook_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        WebhookFailedParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for WebhookFailedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a WebhookFailedParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.failures,
            &params.failing_since,
            &params.paused_until,
            &params.now,
            &params.clinic_id,
            &params.webhook_id,
        ))
    }
}
pub struct DisableWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn disable_webhook() -> DisableWebhookStmt {
    DisableWebhookStmt(
        "/*disable_webhook*/ UPDATE webhooks SET is_enabled = false, disabled_reason = $1, due_at = NULL, failures = 0, failing_since = NULL, paused_until = NULL, updated_at = $2, version = version + 1 WHERE clinic_id = $3 AND id = $4 AND is_enabled RETURNING version",
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
pub struct DeleteExpiredDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_deliveries() -> DeleteExpiredDeliveriesStmt {
    DeleteExpiredDeliveriesStmt(
        "/*delete_expired_deliveries*/ DELETE FROM webhook_deliveries WHERE ctid = ANY (ARRAY ( SELECT d.ctid FROM webhook_deliveries d WHERE d.created_at < $1 ORDER BY d.created_at LIMIT $2 FOR UPDATE SKIP LOCKED))",
        None,
    )
}
impl DeleteExpiredDeliveriesStmt {
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
        DeleteExpiredDeliveriesParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteExpiredDeliveriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteExpiredDeliveriesParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.max))
    }
}
