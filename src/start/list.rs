//! The text of a manifest's list of articles → the text of the next issue's: each item kept as it is, emptied or left out.

use super::matter::{self, Stubs};
use crate::issue::yaml::{Key, Node, Style, Value};
use std::fmt::Write;
use std::ops::Range;

/// What becomes of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is the same in every issue: a directory.
    Kept,
    /// Its place and, of a department, its head stay, and its copy goes.
    Emptied,
    /// It belonged to the last issue.
    LeftOut,
}

/// The list of the next issue.
pub(super) struct List {
    /// Which bytes of the last manifest it stands in for.
    pub(super) range: Range<usize>,
    pub(super) text: String,
    /// The copy of emptied articles: path and text.
    pub(super) copy: Vec<(String, String)>,
    pub(super) kept: usize,
    pub(super) emptied: usize,
    pub(super) left_out: usize,
}

/// The key's value under a group.
pub(super) fn value<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    entry(node, key).map(|(_, n)| n).filter(|n| !n.is_null())
}

pub(super) fn entry<'a>(node: &'a Node, key: &str) -> Option<&'a (Key, Node)> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(k, _)| k.text == key)
}

/// Where a node stands in the text.
pub(super) fn range(node: &Node) -> Range<usize> {
    node.span.start as usize..node.span.end as usize
}

/// An article that is pinned is part of the plan of the page, and stays as a place; a department comes back in every issue.
fn fate(article: &Node) -> Fate {
    let pinned = ["page", "slot"].iter().any(|k| value(article, k).is_some());
    match value(article, "kind").and_then(Node::scalar) {
        Some("directory") => Fate::Kept,
        Some("briefs" | "calendar" | "letters") => Fate::Emptied,
        _ if pinned => Fate::Emptied,
        _ => Fate::LeftOut,
    }
}

/// Makes the list; `None` where the articles are not written so that they can be told apart in the text.
pub(super) fn next(text: &str, key: &Key, articles: &Node, stubs: &Stubs) -> Option<List> {
    let from = key.span.end as usize;
    let none = Vec::new();
    let items = if let Value::Seq(items) = &articles.value { items } else { &none };
    let flow = items.is_empty() || text.as_bytes().get(articles.span.start as usize) == Some(&b'[');
    let pieces = if flow { Vec::new() } else { pieces(text, from, items)? };
    let indent = pieces.first().map_or(2, |p| p.indent);
    let pad = " ".repeat(indent);
    let mut list = List { range: from..from, text: String::new(), copy: Vec::new(), kept: 0, emptied: 0, left_out: 0 };
    let head = pieces.first().map_or(":\n", |p| &text[from..p.gap.end]);
    list.text.push_str(head);
    for (i, article) in items.iter().enumerate() {
        let gap = pieces.get(i).filter(|_| i > 0).map_or("", |p| &text[p.gap.clone()]);
        match fate(article) {
            Fate::LeftOut => list.left_out += 1,
            Fate::Kept => {
                let own = match pieces.get(i) {
                    Some(piece) => text[piece.lines.clone()].trim_end().to_owned(),
                    None => format!("{pad}- {}", text.get(range(article))?),
                };
                list.kept += 1;
                let _ = writeln!(list.text, "{gap}{own}");
            }
            Fate::Emptied => {
                list.emptied += 1;
                list.text.push_str(gap);
                matter::stub(text, article, &pad, stubs, &mut list);
            }
        }
    }
    if list.emptied + list.kept == 0 {
        matter::first(&pad, stubs, &mut list);
    }
    let end = match pieces.last() {
        Some(last) => last.lines.end,
        // Nothing stands after the colon.
        None if articles.is_null() => from + text.get(from..)?.find(':')? + 1,
        None => articles.span.end as usize,
    };
    list.range = from..end.max(from);
    // What follows on the line of the last bracket (a comment) must not become part of the list.
    if flow || !text[..end].ends_with('\n') {
        list.text.truncate(list.text.trim_end().len());
    }
    Some(list)
}

/// An item of a list in lines: the lines before it that belong to it, its own, and how far it is indented.
pub(super) struct Piece {
    gap: Range<usize>,
    pub(super) lines: Range<usize>,
    pub(super) indent: usize,
}

pub(super) fn pieces(text: &str, from: usize, items: &[Node]) -> Option<Vec<Piece>> {
    let mut out: Vec<Piece> = Vec::new();
    for item in items {
        let start = item.span.start as usize;
        let before = out.last().map_or(from, |p| p.lines.end);
        // An alias stands elsewhere in the file than where it is used.
        if start < before {
            return None;
        }
        let (line, indent) = dash(text, before, start)?;
        let end = line_end(text, start + text.get(range(item))?.trim_end().len());
        out.push(Piece { gap: before..line, lines: line..end, indent });
    }
    Some(out)
}

/// The line between two places that begins with a dash: where it begins, and how far it is indented.
fn dash(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let mut at = from;
    for line in text.get(from..to)?.split_inclusive('\n') {
        let rest = line.trim_start_matches(' ');
        if rest.starts_with('-') && text[..at].ends_with('\n') {
            return Some((at, line.len() - rest.len()));
        }
        at += line.len();
    }
    None
}

/// The byte after the line on which `at` stands.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |i| at + i + 1)
}

/// A scalar as it is written, if that is one line; else its value in quotes.
pub(super) fn written(text: &str, node: &Node) -> Option<String> {
    let value = node.scalar()?;
    let own = text.get(range(node)).map(str::trim).filter(|t| !t.is_empty() && !t.contains('\n'));
    Some(match own {
        Some(own) if node.style != Style::Block => own.to_owned(),
        _ => super::quoted(value.trim_end()),
    })
}
