// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct LeaseNotificationsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
> {
    pub clinic_ids: T1,
    pub event_ids: T2,
    pub appointment_ids: T3,
    pub event_types: T5,
    pub leased_until: jiff::Timestamp,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct MessageContentParams {
    pub clinic_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct FinishNotificationParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub state: T1,
    pub detail: T2,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub attempts: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct ReleaseNotificationParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub attempts: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeAccountMailsParams {
    pub again_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct PutBackAccountMailParams {
    pub again_at: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LeaseNotifications {
    pub ord: i64,
    pub attempts: Option<i32>,
    pub state: String,
    pub is_news: bool,
}
pub struct LeaseNotificationsBorrowed<'a> {
    pub ord: i64,
    pub attempts: Option<i32>,
    pub state: &'a str,
    pub is_news: bool,
}
impl<'a> From<LeaseNotificationsBorrowed<'a>> for LeaseNotifications {
    fn from(
        LeaseNotificationsBorrowed { ord, attempts, state, is_news }: LeaseNotificationsBorrowed<'a>,
    ) -> Self {
        Self { ord, attempts, state: state.into(), is_news }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub status: String,
    pub mode: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub version: i32,
    pub patient_id: uuid::Uuid,
    pub patient_name: Vec<u8>,
    pub patient_email: Vec<u8>,
    pub doctor_name: String,
    pub specialization: String,
    pub clinic_name: String,
    pub clinic_address: String,
    pub clinic_phone: String,
    pub time_zone: String,
}
pub struct MessageBorrowed<'a> {
    pub status: &'a str,
    pub mode: &'a str,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub version: i32,
    pub patient_id: uuid::Uuid,
    pub patient_name: &'a [u8],
    pub patient_email: &'a [u8],
    pub doctor_name: &'a str,
    pub specialization: &'a str,
    pub clinic_name: &'a str,
    pub clinic_address: &'a str,
    pub clinic_phone: &'a str,
    pub time_zone: &'a str,
}
impl<'a> From<MessageBorrowed<'a>> for Message {
    fn from(
        MessageBorrowed {
            status,
            mode,
            starts_at,
            ends_at,
            hold_expires_at,
            version,
            patient_id,
            patient_name,
            patient_email,
            doctor_name,
            specialization,
            clinic_name,
            clinic_address,
            clinic_phone,
            time_zone,
        }: MessageBorrowed<'a>,
    ) -> Self {
        Self {
            status: status.into(),
            mode: mode.into(),
            starts_at,
            ends_at,
            hold_expires_at,
            version,
            patient_id,
            patient_name: patient_name.into(),
            patient_email: patient_email.into(),
            doctor_name: doctor_name.into(),
            specialization: specialization.into(),
            clinic_name: clinic_name.into(),
            clinic_address: clinic_address.into(),
            clinic_phone: clinic_phone.into(),
            time_zone: time_zone.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeAccountMails {
    pub id: uuid::Uuid,
    pub content: Vec<u8>,
    pub attempts: i32,
    pub until: jiff::Timestamp,
}
pub struct TakeAccountMailsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub content: &'a [u8],
    pub attempts: i32,
    pub until: jiff::Timestamp,
}
impl<'a> From<TakeAccountMailsBorrowed<'a>> for TakeAccountMails {
    fn from(TakeAccountMailsBorrowed { id, content, attempts, until }: TakeAccountMailsBorrowed<'a>) -> Self {
        Self { id, content: content.into(), attempts, until }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LeaseNotificationsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LeaseNotificationsBorrowed, tokio_postgres::Error>,
    mapper: fn(LeaseNotificationsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LeaseNotificationsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LeaseNotificationsBorrowed) -> R,
    ) -> LeaseNotificationsQuery<'c, 'a, 's, C, R, N> {
        LeaseNotificationsQuery {
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
pub struct MessageQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MessageBorrowed, tokio_postgres::Error>,
    mapper: fn(MessageBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MessageQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MessageBorrowed) -> R) -> MessageQuery<'c, 'a, 's, C, R, N> {
        MessageQuery {
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
pub struct TakeAccountMailsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeAccountMailsBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeAccountMailsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeAccountMailsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeAccountMailsBorrowed) -> R,
    ) -> TakeAccountMailsQuery<'c, 'a, 's, C, R, N> {
        TakeAccountMailsQuery {
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
pub struct LeaseNotificationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lease_notifications() -> LeaseNotificationsStmt {
    LeaseNotificationsStmt(
        "WITH asked AS MATERIALIZED ( SELECT r.*, CASE WHEN a.id IS NULL THEN 'the appointment is gone' WHEN p.email = ''::bytea THEN 'no address' END AS skipped FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) WITH ORDINALITY AS r (clinic_id, event_id, appointment_id, event_type, ord) LEFT JOIN appointments a ON a.clinic_id = r.clinic_id AND a.id = r.appointment_id LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id ), leased AS ( INSERT INTO notifications (clinic_id, event_id, appointment_id, event_type, state, leased_until, detail, created_at, updated_at) SELECT t.clinic_id, t.event_id, t.appointment_id, t.event_type, CASE WHEN t.skipped IS NULL THEN 'sending' ELSE 'skipped' END, CASE WHEN t.skipped IS NULL THEN $5::timestamptz END, coalesce(t.skipped, ''), $6, $6 FROM asked t ORDER BY t.clinic_id, t.event_id ON CONFLICT (clinic_id, event_id) DO UPDATE SET attempts = notifications.attempts + 1, state = excluded.state, leased_until = excluded.leased_until, detail = excluded.detail, updated_at = excluded.updated_at WHERE notifications.state = 'sending' AND notifications.leased_until <= $6 RETURNING clinic_id, event_id, attempts, state ), noted AS ( INSERT INTO inbox (consumer, event_id, processed_at) SELECT 'notification', l.event_id, $6 FROM leased l WHERE l.state = 'skipped' ON CONFLICT DO NOTHING ) SELECT t.ord, CASE WHEN l.state = 'sending' THEN l.attempts END AS attempts, coalesce(l.state, n.state, 'sending') AS state, l.state IS NOT NULL AS is_news FROM asked t LEFT JOIN leased l ON l.clinic_id = t.clinic_id AND l.event_id = t.event_id LEFT JOIN notifications n ON n.clinic_id = t.clinic_id AND n.event_id = t.event_id",
        None,
    )
}
impl LeaseNotificationsStmt {
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
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        event_ids: &'a T2,
        appointment_ids: &'a T3,
        event_types: &'a T5,
        leased_until: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
    ) -> LeaseNotificationsQuery<'c, 'a, 's, C, LeaseNotifications, 6> {
        LeaseNotificationsQuery {
            client,
            params: [clinic_ids, event_ids, appointment_ids, event_types, leased_until, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<LeaseNotificationsBorrowed, tokio_postgres::Error> {
                    Ok(LeaseNotificationsBorrowed {
                        ord: row.try_get(0)?,
                        attempts: row.try_get(1)?,
                        state: row.try_get(2)?,
                        is_news: row.try_get(3)?,
                    })
                },
            mapper: |it| LeaseNotifications::from(it),
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
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LeaseNotificationsParams<T1, T2, T3, T4, T5>,
        LeaseNotificationsQuery<'c, 'a, 's, C, LeaseNotifications, 6>,
        C,
    > for LeaseNotificationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LeaseNotificationsParams<T1, T2, T3, T4, T5>,
    ) -> LeaseNotificationsQuery<'c, 'a, 's, C, LeaseNotifications, 6> {
        self.bind(
            client,
            &params.clinic_ids,
            &params.event_ids,
            &params.appointment_ids,
            &params.event_types,
            &params.leased_until,
            &params.now,
        )
    }
}
pub struct MessageContentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn message_content() -> MessageContentStmt {
    MessageContentStmt(
        "SELECT a.status, a.mode, a.starts_at, a.ends_at, a.hold_expires_at, a.version, a.patient_id, p.name AS patient_name, p.email AS patient_email, d.name AS doctor_name, d.specialization, c.name AS clinic_name, c.address AS clinic_address, c.phone AS clinic_phone, c.time_zone FROM appointments a JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id JOIN clinics c ON c.id = a.clinic_id WHERE a.clinic_id = $1 AND a.id = $2",
        None,
    )
}
impl MessageContentStmt {
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
        appointment_id: &'a uuid::Uuid,
    ) -> MessageQuery<'c, 'a, 's, C, Message, 2> {
        MessageQuery {
            client,
            params: [clinic_id, appointment_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MessageBorrowed, tokio_postgres::Error> {
                Ok(MessageBorrowed {
                    status: row.try_get(0)?,
                    mode: row.try_get(1)?,
                    starts_at: row.try_get(2)?,
                    ends_at: row.try_get(3)?,
                    hold_expires_at: row.try_get(4)?,
                    version: row.try_get(5)?,
                    patient_id: row.try_get(6)?,
                    patient_name: row.try_get(7)?,
                    patient_email: row.try_get(8)?,
                    doctor_name: row.try_get(9)?,
                    specialization: row.try_get(10)?,
                    clinic_name: row.try_get(11)?,
                    clinic_address: row.try_get(12)?,
                    clinic_phone: row.try_get(13)?,
                    time_zone: row.try_get(14)?,
                })
            },
            mapper: |it| Message::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        MessageContentParams,
        MessageQuery<'c, 'a, 's, C, Message, 2>,
        C,
    > for MessageContentStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a MessageContentParams,
    ) -> MessageQuery<'c, 'a, 's, C, Message, 2> {
        self.bind(client, &params.clinic_id, &params.appointment_id)
    }
}
pub struct FinishNotificationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_notification() -> FinishNotificationStmt {
    FinishNotificationStmt(
        "WITH done AS ( UPDATE notifications n SET state = $1, leased_until = NULL, detail = $2, updated_at = $3 WHERE n.clinic_id = $4 AND n.event_id = $5 AND n.state = 'sending' AND n.attempts = $6 RETURNING n.event_id ) INSERT INTO inbox (consumer, event_id, processed_at) SELECT 'notification', d.event_id, $3 FROM done d ON CONFLICT DO NOTHING",
        None,
    )
}
impl FinishNotificationStmt {
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
        detail: &'a T2,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        attempts: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[state, detail, now, clinic_id, event_id, attempts]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FinishNotificationParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FinishNotificationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FinishNotificationParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.state,
            &params.detail,
            &params.now,
            &params.clinic_id,
            &params.event_id,
            &params.attempts,
        ))
    }
}
pub struct ReleaseNotificationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release_notification() -> ReleaseNotificationStmt {
    ReleaseNotificationStmt(
        "UPDATE notifications SET leased_until = $1, updated_at = $1 WHERE clinic_id = $2 AND event_id = $3 AND state = 'sending' AND attempts = $4",
        None,
    )
}
impl ReleaseNotificationStmt {
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
        event_id: &'a uuid::Uuid,
        attempts: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, clinic_id, event_id, attempts]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReleaseNotificationParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReleaseNotificationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReleaseNotificationParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.clinic_id, &params.event_id, &params.attempts))
    }
}
pub struct TakeAccountMailsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_account_mails() -> TakeAccountMailsStmt {
    TakeAccountMailsStmt(
        "UPDATE account_mails SET attempts = attempts + 1, due_at = $1 WHERE id = ANY (ARRAY ( SELECT m.id FROM account_mails m WHERE m.due_at <= $2 ORDER BY m.due_at LIMIT $3 FOR UPDATE SKIP LOCKED)) RETURNING id, content, attempts, until",
        None,
    )
}
impl TakeAccountMailsStmt {
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
        again_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> TakeAccountMailsQuery<'c, 'a, 's, C, TakeAccountMails, 3> {
        TakeAccountMailsQuery {
            client,
            params: [again_at, now, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<TakeAccountMailsBorrowed, tokio_postgres::Error> {
                    Ok(TakeAccountMailsBorrowed {
                        id: row.try_get(0)?,
                        content: row.try_get(1)?,
                        attempts: row.try_get(2)?,
                        until: row.try_get(3)?,
                    })
                },
            mapper: |it| TakeAccountMails::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeAccountMailsParams,
        TakeAccountMailsQuery<'c, 'a, 's, C, TakeAccountMails, 3>,
        C,
    > for TakeAccountMailsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeAccountMailsParams,
    ) -> TakeAccountMailsQuery<'c, 'a, 's, C, TakeAccountMails, 3> {
        self.bind(client, &params.again_at, &params.now, &params.max)
    }
}
pub struct PutBackAccountMailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn put_back_account_mail() -> PutBackAccountMailStmt {
    PutBackAccountMailStmt("UPDATE account_mails SET due_at = $1 WHERE id = $2", None)
}
impl PutBackAccountMailStmt {
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
        again_at: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[again_at, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PutBackAccountMailParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for PutBackAccountMailStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PutBackAccountMailParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.again_at, &params.id))
    }
}
pub struct DeleteAccountMailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_account_mail() -> DeleteAccountMailStmt {
    DeleteAccountMailStmt("DELETE FROM account_mails WHERE id = $1", None)
}
impl DeleteAccountMailStmt {
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
