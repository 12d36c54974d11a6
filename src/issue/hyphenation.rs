//! `hyphenation:` of the manifest: words of the issue's own, and where they may be divided.

use super::reader::Reader;
use super::yaml::Node;
use crate::diag::Diagnostic;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The most words of the list.
const MAX_WORDS: usize = 5_000;

/// Words in lower case, and the byte offsets at which each may be divided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hyphenation(BTreeMap<String, Vec<usize>>);

impl Hyphenation {
    /// A list of no words.
    pub fn none() -> &'static Hyphenation {
        static NONE: Hyphenation = Hyphenation(BTreeMap::new());
        &NONE
    }

    /// A list of words with their hyphens (`ste-ward`); what is no such word is returned beside it.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> (Hyphenation, Vec<&'a str>) {
        let (mut list, mut wrong) = (BTreeMap::new(), Vec::new());
        for written in words {
            match word(written) {
                Some((word, points)) => drop(list.insert(word, points)),
                None => wrong.push(written),
            }
        }
        (Hyphenation(list), wrong)
    }

    /// Where a word in lower case may be divided, if the list has it.
    pub fn points(&self, word: &str) -> Option<&[usize]> {
        self.0.get(word).map(Vec::as_slice)
    }
}

/// `ste-ward` as a word and its points.
fn word(written: &str) -> Option<(String, Vec<usize>)> {
    let (mut word, mut points) = (String::new(), Vec::new());
    let parts: Vec<String> = written.trim().split(['-', '\u{ad}']).map(|p| p.nfc().collect()).collect();
    for (i, part) in parts.iter().enumerate() {
        if part.is_empty() || !part.chars().all(char::is_alphabetic) {
            return None;
        }
        word.push_str(&part.to_lowercase());
        if i + 1 < parts.len() {
            points.push(word.len());
        }
    }
    Some((word, points))
}

impl Reader<'_> {
    /// The list of words that the issue divides in its own way.
    pub(super) fn hyphenation(&mut self, node: Option<&Node>) -> Hyphenation {
        let items = node.and_then(|n| n.list("hyphenation", self.log)).unwrap_or_default();
        if let Some(first) = items.get(MAX_WORDS) {
            let message = format!("`hyphenation` lists {} words, and {MAX_WORDS} is the most", items.len());
            self.say(Diagnostic::error("too-much", message).at(first.span));
            return Hyphenation::default();
        }
        let mut words = Vec::new();
        for item in items {
            let Some(text) = item.filled("hyphenation", self.log) else { continue };
            if word(text).is_none() {
                let message = format!("`{}` is not a word with its hyphens", text.trim());
                let hint = "write one word of letters, with a hyphen wherever it may be divided: `ste-ward`; \
                            without any, it is never divided";
                self.say(Diagnostic::error("bad-value", message).at(item.span).hint(hint));
            }
            words.push(text);
        }
        Hyphenation::of(words).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_their_points() {
        let (list, wrong) = Hyphenation::of(["ste-ward", "Oakdale", "Ge-werk-schaft", "a b", "-x", "two--three", "v2"]);
        assert_eq!(list.points("steward"), Some(&[3][..]));
        assert_eq!(list.points("oakdale"), Some(&[][..]));
        assert_eq!(list.points("gewerkschaft"), Some(&[2, 6][..]));
        assert_eq!(list.points("dock"), None);
        assert_eq!(wrong, ["a b", "-x", "two--three", "v2"]);
    }
}
