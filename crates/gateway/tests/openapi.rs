//! What holds of the whole OpenAPI document, and that `docs/openapi.json` is it.

use std::collections::BTreeSet;
use std::path::Path;

use holdfast_domain::ErrorCode;
use serde_json::Value;

/// Set by `scripts/generate-openapi`: the file is written, not compared.
const WRITE: &str = "HOLDFAST_WRITE_OPENAPI";

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn document() -> Value {
    serde_json::to_value(holdfast_gateway::openapi()).expect("a document")
}

/// `GET /v1/slots` and the like, with what the document says of them.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let mut operations = Vec::new();
    for (path, item) in paths {
        for (method, says) in item.as_object().expect("operations") {
            operations.push((format!("{} {path}", method.to_uppercase()), says));
        }
    }
    operations
}

#[test]
fn the_file_in_the_tree_is_the_document() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let now = serde_json::to_string_pretty(&holdfast_gateway::openapi()).unwrap() + "\n";
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(now.lines()).position(|(kept, now)| kept != now);
    assert!(kept == now, "docs/openapi.json is stale from line {differs:?}; run scripts/generate-openapi");
}

#[test]
fn every_operation_has_an_id_of_its_own() {
    let document = document();
    let mut seen = BTreeSet::new();
    for (operation, says) in operations(&document) {
        let id = says["operationId"].as_str().unwrap_or_default();
        let is_camel_case = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.contains(|c: char| c.is_ascii_uppercase())
            && id.chars().all(|c| c.is_ascii_alphanumeric());
        assert!(is_camel_case, "{operation}: {id:?} is no operation id such as listAppointments");
        assert!(seen.insert(id), "{operation}: another operation is called {id} as well");
    }
}

#[test]
fn every_operation_says_what_it_is_and_who_may() {
    let document = document();
    let tags = document["tags"].as_array().unwrap();
    for (operation, says) in operations(&document) {
        assert!(says["security"].is_array(), "{operation} says nothing of security");
        let tag = says["tags"][0].as_str().unwrap_or_default();
        let described = tags.iter().find(|known| known["name"] == tag).map(|known| &known["description"]);
        assert!(described.is_some_and(is_text), "{operation}: describe the tag {tag:?} in openapi.rs");
        for (status, response) in says["responses"].as_object().unwrap() {
            assert!(is_text(&response["description"]), "{operation}: {status} is not described");
        }
        let body = &says["requestBody"]["content"]["application/json"];
        assert!(body.is_null() || !body["example"].is_null(), "{operation} has no example of its body");
        assert!(says["x-problems"].is_null(), "{operation}: its problems were not read");
    }
}

/// A schema that takes no other fields fits nothing that has more of them.
#[test]
fn what_takes_no_other_fields_is_no_part_of_something_larger() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        for part in schema["allOf"].as_array().into_iter().flatten() {
            let part_name = part["$ref"].as_str().and_then(|text| text.rsplit('/').next());
            let part = part_name.map_or(part, |name| &schemas[name]);
            assert_ne!(
                part["additionalProperties"], false,
                "{name} has more fields than {part_name:?} takes"
            );
        }
    }
}

#[test]
fn every_refusal_names_codes_of_its_status() {
    let document = document();
    let mut named = BTreeSet::new();
    for (operation, says) in operations(&document) {
        for (status, response) in says["responses"].as_object().unwrap() {
            let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
            let Some(name) = schema.as_str().and_then(|text| text.strip_prefix("#/components/schemas/"))
            else {
                continue;
            };
            let codes =
                document["components"]["schemas"][name]["allOf"][1]["properties"]["code"]["enum"].as_array();
            for code in codes.unwrap_or_else(|| panic!("{operation}: {status} names no codes")) {
                let code = ErrorCode::parse(code.as_str().unwrap()).expect("a code");
                assert_eq!(code.http_status().to_string(), *status, "{operation}: {code}");
                named.insert(code.as_str());
            }
        }
    }
    // what no operation answers: the method is not one of the document
    let never = ErrorCode::ALL.map(ErrorCode::as_str).into_iter().filter(|code| !named.contains(code));
    assert_eq!(never.collect::<Vec<_>>(), ["method-not-allowed"]);
}

#[test]
fn a_booking_answers_these_problems_and_no_others() {
    let document = document();
    let responses = &document["paths"]["/v1/bookings"]["post"]["responses"];
    let codes = |status: &str| {
        let schema =
            responses[status]["content"]["application/problem+json"]["schema"]["$ref"].as_str().unwrap();
        let name = schema.rsplit('/').next().unwrap();
        document["components"]["schemas"][name]["allOf"][1]["properties"]["code"]["enum"].clone()
    };
    let conflicts = [
        "slot-taken",
        "slot-changed",
        "patient-busy",
        "too-many-upcoming",
        "visit-type-not-served",
        "hold-not-offered",
        "patient-merged",
        "idempotency-in-progress",
    ];
    assert_eq!(codes("409"), serde_json::json!(conflicts));
    assert_eq!(codes("429"), serde_json::json!(["slot-busy", "rate-limited"]));
    assert_eq!(responses["412"], Value::Null, "a booking takes no If-Match");
}
