//! The tables of keys → JSON Schema.

use super::{Document, Group, Key, Takes};
use serde_json::{Map, Value, json};

/// The schema as text.
pub(super) fn json(document: Document) -> String {
    let mut definitions = Map::new();
    let mut schema = group(document.root(), &mut definitions);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(format!("{}.yaml of stonehand", document.name()));
    schema["definitions"] = Value::Object(definitions);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// A group's own schema; the groups within it are put among the definitions.
fn group(group: &Group, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in group.keys {
        properties.insert(key.name.to_owned(), described(key, definitions));
    }
    let mut schema = json!({"type": "object", "additionalProperties": false, "properties": properties});
    let required: Vec<&str> = group.keys.iter().filter(|k| k.required).map(|k| k.name).collect();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if !group.one_of.is_empty() {
        let each: Vec<Value> = group.one_of.iter().map(|key| json!({"required": [key]})).collect();
        schema["oneOf"] = json!(each);
    }
    schema
}

fn described(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let about = match (key.required, key.default) {
        (true, _) => format!("{} (required)", key.about),
        (false, "") => key.about.to_owned(),
        (false, default) => format!("{} (if left out: {default})", key.about),
    };
    let mut schema = takes(&key.takes, definitions);
    // Beside a reference nothing else counts in draft 7.
    if schema.get("$ref").is_some() {
        schema = json!({"allOf": [schema]});
    }
    schema["description"] = json!(about);
    schema
}

fn takes(what: &Takes, definitions: &mut Map<String, Value>) -> Value {
    match what {
        // `kicker: 1984` and `byline: true` are text where text is wanted.
        Takes::Text | Takes::Markdown => json!({"type": ["string", "number", "boolean"]}),
        Takes::Path => json!({"type": "string", "minLength": 1}),
        Takes::Date => json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}),
        Takes::Flag => json!({"type": "boolean"}),
        Takes::Whole(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Takes::Number(least, most) => json!({"type": "number", "minimum": least, "maximum": most}),
        Takes::Halves => json!({"type": "number", "minimum": 0.5, "maximum": 12, "multipleOf": 0.5}),
        Takes::Length => length("^\\s*[-+]?[0-9.]+\\s*(pt|mm|cm|in|pc|p[0-9.]*)?\\s*$"),
        Takes::Extent => length("^\\s*[-+]?[0-9.]+\\s*(em|pt|mm|cm|in|pc|p[0-9.]*)?\\s*$"),
        Takes::Percent => json!({"type": ["string", "number"], "pattern": "^\\s*[0-9.]+\\s*%?\\s*$"}),
        Takes::Range => json!({"type": ["string", "integer"], "pattern": "^\\s*\\d+\\s*(-\\s*(\\d+|end)\\s*)?$"}),
        Takes::Form => json!({"type": "string", "pattern": "^\\s*[0-9.]+\\s*[:/]\\s*[0-9.]+\\s*$"}),
        Takes::OneOf(words) => one_of(words),
        Takes::Name(known) => json!({"anyOf": [{"enum": known()}, {"type": "string", "minLength": 1}]}),
        Takes::List(item) => json!({"type": "array", "items": takes(item, definitions)}),
        Takes::Few(item, count) => {
            json!({"type": "array", "items": takes(item, definitions), "minItems": count, "maxItems": count})
        }
        Takes::Group(g) => reference(g, definitions),
        // A name with nothing after it is a group without keys.
        Takes::Named(each) => {
            let each = takes(each, definitions);
            json!({"type": "object", "additionalProperties": {"anyOf": [each, {"type": "null"}]}})
        }
        Takes::Known(names, pattern, each) => known(&names(), *pattern, &takes(each, definitions)),
        Takes::Any => json!({"type": "object"}),
        Takes::Either(several) => {
            let several: Vec<Value> = several.iter().map(|t| takes(t, definitions)).collect();
            json!({"anyOf": several})
        }
    }
}

/// A bare number counts points.
fn length(pattern: &str) -> Value {
    json!({"type": ["string", "number"], "pattern": pattern})
}

fn one_of(words: &[(&str, &str)]) -> Value {
    let names: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
    let mut schema = json!({"enum": names});
    // Not of the standard, but editors show it beside each word.
    if words.iter().any(|(_, about)| !about.is_empty()) {
        schema["enumDescriptions"] = json!(words.iter().map(|(_, about)| *about).collect::<Vec<_>>());
    }
    schema
}

fn known(names: &[(String, String)], pattern: Option<&str>, each: &Value) -> Value {
    let mut properties = Map::new();
    for (name, about) in names {
        properties.insert(name.clone(), json!({"anyOf": [each, {"type": "null"}], "description": about}));
    }
    let mut schema = json!({"type": "object", "additionalProperties": false, "properties": properties});
    if let Some(pattern) = pattern {
        let mut others = Map::new();
        others.insert(pattern.to_owned(), each.clone());
        schema["patternProperties"] = Value::Object(others);
    }
    schema
}

/// A reference to a group, which is put among the definitions the first time.
fn reference(g: &'static Group, definitions: &mut Map<String, Value>) -> Value {
    let name: String = g.name.chars().filter(|c| *c != '`').map(|c| if c == ' ' { '-' } else { c }).collect();
    if !definitions.contains_key(&name) {
        // A place is held, so that a group within itself would end.
        definitions.insert(name.clone(), Value::Null);
        let schema = group(g, definitions);
        definitions.insert(name.clone(), schema);
    }
    json!({"$ref": format!("#/definitions/{name}")})
}
