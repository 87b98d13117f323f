// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListVisitTypesParams {
    pub clinic_id: uuid::Uuid,
    pub with_desk: bool,
}
#[derive(Clone, Copy, Debug)]
pub struct FindVisitTypeParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertVisitTypeParams<
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub place: i32,
    pub name: T1,
    pub names: T2,
    pub minutes: i32,
    pub mode: Option<T3>,
    pub booked_by: T4,
    pub instructions: T5,
    pub colour: T6,
    pub min_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub cancel_notice_minutes: Option<i32>,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UpdateVisitTypeParams<
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
> {
    pub name: T1,
    pub names: T2,
    pub minutes: i32,
    pub mode: Option<T3>,
    pub booked_by: T4,
    pub instructions: T5,
    pub colour: T6,
    pub min_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub cancel_notice_minutes: Option<i32>,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DoctorsWithTypeParams {
    pub clinic_id: uuid::Uuid,
    pub today: jiff::civil::Date,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RetireVisitTypeParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct VisitTypeRow {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: String,
    pub names: serde_json::Value,
    pub minutes: i32,
    pub mode: Option<String>,
    pub booked_by: String,
    pub instructions: String,
    pub colour: String,
    pub min_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub cancel_notice_minutes: Option<i32>,
    pub version: i32,
}
pub struct VisitTypeRowBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub names: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub minutes: i32,
    pub mode: Option<&'a str>,
    pub booked_by: &'a str,
    pub instructions: &'a str,
    pub colour: &'a str,
    pub min_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub cancel_notice_minutes: Option<i32>,
    pub version: i32,
}
impl<'a> From<VisitTypeRowBorrowed<'a>> for VisitTypeRow {
    fn from(
        VisitTypeRowBorrowed {
            clinic_id,
            id,
            name,
            names,
            minutes,
            mode,
            booked_by,
            instructions,
            colour,
            min_notice_minutes,
            hold_minutes,
            cancel_notice_minutes,
            version,
        }: VisitTypeRowBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            name: name.into(),
            names: serde_json::from_str(names.0.get()).unwrap(),
            minutes,
            mode: mode.map(|v| v.into()),
            booked_by: booked_by.into(),
            instructions: instructions.into(),
            colour: colour.into(),
            min_notice_minutes,
            hold_minutes,
            cancel_notice_minutes,
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct VisitTypeRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<VisitTypeRowBorrowed, tokio_postgres::Error>,
    mapper: fn(VisitTypeRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> VisitTypeRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(VisitTypeRowBorrowed) -> R) -> VisitTypeRowQuery<'c, 'a, 's, C, R, N> {
        VisitTypeRowQuery {
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
pub struct ListVisitTypesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_visit_types() -> ListVisitTypesStmt {
    ListVisitTypesStmt(
        "/*list_visit_types*/ SELECT v.clinic_id, v.id, v.name, v.names, v.minutes, v.mode, v.booked_by, v.instructions, v.colour, v.min_notice_minutes, v.hold_minutes, v.cancel_notice_minutes, v.version FROM visit_types v WHERE v.clinic_id = $1 AND v.retired_at IS NULL AND ($2::bool OR v.booked_by <> 'desk') ORDER BY v.place",
        None,
    )
}
impl ListVisitTypesStmt {
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
        with_desk: &'a bool,
    ) -> VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 2> {
        VisitTypeRowQuery {
            client,
            params: [clinic_id, with_desk],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VisitTypeRowBorrowed, tokio_postgres::Error> {
                Ok(VisitTypeRowBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    names: row.try_get(3)?,
                    minutes: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    booked_by: row.try_get(6)?,
                    instructions: row.try_get(7)?,
                    colour: row.try_get(8)?,
                    min_notice_minutes: row.try_get(9)?,
                    hold_minutes: row.try_get(10)?,
                    cancel_notice_minutes: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| VisitTypeRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListVisitTypesParams,
        VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 2>,
        C,
    > for ListVisitTypesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListVisitTypesParams,
    ) -> VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 2> {
        self.bind(client, &params.clinic_id, &params.with_desk)
    }
}
pub struct ClinicExistsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_exists() -> ClinicExistsStmt {
    ClinicExistsStmt(
        "/*clinic_exists*/ SELECT EXISTS (SELECT FROM clinics c WHERE c.id = $1) AS is_there",
        None,
    )
}
impl ClinicExistsStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct LockClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_clinic() -> LockClinicStmt {
    LockClinicStmt("/*lock_clinic*/ SELECT c.id FROM clinics c WHERE c.id = $1 FOR NO KEY UPDATE", None)
}
impl LockClinicStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct FindVisitTypeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_visit_type() -> FindVisitTypeStmt {
    FindVisitTypeStmt(
        "/*find_visit_type*/ SELECT v.clinic_id, v.id, v.name, v.names, v.minutes, v.mode, v.booked_by, v.instructions, v.colour, v.min_notice_minutes, v.hold_minutes, v.cancel_notice_minutes, v.version FROM visit_types v WHERE v.clinic_id = $1 AND v.id = $2 AND v.retired_at IS NULL",
        None,
    )
}
impl FindVisitTypeStmt {
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
        id: &'a uuid::Uuid,
    ) -> VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 2> {
        VisitTypeRowQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VisitTypeRowBorrowed, tokio_postgres::Error> {
                Ok(VisitTypeRowBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    names: row.try_get(3)?,
                    minutes: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    booked_by: row.try_get(6)?,
                    instructions: row.try_get(7)?,
                    colour: row.try_get(8)?,
                    min_notice_minutes: row.try_get(9)?,
                    hold_minutes: row.try_get(10)?,
                    cancel_notice_minutes: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| VisitTypeRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindVisitTypeParams,
        VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 2>,
        C,
    > for FindVisitTypeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindVisitTypeParams,
    ) -> VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct PlacesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn places() -> PlacesStmt {
    PlacesStmt("/*places*/ SELECT v.place FROM visit_types v WHERE v.clinic_id = $1 ORDER BY v.place", None)
}
impl PlacesStmt {
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
    ) -> I32Query<'c, 'a, 's, C, i32, 1> {
        I32Query {
            client,
            params: [clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertVisitTypeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_visit_type() -> InsertVisitTypeStmt {
    InsertVisitTypeStmt(
        "/*insert_visit_type*/ INSERT INTO visit_types (clinic_id, id, place, name, names, minutes, mode, booked_by, instructions, colour, min_notice_minutes, hold_minutes, cancel_notice_minutes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING clinic_id, id, name, names, minutes, mode, booked_by, instructions, colour, min_notice_minutes, hold_minutes, cancel_notice_minutes, version",
        None,
    )
}
impl InsertVisitTypeStmt {
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
        T1: crate::StringSql,
        T2: crate::JsonSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        place: &'a i32,
        name: &'a T1,
        names: &'a T2,
        minutes: &'a i32,
        mode: &'a Option<T3>,
        booked_by: &'a T4,
        instructions: &'a T5,
        colour: &'a T6,
        min_notice_minutes: &'a Option<i32>,
        hold_minutes: &'a Option<i32>,
        cancel_notice_minutes: &'a Option<i32>,
        now: &'a jiff::Timestamp,
    ) -> VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 14> {
        VisitTypeRowQuery {
            client,
            params: [
                clinic_id,
                id,
                place,
                name,
                names,
                minutes,
                mode,
                booked_by,
                instructions,
                colour,
                min_notice_minutes,
                hold_minutes,
                cancel_notice_minutes,
                now,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VisitTypeRowBorrowed, tokio_postgres::Error> {
                Ok(VisitTypeRowBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    names: row.try_get(3)?,
                    minutes: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    booked_by: row.try_get(6)?,
                    instructions: row.try_get(7)?,
                    colour: row.try_get(8)?,
                    min_notice_minutes: row.try_get(9)?,
                    hold_minutes: row.try_get(10)?,
                    cancel_notice_minutes: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| VisitTypeRow::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertVisitTypeParams<T1, T2, T3, T4, T5, T6>,
        VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 14>,
        C,
    > for InsertVisitTypeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertVisitTypeParams<T1, T2, T3, T4, T5, T6>,
    ) -> VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 14> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.place,
            &params.name,
            &params.names,
            &params.minutes,
            &params.mode,
            &params.booked_by,
            &params.instructions,
            &params.colour,
            &params.min_notice_minutes,
            &params.hold_minutes,
            &params.cancel_notice_minutes,
            &params.now,
        )
    }
}
pub struct UpdateVisitTypeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_visit_type() -> UpdateVisitTypeStmt {
    UpdateVisitTypeStmt(
        "/*update_visit_type*/ UPDATE visit_types SET name = $1, names = $2, minutes = $3, mode = $4, booked_by = $5, instructions = $6, colour = $7, min_notice_minutes = $8, hold_minutes = $9, cancel_notice_minutes = $10, version = version + 1 WHERE clinic_id = $11 AND id = $12 RETURNING clinic_id, id, name, names, minutes, mode, booked_by, instructions, colour, min_notice_minutes, hold_minutes, cancel_notice_minutes, version",
        None,
    )
}
impl UpdateVisitTypeStmt {
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
        T1: crate::StringSql,
        T2: crate::JsonSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        names: &'a T2,
        minutes: &'a i32,
        mode: &'a Option<T3>,
        booked_by: &'a T4,
        instructions: &'a T5,
        colour: &'a T6,
        min_notice_minutes: &'a Option<i32>,
        hold_minutes: &'a Option<i32>,
        cancel_notice_minutes: &'a Option<i32>,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 12> {
        VisitTypeRowQuery {
            client,
            params: [
                name,
                names,
                minutes,
                mode,
                booked_by,
                instructions,
                colour,
                min_notice_minutes,
                hold_minutes,
                cancel_notice_minutes,
                clinic_id,
                id,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VisitTypeRowBorrowed, tokio_postgres::Error> {
                Ok(VisitTypeRowBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    names: row.try_get(3)?,
                    minutes: row.try_get(4)?,
                    mode: row.try_get(5)?,
                    booked_by: row.try_get(6)?,
                    instructions: row.try_get(7)?,
                    colour: row.try_get(8)?,
                    min_notice_minutes: row.try_get(9)?,
                    hold_minutes: row.try_get(10)?,
                    cancel_notice_minutes: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| VisitTypeRow::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateVisitTypeParams<T1, T2, T3, T4, T5, T6>,
        VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 12>,
        C,
    > for UpdateVisitTypeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateVisitTypeParams<T1, T2, T3, T4, T5, T6>,
    ) -> VisitTypeRowQuery<'c, 'a, 's, C, VisitTypeRow, 12> {
        self.bind(
            client,
            &params.name,
            &params.names,
            &params.minutes,
            &params.mode,
            &params.booked_by,
            &params.instructions,
            &params.colour,
            &params.min_notice_minutes,
            &params.hold_minutes,
            &params.cancel_notice_minutes,
            &params.clinic_id,
            &params.id,
        )
    }
}
pub struct DoctorsWithTypeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctors_with_type() -> DoctorsWithTypeStmt {
    DoctorsWithTypeStmt(
        "/*doctors_with_type*/ SELECT d.name FROM doctors d WHERE d.clinic_id = $1 AND (EXISTS (SELECT FROM schedules s WHERE s.clinic_id = $1 AND s.doctor_id = d.id AND (s.effective_until IS NULL OR s.effective_until >= $2) AND s.revision >= coalesce((SELECT max(o.revision) FROM schedules o WHERE o.clinic_id = $1 AND o.doctor_id = d.id AND o.effective_until IS NULL AND o.effective_from <= $2), 0) AND s.template -> 'rules' @> jsonb_build_array(jsonb_build_object('visit_types', jsonb_build_array($3::uuid::text)))) OR EXISTS (SELECT FROM openings o WHERE o.clinic_id = $1 AND o.doctor_id = d.id AND o.date >= $2 AND o.hours -> 'visit_types' @> jsonb_build_array($3::uuid::text))) ORDER BY d.name LIMIT 4",
        None,
    )
}
impl DoctorsWithTypeStmt {
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
        today: &'a jiff::civil::Date,
        id: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 3> {
        StringQuery {
            client,
            params: [clinic_id, today, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, DoctorsWithTypeParams, StringQuery<'c, 'a, 's, C, String, 3>, C>
    for DoctorsWithTypeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DoctorsWithTypeParams,
    ) -> StringQuery<'c, 'a, 's, C, String, 3> {
        self.bind(client, &params.clinic_id, &params.today, &params.id)
    }
}
pub struct RetireVisitTypeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn retire_visit_type() -> RetireVisitTypeStmt {
    RetireVisitTypeStmt(
        "/*retire_visit_type*/ WITH named AS ( SELECT EXISTS (SELECT FROM appointments a WHERE a.clinic_id = $1 AND a.visit_type_id = $2) OR EXISTS (SELECT FROM schedules s WHERE s.clinic_id = $1 AND s.template -> 'rules' @> jsonb_build_array(jsonb_build_object('visit_types', jsonb_build_array($2::uuid::text)))) OR EXISTS (SELECT FROM openings o WHERE o.clinic_id = $1 AND o.hours -> 'visit_types' @> jsonb_build_array($2::uuid::text)) AS is_named ), gone AS ( DELETE FROM visit_types v USING named n WHERE v.clinic_id = $1 AND v.id = $2 AND NOT n.is_named RETURNING v.version ), retired AS ( UPDATE visit_types v SET retired_at = $3, version = v.version + 1 FROM named n WHERE v.clinic_id = $1 AND v.id = $2 AND n.is_named RETURNING v.version ) SELECT g.version FROM gone g UNION ALL SELECT r.version FROM retired r",
        None,
    )
}
impl RetireVisitTypeStmt {
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
        id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [clinic_id, id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, RetireVisitTypeParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for RetireVisitTypeStmt
{
    fn params(&'s self, client: &'c C, params: &'a RetireVisitTypeParams) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.clinic_id, &params.id, &params.now)
    }
}
pub struct HideTypesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn hide_types() -> HideTypesStmt {
    HideTypesStmt(
        "/*hide_types*/ UPDATE clinics c SET desk_types = coalesce((SELECT bit_or(v.bit) FROM visit_types v WHERE v.clinic_id = c.id AND (v.booked_by = 'desk' OR v.retired_at IS NOT NULL)), 0) WHERE c.id = $1",
        None,
    )
}
impl HideTypesStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id]).await
    }
}
