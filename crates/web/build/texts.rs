//! The texts of all languages, against each other and against what pages use.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// How pages name a text.
const CALLS: [&str; 6] = ["say(\"", "with(\"", "with2(\"", "count(\"", "count_with(\"", "key(\""];

/// The names of texts that a source uses.
pub(crate) fn used(source: &str) -> Vec<String> {
    // a call may be broken over lines
    let source: String = source.split_whitespace().collect::<Vec<_>>().join(" ").replace("( \"", "(\"");
    let mut names = Vec::new();
    for call in CALLS {
        let mut rest = source.as_str();
        while let Some((before, after)) = rest.split_once(call) {
            let is_call = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if let Some((name, _)) = after.split_once('"').filter(|_| is_call) {
                names.push(name.to_owned());
            }
            rest = after;
        }
    }
    names
}

fn values_of(pattern: &Pattern<&str>, values: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => value_of(inline, values),
            Expression::Select { selector, variants } => {
                value_of(selector, values);
                for variant in variants {
                    values_of(&variant.value, values);
                }
            }
        }
    }
}

fn value_of(inline: &InlineExpression<&str>, values: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        values.insert(id.name.to_owned());
    }
}

/// Each text with the values that it is said with.
fn texts(source: &str) -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    let resource = parser::parse(source).map_err(|(_, errors)| format!("{errors:?}"))?;
    let mut texts = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut values = BTreeSet::new();
        if let Some(pattern) = &message.value {
            values_of(pattern, &mut values);
        }
        if texts.insert(message.id.name.to_owned(), values).is_some() {
            return Err(format!("says {} twice", message.id.name));
        }
    }
    Ok(texts)
}

/// What is wrong with the languages.
pub(crate) fn problems(languages: &[(String, String)], used: &[String]) -> Vec<String> {
    let mut problems = Vec::new();
    let used: BTreeSet<&String> = used.iter().collect();
    let mut first: Option<BTreeMap<String, BTreeSet<String>>> = None;
    for (path, source) in languages {
        let texts = match texts(source) {
            Ok(texts) => texts,
            Err(error) => {
                problems.push(format!("{path}: {error}"));
                continue;
            }
        };
        for name in &used {
            if !texts.contains_key(*name) {
                problems.push(format!("{path}: has no text {name}"));
            }
        }
        for (name, values) in &texts {
            if !used.contains(name) {
                problems.push(format!("{path}: no page says {name}"));
            }
            let elsewhere = first.as_ref().and_then(|first| first.get(name));
            if elsewhere.is_some_and(|elsewhere| elsewhere != values) {
                problems.push(format!("{path}: {name} asks for other values than in {}", languages[0].0));
            }
        }
        first.get_or_insert(texts);
    }
    problems
}
