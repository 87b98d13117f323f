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
    pub hold_extensions: i32,
    pub max_upcoming: i32,
    pub second_factor_required: bool,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListClinicsParams {
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RunsNoMoreParams {
    pub clinic_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeBackActingParams {
    pub clinic_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub until: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UpdateClinicParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub name: Option<T1>,
    pub address: Option<T2>,
    pub phone: Option<T3>,
    pub min_notice_minutes: Option<i32>,
    pub hold_minutes: Option<i32>,
    pub hold_extensions: Option<i32>,
    pub max_upcoming: Option<i32>,
    pub second_factor_required: Option<bool>,
    pub time_zone: Option<T4>,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub expected_version: Option<i32>,
}
#[derive(Debug)]
pub struct InsertDoctorParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: T1,
    pub title: T2,
    pub specialization: T3,
    pub further_specializations: T5,
    pub specialization_id: i32,
    pub bio: T6,
    pub languages: T8,
    pub display_order: i32,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UpdateDoctorParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
> {
    pub name: Option<T1>,
    pub title: Option<T2>,
    pub specialization: Option<T3>,
    pub further_specializations: Option<T5>,
    pub specialization_id: Option<i32>,
    pub bio: Option<T6>,
    pub languages: Option<T8>,
    pub display_order: Option<i32>,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct OfferAsSpecializedParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub specialization_id: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct ListDoctorsParams {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct InsertPatientParams<
    T1: crate::ArraySql<Item = i32>,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
    T6: crate::BytesSql,
    T7: crate::BytesSql,
    T8: crate::BytesSql,
    T9: crate::BytesSql,
    T10: crate::BytesSql,
    T11: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name_tokens: T1,
    pub offered_account_id: Option<uuid::Uuid>,
    pub name: T2,
    pub phone: T3,
    pub email: T4,
    pub birth_date: T5,
    pub details: T6,
    pub phone_index: Option<T7>,
    pub email_index: Option<T8>,
    pub phone_key: Option<T9>,
    pub person_key: Option<T10>,
    pub indexed_by: T11,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UpdatePatientParams<
    T1: crate::ArraySql<Item = i32>,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
    T6: crate::BytesSql,
    T7: crate::BytesSql,
    T8: crate::BytesSql,
    T9: crate::BytesSql,
    T10: crate::BytesSql,
    T11: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name_tokens: T1,
    pub name: T2,
    pub phone: T3,
    pub email: T4,
    pub birth_date: T5,
    pub details: T6,
    pub phone_index: Option<T7>,
    pub email_index: Option<T8>,
    pub phone_key: Option<T9>,
    pub person_key: Option<T10>,
    pub indexed_by: T11,
}
#[derive(Clone, Copy, Debug)]
pub struct ClinicOfPatientOfAccountParams {
    pub id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockPatientOfAccountParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LinkPatientParams {
    pub account_id: Option<uuid::Uuid>,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct FindPatientsParams<
    T1: crate::BytesSql,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = i32>,
> {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub with_merged: bool,
    pub phone_index: Option<T1>,
    pub phone_key: Option<T2>,
    pub email_index: Option<T3>,
    pub name_tokens: Option<T4>,
    pub max: i64,
}
#[derive(Debug)]
pub struct PatientsToIndexParams<T1: crate::StringSql> {
    pub rules: T1,
    pub max: i64,
}
#[derive(Debug)]
pub struct LockPatientsToIndexParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
}
#[derive(Debug)]
pub struct IndexPatientsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::BytesSql,
    T6: crate::ArraySql<Item = Option<T5>>,
    T7: crate::BytesSql,
    T8: crate::ArraySql<Item = Option<T7>>,
> {
    pub indexed_by: T1,
    pub ids: T2,
    pub details: T4,
    pub phone_keys: T6,
    pub person_keys: T8,
    pub clinic_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct GetPatientsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct GetPatientParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockPatientParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockAppointmentsOfPatientParams {
    pub clinic_id: uuid::Uuid,
    pub patient_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CountOpenAppointmentsParams {
    pub clinic_id: uuid::Uuid,
    pub patient_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CountUpcomingAppointmentsParams {
    pub clinic_id: uuid::Uuid,
    pub patient_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct CountOffersParams {
    pub clinic_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct ErasePatientsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub clinic_id: uuid::Uuid,
    pub ids: T1,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct AppointmentsOfPatientParams {
    pub clinic_id: uuid::Uuid,
    pub patient_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertWebhookParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::BytesSql,
    T6: crate::StringSql,
> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub url: T1,
    pub description: T2,
    pub event_types: T4,
    pub secret: T5,
    pub created_by: T6,
    pub now: jiff::Timestamp,
    pub most: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct GetWebhookParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ListWebhooksParams {
    pub clinic_id: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct UpdateWebhookParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub url: Option<T1>,
    pub description: Option<T2>,
    pub event_types: Option<T4>,
    pub is_enabled: Option<bool>,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub expected_version: Option<i32>,
}
#[derive(Debug)]
pub struct RenewWebhookSecretParams<T1: crate::BytesSql> {
    pub until: jiff::Timestamp,
    pub secret: T1,
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteWebhookParams {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct WakeWebhookParams {
    pub now: jiff::Timestamp,
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertTrialDeliveryParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub event_type: T1,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListDeliveriesParams {
    pub clinic_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub before_id: uuid::Uuid,
    pub max: i64,
}
#[derive(Debug)]
pub struct ListMailsParams<T1: crate::StringSql> {
    pub clinic_id: uuid::Uuid,
    pub state: T1,
    pub before_id: uuid::Uuid,
    pub max: i64,
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
    pub hold_extensions: i32,
    pub max_upcoming: i32,
    pub second_factor_required: bool,
    pub closed_from: Option<jiff::civil::Date>,
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
    pub hold_extensions: i32,
    pub max_upcoming: i32,
    pub second_factor_required: bool,
    pub closed_from: Option<jiff::civil::Date>,
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
            hold_extensions,
            max_upcoming,
            second_factor_required,
            closed_from,
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
            hold_extensions,
            max_upcoming,
            second_factor_required,
            closed_from,
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
    pub title: String,
    pub specialization: String,
    pub further_specializations: Vec<String>,
    pub bio: String,
    pub languages: Vec<String>,
    pub display_order: i32,
    pub inactive_from: Option<jiff::civil::Date>,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
pub struct DoctorBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub title: &'a str,
    pub specialization: &'a str,
    pub further_specializations: crate::ArrayIterator<'a, &'a str>,
    pub bio: &'a str,
    pub languages: crate::ArrayIterator<'a, &'a str>,
    pub display_order: i32,
    pub inactive_from: Option<jiff::civil::Date>,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<DoctorBorrowed<'a>> for Doctor {
    fn from(
        DoctorBorrowed {
            clinic_id,
            id,
            name,
            title,
            specialization,
            further_specializations,
            bio,
            languages,
            display_order,
            inactive_from,
            version,
            created_at,
        }: DoctorBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            name: name.into(),
            title: title.into(),
            specialization: specialization.into(),
            further_specializations: further_specializations.map(|v| v.into()).collect(),
            bio: bio.into(),
            languages: languages.map(|v| v.into()).collect(),
            display_order,
            inactive_from,
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
    pub offered_account_id: Option<uuid::Uuid>,
    pub name: Vec<u8>,
    pub phone: Vec<u8>,
    pub email: Vec<u8>,
    pub birth_date: Vec<u8>,
    pub details: Vec<u8>,
    pub erased_at: Option<jiff::Timestamp>,
    pub merged_into: Option<uuid::Uuid>,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
pub struct PatientBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub account_id: Option<uuid::Uuid>,
    pub offered_account_id: Option<uuid::Uuid>,
    pub name: &'a [u8],
    pub phone: &'a [u8],
    pub email: &'a [u8],
    pub birth_date: &'a [u8],
    pub details: &'a [u8],
    pub erased_at: Option<jiff::Timestamp>,
    pub merged_into: Option<uuid::Uuid>,
    pub version: i32,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<PatientBorrowed<'a>> for Patient {
    fn from(
        PatientBorrowed {
            clinic_id,
            id,
            account_id,
            offered_account_id,
            name,
            phone,
            email,
            birth_date,
            details,
            erased_at,
            merged_into,
            version,
            created_at,
        }: PatientBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            account_id,
            offered_account_id,
            name: name.into(),
            phone: phone.into(),
            email: email.into(),
            birth_date: birth_date.into(),
            details: details.into(),
            erased_at,
            merged_into,
            version,
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct PatientsToIndex {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AppointmentsOfPatient {
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub slot_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub status: String,
    pub mode: String,
    pub reason: Vec<u8>,
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub checked_in_at: Option<jiff::Timestamp>,
    pub cancel_reason: Vec<u8>,
    pub version: i32,
    pub booked_at: jiff::Timestamp,
    pub visit_type: Option<String>,
    pub kept_ids: Vec<uuid::Uuid>,
    pub kept_reasons: Vec<Vec<u8>>,
    pub override_ids: Vec<uuid::Uuid>,
    pub override_reasons: Vec<Vec<u8>>,
}
pub struct AppointmentsOfPatientBorrowed<'a> {
    pub id: uuid::Uuid,
    pub doctor_id: uuid::Uuid,
    pub slot_id: uuid::Uuid,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub status: &'a str,
    pub mode: &'a str,
    pub reason: &'a [u8],
    pub hold_expires_at: Option<jiff::Timestamp>,
    pub checked_in_at: Option<jiff::Timestamp>,
    pub cancel_reason: &'a [u8],
    pub version: i32,
    pub booked_at: jiff::Timestamp,
    pub visit_type: Option<&'a str>,
    pub kept_ids: crate::ArrayIterator<'a, uuid::Uuid>,
    pub kept_reasons: crate::ArrayIterator<'a, &'a [u8]>,
    pub override_ids: crate::ArrayIterator<'a, uuid::Uuid>,
    pub override_reasons: crate::ArrayIterator<'a, &'a [u8]>,
}
impl<'a> From<AppointmentsOfPatientBorrowed<'a>> for AppointmentsOfPatient {
    fn from(
        AppointmentsOfPatientBorrowed {
            id,
            doctor_id,
            slot_id,
            starts_at,
            ends_at,
            status,
            mode,
            reason,
            hold_expires_at,
            checked_in_at,
            cancel_reason,
            version,
            booked_at,
            visit_type,
            kept_ids,
            kept_reasons,
            override_ids,
            override_reasons,
        }: AppointmentsOfPatientBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            doctor_id,
            slot_id,
            starts_at,
            ends_at,
            status: status.into(),
            mode: mode.into(),
            reason: reason.into(),
            hold_expires_at,
            checked_in_at,
            cancel_reason: cancel_reason.into(),
            version,
            booked_at,
            visit_type: visit_type.map(|v| v.into()),
            kept_ids: kept_ids.map(|v| v).collect(),
            kept_reasons: kept_reasons.map(|v| v.into()).collect(),
            override_ids: override_ids.map(|v| v).collect(),
            override_reasons: override_reasons.map(|v| v.into()).collect(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub url: Vec<u8>,
    pub description: String,
    pub event_types: Vec<String>,
    pub is_enabled: bool,
    pub disabled_reason: String,
    pub old_secret_until: Option<jiff::Timestamp>,
    pub failing_since: Option<jiff::Timestamp>,
    pub paused_until: Option<jiff::Timestamp>,
    pub created_by: String,
    pub created_at: jiff::Timestamp,
    pub version: i32,
}
pub struct WebhookBorrowed<'a> {
    pub clinic_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub url: &'a [u8],
    pub description: &'a str,
    pub event_types: crate::ArrayIterator<'a, &'a str>,
    pub is_enabled: bool,
    pub disabled_reason: &'a str,
    pub old_secret_until: Option<jiff::Timestamp>,
    pub failing_since: Option<jiff::Timestamp>,
    pub paused_until: Option<jiff::Timestamp>,
    pub created_by: &'a str,
    pub created_at: jiff::Timestamp,
    pub version: i32,
}
impl<'a> From<WebhookBorrowed<'a>> for Webhook {
    fn from(
        WebhookBorrowed {
            clinic_id,
            id,
            url,
            description,
            event_types,
            is_enabled,
            disabled_reason,
            old_secret_until,
            failing_since,
            paused_until,
            created_by,
            created_at,
            version,
        }: WebhookBorrowed<'a>,
    ) -> Self {
        Self {
            clinic_id,
            id,
            url: url.into(),
            description: description.into(),
            event_types: event_types.map(|v| v.into()).collect(),
            is_enabled,
            disabled_reason: disabled_reason.into(),
            old_secret_until,
            failing_since,
            paused_until,
            created_by: created_by.into(),
            created_at,
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    pub event_id: uuid::Uuid,
    pub event_type: String,
    pub appointment_id: Option<uuid::Uuid>,
    pub occurred_at: jiff::Timestamp,
    pub state: String,
    pub attempts: i32,
    pub due_at: jiff::Timestamp,
    pub last_status: Option<i32>,
    pub last_error: String,
    pub updated_at: jiff::Timestamp,
}
pub struct DeliveryBorrowed<'a> {
    pub event_id: uuid::Uuid,
    pub event_type: &'a str,
    pub appointment_id: Option<uuid::Uuid>,
    pub occurred_at: jiff::Timestamp,
    pub state: &'a str,
    pub attempts: i32,
    pub due_at: jiff::Timestamp,
    pub last_status: Option<i32>,
    pub last_error: &'a str,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<DeliveryBorrowed<'a>> for Delivery {
    fn from(
        DeliveryBorrowed {
            event_id,
            event_type,
            appointment_id,
            occurred_at,
            state,
            attempts,
            due_at,
            last_status,
            last_error,
            updated_at,
        }: DeliveryBorrowed<'a>,
    ) -> Self {
        Self {
            event_id,
            event_type: event_type.into(),
            appointment_id,
            occurred_at,
            state: state.into(),
            attempts,
            due_at,
            last_status,
            last_error: last_error.into(),
            updated_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListMails {
    pub event_id: uuid::Uuid,
    pub event_type: String,
    pub appointment_id: uuid::Uuid,
    pub state: String,
    pub attempts: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub detail: String,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
pub struct ListMailsBorrowed<'a> {
    pub event_id: uuid::Uuid,
    pub event_type: &'a str,
    pub appointment_id: uuid::Uuid,
    pub state: &'a str,
    pub attempts: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub detail: &'a str,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<ListMailsBorrowed<'a>> for ListMails {
    fn from(
        ListMailsBorrowed {
            event_id,
            event_type,
            appointment_id,
            state,
            attempts,
            due_at,
            detail,
            created_at,
            updated_at,
        }: ListMailsBorrowed<'a>,
    ) -> Self {
        Self {
            event_id,
            event_type: event_type.into(),
            appointment_id,
            state: state.into(),
            attempts,
            due_at,
            detail: detail.into(),
            created_at,
            updated_at,
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
pub struct PatientsToIndexQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PatientsToIndex, tokio_postgres::Error>,
    mapper: fn(PatientsToIndex) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PatientsToIndexQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PatientsToIndex) -> R) -> PatientsToIndexQuery<'c, 'a, 's, C, R, N> {
        PatientsToIndexQuery {
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
pub struct AppointmentsOfPatientQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AppointmentsOfPatientBorrowed, tokio_postgres::Error>,
    mapper: fn(AppointmentsOfPatientBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AppointmentsOfPatientQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(AppointmentsOfPatientBorrowed) -> R,
    ) -> AppointmentsOfPatientQuery<'c, 'a, 's, C, R, N> {
        AppointmentsOfPatientQuery {
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
pub struct WebhookQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<WebhookBorrowed, tokio_postgres::Error>,
    mapper: fn(WebhookBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> WebhookQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(WebhookBorrowed) -> R) -> WebhookQuery<'c, 'a, 's, C, R, N> {
        WebhookQuery {
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
pub struct DeliveryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeliveryBorrowed, tokio_postgres::Error>,
    mapper: fn(DeliveryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeliveryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeliveryBorrowed) -> R) -> DeliveryQuery<'c, 'a, 's, C, R, N> {
        DeliveryQuery {
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
pub struct ListMailsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListMailsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListMailsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListMailsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListMailsBorrowed) -> R) -> ListMailsQuery<'c, 'a, 's, C, R, N> {
        ListMailsQuery {
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
pub struct InsertClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_clinic() -> InsertClinicStmt {
    InsertClinicStmt(
        "/*insert_clinic*/ INSERT INTO clinics (id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) RETURNING id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, closed_from, version, created_at",
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
        hold_extensions: &'a i32,
        max_upcoming: &'a i32,
        second_factor_required: &'a bool,
        now: &'a jiff::Timestamp,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 11> {
        ClinicQuery {
            client,
            params: [
                id,
                name,
                address,
                phone,
                time_zone,
                min_notice_minutes,
                hold_minutes,
                hold_extensions,
                max_upcoming,
                second_factor_required,
                now,
            ],
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
                    hold_extensions: row.try_get(7)?,
                    max_upcoming: row.try_get(8)?,
                    second_factor_required: row.try_get(9)?,
                    closed_from: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
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
        ClinicQuery<'c, 'a, 's, C, Clinic, 11>,
        C,
    > for InsertClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertClinicParams<T1, T2, T3, T4>,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 11> {
        self.bind(
            client,
            &params.id,
            &params.name,
            &params.address,
            &params.phone,
            &params.time_zone,
            &params.min_notice_minutes,
            &params.hold_minutes,
            &params.hold_extensions,
            &params.max_upcoming,
            &params.second_factor_required,
            &params.now,
        )
    }
}
pub struct GetClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_clinic() -> GetClinicStmt {
    GetClinicStmt(
        "/*get_clinic*/ SELECT id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, closed_from, version, created_at FROM clinics WHERE id = $1",
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
                    hold_extensions: row.try_get(7)?,
                    max_upcoming: row.try_get(8)?,
                    second_factor_required: row.try_get(9)?,
                    closed_from: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Clinic::from(it),
        }
    }
}
pub struct ListClinicsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_clinics() -> ListClinicsStmt {
    ListClinicsStmt(
        "/*list_clinics*/ SELECT id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, closed_from, version, created_at FROM clinics WHERE id > $1 ORDER BY id LIMIT $2",
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
                    hold_extensions: row.try_get(7)?,
                    max_upcoming: row.try_get(8)?,
                    second_factor_required: row.try_get(9)?,
                    closed_from: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
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
pub struct LockClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_clinic() -> LockClinicStmt {
    LockClinicStmt(
        "/*lock_clinic*/ SELECT second_factor_required FROM clinics WHERE id = $1 FOR NO KEY UPDATE",
        None,
    )
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
        id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct RunsNoMoreStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn runs_no_more() -> RunsNoMoreStmt {
    RunsNoMoreStmt("/*runs_no_more*/ SELECT runs_no_more($1, $2) AS runs_no_more", None)
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
pub struct TakeBackActingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_back_acting() -> TakeBackActingStmt {
    TakeBackActingStmt("/*take_back_acting*/ SELECT take_back_acting($1, $2, $3) AS people", None)
}
impl TakeBackActingStmt {
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
        now: &'a jiff::Timestamp,
        until: &'a jiff::Timestamp,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [clinic_id, now, until],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, TakeBackActingParams, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for TakeBackActingStmt
{
    fn params(&'s self, client: &'c C, params: &'a TakeBackActingParams) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.clinic_id, &params.now, &params.until)
    }
}
pub struct UpdateClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_clinic() -> UpdateClinicStmt {
    UpdateClinicStmt(
        "/*update_clinic*/ UPDATE clinics SET name = coalesce($1, name), address = coalesce($2, address), phone = coalesce($3, phone), min_notice_minutes = coalesce($4, min_notice_minutes), hold_minutes = coalesce($5, hold_minutes), hold_extensions = coalesce($6, hold_extensions), max_upcoming = coalesce($7, max_upcoming), second_factor_required = coalesce($8, second_factor_required), time_zone = coalesce($9, time_zone), version = version + 1, updated_at = $10 WHERE id = $11 AND version = coalesce($12, version) RETURNING id, name, address, phone, time_zone, min_notice_minutes, hold_minutes, hold_extensions, max_upcoming, second_factor_required, closed_from, version, created_at",
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
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        name: &'a Option<T1>,
        address: &'a Option<T2>,
        phone: &'a Option<T3>,
        min_notice_minutes: &'a Option<i32>,
        hold_minutes: &'a Option<i32>,
        hold_extensions: &'a Option<i32>,
        max_upcoming: &'a Option<i32>,
        second_factor_required: &'a Option<bool>,
        time_zone: &'a Option<T4>,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        expected_version: &'a Option<i32>,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 12> {
        ClinicQuery {
            client,
            params: [
                name,
                address,
                phone,
                min_notice_minutes,
                hold_minutes,
                hold_extensions,
                max_upcoming,
                second_factor_required,
                time_zone,
                now,
                id,
                expected_version,
            ],
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
                    hold_extensions: row.try_get(7)?,
                    max_upcoming: row.try_get(8)?,
                    second_factor_required: row.try_get(9)?,
                    closed_from: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
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
        UpdateClinicParams<T1, T2, T3, T4>,
        ClinicQuery<'c, 'a, 's, C, Clinic, 12>,
        C,
    > for UpdateClinicStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateClinicParams<T1, T2, T3, T4>,
    ) -> ClinicQuery<'c, 'a, 's, C, Clinic, 12> {
        self.bind(
            client,
            &params.name,
            &params.address,
            &params.phone,
            &params.min_notice_minutes,
            &params.hold_minutes,
            &params.hold_extensions,
            &params.max_upcoming,
            &params.second_factor_required,
            &params.time_zone,
            &params.now,
            &params.id,
            &params.expected_version,
        )
    }
}
pub struct HasHoursStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_hours() -> HasHoursStmt {
    HasHoursStmt(
        "/*has_hours*/ SELECT EXISTS (SELECT FROM doctors WHERE clinic_id = $1 AND slots_until IS NOT NULL) AS has_hours",
        None,
    )
}
impl HasHoursStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct SpecializationGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn specialization_group() -> SpecializationGroupStmt {
    SpecializationGroupStmt("/*specialization_group*/ SELECT specialization_group($1::text[]) AS id", None)
}
impl SpecializationGroupStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        names: &'a T2,
    ) -> I32Query<'c, 'a, 's, C, i32, 1> {
        I32Query {
            client,
            params: [names],
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
        "/*insert_doctor*/ INSERT INTO doctors (clinic_id, id, name, title, specialization, further_specializations, specialization_id, bio, languages, display_order, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at",
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
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::StringSql,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        name: &'a T1,
        title: &'a T2,
        specialization: &'a T3,
        further_specializations: &'a T5,
        specialization_id: &'a i32,
        bio: &'a T6,
        languages: &'a T8,
        display_order: &'a i32,
        now: &'a jiff::Timestamp,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 11> {
        DoctorQuery {
            client,
            params: [
                clinic_id,
                id,
                name,
                title,
                specialization,
                further_specializations,
                specialization_id,
                bio,
                languages,
                display_order,
                now,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorBorrowed, tokio_postgres::Error> {
                Ok(DoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    title: row.try_get(3)?,
                    specialization: row.try_get(4)?,
                    further_specializations: row.try_get(5)?,
                    bio: row.try_get(6)?,
                    languages: row.try_get(7)?,
                    display_order: row.try_get(8)?,
                    inactive_from: row.try_get(9)?,
                    version: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                })
            },
            mapper: |it| Doctor::from(it),
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
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertDoctorParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        DoctorQuery<'c, 'a, 's, C, Doctor, 11>,
        C,
    > for InsertDoctorStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertDoctorParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 11> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.name,
            &params.title,
            &params.specialization,
            &params.further_specializations,
            &params.specialization_id,
            &params.bio,
            &params.languages,
            &params.display_order,
            &params.now,
        )
    }
}
pub struct GetDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_doctor() -> GetDoctorStmt {
    GetDoctorStmt(
        "/*get_doctor*/ SELECT clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at FROM doctors WHERE id = $1",
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
                    title: row.try_get(3)?,
                    specialization: row.try_get(4)?,
                    further_specializations: row.try_get(5)?,
                    bio: row.try_get(6)?,
                    languages: row.try_get(7)?,
                    display_order: row.try_get(8)?,
                    inactive_from: row.try_get(9)?,
                    version: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                })
            },
            mapper: |it| Doctor::from(it),
        }
    }
}
pub struct LockDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_doctor() -> LockDoctorStmt {
    LockDoctorStmt(
        "/*lock_doctor*/ SELECT clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at FROM doctors WHERE id = $1 FOR NO KEY UPDATE",
        None,
    )
}
impl LockDoctorStmt {
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
                    title: row.try_get(3)?,
                    specialization: row.try_get(4)?,
                    further_specializations: row.try_get(5)?,
                    bio: row.try_get(6)?,
                    languages: row.try_get(7)?,
                    display_order: row.try_get(8)?,
                    inactive_from: row.try_get(9)?,
                    version: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                })
            },
            mapper: |it| Doctor::from(it),
        }
    }
}
pub struct UpdateDoctorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_doctor() -> UpdateDoctorStmt {
    UpdateDoctorStmt(
        "/*update_doctor*/ UPDATE doctors SET name = coalesce($1, name), title = coalesce($2, title), specialization = coalesce($3, specialization), further_specializations = coalesce($4, further_specializations), specialization_id = coalesce($5, specialization_id), bio = coalesce($6, bio), languages = coalesce($7, languages), display_order = coalesce($8, display_order), version = version + 1 WHERE clinic_id = $9 AND id = $10 RETURNING clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at",
        None,
    )
}
impl UpdateDoctorStmt {
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
        T5: crate::ArraySql<Item = T4>,
        T6: crate::StringSql,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
    >(
        &'s self,
        client: &'c C,
        name: &'a Option<T1>,
        title: &'a Option<T2>,
        specialization: &'a Option<T3>,
        further_specializations: &'a Option<T5>,
        specialization_id: &'a Option<i32>,
        bio: &'a Option<T6>,
        languages: &'a Option<T8>,
        display_order: &'a Option<i32>,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 10> {
        DoctorQuery {
            client,
            params: [
                name,
                title,
                specialization,
                further_specializations,
                specialization_id,
                bio,
                languages,
                display_order,
                clinic_id,
                id,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DoctorBorrowed, tokio_postgres::Error> {
                Ok(DoctorBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    title: row.try_get(3)?,
                    specialization: row.try_get(4)?,
                    further_specializations: row.try_get(5)?,
                    bio: row.try_get(6)?,
                    languages: row.try_get(7)?,
                    display_order: row.try_get(8)?,
                    inactive_from: row.try_get(9)?,
                    version: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                })
            },
            mapper: |it| Doctor::from(it),
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
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateDoctorParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        DoctorQuery<'c, 'a, 's, C, Doctor, 10>,
        C,
    > for UpdateDoctorStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateDoctorParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> DoctorQuery<'c, 'a, 's, C, Doctor, 10> {
        self.bind(
            client,
            &params.name,
            &params.title,
            &params.specialization,
            &params.further_specializations,
            &params.specialization_id,
            &params.bio,
            &params.languages,
            &params.display_order,
            &params.clinic_id,
            &params.id,
        )
    }
}
pub struct OfferAsSpecializedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn offer_as_specialized() -> OfferAsSpecializedStmt {
    OfferAsSpecializedStmt(
        "/*offer_as_specialized*/ SELECT offer_as_specialized($1, $2, $3) AS changed",
        None,
    )
}
impl OfferAsSpecializedStmt {
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
        specialization_id: &'a i32,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [clinic_id, id, specialization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, OfferAsSpecializedParams, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for OfferAsSpecializedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfferAsSpecializedParams,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.clinic_id, &params.id, &params.specialization_id)
    }
}
pub struct ListDoctorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_doctors() -> ListDoctorsStmt {
    ListDoctorsStmt(
        "/*list_doctors*/ SELECT clinic_id, id, name, title, specialization, further_specializations, bio, languages, display_order, inactive_from, version, created_at FROM doctors WHERE clinic_id = $1 AND id > $2 ORDER BY id LIMIT $3",
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
                    title: row.try_get(3)?,
                    specialization: row.try_get(4)?,
                    further_specializations: row.try_get(5)?,
                    bio: row.try_get(6)?,
                    languages: row.try_get(7)?,
                    display_order: row.try_get(8)?,
                    inactive_from: row.try_get(9)?,
                    version: row.try_get(10)?,
                    created_at: row.try_get(11)?,
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
        "/*insert_patient*/ WITH named AS ( INSERT INTO patient_name_tokens (clinic_id, token, patient_id) SELECT $1, t.token, $2 FROM unnest($3::int[]) AS t (token) ) INSERT INTO patients (clinic_id, id, offered_account_id, name, phone, email, birth_date, details, phone_index, email_index, phone_key, person_key, indexed_by, created_at) VALUES ($1, $2, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at",
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
        T1: crate::ArraySql<Item = i32>,
        T2: crate::BytesSql,
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::BytesSql,
        T6: crate::BytesSql,
        T7: crate::BytesSql,
        T8: crate::BytesSql,
        T9: crate::BytesSql,
        T10: crate::BytesSql,
        T11: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        name_tokens: &'a T1,
        offered_account_id: &'a Option<uuid::Uuid>,
        name: &'a T2,
        phone: &'a T3,
        email: &'a T4,
        birth_date: &'a T5,
        details: &'a T6,
        phone_index: &'a Option<T7>,
        email_index: &'a Option<T8>,
        phone_key: &'a Option<T9>,
        person_key: &'a Option<T10>,
        indexed_by: &'a T11,
        now: &'a jiff::Timestamp,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 15> {
        PatientQuery {
            client,
            params: [
                clinic_id,
                id,
                name_tokens,
                offered_account_id,
                name,
                phone,
                email,
                birth_date,
                details,
                phone_index,
                email_index,
                phone_key,
                person_key,
                indexed_by,
                now,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = i32>,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
    T6: crate::BytesSql,
    T7: crate::BytesSql,
    T8: crate::BytesSql,
    T9: crate::BytesSql,
    T10: crate::BytesSql,
    T11: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertPatientParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
        PatientQuery<'c, 'a, 's, C, Patient, 15>,
        C,
    > for InsertPatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertPatientParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 15> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.name_tokens,
            &params.offered_account_id,
            &params.name,
            &params.phone,
            &params.email,
            &params.birth_date,
            &params.details,
            &params.phone_index,
            &params.email_index,
            &params.phone_key,
            &params.person_key,
            &params.indexed_by,
            &params.now,
        )
    }
}
pub struct UpdatePatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_patient() -> UpdatePatientStmt {
    UpdatePatientStmt(
        "/*update_patient*/ WITH unnamed AS ( DELETE FROM patient_name_tokens t WHERE t.clinic_id = $1 AND t.patient_id = $2 AND t.token <> ALL ($3::int[]) ), named AS ( INSERT INTO patient_name_tokens (clinic_id, token, patient_id) SELECT $1, t.token, $2 FROM unnest($3) AS t (token) ON CONFLICT DO NOTHING ) UPDATE patients SET name = $4, phone = $5, email = $6, birth_date = $7, details = $8, phone_index = $9, email_index = $10, phone_key = $11, person_key = $12, indexed_by = $13, version = version + 1 WHERE clinic_id = $1 AND id = $2 RETURNING clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at",
        None,
    )
}
impl UpdatePatientStmt {
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
        T1: crate::ArraySql<Item = i32>,
        T2: crate::BytesSql,
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::BytesSql,
        T6: crate::BytesSql,
        T7: crate::BytesSql,
        T8: crate::BytesSql,
        T9: crate::BytesSql,
        T10: crate::BytesSql,
        T11: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        name_tokens: &'a T1,
        name: &'a T2,
        phone: &'a T3,
        email: &'a T4,
        birth_date: &'a T5,
        details: &'a T6,
        phone_index: &'a Option<T7>,
        email_index: &'a Option<T8>,
        phone_key: &'a Option<T9>,
        person_key: &'a Option<T10>,
        indexed_by: &'a T11,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 13> {
        PatientQuery {
            client,
            params: [
                clinic_id,
                id,
                name_tokens,
                name,
                phone,
                email,
                birth_date,
                details,
                phone_index,
                email_index,
                phone_key,
                person_key,
                indexed_by,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = i32>,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
    T6: crate::BytesSql,
    T7: crate::BytesSql,
    T8: crate::BytesSql,
    T9: crate::BytesSql,
    T10: crate::BytesSql,
    T11: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdatePatientParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
        PatientQuery<'c, 'a, 's, C, Patient, 13>,
        C,
    > for UpdatePatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdatePatientParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 13> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.name_tokens,
            &params.name,
            &params.phone,
            &params.email,
            &params.birth_date,
            &params.details,
            &params.phone_index,
            &params.email_index,
            &params.phone_key,
            &params.person_key,
            &params.indexed_by,
        )
    }
}
pub struct PatientsOfAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn patients_of_account() -> PatientsOfAccountStmt {
    PatientsOfAccountStmt(
        "/*patients_of_account*/ SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at FROM patients WHERE account_id = $1 AND merged_into IS NULL ORDER BY clinic_id, id LIMIT 500",
        None,
    )
}
impl PatientsOfAccountStmt {
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
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 1> {
        PatientQuery {
            client,
            params: [account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
pub struct PatientsOfferedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn patients_offered() -> PatientsOfferedStmt {
    PatientsOfferedStmt(
        "/*patients_offered*/ SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at FROM patients WHERE offered_account_id = $1 AND merged_into IS NULL ORDER BY clinic_id, id LIMIT 500",
        None,
    )
}
impl PatientsOfferedStmt {
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
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 1> {
        PatientQuery {
            client,
            params: [account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
pub struct ClinicOfPatientOfAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clinic_of_patient_of_account() -> ClinicOfPatientOfAccountStmt {
    ClinicOfPatientOfAccountStmt(
        "/*clinic_of_patient_of_account*/ SELECT clinic_id FROM patients WHERE id = $1 AND merged_into IS NULL AND (account_id = $2 OR offered_account_id = $2)",
        None,
    )
}
impl ClinicOfPatientOfAccountStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [id, account_id],
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
        ClinicOfPatientOfAccountParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ClinicOfPatientOfAccountStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ClinicOfPatientOfAccountParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.id, &params.account_id)
    }
}
pub struct LockPatientOfAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_patient_of_account() -> LockPatientOfAccountStmt {
    LockPatientOfAccountStmt(
        "/*lock_patient_of_account*/ SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at FROM patients WHERE clinic_id = $1 AND id = $2 AND merged_into IS NULL AND (account_id = $3 OR offered_account_id = $3) FOR UPDATE",
        None,
    )
}
impl LockPatientOfAccountStmt {
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
        account_id: &'a uuid::Uuid,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 3> {
        PatientQuery {
            client,
            params: [clinic_id, id, account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockPatientOfAccountParams,
        PatientQuery<'c, 'a, 's, C, Patient, 3>,
        C,
    > for LockPatientOfAccountStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockPatientOfAccountParams,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 3> {
        self.bind(client, &params.clinic_id, &params.id, &params.account_id)
    }
}
pub struct LinkPatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn link_patient() -> LinkPatientStmt {
    LinkPatientStmt(
        "/*link_patient*/ UPDATE patients SET account_id = $1, offered_account_id = NULL, version = version + 1 WHERE clinic_id = $2 AND id = $3 RETURNING clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at",
        None,
    )
}
impl LinkPatientStmt {
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
        account_id: &'a Option<uuid::Uuid>,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 3> {
        PatientQuery {
            client,
            params: [account_id, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, LinkPatientParams, PatientQuery<'c, 'a, 's, C, Patient, 3>, C>
    for LinkPatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LinkPatientParams,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 3> {
        self.bind(client, &params.account_id, &params.clinic_id, &params.id)
    }
}
pub struct FindPatientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_patients() -> FindPatientsStmt {
    FindPatientsStmt(
        "/*find_patients*/ SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at FROM patients p WHERE p.clinic_id = $1 AND p.id > $2 AND ($3 OR p.merged_into IS NULL) AND ($4::bytea IS NULL OR p.phone_index = $4 OR p.phone_key = $5::bytea) AND ($6::bytea IS NULL OR p.email_index = $6) AND ($7::int[] IS NULL OR EXISTS ( SELECT FROM patient_name_tokens t WHERE t.clinic_id = p.clinic_id AND t.token = ANY ($7) AND t.patient_id = p.id)) ORDER BY p.id LIMIT $8",
        None,
    )
}
impl FindPatientsStmt {
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
        T1: crate::BytesSql,
        T2: crate::BytesSql,
        T3: crate::BytesSql,
        T4: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        after_id: &'a uuid::Uuid,
        with_merged: &'a bool,
        phone_index: &'a Option<T1>,
        phone_key: &'a Option<T2>,
        email_index: &'a Option<T3>,
        name_tokens: &'a Option<T4>,
        max: &'a i64,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 8> {
        PatientQuery {
            client,
            params: [clinic_id, after_id, with_merged, phone_index, phone_key, email_index, name_tokens, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::BytesSql,
    T2: crate::BytesSql,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindPatientsParams<T1, T2, T3, T4>,
        PatientQuery<'c, 'a, 's, C, Patient, 8>,
        C,
    > for FindPatientsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindPatientsParams<T1, T2, T3, T4>,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 8> {
        self.bind(
            client,
            &params.clinic_id,
            &params.after_id,
            &params.with_merged,
            &params.phone_index,
            &params.phone_key,
            &params.email_index,
            &params.name_tokens,
            &params.max,
        )
    }
}
pub struct CountryOfClinicStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn country_of_clinic() -> CountryOfClinicStmt {
    CountryOfClinicStmt("/*country_of_clinic*/ SELECT country FROM clinics WHERE id = $1", None)
}
impl CountryOfClinicStmt {
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
pub struct PatientsToIndexStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn patients_to_index() -> PatientsToIndexStmt {
    PatientsToIndexStmt(
        "/*patients_to_index*/ SELECT t.clinic_id, t.id FROM patients_to_index($1, $2) AS t",
        None,
    )
}
impl PatientsToIndexStmt {
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
        rules: &'a T1,
        max: &'a i64,
    ) -> PatientsToIndexQuery<'c, 'a, 's, C, PatientsToIndex, 2> {
        PatientsToIndexQuery {
            client,
            params: [rules, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientsToIndex, tokio_postgres::Error> {
                Ok(PatientsToIndex { clinic_id: row.try_get(0)?, id: row.try_get(1)? })
            },
            mapper: |it| PatientsToIndex::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PatientsToIndexParams<T1>,
        PatientsToIndexQuery<'c, 'a, 's, C, PatientsToIndex, 2>,
        C,
    > for PatientsToIndexStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PatientsToIndexParams<T1>,
    ) -> PatientsToIndexQuery<'c, 'a, 's, C, PatientsToIndex, 2> {
        self.bind(client, &params.rules, &params.max)
    }
}
pub struct LockPatientsToIndexStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_patients_to_index() -> LockPatientsToIndexStmt {
    LockPatientsToIndexStmt(
        "/*lock_patients_to_index*/ SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at FROM patients WHERE clinic_id = $1 AND id = ANY ($2) AND erased_at IS NULL ORDER BY id FOR NO KEY UPDATE SKIP LOCKED",
        None,
    )
}
impl LockPatientsToIndexStmt {
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
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 2> {
        PatientQuery {
            client,
            params: [clinic_id, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockPatientsToIndexParams<T1>,
        PatientQuery<'c, 'a, 's, C, Patient, 2>,
        C,
    > for LockPatientsToIndexStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockPatientsToIndexParams<T1>,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 2> {
        self.bind(client, &params.clinic_id, &params.ids)
    }
}
pub struct IndexPatientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn index_patients() -> IndexPatientsStmt {
    IndexPatientsStmt(
        "/*index_patients*/ UPDATE patients p SET details = n.details, phone_key = n.phone_key, person_key = n.person_key, indexed_by = $1 FROM unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[]) AS n (id, details, phone_key, person_key) WHERE p.clinic_id = $6 AND p.id = n.id",
        None,
    )
}
impl IndexPatientsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::BytesSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::BytesSql,
        T6: crate::ArraySql<Item = Option<T5>>,
        T7: crate::BytesSql,
        T8: crate::ArraySql<Item = Option<T7>>,
    >(
        &'s self,
        client: &'c C,
        indexed_by: &'a T1,
        ids: &'a T2,
        details: &'a T4,
        phone_keys: &'a T6,
        person_keys: &'a T8,
        clinic_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[indexed_by, ids, details, phone_keys, person_keys, clinic_id]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::BytesSql,
    T6: crate::ArraySql<Item = Option<T5>>,
    T7: crate::BytesSql,
    T8: crate::ArraySql<Item = Option<T7>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        IndexPatientsParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for IndexPatientsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a IndexPatientsParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.indexed_by,
            &params.ids,
            &params.details,
            &params.phone_keys,
            &params.person_keys,
            &params.clinic_id,
        ))
    }
}
pub struct GetPatientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_patients() -> GetPatientsStmt {
    GetPatientsStmt(
        "/*get_patients*/ SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at FROM patients WHERE clinic_id = $1 AND id = ANY ($2) ORDER BY id",
        None,
    )
}
impl GetPatientsStmt {
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
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 2> {
        PatientQuery {
            client,
            params: [clinic_id, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        GetPatientsParams<T1>,
        PatientQuery<'c, 'a, 's, C, Patient, 2>,
        C,
    > for GetPatientsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a GetPatientsParams<T1>,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 2> {
        self.bind(client, &params.clinic_id, &params.ids)
    }
}
pub struct GetPatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_patient() -> GetPatientStmt {
    GetPatientStmt(
        "/*get_patient*/ SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at FROM patients WHERE clinic_id = $1 AND id = $2",
        None,
    )
}
impl GetPatientStmt {
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
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 2> {
        PatientQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, GetPatientParams, PatientQuery<'c, 'a, 's, C, Patient, 2>, C>
    for GetPatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a GetPatientParams,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct LockPatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_patient() -> LockPatientStmt {
    LockPatientStmt(
        "/*lock_patient*/ SELECT clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at FROM patients WHERE clinic_id = $1 AND id = $2 FOR UPDATE",
        None,
    )
}
impl LockPatientStmt {
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
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 2> {
        PatientQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, LockPatientParams, PatientQuery<'c, 'a, 's, C, Patient, 2>, C>
    for LockPatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockPatientParams,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct LockAppointmentsOfPatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_appointments_of_patient() -> LockAppointmentsOfPatientStmt {
    LockAppointmentsOfPatientStmt(
        "/*lock_appointments_of_patient*/ SELECT id FROM appointments WHERE clinic_id = $1 AND patient_id = $2 ORDER BY id FOR UPDATE",
        None,
    )
}
impl LockAppointmentsOfPatientStmt {
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
        patient_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [clinic_id, patient_id],
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
        LockAppointmentsOfPatientParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for LockAppointmentsOfPatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockAppointmentsOfPatientParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.clinic_id, &params.patient_id)
    }
}
pub struct CountOpenAppointmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_open_appointments() -> CountOpenAppointmentsStmt {
    CountOpenAppointmentsStmt(
        "/*count_open_appointments*/ SELECT count(*) FROM appointments WHERE clinic_id = $1 AND patient_id = $2 AND status IN ('pending', 'confirmed')",
        None,
    )
}
impl CountOpenAppointmentsStmt {
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
        patient_id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [clinic_id, patient_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountOpenAppointmentsParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for CountOpenAppointmentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountOpenAppointmentsParams,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.clinic_id, &params.patient_id)
    }
}
pub struct CountUpcomingAppointmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_upcoming_appointments() -> CountUpcomingAppointmentsStmt {
    CountUpcomingAppointmentsStmt(
        "/*count_upcoming_appointments*/ SELECT count(*) FROM appointments WHERE clinic_id = $1 AND patient_id = $2 AND status IN ('pending', 'confirmed') AND ends_at > $3",
        None,
    )
}
impl CountUpcomingAppointmentsStmt {
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
        patient_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [clinic_id, patient_id, now],
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
        CountUpcomingAppointmentsParams,
        I64Query<'c, 'a, 's, C, i64, 3>,
        C,
    > for CountUpcomingAppointmentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountUpcomingAppointmentsParams,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.clinic_id, &params.patient_id, &params.now)
    }
}
pub struct CountOffersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_offers() -> CountOffersStmt {
    CountOffersStmt(
        "/*count_offers*/ SELECT count(*) FROM patients WHERE clinic_id = $1 AND offered_account_id = $2 AND merged_into IS NULL",
        None,
    )
}
impl CountOffersStmt {
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
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
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
    crate::client::async_::Params<'c, 'a, 's, CountOffersParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for CountOffersStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountOffersParams) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.clinic_id, &params.account_id)
    }
}
pub struct ErasePatientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn erase_patients() -> ErasePatientsStmt {
    ErasePatientsStmt(
        "/*erase_patients*/ WITH unreferred AS ( DELETE FROM import_refs WHERE clinic_id = $1 AND (id = ANY ($2::uuid[]) OR id IN (SELECT a.id FROM appointments a WHERE a.clinic_id = $1 AND a.patient_id = ANY ($2))) ), unnamed AS ( DELETE FROM patient_name_tokens WHERE clinic_id = $1 AND patient_id = ANY ($2) ), unreasoned AS ( UPDATE appointments SET reason = '', cancel_reason = '' WHERE clinic_id = $1 AND patient_id = ANY ($2) AND (reason <> '' OR cancel_reason <> '') ), unkept AS ( UPDATE conflicts x SET kept_reason = '' FROM appointments a WHERE a.clinic_id = $1 AND a.patient_id = ANY ($2) AND x.clinic_id = a.clinic_id AND x.appointment_id = a.id AND x.kept_reason <> '' ), unexcused AS ( UPDATE overrides o SET reason = '' FROM appointments a WHERE a.clinic_id = $1 AND a.patient_id = ANY ($2) AND o.clinic_id = a.clinic_id AND o.appointment_id = a.id AND o.reason <> '' ) UPDATE patients SET account_id = NULL, offered_account_id = NULL, name = '', phone = '', email = '', birth_date = '', details = '', phone_index = NULL, email_index = NULL, phone_key = NULL, person_key = NULL, erased_at = coalesce(erased_at, $3), version = version + 1 WHERE clinic_id = $1 AND id = ANY ($2) RETURNING clinic_id, id, account_id, offered_account_id, name, phone, email, birth_date, details, erased_at, merged_into, version, created_at",
        None,
    )
}
impl ErasePatientsStmt {
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
        now: &'a jiff::Timestamp,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 3> {
        PatientQuery {
            client,
            params: [clinic_id, ids, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PatientBorrowed, tokio_postgres::Error> {
                Ok(PatientBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    account_id: row.try_get(2)?,
                    offered_account_id: row.try_get(3)?,
                    name: row.try_get(4)?,
                    phone: row.try_get(5)?,
                    email: row.try_get(6)?,
                    birth_date: row.try_get(7)?,
                    details: row.try_get(8)?,
                    erased_at: row.try_get(9)?,
                    merged_into: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| Patient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ErasePatientsParams<T1>,
        PatientQuery<'c, 'a, 's, C, Patient, 3>,
        C,
    > for ErasePatientsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ErasePatientsParams<T1>,
    ) -> PatientQuery<'c, 'a, 's, C, Patient, 3> {
        self.bind(client, &params.clinic_id, &params.ids, &params.now)
    }
}
pub struct AppointmentsOfPatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn appointments_of_patient() -> AppointmentsOfPatientStmt {
    AppointmentsOfPatientStmt(
        "/*appointments_of_patient*/ SELECT id, doctor_id, slot_id, starts_at, ends_at, status, mode, reason, hold_expires_at, checked_in_at, cancel_reason, version, booked_at, (SELECT v.name FROM visit_types v WHERE v.clinic_id = a.clinic_id AND v.id = a.visit_type_id) AS visit_type, ARRAY (SELECT x.id FROM conflicts x WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id AND x.kept_reason <> '' ORDER BY x.id) AS kept_ids, ARRAY (SELECT x.kept_reason FROM conflicts x WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id AND x.kept_reason <> '' ORDER BY x.id) AS kept_reasons, ARRAY (SELECT o.id FROM overrides o WHERE o.clinic_id = a.clinic_id AND o.appointment_id = a.id AND o.reason <> '' ORDER BY o.id) AS override_ids, ARRAY (SELECT o.reason FROM overrides o WHERE o.clinic_id = a.clinic_id AND o.appointment_id = a.id AND o.reason <> '' ORDER BY o.id) AS override_reasons FROM appointments a WHERE clinic_id = $1 AND patient_id = $2 ORDER BY starts_at, id",
        None,
    )
}
impl AppointmentsOfPatientStmt {
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
        patient_id: &'a uuid::Uuid,
    ) -> AppointmentsOfPatientQuery<'c, 'a, 's, C, AppointmentsOfPatient, 2> {
        AppointmentsOfPatientQuery {
            client,
            params: [clinic_id, patient_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<AppointmentsOfPatientBorrowed, tokio_postgres::Error> {
                    Ok(AppointmentsOfPatientBorrowed {
                        id: row.try_get(0)?,
                        doctor_id: row.try_get(1)?,
                        slot_id: row.try_get(2)?,
                        starts_at: row.try_get(3)?,
                        ends_at: row.try_get(4)?,
                        status: row.try_get(5)?,
                        mode: row.try_get(6)?,
                        reason: row.try_get(7)?,
                        hold_expires_at: row.try_get(8)?,
                        checked_in_at: row.try_get(9)?,
                        cancel_reason: row.try_get(10)?,
                        version: row.try_get(11)?,
                        booked_at: row.try_get(12)?,
                        visit_type: row.try_get(13)?,
                        kept_ids: row.try_get(14)?,
                        kept_reasons: row.try_get(15)?,
                        override_ids: row.try_get(16)?,
                        override_reasons: row.try_get(17)?,
                    })
                },
            mapper: |it| AppointmentsOfPatient::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AppointmentsOfPatientParams,
        AppointmentsOfPatientQuery<'c, 'a, 's, C, AppointmentsOfPatient, 2>,
        C,
    > for AppointmentsOfPatientStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AppointmentsOfPatientParams,
    ) -> AppointmentsOfPatientQuery<'c, 'a, 's, C, AppointmentsOfPatient, 2> {
        self.bind(client, &params.clinic_id, &params.patient_id)
    }
}
pub struct InsertWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_webhook() -> InsertWebhookStmt {
    InsertWebhookStmt(
        "/*insert_webhook*/ INSERT INTO webhooks (clinic_id, id, url, description, event_types, secret, created_by, created_at, updated_at) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $8 WHERE (SELECT count(*) FROM webhooks w WHERE w.clinic_id = $1) < $9 RETURNING clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since, paused_until, created_by, created_at, version",
        None,
    )
}
impl InsertWebhookStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::BytesSql,
        T6: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        url: &'a T1,
        description: &'a T2,
        event_types: &'a T4,
        secret: &'a T5,
        created_by: &'a T6,
        now: &'a jiff::Timestamp,
        most: &'a i64,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 9> {
        WebhookQuery {
            client,
            params: [clinic_id, id, url, description, event_types, secret, created_by, now, most],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WebhookBorrowed, tokio_postgres::Error> {
                Ok(WebhookBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    url: row.try_get(2)?,
                    description: row.try_get(3)?,
                    event_types: row.try_get(4)?,
                    is_enabled: row.try_get(5)?,
                    disabled_reason: row.try_get(6)?,
                    old_secret_until: row.try_get(7)?,
                    failing_since: row.try_get(8)?,
                    paused_until: row.try_get(9)?,
                    created_by: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| Webhook::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::BytesSql,
    T6: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertWebhookParams<T1, T2, T3, T4, T5, T6>,
        WebhookQuery<'c, 'a, 's, C, Webhook, 9>,
        C,
    > for InsertWebhookStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertWebhookParams<T1, T2, T3, T4, T5, T6>,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 9> {
        self.bind(
            client,
            &params.clinic_id,
            &params.id,
            &params.url,
            &params.description,
            &params.event_types,
            &params.secret,
            &params.created_by,
            &params.now,
            &params.most,
        )
    }
}
pub struct GetWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get_webhook() -> GetWebhookStmt {
    GetWebhookStmt(
        "/*get_webhook*/ SELECT clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since, paused_until, created_by, created_at, version FROM webhooks WHERE clinic_id = $1 AND id = $2",
        None,
    )
}
impl GetWebhookStmt {
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
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 2> {
        WebhookQuery {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WebhookBorrowed, tokio_postgres::Error> {
                Ok(WebhookBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    url: row.try_get(2)?,
                    description: row.try_get(3)?,
                    event_types: row.try_get(4)?,
                    is_enabled: row.try_get(5)?,
                    disabled_reason: row.try_get(6)?,
                    old_secret_until: row.try_get(7)?,
                    failing_since: row.try_get(8)?,
                    paused_until: row.try_get(9)?,
                    created_by: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| Webhook::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, GetWebhookParams, WebhookQuery<'c, 'a, 's, C, Webhook, 2>, C>
    for GetWebhookStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a GetWebhookParams,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct ListWebhooksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_webhooks() -> ListWebhooksStmt {
    ListWebhooksStmt(
        "/*list_webhooks*/ SELECT clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since, paused_until, created_by, created_at, version FROM webhooks WHERE clinic_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        None,
    )
}
impl ListWebhooksStmt {
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
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 3> {
        WebhookQuery {
            client,
            params: [clinic_id, after_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WebhookBorrowed, tokio_postgres::Error> {
                Ok(WebhookBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    url: row.try_get(2)?,
                    description: row.try_get(3)?,
                    event_types: row.try_get(4)?,
                    is_enabled: row.try_get(5)?,
                    disabled_reason: row.try_get(6)?,
                    old_secret_until: row.try_get(7)?,
                    failing_since: row.try_get(8)?,
                    paused_until: row.try_get(9)?,
                    created_by: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| Webhook::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListWebhooksParams, WebhookQuery<'c, 'a, 's, C, Webhook, 3>, C>
    for ListWebhooksStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListWebhooksParams,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 3> {
        self.bind(client, &params.clinic_id, &params.after_id, &params.max)
    }
}
pub struct UpdateWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_webhook() -> UpdateWebhookStmt {
    UpdateWebhookStmt(
        "/*update_webhook*/ UPDATE webhooks SET url = coalesce($1, url), description = coalesce($2, description), event_types = coalesce($3, event_types), is_enabled = coalesce($4, is_enabled), disabled_reason = CASE WHEN coalesce($4, is_enabled) THEN '' ELSE disabled_reason END, failures = 0, failing_since = NULL, paused_until = NULL, due_at = $5, updated_at = $5, version = version + 1 WHERE clinic_id = $6 AND id = $7 AND version = coalesce($8, version) RETURNING clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since, paused_until, created_by, created_at, version",
        None,
    )
}
impl UpdateWebhookStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        url: &'a Option<T1>,
        description: &'a Option<T2>,
        event_types: &'a Option<T4>,
        is_enabled: &'a Option<bool>,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        expected_version: &'a Option<i32>,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 8> {
        WebhookQuery {
            client,
            params: [url, description, event_types, is_enabled, now, clinic_id, id, expected_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WebhookBorrowed, tokio_postgres::Error> {
                Ok(WebhookBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    url: row.try_get(2)?,
                    description: row.try_get(3)?,
                    event_types: row.try_get(4)?,
                    is_enabled: row.try_get(5)?,
                    disabled_reason: row.try_get(6)?,
                    old_secret_until: row.try_get(7)?,
                    failing_since: row.try_get(8)?,
                    paused_until: row.try_get(9)?,
                    created_by: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| Webhook::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateWebhookParams<T1, T2, T3, T4>,
        WebhookQuery<'c, 'a, 's, C, Webhook, 8>,
        C,
    > for UpdateWebhookStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateWebhookParams<T1, T2, T3, T4>,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 8> {
        self.bind(
            client,
            &params.url,
            &params.description,
            &params.event_types,
            &params.is_enabled,
            &params.now,
            &params.clinic_id,
            &params.id,
            &params.expected_version,
        )
    }
}
pub struct RenewWebhookSecretStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn renew_webhook_secret() -> RenewWebhookSecretStmt {
    RenewWebhookSecretStmt(
        "/*renew_webhook_secret*/ UPDATE webhooks SET old_secret = secret, old_secret_until = $1, secret = $2, updated_at = $3, version = version + 1 WHERE clinic_id = $4 AND id = $5 RETURNING clinic_id, id, url, description, event_types, is_enabled, disabled_reason, old_secret_until, failing_since, paused_until, created_by, created_at, version",
        None,
    )
}
impl RenewWebhookSecretStmt {
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
        until: &'a jiff::Timestamp,
        secret: &'a T1,
        now: &'a jiff::Timestamp,
        clinic_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 5> {
        WebhookQuery {
            client,
            params: [until, secret, now, clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WebhookBorrowed, tokio_postgres::Error> {
                Ok(WebhookBorrowed {
                    clinic_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    url: row.try_get(2)?,
                    description: row.try_get(3)?,
                    event_types: row.try_get(4)?,
                    is_enabled: row.try_get(5)?,
                    disabled_reason: row.try_get(6)?,
                    old_secret_until: row.try_get(7)?,
                    failing_since: row.try_get(8)?,
                    paused_until: row.try_get(9)?,
                    created_by: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| Webhook::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RenewWebhookSecretParams<T1>,
        WebhookQuery<'c, 'a, 's, C, Webhook, 5>,
        C,
    > for RenewWebhookSecretStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RenewWebhookSecretParams<T1>,
    ) -> WebhookQuery<'c, 'a, 's, C, Webhook, 5> {
        self.bind(client, &params.until, &params.secret, &params.now, &params.clinic_id, &params.id)
    }
}
pub struct DeleteWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_webhook() -> DeleteWebhookStmt {
    DeleteWebhookStmt(
        "/*delete_webhook*/ DELETE FROM webhooks WHERE clinic_id = $1 AND id = $2 RETURNING version",
        None,
    )
}
impl DeleteWebhookStmt {
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
    ) -> I32Query<'c, 'a, 's, C, i32, 2> {
        I32Query {
            client,
            params: [clinic_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, DeleteWebhookParams, I32Query<'c, 'a, 's, C, i32, 2>, C>
    for DeleteWebhookStmt
{
    fn params(&'s self, client: &'c C, params: &'a DeleteWebhookParams) -> I32Query<'c, 'a, 's, C, i32, 2> {
        self.bind(client, &params.clinic_id, &params.id)
    }
}
pub struct WakeWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn wake_webhook() -> WakeWebhookStmt {
    WakeWebhookStmt(
        "/*wake_webhook*/ UPDATE webhooks SET due_at = $1 WHERE clinic_id = $2 AND id = $3 RETURNING version",
        None,
    )
}
impl WakeWebhookStmt {
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
    crate::client::async_::Params<'c, 'a, 's, WakeWebhookParams, I32Query<'c, 'a, 's, C, i32, 3>, C>
    for WakeWebhookStmt
{
    fn params(&'s self, client: &'c C, params: &'a WakeWebhookParams) -> I32Query<'c, 'a, 's, C, i32, 3> {
        self.bind(client, &params.now, &params.clinic_id, &params.id)
    }
}
pub struct InsertTrialDeliveryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_trial_delivery() -> InsertTrialDeliveryStmt {
    InsertTrialDeliveryStmt(
        "/*insert_trial_delivery*/ INSERT INTO webhook_deliveries (clinic_id, webhook_id, event_id, event_type, occurred_at, due_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5::timestamptz - interval '30 days', $5, $5)",
        None,
    )
}
impl InsertTrialDeliveryStmt {
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
        clinic_id: &'a uuid::Uuid,
        webhook_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        event_type: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.0);
        client.execute(self.0, &[clinic_id, webhook_id, event_id, event_type, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertTrialDeliveryParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertTrialDeliveryStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertTrialDeliveryParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.clinic_id,
            &params.webhook_id,
            &params.event_id,
            &params.event_type,
            &params.now,
        ))
    }
}
pub struct ListDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_deliveries() -> ListDeliveriesStmt {
    ListDeliveriesStmt(
        "/*list_deliveries*/ SELECT event_id, event_type, appointment_id, occurred_at, state, attempts, greatest(due_at, created_at) AS due_at, last_status, last_error, updated_at FROM webhook_deliveries WHERE clinic_id = $1 AND webhook_id = $2 AND event_id < $3 ORDER BY event_id DESC LIMIT $4",
        None,
    )
}
impl ListDeliveriesStmt {
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
        webhook_id: &'a uuid::Uuid,
        before_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> DeliveryQuery<'c, 'a, 's, C, Delivery, 4> {
        DeliveryQuery {
            client,
            params: [clinic_id, webhook_id, before_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeliveryBorrowed, tokio_postgres::Error> {
                Ok(DeliveryBorrowed {
                    event_id: row.try_get(0)?,
                    event_type: row.try_get(1)?,
                    appointment_id: row.try_get(2)?,
                    occurred_at: row.try_get(3)?,
                    state: row.try_get(4)?,
                    attempts: row.try_get(5)?,
                    due_at: row.try_get(6)?,
                    last_status: row.try_get(7)?,
                    last_error: row.try_get(8)?,
                    updated_at: row.try_get(9)?,
                })
            },
            mapper: |it| Delivery::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListDeliveriesParams,
        DeliveryQuery<'c, 'a, 's, C, Delivery, 4>,
        C,
    > for ListDeliveriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListDeliveriesParams,
    ) -> DeliveryQuery<'c, 'a, 's, C, Delivery, 4> {
        self.bind(client, &params.clinic_id, &params.webhook_id, &params.before_id, &params.max)
    }
}
pub struct ListMailsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_mails() -> ListMailsStmt {
    ListMailsStmt(
        "/*list_mails*/ SELECT event_id, event_type, appointment_id, state, attempts, due_at, detail, created_at, updated_at FROM notifications WHERE clinic_id = $1 AND state = $2 AND state IN ('waiting', 'failed', 'over_budget') AND event_id < $3 ORDER BY event_id DESC LIMIT $4",
        None,
    )
}
impl ListMailsStmt {
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
        state: &'a T1,
        before_id: &'a uuid::Uuid,
        max: &'a i64,
    ) -> ListMailsQuery<'c, 'a, 's, C, ListMails, 4> {
        ListMailsQuery {
            client,
            params: [clinic_id, state, before_id, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListMailsBorrowed, tokio_postgres::Error> {
                Ok(ListMailsBorrowed {
                    event_id: row.try_get(0)?,
                    event_type: row.try_get(1)?,
                    appointment_id: row.try_get(2)?,
                    state: row.try_get(3)?,
                    attempts: row.try_get(4)?,
                    due_at: row.try_get(5)?,
                    detail: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    updated_at: row.try_get(8)?,
                })
            },
            mapper: |it| ListMails::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListMailsParams<T1>,
        ListMailsQuery<'c, 'a, 's, C, ListMails, 4>,
        C,
    > for ListMailsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListMailsParams<T1>,
    ) -> ListMailsQuery<'c, 'a, 's, C, ListMails, 4> {
        self.bind(client, &params.clinic_id, &params.state, &params.before_id, &params.max)
    }
}
