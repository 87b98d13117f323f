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
    pub sets_horizon: bool,
    pub horizon_days: Option<i32>,
    pub sets_account_notice: bool,
    pub account_notice_minutes: Option<i32>,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub expected_version: Option<i32>,
}
#[derive(Debug)]
pub struct NoteSettingsChangeParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql> {
    pub clinic_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub actor_role: T1,
    pub actor_id: T2,
    pub before: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteOldSettingsChangesParams {
    pub clinic_id: uuid::Uuid,
    pub kept: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListSettingsChangesParams {
    pub clinic_id: uuid::Uuid,
    pub before_version: i32,
    pub max: i64,
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
    pub horizon_days: Option<i32>,
    pub account_notice_minutes: Option<i32>,
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
    pub horizon_days: Option<i32>,
    pub account_notice_minutes: Option<i32>,
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
            horizon_days,
            account_notice_minutes,
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
            horizon_days,
            account_notice_minutes,
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListSettingsChanges {
    pub version: i32,
    pub changed_at: jiff::Timestamp,
    pub actor_role: String,
    pub actor_id: String,
    pub changes: serde_json::Value,
}
pub struct ListSettingsChangesBorrowed<'a> {
    pub version: i32,
    pub changed_at: jiff::Timestamp,
    pub actor_role: &'a str,
    pub actor_id: &'a str,
    pub changes: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<ListSettingsChangesBorrowed<'a>> for ListSettingsChanges {
    fn from(
        ListSettingsChangesBorrowed {
            version,
            changed_at,
            actor_role,
            actor_id,
            changes,
        }: ListSettingsChangesBorrowed<'a>,
    ) -> Self {
        Self {
            version,
            changed_at,
            actor_role: actor_role.into(),
            actor_id: actor_id.into(),
            changes: serde_json::from_str(changes.0.get()).unwrap(),
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
pub struct SerdejsonValueQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(
        &tokio_postgres::Row,
    ) -> Result<postgres_types::Json<&serde_json::value::RawValue>, tokio_postgres::Error>,
    mapper: fn(postgres_types::Json<&serde_json::value::RawValue>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SerdejsonValueQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(postgres_types::Json<&serde_json::value::RawValue>) -> R,
    ) -> SerdejsonValueQuery<'c, 'a, 's, C, R, N> {
        SerdejsonValueQuery {
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
pub struct ListSettingsChangesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListSettingsChangesBorrowed, tokio_postgres::Error>,
    mapper: fn(ListSettingsChangesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListSettingsChangesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ListSettingsChangesBorrowed) -> R,
    ) -> ListSettingsChangesQuery<'c, 'a, 's, C, R, N> {
        ListSettingsChangesQuery {
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
        "/*get_settings*/ SELECT id, country, languages, guests_allowed, guests_give, min_notice_minutes, cancel_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, embed_origins, emergency_contact, horizon_days, account_notice_minutes, version FROM clinics WHERE id = $1",
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
                    horizon_days: row.try_get(13)?,
                    account_notice_minutes: row.try_get(14)?,
                    version: row.try_get(15)?,
                })
            },
            mapper: |it| Settings::from(it),
        }
    }
}
pub struct UpdateSettingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_settings() -> UpdateSettingsStmt {
    UpdateSettingsStmt(
        "/*update_settings*/ UPDATE clinics SET country = coalesce($1, country), languages = coalesce($2, languages), guests_allowed = coalesce($3, guests_allowed), guests_give = coalesce($4, guests_give), min_notice_minutes = coalesce($5, min_notice_minutes), cancel_notice_minutes = coalesce($6, cancel_notice_minutes), hold_minutes = coalesce($7, hold_minutes), hold_extensions = coalesce($8, hold_extensions), max_upcoming = coalesce($9, max_upcoming), second_factor_required = coalesce($10, second_factor_required), embed_origins = coalesce($11, embed_origins), emergency_contact = coalesce($12, emergency_contact), horizon_days = CASE WHEN $13 THEN $14 ELSE horizon_days END, account_notice_minutes = CASE WHEN $15 THEN $16 ELSE account_notice_minutes END, version = version + 1, updated_at = $17 WHERE id = $18 AND version = coalesce($19, version) RETURNING id, country, languages, guests_allowed, guests_give, min_notice_minutes, cancel_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, embed_origins, emergency_contact, horizon_days, account_notice_minutes, version",
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
        sets_horizon: &'a bool,
        horizon_days: &'a Option<i32>,
        sets_account_notice: &'a bool,
        account_notice_minutes: &'a Option<i32>,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        expected_version: &'a Option<i32>,
    ) -> SettingsQuery<'c, 'a, 's, C, Settings, 19> {
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
                sets_horizon,
                horizon_days,
                sets_account_notice,
                account_notice_minutes,
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
                    horizon_days: row.try_get(13)?,
                    account_notice_minutes: row.try_get(14)?,
                    version: row.try_get(15)?,
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
        SettingsQuery<'c, 'a, 's, C, Settings, 19>,
        C,
    > for UpdateSettingsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateSettingsParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> SettingsQuery<'c, 'a, 's, C, Settings, 19> {
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
            &params.sets_horizon,
            &params.horizon_days,
            &params.sets_account_notice,
            &params.account_notice_minutes,
            &params.now,
            &params.id,
            &params.expected_version,
        )
    }
}
pub struct PoliciesBeforeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn policies_before() -> PoliciesBeforeStmt {
    PoliciesBeforeStmt(
        "/*policies_before*/ SELECT policies_of(c) AS policies FROM clinics c WHERE c.id = $1 FOR NO KEY UPDATE OF c",
        None,
    )
}
impl PoliciesBeforeStmt {
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
    ) -> SerdejsonValueQuery<'c, 'a, 's, C, serde_json::Value, 1> {
        SerdejsonValueQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| serde_json::from_str(it.0.get()).unwrap(),
        }
    }
}
pub struct NoteSettingsChangeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_settings_change() -> NoteSettingsChangeStmt {
    NoteSettingsChangeStmt(
        "/*note_settings_change*/ INSERT INTO clinic_settings_changes (clinic_id, version, changed_at, actor_role, actor_id, changes) SELECT $1, c.version, $2, $3, $4, d.changes FROM clinics c CROSS JOIN LATERAL ( SELECT jsonb_object_agg(a.key, jsonb_build_array(b.value, a.value)) AS changes FROM jsonb_each(policies_of(c)) a JOIN jsonb_each($5::jsonb) b ON b.key = a.key WHERE a.value <> b.value ) d WHERE c.id = $1 AND d.changes IS NOT NULL",
        None,
    )
}
impl NoteSettingsChangeStmt {
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
        T3: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        actor_role: &'a T1,
        actor_id: &'a T2,
        before: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, now, actor_role, actor_id, before]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteSettingsChangeParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteSettingsChangeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteSettingsChangeParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.now,
            &params.actor_role,
            &params.actor_id,
            &params.before,
        ))
    }
}
pub struct DeleteOldSettingsChangesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_old_settings_changes() -> DeleteOldSettingsChangesStmt {
    DeleteOldSettingsChangesStmt(
        "/*delete_old_settings_changes*/ DELETE FROM clinic_settings_changes WHERE clinic_id = $1 AND version < (SELECT h.version FROM clinic_settings_changes h WHERE h.clinic_id = $1 ORDER BY h.version DESC OFFSET $2::bigint - 1 LIMIT 1)",
        None,
    )
}
impl DeleteOldSettingsChangesStmt {
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
        kept: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, kept]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteOldSettingsChangesParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteOldSettingsChangesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteOldSettingsChangesParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.clinic_id, &params.kept))
    }
}
pub struct ListSettingsChangesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_settings_changes() -> ListSettingsChangesStmt {
    ListSettingsChangesStmt(
        "/*list_settings_changes*/ SELECT version, changed_at, actor_role, actor_id, changes FROM clinic_settings_changes WHERE clinic_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
        None,
    )
}
impl ListSettingsChangesStmt {
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
        before_version: &'a i32,
        max: &'a i64,
    ) -> ListSettingsChangesQuery<'c, 'a, 's, C, ListSettingsChanges, 3> {
        ListSettingsChangesQuery {
            client,
            params: [clinic_id, before_version, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ListSettingsChangesBorrowed, tokio_postgres::Error> {
                    Ok(ListSettingsChangesBorrowed {
                        version: row.try_get(0)?,
                        changed_at: row.try_get(1)?,
                        actor_role: row.try_get(2)?,
                        actor_id: row.try_get(3)?,
                        changes: row.try_get(4)?,
                    })
                },
            mapper: |it| ListSettingsChanges::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListSettingsChangesParams,
        ListSettingsChangesQuery<'c, 'a, 's, C, ListSettingsChanges, 3>,
        C,
    > for ListSettingsChangesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListSettingsChangesParams,
    ) -> ListSettingsChangesQuery<'c, 'a, 's, C, ListSettingsChanges, 3> {
        self.bind(client, &params.clinic_id, &params.before_version, &params.max)
    }
}
