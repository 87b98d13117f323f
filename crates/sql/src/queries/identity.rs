// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertAccountParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub id: uuid::Uuid,
    pub email: T1,
    pub email_index: T2,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct CompleteAccountParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub name: T1,
    pub password_hash: T2,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct AdoptAccountParams<T1: crate::BytesSql> {
    pub name: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct SetPasswordParams<T1: crate::StringSql> {
    pub password_hash: T1,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct NoteWrongCodeParams {
    pub paused_until: Option<jiff::Timestamp>,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CloseAccountParams {
    pub id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct BeginSecondFactorParams<T1: crate::BytesSql> {
    pub secret: T1,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct SetSecondFactorParams<T1: crate::BytesSql> {
    pub secret: T1,
    pub confirmed_at: Option<jiff::Timestamp>,
    pub used_step: i64,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct UseSecondFactorParams {
    pub step: i64,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertRecoveryCodesParams<T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>> {
    pub account_id: uuid::Uuid,
    pub hashes: T2,
}
#[derive(Debug)]
pub struct UseRecoveryCodeParams<T1: crate::BytesSql> {
    pub account_id: uuid::Uuid,
    pub code_hash: T1,
}
#[derive(Debug)]
pub struct FindIdentityParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub issuer: T1,
    pub subject: T2,
}
#[derive(Debug)]
pub struct InsertIdentityParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub issuer: T1,
    pub subject: T2,
    pub account_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertLinkParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub secret_hash: T1,
    pub account_id: uuid::Uuid,
    pub purpose: T2,
    pub expires_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UseLinkParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub secret_hash: T1,
    pub purpose: T2,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct DeleteLinksParams<T1: crate::StringSql> {
    pub account_id: uuid::Uuid,
    pub purpose: T1,
}
#[derive(Debug)]
pub struct HasIdentityAtParams<T1: crate::StringSql> {
    pub account_id: uuid::Uuid,
    pub issuer: T1,
}
#[derive(Debug)]
pub struct InsertMailParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub id: uuid::Uuid,
    pub content: T1,
    pub recipient: T2,
    pub now: jiff::Timestamp,
    pub until: jiff::Timestamp,
}
#[derive(Debug)]
pub struct NoteParams<T1: crate::StringSql, T2: crate::BytesSql> {
    pub id: uuid::Uuid,
    pub account_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub action: T1,
    pub session_id: Option<uuid::Uuid>,
    pub source: T2,
}
#[derive(Debug)]
pub struct NoteInHourParams<T1: crate::StringSql, T2: crate::BytesSql> {
    pub id: uuid::Uuid,
    pub account_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub action: T1,
    pub source: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetOldComingsParams {
    pub account_id: uuid::Uuid,
    pub kept: i64,
}
#[derive(Debug)]
pub struct InsertSessionParams<
    T1: crate::StringSql,
    T2: crate::BytesSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub id: uuid::Uuid,
    pub account_id: uuid::Uuid,
    pub kind: T1,
    pub secret_hash: Option<T2>,
    pub acting_for: Option<uuid::Uuid>,
    pub acting_as_platform: bool,
    pub begun_by: T4,
    pub now: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListSessionsParams {
    pub account_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub idle_since: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct UseSessionParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct AddFactorParams {
    pub id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct EndOldestSessionsParams {
    pub account_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub kept: i64,
    pub until: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ContinueSessionParams {
    pub acting_for: Option<uuid::Uuid>,
    pub acting_as_platform: bool,
    pub now: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct SetSessionSecretParams<T1: crate::BytesSql> {
    pub secret_hash: Option<T1>,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct EndSessionsParams {
    pub now: jiff::Timestamp,
    pub account_id: uuid::Uuid,
    pub id: Option<uuid::Uuid>,
    pub keep: Option<uuid::Uuid>,
    pub until: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertRefreshTokenParams<T1: crate::BytesSql> {
    pub secret_hash: T1,
    pub session_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UseRefreshTokenParams<T1: crate::BytesSql> {
    pub now: jiff::Timestamp,
    pub secret_hash: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetUsedRefreshTokensParams {
    pub session_id: uuid::Uuid,
    pub kept: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetOlderRevocationsParams {
    pub account_id: uuid::Uuid,
    pub for_clinic: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct InsertRevocationParams {
    pub now: jiff::Timestamp,
    pub until: jiff::Timestamp,
    pub account_id: Option<uuid::Uuid>,
    pub for_clinic: Option<uuid::Uuid>,
    pub below_version: Option<i32>,
    pub api_key_id: Option<uuid::Uuid>,
}
#[derive(Clone, Copy, Debug)]
pub struct ListRevocationsParams {
    pub since: jiff::Timestamp,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct LockMembershipParams {
    pub clinic_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct FindMembershipParams {
    pub clinic_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ChangeMembershipParams {
    pub clinic_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ListMembersParams {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct PutMembershipParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
    pub role: T1,
    pub doctor_id: Option<uuid::Uuid>,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveMembershipParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RunsNoMoreParams {
    pub clinic_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct WithdrawInvitationsParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub email_index: Option<T1>,
    pub invited_by: Option<T2>,
}
#[derive(Clone, Copy, Debug)]
pub struct WithdrawInvitationsByParams {
    pub account_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DoctorIsOfClinicParams {
    pub clinic_id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CountInvitationsParams {
    pub clinic_id: uuid::Uuid,
    pub since: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertInvitationParams<
    T1: crate::StringSql,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub role: T1,
    pub doctor_id: Option<uuid::Uuid>,
    pub email: T2,
    pub email_index: T3,
    pub secret_hash: T4,
    pub invited_by: T5,
    pub now: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListInvitationsParams {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct AcceptInvitationParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct WithdrawInvitationParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CountApiKeysParams {
    pub now: jiff::Timestamp,
    pub since: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertApiKeyParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::BytesSql,
    T5: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: T1,
    pub scopes: T3,
    pub secret_hash: T4,
    pub created_by: T5,
    pub now: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
}
#[derive(Clone, Copy, Debug)]
pub struct ListApiKeysParams {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RevokeApiKeyParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredSessionsParams {
    pub before: jiff::Timestamp,
    pub most: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteEndedSessionsParams {
    pub before: jiff::Timestamp,
    pub most: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ClearOldSourcesParams {
    pub before: jiff::Timestamp,
    pub most: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteOldLogParams {
    pub before: jiff::Timestamp,
    pub most: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredLinksParams {
    pub before: jiff::Timestamp,
    pub most: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteUnverifiedAccountsParams {
    pub before: jiff::Timestamp,
    pub most: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExpiredRevocationsParams {
    pub before: jiff::Timestamp,
    pub most: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    pub id: uuid::Uuid,
    pub email: Vec<u8>,
    pub name: Vec<u8>,
    pub email_index: Option<Vec<u8>>,
    pub password_hash: Option<String>,
    pub email_verified_at: Option<jiff::Timestamp>,
    pub is_platform_admin: bool,
    pub totp_secret: Vec<u8>,
    pub totp_confirmed_at: Option<jiff::Timestamp>,
    pub totp_used_step: i64,
    pub wrong_codes: i32,
    pub codes_paused_until: Option<jiff::Timestamp>,
}
pub struct AccountBorrowed<'a> {
    pub id: uuid::Uuid,
    pub email: &'a [u8],
    pub name: &'a [u8],
    pub email_index: Option<&'a [u8]>,
    pub password_hash: Option<&'a str>,
    pub email_verified_at: Option<jiff::Timestamp>,
    pub is_platform_admin: bool,
    pub totp_secret: &'a [u8],
    pub totp_confirmed_at: Option<jiff::Timestamp>,
    pub totp_used_step: i64,
    pub wrong_codes: i32,
    pub codes_paused_until: Option<jiff::Timestamp>,
}
impl<'a> From<AccountBorrowed<'a>> for Account {
    fn from(
        AccountBorrowed {
            id,
            email,
            name,
            email_index,
            password_hash,
            email_verified_at,
            is_platform_admin,
            totp_secret,
            totp_confirmed_at,
            totp_used_step,
            wrong_codes,
            codes_paused_until,
        }: AccountBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            email: email.into(),
            name: name.into(),
            email_index: email_index.map(|v| v.into()),
            password_hash: password_hash.map(|v| v.into()),
            email_verified_at,
            is_platform_admin,
            totp_secret: totp_secret.into(),
            totp_confirmed_at,
            totp_used_step,
            wrong_codes,
            codes_paused_until,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    pub id: uuid::Uuid,
    pub account_id: uuid::Uuid,
    pub kind: String,
    pub acting_for: Option<uuid::Uuid>,
    pub acting_as_platform: bool,
    pub begun_by: Vec<String>,
    pub created_at: jiff::Timestamp,
    pub used_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub ended_at: Option<jiff::Timestamp>,
}
pub struct SessionBorrowed<'a> {
    pub id: uuid::Uuid,
    pub account_id: uuid::Uuid,
    pub kind: &'a str,
    pub acting_for: Option<uuid::Uuid>,
    pub acting_as_platform: bool,
    pub begun_by: crate::ArrayIterator<'a, &'a str>,
    pub created_at: jiff::Timestamp,
    pub used_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub ended_at: Option<jiff::Timestamp>,
}
impl<'a> From<SessionBorrowed<'a>> for Session {
    fn from(
        SessionBorrowed {
            id,
            account_id,
            kind,
            acting_for,
            acting_as_platform,
            begun_by,
            created_at,
            used_at,
            expires_at,
            ended_at,
        }: SessionBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            account_id,
            kind: kind.into(),
            acting_for,
            acting_as_platform,
            begun_by: begun_by.map(|v| v.into()).collect(),
            created_at,
            used_at,
            expires_at,
            ended_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FindRefreshToken {
    pub session_id: uuid::Uuid,
    pub used_at: Option<jiff::Timestamp>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ListRevocations {
    pub revoked_at: jiff::Timestamp,
    pub until: jiff::Timestamp,
    pub session_id: Option<uuid::Uuid>,
    pub account_id: Option<uuid::Uuid>,
    pub for_clinic: Option<uuid::Uuid>,
    pub below_version: Option<i32>,
    pub api_key_id: Option<uuid::Uuid>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockMembership {
    pub role: String,
    pub doctor_id: Option<uuid::Uuid>,
}
pub struct LockMembershipBorrowed<'a> {
    pub role: &'a str,
    pub doctor_id: Option<uuid::Uuid>,
}
impl<'a> From<LockMembershipBorrowed<'a>> for LockMembership {
    fn from(LockMembershipBorrowed { role, doctor_id }: LockMembershipBorrowed<'a>) -> Self {
        Self { role: role.into(), doctor_id }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindMembership {
    pub role: String,
    pub doctor_id: Option<uuid::Uuid>,
    pub version: i32,
}
pub struct FindMembershipBorrowed<'a> {
    pub role: &'a str,
    pub doctor_id: Option<uuid::Uuid>,
    pub version: i32,
}
impl<'a> From<FindMembershipBorrowed<'a>> for FindMembership {
    fn from(FindMembershipBorrowed { role, doctor_id, version }: FindMembershipBorrowed<'a>) -> Self {
        Self { role: role.into(), doctor_id, version }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct MembershipsOfAccount {
    pub clinic_id: uuid::Uuid,
    pub clinic_name: String,
    pub role: String,
    pub doctor_id: Option<uuid::Uuid>,
    pub second_factor_required: bool,
}
pub struct MembershipsOfAccountBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub clinic_name: &'a str,
    pub role: &'a str,
    pub doctor_id: Option<uuid::Uuid>,
    pub second_factor_required: bool,
}
impl<'a> From<MembershipsOfAccountBorrowed<'a>> for MembershipsOfAccount {
    fn from(
        MembershipsOfAccountBorrowed {
            clinic_id,
            clinic_name,
            role,
            doctor_id,
            second_factor_required,
        }: MembershipsOfAccountBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            clinic_name: clinic_name.into(),
            role: role.into(),
            doctor_id,
            second_factor_required,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub account_id: uuid::Uuid,
    pub role: String,
    pub doctor_id: Option<uuid::Uuid>,
    pub created_at: jiff::Timestamp,
    pub email: Vec<u8>,
    pub name: Vec<u8>,
    pub has_second_factor: bool,
}
pub struct MemberBorrowed<'a> {
    pub account_id: uuid::Uuid,
    pub role: &'a str,
    pub doctor_id: Option<uuid::Uuid>,
    pub created_at: jiff::Timestamp,
    pub email: &'a [u8],
    pub name: &'a [u8],
    pub has_second_factor: bool,
}
impl<'a> From<MemberBorrowed<'a>> for Member {
    fn from(
        MemberBorrowed {
            account_id,
            role,
            doctor_id,
            created_at,
            email,
            name,
            has_second_factor,
        }: MemberBorrowed<'a>,
    ) -> Self {
        Self {
            account_id,
            role: role.into(),
            doctor_id,
            created_at,
            email: email.into(),
            name: name.into(),
            has_second_factor,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub role: String,
    pub doctor_id: Option<uuid::Uuid>,
    pub email: Vec<u8>,
    pub email_index: Vec<u8>,
    pub invited_by: String,
    pub created_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub accepted_at: Option<jiff::Timestamp>,
    pub withdrawn_at: Option<jiff::Timestamp>,
    pub version: i32,
}
pub struct InvitationBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub role: &'a str,
    pub doctor_id: Option<uuid::Uuid>,
    pub email: &'a [u8],
    pub email_index: &'a [u8],
    pub invited_by: &'a str,
    pub created_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub accepted_at: Option<jiff::Timestamp>,
    pub withdrawn_at: Option<jiff::Timestamp>,
    pub version: i32,
}
impl<'a> From<InvitationBorrowed<'a>> for Invitation {
    fn from(
        InvitationBorrowed {
            clinic_id,
            id,
            role,
            doctor_id,
            email,
            email_index,
            invited_by,
            created_at,
            expires_at,
            accepted_at,
            withdrawn_at,
            version,
        }: InvitationBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            role: role.into(),
            doctor_id,
            email: email.into(),
            email_index: email_index.into(),
            invited_by: invited_by.into(),
            created_at,
            expires_at,
            accepted_at,
            withdrawn_at,
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CountApiKeys {
    pub good: i64,
    pub lately: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ApiKey {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: String,
    pub scopes: Vec<String>,
    pub created_by: String,
    pub created_at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
    pub revoked_at: Option<jiff::Timestamp>,
    pub version: i32,
}
pub struct ApiKeyBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub scopes: crate::ArrayIterator<'a, &'a str>,
    pub created_by: &'a str,
    pub created_at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
    pub revoked_at: Option<jiff::Timestamp>,
    pub version: i32,
}
impl<'a> From<ApiKeyBorrowed<'a>> for ApiKey {
    fn from(
        ApiKeyBorrowed {
            clinic_id,
            id,
            name,
            scopes,
            created_by,
            created_at,
            expires_at,
            revoked_at,
            version,
        }: ApiKeyBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            name: name.into(),
            scopes: scopes.map(|v| v.into()).collect(),
            created_by: created_by.into(),
            created_at,
            expires_at,
            revoked_at,
            version,
        }
    }
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
pub struct AccountQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AccountBorrowed, tokio_postgres::Error>,
    mapper: fn(AccountBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AccountQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AccountBorrowed) -> R) -> AccountQuery<'c, 'a, 's, C, R, N> {
        AccountQuery {
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
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
pub struct SessionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SessionBorrowed, tokio_postgres::Error>,
    mapper: fn(SessionBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SessionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SessionBorrowed) -> R) -> SessionQuery<'c, 'a, 's, C, R, N> {
        SessionQuery {
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
pub struct FindRefreshTokenQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindRefreshToken, tokio_postgres::Error>,
    mapper: fn(FindRefreshToken) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindRefreshTokenQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindRefreshToken) -> R) -> FindRefreshTokenQuery<'c, 'a, 's, C, R, N> {
        FindRefreshTokenQuery {
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
pub struct ListRevocationsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListRevocations, tokio_postgres::Error>,
    mapper: fn(ListRevocations) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListRevocationsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListRevocations) -> R) -> ListRevocationsQuery<'c, 'a, 's, C, R, N> {
        ListRevocationsQuery {
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
pub struct OptionuuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<uuid::Uuid>, tokio_postgres::Error>,
    mapper: fn(Option<uuid::Uuid>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionuuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<uuid::Uuid>) -> R) -> OptionuuidUuidQuery<'c, 'a, 's, C, R, N> {
        OptionuuidUuidQuery {
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
pub struct LockMembershipQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockMembershipBorrowed, tokio_postgres::Error>,
    mapper: fn(LockMembershipBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockMembershipQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockMembershipBorrowed) -> R) -> LockMembershipQuery<'c, 'a, 's, C, R, N> {
        LockMembershipQuery {
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
pub struct FindMembershipQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindMembershipBorrowed, tokio_postgres::Error>,
    mapper: fn(FindMembershipBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindMembershipQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindMembershipBorrowed) -> R) -> FindMembershipQuery<'c, 'a, 's, C, R, N> {
        FindMembershipQuery {
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
pub struct MembershipsOfAccountQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MembershipsOfAccountBorrowed, tokio_postgres::Error>,
    mapper: fn(MembershipsOfAccountBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MembershipsOfAccountQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(MembershipsOfAccountBorrowed) -> R,
    ) -> MembershipsOfAccountQuery<'c, 'a, 's, C, R, N> {
        MembershipsOfAccountQuery {
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
pub struct MemberQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MemberBorrowed, tokio_postgres::Error>,
    mapper: fn(MemberBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MemberQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MemberBorrowed) -> R) -> MemberQuery<'c, 'a, 's, C, R, N> {
        MemberQuery {
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
pub struct InvitationQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<InvitationBorrowed, tokio_postgres::Error>,
    mapper: fn(InvitationBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> InvitationQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(InvitationBorrowed) -> R) -> InvitationQuery<'c, 'a, 's, C, R, N> {
        InvitationQuery {
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
pub struct CountApiKeysQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountApiKeys, tokio_postgres::Error>,
    mapper: fn(CountApiKeys) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountApiKeysQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountApiKeys) -> R) -> CountApiKeysQuery<'c, 'a, 's, C, R, N> {
        CountApiKeysQuery {
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
pub struct ApiKeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ApiKeyBorrowed, tokio_postgres::Error>,
    mapper: fn(ApiKeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ApiKeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ApiKeyBorrowed) -> R) -> ApiKeyQuery<'c, 'a, 's, C, R, N> {
        ApiKeyQuery {
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
pub struct InsertAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_account() -> InsertAccountStmt {
    InsertAccountStmt(
        "/*insert_account*/ INSERT INTO accounts (id, email, name, email_index, created_at) VALUES ($1, $2, '', $3, $4) ON CONFLICT (email_index) DO NOTHING RETURNING id",
        None,
    )
}
impl InsertAccountStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        email: &'a T1,
        email_index: &'a T2,
        now: &'a jiff::Timestamp,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [id, email, email_index, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertAccountParams<T1, T2>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>,
        C,
    > for InsertAccountStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertAccountParams<T1, T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.id, &params.email, &params.email_index, &params.now)
    }
}
pub struct FindAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_account() -> FindAccountStmt {
    FindAccountStmt(
        "/*find_account*/ SELECT id, email, name, email_index, password_hash, email_verified_at, is_platform_admin, totp_secret, totp_confirmed_at, totp_used_step, wrong_codes, codes_paused_until FROM accounts WHERE id = $1",
        None,
    )
}
impl FindAccountStmt {
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
    ) -> AccountQuery<'c, 'a, 's, C, Account, 1> {
        AccountQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AccountBorrowed, tokio_postgres::Error> {
                Ok(AccountBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    name: row.try_get(2)?,
                    email_index: row.try_get(3)?,
                    password_hash: row.try_get(4)?,
                    email_verified_at: row.try_get(5)?,
                    is_platform_admin: row.try_get(6)?,
                    totp_secret: row.try_get(7)?,
                    totp_confirmed_at: row.try_get(8)?,
                    totp_used_step: row.try_get(9)?,
                    wrong_codes: row.try_get(10)?,
                    codes_paused_until: row.try_get(11)?,
                })
            },
            mapper: |it| Account::from(it),
        }
    }
}
pub struct LockAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_account() -> LockAccountStmt {
    LockAccountStmt(
        "/*lock_account*/ SELECT id, email, name, email_index, password_hash, email_verified_at, is_platform_admin, totp_secret, totp_confirmed_at, totp_used_step, wrong_codes, codes_paused_until FROM accounts WHERE id = $1 FOR NO KEY UPDATE",
        None,
    )
}
impl LockAccountStmt {
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
    ) -> AccountQuery<'c, 'a, 's, C, Account, 1> {
        AccountQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AccountBorrowed, tokio_postgres::Error> {
                Ok(AccountBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    name: row.try_get(2)?,
                    email_index: row.try_get(3)?,
                    password_hash: row.try_get(4)?,
                    email_verified_at: row.try_get(5)?,
                    is_platform_admin: row.try_get(6)?,
                    totp_secret: row.try_get(7)?,
                    totp_confirmed_at: row.try_get(8)?,
                    totp_used_step: row.try_get(9)?,
                    wrong_codes: row.try_get(10)?,
                    codes_paused_until: row.try_get(11)?,
                })
            },
            mapper: |it| Account::from(it),
        }
    }
}
pub struct FindAccountByEmailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_account_by_email() -> FindAccountByEmailStmt {
    FindAccountByEmailStmt(
        "/*find_account_by_email*/ SELECT id, email, name, email_index, password_hash, email_verified_at, is_platform_admin, totp_secret, totp_confirmed_at, totp_used_step, wrong_codes, codes_paused_until FROM accounts WHERE email_index = $1",
        None,
    )
}
impl FindAccountByEmailStmt {
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
        email_index: &'a T1,
    ) -> AccountQuery<'c, 'a, 's, C, Account, 1> {
        AccountQuery {
            client,
            params: [email_index],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AccountBorrowed, tokio_postgres::Error> {
                Ok(AccountBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    name: row.try_get(2)?,
                    email_index: row.try_get(3)?,
                    password_hash: row.try_get(4)?,
                    email_verified_at: row.try_get(5)?,
                    is_platform_admin: row.try_get(6)?,
                    totp_secret: row.try_get(7)?,
                    totp_confirmed_at: row.try_get(8)?,
                    totp_used_step: row.try_get(9)?,
                    wrong_codes: row.try_get(10)?,
                    codes_paused_until: row.try_get(11)?,
                })
            },
            mapper: |it| Account::from(it),
        }
    }
}
pub struct CompleteAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn complete_account() -> CompleteAccountStmt {
    CompleteAccountStmt(
        "/*complete_account*/ UPDATE accounts SET name = $1, password_hash = $2, email_verified_at = coalesce(email_verified_at, $3), version = version + 1 WHERE id = $4",
        None,
    )
}
impl CompleteAccountStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        name: &'a T1,
        password_hash: &'a T2,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[name, password_hash, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CompleteAccountParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for CompleteAccountStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CompleteAccountParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.name, &params.password_hash, &params.now, &params.id))
    }
}
pub struct AdoptAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn adopt_account() -> AdoptAccountStmt {
    AdoptAccountStmt(
        "/*adopt_account*/ UPDATE accounts SET name = $1, email_verified_at = $2, version = version + 1 WHERE id = $3 AND email_verified_at IS NULL",
        None,
    )
}
impl AdoptAccountStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        name: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[name, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AdoptAccountParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AdoptAccountStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AdoptAccountParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.name, &params.now, &params.id))
    }
}
pub struct SetPasswordStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_password() -> SetPasswordStmt {
    SetPasswordStmt(
        "/*set_password*/ UPDATE accounts SET password_hash = $1, wrong_codes = 0, codes_paused_until = NULL, version = version + 1 WHERE id = $2",
        None,
    )
}
impl SetPasswordStmt {
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
        password_hash: &'a T1,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[password_hash, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetPasswordParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetPasswordStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetPasswordParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.password_hash, &params.id))
    }
}
pub struct NoteWrongCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_wrong_code() -> NoteWrongCodeStmt {
    NoteWrongCodeStmt(
        "/*note_wrong_code*/ UPDATE accounts SET wrong_codes = wrong_codes + 1, codes_paused_until = $1 WHERE id = $2",
        None,
    )
}
impl NoteWrongCodeStmt {
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
        paused_until: &'a Option<jiff::Timestamp>,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[paused_until, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteWrongCodeParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteWrongCodeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteWrongCodeParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.paused_until, &params.id))
    }
}
pub struct ForgetWrongCodesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_wrong_codes() -> ForgetWrongCodesStmt {
    ForgetWrongCodesStmt(
        "/*forget_wrong_codes*/ UPDATE accounts SET wrong_codes = 0, codes_paused_until = NULL WHERE id = $1 AND wrong_codes > 0",
        None,
    )
}
impl ForgetWrongCodesStmt {
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
pub struct MakePlatformAdminStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn make_platform_admin() -> MakePlatformAdminStmt {
    MakePlatformAdminStmt(
        "/*make_platform_admin*/ UPDATE accounts SET is_platform_admin = true, version = version + 1 WHERE id = $1 AND NOT is_platform_admin",
        None,
    )
}
impl MakePlatformAdminStmt {
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
pub struct UnmakePlatformAdminStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn unmake_platform_admin() -> UnmakePlatformAdminStmt {
    UnmakePlatformAdminStmt(
        "/*unmake_platform_admin*/ UPDATE accounts SET is_platform_admin = false, version = version + 1 WHERE id = $1 AND is_platform_admin",
        None,
    )
}
impl UnmakePlatformAdminStmt {
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
pub struct CloseAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close_account() -> CloseAccountStmt {
    CloseAccountStmt(
        "/*close_account*/ WITH unlinked AS ( DELETE FROM account_links WHERE account_id = $1 ), unknown AS ( DELETE FROM account_identities WHERE account_id = $1 ), uncoded AS ( DELETE FROM account_recovery_codes WHERE account_id = $1 ) UPDATE accounts SET email = '', name = '', email_index = NULL, password_hash = NULL, email_verified_at = NULL, totp_secret = '', totp_confirmed_at = NULL, is_platform_admin = false, closed_at = $2, version = version + 1 WHERE id = $1 AND closed_at IS NULL",
        None,
    )
}
impl CloseAccountStmt {
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
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CloseAccountParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for CloseAccountStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CloseAccountParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.id, &params.now))
    }
}
pub struct BeginSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_second_factor() -> BeginSecondFactorStmt {
    BeginSecondFactorStmt(
        "/*begin_second_factor*/ UPDATE accounts SET totp_secret = $1, version = version + 1 WHERE id = $2 AND totp_confirmed_at IS NULL",
        None,
    )
}
impl BeginSecondFactorStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        secret: &'a T1,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[secret, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        BeginSecondFactorParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for BeginSecondFactorStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a BeginSecondFactorParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.secret, &params.id))
    }
}
pub struct SetSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_second_factor() -> SetSecondFactorStmt {
    SetSecondFactorStmt(
        "/*set_second_factor*/ UPDATE accounts SET totp_secret = $1, totp_confirmed_at = $2, totp_used_step = $3, version = version + 1 WHERE id = $4",
        None,
    )
}
impl SetSecondFactorStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        secret: &'a T1,
        confirmed_at: &'a Option<jiff::Timestamp>,
        used_step: &'a i64,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[secret, confirmed_at, used_step, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetSecondFactorParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetSecondFactorStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetSecondFactorParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.secret, &params.confirmed_at, &params.used_step, &params.id))
    }
}
pub struct UseSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_second_factor() -> UseSecondFactorStmt {
    UseSecondFactorStmt(
        "/*use_second_factor*/ UPDATE accounts SET totp_used_step = $1 WHERE id = $2 AND totp_used_step < $1",
        None,
    )
}
impl UseSecondFactorStmt {
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
        step: &'a i64,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[step, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseSecondFactorParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseSecondFactorStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseSecondFactorParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.step, &params.id))
    }
}
pub struct InsertRecoveryCodesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_recovery_codes() -> InsertRecoveryCodesStmt {
    InsertRecoveryCodesStmt(
        "/*insert_recovery_codes*/ INSERT INTO account_recovery_codes (account_id, code_hash) SELECT $1, c.hash FROM unnest($2::bytea[]) AS c (hash)",
        None,
    )
}
impl InsertRecoveryCodesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
        hashes: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id, hashes]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRecoveryCodesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRecoveryCodesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRecoveryCodesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.hashes))
    }
}
pub struct UseRecoveryCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_recovery_code() -> UseRecoveryCodeStmt {
    UseRecoveryCodeStmt(
        "/*use_recovery_code*/ DELETE FROM account_recovery_codes WHERE account_id = $1 AND code_hash = $2",
        None,
    )
}
impl UseRecoveryCodeStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
        code_hash: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id, code_hash]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseRecoveryCodeParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseRecoveryCodeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseRecoveryCodeParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.code_hash))
    }
}
pub struct CountRecoveryCodesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_recovery_codes() -> CountRecoveryCodesStmt {
    CountRecoveryCodesStmt(
        "/*count_recovery_codes*/ SELECT count(*) FROM account_recovery_codes WHERE account_id = $1",
        None,
    )
}
impl CountRecoveryCodesStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct DeleteRecoveryCodesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_recovery_codes() -> DeleteRecoveryCodesStmt {
    DeleteRecoveryCodesStmt(
        "/*delete_recovery_codes*/ DELETE FROM account_recovery_codes WHERE account_id = $1",
        None,
    )
}
impl DeleteRecoveryCodesStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id]).await
    }
}
pub struct FindIdentityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_identity() -> FindIdentityStmt {
    FindIdentityStmt(
        "/*find_identity*/ SELECT account_id FROM account_identities WHERE issuer = $1 AND subject = $2",
        None,
    )
}
impl FindIdentityStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        issuer: &'a T1,
        subject: &'a T2,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [issuer, subject],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindIdentityParams<T1, T2>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for FindIdentityStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindIdentityParams<T1, T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.issuer, &params.subject)
    }
}
pub struct InsertIdentityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_identity() -> InsertIdentityStmt {
    InsertIdentityStmt(
        "/*insert_identity*/ INSERT INTO account_identities (issuer, subject, account_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        None,
    )
}
impl InsertIdentityStmt {
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
        issuer: &'a T1,
        subject: &'a T2,
        account_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[issuer, subject, account_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertIdentityParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertIdentityStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertIdentityParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.issuer, &params.subject, &params.account_id, &params.now))
    }
}
pub struct InsertLinkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_link() -> InsertLinkStmt {
    InsertLinkStmt(
        "/*insert_link*/ INSERT INTO account_links (secret_hash, account_id, purpose, expires_at) VALUES ($1, $2, $3, $4)",
        None,
    )
}
impl InsertLinkStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        secret_hash: &'a T1,
        account_id: &'a uuid::Uuid,
        purpose: &'a T2,
        expires_at: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[secret_hash, account_id, purpose, expires_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLinkParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLinkStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLinkParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.secret_hash,
            &params.account_id,
            &params.purpose,
            &params.expires_at,
        ))
    }
}
pub struct UseLinkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_link() -> UseLinkStmt {
    UseLinkStmt(
        "/*use_link*/ WITH used AS ( DELETE FROM account_links WHERE secret_hash = $1 AND purpose = $2 RETURNING account_id, expires_at ), others AS ( DELETE FROM account_links l USING used u WHERE l.account_id = u.account_id AND l.purpose = $2 AND l.secret_hash <> $1 ) SELECT account_id FROM used WHERE expires_at > $3",
        None,
    )
}
impl UseLinkStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        secret_hash: &'a T1,
        purpose: &'a T2,
        now: &'a jiff::Timestamp,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [secret_hash, purpose, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UseLinkParams<T1, T2>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for UseLinkStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UseLinkParams<T1, T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.secret_hash, &params.purpose, &params.now)
    }
}
pub struct DeleteLinksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_links() -> DeleteLinksStmt {
    DeleteLinksStmt("/*delete_links*/ DELETE FROM account_links WHERE account_id = $1 AND purpose = $2", None)
}
impl DeleteLinksStmt {
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
        account_id: &'a uuid::Uuid,
        purpose: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id, purpose]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteLinksParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteLinksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteLinksParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.purpose))
    }
}
pub struct DeleteIdentitiesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_identities() -> DeleteIdentitiesStmt {
    DeleteIdentitiesStmt("/*delete_identities*/ DELETE FROM account_identities WHERE account_id = $1", None)
}
impl DeleteIdentitiesStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id]).await
    }
}
pub struct HasIdentityAtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_identity_at() -> HasIdentityAtStmt {
    HasIdentityAtStmt(
        "/*has_identity_at*/ SELECT EXISTS (SELECT FROM account_identities WHERE account_id = $1 AND issuer = $2) AS has",
        None,
    )
}
impl HasIdentityAtStmt {
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
        account_id: &'a uuid::Uuid,
        issuer: &'a T1,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [account_id, issuer],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, HasIdentityAtParams<T1>, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for HasIdentityAtStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HasIdentityAtParams<T1>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.account_id, &params.issuer)
    }
}
pub struct InsertMailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_mail() -> InsertMailStmt {
    InsertMailStmt(
        "/*insert_mail*/ INSERT INTO account_mails (id, content, recipient, due_at, until) VALUES ($1, $2, $3, $4, $5)",
        None,
    )
}
impl InsertMailStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        content: &'a T1,
        recipient: &'a T2,
        now: &'a jiff::Timestamp,
        until: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[id, content, recipient, now, until]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertMailParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertMailStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertMailParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.content,
            &params.recipient,
            &params.now,
            &params.until,
        ))
    }
}
pub struct NoteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note() -> NoteStmt {
    NoteStmt(
        "/*note*/ INSERT INTO account_log (id, account_id, occurred_at, action, session_id, source) VALUES ($1, $2, $3, $4, $5, $6)",
        None,
    )
}
impl NoteStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        account_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        action: &'a T1,
        session_id: &'a Option<uuid::Uuid>,
        source: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[id, account_id, now, action, session_id, source]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.account_id,
            &params.now,
            &params.action,
            &params.session_id,
            &params.source,
        ))
    }
}
pub struct NoteInHourStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_in_hour() -> NoteInHourStmt {
    NoteInHourStmt(
        "/*note_in_hour*/ INSERT INTO account_log (id, account_id, occurred_at, action, source, hour, last_at) VALUES ($1, $2, $3, $4, $5, date_trunc('hour', $3::timestamptz, 'UTC'), $3) ON CONFLICT (account_id, action, hour) WHERE hour IS NOT NULL DO UPDATE SET times = account_log.times + 1, last_at = excluded.last_at",
        None,
    )
}
impl NoteInHourStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        account_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        action: &'a T1,
        source: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[id, account_id, now, action, source]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteInHourParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteInHourStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteInHourParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.account_id,
            &params.now,
            &params.action,
            &params.source,
        ))
    }
}
pub struct ForgetOldComingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_old_comings() -> ForgetOldComingsStmt {
    ForgetOldComingsStmt(
        "/*forget_old_comings*/ DELETE FROM account_log WHERE account_id = $1 AND action IN ('log-in', 'log-out', 'session.switch', 'session.evict') AND id <= (SELECT l.id FROM account_log l WHERE l.account_id = $1 AND l.action IN ('log-in', 'log-out', 'session.switch', 'session.evict') ORDER BY l.id DESC OFFSET $2 LIMIT 1)",
        None,
    )
}
impl ForgetOldComingsStmt {
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
        account_id: &'a uuid::Uuid,
        kept: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id, kept]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetOldComingsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetOldComingsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetOldComingsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.kept))
    }
}
pub struct InsertSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_session() -> InsertSessionStmt {
    InsertSessionStmt(
        "/*insert_session*/ INSERT INTO sessions (id, account_id, kind, secret_hash, acting_for, acting_as_platform, begun_by, created_at, used_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)",
        None,
    )
}
impl InsertSessionStmt {
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
        T2: crate::BytesSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        account_id: &'a uuid::Uuid,
        kind: &'a T1,
        secret_hash: &'a Option<T2>,
        acting_for: &'a Option<uuid::Uuid>,
        acting_as_platform: &'a bool,
        begun_by: &'a T4,
        now: &'a jiff::Timestamp,
        expires_at: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client
            .execute(
                self.0,
                &[
                    id,
                    account_id,
                    kind,
                    secret_hash,
                    acting_for,
                    acting_as_platform,
                    begun_by,
                    now,
                    expires_at,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::BytesSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertSessionParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertSessionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertSessionParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.account_id,
            &params.kind,
            &params.secret_hash,
            &params.acting_for,
            &params.acting_as_platform,
            &params.begun_by,
            &params.now,
            &params.expires_at,
        ))
    }
}
pub struct FindSessionBySecretStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_session_by_secret() -> FindSessionBySecretStmt {
    FindSessionBySecretStmt(
        "/*find_session_by_secret*/ SELECT id, account_id, kind, acting_for, acting_as_platform, begun_by, created_at, used_at, expires_at, ended_at FROM sessions WHERE secret_hash = $1",
        None,
    )
}
impl FindSessionBySecretStmt {
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
        secret_hash: &'a T1,
    ) -> SessionQuery<'c, 'a, 's, C, Session, 1> {
        SessionQuery {
            client,
            params: [secret_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SessionBorrowed, tokio_postgres::Error> {
                Ok(SessionBorrowed {
                    id: row.try_get(0)?,
                    account_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    acting_for: row.try_get(3)?,
                    acting_as_platform: row.try_get(4)?,
                    begun_by: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    used_at: row.try_get(7)?,
                    expires_at: row.try_get(8)?,
                    ended_at: row.try_get(9)?,
                })
            },
            mapper: |it| Session::from(it),
        }
    }
}
pub struct LockSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_session() -> LockSessionStmt {
    LockSessionStmt(
        "/*lock_session*/ SELECT id, account_id, kind, acting_for, acting_as_platform, begun_by, created_at, used_at, expires_at, ended_at FROM sessions WHERE id = $1 FOR UPDATE",
        None,
    )
}
impl LockSessionStmt {
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
    ) -> SessionQuery<'c, 'a, 's, C, Session, 1> {
        SessionQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SessionBorrowed, tokio_postgres::Error> {
                Ok(SessionBorrowed {
                    id: row.try_get(0)?,
                    account_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    acting_for: row.try_get(3)?,
                    acting_as_platform: row.try_get(4)?,
                    begun_by: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    used_at: row.try_get(7)?,
                    expires_at: row.try_get(8)?,
                    ended_at: row.try_get(9)?,
                })
            },
            mapper: |it| Session::from(it),
        }
    }
}
pub struct ListSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_sessions() -> ListSessionsStmt {
    ListSessionsStmt(
        "/*list_sessions*/ SELECT id, account_id, kind, acting_for, acting_as_platform, begun_by, created_at, used_at, expires_at, ended_at FROM sessions WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 AND (kind = 'api' OR used_at > $3) ORDER BY id DESC LIMIT 100",
        None,
    )
}
impl ListSessionsStmt {
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
        account_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        idle_since: &'a jiff::Timestamp,
    ) -> SessionQuery<'c, 'a, 's, C, Session, 3> {
        SessionQuery {
            client,
            params: [account_id, now, idle_since],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SessionBorrowed, tokio_postgres::Error> {
                Ok(SessionBorrowed {
                    id: row.try_get(0)?,
                    account_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    acting_for: row.try_get(3)?,
                    acting_as_platform: row.try_get(4)?,
                    begun_by: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    used_at: row.try_get(7)?,
                    expires_at: row.try_get(8)?,
                    ended_at: row.try_get(9)?,
                })
            },
            mapper: |it| Session::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListSessionsParams, SessionQuery<'c, 'a, 's, C, Session, 3>, C>
    for ListSessionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListSessionsParams,
    ) -> SessionQuery<'c, 'a, 's, C, Session, 3> {
        self.bind(client, &params.account_id, &params.now, &params.idle_since)
    }
}
pub struct UseSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_session() -> UseSessionStmt {
    UseSessionStmt("/*use_session*/ UPDATE sessions SET used_at = $1 WHERE id = $2 AND used_at < $1", None)
}
impl UseSessionStmt {
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseSessionParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseSessionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseSessionParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id))
    }
}
pub struct AddFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_factor() -> AddFactorStmt {
    AddFactorStmt(
        "/*add_factor*/ UPDATE sessions SET begun_by = array_append(array_remove(begun_by, 'code'), 'code') WHERE id = $1 AND account_id = $2",
        None,
    )
}
impl AddFactorStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[id, account_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AddFactorParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AddFactorStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AddFactorParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.id, &params.account_id))
    }
}
pub struct TakeFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_factor() -> TakeFactorStmt {
    TakeFactorStmt(
        "/*take_factor*/ UPDATE sessions SET begun_by = array_remove(array_remove(begun_by, 'code'), 'recovery_code') WHERE account_id = $1 AND ended_at IS NULL",
        None,
    )
}
impl TakeFactorStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id]).await
    }
}
pub struct EndOldestSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_oldest_sessions() -> EndOldestSessionsStmt {
    EndOldestSessionsStmt(
        "/*end_oldest_sessions*/ WITH oldest AS ( SELECT id FROM sessions WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY used_at DESC, id DESC OFFSET $3 ), ended AS ( UPDATE sessions s SET ended_at = $2 FROM oldest o WHERE s.id = o.id RETURNING s.id ) INSERT INTO revocations (revoked_at, until, session_id) SELECT $2, $4, e.id FROM ended e",
        None,
    )
}
impl EndOldestSessionsStmt {
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
        account_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        kept: &'a i64,
        until: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id, now, kept, until]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndOldestSessionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndOldestSessionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndOldestSessionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.now, &params.kept, &params.until))
    }
}
pub struct ContinueSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn continue_session() -> ContinueSessionStmt {
    ContinueSessionStmt(
        "/*continue_session*/ UPDATE sessions SET acting_for = $1, acting_as_platform = $2, used_at = $3, expires_at = $4 WHERE id = $5",
        None,
    )
}
impl ContinueSessionStmt {
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
        acting_for: &'a Option<uuid::Uuid>,
        acting_as_platform: &'a bool,
        now: &'a jiff::Timestamp,
        expires_at: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[acting_for, acting_as_platform, now, expires_at, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ContinueSessionParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ContinueSessionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ContinueSessionParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.acting_for,
            &params.acting_as_platform,
            &params.now,
            &params.expires_at,
            &params.id,
        ))
    }
}
pub struct SetSessionSecretStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_session_secret() -> SetSessionSecretStmt {
    SetSessionSecretStmt("/*set_session_secret*/ UPDATE sessions SET secret_hash = $1 WHERE id = $2", None)
}
impl SetSessionSecretStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        secret_hash: &'a Option<T1>,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[secret_hash, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetSessionSecretParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetSessionSecretStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetSessionSecretParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.secret_hash, &params.id))
    }
}
pub struct EndSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_sessions() -> EndSessionsStmt {
    EndSessionsStmt(
        "/*end_sessions*/ WITH ended AS ( UPDATE sessions SET ended_at = $1 WHERE account_id = $2 AND ended_at IS NULL AND expires_at > $1 AND ($3::uuid IS NULL OR id = $3) AND id IS DISTINCT FROM $4::uuid RETURNING id ) INSERT INTO revocations (revoked_at, until, session_id) SELECT $1, $5, e.id FROM ended e",
        None,
    )
}
impl EndSessionsStmt {
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
        account_id: &'a uuid::Uuid,
        id: &'a Option<uuid::Uuid>,
        keep: &'a Option<uuid::Uuid>,
        until: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, account_id, id, keep, until]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndSessionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndSessionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndSessionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.account_id, &params.id, &params.keep, &params.until))
    }
}
pub struct InsertRefreshTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_refresh_token() -> InsertRefreshTokenStmt {
    InsertRefreshTokenStmt(
        "/*insert_refresh_token*/ INSERT INTO refresh_tokens (secret_hash, session_id, issued_at) VALUES ($1, $2, $3)",
        None,
    )
}
impl InsertRefreshTokenStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        secret_hash: &'a T1,
        session_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[secret_hash, session_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRefreshTokenParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRefreshTokenStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRefreshTokenParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.secret_hash, &params.session_id, &params.now))
    }
}
pub struct FindRefreshTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_refresh_token() -> FindRefreshTokenStmt {
    FindRefreshTokenStmt(
        "/*find_refresh_token*/ SELECT session_id, used_at FROM refresh_tokens WHERE secret_hash = $1",
        None,
    )
}
impl FindRefreshTokenStmt {
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
        secret_hash: &'a T1,
    ) -> FindRefreshTokenQuery<'c, 'a, 's, C, FindRefreshToken, 1> {
        FindRefreshTokenQuery {
            client,
            params: [secret_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindRefreshToken, tokio_postgres::Error> {
                Ok(FindRefreshToken { session_id: row.try_get(0)?, used_at: row.try_get(1)? })
            },
            mapper: |it| FindRefreshToken::from(it),
        }
    }
}
pub struct UseRefreshTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_refresh_token() -> UseRefreshTokenStmt {
    UseRefreshTokenStmt(
        "/*use_refresh_token*/ UPDATE refresh_tokens SET used_at = $1 WHERE secret_hash = $2 AND used_at IS NULL",
        None,
    )
}
impl UseRefreshTokenStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        secret_hash: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, secret_hash]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseRefreshTokenParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseRefreshTokenStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseRefreshTokenParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.secret_hash))
    }
}
pub struct ForgetUsedRefreshTokensStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_used_refresh_tokens() -> ForgetUsedRefreshTokensStmt {
    ForgetUsedRefreshTokensStmt(
        "/*forget_used_refresh_tokens*/ DELETE FROM refresh_tokens WHERE session_id = $1 AND secret_hash IN ( SELECT t.secret_hash FROM refresh_tokens t WHERE t.session_id = $1 AND t.used_at IS NOT NULL ORDER BY t.used_at DESC OFFSET $2)",
        None,
    )
}
impl ForgetUsedRefreshTokensStmt {
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
        session_id: &'a uuid::Uuid,
        kept: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[session_id, kept]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetUsedRefreshTokensParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetUsedRefreshTokensStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetUsedRefreshTokensParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.session_id, &params.kept))
    }
}
pub struct ForgetOlderRevocationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_older_revocations() -> ForgetOlderRevocationsStmt {
    ForgetOlderRevocationsStmt(
        "/*forget_older_revocations*/ DELETE FROM revocations WHERE account_id = $1 AND for_clinic = $2",
        None,
    )
}
impl ForgetOlderRevocationsStmt {
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
        account_id: &'a uuid::Uuid,
        for_clinic: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[account_id, for_clinic]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetOlderRevocationsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetOlderRevocationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetOlderRevocationsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.for_clinic))
    }
}
pub struct InsertRevocationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_revocation() -> InsertRevocationStmt {
    InsertRevocationStmt(
        "/*insert_revocation*/ INSERT INTO revocations (revoked_at, until, account_id, for_clinic, below_version, api_key_id) VALUES ($1, $2, $3, $4, $5, $6)",
        None,
    )
}
impl InsertRevocationStmt {
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
        until: &'a jiff::Timestamp,
        account_id: &'a Option<uuid::Uuid>,
        for_clinic: &'a Option<uuid::Uuid>,
        below_version: &'a Option<i32>,
        api_key_id: &'a Option<uuid::Uuid>,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, until, account_id, for_clinic, below_version, api_key_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRevocationParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRevocationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRevocationParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.until,
            &params.account_id,
            &params.for_clinic,
            &params.below_version,
            &params.api_key_id,
        ))
    }
}
pub struct ListRevocationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_revocations() -> ListRevocationsStmt {
    ListRevocationsStmt(
        "/*list_revocations*/ SELECT revoked_at, until, session_id, account_id, for_clinic, below_version, api_key_id FROM revocations WHERE revoked_at >= $1 AND until > $2",
        None,
    )
}
impl ListRevocationsStmt {
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
        since: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
    ) -> ListRevocationsQuery<'c, 'a, 's, C, ListRevocations, 2> {
        ListRevocationsQuery {
            client,
            params: [since, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListRevocations, tokio_postgres::Error> {
                Ok(ListRevocations {
                    revoked_at: row.try_get(0)?,
                    until: row.try_get(1)?,
                    session_id: row.try_get(2)?,
                    account_id: row.try_get(3)?,
                    for_clinic: row.try_get(4)?,
                    below_version: row.try_get(5)?,
                    api_key_id: row.try_get(6)?,
                })
            },
            mapper: |it| ListRevocations::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListRevocationsParams,
        ListRevocationsQuery<'c, 'a, 's, C, ListRevocations, 2>,
        C,
    > for ListRevocationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListRevocationsParams,
    ) -> ListRevocationsQuery<'c, 'a, 's, C, ListRevocations, 2> {
        self.bind(client, &params.since, &params.now)
    }
}
pub struct SetClinicsOfMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_clinics_of_member() -> SetClinicsOfMemberStmt {
    SetClinicsOfMemberStmt(
        "/*set_clinics_of_member*/ SELECT set_config('holdfast.clinics', clinics_of_member($1)::text, true) AS clinics",
        None,
    )
}
impl SetClinicsOfMemberStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct ClinicOfInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_of_invitation() -> ClinicOfInvitationStmt {
    ClinicOfInvitationStmt("/*clinic_of_invitation*/ SELECT clinic_of_invitation($1) AS clinic_id", None)
}
impl ClinicOfInvitationStmt {
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
        secret_hash: &'a T1,
    ) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 1> {
        OptionuuidUuidQuery {
            client,
            params: [secret_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct SetClinicOfApiKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_clinic_of_api_key() -> SetClinicOfApiKeyStmt {
    SetClinicOfApiKeyStmt(
        "/*set_clinic_of_api_key*/ SELECT set_config('holdfast.clinics', array_remove(ARRAY[clinic_of_api_key($1)], NULL)::text, true) AS clinics",
        None,
    )
}
impl SetClinicOfApiKeyStmt {
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
        secret_hash: &'a T1,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [secret_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct LockMembershipStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_membership() -> LockMembershipStmt {
    LockMembershipStmt(
        "/*lock_membership*/ SELECT role, doctor_id FROM memberships WHERE clinic_id = $1 AND account_id = $2 AND removed_at IS NULL FOR UPDATE",
        None,
    )
}
impl LockMembershipStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> LockMembershipQuery<'c, 'a, 's, C, LockMembership, 2> {
        LockMembershipQuery {
            client,
            params: [clinic_id, account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockMembershipBorrowed, tokio_postgres::Error> {
                Ok(LockMembershipBorrowed { role: row.try_get(0)?, doctor_id: row.try_get(1)? })
            },
            mapper: |it| LockMembership::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockMembershipParams,
        LockMembershipQuery<'c, 'a, 's, C, LockMembership, 2>,
        C,
    > for LockMembershipStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockMembershipParams,
    ) -> LockMembershipQuery<'c, 'a, 's, C, LockMembership, 2> {
        self.bind(client, &params.clinic_id, &params.account_id)
    }
}
pub struct FindMembershipStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_membership() -> FindMembershipStmt {
    FindMembershipStmt(
        "/*find_membership*/ SELECT m.role, m.doctor_id, m.version FROM memberships m WHERE m.clinic_id = $1 AND m.account_id = $2 AND m.removed_at IS NULL FOR SHARE OF m",
        None,
    )
}
impl FindMembershipStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> FindMembershipQuery<'c, 'a, 's, C, FindMembership, 2> {
        FindMembershipQuery {
            client,
            params: [clinic_id, account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindMembershipBorrowed, tokio_postgres::Error> {
                Ok(FindMembershipBorrowed {
                    role: row.try_get(0)?,
                    doctor_id: row.try_get(1)?,
                    version: row.try_get(2)?,
                })
            },
            mapper: |it| FindMembership::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindMembershipParams,
        FindMembershipQuery<'c, 'a, 's, C, FindMembership, 2>,
        C,
    > for FindMembershipStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindMembershipParams,
    ) -> FindMembershipQuery<'c, 'a, 's, C, FindMembership, 2> {
        self.bind(client, &params.clinic_id, &params.account_id)
    }
}
pub struct RequiresSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn requires_second_factor() -> RequiresSecondFactorStmt {
    RequiresSecondFactorStmt(
        "/*requires_second_factor*/ SELECT second_factor_required FROM clinics WHERE id = $1",
        None,
    )
}
impl RequiresSecondFactorStmt {
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
pub struct ChangeMembershipStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn change_membership() -> ChangeMembershipStmt {
    ChangeMembershipStmt(
        "/*change_membership*/ UPDATE memberships SET version = version + 1 WHERE clinic_id = $1 AND account_id = $2 AND removed_at IS NULL RETURNING version",
        None,
    )
}
impl ChangeMembershipStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        I32Query {
            client,
            params: [clinic_id, account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ChangeMembershipParams, I32Query<'c, 'a, 's, C, i32, 2>, C>
    for ChangeMembershipStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ChangeMembershipParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        self.bind(client, &params.clinic_id, &params.account_id)
    }
}
pub struct MembershipsOfAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn memberships_of_account() -> MembershipsOfAccountStmt {
    MembershipsOfAccountStmt(
        "/*memberships_of_account*/ SELECT m.clinic_id, c.name AS clinic_name, m.role, m.doctor_id, c.second_factor_required FROM memberships m JOIN clinics c ON c.id = m.clinic_id WHERE m.account_id = $1 AND m.removed_at IS NULL ORDER BY c.name, m.clinic_id",
        None,
    )
}
impl MembershipsOfAccountStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> MembershipsOfAccountQuery<'c, 'a, 's, C, MembershipsOfAccount, 1> {
        MembershipsOfAccountQuery {
            client,
            params: [account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<MembershipsOfAccountBorrowed, tokio_postgres::Error> {
                    Ok(MembershipsOfAccountBorrowed {
                        clinic_id: row.try_get(0)?,
                        clinic_name: row.try_get(1)?,
                        role: row.try_get(2)?,
                        doctor_id: row.try_get(3)?,
                        second_factor_required: row.try_get(4)?,
                    })
                },
            mapper: |it| MembershipsOfAccount::from(it),
        }
    }
}
pub struct ListMembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_members() -> ListMembersStmt {
    ListMembersStmt(
        "/*list_members*/ SELECT m.account_id, m.role, m.doctor_id, m.created_at, a.email, a.name, a.totp_confirmed_at IS NOT NULL AS has_second_factor FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE m.clinic_id = $1 AND m.removed_at IS NULL AND m.account_id > $2 ORDER BY m.account_id LIMIT $3",
        None,
    )
}
impl ListMembersStmt {
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
    ) -> MemberQuery<'c, 'a, 's, C, Member, 3> {
        MemberQuery {
            client,
            params: [clinic_id, after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MemberBorrowed, tokio_postgres::Error> {
                Ok(MemberBorrowed {
                    account_id: row.try_get(0)?,
                    role: row.try_get(1)?,
                    doctor_id: row.try_get(2)?,
                    created_at: row.try_get(3)?,
                    email: row.try_get(4)?,
                    name: row.try_get(5)?,
                    has_second_factor: row.try_get(6)?,
                })
            },
            mapper: |it| Member::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListMembersParams, MemberQuery<'c, 'a, 's, C, Member, 3>, C>
    for ListMembersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListMembersParams,
    ) -> MemberQuery<'c, 'a, 's, C, Member, 3> {
        self.bind(client, &params.clinic_id, &params.after_id, &params.max)
    }
}
pub struct PutMembershipStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn put_membership() -> PutMembershipStmt {
    PutMembershipStmt(
        "/*put_membership*/ INSERT INTO memberships (clinic_id, account_id, role, doctor_id, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (clinic_id, account_id) DO UPDATE SET role = excluded.role, doctor_id = excluded.doctor_id, removed_at = NULL, version = memberships.version + 1 RETURNING version",
        None,
    )
}
impl PutMembershipStmt {
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
        account_id: &'a uuid::Uuid,
        role: &'a T1,
        doctor_id: &'a Option<uuid::Uuid>,
        now: &'a jiff::Timestamp,
    ) -> I32Query<'c, 'a, 's, C, i32, 5> {
        I32Query {
            client,
            params: [clinic_id, account_id, role, doctor_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, PutMembershipParams<T1>, I32Query<'c, 'a, 's, C, i32, 5>, C>
    for PutMembershipStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PutMembershipParams<T1>,
    ) -> I32Query<'c, 'a, 's, C, i32, 5> {
        self.bind(client, &params.clinic_id, &params.account_id, &params.role, &params.doctor_id, &params.now)
    }
}
pub struct RemoveMembershipStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_membership() -> RemoveMembershipStmt {
    RemoveMembershipStmt(
        "/*remove_membership*/ UPDATE memberships SET removed_at = $1, version = version + 1 WHERE clinic_id = $2 AND account_id = $3 AND removed_at IS NULL RETURNING version",
        None,
    )
}
impl RemoveMembershipStmt {
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
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        account_id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [now, clinic_id, account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, RemoveMembershipParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for RemoveMembershipStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RemoveMembershipParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.now, &params.clinic_id, &params.account_id)
    }
}
pub struct LockAdminsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_admins() -> LockAdminsStmt {
    LockAdminsStmt(
        "/*lock_admins*/ SELECT account_id FROM memberships WHERE clinic_id = $1 AND role = 'clinic_admin' AND removed_at IS NULL ORDER BY account_id FOR UPDATE",
        None,
    )
}
impl LockAdminsStmt {
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
pub struct RunsNoMoreStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn runs_no_more() -> RunsNoMoreStmt {
    RunsNoMoreStmt("/*runs_no_more*/ SELECT runs_no_more($1, $2) AS was", None)
}
impl RunsNoMoreStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [clinic_id, account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, RunsNoMoreParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for RunsNoMoreStmt
{
    fn params(&'s self, client: &'c C, params: &'a RunsNoMoreParams) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.clinic_id, &params.account_id)
    }
}
pub struct WithdrawInvitationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw_invitations() -> WithdrawInvitationsStmt {
    WithdrawInvitationsStmt(
        "/*withdraw_invitations*/ UPDATE invitations SET withdrawn_at = $1, version = version + 1 WHERE clinic_id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL AND (email_index = $3::bytea OR invited_by = $4::text)",
        None,
    )
}
impl WithdrawInvitationsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        email_index: &'a Option<T1>,
        invited_by: &'a Option<T2>,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, clinic_id, email_index, invited_by]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        WithdrawInvitationsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for WithdrawInvitationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a WithdrawInvitationsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.clinic_id, &params.email_index, &params.invited_by))
    }
}
pub struct WithdrawInvitationsByStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw_invitations_by() -> WithdrawInvitationsByStmt {
    WithdrawInvitationsByStmt(
        "/*withdraw_invitations_by*/ SELECT withdraw_invitations_by($1, $2) AS withdrawn",
        None,
    )
}
impl WithdrawInvitationsByStmt {
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
        account_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [account_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, WithdrawInvitationsByParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for WithdrawInvitationsByStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WithdrawInvitationsByParams,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.account_id, &params.now)
    }
}
pub struct DoctorIsOfClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctor_is_of_clinic() -> DoctorIsOfClinicStmt {
    DoctorIsOfClinicStmt(
        "/*doctor_is_of_clinic*/ SELECT EXISTS (SELECT FROM doctors WHERE clinic_id = $1 AND id = $2) AS found",
        None,
    )
}
impl DoctorIsOfClinicStmt {
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
        doctor_id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [clinic_id, doctor_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, DoctorIsOfClinicParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for DoctorIsOfClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DoctorIsOfClinicParams,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.clinic_id, &params.doctor_id)
    }
}
pub struct ClinicNameStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_name() -> ClinicNameStmt {
    ClinicNameStmt("/*clinic_name*/ SELECT name FROM clinics WHERE id = $1", None)
}
impl ClinicNameStmt {
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
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct CountInvitationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_invitations() -> CountInvitationsStmt {
    CountInvitationsStmt(
        "/*count_invitations*/ SELECT count(*) FROM invitations WHERE clinic_id = $1 AND created_at > $2",
        None,
    )
}
impl CountInvitationsStmt {
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
        since: &'a jiff::Timestamp,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [clinic_id, since],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountInvitationsParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for CountInvitationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountInvitationsParams,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.clinic_id, &params.since)
    }
}
pub struct InsertInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_invitation() -> InsertInvitationStmt {
    InsertInvitationStmt(
        "/*insert_invitation*/ INSERT INTO invitations (clinic_id, id, role, doctor_id, email, email_index, secret_hash, invited_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING clinic_id, id, role, doctor_id, email, email_index, invited_by, created_at, expires_at, accepted_at, withdrawn_at, version",
        None,
    )
}
impl InsertInvitationStmt {
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
        T2: crate::BytesSql,
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        role: &'a T1,
        doctor_id: &'a Option<uuid::Uuid>,
        email: &'a T2,
        email_index: &'a T3,
        secret_hash: &'a T4,
        invited_by: &'a T5,
        now: &'a jiff::Timestamp,
        expires_at: &'a jiff::Timestamp,
    ) -> InvitationQuery<'c, 'a, 's, C, Invitation, 10> {
        InvitationQuery {
            client,
            params: [
                clinic_id,
                id,
                role,
                doctor_id,
                email,
                email_index,
                secret_hash,
                invited_by,
                now,
                expires_at,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<InvitationBorrowed, tokio_postgres::Error> {
                Ok(InvitationBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    role: row.try_get(2)?,
                    doctor_id: row.try_get(3)?,
                    email: row.try_get(4)?,
                    email_index: row.try_get(5)?,
                    invited_by: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    expires_at: row.try_get(8)?,
                    accepted_at: row.try_get(9)?,
                    withdrawn_at: row.try_get(10)?,
                    version: row.try_get(11)?,
                })
            },
            mapper: |it| Invitation::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertInvitationParams<T1, T2, T3, T4, T5>,
        InvitationQuery<'c, 'a, 's, C, Invitation, 10>,
        C,
    > for InsertInvitationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertInvitationParams<T1, T2, T3, T4, T5>,
    ) -> InvitationQuery<'c, 'a, 's, C, Invitation, 10> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.role,
            &params.doctor_id,
            &params.email,
            &params.email_index,
            &params.secret_hash,
            &params.invited_by,
            &params.now,
            &params.expires_at,
        )
    }
}
pub struct ListInvitationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_invitations() -> ListInvitationsStmt {
    ListInvitationsStmt(
        "/*list_invitations*/ SELECT clinic_id, id, role, doctor_id, email, email_index, invited_by, created_at, expires_at, accepted_at, withdrawn_at, version FROM invitations WHERE clinic_id = $1 AND id > $2 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $3 ORDER BY id LIMIT $4",
        None,
    )
}
impl ListInvitationsStmt {
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
        now: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> InvitationQuery<'c, 'a, 's, C, Invitation, 4> {
        InvitationQuery {
            client,
            params: [clinic_id, after_id, now, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<InvitationBorrowed, tokio_postgres::Error> {
                Ok(InvitationBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    role: row.try_get(2)?,
                    doctor_id: row.try_get(3)?,
                    email: row.try_get(4)?,
                    email_index: row.try_get(5)?,
                    invited_by: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    expires_at: row.try_get(8)?,
                    accepted_at: row.try_get(9)?,
                    withdrawn_at: row.try_get(10)?,
                    version: row.try_get(11)?,
                })
            },
            mapper: |it| Invitation::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListInvitationsParams,
        InvitationQuery<'c, 'a, 's, C, Invitation, 4>,
        C,
    > for ListInvitationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListInvitationsParams,
    ) -> InvitationQuery<'c, 'a, 's, C, Invitation, 4> {
        self.bind(client, &params.clinic_id, &params.after_id, &params.now, &params.max)
    }
}
pub struct LockInvitationBySecretStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_invitation_by_secret() -> LockInvitationBySecretStmt {
    LockInvitationBySecretStmt(
        "/*lock_invitation_by_secret*/ SELECT clinic_id, id, role, doctor_id, email, email_index, invited_by, created_at, expires_at, accepted_at, withdrawn_at, version FROM invitations WHERE secret_hash = $1 FOR UPDATE",
        None,
    )
}
impl LockInvitationBySecretStmt {
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
        secret_hash: &'a T1,
    ) -> InvitationQuery<'c, 'a, 's, C, Invitation, 1> {
        InvitationQuery {
            client,
            params: [secret_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<InvitationBorrowed, tokio_postgres::Error> {
                Ok(InvitationBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    role: row.try_get(2)?,
                    doctor_id: row.try_get(3)?,
                    email: row.try_get(4)?,
                    email_index: row.try_get(5)?,
                    invited_by: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    expires_at: row.try_get(8)?,
                    accepted_at: row.try_get(9)?,
                    withdrawn_at: row.try_get(10)?,
                    version: row.try_get(11)?,
                })
            },
            mapper: |it| Invitation::from(it),
        }
    }
}
pub struct AcceptInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn accept_invitation() -> AcceptInvitationStmt {
    AcceptInvitationStmt(
        "/*accept_invitation*/ UPDATE invitations SET accepted_at = $1, version = version + 1 WHERE clinic_id = $2 AND id = $3",
        None,
    )
}
impl AcceptInvitationStmt {
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[now, clinic_id, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AcceptInvitationParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AcceptInvitationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AcceptInvitationParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.clinic_id, &params.id))
    }
}
pub struct WithdrawInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw_invitation() -> WithdrawInvitationStmt {
    WithdrawInvitationStmt(
        "/*withdraw_invitation*/ UPDATE invitations SET withdrawn_at = $1, version = version + 1 WHERE clinic_id = $2 AND id = $3 AND accepted_at IS NULL AND withdrawn_at IS NULL RETURNING version",
        None,
    )
}
impl WithdrawInvitationStmt {
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
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [now, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, WithdrawInvitationParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for WithdrawInvitationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WithdrawInvitationParams,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.now, &params.clinic_id, &params.id)
    }
}
pub struct CountApiKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_api_keys() -> CountApiKeysStmt {
    CountApiKeysStmt(
        "/*count_api_keys*/ SELECT count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $1)) AS good, count(*) FILTER (WHERE created_at > $2) AS lately FROM api_keys WHERE clinic_id = $3",
        None,
    )
}
impl CountApiKeysStmt {
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
        now: &'a jiff::Timestamp,
        since: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
    ) -> CountApiKeysQuery<'c, 'a, 's, C, CountApiKeys, 3> {
        CountApiKeysQuery {
            client,
            params: [now, since, clinic_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountApiKeys, tokio_postgres::Error> {
                Ok(CountApiKeys { good: row.try_get(0)?, lately: row.try_get(1)? })
            },
            mapper: |it| CountApiKeys::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CountApiKeysParams,
        CountApiKeysQuery<'c, 'a, 's, C, CountApiKeys, 3>,
        C,
    > for CountApiKeysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountApiKeysParams,
    ) -> CountApiKeysQuery<'c, 'a, 's, C, CountApiKeys, 3> {
        self.bind(client, &params.now, &params.since, &params.clinic_id)
    }
}
pub struct InsertApiKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_api_key() -> InsertApiKeyStmt {
    InsertApiKeyStmt(
        "/*insert_api_key*/ INSERT INTO api_keys (clinic_id, id, name, scopes, secret_hash, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING clinic_id, id, name, scopes, created_by, created_at, expires_at, revoked_at, version",
        None,
    )
}
impl InsertApiKeyStmt {
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
        T4: crate::BytesSql,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        name: &'a T1,
        scopes: &'a T3,
        secret_hash: &'a T4,
        created_by: &'a T5,
        now: &'a jiff::Timestamp,
        expires_at: &'a Option<jiff::Timestamp>,
    ) -> ApiKeyQuery<'c, 'a, 's, C, ApiKey, 8> {
        ApiKeyQuery {
            client,
            params: [clinic_id, id, name, scopes, secret_hash, created_by, now, expires_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ApiKeyBorrowed, tokio_postgres::Error> {
                Ok(ApiKeyBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    scopes: row.try_get(3)?,
                    created_by: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    expires_at: row.try_get(6)?,
                    revoked_at: row.try_get(7)?,
                    version: row.try_get(8)?,
                })
            },
            mapper: |it| ApiKey::from(it),
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
    T4: crate::BytesSql,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertApiKeyParams<T1, T2, T3, T4, T5>,
        ApiKeyQuery<'c, 'a, 's, C, ApiKey, 8>,
        C,
    > for InsertApiKeyStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertApiKeyParams<T1, T2, T3, T4, T5>,
    ) -> ApiKeyQuery<'c, 'a, 's, C, ApiKey, 8> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.name,
            &params.scopes,
            &params.secret_hash,
            &params.created_by,
            &params.now,
            &params.expires_at,
        )
    }
}
pub struct ListApiKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_api_keys() -> ListApiKeysStmt {
    ListApiKeysStmt(
        "/*list_api_keys*/ SELECT clinic_id, id, name, scopes, created_by, created_at, expires_at, revoked_at, version FROM api_keys WHERE clinic_id = $1 AND id > $2 AND revoked_at IS NULL ORDER BY id LIMIT $3",
        None,
    )
}
impl ListApiKeysStmt {
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
    ) -> ApiKeyQuery<'c, 'a, 's, C, ApiKey, 3> {
        ApiKeyQuery {
            client,
            params: [clinic_id, after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ApiKeyBorrowed, tokio_postgres::Error> {
                Ok(ApiKeyBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    scopes: row.try_get(3)?,
                    created_by: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    expires_at: row.try_get(6)?,
                    revoked_at: row.try_get(7)?,
                    version: row.try_get(8)?,
                })
            },
            mapper: |it| ApiKey::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListApiKeysParams, ApiKeyQuery<'c, 'a, 's, C, ApiKey, 3>, C>
    for ListApiKeysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListApiKeysParams,
    ) -> ApiKeyQuery<'c, 'a, 's, C, ApiKey, 3> {
        self.bind(client, &params.clinic_id, &params.after_id, &params.max)
    }
}
pub struct FindApiKeyBySecretStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_api_key_by_secret() -> FindApiKeyBySecretStmt {
    FindApiKeyBySecretStmt(
        "/*find_api_key_by_secret*/ SELECT clinic_id, id, name, scopes, created_by, created_at, expires_at, revoked_at, version FROM api_keys WHERE secret_hash = $1",
        None,
    )
}
impl FindApiKeyBySecretStmt {
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
        secret_hash: &'a T1,
    ) -> ApiKeyQuery<'c, 'a, 's, C, ApiKey, 1> {
        ApiKeyQuery {
            client,
            params: [secret_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ApiKeyBorrowed, tokio_postgres::Error> {
                Ok(ApiKeyBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    scopes: row.try_get(3)?,
                    created_by: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    expires_at: row.try_get(6)?,
                    revoked_at: row.try_get(7)?,
                    version: row.try_get(8)?,
                })
            },
            mapper: |it| ApiKey::from(it),
        }
    }
}
pub struct RevokeApiKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_api_key() -> RevokeApiKeyStmt {
    RevokeApiKeyStmt(
        "/*revoke_api_key*/ UPDATE api_keys SET revoked_at = $1, version = version + 1 WHERE clinic_id = $2 AND id = $3 AND revoked_at IS NULL RETURNING version",
        None,
    )
}
impl RevokeApiKeyStmt {
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
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I32Query<'c, 'a, 's, C, i32, 3> {
        I32Query {
            client,
            params: [now, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, RevokeApiKeyParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for RevokeApiKeyStmt
{
    fn params(&'s self, client: &'c C, params: &'a RevokeApiKeyParams) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.now, &params.clinic_id, &params.id)
    }
}
pub struct DeleteExpiredSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_sessions() -> DeleteExpiredSessionsStmt {
    DeleteExpiredSessionsStmt(
        "/*delete_expired_sessions*/ DELETE FROM sessions WHERE ctid = ANY (ARRAY ( SELECT s.ctid FROM sessions s WHERE s.expires_at < $1 ORDER BY s.expires_at LIMIT $2::bigint))",
        None,
    )
}
impl DeleteExpiredSessionsStmt {
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
        most: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before, most]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteExpiredSessionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteExpiredSessionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteExpiredSessionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.most))
    }
}
pub struct DeleteEndedSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_ended_sessions() -> DeleteEndedSessionsStmt {
    DeleteEndedSessionsStmt(
        "/*delete_ended_sessions*/ DELETE FROM sessions WHERE ctid = ANY (ARRAY ( SELECT s.ctid FROM sessions s WHERE s.ended_at < $1 ORDER BY s.ended_at LIMIT $2::bigint))",
        None,
    )
}
impl DeleteEndedSessionsStmt {
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
        most: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before, most]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteEndedSessionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteEndedSessionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteEndedSessionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.most))
    }
}
pub struct ClearOldSourcesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear_old_sources() -> ClearOldSourcesStmt {
    ClearOldSourcesStmt(
        "/*clear_old_sources*/ UPDATE account_log SET source = '' WHERE ctid = ANY (ARRAY ( SELECT l.ctid FROM account_log l WHERE l.occurred_at < $1 AND l.source <> '' ORDER BY l.occurred_at LIMIT $2::bigint))",
        None,
    )
}
impl ClearOldSourcesStmt {
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
        most: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before, most]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ClearOldSourcesParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ClearOldSourcesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ClearOldSourcesParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.most))
    }
}
pub struct DeleteOldLogStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_old_log() -> DeleteOldLogStmt {
    DeleteOldLogStmt(
        "/*delete_old_log*/ DELETE FROM account_log WHERE ctid = ANY (ARRAY ( SELECT l.ctid FROM account_log l WHERE l.occurred_at < $1 ORDER BY l.occurred_at LIMIT $2::bigint))",
        None,
    )
}
impl DeleteOldLogStmt {
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
        most: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before, most]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteOldLogParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteOldLogStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteOldLogParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.most))
    }
}
pub struct DeleteOldInvitationsAndKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_old_invitations_and_keys() -> DeleteOldInvitationsAndKeysStmt {
    DeleteOldInvitationsAndKeysStmt(
        "/*delete_old_invitations_and_keys*/ SELECT forget_given_out($1) AS gone",
        None,
    )
}
impl DeleteOldInvitationsAndKeysStmt {
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
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [before],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct DeleteExpiredMailsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_mails() -> DeleteExpiredMailsStmt {
    DeleteExpiredMailsStmt("/*delete_expired_mails*/ DELETE FROM account_mails WHERE until < $1", None)
}
impl DeleteExpiredMailsStmt {
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
pub struct DeleteExpiredLinksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_links() -> DeleteExpiredLinksStmt {
    DeleteExpiredLinksStmt(
        "/*delete_expired_links*/ DELETE FROM account_links WHERE ctid = ANY (ARRAY ( SELECT l.ctid FROM account_links l WHERE l.expires_at < $1 LIMIT $2::bigint))",
        None,
    )
}
impl DeleteExpiredLinksStmt {
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
        most: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before, most]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteExpiredLinksParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteExpiredLinksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteExpiredLinksParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.most))
    }
}
pub struct DeleteUnverifiedAccountsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_unverified_accounts() -> DeleteUnverifiedAccountsStmt {
    DeleteUnverifiedAccountsStmt(
        "/*delete_unverified_accounts*/ DELETE FROM accounts WHERE id = ANY (ARRAY ( SELECT a.id FROM accounts a WHERE a.email_verified_at IS NULL AND a.closed_at IS NULL AND a.created_at < $1 AND NOT EXISTS (SELECT FROM account_links l WHERE l.account_id = a.id) LIMIT $2::bigint)) AND email_verified_at IS NULL",
        None,
    )
}
impl DeleteUnverifiedAccountsStmt {
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
        most: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before, most]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteUnverifiedAccountsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteUnverifiedAccountsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteUnverifiedAccountsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.most))
    }
}
pub struct DeleteExpiredRevocationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_expired_revocations() -> DeleteExpiredRevocationsStmt {
    DeleteExpiredRevocationsStmt(
        "/*delete_expired_revocations*/ DELETE FROM revocations WHERE ctid = ANY (ARRAY ( SELECT r.ctid FROM revocations r WHERE r.until < $1 LIMIT $2::bigint))",
        None,
    )
}
impl DeleteExpiredRevocationsStmt {
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
        most: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[before, most]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteExpiredRevocationsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteExpiredRevocationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteExpiredRevocationsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.most))
    }
}
