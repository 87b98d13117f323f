// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct DoctorsOfDayParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub day: jiff::civil::Date,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub max: i64,
}
#[derive(Debug)]
pub struct SurroundingsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
}
#[derive(Debug)]
pub struct FreeSlotsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub from_at: jiff::Timestamp,
    pub until_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct AwayParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub doctor_ids: T1,
    pub until_at: jiff::Timestamp,
    pub from_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ClosuresOfDayParams {
    pub clinic_id: uuid::Uuid,
    pub day: jiff::civil::Date,
}
#[derive(Debug, Clone, PartialEq)]
pub struct DoctorsOfDay {
    pub id: uuid::Uuid,
    pub name: String,
    pub title: String,
    pub specialization: String,
}
pub struct DoctorsOfDayBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub title: &'a str,
    pub specialization: &'a str,
}
impl<'a> From<DoctorsOfDayBorrowed<'a>> for DoctorsOfDay {
    fn from(DoctorsOfDayBorrowed { id, name, title, specialization }: DoctorsOfDayBorrowed<'a>) -> Self {
        Self { id, name: name.into(), title: title.into(), specialization: specialization.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Surroundings {
    pub id: uuid::Uuid,
    pub name: Option<Vec<u8>>,
    pub phone: Option<Vec<u8>>,
    pub doctor_name: String,
    pub is_withdrawn: bool,
    pub is_squeezed_in: bool,
    pub visit_type: Option<String>,
}
pub struct SurroundingsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: Option<&'a [u8]>,
    pub phone: Option<&'a [u8]>,
    pub doctor_name: &'a str,
    pub is_withdrawn: bool,
    pub is_squeezed_in: bool,
    pub visit_type: Option<&'a str>,
}
impl<'a> From<SurroundingsBorrowed<'a>> for Surroundings {
    fn from(
        SurroundingsBorrowed {
            id,
            name,
            phone,
            doctor_name,
            is_withdrawn,
            is_squeezed_in,
            visit_type,
        }: SurroundingsBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.map(|v| v.into()),
            phone: phone.map(|v| v.into()),
            doctor_name: doctor_name.into(),
            is_withdrawn,
            is_squeezed_in,
            visit_type: visit_type.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FreeSlots {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: String,
    pub version: i32,
    pub kept_until: Option<jiff::Timestamp>,
    pub visit_types: Vec<uuid::Uuid>,
}
pub struct FreeSlotsBorrowed<'a> {
    pub doctor_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub mode: &'a str,
    pub version: i32,
    pub kept_until: Option<jiff::Timestamp>,
    pub visit_types: crate::ArrayIterator<'a, uuid::Uuid>,
}
impl<'a> From<FreeSlotsBorrowed<'a>> for FreeSlots {
    fn from(
        FreeSlotsBorrowed {
            doctor_id,
            id,
            starts_at,
            ends_at,
            mode,
            version,
            kept_until,
            visit_types,
        }: FreeSlotsBorrowed<'a>,
    ) -> Self {
        Self {
            doctor_id,
            id,
            starts_at,
            ends_at,
            mode: mode.into(),
            version,
            kept_until,
            visit_types: visit_types.map(|v| v).collect(),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Away {
    pub doctor_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ClosuresOfDay {
    pub starts_at: Option<jiff::Timestamp>,
    pub ends_at: Option<jiff::Timestamp>,
    pub reason: String,
}
pub struct ClosuresOfDayBorrowed<'a> {
    pub starts_at: Option<jiff::Timestamp>,
    pub ends_at: Option<jiff::Timestamp>,
    pub reason: &'a str,
}
impl<'a> From<ClosuresOfDayBorrowed<'a>> for ClosuresOfDay {
    fn from(ClosuresOfDayBorrowed { starts_at, ends_at, reason }: ClosuresOfDayBorrowed<'a>) -> Self {
        Self { starts_at, ends_at, reason: reason.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct DoctorsOfDayQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DoctorsOfDayBorrowed, tokio_postgres::Error>,
    mapper: fn(DoctorsOfDayBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DoctorsOfDayQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DoctorsOfDayBorrowed) -> R) -> DoctorsOfDayQuery<'c, 'a, 's, C, R, N> {
        DoctorsOfDayQuery {
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
pub struct SurroundingsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SurroundingsBorrowed, tokio_postgres::Error>,
    mapper: fn(SurroundingsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SurroundingsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SurroundingsBorrowed) -> R) -> SurroundingsQuery<'c, 'a, 's, C, R, N> {
        SurroundingsQuery {
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
pub struct FreeSlotsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FreeSlotsBorrowed, tokio_postgres::Error>,
    mapper: fn(FreeSlotsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FreeSlotsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FreeSlotsBorrowed) -> R) -> FreeSlotsQuery<'c, 'a, 's, C, R, N> {
        FreeSlotsQuery {
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
pub struct AwayQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Away, tokio_postgres::Error>,
    mapper: fn(Away) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AwayQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Away) -> R) -> AwayQuery<'c, 'a, 's, C, R, N> {
        AwayQuery {
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
pub struct ClosuresOfDayQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClosuresOfDayBorrowed, tokio_postgres::Error>,
    mapper: fn(ClosuresOfDayBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClosuresOfDayQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClosuresOfDayBorrowed) -> R) -> ClosuresOfDayQuery<'c, 'a, 's, C, R, N> {
        ClosuresOfDayQuery {
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
pub struct DoctorsOfDayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctors_of_day() -> DoctorsOfDayStmt {
    DoctorsOfDayStmt(
        "/*doctors_of_day*/ SELECT d.id, d.name, d.title, d.specialization FROM doctors d WHERE d.clinic_id = $1 AND (cardinality($2::uuid[]) = 0 OR d.id = ANY ($2)) AND (d.inactive_from IS NULL OR d.inactive_from > $3 OR EXISTS (SELECT FROM appointments a WHERE a.clinic_id = $1 AND a.doctor_id = d.id AND a.status <> 'cancelled' AND a.starts_at >= $4 AND a.starts_at < $5)) ORDER BY d.display_order, d.name, d.id LIMIT $6",
        None,
    )
}
impl DoctorsOfDayStmt {
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
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        day: &'a jiff::civil::Date,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> DoctorsOfDayQuery<'c, 'a, 's, C, DoctorsOfDay, 6> {
        DoctorsOfDayQuery {
            client,
            params: [clinic_id, doctor_ids, day, from_at, until_at, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorsOfDayBorrowed, tokio_postgres::Error> {
                Ok(DoctorsOfDayBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    title: row.try_get(2)?,
                    specialization: row.try_get(3)?,
                })
            },
            mapper: |it| DoctorsOfDay::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DoctorsOfDayParams<T1>,
        DoctorsOfDayQuery<'c, 'a, 's, C, DoctorsOfDay, 6>,
        C,
    > for DoctorsOfDayStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DoctorsOfDayParams<T1>,
    ) -> DoctorsOfDayQuery<'c, 'a, 's, C, DoctorsOfDay, 6> {
        self.bind(
            client,
            &params.clinic_id,
            &params.doctor_ids,
            &params.day,
            &params.from_at,
            &params.until_at,
            &params.max,
        )
    }
}
pub struct SurroundingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn surroundings() -> SurroundingsStmt {
    SurroundingsStmt(
        "/*surroundings*/ SELECT a.id, p.name, p.phone, d.name AS doctor_name, coalesce(s.is_withdrawn, false) AS is_withdrawn, s.kept_until IS NOT NULL AS is_squeezed_in, v.name AS visit_type FROM appointments a JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id LEFT JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id LEFT JOIN slots s ON s.clinic_id = a.clinic_id AND s.id = a.slot_id LEFT JOIN visit_types v ON v.clinic_id = a.clinic_id AND v.id = a.visit_type_id WHERE a.clinic_id = $1 AND a.id = ANY ($2)",
        None,
    )
}
impl SurroundingsStmt {
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
        clinic_id: &'a uuid::Uuid,
        ids: &'a T1,
    ) -> SurroundingsQuery<'c, 'a, 's, C, Surroundings, 2> {
        SurroundingsQuery {
            client,
            params: [clinic_id, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SurroundingsBorrowed, tokio_postgres::Error> {
                Ok(SurroundingsBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    phone: row.try_get(2)?,
                    doctor_name: row.try_get(3)?,
                    is_withdrawn: row.try_get(4)?,
                    is_squeezed_in: row.try_get(5)?,
                    visit_type: row.try_get(6)?,
                })
            },
            mapper: |it| Surroundings::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SurroundingsParams<T1>,
        SurroundingsQuery<'c, 'a, 's, C, Surroundings, 2>,
        C,
    > for SurroundingsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SurroundingsParams<T1>,
    ) -> SurroundingsQuery<'c, 'a, 's, C, Surroundings, 2> {
        self.bind(client, &params.clinic_id, &params.ids)
    }
}
pub struct FreeSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn free_slots() -> FreeSlotsStmt {
    FreeSlotsStmt(
        "/*free_slots*/ SELECT s.doctor_id, s.id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, visit_types_served(s.clinic_id, s.serves) AS visit_types FROM slots s WHERE s.clinic_id = $1 AND s.doctor_id = ANY ($2) AND NOT s.is_booked AND NOT s.is_withdrawn AND s.starts_at >= $3 AND s.starts_at < $4 AND (s.kept_until IS NULL OR s.kept_until > $5) ORDER BY s.doctor_id, s.starts_at",
        None,
    )
}
impl FreeSlotsStmt {
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
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        from_at: &'a jiff::Timestamp,
        until_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
    ) -> FreeSlotsQuery<'c, 'a, 's, C, FreeSlots, 5> {
        FreeSlotsQuery {
            client,
            params: [clinic_id, doctor_ids, from_at, until_at, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FreeSlotsBorrowed, tokio_postgres::Error> {
                Ok(FreeSlotsBorrowed {
                    doctor_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    starts_at: row.try_get(2)?,
                    ends_at: row.try_get(3)?,
                    mode: row.try_get(4)?,
                    version: row.try_get(5)?,
                    kept_until: row.try_get(6)?,
                    visit_types: row.try_get(7)?,
                })
            },
            mapper: |it| FreeSlots::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FreeSlotsParams<T1>,
        FreeSlotsQuery<'c, 'a, 's, C, FreeSlots, 5>,
        C,
    > for FreeSlotsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FreeSlotsParams<T1>,
    ) -> FreeSlotsQuery<'c, 'a, 's, C, FreeSlots, 5> {
        self.bind(
            client,
            &params.clinic_id,
            &params.doctor_ids,
            &params.from_at,
            &params.until_at,
            &params.now,
        )
    }
}
pub struct AwayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn away() -> AwayStmt {
    AwayStmt(
        "/*away*/ SELECT t.doctor_id, t.starts_at, t.ends_at FROM time_off t WHERE t.clinic_id = $1 AND t.doctor_id = ANY ($2) AND t.starts_at < $3 AND t.ends_at > $4 ORDER BY t.doctor_id, t.starts_at",
        None,
    )
}
impl AwayStmt {
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
        clinic_id: &'a uuid::Uuid,
        doctor_ids: &'a T1,
        until_at: &'a jiff::Timestamp,
        from_at: &'a jiff::Timestamp,
    ) -> AwayQuery<'c, 'a, 's, C, Away, 4> {
        AwayQuery {
            client,
            params: [clinic_id, doctor_ids, until_at, from_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Away, tokio_postgres::Error> {
                Ok(Away { doctor_id: row.try_get(0)?, starts_at: row.try_get(1)?, ends_at: row.try_get(2)? })
            },
            mapper: |it| Away::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<'c, 'a, 's, AwayParams<T1>, AwayQuery<'c, 'a, 's, C, Away, 4>, C>
    for AwayStmt
{
    fn params(&'s self, client: &'c C, params: &'a AwayParams<T1>) -> AwayQuery<'c, 'a, 's, C, Away, 4> {
        self.bind(client, &params.clinic_id, &params.doctor_ids, &params.until_at, &params.from_at)
    }
}
pub struct ClosuresOfDayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn closures_of_day() -> ClosuresOfDayStmt {
    ClosuresOfDayStmt(
        "/*closures_of_day*/ SELECT c.starts_at, c.ends_at, c.reason FROM closures c WHERE c.clinic_id = $1 AND c.date <= $2 AND c.last_date >= $2 ORDER BY c.starts_at",
        None,
    )
}
impl ClosuresOfDayStmt {
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
        day: &'a jiff::civil::Date,
    ) -> ClosuresOfDayQuery<'c, 'a, 's, C, ClosuresOfDay, 2> {
        ClosuresOfDayQuery {
            client,
            params: [clinic_id, day],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClosuresOfDayBorrowed, tokio_postgres::Error> {
                Ok(ClosuresOfDayBorrowed {
                    starts_at: row.try_get(0)?,
                    ends_at: row.try_get(1)?,
                    reason: row.try_get(2)?,
                })
            },
            mapper: |it| ClosuresOfDay::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ClosuresOfDayParams,
        ClosuresOfDayQuery<'c, 'a, 's, C, ClosuresOfDay, 2>,
        C,
    > for ClosuresOfDayStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClosuresOfDayParams,
    ) -> ClosuresOfDayQuery<'c, 'a, 's, C, ClosuresOfDay, 2> {
        self.bind(client, &params.clinic_id, &params.day)
    }
}
