//! Editions: the manifest of one variant of an issue, made of the manifest of all before it is read.
//!
//! What an edition says stands over what the issue says: groups of keys are laid over one another, everything else is
//! replaced. `only` names whose articles it takes, `bodies` the folder with its translations, and `articles`, as a group
//! by their slugs, changes single articles.

use super::yaml::{Key, Node, Value};
use crate::diag::{Diagnostic, Log, nearest};

/// Keys of an edition that are no keys of the manifest.
const OWN: [&str; 2] = ["only", "bodies"];
/// Keys of the manifest and of its articles under which stand things that may be in some editions only.
const SELECTED: [&str; 4] = ["articles", "images", "pull_quotes", "fillers"];

/// The names of the editions, in their order.
pub(super) fn names(root: &Node) -> Vec<String> {
    let Some(Value::Map(editions)) = get(root, "editions").map(|n| &n.value) else { return Vec::new() };
    editions.iter().map(|(key, _)| key.text.clone()).collect()
}

/// The manifest of an edition, or, with `None`, of the issue itself: without what is for some editions only.
pub(super) fn manifest(root: &Node, name: Option<&str>, log: &mut Log) -> Node {
    let edition = name.and_then(|name| get(get(root, "editions")?, name)).cloned();
    let mut allowed: Vec<String> = name.map(str::to_owned).into_iter().collect();
    if let Some(Value::Seq(only)) = edition.as_ref().and_then(|e| get(e, "only")).map(|n| &n.value) {
        allowed.extend(only.iter().filter_map(Node::scalar).map(|t| t.trim().to_owned()));
    }
    let known = labels(root);
    let mut root = root.clone();
    if let Some(edition) = &edition {
        labelled(&root, edition, log);
        translate(&mut root, edition);
        overlay(&mut root, edition, &allowed, log);
    }
    select(&mut root, &allowed, &known);
    root
}

/// Everything by which something may say that it is for some editions: their names, and the labels that they take.
fn labels(root: &Node) -> Vec<String> {
    let mut labels = names(root);
    if let Some(Value::Map(editions)) = get(root, "editions").map(|n| &n.value) {
        for (_, edition) in editions {
            if let Some(Value::Seq(only)) = get(edition, "only").map(|n| &n.value) {
                labels.extend(only.iter().filter_map(Node::scalar).map(|t| t.trim().to_owned()));
            }
        }
    }
    labels
}

fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(k, _)| k.text == key).map(|(_, node)| node)
}

fn set(node: &mut Node, key: &Key, value: Node) {
    let Value::Map(entries) = &mut node.value else { return };
    match entries.iter_mut().find(|(k, _)| k.text == key.text) {
        Some((_, old)) => *old = value,
        None => entries.push((key.clone(), value)),
    }
}

fn list<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Vec<Node>> {
    let Value::Map(entries) = &mut node.value else { return None };
    match entries.iter_mut().find(|(k, _)| k.text == key).map(|(_, n)| &mut n.value) {
        Some(Value::Seq(items)) => Some(items),
        _ => None,
    }
}

/// Lays an edition's keys over those of the issue.
fn overlay(root: &mut Node, edition: &Node, allowed: &[String], log: &mut Log) {
    let Value::Map(entries) = &edition.value else { return };
    for (key, value) in entries.iter().filter(|(k, _)| !OWN.contains(&k.text.as_str())) {
        match (&key.text[..], &value.value) {
            ("articles", Value::Map(changes)) => {
                for (slug, change) in changes {
                    one(root, slug, change, allowed, log);
                }
            }
            _ => lay(root, key, value),
        }
    }
}

/// Lays a value over another: groups are merged, everything else is replaced.
fn lay(node: &mut Node, key: &Key, value: &Node) {
    if let (Value::Map(entries), Value::Map(changes)) = (&mut node.value, &value.value)
        && let Some((_, old)) = entries.iter_mut().find(|(k, _)| k.text == key.text)
        && matches!(old.value, Value::Map(_))
    {
        for (key, value) in changes {
            lay(old, key, value);
        }
    } else {
        set(node, key, value.clone());
    }
}

/// Says which labels an edition takes although nothing has them, where they look like a slip for one that something has.
fn labelled(root: &Node, edition: &Node, log: &mut Log) {
    let Some(Value::Seq(only)) = get(edition, "only").map(|n| &n.value) else { return };
    let mut used = names(root);
    carried(root, &mut used);
    for label in only {
        let Some(text) = label.scalar().map(str::trim).filter(|text| !used.iter().any(|u| u == text)) else { continue };
        if let Some(near) = nearest(text, used.iter().map(String::as_str)) {
            let message = format!("nothing in the issue is for `{text}`");
            let d = Diagnostic::error("unknown-edition", message).at(label.span);
            log.push(d.hint(format!("did you mean `{near}`?")));
        }
    }
}

/// Every label that something has.
fn carried(node: &Node, labels: &mut Vec<String>) {
    let Value::Map(entries) = &node.value else { return };
    for (_, value) in entries.iter().filter(|(k, _)| SELECTED.contains(&k.text.as_str())) {
        let Value::Seq(items) = &value.value else { continue };
        for item in items {
            labels.extend(wanted(item).into_iter().map(str::to_owned));
            carried(item, labels);
        }
    }
}

/// Changes one article, known by its slug.
fn one(root: &mut Node, slug: &Key, change: &Node, allowed: &[String], log: &mut Log) {
    let Some(articles) = list(root, "articles") else { return };
    let named = |n: &Node| get(n, "slug").and_then(Node::scalar).map(|t| t.trim().to_owned());
    let known: Vec<String> = articles.iter().filter_map(named).collect();
    let Some(article) = articles.iter_mut().find(|n| named(n).as_deref() == Some(&slug.text)) else {
        let message = format!("no article has the slug `{}`", slug.text);
        let hint = match nearest(&slug.text, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "give the article a `slug`, and write it here".to_owned(),
        };
        log.push(Diagnostic::error("unknown-slug", message).at(slug.span).hint(hint));
        return;
    };
    let Value::Map(changes) = &change.value else {
        change.wrong(&slug.text, "a group of keys of an article", None, log);
        return;
    };
    // An article has its copy from one place.
    let from = |key: &str| changes.iter().any(|(k, _)| k.text == key);
    if let Value::Map(entries) = &mut article.value {
        entries.retain(|(k, _)| !((k.text == "body" && from("text")) || (k.text == "text" && from("body"))));
    }
    for (key, value) in changes {
        lay(article, key, value);
    }
    if !is_for(article, allowed) {
        let message = format!("the article `{}` is not in this edition: it is for {}", slug.text, listed(article));
        let hint = "add this edition to its `editions`, or take what stands here out";
        log.push(Diagnostic::error("not-in-edition", message).at(slug.span).hint(hint));
    }
}

/// The editions that something is for, in words.
fn listed(item: &Node) -> String {
    wanted(item).iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}

/// Lets articles take their bodies from the edition's folder, under the same names. What has its copy in the manifest
/// itself is not translated by that, and stays in the language.
fn translate(root: &mut Node, edition: &Node) {
    let Some(folder) = get(edition, "bodies").and_then(Node::scalar).map(|t| t.trim().trim_end_matches('/').to_owned())
    else {
        return;
    };
    let language = get(root, "language").cloned();
    let Some(articles) = list(root, "articles") else { return };
    for article in articles {
        let Value::Map(entries) = &mut article.value else { continue };
        let mut translated = false;
        for (_, body) in entries.iter_mut().filter(|(k, _)| k.text == "body") {
            if let Value::Scalar(path) = &mut body.value {
                let name = path.trim().rsplit('/').next().unwrap_or_default().to_owned();
                *path = format!("{folder}/{name}");
                translated = true;
            }
        }
        if let (false, Some(language)) = (translated, &language)
            && !entries.iter().any(|(k, _)| k.text == "language")
        {
            let span = language.span;
            entries.push((Key { text: "language".to_owned(), span }, language.clone()));
        }
    }
}

/// Takes out what is for other editions. What is for one that nobody knows stays, for the reader to say so.
fn select(node: &mut Node, allowed: &[String], known: &[String]) {
    let Value::Map(entries) = &mut node.value else { return };
    for (_, value) in entries.iter_mut().filter(|(k, _)| SELECTED.contains(&k.text.as_str())) {
        let Value::Seq(items) = &mut value.value else { continue };
        items.retain(|item| is_for(item, allowed) || !all_known(item, known));
        for item in items {
            select(item, allowed, known);
        }
    }
}

/// Whether something is for one of the editions that are allowed; what names none is for all.
fn is_for(item: &Node, allowed: &[String]) -> bool {
    let wanted = wanted(item);
    wanted.is_empty() || wanted.iter().any(|w| allowed.iter().any(|a| a == w))
}

/// Whether there are the editions that something is for.
fn all_known(item: &Node, known: &[String]) -> bool {
    wanted(item).iter().all(|w| known.iter().any(|k| k == w))
}

/// The editions that something is for.
fn wanted(item: &Node) -> Vec<&str> {
    match get(item, "editions").map(|n| &n.value) {
        Some(Value::Seq(names)) => names.iter().filter_map(Node::scalar).map(str::trim).collect(),
        Some(Value::Scalar(name)) => vec![name.trim()],
        _ => Vec::new(),
    }
}
