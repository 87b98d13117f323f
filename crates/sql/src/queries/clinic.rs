// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertClinicParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub name: T1,
    pub address: T2,
    pub phone: T3,
    pub time_zone: T4,
    pub min_notice_minutes: i32,
    pub hold_minutes: i32,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListClinicsParams {
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct UpdateClinicParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub name: Option<T1>,
    pub address: Option<T2>,
    pub phone: Option<T3>,
    pub min_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub expected_version: Option<i32>,
}
#[derive(Debug)]
pub struct InsertDoctorParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: T1,
    pub specialization: T2,
    pub specialization_id: i32,
    pub bio: T3,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListDoctorsParams {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct InsertPatientParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub account_id: Option<uuid::Uuid>,
    pub name: T1,
    pub phone: T2,
    pub email: T3,
    pub birth_date: Option<jiff::civil::Date>,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct ListPatientsParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub name_prefix: T1,
    pub phone: Option<T2>,
    pub email: Option<T3>,
    pub max: i64,
}
#[derive(Debug)]
pub struct AuditParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub actor_role: T1,
    pub actor_id: T2,
    pub action: T3,
    pub entity_id: uuid::Uuid,
    pub entity_version: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Clinic {
    pub id: uuid::Uuid,
    pub name: String,
    pub address: String,
    pub phone: String,
    pub time_zone: String,
    pub min_notice_minutes: i32,
    pub hold_minutes: i32,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
pub struct ClinicBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub address: &'a str,
    pub phone: &'a str,
    pub time_zone: &'a str,
    pub min_notice_minutes: i32,
    pub hold_minutes: i32,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<ClinicBorrowed<'a>> for Clinic {
    fn from(
        ClinicBorrowed {
            id,
            name,
            address,
            phone,
            time_zone,
            min_notice_minutes,
            hold_minutes,
            version,
            created_at,
        }: ClinicBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            address: address.into(),
            phone: phone.into(),
            time_zone: time_zone.into(),
            min_notice_minutes,
            hold_minutes,
            version,
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Doctor {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: String,
    pub specialization: String,
    pub bio: String,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
pub struct DoctorBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub specialization: &'a str,
    pub bio: &'a str,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<DoctorBorrowed<'a>> for Doctor {
    fn from(
        DoctorBorrowed { clinic_id, id, name, specialization, bio, version, created_at }: DoctorBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            name: name.into(),
            specialization: specialization.into(),
            bio: bio.into(),
            version,
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Patient {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub account_id: Option<uuid::Uuid>,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub birth_date: Option<jiff::civil::Date>,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
pub struct PatientBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub account_id: Option<uuid::Uuid>,
    pub name: &'a str,
    pub phone: &'a str,
    pub email: &'a str,
    pub birth_date: Option<jiff::civil::Date>,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<PatientBorrowed<'a>> for Patient {
    fn from(
        PatientBorrowed {
            clinic_id,
            id,
            account_id,
            name,
            phone,
            email,
            birth_date,
            version,
            created_at,
        }: PatientBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            account_id,
            name: name.into(),
            phone: phone.into(),
            email: email.into(),
            birth_date,
            version,
            created_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ClinicQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClinicBorrowed, tokio_postgres::Error>,
    mapper: fn(ClinicBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClinicQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClinicBorrowed) -> R) -> ClinicQuery<'c, 'a, 's, C, R, N> {
        ClinicQuery {
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
pub struct DoctorQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DoctorBorrowed, tokio_postgres::Error>,
    mapper: fn(DoctorBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DoctorQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DoctorBorrowed) -> R) -> DoctorQuery<'c, 'a, 's, C, R, N> {
        DoctorQuery {
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
pub struct PatientQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PatientBorrowed, tokio_postgres::Error>,
    mapper: fn(PatientBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PatientQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PatientBorrowed) -> R) -> PatientQuery<'c, 'a, 's, C, R, N> {
        PatientQuery {
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
pub struct InsertClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_clinic() -> InsertClinicStmt {
    InsertClinicStmt(
        "INSERT INTO clinics (id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, version, created_at",
        None,
    )
}
impl InsertClinicStmt {
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
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        name: &'a T1,
        address: &'a T2,
        phone: &'a T3,
        time_zone: &'a T4,
        min_notice_minutes: &'a i32,
        hold_minutes: &'a i32,
        now: &'a jiff::Timestamp,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 8> {
        ClinicQuery {
            client,
            params: [id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClinicBorrowed, tokio_postgres::Error> {
                Ok(ClinicBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    address: row.try_get(2)?,
                    phone: row.try_get(3)?,
                    time_zone: row.try_get(4)?,
                    min_notice_minutes: row.try_get(5)?,
                    hold_minutes: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| Clinic::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertClinicParams<T1, T2, T3, T4>,
        ClinicQuery<'c, 'a, 's, C, Clinic, 8>,
        C,
    > for InsertClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertClinicParams<T1, T2, T3, T4>,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 8> {
        self.bind(
            client,
            &params.id,
            &params.name,
            &params.address,
            &params.phone,
            &params.time_zone,
            &params.min_notice_minutes,
            &params.hold_minutes,
            &params.now,
        )
    }
}
pub struct GetClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_clinic() -> GetClinicStmt {
    GetClinicStmt(
        "SELECT id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, version, created_at FROM clinics WHERE id = $1",
        None,
    )
}
impl GetClinicStmt {
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
        id: &'a uuid::Uuid,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 1> {
        ClinicQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClinicBorrowed, tokio_postgres::Error> {
                Ok(ClinicBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    address: row.try_get(2)?,
                    phone: row.try_get(3)?,
                    time_zone: row.try_get(4)?,
                    min_notice_minutes: row.try_get(5)?,
                    hold_minutes: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| Clinic::from(it),
        }
    }
}
pub struct ListClinicsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_clinics() -> ListClinicsStmt {
    ListClinicsStmt(
        "SELECT id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, version, created_at FROM clinics WHERE id > $1 ORDER BY id LIMIT $2",
        None,
    )
}
impl ListClinicsStmt {
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
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 2> {
        ClinicQuery {
            client,
            params: [after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClinicBorrowed, tokio_postgres::Error> {
                Ok(ClinicBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    address: row.try_get(2)?,
                    phone: row.try_get(3)?,
                    time_zone: row.try_get(4)?,
                    min_notice_minutes: row.try_get(5)?,
                    hold_minutes: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| Clinic::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListClinicsParams, ClinicQuery<'c, 'a, 's, C, Clinic, 2>, C>
    for ListClinicsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListClinicsParams,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 2> {
        self.bind(client, &params.after_id, &params.max)
    }
}
pub struct UpdateClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_clinic() -> UpdateClinicStmt {
    UpdateClinicStmt(
        "UPDATE clinics SET name = coalesce($1, name), address = coalesce($2, address), phone = coalesce($3, phone), min_notice_minutes = coalesce($4, min_notice_minutes), hold_minutes = coalesce($5, hold_minutes), version = version + 1, updated_at = $6 WHERE id = $7 AND version = coalesce($8, version) RETURNING id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, version, created_at",
        None,
    )
}
impl UpdateClinicStmt {
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
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        name: &'a Option<T1>,
        address: &'a Option<T2>,
        phone: &'a Option<T3>,
        min_notice_minutes: &'a Option<i32>,
        hold_minutes: &'a Option<i32>,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        expected_version: &'a Option<i32>,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 8> {
        ClinicQuery {
            client,
            params: [name, address, phone, min_notice_minutes, hold_minutes, now, id, expected_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClinicBorrowed, tokio_postgres::Error> {
                Ok(ClinicBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    address: row.try_get(2)?,
                    phone: row.try_get(3)?,
                    time_zone: row.try_get(4)?,
                    min_notice_minutes: row.try_get(5)?,
                    hold_minutes: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| Clinic::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateClinicParams<T1, T2, T3>,
        ClinicQuery<'c, 'a, 's, C, Clinic, 8>,
        C,
    > for UpdateClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateClinicParams<T1, T2, T3>,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 8> {
        self.bind(
            client,
            &params.name,
            &params.address,
            &params.phone,
            &params.min_notice_minutes,
            &params.hold_minutes,
            &params.now,
            &params.id,
            &params.expected_version,
        )
    }
}
pub struct SpecializationIdStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn specialization_id() -> SpecializationIdStmt {
    SpecializationIdStmt(
        "INSERT INTO specializations (name) VALUES (lower(btrim($1))) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id",
        None,
    )
}
impl SpecializationIdStmt {
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
        name: &'a T1,
    ) -> I32Query<'c, 'a, 's, C, i32, 1> {
        I32Query {
            client,
            params: [name],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_doctor() -> InsertDoctorStmt {
    InsertDoctorStmt(
        "INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, bio, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING clinic_id, id, name, specialization, bio, version, created_at",
        None,
    )
}
impl InsertDoctorStmt {
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
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        name: &'a T1,
        specialization: &'a T2,
        specialization_id: &'a i32,
        bio: &'a T3,
        now: &'a jiff::Timestamp,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 7> {
        DoctorQuery {
            client,
            params: [clinic_id, id, name, specialization, specialization_id, bio, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorBorrowed, tokio_postgres::Error> {
                Ok(DoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    specialization: row.try_get(3)?,
                    bio: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                })
            },
            mapper: |it| Doctor::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertDoctorParams<T1, T2, T3>,
        DoctorQuery<'c, 'a, 's, C, Doctor, 7>,
        C,
    > for InsertDoctorStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertDoctorParams<T1, T2, T3>,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 7> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.name,
            &params.specialization,
            &params.specialization_id,
            &params.bio,
            &params.now,
        )
    }
}
pub struct GetDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_doctor() -> GetDoctorStmt {
    GetDoctorStmt(
        "SELECT clinic_id, id, name, specialization, bio, version, created_at FROM doctors WHERE id = $1",
        None,
    )
}
impl GetDoctorStmt {
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
        id: &'a uuid::Uuid,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 1> {
        DoctorQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorBorrowed, tokio_postgres::Error> {
                Ok(DoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    specialization: row.try_get(3)?,
                    bio: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                })
            },
            mapper: |it| Doctor::from(it),
        }
    }
}
pub struct ListDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_doctors() -> ListDoctorsStmt {
    ListDoctorsStmt(
        "SELECT clinic_id, id, name, specialization, bio, version, created_at FROM doctors WHERE clinic_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        None,
    )
}
impl ListDoctorsStmt {
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
        max: &'a i64,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 3> {
        DoctorQuery {
            client,
            params: [clinic_id, after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorBorrowed, tokio_postgres::Error> {
                Ok(DoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    specialization: row.try_get(3)?,
                    bio: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                })
            },
            mapper: |it| Doctor::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListDoctorsParams, DoctorQuery<'c, 'a, 's, C, Doctor, 3>, C>
    for ListDoctorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListDoctorsParams,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 3> {
        self.bind(client, &params.clinic_id, &params.after_id, &params.max)
    }
}
pub struct InsertPatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_patient() -> InsertPatientStmt {
    InsertPatientStmt(
        "INSERT INTO patients (clinic_id, id, account_id, name, phone, email, birth_date, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING clinic_id, id, account_id, name, phone, email, birth_date, version, created_at",
        None,
    )
}
impl InsertPatientStmt {
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
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        account_id: &'a Option<uuid::Uuid>,
        name: &'a T1,
        phone: &'a T2,
        email: &'a T3,
        birth_date: &'a Option<jiff::civil::Date>,
        now: &'a jiff::Timestamp,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 8> {
        PatientQuery {
            client,
            params: [clinic_id, id, account_id, name, phone, email, birth_date, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    name: row.try_get(3)?,
                    phone: row.try_get(4)?,
                    email: row.try_get(5)?,
                    birth_date: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertPatientParams<T1, T2, T3>,
        PatientQuery<'c, 'a, 's, C, Patient, 8>,
        C,
    > for InsertPatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertPatientParams<T1, T2, T3>,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 8> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.account_id,
            &params.name,
            &params.phone,
            &params.email,
            &params.birth_date,
            &params.now,
        )
    }
}
pub struct ListPatientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_patients() -> ListPatientsStmt {
    ListPatientsStmt(
        "SELECT clinic_id, id, account_id, name, phone, email, birth_date, version, created_at FROM patients WHERE clinic_id = $1 AND id > $2 AND starts_with(lower(name), lower($3)) AND ($4::text IS NULL OR phone = $4) AND ($5::text IS NULL OR lower(email) = lower($5)) ORDER BY id LIMIT $6",
        None,
    )
}
impl ListPatientsStmt {
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
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        after_id: &'a uuid::Uuid,
        name_prefix: &'a T1,
        phone: &'a Option<T2>,
        email: &'a Option<T3>,
        max: &'a i64,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 6> {
        PatientQuery {
            client,
            params: [clinic_id, after_id, name_prefix, phone, email, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    name: row.try_get(3)?,
                    phone: row.try_get(4)?,
                    email: row.try_get(5)?,
                    birth_date: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListPatientsParams<T1, T2, T3>,
        PatientQuery<'c, 'a, 's, C, Patient, 6>,
        C,
    > for ListPatientsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListPatientsParams<T1, T2, T3>,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 6> {
        self.bind(
            client,
            &params.clinic_id,
            &params.after_id,
            &params.name_prefix,
            &params.phone,
            &params.email,
            &params.max,
        )
    }
}
pub struct AuditStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn audit() -> AuditStmt {
    AuditStmt(
        "INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        None,
    )
}
impl AuditStmt {
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
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        actor_role: &'a T1,
        actor_id: &'a T2,
        action: &'a T3,
        entity_id: &'a uuid::Uuid,
        entity_version: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[clinic_id, id, now, actor_role, actor_id, action, entity_id, entity_version])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AuditParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AuditStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AuditParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.now,
            &params.actor_role,
            &params.actor_id,
            &params.action,
            &params.entity_id,
            &params.entity_version,
        ))
    }
}
