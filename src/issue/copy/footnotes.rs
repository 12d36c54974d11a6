//! Footnotes get their numbers: in the order in which the copy first refers to them.

use super::source::SourceMap;
use crate::diag::{Diagnostic, Log};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The numbers of a text's notes.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, u32>,
}

impl Footnotes {
    /// Numbers the notes of a whole text; a text that nothing refers to is warned of.
    pub(super) fn number(events: &[(Event<'_>, Range<usize>)], map: &SourceMap, log: &mut Log) -> Footnotes {
        let mut notes = Footnotes::default();
        let mut defined: HashSet<&str> = HashSet::new();
        // References in the copy come first, then those within notes.
        for within_notes in [false, true] {
            let mut depth = 0;
            for (event, range) in events {
                match event {
                    Event::Start(Tag::FootnoteDefinition(label)) => {
                        depth += 1;
                        if !within_notes && !defined.insert(label) {
                            let d = Diagnostic::warning(
                                "footnote",
                                format!("the footnote `{label}` has two texts; the first is used"),
                            );
                            log.push(d.at(map.span(head(range, label))).hint("give one of them another name"));
                        }
                    }
                    Event::End(TagEnd::FootnoteDefinition) => depth -= 1,
                    Event::FootnoteReference(label) if (depth > 0) == within_notes => {
                        let next = notes.numbers.len() as u32 + 1;
                        notes.numbers.entry(label.to_string()).or_insert(next);
                    }
                    _ => {}
                }
            }
        }
        for (event, range) in events {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event
                && !notes.numbers.contains_key(&**label)
            {
                let d = Diagnostic::warning(
                    "footnote",
                    format!("nothing refers to the footnote `{label}`, so it is left out"),
                );
                log.push(
                    d.at(map.span(head(range, label)))
                        .hint(format!("write `[^{label}]` in the copy where it belongs, or take its text out")),
                );
            }
        }
        notes
    }

    /// The note's number, if anything refers to it.
    pub(super) fn get(&self, label: &str) -> Option<u32> {
        self.numbers.get(label).copied()
    }

    /// How many notes there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }
}

/// The stretch of `[^label]:` at the beginning of a note's text.
fn head(range: &Range<usize>, label: &str) -> Range<usize> {
    range.start..(range.start + label.len() + 3).min(range.end)
}

/// References in plain text, which the parser leaves as text because the note has none: `[^label]` at `range.start`.
pub(super) fn dangling<'a>(text: &'a str, range: &Range<usize>) -> Option<&'a str> {
    let rest = text.get(range.start..)?.strip_prefix("[^")?;
    let label = &rest[..rest.find(']')?];
    let escaped = text[..range.start].ends_with('\\');
    (!escaped && !label.is_empty() && label.len() < 100 && !label.contains(char::is_whitespace)).then_some(label)
}
