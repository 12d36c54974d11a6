//! What must never be printed: the manifest's list of names and numbers, looked for in everything that a paper says.

use super::said::{Place, Said};
use crate::diag::{Diagnostic, Sourced};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A number of fewer digits is looked for as it is written: it may be a price.
const NUMBER: usize = 5;
/// Marks between the digits of a number: more of them part two numbers.
const BETWEEN: usize = 3;

/// Looks for everything on the list; every piece of text is said once for each entry.
pub(super) fn check(list: &[Sourced<String>], texts: &[Said]) -> Vec<Diagnostic> {
    let folded: Vec<(Vec<(char, usize)>, &Said)> = texts.iter().map(|said| (fold(&said.text), said)).collect();
    let mut out = Vec::new();
    for entry in list {
        let digits: String = entry.value.chars().filter(char::is_ascii_digit).collect();
        let is_number =
            digits.len() >= NUMBER && entry.value.chars().all(|c| c.is_ascii_digit() || is_between(c) || c == '+');
        let wanted: Vec<char> = fold(&entry.value).into_iter().map(|(c, _)| c).collect();
        let mut places: Vec<&Place> = Vec::new();
        for (text, said) in &folded {
            let found = if is_number { number(text, &digits) } else { words(text, &wanted) };
            for place in found.into_iter().map(|at| said.place(at)) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        out.extend(places.into_iter().map(|place| say(&entry.value, place)));
    }
    out
}

fn say(entry: &str, place: &Place) -> Diagnostic {
    let what = if place.what.is_empty() { String::new() } else { format!(", {}", place.what) };
    let message = format!("`{entry}` stands on page {}{what}, and is never to be printed", place.page);
    let d = Diagnostic::error("never-print", message).at(place.source);
    d.hint("take it out of the copy, or off the list `never_print` in the manifest")
}

/// Letters without case and accents, white space as one space each, and where each came from.
fn fold(text: &str) -> Vec<(char, usize)> {
    let mut out: Vec<(char, usize)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if out.last().is_some_and(|l| l.0 != ' ') {
                out.push((' ', at));
            }
        } else if c == '\u{2019}' {
            out.push(('\'', at));
        } else {
            out.extend(c.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(|c| (c, at)));
        }
    }
    out
}

/// Where words stand as words: not within longer ones.
fn words(text: &[(char, usize)], wanted: &[char]) -> Vec<usize> {
    let wanted = match wanted {
        [rest @ .., ' '] => rest,
        all => all,
    };
    if wanted.is_empty() {
        return Vec::new();
    }
    let joined = |c: Option<&(char, usize)>| c.is_some_and(|c| c.0.is_alphanumeric());
    let starts =
        text.windows(wanted.len()).enumerate().filter(|(_, w)| w.iter().map(|c| c.0).eq(wanted.iter().copied()));
    starts
        .filter(|(i, _)| !(joined(text.get(i + wanted.len())) || *i > 0 && joined(text.get(i - 1))))
        .map(|(_, w)| w[0].1)
        .collect()
}

/// Where a number stands, however its digits are grouped.
fn number(text: &[(char, usize)], digits: &str) -> Vec<usize> {
    let matches = |from: usize| {
        let (mut at, mut wanted) = (from, digits.chars().peekable());
        let mut between = 0;
        while let Some(digit) = wanted.peek() {
            match text.get(at).map(|c| c.0) {
                Some(c) if c == *digit => {
                    wanted.next();
                    between = 0;
                }
                Some(c) if at > from && is_between(c) && between < BETWEEN => between += 1,
                _ => return false,
            }
            at += 1;
        }
        !text.get(at).is_some_and(|c| c.0.is_ascii_digit())
    };
    let begins = |i: &usize| text[*i].0.is_ascii_digit() && !(*i > 0 && text[*i - 1].0.is_ascii_digit());
    (0..text.len()).filter(begins).filter(|i| matches(*i)).map(|i| text[i].1).collect()
}

/// What groups the digits of a number.
fn is_between(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, entry: &str) -> usize {
        let wanted: Vec<char> = fold(entry).into_iter().map(|(c, _)| c).collect();
        words(&fold(text), &wanted).len()
    }

    #[test]
    fn names_are_found_whatever_their_case_and_accents() {
        assert_eq!(found("said ROSA  DIAZ, and rosa d\u{ed}az\u{2019}s", "Rosa D\u{ed}az"), 2);
        assert_eq!(found("Rosalind Diaz", "Rosa"), 0);
        assert_eq!(found("the night shift", "Night Shift "), 1);
        assert_eq!(found("anything", ""), 0);
    }

    #[test]
    fn numbers_are_found_however_they_are_grouped() {
        let count = |text: &str| number(&fold(text), "5550143222").len();
        assert_eq!(count("call (555) 014-3222 or 555.014.3222"), 2);
        assert_eq!(count("call 5550143222"), 1);
        assert_eq!(count("15550143222 and 555 014 32221"), 0);
        assert_eq!(count("555 0143, 222"), 0);
    }
}
