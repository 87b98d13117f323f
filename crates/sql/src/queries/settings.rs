// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpdateSettingsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
> {
    pub country: Option<T1>,
    pub languages: Option<T3>,
    pub guests_allowed: Option<bool>,
    pub guests_give: Option<T4>,
    pub min_notice_minutes: Option<i32>,
    pub cancel_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub hold_extensions: Option<i32>,
    pub max_upcoming: Option<i32>,
    pub second_factor_required: Option<bool>,
    pub embed_origins: Option<T6>,
    pub emergency_contact: Option<T7>,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub expected_version: Option<i32>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub id: uuid::Uuid,
    pub country: String,
    pub languages: Vec<String>,
    pub guests_allowed: bool,
    pub guests_give: String,
    pub min_notice_minutes: i32,
    pub cancel_notice_minutes: i32,
    pub hold_minutes: i32,
    pub hold_extensions: i32,
    pub max_upcoming: i32,
    pub second_factor_required: bool,
    pub embed_origins: Vec<String>,
    pub emergency_contact: String,
    pub version: i32,
}
pub struct SettingsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub country: &'a str,
    pub languages: crate::ArrayIterator<'a, &'a str>,
    pub guests_allowed: bool,
    pub guests_give: &'a str,
    pub min_notice_minutes: i32,
    pub cancel_notice_minutes: i32,
    pub hold_minutes: i32,
    pub hold_extensions: i32,
    pub max_upcoming: i32,
    pub second_factor_required: bool,
    pub embed_origins: crate::ArrayIterator<'a, &'a str>,
    pub emergency_contact: &'a str,
    pub version: i32,
}
impl<'a> From<SettingsBorrowed<'a>> for Settings {
    fn from(
        SettingsBorrowed {
            id,
            country,
            languages,
            guests_allowed,
            guests_give,
            min_notice_minutes,
            cancel_notice_minutes,
            hold_minutes,
            hold_extensions,
            max_upcoming,
            second_factor_required,
            embed_origins,
            emergency_contact,
            version,
        }: SettingsBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            country: country.into(),
            languages: languages.map(|v| v.into()).collect(),
            guests_allowed,
            guests_give: guests_give.into(),
            min_notice_minutes,
            cancel_notice_minutes,
            hold_minutes,
            hold_extensions,
            max_upcoming,
            second_factor_required,
            embed_origins: embed_origins.map(|v| v.into()).collect(),
            emergency_contact: emergency_contact.into(),
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SettingsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SettingsBorrowed, tokio_postgres::Error>,
    mapper: fn(SettingsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SettingsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SettingsBorrowed) -> R) -> SettingsQuery<'c, 'a, 's, C, R, N> {
        SettingsQuery {
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
pub struct GetSettingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_settings() -> GetSettingsStmt {
    GetSettingsStmt(
        "/*get_settings*/ SELECT id, country, languages, guests_allowed, guests_give, min_notice_minutes, cancel_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, embed_origins, emergency_contact, version FROM clinics WHERE id = $1",
        None,
    )
}
impl GetSettingsStmt {
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
    ) -> SettingsQuery<'c, 'a, 's, C, Settings, 1> {
        SettingsQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettingsBorrowed, tokio_postgres::Error> {
                Ok(SettingsBorrowed {
                    id: row.try_get(0)?,
                    country: row.try_get(1)?,
                    languages: row.try_get(2)?,
                    guests_allowed: row.try_get(3)?,
                    guests_give: row.try_get(4)?,
                    min_notice_minutes: row.try_get(5)?,
                    cancel_notice_minutes: row.try_get(6)?,
                    hold_minutes: row.try_get(7)?,
                    hold_extensions: row.try_get(8)?,
                    max_upcoming: row.try_get(9)?,
                    second_factor_required: row.try_get(10)?,
                    embed_origins: row.try_get(11)?,
                    emergency_contact: row.try_get(12)?,
                    version: row.try_get(13)?,
                })
            },
            mapper: |it| Settings::from(it),
        }
    }
}
pub struct UpdateSettingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_settings() -> UpdateSettingsStmt {
    UpdateSettingsStmt(
        "/*update_settings*/ UPDATE clinics SET country = coalesce($1, country), languages = coalesce($2, languages), guests_allowed = coalesce($3, guests_allowed), guests_give = coalesce($4, guests_give), min_notice_minutes = coalesce($5, min_notice_minutes), cancel_notice_minutes = coalesce($6, cancel_notice_minutes), hold_minutes = coalesce($7, hold_minutes), hold_extensions = coalesce($8, hold_extensions), max_upcoming = coalesce($9, max_upcoming), second_factor_required = coalesce($10, second_factor_required), embed_origins = coalesce($11, embed_origins), emergency_contact = coalesce($12, emergency_contact), version = version + 1, updated_at = $13 WHERE id = $14 AND version = coalesce($15, version) RETURNING id, country, languages, guests_allowed, guests_give, min_notice_minutes, cancel_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, embed_origins, emergency_contact, version",
        None,
    )
}
impl UpdateSettingsStmt {
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
        T3: crate::ArraySql<Item = T2>,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        country: &'a Option<T1>,
        languages: &'a Option<T3>,
        guests_allowed: &'a Option<bool>,
        guests_give: &'a Option<T4>,
        min_notice_minutes: &'a Option<i32>,
        cancel_notice_minutes: &'a Option<i32>,
        hold_minutes: &'a Option<i32>,
        hold_extensions: &'a Option<i32>,
        max_upcoming: &'a Option<i32>,
        second_factor_required: &'a Option<bool>,
        embed_origins: &'a Option<T6>,
        emergency_contact: &'a Option<T7>,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        expected_version: &'a Option<i32>,
    ) -> SettingsQuery<'c, 'a, 's, C, Settings, 15> {
        SettingsQuery {
            client,
            params: [
                country,
                languages,
                guests_allowed,
                guests_give,
                min_notice_minutes,
                cancel_notice_minutes,
                hold_minutes,
                hold_extensions,
                max_upcoming,
                second_factor_required,
                embed_origins,
                emergency_contact,
                now,
                id,
                expected_version,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettingsBorrowed, tokio_postgres::Error> {
                Ok(SettingsBorrowed {
                    id: row.try_get(0)?,
                    country: row.try_get(1)?,
                    languages: row.try_get(2)?,
                    guests_allowed: row.try_get(3)?,
                    guests_give: row.try_get(4)?,
                    min_notice_minutes: row.try_get(5)?,
                    cancel_notice_minutes: row.try_get(6)?,
                    hold_minutes: row.try_get(7)?,
                    hold_extensions: row.try_get(8)?,
                    max_upcoming: row.try_get(9)?,
                    second_factor_required: row.try_get(10)?,
                    embed_origins: row.try_get(11)?,
                    emergency_contact: row.try_get(12)?,
                    version: row.try_get(13)?,
                })
            },
            mapper: |it| Settings::from(it),
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
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateSettingsParams<T1, T2, T3, T4, T5, T6, T7>,
        SettingsQuery<'c, 'a, 's, C, Settings, 15>,
        C,
    > for UpdateSettingsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateSettingsParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> SettingsQuery<'c, 'a, 's, C, Settings, 15> {
        self.bind(
            client,
            &params.country,
            &params.languages,
            &params.guests_allowed,
            &params.guests_give,
            &params.min_notice_minutes,
            &params.cancel_notice_minutes,
            &params.hold_minutes,
            &params.hold_extensions,
            &params.max_upcoming,
            &params.second_factor_required,
            &params.embed_origins,
            &params.emergency_contact,
            &params.now,
            &params.id,
            &params.expected_version,
        )
    }
}
