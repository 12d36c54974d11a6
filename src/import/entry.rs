//! What the manifest says of an article: its entry in `articles`, ready to paste.

use super::markdown;
use super::said::{Said, What};
use super::tidy::Head;
use crate::start::quoted;
use std::fmt::Write;

/// An article's entry, without the path of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The headline, as the manifest takes it: words with emphasis.
    pub headline: String,
    /// The lines under it.
    pub deck: Option<String>,
    /// Who wrote it, if the text says so.
    pub byline: Option<String>,
    /// Whether the headline is a guess.
    pub guessed: bool,
}

impl Entry {
    pub(super) fn new(head: Head, said: &Said) -> Entry {
        let words = |line| Some(markdown::words(&line)).filter(|w: &String| !w.is_empty());
        let headline = words(head.headline).unwrap_or_else(|| "Untitled".to_owned());
        Entry {
            headline,
            deck: head.deck.and_then(words),
            byline: head.byline.and_then(words),
            guessed: said.has(What::Headline),
        }
    }

    /// The lines of YAML, the first with its dash; `body` is the path of the copy.
    pub fn yaml(&self, body: &str) -> String {
        let mut out = format!("- headline: {}\n", quoted(&self.headline));
        let keys = [("deck", &self.deck), ("byline", &self.byline)];
        for (key, value) in keys.into_iter().filter_map(|(k, v)| Some((k, v.as_ref()?))) {
            let _ = writeln!(out, "  {key}: {}", quoted(value));
        }
        let plain = body.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c)) && !body.starts_with('-');
        let body = if plain { body.to_owned() } else { quoted(body) };
        let _ = writeln!(out, "  body: {body}");
        out
    }
}
