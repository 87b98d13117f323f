//! Words in templates that are not from the languages' texts.

/// Attributes that people hear or see.
const SPOKEN: [&str; 4] = ["title=\"", "alt=\"", "aria-label=\"", "placeholder=\""];
/// The product's name is the same in every language.
const NAME: &str = "Holdfast";

/// What stands in a template between tags, or in an attribute that people see.
pub(crate) fn literal_texts(source: &str) -> Vec<String> {
    let mut html = source.to_owned();
    for (from, to) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
        html = without(&html, from, to);
    }
    let mut found = Vec::new();
    for spoken in SPOKEN {
        let mut rest = html.as_str();
        while let Some((_, after)) = rest.split_once(spoken) {
            found.extend(after.split_once('"').map(|(value, _)| value.to_owned()));
            rest = after;
        }
    }
    found.extend(without(&html, "<", ">").split('\n').map(str::to_owned));
    found.retain(|text| text.replace(NAME, "").contains(char::is_alphabetic));
    found.iter().map(|text| text.trim().to_owned()).collect()
}

fn without(text: &str, from: &str, to: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        kept.push_str(before);
        rest = after.split_once(to).map_or("", |(_, rest)| rest);
    }
    kept + rest
}
