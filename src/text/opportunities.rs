//! Where a piece of text without spaces may be broken: at hyphenation points, after dashes and hyphens that are in the
//! text, within addresses. Knows words, not glyphs.

use super::hyphenate;
use crate::issue::Hyphenation;
use crate::language::Language;
use unicode_normalization::is_nfc;

/// A place to break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opportunity {
    /// The byte before which the next line starts.
    pub at: usize,
    /// The penalty.
    pub cost: i32,
    /// What ends the line.
    pub end: End,
}

/// What ends a line that breaks within a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A hyphen that the break adds.
    Added,
    /// A hyphen that is in the text.
    Hyphen,
    /// A dash, a stroke, a part of an address.
    Plain,
}

/// The cost of a hyphen.
pub const HYPHEN: i32 = 750;
/// The cost of a hyphen in a part of a word that has hyphens already.
const COMPOUND: i32 = 1_200;
/// The cost of a break after a hyphen or dash that is in the text.
pub const EXISTING: i32 = 750;
/// The cost of a break after an en dash or a stroke.
const DASH: i32 = 30;
/// The cost of a break in an address or in code.
const ADDRESS: i32 = 500;

/// How a piece may be divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Division {
    /// By the language's rules.
    Hyphenate,
    /// Only where dashes are.
    Plain,
    /// As an address or code.
    Address,
    /// Not at all.
    Never,
}

/// The places where `text` may be broken, in order. `own` is the issue's list of words.
pub fn find(text: &str, division: Division, language: Language, own: &Hyphenation) -> Vec<Opportunity> {
    let mut out = Vec::new();
    if division == Division::Never || text.len() < 3 {
        return out;
    }
    if division == Division::Address || is_address(text) {
        address(text, &mut out);
        return out;
    }
    dashes(text, &mut out);
    if division == Division::Hyphenate {
        let compound = text.chars().any(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}'));
        for (start, run) in letter_runs(text) {
            hyphens(start, run, compound, language, own, &mut out);
        }
    }
    out.sort_by_key(|o| o.at);
    out.dedup_by_key(|o| o.at);
    out
}

/// Whether a piece is an address: of a page, of a mailbox, a bare domain, a path.
pub fn is_address(text: &str) -> bool {
    if text.contains("://") || text.starts_with("www.") {
        return true;
    }
    let bytes = text.as_bytes();
    let word = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphanumeric);
    // An @ or a full stop between two letters on each side.
    (2..bytes.len().saturating_sub(2)).any(|i| {
        matches!(bytes[i], b'@' | b'.')
            && word(i - 1)
            && word(i - 2)
            && word(i + 1)
            && word(i + 2)
            && (bytes[i] == b'@' || bytes[i - 1].is_ascii_lowercase() && bytes[i + 1].is_ascii_lowercase())
    })
}

fn address(text: &str, out: &mut Vec<Opportunity>) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for w in 1..chars.len() {
        let (at, c) = chars[w];
        let before = chars[w - 1].1;
        let breaks = matches!(before, '/' | '?' | '-' | '.' | '=' | '&' | '_' | '@' | ':' | '#');
        // Not within `://` or between two marks, not off a full stop at the end, and not `--` off an option's name.
        let option = before == '-' && !chars[..w].iter().any(|c| c.1.is_alphanumeric());
        if breaks && !option && w >= 2 && chars.len() - w >= 2 && (c.is_alphanumeric() || c == '~') {
            let end = if before == '-' { End::Hyphen } else { End::Plain };
            out.push(Opportunity { at, cost: ADDRESS, end });
        }
    }
}

fn dashes(text: &str, out: &mut Vec<Opportunity>) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let letters_before = |w: usize| (0..w).rev().take_while(|i| chars[*i].1.is_alphabetic()).count();
    let letters_after = |w: usize| (w..chars.len()).take_while(|i| chars[*i].1.is_alphabetic()).count();
    for w in 1..chars.len() {
        let (at, after) = chars[w];
        let closing =
            matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '»' | '"' | '\'' | '—' | '–');
        if closing {
            continue;
        }
        match chars[w - 1].1 {
            '—' | '\u{200B}' => out.push(Opportunity { at, cost: 0, end: End::Plain }),
            '–' if w >= 2 => out.push(Opportunity { at, cost: DASH, end: End::Plain }),
            '-' | '\u{2010}' if letters_before(w - 1) >= 2 && letters_after(w) >= 2 => {
                out.push(Opportunity { at, cost: EXISTING, end: End::Hyphen });
            }
            '/' if letters_before(w - 1) >= 3 && letters_after(w) >= 3 => {
                out.push(Opportunity { at, cost: DASH, end: End::Plain });
            }
            _ => {}
        }
    }
}

/// The runs of letters (and soft hyphens) with their offsets; apostrophes and everything else separate them. A run that
/// touches a digit is none.
fn letter_runs(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let letter = |c: char| c.is_alphabetic() || c == '\u{AD}' || unicode_normalization::char::is_combining_mark(c);
    let mut start = None;
    let mut digit = false;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter(c), start) {
            (true, None) => start = Some((i, digit)),
            (false, Some((s, after_digit))) => {
                if !after_digit && !c.is_numeric() {
                    out.push((s, &text[s..i]));
                }
                start = None;
            }
            _ => {}
        }
        digit = c.is_numeric();
    }
    out
}

fn hyphens(start: usize, run: &str, compound: bool, language: Language, own: &Hyphenation, out: &mut Vec<Opportunity>) {
    if run.contains('\u{AD}') {
        let soft = run.match_indices('\u{AD}').map(|(i, s)| i + s.len());
        let within = soft.filter(|i| *i < run.len() && *i > 2);
        out.extend(within.map(|i| Opportunity { at: start + i, cost: HYPHEN, end: End::Added }));
        return;
    }
    let capitals = run.chars().all(|c| !c.is_lowercase()) || run.chars().skip(1).any(char::is_uppercase);
    if capitals || !is_nfc(run) || compound && run.chars().count() <= 8 {
        return;
    }
    let cost = if compound { COMPOUND } else { HYPHEN };
    let points = hyphenate::points(run, language, own);
    out.extend(points.into_iter().map(|i| Opportunity { at: start + i, cost, end: End::Added }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str) -> String {
        let language = Language::parse("en-US").unwrap();
        let mut out = text.to_owned();
        for o in find(text, Division::Hyphenate, language, Hyphenation::none()).into_iter().rev() {
            out.insert_str(o.at, if o.end == End::Added { "-|" } else { "|" });
        }
        out
    }

    #[test]
    fn words_break_at_hyphens_and_dashes() {
        assert_eq!(broken("“Hyphenation,”"), "“Hy-|phen-|a-|tion,”");
        assert_eq!(broken("well-known"), "well-|known");
        assert_eq!(broken("night—shift"), "night—|shift");
        assert_eq!(broken("e-mail"), "e-mail");
        assert_eq!(broken("F-16"), "F-16");
        assert_eq!(broken("1998–2004"), "1998–|2004");
        assert_eq!(broken("and/or"), "and/or");
        assert_eq!(broken("hyphen-ation’s"), "hyphen-|ation’s");
    }

    #[test]
    fn what_is_no_plain_word_is_not_hyphenated() {
        assert_eq!(broken("NEGOTIATION"), "NEGOTIATION");
        assert_eq!(broken("negotiation2"), "negotiation2");
        assert_eq!(broken("McNegotiation"), "McNegotiation");
        assert_eq!(broken("dock@example.org"), "dock@|example.|org");
        assert_eq!(broken("https://example.org/a-longer/path?x=1"), "https://|example.|org/|a-|longer/|path?|x=1");
        assert_eq!(broken("nego\u{AD}tiation"), "nego\u{AD}-|tiation");
        assert_eq!(broken("U.S."), "U.S.");
    }
}
