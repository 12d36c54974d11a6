//! Footnotes get their numbers: in the order in which the copy first refers to them.

use super::Placed;
use super::source::SourceMap;
use crate::diag::{Diagnostic, Log};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The longest name of a note.
const MAX_LABEL: usize = 100;

/// The numbers of a text's notes.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, u32>,
}

impl Footnotes {
    /// Numbers the notes of a whole text, whose events `events` starts anew; a text that nothing refers to is warned of.
    pub(super) fn number<'a, I>(events: impl Fn() -> I, map: &SourceMap, log: &mut Log) -> Footnotes
    where
        I: Iterator<Item = Placed<'a>>,
    {
        let mut notes = Footnotes::default();
        let mut defined: Vec<(String, Range<usize>)> = Vec::new();
        let mut within: Vec<String> = Vec::new();
        let mut depth = 0;
        for (event, range) in events() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    depth += 1;
                    defined.push((label.to_lowercase(), range.start..(range.start + label.len() + 3).min(range.end)));
                }
                Event::End(TagEnd::FootnoteDefinition) => depth -= 1,
                // References in the copy come first, then those within notes.
                Event::FootnoteReference(label) if depth > 0 => within.push(label.to_lowercase()),
                Event::FootnoteReference(label) => notes.add(label.to_lowercase()),
                _ => {}
            }
        }
        for label in within {
            notes.add(label);
        }
        let mut seen = HashSet::new();
        for (label, range) in defined {
            let said = if !notes.numbers.contains_key(&label) {
                Some((
                    format!("nothing refers to the footnote `{label}`, so it is left out"),
                    format!("write `[^{label}]` in the copy where it belongs, or take its text out"),
                ))
            } else if !seen.insert(label.clone()) {
                let message = format!("the footnote `{label}` has two texts; the first is used");
                Some((message, "give one of them another name".to_owned()))
            } else {
                None
            };
            if let Some((message, hint)) = said {
                log.push(Diagnostic::warning("footnote", message).at(map.span(range)).hint(hint));
            }
        }
        notes
    }

    fn add(&mut self, label: String) {
        let next = self.numbers.len() as u32 + 1;
        self.numbers.entry(label).or_insert(next);
    }

    /// The note's number, if anything refers to it.
    pub(super) fn get(&self, label: &str) -> Option<u32> {
        self.numbers.get(&label.to_lowercase()).copied()
    }

    /// How many notes there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }
}

/// The name of a reference that the parser left as text because no note has that name: `[^label]` at `at`.
pub(super) fn dangling(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.strip_prefix("[^")?;
    let end = rest.bytes().take(MAX_LABEL).position(|b| b == b']')?;
    let label = &rest[..end];
    let escaped = text[..at].ends_with('\\');
    (!escaped && !label.is_empty() && !label.contains(char::is_whitespace)).then_some(label)
}
