// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct AddressesOfParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_ids: T1,
    pub appointment_ids: T2,
}
#[derive(Debug)]
pub struct RecordNotificationsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = Option<i32>>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = Option<T7>>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::BytesSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = T13>,
    T15: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub clinic_ids: T1,
    pub event_ids: T2,
    pub appointment_ids: T3,
    pub event_types: T5,
    pub versions: T6,
    pub actor_roles: T8,
    pub datas: T10,
    pub recipients: T12,
    pub skips: T14,
    pub occurred_at: T15,
    pub now: jiff::Timestamp,
    pub quiet_until: jiff::Timestamp,
}
#[derive(Debug)]
pub struct ClinicsWithMailsDueParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub now: jiff::Timestamp,
    pub full_clinics: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct TakeNotificationsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub clinic_ids: T1,
    pub mays: T2,
    pub now: jiff::Timestamp,
    pub busy: T4,
    pub max: i64,
    pub turn_at: jiff::Timestamp,
    pub leased_until: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct MessageContentParams {
    pub clinic_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ToldBeforeParams {
    pub event_id: uuid::Uuid,
    pub version: Option<i32>,
    pub clinic_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub lately: jiff::Timestamp,
}
#[derive(Debug)]
pub struct CountMailParams<T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>> {
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub whos: T2,
}
#[derive(Debug)]
pub struct FinishNotificationParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub state: T1,
    pub detail: T2,
    pub calendar: Option<T3>,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub attempts: i32,
}
#[derive(Debug)]
pub struct PutBackNotificationParams<T1: crate::StringSql> {
    pub due_at: jiff::Timestamp,
    pub refusals: i32,
    pub silences: i32,
    pub detail: T1,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub attempts: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct PageOfClinicsParams {
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct ClinicsWithOldNotificationsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_ids: T1,
    pub until_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredNotificationsParams {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub until_id: uuid::Uuid,
    pub max: i64,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredInboxParams {
    pub until_id: uuid::Uuid,
    pub before: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ClinicsWithOldRecipientsParams {
    pub before: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetRecipientsParams {
    pub clinic_id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Debug)]
pub struct TakeAccountMailsParams<T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>> {
    pub now: jiff::Timestamp,
    pub busy: T2,
    pub max: i64,
    pub turn_at: jiff::Timestamp,
    pub again_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct CountAccountMailParams<T1: crate::BytesSql> {
    pub id: uuid::Uuid,
    pub who: T1,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct PutBackAccountMailParams {
    pub again_at: jiff::Timestamp,
    pub refusals: i32,
    pub silences: i32,
    pub id: uuid::Uuid,
    pub attempts: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AddressesOf {
    pub ord: i64,
    pub patient_id: Option<uuid::Uuid>,
    pub email: Option<Vec<u8>>,
}
pub struct AddressesOfBorrowed<'a> {
    pub ord: i64,
    pub patient_id: Option<uuid::Uuid>,
    pub email: Option<&'a [u8]>,
}
impl<'a> From<AddressesOfBorrowed<'a>> for AddressesOf {
    fn from(AddressesOfBorrowed { ord, patient_id, email }: AddressesOfBorrowed<'a>) -> Self {
        Self { ord, patient_id, email: email.map(|v| v.into()) }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct RecordNotifications {
    pub waiting: i64,
    pub skipped: i64,
    pub superseded: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeNotifications {
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub event_type: String,
    pub appointment_version: Option<i32>,
    pub actor_role: Option<String>,
    pub data: Option<serde_json::Value>,
    pub recipient: Option<Vec<u8>>,
    pub occurred_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub attempts: i32,
    pub refusals: i32,
    pub silences: i32,
    pub was_due_at: jiff::Timestamp,
}
pub struct TakeNotificationsBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub appointment_id: uuid::Uuid,
    pub event_type: &'a str,
    pub appointment_version: Option<i32>,
    pub actor_role: Option<&'a str>,
    pub data: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub recipient: Option<&'a [u8]>,
    pub occurred_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub attempts: i32,
    pub refusals: i32,
    pub silences: i32,
    pub was_due_at: jiff::Timestamp,
}
impl<'a> From<TakeNotificationsBorrowed<'a>> for TakeNotifications {
    fn from(
        TakeNotificationsBorrowed {
            clinic_id,
            event_id,
            appointment_id,
            event_type,
            appointment_version,
            actor_role,
            data,
            recipient,
            occurred_at,
            created_at,
            attempts,
            refusals,
            silences,
            was_due_at,
        }: TakeNotificationsBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            event_id,
            appointment_id,
            event_type: event_type.into(),
            appointment_version,
            actor_role: actor_role.map(|v| v.into()),
            data: data.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            recipient: recipient.map(|v| v.into()),
            occurred_at,
            created_at,
            attempts,
            refusals,
            silences,
            was_due_at,
        }
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
    pub cancel_reason: Vec<u8>,
    pub guest_secrets_since: Option<jiff::Timestamp>,
    pub account_id: Option<uuid::Uuid>,
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
    pub cancel_reason: &'a [u8],
    pub guest_secrets_since: Option<jiff::Timestamp>,
    pub account_id: Option<uuid::Uuid>,
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
            cancel_reason,
            guest_secrets_since,
            account_id,
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
            cancel_reason: cancel_reason.into(),
            guest_secrets_since,
            account_id,
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
pub struct ToldBefore {
    pub is_overtaken: bool,
    pub may_be_in_calendar: bool,
    pub untold: Vec<String>,
    pub lately: i64,
    pub oldest_lately: Option<jiff::Timestamp>,
}
pub struct ToldBeforeBorrowed<'a> {
    pub is_overtaken: bool,
    pub may_be_in_calendar: bool,
    pub untold: crate::ArrayIterator<'a, &'a str>,
    pub lately: i64,
    pub oldest_lately: Option<jiff::Timestamp>,
}
impl<'a> From<ToldBeforeBorrowed<'a>> for ToldBefore {
    fn from(
        ToldBeforeBorrowed {
            is_overtaken,
            may_be_in_calendar,
            untold,
            lately,
            oldest_lately,
        }: ToldBeforeBorrowed<'a>,
    ) -> Self {
        Self {
            is_overtaken,
            may_be_in_calendar,
            untold: untold.map(|v| v.into()).collect(),
            lately,
            oldest_lately,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct CountMail {
    pub who: Vec<u8>,
    pub mails: i32,
}
pub struct CountMailBorrowed<'a> {
    pub who: &'a [u8],
    pub mails: i32,
}
impl<'a> From<CountMailBorrowed<'a>> for CountMail {
    fn from(CountMailBorrowed { who, mails }: CountMailBorrowed<'a>) -> Self {
        Self { who: who.into(), mails }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeleteExpiredNotifications {
    pub last_id: Option<uuid::Uuid>,
    pub deleted: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeAccountMails {
    pub id: uuid::Uuid,
    pub content: Vec<u8>,
    pub attempts: i32,
    pub until: jiff::Timestamp,
    pub recipient: Option<Vec<u8>>,
    pub refusals: i32,
    pub silences: i32,
    pub was_due_at: jiff::Timestamp,
}
pub struct TakeAccountMailsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub content: &'a [u8],
    pub attempts: i32,
    pub until: jiff::Timestamp,
    pub recipient: Option<&'a [u8]>,
    pub refusals: i32,
    pub silences: i32,
    pub was_due_at: jiff::Timestamp,
}
impl<'a> From<TakeAccountMailsBorrowed<'a>> for TakeAccountMails {
    fn from(
        TakeAccountMailsBorrowed {
            id,
            content,
            attempts,
            until,
            recipient,
            refusals,
            silences,
            was_due_at,
        }: TakeAccountMailsBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            content: content.into(),
            attempts,
            until,
            recipient: recipient.map(|v| v.into()),
            refusals,
            silences,
            was_due_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AddressesOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AddressesOfBorrowed, tokio_postgres::Error>,
    mapper: fn(AddressesOfBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AddressesOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AddressesOfBorrowed) -> R) -> AddressesOfQuery<'c, 'a, 's, C, R, N> {
        AddressesOfQuery {
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
pub struct RecordNotificationsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RecordNotifications, tokio_postgres::Error>,
    mapper: fn(RecordNotifications) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RecordNotificationsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(RecordNotifications) -> R,
    ) -> RecordNotificationsQuery<'c, 'a, 's, C, R, N> {
        RecordNotificationsQuery {
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
pub struct TakeNotificationsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeNotificationsBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeNotificationsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeNotificationsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeNotificationsBorrowed) -> R,
    ) -> TakeNotificationsQuery<'c, 'a, 's, C, R, N> {
        TakeNotificationsQuery {
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
pub struct ToldBeforeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ToldBeforeBorrowed, tokio_postgres::Error>,
    mapper: fn(ToldBeforeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ToldBeforeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ToldBeforeBorrowed) -> R) -> ToldBeforeQuery<'c, 'a, 's, C, R, N> {
        ToldBeforeQuery {
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
pub struct CountMailQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountMailBorrowed, tokio_postgres::Error>,
    mapper: fn(CountMailBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountMailQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountMailBorrowed) -> R) -> CountMailQuery<'c, 'a, 's, C, R, N> {
        CountMailQuery {
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
pub struct DeleteExpiredNotificationsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeleteExpiredNotifications, tokio_postgres::Error>,
    mapper: fn(DeleteExpiredNotifications) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeleteExpiredNotificationsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(DeleteExpiredNotifications) -> R,
    ) -> DeleteExpiredNotificationsQuery<'c, 'a, 's, C, R, N> {
        DeleteExpiredNotificationsQuery {
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
pub struct AddressesOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn addresses_of() -> AddressesOfStmt {
    AddressesOfStmt(
        "/*addresses_of*/ SELECT r.ord, p.id AS patient_id, p.email FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS r (clinic_id, appointment_id, ord) LEFT JOIN appointments a ON a.clinic_id = r.clinic_id AND a.id = r.appointment_id LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id",
        None,
    )
}
impl AddressesOfStmt {
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
        clinic_ids: &'a T1,
        appointment_ids: &'a T2,
    ) -> AddressesOfQuery<'c, 'a, 's, C, AddressesOf, 2> {
        AddressesOfQuery {
            client,
            params: [clinic_ids, appointment_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AddressesOfBorrowed, tokio_postgres::Error> {
                Ok(AddressesOfBorrowed {
                    ord: row.try_get(0)?,
                    patient_id: row.try_get(1)?,
                    email: row.try_get(2)?,
                })
            },
            mapper: |it| AddressesOf::from(it),
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
        AddressesOfParams<T1, T2>,
        AddressesOfQuery<'c, 'a, 's, C, AddressesOf, 2>,
        C,
    > for AddressesOfStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AddressesOfParams<T1, T2>,
    ) -> AddressesOfQuery<'c, 'a, 's, C, AddressesOf, 2> {
        self.bind(client, &params.clinic_ids, &params.appointment_ids)
    }
}
pub struct RecordNotificationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn record_notifications() -> RecordNotificationsStmt {
    RecordNotificationsStmt(
        "/*record_notifications*/ WITH asked AS MATERIALIZED ( SELECT t.* FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::text[], $8::bytea[], $9::text[], $10::timestamptz[]) AS t (clinic_id, event_id, appointment_id, event_type, version, actor_role, data, recipient, skip, occurred_at) LEFT JOIN notifications known ON known.clinic_id = t.clinic_id AND known.event_id = t.event_id WHERE known.event_id IS NULL ), older AS MATERIALIZED ( SELECT n.clinic_id, n.event_id, n.appointment_id, n.due_at, n.refusals FROM notifications n WHERE n.state = 'waiting' AND EXISTS (SELECT FROM asked t WHERE t.clinic_id = n.clinic_id AND t.appointment_id = n.appointment_id AND t.version IS NOT NULL AND (n.appointment_version < t.version OR n.appointment_version IS NULL AND n.occurred_at <= t.occurred_at)) ORDER BY n.clinic_id, n.event_id FOR NO KEY UPDATE OF n ), superseded AS ( UPDATE notifications n SET state = 'superseded', due_at = NULL, updated_at = $11 FROM older o WHERE n.clinic_id = o.clinic_id AND n.event_id = o.event_id RETURNING n.event_id ), recorded AS ( INSERT INTO notifications (clinic_id, event_id, appointment_id, event_type, appointment_version, actor_role, data, recipient, occurred_at, state, attempts, detail, due_at, refusals, created_at, updated_at) SELECT t.clinic_id, t.event_id, t.appointment_id, t.event_type, t.version, t.actor_role, t.data::jsonb, t.recipient, t.occurred_at, CASE WHEN t.skip = '' THEN 'waiting' ELSE 'skipped' END, 0, t.skip, CASE WHEN t.skip <> '' THEN NULL WHEN o.refusals > 0 THEN o.due_at ELSE least(CASE WHEN t.event_type = 'holdfast.appointment.rescheduled' THEN $12 ELSE $11::timestamptz END, o.due_at) END, coalesce(o.refusals, 0), $11, $11 FROM asked t LEFT JOIN (SELECT clinic_id, appointment_id, min(due_at) AS due_at, max(refusals) AS refusals FROM older GROUP BY 1, 2) o ON o.clinic_id = t.clinic_id AND o.appointment_id = t.appointment_id AND t.version IS NOT NULL ORDER BY t.clinic_id, t.event_id ON CONFLICT DO NOTHING RETURNING event_id, state ), noted AS ( INSERT INTO inbox (consumer, event_id, processed_at) SELECT 'notification', r.event_id, $11 FROM recorded r WHERE r.state = 'skipped' UNION ALL SELECT 'notification', s.event_id, $11 FROM superseded s ON CONFLICT DO NOTHING ) SELECT (SELECT count(*) FROM recorded r WHERE r.state = 'waiting') AS waiting, (SELECT count(*) FROM recorded r WHERE r.state = 'skipped') AS skipped, (SELECT count(*) FROM superseded) AS superseded",
        None,
    )
}
impl RecordNotificationsStmt {
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
        T6: crate::ArraySql<Item = Option<i32>>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = Option<T7>>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = Option<T9>>,
        T11: crate::BytesSql,
        T12: crate::ArraySql<Item = Option<T11>>,
        T13: crate::StringSql,
        T14: crate::ArraySql<Item = T13>,
        T15: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        event_ids: &'a T2,
        appointment_ids: &'a T3,
        event_types: &'a T5,
        versions: &'a T6,
        actor_roles: &'a T8,
        datas: &'a T10,
        recipients: &'a T12,
        skips: &'a T14,
        occurred_at: &'a T15,
        now: &'a jiff::Timestamp,
        quiet_until: &'a jiff::Timestamp,
    ) -> RecordNotificationsQuery<'c, 'a, 's, C, RecordNotifications, 12> {
        RecordNotificationsQuery {
            client,
            params: [
                clinic_ids,
                event_ids,
                appointment_ids,
                event_types,
                versions,
                actor_roles,
                datas,
                recipients,
                skips,
                occurred_at,
                now,
                quiet_until,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RecordNotifications, tokio_postgres::Error> {
                Ok(RecordNotifications {
                    waiting: row.try_get(0)?,
                    skipped: row.try_get(1)?,
                    superseded: row.try_get(2)?,
                })
            },
            mapper: |it| RecordNotifications::from(it),
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
    T6: crate::ArraySql<Item = Option<i32>>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = Option<T7>>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::BytesSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = T13>,
    T15: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RecordNotificationsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>,
        RecordNotificationsQuery<'c, 'a, 's, C, RecordNotifications, 12>,
        C,
    > for RecordNotificationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RecordNotificationsParams<
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
        >,
    ) -> RecordNotificationsQuery<'c, 'a, 's, C, RecordNotifications, 12> {
        self.bind(
            client,
            &params.clinic_ids,
            &params.event_ids,
            &params.appointment_ids,
            &params.event_types,
            &params.versions,
            &params.actor_roles,
            &params.datas,
            &params.recipients,
            &params.skips,
            &params.occurred_at,
            &params.now,
            &params.quiet_until,
        )
    }
}
pub struct ClinicsWithMailsDueStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_with_mails_due() -> ClinicsWithMailsDueStmt {
    ClinicsWithMailsDueStmt(
        "/*clinics_with_mails_due*/ SELECT c.id FROM clinics_with_mails_due($1, $2, $3) AS c (id)",
        None,
    )
}
impl ClinicsWithMailsDueStmt {
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
        full_clinics: &'a T1,
        max: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [now, full_clinics, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ClinicsWithMailsDueParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for ClinicsWithMailsDueStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClinicsWithMailsDueParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.now, &params.full_clinics, &params.max)
    }
}
pub struct TakeNotificationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_notifications() -> TakeNotificationsStmt {
    TakeNotificationsStmt(
        "/*take_notifications*/ WITH asked AS MATERIALIZED ( SELECT * FROM unnest($1::uuid[], $2::bigint[]) AS c (clinic_id, may) ), due AS MATERIALIZED ( SELECT q.*, asked.may FROM asked CROSS JOIN LATERAL ( SELECT n.clinic_id, n.event_id, n.appointment_id, n.recipient, coalesce(n.due_at, n.leased_until) AS was_due_at FROM notifications n WHERE n.clinic_id = asked.clinic_id AND n.state IN ('waiting', 'sending') AND coalesce(n.due_at, n.leased_until) <= $3::timestamptz ORDER BY coalesce(n.due_at, n.leased_until) LIMIT 64 FOR NO KEY UPDATE SKIP LOCKED ) q ), turns AS MATERIALIZED ( SELECT d.*, row_number() OVER (PARTITION BY coalesce(d.recipient, uuid_send(d.appointment_id)) ORDER BY d.was_due_at, d.event_id) AS turn, coalesce(d.recipient = ANY ($4::bytea[]), false) OR EXISTS (SELECT FROM notifications s WHERE s.clinic_id = d.clinic_id AND s.state = 'sending' AND s.leased_until > $3 AND (s.recipient = d.recipient OR s.appointment_id = d.appointment_id)) AS is_busy FROM due d ), taken AS MATERIALIZED ( SELECT f.* FROM ( SELECT t.*, row_number() OVER (PARTITION BY t.clinic_id ORDER BY t.was_due_at, t.event_id) AS nth FROM turns t WHERE t.turn = 1 AND NOT t.is_busy ) f WHERE f.nth <= f.may ORDER BY f.nth, f.was_due_at, f.event_id LIMIT $5 ), passed_over AS ( UPDATE notifications n SET state = 'waiting', due_at = $6, leased_until = NULL, silences = n.silences + CASE WHEN n.state = 'sending' THEN 1 ELSE 0 END FROM turns t WHERE n.clinic_id = t.clinic_id AND n.event_id = t.event_id AND (t.turn > 1 OR t.is_busy) ) UPDATE notifications n SET state = 'sending', attempts = n.attempts + 1, leased_until = $7, due_at = NULL, updated_at = $3, silences = n.silences + CASE WHEN n.state = 'sending' THEN 1 ELSE 0 END FROM taken t WHERE n.clinic_id = t.clinic_id AND n.event_id = t.event_id RETURNING n.clinic_id, n.event_id, n.appointment_id, n.event_type, n.appointment_version, n.actor_role, n.data, n.recipient, n.occurred_at, n.created_at, n.attempts, n.refusals, n.silences, t.was_due_at",
        None,
    )
}
impl TakeNotificationsStmt {
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
        T3: crate::BytesSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        clinic_ids: &'a T1,
        mays: &'a T2,
        now: &'a jiff::Timestamp,
        busy: &'a T4,
        max: &'a i64,
        turn_at: &'a jiff::Timestamp,
        leased_until: &'a jiff::Timestamp,
    ) -> TakeNotificationsQuery<'c, 'a, 's, C, TakeNotifications, 7> {
        TakeNotificationsQuery {
            client,
            params: [clinic_ids, mays, now, busy, max, turn_at, leased_until],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<TakeNotificationsBorrowed, tokio_postgres::Error> {
                    Ok(TakeNotificationsBorrowed {
                        clinic_id: row.try_get(0)?,
                        event_id: row.try_get(1)?,
                        appointment_id: row.try_get(2)?,
                        event_type: row.try_get(3)?,
                        appointment_version: row.try_get(4)?,
                        actor_role: row.try_get(5)?,
                        data: row.try_get(6)?,
                        recipient: row.try_get(7)?,
                        occurred_at: row.try_get(8)?,
                        created_at: row.try_get(9)?,
                        attempts: row.try_get(10)?,
                        refusals: row.try_get(11)?,
                        silences: row.try_get(12)?,
                        was_due_at: row.try_get(13)?,
                    })
                },
            mapper: |it| TakeNotifications::from(it),
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
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeNotificationsParams<T1, T2, T3, T4>,
        TakeNotificationsQuery<'c, 'a, 's, C, TakeNotifications, 7>,
        C,
    > for TakeNotificationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeNotificationsParams<T1, T2, T3, T4>,
    ) -> TakeNotificationsQuery<'c, 'a, 's, C, TakeNotifications, 7> {
        self.bind(
            client,
            &params.clinic_ids,
            &params.mays,
            &params.now,
            &params.busy,
            &params.max,
            &params.turn_at,
            &params.leased_until,
        )
    }
}
pub struct MessageContentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn message_content() -> MessageContentStmt {
    MessageContentStmt(
        "/*message_content*/ SELECT a.status, a.mode, a.starts_at, a.ends_at, a.hold_expires_at, a.version, a.patient_id, a.cancel_reason, a.guest_secrets_since, p.account_id, p.name AS patient_name, p.email AS patient_email, d.name AS doctor_name, d.specialization, c.name AS clinic_name, c.address AS clinic_address, c.phone AS clinic_phone, c.time_zone FROM appointments a JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id JOIN clinics c ON c.id = a.clinic_id WHERE a.clinic_id = $1 AND a.id = $2",
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
                    cancel_reason: row.try_get(7)?,
                    guest_secrets_since: row.try_get(8)?,
                    account_id: row.try_get(9)?,
                    patient_name: row.try_get(10)?,
                    patient_email: row.try_get(11)?,
                    doctor_name: row.try_get(12)?,
                    specialization: row.try_get(13)?,
                    clinic_name: row.try_get(14)?,
                    clinic_address: row.try_get(15)?,
                    clinic_phone: row.try_get(16)?,
                    time_zone: row.try_get(17)?,
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
pub struct ToldBeforeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn told_before() -> ToldBeforeStmt {
    ToldBeforeStmt(
        "/*told_before*/ SELECT coalesce(bool_or(n.event_id <> $1 AND n.appointment_version > $2::int) AND bool_or(n.state = 'sent'), false) AS is_overtaken, coalesce(bool_or(n.event_id <> $1 AND (n.calendar = 'request' OR n.calendar IS NULL AND (n.state IN ('sent', 'sending') OR n.silences > 0) AND n.event_type IN ('holdfast.appointment.created', 'holdfast.appointment.confirmed', 'holdfast.appointment.rescheduled'))), false) AS may_be_in_calendar, coalesce(array_agg(DISTINCT n.event_type) FILTER ( WHERE n.state <> 'sent' AND n.appointment_version < $2 AND n.appointment_version > coalesce((SELECT max(s.appointment_version) FROM notifications s WHERE s.clinic_id = $3 AND s.appointment_id = $4 AND s.state = 'sent'), 0)), '{}') AS untold, count(*) FILTER (WHERE n.is_counted AND n.state = 'sent' AND n.updated_at > $5) AS lately, min(n.updated_at) FILTER (WHERE n.is_counted AND n.state = 'sent' AND n.updated_at > $5) AS oldest_lately FROM notifications n WHERE n.clinic_id = $3 AND n.appointment_id = $4",
        None,
    )
}
impl ToldBeforeStmt {
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
        event_id: &'a uuid::Uuid,
        version: &'a Option<i32>,
        clinic_id: &'a uuid::Uuid,
        appointment_id: &'a uuid::Uuid,
        lately: &'a jiff::Timestamp,
    ) -> ToldBeforeQuery<'c, 'a, 's, C, ToldBefore, 5> {
        ToldBeforeQuery {
            client,
            params: [event_id, version, clinic_id, appointment_id, lately],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ToldBeforeBorrowed, tokio_postgres::Error> {
                Ok(ToldBeforeBorrowed {
                    is_overtaken: row.try_get(0)?,
                    may_be_in_calendar: row.try_get(1)?,
                    untold: row.try_get(2)?,
                    lately: row.try_get(3)?,
                    oldest_lately: row.try_get(4)?,
                })
            },
            mapper: |it| ToldBefore::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ToldBeforeParams,
        ToldBeforeQuery<'c, 'a, 's, C, ToldBefore, 5>,
        C,
    > for ToldBeforeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ToldBeforeParams,
    ) -> ToldBeforeQuery<'c, 'a, 's, C, ToldBefore, 5> {
        self.bind(
            client,
            &params.event_id,
            &params.version,
            &params.clinic_id,
            &params.appointment_id,
            &params.lately,
        )
    }
}
pub struct CountMailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_mail() -> CountMailStmt {
    CountMailStmt(
        "/*count_mail*/ WITH counted AS ( UPDATE notifications SET is_counted = true WHERE clinic_id = $1 AND event_id = $2 AND NOT is_counted RETURNING event_id ) INSERT INTO mail_counts AS c (who, day, mails) SELECT w.who, ($3::timestamptz AT TIME ZONE 'UTC')::date, 1 FROM unnest($4::bytea[]) AS w (who) CROSS JOIN counted ORDER BY w.who ON CONFLICT (who, day) DO UPDATE SET mails = c.mails + 1 RETURNING who, mails",
        None,
    )
}
impl CountMailStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        whos: &'a T2,
    ) -> CountMailQuery<'c, 'a, 's, C, CountMail, 4> {
        CountMailQuery {
            client,
            params: [clinic_id, event_id, now, whos],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountMailBorrowed, tokio_postgres::Error> {
                Ok(CountMailBorrowed { who: row.try_get(0)?, mails: row.try_get(1)? })
            },
            mapper: |it| CountMail::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CountMailParams<T1, T2>,
        CountMailQuery<'c, 'a, 's, C, CountMail, 4>,
        C,
    > for CountMailStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountMailParams<T1, T2>,
    ) -> CountMailQuery<'c, 'a, 's, C, CountMail, 4> {
        self.bind(client, &params.clinic_id, &params.event_id, &params.now, &params.whos)
    }
}
pub struct FinishNotificationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_notification() -> FinishNotificationStmt {
    FinishNotificationStmt(
        "/*finish_notification*/ WITH done AS ( UPDATE notifications n SET state = $1, leased_until = NULL, due_at = NULL, detail = $2, calendar = coalesce($3::text, n.calendar), updated_at = $4 WHERE n.clinic_id = $5 AND n.event_id = $6 AND n.state = 'sending' AND n.attempts = $7 RETURNING n.event_id ) INSERT INTO inbox (consumer, event_id, processed_at) SELECT 'notification', d.event_id, $4 FROM done d ON CONFLICT DO NOTHING",
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
        state: &'a T1,
        detail: &'a T2,
        calendar: &'a Option<T3>,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        attempts: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[state, detail, calendar, now, clinic_id, event_id, attempts]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FinishNotificationParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FinishNotificationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FinishNotificationParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.state,
            &params.detail,
            &params.calendar,
            &params.now,
            &params.clinic_id,
            &params.event_id,
            &params.attempts,
        ))
    }
}
pub struct PutBackNotificationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn put_back_notification() -> PutBackNotificationStmt {
    PutBackNotificationStmt(
        "/*put_back_notification*/ UPDATE notifications SET state = 'waiting', leased_until = NULL, due_at = $1, refusals = $2, silences = $3, detail = $4, updated_at = $5 WHERE clinic_id = $6 AND event_id = $7 AND state = 'sending' AND attempts = $8",
        None,
    )
}
impl PutBackNotificationStmt {
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
        due_at: &'a jiff::Timestamp,
        refusals: &'a i32,
        silences: &'a i32,
        detail: &'a T1,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        attempts: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(self.0, &[due_at, refusals, silences, detail, now, clinic_id, event_id, attempts])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PutBackNotificationParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for PutBackNotificationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PutBackNotificationParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.due_at,
            &params.refusals,
            &params.silences,
            &params.detail,
            &params.now,
            &params.clinic_id,
            &params.event_id,
            &params.attempts,
        ))
    }
}
pub struct PageOfClinicsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn page_of_clinics() -> PageOfClinicsStmt {
    PageOfClinicsStmt(
        "/*page_of_clinics*/ SELECT c.id FROM clinics c WHERE c.id > $1 ORDER BY c.id LIMIT $2",
        None,
    )
}
impl PageOfClinicsStmt {
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
        after_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [after_id, max],
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
        PageOfClinicsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for PageOfClinicsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PageOfClinicsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.after_id, &params.max)
    }
}
pub struct ClinicsWithOldNotificationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_with_old_notifications() -> ClinicsWithOldNotificationsStmt {
    ClinicsWithOldNotificationsStmt(
        "/*clinics_with_old_notifications*/ SELECT c.id FROM unnest($1::uuid[]) AS c (id) WHERE EXISTS (SELECT FROM notifications n WHERE n.clinic_id = c.id AND n.event_id < $2)",
        None,
    )
}
impl ClinicsWithOldNotificationsStmt {
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
        until_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [clinic_ids, until_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ClinicsWithOldNotificationsParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ClinicsWithOldNotificationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClinicsWithOldNotificationsParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.clinic_ids, &params.until_id)
    }
}
pub struct DeleteExpiredNotificationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_notifications() -> DeleteExpiredNotificationsStmt {
    DeleteExpiredNotificationsStmt(
        "/*delete_expired_notifications*/ WITH page AS MATERIALIZED ( SELECT n.event_id FROM notifications n WHERE n.clinic_id = $1 AND n.event_id > $2 AND n.event_id < $3 ORDER BY n.event_id LIMIT $4 ), expired AS MATERIALIZED ( SELECT n.event_id FROM notifications n WHERE n.clinic_id = $1 AND n.event_id = ANY (ARRAY (SELECT p.event_id FROM page p)) AND n.state NOT IN ('waiting', 'sending') AND n.created_at < $5 AND NOT EXISTS (SELECT FROM appointments a WHERE a.clinic_id = $1 AND a.id = n.appointment_id AND a.ends_at >= $5) ORDER BY n.event_id FOR UPDATE OF n SKIP LOCKED ), deleted AS ( DELETE FROM notifications n USING expired e WHERE n.clinic_id = $1 AND n.event_id = e.event_id RETURNING n.event_id ) SELECT (SELECT p.event_id FROM page p ORDER BY p.event_id OFFSET $4 - 1 LIMIT 1) AS last_id, (SELECT count(*) FROM deleted) AS deleted",
        None,
    )
}
impl DeleteExpiredNotificationsStmt {
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
    ) -> DeleteExpiredNotificationsQuery<'c, 'a, 's, C, DeleteExpiredNotifications, 5> {
        DeleteExpiredNotificationsQuery {
            client,
            params: [clinic_id, after_id, until_id, max, before],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<DeleteExpiredNotifications, tokio_postgres::Error> {
                    Ok(DeleteExpiredNotifications { last_id: row.try_get(0)?, deleted: row.try_get(1)? })
                },
            mapper: |it| DeleteExpiredNotifications::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeleteExpiredNotificationsParams,
        DeleteExpiredNotificationsQuery<'c, 'a, 's, C, DeleteExpiredNotifications, 5>,
        C,
    > for DeleteExpiredNotificationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteExpiredNotificationsParams,
    ) -> DeleteExpiredNotificationsQuery<'c, 'a, 's, C, DeleteExpiredNotifications, 5> {
        self.bind(client, &params.clinic_id, &params.after_id, &params.until_id, &params.max, &params.before)
    }
}
pub struct DeleteExpiredInboxStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_inbox() -> DeleteExpiredInboxStmt {
    DeleteExpiredInboxStmt(
        "/*delete_expired_inbox*/ DELETE FROM inbox WHERE ctid = ANY (ARRAY ( SELECT i.ctid FROM inbox i WHERE i.consumer = 'notification' AND i.event_id < $1 AND i.processed_at < $2 ORDER BY i.event_id LIMIT $3))",
        None,
    )
}
impl DeleteExpiredInboxStmt {
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
        until_id: &'a uuid::Uuid,
        before: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[until_id, before, max]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteExpiredInboxParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteExpiredInboxStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteExpiredInboxParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.until_id, &params.before, &params.max))
    }
}
pub struct ClinicsWithOldRecipientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinics_with_old_recipients() -> ClinicsWithOldRecipientsStmt {
    ClinicsWithOldRecipientsStmt(
        "/*clinics_with_old_recipients*/ SELECT c.id FROM clinics_with_old_recipients($1, $2) AS c (id)",
        None,
    )
}
impl ClinicsWithOldRecipientsStmt {
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
        before: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [before, max],
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
        ClinicsWithOldRecipientsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ClinicsWithOldRecipientsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClinicsWithOldRecipientsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.before, &params.max)
    }
}
pub struct ForgetRecipientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_recipients() -> ForgetRecipientsStmt {
    ForgetRecipientsStmt(
        "/*forget_recipients*/ UPDATE notifications SET recipient = NULL WHERE clinic_id = $1 AND recipient IS NOT NULL AND created_at < $2 AND state NOT IN ('waiting', 'sending')",
        None,
    )
}
impl ForgetRecipientsStmt {
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
        before: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, before]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetRecipientsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetRecipientsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetRecipientsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.before))
    }
}
pub struct DeleteExpiredMailCountsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_mail_counts() -> DeleteExpiredMailCountsStmt {
    DeleteExpiredMailCountsStmt(
        "/*delete_expired_mail_counts*/ DELETE FROM mail_counts WHERE day < ($1::timestamptz AT TIME ZONE 'UTC')::date",
        None,
    )
}
impl DeleteExpiredMailCountsStmt {
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
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before]).await
    }
}
pub struct TakeAccountMailsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_account_mails() -> TakeAccountMailsStmt {
    TakeAccountMailsStmt(
        "/*take_account_mails*/ WITH due AS MATERIALIZED ( SELECT m.id, m.due_at, m.recipient FROM account_mails m WHERE m.due_at <= $1 ORDER BY m.due_at LIMIT 256 FOR UPDATE SKIP LOCKED ), turns AS MATERIALIZED ( SELECT d.*, row_number() OVER (PARTITION BY coalesce(d.recipient, uuid_send(d.id)) ORDER BY d.due_at, d.id) AS turn, coalesce(d.recipient = ANY ($2::bytea[]), false) AS is_busy FROM due d ), taken AS MATERIALIZED ( SELECT t.id, t.due_at FROM turns t WHERE t.turn = 1 AND NOT t.is_busy ORDER BY t.due_at, t.id LIMIT $3 ), passed_over AS ( UPDATE account_mails m SET due_at = $4 FROM turns t WHERE m.id = t.id AND (t.turn > 1 OR t.is_busy) ) UPDATE account_mails m SET attempts = m.attempts + 1, due_at = $5 FROM taken t WHERE m.id = t.id RETURNING m.id, m.content, m.attempts, m.until, m.recipient, m.refusals, m.silences, t.due_at AS was_due_at",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        busy: &'a T2,
        max: &'a i64,
        turn_at: &'a jiff::Timestamp,
        again_at: &'a jiff::Timestamp,
    ) -> TakeAccountMailsQuery<'c, 'a, 's, C, TakeAccountMails, 5> {
        TakeAccountMailsQuery {
            client,
            params: [now, busy, max, turn_at, again_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<TakeAccountMailsBorrowed, tokio_postgres::Error> {
                    Ok(TakeAccountMailsBorrowed {
                        id: row.try_get(0)?,
                        content: row.try_get(1)?,
                        attempts: row.try_get(2)?,
                        until: row.try_get(3)?,
                        recipient: row.try_get(4)?,
                        refusals: row.try_get(5)?,
                        silences: row.try_get(6)?,
                        was_due_at: row.try_get(7)?,
                    })
                },
            mapper: |it| TakeAccountMails::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeAccountMailsParams<T1, T2>,
        TakeAccountMailsQuery<'c, 'a, 's, C, TakeAccountMails, 5>,
        C,
    > for TakeAccountMailsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeAccountMailsParams<T1, T2>,
    ) -> TakeAccountMailsQuery<'c, 'a, 's, C, TakeAccountMails, 5> {
        self.bind(client, &params.now, &params.busy, &params.max, &params.turn_at, &params.again_at)
    }
}
pub struct CountAccountMailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_account_mail() -> CountAccountMailStmt {
    CountAccountMailStmt(
        "/*count_account_mail*/ WITH counted AS ( UPDATE account_mails SET is_counted = true WHERE id = $1 AND NOT is_counted RETURNING id ) INSERT INTO mail_counts AS c (who, day, mails) SELECT $2, ($3::timestamptz AT TIME ZONE 'UTC')::date, 1 FROM counted ON CONFLICT (who, day) DO UPDATE SET mails = c.mails + 1 RETURNING mails",
        None,
    )
}
impl CountAccountMailStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        who: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [id, who, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, CountAccountMailParams<T1>, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for CountAccountMailStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountAccountMailParams<T1>,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.id, &params.who, &params.now)
    }
}
pub struct PutBackAccountMailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn put_back_account_mail() -> PutBackAccountMailStmt {
    PutBackAccountMailStmt(
        "/*put_back_account_mail*/ UPDATE account_mails SET due_at = $1, refusals = $2, silences = $3 WHERE id = $4 AND attempts = $5",
        None,
    )
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
        refusals: &'a i32,
        silences: &'a i32,
        id: &'a uuid::Uuid,
        attempts: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[again_at, refusals, silences, id, attempts]).await
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
        Box::pin(self.bind(
            client,
            &params.again_at,
            &params.refusals,
            &params.silences,
            &params.id,
            &params.attempts,
        ))
    }
}
pub struct DeleteAccountMailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_account_mail() -> DeleteAccountMailStmt {
    DeleteAccountMailStmt("/*delete_account_mail*/ DELETE FROM account_mails WHERE id = $1", None)
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
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[id]).await
    }
}
