// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ChangesSinceParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_ids: T1,
    pub from_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ZonesOf {
    pub id: uuid::Uuid,
    pub time_zone: String,
}
pub struct ZonesOfBorrowed<'a> {
    pub id: uuid::Uuid,
    pub time_zone: &'a str,
}
impl<'a> From<ZonesOfBorrowed<'a>> for ZonesOf {
    fn from(ZonesOfBorrowed { id, time_zone }: ZonesOfBorrowed<'a>) -> Self {
        Self { id, time_zone: time_zone.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ChangesSince {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub event_type: String,
    pub appointment_id: Option<uuid::Uuid>,
    pub appointment_version: Option<i32>,
    pub slot_id: Option<uuid::Uuid>,
    pub doctor_id: Option<uuid::Uuid>,
    pub occurred_at: jiff::Timestamp,
    pub slot_version: Option<i32>,
    pub starts_at: Option<jiff::Timestamp>,
    pub left_at: Option<jiff::Timestamp>,
    pub left_by: Option<uuid::Uuid>,
}
pub struct ChangesSinceBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub event_type: &'a str,
    pub appointment_id: Option<uuid::Uuid>,
    pub appointment_version: Option<i32>,
    pub slot_id: Option<uuid::Uuid>,
    pub doctor_id: Option<uuid::Uuid>,
    pub occurred_at: jiff::Timestamp,
    pub slot_version: Option<i32>,
    pub starts_at: Option<jiff::Timestamp>,
    pub left_at: Option<jiff::Timestamp>,
    pub left_by: Option<uuid::Uuid>,
}
impl<'a> From<ChangesSinceBorrowed<'a>> for ChangesSince {
    fn from(
        ChangesSinceBorrowed {
            clinic_id,
            id,
            event_type,
            appointment_id,
            appointment_version,
            slot_id,
            doctor_id,
            occurred_at,
            slot_version,
            starts_at,
            left_at,
            left_by,
        }: ChangesSinceBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            event_type: event_type.into(),
            appointment_id,
            appointment_version,
            slot_id,
            doctor_id,
            occurred_at,
            slot_version,
            starts_at,
            left_at,
            left_by,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ZonesOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ZonesOfBorrowed, tokio_postgres::Error>,
    mapper: fn(ZonesOfBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ZonesOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ZonesOfBorrowed) -> R) -> ZonesOfQuery<'c, 'a, 's, C, R, N> {
        ZonesOfQuery {
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
pub struct ChangesSinceQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ChangesSinceBorrowed, tokio_postgres::Error>,
    mapper: fn(ChangesSinceBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ChangesSinceQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ChangesSinceBorrowed) -> R) -> ChangesSinceQuery<'c, 'a, 's, C, R, N> {
        ChangesSinceQuery {
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
pub struct ZonesOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn zones_of() -> ZonesOfStmt {
    ZonesOfStmt("/*zones_of*/ SELECT id, time_zone FROM clinics WHERE id = ANY ($1)", None)
}
impl ZonesOfStmt {
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
        ids: &'a T1,
    ) -> ZonesOfQuery<'c, 'a, 's, C, ZonesOf, 1> {
        ZonesOfQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ZonesOfBorrowed, tokio_postgres::Error> {
                Ok(ZonesOfBorrowed { id: row.try_get(0)?, time_zone: row.try_get(1)? })
            },
            mapper: |it| ZonesOf::from(it),
        }
    }
}
pub struct ChangesSinceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn changes_since() -> ChangesSinceStmt {
    ChangesSinceStmt(
        "/*changes_since*/ SELECT o.clinic_id, o.id, o.event_type, o.appointment_id, o.appointment_version, o.slot_id, o.doctor_id, o.occurred_at, s.version AS slot_version, coalesce(s.starts_at, a.starts_at) AS starts_at, x.starts_at AS left_at, x.doctor_id AS left_by FROM unnest($1::uuid[]) AS c (id) CROSS JOIN LATERAL ( SELECT e.clinic_id, e.id, e.event_type, e.appointment_id, e.appointment_version, e.slot_id, e.doctor_id, e.occurred_at FROM outbox e WHERE e.clinic_id = c.id AND e.id >= $2 ORDER BY e.id LIMIT $3 ) o LEFT JOIN slots s ON s.clinic_id = o.clinic_id AND s.id = o.slot_id LEFT JOIN appointments a ON a.clinic_id = o.clinic_id AND a.id = o.appointment_id AND a.slot_id = o.slot_id LEFT JOIN conflicts x ON o.event_type = 'holdfast.appointment.rescheduled' AND x.clinic_id = o.clinic_id AND x.appointment_id = o.appointment_id AND x.ended_at = o.occurred_at ORDER BY o.clinic_id, o.id",
        None,
    )
}
impl ChangesSinceStmt {
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
        from_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> ChangesSinceQuery<'c, 'a, 's, C, ChangesSince, 3> {
        ChangesSinceQuery {
            client,
            params: [clinic_ids, from_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ChangesSinceBorrowed, tokio_postgres::Error> {
                Ok(ChangesSinceBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    event_type: row.try_get(2)?,
                    appointment_id: row.try_get(3)?,
                    appointment_version: row.try_get(4)?,
                    slot_id: row.try_get(5)?,
                    doctor_id: row.try_get(6)?,
                    occurred_at: row.try_get(7)?,
                    slot_version: row.try_get(8)?,
                    starts_at: row.try_get(9)?,
                    left_at: row.try_get(10)?,
                    left_by: row.try_get(11)?,
                })
            },
            mapper: |it| ChangesSince::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ChangesSinceParams<T1>,
        ChangesSinceQuery<'c, 'a, 's, C, ChangesSince, 3>,
        C,
    > for ChangesSinceStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ChangesSinceParams<T1>,
    ) -> ChangesSinceQuery<'c, 'a, 's, C, ChangesSince, 3> {
        self.bind(client, &params.clinic_ids, &params.from_id, &params.max)
    }
}
