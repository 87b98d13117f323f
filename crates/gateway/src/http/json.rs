//! Reads JSON strictly: no key twice, no list where an object is due; and names the field that is wrong.
//!
//! A body is read into a `Tree` first, since serde would fill an object's fields from a list as well, in their
//! order.

use std::collections::BTreeMap;
use std::fmt;

use holdfast_domain::spelling::nfc;
use holdfast_domain::{ErrorCode, FieldProblem, Problem};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde_json::Number;

/// Longest field name that an answer repeats, in characters.
const NAMED_MAX: usize = 100;
/// Up to here every whole number is exact in a float.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a value; a wrong one is named by its path.
pub fn parse<T: DeserializeOwned>(raw: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(raw);
    let tree: Tree = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| refuse(&error.path().to_string(), error.inner()))?;
    json.end().map_err(|error| refuse(".", &error))?;
    serde_path_to_error::deserialize(tree).map_err(|error| refuse(&error.path().to_string(), error.inner()))
}

fn refuse(path: &str, error: &serde_json::Error) -> Problem {
    let text = error.to_string();
    // serde_json ends its own messages with where in the text it was
    let text = if error.line() == 0 { &text } else { text.split(" at line ").next().unwrap_or(&text) };
    let problem = match text {
        "number out of range" => "is too large a number".to_owned(),
        "recursion limit exceeded" => "is nested too deeply".to_owned(),
        text => without_values(text),
    };
    // both are JSON, only more than we take
    let code = if error.is_data() || problem.starts_with("is ") {
        ErrorCode::InvalidRequest
    } else {
        ErrorCode::MalformedJson
    };
    let field: String = field(path, text).chars().take(NAMED_MAX).collect();
    Problem {
        code,
        detail: format!("{field}: {problem}"),
        fields: vec![FieldProblem::new(field, problem)],
        ids: Vec::new(),
    }
}

/// The field that is wrong: serde tells unknown, missing and repeated ones by their names.
fn field(path: &str, text: &str) -> String {
    let path = match text {
        // the way down there says nothing
        "recursion limit exceeded" => path.split(['[', '.']).next().unwrap_or(path),
        _ if path == "." => "",
        _ => path,
    };
    let named = ["unknown field `", "missing field `", "duplicate field `"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .and_then(|rest| rest.split('`').next());
    match named {
        Some(name) if path.is_empty() => name.to_owned(),
        Some(name) if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
        Some(name) => format!("{path}.{name}"),
        None if path.is_empty() => "body".to_owned(),
        None => path.to_owned(),
    }
}

/// A field's own value must not come back in an answer: it may be personal, and long.
fn without_values(text: &str) -> String {
    let wrong = ["invalid type: ", "invalid value: ", "unknown variant `"];
    if wrong.iter().any(|prefix| text.starts_with(prefix)) {
        return match text.rsplit_once(", expected ") {
            Some((_, "u32")) => "must be a whole number from 0 to 4294967295".to_owned(),
            Some((_, expected)) => format!("must be {expected}"),
            None => "is not valid".to_owned(),
        };
    }
    for (prefix, problem) in [
        ("unknown field `", "is not known"),
        ("missing field `", "is missing"),
        ("duplicate field `", "is given more than once"),
    ] {
        if text.starts_with(prefix) {
            return problem.to_owned();
        }
    }
    text.to_owned()
}

/// Any JSON value. Texts are kept in NFC: so one name is one spelling, whichever keyboard it was typed on.
enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Tree>),
    Object(BTreeMap<String, Tree>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor { is_password: false })
    }
}

/// What a password is: as it was typed, also when it comes by a form.
struct Password(Tree);

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor { is_password: true }).map(Self)
    }
}

struct TreeVisitor {
    is_password: bool,
}

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        // JSON has one kind of number: 30.0 is the whole number 30.
        if value.fract() == 0.0 && value.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within bounds")]
            return Ok(Tree::Number((value as i64).into()));
        }
        Number::from_f64(value).map(Tree::Number).ok_or_else(|| E::custom("is not a number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(if self.is_password { value.to_owned() } else { nfc(value).into_owned() }))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = match key.as_str() {
                "password" | "old_password" | "new_password" | "current_password" => {
                    map.next_value::<Password>()?.0
                }
                _ => map.next_value()?,
            };
            if fields.contains_key(&key) {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
            fields.insert(key, value);
        }
        Ok(Tree::Object(fields))
    }
}

impl Tree {
    fn instead_of(&self, expected: &str) -> serde_json::Error {
        let found = match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Number(_) => Unexpected::Other("number"),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        };
        Error::invalid_type(found, &expected)
    }
}

impl IntoDeserializer<'_, serde_json::Error> for Tree {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Tree {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Number(number) => number.deserialize_any(visitor),
            Self::Text(text) => visitor.visit_string(text),
            Self::List(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
            Self::Object(fields) => visitor.visit_map(MapDeserializer::new(fields.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self {
            Self::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        match self {
            Self::Object(_) => self.deserialize_any(visitor),
            other => Err(other.instead_of("an object")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        match self {
            Self::Text(text) => visitor.visit_enum(text.into_deserializer()),
            other => Err(other.instead_of("a string")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only parsed")]
    struct Outer {
        inner: Inner,
        list: Option<Vec<Inner>>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only parsed")]
    struct Inner {
        name: String,
        count: Option<u32>,
        colour: Option<Colour>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Colour {
        Red,
    }

    #[test]
    fn the_field_is_named() {
        let deep = format!(r#"{{"inner":{}"#, "[".repeat(1000));
        let cases: [(&[u8], &str); 20] = [
            (br#"{"inner":{}}"#, "invalid-request inner.name: is missing"),
            (b"{}", "invalid-request inner: is missing"),
            (br#"{"inner":{"name":"x"},"role":"admin"}"#, "invalid-request role: is not known"),
            (br#"{"inner":{"name":"x","a":1}}"#, "invalid-request inner.a: is not known"),
            (br#"{"inner":{"name":5}}"#, "invalid-request inner.name: must be a string"),
            (
                br#"{"inner":{"name":"x"},"list":[{"name":"y","count":-1}]}"#,
                "invalid-request list[0].count: must be a whole number from 0 to 4294967295",
            ),
            (
                br#"{"inner":{"name":"x","count":1.5}}"#,
                "invalid-request inner.count: must be a whole number from 0 to 4294967295",
            ),
            (
                br#"{"inner":{"name":"x","count":1e400}}"#,
                "invalid-request inner.count: is too large a number",
            ),
            (br#"{"inner":{"name":"x","colour":"Ada"}}"#, "invalid-request inner.colour: must be `red`"),
            (br#"{"inner":{"name":"x","colour":["red"]}}"#, "invalid-request inner.colour: must be a string"),
            (br#"{"inner":["x",null,null]}"#, "invalid-request inner: must be an object"),
            (br#"[{"name":"x"},null]"#, "invalid-request body: must be an object"),
            (b"null", "invalid-request body: must be an object"),
            (br#"{"inner":{"name":"x","name":"y"}}"#, "invalid-request inner.name: is given more than once"),
            (deep.as_bytes(), "invalid-request inner: is nested too deeply"),
            (b"{\"inner\":{\"name\":\"\xff\"}}", "malformed-json inner.name: invalid unicode code point"),
            (br#"{"inner":{"name":"\ud800"}}"#, "malformed-json inner.name: unexpected end of hex escape"),
            (br#"{"inner":"#, "malformed-json inner: EOF while parsing a value"),
            (br#"{"inner":{"name":"x"}} x"#, "malformed-json body: trailing characters"),
            (b"", "malformed-json body: EOF while parsing a value"),
        ];
        for (body, expected) in cases {
            let problem = parse::<Outer>(body).unwrap_err();
            let found = format!("{} {}", problem.code, problem.detail);
            assert_eq!(found, expected, "{}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn a_whole_number_may_be_written_as_a_float() {
        let read: Outer = parse(br#"{"inner":{"name":"x","count":30.0}}"#).unwrap();
        assert_eq!(read.inner.count, Some(30));
    }

    #[test]
    fn long_names_are_not_repeated() {
        let body = format!(r#"{{"{}":1}}"#, "x".repeat(60_000));
        assert!(parse::<Outer>(body.as_bytes()).unwrap_err().detail.len() < 200);
    }
}
