//! `pages:` into masters.

use super::{Folio, Master, MasterKind, Slot};
use crate::diag::{Diagnostic, Log};
use crate::issue::MAX_PAGES;
use crate::issue::yaml::{Node, Value};
use std::collections::HashSet;

const KINDS: [(&str, MasterKind); 5] = [
    ("first", MasterKind::First),
    ("last", MasterKind::Last),
    ("left", MasterKind::Left),
    ("right", MasterKind::Right),
    ("any", MasterKind::Any),
];

/// The masters, most specific first.
pub(super) fn masters(node: &Node, columns: u32, log: &mut Log) -> Vec<Master> {
    let Value::Map(entries) = &node.value else {
        node.wrong(
            "pages",
            "a group of masters",
            Some("write `any:` and below it, indented, `folio: …`".to_owned()),
            log,
        );
        return Vec::new();
    };
    let mut masters = Vec::new();
    for (key, node) in entries {
        let named = KINDS.iter().find(|(name, _)| *name == key.text).map(|(_, kind)| *kind);
        let number = key.text.parse::<u32>().ok().filter(|n| (1..=MAX_PAGES).contains(n)).map(MasterKind::Number);
        let Some(kind) = named.or(number) else {
            let names: Vec<&str> = KINDS.iter().map(|(n, _)| *n).collect();
            let message = format!("`{}` is not a kind of page", key.text);
            let hint = match crate::diag::nearest(&key.text, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("pages are a page's number, {}", names.join(", ")),
            };
            log.push(Diagnostic::error("unknown-key", message).at(key.span).hint(hint));
            continue;
        };
        if !node.is_null() {
            masters.extend(master(kind, node, columns, log));
        }
    }
    masters.sort_by_key(|m| m.kind);
    masters
}

fn master(kind: MasterKind, node: &Node, columns: u32, log: &mut Log) -> Option<Master> {
    let mut f = node.fields("a page", log)?;
    let nameplate = f.get("nameplate").and_then(|n| {
        if n.scalar() == Some("none") {
            return Some(0);
        }
        let mut f = n.fields("`nameplate`", log)?;
        let lines = f.required("lines", log).and_then(|n| n.whole("lines", 0..=200, log));
        f.finish(log);
        lines
    });
    let folio = f.get("folio").and_then(|n| folio(n, log));
    let mut slots = Vec::new();
    if let Some(node) = f.get("slots") {
        if let Value::Map(entries) = &node.value {
            for (key, node) in entries {
                slots.extend(slot(&key.text, node, columns, log));
            }
        } else {
            node.wrong(
                "slots",
                "a group of slots",
                Some("write `lead: {columns: 1-3, lines: 1-30}` below it".to_owned()),
                log,
            );
        }
    }
    f.finish(log);
    Some(Master { kind, nameplate, folio, slots })
}

fn folio(node: &Node, log: &mut Log) -> Option<Folio> {
    if node.scalar() == Some("none") {
        return Some(Folio::default());
    }
    let mut f = node.fields("`folio`", log)?;
    let mut part = |key: &'static str, log: &mut Log| {
        let node = f.get(key)?;
        let text = node.text(key, log)?;
        check_fields(node, text, log);
        Some(text.trim().to_owned())
    };
    let folio = Folio {
        outer: part("outer", log).unwrap_or_default(),
        centre: part("centre", log).unwrap_or_default(),
        inner: part("inner", log).unwrap_or_default(),
    };
    f.finish(log);
    Some(folio)
}

/// `{page}` and the like must be ones that are replaced.
fn check_fields(node: &Node, text: &str, log: &mut Log) {
    const FIELDS: [&str; 7] = ["page", "pages", "title", "date", "volume", "number", "place"];
    let mut said = HashSet::new();
    for rest in text.split('{').skip(1) {
        let name = rest.split('}').next().unwrap_or_default();
        if !FIELDS.contains(&name) && said.insert(name) {
            let hint = match crate::diag::nearest(name, FIELDS) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!("known: {{{}}}", FIELDS.join("}, {")),
            };
            let message = format!("`{{{name}}}` stands for nothing");
            log.push(Diagnostic::error("unknown-field", message).at(node.span).hint(hint));
        }
    }
}

fn slot(name: &str, node: &Node, columns: u32, log: &mut Log) -> Option<Slot> {
    let mut f = node.fields("a slot", log)?;
    let cols = f.required("columns", log).and_then(|n| range("columns", n, log));
    let lines = f.required("lines", log).and_then(|n| range("lines", n, log));
    f.finish(log);
    let ((first, last), lines) = (cols?, lines?);
    let last = last.unwrap_or(columns);
    if first > columns || last > columns {
        let message =
            format!("the slot `{name}` reaches over column {}, and the layout has {columns}", first.max(last));
        log.push(Diagnostic::error("out-of-range", message).at(node.head()));
        return None;
    }
    Some(Slot { name: name.to_owned(), columns: (first, last), lines, span: node.span })
}

/// `3`, `1-3` or `31-end`; no last is `end`.
fn range(key: &str, node: &Node, log: &mut Log) -> Option<(u32, Option<u32>)> {
    let read = |text: &str| {
        let number = |t: &str| t.trim().parse::<u32>().ok().filter(|n| (1..=1000).contains(n));
        let Some((first, last)) = text.split_once('-') else { return number(text).map(|n| (n, Some(n))) };
        let first = number(first)?;
        if last.trim() == "end" {
            return Some((first, None));
        }
        number(last).filter(|l| *l >= first).map(|l| (first, Some(l)))
    };
    let found = node.scalar().and_then(read);
    if found.is_none() {
        node.wrong(key, "a number or a range", Some("write `1-3`, `31-end` or `3`; they count from 1".to_owned()), log);
    }
    found
}
