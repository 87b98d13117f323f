// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct LeaseNotificationParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub event_type: T1,
    pub leased_until: jiff::Timestamp,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct FindNotificationParams {
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
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
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub status: String,
    pub mode: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub version: i32,
    pub patient_name: String,
    pub patient_email: String,
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
    pub patient_name: &'a str,
    pub patient_email: &'a str,
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
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct LeaseNotificationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lease_notification() -> LeaseNotificationStmt {
    LeaseNotificationStmt(
        "INSERT INTO notifications (clinic_id, event_id, appointment_id, event_type, state, leased_until, created_at, updated_at) VALUES ($1, $2, $3, $4, 'sending', $5, $6, $6) ON CONFLICT (clinic_id, event_id) DO UPDATE SET attempts = notifications.attempts + 1, leased_until = excluded.leased_until, updated_at = excluded.updated_at WHERE notifications.state = 'sending' AND notifications.leased_until <= $6 RETURNING attempts",
        None,
    )
}
impl LeaseNotificationStmt {
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
        clinic_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        appointment_id: &'a uuid::Uuid,
        event_type: &'a T1,
        leased_until: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
    ) -> I32Query<'c, 'a, 's, C, i32, 6> {
        I32Query {
            client,
            params: [clinic_id, event_id, appointment_id, event_type, leased_until, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, LeaseNotificationParams<T1>, I32Query<'c, 'a, 's, C, i32, 6>, C>
    for LeaseNotificationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LeaseNotificationParams<T1>,
    ) -> I32Query<'c, 'a, 's, C, i32, 6> {
        self.bind(
            client,
            &params.clinic_id,
            &params.event_id,
            &params.appointment_id,
            &params.event_type,
            &params.leased_until,
            &params.now,
        )
    }
}
pub struct FindNotificationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_notification() -> FindNotificationStmt {
    FindNotificationStmt("SELECT state FROM notifications WHERE clinic_id = $1 AND event_id = $2", None)
}
impl FindNotificationStmt {
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
        event_id: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 2> {
        StringQuery {
            client,
            params: [clinic_id, event_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindNotificationParams,
        StringQuery<'c, 'a, 's, C, String, 2>,
        C,
    > for FindNotificationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindNotificationParams,
    ) -> StringQuery<'c, 'a, 's, C, String, 2> {
        self.bind(client, &params.clinic_id, &params.event_id)
    }
}
pub struct MessageContentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn message_content() -> MessageContentStmt {
    MessageContentStmt(
        "SELECT a.status, a.mode, a.starts_at, a.ends_at, a.hold_expires_at, a.version, p.name AS patient_name, p.email AS patient_email, d.name AS doctor_name, d.specialization, c.name AS clinic_name, c.address AS clinic_address, c.phone AS clinic_phone, c.time_zone FROM appointments a JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id JOIN clinics c ON c.id = a.clinic_id WHERE a.clinic_id = $1 AND a.id = $2",
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
                    patient_name: row.try_get(6)?,
                    patient_email: row.try_get(7)?,
                    doctor_name: row.try_get(8)?,
                    specialization: row.try_get(9)?,
                    clinic_name: row.try_get(10)?,
                    clinic_address: row.try_get(11)?,
                    clinic_phone: row.try_get(12)?,
                    time_zone: row.try_get(13)?,
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
