//! The schemas: committed ones are fresh, they say what the readers say, and what is right is right by them.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use stonehand::diag::{Log, Span};
use stonehand::files::MemoryFiles;
use stonehand::issue::{self, Sourced};
use stonehand::schema::{Document, Group, Takes};
use stonehand::{page, profile};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_committed_schemas_are_those_of_the_tables() {
    for document in Document::ALL {
        let path = root().join(format!("schema/{}.schema.json", document.name()));
        if std::env::var_os("STONEHAND_GOLDEN").is_some_and(|v| v == "write") {
            std::fs::write(&path, document.json()).expect("the schema is written");
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        let hint = format!("run: stonehand schema {0} > schema/{0}.schema.json", document.name());
        assert!(committed == document.json(), "{} is not fresh; {hint}", path.display());
    }
}

/// All groups of a table and of those within it, by name: their keys.
fn groups(group: &'static Group, found: &mut BTreeMap<String, BTreeSet<String>>) {
    let keys = group.keys.iter().map(|k| k.name.to_owned()).collect();
    if found.insert(group.name.to_owned(), keys).is_none() {
        group.keys.iter().for_each(|k| within(&k.takes, found));
    }
}

fn within(takes: &'static Takes, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match takes {
        Takes::Group(g) => groups(g, found),
        Takes::List(t) | Takes::Few(t, _) | Takes::Named(t) | Takes::Known(_, _, t) => within(t, found),
        Takes::Either(several) => several.iter().for_each(|t| within(t, found)),
        _ => {}
    }
}

/// What the readers ask for, from what they say of a key that no group has: the group's name and its keys.
fn asked(log: &Log) -> BTreeMap<String, BTreeSet<String>> {
    let of = |d: &stonehand::diag::Diagnostic| {
        let name = d.message.strip_prefix("`qqqqqqqqqq` is not a key of ")?;
        // `the style `body`` is one group, whatever the role.
        let name = name.split_once(" `").map_or(name, |(head, _)| head);
        let keys = d.hint.as_deref()?.strip_prefix("known keys: ")?.split(", ");
        Some((name.to_owned(), keys.map(str::to_owned).collect()))
    };
    log.diagnostics().iter().filter_map(of).collect()
}

const ISSUE: &str = "\
qqqqqqqqqq: 1
layout: letter-news
nameplate: {title: T, qqqqqqqqqq: 1, ears: {qqqqqqqqqq: 1}}
pages: {qqqqqqqqqq: 1}
articles:
  - headline: H
    text: x
    qqqqqqqqqq: 1
    jump: {qqqqqqqqqq: 1}
    pull_quotes: [{text: x, qqqqqqqqqq: 1}]
    images: [{file: a.jpg, qqqqqqqqqq: 1, crop: {min: \"1:1\", max: \"1:1\", qqqqqqqqqq: 1}}]
fillers: [{text: x, qqqqqqqqqq: 1}]
editions: {e: {qqqqqqqqqq: 1}}
";
const LAYOUT: &str = "\
qqqqqqqqqq: 1
paper: {width: 8in, height: 10in, qqqqqqqqqq: 1}
margins: {top: 1in, bottom: 1in, inner: 1in, outer: 1in, qqqqqqqqqq: 1}
styles: {body: {qqqqqqqqqq: 1, color: {spot: Red, cmyk: [0, 0, 0, 0], qqqqqqqqqq: 1}}}
pages: {any: {qqqqqqqqqq: 1, folio: {qqqqqqqqqq: 1}, nameplate: {lines: 3, qqqqqqqqqq: 1}, slots: {a: {columns: 1, lines: 1, qqqqqqqqqq: 1}}}}
";
const PROFILE: &str =
    "extends: riso\nqqqqqqqqqq: 1\nphotos: {qqqqqqqqqq: 1}\nline_art: {qqqqqqqqqq: 1}\ncondition: {qqqqqqqqqq: 1}\n";

#[test]
fn the_tables_have_the_keys_that_the_readers_ask_for() {
    let mut log = Log::new();
    let manifest = log.add_file("issue.yaml", "");
    let ours = Sourced { value: "ours".to_owned(), span: Span::new(manifest, 0..0) };
    let files = MemoryFiles::new()
        .with("issue.yaml", ISSUE)
        .with("a.jpg", "x")
        .with("layouts/ours/layout.yaml", LAYOUT)
        .with("profiles/ours.yaml", PROFILE);
    for document in Document::ALL {
        let mut log = Log::new();
        log.add_file("issue.yaml", "");
        match document {
            Document::Issue => drop(issue::read(&files, Path::new("issue.yaml"), &mut log)),
            Document::Layout => drop(page::read(&files, Path::new(""), &ours, &mut log)),
            Document::Profile => drop(profile::find(&files, Path::new(""), "ours", None, &mut log)),
        }
        let mut tables = BTreeMap::new();
        groups(document.root(), &mut tables);
        assert_eq!(asked(&log), tables, "{}", document.name());
    }
}

#[test]
fn every_role_is_told_of() {
    for row in page::ROLES {
        assert!(!stonehand::schema::role_about(row.key).is_empty(), "{}", row.key);
    }
}

/// What is wrong with a value by a schema; of JSON Schema, what the tables write.
fn wrong(schema: &Value, value: &Value, whole: &Value, at: &str) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/definitions/")) {
        return wrong(&whole["definitions"][name], value, whole, at);
    }
    if let Some(all) = schema["allOf"].as_array()
        && let Some(said) = all.iter().find_map(|s| wrong(s, value, whole, at))
    {
        return Some(said);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let said: Vec<String> = any.iter().filter_map(|s| wrong(s, value, whole, at)).collect();
        if said.len() == any.len() {
            return Some(format!("({})", said.join(" | ")));
        }
    }
    let has = |key: &Value| key.as_array().is_some_and(|k| k.iter().all(|k| value.get(k.as_str().unwrap()).is_some()));
    if let Some(one) = schema["oneOf"].as_array()
        && one.iter().filter(|s| has(&s["required"])).count() != 1
    {
        return Some(format!("{at}: not one of {one:?}"));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        return Some(format!("{at}: {value} is not one of {words:?}"));
    }
    if schema["required"].is_array() && !has(&schema["required"]) {
        return Some(format!("{at}: not all of {} are there", schema["required"]));
    }
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    let types = &schema["type"];
    let fits =
        types.as_str().is_none_or(is) && types.as_array().is_none_or(|t| t.iter().any(|t| is(t.as_str().unwrap())));
    if !fits {
        return Some(format!("{at}: {value} is no {types}"));
    }
    let beyond =
        |key: &str, sign: f64| value.as_f64().zip(schema[key].as_f64()).is_some_and(|(v, m)| (v - m) * sign > 0.0);
    if beyond("maximum", 1.0) || beyond("minimum", -1.0) {
        return Some(format!("{at}: {value} is out of range"));
    }
    if let (Some(items), Some(schema)) = (value.as_array(), schema.get("items")) {
        return items.iter().enumerate().find_map(|(i, v)| wrong(schema, v, whole, &format!("{at}[{i}]")));
    }
    let (Some(object), Some(properties)) = (value.as_object(), schema.get("properties").or(Some(&Value::Null))) else {
        return None;
    };
    object.iter().find_map(|(key, v)| {
        let at = format!("{at}.{key}");
        match (properties.get(key), &schema["additionalProperties"], schema["patternProperties"].as_object()) {
            (Some(s), ..) => wrong(s, v, whole, &at),
            (None, _, Some(patterns)) if key.parse::<u32>().is_ok() => wrong(patterns.values().next()?, v, whole, &at),
            (None, Value::Bool(false), _) => Some(format!("{at} is not a key")),
            (None, others, _) => wrong(others, v, whole, &at),
        }
    })
}

fn said(document: Document, yaml: &str) -> Option<String> {
    let schema: Value = serde_json::from_str(&document.json()).expect("JSON");
    let value: Value = serde_saphyr::from_str(yaml).expect("YAML");
    wrong(&schema, &value, &schema, "")
}

#[test]
fn what_is_right_is_right_by_the_schema() {
    let text = |path: &Path| std::fs::read_to_string(path).expect("a file");
    let mut count = 0;
    for (document, folder, file) in [
        (Document::Issue, "issues", "issue.yaml"),
        (Document::Layout, "layouts", "layout.yaml"),
        (Document::Profile, "profiles", ""),
        (Document::Issue, "docs", "issue.yaml"),
        (Document::Layout, "docs/guide/layouts", "layout.yaml"),
    ] {
        for entry in std::fs::read_dir(root().join(folder)).expect(folder).flatten() {
            let path = if file.is_empty() { entry.path() } else { entry.path().join(file) };
            // Beside the guide stand other documents.
            if folder == "docs" && !path.exists() {
                continue;
            }
            let yaml = text(&path);
            assert_eq!(said(document, &yaml), None, "{}", path.display());
            let modeline = yaml
                .lines()
                .next()
                .and_then(|l| l.strip_prefix("# yaml-language-server: $schema="))
                .expect("a modeline");
            assert!(path.parent().unwrap().join(modeline).is_file(), "{} leads to {modeline}", path.display());
            count += 1;
        }
    }
    assert!(count >= 18, "{count} files");
    let guide = crate::help::guide();
    for (i, block) in guide.split("```yaml\n").skip(1).filter_map(|b| b.split("```").next()).enumerate() {
        let kind = [
            ("# issue.yaml", Document::Issue),
            ("# layout.yaml", Document::Layout),
            ("# profile.yaml", Document::Profile),
        ];
        for (_, document) in kind.iter().filter(|(first, _)| block.starts_with(first)) {
            assert_eq!(said(*document, block), None, "block {i} of the guide:\n{block}");
        }
    }
    for made in ["en-US", "es", "fr", "de"].map(|l| {
        let language = stonehand::language::Language::parse(l).expect("a language");
        stonehand::start::new(&stonehand::start::New { layout: None, title: None, language, date: None })
    }) {
        assert_eq!(said(Document::Issue, std::str::from_utf8(&made[0].1).expect("text")), None);
    }
}

#[test]
fn what_is_wrong_is_wrong_by_the_schema() {
    let head = "layout: letter-news\nnameplate: {title: T}\n";
    for (rest, word) in [
        ("articles:\n  - {headlnie: x, text: y}\n", "headline"),
        ("articles:\n  - {headline: x, text: y, colums: 2}\n", "colums is not a key"),
        ("articles:\n  - {headline: x, text: y, columns: 40}\n", "out of range"),
        ("articles:\n  - {headline: x, text: y, kind: breifs}\n", "breifs"),
        ("articles:\n  - {headline: x, text: y, body: z}\n", "not one of"),
        ("articles: []\nweather: 1\n", "weather is not a key"),
    ] {
        let said = said(Document::Issue, &format!("{head}{rest}"));
        assert!(said.as_deref().is_some_and(|s| s.contains(word)), "{rest}: {said:?}");
    }
}
