//! The keys of one group, taken one by one; whatever was not asked for is unknown.

use super::other_words::{is_called, meant};
use super::{Key, Node};
use crate::diag::{Diagnostic, Log, Span, nearest};

/// The keys of one group.
pub(crate) struct Fields<'a> {
    what: String,
    entries: &'a [(Key, Node)],
    known: Vec<&'static str>,
    head: Span,
}

impl<'a> Fields<'a> {
    /// `what` is the group's name in messages; `head` is where one points to when a key is missing.
    pub(crate) fn new(what: &str, entries: &'a [(Key, Node)], head: Span) -> Self {
        Fields { what: what.to_owned(), entries, known: Vec::new(), head }
    }

    /// Where the group begins.
    pub(crate) fn head(&self) -> Span {
        self.head
    }

    /// The key's value, unless it is not there or nothing stands after it.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|(_, node)| node).filter(|n| !n.is_null())
    }

    /// The key and its value, even where nothing stands after it.
    pub(crate) fn entry(&mut self, key: &'static str) -> Option<(&'a Key, &'a Node)> {
        self.known.push(key);
        self.entries.iter().find(|(k, _)| k.text == key).map(|(k, n)| (k, n))
    }

    /// The key's value; it must be there.
    pub(crate) fn required(&mut self, key: &'static str, log: &mut Log) -> Option<&'a Node> {
        match self.entry(key) {
            Some((_, node)) if !node.is_null() => Some(node),
            Some((at, _)) => {
                let mut d = Diagnostic::error("empty", format!("`{key}` is empty")).at(at.span);
                d.hint = after_hash(log, at.span);
                log.push(d);
                None
            }
            None => {
                let message = format!("`{key}` is missing from {}", self.what);
                // A misspelt key is one mistake, not two, and so is one by another name.
                let others: Vec<&str> = self.entries.iter().map(|(k, _)| k.text.as_str()).collect();
                if !others.iter().any(|word| is_called(key, word))
                    && nearest(key, others).is_none_or(|near| self.known.contains(&near))
                {
                    let d = Diagnostic::error("missing-key", message).at(self.head);
                    log.push(d.hint(format!("add `{key}: …`")));
                }
                None
            }
        }
    }

    /// Says of every key that was not asked for that it is unknown.
    pub(crate) fn finish(self, log: &mut Log) {
        for (key, _) in self.entries {
            if self.known.iter().any(|k| *k == key.text) {
                continue;
            }
            let d =
                Diagnostic::error("unknown-key", format!("`{}` is not a key of {}", key.text, self.what)).at(key.span);
            let near = || nearest(&key.text, self.known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let hint = meant(&key.text, &self.known).or_else(near);
            log.push(d.hint(hint.unwrap_or_else(|| format!("known keys: {}", self.known.join(", ")))));
        }
    }
}

/// A hint if the value that seems empty is hidden by `#`, which begins a comment.
fn after_hash(log: &Log, key: Span) -> Option<String> {
    let text = log.file(key.file).1;
    let line = text.get(key.end as usize..)?.lines().next()?;
    let value = line.trim_start_matches(':').trim();
    value.starts_with('#').then(|| format!("`#` begins a comment; put the value in quotes: \"{value}\""))
}
