//! Holds every problem that a test is answered against the OpenAPI document: the operation has to name its code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::StatusCode;
use serde_json::Value;

/// The operations of the document, by method and path.
static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(operations);

struct Operation {
    method: String,
    /// Its parts between slashes; what is in braces stands for anything.
    path: Vec<String>,
    /// The codes of its problems, by status.
    codes: BTreeMap<String, Vec<String>>,
}

impl Operation {
    /// How many parts of the path are the same; nothing if it is another path.
    fn fits(&self, path: &[&str]) -> Option<usize> {
        let same = self.path.iter().zip(path).filter(|(own, part)| own == *part).count();
        let all_fit = self.path.len() == path.len()
            && self
                .path
                .iter()
                .zip(path)
                .all(|(own, part)| own == part || (own.starts_with('{') && !part.is_empty()));
        all_fit.then_some(same)
    }
}

/// Panics if the answer is a problem that its operation does not name in the document. What is no operation of the
/// document (another path, another method) is not looked at.
#[track_caller]
pub(crate) fn check(method: &str, path: &str, status: StatusCode, body: &Value) {
    if !body["type"].as_str().is_some_and(|kind| kind.starts_with("urn:holdfast:problem:")) {
        return;
    }
    let path: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').collect();
    let of_method = OPERATIONS.iter().filter(|operation| operation.method == method);
    // what is written out goes before what stands for anything, as for the router
    let Some((_, operation)) = of_method
        .filter_map(|operation| Some((operation.fits(&path)?, operation)))
        .max_by_key(|(same, _)| *same)
    else {
        return;
    };
    let named = operation.codes.get(status.as_str()).map_or(&[][..], Vec::as_slice);
    let code = body["code"].as_str().unwrap_or_default();
    assert!(
        named.iter().any(|name| name == code),
        "{method} {} answered {status} {code}, which the OpenAPI document does not name; name it in \"x-problems\" of \
         the route, or in http/documented_problems.rs",
        operation.path.join("/")
    );
}

fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(holdfast_gateway::openapi()).expect("a document");
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let responses = operation["responses"].as_object().expect("responses");
            let codes = responses.iter().filter_map(|(status, response)| {
                let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
                let name = schema.as_str()?.strip_prefix("#/components/schemas/")?;
                let code = &document["components"]["schemas"][name]["allOf"][1]["properties"]["code"];
                let codes = code["enum"].as_array().expect("codes");
                Some((
                    status.clone(),
                    codes.iter().filter_map(|code| Some(code.as_str()?.to_owned())).collect(),
                ))
            });
            operations.push(Operation {
                method: method.to_uppercase(),
                path: path.split('/').map(str::to_owned).collect(),
                codes: codes.collect(),
            });
        }
    }
    operations
}
