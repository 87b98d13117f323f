//! What the OpenAPI document says of values that many routes share: texts, parameters. The bounds are those that
//! the services check, so the document cannot promise others.

use holdfast_domain::patient::{self, Channel};
use holdfast_domain::{Page, PeopleCursor};
use holdfast_domain::{spelling, text};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{
    AnyOfBuilder, Array, ArrayBuilder, KnownFormat, Object, ObjectBuilder, SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::{RefOr, Required, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use super::headers::{IF_MATCH, IF_MATCH_MAX, KEY_MAX};
use super::params::TEXT_MAX;
use super::visitors;
use crate::routes::{free_days, soonest};

/// Something that can be seen, and no control characters, nor such as turn or hide what stands around them: the rule of
/// `holdfast_domain::spelling`.
fn filled_line() -> String {
    let refused = r"\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff";
    let mut unseen = String::new();
    for (first, last) in spelling::INVISIBLE {
        unseen.push(first);
        if last > first {
            unseen.push('-');
            unseen.push(last);
        }
    }
    format!("^[^{refused}]*[^\\s{refused}{unseen}][^{refused}]*$")
}

/// No control characters.
const LINE: &str = r"^[^\x00-\x1f\x7f-\x9f]*$";
/// No control characters but tabs and line breaks.
const LINES: &str = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$";
/// The same, with something besides white space.
const FILLED_LINES: &str =
    r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x08\x0b-\x1f\x7f-\x9f]*$";

fn string(max: usize, pattern: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).max_length(Some(max)).pattern(Some(pattern))
}

fn or_null(schema: ObjectBuilder) -> Object {
    schema.schema_type(SchemaType::from_iter([Type::String, Type::Null])).build()
}

/// A name: one line, not empty.
pub fn name() -> Object {
    string(text::NAME_MAX, &filled_line()).min_length(Some(1)).build()
}

/// One short line, or nothing.
pub fn short_line() -> Object {
    string(text::NAME_MAX, LINE).build()
}

/// How a doctor is addressed, or nothing.
pub fn title() -> Object {
    string(text::TITLE_MAX, LINE).build()
}

/// Where a webhook is.
pub fn webhook_url() -> Object {
    let schema = string(text::URL_MAX, r"^https?://[\x21-\x7e]+$").min_length(Some(9));
    schema.examples(["https://practice.example/holdfast"]).build()
}

/// A specialization: one line, not empty.
pub fn specialization() -> Object {
    let schema = string(text::SPECIALIZATION_MAX, &filled_line()).min_length(Some(1));
    schema.examples(["cardiology"]).build()
}

/// All of a doctor's specializations.
pub fn specializations() -> Array {
    let names = ArrayBuilder::new().items(specialization()).min_items(Some(1));
    names.max_items(Some(holdfast_domain::specializations::MOST)).unique_items(true).build()
}

/// A biography, or nothing.
pub fn bio() -> Object {
    string(text::BIO_MAX, LINES).build()
}

/// An address, or nothing.
pub fn address() -> Object {
    string(text::ADDRESS_MAX, LINES).build()
}

/// A phone number, or nothing.
pub fn phone() -> Object {
    string(text::PHONE_MAX, LINE).build()
}

/// An e-mail address, or nothing.
pub fn email() -> Schema {
    let nothing = ObjectBuilder::new().schema_type(Type::String).max_length(Some(0)).build();
    AnyOfBuilder::new().item(some_email()).item(nothing).build().into()
}

/// An e-mail address.
pub fn some_email() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::Custom("email".to_owned())))
        .min_length(Some(3))
        .max_length(Some(text::EMAIL_MAX))
        .examples(["ada@example.org"])
        .build()
}

/// A new password.
pub fn new_password() -> Object {
    let schema = ObjectBuilder::new().schema_type(Type::String);
    let schema = schema.min_length(Some(text::PASSWORD_MIN)).max_length(Some(text::PASSWORD_MAX));
    schema.examples(["correct horse battery staple"]).build()
}

/// A reason, or nothing.
pub fn reason() -> Object {
    string(text::REASON_MAX, LINES).build()
}

/// A file of holidays.
pub struct HolidayFile;

impl PartialSchema for HolidayFile {
    fn schema() -> RefOr<Schema> {
        let file = ObjectBuilder::new().schema_type(Type::String);
        file.format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary))).into()
    }
}

impl ToSchema for HolidayFile {}

/// A reason that must be there.
pub fn some_reason() -> Object {
    string(text::REASON_MAX, FILLED_LINES).min_length(Some(1)).build()
}

/// A reason, nothing, or null.
pub fn reason_or_null() -> Object {
    or_null(string(text::REASON_MAX, LINES))
}

fn parameter(name: &str, place: ParameterIn, says: &str, schema: impl Into<Schema>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::False)
        .description(Some(says))
        .schema(Some(schema.into()))
        .build()
}

/// `Idempotency-Key`
pub struct KeyHeader;

impl IntoParams for KeyHeader {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let schema = string(KEY_MAX, r"^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$").min_length(Some(1)).build();
        let says = "A repeated request with the same key gets the first answer again, for a day";
        vec![parameter("Idempotency-Key", ParameterIn::Header, says, schema)]
    }
}

/// `Hold-Token`
pub struct HoldTokenHeader;

impl IntoParams for HoldTokenHeader {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some(visitors::PATTERN)).build();
        let says = "The `hold_token` that the visitor's first hold was answered with";
        vec![parameter("Hold-Token", ParameterIn::Header, says, schema)]
    }
}

/// `If-Match`
pub struct MatchHeader;

impl IntoParams for MatchHeader {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let schema = string(IF_MATCH_MAX, IF_MATCH).examples(["\"1\""]).build();
        let says = "The `ETag` of the version that is meant; 412 if it has another by now";
        vec![parameter("If-Match", ParameterIn::Header, says, schema)]
    }
}

/// `limit` and `cursor`
pub struct PageQuery;

impl IntoParams for PageQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let limit = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1))
            .maximum(Some(Page::MAX))
            .default(Some(Page::DEFAULT.into()))
            .build();
        let cursor = string(48, "^[0-9a-f]{48}$").min_length(Some(48)).build();
        vec![
            parameter("limit", ParameterIn::Query, "Most items to give", limit),
            parameter("cursor", ParameterIn::Query, "The `next_cursor` of the page before", cursor),
        ]
    }
}

fn number(default: u32, max: u32) -> Object {
    let schema = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(max));
    schema.default(Some(default.into())).build()
}

/// `times`, `limit` and `cursor` of a list of doctors by their soonest time
pub struct PeopleQuery;

impl IntoParams for PeopleQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let (times, doctors) = (soonest::TIMES, soonest::DOCTORS);
        let pattern = format!("^[0-9a-f]{{48}}([0-9a-f]{{12}}){{0,{}}}$", PeopleCursor::MOST);
        let cursor = string(48 + 12 * PeopleCursor::MOST, &pattern).min_length(Some(48)).build();
        vec![
            parameter("times", ParameterIn::Query, "Most times of each doctor", number(times.0, times.1)),
            parameter("limit", ParameterIn::Query, "Most items to give", number(doctors.0, doctors.1)),
            parameter("cursor", ParameterIn::Query, "The `next_cursor` of the page before", cursor),
        ]
    }
}

/// `from`, and `days` or `to`
pub struct DaysQuery;

impl IntoParams for DaysQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let day = || {
            let schema = ObjectBuilder::new().schema_type(Type::String);
            schema.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).build()
        };
        let (default, max) = free_days::DAYS;
        let to = "The last day, in the place of `days`; at most 31 days from `from` on";
        vec![
            parameter("from", ParameterIn::Query, "The first day; today, if it is not given", day()),
            parameter("days", ParameterIn::Query, "How many days", number(default, max)),
            parameter("to", ParameterIn::Query, to, day()),
        ]
    }
}

/// `from` and `to`
pub struct WindowQuery;

impl IntoParams for WindowQuery {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let instant = || {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                .build()
        };
        vec![
            parameter("from", ParameterIn::Query, "Starting then or later; from 1970 to 2200", instant()),
            parameter("to", ParameterIn::Query, "Starting before; later than `from`", instant()),
        ]
    }
}

/// A text in a query, without NUL.
pub fn query_text() -> Object {
    string(TEXT_MAX, r"^[^\x00]*$").build()
}

/// Days, each as 2026-12-24.
pub fn days() -> Array {
    let day = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    ArrayBuilder::new().items(day).min_items(Some(1)).max_items(Some(60)).build()
}

/// Origins of sites, each once. More is taken than this says: longer names, and every port.
pub fn origins() -> Array {
    let label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    let port = "(:[1-9][0-9]{0,3})?";
    let origin = string(300, &format!(r"^(https://{label}(\.{label}){{0,3}}|http://localhost){port}$"));
    ArrayBuilder::new().items(origin).max_items(Some(20)).unique_items(true).build()
}

fn language_tag() -> ObjectBuilder {
    string(text::LANGUAGE_TAG_MAX, "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$").min_length(Some(2))
}

/// A tag of a language, or null.
pub fn language_or_null() -> Object {
    or_null(language_tag().examples(["de", "pt-BR"]))
}

/// A channel to reach a patient on, or null.
pub fn channel_or_null() -> Object {
    let names = Channel::ALL.map(|channel| Some(channel.as_str())).into_iter().chain([None]);
    or_null(ObjectBuilder::new().enum_values(Some(names)))
}

/// What the desk notes of a patient, or nothing.
pub fn desk_notes() -> Object {
    string(patient::DESK_NOTES_MAX, LINES).build()
}

/// Tags of languages.
pub fn languages() -> Array {
    ArrayBuilder::new().items(language_tag()).max_items(Some(text::LANGUAGES_MAX)).unique_items(true).build()
}

/// A name in some languages, by their tags.
pub fn names() -> Object {
    let names = ObjectBuilder::new().schema_type(Type::Object).property_names(Some(language_tag()));
    names
        .additional_properties(Some(Schema::Object(name())))
        .max_properties(Some(text::LANGUAGES_MAX))
        .build()
}
