//! YAML text into a tree of nodes that know where they stand.
//!
//! What a scalar means (number, yes or no, date) is decided by who reads it, so `title: 1984` is text where text is
//! wanted. Nothing here knows the manifest's keys. Bounded in depth, in nodes and in text, whatever the file says.

mod escapes;
mod fields;
mod node;
mod other_words;
mod syntax;

pub(crate) use fields::Fields;
pub(crate) use node::{Key, Node, Style, Value};

use crate::diag::{Diagnostic, FileId, Log, Span};
use serde_saphyr::granit_parser::{self, Event, Options, Parser, ScalarStyle};
use std::collections::HashMap;

/// The deepest nesting; a manifest needs seven levels.
const MAX_DEPTH: usize = 64;
/// The most nodes, those repeated by an alias included.
const MAX_NODES: usize = 100_000;
/// The most bytes of text, those repeated by an alias included.
const MAX_TEXT: usize = 8 << 20;
/// After so many keys given twice the reading stops.
const MAX_REPEATED: usize = 100;

/// Reads a file's text as one YAML document; what is wrong is in the log, and then nothing is returned.
pub(crate) fn parse(file: FileId, text: &str, log: &mut Log) -> Option<Node> {
    let mut options = Options::default();
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    let mut builder = Builder {
        file,
        text,
        log,
        open: Vec::new(),
        root: None,
        anchors: HashMap::new(),
        nodes: 0,
        repeated: 0,
        bytes: 0,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                let said = syntax::explain(file, text, &error);
                builder.log.push(said);
                return None;
            }
        }
    }
    let end = Span::new(file, 0..0);
    Some(builder.root.unwrap_or(Node { value: Value::Null, span: end, style: Style::Plain }))
}

/// A collection whose end has not come yet.
struct Open {
    start: usize,
    anchor: usize,
    nodes_before: usize,
    bytes_before: usize,
    items: Items,
}

enum Items {
    Seq(Vec<Node>),
    /// Entries, the key that waits for its value, and where each key stands among the entries.
    Map(Vec<(Key, Node)>, Option<Key>, HashMap<String, usize>),
}

struct Anchored {
    node: Node,
    nodes: usize,
    bytes: usize,
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    log: &'a mut Log,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, Anchored>,
    nodes: usize,
    bytes: usize,
    repeated: usize,
}

impl Builder<'_> {
    /// Takes one event; `None` if reading must stop (the log says why).
    fn take(&mut self, event: Event<'_>, at: granit_parser::Span) -> Option<()> {
        let range = at.byte_range().unwrap_or(0..0);
        let span = Span::new(self.file, range.clone());
        let tag = |tag: Option<std::borrow::Cow<'_, granit_parser::Tag>>| tag.is_some_and(|t| t.is_custom());
        match event {
            Event::Scalar(text, style, anchor, t) => {
                if tag(t) {
                    self.log.push(syntax::tagged(
                        at.tag_span().and_then(|s| s.byte_range()).map_or(span, |r| Span::new(self.file, r)),
                    ));
                }
                self.count(1, text.len(), span)?;
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::SingleQuoted,
                    ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                if style == Style::DoubleQuoted
                    && let Some(said) = escapes::control(self.file, self.text, range.clone())
                {
                    self.log.push(said);
                }
                let null = style == Style::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if null { Value::Null } else { Value::Scalar(text.into_owned()) };
                let bytes = if let Value::Scalar(t) = &value { t.len() } else { 0 };
                self.put(Node { value, span, style }, anchor, 1, bytes)
            }
            Event::SequenceStart(_, anchor, _) => self.open(range.start, anchor, Items::Seq(Vec::new()), span),
            Event::MappingStart(_, anchor, _) => {
                self.open(range.start, anchor, Items::Map(Vec::new(), None, HashMap::new()), span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::Alias(id) => {
                let Some(anchored) = self.anchors.get(&id) else {
                    let d = Diagnostic::error("alias", "this alias stands inside of what it repeats").at(span);
                    self.log.push(d.hint("write the value out instead of `*name`"));
                    return None;
                };
                let (nodes, bytes) = (anchored.nodes, anchored.bytes);
                self.count(nodes, bytes, span)?;
                let node = self.anchors.get(&id)?.node.clone();
                self.put(node, 0, nodes, bytes)
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                let d = Diagnostic::error("yaml", "a second document begins here (`---`)").at(span);
                self.log.push(d.hint("keep one document in the file; take the line out"));
                None
            }
            _ => Some(()),
        }
    }

    fn count(&mut self, nodes: usize, bytes: usize, span: Span) -> Option<()> {
        self.nodes += nodes;
        self.bytes += bytes;
        if self.nodes <= MAX_NODES && self.bytes <= MAX_TEXT {
            return Some(());
        }
        let d = Diagnostic::error("too-much", "the file holds more values than an issue can need").at(span);
        self.log.push(d.hint("an alias (`*name`) repeats everything under its anchor; write the values out instead"));
        None
    }

    fn open(&mut self, start: usize, anchor: usize, items: Items, span: Span) -> Option<()> {
        let (nodes_before, bytes_before) = (self.nodes, self.bytes);
        self.count(1, 0, span)?;
        self.open.push(Open { start, anchor, nodes_before, bytes_before, items });
        Some(())
    }

    fn close(&mut self, end: usize) -> Option<()> {
        let open = self.open.pop()?;
        let (value, first, last) = match open.items {
            Items::Seq(items) => {
                let ends = items.first().map(|n| n.span.start as usize).zip(items.last().map(|n| n.span.end as usize));
                (Value::Seq(items), ends.map(|e| e.0), ends.map(|e| e.1))
            }
            Items::Map(entries, ..) => {
                let first = entries.first().map(|(k, _)| k.span.start as usize);
                let last = entries.last().map(|(k, n)| n.span.end.max(k.span.end) as usize);
                (Value::Map(entries), first, last)
            }
        };
        // A block collection's own end lies at the next key; its last value's end is what a reader would call its end.
        let flow = matches!(self.text.as_bytes().get(open.start), Some(b'[' | b'{'));
        let range = if flow {
            open.start..end.max(open.start)
        } else {
            let start = first.unwrap_or(open.start);
            start..last.unwrap_or(start).max(start)
        };
        let node = Node { value, span: Span::new(self.file, range), style: Style::Plain };
        let (nodes, bytes) = (self.nodes - open.nodes_before, self.bytes - open.bytes_before);
        self.put(node, open.anchor, nodes, bytes)
    }

    /// Puts a finished node where it belongs.
    fn put(&mut self, node: Node, anchor: usize, nodes: usize, bytes: usize) -> Option<()> {
        if anchor > 0 {
            self.anchors.insert(anchor, Anchored { node: node.clone(), nodes, bytes });
            self.count(nodes, bytes, node.span)?;
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Some(());
        };
        match &mut open.items {
            Items::Seq(items) => items.push(node),
            Items::Map(entries, waiting, places) => {
                let Some(key) = waiting.take() else {
                    *waiting = Some(as_key(node, self.text, self.log)?);
                    return Some(());
                };
                if let Some(first) = places.get(&key.text) {
                    self.repeated += 1;
                    let line = self.log.line_column(entries[*first].0.span).0;
                    let message = format!("`{}` is given twice; the first is on line {line}", key.text);
                    self.log.push(Diagnostic::error("duplicate-key", message).at(key.span).hint("keep one of the two"));
                    return (self.repeated < MAX_REPEATED).then_some(());
                }
                places.insert(key.text.clone(), entries.len());
                entries.push((key, node));
            }
        }
        Some(())
    }
}

/// A node that stands where a key is wanted.
fn as_key(node: Node, text: &str, log: &mut Log) -> Option<Key> {
    let span = node.span;
    let text = match node.value {
        Value::Scalar(text) => text,
        Value::Null => text.get(span.start as usize..span.end as usize).unwrap_or_default().to_owned(),
        Value::Seq(_) | Value::Map(_) => {
            let d = Diagnostic::error("yaml", "a key must be a single word").at(span);
            log.push(d.hint("if this is text, put it in quotes"));
            return None;
        }
    };
    Some(Key { text, span })
}
